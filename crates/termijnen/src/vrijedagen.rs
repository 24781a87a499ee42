//! The days on which a term of the law does not end: Saturdays, Sundays, public holidays, and the days that a royal decree puts on
//! a par with those (Algemene termijnenwet, articles 1 and 3).

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday, date};

use crate::{Error, Feestdag, feestdag};

/// Days that a royal decree puts on a par with the public holidays (Algemene termijnenwet, article 3(3)), each with where it was
/// published. They follow from no rule: they are data, made a few years ahead.
///
/// The decree of 2016 was read; of the other two the days were found in their titles, in two places each, and their numbers in one. Decrees
/// for other years than 2017 to 2019 and 2023 to 2028 were not found: a term that ends near Ascension Day then may be a weekend short.
pub const GELIJKGESTELD: &[(Date, &str)] = &[
    (date(2017, 4, 28), "Stcrt. 2016, 58653"),
    (date(2017, 5, 26), "Stcrt. 2016, 58653"),
    (date(2018, 5, 11), "Stcrt. 2016, 58653"),
    (date(2018, 12, 24), "Stcrt. 2016, 58653"),
    (date(2018, 12, 31), "Stcrt. 2016, 58653"),
    (date(2019, 5, 31), "Stcrt. 2016, 58653"),
    (date(2019, 12, 27), "Stcrt. 2016, 58653"),
    (date(2023, 4, 28), "Stcrt. 2022, 7812"),
    (date(2023, 5, 19), "Stcrt. 2022, 7812"),
    (date(2024, 5, 10), "Stcrt. 2022, 7812"),
    (date(2024, 12, 27), "Stcrt. 2022, 7812"),
    (date(2025, 5, 30), "Stcrt. 2022, 7812"),
    (date(2026, 1, 2), "Stcrt. 2025, 24713"),
    (date(2026, 5, 15), "Stcrt. 2025, 24713"),
    (date(2027, 5, 7), "Stcrt. 2025, 24713"),
    (date(2028, 4, 28), "Stcrt. 2025, 24713"),
    (date(2028, 5, 26), "Stcrt. 2025, 24713"),
];

/// Why a term does not end on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Vrij {
    /// A Saturday or Sunday.
    Weekend,
    /// A public holiday (article 3(1) and (2)).
    Feestdag(Feestdag),
    /// Put on a par with one by royal decree (article 3(3)).
    Gelijkgesteld,
}

/// The free days of the act. What an organisation closes by itself is not among them: that moves no term of the law.
///
/// ```
/// use jiff::civil::date;
/// use termijnen::{Vrij, VrijeDagen};
///
/// let dagen = VrijeDagen::default();
/// assert_eq!(dagen.waarom(date(2026, 5, 15)), Some(Vrij::Gelijkgesteld)); // the Friday after Ascension Day
/// assert_eq!(dagen.waarom(date(2026, 5, 16)), Some(Vrij::Weekend));
/// assert_eq!(dagen.waarom(date(2026, 5, 18)), None);
/// // A decree that came after this version.
/// assert_eq!(dagen.met([date(2031, 5, 23)]).waarom(date(2031, 5, 23)), Some(Vrij::Gelijkgesteld));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VrijeDagen {
    gelijkgesteld: BTreeSet<Date>,
}

impl Default for VrijeDagen {
    /// With the decrees in [`GELIJKGESTELD`].
    fn default() -> Self {
        Self { gelijkgesteld: GELIJKGESTELD.iter().map(|(day, _)| *day).collect() }
    }
}

impl VrijeDagen {
    /// With these days put on a par too: a decree that was published after this version.
    #[must_use]
    pub fn met(mut self, dagen: impl IntoIterator<Item = Date>) -> Self {
        self.gelijkgesteld.extend(dagen);
        self
    }

    /// Why a term does not end on that day; none when it can. A public holiday in a weekend is called by its name.
    #[must_use]
    pub fn waarom(&self, dag: Date) -> Option<Vrij> {
        if let Some(feestdag) = feestdag(dag) {
            return Some(Vrij::Feestdag(feestdag));
        }
        if matches!(dag.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return Some(Vrij::Weekend);
        }
        self.gelijkgesteld.contains(&dag).then_some(Vrij::Gelijkgesteld)
    }

    /// The `n`-th working day after a day, or before it when `n` is negative; that day itself does not count. *Working day* is no word of the act:
    /// this counts the days that are not free by it, for terms that a bylaw or a promise sets in working days. An organisation's own
    /// closed days are in [`Kalender::plus_werkdagen`](crate::Kalender::plus_werkdagen).
    ///
    /// ```
    /// use jiff::civil::date;
    /// use termijnen::VrijeDagen;
    ///
    /// let dagen = VrijeDagen::default();
    /// assert_eq!(dagen.plus_werkdagen(date(2026, 4, 2), 1)?, date(2026, 4, 7)); // over Easter
    /// assert_eq!(dagen.plus_werkdagen(date(2026, 4, 7), -1)?, date(2026, 4, 2)); // and back
    /// # Ok::<(), termijnen::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::OutOfRange`].
    pub fn plus_werkdagen(&self, dag: Date, n: i32) -> Result<Date, Error> {
        plus_werkdagen(dag, n, |dag| self.is_werkdag(dag))
    }

    /// Whether a term can end on that day.
    #[must_use]
    pub fn is_werkdag(&self, dag: Date) -> bool {
        self.waarom(dag).is_none()
    }
}

/// The `n`-th day after another, or before it, that is one by this rule.
pub(crate) fn plus_werkdagen(dag: Date, n: i32, is_werkdag: impl Fn(Date) -> bool) -> Result<Date, Error> {
    let (mut dag, mut to_go) = (dag, n.unsigned_abs());
    while to_go > 0 {
        let next = if n > 0 { dag.tomorrow() } else { dag.yesterday() };
        dag = next.map_err(|_| Error::OutOfRange)?;
        to_go -= u32::from(is_werkdag(dag));
    }
    Ok(dag)
}
