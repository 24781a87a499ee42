//! Reading a backup: first the whole file is checked, only then is anything written, in one transaction.

use std::io::{self, BufRead, BufReader};
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD as STANDARD;
use flate2::bufread::MultiGzDecoder;
use kern::{Database, Tx};
use sea_query::{Expr, Query, Value};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::deel::{self, Openers};
use super::{Kop, Slot, Soort, Tabel, VORM, Vertrouwen, aantal, bewaard, namen, ondertekend};
use crate::{Fout, Voortgang};

/// The most values that one statement carries.
const VALUES_MAX: usize = 8_000;
/// The longest line that is read: a row with its texts stays far below it.
const LINE_MAX: u64 = 64 * 1024 * 1024;

/// Which backup is taken back, and how it is opened.
pub struct Bron<'a> {
    /// The file.
    pub pad: &'a Path,
    /// Whose it may be.
    pub vertrouwen: Vertrouwen,
    /// What opens it when it is closed.
    pub openers: Openers,
}

/// Puts a backup into an empty, migrated database, and checks the journal's chain before it is made durable.
///
/// # Errors
/// When the file is damaged, belongs to another version, or the database is not empty; nothing is written then.
pub async fn herstel(db: &Database, bron: &Bron<'_>, voortgang: &Voortgang) -> Result<Kop, Fout> {
    let (tables, pad) = (bewaard()?, bron.pad);
    let (kop, sha256) = controleer(bron, &tables)?;
    voortgang.totaal(kop.rijen());
    moet_leeg_zijn(db, &tables).await?;
    let tx = db.begin().await?;
    for table in tables.iter().filter(|table| table.gevuld) {
        tx.execute(&Query::delete().from_table(table.naam.clone()).to_owned()).await?;
    }
    let mut lines = Regels::open(bron)?;
    lines.next()?;
    for (table, in_kop) in tables.iter().zip(&kop.tabellen) {
        lines.next()?;
        load(&tx, table, in_kop.rijen, &mut lines, voortgang).await?;
        if aantal(&tx, &table.naam).await? != in_kop.rijen {
            return Err(kern::Error::bug(anyhow::anyhow!("table {} has another number of rows", table.naam)).into());
        }
    }
    if let Some(breuk) = kern::journaal::verify(&tx).await? {
        let number = breuk.volgnummer;
        let wat = format!("Het journaal in deze backup klopt niet vanaf gebeurtenis {number}; er is niets hersteld.");
        return Err(Fout::new(wat, "Gebruik een eerdere backup.").waar(pad.display()));
    }
    // What was read now is what was found right before: the file can lie where others write.
    if lines.sha256() != sha256 {
        let wat = "Deze backup is veranderd terwijl hij werd gelezen; er is niets hersteld.";
        return Err(Fout::new(wat, "Haal hem eerst naar deze machine, en probeer het opnieuw.").waar(pad.display()));
    }
    tx.analyze(tables.iter().map(|table| table.naam.as_str())).await?;
    tx.commit().await?;
    Ok(kop)
}

/// Reads the whole file once and checks everything that can be checked without a database. Gives the hash of its lines as well.
fn controleer(bron: &Bron<'_>, tables: &[Tabel]) -> Result<(Kop, String), Fout> {
    let pad = bron.pad;
    let beschadigd = |hoe: &str| {
        let wat = format!("Deze backup is beschadigd of geen backup van Loket ({hoe}); er is niets hersteld.");
        Fout::new(wat, "Gebruik een andere backup, of haal het bestand opnieuw op van waar het vandaan komt.")
            .waar(pad.display())
    };
    let mut lines = Regels::open(bron)?;
    let first = lines.next()?.ok_or_else(|| beschadigd("het is leeg"))?;
    let kop: Kop = serde_json::from_slice(&first).map_err(|_| beschadigd("de eerste regel is onleesbaar"))?;
    let (mut counts, mut last_line) = (Vec::new(), None);
    let mut hash = Sha256::new();
    hash.update(&first);
    while let Some(line) = lines.next()? {
        if let Some(before) = last_line.replace(line) {
            hash.update(&before);
            match serde_json::from_slice(&before) {
                Ok(Json::String(naam)) => counts.push((naam, 0_u64)),
                Ok(Json::Array(_)) => counts.last_mut().ok_or_else(|| beschadigd("een rij zonder tabel"))?.1 += 1,
                _ => return Err(beschadigd("een regel is onleesbaar")),
            }
        }
    }
    let end: Option<Slot> = last_line.and_then(|line| serde_json::from_slice(&line).ok());
    let Some(end) = end.filter(|end| end.sha256 == hex(&hash.finalize())) else {
        return Err(beschadigd("de controlesom klopt niet: het is afgebroken of veranderd"));
    };
    vertrouwd(&end, &bron.vertrouwen).map_err(|fout| fout.waar(pad.display()))?;
    if counts != kop.tabellen.iter().map(|table| (table.naam.clone(), table.rijen)).collect::<Vec<_>>() {
        return Err(beschadigd("het aantal rijen klopt niet"));
    }
    let columns = |table: &Tabel| table.kolommen.iter().map(|kolom| kolom.naam.clone()).collect::<Vec<_>>();
    let same = kop.tabellen.len() == tables.len()
        && kop.tabellen.iter().zip(tables).all(|(a, b)| a.naam == b.naam && a.kolommen == columns(b));
    if kop.loket_backup != VORM || kop.migraties != namen(&crate::migraties()) || !same {
        let wat = format!("Deze backup is gemaakt met Loket {}, met andere tabellen dan deze versie.", kop.programma);
        let doe = "Herstel hem met die versie van Loket, en voer daarna met deze versie `loket migreren` uit.";
        return Err(Fout::new(wat, doe).waar(pad.display()));
    }
    Ok((kop, end.sha256))
}

