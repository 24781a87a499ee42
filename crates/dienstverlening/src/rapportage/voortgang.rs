//! The voortgangsrapportage: of each goal that the council was told, how far it was reached in a year. Computed at a place in the journal, as
//! the quarterly report is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kern::autorisatie::LeesRapport;
use kern::organisaties::{OrganisatieId, TeamId};
use kern::{Authorised, Reads, Result};
use registers::klantinteracties::klantcontact::Afhandeling;
use termijnen::Kwartaal;

use super::delen::Waarde;
use super::indicator::Indicator;
use super::ingevuld::{GEVULD, Ingevuld, TIENDEN};
use super::kwartaal::{Aandeel, by_kind, callbacks, is_heel, total};
use super::opvallend::{BIJNA_PUNTEN, Oordeel};
use super::peil::{Geteld, Lezer, Peil};
use super::periode::Periode;
use super::tellingen::Maat;
use crate::inrichten::{Eenheid, Outputindicator, Raaddoel};

/// The report of one year.
#[derive(Clone, Debug, PartialEq)]
pub struct Voortgang {
    /// Which year.
    pub jaar: i16,
    /// Where in the journal it was computed.
    pub peil: Peil,
    /// The day since which contacts are counted, when the year is not whole.
    pub geteld_vanaf: Option<Date>,
    /// The goals, each with how far it was reached.
    pub doelen: Vec<Doelstand>,
}

/// A goal, and how far it was reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Doelstand {
    /// The goal.
    pub doel: Raaddoel,
    /// What is seen of it, in the order of its indicators.
    pub standen: Vec<Stand>,
}

/// What an indicator says.
#[derive(Clone, Debug, PartialEq)]
pub struct Stand {
    /// The target of the year, in tenths.
    pub streven: Option<i64>,
    /// What was reached.
    pub bereikt: Waarde,
    /// What the target says about it; none without a target or a value.
    pub oordeel: Option<Oordeel>,
    /// What was reached in the year before.
    pub vorig: Waarde,
    /// What was reached in each quarter that has begun.
    pub reeks: Vec<(Kwartaal, Waarde)>,
}

/// Of when a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanneer {
    /// A year.
    Jaar(i16),
    /// A quarter.
    Kwartaal(Kwartaal),
}

impl Stand {
    /// Each value, of the year, the year before, and the quarters.
    #[must_use]
    pub fn waarden(&self, jaar: i16) -> Vec<(Wanneer, Waarde)> {
        let years = [(Wanneer::Jaar(jaar), self.bereikt), (Wanneer::Jaar(jaar - 1), self.vorig)];
        let quarters = self.reeks.iter().map(|(quarter, value)| (Wanneer::Kwartaal(*quarter), *value));
        years.into_iter().chain(quarters).collect()
    }
}

/// The teams of the organisation, by code.
pub type Teamcodes = BTreeMap<String, TeamId>;

const MATEN: [Maat; 5] = [Maat::Kanaal, Maat::Team, Maat::Terugbel, Maat::TerugbelOpen, Maat::Ingevuld];

/// The quarters of a year; fewer at the end of the calendar.
#[must_use]
pub fn kwartalen_van(jaar: i16) -> Vec<Kwartaal> {
    let first = |month| Date::new(jaar, month, 1).ok();
    [1, 4, 7, 10].into_iter().filter_map(first).map(Kwartaal::containing).collect()
}

/// Makes the report of a year as it stood at a place in the journal.
///
/// # Errors
/// What the database says.
pub async fn voortgang(
    db: &impl Reads,
    who: &Authorised<LeesRapport>,
    (jaar, doelen, teams): (i16, &[Raaddoel], &Teamcodes),
    peil: Peil,
) -> Result<Voortgang> {
    let lezer = Lezer::nieuw(db, who.organisatie(), &peil).await?;
    let geteld_vanaf = lezer.eerste_dag().await?;
    let [this, before] = [jaar, jaar - 1].map(kwartalen_van);
    let quarters: Vec<Kwartaal> = this.iter().chain(&before).copied().collect();
    let geteld = lezer.lees(&MATEN, &quarters).await?;
    let meter = Meter { geteld: &geteld, teams, peil };
    let begun: Vec<Kwartaal> = this.iter().copied().filter(|quarter| quarter.first_date() <= peil.op.date()).collect();
    // First: a year that was counted from its first quarter on is whole.
    let [whole, was_whole] =
        [&this, &before].map(|year| year.first().is_some_and(|first| is_heel(geteld_vanaf, *first)));
    let over = Periode::Jaar(jaar).einde() <= peil.op;
    let stand = |indicator: &Outputindicator| -> Result<Stand> {
        let bereikt = meter.waarde(indicator, &this)?;
        let streven = indicator.streven.get(&jaar).copied();
        let vorig =
            if was_whole || indicator.meet.is_none() { meter.waarde(indicator, &before)? } else { Waarde::NietHeel };
        let of_quarter = |quarter: &Kwartaal| {
            let counted = is_heel(geteld_vanaf, *quarter);
            Ok((*quarter, if counted { meter.waarde(indicator, &[*quarter])? } else { Waarde::NietHeel }))
        };
        // What somebody enters is of the year.
        let reeks = begun.iter().filter(|_| indicator.meet.is_some()).map(of_quarter).collect::<Result<_>>()?;
        // A number of a part of a year says nothing about a target for all of it.
        let judged = !matches!(bereikt, Waarde::Aantal(_)) || (whole && over);
        let oordeel = streven.filter(|_| judged).and_then(|streven| oordeel(indicator, streven, bereikt));
        Ok(Stand { streven, bereikt, oordeel, vorig, reeks })
    };
    let of_goal = |doel: &Raaddoel| {
        let standen = doel.indicatoren.iter().map(stand).collect::<Result<_>>()?;
        Ok(Doelstand { doel: doel.clone(), standen })
    };
    let doelen = doelen.iter().map(of_goal).collect::<Result<_>>()?;
    // What lies in the year, or after it: of an earlier day all of it was counted.
    let geteld_vanaf = geteld_vanaf.filter(|_| !whole);
    Ok(Voortgang { jaar, peil, geteld_vanaf, doelen })
}

