//! `loket applicatie`: gives a program of another a key to our APIs, or takes it away.

use std::process::ExitCode;

use dienstverlening::applicaties;
use kern::{Clock, Error, Handeling, Ids};

use super::{ApplicatieArgumenten, open_migrated, organisatie};
use crate::instellingen::Instellingen;
use crate::{Fout, uitvoer};

pub(super) async fn perform(instellingen: &Instellingen, arguments: &ApplicatieArgumenten) -> Result<ExitCode, Fout> {
    let db = open_migrated(instellingen).await?;
    let organisatie = organisatie(&db, arguments.organisatie.as_deref()).await?;
    let clock = Clock::system();
    let ids = Ids::system(clock.clone())?;
    let handeling = Handeling::program(organisatie.id, clock.now());
    match arguments.naam.as_deref() {
        None => {
            let known = applicaties::lijst(&db, organisatie.id).await?;
            known.iter().for_each(|applicatie| uitvoer::regel(applicatie.naam()));
            if known.is_empty() {
                uitvoer::regel("Er is nog geen applicatie met een sleutel.");
            }
        }
        Some(naam) if arguments.intrekken => {
            applicaties::intrekken(&db, &ids, &handeling, naam).await.map_err(|error| fout(error, naam))?;
            uitvoer::regel(format_args!("{naam}: de sleutel werkt niet meer."));
        }
        Some(naam) => {
            let sleutel =
                applicaties::sleutel_geven(&db, &ids, &handeling, naam).await.map_err(|error| fout(error, naam))?;
            uitvoer::regel(format_args!(
                "{naam}: geef deze sleutel aan wie de applicatie beheert; hij wordt niet nog eens getoond. Had {naam} al een \
                 sleutel, dan werkt die niet meer.\n  {sleutel}"
            ));
        }
    }
    db.close().await;
    Ok(ExitCode::SUCCESS)
}

fn fout(error: Error, naam: &str) -> Fout {
    match error {
        Error::Invalid(fouten) if fouten.iter().any(|fout| fout.code == "ongeldige-waarde") => Fout::gebruik(
            format!("{naam:?} is geen naam voor een applicatie."),
            "Gebruik kleine letters, cijfers en een streep, en begin met een letter; hoogstens veertig tekens.",
        ),
        Error::Invalid(_) => Fout::gebruik(
            format!("De applicatie {naam:?} heeft geen sleutel."),
            "Zonder naam toont deze opdracht welke er wel een hebben: loket applicatie",
        ),
        other => other.into(),
    }
}
