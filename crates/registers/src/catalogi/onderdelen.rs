//! What belongs to one zaaktype: statustypen, resultaattypen, roltypen, eigenschappen, and which documents go with it.

use kern::organisaties::OrganisatieId;
use kern::{Result, Row};
use sea_query::Value;
use serde::{Deserialize, Serialize};
use termijnen::Termijn;
use uuid::Uuid;

use super::zaaktype::ZaaktypeId;
use crate::Values;

kern::id_types! {
    /// A statustype.
    StatustypeId,
    /// A resultaattype.
    ResultaattypeId,
    /// A roltype.
    RoltypeId,
    /// An eigenschap.
    EigenschapId,
}

crate::code_enum! {
    /// What somebody is in a case, whatever the zaaktype calls it.
    OmschrijvingGeneriek {
        /// Gives advice.
        Adviseur "adviseur",
        /// Handles it.
        Behandelaar "behandelaar",
        /// Has an interest in it, such as who speaks for the applicant.
        Belanghebbende "belanghebbende",
        /// Decides.
        Beslisser "beslisser",
        /// Began it.
        Initiator "initiator",
        /// Speaks with who began it.
        Klantcontacter "klantcontacter",
        /// Sees to it that it goes on.
        Zaakcoordinator "zaakcoordinator",
        /// Began it together with another.
        MedeInitiator "mede_initiator",
    }
    /// Whether a case is destroyed after its term.
    Archiefnominatie {
        /// Kept for ever.
        BlijvendBewaren "blijvend_bewaren",
        /// Destroyed.
        Vernietigen "vernietigen",
    }
    /// From which date the term of keeping runs.
    Afleidingswijze {
        /// The day it was closed.
        Afgehandeld "afgehandeld",
        /// A date that has to be looked up elsewhere.
        AnderDatumkenmerk "ander_datumkenmerk",
        /// A term after the day it was closed.
        Termijn "termijn",
    }
    /// What kind of value a property has.
    Formaat {
        /// Text.
        Tekst "tekst",
        /// A number.
        Getal "getal",
        /// A date: `JJJJMMDD` in the standard, ISO 8601 here.
        Datum "datum",
        /// A moment.
        DatumTijd "datum_tijd",
    }
    /// Where a document goes.
    Richting {
        /// To us.
        Inkomend "inkomend",
        /// Inside.
        Intern "intern",
        /// From us.
        Uitgaand "uitgaand",
    }
}

/// A status that cases of a zaaktype can have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statustype {
    /// Its id.
    pub id: StatustypeId,
    /// Its name.
    pub omschrijving: String,
    /// Its name in English, or empty.
    pub omschrijving_en: String,
    /// What it means for the citizen.
    pub statustekst: String,
    /// The same in English, or empty.
    pub statustekst_en: String,
    /// Its place, from 1.
    pub volgnummer: i64,
    /// Whether the applicant is told when it is reached.
    pub informeren: bool,
}

impl Statustype {
    pub(super) const TABEL: &'static str = "statustypen";

    pub(super) fn values(&self, organisatie: OrganisatieId, zaaktype: ZaaktypeId) -> Values {
        vec![
            ("id", self.id.into()),
            ("organisatie_id", organisatie.into()),
            ("omschrijving", self.omschrijving.clone().into()),
            ("omschrijving_generiek", "".into()),
            ("omschrijving_en", self.omschrijving_en.clone().into()),
            ("statustekst", self.statustekst.clone().into()),
            ("statustekst_en", self.statustekst_en.clone().into()),
            ("zaaktype_id", zaaktype.into()),
            ("volgnummer", self.volgnummer.into()),
            ("informeren", self.informeren.into()),
            ("checklistitem_statustype", "[]".into()),
        ]
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            omschrijving: row.get("omschrijving")?,
            omschrijving_en: row.get("omschrijving_en")?,
            statustekst: row.get("statustekst")?,
            statustekst_en: row.get("statustekst_en")?,
            volgnummer: row.get("volgnummer")?,
            informeren: row.get("informeren")?,
        })
    }
}

/// A result that cases of a zaaktype can have, with how long such a case is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resultaattype {
    /// Its id.
    pub id: ResultaattypeId,
    /// Its name.
    pub omschrijving: String,
    /// Its name in English, or empty.
    pub omschrijving_en: String,
    /// More about it.
    pub toelichting: String,
    /// URL in the selectielijst.
    pub selectielijstklasse: String,
    /// Kept or destroyed.
    pub archiefnominatie: Archiefnominatie,
    /// After how long; none when kept.
    #[serde(with = "crate::termijn::option")]
    pub archiefactietermijn: Option<Termijn>,
    /// From when that runs.
    pub afleidingswijze: Afleidingswijze,
    /// Whether somebody can object to a decision with this result.
    #[serde(default)]
    pub bezwaar_mogelijk: bool,
}

impl Resultaattype {
    pub(super) const TABEL: &'static str = "resultaattypen";

