//! Norms by worked example: terms of every kind, with stand-stills, over weekends and Easter 2026.

use jiff::civil::date;
use kern::Moment;
use termijnen::{Kalender, Openingstijden};

use super::geschiedenis;
use crate::klok::{Gezien, Klok, Merkteken, Pauze, Staat, Stand};
use crate::norm::{Duur, Norm, Termijn, Zaakbron};
use crate::termijn::{Stilstand, Uiterlijk, laatste_dag, uiterlijk, waarschuwing};
use crate::uitleg::{Uitleg, uitleg};

fn kalender() -> Kalender {
    let days = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"];
    Kalender::new(Openingstijden::parse(days.map(|day| (day, ["08:30-17:00"]))).unwrap(), [])
}

/// A moment on the wall in the Netherlands.
fn at(wall: &str) -> Moment {
    Moment::from(termijnen::amsterdam().to_timestamp(wall.parse().unwrap()).unwrap())
}

fn due(duur: Duur, begonnen: &str, still: &[(&str, Option<&str>)]) -> Option<Uiterlijk> {
    let still: Vec<Stilstand> = still.iter().map(|(van, tot)| Stilstand { van: at(van), tot: tot.map(at) }).collect();
    uiterlijk(&kalender(), &Termijn::Na(duur), at(begonnen), None, &still).unwrap()
}

fn op(wall: &str) -> Option<Uiterlijk> {
    Some(Uiterlijk::Op(at(wall)))
}

#[test]
fn a_term_after_the_start() {
    // Good Friday (3 April) and Easter Monday (6 April) do not count.
    assert_eq!(due(Duur::Werkdagen(3), "2026-04-01T10:00", &[]), op("2026-04-08T17:00"));
    assert_eq!(due(Duur::Minuten(5), "2026-04-01T10:00", &[]), op("2026-04-01T10:05"));
    assert_eq!(due(Duur::Openingsminuten(60), "2026-04-02T16:30", &[]), op("2026-04-07T09:00"));
    assert_eq!(due(Duur::Dagen(7), "2026-04-01T10:00", &[]), op("2026-04-09T00:00"));
    assert_eq!(due(Duur::Weken(8), "2026-04-01T10:00", &[]), op("2026-05-28T00:00"));
    assert_eq!(due(Duur::Maanden(1), "2026-01-31T10:00", &[]), op("2026-03-01T00:00"));
}

#[test]
fn what_stood_still_comes_on_top_in_the_unit_of_the_term() {
    // Monday 13 April, three working days: Thursday. Still from Tuesday noon to Thursday noon: Tuesday and Wednesday came to their end
    // without it.
    let still = [("2026-04-14T12:00", Some("2026-04-16T12:00"))];
    assert_eq!(due(Duur::Werkdagen(3), "2026-04-13T10:00", &still), op("2026-04-20T17:00"));
    assert_eq!(due(Duur::Dagen(3), "2026-04-13T10:00", &still), op("2026-04-19T00:00"));
    assert_eq!(due(Duur::Minuten(60 * 72), "2026-04-13T10:00", &still), op("2026-04-18T10:00"));
    // Eight and a half hours a day: an hour on Monday, and from Tuesday noon two such days.
    assert_eq!(due(Duur::Openingsminuten(900), "2026-04-13T16:00", &still), op("2026-04-17T14:00"));
    // A morning's wait within a day costs nothing: the day ends while it runs.
    let morning = [("2026-04-14T09:00", Some("2026-04-14T11:00"))];
    assert_eq!(due(Duur::Werkdagen(3), "2026-04-13T10:00", &morning), op("2026-04-16T17:00"));
}

