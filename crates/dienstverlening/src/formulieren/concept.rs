//! Drafts of applications: what was typed in a form survives a closed browser, a session that ends and a killed server.
//!
//! A draft is personal data but no register: it has no gebeurtenis. Its id becomes the id of the zaak, so that sending it
//! twice makes one. Once sent only what the confirmation says is kept of it, until it expires.

use kern::organisaties::OrganisatieId;
use kern::{Busy, Database, Error, FieldError, Ids, Moment, Reads, Result, Row, Tx};
use sea_query::{Cond, Condition, Expr, ExprTrait, Order, Query, SelectStatement, UpdateStatement, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::definitie::{Formulier, Vraag};
use super::invoer::Invoer;

kern::id_types! {
    /// A draft; the zaak that comes of it has the same id.
    AanvraagId,
}

/// So long after the last change a draft is kept.
pub const BEWAARD_S: i64 = 30 * 24 * 60 * 60;
/// More drafts than anybody has open; the oldest beyond it stay, unlisted.
const LIJST_MAX: u64 = 50;
/// More files than any form takes.
pub const UPLOADS_MAX: usize = 40;

/// An application in progress, or just sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Concept {
    /// Its id.
    pub id: AanvraagId,
    /// Code of the form.
    pub formulier: String,
    /// The definition that it was last saved with ([`Formulier::versie`]).
    pub formulierversie: String,
    /// What was typed.
    pub invoer: Invoer,
    /// The files that came along.
    pub uploads: Vec<Upload>,
    /// Who applies, when logged in.
    pub burger: Option<Aanvrager>,
    /// Raised by each save.
    pub versie: i64,
    /// When it was begun.
    pub begonnen_op: Moment,
    /// When something was last saved.
    pub bijgewerkt_op: Moment,
    /// When it is removed.
    pub verloopt_op: Moment,
    /// What the confirmation says, once it was sent.
    pub verstuurd: Option<Verstuurd>,
}

/// Somebody who is logged in, and the partij they act for when that is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aanvrager {
    /// Who logged in.
    pub partij: Uuid,
    /// For whom they act.
    pub namens: Option<Uuid>,
}

/// A file in a draft. What it is was found out by looking into it, not believed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// Under which name the store has it.
    pub sleutel: Uuid,
    /// Code of the question that it answers.
    pub vraag: String,
    /// Its name.
    pub naam: String,
    /// Its MIME type.
    pub formaat: String,
    /// Its size in bytes.
    pub omvang: i64,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
}

/// What the confirmation says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verstuurd {
    /// The number by which the zaak is known.
    pub nummer: String,
    /// The last day on which it is handled, when the zaaktype says so.
    pub uiterlijk: Option<jiff::civil::Date>,
    /// Whether a message with the number goes to a mail address.
    pub e_mail: bool,
    /// When it was received.
    pub op: Moment,
}

/// Who asks for a draft: the browser that began it without a log-in, or the person that it belongs to.
#[derive(Clone, Debug)]
pub struct Houder {
    /// The organisation whose website it is.
    pub organisatie: OrganisatieId,
    /// Hash of the secret in the browser's cookie.
    pub sleutel_hash: Option<String>,
    /// Who is logged in.
    pub burger: Option<Aanvrager>,
}

impl Houder {
    /// Without a log-in the browser's secret opens it; what belongs to a person opens for that person alone.
    fn mag(&self) -> Condition {
        let browser = self.sleutel_hash.as_ref().map(|hash| {
            Cond::all().add(Expr::col("partij_id").is_null()).add(Expr::col("sleutel_hash").eq(hash.as_str()))
        });
        let own = self.burger.map(|burger| {
            let namens = match burger.namens {
                Some(namens) => Expr::col("namens_id").eq(namens),
                None => Expr::col("namens_id").is_null(),
            };
            Cond::all().add(Expr::col("partij_id").eq(burger.partij)).add(namens)
        });
        let any = [browser, own].into_iter().flatten().fold(Cond::any(), Cond::add);
        // Whoever has neither sees nothing.
        let any = if any.is_empty() { any.add(Expr::val(1).eq(0)) } else { any };
        Cond::all().add(Expr::col("organisatie_id").eq(self.organisatie)).add(any)
    }
}

const COLUMNS: [&str; 12] = [
    "id",
    "formulier",
    "formulierversie",
    "invoer",
    "uploads",
    "partij_id",
    "namens_id",
    "versie",
    "begonnen_op",
    "bijgewerkt_op",
    "verloopt_op",
    "verstuurd",
];

