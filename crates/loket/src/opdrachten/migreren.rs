//! `loket migreren`: makes or renews the tables.

use std::process::ExitCode;

use kern::Clock;

use super::{newer, open};
use crate::instellingen::Instellingen;
use crate::{Fout, uitvoer};

pub(super) async fn perform(instellingen: &Instellingen) -> Result<ExitCode, Fout> {
    let db = open(instellingen).await?;
    let waar = instellingen.database_zonder_wachtwoord();
    let done = kern::migratie::migrate(&db, &crate::migraties(), Clock::system().now())
        .await
        .map_err(|error| newer(error, &waar))?;
    db.close().await;
    for naam in &done {
        uitvoer::regel(format_args!("uitgevoerd: {naam}"));
    }
    uitvoer::regel(format_args!("{} migraties uitgevoerd; de database is bij.", done.len()));
    Ok(ExitCode::SUCCESS)
}
