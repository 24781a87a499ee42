//! Followers (volgers): each reads the journal from its own cursor and does one job.
//!
//! The cursor moves in the same transaction as the follower's effect, so in our own store everything happens exactly
//! once, however often the program is killed. What leaves the house is at least once.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use sea_query::{Expr, ExprTrait, OnConflict, Order, Query};

use crate::journaal::{self, Entry};
use crate::{Clock, Database, Error, Moment, Reads, Result, Row, Tx};

/// Bounds one transaction, so that people's writes in between wait for milliseconds only.
const BATCH_EVENTS_MAX: u64 = 500;
/// The same when nobody else writes: each batch costs a sync of the disk.
const BATCH_EVENTS_ALONE: u64 = 10_000;
/// Other nodes' commits wake nobody here; this does.
const POLL: Duration = Duration::from_secs(1);
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// A job that follows the journal.
pub trait Volger: Send + Sync {
    /// Its name, under which its cursor is kept.
    fn naam(&self) -> &'static str;

    /// Handles the next gebeurtenissen, oldest first, within the transaction that also moves the cursor.
    fn handle<'a>(
        &'a self,
        tx: &'a Tx,
        gebeurtenissen: &'a [Entry],
    ) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;
}

/// Handles one batch; gives whether there was anything to do.
///
/// # Errors
/// What the follower or the database says; nothing of the batch has happened then.
pub async fn run_once(db: &Database, clock: &Clock, volger: &dyn Volger) -> Result<bool> {
    run_batch(db, clock, volger, BATCH_EVENTS_MAX).await
}

async fn run_batch(db: &Database, clock: &Clock, volger: &dyn Volger, events: u64) -> Result<bool> {
    if cursor(db, volger.naam()).await? >= journaal::last_number(db).await? {
        return Ok(false);
    }
    let tx = db.begin().await?;
    // Taking the row makes a second node wait here; it then finds the cursor moved.
    let take = Query::insert()
        .into_table("volgers")
        .columns(["naam", "volgnummer", "bijgewerkt_op"])
        .values([volger.naam().into(), 0.into(), Expr::val(clock.now())])
        .map_err(Error::bug)?
        .on_conflict(OnConflict::column("naam").update_column("bijgewerkt_op").to_owned())
        .returning_col("volgnummer")
        .to_owned();
    let from = match tx.row(&take).await? {
        Some(row) => row.get("volgnummer")?,
        None => 0,
    };
    let batch = journaal::read_after(&tx, from, events).await?;
    let Some(last) = batch.last() else { return Ok(false) };
    volger.handle(&tx, &batch).await?;
    let moved = Query::update()
        .table("volgers")
        .value("volgnummer", last.volgnummer)
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

/// Forgets the cursor, so that the follower reads from the start again; its own tables are emptied by the caller.
///
/// # Errors
/// What the database says.
pub async fn rewind(tx: &Tx, naam: &str) -> Result<()> {
    let statement = Query::delete().from_table("volgers").and_where(Expr::col("naam").eq(naam)).to_owned();
    tx.execute(&statement).await.map(drop)
}

/// How far a follower has read.
///
/// # Errors
/// What the database says.
pub async fn cursor(db: &impl Reads, naam: &str) -> Result<i64> {
    let query = Query::select().column("volgnummer").from("volgers").and_where(Expr::col("naam").eq(naam)).to_owned();
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

/// Follows the journal for as long as the program runs; a failure is logged and tried again.
pub async fn follow(db: Database, clock: Clock, volger: Arc<dyn Volger>) {
    let mut commits = db.commits();
    loop {
        commits.mark_unchanged();
        match run_once(&db, &clock, &*volger).await {
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
