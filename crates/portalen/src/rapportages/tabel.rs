//! A table beside a chart: the same numbers, one row each.

use super::grafiek::Svg;

/// A part of the report: a chart and its table, or a table alone.
pub(super) struct Deel {
    /// Its `id`, to link to.
    pub id: &'static str,
    /// Its heading.
    pub titel: String,
    /// One sentence of explanation, or empty.
    pub uitleg: String,
    /// The chart with its title.
    pub grafiek: Option<(String, Svg)>,
    /// The table.
    pub tabel: Tabel,
    /// Whether the table has many columns: it stands under the chart then, not beside it.
    pub breed: bool,
    /// What its figures measure: the name, the definition and which version of it that is.
    pub indicatoren: Vec<(String, String, String)>,
}

/// A table.
pub(super) struct Tabel {
    /// Its caption.
    pub titel: String,
    /// The columns.
    pub koppen: Vec<Kop>,
    /// The rows; the first cell of each is its name.
    pub rijen: Vec<Vec<Cel>>,
}

/// The head of a column.
pub(super) struct Kop {
    /// Its words.
    pub tekst: String,
    /// Whether it holds numbers.
    pub getal: bool,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Cel {
    /// What stands in it.
    pub tekst: String,
    /// What it opens.
    pub adres: Option<String>,
    /// A state with its word: class modifier and text.
    pub label: Option<(&'static str, String)>,
    /// A scale with the target.
    pub schaal: Option<Svg>,
}

impl Cel {
    pub(super) fn link(tekst: impl Into<String>, adres: Option<String>) -> Self {
        Self { tekst: tekst.into(), adres, ..Self::default() }
    }
}

impl Kop {
    pub(super) fn naam(tekst: String) -> Self {
        Self { tekst, getal: false }
    }
}
