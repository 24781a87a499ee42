//! The [`Taalkennis`] of one organisation, made ready for use.

use std::collections::HashMap;
use std::sync::Arc;

use crate::Taalkennis;
use crate::lexicon::{Lexicon, Telling, Tellingen, Woord};
use crate::vormen::{Delen, Vormer};
use crate::woorden::{Snijder, is_stopwoord};

/// The stems of a synonym, in order: one for a word, more for a few words in a row.
pub(crate) type Uitdrukking = Vec<String>;

/// Compound parts and synonyms.
#[derive(Debug, Default)]
pub(crate) struct Taal {
    pub(crate) delen: Delen,
    groepen: Vec<Vec<Uitdrukking>>,
    /// For each stem, the groups with an expression that begins with it.
    eerste: HashMap<String, Vec<usize>>,
    /// The single words among the synonyms, so that they can be completed and corrected though no article has them.
    pub(crate) woorden: Lexicon,
}

impl Taal {
    pub(crate) fn new(kennis: &Taalkennis) -> Self {
        let (mut snijder, mut vormer) = (Snijder::new(), Vormer::new());
        let delen = Delen::new(kennis.delen.iter().map(|d| snijder.vouw(d.trim()).into_owned()));
        let mut taal = Self { delen, ..Self::default() };
        let mut losse = Tellingen::new();
        for groep in &kennis.synoniemen {
            let mut uitdrukkingen: Vec<Uitdrukking> = Vec::new();
            for tekst in groep {
                let mut woorden = Vec::new();
                snijder.elk_woord(tekst, |p| {
                    if !p.samen && !is_stopwoord(&p.woord) {
                        woorden.push(p.woord.into_owned());
                    }
                });
                if let [woord] = woorden.as_slice() {
                    let vormen = vormer.vormen(woord, &taal.delen);
                    let woord = Arc::new(Woord::new(woord, vormen));
                    losse.insert(woord.tekst.clone(), (woord, Telling::new(1, true)));
                }
                let stammen: Uitdrukking = woorden.iter().map(|w| vormer.stam(w)).collect();
                if !stammen.is_empty() && !uitdrukkingen.contains(&stammen) {
                    uitdrukkingen.push(stammen);
                }
            }
            taal.voeg_groep_toe(uitdrukkingen);
        }
        taal.woorden = Lexicon::default().met(losse);
        taal
    }

    fn voeg_groep_toe(&mut self, groep: Vec<Uitdrukking>) {
        let nummer = self.groepen.len();
        for uitdrukking in &groep {
            let groepen = self.eerste.entry(uitdrukking[0].clone()).or_default();
            if !groepen.contains(&nummer) {
                groepen.push(nummer);
            }
        }
        self.groepen.push(groep);
    }

    /// The synonyms of whatever expressions `stammen` begins with, each with the number of stems it stands for.
    pub(crate) fn synoniemen<'t>(&'t self, stammen: &[&str]) -> Vec<(usize, &'t Uitdrukking)> {
        let mut uit = Vec::new();
        let Some(eerste) = stammen.first() else { return uit };
        for &nummer in self.eerste.get(*eerste).map_or(&[][..], Vec::as_slice) {
            let groep = &self.groepen[nummer];
            let past = |u: &&Uitdrukking| u.len() <= stammen.len() && u.iter().zip(stammen).all(|(a, b)| a == b);
            for gevonden in groep.iter().filter(past) {
                uit.extend(groep.iter().filter(|u| *u != gevonden).map(|u| (gevonden.len(), u)));
            }
        }
        uit
    }
}
