//! Each organisation has an order of its own, and what was written in the order that all shared stays true.

use std::time::Duration;

use sea_query::Value;

use super::*;
use crate::journaal::ankers::{self, Anker};
use crate::journaal::keten::{self, Linked};
use crate::journaal::read_after;
use crate::migratie::migrate;
use crate::{Database, Ids, Moment};

/// The migrations of when all organisations shared one order.
const GEDEELD: usize = 10;

fn ander() -> OrganisatieId {
    Uuid::from_u128(0xB).into()
}

fn event(bench: &Bench, organisatie: OrganisatieId, aantal: i64) -> Change {
    let by = Handeling::program(organisatie, bench.clock.now());
    let event = Gebeurtenis::new(&by, &bench.ids, GEWIJZIGD, Uuid::from_u128(1)).feiten(&Aantal { aantal });
    Change::new(event.and_then(|event| event.na(&"Anna de Vries")).unwrap())
}

async fn tell(bench: &Bench, of: &[OrganisatieId]) {
    let tx = bench.db.begin().await.unwrap();
    tx.write(of.iter().map(|of| event(bench, *of, 1)).collect()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn numbers(db: &Database, organisatie: OrganisatieId) -> Vec<i64> {
    read_after(db, organisatie, 0, 100).await.unwrap().iter().map(|entry| entry.volgnummer).collect()
}

/// Adds up, but not for one organisation.
struct Weigert;

static WEIGERT: Weigert = Weigert;

impl Volger for Weigert {
    fn naam(&self) -> &'static str {
        "weigert"
    }

    fn versie(&self) -> i64 {
        1
    }

    fn soorten(&self) -> &'static [Soortnaam] {
        ADDER.soorten()
    }

    fn handle<'a>(&'a self, tx: &'a Tx, gebeurtenissen: &'a [Entry]) -> Werk<'a> {
        if gebeurtenissen[0].organisatie == organisatie() {
            return Box::pin(async { Err(crate::Error::bug(anyhow::anyhow!("it cannot be read"))) });
        }
        ADDER.handle(tx, gebeurtenissen)
    }

    fn leeg<'a>(&'a self, tx: &'a Tx, organisatie: OrganisatieId) -> Werk<'a> {
        ADDER.leeg(tx, organisatie)
    }
}

async fn sql(bench: &Bench, sql: &str) {
    let tx = bench.db.begin().await.unwrap();
    tx.execute_sql(sql).await.unwrap();
    tx.commit().await.unwrap();
}

