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
pub use database::{Database, Reads, Row, Tx};
pub use error::{Busy, Error, FieldError, Result};
pub use ids::Ids;
pub use journaal::{Change, Gebeurtenis, Soort};
pub use migratie::Migratie;
pub use moment::{Moment, date_value};
pub use volgers::Volger;

/// The migrations of this crate's own tables, oldest first.
pub const MIGRATIES: &[Migratie] = &[
    Migratie { naam: "0001_journaal", sql: include_str!("../migraties/0001_journaal.sql") },
    Migratie { naam: "0002_organisaties", sql: include_str!("../migraties/0002_organisaties.sql") },
    Migratie { naam: "0003_burgers", sql: include_str!("../migraties/0003_burgers.sql") },
    Migratie { naam: "0004_schrijfproef", sql: include_str!("../migraties/0004_schrijfproef.sql") },
    Migratie { naam: "0005_toestellen", sql: include_str!("../migraties/0005_toestellen.sql") },
    Migratie { naam: "0006_ankers", sql: include_str!("../migraties/0006_ankers.sql") },
    Migratie { naam: "0007_sessies", sql: include_str!("../migraties/0007_sessies.sql") },
    Migratie { naam: "0008_journaal_zoeken", sql: include_str!("../migraties/0008_journaal_zoeken.sql") },
    Migratie { naam: "0009_journaal_lijst", sql: include_str!("../migraties/0009_journaal_lijst.sql") },
    Migratie { naam: "0010_volgers_versie", sql: include_str!("../migraties/0010_volgers_versie.sql") },
];
