//! What voortgang.toml says: the goals of which the council is told each year how far they were reached, and by what that is seen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::rapportage::Indicator;

/// A goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raaddoel {
    /// Its code.
    pub code: String,
    /// The building block that it belongs to.
    pub bouwsteen: String,
    /// What it is about, in a word or two.
    pub naam: String,
    /// What the council was told.
    pub doelstelling: String,
    /// By what it is seen how far it was reached.
    pub indicatoren: Vec<Outputindicator>,
}

/// What shows how far a goal was reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outputindicator {
    /// Its code, of which there is one in the file.
    pub code: String,
    /// What it is called.
    pub naam: String,
    /// What counts it; none: somebody enters it.
    pub meet: Option<Indicator>,
    /// Of this team only, a code.
    pub team: Option<String>,
    /// Over this channel only, a code.
    pub kanaal: Option<String>,
    /// What its values are.
    pub eenheid: Eenheid,
    /// Whether its targets are the most that it should be, not the least.
    pub hoogstens: bool,
    /// The targets by year, in tenths.
    pub streven: BTreeMap<i16, i64>,
}

kern::code_enum! {
    /// What the values of an indicator are.
    Eenheid {
        /// Percents.
        Procent "procent",
        /// How many.
        Aantal "aantal",
        /// A mark out of ten.
        Cijfer "cijfer",
    }
}

impl Eenheid {
    /// Whether a value in tenths can be one.
    #[must_use]
    pub fn kan(self, tienden: i64) -> bool {
        match self {
            Self::Procent => (0..=1_000).contains(&tienden),
            Self::Cijfer => (0..=100).contains(&tienden),
            Self::Aantal => tienden >= 0 && tienden % 10 == 0,
        }
    }
}

/// A value as people write it, `65` or `8,2`, in tenths; none when it is none.
#[must_use]
pub fn in_tienden(text: &str) -> Option<i64> {
    let (whole, tenths) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(tenths) || tenths.len() != 1 {
        return None;
    }
    Some(whole.parse::<i64>().ok()? * 10 + tenths.parse::<i64>().ok()?)
}
