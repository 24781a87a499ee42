//! From text to sentences and words, each with its place in the text.

use std::ops::Range;

/// The mark that stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Leesteken {
    /// None.
    #[default]
    Geen,
    /// A comma.
    Komma,
    /// A colon or semicolon.
    Dubbelepunt,
    /// A bracket.
    Haakje,
    /// A quotation mark.
    Aanhalingsteken,
    /// Another one.
    Ander,
}

impl Leesteken {
    /// What sort of mark a character is.
    #[must_use]
    pub fn van(teken: char) -> Self {
        match teken {
            ',' => Self::Komma,
            ':' | ';' => Self::Dubbelepunt,
            '(' | ')' | '[' | ']' => Self::Haakje,
            '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' => Self::Aanhalingsteken,
            _ => Self::Ander,
        }
    }
}

/// A word of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Woord<'a> {
    tekst: &'a str,
    klein: String,
    leesteken: Leesteken,
    begin: usize,
}

impl<'a> Woord<'a> {
    /// A word that begins at byte `begin` of the text, with the mark before it.
    #[must_use]
    pub fn new(tekst: &'a str, begin: usize, leesteken: Leesteken) -> Self {
        Self { tekst, klein: tekst.to_lowercase().replace('’', "'"), leesteken, begin }
    }

    /// As it is written.
    #[must_use]
    pub fn tekst(&self) -> &'a str {
        self.tekst
    }

    /// In small letters.
    #[must_use]
    pub fn klein(&self) -> &str {
        &self.klein
    }

    /// The mark before it.
    #[must_use]
    pub fn leesteken(&self) -> Leesteken {
        self.leesteken
    }

    /// Its bytes in the text.
    #[must_use]
    pub fn bereik(&self) -> Range<usize> {
        self.begin..self.begin + self.tekst.len()
    }
}

/// A sentence, or what stands by itself as one: a heading, an item of a list, a salutation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zin<'a> {
    /// Its bytes in the text.
    pub bereik: Range<usize>,
    /// Its words.
    pub woorden: Vec<Woord<'a>>,
    /// Whether it ends as a sentence does: `.`, `?` or `!`.
    pub is_af: bool,
    /// Whether it is an item of a list.
    pub is_punt: bool,
}

/// The sentences of a text without markup. An empty line, an item of a list and a short line end one too.
#[must_use]
pub fn zinnen(tekst: &str) -> Vec<Zin<'_>> {
    let mut zinnen = Vec::new();
    for blok in blokken(tekst) {
        let inhoud = &tekst[blok.bereik.clone()];
        let mut van = 0;
        for einde in einden(inhoud) {
            voeg_toe(&mut zinnen, tekst, blok.bereik.start + van..blok.bereik.start + einde, blok.is_punt);
            van = einde;
        }
        voeg_toe(&mut zinnen, tekst, blok.bereik.start + van..blok.bereik.end, blok.is_punt);
    }
    zinnen
}

fn voeg_toe<'a>(zinnen: &mut Vec<Zin<'a>>, tekst: &'a str, bereik: Range<usize>, is_punt: bool) {
    let stuk = &tekst[bereik.clone()];
    let kaal = stuk.trim();
    let begin = bereik.start + (stuk.len() - stuk.trim_start().len());
    let alle = woorden(kaal, begin);
    let is_af = kaal.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '?', '!', '…']);
    if alle.len() <= WOORDEN_MAX {
        if !alle.is_empty() {
            zinnen.push(Zin { bereik: begin..begin + kaal.len(), woorden: alle, is_af, is_punt });
        }
        return;
    }
    for stuk in alle.chunks(WOORDEN_MAX) {
        let bereik = stuk[0].bereik().start..stuk[stuk.len() - 1].bereik().end;
        zinnen.push(Zin { bereik, woorden: stuk.to_vec(), is_af, is_punt });
    }
}

/// Longer is no sentence that anybody wrote: it is read in pieces, so that the work grows with the text and no faster.
const WOORDEN_MAX: usize = 250;

/// What hangs together: a paragraph, an item of a list, a line by itself.
struct Blok {
    bereik: Range<usize>,
    is_punt: bool,
}

/// A line that is shorter ends on purpose; a longer one may have been broken by a program.
const KORT: usize = 60;

