//! A write transaction: rows and their gebeurtenissen in one commit.

use std::sync::Arc;

use sea_query::{Expr, ExprTrait, OnConflict, Query, UpdateStatement, Value};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};
use tokio::sync::{Mutex, watch};

use super::{Engine, Reads, Row, build};
use crate::organisaties::OrganisatieId;
use crate::{Error, FieldError, Result};

/// A write transaction. What it did exists after [`Tx::commit`] answered, and then survives a power cut.
pub struct Tx {
    inner: Mutex<Inner>,
    engine: Engine,
    commits: Arc<watch::Sender<u64>>,
}

pub(super) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// One row-level write that a decision leads to.
pub enum Write {
    /// A new row; those of one table travel together.
    Insert {
        /// The table.
        table: &'static str,
        /// Column and value, in the same order for every row of a table.
        values: Vec<(&'static str, Value)>,
    },
    /// A change of exactly one row; its WHERE names what the decision was based on (id and `versie`).
    Update(Box<UpdateStatement>),
    /// Rows that go.
    Delete(Box<sea_query::DeleteStatement>),
}

/// How many rows one statement carries. A batch travels in the largest that fit, so that the same few statements come by
/// again and again: a connection keeps them prepared. 64 rows of the widest table stay far below the 32,766 values that
/// SQLite allows.
const ROWS_PER_STATEMENT: [usize; 4] = [64, 16, 4, 1];
/// So many rows of a table wait for each other at most: bounds what is kept in memory.
const ROWS_WAITING_MAX: usize = 512;

/// New rows of one table that travel together.
struct Batch {
    table: &'static str,
    columns: Vec<&'static str>,
    /// Row after row.
    values: Vec<Value>,
}

impl Batch {
    fn new(table: &'static str) -> Self {
        Self { table, columns: Vec::new(), values: Vec::new() }
    }

    fn rows(&self) -> usize {
        self.values.len() / self.columns.len().max(1)
    }

    fn add(&mut self, row: Vec<(&'static str, Value)>) -> Result<()> {
        if self.values.is_empty() {
            self.columns = row.iter().map(|(column, _)| *column).collect();
        } else if !row.iter().map(|(column, _)| *column).eq(self.columns.iter().copied()) {
            return Err(Error::bug(anyhow::anyhow!("rows of {} with different columns", self.table)));
        }
        self.values.extend(row.into_iter().map(|(_, value)| value));
        Ok(())
    }

    /// The statements that write what waits, and nothing waits any more.
    fn take(&mut self, engine: Engine) -> Vec<(String, SqlxValues)> {
        let mut left = std::mem::take(&mut self.values).into_iter();
        let mut statements = Vec::new();
        for rows in ROWS_PER_STATEMENT {
            while left.len() >= rows * self.columns.len() && left.len() > 0 {
                let values = left.by_ref().take(rows * self.columns.len()).collect();
                statements.push((self.sql(rows, engine), SqlxValues(sea_query::Values(values))));
            }
        }
        statements
    }

    /// What sea-query would write for so many rows; written here once per statement instead of once per value.
    fn sql(&self, rows: usize, engine: Engine) -> String {
        let mut sql = format!("INSERT INTO \"{}\" (\"{}\") VALUES ", self.table, self.columns.join("\", \""));
        for at in 0..rows * self.columns.len() {
            sql.push_str(match (at, at % self.columns.len()) {
                (0, _) => "(",
                (_, 0) => "), (",
                _ => ", ",
            });
            match engine {
                Engine::Sqlite => sql.push('?'),
                Engine::Postgres => sql.push_str(&format!("${}", at + 1)),
            }
        }
        sql.push(')');
        sql
    }
}

impl Tx {
    pub(super) fn new(inner: Inner, commits: Arc<watch::Sender<u64>>) -> Self {
        let engine = match inner {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        };
        Self { inner: Mutex::new(inner), engine, commits }
    }

    /// Makes it durable, then wakes the followers.
    ///
    /// # Errors
    /// When the database could not write; nothing of the transaction is there then.
    pub async fn commit(self) -> Result<()> {
        match self.inner.into_inner() {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        self.commits.send_modify(|n| *n = n.wrapping_add(1));
        Ok(())
    }

    /// Runs a statement for tables that are no register and have no gebeurtenis: sessions, drafts, what a follower
    /// derives. Gives the number of rows it touched. Registers go through [`Tx::write`](Self::write).
    ///
    /// # Errors
    /// What the database says.
    pub async fn execute(&self, statement: &(impl SqlxBinder + Sync)) -> Result<u64> {
        let (sql, values) = build(statement, self.engine);
        self.run(sql, values).await
    }

    /// Has the database count what these tables and their indexes hold, so that it chooses the right index: after much has
    /// been loaded at once.
    ///
    /// # Errors
    /// What the database says.
    pub async fn analyze<'a>(&self, tables: impl IntoIterator<Item = &'a str> + Send) -> Result<()> {
        // Table by table: a bare ANALYZE on PostgreSQL locks what others have in the same database too.
        for table in tables.into_iter().map(str::to_owned).collect::<Vec<_>>() {
            self.execute_sql(&format!("ANALYZE {table}")).await?;
        }
        Ok(())
    }

    /// Runs one statement of a migration.
    pub(crate) async fn execute_sql(&self, sql: &str) -> Result<()> {
        let none = SqlxValues(sea_query::Values(Vec::new()));
        self.run(sql.to_owned(), none).await.map(drop)
    }

