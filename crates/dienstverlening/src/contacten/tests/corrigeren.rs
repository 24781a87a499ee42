//! A registered contact that is put right.

use kern::on_both_engines;
use kern::testhulp::count;
use registers::klantinteracties::klantcontact::{self, Klantcontact};

use super::*;
use crate::contacten::corrigeren::{Correctie, corrigeren};
use crate::rapportage::{Tellingen, compare_with_recount};

impl World {
    async fn put_right(&self, contact: &Klantcontact, correctie: &Correctie) -> Result<Klantcontact> {
        let (db, ids, sanne) = (&self.bench.db, &self.bench.ids, &self.sanne);
        let seen = (contact.id, contact.versie);
        corrigeren(db, ids, &sanne.agent(), &sanne.handeling(self.now()), seen, correctie).await
    }

    async fn registered(&self, invoer: Invoer, afhandeling: Afhandeling) -> Klantcontact {
        let done = self.ended(invoer, afhandeling).await.unwrap();
        klantcontact::van_medewerker(&self.bench.db, &self.sanne.agent(), done.id).await.unwrap().unwrap()
    }
}

fn other(contact: &Klantcontact) -> Correctie {
    Correctie {
        notitie: contact.inhoud.clone(),
        product: contact.product.clone(),
        afhandeling: contact.afhandeling.unwrap(),
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
            ..other(&was)
        };
        let wordt = world.put_right(&was, &correctie).await.unwrap();
        assert_eq!((wordt.versie, wordt.onderwerp.as_str(), wordt.thema.as_deref()), (2, "Parkeervergunning voor bewoners", Some("parkeren")));
        assert_eq!((wordt.plaatsgevonden_op, wordt.nummer.as_ref()), (was.plaatsgevonden_op, was.nummer.as_ref()));
        assert_eq!(count(&world.bench.db, "onderwerpobjecten").await, 1);
        assert_eq!(world.put_right(&was, &correctie).await.unwrap(), wordt, "sent twice it is put right once");
        assert_eq!(conflict(world.put_right(&was, &other(&was)).await), "intussen-gewijzigd");
        let event = world.events().await.pop().unwrap();
        assert!(event.is(klantcontact::GEWIJZIGD) && event.medewerker == Some(world.sanne.id));
        assert!(!event.feiten.to_string().contains("vergunning."), "what was said is no fact");
        kern::volgers::catch_up(&world.bench.db, &world.bench.clock, &Tellingen).await.unwrap();
        assert!(compare_with_recount(&world.bench.db).await.unwrap().is_empty());
        let back = world.put_right(&wordt, &Correctie { product: None, ..other(&wordt) }).await.unwrap();
        assert_eq!((back.product, count(&world.bench.db, "onderwerpobjecten").await), (None, 0));
    }

    async fn what_cannot_be_put_right_is_said(engine) {
        let world = World::new(engine).await;
        let was = world.registered(typed("Vraag."), Afhandeling::DirectBeantwoord).await;
        let silent = Correctie { notitie: "Anders.".into(), waarom: " ".into(), ..other(&was) };
        assert_eq!(refused(world.put_right(&was, &silent).await), [("waarom", "verplicht")]);
        assert_eq!(refused(world.put_right(&was, &other(&was)).await), [("notitie", "niets-gewijzigd")]);
        let empty = Correctie { notitie: String::new(), ..other(&was) };
        assert_eq!(refused(world.put_right(&was, &empty).await), [("notitie", "leeg-contact")]);
        let unknown = Correctie { product: Some("bestaat-niet".into()), ..other(&was) };
        assert_eq!(refused(world.put_right(&was, &unknown).await), [("product", "onbekende-keuze")]);
        let task = world.registered(asks_callback("Vraag."), Afhandeling::Terugbelverzoek).await;
        let answered = Correctie { afhandeling: Afhandeling::DirectBeantwoord, ..other(&task) };
        assert_eq!(refused(world.put_right(&task, &answered).await), [("afhandeling", "afhandeling-vast")]);
        let (db, ids, els) = (&world.bench.db, &world.bench.ids, &world.els);
        let els = corrigeren(db, ids, &els.agent(), &els.handeling(world.now()), (was.id, 1), &silent).await;
        assert!(matches!(els, Err(Error::Missing { .. })), "only whoever registered it");
    }
}
