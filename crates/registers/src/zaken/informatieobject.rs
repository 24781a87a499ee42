//! Zaakinformatieobject: that a document belongs to a zaak.

use jiff::civil::Date;
use kern::organisaties::OrganisatieId;
use kern::{Change, Gebeurtenis, Handeling, Ids, Moment, Result, Soort};
use sea_query::Value;
use serde::{Deserialize, Serialize};

use super::zaak::ZaakId;
use crate::Values;
use crate::documenten::InformatieobjectId;

kern::id_types! {
    /// A zaakinformatieobject.
    ZaakinformatieobjectId,
}

/// A document that is there already was added to a zaak.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("zaakinformatieobject", "aangemaakt");

/// What it is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// The document.
    pub informatieobject: InformatieobjectId,
}

/// That a document belongs to a zaak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zaakinformatieobject {
    /// Its id.
    pub id: ZaakinformatieobjectId,
    /// The document.
    pub informatieobject: InformatieobjectId,
    /// The zaak.
    pub zaak: ZaakId,
    /// What it is called there.
    pub titel: String,
    /// What it is for.
    pub beschrijving: String,
    /// Since when.
    pub registratiedatum: Moment,
    /// When it may go.
    pub vernietigingsdatum: Option<Date>,
}

impl Zaakinformatieobject {
    /// That a document belongs to a zaak from now on.
    #[must_use]
    pub fn new(handeling: &Handeling, ids: &Ids, zaak: ZaakId, document: InformatieobjectId, titel: &str) -> Self {
        Self {
            id: ids.next(),
            informatieobject: document,
            zaak,
            titel: titel.to_owned(),
            beschrijving: String::new(),
            registratiedatum: handeling.op,
            vernietigingsdatum: None,
        }
    }

    pub(crate) fn values(&self, organisatie: OrganisatieId) -> Values {
        vec![
            ("id", self.id.into()),
            ("organisatie_id", organisatie.into()),
            ("informatieobject_id", self.informatieobject.into()),
            ("zaak_id", self.zaak.into()),
            ("titel", self.titel.clone().into()),
            ("beschrijving", self.beschrijving.clone().into()),
            ("registratiedatum", self.registratiedatum.into()),
            ("vernietigingsdatum", Value::from(self.vernietigingsdatum.map(|date| date.to_string()))),
        ]
    }
}

/// A document that is there already belongs to a zaak too.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn aanmaken(handeling: &Handeling, ids: &Ids, link: &Zaakinformatieobject) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, link.id.uuid())
        .bij(link.zaak.uuid())
        .feiten(&Feiten { informatieobject: link.informatieobject })?
        .na(link)?;
    Ok(Change::new(event).insert("zaakinformatieobjecten", link.values(handeling.organisatie)))
}
