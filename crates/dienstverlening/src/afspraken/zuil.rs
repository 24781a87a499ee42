//! The kiosks: which devices may report visitors. A kiosk is linked to its desk with a code from the functional manager, and
//! its link can be taken away.

use kern::autorisatie::Beheren;
use kern::organisaties::OrganisatieId;
use kern::{
    Authorised, Change, Database, Error, FieldError, Gebeurtenis, Handeling, Ids, Moment, Reads, Result, Row, Soort,
};
use sea_query::{Expr, ExprTrait, Order, Query, Value};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::code;
use crate::inrichten::Instellingen;

kern::id_types! {
    /// A kiosk.
    ZuilId,
}

/// A kiosk may be linked.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("zuil", "aangemaakt");
/// A device was linked.
pub const GEKOPPELD: Soort<Feiten> = Soort::new("zuil", "gekoppeld");
/// Its link was taken away.
pub const INGETROKKEN: Soort<Feiten> = Soort::new("zuil", "ingetrokken");

/// What a kiosk is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// The desk.
    pub balie: String,
}

/// Long enough to walk to the hall.
pub const CODE_GELDIG_S: i64 = 60 * 60;
/// More than any town hall has.
const ZUILEN_MAX: usize = 50;
const NAAM_MAX: usize = 60;

/// A kiosk, linked or waiting for its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zuil {
    /// Its id.
    pub id: ZuilId,
    /// The code of its desk.
    pub balie: String,
    /// Where it stands, in words.
    pub naam: String,
    /// Until when its code links a device; none when one is linked.
    pub code_geldig_tot: Option<Moment>,
    /// Since when a device is linked.
    pub gekoppeld_op: Option<Moment>,
}

impl Zuil {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            balie: row.get("balie")?,
            naam: row.get("naam")?,
            code_geldig_tot: row.get("code_geldig_tot")?,
            gekoppeld_op: row.get("gekoppeld_op")?,
        })
    }
}

const COLUMNS: [&str; 5] = ["id", "balie", "naam", "code_geldig_tot", "gekoppeld_op"];

/// The kiosks of the organisation, by name.
///
/// # Errors
/// What the database says.
pub async fn lijst(db: &impl Reads, who: &Authorised<Beheren>) -> Result<Vec<Zuil>> {
    let query = Query::select()
        .columns(COLUMNS)
        .from("zuilen")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .order_by("naam", Order::Asc)
        .order_by("id", Order::Asc)
        .to_owned();
    db.rows(&query).await?.iter().map(Zuil::from_row).collect()
}

/// Makes a kiosk at a desk, and gives the code that links one device to it within an hour. The code is kept nowhere.
///
/// # Errors
/// [`Error::Invalid`] for a desk that is not there, a name that is empty or too long, or when there are enough.
pub async fn maken(
    db: &Database,
    ids: &Ids,
    (who, handeling): (&Authorised<Beheren>, &Handeling),
    instellingen: &Instellingen,
    (balie, naam): (&str, &str),
) -> Result<String> {
    let naam = naam.trim();
    let mut wrong = Vec::new();
    if instellingen.balies.balie(balie).is_none() {
        wrong.push(FieldError::new("balie", "onbekende-keuze"));
    }
    if naam.is_empty() {
        wrong.push(FieldError::new("naam", "verplicht"));
    } else if naam.chars().count() > NAAM_MAX {
        wrong.push(FieldError::new("naam", "te-lang").detail(NAAM_MAX));
    }
    if lijst(db, who).await?.len() >= ZUILEN_MAX {
        wrong.push(FieldError::new("naam", "zuilen-genoeg").detail(ZUILEN_MAX));
    }
    Error::all(wrong)?;
    let (id, code): (ZuilId, String) = (ids.next(), code::nieuw(ids));
    let values: Vec<(&'static str, Value)> = vec![
        ("id", id.into()),
        ("organisatie_id", who.organisatie().into()),
        ("balie", balie.into()),
        ("naam", naam.into()),
        ("code_hash", hash(who.organisatie(), &code).into()),
        ("code_geldig_tot", handeling.op.plus_seconds(CODE_GELDIG_S).into()),
    ];
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, id).feiten(&Feiten { balie: balie.to_owned() })?;
    let tx = db.begin().await?;
    tx.write(vec![Change::new(event.na(&json!({ "naam": naam }))?).insert("zuilen", values)]).await?;
    tx.commit().await?;
    Ok(code)
}

