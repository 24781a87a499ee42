//! The journal: who did what, on whose behalf, why and when. Append-only, in one commit with the rows it describes.
//!
//! What is personal lies in a table of its own and can be forgotten ([`forget`]); the event, its facts and a hash of
//! what was there stay. Rows are chained by hash, so that `loket controleren` sees any change made behind our back.

pub mod ankers;
mod gebeurtenis;
mod keten;
mod read;
mod soort;
#[cfg(test)]
mod tests;

pub use gebeurtenis::{Change, Gebeurtenis, GebeurtenisId};
#[cfg(feature = "testhulp")]
pub use keten::vervals;
pub use keten::{geheim_sha256, verify};
pub use read::{
    Entry, Inhoud, Keuze, by_id, geraadpleegd, gezien, history, inhoud, inhoud_openen, last_number, read_after,
};

pub use soort::{Geen, Soort, Soortnaam, Vorm};

use sea_query::{Expr, ExprTrait, Query};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::autorisatie::{Authorised, Vernietigen};
use crate::database::Write;
use crate::{Error, Handeling, Reads, Result, Tx};

impl Tx {
    /// Writes the rows of each change and its gebeurtenis, in order. They become visible together, on commit.
    ///
    /// Call it last, and once, in a transaction: it locks the end of the journal until commit, and whoever then still
    /// waits for another row could wait for somebody who waits for the journal.
    ///
    /// # Errors
    /// [`Error::Conflict`] when a row that a change was based on has changed since.
    pub async fn write(&self, changes: Vec<Change>) -> Result<()> {
        let (rows, events): (Vec<_>, Vec<_>) = changes.into_iter().map(|c| (c.writes, c.gebeurtenis)).unzip();
        self.apply(rows.into_iter().flatten().collect()).await?;
        self.append(events).await
    }

    async fn append(&self, events: Vec<Gebeurtenis>) -> Result<()> {
        let count = i64::try_from(events.len()).map_err(Error::bug)?;
        // Taking the row locks the end of the journal until commit: numbers are in commit order, without gaps.
        let take = Query::update()
            .table("journaal_stand")
            .value("volgnummer", Expr::col("volgnummer").add(count))
            .and_where(Expr::col("id").eq(1))
            .returning(Query::returning().columns(["volgnummer", "keten"]))
            .to_owned();
        let end = self.row(&take).await?.ok_or_else(|| Error::bug(anyhow::anyhow!("journaal_stand is empty")))?;
        let mut number = end.get::<i64>("volgnummer")? - count;
        let mut link: String = end.get("keten")?;
        let mut rows = Vec::with_capacity(events.len());
        let mut contents = Vec::new();
        for event in events {
            number += 1;
            let (row, content) = event.into_rows(number, &mut link);
            rows.push(Write::Insert { table: "gebeurtenissen", values: row });
            contents.extend(content.map(|values| Write::Insert { table: "gebeurtenis_inhoud", values }));
        }
        rows.extend(contents);
        self.apply(rows).await?;
        let store =
            Query::update().table("journaal_stand").value("keten", link).and_where(Expr::col("id").eq(1)).to_owned();
        self.execute(&store).await.map(drop)
    }
}

/// The facts of a gebeurtenis that says that contents were destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vergeten {
    /// Of how many gebeurtenissen.
    pub inhoud_verwijderd: u64,
    /// By which ground.
    pub grondslag: Option<String>,
}

/// The kinds of this crate.
pub const SOORTEN: &[Vorm] = &[
    read::GERAADPLEEGD.vorm(),
    crate::veiligheid::INGELOGD.vorm(),
    crate::veiligheid::UITGELOGD.vorm(),
    crate::veiligheid::INLOGGEN_MISLUKT.vorm(),
    crate::veiligheid::GEWEIGERD.vorm(),
    crate::veiligheid::ONBEKEND.vorm(),
    crate::veiligheid::LIMIET_BEREIKT.vorm(),
    crate::veiligheid::BACKUP_GEMAAKT.vorm(),
    crate::veiligheid::BACKUP_HERSTELD.vorm(),
    crate::veiligheid::BURGER_INGELOGD.vorm(),
];

/// Removes what is personal from every gebeurtenis about these resources, for real; the events, their facts and the
/// hash of what was there stay, and a gebeurtenis says that it happened (Archiefwet: proof of destruction).
///
/// # Errors
/// What the database says.
pub async fn forget(
    tx: &Tx,
    who: &Authorised<Vernietigen>,
    handeling: &Handeling,
    proof: Gebeurtenis<Vergeten>,
    resources: &[Uuid],
) -> Result<u64> {
    let of_resources = Query::select()
        .column("id")
        .from("gebeurtenissen")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(
            Expr::col("resource_id")
                .is_in(resources.iter().copied())
                .or(Expr::col("hoofdobject_id").is_in(resources.iter().copied())),
        )
        .to_owned();
    let remove = Query::delete()
        .from_table("gebeurtenis_inhoud")
        .and_where(Expr::col("gebeurtenis_id").in_subquery(of_resources))
        .to_owned();
    let removed = tx.execute(&remove).await?;
    let facts = Vergeten { inhoud_verwijderd: removed, grondslag: handeling.doel.clone() };
    tx.append(vec![proof.feiten(&facts)?]).await?;
    Ok(removed)
}
