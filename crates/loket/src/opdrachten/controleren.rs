//! `loket controleren`: says what is wrong, and how to mend it; the counters of the reports it can make again.

use std::process::ExitCode;

use dienstverlening::VOLGERS;
use kern::{Clock, volgers};

use super::{ControleerArgumenten, open, open_migrated};
use crate::buiten::Buiten;
use crate::controle::{self, Ankers, Bevinding};
use crate::instellingen::Instellingen;
use crate::{Fout, backup, uitvoer};

pub(super) async fn perform(instellingen: &Instellingen, arguments: &ControleerArgumenten) -> Result<ExitCode, Fout> {
    let mut bevindingen = controle::configuratie(instellingen);
    bevindingen.extend(controle::ruimte(instellingen));
    let met = Ankers::open(instellingen, &arguments.ankers);
    let db = if arguments.hertel { open_migrated(instellingen).await? } else { open(instellingen).await? };
    if backup::is_gemigreerd(&db).await? {
        if arguments.hertel {
            for volger in VOLGERS {
                volgers::herbouw(&db, &Clock::system(), volger).await?;
            }
            bevindingen.push(Bevinding::goed("de tellingen zijn opnieuw gemaakt uit het journaal"));
        }
        bevindingen.extend(controle::database(&db, &Clock::system()).await?);
        let nu = Clock::system().now();
        if kern::migratie::pending(&db, &crate::migraties()).await.is_ok_and(|todo| todo.is_empty()) {
            match &met {
                Ok(met) => bevindingen.extend(controle::ankers(&db, met, nu).await?),
                Err(fout) => {
                    bevindingen.push(Bevinding::mis(format!("{} ({})", fout.wat, fout.waar), fout.doe.clone()))
                }
            }
            bevindingen.push(controle::bestanden(&db, &Buiten::open(instellingen)?.opslag, nu).await?);
        }
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
