//! Why a file was not kept.

use std::fmt;

/// Why a file was not kept; nothing of it is left.
#[derive(Debug)]
pub enum Geweigerd {
    /// There is nothing in it.
    Leeg,
    /// It is larger than allowed.
    TeGroot {
        /// The most bytes.
        max: u64,
    },
    /// There are as many already as may be.
    TeVeel,
    /// It is of no type that is allowed, whatever its name says.
    Soort,
    /// It is an archive that is broken, locked, holds another archive, or would become too large when unpacked.
    Archief,
    /// It holds a program (macros).
    Macro,
    /// The scanner found something in it.
    Besmet {
        /// What the scanner calls it.
        naam: String,
    },
    /// The scanner does not answer: to be tried again, and never kept unseen.
    ScannerWeg(String),
    /// It could not be written: disk full, store away.
    OpslagWeg(String),
}

impl Geweigerd {
    /// Its key: the text `fout-…` says it to people.
    #[must_use]
    pub fn code(&self) -> &'static str {
        // texts: fout-bestand-*
        match self {
            Self::Leeg => "bestand-leeg",
            Self::TeGroot { .. } => "bestand-te-groot",
            Self::TeVeel => "bestand-te-veel",
            Self::Soort => "bestand-soort",
            Self::Archief => "bestand-archief",
            Self::Macro => "bestand-macro",
            Self::Besmet { .. } => "bestand-besmet",
            Self::ScannerWeg(_) => "bestand-scanner-weg",
            Self::OpslagWeg(_) => "bestand-opslag-weg",
        }
    }

    /// What the text needs to be exact: the limit in megabytes.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::TeGroot { max } => (max / 1_000_000).to_string(),
            _ => String::new(),
        }
    }

    /// Whether the same file may be accepted when it is tried again.
    #[must_use]
    pub fn gaat_over(&self) -> bool {
        matches!(self, Self::ScannerWeg(_) | Self::OpslagWeg(_))
    }
}

impl fmt::Display for Geweigerd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leeg => f.write_str("the file is empty"),
            Self::TeGroot { max } => write!(f, "the file is larger than {max} bytes"),
            Self::TeVeel => f.write_str("there are as many files already as may be"),
            Self::Soort => f.write_str("the file is of no type that is allowed"),
            Self::Archief => f.write_str("the file is an archive that is broken or not safe to unpack"),
            Self::Macro => f.write_str("the file holds macros"),
            Self::Besmet { naam } => write!(f, "the scanner found {naam}"),
            Self::ScannerWeg(cause) => write!(f, "the scanner does not answer: {cause}"),
            Self::OpslagWeg(cause) => write!(f, "the file could not be kept: {cause}"),
        }
    }
}

impl std::error::Error for Geweigerd {}

impl From<std::io::Error> for Geweigerd {
    fn from(error: std::io::Error) -> Self {
        Self::OpslagWeg(error.to_string())
    }
}

impl From<object_store::Error> for Geweigerd {
    fn from(error: object_store::Error) -> Self {
        Self::OpslagWeg(error.to_string())
    }
}
