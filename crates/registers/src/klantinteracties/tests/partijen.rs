//! Partijen: found by four ways, only in their own organisation.

use kern::testhulp::{count, plan};
use kern::{Error, on_both_engines};

use super::*;
use crate::klantinteracties::partij::{Controle, Zoeksoort};

on_both_engines! {
    async fn somebody_is_found_by_phone_bsn_address_and_name_with_birth_date(engine) {
        let world = World::new(engine).await;
        let id = world.johanna().await;
        let (db, who) = (&world.bench.db, klant());
        let postcode = "9999 aa".parse().unwrap();
        let born = date(1984, 3, 12);
        let found = [
            partij::by_telefoon(db, &who, &"+31 (0)6 12345678".parse().unwrap(), 25).await.unwrap(),
            partij::by_bsn(db, &who, &"9999 00 018".parse().unwrap(), 25).await.unwrap(),
            partij::by_adres(db, &who, &postcode, 12, None, 25).await.unwrap(),
            partij::by_adres(db, &who, &postcode, 12, Some("b"), 25).await.unwrap(),
            partij::by_naam_en_geboortedatum(db, &who, "J de VRIES", born, 25).await.unwrap(),
        ];
        for (way, partijen) in found.iter().enumerate() {
            assert_eq!(partijen.iter().map(|partij| partij.id).collect::<Vec<_>>(), [id], "way {way}");
        }
        assert_eq!(found[0][0].volledige_naam(), "Johanna de Vriès");
        for nobody in [
            partij::by_adres(db, &who, &postcode, 12, Some("C"), 25).await.unwrap(),
            partij::by_naam_en_geboortedatum(db, &who, "Bakker", born, 25).await.unwrap(),
            partij::by_telefoon(db, &Authorised::program(Uuid::from_u128(0xB).into()), &"0612345678".parse().unwrap(), 25).await.unwrap(),
        ] {
            assert_eq!(nobody, []);
        }
    }

    async fn a_number_leads_to_its_owner_without_a_walk_through_the_organisation(engine) {
        let world = World::new(engine).await;
        if engine == Engine::Sqlite {
            let owner = ("digitale_adressen", "verstrekt_door_partij_id");
            let plan = plan(&world.bench.db, &partij::named_by(&klant(), owner, ("zoekadres", "31612345678"))).await;
            assert!(plan.contains("digitale_adressen_zoek (organisatie_id=? AND zoekadres=?)"), "{plan}");
            assert!(plan.contains("(id=?)"), "{plan}");
        }
    }

    async fn the_preferred_address_comes_first(engine) {
        let world = World::new(engine).await;
        let id = world.johanna().await;
        let adressen = partij::digitale_adressen(&world.bench.db, &klant(), id).await.unwrap();
        assert_eq!(adressen.iter().map(DigitaalAdres::zoekadres).collect::<Vec<_>>(), ["31612345678", "j.devries@example.nl"]);
    }

    async fn a_change_of_somebody_is_based_on_what_was_seen(engine) {
        let world = World::new(engine).await;
        let id = world.johanna().await;
        let was = partij::by_id(&world.bench.db, &klant(), id).await.unwrap().unwrap();
        let change = || {
            let wordt = Partij { indicatie_geheimhouding: Some(true), ..was.clone() };
            partij::wijzigen(&world.handeling(), &world.bench.ids, &was, wordt).unwrap()
        };
        let (wordt, first) = change();
        world.write(vec![first]).await.unwrap();
        assert_eq!(partij::by_id(&world.bench.db, &klant(), id).await.unwrap(), Some(wordt));
        assert!(matches!(world.write(vec![change().1]).await, Err(Error::Conflict(_))));
    }

    async fn looking_is_told_without_naming_anybody_in_the_facts(engine) {
        let world = World::new(engine).await;
        let id = world.johanna().await;
        let handeling = world.handeling().met_doel("statusvraag");
        let ids = &world.bench.ids;
        let searched = partij::gezocht(&handeling, ids, Zoeksoort::Telefoon, &[id]).unwrap();
        let seen = partij::geraadpleegd(&handeling, ids, id, Zoeksoort::Telefoon, Controle::Geslaagd).unwrap();
        world.write(vec![searched]).await.unwrap();
        let event = world.last_event().await;
        assert!(event.is(partij::GEZOCHT));
        assert_eq!(event.feiten, serde_json::json!({ "soort": "telefoon", "aantal": 1 }));
        world.write(vec![seen]).await.unwrap();
        let event = world.last_event().await;
        assert_eq!((event.resource_id, event.doel.as_deref()), (id.uuid(), Some("statusvraag")));
        assert_eq!(event.feiten, serde_json::json!({ "soort": "telefoon", "controle": "geslaagd" }));
        assert_eq!(count(&world.bench.db, "gebeurtenissen").await, 3);
    }
}
