//! How long the database is waited for, and what it last said of itself.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::error::Busy;
use crate::{Error, Result};

/// How long to wait before saying that it can't be done now.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a connection, or for whoever holds the file.
    pub(super) connection: Duration,
    /// For an answer, before asking whether the server is there at all: a slow question is no absent server.
    pub(super) answer: Duration,
    /// Whether many rows travel as one COPY: not where somebody can go away halfway, which leaves a connection out of step.
    pub(super) copies: bool,
}

impl Patience {
    /// For a command: nobody watches, and a busy server is waited for.
    pub const COMMAND: Self =
        Self { connection: Duration::from_secs(10), answer: Duration::from_secs(60), copies: true };
    /// For a page: waiting for an answer and asking whether the server is there stay under two seconds together.
    pub const PAGE: Self =
        Self { connection: Duration::from_millis(900), answer: Duration::from_millis(900), copies: false };
}

/// After this long the next one asks a database that did not answer; until then nobody waits for it.
const AGAIN_AFTER: Duration = Duration::from_millis(500);

/// What is wrong with the database, as whoever asked it last found; shared by all connections of a process.
#[derive(Debug, Default)]
pub(super) struct Health {
    trouble: Mutex<Option<(Busy, Instant)>>,
    /// When somebody last looked whether the server is there, and what they saw; held while they look.
    looked: tokio::sync::Mutex<Option<(Instant, bool)>>,
}

impl Health {
    pub(super) fn trouble(&self) -> Option<Busy> {
        self.held().map(|(busy, _)| busy)
    }

    /// Refuses at once while it is known that the server does not answer.
    pub(super) fn refuse_while_away(&self) -> Result<()> {
        match self.held() {
            Some((Busy::Away, since)) if since.elapsed() < AGAIN_AFTER => Err(Error::Busy(Busy::Away)),
            _ => Ok(()),
        }
    }

    /// Whether the server is there, as one of all who ask sees it.
    pub(super) async fn look(&self, look: impl Future<Output = bool>) -> bool {
        let mut looked = self.looked.lock().await;
        match *looked {
            Some((when, there)) if when.elapsed() < AGAIN_AFTER => there,
            _ => {
                let there = look.await;
                *looked = Some((Instant::now(), there));
                there
            }
        }
    }

    /// Takes note of the answer to a question.
    pub(super) fn heard<T>(&self, result: Result<T>) -> Result<T> {
        match &result {
            Err(Error::Busy(busy)) => self.refused(*busy),
            // Reading goes on when the disk is full: an answer says nothing of writing.
            Ok(_) if self.trouble() == Some(Busy::Away) => self.recovered(),
            _ => {}
        }
        result
    }

    /// Takes note of a commit.
    pub(super) fn written(&self) {
        if self.trouble().is_some() {
            self.recovered();
        }
    }

    fn refused(&self, busy: Busy) {
        if busy == Busy::Crowded {
            return;
        }
        let before = self.trouble.lock().unwrap_or_else(PoisonError::into_inner).replace((busy, Instant::now()));
        if before.is_none_or(|(before, _)| before != busy) {
            tracing::error!(why = %busy, "nothing can be kept now");
        }
    }

    fn recovered(&self) {
        if self.trouble.lock().unwrap_or_else(PoisonError::into_inner).take().is_some() {
            tracing::info!("the database is there again");
        }
    }

    fn held(&self) -> Option<(Busy, Instant)> {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
