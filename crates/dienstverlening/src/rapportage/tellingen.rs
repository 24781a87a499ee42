//! The follower `tellingen`: counts contacts and callbacks per quarter, from the facts in the journal.

use std::collections::BTreeMap;
use std::pin::Pin;

use jiff::civil::Date;
use kern::journaal::Entry;
use kern::organisaties::OrganisatieId;
use kern::{Clock, Database, Error, Reads, Result, Tx, Volger, volgers};
use registers::klantinteracties::{internetaak, klantcontact};
use sea_query::{Expr, ExprTrait, OnConflict, Query};
use serde_json::Value as Json;
use termijnen::Kwartaal;

/// Counts what the quarterly report shows. Measures (`maat`): `kanaal`, `reden`, `onderwerp` (product), `thema`,
/// `team` (by afhandeling), `maand` (by afhandeling), `artikel` (contacts with an article open) and, for callbacks by
/// the team that closed them, `terugbel` (`gehaald`, `te_laat`, `niet_bereikt` or `vervallen`).
pub struct Tellingen;

const NAAM: &str = "tellingen";
/// SQLite binds at most 32,766 values in a statement; a row has six.
const ROWS_PER_STATEMENT: usize = 1_000;

/// Where a count belongs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sleutel {
    pub organisatie: OrganisatieId,
    pub kwartaal: String,
    pub maat: &'static str,
    pub sleutel: String,
    pub sleutel2: String,
}

type Counts = BTreeMap<Sleutel, i64>;

impl Volger for Tellingen {
    fn naam(&self) -> &'static str {
        NAAM
    }

    fn handle<'a>(
        &'a self,
        tx: &'a Tx,
        gebeurtenissen: &'a [Entry],
    ) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
        Box::pin(async move { store(tx, count(gebeurtenissen)).await })
    }
}

/// What these gebeurtenissen change in the counts. A correction takes away what was and adds what is; what
/// was taken back counts for nothing.
fn count(gebeurtenissen: &[Entry]) -> Counts {
    let mut counts = Counts::new();
    for entry in gebeurtenissen {
        if entry.is(klantcontact::AANGEMAAKT) {
            add_contact(&mut counts, entry.organisatie, &entry.feiten, 1);
        } else if entry.is(klantcontact::INGETROKKEN) {
            add_contact(&mut counts, entry.organisatie, &entry.feiten, -1);
        } else if entry.is(klantcontact::GEWIJZIGD) {
            add_contact(&mut counts, entry.organisatie, &entry.feiten["was"], -1);
            add_contact(&mut counts, entry.organisatie, &entry.feiten["wordt"], 1);
        } else if entry.is(internetaak::GEWIJZIGD) && entry.feiten["wijziging"] == "afgehandeld" {
            add_callback(&mut counts, entry.organisatie, &entry.feiten);
        }
    }
    counts.retain(|_, n| *n != 0);
    counts
}

fn add_contact(counts: &mut Counts, organisatie: OrganisatieId, feiten: &Json, n: i64) {
    let Some(datum) = date(feiten) else { return };
    let kwartaal = Kwartaal::containing(datum).to_string();
    let text = |key: &str| feiten[key].as_str().unwrap_or_default().to_owned();
    let mut add = |maat, sleutel: String, sleutel2: String| {
        *counts.entry(Sleutel { organisatie, kwartaal: kwartaal.clone(), maat, sleutel, sleutel2 }).or_default() += n;
    };
    add("kanaal", text("kanaal"), String::new());
    add("reden", text("reden"), String::new());
    add("onderwerp", text("product"), String::new());
    add("thema", text("thema"), String::new());
    add("team", text("team"), text("afhandeling"));
    add("maand", format!("{:04}-{:02}", datum.year(), datum.month()), text("afhandeling"));
    if feiten["artikel"].is_string() {
        add("artikel", String::new(), String::new());
    }
}

fn add_callback(counts: &mut Counts, organisatie: OrganisatieId, feiten: &Json) {
    let Some(datum) = date(feiten) else { return };
    // In time is only who was reached in time; what was said before this fact was there counts as it did then.
    let kept = match feiten["afloop"].as_str() {
        Some("niet_bereikt") => "niet_bereikt",
        Some("vervallen") => "vervallen",
        _ if feiten["binnen_belofte"] == true => "gehaald",
        _ => "te_laat",
    };
    let sleutel = Sleutel {
        organisatie,
        kwartaal: Kwartaal::containing(datum).to_string(),
        maat: "terugbel",
        sleutel: feiten["team"].as_str().unwrap_or_default().to_owned(),
        sleutel2: kept.to_owned(),
    };
    *counts.entry(sleutel).or_default() += 1;
}

