//! What everybody may read: public products that are not withdrawn, and of their articles the public part.

use kern::organisaties::OrganisatieId;
use kern::{Reads, Result};
use sea_query::{Expr, ExprTrait};

use super::lezen::{self, Keuze, Zicht};
use super::soorten::{OpenbaarArtikel, Product};

fn zicht(organisatie: OrganisatieId) -> Zicht {
    Zicht { organisatie, alleen_openbaar: true }
}

/// The current article of a public product.
///
/// # Errors
/// What the database says.
pub async fn artikel(db: &impl Reads, organisatie: OrganisatieId, code: &str) -> Result<Option<OpenbaarArtikel>> {
    let query = lezen::current(zicht(organisatie)).and_where(Expr::col(("p", "code")).eq(code)).to_owned();
    let Some(row) = db.row(&query).await? else { return Ok(None) };
    Ok(Some(lezen::artikel_from_row(&row)?.into()))
}

/// A list of public products.
///
/// # Errors
/// What the database says.
pub async fn lijst(db: &impl Reads, organisatie: OrganisatieId, keuze: Keuze<'_>) -> Result<Vec<Product>> {
    lezen::list(db, zicht(organisatie), keuze).await
}

/// The public products that somebody who reads about this one may need too, in the order of its file.
///
/// # Errors
/// What the database says.
pub async fn gerelateerd(db: &impl Reads, organisatie: OrganisatieId, product: &Product) -> Result<Vec<Product>> {
    lezen::related(db, zicht(organisatie), product).await
}
