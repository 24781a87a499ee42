//! Between password and code: a short-lived ticket in a cookie that says whose password was right.
//!
//! It is signed with a key made from that person's own password hash and second factor, so it needs no table, works on every
//! node, and is worth nothing as soon as either changes.

use axum::http::HeaderMap;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kern::organisaties::MedewerkerId;
use kern::sessies::{self, Kandidaat};
use kern::{Moment, Result};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::basis::adres::{als_waarde, binnen};
use crate::basis::koppen::add_cookie;
use crate::basis::{AppState, naar, sessie};

/// What a ticket opens; one for the one page is worth nothing on the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stap {
    /// The page that asks for the code.
    Code,
    /// The page on which somebody sets up their second factor: the ticket carries the secret that was shown.
    Instellen,
    /// The page on which somebody chooses their own password.
    Eigen,
}

impl Stap {
    fn naam(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Instellen => "instellen",
            Self::Eigen => "eigen",
        }
    }

    /// The cookie with its ticket.
    pub(super) fn cookie(self, veilig: bool) -> &'static str {
        match (self, veilig) {
            (Self::Code, true) => "__Host-loket-code",
            (Self::Code, false) => "loket-code",
            (Self::Instellen, true) => "__Host-loket-instellen",
            (Self::Instellen, false) => "loket-instellen",
            (Self::Eigen, true) => "__Host-loket-eigen",
            (Self::Eigen, false) => "loket-eigen",
        }
    }

    /// Long enough to find a phone; or to put an app on it.
    fn seconds(self) -> i64 {
        match self {
            Self::Code => 5 * 60,
            Self::Instellen | Self::Eigen => 20 * 60,
        }
    }
}

/// A ticket for this person; `geheim` is empty when the step carries none.
pub(super) fn maak(stap: Stap, wie: &Kandidaat, geheim: &str, now: Moment) -> String {
    let until = now.plus_seconds(stap.seconds()).timestamp().as_second();
    let text = format!("{}.{geheim}.{until}", wie.medewerker.id.uuid().simple());
    format!("{text}.{}", sign(stap, wie, &text))
}

/// Whose ticket it says it is; not to be believed before [`lees`].
pub(super) fn wie(ticket: &str) -> Option<MedewerkerId> {
    Some(ticket.split('.').next()?.parse::<Uuid>().ok()?.into())
}

/// Sends somebody on to the page of a step, with its ticket.
pub(super) fn stuur(app: &AppState, stap: Stap, pagina: &str, wie: &Kandidaat, geheim: &str, terug: &str) -> Response {
    let mut response = naar(&format!("{pagina}?terug={}", als_waarde(binnen(terug).unwrap_or_default())));
    let (ticket, veilig) = (maak(stap, wie, geheim, app.clock.now()), app.config.veilige_cookies);
    add_cookie(&mut response, &sessie::set_cookie(veilig, stap.cookie(veilig), &ticket));
    response
}

/// Who comes to the page of a step with a ticket for it, and the secret that it carries.
///
/// # Errors
/// What the database says.
pub(super) async fn houder(app: &AppState, headers: &HeaderMap, stap: Stap) -> Result<Option<(Kandidaat, String)>> {
    let Some(ticket) = sessie::cookie(headers, stap.cookie(app.config.veilige_cookies)) else { return Ok(None) };
    let Some(id) = wie(ticket) else { return Ok(None) };
    let Some(found) = sessies::kandidaat_met_id(&app.db, id).await? else { return Ok(None) };
    let geheim = lees(stap, ticket, &found, app.clock.now()).map(str::to_owned);
    Ok(geheim.map(|geheim| (found, geheim)))
}

/// Takes the ticket of a step away again.
pub(super) fn klaar(app: &AppState, stap: Stap, response: &mut Response) {
    let veilig = app.config.veilige_cookies;
    add_cookie(response, &sessie::drop_cookie(veilig, stap.cookie(veilig)));
}

/// The secret in a ticket (or empty), if we made it for this step and this person, a short while ago.
pub(super) fn lees<'a>(stap: Stap, ticket: &'a str, wie: &Kandidaat, now: Moment) -> Option<&'a str> {
    let (text, signature) = ticket.rsplit_once('.')?;
    let (before, until) = text.rsplit_once('.')?;
    let (_, geheim) = before.split_once('.')?;
    let own = self::wie(ticket) == Some(wie.medewerker.id);
    let valid = own && until.parse::<i64>().is_ok_and(|until| until > now.timestamp().as_second());
    (valid && same(&sign(stap, wie, text), signature)).then_some(geheim)
}

/// SHA-256 over the key twice, so that a signature cannot be made longer (as HMAC does it).
fn sign(stap: Stap, wie: &Kandidaat, text: &str) -> String {
    let secret = [wie.wachtwoord.as_deref(), wie.totp_geheim.as_deref()].map(Option::unwrap_or_default).join(" ");
    let key = Sha256::digest(format!("loket tussenstap {} {secret}", stap.naam()));
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
        let gebruikersnaam = "x".to_owned();
        Kandidaat {
            medewerker,
            gebruikersnaam,
            tijdelijk: false,
            wachtwoord: Some(wachtwoord.into()),
            totp_geheim: Some("ABC".into()),
        }
    }

    #[test]
    fn a_ticket_is_for_one_person_one_step_and_a_short_while() {
        let now: Moment = "2026-11-23T09:00:00Z".parse().unwrap();
        let sanne = kandidaat(1, "hash");
        for (stap, other, geheim) in [(Stap::Code, Stap::Instellen, ""), (Stap::Instellen, Stap::Code, "JBSWY3DP")] {
            let ticket = maak(stap, &sanne, geheim, now);
            assert_eq!(wie(&ticket), Some(sanne.medewerker.id));
            assert_eq!(lees(stap, &ticket, &sanne, now.plus_seconds(stap.seconds() - 1)), Some(geheim));
            assert_eq!(lees(stap, &ticket, &sanne, now.plus_seconds(stap.seconds())), None);
            assert_eq!(lees(other, &ticket, &sanne, now), None, "the other step");
            assert_eq!(lees(stap, &ticket, &kandidaat(2, "hash"), now), None, "somebody else");
            assert_eq!(lees(stap, &ticket, &kandidaat(1, "new hash"), now), None, "a new password");
            let later = ticket.replacen(".1", ".9", 1);
            let secret = ticket.replacen("JBSW", "AAAA", 1);
            for garbage in ["", ".", "..", "...", "x.y.z", &later, &secret, &ticket[..ticket.len() - 1]] {
                let changed = garbage != ticket;
                assert!(!changed || lees(stap, garbage, &sanne, now).is_none(), "{garbage}");
            }
        }
    }
}
