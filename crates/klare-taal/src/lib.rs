//! How hard a Dutch text is to read, and what its writer can change. Pure: text in, figures and places out.
//!
//! [`meet`] is the way in. It reads the [sentences](tekst::zinnen), finds out what each word [is and hangs on](ontleden::ontleed), counts
//! the four features of LiNT-II and gives its [score](Lint), beside it the older [formulas](formules), and the [places](Aanwijzing) that
//! a writer can do something about. docs/klare-taal.md says where the data comes from and how close all this comes to its reference.

mod aanwijzingen;
mod ambtelijk;
mod formules;
mod kenmerken;
mod lint;
pub mod ontleden;
pub mod tekst;
#[cfg(test)]
mod tests;
pub mod woorden;

pub use aanwijzingen::{Aanwijzing, Wat};
pub use formules::{Formules, lettergrepen};
pub use kenmerken::{afstand, inhoudswoorden};
pub use lint::{Lint, Niveau};

use kenmerken::Kenmerken;
use ontleden::Ontleed;
use tekst::Zin;

/// What was measured of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Meting {
    /// How hard it is; none when one of the four features is nowhere to be found: no finite verb, no noun that is known.
    pub lint: Option<Lint>,
    /// The older formulas; none without a sentence.
    pub formules: Option<Formules>,
    /// How many sentences were read.
    pub zinnen: usize,
    /// How many words they have.
    pub woorden: usize,
    /// What its writer can change, in the order of the text.
    pub aanwijzingen: Vec<Aanwijzing>,
}

/// How hard a Dutch text is, and no more: what [`meet`] says of that.
#[must_use]
pub fn lint(tekst: &str) -> Option<Lint> {
    let zinnen = ontlede_zinnen(tekst);
    Lint::van(&zinnen.iter().map(|(zin, ontleed)| Kenmerken::van(zin, ontleed)).collect::<Vec<_>>())
}

/// Measures a Dutch text without markup. What is no sentence is left out: a salutation, a heading, a line of an address.
#[must_use]
pub fn meet(tekst: &str) -> Meting {
    let zinnen = ontlede_zinnen(tekst);
    let kenmerken: Vec<Kenmerken> = zinnen.iter().map(|(zin, ontleed)| Kenmerken::van(zin, ontleed)).collect();
    Meting {
        lint: Lint::van(&kenmerken),
        formules: Formules::van(zinnen.iter().map(|(zin, _)| zin)),
        zinnen: zinnen.len(),
        woorden: zinnen.iter().map(|(zin, _)| zin.woorden.len()).sum(),
        aanwijzingen: zinnen.iter().flat_map(|(zin, ontleed)| aanwijzingen::van(zin, ontleed)).collect(),
    }
}

fn ontlede_zinnen(tekst: &str) -> Vec<(Zin<'_>, Vec<Ontleed>)> {
    let ontlede = tekst::zinnen(tekst).into_iter().map(|zin| {
        let ontleed = ontleden::ontleed(&zin.woorden);
        (zin, ontleed)
    });
    ontlede.filter(|(zin, ontleed)| telt_mee(zin, ontleed)).collect()
}

fn telt_mee(zin: &Zin<'_>, ontleed: &[Ontleed]) -> bool {
    zin.is_af || zin.is_punt || ontleed.iter().any(|woord| woord.soort.is_persoonsvorm())
}
