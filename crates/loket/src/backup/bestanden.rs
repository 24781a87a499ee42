//! The files of a backup: a folder that successive backups share, as a file never changes. What is there already is not copied again,
//! so a copy that was broken off goes on where it stopped.

use std::fs::DirBuilder;
use std::io::{Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use bestanden::Opslag;
use dienstverlening::bestanden::{Gewenst, Plek, gewenst};
use futures_util::TryStreamExt;
use kern::Reads;
use uuid::Uuid;

use super::deel::{self, Deel, Ontvanger, Openers};
use crate::{Fout, Voortgang};

/// Named before the rest, so that they can be looked for.
const GENOEMD: usize = 10;
/// One file that the store cannot read is that file's trouble; so many in a row are the store's.
const ACHTEREEN_MAX: usize = 10;

/// What became of the files.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Gekopieerd {
    /// How many the database names.
    pub aantal: usize,
    /// How many were there already.
    pub al_daar: usize,
    /// Those that are not to be had, or not what they were; the first few.
    pub kwijt: Vec<Uuid>,
    /// How many those are.
    pub aantal_kwijt: usize,
}

impl Gekopieerd {
    fn mist(&mut self, sleutel: Uuid) {
        self.aantal_kwijt += 1;
        if self.kwijt.len() < GENOEMD {
            self.kwijt.push(sleutel);
        }
    }
}

/// Copies the files that the database names into a folder. One that is missing does not hold up the others.
///
/// # Errors
/// When the folder cannot be written, or the database or the store does not answer.
pub async fn bewaar(
    db: &impl Reads,
    opslag: &Opslag,
    map: &Path,
    ontvangers: &[Ontvanger],
    voortgang: &Voortgang,
) -> Result<Gekopieerd, Fout> {
    let (mut done, mut plek, mut in_a_row) = (Gekopieerd::default(), Plek::default(), 0);
    while let Some(step) = gewenst(db, &mut plek).await? {
        for bestand in step {
            done.aantal += 1;
            voortgang.add(1);
            let [open, dicht] = [false, true].map(|dicht| naam(map, bestand.sleutel, dicht));
            let doel = if ontvangers.is_empty() { &open } else { &dicht };
            if is_whole(doel, &bestand, !ontvangers.is_empty()) {
                done.al_daar += 1;
            } else {
                match kopieer(opslag, &bestand, doel, ontvangers).await {
                    Ok(true) => in_a_row = 0,
                    Ok(false) if bestand.concept => done.aantal -= 1,
                    Ok(false) => done.mist(bestand.sleutel),
                    Err(Mis::Opslag(error)) => {
                        in_a_row += 1;
                        if in_a_row > ACHTEREEN_MAX {
                            return Err(weg(&error));
                        }
                        done.mist(bestand.sleutel);
                    }
                    Err(Mis::Map(fout)) => return Err(fout),
                }
            }
            // Closed from now on: what lay there open goes.
            if !ontvangers.is_empty() && dicht.exists() && open.exists() {
                let wat = "Kan het open bestand niet verwijderen";
                std::fs::remove_file(&open).map_err(|e| Fout::bestand(wat, &open, &e))?;
            }
        }
    }
    Ok(done)
}

/// What stops a copy.
enum Mis {
    /// The store: for this file, or for all.
    Opslag(String),
    /// The folder of the backup: for all.
    Map(Fout),
}

/// Whether the copy is there, as far as its length tells: what is closed is a little longer.
fn is_whole(pad: &Path, bestand: &Gewenst, dicht: bool) -> bool {
    let Ok(found) = std::fs::metadata(pad) else { return false };
    let wanted = bestand.omvang.unsigned_abs();
    if dicht { found.len() > wanted } else { found.len() == wanted }
}

