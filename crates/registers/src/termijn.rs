//! A [`Termijn`] as it stands in the database, the journal and the API: ISO 8601 text.

use kern::{Error, Result, Row};
use serde::{Deserialize, Deserializer, Serializer};
use termijnen::Termijn;

/// Reads a column.
///
/// # Errors
/// [`Error::Bug`] when it holds something else.
pub(crate) fn read(row: &Row, column: &str) -> Result<Termijn> {
    row.get::<String>(column)?.parse().map_err(Error::bug)
}

/// Reads a column that may be empty.
///
/// # Errors
/// [`Error::Bug`] when it holds something else.
pub(crate) fn read_option(row: &Row, column: &str) -> Result<Option<Termijn>> {
    row.get::<Option<String>>(column)?.map(|text| text.parse().map_err(Error::bug)).transpose()
}

pub(crate) fn serialize<S: Serializer>(termijn: &Termijn, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(termijn)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Termijn, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

/// The same for a [`Grondslag`](termijnen::wettelijk::Grondslag).
pub(crate) mod grondslag {
    use serde::{Deserialize, Deserializer, Serializer};
    use termijnen::wettelijk::Grondslag;

    pub(crate) fn wet() -> Grondslag {
        Grondslag::Wet
    }

    pub(crate) fn serialize<S: Serializer>(grondslag: &Grondslag, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(grondslag)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Grondslag, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The same, where there may be none.
pub(crate) mod option {
    use super::{Deserialize, Deserializer, Serializer, Termijn};

    pub(crate) fn serialize<S: Serializer>(termijn: &Option<Termijn>, serializer: S) -> Result<S::Ok, S::Error> {
        match termijn {
            Some(termijn) => serializer.collect_str(termijn),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Termijn>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(serde::de::Error::custom)).transpose()
    }
}
