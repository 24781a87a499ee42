//! From a folded word to the terms it is indexed and found under: its stem, a weaker stem, and the parts of a compound.

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

/// Marks a term that is only a part of the word in the article.
pub(crate) const DEEL: char = '+';
/// Marks a term that is a guess at the stem (a verb form with a t or d).
pub(crate) const ZWAK: char = '~';

/// A part shorter than this only counts when the whole word is made of parts: "pas" does not split "paspoort".
const DEEL_LETTERS_MIN: usize = 4;
/// Letters between known parts: shorter than this, and the word is not a compound ("ver" + "huis").
const REST_LETTERS_MIN: usize = 4;
/// What may join two parts or end the word.
const VERBINDING: [&str; 4] = ["s", "e", "en", "n"];

/// Stems the stemmer gets wrong, as (word, stem). Sorted by word.
#[rustfmt::skip]
const UITZONDERINGEN: &[(&str, &str)] = &[
    ("geboorte", "geboor"), ("geboren", "geboor"), ("gemeente", "gemeente"), ("gemeentelijk", "gemeente"),
    ("gemeentelijke", "gemeente"), ("gemeenten", "gemeente"), ("gemeentes", "gemeente"), ("gemeld", "meld"),
    ("gescheiden", "scheid"), ("gesloten", "sluit"), ("gestolen", "steel"), ("gevonden", "vind"),
    ("kinderen", "kind"), ("open", "open"), ("openen", "open"), ("opening", "open"), ("overleden", "overlijd"),
    ("overlijdt", "overlijd"), ("steden", "stad"), ("verlies", "verlies"), ("verloren", "verlies"),
];

/// The terms of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Vormen {
    /// The stem.
    pub(crate) stam: String,
    /// A second guess at the stem: "betaald" is "betaal".
    pub(crate) zwak: Option<String>,
    /// The parts of a compound as they stand in it, and their stems. Empty when it is none.
    pub(crate) delen: Vec<(String, String)>,
}

impl Vormen {
    /// The terms an article with this word is indexed under, marks included.
    pub(crate) fn termen(&self) -> impl Iterator<Item = String> + '_ {
        let zwak = self.zwak.iter().map(|z| format!("{ZWAK}{z}"));
        let delen = self.delen.iter().map(|(_, stam)| format!("{DEEL}{stam}"));
        std::iter::once(self.stam.clone()).chain(zwak).chain(delen)
    }
}

/// Makes terms of words. Not shared between threads: the stemmer keeps a buffer.
pub(crate) struct Vormer {
    stemmer: TextAnalyzer,
}

impl Vormer {
    pub(crate) fn new() -> Self {
        Self { stemmer: TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::Dutch)).build() }
    }

    /// All terms of a folded word.
    pub(crate) fn vormen(&mut self, woord: &str, delen: &Delen) -> Vormen {
        let stam = self.stam(woord);
        let zwak = zonder_uitgang(woord).map(|w| self.stam(w)).filter(|z| *z != stam);
        let delen = delen.splits(woord).into_iter().map(|d| (d.to_owned(), self.stam(d))).collect();
        Vormen { stam, zwak, delen }
    }

    /// The stem of a folded word.
    pub(crate) fn stam(&mut self, woord: &str) -> String {
        if let Ok(i) = UITZONDERINGEN.binary_search_by_key(&woord, |(w, _)| w) {
            return UITZONDERINGEN[i].1.to_owned();
        }
        if !woord.is_ascii() || woord.bytes().any(|b| b.is_ascii_digit()) {
            return woord.to_owned();
        }
        if let Some(rest) = woord.strip_suffix("en").filter(|r| r.ends_with("ld")) {
            return rest.to_owned(); // schulden: the stemmer takes the d for a past tense
        }
        let mut stam = String::new();
        self.stemmer.token_stream(woord).process(&mut |t| stam.push_str(&t.text));
        if stam.is_empty() {
            return woord.to_owned();
        }
        // The stemmer leaves some: oude, nieuwe.
        if stam.len() >= 4 && stam.ends_with('e') && ["ae", "ee", "ie", "oe", "ue"].iter().all(|k| !stam.ends_with(k)) {
            stam.pop();
        }
        enkele_klinker(stam)
    }
}

