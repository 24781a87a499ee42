//! The public holidays of the Algemene termijnenwet, article 3.
//!
//! Article 3(1) of the act (Stb. 1964, 314) names New Year's Day, Easter Monday, Whit Monday, both Christmas days,
//! Ascension Day, the day on which the King's birthday is celebrated, and the fifth of May. Article 3(2) puts Good
//! Friday on a par. Read in quotations of the act from 2018 and 2022, not at its official publication.
//!
//! Not in the act: when the birthday is celebrated. 27 April since 2014, 30 April before; never on a Sunday but the day
//! before it, since a royal decree of 1980. From newspapers and a municipality's announcement, not from an official
//! text.
//!
//! Days that a royal decree puts on a par for a single year (article 3(3), often the Friday after Ascension Day) follow from no rule: they
//! are data, in [`VrijeDagen`](crate::VrijeDagen). An organisation can be open on them: a [`Kalender`](crate::Kalender) closes on those that it names.

use jiff::civil::{Date, Weekday};

/// A public holiday in the sense of the Algemene termijnenwet, article 3. In the order of the calendar, as far as it is
/// fixed.
///
/// Easter Sunday and Whit Sunday are missing because the act leaves them out: Sundays are free days without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Feestdag {
    /// New Year's Day, 1 January.
    Nieuwjaarsdag,
    /// Good Friday, two days before Easter; put on a par by article 3(2).
    GoedeVrijdag,
    /// Easter Monday.
    TweedePaasdag,
    /// King's Day, from 2014: 27 April, or 26 April where the 27th is a Sunday.
    Koningsdag,
    /// Queen's Day, up to 2013: 30 April, or 29 April where the 30th is a Sunday.
    Koninginnedag,
    /// Liberation Day, 5 May: for the act every year, whatever a collective agreement says.
    Bevrijdingsdag,
    /// Ascension Day, the Thursday 39 days after Easter.
    Hemelvaartsdag,
    /// Whit Monday, 50 days after Easter.
    TweedePinksterdag,
    /// Christmas Day, 25 December.
    EersteKerstdag,
    /// The second day of Christmas, 26 December.
    TweedeKerstdag,
}

impl Feestdag {
    /// A stable key for storage and for the name that people see: `feestdag-{key}` in a file of texts.
    ///
    /// ```
    /// assert_eq!(termijnen::Feestdag::GoedeVrijdag.key(), "goede-vrijdag");
    /// ```
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Nieuwjaarsdag => "nieuwjaarsdag",
            Self::GoedeVrijdag => "goede-vrijdag",
            Self::TweedePaasdag => "tweede-paasdag",
            Self::Koningsdag => "koningsdag",
            Self::Koninginnedag => "koninginnedag",
            Self::Bevrijdingsdag => "bevrijdingsdag",
            Self::Hemelvaartsdag => "hemelvaartsdag",
            Self::TweedePinksterdag => "tweede-pinksterdag",
            Self::EersteKerstdag => "eerste-kerstdag",
            Self::TweedeKerstdag => "tweede-kerstdag",
        }
    }
}

/// The public holiday on that date, if it is one (Algemene termijnenwet, article 3(1) and (2)).
///
/// Two can meet on one date, as Ascension Day and 5 May did in 2016; then it is the one that article 3 names first,
/// which is the one that follows Easter. Years before 1980 follow the same rules without the exceptions of their time.
///
/// ```
/// use jiff::civil::date;
/// use termijnen::{Feestdag, feestdag};
///
/// assert_eq!(feestdag(date(2026, 5, 14)), Some(Feestdag::Hemelvaartsdag));
/// assert_eq!(feestdag(date(2026, 5, 15)), None); // a closed day for many, but not by article 3(1)
/// assert_eq!(feestdag(date(2026, 5, 5)), Some(Feestdag::Bevrijdingsdag)); // every year, not each fifth
///
/// // 27 April 2025 was a Sunday: King's Day was the Saturday before it.
/// assert_eq!(feestdag(date(2025, 4, 26)), Some(Feestdag::Koningsdag));
/// assert_eq!(feestdag(date(2025, 4, 27)), None);
/// assert_eq!(feestdag(date(2013, 4, 30)), Some(Feestdag::Koninginnedag)); // the last one
///
/// assert_eq!(feestdag(date(2016, 5, 5)), Some(Feestdag::Hemelvaartsdag)); // and 5 May
/// ```
#[must_use]
pub fn feestdag(date: Date) -> Option<Feestdag> {
    match date.day_of_year() - easter(date.year()).day_of_year() {
        -2 => Some(Feestdag::GoedeVrijdag),
        1 => Some(Feestdag::TweedePaasdag),
        39 => Some(Feestdag::Hemelvaartsdag),
        50 => Some(Feestdag::TweedePinksterdag),
        _ => fixed(date),
    }
}

