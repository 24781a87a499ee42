//! The counters against an independent recount, the report against the counters, and the lists against the figures.

mod lijsten;
mod opvallend_tests;
mod terugbellen;
mod vaststellen;
mod voortgang;
mod wereld;

use std::collections::BTreeMap;

use kern::journaal::{einden, read_after};
use kern::volgers::{catch_up, herbouw};
use kern::{Reads, Volger, on_both_engines};
use registers::klantinteracties::klantcontact::Afhandeling;
use sea_query::Query;
use termijnen::Kwartaal;

use self::wereld::{Wereld, moment, table_of_counts};
use super::{
    Aandeel, Achter, Peil, Rapportdoelen, Regel, Tellingen, Terugbellen, compare_with_recount, contacten_achter,
    kwartaalrapport, kwartalen, onderwerpen, opvallend,
};

fn kwartaal(text: &str) -> Kwartaal {
    text.parse().unwrap()
}

/// What the counters say, without the zeros.
async fn counters(w: &Wereld) -> BTreeMap<[String; 5], i64> {
    counters_in(&w.bench.db).await
}

async fn counters_in(db: &impl Reads) -> BTreeMap<[String; 5], i64> {
    let mut counts = table_of_counts(db).await;
    counts.retain(|_, n| *n != 0);
    counts
}

