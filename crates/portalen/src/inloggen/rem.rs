//! Slows down guessing, per user name and per network address. Keys are hashes: the table tells nobody who tried.

use std::net::IpAddr;

use kern::Result;
use kern::inlogpogingen::{self, Rem};
use kern::organisaties::{MedewerkerId, OrganisatieId};

use crate::basis::AppState;
use crate::basis::adres::netwerk;
use crate::basis::sessie::hash;

/// People mistype; after that a guesser gets some thousands of tries a month, and a colleague waits minutes at most.
const NAAM: Rem = Rem { vrij: 4, wachten_max_s: 5 * 60 };
/// A whole town hall can share an address, so this is loose: it stops those who try many names.
const ADRES: Rem = Rem { vrij: 50, wachten_max_s: 60 };
/// A million codes, three of them right at any time: after some tries the wait must be long.
const CODE: Rem = Rem { vrij: 4, wachten_max_s: 15 * 60 };

/// The keys that a try counts for.
pub(super) struct Poging {
    naam: String,
    adres: Option<String>,
}

impl Poging {
    pub(super) fn new(organisatie: OrganisatieId, gebruikersnaam: &str, adres: Option<IpAddr>) -> Self {
        Self {
            naam: hash(&format!("naam {organisatie} {gebruikersnaam}")),
            adres: adres.map(|adres| hash(&format!("adres {}", netwerk(adres)))),
        }
    }

    /// Counts the try; false when it is too soon, and then nothing may be checked. The address comes first, so that one
    /// address cannot lock out everybody by name.
    pub(super) async fn begin(&self, app: &AppState) -> Result<bool> {
        let now = app.clock.now();
        if let Some(adres) = &self.adres
            && !inlogpogingen::count_try(&app.db, adres, ADRES, now).await?
        {
            return Ok(false);
        }
        inlogpogingen::count_try(&app.db, &self.naam, NAAM, now).await
    }

    /// It was right.
    pub(super) async fn right(&self, app: &AppState) -> Result<()> {
        if let Some(adres) = &self.adres {
            inlogpogingen::take_back(&app.db, adres, app.clock.now()).await?;
        }
        inlogpogingen::clear(&app.db, &self.naam).await
    }
}

fn code_key(wie: MedewerkerId) -> String {
    hash(&format!("code {wie}"))
}

/// Counts a try of a code; false when it is too soon.
pub(super) async fn begin_code(app: &AppState, wie: MedewerkerId) -> Result<bool> {
    inlogpogingen::count_try(&app.db, &code_key(wie), CODE, app.clock.now()).await
}

/// The code was right.
pub(super) async fn right_code(app: &AppState, wie: MedewerkerId) -> Result<()> {
    inlogpogingen::clear(&app.db, &code_key(wie)).await
}
