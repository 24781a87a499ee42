//! The promises of a case: pure, apart from the case itself.

use kern::database::Engine;
use termijnen::{Kalender, Openingstijden};

use super::*;
use crate::zaken::beloften::{Aangevuld, Belofte, Staat, Toezegging, beloften, naaste};

fn week() -> Kalender {
    let days = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"];
    Kalender::new(Openingstijden::parse(days.map(|day| (day, ["08:30-17:00"]))).unwrap(), [])
}

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn of(toezeggingen: &[Toezegging], belofte: Belofte) -> &Toezegging {
    toezeggingen.iter().find(|toezegging| toezegging.belofte == belofte).unwrap()
}

/// A case that came in on Monday 23 November 2026 at ten.
fn zaak() -> Zaak {
    kern::testhulp::block_on(async {
        let world = World::new(Engine::Sqlite).await;
        world.send(&world.aanvraag()).await.unwrap()
    })
}

#[test]
fn promises_end_at_closing_time_of_their_last_working_day() {
    let made = beloften(&week(), &zaak(), &[]).unwrap();
    assert_eq!(of(&made, Belofte::Ontvangstbevestiging).beloofd_op, moment("2026-11-26T16:00:00Z"));
    assert_eq!(of(&made, Belofte::BijBehandelaar).beloofd_op, moment("2026-11-25T16:00:00Z"));
    // The law says 18 January 2027; a week earlier is the 11th, the whole day.
    let law = of(&made, Belofte::WettelijkeTermijn);
    assert_eq!(law.beloofd_op, moment("2027-01-11T23:00:00Z"));
    assert_eq!(naaste(&made).unwrap().belofte, Belofte::BijBehandelaar);
    assert_eq!(
        (law.staat(moment("2027-01-11T22:00:00Z")), law.staat(moment("2027-01-12T08:00:00Z"))),
        (Staat::Loopt, Staat::TeLaat)
    );
}

#[test]
fn what_is_done_in_time_is_kept_and_what_stands_still_does_not_press() {
    let done = Zaak {
        bevestigd_op: Some(moment("2026-11-23T09:00:00Z")),
        bij_behandelaar_op: Some(moment("2026-11-25T16:00:00Z")),
        opschorting_indicatie: true,
        ..zaak()
    };
    let made = beloften(&week(), &done, &[]).unwrap();
    let nu = moment("2026-12-01T09:00:00Z");
    assert_eq!(of(&made, Belofte::Ontvangstbevestiging).staat(nu), Staat::Gehaald);
    assert_eq!(of(&made, Belofte::BijBehandelaar).staat(nu), Staat::Gemist, "at the moment itself it is late");
    assert_eq!(of(&made, Belofte::WettelijkeTermijn).staat(nu), Staat::StaatStil);
    assert_eq!(naaste(&made), None);
}

#[test]
fn word_of_completeness_is_due_five_working_days_after_the_last_item() {
    let aangevuld = Aangevuld { compleet_op: moment("2026-12-03T09:00:00Z"), bericht_op: None };
    let made = beloften(&week(), &zaak(), &[aangevuld]).unwrap();
    assert_eq!(of(&made, Belofte::Compleetheid).beloofd_op, moment("2026-12-10T16:00:00Z"));
    let closed = Zaak { afgehandeld_op: Some(moment("2026-12-04T09:00:00Z")), ..zaak() };
    let made = beloften(&week(), &closed, &[aangevuld]).unwrap();
    assert!(made.iter().all(|toezegging| toezegging.gedaan_op.is_some()));
}
