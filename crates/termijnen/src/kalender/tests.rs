//! Worked cases, each with its reason, and properties that hold for any opening hours.

use jiff::civil::{DateTime, date};
use proptest::prelude::*;

use super::*;
use crate::amsterdam;

/// A time on the wall, as `2026-04-02T16:30`.
fn at(wall: &str) -> Timestamp {
    amsterdam().to_timestamp(wall.parse::<DateTime>().unwrap()).unwrap()
}

fn kalender(days: &[(&str, &[&str])], gesloten: &[Date]) -> Kalender {
    let days = days.iter().map(|(dag, spans)| (*dag, *spans));
    Kalender::new(Openingstijden::parse(days).unwrap(), gesloten.iter().copied())
}

/// A town hall: Thursday evening open, Friday afternoon closed, closed between Christmas and New Year.
fn stadhuis() -> Kalender {
    let day: &[&str] = &["08:30-17:00"];
    let evening: &[&str] = &["08:30-17:00", "18:00-20:00"];
    let days =
        [("maandag", day), ("dinsdag", day), ("woensdag", day), ("donderdag", evening), ("vrijdag", &["08:30-12:30"])];
    kalender(&days, &[28, 29, 30, 31].map(|day| date(2026, 12, day)))
}

/// A telephone that is always answered, except on public holidays.
fn altijd_open() -> Kalender {
    kalender(&crate::openingstijden::DAGEN.map(|dag| (dag, &["00:00-24:00"][..])), &[])
}

#[test]
fn within_n_working_days() {
    let kalender = stadhuis();
    for (asked, n, due, because) in [
        ("2026-11-16T10:00", 1, "2026-11-17T17:00", "Monday to Tuesday"),
        ("2026-11-18T10:00", 1, "2026-11-19T20:00", "Thursday ends with its evening"),
        ("2026-11-19T17:30", 1, "2026-11-20T12:30", "asked between the spans of Thursday"),
        ("2026-11-20T12:29", 1, "2026-11-23T17:00", "Friday to Monday"),
        ("2026-11-20T15:00", 1, "2026-11-23T17:00", "after closing, Friday does not count either"),
        ("2026-11-21T12:00", 1, "2026-11-23T17:00", "Saturday: Monday counts"),
        ("2026-11-23T00:00", 1, "2026-11-24T17:00", "Monday has begun, also before opening"),
        ("2026-11-20T09:00", 3, "2026-11-25T17:00", "Monday, Tuesday, Wednesday"),
        ("2026-04-02T11:00", 1, "2026-04-07T17:00", "Good Friday, weekend, Easter Monday"),
        ("2026-04-03T11:00", 1, "2026-04-07T17:00", "asked on Good Friday"),
        ("2026-04-24T09:00", 1, "2026-04-28T17:00", "King's Day is a Monday"),
        ("2026-05-04T09:00", 1, "2026-05-06T17:00", "Liberation Day"),
        ("2026-12-24T09:00", 1, "2027-01-04T17:00", "Christmas, own closed days, New Year, weekend"),
        ("2026-03-27T09:00", 1, "2026-03-30T17:00", "the clock went forward: 15:00Z"),
        ("2026-10-23T09:00", 1, "2026-10-26T17:00", "the clock went back: 16:00Z"),
        ("2026-11-20T09:00", 0, "2026-11-20T12:30", "still today"),
        ("2026-11-20T12:30", 0, "2026-11-23T17:00", "at closing time, today is over"),
        ("2026-11-19T17:30", 0, "2026-11-19T20:00", "the evening is still to come"),
        ("2026-04-05T11:00", 0, "2026-04-07T17:00", "today is Easter Sunday"),
    ] {
        assert_eq!(kalender.add_werkdagen(at(asked), n), Ok(at(due)), "{asked} + {n}: {because}");
    }
}

#[test]
fn a_promise_to_a_team_that_works_one_day_a_week_waits_for_that_day() {
    let kalender = kalender(&[("maandag", &["09:00-12:00"])], &[]);
    assert_eq!(kalender.add_werkdagen(at("2026-04-20T10:00"), 1), Ok(at("2026-05-04T12:00")), "27 April is King's Day");
}

#[test]
fn open_from_the_opening_time_up_to_the_closing_time() {
    let kalender = stadhuis();
    for (instant, open) in [
        ("2026-11-19T08:29:59.999", false),
        ("2026-11-19T08:30", true),
        ("2026-11-19T16:59:59.999", true),
        ("2026-11-19T17:00", false),
        ("2026-11-19T18:00", true),
        ("2026-11-21T10:00", false), // a Saturday
        ("2026-05-14T10:00", false), // Ascension Day
        ("2026-05-15T10:00", true),  // the day after it: closed only where the organisation says so
        ("2026-12-29T10:00", false), // a closed day
    ] {
        assert_eq!(kalender.is_open(at(instant)), open, "{instant}");
    }
    assert_eq!(kalender.next_open(at("2026-11-19T17:00")), Ok(at("2026-11-19T18:00")));
    assert_eq!(kalender.next_open(at("2026-12-24T20:00")), Ok(at("2027-01-04T08:30")));
}

