//! Who may see a task, and who may act on it.

use kern::autorisatie::{BehandelTaken, Werken};
use kern::organisaties::{self, Team};
use kern::{Database, Error, Handeling, Ids, Medewerker, Reads, Result};
use registers::klantinteracties::internetaak::{self, InternetaakId};

use super::terugbelverzoek::{self, Taak};
use crate::behandelaars::Behandelaars;

/// What somebody may do with a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zicht {
    /// See it: they passed it on, took the call, or had a part in it before.
    Lezen,
    /// Act on it: it lies with them, with their team, with a team that they lead, or with a team where nobody can.
    Behandelen,
}

/// What this person may do with a task, `verweesd` when nobody of its team can act on it and nobody has it; none: they may not know that it is there. What is closed is for reading only.
#[must_use]
pub fn zicht(wie: &Medewerker, teams: &[Team], verweesd: bool, taak: &Taak) -> Option<Zicht> {
    let task = &taak.taak;
    let leads = teams.iter().any(|team| team.id == task.team && team.manager == Some(wie.id));
    let theirs = (verweesd && task.is_open()) || task.team == wie.team || task.medewerker == Some(wie.id) || leads;
    let passed_on = task.doorgezet_door == Some(wie.id);
    let had_part = taak.stappen.iter().any(|stap| stap.medewerker == Some(wie.id))
        || taak.klantcontacten.iter().any(|contact| contact.medewerker == Some(wie.id));
    match (theirs, passed_on || had_part) {
        (true, _) if task.is_open() => Some(Zicht::Behandelen),
        (true, _) | (_, true) => Some(Zicht::Lezen),
        (false, false) => None,
    }
}

/// A task whole, for somebody who may see it, with what they may do.
///
/// # Errors
/// [`Error::Missing`] when there is no such task or they may not see it.
pub async fn taak_voor(db: &impl Reads, wie: &Medewerker, id: InternetaakId) -> Result<(Taak, Zicht)> {
    let taak = terugbelverzoek::taak(db, &wie.authorise::<BehandelTaken>()?, id).await?;
    let teams = organisaties::teams(db, &wie.authorise::<Werken>()?).await?;
    let without = organisaties::teams_zonder::<BehandelTaken>(db, wie.organisatie).await?;
    let behandelaars = Behandelaars::<BehandelTaken>::lees(db, wie.organisatie).await?;
    let free = taak.taak.medewerker.is_none_or(|id| !behandelaars.mag(id));
    let verweesd = free && without.iter().any(|(team, _)| *team == taak.taak.team);
    let zicht = zicht(wie, &teams, verweesd, &taak).ok_or(Error::Missing { what: "internetaak", id: id.uuid() })?;
    Ok((taak, zicht))
}

/// Sees to it that this person may act on a task. A closed one is let through: its own refusal says what happened.
///
/// # Errors
/// [`Error::Missing`] when they may not see it; [`Error::Denied`] when they may only see it.
pub async fn mag_behandelen(db: &impl Reads, wie: &Medewerker, id: InternetaakId) -> Result<()> {
    let (taak, zicht) = taak_voor(db, wie, id).await?;
    match zicht {
        Zicht::Lezen if taak.taak.is_open() => Err(Error::Denied { needs: "taken-behandelen" }),
        Zicht::Lezen | Zicht::Behandelen => Ok(()),
    }
}

/// Somebody opens a task: who looked is kept, for the auditor and for the citizen it is about.
///
/// # Errors
/// [`Error::Missing`] when there is no such task or they may not see it.
pub async fn taak_openen(
    db: &Database,
    ids: &Ids,
    wie: &Medewerker,
    handeling: &Handeling,
    id: InternetaakId,
) -> Result<()> {
    let tx = db.begin().await?;
    let (taak, _) = taak_voor(&tx, wie, id).await?;
    tx.write(vec![internetaak::geraadpleegd(handeling, ids, &taak.taak)]).await?;
    tx.commit().await
}
