//! Followers (volgers): each reads the journal of every organisation from a cursor in it and does one job.
//!
//! The cursor moves in the same transaction as the follower's effect, so in our own store everything happens exactly
//! once, however often the program is killed. What leaves the house is at least once. A follower whose rules changed (its version) makes
//! everything that it made again from the journal, by itself, while the program runs.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::pin::Pin;
use std::time::Duration;

use sea_query::{Expr, ExprTrait, OnConflict, Order, Query};
use tokio::time::Instant;

use crate::journaal::{self, Entry, Soortnaam};
use crate::organisaties::OrganisatieId;
use crate::{Clock, Database, Error, Moment, Reads, Result, Row, Tx};

/// Bounds one transaction, so that people's writes in between wait for milliseconds only.
const BATCH_EVENTS_MAX: u64 = 1_000;
/// The same when nobody else writes: each batch costs a sync of the disk.
const BATCH_EVENTS_ALONE: u64 = 10_000;
/// Other nodes' commits wake nobody here; this does.
const POLL: Duration = Duration::from_secs(1);
/// An organisation of which something cannot be handled is left alone for so long; the others go on.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// What a follower does in a transaction.
pub type Werk<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// The organisations in which time alone changes something.
pub type Beurt<'a> = Pin<Box<dyn Future<Output = Result<Vec<OrganisatieId>>> + Send + 'a>>;

/// A job that follows the journal.
pub trait Volger: Send + Sync {
    /// Its name, under which its cursors are kept.
    fn naam(&self) -> &'static str;

    /// Which rules it follows. Raised when they change: what it made by the old ones is then made again from the journal.
    fn versie(&self) -> i64;

    /// The kinds of gebeurtenissen that it always reads.
    fn soorten(&self) -> &'static [Soortnaam];

    /// Whether it reads this gebeurtenis; no other comes to it. A follower that is told by data which kinds it reads says so here.
    fn leest(&self, entry: &Entry) -> bool {
        self.soorten().iter().any(|naam| entry.heet(*naam))
    }

    /// Handles the next gebeurtenissen of those kinds of one organisation, oldest first, within the transaction that also moves the
    /// cursor.
    fn handle<'a>(&'a self, tx: &'a Tx, gebeurtenissen: &'a [Entry]) -> Werk<'a>;

    /// Takes away all that it made of an organisation.
    fn leeg<'a>(&'a self, tx: &'a Tx, organisatie: OrganisatieId) -> Werk<'a>;

    /// The organisations of which something that it made changes at this moment because time passed. Asked each second: an index answers it.
    fn aan_de_beurt<'a>(&'a self, _db: &'a Database, _nu: Moment) -> Beurt<'a> {
        Box::pin(async { Ok(Vec::new()) })
    }

    /// Lets time change some of what is due in an organisation; called again as long as [`Volger::aan_de_beurt`] names it.
    fn laat_verlopen<'a>(&'a self, _tx: &'a Tx, _organisatie: OrganisatieId, _nu: Moment) -> Werk<'a> {
        Box::pin(async { Ok(()) })
    }
}

/// Handles one batch of every organisation; gives whether there was anything to do.
///
/// # Errors
/// What the follower or the database says; nothing of that batch has happened then, and the others have.
pub async fn run_once(db: &Database, clock: &Clock, volger: &dyn Volger) -> Result<bool> {
    run_each(db, clock, volger, BATCH_EVENTS_MAX).await
}

async fn run_each(db: &Database, clock: &Clock, volger: &dyn Volger, events: u64) -> Result<bool> {
    let (mut worked, mut failed, mut behind) = (false, None, HashSet::new());
    for plek in plekken(db, volger).await?.iter().filter(|plek| plek.achter() > 0) {
        behind.insert(plek.organisatie);
        match run_batch(db, clock, volger, plek, events).await {
            Ok(did) => worked |= did,
            Err(error) => failed = Some(error),
        }
    }
    let nu = clock.now();
    // Of an organisation that is behind, what happened comes first.
    for organisatie in volger.aan_de_beurt(db, nu).await?.into_iter().filter(|id| !behind.contains(id)) {
        match run_time(db, volger, organisatie, nu).await {
            Ok(did) => worked |= did,
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(worked), Err)
}

/// Lets time change some of what a follower made; gives whether there was anything to do.
async fn run_time(db: &Database, volger: &dyn Volger, organisatie: OrganisatieId, nu: Moment) -> Result<bool> {
    let tx = db.begin().await?;
    // Taking the row makes a second node wait here. What other rules made is left to them.
    let take = Query::update()
        .table("volgers")
        .value("bijgewerkt_op", nu)
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("naam").eq(volger.naam()))
        .and_where(Expr::col("versie").eq(volger.versie()))
        .to_owned();
    if tx.execute(&take).await? == 0 {
        return Ok(false);
    }
    volger.laat_verlopen(&tx, organisatie, nu).await?;
    tx.commit().await?;
    Ok(true)
}

