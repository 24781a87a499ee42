//! The log of security: who logged in or could not, what was refused, which limit was reached, backups. Gebeurtenissen of their own
//! in the journal, so that they are chained and signed as the rest; nothing personal beyond the account.
//!
//! What a stranger can make happen as often as they like is counted in memory and written once a minute: a log that can be filled
//! from outside is a way to fill the house.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::journaal::Soort;
use crate::organisaties::{MedewerkerId, OrganisatieId};
use crate::sessies::Inlog;
use crate::{Change, Database, Gebeurtenis, Handeling, Ids, Moment, Result};

/// Somebody logged in.
pub const INGELOGD: Soort<Inlog> = Soort::new("medewerker", "ingelogd");
/// A session was ended: by log-out, from another device, or by a new log-in.
pub const UITGELOGD: Soort<Uitgelogd> = Soort::new("medewerker", "uitgelogd");
/// Tries to log in as somebody failed.
pub const INLOGGEN_MISLUKT: Soort<Mislukt> = Soort::new("medewerker", "inloggen_mislukt");
/// Somebody asked for what they may not.
pub const GEWEIGERD: Soort<Geweigerd> = Soort::new("medewerker", "geweigerd");
/// Tries to log in with names that nobody has failed.
pub const ONBEKEND: Soort<Mislukt> = Soort::new("organisatie", "inloggen_mislukt");
/// A limit on what anybody may send was reached.
pub const LIMIET_BEREIKT: Soort<Limiet> = Soort::new("organisatie", "limiet_bereikt");
/// A backup was made.
pub const BACKUP_GEMAAKT: Soort<BackupGemaakt> = Soort::new("organisatie", "backup_gemaakt");
/// A backup was restored: what stood here before is gone.
pub const BACKUP_HERSTELD: Soort<BackupHersteld> = Soort::new("organisatie", "backup_hersteld");
/// A citizen logged in.
pub const BURGER_INGELOGD: Soort = Soort::new("partij", "ingelogd");

/// How sessions were ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uitgelogd {
    /// How many.
    pub aantal: u64,
    /// Whether from another one.
    pub elders: bool,
}

/// How often a try to log in failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mislukt {
    /// At which step.
    pub stap: Stap,
    /// How often.
    pub aantal: u64,
}

/// How often somebody asked for what they may not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Geweigerd {
    /// The route, without what was filled in.
    pub route: String,
    /// How often.
    pub aantal: u64,
}

/// How often a limit was reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limiet {
    /// Its name.
    pub limiet: String,
    /// Whether it is that of all visitors together.
    pub samen: bool,
    /// How often.
    pub aantal: u64,
}

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupGemaakt {
    /// How many rows; none: of files only.
    pub rijen: Option<u64>,
    /// Whether it has files.
    pub bestanden: bool,
    /// Whether it was signed.
    pub ondertekend: bool,
    /// Whether it was closed.
    pub versleuteld: bool,
}

/// Which backup was restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupHersteld {
    /// When it was made, as it says itself.
    pub van: String,
    /// Whether its signature was checked.
    pub gecontroleerd: bool,
}

/// Where a try to log in failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stap {
    /// The password was wrong.
    Wachtwoord,
    /// The code was wrong.
    Code,
    /// There were too many tries before.
    Geremd,
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
    fn gebeurtenis(&self, handeling: &Handeling, ids: &Ids, aantal: u64) -> Result<Gebeurtenis> {
        let organisatie = handeling.organisatie;
        match self {
            Self::InloggenMislukt(Some(id), stap) => {
                Gebeurtenis::new(handeling, ids, INLOGGEN_MISLUKT, *id).feiten(&Mislukt { stap: *stap, aantal })
            }
            Self::InloggenMislukt(None, stap) => {
                Gebeurtenis::new(handeling, ids, ONBEKEND, organisatie).feiten(&Mislukt { stap: *stap, aantal })
            }
            Self::Geweigerd(id, route) => {
                let feiten = Geweigerd { route: route.clone(), aantal };
                Gebeurtenis::new(handeling, ids, GEWEIGERD, *id).feiten(&feiten)
            }
            Self::Limiet(limiet, samen) => {
                let feiten = Limiet { limiet: (*limiet).to_owned(), samen: *samen, aantal };
                Gebeurtenis::new(handeling, ids, LIMIET_BEREIKT, organisatie).feiten(&feiten)
            }
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
    melding.gebeurtenis(&handeling, ids, aantal).map(Change::new)
}

/// That a backup was made or restored, of every organisation in it.
///
/// # Errors
/// What the database says.
pub async fn backup<F: Serialize>(db: &Database, ids: &Ids, soort: Soort<F>, feiten: &F, nu: Moment) -> Result<()> {
    let mut changes = Vec::new();
    for organisatie in crate::organisaties::organisaties(db).await? {
        let handeling = Handeling::program(organisatie.id, nu);
        changes.push(Change::new(Gebeurtenis::new(&handeling, ids, soort, organisatie.id).feiten(feiten)?));
    }
    let tx = db.begin().await?;
    tx.write(changes).await?;
    tx.commit().await
}
