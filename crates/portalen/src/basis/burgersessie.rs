//! Which citizen is logged in: the cookie, how long it lasts, and the [`IngelogdBurger`] that handlers of /mijn get.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use kern::autorisatie::LeesKlant;
use kern::sessies::Sessie;
use kern::{Authorised, Burger, Moment, burgersessies};
use registers::klantinteracties::partij;

use super::adres::als_waarde;
use super::fout::Fout;
use super::organisaties::Gemeente;
use super::pagina::naar;
use super::staat::AppState;
use super::taal::Taal;
use super::{csrf, koppen, sessie, toegang};

/// Logius, Gebruiksvoorwaarden DigiD: a session that nobody uses ends after fifteen minutes.
const IDLE_S: i64 = 15 * 60;
/// A session ends after this in any case; a form that is not finished by then stays where it is.
const ABSOLUTE_S: i64 = 2 * 60 * 60;
/// Use is written down at most this often, so that a page does not cost a write.
const EXTEND_EVERY_S: i64 = 30;

const COOKIE_SECURE: &str = "__Host-loket-mijn";
const COOKIE_PLAIN: &str = "loket-mijn";

/// A citizen who is logged in.
#[derive(Clone, Debug)]
pub struct IngelogdBurger {
    /// Who; `burger.eigen()` is the key to what is theirs.
    pub burger: Burger,
    /// Their name.
    pub naam: String,
    /// The name of whoever they act for.
    pub namens: Option<String>,
    /// Their session.
    pub sessie: Sessie,
    /// The language of the page.
    pub taal: Taal,
    /// The organisation whose website this is.
    pub organisatie: Arc<Gemeente>,
    /// Now.
    pub nu: Moment,
    /// The path and query of this request, to come back to.
    pub adres: String,
    /// The token for the forms of this page.
    pub csrf: String,
}

impl FromRequestParts<AppState> for IngelogdBurger {
    type Rejection = Fout;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Fout> {
        // Only a route for citizens puts it there; another that asks for it is a fault of ours.
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| Fout::bug("a route that is not for citizens asks which one is logged in"))
    }
}

/// For a public page that shows more to whoever is logged in.
#[derive(Clone, Debug)]
pub struct MisschienBurger(pub Option<IngelogdBurger>);

impl FromRequestParts<AppState> for MisschienBurger {
    type Rejection = Fout;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Fout> {
        // Looked up already, for a form that was sent.
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        of_request(app, parts).await.map(Self)
    }
}

/// The name of the session's cookie.
#[must_use]
pub fn cookie_name(veilig: bool) -> &'static str {
    if veilig { COOKIE_SECURE } else { COOKIE_PLAIN }
}

/// Starts a session and gives its secret, for the cookie.
///
/// # Errors
/// What the database says.
pub async fn begin(app: &AppState, burger: &Burger) -> kern::Result<String> {
    let (secret, now) = (sessie::nieuw_geheim(&app.ids), app.clock.now());
    let session = Sessie {
        sleutel_hash: sessie::hash(&secret),
        csrf: csrf::nieuw(&app.ids),
        begonnen_op: now,
        laatst_gezien_op: now,
        verloopt_op: ends(now, now),
    };
    burgersessies::begin(&app.db, &app.ids, burger, &session).await?;
    Ok(secret)
}

/// The running session of a request on the website of its own organisation; also writes down that it is used.
pub(super) async fn of_request(app: &AppState, parts: &Parts) -> Result<Option<IngelogdBurger>, Fout> {
    let Some(secret) = sessie::cookie(&parts.headers, cookie_name(app.config.veilige_cookies)) else {
        return Ok(None);
    };
    let now = app.clock.now();
    let Some((burger, session)) = burgersessies::find(&app.db, &sessie::hash(secret), now).await? else {
        return Ok(None);
    };
    let host = toegang::host(&parts.headers, &parts.uri);
    let website = app.gemeenten.of_host(host.as_deref(), app.config.demo).await?;
    let Some(organisatie) = website.filter(|found| found.id == burger.organisatie) else { return Ok(None) };
    if now.seconds_since(session.laatst_gezien_op) >= EXTEND_EVERY_S {
        let extended = burgersessies::extend(&app.db, &session.sleutel_hash, now, ends(session.begonnen_op, now)).await;
        sessie::may_wait(extended)?;
    }
    let names = Authorised::<LeesKlant>::program(burger.organisatie);
    let known = [Some(burger.partij), burger.namens].into_iter().flatten().map(Into::into);
    let namen = partij::namen(&app.db, &names, known).await?;
    let name = |id: uuid::Uuid| namen.get(&id.into()).cloned().unwrap_or_default();
    Ok(Some(IngelogdBurger {
        naam: name(burger.partij),
        namens: burger.namens.map(name),
        taal: Taal::of(&parts.headers, None),
        organisatie,
        nu: now,
        adres: toegang::address(&parts.method, &parts.headers, &parts.uri),
        csrf: csrf::gemaskeerd(&session.csrf, &app.ids),
        sessie: session,
        burger,
    }))
}

/// Whoever opens a page without a session goes to the log-in and comes back; a form is told so where it is.
pub(super) fn refuse(app: &AppState, refusal: Fout, parts: &Parts) -> Response {
    let page = parts.method == Method::GET && !sessie::wants_part(&parts.headers);
    if !(page && matches!(refusal, Fout::NietAangemeld)) {
        return refusal.into_response();
    }
    let back = toegang::address(&parts.method, &parts.headers, &parts.uri);
    let mut response = naar(&format!("/mijn/inloggen?terug={}", als_waarde(&back))).into_response();
    let veilig = app.config.veilige_cookies;
    koppen::add_cookie(&mut response, &sessie::drop_cookie(veilig, cookie_name(veilig)));
    response
}

fn ends(begonnen: Moment, gezien: Moment) -> Moment {
    gezien.plus_seconds(IDLE_S).min(begonnen.plus_seconds(ABSOLUTE_S))
}
