//! Statutory terms: when the law wants a decision, and why then.
//!
//! Thin: a term from a date, its extension, its suspension while the applicant supplies what is missing, and the Algemene
//! termijnenwet. Every computation gives the [`Stap`]pen it took, each with its article, so that a screen can say why.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::{Error, Feestdag, Termijn, feestdag};

#[cfg(test)]
mod tests;

/// While this lasts, the term stands still (Awb, article 4:15(1)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opschorting {
    /// The day on which the applicant was asked to supply what is missing. The term still runs on it.
    pub gevraagd: Date,
    /// How it ended.
    pub einde: EindeOpschorting,
}

/// How a suspension ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EindeOpschorting {
    /// On this day everything was there. The law says "until the day on which", so the term runs again on that day itself.
    Aangevuld(Date),
    /// This was the last day of the time given, and not everything had come. The term runs again from the day after.
    Verstreken(Date),
}

impl Opschorting {
    /// The first and the last day on which the term stands still; none when it was supplied on the day after the asking, or
    /// earlier: then no day was lost.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use termijnen::wettelijk::{EindeOpschorting, Opschorting};
    ///
    /// let einde = EindeOpschorting::Aangevuld(date(2026, 3, 12));
    /// let dagen = Opschorting { gevraagd: date(2026, 3, 2), einde }.dagen();
    /// assert_eq!(dagen, Some((date(2026, 3, 3), date(2026, 3, 11))));
    /// let einde = EindeOpschorting::Verstreken(date(2026, 3, 16));
    /// let dagen = Opschorting { gevraagd: date(2026, 3, 2), einde }.dagen();
    /// assert_eq!(dagen, Some((date(2026, 3, 3), date(2026, 3, 16))));
    /// ```
    #[must_use]
    pub fn dagen(self) -> Option<(Date, Date)> {
        let first = self.gevraagd.tomorrow().ok()?;
        let last = match self.einde {
            EindeOpschorting::Aangevuld(day) => day.yesterday().ok()?,
            EindeOpschorting::Verstreken(day) => day,
        };
        (first <= last).then_some((first, last))
    }

    /// On how many days the term stands still.
    #[must_use]
    pub fn aantal(self) -> i32 {
        self.dagen().map_or(0, |(first, last)| last.since(first).map_or(0, |span| span.get_days()) + 1)
    }
}

/// Why an end moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regel {
    /// The term itself, counted from the day after it was set going.
    Termijn(Termijn),
    /// It was extended with this (Awb, article 4:14, or the law that the decision rests on).
    Verlenging(Termijn),
    /// It stood still for so many days (Awb, article 4:15).
    Opschorting(i32),
    /// It would end on a Saturday or Sunday (Algemene termijnenwet, article 1(1)).
    Weekend,
    /// It would end on a public holiday (Algemene termijnenwet, articles 1(1) and 3).
    Feestdag(Feestdag),
    /// There were fewer than two working days in it (Algemene termijnenwet, article 2).
    TweeWerkdagen,
}

impl Regel {
    /// A stable key for storage and for the sentence that people see: `termijn-{key}` in a file of texts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Termijn(_) => "termijn",
            Self::Verlenging(_) => "verlenging",
            Self::Opschorting(_) => "opschorting",
            Self::Weekend => "weekend",
            Self::Feestdag(_) => "feestdag",
            Self::TweeWerkdagen => "twee-werkdagen",
        }
    }

    /// The article it rests on, as lawyers write it.
    #[must_use]
    pub fn artikel(self) -> &'static str {
        match self {
            Self::Termijn(_) => "4:13 Awb",
            Self::Verlenging(_) => "4:14 Awb",
            Self::Opschorting(_) => "4:15 Awb",
            Self::Weekend | Self::Feestdag(_) => "1 Atw",
            Self::TweeWerkdagen => "2 Atw",
        }
    }
}

/// A step of a computation: the rule, and the end as it is after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stap {
    /// Why it moved.
    pub regel: Regel,
    /// The last day of the term, after this step.
    pub einde: Date,
}

/// The last day of a term, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Berekening {
    /// The last day: what is done on it is in time.
    pub einde: Date,
    /// The steps, in order; the last one has the same end.
    pub stappen: Vec<Stap>,
}

