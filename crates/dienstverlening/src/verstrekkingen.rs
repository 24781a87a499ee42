//! Verstrekkingen: what has to be passed on to another organisation, and when it was. Programs of others tell it, such as the one that
//! keeps the BRP (Wet BRP, article 3.1); what is promised about it is a norm like any other.

use std::collections::BTreeSet;

use kern::journaal::Vorm;
use kern::{Change, Database, Error, FieldError, Gebeurtenis, Handeling, Ids, Moment, Reads, Result, Row, Soort};
use registers::klantinteracties::Bsn;
use sea_query::{Expr, ExprTrait, Query, Value};
use serde::{Deserialize, Serialize};
use serde_json::json;
use servicenormen::voorwaarde::Eis;
use uuid::Uuid;

use crate::applicaties::{self, Applicatie, ApplicatieId};

kern::id_types! {
    /// Something that has to be passed on.
    VerstrekkingId,
}

/// There is something to pass on.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("verstrekking", "aangemaakt");
/// It was passed on, or something of it was put right.
pub const GEWIJZIGD: Soort<Feiten> = Soort::new("verstrekking", "gewijzigd");
/// There was nothing to pass on.
pub const INGETROKKEN: Soort<Feiten> = Soort::new("verstrekking", "ingetrokken");

/// The kinds of gebeurtenissen of this file.
pub const SOORTEN: &[Vorm] = &[AANGEMAAKT.vorm(), GEWIJZIGD.vorm(), INGETROKKEN.vorm()];

/// What a verstrekking is counted by. Nothing personal: it stays for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// What is passed on, a code.
    pub onderwerp: String,
    /// To whom, a code.
    pub afnemer: String,
    /// When there was something to pass on.
    pub gewijzigd_op: Moment,
    /// When it was passed on.
    pub verstrekt_op: Option<Moment>,
    /// Name of the program that told it.
    pub applicatie: String,
}

/// What a program tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Melding {
    /// What is passed on, a code.
    pub onderwerp: String,
    /// To whom, a code.
    pub afnemer: String,
    /// When there was something to pass on.
    pub gewijzigd_op: Moment,
    /// When it was passed on; none: not yet. What [`melden`] is told of it is its own word, [`Verstrekt`].
    pub verstrekt_op: Option<Moment>,
}

/// Something that has to be passed on, as it was told last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verstrekking {
    /// Its id.
    pub id: VerstrekkingId,
    /// Who told it.
    pub applicatie: ApplicatieId,
    /// The number that it has there.
    pub kenmerk: String,
    /// What was told.
    pub melding: Melding,
    /// When it was said that there was nothing to pass on.
    pub ingetrokken_op: Option<Moment>,
    /// Raised by each change.
    pub versie: i64,
}

/// What telling did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gedaan {
    /// It was not known yet.
    Nieuw,
    /// It was told otherwise before.
    Gewijzigd,
    /// It was told before, the same.
    Niets,
}

const RESOURCE: &str = "verstrekking";
const KENMERK_MAX: usize = 100;
const BSN_CIJFERS: usize = 9;
/// So much another clock may be ahead of ours.
const VOOR_S: i64 = 5 * 60;
/// What is older is not told any more: it is in no figure.
const TERUG_S: i64 = 3 * 366 * 86_400;

const COLUMNS: [&str; 9] = [
    "id",
    "applicatie_id",
    "kenmerk",
    "onderwerp",
    "afnemer",
    "gewijzigd_op",
    "verstrekt_op",
    "ingetrokken_op",
    "versie",
];

impl Verstrekking {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            applicatie: row.get("applicatie_id")?,
            kenmerk: row.get("kenmerk")?,
            melding: Melding {
                onderwerp: row.get("onderwerp")?,
                afnemer: row.get("afnemer")?,
                gewijzigd_op: row.get("gewijzigd_op")?,
                verstrekt_op: row.get("verstrekt_op")?,
            },
            ingetrokken_op: row.get("ingetrokken_op")?,
            versie: row.get("versie")?,
        })
    }

    /// As the journal keeps it: the columns of its row.
    fn na(&self) -> serde_json::Value {
        json!({
            "applicatie_id": self.applicatie,
            "kenmerk": self.kenmerk,
            "onderwerp": self.melding.onderwerp,
            "afnemer": self.melding.afnemer,
            "gewijzigd_op": self.melding.gewijzigd_op,
            "verstrekt_op": self.melding.verstrekt_op,
            "ingetrokken_op": self.ingetrokken_op,
            "versie": self.versie,
        })
    }

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("onderwerp", self.melding.onderwerp.clone().into()),
            ("afnemer", self.melding.afnemer.clone().into()),
            ("gewijzigd_op", self.melding.gewijzigd_op.into()),
            ("verstrekt_op", self.melding.verstrekt_op.into()),
            ("ingetrokken_op", self.ingetrokken_op.into()),
            ("versie", self.versie.into()),
        ]
    }
}