fn blokken(tekst: &str) -> Vec<Blok> {
    let mut blokken: Vec<Blok> = Vec::new();
    let mut loopt = false;
    let mut at = 0;
    for regel in tekst.split_inclusive('\n') {
        let van = at;
        at += regel.len();
        let kaal = regel.trim();
        let punt = opsommingsteken(kaal);
        if kaal.is_empty() {
            loopt = false;
            continue;
        }
        let gaat_door = loopt && punt == 0 && kaal.starts_with(|letter: char| !letter.is_uppercase());
        let inspringt = regel.len() - regel.trim_start().len();
        match blokken.last_mut().filter(|_| gaat_door) {
            Some(blok) => blok.bereik.end = at,
            None => blokken.push(Blok { bereik: van + inspringt + punt..at, is_punt: punt > 0 }),
        }
        loopt = kaal.chars().count() >= KORT;
    }
    blokken
}

/// How many bytes the mark of a list item takes: `- `, `• `, `1. `, `a) `.
fn opsommingsteken(regel: &str) -> usize {
    let Some((teken, rest)) = regel.split_once(' ') else { return 0 };
    let nummer = teken.strip_suffix(['.', ')']).is_some_and(|nummer| {
        let cijfers = nummer.len() <= 2 && !nummer.is_empty() && nummer.bytes().all(|byte| byte.is_ascii_digit());
        cijfers || (nummer.len() == 1 && nummer.bytes().all(|byte| byte.is_ascii_lowercase()))
    });
    if nummer || matches!(teken, "-" | "*" | "•" | "–" | "o") { regel.len() - rest.len() } else { 0 }
}

/// What ends with a point and goes on, whatever follows.
const GAAT_DOOR: [&str; 76] = [
    "a.u.b", "apr", "art", "artt", "aug", "bijv", "blz", "b.v", "c.q", "ca", "cf", "dec", "d.d", "dd", "dhr", "d.m.v",
    "dr", "drs", "e.e.a", "excl", "fam", "feb", "gem", "hfdst", "i.c", "i.h.a", "i.h.b", "incl", "ing", "i.o", "i.o.v",
    "ir", "i.p.v", "i.s.m", "i.v.m", "jan", "l.s", "m.a.w", "max", "m.b.t", "m.b.v", "mevr", "min", "m.i.v", "m.n",
    "mr", "mrt", "mw", "m.u.v", "n.a.v", "nov", "nr", "nrs", "o.a", "o.b.v", "o.g.v", "okt", "o.l.v", "p.a", "pag",
    "prof", "resp", "sept", "st", "stb", "stcrt", "t.a.v", "tel", "t.g.v", "t/m", "t.n.v", "t.o.v", "t.w", "vgl",
    "w.o", "zgn",
];
/// What ends with a point and goes on when a figure follows.
const MET_CIJFER: [&str; 4] = ["jl", "jr", "lid", "par"];

/// Where in a block a sentence ends, as bytes behind its last mark.
fn einden(blok: &str) -> Vec<usize> {
    let mut einden = Vec::new();
    let mut tekens = blok.char_indices().peekable();
    while let Some((at, teken)) = tekens.next() {
        if !matches!(teken, '.' | '?' | '!' | '…') {
            continue;
        }
        let mut einde = at + teken.len_utf8();
        let sluit = |teken: char| matches!(teken, '.' | '?' | '!' | '"' | '”' | '’' | '\'' | ')');
        while let Some((sluit, teken)) = tekens.next_if(|(_, teken)| sluit(*teken)) {
            einde = sluit + teken.len_utf8();
        }
        if is_spatie_vergeten(&blok[..at], &blok[einde..])
            || begint_zin(&blok[einde..]) && !(teken == '.' && is_afkorting(&blok[..at], &blok[einde..]))
        {
            einden.push(einde);
        }
    }
    einden
}

/// Whether a sentence can begin here, behind the mark of another: also with `'s` or `€`.
fn begint_zin(rest: &str) -> bool {
    let kaal = rest.trim_start().trim_start_matches(['"', '“', '‘', '(']);
    let zonder =
        ["'s ", "’s ", "'t ", "’t ", "'n ", "’n ", "'", "€ ", "€"].iter().find_map(|voor| kaal.strip_prefix(*voor));
    let begint =
        zonder.unwrap_or(kaal).chars().next().is_some_and(|letter| letter.is_uppercase() || letter.is_numeric());
    begint && rest.starts_with(char::is_whitespace)
}

