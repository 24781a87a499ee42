//! What is known of single words: how common they are, what kind of noun they are, and of a compound its head.

use std::sync::LazyLock;

use fst::Map;

/// What a noun names (LiNT-II's division).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Klasse {
    /// What can be seen or touched, a place, a time: `brug`, `dinsdag`.
    Concreet,
    /// What cannot: `belang`, `aanvraag`.
    Abstract,
    /// Both: `kantoor`.
    Beide,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gegevens {
    /// Of a noun: what it names.
    pub klasse: Option<Klasse>,
    /// How common it is, in twentieths of a Zipf.
    pub(crate) frequentie_20: u8,
    /// Of a transparent compound: how common its head is.
    pub(crate) hoofd_20: Option<u8>,
    /// Its frequency says nothing about how hard it is.
    pub telt_niet: bool,
    /// An adverb that says how something is done, which counts as a content word.
    pub van_wijze: bool,
    /// Which forms of a regular verb it can be, as bits: one that shows tense, the infinitive, a participle.
    pub(crate) werkwoord: u32,
}

/// How common a word is that is not known: less than once in the 44 million words of the reference.
const ONBEKEND: f64 = 1.36;

impl Gegevens {
    /// How common it is as a Zipf value: the logarithm of its occurrences per billion words, about 1 to 7.
    #[must_use]
    pub fn frequentie(&self) -> f64 {
        zipf(self.frequentie_20)
    }

    /// How common it is for whoever reads it as a noun: a compound is as easy as its head.
    #[must_use]
    pub fn frequentie_als_naamwoord(&self) -> f64 {
        zipf(self.hoofd_20.unwrap_or(self.frequentie_20))
    }

    /// As `data/woorden.fst` holds it.
    fn lees(waarde: u64) -> Self {
        let byte = |at: u32| u8::try_from((waarde >> at) & 0xff).unwrap_or_default();
        Self {
            frequentie_20: byte(0),
            hoofd_20: Some(byte(8)).filter(|hoofd| *hoofd > 0),
            klasse: match (waarde >> 16) & 3 {
                1 => Some(Klasse::Concreet),
                2 => Some(Klasse::Abstract),
                3 => Some(Klasse::Beide),
                _ => None,
            },
            telt_niet: waarde >> 18 & 1 == 1,
            van_wijze: waarde >> 19 & 1 == 1,
            werkwoord: u32::try_from(waarde >> 20 & 7).unwrap_or_default(),
        }
    }
}

fn zipf(twintigsten: u8) -> f64 {
    if twintigsten == 0 { ONBEKEND } else { f64::from(twintigsten) / 20.0 }
}

static BYTES: &[u8] = include_bytes!("../data/woorden.fst");

/// A map that is damaged knows no word; a test holds that it is not.
static WOORDEN: LazyLock<Option<Map<&'static [u8]>>> = LazyLock::new(|| Map::new(BYTES).ok());

/// How many bytes this takes of the program.
#[cfg(test)]
pub(crate) fn grootte() -> usize {
    BYTES.len()
}

/// What is known of a word in small letters.
#[must_use]
pub fn zoek(klein: &str) -> Option<Gegevens> {
    WOORDEN.as_ref()?.get(klein).map(Gegevens::lees)
}

/// How common a word is that may be unknown.
#[must_use]
pub fn frequentie(klein: &str, als_naamwoord: bool) -> f64 {
    zoek(klein)
        .map_or(ONBEKEND, |woord| if als_naamwoord { woord.frequentie_als_naamwoord() } else { woord.frequentie() })
}
