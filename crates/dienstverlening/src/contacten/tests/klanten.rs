//! Who is calling, and what they asked before.

use kern::on_both_engines;
use kern::testhulp::plan;
use registers::klantinteracties::partij::{Controle, Zoeksoort};

use super::*;
use crate::contacten::klant::{Opening, herken, kiezen, loslaten, open, van_concept, zoek};
use crate::contacten::tijdlijn::{Herhaling, Regel, herhaling, repeated, tijdlijn};

impl World {
    async fn opened(&self, concept: &Concept, partij: PartijId, controle: Controle) -> bool {
        let handeling = self.sanne.handeling(self.now()).met_doel("statusvraag");
        let opening = Opening { partij, gevonden_met: Zoeksoort::Telefoon, controle };
        let rights = (&klant(), &self.sanne.agent());
        open(&self.bench.db, &self.bench.ids, rights, &handeling, concept.id, opening).await.unwrap().is_some()
    }

    /// Johanna calls, and Sanne ends it.
    pub(super) async fn call_of(&self, partij: PartijId, invoer: Invoer, afhandeling: Afhandeling) -> Geregistreerd {
        let concept = self.started().await;
        self.opened(&concept, partij, Controle::Geslaagd).await;
        self.later(60);
        self.finish(&Afronding { invoer: Some((1.into(), invoer)), ..ending(&concept, afhandeling) }).await.unwrap()
    }
}

