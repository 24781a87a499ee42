//! The calendar of then: an organisation's opening hours and closed days, each version from the moment at which it was told.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kern::journaal::Entry;
use kern::{Error, Moment, Result};
use serde::Deserialize;
use termijnen::{Kalender, Openingstijden};

/// The versions of an organisation's calendar, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kalenders(Vec<(Moment, Kalender)>);

/// What the gebeurtenissen about an organisation tell of it. Those from before it was a fact tell nothing.
#[derive(Debug, Deserialize)]
struct Uren {
    openingstijden: Option<BTreeMap<String, Vec<String>>>,
    #[serde(default)]
    gesloten: Vec<Date>,
}

/// Whether a gebeurtenis tells a calendar.
#[must_use]
pub fn vertelt(entry: &Entry) -> bool {
    entry.resource == "organisatie" && entry.feiten.get("openingstijden").is_some_and(serde_json::Value::is_object)
}

impl Kalenders {
    /// The same with the calendar that a gebeurtenis tells.
    ///
    /// # Errors
    /// [`Error::Bug`] when its opening hours cannot be read.
    pub fn met(mut self, entry: &Entry) -> Result<Self> {
        self.erbij(entry.vastgelegd_op, &entry.feiten)?;
        Ok(self)
    }

    /// Adds what the facts of an organisation tell, from this moment on.
    ///
    /// # Errors
    /// [`Error::Bug`] when its opening hours cannot be read.
    pub fn erbij(&mut self, vanaf: Moment, feiten: &serde_json::Value) -> Result<()> {
        let uren = Uren::deserialize(feiten)?;
        if let Some(tijden) = uren.openingstijden {
            let tijden = Openingstijden::parse(&tijden).map_err(Error::bug)?;
            let told = (vanaf, Kalender::new(tijden, uren.gesloten));
            // The first may be known before its gebeurtenis is read.
            if self.0.last() != Some(&told) {
                self.0.push(told);
            }
        }
        Ok(())
    }

    /// The calendar of a moment; before the first was told: that one.
    ///
    /// # Errors
    /// [`Error::Bug`] when none was told yet.
    pub fn op(&self, moment: Moment) -> Result<&Kalender> {
        let then = self.0.iter().rev().find(|(vanaf, _)| *vanaf <= moment);
        // First: what was promised before anybody told the hours goes by the first that were told.
        then.or_else(|| self.0.first()).map(|(_, kalender)| kalender).ok_or_else(|| Error::bug(GeenKalender))
    }

    /// Whether none was told.
    #[must_use]
    pub fn is_leeg(&self) -> bool {
        self.0.is_empty()
    }
}

#[derive(Debug)]
struct GeenKalender;

impl std::fmt::Display for GeenKalender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the journal of this organisation tells no opening hours: load its folder again")
    }
}

impl std::error::Error for GeenKalender {}
