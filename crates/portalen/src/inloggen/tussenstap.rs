//! Between password and code: a short-lived ticket in a cookie that says whose password was right.
//!
//! It is signed with a key made from that person's own password hash and second factor, so it needs no table, works on every
//! node, and is worth nothing as soon as either changes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kern::Moment;
use kern::organisaties::MedewerkerId;
use kern::sessies::Kandidaat;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Long enough to find a phone.
const SECONDS: i64 = 5 * 60;

/// A ticket for this person.
pub(super) fn maak(wie: &Kandidaat, now: Moment) -> String {
    let until = now.plus_seconds(SECONDS).timestamp().as_second();
    let text = format!("{}.{until}", wie.medewerker.id.uuid().simple());
    format!("{text}.{}", sign(wie, &text))
}

/// Whose ticket it says it is; not to be believed before [`klopt`].
pub(super) fn wie(ticket: &str) -> Option<MedewerkerId> {
    Some(ticket.split('.').next()?.parse::<Uuid>().ok()?.into())
}

/// Whether we made this ticket for this person, a short while ago.
pub(super) fn klopt(ticket: &str, wie: &Kandidaat, now: Moment) -> bool {
    let Some((text, signature)) = ticket.rsplit_once('.') else { return false };
    let until = text.rsplit_once('.').and_then(|(_, until)| until.parse::<i64>().ok()).unwrap_or(0);
    let own = self::wie(ticket) == Some(wie.medewerker.id);
    own && until > now.timestamp().as_second() && same(&sign(wie, text), signature)
}

/// SHA-256 over the key twice, so that a signature cannot be made longer (as HMAC does it).
fn sign(wie: &Kandidaat, text: &str) -> String {
    let secret = [wie.wachtwoord.as_deref(), wie.totp_geheim.as_deref()].map(Option::unwrap_or_default).join(" ");
    let key = Sha256::digest(format!("loket tussenstap {secret}"));
    let inner = Sha256::new().chain_update(key).chain_update([0x36]).chain_update(text).finalize();
    URL_SAFE_NO_PAD.encode(Sha256::new().chain_update(key).chain_update([0x5c]).chain_update(inner).finalize())
}

fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use kern::Medewerker;

    use super::*;

    fn kandidaat(id: u128, wachtwoord: &str) -> Kandidaat {
        let (id, none) = (Uuid::from_u128(id), Uuid::nil());
        let medewerker =
            Medewerker { id: id.into(), organisatie: none.into(), team: none.into(), naam: "x".into(), rollen: vec![] };
        Kandidaat { medewerker, wachtwoord: Some(wachtwoord.into()), totp_geheim: Some("ABC".into()) }
    }

    #[test]
    fn a_ticket_is_for_one_person_and_a_short_while() {
        let now: Moment = "2026-11-23T09:00:00Z".parse().unwrap();
        let sanne = kandidaat(1, "hash");
        let ticket = maak(&sanne, now);
        assert_eq!(wie(&ticket), Some(sanne.medewerker.id));
        assert!(klopt(&ticket, &sanne, now.plus_seconds(SECONDS - 1)));
        assert!(!klopt(&ticket, &sanne, now.plus_seconds(SECONDS)));
        assert!(!klopt(&ticket, &kandidaat(2, "hash"), now), "somebody else");
        assert!(!klopt(&ticket, &kandidaat(1, "new hash"), now), "a new password");
        let later = ticket.replacen(".1", ".9", 1);
        for garbage in ["", ".", "..", "x.y.z", &later, &ticket[..ticket.len() - 1]] {
            assert!(!klopt(garbage, &sanne, now), "{garbage}");
        }
    }
}
