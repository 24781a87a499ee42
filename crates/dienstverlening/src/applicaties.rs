//! Programs of others that tell us something: each has a key, that is shown once and kept nowhere. What it told stays its own when it gets
//! another.

use kern::journaal::{Vorm, geheim_sha256};
use kern::organisaties::OrganisatieId;
use kern::{Change, Database, Error, FieldError, Gebeurtenis, Handeling, Ids, Reads, Result, Row, Soort, Tx};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, Value};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::kennisbank::is_code;

kern::id_types! {
    /// A program of another.
    ApplicatieId,
}

/// A program may have a key.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("applicatie", "aangemaakt");
/// It has a key, or another one.
pub const GEWIJZIGD: Soort<Feiten> = Soort::new("applicatie", "gewijzigd");
/// Its key was taken away.
pub const INGETROKKEN: Soort<Feiten> = Soort::new("applicatie", "ingetrokken");

/// The kinds of gebeurtenissen of this file.
pub const SOORTEN: &[Vorm] = &[AANGEMAAKT.vorm(), GEWIJZIGD.vorm(), INGETROKKEN.vorm()];

/// What a program is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// Its name, a code.
    pub naam: String,
}

/// What a key begins with, so that one that leaked is found in a log or a repository.
const BEGIN: &str = "loket_";
const NAAM_MAX: usize = 40;

/// A program that showed its key: what it may tell, it tells to this organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicatie {
    id: ApplicatieId,
    organisatie: OrganisatieId,
    naam: String,
}

impl Applicatie {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> ApplicatieId {
        self.id
    }

    /// The organisation whose key it has.
    #[must_use]
    pub fn organisatie(&self) -> OrganisatieId {
        self.organisatie
    }

    /// Its name, a code.
    #[must_use]
    pub fn naam(&self) -> &str {
        &self.naam
    }

    fn feiten(&self) -> Feiten {
        Feiten { naam: self.naam.clone() }
    }

    /// As the journal keeps it: of the hash of its key only whether it is still the same.
    fn na(&self, sleutel_hash: Option<&str>) -> serde_json::Value {
        json!({ "naam": self.naam, "sleutel_hash_sha256": sleutel_hash.map(geheim_sha256) })
    }

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { id: row.get("id")?, organisatie: row.get("organisatie_id")?, naam: row.get("naam")? })
    }
}

const COLUMNS: [&str; 3] = ["id", "organisatie_id", "naam"];

/// The program with this key; none when nobody has it (any more).
///
/// # Errors
/// What the database says.
pub async fn met_sleutel(db: &impl Reads, sleutel: &str) -> Result<Option<Applicatie>> {
    // What cannot be one costs no question. A key holds 256 bits of chance: a plain hash is enough.
    if !sleutel.starts_with(BEGIN) || sleutel.len() != BEGIN.len() + 64 {
        return Ok(None);
    }
    let query = select().and_where(Expr::col("sleutel_hash").eq(geheim_sha256(sleutel))).to_owned();
    db.row(&query).await?.as_ref().map(Applicatie::from_row).transpose()
}

fn select() -> SelectStatement {
    Query::select().columns(COLUMNS).from("applicaties").to_owned()
}

/// Holds a program until commit, so that its key is not taken away in the meantime.
///
/// # Errors
/// [`Error::Denied`] when it has no key any more.
pub(crate) async fn houd(tx: &Tx, wie: &Applicatie) -> Result<()> {
    tx.lock("applicaties", wie.id).await?;
    let with_key =
        select().and_where(Expr::col("id").eq(wie.id)).and_where(Expr::col("sleutel_hash").is_not_null()).to_owned();
    tx.row(&with_key).await?.map(drop).ok_or(Error::Denied { needs: "sleutel" })
}

/// The programs of an organisation that have a key, by name.
///
/// # Errors
/// What the database says.
pub async fn lijst(db: &impl Reads, organisatie: OrganisatieId) -> Result<Vec<Applicatie>> {
    let query = select()
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("sleutel_hash").is_not_null())
        .order_by("naam", Order::Asc)
        .to_owned();
    db.rows(&query).await?.iter().map(Applicatie::from_row).collect()
}

/// A program by its name, with or without a key.
async fn genaamd(db: &impl Reads, organisatie: OrganisatieId, naam: &str) -> Result<Option<Applicatie>> {
    let query = select()
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("naam").eq(naam))
        .to_owned();
    db.row(&query).await?.as_ref().map(Applicatie::from_row).transpose()
}

/// Gives a program a key, in the place of the one that it had, and shows it: it is kept nowhere.
///
/// # Errors
/// [`Error::Invalid`] for a name that is no code.
pub async fn sleutel_geven(db: &Database, ids: &Ids, handeling: &Handeling, naam: &str) -> Result<String> {
    let secret: String = ids.secret().iter().map(|byte| format!("{byte:02x}")).collect();
    let sleutel = format!("{BEGIN}{secret}");
    let tx = db.begin().await?;
    let (applicatie, mut changes) = match genaamd(&tx, handeling.organisatie, naam).await? {
        Some(known) => (known, Vec::new()),
        None => {
            let (new, change) = aanmaken(handeling, ids, naam)?;
            (new, vec![change])
        }
    };
    changes.push(met_hash(handeling, ids, GEWIJZIGD, &applicatie, Some(geheim_sha256(&sleutel)))?);
    tx.write(changes).await?;
    tx.commit().await?;
    Ok(sleutel)
}

/// A program that has no key yet.
///
/// # Errors
/// [`Error::Invalid`] for a name that is no code.
pub fn aanmaken(handeling: &Handeling, ids: &Ids, naam: &str) -> Result<(Applicatie, Change)> {
    let begins = naam.starts_with(|sign: char| sign.is_ascii_lowercase());
    if !begins || naam.len() > NAAM_MAX || !is_code(naam) {
        return Err(FieldError::new("naam", "ongeldige-waarde").into());
    }
    let new = Applicatie { id: ids.next(), organisatie: handeling.organisatie, naam: naam.to_owned() };
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, new.id).feiten(&new.feiten())?.na(&new.na(None))?;
    let values: Vec<(&'static str, Value)> =
        vec![("id", new.id.into()), ("organisatie_id", new.organisatie.into()), ("naam", naam.into())];
    Ok((new, Change::new(event).insert("applicaties", values)))
}

fn met_hash(
    handeling: &Handeling,
    ids: &Ids,
    soort: Soort<Feiten>,
    wie: &Applicatie,
    hash: Option<String>,
) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, soort, wie.id).feiten(&wie.feiten())?.na(&wie.na(hash.as_deref()))?;
    let update = Query::update()
        .table("applicaties")
        .value("sleutel_hash", hash)
        .and_where(Expr::col("id").eq(wie.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .to_owned();
    Ok(Change::new(event).update(update))
}

/// Takes the key of a program away: from now on it is refused.
///
/// # Errors
/// [`Error::Invalid`] when no program of this name has one.
pub async fn intrekken(db: &Database, ids: &Ids, handeling: &Handeling, naam: &str) -> Result<()> {
    let tx = db.begin().await?;
    let unknown = || FieldError::new("naam", "onbekende-keuze");
    let was = genaamd(&tx, handeling.organisatie, naam).await?.ok_or_else(unknown)?;
    houd(&tx, &was).await.map_err(|error| match error {
        Error::Denied { .. } => unknown().into(),
        other => other,
    })?;
    tx.write(vec![met_hash(handeling, ids, INGETROKKEN, &was, None)?]).await?;
    tx.commit().await
}
