//! Somebody sets up their own second factor. An administrator does it, or takes it away, with `loket gebruiker`.

use kern::organisaties::MedewerkerId;
use kern::{Change, Database, Gebeurtenis, Handeling, Ids, Result};
use sea_query::{Expr, ExprTrait, Query};

use super::soorten::MEDEWERKER_GEWIJZIGD;

/// Keeps the secret (base32) of somebody who has none yet, with the time step of the code that proved it, and ends the
/// sessions that ran without it.
///
/// # Errors
/// [`kern::Error::Conflict`] when there is one already: it is never replaced by whoever only knows the password.
pub async fn instellen(
    db: &Database,
    ids: &Ids,
    handeling: &Handeling,
    medewerker: MedewerkerId,
    geheim: &str,
    stap: i64,
) -> Result<()> {
    let event = Gebeurtenis::new(handeling, ids, MEDEWERKER_GEWIJZIGD, medewerker.uuid())
        .feiten(&serde_json::json!({ "wijzigingen": ["tweede-factor"] }))?;
    let update = Query::update()
        .table("medewerkers")
        .value("totp_geheim", geheim)
        .value("totp_teller", stap)
        .and_where(Expr::col("id").eq(medewerker))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("totp_geheim").is_null())
        .to_owned();
    let sessions =
        Query::delete().from_table("sessies").and_where(Expr::col("medewerker_id").eq(medewerker)).to_owned();
    let tx = db.begin().await?;
    tx.write(vec![Change::new(event).update(update).delete(sessions)]).await?;
    tx.commit().await
}
