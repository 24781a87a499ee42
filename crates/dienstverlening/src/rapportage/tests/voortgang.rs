//! How far goals were reached: counted from the journal, or entered by somebody; at any place.

use std::collections::BTreeMap;

use kern::{Error, Handeling, Result, on_both_engines};
use registers::klantinteracties::klantcontact::Afhandeling;

use super::super::{
    Aandeel, GEHEEL, Geschreven, Indicator, Invoer, Kader, Oordeel, Peil, Periode, Stand, Teamcodes, Tekstveld, Velden,
    Voorstel, Voortgang, Waarde, Wanneer, bij_elkaar, ingevuld, invullen, jaarverschillen, schrijven, teksten,
    vastgesteld, vaststellen, voortgang,
};
use super::kwartaal;
use super::wereld::{Wereld, moment};
use crate::inrichten::{Doelen, Eenheid, Outputindicator, Raaddoel, in_tienden};

fn indicator(code: &str, meet: Option<Indicator>, streven: Option<i64>) -> Outputindicator {
    Outputindicator {
        code: code.into(),
        naam: code.into(),
        meet,
        team: None,
        kanaal: None,
        eenheid: if meet == Some(Indicator::Contacten) { Eenheid::Aantal } else { Eenheid::Procent },
        hoogstens: false,
        streven: streven.into_iter().map(|value| (2026, value)).collect(),
    }
}

fn goal(indicatoren: Vec<Outputindicator>) -> Raaddoel {
    let text = String::new;
    Raaddoel { code: "doel".into(), bouwsteen: text(), naam: text(), doelstelling: text(), indicatoren }
}

async fn report(w: &Wereld, doel: &Raaddoel, peil: Option<Peil>) -> Voortgang {
    let teams: Teamcodes = BTreeMap::from([("kcc".to_owned(), w.teams[0]), ("afval".to_owned(), w.teams[1])]);
    let now = Peil::nu(&w.bench.db, &w.may(), w.bench.clock.now()).await.unwrap();
    let asked = (2026, std::slice::from_ref(doel), &teams);
    voortgang(&w.bench.db, &w.may(), asked, peil.unwrap_or(now)).await.unwrap()
}

/// What stands there of the only goal.
async fn standen(w: &Wereld, doel: &Raaddoel) -> Vec<Stand> {
    report(w, doel, None).await.doelen.remove(0).standen
}

fn share(deel: i64, geheel: i64) -> Waarde {
    Waarde::Aandeel(Aandeel { deel, geheel })
}

#[test]
fn a_value_is_read_as_people_write_it() {
    for (text, tenths) in [("65", 650), ("8,2", 82), ("8.2", 82), ("0", 0), ("100,0", 1_000)] {
        assert_eq!(in_tienden(text), Some(tenths), "{text}");
    }
    for wrong in ["", "-1", "8,25", "8,", ",5", "acht", "1e3", "1.000,0", "9999999999", "٣"] {
        assert_eq!(in_tienden(wrong), None, "{wrong}");
    }
}

