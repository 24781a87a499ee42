//! A length of time as the law and the standards write it: `P8W`, `P6M`, `P5D`.

use std::fmt;
use std::str::FromStr;

use jiff::Span;
use jiff::civil::Date;

use crate::Error;

/// A length in whole years, months, weeks and days, none of them negative. None at all is `P0D`: at once.
///
/// ```
/// use jiff::civil::date;
/// use termijnen::Termijn;
///
/// let acht_weken: Termijn = "P8W".parse()?;
/// assert_eq!(acht_weken.after(date(2026, 3, 2))?, date(2026, 4, 27));
/// assert_eq!("P1Y6M".parse::<Termijn>()?.to_string(), "P1Y6M");
/// // A month ends on the day with the same number; where there is none, on the last day of the month.
/// assert_eq!("P1M".parse::<Termijn>()?.after(date(2026, 1, 31))?, date(2026, 2, 28));
/// assert!("P".parse::<Termijn>().is_err() && "PT5H".parse::<Termijn>().is_err());
/// # Ok::<(), termijnen::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Termijn {
    jaren: u16,
    maanden: u16,
    weken: u16,
    dagen: u16,
}

impl Termijn {
    /// So many days.
    #[must_use]
    pub const fn dagen(n: u16) -> Self {
        Self { jaren: 0, maanden: 0, weken: 0, dagen: n }
    }

    /// So many weeks.
    #[must_use]
    pub const fn weken(n: u16) -> Self {
        Self { jaren: 0, maanden: 0, weken: n, dagen: 0 }
    }

    /// So many months.
    #[must_use]
    pub const fn maanden(n: u16) -> Self {
        Self { jaren: 0, maanden: n, weken: 0, dagen: 0 }
    }

    /// The last day of a term that an event on `date` sets going. The day of the event does not count (Awb, article 6:8
    /// and the general way of counting): a term of one day ends on the day after.
    ///
    /// # Errors
    /// [`Error::OutOfRange`].
    pub fn after(self, date: Date) -> Result<Date, Error> {
        date.checked_add(self.span()?).map_err(|_| Error::OutOfRange)
    }

    /// The day that lies this length before another: counted back, from a moment or an event.
    ///
    /// # Errors
    /// [`Error::OutOfRange`].
    pub fn before(self, date: Date) -> Result<Date, Error> {
        date.checked_sub(self.span()?).map_err(|_| Error::OutOfRange)
    }

    /// Both lengths as one: a term with its extension.
    ///
    /// # Errors
    /// [`Error::OutOfRange`].
    pub fn plus(self, other: Self) -> Result<Self, Error> {
        let sum = |one: u16, other: u16| one.checked_add(other).ok_or(Error::OutOfRange);
        Ok(Self {
            jaren: sum(self.jaren, other.jaren)?,
            maanden: sum(self.maanden, other.maanden)?,
            weken: sum(self.weken, other.weken)?,
            dagen: sum(self.dagen, other.dagen)?,
        })
    }

    /// Whether the Algemene termijnenwet leaves its end alone, as it is long (article 4, under a): described in more than 90 days, twelve
    /// weeks or three months, or in years. The whole length counts: with weeks in it more than 84 days, with months in it past three
    /// months from where it begins.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use termijnen::Termijn;
    ///
    /// let lang = |text: &str| text.parse::<Termijn>()?.is_lang(date(2026, 1, 10));
    /// assert!(!lang("P90D")? && !lang("P12W")? && !lang("P3M")?);
    /// assert!(lang("P91D")? && lang("P12W6D")? && lang("P3M1D")? && lang("P1Y")?);
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::OutOfRange`].
    pub fn is_lang(self, begin: Date) -> Result<bool, Error> {
        Ok(match self {
            Self { jaren: 1.., .. } => true,
            Self { maanden: 1.., .. } => self.after(begin)? > Self::maanden(3).after(begin)?,
            Self { weken: 1.., .. } => u32::from(self.weken) * 7 + u32::from(self.dagen) > 84,
            Self { dagen, .. } => dagen > 90,
        })
    }

    /// The same as a number in its smallest unit, for a field where somebody types fewer: `P6W` is 6 of `W`. Years are twelve months, weeks seven
    /// days; months with days in them cannot be one number, and count as so many months.
    ///
    /// ```
    /// use termijnen::Termijn;
    ///
    /// assert_eq!("P6W".parse::<Termijn>()?.in_eenheid(), (6, 'W'));
    /// assert_eq!("P1Y6M".parse::<Termijn>()?.in_eenheid(), (18, 'M'));
    /// assert_eq!("P1W2D".parse::<Termijn>()?.in_eenheid(), (9, 'D'));
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    #[must_use]
    pub fn in_eenheid(self) -> (u32, char) {
        let [jaren, maanden, weken, dagen] = [self.jaren, self.maanden, self.weken, self.dagen].map(u32::from);
        match (jaren * 12 + maanden, dagen) {
            (0, 0) => (weken, 'W'),
            (0, _) => (weken * 7 + dagen, 'D'),
            (months, _) => (months, 'M'),
        }
    }

    /// Whether it is at least three days long, and so holds two working days (Algemene termijnenwet, article 2).
    #[must_use]
    pub const fn is_ten_minste_drie_dagen(self) -> bool {
        self.jaren > 0 || self.maanden > 0 || self.weken > 0 || self.dagen >= 3
    }

    fn span(self) -> Result<Span, Error> {
        let years = Span::new().try_years(self.jaren).map_err(|_| Error::OutOfRange)?;
        Ok(years.months(self.maanden).weeks(self.weken).days(self.dagen))
    }
}

impl FromStr for Termijn {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || Error::Termijn { text: text.to_owned() };
        let mut rest = text.strip_prefix('P').ok_or_else(wrong)?;
        let mut termijn = Self::dagen(0);
        let mut parts = 0;
        for (unit, part) in [
            ('Y', &mut termijn.jaren),
            ('M', &mut termijn.maanden),
            ('W', &mut termijn.weken),
            ('D', &mut termijn.dagen),
        ] {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 0 && rest[digits..].starts_with(unit) {
                // Four digits: a century in days has five, and no term is that long.
                *part = rest[..digits].parse().ok().filter(|n| *n <= 9_999).ok_or_else(wrong)?;
                rest = &rest[digits + 1..];
                parts += 1;
            }
        }
        if rest.is_empty() && parts > 0 { Ok(termijn) } else { Err(wrong()) }
    }
}

impl fmt::Display for Termijn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::dagen(0) {
            return f.write_str("P0D");
        }
        f.write_str("P")?;
        for (n, unit) in [(self.jaren, 'Y'), (self.maanden, 'M'), (self.weken, 'W'), (self.dagen, 'D')] {
            if n > 0 {
                write!(f, "{n}{unit}")?;
            }
        }
        Ok(())
    }
}
