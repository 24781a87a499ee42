//! The life of a callback: who picks it up, how often it is tried, whether it is in time.

use jiff::SignedDuration;
use kern::organisaties::{MedewerkerId, TeamId};
use kern::{Change, Handeling, Ids, Moment, Result};
use rand::RngExt;
use rand::rngs::StdRng;
use registers::klantinteracties::internetaak::{self, Afloop, Internetaak, Overdracht, Poging};

use super::kansen::een;
use super::wereld::{Ploeg, Wereld};
use super::zinnen;

/// A step that somebody will take.
#[derive(Clone, Debug)]
pub(super) enum Zet {
    /// Picks it up.
    Oppakken(MedewerkerId),
    /// Calls and does not reach the caller.
    Mislukt(MedewerkerId),
    /// Calls and reaches the caller.
    Gelukt(MedewerkerId),
    /// Hands it over to another team.
    Overdragen(MedewerkerId, TeamId),
    /// Closes it; whether the caller was reached.
    Afhandelen(MedewerkerId, bool),
}

/// The chance that a team keeps its promise: between 83 and 94 per cent, always the same for a team.
fn gehaald(ploeg: &Ploeg) -> f64 {
    let sum: u32 = ploeg.team.code.bytes().map(u32::from).sum();
    0.83 + f64::from(sum % 12) / 100.0
}

/// What will happen to a new task, and when. What lies after today never happens: such a task is open.
pub(super) fn plan(rng: &mut StdRng, wereld: &Wereld, taak: &Internetaak) -> Vec<(Moment, Zet)> {
    let Some(mut ploeg) = wereld.ploegen.get(&taak.team) else { return Vec::new() };
    let (made, due) = (taak.aangemaakt_op.timestamp(), taak.beloofd_op.timestamp());
    let until_due = ploeg.kalender.open_between(made, due).as_secs();
    let kept = rng.random_bool(gehaald(ploeg));
    let seconds = if kept && until_due > 600 {
        let part = 0.06 + 0.88 * rng.random_range(0.0..1.0);
        (until_due as f64 * part) as i64
    } else {
        let late: f64 = rng.random_range(0.0..1.0);
        until_due + 1_200 + (late * late * 120_000.0) as i64
    };
    let closed = |part: f64| {
        let after = SignedDuration::from_secs((seconds as f64 * part) as i64);
        ploeg.kalender.add_open_time(made, after).map_or(taak.beloofd_op, Moment::from)
    };
    let failures = match rng.random_range(0..100) {
        0..66 => 0,
        66..88 => 1,
        88..96 => 2,
        _ => 3,
    };
    let reached = failures < 3 || rng.random_bool(0.3);
    // First somebody picks it up, then come the attempts, evenly over the rest of the time.
    let attempts = failures + usize::from(reached);
    let first = 0.55 / attempts.max(1) as f64;
    let moment = |attempt: usize| closed(first + (1.0 - first) * attempt as f64 / attempts.max(1) as f64);
    let mut zetten = Vec::new();
    if rng.random_bool(0.07) {
        let others: Vec<&Ploeg> = {
            let mut others: Vec<&Ploeg> = wereld.ploegen.values().filter(|other| other.team.id != taak.team).collect();
            others.sort_by(|a, b| a.team.code.cmp(&b.team.code));
            others
        };
        if !others.is_empty() {
            let other = *een(rng, &others);
            let at = closed(first * 0.3);
            zetten.push((at, Zet::Overdragen(ploeg.iemand(rng, at.date()), other.team.id)));
            ploeg = other;
        }
    }
    let picked_up = closed_or(&zetten, closed_at(ploeg, taak, seconds, first * 0.7));
    let who = taak.medewerker.filter(|_| zetten.is_empty()).unwrap_or_else(|| ploeg.iemand(rng, picked_up.date()));
    // Who reaches the caller at once often closes it in one go.
    let in_one_go = failures == 0 && reached && rng.random_bool(0.4);
    if !in_one_go && (taak.medewerker.is_none() || !zetten.is_empty()) {
        zetten.push((picked_up, Zet::Oppakken(who)));
    }
    for attempt in 0..failures {
        zetten.push((moment(attempt), Zet::Mislukt(who)));
    }
    let end = closed_at(ploeg, taak, seconds, 1.0);
    if reached && !in_one_go && rng.random_bool(0.5) {
        zetten.push((end, Zet::Gelukt(who)));
    }
    zetten.push((end.plus_seconds(rng.random_range(40..400)), Zet::Afhandelen(who, reached)));
    in_order(zetten)
}

fn closed_at(ploeg: &Ploeg, taak: &Internetaak, seconds: i64, part: f64) -> Moment {
    let after = SignedDuration::from_secs((seconds as f64 * part) as i64);
    ploeg.kalender.add_open_time(taak.aangemaakt_op.timestamp(), after).map_or(taak.beloofd_op, Moment::from)
}

/// Not before what has happened already.
fn closed_or(zetten: &[(Moment, Zet)], at: Moment) -> Moment {
    zetten.last().map_or(at, |(last, _)| at.max(last.plus_seconds(60)))
}

/// Every step comes after the one before it, at least half a minute.
fn in_order(mut zetten: Vec<(Moment, Zet)>) -> Vec<(Moment, Zet)> {
    for i in 1..zetten.len() {
        let earliest = zetten[i - 1].0.plus_seconds(30);
        zetten[i].0 = zetten[i].0.max(earliest);
    }
    zetten
}

/// Takes a step, as the workplace would.
pub(super) fn zet(
    rng: &mut StdRng,
    ids: &Ids,
    wereld: &Wereld,
    taak: &Internetaak,
    op: Moment,
    zet: &Zet,
) -> Result<(Internetaak, Change)> {
    let door = |medewerker: MedewerkerId| Handeling {
        medewerker: Some(medewerker),
        ..Handeling::program(wereld.organisatie.id, op)
    };
    let product = taak.product.as_ref().and_then(|code| wereld.producten.iter().find(|product| product.code == *code));
    let thema = product.map_or("", |product| product.thema.as_str());
    match zet {
        Zet::Oppakken(who) => internetaak::oppakken(&door(*who), ids, taak, *who, false),
        Zet::Mislukt(who) => {
            let poging = Poging { gelukt: false, toelichting: zinnen::niet_bereikt(rng).to_owned() };
            internetaak::poging(&door(*who), ids, taak, &poging)
        }
        Zet::Gelukt(who) => {
            internetaak::poging(&door(*who), ids, taak, &Poging { gelukt: true, toelichting: String::new() })
        }
        Zet::Overdragen(who, team) => {
            let naar = Overdracht { team: *team, medewerker: None, reden: zinnen::overdracht(rng).to_owned() };
            internetaak::overdragen(&door(*who), ids, taak, &naar)
        }
        Zet::Afhandelen(who, reached) => {
            let afloop = if *reached { Afloop::Beantwoord } else { Afloop::NietBereikt };
            internetaak::afhandelen(&door(*who), ids, taak, afloop, zinnen::uitkomst(rng, thema, *reached))
        }
    }
}
