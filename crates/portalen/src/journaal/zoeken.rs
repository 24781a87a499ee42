//! `POST /journaal/zoeken`: finds what the auditor means, by a number or by who somebody is. What is typed stands in no address.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use dienstverlening::contacten::klant::{TREFFERS_MAX, Treffer, herken};
use dienstverlening::toezicht::{self, Ding};
use kern::FieldError;
use kern::autorisatie::LeesJournaal;

use super::ding;
use crate::basis::{Antwoord, AppState, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, tijd, toon_met};

#[derive(Template)]
#[template(path = "journaal/zoeken.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: String,
    fouten: Fouten,
    gevonden: Vec<Rij>,
    gezocht: bool,
    teveel: bool,
}

struct Rij {
    adres: String,
    naam: String,
    erbij: String,
}

/// `GET /journaal/zoeken`
pub(super) async fn formulier(wie: Ingelogd) -> Antwoord {
    pagina(&wie, "", &[], Vec::new(), false)
}

pub(super) async fn zoeken(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let who = wie.medewerker.authorise::<LeesJournaal>()?;
    let typed = velden.get("zoek").trim();
    if typed.is_empty() {
        return pagina(&wie, typed, &[FieldError::new("zoek", "verplicht")], Vec::new(), false);
    }
    let numbered = toezicht::met_nummer(&app.db, &who, &typed.to_uppercase()).await?;
    if let [only] = numbered.as_slice() {
        return Ok(naar(&format!("/journaal?over={}", only.id)));
    }
    if !numbered.is_empty() {
        let rij = |found: Ding| Rij { adres: adres(found.id), naam: ding(wie.taal, &found), erbij: String::new() };
        return pagina(&wie, typed, &[], numbered.into_iter().map(rij).collect(), true);
    }
    let term = match herken(typed) {
        Ok(term) => term,
        Err(error) => {
            // What is almost a person says what is missing; the rest, what can be typed.
            let hint = ["zoek-naam-erbij", "zoek-huisnummer-erbij"].contains(&error.code);
            let code = if hint { error.code } else { "journaal-zoek" };
            return pagina(&wie, typed, &[FieldError::new("zoek", code)], Vec::new(), false);
        }
    };
    let handeling = wie.medewerker.handeling(wie.nu).met_doel("toezicht");
    let found = toezicht::zoek_persoon(&app.db, &app.ids, &who, &handeling, &term).await?;
    let rij = |found: Treffer| Rij {
        adres: adres(found.partij.uuid()),
        naam: found.naam,
        erbij: found.geboortedatum.map(|date| tijd::with_year(wie.taal, date)).unwrap_or_default(),
    };
    pagina(&wie, typed, &[], found.into_iter().map(rij).collect(), true)
}

fn adres(id: uuid::Uuid) -> String {
    format!("/journaal?over={id}")
}

fn pagina(wie: &Ingelogd, zoek: &str, errors: &[FieldError], gevonden: Vec<Rij>, gezocht: bool) -> Antwoord {
    let page = Pagina {
        t: wie.taal,
        p: Werkplek::new(wie),
        zoek: zoek.to_owned(),
        fouten: Fouten::new(wie.taal, errors),
        teveel: gevonden.len() >= TREFFERS_MAX,
        gevonden,
        gezocht,
    };
    toon_met(if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST }, &page)
}
