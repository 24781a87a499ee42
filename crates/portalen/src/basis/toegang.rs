//! Stands before every handler: session, right, and for what changes something the origin and the token of its form.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, REFERER};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kern::organisaties::OrganisatieId;
use kern::veiligheid::Melding;
use kern::{Busy, Moment};

use super::adres::{afzender, als_waarde, binnen};
use super::burgersessie::{IngelogdBurger, MisschienBurger};
use super::fout::{self, Antwoord, Fout};
use super::limieten::{Plaats, Soort, Tellers, Wie};
use super::organisaties::Gemeente;
use super::pagina::naar;
use super::routes::{Operatie, Toegang};
use super::sessie::{self, Ingelogd, Voorkeuren};
use super::staat::AppState;
use super::taal::Taal;
use super::upload::Gelezen;
use super::velden::Velden;
use super::{burgersessie, csrf, koppen, opnieuw, upload};

/// The most that a form may carry: a very long note, many times over. Uploads get a route of their own.
pub const BODY_BYTES_MAX: usize = 2 * 1024 * 1024;

/// The cookie in which a form without a session (the log-in) keeps its token.
const COOKIE_SECURE: &str = "__Host-loket-formulier";
const COOKIE_PLAIN: &str = "loket-formulier";

/// Who visits a public page: which organisation they come to, and in which language.
#[derive(Clone, Debug)]
pub struct Bezoek {
    /// The organisation whose website this is.
    pub organisatie: Arc<Gemeente>,
    /// The language of the page.
    pub taal: Taal,
    /// Now.
    pub nu: Moment,
    /// The path and query of this request, to come back to.
    pub adres: String,
    /// Whether a fragment is asked for instead of a page.
    pub deel: bool,
    /// Whether citizens can log in here.
    pub inloggen: bool,
}

impl FromRequestParts<AppState> for Bezoek {
    type Rejection = Fout;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Fout> {
        let host = host(&parts.headers, &parts.uri);
        let organisatie = app.gemeenten.of_host(host.as_deref(), app.config.demo).await?;
        Ok(Self {
            organisatie: organisatie.ok_or(Fout::OnbekendeHost)?,
            taal: Taal::of(&parts.headers, None),
            nu: app.clock.now(),
            adres: address(&parts.method, &parts.headers, &parts.uri),
            deel: sessie::wants_part(&parts.headers),
            inloggen: app.config.identiteit.is_some(),
        })
    }
}

/// The token of a form that belongs to no session, and the cookie that goes with it.
#[derive(Clone, Debug)]
pub struct LosFormulier {
    /// For the hidden field.
    pub csrf: String,
    /// For the header `Set-Cookie`.
    pub cookie: String,
}

impl FromRequestParts<AppState> for LosFormulier {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Infallible> {
        let veilig = app.config.veilige_cookies;
        // The token of another tab stays good.
        let token =
            form_token(&parts.headers, veilig).filter(|token| csrf::klopt(token, &csrf::gemaskeerd(token, &app.ids)));
        let token = token.map_or_else(|| csrf::nieuw(&app.ids), str::to_owned);
        let cookie = sessie::set_cookie(veilig, form_cookie(veilig), &token);
        Ok(Self { csrf: csrf::gemaskeerd(&token, &app.ids), cookie })
    }
}

fn form_cookie(veilig: bool) -> &'static str {
    if veilig { COOKIE_SECURE } else { COOKIE_PLAIN }
}

fn form_token(headers: &HeaderMap, veilig: bool) -> Option<&str> {
    sessie::cookie(headers, form_cookie(veilig))
}

/// HTTP/1 has the host in a header, HTTP/2 in the address.
pub(super) fn host(headers: &HeaderMap, uri: &axum::http::Uri) -> Option<String> {
    let header = headers.get(HOST).and_then(|host| host.to_str().ok());
    header.or_else(|| uri.authority().map(axum::http::uri::Authority::as_str)).map(str::to_owned)
}

