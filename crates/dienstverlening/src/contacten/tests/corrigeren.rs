//! A registered contact that is put right.

use kern::on_both_engines;
use kern::testhulp::count;
use registers::klantinteracties::betrokkene;
use registers::klantinteracties::internetaak::{Afloop, Poging, Stapsoort};
use registers::klantinteracties::klantcontact::{self, Klantcontact};
use registers::klantinteracties::partij::Zoeksoort;

use super::*;
use crate::contacten::corrigeren::{Correctie, Wie, corrigeren};
use crate::contacten::terugbelverzoek::taak;
use crate::rapportage::{Tellingen, compare_with_recount};

impl World {
    async fn put_right(&self, contact: &Klantcontact, correctie: &Correctie) -> Result<Klantcontact> {
        let (db, ids, sanne) = (&self.bench.db, &self.bench.ids, &self.sanne);
        let seen = (contact.id, contact.versie);
        let handeling = sanne.handeling(self.now()).met_doel("statusvraag");
        corrigeren(db, ids, &sanne.agent(), &handeling, seen, correctie).await
    }

    /// Partij, name and number, as the contact has them.
    async fn beller(&self, contact: &Klantcontact) -> (Option<PartijId>, String, String) {
        let (db, who) = (&self.bench.db, self.sanne.agent());
        let partij = klantcontact::van_medewerker(db, &who, contact.id).await.unwrap().unwrap().partij;
        let told = betrokkene::van_klantcontact(db, &who, contact.id).await.unwrap();
        assert!(told.len() <= 1 && told.iter().all(|told| told.was_partij == partij));
        let told = told.first();
        let naam = told.map(|told| told.naam()).unwrap_or_default();
        (partij, naam, told.map(|told| told.telefoon().to_owned()).unwrap_or_default())
    }

    async fn registered(&self, invoer: Invoer, afhandeling: Afhandeling) -> Klantcontact {
        let done = self.ended(invoer, afhandeling).await.unwrap();
        klantcontact::van_medewerker(&self.bench.db, &self.sanne.agent(), done.id).await.unwrap().unwrap()
    }
}

/// A correction that changes nothing yet.
pub(super) fn same(contact: &Klantcontact) -> Correctie {
    Correctie {
        notitie: contact.inhoud.clone(),
        product: contact.product.clone(),
        afhandeling: contact.afhandeling.unwrap(),
        klantgroep: contact.klantgroep,
        wie: Wie::Blijft,
        beller_naam: String::new(),
        beller_telefoon: String::new(),
        waarom: "Ik had de verkeerde vraag gehoord.".into(),
    }
}

