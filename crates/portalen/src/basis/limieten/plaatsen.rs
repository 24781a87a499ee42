//! What a visitor has at the same time: connections, forms with files that come in.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Teller, Wie};

/// Places that each visitor has at the same time.
pub struct Plaatsen {
    each: usize,
    bezet: Mutex<HashMap<Teller, usize>>,
}

/// A place, until it is dropped.
pub struct Plaats {
    of: Arc<Plaatsen>,
    tellers: Vec<Teller>,
}

impl Plaatsen {
    /// As many for each; an IPv6 network (/48) as a whole has those of a few.
    #[must_use]
    pub fn new(each: usize) -> Self {
        Self { each, bezet: Mutex::default() }
    }

    /// Takes a place; none when all of this visitor's are taken.
    pub fn neem(self: &Arc<Self>, wie: Wie) -> Option<Plaats> {
        let own =
            wie.tellers(None).into_iter().filter_map(|(teller, maal)| Some((teller, usize::try_from(maal?).ok()?)));
        let own: Vec<(Teller, usize)> = own.collect();
        let mut bezet = self.bezet.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = |teller| bezet.get(teller).copied().unwrap_or(0);
        if own.iter().any(|(teller, maal)| taken(teller) >= self.each.saturating_mul(*maal)) {
            return None;
        }
        let tellers: Vec<Teller> = own.into_iter().map(|(teller, _)| teller).collect();
        for teller in &tellers {
            *bezet.entry(*teller).or_default() += 1;
        }
        Some(Plaats { of: Arc::clone(self), tellers })
    }

    #[cfg(test)]
    pub(super) fn is_leeg(&self) -> bool {
        self.bezet.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

impl Drop for Plaats {
    fn drop(&mut self) {
        let mut bezet = self.of.bezet.lock().unwrap_or_else(PoisonError::into_inner);
        for teller in &self.tellers {
            if let Entry::Occupied(mut own) = bezet.entry(*teller) {
                *own.get_mut() -= 1;
                if *own.get() == 0 {
                    own.remove();
                }
            }
        }
    }
}