/// Path and query of the page that somebody is on: this one, or the one that the form was on, when it can be gone back to.
pub(super) fn address(method: &Method, headers: &HeaderMap, uri: &axum::http::Uri) -> String {
    let here = uri.path_and_query().map_or("/", |both| both.as_str());
    if matches!(*method, Method::GET | Method::HEAD) {
        return binnen(here).unwrap_or("/").to_owned();
    }
    let from = headers.get(REFERER).and_then(|from| from.to_str().ok()?.split_once("://")?.1.split_once('/'));
    let own = from.filter(|(origin, _)| host(headers, uri).is_some_and(|host| host == *origin));
    own.and_then(|(_, path)| binnen(&format!("/{path}")).map(str::to_owned)).unwrap_or_else(|| "/".to_owned())
}

/// The layer around each route.
pub(super) async fn bewaak(
    State((app, operatie)): State<(AppState, Operatie)>,
    request: Request,
    next: Next,
) -> Response {
    let toegang = operatie.toegang;
    let response = match admit(&app, operatie, request).await {
        Ok((request, geteld)) => {
            let (parts, body) = request.into_parts();
            let form = parts.extensions.get::<Velden>().cloned().map(|velden| (parts.clone(), velden));
            let asked = parts.extensions.get::<Ingelogd>().map(|wie| (wie.medewerker.clone(), route(&parts)));
            let response = next.run(Request::from_parts(parts, body)).await;
            if let Some((wie, route)) = asked.filter(|_| fout::is_geweigerd(&response)) {
                app.meldingen.meld(wie.organisatie, Melding::Geweigerd(wie.id, route));
            }
            if let Some(geteld) = geteld {
                geteld.klaar(&app, &response);
            }
            match (form, fout::busy(&response)) {
                (Some((parts, velden)), Some(busy)) => {
                    let refusal = Fout::Kern(kern::Error::Busy(busy));
                    opnieuw::later(&app, &parts, &velden, refusal, toegang.naam().is_some()).await
                }
                _ => response,
            }
        }
        Err(refusal) => refusal,
    };
    koppen::mark(toegang, response)
}

/// The request, if it may, and what it was counted as.
async fn admit(app: &AppState, operatie: Operatie, request: Request) -> Result<(Request, Option<Geteld>), Response> {
    let toegang = operatie.toegang;
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let (mut parts, body) = request.into_parts();
    let token = match toegang {
        Toegang::Recht(..) => match staff(app, toegang, &parts).await {
            Ok(ingelogd) => {
                let token = ingelogd.sessie.csrf.clone();
                parts.extensions.insert(ingelogd);
                Some(token)
            }
            Err(refusal) if changes => return Err(too_late(app, refusal, &parts, body, true).await),
            Err(refusal) => return Err(refuse(app, refusal, &parts)),
        },
        Toegang::Burger(_) => {
            let burger = burgersessie::of_request(app, &parts).await;
            let burger = burger.and_then(|found| found.ok_or(Fout::NietAangemeld));
            let burger = match burger {
                Err(refusal @ Fout::Kern(kern::Error::Busy(_))) if changes => {
                    return Err(too_late(app, refusal, &parts, body, false).await);
                }
                burger => burger.map_err(|refusal| burgersessie::refuse(app, refusal, &parts))?,
            };
            let token = burger.sessie.csrf.clone();
            parts.extensions.insert(burger);
            Some(token)
        }
        Toegang::Openbaar(_) => form_token(&parts.headers, app.config.veilige_cookies).map(str::to_owned),
    };
    if !changes {
        return Ok((Request::from_parts(parts, body), None));
    }
    if operatie.upload && upload::is_multipart(&parts) {
        let request = unread(parts, body, token).await.map_err(IntoResponse::into_response)?;
        let (mut parts, body) = request.into_parts();
        return match tel(app, toegang, &mut parts, true).await {
            Ok(geteld) => Ok((Request::from_parts(parts, body), geteld)),
            Err(refusal) => {
                // Read first, so that the refusal arrives.
                upload::drain(&parts, body).await;
                Err(refusal.into_response())
            }
        };
    }
    let (velden, bytes) = form(&parts, body).await.map_err(IntoResponse::into_response)?;
    if !token.is_some_and(|token| csrf::klopt(&token, velden.get(csrf::VELD))) {
        let wie = parts.extensions.get::<Ingelogd>();
        return Err(wie.map_or_else(|| Fout::Verlopen.into_response(), |wie| opnieuw::verlopen(wie, &parts, &velden)));
    }
    let geteld = match tel(app, toegang, &mut parts, false).await {
        Ok(geteld) => geteld,
        Err(refusal @ (Fout::TeVaak(_) | Fout::Kern(kern::Error::Busy(_)))) => {
            return Err(opnieuw::later(app, &parts, &velden, refusal, false).await);
        }
        Err(other) => return Err(other.into_response()),
    };
    parts.extensions.insert(velden);
    Ok((Request::from_parts(parts, Body::from(bytes)), geteld))
}