async fn run_batch(db: &Database, clock: &Clock, volger: &dyn Volger, plek: &Plek, events: u64) -> Result<bool> {
    let organisatie = plek.organisatie;
    let tx = db.begin().await?;
    // Taking the row makes a second node wait here; it then finds the cursor moved.
    let take = Query::insert()
        .into_table("volgers")
        .columns(KOLOMMEN)
        .values([organisatie.into(), volger.naam().into(), volger.versie().into(), 0.into(), Expr::val(clock.now())])
        .map_err(Error::bug)?
        .on_conflict(OnConflict::columns(SLEUTEL).update_column("bijgewerkt_op").to_owned())
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
                volger.leeg(&tx, organisatie).await?;
            }
            // A newer program runs beside this one.
            Ordering::Greater => return Ok(false),
        }
    }
    let batch = journaal::read_after(&tx, organisatie, from, events).await?;
    let last = batch.last().map_or(from, |entry| entry.volgnummer);
    // In the order that all shared the newest number can be another organisation's.
    let to_the_end = u64::try_from(batch.len()).is_ok_and(|n| n < events);
    let last = if to_the_end { Ord::max(last, Ord::min(plek.einde, plek.gedeeld_tot)) } else { last };
    if last == from {
        return Ok(false);
    }
    let read: Vec<Entry> = batch.into_iter().filter(|entry| volger.leest(entry)).collect();
    if !read.is_empty() {
        volger.handle(&tx, &read).await?;
    }
    let moved = Query::update()
        .table("volgers")
        .value("volgnummer", last)
        .value("versie", volger.versie())
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("naam").eq(volger.naam()))
        .to_owned();
    tx.execute(&moved).await?;
    tx.commit().await?;
    Ok(true)
}

/// Runs until the follower has read all journals.
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
    while run_each(db, clock, volger, BATCH_EVENTS_ALONE).await? {}
    Ok(())
}

/// Throws away all that a follower made, and makes it again from the journal, as if its rules had changed: also beside a server that runs.
///
/// # Errors
/// What the follower or the database says.
pub async fn herbouw(db: &Database, clock: &Clock, volger: &dyn Volger) -> Result<()> {
    let tx = db.begin().await?;
    for einde in journaal::einden(&tx).await? {
        maak_opnieuw(&tx, volger, einde.organisatie, clock.now()).await?;
    }
    tx.commit().await?;
    catch_up(db, clock, volger).await
}

/// Has a follower make again all that it made of an organisation, as if its rules had changed: whoever follows finds it so after the commit
/// of `tx`. What a newer program made is left alone.
///
/// # Errors
/// What the database says.
pub async fn maak_opnieuw(tx: &Tx, volger: &dyn Volger, organisatie: OrganisatieId, nu: Moment) -> Result<()> {
    let old = Query::insert()
        .into_table("volgers")
        .columns(KOLOMMEN)
        .values([organisatie.into(), volger.naam().into(), 0.into(), 0.into(), Expr::val(nu)])
        .map_err(Error::bug)?
        .on_conflict(
            OnConflict::columns(SLEUTEL)
                .update_columns(["versie", "volgnummer"])
                .action_and_where(Expr::col(("volgers", "versie")).lte(volger.versie()))
                .to_owned(),
        )
        .to_owned();
    tx.execute(&old).await.map(drop)
}

const KOLOMMEN: [&str; 5] = ["organisatie_id", "naam", "versie", "volgnummer", "bijgewerkt_op"];
const SLEUTEL: [&str; 2] = ["organisatie_id", "naam"];

/// Where a follower is in the journal of one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plek {
    /// Whose journal.
    pub organisatie: OrganisatieId,
    /// The number of the last gebeurtenis that it handled by its rules of now; 0 when it still has to make everything again.
    pub gelezen: i64,
    /// The number of the newest one.
    pub einde: i64,
    /// Up to this number all organisations share one order.
    pub gedeeld_tot: i64,
    /// When it last handled some; none: never.
    pub bijgewerkt_op: Option<Moment>,
}

