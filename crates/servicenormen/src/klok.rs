//! A clock: what the gebeurtenissen said of one thing, and how its promise stands by that. Pure.

use jiff::civil::Date;
use kern::organisaties::{MedewerkerId, TeamId};
use kern::{Moment, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::kalenders::Kalenders;
use crate::norm::Norm;
use crate::termijn::{self, Stilstand, Uiterlijk};

kern::code_enum! {
    /// How a promise stands at some moment.
    Staat {
        /// It runs, and there is time.
        Loopt "loopt",
        /// It runs, and is due soon.
        Bijna "bijna",
        /// It was due and is not done: missed, and still open.
        TeLaat "te-laat",
        /// It waits for somebody else.
        StaatStil "staat-stil",
        /// Done in time.
        Gehaald "gehaald",
        /// Done, too late, or said not to have been kept.
        Gemist "gemist",
        /// There is no promise any more.
        Vervallen "vervallen",
    }
}

impl Staat {
    /// Whether something is still to be done.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Loopt | Self::Bijna | Self::TeLaat | Self::StaatStil)
    }

    /// Whether it was kept; none: that is not known yet, or there is nothing to keep.
    #[must_use]
    pub fn uitkomst(self) -> Option<bool> {
        match self {
            Self::Gehaald => Some(true),
            Self::Gemist | Self::TeLaat => Some(false),
            Self::Loopt | Self::Bijna | Self::StaatStil | Self::Vervallen => None,
        }
    }
}

/// A moment, and the number of the gebeurtenis that said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merkteken {
    /// The moment.
    pub op: Moment,
    /// The number of the gebeurtenis in the journal of the organisation.
    pub door: i64,
}

/// A time in which it stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pauze {
    /// Since when.
    pub van: Merkteken,
    /// Until when; none: still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tot: Option<Merkteken>,
}

/// Which part of a clock was put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deel {
    /// When it started.
    Start,
    /// When it stopped.
    Stop,
    /// When it was said not to have been kept.
    Gemist,
    /// When it lapsed.
    Vervalt,
    /// The date that its term counts back from.
    Voor,
    /// Which of the terms of the norm holds; it has no moment.
    Termijn,
}

/// Something that was said was said again, otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correctie {
    /// Of what.
    pub deel: Deel,
    /// As it was.
    pub was: Option<Moment>,
    /// As it is.
    pub wordt: Option<Moment>,
    /// The number of the gebeurtenis.
    pub door: i64,
}

/// What the gebeurtenissen said of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gezien {
    /// When it started.
    pub start: Option<Merkteken>,
    /// Whether the promise does not hold (any more) for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub geldt_niet: bool,
    /// Which of the norm's terms it has.
    #[serde(default, skip_serializing_if = "is_nul")]
    pub termijn: usize,
    /// The date that the term counts back from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voor: Option<Date>,
    /// What each of the norm's stops saw.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stop: Vec<Option<Merkteken>>,
    /// What each of the marks saw that say that it was not kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gemist: Vec<Option<Merkteken>>,
    /// What each of the marks saw by which it lapses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vervalt: Vec<Option<Merkteken>>,
    /// When it stood still.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauzes: Vec<Pauze>,
    /// What was put right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub correcties: Vec<Correctie>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_nul(n: &usize) -> bool {
    *n == 0
}

/// How it stands by what was seen, at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// When it started.
    pub begonnen_op: Moment,
    /// What is done before this moment is in time; none while it stands still, and when it lapsed before it was known.
    pub uiterlijk_op: Option<Moment>,
    /// When it was done.
    pub gedaan_op: Option<Moment>,
    /// How it stands.
    pub staat: Staat,
    /// When it changes by itself.
    pub volgende_op: Option<Moment>,
}

/// The clock of one norm on one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Klok {
    /// Code of the norm.
    pub norm: String,
    /// The version of the norm that it runs under, by its first day.
    pub versie: Date,
    /// The thing.
    pub onderwerp: Uuid,
    /// The zaak that it is about.
    pub zaak: Option<Uuid>,
    /// With whom it lies, or lay when it was done.
    pub team: TeamId,
    /// Who has it in hands, or had.
    pub medewerker: Option<MedewerkerId>,
    /// What was seen.
    pub gezien: Gezien,
    /// How it stands by that.
    pub stand: Stand,
}

