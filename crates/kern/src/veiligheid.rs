//! The log of security: who logged in or could not, what was refused, which limit was reached, backups. Gebeurtenissen of their own
//! in the journal, so that they are chained and signed as the rest; nothing personal beyond the account.
//!
//! What a stranger can make happen as often as they like is counted in memory and written once a minute: a log that can be filled
//! from outside is a way to fill the house.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::organisaties::{MedewerkerId, OrganisatieId};
use crate::{Change, Database, Gebeurtenis, Handeling, Ids, Moment, Result, Soort};

/// Somebody logged in.
pub const INGELOGD: Soort = Soort::new("medewerker", "ingelogd");
/// A session was ended: by log-out, from another device, or by a new log-in.
pub const UITGELOGD: Soort = Soort::new("medewerker", "uitgelogd");
/// Tries to log in as somebody failed.
pub const INLOGGEN_MISLUKT: Soort = Soort::new("medewerker", "inloggen_mislukt");
/// Somebody asked for what they may not.
pub const GEWEIGERD: Soort = Soort::new("medewerker", "geweigerd");
/// Tries to log in with names that nobody has failed.
pub const ONBEKEND: Soort = Soort::new("organisatie", "inloggen_mislukt");
/// A limit on what anybody may send was reached.
pub const LIMIET_BEREIKT: Soort = Soort::new("organisatie", "limiet_bereikt");
/// A backup was made.
pub const BACKUP_GEMAAKT: Soort = Soort::new("organisatie", "backup_gemaakt");
/// A backup was restored: what stood here before is gone.
pub const BACKUP_HERSTELD: Soort = Soort::new("organisatie", "backup_hersteld");
/// A citizen logged in.
pub const BURGER_INGELOGD: Soort = Soort::new("partij", "ingelogd");

/// Where a try to log in failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stap {
    /// The password was wrong.
    Wachtwoord,
    /// The code was wrong.
    Code,
    /// There were too many tries before.
    Geremd,
}

impl Stap {
    fn naam(self) -> &'static str {
        match self {
            Self::Wachtwoord => "wachtwoord",
            Self::Code => "code",
            Self::Geremd => "geremd",
        }
    }
}

/// What is counted before it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Melding {
    /// A try to log in failed; none: nobody has that name.
    InloggenMislukt(Option<MedewerkerId>, Stap),
    /// Somebody asked for what they may not: the route, without what was filled in.
    Geweigerd(MedewerkerId, String),
    /// A limit was reached: its name, and whether it is that of all together.
    Limiet(&'static str, bool),
}

impl Melding {
    fn soort(&self) -> Soort {
        match self {
            Self::InloggenMislukt(Some(_), _) => INLOGGEN_MISLUKT,
            Self::InloggenMislukt(None, _) => ONBEKEND,
            Self::Geweigerd(..) => GEWEIGERD,
            Self::Limiet(..) => LIMIET_BEREIKT,
        }
    }

    fn over(&self, organisatie: OrganisatieId) -> Uuid {
        match self {
            Self::InloggenMislukt(Some(id), _) | Self::Geweigerd(id, _) => id.uuid(),
            _ => organisatie.uuid(),
        }
    }

    fn feiten(&self, aantal: u64) -> Json {
        match self {
            Self::InloggenMislukt(_, stap) => json!({ "stap": stap.naam(), "aantal": aantal }),
            Self::Geweigerd(_, route) => json!({ "route": route, "aantal": aantal }),
            Self::Limiet(limiet, samen) => json!({ "limiet": limiet, "samen": samen, "aantal": aantal }),
        }
    }
}

/// What was counted and is not written yet. As many as there are accounts, routes and limits, however often each happens.
#[derive(Default)]
pub struct Meldingen(Mutex<HashMap<(OrganisatieId, Melding), u64>>);

impl Meldingen {
    /// Counts one.
    pub fn meld(&self, organisatie: OrganisatieId, melding: Melding) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry((organisatie, melding)).or_default() += 1;
    }

    /// Writes what was counted, and gives in how many gebeurtenissen.
    ///
    /// # Errors
    /// What the database says; then it is still counted, for the next time.
    pub async fn schrijf(&self, db: &Database, ids: &Ids, nu: Moment) -> Result<usize> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if all.is_empty() {
            return Ok(0);
        }
        let changes = all.iter().map(|(key, aantal)| change(ids, nu, key, *aantal)).collect::<Result<Vec<_>>>()?;
        let tx = db.begin().await?;
        tx.write(changes).await?;
        tx.commit().await?;
        // Only now: whoever is stopped before has written nothing.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, written) in &all {
            if let Some(count) = kept.get_mut(key) {
                *count = count.saturating_sub(*written);
            }
        }
        kept.retain(|_, count| *count > 0);
        Ok(all.len())
    }
}

fn change(ids: &Ids, nu: Moment, (organisatie, melding): &(OrganisatieId, Melding), aantal: u64) -> Result<Change> {
    let program = Handeling::program(*organisatie, nu);
    let handeling = match melding {
        Melding::Geweigerd(id, _) => Handeling { medewerker: Some(*id), ..program },
        // Who tried to log in, nobody knows.
        _ => program,
    };
    let event = Gebeurtenis::new(&handeling, ids, melding.soort(), melding.over(*organisatie));
    Ok(Change::new(event.feiten(&melding.feiten(aantal))?))
}

/// That a backup was made or restored, of every organisation in it.
///
/// # Errors
/// What the database says.
pub async fn backup(db: &Database, ids: &Ids, soort: Soort, feiten: &Json, nu: Moment) -> Result<()> {
    let mut changes = Vec::new();
    for organisatie in crate::organisaties::organisaties(db).await? {
        let handeling = Handeling::program(organisatie.id, nu);
        changes.push(Change::new(Gebeurtenis::new(&handeling, ids, soort, organisatie.id).feiten(feiten)?));
    }
    let tx = db.begin().await?;
    tx.write(changes).await?;
    tx.commit().await
}
