//! `loket sleutel`: makes the key that signs, or shows its public side.

use std::process::ExitCode;

use kern::{Clock, Ids};

use crate::instellingen::Instellingen;
use crate::sleutel::Sleutel;
use crate::{Fout, uitvoer};

pub(super) fn perform(instellingen: &Instellingen) -> Result<ExitCode, Fout> {
    let Some(pad) = &instellingen.sleutel else {
        let doe =
            "Schrijf in de configuratie waar hij komt, zoals sleutel = \"/etc/loket/sleutel.pem\", buiten de datamap.";
        return Err(Fout::gebruik("Er staat geen sleutel in de configuratie.", doe));
    };
    let sleutel = if pad.exists() {
        Sleutel::lees(pad)?
    } else {
        let made = Sleutel::maak(pad, &Ids::system(Clock::system())?)?;
        uitvoer::regel(format_args!("Sleutel gemaakt: {}. Leg een kopie op een veilige plek.", pad.display()));
        made
    };
    uitvoer::regel(format_args!("Openbare sleutel: {}", sleutel.openbaar()));
    Ok(ExitCode::SUCCESS)
}
