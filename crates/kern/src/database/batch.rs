//! New rows of one table in few trips: statements of many rows, or PostgreSQL's COPY.

use sea_query::Value;
use sea_query_sqlx::SqlxValues;

use super::Engine;
use crate::{Error, Result};

/// How many rows one statement carries. A batch travels in the largest that fit, so that the same few statements come by
/// again and again: a connection keeps them prepared. 64 rows of the widest table stay far below the 32,766 values that
/// SQLite allows.
const ROWS_PER_STATEMENT: [usize; 4] = [64, 16, 4, 1];
/// From so many rows on PostgreSQL reads them as one COPY: no statement to plan, and the pages of a table filled at once.
const ROWS_TO_COPY: usize = 64;
/// So many rows of a table wait for each other at most: bounds what is kept in memory.
pub(super) const ROWS_WAITING_MAX: usize = 512;

/// One trip to the database with new rows.
pub(super) enum Load {
    /// An INSERT and its values.
    Statement(String, SqlxValues),
    /// A COPY and the lines that it reads.
    Copy(String, Vec<u8>),
}

/// New rows of one table that travel together.
pub(super) struct Batch {
    pub(super) table: &'static str,
    columns: Vec<&'static str>,
    /// Row after row.
    values: Vec<Value>,
}

impl Batch {
    pub(super) fn new(table: &'static str) -> Self {
        Self { table, columns: Vec::new(), values: Vec::new() }
    }

    pub(super) fn rows(&self) -> usize {
        self.values.len() / self.columns.len().max(1)
    }

