//! The calendar of an organisation: which days it works, when it is open, and when a promise ends.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::openingstijden::{Openingstijden, Tijdvak};
use crate::vrijedagen::plus_werkdagen;
use crate::zone::{date_at, instant_at};
use crate::{Error, feestdag};

#[cfg(test)]
mod tests;

/// Opening hours, the organisation's own closed days and the public holidays, in Europe/Amsterdam.
///
/// A **werkdag** (working day) is a day on which this calendar is open at all: its weekday has opening hours, it is no
/// public holiday ([`feestdag`]) and no closed day. An organisation that opens on Saturday morning works on Saturdays.
///
/// All public holidays count as closed, Good Friday and every 5 May among them, also for an organisation that works
/// then.
///
/// Opening hours are times on the wall. Where the clock changes within them, open time is what really passes: an office
/// that is open from 00:00 to 24:00 is so for 23 hours in the spring night's day, for 25 in the autumn night's. An
/// opening or closing time that the clock skips is the moment of the jump; one that it shows twice is the first of
/// both.
///
/// A search goes through the days one by one, so it takes time in proportion to the days between (well under a
/// microsecond each), and it ends with [`Error::OutOfRange`] at the end of the year 9999.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kalender {
    openingstijden: Openingstijden,
    gesloten: BTreeSet<Date>,
}

impl Kalender {
    /// A calendar with these opening hours and, besides the public holidays, these whole days closed: the days between
    /// Christmas and New Year, the Friday after Ascension Day, the staff's day out.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use termijnen::{Kalender, Openingstijden};
    ///
    /// let tijden = Openingstijden::parse([("maandag", ["08:30-17:00"]), ("dinsdag", ["08:30-17:00"])])?;
    /// let kalender = Kalender::new(tijden, [date(2026, 12, 28), date(2026, 12, 29)]);
    /// assert!(kalender.is_werkdag(date(2026, 12, 22)));
    /// assert!(!kalender.is_werkdag(date(2026, 12, 23))); // a Wednesday: no opening hours
    /// assert!(!kalender.is_werkdag(date(2026, 12, 28))); // a closed day
    /// assert!(!kalender.is_werkdag(date(2026, 4, 27))); // King's Day, a Monday
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    #[must_use]
    pub fn new(openingstijden: Openingstijden, gesloten: impl IntoIterator<Item = Date>) -> Self {
        Self { openingstijden, gesloten: gesloten.into_iter().collect() }
    }

    /// The spans in which it is open on that date, in order; none when it is closed.
    #[must_use]
    pub fn open_on(&self, date: Date) -> &[Tijdvak] {
        if self.gesloten.contains(&date) || feestdag(date).is_some() {
            return &[];
        }
        self.openingstijden.on(date.weekday())
    }

    /// Whether that date is a working day: open for at least a while.
    #[must_use]
    pub fn is_werkdag(&self, date: Date) -> bool {
        !self.open_on(date).is_empty()
    }

    /// Whether it is open at that instant. At the opening time it is, at the closing time no more.
    #[must_use]
    pub fn is_open(&self, instant: Timestamp) -> bool {
        self.spans_of(date_at(instant)).any(|span| span.contains(&instant))
    }

    /// The first instant, not before `from`, at which it is open: `from` itself when it is open then.
    ///
    /// # Errors
    /// [`Error::OutOfRange`].
    ///
    /// ```
    /// # use termijnen::{Kalender, Openingstijden};
    /// # let week = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"];
    /// # let kalender = Kalender::new(Openingstijden::parse(week.map(|day| (day, ["08:30-17:00"])))?, []);
    /// // Friday after closing time; the Monday after it is the day after the clock went forward.
    /// let friday = "2026-03-27T17:00+01:00".parse().unwrap();
    /// assert_eq!(kalender.next_open(friday)?, "2026-03-30T08:30+02:00".parse().unwrap());
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    pub fn next_open(&self, from: Timestamp) -> Result<Timestamp, Error> {
        let mut date = date_at(from);
        loop {
            if let Some(span) = self.spans_of(date).find(|span| from < span.end) {
                return Ok(span.start.max(from));
            }
            date = day_after(date)?;
        }
    }

