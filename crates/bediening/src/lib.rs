//! Drives the real program from outside, for tests and measurements: starts it, logs in, types, kills it hard.
//!
//! Nothing here knows the inside of Loket: what it can do, a person with a browser can do.

mod http;
mod last;
mod programma;

pub use http::{Antwoord, Sessie};
pub use last::{Stoten, kill_under_load};
pub use programma::{Programma, free_address};

/// What can go wrong is for a person to read; a test shows it and stops.
pub type Result<T> = std::result::Result<T, String>;
