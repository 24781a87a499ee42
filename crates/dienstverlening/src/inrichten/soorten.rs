//! The kinds of gebeurtenis that loading a folder makes, and what each is counted by.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kern::journaal::{Soort, Vorm};
use kern::organisaties::TeamId;
use registers::catalogi::Vertrouwelijkheid;
use registers::zaken::Zaaktoegang;
use serde::{Deserialize, Serialize};

/// An organisation is there for the first time.
pub const ORGANISATIE_AANGEMAAKT: Soort<Organisatie> = Soort::new("organisatie", "aangemaakt");
/// An organisation's settings are others.
pub const ORGANISATIE_GEWIJZIGD: Soort<Organisatie> = Soort::new("organisatie", "gewijzigd");
/// A new team.
pub const TEAM_AANGEMAAKT: Soort<Team> = Soort::new("team", "aangemaakt");
/// A team has changed, or is back.
pub const TEAM_GEWIJZIGD: Soort<Team> = Soort::new("team", "gewijzigd");
/// A team is no longer in the folder.
pub const TEAM_INGETROKKEN: Soort<Team> = Soort::new("team", "ingetrokken");
/// A team may do something with cases of others.
pub const AUTORISATIE_AANGEMAAKT: Soort<Autorisatie> = Soort::new("zaakautorisatie", "aangemaakt");
/// It may do so with more or less confidential cases, or again.
pub const AUTORISATIE_GEWIJZIGD: Soort<Autorisatie> = Soort::new("zaakautorisatie", "gewijzigd");
/// It may not any more.
pub const AUTORISATIE_INGETROKKEN: Soort<Autorisatie> = Soort::new("zaakautorisatie", "ingetrokken");
/// Somebody new.
pub const MEDEWERKER_AANGEMAAKT: Soort<Medewerker> = Soort::new("medewerker", "aangemaakt");
/// Somebody's team, roles or absence are others, or they are back.
pub const MEDEWERKER_GEWIJZIGD: Soort<Medewerker> = Soort::new("medewerker", "gewijzigd");
/// Somebody is no longer in the folder and cannot log in any more.
pub const MEDEWERKER_INGETROKKEN: Soort<Medewerker> = Soort::new("medewerker", "ingetrokken");
/// A new product.
pub const PRODUCT_AANGEMAAKT: Soort<Product> = Soort::new("product", "aangemaakt");
/// What is known of a product has changed (not the text of its article), or it is back.
pub const PRODUCT_GEWIJZIGD: Soort<Product> = Soort::new("product", "gewijzigd");
/// A product is no longer in the folder.
pub const PRODUCT_INGETROKKEN: Soort<Product> = Soort::new("product", "ingetrokken");
/// The first text of an article.
pub const ARTIKEL_AANGEMAAKT: Soort<Artikel> = Soort::new("artikel", "aangemaakt");
/// A new text: a new version of an article.
pub const ARTIKEL_GEWIJZIGD: Soort<Artikel> = Soort::new("artikel", "gewijzigd");

/// Each of them.
pub(crate) const SOORTEN: &[Vorm] = &[
    ORGANISATIE_AANGEMAAKT.vorm(),
    ORGANISATIE_GEWIJZIGD.vorm(),
    TEAM_AANGEMAAKT.vorm(),
    TEAM_GEWIJZIGD.vorm(),
    TEAM_INGETROKKEN.vorm(),
    AUTORISATIE_AANGEMAAKT.vorm(),
    AUTORISATIE_GEWIJZIGD.vorm(),
    AUTORISATIE_INGETROKKEN.vorm(),
    MEDEWERKER_AANGEMAAKT.vorm(),
    MEDEWERKER_GEWIJZIGD.vorm(),
    MEDEWERKER_INGETROKKEN.vorm(),
    PRODUCT_AANGEMAAKT.vorm(),
    PRODUCT_GEWIJZIGD.vorm(),
    PRODUCT_INGETROKKEN.vorm(),
    ARTIKEL_AANGEMAAKT.vorm(),
    ARTIKEL_GEWIJZIGD.vorm(),
];

/// Opening hours as the folder writes them: per day of the week its spans, `08:30-17:00`.
pub type Openingsuren = BTreeMap<String, Vec<String>>;

/// What an organisation is counted by: from this moment on its terms in working days and opening hours go by these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisatie {
    /// Its code.
    pub code: String,
    /// Its opening hours, as the folder writes them; none: written before they were a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openingstijden: Option<Openingsuren>,
    /// Whole days on which it is closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gesloten: Vec<Date>,
    /// Days that a decree puts on a par with a public holiday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gelijkgestelde_dagen: Vec<Date>,
}

/// What a team is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Its code.
    pub code: String,
    /// Code of its department.
    pub afdeling: String,
    /// Its own opening hours; none: those of the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openingstijden: Option<Openingsuren>,
    /// Whether it is in use.
    pub actief: bool,
}

/// What an authorisation is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Autorisatie {
    /// Whose it is.
    pub team: TeamId,
    /// For cases of this zaaktype.
    pub zaaktype: String,
    /// Up to this confidentiality.
    pub max_vertrouwelijkheidaanduiding: Vertrouwelijkheid,
    /// To do what.
    pub toegang: Zaaktoegang,
    /// Whether it holds.
    pub actief: bool,
}

/// What somebody who works there is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Medewerker {
    /// As the folder has them.
    Ingericht {
        /// Their team.
        team: TeamId,
        /// The codes of their roles.
        rollen: String,
        /// Whether they work there.
        actief: bool,
    },
    /// How they log in has changed.
    Account {
        /// What: `wachtwoord`, `eerste-wachtwoord`, `geblokkeerd`, `rollen`, `tweede-factor`, `zonder-tweede-factor`.
        wijzigingen: Vec<String>,
    },
}

/// What a product is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Its code.
    pub code: String,
    /// Code of its theme.
    pub thema: String,
    /// Whether the website shows it.
    pub openbaar: bool,
    /// Whether it is in use.
    pub actief: bool,
}

/// What a version of an article is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artikel {
    /// Code of its product.
    pub product: String,
    /// Which version.
    pub versie: i64,
    /// SHA-256 of its text.
    pub controlegetal: String,
}
