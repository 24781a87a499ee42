//! Opening hours: when the doors are open, per weekday, on the clock on the wall.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time, Weekday};

use crate::Error;

/// The weekdays as organisations write them in their files, from Monday.
pub(crate) const DAGEN: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

const MINUTES_A_DAY: u16 = 24 * 60;

/// A span of a day, on the clock on the wall: open from the first time, closed from the second on.
///
/// Whole minutes. The end may be `24:00`, so that a line that is always open leaves no gap at midnight.
///
/// ```
/// use termijnen::Tijdvak;
///
/// let tijdvak: Tijdvak = "08:30-17:00".parse()?;
/// assert_eq!(tijdvak.to_string(), "08:30-17:00");
/// assert!("18:00-24:00".parse::<Tijdvak>().is_ok());
///
/// for refused in ["8:30-17:00", "08:30 - 17:00", "17:00-08:30", "12:00-12:00", "08:30-17:60", "08:30-24:01", "hele dag"] {
///     assert!(refused.parse::<Tijdvak>().is_err(), "{refused}");
/// }
/// # Ok::<(), termijnen::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tijdvak {
    /// Minutes after midnight, before `to`.
    from: u16,
    /// Minutes after midnight, at most [`MINUTES_A_DAY`].
    to: u16,
}

impl Tijdvak {
    /// When it opens on that date.
    pub(crate) fn opens(self, date: Date) -> DateTime {
        at_minute(date, self.from)
    }

    /// When it closes on that date; `24:00` is the start of the next one.
    pub(crate) fn closes(self, date: Date) -> DateTime {
        at_minute(date, self.to)
    }
}

impl FromStr for Tijdvak {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let span = text.split_once('-').and_then(|(from, to)| Some((minute_of_day(from)?, minute_of_day(to)?)));
        match span {
            Some((from, to)) if from < to => Ok(Self { from, to }),
            _ => Err(Error::Tijdvak { text: text.to_owned() }),
        }
    }
}

impl fmt::Display for Tijdvak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    }
}

/// The opening hours of an organisation or a team, the same every week. At least one span in the week, so that a
/// promise can end; the spans of a day are in order and do not overlap.
///
/// ```
/// use jiff::civil::Weekday;
/// use termijnen::Openingstijden;
///
/// let tijden = Openingstijden::parse([
///     ("maandag", vec!["08:30-12:30", "13:00-17:00"]), // closed for lunch
///     ("donderdag", vec!["08:30-17:00", "18:00-20:00"]), // an evening
///     ("vrijdag", vec![]), // closed, as is every day that is left out
/// ])?;
/// assert_eq!(tijden.on(Weekday::Thursday)[1].to_string(), "18:00-20:00");
/// assert!(tijden.on(Weekday::Friday).is_empty());
/// # Ok::<(), termijnen::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Openingstijden {
    /// From Monday.
    days: [Vec<Tijdvak>; 7],
}

impl Openingstijden {
    /// Reads opening hours as a file has them: the Dutch name of a weekday with its spans. A map of text to lists of
    /// text can be passed as it is.
    ///
    /// # Errors
    /// An unknown or repeated weekday, a text that is no span, spans that are out of order or overlap, or no span at
    /// all.
    ///
    /// ```
    /// use termijnen::{Error, Openingstijden};
    ///
    /// let error = Openingstijden::parse([("maandag", ["13:00-17:00", "08:30-13:30"])]).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "maandag: 08:30-13:30 begins before 13:00-17:00 has ended; put the spans of a day in order and do not let them overlap"
    /// );
    /// assert!(matches!(Openingstijden::parse([("monday", ["08:30-17:00"])]), Err(Error::Weekdag { .. })));
    /// assert_eq!(Openingstijden::parse([("maandag", [""; 0])]), Err(Error::NeverOpen));
    /// ```
    pub fn parse<D, S>(days: impl IntoIterator<Item = (D, S)>) -> Result<Self, Error>
    where
        D: AsRef<str>,
        S: IntoIterator<Item: AsRef<str>>,
    {
        let mut read: [Option<Vec<Tijdvak>>; 7] = Default::default();
        for (name, spans) in days {
            let name = name.as_ref();
            let (&dag, slot) = DAGEN
                .iter()
                .zip(&mut read)
                .find(|(dag, _)| **dag == name)
                .ok_or_else(|| Error::Weekdag { text: name.to_owned() })?;
            let spans = spans.into_iter().map(|span| span.as_ref().parse()).collect::<Result<Vec<Tijdvak>, Error>>()?;
            if let Some(pair) = spans.windows(2).find(|pair| pair[1].from < pair[0].to) {
                return Err(Error::Overlap { dag, first: pair[0], second: pair[1] });
            }
            if slot.replace(spans).is_some() {
                return Err(Error::WeekdagTwice { dag });
            }
        }
        let days = read.map(Option::unwrap_or_default);
        if days.iter().all(Vec::is_empty) { Err(Error::NeverOpen) } else { Ok(Self { days }) }
    }

