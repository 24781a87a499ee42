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
    /// Try again later: the database is away, the disk is full, too many wait.
    #[error("busy, try again after {retry_after_s} s")]
    Busy {
        /// When it makes sense to try again, in seconds.
        retry_after_s: u32,
    },
    /// A fault in the program. The cause goes to the log, once, at the boundary; never to a person.
    #[error("{0:#}")]
    Bug(anyhow::Error),
}

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

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
            // 13: SQLITE_FULL; 53100 and 53300: PostgreSQL's disk full and too many connections.
            sqlx::Error::Database(db) if matches!(db.code().as_deref(), Some("5" | "13" | "53100" | "53300")) => {
                tracing::error!(code = ?db.code(), "database refuses to write");
                Self::Busy { retry_after_s: 5 }
            }
            // 40P01 and 40001: two transactions were in each other's way, and this one was chosen to give way.
            sqlx::Error::Database(db) if matches!(db.code().as_deref(), Some("40P01" | "40001")) => {
                Self::Busy { retry_after_s: 1 }
            }
            // 57P01: the administrator ended the connection; it is made again by itself.
            sqlx::Error::Database(db) if matches!(db.code().as_deref(), Some("57P01" | "57P02" | "57P03")) => {
                Self::Busy { retry_after_s: 2 }
            }
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) | sqlx::Error::PoolClosed => {
                tracing::error!("database does not answer");
                Self::Busy { retry_after_s: 5 }
            }
            _ => Self::bug(error),
        }
    }
}
