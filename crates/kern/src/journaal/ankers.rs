//! Anchors: signed ends of the chain. The chain alone shows a change by whoever did not compute it again; an anchor shows that as
//! well, since nobody signs another end without the key. Making and checking signatures is the program's: here are texts and rows.

use std::collections::HashMap;

use sea_query::{Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};

use crate::{Database, Error, Moment, Reads, Result, Row};

/// An end of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Einde {
    /// The number of the newest gebeurtenis; 0 in an empty journal.
    pub volgnummer: i64,
    /// Its link.
    pub keten: String,
}

/// A signed end of the chain; as JSON also a line of the file where they are kept outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anker {
    /// The number of the newest gebeurtenis at that moment.
    pub volgnummer: i64,
    /// Its link.
    pub keten: String,
    /// When it was signed.
    pub gezet_op: Moment,
    /// The public key, base64.
    pub sleutel: String,
    /// The signature over [`tekst`], base64.
    pub handtekening: String,
}

/// What is signed: its first line keeps it apart from everything else that the key signs.
#[must_use]
pub fn tekst(einde: &Einde, op: Moment) -> String {
    format!("loket anker 1\n{}\n{}\n{op}\n", einde.volgnummer, einde.keten)
}

impl Anker {
    /// What was signed.
    #[must_use]
    pub fn tekst(&self) -> String {
        tekst(&Einde { volgnummer: self.volgnummer, keten: self.keten.clone() }, self.gezet_op)
    }

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            volgnummer: row.get("volgnummer")?,
            keten: row.get("keten")?,
            gezet_op: row.get("gezet_op")?,
            sleutel: row.get("sleutel")?,
            handtekening: row.get("handtekening")?,
        })
    }
}

/// The end of the journal now.
///
/// # Errors
/// What the database says.
pub async fn einde(db: &impl Reads) -> Result<Einde> {
    let query = Query::select().columns(["volgnummer", "keten"]).from("journaal_stand").to_owned();
    let row = db.row(&query).await?.ok_or_else(|| Error::bug(anyhow::anyhow!("journaal_stand is empty")))?;
    Ok(Einde { volgnummer: row.get("volgnummer")?, keten: row.get("keten")? })
}

/// Keeps an anchor; another node that was first with the same end is fine.
///
/// # Errors
/// What the database says.
pub async fn bewaar(db: &Database, anker: &Anker) -> Result<()> {
    let insert = Query::insert()
        .into_table("ankers")
        .columns(["volgnummer", "keten", "gezet_op", "sleutel", "handtekening"])
        .values([
            anker.volgnummer.into(),
            anker.keten.as_str().into(),
            Expr::val(anker.gezet_op),
            anker.sleutel.as_str().into(),
            anker.handtekening.as_str().into(),
        ])
        .map_err(Error::bug)?
        .on_conflict(sea_query::OnConflict::column("volgnummer").do_nothing().to_owned())
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&insert).await?;
    tx.commit().await
}

/// The newest anchor.
///
/// # Errors
/// What the database says.
pub async fn laatste(db: &impl Reads) -> Result<Option<Anker>> {
    let query = select().order_by("volgnummer", Order::Desc).limit(1).to_owned();
    db.row(&query).await?.as_ref().map(Anker::from_row).transpose()
}

/// The next anchors after a number, oldest first.
///
/// # Errors
/// What the database says.
pub async fn na(db: &impl Reads, volgnummer: i64, limit: u64) -> Result<Vec<Anker>> {
    let query = select()
        .and_where(Expr::col("volgnummer").gt(volgnummer))
        .order_by("volgnummer", Order::Asc)
        .limit(limit)
        .to_owned();
    db.rows(&query).await?.iter().map(Anker::from_row).collect()
}

/// The numbers of these anchors that the journal does not have, or has with another link.
///
/// # Errors
/// What the database says.
pub async fn afwijkend(db: &impl Reads, ankers: &[Anker]) -> Result<Vec<i64>> {
    let query = Query::select()
        .columns(["volgnummer", "keten"])
        .from("gebeurtenissen")
        .and_where(Expr::col("volgnummer").is_in(ankers.iter().map(|anker| anker.volgnummer)))
        .to_owned();
    let mut links: HashMap<i64, String> = HashMap::new();
    for row in db.rows(&query).await? {
        links.insert(row.get("volgnummer")?, row.get("keten")?);
    }
    let differs = |anker: &&Anker| links.get(&anker.volgnummer) != Some(&anker.keten);
    Ok(ankers.iter().filter(differs).map(|anker| anker.volgnummer).collect())
}

/// When the first gebeurtenis after a number was written down: how long it has waited for an anchor.
///
/// # Errors
/// What the database says.
pub async fn wacht_sinds(db: &impl Reads, volgnummer: i64) -> Result<Option<Moment>> {
    let query = Query::select()
        .column("vastgelegd_op")
        .from("gebeurtenissen")
        .and_where(Expr::col("volgnummer").eq(volgnummer.saturating_add(1)))
        .to_owned();
    db.row(&query).await?.map(|row| row.get("vastgelegd_op")).transpose()
}

fn select() -> sea_query::SelectStatement {
    Query::select().columns(["volgnummer", "keten", "gezet_op", "sleutel", "handtekening"]).from("ankers").to_owned()
}
