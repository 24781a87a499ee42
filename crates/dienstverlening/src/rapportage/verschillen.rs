//! What of a report would be otherwise if it were made now: the figures that a reader would see change.

use super::delen::{Deel, Kolom, Naam, Onderdeel, Rij, Waarde};
use super::kwartaal::Kwartaalrapport;
use super::opvallend::Rapportdoelen;
use super::voortgang::{Voortgang, Wanneer};
use crate::inrichten::Outputindicator;

/// A figure that is another one now.
#[derive(Clone, Debug, PartialEq)]
pub struct Verschil {
    /// In which part.
    pub onderdeel: Onderdeel,
    /// The row.
    pub naam: Naam,
    /// The column.
    pub kolom: Kolom,
    /// What it was; none: it had no such row or column.
    pub toen: Option<Waarde>,
    /// What it is.
    pub nu: Option<Waarde>,
}

/// What of `toen` is otherwise in `nu`, in the order of the parts. Each subject has its own row here: one that passes another would
/// change the sum of those that have none.
#[must_use]
pub fn verschillen(toen: &Kwartaalrapport, nu: &Kwartaalrapport) -> Vec<Verschil> {
    // A target is no figure: both are held against none.
    let [then, now] = [toen, nu].map(|rapport| rapport.delen_met(&Rapportdoelen::default(), usize::MAX));
    then.iter().zip(&now).flat_map(|(then, now)| in_deel(then, now)).collect()
}

/// A value of the voortgangsrapportage that is another one now.
#[derive(Clone, Debug, PartialEq)]
pub struct Jaarverschil {
    /// Of which indicator.
    pub indicator: Outputindicator,
    /// Of when.
    pub wanneer: Wanneer,
    /// What it was.
    pub toen: Waarde,
    /// What it is.
    pub nu: Waarde,
}

/// What of the report of a year is otherwise in `nu`: of the same goals, counted later.
#[must_use]
pub fn jaarverschillen(toen: &Voortgang, nu: &Voortgang) -> Vec<Jaarverschil> {
    let goals = toen.doelen.iter().zip(&nu.doelen);
    let standen = goals.flat_map(|(then, now)| then.doel.indicatoren.iter().zip(then.standen.iter().zip(&now.standen)));
    let mut found = Vec::new();
    for (indicator, (then, now)) in standen {
        let values = then.waarden(toen.jaar).into_iter().filter_map(|(wanneer, toen)| {
            let nu = now.waarden(nu.jaar).into_iter().find(|(when, _)| *when == wanneer)?.1;
            Some((wanneer, toen, nu))
        });
        for (wanneer, toen, nu) in values.filter(|(_, toen, nu)| toen != nu) {
            found.push(Jaarverschil { indicator: indicator.clone(), wanneer, toen, nu });
        }
    }
    found
}

fn in_deel(then: &Deel, now: &Deel) -> Vec<Verschil> {
    let rows = then.rijen.iter().map(|rij| (&rij.naam, Some(rij), row(now, &rij.naam)));
    let new = now.rijen.iter().filter(|rij| row(then, &rij.naam).is_none()).map(|rij| (&rij.naam, None, Some(rij)));
    let new_columns = now.kolommen.iter().filter(|kolom| !then.kolommen.contains(kolom));
    let columns: Vec<Kolom> = then.kolommen.iter().chain(new_columns).copied().collect();
    let mut found = Vec::new();
    for (naam, was, is) in rows.chain(new) {
        for kolom in &columns {
            let [toen, nu] = [(then, was), (now, is)].map(|(deel, rij)| rij.and_then(|rij| waarde(deel, rij, *kolom)));
            if leest_anders(toen, nu) {
                found.push(Verschil { onderdeel: then.onderdeel, naam: naam.clone(), kolom: *kolom, toen, nu });
            }
        }
    }
    found
}

fn row<'a>(deel: &'a Deel, naam: &Naam) -> Option<&'a Rij> {
    deel.rijen.iter().find(|rij| rij.naam == *naam)
}

fn waarde(deel: &Deel, rij: &Rij, kolom: Kolom) -> Option<Waarde> {
    let at = deel.kolommen.iter().position(|own| *own == kolom)?;
    rij.cellen.get(at).map(|cel| cel.waarde)
}

/// Whether a reader sees another figure: a share is told to a tenth of a percent.
fn leest_anders(toen: Option<Waarde>, nu: Option<Waarde>) -> bool {
    // What is not there and what nobody counted read the same.
    let is_niets = |waarde: Option<Waarde>| match waarde {
        None | Some(Waarde::Aantal(0)) => true,
        Some(Waarde::Aandeel(share)) => share.deel == 0,
        Some(_) => false,
    };
    match (toen, nu) {
        (Some(Waarde::Aandeel(toen)), Some(Waarde::Aandeel(nu))) => {
            let tenths = |procent: Option<f64>| procent.map(|procent| (procent * 10.0).round());
            tenths(toen.procent()) != tenths(nu.procent())
        }
        (toen, nu) => toen != nu && !(is_niets(toen) && is_niets(nu)),
    }
}
