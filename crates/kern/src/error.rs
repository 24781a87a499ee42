//! One error type without HTTP in it; the face translates it last.

use uuid::Uuid;

/// What can go wrong, in the distinctions that code acts on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input breaks a rule: every broken rule, each with its field.
    #[error("invalid: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<FieldError>),
    /// There is no such thing, or the caller may not know that there is.
    #[error("no {what} {id}")]
    Missing {
        /// The resource, in the standard's word.
        what: &'static str,
        /// Which one.
        id: Uuid,
    },
    /// The caller is known and may not do this.
    #[error("needs the right {needs}")]
    Denied {
        /// The name of the right that is missing.
        needs: &'static str,
    },
    /// Somebody else was first: the thing changed since it was read, or it exists already.
    #[error("conflict: {0}")]
    Conflict(FieldError),
    /// Nothing is wrong with what was asked, but it can't be done now.
    #[error("try again later: {0}")]
    Busy(Busy),
    /// A fault in the program. The cause goes to the log, once, at the boundary; never to a person.
    #[error("{0:#}")]
    Bug(anyhow::Error),
}

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something can't be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Busy {
    /// Others were first each time, or too many wait in line.
    #[error("too many at once")]
    Crowded,
    /// Another program holds the database file; reading goes on.
    #[error("the database is locked by another program")]
    Locked,
    /// There is no room to write, or writing fails; reading goes on.
    #[error("the database cannot be written to: its disk is full or fails")]
    Full,
    /// The database does not answer. What was being written may or may not be there: sending it again is safe.
    #[error("the database does not answer")]
    Away,
}

impl Busy {
    /// When it makes sense to try again, in seconds.
    #[must_use]
    pub fn retry_after_s(self) -> u32 {
        match self {
            Self::Crowded => 1,
            Self::Locked | Self::Away => 5,
            Self::Full => 30,
        }
    }
}

/// One broken rule: which field, which rule (a key that the face has a sentence for), and what is allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {code} {detail}")]
pub struct FieldError {
    /// The field's name as the form or the API has it.
    pub field: &'static str,
    /// The rule's key: the text `fout-{code}` in the Fluent files says it to people.
    pub code: &'static str,
    /// What the text needs to be exact: a limit, a list of what is allowed. Never what was typed.
    pub detail: String,
}

impl FieldError {
    /// A broken rule without further detail.
    #[must_use]
    pub fn new(field: &'static str, code: &'static str) -> Self {
        Self { field, code, detail: String::new() }
    }

    /// The same, with what the text needs to be exact.
    #[must_use]
    pub fn detail(self, detail: impl std::fmt::Display) -> Self {
        Self { detail: detail.to_string(), ..self }
    }
}

impl From<FieldError> for Error {
    fn from(error: FieldError) -> Self {
        Self::Invalid(vec![error])
    }
}

impl Error {
    /// A fault of ours, with its cause.
    pub fn bug(cause: impl Into<anyhow::Error>) -> Self {
        Self::Bug(cause.into())
    }

    /// Ok when nothing was wrong, otherwise all that was.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every entry of `errors`.
    pub fn all(errors: Vec<FieldError>) -> Result<()> {
        if errors.is_empty() { Ok(()) } else { Err(Self::Invalid(errors)) }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::bug(error)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(db) if db.is_unique_violation() => Self::Conflict(FieldError::new("", "bestaat-al")),
            sqlx::Error::Database(db) => match db.code().as_deref().and_then(refusal) {
                Some(busy) => Self::Busy(busy),
                None => Self::bug(error),
            },
            // Others have all connections; whether the server is there is another question.
            sqlx::Error::PoolTimedOut => Self::Busy(Busy::Crowded),
            sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => Self::Busy(Busy::Away),
            _ => Self::bug(error),
        }
    }
}

/// What a code of either engine means when it is no fault of the statement. PostgreSQL's codes have five signs
/// (its manual, appendix A); SQLite's are numbers whose lowest byte is the kind (its page "Result and Error Codes").
fn refusal(code: &str) -> Option<Busy> {
    match code {
        // Two transactions were in each other's way, and this one was chosen to give way.
        // The same for its memory and connections.
        "40P01" | "40001" | "53200" | "53300" => return Some(Busy::Crowded),
        // No room, a disk that fails, or a server that only reads, as after a failover.
        "53100" | "58030" | "25006" => return Some(Busy::Full),
        // Ended by the administrator's hand, or not ready yet.
        "57P01" | "57P02" | "57P03" => return Some(Busy::Away),
        _ => {}
    }
    if code.len() == 5 {
        return None;
    }
    match code.parse::<u32>().ok()? & 0xff {
        // BUSY, LOCKED
        5 | 6 => Some(Busy::Locked),
        // NOMEM, READONLY (a disk that the system has remounted), INTERRUPT, IOERR, FULL, CANTOPEN
        7 | 8 | 9 | 10 | 13 | 14 => Some(Busy::Full),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_engine_says_tells_whether_to_try_again() {
        for (code, busy) in [
            ("13", Some(Busy::Full)),
            // SQLITE_IOERR_WRITE and SQLITE_BUSY_SNAPSHOT: the lowest byte counts.
            ("778", Some(Busy::Full)),
            ("517", Some(Busy::Locked)),
            ("53100", Some(Busy::Full)),
            ("57P01", Some(Busy::Away)),
            ("25006", Some(Busy::Full)),
            ("53300", Some(Busy::Crowded)),
            ("40001", Some(Busy::Crowded)),
            // A broken constraint and a fault in a statement are no reason to wait.
            ("19", None),
            ("1", None),
            ("42601", None),
            ("23503", None),
            ("", None),
        ] {
            assert_eq!(refusal(code), busy, "{code}");
        }
    }
}
