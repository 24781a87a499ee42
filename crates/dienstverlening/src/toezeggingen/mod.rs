//! The five promises that a manager steers on, each with the things it was made on: kept, missed, running or standing still.
//!
//! [`regels`] says what is promised by when; the follower [`Toezeggingen`] keeps a row per promise; [`lezen`] counts the rows and
//! opens a figure to what it counts. A row is made from what the tables say now, so making all of them again gives the same.

mod lezen;
mod regels;
#[cfg(test)]
mod tests;
mod volger;

pub use lezen::{Achter, Cijfer, Nodig, Regel, Staat, achter, cijfers, nodig};
pub use regels::{Toezegging, maandag};
pub use volger::Toezeggingen;

registers::code_enum! {
    /// A promise that a manager steers on.
    Belofte {
        /// Receipt is confirmed within three working days.
        Ontvangst "ontvangst",
        /// Somebody has it in hands within two working days.
        BijBehandelaar "bij-behandelaar",
        /// A question about one's own case is answered: by phone within one working day, in writing within three.
        Vraag "vraag",
        /// It is done at least a week before the law wants it.
        WeekEerder "week-eerder",
        /// Helped within five minutes of the appointment.
        Balie "balie",
    }
}

/// The share that is aimed at, in percent.
pub const DOEL: i64 = 98;
