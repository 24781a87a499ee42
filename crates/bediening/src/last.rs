//! Load: agents who register contacts while the program is killed under their hands.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use crate::{Programma, Result, Sessie};

/// What happened while the program was killed again and again.
#[derive(Debug, Default)]
pub struct Stoten {
    /// How often it was killed.
    pub gedood: usize,
    /// The contacts of which the program had said that they were registered.
    pub bevestigd: Vec<String>,
    /// How often an agent got an answer that was neither a success nor a cut connection.
    pub vreemd: Vec<String>,
}

/// A machine that is this slow has another problem.
const FIRST_WITHIN: Duration = Duration::from_secs(60);

/// Starts the program with `args`, lets agents register contacts, kills it at a random moment after the first was
/// acknowledged, and again, `times` times. `moment` gives the next random number of milliseconds.
///
/// # Errors
/// When the program does not start (again), or an agent cannot log in.
pub fn kill_under_load(
    binary: &Path,
    args: &[&str],
    adres: SocketAddr,
    (agents, wachtwoord): (&[&str], &str),
    times: usize,
    mut moment: impl FnMut() -> u64,
) -> Result<Stoten> {
    let first = Programma::start(binary, args, adres)?;
    let mut sessions: Vec<Sessie> =
        agents.iter().map(|agent| Sessie::log_in(adres, agent, wachtwoord)).collect::<Result<_>>()?;
    let mut program = Some(first);
    let seen = Mutex::new(Stoten::default());
    for _ in 0..times {
        let running = match program.take() {
            Some(running) => running,
            None => Programma::start(binary, args, adres)?,
        };
        let after = Duration::from_millis(moment());
        let before = acknowledged(&seen);
        thread::scope(|scope| {
            for session in &mut sessions {
                session.reconnect();
                scope.spawn(|| register_until_cut(session, &seen));
            }
            let begun = Instant::now();
            while acknowledged(&seen) == before && begun.elapsed() < FIRST_WITHIN {
                thread::sleep(Duration::from_millis(2));
            }
            thread::sleep(after);
            running.kill()
        })?;
    }
    let mut seen = seen.into_inner().map_err(|_| "an agent panicked".to_owned())?;
    seen.gedood = times;
    Ok(seen)
}

fn acknowledged(seen: &Mutex<Stoten>) -> usize {
    seen.lock().map_or(0, |seen| seen.bevestigd.len())
}

fn register_until_cut(session: &mut Sessie, seen: &Mutex<Stoten>) {
    loop {
        match register(session) {
            Ok(Ok(id)) => note(seen, |seen| seen.bevestigd.push(id)),
            Ok(Err(strange)) => return note(seen, |seen| seen.vreemd.push(strange)),
            Err(_cut) => return,
        }
    }
}

/// One contact, from ringing to registered: its id, or what was strange; an error when the connection was cut.
fn register(session: &mut Sessie) -> Result<std::result::Result<String, String>> {
    let started = session.post("/werkplek/contacten", &[("kanaal", "telefoon")])?;
    let Some(page) = started.location().map(str::to_owned).filter(|_| started.status == 303) else {
        return Ok(Err(format!("start: status {}", started.status)));
    };
    let saved = session.post_deel(&format!("{page}/bewaar"), &[("notitie", "Belt over de kosten.")])?;
    if saved.status >= 300 {
        return Ok(Err(format!("save: status {}", saved.status)));
    }
    let done = session.post(&format!("{page}/afronden"), &[("afhandeling", "direct_beantwoord")])?;
    if done.status != 303 {
        return Ok(Err(format!("finish: status {}", done.status)));
    }
    Ok(page.rsplit('/').next().map(str::to_owned).ok_or_else(|| "no id".to_owned()))
}

fn note(seen: &Mutex<Stoten>, what: impl FnOnce(&mut Stoten)) {
    if let Ok(mut seen) = seen.lock() {
        what(&mut seen);
    }
}