#[test]
fn open_time_is_what_really_passes_when_the_clock_changes() {
    let (kalender, hours) = (altijd_open(), SignedDuration::from_hours);
    for (from, to, open) in [
        ("2026-03-28T00:00", "2026-03-29T00:00", 24),
        ("2026-03-29T00:00", "2026-03-30T00:00", 23), // the clock goes forward
        ("2026-10-25T00:00", "2026-10-26T00:00", 25), // the clock goes back
        ("2026-03-28T12:00", "2026-03-29T12:00", 23),
        ("2026-12-24T12:00", "2026-12-27T12:00", 24), // both Christmas days closed
    ] {
        assert_eq!(kalender.open_between(at(from), at(to)), hours(open), "{from} {to}");
        assert_eq!(kalender.open_between(at(to), at(from)), hours(-open), "{to} {from}");
    }
    assert_eq!(kalender.add_open_time(at("2026-03-28T12:00"), hours(24)), Ok(at("2026-03-29T13:00")));
    assert_eq!(kalender.add_open_time(at("2026-10-24T12:00"), hours(24)), Ok(at("2026-10-25T11:00")));
}

#[test]
fn opening_hours_within_the_hour_that_is_skipped_or_repeated() {
    let kalender = kalender(&[("zondag", &["01:00-02:30", "02:30-04:00"])], &[]);
    let open_on = |day: &str| kalender.open_between(at(&format!("{day}T00:00")), at(&format!("{day}T12:00")));
    assert_eq!(open_on("2026-03-22"), SignedDuration::from_hours(3));
    assert_eq!(open_on("2026-03-29"), SignedDuration::from_hours(2), "02:30 is the jump from 02:00 to 03:00");
    assert_eq!(
        open_on("2026-10-25"),
        SignedDuration::from_hours(4),
        "02:30 is the first of the two, and no gap follows"
    );

    let skipped = super::tests::kalender(&[("zondag", &["02:00-03:00"])], &[]);
    assert!(skipped.is_werkdag(date(2026, 3, 29)), "by its opening hours");
    assert!(!skipped.is_open(at("2026-03-29T03:00")));
    assert_eq!(skipped.add_werkdagen(at("2026-03-28T12:00"), 1), Ok(at("2026-03-29T03:00")));
}

#[test]
fn too_far_or_backwards_is_refused() {
    let kalender = stadhuis();
    let now = at("9990-11-23T10:00");
    assert_eq!(kalender.add_open_time(now, SignedDuration::from_secs(-1)), Err(Error::Negative));
    assert_eq!(kalender.add_open_time(now, SignedDuration::MAX), Err(Error::OutOfRange));
    assert_eq!(kalender.add_werkdagen(now, u32::MAX), Err(Error::OutOfRange));
    assert_eq!(kalender.next_open(Timestamp::MAX), Err(Error::OutOfRange));
    assert!(kalender.open_between(Timestamp::MIN, at("-009990-01-01T00:00")).is_positive());
    assert!(kalender.open_between(now, Timestamp::MAX).is_positive());
}

/// The end of 1999 to the start of 2061 in seconds, of which a part close to a change of the clock.
fn instants() -> impl Strategy<Value = Timestamp> {
    let any = (946_000_000_000..2_872_000_000_000i64).prop_map(|ms| Timestamp::from_millisecond(ms).unwrap());
    let changes: Vec<Timestamp> =
        amsterdam().following(at("2000-01-01T00:00")).map(|t| t.timestamp()).take(122).collect();
    let close = (prop::sample::select(changes), -180_000..180_000i64)
        .prop_map(|(change, by)| change + SignedDuration::from_secs(by));
    prop_oneof![any, close]
}

/// Up to three spans a day on the quarters of the hour, and a dozen closed days around one instant.
fn kalenders() -> impl Strategy<Value = Kalender> {
    let day = prop::collection::btree_set(0..=96u32, 0..7).prop_map(|quarters| {
        let times: Vec<String> = quarters.iter().map(|q| format!("{:02}:{:02}", q / 4, q % 4 * 15)).collect();
        times.chunks_exact(2).map(|span| span.join("-")).collect::<Vec<_>>()
    });
    let closed = (instants(), prop::collection::vec(0..20i64, 0..12)).prop_map(|(around, days)| {
        days.into_iter().map(|d| date_at(around + SignedDuration::from_hours(24 * d))).collect::<Vec<_>>()
    });
    (prop::array::uniform7(day), closed).prop_filter_map("never open", |(week, gesloten)| {
        let days = crate::openingstijden::DAGEN.iter().zip(week);
        Openingstijden::parse(days).ok().map(|tijden| Kalender::new(tijden, gesloten))
    })
}

