//! For whom a norm holds: what the facts of a gebeurtenis must be.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::gebeurd::Gebeurd;

/// What facts must be, all of them; none: it holds always. A name such as `zaak.zaaktype` is a fact of the zaak that it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Voorwaarden(pub BTreeMap<String, Eis>);

/// What happened can be asked for like a fact: `aangemaakt`, `ingetrokken`.
pub const ACTIE: &str = "actie";

/// What a fact must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Eis {
    /// One of these; of a list: one of it is.
    Is(Vec<Json>),
    /// None of these, or not there.
    Niet(Vec<Json>),
    /// There at all, and not empty; or not.
    Gevuld(bool),
    /// A number that is this or less.
    Hoogstens(i64),
    /// A number that is this or more.
    Minstens(i64),
}

impl Voorwaarden {
    /// Whether they ask nothing.
    #[must_use]
    pub fn is_leeg(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether they hold for what happened.
    #[must_use]
    pub fn gelden(&self, gebeurd: &Gebeurd<'_>) -> bool {
        self.0.iter().all(|(naam, eis)| match naam.as_str() {
            ACTIE => eis.is_voldaan(Some(&Json::from(gebeurd.entry.actie.as_str()))),
            naam => eis.is_voldaan(gebeurd.feit(naam)),
        })
    }
}

impl Eis {
    /// The values that it names.
    #[must_use]
    pub fn waarden(&self) -> Vec<Json> {
        match self {
            Self::Is(values) | Self::Niet(values) => values.clone(),
            Self::Gevuld(_) => Vec::new(),
            Self::Hoogstens(grens) | Self::Minstens(grens) => vec![Json::from(*grens)],
        }
    }

    /// The same with other values in their place; limits stay.
    ///
    /// # Errors
    /// Those of `ander`.
    pub fn met<E>(&self, ander: impl Fn(&Json) -> Result<Json, E>) -> Result<Self, E> {
        Ok(match self {
            Self::Is(values) => Self::Is(values.iter().map(ander).collect::<Result<_, E>>()?),
            Self::Niet(values) => Self::Niet(values.iter().map(ander).collect::<Result<_, E>>()?),
            other => other.clone(),
        })
    }

    fn is_voldaan(&self, feit: Option<&Json>) -> bool {
        let among = |wanted: &[Json]| match feit {
            Some(Json::Array(items)) => items.iter().any(|item| wanted.contains(item)),
            Some(value) => wanted.contains(value),
            None => false,
        };
        match self {
            Self::Is(wanted) => among(wanted),
            Self::Niet(unwanted) => !among(unwanted),
            Self::Gevuld(wanted) => *wanted == feit.is_some_and(is_gevuld),
            Self::Hoogstens(grens) => feit.and_then(Json::as_i64).is_some_and(|getal| getal <= *grens),
            Self::Minstens(grens) => feit.and_then(Json::as_i64).is_some_and(|getal| getal >= *grens),
        }
    }
}

fn is_gevuld(feit: &Json) -> bool {
    match feit {
        Json::Null => false,
        Json::String(text) => !text.is_empty(),
        Json::Array(items) => !items.is_empty(),
        _ => true,
    }
}
