//! For whom a case is and how much work: what it begins with, and put right.

use kern::journaal;
use registers::catalogi::Complexiteit;
use registers::klantinteracties::Klantgroep;

use super::*;
use crate::zaken::kenmerken_verbeteren;

impl World {
    async fn put_right(&self, zaak: &Zaak, what: (Option<Klantgroep>, Complexiteit, &str)) -> Result<Zaak> {
        let (db, ids, who) = (&self.bench.db, &self.bench.ids, self.who());
        kenmerken_verbeteren(db, ids, &who, &self.handeling(), (zaak.id, zaak.versie), what).await
    }

    /// The facts of the last gebeurtenis.
    async fn facts(&self) -> serde_json::Value {
        journaal::read_after(&self.bench.db, self.organisatie, 0, 1_000).await.unwrap().pop().unwrap().feiten
    }
}

on_both_engines! {
    async fn for_whom_and_how_much_work_are_facts_and_are_put_right_with_a_reason(engine) {
        let world = World::new(engine).await;
        let known = world.send(&world.aanvraag()).await.unwrap();
        assert_eq!((known.klantgroep, known.complexiteit), (Some(Klantgroep::Particulier), Complexiteit::Gewoon));
        let said = Aanvraag { klantgroep: Some(Klantgroep::Ondernemer), ..world.aanvraag() };
        assert_eq!(world.send(&said).await.unwrap().klantgroep, Some(Klantgroep::Ondernemer));
        let nobody = Aanvrager::Onbekend { naam: String::new(), e_mail: String::new(), telefoon: String::new() };
        let report = Aanvraag { aanvrager: nobody, ..world.aanvraag() };
        assert_eq!(world.send(&report).await.unwrap().klantgroep, None, "nothing says for whom");
        let letter = Aanvrager::Onbekend { naam: "Bakkerij De Vries".into(), e_mail: String::new(), telefoon: String::new() };
        let letter = Aanvraag { aanvrager: letter, product: None, ..world.aanvraag() };
        assert_eq!(world.send(&letter).await.unwrap().klantgroep, None, "a name is no klantgroep");

        let none = (known.klantgroep, known.complexiteit, " ");
        assert_eq!(refused(world.put_right(&known, none).await), [("complexiteit", "niets-gewijzigd"), ("reden", "verplicht")]);
        let what = (Some(Klantgroep::Ondernemer), Complexiteit::Complex, "Voor een winkel met twaalf auto's.");
        let now = world.put_right(&known, what).await.unwrap();
        assert_eq!((now.klantgroep, now.complexiteit), (Some(Klantgroep::Ondernemer), Complexiteit::Complex));
        assert_eq!(world.zaak(known.id).await, now);
        let facts = world.facts().await;
        assert_eq!((&facts["wijziging"], &facts["klantgroep"], &facts["complexiteit"]), (&"kenmerken".into(), &"ondernemer".into(), &"complex".into()));
        assert!(!facts.to_string().contains("winkel"), "why is no fact");
        let (db, who) = (&world.bench.db, Authorised::<LeesZaken>::program(world.organisatie));
        let step = zaak::stappen_van(db, &who, known.id).await.unwrap().pop().unwrap();
        assert_eq!((step.soort, step.toelichting.as_str()), (Wijziging::Kenmerken, what.2));
        // Another window saw it as it was before.
        assert!(matches!(world.put_right(&known, what).await, Err(Error::Conflict(_))));
    }

    async fn a_zaaktype_says_how_much_work_its_cases_are(engine) {
        let mut map = met_normen(met_zaaktypen("klein"));
        let file = "zaaktypen/vergunning.toml".to_owned();
        let text = String::from_utf8(map[&file].clone()).unwrap();
        map.insert(file, format!("complexiteit = \"complex\"\n{text}").into_bytes());
        let world = World::met(engine, &map).await;
        assert_eq!(world.send(&world.aanvraag()).await.unwrap().complexiteit, Complexiteit::Complex);
    }
}