/// "parkeer" and "parker" (from "parkeren") become one: the stemmer does not know whether the last vowel is long.
/// Words of one syllable keep theirs, or "boom" would be "bom".
fn enkele_klinker(mut stam: String) -> String {
    let b = stam.as_bytes();
    let klinker = |c: &u8| b"aeiouy".contains(c);
    let Some(i) = b.windows(2).rposition(|w| w[0] == w[1] && b"aeou".contains(&w[0])) else { return stam };
    let laatste = !b[i + 2..].iter().any(klinker) && i + 2 < b.len();
    let eerder = i > 0 && b[..i].iter().any(klinker) && !klinker(&b[i - 1]);
    if laatste && eerder {
        stam.remove(i);
    }
    stam
}

/// The word without a final t or d, when enough is left to be a verb.
fn zonder_uitgang(woord: &str) -> Option<&str> {
    let (rest, uitgang) = (woord.get(..woord.len().checked_sub(1)?)?, *woord.as_bytes().last()?);
    let mut achterstevoren = rest.bytes().rev();
    let (z, y, x) = (achterstevoren.next()?, achterstevoren.next()?, achterstevoren.next()?);
    let past = match uitgang {
        // woont, maakt; but not kaart, beeld
        b't' if rest.len() == 4 => x == y && b"aeou".contains(&y) && b"fgkmnp".contains(&z),
        b't' | b'd' => rest.len() >= 5 && (!b"aeioushtd".contains(&z) || rest.ends_with("is")),
        _ => false,
    };
    (rest.is_ascii() && past).then_some(rest)
}

/// The curated parts of compounds of one organisation.
#[derive(Debug, Default)]
pub(crate) struct Delen {
    /// By first letter (a–z).
    per_letter: [Vec<String>; 26],
}

/// The best split up to some letter: unknown letters, pieces, and the piece it ends with.
#[derive(Clone, Copy)]
struct Stap {
    onbekend: usize,
    stukken: usize,
    vorige: usize,
    soort: Soort,
}

#[derive(Clone, Copy, PartialEq)]
enum Soort {
    Deel,
    Verbinding,
    Rest,
}

impl Delen {
    /// Takes folded words; what is no plain word of three letters or more is passed over.
    pub(crate) fn new(delen: impl Iterator<Item = String>) -> Self {
        let mut uit = Self::default();
        for deel in delen.filter(|d| d.len() >= 3 && d.bytes().all(|b| b.is_ascii_lowercase())) {
            let bak = &mut uit.per_letter[usize::from(deel.as_bytes()[0] - b'a')];
            if !bak.contains(&deel) {
                bak.push(deel);
            }
        }
        uit
    }

