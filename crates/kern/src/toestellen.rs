//! Devices on which somebody logged in before: whoever guesses passwords somewhere else does not hold them up.
//!
//! No register: it may be emptied at any time, and then everybody is somewhere new once.

use sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};

use crate::organisaties::{MedewerkerId, OrganisatieId};
use crate::{Database, Error, Moment, Reads, Result};

/// After this long without a log-in a device is new again.
pub const ONTHOUDEN_S: i64 = 90 * 24 * 60 * 60;

/// Whether somebody of this user name logged in before on the device with this secret (its hash).
///
/// # Errors
/// What the database says.
pub async fn kent_naam(
    db: &impl Reads,
    sleutel_hash: &str,
    organisatie: OrganisatieId,
    gebruikersnaam: &str,
    now: Moment,
) -> Result<bool> {
    let query = known(sleutel_hash, now)
        .inner_join("medewerkers", Expr::col(("medewerkers", "id")).equals(("toestellen", "medewerker_id")))
        .and_where(Expr::col(("medewerkers", "organisatie_id")).eq(organisatie))
        .and_where(Expr::col(("medewerkers", "gebruikersnaam")).eq(gebruikersnaam))
        .to_owned();
    Ok(db.row(&query).await?.is_some())
}

/// Whether they logged in before on the device with this secret (its hash).
///
/// # Errors
/// What the database says.
pub async fn kent(db: &impl Reads, sleutel_hash: &str, wie: MedewerkerId, now: Moment) -> Result<bool> {
    let query = known(sleutel_hash, now).and_where(Expr::col("medewerker_id").eq(wie)).to_owned();
    Ok(db.row(&query).await?.is_some())
}

fn known(sleutel_hash: &str, now: Moment) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from("toestellen")
        .and_where(Expr::col("sleutel_hash").eq(sleutel_hash))
        .and_where(Expr::col("gezien_op").gt(now.plus_seconds(-ONTHOUDEN_S)))
        .to_owned()
}

/// Remembers that somebody logged in on a device.
///
/// # Errors
/// What the database says.
pub async fn onthoud(db: &Database, sleutel_hash: &str, wie: MedewerkerId, now: Moment) -> Result<()> {
    let insert = Query::insert()
        .into_table("toestellen")
        .columns(["sleutel_hash", "medewerker_id", "gezien_op"])
        .values([sleutel_hash.into(), Expr::val(wie), Expr::val(now)])
        .map_err(Error::bug)?
        .on_conflict(OnConflict::columns(["sleutel_hash", "medewerker_id"]).update_column("gezien_op").to_owned())
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&insert).await?;
    tx.commit().await
}

/// Forgets devices that nobody logged in on for long. Gives how many.
///
/// # Errors
/// What the database says.
pub async fn opruimen(db: &Database, now: Moment) -> Result<u64> {
    let old = Query::delete()
        .from_table("toestellen")
        .and_where(Expr::col("gezien_op").lte(now.plus_seconds(-ONTHOUDEN_S)))
        .to_owned();
    let tx = db.begin().await?;
    let gone = tx.execute(&old).await?;
    tx.commit().await?;
    Ok(gone)
}
