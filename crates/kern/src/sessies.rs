//! Who is logged in, and what is needed to log somebody in. The rules (how long, how often) are the face's; the rows are here.
//!
//! A session is no register: it may be emptied at any time (everybody then logs in again). That somebody logged in is in the journal.

use sea_query::{Expr, ExprTrait, Query, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::organisaties::{MedewerkerId, OrganisatieId, medewerker_from_row, select_medewerkers};
use crate::veiligheid::{INGELOGD, UITGELOGD, Uitgelogd};
use crate::{Change, Database, Error, Gebeurtenis, Ids, Medewerker, Moment, Reads, Result, Row};

crate::id_types! {
    /// A session, as its owner names it.
    SessieId,
}

/// Which browser on what, as its owner recognises it: two proper names, empty when the browser does not tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Browser {
    /// Firefox, Edge, …
    pub naam: String,
    /// Windows, Android, …
    pub systeem: String,
}

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
    /// The name they log in with.
    pub gebruikersnaam: String,
    /// Their password as argon2id in PHC form; none: cannot log in.
    pub wachtwoord: Option<String>,
    /// The secret of their second factor, base32; none: they have none.
    pub totp_geheim: Option<String>,
    /// Whether somebody else set the password: then they choose their own before anything opens.
    pub tijdelijk: bool,
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

/// How somebody logged in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inlog {
    /// Where.
    #[serde(skip)]
    pub browser: Browser,
    /// Whether a code was asked beside the password.
    pub tweede_factor: bool,
    /// Whether they logged in on this device before.
    pub bekend_toestel: bool,
}

/// Starts a session, and ends the one that this browser had (its hash).
///
/// # Errors
/// What the database says.
pub async fn begin(
    db: &Database,
    ids: &Ids,
    wie: &Medewerker,
    sessie: &Sessie,
    inlog: &Inlog,
    vorige: Option<&str>,
) -> Result<()> {
    let handeling = wie.handeling(sessie.begonnen_op);
    let event = Gebeurtenis::new(&handeling, ids, INGELOGD, wie.id).feiten(inlog)?;
    let mut changes = vec![Change::new(event).insert("sessies", values(ids, wie, sessie, &inlog.browser)?)];
    let tx = db.begin().await?;
    if let Some(vorige) = vorige {
        let delete = Query::delete()
            .from_table("sessies")
            .and_where(Expr::col("sleutel_hash").eq(vorige))
            .returning_col("medewerker_id")
            .to_owned();
        // On a shared device that can be somebody else's.
        if let Some(row) = tx.row(&delete).await? {
            let whose: MedewerkerId = row.get("medewerker_id")?;
            let feiten = Uitgelogd { aantal: 1, elders: false };
            let event = Gebeurtenis::new(&handeling, ids, UITGELOGD, whose).feiten(&feiten)?;
            changes.insert(0, Change::new(event));
        }
    }
    tx.write(changes).await?;
    tx.commit().await
}

/// Goes on with a session under another secret: no new log-in.
///
/// # Errors
/// What the database says.
pub async fn voortzetten(db: &Database, ids: &Ids, wie: &Medewerker, sessie: &Sessie, browser: &Browser) -> Result<()> {
    let (columns, values): (Vec<_>, Vec<_>) = values(ids, wie, sessie, browser)?.into_iter().unzip();
    let insert = Query::insert()
        .into_table("sessies")
        .columns(columns)
        .values(values.into_iter().map(Expr::val))
        .map_err(Error::bug)?
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&insert).await?;
    tx.commit().await
}