    /// The pieces of a compound, known parts and what is left between them; empty when the word is not a compound.
    pub(crate) fn splits<'w>(&self, woord: &'w str) -> Vec<&'w str> {
        if woord.len() < 6 || !woord.bytes().all(|b| b.is_ascii_lowercase()) {
            return Vec::new();
        }
        let stappen = self.stappen(woord);
        let mut uit = Vec::new();
        let mut bekend = false;
        let mut bij = woord.len();
        while bij > 0 {
            let Some(stap) = stappen[bij] else { return Vec::new() };
            if stap.soort != Soort::Verbinding {
                uit.push(&woord[stap.vorige..bij]);
                bekend |= stap.soort == Soort::Deel;
            }
            bij = stap.vorige;
        }
        let volledig = stappen[woord.len()].is_some_and(|s| s.onbekend == 0);
        let kort = uit.iter().any(|d| d.len() < DEEL_LETTERS_MIN);
        if uit.len() < 2 || !bekend || (kort && !volledig) {
            return Vec::new();
        }
        uit.reverse();
        uit
    }

    /// For every position the cheapest way to get there: fewest unknown letters, then fewest pieces.
    fn stappen(&self, woord: &str) -> Vec<Option<Stap>> {
        let n = woord.len();
        let mut stappen = vec![None; n + 1];
        stappen[0] = Some(Stap { onbekend: 0, stukken: 0, vorige: 0, soort: Soort::Rest });
        for van in 0..n {
            let Some(hier) = stappen[van] else { continue };
            let mut zet = |tot: usize, onbekend: usize, soort: Soort| {
                let nieuw = Stap { onbekend: hier.onbekend + onbekend, stukken: hier.stukken + 1, vorige: van, soort };
                let beter = |s: Stap| (nieuw.onbekend, nieuw.stukken) < (s.onbekend, s.stukken);
                if stappen[tot].is_none_or(beter) {
                    stappen[tot] = Some(nieuw);
                }
            };
            for deel in &self.per_letter[usize::from(woord.as_bytes()[van] - b'a')] {
                if woord[van..].starts_with(deel.as_str()) {
                    zet(van + deel.len(), 0, Soort::Deel);
                }
            }
            if van > 0 && hier.soort == Soort::Deel {
                for v in VERBINDING.iter().filter(|v| woord[van..].starts_with(**v)) {
                    zet(van + v.len(), 0, Soort::Verbinding);
                }
            }
            if van == 0 || hier.soort != Soort::Rest {
                (van + REST_LETTERS_MIN..=n).for_each(|tot| zet(tot, tot - van, Soort::Rest));
            }
        }
        stappen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delen() -> Delen {
        let lijst =
            ["parkeer", "vergunning", "afval", "rijbewijs", "bewijs", "huis", "pas", "vuil", "hond", "belasting"];
        Delen::new(lijst.into_iter().map(str::to_owned))
    }

    #[test]
    fn compounds_are_split_and_other_words_are_not() {
        let splits = |w| delen().splits(w).join(" ");
        assert_eq!(splits("parkeervergunning"), "parkeer vergunning");
        assert_eq!(splits("bewonersparkeervergunningen"), "bewoners parkeer vergunning");
        assert_eq!(splits("afvalkalender"), "afval kalender");
        assert_eq!(splits("hondenbelasting"), "hond belasting");
        assert_eq!(splits("huisvuilpas"), "huis vuil pas");
        for heel in ["paspoort", "verhuis", "vergunningen", "rijbewijs", "afval", "huizen", "ééndeelafval", "passen"]
        {
            assert_eq!(splits(heel), "", "{heel}");
        }
    }

    #[test]
    fn forms_of_one_word_meet() {
        let mut vormer = Vormer::new();
        let groepen: &[&[&str]] = &[
            &["parkeren", "parkeer", "geparkeerd"],
            &["ophalen", "opgehaald", "opgehaalde"],
            &["gemeente", "gemeentelijk", "gemeentelijke", "gemeenten"],
            &["rijbewijs", "rijbewijzen"],
            &["inleveren", "ingeleverd"],
            &["aanvragen", "aanvraag", "aangevraagd"],
            &["melden", "melding", "meldingen", "gemeld"],
            &["verhuizen", "verhuizing"],
            &["schuld", "schulden"],
            &["oud", "oude"],
            &["verloren", "verlies", "verliezen"],
            &["vergunning", "vergunningen"],
        ];
        for groep in groepen {
            let stammen: Vec<String> = groep.iter().map(|w| vormer.stam(w)).collect();
            assert!(stammen.windows(2).all(|p| p[0] == p[1]), "{groep:?} gives {stammen:?}");
        }
        assert_ne!(vormer.stam("boom"), vormer.stam("bom"));
        for (vorm, woord) in
            [("betaald", "betalen"), ("verhuist", "verhuizen"), ("verlengd", "verlengen"), ("woont", "wonen")]
        {
            assert_eq!(vormer.vormen(vorm, &delen()).zwak, Some(vormer.stam(woord)), "{vorm}");
        }
    }

    #[test]
    fn the_exceptions_are_sorted() {
        assert!(UITZONDERINGEN.is_sorted_by_key(|(w, _)| w));
    }
}
