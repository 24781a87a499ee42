//! The dates of a case and why they are so: the walk of [`termijnen::wettelijk`] over what happened to it. Pure.

use jiff::ToSpan;
use jiff::civil::Date;
use kern::{Error, FieldError, Moment, Result};
use registers::catalogi::Zaaktype;
use registers::zaken::zaak::{self, Rekenstap};
use registers::zaken::{Stap, Wijziging, Zaak};
use termijnen::wettelijk::{self, Einde, Gebeurtenis, Regel, Uitkomst, Verloop, Verzoek, Waarom};
use termijnen::{Termijn, VrijeDagen};

use super::aanvulverzoek::Aanvulverzoek;
use super::behandelen::Verlenging;

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

/// What the term of a case is computed with, besides what happened to it.
#[derive(Clone, Copy, Debug)]
pub struct Looptijd<'a> {
    /// The days that don't count as the last one.
    pub vrij: &'a VrijeDagen,
    /// The kind of case, in the version that it began with.
    pub zaaktype: &'a Zaaktype,
    /// The day on which it came in.
    pub ontvangen: Date,
    /// Of an objection: the day on which the decision that it is against was made known, as far as that is known.
    pub besluit: Option<Date>,
}

impl Looptijd<'_> {
    /// The dates after all this, as they are known on the day `nu`.
    ///
    /// # Errors
    /// [`Error::Bug`] when a date lies beyond the calendar.
    pub fn data(&self, gebeurd: &[Gebeurtenis], nu: Date) -> Result<Data> {
        let (begin, mut berekening) = self.begin()?;
        let law = self.wet(begin, gebeurd, nu)?;
        // What we aim at is a promise of our own: it counts from the receipt, gains what the law's term gained, and no weekend moves it.
        let aim = |norm: Termijn| -> Result<Date> {
            let mut end = norm.after(self.ontvangen).map_err(Error::bug)?;
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
        let gepland = self.zaaktype.servicenorm.map(aim).transpose()?;
        berekening.extend(law.stappen.iter().map(|stap| Rekenstap::van(stap, self.zaaktype)));
        Ok(Data { uiterlijk: law.einde, gepland, berekening })
    }

    /// The case with its term extended on this day, after all this, and how its dates come about then.
    ///
    /// # Errors
    /// As [`zaak::verlengen`] and [`Self::met_gevolg`].
    pub fn verlengd(
        &self,
        zaak: &Zaak,
        gebeurd: &[Gebeurtenis],
        op: Date,
        verlenging: &Verlenging,
    ) -> Result<(Zaak, Vec<Rekenstap>)> {
        let (wordt, duur) = zaak::verlengen(zaak, self.zaaktype, verlenging.duur, &verlenging.reden)?;
        let told = Gebeurtenis::verlengd(op, duur);
        self.met_gevolg(gebeurd, told, "verlenging")?;
        let gebeurd: Vec<Gebeurtenis> = gebeurd.iter().copied().chain([told]).collect();
        let data = self.data(&gebeurd, op)?;
        let uiterlijk = Some(data.uiterlijk.dag());
        let wordt = Zaak { uiterlijke_einddatum_afdoening: uiterlijk, einddatum_gepland: data.gepland, ..wordt };
        Ok((wordt, data.berekening))
    }

    /// What happens now must still do something to the term.
    ///
    /// # Errors
    /// [`Error::Conflict`] on this field with the reason: the term is over, or today is its last day.
    pub fn met_gevolg(&self, gebeurd: &[Gebeurtenis], nu: Gebeurtenis, veld: &'static str) -> Result<()> {
        let all: Vec<Gebeurtenis> = gebeurd.iter().copied().chain([nu]).collect();
        let found = self.wet(self.begin()?.0, &all, nu.op())?;
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

    /// The day that set the term going, and how that came about when it is not the receipt alone.
    fn begin(&self) -> Result<(Date, Vec<Rekenstap>)> {
        let step = |regel: &str, van: Date, artikel: &str, einde: Date| Rekenstap {
            regel: regel.to_owned(),
            waarde: String::new(),
            van: Some(van),
            tot_en_met: None,
            artikel: artikel.to_owned(),
            einde,
        };
        let ontvangen = self.ontvangen;
        if self.zaaktype.bestreden_besluit.is_empty() {
            return Ok((ontvangen, Vec::new()));
        }
        // Until the day is known it counts from its receipt, which is at most a week too late: for what the post brought in the week after
        // the last day to object.
        let Some(besluit) = self.besluit else {
            return Ok((ontvangen, vec![step("besluitdag-onbekend", ontvangen, "", ontvangen)]));
        };
        let tot = bezwaar_tot(self.vrij, besluit)?;
        let begin = wettelijk::begin_beslissing_op_bezwaar(tot, ontvangen, self.vrij).map_err(Error::bug)?;
        let mut steps = vec![step("bezwaartermijn", besluit, "6:7, 6:8(1) Awb", tot)];
        if begin != tot {
            steps.push(step("na-bezwaartermijn", begin, "", begin));
        }
        Ok((begin, steps))
    }

    fn wet(&self, begin: Date, gebeurd: &[Gebeurtenis], nu: Date) -> Result<Uitkomst> {
        let Zaaktype { doorlooptijd, grondslag, .. } = self.zaaktype;
        let term = Verloop::new(begin, *doorlooptijd, *grondslag).met(gebeurd.iter().copied());
        term.berekend(self.vrij, Some(nu)).map_err(Error::bug)
    }
}

/// Of an objection: the day on which the decision that it is against was made known, of what is known of the case by name and value.
pub fn besluit<'a>(zaaktype: &Zaaktype, known: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Date> {
    known.into_iter().find(|(naam, _)| is_besluit(zaaktype, naam)).and_then(|(_, waarde)| waarde.parse().ok())
}

