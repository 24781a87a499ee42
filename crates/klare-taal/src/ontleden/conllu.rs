//! Sentences with their annotation, as Universal Dependencies writes them (CoNLL-U): what is learnt from, and tried on.

use super::{Ontleed, Rol, Woordsoort};
use crate::tekst::{Leesteken, Woord};

/// A sentence with its annotation.
#[derive(Clone, Debug)]
pub struct Voorbeeld<'a> {
    /// Its words.
    pub woorden: Vec<Woord<'a>>,
    /// What an expert says of each.
    pub ontleed: Vec<Ontleed>,
}

/// The sentences of a file; marks become what stands before the next word.
#[must_use]
pub fn lees(bestand: &str) -> Vec<Voorbeeld<'_>> {
    bestand.split("\n\n").filter(|zin| !zin.trim().is_empty()).map(zin).filter(|zin| !zin.woorden.is_empty()).collect()
}

fn zin(regels: &str) -> Voorbeeld<'_> {
    let velden: Vec<Vec<&str>> = regels
        .lines()
        .filter(|regel| !regel.starts_with('#'))
        .map(|regel| regel.split('\t').collect::<Vec<_>>())
        .filter(|velden| velden.len() == 10 && velden[0].bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let mut plaatsen = vec![None; velden.len()];
    let mut woorden = Vec::new();
    let mut leesteken = Leesteken::Geen;
    for (at, veld) in velden.iter().enumerate() {
        if veld[3] == "PUNCT" {
            if leesteken != Leesteken::Komma {
                leesteken = veld[1].chars().next().map_or(Leesteken::Geen, Leesteken::van);
            }
        } else {
            plaatsen[at] = Some(woorden.len());
            woorden.push(Woord::new(veld[1], 0, leesteken));
            leesteken = Leesteken::Geen;
        }
    }
    let ontleed = velden
        .iter()
        .filter(|veld| veld[3] != "PUNCT")
        .map(|veld| Ontleed {
            soort: soort(veld[3], veld[4]),
            hoofd: veld[6]
                .parse::<usize>()
                .ok()
                .and_then(|hoofd| hoofd.checked_sub(1))
                .and_then(|hoofd| *plaatsen.get(hoofd)?),
            rol: rol(veld[7]),
        })
        .collect();
    Voorbeeld { woorden, ontleed }
}

fn soort(upos: &str, xpos: &str) -> Woordsoort {
    match upos {
        _ if xpos.starts_with("TW") => Woordsoort::Telwoord,
        "NOUN" => Woordsoort::Naamwoord,
        "PROPN" => Woordsoort::Naam,
        "VERB" if xpos.starts_with("WW|pv") => Woordsoort::Persoonsvorm,
        "VERB" if xpos.starts_with("WW|inf") => Woordsoort::Infinitief,
        "VERB" => Woordsoort::Deelwoord,
        "AUX" if xpos.starts_with("WW|pv") => Woordsoort::Hulppersoonsvorm,
        "AUX" => Woordsoort::Hulpwerkwoord,
        "ADJ" => Woordsoort::Bijvoeglijk,
        "ADV" => Woordsoort::Bijwoord,
        "ADP" => Woordsoort::Voorzetsel,
        "DET" => Woordsoort::Lidwoord,
        "PRON" => Woordsoort::Voornaamwoord,
        "NUM" => Woordsoort::Telwoord,
        "CCONJ" => Woordsoort::Nevenschikkend,
        "SCONJ" => Woordsoort::Onderschikkend,
        _ => Woordsoort::Overig,
    }
}

fn rol(deprel: &str) -> Rol {
    match deprel {
        "nsubj" | "nsubj:pass" | "csubj" => Rol::Onderwerp,
        "conj" => Rol::Nevengeschikt,
        "cop" => Rol::Koppelwerkwoord,
        "aux:pass" => Rol::Lijdend,
        "aux" => Rol::Hulp,
        "advcl" | "ccomp" | "acl" | "acl:relcl" | "xcomp" | "parataxis" => Rol::Bijzin,
        _ => Rol::Overig,
    }
}
