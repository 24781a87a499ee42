//! The token that every form carries, so that another website cannot send one in somebody's name.
//!
//! In a page the token is masked with fresh chance each time: a compressed page then tells nothing about it (BREACH).

use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kern::Ids;

/// The field of the form.
pub const VELD: &str = "csrf";
const TOKEN_BYTES: usize = 32;

/// A new token.
#[must_use]
pub fn nieuw(ids: &Ids) -> String {
    URL_SAFE_NO_PAD.encode(ids.secret())
}

/// The token as a page shows it: different every time.
#[must_use]
pub fn gemaskeerd(token: &str, ids: &Ids) -> String {
    let mask = ids.secret();
    let token = URL_SAFE_NO_PAD.decode(token).unwrap_or_default();
    let mut shown = mask.to_vec();
    shown.extend(token.iter().zip(mask).map(|(byte, mask)| byte ^ mask));
    URL_SAFE_NO_PAD.encode(shown)
}

/// Whether what came with a form is a masked form of the token.
#[must_use]
pub fn klopt(token: &str, shown: &str) -> bool {
    let (Ok(token), Ok(shown)) = (URL_SAFE_NO_PAD.decode(token), URL_SAFE_NO_PAD.decode(shown)) else { return false };
    if token.len() != TOKEN_BYTES || shown.len() != 2 * TOKEN_BYTES {
        return false;
    }
    let (mask, masked) = shown.split_at(TOKEN_BYTES);
    // Every byte is looked at, so that the time taken tells nothing.
    token.iter().zip(mask).zip(masked).fold(0, |differs, ((token, mask), masked)| differs | (token ^ mask ^ masked))
        == 0
}

/// Whether the browser says that the request comes from a page of ours. A client that says nothing is left to the token.
#[must_use]
pub fn eigen_herkomst(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let (Some(origin), host) = (text(ORIGIN.as_str()), text(HOST.as_str())) else { return true };
    origin.split_once("://").map(|(_, origin)| origin) == host
}

/// Whether the browser says itself that the request comes from a page of ours: silence is not enough.
#[must_use]
pub fn zeker_eigen(headers: &HeaderMap) -> bool {
    match headers.get("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => headers.contains_key(ORIGIN) && eigen_herkomst(headers),
    }
}

#[cfg(test)]
mod tests {
    use kern::Clock;

    use super::*;

    #[test]
    fn a_masked_token_is_always_different_and_always_right() {
        let ids = Ids::seeded(Clock::fixed("2026-11-23T09:00:00Z".parse().unwrap()), 1);
        let token = nieuw(&ids);
        let [one, other] = [gemaskeerd(&token, &ids), gemaskeerd(&token, &ids)];
        assert_ne!(one, other);
        assert!(klopt(&token, &one) && klopt(&token, &other));
        for wrong in ["", "x", &token, &gemaskeerd(&nieuw(&ids), &ids), &one[1..], "é", &format!("{one}{one}")] {
            assert!(!klopt(&token, wrong), "{wrong}");
        }
        assert!(!klopt("", &gemaskeerd("", &ids)), "no token is no key");
    }

    #[test]
    fn another_site_is_told_by_its_headers() {
        let headers = |pairs: &[(&'static str, &'static str)]| -> HeaderMap {
            pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
        };
        for own in [
            &[][..],
            &[("sec-fetch-site", "same-origin")],
            &[("origin", "https://loket.example.nl"), ("host", "loket.example.nl")],
            &[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")],
        ] {
            assert!(eigen_herkomst(&headers(own)), "{own:?}");
            assert_eq!(zeker_eigen(&headers(own)), !own.is_empty(), "{own:?}");
        }
        for other in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site")],
            &[("origin", "null"), ("host", "loket.example.nl")],
            &[("origin", "https://kwaad.example"), ("host", "loket.example.nl")],
            &[("origin", "https://loket.example.nl.kwaad.example"), ("host", "loket.example.nl")],
        ] {
            assert!(!eigen_herkomst(&headers(other)) && !zeker_eigen(&headers(other)), "{other:?}");
        }
    }
}