    /// The spans of a weekday, in order; none when it is closed. Public holidays and closed days are the business of a
    /// [`Kalender`](crate::Kalender).
    #[must_use]
    pub fn on(&self, weekday: Weekday) -> &[Tijdvak] {
        &self.days[weekday.to_monday_zero_offset() as usize]
    }
}

/// `HH:MM` as minutes after midnight, up to and including 24:00.
fn minute_of_day(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |digits: &str| -> Option<u16> {
        let two_digits = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if two_digits { digits.parse().ok() } else { None }
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let minute = hours * 60 + minutes;
    (minutes < 60 && minute <= MINUTES_A_DAY).then_some(minute)
}

fn at_minute(date: Date, minute: u16) -> DateTime {
    if minute == MINUTES_A_DAY {
        // On the last date there is (31 December 9999) the day just has no end.
        return date.tomorrow().unwrap_or(date).to_datetime(Time::midnight());
    }
    date.at((minute / 60) as i8, (minute % 60) as i8, 0, 0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_map_as_a_file_gives_it_is_read_as_it_is() {
        let map = BTreeMap::from([
            ("maandag".to_owned(), vec!["09:00-12:00".to_owned()]),
            ("zaterdag".to_owned(), vec!["10:00-12:00".to_owned(), "12:00-13:00".to_owned()]),
        ]);
        let tijden = Openingstijden::parse(&map).unwrap();
        assert_eq!(tijden.on(Weekday::Monday), ["09:00-12:00".parse().unwrap()]);
        assert_eq!(tijden.on(Weekday::Saturday).len(), 2, "spans may touch");
        assert!(tijden.on(Weekday::Sunday).is_empty());
    }

    #[test]
    fn a_refusal_says_what_is_wrong_and_what_is_allowed() {
        let refused = |days: &[(&str, &[&str])]| {
            Openingstijden::parse(days.iter().map(|(dag, spans)| (*dag, *spans))).unwrap_err().to_string()
        };
        for (days, says) in [
            (&[("Maandag", &["08:30-17:00"][..])][..], ["`Maandag`", "maandag, dinsdag"]),
            (&[("maandag", &["08.30-17.00"])], ["`08.30-17.00`", "08:30-17:00"]),
            (&[("maandag", &["08:30-12:00", "11:59-17:00"])], ["maandag: 11:59-17:00", "do not let them overlap"]),
            (&[("dinsdag", &["13:00-17:00", "08:00-12:00"])], ["dinsdag: 08:00-12:00", "in order"]),
            (&[("maandag", &["08:30-12:00"]), ("maandag", &["13:00-17:00"])], ["maandag is given twice", "one list"]),
            (&[], ["no opening hours", "08:30-17:00"]),
        ] {
            let error = refused(days);
            assert!(says.iter().all(|part| error.contains(part)), "{error}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_the_same(from in 0..MINUTES_A_DAY, length in 1..=MINUTES_A_DAY) {
            let tijdvak = Tijdvak { from, to: (from + length).min(MINUTES_A_DAY) };
            prop_assert_eq!(tijdvak.to_string().parse(), Ok(tijdvak));
        }

        #[test]
        fn any_text_is_read_or_refused_and_never_a_panic(text in "\\PC{0,14}|[0-9:-]{0,12}") {
            if let Ok(tijdvak) = text.parse::<Tijdvak>() {
                prop_assert_eq!(tijdvak.to_string(), text);
            }
        }
    }
}
