//! Instants and civil dates as the database and people see them.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::{Timestamp, ZonedDateTime};
use sea_query::{Nullable, Value};
use serde::{Deserialize, Serialize};

/// An instant in UTC, in whole milliseconds; stored as fixed-width ISO text (`2026-11-23T09:15:00.000Z`), so that
/// text order is time order on both engines and a person can read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(Timestamp);

impl Moment {
    /// The underlying timestamp.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        self.0
    }

    /// The moment on the clock of the town hall.
    #[must_use]
    pub fn in_amsterdam(self) -> ZonedDateTime {
        self.0.to_zoned_datetime(termijnen::amsterdam().clone())
    }

    /// The civil date in the Netherlands.
    #[must_use]
    pub fn date(self) -> Date {
        self.in_amsterdam().date()
    }

    /// The first instant of a civil date in the Netherlands.
    #[must_use]
    pub fn start_of(date: Date) -> Self {
        date.to_zoned_datetime(termijnen::amsterdam().clone())
            .map_or(Self(Timestamp::MAX), |zoned| Self::from(zoned.timestamp()))
    }

    /// This moment and `seconds` more (or fewer).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        let by = jiff::SignedDuration::from_secs(seconds);
        Self(self.0.saturating_add(by).unwrap_or(if seconds < 0 { Timestamp::MIN } else { Timestamp::MAX }))
    }

    /// Whole seconds since `earlier`; negative when this is the earlier one.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> i64 {
        self.0.duration_since(earlier.0).as_secs()
    }
}

impl From<Timestamp> for Moment {
    fn from(timestamp: Timestamp) -> Self {
        Self(Timestamp::from_millisecond(timestamp.as_millisecond()).unwrap_or(timestamp))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.0)
    }
}

impl FromStr for Moment {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<Timestamp>().map(Self::from)
    }
}

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl From<Moment> for Value {
    fn from(moment: Moment) -> Self {
        Self::from(moment.to_string())
    }
}

impl Nullable for Moment {
    fn null() -> Value {
        Value::String(None)
    }
}

/// A civil date as the database stores it: ISO text.
#[must_use]
pub fn date_value(date: Date) -> Value {
    Value::from(date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_order_is_time_order() {
        let a: Moment = "2026-11-23T09:15:00Z".parse().unwrap();
        let b = a.plus_seconds(1);
        assert_eq!(a.to_string(), "2026-11-23T09:15:00.000Z");
        assert!(a.to_string() < b.to_string());
        assert_eq!(b.seconds_since(a), 1);
    }

    #[test]
    fn a_date_starts_at_midnight_in_the_netherlands() {
        let start = Moment::start_of(jiff::civil::date(2026, 7, 1));
        assert_eq!(start.to_string(), "2026-06-30T22:00:00.000Z");
        assert_eq!(start.date(), jiff::civil::date(2026, 7, 1));
    }
}
