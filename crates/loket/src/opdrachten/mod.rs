//! The command line: a file per command. Its words are Dutch, as the people are who run it.

mod applicatie;
mod argumenten;
mod backup;
mod controleren;
mod demo;
mod gebruiker;
mod inrichten;
mod klare_taal;
mod klokwacht;
mod migreren;
mod serve;
mod sleutel;
mod taal;
mod termijn;

pub use inrichten::map_fouten;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use kern::Database;
use kern::database::Patience;
use kern::organisaties::{Organisatie, organisaties};

pub use argumenten::{
    ApplicatieArgumenten, BackupArgumenten, ControleerArgumenten, DemoArgumenten, GebruikerArgumenten,
    HerstelArgumenten, InrichtenArgumenten, KlareTaalArgumenten, Loket, Opdracht, TermijnArgumenten,
};

use crate::instellingen::{self, Instellingen};
use crate::{Fout, backup as archief, uitvoer};

/// Runs the program with these arguments and gives its exit code: 0 done, 1 not done or something is wrong, 2 the command
/// line or the configuration is wrong.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let matches = match taal::in_het_nederlands(Loket::command()).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return taal::report(&error),
    };
    let done = Loket::from_arg_matches(&matches)
        .map_err(|error| Fout::gebruik(error.to_string(), "Zie `loket --help`."))
        .and_then(start);
    match done {
        Ok(code) => code,
        Err(fout) => {
            uitvoer::melding(&fout);
            ExitCode::from(fout.code())
        }
    }
}

fn start(loket: Loket) -> Result<ExitCode, Fout> {
    let omgeving = instellingen::omgeving();
    let instellingen = match &loket.opdracht {
        // These are complete in themselves, but a mistake in the environment is still a mistake.
        Opdracht::Demo(_) | Opdracht::Termijn(_) | Opdracht::KlareTaal(_) => Instellingen::parse("", "", &omgeving)?,
        _ => Instellingen::load(loket.config.as_deref(), &omgeving)?,
    };
    log_to_stderr(&instellingen.log)?;
    std::panic::set_hook(Box::new(|panic| {
        // Where, and not what: the message can hold a text that somebody typed.
        let place = panic.location().map_or_else(|| "?".to_owned(), ToString::to_string);
        tracing::error!(place, "the program panicked");
    }));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Fout::new(format!("Het systeem geeft geen draden: {error}"), "Verhoog de limieten."))?;
    // As a task and not on this thread: a task runs on the thread that also hears the database's answers, which saves
    // two changes of thread per statement.
    let done = runtime.block_on(async {
        let work = tokio::spawn(perform(loket.opdracht, instellingen));
        work.await.unwrap_or_else(|error| Err(Fout::new(error.to_string(), "Meld dit als fout.")))
    });
    // A file on a machine that does not answer holds up no end.
    runtime.shutdown_timeout(std::time::Duration::from_secs(2));
    done
}

async fn perform(opdracht: Opdracht, instellingen: Instellingen) -> Result<ExitCode, Fout> {
    match opdracht {
        Opdracht::Serve => serve::perform(&instellingen).await,
        Opdracht::Demo(arguments) => demo::perform(arguments, instellingen).await,
        Opdracht::Inrichten(arguments) => inrichten::perform(&instellingen, &arguments).await,
        Opdracht::Gebruiker(arguments) => gebruiker::perform(&instellingen, &arguments).await,
        Opdracht::Applicatie(arguments) => applicatie::perform(&instellingen, &arguments).await,
        Opdracht::Migreren => migreren::perform(&instellingen).await,
        Opdracht::Controleren(arguments) => controleren::perform(&instellingen, &arguments).await,
        Opdracht::Sleutel => sleutel::perform(&instellingen),
        Opdracht::Termijn(arguments) => termijn::perform(&arguments),
        Opdracht::KlareTaal(arguments) => klare_taal::perform(&arguments),
        Opdracht::Backup(arguments) => backup::make(&instellingen, &arguments).await,
        Opdracht::Herstel(arguments) => backup::restore(&instellingen, &arguments).await,
    }
}

/// Plain lines, to standard error; never anything personal.
fn log_to_stderr(filter: &str) -> Result<(), Fout> {
    let filter = tracing_subscriber::EnvFilter::builder()
        .parse(filter)
        .map_err(|error| Fout::gebruik(error.to_string(), "Verbeter de sleutel log."))?;
    // A second subscriber in one process (tests) is no fault.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_target(false)
        .try_init();
    Ok(())
}

