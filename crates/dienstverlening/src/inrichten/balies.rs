//! The desks of an organisation as balies.toml has them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What balies.toml says; empty for an organisation without a desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Balies {
    /// Nobody makes an appointment on the website for sooner than this many minutes from now.
    pub vooraf_minuten: i64,
    /// Nobody makes an appointment for later than this many weeks from now.
    pub vooruit_weken: i64,
    /// What is done at a desk.
    pub producten: Vec<Balieproduct>,
    /// The desks.
    pub balies: Vec<Balie>,
}

/// A product that can be done at a desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balieproduct {
    /// The product's code.
    pub code: String,
    /// How many minutes it takes; those of several add up.
    pub minuten: i64,
    /// The codes of the desks that do it; empty: every desk.
    pub balies: Vec<String>,
    /// Whether somebody who just walks in can have it done.
    pub inloop: bool,
    /// The identificatie of the zaaktype that is opened and closed when it is handed over at once.
    pub zaaktype: Option<String>,
}

/// A desk: a place with counters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balie {
    /// Its code.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// Its name in English.
    pub naam_en: String,
    /// Where it is.
    pub adres: String,
    /// Whether people may come without an appointment.
    pub inloop: bool,
    /// How many appointments there can be at the same time. Fewer than counters, so that whoever walks in gets a turn.
    pub plekken: i64,
    /// The names of its counters, in order.
    pub loketten: Vec<String>,
    /// The Dutch name of a weekday with its spans (`08:30-17:00`).
    pub openingstijden: BTreeMap<String, Vec<String>>,
    /// Dates with other hours.
    pub uitzonderingen: Vec<Uitzondering>,
    /// Hours with more or fewer places.
    pub drukte: Vec<Drukte>,
}

/// A date on which a desk has other hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uitzondering {
    /// The date.
    pub datum: Date,
    /// Its spans; none: closed.
    pub tijden: Vec<String>,
}

/// A span of a weekday with another number of places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drukte {
    /// The Dutch name of the weekday.
    pub dag: String,
    /// The span.
    pub tijd: String,
    /// How many appointments there can be at the same time then.
    pub plekken: i64,
}

impl Balies {
    /// A desk by its code.
    #[must_use]
    pub fn balie(&self, code: &str) -> Option<&Balie> {
        self.balies.iter().find(|balie| balie.code == code)
    }

    /// What is done at a desk for a product.
    #[must_use]
    pub fn product(&self, code: &str) -> Option<&Balieproduct> {
        self.producten.iter().find(|product| product.code == code)
    }

    /// The desks where all of these products can be done.
    pub fn voor<'a>(&'a self, producten: &'a [String]) -> impl Iterator<Item = &'a Balie> {
        self.balies.iter().filter(move |balie| {
            producten.iter().all(|code| self.product(code).is_some_and(|product| product.kan_bij(&balie.code)))
        })
    }
}

impl Balieproduct {
    /// Whether a desk does it.
    #[must_use]
    pub fn kan_bij(&self, balie: &str) -> bool {
        self.balies.is_empty() || self.balies.iter().any(|code| code == balie)
    }
}
