//! The desk: appointments, the people who are there, and whose turn it is.
//!
//! [`rooster`] says which times there are, [`maken`] takes one so that nobody else can have it, [`wachtrij`] calls the next
//! visitor so that no two clerks call the same, [`helpen`] ends a visit as a contact on the one time line. What is written
//! and which facts the promise "helped within five minutes" is counted from stand in [`afspraak`] and [`bezoek`].

pub mod afspraak;
pub mod agenda;
mod bericht;
pub mod bezoek;
pub mod code;
pub mod helpen;
pub mod herinneren;
pub mod lezen;
pub mod maken;
pub mod melden;
pub mod rooster;
#[cfg(test)]
mod tests;
pub mod wachtrij;
pub mod zuil;

/// The kinds of gebeurtenissen of this room.
pub(crate) const SOORTEN: &[kern::journaal::Vorm] = &[
    afspraak::AANGEMAAKT.vorm(),
    afspraak::GEWIJZIGD.vorm(),
    afspraak::GERAADPLEEGD.vorm(),
    afspraak::AFGEZEGD.vorm(),
    bezoek::AANGEMAAKT.vorm(),
    bezoek::OPGEROEPEN.vorm(),
    bezoek::GEWIJZIGD.vorm(),
    bezoek::AFGEROND.vorm(),
    zuil::AANGEMAAKT.vorm(),
    zuil::GEKOPPELD.vorm(),
    zuil::INGETROKKEN.vorm(),
];

pub use afspraak::{Afspraak, AfspraakId};
pub use bezoek::{Bezoek, BezoekId};
pub use rooster::Rooster;