/// Marks an answer that sends on, and made nothing.
#[derive(Clone)]
struct NietsGemaakt;

/// An answer to a form that sends on to another page and made nothing: it does not count.
pub fn niets_gemaakt(antwoord: Antwoord) -> Antwoord {
    antwoord.map(|mut response| {
        response.extensions_mut().insert(NietsGemaakt);
        response
    })
}

/// A form of who is no staff, counted; and the place that its files take for as long as they come in.
struct Geteld {
    soort: Soort,
    wie: Wie,
    van: Option<OrganisatieId>,
    _bestanden: Option<Bestanden>,
}

/// The bytes that a form told, and its place for as long as they come in. However it ends, also when the client goes away, what
/// was told and never came is given back.
struct Bestanden {
    tellers: Arc<Tellers>,
    wie: Wie,
    van: Option<OrganisatieId>,
    told: u64,
    gelezen: Gelezen,
    _plaats: Plaats,
}

impl Drop for Bestanden {
    fn drop(&mut self) {
        let never_came = self.told.saturating_sub(self.gelezen.bytes());
        self.tellers.terug(Soort::Uploads, never_came, self.wie, self.van);
    }
}

impl Geteld {
    /// A form that was refused and made nothing is given back.
    fn klaar(self, app: &AppState, response: &Response) {
        let nothing = response.status().is_client_error() || response.extensions().get::<NietsGemaakt>().is_some();
        if nothing && self.soort.is_terug_te_geven() {
            app.tellers.terug(self.soort, 1, self.wie, self.van);
        }
    }
}

/// Counts a form of who is no staff, and the bytes of its files; refuses what is too much, before anything of it is read or kept.
async fn tel(app: &AppState, toegang: Toegang, parts: &mut Parts, files: bool) -> Result<Option<Geteld>, Fout> {
    let Some(soort) = toegang.telt_als() else { return Ok(None) };
    let who = match parts.extensions.get::<IngelogdBurger>() {
        Some(burger) => Some(burger.clone()),
        None => MisschienBurger::from_request_parts(parts, app).await?.0,
    };
    let wie = match &who {
        Some(burger) => Wie::Persoon(burger.burger.partij),
        None => Wie::Adres(afzender(&app.config.vertrouwde_proxys, &parts.extensions, &parts.headers)),
    };
    parts.extensions.insert(MisschienBurger(who));
    let host = host(&parts.headers, &parts.uri);
    let van = app.gemeenten.of_host(host.as_deref(), app.config.demo).await?.map(|organisatie| organisatie.id);
    let told = upload::told_bytes(parts);
    let plaats =
        files.then(|| app.uploads.neem(wie).ok_or(Fout::Kern(kern::Error::Busy(Busy::Crowded)))).transpose()?;
    let bytes = files.then_some((Soort::Uploads, told));
    let wat: Vec<(Soort, u64)> = [Some((soort, 1)), bytes].into_iter().flatten().collect();
    app.tellers.tel(&wat, wie, van, app.clock.now()).map_err(|bereikt| {
        if let Some(van) = van {
            app.meldingen.meld(van, Melding::Limiet(bereikt.soort.naam(), bereikt.samen));
        }
        if bereikt.nieuw {
            tracing::warn!(
                soort = bereikt.soort.naam(),
                samen = bereikt.samen,
                "a limit on what anybody may send is reached; said once a minute"
            );
        }
        Fout::TeVaak(bereikt)
    })?;
    let bestanden = plaats.map(|plaats| {
        let (tellers, gelezen) = (Arc::clone(&app.tellers), Gelezen::default());
        parts.extensions.insert(gelezen.clone());
        Bestanden { tellers, wie, van, told, gelezen, _plaats: plaats }
    });
    Ok(Some(Geteld { soort, wie, van, _bestanden: bestanden }))
}

