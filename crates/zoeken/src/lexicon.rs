//! The words of one organisation's articles, with their terms and how much they occur. From it come the completions of a
//! word being typed and the corrections of a word typed wrong. Immutable; an update makes a new one.

use std::collections::HashMap;
use std::sync::Arc;

use crate::Bereik;
use crate::vormen::Vormen;

/// A word as it stands in articles (folded).
#[derive(Debug)]
pub(crate) struct Woord {
    pub(crate) tekst: Arc<str>,
    pub(crate) vormen: Vormen,
    /// Its terms for the index, separated by spaces.
    pub(crate) termen: Box<str>,
    letters: u64,
}

impl Woord {
    pub(crate) fn new(tekst: &str, vormen: Vormen) -> Self {
        let termen = vormen.termen().collect::<Vec<_>>().join(" ").into();
        Self { tekst: tekst.into(), letters: letters(tekst), vormen, termen }
    }
}

/// How much a word occurs; a name or a keyword counts for more than running text.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Telling {
    openbaar: i64,
    alles: i64,
}

impl Telling {
    pub(crate) fn new(aantal: i64, openbaar: bool) -> Self {
        Self { openbaar: if openbaar { aantal } else { 0 }, alles: aantal }
    }

    fn in_bereik(self, bereik: Bereik) -> i64 {
        match bereik {
            Bereik::Openbaar => self.openbaar,
            Bereik::Intern => self.alles,
        }
    }
}

impl std::ops::AddAssign for Telling {
    fn add_assign(&mut self, ander: Self) {
        self.openbaar += ander.openbaar;
        self.alles += ander.alles;
    }
}

impl std::ops::Neg for Telling {
    type Output = Self;

    fn neg(self) -> Self {
        Self { openbaar: -self.openbaar, alles: -self.alles }
    }
}

/// Changes to the tellingen, per word.
pub(crate) type Tellingen = HashMap<Arc<str>, (Arc<Woord>, Telling)>;

/// All words, sorted.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    regels: Vec<(Arc<Woord>, Telling)>,
    /// Where in `regels` a word is: every word of every text that is shown is looked up.
    plekken: HashMap<Arc<str>, u32>,
}

/// A word that may have been meant, and how many letters off it is.
#[derive(Debug)]
pub(crate) struct Verwant<'l> {
    pub(crate) woord: &'l Woord,
    pub(crate) afstand: usize,
}

impl Lexicon {
    /// This lexicon with the changes added; words that no longer occur are gone.
    pub(crate) fn met(&self, mut erbij: Tellingen) -> Self {
        let mut regels = Vec::with_capacity(self.regels.len() + erbij.len());
        for (woord, telling) in &self.regels {
            let mut telling = *telling;
            if let Some((_, verschil)) = erbij.remove(&woord.tekst) {
                telling += verschil;
            }
            if telling.alles > 0 {
                regels.push((Arc::clone(woord), telling));
            }
        }
        let oud = regels.len();
        regels.extend(erbij.into_values().filter(|(_, t)| t.alles > 0));
        if regels.len() > oud {
            regels.sort_by(|(a, _), (b, _)| a.tekst.cmp(&b.tekst));
        }
        let plekken = (0..).zip(&regels).map(|(i, (w, _))| (Arc::clone(&w.tekst), i)).collect();
        Self { regels, plekken }
    }

    /// The word with exactly these letters.
    pub(crate) fn zoek(&self, tekst: &str) -> Option<&Arc<Woord>> {
        Some(&self.regel(tekst)?.0)
    }

    /// Whether the word occurs in what `bereik` may see.
    pub(crate) fn komt_voor(&self, tekst: &str, bereik: Bereik) -> bool {
        self.regel(tekst).is_some_and(|(_, telling)| telling.in_bereik(bereik) > 0)
    }

    fn regel(&self, tekst: &str) -> Option<&(Arc<Woord>, Telling)> {
        self.plekken.get(tekst).map(|i| &self.regels[*i as usize])
    }

    /// The words that begin with `begin`, the most used first, at most `aantal`.
    pub(crate) fn met_begin(&self, begin: &str, bereik: Bereik, aantal: usize) -> Vec<&Woord> {
        let van = self.regels.partition_point(|(w, _)| w.tekst.as_ref() < begin);
        let mut uit: Vec<(i64, &Woord)> = self.regels[van..]
            .iter()
            .take_while(|(w, _)| w.tekst.starts_with(begin))
            .map(|(w, t)| (t.in_bereik(bereik), w.as_ref()))
            .filter(|(telling, _)| *telling > 0)
            .collect();
        uit.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.tekst.cmp(&b.1.tekst)));
        uit.truncate(aantal);
        uit.into_iter().map(|(_, w)| w).collect()
    }

    /// The words at most `max` typing errors away from `woord` (or that begin so), nearest and most used first.
    pub(crate) fn lijkend(
        &self,
        woord: &str,
        max: usize,
        begin: bool,
        bereik: Bereik,
        aantal: usize,
    ) -> Vec<Verwant<'_>> {
        let vergelijker = Vergelijker::new(woord, max, begin);
        let mut uit: Vec<(usize, bool, i64, &Woord)> = Vec::new();
        for (w, telling) in &self.regels {
            let telling = telling.in_bereik(bereik);
            if telling > 0
                && let Some(afstand) = vergelijker.afstand(w)
            {
                let zelfde_begin = w.tekst.as_bytes().first() == woord.as_bytes().first();
                uit.push((afstand, !zelfde_begin, -telling, w));
            }
        }
        uit.sort_by(|a, b| (a.0, a.1, a.2, &a.3.tekst).cmp(&(b.0, b.1, b.2, &b.3.tekst)));
        uit.truncate(aantal);
        uit.into_iter().map(|(afstand, _, _, woord)| Verwant { woord, afstand }).collect()
    }
}

