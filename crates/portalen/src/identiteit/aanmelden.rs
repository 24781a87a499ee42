//! Going to the provider and coming back, and logging out.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kern::autorisatie::LeesKlant;
use kern::{Authorised, Burger, burgersessies};
use registers::klantinteracties::{Bsn, partij};
use serde::Deserialize;

use super::Verzoek;
use crate::basis::adres::binnen;
use crate::basis::koppen::add_cookie;
use crate::basis::{
    Antwoord, AppState, Bezoek, Fout, IngelogdBurger, Publiek, Taal, burgersessie, csrf, naar, sessie, toon_met,
};

/// The cookie that holds a log-in on its way, until the browser comes back.
const COOKIE_SECURE: &str = "__Host-loket-aanmelden";
const COOKIE_PLAIN: &str = "loket-aanmelden";
/// Where somebody lands who was on the way to nowhere in particular.
const START: &str = "/mijn";

#[derive(Template)]
#[template(path = "identiteit/niet.html")]
struct Niet {
    t: Taal,
    p: Publiek,
    kop: String,
    uitleg: String,
    /// Where to try again; empty is nowhere.
    opnieuw: &'static str,
}

/// A page that says why logging in did not work. `reden` is part of the keys of its texts.
fn niet(bezoek: &Bezoek, reden: &str, opnieuw: &'static str) -> Antwoord {
    let t = bezoek.taal;
    // texts: aanmelden-niet-*
    toon_met(
        StatusCode::BAD_REQUEST,
        &Niet {
            t,
            p: Publiek::new(bezoek),
            kop: t.tekst(&format!("aanmelden-niet-{reden}-kop")),
            uitleg: t.tekst(&format!("aanmelden-niet-{reden}")),
            opnieuw,
        },
    )
}

fn cookie_name(veilig: bool) -> &'static str {
    if veilig { COOKIE_SECURE } else { COOKIE_PLAIN }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Heen {
    terug: String,
}

/// Sends the browser to the provider.
pub(super) async fn begin(
    State(app): State<AppState>,
    bezoek: Bezoek,
    vraag: Result<Query<Heen>, axum::extract::rejection::QueryRejection>,
) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let Some(verstrekker) = &app.config.identiteit else { return niet(&bezoek, "ingericht", "") };
    let verzoek = Verzoek { state: csrf::nieuw(&app.ids), nonce: csrf::nieuw(&app.ids) };
    let back = URL_SAFE_NO_PAD.encode(binnen(&vraag.terug).unwrap_or(START));
    let mut response = naar(&verstrekker.adres(&verzoek));
    let veilig = app.config.veilige_cookies;
    let kept = format!("{}.{}.{back}", verzoek.state, verzoek.nonce);
    add_cookie(&mut response, &sessie::set_cookie(veilig, cookie_name(veilig), &kept));
    Ok(response)
}

/// What a browser kept of its log-in: the request and where it was going.
fn kept(headers: &HeaderMap, veilig: bool) -> Option<(Verzoek, String)> {
    let mut parts = sessie::cookie(headers, cookie_name(veilig))?.split('.');
    let (state, nonce, back) = (parts.next()?, parts.next()?, parts.next()?);
    let back = String::from_utf8(URL_SAFE_NO_PAD.decode(back).ok()?).ok()?;
    let verzoek = Verzoek { state: state.to_owned(), nonce: nonce.to_owned() };
    Some((verzoek, binnen(&back).unwrap_or(START).to_owned()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Terug {
    code: String,
    state: String,
}

/// The browser comes back: the code becomes a session.
pub(super) async fn terug(
    State(app): State<AppState>,
    bezoek: Bezoek,
    headers: HeaderMap,
    vraag: Result<Query<Terug>, axum::extract::rejection::QueryRejection>,
) -> Antwoord {
    const AGAIN: &str = "/mijn/inloggen";
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let Some(verstrekker) = &app.config.identiteit else { return niet(&bezoek, "ingericht", "") };
    let veilig = app.config.veilige_cookies;
    let Some((verzoek, back)) = kept(&headers, veilig).filter(|(verzoek, _)| verzoek.state == vraag.state) else {
        return niet(&bezoek, "gelukt", AGAIN);
    };
    let Some(identiteit) = verstrekker.wissel(&vraag.code, &verzoek, app.clock.now()) else {
        return niet(&bezoek, "gelukt", AGAIN);
    };
    let wie = match known(&app, &bezoek, &identiteit.bsn).await? {
        Ok(found) => found,
        Err(reden) => return niet(&bezoek, reden, AGAIN),
    };
    let namens = match &identiteit.vertegenwoordigt {
        None => None,
        Some(other) => match known(&app, &bezoek, other).await? {
            Ok(found) => Some(found),
            // It is not the person who logs in.
            Err("dubbel") => return niet(&bezoek, "dubbel-ander", AGAIN),
            Err(reden) => return niet(&bezoek, reden, AGAIN),
        },
    };
    let burger = Burger { organisatie: bezoek.organisatie.id, partij: wie, namens };
    // A new secret, so that one that was planted before is worth nothing.
    let secret = burgersessie::begin(&app, &burger).await?;
    let mut response = naar(&back);
    add_cookie(&mut response, &sessie::drop_cookie(veilig, cookie_name(veilig)));
    add_cookie(&mut response, &sessie::set_cookie(veilig, burgersessie::cookie_name(veilig), &secret));
    Ok(response)
}

/// The partij of whoever has this BSN, or why there is none: of two with one BSN nobody can tell whose pages these are.
async fn known(app: &AppState, bezoek: &Bezoek, bsn: &Bsn) -> Result<Result<uuid::Uuid, &'static str>, Fout> {
    let who = Authorised::<LeesKlant>::program(bezoek.organisatie.id);
    Ok(match partij::by_bsn(&app.db, &who, bsn, 2).await?.as_slice() {
        [] => Err("bekend"),
        [only] => Ok(only.id.uuid()),
        _ => Err("dubbel"),
    })
}

/// Ends the session of a citizen.
pub(super) async fn uitloggen(State(app): State<AppState>, wie: IngelogdBurger) -> Antwoord {
    burgersessies::end(&app.db, &wie.sessie.sleutel_hash).await?;
    let mut response = naar("/");
    let veilig = app.config.veilige_cookies;
    add_cookie(&mut response, &sessie::drop_cookie(veilig, burgersessie::cookie_name(veilig)));
    Ok(response)
}
