//! Migrations: numbered SQL files that both engines read, applied once, in order, each in its own transaction.

use sea_query::{Order, Query};

use crate::volgers::Werk;
use crate::{Database, Error, Moment, Reads, Result, Tx};

/// A migration. Its SQL keeps to what SQLite and PostgreSQL share: UUID, TEXT, BIGINT, BOOLEAN and BYTEA columns.
#[derive(Clone, Copy, Debug)]
pub struct Migratie {
    /// The file's name without its ending; sorts in the order of application within its crate.
    pub naam: &'static str,
    /// Its statements, separated by semicolons, with `--` comments.
    pub sql: &'static str,
    /// What SQL cannot say, done before the statements.
    stap: Option<fn(&Tx) -> Werk<'_>>,
}

impl Migratie {
    /// A migration of statements.
    #[must_use]
    pub const fn new(naam: &'static str, sql: &'static str) -> Self {
        Self { naam, sql, stap: None }
    }

    /// With a step that SQL cannot say: its statements follow on that.
    #[must_use]
    pub(crate) const fn na(mut self, stap: fn(&Tx) -> Werk<'_>) -> Self {
        self.stap = Some(stap);
        self
    }

    fn statements(&self) -> Vec<String> {
        let without_comments: String =
            self.sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
        without_comments.split(';').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
    }

    /// The tables that this migration makes, in order; a backup writes and reads them in this order.
    #[must_use]
    pub fn tables(&self) -> Vec<String> {
        let name = |statement: &String| {
            let rest = statement.strip_prefix("CREATE TABLE ")?;
            Some(rest.split_whitespace().next()?.to_owned())
        };
        self.statements().iter().filter_map(name).collect()
    }
}

/// Indexes that were taken away for a while, to load much at once: made anew they cost a fraction of keeping them up row by row.
/// Keys and what must be unique stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexen {
    /// Name and statement, in the order in which the migrations make them.
    made: Vec<(String, String)>,
}

impl Indexen {
    /// The indexes of these tables as the migrations leave them.
    #[must_use]
    pub fn van(migraties: &[Migratie], tables: &[&str]) -> Self {
        let mut made: Vec<(String, String)> = Vec::new();
        for statement in migraties.iter().flat_map(Migratie::statements) {
            let words: Vec<&str> = statement.split_whitespace().collect();
            match words[..] {
                ["CREATE", "INDEX", naam, "ON", table, ..] if tables.contains(&table) => {
                    made.push((naam.to_owned(), statement.clone()));
                }
                ["DROP", "INDEX", naam] => made.retain(|(known, _)| known != naam),
                _ => {}
            }
        }
        Self { made }
    }

    /// Takes them away.
    ///
    /// # Errors
    /// What the database says.
    pub async fn weg(&self, tx: &Tx) -> Result<()> {
        for (naam, _) in &self.made {
            tx.execute_sql(&format!("DROP INDEX {naam}")).await?;
        }
        Ok(())
    }

    /// Makes them again.
    ///
    /// # Errors
    /// What the database says.
    pub async fn terug(&self, tx: &Tx) -> Result<()> {
        for (_, statement) in &self.made {
            tx.execute_sql(statement).await?;
        }
        Ok(())
    }
}

/// Applies what has not been applied yet and gives the names of what it applied.
///
/// # Errors
/// When a statement fails; that migration then left nothing behind.
pub async fn migrate(db: &Database, migraties: &[Migratie], now: Moment) -> Result<Vec<&'static str>> {
    let tx = db.begin().await?;
    tx.execute_sql("CREATE TABLE IF NOT EXISTS migraties (naam TEXT NOT NULL PRIMARY KEY, toegepast_op TEXT NOT NULL)")
        .await?;
    tx.commit().await?;
    let todo = pending(db, migraties).await?;
    let is_new = todo.len() == migraties.len();
    let mut done = Vec::new();
    for migratie in &todo {
        let tx = db.begin().await?;
        let said = |what: &str, error| match error {
            Error::Bug(cause) => Error::Bug(cause.context(format!("migration {}: {what}", migratie.naam))),
            other => other,
        };
        if let Some(stap) = migratie.stap {
            stap(&tx).await.map_err(|error| said("its step", error))?;
        }
        for statement in migratie.statements() {
            tx.execute_sql(&statement).await.map_err(|error| said(&statement, error))?;
        }
        let applied = Query::insert()
            .into_table("migraties")
            .columns(["naam", "toegepast_op"])
            .values([migratie.naam.into(), sea_query::Expr::val(now)])
            .map_err(Error::bug)?
            .to_owned();
        tx.execute(&applied).await?;
        tx.commit().await?;
        done.push(migratie.naam);
    }
    if !is_new && !done.is_empty() {
        // What SQLite knew of a table that was made anew belongs to the old one.
        let tables: Vec<String> = todo.iter().flat_map(|migratie| migratie.tables()).collect();
        let tx = db.begin().await?;
        tx.analyze(tables.iter().map(String::as_str)).await?;
        tx.commit().await?;
    }
    if !done.is_empty() {
        db.schema_changed().await?;
    }
    Ok(done)
}

/// The migrations that have not been applied; all of them on an empty database.
///
/// # Errors
/// When the database has migrations that this program does not know: it belongs to a newer one.
pub async fn pending<'a>(db: &impl Reads, migraties: &'a [Migratie]) -> Result<Vec<&'a Migratie>> {
    let query = Query::select().column("naam").from("migraties").order_by("naam", Order::Asc).to_owned();
    let applied: Vec<String> = db.rows(&query).await?.iter().map(|row| row.get("naam")).collect::<Result<_>>()?;
    if let Some(unknown) = applied.iter().find(|naam| !migraties.iter().any(|m| m.naam == naam.as_str())) {
        return Err(Error::Bug(anyhow::anyhow!(
            "the database has migration {unknown}, which this program does not know: use the newer loket that made it"
        )));
    }
    Ok(migraties.iter().filter(|m| !applied.iter().any(|naam| naam == m.naam)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indexes_are_those_that_the_migrations_leave() {
        let sql = "CREATE TABLE a (id UUID); CREATE INDEX a_x ON a (x); -- why\nCREATE INDEX b_x ON b (x);\nCREATE UNIQUE INDEX a_y ON a (y);";
        let later = "DROP INDEX a_x; CREATE INDEX a_z\n ON a (x, z);";
        let migraties = [("0001", sql), ("0002", later)].map(|(naam, sql)| Migratie::new(naam, sql));
        let found = Indexen::van(&migraties, &["a"]);
        assert_eq!(found.made, [("a_z".to_owned(), "CREATE INDEX a_z\n ON a (x, z)".to_owned())]);
    }
}
