//! Files: taken in, looked at, kept and given back. Knows no database and no HTTP.
//!
//! A file comes in piece by piece ([`Opslag::ontvang`], [`Binnenkomend::schrijf`]) and is kept when it has been found right
//! ([`Opslag::bewaar`]): its size, its true type by what is in it and not by its name, what an archive would become when
//! unpacked, and a virus scanner where one is configured. What [`Opslag::bewaar`] answered survives a power cut; so the file
//! comes first and the row that names it second. A row without its file cannot be; a file without its row can, and is found
//! by [`Opslag::zwerf`].
//!
//! Its name is the caller's: a UUIDv7 used for one file only, and never what somebody typed.

mod archief;
mod binnen;
mod formaat;
mod geweigerd;
mod lezen;
mod naam;
mod opslag;
mod ruimte;
mod scanner;
#[cfg(test)]
mod tests;

pub use binnen::Binnenkomend;
pub use formaat::Formaat;
pub use geweigerd::Geweigerd;
pub use lezen::{Fout, Lezing};
pub use opslag::Opslag;
pub use ruimte::{WAARSCHUWEN_BYTES, vrije_bytes};
pub use scanner::Scanner;

use uuid::Uuid;

/// What may come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regels {
    /// The most bytes.
    pub max_bytes: u64,
    /// The types.
    pub formaten: Vec<Formaat>,
}

impl Default for Regels {
    fn default() -> Self {
        Self { max_bytes: 25_000_000, formaten: Formaat::ALL.to_vec() }
    }
}

/// A file that is kept: what its row remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opgeslagen {
    /// Under which name the store has it.
    pub sleutel: Uuid,
    /// What it is called: the given name made safe, ending as its type does.
    pub naam: String,
    /// Its true MIME type.
    pub formaat: String,
    /// Its size in bytes.
    pub omvang: i64,
    /// The SHA-256 of what is in it, in hexadecimal.
    pub sha256: String,
}
