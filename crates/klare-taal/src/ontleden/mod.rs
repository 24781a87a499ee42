//! What each word of a sentence is, and on which word it depends: read from left to right with weights that were learnt from annotated
//! Dutch (docs/klare-taal.md says from which, and how often it is right).
//!
//! Two steps, each a linear model over what stands around a word: [`woordsoort`] says what it is, [`boom`] builds the tree of who
//! depends on whom. Marks are not words: a word knows which mark stands before it.

mod boom;
pub mod conllu;
mod gewichten;
pub mod leren;
mod woordsoort;

use gewichten::Vast;

use crate::tekst::{Leesteken, Woord};

/// What a word is. The division is that of Universal Dependencies, with verbs by their form and without what readers of a text need not
/// know; `Hulp…` are its auxiliaries, with `zijn` and `worden` as copula among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Woordsoort {
    /// A noun.
    Naamwoord,
    /// A name.
    Naam,
    /// A verb that shows tense: `schrijft`.
    Persoonsvorm,
    /// `schrijven`.
    Infinitief,
    /// `geschreven`, `schrijvend`.
    Deelwoord,
    /// `heeft`, `wordt`, `kan`.
    Hulppersoonsvorm,
    /// `hebben`, `worden`, `kunnen`, `geworden`.
    Hulpwerkwoord,
    /// `duidelijk`.
    Bijvoeglijk,
    /// `vandaag`.
    Bijwoord,
    /// `van`.
    Voorzetsel,
    /// `de`, `een`.
    Lidwoord,
    /// `wij`, `uw`, `dit`.
    Voornaamwoord,
    /// `drie`, `derde`, `2026`.
    Telwoord,
    /// `en`, `maar`.
    Nevenschikkend,
    /// `dat`, `omdat`.
    Onderschikkend,
    /// `ja`, a sign, a word of another language.
    Overig,
}

impl Woordsoort {
    /// Each of them, in the order of its number.
    pub(crate) const ALLE: [Self; 16] = [
        Self::Naamwoord,
        Self::Naam,
        Self::Persoonsvorm,
        Self::Infinitief,
        Self::Deelwoord,
        Self::Hulppersoonsvorm,
        Self::Hulpwerkwoord,
        Self::Bijvoeglijk,
        Self::Bijwoord,
        Self::Voorzetsel,
        Self::Lidwoord,
        Self::Voornaamwoord,
        Self::Telwoord,
        Self::Nevenschikkend,
        Self::Onderschikkend,
        Self::Overig,
    ];

    /// Whether it shows tense: each of these is a clause.
    #[must_use]
    pub fn is_persoonsvorm(self) -> bool {
        matches!(self, Self::Persoonsvorm | Self::Hulppersoonsvorm)
    }
}

/// What a word is to the word that it depends on; all that this crate makes no difference between is [`Rol::Overig`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Rol {
    /// What is not one of the others.
    Overig,
    /// The subject of a verb.
    Onderwerp,
    /// One more of the same: `pen` in `papier en pen`.
    Nevengeschikt,
    /// `is` in `is klaar`.
    Koppelwerkwoord,
    /// `wordt` in `wordt geschreven`.
    Lijdend,
    /// `heeft` in `heeft geschreven`.
    Hulp,
    /// The verb of a clause that depends on another.
    Bijzin,
}

impl Rol {
    /// Each of them, in the order of its number.
    pub(crate) const ALLE: [Self; 7] = [
        Self::Overig,
        Self::Onderwerp,
        Self::Nevengeschikt,
        Self::Koppelwerkwoord,
        Self::Lijdend,
        Self::Hulp,
        Self::Bijzin,
    ];
}

/// What was found of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ontleed {
    /// What it is.
    pub soort: Woordsoort,
    /// The place in the sentence of the word that it depends on; none for the word that the sentence hangs on.
    pub hoofd: Option<usize>,
    /// What it is to that word.
    pub rol: Rol,
}