/// Whether this property holds that day.
pub fn is_besluit(zaaktype: &Zaaktype, naam: &str) -> bool {
    !naam.is_empty() && zaaktype.bestreden_besluit == naam
}

/// Nobody objects to what was not decided yet.
pub fn besluit_fout(zaaktype: &Zaaktype, (naam, waarde): (&str, &str), vandaag: Date) -> Option<FieldError> {
    let later = is_besluit(zaaktype, naam) && waarde.trim().parse::<Date>().is_ok_and(|day| day > vandaag);
    later.then(|| FieldError::new("eigenschappen", "dag-nog-niet-geweest").detail(naam))
}

/// An end that stood still on these days.
fn later(end: Date, van: Date, tot_en_met: Date) -> Result<Date> {
    end.checked_add(wettelijk::aantal_dagen(van, tot_en_met).days()).map_err(Error::bug)
}

/// What happened to the term of a case: what was asked of the applicant, and its extension, told when that step was taken.
///
/// # Errors
/// [`Error::Bug`] for a request that ends before it was made.
pub fn gebeurd(
    zaaktype: &Zaaktype,
    zaak: &Zaak,
    verzoeken: &[Aanvulverzoek],
    stappen: &[Stap],
) -> Result<Vec<Gebeurtenis>> {
    let mut found = Vec::new();
    for verzoek in verzoeken {
        found.push(gevraagd(zaaktype, verzoek.gevraagd_op.date(), verzoek.tot)?);
        // What came after its time ended nothing, least of all a later request.
        let came = verzoek.compleet_op.map(Moment::date).filter(|day| *day <= verzoek.tot);
        found.extend(came.map(|day| Gebeurtenis::binnen(day, soort(zaaktype))));
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
pub fn gevraagd(zaaktype: &Zaaktype, op: Date, tot: Date) -> Result<Gebeurtenis> {
    Gebeurtenis::gevraagd(op, soort(zaaktype), Some(tot)).map_err(Error::bug)
}

/// An objection is mended, anything else is completed: each stands still by its own article.
const fn soort(zaaktype: &Zaaktype) -> Verzoek {
    if zaaktype.bestreden_besluit.is_empty() { Verzoek::Aanvulling } else { Verzoek::Herstel }
}

/// The last day to object to a decision that goes out on this day.
///
/// # Errors
/// [`Error::Bug`] when a date lies beyond the calendar.
pub fn bezwaar_tot(vrij: &VrijeDagen, bekend: Date) -> Result<Date> {
    wettelijk::bezwaar_tot(bekend, vrij).map_err(Error::bug)
}
