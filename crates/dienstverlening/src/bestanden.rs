//! Which files in the store are wanted: a file is noted before it is stored, and looked at each day until a document has it.
//! One that neither a document nor the draft of a form has goes.
//!
//! So no file is without a row for longer than [`BEKIJKEN_NA_S`] and the hour between two rounds, whatever was killed when:
//! noted and not stored, stored and in no row, in a draft that was thrown away. The file goes first and its note second.

use std::collections::{HashMap, HashSet};

use kern::{Database, Moment, Reads, Result};
use registers::documenten;
use sea_query::{Expr, ExprTrait, Order, Query};
use uuid::Uuid;

use crate::formulieren::{AanvraagId, Upload};

/// Far longer than an upload can take.
pub const BEKIJKEN_NA_S: i64 = 24 * 60 * 60;
/// Bounds one step.
const STAP: u64 = 200;

/// Notes a file that is about to be stored.
///
/// # Errors
/// What the database says; then nothing may be stored.
pub async fn noteren(db: &Database, sleutel: Uuid, aanvraag: Option<AanvraagId>, nu: Moment) -> Result<()> {
    let insert = Query::insert()
        .into_table("bestanden_onderweg")
        .columns(["sleutel", "aanvraag_id", "bekijken_op"])
        .values([sleutel.into(), aanvraag.into(), Expr::val(nu.plus_seconds(BEKIJKEN_NA_S))])
        .map_err(kern::Error::bug)?
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&insert).await?;
    tx.commit().await
}

/// Looks at what is due, some at a time: forgets what a document has, keeps what a draft has for another day, and gives what
/// nothing wants, to be removed from the store and then [forgotten](vergeten). None when nothing is due any more.
///
/// # Errors
/// What the database says.
pub async fn bekijken(db: &Database, nu: Moment) -> Result<Option<Vec<Uuid>>> {
    let query = Query::select()
        .columns(["sleutel", "aanvraag_id"])
        .from("bestanden_onderweg")
        .and_where(Expr::col("bekijken_op").lte(nu))
        .order_by("bekijken_op", Order::Asc)
        .order_by("sleutel", Order::Asc)
        .limit(STAP)
        .to_owned();
    let mut due: HashMap<Uuid, Option<AanvraagId>> = HashMap::new();
    for row in db.rows(&query).await? {
        due.insert(row.get("sleutel")?, row.get("aanvraag_id")?);
    }
    if due.is_empty() {
        return Ok(None);
    }
    // Drafts first: what moves from a draft to a document meanwhile is then seen in one of them.
    let in_draft = in_concepten(db, due.values().flatten().copied().collect()).await?;
    let in_document = documenten::met_inhoud(db, due.keys().copied()).await?;
    let of = |want: &dyn Fn(&Uuid) -> bool| due.keys().copied().filter(|key| want(key)).collect::<Vec<_>>();
    let documented = of(&|key| in_document.contains(key));
    let drafted = of(&|key| in_draft.contains(key) && !in_document.contains(key));
    vergeten(db, &documented).await?;
    uitstellen(db, &drafted, nu).await?;
    Ok(Some(of(&|key| !in_draft.contains(key) && !in_document.contains(key))))
}

/// Whether each of these files is wanted, or still to be looked at: those that are not.
///
/// # Errors
/// What the database says.
pub async fn onbekend(db: &impl Reads, sleutels: &[Uuid]) -> Result<Vec<Uuid>> {
    let noted = Query::select()
        .column("sleutel")
        .from("bestanden_onderweg")
        .and_where(Expr::col("sleutel").is_in(sleutels.iter().copied()))
        .to_owned();
    let noted: HashSet<Uuid> = db.rows(&noted).await?.iter().map(|row| row.get("sleutel")).collect::<Result<_>>()?;
    let in_document = documenten::met_inhoud(db, sleutels.iter().copied()).await?;
    Ok(sleutels.iter().copied().filter(|key| !noted.contains(key) && !in_document.contains(key)).collect())
}

