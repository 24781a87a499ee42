//! How somebody logs in: their password, their second factor, their roles. Each change is in the journal and ends the sessions that
//! ran before it. A secret is told there by its hash: enough to see that somebody put another one in the database.

use kern::journaal::geheim_sha256;
use kern::organisaties::MedewerkerId;
use kern::{Change, Database, Gebeurtenis, Handeling, Ids, Result, Rol};
use sea_query::{Expr, ExprTrait, Query, Value};
use serde_json::{Map, Value as Json};

use super::soorten::{MEDEWERKER_GEWIJZIGD, Medewerker};

/// What changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wijziging {
    /// A password that its owner chose, as argon2id in PHC form.
    Wachtwoord(String),
    /// A password that somebody else set: good for one log-in, in which its owner chooses their own.
    EersteWachtwoord(String),
    /// No password: cannot log in.
    Geblokkeerd,
    /// These roles, and no others.
    Rollen(Vec<Rol>),
    /// A second factor: its secret in base32.
    TweedeFactor(String),
    /// No second factor: sets one up at the next log-in.
    ZonderTweedeFactor,
}

impl Wijziging {
    /// Its name in the facts.
    fn naam(&self) -> &'static str {
        match self {
            Self::Wachtwoord(_) => "wachtwoord",
            Self::EersteWachtwoord(_) => "eerste-wachtwoord",
            Self::Geblokkeerd => "geblokkeerd",
            Self::Rollen(_) => "rollen",
            Self::TweedeFactor(_) => "tweede-factor",
            Self::ZonderTweedeFactor => "zonder-tweede-factor",
        }
    }

    fn column(&self) -> (&'static str, Option<String>) {
        match self {
            Self::Wachtwoord(phc) | Self::EersteWachtwoord(phc) => ("wachtwoord", Some(phc.clone())),
            Self::Geblokkeerd => ("wachtwoord", None),
            Self::Rollen(rollen) => ("rollen", Some(rollen.iter().map(|rol| rol.code()).collect::<Vec<_>>().join(" "))),
            Self::TweedeFactor(geheim) => ("totp_geheim", Some(geheim.clone())),
            Self::ZonderTweedeFactor => ("totp_geheim", None),
        }
    }

    /// As the contents of the gebeurtenis tell it.
    fn verteld(&self) -> (String, Json) {
        let (column, value) = self.column();
        match self {
            Self::Rollen(_) => (column.to_owned(), value.into()),
            _ => (format!("{column}_sha256"), value.as_deref().map(geheim_sha256).into()),
        }
    }
}

/// The change of an account, with the end of its sessions.
///
/// # Errors
/// When the facts have no JSON form.
pub fn wijzigen(
    handeling: &Handeling,
    ids: &Ids,
    medewerker: MedewerkerId,
    wijzigingen: &[Wijziging],
) -> Result<Change> {
    wijzigen_als(handeling, ids, medewerker, wijzigingen, &[], Expr::val(true))
}

/// Somebody chooses their own password, in the place of the one that was just checked (`was`, its hash).
///
/// # Errors
/// [`kern::Error::Conflict`] when it is another one by now: they were blocked, or chose one in another tab.
pub async fn wachtwoord_kiezen(
    db: &Database,
    ids: &Ids,
    handeling: &Handeling,
    medewerker: MedewerkerId,
    was: &str,
    phc: String,
) -> Result<()> {
    let still = Expr::col("wachtwoord").eq(was);
    let change = wijzigen_als(handeling, ids, medewerker, &[Wijziging::Wachtwoord(phc)], &[], still)?;
    let tx = db.begin().await?;
    tx.write(vec![change]).await?;
    tx.commit().await
}

/// Keeps the secret (base32) of somebody who has none yet, with the time step of the code that proved it.
///
/// # Errors
/// [`kern::Error::Conflict`] when there is one already: it is never replaced by whoever only knows the password.
pub async fn tweede_factor_instellen(
    db: &Database,
    ids: &Ids,
    handeling: &Handeling,
    medewerker: MedewerkerId,
    geheim: &str,
    stap: i64,
) -> Result<()> {
    let wijzigingen = [Wijziging::TweedeFactor(geheim.to_owned())];
    let none_yet = Expr::col("totp_geheim").is_null();
    let change = wijzigen_als(handeling, ids, medewerker, &wijzigingen, &[("totp_teller", stap.into())], none_yet)?;
    let tx = db.begin().await?;
    tx.write(vec![change]).await?;
    tx.commit().await
}

fn wijzigen_als(
    handeling: &Handeling,
    ids: &Ids,
    medewerker: MedewerkerId,
    wijzigingen: &[Wijziging],
    extra: &[(&'static str, Value)],
    als: Expr,
) -> Result<Change> {
    let by_another = wijzigingen.iter().find_map(|one| match one {
        Wijziging::EersteWachtwoord(_) => Some(true),
        Wijziging::Wachtwoord(_) => Some(false),
        _ => None,
    });
    let mut told: Map<String, Json> = wijzigingen.iter().map(Wijziging::verteld).collect();
    told.extend(by_another.map(|by_another| ("wachtwoord_tijdelijk".to_owned(), by_another.into())));
    let names = wijzigingen.iter().map(|wijziging| wijziging.naam().to_owned()).collect();
    let event = Gebeurtenis::new(handeling, ids, MEDEWERKER_GEWIJZIGD, medewerker.uuid())
        .feiten(&Medewerker::Account { wijzigingen: names })?
        .na(&told)?;
    let values = wijzigingen.iter().map(|one| {
        let (column, value) = one.column();
        (column, Expr::val(value))
    });
    let mut update = Query::update();
    update
        .table("medewerkers")
        .values(values)
        .values(extra.iter().map(|(column, value)| (*column, Expr::val(value.clone()))))
        .and_where(Expr::col("id").eq(medewerker))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(als);
    // A code works once; with another secret the count begins anew.
    if extra.is_empty() && wijzigingen.iter().any(|one| one.column().0 == "totp_geheim") {
        update.value("totp_teller", None::<i64>);
    }
    if let Some(by_another) = by_another {
        update.value("wachtwoord_tijdelijk", by_another);
    }
    let sessions =
        Query::delete().from_table("sessies").and_where(Expr::col("medewerker_id").eq(medewerker)).to_owned();
    Ok(Change::new(event).update(update).delete(sessions))
}
