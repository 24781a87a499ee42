//! Addresses within this website, and where a request came from.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

/// Longer is no address of ours.
const ADRES_MAX: usize = 1_000;

/// An address to go back to, if it is a path on this website. Whatever could lead elsewhere (`//elders`, `/\elders`, a
/// control character that browsers skip) becomes none.
#[must_use]
pub fn binnen(adres: &str) -> Option<&str> {
    let path = adres.starts_with('/') && !adres.starts_with("//");
    let clean = adres.len() <= ADRES_MAX && adres.bytes().all(|b| b.is_ascii_graphic() && b != b'\\' && b != b'"');
    (path && clean).then_some(adres)
}

/// A text as a value in a query string.
#[must_use]
pub fn als_waarde(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Who is at the other end. A proxy on this machine tells it in the last entry of `X-Forwarded-For`; from anybody else that
/// header is hearsay.
#[must_use]
pub fn afzender(extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip().to_canonical();
    let told = || {
        headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
    };
    if peer.is_loopback() { told().or(Some(peer)) } else { Some(peer) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_is_never_elsewhere() {
        for own in ["/", "/producten/paspoort", "/zoeken?q=pas%20poort", "/werkplek#artikel"] {
            assert_eq!(binnen(own), Some(own));
        }
        for other in [
            "",
            "https://kwaad.example",
            "//kwaad.example",
            "/\\kwaad.example",
            "/\t/kwaad.example",
            "/a b",
            "javascript:x",
            "/é",
        ] {
            assert_eq!(binnen(other), None, "{other}");
        }
        assert_eq!(binnen(&format!("/{}", "a".repeat(ADRES_MAX))), None);
    }

    #[test]
    fn a_value_cannot_break_out_of_its_query() {
        assert_eq!(als_waarde("/zoeken?q=a&b é"), "%2Fzoeken%3Fq%3Da%26b%20%C3%A9");
    }

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        let from = |peer: &str| -> Extensions {
            let mut extensions = Extensions::new();
            extensions.insert(ConnectInfo::<SocketAddr>(peer.parse().unwrap()));
            extensions
        };
        let headers =
            HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), "1.2.3.4, 198.51.100.7".parse().unwrap())]);
        assert_eq!(afzender(&from("127.0.0.1:5"), &headers), "198.51.100.7".parse().ok());
        assert_eq!(afzender(&from("203.0.113.9:5"), &headers), "203.0.113.9".parse().ok());
        assert_eq!(afzender(&from("127.0.0.1:5"), &HeaderMap::new()), "127.0.0.1".parse().ok());
        assert_eq!(afzender(&Extensions::new(), &headers), None);
    }
}
