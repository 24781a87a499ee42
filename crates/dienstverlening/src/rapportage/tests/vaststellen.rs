//! What was established comes out the same, whatever comes after; and what of it would be otherwise is told.

use std::collections::BTreeMap;

use kern::volgers::herbouw;
use kern::{Error, Handeling, Result, on_both_engines};
use registers::klantinteracties::klantcontact::Afhandeling;
use sea_query::Query;

use super::super::{
    Indicator, Kader, Kwartaalrapport, Naam, Onderdeel, Periode, Tellingen, Vastgesteld, Vastlegging, Voorstel, Waarde,
    vastgesteld, vaststellen, verschillen,
};
use super::kwartaal;
use super::wereld::{Wereld, moment};
use crate::inrichten::Doelen;

const DOELEN: Doelen =
    Doelen { direct_beantwoord: Some(65), klant_belt_zelf_terug: Some(12), teruggebeld_binnen_werkdag: None };

fn kader() -> Kader {
    Kader { doelen: DOELEN, ..Kader::default() }
}

fn as_seen(report: &Kwartaalrapport, versie: i64) -> Voorstel {
    Voorstel {
        periode: Periode::Kwartaal(report.kwartaal),
        versie,
        teksten: 0,
        volgnummer: report.peil.volgnummer,
        op: report.peil.op,
        toelichting: if versie > 1 { "Er was een fout.".into() } else { String::new() },
    }
}

async fn establish(w: &Wereld, manager: &Handeling, voorstel: &Voorstel) -> Result<()> {
    let handeling = Handeling { op: w.bench.clock.now(), ..manager.clone() };
    vaststellen(&w.bench.db, &w.bench.ids, (&w.may(), &handeling), voorstel, kader()).await
}

async fn established(w: &Wereld, quarter: &str) -> Vec<Vastgesteld> {
    vastgesteld(&w.bench.db, &w.may(), Periode::Kwartaal(kwartaal(quarter))).await.unwrap()
}

/// The report as it was established, computed again.
async fn again(w: &Wereld, report: &Vastgesteld) -> Kwartaalrapport {
    let peil = report.peil(&w.bench.db, &w.may()).await.unwrap();
    w.report_at(&report.voorstel.periode.code(), peil).await
}

/// Why it is refused.
fn codes(refused: Result<()>) -> Vec<&'static str> {
    match refused.unwrap_err() {
        Error::Invalid(wrong) => wrong.iter().map(|wrong| wrong.code).collect(),
        Error::Conflict(wrong) => vec![wrong.code],
        other => panic!("{other}"),
    }
}

/// What was established says by which version it was counted: raising one keeps the rule of the one before, and this test then says so.
#[test]
fn no_indicator_has_a_second_version_yet() {
    assert!(
        Indicator::ALL.iter().all(|indicator| indicator.versie() == 1),
        "does a report that was established come out by the first?"
    );
}

