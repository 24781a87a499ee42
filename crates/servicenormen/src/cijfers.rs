//! What a clock adds to the counters. Pure: a counter is the sum of what all clocks add, so a change is what one adds now less what it
//! added before.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use kern::organisaties::{MedewerkerId, TeamId};
use kern::{Error, Result};

use crate::klok::{Klok, Staat};
use crate::termijn::laatste_dag;

kern::code_enum! {
    /// A length of time that figures are kept of.
    Periode {
        /// From a Monday on.
        Week "week",
        /// Of the calendar.
        Maand "maand",
    }
}

impl Periode {
    /// The first day of the period of a date.
    ///
    /// # Errors
    /// [`Error::Bug`] at the edge of the calendar.
    pub fn begin(self, dag: Date) -> Result<Date> {
        match self {
            Self::Week if dag.weekday() == Weekday::Monday => Ok(dag),
            Self::Week => dag.nth_weekday(-1, Weekday::Monday).map_err(Error::bug),
            Self::Maand => Ok(dag.first_of_month()),
        }
    }
}

/// A counter of what was due in a period. None for a team: of all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cijferplek {
    /// Code of the norm.
    pub norm: String,
    /// Which version of it, by its first day.
    pub versie: Date,
    /// How long the period is.
    pub soort: Periode,
    /// Its first day.
    pub periode: Date,
    /// Whose.
    pub team: Option<TeamId>,
}

/// A counter of what is open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standplek {
    /// Code of the norm.
    pub norm: String,
    /// Whose.
    pub team: TeamId,
    /// Who has it in hands.
    pub medewerker: Option<MedewerkerId>,
    /// How it stands.
    pub staat: Staat,
}

/// What was due and what of it was kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aantal {
    /// Due, or done.
    pub aantal: i64,
    /// In time.
    pub gehaald: i64,
}

impl Aantal {
    /// The share that was kept, in percent as it is said and judged by: to one decimal. None of nothing.
    #[expect(clippy::cast_precision_loss, reason = "counts")]
    #[must_use]
    pub fn procent(self) -> Option<f64> {
        (self.aantal > 0).then(|| (self.gehaald as f64 * 1_000.0 / self.aantal as f64).round() / 10.0)
    }
}

impl std::ops::Add for Aantal {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { aantal: self.aantal + other.aantal, gehaald: self.gehaald + other.gehaald }
    }
}

impl std::iter::Sum for Aantal {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), std::ops::Add::add)
    }
}

/// What is added to counters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bijdrage {
    /// To those of what was due.
    pub cijfers: BTreeMap<Cijferplek, Aantal>,
    /// To those of what is open.
    pub standen: BTreeMap<Standplek, i64>,
}

impl Bijdrage {
    /// Adds what a clock adds (`factor` 1), or takes it away (-1).
    ///
    /// # Errors
    /// [`Error::Bug`] at the edge of the calendar.
    pub fn tel(&mut self, klok: &Klok, factor: i64) -> Result<()> {
        if let (Some(gehaald), Some(uiterlijk)) = (klok.stand.staat.uitkomst(), klok.stand.uiterlijk_op) {
            // The last day on which it could be kept.
            let dag = laatste_dag(uiterlijk);
            for soort in [Periode::Week, Periode::Maand] {
                let periode = soort.begin(dag)?;
                for team in [None, Some(klok.team)] {
                    let plek = Cijferplek { norm: klok.norm.clone(), versie: klok.versie, soort, periode, team };
                    let sum = self.cijfers.entry(plek).or_default();
                    sum.aantal += factor;
                    sum.gehaald += factor * i64::from(gehaald);
                }
            }
        }
        if klok.stand.staat.is_open() {
            let plek = Standplek {
                norm: klok.norm.clone(),
                team: klok.team,
                medewerker: klok.medewerker,
                staat: klok.stand.staat,
            };
            *self.standen.entry(plek).or_default() += factor;
        }
        Ok(())
    }

    /// The same without what adds nothing.
    #[must_use]
    pub fn zonder_nullen(mut self) -> Self {
        self.cijfers.retain(|_, sum| *sum != Aantal::default());
        self.standen.retain(|_, n| *n != 0);
        self
    }
}
