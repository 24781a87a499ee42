//! Connections to either engine, as durable as promised and thrown away when they no longer know where they are.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, PgConnection};

use super::patience::Patience;
use crate::{Error, Result};

const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 10;

/// The one connection that writes, and those that only read.
pub(super) async fn sqlite(path: &Path, patience: Patience) -> Result<(SqlitePool, SqlitePool)> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(patience.connection)
        .pragma("cache_size", "-8192")
        .pragma("temp_store", "memory");
    let pool = |connections| {
        SqlitePoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(patience.connection)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .after_release(|connection, _| {
                Box::pin(async move {
                    // By now a dropped transaction has asked for its rollback. After a full disk or an I/O error SQLite has
                    // rolled back on its own, that rollback fails, and the connection counts a transaction for ever.
                    connection.ping().await?;
                    Ok(!connection.is_in_transaction())
                })
            })
    };
    let write = pool(1).connect_with(options.clone()).await?;
    // Two MB for each that reads: the system keeps the rest of the file in memory that it can take back.
    let options = options.pragma("query_only", "on").pragma("cache_size", "-2048");
    let read = pool(SQLITE_READERS).connect_with(options).await?;
    Ok((read, write))
}

pub(super) async fn postgres(url: &str, patience: Patience) -> Result<PgPool> {
    let options = PgConnectOptions::from_str(url)
        .map_err(Error::from)?
        .application_name("loket")
        .options([("synchronous_commit", "on")]);
    Ok(PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(patience.connection)
        .after_release(move |connection, _| {
            Box::pin(async move {
                // One that will never answer would keep its place in the pool for ever.
                match tokio::time::timeout(patience.answer, connection.ping()).await {
                    Ok(pinged) => pinged.map(|()| true),
                    Err(_) => Err(sqlx::Error::PoolTimedOut),
                }
            })
        })
        .connect_with(options)
        .await?)
}

/// Whether a server is there, however slow the question is that somebody waits for: asked over a connection of its own.
pub(super) async fn is_there(pool: &PgPool, within: Duration) -> bool {
    let options = pool.connect_options();
    let asked = async {
        match PgConnection::connect_with(&options).await {
            Ok(connection) => connection.close().await.is_ok(),
            // It refuses, and so is there; unless it says that it is going or not ready yet.
            Err(sqlx::Error::Database(refusal)) => !refusal.code().is_some_and(|code| code.starts_with("57P")),
            Err(_) => false,
        }
    };
    tokio::time::timeout(within, asked).await.unwrap_or(false)
}
