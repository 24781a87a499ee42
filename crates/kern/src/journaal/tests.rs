//! The journal on both engines: written with its rows, chained, forgettable; followers exactly once.

mod per_organisatie;

use sea_query::{Expr, ExprTrait, OnConflict, Query};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Soortnaam;
use super::read::{about, newest};
use super::{Breuk, Change, Entry, Gebeurtenis, Inhoud, Keuze, Soort, by_id, forget, history, inhoud, verify};
use crate::autorisatie::Authorised;
use crate::database::Engine;
use crate::organisaties::OrganisatieId;
use crate::testhulp::{Bench, bench, count, plan, verteld_na};
use crate::volgers::{self, Volger, Werk};
use crate::{Handeling, MIGRATIES, Reads, Tx, on_both_engines};

const GEWIJZIGD: Soort<Aantal> = Soort::new("proefstuk", "gewijzigd");

const BEKEKEN: Soort<Aantal> = Soort::new("proefstuk", "bekeken");

#[derive(Serialize, Deserialize)]
struct Aantal {
    aantal: i64,
}

fn organisatie() -> OrganisatieId {
    Uuid::from_u128(0xA).into()
}

fn handeling(bench: &Bench) -> Handeling {
    Handeling::program(organisatie(), bench.clock.now())
}

fn change(bench: &Bench, about: Uuid) -> Change {
    let row = vec![
        ("organisatie_id", organisatie().into()),
        ("resource", format!("proef-{}", bench.ids.next::<Uuid>()).into()),
        ("laatste", 1.into()),
    ];
    let event = Gebeurtenis::new(&handeling(bench), &bench.ids, GEWIJZIGD, about)
        .feiten(&Aantal { aantal: 1 })
        .and_then(|event| event.voor(&"oud"))
        .and_then(|event| event.na(&"Anna de Vries"))
        .unwrap();
    Change::new(event).insert("nummers", row)
}

async fn write(bench: &Bench, about: Uuid, times: usize) {
    let tx = bench.db.begin().await.unwrap();
    tx.write((0..times).map(|_| change(bench, about)).collect()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Adds up the facts, so many times: what a follower does in earnest.
struct Adder {
    keer: i64,
}

const ADDER: Adder = Adder { keer: 1 };

impl Volger for Adder {
    fn naam(&self) -> &'static str {
        "adder"
    }

    fn versie(&self) -> i64 {
        self.keer
    }

    fn soorten(&self) -> &'static [Soortnaam] {
        const { &[GEWIJZIGD.naam()] }
    }

    fn handle<'a>(&'a self, tx: &'a Tx, gebeurtenissen: &'a [Entry]) -> Werk<'a> {
        Box::pin(async move {
            let sum: i64 = gebeurtenissen.iter().filter_map(|e| e.feiten["aantal"].as_i64()).sum();
            let sum = sum * self.keer;
            let organisatie = gebeurtenissen[0].organisatie;
            assert!(gebeurtenissen.iter().all(|entry| entry.organisatie == organisatie));
            let add = Query::insert()
                .into_table("nummers")
                .columns(["organisatie_id", "resource", "laatste"])
                .values([organisatie.into(), "som".into(), sum.into()])
                .unwrap()
                .on_conflict(
                    OnConflict::columns(["organisatie_id", "resource"])
                        .value("laatste", Expr::col(("nummers", "laatste")).add(sum))
                        .to_owned(),
                )
                .to_owned();
            tx.execute(&add).await.map(drop)
        })
    }

    fn leeg<'a>(&'a self, tx: &'a Tx, organisatie: OrganisatieId) -> Werk<'a> {
        let own = Query::delete()
            .from_table("nummers")
            .and_where(Expr::col("organisatie_id").eq(organisatie))
            .and_where(Expr::col("resource").eq("som"))
            .to_owned();
        Box::pin(async move { tx.execute(&own).await.map(drop) })
    }
}

