//! Betrokkene: somebody's part in one klantcontact, with the contact data of that moment.

use kern::organisaties::OrganisatieId;
use serde::{Deserialize, Serialize};

use super::klantcontact::KlantcontactId;
use super::partij::PartijId;
use super::{Contactnaam, DigitaalAdres, Values};

kern::id_types! {
    /// A betrokkene.
    BetrokkeneId,
}

crate::code_enum! {
    /// Somebody's part in a klantcontact.
    RolBetrokkene {
        /// It is about them.
        Klant "klant",
        /// They speak for somebody.
        Vertegenwoordiger "vertegenwoordiger",
    }
}

/// Somebody's part in one klantcontact. Nothing fills its two addresses yet; their columns stay empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Betrokkene {
    /// Its id.
    pub id: BetrokkeneId,
    /// Who it was, when known beyond this contact.
    pub was_partij: Option<PartijId>,
    /// The contact.
    pub had_klantcontact: KlantcontactId,
    /// How to address them, as said in this contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contactnaam: Option<Contactnaam>,
    /// Their part.
    pub rol: RolBetrokkene,
    /// The organisation they spoke for.
    pub organisatienaam: String,
    /// Whether they began the contact.
    pub initiator: bool,
    /// How to reach them, as said in this contact.
    pub digitale_adressen: Vec<DigitaalAdres>,
}

impl Betrokkene {
    /// Somebody who contacted us: known, by name, or only that there was somebody.
    #[must_use]
    pub fn klant(id: BetrokkeneId, klantcontact: KlantcontactId, partij: Option<PartijId>, naam: &str) -> Self {
        Self {
            id,
            was_partij: partij,
            had_klantcontact: klantcontact,
            contactnaam: Contactnaam::typed(naam),
            rol: RolBetrokkene::Klant,
            organisatienaam: String::new(),
            initiator: true,
            digitale_adressen: Vec::new(),
        }
    }

    /// The row; its digitale adressen have rows of their own.
    pub(super) fn values(&self, organisatie: OrganisatieId) -> Values {
        let mut values: Values = vec![
            ("id", self.id.into()),
            ("organisatie_id", organisatie.into()),
            ("was_partij_id", self.was_partij.into()),
            ("had_klantcontact_id", self.had_klantcontact.into()),
            ("rol", self.rol.into()),
            ("organisatienaam", self.organisatienaam.clone().into()),
            ("initiator", self.initiator.into()),
        ];
        values.extend(Contactnaam::values(self.contactnaam.as_ref()));
        values
    }
}
