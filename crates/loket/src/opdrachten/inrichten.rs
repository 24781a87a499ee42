//! `loket inrichten`: loads an organisation's folder.

use std::process::ExitCode;

use dienstverlening::inrichten::{self, Fout as MapFout};
use kern::{Clock, Ids};

use super::{InrichtenArgumenten, open_migrated};
use crate::instellingen::Instellingen;
use crate::{Fout, uitvoer};

pub(super) async fn perform(instellingen: &Instellingen, arguments: &InrichtenArgumenten) -> Result<ExitCode, Fout> {
    let wrong = |fouten: Vec<MapFout>| map_fouten(&fouten).waar(arguments.map.display());
    let bestanden = inrichten::lees_map(&arguments.map).map_err(wrong)?;
    let inrichting = inrichten::lees(&bestanden).map_err(wrong)?;
    if arguments.proef {
        uitvoer::regel(format_args!(
            "{}: {} teams, {} medewerkers en {} producten; alles klopt. Er is niets veranderd.",
            inrichting.naam,
            inrichting.teams.len(),
            inrichting.medewerkers.len(),
            inrichting.producten.len()
        ));
        return Ok(ExitCode::SUCCESS);
    }
    let db = open_migrated(instellingen).await?;
    let clock = Clock::system();
    let ids = Ids::system(clock.clone())?;
    let verslag = inrichten::laad(&db, &ids, &clock, &inrichting).await?;
    db.close().await;
    uitvoer::regel(verslag);
    Ok(ExitCode::SUCCESS)
}

/// Everything that is wrong with a folder, one to a line.
#[must_use]
pub fn map_fouten(fouten: &[MapFout]) -> Fout {
    let lines: Vec<String> = fouten.iter().map(|fout| format!("\n  - {fout}")).collect();
    let wat = format!("De map van de organisatie klopt niet ({} fouten).{}", fouten.len(), lines.concat());
    Fout::new(wat, "Verbeter de genoemde bestanden. Er is niets veranderd.")
}
