//! The workplace through its router, on both engines.

mod doorgeven;
mod klant;
mod registreren;
mod scene;
mod trouw;
mod voorkeuren;
mod zaken;

use kern::Handeling;
use registers::klantinteracties::partij::{self, NieuwePartij, Partij};
use registers::klantinteracties::{Adres, Contactnaam, PartijId, SoortDigitaalAdres};

use crate::wereld::{Browser, World};

/// Starts a contact and gives its address.
async fn begin(agent: &Browser) -> String {
    let started = agent.post("/werkplek/contacten", &[]).await.is(303);
    started.kop("location").to_owned()
}

/// Somebody who is known: born on 12 March 1984, with a phone and an address.
async fn bekende(w: &World, organisatie: kern::organisaties::OrganisatieId) -> PartijId {
    let naam = Contactnaam { voornaam: "Aagje".into(), achternaam: "Vries <b>".into(), ..Contactnaam::default() };
    let partij = Partij {
        geboortedatum: Some(jiff::civil::date(1984, 3, 12)),
        bezoekadres: Some(Adres {
            straatnaam: "Lindelaan".into(),
            huisnummer: Some(12),
            postcode: "9999AA".into(),
            stad: "Klein".into(),
            ..Adres::default()
        }),
        ..Partij::persoon(w.app.ids.next(), naam)
    };
    let id = partij.id;
    let phone = (SoortDigitaalAdres::Telefoonnummer, "06 12345678".to_owned());
    let new = NieuwePartij { partij, bsn: "999900018".parse().ok(), digitale_adressen: vec![phone] };
    let handeling = Handeling::program(organisatie, w.app.clock.now());
    let tx = w.app.db.begin().await.unwrap();
    tx.write(vec![partij::aanmaken(&handeling, &w.app.ids, &new).unwrap()]).await.unwrap();
    tx.commit().await.unwrap();
    id
}