impl Plek {
    /// How many gebeurtenissen it has still to handle, at most: of the order that all shared some are other organisations'.
    #[must_use]
    pub fn achter(&self) -> i64 {
        Ord::max(self.einde - self.gelezen, 0)
    }
}

/// Where a follower is in the journal of each organisation: a handful.
///
/// # Errors
/// What the database says.
pub async fn plekken(db: &impl Reads, volger: &dyn Volger) -> Result<Vec<Plek>> {
    let of_this = Expr::col(("v", "organisatie_id"))
        .equals(("s", "organisatie_id"))
        .and(Expr::col(("v", "naam")).eq(volger.naam()));
    let query = Query::select()
        .columns([("s", "organisatie_id"), ("s", "gedeeld_tot")])
        .expr_as(Expr::col(("s", "volgnummer")), "einde")
        .expr_as(Expr::col(("v", "volgnummer")), "gelezen")
        .columns([("v", "versie"), ("v", "bijgewerkt_op")])
        .from_as("journaal_stand", "s")
        .left_join(sea_query::TableRef::from("volgers").alias("v"), of_this)
        .order_by(("s", "organisatie_id"), Order::Asc)
        .to_owned();
    let read = |row: &Row| {
        let by_rules_of_now = row.get::<Option<i64>>("versie")?.is_some_and(|versie| versie >= volger.versie());
        Ok(Plek {
            organisatie: row.get("organisatie_id")?,
            gelezen: row.get::<Option<i64>>("gelezen")?.filter(|_| by_rules_of_now).unwrap_or_default(),
            einde: row.get("einde")?,
            gedeeld_tot: row.get("gedeeld_tot")?,
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
        .limit(1)
        .to_owned();
    Ok(db.row(&query).await?.is_some())
}

/// Follows the journals for as long as the program runs; a failure is logged and tried again.
pub async fn follow(db: Database, clock: Clock, volger: &'static dyn Volger) {
    let mut commits = db.commits();
    if is_nieuwer(&db, volger).await.unwrap_or(false) {
        tracing::warn!(volger = volger.naam(), "what it made was made by a newer Loket: it is left alone");
    }
    let mut put_aside: HashMap<OrganisatieId, Instant> = HashMap::new();
    loop {
        commits.mark_unchanged();
        put_aside.retain(|_, until| Instant::now() < *until);
        let behind = match plekken(&db, volger).await {
            Ok(all) => all.into_iter().filter(|plek| plek.achter() > 0),
            Err(error) => {
                said(volger, &error);
                tokio::time::sleep(AFTER_FAILURE).await;
                continue;
            }
        };
        let (mut worked, mut busy) = (false, HashSet::new());
        for plek in behind {
            busy.insert(plek.organisatie);
            if put_aside.contains_key(&plek.organisatie) {
                continue;
            }
            let did = run_batch(&db, &clock, volger, &plek, BATCH_EVENTS_MAX).await;
            worked |= done(volger, plek.organisatie, did, &mut put_aside);
        }
        let nu = clock.now();
        let due = volger.aan_de_beurt(&db, nu).await;
        for organisatie in due.inspect_err(|error| said(volger, error)).unwrap_or_default() {
            if !busy.contains(&organisatie) && !put_aside.contains_key(&organisatie) {
                let did = run_time(&db, volger, organisatie, nu).await;
                worked |= done(volger, organisatie, did, &mut put_aside);
            }
        }
        if !worked {
            let _ = tokio::time::timeout(POLL, commits.changed()).await;
        }
    }
}

fn said(volger: &dyn Volger, error: &Error) {
    tracing::error!(volger = volger.naam(), %error, "follower failed, trying again");
}

/// Whether there was anything to do; an organisation of which something failed is put aside for a while.
fn done(
    volger: &dyn Volger,
    organisatie: OrganisatieId,
    did: Result<bool>,
    put_aside: &mut HashMap<OrganisatieId, Instant>,
) -> bool {
    did.unwrap_or_else(|error| {
        tracing::error!(volger = volger.naam(), %organisatie, %error, "follower failed, trying again");
        put_aside.insert(organisatie, Instant::now() + AFTER_FAILURE);
        false
    })
}
