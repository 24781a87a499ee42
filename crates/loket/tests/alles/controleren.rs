//! `loket controleren`: each kind of damage is found, and said with how to mend it.

use kern::database::Engine;
use kern::testhulp::{Bench, bench};
use kern::{Tx, on_both_engines, volgers};
use loket::Voortgang;
use loket::controle::{self, Bevinding};
use loket::demo::{self, Schets};
use loket::instellingen::Instellingen;
use sea_query::{Expr, ExprTrait, Query};

async fn filled(engine: Engine) -> Bench {
    let bench = bench(engine, &loket::migraties()).await;
    let schets = Schets { contacten: 60, personen: 5, ..Schets::new(3, bench.clock.now(), 0.01) };
    demo::vul(&bench.db, &demo::elsdrecht(), &schets, &Voortgang::silent()).await.unwrap();
    bench
}

/// What is wrong after this was done behind the program's back.
async fn after(bench: &Bench, damage: impl AsyncFnOnce(&Tx)) -> Vec<String> {
    let tx = bench.db.begin().await.unwrap();
    damage(&tx).await;
    tx.commit().await.unwrap();
    let found = controle::database(&bench.db, bench.clock.now()).await.unwrap();
    found.into_iter().filter(Bevinding::is_mis).map(|finding| finding.to_string()).collect()
}

on_both_engines! {
    async fn a_count_that_is_off_is_found(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| {
            let wrong = Query::update()
                .table("tellingen")
                .value("aantal", 99)
                .and_where(Expr::col("maat").eq("kanaal"))
                .and_where(Expr::col("sleutel").eq("post"))
                .to_owned();
            assert!(tx.execute(&wrong).await.unwrap() > 0);
        })
        .await;
        assert!(found.len() == 1 && found[0].contains("telling kanaal post"), "{found:?}");
    }

    async fn a_changed_journal_is_found(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| {
            let wrong =
                Query::update().table("gebeurtenissen").value("doel", "anders").and_where(Expr::col("volgnummer").eq(9)).to_owned();
            tx.execute(&wrong).await.unwrap();
        })
        .await;
        assert!(found.len() == 1 && found[0].contains("vanaf gebeurtenis 9") && found[0].contains("loket herstel"), "{found:?}");
    }

    async fn a_row_without_its_gebeurtenis_is_found(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| {
            let other_id = Query::update().table("teams").value("id", uuid::Uuid::from_u128(7)).and_where(Expr::col("code").eq("zonder")).to_owned();
            tx.execute(&other_id).await.unwrap();
            let gone = Query::update().table("actoren").value("id", uuid::Uuid::from_u128(8)).and_where(Expr::col("naam").eq("Sanne Bakker")).to_owned();
            assert_eq!(tx.execute(&gone).await.unwrap(), 1);
        })
        .await;
        assert!(found.len() == 1 && found[0].contains("1 rijen van actoren hebben geen gebeurtenis"), "{found:?}");
    }

    async fn a_follower_that_lags_is_found(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| volgers::rewind(tx, "tellingen").await.unwrap()).await;
        assert!(found.len() == 1 && found[0].contains("volger tellingen is") && found[0].contains("loket serve"), "{found:?}");
    }

    async fn a_migration_of_a_newer_program_is_found(engine) {
        let bench = filled(engine).await;
        let found = after(&bench, async |tx| {
            let newer = Query::insert().into_table("migraties").columns(["naam", "toegepast_op"]).values(["9999_later".into(), "2027".into()]).unwrap().to_owned();
            tx.execute(&newer).await.unwrap();
        })
        .await;
        assert!(found.len() == 1 && found[0].contains("nieuwere Loket"), "{found:?}");
    }
}

#[test]
fn an_unwise_configuration_is_found() {
    let wrong = |instellingen: &Instellingen| {
        controle::configuratie(instellingen)
            .iter()
            .filter(|finding| finding.is_mis())
            .map(|f| f.wat.clone())
            .collect::<Vec<_>>()
    };
    let good =
        Instellingen { url: "https://loket.example.nl".into(), data: "nergens".into(), ..Instellingen::default() };
    assert_eq!(wrong(&good), Vec::<String>::new());
    assert_eq!(wrong(&Instellingen { tweede_factor: false, ..good.clone() }).len(), 1);
    assert_eq!(wrong(&Instellingen { veilige_cookies: false, ..good.clone() }).len(), 1);
    assert_eq!(wrong(&Instellingen { url: "http://loket.example.nl".into(), ..good.clone() }).len(), 1);
    assert_eq!(wrong(&Instellingen { data: "/tmp".into(), ..good }).len(), 1);
}
