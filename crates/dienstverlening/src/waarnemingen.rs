//! Waarnemingen: what the house cannot see itself and a program of others tells, such as the one that keeps the BRP: what has to be passed on
//! (Wet BRP, article 3.1), a call, an invoice. It begins, it is done, and it can have a figure; what is promised about it is a norm like any other.

use std::collections::{BTreeMap, BTreeSet};

use kern::journaal::Vorm;
use kern::{Change, Database, Error, FieldError, Gebeurtenis, Handeling, Ids, Moment, Reads, Result, Row, Soort};
use registers::klantinteracties::Bsn;
use sea_query::{Expr, ExprTrait, Query, Value};
use serde::{Deserialize, Serialize};
use serde_json::json;
use servicenormen::Norm;
use servicenormen::voorwaarde::Eis;
use uuid::Uuid;

use crate::applicaties::{self, Applicatie, ApplicatieId};

kern::id_types! {
    /// Something that a program saw.
    WaarnemingId,
}

/// Something began.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("waarneming", "aangemaakt");
/// It was done, or something of it was put right.
pub const GEWIJZIGD: Soort<Feiten> = Soort::new("waarneming", "gewijzigd");
/// There was nothing.
pub const INGETROKKEN: Soort<Feiten> = Soort::new("waarneming", "ingetrokken");

/// The kinds of gebeurtenissen of this file.
pub const SOORTEN: &[Vorm] = &[AANGEMAAKT.vorm(), GEWIJZIGD.vorm(), INGETROKKEN.vorm()];

/// What a waarneming is counted by. Nothing personal: it stays for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// What it is, a code.
    pub soort: String,
    /// About what, a code, or empty.
    pub over: String,
    /// When it began.
    pub begonnen_op: Moment,
    /// When it was done.
    pub klaar_op: Option<Moment>,
    /// A figure.
    pub cijfer: Option<i64>,
    /// Name of the program that told it.
    pub applicatie: String,
}

/// What a program tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Melding {
    /// What it is, a code: `persoonsgegevens-doorgeven`.
    pub soort: String,
    /// About what, a code, or empty: to whom something is passed on.
    pub over: String,
    /// When it began.
    pub begonnen_op: Moment,
    /// When it was done; none: not yet. What [`melden`] is told of it is its own word, [`Vermeld`].
    pub klaar_op: Option<Moment>,
    /// A figure, such as the mark that somebody gave; none: there is none. Told as its own word too.
    pub cijfer: Option<i64>,
}

/// Something that a program saw, as it was told last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waarneming {
    /// Its id.
    pub id: WaarnemingId,
    /// Who told it.
    pub applicatie: ApplicatieId,
    /// The number that it has there.
    pub kenmerk: String,
    /// What was told.
    pub melding: Melding,
    /// When it was said that there was nothing.
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

const RESOURCE: &str = "waarneming";
const KENMERK_MAX: usize = 100;
const BSN_CIJFERS: usize = 9;
/// So much another clock may be ahead of ours.
const VOOR_S: i64 = 5 * 60;
/// The largest figure.
const CIJFER_MAX: i64 = 1_000_000;
/// What is older is not told any more: it is in no figure.
const TERUG_S: i64 = 3 * 366 * 86_400;

const COLUMNS: [&str; 10] = [
    "id",
    "applicatie_id",
    "kenmerk",
    "soort",
    "over",
    "begonnen_op",
    "klaar_op",
    "cijfer",
    "ingetrokken_op",
    "versie",
];

impl Waarneming {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            applicatie: row.get("applicatie_id")?,
            kenmerk: row.get("kenmerk")?,
            melding: Melding {
                soort: row.get("soort")?,
                over: row.get("over")?,
                begonnen_op: row.get("begonnen_op")?,
                klaar_op: row.get("klaar_op")?,
                cijfer: row.get("cijfer")?,
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
            "soort": self.melding.soort,
            "over": self.melding.over,
            "begonnen_op": self.melding.begonnen_op,
            "klaar_op": self.melding.klaar_op,
            "cijfer": self.melding.cijfer,
            "ingetrokken_op": self.ingetrokken_op,
            "versie": self.versie,
        })
    }

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("soort", self.melding.soort.clone().into()),
            ("over", self.melding.over.clone().into()),
            ("begonnen_op", self.melding.begonnen_op.into()),
            ("klaar_op", self.melding.klaar_op.into()),
            ("cijfer", self.melding.cijfer.into()),
            ("ingetrokken_op", self.ingetrokken_op.into()),
            ("versie", self.versie.into()),
        ]
    }
}

/// What was told of something that is not there from the beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vermeld<T> {
    /// Nothing: it stays as it was told before.
    #[default]
    Onvermeld,
    /// There is none.
    Geen,
    /// This.
    Is(T),
}

