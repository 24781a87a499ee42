//! Established reports on the website: which, and for everyone.

use kern::autorisatie::StelRapportVast;
use kern::organisaties::OrganisatieId;
use kern::{Authorised, Change, Database, Error, Gebeurtenis, Handeling, Ids, Moment, Reads, Result, Soort};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::periode::{Periode, Rapportsoort};
use super::vaststellen::{Vastgesteld, Voorstel, select, van_periode};

/// It was put on the website, or taken away from there.
pub const GEWIJZIGD: Soort<Feiten> = Soort::new("rapport", "gewijzigd");

/// What a report is counted by that was put on the website, or taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// Which report.
    pub soort: Rapportsoort,
    /// Of when: `2026-K3`, or `2026`.
    pub periode: String,
    /// Which version.
    pub versie: i64,
    /// Whether everybody can read it now.
    pub openbaar: bool,
}

/// More reports than twenty years have.
const OPENBAAR_MAX: u64 = 100;

/// Puts an established report on the website, in the place of another version of it, or takes it away. The same again does nothing.
///
/// # Errors
/// [`Error::Missing`] when it was not established.
pub async fn publiceren(
    db: &Database,
    ids: &Ids,
    (who, handeling): (&Authorised<StelRapportVast>, &Handeling),
    (periode, versie): (Periode, i64),
    openbaar: bool,
) -> Result<()> {
    let tx = db.begin().await?;
    tx.lock("organisaties", who.organisatie()).await?;
    let known = van_periode(&tx, who.organisatie(), periode).await?;
    let report = known.iter().find(|report| report.voorstel.versie == versie);
    let report = report.ok_or(Error::Missing { what: "rapport", id: Uuid::nil() })?;
    if report.gepubliceerd_op.is_some() == openbaar {
        return Ok(());
    }
    // One version of a report is there to read, or none.
    let others = known.iter().filter(|other| openbaar && other.gepubliceerd_op.is_some()).map(|other| (other, None));
    let all = others.chain([(report, openbaar.then_some(handeling.op))]);
    let changes: Vec<Change> = all.map(|(report, op)| change(handeling, ids, report, op)).collect::<Result<_>>()?;
    tx.write(changes).await?;
    tx.commit().await
}

fn change(handeling: &Handeling, ids: &Ids, report: &Vastgesteld, op: Option<Moment>) -> Result<Change> {
    let Voorstel { periode, versie, .. } = report.voorstel;
    let feiten = Feiten { soort: periode.soort(), periode: periode.code(), versie, openbaar: op.is_some() };
    let event = Gebeurtenis::new(handeling, ids, GEWIJZIGD, report.id).feiten(&feiten)?;
    let update = Query::update()
        .table("rapporten")
        .value("gepubliceerd_op", op)
        .and_where(Expr::col("id").eq(report.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .to_owned();
    Ok(Change::new(event.na(&json!({ "gepubliceerd_op": op }))?).update(update))
}

/// The reports that everybody can read, newest first; at most a hundred.
///
/// # Errors
/// What the database says.
pub async fn openbare(db: &impl Reads, organisatie: OrganisatieId) -> Result<Vec<Vastgesteld>> {
    let query = select(organisatie)
        .and_where(Expr::col(("rapporten", "gepubliceerd_op")).is_not_null())
        .order_by(("rapporten", "gepubliceerd_op"), Order::Desc)
        .order_by(("rapporten", "id"), Order::Desc)
        .limit(OPENBAAR_MAX)
        .to_owned();
    db.rows(&query).await?.iter().map(Vastgesteld::from_row).collect()
}

/// The version of a report that everybody can read.
///
/// # Errors
/// What the database says.
pub async fn openbaar(db: &impl Reads, organisatie: OrganisatieId, periode: Periode) -> Result<Option<Vastgesteld>> {
    let known = van_periode(db, organisatie, periode).await?;
    Ok(known.into_iter().find(|report| report.gepubliceerd_op.is_some()))
}