impl Concept {
    fn from_row(row: &Row) -> Result<Self> {
        let partij: Option<Uuid> = row.get("partij_id")?;
        let namens = row.get("namens_id")?;
        let verstuurd: Option<serde_json::Value> = row.get("verstuurd")?;
        Ok(Self {
            id: row.get("id")?,
            formulier: row.get("formulier")?,
            formulierversie: row.get("formulierversie")?,
            invoer: serde_json::from_value(row.get("invoer")?)?,
            uploads: serde_json::from_value(row.get("uploads")?)?,
            burger: partij.map(|partij| Aanvrager { partij, namens }),
            versie: row.get("versie")?,
            begonnen_op: row.get("begonnen_op")?,
            bijgewerkt_op: row.get("bijgewerkt_op")?,
            verloopt_op: row.get("verloopt_op")?,
            verstuurd: verstuurd.map(serde_json::from_value).transpose()?,
        })
    }

    /// Whether the form was changed since this was saved: what still fits is kept, and the applicant looks at it again.
    #[must_use]
    pub fn ander_formulier(&self, formulier: &Formulier) -> bool {
        self.formulierversie != formulier.versie()
    }

    fn missing(id: AanvraagId) -> Error {
        Error::Missing { what: "aanvraag", id: id.uuid() }
    }
}

fn select() -> SelectStatement {
    Query::select().columns(COLUMNS).from("aanvraag_concepten").to_owned()
}

/// Begins an application.
///
/// # Errors
/// [`Error::Denied`] without a browser's secret; what the database says.
pub async fn starten(db: &Database, ids: &Ids, houder: &Houder, formulier: &Formulier, op: Moment) -> Result<Concept> {
    let sleutel = houder.sleutel_hash.clone().ok_or(Error::Denied { needs: "aanvraag" })?;
    let concept = Concept {
        id: ids.next(),
        formulier: formulier.code.clone(),
        formulierversie: formulier.versie(),
        invoer: Invoer::default(),
        uploads: Vec::new(),
        burger: houder.burger,
        versie: 1,
        begonnen_op: op,
        bijgewerkt_op: op,
        verloopt_op: op.plus_seconds(BEWAARD_S),
        verstuurd: None,
    };
    let values: Vec<(&'static str, Value)> = vec![
        ("id", concept.id.into()),
        ("organisatie_id", houder.organisatie.into()),
        ("formulier", concept.formulier.clone().into()),
        ("formulierversie", concept.formulierversie.clone().into()),
        ("sleutel_hash", sleutel.into()),
        ("partij_id", concept.burger.map(|burger| burger.partij).into()),
        ("namens_id", concept.burger.and_then(|burger| burger.namens).into()),
        ("invoer", "{}".into()),
        ("uploads", "[]".into()),
        ("versie", concept.versie.into()),
        ("begonnen_op", op.into()),
        ("bijgewerkt_op", op.into()),
        ("verloopt_op", concept.verloopt_op.into()),
    ];
    let (columns, values): (Vec<_>, Vec<_>) = values.into_iter().unzip();
    let insert = Query::insert()
        .into_table("aanvraag_concepten")
        .columns(columns)
        .values(values.into_iter().map(Expr::val))
        .map_err(Error::bug)?
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&insert).await?;
    tx.commit().await?;
    Ok(concept)
}

/// A draft, or what was sent of it.
///
/// # Errors
/// [`Error::Missing`] when there is none, or it is somebody else's.
pub async fn by_id(db: &impl Reads, houder: &Houder, id: AanvraagId) -> Result<Concept> {
    let query = select().and_where(Expr::col("id").eq(id)).cond_where(houder.mag()).to_owned();
    db.row(&query).await?.as_ref().map(Concept::from_row).transpose()?.ok_or_else(|| Concept::missing(id))
}

/// The drafts of somebody that were not sent yet, the last saved first: for their own pages.
///
/// # Errors
/// What the database says.
pub async fn van(db: &impl Reads, organisatie: OrganisatieId, burger: Aanvrager) -> Result<Vec<Concept>> {
    let houder = Houder { organisatie, sleutel_hash: None, burger: Some(burger) };
    let query = select()
        .cond_where(houder.mag())
        .and_where(Expr::col("verstuurd_op").is_null())
        .order_by("bijgewerkt_op", Order::Desc)
        .order_by("id", Order::Desc)
        .limit(LIJST_MAX)
        .to_owned();
    db.rows(&query).await?.iter().map(Concept::from_row).collect()
}

