//! Passwords and second factors as the command line sets them; logging in checks them.

use argon2::Argon2;
use argon2::password_hash::PasswordHasher;
use kern::{Error, Ids, Result};
use totp_rs::Secret;

/// The shortest password that is taken. Long beats complicated, and nothing else is asked of it.
pub const TEKENS_MIN: usize = 12;
/// Longer is no password but an attempt to keep the server busy.
pub const BYTES_MAX: usize = 1_024;

/// The hash of a password: argon2id in PHC form.
///
/// # Errors
/// [`Error::Bug`] when it cannot be computed.
pub fn hash(password: &str, ids: &Ids) -> Result<String> {
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &ids.secret()[..16]);
    hash.map(|hash| hash.to_string()).map_err(|error| Error::bug(anyhow::anyhow!("argon2: {error}")))
}

/// A new secret for the second factor, in base32.
#[must_use]
pub fn nieuw_geheim(ids: &Ids) -> String {
    Secret::from(&ids.secret()[..20]).to_base32()
}

/// The address that an app for second factors reads, often shown as a QR code.
#[must_use]
pub fn otpauth(organisatie: &str, gebruikersnaam: &str, geheim: &str) -> String {
    let encode = |text: &str| -> String {
        let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        text.bytes()
            .map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
            .collect()
    };
    let issuer = encode(&format!("Loket {organisatie}"));
    format!(
        "otpauth://totp/{issuer}:{}?secret={geheim}&issuer={issuer}&algorithm=SHA1&digits=6&period=30",
        encode(gebruikersnaam)
    )
}
