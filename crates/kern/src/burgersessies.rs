//! Citizens who are logged in: the rows; how long a session lasts is the face's.
//!
//! No register: it may be emptied at any time. That somebody logged in is in the journal.

use sea_query::{Expr, ExprTrait, Query};

use crate::autorisatie::Burger;
use crate::sessies::Sessie;
use crate::veiligheid::BURGER_INGELOGD;
use crate::{Change, Database, Error, Gebeurtenis, Ids, Moment, Reads, Result};

const COLUMNS: [&str; 8] = [
    "sleutel_hash",
    "organisatie_id",
    "partij_id",
    "namens_partij_id",
    "csrf",
    "begonnen_op",
    "laatst_gezien_op",
    "verloopt_op",
];

/// Starts a session, and clears away those that ended.
///
/// # Errors
/// What the database says.
pub async fn begin(db: &Database, ids: &Ids, burger: &Burger, sessie: &Sessie) -> Result<()> {
    let handeling = burger.handeling(sessie.begonnen_op);
    let event = Gebeurtenis::new(&handeling, ids, BURGER_INGELOGD, burger.partij);
    let insert = Query::insert()
        .into_table("burger_sessies")
        .columns(COLUMNS)
        .values([
            Expr::val(sessie.sleutel_hash.as_str()),
            Expr::val(burger.organisatie),
            Expr::val(burger.partij),
            Expr::val(burger.namens),
            Expr::val(sessie.csrf.as_str()),
            Expr::val(sessie.begonnen_op),
            Expr::val(sessie.laatst_gezien_op),
            Expr::val(sessie.verloopt_op),
        ])
        .map_err(Error::bug)?
        .to_owned();
    let ended = Query::delete()
        .from_table("burger_sessies")
        .and_where(Expr::col("verloopt_op").lte(sessie.begonnen_op))
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&ended).await?;
    tx.execute(&insert).await?;
    tx.write(vec![Change::new(event)]).await?;
    tx.commit().await
}

/// The session with this hash, if it still runs.
///
/// # Errors
/// What the database says.
pub async fn find(db: &impl Reads, sleutel_hash: &str, now: Moment) -> Result<Option<(Burger, Sessie)>> {
    let query = Query::select()
        .columns(COLUMNS)
        .from("burger_sessies")
        .and_where(Expr::col("sleutel_hash").eq(sleutel_hash))
        .and_where(Expr::col("verloopt_op").gt(now))
        .to_owned();
    let Some(row) = db.row(&query).await? else { return Ok(None) };
    let burger = Burger {
        organisatie: row.get("organisatie_id")?,
        partij: row.get("partij_id")?,
        namens: row.get("namens_partij_id")?,
    };
    let sessie = Sessie {
        sleutel_hash: row.get("sleutel_hash")?,
        csrf: row.get("csrf")?,
        begonnen_op: row.get("begonnen_op")?,
        laatst_gezien_op: row.get("laatst_gezien_op")?,
        verloopt_op: row.get("verloopt_op")?,
    };
    Ok(Some((burger, sessie)))
}

/// Writes down that a session was used, and until when it now runs.
///
/// # Errors
/// What the database says.
pub async fn extend(db: &Database, sleutel_hash: &str, now: Moment, verloopt_op: Moment) -> Result<()> {
    let update = Query::update()
        .table("burger_sessies")
        .value("laatst_gezien_op", now)
        .value("verloopt_op", verloopt_op)
        .and_where(Expr::col("sleutel_hash").eq(sleutel_hash))
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&update).await?;
    tx.commit().await
}

/// Ends a session.
///
/// # Errors
/// What the database says.
pub async fn end(db: &Database, sleutel_hash: &str) -> Result<()> {
    let delete =
        Query::delete().from_table("burger_sessies").and_where(Expr::col("sleutel_hash").eq(sleutel_hash)).to_owned();
    let tx = db.begin().await?;
    tx.execute(&delete).await?;
    tx.commit().await
}
