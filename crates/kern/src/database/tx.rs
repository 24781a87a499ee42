//! A write transaction: rows and their gebeurtenissen in one commit.

use sea_query::{Expr, ExprTrait, LockType, OnConflict, Query, UpdateStatement, Value};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};
use tokio::sync::Mutex;

use super::batch::{Batch, Load, ROWS_WAITING_MAX};
use super::put::{self, Rows};
use super::{Database, Memory, Reads, Row, build, comes_again};
use crate::organisaties::OrganisatieId;
use crate::{Error, FieldError, Result};

/// A write transaction. What it did exists after [`Tx::commit`] answered, and then survives a power cut.
pub struct Tx {
    inner: Mutex<Inner>,
    db: Database,
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

impl Tx {
    pub(super) fn new(inner: Inner, db: Database) -> Self {
        Self { inner: Mutex::new(inner), db }
    }

    /// Makes it durable, then wakes the followers.
    ///
    /// # Errors
    /// When the database could not write; nothing of the transaction is there then. Of [`Busy::Away`](crate::Busy::Away)
    /// nobody knows: the answer may have been lost on its way.
    pub async fn commit(self) -> Result<()> {
        let Self { inner, db } = self;
        let committed = async {
            match inner.into_inner() {
                Inner::Sqlite(tx) => tx.commit().await?,
                Inner::Postgres(tx) => tx.commit().await?,
            }
            Ok(())
        };
        db.answered(committed).await?;
        db.health.written();
        db.commits.send_modify(|n| *n = n.wrapping_add(1));
        Ok(())
    }

    /// Runs a statement for tables that are no register and have no gebeurtenis: sessions, drafts, what a follower
    /// derives. Gives the number of rows it touched. Registers go through [`Tx::write`](Self::write).
    ///
    /// # Errors
    /// What the database says.
    pub async fn execute(&self, statement: &(impl SqlxBinder + Sync)) -> Result<u64> {
        let (sql, values) = build(statement, self.db.engine());
        self.run(sql, values).await
    }

    /// Puts rows into tables that are no register and have no gebeurtenis: what a follower derives. No table comes by twice, and no two rows of
    /// one have the same key.
    ///
    /// # Errors
    /// What the database says; [`Error::Bug`] for a row that has other columns.
    pub async fn put(&self, all: impl IntoIterator<Item = Rows>) -> Result<()> {
        for (sql, values) in put::statements(all, self.db.engine())? {
            self.run(sql, values).await?;
        }
        Ok(())
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
        let touched = async {
            Ok(match &mut *self.inner.lock().await {
                Inner::Sqlite(tx) => sqlx::query_with(query, values).execute(&mut **tx).await?.rows_affected(),
                Inner::Postgres(tx) => sqlx::query_with(query, values).execute(&mut **tx).await?.rows_affected(),
            })
        };
        self.db.answered(touched).await
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
            for load in batch.take(self.db.engine(), self.db.patience.copies) {
                match load {
                    Load::Statement(sql, values) => drop(self.run(sql, values).await?),
                    Load::Copy(sql, lines) => self.copy(&sql, lines).await?,
                }
            }
        }
        Ok(())
    }

    async fn copy(&self, sql: &str, lines: Vec<u8>) -> Result<()> {
        let copied = async {
            match &mut *self.inner.lock().await {
                Inner::Sqlite(_) => Err(Error::bug(anyhow::anyhow!("COPY is PostgreSQL's"))),
                Inner::Postgres(tx) => {
                    let mut copy = tx.copy_in_raw(sql).await?;
                    copy.send(lines).await?;
                    copy.finish().await?;
                    Ok(())
                }
            }
        };
        self.db.answered(copied).await
    }

    /// Holds a row until commit, so that what rests on it, or on a count of what belongs to it, stays true: before anything is
    /// read for the decision, and before [`Tx::write`]. Gives whether there is such a row. On SQLite a write transaction is
    /// the only one, and nothing is asked.
    ///
    /// # Errors
    /// What the database says.
    pub async fn lock(&self, table: &'static str, id: impl Into<Value>) -> Result<bool> {
        let row = Query::select()
            .column("id")
            .from(table)
            .and_where(Expr::col("id").eq(id.into()))
            .lock(LockType::Update)
            .to_owned();
        Ok(self.row(&row).await?.is_some())
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
        let (sql, values) = build(query, self.db.engine());
        let query = AssertSqlSafe(sql);
        let rows = async {
            Ok(match &mut *self.inner.lock().await {
                Inner::Sqlite(tx) => {
                    let rows = sqlx::query_with(query, values).fetch_all(&mut **tx).await?;
                    rows.into_iter().map(Row::from).collect()
                }
                Inner::Postgres(tx) => {
                    let kept = comes_again(&values);
                    let rows = sqlx::query_with(query, values).persistent(kept).fetch_all(&mut **tx).await?;
                    rows.into_iter().map(Row::from).collect()
                }
            })
        };
        self.db.answered(rows).await
    }

    fn memory(&self) -> &Memory {
        &self.db.memory
    }
}
