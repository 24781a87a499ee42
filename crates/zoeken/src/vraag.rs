//! From what is typed to the terms to look for. Nothing in a question is syntax: it is cut into words like any text.

use std::collections::HashMap;

use crate::Bereik;
use crate::lexicon::{Lexicon, Woord};
use crate::taal::{Taal, Uitdrukking};
use crate::vormen::{DEEL, Vormer, ZWAK};
use crate::woorden::{Snijder, is_stopwoord};

/// What is read of a question; whoever says more has said enough.
const LETTERS_MAX: usize = 600;
/// The words of it that are looked for.
const WOORDEN_MAX: usize = 12;
/// The words that may be meant by a word that is half typed, or typed wrong.
const AANVULLINGEN_MAX: usize = 32;
const VERBETERINGEN_MAX: usize = 12;
/// From this many letters a typing error is assumed, and two.
const FOUT_VANAF_LETTERS: usize = 4;
const TWEE_FOUTEN_VANAF_LETTERS: usize = 8;

/// How much a term counts beside the word itself.
mod telt {
    pub(super) const DEEL: f32 = 0.7;
    pub(super) const ZWAK: f32 = 0.75;
    pub(super) const SYNONIEM: f32 = 0.8;
    pub(super) const AANVULLING: f32 = 0.85;
    pub(super) const ALLE_DELEN: f32 = 0.85;
    pub(super) const HALF: f32 = 0.4;
    pub(super) const AANEEN: f32 = 0.95;
    pub(super) const FOUT: f32 = 0.6;
    pub(super) const TWEE_FOUTEN: f32 = 0.4;
}

/// Words that split off a verb: "waar geef ik mijn verhuizing door" asks for "doorgeven".
const VOORZETSELS: [&str; 16] =
    ["aan", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "terug", "toe", "uit", "vast", "voor", "weg"];

/// Terms of which each finds the word, with how much it counts.
pub(crate) type Termen = HashMap<String, f32>;

/// Several words that together stand for one.
#[derive(Debug)]
pub(crate) struct Samen {
    pub(crate) factor: f32,
    /// All must be there (a synonym of several words), or each adds something (the parts of a compound).
    pub(crate) alle: bool,
    pub(crate) woorden: Vec<Termen>,
}

/// A word of the question that means something.
#[derive(Debug)]
pub(crate) struct Vraagwoord {
    /// As typed, folded.
    woord: String,
    stam: String,
    /// Perhaps not typed to the end.
    begin: bool,
    /// How much to believe that it is the word as it stands.
    heel: f32,
    pub(crate) termen: Termen,
    pub(crate) samen: Vec<Samen>,
}

fn voeg_toe(termen: &mut Termen, term: String, factor: f32) {
    let telt = termen.entry(term).or_insert(0.0);
    *telt = telt.max(factor);
}

/// A stem as the word itself, as a guess and as a part of a compound.
fn voeg_stam_toe(termen: &mut Termen, stam: &str, factor: f32) {
    voeg_toe(termen, stam.to_owned(), factor);
    voeg_toe(termen, format!("{ZWAK}{stam}"), factor * telt::ZWAK);
    voeg_toe(termen, format!("{DEEL}{stam}"), factor * telt::DEEL);
}

/// Reads questions, with the words and the language of one organisation.
pub(crate) struct Ontleder<'s> {
    pub(crate) taal: &'s Taal,
    pub(crate) lexicon: &'s Lexicon,
    pub(crate) bereik: Bereik,
    vormer: Vormer,
}

impl<'s> Ontleder<'s> {
    pub(crate) fn new(taal: &'s Taal, lexicon: &'s Lexicon, bereik: Bereik) -> Self {
        Self { taal, lexicon, bereik, vormer: Vormer::new() }
    }

