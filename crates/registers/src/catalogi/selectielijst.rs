//! The selectielijst of municipalities (2020): how long the law wants a case kept, by its result.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use termijnen::Termijn;

use super::onderdelen::{Afleidingswijze, Archiefnominatie};

/// Where the national service publishes it; the standard refers by URL.
const BRON: &str = "https://selectielijst.openzaak.nl/api/v1";

/// What the selectielijst says of one result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selectieresultaat {
    /// Its URL.
    pub url: String,
    /// The URL of its process type.
    pub procestype: String,
    /// What becomes of it.
    pub waardering: Waardering,
    /// What it is called.
    pub naam: String,
}

/// What becomes of a closed case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waardering {
    /// It goes to the archive for ever.
    Bewaren,
    /// It is destroyed when this time has passed since the date that this says.
    Vernietigen(Termijn, Afleidingswijze),
}

impl Waardering {
    /// The standard's word for it.
    #[must_use]
    pub fn archiefnominatie(self) -> Archiefnominatie {
        match self {
            Self::Bewaren => Archiefnominatie::BlijvendBewaren,
            Self::Vernietigen(..) => Archiefnominatie::Vernietigen,
        }
    }
}

static LIJST: LazyLock<BTreeMap<&'static str, Selectieresultaat>> = LazyLock::new(|| {
    let lines = include_str!("../../gegevens/selectielijst-2020.csv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(read).collect()
});

/// A result by its number: process type, result, and the specific result where there is one (`11.1.2`).
///
/// ```
/// use registers::catalogi::{Waardering, selectieresultaat};
/// let uittreksel = selectieresultaat("5.1").unwrap();
/// assert!(matches!(uittreksel.waardering, Waardering::Vernietigen(termijn, _) if termijn.to_string() == "P5Y"));
/// assert!(selectieresultaat("99.1").is_none());
/// ```
#[must_use]
pub fn selectieresultaat(nummer: &str) -> Option<&'static Selectieresultaat> {
    LIJST.get(nummer)
}

fn read(line: &'static str) -> Option<(&'static str, Selectieresultaat)> {
    let parts: Vec<&str> = line.splitn(7, ';').collect();
    let &[nummer, uuid, procestype, waardering, procestermijn, termijn, naam] = parts.as_slice() else { return None };
    // What the list leaves to a date that only the process knows cannot be computed from the case itself.
    let wijze = match procestermijn {
        "nihil" => Afleidingswijze::Afgehandeld,
        _ => Afleidingswijze::AnderDatumkenmerk,
    };
    let waardering = match waardering {
        "blijvend_bewaren" => Waardering::Bewaren,
        _ => Waardering::Vernietigen(termijn.parse().ok()?, wijze),
    };
    let url = format!("{BRON}/resultaten/{uuid}");
    let procestype = format!("{BRON}/procestypen/{procestype}");
    Some((nummer, Selectieresultaat { url, procestype, waardering, naam: naam.to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_read() {
        let lines = include_str!("../../gegevens/selectielijst-2020.csv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(LIJST.len(), lines.count());
    }
}
