//! Followers (volgers): each reads the journal from its own cursor and does one job.
//!
//! The cursor moves in the same transaction as the follower's effect, so in our own store everything happens exactly
//! once, however often the program is killed. What leaves the house is at least once. A follower whose rules changed (its version) makes
//! everything that it made again from the journal, by itself, while the program runs.

use std::cmp::Ordering;
use std::pin::Pin;
use std::time::Duration;

use sea_query::{Expr, ExprTrait, OnConflict, Order, Query};

use crate::journaal::{self, Entry, Soortnaam};
use crate::{Clock, Database, Error, Moment, Reads, Result, Row, Tx};

/// Bounds one transaction, so that people's writes in between wait for milliseconds only.
const BATCH_EVENTS_MAX: u64 = 500;
/// The same when nobody else writes: each batch costs a sync of the disk.
const BATCH_EVENTS_ALONE: u64 = 10_000;
/// Other nodes' commits wake nobody here; this does.
const POLL: Duration = Duration::from_secs(1);
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// What a follower does in a transaction.
pub type Werk<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A job that follows the journal.
pub trait Volger: Send + Sync {
    /// Its name, under which its cursor is kept.
    fn naam(&self) -> &'static str;

    /// Which rules it follows. Raised when they change: what it made by the old ones is then made again from the journal.
    fn versie(&self) -> i64;

    /// The kinds of gebeurtenissen that it reads; no other comes to it.
    fn soorten(&self) -> &'static [Soortnaam];

    /// Handles the next gebeurtenissen of those kinds, oldest first, within the transaction that also moves the cursor.
    fn handle<'a>(&'a self, tx: &'a Tx, gebeurtenissen: &'a [Entry]) -> Werk<'a>;

    /// Takes away all that it made.
    fn leeg<'a>(&'a self, tx: &'a Tx) -> Werk<'a>;
}

/// Handles one batch; gives whether there was anything to do.
///
/// # Errors
/// What the follower or the database says; nothing of the batch has happened then.
pub async fn run_once(db: &Database, clock: &Clock, volger: &dyn Volger) -> Result<bool> {
    run_batch(db, clock, volger, BATCH_EVENTS_MAX).await
}

async fn run_batch(db: &Database, clock: &Clock, volger: &dyn Volger, events: u64) -> Result<bool> {
    if cursor(db, volger).await? >= journaal::last_number(db).await? {
        return Ok(false);
    }
    let tx = db.begin().await?;
    // Taking the row makes a second node wait here; it then finds the cursor moved.
    let take = Query::insert()
        .into_table("volgers")
        .columns(["naam", "versie", "volgnummer", "bijgewerkt_op"])
        .values([volger.naam().into(), volger.versie().into(), 0.into(), Expr::val(clock.now())])
        .map_err(Error::bug)?
        .on_conflict(OnConflict::column("naam").update_column("bijgewerkt_op").to_owned())
        .returning(Query::returning().columns(["versie", "volgnummer"]))
        .to_owned();
    let mut from = 0;
    if let Some(row) = tx.row(&take).await? {
        let versie: i64 = row.get("versie")?;
        match versie.cmp(&volger.versie()) {
            Ordering::Equal => from = row.get("volgnummer")?,
            Ordering::Less => {
                tracing::info!(
                    volger = volger.naam(),
                    versie = volger.versie(),
                    "its rules changed: made again from the journal"
                );
                volger.leeg(&tx).await?;
            }
            // A newer program runs beside this one.
            Ordering::Greater => return Ok(false),
        }
    }
    let batch = journaal::read_after(&tx, from, events).await?;
    let Some(last) = batch.last().map(|entry| entry.volgnummer) else { return Ok(false) };
    let read: Vec<Entry> =
        batch.into_iter().filter(|entry| volger.soorten().iter().any(|naam| entry.heet(*naam))).collect();
    if !read.is_empty() {
        volger.handle(&tx, &read).await?;
    }
    let moved = Query::update()
        .table("volgers")
        .value("volgnummer", last)
        .value("versie", volger.versie())
        .and_where(Expr::col("naam").eq(volger.naam()))
        .to_owned();
    tx.execute(&moved).await?;
    tx.commit().await?;
    Ok(true)
}