    /// The words of a question that are looked for, at most [`WOORDEN_MAX`]; none when it says nothing.
    pub(crate) fn ontleed(&mut self, vraag: &str) -> Vec<Vraagwoord> {
        let eind = vraag.char_indices().nth(LETTERS_MAX).map_or(vraag.len(), |(i, _)| i);
        let gelezen = &vraag[..eind];
        let mut alle: Vec<(String, bool)> = Vec::new();
        Snijder::new().elk_woord(gelezen, |p| {
            if !p.samen {
                alle.push((p.woord.into_owned(), p.einde == vraag.len()));
            }
        });
        let voorzetsels: Vec<&str> = VOORZETSELS.into_iter().filter(|v| alle.iter().any(|(w, _)| w == v)).collect();
        let mut inhoud: Vec<&(String, bool)> = Vec::new();
        for woord in alle.iter().filter(|(w, _)| !is_stopwoord(w)) {
            if !inhoud.contains(&woord) {
                inhoud.push(woord);
            }
        }
        if inhoud.is_empty() {
            // "wat" may become "water"
            inhoud.extend(alle.last().filter(|(_, begin)| *begin));
        }
        inhoud.truncate(WOORDEN_MAX);
        let mut uit: Vec<Vraagwoord> = inhoud.iter().map(|(w, begin)| self.woord(w, *begin, &voorzetsels)).collect();
        self.synoniemen(&mut uit);
        self.aaneen(&mut uit);
        uit
    }

    fn woord(&mut self, woord: &str, begin: bool, voorzetsels: &[&str]) -> Vraagwoord {
        let vormen = self.vormer.vormen(woord, &self.taal.delen);
        let stam = vormen.stam.clone();
        let aanvullingen = if begin { self.aanvullingen(woord) } else { Vec::new() };
        // The stem of half a word may be another word: "kwijts", on the way to "kwijtschelding", has "kwijt".
        let half = !aanvullingen.is_empty() && !self.lexicon.komt_voor(woord, self.bereik);
        let heel = if half { telt::HALF } else { 1.0 };
        let mut uit =
            Vraagwoord { woord: woord.to_owned(), stam, begin, heel, termen: Termen::new(), samen: Vec::new() };
        if !is_stopwoord(woord) {
            voeg_stam_toe(&mut uit.termen, &vormen.stam, heel);
            if let Some(zwak) = &vormen.zwak {
                voeg_stam_toe(&mut uit.termen, zwak, telt::ZWAK);
            }
        }
        for voorzetsel in voorzetsels {
            let werkwoord = self.vormer.vormen(&format!("{voorzetsel}{woord}"), &self.taal.delen);
            for stam in std::iter::once(&werkwoord.stam).chain(&werkwoord.zwak) {
                voeg_stam_toe(&mut uit.termen, stam, telt::AANEEN);
            }
        }
        if !vormen.delen.is_empty() {
            let woorden = vormen.delen.iter().map(|(_, stam)| een(stam)).collect();
            uit.samen.push(Samen { factor: telt::ALLE_DELEN, alle: false, woorden });
        }
        for w in aanvullingen {
            let rest = woord.len() as f32 / w.tekst.len() as f32;
            self.bedoeld(&mut uit, w, telt::AANVULLING * (0.6 + 0.4 * rest));
        }
        uit
    }

