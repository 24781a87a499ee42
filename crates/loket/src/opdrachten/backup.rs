//! `loket backup` and `loket herstel`.

use std::fs::{DirBuilder, File};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use kern::veiligheid::{self, BACKUP_GEMAAKT, BACKUP_HERSTELD, BackupGemaakt, BackupHersteld};
use kern::{Clock, Database, Ids, Soort};
use rustix::fs::FlockOperation;
use rustix::io::Errno;
use serde::Serialize;

use super::{BackupArgumenten, HerstelArgumenten, newer, open, open_migrated};
use crate::backup::bestanden::{self, Gekopieerd};
use crate::backup::{Bron, Maker, Openers, Vertrouwen, herstel, is_gemigreerd, schrijf};
use crate::buiten::Buiten;
use crate::instellingen::Instellingen;
use crate::{Fout, Voortgang, uitvoer};

/// Beside the backup itself, and shared by all that lie there.
const BESTANDEN: &str = "loket-bestanden";

pub(super) async fn make(instellingen: &Instellingen, arguments: &BackupArgumenten) -> Result<ExitCode, Fout> {
    let sleutel = instellingen.sleutel()?;
    let ontvangers = instellingen.backup_ontvangers.as_slice();
    let db = open_migrated(instellingen).await?;
    let _slot = slot(arguments.bestand.parent().filter(|map| !map.as_os_str().is_empty()).unwrap_or(Path::new(".")))?;
    let mut rijen = None;
    if !arguments.alleen_bestanden {
        let voortgang = Voortgang::new("Backup", 0);
        let maker = Maker { sleutel: sleutel.as_ref(), ontvangers };
        let kop = schrijf(&db, &Clock::system(), maker, &arguments.bestand, &voortgang).await?;
        let bestand = arguments.bestand.display();
        voortgang.klaar(&format!("Backup gemaakt van {}.", instellingen.database_zonder_wachtwoord()));
        uitvoer::regel(format_args!("{bestand}: {} tabellen, {} rijen", kop.tabellen.len(), kop.rijen()));
        rijen = Some(kop.rijen());
    }
    let feiten = BackupGemaakt {
        rijen,
        bestanden: !arguments.zonder_bestanden,
        ondertekend: sleutel.is_some(),
        versleuteld: !ontvangers.is_empty(),
    };
    gelogd(&db, BACKUP_GEMAAKT, &feiten).await;
    let mut code = ExitCode::SUCCESS;
    if !arguments.zonder_bestanden {
        // After the database: what comes in meanwhile is in no row of this backup.
        let map = map(&arguments.bestand, arguments.bestanden.as_deref());
        let made = DirBuilder::new().recursive(true).mode(0o700).create(&map);
        made.map_err(|e| Fout::bestand("Kan de map niet maken", &map, &e))?;
        let _slot = slot(&map)?;
        let voortgang = Voortgang::new("Bestanden", 0);
        let opslag = Buiten::open(instellingen)?.opslag;
        let done = bestanden::bewaar(&db, &opslag, &map, ontvangers, &voortgang).await?;
        voortgang.klaar(&format!("Bestanden bewaard in {}.", map.display()));
        code = gemeld(&done, "in de opslag");
    }
    db.close().await;
    Ok(code)
}

pub(super) async fn restore(instellingen: &Instellingen, arguments: &HerstelArgumenten) -> Result<ExitCode, Fout> {
    // Not the earlier keys of this installation: somebody else may have one.
    let own = match (instellingen.sleutel(), arguments.openbare_sleutel, arguments.ongetekend) {
        // A new machine does not have the key yet.
        (Err(_), Some(_), _) | (Err(_), _, true) => None,
        (own, ..) => own?.map(|sleutel| sleutel.openbaar()),
    };
    let known: Vec<_> = own.into_iter().chain(arguments.openbare_sleutel).collect();
    let unsure = arguments.ongetekend || known.is_empty();
    let vertrouwen = if unsure { Vertrouwen::Alles } else { Vertrouwen::Sleutels(known) };
    let openers = Openers::lees(&arguments.identiteit)?;
    let bron = Bron { pad: &arguments.bestand, vertrouwen, openers };
    let db = open(instellingen).await?;
    let waar = instellingen.database_zonder_wachtwoord();
    if !is_gemigreerd(&db).await? {
        kern::migratie::migrate(&db, &crate::migraties(), Clock::system().now())
            .await
            .map_err(|error| newer(error, &waar))?;
    }
    if !arguments.alleen_bestanden {
        let voortgang = Voortgang::new("Herstellen", 0);
        let kop = herstel(&db, &bron, &voortgang).await?;
        voortgang.klaar(&format!("Hersteld in {waar}."));
        let van = kop.gemaakt_op.parse().map_or_else(|_| kop.gemaakt_op.clone(), uitvoer::moment);
        gelogd(&db, BACKUP_HERSTELD, &BackupHersteld { van: kop.gemaakt_op.clone(), gecontroleerd: !unsure }).await;
        uitvoer::regel(format_args!("{} rijen hersteld; de backup is van {van}.", kop.rijen()));
        if unsure {
            uitvoer::regel("Let op: of iemand deze backup heeft veranderd, is niet gecontroleerd (handtekening).");
        }
    }
    let map = map(&arguments.bestand, arguments.bestanden.as_deref());
    let voortgang = Voortgang::new("Bestanden", 0);
    let opslag = Buiten::open(instellingen)?.opslag;
    let done = bestanden::zet_terug(&db, &opslag, &map, &bron.openers, &voortgang).await?;
    voortgang.klaar(&format!("Bestanden hersteld uit {}.", map.display()));
    db.close().await;
    Ok(gemeld(&done, "in de backup"))
}

/// Writes it in the log of security of each organisation; that this fails is no reason to call what was done not done.
async fn gelogd<F: Serialize>(db: &Database, soort: Soort<F>, feiten: &F) {
    let clock = Clock::system();
    let written = match Ids::system(clock.clone()) {
        Ok(ids) => veiligheid::backup(db, &ids, soort, feiten, clock.now()).await,
        Err(error) => Err(error),
    };
    if let Err(error) = written {
        tracing::warn!(%error, "the log of security does not have this");
    }
}

/// Holds a folder for as long as this is there: two backups to one folder would write through each other.
fn slot(map: &Path) -> Result<File, Fout> {
    let file = File::open(map).map_err(|e| Fout::bestand("Kan de map niet lezen", map, &e))?;
    // A share that knows no locks is no backup under way.
    if rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive) == Err(Errno::WOULDBLOCK) {
        return Err(Fout::new("Er loopt al een backup naar deze map", "Wacht tot die klaar is.").waar(map.display()));
    }
    Ok(file)
}

fn map(bestand: &Path, gegeven: Option<&Path>) -> PathBuf {
    gegeven.map_or_else(|| bestand.with_file_name(BESTANDEN), Path::to_owned)
}

/// Says what became of the files; the exit code tells whether some are missing.
fn gemeld(done: &Gekopieerd, waar: &str) -> ExitCode {
    let new = done.aantal - done.al_daar - done.aantal_kwijt;
    uitvoer::regel(format_args!("{} bestanden: {new} gekopieerd, {} waren er al", done.aantal, done.al_daar));
    if done.aantal_kwijt == 0 {
        return ExitCode::SUCCESS;
    }
    let first = done.kwijt.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    uitvoer::regel(format_args!(
        "MIS   {} bestanden zijn {waar} weg of veranderd, waaronder {first}\n      doe: zoek ze in een eerdere backup, en geef die map met --bestanden",
        done.aantal_kwijt
    ));
    ExitCode::FAILURE
}
