//! Writing a backup: streamed, so that memory stays the same however large the database is.

use std::io::{self, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use kern::{Clock, Database, Reads, Tx};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::deel::{Deel, Ontvanger};
use super::{Kop, KopTabel, Slot, Tabel, VORM, aantal, bewaard, namen, ondertekend, waarden};
use crate::sleutel::Sleutel;
use crate::{Fout, Voortgang};

const ROWS_PER_READ: u64 = 1_000;

/// Who makes a backup, and for whom.
#[derive(Clone, Copy, Default)]
pub struct Maker<'a> {
    /// Signs it; none: anybody could have made it.
    pub sleutel: Option<&'a Sleutel>,
    /// Who can open it; none: whoever has the file.
    pub ontvangers: &'a [Ontvanger],
}

/// Writes the whole database, as it is at this moment, to a new file that only its owner can read.
///
/// # Errors
/// When the file exists already or cannot be written, or the database does not answer. No half file stays behind.
pub async fn schrijf(
    db: &Database,
    clock: &Clock,
    maker: Maker<'_>,
    pad: &Path,
    voortgang: &Voortgang,
) -> Result<Kop, Fout> {
    if pad.exists() {
        let doe = "Kies een andere naam, of verwijder het oude bestand eerst.";
        return Err(Fout::new("Dit bestand bestaat al; een backup overschrijft niets", doe).waar(pad.display()));
    }
    let klacht = |error: &io::Error| Fout::bestand("Kan de backup niet schrijven", pad, error);
    let snapshot = db.snapshot().await?;
    let tables = bewaard()?;
    let kop = kop(&snapshot, clock, &tables).await?;
    voortgang.totaal(kop.rijen());
    let mut file = Regels::new(pad, maker.ontvangers).map_err(|e| klacht(&e))?;
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
    file.finish(maker.sleutel, pad).map_err(|e| klacht(&e))?;
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
type Rijsleutel = Vec<sea_query::Value>;

/// The rows after a primary key, and the key of the last one if there may be more.
async fn read(
    snapshot: &Tx,
    table: &Tabel,
    after: Option<&[sea_query::Value]>,
) -> kern::Result<(Rijen, Option<Rijsleutel>)> {
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

/// The lines while they are written, and the hash of what was.
struct Regels {
    out: GzEncoder<Deel>,
    hash: Sha256,
}

impl Regels {
    fn new(pad: &Path, ontvangers: &[Ontvanger]) -> io::Result<Self> {
        Ok(Self { out: GzEncoder::new(Deel::new(pad, ontvangers)?, Compression::new(6)), hash: Sha256::new() })
    }

    fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(value)?;
        bytes.push(b'\n');
        self.hash.update(&bytes);
        self.out.write_all(&bytes)
    }

    /// Adds the hash, signed, makes the file durable and gives it its name.
    fn finish(mut self, sleutel: Option<&Sleutel>, pad: &Path) -> io::Result<()> {
        let sha256 = super::lezen::hex(&self.hash.clone().finalize());
        let handtekening = sleutel.map(|sleutel| sleutel.onderteken(&ondertekend(&sha256)));
        self.line(&Slot { sha256, handtekening })?;
        self.out.finish()?.klaar(pad)
    }
}