on_both_engines! {
    async fn what_is_put_right_is_a_new_event_beside_the_old_one_and_counts_right(engine) {
        let world = World::new(engine).await;
        let was = world.registered(typed("Vroeg naar de markt."), Afhandeling::DirectBeantwoord).await;
        let correctie = Correctie {
            notitie: "Vroeg naar zijn vergunning.".into(),
            product: Some(PRODUCT.into()),
            afhandeling: Afhandeling::KlantBeltZelfTerug,
            ..same(&was)
        };
        let wordt = world.put_right(&was, &correctie).await.unwrap();
        assert_eq!((wordt.versie, wordt.onderwerp.as_str(), wordt.thema.as_deref()), (2, "Parkeervergunning voor bewoners", Some("parkeren")));
        assert_eq!((wordt.plaatsgevonden_op, wordt.nummer.as_ref()), (was.plaatsgevonden_op, was.nummer.as_ref()));
        assert_eq!(count(&world.bench.db, "onderwerpobjecten").await, 1);
        assert_eq!(world.put_right(&was, &correctie).await.unwrap(), wordt, "sent twice it is put right once");
        assert_eq!(conflict(world.put_right(&was, &same(&was)).await), "intussen-gewijzigd");
        let event = world.events().await.pop().unwrap();
        assert!(event.is(klantcontact::GEWIJZIGD) && event.medewerker == Some(world.sanne.id));
        assert!(!event.feiten.to_string().contains("vergunning."), "what was said is no fact");
        kern::volgers::catch_up(&world.bench.db, &world.bench.clock, &Tellingen).await.unwrap();
        assert!(compare_with_recount(&world.bench.db).await.unwrap().is_empty());
        let back = world.put_right(&wordt, &Correctie { product: None, ..same(&wordt) }).await.unwrap();
        assert_eq!((back.product, count(&world.bench.db, "onderwerpobjecten").await), (None, 0));
    }

    async fn for_whom_somebody_asked_is_a_fact_and_can_be_put_right(engine) {
        let world = World::new(engine).await;
        let said = Invoer { klantgroep: Some(Klantgroep::Ondernemer), ..typed("Vroeg iets.") };
        let was = world.registered(said, Afhandeling::DirectBeantwoord).await;
        assert_eq!(was.klantgroep, Some(Klantgroep::Ondernemer));
        assert_eq!(world.events().await.pop().unwrap().feiten["klantgroep"], "ondernemer");
        assert_eq!(refused(world.put_right(&was, &same(&was)).await), [("notitie", "niets-gewijzigd")]);
        // Nobody says so any more, and nothing else does.
        let now = world.put_right(&was, &Correctie { klantgroep: None, ..same(&was) }).await.unwrap();
        assert_eq!(now.klantgroep, None);
        let facts = world.events().await.pop().unwrap().feiten;
        assert_eq!((facts["was"]["klantgroep"].as_str(), facts["wordt"]["klantgroep"].as_str()), (Some("ondernemer"), None));
        let said = Correctie { klantgroep: Some(Klantgroep::Ondernemer), ..same(&now) };
        let now = world.put_right(&now, &said).await.unwrap();
        assert_eq!(now.klantgroep, Some(Klantgroep::Ondernemer), "what was not known can be said");
        let now = world.put_right(&now, &Correctie { klantgroep: None, ..same(&now) }).await.unwrap();
        // The product says so.
        let now = world.put_right(&now, &Correctie { product: Some(PRODUCT.into()), ..same(&now) }).await.unwrap();
        assert_eq!(now.klantgroep, Some(Klantgroep::Particulier));
    }

    async fn what_cannot_be_put_right_is_said(engine) {
        let world = World::new(engine).await;
        let was = world.registered(typed("Vraag."), Afhandeling::DirectBeantwoord).await;
        let silent = Correctie { notitie: "Anders.".into(), waarom: " ".into(), ..same(&was) };
        assert_eq!(refused(world.put_right(&was, &silent).await), [("waarom", "verplicht")]);
        assert_eq!(refused(world.put_right(&was, &same(&was)).await), [("notitie", "niets-gewijzigd")]);
        let empty = Correctie { notitie: String::new(), ..same(&was) };
        assert_eq!(refused(world.put_right(&was, &empty).await), [("notitie", "leeg-contact")]);
        let unknown = Correctie { product: Some("bestaat-niet".into()), ..same(&was) };
        assert_eq!(refused(world.put_right(&was, &unknown).await), [("product", "onbekende-keuze")]);
        let task = world.registered(asks_callback("Vraag."), Afhandeling::Terugbelverzoek).await;
        let answered = Correctie { afhandeling: Afhandeling::DirectBeantwoord, ..same(&task) };
        assert_eq!(refused(world.put_right(&task, &answered).await), [("afhandeling", "afhandeling-vast")]);
        let (db, ids, els) = (&world.bench.db, &world.bench.ids, &world.els);
        let els = corrigeren(db, ids, &els.agent(), &els.handeling(world.now()), (was.id, 1), &silent).await;
        assert!(matches!(els, Err(Error::Missing { .. })), "only whoever registered it");
    }

    async fn the_person_is_put_right_and_the_work_it_led_to_with_it(engine) {
        let world = World::new(engine).await;
        let fleur = world.fleur().await;
        let was = world.registered(asks_callback("Wanneer komt hij?"), Afhandeling::Terugbelverzoek).await;
        let hers = Correctie { wie: Wie::Persoon(fleur, Zoeksoort::Telefoon), ..same(&was) };
        let (db, ids, sanne) = (&world.bench.db, &world.bench.ids, &world.sanne);
        let aimless = sanne.handeling(world.now());
        let aimless = corrigeren(db, ids, &sanne.agent(), &aimless, (was.id, 1), &hers).await;
        assert_eq!(refused(aimless), [("reden", "verplicht")]);
        let nobody = Correctie { wie: Wie::Persoon(PartijId::from(Uuid::nil()), Zoeksoort::Bsn), ..same(&was) };
        assert!(matches!(world.put_right(&was, &nobody).await, Err(Error::Missing { what: "partij", .. })));

        let now = world.put_right(&was, &hers).await.unwrap();
        // What the caller said stays; of her only the name is told, as no control question was asked.
        let known = (Some(fleur), "Fleur ten Heidezoon".to_owned(), "06 1234 5678".to_owned());
        assert_eq!(world.beller(&was).await, known);
        assert_eq!(world.put_right(&was, &hers).await.unwrap(), now, "sent twice it is put right once");
        let id = registers::klantinteracties::internetaak::bij_klantcontact(db, &sanne.agent(), was.id).await.unwrap().unwrap().id;
        let whole = taak(db, &world.piet.behandelaar(), id).await.unwrap();
        assert_eq!((whole.taak.partij, whole.taak.contactnaam, whole.taak.telefoon), known);
        assert_eq!((whole.stappen[0].soort, whole.stappen[0].toelichting.as_str()), (Stapsoort::Rechtgezet, "Ik had de verkeerde vraag gehoord."));
        let events = world.events().await;
        assert!(events.iter().any(|entry| entry.is(partij::GERAADPLEEGD) && entry.resource_id == fleur.uuid() && entry.doel.as_deref() == Some("statusvraag")));
        assert!(!events.iter().any(|entry| entry.feiten.to_string().contains("Fleur")), "a name is no fact");
        kern::volgers::catch_up(db, &world.bench.clock, &Tellingen).await.unwrap();
        assert!(compare_with_recount(db).await.unwrap().is_empty());

        // Nobody we know: name and number may have been hers, so they are asked; what is typed counts.
        let nobody = Correctie { wie: Wie::Niemand, ..same(&now) };
        let missing = [("beller_naam", "verplicht"), ("beller_telefoon", "verplicht")];
        assert_eq!(refused(world.put_right(&now, &nobody).await), missing);
        let typed = Correctie { beller_naam: "de buurvrouw".into(), beller_telefoon: "06 9999 0000".into(), ..nobody };
        let now = world.put_right(&now, &typed).await.unwrap();
        assert_eq!(world.beller(&was).await, (None, "de buurvrouw".to_owned(), "06 9999 0000".to_owned()));
        // Only the number was misheard.
        let number = Correctie { beller_telefoon: "06 9999 0001".into(), ..same(&now) };
        let now = world.put_right(&now, &number).await.unwrap();
        assert_eq!(world.beller(&was).await, (None, "de buurvrouw".to_owned(), "06 9999 0001".to_owned()));
        let unreadable = Correctie { beller_telefoon: "geen".into(), ..same(&now) };
        assert_eq!(refused(world.put_right(&now, &unreadable).await), [("beller_telefoon", "telefoon-onleesbaar")]);
    }

    async fn the_case_of_somebody_else_goes_with_them(engine) {
        let world = World::new(engine).await;
        let (johanna, fleur) = (world.johanna().await, world.fleur().await);
        let zaak: registers::zaken::ZaakId = world.bench.ids.next();
        let done = world.call_of(johanna, Invoer { zaak: Some(zaak), ..typed("") }, Afhandeling::DirectBeantwoord).await;
        let (db, who) = (&world.bench.db, world.sanne.agent());
        let was = klantcontact::van_medewerker(db, &who, done.id).await.unwrap().unwrap();
        let hers = Correctie { wie: Wie::Persoon(fleur, Zoeksoort::Telefoon), ..same(&was) };
        assert_eq!(refused(world.put_right(&was, &hers).await), [("notitie", "leeg-contact")], "nothing is left of it");
        let hers = Correctie { notitie: "Vroeg naar haar vergunning.".into(), ..hers };
        let now = world.put_right(&was, &hers).await.unwrap();
        assert_eq!(world.beller(&was).await, (Some(fleur), "Fleur ten Heidezoon".into(), String::new()), "nor Johanna's number");
        assert!(klantcontact::over_zaken(db, &who, was.id).await.unwrap().is_empty());
        let entry = world.events().await.into_iter().rfind(|entry| entry.is(klantcontact::GEWIJZIGD)).unwrap();
        let auditor = kern::Authorised::<kern::autorisatie::LeesJournaal>::program(organisatie());
        let kept = kern::journaal::inhoud(db, &auditor, &entry).await.unwrap();
        assert_eq!(kept.voor.unwrap()["zaken"][0], zaak.to_string(), "the old one stays visible");
        let feiten = entry.feiten_van(klantcontact::GEWIJZIGD).unwrap().unwrap();
        assert_eq!((feiten.was.zaken, feiten.wordt.zaken), (Some(vec![zaak.uuid()]), Some(Vec::new())), "it is taken off, and added to nothing");
        assert_eq!(now.reden.as_deref(), Some("statusvraag"), "what she was looked up for");
        let about = Invoer { zaak: Some(zaak), ..typed("Hoe staat het ermee?") };
        let done = world.call_of(johanna, about, Afhandeling::DirectBeantwoord).await;
        let was = klantcontact::van_medewerker(db, &who, done.id).await.unwrap().unwrap();
        world.put_right(&was, &Correctie { notitie: "Hoe staat het?".into(), ..same(&was) }).await.unwrap();
        assert_eq!(klantcontact::over_zaken(db, &who, was.id).await.unwrap().len(), 1, "of her own it stays");
        let events = world.events().await;
        let made = events.iter().rev().find_map(|entry| entry.feiten_van(klantcontact::AANGEMAAKT).unwrap()).unwrap();
        let changed = events.iter().rev().find_map(|entry| entry.feiten_van(klantcontact::GEWIJZIGD).unwrap()).unwrap();
        let zaken = Some(vec![zaak.uuid()]);
        assert_eq!((&made.zaken, &changed.was.zaken, &changed.wordt.zaken), (&zaken, &zaken, &zaken));
    }

    async fn what_others_asked_too_is_not_moved_to_somebody_else(engine) {
        let world = World::new(engine).await;
        let fleur = world.fleur().await;
        let first = world.registered(asks_callback("Wanneer komt hij?"), Afhandeling::Terugbelverzoek).await;
        let joined = world.registered(asks_callback("Nog niets gehoord!"), Afhandeling::Terugbelverzoek).await;
        for contact in [&first, &joined] {
            let hers = Correctie { wie: Wie::Persoon(fleur, Zoeksoort::Telefoon), ..same(contact) };
            assert_eq!(refused(world.put_right(contact, &hers).await), [("wie", "terugbellen-gedeeld")]);
            world.put_right(contact, &Correctie { notitie: "Anders.".into(), ..same(contact) }).await.unwrap();
        }
    }

    async fn what_the_caller_said_stays_when_nobody_is_known(engine) {
        let world = World::new(engine).await;
        let invoer = Invoer { beller_naam: "Adam".into(), beller_telefoon: "06 1234 5678".into(), ..typed("Vraag.") };
        let was = world.registered(invoer, Afhandeling::DirectBeantwoord).await;
        let nobody = Correctie { wie: Wie::Niemand, notitie: "Vroeg iets.".into(), ..same(&was) };
        world.put_right(&was, &nobody).await.unwrap();
        assert_eq!(world.beller(&was).await, (None, "Adam".into(), "06 1234 5678".into()));
    }

    async fn work_that_is_done_stays_as_it_was_done(engine) {
        let world = World::new(engine).await;
        let fleur = world.fleur().await;
        let was = world.registered(asks_callback("Wanneer komt hij?"), Afhandeling::Terugbelverzoek).await;
        let (db, ids, piet) = (&world.bench.db, &world.bench.ids, &world.piet);
        let id = registers::klantinteracties::internetaak::bij_klantcontact(db, &world.sanne.agent(), was.id).await.unwrap().unwrap().id;
        let (who, handeling) = (piet.behandelaar(), piet.handeling(world.now()));
        let tried = Poging { gelukt: true, toelichting: String::new() };
        crate::contacten::terugbelverzoek::poging(db, ids, &who, &handeling, id, &tried).await.unwrap();
        crate::contacten::terugbelverzoek::afhandelen(db, ids, &who, &handeling, (id, 2), (Afloop::Beantwoord, "Morgen.")).await.unwrap();
        let hers = Correctie { wie: Wie::Persoon(fleur, Zoeksoort::Telefoon), ..same(&was) };
        world.put_right(&was, &hers).await.unwrap();
        assert_eq!(world.beller(&was).await.0, Some(fleur));
        assert_eq!(taak(db, &who, id).await.unwrap().taak.contactnaam, "mw. De Vries");
    }

    async fn a_contact_about_a_case_needs_no_note(engine) {
        let world = World::new(engine).await;
        let zaak = Some(world.bench.ids.next());
        let invoer = Invoer { zaak, product: Some(PRODUCT.into()), ..typed("") };
        let was = world.registered(invoer, Afhandeling::DirectBeantwoord).await;
        let now = world.put_right(&was, &Correctie { product: None, ..same(&was) }).await.unwrap();
        assert_eq!((now.product, now.inhoud.as_str()), (None, ""));
    }
}
