//! Anchors: signed ends of the chains. A chain alone shows a change by whoever did not compute it again; an anchor shows that as
//! well, since nobody signs another end without the key. Making and checking signatures is the program's: here are texts and rows.

use std::collections::HashMap;

use sea_query::{Expr, ExprTrait, OnConflict, Order, Query, SelectStatement};
use serde::{Deserialize, Serialize};

use super::einde::{Einde, einden};
use crate::organisaties::OrganisatieId;
use crate::{Database, Error, Moment, Reads, Result, Row};

/// A signed end of a chain; as JSON also a line of the file where they are kept outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anker {
    /// Of whose journal; none: of the order that all organisations shared before each had its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisatie: Option<OrganisatieId>,
    /// The number of the newest gebeurtenis at that moment.
    pub volgnummer: i64,
    /// Its link.
    pub keten: String,
    /// When it was signed.
    pub gezet_op: Moment,
    /// The public key, base64.
    pub sleutel: String,
    /// The signature over [`Anker::tekst`], base64.
    pub handtekening: String,
}

impl Anker {
    /// What is signed: its first line keeps it apart from everything else that the key signs.
    #[must_use]
    pub fn tekst(&self) -> String {
        let Self { volgnummer, keten, gezet_op, .. } = self;
        match self.organisatie {
            Some(organisatie) => format!("loket anker 2\n{organisatie}\n{volgnummer}\n{keten}\n{gezet_op}\n"),
            None => format!("loket anker 1\n{volgnummer}\n{keten}\n{gezet_op}\n"),
        }
    }

    /// An anchor at this end that nobody has signed yet.
    #[must_use]
    pub fn ongetekend(einde: &Keteneinde, op: Moment, sleutel: String) -> Self {
        Self {
            organisatie: einde.organisatie,
            volgnummer: einde.volgnummer,
            keten: einde.keten.clone(),
            gezet_op: op,
            sleutel,
            handtekening: String::new(),
        }
    }

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            organisatie: row.get("organisatie_id")?,
            volgnummer: row.get("volgnummer")?,
            keten: row.get("keten")?,
            gezet_op: row.get("gezet_op")?,
            sleutel: row.get("sleutel")?,
            handtekening: row.get("handtekening")?,
        })
    }
}

/// The end of a chain: of an organisation's own, or of the order that all shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keteneinde {
    /// Whose; none: of all.
    pub organisatie: Option<OrganisatieId>,
    /// The number before its first; 0 for the order that all shared.
    pub vanaf: i64,
    /// The number of its newest gebeurtenis.
    pub volgnummer: i64,
    /// The link of that.
    pub keten: String,
}

/// The chains to which something was written.
///
/// # Errors
/// What the database says.
pub async fn keteneinden(db: &impl Reads) -> Result<Vec<Keteneinde>> {
    let all = einden(db).await?;
    let shared = all.iter().find(|einde| einde.gedeeld_tot > 0).map(|einde| Keteneinde {
        organisatie: None,
        vanaf: 0,
        volgnummer: einde.gedeeld_tot,
        keten: einde.gedeeld_keten.clone(),
    });
    let own = |einde: Einde| Keteneinde {
        organisatie: Some(einde.organisatie),
        vanaf: einde.gedeeld_tot,
        volgnummer: einde.volgnummer,
        keten: einde.keten,
    };
    let own = all.into_iter().map(own).filter(|einde| einde.volgnummer > einde.vanaf);
    Ok(shared.into_iter().chain(own).collect())
}

/// Keeps an anchor; another node that was first with the same end is fine.
///
/// # Errors
/// What the database says.
pub async fn bewaar(db: &Database, anker: &Anker) -> Result<()> {
    let insert = Query::insert()
        .into_table("ankers")
        .columns(["keten", "organisatie_id", "volgnummer", "gezet_op", "sleutel", "handtekening"])
        .values([
            anker.keten.as_str().into(),
            Expr::val(anker.organisatie),
            anker.volgnummer.into(),
            Expr::val(anker.gezet_op),
            anker.sleutel.as_str().into(),
            anker.handtekening.as_str().into(),
        ])
        .map_err(Error::bug)?
        .on_conflict(OnConflict::column("keten").do_nothing().to_owned())
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&insert).await?;
    tx.commit().await
}

