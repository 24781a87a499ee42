//! The text that is shown with an article that was found, with the words that were searched for marked.

use std::collections::HashSet;

use crate::lexicon::Lexicon;
use crate::vraag::Vraagwoord;
use crate::woorden::{Snijder, is_stopwoord};
use crate::{Document, Segment, Veld, Vindplaats};

/// About how long a fragment is, and how much of it comes before the first match.
const FRAGMENT_BYTES: usize = 180;
const AANLOOP_BYTES: usize = 40;
/// A title is shown whole, up to here.
const NAAM_BYTES: usize = 1_000;
/// What is read of a field to find the best place.
const GELEZEN_BYTES: usize = 20_000;
/// Fragments beside the title.
const VINDPLAATSEN_MAX: usize = 3;

/// Marks the words that were searched for.
pub(crate) struct Markeerder<'v> {
    termen: HashSet<&'v str>,
    lexicon: &'v Lexicon,
    snijder: Snijder,
}

/// A marked word: where it stands, and which of the words it is (for telling apart).
type Raak = (usize, usize, u64);

impl<'v> Markeerder<'v> {
    pub(crate) fn new(woorden: &'v [Vraagwoord], lexicon: &'v Lexicon) -> Self {
        let samen = woorden.iter().flat_map(|w| &w.samen).flat_map(|s| &s.woorden);
        let termen =
            woorden.iter().map(|w| &w.termen).chain(samen).flat_map(|t| t.keys()).map(String::as_str).collect();
        Self { termen, lexicon, snijder: Snijder::new() }
    }

    /// The title, marked.
    pub(crate) fn naam(&mut self, document: &Document) -> Vec<Segment> {
        let tekst = tot(&document.naam, NAAM_BYTES);
        let raak = self.raak(tekst);
        segmenten(tekst, 0, tekst.len(), &raak)
    }

    /// Which part of the title, or of the question that fits best, was asked for, from 0 to 1.
    pub(crate) fn past(&mut self, document: &Document) -> f32 {
        let kort = document.vragen.iter().chain(std::iter::once(&document.naam));
        kort.map(|tekst| self.past_op(tot(tekst, NAAM_BYTES))).fold(0.0, f32::max)
    }

    fn past_op(&mut self, tekst: &str) -> f32 {
        let (mut raak, mut alle) = (0_u8, 0_u8);
        let (termen, lexicon) = (&self.termen, self.lexicon);
        self.snijder.elk_woord(tekst, |p| {
            if !p.samen && !is_stopwoord(&p.woord) {
                alle = alle.saturating_add(1);
                let treft = lexicon.zoek(&p.woord).is_some_and(|w| w.termen.split(' ').any(|t| termen.contains(t)));
                raak = raak.saturating_add(u8::from(treft));
            }
        });
        f32::from(raak) / f32::from(alle.max(1))
    }

    /// The fragments of the other fields; `velden` has a bit for every field that may have one.
    pub(crate) fn velden(&mut self, document: &Document, velden: u8) -> Vec<Vindplaats> {
        let kandidaten = Veld::ALLE.into_iter().skip(1).filter(|v| velden & 1 << v.nummer() != 0);
        kandidaten.filter_map(|veld| self.vindplaats(document, veld)).take(VINDPLAATSEN_MAX).collect()
    }

    fn vindplaats(&mut self, document: &Document, veld: Veld) -> Option<Vindplaats> {
        let gevonden = veld.teksten(document).iter().map(|t| {
            let tekst = tot(t, GELEZEN_BYTES);
            (tekst, self.raak(tekst))
        });
        let raak = gevonden.filter(|(_, raak)| !raak.is_empty());
        let waarde = |(tekst, raak): &(&str, Vec<Raak>)| (verschillend(raak), std::cmp::Reverse(tekst.len()));
        let (tekst, raak) = raak.max_by_key(waarde)?;
        let (begin, einde) = venster(tekst, &raak);
        Some(Vindplaats { veld, fragment: segmenten(tekst, begin, einde, &raak) })
    }