/// Whether the space behind a sentence was forgotten: `ontvangen.Wij`.
fn is_spatie_vergeten(voor: &str, na: &str) -> bool {
    voor.chars().rev().take(2).all(char::is_lowercase) && na.starts_with(char::is_uppercase)
}

/// Whether the point between these belongs to an abbreviation or an initial.
fn is_afkorting(voor: &str, na: &str) -> bool {
    let woord = voor.rsplit(|letter: char| letter.is_whitespace() || letter == '(').next().unwrap_or_default();
    let na = na.trim_start();
    let klein = woord.to_lowercase();
    let voorletters =
        woord.split('.').all(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_uppercase));
    if voorletters {
        // B. de Wit, B. Smit; but optie B. Wij: behind an initial comes no word that begins a sentence.
        return !BEGINT_ZIN.contains(&na.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default());
    }
    GAAT_DOOR.contains(&klein.as_str())
        || (MET_CIJFER.contains(&klein.as_str()) && na.starts_with(|letter: char| letter.is_numeric()))
}

/// Words that sentences of letters begin with, and names do not.
const BEGINT_ZIN: [&str; 24] = [
    "Wij", "We", "U", "Uw", "Het", "Dit", "Dat", "Deze", "Die", "Een", "In", "Op", "Als", "Bij", "Voor", "Na", "Met",
    "Om", "Er", "Hebt", "Heeft", "Bent", "Kunt", "Bel",
];

/// The words of a sentence that begins at byte `begin` of the text.
fn woorden(zin: &str, begin: usize) -> Vec<Woord<'_>> {
    let mut woorden = Vec::new();
    let mut leesteken = Leesteken::Geen;
    let mut at = 0;
    while let Some(teken) = zin[at..].chars().next() {
        let lang = lengte(&zin[at..]);
        if lang > 0 {
            woorden.push(Woord::new(&zin[at..at + lang], begin + at, leesteken));
            leesteken = Leesteken::Geen;
            at += lang;
        } else {
            // A comma says most about where a clause ends, so it stays when another mark follows.
            if !teken.is_whitespace() && leesteken != Leesteken::Komma {
                leesteken = Leesteken::van(teken);
            }
            at += teken.len_utf8();
        }
    }
    woorden
}

/// How many bytes of this are a word, if one begins here.
fn lengte(tekst: &str) -> usize {
    let mut tekens = tekst.char_indices().peekable();
    let mut lang = 0;
    let mut vorig = ' ';
    while let Some((at, teken)) = tekens.next() {
        let volgt = tekens.peek().map(|(_, teken)| *teken);
        let hoort_erbij = match teken {
            _ if teken.is_alphanumeric() => true,
            '\'' | '’' if at == 0 => begint_met_weglating(tekst),
            // auto's
            '\'' | '’' => volgt.is_some_and(char::is_alphabetic),
            '-' | '/' | '@' | '_' | '&' => at > 0 && volgt.is_some_and(char::is_alphanumeric),
            '.' | ',' | ':' if vorig.is_ascii_digit() => volgt.is_some_and(|volgt| volgt.is_ascii_digit()),
            // elsdrecht.nl, and no space that was forgotten: ontvangen.Wij
            '.' => {
                at > 0
                    && volgt
                        .is_some_and(|volgt| volgt.is_alphanumeric() && !(vorig.is_lowercase() && volgt.is_uppercase()))
            }
            '€' | '%' | '§' => at == 0,
            _ => false,
        };
        if !hoort_erbij {
            // The hyphen of `aan-` in `aan- en afvoer` belongs to it.
            if teken == '-' && at > 0 && volgt.is_some_and(char::is_whitespace) {
                lang = at + 1;
            }
            break;
        }
        vorig = teken;
        lang = at + teken.len_utf8();
    }
    lang
}

/// Whether this is `'s`, `'t` and such: any other apostrophe before a word is a quotation mark.
fn begint_met_weglating(tekst: &str) -> bool {
    let mut rest = tekst.chars().skip(1);
    rest.next().is_some_and(|letter| "stnkmr".contains(letter)) && !rest.next().is_some_and(char::is_alphanumeric)
}
