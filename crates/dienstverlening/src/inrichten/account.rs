//! How somebody logs in: their password, their second factor, their roles. Each change is in the journal and ends the sessions that
//! ran before it. A secret is told there by its hash: enough to see that somebody put another one in the database.

use kern::journaal::geheim_sha256;
use kern::organisaties::MedewerkerId;
use kern::{Change, Database, Gebeurtenis, Handeling, Ids, Result, Rol};
use sea_query::{Expr, ExprTrait, Query, Value};
use serde_json::{Map, Value as Json};

use super::soorten::MEDEWERKER_GEWIJZIGD;

/// What changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wijziging {
    /// A password, as argon2id in PHC form.
    Wachtwoord(String),
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
            Self::Geblokkeerd => "geblokkeerd",
            Self::Rollen(_) => "rollen",
            Self::TweedeFactor(_) => "tweede-factor",
            Self::ZonderTweedeFactor => "zonder-tweede-factor",
        }
    }

    fn column(&self) -> (&'static str, Option<String>) {
        match self {
            Self::Wachtwoord(phc) => ("wachtwoord", Some(phc.clone())),
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
    let names: Vec<_> = wijzigingen.iter().map(Wijziging::naam).collect();
    let event = Gebeurtenis::new(handeling, ids, MEDEWERKER_GEWIJZIGD, medewerker.uuid())
        .feiten(&serde_json::json!({ "wijzigingen": names }))?
        .na(&wijzigingen.iter().map(Wijziging::verteld).collect::<Map<_, _>>())?;
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
    let sessions =
        Query::delete().from_table("sessies").and_where(Expr::col("medewerker_id").eq(medewerker)).to_owned();
    Ok(Change::new(event).update(update).delete(sessions))
}
