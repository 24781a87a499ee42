//! Which times there are at a desk: opening hours, places and what an appointment takes. Pure.
//!
//! Time goes by quarters of an hour, and a quarter is the instant at which it begins: the night in which the clock changes
//! has no quarter twice. An appointment takes whole quarters in one span of the opening hours.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use kern::{Error, FieldError, Moment, Result};
use termijnen::{Kalender, Openingstijden};

use crate::inrichten::{Balie, Balies, Instellingen};

/// A quarter of an hour, in seconds.
pub const KWARTIER_S: i64 = 15 * 60;
/// More in one appointment is a mistake, or somebody who takes a whole morning.
pub const PRODUCTEN_MAX: usize = 6;

/// How many quarters so many minutes take.
#[must_use]
pub const fn kwartieren(minuten: i64) -> i64 {
    (minuten * 60 + KWARTIER_S - 1) / KWARTIER_S
}

const DAGEN: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// A desk with its calendar.
#[derive(Clone, Debug)]
pub struct Rooster<'a> {
    /// The desk.
    pub balie: &'a Balie,
    balies: &'a Balies,
    kalender: Kalender,
    drukte: Vec<(Kalender, i64)>,
}

/// How many places are taken in each quarter.
pub type Bezet = HashMap<Moment, i64>;

fn kalender<'a>(
    days: impl IntoIterator<Item = (&'a str, &'a [String])>,
    gesloten: &[Date],
) -> Result<Option<Kalender>> {
    match Openingstijden::parse(days) {
        Ok(tijden) => Ok(Some(Kalender::new(tijden, gesloten.iter().copied()))),
        Err(termijnen::Error::NeverOpen) => Ok(None),
        Err(error) => Err(Error::bug(error)),
    }
}

fn weekday(date: Date) -> &'static str {
    DAGEN.get(date.weekday().to_monday_zero_offset().unsigned_abs() as usize).copied().unwrap_or(DAGEN[0])
}

impl<'a> Rooster<'a> {
    /// The desk with this code.
    ///
    /// # Errors
    /// [`Error::Bug`] when its hours are not what `inrichten` checked.
    pub fn van(instellingen: &'a Instellingen, code: &str) -> Result<Option<Self>> {
        let balies = &instellingen.balies;
        let Some(balie) = balies.balie(code) else { return Ok(None) };
        let days = balie.openingstijden.iter().map(|(dag, tijden)| (dag.as_str(), tijden.as_slice()));
        let Some(own) = kalender(days, &instellingen.gesloten)? else { return Ok(None) };
        let mut drukte = Vec::new();
        for other in &balie.drukte {
            let span = kalender([(other.dag.as_str(), std::slice::from_ref(&other.tijd))], &[])?;
            drukte.extend(span.map(|span| (span, other.plekken)));
        }
        Ok(Some(Self { balie, balies, kalender: own, drukte }))
    }

    /// The spans in which the desk is open on a date.
    ///
    /// # Errors
    /// [`Error::Bug`] when its hours are not what `inrichten` checked.
    pub fn open_op(&self, dag: Date) -> Result<Vec<Range<Moment>>> {
        let moments = |span: Range<Timestamp>| Moment::from(span.start)..Moment::from(span.end);
        let exception = self.balie.uitzonderingen.iter().find(|other| other.datum == dag);
        let Some(exception) = exception else { return Ok(self.kalender.spans_of(dag).map(moments).collect()) };
        let own = kalender([(weekday(dag), exception.tijden.as_slice())], &[])?;
        Ok(own.map(|own| own.spans_of(dag).map(moments).collect()).unwrap_or_default())
    }

    /// Whether the desk is open at a moment.
    ///
    /// # Errors
    /// [`Error::Bug`] when its hours are not what `inrichten` checked.
    pub fn is_open(&self, nu: Moment) -> Result<bool> {
        Ok(self.open_op(nu.date())?.iter().any(|span| span.contains(&nu)))
    }

    /// How many appointments there can be in this quarter.
    #[must_use]
    pub fn plekken(&self, kwartier: Moment) -> i64 {
        let other = self.drukte.iter().find(|(span, _)| span.is_open(kwartier.timestamp()));
        other.map_or(self.balie.plekken, |(_, plekken)| *plekken)
    }

    /// How many quarters these products take together: their minutes add up, and are rounded up to quarters once.
    ///
    /// # Errors
    /// On field `product`: `verplicht` for none, `te-veel-producten`, and `product-niet-hier` for what this desk does not do.
    pub fn kwartieren(&self, producten: &[String]) -> Result<i64, FieldError> {
        if producten.is_empty() {
            return Err(FieldError::new("product", "verplicht"));
        }
        if producten.len() > PRODUCTEN_MAX {
            return Err(FieldError::new("product", "te-veel-producten").detail(PRODUCTEN_MAX));
        }
        let mut minuten = 0;
        for code in producten {
            let known = self.balies.product(code).filter(|product| product.kan_bij(&self.balie.code));
            minuten += known.ok_or_else(|| FieldError::new("product", "product-niet-hier"))?.minuten;
        }
        Ok(kwartieren(minuten))
    }

    /// The first and last moment that an appointment may begin; staff need no time ahead.
    #[must_use]
    pub fn termijn(&self, nu: Moment, personeel: bool) -> Range<Moment> {
        let vooraf = if personeel { 0 } else { self.balies.vooraf_minuten };
        let last = nu.date().saturating_add(self.balies.vooruit_weken.weeks());
        nu.plus_seconds(vooraf * 60)..Moment::start_of(last.tomorrow().unwrap_or(last))
    }

    /// The moments on a date at which an appointment of so many quarters can begin: all its quarters lie in one span, and
    /// each has a place.
    ///
    /// # Errors
    /// [`Error::Bug`] when its hours are not what `inrichten` checked.
    pub fn vrij(&self, dag: Date, kwartieren: i64, bezet: &Bezet, termijn: &Range<Moment>) -> Result<Vec<Moment>> {
        let mut free = Vec::new();
        if dag < termijn.start.date() || termijn.end.date() < dag {
            return Ok(free);
        }
        for span in self.open_op(dag)? {
            let mut begin = first_quarter(span.start);
            while begin.plus_seconds(kwartieren * KWARTIER_S) <= span.end {
                let fits = |kwartier: &Moment| bezet.get(kwartier).copied().unwrap_or(0) < self.plekken(*kwartier);
                if termijn.contains(&begin) && quarters(begin, kwartieren).all(|kwartier| fits(&kwartier)) {
                    free.push(begin);
                }
                begin = begin.plus_seconds(KWARTIER_S);
            }
        }
        Ok(free)
    }

    /// Whether the desk has a time like this at all, free or not.
    ///
    /// # Errors
    /// [`Error::Bug`] when its hours are not what `inrichten` checked.
    pub fn bestaat(&self, begin: Moment, kwartieren: i64, termijn: &Range<Moment>) -> Result<bool> {
        Ok(self.vrij(begin.date(), kwartieren, &Bezet::new(), termijn)?.contains(&begin))
    }
}

/// The quarters that an appointment takes.
pub fn quarters(begin: Moment, kwartieren: i64) -> impl Iterator<Item = Moment> {
    (0..kwartieren).map(move |n| begin.plus_seconds(n * KWARTIER_S))
}

/// The first beginning of a quarter that is not before this. Offsets in the Netherlands are whole hours, so that quarters
/// on the wall are quarters in UTC.
fn first_quarter(from: Moment) -> Moment {
    let over = from.timestamp().as_second().rem_euclid(KWARTIER_S);
    if over == 0 { from } else { from.plus_seconds(KWARTIER_S - over) }
}
