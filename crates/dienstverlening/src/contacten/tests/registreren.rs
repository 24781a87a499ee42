//! The end of a contact.

use kern::on_both_engines;
use kern::testhulp::count;
use registers::klantinteracties::klantcontact::{self, ArtikelVersie};

use super::*;

on_both_engines! {
    async fn an_empty_contact_is_not_answered(engine) {
        let world = World::new(engine).await;
        assert_eq!(refused(world.ended(typed(" "), Afhandeling::DirectBeantwoord).await), [("notitie", "leeg-contact")]);
        assert_eq!(count(&world.bench.db, "contact_concepten").await, 1, "and the draft is still there");
        world.ended(typed(""), Afhandeling::KlantBeltZelfTerug).await.unwrap();
    }

    async fn a_contact_without_anything_known_is_registered(engine) {
        let world = World::new(engine).await;
        let done = world.ended(typed("Vroeg hoe laat wij sluiten."), Afhandeling::DirectBeantwoord).await.unwrap();
        assert_eq!((done.nummer.as_str(), done.terugbelverzoek), ("0000000001", None));
        let contact = klantcontact::by_id(&world.bench.db, &klant(), done.id).await.unwrap().unwrap();
        assert_eq!((contact.product, contact.duur_s, contact.team), (None, Some(60), Some(team(1))));
        assert_eq!(contact.medewerker, Some(world.sanne.id));
        for (table, rows) in [("betrokkenen", 0), ("actor_klantcontacten", 1)] {
            assert_eq!(count(&world.bench.db, table).await, rows, "{table}");
        }
        assert!(concept::mijn(&world.bench.db, &world.sanne.agent()).await.unwrap().is_empty());
    }

    async fn the_article_and_its_version_are_remembered(engine) {
        let world = World::new(engine).await;
        let artikel = ArtikelVersie { id: ARTIKEL, versie: 2 };
        let invoer = Invoer { product: Some(PRODUCT.into()), artikel: Some(artikel), ..typed("Kosten verteld.") };
        let done = world.ended(invoer, Afhandeling::DirectBeantwoord).await.unwrap();
        let contact = klantcontact::by_id(&world.bench.db, &klant(), done.id).await.unwrap().unwrap();
        assert_eq!((contact.artikel, contact.onderwerp.as_str()), (Some(artikel), "Parkeervergunning voor bewoners"));
        assert_eq!(contact.thema.as_deref(), Some("parkeren"));
        assert_eq!(count(&world.bench.db, "onderwerpobjecten").await, 1);
    }

    async fn sent_twice_it_is_registered_once(engine) {
        let world = World::new(engine).await;
        let concept = world.started().await;
        let invoer = Some((1.into(), asks_callback("Wanneer komt hij?")));
        let afronding = Afronding { invoer, ..ending(&concept, Afhandeling::Terugbelverzoek) };
        // At the same time, and once more when all is over.
        let (first, second) = tokio::join!(world.finish(&afronding), world.finish(&afronding));
        let (first, second) = (first.unwrap(), second.unwrap());
        assert_eq!((&first, &second), (&second, &world.finish(&afronding).await.unwrap()));
        assert_eq!(count(&world.bench.db, "klantcontacten").await, 1);
        assert_eq!(count(&world.bench.db, "internetaken").await, 1);
    }

    async fn all_that_is_wrong_is_said_at_once_and_the_draft_stays(engine) {
        let world = World::new(engine).await;
        let invoer = Invoer {
            kanaal: "rooksignaal".into(),
            product: Some("geen-product".into()),
            reden: Some("nieuwsgierig".into()),
            beller_telefoon: "geen".into(),
            ..Invoer::default()
        };
        assert_eq!(
            refused(world.ended(invoer, Afhandeling::Terugbelverzoek).await),
            [
                ("product", "onbekende-keuze"),
                ("kanaal", "onbekende-keuze"),
                ("reden", "onbekende-keuze"),
                ("team", "verplicht"),
                ("vraag", "verplicht"),
                ("beller_naam", "verplicht"),
                ("beller_telefoon", "telefoon-onleesbaar"),
            ]
        );
        assert_eq!(count(&world.bench.db, "contact_concepten").await, 1);
        assert_eq!(count(&world.bench.db, "gebeurtenissen").await, 0);
    }

    async fn an_outcome_belongs_to_its_kind_of_ending(engine) {
        let world = World::new(engine).await;
        let concept = world.started().await;
        let afronding = |uitkomst: &str| Afronding {
            uitkomst: Some(uitkomst.into()),
            ..ending(&concept, Afhandeling::KlantBeltZelfTerug)
        };
        assert_eq!(refused(world.finish(&afronding("doorverbonden")).await), [("uitkomst", "uitkomst-past-niet")]);
        assert_eq!(refused(world.finish(&afronding("weg")).await), [("uitkomst", "onbekende-keuze")]);
        assert!(world.finish(&afronding("klant-belt-zelf-terug")).await.is_ok());
    }

    async fn putting_through_needs_a_team(engine) {
        let world = World::new(engine).await;
        let concept = world.started().await;
        let to = |naar_team| Afronding { naar_team, ..ending(&concept, Afhandeling::Doorverbonden) };
        assert_eq!(refused(world.finish(&to(None)).await), [("naar_team", "verplicht")]);
        assert_eq!(refused(world.finish(&to(Some(team(9)))).await), [("naar_team", "onbekende-keuze")]);
        let done = world.finish(&to(Some(team(2)))).await.unwrap();
        let contact = klantcontact::by_id(&world.bench.db, &klant(), done.id).await.unwrap().unwrap();
        assert_eq!((contact.naar_team, contact.verdere_actie_ondernomen), (Some(team(2)), true));
    }

    async fn a_late_change_in_another_window_is_not_lost(engine) {
        let world = World::new(engine).await;
        let concept = world.started().await;
        let who = world.sanne.agent();
        concept::opslaan(&world.bench.db, &who, world.now(), concept.id, 1, &typed("uit het andere venster")).await.unwrap();
        let invoer = Some((1.into(), typed("uit dit venster")));
        let afronding = Afronding { invoer, ..ending(&concept, Afhandeling::DirectBeantwoord) };
        assert_eq!(conflict(world.finish(&afronding).await), "intussen-gewijzigd");
        assert_eq!(count(&world.bench.db, "contact_concepten").await, 1);
    }

    async fn numbers_are_consecutive_when_many_finish_at_once(engine) {
        let world = World::new(engine).await;
        let ended = || world.ended(typed("x"), Afhandeling::DirectBeantwoord);
        let (a, b, c, d) = tokio::join!(ended(), ended(), ended(), ended());
        let mut numbers: Vec<String> = [a, b, c, d].into_iter().map(|done| done.unwrap().nummer).collect();
        numbers.sort();
        assert_eq!(numbers, ["0000000001", "0000000002", "0000000003", "0000000004"]);
    }
}
