//! The clock of a promise, which looks the same everywhere: shape, word, time left, a bar that fills. It only shows; the
//! domain says in which state a promise is.

use super::taal::Taal;
use super::tijd::Tijdstip;

/// The state of a promise. The first four run, the last two are over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Runs, with time to spare.
    Loopt,
    /// Runs, and is nearly over.
    Bijna,
    /// Should have been kept by now.
    TeLaat,
    /// Waits for somebody else.
    StaatStil,
    /// Was kept.
    Gehaald,
    /// Was not kept.
    NietGehaald,
}

impl Stand {
    /// The modifier in the style sheets.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Loopt => "loopt",
            Self::Bijna => "bijna",
            Self::TeLaat => "te-laat",
            Self::StaatStil => "staat-stil",
            Self::Gehaald => "gehaald",
            Self::NietGehaald => "niet-gehaald",
        }
    }

    /// Whether time is passing, or has passed, towards a moment: then there is a bar.
    #[must_use]
    pub fn heeft_balk(self) -> bool {
        self != Self::StaatStil
    }

    /// The word.
    #[must_use]
    pub fn woord(self, taal: Taal) -> String {
        // texts: stand-*
        taal.tekst(&format!("stand-{}", self.code()))
    }
}

/// What `loket-klok` shows; the macro `klok` in `basis/macros.html` renders it.
#[derive(Clone, Debug)]
pub struct Klok {
    /// The state.
    pub stand: Stand,
    /// What was promised.
    pub belofte: String,
    /// The time that is left, or how much too late it is.
    pub rest: Tijdstip,
    /// The share of the time that is over, 0 to 100.
    pub procent: u8,
    /// The promise in words and how its moment came about, for "waarom?"; empty: it is not explained here.
    pub waarom: Vec<String>,
}
