//! One portable file for both engines: gzip of JSON lines, made within one moment of the database.
//!
//! The first line says what is in it ([`Kop`]), then each table has a line with its name and a line per row, and the last
//! line holds the SHA-256 of all lines before it, signed when this installation has a key. A file that was cut off or changed is refused before anything is
//! written. Because the values are portable, a backup of SQLite can be restored into PostgreSQL, and the other way.

pub mod bestanden;
mod deel;
mod lezen;
mod schema;
mod schrijven;

use base64::Engine;
use base64::prelude::BASE64_STANDARD as STANDARD;
use kern::{Database, Error, Reads, Result, Row};
use sea_query::{Expr, Query};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub use deel::{Ontvanger, Openers};
pub use lezen::{Bron, herstel};
pub use schema::{Kolom, Soort, Tabel, tabellen};
pub use schrijven::{Maker, schrijf};

use crate::sleutel::OpenbareSleutel;

/// The version of the file's form.
const VORM: u32 = 1;
/// What is not kept: who is logged in now, and who failed to.
pub const NIET_BEWAARD: [&str; 4] = ["sessies", "burger_sessies", "toestellen", "inlogpogingen"];

/// The first line of a backup: what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kop {
    /// The version of the form.
    pub loket_backup: u32,
    /// The version of the program that made it.
    pub programma: String,
    /// When it was made.
    pub gemaakt_op: String,
    /// The migrations of the database.
    pub migraties: Vec<String>,
    /// The tables, in order, with their columns and number of rows.
    pub tabellen: Vec<KopTabel>,
}

/// A table in the first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KopTabel {
    /// Its name.
    pub naam: String,
    /// Its columns, in the order of the values.
    pub kolommen: Vec<String>,
    /// How many rows.
    pub rijen: u64,
}

impl Kop {
    /// All rows together.
    #[must_use]
    pub fn rijen(&self) -> u64 {
        self.tabellen.iter().map(|table| table.rijen).sum()
    }
}

/// The tables that a backup holds.
fn bewaard() -> Result<Vec<Tabel>> {
    let tables = tabellen(&crate::migraties()).map_err(|error| Error::bug(anyhow::anyhow!(error)))?;
    Ok(tables.into_iter().filter(|table| !NIET_BEWAARD.contains(&table.naam.as_str())).collect())
}

/// The last line of a backup.
#[derive(Serialize, Deserialize)]
struct Slot {
    /// Of all lines before it, in hexadecimal.
    sha256: String,
    /// Over [`ondertekend`], in base64; none: made without a key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    handtekening: Option<String>,
}

/// What is signed: its first line keeps it apart from everything else that the key signs.
fn ondertekend(sha256: &str) -> String {
    format!("loket backup 1\n{sha256}\n")
}

/// Whose backups are taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vertrouwen {
    /// Those that one of these keys signed.
    Sleutels(Vec<OpenbareSleutel>),
    /// All that are whole.
    Alles,
}

fn namen(migraties: &[kern::Migratie]) -> Vec<String> {
    migraties.iter().map(|migratie| migratie.naam.to_owned()).collect()
}

/// The number of rows of a table.
///
/// # Errors
/// What the database says.
pub async fn aantal(db: &impl Reads, table: &str) -> Result<u64> {
    let query = Query::select().expr_as(Expr::cust("COUNT(*)"), "n").from(table.to_owned()).to_owned();
    let n: i64 = db.row(&query).await?.map_or(Ok(0), |row| row.get("n"))?;
    Ok(n.unsigned_abs())
}

/// Whether the database was migrated at all: a new file or schema has not even the table of migrations.
///
/// # Errors
/// What the database says.
pub async fn is_gemigreerd(db: &Database) -> Result<bool> {
    let query = match db.engine() {
        kern::database::Engine::Sqlite => {
            Query::select().expr_as(Expr::cust("COUNT(*)"), "n").from("sqlite_master").and_where(named()).to_owned()
        }
        kern::database::Engine::Postgres => {
            Query::select().expr_as(Expr::cust("COUNT(to_regclass('migraties'))"), "n").to_owned()
        }
    };
    Ok(db.row(&query).await?.map_or(Ok(0), |row| row.get::<i64>("n"))? > 0)
}

fn named() -> Expr {
    sea_query::ExprTrait::eq(Expr::col("name"), "migraties")
}

/// The values of a row, in the order of the table's columns.
pub(crate) fn waarden(table: &Tabel, row: &Row) -> Result<Vec<Json>> {
    let column = |kolom: &Kolom| {
        let naam = kolom.naam.as_str();
        Ok(match kolom.soort {
            Soort::Uuid => row.get::<Option<uuid::Uuid>>(naam)?.map_or(Json::Null, |id| id.to_string().into()),
            Soort::Tekst => row.get::<Option<String>>(naam)?.map_or(Json::Null, Json::from),
            Soort::Getal => row.get::<Option<i64>>(naam)?.map_or(Json::Null, Json::from),
            Soort::JaNee => row.get::<Option<bool>>(naam)?.map_or(Json::Null, Json::from),
            Soort::Bytes => row.get::<Option<Vec<u8>>>(naam)?.map_or(Json::Null, |bytes| STANDARD.encode(bytes).into()),
        })
    };
    table.kolommen.iter().map(column).collect()
}
