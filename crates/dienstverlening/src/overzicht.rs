//! The organisation at a glance, for whoever sets it up: its people, how far the followers are, when it last changed.
//! Read only: the folder and `loket inrichten` change it (docs/inrichting.md).

use kern::autorisatie::Beheren;
use kern::organisaties::{Afwezigheid, MedewerkerId, TeamId};
use kern::{Authorised, Moment, Reads, Result, Rol, Row, volgers};
use sea_query::{Expr, ExprTrait, Order, Query};

use crate::VOLGERS;

/// More people than a municipality of the size we serve has.
const PERSONEN_MAX: u64 = 5_000;

/// Somebody who works for the organisation, as whoever sets it up sees them.
#[derive(Clone, Debug)]
pub struct Persoon {
    /// Who.
    pub id: MedewerkerId,
    /// The name they log in with.
    pub gebruikersnaam: String,
    /// Their name.
    pub naam: String,
    /// Their team.
    pub team: TeamId,
    /// Their roles.
    pub rollen: Vec<Rol>,
    /// When they are away.
    pub afwezig: Vec<Afwezigheid>,
    /// Whether they have a password.
    pub kan_inloggen: bool,
    /// Whether they have a second factor.
    pub tweede_factor: bool,
}

/// The active people, by name; at most 5,000.
///
/// # Errors
/// What the database says.
pub async fn personen(db: &impl Reads, who: &Authorised<Beheren>) -> Result<Vec<Persoon>> {
    let query = Query::select()
        .columns(["id", "gebruikersnaam", "naam", "team_id", "rollen", "afwezig"])
        .expr_as(Expr::col("wachtwoord").is_not_null(), "kan_inloggen")
        .expr_as(Expr::col("totp_geheim").is_not_null(), "tweede_factor")
        .from("medewerkers")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("actief").eq(true))
        .order_by("naam", Order::Asc)
        .order_by("id", Order::Asc)
        .limit(PERSONEN_MAX)
        .to_owned();
    db.rows(&query).await?.iter().map(persoon).collect()
}

fn persoon(row: &Row) -> Result<Persoon> {
    let rollen: String = row.get("rollen")?;
    Ok(Persoon {
        id: row.get("id")?,
        gebruikersnaam: row.get("gebruikersnaam")?,
        naam: row.get("naam")?,
        team: row.get("team_id")?,
        rollen: rollen.split_whitespace().filter_map(|code| code.parse().ok()).collect(),
        afwezig: serde_json::from_value(row.get("afwezig")?)?,
        kan_inloggen: row.get("kan_inloggen")?,
        tweede_factor: row.get("tweede_factor")?,
    })
}

/// How far a follower is behind the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Achterstand {
    /// The follower.
    pub naam: &'static str,
    /// How many gebeurtenissen it has still to handle.
    pub achter: i64,
    /// When it last handled some.
    pub bijgewerkt_op: Moment,
}

/// Every follower, in the journal of this organisation.
///
/// # Errors
/// What the database says.
pub async fn achterstanden(db: &impl Reads, who: &Authorised<Beheren>) -> Result<Vec<Achterstand>> {
    let mut behind = Vec::with_capacity(VOLGERS.len());
    for volger in VOLGERS {
        let plekken = volgers::plekken(db, volger).await?;
        behind.extend(plekken.iter().filter(|plek| plek.organisatie == who.organisatie()).filter_map(|plek| {
            let bijgewerkt_op = plek.bijgewerkt_op?;
            Some(Achterstand { naam: volger.naam(), achter: plek.achter(), bijgewerkt_op })
        }));
    }
    Ok(behind)
}

/// When the organisation's set-up last changed: teams, people, products, articles, settings.
///
/// # Errors
/// What the database says.
pub async fn laatst_gewijzigd(db: &impl Reads, who: &Authorised<Beheren>) -> Result<Option<Moment>> {
    let mut last = None;
    // A query for each, so that each walks to the end of its part of the index.
    for (resource, actie) in SOORTEN.iter().flat_map(|resource| ACTIES.map(|actie| (*resource, actie))) {
        let query = Query::select()
            .column("vastgelegd_op")
            .from("gebeurtenissen")
            .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
            .and_where(Expr::col("resource").eq(resource))
            .and_where(Expr::col("actie").eq(actie))
            .order_by("volgnummer", Order::Desc)
            .limit(1)
            .to_owned();
        if let Some(row) = db.row(&query).await? {
            last = Ord::max(last, Some(row.get::<Moment>("vastgelegd_op")?));
        }
    }
    Ok(last)
}

/// What a folder sets up.
const SOORTEN: [&str; 5] = ["organisatie", "team", "medewerker", "product", "artikel"];
const ACTIES: [&str; 3] = ["aangemaakt", "gewijzigd", "ingetrokken"];
