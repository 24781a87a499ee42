//! What is promised on a case, a question and a visit, and by when. Pure.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use kern::organisaties::{MedewerkerId, TeamId};
use kern::{Error, Moment, Result};
use registers::zaken::Zaak;
use termijnen::Kalender;
use uuid::Uuid;

use super::Belofte;
use crate::zaken::beloften::{self, beloften};

const TELEFOON_WERKDAGEN: u32 = 1;
const SCHRIFTELIJK_WERKDAGEN: u32 = 3;
const BALIE_MINUTEN: i64 = 5;

/// One promise on one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toezegging {
    /// The thing it was made on.
    pub onderwerp: Uuid,
    /// Which promise.
    pub belofte: Belofte,
    /// The case it is about.
    pub zaak: Option<Uuid>,
    /// What people know it by.
    pub nummer: String,
    /// Whose promise it is.
    pub team: Option<TeamId>,
    /// Who keeps it.
    pub medewerker: Option<MedewerkerId>,
    /// When it began.
    pub begonnen_op: Moment,
    /// What is done before this moment is in time.
    pub beloofd_op: Moment,
    /// When it was done.
    pub gedaan_op: Option<Moment>,
    /// Whether it waits for the applicant.
    pub stil: bool,
}

impl Toezegging {
    /// The Monday of the week in which it was promised for: figures are counted by it.
    ///
    /// # Errors
    /// [`Error::Bug`] at the edge of the calendar.
    pub fn week(&self) -> Result<Date> {
        maandag(self.beloofd_op.date())
    }
}

/// The Monday of the week of a date.
///
/// # Errors
/// [`Error::Bug`] at the edge of the calendar.
pub fn maandag(date: Date) -> Result<Date> {
    if date.weekday() == Weekday::Monday { Ok(date) } else { date.nth_weekday(-1, Weekday::Monday).map_err(Error::bug) }
}

/// What a case promises.
///
/// # Errors
/// [`Error::Bug`] when a moment lies beyond the calendar.
pub(super) fn van_zaak(kalender: &Kalender, zaak: &Zaak) -> Result<Vec<Toezegging>> {
    let steered = |belofte| match belofte {
        beloften::Belofte::Ontvangstbevestiging => Some(Belofte::Ontvangst),
        beloften::Belofte::BijBehandelaar => Some(Belofte::BijBehandelaar),
        beloften::Belofte::WettelijkeTermijn => Some(Belofte::WeekEerder),
        beloften::Belofte::Compleetheid => None,
    };
    let all = beloften(kalender, zaak, &[])?;
    let row = |promise: &beloften::Toezegging| {
        Some(Toezegging {
            onderwerp: zaak.id.uuid(),
            belofte: steered(promise.belofte)?,
            zaak: Some(zaak.id.uuid()),
            nummer: zaak.identificatie.clone(),
            team: Some(zaak.team),
            medewerker: zaak.medewerker,
            begonnen_op: promise.begonnen_op,
            beloofd_op: promise.beloofd_op,
            gedaan_op: promise.gedaan_op,
            stil: promise.stil,
        })
    };
    Ok(all.iter().filter_map(row).collect())
}

/// A question about a case.
pub(super) struct Vraag<'a> {
    /// The message or the contact in which it was asked.
    pub(super) id: Uuid,
    pub(super) zaak: &'a Zaak,
    pub(super) op: Moment,
    pub(super) beantwoord_op: Option<Moment>,
    /// Asked by phone, not in writing.
    pub(super) telefoon: bool,
}

/// What a question promises.
///
/// # Errors
/// [`Error::Bug`] when a moment lies beyond the calendar.
pub(super) fn van_vraag(kalender: &Kalender, vraag: &Vraag<'_>) -> Result<Toezegging> {
    let days = if vraag.telefoon { TELEFOON_WERKDAGEN } else { SCHRIFTELIJK_WERKDAGEN };
    Ok(Toezegging {
        onderwerp: vraag.id,
        belofte: Belofte::Vraag,
        zaak: Some(vraag.zaak.id.uuid()),
        nummer: vraag.zaak.identificatie.clone(),
        team: Some(vraag.zaak.team),
        medewerker: vraag.zaak.medewerker,
        begonnen_op: vraag.op,
        beloofd_op: Moment::from(kalender.add_werkdagen(vraag.op.timestamp(), days).map_err(Error::bug)?),
        gedaan_op: vraag.beantwoord_op,
        stil: false,
    })
}

/// A visit at a desk with an appointment.
pub(super) struct Bezoek {
    pub(super) id: Uuid,
    pub(super) bon: String,
    pub(super) gepland_op: Moment,
    pub(super) aangekomen_op: Moment,
    pub(super) opgeroepen_op: Option<Moment>,
    pub(super) medewerker: Option<MedewerkerId>,
}

/// What a visit promises: five minutes after the time of the appointment, or after whoever came late arrived.
///
/// # Errors
/// [`Error::Bug`] when a moment lies beyond the calendar.
pub(super) fn van_bezoek(bezoek: &Bezoek) -> Result<Toezegging> {
    let begonnen_op = Ord::max(bezoek.gepland_op, bezoek.aangekomen_op);
    let beloofd_op = begonnen_op.timestamp().checked_add(BALIE_MINUTEN.minutes()).map_err(Error::bug)?;
    Ok(Toezegging {
        onderwerp: bezoek.id,
        belofte: Belofte::Balie,
        zaak: None,
        nummer: bezoek.bon.clone(),
        team: None,
        medewerker: bezoek.medewerker,
        begonnen_op,
        beloofd_op: Moment::from(beloofd_op),
        gedaan_op: bezoek.opgeroepen_op,
        stil: false,
    })
}
