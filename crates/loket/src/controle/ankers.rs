//! Whether the journals still run through the ends that were signed: in the database, and in files kept outside.

use std::collections::HashMap;
use std::path::PathBuf;

use kern::journaal::ankers::{self, Anker};
use kern::organisaties::OrganisatieId;
use kern::{Database, Moment, Reads, Result};

use super::{Bevinding, Namen};
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
    let namen = Namen::read(&snapshot).await?;
    let inside = in_database(&snapshot, met).await?;
    let newest = inside.tot.clone();
    let mut found = vec![inside.bevinding("de database", &namen)];
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
        let behind = newest.iter().any(|(of, number)| telling.tot.get(of).is_none_or(|has| has < number));
        if behind && met.eigen.as_ref() == Some(bestand) {
            let wat = format!("de nieuwste ankers ontbreken in {waar}");
            let doe = "zoek uit wie ze weghaalde, en of dit het goede bestand is; na een nieuw bestand gaat dit binnen een uur over";
            found.push(Bevinding::mis(wat, doe));
        }
        found.push(telling.bevinding(&waar, &namen));
    }
    found.extend(achter(&snapshot, nu, &namen).await?);
    Ok(found)
}

/// What there is to say of the anchors in the database.
async fn in_database(db: &impl Reads, met: &Ankers) -> Result<Telling> {
    let (mut telling, mut after) = (Telling::default(), String::new());
    loop {
        let part = ankers::na(db, &after, STAP as u64).await?;
        let Some(last) = part.last() else { return Ok(telling) };
        after.clone_from(&last.keten);
        telling.add(db, met, &part).await?;
    }
}

/// Whether what was written has waited too long for an anchor.
async fn achter(db: &impl Reads, nu: Moment, namen: &Namen) -> Result<Vec<Bevinding>> {
    let (newest, mut found) = (ankers::laatste(db).await?, Vec::new());
    for einde in ankers::keteneinden(db).await? {
        let own = newest.iter().find(|anker| anker.organisatie == einde.organisatie);
        let signed_to = own.map_or(einde.vanaf, |anker| anker.volgnummer);
        let since = ankers::wacht_sinds(db, &einde, signed_to).await?;
        if let Some(since) = since.filter(|since| nu.seconds_since(*since) > ZONDER_S) {
            let van = einde.organisatie.map(|id| namen.van(id)).unwrap_or_default();
            let sinds = crate::uitvoer::moment(since);
            let doe = "kijk of de server draait (loket serve), en zoek in zijn log naar \"anchored\"";
            found.push(Bevinding::mis(format!("sinds {sinds} is het journaal{van} niet ondertekend"), doe));
        }
    }
    Ok(found)
}

#[derive(Default)]
struct Telling {
    aantal: usize,
    /// The number of the newest good anchor of each chain.
    tot: HashMap<Option<OrganisatieId>, i64>,
    vals: Vec<Anker>,
    afwijkend: Vec<Anker>,
}

impl Telling {
    async fn add(&mut self, db: &impl Reads, met: &Ankers, part: &[Anker]) -> Result<()> {
        let signed = |anker: &Anker| {
            let tekst = anker.tekst();
            met.sleutels.iter().any(|sleutel| sleutel.klopt(&tekst, &anker.handtekening))
        };
        let (good, bad): (Vec<_>, Vec<_>) = part.iter().cloned().partition(signed);
        self.vals.extend(bad);
        self.afwijkend.extend(ankers::afwijkend(db, &good).await?);
        self.aantal += good.len();
        for anker in good {
            let tot = self.tot.entry(anker.organisatie).or_default();
            *tot = Ord::max(*tot, anker.volgnummer);
        }
        Ok(())
    }

    fn bevinding(self, waar: &str, namen: &Namen) -> Bevinding {
        let van = |anker: &Anker| anker.organisatie.map(|id| namen.van(id)).unwrap_or_default();
        let oldest = |ankers: &[Anker]| ankers.iter().min_by_key(|anker| anker.volgnummer).cloned();
        if let Some(anker) = oldest(&self.afwijkend) {
            let (number, van) = (anker.volgnummer, van(&anker));
            return Bevinding::mis(
                format!("het journaal{van} is niet meer wat is ondertekend tot en met gebeurtenis {number} ({waar})"),
                "is er een backup teruggezet? Zet het bestand bij ankers dan apart, bewaar het, en begin een leeg (touch). Zo niet: bewaar deze database \
                 voor onderzoek, en herstel de laatste backup van voor dat anker: loket herstel BESTAND",
            );
        }
        if let Some(anker) = oldest(&self.vals) {
            let (number, van) = (anker.volgnummer, van(&anker));
            return Bevinding::mis(
                format!("de handtekening onder gebeurtenis {number}{van} is niet van een bekende sleutel ({waar})"),
                "is er een nieuwe sleutel? Zet de openbare kant van de vorige bij oude_sleutels. Zo niet: zoek uit wie dit anker schreef",
            );
        }
        let mut ends: Vec<i64> = self.tot.into_values().collect();
        ends.sort_unstable();
        let tot = ends.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        let tot = if tot.is_empty() { String::new() } else { format!(", tot gebeurtenis {tot}") };
        Bevinding::goed(format!("het journaal klopt met {} ankers{tot} ({waar})", self.aantal))
    }
}
