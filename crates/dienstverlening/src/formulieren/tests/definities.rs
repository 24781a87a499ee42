//! What a definition may not be.

use super::*;
use crate::formulieren::controle::{Gebrek, Waar, Wat, controleer};
use crate::formulieren::{Dag, Gegeven};

fn gebreken(groepen: Vec<Groep>) -> Vec<Wat> {
    let form = Formulier { omschrijving: "Proef".into(), ..formulier(groepen) };
    controleer(&form).into_iter().map(|Gebrek { wat, .. }| wat).collect()
}

#[test]
fn a_form_without_faults_has_none() {
    assert_eq!(controleer(&vertakt()), []);
}

#[test]
fn empty_forms_and_pages_are_noticed() {
    assert_eq!(gebreken(vec![]), [Wat::GeenGroep]);
    assert_eq!(gebreken(vec![groep("a", vec![])]), [Wat::GeenVraag]);
}

#[test]
fn codes_are_used_once() {
    let twice = vec![groep("een", vec![vraag("a", tekst())]), groep("een", vec![vraag("a", tekst())])];
    assert_eq!(gebreken(twice), [Wat::GroepDubbel("een".into()), Wat::VraagDubbel("a".into())]);
    assert_eq!(gebreken(vec![groep("een", vec![vraag("a", keuze(&["x", "x"]))])]), [Wat::OptieDubbel("x".into())]);
    assert_eq!(gebreken(vec![groep("een", vec![vraag("a", keuze(&["x"]))])]), [Wat::Opties]);
}

#[test]
fn a_condition_looks_back_at_a_choice() {
    let with = |toon_als| {
        vec![groep(
            "een",
            vec![vraag("a", keuze(&["x", "y"])), Vraag { toon_als, ..vraag("b", tekst()) }, vraag("c", Soort::JaNee)],
        )]
    };
    assert_eq!(gebreken(with(als("z", &["x"]))), [Wat::Onbekend("z".into())]);
    assert_eq!(gebreken(with(als("c", &["ja"]))), [Wat::Later("c".into())]);
    assert_eq!(gebreken(with(als("b", &["ja"]))), [Wat::Later("b".into())]);
    assert_eq!(gebreken(with(als("a", &["q"]))), [Wat::GeenAntwoord("q".into(), vec!["x".into(), "y".into()])]);
    let on_text =
        vec![groep("een", vec![vraag("a", tekst()), Vraag { toon_als: als("a", &["x"]), ..vraag("b", tekst()) }])];
    assert_eq!(gebreken(on_text), [Wat::GeenKeuze("a".into())]);
}

#[test]
fn a_branch_that_nobody_can_reach_is_noticed() {
    let a = || vraag("a", keuze(&["x", "y"]));
    let b = |answer| Vraag { toon_als: als("a", &[answer]), ..vraag("b", Soort::JaNee) };
    // The page needs x, its question y.
    let page = Groep { toon_als: als("a", &["x"]), ..groep("twee", vec![b("y")]) };
    assert_eq!(gebreken(vec![groep("een", vec![a()]), page]), [Wat::Onbereikbaar]);
    // b was only asked with x, and here y is needed as well.
    let c = Vraag { toon_als: als("b", &["ja"]), ..vraag("c", tekst()) };
    let page = Groep { toon_als: als("a", &["y"]), ..groep("twee", vec![c]) };
    assert_eq!(gebreken(vec![groep("een", vec![a(), b("x")]), page]), [Wat::Onbereikbaar]);
}

#[test]
fn what_is_known_fits_its_question_and_the_title_names_short_answers() {
    let a = Vraag { vooraf: Some(Gegeven::Bsn), ..vraag("a", tekst()) };
    assert_eq!(gebreken(vec![groep("een", vec![a])]), [Wat::Vooraf]);
    let form = Formulier {
        omschrijving: "{a} {p} {z} {".into(),
        ..formulier(vec![groep("een", vec![vraag("a", tekst()), vraag("p", Soort::Personen { max: 3 })])])
    };
    let found = controleer(&form);
    let wrong = |code: &str| Gebrek { waar: Waar::Formulier, wat: Wat::Omschrijving(code.into()) };
    assert_eq!(found, [wrong("p"), wrong("z")]);
}

#[test]
fn another_definition_is_another_version() {
    let form = vertakt();
    let other = Formulier { minuten: 6, ..form.clone() };
    assert_eq!((form.versie(), form.versie().len()), (vertakt().versie(), 16));
    assert_ne!(form.versie(), other.versie());
    let json = serde_json::to_string(&form).unwrap();
    assert_eq!(serde_json::from_str::<Formulier>(&json).unwrap(), form);
}

#[test]
fn a_limit_is_a_day_or_so_many_days_from_today() {
    for (text, day) in [
        ("vandaag", VANDAAG),
        ("vandaag+28", date(2026, 12, 21)),
        ("vandaag-5", date(2026, 11, 18)),
        ("2026-01-31", date(2026, 1, 31)),
    ] {
        let dag: Dag = text.parse().unwrap();
        assert_eq!((dag.op(VANDAAG), dag.to_string().as_str()), (day, text));
    }
    for wrong in ["", "morgen", "vandaag 3", "vandaag+", "vandaag+99999999", "vandaag+9999999999", "2026-02-30"] {
        assert!(wrong.parse::<Dag>().is_err(), "{wrong}");
    }
}
