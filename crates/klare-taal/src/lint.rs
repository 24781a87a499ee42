//! LiNT-II (Kim and Pander Maat, 2025): a score from four features, fitted on 120 texts that 2,700 readers were tried on.

use crate::kenmerken::Kenmerken;

/// How hard a text is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lint {
    /// From 0, easy, to 100, hard.
    pub score: f64,
    /// How common the content words are, as a mean Zipf value, names left out: about 3 to 5.
    pub frequentie: f64,
    /// The mean over the sentences of the longest distance between a word and the one it depends on.
    pub afstand: f64,
    /// Content words for each finite verb.
    pub dichtheid: f64,
    /// Which part of the nouns names something concrete: 0 to 1.
    pub concreet: f64,
}

/// The four levels of difficulty, the easiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Niveau {
    /// Up to 34.
    Een,
    /// Up to 46.
    Twee,
    /// Up to 58.
    Drie,
    /// From there on.
    Vier,
}

impl Niveau {
    /// Of a hundred adults so many have trouble with a text of this level.
    #[must_use]
    pub fn moeilijk_voor(self) -> u8 {
        match self {
            Self::Een => 14,
            Self::Twee => 29,
            Self::Drie => 53,
            Self::Vier => 78,
        }
    }
}

/// The coefficients of version 0.1.3, fitted with the parser model 3.7 and the noun list of April 2026.
const CONSTANTE: f64 = -4.302_2;
const FREQUENTIE: f64 = 17.314_1;
const AFSTAND: f64 = 1.624_1;
const DICHTHEID: f64 = 2.542_2;
const CONCREET: f64 = 15.951_9;

impl Lint {
    /// From the four features.
    #[must_use]
    pub fn new(frequentie: f64, afstand: f64, dichtheid: f64, concreet: f64) -> Self {
        let gemak =
            CONSTANTE + FREQUENTIE * frequentie - AFSTAND * afstand - DICHTHEID * dichtheid + CONCREET * concreet;
        Self { score: 100.0 - gemak.clamp(0.0, 100.0), frequentie, afstand, dichtheid, concreet }
    }

    /// From the features of each sentence; none when one of the four is nowhere to be found.
    pub(crate) fn van(zinnen: &[Kenmerken]) -> Option<Self> {
        let concreet: u32 = zinnen.iter().map(|zin| zin.concreet).sum();
        let naamwoorden: u32 = zinnen.iter().map(|zin| zin.naamwoorden).sum();
        Some(Self::new(
            gemiddelde(zinnen.iter().flat_map(|zin| zin.frequenties.iter().copied()))?,
            gemiddelde(zinnen.iter().filter_map(|zin| zin.afstand).map(f64::from))?,
            gemiddelde(zinnen.iter().filter_map(|zin| zin.dichtheid))?,
            (naamwoorden > 0).then(|| f64::from(concreet) / f64::from(naamwoorden))?,
        ))
    }

    /// Its level of difficulty.
    #[must_use]
    pub fn niveau(&self) -> Niveau {
        match self.score {
            score if score < 34.0 => Niveau::Een,
            score if score < 46.0 => Niveau::Twee,
            score if score < 58.0 => Niveau::Drie,
            _ => Niveau::Vier,
        }
    }
}

fn gemiddelde(waarden: impl Iterator<Item = f64>) -> Option<f64> {
    let (som, aantal) = waarden.fold((0.0, 0_u32), |(som, aantal), waarde| (som + waarde, aantal + 1));
    (aantal > 0).then(|| som / f64::from(aantal))
}
