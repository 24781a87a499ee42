//! Reading the journal: the facts are free for followers; the personal part asks for an authorisation.

use std::collections::HashSet;

use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, UnionType};
use uuid::Uuid;

use super::inhoud::Bewaard;
use super::{Change, Gebeurtenis, GebeurtenisId, Soort};
use crate::autorisatie::{Authorised, Eigen, LeesJournaal};
use crate::organisaties::{MedewerkerId, OrganisatieId};
use crate::{Database, Handeling, Ids, Moment, Reads, Result, Row};

/// Somebody saw the personal part of a gebeurtenis; what that one is about is its hoofdobject.
pub(super) const GERAADPLEEGD: Soort = Soort::new("gebeurtenis", "geraadpleegd");

/// A written gebeurtenis, without its personal part.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place in the journal of its organisation: in the order of commits, without gaps but in the order that all shared.
    pub volgnummer: i64,
    /// Its id.
    pub id: GebeurtenisId,
    /// Whose it is.
    pub organisatie: OrganisatieId,
    /// The program that wrote it; none: from before that was kept.
    pub programma: Option<String>,
    /// The standard's resource.
    pub resource: String,
    /// What happened to it.
    pub actie: String,
    /// Which one.
    pub resource_id: Uuid,
    /// What it belongs to.
    pub hoofdobject_id: Option<Uuid>,
    /// When it happened.
    pub plaatsgevonden_op: Moment,
    /// When it was written down.
    pub vastgelegd_op: Moment,
    /// Who did it; none for the program itself and for a citizen.
    pub medewerker: Option<MedewerkerId>,
    /// The citizen who did it, as the id of their partij.
    pub partij: Option<Uuid>,
    /// On whose behalf, when that is somebody else.
    pub namens: Option<String>,
    /// Why.
    pub doel: Option<String>,
    /// What norms and reports count by.
    pub feiten: serde_json::Value,
    /// Whether it had a personal part when it was written; when that is not there any more, it has been forgotten.
    pub persoonlijk: bool,
}

impl Entry {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            volgnummer: row.get("volgnummer")?,
            id: row.get("id")?,
            organisatie: row.get("organisatie_id")?,
            programma: row.get("programma")?,
            resource: row.get("resource")?,
            actie: row.get("actie")?,
            resource_id: row.get("resource_id")?,
            hoofdobject_id: row.get("hoofdobject_id")?,
            plaatsgevonden_op: row.get("plaatsgevonden_op")?,
            vastgelegd_op: row.get("vastgelegd_op")?,
            medewerker: row.get("medewerker_id")?,
            partij: row.get("partij_id")?,
            namens: row.get("namens")?,
            doel: row.get("doel")?,
            feiten: row.get("feiten")?,
            persoonlijk: !row.get::<String>("inhoud_hash")?.is_empty(),
        })
    }
}

fn entries() -> SelectStatement {
    Query::select()
        .columns([
            "volgnummer",
            "id",
            "organisatie_id",
            "programma",
            "resource",
            "actie",
            "resource_id",
            "hoofdobject_id",
        ])
        .columns(["plaatsgevonden_op", "vastgelegd_op", "medewerker_id", "partij_id", "namens", "doel", "feiten"])
        .column("inhoud_hash")
        .from("gebeurtenissen")
        .to_owned()
}

/// The next gebeurtenissen of an organisation after a number, oldest first: for followers.
///
/// # Errors
/// What the database says.
pub async fn read_after(db: &impl Reads, organisatie: OrganisatieId, number: i64, limit: u64) -> Result<Vec<Entry>> {
    let query = entries()
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("volgnummer").gt(number))
        .order_by("volgnummer", Order::Asc)
        .limit(limit)
        .to_owned();
    db.rows(&query).await?.iter().map(Entry::from_row).collect()
}

/// The number of the last gebeurtenis of an organisation that was written down before a moment.
///
/// # Errors
/// What the database says.
pub async fn laatste_voor(db: &impl Reads, organisatie: OrganisatieId, moment: Moment) -> Result<Option<i64>> {
    let query = Query::select()
        .column("volgnummer")
        .from("gebeurtenissen")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("vastgelegd_op").lt(moment))
        .order_by("vastgelegd_op", Order::Desc)
        .order_by("volgnummer", Order::Desc)
        .limit(1)
        .to_owned();
    db.row(&query).await?.map(|row| row.get("volgnummer")).transpose()
}

