//! Registering undone.

use kern::on_both_engines;
use kern::testhulp::count;
use registers::klantinteracties::internetaak;
use registers::klantinteracties::klantcontact::{self, Klantcontact};

use super::corrigeren::same;
use super::*;
use crate::contacten::concept::{ConceptId, opruimen};
use crate::contacten::corrigeren::{Correctie, corrigeren};
use crate::contacten::terugbelverzoek::{Mijn, oppakken, taak, taken};
use crate::contacten::terugnemen::{TERUG_TE_NEMEN_S, terugnemen};
use crate::rapportage::{Tellingen, compare_with_recount};

/// All that a contact leaves behind.
const TABELLEN: [&str; 8] = [
    "klantcontacten",
    "betrokkenen",
    "digitale_adressen",
    "onderwerpobjecten",
    "actor_klantcontacten",
    "internetaken",
    "internetaak_actoren",
    "internetaak_stappen",
];

impl World {
    async fn undone(&self, done: &Geregistreerd) -> Result<Concept> {
        let (db, ids, sanne) = (&self.bench.db, &self.bench.ids, &self.sanne);
        let id = ConceptId::from(done.id.uuid());
        terugnemen(db, ids, &sanne.agent(), &sanne.handeling(self.now()), id).await
    }

    async fn rows(&self) -> Vec<i64> {
        let mut rows = Vec::new();
        for tabel in TABELLEN {
            rows.push(count(&self.bench.db, tabel).await);
        }
        rows
    }

    async fn counts_are_right(&self) -> bool {
        let (db, clock) = (&self.bench.db, &self.bench.clock);
        kern::volgers::catch_up(db, clock, &Tellingen).await.unwrap();
        compare_with_recount(db).await.unwrap().is_empty()
    }

    async fn contact(&self, done: &Geregistreerd) -> Klantcontact {
        klantcontact::van_medewerker(&self.bench.db, &self.sanne.agent(), done.id).await.unwrap().unwrap()
    }
}

