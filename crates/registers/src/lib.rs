//! The registers of the national standards: a folder per standard, a file per resource.
//!
//! Tables, names, fields and nullability follow the official OpenAPI documents; what is Loket's own is marked so.

use kern::Migratie;

mod codes;
pub mod klantinteracties;

pub use codes::UnknownCode;

/// The migrations of this crate and of the crates below, in order.
#[must_use]
pub fn migraties() -> Vec<Migratie> {
    let own = [
        Migratie { naam: "0101_klantinteracties", sql: include_str!("../migraties/0101_klantinteracties.sql") },
        Migratie { naam: "0102_zaken", sql: include_str!("../migraties/0102_zaken.sql") },
    ];
    kern::MIGRATIES.iter().copied().chain(own).collect()
}