/// Whether these values are what was entered up to a place.
pub(super) async fn staan_er(
    db: &impl Reads,
    organisatie: OrganisatieId,
    peil: Peil,
    (jaar, ingevuld): (i16, &[Ingevuld]),
) -> Result<bool> {
    let Some(last) = kwartalen_van(jaar).last().copied() else { return Ok(ingevuld.is_empty()) };
    let cells =
        Lezer::nieuw(db, organisatie, &peil).await?.lees(&[Maat::Ingevuld], &[last]).await?.van(Maat::Ingevuld, last);
    let at = |code: &str, what: &str| {
        cells.iter().find(|(own, kind, _)| own == code && kind == what).map(|(_, _, n)| *n).unwrap_or_default()
    };
    let there = |value: &Ingevuld| at(&value.indicator, GEVULD) == 1 && at(&value.indicator, TIENDEN) == value.tienden;
    Ok(ingevuld.iter().all(there))
}

/// What was counted, and of whom.
struct Meter<'a> {
    geteld: &'a Geteld,
    teams: &'a Teamcodes,
    peil: Peil,
}

impl Meter<'_> {
    /// What an indicator says of these quarters together.
    fn waarde(&self, indicator: &Outputindicator, quarters: &[Kwartaal]) -> Result<Waarde> {
        // A team that is gone is nobody.
        let team =
            indicator.team.as_ref().map(|code| self.teams.get(code).map(ToString::to_string).unwrap_or_default());
        let is_ours = |cell: &(String, String, i64)| team.as_ref().is_none_or(|team| cell.0 == *team);
        let cells = |maat: Maat| {
            let all = quarters.iter().flat_map(move |quarter| self.geteld.van(maat, *quarter));
            all.filter(is_ours).collect::<Vec<_>>()
        };
        let ended = |kind: Afhandeling| {
            let cells = cells(Maat::Team);
            Aandeel { deel: by_kind(&cells).get(&kind).copied().unwrap_or_default(), geheel: total(&cells) }
        };
        Ok(match indicator.meet {
            Some(Indicator::DirectBeantwoord) => Waarde::Aandeel(ended(Afhandeling::DirectBeantwoord)),
            Some(Indicator::KlantBeltZelfTerug) => Waarde::Aandeel(ended(Afhandeling::KlantBeltZelfTerug)),
            Some(Indicator::OpTijdTeruggebeld) => {
                let (all, _) = callbacks(&cells(Maat::Terugbel), &cells(Maat::TerugbelOpen), self.peil.op)?;
                Waarde::Aandeel(all.aandeel())
            }
            Some(_) => Waarde::Aantal(self.contacten(indicator, quarters, &cells(Maat::Team))),
            None => self.ingevuld(indicator, quarters),
        })
    }

    /// How many contacts, of a team or over a channel where it says so.
    fn contacten(&self, indicator: &Outputindicator, quarters: &[Kwartaal], of_team: &[(String, String, i64)]) -> i64 {
        let Some(kanaal) = &indicator.kanaal else { return total(of_team) };
        let all = quarters.iter().flat_map(|quarter| self.geteld.van(Maat::Kanaal, *quarter));
        all.filter(|(code, _, _)| code == kanaal).map(|(_, _, n)| n).sum()
    }

    /// What somebody entered: it is kept with the last quarter of its year.
    fn ingevuld(&self, indicator: &Outputindicator, quarters: &[Kwartaal]) -> Waarde {
        let all = quarters.iter().flat_map(|quarter| self.geteld.van(Maat::Ingevuld, *quarter));
        let own: BTreeMap<String, i64> =
            all.filter(|(code, _, _)| *code == indicator.code).map(|(_, what, n)| (what, n)).collect();
        let known = own.get(GEVULD).is_some_and(|n| *n > 0);
        if known { Waarde::Tienden(own.get(TIENDEN).copied().unwrap_or_default()) } else { Waarde::Onbekend }
    }
}

/// What a target says about a value; none where there is nothing to hold against it.
fn oordeel(indicator: &Outputindicator, streven: i64, bereikt: Waarde) -> Option<Oordeel> {
    let tenths = match bereikt {
        // As it is told.
        Waarde::Aandeel(share) => (share.procent()? * 10.0).round(),
        Waarde::Aantal(n) => as_float(n) * 10.0,
        Waarde::Tienden(n) => as_float(n),
        Waarde::Doel(_) | Waarde::NietHeel | Waarde::Onbekend => return None,
    };
    let short = if indicator.hoogstens { tenths - as_float(streven) } else { as_float(streven) - tenths };
    Some(match short {
        short if short <= 0.0 => Oordeel::Gehaald,
        short if indicator.eenheid == Eenheid::Procent && short <= BIJNA_PUNTEN * 10.0 => Oordeel::Bijna,
        _ => Oordeel::NietGehaald,
    })
}

#[expect(clippy::cast_precision_loss, reason = "counts and tenths stay far below 2^52")]
fn as_float(n: i64) -> f64 {
    n as f64
}
