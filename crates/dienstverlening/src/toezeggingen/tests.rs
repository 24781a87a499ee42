//! What is promised by when, and that figures are read by an index.

use kern::testhulp::{bench, plan};
use kern::{Moment, on_both_engines};
use proptest::prelude::*;
use uuid::Uuid;

use super::lezen::{behind, open_before, per_week};
use super::regels::{Bezoek, maandag, van_bezoek};
use super::{Achter, Belofte, Staat};

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn bezoek(gepland: Moment, aangekomen: Moment, opgeroepen: Option<Moment>) -> Bezoek {
    Bezoek {
        id: Uuid::from_u128(1),
        bon: "A001".into(),
        gepland_op: gepland,
        aangekomen_op: aangekomen,
        opgeroepen_op: opgeroepen,
        medewerker: None,
    }
}

#[test]
fn five_minutes_run_from_the_appointment_or_from_arriving_late() {
    let (ten, late) = (moment("2026-11-23T09:00:00Z"), moment("2026-11-23T09:20:00Z"));
    let early = van_bezoek(&bezoek(ten, moment("2026-11-23T08:40:00Z"), None)).unwrap();
    assert_eq!(early.beloofd_op, moment("2026-11-23T09:05:00Z"));
    let late = van_bezoek(&bezoek(ten, late, Some(moment("2026-11-23T09:24:59Z")))).unwrap();
    assert_eq!((late.beloofd_op, late.gedaan_op < Some(late.beloofd_op)), (moment("2026-11-23T09:25:00Z"), true));
}

proptest! {
    #[test]
    fn a_week_begins_on_the_monday_on_or_before(days in 0..40_000_i32) {
        let date = jiff::civil::date(2000, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let week = maandag(date).unwrap();
        prop_assert_eq!(week.weekday(), jiff::civil::Weekday::Monday);
        prop_assert!((0..7).contains(&week.until(date).unwrap().get_days()));
    }
}

on_both_engines! {
    async fn figures_and_what_is_behind_them_walk_an_index(engine) {
        let bench = bench(engine, &crate::migraties()).await;
        let (organisatie, nu) = (bench.ids.next(), bench.clock.now());
        let vanaf = jiff::civil::date(2026, 8, 31);
        let achter = Achter {
            belofte: Some(Belofte::Vraag),
            team: None,
            medewerker: None,
            staat: Staat::Alle,
            vanaf,
            voor: nu,
        };
        for (query, index) in [
            (per_week(organisatie, None, vanaf, nu), "toezeggingen_week"),
            (behind(organisatie, achter, nu, None, 50), "toezeggingen_lijst"),
            (open_before(organisatie, None, nu, nu), "toezeggingen_open"),
        ] {
            let plan = plan(&bench.db, &query).await;
            assert!(plan.contains(index), "{plan}");
        }
    }
}
