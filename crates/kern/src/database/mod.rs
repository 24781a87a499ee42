//! One set of queries on two engines: SQLite in a data folder, or PostgreSQL.
//!
//! Queries are built with sea-query and run through [`Reads`]; writes go through a [`Tx`]. On SQLite there is one
//! writing connection (`BEGIN IMMEDIATE`, WAL, `synchronous=FULL`) and several that only read.

mod batch;
mod connect;
mod memory;
mod patience;
mod put;
mod row;
#[cfg(test)]
mod tests;
mod tx;

use std::path::Path;
use std::pin::pin;
use std::sync::Arc;

use sea_query::{Expr, OnConflict, PostgresQueryBuilder, Query, SqliteQueryBuilder};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;
use tokio::sync::watch;

pub use memory::Memory;
use patience::Health;
pub use patience::Patience;
pub use put::{Clash, Put, Rows};
pub use row::{Field, Row};
pub use tx::{Tx, Write};

use crate::error::Busy;
use crate::{Error, Result};

/// What a try at writing writes: as much as people do in one go.
const TRIAL_BYTES: usize = 64 * 1024;

/// The kind of database behind a [`Database`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded database.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        })
    }
}

/// The store. Cheap to clone; every clone shares the connections.
#[derive(Clone)]
pub struct Database {
    pools: Pools,
    commits: Arc<watch::Sender<u64>>,
    patience: Patience,
    health: Arc<Health>,
    memory: Arc<Memory>,
}

#[derive(Clone)]
enum Pools {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres(PgPool),
}

/// What can run a SELECT: the database itself, or a transaction that must see its own writes.
pub trait Reads: Sync {
    /// All rows of a query. What grows with the data carries a LIMIT.
    fn rows(&self, query: &(impl SqlxBinder + Sync)) -> impl Future<Output = Result<Vec<Row>>> + Send;

    /// The first row, if there is one.
    fn row(&self, query: &(impl SqlxBinder + Sync)) -> impl Future<Output = Result<Option<Row>>> + Send {
        async { Ok(self.rows(query).await?.into_iter().next()) }
    }

    /// What was read of this database and is kept.
    fn memory(&self) -> &Memory;
}

impl Database {
    /// Connects to `postgres://…`, or to an SQLite file that is made when it is not there; waits as commands do.
    ///
    /// # Errors
    /// When the server cannot be reached or the file cannot be opened.
    pub async fn connect(url: &str) -> Result<Self> {
        Self::connect_with(url, Patience::COMMAND).await
    }

