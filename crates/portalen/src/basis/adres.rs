//! Addresses within this website, and where a request came from.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

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

/// An address, or all addresses that begin the same: `10.0.0.7`, `10.0.0.0/8`, `fd00::/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Netwerk {
    adres: IpAddr,
    bits: u32,
}

impl Netwerk {
    /// This machine itself.
    pub const EIGEN: [Self; 2] = [
        Self { adres: IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0)), bits: 8 },
        Self { adres: IpAddr::V6(Ipv6Addr::LOCALHOST), bits: 128 },
    ];

    /// Whether an address is one of these.
    #[must_use]
    pub fn bevat(&self, adres: IpAddr) -> bool {
        let same = |own: u128, other: u128, whole: u32| {
            // No bits at all is everybody; a shift by the whole width is no shift in Rust.
            (own ^ other).checked_shr(whole - self.bits).unwrap_or(0) == 0
        };
        match (self.adres, adres) {
            (IpAddr::V4(own), IpAddr::V4(other)) => same(own.to_bits().into(), other.to_bits().into(), 32),
            (IpAddr::V6(own), IpAddr::V6(other)) => same(own.to_bits(), other.to_bits(), 128),
            _ => false,
        }
    }
}

impl FromStr for Netwerk {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (adres, bits) = text.split_once('/').map_or((text, None), |(adres, bits)| (adres, Some(bits)));
        let adres: IpAddr = adres.parse().map_err(|_| ())?;
        let whole = if adres.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(whole), |bits| bits.parse().map_err(|_| ()))?;
        if bits <= whole { Ok(Self { adres, bits }) } else { Err(()) }
    }
}

/// Who is at the other end. A proxy of ours adds whom it heard it from to `X-Forwarded-For`, so that the list is believed from
/// the right, up to the first that is no proxy of ours; from anybody else that header is hearsay.
#[must_use]
pub fn afzender(proxys: &[Netwerk], extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
    let ours = |adres: &IpAddr| proxys.iter().any(|proxy| proxy.bevat(*adres));
    let mut sender = extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip().to_canonical();
    let told: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|told| told.to_str().ok())
        .flat_map(|told| told.split(','))
        .collect();
    for one in told.into_iter().rev().map(str::trim) {
        let with_port = || one.parse::<SocketAddr>().map(|adres| adres.ip());
        let Ok(adres) = one.parse::<IpAddr>().or_else(|_| with_port()) else { break };
        if !ours(&sender) {
            break;
        }
        sender = adres.to_canonical();
    }
    Some(sender)
}

/// What is counted as one visitor: an address, or of IPv6 the /64 that one home has as a whole.
#[must_use]
pub fn netwerk(adres: IpAddr) -> String {
    match adres {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => v6.segments()[..4].iter().map(|part| format!("{part:x}:")).collect(),
    }
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

    fn from(peer: &str) -> Extensions {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo::<SocketAddr>(peer.parse().unwrap()));
        extensions
    }

    fn told(lines: &[&str]) -> HeaderMap {
        lines.iter().map(|line| ("x-forwarded-for".parse().unwrap(), line.parse().unwrap())).collect()
    }

    #[test]
    fn only_a_proxy_of_ours_is_believed() {
        let own = Netwerk::EIGEN;
        let headers = told(&["1.2.3.4, 198.51.100.7"]);
        assert_eq!(afzender(&own, &from("127.0.0.1:5"), &headers), "198.51.100.7".parse().ok());
        assert_eq!(afzender(&own, &from("[::ffff:127.0.0.1]:5"), &headers), "198.51.100.7".parse().ok());
        assert_eq!(afzender(&own, &from("203.0.113.9:5"), &headers), "203.0.113.9".parse().ok());
        assert_eq!(afzender(&[], &from("127.0.0.1:5"), &headers), "127.0.0.1".parse().ok());
        assert_eq!(afzender(&own, &from("127.0.0.1:5"), &HeaderMap::new()), "127.0.0.1".parse().ok());
        assert_eq!(afzender(&own, &Extensions::new(), &headers), None);
    }

    #[test]
    fn the_sender_stands_left_of_our_own_proxies_and_right_of_what_anybody_can_make_up() {
        let proxys: Vec<Netwerk> = ["10.0.0.0/8", "192.0.2.1", "fd00::/8"].map(|text| text.parse().unwrap()).into();
        for (lines, sender) in [
            (&["6.6.6.6, 198.51.100.7, 10.1.2.3"][..], "198.51.100.7"),
            (&["6.6.6.6, 198.51.100.7", "192.0.2.1, 10.1.2.3"], "198.51.100.7"),
            (&["6.6.6.6, 2001:db8::1, fd00::5"], "2001:db8::1"),
            (&["198.51.100.7:4711"], "198.51.100.7"),
            (&["rommel, 10.1.2.3"], "10.1.2.3"),
            (&["rommel"], "10.0.0.1"),
            (&["10.9.9.9"], "10.9.9.9"),
        ] {
            assert_eq!(afzender(&proxys, &from("10.0.0.1:5"), &told(lines)), sender.parse().ok(), "{lines:?}");
        }
        assert_eq!(afzender(&proxys, &from("11.0.0.1:5"), &told(&["6.6.6.6"])), "11.0.0.1".parse().ok());
    }

    #[test]
    fn a_network_is_an_address_with_as_many_bits_as_it_has() {
        let contains = |network: &str, adres: &str| network.parse::<Netwerk>().unwrap().bevat(adres.parse().unwrap());
        assert!(contains("192.0.2.0/25", "192.0.2.127") && !contains("192.0.2.0/25", "192.0.2.128"));
        assert!(contains("0.0.0.0/0", "203.0.113.9") && !contains("0.0.0.0/0", "::1"));
        assert!(contains("::/0", "2001:db8::1") && contains("::1", "::1") && !contains("::1", "::2"));
        for wrong in ["", "x", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/", "10.0.0", "example.nl"] {
            assert!(wrong.parse::<Netwerk>().is_err(), "{wrong}");
        }
    }
}
