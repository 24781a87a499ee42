//! The kinds of gebeurtenis of messages.

use kern::journaal::{Soort, Vorm};

use super::{FeitenAangemaakt, FeitenGelezen, FeitenNagezien, FeitenVerzonden};

/// A message was made, or a question came in.
pub const AANGEMAAKT: Soort<FeitenAangemaakt> = Soort::new("bericht", "aangemaakt");
/// A message left the house.
pub const VERSTUURD: Soort<FeitenVerzonden> = Soort::new("bericht", "verstuurd");
/// A message cannot be delivered, or nobody knows whether it was printed.
pub const MISLUKT: Soort<FeitenVerzonden> = Soort::new("bericht", "mislukt");
/// A person had a message that failed sent again, or found that it was printed after all.
pub const AANGEPAST: Soort<FeitenNagezien> = Soort::new("bericht", "gewijzigd");
/// A message was opened in Mijn for the first time.
pub const GELEZEN: Soort<FeitenGelezen> = Soort::new("bericht", "gelezen");

/// Each of them.
pub(crate) const SOORTEN: &[Vorm] =
    &[AANGEMAAKT.vorm(), VERSTUURD.vorm(), MISLUKT.vorm(), AANGEPAST.vorm(), GELEZEN.vorm()];
