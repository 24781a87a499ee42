//! Signs the end of each journal's chain each hour, and keeps that in the log, in a file elsewhere and in the database.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use kern::journaal::ankers::{self, Anker};
use kern::organisaties::OrganisatieId;
use kern::{Clock, Database, Moment};

use crate::Fout;
use crate::sleutel::Sleutel;

const ELK: Duration = Duration::from_secs(3_600);

/// A file on another machine that does not answer by then is tried again the next time.
const WACHT_MAX: Duration = Duration::from_secs(60);

/// Sets an anchor at the start and then each hour, for as long as the program runs. The file is made by the first, and only ever
/// added to.
pub async fn volg(db: Database, clock: Clock, sleutel: Sleutel, bestand: Option<PathBuf>) {
    let mut hours = tokio::time::interval(ELK);
    let mut eerder = Vec::new();
    loop {
        hours.tick().await;
        if let Err(error) = zet(&db, &sleutel, bestand.as_deref(), &mut eerder, clock.now()).await {
            tracing::error!(%error, "the end of the journal could not be anchored; tried again in an hour");
        }
        eerder = nieuwste(eerder);
    }
}

/// Sets an anchor at the end of each chain where the database, or the file, has none yet. First outside, then in the database: one that
/// could not be kept outside is set again the next time.
///
/// Signs no end that does not go on from what was signed before, in the database, in the file, or by this process (`eerder`): who
/// changed the past and took the anchors out of the database gets no signature for it. What is set now is added to `eerder`.
///
/// # Errors
/// When a chain no longer runs through an earlier anchor (the others have theirs then), the file cannot be read or written, or what the database says.
pub async fn zet(
    db: &Database,
    sleutel: &Sleutel,
    bestand: Option<&Path>,
    eerder: &mut Vec<Anker>,
    nu: Moment,
) -> Result<Vec<Anker>, Fout> {
    let in_db = ankers::laatste(db).await?;
    let outside = match bestand.map(Path::to_owned) {
        Some(pad) => nieuwste(buiten(move || if pad.exists() { lees(&pad) } else { Ok(Vec::new()) }).await?),
        None => Vec::new(),
    };
    let before: Vec<Anker> = in_db.iter().chain(&outside).chain(eerder.iter()).cloned().collect();
    let afwijkend = ankers::afwijkend(db, &before).await?;
    let (mut set, mut first) = (Vec::new(), in_db.is_empty());
    for einde in ankers::keteneinden(db).await? {
        // Of a chain that is no longer what was signed no other end is, nor of one that goes on from it; the others go on.
        let rests_on =
            |anker: &Anker| anker.organisatie == einde.organisatie || (anker.organisatie.is_none() && einde.vanaf > 0);
        if afwijkend.iter().any(rests_on) {
            continue;
        }
        let at_end = |anker: &&Anker| (anker.organisatie, anker.volgnummer) == (einde.organisatie, einde.volgnummer);
        let lacks_db = !in_db.iter().any(|anker| at_end(&anker));
        let lacks_file = bestand.is_some() && !outside.iter().any(|anker| at_end(&anker));
        if !lacks_db && !lacks_file {
            continue;
        }
        // What this key signed before, and one of both places lost, is kept there again.
        let own = |anker: &&Anker| at_end(anker) && sleutel.openbaar().klopt(&anker.tekst(), &anker.handtekening);
        let anker = match before.iter().find(own) {
            Some(anker) => anker.clone(),
            None => {
                let new = Anker::ongetekend(&einde, nu, sleutel.openbaar().to_string());
                Anker { handtekening: sleutel.onderteken(&new.tekst()), ..new }
            }
        };
        let line = serde_json::to_string(&anker).map_err(kern::Error::from)?;
        tracing::info!(anker = line, "the end of a journal");
        if let Some(pad) = bestand.map(Path::to_owned).filter(|_| lacks_file) {
            let add =
                move || voeg_toe(&pad, first, &line).map_err(|e| Fout::bestand("Kan het anker niet bewaren", &pad, &e));
            buiten(add).await?;
            first = false;
        }
        if lacks_db {
            ankers::bewaar(db, &anker).await?;
        }
        eerder.push(anker.clone());
        set.push(anker);
    }
    // First: one is enough to look.
    if let Some(Anker { volgnummer, .. }) = afwijkend.first() {
        let wat = format!(
            "Het journaal is niet meer wat is ondertekend tot en met gebeurtenis {volgnummer}; het is niet opnieuw ondertekend"
        );
        return Err(Fout::new(wat, "Voer uit: loket controleren"));
    }
    Ok(set)
}

/// The newest of these of each chain.
fn nieuwste(all: impl IntoIterator<Item = Anker>) -> Vec<Anker> {
    let mut newest: HashMap<Option<OrganisatieId>, Anker> = HashMap::new();
    for anker in all {
        let known = newest.entry(anker.organisatie).or_insert_with(|| anker.clone());
        if anker.volgnummer > known.volgnummer {
            *known = anker;
        }
    }
    newest.into_values().collect()
}

/// Works on the file, which can lie on another machine.
async fn buiten<T: Send + 'static>(work: impl FnOnce() -> Result<T, Fout> + Send + 'static) -> Result<T, Fout> {
    let done = tokio::time::timeout(WACHT_MAX, tokio::task::spawn_blocking(work)).await;
    let late = || Fout::new("Het bestand van de ankers antwoordt niet", "Kijk of de plek bij ankers er is.");
    done.map_err(|_| late())?.map_err(kern::Error::bug)?
}

/// The anchors in a file. A line that was cut off when the machine stopped does not count: that anchor was set again.
///
/// # Errors
/// When the file cannot be read, or holds no anchors but something else.
pub fn lees(pad: &Path) -> Result<Vec<Anker>, Fout> {
    let text = std::fs::read_to_string(pad).map_err(|e| Fout::bestand("Kan de ankers niet lezen", pad, &e))?;
    let found: Vec<Anker> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    // A first line that was cut off is no other file.
    if found.is_empty() && text.contains('\n') {
        let doe = "Geef het bestand dat bij de sleutel ankers staat, of een kopie ervan.";
        return Err(Fout::new("In dit bestand staat geen anker van Loket", doe).waar(pad.display()));
    }
    Ok(found)
}

/// Makes the file for the very first anchor only: a place that is not there (any more) is no empty file. In one write, as several nodes may add to one file. A line that was cut off before is ended first.
fn voeg_toe(pad: &Path, first: bool, line: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).create(first).mode(0o600).open(pad)?;
    let length = file.metadata()?.len();
    let mut last = [b'\n'];
    if length > 0 {
        file.read_exact_at(&mut last, length - 1)?;
    }
    let begin = if last == *b"\n" { "" } else { "\n" };
    file.write_all(format!("{begin}{line}\n").as_bytes())?;
    file.sync_all()
}