/// What a save changes: what was typed, and the files.
pub type Inhoud<'c> = (&'c mut Invoer, &'c mut Vec<Upload>);

/// On PostgreSQL a save may come between reading and writing; this often it is read again.
const TRIES: usize = 8;

/// Saves a change. Two windows that save different pages both keep what they saved; of the same page the last one stays.
///
/// # Errors
/// [`Error::Missing`] when it is gone; [`Error::Conflict`] when it was sent already; what `change` refuses.
pub async fn opslaan(
    db: &Database,
    houder: &Houder,
    op: Moment,
    id: AanvraagId,
    formulier: &Formulier,
    change: impl Fn(Inhoud<'_>) -> Result<()>,
) -> Result<Concept> {
    let tx = db.begin().await?;
    for _ in 0..TRIES {
        let mut concept = by_id(&tx, houder, id).await?;
        if let Some(saved) = save(&tx, &mut concept, formulier, op, &change).await? {
            tx.commit().await?;
            return Ok(saved);
        }
    }
    Err(Error::Busy(Busy::Crowded))
}

async fn save(
    tx: &Tx,
    concept: &mut Concept,
    formulier: &Formulier,
    op: Moment,
    change: &impl Fn(Inhoud<'_>) -> Result<()>,
) -> Result<Option<Concept>> {
    if concept.verstuurd.is_some() {
        return Err(Error::Conflict(FieldError::new("", "aanvraag-verstuurd")));
    }
    if concept.ander_formulier(formulier) {
        let vragen = || formulier.vragen().map(|(_, vraag)| vraag);
        concept.invoer.beperk(&vragen().collect::<Vec<&Vraag>>());
        concept.uploads.retain(|upload| vragen().any(|vraag| vraag.code == upload.vraag));
    }
    change((&mut concept.invoer, &mut concept.uploads))?;
    if concept.uploads.len() > UPLOADS_MAX {
        return Err(FieldError::new("", "te-groot").detail(UPLOADS_MAX).into());
    }
    let saved = Concept {
        formulierversie: formulier.versie(),
        versie: concept.versie + 1,
        bijgewerkt_op: op,
        verloopt_op: op.plus_seconds(BEWAARD_S),
        ..concept.clone()
    };
    let update = at_version(concept)
        .value("formulierversie", saved.formulierversie.as_str())
        .value("invoer", serde_json::to_string(&saved.invoer)?)
        .value("uploads", serde_json::to_string(&saved.uploads)?)
        .value("versie", saved.versie)
        .value("bijgewerkt_op", saved.bijgewerkt_op)
        .value("verloopt_op", saved.verloopt_op)
        .to_owned();
    Ok((tx.execute(&update).await? == 1).then_some(saved))
}

/// A change of a draft that is still as it was read, and not sent.
fn at_version(concept: &Concept) -> UpdateStatement {
    Query::update()
        .table("aanvraag_concepten")
        .and_where(Expr::col("id").eq(concept.id))
        .and_where(Expr::col("versie").eq(concept.versie))
        .and_where(Expr::col("verstuurd_op").is_null())
        .to_owned()
}

/// Drafts of somebody who logs in, begun in this browser: all that it may know of them without the log-in is that they are there.
fn begonnen_in(houder: &Houder, sleutel: &str, id: AanvraagId) -> SelectStatement {
    select()
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("organisatie_id").eq(houder.organisatie))
        .and_where(Expr::col("sleutel_hash").eq(sleutel))
        .and_where(Expr::col("partij_id").is_not_null())
        .to_owned()
}

/// Whether a draft opens again in this browser once somebody has logged in.
///
/// # Errors
/// What the database says.
pub async fn wacht_op_inloggen(db: &impl Reads, houder: &Houder, id: AanvraagId) -> Result<bool> {
    let Some(sleutel) = houder.sleutel_hash.as_ref().filter(|_| houder.burger.is_none()) else { return Ok(false) };
    Ok(db.row(&begonnen_in(houder, sleutel, id)).await?.is_some())
}

/// Keeps what somebody typed whose session ended meanwhile: their browser still has the secret with which the draft was begun.
/// Nothing of the draft can be read this way. False when it is not that browser's.
///
/// # Errors
/// What `change` refuses; what the database says.
pub async fn bijschrijven(
    db: &Database,
    houder: &Houder,
    op: Moment,
    id: AanvraagId,
    formulieren: &[Formulier],
    change: impl Fn(&Formulier, Inhoud<'_>) -> Result<()>,
) -> Result<bool> {
    let Some(sleutel) = &houder.sleutel_hash else { return Ok(false) };
    let query = begonnen_in(houder, sleutel, id);
    let tx = db.begin().await?;
    for _ in 0..TRIES {
        let Some(row) = tx.row(&query).await? else { return Ok(false) };
        let mut concept = Concept::from_row(&row)?;
        let Some(formulier) = formulieren.iter().find(|f| f.code == concept.formulier) else { return Ok(false) };
        if concept.verstuurd.is_some() {
            return Ok(true);
        }
        if save(&tx, &mut concept, formulier, op, &|inhoud: Inhoud<'_>| change(formulier, inhoud)).await?.is_some() {
            tx.commit().await?;
            return Ok(true);
        }
    }
    Err(Error::Busy(Busy::Crowded))
}

/// Gives a draft of a visitor a code (its hash) to go on with on another device, in the place of one it had.
///
/// # Errors
/// [`Error::Missing`] when it is gone, was sent, or belongs to somebody who can log in.
pub async fn code_geven(db: &Database, houder: &Houder, id: AanvraagId, code_hash: &str) -> Result<()> {
    let update = Query::update()
        .table("aanvraag_concepten")
        .value("hervatcode_hash", code_hash)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("partij_id").is_null())
        .and_where(Expr::col("verstuurd_op").is_null())
        .cond_where(houder.mag())
        .to_owned();
    let tx = db.begin().await?;
    if tx.execute(&update).await? != 1 {
        return Err(Concept::missing(id));
    }
    tx.commit().await
}

/// Hands a draft over to the browser that knows its code; the browser that had it needs the code from then on.
///
/// # Errors
/// What the database says.
pub async fn hervatten(db: &Database, houder: &Houder, code_hash: &str) -> Result<Option<AanvraagId>> {
    let Some(sleutel) = &houder.sleutel_hash else { return Ok(None) };
    let update = Query::update()
        .table("aanvraag_concepten")
        .value("sleutel_hash", sleutel.as_str())
        .and_where(Expr::col("hervatcode_hash").eq(code_hash))
        .and_where(Expr::col("organisatie_id").eq(houder.organisatie))
        .and_where(Expr::col("partij_id").is_null())
        .and_where(Expr::col("verstuurd_op").is_null())
        .returning_col("id")
        .to_owned();
    let tx = db.begin().await?;
    let found = tx.row(&update).await?.map(|row| row.get("id")).transpose()?;
    tx.commit().await?;
    Ok(found)
}

/// Throws a draft away; twice is fine. Its files have no row any more and are swept.
///
/// # Errors
/// What the database says.
pub async fn weggooien(db: &Database, houder: &Houder, id: AanvraagId) -> Result<()> {
    let delete = Query::delete()
        .from_table("aanvraag_concepten")
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("verstuurd_op").is_null())
        .cond_where(houder.mag())
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&delete).await?;
    tx.commit().await
}

