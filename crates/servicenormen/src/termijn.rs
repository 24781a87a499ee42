//! When a promise is due, and when it is at risk. Pure.

use jiff::civil::Date;
use jiff::{SignedDuration, Span};
use kern::{Error, Moment, Result};
use termijnen::Kalender;

use crate::norm::{Duur, Termijn};

/// A time in which a clock stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stilstand {
    /// Since when.
    pub van: Moment,
    /// Until when; none: still.
    pub tot: Option<Moment>,
}

/// When something is due, or that it stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uiterlijk {
    /// What is done before this moment is in time.
    Op(Moment),
    /// It stands still since this moment.
    Stil(Moment),
}

/// When a term ends that began at `begonnen`. So long as it stood still it is longer, by what the term is counted in; what began after it
/// was due does not make it longer any more. A term before a date moves with that date only.
///
/// # Errors
/// [`Error::Bug`] beyond the calendar.
pub fn uiterlijk(
    kalender: &Kalender,
    termijn: &Termijn,
    begonnen: Moment,
    voor: Option<Date>,
    stilstanden: &[Stilstand],
) -> Result<Option<Uiterlijk>> {
    let (duur, date) = match (termijn, voor) {
        (Termijn::Na(duur), _) => (*duur, None),
        (Termijn::Voor { duur, .. }, Some(date)) => (*duur, Some(date)),
        (Termijn::Voor { .. }, None) => return Ok(None),
    };
    let end = |extra: i64| match date {
        Some(date) => before(kalender, duur, date),
        None => after(kalender, duur, begonnen, extra),
    };
    let mut extra = 0;
    let mut due = end(extra)?;
    for stil in stilstanden {
        if stil.van >= due {
            break;
        }
        let Some(tot) = stil.tot else { return Ok(Some(Uiterlijk::Stil(stil.van))) };
        extra += counted(kalender, duur, begonnen, (stil.van, tot))?;
        due = end(extra)?;
    }
    Ok(Some(Uiterlijk::Op(due)))
}

/// Stand-stills in order of time, what overlaps as one: they can be written down in any order.
#[must_use]
pub fn samen(mut stilstanden: Vec<Stilstand>) -> Vec<Stilstand> {
    stilstanden.sort_by_key(|stil| stil.van);
    let mut all: Vec<Stilstand> = Vec::new();
    for stil in stilstanden {
        match all.last_mut().filter(|last| last.tot.is_none_or(|tot| stil.van <= tot)) {
            Some(last) => last.tot = last.tot.zip(stil.tot).map(|(one, other)| Ord::max(one, other)),
            None => all.push(stil),
        }
    }
    all
}

/// When a promise that is due at a moment becomes one at risk: so long before, in whole days at the start of the day.
///
/// # Errors
/// [`Error::Bug`] beyond the calendar.
pub fn waarschuwing(kalender: &Kalender, duur: Duur, uiterlijk: Moment) -> Result<Moment> {
    let last_day = laatste_dag(uiterlijk);
    let minutes = |n: u32| uiterlijk.plus_seconds(-i64::from(n) * 60);
    Ok(match duur {
        Duur::Minuten(n) | Duur::Openingsminuten(n) => minutes(n),
        Duur::Werkdagen(n) => {
            let back = i32::try_from(n).map_err(Error::bug)?;
            Moment::start_of(kalender.plus_werkdagen(last_day, -back).map_err(Error::bug)?)
        }
        Duur::Dagen(_) | Duur::Weken(_) | Duur::Maanden(_) => {
            Moment::start_of(last_day.checked_sub(civil(duur, 0)?).map_err(Error::bug)?)
        }
    })
}

/// The last day on which something is in time that is due before this moment: by it, it is counted.
#[must_use]
pub fn laatste_dag(uiterlijk: Moment) -> Date {
    let day = uiterlijk.date();
    if Moment::start_of(day) == uiterlijk { day.yesterday().unwrap_or(day) } else { day }
}

