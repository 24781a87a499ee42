//! What somebody asked before: one time line over all channels, and how often about the same.

use std::collections::HashMap;

use kern::autorisatie::LeesKlant;
use kern::paging::{After, Page};
use kern::{Authorised, Moment, Reads, Result};
use registers::klantinteracties::PartijId;
use registers::klantinteracties::internetaak::{self, Internetaak, InternetaakId, Stap};
use registers::klantinteracties::klantcontact::{self, Klantcontact};
use sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};

/// Something on the time line.
#[derive(Clone, Debug)]
pub enum Regel {
    /// A contact.
    Contact(Box<Klantcontact>),
    /// A terugbelverzoek, with its steps, oldest first.
    Terugbelverzoek(Box<Internetaak>, Vec<Stap>),
}

impl Regel {
    /// When it happened, or was asked.
    #[must_use]
    pub fn op(&self) -> Moment {
        match self {
            Self::Contact(contact) => contact.plaatsgevonden_op,
            Self::Terugbelverzoek(taak, _) => taak.aangemaakt_op,
        }
    }

    fn key(&self) -> After {
        let id = match self {
            Self::Contact(contact) => contact.id.uuid(),
            Self::Terugbelverzoek(taak, _) => taak.id.uuid(),
        };
        After { key: self.op().to_string(), id }
    }
}

/// A page of the time line of somebody who was opened in this contact, newest first. Three queries, each of a page's size.
///
/// # Errors
/// What the database says.
pub async fn tijdlijn(
    db: &impl Reads,
    who: &Authorised<LeesKlant>,
    partij: PartijId,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<Regel>> {
    let contacten = klantcontact::van_partij(db, who, partij, after, limit).await?;
    let taken = internetaak::van_partij(db, who, partij, after, limit).await?;
    let contacten = contacten.into_iter().map(|contact| Regel::Contact(Box::new(contact)));
    let taken = taken.into_iter().map(|taak| Regel::Terugbelverzoek(Box::new(taak), Vec::new()));
    let mut rows: Vec<Regel> = contacten.chain(taken).collect();
    rows.sort_by_cached_key(|regel| std::cmp::Reverse((regel.op(), regel.key().id)));
    let mut page = Page::cut(rows, limit, Regel::key);
    add_steps(db, who, &mut page.rows).await?;
    Ok(page)
}

async fn add_steps(db: &impl Reads, who: &Authorised<LeesKlant>, rows: &mut [Regel]) -> Result<()> {
    let of_task = |regel: &Regel| match regel {
        Regel::Terugbelverzoek(taak, _) => Some(taak.id),
        Regel::Contact(_) => None,
    };
    let ids: Vec<InternetaakId> = rows.iter().filter_map(of_task).collect();
    let mut steps: HashMap<InternetaakId, Vec<Stap>> = HashMap::new();
    for (taak, stap) in internetaak::stappen_van(db, who, &ids).await? {
        steps.entry(taak).or_default().push(stap);
    }
    for regel in rows {
        if let Regel::Terugbelverzoek(taak, stappen) = regel {
            *stappen = steps.remove(&taak.id).unwrap_or_default();
        }
    }
    Ok(())
}

/// How often somebody asked about the same before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Herhaling {
    /// Contacts about it before this one.
    pub eerdere: i64,
    /// The last of them.
    pub laatste: Option<Moment>,
}

/// How often this partij asked about this product in the `dagen` days before `nu`: with `eerdere` 2, this is the third
/// time.
///
/// # Errors
/// What the database says.
pub async fn herhaling(
    db: &impl Reads,
    who: &Authorised<LeesKlant>,
    partij: PartijId,
    product: &str,
    nu: Moment,
    dagen: u32,
) -> Result<Herhaling> {
    let row = db.row(&repeated(who, partij, product, nu, dagen)).await?;
    match row {
        Some(row) => Ok(Herhaling { eerdere: row.get("eerdere")?, laatste: row.get("laatste")? }),
        None => Ok(Herhaling { eerdere: 0, laatste: None }),
    }
}

pub(super) fn repeated(
    who: &Authorised<LeesKlant>,
    partij: PartijId,
    product: &str,
    nu: Moment,
    dagen: u32,
) -> SelectStatement {
    Query::select()
        .expr_as(Expr::cust("COUNT(*)"), "eerdere")
        .expr_as(Func::max(Expr::col("plaatsgevonden_op")), "laatste")
        .from("klantcontacten")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("partij_id").eq(partij))
        .and_where(Expr::col("plaatsgevonden_op").gte(nu.plus_seconds(-86_400 * i64::from(dagen))))
        .and_where(Expr::col("plaatsgevonden_op").lt(nu))
        .and_where(Expr::col("product").eq(product))
        .to_owned()
}
