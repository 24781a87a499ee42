//! Callbacks: what is asked, what is promised, who does it, and what came of it.
//!
//! A terugbelverzoek is an internetaak. Making one is part of [`registreren`](super::registreren); the steps after it are
//! here. All of its steps stay visible; a closed one is read-only.

use kern::autorisatie::BehandelTaken;
use kern::organisaties::TeamId;
use kern::paging::{After, Page};
use kern::{Authorised, Change, Database, Error, FieldError, Handeling, Ids, Moment, Reads, Result};
use registers::klantinteracties::Telefoonnummer;
use registers::klantinteracties::internetaak::{
    self, Afloop, Antwoord, Internetaak, InternetaakId, Overdracht, Poging, Stap, Telling,
};
use registers::klantinteracties::klantcontact::Klantcontact;

use super::Huis;
use super::registreren::{Contact, Verzoek, or_note};
use crate::behandelaars::Behandelaars;
use crate::inrichten::{Vraagsoort, Vragenset};

/// A promise later than this is a slip of the pen, and would never count as late.
const BELOFTE_MAX_S: i64 = 366 * 86_400;

/// Everything that is wrong with a new terugbelverzoek.
pub(super) fn fouten(handeling: &Handeling, huis: &Huis, contact: &Contact, verzoek: &Verzoek) -> Vec<FieldError> {
    let mut errors: Vec<FieldError> = huis.team_fout("team", verzoek.team).into_iter().collect();
    if or_note(&verzoek.vraag, contact).is_empty() {
        errors.push(FieldError::new("vraag", "verplicht"));
    }
    if contact.beller_naam.trim().is_empty() {
        errors.push(FieldError::new("beller_naam", "verplicht"));
    }
    if contact.beller_telefoon.trim().is_empty() {
        errors.push(FieldError::new("beller_telefoon", "verplicht"));
    } else if contact.beller_telefoon.parse::<Telefoonnummer>().is_err() {
        errors.push(FieldError::new("beller_telefoon", "telefoon-onleesbaar"));
    }
    if verzoek.beloofd_op <= handeling.op {
        errors.push(FieldError::new("beloofd_op", "moment-voorbij"));
    } else if verzoek.beloofd_op > handeling.op.plus_seconds(BELOFTE_MAX_S) {
        errors.push(FieldError::new("beloofd_op", "moment-te-ver"));
    }
    errors.extend(antwoorden_fouten(huis.vragenset(verzoek.team), &verzoek.antwoorden));
    errors
}

/// What is wrong with the answers to what a team wants asked; `detail` is the question.
#[must_use]
pub fn antwoorden_fouten(vragenset: Option<&Vragenset>, antwoorden: &[Antwoord]) -> Vec<FieldError> {
    let wrong = |vraag: &crate::inrichten::Vraag| {
        let given = antwoorden.iter().find(|antwoord| antwoord.vraag == vraag.code);
        let given = given.map_or("", |antwoord| antwoord.antwoord.trim());
        let code = match vraag.soort {
            _ if given.is_empty() && vraag.verplicht => "verplicht",
            _ if given.is_empty() => return None,
            Vraagsoort::Keuze if !vraag.opties.iter().any(|optie| optie == given) => "onbekende-keuze",
            Vraagsoort::JaNee if !matches!(given, "ja" | "nee") => "onbekende-keuze",
            Vraagsoort::Keuze | Vraagsoort::JaNee | Vraagsoort::Tekst | Vraagsoort::LangeTekst => return None,
        };
        Some(FieldError::new("antwoorden", code).detail(&vraag.tekst))
    };
    vragenset.iter().flat_map(|set| &set.vragen).filter_map(wrong).collect()
}

/// Whether an open request of the same caller is about the same thing: the same product; where one of both has none, the
/// same team.
#[must_use]
pub fn gaat_over(taak: &Internetaak, product: Option<&str>, team: TeamId) -> bool {
    match (&taak.product, product) {
        (Some(before), Some(now)) => before == now,
        _ => taak.team == team,
    }
}

/// Whose tasks a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mijn {
    /// With me.
    Taken,
    /// With my team.
    Team(TeamId),
    /// With my team, and with nobody yet.
    Vrij(TeamId),
    /// Passed on by me, with what came of it.
    Doorgezet,
}

impl Mijn {
    fn lijst(self, who: &Authorised<BehandelTaken>) -> Result<internetaak::Lijst> {
        let me = who.medewerker().ok_or(Error::Denied { needs: "taken-behandelen" })?;
        Ok(match self {
            Self::Taken => internetaak::Lijst::Medewerker(me),
            Self::Team(team) => internetaak::Lijst::Team(team),
            Self::Vrij(team) => internetaak::Lijst::Vrij(team),
            Self::Doorgezet => internetaak::Lijst::DoorgezetDoor(me),
        })
    }
}

