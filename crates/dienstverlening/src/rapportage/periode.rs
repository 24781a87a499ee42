//! Which report, and of when.

use jiff::civil::Date;
use kern::{Error, Moment};
use termijnen::Kwartaal;

kern::code_enum! {
    /// Which report.
    Rapportsoort {
        /// The KCC-kwartaalrapportage.
        Kcc "kcc",
        /// The voortgangsrapportage to the council.
        Voortgang "voortgang",
    }
}

/// Of when a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Periode {
    /// The KCC-kwartaalrapportage of a quarter.
    Kwartaal(Kwartaal),
    /// The voortgangsrapportage of a year.
    Jaar(i16),
}

impl Periode {
    /// Which report it is.
    #[must_use]
    pub fn soort(self) -> Rapportsoort {
        match self {
            Self::Kwartaal(_) => Rapportsoort::Kcc,
            Self::Jaar(_) => Rapportsoort::Voortgang,
        }
    }

    /// `2026-K3`, or `2026`.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Kwartaal(kwartaal) => kwartaal.to_string(),
            Self::Jaar(jaar) => jaar.to_string(),
        }
    }

    pub(super) fn lees(soort: Rapportsoort, code: &str) -> kern::Result<Self> {
        Ok(match soort {
            Rapportsoort::Kcc => Self::Kwartaal(code.parse().map_err(Error::bug)?),
            Rapportsoort::Voortgang => Self::Jaar(code.parse().map_err(Error::bug)?),
        })
    }

    /// When it is over.
    #[must_use]
    pub fn einde(self) -> Moment {
        let last = match self {
            Self::Kwartaal(kwartaal) => kwartaal.last_date(),
            Self::Jaar(jaar) => Date::new(jaar, 12, 31).unwrap_or(Date::MAX),
        };
        Moment::start_of(last.saturating_add(jiff::Span::new().days(1)))
    }
}
