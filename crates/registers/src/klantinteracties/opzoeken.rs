//! That somebody looked for a partij, or saw one: for the journal.

use kern::{Change, Gebeurtenis, Handeling, Ids, Result, Soort};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::PartijId;
use super::partij::{Controle, Zoeksoort};

/// Somebody saw a partij, for the purpose in `doel`.
pub const GERAADPLEEGD: Soort<FeitenGeraadpleegd> = Soort::new("partij", "geraadpleegd");
/// Somebody looked for a partij, for the purpose in `doel`; its resource is the search itself.
pub const GEZOCHT: Soort<FeitenGezocht> = Soort::new("partij", "gezocht");

/// What looking for somebody is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeitenGezocht {
    /// By what.
    pub soort: Zoeksoort,
    /// How many were found.
    pub aantal: usize,
}

/// What looking somebody up is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeitenGeraadpleegd {
    /// By what they were found.
    pub soort: Zoeksoort,
    /// How the control question ended; none: it has no answer yet.
    pub controle: Option<Controle>,
}

/// That somebody looked for a partij: by what, how many were found, and (forgettable) which.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn gezocht(handeling: &Handeling, ids: &Ids, soort: Zoeksoort, gevonden: &[PartijId]) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, GEZOCHT, ids.next::<Uuid>())
        .feiten(&FeitenGezocht { soort, aantal: gevonden.len() })?
        .na(&json!({ "gevonden": gevonden }))?;
    Ok(Change::new(event))
}

/// That somebody saw a partij: by what it was found and how the control question ended.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn geraadpleegd(
    handeling: &Handeling,
    ids: &Ids,
    partij: PartijId,
    soort: Zoeksoort,
    controle: Controle,
) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, GERAADPLEEGD, partij.uuid())
        .feiten(&FeitenGeraadpleegd { soort, controle: Some(controle) })?;
    Ok(Change::new(event))
}

/// That somebody saw who a partij may be (its name, and what to check it by), before the control question has an answer.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn gekozen(handeling: &Handeling, ids: &Ids, partij: PartijId, soort: Zoeksoort) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, GERAADPLEEGD, partij.uuid())
        .feiten(&FeitenGeraadpleegd { soort, controle: None })?;
    Ok(Change::new(event))
}
