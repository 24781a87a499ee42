//! Logging in and out: a password, and a code on a second page; who has no app for codes yet sets one up first, and who has a
//! password that somebody else set chooses their own.
//!
//! What a guesser learns is nothing: an unknown name, a wrong password and too many tries give the same answer.

#[cfg(test)]
mod account_tests;
mod code;
pub(crate) mod eigen;
pub mod geheim;
mod instellen;
pub(crate) mod rem;
#[cfg(test)]
mod tests;
mod toestel;
mod tussenstap;
pub mod wachtwoord;

use std::collections::HashSet;

use askama::Template;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode};
use kern::autorisatie::Werken;
use kern::sessies::{self, Inlog, Inlogger, Kandidaat, Welke};
use kern::veiligheid::{Melding, Stap};
use kern::{FieldError, Medewerker, Result};
use serde::Deserialize;

use crate::basis::adres::{afzender, binnen};
use crate::basis::koppen::add_cookie;
use crate::basis::sessie::{self, MisschienIngelogd};
use crate::basis::toegang::LosFormulier;
use crate::basis::{
    Antwoord, AppState, Bezoek, Fouten, Ingelogd, Publiek, Routes, Soort, Taal, Toegang, Velden, naar, toon_met,
};
use rem::Poging;

/// Where somebody starts who asked for no page in particular.
const START: &str = "/werkplek";
/// The demo's list of who can log in.
const LIST_MAX: u64 = 200;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/inloggen", Toegang::OPENBAAR, formulier)
        .post("/inloggen", Toegang::openbaar(Soort::Inloggen), inloggen)
        .get("/inloggen/code", Toegang::OPENBAAR, code::formulier)
        .post("/inloggen/code", Toegang::openbaar(Soort::Inloggen), code::controleer)
        .get("/inloggen/tweede-factor", Toegang::OPENBAAR, instellen::formulier)
        .post("/inloggen/tweede-factor", Toegang::openbaar(Soort::Inloggen), instellen::bevestig)
        .get("/inloggen/wachtwoord", Toegang::OPENBAAR, eigen::formulier)
        .post("/inloggen/wachtwoord", Toegang::openbaar(Soort::Inloggen), eigen::bewaar)
        .post("/uitloggen", Toegang::recht::<Werken>(), uitloggen)
}

/// The query of both pages.
#[derive(Deserialize)]
struct Terug {
    #[serde(default)]
    terug: String,
}

#[derive(Template)]
#[template(path = "inloggen/inloggen.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    csrf: String,
    terug: String,
    gebruikersnaam: String,
    fouten: Fouten,
    demo: Option<Demo>,
}

/// What a demo adds: who can log in, and with what.
struct Demo {
    wachtwoord: String,
    /// Somebody for each role.
    eersten: Vec<Mens>,
    /// Everybody else.
    anderen: Vec<Mens>,
}

struct Mens {
    wie: Inlogger,
    rollen: String,
}

async fn formulier(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    wie: MisschienIngelogd,
    Query(to): Query<Terug>,
) -> Antwoord {
    if wie.0.is_some() {
        return Ok(naar(binnen(&to.terug).unwrap_or(START)));
    }
    pagina(&app, &bezoek, los, &to.terug, String::new(), &[]).await
}

