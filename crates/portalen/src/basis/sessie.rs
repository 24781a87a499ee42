//! Who is logged in: the cookie, how long it lasts, and the [`Ingelogd`] that handlers of staff pages get.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{COOKIE, USER_AGENT};
use axum::http::request::Parts;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kern::sessies::{self, Aangemeld, Browser, Inlog, Sessie};
use kern::{Error, Ids, Medewerker, Moment, Result};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::csrf;
use super::fout::Fout;
use super::organisaties::Gemeente;
use super::staat::AppState;
use super::taal::Taal;

/// A session that nobody uses ends after a working day: somebody who only watches a queue all day is not put out.
const IDLE_S: i64 = 8 * 60 * 60;
/// A session ends after this in any case: a stolen cookie is worth no more than the longest shift.
const ABSOLUTE_S: i64 = 12 * 60 * 60;
/// Use is written down at most this often, so that a page does not cost a write.
const EXTEND_EVERY_S: i64 = 60;

/// The cookie over https; the prefix makes browsers refuse one that another host or an insecure page set.
const COOKIE_SECURE: &str = "__Host-loket";
/// The cookie over plain http.
const COOKIE_PLAIN: &str = "loket";

/// What somebody chose for themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Voorkeuren {
    /// `nl` or `en`.
    pub taal: Option<String>,
    /// `licht` or `donker`; none follows the system.
    pub thema: Option<String>,
    /// Chords by the name of what they do; an empty one is switched off.
    pub akkoorden: BTreeMap<String, String>,
}

impl Voorkeuren {
    /// The chord for something: the person's own, else `standaard`; empty when switched off.
    #[must_use]
    pub fn akkoord<'a>(&'a self, naam: &str, standaard: &'a str) -> &'a str {
        self.akkoorden.get(naam).map_or(standaard, String::as_str)
    }
}

/// Somebody who is logged in and has the right that the route demands.
#[derive(Clone, Debug)]
pub struct Ingelogd {
    /// Who; `medewerker.authorise::<R>()?` gives the proof that the domain asks for.
    pub medewerker: Medewerker,
    /// The name they log in with.
    pub gebruikersnaam: String,
    /// Their session.
    pub sessie: Sessie,
    /// The language they read.
    pub taal: Taal,
    /// What they chose for themselves.
    pub voorkeuren: Voorkeuren,
    /// Their organisation with its settings.
    pub organisatie: Arc<Gemeente>,
    /// Now.
    pub nu: Moment,
    /// The path and query of this request, to come back to.
    pub adres: String,
    /// Whether a fragment is asked for instead of a page.
    pub deel: bool,
    /// The token for the forms of this page.
    pub csrf: String,
}

impl FromRequestParts<AppState> for Ingelogd {
    type Rejection = Fout;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Fout> {
        // Only a staff route puts it there; a public route that asks for it is a fault of ours.
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| Fout::bug("a public route asks who is logged in"))
    }
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(COOKIE).into_iter().filter_map(|header| header.to_str().ok());
    all.flat_map(|header| header.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// The name of the session's cookie.
#[must_use]
pub fn cookie_name(veilig: bool) -> &'static str {
    if veilig { COOKIE_SECURE } else { COOKIE_PLAIN }
}

/// A cookie that the browser keeps until it closes, and scripts cannot read.
#[must_use]
pub fn set_cookie(veilig: bool, name: &str, value: &str) -> String {
    let secure = if veilig { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}")
}

/// A cookie that the browser keeps for so many seconds.
#[must_use]
pub fn keep_cookie(veilig: bool, name: &str, value: &str, seconds: i64) -> String {
    format!("{}; Max-Age={seconds}", set_cookie(veilig, name, value))
}

/// The same cookie, gone.
#[must_use]
pub fn drop_cookie(veilig: bool, name: &str) -> String {
    keep_cookie(veilig, name, "", 0)
}

/// A secret of ours has this many characters.
const GEHEIM_TEKENS: usize = 43;

/// A new secret for a cookie.
#[must_use]
pub fn nieuw_geheim(ids: &Ids) -> String {
    URL_SAFE_NO_PAD.encode(ids.secret())
}

/// The secret in a cookie, when it can be one of ours.
#[must_use]
pub fn geheim<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    cookie(headers, name).filter(|secret| secret.len() == GEHEIM_TEKENS)
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Starts a session and gives its secret, for the cookie. Ends the one that this browser had (`vorige`, its hash).
///
/// # Errors
/// What the database says.
pub async fn begin(app: &AppState, medewerker: &Medewerker, inlog: &Inlog, vorige: Option<&str>) -> Result<String> {
    let (secret, now) = (nieuw_geheim(&app.ids), app.clock.now());
    let sessie = Sessie {
        sleutel_hash: hash(&secret),
        csrf: csrf::nieuw(&app.ids),
        begonnen_op: now,
        laatst_gezien_op: now,
        verloopt_op: ends(now, now),
    };
    sessies::begin(&app.db, &app.ids, medewerker, &sessie, inlog, vorige).await?;
    Ok(secret)
}