/// Removes what was not changed for thirty days, and the confirmations of what was sent that long ago. Gives how many.
///
/// # Errors
/// What the database says.
pub async fn opruimen(db: &Database, now: Moment) -> Result<u64> {
    let gone = Query::delete().from_table("aanvraag_concepten").and_where(Expr::col("verloopt_op").lte(now)).to_owned();
    let tx = db.begin().await?;
    let removed = tx.execute(&gone).await?;
    tx.commit().await?;
    Ok(removed)
}

/// Takes what was typed out of a draft, once: whoever comes second gets false, also when both come at the same time. The row
/// stays for the confirmation.
pub(super) async fn take(tx: &Tx, concept: &Concept, op: Moment) -> Result<bool> {
    let update = at_version(concept)
        .value("verstuurd_op", op)
        .value("versie", concept.versie + 1)
        .value("invoer", "{}")
        .value("uploads", "[]")
        .value("hervatcode_hash", None::<String>)
        .value("verloopt_op", op.plus_seconds(BEWAARD_S))
        .to_owned();
    Ok(tx.execute(&update).await? == 1)
}

/// Notes what the confirmation says; in the transaction of [`take`].
pub(super) async fn bevestig(tx: &Tx, id: AanvraagId, verstuurd: &Verstuurd) -> Result<()> {
    let update = Query::update()
        .table("aanvraag_concepten")
        .value("verstuurd", serde_json::to_string(verstuurd)?)
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    tx.execute(&update).await.map(drop)
}
