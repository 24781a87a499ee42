//! The program as a whole: its commands, its backup, its demo municipality, and whether it loses anything.
#![expect(clippy::expect_used, clippy::print_stdout, clippy::unwrap_used, reason = "in a test that is the assertion")]

mod ankers;
mod backup;
mod bestanden;
mod controleren;
mod demo;
mod duurzaam;
mod instellingen;
mod opdrachtregel;
mod server;
