//! Reading klantcontacten.

use kern::autorisatie::{LeesKlant, Recht, Registreren};
use kern::paging::{After, Page};
use kern::{Authorised, Reads, Result};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use uuid::Uuid;

use super::{Klantcontact, KlantcontactId};
use crate::klantinteracties::PartijId;

/// The columns of [`Klantcontact`], of the organisation of whoever may see them.
pub(crate) fn select<R: Recht>(who: &Authorised<R>) -> SelectStatement {
    Query::select()
        .columns(["id", "nummer", "referentienummer", "kanaal", "onderwerp", "inhoud", "reactie"])
        .columns(["indicatie_contact_gelukt", "hoofd_onderwerp_type", "verdere_actie_ondernomen", "taal"])
        .columns(["vertrouwelijk", "plaatsgevonden_op", "afhandeling", "uitkomst", "reden", "product", "thema"])
        .columns(["artikel_id", "artikel_versie", "duur_s", "team_id", "medewerker_id", "naar_team_id", "partij_id"])
        .columns(["klantgroep", "versie"])
        .from("klantcontacten")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .to_owned()
}

/// Orders newest first and goes on after the last row that was shown.
pub(crate) fn newest_first(
    query: &mut SelectStatement,
    moment: &'static str,
    after: Option<&After>,
    limit: usize,
) -> SelectStatement {
    let later_page = after.map(|after| {
        let same = Expr::col(moment).eq(after.key.as_str()).and(Expr::col("id").lt(after.id));
        // The first condition alone bounds the walk through the index.
        Expr::col(moment).lte(after.key.as_str()).and(Expr::col(moment).lt(after.key.as_str()).or(same))
    });
    query
        .and_where_option(later_page)
        .order_by(moment, Order::Desc)
        .order_by("id", Order::Desc)
        .limit(u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1))
        .to_owned()
}

/// One klantcontact; none when there is no such one in this organisation.
///
/// # Errors
/// What the database says.
pub async fn by_id(db: &impl Reads, who: &Authorised<LeesKlant>, id: KlantcontactId) -> Result<Option<Klantcontact>> {
    let query = select(who).and_where(Expr::col("id").eq(id)).to_owned();
    db.row(&query).await?.as_ref().map(Klantcontact::from_row).transpose()
}

/// Contacts with one partij, newest first: for its time line.
///
/// # Errors
/// What the database says.
pub async fn van_partij(
    db: &impl Reads,
    who: &Authorised<LeesKlant>,
    partij: PartijId,
    after: Option<&After>,
    limit: usize,
) -> Result<Vec<Klantcontact>> {
    let query = with_partij(who, partij, after, limit);
    db.rows(&query).await?.iter().map(Klantcontact::from_row).collect()
}

pub(in crate::klantinteracties) fn with_partij(
    who: &Authorised<LeesKlant>,
    partij: PartijId,
    after: Option<&After>,
    limit: usize,
) -> SelectStatement {
    let mut query = select(who).and_where(Expr::col("partij_id").eq(partij)).to_owned();
    newest_first(&mut query, "plaatsgevonden_op", after, limit)
}

/// The most contacts that are shown with one task.
const TOGETHER_MAX: usize = 50;

/// These klantcontacten, oldest first; for whoever handles what follows from them. One by one, by their key: a list of
/// keys SQLite takes, without statistics, for a walk through the organisation.
pub(crate) async fn by_ids<R: Recht>(
    db: &impl Reads,
    who: &Authorised<R>,
    ids: impl Iterator<Item = KlantcontactId>,
) -> Result<Vec<Klantcontact>> {
    let mut found = Vec::new();
    for id in ids.take(TOGETHER_MAX) {
        let query = select(who).and_where(Expr::col("id").eq(id)).to_owned();
        found.extend(db.row(&query).await?.as_ref().map(Klantcontact::from_row).transpose()?);
    }
    found.sort_by_key(|contact: &Klantcontact| (contact.plaatsgevonden_op, contact.id));
    Ok(found)
}

/// A contact that somebody registered themselves.
///
/// # Errors
/// What the database says.
pub async fn van_medewerker(
    db: &impl Reads,
    who: &Authorised<Registreren>,
    id: KlantcontactId,
) -> Result<Option<Klantcontact>> {
    let query = select(who)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("medewerker_id").eq(who.medewerker()))
        .to_owned();
    db.row(&query).await?.as_ref().map(Klantcontact::from_row).transpose()
}

/// The cases that somebody asked about in this contact.
///
/// # Errors
/// What the database says.
pub async fn over_zaken(db: &impl Reads, who: &Authorised<Registreren>, id: KlantcontactId) -> Result<Vec<Uuid>> {
    let query = Query::select()
        .column("onderwerpobjectidentificator_object_id")
        .from("onderwerpobjecten")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("klantcontact_id").eq(id))
        .and_where(Expr::col("onderwerpobjectidentificator_code_objecttype").eq("zaak"))
        .order_by("id", Order::Asc)
        .to_owned();
    let found = db.rows(&query).await?;
    let ids: Vec<Option<String>> =
        found.iter().map(|row| row.get("onderwerpobjectidentificator_object_id")).collect::<Result<_>>()?;
    Ok(ids.into_iter().flatten().filter_map(|id| id.parse().ok()).collect())
}

/// The contacts that somebody registered, newest first.
///
/// # Errors
/// What the database says.
pub async fn van_medewerker_lijst(
    db: &impl Reads,
    who: &Authorised<Registreren>,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<Klantcontact>> {
    let query = of_medewerker(who, after, limit);
    let rows = db.rows(&query).await?.iter().map(Klantcontact::from_row).collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(rows, limit, |contact: &Klantcontact| After {
        key: contact.plaatsgevonden_op.to_string(),
        id: contact.id.uuid(),
    }))
}

pub(in crate::klantinteracties) fn of_medewerker(
    who: &Authorised<Registreren>,
    after: Option<&After>,
    limit: usize,
) -> SelectStatement {
    let mut query = select(who).and_where(Expr::col("medewerker_id").eq(who.medewerker())).to_owned();
    newest_first(&mut query, "plaatsgevonden_op", after, limit)
}
