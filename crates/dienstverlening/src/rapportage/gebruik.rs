//! Small questions to the counters: which quarters there are, and how often a subject came up.

use std::collections::BTreeMap;

use kern::autorisatie::{LeesRapport, LeesRedactie};
use kern::{Authorised, Reads, Result};
use sea_query::{Expr, ExprTrait, Order, Query};
use termijnen::Kwartaal;

/// Five years: more than a choice of quarters needs.
const KWARTALEN_MAX: u64 = 20;

/// The quarters in which there were contacts, newest first; at most twenty.
///
/// # Errors
/// What the database says.
pub async fn kwartalen(db: &impl Reads, who: &Authorised<LeesRapport>) -> Result<Vec<Kwartaal>> {
    let query = Query::select()
        .distinct()
        .column("kwartaal")
        .from("tellingen")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("maat").eq("kanaal"))
        .and_where(Expr::col("aantal").gt(0))
        .order_by("kwartaal", Order::Desc)
        .limit(KWARTALEN_MAX)
        .to_owned();
    let rows = db.rows(&query).await?;
    rows.iter().map(|row| row.get::<String>("kwartaal")?.parse().map_err(kern::Error::bug)).collect()
}

/// How often each product was the subject of a contact in a quarter, by its code.
///
/// # Errors
/// What the database says.
pub async fn onderwerpen(
    db: &impl Reads,
    who: &Authorised<LeesRedactie>,
    kwartaal: Kwartaal,
) -> Result<BTreeMap<String, i64>> {
    let query = Query::select()
        .columns(["sleutel", "aantal"])
        .from("tellingen")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("kwartaal").eq(kwartaal.to_string()))
        .and_where(Expr::col("maat").eq("onderwerp"))
        .and_where(Expr::col("aantal").ne(0))
        .to_owned();
    db.rows(&query).await?.iter().map(|row| Ok((row.get("sleutel")?, row.get("aantal")?))).collect()
}