impl<T> Vermeld<T> {
    fn of(self, was: Option<T>) -> Option<T> {
        match self {
            Self::Onvermeld => was,
            Self::Geen => None,
            Self::Is(value) => Some(value),
        }
    }
}

/// What a program tells at one time: the melding as it begins, and what is known of its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gemeld {
    /// What it is, a code.
    pub soort: String,
    /// About what, a code, or empty.
    pub over: String,
    /// When it began.
    pub begonnen_op: Moment,
    /// When it was done.
    pub klaar_op: Vermeld<Moment>,
    /// A figure.
    pub cijfer: Vermeld<i64>,
}

impl Gemeld {
    /// What is known with it, after what was told before.
    fn na(&self, was: Option<&Melding>) -> Melding {
        Melding {
            soort: self.soort.clone(),
            over: self.over.clone(),
            begonnen_op: self.begonnen_op,
            klaar_op: self.klaar_op.of(was.and_then(|was| was.klaar_op)),
            cijfer: self.cijfer.of(was.and_then(|was| was.cijfer)),
        }
    }
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
    } else if is_nummer_van_iemand(kenmerk) {
        wrong.push(FieldError::new("kenmerk", "kenmerk-van-iemand"));
    }
    match known.0.get(&melding.soort) {
        None => wrong.push(FieldError::new("soort", "niet-in-norm")),
        Some(codes) => {
            if !codes.over.contains(&melding.over) {
                wrong.push(FieldError::new("over", "niet-in-norm"));
            }
            if melding.cijfer.is_some() && !codes.cijfer {
                wrong.push(FieldError::new("cijfer", "cijfer-niet-in-norm"));
            }
        }
    }
    if melding.cijfer.is_some_and(|cijfer| !(0..=CIJFER_MAX).contains(&cijfer)) {
        wrong.push(FieldError::new("cijfer", "geen-cijfer"));
    }
    let moments = [("begonnen_op", Some(melding.begonnen_op)), ("klaar_op", melding.klaar_op)];
    for (field, op) in moments {
        if op.is_some_and(|op| op > nu.plus_seconds(VOOR_S)) {
            wrong.push(FieldError::new(field, "moment-te-ver"));
        }
    }
    if melding.begonnen_op < nu.plus_seconds(-TERUG_S) {
        wrong.push(FieldError::new("begonnen_op", "moment-te-oud"));
    }
    if melding.klaar_op.is_some_and(|op| op < melding.begonnen_op) {
        wrong.push(FieldError::new("klaar_op", "moment-te-vroeg"));
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

/// Whether it looks like a phone number or a bank account: digits alone, or after the letters of a country and its bank.
fn is_nummer_van_iemand(text: &str) -> bool {
    let kaal: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let phone = digits(&kaal)
        && (kaal.len() == 10 && kaal.starts_with('0')
            || kaal.len() >= 11 && (kaal.starts_with("31") || kaal.starts_with("00")));
    let upper = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase());
    let iban = kaal.len() == 18 && upper(&kaal[..2]) && digits(&kaal[2..4]) && upper(&kaal[4..8]) && digits(&kaal[8..]);
    phone || iban
}

/// What can be told: what the norms of the organisation count by, of each kind.
struct Codes(BTreeMap<String, Soortcodes>);

#[derive(Default)]
struct Soortcodes {
    /// What it can be about; empty: about nothing.
    over: BTreeSet<String>,
    /// Whether a norm looks at its figure: any other would be kept for nothing.
    cijfer: bool,
}

impl Codes {
    async fn lees(db: &impl Reads, wie: &Applicatie) -> Result<Self> {
        let kennis = servicenormen::kennis(db, wie.organisatie()).await?;
        let mut known: BTreeMap<String, Soortcodes> = BTreeMap::new();
        for norm in kennis.normen.alle().map(|versie| &versie.norm).filter(|norm| norm.onderwerp == RESOURCE) {
            let over = genoemd(norm, "over").unwrap_or_default();
            let cijfer = norm.voorwaarden().any(|waar| waar.0.contains_key("cijfer"));
            for soort in genoemd(norm, "soort").unwrap_or_default() {
                let codes = known.entry(soort).or_default();
                codes.cijfer |= cijfer;
                codes.over.extend(if over.is_empty() { vec![String::new()] } else { over.clone() });
            }
        }
        Ok(Self(known))
    }
}

/// The codes that the start of a norm names for a fact; none when it says nothing of it, or not by name.
fn genoemd(norm: &Norm, feit: &str) -> Option<Vec<String>> {
    match norm.start.waar.0.get(feit) {
        Some(Eis::Is(values)) => Some(values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()),
        _ => None,
    }
}

