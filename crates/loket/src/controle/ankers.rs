//! Whether the journal still runs through the ends that were signed: in the database, and in files kept outside.

use std::path::PathBuf;

use kern::journaal::ankers::{self, Anker};
use kern::{Database, Moment, Reads, Result};

use super::Bevinding;
use crate::Fout;
use crate::instellingen::Instellingen;
use crate::sleutel::OpenbareSleutel;
use crate::verankeren;

/// Anchors are set each hour while the server runs; a day without one, while something was written, is no hitch.
const ZONDER_S: i64 = 26 * 3_600;
const STAP: usize = 500;

/// What anchors are checked with.
pub struct Ankers {
    /// The public keys that may have signed; the first is today's. None: nothing is signed here.
    pub sleutels: Vec<OpenbareSleutel>,
    /// The file where they are kept outside.
    pub eigen: Option<PathBuf>,
    /// Other files with anchors.
    pub bestanden: Vec<PathBuf>,
}

impl Ankers {
    /// As this installation has it, with more files beside its own.
    ///
    /// # Errors
    /// When the key cannot be read.
    pub fn open(instellingen: &Instellingen, bestanden: &[PathBuf]) -> std::result::Result<Self, Fout> {
        let sleutels = instellingen.vertrouwde_sleutels()?;
        Ok(Self { sleutels, eigen: instellingen.ankers.clone(), bestanden: bestanden.to_vec() })
    }
}

/// Looks at all anchors, once the chain itself is known to be whole.
///
/// # Errors
/// What the database says.
pub async fn ankers(db: &Database, met: &Ankers, nu: Moment) -> Result<Vec<Bevinding>> {
    if met.sleutels.is_empty() {
        let doe = "geef een plek aan de sleutel (sleutel = \"/etc/loket/sleutel.pem\") en voer uit: loket sleutel";
        let wat = "het journaal wordt niet ondertekend: wie in de database kan schrijven, kan het verleden veranderen";
        return Ok(vec![Bevinding::mis(wat, doe)]);
    }
    let snapshot = db.snapshot().await?;
    let (inside, newest) = in_database(&snapshot, met).await?;
    let mut found = vec![inside];
    if met.eigen.is_none() {
        let wat = "de ankers staan alleen in de database: wie daar kan schrijven, kan ze weghalen";
        found.push(Bevinding::mis(
            wat,
            "geef bij ankers een bestand op een plek waar de beheerder van de database niet kan schrijven",
        ));
    }
    for bestand in met.eigen.iter().chain(&met.bestanden) {
        let waar = bestand.display().to_string();
        let all = match verankeren::lees(bestand) {
            Ok(all) => all,
            Err(fout) => {
                found.push(Bevinding::mis(format!("{} ({waar})", fout.wat), fout.doe));
                continue;
            }
        };
        let mut telling = Telling::default();
        for part in all.chunks(STAP) {
            telling.add(&snapshot, met, part).await?;
        }
        // An anchor goes to this file first.
        if telling.tot < newest && met.eigen.as_ref() == Some(bestand) {
            let wat = format!("de nieuwste ankers ontbreken in {waar}");
            let doe = "zoek uit wie ze weghaalde, en of dit het goede bestand is; na een nieuw bestand gaat dit binnen een uur over";
            found.push(Bevinding::mis(wat, doe));
        }
        found.push(telling.bevinding(&waar));
    }
    found.extend(achter(&snapshot, nu).await?);
    Ok(found)
}

/// What there is to say of the anchors in the database, and the number of the newest.
async fn in_database(db: &impl Reads, met: &Ankers) -> Result<(Bevinding, i64)> {
    let (mut telling, mut after) = (Telling::default(), 0);
    loop {
        let part = ankers::na(db, after, STAP as u64).await?;
        let Some(last) = part.last() else { break };
        after = last.volgnummer;
        telling.add(db, met, &part).await?;
    }
    let newest = telling.tot;
    Ok((telling.bevinding("de database"), newest))
}

/// Whether what was written has waited too long for an anchor.
async fn achter(db: &impl Reads, nu: Moment) -> Result<Option<Bevinding>> {
    let last = ankers::laatste(db).await?.map_or(0, |anker| anker.volgnummer);
    let waits = ankers::wacht_sinds(db, last).await?.filter(|since| nu.seconds_since(*since) > ZONDER_S);
    Ok(waits.map(|since| {
        let sinds = crate::uitvoer::moment(since);
        let doe = "kijk of de server draait (loket serve), en zoek in zijn log naar \"anchored\"";
        Bevinding::mis(format!("sinds {sinds} is het journaal niet ondertekend"), doe)
    }))
}

#[derive(Default)]
struct Telling {
    aantal: usize,
    tot: i64,
    vals: Vec<i64>,
    afwijkend: Vec<i64>,
}

impl Telling {
    async fn add(&mut self, db: &impl Reads, met: &Ankers, part: &[Anker]) -> Result<()> {
        let signed = |anker: &Anker| {
            let tekst = anker.tekst();
            met.sleutels.iter().any(|sleutel| sleutel.klopt(&tekst, &anker.handtekening))
        };
        let (good, bad): (Vec<_>, Vec<_>) = part.iter().cloned().partition(signed);
        self.vals.extend(bad.iter().map(|anker| anker.volgnummer));
        self.afwijkend.extend(ankers::afwijkend(db, &good).await?);
        self.aantal += good.len();
        self.tot = good.iter().map(|anker| anker.volgnummer).fold(self.tot, Ord::max);
        Ok(())
    }

    fn bevinding(self, waar: &str) -> Bevinding {
        let first = |numbers: &[i64]| numbers.iter().min().copied();
        if let Some(number) = first(&self.afwijkend) {
            return Bevinding::mis(
                format!("het journaal is niet meer wat is ondertekend tot en met gebeurtenis {number} ({waar})"),
                "is er een backup teruggezet? Zet het bestand bij ankers dan apart, bewaar het, en begin een leeg (touch). Zo niet: bewaar deze database \
                 voor onderzoek, en herstel de laatste backup van voor dat anker: loket herstel BESTAND",
            );
        }
        if let Some(number) = first(&self.vals) {
            return Bevinding::mis(
                format!("de handtekening onder gebeurtenis {number} is niet van een bekende sleutel ({waar})"),
                "is er een nieuwe sleutel? Zet de openbare kant van de vorige bij oude_sleutels. Zo niet: zoek uit wie dit anker schreef",
            );
        }
        Bevinding::goed(format!("het journaal klopt met {} ankers, tot gebeurtenis {} ({waar})", self.aantal, self.tot))
    }
}
