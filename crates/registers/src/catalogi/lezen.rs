//! Reading the catalogue. It is small (some dozens of zaaktypen) and holds nothing personal.

use std::collections::HashMap;

use jiff::civil::Date;
use kern::organisaties::OrganisatieId;
use kern::{Reads, Result, Row};
use sea_query::{Cond, Expr, ExprTrait, Order, Query, SelectStatement};

use super::informatieobjecttype::Informatieobjecttype;
use super::onderdelen::{Eigenschap, Resultaattype, Roltype, Statustype, ZaaktypeInformatieobjecttype};
use super::zaaktype::{Zaaktype, ZaaktypeId};

fn select(organisatie: OrganisatieId) -> SelectStatement {
    Query::select()
        .columns(Zaaktype::COLUMNS)
        .from("zaaktypen")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .order_by("omschrijving", Order::Asc)
        .order_by("begin_geldigheid", Order::Asc)
        .to_owned()
}

/// Every version of every zaaktype, by name.
///
/// # Errors
/// What the database says.
pub async fn alle(db: &impl Reads, organisatie: OrganisatieId) -> Result<Vec<Zaaktype>> {
    read(db, organisatie, &select(organisatie)).await
}

/// One version of a zaaktype, with all that belongs to it.
///
/// # Errors
/// What the database says.
pub async fn by_id(db: &impl Reads, organisatie: OrganisatieId, id: ZaaktypeId) -> Result<Option<Zaaktype>> {
    Ok(by_ids(db, organisatie, &[id]).await?.into_iter().next())
}

/// These versions, for a list of cases; each once, by name.
///
/// # Errors
/// What the database says.
pub async fn by_ids(db: &impl Reads, organisatie: OrganisatieId, ids: &[ZaaktypeId]) -> Result<Vec<Zaaktype>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = select(organisatie).and_where(Expr::col("id").is_in(ids.iter().copied())).to_owned();
    read(db, organisatie, &query).await
}

/// The version of a zaaktype that a case begins with on this day; none when there is no such one or it was withdrawn.
///
/// # Errors
/// What the database says.
pub async fn geldig(
    db: &impl Reads,
    organisatie: OrganisatieId,
    identificatie: &str,
    op: Date,
) -> Result<Option<Zaaktype>> {
    let day = op.to_string();
    let open = Expr::col("einde_geldigheid").is_null().or(Expr::col("einde_geldigheid").gte(day.as_str()));
    let query = select(organisatie)
        .and_where(Expr::col("identificatie").eq(identificatie))
        .and_where(Expr::col("begin_geldigheid").lte(day.as_str()))
        .cond_where(Cond::all().add(open))
        .to_owned();
    // Versions do not overlap; should two begin on one day, the later one counts.
    Ok(read(db, organisatie, &query).await?.into_iter().next_back())
}

/// The kinds of documents, by name.
///
/// # Errors
/// What the database says.
pub async fn informatieobjecttypen(db: &impl Reads, organisatie: OrganisatieId) -> Result<Vec<Informatieobjecttype>> {
    let query = Query::select()
        .columns(["id", "omschrijving", "vertrouwelijkheidaanduiding", "begin_geldigheid"])
        .from("informatieobjecttypen")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .order_by("omschrijving", Order::Asc)
        .to_owned();
    db.rows(&query).await?.iter().map(Informatieobjecttype::from_row).collect()
}

async fn read(db: &impl Reads, organisatie: OrganisatieId, query: &SelectStatement) -> Result<Vec<Zaaktype>> {
    let rows = db.rows(query).await?;
    let mut zaaktypen: Vec<Zaaktype> = rows.iter().map(Zaaktype::from_row).collect::<Result<_>>()?;
    if zaaktypen.is_empty() {
        return Ok(zaaktypen);
    }
    let ids: Vec<ZaaktypeId> = zaaktypen.iter().map(|zaaktype| zaaktype.id).collect();
    let of = |table, order| parts(organisatie, &ids, table, order);
    let mut statustypen = grouped(db, &of(Statustype::TABEL, "volgnummer"), Statustype::from_row).await?;
    let mut resultaattypen = grouped(db, &of(Resultaattype::TABEL, "omschrijving"), Resultaattype::from_row).await?;
    let mut roltypen = grouped(db, &of(Roltype::TABEL, "omschrijving"), Roltype::from_row).await?;
    let mut eigenschappen = grouped(db, &of(Eigenschap::TABEL, "naam"), Eigenschap::from_row).await?;
    let documents = of(ZaaktypeInformatieobjecttype::TABEL, "volgnummer");
    let mut documents = grouped(db, &documents, ZaaktypeInformatieobjecttype::from_row).await?;
    for zaaktype in &mut zaaktypen {
        zaaktype.statustypen = statustypen.remove(&zaaktype.id).unwrap_or_default();
        zaaktype.resultaattypen = resultaattypen.remove(&zaaktype.id).unwrap_or_default();
        zaaktype.roltypen = roltypen.remove(&zaaktype.id).unwrap_or_default();
        zaaktype.eigenschappen = eigenschappen.remove(&zaaktype.id).unwrap_or_default();
        zaaktype.informatieobjecttypen = documents.remove(&zaaktype.id).unwrap_or_default();
    }
    Ok(zaaktypen)
}

fn parts(
    organisatie: OrganisatieId,
    zaaktypen: &[ZaaktypeId],
    table: &'static str,
    order: &'static str,
) -> SelectStatement {
    Query::select()
        .column(sea_query::Asterisk)
        .from(table)
        .and_where(Expr::col("zaaktype_id").is_in(zaaktypen.iter().copied()))
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .order_by("zaaktype_id", Order::Asc)
        .order_by(order, Order::Asc)
        .to_owned()
}

async fn grouped<T>(
    db: &impl Reads,
    query: &SelectStatement,
    read: impl Fn(&Row) -> Result<T>,
) -> Result<HashMap<ZaaktypeId, Vec<T>>> {
    let mut groups: HashMap<ZaaktypeId, Vec<T>> = HashMap::new();
    for row in db.rows(query).await? {
        groups.entry(row.get("zaaktype_id")?).or_default().push(read(&row)?);
    }
    Ok(groups)
}
