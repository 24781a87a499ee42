//! The four features of a sentence that LiNT-II counts by.

use crate::{
    ontleden::{Ontleed, Rol, Woordsoort},
    tekst::{Woord, Zin},
    woorden::{self, Klasse},
};

/// The features of one sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kenmerken {
    /// How common each content word is that is no name.
    pub(crate) frequenties: Vec<f64>,
    /// The longest distance; none of a single word.
    pub(crate) afstand: Option<u32>,
    /// Content words for each finite verb; none without one.
    pub(crate) dichtheid: Option<f64>,
    /// How many nouns name something concrete.
    pub(crate) concreet: u32,
    /// How many nouns are known at all.
    pub(crate) naamwoorden: u32,
}

impl Kenmerken {
    pub(crate) fn van(zin: &Zin<'_>, ontleed: &[Ontleed]) -> Self {
        let inhoud: Vec<usize> = inhoudswoorden(&zin.woorden, ontleed).collect();
        let persoonsvormen = tel(ontleed.iter().filter(|woord| woord.soort.is_persoonsvorm()).count());
        let klassen: Vec<Klasse> = (zin.woorden.iter().zip(ontleed))
            .filter(|(_, ontleed)| matches!(ontleed.soort, Woordsoort::Naamwoord | Woordsoort::Naam))
            .filter_map(|(woord, _)| klasse(woord.klein()))
            .collect();
        Self {
            frequenties: inhoud
                .iter()
                .filter_map(|plaats| frequentie(&zin.woorden[*plaats], ontleed[*plaats]))
                .collect(),
            afstand: (zin.woorden.len() > 1).then(|| afstand(ontleed)),
            dichtheid: (persoonsvormen > 0).then(|| f64::from(tel(inhoud.len())) / f64::from(persoonsvormen)),
            concreet: tel(klassen.iter().filter(|klasse| **klasse == Klasse::Concreet).count()),
            naamwoorden: tel(klassen.len()),
        }
    }
}

fn tel(aantal: usize) -> u32 {
    u32::try_from(aantal).unwrap_or(u32::MAX)
}

/// The longest distance between a word and the one that it depends on, in words between them. What is one of several hangs where the
/// first of them does; a subject of several verbs on each of them.
#[must_use]
pub fn afstand(zin: &[Ontleed]) -> u32 {
    (0..zin.len()).map(|plaats| afstand_van(zin, plaats)).max().unwrap_or_default()
}

fn afstand_van(zin: &[Ontleed], plaats: usize) -> u32 {
    let mut eerste = plaats;
    // A tree has no circles; whatever comes from outside may.
    for _ in 0..zin.len() {
        match zin[eerste].hoofd {
            Some(hoofd) if zin[eerste].rol == Rol::Nevengeschikt => eerste = hoofd,
            _ => break,
        }
    }
    let hoofd = zin[eerste].hoofd.unwrap_or(eerste);
    let ook = zin.iter().enumerate().filter(|(_, woord)| {
        zin[eerste].rol == Rol::Onderwerp && woord.hoofd == Some(hoofd) && woord.rol == Rol::Nevengeschikt
    });
    ook.map(|(ook, _)| ook).chain([hoofd]).map(|einde| tussen(plaats, einde)).max().unwrap_or_default()
}

/// How many words stand between two places.
pub(crate) fn tussen(een: usize, ander: usize) -> u32 {
    tel(een.abs_diff(ander).saturating_sub(1))
}

/// The places of the words that carry the content: nouns, names, verbs that are no auxiliary, adjectives, adverbs of manner.
pub fn inhoudswoorden<'a>(woorden: &'a [Woord<'_>], zin: &'a [Ontleed]) -> impl Iterator<Item = usize> + 'a {
    zin.iter().enumerate().filter(|(plaats, ontleed)| draagt(&woorden[*plaats], **ontleed)).map(|(plaats, _)| plaats)
}

fn draagt(woord: &Woord<'_>, ontleed: Ontleed) -> bool {
    if ontleed.rol == Rol::Koppelwerkwoord {
        return false;
    }
    match ontleed.soort {
        Woordsoort::Naamwoord
        | Woordsoort::Naam
        | Woordsoort::Persoonsvorm
        | Woordsoort::Infinitief
        | Woordsoort::Deelwoord
        | Woordsoort::Bijvoeglijk => true,
        Woordsoort::Telwoord => false,
        _ => woorden::zoek(woord.klein()).is_some_and(|woord| woord.van_wijze),
    }
}

/// How common a content word is; none of a name, and of a word whose frequency says nothing.
pub(crate) fn frequentie(woord: &Woord<'_>, ontleed: Ontleed) -> Option<f64> {
    if ontleed.soort == Woordsoort::Naam || woorden::zoek(woord.klein()).is_some_and(|woord| woord.telt_niet) {
        return None;
    }
    Some(woorden::frequentie(woord.klein(), ontleed.soort == Woordsoort::Naamwoord))
}

/// What a noun names; of a small thing what the thing itself does: `landje`.
pub(crate) fn klasse(klein: &str) -> Option<Klasse> {
    let bekend = |woord: &str| woorden::zoek(woord).and_then(|woord| woord.klasse);
    bekend(klein).or_else(|| {
        let enkel = klein.strip_suffix('s').unwrap_or(klein);
        ["tje", "pje", "je"].into_iter().find_map(|klein| bekend(enkel.strip_suffix(klein)?))
    })
}
