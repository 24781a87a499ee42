//! The ground floor: database, journal, followers, clock, ids, organisations, authorisation, paging and errors.
//!
//! Everything above builds on a few ideas that live here:
//!
//! - [`Database`] speaks to SQLite or PostgreSQL with one set of queries; [`Tx`] is a write transaction.
//! - A [`Change`] is a decision's rows *and* its [`Gebeurtenis`]; [`Tx::write`] stores both or neither.
//! - A [`Volger`] reads the journal from its own cursor and does one job, idempotently.
//! - [`Authorised`] is the key to personal data: a function that reads it cannot be called without one.
//! - [`Clock`] and [`Ids`] are passed in: nothing reads the system's time or chance by itself.

pub mod autorisatie;
pub mod burgersessies;
mod clock;
mod codes;
pub mod database;
mod error;
mod ids;
pub mod inlogpogingen;
pub mod journaal;
pub mod migratie;
mod moment;
pub mod organisaties;
pub mod paging;
pub mod sessies;
#[cfg(feature = "testhulp")]
pub mod testhulp;
pub mod toestellen;
pub mod veiligheid;
pub mod volgers;

pub use autorisatie::{Authorised, Burger, Eigen, Handeling, Medewerker, Recht, Rol};
pub use clock::Clock;
pub use codes::UnknownCode;
pub use database::{Database, Reads, Row, Tx};
pub use error::{Busy, Error, FieldError, Result};
pub use ids::Ids;
pub use journaal::{Change, Gebeurtenis, Soort};
pub use migratie::Migratie;
pub use moment::{Moment, date_value};
pub use volgers::Volger;

/// The program that writes gebeurtenissen, as they name it.
pub const PROGRAMMA: &str = concat!("loket ", env!("CARGO_PKG_VERSION"));

/// The migrations of this crate's own tables, oldest first.
pub const MIGRATIES: &[Migratie] = &[
    Migratie::new("0001_journaal", include_str!("../migraties/0001_journaal.sql")),
    Migratie::new("0002_organisaties", include_str!("../migraties/0002_organisaties.sql")),
    Migratie::new("0003_burgers", include_str!("../migraties/0003_burgers.sql")),
    Migratie::new("0004_schrijfproef", include_str!("../migraties/0004_schrijfproef.sql")),
    Migratie::new("0005_toestellen", include_str!("../migraties/0005_toestellen.sql")),
    Migratie::new("0006_ankers", include_str!("../migraties/0006_ankers.sql")),
    Migratie::new("0007_sessies", include_str!("../migraties/0007_sessies.sql")),
    Migratie::new("0008_journaal_zoeken", include_str!("../migraties/0008_journaal_zoeken.sql")),
    Migratie::new("0009_journaal_lijst", include_str!("../migraties/0009_journaal_lijst.sql")),
    Migratie::new("0010_volgers_versie", include_str!("../migraties/0010_volgers_versie.sql")),
    Migratie::new("0011_journaal_per_organisatie", include_str!("../migraties/0011_journaal_per_organisatie.sql")),
    Migratie::new("0012_inhoud_klein", include_str!("../migraties/0012_inhoud_klein.sql")).na(journaal::verkleinen),
];