fn date(feiten: &Json) -> Option<Date> {
    feiten["datum"].as_str()?.parse().ok()
}

async fn store(tx: &Tx, counts: Counts) -> Result<()> {
    let counts: Vec<(Sleutel, i64)> = counts.into_iter().collect();
    for part in counts.chunks(ROWS_PER_STATEMENT) {
        store_part(tx, part).await?;
    }
    Ok(())
}

async fn store_part(tx: &Tx, counts: &[(Sleutel, i64)]) -> Result<()> {
    let mut insert = Query::insert()
        .into_table("tellingen")
        .columns(["organisatie_id", "kwartaal", "maat", "sleutel", "sleutel2", "aantal"])
        .on_conflict(
            OnConflict::columns(["organisatie_id", "kwartaal", "maat", "sleutel", "sleutel2"])
                .value("aantal", Expr::col(("tellingen", "aantal")).add(Expr::col(("excluded", "aantal"))))
                .to_owned(),
        )
        .to_owned();
    for (key, n) in counts {
        let values: [Expr; 6] = [
            Expr::val(key.organisatie),
            Expr::val(key.kwartaal.as_str()),
            Expr::val(key.maat),
            Expr::val(key.sleutel.as_str()),
            Expr::val(key.sleutel2.as_str()),
            Expr::val(*n),
        ];
        insert.values(values).map_err(Error::bug)?;
    }
    tx.execute(&insert).await.map(drop)
}

/// Throws the counts away and makes them again from the journal.
///
/// # Errors
/// What the database says.
pub async fn rebuild(db: &Database, clock: &Clock) -> Result<()> {
    let tx = db.begin().await?;
    tx.execute(&Query::delete().from_table("tellingen").to_owned()).await?;
    volgers::rewind(&tx, NAAM).await?;
    tx.commit().await?;
    volgers::catch_up(db, clock, &Tellingen).await
}

/// A count that differs from what the tables of contacts hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Afwijking {
    /// What is counted, and for what.
    pub wat: String,
    /// What the follower counted.
    pub geteld: i64,
    /// What the contacts themselves say.
    pub werkelijk: i64,
}

/// Compares the counts of channels, subjects and teams, per organisation, with a recount straight from the contacts, which
/// shares nothing with the follower.
///
/// # Errors
/// What the database says.
pub async fn compare_with_recount(db: &impl Reads) -> Result<Vec<Afwijking>> {
    let mut differences = Vec::new();
    for (maat, column) in [("kanaal", "kanaal"), ("onderwerp", "product"), ("team", "team_id")] {
        let counted = Query::select()
            .columns(["organisatie_id", "sleutel"])
            .expr_as(Expr::cust("CAST(SUM(aantal) AS BIGINT)"), "n")
            .from("tellingen")
            .and_where(Expr::col("maat").eq(maat))
            .group_by_columns(["organisatie_id", "sleutel"])
            .to_owned();
        let real = Query::select()
            .columns(["organisatie_id", column])
            .expr_as(Expr::cust("COUNT(*)"), "n")
            .from("klantcontacten")
            .group_by_columns(["organisatie_id", column])
            .to_owned();
        let mut counts: BTreeMap<(OrganisatieId, String), (i64, i64)> = BTreeMap::new();
        for row in db.rows(&counted).await? {
            counts.entry((row.get("organisatie_id")?, row.get("sleutel")?)).or_default().0 = row.get("n")?;
        }
        for row in db.rows(&real).await? {
            let key = if maat == "team" {
                row.get::<Option<uuid::Uuid>>(column)?.map(|id| id.to_string())
            } else {
                row.get::<Option<String>>(column)?
            };
            counts.entry((row.get("organisatie_id")?, key.unwrap_or_default())).or_default().1 +=
                row.get::<i64>("n")?;
        }
        differences.extend(counts.into_iter().filter(|(_, (counted, real))| counted != real).map(
            |((organisatie, key), (geteld, werkelijk))| Afwijking {
                wat: format!("{maat} {key} ({organisatie})"),
                geteld,
                werkelijk,
            },
        ));
    }
    Ok(differences)
}