/// Runs until the follower has read the whole journal.
///
/// # Errors
/// What the follower or the database says.
pub async fn catch_up(db: &Database, clock: &Clock, volger: &dyn Volger) -> Result<()> {
    while run_once(db, clock, volger).await? {}
    Ok(())
}

/// The same in large steps, for when nobody waits for the database: after much has been loaded.
///
/// # Errors
/// What the follower or the database says.
pub async fn catch_up_alone(db: &Database, clock: &Clock, volger: &dyn Volger) -> Result<()> {
    while run_batch(db, clock, volger, BATCH_EVENTS_ALONE).await? {}
    Ok(())
}

/// Throws away all that a follower made, and makes it again from the journal, as if its rules had changed: also beside a server that runs.
///
/// # Errors
/// What the follower or the database says.
pub async fn herbouw(db: &Database, clock: &Clock, volger: &dyn Volger) -> Result<()> {
    let old = Query::insert()
        .into_table("volgers")
        .columns(["naam", "versie", "volgnummer", "bijgewerkt_op"])
        .values([volger.naam().into(), 0.into(), 0.into(), Expr::val(clock.now())])
        .map_err(Error::bug)?
        .on_conflict(OnConflict::column("naam").update_columns(["versie", "volgnummer"]).to_owned())
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&old).await?;
    tx.commit().await?;
    catch_up(db, clock, volger).await
}

/// How far a follower has read by its rules of now: not at all when it still has to make everything again.
///
/// # Errors
/// What the database says.
pub async fn cursor(db: &impl Reads, volger: &dyn Volger) -> Result<i64> {
    let query = Query::select()
        .column("volgnummer")
        .from("volgers")
        .and_where(Expr::col("naam").eq(volger.naam()))
        .and_where(Expr::col("versie").gte(volger.versie()))
        .to_owned();
    db.row(&query).await?.map_or(Ok(0), |row| row.get("volgnummer"))
}

/// How far a follower is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Its name.
    pub naam: String,
    /// The number of the last gebeurtenis it has handled.
    pub volgnummer: i64,
    /// When it last handled some.
    pub bijgewerkt_op: Moment,
}

/// How far every follower is, by name: a handful.
///
/// # Errors
/// What the database says.
pub async fn standen(db: &impl Reads) -> Result<Vec<Stand>> {
    let query = Query::select()
        .columns(["naam", "volgnummer", "bijgewerkt_op"])
        .from("volgers")
        .order_by("naam", Order::Asc)
        .to_owned();
    let read = |row: &Row| {
        Ok(Stand {
            naam: row.get("naam")?,
            volgnummer: row.get("volgnummer")?,
            bijgewerkt_op: row.get("bijgewerkt_op")?,
        })
    };
    db.rows(&query).await?.iter().map(read).collect()
}

/// Whether a newer program made what there is.
async fn is_nieuwer(db: &Database, volger: &dyn Volger) -> Result<bool> {
    let query = Query::select()
        .column("naam")
        .from("volgers")
        .and_where(Expr::col("naam").eq(volger.naam()))
        .and_where(Expr::col("versie").gt(volger.versie()))
        .to_owned();
    Ok(db.row(&query).await?.is_some())
}

/// Follows the journal for as long as the program runs; a failure is logged and tried again.
pub async fn follow(db: Database, clock: Clock, volger: &'static dyn Volger) {
    let mut commits = db.commits();
    if is_nieuwer(&db, volger).await.unwrap_or(false) {
        tracing::warn!(volger = volger.naam(), "what it made was made by a newer Loket: it is left alone");
    }
    loop {
        commits.mark_unchanged();
        match run_once(&db, &clock, volger).await {
            Ok(true) => {}
            Ok(false) => {
                let _ = tokio::time::timeout(POLL, commits.changed()).await;
            }
            Err(error) => {
                tracing::error!(volger = volger.naam(), %error, "follower failed, trying again");
                tokio::time::sleep(AFTER_FAILURE).await;
            }
        }
    }
}
