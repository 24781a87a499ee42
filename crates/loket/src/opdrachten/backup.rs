//! `loket backup` and `loket herstel`.

use std::process::ExitCode;

use kern::Clock;

use super::{BackupArgumenten, HerstelArgumenten, newer, open, open_migrated};
use crate::backup::{herstel, is_gemigreerd, schrijf};
use crate::instellingen::Instellingen;
use crate::{Fout, Voortgang, uitvoer};

pub(super) async fn make(instellingen: &Instellingen, arguments: &BackupArgumenten) -> Result<ExitCode, Fout> {
    let db = open_migrated(instellingen).await?;
    let voortgang = Voortgang::new("Backup", 0);
    let kop = schrijf(&db, &Clock::system(), &arguments.bestand, &voortgang).await?;
    db.close().await;
    let bestand = arguments.bestand.display();
    voortgang.klaar(&format!("Backup gemaakt van {}.", instellingen.database_zonder_wachtwoord()));
    uitvoer::regel(format_args!("{bestand}: {} tabellen, {} rijen", kop.tabellen.len(), kop.rijen()));
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn restore(instellingen: &Instellingen, arguments: &HerstelArgumenten) -> Result<ExitCode, Fout> {
    let db = open(instellingen).await?;
    let waar = instellingen.database_zonder_wachtwoord();
    if !is_gemigreerd(&db).await? {
        kern::migratie::migrate(&db, &crate::migraties(), Clock::system().now())
            .await
            .map_err(|error| newer(error, &waar))?;
    }
    let voortgang = Voortgang::new("Herstellen", 0);
    let kop = herstel(&db, &arguments.bestand, &voortgang).await?;
    db.close().await;
    voortgang.klaar(&format!("Hersteld in {waar}."));
    let van = kop.gemaakt_op.parse().map_or_else(|_| kop.gemaakt_op.clone(), uitvoer::moment);
    uitvoer::regel(format_args!("{} rijen hersteld; de backup is van {van}.", kop.rijen()));
    Ok(ExitCode::SUCCESS)
}
