//! Lists page by key: the last row's sort key and id, never an offset.

use uuid::Uuid;

use crate::{FieldError, Result};

/// Where a page starts: after this sort key and id. Travels in the address as one opaque word without personal data,
/// so only lists that sort by a moment or a number use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// The sort key of the last row that was shown.
    pub key: String,
    /// Its id, which breaks ties.
    pub id: Uuid,
}

impl After {
    /// Reads the word that [`Display`](std::fmt::Display) wrote.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] on field `na` for anything else.
    pub fn parse(word: &str) -> Result<Self> {
        let parsed = word.rsplit_once('_').and_then(|(key, id)| {
            let plain = key.len() <= 32 && key.chars().all(|c| c.is_ascii_alphanumeric() || "-:.".contains(c));
            Some(Self { key: plain.then(|| key.to_owned())?, id: id.parse().ok()? })
        });
        parsed.ok_or_else(|| FieldError::new("na", "ongeldige-bladwijzer").into())
    }
}

impl std::fmt::Display for After {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}", self.key, self.id)
    }
}

/// A part of a list, and where the next part starts if there is one.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// Where the next page starts; none on the last page.
    pub next: Option<After>,
}

impl<T> Page<T> {
    /// Makes a page of at most `limit` rows from a query that asked for one more.
    #[must_use]
    pub fn cut(mut rows: Vec<T>, limit: usize, key: impl Fn(&T) -> After) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(key) } else { None };
        Self { rows, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bookmark_survives_its_trip_through_the_address() {
        let after = After { key: "2026-11-23T09:15:00.000Z".into(), id: Uuid::from_u128(7) };
        assert_eq!(After::parse(&after.to_string()).unwrap(), after);
    }

    #[test]
    fn anything_else_is_refused_with_the_field() {
        for word in ["", "x", "_", "2026_geen-id", "' or 1=1 --_00000000-0000-0000-0000-000000000007"] {
            assert!(After::parse(word).is_err(), "{word}");
        }
    }
}
