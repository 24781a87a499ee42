//! Values of the voortgangsrapportage that nothing here counts: somebody enters them, with where they come from.

use kern::autorisatie::{LeesRapport, StelRapportVast};
use kern::{
    Authorised, Change, Database, Error, FieldError, Gebeurtenis, Handeling, Ids, Moment, Reads, Recht, Result, Row,
    Soort,
};
use sea_query::{Expr, ExprTrait, Query, Value};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::inrichten::{Eenheid, Raaddoel, in_tienden};

kern::id_types! {
    /// A value that was entered.
    IndicatorwaardeId,
}

/// A value was entered, for the first time or again.
pub const INGEVULD: Soort<Feiten> = Soort::new("indicatorwaarde", "ingevuld");

/// How the counters name a value, in tenths.
pub(super) const TIENDEN: &str = "tienden";
/// And whether there is one.
pub(super) const GEVULD: &str = "gevuld";

/// What an entered value is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// Of which year.
    pub jaar: i16,
    /// Code of the indicator.
    pub indicator: String,
    /// What was there before, in tenths.
    pub was: Option<i64>,
    /// What is there now.
    pub wordt: i64,
}

/// A value that was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingevuld {
    id: IndicatorwaardeId,
    /// Code of the indicator.
    pub indicator: String,
    /// The value, in tenths.
    pub tienden: i64,
    /// Where it comes from.
    pub bron: String,
    /// When it was entered.
    pub ingevuld_op: Moment,
    /// By whom, their name.
    pub ingevuld_door: String,
    /// Raised by each change.
    pub versie: i64,
}

/// What somebody enters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoer {
    /// Of which year.
    pub jaar: i16,
    /// Code of the indicator.
    pub indicator: String,
    /// The value as it was typed: `8,2`.
    pub waarde: String,
    /// Where it comes from.
    pub bron: String,
    /// Which version of the value they saw; 0: none.
    pub versie: i64,
}

/// Years of which there can be a report.
pub const JAREN: std::ops::RangeInclusive<i16> = 2000..=2100;
const BRON_MAX: usize = 200;

/// The values of a year that were entered.
///
/// # Errors
/// What the database says.
pub async fn ingevuld(db: &impl Reads, who: &Authorised<LeesRapport>, jaar: i16) -> Result<Vec<Ingevuld>> {
    van_jaar(db, who.organisatie(), jaar).await
}

pub(super) async fn van_jaar(
    db: &impl Reads,
    organisatie: kern::organisaties::OrganisatieId,
    jaar: i16,
) -> Result<Vec<Ingevuld>> {
    let own = ["id", "indicator", "tienden", "bron", "ingevuld_op", "versie"];
    let query = Query::select()
        .columns(own.map(|column| ("indicatorwaarden", column)))
        .column(("medewerkers", "naam"))
        .from("indicatorwaarden")
        .inner_join("medewerkers", Expr::col(("medewerkers", "id")).equals(("indicatorwaarden", "ingevuld_door")))
        .and_where(Expr::col(("indicatorwaarden", "organisatie_id")).eq(organisatie))
        .and_where(Expr::col(("indicatorwaarden", "jaar")).eq(i64::from(jaar)))
        .to_owned();
    let read = |row: &Row| {
        Ok(Ingevuld {
            id: row.get("id")?,
            indicator: row.get("indicator")?,
            tienden: row.get("tienden")?,
            bron: row.get("bron")?,
            ingevuld_op: row.get("ingevuld_op")?,
            ingevuld_door: row.get("naam")?,
            versie: row.get("versie")?,
        })
    };
    db.rows(&query).await?.iter().map(read).collect()
}

/// Enters a value. The same again does nothing.
///
/// # Errors
/// [`Error::Invalid`] for what cannot be, [`Error::Conflict`] when somebody else entered it in the meantime.
pub async fn invullen(
    db: &Database,
    ids: &Ids,
    (who, handeling): (&Authorised<StelRapportVast>, &Handeling),
    doelen: &[Raaddoel],
    invoer: &Invoer,
) -> Result<()> {
    let tienden = lees(doelen, invoer, handeling.op)?;
    let tx = db.begin().await?;
    tx.lock("organisaties", who.organisatie()).await?;
    let known = van_jaar(&tx, who.organisatie(), invoer.jaar).await?;
    let was = known.iter().find(|known| known.indicator == invoer.indicator);
    if was.is_some_and(|was| was.tienden == tienden && was.bron == invoer.bron) {
        return Ok(());
    }
    if was.map_or(0, |was| was.versie) != invoer.versie {
        return Err(Error::Conflict(FieldError::new("waarde", "indicator-intussen-ingevuld")));
    }
    tx.write(vec![besluit(handeling, ids, was, (invoer, tienden))?]).await?;
    tx.commit().await
}

