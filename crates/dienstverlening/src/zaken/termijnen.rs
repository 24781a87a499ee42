//! The dates of a case and why they are so: the walk of [`termijnen::wettelijk`] over what happened to it. Pure.

use jiff::ToSpan;
use jiff::civil::Date;
use kern::{Error, FieldError, Moment, Result};
use registers::catalogi::Zaaktype;
use registers::zaken::zaak::Rekenstap;
use registers::zaken::{Stap, Wijziging, Zaak};
use termijnen::wettelijk::{self, Einde, Gebeurtenis, Regel, Uitkomst, Verloop, Verzoek, Waarom};
use termijnen::{Termijn, VrijeDagen};

use super::aanvulverzoek::Aanvulverzoek;

/// The dates of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    /// The last day that the law allows; the earliest that it can be while the term stands still.
    pub uiterlijk: Einde,
    /// The day that the organisation aims at: never later than the law allows.
    pub gepland: Option<Date>,
    /// How the last day came about.
    pub berekening: Vec<Rekenstap>,
}

/// The dates of a case that came in on `startdatum`, as they are known on the day `nu`.
///
/// # Errors
/// [`Error::Bug`] when a date lies beyond the calendar.
pub fn data(
    vrij: &VrijeDagen,
    startdatum: Date,
    zaaktype: &Zaaktype,
    gebeurd: &[Gebeurtenis],
    nu: Date,
) -> Result<Data> {
    let law = wet(vrij, startdatum, zaaktype, gebeurd, nu)?;
    // What we aim at is a promise of our own: it gains what the law's term gained, and no weekend moves it.
    let aim = |norm: Termijn| -> Result<Date> {
        let mut end = norm.after(startdatum).map_err(Error::bug)?;
        for stap in &law.stappen {
            end = match stap.regel {
                Regel::Verlengd { lengte, .. } => lengte.after(end).map_err(Error::bug)?,
                Regel::StondStil { van, tot_en_met, .. } => later(end, van, tot_en_met)?,
                Regel::StaatStil { van, .. } => later(end, van, nu.yesterday().map_err(Error::bug)?)?,
                _ => end,
            };
        }
        Ok(end.min(law.einde.dag()))
    };
    Ok(Data {
        uiterlijk: law.einde,
        gepland: zaaktype.servicenorm.map(aim).transpose()?,
        berekening: law.stappen.iter().map(|stap| Rekenstap::van(stap, zaaktype)).collect(),
    })
}

/// An end that stood still on these days.
fn later(end: Date, van: Date, tot_en_met: Date) -> Result<Date> {
    end.checked_add(wettelijk::aantal_dagen(van, tot_en_met).days()).map_err(Error::bug)
}

fn wet(
    vrij: &VrijeDagen,
    startdatum: Date,
    zaaktype: &Zaaktype,
    gebeurd: &[Gebeurtenis],
    nu: Date,
) -> Result<Uitkomst> {
    let term = Verloop::new(startdatum, zaaktype.doorlooptijd, zaaktype.grondslag).met(gebeurd.iter().copied());
    term.berekend(vrij, Some(nu)).map_err(Error::bug)
}

/// What happened to the term of a case: what was asked of the applicant, and its extension, told when that step was taken.
///
/// # Errors
/// [`Error::Bug`] for a request that ends before it was made.
pub fn gebeurd(zaak: &Zaak, verzoeken: &[Aanvulverzoek], stappen: &[Stap]) -> Result<Vec<Gebeurtenis>> {
    let mut found = Vec::new();
    for verzoek in verzoeken {
        found.push(gevraagd(verzoek.gevraagd_op.date(), verzoek.tot)?);
        // What came after its time ended nothing, least of all a later request.
        let came = verzoek.compleet_op.map(Moment::date).filter(|day| *day <= verzoek.tot);
        found.extend(came.map(|day| Gebeurtenis::binnen(day, Verzoek::Aanvulling)));
    }
    let told = stappen.iter().find(|stap| stap.soort == Wijziging::Verlengd);
    if let (Some(lengte), Some(told)) = (zaak.verlenging_duur, told) {
        found.push(Gebeurtenis::verlengd(told.op.date(), lengte));
    }
    Ok(found)
}

/// The applicant is asked on this day, to answer until and including another.
///
/// # Errors
/// [`Error::Bug`] for one that ends before it was made.
pub fn gevraagd(op: Date, tot: Date) -> Result<Gebeurtenis> {
    Gebeurtenis::gevraagd(op, Verzoek::Aanvulling, Some(tot)).map_err(Error::bug)
}

/// What happens now must still do something to the term.
///
/// # Errors
/// [`Error::Conflict`] on this field with the reason: the term is over, or today is its last day.
pub fn met_gevolg(
    vrij: &VrijeDagen,
    startdatum: Date,
    zaaktype: &Zaaktype,
    gebeurd: &[Gebeurtenis],
    (nu, veld): (Gebeurtenis, &'static str),
) -> Result<()> {
    let all: Vec<Gebeurtenis> = gebeurd.iter().copied().chain([nu]).collect();
    let found = wet(vrij, startdatum, zaaktype, &all, nu.op())?;
    let refused = found.stappen.iter().find_map(|stap| match stap.regel {
        Regel::ZonderGevolg { gebeurtenis, waarom } if gebeurtenis == nu => Some(waarom),
        _ => None,
    });
    match refused {
        Some(Waarom::LaatsteDag) => Err(Error::Conflict(FieldError::new(veld, "termijn-laatste-dag"))),
        Some(Waarom::NaAfloop) => Err(Error::Conflict(FieldError::new(veld, "termijn-voorbij"))),
        // Asked twice on a day, or while it stands still already: nothing is wrong with that.
        _ => Ok(()),
    }
}

/// The last day to object to a decision that goes out on this day.
///
/// # Errors
/// [`Error::Bug`] when a date lies beyond the calendar.
pub fn bezwaar_tot(vrij: &VrijeDagen, bekend: Date) -> Result<Date> {
    wettelijk::bezwaar_tot(bekend, vrij).map_err(Error::bug)
}
