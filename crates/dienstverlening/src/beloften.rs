//! What the promises of the norms are about, for people: the norms know things by their ids only.

use std::collections::HashMap;

use kern::autorisatie::LeesRapport;
use kern::{Authorised, Reads, Result};
use sea_query::{Expr, ExprTrait, Query};
use servicenormen::Klok;
use uuid::Uuid;

/// What people know these things by, those that are about no zaak: a visit by its ticket, a waarneming by what it is about and its number. A zaak is
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
    for row in db.rows(&of("waarnemingen", &["soort", "over", "kenmerk"])).await? {
        let (soort, over): (String, String) = (row.get("soort")?, row.get("over")?);
        let wat = if over.is_empty() { soort } else { over };
        found.insert(row.get("id")?, format!("{wat} {}", row.get::<String>("kenmerk")?));
    }
    Ok(found)
}