/// What was told of when it was passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verstrekt {
    /// Nothing: it stays as it was told before.
    Onvermeld,
    /// It was not.
    NogNiet,
    /// At this moment.
    Op(Moment),
}

/// What is wrong with what was told, by the names of its fields.
fn fouten(kenmerk: &str, melding: &Melding, known: &Codes, nu: Moment) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    let begins = kenmerk.starts_with(|sign: char| sign.is_ascii_alphanumeric());
    if !begins || kenmerk.len() > KENMERK_MAX || !kenmerk.bytes().all(plain) {
        wrong.push(FieldError::new("kenmerk", "geen-kenmerk"));
    } else if bevat_bsn(kenmerk) {
        // What comes in here stays for ever.
        wrong.push(FieldError::new("kenmerk", "kenmerk-is-bsn"));
    }
    for (field, code, known) in
        [("onderwerp", &melding.onderwerp, &known.onderwerpen), ("afnemer", &melding.afnemer, &known.afnemers)]
    {
        if !known.contains(code) {
            wrong.push(FieldError::new(field, "niet-in-norm"));
        }
    }
    let moments = [("gewijzigd_op", Some(melding.gewijzigd_op)), ("verstrekt_op", melding.verstrekt_op)];
    for (field, op) in moments {
        if op.is_some_and(|op| op > nu.plus_seconds(VOOR_S)) {
            wrong.push(FieldError::new(field, "moment-te-ver"));
        }
    }
    if melding.gewijzigd_op < nu.plus_seconds(-TERUG_S) {
        wrong.push(FieldError::new("gewijzigd_op", "moment-te-oud"));
    }
    if melding.verstrekt_op.is_some_and(|op| op < melding.gewijzigd_op) {
        wrong.push(FieldError::new("verstrekt_op", "moment-te-vroeg"));
    }
    wrong
}

/// Whether a burgerservicenummer stands in it: nine digits in a row, or nine with signs between them.
fn bevat_bsn(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let only_signs = !text.chars().any(|sign| sign.is_ascii_alphabetic());
    let is_bsn = |part: &str| part.len() == BSN_CIJFERS && part.parse::<Bsn>().is_ok();
    text.split(|sign: char| !sign.is_ascii_digit()).any(is_bsn) || (only_signs && is_bsn(&digits))
}

/// What can be told: what the norms of the organisation count by.
struct Codes {
    onderwerpen: BTreeSet<String>,
    afnemers: BTreeSet<String>,
}

impl Codes {
    async fn lees(db: &impl Reads, wie: &Applicatie) -> Result<Self> {
        let normen = servicenormen::normen::normen(db, wie.organisatie()).await?;
        let named = |fact: &str| {
            let about = normen.alle().filter(|versie| versie.norm.onderwerp == RESOURCE);
            let asked = about.filter_map(|versie| match versie.norm.start.waar.0.get(fact) {
                Some(Eis::Is(values)) => Some(values.iter().filter_map(|value| value.as_str().map(str::to_owned))),
                _ => None,
            });
            asked.flatten().collect()
        };
        Ok(Self { onderwerpen: named("onderwerp"), afnemers: named("afnemer") })
    }
}

/// The id of what a program knows by this number.
fn id(applicatie: ApplicatieId, kenmerk: &str) -> VerstrekkingId {
    Uuid::new_v5(&applicatie.uuid(), kenmerk.as_bytes()).into()
}

/// What a program told under this number; none when that is nothing.
///
/// # Errors
/// What the database says.
pub async fn een(db: &impl Reads, wie: &Applicatie, kenmerk: &str) -> Result<Option<Verstrekking>> {
    let query = Query::select()
        .columns(COLUMNS)
        .from("verstrekkingen")
        .and_where(Expr::col("organisatie_id").eq(wie.organisatie()))
        .and_where(Expr::col("id").eq(id(wie.id(), kenmerk)))
        .to_owned();
    db.row(&query).await?.as_ref().map(Verstrekking::from_row).transpose()
}

