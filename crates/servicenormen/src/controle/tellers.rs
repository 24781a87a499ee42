//! The counters against the clocks that they count.

use std::collections::BTreeMap;

use kern::organisaties::OrganisatieId;
use kern::{Reads, Result, Row};
use sea_query::{Expr, ExprTrait, Order, Query};
use uuid::Uuid;

use crate::cijfers::Bijdrage;
use crate::opslag;

/// So many clocks in memory at a time.
const STAP: u64 = 5_000;

/// A counter that differs from the clocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Afwijking {
    /// Which, by its key.
    pub wat: String,
    /// What it holds.
    pub geteld: i64,
    /// What the clocks say.
    pub werkelijk: i64,
}

/// Counters by what they are of.
type Tellers = BTreeMap<String, i64>;

/// Counts the clocks of an organisation again and gives the counters that say something else.
///
/// # Errors
/// What the database says.
pub async fn afwijkingen(db: &impl Reads, organisatie: OrganisatieId) -> Result<Vec<Afwijking>> {
    let (kept, real) = (geteld(db, organisatie).await?, werkelijk(db, organisatie).await?);
    let keys: std::collections::BTreeSet<&String> = kept.keys().chain(real.keys()).collect();
    let of = |tellers: &Tellers, key: &String| tellers.get(key).copied().unwrap_or_default();
    Ok(keys
        .into_iter()
        .map(|key| Afwijking { wat: key.clone(), geteld: of(&kept, key), werkelijk: of(&real, key) })
        .filter(|found| found.geteld != found.werkelijk)
        .collect())
}

async fn werkelijk(db: &impl Reads, organisatie: OrganisatieId) -> Result<Tellers> {
    let mut sum = Bijdrage::default();
    let mut after: Option<(Uuid, String)> = None;
    loop {
        let later = after.take().map(|(thing, norm)| {
            let same = Expr::col("onderwerp_id").eq(thing).and(Expr::col("norm").gt(norm));
            Expr::col("onderwerp_id").gte(thing).and(Expr::col("onderwerp_id").gt(thing).or(same))
        });
        let query = opslag::selectie(organisatie)
            .and_where_option(later)
            .order_by("onderwerp_id", Order::Asc)
            .order_by("norm", Order::Asc)
            .limit(STAP)
            .to_owned();
        let rows = db.rows(&query).await?;
        for row in &rows {
            let klok = opslag::klok(row)?;
            sum.tel(&klok, 1)?;
            after = Some((klok.onderwerp, klok.norm));
        }
        if after.is_none() {
            break;
        }
    }
    let mut all = Tellers::new();
    for (plek, n) in sum.cijfers {
        let team = plek.team.map(|id| id.to_string()).unwrap_or_default();
        let key = format!("{} {} {} {} {team}", plek.norm, plek.versie, plek.soort.code(), plek.periode);
        all.insert(format!("{key} aantal"), n.aantal);
        all.insert(format!("{key} gehaald"), n.gehaald);
    }
    for (plek, n) in sum.standen {
        let medewerker = plek.medewerker.map(|id| id.to_string()).unwrap_or_default();
        all.insert(format!("{} {} {} {medewerker}", plek.norm, plek.staat.code(), plek.team), n);
    }
    Ok(all)
}

async fn geteld(db: &impl Reads, organisatie: OrganisatieId) -> Result<Tellers> {
    let mut all = Tellers::new();
    let text = |row: &Row, column| row.get::<String>(column);
    let query = Query::select()
        .columns(["norm", "versie", "soort", "periode", "team", "aantal", "gehaald"])
        .from("normcijfers")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .to_owned();
    for row in &db.rows(&query).await? {
        let (norm, soort, periode) = (text(row, "norm")?, text(row, "soort")?, text(row, "periode")?);
        let key = format!("{norm} {} {soort} {periode} {}", text(row, "versie")?, text(row, "team")?);
        all.insert(format!("{key} aantal"), row.get("aantal")?);
        all.insert(format!("{key} gehaald"), row.get("gehaald")?);
    }
    let query = Query::select()
        .columns(["norm", "staat", "team", "medewerker", "aantal"])
        .from("normstanden")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .to_owned();
    for row in &db.rows(&query).await? {
        let (norm, staat, team) = (text(row, "norm")?, text(row, "staat")?, text(row, "team")?);
        all.insert(format!("{norm} {staat} {team} {}", text(row, "medewerker")?), row.get("aantal")?);
    }
    Ok(all)
}
