//! The calendar of a Dutch public body: public holidays, working days, opening hours and quarters.
//!
//! Pure and exact: no clock, no configuration, no input or output. A caller passes in the moment and the calendar, and
//! gets the same answer on every machine and in every year. All civil times are those of Europe/Amsterdam
//! ([`amsterdam`]).
//!
//! - [`feestdag`]: the public holidays of the Algemene termijnenwet, article 3; [`VrijeDagen`]: with the days of royal decrees.
//! - [`Openingstijden`]: when the doors are open, per weekday, from text such as `08:30-17:00`.
//! - [`Kalender`]: opening hours, own closed days and public holidays together. It answers "due when", "open for how
//!   long".
//! - [`wettelijk`]: when a term of the law ends and why then, in [`Termijn`]s such as `P8W`, whatever happened on the way.
//! - [`Kwartaal`]: a quarter of a year as reports use it, `2026-K3`.
//!
//! ```
//! use jiff::{Timestamp, civil::date};
//! use termijnen::{Feestdag, Kalender, Openingstijden, feestdag};
//!
//! assert_eq!(feestdag(date(2026, 4, 6)), Some(Feestdag::TweedePaasdag));
//!
//! let week = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"];
//! let kalender = Kalender::new(Openingstijden::parse(week.map(|day| (day, ["08:30-17:00"])))?, []);
//! // "We call you back within a working day", promised on the Thursday before Easter 2026 at half past four.
//! // Good Friday, the weekend and Easter Monday do not count, so Tuesday is the day. It ends at five o'clock, summer time.
//! let asked: Timestamp = "2026-04-02T16:30+02:00".parse().unwrap();
//! assert_eq!(kalender.add_werkdagen(asked, 1)?, "2026-04-07T17:00+02:00".parse().unwrap());
//! # Ok::<(), termijnen::Error>(())
//! ```
//!
//! # What is law and what is a choice
//!
//! The law names the public holidays and the terms of [`wettelijk`], and nothing else here. *Working day* is no term of the Algemene termijnenwet: it
//! is the organisation's own promise, so a [`Kalender`] knows the organisation's own days. Statutory terms (a term that
//! ends on a free day and moves, suspension, extension) are another computation: [`wettelijk`].

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod error;
mod feestdagen;
mod kalender;
mod kwartaal;
mod openingstijden;
mod termijn;
mod vrijedagen;
pub mod wettelijk;
mod zone;

pub use error::Error;
pub use feestdagen::{Feestdag, feestdag, feestdagen};
pub use kalender::Kalender;
pub use kwartaal::Kwartaal;
pub use openingstijden::{Openingstijden, Tijdvak};
pub use termijn::Termijn;
pub use vrijedagen::{GELIJKGESTELD, Vrij, VrijeDagen};
pub use zone::amsterdam;
