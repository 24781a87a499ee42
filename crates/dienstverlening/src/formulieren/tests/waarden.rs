//! Answers, right and wrong.

use proptest::prelude::*;

use super::*;
use crate::formulieren::stand::Fout;
use crate::formulieren::waarde::Persoon;
use crate::formulieren::{Dag, Gegeven, Waarde};

/// What a single question makes of what was typed.
fn antwoord(soort: Soort, typed: &[(&str, &str)]) -> Result<Option<String>, Vec<(String, &'static str)>> {
    let form = formulier(vec![groep("een", vec![Vraag { verplicht: false, ..vraag("q", soort) }])]);
    let (typed, none) = (ingevuld(typed), Bekend::default());
    let read = stand(&form, &typed, &none).lees(&form.groepen[0].vragen[0]);
    read.map(|value| value.map(|value| value.tekst()))
        .map_err(|all| all.into_iter().map(|f| (f.veld, f.code)).collect())
}

fn code(soort: Soort, typed: &str) -> &'static str {
    match antwoord(soort, &[("q", typed)]) {
        Err(fouten) => fouten[0].1,
        Ok(value) => panic!("{typed:?} became {value:?}"),
    }
}

fn is(soort: Soort, typed: &str, value: &str) {
    assert_eq!(antwoord(soort, &[("q", typed)]), Ok(Some(value.to_owned())), "{typed:?}");
}

#[test]
fn texts_have_a_length_and_can_have_a_pattern() {
    is(tekst(), "  hoi ", "hoi");
    assert_eq!(code(tekst(), &"é".repeat(21)), "te-lang");
    assert_eq!(code(tekst(), "a\nb"), "tekens");
    is(Soort::LangeTekst { max: 10 }, "a\r\nb", "a\nb");
    let pattern =
        || Soort::Tekst { max: 20, patroon: vec!["AA-999".into()], melding: "Zo niet".into(), melding_en: "No".into() };
    is(pattern(), "ab-123", "ab-123");
    for wrong in ["ab-12", "ab-1234", "12-abc", "éé-123"] {
        assert_eq!(code(pattern(), wrong), "patroon", "{wrong}");
    }
}

#[test]
fn dates_are_read_as_people_and_browsers_write_them() {
    let any = || Soort::Datum { vroegst: None, laatst: None };
    for typed in ["2026-11-23", "23-11-2026", "23/11/2026", "23.11.2026"] {
        is(any(), typed, "2026-11-23");
    }
    for wrong in ["2026-02-30", "11-23-2026", "1-1-26", "gisteren", "2026-11-23T10:00", "9999-99-99"] {
        assert_eq!(code(any(), wrong), "datum", "{wrong}");
    }
    let soon = || Soort::Datum { vroegst: Some(Dag::Vandaag(-5)), laatst: Some(Dag::Vandaag(28)) };
    is(soon(), "2026-11-18", "2026-11-18");
    assert_eq!(code(soon(), "2026-11-17"), "datum-vroeg");
    assert_eq!(code(soon(), "2026-12-22"), "datum-laat");
}

#[test]
fn numbers_and_amounts_have_limits() {
    let number = || Soort::Getal { min: 1, max: 10 };
    is(number(), "10", "10");
    assert_eq!([code(number(), "0"), code(number(), "11"), code(number(), "tien")], ["te-klein", "te-groot", "getal"]);
    let amount = || Soort::Bedrag { min: 0, max: 2_000 };
    is(amount(), "€ 1.250,50", "1250,50");
    is(amount(), "2000", "2000,00");
    assert_eq!(code(amount(), "2000,01"), "te-groot");
    for wrong in ["-5", "1,5", "1,234", "een euro", "1e3", "999999999999999999"] {
        assert_eq!(code(amount(), wrong), "bedrag", "{wrong}");
    }
}

#[test]
fn what_a_person_is_known_by_is_checked() {
    is(Soort::Kenteken, "h214kt", "H-214-KT");
    assert_eq!(code(Soort::Kenteken, "H-2145-T"), "kenteken");
    is(Soort::Telefoon, "06 12 34 56 78", "0612345678");
    assert_eq!(code(Soort::Telefoon, "12"), "telefoon");
    is(Soort::Bsn, "9999 00 018", "999900018");
    assert_eq!([code(Soort::Bsn, "123"), code(Soort::Bsn, "999900019")], ["bsn-cijfers", "bsn-elfproef"]);
    is(Soort::EMail, "\u{202a}J@Bücher.example", "J@xn--bcher-kva.example");
    assert_eq!([code(Soort::EMail, "josé@example.nl"), code(Soort::EMail, "j@example")], ["e-mail-letters", "e-mail"]);
}

