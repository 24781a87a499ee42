//! Writing a backup: streamed, so that memory stays the same however large the database is.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use kern::{Clock, Database, Reads, Tx};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Kop, KopTabel, Tabel, VORM, aantal, bewaard, namen, waarden};
use crate::{Fout, Voortgang};

const ROWS_PER_READ: u64 = 1_000;

/// Writes the whole database, as it is at this moment, to a new file that only its owner can read.
///
/// # Errors
/// When the file exists already or cannot be written, or the database does not answer. No half file stays behind.
pub async fn schrijf(db: &Database, clock: &Clock, pad: &Path, voortgang: &Voortgang) -> Result<Kop, Fout> {
    if pad.exists() {
        let doe = "Kies een andere naam, of verwijder het oude bestand eerst.";
        return Err(Fout::new("Dit bestand bestaat al; een backup overschrijft niets", doe).waar(pad.display()));
    }
    let klacht = |error: &io::Error| Fout::bestand("Kan de backup niet schrijven", pad, error);
    let snapshot = db.snapshot().await?;
    let tables = bewaard()?;
    let kop = kop(&snapshot, clock, &tables).await?;
    voortgang.totaal(kop.rijen());
    let mut file = Tijdelijk::new(pad).map_err(|e| klacht(&e))?;
    file.line(&kop).map_err(|e| klacht(&e))?;
    for table in &tables {
        file.line(&table.naam).map_err(|e| klacht(&e))?;
        let mut after = None;
        loop {
            let (rows, last) = read(&snapshot, table, after.as_deref()).await?;
            for row in &rows {
                file.line(row).map_err(|e| klacht(&e))?;
            }
            voortgang.add(rows.len() as u64);
            match last {
                Some(key) => after = Some(key),
                None => break,
            }
        }
    }
    file.finish(pad).map_err(|e| klacht(&e))?;
    Ok(kop)
}

async fn kop(snapshot: &Tx, clock: &Clock, tables: &[Tabel]) -> Result<Kop, Fout> {
    let mut rows = Vec::new();
    for table in tables {
        rows.push(KopTabel {
            naam: table.naam.clone(),
            kolommen: table.kolommen.iter().map(|kolom| kolom.naam.clone()).collect(),
            rijen: aantal(snapshot, &table.naam).await?,
        });
    }
    Ok(Kop {
        loket_backup: VORM,
        programma: env!("CARGO_PKG_VERSION").to_owned(),
        gemaakt_op: clock.now().to_string(),
        migraties: namen(&crate::migraties()),
        tabellen: rows,
    })
}

type Rijen = Vec<Vec<serde_json::Value>>;
type Sleutel = Vec<sea_query::Value>;

/// The rows after a primary key, and the key of the last one if there may be more.
async fn read(
    snapshot: &Tx,
    table: &Tabel,
    after: Option<&[sea_query::Value]>,
) -> kern::Result<(Rijen, Option<Sleutel>)> {
    let mut query = Query::select();
    query.expr(Expr::cust("*")).from(table.naam.clone()).limit(ROWS_PER_READ);
    for column in &table.sleutel {
        query.order_by(column.clone(), Order::Asc);
    }
    if let Some(after) = after {
        let columns = Expr::tuple(table.sleutel.iter().map(|column| Expr::col(column.clone())));
        query.and_where(columns.gt(Expr::tuple(after.iter().cloned().map(Expr::val))));
    }
    let found = snapshot.rows(&query).await?;
    if let Some(first) = found.first()
        && first.columns() != table.kolommen.iter().map(|kolom| kolom.naam.as_str()).collect::<Vec<_>>()
    {
        let cause = anyhow::anyhow!("table {} has other columns than its migrations say", table.naam);
        return Err(kern::Error::Bug(cause));
    }
    let rows = found.iter().map(|row| waarden(table, row)).collect::<kern::Result<Rijen>>()?;
    let last = match rows.last() {
        Some(last) if rows.len() as u64 == ROWS_PER_READ => Some(super::lezen::sleutel(table, last)?),
        _ => None,
    };
    Ok((rows, last))
}

/// The file while it is written: under another name, removed unless it is finished.
struct Tijdelijk {
    pad: PathBuf,
    out: Option<GzEncoder<BufWriter<File>>>,
    hash: Sha256,
}

impl Tijdelijk {
    fn new(pad: &Path) -> io::Result<Self> {
        let mut naam = pad.as_os_str().to_owned();
        naam.push(".deel");
        let tijdelijk = PathBuf::from(naam);
        // What an earlier attempt left behind when the machine stopped.
        let _ = fs::remove_file(&tijdelijk);
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&tijdelijk)?;
        let out = GzEncoder::new(BufWriter::new(file), Compression::new(6));
        Ok(Self { pad: tijdelijk, out: Some(out), hash: Sha256::new() })
    }

    fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(value)?;
        bytes.push(b'\n');
        self.hash.update(&bytes);
        self.write(&bytes)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.as_mut().ok_or_else(|| io::Error::other("finished"))?.write_all(bytes)
    }

    /// Adds the hash, makes the file durable and gives it its name.
    fn finish(mut self, pad: &Path) -> io::Result<()> {
        let hash = serde_json::json!({ "sha256": super::lezen::hex(&self.hash.clone().finalize()) });
        self.write(format!("{hash}\n").as_bytes())?;
        let out = self.out.take().ok_or_else(|| io::Error::other("finished"))?;
        let file = out.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        fs::rename(&self.pad, pad)?;
        let folder = pad.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()
    }
}

impl Drop for Tijdelijk {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.pad);
    }
}
