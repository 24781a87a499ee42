//! Callbacks: promised, raised, claimed, handed over, closed.

use kern::on_both_engines;
use kern::testhulp::count;
use registers::klantinteracties::internetaak::{Afloop, InternetaakId, Overdracht, Poging, Stapsoort};

use super::*;
use crate::contacten::terugbelverzoek::{Mijn, afhandelen, oppakken, overdragen, poging, taak, taken, telling};

impl World {
    async fn callback(&self, note: &str) -> InternetaakId {
        self.ended(asks_callback(note), Afhandeling::Terugbelverzoek).await.unwrap().terugbelverzoek.unwrap().id
    }
}

on_both_engines! {
    async fn the_promise_is_one_working_day_by_the_teams_own_hours(engine) {
        let world = World::new(engine).await;
        let done = world.ended(asks_callback("Vraag."), Afhandeling::Terugbelverzoek).await.unwrap();
        let promise = done.terugbelverzoek.unwrap();
        // Asked on Monday: until Tuesday's closing time of the organisation.
        assert_eq!((promise.beloofd_op.to_string().as_str(), promise.aangesloten), ("2026-11-24T16:00:00.000Z", false));
        let mut invoer = asks_callback("Vraag.");
        invoer.product = None;
        invoer.terugbel.team = Some(team(3));
        let other = world.ended(invoer, Afhandeling::Terugbelverzoek).await.unwrap().terugbelverzoek.unwrap();
        assert_eq!(other.beloofd_op.to_string(), "2026-11-24T11:00:00.000Z");
    }

    async fn another_moment_can_be_agreed_but_not_in_the_past(engine) {
        let world = World::new(engine).await;
        let mut invoer = asks_callback("Vraag.");
        invoer.terugbel.beloofd_op = Some(world.now());
        assert_eq!(
            refused(world.ended(invoer.clone(), Afhandeling::Terugbelverzoek).await),
            [("beloofd_op", "moment-voorbij")]
        );
        for far in ["2027-11-25T09:00:00Z", "9999-12-30T12:00:00Z"] {
            invoer.terugbel.beloofd_op = Some(far.parse().unwrap());
            assert_eq!(
                refused(world.ended(invoer.clone(), Afhandeling::Terugbelverzoek).await),
                [("beloofd_op", "moment-te-ver")]
            );
        }
        let agreed = world.now().plus_seconds(7200);
        invoer.terugbel.beloofd_op = Some(agreed);
        let done = world.ended(invoer, Afhandeling::Terugbelverzoek).await.unwrap();
        assert_eq!(done.terugbelverzoek.unwrap().beloofd_op, agreed);
    }

    async fn what_a_team_wants_asked_must_be_answered(engine) {
        let world = World::new(engine).await;
        let mut invoer = asks_callback("Vraag.");
        invoer.terugbel.antwoorden.clear();
        assert_eq!(refused(world.ended(invoer, Afhandeling::Terugbelverzoek).await), [("antwoorden", "verplicht")]);
    }

    async fn a_colleague_is_asked_by_name_in_their_own_team(engine) {
        let world = World::new(engine).await;
        let mut invoer = asks_callback("Vraag.");
        invoer.terugbel.medewerker = Some(world.piet.id);
        invoer.terugbel.team = Some(team(1));
        assert_eq!(
            refused(world.ended(invoer.clone(), Afhandeling::Terugbelverzoek).await),
            [("medewerker", "collega-ander-team")]
        );
        invoer.terugbel.team = None;
        world.ended(invoer, Afhandeling::Terugbelverzoek).await.unwrap();
        let mine = taken(&world.bench.db, &world.piet.behandelaar(), Mijn::Taken, None, 20).await.unwrap();
        assert_eq!(mine.rows.iter().map(|taak| taak.team).collect::<Vec<_>>(), [team(2)]);
    }

    async fn calling_again_joins_the_open_request_and_raises_it(engine) {
        let world = World::new(engine).await;
        let id = world.callback("Wanneer komt hij?").await;
        let again = Invoer { beller_telefoon: "+31612345678".into(), ..asks_callback("Nog niets gehoord!") };
        let done = world.ended(again, Afhandeling::Terugbelverzoek).await.unwrap();
        let joined = done.terugbelverzoek.clone().unwrap();
        assert_eq!((joined.id, joined.aangesloten), (id, true));
        let whole = taak(&world.bench.db, &world.piet.behandelaar(), id).await.unwrap();
        assert_eq!((whole.taak.prioriteit, whole.stappen[0].soort), (1, Stapsoort::Verhoogd));
        let notes: Vec<_> = whole.klantcontacten.iter().map(|contact| contact.inhoud.as_str()).collect();
        assert_eq!(notes, ["Wanneer komt hij?", "Nog niets gehoord!"]);
        // Sent twice it is raised once, and a call about something else is a request of its own.
        let concept = concept::ConceptId::from(done.id.uuid());
        let twice = Afronding { concept, ..ending(&world.started().await, Afhandeling::Terugbelverzoek) };
        assert_eq!(world.finish(&twice).await.unwrap(), done);
        let mut other = asks_callback("Iets anders.");
        (other.product, other.terugbel.team) = (None, Some(team(3)));
        let other = world.ended(other, Afhandeling::Terugbelverzoek).await.unwrap();
        assert!(!other.terugbelverzoek.unwrap().aangesloten);
        assert_eq!(count(&world.bench.db, "internetaken").await, 2);
    }

    async fn two_contacts_at_once_about_one_thing_are_one_request(engine) {
        let world = World::new(engine).await;
        for round in 1..=5 {
            let number = format!("06 1234 560{round}");
            let asks = Invoer { beller_telefoon: number, ..asks_callback("Waar blijft u?") };
            let (one, other) = tokio::join!(
                world.ended(asks.clone(), Afhandeling::Terugbelverzoek),
                world.ended(asks.clone(), Afhandeling::Terugbelverzoek)
            );
            assert_eq!(one.unwrap().terugbelverzoek.unwrap().id, other.unwrap().terugbelverzoek.unwrap().id);
            assert_eq!(count(&world.bench.db, "internetaken").await, round);
        }
    }

    async fn what_lies_with_somebody_who_can_no_longer_handle_it_is_free_again(engine) {
        let world = World::new(engine).await;
        let id = world.callback("Vraag.").await;
        let (db, ids) = (&world.bench.db, &world.bench.ids);
        oppakken(db, ids, &world.piet.behandelaar(), &world.piet.handeling(world.now()), id).await.unwrap();
        let (els, handeling) = (world.els.behandelaar(), world.els.handeling(world.now()));
        let free = || async { telling(db, &els, Mijn::Vrij(team(2)), world.now()).await.unwrap().open };
        assert_eq!(free().await, 0);
        assert_eq!(conflict(oppakken(db, ids, &els, &handeling, id).await), "taak-al-opgepakt");
        world.changed(&world.piet, "actief", false.into()).await;
        assert_eq!(free().await, 1);
        let taken = oppakken(db, ids, &els, &handeling, id).await.unwrap();
        assert_eq!((taken.medewerker, free().await), (Some(world.els.id), 0));
        // And an auditor is neither offered nor accepted.
        world.changed(&world.sanne, "rollen", "auditor".into()).await;
        let naar = Overdracht { team: team(1), medewerker: Some(world.sanne.id), reden: "Zij weet dit.".into() };
        let given = overdragen(db, ids, &els, &handeling, (id, taken.versie), &naar).await;
        assert_eq!(refused(given), [("medewerker", "collega-mag-niet")]);
    }

    async fn of_two_who_claim_at_once_one_is_told(engine) {
        let world = World::new(engine).await;
        let id = world.callback("Vraag.").await;
        let (db, ids, now) = (&world.bench.db, &world.bench.ids, world.now());
        let claim = |who: &Medewerker| {
            let (right, handeling) = (who.behandelaar(), who.handeling(now));
            async move { oppakken(db, ids, &right, &handeling, id).await }
        };
        let (piet, els) = tokio::join!(claim(&world.piet), claim(&world.els));
        assert_eq!(usize::from(piet.is_ok()) + usize::from(els.is_ok()), 1);
        let winner = if piet.is_ok() { &world.piet } else { &world.els };
        assert_eq!(conflict(if piet.is_ok() { els } else { piet }), "taak-al-opgepakt");
        // Once more by whoever has it changes nothing.
        assert_eq!(claim(winner).await.unwrap().versie, 2);
        assert_eq!(count(db, "internetaak_stappen").await, 1);
    }

    async fn attempts_at_once_are_both_kept_and_the_clock_runs_on(engine) {
        let world = World::new(engine).await;
        let id = world.callback("Vraag.").await;
        let (db, ids, right) = (&world.bench.db, &world.bench.ids, world.piet.behandelaar());
        let handeling = world.piet.handeling(world.now());
        let missed = Poging { gelukt: false, toelichting: "Geen gehoor.".into() };
        let tried = || poging(db, ids, &right, &handeling, id, &missed);
        let (a, b) = tokio::join!(tried(), tried());
        assert!(a.is_ok() && b.is_ok());
        let whole = taak(db, &right, id).await.unwrap();
        assert_eq!((whole.taak.pogingen, whole.stappen.len(), whole.taak.is_open()), (2, 2, true));
        let count = telling(db, &right, Mijn::Team(team(2)), whole.taak.beloofd_op).await.unwrap();
        assert_eq!((count.open, count.te_laat), (1, 1));
    }

    async fn what_was_said_reaches_whoever_passed_it_on(engine) {
        let world = World::new(engine).await;
        let id = world.callback("Vraag.").await;
        let (db, ids, right) = (&world.bench.db, &world.bench.ids, world.piet.behandelaar());
        world.later(2 * 86_400);
        let handeling = world.piet.handeling(world.now());
        let close = |versie| afhandelen(db, ids, &right, &handeling, (id, versie), (Afloop::Beantwoord, "Dinsdag klaar."));
        for seen in [7, 0, -1, i64::MAX, i64::MIN] {
            assert_eq!(conflict(close(seen).await), "intussen-gewijzigd");
        }
        let closed = close(1).await.unwrap();
        assert_eq!(close(1).await.unwrap(), closed);
        let passed_on = taken(db, &world.sanne.behandelaar(), Mijn::Doorgezet, None, 20).await.unwrap();
        assert_eq!(passed_on.rows, [closed]);
        let last = world.events().await.pop().unwrap();
        let feiten = last.feiten_van(registers::klantinteracties::internetaak::GEWIJZIGD).unwrap().unwrap();
        assert!(last.plaatsgevonden_op > feiten.beloofd_op, "too late, by its facts");
        assert_eq!(conflict(oppakken(db, ids, &right, &handeling, id).await), "taak-afgehandeld");
    }

    async fn a_hand_over_goes_to_somebody_who_is_there(engine) {
        let world = World::new(engine).await;
        let id = world.callback("Vraag.").await;
        let (db, ids, right) = (&world.bench.db, &world.bench.ids, world.piet.behandelaar());
        let handeling = world.piet.handeling(world.now());
        let give = |team, medewerker, reden: &str| {
            let naar = Overdracht { team, medewerker, reden: reden.to_owned() };
            let (right, handeling) = (&right, &handeling);
            async move { overdragen(db, ids, right, handeling, (id, 1), &naar).await }
        };
        assert_eq!(
            refused(give(team(9), Some(medewerker(99)), "").await),
            [("team", "onbekende-keuze"), ("medewerker", "onbekende-keuze"), ("reden", "verplicht")]
        );
        assert_eq!(refused(give(team(3), Some(world.els.id), "x").await), [("medewerker", "collega-ander-team")]);
        let given = give(team(2), Some(world.els.id), "Weet er meer van.").await.unwrap();
        assert_eq!(given.medewerker, Some(world.els.id));
        assert_eq!(taken(db, &world.els.behandelaar(), Mijn::Taken, None, 20).await.unwrap().rows, [given]);
    }
}
