//! Passwords: argon2id, a few at a time, and as slow for somebody who does not exist.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use argon2::password_hash::PasswordHasher;
use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use kern::{Busy, Error, Ids, Result};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use zxcvbn::{Score, zxcvbn};

/// Whoever waits longer is told that it is busy.
const WAIT_MAX: Duration = Duration::from_secs(5);
/// More take memory that is kept.
const AT_ONCE_MAX: usize = 4;
/// The shortest password that is taken. Long beats complicated, and nothing else is asked of it but that nobody guesses it.
pub const TEKENS_MIN: usize = 12;
/// Longer is no password, and only costs time.
const BYTES_MAX: usize = 1_024;
/// More is not looked at when a password is judged: by then it is long enough.
const BEKEKEN_TEKENS: usize = 32;
/// What people here put in a password, beside what the lists of the library have.
const HIER_BEKEND: [&str; 24] = [
    "loket",
    "gemeente",
    "stadhuis",
    "gemeentehuis",
    "welkom",
    "wachtwoord",
    "geheim",
    "inloggen",
    "lente",
    "zomer",
    "herfst",
    "winter",
    "januari",
    "februari",
    "maart",
    "april",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "nederland",
];
/// A hash that asks for more memory is none of ours. In kibibytes, as argon2 counts.
const KIB_MAX: u32 = 64 * 1024;

/// What an unknown user's password is compared with: nobody's, and just as much work.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_with(b"salt of nobody..", "nobody has this password").unwrap_or_default());

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

    /// Judges a new password at the same places: what is made to be hard to judge takes a while.
    pub(crate) async fn keur(&self, wachtwoord: &str, bekend: &[&str]) -> Result<std::result::Result<(), Afgekeurd>> {
        let place = self.place().await?;
        let wachtwoord = wachtwoord.to_owned();
        let bekend: Vec<String> = bekend.iter().map(|text| (*text).to_owned()).collect();
        let judge = move || {
            let _place = place;
            keur(&wachtwoord, &bekend.iter().map(String::as_str).collect::<Vec<_>>())
        };
        tokio::task::spawn_blocking(judge).await.map_err(Error::bug)
    }

    /// Makes the hash of a new password, at the same places.
    pub(crate) async fn nieuw(&self, wachtwoord: &str, ids: &Ids) -> Result<String> {
        let place = self.place().await?;
        let (wachtwoord, ids) = (wachtwoord.to_owned(), ids.clone());
        let make = move || {
            let _place = place;
            hash(&wachtwoord, &ids)
        };
        tokio::task::spawn_blocking(make).await.map_err(Error::bug)?
    }

    async fn place(&self) -> Result<OwnedSemaphorePermit> {
        let place = tokio::time::timeout(WAIT_MAX, Arc::clone(&self.places).acquire_owned()).await;
        place.map_err(|_| Error::Busy(Busy::Crowded))?.map_err(Error::bug)
    }

    /// Whether this is the password; takes the same time when there is none to compare with.
    pub(crate) async fn klopt(&self, phc: Option<String>, wachtwoord: &str) -> Result<bool> {
        let place = self.place().await?;
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

/// Why a new password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Afgekeurd {
    /// Fewer than [`TEKENS_MIN`] characters.
    TeKort,
    /// Far more than anybody types.
    TeLang,
    /// It is on a list, or made of what is known: words, names, keys beside each other, dates.
    TeRaden,
}

impl Afgekeurd {
    /// The code of the text that says so.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TeKort => "wachtwoord-te-kort",
            Self::TeLang => "te-lang",
            Self::TeRaden => "wachtwoord-te-raden",
        }
    }
}

/// Judges a new password. `bekend` is what others know of its owner: names.
///
/// # Errors
/// Why it is not taken.
pub fn keur(wachtwoord: &str, bekend: &[&str]) -> std::result::Result<(), Afgekeurd> {
    if wachtwoord.chars().count() < TEKENS_MIN {
        return Err(Afgekeurd::TeKort);
    }
    if wachtwoord.len() > BYTES_MAX {
        return Err(Afgekeurd::TeLang);
    }
    let words =
        bekend.iter().flat_map(|text| text.split([' ', '.', '-'])).chain(HIER_BEKEND).chain(bekend.iter().copied());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let looked_at: String = wachtwoord.chars().take(BEKEKEN_TEKENS).collect();
    match zxcvbn(&looked_at, &words).score() {
        Score::Four => Ok(()),
        _ => Err(Afgekeurd::TeRaden),
    }
}

/// A new password as it is kept: argon2id in PHC form.
///
/// # Errors
/// [`Error::Bug`] when it cannot be computed.
pub fn hash(wachtwoord: &str, ids: &Ids) -> Result<String> {
    hash_with(&ids.secret()[..16], wachtwoord)
}

fn hash_with(salt: &[u8], wachtwoord: &str) -> Result<String> {
    let hash = Argon2::default().hash_password_with_salt(wachtwoord.as_bytes(), salt);
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

    fn made(wachtwoord: &str) -> String {
        hash(wachtwoord, &Ids::system(kern::Clock::system()).unwrap()).unwrap()
    }

    #[test]
    fn a_password_is_long_and_not_to_be_guessed() {
        let bekend = ["Sanne Bakker", "s.bakker", "Gemeente Klein"];
        for good in [
            "Fietsbel-wolk-7-groen",
            "paars olifantje loopt over ijs",
            "kX9#vqLz2!mPw4",
            &"paars olifantje loopt over ijs ".repeat(30),
        ] {
            assert_eq!(keur(good, &bekend), Ok(()), "{good}");
        }
        for (bad, why) in [
            ("", Afgekeurd::TeKort),
            ("kX9#vqLz2!m", Afgekeurd::TeKort),
            ("wachtwoord123", Afgekeurd::TeRaden),
            ("welkomwelkom", Afgekeurd::TeRaden),
            ("passwordpassword", Afgekeurd::TeRaden),
            ("qwertyuiop12", Afgekeurd::TeRaden),
            ("aaaaaaaaaaaaaaaa", Afgekeurd::TeRaden),
            ("123456789012", Afgekeurd::TeRaden),
            ("sannebakker1", Afgekeurd::TeRaden),
            ("sannebakker2026", Afgekeurd::TeRaden),
            ("Gemeente2026", Afgekeurd::TeRaden),
            ("zomerzomer2026", Afgekeurd::TeRaden),
            (&"kX9#vqLz2!mPw4".repeat(80), Afgekeurd::TeLang),
        ] {
            assert_eq!(keur(bad, &bekend), Err(why), "{bad}");
        }
    }

    #[test]
    fn only_the_password_itself_fits() {
        let phc = made("Fietsbel-wolk-7");
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
            let (gate, phc) = (Arc::new(Wachtwoorden::new()), made("Fietsbel-wolk-7"));
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
