//! Loads an organisation's folder of text (docs/inrichting.md).
//!
//! Three steps that know nothing of each other: [`bestanden::lees_map`] reads the folder (the only input here), [`lees`] makes an
//! [`Inrichting`] of it or says everything that is wrong, [`laad`] brings the database in line with it in one transaction.

pub mod account;
mod balies;
pub mod bestanden;
mod boek;
mod inrichting;
mod instellingen;
mod laden;
mod lezer;
mod lezers;
pub mod soorten;
mod teksten;
#[cfg(test)]
pub(crate) mod tests;
mod verslag;
mod voortgang;
mod zaaktype_spec;

pub use balies::{Balie, Balieproduct, Balies, Drukte, Uitzondering};
pub use bestanden::{Bestanden, lees_map};
pub use boek::Fout;
pub use inrichting::{Inrichting, MedewerkerSpec, ProductSpec, TeamSpec};
pub use instellingen::{
    Afdeling, Doelen, Instellingen, Keuze, Terugbellen, Uitkomst, Vervallen, Vraag, Vraagsoort, Vragenset,
};
pub use laden::laad;
pub use lezers::lees;
pub use verslag::{Soortverslag, Verslag};
pub use voortgang::{Eenheid, Outputindicator, Raaddoel, in_tienden};
pub use zaaktype_spec::{DocumentSpec, EigenschapSpec, ResultaatSpec, RolSpec, StatusSpec, ZaaktypeSpec};
