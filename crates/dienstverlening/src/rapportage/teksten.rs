//! What somebody writes for the voortgangsrapportage: drafts, until it is established.

use std::collections::BTreeMap;

use kern::autorisatie::{LeesRapport, StelRapportVast};
use kern::organisaties::{MedewerkerId, OrganisatieId};
use kern::{Authorised, Database, Error, FieldError, Ids, Moment, Reads, Result, Row};
use sea_query::{Expr, ExprTrait, Query};

use super::ingevuld::{Ingevuld, jaarfout};
use crate::inrichten::Raaddoel;

kern::id_types! {
    /// The words of a part of the report.
    TekstId,
}

kern::code_enum! {
    /// What words are.
    Tekstveld {
        /// The preface.
        Voorwoord "voorwoord",
        /// The outlook.
        Vooruitzicht "vooruitzicht",
        /// What was reached.
        Bereikt "bereikt",
        /// Whether the goal will be reached, as the writer sees it.
        Halen "halen",
        /// What that means in money.
        Financieel "financieel",
        /// Where a value comes from that somebody entered; of an indicator.
        Bron "bron",
    }
}

/// The part that is the report as a whole.
pub const GEHEEL: &str = "";

impl Tekstveld {
    /// What is written of a part.
    #[must_use]
    pub fn van(onderdeel: &str) -> &'static [Self] {
        if onderdeel == GEHEEL {
            &[Self::Voorwoord, Self::Vooruitzicht]
        } else {
            &[Self::Bereikt, Self::Halen, Self::Financieel]
        }
    }
}

/// Words by what they are.
pub type Velden = BTreeMap<Tekstveld, String>;
/// The words of each part: by the code of a goal or an indicator, or [`GEHEEL`].
pub type Teksten = BTreeMap<String, Velden>;

/// The words of one part as they were kept last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tekst {
    id: TekstId,
    /// The code of a goal, or [`GEHEEL`].
    pub onderdeel: String,
    /// The words.
    pub velden: Velden,
    /// When they were kept.
    pub bijgewerkt_op: Moment,
    /// By whom, their name.
    pub bijgewerkt_door: String,
    /// Raised by each change.
    pub versie: i64,
}

/// What somebody wrote of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Geschreven {
    /// Of which year.
    pub jaar: i16,
    /// The code of a goal, or [`GEHEEL`].
    pub onderdeel: String,
    /// The words.
    pub velden: Velden,
    /// Which version they began from; 0: none.
    pub versie: i64,
}

/// Longer is no text for a council.
pub const TEKST_MAX: usize = 10_000;

/// The words of a year, of each part that has any.
///
/// # Errors
/// What the database says.
pub async fn teksten(db: &impl Reads, who: &Authorised<LeesRapport>, jaar: i16) -> Result<Vec<Tekst>> {
    van_jaar(db, who.organisatie(), jaar).await
}

pub(super) async fn van_jaar(db: &impl Reads, organisatie: OrganisatieId, jaar: i16) -> Result<Vec<Tekst>> {
    let own = ["id", "onderdeel", "velden", "bijgewerkt_op", "versie"];
    let query = Query::select()
        .columns(own.map(|column| ("voortgang_teksten", column)))
        .column(("medewerkers", "naam"))
        .from("voortgang_teksten")
        .inner_join("medewerkers", Expr::col(("medewerkers", "id")).equals(("voortgang_teksten", "bijgewerkt_door")))
        .and_where(Expr::col(("voortgang_teksten", "organisatie_id")).eq(organisatie))
        .and_where(Expr::col(("voortgang_teksten", "jaar")).eq(i64::from(jaar)))
        .to_owned();
    let read = |row: &Row| {
        Ok(Tekst {
            id: row.get("id")?,
            onderdeel: row.get("onderdeel")?,
            velden: serde_json::from_str(&row.get::<String>("velden")?).map_err(Error::bug)?,
            bijgewerkt_op: row.get("bijgewerkt_op")?,
            bijgewerkt_door: row.get("naam")?,
            versie: row.get("versie")?,
        })
    };
    db.rows(&query).await?.iter().map(read).collect()
}

