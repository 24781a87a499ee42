//! What a folder says, once it has been read and found right.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kern::Rol;
use kern::organisaties::Afwezigheid;
use registers::catalogi::Vertrouwelijkheid;
use registers::klantinteracties::Klantgroep;
use registers::zaken::Zaaktoegang;

use super::Instellingen;
use super::zaaktype_spec::ZaaktypeSpec;
use crate::kennisbank::Inhoud;

/// An organisation as its folder describes it. Every code in it exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inrichting {
    /// Its code.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// Its RSIN.
    pub rsin: String,
    /// Its settings.
    pub instellingen: Instellingen,
    /// Its teams, in the order of the file.
    pub teams: Vec<TeamSpec>,
    /// Its people, in the order of the file.
    pub medewerkers: Vec<MedewerkerSpec>,
    /// Its products, by code.
    pub producten: Vec<ProductSpec>,
    /// Its zaaktypen, by code.
    pub zaaktypen: Vec<ZaaktypeSpec>,
    /// Its norms, by code.
    pub normen: Vec<servicenormen::Norm>,
}

/// A team as the folder has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamSpec {
    /// Its code.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// The code of its department.
    pub afdeling: String,
    /// The gebruikersnaam of who leads it.
    pub manager: String,
    /// The code of what it wants asked.
    pub vragenset: Option<String>,
    /// Whether its members answer first.
    pub klantcontactcentrum: bool,
    /// Its own opening hours.
    pub openingstijden: Option<BTreeMap<String, Vec<String>>>,
    /// What it may do with cases of others.
    pub autorisaties: Vec<AutorisatieSpec>,
}

/// What a team may do with cases that do not lie with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutorisatieSpec {
    /// The codes of the zaaktypen.
    pub zaaktypen: Vec<String>,
    /// The most confidential case that it is about.
    pub max_vertrouwelijkheid: Vertrouwelijkheid,
    /// What they may do.
    pub toegang: Zaaktoegang,
}

/// Somebody who works there, as the folder has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MedewerkerSpec {
    /// What they log in with.
    pub gebruikersnaam: String,
    /// Their name.
    pub naam: String,
    /// The code of their team.
    pub team: String,
    /// What they are, without repetition.
    pub rollen: Vec<Rol>,
    /// Their phone number.
    pub telefoon: Option<String>,
    /// When they are away.
    pub afwezig: Vec<Afwezigheid>,
}

/// A product with its article, as the folder has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductSpec {
    /// Its code.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// Its name in English.
    pub naam_en: Option<String>,
    /// Its name in the Uniforme Productnamenlijst.
    pub upl: Option<String>,
    /// The code of its theme.
    pub thema: String,
    /// The codes of life events.
    pub levensgebeurtenissen: Vec<String>,
    /// The code of the team that knows more.
    pub team: String,
    /// The code of the default purpose.
    pub reden: String,
    /// Keywords.
    pub trefwoorden: Vec<String>,
    /// Questions as people ask them.
    pub vragen: Vec<String>,
    /// When somebody last checked it.
    pub gecontroleerd_op: Date,
    /// Whether it is on the website.
    pub openbaar: bool,
    /// Its place among the twenty most asked.
    pub meest_gevraagd: Option<i64>,
    /// Codes of related products.
    pub gerelateerd: Vec<String>,
    /// How often it is asked, relative to the others; 0 when unknown.
    pub gewicht: i64,
    /// Whom it is for, where they do not say otherwise.
    pub klantgroep: Klantgroep,
    /// The article.
    pub inhoud: Inhoud,
}
