//! Migrations: numbered SQL files that both engines read, applied once, in order, each in its own transaction.

use sea_query::{Order, Query};

use crate::{Database, Error, Moment, Reads, Result};

/// A migration. Its SQL keeps to what SQLite and PostgreSQL share: UUID, TEXT, BIGINT and BOOLEAN columns.
#[derive(Clone, Copy, Debug)]
pub struct Migratie {
    /// The file's name without its ending; sorts in the order of application within its crate.
    pub naam: &'static str,
    /// Its statements, separated by semicolons, with `--` comments.
    pub sql: &'static str,
}

impl Migratie {
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

/// Applies what has not been applied yet and gives the names of what it applied.
///
/// # Errors
/// When a statement fails; that migration then left nothing behind.
pub async fn migrate(db: &Database, migraties: &[Migratie], now: Moment) -> Result<Vec<&'static str>> {
    let tx = db.begin().await?;
    tx.execute_sql("CREATE TABLE IF NOT EXISTS migraties (naam TEXT NOT NULL PRIMARY KEY, toegepast_op TEXT NOT NULL)")
        .await?;
    tx.commit().await?;
    let mut done = Vec::new();
    for migratie in pending(db, migraties).await? {
        let tx = db.begin().await?;
        for statement in migratie.statements() {
            tx.execute_sql(&statement).await.map_err(|error| match error {
                Error::Bug(cause) => Error::Bug(cause.context(format!("migration {}: {statement}", migratie.naam))),
                other => other,
            })?;
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
