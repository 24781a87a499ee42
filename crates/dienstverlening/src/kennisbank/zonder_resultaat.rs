//! What was searched for and not found, so that editors know which article is missing.

use jiff::civil::Date;
use kern::autorisatie::LeesRedactie;
use kern::organisaties::OrganisatieId;
use kern::{Authorised, Database, Error, Moment, Reads, Result, Row, date_value};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query};

/// Longer is a letter, not a search.
const WOORDEN_MAX: usize = 6;
const TEKENS_MAX: usize = 60;
/// Bounds the table: what visitors type cannot fill the disk. After this many only what is known is counted on.
const RIJEN_MAX: i64 = 5_000;
const LIJST_MAX: u64 = 200;
/// Shown from this often: what only one person typed could be about them, and no article is missing for it.
const GETOOND_VANAF: i64 = 3;

/// A search that found nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zoekvraag {
    /// The words, in lower case.
    pub woorden: String,
    /// How often.
    pub aantal: i64,
    /// When last.
    pub laatst: Date,
}

/// The words as they are kept; none for what is not: digits (a number could be somebody's), an e-mail address, a single
/// letter, or a whole story.
#[must_use]
pub fn genormaliseerd(vraag: &str) -> Option<String> {
    if vraag.chars().any(|c| c.is_numeric() || c == '@') {
        return None;
    }
    let lower = vraag.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphabetic() && c != '-').filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    let length = text.chars().count();
    (words.len() <= WOORDEN_MAX && (2..=TEKENS_MAX).contains(&length)).then_some(text)
}

/// Counts a search that is finished (somebody stopped typing and left) and found nothing. Gives whether it was counted.
/// For the public search only: in the workplace people are searched for by name.
///
/// # Errors
/// What the database says.
pub async fn tel(db: &Database, organisatie: OrganisatieId, vraag: &str, now: Moment) -> Result<bool> {
    let Some(woorden) = genormaliseerd(vraag) else { return Ok(false) };
    let tx = db.begin().await?;
    let known = Query::update()
        .table("zoekvragen_zonder_resultaat")
        .value("aantal", Expr::col("aantal").add(1))
        .value("laatst", date_value(now.date()))
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("woorden").eq(woorden.as_str()))
        .to_owned();
    if tx.execute(&known).await? == 0 {
        let count = Query::select()
            .expr_as(Expr::cust("COUNT(*)"), "n")
            .from("zoekvragen_zonder_resultaat")
            .and_where(Expr::col("organisatie_id").eq(organisatie))
            .to_owned();
        let rows: i64 = tx.row(&count).await?.map_or(Ok(0), |row| row.get("n"))?;
        if rows >= RIJEN_MAX {
            return Ok(false);
        }
        // Another node may have counted the same words a moment ago.
        let new = Query::insert()
            .into_table("zoekvragen_zonder_resultaat")
            .columns(["organisatie_id", "woorden", "aantal", "laatst"])
            .values([Expr::val(organisatie), woorden.into(), 1.into(), Expr::val(date_value(now.date()))])
            .map_err(Error::bug)?
            .on_conflict(
                OnConflict::columns(["organisatie_id", "woorden"])
                    .value("aantal", Expr::col(("zoekvragen_zonder_resultaat", "aantal")).add(1))
                    .to_owned(),
            )
            .to_owned();
        tx.execute(&new).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// So long what few people typed is kept.
const ZELDZAAM_S: i64 = 30 * 24 * 60 * 60;

/// Removes, for every organisation, what few people searched for and nobody did in the last thirty days: it may be about
/// somebody, and whoever fills the table with nonsense does not fill it for ever. Gives how many there were.
///
/// # Errors
/// What the database says.
pub async fn opruimen(db: &Database, now: Moment) -> Result<u64> {
    let rare = Query::delete()
        .from_table("zoekvragen_zonder_resultaat")
        .and_where(Expr::col("aantal").lt(GETOOND_VANAF))
        .and_where(Expr::col("laatst").lt(date_value(now.plus_seconds(-ZELDZAAM_S).date())))
        .to_owned();
    let tx = db.begin().await?;
    let removed = tx.execute(&rare).await?;
    tx.commit().await?;
    Ok(removed)
}

/// What was searched for in vain at least three times, most often first; at most 200.
///
/// # Errors
/// What the database says.
pub async fn lijst(db: &impl Reads, who: &Authorised<LeesRedactie>) -> Result<Vec<Zoekvraag>> {
    let query = Query::select()
        .columns(["woorden", "aantal", "laatst"])
        .from("zoekvragen_zonder_resultaat")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("aantal").gte(GETOOND_VANAF))
        .order_by("aantal", Order::Desc)
        .order_by("laatst", Order::Desc)
        .order_by("woorden", Order::Asc)
        .limit(LIJST_MAX)
        .to_owned();
    let read = |row: &Row| {
        Ok(Zoekvraag { woorden: row.get("woorden")?, aantal: row.get("aantal")?, laatst: row.get("laatst")? })
    };
    db.rows(&query).await?.iter().map(read).collect()
}