fn values(ids: &Ids, wie: &Medewerker, sessie: &Sessie, browser: &Browser) -> Result<Vec<(&'static str, Value)>> {
    Ok(vec![
        ("sleutel_hash", sessie.sleutel_hash.as_str().into()),
        ("id", ids.next::<SessieId>().into()),
        ("medewerker_id", wie.id.into()),
        ("browser", serde_json::to_string(browser)?.into()),
        ("csrf", sessie.csrf.as_str().into()),
        ("begonnen_op", sessie.begonnen_op.into()),
        ("laatst_gezien_op", sessie.laatst_gezien_op.into()),
        ("verloopt_op", sessie.verloopt_op.into()),
    ])
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

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EigenSessie {
    /// By which its owner ends it.
    pub id: SessieId,
    /// Where it was begun.
    pub browser: Browser,
    /// When.
    pub begonnen_op: Moment,
    /// When it was last used, give or take a minute.
    pub laatst_gezien_op: Moment,
    /// Whether it is the one that asks.
    pub deze: bool,
}

/// The running sessions of somebody, for themselves: the one used last first.
///
/// # Errors
/// What the database says.
pub async fn van(db: &impl Reads, wie: &Medewerker, deze: &Sessie, now: Moment) -> Result<Vec<EigenSessie>> {
    let query = Query::select()
        .columns(["id", "sleutel_hash", "browser", "begonnen_op", "laatst_gezien_op"])
        .from("sessies")
        .and_where(Expr::col("medewerker_id").eq(wie.id))
        .and_where(Expr::col("verloopt_op").gt(now))
        .order_by("laatst_gezien_op", sea_query::Order::Desc)
        .limit(VAN_MAX)
        .to_owned();
    let read = |row: &Row| {
        Ok(EigenSessie {
            id: row.get("id")?,
            browser: serde_json::from_value(row.get("browser")?)?,
            begonnen_op: row.get("begonnen_op")?,
            laatst_gezien_op: row.get("laatst_gezien_op")?,
            deze: row.get::<String>("sleutel_hash")? == deze.sleutel_hash,
        })
    };
    db.rows(&query).await?.iter().map(read).collect()
}

/// More than anybody has; older ones are still ended with all others.
const VAN_MAX: u64 = 50;
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

/// Which sessions of somebody end.
#[derive(Clone, Copy, Debug)]
pub enum Welke<'a> {
    /// This one, by log-out.
    Deze(&'a Sessie),
    /// Another one, from this one.
    Andere(SessieId),
    /// All but this one.
    AlleAndere(&'a Sessie),
}

/// Ends sessions of somebody, and clears away all that ended by themselves. Gives how many of theirs ended now.
///
/// # Errors
/// What the database says.
pub async fn end(db: &Database, ids: &Ids, wie: &Medewerker, welke: Welke<'_>, now: Moment) -> Result<u64> {
    let which = match welke {
        Welke::Deze(sessie) => Expr::col("sleutel_hash").eq(sessie.sleutel_hash.as_str()),
        Welke::Andere(id) => Expr::col("id").eq(id),
        Welke::AlleAndere(sessie) => Expr::col("sleutel_hash").ne(sessie.sleutel_hash.as_str()),
    };
    let own = Query::delete()
        .from_table("sessies")
        .and_where(Expr::col("medewerker_id").eq(wie.id))
        .and_where(which)
        .to_owned();
    let over = Query::delete().from_table("sessies").and_where(Expr::col("verloopt_op").lte(now)).to_owned();
    let tx = db.begin().await?;
    tx.execute(&over).await?;
    let ended = tx.execute(&own).await?;
    if ended > 0 {
        let feiten = Uitgelogd { aantal: ended, elders: !matches!(welke, Welke::Deze(_)) };
        let event = Gebeurtenis::new(&wie.handeling(now), ids, UITGELOGD, wie.id).feiten(&feiten)?;
        tx.write(vec![Change::new(event)]).await?;
    }
    tx.commit().await?;
    Ok(ended)
}

/// Who logs in with this name.
///
/// # Errors
/// What the database says.
pub async fn kandidaat(db: &impl Reads, organisatie: OrganisatieId, gebruikersnaam: &str) -> Result<Option<Kandidaat>> {
    let query = select_medewerkers()
        .columns(
            ["gebruikersnaam", "wachtwoord", "totp_geheim", "wachtwoord_tijdelijk"]
                .map(|column| ("medewerkers", column)),
        )
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
        .columns(
            ["gebruikersnaam", "wachtwoord", "totp_geheim", "wachtwoord_tijdelijk"]
                .map(|column| ("medewerkers", column)),
        )
        .and_where(Expr::col(("medewerkers", "id")).eq(id))
        .to_owned();
    db.row(&query).await?.as_ref().map(kandidaat_from_row).transpose()
}

fn kandidaat_from_row(row: &Row) -> Result<Kandidaat> {
    Ok(Kandidaat {
        medewerker: medewerker_from_row(row)?,
        gebruikersnaam: row.get("gebruikersnaam")?,
        wachtwoord: row.get("wachtwoord")?,
        totp_geheim: row.get("totp_geheim")?,
        tijdelijk: row.get::<Option<bool>>("wachtwoord_tijdelijk")?.unwrap_or_default(),
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