impl Klok {
    /// Its id: the same whenever it is made again.
    #[must_use]
    pub fn id(&self) -> Uuid {
        Uuid::new_v5(&self.onderwerp, self.norm.as_bytes())
    }
}

impl Gezien {
    /// How it stands at a moment.
    ///
    /// # Errors
    /// [`kern::Error::Bug`] beyond the calendar, and when no calendar is known.
    pub fn stand(&self, norm: &Norm, kalenders: &Kalenders, nu: Moment) -> Result<Option<Stand>> {
        let Some(begonnen_op) = self.start.map(|start| start.op) else { return Ok(None) };
        let lapsed =
            Stand { begonnen_op, uiterlijk_op: None, gedaan_op: None, staat: Staat::Vervallen, volgende_op: None };
        if self.geldt_niet {
            return Ok(Some(lapsed));
        }
        let Some(regel) = norm.termijnen.get(self.termijn) else { return Ok(Some(lapsed)) };
        let kalender = kalenders.op(begonnen_op)?;
        let stop = earliest(&self.stop);
        let missed = earliest(&self.gemist).filter(|op| stop.is_none_or(|stop| *op < stop));
        let gedaan_op = missed.or(stop);
        let pauses: Vec<Stilstand> = self
            .pauzes
            .iter()
            // What stopped does not stand still afterwards.
            .filter(|pauze| gedaan_op.is_none_or(|op| pauze.van.op < op))
            .map(|pauze| Stilstand {
                van: pauze.van.op,
                tot: pauze.tot.map(|tot| tot.op).into_iter().chain(gedaan_op).min(),
            })
            .collect();
        let pauses = termijn::samen(pauses);
        let Some(due) = termijn::uiterlijk(kalender, &regel.termijn, begonnen_op, self.voor, &pauses)? else {
            return Ok(Some(lapsed));
        };
        let before_due = |op: Moment| match due {
            Uiterlijk::Op(due) => op < due,
            Uiterlijk::Stil(_) => true,
        };
        let lapse = earliest(&self.vervalt).filter(|op| gedaan_op.is_none_or(|done| *op <= done));
        if lapse.is_some_and(before_due) {
            let uiterlijk_op = if let Uiterlijk::Op(due) = due { Some(due) } else { None };
            return Ok(Some(Stand { uiterlijk_op, ..lapsed }));
        }
        // What lapses after it was due was not kept, and nothing is to be done any more.
        let missed = missed.or(lapse);
        let gedaan_op = missed.or(gedaan_op);
        let uiterlijk = match due {
            Uiterlijk::Stil(_) => {
                return Ok(Some(Stand { staat: Staat::StaatStil, ..lapsed }));
            }
            Uiterlijk::Op(due) => due,
        };
        let known = Stand { uiterlijk_op: Some(uiterlijk), gedaan_op, ..lapsed };
        if let Some(done) = gedaan_op {
            let kept = missed.is_none() && done < uiterlijk;
            let staat = if kept { Staat::Gehaald } else { Staat::Gemist };
            return Ok(Some(Stand { staat, ..known }));
        }
        if nu >= uiterlijk {
            return Ok(Some(Stand { staat: Staat::TeLaat, ..known }));
        }
        let warning = norm.waarschuw.map(|duur| termijn::waarschuwing(kalender, duur, uiterlijk)).transpose()?;
        Ok(Some(match warning {
            Some(warning) if nu < warning => Stand { staat: Staat::Loopt, volgende_op: Some(warning), ..known },
            Some(_) => Stand { staat: Staat::Bijna, volgende_op: Some(uiterlijk), ..known },
            None => Stand { staat: Staat::Loopt, volgende_op: Some(uiterlijk), ..known },
        }))
    }
}

/// The earliest of what the marks saw.
fn earliest(marks: &[Option<Merkteken>]) -> Option<Moment> {
    marks.iter().flatten().map(|mark| mark.op).min()
}
