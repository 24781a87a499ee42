//! The clock on the town hall: Europe/Amsterdam, also where the machine knows no time zones.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

/// The time zone of the Netherlands, from the data inside the program.
///
/// The machine's own time zone data is not consulted: it may be missing (a minimal container) or older than ours, and
/// then two servers would compute different deadlines for one promise.
///
/// The clock changes twice a year, at 01:00 UTC: on the last Sunday of March from 02:00 to 03:00, on the last Sunday of
/// October from 03:00 back to 02:00 (Directive 2000/84/EC, articles 2 and 3).
///
/// ```
/// use jiff::civil::date;
///
/// let noon = |month| termijnen::amsterdam().to_timestamp(date(2026, month, 1).at(12, 0, 0, 0)).unwrap();
/// assert_eq!(noon(1), "2026-01-01T11:00Z".parse().unwrap()); // winter time
/// assert_eq!(noon(7), "2026-07-01T10:00Z".parse().unwrap()); // summer time
/// ```
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "the feature tzdb-bundle-always puts the data in; UTC instead would be wrong in silence"
)]
pub fn amsterdam() -> &'static TimeZone {
    static ZONE: LazyLock<TimeZone> = LazyLock::new(|| {
        TimeZoneDatabase::bundled().get("Europe/Amsterdam").expect("time zone data is compiled into the program")
    });
    &ZONE
}

/// The date on the wall calendar at that instant.
pub(crate) fn date_at(instant: Timestamp) -> Date {
    amsterdam().to_datetime(instant).date()
}

/// The first instant of a day.
pub(crate) fn start_of(date: Date) -> Timestamp {
    instant_at(date.to_datetime(Time::midnight()))
}

/// The instant at which the clock on the wall first shows `wall`.
///
/// A time that the clock skips (02:30 in the spring night) is the moment of the jump; of a time that it shows twice
/// (02:30 in the autumn night) it is the first. Later on the wall is therefore never earlier in time, so spans that do
/// not overlap on the wall do not overlap in time either: sums of open time depend on that. Outside what [`Timestamp`]
/// holds: its limit.
pub(crate) fn instant_at(wall: DateTime) -> Timestamp {
    let found = amsterdam().to_ambiguous_timestamp(wall);
    let skipped = matches!(found.offset(), AmbiguousOffset::Gap { .. });
    let limit = if wall.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    let Ok(first) = found.earlier() else { return limit };
    // For a skipped time `earlier` lies before the jump, less than the length of the jump: the jump is what follows.
    if skipped { amsterdam().following(first).next().map_or(first, |jump| jump.timestamp()) } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_time_that_the_clock_shows_it() {
        for (wall, instant) in [
            ("2026-03-29T01:59", "2026-03-29T00:59Z"),
            ("2026-03-29T02:00", "2026-03-29T01:00Z"), // skipped: the jump
            ("2026-03-29T02:30", "2026-03-29T01:00Z"),
            ("2026-03-29T03:00", "2026-03-29T01:00Z"),
            ("2026-10-25T01:59", "2026-10-24T23:59Z"),
            ("2026-10-25T02:30", "2026-10-25T00:30Z"), // shown again at 01:30Z
            ("2026-10-25T03:00", "2026-10-25T02:00Z"),
            ("2060-07-01T00:00", "2060-06-30T22:00Z"), // by rule, beyond the tables
        ] {
            assert_eq!(instant_at(wall.parse().unwrap()), instant.parse().unwrap(), "{wall}");
        }
    }

    #[test]
    fn the_far_ends_of_the_calendar_are_limits_and_no_panic() {
        assert_eq!(start_of(Date::MAX), Timestamp::MAX);
        assert_eq!(start_of(Date::MIN), Timestamp::MIN);
        assert!(date_at(Timestamp::MAX) > date_at(Timestamp::MIN));
    }
}
