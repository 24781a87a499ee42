//! Klantcontacten.

use kern::paging::After;
use kern::testhulp::{count, plan};
use kern::{Error, Reads, on_both_engines};

use super::*;

const FEITEN: [&str; 16] = [
    "afhandeling",
    "artikel",
    "artikel_versie",
    "bekend",
    "datum",
    "duur_s",
    "kanaal",
    "klantgroep",
    "naar_team",
    "product",
    "reden",
    "team",
    "thema",
    "uitkomst",
    "uur",
    "zaken",
];

on_both_engines! {
    async fn a_contact_comes_with_all_that_belongs_to_it_in_one_event(engine) {
        let world = World::new(engine).await;
        let contact = world.contact(1);
        let erbij = with_caller(&world, &contact);
        let change = klantcontact::aanmaken(&world.handeling(), &world.bench.ids, &contact, &erbij).unwrap();
        world.write(vec![change]).await.unwrap();
        for (table, rows) in [
            ("klantcontacten", 1),
            ("betrokkenen", 1),
            ("digitale_adressen", 1),
            ("onderwerpobjecten", 1),
            ("actor_klantcontacten", 2),
            ("gebeurtenissen", 1),
        ] {
            assert_eq!(count(&world.bench.db, table).await, rows, "{table}");
        }
        let read = klantcontact::by_id(&world.bench.db, &klant(), contact.id).await.unwrap().unwrap();
        assert_eq!(read, contact);
    }

    async fn the_facts_are_what_reports_count_by_and_nothing_personal(engine) {
        let world = World::new(engine).await;
        world.registered(&world.contact(1)).await;
        let event = world.last_event().await;
        assert!(event.is(klantcontact::AANGEMAAKT));
        assert_eq!(keys(&event.feiten), FEITEN);
        // 09:00 UTC in November is ten o'clock in the Netherlands.
        assert_eq!((event.feiten["datum"].as_str(), event.feiten["uur"].as_i64()), (Some("2026-11-23"), Some(10)));
        assert_eq!(event.feiten["afhandeling"], "direct_beantwoord");
        assert_eq!(event.feiten["bekend"], false);
        serde_json::from_value::<klantcontact::Feiten>(event.feiten).unwrap();
    }

    async fn a_contact_put_right_says_what_it_was_and_what_it_is(engine) {
        let world = World::new(engine).await;
        let was = world.contact(1);
        world.registered(&was).await;
        let other = Klantcontact { product: Some("grofvuil".into()), ..was.clone() };
        let right = || klantcontact::wijzigen(&world.handeling(), &world.bench.ids, &was, other.clone(), &klantcontact::Rechtzetting::default()).unwrap();
        let (wordt, change) = right();
        world.write(vec![change]).await.unwrap();
        let event = world.last_event().await;
        assert_eq!(keys(&event.feiten["was"]), FEITEN);
        assert_eq!((&event.feiten["was"]["product"], &event.feiten["wordt"]["product"]), (&"parkeervergunning".into(), &"grofvuil".into()));
        assert_eq!(klantcontact::by_id(&world.bench.db, &klant(), was.id).await.unwrap(), Some(wordt));
        // Based on what it was before: somebody else was first.
        assert!(matches!(world.write(vec![right().1]).await, Err(Error::Conflict(_))));
    }

    async fn many_contacts_are_written_in_one_call(engine) {
        let world = World::new(engine).await;
        let tx = world.bench.db.begin().await.unwrap();
        let first = tx.take_numbers(organisatie(), "klantcontact", 700).await.unwrap();
        let mut changes = Vec::new();
        for n in 0..700 {
            let contact = world.contact(first + n);
            let erbij = with_caller(&world, &contact);
            changes.push(klantcontact::aanmaken(&world.handeling(), &world.bench.ids, &contact, &erbij).unwrap());
        }
        tx.write(changes).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count(&world.bench.db, "klantcontacten").await, 700);
        assert_eq!(count(&world.bench.db, "actor_klantcontacten").await, 1400);
        let query = Query::select().columns(["nummer"]).from("klantcontacten").order_by("nummer", sea_query::Order::Desc).limit(1).to_owned();
        let row = world.bench.db.row(&query).await.unwrap().unwrap();
        assert_eq!(row.get::<String>("nummer").unwrap(), "0000000700");
    }

    async fn a_time_line_walks_its_index(engine) {
        let world = World::new(engine).await;
        let partij = world.johanna().await;
        let after = After { key: world.now().to_string(), id: Uuid::from_u128(1) };
        for after in [None, Some(&after)] {
            let query = klantcontact::lijst::with_partij(&klant(), partij, after, 20);
            let plan = plan(&world.bench.db, &query).await;
            if engine == Engine::Sqlite {
                assert_walks(&plan, "klantcontacten_partij");
            }
            let query = klantcontact::lijst::of_medewerker(&Authorised::program(organisatie()), after, 20);
            let plan = kern::testhulp::plan(&world.bench.db, &query).await;
            if engine == Engine::Sqlite {
                assert_walks(&plan, "klantcontacten_medewerker");
            }
        }
    }
}