on_both_engines! {
    async fn nobody_is_looked_up_without_a_purpose(engine) {
        let world = World::new(engine).await;
        let id = world.johanna().await;
        let (db, ids, handeling) = (&world.bench.db, &world.bench.ids, world.sanne.handeling(world.now()));
        let term = herken("06 8765 4321").unwrap();
        assert_eq!(refused(zoek(db, ids, &klant(), &handeling, &term).await), [("reden", "verplicht")]);
        let found = zoek(db, ids, &klant(), &handeling.met_doel("statusvraag"), &term).await.unwrap();
        assert_eq!((found.len(), found[0].partij, found[0].naam.as_str()), (1, id, "Johanna de Vries"));
        let event = world.events().await.pop().unwrap();
        assert!(event.is(partij::GEZOCHT));
        assert_eq!((event.doel.as_deref(), event.medewerker), (Some("statusvraag"), Some(world.sanne.id)));
    }

    async fn opening_is_told_and_noted_on_the_draft(engine) {
        let world = World::new(engine).await;
        let id = world.johanna().await;
        let concept = world.started().await;
        assert!(world.opened(&concept, id, Controle::Geslaagd).await);
        let (db, who) = (&world.bench.db, world.sanne.agent());
        let noted = concept::by_id(db, &who, concept.id).await.unwrap();
        assert_eq!((noted.partij, noted.controle, noted.versie), (Some(id), Some(Controle::Geslaagd), concept.versie));
        let before = world.events().await.len();
        assert_eq!(van_concept(db, &klant(), &noted).await.unwrap().unwrap().partij.id, id);
        assert_eq!(world.events().await.len(), before);
        loslaten(db, &who, concept.id).await.unwrap();
        assert_eq!(concept::by_id(db, &who, concept.id).await.unwrap().partij, None);
    }

    async fn after_a_failed_control_question_nobody_is_shown(engine) {
        let world = World::new(engine).await;
        let id = world.johanna().await;
        let concept = world.started().await;
        assert!(!world.opened(&concept, id, Controle::Mislukt).await);
        let noted = concept::by_id(&world.bench.db, &world.sanne.agent(), concept.id).await.unwrap();
        assert_eq!((noted.partij, noted.controle), (None, Some(Controle::Mislukt)));
        assert_eq!(world.events().await.pop().unwrap().feiten["controle"], "mislukt");
    }

    async fn somebody_known_needs_no_name_and_number_typed(engine) {
        let world = World::new(engine).await;
        let id = world.johanna().await;
        let known = Invoer { beller_naam: String::new(), beller_telefoon: String::new(), ..asks_callback("Vraag.") };
        let done = world.call_of(id, known, Afhandeling::Terugbelverzoek).await;
        let page = tijdlijn(&world.bench.db, &klant(), id, None, 10).await.unwrap();
        let Some(Regel::Terugbelverzoek(taak, _)) = page.rows.first() else { panic!("{page:?}") };
        assert_eq!((taak.contactnaam.as_str(), taak.telefoon.as_str()), ("Johanna de Vries", "06-87654321"));
        assert_eq!(taak.id, done.terugbelverzoek.unwrap().id);
    }

    async fn what_comes_from_a_person_goes_with_the_person(engine) {
        let world = World::new(engine).await;
        let (johanna, fleur) = (world.johanna().await, world.fleur().await);
        let (db, who) = (&world.bench.db, world.sanne.agent());
        let concept = world.started().await;
        world.opened(&concept, johanna, Controle::Geslaagd).await;
        let kept = Invoer {
            beller_naam: "mw. De Vries".into(),
            beller_telefoon: "0687654321".into(),
            zaak: Some(world.bench.ids.next()),
            terugbel: Terugbel { nieuw: true, ..asks_callback("").terugbel },
            ..asks_callback("Wanneer komt u?")
        };
        let saved = concept::opslaan(db, &who, world.now(), concept.id, concept.versie, &kept).await.unwrap();
        loslaten(db, &who, concept.id).await.unwrap();
        let after = concept::by_id(db, &who, concept.id).await.unwrap();
        let typed = (after.invoer.beller_naam.as_str(), after.invoer.beller_telefoon.as_str());
        assert_eq!(typed, ("mw. De Vries", "0687654321"), "what was typed stays");
        assert_eq!((after.invoer.zaak, after.invoer.terugbel.nieuw), (None, false));
        assert_eq!((after.invoer.notitie.as_str(), after.invoer.product), ("Wanneer komt u?", kept.product.clone()));
        // The old page cannot put it back, and what is typed now stays whoever is linked.
        let late = concept::opslaan(db, &who, world.now(), concept.id, saved.versie, &kept).await;
        assert_eq!(conflict(late), "intussen-gewijzigd");
        world.opened(&concept, fleur, Controle::Geslaagd).await;
        // Of Johanna nothing was typed for this question: it is Fleur's number that is known now.
        let typed = Invoer { beller_naam: "Fleurs zoon".into(), beller_telefoon: String::new(), ..asks_callback("Vraag.") };
        let ending = Afronding { invoer: Some((after.versie.into(), typed)), ..ending(&concept, Afhandeling::Terugbelverzoek) };
        let done = world.finish(&ending).await.unwrap();
        let page = tijdlijn(db, &klant(), fleur, None, 10).await.unwrap();
        let Some(Regel::Terugbelverzoek(taak, _)) = page.rows.first() else { panic!("{page:?}") };
        assert_eq!((taak.contactnaam.as_str(), taak.telefoon.as_str(), taak.partij), ("Fleurs zoon", "06-11112222", Some(fleur)));
        assert_eq!(taak.id, done.terugbelverzoek.unwrap().id);
    }

    async fn nobody_is_registered_who_was_not_on_the_page(engine) {
        let world = World::new(engine).await;
        let (johanna, fleur) = (world.johanna().await, world.fleur().await);
        let concept = world.started().await;
        world.opened(&concept, fleur, Controle::Geslaagd).await;
        let seen = |gezien| Afronding {
            invoer: Some((1.into(), typed("Vraag."))),
            gezien,
            ..ending(&concept, Afhandeling::DirectBeantwoord)
        };
        for wrong in [Some(None), Some(Some(johanna))] {
            assert_eq!(conflict(world.finish(&seen(wrong)).await), "intussen-gewijzigd");
        }
        world.finish(&seen(Some(Some(fleur)))).await.unwrap();
    }

    async fn chosen_twice_somebody_was_seen_once(engine) {
        let world = World::new(engine).await;
        let id = world.johanna().await;
        let concept = world.started().await;
        let handeling = world.sanne.handeling(world.now()).met_doel("statusvraag");
        for _ in 0..2 {
            let rights = (&klant(), &world.sanne.agent());
            kiezen(&world.bench.db, &world.bench.ids, rights, &handeling, concept.id, id, Zoeksoort::Adres).await.unwrap();
        }
        assert_eq!(world.events().await.iter().filter(|event| event.is(partij::GERAADPLEEGD)).count(), 1);
    }

    async fn a_time_line_has_contacts_and_callbacks_newest_first(engine) {
        let world = World::new(engine).await;
        let id = world.johanna().await;
        for n in 0..3 {
            world.call_of(id, Invoer { product: Some(PRODUCT.into()), ..typed(&format!("{n}")) }, Afhandeling::DirectBeantwoord).await;
        }
        world.call_of(id, asks_callback("Bel mij."), Afhandeling::Terugbelverzoek).await;
        world.call_of(id, asks_callback("Nogmaals."), Afhandeling::Terugbelverzoek).await;
        let (db, who) = (&world.bench.db, klant());
        let whole = tijdlijn(db, &who, id, None, 20).await.unwrap();
        assert_eq!((whole.rows.len(), whole.next), (6, None));
        assert!(whole.rows.is_sorted_by_key(|regel| std::cmp::Reverse(regel.op())));
        let steps: Vec<usize> = whole.rows.iter().filter_map(|regel| match regel {
            Regel::Terugbelverzoek(_, stappen) => Some(stappen.len()),
            Regel::Contact(_) => None,
        }).collect();
        assert_eq!(steps, [1]);
        let (mut seen, mut after) = (Vec::new(), None);
        for _ in 0..3 {
            let page = tijdlijn(db, &who, id, after.as_ref(), 2).await.unwrap();
            seen.extend(page.rows.iter().map(Regel::op));
            after = page.next;
        }
        assert_eq!((seen, after), (whole.rows.iter().map(Regel::op).collect::<Vec<_>>(), None));
    }

    async fn a_third_call_about_the_same_is_noticed(engine) {
        let world = World::new(engine).await;
        let id = world.johanna().await;
        let about = || Invoer { product: Some(PRODUCT.into()), ..typed("Weer.") };
        let mut last = world.now();
        for _ in 0..2 {
            last = world.now();
            world.call_of(id, about(), Afhandeling::DirectBeantwoord).await;
            world.later(86_400);
        }
        world.call_of(id, typed("Iets anders."), Afhandeling::DirectBeantwoord).await;
        let db = &world.bench.db;
        let before = |days| {
            let (now, who) = (world.now(), klant());
            async move { herhaling(db, &who, id, PRODUCT, now, days).await.unwrap() }
        };
        assert_eq!(before(7).await, Herhaling { eerdere: 2, laatste: Some(last) });
        assert_eq!(before(1).await.eerdere, 0);
        if engine == Engine::Sqlite {
            let query = repeated(&klant(), id, PRODUCT, world.now(), 7);
            assert!(plan(db, &query).await.contains("klantcontacten_partij"));
        }
    }
}