    /// When the promise "within `n` working days" ends, if it was made at `asked`: the closing time of the `n`-th
    /// working day after the day on which it was asked.
    ///
    /// The day of asking never counts, at whatever hour it was and whether or not it was a working day. That is how
    /// people count, and how the law counts where it says so: a term begins on the day after (Awb, article 6:8(1)). So
    /// a question on Friday evening or in the weekend, "within one working day", is due on Monday, as one on Friday
    /// morning is; whoever answers always has one whole working day at least. With `n` 0 ("still today") it is the next
    /// closing time after `asked`.
    ///
    /// ```
    /// use termijnen::{Kalender, Openingstijden, amsterdam};
    ///
    /// let days = ["maandag", "dinsdag", "woensdag", "vrijdag"].map(|day| (day, vec!["08:30-17:00"]));
    /// let tijden = Openingstijden::parse(days.into_iter().chain([("donderdag", vec!["08:30-17:00", "18:00-20:00"])]))?;
    /// let kalender = Kalender::new(tijden, []);
    /// for (asked, n, due) in [
    ///     ("2026-11-18T10:00", 1, "2026-11-19T20:00"), // Wednesday; Thursday ends with its evening
    ///     ("2026-11-20T16:59", 1, "2026-11-23T17:00"), // Friday just before closing: Monday
    ///     ("2026-11-20T19:00", 1, "2026-11-23T17:00"), // Friday after closing: Friday still does not count
    ///     ("2026-11-22T12:00", 1, "2026-11-23T17:00"), // Sunday: Monday counts
    ///     ("2026-11-23T00:30", 1, "2026-11-24T17:00"), // in the night after it, Monday is the day of asking
    ///     ("2026-04-02T11:00", 1, "2026-04-07T17:00"), // Good Friday, the weekend, Easter Monday
    ///     ("2026-11-20T09:00", 3, "2026-11-25T17:00"), // Monday, Tuesday, Wednesday
    ///     ("2026-11-20T09:00", 0, "2026-11-20T17:00"), // still today
    ///     ("2026-11-20T17:00", 0, "2026-11-23T17:00"), // today is over
    /// ] {
    ///     let [asked, due] = [asked, due].map(|wall| amsterdam().to_timestamp(wall.parse().unwrap()).unwrap());
    ///     assert_eq!(kalender.add_werkdagen(asked, n)?, due);
    /// }
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    ///
    /// The closing time is the first instant that it is closed, so what is done *before* it is in time.
    ///
    /// # Errors
    /// [`Error::OutOfRange`].
    pub fn add_werkdagen(&self, asked: Timestamp, n: u32) -> Result<Timestamp, Error> {
        let mut day = date_at(asked);
        if n == 0 {
            loop {
                match self.closes_on(day) {
                    Some(closing) if asked < closing => return Ok(closing),
                    _ => day = day_after(day)?,
                }
            }
        }
        let mut to_go = n;
        loop {
            day = day_after(day)?;
            let Some(closing) = self.closes_on(day) else { continue };
            to_go -= 1;
            if to_go == 0 {
                return Ok(closing);
            }
        }
    }

    /// The `n`-th working day after a day, or before it when `n` is negative; that day itself does not count.
    ///
    /// ```
    /// use jiff::civil::date;
    /// # use termijnen::{Kalender, Openingstijden};
    /// # let week = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"];
    /// # let kalender = Kalender::new(Openingstijden::parse(week.map(|day| (day, ["08:30-17:00"])))?, []);
    /// // "Three working days before the wedding on Tuesday 7 April 2026": over Easter, Tuesday 31 March.
    /// assert_eq!(kalender.plus_werkdagen(date(2026, 4, 7), -3)?, date(2026, 3, 31));
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::OutOfRange`].
    pub fn plus_werkdagen(&self, dag: Date, n: i32) -> Result<Date, Error> {
        plus_werkdagen(dag, n, |dag| self.is_werkdag(dag))
    }

    /// How many working days `to` is away from `from`: those after `from`, up to and including `to`. Negative when `to`
    /// is the earlier one. A promise made on `from` for `n` working days ends on a `to` that is `n` away.
    ///
    /// ```
    /// use jiff::civil::date;
    /// # use termijnen::{Kalender, Openingstijden};
    /// # let week = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"];
    /// # let kalender = Kalender::new(Openingstijden::parse(week.map(|day| (day, ["08:30-17:00"])))?, []);
    /// assert_eq!(kalender.werkdagen_between(date(2026, 4, 2), date(2026, 4, 8)), 2); // over Easter: Tuesday and Wednesday
    /// assert_eq!(kalender.werkdagen_between(date(2026, 4, 8), date(2026, 4, 2)), -2);
    /// assert_eq!(kalender.werkdagen_between(date(2026, 4, 8), date(2026, 4, 8)), 0);
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    #[must_use]
    pub fn werkdagen_between(&self, from: Date, to: Date) -> i32 {
        if to < from {
            return -self.werkdagen_between(to, from);
        }
        days(from, to).skip(1).map(|day| i32::from(self.is_werkdag(day))).sum()
    }

