//! Internetaken and their steps.

use kern::paging::Page;
use kern::testhulp::{count, plan};
use kern::{Error, FieldError, on_both_engines};

use super::*;
use crate::klantinteracties::internetaak::{Afloop, Lijst, Overdracht, Poging, Stapsoort, Telling};
use crate::klantinteracties::{Actor, SoortActor, actor_aanmaken, actor_wijzigen};

fn numbers(page: &Page<Internetaak>) -> Vec<&str> {
    page.rows.iter().map(|taak| taak.nummer.as_deref().unwrap().trim_start_matches('0')).collect()
}

on_both_engines! {
    async fn a_new_task_says_what_was_promised(engine) {
        let world = World::new(engine).await;
        let taak = world.taak(1).await;
        let event = world.last_event().await;
        assert_eq!(keys(&event.feiten), ["aangemaakt_op", "beloofd_op", "datum", "medewerker", "product", "team"]);
        assert_eq!(event.hoofdobject_id, Some(taak.aanleidinggevend_klantcontact.uuid()));
        assert_eq!(internetaak::by_id(&world.bench.db, &taken(), taak.id).await.unwrap(), Some(taak));
        assert_eq!(count(&world.bench.db, "internetaak_actoren").await, 1);
    }

    async fn every_step_stays_visible_and_counts_by_its_facts(engine) {
        let world = World::new(engine).await;
        let (handeling, ids) = (world.handeling(), &world.bench.ids);
        let again = world.registered(&world.contact(2)).await;
        let taak = world.taak(1).await;
        let missed = Poging { gelukt: false, toelichting: "Voicemail.".into() };
        let (taak, tried) = internetaak::poging(&handeling, ids, &taak, &missed).unwrap();
        let (taak, raised) = internetaak::verhogen(&handeling, ids, &taak, again, "Belt weer.").unwrap();
        let naar = Overdracht { team: team(3), medewerker: Some(medewerker(3)), reden: "Gaat over bezwaar.".into() };
        let (taak, passed) = internetaak::overdragen(&handeling, ids, &taak, &naar).unwrap();
        let (taak, closed) = internetaak::afhandelen(&handeling, ids, &taak, Afloop::Beantwoord, "Komt dinsdag.").unwrap();
        world.write(vec![tried, raised, passed, closed]).await.unwrap();

        assert_eq!((taak.versie, taak.prioriteit, taak.pogingen, taak.team), (5, 1, 1, team(3)));
        assert_eq!(internetaak::by_id(&world.bench.db, &taken(), taak.id).await.unwrap().as_ref(), Some(&taak));
        let steps = internetaak::stappen_van(&world.bench.db, &taken(), &[taak.id]).await.unwrap();
        let kinds: Vec<_> = steps.iter().map(|(_, stap)| stap.soort).collect();
        assert_eq!(kinds, [Stapsoort::Poging, Stapsoort::Verhoogd, Stapsoort::Overgedragen, Stapsoort::Afgehandeld]);
        let event = world.last_event().await;
        assert_eq!(
            keys(&event.feiten),
            ["aangemaakt_op", "afloop", "beloofd_op", "datum", "status", "team", "wijziging"]
        );
        assert_eq!(event.feiten["wijziging"], "afgehandeld");
        // The actors follow the hand-over: the team and the colleague.
        assert_eq!(count(&world.bench.db, "internetaak_actoren").await, 2);
        let found = internetaak::bij_klantcontact(&world.bench.db, &taken(), again).await.unwrap();
        assert_eq!(found.map(|taak| taak.id), Some(taak.id));
    }

    async fn of_two_steps_from_the_same_state_one_is_taken(engine) {
        let world = World::new(engine).await;
        let taak = world.taak(1).await;
        let claim = |n| internetaak::oppakken(&world.handeling(), &world.bench.ids, &taak, medewerker(n), false).unwrap().1;
        world.write(vec![claim(2)]).await.unwrap();
        assert!(matches!(world.write(vec![claim(3)]).await, Err(Error::Conflict(_))));
        let now = internetaak::by_id(&world.bench.db, &taken(), taak.id).await.unwrap().unwrap();
        assert_eq!((now.medewerker, count(&world.bench.db, "internetaak_stappen").await), (Some(medewerker(2)), 1));
    }

    async fn a_list_has_the_nearest_promise_first_and_pages_without_gap_or_double(engine) {
        let world = World::new(engine).await;
        for n in 1..=5 {
            // Two with the same promise: the id breaks the tie.
            world.bench.clock.set("2026-11-23T09:00:00Z".parse::<Moment>().unwrap().plus_seconds(60 * (n / 2)));
            world.taak(n).await;
        }
        let (db, van) = (&world.bench.db, Lijst::Team(team(2)));
        let whole = internetaak::lijst(db, &taken(), van, None, 10).await.unwrap();
        assert_eq!((whole.rows.len(), whole.next), (5, None));
        assert!(whole.rows.is_sorted_by_key(|taak| (taak.beloofd_op, taak.id)));
        let (mut seen, mut after) = (Vec::new(), None);
        for _ in 0..3 {
            let page = internetaak::lijst(db, &taken(), van, after.as_ref(), 2).await.unwrap();
            seen.extend(numbers(&page).into_iter().map(str::to_owned));
            after = page.next;
        }
        assert_eq!((seen.len(), after), (5, None));
        seen.sort_unstable();
        assert_eq!(seen, ["1", "2", "3", "4", "5"]);
        let passed_on = internetaak::lijst(db, &taken(), Lijst::DoorgezetDoor(medewerker(1)), None, 2).await.unwrap();
        assert!(passed_on.rows[0].beloofd_op >= passed_on.rows[1].beloofd_op && passed_on.next.is_some());
        let late = internetaak::telling(db, &taken(), van, whole.rows[2].beloofd_op).await.unwrap();
        assert_eq!(late, Telling { open: 5, te_laat: 3 });
    }

    async fn lists_walk_their_index(engine) {
        let world = World::new(engine).await;
        for (van, index) in [
            (Lijst::Medewerker(medewerker(1)), "internetaken_medewerker"),
            (Lijst::Team(team(1)), "internetaken_team"),
            (Lijst::Vrij(team(1)), "internetaken_team"),
            (Lijst::DoorgezetDoor(medewerker(1)), "internetaken_doorgezet"),
        ] {
            let plan = plan(&world.bench.db, &internetaak::lijst::of(&taken(), van, None, 20)).await;
            if engine == Engine::Sqlite {
                assert_walks(&plan, index);
            }
        }
    }

    async fn the_open_tasks_of_a_caller_are_found_by_any_notation_of_the_number(engine) {
        let world = World::new(engine).await;
        let taak = world.taak(1).await;
        let number = "+31 6 1234 5678".parse().unwrap();
        let who = taken();
        let find = || internetaak::open_van_beller(&world.bench.db, &who, None, Some(&number));
        assert_eq!(find().await.unwrap().iter().map(|taak| taak.id).collect::<Vec<_>>(), [taak.id]);
        let (_, closed) = internetaak::afhandelen(&world.handeling(), &world.bench.ids, &taak, Afloop::Vervallen, "Al geregeld.").unwrap();
        world.write(vec![closed]).await.unwrap();
        assert_eq!(find().await.unwrap(), []);
    }

    async fn an_actor_is_made_and_renamed(engine) {
        let world = World::new(engine).await;
        let (handeling, ids) = (world.handeling(), &world.bench.ids);
        let was = Actor::new(team(1), SoortActor::OrganisatorischeEenheid, "KCC");
        let made = actor_aanmaken(&handeling, ids, &was).unwrap();
        let (_, renamed) = actor_wijzigen(&handeling, ids, &was, Actor { naam: "KCC Telefonie".into(), ..was.clone() }).unwrap();
        world.write(vec![made, renamed]).await.unwrap();
        assert_eq!(count(&world.bench.db, "actoren").await, 1);
    }

    async fn a_closed_task_is_read_only(engine) {
        let world = World::new(engine).await;
        let (handeling, ids) = (world.handeling(), &world.bench.ids);
        let (taak, _) = internetaak::afhandelen(&handeling, ids, &world.taak(1).await, Afloop::Beantwoord, "Ja.").unwrap();
        let naar = Overdracht { team: team(3), medewerker: None, reden: "x".into() };
        let refused = [
            internetaak::poging(&handeling, ids, &taak, &Poging { gelukt: true, toelichting: String::new() }),
            internetaak::oppakken(&handeling, ids, &taak, medewerker(2), false),
            internetaak::overdragen(&handeling, ids, &taak, &naar),
            internetaak::verhogen(&handeling, ids, &taak, taak.aanleidinggevend_klantcontact, ""),
            internetaak::afhandelen(&handeling, ids, &taak, Afloop::Beantwoord, "Nee."),
        ];
        for step in refused {
            let Err(Error::Conflict(FieldError { code, .. })) = step.map(drop) else { panic!("a closed task took a step") };
            assert_eq!(code, "taak-afgehandeld");
        }
    }

    async fn a_hand_over_wants_a_reason_and_another_place(engine) {
        let world = World::new(engine).await;
        let taak = world.taak(1).await;
        let naar = Overdracht { team: team(2), medewerker: None, reden: " ".into() };
        let Err(Error::Invalid(errors)) = internetaak::overdragen(&world.handeling(), &world.bench.ids, &taak, &naar).map(drop) else {
            panic!("handed over to where it was")
        };
        assert_eq!(errors.iter().map(|e| e.code).collect::<Vec<_>>(), ["verplicht", "taak-ligt-daar-al"]);
    }
}
