//! A form that comes too late: the session ended, or somebody logged in again since its page was made. Nothing is done with
//! it, and nothing typed is lost: a script gets a fresh token, and whoever works without one gets their text back.

use askama::Template;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::csrf::{self, VELD};
use super::fout::Fout;
use super::kader::Publiek;
use super::pagina::toon_met;
use super::sessie::{self, Ingelogd};
use super::staat::AppState;
use super::taal::Taal;
use super::toegang;
use super::velden::Velden;

/// Where a script finds the token of now.
const KOP: &str = "x-loket-csrf";
/// What is longer, or has more than one line, was typed and is shown; the rest only travels along.
const KORT: usize = 40;

#[derive(Template)]
#[template(path = "fouten/opnieuw.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    /// Whether somebody is logged in again; else they do that first, in another tab.
    ingelogd: bool,
    adres: String,
    csrf: String,
    verborgen: Vec<(String, String)>,
    teksten: Vec<(String, String)>,
}

/// The answer to a form with another token than that of the session.
///
/// Only a page of ours is helped on, and the browser must say that it is one: to anybody else a fresh token would be a key.
pub(super) fn verlopen(wie: &Ingelogd, parts: &Parts, velden: &Velden) -> Response {
    if !csrf::zeker_eigen(&parts.headers) {
        return Fout::Verlopen.into_response();
    }
    if wie.deel {
        let mut response = Fout::Verlopen.into_response();
        if let Ok(token) = HeaderValue::from_str(&wie.csrf) {
            response.headers_mut().insert(KOP, token);
        }
        return response;
    }
    let p = Publiek::bare(Some(std::sync::Arc::clone(&wie.organisatie)), wie.taal, wie.nu, wie.adres.clone());
    pagina(StatusCode::FORBIDDEN, wie.taal, p, Some(&wie.csrf), parts, velden)
}

/// The answer to a form when nobody is logged in any more.
pub(super) async fn uitgelogd(app: &AppState, parts: &Parts, velden: &Velden) -> Response {
    if !csrf::zeker_eigen(&parts.headers) || sessie::wants_part(&parts.headers) {
        return Fout::NietIngelogd.into_response();
    }
    let host = toegang::host(&parts.headers, &parts.uri);
    let organisatie = app.gemeenten.of_host(host.as_deref(), app.config.demo).await.ok().flatten();
    let taal = Taal::of(&parts.headers, None);
    let adres = toegang::address(&parts.method, &parts.headers, &parts.uri);
    let p = Publiek::bare(organisatie, taal, app.clock.now(), adres);
    pagina(StatusCode::UNAUTHORIZED, taal, p, None, parts, velden)
}

fn pagina(status: StatusCode, t: Taal, p: Publiek, csrf: Option<&str>, parts: &Parts, velden: &Velden) -> Response {
    let fields = velden.alle().filter(|(name, _)| *name != VELD);
    let (teksten, verborgen) = fields
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .partition(|(_, value)| value.contains([' ', '\n']) || value.chars().count() > KORT);
    let page = Pagina {
        t,
        p,
        ingelogd: csrf.is_some(),
        adres: parts.uri.path_and_query().map_or("/", |both| both.as_str()).to_owned(),
        csrf: csrf.unwrap_or_default().to_owned(),
        verborgen,
        teksten,
    };
    toon_met(status, &page).unwrap_or_else(IntoResponse::into_response)
}