    /// How much open time passes between two instants. Negative when `to` is the earlier one, so that parts always add
    /// up: from a to b and from b to c is from a to c, in any order.
    ///
    /// ```
    /// use jiff::{SignedDuration, Timestamp};
    /// # use termijnen::{Kalender, Openingstijden};
    /// # let week = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"];
    /// # let kalender = Kalender::new(Openingstijden::parse(week.map(|day| (day, ["08:30-17:00"])))?, []);
    /// // Friday 16:30 to Monday 09:15, with the clock going back in between: half an hour and three quarters.
    /// let friday: Timestamp = "2026-10-23T16:30+02:00".parse().unwrap();
    /// let monday: Timestamp = "2026-10-26T09:15+01:00".parse().unwrap();
    /// assert_eq!(kalender.open_between(friday, monday), SignedDuration::from_mins(75));
    /// assert_eq!(kalender.open_between(monday, friday), SignedDuration::from_mins(-75));
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    #[must_use]
    pub fn open_between(&self, from: Timestamp, to: Timestamp) -> SignedDuration {
        if to < from {
            return -self.open_between(to, from);
        }
        days(date_at(from), date_at(to))
            .flat_map(|day| self.spans_of(day))
            .map(|span| (span.start.max(from), span.end.min(to)))
            .filter(|(start, end)| start < end)
            .fold(SignedDuration::ZERO, |sum, (start, end)| sum + end.duration_since(start))
    }

    /// The first instant at which that much open time has passed since `from`: the inverse of
    /// [`Kalender::open_between`]. No time at all has passed at `from` itself, also when it is closed then.
    ///
    /// ```
    /// use jiff::{SignedDuration, Timestamp};
    /// # use termijnen::{Kalender, Openingstijden};
    /// # let week = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"];
    /// # let kalender = Kalender::new(Openingstijden::parse(week.map(|day| (day, ["08:30-17:00"])))?, []);
    /// // "Within two opening hours", asked on Friday at 16:00: an hour that day, an hour on Monday.
    /// let friday: Timestamp = "2026-11-20T16:00+01:00".parse().unwrap();
    /// assert_eq!(kalender.add_open_time(friday, SignedDuration::from_hours(2))?, "2026-11-23T09:30+01:00".parse().unwrap());
    /// // Just one hour ends at closing time, and not at the next opening.
    /// assert_eq!(kalender.add_open_time(friday, SignedDuration::from_hours(1))?, "2026-11-20T17:00+01:00".parse().unwrap());
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Negative`] for less than no time, [`Error::OutOfRange`].
    pub fn add_open_time(&self, from: Timestamp, time: SignedDuration) -> Result<Timestamp, Error> {
        if time.is_negative() {
            return Err(Error::Negative);
        }
        if time.is_zero() {
            return Ok(from);
        }
        let (mut date, mut left) = (date_at(from), time);
        loop {
            for span in self.spans_of(date).filter(|span| from < span.end) {
                let start = span.start.max(from);
                let open = span.end.duration_since(start);
                if left <= open {
                    return start.checked_add(left).map_err(|_| Error::OutOfRange);
                }
                left -= open;
            }
            date = day_after(date)?;
        }
    }

    /// When it closes for that day, if it is a working day.
    fn closes_on(&self, date: Date) -> Option<Timestamp> {
        self.open_on(date).last().map(|last| instant_at(last.closes(date)))
    }

    /// The spans of a date in time, in order; without a span that the clock skips whole.
    ///
    /// ```
    /// use jiff::civil::date;
    /// # use termijnen::{Kalender, Openingstijden};
    /// let kalender = Kalender::new(Openingstijden::parse([("dinsdag", ["09:00-12:00"])])?, []);
    /// let spans: Vec<_> = kalender.spans_of(date(2026, 11, 24)).collect();
    /// assert_eq!(spans, ["2026-11-24T09:00+01:00".parse().unwrap().."2026-11-24T12:00+01:00".parse().unwrap()]);
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    pub fn spans_of(&self, date: Date) -> impl Iterator<Item = Range<Timestamp>> + '_ {
        self.open_on(date)
            .iter()
            .map(move |span| instant_at(span.opens(date))..instant_at(span.closes(date)))
            .filter(|span| !span.is_empty())
    }
}

fn day_after(date: Date) -> Result<Date, Error> {
    date.tomorrow().map_err(|_| Error::OutOfRange)
}

/// The days from `first` to `last`, both included.
fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), move |day| day.tomorrow().ok().filter(|next| *next <= last))
}