proptest! {
    #[test]
    fn a_promise_ends_with_a_working_day_n_days_on(k in kalenders(), asked in instants(), n in 0..40u32) {
        let due = k.add_werkdagen(asked, n).unwrap();
        let day = date_at(due - SignedDuration::from_nanos(1));
        prop_assert!(asked < due);
        prop_assert!(k.is_werkdag(day));
        prop_assert_eq!(Some(due), k.closes_on(day));
        if n > 0 {
            prop_assert_eq!(k.werkdagen_between(date_at(asked), day), n as i32);
        }
    }

    #[test]
    fn asked_later_or_for_more_days_is_never_due_earlier(
        k in kalenders(), a in instants(), by in 0..2_000_000i64, n in 0..20u32, more in 0..20u32,
    ) {
        let b = a + SignedDuration::from_secs(by);
        let due = |asked, n| k.add_werkdagen(asked, n).unwrap();
        prop_assert!(due(a, n) <= due(b, n));
        prop_assert!(due(a, n) <= due(a, n + more));
        prop_assert!(k.next_open(a).unwrap() <= k.next_open(b).unwrap());
    }

    #[test]
    fn working_days_add_up_in_any_order(k in kalenders(), a in instants(), by in -400..400i64, by_too in -400..400i64) {
        let [a, b, c] = [0, by, by_too].map(|days| date_at(a + SignedDuration::from_hours(24 * days)));
        prop_assert_eq!(k.werkdagen_between(a, b) + k.werkdagen_between(b, c), k.werkdagen_between(a, c));
    }

    #[test]
    fn open_time_adds_up_in_any_order(
        k in kalenders(), a in instants(), by in -9_000_000..9_000_000i64, by_too in -9_000_000..9_000_000i64,
    ) {
        let (b, c) = (a + SignedDuration::from_secs(by), a + SignedDuration::from_secs(by_too));
        prop_assert_eq!(k.open_between(a, b) + k.open_between(b, c), k.open_between(a, c));
        prop_assert!(k.open_between(a, b).abs() <= b.duration_since(a).abs());
    }

    #[test]
    fn adding_open_time_and_measuring_it_are_inverse(k in kalenders(), a in instants(), ms in 0..400_000_000i64) {
        let time = SignedDuration::from_millis(ms);
        let end = k.add_open_time(a, time).unwrap();
        prop_assert_eq!(k.open_between(a, end), time);

        let b = a + time;
        let back = k.add_open_time(a, k.open_between(a, b)).unwrap();
        prop_assert!(back <= b && k.open_between(back, b).is_zero());
        prop_assert!(back == b || !k.is_open(back), "the same instant, or the closing time before it");
    }

    #[test]
    fn nothing_is_open_before_the_next_opening(k in kalenders(), from in instants()) {
        let next = k.next_open(from).unwrap();
        prop_assert!(from <= next && k.is_open(next));
        prop_assert!(k.open_between(from, next).is_zero());
        prop_assert_eq!(next == from, k.is_open(from));
    }

    /// Someone with a watch who looks at the door every quarter of an hour finds the same sum.
    #[test]
    fn open_time_is_what_a_watcher_counts(k in kalenders(), from in instants(), quarters in 0..700i64) {
        let quarter = SignedDuration::from_mins(15);
        let from = Timestamp::from_second(from.as_second().div_euclid(900) * 900).unwrap();
        let (mut now, mut seen) = (from, SignedDuration::ZERO);
        for _ in 0..quarters {
            seen += if k.is_open(now) { quarter } else { SignedDuration::ZERO };
            now += quarter;
        }
        prop_assert_eq!(k.open_between(from, now), seen);
    }

    /// `is_open` by the clock on the wall alone, away from the hour that is skipped or repeated.
    #[test]
    fn open_is_what_the_clock_on_the_wall_says(k in kalenders(), instant in instants()) {
        let wall = amsterdam().to_datetime(instant);
        prop_assume!(wall.hour() != 2);
        let open = k.open_on(wall.date()).iter().any(|s| s.opens(wall.date()) <= wall && wall < s.closes(wall.date()));
        prop_assert_eq!(k.is_open(instant), open);
    }
}
