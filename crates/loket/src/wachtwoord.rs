//! Passwords as the command line sets them; logging in checks them.

use argon2::Argon2;
use argon2::password_hash::PasswordHasher;
use kern::{Error, Ids, Result};

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