    /// The same, with as much patience as is given.
    ///
    /// # Errors
    /// When the server cannot be reached or the file cannot be opened.
    pub async fn connect_with(url: &str, patience: Patience) -> Result<Self> {
        let health = Arc::<Health>::default();
        let pools = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Pools::Postgres(connect::postgres(url, patience).await?)
        } else {
            let path = url.strip_prefix("sqlite://").unwrap_or(url);
            let (read, write) = connect::sqlite(Path::new(path), patience).await?;
            Pools::Sqlite { read, write }
        };
        let (commits, memory) = (Arc::new(watch::Sender::new(0)), Arc::default());
        Ok(Self { pools, commits, patience, health, memory })
    }

    /// Which engine this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// Starts a write transaction; dropped without [`Tx::commit`] it leaves nothing behind.
    ///
    /// # Errors
    /// [`Error::Busy`] when no connection becomes free in time.
    pub async fn begin(&self) -> Result<Tx> {
        let begun = async {
            Ok(match &self.pools {
                Pools::Sqlite { write, .. } => {
                    let begun = write.begin_with("BEGIN IMMEDIATE").await;
                    tx::Inner::Sqlite(begun.map_err(|error| self.writer_is_taken(error))?)
                }
                Pools::Postgres(pool) => tx::Inner::Postgres(pool.begin().await?),
            })
        };
        Ok(Tx::new(self.answered(begun).await?, self.clone()))
    }

    /// A transaction that only reads and sees one moment of the database throughout: for a backup or a check.
    ///
    /// # Errors
    /// [`Error::Busy`] when no connection becomes free in time.
    pub async fn snapshot(&self) -> Result<Tx> {
        let begun = async {
            Ok(match &self.pools {
                Pools::Sqlite { read, .. } => tx::Inner::Sqlite(read.begin().await?),
                Pools::Postgres(pool) => {
                    tx::Inner::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
                }
            })
        };
        Ok(Tx::new(self.answered(begun).await?, self.clone()))
    }

    /// Why nothing could be kept when somebody last tried; none when all is well.
    #[must_use]
    pub fn trouble(&self) -> Option<Busy> {
        self.health.trouble()
    }

    /// Whether it answers; one that could not be written to is tried by writing.
    ///
    /// # Errors
    /// [`Error::Busy`] with why not.
    pub async fn check(&self) -> Result<()> {
        self.rows(&Query::select().expr(Expr::val(1)).to_owned()).await?;
        if self.trouble().is_none() {
            return Ok(());
        }
        let trial = Query::insert()
            .into_table("schrijfproef")
            .columns(["id", "inhoud"])
            .values([1.into(), "x".repeat(TRIAL_BYTES).into()])
            .map_err(Error::bug)?
            .on_conflict(OnConflict::column("id").update_column("inhoud").to_owned())
            .to_owned();
        let tx = self.begin().await?;
        tx.execute(&trial).await?;
        tx.commit().await
    }

    /// On SQLite one connection writes. Who waits for it too long waits for others here, or with them for another program that
    /// holds the file.
    fn writer_is_taken(&self, error: sqlx::Error) -> Error {
        match error {
            sqlx::Error::PoolTimedOut if self.trouble() == Some(Busy::Locked) => Error::Busy(Busy::Locked),
            other => other.into(),
        }
    }

    /// Waits for an answer for as long as the server is there, and takes note of how that went.
    async fn answered<T>(&self, question: impl Future<Output = Result<T>>) -> Result<T> {
        let Pools::Postgres(pool) = &self.pools else { return self.health.heard(question.await) };
        self.health.refuse_while_away()?;
        let mut question = pin!(question);
        loop {
            let answer = tokio::time::timeout(self.patience.answer, &mut question).await;
            match answer {
                // No connection came free: the server is busy, or is not there.
                Ok(Err(Error::Busy(Busy::Crowded))) | Err(_) => {}
                Ok(answer) => return self.health.heard(answer),
            }
            if !self.health.look(connect::is_there(pool, self.patience.connection)).await {
                return self.health.heard(Err(Error::Busy(Busy::Away)));
            }
            if let Ok(crowded) = answer {
                return crowded;
            }
        }
    }

    /// Changes each time a transaction of this process has committed.
    #[must_use]
    pub fn commits(&self) -> watch::Receiver<u64> {
        self.commits.subscribe()
    }

    /// What each connection says of its durability; every answer must be `full` (SQLite: 2) or `on`.
    ///
    /// # Errors
    /// When a connection does not answer.
    pub async fn durability(&self) -> Result<Vec<String>> {
        let mut answers = Vec::new();
        match &self.pools {
            Pools::Sqlite { write, read } => {
                for pool in [write, read] {
                    let mut held = Vec::new();
                    for _ in 0..pool.options().get_max_connections() {
                        let mut connection = pool.acquire().await?;
                        let value: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut *connection).await?;
                        answers.push(value.to_string());
                        held.push(connection);
                    }
                }
            }
            Pools::Postgres(pool) => {
                let mut held = Vec::new();
                for _ in 0..pool.options().get_max_connections() {
                    let mut connection = pool.acquire().await?;
                    answers.push(sqlx::query_scalar("SHOW synchronous_commit").fetch_one(&mut *connection).await?);
                    held.push(connection);
                }
            }
        }
        Ok(answers)
    }

    /// Lets connections that only read see tables that were changed. One that prepares a query by the tables of before would take
    /// a new column between quotes for a text, as SQLite does.
    ///
    /// # Errors
    /// When a connection does not answer.
    pub(crate) async fn schema_changed(&self) -> Result<()> {
        if let Pools::Sqlite { read, .. } = &self.pools {
            let mut held = Vec::new();
            for _ in 0..read.options().get_max_connections() {
                let mut connection = read.acquire().await?;
                let _: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM migraties").fetch_one(&mut *connection).await?;
                held.push(connection);
            }
        }
        Ok(())
    }

    /// Closes the connections; SQLite's write-ahead log is folded into the file.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

impl Reads for Database {
    async fn rows(&self, query: &(impl SqlxBinder + Sync)) -> Result<Vec<Row>> {
        let (sql, values) = build(query, self.engine());
        let query = AssertSqlSafe(sql);
        match &self.pools {
            Pools::Sqlite { read, .. } => {
                let rows = async { Ok(sqlx::query_with(query, values).fetch_all(read).await?) };
                Ok(self.answered(rows).await?.into_iter().map(Row::from).collect())
            }
            Pools::Postgres(pool) => {
                let kept = comes_again(&values);
                let rows = async { Ok(sqlx::query_with(query, values).persistent(kept).fetch_all(pool).await?) };
                Ok(self.answered(rows).await?.into_iter().map(Row::from).collect())
            }
        }
    }

    fn memory(&self) -> &Memory {
        &self.memory
    }
}

/// A query with more values than this is a list of ids, each time of another length.
const VALUES_KEPT: usize = 64;

/// Whether PostgreSQL keeps a query prepared. It then plans it once, for the table as it was; a long list that was planned for a small one is
/// compared with every row of the table that it became.
fn comes_again(values: &SqlxValues) -> bool {
    values.0.0.len() <= VALUES_KEPT
}

fn build(query: &impl SqlxBinder, engine: Engine) -> (String, SqlxValues) {
    match engine {
        Engine::Sqlite => query.build_sqlx(SqliteQueryBuilder),
        Engine::Postgres => query.build_sqlx(PostgresQueryBuilder),
    }
}
