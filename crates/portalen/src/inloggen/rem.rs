//! Slows down guessing, per user name and network, and spares devices on which that name logged in before. Keys are hashes: the
//! table tells nobody who tried.

use std::net::IpAddr;

use kern::inlogpogingen::{self, Rem};
use kern::organisaties::{MedewerkerId, OrganisatieId};
use kern::veiligheid::{Melding, Stap};
use kern::{Medewerker, Result};

use crate::basis::AppState;
use crate::basis::adres::netwerk;
use crate::basis::sessie::hash;

/// People mistype; after that a guesser gets some thousands of tries a month, and a colleague waits minutes at most.
const NAAM: Rem = Rem { vrij: 4, wachten_max_s: 5 * 60 };
/// One name from everywhere: who guesses from many networks gets a few thousand tries a day at most. Short, as it holds up that
/// name on every device that is new; its own devices are not held up by it.
const NAAM_OVERAL: Rem = Rem { vrij: 30, wachten_max_s: 20 };
/// A whole town hall can share an address, so this is loose: it stops those who try many names.
const ADRES: Rem = Rem { vrij: 100, wachten_max_s: 60 };
/// A million codes, three of them right at any time: after some tries the wait must be long.
const CODE: Rem = Rem { vrij: 4, wachten_max_s: 15 * 60 };

/// The keys that a try counts for, from the narrowest on.
pub(super) struct Poging(Vec<(String, Rem)>);

impl Poging {
    /// `toestel` is a device on which this name logged in before: it counts for itself alone.
    pub(super) fn new(
        organisatie: OrganisatieId,
        gebruikersnaam: &str,
        adres: Option<IpAddr>,
        toestel: Option<&str>,
    ) -> Self {
        let naam = format!("{organisatie} {gebruikersnaam}");
        if let Some(toestel) = toestel {
            return Self(vec![(hash(&format!("toestel {naam} {toestel}")), NAAM)]);
        }
        let adres = adres.map(netwerk).unwrap_or_default();
        Self(vec![
            (hash(&format!("naam {naam} {adres}")), NAAM),
            (hash(&format!("adres {adres}")), ADRES),
            (hash(&format!("naam {naam}")), NAAM_OVERAL),
        ])
    }

    /// Counts the try; false when it is too soon, and then nothing may be checked. What is refused by a narrow key counts for
    /// no wide one: whoever goes on about one name holds up nobody else.
    pub(super) async fn begin(&self, app: &AppState) -> Result<bool> {
        let now = app.clock.now();
        for (key, rem) in &self.0 {
            if !inlogpogingen::count_try(&app.db, key, *rem, now).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// It was right.
    pub(super) async fn right(&self, app: &AppState) -> Result<()> {
        let Some(((own, _), wide)) = self.0.split_first() else { return Ok(()) };
        for (key, _) in wide {
            inlogpogingen::take_back(&app.db, key, app.clock.now()).await?;
        }
        inlogpogingen::clear(&app.db, own).await
    }
}

fn code_key(wie: MedewerkerId, toestel: Option<&str>) -> String {
    hash(&format!("code {wie} {}", toestel.unwrap_or_default()))
}

/// Counts a try of a code; false when it is too soon. `toestel` is a device on which they logged in before.
pub(super) async fn begin_code(app: &AppState, wie: MedewerkerId, toestel: Option<&str>) -> Result<bool> {
    inlogpogingen::count_try(&app.db, &code_key(wie, toestel), CODE, app.clock.now()).await
}

/// The code was right.
pub(super) async fn right_code(app: &AppState, wie: MedewerkerId, toestel: Option<&str>) -> Result<()> {
    inlogpogingen::clear(&app.db, &code_key(wie, toestel)).await
}

/// Writes down in the log of security that a code was wrong, or came too soon.
pub(super) fn meld_code(app: &AppState, wie: &Medewerker, may_try: bool) {
    let stap = if may_try { Stap::Code } else { Stap::Geremd };
    app.meldingen.meld(wie.organisatie, Melding::InloggenMislukt(Some(wie.id), stap));
}

fn eigen_key(wie: MedewerkerId) -> String {
    hash(&format!("eigen {wie}"))
}

/// Counts a try of the own password by somebody who is logged in: a session that was left open is no way to find it.
pub(crate) async fn begin_eigen(app: &AppState, wie: MedewerkerId) -> Result<bool> {
    inlogpogingen::count_try(&app.db, &eigen_key(wie), NAAM, app.clock.now()).await
}

/// It was right.
pub(crate) async fn right_eigen(app: &AppState, wie: MedewerkerId) -> Result<()> {
    inlogpogingen::clear(&app.db, &eigen_key(wie)).await
}