on_both_engines! {
    async fn an_established_report_comes_out_the_same_whatever_comes_after(engine) {
        for seed in [21, 22] {
            let mut w = Wereld::new(engine, seed).await;
            w.bench.clock.set(moment("2026-07-01T08:00:00Z"));
            let (manager, mut open) = (w.manager().await, Vec::new());
            for step in 0..40 {
                if step % 3 == 0 { w.random_callback_step(&mut open).await } else { w.random_step().await }
            }
            w.follow().await;
            let seen = w.report("2026-K1").await;
            establish(&w, &manager, &as_seen(&seen, 1)).await.unwrap();
            w.bench.clock.set(moment("2026-07-09T08:00:00Z"));
            for step in 0..40 {
                if step % 3 == 0 { w.random_callback_step(&mut open).await } else { w.random_step().await }
            }
            w.follow().await;
            let report = established(&w, "2026-K1").await.remove(0);
            let same = async |when: &str| {
                let again = again(&w, &report).await;
                assert_eq!(Kwartaalrapport { peil: seen.peil, ..again }, seen, "seed {seed}, {when}");
            };
            assert_ne!(w.report("2026-K1").await.totaal, seen.totaal, "seed {seed}");
            same("later").await;
            herbouw(&w.bench.db, &w.bench.clock, &Tellingen).await.unwrap();
            same("counted again").await;
            let tx = w.bench.db.begin().await.unwrap();
            tx.execute(&Query::delete().from_table("gebeurtenis_inhoud").to_owned()).await.unwrap();
            tx.commit().await.unwrap();
            herbouw(&w.bench.db, &w.bench.clock, &Tellingen).await.unwrap();
            same("with all that is personal forgotten").await;
        }
    }

    async fn what_is_established_says_by_what_and_by_whom(engine) {
        let mut w = Wereld::new(engine, 23).await;
        w.bench.clock.set(moment("2026-10-05T08:00:00Z"));
        let manager = w.manager().await;
        w.contact("2026-08-03T09:00:00Z", "telefoon", None, Afhandeling::DirectBeantwoord).await;
        w.follow().await;
        let voorstel = as_seen(&w.report("2026-K3").await, 1);
        establish(&w, &manager, &voorstel).await.unwrap();
        // Sent twice, it is one report.
        establish(&w, &manager, &voorstel).await.unwrap();
        let [report] = <[Vastgesteld; 1]>::try_from(established(&w, "2026-K3").await).unwrap();
        assert_eq!(report.voorstel, voorstel);
        assert_eq!((&report.kader, report.vastgesteld_door.as_str()), (&kader(), "E. Stolk"));
        assert_eq!(report.vastgesteld_op, w.bench.clock.now());
        assert_eq!(report.definities, Indicator::ALL.iter().map(|of| (*of, of.versie())).collect::<BTreeMap<_, _>>());
        assert!(established(&w, "2026-K2").await.is_empty());
        let other = kern::Authorised::program(w.other);
        assert!(vastgesteld(&w.bench.db, &other, Periode::Kwartaal(kwartaal("2026-K3"))).await.unwrap().is_empty());
    }

    async fn what_cannot_be_established_is_refused(engine) {
        let mut w = Wereld::new(engine, 24).await;
        w.bench.clock.set(moment("2026-10-05T08:00:00Z"));
        let manager = w.manager().await;
        w.contact("2026-08-03T09:00:00Z", "telefoon", None, Afhandeling::DirectBeantwoord).await;
        w.contact("2026-10-02T09:00:00Z", "telefoon", None, Afhandeling::DirectBeantwoord).await;
        let none = w.report("2026-K3").await;
        assert_eq!(codes(establish(&w, &manager, &as_seen(&none, 1)).await), ["rapport-wordt-geteld"]);
        w.follow().await;
        let seen = as_seen(&w.report("2026-K3").await, 1);
        let running = as_seen(&w.report("2026-K4").await, 1);
        let (first, op) = (seen.volgnummer - 2, seen.op);
        let too_long = Voorstel { toelichting: "é".repeat(5_001), ..seen.clone() };
        for (wrong, code) in [
            (running, "rapport-periode-loopt"),
            (Voorstel { volgnummer: first, ..seen.clone() }, "rapport-niet-gezien"),
            (Voorstel { volgnummer: seen.volgnummer + 1, ..seen.clone() }, "rapport-niet-gezien"),
            (Voorstel { op: op.plus_seconds(1), ..seen.clone() }, "rapport-niet-gezien"),
            (Voorstel { op: moment("2026-09-30T21:59:59Z"), ..seen.clone() }, "rapport-niet-gezien"),
            (too_long, "rapport-toelichting-lang"),
            (Voorstel { versie: 2, ..seen.clone() }, "rapport-waarom-opnieuw"),
            (Voorstel { versie: 2, toelichting: "Nieuw.".into(), ..seen.clone() }, "rapport-intussen-vastgesteld"),
        ] {
            assert_eq!(codes(establish(&w, &manager, &wrong).await), [code], "{wrong:?}");
        }
        assert!(established(&w, "2026-K3").await.is_empty());
        // The last second of the quarter is seen from its end on.
        establish(&w, &manager, &Voorstel { op: moment("2026-09-30T22:00:00Z"), ..seen.clone() }).await.unwrap();
        assert_eq!(codes(establish(&w, &manager, &seen).await), ["rapport-intussen-vastgesteld"]);
        establish(&w, &manager, &Voorstel { versie: 2, toelichting: "Nieuw.".into(), ..seen }).await.unwrap();
        let versions: Vec<i64> = established(&w, "2026-K3").await.iter().map(|report| report.voorstel.versie).collect();
        assert_eq!(versions, [2, 1]);
    }

    async fn what_would_be_otherwise_now_is_told_and_nothing_else(engine) {
        let mut w = Wereld::new(engine, 25).await;
        w.bench.clock.set(moment("2026-10-05T08:00:00Z"));
        for at in ["2026-08-03T09:00:00Z", "2026-08-03T09:10:00Z"] {
            w.contact(at, "telefoon", Some("paspoort"), Afhandeling::DirectBeantwoord).await;
        }
        w.follow().await;
        let seen = w.report("2026-K3").await;
        assert_eq!(verschillen(&seen, &seen), []);
        w.correct(1, Afhandeling::Doorverbonden).await;
        w.contact("2026-10-02T09:00:00Z", "balie", None, Afhandeling::Terugbelverzoek).await;
        w.follow().await;
        let now = w.report("2026-K3").await;
        let team = || Naam::Team(w.teams[0]);
        let [direct, passed_on] = [Afhandeling::DirectBeantwoord, Afhandeling::Doorverbonden].map(Naam::Afhandeling);
        let tenths = |waarde: Option<Waarde>| match waarde {
            Some(Waarde::Aantal(n)) => n,
            Some(Waarde::Aandeel(share)) => share.deel * 1_000 / share.geheel,
            other => panic!("{other:?}"),
        };
        let told: Vec<_> = verschillen(&seen, &now)
            .into_iter()
            .map(|found| (found.onderdeel, found.naam, tenths(found.toen), tenths(found.nu)))
            .collect();
        assert_eq!(
            told,
            [
                (Onderdeel::Onderwerpen, Naam::Product("paspoort".into()), 1_000, 500),
                (Onderdeel::Afhandeling, direct.clone(), 2, 1),
                (Onderdeel::Afhandeling, direct, 1_000, 500),
                (Onderdeel::Afhandeling, passed_on.clone(), 0, 1),
                (Onderdeel::Afhandeling, passed_on, 0, 500),
                (Onderdeel::Teams, team(), 1_000, 500),
                (Onderdeel::Teams, team(), 0, 500),
            ]
        );
        let told = |report: &Kwartaalrapport| report.vastlegging.get(&Vastlegging::Rechtgezet).copied();
        assert_eq!((told(&seen), told(&now)), (None, Some(1)));
        // One more, taken back again: nothing but that it was told.
        w.contact("2026-09-29T09:00:00Z", "balie", Some("rijbewijs"), Afhandeling::Terugbelverzoek).await;
        w.withdraw().await;
        w.follow().await;
        let later = w.report("2026-K3").await;
        assert_eq!(verschillen(&now, &later), []);
        assert_eq!(later.vastlegging.get(&Vastlegging::Teruggenomen), Some(&1));
        w.contact("2026-09-29T09:00:00Z", "balie", Some("rijbewijs"), Afhandeling::Terugbelverzoek).await;
        w.follow().await;
        let added = verschillen(&later, &w.report("2026-K3").await);
        let new = added.iter().find(|found| found.naam == Naam::Product("rijbewijs".into())).unwrap();
        assert_eq!((new.toen, new.nu), (None, Some(Waarde::Aantal(1))));
    }
}