/// The gebeurtenissen of an organisation that have these numbers, oldest first: for whoever noted them while reading it.
///
/// # Errors
/// What the database says.
pub async fn read_numbers(db: &impl Reads, organisatie: OrganisatieId, numbers: &[i64]) -> Result<Vec<Entry>> {
    let query = these(organisatie, Expr::col("volgnummer").is_in(numbers.iter().copied()));
    db.rows(&query).await?.iter().map(Entry::from_row).collect()
}

/// The gebeurtenissen of these resources that happened to these things, or to what belongs to them, oldest first: for a recount.
///
/// # Errors
/// What the database says.
pub async fn read_about(
    db: &impl Reads,
    organisatie: OrganisatieId,
    resources: &[&str],
    dingen: &[Uuid],
) -> Result<Vec<Entry>> {
    db.rows(&about(organisatie, resources, dingen)).await?.iter().map(Entry::from_row).collect()
}

pub(super) fn about(organisatie: OrganisatieId, resources: &[&str], dingen: &[Uuid]) -> SelectStatement {
    // Without the organisation, whose index SQLite would take before it has counted anything.
    let of = |column: &'static str| -> SelectStatement {
        let these = Expr::col(column).is_in(dingen.iter().copied());
        let kinds = Expr::col("resource").is_in(resources.iter().copied());
        Query::select().column("volgnummer").from("gebeurtenissen").and_where(these).and_where(kinds).to_owned()
    };
    let numbers = of("resource_id").union(UnionType::Distinct, of("hoofdobject_id")).to_owned();
    these(organisatie, Expr::col("volgnummer").in_subquery(numbers))
        .and_where(Expr::col("resource").is_in(resources.iter().copied()))
        .to_owned()
}

fn these(organisatie: OrganisatieId, which: Expr) -> SelectStatement {
    entries()
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(which)
        .order_by("volgnummer", Order::Asc)
        .to_owned()
}

/// Which part of the journal an auditor looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keuze {
    /// Only of this resource or main object.
    pub over: Option<Uuid>,
    /// Only of these kinds: the resource and what happened to it. None: of all.
    pub soorten: Vec<(String, String)>,
    /// Only what they did, and what was tried in their name.
    pub wie: Option<MedewerkerId>,
    /// Only what was written down from this moment on.
    pub van: Option<Moment>,
    /// Only what was written down before this moment.
    pub tot: Option<Moment>,
    /// Only before this number.
    pub voor: Option<i64>,
}

/// What an auditor sees: the newest gebeurtenissen of a choice.
///
/// # Errors
/// What the database says.
pub async fn history(db: &impl Reads, who: &Authorised<LeesJournaal>, keuze: &Keuze, limit: u64) -> Result<Vec<Entry>> {
    db.rows(&newest(who, keuze, limit)).await?.iter().map(Entry::from_row).collect()
}

pub(super) fn newest(who: &Authorised<LeesJournaal>, keuze: &Keuze, limit: u64) -> SelectStatement {
    let kinds = keuze.soorten.iter().map(|(resource, actie)| {
        Expr::col("resource").eq(resource.as_str()).and(Expr::col("actie").eq(actie.as_str()))
    });
    let of_kind = kinds.reduce(ExprTrait::or);
    entries()
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where_option(keuze.over.map(|id| Expr::col("resource_id").eq(id).or(Expr::col("hoofdobject_id").eq(id))))
        .and_where_option(of_kind)
        .and_where_option(keuze.wie.map(|id| {
            let account = Expr::col("resource").eq("medewerker").and(Expr::col("resource_id").eq(id));
            Expr::col("medewerker_id").eq(id).or(account)
        }))
        .and_where_option(keuze.van.map(|moment| Expr::col("vastgelegd_op").gte(moment)))
        .and_where_option(keuze.tot.map(|moment| Expr::col("vastgelegd_op").lt(moment)))
        .and_where_option(keuze.voor.map(|number| Expr::col("volgnummer").lt(number)))
        .order_by("volgnummer", Order::Desc)
        .limit(limit)
        .to_owned()
}