/// A file that the database names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gewenst {
    /// Under which name the store has it.
    pub sleutel: Uuid,
    /// Its size in bytes.
    pub omvang: i64,
    /// The SHA-256 of what is in it, in hexadecimal.
    pub sha256: String,
    /// Whether a draft has it: that can be thrown away at any time, and its files go with it.
    pub concept: bool,
}

/// Where a walk over all files has come: first those of drafts, then those of documents. What moves from the one to the other
/// meanwhile is then seen in one of them.
#[derive(Debug, Default)]
pub struct Plek {
    concept: Option<AanvraagId>,
    concepten_klaar: bool,
    document: Option<documenten::Versie>,
}

/// The next files that the database names, of all organisations; none at the end.
///
/// # Errors
/// What the database says.
pub async fn gewenst(db: &impl Reads, plek: &mut Plek) -> Result<Option<Vec<Gewenst>>> {
    if !plek.concepten_klaar {
        let query = Query::select()
            .columns(["id", "uploads"])
            .from("aanvraag_concepten")
            .and_where_option(plek.concept.map(|id| Expr::col("id").gt(id)))
            .order_by("id", Order::Asc)
            .limit(STAP)
            .to_owned();
        let rows = db.rows(&query).await?;
        plek.concepten_klaar = (rows.len() as u64) < STAP;
        let mut found = Vec::new();
        for row in &rows {
            plek.concept = Some(row.get("id")?);
            let uploads: Vec<Upload> = serde_json::from_value(row.get("uploads")?)?;
            found.extend(uploads.into_iter().map(|upload| Gewenst {
                sleutel: upload.sleutel,
                omvang: upload.omvang,
                sha256: upload.sha256,
                concept: true,
            }));
        }
        return Ok(Some(found));
    }
    let found = documenten::inhouden(db, plek.document, STAP).await?;
    let Some((last, _)) = found.last() else { return Ok(None) };
    plek.document = Some(*last);
    let wanted = |inhoud: documenten::Inhoud| {
        let sleutel = inhoud.sleutel.parse().map_err(kern::Error::bug)?;
        Ok(Gewenst { sleutel, omvang: inhoud.omvang, sha256: inhoud.sha256, concept: false })
    };
    found.into_iter().map(|(_, inhoud)| wanted(inhoud)).collect::<Result<_>>().map(Some)
}

/// Forgets files that a document has, or that are in the store no more.
///
/// # Errors
/// What the database says.
pub async fn vergeten(db: &Database, sleutels: &[Uuid]) -> Result<()> {
    if sleutels.is_empty() {
        return Ok(());
    }
    let delete = Query::delete()
        .from_table("bestanden_onderweg")
        .and_where(Expr::col("sleutel").is_in(sleutels.iter().copied()))
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&delete).await?;
    tx.commit().await
}

/// Looks at files again a day later.
///
/// # Errors
/// What the database says.
pub async fn uitstellen(db: &Database, sleutels: &[Uuid], nu: Moment) -> Result<()> {
    if sleutels.is_empty() {
        return Ok(());
    }
    let update = Query::update()
        .table("bestanden_onderweg")
        .value("bekijken_op", nu.plus_seconds(BEKIJKEN_NA_S))
        .and_where(Expr::col("sleutel").is_in(sleutels.iter().copied()))
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&update).await?;
    tx.commit().await
}

async fn in_concepten(db: &impl Reads, aanvragen: HashSet<AanvraagId>) -> Result<HashSet<Uuid>> {
    if aanvragen.is_empty() {
        return Ok(HashSet::new());
    }
    let query = Query::select()
        .column("uploads")
        .from("aanvraag_concepten")
        .and_where(Expr::col("id").is_in(aanvragen))
        .to_owned();
    let mut found = HashSet::new();
    for row in db.rows(&query).await? {
        let uploads: Vec<Upload> = serde_json::from_value(row.get("uploads")?)?;
        found.extend(uploads.into_iter().map(|upload| upload.sleutel));
    }
    Ok(found)
}
