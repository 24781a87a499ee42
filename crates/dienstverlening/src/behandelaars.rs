//! Who can handle something: the one answer, for whom a page offers and for whom a rule accepts.

use std::marker::PhantomData;

use kern::autorisatie::{Recht, Werken};
use kern::organisaties::{Collega, MedewerkerId, OrganisatieId, TeamId, collegas};
use kern::{Authorised, FieldError, Reads, Result};

/// The active colleagues, and which of them have the right `R` over what is given to them.
pub struct Behandelaars<R> {
    mensen: Vec<Collega>,
    right: PhantomData<R>,
}

impl<R: Recht> Behandelaars<R> {
    /// Reads them; a municipality has some thousands at most.
    ///
    /// # Errors
    /// What the database says.
    pub async fn lees(db: &impl Reads, organisatie: OrganisatieId) -> Result<Self> {
        let mensen = collegas(db, &Authorised::<Werken>::program(organisatie)).await?;
        Ok(Self { mensen, right: PhantomData })
    }

    /// Who can be chosen, by name.
    #[must_use]
    pub fn te_kiezen(self) -> Vec<Collega> {
        self.mensen.into_iter().filter(Collega::may::<R>).collect()
    }

    /// Whether somebody can still handle what lies with them.
    #[must_use]
    pub fn mag(&self, id: MedewerkerId) -> bool {
        self.mensen.iter().any(|mens| mens.id == id && mens.may::<R>())
    }

    /// The colleague that something is given to.
    ///
    /// # Errors
    /// On field `medewerker`: nobody here, of another team than was chosen, or somebody who may not open it.
    pub fn keur(&self, team: Option<TeamId>, id: MedewerkerId) -> Result<&Collega, FieldError> {
        let refused = |code| FieldError::new("medewerker", code);
        let mens = self.mensen.iter().find(|mens| mens.id == id).ok_or_else(|| refused("onbekende-keuze"))?;
        if team.is_some_and(|team| team != mens.team) {
            return Err(refused("collega-ander-team"));
        }
        if mens.may::<R>() { Ok(mens) } else { Err(refused("collega-mag-niet")) }
    }
}
