//! The registers of the national standards: a folder per standard, a file per resource.
//!
//! Tables, names, fields and nullability follow the official OpenAPI documents; what is Loket's own is marked so.

use kern::Migratie;
use kern::journaal::Vorm;
use sea_query::{Expr, UpdateStatement, Value};

pub mod catalogi;
pub mod documenten;
pub mod klantinteracties;
mod termijn;
pub mod zaken;

pub use kern::{UnknownCode, code_enum};

/// A row before it is written: column and value.
type Values = Vec<(&'static str, Value)>;

/// Sets these columns.
fn set(statement: &mut UpdateStatement, values: Values) -> &mut UpdateStatement {
    statement.values(values.into_iter().map(|(column, value)| (column, Expr::val(value))))
}

/// The kinds of gebeurtenissen of this crate and of the crates below.
pub fn soorten() -> impl Iterator<Item = Vorm> {
    let own = [klantinteracties::SOORTEN, catalogi::SOORTEN, zaken::SOORTEN, documenten::SOORTEN];
    own.into_iter().flatten().copied().chain(kern::journaal::SOORTEN.iter().copied())
}

/// The migrations of this crate and of the crates below, in order.
#[must_use]
pub fn migraties() -> Vec<Migratie> {
    let own = [
        Migratie::new("0101_klantinteracties", include_str!("../migraties/0101_klantinteracties.sql")),
        Migratie::new("0102_zaken", include_str!("../migraties/0102_zaken.sql")),
        Migratie::new("0103_contacten_medewerker", include_str!("../migraties/0103_contacten_medewerker.sql")),
        Migratie::new("0104_zaakautorisaties", include_str!("../migraties/0104_zaakautorisaties.sql")),
        Migratie::new("0105_documenten_inhoud", include_str!("../migraties/0105_documenten_inhoud.sql")),
        Migratie::new("0106_grondslag", include_str!("../migraties/0106_grondslag.sql")),
        Migratie::new("0107_bestreden_besluit", include_str!("../migraties/0107_bestreden_besluit.sql")),
        Migratie::new("0108_zaken_zonder_belofte", include_str!("../migraties/0108_zaken_zonder_belofte.sql")),
        Migratie::new("0109_zaken_in_mijn", include_str!("../migraties/0109_zaken_in_mijn.sql")),
        Migratie::new(
            "0110_klantgroep_en_complexiteit",
            include_str!("../migraties/0110_klantgroep_en_complexiteit.sql"),
        ),
    ];
    kern::MIGRATIES.iter().copied().chain(own).collect()
}