/// How many cells of weights each model has, as a power of two.
const CELLEN: u32 = 20;

static GEWICHTEN: &[u8] = include_bytes!("../../data/ontleding.bin");

/// How many bytes this takes of the program.
#[cfg(test)]
pub(crate) fn grootte() -> usize {
    GEWICHTEN.len()
}

/// The words of a sentence, in their order.
#[must_use]
pub fn ontleed(zin: &[Woord<'_>]) -> Vec<Ontleed> {
    ontleed_met(GEWICHTEN, zin)
}

/// The same with other weights, such as were just [learnt](leren::leer).
#[must_use]
pub fn ontleed_met(gewichten: &[u8], zin: &[Woord<'_>]) -> Vec<Ontleed> {
    let (woordsoorten, bomen) = Vast::beide(gewichten);
    let vormen = Vorm::van_zin(zin);
    let soorten = woordsoort::lees(&woordsoorten, &vormen);
    boom::bouw(&bomen, &vormen, &soorten)
}

/// What the models see of a word: hashes of its form, and what the lexicon says.
#[derive(Clone, Debug)]
pub(crate) struct Vorm {
    woord: u32,
    begin: u32,
    einden: [u32; 3],
    gedaante: u32,
    lexicon: u32,
    leesteken: Leesteken,
}

impl Vorm {
    fn van_zin(zin: &[Woord<'_>]) -> Vec<Self> {
        zin.iter().enumerate().map(|(plaats, woord)| Self::new(woord, plaats == 0)).collect()
    }

    fn new(woord: &Woord<'_>, eerste: bool) -> Self {
        let klein = woord.klein();
        let letters: Vec<(usize, char)> = klein.char_indices().collect();
        let einde = |n: usize| {
            let van = letters.len().checked_sub(n).map_or(0, |at| letters[at].0);
            hash(klein[van..].bytes())
        };
        let begin = letters.get(3).map_or(klein.len(), |(at, _)| *at);
        Self {
            woord: hash(klein.bytes()),
            begin: hash(klein[..begin].bytes()),
            einden: [einde(2), einde(3), einde(4)],
            gedaante: gedaante(woord.tekst(), eerste),
            lexicon: lexicon(klein),
            leesteken: woord.leesteken(),
        }
    }
}

/// Capitals, digits and hyphens: what a name or a number is known by.
fn gedaante(tekst: &str, eerste: bool) -> u32 {
    let hoofdletter = tekst.chars().next().is_some_and(char::is_uppercase);
    let alles = hoofdletter && tekst.chars().skip(1).any(char::is_alphabetic) && !tekst.chars().any(char::is_lowercase);
    let cijfer = tekst.chars().any(|letter| letter.is_ascii_digit());
    let bits = [hoofdletter, alles, cijfer, tekst.contains('-'), tekst.contains('.'), tekst.contains('@'), eerste];
    bits.into_iter().enumerate().map(|(bit, is)| u32::from(is) << bit).sum()
}

/// What the lexicon knows of the word: its kind as a noun, which forms of a verb it can be, and how common it is, roughly.
fn lexicon(klein: &str) -> u32 {
    crate::woorden::zoek(klein).map_or(0, |woord| {
        1 + woord.klasse.map_or(0, |klasse| klasse as u32 + 1)
            + 8 * woord.werkwoord
            + 64 * (u32::from(woord.frequentie_20) / 30)
    })
}

fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    // FNV-1a.
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// One number for what stands together somewhere: the template of a feature and its values.
fn kenmerk(sjabloon: u32, waarden: &[u32]) -> u32 {
    let mixed = waarden.iter().fold(sjabloon.wrapping_mul(0x9e37_79b9), |hash, waarde| {
        (hash.rotate_left(5) ^ waarde).wrapping_mul(0x85eb_ca6b)
    });
    (mixed ^ (mixed >> 15)).wrapping_mul(0xc2b2_ae35) ^ (mixed >> 13)
}
