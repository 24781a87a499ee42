//! What loading a folder did.

use std::fmt;

/// What loading did, per kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verslag {
    /// A row per kind, in a fixed order; also where nothing happened.
    pub soorten: Vec<Soortverslag>,
}

/// What happened to one kind of thing. Names are codes, and gebruikersnamen for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Soortverslag {
    /// The kind, as the command line calls it: `teams`, `producten`, ….
    pub soort: &'static str,
    /// New in the folder, or back in it.
    pub toegevoegd: Vec<String>,
    /// Different from the database.
    pub gewijzigd: Vec<String>,
    /// No longer in the folder: kept, and not used any more.
    pub ingetrokken: Vec<String>,
    /// How many were the same.
    pub ongewijzigd: usize,
}

impl Verslag {
    /// Whether the database was the same already.
    #[must_use]
    pub fn niets_gedaan(&self) -> bool {
        self.soorten.iter().all(|s| s.toegevoegd.is_empty() && s.gewijzigd.is_empty() && s.ingetrokken.is_empty())
    }
}

impl fmt::Display for Verslag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::teksten::verslag(self, f)
    }
}
