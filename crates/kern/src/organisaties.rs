//! Organisations, teams and medewerkers as the rest of the program reads them. They are written by `loket inrichten`.

use jiff::civil::Date;
use sea_query::{Condition, Expr, ExprTrait, Order, Query, SelectStatement};
use serde::{Deserialize, Serialize};

use crate::autorisatie::{Authorised, LeesJournaal, Recht, Rol, Werken};
use crate::{Error, Medewerker, Reads, Result, Row};

crate::id_types! {
    /// A municipality or partner in this installation.
    OrganisatieId,
    /// A team; also the id of its actor in the standard.
    TeamId,
    /// Somebody who works for the organisation; also the id of their actor in the standard.
    MedewerkerId,
}

/// An organisation.
#[derive(Clone, Debug)]
pub struct Organisatie {
    /// Its id.
    pub id: OrganisatieId,
    /// Its code, as in its folder.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// JSON: the rest of organisatie.toml and contact.toml, read by the rooms that need it.
    pub instellingen: serde_json::Value,
}

/// All organisations of this installation: a handful.
///
/// # Errors
/// What the database says.
pub async fn organisaties(db: &impl Reads) -> Result<Vec<Organisatie>> {
    let query = Query::select()
        .columns(["id", "code", "naam", "instellingen"])
        .from("organisaties")
        .order_by("code", Order::Asc)
        .to_owned();
    let read = |row: &Row| {
        Ok(Organisatie {
            id: row.get("id")?,
            code: row.get("code")?,
            naam: row.get("naam")?,
            instellingen: row.get("instellingen")?,
        })
    };
    db.rows(&query).await?.iter().map(read).collect()
}

/// A team.
#[derive(Clone, Debug)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Its code, as in teams.toml.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// The code of its department.
    pub afdeling: String,
    /// Who leads it.
    pub manager: Option<MedewerkerId>,
    /// The code of the vragenset that it wants asked before a question is passed to it.
    pub vragenset: Option<String>,
    /// Whether it answers first (the contact centre itself).
    pub klantcontactcentrum: bool,
    /// JSON: its own opening hours by weekday; none: the organisation's.
    pub openingstijden: Option<serde_json::Value>,
}

/// The active teams of the organisation, by name.
///
/// # Errors
/// What the database says.
pub async fn teams(db: &impl Reads, who: &Authorised<Werken>) -> Result<Vec<Team>> {
    let query = Query::select()
        .columns(["id", "code", "naam", "afdeling", "manager_id", "vragenset", "klantcontactcentrum"])
        .column("openingstijden")
        .from("teams")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("actief").eq(true))
        .order_by("naam", Order::Asc)
        .to_owned();
    let read = |row: &Row| {
        Ok(Team {
            id: row.get("id")?,
            code: row.get("code")?,
            naam: row.get("naam")?,
            afdeling: row.get("afdeling")?,
            manager: row.get("manager_id")?,
            vragenset: row.get("vragenset")?,
            klantcontactcentrum: row.get("klantcontactcentrum")?,
            openingstijden: row.get("openingstijden")?,
        })
    };
    db.rows(&query).await?.iter().map(read).collect()
}

/// Everybody who works or worked here, by name: whether they still do stands with it.
///
/// # Errors
/// What the database says.
pub async fn iedereen(db: &impl Reads, who: &Authorised<LeesJournaal>) -> Result<Vec<(MedewerkerId, String, bool)>> {
    let query = Query::select()
        .columns(["id", "naam", "actief"])
        .from("medewerkers")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .order_by("naam", Order::Asc)
        .order_by("id", Order::Asc)
        .to_owned();
    let read = |row: &Row| Ok((row.get("id")?, row.get("naam")?, row.get("actief")?));
    db.rows(&query).await?.iter().map(read).collect()
}

/// When somebody is away, and why as far as colleagues may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afwezigheid {
    /// The first day away.
    pub van: Date,
    /// The last day away.
    pub tot_en_met: Date,
    /// The reason, as colleagues see it.
    pub reden: String,
}

