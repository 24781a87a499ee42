//! A row of either engine, and the types a column can be read as.

use jiff::civil::Date;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Postgres, Row as _, Sqlite, TypeInfo as _, ValueRef as _};
use uuid::Uuid;

use crate::{Error, Moment, Result};

/// One row of an answer.
pub struct Row(Source);

enum Source {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl From<SqliteRow> for Row {
    fn from(row: SqliteRow) -> Self {
        Self(Source::Sqlite(row))
    }
}

impl From<PgRow> for Row {
    fn from(row: PgRow) -> Self {
        Self(Source::Postgres(row))
    }
}

/// A type that a column can be read as.
pub trait Field: Sized {
    /// Reads the column.
    ///
    /// # Errors
    /// [`Error::Bug`] when there is no such column or it holds something else.
    fn read(row: &Row, column: &str) -> Result<Self>;
}

impl Row {
    /// Reads a column by its name.
    ///
    /// # Errors
    /// [`Error::Bug`] when there is no such column or it holds something else.
    pub fn get<T: Field>(&self, column: &str) -> Result<T> {
        T::read(self, column)
    }

    /// The names of the columns, in order.
    #[must_use]
    pub fn columns(&self) -> Vec<&str> {
        match &self.0 {
            Source::Sqlite(row) => row.columns().iter().map(sqlx::Column::name).collect(),
            Source::Postgres(row) => row.columns().iter().map(sqlx::Column::name).collect(),
        }
    }

    fn is_null(&self, column: &str) -> Result<bool> {
        Ok(match &self.0 {
            Source::Sqlite(row) => row.try_get_raw(column)?.is_null(),
            Source::Postgres(row) => row.try_get_raw(column)?.is_null(),
        })
    }

    fn plain<T>(&self, column: &str) -> Result<T>
    where
        for<'r> T: sqlx::Decode<'r, Sqlite> + sqlx::Type<Sqlite> + sqlx::Decode<'r, Postgres> + sqlx::Type<Postgres>,
    {
        // Unchecked: SQLite columns carry the portable type names of the migrations, which it does not know by name.
        let value = match &self.0 {
            Source::Sqlite(row) => row.try_get_unchecked(column),
            Source::Postgres(row) => row.try_get(column),
        };
        value.map_err(|error| Error::Bug(anyhow::Error::new(error).context(format!("column {column}"))))
    }
}

macro_rules! plain_fields {
    ($($type:ty),*) => {$(
        impl Field for $type {
            fn read(row: &Row, column: &str) -> Result<Self> {
                row.plain(column)
            }
        }
    )*};
}

plain_fields!(bool, f64, String, Uuid, Vec<u8>);

impl Field for i64 {
    /// PostgreSQL gives a count as BIGINT and a sum of BIGINTs as NUMERIC; queries cast the latter.
    fn read(row: &Row, column: &str) -> Result<Self> {
        if let Source::Postgres(pg) = &row.0
            && pg.try_get_raw(column)?.type_info().name() == "INT4"
        {
            return Ok(Self::from(pg.try_get::<i32, _>(column)?));
        }
        row.plain(column)
    }
}

impl<T: Field> Field for Option<T> {
    fn read(row: &Row, column: &str) -> Result<Self> {
        if row.is_null(column)? { Ok(None) } else { T::read(row, column).map(Some) }
    }
}

/// Reads a column whose text is parsed into a type of ours.
///
/// # Errors
/// [`Error::Bug`] when the text is not of that type.
pub(crate) fn parsed<T: std::str::FromStr>(row: &Row, column: &str) -> Result<T> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| Error::Bug(anyhow::anyhow!("column {column} holds an unreadable value")))
}

impl Field for Moment {
    fn read(row: &Row, column: &str) -> Result<Self> {
        parsed(row, column)
    }
}

impl Field for Date {
    fn read(row: &Row, column: &str) -> Result<Self> {
        parsed(row, column)
    }
}

impl Field for serde_json::Value {
    fn read(row: &Row, column: &str) -> Result<Self> {
        let text: String = row.get(column)?;
        Ok(serde_json::from_str(&text)?)
    }
}
