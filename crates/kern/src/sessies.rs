//! Who is logged in, and what is needed to log somebody in. The rules (how long, how often) are the face's; the rows are here.
//!
//! None of this is a register: it has no gebeurtenissen, and it may be emptied at any time (everybody then logs in again).

use sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use crate::organisaties::{MedewerkerId, OrganisatieId, medewerker_from_row, select_medewerkers};
use crate::{Database, Error, Medewerker, Moment, Reads, Result, Row};

/// A session. Its secret is in the cookie only; here is the hash.
#[derive(Clone, Debug)]
pub struct Sessie {
    /// SHA-256 of the secret, in hexadecimal.
    pub sleutel_hash: String,
    /// What every form of this session carries, so that no other site can send one.
    pub csrf: String,
    /// When somebody logged in.
    pub begonnen_op: Moment,
    /// When it was last used, give or take a minute.
    pub laatst_gezien_op: Moment,
    /// When it ends if nobody uses it.
    pub verloopt_op: Moment,
}

/// Somebody with a running session.
#[derive(Clone, Debug)]
pub struct Aangemeld {
    /// Who.
    pub medewerker: Medewerker,
    /// The name they log in with.
    pub gebruikersnaam: String,
    /// JSON: language, theme, chords; the face reads it.
    pub voorkeuren: serde_json::Value,
    /// The session.
    pub sessie: Sessie,
}

/// Somebody who may turn out to be who they say.
#[derive(Clone, Debug)]
pub struct Kandidaat {
    /// Who that would be.
    pub medewerker: Medewerker,
    /// Their password as argon2id in PHC form; none: cannot log in.
    pub wachtwoord: Option<String>,
    /// The secret of their second factor, base32; none: they have none.
    pub totp_geheim: Option<String>,
}

/// Who can log in, for a list that only a demo shows.
#[derive(Clone, Debug)]
pub struct Inlogger {
    /// The name they log in with.
    pub gebruikersnaam: String,
    /// Their name.
    pub naam: String,
    /// Their team's name.
    pub team: String,
    /// The codes of their roles.
    pub rollen: Vec<String>,
}

/// Starts a session.
///
/// # Errors
/// What the database says.
pub async fn begin(db: &Database, medewerker: MedewerkerId, sessie: &Sessie) -> Result<()> {
    let insert = Query::insert()
        .into_table("sessies")
        .columns(["sleutel_hash", "medewerker_id", "csrf", "begonnen_op", "laatst_gezien_op", "verloopt_op"])
        .values([
            sessie.sleutel_hash.as_str().into(),
            Expr::val(medewerker),
            sessie.csrf.as_str().into(),
            Expr::val(sessie.begonnen_op),
            Expr::val(sessie.laatst_gezien_op),
            Expr::val(sessie.verloopt_op),
        ])
        .map_err(Error::bug)?
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&insert).await?;
    tx.commit().await
}

/// The session with this hash, if it still runs and belongs to somebody who still works here.
///
/// # Errors
/// What the database says.
pub async fn find(db: &impl Reads, sleutel_hash: &str, now: Moment) -> Result<Option<Aangemeld>> {
    let sessie = ["sleutel_hash", "csrf", "begonnen_op", "laatst_gezien_op", "verloopt_op"];
    let query = select_medewerkers()
        .columns(["gebruikersnaam", "voorkeuren"].map(|column| ("medewerkers", column)))
        .columns(sessie.map(|column| ("sessies", column)))
        .inner_join("sessies", Expr::col(("sessies", "medewerker_id")).equals(("medewerkers", "id")))
        .and_where(Expr::col(("sessies", "sleutel_hash")).eq(sleutel_hash))
        .and_where(Expr::col(("sessies", "verloopt_op")).gt(now))
        .to_owned();
    let Some(row) = db.row(&query).await? else { return Ok(None) };
    Ok(Some(Aangemeld {
        medewerker: medewerker_from_row(&row)?,
        gebruikersnaam: row.get("gebruikersnaam")?,
        voorkeuren: row.get("voorkeuren")?,
        sessie: Sessie {
            sleutel_hash: row.get("sleutel_hash")?,
            csrf: row.get("csrf")?,
            begonnen_op: row.get("begonnen_op")?,
            laatst_gezien_op: row.get("laatst_gezien_op")?,
            verloopt_op: row.get("verloopt_op")?,
        },
    }))
}

/// Writes down that a session was used, and until when it now runs.
///
/// # Errors
/// What the database says.
pub async fn extend(db: &Database, sleutel_hash: &str, now: Moment, verloopt_op: Moment) -> Result<()> {
    let update = Query::update()
        .table("sessies")
        .value("laatst_gezien_op", now)
        .value("verloopt_op", verloopt_op)
        .and_where(Expr::col("sleutel_hash").eq(sleutel_hash))
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&update).await?;
    tx.commit().await
}

/// Ends a session, and clears away those that ended by themselves.
///
/// # Errors
/// What the database says.
pub async fn end(db: &Database, sleutel_hash: &str, now: Moment) -> Result<()> {
    let delete = Query::delete()
        .from_table("sessies")
        .and_where(Expr::col("sleutel_hash").eq(sleutel_hash).or(Expr::col("verloopt_op").lte(now)))
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&delete).await?;
    tx.commit().await
}