/// The fact of a norm on waarnemingen that programs cannot go by: a code that it does not name; none when all is well.
pub(crate) fn onbruikbaar(norm: &Norm) -> Option<&'static str> {
    if norm.onderwerp != RESOURCE {
        return None;
    }
    let without = |feit: &str| genoemd(norm, feit).is_none_or(|codes| codes.is_empty());
    let over = norm.start.waar.0.contains_key("over") && without("over");
    if without("soort") { Some("soort") } else { over.then_some("over") }
}

/// The id of what a program knows by this number.
fn id(applicatie: ApplicatieId, kenmerk: &str) -> WaarnemingId {
    Uuid::new_v5(&applicatie.uuid(), kenmerk.as_bytes()).into()
}

/// What a program told under this number; none when that is nothing.
///
/// # Errors
/// What the database says.
pub async fn een(db: &impl Reads, wie: &Applicatie, kenmerk: &str) -> Result<Option<Waarneming>> {
    let query = Query::select()
        .columns(COLUMNS)
        .from("waarnemingen")
        .and_where(Expr::col("organisatie_id").eq(wie.organisatie()))
        .and_where(Expr::col("id").eq(id(wie.id(), kenmerk)))
        .to_owned();
    db.row(&query).await?.as_ref().map(Waarneming::from_row).transpose()
}

/// A program tells what it saw, under its own number, and how that ended. Told again it says how it is now; told the same again it does nothing.
///
/// # Errors
/// [`Error::Invalid`] for what cannot be, [`Error::Conflict`] for what was withdrawn, [`Error::Denied`] when its key is gone.
pub async fn melden(
    db: &Database,
    ids: &Ids,
    wie: &Applicatie,
    nu: Moment,
    (kenmerk, gemeld): (&str, &Gemeld),
) -> Result<(Waarneming, Gedaan)> {
    let known = Codes::lees(db, wie).await?;
    Error::all(fouten(kenmerk, &gemeld.na(None), &known, nu))?;
    // The same again, as after an interruption, holds up nobody who writes.
    if let Some(was) = een(db, wie, kenmerk)
        .await?
        .filter(|was| was.ingetrokken_op.is_none() && was.melding == gemeld.na(Some(&was.melding)))
    {
        return Ok((was, Gedaan::Niets));
    }
    let tx = db.begin().await?;
    applicaties::houd(&tx, wie).await?;
    let was = een(&tx, wie, kenmerk).await?;
    let handeling = Handeling::program(wie.organisatie(), nu);
    let melding = gemeld.na(was.as_ref().map(|was| &was.melding));
    Error::all(fouten(kenmerk, &melding, &known, nu))?;
    let (wordt, gedaan, change) = match was {
        Some(was) if was.ingetrokken_op.is_some() => {
            return Err(Error::Conflict(FieldError::new("kenmerk", "waarneming-ingetrokken")));
        }
        Some(was) if was.melding == melding => return Ok((was, Gedaan::Niets)),
        Some(was) => {
            let wordt = Waarneming { melding, versie: was.versie + 1, ..was.clone() };
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

/// Something that was not known yet.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn aanmaken(
    handeling: &Handeling,
    ids: &Ids,
    wie: &Applicatie,
    (kenmerk, melding): (&str, Melding),
) -> Result<(Waarneming, Change)> {
    let new = Waarneming {
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
    Ok((new, Change::new(event).insert("waarnemingen", values)))
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
    (was, wordt): (&Waarneming, &Waarneming),
) -> Result<Change> {
    let event =
        Gebeurtenis::new(handeling, ids, soort, was.id).feiten(&feiten(wie, wordt))?.voor(&was.na())?.na(&wordt.na())?;
    let update = Query::update()
        .table("waarnemingen")
        .values(wordt.columns().into_iter().map(|(column, value)| (column, value.into())))
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("versie").eq(was.versie))
        .to_owned();
    Ok(Change::new(event).update(update))
}

fn feiten(wie: &Applicatie, of: &Waarneming) -> Feiten {
    let Melding { soort, over, begonnen_op, klaar_op, cijfer } = of.melding.clone();
    Feiten { soort, over, begonnen_op, klaar_op, cijfer, applicatie: wie.naam().to_owned() }
}

/// A program says that there was nothing: no promise is counted for it. False when it told nothing under this number.
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
    let wordt = Waarneming { ingetrokken_op: Some(nu), versie: was.versie + 1, ..was.clone() };
    let change = wijzigen(&handeling, ids, wie, INGETROKKEN, (&was, &wordt))?;
    tx.write(vec![change]).await?;
    tx.commit().await?;
    Ok(true)
}