    fn raak(&mut self, tekst: &str) -> Vec<Raak> {
        let mut uit: Vec<Raak> = Vec::new();
        let (termen, lexicon) = (&self.termen, self.lexicon);
        self.snijder.elk_woord(tekst, |p| {
            let woord = lexicon.zoek(&p.woord);
            let term = woord.and_then(|w| w.termen.split(' ').find(|t| termen.contains(t)));
            if let Some(term) = term {
                let kern = term.trim_start_matches(|c: char| !c.is_alphanumeric());
                // A hyphenated word comes after its pieces and covers them.
                while uit.last().is_some_and(|(begin, _, _)| *begin >= p.begin) {
                    uit.pop();
                }
                uit.push((p.begin, p.einde, vingerafdruk(kern)));
            }
        });
        uit
    }
}

fn vingerafdruk(term: &str) -> u64 {
    term.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
}

fn verschillend(raak: &[Raak]) -> usize {
    let mut termen: Vec<u64> = raak.iter().map(|(_, _, t)| *t).collect();
    termen.sort_unstable();
    termen.dedup();
    termen.len()
}

/// The text up to a number of bytes.
fn tot(tekst: &str, bytes: usize) -> &str {
    &tekst[..tekst.floor_char_boundary(bytes)]
}

/// The part to show: where most different words stand together, from and to a space.
fn venster(tekst: &str, raak: &[Raak]) -> (usize, usize) {
    if tekst.len() <= FRAGMENT_BYTES {
        return (0, tekst.len());
    }
    let ruimte = FRAGMENT_BYTES - AANLOOP_BYTES;
    let mut beste = (0, 0, 0);
    for (i, (begin, _, _)) in raak.iter().enumerate() {
        let samen = raak[i..].iter().take_while(|(_, einde, _)| *einde <= begin + ruimte).count();
        let aantal = verschillend(&raak[i..i + samen]);
        if aantal > beste.0 {
            beste = (aantal, *begin, raak[i + samen - 1].1);
        }
    }
    let (_, eerste, laatste) = if beste.0 > 0 { beste } else { (1, raak[0].0, raak[0].1) };
    let vroegst = tekst.floor_char_boundary(eerste.saturating_sub(AANLOOP_BYTES));
    let spatie = |c: char| c.is_whitespace();
    let begin = match vroegst {
        0 => 0,
        _ => tekst[vroegst..eerste].find(spatie).map_or(eerste, |i| vroegst + i),
    };
    let laatst = tekst.floor_char_boundary(begin + FRAGMENT_BYTES).max(laatste);
    let einde = if laatst >= tekst.len() {
        tekst.len()
    } else {
        tekst[laatste..laatst].rfind(spatie).map_or(laatste, |i| laatste + i)
    };
    let kaal = &tekst[begin..einde];
    (begin + kaal.len() - kaal.trim_start().len(), einde)
}

/// The text from `begin` to `einde` in segments, with an ellipsis where it was cut.
fn segmenten(tekst: &str, begin: usize, einde: usize, raak: &[Raak]) -> Vec<Segment> {
    let mut uit: Vec<Segment> = Vec::new();
    let mut stuk = |tekst: &str, treft: bool| {
        if !tekst.is_empty() {
            uit.push(Segment { tekst: tekst.to_owned(), treft });
        }
    };
    let mut gewoon = String::from(if begin > 0 { "… " } else { "" });
    let mut bij = begin;
    for &(van, tot, _) in raak.iter().filter(|(van, tot, _)| *van >= begin && *tot <= einde) {
        gewoon.push_str(&tekst[bij..van]);
        stuk(&gewoon, false);
        gewoon.clear();
        stuk(&tekst[van..tot], true);
        bij = tot;
    }
    gewoon.push_str(&tekst[bij..einde]);
    gewoon.push_str(if einde < tekst.len() { " …" } else { "" });
    stuk(&gewoon, false);
    uit
}
