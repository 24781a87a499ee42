//! The texts of articles: a text that differs from the current version becomes the next version.

use std::collections::HashMap;

use kern::{Change, Gebeurtenis, Reads, Result, date_value};
use sea_query::{Expr, ExprTrait, Query, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Lading;
use super::verschil::Extra;
use crate::inrichten::inrichting::ProductSpec;
use crate::inrichten::soorten;
use crate::inrichten::verslag::Soortverslag;
use crate::kennisbank::ArtikelId;

/// What happens to the articles.
pub(super) struct Plan {
    /// For each new product, the columns that say which article it has.
    pub(super) nieuw: Extra,
    pub(super) verslag: Soortverslag,
    /// To be written after the products.
    pub(super) changes: Vec<Change>,
}

/// The current version of an article.
struct Huidig {
    artikel: ArtikelId,
    versie: i64,
    controlegetal: String,
}

/// A version that is to be written.
struct Tekst {
    inhoud: String,
    controlegetal: String,
}

/// Decides which articles get a new version.
pub(super) async fn plan(
    lading: &Lading<'_>,
    product_ids: &HashMap<String, Uuid>,
    producten: &[ProductSpec],
) -> Result<Plan> {
    let current = current(lading).await?;
    let verslag = Soortverslag { soort: "artikelen", ..Soortverslag::default() };
    let mut plan = Plan { nieuw: Extra::new(), verslag, changes: Vec::new() };
    for product in producten {
        let id = super::id(product_ids, &product.code)?;
        let inhoud = serde_json::to_string(&product.inhoud)?;
        let tekst = Tekst { controlegetal: controlegetal(&inhoud), inhoud };
        match current.get(&id) {
            None => {
                let artikel: ArtikelId = lading.ids.next();
                plan.nieuw.insert(id, vec![("artikel_id", artikel.into()), ("versie", 1.into())]);
                plan.verslag.toegevoegd.push(product.code.clone());
                plan.changes.push(version(lading, product, id, artikel, 1, tekst)?);
            }
            Some(now) if now.controlegetal == tekst.controlegetal => plan.verslag.ongewijzigd += 1,
            Some(now) => {
                plan.verslag.gewijzigd.push(product.code.clone());
                let change = version(lading, product, id, now.artikel, now.versie + 1, tekst)?;
                plan.changes.push(change.update(raise(lading, id, now.versie)));
            }
        }
    }
    Ok(plan)
}

async fn current(lading: &Lading<'_>) -> Result<HashMap<Uuid, Huidig>> {
    let query = Query::select()
        .columns([("p", "id"), ("p", "artikel_id"), ("p", "versie"), ("v", "controlegetal")])
        .from_as("producten", "p")
        .inner_join(
            sea_query::TableRef::from("artikel_versies").alias("v"),
            Expr::col(("v", "artikel_id"))
                .equals(("p", "artikel_id"))
                .and(Expr::col(("v", "versie")).equals(("p", "versie"))),
        )
        .and_where(Expr::col(("p", "organisatie_id")).eq(lading.organisatie()))
        .to_owned();
    let mut current = HashMap::new();
    for row in lading.tx.rows(&query).await? {
        let huidig = Huidig {
            artikel: row.get("artikel_id")?,
            versie: row.get("versie")?,
            controlegetal: row.get("controlegetal")?,
        };
        current.insert(row.get("id")?, huidig);
    }
    Ok(current)
}

fn version(
    lading: &Lading<'_>,
    product: &ProductSpec,
    product_id: Uuid,
    artikel: ArtikelId,
    versie: i64,
    tekst: Tekst,
) -> Result<Change> {
    let soort = if versie == 1 { soorten::ARTIKEL_AANGEMAAKT } else { soorten::ARTIKEL_GEWIJZIGD };
    // The text itself is not repeated in the journal: versions are never changed, and the checksum ties it to one.
    let facts = soorten::Artikel { product: product.code.clone(), versie, controlegetal: tekst.controlegetal.clone() };
    let event =
        Gebeurtenis::new(&lading.handeling, lading.ids, soort, artikel.uuid()).bij(product_id).feiten(&facts)?;
    let values: Vec<(&'static str, Value)> = vec![
        ("artikel_id", artikel.into()),
        ("versie", versie.into()),
        ("organisatie_id", lading.organisatie().into()),
        ("inhoud", tekst.inhoud.into()),
        ("controlegetal", tekst.controlegetal.into()),
        ("gecontroleerd_op", date_value(product.gecontroleerd_op)),
        ("geldig_vanaf", lading.handeling.op.into()),
    ];
    Ok(Change::new(event).insert("artikel_versies", values))
}

/// Makes the next version the current one; two that load at once cannot both.
fn raise(lading: &Lading<'_>, product: Uuid, versie: i64) -> sea_query::UpdateStatement {
    Query::update()
        .table("producten")
        .value("versie", versie + 1)
        .and_where(Expr::col("id").eq(product))
        .and_where(Expr::col("organisatie_id").eq(lading.organisatie()))
        .and_where(Expr::col("versie").eq(versie))
        .to_owned()
}

/// SHA-256 of a text, as hexadecimal text.
pub(super) fn controlegetal(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
