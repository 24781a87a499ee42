//! Somebody is there: with an appointment or without, at the reception or at the kiosk. They get a ticket.

use jiff::civil::Date;
use kern::autorisatie::BedienBalie;
use kern::{Authorised, Busy, Database, Error, FieldError, Handeling, Ids, Reads, Result, Tx, date_value};
use sea_query::{Expr, ExprTrait, OnConflict, Query};

use super::afspraak::{self, AfspraakId, Status};
use super::bezoek::{self, Bezoek, BezoekId, GemeldBij};
use super::maken::{again, rooster};
use super::{code, lezen};
use crate::inrichten::Instellingen;

const TRIES: usize = 50;
/// Faster than this nobody takes tickets at one kiosk: it is somebody who plays with it.
const ZUIL_PER_MINUUT_MAX: i64 = 10;
/// More people do not fit in the hall.
const WACHTENDEN_MAX: i64 = 300;
const NAAM_TEKENS_MAX: usize = 200;

/// Which appointment somebody comes for.
#[derive(Clone, Debug)]
pub enum Voor<'a> {
    /// The reception found it in the list of today.
    Afspraak(&'a Authorised<BedienBalie>, AfspraakId),
    /// The visitor typed its code at the kiosk.
    Code(&'a str),
}

/// Somebody is there for their appointment of today. Reported twice, they get the same ticket.
///
/// # Errors
/// [`Error::Invalid`] on field `code` for a code that is no appointment of today at this desk; [`Error::Missing`] for the
/// reception; [`Error::Conflict`] when it was cancelled, or is of another day or desk.
pub async fn aankomst(db: &Database, ids: &Ids, handeling: &Handeling, balie: &str, voor: &Voor<'_>) -> Result<Bezoek> {
    let (dag, organisatie) = (handeling.op.date(), handeling.organisatie);
    for _ in 0..TRIES {
        let tx = db.begin().await?;
        let (was, gemeld_bij) = match voor {
            Voor::Afspraak(who, id) => (lezen::afspraak(&tx, who, *id).await?, GemeldBij::Receptie),
            Voor::Code(typed) => {
                let refused = || FieldError::new("code", "afspraak-code-onbekend");
                let code = code::lees(typed).ok_or_else(refused)?;
                let hash = code::hash(organisatie, &code);
                let found = lezen::met_code_op(&tx, organisatie, balie, dag, &hash).await?;
                (found.ok_or_else(refused)?, GemeldBij::Zuil)
            }
        };
        if let Some(before) = van_afspraak(&tx, handeling, was.id).await? {
            return Ok(before);
        }
        if was.balie != balie || was.begint_op.date() != dag {
            return Err(Error::Conflict(FieldError::new("afspraak", "afspraak-niet-vandaag")));
        }
        if was.status != Status::Gepland {
            return Err(Error::Conflict(FieldError::new("afspraak", "afspraak-afgezegd")));
        }
        let (_, came) = afspraak::stap(handeling, ids, &was, afspraak::Wijziging::Verschenen)?;
        let bon = bon(&tx, handeling, balie, dag, 'A').await?;
        let new = Bezoek::van(ids.next(), &was, bon, handeling.op, gemeld_bij);
        if again(tx.write(vec![came, bezoek::aanmaken(handeling, ids, &new)?]).await)? {
            continue;
        }
        tx.commit().await?;
        return Ok(new);
    }
    Err(Error::Busy(Busy::Crowded))
}

/// Somebody who walks in.
#[derive(Clone, Debug)]
pub struct Inloop {
    /// The id the visit gets, from the form: sent twice there is one ticket.
    pub id: BezoekId,
    /// The codes of the products.
    pub producten: Vec<String>,
    /// Their name, when the reception asked; may be empty.
    pub naam: String,
    /// Where they said so.
    pub gemeld_bij: GemeldBij,
}

/// Somebody is there without an appointment. At the kiosk only where the desk takes walk-ins, while it is open, and for what needs
/// no appointment; the reception decides for itself.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong.
pub async fn inloop(
    db: &Database,
    ids: &Ids,
    handeling: &Handeling,
    instellingen: &Instellingen,
    balie: &str,
    inloop: &Inloop,
) -> Result<Bezoek> {
    let rooster = rooster(instellingen, balie)?;
    let mut errors: Vec<FieldError> = rooster.kwartieren(&inloop.producten).err().into_iter().collect();
    if inloop.naam.chars().count() > NAAM_TEKENS_MAX || inloop.naam.chars().any(char::is_control) {
        errors.push(FieldError::new("naam", "ongeldige-waarde"));
    }
    if inloop.gemeld_bij == GemeldBij::Zuil {
        let walk_in = |code: &String| instellingen.balies.product(code).is_some_and(|product| product.inloop);
        if !rooster.balie.inloop || !inloop.producten.iter().all(walk_in) {
            errors.push(FieldError::new("product", "alleen-op-afspraak"));
        } else if !rooster.is_open(handeling.op)? {
            errors.push(FieldError::new("", "balie-gesloten"));
        }
    }
    Error::all(errors)?;
    for _ in 0..TRIES {
        let tx = db.begin().await?;
        if let Some(before) = by_id(&tx, handeling, inloop.id).await? {
            return Ok(before);
        }
        // The day's row is locked from here on, so that what is counted stays so.
        let bon = bon(&tx, handeling, balie, handeling.op.date(), 'V').await?;
        if inloop.gemeld_bij == GemeldBij::Zuil && is_crowded(&tx, handeling, balie).await? {
            return Err(FieldError::new("", "zuil-te-druk").into());
        }
        let naam = inloop.naam.trim().to_owned();
        let new = Bezoek::zonder(inloop.id, balie, &inloop.producten, bon, handeling.op, inloop.gemeld_bij);
        let new = Bezoek { naam, ..new };
        if again(tx.write(vec![bezoek::aanmaken(handeling, ids, &new)?]).await)? {
            continue;
        }
        tx.commit().await?;
        return Ok(new);
    }
    Err(Error::Busy(Busy::Crowded))
}

async fn is_crowded(tx: &Tx, handeling: &Handeling, balie: &str) -> Result<bool> {
    let here = Query::select()
        .expr_as(Expr::cust("COUNT(*)"), "aantal")
        .from("bezoeken")
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("balie").eq(balie))
        .and_where(Expr::col("dag").eq(Expr::val(date_value(handeling.op.date()))))
        .and_where(Expr::col("status").eq(bezoek::Status::Wacht))
        .to_owned();
    let last_minute = here
        .clone()
        .and_where(Expr::col("gemeld_bij").eq(GemeldBij::Zuil))
        .and_where(Expr::col("aangekomen_op").gt(handeling.op.plus_seconds(-60)))
        .to_owned();
    for (query, max) in [(here, WACHTENDEN_MAX), (last_minute, ZUIL_PER_MINUUT_MAX)] {
        let count: i64 = tx.row(&query).await?.map(|row| row.get("aantal")).transpose()?.unwrap_or(0);
        if count >= max {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The next ticket of the day: the letter says whether there was an appointment, the number goes on over both.
async fn bon(tx: &Tx, handeling: &Handeling, balie: &str, dag: Date, letter: char) -> Result<String> {
    let next = Query::insert()
        .into_table("balie_dagen")
        .columns(["organisatie_id", "balie", "dag", "laatste"])
        .values([handeling.organisatie.into(), balie.into(), Expr::val(date_value(dag)), 1.into()])
        .map_err(Error::bug)?
        .on_conflict(
            OnConflict::columns(["organisatie_id", "balie", "dag"])
                .value("laatste", Expr::col(("balie_dagen", "laatste")).add(1))
                .to_owned(),
        )
        .returning_col("laatste")
        .to_owned();
    let row = tx.row(&next).await?.ok_or_else(|| Error::bug(std::io::Error::other("no ticket given")))?;
    Ok(format!("{letter}{:03}", row.get::<i64>("laatste")?))
}

async fn van_afspraak(tx: &Tx, handeling: &Handeling, id: AfspraakId) -> Result<Option<Bezoek>> {
    let query = bezoek::select(handeling.organisatie).and_where(Expr::col("afspraak_id").eq(id)).to_owned();
    tx.row(&query).await?.as_ref().map(Bezoek::from_row).transpose()
}

async fn by_id(tx: &Tx, handeling: &Handeling, id: BezoekId) -> Result<Option<Bezoek>> {
    let query = bezoek::select(handeling.organisatie).and_where(Expr::col("id").eq(id)).to_owned();
    tx.row(&query).await?.as_ref().map(Bezoek::from_row).transpose()
}
