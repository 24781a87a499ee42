//! Tells PostgreSQL how large its tables have become.
//!
//! It chooses how to read a table once per statement and connection, and keeps that choice. After a table grew from nothing
//! within minutes the choice is wrong, and its own clean-up comes too late to notice.

use kern::database::Engine;
use kern::{Database, Result, Tx};
use sea_query::{QueryBuilder, Values};
use sea_query_sqlx::{SqlxBinder, SqlxValues};

/// The statement, which sea-query does not know: for these tables, or for all.
struct Analyze(&'static str);

impl SqlxBinder for Analyze {
    fn build_sqlx<T: QueryBuilder>(&self, _: T) -> (String, SqlxValues) {
        (format!("ANALYZE {}", self.0), SqlxValues(Values(Vec::new())))
    }
}

/// Counts these tables anew (none named: all of them), within a transaction. Nothing on SQLite, which does not need it.
///
/// # Errors
/// What the database says.
pub(crate) async fn vernieuw(db: &Database, tx: &Tx, tables: &'static str) -> Result<()> {
    if db.engine() == Engine::Postgres {
        tx.execute(&Analyze(tables)).await?;
    }
    Ok(())
}
