//! Which questions apply, and what is sent.

use proptest::prelude::*;

use super::*;
use crate::formulieren::stand::Fout;
use crate::formulieren::{Gegeven, Waarde};

fn codes(stand: &Stand<'_>) -> Vec<String> {
    stand.groepen().into_iter().flat_map(|groep| stand.vragen(groep)).map(|vraag| vraag.code.clone()).collect()
}

#[test]
fn answers_decide_which_questions_follow() {
    let (form, none) = (vertakt(), Bekend::default());
    for (typed, asked) in [
        (ingevuld(&[]), "a g"),
        (ingevuld(&[("a", "x"), ("d", "ja")]), "a g"),
        (ingevuld(&[("a", "y")]), "a b d g"),
        (ingevuld(&[("a", "y"), ("d", "ja")]), "a b d e g"),
        (ingevuld(&[("a", "y"), ("d", "nee")]), "a b d g"),
        (ingevuld(&[("a", "onzin")]), "a g"),
    ] {
        assert_eq!(codes(&stand(&form, &typed, &none)).join(" "), asked, "{typed:?}");
    }
}

#[test]
fn the_way_forward_and_back_skips_pages_that_do_not_apply() {
    let (form, none) = (vertakt(), Bekend::default());
    let (short, long) = (ingevuld(&[("a", "x")]), ingevuld(&[("a", "y")]));
    let [first, middle, last] = [0, 1, 2].map(|n| &form.groepen[n]);
    let code = |groep: Option<&Groep>| groep.map(|groep| groep.code.clone());
    let s = stand(&form, &short, &none);
    assert_eq!((code(s.volgende(first)), code(s.vorige(last))), (Some("f".into()), Some("een".into())));
    assert_eq!((code(s.volgende(last)), code(s.vorige(first))), (None, None));
    let s = stand(&form, &long, &none);
    assert_eq!((code(s.volgende(first)), code(s.volgende(middle))), (Some("c".into()), Some("f".into())));
}

#[test]
fn everything_wrong_is_said_per_page() {
    let (form, none) = (vertakt(), Bekend::default());
    let typed = ingevuld(&[("a", "y"), ("b", &"x".repeat(21)), ("d", "misschien")]);
    let wrong = stand(&form, &typed, &none).controleer().unwrap_err();
    let said: Vec<_> = wrong.iter().map(|(groep, fouten)| (groep.code.as_str(), fouten.clone())).collect();
    assert_eq!(
        said,
        [
            ("een", vec![Fout::new("b", "te-lang").detail(20)]),
            ("c", vec![Fout::new("d", "kies")]),
            ("f", vec![Fout::new("g", "verklaring")]),
        ]
    );
}

#[test]
fn what_is_known_is_not_asked_again() {
    let naam = Vraag { vooraf: Some(Gegeven::Naam), ..vraag("a", tekst()) };
    let form = formulier(vec![groep("een", vec![naam])]);
    let known = Bekend { naam: Some("Johanna de Vries".into()), ..Bekend::default() };
    // Whatever is sent along, what is known stands.
    let typed = ingevuld(&[("a", "Iemand anders")]);
    let s = stand(&form, &typed, &known);
    let answers = s.controleer().unwrap();
    assert_eq!(answers[0].waarde, Waarde::Tekst("Johanna de Vries".into()));
    assert_eq!(stand(&form, &typed, &Bekend::default()).controleer().unwrap()[0].waarde.tekst(), "Iemand anders");
}

#[test]
fn fields_of_other_questions_and_other_pages_are_left_alone() {
    let form = vertakt();
    let mut typed = ingevuld(&[("a", "y"), ("b", "oud"), ("g", "ja")]);
    let sent = [("a", "x"), ("g", ""), ("zomaar", "iets"), ("b.postcode", "1")];
    let sent: Vec<_> = sent.iter().map(|(n, w)| ((*n).to_owned(), (*w).to_owned())).collect();
    typed.vervang(&form.groepen[0].vragen[..1], &sent).unwrap();
    assert_eq!(typed, ingevuld(&[("a", "x"), ("b", "oud"), ("g", "ja")]));
    let much: Vec<_> = (0..300).map(|_| ("a".to_owned(), "x".repeat(1_000))).collect();
    assert!(typed.clone().vervang(&form.groepen[0].vragen, &much).is_err());
}