/// Whether somebody whom we know says that this is what they made: a checksum anybody can compute again.
fn vertrouwd(end: &Slot, vertrouwen: &Vertrouwen) -> Result<(), Fout> {
    let Vertrouwen::Sleutels(sleutels) = vertrouwen else { return Ok(()) };
    let wat = match &end.handtekening {
        Some(signature) if sleutels.iter().any(|one| one.klopt(&ondertekend(&end.sha256), signature)) => return Ok(()),
        Some(_) => "Deze backup is niet ondertekend met een sleutel van deze installatie; er is niets hersteld.",
        None => "Deze backup is niet ondertekend; er is niets hersteld.",
    };
    let doe = "Komt hij van een andere installatie, geef dan --openbare-sleutel. Weet u op een andere manier zeker dat niemand hem \
               veranderde (hij is van voor er een sleutel was), geef dan --ongetekend.";
    Err(Fout::new(wat, doe))
}

async fn moet_leeg_zijn(db: &Database, tables: &[Tabel]) -> Result<(), Fout> {
    let mut not_empty = false;
    for table in tables.iter().filter(|table| !table.gevuld) {
        not_empty = not_empty || aantal(db, &table.naam).await? > 0;
    }
    if not_empty {
        return Err(Fout::new(
            "In deze database staat al iets; herstellen kan alleen in een lege database.",
            "Kies in de configuratie een nieuwe datamap of een lege PostgreSQL-database.",
        ));
    }
    Ok(())
}

async fn load(tx: &Tx, table: &Tabel, rows: u64, lines: &mut Regels, voortgang: &Voortgang) -> Result<(), Fout> {
    let per_statement = (VALUES_MAX / table.kolommen.len().max(1)).max(1) as u64;
    let mut todo = rows;
    while todo > 0 {
        let n = todo.min(per_statement);
        let mut insert = Query::insert()
            .into_table(table.naam.clone())
            .columns(table.kolommen.iter().map(|kolom| kolom.naam.clone()))
            .to_owned();
        for _ in 0..n {
            let line = lines.next()?.unwrap_or_default();
            let row: Vec<Json> = serde_json::from_slice(&line).map_err(kern::Error::from)?;
            let values = table.kolommen.iter().zip(row).map(|(kolom, value)| waarde(kolom.soort, value));
            let values = values.collect::<kern::Result<Vec<_>>>()?;
            insert.values(values.into_iter().map(Expr::val)).map_err(kern::Error::bug)?;
        }
        tx.execute(&insert).await?;
        voortgang.add(n);
        todo -= n;
    }
    Ok(())
}

fn waarde(soort: Soort, value: Json) -> kern::Result<Value> {
    Ok(match (soort, value) {
        (Soort::Uuid, Json::Null) => Value::Uuid(None),
        (Soort::Uuid, Json::String(text)) => text.parse::<uuid::Uuid>().map_err(kern::Error::bug)?.into(),
        (Soort::Tekst, Json::Null) => Value::String(None),
        (Soort::Tekst, Json::String(text)) => text.into(),
        (Soort::Getal, Json::Null) => Value::BigInt(None),
        (Soort::Getal, Json::Number(number)) => number.as_i64().into(),
        (Soort::JaNee, Json::Null) => Value::Bool(None),
        (Soort::JaNee, Json::Bool(value)) => value.into(),
        (Soort::Bytes, Json::Null) => Value::Bytes(None),
        (Soort::Bytes, Json::String(text)) => STANDARD.decode(text).map_err(kern::Error::bug)?.into(),
        (soort, _) => return Err(kern::Error::bug(anyhow::anyhow!("a value of another kind than {soort:?}"))),
    })
}

/// The primary key of a row as it was written.
pub(super) fn sleutel(table: &Tabel, row: &[Json]) -> kern::Result<Vec<Value>> {
    let of = |column: &String| {
        let at = table.kolommen.iter().position(|kolom| kolom.naam == *column);
        let at = at.ok_or_else(|| kern::Error::bug(anyhow::anyhow!("no key column {column}")))?;
        waarde(table.kolommen[at].soort, row[at].clone())
    };
    table.sleutel.iter().map(of).collect()
}

/// Bytes as lower-case hexadecimal text.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The lines of the file, with their line ends.
struct Regels {
    pad: std::path::PathBuf,
    reader: BufReader<MultiGzDecoder<BufReader<Box<dyn io::Read + Send>>>>,
    hash: Sha256,
}

impl Regels {
    fn open(bron: &Bron<'_>) -> Result<Self, Fout> {
        let file = deel::open(bron.pad, &bron.openers)?;
        let reader = BufReader::new(MultiGzDecoder::new(BufReader::new(file)));
        Ok(Self { pad: bron.pad.to_owned(), reader, hash: Sha256::new() })
    }

    /// The hash of all lines so far.
    fn sha256(&self) -> String {
        hex(&self.hash.clone().finalize())
    }

    fn next(&mut self) -> Result<Option<Vec<u8>>, Fout> {
        let mut line = Vec::new();
        let read = io::Read::take(&mut self.reader, LINE_MAX).read_until(b'\n', &mut line);
        match read {
            Ok(0) => Ok(None),
            Ok(_) if line.ends_with(b"\n") => {
                self.hash.update(&line);
                Ok(Some(line))
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::IsADirectory) => {
                Err(Fout::bestand("Kan de backup niet lezen", &self.pad, &error))
            }
            _ => Err(Fout::new(
                "Deze backup is beschadigd of geen backup van Loket (het einde ontbreekt); er is niets hersteld.",
                "Gebruik een andere backup, of haal het bestand opnieuw op van waar het vandaan komt.",
            )
            .waar(self.pad.display())),
        }
    }
}