    pub(super) fn add(&mut self, row: Vec<(&'static str, Value)>) -> Result<()> {
        if self.values.is_empty() {
            self.columns = row.iter().map(|(column, _)| *column).collect();
        } else if !row.iter().map(|(column, _)| *column).eq(self.columns.iter().copied()) {
            return Err(Error::bug(anyhow::anyhow!("rows of {} with different columns", self.table)));
        }
        self.values.extend(row.into_iter().map(|(_, value)| value));
        Ok(())
    }

    /// What writes the rows that wait, and nothing waits any more.
    pub(super) fn take(&mut self, engine: Engine, copies: bool) -> Vec<Load> {
        if copies && engine == Engine::Postgres && self.rows() >= ROWS_TO_COPY {
            let sql = format!("COPY \"{}\" (\"{}\") FROM STDIN", self.table, self.columns.join("\", \""));
            if let Some(lines) = copy_lines(&self.values, self.columns.len()) {
                self.values.clear();
                return vec![Load::Copy(sql, lines)];
            }
        }
        let mut left = std::mem::take(&mut self.values).into_iter();
        let mut statements = Vec::new();
        for rows in ROWS_PER_STATEMENT {
            while left.len() >= rows * self.columns.len() && left.len() > 0 {
                let values = left.by_ref().take(rows * self.columns.len()).collect();
                statements.push(Load::Statement(self.sql(rows, engine), SqlxValues(sea_query::Values(values))));
            }
        }
        statements
    }

    /// What sea-query would write for so many rows; written here once per statement instead of once per value.
    fn sql(&self, rows: usize, engine: Engine) -> String {
        let places = places(rows, self.columns.len(), engine);
        format!("INSERT INTO \"{}\" (\"{}\") VALUES {places}", self.table, self.columns.join("\", \""))
    }
}

/// Where the values of so many rows are bound.
pub(super) fn places(rows: usize, columns: usize, engine: Engine) -> String {
    let mut sql = String::new();
    for at in 0..rows * columns {
        sql.push_str(match (at, at % columns) {
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

/// The rows as PostgreSQL's COPY reads them: a line each, tabs in between, `\N` for what is not there. None when a value is of
/// a kind that our columns (UUID, TEXT, BIGINT, BOOLEAN, BYTEA) seldom get: a statement binds that one.
fn copy_lines(values: &[Value], columns: usize) -> Option<Vec<u8>> {
    let mut lines = Vec::with_capacity(values.len() * 24);
    for (at, value) in values.iter().enumerate() {
        copy_value(&mut lines, value)?;
        lines.push(if (at + 1) % columns == 0 { b'\n' } else { b'\t' });
    }
    Some(lines)
}

fn copy_value(line: &mut Vec<u8>, value: &Value) -> Option<()> {
    match value {
        Value::String(Some(text)) => copy_text(line, text),
        Value::Uuid(Some(id)) => line.extend(id.hyphenated().to_string().bytes()),
        Value::Int(Some(number)) => line.extend(number.to_string().bytes()),
        Value::BigInt(Some(number)) => line.extend(number.to_string().bytes()),
        Value::Bool(Some(yes)) => line.push(if *yes { b't' } else { b'f' }),
        Value::Bytes(Some(bytes)) => {
            line.extend(b"\\\\x");
            line.extend(crate::journaal::hex(bytes).bytes());
        }
        Value::String(None) | Value::Uuid(None) | Value::Int(None) | Value::BigInt(None) | Value::Bool(None) => {
            line.extend(b"\\N");
        }
        _ => return None,
    }
    Some(())
}

fn copy_text(line: &mut Vec<u8>, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'\\' => line.extend(b"\\\\"),
            b'\t' => line.extend(b"\\t"),
            b'\n' => line.extend(b"\\n"),
            b'\r' => line.extend(b"\\r"),
            other => line.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use sea_query::{Expr, PostgresQueryBuilder, Query, SqliteQueryBuilder};

    use super::*;

    fn batch(rows: i64) -> Batch {
        let mut batch = Batch::new("nummers");
        for n in 0..rows {
            batch.add(vec![("resource", "zaak".into()), ("laatste", n.into())]).unwrap();
        }
        batch
    }

    fn statements(loads: Vec<Load>) -> Vec<(String, SqlxValues)> {
        let statement = |load| match load {
            Load::Statement(sql, values) => (sql, values),
            Load::Copy(sql, _) => panic!("{sql}"),
        };
        loads.into_iter().map(statement).collect()
    }

    #[test]
    fn many_rows_are_copied_on_postgres_and_few_are_not() {
        let [Load::Copy(sql, lines)] = &batch(64).take(Engine::Postgres, true)[..] else { panic!("no COPY") };
        assert_eq!(sql, "COPY \"nummers\" (\"resource\", \"laatste\") FROM STDIN");
        assert_eq!(lines.iter().filter(|byte| **byte == b'\n').count(), 64);
        assert!(lines.starts_with(b"zaak\t0\nzaak\t1\n"));
        assert_eq!(statements(batch(63).take(Engine::Postgres, true)).len(), 3 + 3 + 3);
        assert_eq!(statements(batch(64).take(Engine::Postgres, false)).len(), 1, "nor where somebody can go away");
    }

    #[test]
    fn a_copied_value_cannot_break_out_of_its_line() {
        let values = [
            Value::from("a\tb\\N\r\n\\."),
            Value::String(None),
            true.into(),
            Value::from(-1_i64),
            uuid::Uuid::from_u128(7).into(),
            "\\N".into(),
        ];
        let lines = String::from_utf8(copy_lines(&values, 3).unwrap()).unwrap();
        assert_eq!(lines, "a\\tb\\\\N\\r\\n\\\\.\t\\N\tt\n-1\t00000000-0000-0000-0000-000000000007\t\\\\N\n");
        assert_eq!(copy_lines(&[Value::Bytes(Some(vec![0, 0xab]))], 1).unwrap(), b"\\\\x00ab\n");
        assert!(copy_lines(&[Value::Double(Some(1.5))], 1).is_none(), "a statement carries it");
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
            let statements = statements(batch.take(Engine::Sqlite, true));
            let values: Vec<Value> = statements.iter().flat_map(|(_, values)| values.0.0.clone()).collect();
            let numbers: Vec<Value> = values.into_iter().skip(1).step_by(2).collect();
            assert_eq!(numbers, (0..rows).map(Value::from).collect::<Vec<_>>());
            let kinds: std::collections::BTreeSet<&String> = statements.iter().map(|(sql, _)| sql).collect();
            assert!(kinds.len() <= ROWS_PER_STATEMENT.len() && batch.take(Engine::Sqlite, true).is_empty());
        }
    }

    #[test]
    fn rows_with_other_columns_are_a_fault() {
        assert!(batch(1).add(vec![("laatste", 1_i64.into()), ("resource", "zaak".into())]).is_err());
        assert!(batch(1).add(vec![("resource", "zaak".into())]).is_err());
    }
}