#[test]
fn rows_of_people_are_added_and_taken_out() {
    let mut typed =
        ingevuld(&[("p.0.naam", "An"), ("p.1.naam", "Bo"), ("p.1.geboortedatum", "2001-02-03"), ("p.zelf", "ja")]);
    typed.rij_erbij("p");
    assert_eq!(typed.rijen("p"), 3);
    typed.rij_weg("p", 0);
    assert_eq!((typed.rijen("p"), typed.get("p.0.naam"), typed.get("p.0.geboortedatum")), (2, "Bo", "2001-02-03"));
    assert_eq!(typed.get("p.zelf"), "ja");
}

/// Forms with branches, and anything typed in them.
fn forms() -> impl Strategy<Value = Formulier> {
    let question = (0usize..4, any::<bool>(), proptest::option::of((0usize..12, 0usize..3)));
    proptest::collection::vec(question, 1..12).prop_map(|questions| {
        let vragen: Vec<Vraag> = questions
            .iter()
            .enumerate()
            .map(|(n, (kind, verplicht, on))| {
                let soort = match kind {
                    0 => keuze(&["x", "y", "ja"]),
                    1 => Soort::JaNee,
                    2 => Soort::Adres,
                    _ => tekst(),
                };
                let toon_als = on
                    .filter(|(other, _)| *other < n && questions[*other].0 < 2)
                    .and_then(|(other, answer)| als(&format!("v{other}"), &[["x", "y", "ja"][answer]]));
                Vraag { verplicht: *verplicht, toon_als, ..vraag(&format!("v{n}"), soort) }
            })
            .collect();
        let pages = vragen.chunks(3).enumerate().map(|(n, part)| groep(&format!("g{n}"), part.to_vec()));
        formulier(pages.collect())
    })
}

fn anything() -> impl Strategy<Value = Invoer> {
    let name = prop_oneof![
        (0usize..12).prop_map(|n| format!("v{n}")),
        (0usize..12).prop_map(|n| format!("v{n}.postcode")),
        "[a-z.0-9]{0,8}",
    ];
    let value = prop_oneof![Just("x".to_owned()), Just("y".to_owned()), Just("ja".to_owned()), ".*"];
    proptest::collection::vec((name, value), 0..20).prop_map(|pairs| pairs.into_iter().collect())
}

proptest! {
    #[test]
    fn a_question_that_does_not_apply_is_neither_demanded_nor_sent(form in forms(), typed in anything()) {
        let none = Bekend::default();
        let s = stand(&form, &typed, &none);
        let applies = |code: &str| s.toont(form.vraag(code).unwrap().1);
        match s.controleer() {
            Ok(answers) => prop_assert!(answers.iter().all(|answer| s.toont(answer.vraag))),
            Err(wrong) => for fout in wrong.iter().flat_map(|(_, fouten)| fouten) {
                let code = fout.veld.split('.').next().unwrap();
                prop_assert!(applies(code), "{} is demanded", code);
            },
        }
    }

    #[test]
    fn what_is_hidden_changes_nothing(form in forms(), typed in anything()) {
        let none = Bekend::default();
        let s = stand(&form, &typed, &none);
        let mut shown = typed.clone();
        shown.beperk(&s.groepen().into_iter().flat_map(|groep| s.vragen(groep)).collect::<Vec<_>>());
        let again = stand(&form, &shown, &none);
        prop_assert_eq!(codes(&again), codes(&s));
        prop_assert_eq!(again.controleer(), s.controleer());
    }

    #[test]
    fn there_is_always_a_page_and_each_is_passed_once(form in forms(), typed in anything()) {
        let none = Bekend::default();
        let s = stand(&form, &typed, &none);
        let pages = s.groepen();
        let mut at = pages[0];
        let mut passed = 1;
        while let Some(next) = s.volgende(at) {
            prop_assert_eq!(s.vorige(next).map(|back| &back.code), Some(&at.code));
            at = next;
            passed += 1;
        }
        prop_assert_eq!(passed, pages.len());
    }
}
