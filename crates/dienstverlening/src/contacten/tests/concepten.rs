//! Drafts.

use kern::on_both_engines;
use kern::testhulp::count;

use super::*;
use crate::contacten::concept::{Basis, TEKST_BYTES_MAX, by_id, mijn, opruimen, opslaan, terugzetten, weggooien};

on_both_engines! {
    async fn a_half_typed_note_is_still_there(engine) {
        let world = World::new(engine).await;
        let (db, who) = (&world.bench.db, world.sanne.agent());
        let first = world.started().await;
        world.later(5);
        world.started().await;
        let invoer = Invoer { artikel: None, ..asks_callback(&"Belt over de vergunning. ".repeat(2000)) };
        let saved = opslaan(db, &who, world.now(), first.id, 1, &invoer).await.unwrap();
        let read = mijn(db, &who).await.unwrap();
        assert_eq!((read.len(), &read[0]), (2, &saved));
        assert_eq!((saved.versie, &saved.invoer, saved.begonnen_op), (2, &invoer, first.begonnen_op));
    }

    async fn only_its_owner_sees_a_draft(engine) {
        let world = World::new(engine).await;
        let concept = world.started().await;
        let (db, piet) = (&world.bench.db, world.piet.agent());
        assert!(matches!(by_id(db, &piet, concept.id).await, Err(Error::Missing { .. })));
        assert_eq!(mijn(db, &piet).await.unwrap(), []);
        let stolen = opslaan(db, &piet, world.now(), concept.id, 1, &typed("x")).await;
        assert!(matches!(stolen, Err(Error::Missing { .. })));
        weggooien(db, &piet, world.now(), concept.id).await.unwrap();
        assert_eq!(mijn(db, &world.sanne.agent()).await.unwrap().len(), 1);
    }

    async fn the_same_save_twice_is_fine_and_another_window_is_told(engine) {
        let world = World::new(engine).await;
        let (db, who, concept) = (&world.bench.db, world.sanne.agent(), world.started().await);
        let save = |basis: Basis, text: &'static str| {
            let (who, now) = (&who, world.now());
            async move { opslaan(db, who, now, concept.id, basis, &typed(text)).await }
        };
        assert_eq!(save(1.into(), "a").await.unwrap().versie, 2);
        assert_eq!(save(1.into(), "a").await.unwrap().versie, 2);
        assert_eq!(conflict(save(1.into(), "b").await), "intussen-gewijzigd");
        let view = |versie, volgnummer| Basis { versie, venster: "tab".into(), volgnummer };
        assert_eq!(save(view(2, 1), "ab").await.unwrap().versie, 3);
        // The answer got lost, and the next save of the same page view does not know of versie 3.
        assert_eq!(save(view(2, 3), "abc").await.unwrap().versie, 4);
        // An older save that comes late changes nothing.
        assert_eq!(save(view(2, 2), "ab").await.unwrap().invoer.notitie, "abc");
    }

    async fn only_a_shelf_of_books_is_too_much(engine) {
        let world = World::new(engine).await;
        let (db, who, concept) = (&world.bench.db, world.sanne.agent(), world.started().await);
        let books = typed(&"a".repeat(TEKST_BYTES_MAX + 1));
        assert_eq!(refused(opslaan(db, &who, world.now(), concept.id, 1, &books).await), [("notitie", "te-groot")]);
        let long = typed(&"a".repeat(TEKST_BYTES_MAX));
        assert!(opslaan(db, &who, world.now(), concept.id, 1, &long).await.is_ok());
    }

    async fn a_draft_that_was_thrown_away_can_be_put_back(engine) {
        let world = World::new(engine).await;
        let (db, who, concept) = (&world.bench.db, world.sanne.agent(), world.started().await);
        for _ in 0..2 {
            weggooien(db, &who, world.now(), concept.id).await.unwrap();
        }
        assert_eq!(mijn(db, &who).await.unwrap(), []);
        assert!(matches!(world.finish(&ending(&concept, Afhandeling::DirectBeantwoord)).await, Err(Error::Missing { .. })));
        assert_eq!(terugzetten(db, &who, concept.id).await.unwrap(), concept);
        assert_eq!(count(db, "gebeurtenissen").await, 0);
    }

    async fn what_was_thrown_away_is_gone_after_a_day_for_everybody(engine) {
        let world = World::new(engine).await;
        let db = &world.bench.db;
        let (kept, thrown) = (world.started().await, world.started().await);
        weggooien(db, &world.sanne.agent(), world.now(), thrown.id).await.unwrap();
        world.later(86_400);
        assert_eq!(opruimen(db, world.now()).await.unwrap(), 0);
        world.later(1);
        assert_eq!(opruimen(db, world.now()).await.unwrap(), 1);
        assert!(matches!(terugzetten(db, &world.sanne.agent(), thrown.id).await, Err(Error::Missing { .. })));
        assert_eq!((mijn(db, &world.sanne.agent()).await.unwrap()[0].id, count(db, "contact_concepten").await), (kept.id, 1));
    }

    async fn of_too_many_drafts_the_latest_are_listed(engine) {
        let world = World::new(engine).await;
        for _ in 0..51 {
            world.started().await;
            world.later(1);
        }
        let last = world.started().await;
        let listed = mijn(&world.bench.db, &world.sanne.agent()).await.unwrap();
        assert!(listed.is_sorted_by_key(|concept| concept.begonnen_op));
        assert_eq!((listed.len(), listed.last().map(|concept| concept.id)), (50, Some(last.id)));
    }
}
