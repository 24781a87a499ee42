//! The code with which somebody moves or cancels an appointment, or says that they are there.

use kern::Ids;
use kern::organisaties::OrganisatieId;
use sha2::{Digest, Sha256};

/// Letters and digits that are not mistaken for one another, also when read out.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Forty bits: with the slowdown on guessing nobody finds one, and people can still type it.
const LENGTH: usize = 8;

/// A new code: `ABCD-EFGH`.
#[must_use]
pub fn nieuw(ids: &Ids) -> String {
    let secret = ids.secret();
    let sign = |byte: &u8| SIGNS.get(usize::from(byte % 32)).copied().map_or('A', char::from);
    let signs: String = secret.iter().take(LENGTH).map(sign).collect();
    grouped(&signs)
}

fn grouped(signs: &str) -> String {
    let (front, back) = signs.split_at(LENGTH / 2);
    format!("{front}-{back}")
}

/// A code as people type it: in small letters, with spaces, without the hyphen. None when it cannot be one.
#[must_use]
pub fn lees(typed: &str) -> Option<String> {
    if typed.len() > 40 {
        return None;
    }
    let signs: String = typed.chars().filter(|c| !matches!(c, ' ' | '-')).map(|c| c.to_ascii_uppercase()).collect();
    let right = signs.len() == LENGTH && signs.bytes().all(|sign| SIGNS.contains(&sign));
    right.then(|| grouped(&signs))
}

/// What the database keeps of it.
#[must_use]
pub fn hash(organisatie: OrganisatieId, code: &str) -> String {
    let digest = Sha256::digest(format!("afspraak {organisatie} {code}").as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use kern::Clock;

    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let ids = Ids::seeded(Clock::fixed("2026-11-23T09:00:00Z".parse().unwrap()), 3);
        let code = nieuw(&ids);
        assert_eq!(code.len(), 9);
        for typed in [code.clone(), code.to_lowercase(), code.replace('-', ""), format!(" {} ", code.replace('-', " "))]
        {
            assert_eq!(lees(&typed).as_ref(), Some(&code), "{typed}");
        }
        for wrong in ["", "ABCD", "ABCD-EFG0", "ABCD-EFGHJ", "é", &"A".repeat(100)] {
            assert_eq!(lees(wrong), None, "{wrong}");
        }
    }
}
