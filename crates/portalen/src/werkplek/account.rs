//! How somebody logs in: their own password, and where they are logged in.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use dienstverlening::inrichten::account;
use kern::sessies::{self, EigenSessie, Welke};
use kern::veiligheid::{Melding, Stap};
use kern::{Error, FieldError};
use serde::Deserialize;

use super::zoeken::Zoekveld;
use crate::basis::koppen::add_cookie;
use crate::basis::sessie;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, tijd, toon_met};
use crate::inloggen::{eigen, rem};

const HIER: &str = "/werkplek/account";

#[derive(Template)]
#[template(path = "werkplek/account.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    gebruikersnaam: String,
    /// What was just done; empty is nothing.
    gedaan: String,
    fouten: Fouten,
    sessies: Vec<Rij>,
}

struct Rij {
    id: String,
    waar: String,
    begonnen: Tijdstip,
    gezien: Tijdstip,
    deze: bool,
}

/// What was done just before.
#[derive(Deserialize)]
pub(super) struct Erbij {
    #[serde(default)]
    gedaan: String,
}

/// `GET /werkplek/account`
pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, Query(erbij): Query<Erbij>) -> Antwoord {
    tonen(&app, &wie, &[], &erbij.gedaan).await
}

async fn tonen(app: &AppState, wie: &Ingelogd, errors: &[FieldError], gedaan: &str) -> Antwoord {
    let t = wie.taal;
    let rij = |one: EigenSessie| Rij {
        id: one.id.to_string(),
        waar: match (one.browser.naam.as_str(), one.browser.systeem.as_str()) {
            ("", _) | (_, "") => t.tekst("account-browser-onbekend"),
            (naam, systeem) => t.tekst_met("account-browser").met("naam", naam).met("systeem", systeem).to_string(),
        },
        begonnen: tijd::moment(t, one.begonnen_op, wie.nu),
        gezien: tijd::moment(t, one.laatst_gezien_op, wie.nu),
        deze: one.deze,
    };
    let page = Pagina {
        t,
        p: Werkplek::new(wie),
        zoek: Zoekveld::los(wie),
        gebruikersnaam: wie.gebruikersnaam.clone(),
        // texts: account-gedaan-*
        gedaan: t.tekst_of_niets(&format!("account-gedaan-{gedaan}")).unwrap_or_default(),
        fouten: Fouten::new(t, errors),
        sessies: sessies::van(&app.db, &wie.medewerker, &wie.sessie, wie.nu).await?.into_iter().map(rij).collect(),
    };
    toon_met(if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST }, &page)
}

/// `POST /werkplek/account/wachtwoord`: another password, by whoever knows the one of now. Ends all sessions, and begins one here.
pub(super) async fn wachtwoord(
    State(app): State<AppState>,
    wie: Ingelogd,
    headers: HeaderMap,
    velden: Velden,
) -> Antwoord {
    let (id, typed) = (wie.medewerker.id, velden.get("huidig"));
    if typed.is_empty() {
        return tonen(&app, &wie, &[FieldError::new("huidig", "verplicht")], "").await;
    }
    let was = sessies::kandidaat_met_id(&app.db, id).await?.and_then(|found| found.wachtwoord);
    let may_try = rem::begin_eigen(&app, id).await?;
    if !may_try || !app.wachtwoorden.klopt(was.clone(), typed).await? {
        let stap = if may_try { Stap::Wachtwoord } else { Stap::Geremd };
        app.meldingen.meld(wie.medewerker.organisatie, Melding::InloggenMislukt(Some(id), stap));
        return tonen(&app, &wie, &[FieldError::new("huidig", "wachtwoord-huidig")], "").await;
    }
    rem::right_eigen(&app, id).await?;
    let known = [wie.medewerker.naam.as_str(), &wie.gebruikersnaam, &wie.organisatie.naam];
    let mut errors = eigen::nieuw_gekozen(&app, &velden, &known).await?;
    if errors.is_empty() && typed == velden.get("nieuw") {
        errors.push(FieldError::new("nieuw", "wachtwoord-zelfde"));
    }
    if !errors.is_empty() {
        return tonen(&app, &wie, &errors, "").await;
    }
    let phc = app.wachtwoorden.nieuw(velden.get("nieuw"), &app.ids).await?;
    let handeling = wie.medewerker.handeling(wie.nu);
    match account::wachtwoord_kiezen(&app.db, &app.ids, &handeling, id, &was.unwrap_or_default(), phc).await {
        Ok(()) => {}
        // Blocked meanwhile, or another tab was first.
        Err(Error::Conflict(_)) => return Ok(naar("/inloggen")),
        Err(other) => return Err(other.into()),
    }
    // Not a new log-in: it ends when the one of before would have ended.
    let secret = sessie::voortzetten(&app, &wie, sessie::browser(&headers)).await?;
    let mut response = naar(&format!("{HIER}?gedaan=wachtwoord"));
    let veilig = app.config.veilige_cookies;
    add_cookie(&mut response, &sessie::set_cookie(veilig, sessie::cookie_name(veilig), &secret));
    Ok(response)
}

/// `POST /werkplek/account/sessies/{id}/beeindigen`
pub(super) async fn beeindigen(State(app): State<AppState>, wie: Ingelogd, Path(id): Path<String>) -> Antwoord {
    let id = id.parse().map_err(|_| Fout::GeenPagina)?;
    if sessies::end(&app.db, &app.ids, &wie.medewerker, Welke::Andere(id), wie.nu).await? == 0 {
        return Err(Fout::GeenPagina);
    }
    Ok(naar(&format!("{HIER}?gedaan=sessie#sessies")))
}

/// `POST /werkplek/account/sessies/andere`: all but this one.
pub(super) async fn andere(State(app): State<AppState>, wie: Ingelogd) -> Antwoord {
    sessies::end(&app.db, &app.ids, &wie.medewerker, Welke::AlleAndere(&wie.sessie), wie.nu).await?;
    Ok(naar(&format!("{HIER}?gedaan=sessies#sessies")))
}
