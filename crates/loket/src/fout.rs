//! What a command says when it cannot go on: what is wrong, where, and what to do about it.

use std::fmt;

/// Why a command stopped. Its text is for the person at the terminal, in Dutch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fout {
    /// What is wrong, in a sentence.
    pub wat: String,
    /// Where: a file, a key, an address. Empty when that says nothing.
    pub waar: String,
    /// What to do about it.
    pub doe: String,
    /// Whether the command line or configuration is wrong (exit code 2), or the work did not succeed (1).
    pub gebruik: bool,
}

impl Fout {
    /// The work did not succeed.
    pub fn new(wat: impl Into<String>, doe: impl Into<String>) -> Self {
        Self { wat: wat.into(), waar: String::new(), doe: doe.into(), gebruik: false }
    }

    /// The command line or the configuration is wrong.
    pub fn gebruik(wat: impl Into<String>, doe: impl Into<String>) -> Self {
        Self { gebruik: true, ..Self::new(wat, doe) }
    }

    /// The same, with where it is.
    #[must_use]
    pub fn waar(self, waar: impl fmt::Display) -> Self {
        Self { waar: waar.to_string(), ..self }
    }

    /// A file or folder that cannot be read or written.
    pub fn bestand(wat: &str, pad: &std::path::Path, cause: &std::io::Error) -> Self {
        let reden = match cause.kind() {
            std::io::ErrorKind::NotFound => "het bestaat niet".to_owned(),
            std::io::ErrorKind::PermissionDenied => "daar zijn hier geen rechten voor".to_owned(),
            std::io::ErrorKind::AlreadyExists => "het bestaat al".to_owned(),
            std::io::ErrorKind::StorageFull => "de schijf is vol".to_owned(),
            _ => cause.to_string(),
        };
        Self::new(format!("{wat}: {reden}"), "Controleer het pad en de rechten, en probeer het opnieuw.")
            .waar(pad.display())
    }

    /// The exit code of the program.
    #[must_use]
    pub fn code(&self) -> u8 {
        if self.gebruik { 2 } else { 1 }
    }
}

impl fmt::Display for Fout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fout: {}", self.wat)?;
        if !self.waar.is_empty() {
            write!(f, "\nWaar: {}", self.waar)?;
        }
        write!(f, "\nDoe:  {}", self.doe)
    }
}

impl std::error::Error for Fout {}

impl From<kern::Error> for Fout {
    fn from(error: kern::Error) -> Self {
        match error {
            kern::Error::Busy(_) => Self::new(
                "De database antwoordt niet, of kan niet schrijven (schijf vol, te veel verbindingen).",
                "Controleer of de database draait en er ruimte op de schijf is, en probeer het opnieuw.",
            ),
            kern::Error::Bug(cause) => Self::new(
                format!("Er ging iets mis in het programma: {cause:#}"),
                "Probeer het opnieuw. Blijft het zo, meld het dan met deze tekst erbij.",
            ),
            other => Self::new(other.to_string(), "Verbeter de invoer en probeer het opnieuw."),
        }
    }
}
