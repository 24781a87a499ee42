//! `loket controleren`: says what is wrong, and how to mend it.

use std::process::ExitCode;

use super::open;
use crate::controle::{self, Bevinding};
use crate::instellingen::Instellingen;
use crate::{Fout, backup, uitvoer};

pub(super) async fn perform(instellingen: &Instellingen) -> Result<ExitCode, Fout> {
    let mut bevindingen = controle::configuratie(instellingen);
    let db = open(instellingen).await?;
    if backup::is_gemigreerd(&db).await? {
        bevindingen.extend(controle::database(&db).await?);
    } else {
        bevindingen.push(Bevinding::mis("de database is leeg", "voer uit: loket migreren"));
    }
    db.close().await;
    uitvoer::regel(format_args!("Database: {}", instellingen.database_zonder_wachtwoord()));
    for bevinding in &bevindingen {
        uitvoer::regel(bevinding);
    }
    let mis = bevindingen.iter().filter(|bevinding| bevinding.is_mis()).count();
    if mis == 0 {
        uitvoer::regel("Alles is in orde.");
        return Ok(ExitCode::SUCCESS);
    }
    uitvoer::regel(format_args!("{mis} keer iets mis."));
    Ok(ExitCode::FAILURE)
}
