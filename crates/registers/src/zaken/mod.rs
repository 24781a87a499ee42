//! Zaken 1.7.0: cases, who has a part in them, their statuses and results, what is known of them and their documents.
//!
//! A rule takes values and gives the zaak as it becomes; the function beside it makes the [`kern::Change`] of that. Every
//! change raises `versie` and names the one it is based on, so of two who change the same zaak the second gets a conflict.
//! Reading takes an [`Inzage`]: it says which cases a medewerker or a citizen may see, and every query asks it.

pub mod autorisatie;
pub mod eigenschap;
pub mod informatieobject;
pub(crate) mod inzage;
pub mod resultaat;
pub mod rol;
pub mod status;
#[cfg(test)]
mod tests;
pub mod zaak;

pub use autorisatie::Zaaktoegang;
pub use eigenschap::{Zaakeigenschap, ZaakeigenschapId};
pub use informatieobject::{Zaakinformatieobject, ZaakinformatieobjectId};
pub use inzage::{Inzage, MetBellers, Wie, Zaakrecht, bij_zaak};
pub use resultaat::{Resultaat, ResultaatId};
pub use rol::{Betrokkene, Rol, RolId};
pub use status::{Status, StatusId};
pub use zaak::{Stap, WachtOp, Wijziging, Zaak, ZaakId, zaaknummer};

use kern::journaal::Vorm;

/// The kinds of gebeurtenissen of this register.
pub(crate) const SOORTEN: &[Vorm] = &[
    zaak::AANGEMAAKT.vorm(),
    zaak::GEWIJZIGD.vorm_met::<zaak::Feiten>(&["wijziging", "van_team"]),
    zaak::GERAADPLEEGD.vorm(),
    status::AANGEMAAKT.vorm_met::<zaak::Feiten>(&["volgnummer", "eind"]),
    resultaat::AANGEMAAKT.vorm(),
    rol::AANGEMAAKT.vorm(),
    rol::VERWIJDERD.vorm(),
    eigenschap::AANGEMAAKT.vorm(),
    eigenschap::GEWIJZIGD.vorm(),
    informatieobject::AANGEMAAKT.vorm(),
];
