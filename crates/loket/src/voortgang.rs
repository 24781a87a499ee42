//! Progress of long work: a bar on a terminal, a plain line every few seconds elsewhere, or nothing at all.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::uitvoer;

const EVERY: Duration = Duration::from_secs(5);

/// Says how far a long piece of work is.
pub struct Voortgang(Kind);

enum Kind {
    Bar(ProgressBar),
    Lines { wat: String, total: u64, state: Mutex<(u64, Instant)> },
    Silent,
}

impl Voortgang {
    /// Starts reporting on `total` steps of work; 0 when that is not known.
    #[must_use]
    pub fn new(wat: &str, total: u64) -> Self {
        if !uitvoer::is_terminal() {
            uitvoer::melding(format_args!("{wat} …"));
            let state = Mutex::new((0, Instant::now()));
            return Self(Kind::Lines { wat: wat.to_owned(), total, state });
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

    /// So many more steps are done.
    pub fn add(&self, steps: u64) {
        match &self.0 {
            Kind::Bar(bar) => bar.inc(steps),
            Kind::Lines { wat, total, state } => {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                state.0 += steps;
                if state.1.elapsed() >= EVERY {
                    state.1 = Instant::now();
                    uitvoer::melding(format_args!("{wat}: {} van {total}", state.0));
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
