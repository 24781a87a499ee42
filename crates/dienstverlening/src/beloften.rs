//! What the promises of the norms are about, for people: the norms know things by their ids only.

use std::collections::HashMap;

use kern::autorisatie::LeesRapport;
use kern::{Authorised, Reads, Result};
use sea_query::{Expr, ExprTrait, Query};
use servicenormen::Klok;
use uuid::Uuid;

/// The tickets of the visits among these, by id: what people know a visit by. A zaak is known by its number, to whoever may see it.
///
/// # Errors
/// What the database says.
pub async fn bonnen(db: &impl Reads, who: &Authorised<LeesRapport>, klokken: &[Klok]) -> Result<HashMap<Uuid, String>> {
    let ids: Vec<Uuid> = klokken.iter().filter(|klok| klok.zaak.is_none()).map(|klok| klok.onderwerp).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let query = Query::select()
        .columns(["id", "bon"])
        .from("bezoeken")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("id").is_in(ids))
        .to_owned();
    db.rows(&query).await?.iter().map(|row| Ok((row.get("id")?, row.get("bon")?))).collect()
}