/// The last day of a statutory term that `begin` set going, extended and suspended.
///
/// The extension and the days of standing still are added to the end as it would be without the Algemene termijnenwet; that
/// law moves the outcome, once. It leaves a long term alone ([`Termijn::is_lang`]); an extended term counts as long
/// when it or its extension is, which is the careful side: never later than allowed.
///
/// ```
/// use jiff::civil::date;
/// use termijnen::Termijn;
/// use termijnen::wettelijk::{EindeOpschorting, Opschorting, Regel, einde};
///
/// // Asked on Monday 2 March 2026, eight weeks: Monday 27 April is King's Day, so the end is Tuesday the 28th.
/// let plain = einde(date(2026, 3, 2), Termijn::weken(8), None, &[])?;
/// assert_eq!(plain.einde, date(2026, 4, 28));
/// assert_eq!(plain.stappen.len(), 2);
///
/// // On Thursday 5 March a document is asked for, on the 12th it is there: the 6th up to and including the 11th stand still.
/// let stil = Opschorting { gevraagd: date(2026, 3, 5), einde: EindeOpschorting::Aangevuld(date(2026, 3, 12)) };
/// let suspended = einde(date(2026, 3, 2), Termijn::weken(8), None, &[stil])?;
/// assert_eq!(suspended.einde, date(2026, 5, 4)); // 27 April and six days is Sunday 3 May
/// let rules: Vec<_> = suspended.stappen.iter().map(|stap| stap.regel).collect();
/// assert_eq!(rules, [Regel::Termijn(Termijn::weken(8)), Regel::Opschorting(6), Regel::Weekend]);
///
/// // Six months is a long term: the law leaves an end on a Sunday where it is.
/// assert_eq!(einde(date(2026, 2, 16), Termijn::maanden(6), None, &[])?.einde, date(2026, 8, 16));
/// # Ok::<(), termijnen::Error>(())
/// ```
///
/// # Errors
/// [`Error::OutOfRange`].
pub fn einde(
    begin: Date,
    termijn: Termijn,
    verlenging: Option<Termijn>,
    opschortingen: &[Opschorting],
) -> Result<Berekening, Error> {
    let mut end = termijn.after(begin)?;
    let mut stappen = vec![Stap { regel: Regel::Termijn(termijn), einde: end }];
    if let Some(verlenging) = verlenging {
        end = verlenging.after(end)?;
        stappen.push(Stap { regel: Regel::Verlenging(verlenging), einde: end });
    }
    let days = stilstand(opschortingen);
    if days > 0 {
        end = end.checked_add(days.days()).map_err(|_| Error::OutOfRange)?;
        stappen.push(Stap { regel: Regel::Opschorting(days), einde: end });
    }
    if !termijn.is_lang() && !verlenging.is_some_and(Termijn::is_lang) {
        let short = termijn.in_dagen().is_some_and(|days| days >= 3) && verlenging.is_none() && days == 0;
        end = if short { two_working_days(begin, end, &mut stappen)? } else { end };
        move_end(end, &mut stappen)?;
    }
    let einde = stappen.last().map_or(end, |stap| stap.einde);
    Ok(Berekening { einde, stappen })
}

/// The days on which the term stands still, each counted once however often it was suspended.
fn stilstand(opschortingen: &[Opschorting]) -> i32 {
    let mut spans: Vec<(Date, Date)> = opschortingen.iter().filter_map(|o| o.dagen()).collect();
    spans.sort_unstable();
    let (mut days, mut counted_to) = (0, Date::MIN);
    for (first, last) in spans {
        let first = if first <= counted_to { counted_to.tomorrow().unwrap_or(Date::MAX) } else { first };
        if first <= last {
            days += last.since(first).map_or(0, |span| span.get_days()) + 1;
            counted_to = last;
        }
    }
    days
}

/// The first day, not before `date`, on which a term may end (Algemene termijnenwet, article 1(1)): no Saturday, Sunday or
/// public holiday. The Good Friday and 5 May count as public holidays (article 3).
///
/// ```
/// use jiff::civil::date;
/// // Saturday 25 April 2026, then Sunday, then King's Day on Monday: the term ends on Tuesday.
/// assert_eq!(termijnen::wettelijk::verschoven(date(2026, 4, 25))?, date(2026, 4, 28));
/// assert_eq!(termijnen::wettelijk::verschoven(date(2026, 4, 24))?, date(2026, 4, 24)); // a Friday stays
/// # Ok::<(), termijnen::Error>(())
/// ```
///
/// # Errors
/// [`Error::OutOfRange`].
pub fn verschoven(date: Date) -> Result<Date, Error> {
    let mut stappen = Vec::new();
    move_end(date, &mut stappen)?;
    Ok(stappen.last().map_or(date, |stap| stap.einde))
}

/// Why a term may not end on this day.
fn vrij(date: Date) -> Option<Regel> {
    if let Some(feestdag) = feestdag(date) {
        return Some(Regel::Feestdag(feestdag));
    }
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday).then_some(Regel::Weekend)
}

/// Moves the end day by day; days with the same reason one after another are one step.
fn move_end(mut end: Date, stappen: &mut Vec<Stap>) -> Result<(), Error> {
    while let Some(regel) = vrij(end) {
        end = end.tomorrow().map_err(|_| Error::OutOfRange)?;
        match stappen.last_mut() {
            Some(last) if last.regel == regel => last.einde = end,
            _ => stappen.push(Stap { regel, einde: end }),
        }
    }
    Ok(())
}

/// A term of three days or more has at least two days in it that are not free (Algemene termijnenwet, article 2).
fn two_working_days(begin: Date, end: Date, stappen: &mut Vec<Stap>) -> Result<Date, Error> {
    let mut day = begin;
    let mut working = 0;
    while day < end || working < 2 {
        day = day.tomorrow().map_err(|_| Error::OutOfRange)?;
        working += i32::from(vrij(day).is_none());
    }
    if day > end {
        stappen.push(Stap { regel: Regel::TweeWerkdagen, einde: day });
    }
    Ok(day)
}
