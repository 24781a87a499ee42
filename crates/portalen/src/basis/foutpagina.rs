//! Makes a page of whatever went wrong: what is so, why, and what to do. For a fragment a fragment.

use std::sync::Arc;

use askama::Template;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use kern::{Error, Moment};

use super::fout::{Drager, Fout};
use super::kader::Publiek;
use super::sessie;
use super::staat::AppState;
use super::taal::Taal;
use super::velden::Fouten;
use super::{koppen, pagina, tijd, toegang, upload};

/// What all three forms of the page say.
struct Melding {
    titel: String,
    wat: String,
    doen: String,
    regels: Fouten,
    /// A way on: text and address.
    weg: Option<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "fouten/publiek.html")]
struct OpWebsite {
    t: Taal,
    p: Publiek,
    m: Melding,
}

#[derive(Template)]
#[template(path = "fouten/werkplek.html")]
struct OpWerkplek {
    t: Taal,
    p: Publiek,
    m: Melding,
}

#[derive(Template)]
#[template(path = "fouten/deel.html")]
struct AlsDeel {
    m: Melding,
}

/// The layer.
pub(super) async fn laag(
    State((app, staff_places)): State<(AppState, Arc<[&'static str]>)>,
    request: Request,
    next: Next,
) -> Response {
    let asked = Asked::of(&request, &staff_places);
    let response = next.run(request).await;
    let Some(fout) = failure(&response) else { return response };
    if let Fout::Kern(Error::Bug(cause)) = &*fout {
        tracing::error!(route = asked.route, cause = format!("{cause:#}"), "a fault in the program");
    }
    asked.answer(&app, &fout, response).await
}

/// What must be known of a request after it has gone on to its handler.
struct Asked {
    headers: HeaderMap,
    host: Option<String>,
    adres: String,
    route: String,
    inside: bool,
}

impl Asked {
    fn of(request: &Request, staff_places: &[&str]) -> Self {
        let place = request.uri().path().split('/').nth(1).unwrap_or_default();
        let route = request.extensions().get::<MatchedPath>().map_or("-", |path| path.as_str());
        Self {
            headers: request.headers().clone(),
            host: toegang::host(request.headers(), request.uri()),
            adres: toegang::address(request.method(), request.headers(), request.uri()),
            route: route.to_owned(),
            inside: staff_places.contains(&place) || place == "inloggen",
        }
    }

    async fn answer(self, app: &AppState, fout: &Fout, bare: Response) -> Response {
        let taal = Taal::of(&self.headers, None);
        let inside = self.inside || koppen::is_staff(&bare);
        // An error page must come whatever else is broken: without the organisation's name when the database is away. The
        // limit on the time of a request lies within this layer, so it has one of its own.
        let asked = app.gemeenten.of_host(self.host.as_deref(), app.config.demo);
        let organisatie = tokio::time::timeout(super::READY_WITHIN, asked).await.ok().and_then(Result::ok).flatten();
        let p = Publiek::bare(organisatie, taal, app.clock.now(), self.adres);
        let (t, m) = (taal, melding(taal, fout, inside, app.clock.now()));
        let status = bare.status();
        let page = if sessie::wants_part(&self.headers) {
            pagina::toon_met(status, &AlsDeel { m })
        } else if inside {
            pagina::toon_met(status, &OpWerkplek { t, p, m })
        } else {
            pagina::toon_met(status, &OpWebsite { t, p, m })
        };
        keep_headers(bare, page)
    }
}

/// Why an answer is an error that has no page yet; none when it is fine, or has one.
fn failure(response: &Response) -> Option<Arc<Fout>> {
    if let Some(Drager(fout)) = response.extensions().get() {
        return Some(Arc::clone(fout));
    }
    let status = response.status();
    let has_page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let error = status.is_client_error() || status.is_server_error();
    (error && !has_page).then(|| Arc::new(Fout::of_status(status)))
}

// texts: foutpagina-*
fn melding(taal: Taal, fout: &Fout, inside: bool, nu: Moment) -> Melding {
    let text = |part: &str| zin(taal, fout, part, nu);
    let errors = match fout {
        Fout::Kern(Error::Invalid(errors)) => errors.as_slice(),
        Fout::Kern(Error::Conflict(error)) => std::slice::from_ref(error),
        _ => &[],
    };
    let weg = match fout {
        Fout::NietIngelogd => Some(("foutpagina-naar-inloggen", "/inloggen")),
        Fout::NietAangemeld => Some(("foutpagina-naar-inloggen", "/mijn/inloggen")),
        Fout::OnbekendeHost | Fout::Kern(Error::Busy(_)) => None,
        _ if inside => Some(("foutpagina-naar-werkplek", "/werkplek")),
        _ => Some(("foutpagina-naar-home", "/")),
    };
    Melding {
        titel: text("titel"),
        wat: text("wat"),
        doen: text("doen"),
        regels: Fouten::new(taal, errors),
        weg: weg.map(|(key, adres)| (taal.tekst(key), adres)),
    }
}

/// One of the sentences about a failure: `titel`, `wat` or `doen`.
pub(super) fn zin(taal: Taal, fout: &Fout, part: &str, nu: Moment) -> String {
    let sentence = taal.tekst_met(&format!("foutpagina-{}-{part}", fout.key())).met("max", upload::REQUEST_MB_MAX);
    match fout {
        Fout::TeVaak(bereikt) => sentence.met("vanaf", tijd::moment(taal, bereikt.vanaf, nu).tekst).to_string(),
        _ => sentence.to_string(),
    }
}

/// The page with what the bare answer said besides its text: cookies, when to try again, what a script needs to know.
fn keep_headers(bare: Response, page: Result<Response, Fout>) -> Response {
    let (parts, _) = bare.into_parts();
    let Ok(mut page) = page else {
        let mut plain = Response::new(axum::body::Body::empty());
        *plain.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        return plain;
    };
    for (name, value) in &parts.headers {
        if name != CONTENT_TYPE && name != CONTENT_LENGTH {
            page.headers_mut().append(name, value.clone());
        }
    }
    *page.extensions_mut() = parts.extensions;
    page
}
