//! The kinds of gebeurtenissen, each with the type of the facts that go with it: who writes them and who reads them use the same.

use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::Entry;
use super::velden::{Past, past, velden};
use crate::Result;

/// The two words of a kind: the standard's resource and what happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Soortnaam {
    /// The standard's resource, in lower case: `klantcontact`, `internetaak`.
    pub resource: &'static str,
    /// What happened: `aangemaakt`, `gewijzigd`, `geraadpleegd`.
    pub actie: &'static str,
}

impl fmt::Display for Soortnaam {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.resource, self.actie)
    }
}

/// The facts of a kind that has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Geen {}

/// A kind of gebeurtenis, and the facts that go with it. Each room states its own as constants; docs/gebeurtenissen.md lists them with who
/// reads them.
pub struct Soort<F = Geen> {
    naam: Soortnaam,
    feiten: PhantomData<fn() -> F>,
}

impl<F> Clone for Soort<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Soort<F> {}

impl<F> Soort<F> {
    /// A kind of gebeurtenis.
    #[must_use]
    pub const fn new(resource: &'static str, actie: &'static str) -> Self {
        Self { naam: Soortnaam { resource, actie }, feiten: PhantomData }
    }

    /// Its two words.
    #[must_use]
    pub const fn naam(self) -> Soortnaam {
        self.naam
    }
}

impl<F: Serialize + DeserializeOwned> Soort<F> {
    /// The same without the type of its facts: for the list of all kinds.
    #[must_use]
    pub const fn vorm(self) -> Vorm {
        Vorm {
            naam: self.naam,
            lees: read_back::<F>,
            velden: velden::<F>,
            past: past::<F>,
            eigen: &[],
            past_eigen: past::<F>,
        }
    }

    /// The same for facts that hold those of `D` among their own (`eigen`), or as they were and are.
    #[must_use]
    pub const fn vorm_met<D: DeserializeOwned>(self, eigen: &'static [&'static str]) -> Vorm {
        Vorm {
            naam: self.naam,
            lees: read_back::<F>,
            velden: velden::<D>,
            past: past::<D>,
            eigen,
            past_eigen: past::<F>,
        }
    }
}

/// A kind in the list of all.
#[derive(Clone, Copy, Debug)]
pub struct Vorm {
    /// Its two words.
    pub naam: Soortnaam,
    lees: fn(&Json) -> Result<Json>,
    velden: fn() -> Vec<&'static str>,
    past: fn(&str, &Json) -> Past,
    eigen: &'static [&'static str],
    past_eigen: fn(&str, &Json) -> Past,
}

impl Vorm {
    /// Reads facts of this kind and gives them as they would be written: what a reader makes of them.
    ///
    /// # Errors
    /// When they are not of this kind.
    pub fn gelezen(&self, feiten: &Json) -> Result<Json> {
        (self.lees)(feiten)
    }

    /// The names of its facts, by which a norm can name them.
    #[must_use]
    pub fn velden(&self) -> Vec<&'static str> {
        let mut all = (self.velden)();
        all.extend_from_slice(self.eigen);
        all
    }

    /// Whether one of its facts can be this value, or of a list contain it.
    #[must_use]
    pub fn past(&self, naam: &str, waarde: &Json) -> Past {
        let asked = if self.eigen.contains(&naam) { self.past_eigen } else { self.past };
        let alone = asked(naam, waarde);
        if alone == Past::Ja {
            return alone;
        }
        match asked(naam, &Json::Array(vec![waarde.clone()])) {
            Past::Nee => alone,
            in_a_list => in_a_list,
        }
    }
}

fn read_back<F: Serialize + DeserializeOwned>(feiten: &Json) -> Result<Json> {
    let read: F = serde_json::from_value(feiten.clone())?;
    Ok(serde_json::to_value(read)?)
}

impl Entry {
    /// Whether it is of this kind.
    #[must_use]
    pub fn is<F>(&self, soort: Soort<F>) -> bool {
        self.heet(soort.naam())
    }

    /// Whether these are its two words.
    #[must_use]
    pub fn heet(&self, naam: Soortnaam) -> bool {
        self.resource == naam.resource && self.actie == naam.actie
    }

    /// Its facts; none when it is of another kind.
    ///
    /// # Errors
    /// [`crate::Error::Bug`] when its facts are not those of its kind.
    pub fn feiten_van<F: DeserializeOwned>(&self, soort: Soort<F>) -> Result<Option<F>> {
        if !self.is(soort) {
            return Ok(None);
        }
        let wrong = |error| anyhow::anyhow!("facts of gebeurtenis {} ({}): {error}", self.volgnummer, soort.naam());
        F::deserialize(&self.feiten).map(Some).map_err(|error| crate::Error::bug(wrong(error)))
    }
}
