//! What clocks are counted by, kept in memory until the journal tells of a change.

use std::sync::Arc;

use kern::journaal::{Entry, Soortnaam};
use kern::organisaties::OrganisatieId;
use kern::{Reads, Result, Tx};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use crate::kalenders::{self, Kalenders};
use crate::normen::{self, AANGEMAAKT, GEWIJZIGD, Normen};
use crate::opslag;

/// The norms of an organisation, and its opening hours of then.
#[derive(Debug)]
pub struct Kennis {
    /// The norms.
    pub normen: Normen,
    /// The calendar, as far as the follower has read it.
    pub kalenders: Kalenders,
}

/// Which gebeurtenis told last of a norm, and which of opening hours: what was read at one stays true up to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stempel {
    aangemaakt: Option<i64>,
    gewijzigd: Option<i64>,
    uren: Option<i64>,
}

struct Bewaard {
    stempel: Stempel,
    kennis: Arc<Kennis>,
}

/// What an organisation promises and when it is open, read again only when that changed. Not for a transaction that changes norms itself: what
/// is undone would be kept.
///
/// # Errors
/// What the database says.
pub async fn kennis(db: &impl Reads, organisatie: OrganisatieId) -> Result<Arc<Kennis>> {
    // First: what is read after it may be newer, and is read again by the next then.
    let stempel = stempel(db, organisatie).await?;
    if let Some(kept) = db.memory().get::<Bewaard>(organisatie)
        && kept.stempel == stempel
    {
        return Ok(Arc::clone(&kept.kennis));
    }
    let normen = normen::normen(db, organisatie).await?;
    let kennis = Arc::new(Kennis { normen, kalenders: opslag::kalenders(db, organisatie).await? });
    // As long as the follower has read none, the first calendar that there will be is read.
    if stempel.uren.is_some() {
        db.memory().keep(organisatie, Arc::new(Bewaard { stempel, kennis: Arc::clone(&kennis) }));
    }
    Ok(kennis)
}

/// What the last batch of a follower was counted by, up to and with the gebeurtenis of this number.
struct Gevolgd {
    tot: i64,
    kennis: Arc<Kennis>,
}

/// The same for the next batch of a follower: as long as it follows on the one before it and tells of no norm and no hours, nothing is asked of
/// the database.
pub(crate) async fn voor_volgende(
    tx: &Tx,
    organisatie: OrganisatieId,
    gebeurtenissen: &[Entry],
) -> Result<Arc<Kennis>> {
    let changes = |entry: &Entry| entry.is(AANGEMAAKT) || entry.is(GEWIJZIGD) || kalenders::vertelt(entry);
    let (Some(first), Some(last)) = (gebeurtenissen.first(), gebeurtenissen.last()) else {
        return kennis(tx, organisatie).await;
    };
    if gebeurtenissen.iter().any(changes) {
        return kennis(tx, organisatie).await;
    }
    let kept = tx.memory().get::<Gevolgd>(organisatie).filter(|kept| kept.tot + 1 == first.volgnummer);
    let kennis = match kept {
        Some(kept) => Arc::clone(&kept.kennis),
        None => kennis(tx, organisatie).await?,
    };
    // What is not kept by its stamp can be another by the next.
    if tx.memory().get::<Bewaard>(organisatie).is_some_and(|kept| Arc::ptr_eq(&kept.kennis, &kennis)) {
        let tot = last.volgnummer;
        tx.memory().keep(organisatie, Arc::new(Gevolgd { tot, kennis: Arc::clone(&kennis) }));
    }
    Ok(kennis)
}

async fn stempel(db: &impl Reads, organisatie: OrganisatieId) -> Result<Stempel> {
    let row = db.row(&laatste(organisatie)).await?;
    let of = |column| row.as_ref().map_or(Ok(None), |row| row.get(column));
    Ok(Stempel { aangemaakt: of("aangemaakt")?, gewijzigd: of("gewijzigd")?, uren: of("uren")? })
}

/// The numbers of the stamp. Each kind by itself: only so does the newest come from the index of kinds, and not from the end of the journal
/// backwards to where the norms were told.
pub(crate) fn laatste(organisatie: OrganisatieId) -> SelectStatement {
    let last = |table: &'static str| -> SelectStatement {
        Query::select()
            .expr(Expr::col("volgnummer").max())
            .from(table)
            .and_where(Expr::col("organisatie_id").eq(organisatie))
            .to_owned()
    };
    let told = |naam: Soortnaam| {
        let of_kind = Expr::col("resource").eq(naam.resource).and(Expr::col("actie").eq(naam.actie));
        last("gebeurtenissen").and_where(of_kind).to_owned()
    };
    let value = |query: SelectStatement| Expr::SubQuery(None, Box::new(query.into()));
    Query::select()
        .expr_as(value(told(AANGEMAAKT.naam())), "aangemaakt")
        .expr_as(value(told(GEWIJZIGD.naam())), "gewijzigd")
        .expr_as(value(last("normkalenders")), "uren")
        .to_owned()
}