/// Goes on with a session under a new secret, where all of theirs have ended; gives it, for the cookie.
///
/// # Errors
/// What the database says.
pub async fn voortzetten(app: &AppState, wie: &Ingelogd, browser: Browser) -> Result<String> {
    let (secret, now) = (nieuw_geheim(&app.ids), app.clock.now());
    let sessie = Sessie {
        sleutel_hash: hash(&secret),
        csrf: csrf::nieuw(&app.ids),
        begonnen_op: wie.sessie.begonnen_op,
        laatst_gezien_op: now,
        verloopt_op: ends(wie.sessie.begonnen_op, now),
    };
    sessies::voortzetten(&app.db, &app.ids, &wie.medewerker, &sessie, &browser).await?;
    Ok(secret)
}

/// Which browser this is, from what it says of itself: for people, who recognise their own.
#[must_use]
pub fn browser(headers: &HeaderMap) -> Browser {
    let says = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    // What several claim to be stands last.
    let first = |known: &[(&str, &str)]| {
        known.iter().find(|(word, _)| says.contains(word)).map_or(String::new(), |(_, name)| (*name).to_owned())
    };
    Browser {
        naam: first(&[
            ("Edg", "Edge"),
            ("OPR/", "Opera"),
            ("SamsungBrowser", "Samsung Internet"),
            ("Firefox", "Firefox"),
            ("FxiOS", "Firefox"),
            ("CriOS", "Chrome"),
            ("Chrome", "Chrome"),
            ("Safari", "Safari"),
        ]),
        systeem: first(&[
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Windows", "Windows"),
            ("Macintosh", "macOS"),
            ("CrOS", "ChromeOS"),
            ("Linux", "Linux"),
        ]),
    }
}

/// The running session of a request; also writes down that it is used.
///
/// # Errors
/// What the database says.
pub async fn of_request(app: &AppState, headers: &HeaderMap) -> Result<Option<Aangemeld>> {
    let Some(secret) = cookie(headers, cookie_name(app.config.veilige_cookies)) else { return Ok(None) };
    let now = app.clock.now();
    let Some(found) = sessies::find(&app.db, &hash(secret), now).await? else { return Ok(None) };
    let sessie = &found.sessie;
    let cannot_be_kept = app.db.trouble().is_some();
    if now.seconds_since(sessie.laatst_gezien_op) >= EXTEND_EVERY_S && !cannot_be_kept {
        may_wait(sessies::extend(&app.db, &sessie.sleutel_hash, now, ends(sessie.begonnen_op, now)).await)?;
    }
    Ok(Some(found))
}

/// That a session is in use is written down again with the next page: when nothing can be kept now, reading goes on.
pub(super) fn may_wait(extended: Result<()>) -> Result<()> {
    match extended {
        Err(Error::Busy(_)) => Ok(()),
        other => other,
    }
}

fn ends(begonnen: Moment, gezien: Moment) -> Moment {
    gezien.plus_seconds(IDLE_S).min(begonnen.plus_seconds(ABSOLUTE_S))
}

impl Voorkeuren {
    /// What the database holds; what this program does not know of it is left alone.
    #[must_use]
    pub fn read(json: serde_json::Value) -> Self {
        serde_json::from_value(json).unwrap_or_default()
    }

    /// The language they chose.
    #[must_use]
    pub fn taal(&self) -> Option<Taal> {
        self.taal.as_deref().and_then(Taal::from_code)
    }

    /// The attribute ` data-thema` of the page; empty follows the system.
    #[must_use]
    pub fn thema(&self) -> &str {
        self.thema.as_deref().filter(|thema| ["licht", "donker"].contains(thema)).unwrap_or_default()
    }
}

/// Whether a fragment is asked for.
#[must_use]
pub fn wants_part(headers: &HeaderMap) -> bool {
    headers.contains_key("x-loket-deel")
}

/// For a handler that answers to everybody and shows more to who is logged in: none is no error.
#[derive(Clone, Debug)]
pub struct MisschienIngelogd(pub Option<Box<Aangemeld>>);

impl FromRequestParts<AppState> for MisschienIngelogd {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Infallible> {
        Ok(Self(of_request(app, &parts.headers).await.ok().flatten().map(Box::new)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let headers = HeaderMap::from_iter([(COOKIE, "xloket=1; loket=2;loketx=3".parse().unwrap())]);
        assert_eq!(cookie(&headers, "loket"), Some("2"));
        assert_eq!(cookie(&headers, "taal"), None);
    }

    #[test]
    fn a_session_never_outlives_the_longest_shift() {
        let start: Moment = "2026-11-23T08:00:00Z".parse().unwrap();
        assert_eq!(ends(start, start), start.plus_seconds(8 * 3600));
        assert_eq!(ends(start, start.plus_seconds(6 * 3600)), start.plus_seconds(12 * 3600));
    }

    #[test]
    fn strange_preferences_are_no_fault() {
        assert_eq!(Voorkeuren::read(serde_json::json!([1, 2])), Voorkeuren::default());
        let own = Voorkeuren::read(serde_json::json!({"thema": "roze", "akkoorden": {"taken": ""}, "nieuw": 1}));
        assert_eq!((own.thema(), own.akkoord("taken", "Alt+M"), own.akkoord("zoek", "F2")), ("", "", "F2"));
    }
}
