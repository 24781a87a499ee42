//! Servicenormen: what a municipality promises, as data, and the clocks that say whether it was kept.
//!
//! A [`Norm`] says which gebeurtenis starts a clock, which stop it, pause it, let it go on or make it lapse, for whom it holds and within
//! what time. The follower [`Servicenormen`] reads the journal and keeps a [`Klok`] for each thing that a norm is about. Its only
//! input is the journal and the norms: it can be thrown away and made again, and every row is equal (but a counter of nothing).
//!
//! - [`norm`]: what a norm says. [`voorwaarde`]: for whom it holds. [`kalenders`]: the opening hours of then.
//! - [`klok`]: what the gebeurtenissen said of one thing, and how its promise stands by that. Pure. [`termijn`]: when it is due.
//! - [`motor`]: what one gebeurtenis does to the clocks. Pure.
//! - `hertelling`: the same outcome from the definition, one thing at a time, by another way: each is held against the other.
//! - [`volger`] and `opslag`: the clocks and the counters in the database. [`mod@kennis`]: norms and calendar as they are kept in memory.
//! - [`lezen`]: the figures, and what is behind them. [`naaste`]: what is promised about a zaak, and [`uitleg`]: why it is due when it is.
//! - [`controle`]: whether the counters are what the clocks say, and the clocks what the recount says.

use kern::Migratie;
use kern::journaal::Vorm;

pub mod cijfers;
pub mod controle;
pub mod gebeurd;
mod hertelling;
pub mod kalenders;
pub mod kennis;
pub mod klok;
pub mod lezen;
pub mod motor;
pub mod naaste;
pub mod norm;
pub mod normen;
mod opslag;
pub mod termijn;
#[cfg(test)]
mod tests;
pub mod uitleg;
pub mod volger;
pub mod voorwaarde;

pub use kennis::kennis;
pub use klok::{Klok, Staat};
pub use naaste::Toezegging;
pub use norm::Norm;
pub use normen::{Normen, Versie};
pub use volger::Servicenormen;

/// The kinds of gebeurtenissen of this crate.
pub const SOORTEN: &[Vorm] = &[normen::AANGEMAAKT.vorm(), normen::GEWIJZIGD.vorm()];

/// The migrations of this crate.
pub const MIGRATIES: &[Migratie] = &[
    Migratie::new("0151_servicenormen", include_str!("../migraties/0151_servicenormen.sql")),
    Migratie::new("0152_klokken_van_zaken", include_str!("../migraties/0152_klokken_van_zaken.sql")),
    Migratie::new("0153_cijfers_per_versie", include_str!("../migraties/0153_cijfers_per_versie.sql")),
    Migratie::new("0154_lijst_per_staat", include_str!("../migraties/0154_lijst_per_staat.sql")),
];
