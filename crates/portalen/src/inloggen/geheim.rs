//! The secret of a second factor: made here, shown once as text, as an address and as a picture, checked by its codes.

use kern::{Ids, Moment};
use qrcode::{Color, QrCode};
use totp_rs::{Builder, Secret};

use crate::basis::adres::als_waarde;

/// As long as the hash it is used with (RFC 4226, section 4).
const BYTES: usize = 20;
/// What readers need around the squares.
const RAND: usize = 4;

/// A new secret, in base32.
#[must_use]
pub fn nieuw(ids: &Ids) -> String {
    Secret::from(&ids.secret()[..BYTES]).to_base32()
}

/// The address that an app for codes reads, from a QR code or typed in.
#[must_use]
pub fn otpauth(organisatie: &str, wie: &str, geheim: &str) -> String {
    let issuer = als_waarde(&format!("Loket {organisatie}"));
    let wie = als_waarde(wie);
    format!("otpauth://totp/{issuer}:{wie}?secret={geheim}&issuer={issuer}&algorithm=SHA1&digits=6&period=30")
}

/// The time step of a code, if it is one of now or of half a minute earlier or later.
pub(super) fn stap(geheim: &str, code: &str, now: Moment) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
    let totp = Builder::new().with_secret(Secret::try_from_base32(geheim).ok()?).build().ok()?;
    let seconds = u64::try_from(now.timestamp().as_second()).ok()?;
    if digits { i64::try_from(totp.check(&code, seconds)?).ok() } else { None }
}

/// A QR code as the attributes of an SVG: its side with the white around it, and the path of its dark squares.
pub(super) struct Beeld {
    pub(super) zijde: usize,
    pub(super) pad: String,
}

impl Beeld {
    /// The picture of an address; none when it is too long for one.
    pub(super) fn van(tekst: &str) -> Option<Self> {
        let code = QrCode::new(tekst).ok()?;
        let width = code.width();
        let colors = code.to_colors();
        let dark = colors.iter().enumerate().filter(|(_, color)| **color == Color::Dark).map(|(at, _)| at);
        let pad = dark.map(|at| format!("M{} {}h1v1h-1z", at % width + RAND, at / width + RAND)).collect();
        Some(Self { zijde: width + 2 * RAND, pad })
    }
}

#[cfg(test)]
pub(crate) fn code_of(geheim: &str, now: Moment) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(geheim).unwrap()).build().unwrap();
    totp.generate(u64::try_from(now.timestamp().as_second()).unwrap()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_by_apps_whatever_the_names() {
        assert_eq!(
            otpauth("Elsdrecht & Co", "s.bakker", "ABC"),
            "otpauth://totp/Loket%20Elsdrecht%20%26%20Co:s.bakker?secret=ABC&issuer=Loket%20Elsdrecht%20%26%20Co&algorithm=SHA1&digits=6&period=30"
        );
    }

    #[test]
    fn a_picture_has_its_three_corners_and_white_around_it() {
        let beeld = Beeld::van(&otpauth("Klein", "s.bakker", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")).unwrap();
        let [first, last] = [RAND, beeld.zijde - RAND - 7];
        for (x, y) in [(first, first), (last, first), (first, last)] {
            for square in 0..7 {
                assert!(beeld.pad.contains(&format!("M{} {y}h", x + square)), "{x} {y}");
            }
        }
        assert!(!beeld.pad.contains("M3 ") && !beeld.pad.contains("M0 "));
        assert!(Beeld::van(&"x".repeat(10_000)).is_none());
    }

    #[test]
    fn no_secret_has_no_codes() {
        let now: Moment = "2026-11-23T09:00:00Z".parse().unwrap();
        for geheim in ["", "A", "é", "0189"] {
            assert_eq!(stap(geheim, "000000", now), None, "{geheim}");
        }
    }
}
