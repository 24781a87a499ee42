//! The organisations of this installation, read now and then, and which of them a host name belongs to.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use dienstverlening::inrichten::Instellingen;
use kern::organisaties::{OrganisatieId, organisaties};
use kern::{Database, Error, Result};
use termijnen::Kalender;

/// What `loket inrichten` changed in another process is seen after this long.
const FRESH: Duration = Duration::from_secs(15);

/// An organisation with its settings read.
#[derive(Debug)]
pub struct Gemeente {
    /// Its id.
    pub id: OrganisatieId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// Its settings.
    pub instellingen: Instellingen,
    /// When it is open.
    pub kalender: Kalender,
}

type Alle = Arc<[Arc<Gemeente>]>;

/// All of them, in memory, with when they were read.
pub(crate) struct Gemeenten {
    db: Database,
    known: Mutex<Option<(Instant, Alle)>>,
    /// Held by whoever asks the database.
    asking: tokio::sync::Mutex<()>,
}

impl Gemeenten {
    pub(crate) fn new(db: Database) -> Self {
        Self { db, known: Mutex::default(), asking: tokio::sync::Mutex::default() }
    }

    /// All, by code. While the database is away or somebody else asks it, those of before.
    pub(crate) async fn all(&self) -> Result<Alle> {
        let asking = match (self.known(), self.asking.try_lock()) {
            (Some((read, known)), _) if read.elapsed() < FRESH => return Ok(known),
            (Some((_, before)), Err(_)) => return Ok(before),
            (_, Ok(asking)) => asking,
            (None, Err(_)) => self.asking.lock().await,
        };
        let read = match (read(&self.db).await, self.known()) {
            (Ok(fresh), _) => fresh,
            (Err(Error::Busy(_)), Some((_, before))) => before,
            (Err(error), _) => return Err(error),
        };
        // Also those of before count as fresh: whoever comes next would wait for the database in turn.
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), Arc::clone(&read)));
        drop(asking);
        Ok(read)
    }

    fn known(&self) -> Option<(Instant, Alle)> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The one with this id.
    pub(crate) async fn with_id(&self, id: OrganisatieId) -> Result<Arc<Gemeente>> {
        let all = self.all().await?;
        let found = all.iter().find(|gemeente| gemeente.id == id).map(Arc::clone);
        found.ok_or(Error::Missing { what: "organisatie", id: id.uuid() })
    }

    /// The one whose website answers to this `Host`. A demo takes any host for the first; so does an installation of one
    /// organisation that names no hosts.
    pub(crate) async fn of_host(&self, host: Option<&str>, demo: bool) -> Result<Option<Arc<Gemeente>>> {
        let all = self.all().await?;
        let name = host.and_then(hostname);
        let answers = |gemeente: &&Arc<Gemeente>| {
            name.as_deref().is_some_and(|name| gemeente.instellingen.hostnamen.iter().any(|known| known == name))
        };
        if let Some(found) = all.iter().find(answers) {
            return Ok(Some(Arc::clone(found)));
        }
        let only = all.len() == 1 && all.iter().all(|gemeente| gemeente.instellingen.hostnamen.is_empty());
        // First: the only one, or the demo's own where no name was asked for.
        Ok(all.first().filter(|_| demo || only).map(Arc::clone))
    }
}

/// The name in a `Host` header: lower case, without the port and without the dot at the end.
fn hostname(host: &str) -> Option<String> {
    let name = match host.strip_prefix('[') {
        Some(v6) => v6.split_once(']')?.0,
        None => host.split(':').next()?,
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    (!name.is_empty()).then_some(name)
}

async fn read(db: &Database) -> Result<Alle> {
    let mut all = Vec::new();
    for organisatie in organisaties(db).await? {
        let instellingen = Instellingen::van(&organisatie)?;
        let kalender = instellingen.kalender()?;
        let (id, code, naam) = (organisatie.id, organisatie.code, organisatie.naam);
        all.push(Arc::new(Gemeente { id, code, naam, instellingen, kalender }));
    }
    Ok(all.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    kern::on_both_engines! {
        async fn while_the_database_is_away_nobody_waits_for_it_again_and_again(engine) {
            let bench = kern::testhulp::bench(engine, &dienstverlening::migraties()).await;
            let gemeenten = Gemeenten::new(bench.db.clone());
            gemeenten.all().await.unwrap();
            let long_ago = Instant::now().checked_sub(2 * FRESH).unwrap();
            *gemeenten.known.lock().unwrap() = Some((long_ago, Arc::from([])));
            bench.db.close().await;
            gemeenten.all().await.unwrap();
            let asked = gemeenten.known().unwrap().0;
            assert!(asked.elapsed() < FRESH, "those of before count as fresh for a while");
        }
    }

    #[test]
    fn a_host_name_is_read_without_port_and_case() {
        for (host, name) in [
            ("Elsdrecht.example.NL:8080", Some("elsdrecht.example.nl")),
            ("elsdrecht.example.nl.", Some("elsdrecht.example.nl")),
            ("[::1]:8080", Some("::1")),
            ("[::1", None),
            (":80", None),
            ("", None),
        ] {
            assert_eq!(hostname(host).as_deref(), name, "{host}");
        }
    }
}
