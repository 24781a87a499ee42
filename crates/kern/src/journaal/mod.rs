//! The journal: who did what, on whose behalf, why and when. Append-only, in one commit with the rows it describes.
//!
//! What is personal lies in a table of its own and can be forgotten ([`forget`]); the event, its facts and a hash of
//! what was there stay. Each organisation has an order of its own: its rows are numbered without gaps, in the order of commits, and
//! chained by hash, so that `loket controleren` sees any change made behind our back (docs/decisions, 0016).

pub mod ankers;
mod einde;
mod gebeurtenis;
mod inhoud;
mod keten;
mod read;
mod soort;
#[cfg(test)]
mod tests;
mod velden;

pub use einde::{Einde, einden};
pub use gebeurtenis::{Change, Gebeurtenis, GebeurtenisId};
pub(crate) use keten::hex;
#[cfg(feature = "testhulp")]
pub use keten::vervals;
pub use keten::{Breuk, geheim_sha256, verify};
pub use read::{
    Entry, Inhoud, Keuze, by_id, geraadpleegd, gezien, history, inhoud, inhoud_openen, laatste_voor, read_about,
    read_after, read_numbers,
};

pub(crate) use inhoud::verkleinen;
pub use soort::{Geen, Soort, Soortnaam, Vorm};
pub use velden::Past;

use std::collections::BTreeMap;

use sea_query::{Expr, ExprTrait, Query};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::autorisatie::{Authorised, Vernietigen};
use crate::database::Write;
use crate::organisaties::OrganisatieId;
use crate::{Handeling, Result, Tx};

impl Tx {
    /// Writes the rows of each change and its gebeurtenis, in order. They become visible together, on commit.
    ///
    /// Call it last, and once, in a transaction: it locks the end of the organisation's journal until commit, and whoever then still
    /// waits for another row could wait for somebody who waits for the journal.
    ///
    /// # Errors
    /// [`Error::Conflict`] when a row that a change was based on has changed since.
    pub async fn write(&self, changes: Vec<Change>) -> Result<()> {
        let (rows, events): (Vec<_>, Vec<_>) = changes.into_iter().map(|c| (c.writes, c.gebeurtenis)).unzip();
        self.apply(rows.into_iter().flatten().collect()).await?;
        self.append(events).await
    }

    async fn append(&self, events: Vec<Result<gebeurtenis::Ingepakt>>) -> Result<()> {
        // Sorted: two transactions that write for the same two organisations must not wait for each other.
        let mut of_each: BTreeMap<OrganisatieId, Vec<_>> = BTreeMap::new();
        for event in events {
            let event = event?;
            of_each.entry(event.organisatie()).or_default().push(event);
        }
        for (organisatie, events) in of_each {
            let (mut number, mut link) = einde::take(self, organisatie, events.len()).await?;
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
            einde::store(self, organisatie, link).await?;
        }
        Ok(())
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
        .column("volgnummer")
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
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("volgnummer").in_subquery(of_resources))
        .to_owned();
    let removed = tx.execute(&remove).await?;
    let facts = Vergeten { inhoud_verwijderd: removed, grondslag: handeling.doel.clone() };
    tx.append(vec![Change::new(proof.feiten(&facts)?).gebeurtenis]).await?;
    Ok(removed)
}
