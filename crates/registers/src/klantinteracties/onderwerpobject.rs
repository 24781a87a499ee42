//! Onderwerpobject: the thing a klantcontact is about, by reference.

use kern::organisaties::OrganisatieId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Values;
use super::klantcontact::KlantcontactId;

kern::id_types! {
    /// An onderwerpobject.
    OnderwerpobjectId,
}

/// The thing a klantcontact is about: a product, a zaak, or another klantcontact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Onderwerpobject {
    /// Its id.
    pub id: OnderwerpobjectId,
    /// The klantcontact that is about it.
    pub klantcontact: Option<KlantcontactId>,
    /// The klantcontact that it is, when a contact is about another contact.
    pub was_klantcontact: Option<KlantcontactId>,
    /// Where to find it: its id, kind, register and kind of id.
    pub onderwerpobjectidentificator: Option<Onderwerpobjectidentificator>,
}

/// Where to find the thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Onderwerpobjectidentificator {
    /// Its id there.
    pub object_id: String,
    /// What it is.
    pub code_objecttype: String,
    /// The register that has it.
    pub code_register: String,
    /// What kind of id that is.
    pub code_soort_object_id: String,
}

impl Onderwerpobject {
    /// A product of our own knowledge base; with the article when it was answered from one.
    #[must_use]
    pub fn product(id: OnderwerpobjectId, klantcontact: KlantcontactId, product: &str, artikel: Option<Uuid>) -> Self {
        let (object_id, soort) = match artikel {
            Some(artikel) => (artikel.to_string(), "artikel"),
            None => (product.to_owned(), "code"),
        };
        Self {
            id,
            klantcontact: Some(klantcontact),
            was_klantcontact: None,
            onderwerpobjectidentificator: Some(Onderwerpobjectidentificator {
                object_id,
                code_objecttype: "product".into(),
                code_register: "kennisbank".into(),
                code_soort_object_id: soort.into(),
            }),
        }
    }

    /// A zaak of our own register (Zaken API).
    #[must_use]
    pub fn zaak(id: OnderwerpobjectId, klantcontact: KlantcontactId, zaak: Uuid) -> Self {
        Self {
            id,
            klantcontact: Some(klantcontact),
            was_klantcontact: None,
            onderwerpobjectidentificator: Some(Onderwerpobjectidentificator {
                object_id: zaak.to_string(),
                code_objecttype: "zaak".into(),
                code_register: "zaken".into(),
                code_soort_object_id: "uuid".into(),
            }),
        }
    }

    /// The zaak that it is, when it is one of our own register.
    #[must_use]
    pub fn als_zaak(&self) -> Option<Uuid> {
        let named = self.onderwerpobjectidentificator.as_ref()?;
        (named.code_objecttype == "zaak").then(|| named.object_id.parse().ok()).flatten()
    }

    /// The row.
    pub(super) fn values(&self, organisatie: OrganisatieId) -> Values {
        let part = |of: fn(&Onderwerpobjectidentificator) -> &String| {
            self.onderwerpobjectidentificator.as_ref().map(|identificator| of(identificator).clone()).into()
        };
        vec![
            ("id", self.id.into()),
            ("organisatie_id", organisatie.into()),
            ("klantcontact_id", self.klantcontact.into()),
            ("was_klantcontact_id", self.was_klantcontact.into()),
            ("onderwerpobjectidentificator_object_id", part(|i| &i.object_id)),
            ("onderwerpobjectidentificator_code_objecttype", part(|i| &i.code_objecttype)),
            ("onderwerpobjectidentificator_code_register", part(|i| &i.code_register)),
            ("onderwerpobjectidentificator_code_soort_object_id", part(|i| &i.code_soort_object_id)),
        ]
    }
}