/// All words together, with where entered values come from; and a number that is another one when any of it changed.
#[must_use]
pub fn bij_elkaar(all: &[Tekst], ingevuld: &[Ingevuld]) -> (Teksten, i64) {
    let written = all.iter().map(|tekst| (tekst.onderdeel.clone(), tekst.velden.clone()));
    // A goal and an indicator never have the same code.
    let source = |value: &Ingevuld| (value.indicator.clone(), Velden::from([(Tekstveld::Bron, value.bron.clone())]));
    // Versions only rise.
    let versies = all.iter().map(|tekst| tekst.versie).chain(ingevuld.iter().map(|value| value.versie));
    (written.chain(ingevuld.iter().map(source)).collect(), versies.sum())
}

/// Keeps what somebody wrote. The same again does nothing.
///
/// # Errors
/// [`Error::Invalid`] for what is too long or about no goal, [`Error::Conflict`] when somebody else kept other words in the meantime.
pub async fn schrijven(
    db: &Database,
    ids: &Ids,
    who: &Authorised<StelRapportVast>,
    (door, nu): (MedewerkerId, Moment),
    (doelen, geschreven): (&[Raaddoel], &Geschreven),
) -> Result<()> {
    Error::all(fouten(doelen, geschreven, nu))?;
    let tx = db.begin().await?;
    tx.lock("organisaties", who.organisatie()).await?;
    let known = van_jaar(&tx, who.organisatie(), geschreven.jaar).await?;
    let was = known.iter().find(|known| known.onderdeel == geschreven.onderdeel);
    if was.is_some_and(|was| was.velden == geschreven.velden) {
        return Ok(());
    }
    if was.map_or(0, |was| was.versie) != geschreven.versie {
        return Err(Error::Conflict(FieldError::new("onderdeel", "tekst-intussen-bewaard")));
    }
    let velden = serde_json::to_string(&geschreven.velden).map_err(Error::bug)?;
    let versie = geschreven.versie + 1;
    if let Some(was) = was {
        let update = Query::update()
            .table("voortgang_teksten")
            .value("velden", velden)
            .value("bijgewerkt_op", nu)
            .value("bijgewerkt_door", door)
            .value("versie", versie)
            .and_where(Expr::col("id").eq(was.id))
            .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
            .to_owned();
        tx.execute(&update).await?;
    } else {
        let id: TekstId = ids.next();
        let insert = Query::insert()
            .into_table("voortgang_teksten")
            .columns([
                "id",
                "organisatie_id",
                "jaar",
                "onderdeel",
                "velden",
                "bijgewerkt_op",
                "bijgewerkt_door",
                "versie",
            ])
            .values([
                id.into(),
                who.organisatie().into(),
                i64::from(geschreven.jaar).into(),
                geschreven.onderdeel.clone().into(),
                velden.into(),
                nu.into(),
                door.into(),
                versie.into(),
            ])
            .map_err(Error::bug)?
            .to_owned();
        tx.execute(&insert).await?;
    }
    tx.commit().await
}

fn fouten(doelen: &[Raaddoel], geschreven: &Geschreven, nu: Moment) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    let onderdeel = &geschreven.onderdeel;
    if onderdeel != GEHEEL && !doelen.iter().any(|doel| doel.code == *onderdeel) {
        wrong.push(FieldError::new("onderdeel", "onbekende-keuze"));
    }
    wrong.extend(jaarfout(geschreven.jaar, nu));
    for (veld, text) in &geschreven.velden {
        let length = text.chars().count();
        if length > TEKST_MAX {
            wrong.push(FieldError::new(veld.code(), "rapport-toelichting-lang").detail(length - TEKST_MAX));
        }
    }
    wrong
}
