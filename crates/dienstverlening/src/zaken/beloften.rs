//! What a case promises, by when, and whether that was kept. Pure: pages, the work list and the reports all compute it here.

use jiff::ToSpan;
use kern::{Error, Moment, Result};
use registers::zaken::Zaak;
use serde::Serialize;
use termijnen::Kalender;

use super::aanvulverzoek::Aanvulverzoek;

registers::code_enum! {
    /// A promise that every case carries.
    Belofte {
        /// Receipt is confirmed within three working days.
        Ontvangstbevestiging "ontvangstbevestiging",
        /// Somebody has it in hands within two working days after it was registered.
        BijBehandelaar "bij-behandelaar",
        /// It is done a week before the law wants it, at the latest.
        WettelijkeTermijn "wettelijke-termijn-week-eerder",
        /// Within five working days after the last missing item came in, the applicant has word that nothing is missing.
        Compleetheid "compleetheid",
    }
    /// How a promise stands at some moment.
    Staat {
        /// It runs, and there is time left.
        Loopt "loopt",
        /// It runs, and its moment has passed.
        TeLaat "te-laat",
        /// It stands still: the applicant has to supply something.
        StaatStil "staat-stil",
        /// It was kept.
        Gehaald "gehaald",
        /// It was done, after its moment.
        Gemist "gemist",
    }
}

const ONTVANGST_WERKDAGEN: u32 = 3;
const BEHANDELAAR_WERKDAGEN: u32 = 2;
const COMPLEETHEID_WERKDAGEN: u32 = 5;

/// One promise of one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Toezegging {
    /// Which.
    pub belofte: Belofte,
    /// When it began.
    pub begonnen_op: Moment,
    /// The moment promised: what is done before it is in time.
    pub beloofd_op: Moment,
    /// When it was done.
    pub gedaan_op: Option<Moment>,
    /// Whether it stands still.
    pub stil: bool,
}

impl Toezegging {
    /// How it stands.
    #[must_use]
    pub fn staat(&self, nu: Moment) -> Staat {
        match self.gedaan_op {
            Some(op) if op < self.beloofd_op => Staat::Gehaald,
            Some(_) => Staat::Gemist,
            None if self.stil => Staat::StaatStil,
            None if nu < self.beloofd_op => Staat::Loopt,
            None => Staat::TeLaat,
        }
    }
}

/// An addition that was asked for and came in whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aangevuld {
    /// When the last item came in.
    pub compleet_op: Moment,
    /// When word was sent that nothing is missing any more.
    pub bericht_op: Option<Moment>,
}

/// The additions that came in whole.
pub(super) fn aangevuld(verzoeken: &[Aanvulverzoek]) -> Vec<Aangevuld> {
    let complete =
        |verzoek: &Aanvulverzoek| Some(Aangevuld { compleet_op: verzoek.compleet_op?, bericht_op: verzoek.bericht_op });
    verzoeken.iter().filter_map(complete).collect()
}

/// What this case promises, in the order in which the promises began. What a closed case had not done yet was done when it
/// was closed: its decision is word enough.
///
/// # Errors
/// [`Error::Bug`] when a moment lies beyond the calendar.
pub fn beloften(kalender: &Kalender, zaak: &Zaak, aangevuld: &[Aangevuld]) -> Result<Vec<Toezegging>> {
    let within = |op: Moment, days| kalender.add_werkdagen(op.timestamp(), days).map(Moment::from).map_err(Error::bug);
    let done = |op: Option<Moment>| op.into_iter().chain(zaak.afgehandeld_op).min();
    // What came by post is registered later than it came in; only the date counts.
    let registered = Ord::max(zaak.ontvangen_op, Moment::start_of(zaak.registratiedatum));
    let mut made = Vec::new();
    // Of a sub-case the applicant gets no confirmation: they did not ask for it, and the main case gave word.
    if zaak.hoofdzaak.is_none() {
        made.push(Toezegging {
            belofte: Belofte::Ontvangstbevestiging,
            begonnen_op: zaak.ontvangen_op,
            beloofd_op: within(zaak.ontvangen_op, ONTVANGST_WERKDAGEN)?,
            gedaan_op: done(zaak.bevestigd_op),
            stil: false,
        });
    }
    made.push(Toezegging {
        belofte: Belofte::BijBehandelaar,
        begonnen_op: registered,
        beloofd_op: within(registered, BEHANDELAAR_WERKDAGEN)?,
        gedaan_op: done(zaak.bij_behandelaar_op),
        stil: false,
    });
    if let Some(uiterlijk) = zaak.uiterlijke_einddatum_afdoening {
        // The day a week earlier is in time still; the moment is its end.
        let day_after = uiterlijk.checked_sub(6.days()).map_err(Error::bug)?;
        made.push(Toezegging {
            belofte: Belofte::WettelijkeTermijn,
            begonnen_op: zaak.ontvangen_op,
            beloofd_op: Moment::start_of(day_after),
            gedaan_op: zaak.afgehandeld_op,
            stil: zaak.opschorting_indicatie,
        });
    }
    for aangevuld in aangevuld {
        made.push(Toezegging {
            belofte: Belofte::Compleetheid,
            begonnen_op: aangevuld.compleet_op,
            beloofd_op: within(aangevuld.compleet_op, COMPLEETHEID_WERKDAGEN)?,
            gedaan_op: done(aangevuld.bericht_op),
            stil: false,
        });
    }
    Ok(made)
}

/// The promise that has to be kept first; none when nothing runs.
#[must_use]
pub fn naaste(toezeggingen: &[Toezegging]) -> Option<&Toezegging> {
    toezeggingen.iter().filter(|t| t.gedaan_op.is_none() && !t.stil).min_by_key(|t| t.beloofd_op)
}

/// The zaak with its nearest promise as it is now.
///
/// # Errors
/// As [`beloften`].
pub fn bijgewerkt(kalender: &Kalender, zaak: Zaak, aangevuld: &[Aangevuld]) -> Result<Zaak> {
    let toezeggingen = beloften(kalender, &zaak, aangevuld)?;
    let naaste = naaste(&toezeggingen);
    Ok(Zaak { belofte: naaste.map(|t| t.belofte.code().to_owned()), belofte_op: naaste.map(|t| t.beloofd_op), ..zaak })
}
