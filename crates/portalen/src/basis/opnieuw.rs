//! A form with which nothing could be done: it comes too late (the session ended, or somebody logged in again since its page
//! was made), nothing can be kept now, or it was sent too often. Nothing typed in a plain form is lost: a script gets a fresh
//! token, and whoever works without one gets their text back. A form with files is only told why.

use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::csrf::{self, VELD};
use super::fout::Fout;
use super::foutpagina;
use super::kader::Publiek;
use super::koppen;
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
    titel: String,
    wat: String,
    doen: String,
    /// Nobody is logged in: they do that first, in another tab.
    inloggen: bool,
    /// Where the rest of the work is; visitors of the website stay here.
    werkplek: bool,
    adres: String,
    csrf: String,
    verborgen: Vec<(String, String)>,
    teksten: Vec<(String, String)>,
}

/// The answer to a form with another token than that of the session.
///
/// Only a page of ours is helped on, and the browser must say that it is one: to anybody else a fresh token would be a key.
pub(super) fn verlopen(wie: &Ingelogd, parts: &Parts, velden: &Velden) -> Response {
    if is_geheim(parts) || !csrf::zeker_eigen(&parts.headers) {
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
    let zin = |key: &str| wie.taal.tekst(key);
    let kop = Kop { titel: zin("opnieuw-titel"), wat: zin("opnieuw-wat"), doen: zin("opnieuw-doen"), ..Kop::default() };
    kop.pagina(StatusCode::FORBIDDEN, (wie.taal, p), &wie.csrf, &parts.uri, velden)
}

/// The answer to a form when nobody is logged in any more.
pub(super) async fn uitgelogd(app: &AppState, parts: &Parts, velden: &Velden) -> Response {
    if is_geheim(parts) || !csrf::zeker_eigen(&parts.headers) || sessie::wants_part(&parts.headers) {
        return Fout::NietIngelogd.into_response();
    }
    let (taal, p) = kader(app, parts).await;
    let kop = Kop {
        titel: taal.tekst("foutpagina-ingelogd-titel"),
        wat: taal.tekst("foutpagina-ingelogd-wat"),
        doen: taal.tekst("opnieuw-inloggen-doen"),
        inloggen: true,
        ..Kop::default()
    };
    kop.pagina(StatusCode::UNAUTHORIZED, (taal, p), "", &parts.uri, velden)
}

/// The answer to a form when nothing can be kept now, or not from this visitor: the form itself, to be sent again with the
/// token that it came with.
// texts: foutpagina-*
pub(super) async fn later(app: &AppState, parts: &Parts, velden: &Velden, refusal: Fout, inside: bool) -> Response {
    if is_geheim(parts) || !csrf::zeker_eigen(&parts.headers) || sessie::wants_part(&parts.headers) {
        return refusal.into_response();
    }
    let (taal, p) = kader(app, parts).await;
    let doen = match &refusal {
        Fout::TeVaak(_) => foutpagina::zin(taal, &refusal, "doen", app.clock.now()),
        _ => taal.tekst("opnieuw-later-doen"),
    };
    let kop = Kop {
        titel: taal.tekst(&format!("foutpagina-{}-titel", refusal.key())),
        wat: taal.tekst(&format!("foutpagina-{}-wat", refusal.key())),
        doen,
        buiten: !inside,
        ..Kop::default()
    };
    let mut response = kop.pagina(refusal.status(), (taal, p), velden.get(VELD), &parts.uri, velden);
    if let Some(seconds) = refusal.retry_after_s() {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    koppen::besloten(&mut response);
    response
}

/// A password or a code is never written into a page.
fn is_geheim(parts: &Parts) -> bool {
    koppen::GERADEN.iter().any(|place| parts.uri.path().starts_with(place))
}

async fn kader(app: &AppState, parts: &Parts) -> (Taal, Publiek) {
    let host = toegang::host(&parts.headers, &parts.uri);
    let organisatie = app.gemeenten.of_host(host.as_deref(), app.config.demo).await.ok().flatten();
    let taal = Taal::of(&parts.headers, None);
    let adres = toegang::address(&parts.method, &parts.headers, &parts.uri);
    (taal, Publiek::bare(organisatie, taal, app.clock.now(), adres))
}

/// What stands above the form.
#[derive(Default)]
struct Kop {
    titel: String,
    wat: String,
    doen: String,
    inloggen: bool,
    buiten: bool,
}

impl Kop {
    fn pagina(
        self,
        status: StatusCode,
        (t, p): (Taal, Publiek),
        csrf: &str,
        uri: &axum::http::Uri,
        velden: &Velden,
    ) -> Response {
        let fields = velden.alle().filter(|(name, _)| *name != VELD);
        let (teksten, verborgen) = fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .partition(|(_, value)| value.contains([' ', '\n']) || value.chars().count() > KORT);
        let page = Pagina {
            t,
            p,
            titel: self.titel,
            wat: self.wat,
            doen: self.doen,
            inloggen: self.inloggen,
            werkplek: !self.buiten,
            adres: uri.path_and_query().map_or("/", |both| both.as_str()).to_owned(),
            csrf: csrf.to_owned(),
            verborgen,
            teksten,
        };
        toon_met(status, &page).unwrap_or_else(IntoResponse::into_response)
    }
}
