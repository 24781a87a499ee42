//! Looks for what is wrong with an installation. Changes nothing; each finding says how to mend it.

mod ankers;
mod gegevens;
mod rijen;

use std::fmt;
use std::os::unix::fs::PermissionsExt;

use bestanden::Opslag;
use futures_util::StreamExt;
use kern::database::Engine;
use kern::organisaties::{Organisatie, OrganisatieId, organisaties};
use kern::{Clock, Database, Moment, Reads, Result};

use crate::instellingen::Instellingen;

pub use ankers::{Ankers, ankers};
pub use rijen::rijen;

/// Something that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bevinding {
    /// What was found.
    pub wat: String,
    /// How to mend it; empty when nothing is wrong.
    pub doe: String,
}

impl Bevinding {
    /// Something is wrong.
    pub fn mis(wat: impl Into<String>, doe: impl Into<String>) -> Self {
        Self { wat: wat.into(), doe: doe.into() }
    }

    /// Something is as it should be.
    pub fn goed(wat: impl Into<String>) -> Self {
        Self { wat: wat.into(), doe: String::new() }
    }

    /// Whether something is wrong.
    #[must_use]
    pub fn is_mis(&self) -> bool {
        !self.doe.is_empty()
    }
}

impl fmt::Display for Bevinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_mis() {
            write!(f, "MIS   {}\n      doe: {}", self.wat, self.doe)
        } else {
            write!(f, "goed  {}", self.wat)
        }
    }
}

/// The organisations by their ids, to say of which one something is: where there is one, that goes without saying.
struct Namen(Vec<Organisatie>);

impl Namen {
    async fn read(db: &impl Reads) -> Result<Self> {
        Ok(Self(organisaties(db).await?))
    }

    fn kent(&self, id: OrganisatieId) -> bool {
        self.0.iter().any(|organisatie| organisatie.id == id)
    }

    fn van(&self, id: OrganisatieId) -> String {
        match self.0.iter().find(|organisatie| organisatie.id == id) {
            Some(_) if self.0.len() == 1 => String::new(),
            Some(organisatie) => format!(" van {}", organisatie.code),
            None => format!(" van {id}"),
        }
    }
}

/// What is unwise in the configuration. What is wrong in it has stopped the program already.
#[must_use]
pub fn configuratie(instellingen: &Instellingen) -> Vec<Bevinding> {
    let mut found = vec![Bevinding::goed("de configuratie is leesbaar en alle sleutels zijn bekend")];
    if instellingen.veilige_cookies && instellingen.url.starts_with("http://") {
        found.push(Bevinding::mis(
            format!("url is {}, en cookies gaan alleen over https: niemand kan inloggen", instellingen.url),
            "zet een webserver met https voor Loket en schrijf url = \"https://…\" (of veilige_cookies = false op een eigen machine)",
        ));
    }
    if !instellingen.veilige_cookies && instellingen.url.starts_with("https://") {
        found.push(Bevinding::mis("cookies gaan ook zonder https over de lijn", "schrijf veilige_cookies = true"));
    }
    if !instellingen.tweede_factor {
        found.push(Bevinding::mis("medewerkers loggen in met alleen een wachtwoord", "schrijf tweede_factor = true"));
    }
    if instellingen.database.is_none()
        && let Ok(metadata) = std::fs::metadata(&instellingen.data)
        && metadata.permissions().mode() & 0o077 != 0
    {
        let map = instellingen.data.display();
        found.push(Bevinding::mis(
            format!("anderen op deze machine kunnen in {map} kijken"),
            format!("voer uit: chmod 700 {map}"),
        ));
    }
    found
}

