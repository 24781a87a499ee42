//! The device on which somebody logs in: a secret in a cookie that stays, and in the database its hash with who used it.

use axum::http::HeaderMap;
use axum::response::Response;
use kern::organisaties::{MedewerkerId, OrganisatieId};
use kern::{Result, toestellen};

use crate::basis::AppState;
use crate::basis::koppen::add_cookie;
use crate::basis::sessie::{geheim, hash, keep_cookie, nieuw_geheim};

const COOKIE_SECURE: &str = "__Host-loket-toestel";
const COOKIE_PLAIN: &str = "loket-toestel";

fn cookie_name(app: &AppState) -> &'static str {
    if app.config.veilige_cookies { COOKIE_SECURE } else { COOKIE_PLAIN }
}

fn secret<'a>(app: &AppState, headers: &'a HeaderMap) -> Option<&'a str> {
    geheim(headers, cookie_name(app))
}

/// The device (its hash), when this name logged in on it before.
pub(super) async fn van_naam(
    app: &AppState,
    headers: &HeaderMap,
    organisatie: OrganisatieId,
    gebruikersnaam: &str,
) -> Result<Option<String>> {
    let Some(key) = secret(app, headers).map(hash) else { return Ok(None) };
    let known = toestellen::kent_naam(&app.db, &key, organisatie, gebruikersnaam, app.clock.now()).await?;
    Ok(known.then_some(key))
}

/// The device (its hash), when they logged in on it before.
pub(super) async fn van(app: &AppState, headers: &HeaderMap, wie: MedewerkerId) -> Result<Option<String>> {
    let Some(key) = secret(app, headers).map(hash) else { return Ok(None) };
    let known = toestellen::kent(&app.db, &key, wie, app.clock.now()).await?;
    Ok(known.then_some(key))
}

/// Remembers that they logged in here.
pub(super) async fn onthoud(
    app: &AppState,
    headers: &HeaderMap,
    wie: MedewerkerId,
    response: &mut Response,
) -> Result<()> {
    let new = || nieuw_geheim(&app.ids);
    let secret = secret(app, headers).map_or_else(new, str::to_owned);
    toestellen::onthoud(&app.db, &hash(&secret), wie, app.clock.now()).await?;
    let veilig = app.config.veilige_cookies;
    add_cookie(response, &keep_cookie(veilig, cookie_name(app), &secret, toestellen::ONTHOUDEN_S));
    Ok(())
}
