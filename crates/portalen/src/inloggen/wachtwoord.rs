//! Passwords: argon2id, a few at a time, and as slow for somebody who does not exist.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use kern::{Error, Result};
use tokio::sync::Semaphore;

/// Each takes 19 MiB and a processor for some tens of milliseconds; more wait in line.
const AT_ONCE: usize = 2;
/// Whoever waits longer is told that it is busy.
const WAIT_MAX: Duration = Duration::from_secs(5);
/// Longer is no password, and only costs time.
const BYTES_MAX: usize = 1_024;

/// What an unknown user's password is compared with: nobody's, and just as much work.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody has this password").unwrap_or_default());

/// Checks passwords.
pub(crate) struct Wachtwoorden {
    places: Arc<Semaphore>,
}

impl Wachtwoorden {
    pub(crate) fn new() -> Self {
        Self { places: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Whether this is the password; takes the same time when there is none to compare with.
    pub(super) async fn klopt(&self, phc: Option<String>, wachtwoord: &str) -> Result<bool> {
        let place = tokio::time::timeout(WAIT_MAX, Arc::clone(&self.places).acquire_owned()).await;
        let place = place.map_err(|_| Error::Busy { retry_after_s: 5 })?.map_err(Error::bug)?;
        let wachtwoord = wachtwoord.to_owned();
        let check = move || {
            let _place = place;
            let nobody = NOBODY.as_str();
            let known = phc.is_some();
            let same = verify(phc.as_deref().unwrap_or(nobody), &wachtwoord);
            known && same
        };
        tokio::task::spawn_blocking(check).await.map_err(Error::bug)
    }
}

/// A new password as it is kept.
///
/// # Errors
/// When the system gives no randomness for its salt.
pub fn hash(wachtwoord: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(wachtwoord.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| Error::bug(std::io::Error::other(error.to_string())))
}

fn verify(phc: &str, wachtwoord: &str) -> bool {
    if wachtwoord.len() > BYTES_MAX {
        return false;
    }
    let Ok(parsed) = PasswordHash::new(phc) else { return false };
    Argon2::default().verify_password(wachtwoord.as_bytes(), &parsed).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_itself_fits() {
        let phc = hash("Fietsbel-wolk-7").unwrap();
        assert!(phc.starts_with("$argon2id$"));
        assert!(verify(&phc, "Fietsbel-wolk-7"));
        for wrong in ["", "fietsbel-wolk-7", "Fietsbel-wolk-7 ", &"x".repeat(BYTES_MAX + 1)] {
            assert!(!verify(&phc, wrong));
        }
        assert!(!verify("no hash at all", ""));
    }

    #[test]
    fn nobody_can_log_in_as_nobody() {
        kern::testhulp::block_on(async {
            assert!(!Wachtwoorden::new().klopt(None, "nobody has this password").await.unwrap());
        });
    }
}