/// What the program of before wrote: so many gebeurtenissen, of the two organisations in turn. Gives their links.
async fn old_journal(bench: &Bench, count: i64) -> Vec<String> {
    let (tx, ids) = (bench.db.begin().await.unwrap(), Ids::seeded(bench.clock.clone(), 5));
    let (op, mut link, mut links): (Moment, _, _) = (bench.clock.now(), String::new(), Vec::new());
    for number in 1..=count {
        let (id, zout) = (ids.next::<Uuid>(), format!("{number:032x}"));
        let of = if number % 3 == 0 { ander() } else { organisatie() };
        let inhoud_hash = keten::content_hash(&zout, None, Some("\"Anna\""));
        link = keten::next_link(
            &link,
            &Linked {
                vorm: 1,
                programma: None,
                volgnummer: number,
                id,
                organisatie_id: of.uuid(),
                resource: "proefstuk",
                actie: "gewijzigd",
                resource_id: Uuid::from_u128(1),
                hoofdobject_id: None,
                plaatsgevonden_op: op,
                vastgelegd_op: op,
                medewerker_id: None,
                partij_id: None,
                namens: None,
                doel: None,
                feiten: r#"{"aantal":1}"#,
                inhoud_hash: &inhoud_hash,
            },
        );
        let row: [(&str, Value); 12] = [
            ("volgnummer", number.into()),
            ("id", id.into()),
            ("organisatie_id", of.into()),
            ("resource", "proefstuk".into()),
            ("actie", "gewijzigd".into()),
            ("resource_id", Uuid::from_u128(1).into()),
            ("plaatsgevonden_op", op.to_string().into()),
            ("vastgelegd_op", op.to_string().into()),
            ("feiten", r#"{"aantal":1}"#.into()),
            ("inhoud_hash", inhoud_hash.into()),
            ("keten", link.as_str().into()),
            ("namens", Value::String(None)),
        ];
        let content: [(&str, Value); 4] = [
            ("gebeurtenis_id", id.into()),
            ("organisatie_id", of.into()),
            ("zout", zout.into()),
            ("na", "\"Anna\"".into()),
        ];
        for (table, row) in [("gebeurtenissen", row.to_vec()), ("gebeurtenis_inhoud", content.to_vec())] {
            let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
            let insert = Query::insert()
                .into_table(table)
                .columns(columns)
                .values(values.into_iter().map(Expr::val))
                .unwrap()
                .to_owned();
            tx.execute(&insert).await.unwrap();
        }
        links.push(link.clone());
    }
    tx.execute_sql(&format!("UPDATE journaal_stand SET volgnummer = {count}, keten = '{link}'")).await.unwrap();
    let op = op.to_string();
    tx.execute_sql(&format!("INSERT INTO volgers VALUES ('adder', {count}, '{op}', 1)")).await.unwrap();
    tx.execute_sql(&format!("INSERT INTO ankers VALUES (2, '{}', '{op}', 'k', 'h')", links[1])).await.unwrap();
    tx.commit().await.unwrap();
    links
}

#[test]
fn the_link_of_before_is_computed_as_it_was() {
    let at = "2026-11-23T09:00:00Z".parse().unwrap();
    let row = |vorm, programma| Linked {
        vorm,
        programma,
        volgnummer: 7,
        id: Uuid::from_u128(1),
        organisatie_id: Uuid::from_u128(2),
        resource: "zaak",
        actie: "aangemaakt",
        resource_id: Uuid::from_u128(3),
        hoofdobject_id: None,
        plaatsgevonden_op: at,
        vastgelegd_op: at,
        medewerker_id: None,
        partij_id: None,
        namens: None,
        doel: Some("toezicht"),
        feiten: "{}",
        inhoud_hash: "",
    };
    insta::assert_snapshot!(keten::next_link("", &row(1, None)));
    let links = [row(1, None), row(2, None), row(2, Some("loket")), row(3, Some("loket"))]
        .map(|row| keten::next_link("", &row));
    let different: std::collections::BTreeSet<_> = links.iter().collect();
    assert_eq!(different.len(), 4, "the form and the program are in the link");
}

on_both_engines! {
    async fn each_organisation_has_its_own_numbers_and_chain(engine) {
        let bench = bench(engine, MIGRATIES).await;
        tell(&bench, &[organisatie(), ander(), organisatie()]).await;
        tell(&bench, &[ander(), ander(), organisatie()]).await;
        assert_eq!(numbers(&bench.db, organisatie()).await, [1, 2, 3]);
        assert_eq!(numbers(&bench.db, ander()).await, [1, 2, 3]);
        assert_eq!(verify(&bench.db).await.unwrap(), None);
        assert_eq!(read_after(&bench.db, ander(), 0, 1).await.unwrap()[0].programma.as_deref(), Some(crate::PROGRAMMA));
        sql(&bench, "UPDATE gebeurtenissen SET programma = 'iets anders' WHERE volgnummer = 2").await;
        assert_eq!(verify(&bench.db).await.unwrap(), breuk(2));
    }

    async fn what_lies_outside_a_journal_is_found(engine) {
        for (n, wrong) in [
            "UPDATE journaal_stand SET volgnummer = 1, keten = (SELECT keten FROM gebeurtenissen WHERE volgnummer = 1)",
            "DELETE FROM journaal_stand",
            "UPDATE gebeurtenissen SET vorm = 1 WHERE volgnummer = 2",
            "UPDATE journaal_stand SET gedeeld_tot = 1",
            "UPDATE journaal_stand SET gedeeld_keten = 'x'",
        ].into_iter().enumerate() {
            let bench = bench(engine, MIGRATIES).await;
            tell(&bench, &[organisatie(), organisatie()]).await;
            sql(&bench, wrong).await;
            let found = verify(&bench.db).await.unwrap();
            assert_eq!(found, [breuk(2), breuk(1), breuk(2), breuk(1), breuk(3)][n], "{wrong}");
        }
    }

    async fn organisations_do_not_wait_for_each_other(engine) {
        // SQLite has one writer whatever we do.
        if engine == Engine::Postgres {
            let bench = bench(engine, MIGRATIES).await;
            tell(&bench, &[organisatie(), ander()]).await;
            let slow = bench.db.begin().await.unwrap();
            slow.write(vec![event(&bench, organisatie(), 1)]).await.unwrap();
            tokio::time::timeout(Duration::from_secs(30), tell(&bench, &[ander()])).await.expect("it does not wait");
            let same = tokio::time::timeout(Duration::from_millis(300), tell(&bench, &[organisatie()])).await;
            assert!(same.is_err(), "of one organisation the second waits: its number depends on the first");
            slow.commit().await.unwrap();
            assert_eq!(verify(&bench.db).await.unwrap(), None);
        }
    }

    async fn a_follower_has_a_cursor_for_each(engine) {
        let bench = bench(engine, MIGRATIES).await;
        tell(&bench, &[organisatie(), ander(), ander()]).await;
        volgers::catch_up(&bench.db, &bench.clock, &ADDER).await.unwrap();
        tell(&bench, &[ander()]).await;
        volgers::catch_up(&bench.db, &bench.clock, &ADDER).await.unwrap();
        assert_eq!((sum(&bench).await, sum_of(&bench, ander()).await), (1, 3));
        sql(&bench, "UPDATE nummers SET laatste = 40").await;
        volgers::herbouw(&bench.db, &bench.clock, &ADDER).await.unwrap();
        assert_eq!((sum(&bench).await, sum_of(&bench, ander()).await), (1, 3));
    }

    async fn an_organisation_that_cannot_be_followed_holds_up_no_other(engine) {
        let bench = bench(engine, MIGRATIES).await;
        tell(&bench, &[organisatie(), ander(), ander()]).await;
        let follower = tokio::spawn(volgers::follow(bench.db.clone(), bench.clock.clone(), &WEIGERT));
        for said in [2, 3] {
            while sum_of(&bench, ander()).await < said {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            tell(&bench, &[ander()]).await;
        }
        follower.abort();
        assert_eq!(sum(&bench).await, 0);
    }

    async fn a_journal_in_the_order_that_all_shared_goes_on_in_its_own(engine) {
        let bench = bench(engine, &MIGRATIES[..GEDEELD]).await;
        let links = old_journal(&bench, 8).await;
        migrate(&bench.db, MIGRATIES, bench.clock.now()).await.unwrap();
        assert_eq!(verify(&bench.db).await.unwrap(), None);
        assert_eq!((numbers(&bench.db, organisatie()).await, numbers(&bench.db, ander()).await), (vec![1, 2, 4, 5, 7, 8], vec![3, 6]));
        assert_eq!((count(&bench.db, "gebeurtenissen").await, count(&bench.db, "gebeurtenis_inhoud").await), (8, 8));
        tell(&bench, &[ander(), organisatie(), ander()]).await;
        // An organisation that came later begins at 1.
        let later = Uuid::from_u128(0xC).into();
        tell(&bench, &[later]).await;
        assert_eq!((numbers(&bench.db, ander()).await, numbers(&bench.db, later).await), (vec![3, 6, 9, 10], vec![1]));
        assert_eq!(verify(&bench.db).await.unwrap(), None);

        // The follower goes on where it was; made again it reads everything, and is at the end although that is another's number.
        volgers::catch_up(&bench.db, &bench.clock, &ADDER).await.unwrap();
        assert_eq!((sum(&bench).await, sum_of(&bench, ander()).await), (1, 2));
        volgers::herbouw(&bench.db, &bench.clock, &ADDER).await.unwrap();
        assert_eq!((sum(&bench).await, sum_of(&bench, ander()).await), (7, 4));
        let plekken = volgers::plekken(&bench.db, &ADDER).await.unwrap();
        assert_eq!(plekken.iter().map(|plek| (plek.gelezen, plek.achter())).collect::<Vec<_>>(), [(9, 0), (10, 0), (1, 0)]);

        // What was signed then is still what stands there; a new end is signed as the organisation's own.
        let signed = ankers::laatste(&bench.db).await.unwrap();
        assert_eq!((signed[0].organisatie, signed[0].tekst()), (None, format!("loket anker 1\n2\n{}\n{}\n", links[1], bench.clock.now())));
        assert_eq!(ankers::afwijkend(&bench.db, &signed).await.unwrap(), []);
        let own = Anker { organisatie: Some(organisatie()), ..signed[0].clone() };
        assert_eq!(ankers::afwijkend(&bench.db, std::slice::from_ref(&own)).await.unwrap(), [own]);
        let chains = ankers::keteneinden(&bench.db).await.unwrap();
        let ends: Vec<_> = chains.iter().map(|chain| (chain.organisatie, chain.vanaf, chain.volgnummer)).collect();
        assert_eq!(ends, [(None, 0, 8), (Some(organisatie()), 8, 9), (Some(ander()), 8, 10), (Some(later), 0, 1)]);
        let own = Anker::ongetekend(&chains[1], bench.clock.now(), "k".into());
        ankers::bewaar(&bench.db, &own).await.unwrap();
        assert_eq!(ankers::laatste(&bench.db).await.unwrap(), [own.clone(), signed[0].clone()]);
        assert_eq!(ankers::afwijkend(&bench.db, &[own]).await.unwrap(), []);
    }

    async fn a_change_in_the_order_that_all_shared_still_shows(engine) {
        for (wrong, at) in [
            ("UPDATE gebeurtenissen SET feiten = '{}' WHERE volgnummer = 6", (ander(), 6)),
            ("UPDATE gebeurtenis_inhoud SET inhoud = (SELECT inhoud FROM gebeurtenis_inhoud WHERE volgnummer = 4) WHERE volgnummer = 5", (organisatie(), 5)),
            ("UPDATE journaal_stand SET gedeeld_keten = 'x'", (organisatie(), 8)),
            ("UPDATE journaal_stand SET gedeeld_tot = 7", (organisatie(), 7)),
            ("UPDATE journaal_stand SET gedeeld_tot = 9", (organisatie(), 9)),
            ("UPDATE gebeurtenissen SET programma = 'x' WHERE volgnummer = 4", (organisatie(), 4)),
            ("DELETE FROM gebeurtenis_inhoud; DELETE FROM gebeurtenissen WHERE volgnummer = 3", (organisatie(), 3)),
        ] {
            let bench = bench(engine, &MIGRATIES[..GEDEELD]).await;
            old_journal(&bench, 8).await;
            migrate(&bench.db, MIGRATIES, bench.clock.now()).await.unwrap();
            for statement in wrong.split(';') {
                sql(&bench, statement).await;
            }
            let (organisatie, volgnummer) = at;
            assert_eq!(verify(&bench.db).await.unwrap(), Some(Breuk { organisatie, volgnummer }), "{wrong}");
        }
    }
}