/// Ends all sessions of somebody: after a new password, or when they leave.
///
/// # Errors
/// What the database says.
pub async fn end_all(db: &Database, medewerker: MedewerkerId) -> Result<u64> {
    let delete = Query::delete().from_table("sessies").and_where(Expr::col("medewerker_id").eq(medewerker)).to_owned();
    let tx = db.begin().await?;
    let ended = tx.execute(&delete).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Who logs in with this name.
///
/// # Errors
/// What the database says.
pub async fn kandidaat(db: &impl Reads, organisatie: OrganisatieId, gebruikersnaam: &str) -> Result<Option<Kandidaat>> {
    let query = select_medewerkers()
        .columns(["wachtwoord", "totp_geheim"].map(|column| ("medewerkers", column)))
        .and_where(Expr::col(("medewerkers", "organisatie_id")).eq(organisatie))
        .and_where(Expr::col(("medewerkers", "gebruikersnaam")).eq(gebruikersnaam))
        .to_owned();
    db.row(&query).await?.as_ref().map(kandidaat_from_row).transpose()
}

/// The same by id, for the second step.
///
/// # Errors
/// What the database says.
pub async fn kandidaat_met_id(db: &impl Reads, id: MedewerkerId) -> Result<Option<Kandidaat>> {
    let query = select_medewerkers()
        .columns(["wachtwoord", "totp_geheim"].map(|column| ("medewerkers", column)))
        .and_where(Expr::col(("medewerkers", "id")).eq(id))
        .to_owned();
    db.row(&query).await?.as_ref().map(kandidaat_from_row).transpose()
}

fn kandidaat_from_row(row: &Row) -> Result<Kandidaat> {
    Ok(Kandidaat {
        medewerker: medewerker_from_row(row)?,
        wachtwoord: row.get("wachtwoord")?,
        totp_geheim: row.get("totp_geheim")?,
    })
}

/// Uses up the code of a time step. Gives false when that step, or a later one, was used before.
///
/// # Errors
/// What the database says.
pub async fn use_totp_step(db: &Database, medewerker: MedewerkerId, step: i64) -> Result<bool> {
    let update = Query::update()
        .table("medewerkers")
        .value("totp_teller", step)
        .and_where(Expr::col("id").eq(medewerker))
        .and_where(Expr::col("totp_teller").is_null().or(Expr::col("totp_teller").lt(step)))
        .to_owned();
    let tx = db.begin().await?;
    let used = tx.execute(&update).await? == 1;
    tx.commit().await?;
    Ok(used)
}

/// Keeps what somebody chose for themselves: language, theme, chords.
///
/// # Errors
/// [`Error::Missing`] when there is no such person.
pub async fn set_voorkeuren(db: &Database, medewerker: MedewerkerId, voorkeuren: &serde_json::Value) -> Result<()> {
    let update = Query::update()
        .table("medewerkers")
        .value("voorkeuren", voorkeuren.to_string())
        .and_where(Expr::col("id").eq(medewerker))
        .to_owned();
    let tx = db.begin().await?;
    if tx.execute(&update).await? != 1 {
        return Err(Error::Missing { what: "medewerker", id: Uuid::from(medewerker) });
    }
    tx.commit().await
}

/// Sets a password (argon2id in PHC form) and ends the sessions that ran on the old one.
///
/// # Errors
/// [`Error::Missing`] when there is no such person.
pub async fn set_wachtwoord(db: &Database, medewerker: MedewerkerId, phc: &str) -> Result<()> {
    let update = Query::update()
        .table("medewerkers")
        .value("wachtwoord", phc)
        .and_where(Expr::col("id").eq(medewerker))
        .to_owned();
    update_one(db, medewerker, &update).await
}

/// Sets the secret of the second factor (base32), or takes it away; ends the sessions that ran without it.
///
/// # Errors
/// [`Error::Missing`] when there is no such person.
pub async fn set_totp(db: &Database, medewerker: MedewerkerId, geheim: Option<&str>) -> Result<()> {
    let update = Query::update()
        .table("medewerkers")
        .value("totp_geheim", geheim.map(str::to_owned))
        .value("totp_teller", None::<i64>)
        .and_where(Expr::col("id").eq(medewerker))
        .to_owned();
    update_one(db, medewerker, &update).await
}

async fn update_one(db: &Database, medewerker: MedewerkerId, update: &sea_query::UpdateStatement) -> Result<()> {
    let tx = db.begin().await?;
    if tx.execute(update).await? != 1 {
        return Err(Error::Missing { what: "medewerker", id: Uuid::from(medewerker) });
    }
    let sessions =
        Query::delete().from_table("sessies").and_where(Expr::col("medewerker_id").eq(medewerker)).to_owned();
    tx.execute(&sessions).await?;
    tx.commit().await
}

/// Everybody who has a password, by name, at most `limit`: for the log-in page of a demo and nowhere else.
///
/// # Errors
/// What the database says.
pub async fn inloggers(db: &impl Reads, organisatie: OrganisatieId, limit: u64) -> Result<Vec<Inlogger>> {
    let query = Query::select()
        .columns(["gebruikersnaam", "naam", "rollen"].map(|column| ("medewerkers", column)))
        .expr_as(Expr::col(("teams", "naam")), "team")
        .from("medewerkers")
        .inner_join("teams", Expr::col(("teams", "id")).equals(("medewerkers", "team_id")))
        .and_where(Expr::col(("medewerkers", "organisatie_id")).eq(organisatie))
        .and_where(Expr::col(("medewerkers", "actief")).eq(true))
        .and_where(Expr::col(("medewerkers", "wachtwoord")).is_not_null())
        .order_by(("medewerkers", "naam"), sea_query::Order::Asc)
        .limit(limit)
        .to_owned();
    let read = |row: &Row| {
        let rollen: String = row.get("rollen")?;
        Ok(Inlogger {
            gebruikersnaam: row.get("gebruikersnaam")?,
            naam: row.get("naam")?,
            team: row.get("team")?,
            rollen: rollen.split_whitespace().map(str::to_owned).collect(),
        })
    };
    db.rows(&query).await?.iter().map(read).collect()
}