/// The organisation of this code; without one the only one that there is.
async fn organisatie(db: &Database, code: Option<&str>) -> Result<Organisatie, Fout> {
    let mut all = organisaties(db).await?;
    let codes = all.iter().map(|o| o.code.clone()).collect::<Vec<_>>().join(", ");
    match code {
        Some(code) => match all.into_iter().find(|o| o.code == code) {
            Some(found) => Ok(found),
            None => Err(Fout::gebruik(format!("Er is geen organisatie {code:?}."), format!("Er zijn: {codes}."))),
        },
        None if all.len() == 1 => Ok(all.remove(0)),
        None if all.is_empty() => {
            Err(Fout::new("Er is nog geen organisatie.", "Laad er eerst een: loket inrichten MAP"))
        }
        None => Err(Fout::gebruik("Er is meer dan één organisatie.", format!("Kies met --organisatie uit: {codes}."))),
    }
}

/// Opens the database of the configuration; makes the data folder for SQLite when it is not there.
async fn open(instellingen: &Instellingen) -> Result<Database, Fout> {
    let url = instellingen.database_url();
    if instellingen.database.is_none() {
        datamap(&instellingen.data)?;
        databasebestand(std::path::Path::new(&url))?;
    }
    connect(&url, Patience::COMMAND).await
}

async fn connect(url: &str, patience: Patience) -> Result<Database, Fout> {
    Database::connect_with(url, patience).await.map_err(|error| {
        let waar = instellingen::zonder_wachtwoord(url);
        let doe = "Controleer of de databaseserver draait en het adres, de naam en het wachtwoord kloppen. \
                   Bij SQLite: controleer de rechten op de datamap.";
        let reden = match error {
            kern::Error::Busy(_) => "er komt geen antwoord".to_owned(),
            // Tells of the server, the user and the database, never the password.
            other => other.to_string(),
        };
        Fout::new(format!("Kan de database niet openen: {reden}"), doe).waar(waar)
    })
}

/// Makes the folder, for its owner only.
fn datamap(map: &std::path::Path) -> Result<(), Fout> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(map)
        .map_err(|error| Fout::bestand("Kan de datamap niet maken", map, &error))
}

/// Makes the file, for its owner only: the folder may have been there before, open to all. SQLite gives the files beside it
/// the same rights.
fn databasebestand(bestand: &std::path::Path) -> Result<(), Fout> {
    use std::os::unix::fs::OpenOptionsExt;
    let made = std::fs::OpenOptions::new().append(true).create(true).mode(0o600).open(bestand);
    made.map(drop).map_err(|error| Fout::bestand("Kan de database niet openen", bestand, &error))
}

/// Opens a database that must have every migration of this program.
async fn open_migrated(instellingen: &Instellingen) -> Result<Database, Fout> {
    let db = open(instellingen).await?;
    let waar = instellingen.database_zonder_wachtwoord();
    if !archief::is_gemigreerd(&db).await? {
        let doe =
            "Voer uit: loket migreren. Daarna: loket inrichten MAP, en loket gebruiker NAAM voor ieder die inlogt.";
        return Err(Fout::new("Deze database is nog leeg.", doe).waar(waar));
    }
    let migraties = crate::migraties();
    let todo = kern::migratie::pending(&db, &migraties).await.map_err(|error| newer(error, &waar))?;
    if let Some(first) = todo.first() {
        let wat =
            format!("De database is van een eerdere versie: {} migraties te gaan, vanaf {}.", todo.len(), first.naam);
        let doe = "Maak een backup met de vorige versie, en voer dan uit: loket migreren";
        return Err(Fout::new(wat, doe).waar(waar));
    }
    Ok(db)
}

fn newer(error: kern::Error, waar: &str) -> Fout {
    match error {
        kern::Error::Bug(cause) if cause.to_string().contains("does not know") => Fout::new(
            format!("De database is van een nieuwere versie dan dit programma ({})", env!("CARGO_PKG_VERSION")),
            "Gebruik de nieuwere Loket waarmee deze database is gemaakt.",
        )
        .waar(waar),
        other => Fout::from(other).waar(waar),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_database_is_its_owners_alone_also_in_a_folder_open_to_all() {
        let map = std::env::temp_dir().join(format!("loket-open-{}", std::process::id()));
        std::fs::create_dir_all(&map).unwrap();
        std::fs::set_permissions(&map, std::fs::Permissions::from_mode(0o755)).unwrap();
        let instellingen = Instellingen { data: map.clone(), ..Instellingen::default() };
        kern::testhulp::block_on(async {
            let db = open(&instellingen).await.unwrap_or_else(|fout| panic!("{fout}"));
            kern::migratie::migrate(&db, &crate::migraties(), kern::Clock::system().now()).await.unwrap();
            for bestand in std::fs::read_dir(&map).unwrap() {
                let bestand = bestand.unwrap();
                assert_eq!(bestand.metadata().unwrap().permissions().mode() & 0o077, 0, "{}", bestand.path().display());
            }
            db.close().await;
        });
        std::fs::remove_dir_all(&map).unwrap();
    }
}
