//! The program `loket`: command line, configuration, wiring, the demo municipality and the measurements. No rules.
//!
//! - [`opdrachten`] is the command line, a file per command.
//! - [`instellingen`] reads loket.toml and the environment.
//! - [`backup`] is the portable file that both engines write and read.
//! - [`buiten`] is what lies outside the database: files, and messages that leave the house.
//! - [`controle`] looks for what is wrong with the data and says how to mend it.
//! - [`sleutel`] signs, [`verankeren`] does so for the journal each hour.
//! - [`server`] answers HTTP, with limits on all that a client can make long.
//! - [`demo`] fills the fictional municipality with two years of contacts.

pub mod backup;
pub mod buiten;
pub mod controle;
pub mod demo;
mod fout;
mod geheugen;
pub mod instellingen;
pub mod opdrachten;
pub mod server;
pub mod sleutel;
mod uitvoer;
pub mod vegen;
pub mod verankeren;
mod voortgang;

pub use fout::Fout;
pub use geheugen::share_heaps;
pub use opdrachten::run;
pub use voortgang::Voortgang;

/// The migrations of the whole program, in order.
#[must_use]
pub fn migraties() -> Vec<kern::Migratie> {
    dienstverlening::migraties()
}