    pub(super) fn values(&self, organisatie: OrganisatieId, zaaktype: ZaaktypeId) -> Values {
        vec![
            ("id", self.id.into()),
            ("organisatie_id", organisatie.into()),
            ("zaaktype_id", zaaktype.into()),
            ("omschrijving", self.omschrijving.clone().into()),
            ("omschrijving_en", self.omschrijving_en.clone().into()),
            ("resultaattypeomschrijving", "".into()),
            ("omschrijving_generiek", "".into()),
            ("selectielijstklasse", self.selectielijstklasse.clone().into()),
            ("toelichting", self.toelichting.clone().into()),
            ("archiefnominatie", self.archiefnominatie.into()),
            ("archiefactietermijn", self.archiefactietermijn.map(|t| t.to_string()).into()),
            ("brondatum_archiefprocedure_afleidingswijze", self.afleidingswijze.into()),
            ("bezwaar_mogelijk", self.bezwaar_mogelijk.into()),
        ]
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            omschrijving: row.get("omschrijving")?,
            omschrijving_en: row.get("omschrijving_en")?,
            toelichting: row.get("toelichting")?,
            selectielijstklasse: row.get("selectielijstklasse")?,
            archiefnominatie: row.get("archiefnominatie")?,
            archiefactietermijn: crate::termijn::read_option(row, "archiefactietermijn")?,
            afleidingswijze: row.get("brondatum_archiefprocedure_afleidingswijze")?,
            bezwaar_mogelijk: row.get("bezwaar_mogelijk")?,
        })
    }
}

/// A part that somebody can have in cases of a zaaktype.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roltype {
    /// Its id.
    pub id: RoltypeId,
    /// Its name.
    pub omschrijving: String,
    /// What it is, whatever its name.
    pub omschrijving_generiek: OmschrijvingGeneriek,
}

impl Roltype {
    pub(super) const TABEL: &'static str = "roltypen";

    pub(super) fn values(&self, organisatie: OrganisatieId, zaaktype: ZaaktypeId) -> Values {
        vec![
            ("id", self.id.into()),
            ("organisatie_id", organisatie.into()),
            ("zaaktype_id", zaaktype.into()),
            ("omschrijving", self.omschrijving.clone().into()),
            ("omschrijving_generiek", self.omschrijving_generiek.into()),
        ]
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            omschrijving: row.get("omschrijving")?,
            omschrijving_generiek: row.get("omschrijving_generiek")?,
        })
    }
}

/// Something that is known of a case besides what every case has: a number plate, a new address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eigenschap {
    /// Its id.
    pub id: EigenschapId,
    /// Its name, twenty characters at most.
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

impl Eigenschap {
    pub(super) const TABEL: &'static str = "eigenschappen";

    pub(super) fn values(&self, organisatie: OrganisatieId, zaaktype: ZaaktypeId) -> Result<Values> {
        Ok(vec![
            ("id", self.id.into()),
            ("organisatie_id", organisatie.into()),
            ("naam", self.naam.clone().into()),
            ("definitie", self.definitie.clone().into()),
            ("specificatie_groep", "".into()),
            ("specificatie_formaat", self.formaat.into()),
            ("specificatie_lengte", self.lengte.to_string().into()),
            ("specificatie_kardinaliteit", "1".into()),
            ("specificatie_waardenverzameling", serde_json::to_string(&self.waarden)?.into()),
            ("toelichting", "".into()),
            ("zaaktype_id", zaaktype.into()),
        ])
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            naam: row.get("naam")?,
            definitie: row.get("definitie")?,
            formaat: row.get("specificatie_formaat")?,
            lengte: row.get::<String>("specificatie_lengte")?.parse().map_err(kern::Error::bug)?,
            waarden: Vec::deserialize(row.get::<serde_json::Value>("specificatie_waardenverzameling")?)?,
        })
    }

    /// What is wrong with a value of it: the key of the text that says so.
    #[must_use]
    pub fn fout(&self, waarde: &str) -> Option<&'static str> {
        let readable = match self.formaat {
            Formaat::Tekst => true,
            Formaat::Getal => waarde.replace(',', ".").parse::<f64>().is_ok_and(f64::is_finite),
            Formaat::Datum => waarde.parse::<jiff::civil::Date>().is_ok(),
            Formaat::DatumTijd => waarde.parse::<kern::Moment>().is_ok(),
        };
        if waarde.chars().count() > usize::from(self.lengte) {
            Some("te-lang")
        } else if !readable {
            Some("ongeldige-waarde")
        } else if !self.waarden.is_empty() && !self.waarden.iter().any(|allowed| allowed == waarde) {
            Some("onbekende-keuze")
        } else {
            None
        }
    }
}

/// That a kind of document goes with a zaaktype. By description, as the standard has it, so that new versions follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZaaktypeInformatieobjecttype {
    /// The description of the informatieobjecttype.
    pub omschrijving: String,
    /// Its place, from 1.
    pub volgnummer: i64,
    /// Where it goes.
    pub richting: Richting,
}

impl ZaaktypeInformatieobjecttype {
    pub(super) const TABEL: &'static str = "zaaktype_informatieobjecttypen";

    pub(super) fn values(&self, id: Uuid, organisatie: OrganisatieId, zaaktype: ZaaktypeId) -> Values {
        vec![
            ("id", id.into()),
            ("organisatie_id", organisatie.into()),
            ("zaaktype_id", zaaktype.into()),
            ("informatieobjecttype_omschrijving", self.omschrijving.clone().into()),
            ("volgnummer", self.volgnummer.into()),
            ("richting", self.richting.into()),
            ("statustype_id", Value::Uuid(None)),
        ]
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            omschrijving: row.get("informatieobjecttype_omschrijving")?,
            volgnummer: row.get("volgnummer")?,
            richting: row.get("richting")?,
        })
    }
}
