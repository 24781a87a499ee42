//! The code with which somebody goes on with a form on another device: easy to copy by hand, impossible to guess.

use kern::Ids;
use kern::organisaties::OrganisatieId;
use sha2::{Digest, Sha256};

/// Without vowels (no words come of it) and without signs that look alike.
const ALPHABET: &[u8; 28] = b"23456789BCDFGHJKLMNPQRSTVWXZ";
/// Twelve signs of 28 are 57 bits: with a thousand guesses a second somebody needs a million years.
const SIGNS: usize = 12;
const GROUP: usize = 4;

/// A new code, as it is shown: `7KQM-X2PD-9FHT`.
#[must_use]
pub fn nieuw(ids: &Ids) -> String {
    let mut code = String::with_capacity(SIGNS + 2);
    let mut taken = 0;
    while taken < SIGNS {
        // A byte at the end that would make some signs more likely is passed over.
        for byte in ids.secret().into_iter().filter(|byte| *byte < 252).take(SIGNS - taken) {
            if taken > 0 && taken % GROUP == 0 {
                code.push('-');
            }
            code.push(char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
            taken += 1;
        }
    }
    code
}

/// What the database keeps of a code as somebody types it; none for what cannot be one.
#[must_use]
pub fn hash(organisatie: OrganisatieId, typed: &str) -> Option<String> {
    let plain = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase());
    let plain: String = plain.take(SIGNS + 1).collect();
    let fits = plain.len() == SIGNS && plain.bytes().all(|b| ALPHABET.contains(&b));
    let digest = || Sha256::digest(format!("loket hervatcode {organisatie} {plain}"));
    fits.then(|| digest().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use kern::Clock;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_code_is_recognised_however_it_is_typed() {
        let ids = Ids::seeded(Clock::fixed("2026-11-23T09:00:00Z".parse().unwrap()), 1);
        let (code, here) = (nieuw(&ids), Uuid::from_u128(1).into());
        assert_eq!(code.len(), 14);
        let kept = hash(here, &code);
        assert!(kept.is_some());
        assert_eq!(hash(here, &code.to_lowercase().replace('-', " ")), kept);
        assert_ne!(hash(Uuid::from_u128(2).into(), &code), kept, "another municipality has other codes");
        for wrong in ["", "AAAA-AAAA-AAAA", &code[1..], &format!("{code}2"), "é"] {
            assert_eq!(hash(here, wrong), None, "{wrong}");
        }
    }
}
