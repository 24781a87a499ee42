//! The one clock of the program.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::Moment;

/// Tells what time it is. Passed in everywhere, so that norms, reports, the demo and the tests run at any date.
#[derive(Clone)]
pub struct Clock(Arc<Source>);

enum Source {
    System,
    Shifted(SignedDuration),
    Fixed(Mutex<Timestamp>),
}

impl Clock {
    /// The clock of the machine.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(Source::System))
    }

    /// A clock that shows `start` now and runs on from there, as the demo municipality does at another date.
    #[must_use]
    pub fn running_from(start: Moment) -> Self {
        Self(Arc::new(Source::Shifted(start.timestamp().duration_since(system_now()))))
    }

    /// A clock that stands still at `at` until [`Clock::set`] moves it.
    #[must_use]
    pub fn fixed(at: Moment) -> Self {
        Self(Arc::new(Source::Fixed(Mutex::new(at.timestamp()))))
    }

    /// The present moment, in whole milliseconds.
    #[must_use]
    pub fn now(&self) -> Moment {
        Moment::from(match &*self.0 {
            Source::System => system_now(),
            Source::Shifted(by) => system_now().saturating_add(*by).unwrap_or(Timestamp::MAX),
            Source::Fixed(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        })
    }

    /// Moves a [fixed](Clock::fixed) clock; a running clock cannot be moved and stays as it is.
    pub fn set(&self, to: Moment) {
        if let Source::Fixed(at) = &*self.0 {
            *at.lock().unwrap_or_else(PoisonError::into_inner) = to.timestamp();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the system clock")]
fn system_now() -> Timestamp {
    Timestamp::now()
}
