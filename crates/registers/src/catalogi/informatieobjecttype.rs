//! Informatieobjecttype: a kind of document, the same for all zaaktypen of an organisation.

use jiff::civil::Date;
use kern::{Result, Row, date_value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::zaaktype::Vertrouwelijkheid;
use crate::Values;

kern::id_types! {
    /// An informatieobjecttype.
    InformatieobjecttypeId,
}

/// A kind of document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Informatieobjecttype {
    /// Its id.
    pub id: InformatieobjecttypeId,
    /// Its name, by which zaaktypen refer to it.
    pub omschrijving: String,
    /// Who may see such documents.
    pub vertrouwelijkheidaanduiding: Vertrouwelijkheid,
    /// First day on which it can be used.
    pub begin_geldigheid: Date,
}

impl Informatieobjecttype {
    pub(super) fn columns(&self, catalogus: Uuid) -> Values {
        vec![
            ("catalogus_id", catalogus.into()),
            ("omschrijving", self.omschrijving.clone().into()),
            ("vertrouwelijkheidaanduiding", self.vertrouwelijkheidaanduiding.into()),
            ("begin_geldigheid", date_value(self.begin_geldigheid)),
            ("concept", false.into()),
            ("informatieobjectcategorie", "document".into()),
            ("trefwoord", "[]".into()),
            ("versie", 1.into()),
        ]
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            omschrijving: row.get("omschrijving")?,
            vertrouwelijkheidaanduiding: row.get("vertrouwelijkheidaanduiding")?,
            begin_geldigheid: row.get("begin_geldigheid")?,
        })
    }
}
