//! The end of the journal of each organisation: a row that whoever appends locks until commit.

use sea_query::{Expr, ExprTrait, OnConflict, Order, Query, SelectStatement};

use crate::organisaties::OrganisatieId;
use crate::{Error, Reads, Result, Row, Tx};

/// The end of the journal of one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Einde {
    /// Whose.
    pub organisatie: OrganisatieId,
    /// Up to this number all organisations share one order, that of before each had its own; 0 when it never was in that.
    pub gedeeld_tot: i64,
    /// The last link of that order.
    pub gedeeld_keten: String,
    /// The number of the newest gebeurtenis; of another organisation's when nothing was written since the order that all shared.
    pub volgnummer: i64,
    /// Its link.
    pub keten: String,
}

/// The ends of all organisations that have a journal, by id: a handful.
///
/// # Errors
/// What the database says.
pub async fn einden(db: &impl Reads) -> Result<Vec<Einde>> {
    let query = select().order_by("organisatie_id", Order::Asc).to_owned();
    db.rows(&query).await?.iter().map(Einde::from_row).collect()
}

fn select() -> SelectStatement {
    Query::select()
        .columns(["organisatie_id", "gedeeld_tot", "gedeeld_keten", "volgnummer", "keten"])
        .from("journaal_stand")
        .to_owned()
}

impl Einde {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            organisatie: row.get("organisatie_id")?,
            gedeeld_tot: row.get("gedeeld_tot")?,
            gedeeld_keten: row.get("gedeeld_keten")?,
            volgnummer: row.get("volgnummer")?,
            keten: row.get("keten")?,
        })
    }
}

/// Takes so many numbers, and gives the number and the link that they follow on. Locks the row until commit: numbers are in commit
/// order, without gaps.
pub(super) async fn take(tx: &Tx, organisatie: OrganisatieId, count: usize) -> Result<(i64, String)> {
    let count = i64::try_from(count).map_err(Error::bug)?;
    let taken = Query::insert()
        .into_table("journaal_stand")
        .columns(["organisatie_id", "gedeeld_tot", "gedeeld_keten", "volgnummer", "keten"])
        .values([organisatie.into(), 0.into(), "".into(), count.into(), "".into()])
        .map_err(Error::bug)?
        .on_conflict(
            OnConflict::column("organisatie_id")
                .value("volgnummer", Expr::col(("journaal_stand", "volgnummer")).add(count))
                .to_owned(),
        )
        .returning(Query::returning().columns(["volgnummer", "keten"]))
        .to_owned();
    let row = tx.row(&taken).await?.ok_or_else(|| Error::bug(anyhow::anyhow!("the journal gave no number")))?;
    Ok((row.get::<i64>("volgnummer")? - count, row.get("keten")?))
}

/// Keeps the link of the newest gebeurtenis.
pub(super) async fn store(tx: &Tx, organisatie: OrganisatieId, keten: String) -> Result<()> {
    let stored = Query::update()
        .table("journaal_stand")
        .value("keten", keten)
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .to_owned();
    tx.execute(&stored).await.map(drop)
}