/// A page of my tasks: the nearest promise first; of those passed on the latest promise first.
///
/// # Errors
/// What the database says.
pub async fn taken(
    db: &impl Reads,
    who: &Authorised<BehandelTaken>,
    mijn: Mijn,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<Internetaak>> {
    internetaak::lijst(db, who, mijn.lijst(who)?, after, limit).await
}

/// How many of them are open and how many late: for the head of the page.
///
/// # Errors
/// What the database says.
pub async fn telling(db: &impl Reads, who: &Authorised<BehandelTaken>, mijn: Mijn, nu: Moment) -> Result<Telling> {
    internetaak::telling(db, who, mijn.lijst(who)?, nu).await
}

/// A task with everything that happened to it.
#[derive(Clone, Debug)]
pub struct Taak {
    /// The task.
    pub taak: Internetaak,
    /// The contacts in which it was asked, oldest first.
    pub klantcontacten: Vec<Klantcontact>,
    /// Its steps, oldest first.
    pub stappen: Vec<Stap>,
}

/// One task whole.
///
/// # Errors
/// [`Error::Missing`] when there is no such one.
pub async fn taak(db: &impl Reads, who: &Authorised<BehandelTaken>, id: InternetaakId) -> Result<Taak> {
    let taak = one(db, who, id).await?;
    let steps = internetaak::stappen_van(db, who, &[id]).await?;
    let stappen: Vec<Stap> = steps.into_iter().map(|(_, stap)| stap).collect();
    let klantcontacten = internetaak::klantcontacten_van(db, who, &taak, &stappen).await?;
    Ok(Taak { taak, klantcontacten, stappen })
}

async fn one(db: &impl Reads, who: &Authorised<BehandelTaken>, id: InternetaakId) -> Result<Internetaak> {
    internetaak::by_id(db, who, id).await?.ok_or(Error::Missing { what: "internetaak", id: id.uuid() })
}

/// A step that does not depend on what was seen is tried again when another step came in between; this often.
const TRIES: usize = 5;

/// Takes a step, decided on the task as it is now; `seen` is the versie that the person had before them.
async fn step(
    db: &Database,
    who: &Authorised<BehandelTaken>,
    id: InternetaakId,
    seen: Option<i64>,
    decide: impl Fn(&Internetaak) -> Result<(Internetaak, Change)>,
) -> Result<Internetaak> {
    let mut tries = if seen.is_some() { TRIES } else { 1 };
    loop {
        let tx = db.begin().await?;
        let was = one(&tx, who, id).await?;
        let (wordt, change) = decide(&was)?;
        if seen.is_some_and(|versie| versie != was.versie) {
            return Err(Error::Conflict(FieldError::new("versie", "intussen-gewijzigd")));
        }
        match tx.write(vec![change]).await {
            Err(Error::Conflict(_)) if tries < TRIES => tries += 1,
            Err(other) => return Err(other),
            Ok(()) => {
                tx.commit().await?;
                return Ok(wordt);
            }
        }
    }
}

/// An attempt to call back; the clock runs on. It stands beside other steps, whatever came in between.
///
/// # Errors
/// [`Error::Conflict`] on a closed task.
pub async fn poging(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelTaken>,
    handeling: &Handeling,
    id: InternetaakId,
    poging: &Poging,
) -> Result<Internetaak> {
    step(db, who, id, None, |taak| internetaak::poging(handeling, ids, taak, poging)).await
}

/// Takes a task of a team. Of two who do so at once, the second is told that it is taken; doing it twice is fine.
///
/// # Errors
/// [`Error::Conflict`] when somebody has it already or it is closed.
pub async fn oppakken(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelTaken>,
    handeling: &Handeling,
    id: InternetaakId,
) -> Result<Internetaak> {
    let me = who.medewerker().ok_or(Error::Denied { needs: "taken-behandelen" })?;
    let now = one(db, who, id).await?;
    if now.is_open() && now.medewerker == Some(me) {
        return Ok(now);
    }
    let behandelaars = Behandelaars::<BehandelTaken>::lees(db, who.organisatie()).await?;
    step(db, who, id, None, |taak| {
        // Whoever has it and may not handle it any more, or has left, does not stand in the way.
        let gone = taak.medewerker.is_some_and(|holder| !behandelaars.mag(holder));
        internetaak::oppakken(handeling, ids, taak, me, gone)
    })
    .await
}

/// Gives a task to another team or colleague, with a reason; `versie` is the one that was seen.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong; [`Error::Conflict`] when it changed since or is closed.
pub async fn overdragen(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelTaken>,
    handeling: &Handeling,
    (id, versie): (InternetaakId, i64),
    naar: &Overdracht,
) -> Result<Internetaak> {
    let huis = Huis::lees(db, who.organisatie()).await?;
    let mut errors: Vec<FieldError> = huis.team_fout("team", naar.team).into_iter().collect();
    if let Some(medewerker) = naar.medewerker {
        let behandelaars = Behandelaars::<BehandelTaken>::lees(db, who.organisatie()).await?;
        errors.extend(behandelaars.keur(Some(naar.team), medewerker).err());
    }
    step(db, who, id, Some(versie), |taak| match internetaak::overdragen(handeling, ids, taak, naar) {
        Err(Error::Invalid(more)) => Err(Error::Invalid(errors.iter().cloned().chain(more).collect())),
        Ok(_) if !errors.is_empty() => Err(Error::Invalid(errors.clone())),
        other => other,
    })
    .await
}

/// Closes a task with what was said, which whoever passed it on reads; `versie` is the one that was seen. Sent twice, it
/// is closed once.
///
/// # Errors
/// [`Error::Invalid`] without what was said; [`Error::Conflict`] when it changed since, or was closed otherwise.
pub async fn afhandelen(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelTaken>,
    handeling: &Handeling,
    (id, versie): (InternetaakId, i64),
    (afloop, uitkomst): (Afloop, &str),
) -> Result<Internetaak> {
    let now = one(db, who, id).await?;
    let same =
        Some(now.versie) == versie.checked_add(1) && now.afhandeling == Some(afloop) && now.uitkomst == uitkomst.trim();
    if !now.is_open() && same {
        return Ok(now);
    }
    step(db, who, id, Some(versie), |taak| internetaak::afhandelen(handeling, ids, taak, afloop, uitkomst)).await
}