async fn sum(bench: &Bench) -> i64 {
    sum_of(bench, organisatie()).await
}

async fn sum_of(bench: &Bench, organisatie: OrganisatieId) -> i64 {
    let query = Query::select()
        .column("laatste")
        .from("nummers")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("resource").eq("som"))
        .to_owned();
    bench.db.row(&query).await.unwrap().map_or(0, |row| row.get("laatste").unwrap())
}

async fn gelezen(bench: &Bench, volger: &dyn Volger) -> i64 {
    volgers::plekken(&bench.db, volger).await.unwrap()[0].gelezen
}

fn breuk(volgnummer: i64) -> Option<Breuk> {
    Some(Breuk { organisatie: organisatie(), volgnummer })
}

on_both_engines! {
    async fn a_change_and_its_event_are_there_together_or_not_at_all(engine) {
        let bench = bench(engine, MIGRATIES).await;
        let tx = bench.db.begin().await.unwrap();
        tx.write(vec![change(&bench, Uuid::from_u128(1))]).await.unwrap();
        drop(tx);
        assert_eq!((count(&bench.db, "nummers").await, count(&bench.db, "gebeurtenissen").await), (0, 0));
        write(&bench, Uuid::from_u128(1), 3).await;
        assert_eq!((count(&bench.db, "nummers").await, count(&bench.db, "gebeurtenissen").await), (3, 3));
        let entries = verteld_na(&bench.db, 0).await;
        assert_eq!(entries.iter().map(|e| e.volgnummer).collect::<Vec<_>>(), [1, 2, 3]);
        assert!(entries[0].is(GEWIJZIGD));
    }

    async fn an_update_that_touches_no_row_undoes_everything(engine) {
        let bench = bench(engine, MIGRATIES).await;
        let tx = bench.db.begin().await.unwrap();
        let stale = Query::update()
            .table("nummers")
            .value("laatste", 2)
            .and_where(Expr::col("resource").eq("not there"))
            .to_owned();
        let refused = tx.write(vec![change(&bench, Uuid::from_u128(1)).update(stale)]).await;
        assert!(matches!(refused, Err(crate::Error::Conflict(_))));
        drop(tx);
        assert_eq!(count(&bench.db, "gebeurtenissen").await, 0);
    }

    async fn numbers_have_no_gaps_when_many_write_at_once(engine) {
        let bench = bench(engine, MIGRATIES).await;
        let writers = (0..8_u128).map(|n| {
            let (db, change) = (bench.db.clone(), change(&bench, Uuid::from_u128(n)));
            tokio::spawn(async move {
                let tx = db.begin().await.unwrap();
                tx.write(vec![change]).await.unwrap();
                if n % 4 == 3 { drop(tx) } else { tx.commit().await.unwrap() }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        let numbers: Vec<i64> =
            verteld_na(&bench.db, 0).await.iter().map(|e| e.volgnummer).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
        assert_eq!(verify(&bench.db).await.unwrap(), None);
    }

    async fn a_row_changed_behind_our_back_breaks_the_chain(engine) {
        let bench = bench(engine, MIGRATIES).await;
        write(&bench, Uuid::from_u128(1), 5).await;
        assert_eq!(verify(&bench.db).await.unwrap(), None);
        let tx = bench.db.begin().await.unwrap();
        tx.execute_sql("UPDATE gebeurtenissen SET feiten = '{}' WHERE volgnummer = 4").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(verify(&bench.db).await.unwrap(), breuk(4));
    }

    async fn a_row_cut_off_the_end_is_seen_too(engine) {
        let bench = bench(engine, MIGRATIES).await;
        write(&bench, Uuid::from_u128(1), 2).await;
        let tx = bench.db.begin().await.unwrap();
        tx.execute_sql("DELETE FROM gebeurtenis_inhoud").await.unwrap();
        tx.execute_sql("DELETE FROM gebeurtenissen WHERE volgnummer = 2").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(verify(&bench.db).await.unwrap(), breuk(2));
    }

    async fn the_journal_forgets_what_is_personal_and_keeps_the_rest(engine) {
        let bench = bench(engine, MIGRATIES).await;
        let (gone, stays) = (Uuid::from_u128(1), Uuid::from_u128(2));
        write(&bench, gone, 2).await;
        write(&bench, stays, 1).await;
        let by = handeling(&bench).met_doel("Selectielijst 2020, 1.1");
        let proof = Gebeurtenis::new(&by, &bench.ids, Soort::new("proefstuk", "vernietigd"), gone);
        let tx = bench.db.begin().await.unwrap();
        let removed = forget(&tx, &Authorised::program(organisatie()), &by, proof, &[gone]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(removed, 2);
        let auditor = Authorised::program(organisatie());
        let entries = history(&bench.db, &auditor, &Keuze::default(), 10).await.unwrap();
        // It walks its index, newest first, and sorts nothing.
        if engine == Engine::Sqlite {
            // Before it has counted anything it reads what a recount asks by the index of each column.
            let about = plan(&bench.db, &about(organisatie(), &["nummer"], &[Uuid::from_u128(1)])).await;
            assert!(about.contains("gebeurtenissen_resource") && about.contains("gebeurtenissen_hoofdobject"), "{about}");
        }
        let plan = plan(&bench.db, &newest(&auditor, &Keuze::default(), 10)).await;
        assert!(engine == Engine::Postgres || plan.contains("sqlite_autoindex_gebeurtenissen_1") && !plan.contains("TEMP"), "{plan}");
        assert_eq!(entries[0].actie, "vernietigd");
        assert_eq!(entries[0].feiten["inhoud_verwijderd"], 2);
        assert_eq!(entries[3].feiten["aantal"], 1);
        assert!(entries[3].persoonlijk && !entries[0].persoonlijk, "what is gone can be told from what never was");
        assert_eq!(inhoud(&bench.db, &auditor, &entries[3]).await.unwrap(), Inhoud::default());
        assert_eq!(inhoud(&bench.db, &auditor, &entries[1]).await.unwrap().na, Some("Anna de Vries".into()));
        assert_eq!(verify(&bench.db).await.unwrap(), None);
    }

    async fn an_auditor_narrows_by_kind_and_by_what_it_is_about(engine) {
        let bench = bench(engine, MIGRATIES).await;
        for about in [1, 2, 1] {
            write(&bench, Uuid::from_u128(about), 1).await;
        }
        let auditor = Authorised::program(organisatie());
        let about = Keuze { over: Some(Uuid::from_u128(1)), ..Keuze::default() };
        let kind = Keuze { soorten: vec![("proefstuk".into(), "gewijzigd".into())], voor: Some(3), ..Keuze::default() };
        let other = Keuze { soorten: vec![("proefstuk".into(), "aangemaakt".into())], ..Keuze::default() };
        for (keuze, expected) in [(about, vec![3, 1]), (kind, vec![2, 1]), (other, vec![])] {
            let found = history(&bench.db, &auditor, &keuze, 10).await.unwrap();
            assert_eq!(found.iter().map(|entry| entry.volgnummer).collect::<Vec<_>>(), expected, "{keuze:?}");
        }
    }

    async fn another_organisation_reads_nothing(engine) {
        let bench = bench(engine, MIGRATIES).await;
        write(&bench, Uuid::from_u128(1), 1).await;
        let other = Authorised::program(Uuid::from_u128(0xB).into());
        let entry = verteld_na(&bench.db, 0).await.remove(0);
        assert!(history(&bench.db, &other, &Keuze::default(), 10).await.unwrap().is_empty());
        assert!(by_id(&bench.db, &other, entry.id).await.unwrap().is_none());
        assert_eq!(inhoud(&bench.db, &other, &entry).await.unwrap(), Inhoud::default());
    }

    async fn a_follower_counts_once_whatever_happens(engine) {
        let bench = bench(engine, MIGRATIES).await;
        write(&bench, Uuid::from_u128(1), 1_400).await;
        assert!(volgers::run_once(&bench.db, &bench.clock, &ADDER).await.unwrap());
        assert_eq!(sum(&bench).await, 1_000);
        // Killed in the middle of a batch: neither the effect nor the cursor is there.
        let tx = bench.db.begin().await.unwrap();
        ADDER.handle(&tx, &verteld_na(&tx, 1_000).await[..100]).await.unwrap();
        drop(tx);
        let both = tokio::join!(
            volgers::catch_up(&bench.db, &bench.clock, &ADDER),
            volgers::catch_up(&bench.db, &bench.clock, &ADDER),
        );
        both.0.unwrap();
        both.1.unwrap();
        assert_eq!(sum(&bench).await, 1_400);
        assert!(!volgers::run_once(&bench.db, &bench.clock, &ADDER).await.unwrap());
    }

    async fn a_follower_with_new_rules_makes_everything_again_and_an_older_program_stands_aside(engine) {
        let bench = bench(engine, MIGRATIES).await;
        write(&bench, Uuid::from_u128(1), 1_400).await;
        volgers::catch_up(&bench.db, &bench.clock, &ADDER).await.unwrap();
        let newer = Adder { keer: 3 };
        assert_eq!(gelezen(&bench, &newer).await, 0, "by its own rules it read nothing");
        // A batch at a time, with the program of before beside it.
        assert!(volgers::run_once(&bench.db, &bench.clock, &newer).await.unwrap());
        assert_eq!(sum(&bench).await, 3_000);
        write(&bench, Uuid::from_u128(1), 1).await;
        assert!(!volgers::run_once(&bench.db, &bench.clock, &ADDER).await.unwrap());
        volgers::catch_up(&bench.db, &bench.clock, &newer).await.unwrap();
        assert_eq!(sum(&bench).await, 4_203);
        assert!(!volgers::run_once(&bench.db, &bench.clock, &newer).await.unwrap());
        volgers::herbouw(&bench.db, &bench.clock, &newer).await.unwrap();
        assert_eq!(sum(&bench).await, 4_203);
    }

    async fn only_the_kinds_that_a_follower_reads_come_to_it(engine) {
        let bench = bench(engine, MIGRATIES).await;
        let tx = bench.db.begin().await.unwrap();
        let other = Gebeurtenis::new(&handeling(&bench), &bench.ids, BEKEKEN, Uuid::from_u128(1));
        tx.write(vec![Change::new(other.feiten(&Aantal { aantal: 40 }).unwrap()), change(&bench, Uuid::from_u128(1))]).await.unwrap();
        tx.commit().await.unwrap();
        volgers::catch_up(&bench.db, &bench.clock, &ADDER).await.unwrap();
        assert_eq!((sum(&bench).await, gelezen(&bench, &ADDER).await), (1, 2));
    }

    async fn every_connection_is_durable(engine) {
        let bench = bench(engine, MIGRATIES).await;
        let full = match engine {
            crate::database::Engine::Sqlite => "2",
            crate::database::Engine::Postgres => "on",
        };
        let answers = bench.db.durability().await.unwrap();
        assert!(answers.len() > 4 && answers.iter().all(|answer| answer == full), "{answers:?}");
    }

    async fn numbers_are_given_once(engine) {
        let bench = bench(engine, MIGRATIES).await;
        let tx = bench.db.begin().await.unwrap();
        assert_eq!(tx.take_numbers(organisatie(), "klantcontact", 10).await.unwrap(), 1);
        assert_eq!(tx.take_numbers(organisatie(), "klantcontact", 1).await.unwrap(), 11);
        tx.commit().await.unwrap();
    }
}