/// Gives whether the store had it, whole.
async fn kopieer(opslag: &Opslag, bestand: &Gewenst, doel: &Path, ontvangers: &[Ontvanger]) -> Result<bool, Mis> {
    let klacht = |error: &std::io::Error| Mis::Map(Fout::bestand("Kan het bestand niet bewaren", doel, error));
    if doel.exists() {
        // Not as long as it should be: no copy of this file.
        std::fs::remove_file(doel).map_err(|e| klacht(&e))?;
    }
    if let Some(map) = doel.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(map).map_err(|e| klacht(&e))?;
    }
    let mut pieces = match opslag.lees(&opgeslagen(bestand)).await {
        Ok(pieces) => pieces,
        Err(bestanden::Fout::Weg | bestanden::Fout::Veranderd) => return Ok(false),
        Err(bestanden::Fout::Opslag(error)) => return Err(Mis::Opslag(error)),
    };
    let mut out = Deel::new(doel, ontvangers).map_err(|e| klacht(&e))?;
    loop {
        match pieces.try_next().await {
            Ok(Some(piece)) => out.write_all(&piece).map_err(|e| klacht(&e))?,
            Ok(None) => break,
            Err(bestanden::Fout::Weg | bestanden::Fout::Veranderd) => return Ok(false),
            Err(bestanden::Fout::Opslag(error)) => return Err(Mis::Opslag(error)),
        }
    }
    out.klaar(doel).map_err(|e| klacht(&e))?;
    Ok(true)
}

/// Puts the files that the database names back into the store; what is there already stays.
///
/// # Errors
/// When the store does not take them, the database does not answer, or the files are closed and this opens them not.
pub async fn zet_terug(
    db: &impl Reads,
    opslag: &Opslag,
    map: &Path,
    openers: &Openers,
    voortgang: &Voortgang,
) -> Result<Gekopieerd, Fout> {
    let (mut done, mut plek) = (Gekopieerd::default(), Plek::default());
    while let Some(step) = gewenst(db, &mut plek).await? {
        for bestand in step {
            done.aantal += 1;
            voortgang.add(1);
            if opslag.heeft(&opgeslagen(&bestand)).await.map_err(|error| weg(&error.to_string()))? {
                done.al_daar += 1;
                continue;
            }
            let mut whole = false;
            for pad in [true, false].map(|dicht| naam(map, bestand.sleutel, dicht)) {
                whole = whole || (pad.exists() && terug(opslag, &bestand, &pad, openers).await?);
            }
            match whole {
                true => {}
                false if bestand.concept => done.aantal -= 1,
                false => done.mist(bestand.sleutel),
            }
        }
    }
    Ok(done)
}

/// Gives whether it was still what the database says.
async fn terug(opslag: &Opslag, bestand: &Gewenst, pad: &Path, openers: &Openers) -> Result<bool, Fout> {
    let whole = opgeslagen(bestand);
    let mut from = match deel::open(pad, openers) {
        Ok(from) => from,
        Err(fout) if fout.gebruik && openers.leeg() => return Err(fout),
        // Damaged, or closed for another key: that file's trouble.
        Err(_) => return Ok(false),
    };
    let mut into = opslag.ontvang_terug(&whole).await.map_err(|error| weg(&error.to_string()))?;
    let mut buffer = vec![0; 256 * 1024];
    loop {
        // Longer or damaged: no longer that file.
        let Ok(read) = from.read(&mut buffer) else { return Ok(false) };
        if read == 0 {
            break;
        }
        match into.schrijf(&buffer[..read]).await {
            Ok(()) => {}
            Err(bestanden::Geweigerd::OpslagWeg(error)) => return Err(weg(&error)),
            Err(_) => return Ok(false),
        }
    }
    match opslag.bewaar_terug(into, &whole).await {
        Ok(()) => Ok(true),
        Err(bestanden::Fout::Opslag(error)) => Err(weg(&error)),
        Err(_) => Ok(false),
    }
}

fn opgeslagen(bestand: &Gewenst) -> bestanden::Opgeslagen {
    bestanden::Opgeslagen {
        sleutel: bestand.sleutel,
        naam: String::new(),
        formaat: String::new(),
        omvang: bestand.omvang,
        sha256: bestand.sha256.clone(),
    }
}

fn naam(map: &Path, sleutel: Uuid, dicht: bool) -> PathBuf {
    let name = sleutel.to_string();
    map.join(&name[name.len() - 2..]).join(if dicht { format!("{name}.age") } else { name.clone() })
}

fn weg(error: &str) -> Fout {
    let doe = "Kijk de sleutel bestanden na, en bij S3 de AWS_-variabelen. Wat al gekopieerd is, blijft; begin opnieuw en het gaat verder.";
    Fout::new(format!("De opslag van bestanden antwoordt niet: {error}"), doe)
}
