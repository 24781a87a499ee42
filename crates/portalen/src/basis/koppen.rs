//! The headers that every answer carries.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, SET_COOKIE, VARY};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use super::routes::Toegang;

/// Nothing but what we serve ourselves; no inline scripts or styles; in nobody's frame.
const CSP: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
                   object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const ALWAYS: [(&str, &str); 6] = [
    ("content-security-policy", CSP),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];
/// Over https only: a browser that was here once never comes over http again.
const HSTS: &str = "max-age=31536000; includeSubDomains";

/// Where passwords and codes are typed and guessed, or a screen is everybody's.
pub(crate) const GERADEN: [&str; 5] =
    ["/inloggen", "/mijn/inloggen", "/aanvraag/hervatten", "/balie/zuil", "/werkplek/account/wachtwoord"];

/// Marks an answer of a staff route: its errors look like the workplace.
#[derive(Clone, Copy)]
struct Staff;

/// Marks an answer that is for one person: it stays in no cache.
#[derive(Clone, Copy)]
struct Besloten;

/// Notes for the outer layers what kind of route answered.
pub(super) fn mark(toegang: Toegang, mut response: Response) -> Response {
    if toegang.naam().is_some() {
        response.extensions_mut().insert(Staff);
    }
    if toegang.naam().is_some() || toegang.is_burger() {
        response.extensions_mut().insert(Besloten);
    }
    response
}

/// Keeps an answer of a public route in no cache: it holds what somebody typed or what is theirs.
pub fn besloten(response: &mut Response) {
    response.extensions_mut().insert(Besloten);
}

/// A page with pictures of this other server on it.
#[derive(Clone)]
struct Beelden(String);

/// Lets a page show pictures of another server, such as the tiles of a map.
pub fn beelden_van(response: &mut Response, herkomst: String) {
    response.extensions_mut().insert(Beelden(herkomst));
}

/// Whether a staff route answered.
pub(super) fn is_staff(response: &Response) -> bool {
    response.extensions().get::<Staff>().is_some()
}

/// Adds a cookie; one that is no header is a fault of ours and is left out.
pub fn add_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

/// The layer, outermost of all.
pub(super) async fn laag(
    State((https, staff_places)): State<(bool, Arc<[&'static str]>)>,
    request: Request,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let place = request.uri().path().split('/').nth(1).unwrap_or_default();
    let secret = GERADEN.iter().any(|place| request.uri().path().starts_with(place));
    let inside = staff_places.contains(&place) || place == "inloggen";
    let mut response = next.run(request).await;
    let inside = inside || response.extensions().get::<Besloten>().is_some();
    let beelden = response.extensions().get::<Beelden>().map(|Beelden(from)| format!("img-src 'self' {from};"));
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if let Some(beelden) = beelden
        && let Ok(policy) = HeaderValue::from_str(&CSP.replace("img-src 'self';", &beelden))
    {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    if https {
        headers.insert("strict-transport-security", HeaderValue::from_static(HSTS));
    }
    if !headers.contains_key(CACHE_CONTROL) {
        // A public page is the same for everybody who reads the same language, so it may be kept if it is asked for again.
        let cache = if inside || headers.contains_key(SET_COOKIE) { "no-store" } else { "no-cache" };
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.append(VARY, HeaderValue::from_static("cookie, accept-language, x-loket-deel"));
    }
    let took = begun.elapsed().as_secs_f64() * 1_000.0;
    // Where passwords and codes are tried, how long it took is nobody's business.
    if !secret && let Ok(value) = HeaderValue::from_str(&format!("loket;dur={took:.2}")) {
        headers.insert("server-timing", value);
    }
    response
}