on_both_engines! {
    async fn what_is_undone_leaves_the_draft_as_it_was_and_nothing_else(engine) {
        let world = World::new(engine).await;
        for (invoer, kind) in [
            (typed("Vroeg naar de markt."), Afhandeling::DirectBeantwoord),
            (asks_callback("Wanneer komt hij?"), Afhandeling::Terugbelverzoek),
        ] {
            let (before, kept) = (world.rows().await, invoer.clone());
            let done = world.ended(invoer, kind).await.unwrap();
            assert_ne!(world.rows().await, before);
            assert!(world.counts_are_right().await);
            let concept = world.undone(&done).await.unwrap();
            assert_eq!((concept.invoer, world.rows().await), (kept, before));
            assert!(world.counts_are_right().await);
            assert_eq!(world.undone(&done).await.unwrap().id, concept.id, "sent twice it is undone once");
            // And it can be ended again, once, under a new number.
            let again = world.finish(&ending(&concept::by_id(&world.bench.db, &world.sanne.agent(), concept.id).await.unwrap(), kind)).await.unwrap();
            assert_eq!(again.id, done.id);
            assert_ne!(again.nummer, done.nummer);
            assert!(world.counts_are_right().await);
            world.undone(&again).await.unwrap();
        }
        let kinds: Vec<String> = world.events().await.iter().map(|entry| format!("{} {}", entry.resource, entry.actie)).collect();
        let undone = kinds.iter().filter(|kind| *kind == "klantcontact ingetrokken").count();
        assert_eq!(undone, 4, "{kinds:?}");
    }

    async fn a_page_of_before_changes_nothing_of_the_draft_that_is_back(engine) {
        let world = World::new(engine).await;
        let done = world.ended(typed("Vroeg naar de markt."), Afhandeling::DirectBeantwoord).await.unwrap();
        let concept = world.undone(&done).await.unwrap();
        let (db, who) = (&world.bench.db, world.sanne.agent());
        let late = concept::opslaan(db, &who, world.now(), concept.id, 1, &typed("een late bewaring")).await;
        assert_eq!(conflict(late), "intussen-gewijzigd");
    }

    async fn after_the_time_it_stands_and_the_draft_is_nobodys_any_more(engine) {
        let world = World::new(engine).await;
        let done = world.ended(typed("Vroeg naar de markt."), Afhandeling::DirectBeantwoord).await.unwrap();
        world.later(TERUG_TE_NEMEN_S);
        assert!(world.undone(&done).await.is_ok(), "pressed at the last moment");
        let again = concept::by_id(&world.bench.db, &world.sanne.agent(), ConceptId::from(done.id.uuid())).await.unwrap();
        let done = world.finish(&ending(&again, Afhandeling::DirectBeantwoord)).await.unwrap();
        world.later(TERUG_TE_NEMEN_S + 6);
        assert_eq!(conflict(world.undone(&done).await), "te-laat-terug");
        // Nobody else's, and what never was.
        let (db, ids, els) = (&world.bench.db, &world.bench.ids, &world.els);
        let id = ConceptId::from(done.id.uuid());
        let theirs = terugnemen(db, ids, &els.agent(), &els.handeling(world.now()), id).await;
        assert!(matches!(theirs, Err(Error::Missing { .. })));
        assert_eq!(opruimen(db, world.now()).await.unwrap(), 0);
        world.later(60);
        assert_eq!(opruimen(db, world.now()).await.unwrap(), 1, "what was typed is not kept beside the contact");
        assert_eq!(conflict(world.undone(&done).await), "te-laat-terug");
    }

    async fn what_was_finished_long_before_goes_with_the_next(engine) {
        let world = World::new(engine).await;
        let end = async |note: &str| {
            let concept = world.started().await;
            let invoer = Some((1.into(), typed(note)));
            world.finish(&Afronding { invoer, ..ending(&concept, Afhandeling::DirectBeantwoord) }).await.unwrap()
        };
        let first = end("een").await;
        world.later(4);
        end("twee").await;
        world.undone(&first).await.expect("its ten seconds are its own");
        world.later(61);
        end("drie").await;
        assert_eq!(count(&world.bench.db, "contact_concepten").await, 2, "the one that is back, and the last");
    }

    async fn undone_and_put_right_at_once_one_of_both_happens(engine) {
        for _ in 0..5 {
            let world = World::new(engine).await;
            let done = world.ended(asks_callback("Wanneer komt hij?"), Afhandeling::Terugbelverzoek).await.unwrap();
            let (db, ids, sanne) = (&world.bench.db, &world.bench.ids, &world.sanne);
            let correctie = Correctie { beller_telefoon: "06 9999 0001".into(), ..same(&world.contact(&done).await) };
            let (agent, handeling) = (sanne.agent(), sanne.handeling(world.now()));
            let (undone, right) = tokio::join!(
                world.undone(&done),
                corrigeren(db, ids, &agent, &handeling, (done.id, 1), &correctie)
            );
            assert_ne!(undone.is_ok(), right.is_ok(), "{undone:?} {right:?}");
            let refused = undone.map(drop).err().or(right.map(drop).err());
            assert!(matches!(refused, Some(Error::Conflict(_) | Error::Missing { .. })), "{refused:?}");
            assert!(world.counts_are_right().await);
        }
    }

    async fn a_clock_that_jumps_undoes_nothing_old(engine) {
        let world = World::new(engine).await;
        let done = world.ended(typed("Vroeg naar de markt."), Afhandeling::DirectBeantwoord).await.unwrap();
        world.later(3600);
        assert_eq!(conflict(world.undone(&done).await), "te-laat-terug");
        // Back, to before it was registered: it was registered in what is now the future.
        world.later(-2 * 3600);
        assert_eq!(conflict(world.undone(&done).await), "te-laat-terug");
    }

    async fn work_that_somebody_began_with_stays(engine) {
        let world = World::new(engine).await;
        let done = world.ended(asks_callback("Wanneer komt hij?"), Afhandeling::Terugbelverzoek).await.unwrap();
        let (db, ids, piet) = (&world.bench.db, &world.bench.ids, &world.piet);
        let id = done.terugbelverzoek.as_ref().unwrap().id;
        oppakken(db, ids, &piet.behandelaar(), &piet.handeling(world.now()), id).await.unwrap();
        let before = world.rows().await;
        assert_eq!(conflict(world.undone(&done).await), "taak-al-begonnen");
        assert_eq!(world.rows().await, before, "nothing is half undone");
        assert!(concept::mijn(db, &world.sanne.agent()).await.unwrap().is_empty());
    }

    async fn undone_and_picked_up_at_once_one_of_both_happens(engine) {
        for _ in 0..5 {
            let world = World::new(engine).await;
            let done = world.ended(asks_callback("Wanneer komt hij?"), Afhandeling::Terugbelverzoek).await.unwrap();
            let (db, ids, piet) = (&world.bench.db, &world.bench.ids, &world.piet);
            let id = done.terugbelverzoek.as_ref().unwrap().id;
            let (behandelaar, handeling) = (piet.behandelaar(), piet.handeling(world.now()));
            let (undone, taken_up) =
                tokio::join!(world.undone(&done), oppakken(db, ids, &behandelaar, &handeling, id));
            assert_ne!(undone.is_ok(), taken_up.is_ok(), "{undone:?} {taken_up:?}");
            let open = taken(db, &behandelaar, Mijn::Taken, None, 20).await.unwrap();
            assert_eq!(open.rows.len(), usize::from(taken_up.is_ok()));
        }
    }

    async fn what_raised_an_open_request_is_taken_off_again(engine) {
        let world = World::new(engine).await;
        let first = world.ended(asks_callback("Wanneer komt hij?"), Afhandeling::Terugbelverzoek).await.unwrap();
        let before = world.rows().await;
        let again = world.ended(asks_callback("Nog niets gehoord!"), Afhandeling::Terugbelverzoek).await.unwrap();
        let id = again.terugbelverzoek.as_ref().unwrap().id;
        assert_eq!(Some(id), first.terugbelverzoek.as_ref().map(|made| made.id));
        world.undone(&again).await.unwrap();
        let whole = taak(&world.bench.db, &world.piet.behandelaar(), id).await.unwrap();
        assert_eq!((whole.taak.prioriteit, whole.stappen.len(), whole.klantcontacten.len()), (0, 0, 1));
        assert_eq!(world.rows().await, before);
        assert!(world.counts_are_right().await);
    }

    async fn what_was_put_right_is_not_undone(engine) {
        let world = World::new(engine).await;
        let done = world.ended(typed("Vroeg naar de markt."), Afhandeling::DirectBeantwoord).await.unwrap();
        let (db, ids, sanne) = (&world.bench.db, &world.bench.ids, &world.sanne);
        let correctie = Correctie { notitie: "Vroeg naar de kermis.".into(), ..same(&world.contact(&done).await) };
        let handeling = sanne.handeling(world.now());
        corrigeren(db, ids, &sanne.agent(), &handeling, (done.id, 1), &correctie).await.unwrap();
        assert_eq!(conflict(world.undone(&done).await), "intussen-gewijzigd");
        assert_eq!(world.contact(&done).await.inhoud, "Vroeg naar de kermis.");
        assert_eq!(internetaak::bij_klantcontact(db, &sanne.agent(), done.id).await.unwrap(), None);
    }
}