/// Somebody a question can be passed to.
#[derive(Clone, Debug)]
pub struct Collega {
    /// Who.
    pub id: MedewerkerId,
    /// Their name.
    pub naam: String,
    /// Their team.
    pub team: TeamId,
    /// What they are here.
    pub rollen: Vec<Rol>,
    /// When they are away.
    pub afwezig: Vec<Afwezigheid>,
}

impl Collega {
    /// Whether they have a right: whoever has not is never given what it is over.
    #[must_use]
    pub fn may<R: Recht>(&self) -> bool {
        self.rollen.iter().any(|rol| R::ROLLEN.contains(rol))
    }

    /// The absence that covers this day.
    #[must_use]
    pub fn afwezig_op(&self, day: Date) -> Option<&Afwezigheid> {
        self.afwezig.iter().find(|a| a.van <= day && day <= a.tot_en_met)
    }
}

/// The active medewerkers of the organisation, by name; a municipality has some thousands at most.
///
/// # Errors
/// What the database says.
pub async fn collegas(db: &impl Reads, who: &Authorised<Werken>) -> Result<Vec<Collega>> {
    let query = Query::select()
        .columns(["id", "naam", "team_id", "rollen", "afwezig"])
        .from("medewerkers")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("actief").eq(true))
        .order_by("naam", Order::Asc)
        .to_owned();
    let read = |row: &Row| {
        Ok(Collega {
            id: row.get("id")?,
            naam: row.get("naam")?,
            team: row.get("team_id")?,
            rollen: rollen(row)?,
            afwezig: serde_json::from_value(row.get("afwezig")?)?,
        })
    };
    db.rows(&query).await?.iter().map(read).collect()
}

/// The columns that [`medewerker_from_row`] reads, as a query to narrow down.
#[must_use]
pub fn select_medewerkers() -> SelectStatement {
    Query::select()
        .columns(["id", "organisatie_id", "team_id", "naam", "rollen"].map(|column| ("medewerkers", column)))
        .from("medewerkers")
        .and_where(Expr::col(("medewerkers", "actief")).eq(true))
        .to_owned()
}

/// Reads a medewerker.
///
/// # Errors
/// [`Error::Bug`] when the row lacks a column or holds an unknown role.
pub fn medewerker_from_row(row: &Row) -> Result<Medewerker> {
    Ok(Medewerker {
        id: row.get("id")?,
        organisatie: row.get("organisatie_id")?,
        team: row.get("team_id")?,
        naam: row.get("naam")?,
        rollen: rollen(row)?,
    })
}

fn rollen(row: &Row) -> Result<Vec<Rol>> {
    let rollen: String = row.get("rollen")?;
    let unknown = |()| Error::bug(anyhow::anyhow!("unknown role in {rollen:?}"));
    rollen.split_whitespace().map(str::parse).collect::<Result<_, _>>().map_err(unknown)
}

/// The teams, withdrawn ones too, in which no active medewerker has a right, with their names: what lies with them lies with
/// nobody.
///
/// # Errors
/// What the database says.
pub async fn teams_zonder<R: Recht>(db: &impl Reads, organisatie: OrganisatieId) -> Result<Vec<(TeamId, String)>> {
    let with = select_wie_mag::<R>(organisatie).clear_selects().column("team_id").to_owned();
    let query = Query::select()
        .columns(["id", "naam"])
        .from("teams")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("id").in_subquery(with).not())
        .order_by("naam", Order::Asc)
        .to_owned();
    db.rows(&query).await?.iter().map(|row| Ok((row.get("id")?, row.get("naam")?))).collect()
}

/// The ids of the active medewerkers who have a right: for a condition.
#[must_use]
pub fn select_wie_mag<R: Recht>(organisatie: OrganisatieId) -> SelectStatement {
    // Roles stand as words, and no role is part of another.
    let with = |any: Condition, rol: &Rol| any.add(Expr::col("rollen").like(format!("%{}%", rol.code())));
    Query::select()
        .column("id")
        .from("medewerkers")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("actief").eq(true))
        .cond_where(R::ROLLEN.iter().fold(Condition::any(), with))
        .to_owned()
}
