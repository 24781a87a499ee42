//! Passwords: argon2id, a few at a time, and as slow for somebody who does not exist.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use argon2::password_hash::PasswordHasher;
use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use kern::{Busy, Error, Result};
use tokio::sync::Semaphore;

/// Whoever waits longer is told that it is busy.
const WAIT_MAX: Duration = Duration::from_secs(5);
/// More take memory that is kept.
const AT_ONCE_MAX: usize = 4;
/// Longer is no password, and only costs time.
const BYTES_MAX: usize = 1_024;
/// A hash that asks for more memory is none of ours. In kibibytes, as argon2 counts.
const KIB_MAX: u32 = 64 * 1024;

/// What an unknown user's password is compared with: nobody's, and just as much work.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody has this password").unwrap_or_default());

/// Checks passwords, on half of the processors, so that the other half answers pages; more wait in line. The memory that each takes (19 MiB) is used
/// again by the next: given back to the system's allocator, every thread that once checked one would keep its own.
pub(crate) struct Wachtwoorden {
    places: Arc<Semaphore>,
    memory: Arc<Mutex<Vec<Memory>>>,
}

type Memory = Vec<Block>;

impl Wachtwoorden {
    pub(crate) fn new() -> Self {
        let at_once =
            std::thread::available_parallelism().map_or(1, |processors| processors.get() / 2).clamp(1, AT_ONCE_MAX);
        Self { places: Arc::new(Semaphore::new(at_once)), memory: Arc::default() }
    }

    /// Whether this is the password; takes the same time when there is none to compare with.
    pub(super) async fn klopt(&self, phc: Option<String>, wachtwoord: &str) -> Result<bool> {
        let place = tokio::time::timeout(WAIT_MAX, Arc::clone(&self.places).acquire_owned()).await;
        let place = place.map_err(|_| Error::Busy(Busy::Crowded))?.map_err(Error::bug)?;
        let wachtwoord = wachtwoord.to_owned();
        let all = Arc::clone(&self.memory);
        let check = move || {
            let _place = place;
            let nobody = NOBODY.as_str();
            let known = phc.is_some();
            let mut memory = all.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
            let same = verify(phc.as_deref().unwrap_or(nobody), &wachtwoord, &mut memory);
            all.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
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

fn verify(phc: &str, wachtwoord: &str, memory: &mut Memory) -> bool {
    if wachtwoord.len() > BYTES_MAX {
        return false;
    }
    let Ok(parsed) = PasswordHash::new(phc) else { return false };
    computed(&parsed, wachtwoord, memory).is_some_and(|(computed, kept)| computed == kept)
}

/// What the password gives under the salt and costs of a hash that is kept, and that hash. Compared as [`Output`]s, in a time
/// that tells nothing.
fn computed(kept: &PasswordHash, wachtwoord: &str, memory: &mut Memory) -> Option<(Output, Output)> {
    let algorithm = Algorithm::try_from(kept.algorithm.as_str()).ok()?;
    let version = Version::try_from(kept.version?).ok()?;
    let params = Params::try_from(kept).ok().filter(|params| params.m_cost() <= KIB_MAX)?;
    let (salt, hash) = (kept.salt.as_ref()?, kept.hash.as_ref()?);
    if memory.len() < params.block_count() {
        memory.resize(params.block_count(), Block::new());
    }
    let mut out = vec![0; hash.as_bytes().len()];
    let argon2 = Argon2::new(algorithm, version, params);
    argon2.hash_password_into_with_memory(wachtwoord.as_bytes(), salt.as_ref(), &mut out, memory).ok()?;
    Some((Output::new(&out).ok()?, *hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_itself_fits() {
        let phc = hash("Fietsbel-wolk-7").unwrap();
        assert!(phc.starts_with("$argon2id$"));
        let mut memory = Memory::new();
        assert!(verify(&phc, "Fietsbel-wolk-7", &mut memory));
        for wrong in ["", "fietsbel-wolk-7", "Fietsbel-wolk-7 ", &"x".repeat(BYTES_MAX + 1)] {
            assert!(!verify(&phc, wrong, &mut memory));
        }
        assert!(verify(&phc, "Fietsbel-wolk-7", &mut memory), "whatever was checked in the same memory before");
        assert!(!verify("no hash at all", "", &mut memory));
        let blocks = memory.len();
        assert!(!verify(&phc.replace("m=19456", "m=4000000"), "Fietsbel-wolk-7", &mut memory));
        assert_eq!(memory.len(), blocks, "nobody's hash takes four GiB");
    }

    #[test]
    fn thirty_at_once_take_the_memory_of_a_few() {
        kern::testhulp::block_on(async {
            let (gate, phc) = (Arc::new(Wachtwoorden::new()), hash("Fietsbel-wolk-7").unwrap());
            let mut all = tokio::task::JoinSet::new();
            for n in 0..30 {
                let (gate, phc) = (Arc::clone(&gate), phc.clone());
                let word = if n % 2 == 0 { "Fietsbel-wolk-7" } else { "iets anders" };
                all.spawn(async move { gate.klopt(Some(phc), word).await.unwrap() == (n % 2 == 0) });
            }
            assert!(all.join_all().await.into_iter().all(|right| right));
            let places = gate.places.available_permits();
            let held: usize = gate.memory.lock().unwrap().iter().map(Vec::len).sum();
            assert!(gate.memory.lock().unwrap().len() <= places && held <= places * Params::DEFAULT.block_count());
        });
    }

    #[test]
    fn nobody_can_log_in_as_nobody() {
        kern::testhulp::block_on(async {
            assert!(!Wachtwoorden::new().klopt(None, "nobody has this password").await.unwrap());
        });
    }
}
