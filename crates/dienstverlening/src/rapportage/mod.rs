//! Reports: counters that a follower keeps, the quarterly report made of them, and the contacts and callbacks behind a figure.

mod contacten;
mod gebruik;
mod kwartaal;
mod opvallend;
mod tellingen;
#[cfg(test)]
mod tests;
mod verzoeken;

pub use contacten::{Achter, ContactRegel, contacten_achter};
pub use gebruik::{Gevraagd, kwartalen, meest_gevraagd, onderwerpen};
pub use kwartaal::{Aandeel, AfhandelingRegel, Kwartaalrapport, Maand, Regel, TeamRegel, Terugbellen, kwartaalrapport};
pub use opvallend::{Doel, Oordeel, Opvallend, Rapportdoelen, TegenDoel, opvallend};
pub use tellingen::{Afwijking, Tellingen, compare_with_recount};
pub use verzoeken::{AchterVerzoeken, Belofte, VerzoekRegel, verzoeken_achter};
