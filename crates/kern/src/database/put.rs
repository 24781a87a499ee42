//! Rows that take the place of others with the same key, or are added to them: of what followers derive.

use sea_query::Value;
use sea_query_sqlx::SqlxValues;

use super::Engine;
use crate::{Error, Result};

/// What a row does that finds one with its key.
#[derive(Clone, Copy, Debug)]
pub enum Clash {
    /// It takes its place.
    Replace,
    /// Its values in these columns are added to those that are there.
    Add(&'static [&'static str]),
}

/// A table that is no register, and how rows go into it.
#[derive(Clone, Copy, Debug)]
pub struct Put {
    /// The table.
    pub table: &'static str,
    /// The columns of a row, in the order of its values.
    pub columns: &'static [&'static str],
    /// Those of them that are its key.
    pub key: &'static [&'static str],
    /// What happens to a row that is there already.
    pub clash: Clash,
}

/// So many rows are bound value by value in one statement.
const FEW: usize = 16;
/// How many rows one statement carries of more than a few on SQLite: of few sizes, so that the same statements come by again and again and
/// stay prepared. Far below the 32,766 values that it allows.
const PORTIONS: [usize; 4] = [64, 16, 4, 1];

/// Rows for a table, each with as many values as it has columns.
pub type Rows = (&'static Put, Vec<Vec<Value>>);

/// The statements that put these rows; no table comes by twice. PostgreSQL gets them in one trip.
pub(super) fn statements(all: impl IntoIterator<Item = Rows>, engine: Engine) -> Result<Vec<(String, SqlxValues)>> {
    let all: Vec<Rows> = all.into_iter().filter(|(_, rows)| !rows.is_empty()).collect();
    for (put, rows) in &all {
        if rows.iter().any(|row| row.len() != put.columns.len()) {
            return Err(Error::bug(anyhow::anyhow!("a row of {} has not as many values as columns", put.table)));
        }
    }
    let few = |rows: &[Vec<Value>]| rows.len() <= FEW;
    let bound = engine == Engine::Sqlite || matches!(all.as_slice(), [(_, rows)] if few(rows));
    if !bound && !all.is_empty() {
        return Ok(vec![as_json(&all)?]);
    }
    let mut statements = Vec::new();
    for (put, rows) in all {
        let whole = [rows.len()];
        let portions: &[usize] = if few(&rows) { &whole } else { &PORTIONS };
        statements.extend(put.bound(rows, portions, engine));
    }
    Ok(statements)
}

/// PostgreSQL takes the rows of a table as one value: the same statement for any number of them, planned once. Those of several tables are
/// parts of one statement.
fn as_json(all: &[Rows]) -> Result<(String, SqlxValues)> {
    let mut values = Vec::with_capacity(all.len());
    let mut parts = Vec::with_capacity(all.len());
    for (place, (put, rows)) in all.iter().enumerate() {
        values.push(put.as_json(rows)?.into());
        parts.push(put.json_statement(place + 1));
    }
    let last = parts.pop().unwrap_or_default();
    let before: Vec<String> =
        parts.iter().enumerate().map(|(place, part)| format!("put_{place} AS ({part})")).collect();
    let with = if before.is_empty() { String::new() } else { format!("WITH {} ", before.join(", ")) };
    Ok((format!("{with}{last}"), SqlxValues(sea_query::Values(values))))
}

impl Put {
    fn bound(&self, rows: Vec<Vec<Value>>, portions: &[usize], engine: Engine) -> Vec<(String, SqlxValues)> {
        let mut left = rows.into_iter();
        let mut statements = Vec::new();
        for rows in portions {
            while left.len() >= *rows && left.len() > 0 {
                let values = left.by_ref().take(*rows).flatten().collect();
                let places = super::batch::places(*rows, self.columns.len(), engine);
                let sql = format!("{} VALUES {places} {}", self.insert(), self.on_conflict());
                statements.push((sql, SqlxValues(sea_query::Values(values))));
            }
        }
        statements
    }

    fn json_statement(&self, place: usize) -> String {
        let (table, columns) = (self.table, self.names());
        let rows = format!("SELECT {columns} FROM json_populate_recordset(NULL::\"{table}\", ${place}::json)");
        format!("{} {rows} {}", self.insert(), self.on_conflict())
    }

    fn as_json(&self, rows: &[Vec<Value>]) -> Result<String> {
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let mut named = serde_json::Map::new();
            for (column, value) in self.columns.iter().zip(row) {
                named.insert((*column).to_owned(), json(value).ok_or_else(|| self.unknown(column))?);
            }
            all.push(serde_json::Value::Object(named));
        }
        Ok(serde_json::to_string(&all)?)
    }

    fn unknown(&self, column: &str) -> Error {
        Error::bug(anyhow::anyhow!("{}.{column}: a kind of value that no such row has", self.table))
    }

    fn insert(&self) -> String {
        format!("INSERT INTO \"{}\" ({})", self.table, self.names())
    }

    fn names(&self) -> String {
        format!("\"{}\"", self.columns.join("\", \""))
    }

    fn on_conflict(&self) -> String {
        let set: Vec<String> = match self.clash {
            Clash::Replace => {
                let rest = self.columns.iter().filter(|column| !self.key.contains(column));
                rest.map(|column| format!("\"{column}\" = excluded.\"{column}\"")).collect()
            }
            Clash::Add(columns) => {
                let sum = |column: &&str| {
                    format!("\"{column}\" = \"{table}\".\"{column}\" + excluded.\"{column}\"", table = self.table)
                };
                columns.iter().map(sum).collect()
            }
        };
        format!("ON CONFLICT (\"{}\") DO UPDATE SET {}", self.key.join("\", \""), set.join(", "))
    }
}

