//! What the reports measure. Each indicator has one definition in words, beside what counts it; docs/indicatoren.md lists them all.

use std::collections::BTreeMap;

/// By which version of each indicator something was counted.
pub type Definities = BTreeMap<Indicator, u32>;

kern::code_enum! {
    /// What a figure measures.
    Indicator {
        /// Contacts: [`super::tellingen::Maat::Kanaal`] and the other keys of the same contacts.
        Contacten "contacten",
        /// For whom they are: [`super::tellingen::Maat::Klantgroep`].
        Klantgroep "klantgroep",
        /// When they began: [`super::tellingen::Maat::Uur`].
        Drukte "drukte",
        /// How they ended: [`super::tellingen::Maat::Team`].
        Afhandeling "afhandeling",
        /// Answered at once: [`super::tellingen::Maat::Team`] and [`super::tellingen::Maat::Onderwerp`].
        DirectBeantwoord "direct-beantwoord",
        /// Has to call again: [`super::tellingen::Maat::Maand`].
        KlantBeltZelfTerug "klant-belt-zelf-terug",
        /// Called back in time: [`super::tellingen::Maat::Terugbel`] and [`super::tellingen::Maat::TerugbelOpen`].
        OpTijdTeruggebeld "op-tijd-teruggebeld",
    }
}

impl Indicator {
    /// Which definition this is: raised when what it counts changes, so that a figure says by which it was counted.
    #[must_use]
    pub fn versie(self) -> u32 {
        match self {
            Self::Contacten
            | Self::Klantgroep
            | Self::Drukte
            | Self::Afhandeling
            | Self::DirectBeantwoord
            | Self::KlantBeltZelfTerug
            | Self::OpTijdTeruggebeld => 1,
        }
    }
}
