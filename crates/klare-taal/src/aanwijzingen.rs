//! What a writer can change: the places, why, and where it is known what to write instead. Advice, never a verdict: a rare word can be
//! the right one.

use std::ops::Range;

use crate::{
    ambtelijk,
    kenmerken::{frequentie, inhoudswoorden, klasse, tussen},
    ontleden::{Ontleed, Rol, Woordsoort},
    tekst::Zin,
    woorden::Klasse,
};

/// A place in the text that makes it harder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aanwijzing {
    /// Its bytes in the text.
    pub bereik: Range<usize>,
    /// What it is.
    pub wat: Wat,
}

/// What makes a place hard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wat {
    /// A sentence of so many words.
    LangeZin {
        /// How many.
        woorden: usize,
    },
    /// Words that belong together with so many words between them.
    Tangconstructie {
        /// How many.
        ertussen: u32,
    },
    /// It does not say who does it.
    Lijdend,
    /// A noun made of a verb or an adjective, which hides who does what.
    AbstractNaamwoord,
    /// A word that people seldom meet.
    ZeldzaamWoord,
    /// A word of officials.
    Ambtelijk {
        /// What to write instead, the best first.
        liever: Vec<&'static str>,
    },
}

/// Longer than this and a reader has to begin again (Taalunie advises up to 20 words).
const LANG: usize = 20;
/// From here on a reader has to keep the first word in mind: twice as far as the mean sentence of a clear letter goes.
const VER: u32 = 8;
/// Below this a word is seldom met: less than once in three million.
const ZELDZAAM: f64 = 2.5;
/// Below this an abstract noun is worth looking at: above it are `vraag` and `zaak`.
const ABSTRACT: f64 = 3.7;
/// What nouns end with that are made of a verb or an adjective.
const AFGELEID: [&str; 7] = ["ing", "ingen", "heid", "heden", "atie", "aties", "teit"];

/// What can be changed in a sentence, in the order of its words.
pub(crate) fn van(zin: &Zin<'_>, ontleed: &[Ontleed]) -> Vec<Aanwijzing> {
    let mut gevonden = Vec::new();
    if zin.woorden.len() > LANG {
        gevonden.push(Aanwijzing { bereik: zin.bereik.clone(), wat: Wat::LangeZin { woorden: zin.woorden.len() } });
    }
    gevonden.extend(tang(zin, ontleed));
    gevonden.extend(lijdend(zin, ontleed));
    let ambtelijk = ambtelijke(zin);
    gevonden.extend(woorden(zin, ontleed).filter(|woord| {
        !ambtelijk
            .iter()
            .any(|andere| andere.bereik.start <= woord.bereik.start && woord.bereik.end <= andere.bereik.end)
    }));
    gevonden.extend(ambtelijk);
    gevonden.sort_by_key(|aanwijzing| (aanwijzing.bereik.start, std::cmp::Reverse(aanwijzing.bereik.end)));
    gevonden
}

/// From the first to the last of two words.
fn van_tot(zin: &Zin<'_>, een: usize, ander: usize) -> Range<usize> {
    zin.woorden[een.min(ander)].bereik().start..zin.woorden[een.max(ander)].bereik().end
}

/// The longest distance of the sentence between a verb and what belongs to it.
fn tang(zin: &Zin<'_>, ontleed: &[Ontleed]) -> Option<Aanwijzing> {
    let hoort_bij_werkwoord =
        |rol: Rol| matches!(rol, Rol::Onderwerp | Rol::Hulp | Rol::Lijdend | Rol::Koppelwerkwoord);
    let paren = ontleed.iter().enumerate().filter(|(_, woord)| hoort_bij_werkwoord(woord.rol));
    let (ertussen, plaats, hoofd) = paren
        .filter_map(|(plaats, woord)| Some((tussen(plaats, woord.hoofd?), plaats, woord.hoofd?)))
        .max_by_key(|(ertussen, ..)| *ertussen)?;
    let wat = Wat::Tangconstructie { ertussen };
    (ertussen >= VER).then(|| Aanwijzing { bereik: van_tot(zin, plaats, hoofd), wat })
}

fn lijdend<'a>(zin: &'a Zin<'_>, ontleed: &'a [Ontleed]) -> impl Iterator<Item = Aanwijzing> + 'a {
    ontleed.iter().enumerate().filter(|(_, woord)| woord.rol == Rol::Lijdend).filter_map(|(plaats, woord)| {
        Some(Aanwijzing { bereik: van_tot(zin, plaats, woord.hoofd?), wat: Wat::Lijdend })
    })
}

fn woorden<'a>(zin: &'a Zin<'_>, ontleed: &'a [Ontleed]) -> impl Iterator<Item = Aanwijzing> + 'a {
    inhoudswoorden(&zin.woorden, ontleed).filter_map(|plaats| {
        let (woord, ontleed) = (&zin.woorden[plaats], ontleed[plaats]);
        let gewoon = frequentie(woord, ontleed).filter(|_| woord.klein().chars().all(char::is_alphabetic))?;
        let afgeleid = AFGELEID.iter().any(|einde| woord.klein().ends_with(einde));
        let abstract_naamwoord =
            ontleed.soort == Woordsoort::Naamwoord && afgeleid && klasse(woord.klein()) == Some(Klasse::Abstract);
        let wat = if abstract_naamwoord && gewoon < ABSTRACT {
            Wat::AbstractNaamwoord
        } else if gewoon < ZELDZAAM {
            Wat::ZeldzaamWoord
        } else {
            return None;
        };
        Some(Aanwijzing { bereik: woord.bereik(), wat })
    })
}

fn ambtelijke(zin: &Zin<'_>) -> Vec<Aanwijzing> {
    let mut gevonden = Vec::new();
    let mut plaats = 0;
    while plaats < zin.woorden.len() {
        if let Some((uitdrukking, lang)) = ambtelijk::begint(&zin.woorden[plaats..]) {
            let wat = Wat::Ambtelijk { liever: uitdrukking.liever.clone() };
            gevonden.push(Aanwijzing { bereik: van_tot(zin, plaats, plaats + lang - 1), wat });
            plaats += lang;
        } else {
            plaats += 1;
        }
    }
    gevonden
}
