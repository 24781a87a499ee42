//! The counters: each is one moment, until when it is used up.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use kern::Moment;
use kern::organisaties::OrganisatieId;

use super::{Bereikt, Limieten, Soort, Teller, Wie};

const DAG_NS: i128 = 24 * 60 * 60 * 1_000_000_000;
/// A clock that is set back a little, or read a moment earlier by another request, gives nothing back.
const SPRONG_NS: i128 = 300 * 1_000_000_000;
/// Between two lines in the log about the same kind.
const MELDEN_NA_NS: i128 = 60 * 1_000_000_000;
/// Counters that say nothing any more are dropped when there are this many more than the last time.
const OPRUIMEN_NA: usize = 10_000;

/// Counts.
pub(crate) struct Tellers {
    limieten: Limieten,
    /// Until when each counter is used up, in nanoseconds since 1970: a counter of `n` a day moves on by `1/n` day for each.
    pub(super) vol: Mutex<Vol>,
}

#[derive(Default)]
pub(super) struct Vol {
    pub(super) tot: HashMap<(Soort, Teller), i128>,
    gemeld: HashMap<Soort, i128>,
    opruimen_bij: usize,
}

impl Tellers {
    pub(crate) fn new(limieten: Limieten) -> Self {
        Self { limieten, vol: Mutex::default() }
    }

    /// Counts so many of each of these things, for all of their counters or for none.
    pub(crate) fn tel(
        &self,
        wat: &[(Soort, u64)],
        wie: Wie,
        van: Option<OrganisatieId>,
        nu: Moment,
    ) -> Result<(), Bereikt> {
        let now = nu.timestamp().as_nanosecond();
        let mut vol = self.vol.lock().unwrap_or_else(PoisonError::into_inner);
        let mut next = Vec::with_capacity(4);
        for (key, step, samen) in self.stappen(wat, wie, van) {
            let tot = vol.tot.get(&key).copied().unwrap_or(now);
            // Nothing is used up for so much longer than a day: the clock was set back since.
            let tot = if tot > now + DAG_NS + SPRONG_NS { now } else { tot.max(now) } + step;
            if tot > now + DAG_NS {
                let wait_s = i64::try_from((tot - now - DAG_NS) / 1_000_000_000).unwrap_or(0) + 1;
                let (vanaf, wacht_s) = (nu.plus_seconds(wait_s), wait_s.unsigned_abs());
                let nieuw = vol.gemeld.get(&key.0).is_none_or(|told| now - told >= MELDEN_NA_NS);
                if nieuw {
                    vol.gemeld.insert(key.0, now);
                }
                return Err(Bereikt { soort: key.0, samen, vanaf, wacht_s, nieuw });
            }
            next.push((key, tot));
        }
        vol.tot.extend(next);
        if vol.tot.len() > vol.opruimen_bij {
            vol.tot.retain(|_, tot| *tot > now);
            vol.opruimen_bij = vol.tot.len() + OPRUIMEN_NA;
        }
        Ok(())
    }

    /// Gives back what was counted and did not come to be.
    pub(crate) fn terug(&self, soort: Soort, aantal: u64, wie: Wie, van: Option<OrganisatieId>) {
        let mut vol = self.vol.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, step, _) in self.stappen(&[(soort, aantal)], wie, van) {
            if let Some(tot) = vol.tot.get_mut(&key) {
                *tot -= step;
            }
        }
    }

    /// Per counter how far it moves on, and whether it is that of all together.
    fn stappen(
        &self,
        wat: &[(Soort, u64)],
        wie: Wie,
        van: Option<OrganisatieId>,
    ) -> impl Iterator<Item = ((Soort, Teller), i128, bool)> {
        wat.iter().flat_map(move |(soort, aantal)| {
            let limiet = self.limieten.van(*soort);
            wie.tellers(van).into_iter().map(move |(teller, maal)| {
                let max = i128::from(maal.map_or(limiet.samen, |maal| limiet.bezoeker.saturating_mul(maal)));
                let step = i128::from(*aantal) * DAG_NS / (max * soort.eenheid()).max(1);
                ((*soort, teller), step, maal.is_none())
            })
        })
    }
}
