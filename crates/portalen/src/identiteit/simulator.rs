//! The identity simulator of the demo: it believes whatever BSN is typed, and says so on its page.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use kern::autorisatie::LeesKlant;
use kern::{Authorised, FieldError, Moment};
use registers::klantinteracties::{Bsn, partij};
use serde::Deserialize;

use super::{Identiteit, Identiteitsverstrekker, Verzoek};
use crate::basis::adres::als_waarde;
use crate::basis::koppen::add_cookie;
use crate::basis::toegang::LosFormulier;
use crate::basis::{Antwoord, AppState, Bezoek, Fout, Fouten, Publiek, Taal, Velden, csrf, naar, toon_met};

/// A code is exchanged at once; this is for a slow phone.
const CODE_S: i64 = 60;
/// So many people are shown to choose from.
const VOORBEELDEN: u64 = 8;

/// Gives out codes for whoever somebody says to be. Kept in memory: it is one program with one demo.
#[derive(Debug, Default)]
pub struct Simulator {
    uitgegeven: Mutex<HashMap<String, Uitgegeven>>,
}

#[derive(Debug)]
struct Uitgegeven {
    nonce: String,
    tot: Moment,
    identiteit: Identiteit,
}

impl Simulator {
    pub(super) fn adres(&self, verzoek: &Verzoek) -> String {
        format!("/identiteit-simulator?state={}&nonce={}", als_waarde(&verzoek.state), als_waarde(&verzoek.nonce))
    }

    fn geef(&self, code: &str, verzoek: &Verzoek, identiteit: Identiteit, nu: Moment) {
        let mut known = self.uitgegeven.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, given| given.tot > nu);
        let given = Uitgegeven { nonce: verzoek.nonce.clone(), tot: nu.plus_seconds(CODE_S), identiteit };
        known.insert(code.to_owned(), given);
    }

    pub(super) fn wissel(&self, code: &str, verzoek: &Verzoek, nu: Moment) -> Option<Identiteit> {
        let given = self.uitgegeven.lock().unwrap_or_else(PoisonError::into_inner).remove(code)?;
        (given.tot > nu && given.nonce == verzoek.nonce).then_some(given.identiteit)
    }
}

#[derive(Template)]
#[template(path = "identiteit/simulator.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    csrf: String,
    fouten: Fouten,
    state: String,
    nonce: String,
    bsn: String,
    namens: String,
    voorbeelden: Vec<(String, String)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Vraag {
    state: String,
    nonce: String,
}

/// There is one in a demo only.
fn simulator(app: &AppState) -> Result<&Simulator, Fout> {
    match &app.config.identiteit {
        Some(Identiteitsverstrekker::Simulator(simulator)) if app.config.demo => Ok(simulator),
        _ => Err(Fout::GeenPagina),
    }
}

pub(super) async fn pagina(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    vraag: Result<Query<Vraag>, axum::extract::rejection::QueryRejection>,
) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    simulator(&app)?;
    let velden = Velden::of(vec![("state".to_owned(), vraag.state), ("nonce".to_owned(), vraag.nonce)]);
    formulier(&app, &bezoek, los, &velden, &[]).await
}

async fn formulier(
    app: &AppState,
    bezoek: &Bezoek,
    los: LosFormulier,
    velden: &Velden,
    errors: &[FieldError],
) -> Antwoord {
    let t = bezoek.taal;
    let who = Authorised::<LeesKlant>::program(bezoek.organisatie.id);
    let known = partij::met_bsn(&app.db, &who, VOORBEELDEN).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let mut response = toon_met(
        status,
        &Pagina {
            t,
            p: Publiek::new(bezoek),
            csrf: los.csrf,
            fouten: Fouten::new(t, errors),
            state: velden.get("state").to_owned(),
            nonce: velden.get("nonce").to_owned(),
            bsn: velden.get("bsn").to_owned(),
            namens: velden.get("namens").to_owned(),
            voorbeelden: known.iter().map(|(bsn, wie)| (bsn.as_str().to_owned(), wie.volledige_naam())).collect(),
        },
    )?;
    add_cookie(&mut response, &los.cookie);
    Ok(response)
}

pub(super) async fn kies(State(app): State<AppState>, bezoek: Bezoek, los: LosFormulier, velden: Velden) -> Antwoord {
    let simulator = simulator(&app)?;
    let identiteit = match lees(&velden) {
        Ok(identiteit) => identiteit,
        Err(errors) => return formulier(&app, &bezoek, los, &velden, &errors).await,
    };
    let verzoek = Verzoek { state: velden.get("state").to_owned(), nonce: velden.get("nonce").to_owned() };
    let code = csrf::nieuw(&app.ids);
    simulator.geef(&code, &verzoek, identiteit, app.clock.now());
    Ok(naar(&format!("/mijn/inloggen/terug?code={}&state={}", als_waarde(&code), als_waarde(&verzoek.state))))
}

fn lees(velden: &Velden) -> Result<Identiteit, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut read = |name: &'static str, text: &str| match text.parse::<Bsn>() {
        Ok(bsn) => Some(bsn),
        Err(error) => {
            errors.push(FieldError { field: name, ..error });
            None
        }
    };
    let bsn = read("bsn", velden.get("bsn"));
    let namens = velden.filled("namens").and_then(|text| read("namens", text));
    match bsn {
        Some(bsn) if errors.is_empty() => {
            // Acting for oneself is just acting.
            Ok(Identiteit { vertegenwoordigt: namens.filter(|other| *other != bsn), bsn })
        }
        _ => Err(errors),
    }
}