/// So long after a moment, and `extra` of the unit of the term.
fn after(kalender: &Kalender, duur: Duur, begonnen: Moment, extra: i64) -> Result<Moment> {
    let longer = |n: u32| u32::try_from(i64::from(n) + extra).map_err(Error::bug);
    Ok(match duur {
        Duur::Minuten(n) => begonnen.plus_seconds(i64::from(n) * 60 + extra),
        Duur::Openingsminuten(n) => {
            let time = SignedDuration::from_secs(i64::from(n) * 60 + extra);
            Moment::from(kalender.add_open_time(begonnen.timestamp(), time).map_err(Error::bug)?)
        }
        Duur::Werkdagen(n) => {
            Moment::from(kalender.add_werkdagen(begonnen.timestamp(), longer(n)?).map_err(Error::bug)?)
        }
        Duur::Dagen(_) | Duur::Weken(_) | Duur::Maanden(_) => {
            end_of(begonnen.date().checked_add(civil(duur, extra)?).map_err(Error::bug)?)?
        }
    })
}

/// So long before a date: the end of that day.
fn before(kalender: &Kalender, duur: Duur, date: Date) -> Result<Moment> {
    match duur {
        Duur::Minuten(n) | Duur::Openingsminuten(n) => Ok(end_of(date)?.plus_seconds(-i64::from(n) * 60)),
        Duur::Werkdagen(n) => {
            let back = i32::try_from(n).map_err(Error::bug)?;
            end_of(kalender.plus_werkdagen(date, -back).map_err(Error::bug)?)
        }
        Duur::Dagen(_) | Duur::Weken(_) | Duur::Maanden(_) => {
            end_of(date.checked_sub(civil(duur, 0)?).map_err(Error::bug)?)
        }
    }
}

fn end_of(date: Date) -> Result<Moment> {
    date.tomorrow().map(Moment::start_of).map_err(Error::bug)
}

/// A length in days, with some days more.
fn civil(duur: Duur, extra: i64) -> Result<Span> {
    let (months, days) = match duur {
        Duur::Dagen(n) => (0, i64::from(n)),
        Duur::Weken(n) => (0, i64::from(n) * 7),
        Duur::Maanden(n) => (n, 0),
        Duur::Minuten(_) | Duur::Openingsminuten(_) | Duur::Werkdagen(_) => return Ok(Span::new()),
    };
    Span::new().try_months(months).and_then(|span| span.try_days(days + extra)).map_err(Error::bug)
}

/// How much of the unit of a term passed while it stood still: seconds of terms in minutes, else the ends of days. The day on which it began
/// counts for nothing in a term in days, so it does not here.
fn counted(kalender: &Kalender, duur: Duur, begonnen: Moment, (van, tot): (Moment, Moment)) -> Result<i64> {
    let from = match duur {
        Duur::Minuten(_) | Duur::Openingsminuten(_) => begonnen,
        Duur::Werkdagen(_) | Duur::Dagen(_) | Duur::Weken(_) | Duur::Maanden(_) => end_of(begonnen.date())?,
    };
    let van = Ord::max(van, from);
    Ok(match duur {
        Duur::Minuten(_) => tot.seconds_since(van).max(0),
        Duur::Openingsminuten(_) => kalender.open_between(van.timestamp(), tot.timestamp()).as_secs().max(0),
        Duur::Werkdagen(_) => closings(kalender, van, tot)?,
        Duur::Dagen(_) | Duur::Weken(_) | Duur::Maanden(_) => {
            let days = van.date().until(laatste_dag(tot)).map_err(Error::bug)?;
            i64::from(days.get_days()).max(0)
        }
    })
}

/// How often the organisation closed for the day in between: a working day is used up when at its end the clock runs.
fn closings(kalender: &Kalender, van: Moment, tot: Moment) -> Result<i64> {
    let (mut n, mut at) = (0, van);
    loop {
        at = Moment::from(kalender.add_werkdagen(at.timestamp(), 0).map_err(Error::bug)?);
        if at >= tot {
            return Ok(n);
        }
        n += 1;
    }
}