    async fn run(&self, sql: String, values: SqlxValues) -> Result<u64> {
        let query = AssertSqlSafe(sql);
        Ok(match &mut *self.inner.lock().await {
            Inner::Sqlite(tx) => sqlx::query_with(query, values).execute(&mut **tx).await?.rows_affected(),
            Inner::Postgres(tx) => sqlx::query_with(query, values).execute(&mut **tx).await?.rows_affected(),
        })
    }

    /// Runs row-level writes. New rows of one table travel together, the tables in the order in which they first came
    /// by, whatever came in between; an update or delete waits until they are written.
    pub(crate) async fn apply(&self, writes: Vec<Write>) -> Result<()> {
        let mut batches: Vec<Batch> = Vec::new();
        for write in writes {
            match write {
                Write::Insert { table, values } => {
                    if batches.iter().any(|b| b.table == table && b.rows() >= ROWS_WAITING_MAX) {
                        self.flush(&mut batches).await?;
                    }
                    match batches.iter_mut().find(|b| b.table == table) {
                        Some(batch) => batch.add(values)?,
                        None => {
                            let mut batch = Batch::new(table);
                            batch.add(values)?;
                            batches.push(batch);
                        }
                    }
                }
                Write::Update(statement) => {
                    self.flush(&mut batches).await?;
                    if self.execute(&*statement).await? != 1 {
                        return Err(Error::Conflict(FieldError::new("", "intussen-gewijzigd")));
                    }
                }
                Write::Delete(statement) => {
                    self.flush(&mut batches).await?;
                    self.execute(&*statement).await?;
                }
            }
        }
        self.flush(&mut batches).await
    }

    async fn flush(&self, batches: &mut [Batch]) -> Result<()> {
        for batch in batches {
            for (sql, values) in batch.take(self.engine) {
                self.run(sql, values).await?;
            }
        }
        Ok(())
    }

    /// Takes `count` consecutive numbers of a resource within an organisation (the standard's `nummer`, unique also
    /// under concurrency), and gives the first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn take_numbers(&self, organisatie: OrganisatieId, resource: &'static str, count: i64) -> Result<i64> {
        let taken = Query::insert()
            .into_table("nummers")
            .columns(["organisatie_id", "resource", "laatste"])
            .values([organisatie.into(), resource.into(), count.into()])
            .map_err(Error::bug)?
            .on_conflict(
                OnConflict::columns(["organisatie_id", "resource"])
                    .value("laatste", Expr::col(("nummers", "laatste")).add(count))
                    .to_owned(),
            )
            .returning_col("laatste")
            .to_owned();
        let row = self.row(&taken).await?.ok_or_else(|| Error::bug(anyhow::anyhow!("no number given")))?;
        Ok(row.get::<i64>("laatste")? - count + 1)
    }
}

impl Reads for Tx {
    async fn rows(&self, query: &(impl SqlxBinder + Sync)) -> Result<Vec<Row>> {
        let (sql, values) = build(query, self.engine);
        match &mut *self.inner.lock().await {
            Inner::Sqlite(tx) => {
                let rows = sqlx::query_with(AssertSqlSafe(sql), values).fetch_all(&mut **tx).await?;
                Ok(rows.into_iter().map(Row::from).collect())
            }
            Inner::Postgres(tx) => {
                let rows = sqlx::query_with(AssertSqlSafe(sql), values).fetch_all(&mut **tx).await?;
                Ok(rows.into_iter().map(Row::from).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use sea_query::{PostgresQueryBuilder, SqliteQueryBuilder};

    use super::*;

    fn batch(rows: i64) -> Batch {
        let mut batch = Batch::new("nummers");
        for n in 0..rows {
            batch.add(vec![("resource", "zaak".into()), ("laatste", n.into())]).unwrap();
        }
        batch
    }

    #[test]
    fn a_statement_is_what_sea_query_writes() {
        let mut query = Query::insert().into_table("nummers").columns(["resource", "laatste"]).to_owned();
        for n in 0..4_i64 {
            query.values([Expr::val("zaak"), Expr::val(n)]).unwrap();
        }
        assert_eq!(batch(4).sql(4, Engine::Sqlite), query.build(SqliteQueryBuilder).0);
        assert_eq!(batch(4).sql(4, Engine::Postgres), query.build(PostgresQueryBuilder).0);
    }

    #[test]
    fn every_row_travels_once_and_in_order_in_few_kinds_of_statements() {
        for rows in [0, 1, 3, 4, 63, 64, 65, 511] {
            let mut batch = batch(rows);
            let statements = batch.take(Engine::Sqlite);
            let values: Vec<Value> = statements.iter().flat_map(|(_, values)| values.0.0.clone()).collect();
            let numbers: Vec<Value> = values.into_iter().skip(1).step_by(2).collect();
            assert_eq!(numbers, (0..rows).map(Value::from).collect::<Vec<_>>());
            let kinds: std::collections::BTreeSet<&String> = statements.iter().map(|(sql, _)| sql).collect();
            assert!(kinds.len() <= ROWS_PER_STATEMENT.len() && batch.take(Engine::Sqlite).is_empty());
        }
    }

    #[test]
    fn rows_with_other_columns_are_a_fault() {
        assert!(batch(1).add(vec![("laatste", 1_i64.into()), ("resource", "zaak".into())]).is_err());
        assert!(batch(1).add(vec![("resource", "zaak".into())]).is_err());
    }
}