/// A form came, and nobody is logged in, or nobody can say who is: what was typed is given back when it can be read.
async fn too_late(app: &AppState, refusal: Fout, parts: &Parts, body: Body, inside: bool) -> Response {
    match (refusal, form(parts, body).await) {
        (Fout::NietIngelogd, Ok((velden, _))) => opnieuw::uitgelogd(app, parts, &velden).await,
        (refusal @ Fout::Kern(kern::Error::Busy(_)), Ok((velden, _))) => {
            opnieuw::later(app, parts, &velden, refusal, inside).await
        }
        (refusal, _) => refusal.into_response(),
    }
}

/// Who it is, if they may.
async fn staff(app: &AppState, toegang: Toegang, parts: &Parts) -> Result<Ingelogd, Fout> {
    let found = sessie::of_request(app, &parts.headers).await?.ok_or(Fout::NietIngelogd)?;
    let medewerker = found.medewerker;
    if !medewerker.rollen.iter().any(|rol| toegang.rollen().contains(rol)) {
        app.meldingen.meld(medewerker.organisatie, Melding::Geweigerd(medewerker.id, route(parts)));
        return Err(kern::Error::Denied { needs: toegang.naam().unwrap_or_default() }.into());
    }
    let voorkeuren = Voorkeuren::read(found.voorkeuren);
    Ok(Ingelogd {
        organisatie: app.gemeenten.with_id(medewerker.organisatie).await?,
        medewerker,
        gebruikersnaam: found.gebruikersnaam,
        taal: Taal::of(&parts.headers, voorkeuren.taal()),
        voorkeuren,
        nu: app.clock.now(),
        adres: address(&parts.method, &parts.headers, &parts.uri),
        deel: sessie::wants_part(&parts.headers),
        csrf: csrf::gemaskeerd(&found.sessie.csrf, &app.ids),
        sessie: found.sessie,
    })
}

/// What was asked for, without what was filled in.
fn route(parts: &Parts) -> String {
    format!("{} {}", parts.method, parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str))
}

/// Whoever opens a page without a session goes to the log-in and comes back; a form or fragment is told so where it is.
fn refuse(app: &AppState, refusal: Fout, parts: &Parts) -> Response {
    let page = parts.method == Method::GET && !sessie::wants_part(&parts.headers);
    if !(page && matches!(refusal, Fout::NietIngelogd)) {
        return refusal.into_response();
    }
    let mut response =
        naar(&format!("/inloggen?terug={}", als_waarde(&address(&parts.method, &parts.headers, &parts.uri))))
            .into_response();
    let veilig = app.config.veilige_cookies;
    koppen::add_cookie(&mut response, &sessie::drop_cookie(veilig, sessie::cookie_name(veilig)));
    response
}

/// A form with files is left to its handler, which cannot read it without checking its token.
async fn unread(mut parts: Parts, body: Body, token: Option<String>) -> Result<Request, Fout> {
    if !csrf::eigen_herkomst(&parts.headers) {
        return Err(Fout::Verlopen);
    }
    let body = upload::refuse_large(&parts, body).await?;
    parts.extensions.insert(upload::Verwacht(token));
    Ok(Request::from_parts(parts, body))
}

/// Reads a form that comes from a page of ours, as far as the browser tells; its token is still to be checked.
async fn form(parts: &Parts, body: Body) -> Result<(Velden, axum::body::Bytes), Fout> {
    if !csrf::eigen_herkomst(&parts.headers) {
        return Err(Fout::Verlopen);
    }
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().unwrap_or_default().trim() != "application/x-www-form-urlencoded" {
        return Err(Fout::Soort);
    }
    let told = parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if told.is_some_and(|length| length > BODY_BYTES_MAX) {
        return Err(Fout::TeGroot);
    }
    // Of what said how long it is, and is not too long, less came than it said.
    let cut = |_| if told.is_some() { Fout::Ongeldig } else { Fout::TeGroot };
    let bytes = to_bytes(body, BODY_BYTES_MAX).await.map_err(cut)?;
    Ok((Velden::parse(&bytes).await?, bytes))
}