async fn pagina(
    app: &AppState,
    bezoek: &Bezoek,
    los: LosFormulier,
    terug: &str,
    gebruikersnaam: String,
    errors: &[FieldError],
) -> Antwoord {
    let t = bezoek.taal;
    let page = Pagina {
        t,
        p: Publiek::new(bezoek),
        csrf: los.csrf,
        terug: binnen(terug).unwrap_or_default().to_owned(),
        gebruikersnaam,
        fouten: Fouten::new(t, errors),
        demo: if app.config.demo { Some(demo(app, bezoek).await?) } else { None },
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let mut response = toon_met(status, &page)?;
    add_cookie(&mut response, &los.cookie);
    Ok(response)
}

async fn demo(app: &AppState, bezoek: &Bezoek) -> Result<Demo> {
    let people = sessies::inloggers(&app.db, bezoek.organisatie.id, LIST_MAX).await?;
    // texts: rol-*
    let names = |wie: &Inlogger| {
        wie.rollen.iter().map(|rol| bezoek.taal.tekst(&format!("rol-{rol}"))).collect::<Vec<_>>().join(", ")
    };
    let mut seen = HashSet::new();
    let mens = |wie: Inlogger| Mens { rollen: names(&wie), wie };
    let (eersten, anderen): (Vec<Mens>, Vec<Mens>) =
        people.into_iter().map(mens).partition(|mens| seen.insert(mens.wie.rollen.clone()));
    Ok(Demo { wachtwoord: app.config.demo_wachtwoord.clone().unwrap_or_default(), eersten, anderen })
}

async fn inloggen(
    State(app): State<AppState>,
    bezoek: Bezoek,
    los: LosFormulier,
    velden: Velden,
    request: Request,
) -> Antwoord {
    let gebruikersnaam = velden.get("gebruikersnaam").trim().to_lowercase();
    let terug = velden.get("terug");
    let empty: Vec<FieldError> = ["gebruikersnaam", "wachtwoord"]
        .into_iter()
        .filter(|field| velden.filled(field).is_none())
        .map(|field| FieldError::new(field, "verplicht"))
        .collect();
    if !empty.is_empty() {
        return pagina(&app, &bezoek, los, terug, gebruikersnaam, &empty).await;
    }
    let adres = afzender(&app.config.vertrouwde_proxys, request.extensions(), request.headers());
    let toestel = toestel::van_naam(&app, request.headers(), bezoek.organisatie.id, &gebruikersnaam).await?;
    let poging = Poging::new(bezoek.organisatie.id, &gebruikersnaam, adres, toestel.as_deref());
    let found = sessies::kandidaat(&app.db, bezoek.organisatie.id, &gebruikersnaam).await?;
    let may_try = poging.begin(&app).await?;
    let phc = found.as_ref().and_then(|kandidaat| kandidaat.wachtwoord.clone());
    let right = may_try && app.wachtwoorden.klopt(phc, velden.get("wachtwoord")).await?;
    let whose = found.as_ref().map(|kandidaat| kandidaat.medewerker.id);
    let Some(kandidaat) = found.filter(|_| right) else {
        let stap = if may_try { Stap::Wachtwoord } else { Stap::Geremd };
        app.meldingen.meld(bezoek.organisatie.id, Melding::InloggenMislukt(whose, stap));
        let refused = [FieldError::new("", "inloggen-mislukt")];
        return pagina(&app, &bezoek, los, terug, gebruikersnaam, &refused).await;
    };
    poging.right(&app).await?;
    if app.config.tweede_factor && kandidaat.totp_geheim.is_none() {
        return Ok(instellen::begin(&app, &kandidaat, terug));
    }
    if app.config.tweede_factor {
        return Ok(tussenstap::stuur(&app, tussenstap::Stap::Code, "/inloggen/code", &kandidaat, "", terug));
    }
    welkom(&app, request.headers(), &kandidaat, terug).await
}

/// Lets somebody in who showed who they are; whose password somebody else set chooses their own first.
async fn welkom(app: &AppState, headers: &HeaderMap, wie: &Kandidaat, terug: &str) -> Antwoord {
    if wie.tijdelijk {
        eigen::begin(app, wie, terug).await
    } else {
        binnenlaten(app, headers, &wie.medewerker, terug).await
    }
}

/// Starts a session with a new secret, so that one that was planted before is worth nothing, and ends the one that this browser had.
async fn binnenlaten(app: &AppState, headers: &HeaderMap, wie: &Medewerker, terug: &str) -> Antwoord {
    let veilig = app.config.veilige_cookies;
    let inlog = Inlog {
        browser: sessie::browser(headers),
        tweede_factor: app.config.tweede_factor,
        bekend_toestel: toestel::van(app, headers, wie.id).await?.is_some(),
    };
    let before = sessie::cookie(headers, sessie::cookie_name(veilig)).map(sessie::hash);
    let secret = sessie::begin(app, wie, &inlog, before.as_deref()).await?;
    let mut response = naar(binnen(terug).unwrap_or(START));
    add_cookie(&mut response, &sessie::set_cookie(veilig, sessie::cookie_name(veilig), &secret));
    toestel::onthoud(app, headers, wie.id, &mut response).await?;
    Ok(response)
}

async fn uitloggen(State(app): State<AppState>, wie: Ingelogd) -> Antwoord {
    sessies::end(&app.db, &app.ids, &wie.medewerker, Welke::Deze(&wie.sessie), wie.nu).await?;
    let mut response = naar("/inloggen");
    let veilig = app.config.veilige_cookies;
    add_cookie(&mut response, &sessie::drop_cookie(veilig, sessie::cookie_name(veilig)));
    Ok(response)
}