/// Whether there is room to go on.
#[must_use]
pub fn ruimte(instellingen: &Instellingen) -> Option<Bevinding> {
    let map = instellingen.data.display();
    let free = bestanden::vrije_bytes(&instellingen.data).ok()?;
    let mb = free / 1_000_000;
    Some(if free < bestanden::WAARSCHUWEN_BYTES {
        Bevinding::mis(
            format!("er is nog {mb} MB ruimte bij {map}: eerst kan er geen bestand meer bij, daarna niets meer"),
            "maak ruimte, of zet de datamap op een grotere schijf",
        )
    } else {
        Bevinding::goed(format!("er is {mb} MB ruimte bij {map}"))
    })
}

/// Some at a time, so that memory stays flat however many files there are.
const BESTANDEN_STAP: usize = 500;

/// Whether the store holds files that no row knows of. Walks the whole store.
///
/// # Errors
/// When the database does not answer.
pub async fn bestanden(db: &Database, opslag: &Opslag, nu: Moment) -> Result<Bevinding> {
    // A file is noted before it is stored, so those that come in meanwhile are known as well.
    let mut keys = opslag.zwerf(nu.timestamp().as_millisecond()).chunks(BESTANDEN_STAP);
    let (mut seen, mut unknown) = (0, 0);
    while let Some(step) = keys.next().await {
        let step = match step.into_iter().collect::<std::result::Result<Vec<_>, _>>() {
            Ok(step) => step,
            Err(error) => {
                let doe = "kijk de sleutel bestanden na, en bij S3 de AWS_-variabelen; bij een map de rechten";
                return Ok(Bevinding::mis(format!("de opslag van bestanden antwoordt niet: {error}"), doe));
            }
        };
        seen += step.len();
        unknown += dienstverlening::bestanden::onbekend(db, &step).await?.len();
    }
    Ok(if unknown == 0 {
        Bevinding::goed(format!("van alle {seen} bestanden in de opslag is bekend waar ze bij horen"))
    } else {
        Bevinding::mis(
            format!("van {unknown} van {seen} bestanden in de opslag is niet bekend waar ze bij horen"),
            "hoort deze opslag bij deze database? Zo ja: bewaar ze apart en meld het als fout",
        )
    })
}

/// What is wrong with a migrated database.
///
/// # Errors
/// When it does not answer.
pub async fn database(db: &Database, clock: &Clock) -> Result<Vec<Bevinding>> {
    let migraties = crate::migraties();
    let todo = match kern::migratie::pending(db, &migraties).await {
        Ok(todo) => todo,
        Err(kern::Error::Bug(_)) => {
            let doe = "gebruik de nieuwere Loket waarmee deze database is gemaakt";
            return Ok(vec![Bevinding::mis("de database heeft migraties die dit programma niet kent", doe)]);
        }
        Err(other) => return Err(other),
    };
    if !todo.is_empty() {
        let names: Vec<_> = todo.iter().map(|migratie| migratie.naam).collect();
        let doe = "maak een backup en voer uit: loket migreren";
        return Ok(vec![Bevinding::mis(format!("migraties te gaan: {}", names.join(", ")), doe)]);
    }
    let mut found = vec![Bevinding::goed(format!("alle {} migraties zijn uitgevoerd", migraties.len()))];
    found.push(duurzaam(db).await?);
    found.extend(gegevens::controleer(db, clock).await?);
    Ok(found)
}

async fn duurzaam(db: &Database) -> Result<Bevinding> {
    let (wanted, doe) = match db.engine() {
        Engine::Sqlite => ("2", "dit hoort het programma zelf te doen: meld het als fout"),
        Engine::Postgres => {
            ("on", "haal synchronous_commit weg bij de rol of de database: ALTER ROLE … RESET synchronous_commit")
        }
    };
    let answers = db.durability().await?;
    let wrong: Vec<_> = answers.iter().filter(|answer| *answer != wanted).cloned().collect();
    Ok(if wrong.is_empty() {
        Bevinding::goed(format!("alle {} verbindingen schrijven duurzaam", answers.len()))
    } else {
        Bevinding::mis(format!("{} van {} verbindingen schrijven niet duurzaam", wrong.len(), answers.len()), doe)
    })
}
