//! What happened, put in the order in which the walk comes upon it: a request is known with its end.

use jiff::civil::Date;

use super::gebeurtenis::{Gebeurtenis, Verzoek, Wat};
use super::stap::{Grond, Waarom};
use crate::Error;

/// What the walk comes upon.
#[derive(Clone, Copy, Debug)]
pub(super) enum Daad {
    /// The term stands still on these days. With `loopt` nobody knows yet until when: the last day is the earliest that it can be.
    Stil { van: Date, tot_en_met: Date, grond: Grond, loopt: bool, bron: Gebeurtenis },
    /// It becomes longer.
    Verlengd { op: Date, lengte: crate::Termijn, bron: Gebeurtenis },
    /// It was told that it will be late.
    Medegedeeld { op: Date },
    /// It changes nothing, whatever else happened.
    Niets { bron: Gebeurtenis, waarom: Waarom },
}

/// The deeds in order of time, as they are known on the day `nu`.
pub(super) fn van(begin: Date, gebeurd: &[Gebeurtenis], nu: Option<Date>) -> Result<Vec<Daad>, Error> {
    let mut found = Vec::with_capacity(gebeurd.len());
    for (at, gebeurtenis) in gebeurd.iter().enumerate() {
        let (op, bron) = (gebeurtenis.op, *gebeurtenis);
        let daad = match gebeurtenis.wat {
            Wat::Verlengd { lengte } => Some((op, Daad::Verlengd { op, lengte, bron })),
            Wat::Medegedeeld => Some((op, Daad::Medegedeeld { op })),
            Wat::Gevraagd { verzoek, tot } => Some(verzocht((bron, verzoek, tot), &gebeurd[at + 1..], nu)?),
            Wat::Binnen { verzoek } => {
                binnen(op, verzoek, &gebeurd[..at]).map(|waarom| (op, Daad::Niets { bron, waarom }))
            }
            Wat::Stilstand { grond, tot_en_met } => {
                let grond = Grond::Stilstand(grond);
                let (last, loopt) = match (tot_en_met, nu) {
                    (Some(last), _) => (last, false),
                    (None, Some(nu)) => (nu.yesterday().map_err(|_| Error::OutOfRange)?, true),
                    (None, None) => return Err(Error::ZonderEinde),
                };
                Some((op, Daad::Stil { van: op, tot_en_met: last, grond, loopt, bron }))
            }
        };
        found.extend(daad);
    }
    // On one day what is told comes before what begins: it was told while the term ran.
    found.sort_by_key(|(day, daad)| ((*day).max(begin), matches!(daad, Daad::Stil { .. })));
    Ok(found.into_iter().map(|(_, daad)| daad).collect())
}

/// From when to when a request makes the term stand still.
fn verzocht(
    (bron, verzoek, tot): (Gebeurtenis, Verzoek, Option<Date>),
    daarna: &[Gebeurtenis],
    nu: Option<Date>,
) -> Result<(Date, Daad), Error> {
    let van = bron.op.tomorrow().map_err(|_| Error::OutOfRange)?;
    if verzoek.vergt_termijn() && tot.is_none() {
        return Ok((bron.op, Daad::Niets { bron, waarom: Waarom::GeenTermijnGegeven }));
    }
    let came = daarna.iter().find(|later| later.wat == Wat::Binnen { verzoek }).map(|later| later.op);
    // Of the day on which it comes in: whether the term still stands still on it.
    let until =
        |day: Date| if verzoek.dag_zelf_stil() { Ok(day) } else { day.yesterday().map_err(|_| Error::OutOfRange) };
    let came = came.map(until).transpose()?;
    let (tot_en_met, loopt) = match (came, tot, nu) {
        (Some(came), Some(tot), _) => (came.min(tot), false),
        (Some(came), None, _) => (came, false),
        (None, Some(tot), Some(nu)) if tot >= nu => (until(nu)?, true),
        (None, Some(tot), _) => (tot, false),
        (None, None, Some(nu)) => (until(nu)?, true),
        (None, None, None) => return Ok((bron.op, Daad::Niets { bron, waarom: Waarom::GeenTermijnGegeven })),
    };
    Ok((van, Daad::Stil { van, tot_en_met, grond: Grond::Verzoek(verzoek), loopt, bron }))
}

/// Why what came in changes nothing; none when a request ended with it.
fn binnen(op: Date, verzoek: Verzoek, daarvoor: &[Gebeurtenis]) -> Option<Waarom> {
    let last = daarvoor.iter().rposition(|earlier| earlier.wat == Wat::Binnen { verzoek }).map_or(0, |at| at + 1);
    let asked = daarvoor[last..].iter().filter_map(|earlier| match earlier.wat {
        Wat::Gevraagd { verzoek: known, tot } if known == verzoek => Some(tot),
        _ => None,
    });
    let open: Vec<Option<Date>> = asked.collect();
    if open.is_empty() {
        return Some(Waarom::NietsGevraagd);
    }
    open.iter().all(|tot| tot.is_some_and(|tot| tot < op)).then_some(Waarom::NaGegevenTermijn)
}
