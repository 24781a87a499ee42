//! What zaaktypen/CODE.toml says, once it has been read and found right.

use registers::catalogi::{Complexiteit, Formaat, OmschrijvingGeneriek, Richting, Vertrouwelijkheid};
use serde::Serialize;
use termijnen::wettelijk::Grondslag;

/// A zaaktype as the folder has it. Serialised for its checksum: that tells whether it is a new version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ZaaktypeSpec {
    /// Its code: the name of its file, and its identificatie.
    pub code: String,
    /// What people call it.
    pub omschrijving: String,
    /// The same in English.
    pub omschrijving_en: String,
    /// What it is for.
    pub doel: String,
    /// What makes a case begin.
    pub aanleiding: String,
    /// More about it, or empty.
    pub toelichting: String,
    /// What whoever begins it does.
    pub handeling_initiator: String,
    /// What it is about.
    pub onderwerp: String,
    /// What whoever handles it does.
    pub handeling_behandelaar: String,
    /// Who may see its cases.
    pub vertrouwelijkheid: Vertrouwelijkheid,
    /// Whether it is work between ourselves, of which nothing goes to the applicant. Left out of the checksum when it is not,
    /// so that zaaktypen that never said it stay the version they are.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub intern: bool,
    /// The code of the team that handles it.
    pub team: String,
    /// The term that the law sets, as ISO 8601.
    pub doorlooptijd: String,
    /// What that term rests on: `wet`, `besluit`, `verordening`, `belofte`. This and where it stands are left out of the checksum when they
    /// are what was meant before they could be said, as `intern` is.
    #[serde(skip_serializing_if = "is_wet")]
    pub grondslag: String,
    /// Where it stands, `4:13 Awb`.
    #[serde(skip_serializing_if = "is_awb")]
    pub artikel: String,
    /// Where its extension stands.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub verlenging_artikel: String,
    /// Of an objection: the property that holds the day of the decision that it is against.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub bestreden_besluit: String,
    /// How much work its cases are at first; left out of the checksum when as most, as `intern` is.
    #[serde(skip_serializing_if = "is_gewoon")]
    pub complexiteit: Complexiteit,
    /// The product that its cases are about, where they come in without one. It is the way in that this is about, so no new version.
    #[serde(skip)]
    pub product: Option<String>,
    /// The term that the organisation aims at.
    pub servicenorm: Option<String>,
    /// Whether the term can stand still.
    pub opschorting: bool,
    /// With how much the term can be extended.
    pub verlengingstermijn: Option<String>,
    /// Words it is found by.
    pub trefwoorden: Vec<String>,
    /// Codes of the kinds of sub-cases.
    pub deelzaaktypen: Vec<String>,
    /// Its statuses, in order.
    pub statussen: Vec<StatusSpec>,
    /// Its results.
    pub resultaten: Vec<ResultaatSpec>,
    /// Its roles.
    pub rollen: Vec<RolSpec>,
    /// Its properties.
    pub eigenschappen: Vec<EigenschapSpec>,
    /// The kinds of documents that go with it, in order.
    pub documenten: Vec<DocumentSpec>,
}

/// A status as the folder has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusSpec {
    /// Its name.
    pub omschrijving: String,
    /// Its name in English.
    pub omschrijving_en: String,
    /// What it means for the citizen.
    pub tekst: String,
    /// The same in English.
    pub tekst_en: String,
    /// Whether the applicant is told.
    pub informeren: bool,
}

/// A result as the folder has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultaatSpec {
    /// Its name.
    pub omschrijving: String,
    /// Its name in English.
    pub omschrijving_en: String,
    /// More about it, or empty.
    pub toelichting: String,
    /// Its number in the selectielijst, which says how long a case is kept.
    pub selectielijst: String,
    /// Whether somebody can object to a decision with this result. Left out of the checksum when not, as `intern` is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bezwaar: bool,
}

/// A role as the folder has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RolSpec {
    /// Its name.
    pub omschrijving: String,
    /// What it is, whatever its name.
    pub generiek: OmschrijvingGeneriek,
}

/// A property as the folder has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EigenschapSpec {
    /// Its name.
    pub naam: String,
    /// What it is.
    pub definitie: String,
    /// What kind of value.
    pub formaat: Formaat,
    /// The longest value, in characters.
    pub lengte: u16,
    /// What it can be; empty: anything.
    pub waarden: Vec<String>,
}

/// A kind of document as the folder has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentSpec {
    /// Its name, the same in every zaaktype that has it.
    pub omschrijving: String,
    /// Where it goes.
    pub richting: Richting,
}

/// Where the reasonable term of eight weeks stands, which a zaaktype has that names no other.
pub(super) const REDELIJKE_TERMIJN: &str = "4:13 Awb";

fn is_wet(grondslag: &str) -> bool {
    grondslag == Grondslag::Wet.code()
}

fn is_gewoon(complexiteit: &Complexiteit) -> bool {
    *complexiteit == Complexiteit::Gewoon
}

fn is_awb(artikel: &str) -> bool {
    artikel == REDELIJKE_TERMIJN
}
