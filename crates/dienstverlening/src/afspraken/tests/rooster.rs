//! Which times there are: pure, but for the folder that is read.

use kern::on_both_engines;

use super::*;
use crate::afspraken::rooster::{Bezet, KWARTIER_S};

fn clocks(times: &[Moment]) -> Vec<String> {
    times.iter().map(|time| time.in_amsterdam().datetime().time().strftime("%H:%M").to_string()).collect()
}

on_both_engines! {
    async fn minutes_of_products_add_up_and_are_rounded_once(engine) {
        let w = World::new(engine).await;
        let rooster = w.rooster();
        let quarters = |codes: &[&str]| rooster.kwartieren(&codes.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>());
        assert_eq!(quarters(&["grofvuil"]), Ok(1));
        assert_eq!(quarters(&["milieustraat"]), Ok(2));
        assert_eq!(quarters(&["grofvuil", "milieustraat"]), Ok(3), "35 minutes");
        assert_eq!(quarters(&[]).unwrap_err().code, "verplicht");
        assert_eq!(quarters(&["sleutel"]).unwrap_err().code, "product-niet-hier");
        assert_eq!(quarters(&["grofvuil"; 7]).unwrap_err().code, "te-veel-producten");
    }

    async fn times_lie_in_opening_hours_exceptions_and_places(engine) {
        let w = World::new(engine).await;
        let (rooster, none) = (w.rooster(), Bezet::new());
        let term = rooster.termijn(w.nu(), false);
        let free = |dag, quarters, taken: &Bezet| clocks(&rooster.vrij(dag, quarters, taken, &term).unwrap());
        let today = free(maandag(), 1, &none);
        assert_eq!((today[0].as_str(), today.last().unwrap().as_str()), ("11:00", "16:45"), "an hour ahead, and it must fit");
        assert_eq!(free(date(2026, 11, 24), 2, &none)[0], "09:15", "a desk that opens at five past has its first quarter at a quarter past");
        assert_eq!(free(date(2026, 11, 30), 1, &none), ["10:00", "10:15"], "an exception");
        assert_eq!(free(date(2026, 12, 28), 1, &none).len(), 0, "the organisation is closed");
        assert_eq!(free(date(2026, 12, 22), 1, &none).len(), 0, "more than four weeks ahead");
        let taken = Bezet::from([(at("2026-11-23T12:00"), 1), (at("2026-11-23T14:00"), 3), (at("2026-11-23T15:00"), 2)]);
        let left = free(maandag(), 2, &taken);
        for (time, there) in [("11:45", false), ("12:00", false), ("12:15", true), ("13:45", false), ("14:00", false), ("14:15", true), ("15:00", true)] {
            assert_eq!(left.contains(&time.to_owned()), there, "{time}");
        }
    }

    async fn the_nights_in_which_the_clock_changes_have_no_quarter_twice(engine) {
        let w = World::new(engine).await;
        w.set("2026-10-20T10:00");
        let term = w.rooster().termijn(w.nu(), false);
        let autumn = w.rooster().vrij(date(2026, 10, 25), 1, &Bezet::new(), &term).unwrap();
        assert_eq!(autumn.len(), 7 * 4, "00:00 to 06:00 takes seven hours");
        w.set("2027-03-20T10:00");
        let term = w.rooster().termijn(w.nu(), false);
        let spring = w.rooster().vrij(date(2027, 3, 28), 1, &Bezet::new(), &term).unwrap();
        assert_eq!(spring.len(), 5 * 4, "and five in spring");
        assert!(autumn.windows(2).all(|pair| pair[1].seconds_since(pair[0]) == KWARTIER_S));
    }
}
