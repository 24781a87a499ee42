//! Catalogi 1.4.0: what kinds of cases there are, with their statuses, results, roles, properties and documents.
//!
//! Nothing personal is in here. Only loading an organisation's folder writes it ([`publiceren`](schrijven::publiceren)); a
//! zaaktype that changes gets a new version, so that running cases keep the rules they began with.

mod informatieobjecttype;
mod lezen;
mod onderdelen;
pub mod schrijven;
mod selectielijst;
mod zaaktype;

pub use informatieobjecttype::{Informatieobjecttype, InformatieobjecttypeId};
pub use lezen::{alle, by_id, by_ids, geldig, informatieobjecttypen};
pub use onderdelen::{
    Afleidingswijze, Archiefnominatie, Eigenschap, EigenschapId, Formaat, OmschrijvingGeneriek, Resultaattype,
    ResultaattypeId, Richting, Roltype, RoltypeId, Statustype, StatustypeId, ZaaktypeInformatieobjecttype,
};
pub use selectielijst::{Selectieresultaat, Waardering, selectieresultaat};
pub use zaaktype::{Complexiteit, InternOfExtern, Vertrouwelijkheid, Zaaktype, ZaaktypeId};

use kern::journaal::Vorm;

/// The kinds of gebeurtenissen of this register.
pub(crate) const SOORTEN: &[Vorm] = &[
    schrijven::CATALOGUS_AANGEMAAKT.vorm(),
    schrijven::ZAAKTYPE_AANGEMAAKT.vorm(),
    schrijven::ZAAKTYPE_GEWIJZIGD.vorm(),
    schrijven::INFORMATIEOBJECTTYPE_AANGEMAAKT.vorm(),
];
