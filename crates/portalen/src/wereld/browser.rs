//! A browser without a screen: keeps cookies, sends the headers that browsers send, fills in the token of a form.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Mutex;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, header};
use tower::ServiceExt;

use super::formulier::Formulier;
use super::pagina::Pagina;
use crate::AppState;
use crate::basis::adres::als_waarde;
use crate::basis::{burgersessie, csrf, sessie};

pub(crate) struct Browser {
    router: Router,
    app: AppState,
    host: String,
    cookies: Mutex<BTreeMap<String, String>>,
    headers: HeaderMap,
    peer: SocketAddr,
}

impl Browser {
    pub(super) fn new(router: Router, app: AppState, host: &str) -> Self {
        let peer = SocketAddr::from(([203, 0, 113, 7], 40_000));
        Self { router, app, host: host.to_owned(), cookies: Mutex::default(), headers: HeaderMap::new(), peer }
    }

    pub(crate) fn met_cookie(self, name: &str, value: &str) -> Self {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
        self
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Sends another header with every request; a host too.
    pub(crate) fn met_kop(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    /// Asks for fragments, as the scripts do.
    pub(crate) fn deel(self) -> Self {
        self.met_kop("x-loket-deel", "1")
    }

    /// Comes from another network address.
    pub(crate) fn van(mut self, adres: &str) -> Self {
        self.peer.set_ip(adres.parse().unwrap());
        self
    }

    pub(crate) async fn get(&self, adres: &str) -> Pagina {
        self.send(Request::get(adres).body(Body::empty()).unwrap()).await
    }

    /// Sends a form, with its token.
    pub(crate) async fn post(&self, adres: &str, velden: &[(&str, &str)]) -> Pagina {
        let token = self.token_voor(adres).await;
        let fields: Vec<(&str, &str)> = [("csrf", token.as_str())].into_iter().chain(velden.iter().copied()).collect();
        self.post_zonder_csrf(adres, &fields).await
    }

    /// Sends a form that stood on a page, with its token.
    pub(crate) async fn verstuur(&self, formulier: &Formulier) -> Pagina {
        let (soort, body) = formulier.als_bytes(&self.token_voor(&formulier.adres).await);
        self.post_ruw(&formulier.adres, soort, body).await
    }

    async fn token_voor(&self, adres: &str) -> String {
        if adres.starts_with("/mijn/") { self.token_van_burger().await } else { self.token().await }
    }

    /// Sends a form as it is.
    pub(crate) async fn post_zonder_csrf(&self, adres: &str, velden: &[(&str, &str)]) -> Pagina {
        let pair = |(name, value): &(&str, &str)| format!("{}={}", als_waarde(name), als_waarde(value));
        let body = velden.iter().map(pair).collect::<Vec<_>>().join("&");
        self.post_ruw(adres, "application/x-www-form-urlencoded", body.into_bytes()).await
    }

    /// Sends bytes.
    pub(crate) async fn post_ruw(&self, adres: &str, soort: &str, body: Vec<u8>) -> Pagina {
        self.send(Request::post(adres).header(header::CONTENT_TYPE, soort).body(Body::from(body)).unwrap()).await
    }

    /// The token that the next form of a citizen's own pages must carry.
    pub(crate) async fn token_van_burger(&self) -> String {
        let secret = self.cookie(burgersessie::cookie_name(self.app.config.veilige_cookies)).unwrap_or_default();
        let found = kern::burgersessies::find(&self.app.db, &sessie::hash(&secret), self.app.clock.now()).await;
        let token = found.unwrap().map(|(_, session)| session.csrf).unwrap_or_default();
        csrf::gemaskeerd(&token, &self.app.ids)
    }

    /// The token that the next form must carry: of the session, or of the log-in form.
    pub(crate) async fn token(&self) -> String {
        let veilig = self.app.config.veilige_cookies;
        if let Some(secret) = self.cookie(sessie::cookie_name(veilig)) {
            let found = kern::sessies::find(&self.app.db, &sessie::hash(&secret), self.app.clock.now()).await.unwrap();
            if let Some(found) = found {
                return csrf::gemaskeerd(&found.sessie.csrf, &self.app.ids);
            }
        }
        let name = if veilig { "__Host-loket-formulier" } else { "loket-formulier" };
        if self.cookie(name).is_none() {
            self.get("/inloggen").await;
        }
        csrf::gemaskeerd(&self.cookie(name).unwrap_or_default(), &self.app.ids)
    }

    /// Any request, with this browser's cookies and headers.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Pagina {
        let cookies = self.cookies.lock().unwrap().iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>();
        let what = format!("{} {}", request.method(), request.uri());
        let headers = request.headers_mut();
        headers.insert(header::HOST, self.host.parse().unwrap());
        if !cookies.is_empty() {
            headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        headers.extend(self.headers.clone());
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Pagina::new(what, parts.status, parts.headers, String::from_utf8_lossy(&body).into_owned())
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap();
        for header in headers.get_all(header::SET_COOKIE) {
            let (pair, rest) = header.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if rest.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
