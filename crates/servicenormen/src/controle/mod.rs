//! Whether what is kept is what the journal says: the counters against the clocks, and the clocks against a recount.

mod klokken;
mod tellers;

#[cfg(test)]
pub(crate) use klokken::hertel_in_delen;
pub use klokken::{Hertelling, Verschil, hertel};
pub use tellers::{Afwijking, afwijkingen};
