//! A quarter of a calendar year: the period of the contact centre's report.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::{Error, zone};

/// A quarter of a calendar year, written as in a Dutch report: `2026-K3`. Quarters compare in the order of time.
///
/// ```
/// use jiff::civil::date;
/// use termijnen::{Error, Kwartaal};
///
/// let kwartaal: Kwartaal = "2026-K3".parse()?;
/// assert_eq!((kwartaal.first_date(), kwartaal.last_date()), (date(2026, 7, 1), date(2026, 9, 30)));
/// assert_eq!(kwartaal.to_string(), "2026-K3");
/// assert_eq!("2026-Q3".parse::<Kwartaal>(), Err(Error::Kwartaal));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kwartaal {
    /// A year that a [`Date`] can have.
    year: i16,
    /// 1 to 4.
    quarter: i8,
}

impl Kwartaal {
    /// The quarter in which a date lies.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use termijnen::Kwartaal;
    ///
    /// assert_eq!(Kwartaal::containing(date(2026, 12, 31)).to_string(), "2026-K4");
    /// ```
    #[must_use]
    pub fn containing(date: Date) -> Self {
        Self { year: date.year(), quarter: (date.month() + 2) / 3 }
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// Which of the year's four quarters, from 1.
    #[must_use]
    pub fn quarter(self) -> i8 {
        self.quarter
    }

    /// The first day of its first month.
    #[must_use]
    pub fn first_date(self) -> Date {
        Date::constant(self.year, self.quarter * 3 - 2, 1)
    }

    /// The last day of its third month.
    #[must_use]
    pub fn last_date(self) -> Date {
        Date::constant(self.year, self.quarter * 3, 1).last_of_month()
    }

    /// The quarter before this one.
    ///
    /// ```
    /// use termijnen::Kwartaal;
    ///
    /// let kwartaal: Kwartaal = "2026-K1".parse()?;
    /// assert_eq!(kwartaal.previous().to_string(), "2025-K4");
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    #[must_use]
    pub fn previous(self) -> Self {
        // Before the first date there is (in the year -9999) nothing lies: there it stays the same.
        Self::containing(self.first_date().yesterday().unwrap_or(Date::MIN))
    }

    /// The same quarter a year before, with which a report compares because of the seasons.
    ///
    /// ```
    /// use termijnen::Kwartaal;
    ///
    /// let kwartaal: Kwartaal = "2026-K3".parse()?;
    /// assert_eq!(kwartaal.year_before().to_string(), "2025-K3");
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    #[must_use]
    pub fn year_before(self) -> Self {
        Self { year: (self.year - 1).max(Date::MIN.year()), ..self }
    }

    /// The instants of this quarter in the Netherlands: from midnight of its first day up to midnight after its last.
    ///
    /// The clock changes within the first and the last quarter, so those end in another offset than they began in.
    ///
    /// ```
    /// use termijnen::Kwartaal;
    ///
    /// let kwartaal: Kwartaal = "2026-K1".parse()?;
    /// let instants = kwartaal.instants();
    /// assert_eq!(instants.start, "2026-01-01T00:00+01:00".parse().unwrap());
    /// assert_eq!(instants.end, "2026-04-01T00:00+02:00".parse().unwrap()); // summer time since 29 March
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    #[must_use]
    pub fn instants(self) -> Range<Timestamp> {
        let end = self.last_date().tomorrow().map_or(Timestamp::MAX, zone::start_of);
        zone::start_of(self.first_date())..end
    }
}

impl FromStr for Kwartaal {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (year, quarter) = text.split_once("-K").ok_or(Error::Kwartaal)?;
        if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Error::Kwartaal);
        }
        let year = year.parse().map_err(|_| Error::Kwartaal)?;
        let quarter = match quarter {
            "1" => 1,
            "2" => 2,
            "3" => 3,
            "4" => 4,
            _ => return Err(Error::Kwartaal),
        };
        Ok(Self { year, quarter })
    }
}

impl fmt::Display for Kwartaal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-K{}", self.year, self.quarter)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn kwartaal(text: &str) -> Kwartaal {
        text.parse().unwrap()
    }

    #[test]
    fn the_quarters_of_a_leap_year_lie_end_to_end() {
        let year = ["2028-K1", "2028-K2", "2028-K3", "2028-K4"].map(kwartaal);
        assert_eq!(
            year.map(Kwartaal::first_date),
            [date(2028, 1, 1), date(2028, 4, 1), date(2028, 7, 1), date(2028, 10, 1)]
        );
        assert_eq!(
            year.map(Kwartaal::last_date),
            [date(2028, 3, 31), date(2028, 6, 30), date(2028, 9, 30), date(2028, 12, 31)]
        );
    }

    #[test]
    fn only_the_written_form_is_read() {
        for text in [
            "", "2026", "2026-K0", "2026-K5", "2026-K12", "26-K1", "2026-k1", "2026K1", "+026-K1", "2026-K1 ",
            "²026-K1",
        ] {
            assert_eq!(text.parse::<Kwartaal>(), Err(Error::Kwartaal), "{text}");
        }
    }

    #[test]
    fn the_far_ends_of_the_calendar_are_limits_and_no_panic() {
        let first = Kwartaal::containing(Date::MIN);
        assert_eq!((first.previous(), first.year_before()), (first, first));
        assert_eq!(Kwartaal::containing(Date::MAX).instants().end, Timestamp::MAX);
    }

    proptest! {
        #[test]
        fn a_date_lies_in_its_quarter_and_in_no_other(days in 0..36_525i64) {
            let day = date(1980, 1, 1).checked_add(jiff::SignedDuration::from_hours(24 * days)).unwrap();
            let kwartaal = Kwartaal::containing(day);
            prop_assert!(kwartaal.first_date() <= day && day <= kwartaal.last_date());
            prop_assert!(kwartaal.previous().last_date() < day);
            prop_assert_eq!(kwartaal.previous().instants().end, kwartaal.instants().start);
            prop_assert_eq!(kwartaal.previous().previous().previous().previous(), kwartaal.year_before());
            prop_assert!(kwartaal.previous() < kwartaal);
            prop_assert_eq!(kwartaal.to_string().parse(), Ok(kwartaal));
        }
    }
}
