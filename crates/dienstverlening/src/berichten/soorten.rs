//! The kinds of gebeurtenis of messages.

use kern::Soort;

/// A message was made, or a question came in.
pub const AANGEMAAKT: Soort = Soort::new("bericht", "aangemaakt");
/// A message left the house.
pub const VERSTUURD: Soort = Soort::new("bericht", "verstuurd");
/// A message cannot be delivered, or nobody knows whether it was printed.
pub const MISLUKT: Soort = Soort::new("bericht", "mislukt");
/// A person had a message that failed sent again, or found that it was printed after all.
pub const AANGEPAST: Soort = Soort::new("bericht", "gewijzigd");
/// A message was opened in Mijn for the first time.
pub const GELEZEN: Soort = Soort::new("bericht", "gelezen");
