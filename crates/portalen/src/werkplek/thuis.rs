//! Home of whoever works here: start a contact, go on with one, and what is nearest.

use askama::Template;
use axum::extract::{Query, State};
use dienstverlening::contacten::concept::ConceptId;
use kern::autorisatie::BehandelTaken;
use registers::klantinteracties::klantcontact::KlantcontactId;
use serde::Deserialize;

use super::afronden::{self, Bevestiging};
use super::contact_beeld::{Optie, opties};
use super::contact_toetsen::Toetsen;
use super::contact_zij::{Lopende, Zijlijst};
use super::correctie::{self, Rij};
use super::zoeken::Zoekveld;
use crate::basis::{Antwoord, AppState, Ingelogd, Taal, Werkplek, toon};

/// So many of the latest contacts are on the home page.
const LAATSTE: usize = 5;

/// What happened just before.
#[derive(Deserialize)]
pub(super) struct Erbij {
    geregistreerd: Option<KlantcontactId>,
    weg: Option<ConceptId>,
}

#[derive(Template)]
#[template(path = "werkplek/thuis.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    zij: Zijlijst,
    groet: String,
    bevestiging: Option<Bevestiging>,
    weggegooid: Option<String>,
    kanalen: Vec<Optie>,
    toetsen: Toetsen,
    mag_taken: bool,
    laatste: Vec<Rij>,
}

/// `GET /werkplek`
pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, Query(erbij): Query<Erbij>) -> Antwoord {
    let lopende = Lopende::lees(&app, &wie).await?;
    let first_name = wie.medewerker.naam.split(' ').next().unwrap_or_default();
    let thrown = erbij.weg.filter(|id| !lopende.concepten.iter().any(|concept| concept.id == *id));
    toon(&Pagina {
        t: wie.taal,
        p: Werkplek::new(&wie),
        zoek: Zoekveld::los(&wie),
        zij: lopende.zijlijst(&wie, None),
        groet: wie.taal.tekst_met("werkplek-groet").met("naam", first_name).to_string(),
        bevestiging: afronden::bevestiging(&app, &wie, erbij.geregistreerd).await?,
        weggegooid: thrown.map(super::adres),
        kanalen: opties(wie.taal, &wie.organisatie.instellingen.kanalen, Some("telefoon")),
        toetsen: Toetsen::van(&wie.voorkeuren),
        mag_taken: wie.medewerker.may::<BehandelTaken>(),
        laatste: correctie::laatste(&app, &wie, LAATSTE).await?,
    })
}
