//! What the promises of the norms are about, for people: the norms know things by their ids only.

use std::collections::HashMap;

use kern::autorisatie::LeesRapport;
use kern::{Authorised, Reads, Result};
use sea_query::{Expr, ExprTrait, Query};
use servicenormen::Klok;
use uuid::Uuid;

/// What people know these things by, those that are about no zaak: a visit by its ticket, a verstrekking by to whom it goes and its number. A zaak is
/// known by its number, to whoever may see it.
///
/// # Errors
/// What the database says.
pub async fn namen(db: &impl Reads, who: &Authorised<LeesRapport>, klokken: &[Klok]) -> Result<HashMap<Uuid, String>> {
    let ids: Vec<Uuid> = klokken.iter().filter(|klok| klok.zaak.is_none()).map(|klok| klok.onderwerp).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let of = |table: &'static str, columns: &[&'static str]| {
        Query::select()
            .column("id")
            .columns(columns.iter().copied())
            .from(table)
            .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
            .and_where(Expr::col("id").is_in(ids.iter().copied()))
            .to_owned()
    };
    let mut found = HashMap::new();
    for row in db.rows(&of("bezoeken", &["bon"])).await? {
        found.insert(row.get("id")?, row.get("bon")?);
    }
    for row in db.rows(&of("verstrekkingen", &["afnemer", "kenmerk"])).await? {
        let (afnemer, kenmerk): (String, String) = (row.get("afnemer")?, row.get("kenmerk")?);
        found.insert(row.get("id")?, format!("{afnemer} {kenmerk}"));
    }
    Ok(found)
}
