//! Contacts in the workplace: drafts, registering, callbacks, who is calling, the time line.
//!
//! A contact begins as a draft ([`concept`]) and ends by [`registreren`], alone or with a [`terugbelverzoek`]. Who is
//! calling is found and opened in [`klant`]; what they asked before is in [`tijdlijn`]. What was registered is taken back
//! within seconds ([`terugnemen`]) or put right after ([`corrigeren`]).

pub mod concept;
pub mod corrigeren;
mod huis;
pub mod klant;
pub mod registreren;
pub mod terugbelverzoek;
pub mod terugnemen;
#[cfg(test)]
mod tests;
pub mod tijdlijn;
pub mod zicht;

pub use huis::Huis;
