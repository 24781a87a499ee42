//! A gebeurtenis as a norm looks at it.

use jiff::civil::Date;
use kern::Moment;
use kern::journaal::Entry;
use serde_json::Value as Json;
use uuid::Uuid;

use crate::norm::{Norm, Soort, Zaakbron};

/// What happened, with the facts of the zaak that it is about as they were then.
#[derive(Clone, Copy, Debug)]
pub struct Gebeurd<'a> {
    /// The gebeurtenis.
    pub entry: &'a Entry,
    /// The facts of the zaak.
    pub zaak: Option<&'a Json>,
}

/// What stands before the name of a fact of the zaak.
pub const VAN_DE_ZAAK: &str = "zaak.";
const GEBEURD: &str = "plaatsgevonden_op";
const VASTGELEGD: &str = "vastgelegd_op";
/// The moments that every gebeurtenis has.
pub const MOMENTEN: [&str; 2] = [GEBEURD, VASTGELEGD];

impl<'a> Gebeurd<'a> {
    /// Whether it is of one of these kinds.
    #[must_use]
    pub fn is_een_van(&self, soorten: &[Soort]) -> bool {
        soorten.iter().any(|Soort(resource, actie)| self.entry.resource == *resource && self.entry.actie == *actie)
    }

    /// A fact by its name; of a correction: what it is now.
    #[must_use]
    pub fn feit(&self, naam: &str) -> Option<&'a Json> {
        let found = match naam.strip_prefix(VAN_DE_ZAAK) {
            Some(naam) => self.zaak?.get(naam),
            None => feiten(self.entry).get(naam),
        };
        found.filter(|value| !value.is_null())
    }

    /// A fact that is a moment; when it happened and when it was written down are two for every gebeurtenis.
    #[must_use]
    pub fn moment(&self, naam: &str) -> Option<Moment> {
        match naam {
            GEBEURD => Some(self.entry.plaatsgevonden_op),
            VASTGELEGD => Some(self.entry.vastgelegd_op),
            feit => self.feit(feit)?.as_str()?.parse().ok(),
        }
    }

    /// A fact that is a date.
    #[must_use]
    pub fn datum(&self, naam: &str) -> Option<Date> {
        self.feit(naam)?.as_str()?.parse().ok()
    }

    /// A fact that is an id, or the first of a list of them.
    #[must_use]
    pub fn id(&self, naam: &str) -> Option<Uuid> {
        let value = self.feit(naam)?;
        // First: a norm counts what is about several zaken once, by the one that was named first.
        value.as_array().map_or(Some(value), |items| items.first())?.as_str()?.parse().ok()
    }

    /// The thing that it is about, for a norm.
    #[must_use]
    pub fn onderwerp(&self, norm: &Norm, over: Option<&str>) -> Option<Uuid> {
        match over {
            Some(naam) => self.id(naam),
            None if self.entry.resource == norm.onderwerp => Some(self.entry.resource_id),
            None => self.entry.hoofdobject_id,
        }
    }
}

/// Whether a gebeurtenis is about the thing of a clock: by what it names, or because it tells the zaak that the thing is about.
#[must_use]
pub fn gaat_over(
    norm: &Norm,
    over: Option<&str>,
    gebeurd: &Gebeurd<'_>,
    (onderwerp, zaak): (Uuid, Option<Uuid>),
) -> bool {
    let of_zaak = norm.zaak != Zaakbron::Zelf && zaak.is_some() && verteld_van(gebeurd.entry) == zaak;
    of_zaak || gebeurd.onderwerp(norm, over) == Some(onderwerp)
}

/// The facts as they are now: a correction tells what they were too.
#[must_use]
pub fn feiten(entry: &Entry) -> &Json {
    entry.feiten.get("wordt").unwrap_or(&entry.feiten)
}

/// The resources whose gebeurtenissen can tell the facts of a zaak.
pub(crate) const VERTELLEN: [&str; 2] = [ZAAK, STATUS];
const ZAAK: &str = "zaak";
const STATUS: &str = "status";

/// The zaak that a gebeurtenis tells the facts of.
#[must_use]
pub fn verteld_van(entry: &Entry) -> Option<Uuid> {
    match entry.resource.as_str() {
        // A read tells nothing.
        _ if entry.feiten.get("zaaktype").is_none() || entry.feiten.get("team").is_none() => None,
        ZAAK => Some(entry.resource_id),
        STATUS => entry.hoofdobject_id,
        _ => None,
    }
}

/// The zaak that a clock about `onderwerp` is about, as its start says.
#[must_use]
pub fn zaak_van(norm: &Norm, onderwerp: Uuid, gebeurd: &Gebeurd<'_>) -> Option<Uuid> {
    match &norm.zaak {
        Zaakbron::Geen => None,
        Zaakbron::Zelf => Some(onderwerp),
        Zaakbron::Hoofdobject => gebeurd.entry.hoofdobject_id,
        Zaakbron::Feit(naam) => gebeurd.id(naam),
    }
}