/// Takes a kiosk away: the device reports nobody any more.
///
/// # Errors
/// [`Error::Missing`] when it is not there any more, or is somebody else's.
pub async fn intrekken(
    db: &Database,
    ids: &Ids,
    (who, handeling): (&Authorised<Beheren>, &Handeling),
    id: ZuilId,
) -> Result<()> {
    let tx = db.begin().await?;
    let own = Query::select()
        .columns(COLUMNS)
        .from("zuilen")
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .to_owned();
    let was = tx.row(&own).await?.as_ref().map(Zuil::from_row).transpose()?;
    let was = was.ok_or(Error::Missing { what: "zuil", id: id.uuid() })?;
    let event = Gebeurtenis::new(handeling, ids, INGETROKKEN, id).feiten(&Feiten { balie: was.balie.clone() })?;
    let gone = Query::delete().from_table("zuilen").and_where(Expr::col("id").eq(id)).to_owned();
    tx.write(vec![Change::new(event.voor(&json!({ "naam": was.naam }))?).delete(gone)]).await?;
    tx.commit().await
}

/// Links the device with this secret (its hash) to the kiosk whose code it has, once. False when no kiosk of this desk has that
/// code, or had it too long ago.
///
/// # Errors
/// What the database says.
pub async fn koppelen(
    db: &Database,
    ids: &Ids,
    handeling: &Handeling,
    balie: &str,
    (typed, sleutel_hash): (&str, &str),
) -> Result<bool> {
    let Some(code) = code::lees(typed) else { return Ok(false) };
    let organisatie = handeling.organisatie;
    let tx = db.begin().await?;
    let waiting = Query::select()
        .columns(COLUMNS)
        .from("zuilen")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("balie").eq(balie))
        .and_where(Expr::col("code_hash").eq(hash(organisatie, &code)))
        .and_where(Expr::col("code_geldig_tot").gt(handeling.op))
        .to_owned();
    let Some(zuil) = tx.row(&waiting).await?.as_ref().map(Zuil::from_row).transpose()? else { return Ok(false) };
    let update = Query::update()
        .table("zuilen")
        .value("sleutel_hash", sleutel_hash)
        .value("gekoppeld_op", handeling.op)
        .value("code_hash", None::<String>)
        .value("code_geldig_tot", None::<String>)
        .and_where(Expr::col("id").eq(zuil.id))
        .and_where(Expr::col("code_hash").eq(hash(organisatie, &code)))
        .to_owned();
    let event = Gebeurtenis::new(handeling, ids, GEKOPPELD, zuil.id).feiten(&Feiten { balie: zuil.balie.clone() })?;
    match tx.write(vec![Change::new(event).update(update)]).await {
        // Another device was first.
        Err(Error::Conflict(_)) => Ok(false),
        Err(other) => Err(other),
        Ok(()) => {
            tx.commit().await?;
            Ok(true)
        }
    }
}

/// Whether the device with this secret (its hash) is a kiosk of this desk.
///
/// # Errors
/// What the database says.
pub async fn is_gekoppeld(
    db: &impl Reads,
    organisatie: OrganisatieId,
    balie: &str,
    sleutel_hash: &str,
) -> Result<bool> {
    let query = Query::select()
        .column("id")
        .from("zuilen")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("balie").eq(balie))
        .and_where(Expr::col("sleutel_hash").eq(sleutel_hash))
        .to_owned();
    Ok(db.row(&query).await?.is_some())
}

fn hash(organisatie: OrganisatieId, code: &str) -> String {
    code::hash(organisatie, &format!("zuil {code}"))
}
