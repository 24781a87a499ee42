//! Progress of long work: a bar on a terminal, a plain line every few seconds elsewhere, or nothing at all.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::uitvoer;

const EVERY: Duration = Duration::from_secs(5);

struct Stand {
    done: u64,
    total: u64,
    said: Instant,
}

/// Says how far a long piece of work is.
pub struct Voortgang(Kind);

enum Kind {
    Bar(ProgressBar),
    Lines { wat: String, state: Mutex<Stand> },
    Silent,
}

impl Voortgang {
    /// Starts reporting on `total` steps of work; 0 when that is not known.
    #[must_use]
    pub fn new(wat: &str, total: u64) -> Self {
        if !uitvoer::is_terminal() {
            uitvoer::melding(format_args!("{wat} …"));
            let state = Mutex::new(Stand { done: 0, total, said: Instant::now() });
            return Self(Kind::Lines { wat: wat.to_owned(), state });
        }
        let bar = ProgressBar::new(total);
        let template = "{msg:24} {bar:30} {human_pos}/{human_len}  {elapsed}";
        // The template is a constant; the plain style is as good a fallback as any.
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(wat.to_owned());
        Self(Kind::Bar(bar))
    }

    /// Reports nothing: for tests, and for work that is part of other work.
    #[must_use]
    pub fn silent() -> Self {
        Self(Kind::Silent)
    }

    /// How many steps there turn out to be.
    pub fn totaal(&self, total: u64) {
        match &self.0 {
            Kind::Bar(bar) => bar.set_length(total),
            Kind::Lines { state, .. } => state.lock().unwrap_or_else(PoisonError::into_inner).total = total,
            Kind::Silent => {}
        }
    }

    /// So many more steps are done.
    pub fn add(&self, steps: u64) {
        match &self.0 {
            Kind::Bar(bar) => bar.inc(steps),
            Kind::Lines { wat, state } => {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                state.done += steps;
                if state.said.elapsed() >= EVERY {
                    state.said = Instant::now();
                    uitvoer::melding(format_args!("{wat}: {} van {}", state.done, state.total));
                }
            }
            Kind::Silent => {}
        }
    }

    /// The work is done; `slot` says what it came to.
    pub fn klaar(self, slot: &str) {
        match self.0 {
            Kind::Bar(bar) => {
                bar.finish_and_clear();
                uitvoer::melding(slot);
            }
            Kind::Lines { .. } => uitvoer::melding(slot),
            Kind::Silent => {}
        }
    }
}