/// What a citizen sees of the journal: who looked at their own data, and at these things of theirs, newest first. That the things
/// are theirs is for the caller to know.
///
/// # Errors
/// What the database says.
pub async fn geraadpleegd(
    db: &impl Reads,
    eigen: &Eigen,
    dingen: &[Uuid],
    voor: Option<i64>,
    limit: u64,
) -> Result<Vec<Entry>> {
    let mut all = dingen.to_vec();
    all.push(eigen.partij());
    let about = Expr::col("resource_id").is_in(all.clone()).or(Expr::col("hoofdobject_id").is_in(all));
    let query = entries()
        .and_where(Expr::col("organisatie_id").eq(eigen.organisatie()))
        .and_where(Expr::col("actie").eq("geraadpleegd"))
        .and_where(about)
        .and_where_option(voor.map(|number| Expr::col("volgnummer").lt(number)))
        .order_by("volgnummer", Order::Desc)
        .limit(limit)
        .to_owned();
    db.rows(&query).await?.iter().map(Entry::from_row).collect()
}

/// Of these resources: those of which this person is known to have seen the content since a moment. For lists, which are looked at
/// again and again.
///
/// # Errors
/// What the database says.
pub async fn gezien(
    db: &impl Reads,
    handeling: &Handeling,
    resource: &str,
    ids: &[Uuid],
    sinds: Moment,
) -> Result<HashSet<Uuid>> {
    let query = Query::select()
        .column("resource_id")
        .from("gebeurtenissen")
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("resource").eq(resource))
        .and_where(Expr::col("actie").eq("geraadpleegd"))
        .and_where(Expr::col("medewerker_id").eq(handeling.medewerker))
        .and_where(Expr::col("vastgelegd_op").gte(sinds))
        .and_where(Expr::col("resource_id").is_in(ids.iter().copied()))
        .to_owned();
    db.rows(&query).await?.iter().map(|row| row.get("resource_id")).collect()
}

/// One gebeurtenis; none when there is no such one in this organisation.
///
/// # Errors
/// What the database says.
pub async fn by_id(db: &impl Reads, who: &Authorised<LeesJournaal>, id: GebeurtenisId) -> Result<Option<Entry>> {
    let query = entries()
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    db.row(&query).await?.as_ref().map(Entry::from_row).transpose()
}

/// The personal part of a gebeurtenis: before and after, as far as not forgotten.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inhoud {
    /// As it was.
    pub voor: Option<serde_json::Value>,
    /// As it became.
    pub na: Option<serde_json::Value>,
}

impl Inhoud {
    /// Reads it as it is kept: the column `inhoud` of gebeurtenis_inhoud.
    ///
    /// # Errors
    /// When that is not what was written.
    pub fn uitpakken(bytes: &[u8]) -> Result<Self> {
        let Bewaard { voor, na, .. } = Bewaard::uitpakken(bytes)?;
        let json = |text: Option<String>| text.map(|text| serde_json::from_str(&text)).transpose();
        Ok(Self { voor: json(voor)?, na: json(na)? })
    }
}

/// The personal part of one gebeurtenis; empty when there was none or it has been forgotten.
///
/// # Errors
/// What the database says.
pub async fn inhoud(db: &impl Reads, who: &Authorised<LeesJournaal>, entry: &Entry) -> Result<Inhoud> {
    let query = Query::select()
        .column("inhoud")
        .from("gebeurtenis_inhoud")
        .and_where(Expr::col("organisatie_id").eq(entry.organisatie))
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("volgnummer").eq(entry.volgnummer))
        .to_owned();
    match db.row(&query).await? {
        Some(row) => Inhoud::uitpakken(&row.get::<Vec<u8>>("inhoud")?),
        None => Ok(Inhoud::default()),
    }
}

/// The personal part of a gebeurtenis, for somebody who looks at it: that they did is kept before anything is given.
///
/// # Errors
/// What the database says.
pub async fn inhoud_openen(
    db: &Database,
    ids: &Ids,
    who: &Authorised<LeesJournaal>,
    handeling: &Handeling,
    entry: &Entry,
) -> Result<Inhoud> {
    let found = inhoud(db, who, entry).await?;
    if found == Inhoud::default() {
        return Ok(found);
    }
    let tx = db.begin().await?;
    let about = entry.hoofdobject_id.unwrap_or(entry.resource_id);
    let event = Gebeurtenis::new(handeling, ids, GERAADPLEEGD, entry.id.uuid()).bij(about);
    tx.write(vec![Change::new(event)]).await?;
    tx.commit().await?;
    Ok(found)
}