on_both_engines! {
    async fn goals_are_held_against_what_was_counted(engine) {
        use Afhandeling::{DirectBeantwoord as Direct, Doorverbonden, KlantBeltZelfTerug as Zelf};
        let mut w = Wereld::new(engine, 31).await;
        w.bench.clock.set(moment("2026-08-10T08:00:00Z"));
        for (at, channel, how) in [
            ("2025-01-02T09:00:00Z", "balie", Doorverbonden),
            ("2025-12-31T22:30:00Z", "telefoon", Direct),
            ("2025-12-31T23:30:00Z", "telefoon", Direct),
            ("2026-03-02T09:00:00Z", "balie", Direct),
            ("2026-03-02T09:10:00Z", "balie", Zelf),
            ("2026-07-02T09:00:00Z", "telefoon", Direct),
        ] {
            w.contact(at, channel, None, how).await;
        }
        w.follow().await;
        let goal = goal(vec![
            indicator("direct", Some(Indicator::DirectBeantwoord), Some(760)),
            Outputindicator { hoogstens: true, ..indicator("zelf", Some(Indicator::KlantBeltZelfTerug), Some(250)) },
            indicator("alle", Some(Indicator::Contacten), Some(50)),
            Outputindicator { kanaal: Some("balie".into()), ..indicator("balie", Some(Indicator::Contacten), None) },
            Outputindicator { team: Some("afval".into()), ..indicator("afval", Some(Indicator::DirectBeantwoord), Some(10)) },
            Outputindicator { team: Some("weg".into()), ..indicator("weg", Some(Indicator::Contacten), None) },
            indicator("terug", Some(Indicator::OpTijdTeruggebeld), None),
            indicator("ingevuld", None, Some(800)),
        ]);
        let found = standen(&w, &goal).await;
        let reached: Vec<(Waarde, Waarde, Option<Oordeel>)> =
            found.iter().map(|stand| (stand.bereikt, stand.vorig, stand.oordeel)).collect();
        assert_eq!(
            reached,
            [
                // 75 of 76: almost. A target that is the most there may be is reached at just that.
                (share(3, 4), share(1, 2), Some(Oordeel::Bijna)),
                (share(1, 4), share(0, 2), Some(Oordeel::Gehaald)),
                (Waarde::Aantal(4), Waarde::Aantal(2), None),
                (Waarde::Aantal(2), Waarde::Aantal(1), None),
                (share(0, 0), share(0, 0), None),
                (Waarde::Aantal(0), Waarde::Aantal(0), None),
                (share(0, 0), share(0, 0), None),
                (Waarde::Onbekend, Waarde::Onbekend, None),
            ]
        );
        // Quarters that have not begun are no figure.
        let direct: Vec<_> = found[0].reeks.clone();
        assert_eq!(direct, [("2026-K1", share(2, 3)), ("2026-K2", share(0, 0)), ("2026-K3", share(1, 1))].map(|(q, v)| (kwartaal(q), v)));
        assert_eq!(found[7].reeks, []);
    }

    async fn a_year_that_was_counted_in_part_is_not_compared_with(engine) {
        let mut w = Wereld::new(engine, 32).await;
        w.bench.clock.set(moment("2026-08-10T08:00:00Z"));
        for at in ["2025-02-03T09:00:00Z", "2026-02-03T09:00:00Z"] {
            w.contact(at, "telefoon", None, Afhandeling::DirectBeantwoord).await;
        }
        w.follow().await;
        let goal = goal(vec![indicator("alle", Some(Indicator::Contacten), None)]);
        let found = standen(&w, &goal).await.remove(0);
        assert_eq!((found.bereikt, found.vorig), (Waarde::Aantal(1), Waarde::NietHeel));
        // Of the year in which counting began: what was counted, of the quarters that were, and no word about the target.
        let goal = self::goal(vec![Outputindicator { streven: [(2025, 10)].into(), ..indicator("alle", Some(Indicator::Contacten), None) }]);
        let teams = Teamcodes::new();
        let peil = Peil::nu(&w.bench.db, &w.may(), w.bench.clock.now()).await.unwrap();
        let of = async |jaar| voortgang(&w.bench.db, &w.may(), (jaar, std::slice::from_ref(&goal), &teams), peil).await.unwrap();
        let first = of(2025).await;
        let told: Vec<Waarde> = first.doelen[0].standen[0].reeks.iter().map(|(_, value)| *value).collect();
        assert_eq!(told, [Waarde::NietHeel, Waarde::Aantal(0), Waarde::Aantal(0), Waarde::Aantal(0)]);
        assert_eq!((first.doelen[0].standen[0].oordeel, first.geteld_vanaf), (None, Some(jiff::civil::date(2025, 2, 3))));
        assert_eq!(of(2026).await.geteld_vanaf, None);
    }

    async fn what_is_entered_counts_from_there_on_and_not_before(engine) {
        let w = Wereld::new(engine, 33).await;
        w.bench.clock.set(moment("2026-08-10T08:00:00Z"));
        let manager = w.manager().await;
        let goal = goal(vec![
            indicator("cijfer", None, Some(80)),
            indicator("ander", None, None),
            indicator("direct", Some(Indicator::DirectBeantwoord), None),
        ]);
        let enter = async |waarde: &str, versie: i64| -> Result<()> {
            let invoer = Invoer { jaar: 2026, indicator: "cijfer".into(), waarde: waarde.into(), bron: "Onderzoek".into(), versie };
            let handeling = Handeling { op: w.bench.clock.now(), ..manager.clone() };
            invullen(&w.bench.db, &w.bench.ids, (&w.may(), &handeling), std::slice::from_ref(&goal), &invoer).await?;
            w.follow().await;
            Ok(())
        };
        let mut then = Vec::new();
        for (waarde, versie, tenths) in [("7,9", 0, 79), ("8,2", 1, 82), ("0", 2, 0)] {
            enter(waarde, versie).await.unwrap();
            // The same again is one value.
            enter(waarde, versie).await.unwrap();
            let now = report(&w, &goal, None).await;
            assert_eq!(now.doelen[0].standen[0].bereikt, Waarde::Tienden(tenths));
            assert_eq!(now.doelen[0].standen[1].bereikt, Waarde::Onbekend);
            then.push(now);
        }
        for was in then {
            assert_eq!(report(&w, &goal, Some(was.peil)).await, was);
        }
        let late = enter("5", 2).await.unwrap_err();
        assert!(matches!(&late, Error::Conflict(wrong) if wrong.code == "indicator-intussen-ingevuld"), "{late}");
        let known = ingevuld(&w.bench.db, &w.may(), 2026).await.unwrap();
        let known: Vec<_> = known.iter().map(|value| (value.tienden, value.versie, value.ingevuld_door.as_str())).collect();
        assert_eq!(known, [(0, 3, "E. Stolk")]);
        assert!(ingevuld(&w.bench.db, &kern::Authorised::program(w.other), 2026).await.unwrap().is_empty());
    }

    async fn an_established_year_keeps_its_goals_words_and_figures(engine) {
        let mut w = Wereld::new(engine, 35).await;
        w.bench.clock.set(moment("2027-01-12T08:00:00Z"));
        let manager = w.manager().await;
        for at in ["2026-01-02T09:00:00Z", "2026-01-02T09:10:00Z"] {
            w.contact(at, "balie", None, Afhandeling::DirectBeantwoord).await;
        }
        w.follow().await;
        let goals = vec![goal(vec![indicator("direct", Some(Indicator::DirectBeantwoord), Some(800))])];
        let write = async |text: &str, versie| {
            let velden = Velden::from([(Tekstveld::Bereikt, text.to_owned())]);
            let written = Geschreven { jaar: 2026, onderdeel: "doel".into(), velden, versie };
            let who = (manager.medewerker.unwrap(), w.bench.clock.now());
            schrijven(&w.bench.db, &w.bench.ids, &w.may(), who, (&goals, &written)).await
        };
        write("Het ging goed.", 0).await.unwrap();
        let establish = async |teksten, versie| {
            let peil = Peil::nu(&w.bench.db, &w.may(), w.bench.clock.now()).await.unwrap();
            let voorstel = Voorstel {
                periode: Periode::Jaar(2026),
                versie,
                volgnummer: peil.volgnummer,
                op: peil.op,
                teksten,
                toelichting: "Klaar.".into(),
            };
            let handeling = Handeling { op: w.bench.clock.now(), ..manager.clone() };
            let kader = Kader::van_jaar(Doelen::default(), goals.clone(), &Teamcodes::new());
            vaststellen(&w.bench.db, &w.bench.ids, (&w.may(), &handeling), &voorstel, kader).await
        };
        // Who saw no words yet does not establish these.
        let unseen = establish(0, 1).await.unwrap_err();
        assert!(matches!(&unseen, Error::Conflict(wrong) if wrong.code == "rapport-teksten-veranderd"), "{unseen}");
        establish(1, 1).await.unwrap();
        let seen = report(&w, &goals[0], None).await;
        write("Het ging beter.", 1).await.unwrap();
        w.correct(0, Afhandeling::Doorverbonden).await;
        w.follow().await;
        let kept = vastgesteld(&w.bench.db, &w.may(), Periode::Jaar(2026)).await.unwrap().remove(0);
        assert_eq!((&kept.kader.raaddoelen, &kept.teksten["doel"][&Tekstveld::Bereikt]), (&goals, &"Het ging goed.".to_owned()));
        let peil = kept.peil(&w.bench.db, &w.may()).await.unwrap();
        let again = report(&w, &kept.kader.raaddoelen[0], Some(peil)).await;
        assert_eq!(again.doelen, seen.doelen);
        assert_eq!(again.doelen[0].standen[0].bereikt, share(2, 2));
        let now = report(&w, &goals[0], None).await;
        let found: Vec<_> = jaarverschillen(&again, &now).iter().map(|found| (found.wanneer, found.toen, found.nu)).collect();
        assert_eq!(
            found,
            [
                (Wanneer::Jaar(2026), share(2, 2), share(1, 2)),
                (Wanneer::Kwartaal(kwartaal("2026-K1")), share(2, 2), share(1, 2)),
            ]
        );
        assert_eq!(jaarverschillen(&again, &again), []);
        assert!(vastgesteld(&w.bench.db, &w.may(), Periode::Jaar(2025)).await.unwrap().is_empty());
    }

    async fn words_of_two_people_do_not_overwrite_each_other(engine) {
        let w = Wereld::new(engine, 36).await;
        let manager = w.manager().await;
        let goals = vec![goal(Vec::new())];
        let write = async |onderdeel: &str, veld, text: String, versie| {
            let written = Geschreven { jaar: 2026, onderdeel: onderdeel.into(), velden: Velden::from([(veld, text)]), versie };
            let who = (manager.medewerker.unwrap(), w.bench.clock.now());
            schrijven(&w.bench.db, &w.bench.ids, &w.may(), who, (&goals, &written)).await
        };
        let all = async || teksten(&w.bench.db, &w.may(), 2026).await.unwrap();
        write("doel", Tekstveld::Halen, "Ja.".into(), 0).await.unwrap();
        write("doel", Tekstveld::Halen, "Ja.".into(), 0).await.unwrap();
        write(GEHEEL, Tekstveld::Voorwoord, "Dit is het jaar.".into(), 0).await.unwrap();
        let late = write("doel", Tekstveld::Halen, "Nee.".into(), 0).await.unwrap_err();
        assert!(matches!(&late, Error::Conflict(wrong) if wrong.code == "tekst-intussen-bewaard"), "{late}");
        write("doel", Tekstveld::Halen, "Nee.".into(), 1).await.unwrap();
        let (words, stand) = bij_elkaar(&all().await, &[]);
        assert_eq!((words["doel"][&Tekstveld::Halen].as_str(), words[GEHEEL].len(), stand), ("Nee.", 1, 3));
        for (onderdeel, text, field, code) in [
            ("weg", "x".to_owned(), "onderdeel", "onbekende-keuze"),
            ("doel", "é".repeat(10_001), "halen", "rapport-toelichting-lang"),
        ] {
            let refused = write(onderdeel, Tekstveld::Halen, text, 2).await;
            let Err(Error::Invalid(wrong)) = refused else { panic!("{onderdeel}") };
            assert_eq!(wrong.iter().map(|wrong| (wrong.field, wrong.code)).collect::<Vec<_>>(), [(field, code)]);
        }
        assert!(teksten(&w.bench.db, &kern::Authorised::program(w.other), 2026).await.unwrap().is_empty());
    }

    async fn what_cannot_be_entered_is_refused(engine) {
        let w = Wereld::new(engine, 34).await;
        let manager = w.manager().await;
        let with = |eenheid| Outputindicator { eenheid, ..indicator(eenheid_code(eenheid), None, None) };
        let mut indicatoren: Vec<Outputindicator> = Eenheid::ALL.iter().map(|eenheid| with(*eenheid)).collect();
        indicatoren.push(indicator("geteld", Some(Indicator::Contacten), None));
        let goal = goal(indicatoren);
        let good = Invoer { jaar: 2026, indicator: "procent".into(), waarde: "75".into(), bron: "Telling".into(), versie: 0 };
        let wrong = |indicator: &str, waarde: &str, bron: &str, jaar| {
            Invoer { indicator: indicator.into(), waarde: waarde.into(), bron: bron.into(), jaar, ..good.clone() }
        };
        for (invoer, said) in [
            (wrong("procent", "101", "x", 2026), vec![("waarde", "indicator-geen-procent")]),
            (wrong("cijfer", "10,1", "x", 2026), vec![("waarde", "indicator-geen-cijfer")]),
            (wrong("aantal", "12,5", "x", 2026), vec![("waarde", "indicator-geen-aantal")]),
            (wrong("procent", "", " ", 2026), vec![("waarde", "indicator-geen-procent"), ("bron", "verplicht")]),
            (wrong("procent", "75", &"x".repeat(201), 2026), vec![("bron", "te-lang")]),
            (wrong("procent", "75", "x", 1999), vec![("jaar", "ongeldige-waarde")]),
            (wrong("procent", "75", "x", 2099), vec![("jaar", "jaar-komt-nog")]),
            (wrong("geteld", "75", "x", 2026), vec![("indicator", "onbekende-keuze")]),
            (wrong("onbekend", "75", "x", 2026), vec![("indicator", "onbekende-keuze")]),
        ] {
            let refused = invullen(&w.bench.db, &w.bench.ids, (&w.may(), &manager), std::slice::from_ref(&goal), &invoer).await;
            let Err(Error::Invalid(found)) = refused else { panic!("{invoer:?}") };
            assert_eq!(found.iter().map(|wrong| (wrong.field, wrong.code)).collect::<Vec<_>>(), said, "{invoer:?}");
        }
        assert!(ingevuld(&w.bench.db, &w.may(), 2026).await.unwrap().is_empty());
    }
}

fn eenheid_code(eenheid: Eenheid) -> &'static str {
    eenheid.code()
}