    fn aanvullingen(&self, begin: &str) -> Vec<&'s Woord> {
        let mut uit = self.lexicon.met_begin(begin, self.bereik, AANVULLINGEN_MAX);
        if begin.len() >= FOUT_VANAF_LETTERS {
            uit.extend(self.taal.woorden.met_begin(begin, Bereik::Openbaar, AANVULLINGEN_MAX));
        }
        uit.retain(|w| w.tekst.as_ref() != begin);
        uit
    }

    /// A word that may have been meant, and its synonyms.
    fn bedoeld(&self, vraagwoord: &mut Vraagwoord, woord: &Woord, factor: f32) {
        let stam = woord.vormen.stam.as_str();
        voeg_stam_toe(&mut vraagwoord.termen, stam, factor);
        if vraagwoord.woord.len() >= FOUT_VANAF_LETTERS {
            for (_, uitdrukking) in self.taal.synoniemen(&[stam]) {
                synoniem(vraagwoord, uitdrukking, factor * telt::SYNONIEM);
            }
        }
    }

    /// Adds the synonyms of words, and of words in a row, to each word that they stand for.
    fn synoniemen(&self, woorden: &mut [Vraagwoord]) {
        let stammen: Vec<String> = woorden.iter().map(|w| w.stam.clone()).collect();
        let stammen: Vec<&str> = stammen.iter().map(String::as_str).collect();
        for i in 0..stammen.len() {
            for (lengte, uitdrukking) in self.taal.synoniemen(&stammen[i..]) {
                for vraagwoord in &mut woorden[i..i + lengte] {
                    synoniem(vraagwoord, uitdrukking, telt::SYNONIEM * vraagwoord.heel);
                }
            }
        }
    }

    /// "rij bewijs" also looks for "rijbewijs", when articles have that word.
    fn aaneen(&mut self, woorden: &mut [Vraagwoord]) {
        for i in 1..woorden.len() {
            let aaneen = format!("{}{}", woorden[i - 1].woord, woorden[i].woord);
            if self.lexicon.komt_voor(&aaneen, self.bereik) {
                let stam = self.vormer.stam(&aaneen);
                for vraagwoord in &mut woorden[i - 1..=i] {
                    voeg_stam_toe(&mut vraagwoord.termen, &stam, telt::AANEEN);
                }
            }
        }
    }

    /// For a word that finds little: assumes typing errors, and splits it at words that articles have. `factor` says how
    /// much to believe it. Returns whether anything was added.
    pub(crate) fn verruim(&self, vraagwoord: &mut Vraagwoord, factor: f32) -> bool {
        let woord = vraagwoord.woord.clone();
        let letters = woord.chars().count();
        if letters < FOUT_VANAF_LETTERS || woord.bytes().any(|b| b.is_ascii_digit()) {
            return false;
        }
        let voor = (vraagwoord.termen.len(), vraagwoord.samen.len());
        let max = if letters >= TWEE_FOUTEN_VANAF_LETTERS { 2 } else { 1 };
        let van = [(self.lexicon, self.bereik), (&self.taal.woorden, Bereik::Openbaar)];
        for (lexicon, bereik) in van {
            for v in lexicon.lijkend(&woord, max, vraagwoord.begin, bereik, VERBETERINGEN_MAX) {
                let telt = if v.afstand < 2 { telt::FOUT } else { telt::TWEE_FOUTEN };
                self.bedoeld(vraagwoord, v.woord, telt * factor);
            }
        }
        if vraagwoord.samen.is_empty() && letters >= TWEE_FOUTEN_VANAF_LETTERS {
            vraagwoord.samen.extend(self.in_tweeen(&woord).map(|(a, b)| Samen {
                factor: telt::ALLE_DELEN * factor,
                alle: false,
                woorden: vec![een(&a.vormen.stam), een(&b.vormen.stam)],
            }));
        }
        voor != (vraagwoord.termen.len(), vraagwoord.samen.len())
    }

    /// A compound of two words that articles have apart.
    fn in_tweeen(&self, woord: &str) -> Option<(&'s Woord, &'s Woord)> {
        let ken = |w: &str| self.lexicon.zoek(w).filter(|_| self.lexicon.komt_voor(w, self.bereik));
        let plekken = (FOUT_VANAF_LETTERS..woord.len().saturating_sub(FOUT_VANAF_LETTERS - 1)).rev();
        plekken.filter(|&i| woord.is_char_boundary(i)).find_map(|i| {
            let (a, b) = woord.split_at(i);
            let a = ken(a).or_else(|| a.strip_suffix(['s', 'e', 'n']).filter(|a| a.len() >= 4).and_then(ken))?;
            Some((a.as_ref(), ken(b)?.as_ref()))
        })
    }
}

fn een(stam: &str) -> Termen {
    let mut termen = Termen::new();
    voeg_stam_toe(&mut termen, stam, 1.0);
    termen
}

fn synoniem(vraagwoord: &mut Vraagwoord, uitdrukking: &Uitdrukking, factor: f32) {
    if let [stam] = uitdrukking.as_slice() {
        voeg_stam_toe(&mut vraagwoord.termen, stam, factor);
    } else {
        let woorden = uitdrukking.iter().map(|s| een(s)).collect();
        vraagwoord.samen.push(Samen { factor, alle: true, woorden });
    }
}