/// The public holidays of a year in the order of the calendar; nine, or eight where two meet on one date.
///
/// ```
/// use termijnen::{Feestdag, feestdagen};
///
/// let dates: Vec<String> = feestdagen(2026).map(|(date, _)| date.strftime("%a %-d %b").to_string()).collect();
/// assert_eq!(dates, [
///     "Thu 1 Jan", "Fri 3 Apr", "Mon 6 Apr", "Mon 27 Apr", "Tue 5 May", "Thu 14 May", "Mon 25 May", "Fri 25 Dec",
///     "Sat 26 Dec",
/// ]);
/// ```
pub fn feestdagen(year: i16) -> impl Iterator<Item = (Date, Feestdag)> {
    let first = Date::new(year, 1, 1).ok();
    std::iter::successors(first, |day| day.tomorrow().ok())
        .take_while(move |day| day.year() == year)
        .filter_map(|day| feestdag(day).map(|feestdag| (day, feestdag)))
}

fn fixed(date: Date) -> Option<Feestdag> {
    let king = date.year() >= 2014;
    let weekday = date.weekday();
    match (date.month(), date.day()) {
        (1, 1) => Some(Feestdag::Nieuwjaarsdag),
        // A Saturday means that the day after it, the birthday, is a Sunday.
        (4, 26) if king && weekday == Weekday::Saturday => Some(Feestdag::Koningsdag),
        (4, 27) if king && weekday != Weekday::Sunday => Some(Feestdag::Koningsdag),
        (4, 29) if !king && weekday == Weekday::Saturday => Some(Feestdag::Koninginnedag),
        (4, 30) if !king && weekday != Weekday::Sunday => Some(Feestdag::Koninginnedag),
        (5, 5) => Some(Feestdag::Bevrijdingsdag),
        (12, 25) => Some(Feestdag::EersteKerstdag),
        (12, 26) => Some(Feestdag::TweedeKerstdag),
        _ => None,
    }
}

/// Easter Sunday in the Gregorian calendar, by the method of Meeus, Jones and Butcher (Meeus, Astronomical Algorithms,
/// chapter 8). Euclidean division, so that it also holds for years below zero.
fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let golden = year.rem_euclid(19);
    let (century, in_century) = (year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - correction + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * century.rem_euclid(4) + 2 * (in_century / 4) - epact - in_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days = epact + to_sunday - 7 * late + 114;
    // 22 March to 25 April: a test walks through every year that a date can have.
    Date::constant(year as i16, (days / 31) as i8, (days % 31 + 1) as i8)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_is_a_sunday_between_22_march_and_25_april_in_every_year_there_is() {
        for year in -9999..=9999 {
            let easter = easter(year);
            assert_eq!(easter.weekday(), Weekday::Sunday, "{year}");
            assert!(easter >= date(year, 3, 22) && easter <= date(year, 4, 25), "{easter}");
        }
    }

    /// Dates of Easter as almanacs print them, with the earliest and the latest that people alive will see.
    #[test]
    fn easter_as_in_the_almanac() {
        for (year, month, day) in [
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2016, 3, 27),
            (2019, 4, 21),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2029, 4, 1),
            (2030, 4, 21),
            (2035, 3, 25),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn the_birthday_of_the_head_of_state_is_never_on_a_sunday() {
        for (day, expected) in [
            (date(2000, 4, 29), Some(Feestdag::Koninginnedag)), // 30 April was a Sunday
            (date(2000, 4, 30), None),
            (date(2006, 4, 29), Some(Feestdag::Koninginnedag)),
            (date(2012, 4, 30), Some(Feestdag::Koninginnedag)),
            (date(2013, 4, 27), None), // a Saturday, but not yet the King's
            (date(2014, 4, 26), Some(Feestdag::Koningsdag)), // 27 April was a Sunday
            (date(2014, 4, 27), None),
            (date(2014, 4, 30), None),
            (date(2024, 4, 27), Some(Feestdag::Koningsdag)), // a Saturday stays
            (date(2031, 4, 26), Some(Feestdag::Koningsdag)),
        ] {
            assert_eq!(feestdag(day), expected, "{day}");
        }
    }

    /// Every day of 2000–2060 against a list that is built the other way round: from the holidays to their dates.
    #[test]
    fn all_days_from_2000_to_2060() {
        for year in 2000..=2060 {
            let easter = easter(year);
            let (king, birthday) = match year {
                ..2014 => (Feestdag::Koninginnedag, date(year, 4, 30)),
                _ => (Feestdag::Koningsdag, date(year, 4, 27)),
            };
            let on_sunday = birthday.weekday() == Weekday::Sunday;
            let mut expected = vec![
                (date(year, 1, 1), Feestdag::Nieuwjaarsdag),
                (easter - 2.days(), Feestdag::GoedeVrijdag),
                (easter + 1.day(), Feestdag::TweedePaasdag),
                (easter + 39.days(), Feestdag::Hemelvaartsdag),
                (easter + 50.days(), Feestdag::TweedePinksterdag),
                (if on_sunday { birthday - 1.day() } else { birthday }, king),
                (date(year, 5, 5), Feestdag::Bevrijdingsdag),
                (date(year, 12, 25), Feestdag::EersteKerstdag),
                (date(year, 12, 26), Feestdag::TweedeKerstdag),
            ];
            expected.sort_by_key(|(date, _)| *date); // stable: the one that follows Easter stays first
            expected.dedup_by_key(|(date, _)| *date);
            assert_eq!(feestdagen(year).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_year_that_no_date_can_have_has_no_holidays() {
        assert_eq!(feestdagen(i16::MAX).count(), 0);
        assert_eq!(feestdagen(9999).count(), 9);
    }
}
