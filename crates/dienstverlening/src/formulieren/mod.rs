//! Forms: an application on the website as data in the organisation's folder (`formulieren/CODE.toml`).
//!
//! [`definitie`] is what a folder says, [`controle`] what is wrong with a definition, [`invoer`] what somebody typed, and
//! [`stand`] the pure rules that bring the two together: which questions apply, what is wrong, what is sent. [`concept`] keeps
//! what was typed until it is sent by [`versturen`], which makes one zaak of it however often it is asked.

mod bekend;
pub mod concept;
pub mod controle;
pub mod definitie;
pub mod hervatcode;
pub mod invoer;
pub mod kaart;
pub mod kenteken;
pub mod stand;
#[cfg(test)]
mod tests;
mod velden;
pub mod versturen;
pub mod waarde;

pub use bekend::bekend;
pub use concept::{AanvraagId, Concept, Houder, Upload};
pub use definitie::{Dag, Formulier, Gegeven, Groep, Inloggen, Optie, Soort, Voorwaarde, Vraag};
pub use invoer::Invoer;
pub use stand::{Bekend, Fout, Stand};
pub use waarde::{Antwoord, Waarde};
