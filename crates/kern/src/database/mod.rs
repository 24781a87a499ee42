//! One set of queries on two engines: SQLite in a data folder, or PostgreSQL.
//!
//! Queries are built with sea-query and run through [`Reads`]; writes go through a [`Tx`]. On SQLite there is one
//! writing connection (`BEGIN IMMEDIATE`, WAL, `synchronous=FULL`) and several that only read.

mod batch;
mod row;
mod tx;

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sea_query::{PostgresQueryBuilder, SqliteQueryBuilder};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use sqlx::AssertSqlSafe;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use tokio::sync::watch;

pub use row::{Field, Row};
pub use tx::{Tx, Write};

use crate::{Error, Result};

const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 10;
const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(10);

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
}

impl Database {
    /// Connects to `postgres://…`, or to an SQLite file that is made when it is not there.
    ///
    /// # Errors
    /// When the server cannot be reached or the file cannot be opened.
    pub async fn connect(url: &str) -> Result<Self> {
        let pools = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Pools::Postgres(connect_postgres(url).await?)
        } else {
            let path = url.strip_prefix("sqlite://").unwrap_or(url);
            let (read, write) = connect_sqlite(Path::new(path)).await?;
            Pools::Sqlite { read, write }
        };
        Ok(Self { pools, commits: Arc::new(watch::Sender::new(0)) })
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
        let inner = match &self.pools {
            Pools::Sqlite { write, .. } => tx::Inner::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => tx::Inner::Postgres(pool.begin().await?),
        };
        Ok(Tx::new(inner, Arc::clone(&self.commits)))
    }

    /// A transaction that only reads and sees one moment of the database throughout: for a backup or a check.
    ///
    /// # Errors
    /// [`Error::Busy`] when no connection becomes free in time.
    pub async fn snapshot(&self) -> Result<Tx> {
        let inner = match &self.pools {
            Pools::Sqlite { read, .. } => tx::Inner::Sqlite(read.begin().await?),
            Pools::Postgres(pool) => {
                tx::Inner::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        };
        Ok(Tx::new(inner, Arc::clone(&self.commits)))
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
        match &self.pools {
            Pools::Sqlite { read, .. } => {
                let rows = sqlx::query_with(AssertSqlSafe(sql), values).fetch_all(read).await?;
                Ok(rows.into_iter().map(Row::from).collect())
            }
            Pools::Postgres(pool) => {
                let rows = sqlx::query_with(AssertSqlSafe(sql), values).fetch_all(pool).await?;
                Ok(rows.into_iter().map(Row::from).collect())
            }
        }
    }
}

fn build(query: &impl SqlxBinder, engine: Engine) -> (String, SqlxValues) {
    match engine {
        Engine::Sqlite => query.build_sqlx(SqliteQueryBuilder),
        Engine::Postgres => query.build_sqlx(PostgresQueryBuilder),
    }
}

async fn connect_sqlite(path: &Path) -> Result<(SqlitePool, SqlitePool)> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(WAIT_FOR_CONNECTION)
        .pragma("cache_size", "-8192")
        .pragma("temp_store", "memory");
    let pool = |connections| {
        SqlitePoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(WAIT_FOR_CONNECTION)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
    };
    let write = pool(1).connect_with(options.clone()).await?;
    let read = pool(SQLITE_READERS).connect_with(options.pragma("query_only", "on")).await?;
    Ok((read, write))
}

async fn connect_postgres(url: &str) -> Result<PgPool> {
    let options = PgConnectOptions::from_str(url)
        .map_err(Error::from)?
        .application_name("loket")
        .options([("synchronous_commit", "on")]);
    Ok(PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(WAIT_FOR_CONNECTION)
        .connect_with(options)
        .await?)
}
