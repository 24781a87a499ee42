//! The only place that prints: results go to standard output, faults and progress to standard error.

use std::fmt::Display;
use std::io::{IsTerminal, Write};

/// A line of result.
#[expect(clippy::print_stdout, reason = "a command line talks through its standard output; all of it passes here")]
pub(crate) fn regel(text: impl Display) {
    println!("{text}");
    // A reader that waits for this line through a pipe gets it now.
    let _ = std::io::stdout().flush();
}

/// Results of which there can be many: written when it is full, or flushed.
pub(crate) fn stroom() -> impl Write {
    std::io::BufWriter::new(std::io::stdout().lock())
}

/// A line about what goes on, or about what went wrong.
#[expect(clippy::print_stderr, reason = "a command line reports on its standard error; all of it passes here")]
pub(crate) fn melding(text: impl Display) {
    eprintln!("{text}");
}

/// Whether somebody is looking at what goes to standard error.
pub(crate) fn is_terminal() -> bool {
    std::io::stderr().is_terminal()
}

/// A moment as people here read it.
pub(crate) fn moment(moment: kern::Moment) -> String {
    let local = moment.in_amsterdam();
    format!("{:02}-{:02}-{} {:02}:{:02} uur", local.day(), local.month(), local.year(), local.hour(), local.minute())
}