/// A value as PostgreSQL reads it from JSON into a column of its own type.
fn json(value: &Value) -> Option<serde_json::Value> {
    Some(match value {
        Value::String(text) => text.as_deref().into(),
        Value::Uuid(id) => id.map(|id| id.to_string()).into(),
        Value::BigInt(number) => (*number).into(),
        Value::Bool(yes) => (*yes).into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use sea_query::{Order, Query};
    use uuid::Uuid;

    use super::*;
    use crate::testhulp::bench;
    use crate::{Migratie, Reads, on_both_engines};

    const PROEF: Migratie = Migratie::new(
        "0001_proef",
        "CREATE TABLE proef (id UUID NOT NULL, soort TEXT NOT NULL, tekst TEXT, ja BOOLEAN, n BIGINT, PRIMARY KEY (id, soort))",
    );
    const REPLACE: Put = Put {
        table: "proef",
        columns: &["id", "soort", "tekst", "ja", "n"],
        key: &["id", "soort"],
        clash: Clash::Replace,
    };
    const ADD: Put = Put { clash: Clash::Add(&["n"]), ..REPLACE };
    /// What would end a text, a line or a statement, and what JSON writes otherwise.
    const HARD: &str = "'); DROP TABLE proef; -- \"x\" \\ \\u0041 \t\r\n é 🙂 \u{2028} {\"a\": [1]} $1 ?";

    type Rij = (Uuid, String, Option<String>, Option<bool>, Option<i64>);

    fn values(rijen: &[Rij]) -> Vec<Vec<Value>> {
        let row = |(id, soort, tekst, ja, n): Rij| vec![id.into(), soort.into(), tekst.into(), ja.into(), n.into()];
        rijen.iter().cloned().map(row).collect()
    }

    async fn kept(db: &impl Reads) -> Vec<Rij> {
        let all = Query::select()
            .columns(["id", "soort", "tekst", "ja", "n"])
            .from("proef")
            .order_by("id", Order::Asc)
            .order_by("soort", Order::Asc)
            .to_owned();
        let row = |row: &crate::Row| {
            let (id, soort) = (row.get("id").unwrap(), row.get("soort").unwrap());
            (id, soort, row.get("tekst").unwrap(), row.get("ja").unwrap(), row.get("n").unwrap())
        };
        db.rows(&all).await.unwrap().iter().map(row).collect()
    }

    on_both_engines! {
        async fn any_number_of_rows_of_any_value_is_put(engine) {
            let bench = bench(engine, &[PROEF]).await;
            let mut there = 0;
            for number in [0_usize, 1, 5, 16, 17, 64, 65, 333] {
                let rijen: Vec<Rij> = (there..there + number).map(|n| {
                    let n_i64 = i64::try_from(n).unwrap();
                    (Uuid::from_u128(n as u128), HARD.into(), (n % 3 > 0).then(|| HARD.into()), Some(n % 2 == 0), (n % 5 > 0).then_some(n_i64 << 33))
                }).collect();
                let tx = bench.db.begin().await.unwrap();
                tx.put([(&REPLACE, values(&rijen))]).await.unwrap();
                tx.commit().await.unwrap();
                assert_eq!(kept(&bench.db).await.split_off(there), rijen, "{number}");
                there += number;
            }
        }

        async fn a_row_that_is_there_is_replaced_or_added_to(engine) {
            let bench = bench(engine, &[PROEF]).await;
            let one = |soort: &str, tekst: &str, n| (Uuid::from_u128(1), soort.to_owned(), Some(tekst.to_owned()), None, Some(n));
            let tx = bench.db.begin().await.unwrap();
            tx.put([(&REPLACE, values(&[one("a", "was", 1), one("b", "was", 10)]))]).await.unwrap();
            tx.put([(&REPLACE, values(&[one("a", "wordt", 2), one("c", "nieuw", 3)]))]).await.unwrap();
            tx.put([(&ADD, values(&[one("a", "telt niet", 5), one("b", "telt niet", -11), one("d", "nieuw", 4)]))]).await.unwrap();
            tx.commit().await.unwrap();
            let all = [one("a", "wordt", 7), one("b", "was", -1), one("c", "nieuw", 3), one("d", "nieuw", 4)];
            assert_eq!(kept(&bench.db).await, all);
        }

        async fn rows_of_several_tables_are_put_at_once(engine) {
            const OTHER: Migratie = Migratie::new(
                "0002_ander",
                "CREATE TABLE ander (naam TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)",
            );
            const SUM: Put = Put { table: "ander", columns: &["naam", "n"], key: &["naam"], clash: Clash::Add(&["n"]) };
            let bench = bench(engine, &[PROEF, OTHER]).await;
            let one = |n: i64| (Uuid::from_u128(1), HARD.to_owned(), Some(HARD.to_owned()), None, Some(n));
            for (n, rows) in [(1, 1), (2, 3), (3, 0), (4, 40)] {
                let sums = (0..rows).map(|row| vec![format!("{HARD}{row}").into(), n.into()]).collect();
                let tx = bench.db.begin().await.unwrap();
                tx.put([(&REPLACE, values(&[one(n)])), (&SUM, sums)]).await.unwrap();
                tx.commit().await.unwrap();
                assert_eq!(kept(&bench.db).await, [one(n)]);
            }
            let all = Query::select().columns(["naam", "n"]).from("ander").order_by("n", Order::Desc).limit(2).to_owned();
            let rows = bench.db.rows(&all).await.unwrap();
            let found: Vec<(String, i64)> = rows.iter().map(|row| (row.get("naam").unwrap(), row.get("n").unwrap())).collect();
            assert_eq!(found[0], (format!("{HARD}0"), 7));
            assert_eq!(found[1].1, 6);
        }

        async fn a_row_with_other_columns_is_a_fault(engine) {
            let bench = bench(engine, &[PROEF]).await;
            let tx = bench.db.begin().await.unwrap();
            let error = tx.put([(&REPLACE, vec![vec![Uuid::nil().into(), "a".into()]])]).await.unwrap_err();
            assert!(matches!(error, Error::Bug(_)), "{error}");
        }
    }

    #[test]
    fn many_rows_take_few_kinds_of_statements() {
        let rijen: Vec<Rij> = (0..511).map(|n| (Uuid::from_u128(n), "a".into(), None, None, None)).collect();
        for (engine, kinds) in [(Engine::Sqlite, PORTIONS.len()), (Engine::Postgres, 1)] {
            let mut seen = std::collections::BTreeSet::new();
            for rows in [100, 333, 511] {
                let statements = statements([(&REPLACE, values(&rijen[..rows]))], engine).unwrap();
                seen.extend(statements.into_iter().map(|(sql, _)| sql));
            }
            assert!(seen.len() <= kinds, "{seen:?}");
        }
    }
}
