//! From text to words: where they stand, folded to lower case without diacritics. The same for articles and for questions.

use std::borrow::Cow;

use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, RawTokenizer, TextAnalyzer, TokenStream};

/// A longer run of letters is no word anybody types; it is passed over.
const LETTERS_MAX: usize = 64;

/// A word and where it stands in the text it was taken from, in bytes.
#[derive(Debug)]
pub(crate) struct Plek<'a> {
    pub(crate) begin: usize,
    pub(crate) einde: usize,
    pub(crate) woord: Cow<'a, str>,
    /// Written together by us: `idkaart` from "ID-kaart", beside its two pieces.
    pub(crate) samen: bool,
}

/// Cuts texts into folded words. Not shared between threads: the folding keeps a buffer.
pub(crate) struct Snijder {
    vouwer: TextAnalyzer,
}

impl Snijder {
    pub(crate) fn new() -> Self {
        let vouwer =
            TextAnalyzer::builder(RawTokenizer::default()).filter(LowerCaser).filter(AsciiFoldingFilter).build();
        Self { vouwer }
    }

    /// Calls `f` for every word of two letters or more, in order; a hyphenated word gives its pieces and then the whole.
    pub(crate) fn elk_woord<'a>(&mut self, tekst: &'a str, mut f: impl FnMut(Plek<'a>)) {
        let mut reeks: Option<(usize, usize, String)> = None; // pieces joined by hyphens so far: begin, number, letters
        for (begin, einde) in (Stukken { tekst, vanaf: 0 }) {
            let woord = self.vouw(&tekst[begin..einde]);
            let door = tekst[einde..].strip_prefix('-').is_some_and(|r| r.starts_with(char::is_alphanumeric));
            match &mut reeks {
                Some((_, aantal, letters)) => {
                    *aantal += 1;
                    letters.push_str(&woord);
                }
                None if door => reeks = Some((begin, 1, woord.to_string())),
                None => {}
            }
            if is_woord(&woord) {
                f(Plek { begin, einde, woord, samen: false });
            }
            let klaar = if door { None } else { reeks.take() };
            if let Some((begin, 2.., letters)) = klaar
                && is_woord(&letters)
            {
                f(Plek { begin, einde, woord: Cow::Owned(letters), samen: true });
            }
        }
    }

    /// Lower case, without diacritics, apostrophes and combining marks.
    pub(crate) fn vouw<'a>(&mut self, stuk: &'a str) -> Cow<'a, str> {
        if stuk.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            return Cow::Borrowed(stuk);
        }
        if stuk.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Cow::Owned(stuk.to_ascii_lowercase());
        }
        let kaal: String = stuk.chars().filter(|&c| !is_binnen_woord(c)).collect();
        let mut uit = String::new();
        self.vouwer.token_stream(&kaal).process(&mut |t| uit.push_str(&t.text));
        Cow::Owned(uit)
    }
}

fn is_woord(woord: &str) -> bool {
    let letters = woord.chars().count();
    (2..=LETTERS_MAX).contains(&letters)
}

/// Belongs to the word around it but is no letter: foto's, and an accent written as a character of its own.
fn is_binnen_woord(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{ad}' | '\u{300}'..='\u{36f}')
}

/// The runs of letters and digits, as (begin, end).
struct Stukken<'a> {
    tekst: &'a str,
    vanaf: usize,
}

impl Iterator for Stukken<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        let begin = self.vanaf + self.tekst[self.vanaf..].find(char::is_alphanumeric)?;
        let mut einde = begin;
        for (i, c) in self.tekst[begin..].char_indices() {
            if c.is_alphanumeric() {
                einde = begin + i + c.len_utf8();
            } else if !is_binnen_woord(c) {
                break;
            }
        }
        // A combining mark after the last letter belongs to it, so that a highlight does not cut between the two.
        let staart = self.tekst[einde..].chars().take_while(|c| matches!(c, '\u{300}'..='\u{36f}'));
        einde += staart.map(char::len_utf8).sum::<usize>();
        self.vanaf = einde;
        Some((begin, einde))
    }
}

/// Words that carry no meaning in a question: articles, pronouns, prepositions, question words, polite phrases. Sorted.
#[rustfmt::skip]
const STOPWOORDEN: &[&str] = &[
    "aan", "af", "al", "alle", "alleen", "allemaal", "als", "alsjeblieft", "alstublieft", "altijd", "andere",
    "bedankt", "ben", "bent", "bij", "daar", "daarna", "dag", "dan", "dank", "dat", "de", "der", "deze", "die",
    "dit", "doe", "doen", "doet", "door", "dus", "echt", "een", "eens", "eentje", "eerst", "en", "er", "even", "ga",
    "gaan", "gaat", "geen", "goedemiddag", "goedemorgen", "graag", "haar", "had", "hallo", "heb", "hebben", "hebt",
    "heeft", "hem", "het", "hier", "hij", "hoe", "hoeveel", "hoezo", "hoi", "hun", "ie", "iets", "ik", "in", "is",
    "ja", "je", "jij", "jou", "jouw", "jullie", "kan", "kon", "kun", "kunnen", "kunt", "maar", "mag", "me", "mee",
    "meneer", "met", "mevrouw", "mij", "mijn", "misschien", "moest", "moet", "moeten", "mogelijk", "mogen", "na",
    "naar", "nee", "niet", "nog", "nou", "nu", "of", "om", "omdat", "onder", "ons", "onze", "ook", "op", "over",
    "per", "te", "tegen", "toch", "toe", "tot", "tussen", "uit", "uw", "van", "vanaf", "via", "vol", "volgens",
    "voor", "waar", "waarom", "wanneer", "want", "waren", "was", "wat", "we", "weet", "wel", "welk", "welke",
    "weten", "wie", "wij", "wil", "willen", "wilt", "word", "worden", "wordt", "wou", "zal", "ze", "zich", "zij",
    "zijn", "zo", "zodat", "zonder", "zou", "zouden", "zullen",
];

/// Whether a folded word is left out of the index and of questions.
pub(crate) fn is_stopwoord(woord: &str) -> bool {
    STOPWOORDEN.binary_search_by(|s| s.cmp(&woord)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn woorden(tekst: &str) -> Vec<String> {
        let mut uit = Vec::new();
        Snijder::new().elk_woord(tekst, |p| uit.push(p.woord.into_owned()));
        uit
    }

    #[test]
    fn words_are_folded_and_hyphens_give_both() {
        assert_eq!(
            woorden("Een CAFÉ-vergunning, 's nachts!"),
            ["een", "cafe", "vergunning", "cafevergunning", "nachts"]
        );
        assert_eq!(woorden("foto’s 14 0999 e\u{301}e\u{301}n x"), ["fotos", "14", "0999", "een"]);
        assert_eq!(woorden("ID-kaart - 2-persoons"), ["id", "kaart", "idkaart", "persoons", "2persoons"]);
        assert!(woorden(&"a".repeat(65)).is_empty());
    }

    #[test]
    fn a_place_is_a_slice_of_the_text() {
        let tekst = "«Geëerde» cafe\u{301}, foto's";
        let mut uit = Vec::new();
        Snijder::new().elk_woord(tekst, |p| uit.push(&tekst[p.begin..p.einde]));
        assert_eq!(uit, ["Geëerde", "cafe\u{301}", "foto's"]);
    }

    #[test]
    fn the_stop_words_are_sorted() {
        assert!(STOPWOORDEN.is_sorted(), "{:?}", STOPWOORDEN.windows(2).find(|w| w[0] > w[1]));
        assert!(is_stopwoord("wanneer") && !is_stopwoord("grofvuil"));
    }
}