/// A set of the letters in a word, to pass over most words without comparing them.
fn letters(woord: &str) -> u64 {
    woord.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 64))
}

/// Compares words with one that was typed.
struct Vergelijker {
    getypt: Vec<char>,
    letters: u64,
    max: usize,
    begin: bool,
}

impl Vergelijker {
    fn new(getypt: &str, max: usize, begin: bool) -> Self {
        Self { getypt: getypt.chars().collect(), letters: letters(getypt), max, begin }
    }

    /// The typing errors between the typed word and `woord`, when at most `max`: a letter too many, too few, wrong, or
    /// two swapped. With `begin`, the nearest beginning of `woord` is compared.
    fn afstand(&self, woord: &Woord) -> Option<usize> {
        let n = self.getypt.len();
        let lengte = woord.tekst.len(); // bytes: of folded words nearly all are one byte a letter
        if (self.letters & !woord.letters).count_ones() as usize > self.max || lengte + self.max < n {
            return None;
        }
        let teveel = (woord.letters & !self.letters).count_ones() as usize > self.max || lengte > 4 * (n + self.max);
        if !self.begin && teveel {
            return None;
        }
        let doel: Vec<char> = woord.tekst.chars().take(n + self.max + 1).collect();
        if !self.begin && doel.len() > n + self.max {
            return None;
        }
        let afstand = self.matrix(&doel);
        (afstand <= self.max).then_some(afstand)
    }

    /// Optimal string alignment; three rows are kept.
    fn matrix(&self, doel: &[char]) -> usize {
        let (g, m) = (&self.getypt, doel.len());
        let mut vorige2 = vec![0; m + 1];
        let mut vorige: Vec<usize> = (0..=m).collect();
        let mut rij = vec![0; m + 1];
        for i in 1..=g.len() {
            rij[0] = i;
            for j in 1..=m {
                let kost = usize::from(g[i - 1] != doel[j - 1]);
                rij[j] = (vorige[j] + 1).min(rij[j - 1] + 1).min(vorige[j - 1] + kost);
                if i > 1 && j > 1 && g[i - 1] == doel[j - 2] && g[i - 2] == doel[j - 1] {
                    rij[j] = rij[j].min(vorige2[j - 2] + 1);
                }
            }
            if rij.iter().all(|&a| a > self.max) {
                return self.max + 1;
            }
            std::mem::swap(&mut vorige2, &mut vorige);
            std::mem::swap(&mut vorige, &mut rij);
        }
        if self.begin { vorige.iter().copied().min().unwrap_or(0) } else { vorige[m] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vormen::{Delen, Vormer};

    fn lexicon(woorden: &[(&str, bool)]) -> Lexicon {
        let mut vormer = Vormer::new();
        let maak = |(w, openbaar): &(&str, bool)| {
            let woord = Arc::new(Woord::new(w, vormer.vormen(w, &Delen::default())));
            (Arc::from(*w), (woord, Telling::new(1, *openbaar)))
        };
        Lexicon::default().met(woorden.iter().map(maak).collect())
    }

    #[test]
    fn typing_errors_are_counted() {
        let afstand = |getypt: &str, woord: &str, max, begin| {
            let woord = Woord::new(woord, Vormer::new().vormen(woord, &Delen::default()));
            Vergelijker::new(getypt, max, begin).afstand(&woord)
        };
        assert_eq!(afstand("paspoort", "paspoort", 1, false), Some(0));
        assert_eq!(afstand("pasport", "paspoort", 1, false), Some(1));
        assert_eq!(afstand("pasproot", "paspoort", 2, false), Some(2));
        assert_eq!(afstand("apspoort", "paspoort", 1, false), Some(1));
        assert_eq!(afstand("rijbeweis", "rijbewijs", 1, false), None);
        assert_eq!(afstand("parkeervegu", "parkeervergunning", 1, true), Some(1));
        assert_eq!(afstand("parkeervegu", "parkeervergunning", 1, false), None);
    }

    #[test]
    fn words_come_and_go_and_the_public_sees_only_its_own() {
        let eerst = lexicon(&[("paspoort", true), ("pasfoto", false)]);
        let begin = |l: &Lexicon, b| l.met_begin("pas", b, 9).iter().map(|w| w.tekst.to_string()).collect::<Vec<_>>();
        assert_eq!(begin(&eerst, Bereik::Openbaar), ["paspoort"]);
        assert_eq!(begin(&eerst, Bereik::Intern), ["pasfoto", "paspoort"]);
        assert!(eerst.lijkend("pasfotto", 2, false, Bereik::Openbaar, 9).is_empty());
        let weg = (Arc::clone(eerst.zoek("paspoort").unwrap()), -Telling::new(1, true));
        let later = eerst.met(HashMap::from([(Arc::from("paspoort"), weg)]));
        assert!(later.zoek("paspoort").is_none() && later.zoek("pasfoto").is_some());
    }
}