/// A program tells what has to be passed on, under its own number, and when it was. Told again it says how it is now; told the same again it does
/// nothing.
///
/// # Errors
/// [`Error::Invalid`] for what cannot be, [`Error::Conflict`] for what was withdrawn, [`Error::Denied`] when its key is gone.
pub async fn melden(
    db: &Database,
    ids: &Ids,
    wie: &Applicatie,
    nu: Moment,
    (kenmerk, melding, verstrekt): (&str, Melding, Verstrekt),
) -> Result<(Verstrekking, Gedaan)> {
    let known = Codes::lees(db, wie).await?;
    let now = |was: Option<&Verstrekking>| Melding {
        verstrekt_op: match verstrekt {
            Verstrekt::Onvermeld => was.and_then(|was| was.melding.verstrekt_op),
            Verstrekt::NogNiet => None,
            Verstrekt::Op(op) => Some(op),
        },
        ..melding.clone()
    };
    Error::all(fouten(kenmerk, &now(None), &known, nu))?;
    // The same again, as after an interruption, holds up nobody who writes.
    if let Some(was) =
        een(db, wie, kenmerk).await?.filter(|was| was.ingetrokken_op.is_none() && was.melding == now(Some(was)))
    {
        return Ok((was, Gedaan::Niets));
    }
    let tx = db.begin().await?;
    applicaties::houd(&tx, wie).await?;
    let was = een(&tx, wie, kenmerk).await?;
    let handeling = Handeling::program(wie.organisatie(), nu);
    let melding = now(was.as_ref());
    Error::all(fouten(kenmerk, &melding, &known, nu))?;
    let (wordt, gedaan, change) = match was {
        Some(was) if was.ingetrokken_op.is_some() => {
            return Err(Error::Conflict(FieldError::new("kenmerk", "verstrekking-ingetrokken")));
        }
        Some(was) if was.melding == melding => return Ok((was, Gedaan::Niets)),
        Some(was) => {
            let wordt = Verstrekking { melding, versie: was.versie + 1, ..was.clone() };
            let change = wijzigen(&handeling, ids, wie, GEWIJZIGD, (&was, &wordt))?;
            (wordt, Gedaan::Gewijzigd, change)
        }
        None => {
            let (wordt, change) = aanmaken(&handeling, ids, wie, (kenmerk, melding))?;
            (wordt, Gedaan::Nieuw, change)
        }
    };
    tx.write(vec![change]).await?;
    tx.commit().await?;
    Ok((wordt, gedaan))
}

/// Something to pass on that was not known yet.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn aanmaken(
    handeling: &Handeling,
    ids: &Ids,
    wie: &Applicatie,
    (kenmerk, melding): (&str, Melding),
) -> Result<(Verstrekking, Change)> {
    let new = Verstrekking {
        id: id(wie.id(), kenmerk),
        applicatie: wie.id(),
        kenmerk: kenmerk.to_owned(),
        melding,
        ingetrokken_op: None,
        versie: 1,
    };
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, new.id).feiten(&feiten(wie, &new))?.na(&new.na())?;
    let mut values: Vec<(&'static str, Value)> = vec![
        ("id", new.id.into()),
        ("organisatie_id", wie.organisatie().into()),
        ("applicatie_id", new.applicatie.into()),
        ("kenmerk", kenmerk.into()),
    ];
    values.extend(new.columns());
    Ok((new, Change::new(event).insert("verstrekkingen", values)))
}

/// What was told becomes something else.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn wijzigen(
    handeling: &Handeling,
    ids: &Ids,
    wie: &Applicatie,
    soort: Soort<Feiten>,
    (was, wordt): (&Verstrekking, &Verstrekking),
) -> Result<Change> {
    let event =
        Gebeurtenis::new(handeling, ids, soort, was.id).feiten(&feiten(wie, wordt))?.voor(&was.na())?.na(&wordt.na())?;
    let update = Query::update()
        .table("verstrekkingen")
        .values(wordt.columns().into_iter().map(|(column, value)| (column, value.into())))
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("versie").eq(was.versie))
        .to_owned();
    Ok(Change::new(event).update(update))
}

fn feiten(wie: &Applicatie, of: &Verstrekking) -> Feiten {
    Feiten {
        onderwerp: of.melding.onderwerp.clone(),
        afnemer: of.melding.afnemer.clone(),
        gewijzigd_op: of.melding.gewijzigd_op,
        verstrekt_op: of.melding.verstrekt_op,
        applicatie: wie.naam().to_owned(),
    }
}

/// A program says that there was nothing to pass on: no promise is counted for it. False when it told nothing under this number.
///
/// # Errors
/// What the database says.
pub async fn intrekken(db: &Database, ids: &Ids, wie: &Applicatie, nu: Moment, kenmerk: &str) -> Result<bool> {
    if een(db, wie, kenmerk).await?.is_none() {
        return Ok(false);
    }
    let tx = db.begin().await?;
    applicaties::houd(&tx, wie).await?;
    let Some(was) = een(&tx, wie, kenmerk).await? else { return Ok(false) };
    if was.ingetrokken_op.is_some() {
        return Ok(true);
    }
    let handeling = Handeling::program(wie.organisatie(), nu);
    let wordt = Verstrekking { ingetrokken_op: Some(nu), versie: was.versie + 1, ..was.clone() };
    let change = wijzigen(&handeling, ids, wie, INGETROKKEN, (&was, &wordt))?;
    tx.write(vec![change]).await?;
    tx.commit().await?;
    Ok(true)
}