#[test]
fn what_still_waits_is_due_at_no_moment_and_what_was_due_before_stays_missed() {
    let waits = [("2026-04-14T12:00", None)];
    assert_eq!(due(Duur::Werkdagen(3), "2026-04-13T10:00", &waits), Some(Uiterlijk::Stil(at("2026-04-14T12:00"))));
    let too_late = [("2026-04-17T12:00", None)];
    assert_eq!(due(Duur::Werkdagen(3), "2026-04-13T10:00", &too_late), op("2026-04-16T17:00"));
}

#[test]
fn a_term_before_a_date_ends_with_that_day() {
    let voor = Termijn::Voor { feit: "uiterlijk".to_owned(), duur: Duur::Weken(1) };
    let of = |date| uiterlijk(&kalender(), &voor, at("2026-04-01T10:00"), date, &[]).unwrap();
    assert_eq!(of(Some(date(2026, 5, 27))), op("2026-05-21T00:00"));
    assert_eq!(of(None), None);
    let working = Termijn::Voor { feit: "trouwdag".to_owned(), duur: Duur::Werkdagen(3) };
    let wedding = uiterlijk(&kalender(), &working, at("2026-03-01T10:00"), Some(date(2026, 4, 7)), &[]).unwrap();
    assert_eq!(wedding, op("2026-04-01T00:00"));
}

#[test]
fn it_is_at_risk_from_the_working_day_before() {
    // Due at closing time on Tuesday after Easter: the working day before it is Thursday.
    let warned = waarschuwing(&kalender(), Duur::Werkdagen(1), at("2026-04-07T17:00")).unwrap();
    assert_eq!(warned, at("2026-04-02T00:00"));
    // Due at the end of Wednesday, which is the first moment of Thursday.
    assert_eq!(laatste_dag(at("2026-04-09T00:00")), date(2026, 4, 8));
    assert_eq!(waarschuwing(&kalender(), Duur::Dagen(2), at("2026-04-09T00:00")).unwrap(), at("2026-04-06T00:00"));
}

#[test]
fn the_aim_of_a_year_grows_to_that_of_the_norm() {
    let norm = geschiedenis::normen().alle().next().unwrap().norm.clone();
    let norm = Norm { doel: 98, tussendoelen: [(2025, 90), (2027, 95)].into(), ..norm };
    let by_year = [2024, 2025, 2026, 2027, 2028].map(|year| norm.doel_in(year));
    assert_eq!(by_year, [90, 90, 90, 95, 98]);
}

#[test]
fn what_stood_still_after_it_was_due_is_no_part_of_the_explanation() {
    let termijn = Termijn::Na(Duur::Werkdagen(2));
    let norm = geschiedenis::norm("x", "zaak", Zaakbron::Zelf, &["zaak aangemaakt"], &[], termijn.clone());
    let mark = |wall, door| Merkteken { op: at(wall), door };
    let [begun, first, second] =
        [mark("2026-04-13T10:00", 1), mark("2026-04-14T12:00", 2), mark("2026-04-20T12:00", 4)];
    let back = Merkteken { op: at("2026-04-15T09:00"), door: 3 };
    let gezien = Gezien {
        start: Some(begun),
        pauzes: vec![Pauze { van: first, tot: Some(back) }, Pauze { van: second, tot: None }],
        ..Gezien::default()
    };
    let stand = Stand {
        begonnen_op: begun.op,
        uiterlijk_op: Some(at("2026-04-16T17:00")),
        gedaan_op: None,
        staat: Staat::TeLaat,
        volgende_op: None,
    };
    let id = uuid::Uuid::from_u128(1);
    let (norm_code, team) = (norm.code.clone(), id.into());
    let klok =
        Klok { norm: norm_code, versie: norm.vanaf, onderwerp: id, zaak: None, team, medewerker: None, gezien, stand };
    let told = [
        Uitleg::Begonnen(begun),
        Uitleg::Termijn(termijn, None),
        Uitleg::Stil(first, Some(back)),
        Uitleg::Uiterlijk(at("2026-04-16T17:00")),
    ];
    assert_eq!(uitleg(&norm, &klok), told);
}