#[test]
fn choices_are_among_the_options() {
    is(keuze(&["x", "y"]), "y", "Y");
    assert_eq!(code(keuze(&["x", "y"]), "z"), "kies");
    is(Soort::JaNee, "nee", "nee");
    assert_eq!(code(Soort::Verklaring, "nee"), "verklaring");
    let Soort::Keuze { opties } = keuze(&["x", "y", "z"]) else { unreachable!() };
    let several = || Soort::Meerkeuze { opties: opties.clone() };
    assert_eq!(antwoord(several(), &[("q", "z"), ("q", "x"), ("q", "x")]), Ok(Some("X, Z".into())));
    assert_eq!(antwoord(several(), &[("q", "z"), ("q", "q")]), Err(vec![("q".into(), "kies")]));
}

#[test]
fn an_address_is_whole_or_not_there() {
    let typed = [("q.postcode", "9999 aa"), ("q.huisnummer", "12"), ("q.toevoeging", "A")];
    assert_eq!(antwoord(Soort::Adres, &typed), Ok(Some("9999 AA 12 A".into())));
    assert_eq!(antwoord(Soort::Adres, &[]), Ok(None));
    let wrong = antwoord(Soort::Adres, &[("q.postcode", "99"), ("q.huisnummer", "0")]).unwrap_err();
    assert_eq!(wrong, [("q.postcode".into(), "postcode"), ("q.huisnummer".into(), "huisnummer")]);
}

#[test]
fn a_place_is_words_or_a_point_in_the_country() {
    assert_eq!(antwoord(Soort::Locatie, &[("q.plek", "Bij de brug")]), Ok(Some("Bij de brug".into())));
    let point = [("q.breedte", "52,1"), ("q.lengte", "5.1")];
    assert_eq!(antwoord(Soort::Locatie, &point), Ok(Some("52.100000, 5.100000".into())));
    for wrong in [
        [("q.breedte", "0"), ("q.lengte", "0")],
        [("q.breedte", "NaN"), ("q.lengte", "5")],
        [("q.breedte", "inf"), ("q.lengte", "")],
    ] {
        assert!(antwoord(Soort::Locatie, &wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn people_are_read_row_by_row_and_the_applicant_can_be_one() {
    let q = Vraag { vooraf: Some(Gegeven::Zelf), ..vraag("q", Soort::Personen { max: 2 }) };
    let form = formulier(vec![groep("een", vec![q])]);
    let me = Bekend { naam: Some("Johanna".into()), geboortedatum: Some(date(1984, 3, 12)), ..Bekend::default() };
    let read =
        |pairs: &[(&str, &str)], who: &Bekend| stand(&form, &ingevuld(pairs), who).lees(&form.groepen[0].vragen[0]);
    let child = [("q.zelf", "ja"), ("q.0.naam", ""), ("q.1.naam", "Bo"), ("q.1.geboortedatum", "2015-01-02")];
    let Ok(Some(Waarde::Personen(people))) = read(&child, &me) else { panic!() };
    let bo = Persoon { naam: "Bo".into(), geboortedatum: Some(date(2015, 1, 2)), zelf: false };
    assert_eq!(people, [Persoon { naam: "Johanna".into(), geboortedatum: me.geboortedatum, zelf: true }, bo]);
    // A visitor is nobody we know.
    assert_eq!(read(&[("q.zelf", "ja")], &Bekend::default()), Err(vec![Fout::new("q", "personen-geen")]));
    let half = read(&[("q.0.naam", "Bo"), ("q.1.geboortedatum", "2999-01-01")], &me).unwrap_err();
    let fields: Vec<_> = half.iter().map(|fout| (fout.veld.as_str(), fout.code)).collect();
    assert_eq!(
        fields,
        [
            ("q.0.geboortedatum", "persoon-geboortedatum"),
            ("q.1.naam", "persoon-naam"),
            ("q.1.geboortedatum", "persoon-geboortedatum")
        ]
    );
    let three: Vec<(String, String)> = (0..3)
        .flat_map(|n| {
            [(format!("q.{n}.naam"), "x".to_owned()), (format!("q.{n}.geboortedatum"), "2001-01-01".to_owned())]
        })
        .collect();
    let three: Vec<(&str, &str)> = three.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(read(&three, &me), Err(vec![Fout::new("q", "personen-te-veel").detail(2)]));
}

proptest! {
    #[test]
    fn nothing_typed_makes_it_panic(kind in 0usize..12, part in "(|\\.postcode|\\.huisnummer|\\.0\\.naam|\\.19\\.geboortedatum|\\.breedte)", typed in ".*") {
        let kinds = [tekst(), Soort::LangeTekst { max: 5 }, keuze(&["x", "y"]), Soort::JaNee, Soort::Datum { vroegst: Some(Dag::Vandaag(0)), laatst: None },
            Soort::Getal { min: 0, max: 9 }, Soort::Bedrag { min: 0, max: i64::MAX }, Soort::Adres, Soort::EMail, Soort::Personen { max: 3 }, Soort::Locatie, Soort::Kenteken];
        let _ = antwoord(kinds[kind].clone(), &[(&format!("q{part}"), &typed)]);
    }
}