/// The value in tenths, when all of it can be.
fn lees(doelen: &[Raaddoel], invoer: &Invoer, nu: Moment) -> Result<i64> {
    let mut all = doelen.iter().flat_map(|doel| &doel.indicatoren);
    let Some(indicator) = all.find(|indicator| indicator.meet.is_none() && indicator.code == invoer.indicator) else {
        return Err(FieldError::new("indicator", "onbekende-keuze").into());
    };
    let value = in_tienden(&invoer.waarde).filter(|value| indicator.eenheid.kan(*value));
    let mut wrong = Vec::new();
    wrong.extend(jaarfout(invoer.jaar, nu));
    if value.is_none() {
        let code = match indicator.eenheid {
            Eenheid::Procent => "indicator-geen-procent",
            Eenheid::Cijfer => "indicator-geen-cijfer",
            Eenheid::Aantal => "indicator-geen-aantal",
        };
        wrong.push(FieldError::new("waarde", code));
    }
    if invoer.bron.trim().is_empty() {
        wrong.push(FieldError::new("bron", "verplicht"));
    } else if invoer.bron.chars().count() > BRON_MAX {
        wrong.push(FieldError::new("bron", "te-lang").detail(BRON_MAX));
    }
    Error::all(wrong)?;
    Ok(value.unwrap_or_default())
}

/// Why there can be no report of a year yet.
pub(super) fn jaarfout(jaar: i16, nu: Moment) -> Option<FieldError> {
    let code = if JAREN.contains(&jaar) { "jaar-komt-nog" } else { "ongeldige-waarde" };
    let can = JAREN.contains(&jaar) && jaar <= nu.date().year();
    (!can).then(|| FieldError::new("jaar", code))
}

fn besluit(
    handeling: &Handeling,
    ids: &Ids,
    was: Option<&Ingevuld>,
    (invoer, tienden): (&Invoer, i64),
) -> Result<Change> {
    let door = handeling.medewerker.ok_or(Error::Denied { needs: StelRapportVast::NAAM })?;
    let id = was.map_or_else(|| ids.next(), |was| was.id);
    let versie = was.map_or(0, |was| was.versie) + 1;
    let feiten = Feiten {
        jaar: invoer.jaar,
        indicator: invoer.indicator.clone(),
        was: was.map(|was| was.tienden),
        wordt: tienden,
    };
    let na = json!({
        "jaar": invoer.jaar,
        "indicator": invoer.indicator,
        "tienden": tienden,
        "bron": invoer.bron,
        "ingevuld_op": handeling.op,
        "ingevuld_door": door,
        "versie": versie,
    });
    let change = Change::new(Gebeurtenis::new(handeling, ids, INGEVULD, id).feiten(&feiten)?.na(&na)?);
    let changed: [(&'static str, Value); 5] = [
        ("tienden", tienden.into()),
        ("bron", invoer.bron.clone().into()),
        ("ingevuld_op", handeling.op.into()),
        ("ingevuld_door", door.into()),
        ("versie", versie.into()),
    ];
    if was.is_some() {
        let update = Query::update()
            .table("indicatorwaarden")
            .values(changed.map(|(column, value)| (column, Expr::val(value))))
            .and_where(Expr::col("id").eq(id))
            .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
            .to_owned();
        return Ok(change.update(update));
    }
    let mut values: Vec<(&'static str, Value)> = vec![
        ("id", id.into()),
        ("organisatie_id", handeling.organisatie.into()),
        ("jaar", i64::from(invoer.jaar).into()),
        ("indicator", invoer.indicator.clone().into()),
    ];
    values.extend(changed);
    Ok(change.insert("indicatorwaarden", values))
}
