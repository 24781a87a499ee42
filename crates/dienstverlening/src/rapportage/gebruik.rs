//! Small questions to the counters: which quarters there are, how often a subject came up, and what is asked for most.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kern::autorisatie::{LeesRapport, LeesRedactie};
use kern::{Authorised, Reads, Result, Row};
use sea_query::{Expr, ExprTrait, Order, Query};
use termijnen::Kwartaal;

use super::tellingen::Maat;

/// Five years: more than a choice of quarters needs.
const KWARTALEN_MAX: u64 = 20;

/// The quarters in which there were contacts, newest first; at most twenty.
///
/// # Errors
/// What the database says.
pub async fn kwartalen(db: &impl Reads, who: &Authorised<LeesRapport>) -> Result<Vec<Kwartaal>> {
    let query = Query::select()
        .column("kwartaal")
        .from("tellingen")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("maat").eq(Maat::Kanaal))
        .group_by_col("kwartaal")
        .and_having(Expr::cust("SUM(aantal) > 0"))
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
        .column("sleutel")
        .expr_as(Expr::cust("CAST(SUM(aantal) AS BIGINT)"), "n")
        .from("tellingen")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("maat").eq(Maat::Onderwerp))
        .and_where(Expr::col("kwartaal").eq(kwartaal.to_string()))
        .group_by_col("sleutel")
        .and_having(Expr::cust("SUM(aantal) <> 0"))
        .to_owned();
    db.rows(&query).await?.iter().map(|row| Ok((row.get("sleutel")?, row.get("n")?))).collect()
}

/// How often a product was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gevraagd {
    /// Its code.
    pub product: String,
    /// Over all channels together: contacts about it, and applications that came without one.
    pub aantal: i64,
}

/// The products most asked for, over all channels, in the quarter of a day and the three before it.
///
/// # Errors
/// What the database says.
pub async fn meest_gevraagd(
    db: &impl Reads,
    who: &Authorised<LeesRapport>,
    vandaag: Date,
    limit: u64,
) -> Result<Vec<Gevraagd>> {
    let quarters = std::iter::successors(Some(Kwartaal::containing(vandaag)), |quarter| Some(quarter.previous()));
    let sum = Expr::cust("CAST(SUM(aantal) AS BIGINT)");
    let query = Query::select()
        .column("sleutel")
        .expr_as(sum, "n")
        .from("tellingen")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("kwartaal").is_in(quarters.take(4).map(|quarter| quarter.to_string())))
        .and_where(Expr::col("maat").is_in([Maat::Onderwerp, Maat::Aanvraag]))
        .and_where(Expr::col("sleutel").ne(""))
        .group_by_col("sleutel")
        .and_having(Expr::cust("SUM(aantal) <> 0"))
        .order_by("n", Order::Desc)
        .order_by("sleutel", Order::Asc)
        .limit(limit)
        .to_owned();
    let read = |row: &Row| Ok(Gevraagd { product: row.get("sleutel")?, aantal: row.get("n")? });
    db.rows(&query).await?.iter().map(read).collect()
}
