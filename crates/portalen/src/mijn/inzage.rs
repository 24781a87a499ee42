//! `GET /mijn/inzage`: who looked at somebody's data and cases, when, and for what.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use dienstverlening::zaken::inzagen;
use registers::zaken::zaak;
use serde::Deserialize;
use uuid::Uuid;

use super::beeld::Rand;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Bezoek, Fout, IngelogdBurger, Publiek, Taal, tijd, toon};

const PER_PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "mijn/inzage.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    rand: Rand,
    regels: Vec<Regel>,
    volgende: String,
}

struct Regel {
    op: Tijdstip,
    wat: String,
    waarom: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Vraag {
    voor: Option<i64>,
}

pub(super) async fn pagina(
    State(app): State<AppState>,
    burger: IngelogdBurger,
    bezoek: Bezoek,
    vraag: Result<Query<Vraag>, axum::extract::rejection::QueryRejection>,
) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let (t, eigen) = (burger.taal, burger.burger.eigen());
    let (own, seen) = inzagen(&app.db, &eigen, vraag.voor, PER_PAGE).await?;
    let names: HashMap<Uuid, &zaak::Zaak> = own.iter().map(|zaak| (zaak.id.uuid(), zaak)).collect();
    let line = |entry: &kern::journaal::Entry| {
        let case = names.get(&entry.resource_id).or_else(|| names.get(&entry.hoofdobject_id?));
        let wat = match (entry.resource.as_str(), case) {
            ("enkelvoudiginformatieobject", Some(zaak)) => {
                t.tekst_met("mijn-inzage-document").met("zaak", &zaak.omschrijving).to_string()
            }
            ("internetaak", None) => t.tekst("mijn-inzage-terugbel"),
            ("afspraak", None) => t.tekst("mijn-inzage-afspraak"),
            (_, Some(zaak)) => t.tekst_met("mijn-inzage-zaak").met("zaak", &zaak.omschrijving).to_string(),
            (_, None) => t.tekst("mijn-inzage-gegevens"),
        };
        let doel = entry.doel.clone().unwrap_or_default();
        let reden = burger.organisatie.instellingen.reden(&doel);
        let waarom = match reden {
            Some(reden) => t.naam(&reden.naam, Some(&reden.naam_en)).tekst,
            None if doel == "zaak-behandelen" => t.tekst("mijn-inzage-behandelen"),
            None if doel == "zaak-inzien" => t.tekst("mijn-inzage-inzien"),
            None if doel == "taak-behandelen" => t.tekst("mijn-inzage-doel-taak"),
            None if doel == "balie-helpen" => t.tekst("mijn-inzage-doel-balie"),
            None if doel == "toezicht" => t.tekst("mijn-inzage-doel-toezicht"),
            None => String::new(),
        };
        Regel { op: tijd::moment(t, entry.plaatsgevonden_op, burger.nu), wat, waarom }
    };
    let last = seen.last().filter(|_| seen.len() as u64 == PER_PAGE).map(|entry| entry.volgnummer);
    toon(&Pagina {
        t,
        p: Publiek::new(&bezoek),
        rand: Rand::new(&burger, "/mijn/inzage"),
        volgende: last.map(|number| format!("/mijn/inzage?voor={number}")).unwrap_or_default(),
        regels: seen.iter().map(line).collect(),
    })
}
