//! What a contact is checked against: the organisation's lists, teams and opening hours.

use kern::autorisatie::Werken;
use kern::organisaties::{self, OrganisatieId, Team, TeamId};
use kern::{Authorised, Error, FieldError, Moment, Reads, Result};

use crate::inrichten::{Instellingen, Vragenset};

/// The organisation's set-up, as far as contacts need it. Nothing in it is personal.
#[derive(Clone, Debug)]
pub struct Huis {
    /// Channels, reasons, outcomes, vragensets, opening hours, the promise.
    pub instellingen: Instellingen,
    /// The active teams.
    pub teams: Vec<Team>,
}

impl Huis {
    /// Reads it: two small tables.
    ///
    /// # Errors
    /// What the database says; [`Error::Missing`] for an organisation that is not there.
    pub async fn lees(db: &impl Reads, organisatie: OrganisatieId) -> Result<Self> {
        let all = organisaties::organisaties(db).await?;
        let missing = || Error::Missing { what: "organisatie", id: organisatie.uuid() };
        let own = all.iter().find(|found| found.id == organisatie).ok_or_else(missing)?;
        let teams = organisaties::teams(db, &Authorised::<Werken>::program(organisatie)).await?;
        Ok(Self { instellingen: Instellingen::van(own)?, teams })
    }

    /// An active team.
    #[must_use]
    pub fn team(&self, id: TeamId) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == id)
    }

    /// What is wrong with a chosen team, if anything; no choice is the nil id.
    pub(super) fn team_fout(&self, field: &'static str, id: TeamId) -> Option<FieldError> {
        let code = if id.uuid().is_nil() { "verplicht" } else { "onbekende-keuze" };
        self.team(id).is_none().then(|| FieldError::new(field, code))
    }

    /// What this team wants asked before it is passed a question.
    #[must_use]
    pub fn vragenset(&self, team: TeamId) -> Option<&Vragenset> {
        self.instellingen.vragenset(self.team(team)?.vragenset.as_deref()?)
    }

    /// The moment promised on a callback that is asked at `op`: within the organisation's number of working days, by the
    /// opening hours of the team that calls back. What is done before that moment is in time.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a team that is not there.
    pub fn belofte(&self, team: TeamId, op: Moment) -> Result<Moment> {
        let unknown = || FieldError::new("team", "onbekende-keuze");
        let team = self.team(team).ok_or_else(unknown)?;
        let kalender = self.instellingen.team_kalender(team)?;
        let days = self.instellingen.terugbellen.belofte_werkdagen;
        kalender.add_werkdagen(op.timestamp(), days).map(Moment::from).map_err(Error::bug)
    }
}

/// How long after a team opens the first call can be promised.
const NA_OPENING_S: i64 = 60 * 60;

impl Huis {
    /// Whether a moment that is promised lies outside the opening hours of the team that calls back; then, the moment that could
    /// be promised instead: an hour after the team opens next. The minute of closing itself is still within.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a team that is not there.
    pub fn buiten_openingstijd(&self, team: TeamId, beloofd_op: Moment) -> Result<Option<Moment>> {
        let team = self.team(team).ok_or_else(|| FieldError::new("team", "onbekende-keuze"))?;
        let kalender = self.instellingen.team_kalender(team)?;
        // What is promised is a call before the moment, so the second before it counts.
        let before = beloofd_op.plus_seconds(-1).timestamp();
        if kalender.is_open(before) {
            return Ok(None);
        }
        let opens = kalender.next_open(before).map_err(Error::bug)?;
        Ok(Some(Moment::from(opens).plus_seconds(NA_OPENING_S)))
    }
}