/// The newest anchor of each chain.
///
/// # Errors
/// What the database says.
pub async fn laatste(db: &impl Reads) -> Result<Vec<Anker>> {
    let own = einden(db).await?.into_iter().map(|einde| Expr::col("organisatie_id").eq(einde.organisatie));
    let mut newest = Vec::new();
    for of in own.chain([Expr::col("organisatie_id").is_null()]) {
        let query = select().and_where(of).order_by("volgnummer", Order::Desc).limit(1).to_owned();
        newest.extend(db.row(&query).await?.as_ref().map(Anker::from_row).transpose()?);
    }
    Ok(newest)
}

/// The next anchors, by their links, after this one: to read them all, a part at a time.
///
/// # Errors
/// What the database says.
pub async fn na(db: &impl Reads, keten: &str, limit: u64) -> Result<Vec<Anker>> {
    let query = select().and_where(Expr::col("keten").gt(keten)).order_by("keten", Order::Asc).limit(limit).to_owned();
    db.rows(&query).await?.iter().map(Anker::from_row).collect()
}

/// Those of these anchors that the journal does not have, or has with another link.
///
/// # Errors
/// What the database says.
pub async fn afwijkend(db: &impl Reads, ankers: &[Anker]) -> Result<Vec<Anker>> {
    let all = einden(db).await?;
    let query = Query::select()
        .columns(["organisatie_id", "volgnummer", "keten"])
        .from("gebeurtenissen")
        .and_where(Expr::col("organisatie_id").is_in(all.iter().map(|einde| einde.organisatie)))
        .and_where(Expr::col("volgnummer").is_in(ankers.iter().map(|anker| anker.volgnummer)))
        .to_owned();
    let shared_to: HashMap<OrganisatieId, i64> =
        all.iter().map(|einde| (einde.organisatie, einde.gedeeld_tot)).collect();
    let mut links: HashMap<(Option<OrganisatieId>, i64), String> = HashMap::new();
    for row in db.rows(&query).await? {
        let (organisatie, volgnummer): (OrganisatieId, i64) = (row.get("organisatie_id")?, row.get("volgnummer")?);
        let own = shared_to.get(&organisatie).is_none_or(|to| volgnummer > *to);
        links.insert((own.then_some(organisatie), volgnummer), row.get("keten")?);
    }
    let differs = |anker: &&Anker| links.get(&(anker.organisatie, anker.volgnummer)) != Some(&anker.keten);
    Ok(ankers.iter().filter(differs).cloned().collect())
}

/// When the first gebeurtenis of a chain after a number was written down: how long it has waited for an anchor.
///
/// # Errors
/// What the database says.
pub async fn wacht_sinds(db: &impl Reads, einde: &Keteneinde, volgnummer: i64) -> Result<Option<Moment>> {
    if volgnummer >= einde.volgnummer {
        return Ok(None);
    }
    let of = match einde.organisatie {
        Some(own) => vec![own],
        None => einden(db).await?.into_iter().filter(|einde| einde.gedeeld_tot > 0).map(|e| e.organisatie).collect(),
    };
    let query = Query::select()
        .column("vastgelegd_op")
        .from("gebeurtenissen")
        .and_where(Expr::col("organisatie_id").is_in(of))
        .and_where(Expr::col("volgnummer").eq(volgnummer.saturating_add(1)))
        .to_owned();
    db.row(&query).await?.map(|row| row.get("vastgelegd_op")).transpose()
}

fn select() -> SelectStatement {
    Query::select()
        .columns(["organisatie_id", "volgnummer", "keten", "gezet_op", "sleutel", "handtekening"])
        .from("ankers")
        .to_owned()
}
