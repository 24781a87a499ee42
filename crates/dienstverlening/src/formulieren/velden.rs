//! The names of the fields of a question, in forms and in what is saved.

use super::definitie::{Soort, Vraag};

pub(super) const POSTCODE: &str = "postcode";
pub(super) const HUISNUMMER: &str = "huisnummer";
pub(super) const TOEVOEGING: &str = "toevoeging";
pub(super) const NAAM: &str = "naam";
pub(super) const GEBOORTEDATUM: &str = "geboortedatum";
pub(super) const ZELF: &str = "zelf";
pub(super) const PLEK: &str = "plek";
pub(super) const BREEDTE: &str = "breedte";
pub(super) const LENGTE: &str = "lengte";
/// How deep the map was zoomed in: how it is shown again, no answer.
pub(super) const ZOOM: &str = "zoom";

/// More rows of people than any form allows.
pub(super) const RIJEN_MAX: usize = 20;

/// The name of a part of a question.
pub(super) fn deel(vraag: &str, deel: &str) -> String {
    format!("{vraag}.{deel}")
}

/// The name of a field in a row of people.
pub(super) fn persoon(vraag: &str, rij: usize, deel: &str) -> String {
    format!("{vraag}.{rij}.{deel}")
}

/// The row that a field of a question about people is in.
pub(super) fn rij_van(vraag: &str, naam: &str) -> Option<usize> {
    let (rij, deel) = naam.strip_prefix(vraag)?.strip_prefix('.')?.split_once('.')?;
    let known = matches!(deel, NAAM | GEBOORTEDATUM);
    // Only as we write it, so that each row has one name.
    rij.parse().ok().filter(|n: &usize| known && *n < RIJEN_MAX && n.to_string() == rij)
}

/// Whether a field belongs to a question.
pub(super) fn is_van(vraag: &Vraag, naam: &str) -> bool {
    let Some(rest) = naam.strip_prefix(vraag.code.as_str()) else { return false };
    let part = rest.strip_prefix('.');
    match vraag.soort {
        Soort::Adres => matches!(part, Some(POSTCODE | HUISNUMMER | TOEVOEGING)),
        Soort::Locatie => matches!(part, Some(PLEK | BREEDTE | LENGTE | ZOOM)),
        Soort::Personen { .. } => part == Some(ZELF) || rij_van(&vraag.code, naam).is_some(),
        Soort::Upload { .. } => false,
        _ => rest.is_empty(),
    }
}
