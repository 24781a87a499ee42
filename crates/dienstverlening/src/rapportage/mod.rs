//! Reports: counters that a follower keeps, the quarterly report made of them, and the contacts and callbacks behind a figure.

mod contacten;
mod delen;
mod gebruik;
mod indicator;
mod ingevuld;
mod kwartaal;
mod opvallend;
mod peil;
mod periode;
mod publiceren;
mod teksten;
mod tellingen;
#[cfg(test)]
mod tests;
mod vaststellen;
mod verschillen;
mod verzoeken;
mod voortgang;

pub use contacten::{Achter, ContactRegel, Uur, contacten_achter};
pub use delen::{Achterliggend, Balk, Beeld, Cel, Deel, Kolom, Lijst, Naam, Onderdeel, Rij, Stapel, Waarde, Wat};
pub use gebruik::{Gevraagd, kwartalen, meest_gevraagd, onderwerpen};
pub use indicator::{Definities, Indicator};
pub use ingevuld::{INGEVULD, Ingevuld, Invoer, JAREN, ingevuld, invullen};
pub use kwartaal::{Aandeel, AfhandelingRegel, Kwartaalrapport, Maand, Regel, TeamRegel, Terugbellen, kwartaalrapport};
pub use opvallend::{Doel, Oordeel, Opvallend, Rapportdoelen, TegenDoel, opvallend};
pub use peil::Peil;
pub use periode::{Periode, Rapportsoort};
pub use publiceren::{GEWIJZIGD, openbaar, openbare, publiceren};
pub use teksten::{GEHEEL, Geschreven, TEKST_MAX, Tekst, Teksten, Tekstveld, Velden, bij_elkaar, schrijven, teksten};
pub use tellingen::{Afwijking, Tellingen, Vastlegging, compare_with_recount};
pub use vaststellen::{
    Kader, RapportId, TOELICHTING_MAX, VASTGESTELD, Vastgesteld, Voorstel, vastgesteld, vaststellen,
};
pub use verschillen::{Jaarverschil, Verschil, jaarverschillen, verschillen};
pub use verzoeken::{AchterVerzoeken, Belofte, VerzoekRegel, verzoeken_achter};
pub use voortgang::{Doelstand, Stand, Teamcodes, Voortgang, Wanneer, kwartalen_van, voortgang};

/// The kinds of gebeurtenissen of this room.
pub const SOORTEN: &[kern::journaal::Vorm] = &[VASTGESTELD.vorm(), GEWIJZIGD.vorm(), INGEVULD.vorm()];
