//! Klantinteracties 0.9.0: contacts with citizens, who was in them, and what is still to be done.
//!
//! Each resource has a file with its types, its rules and its queries. A rule is a plain function that takes values and
//! gives a [`kern::Change`]; it needs no database, so that a real contact and 150,000 generated ones go the same way.

mod actor;
mod adres;
pub mod betrokkene;
mod bsn;
mod digitaal_adres;
mod emailadres;
pub mod internetaak;
pub mod klantcontact;
mod klantgroep;
mod naam;
mod onderwerpobject;
mod opzoeken;
pub mod partij;
mod telefoon;
#[cfg(test)]
mod tests;

pub use actor::{Actor, ActorId, Actoridentificator, SoortActor, actor_aanmaken, actor_wijzigen};
pub use adres::{Adres, Postcode};
pub use betrokkene::{Betrokkene, BetrokkeneId, RolBetrokkene};
pub use bsn::{Bsn, bsn_van};
pub use digitaal_adres::{DigitaalAdres, DigitaalAdresId, SoortDigitaalAdres};
pub use emailadres::Emailadres;
pub use internetaak::{Internetaak, InternetaakId};
pub use klantcontact::{Afhandeling, Klantcontact, KlantcontactId};
pub use klantgroep::Klantgroep;
pub use naam::{Contactnaam, folded};
pub use onderwerpobject::{Onderwerpobject, OnderwerpobjectId};
pub use partij::{Partij, PartijId};
pub use telefoon::Telefoonnummer;

use kern::journaal::Vorm;

use crate::{Values, set};

/// The kinds of gebeurtenissen of this register.
pub(crate) const SOORTEN: &[Vorm] = &[
    klantcontact::AANGEMAAKT.vorm(),
    klantcontact::GEWIJZIGD.vorm_met::<klantcontact::Feiten>(&[]),
    klantcontact::INGETROKKEN.vorm(),
    internetaak::AANGEMAAKT.vorm(),
    internetaak::GEWIJZIGD.vorm(),
    internetaak::GERAADPLEEGD.vorm(),
    internetaak::INGETROKKEN.vorm(),
    internetaak::VERHOGING_INGETROKKEN.vorm(),
    partij::AANGEMAAKT.vorm(),
    partij::GEWIJZIGD.vorm(),
    partij::GEZOCHT.vorm(),
    partij::GERAADPLEEGD.vorm(),
    actor::AANGEMAAKT.vorm(),
    actor::GEWIJZIGD.vorm(),
];

/// The number of a resource as people hear and type it: ten digits at most, as the standard has it.
#[must_use]
pub fn nummer(taken: i64) -> String {
    format!("{taken:010}")
}
