//! The list behind every figure sums to that figure, and walks an index.

use kern::database::Engine;
use kern::on_both_engines;
use kern::paging::After;
use kern::testhulp::plan;
use registers::klantinteracties::klantcontact::Afhandeling;

use super::super::tellingen::Maat;
use super::super::{Achter, AchterVerzoeken, Belofte, Uur, contacten, onderwerpen, peil, verzoeken};
use super::kwartaal;
use super::wereld::{Wereld, moment};

const QUARTERS: [&str; 4] = ["2025-K4", "2026-K1", "2026-K2", "2026-K3"];

async fn length(w: &Wereld, quarter: &str, achter: Achter) -> i64 {
    i64::try_from(w.behind(quarter, &achter).await.len()).unwrap()
}

on_both_engines! {
    async fn the_list_behind_every_figure_sums_to_it(engine) {
        let mut w = Wereld::new(engine, 31).await;
        for _ in 0..120 {
            w.random_step().await;
        }
        w.follow().await;
        for quarter in QUARTERS {
            let report = w.report(quarter).await;
            assert_eq!(length(&w, quarter, Achter::default()).await, report.totaal.aantal, "{quarter}");
            for row in report.kanalen {
                let achter = Achter { kanaal: Some(row.sleutel), ..Achter::default() };
                assert_eq!(length(&w, quarter, achter).await, row.aantal, "{quarter}");
            }
            for row in report.onderwerpen {
                let achter = Achter { onderwerp: Some(row.sleutel), ..Achter::default() };
                assert_eq!(length(&w, quarter, achter).await, row.aantal, "{quarter}");
            }
            for row in report.themas {
                let achter = Achter { thema: Some(row.sleutel), ..Achter::default() };
                assert_eq!(length(&w, quarter, achter).await, row.aantal, "{quarter}");
            }
            for row in report.redenen {
                let achter = Achter { reden: Some(row.sleutel), ..Achter::default() };
                assert_eq!(length(&w, quarter, achter).await, row.aantal, "{quarter}");
            }
            for row in report.klantgroepen {
                let achter = Achter { klantgroep: Some(row.sleutel), ..Achter::default() };
                assert_eq!(length(&w, quarter, achter).await, row.aantal, "{quarter}");
            }
            for ((weekdag, uur), n) in &report.uren {
                let achter = Achter { uur: Some(Uur { weekdag: *weekdag, uur: *uur }), ..Achter::default() };
                assert_eq!(length(&w, quarter, achter).await, *n, "{quarter}");
            }
            for row in report.afhandeling {
                let achter = Achter { afhandeling: Some(row.afhandeling), ..Achter::default() };
                assert_eq!(length(&w, quarter, achter).await, row.nu.deel, "{quarter}");
            }
            for team in report.teams {
                for kind in Afhandeling::ALL.iter().copied() {
                    let achter = Achter { team: Some(team.team), afhandeling: Some(kind), ..Achter::default() };
                    assert_eq!(length(&w, quarter, achter).await, team.aandeel(kind).deel, "{quarter}");
                }
            }
        }
    }

    async fn how_often_a_subject_came_up_is_what_the_report_says(engine) {
        let mut w = Wereld::new(engine, 32).await;
        for _ in 0..40 {
            w.random_step().await;
        }
        w.follow().await;
        let used = onderwerpen(&w.bench.db, &w.may(), kwartaal("2026-K1")).await.unwrap();
        let report = w.report("2026-K1").await;
        assert!(!used.is_empty());
        for row in report.onderwerpen.iter().filter(|row| row.aantal > 0) {
            assert_eq!(used.get(&row.sleutel), Some(&row.aantal), "{}", row.sleutel);
        }
    }

    async fn no_figure_and_no_list_scans_a_table(engine) {
        let mut w = Wereld::new(engine, 33).await;
        if engine == Engine::Sqlite {
            // Without statistics SQLite guesses; PostgreSQL with statistics reads a small table whole.
            for _ in 0..40 {
                w.random_step().await;
            }
            let tx = w.bench.db.begin().await.unwrap();
            tx.analyze(["klantcontacten", "internetaken", "tellingen"]).await.unwrap();
            tx.commit().await.unwrap();
        }
        let after = After { key: "2026-08-01T00:00:00.000Z".into(), id: w.teams[0].uuid() };
        let team = Achter { team: Some(w.teams[0]), ..Achter::default() };
        let product = Achter { onderwerp: Some("paspoort".into()), ..Achter::default() };
        let quarter = kwartaal("2026-K3");
        for (achter, index) in [
            (Achter::default(), "klantcontacten_tijd"),
            (team, "klantcontacten_team"),
            (product, "klantcontacten_product"),
        ] {
            let plan = plan(&w.bench.db, &contacten::select(&w.may(), quarter, &achter, Some(&after), 50)).await;
            let index = if engine == Engine::Sqlite { index } else { "Index" };
            assert!(plan.contains(index) && !plan.contains("TEMP B-TREE") && !plan.contains("Seq Scan"), "{plan}");
        }
        let now = moment("2026-11-23T09:00:00Z");
        for belofte in [None, Some(Belofte::TeLaat)] {
            let achter = AchterVerzoeken { team: None, belofte };
            let list = verzoeken::select(&w.may(), quarter, achter, now, Some(&after), 50);
            let plan = plan(&w.bench.db, &list).await;
            let index = if engine == Engine::Sqlite { "internetaken_tijd" } else { "Index" };
            assert!(plan.contains(index) && !plan.contains("TEMP B-TREE") && !plan.contains("Seq Scan"), "{plan}");
        }
        for query in [
            peil::tellingen(w.organisatie, &[Maat::Team, Maat::Kanaal], &[quarter], Some(7)),
            peil::eerste_dagen(w.organisatie, None, 1),
        ] {
            let plan = plan(&w.bench.db, &query).await;
            let by_key = ["USING PRIMARY KEY", "sqlite_autoindex_tellingen", "Index"].iter().any(|key| plan.contains(key));
            assert!(by_key && !plan.contains("Seq Scan"), "{plan}");
        }
    }
}
