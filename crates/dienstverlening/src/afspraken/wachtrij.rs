//! Whose turn it is, and calling them: no two clerks ever call the same visitor.
//!
//! The order: whoever was called back goes first; then appointments whose time has come, by that time; then walk-ins by
//! arrival; then appointments that are early. Whoever comes more than ten minutes late for an appointment goes by arrival, as
//! somebody without one does. Fewer places are given out than there are counters, so that walk-ins get their turn.

use kern::autorisatie::BedienBalie;
use kern::{Authorised, Busy, Database, Error, Handeling, Ids, Moment, Result};

use super::bezoek::{self, Bezoek};
use super::lezen;

/// Somebody this late has lost their place in front.
const TE_LAAT_S: i64 = 10 * 60;
/// Each conflict means that a colleague called somebody; so many do not call at the same time.
const TRIES: usize = 200;

/// What the queue is sorted by: the lowest goes first.
#[must_use]
pub fn beurt(bezoek: &Bezoek, nu: Moment) -> (u8, Moment, Moment, bezoek::BezoekId) {
    let arrived = bezoek.aangekomen_op;
    let on_time = |gepland: Moment| arrived.seconds_since(gepland) <= TE_LAAT_S;
    let (class, by) = match bezoek.gepland_op {
        _ if bezoek.voorrang => (0, arrived),
        Some(gepland) if on_time(gepland) && gepland <= nu => (1, gepland),
        Some(gepland) if on_time(gepland) => (3, gepland),
        Some(_) | None => (2, arrived),
    };
    (class, by, arrived, bezoek.id)
}

/// Whoever this counter calls next.
#[must_use]
pub fn volgende<'a>(wachtenden: &'a [Bezoek], loket: &str, nu: Moment) -> Option<&'a Bezoek> {
    let may = |bezoek: &&Bezoek| bezoek.voor_loket.as_deref().is_none_or(|only| only == loket);
    wachtenden.iter().filter(may).min_by_key(|bezoek| beurt(bezoek, nu))
}

/// Calls the next visitor to a counter; none when nobody waits. A counter that has a visitor keeps that one: pressing twice
/// calls once.
///
/// # Errors
/// [`Error::Busy`] when others kept being first.
pub async fn roep(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BedienBalie>,
    handeling: &Handeling,
    (balie, loket): (&str, &str),
) -> Result<Option<Bezoek>> {
    let nu = handeling.op;
    for _ in 0..TRIES {
        let tx = db.begin().await?;
        if let Some(here) = lezen::aan_loket(&tx, who, balie, nu.date(), loket).await? {
            return Ok(Some(here));
        }
        let waiting = lezen::met_status(&tx, who, balie, nu.date(), &[bezoek::Status::Wacht]).await?;
        let Some(next) = volgende(&waiting, loket, nu) else { return Ok(None) };
        let (called, change) = bezoek::oproepen(handeling, ids, next, loket)?;
        match tx.write(vec![change]).await {
            // A colleague called this one, or this counter called somebody: look again.
            Err(Error::Conflict(_) | Error::Busy(Busy::Crowded)) => {}
            Err(other) => return Err(other),
            Ok(()) => {
                tx.commit().await?;
                return Ok(Some(called));
            }
        }
    }
    Err(Error::Busy(Busy::Crowded))
}
