//! Actor: who did or must do something on our side. A team or medewerker is an actor under its own id.

use kern::organisaties::{MedewerkerId, TeamId};
use kern::{Change, Gebeurtenis, Handeling, Ids, Result, Soort};
use sea_query::{Expr, ExprTrait, Query};
use serde::{Deserialize, Serialize};

use super::{Values, set};

kern::id_types! {
    /// An actor; that of a team or medewerker has the same id.
    ActorId,
}

impl From<TeamId> for ActorId {
    fn from(team: TeamId) -> Self {
        Self::from(team.uuid())
    }
}

impl From<MedewerkerId> for ActorId {
    fn from(medewerker: MedewerkerId) -> Self {
        Self::from(medewerker.uuid())
    }
}

pub(super) const AANGEMAAKT: Soort<Feiten> = Soort::new("actor", "aangemaakt");
pub(super) const GEWIJZIGD: Soort<Feiten> = Soort::new("actor", "gewijzigd");

/// What an actor is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Feiten {
    /// What kind.
    soort: SoortActor,
}

crate::code_enum! {
    /// What kind of actor.
    SoortActor {
        /// A person.
        Medewerker "medewerker",
        /// A program.
        GeautomatiseerdeActor "geautomatiseerde_actor",
        /// A part of the organisation.
        OrganisatorischeEenheid "organisatorische_eenheid",
    }
}

/// Who did or must do something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Its id.
    pub id: ActorId,
    /// Its name.
    pub naam: String,
    /// What kind.
    pub soort_actor: SoortActor,
    /// Whether work can be given to it.
    pub indicatie_actief: bool,
    /// Where else it is known.
    pub actoridentificator: Option<Actoridentificator>,
    /// Raised by each change.
    pub versie: i64,
}

/// Where an actor is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actoridentificator {
    /// Its id there.
    pub object_id: String,
    /// What it is there.
    pub code_objecttype: String,
    /// The register that has it.
    pub code_register: String,
    /// What kind of id that is.
    pub code_soort_object_id: String,
}

impl Actor {
    /// An active actor, known here only.
    #[must_use]
    pub fn new(id: impl Into<ActorId>, soort: SoortActor, naam: &str) -> Self {
        Self {
            id: id.into(),
            naam: naam.to_owned(),
            soort_actor: soort,
            indicatie_actief: true,
            actoridentificator: None,
            versie: 1,
        }
    }

    fn columns(&self) -> Values {
        let part = |of: fn(&Actoridentificator) -> &String| {
            self.actoridentificator.as_ref().map(|identificator| of(identificator).clone()).into()
        };
        vec![
            ("naam", self.naam.clone().into()),
            ("soort_actor", self.soort_actor.into()),
            ("indicatie_actief", self.indicatie_actief.into()),
            ("actoridentificator_object_id", part(|i| &i.object_id)),
            ("actoridentificator_code_objecttype", part(|i| &i.code_objecttype)),
            ("actoridentificator_code_register", part(|i| &i.code_register)),
            ("actoridentificator_code_soort_object_id", part(|i| &i.code_soort_object_id)),
            ("versie", self.versie.into()),
        ]
    }
}

/// A new actor: made with the team or medewerker that it is.
///
/// # Errors
/// Never for an actor that can be written as JSON.
pub fn actor_aanmaken(handeling: &Handeling, ids: &Ids, actor: &Actor) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, actor.id.uuid())
        .feiten(&Feiten { soort: actor.soort_actor })?
        .na(actor)?;
    let mut values: Values = vec![("id", actor.id.into()), ("organisatie_id", handeling.organisatie.into())];
    values.extend(actor.columns());
    Ok(Change::new(event).insert("actoren", values))
}

/// An actor that got another name or stopped; gives it as it became.
///
/// # Errors
/// Never for an actor that can be written as JSON; a conflict shows when it is written.
pub fn actor_wijzigen(handeling: &Handeling, ids: &Ids, was: &Actor, wordt: Actor) -> Result<(Actor, Change)> {
    let wordt = Actor { id: was.id, versie: was.versie + 1, ..wordt };
    let event = Gebeurtenis::new(handeling, ids, GEWIJZIGD, wordt.id.uuid())
        .feiten(&Feiten { soort: wordt.soort_actor })?
        .voor(was)?
        .na(&wordt)?;
    let update = set(Query::update().table("actoren"), wordt.columns())
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("versie").eq(was.versie))
        .to_owned();
    Ok((wordt, Change::new(event).update(update)))
}