on_both_engines! {
    async fn counters_equal_an_independent_recount(engine) {
        for seed in 1..=4 {
            let mut w = Wereld::new(engine, seed).await;
            for _ in 0..60 {
                w.random_step().await;
            }
            w.follow().await;
            assert_eq!(counters(&w).await, w.recount(), "seed {seed}");
            assert_eq!(compare_with_recount(&w.bench.db).await.unwrap(), [], "seed {seed}");
        }
    }

    async fn a_follower_that_runs_again_counts_nothing_twice(engine) {
        let mut w = Wereld::new(engine, 5).await;
        for _ in 0..20 {
            w.random_step().await;
            w.follow().await;
        }
        let once = counters(&w).await;
        catch_up(&w.bench.db, &w.bench.clock, &Tellingen).await.unwrap();
        assert_eq!(counters(&w).await, once);
        herbouw(&w.bench.db, &w.bench.clock, &Tellingen).await.unwrap();
        assert_eq!(counters(&w).await, once);
    }

    async fn a_replay_to_an_earlier_position_gives_what_stood_there(engine) {
        for seed in [11, 12] {
            let mut w = Wereld::new(engine, seed).await;
            let mut stood = Vec::new();
            for _ in 0..24 {
                w.random_step().await;
                w.follow().await;
                let at: Vec<_> = einden(&w.bench.db).await.unwrap().iter().map(|e| (e.organisatie, e.volgnummer)).collect();
                stood.push((at, counters(&w).await));
            }
            for (at, then) in stood {
                let tx = w.bench.db.begin().await.unwrap();
                for organisatie in [w.organisatie, w.other] {
                    Tellingen.leeg(&tx, organisatie).await.unwrap();
                    let to = at.iter().find(|(id, _)| *id == organisatie).map_or(0, |(_, number)| *number);
                    let mut told = read_after(&tx, organisatie, 0, 1_000).await.unwrap();
                    told.retain(|entry| entry.volgnummer <= to && Tellingen.soorten().iter().any(|kind| entry.heet(*kind)));
                    Tellingen.handle(&tx, &told).await.unwrap();
                }
                assert_eq!(counters_in(&tx).await, then, "seed {seed}, at {at:?}");
            }
        }
    }

    async fn the_report_of_an_earlier_place_is_what_it_was_then(engine) {
        for seed in [13, 14] {
            let mut w = Wereld::new(engine, seed).await;
            let (mut then, mut open) = (Vec::new(), Vec::new());
            for step in 0..40_i64 {
                w.bench.clock.set(moment("2026-03-30T08:00:00Z").plus_seconds(7_200 * step));
                if step % 2 == 0 {
                    w.random_callback_step(&mut open).await;
                } else {
                    w.random_step().await;
                }
                w.follow().await;
                let peil = Peil::nu(&w.bench.db, &w.may(), w.bench.clock.now()).await.unwrap();
                assert_eq!((peil.daarna, peil.ongeteld, w.bench.clock.now()), (0, 0, peil.op));
                then.push(w.report_at("2026-K1", peil).await);
            }
            assert!(then.iter().any(|report| report.terugbellen.te_laat > 0 && report.terugbellen.gehaald > 0), "seed {seed}");
            // Blocks are small in tests: most of these places lie within one.
            for report in then {
                assert_eq!(w.report_at("2026-K1", report.peil).await, report, "seed {seed}");
            }
        }
    }

    async fn a_recount_sees_what_the_follower_missed(engine) {
        let mut w = Wereld::new(engine, 6).await;
        w.contact("2026-08-03T09:00:00Z", "telefoon", Some("paspoort"), Afhandeling::DirectBeantwoord).await;
        w.follow().await;
        let tx = w.bench.db.begin().await.unwrap();
        tx.execute(&Query::delete().from_table("volgers").to_owned()).await.unwrap();
        tx.commit().await.unwrap();
        w.follow().await;
        let found = compare_with_recount(&w.bench.db).await.unwrap();
        assert_eq!(found.iter().map(|f| (f.geteld, f.werkelijk)).collect::<Vec<_>>(), [(2, 1); 4]);
    }

    async fn a_contact_on_new_years_eve_counts_in_the_old_year(engine) {
        let mut w = Wereld::new(engine, 7).await;
        // 23:30 on 31 December and 00:30 on 1 January in the Netherlands; both are 31 December in UTC.
        w.contact("2025-12-31T22:30:00Z", "telefoon", None, Afhandeling::Doorverbonden).await;
        w.contact("2025-12-31T23:30:00Z", "telefoon", None, Afhandeling::Doorverbonden).await;
        w.follow().await;
        for quarter in ["2025-K4", "2026-K1"] {
            let report = w.report(quarter).await;
            assert_eq!(report.totaal.aantal, 1, "{quarter}");
            let month = report.maanden.iter().find(|month| month.aantal == 1).unwrap();
            assert!(["2025-12", "2026-01"].contains(&month.maand.as_str()));
            assert_eq!(w.behind(quarter, &Achter::default()).await.len(), 1, "{quarter}");
        }
        assert_eq!(kwartalen(&w.bench.db, &w.may()).await.unwrap(), ["2026-K1", "2025-K4"].map(kwartaal));
    }

    async fn the_report_compares_with_the_quarter_and_the_year_before(engine) {
        let mut w = Wereld::new(engine, 8).await;
        for (day, n) in [("2025-07-01", 2), ("2026-05-06", 3), ("2026-08-04", 4)] {
            for i in 0..n {
                let kind = if i == 0 { Afhandeling::KlantBeltZelfTerug } else { Afhandeling::DirectBeantwoord };
                w.contact(&format!("{day}T10:0{i}:00Z"), "telefoon", Some("paspoort"), kind).await;
            }
        }
        w.follow().await;
        let report = w.report("2026-K3").await;
        assert_eq!((report.totaal.aantal, report.totaal.vorig, report.totaal.jaar_eerder), (4, Some(3), Some(2)));
        assert_eq!(report.onderwerpen, [Regel { sleutel: "paspoort".into(), ..report.totaal.clone() }]);
        let direct = &report.afhandeling[0];
        assert_eq!((direct.afhandeling, direct.nu.deel, direct.vorig.unwrap().deel, direct.jaar_eerder.unwrap().deel), (Afhandeling::DirectBeantwoord, 3, 2, 1));
        assert_eq!(direct.nu.procent(), Some(75.0));
        assert_eq!(report.teams[0].vorig_direct, Some(Aandeel { deel: 2, geheel: 3 }));
        let months: Vec<(&str, i64)> = report.maanden.iter().map(|m| (m.maand.as_str(), m.aantal)).collect();
        assert_eq!((months.len(), months[0], months[8], months[11]), (13, ("2025-09", 0), ("2026-05", 3), ("2026-08", 4)));
    }

    async fn a_quarter_that_was_not_counted_as_a_whole_is_not_compared_with(engine) {
        let mut w = Wereld::new(engine, 8).await;
        for day in ["2025-08-05", "2025-11-03", "2026-08-04"] {
            w.contact(&format!("{day}T10:00:00Z"), "telefoon", Some("paspoort"), Afhandeling::DirectBeantwoord).await;
        }
        w.follow().await;
        let whole = async |quarter: &str| {
            let report = w.report(quarter).await;
            let share = report.afhandeling[0];
            let rows = [&report.totaal, &report.onderwerpen[0]].map(|regel| (regel.vorig, regel.jaar_eerder));
            assert_eq!(rows[0].0.is_some(), rows[1].0.is_some());
            assert_eq!((share.vorig.is_some(), share.jaar_eerder.is_some()), (rows[0].0.is_some(), rows[0].1.is_some()));
            assert_eq!(report.teams[0].vorig_direct.is_some(), report.terugbellen_vorig.is_some());
            (report.totaal.aantal, rows[0].0, rows[0].1)
        };
        // Counting began in August 2025, in the middle of a quarter.
        assert_eq!(whole("2025-K4").await, (1, None, None));
        assert_eq!(whole("2026-K3").await, (1, Some(0), None));
        let report = w.report("2026-K3").await;
        assert_eq!(report.geteld_vanaf, Some(jiff::civil::date(2025, 8, 5)));
        assert_eq!(["2025-K3", "2025-K4", "2026-K3"].map(|quarter| report.is_heel(kwartaal(quarter))), [false, true, true]);
    }

    async fn another_organisation_sees_nothing_of_it(engine) {
        let mut w = Wereld::new(engine, 9).await;
        w.contact("2026-08-03T09:00:00Z", "telefoon", Some("paspoort"), Afhandeling::DirectBeantwoord).await;
        w.callback("2026-08-03T09:00:00Z", "2026-08-04T15:00:00Z").await;
        w.follow().await;
        let other = kern::Authorised::program(w.other);
        let peil = Peil::nu(&w.bench.db, &other, moment("2026-11-23T09:00:00Z")).await.unwrap();
        let report = kwartaalrapport(&w.bench.db, &other, kwartaal("2026-K3"), peil).await.unwrap();
        assert_eq!((report.totaal.aantal, report.teams.len(), report.terugbellen), (0, 0, Terugbellen::default()));
        assert_eq!(kwartalen(&w.bench.db, &other).await.unwrap(), []);
        let other = kern::Authorised::program(w.other);
        assert!(onderwerpen(&w.bench.db, &other, kwartaal("2026-K3")).await.unwrap().is_empty());
        let other = kern::Authorised::program(w.other);
        let all = Achter::default();
        let behind = contacten_achter(&w.bench.db, &other, kwartaal("2026-K3"), &all, None, 10).await.unwrap();
        assert!(behind.rows.is_empty());
    }

    async fn a_quarter_without_contacts_is_an_empty_report(engine) {
        let w = Wereld::new(engine, 10).await;
        let report = w.report("2026-K3").await;
        assert_eq!((report.totaal.aantal, report.kanalen.len(), report.maanden.len()), (0, 0, 13));
        assert!(report.afhandeling.iter().all(|row| row.nu.procent().is_none()));
        assert_eq!(opvallend(&report, &Rapportdoelen::default(), false), []);
    }
}
