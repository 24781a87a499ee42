//! The program as a process.

use std::fs;
use std::io::Read;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::{Result, Sessie};

const READY_WITHIN: Duration = Duration::from_secs(120);
const ENDED_WITHIN: Duration = Duration::from_secs(20);

/// A running `loket`. Dropped, it is killed.
pub struct Programma {
    process: Child,
    /// Where it listens.
    pub adres: SocketAddr,
    /// How long it took from starting the process to the first answer.
    pub klaar_na: Duration,
}

impl Programma {
    /// Starts the program with these arguments and waits until it answers on `adres`.
    ///
    /// # Errors
    /// What it said on its standard error when it did not become ready.
    pub fn start(binary: &Path, args: &[&str], adres: SocketAddr) -> Result<Self> {
        let begin = Instant::now();
        let mut process = Command::new(binary)
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", binary.display()))?;
        while begin.elapsed() < READY_WITHIN {
            if Sessie::new(adres).get("/gezond").is_ok_and(|answer| answer.status == 200) {
                return Ok(Self { process, adres, klaar_na: begin.elapsed() });
            }
            if process.try_wait().is_ok_and(|ended| ended.is_some()) {
                break;
            }
            sleep(Duration::from_millis(2));
        }
        let _ = process.kill();
        let mut said = String::new();
        if let Some(mut stderr) = process.stderr.take() {
            let _ = stderr.read_to_string(&mut said);
        }
        Err(format!("loket {} did not become ready: {said}", args.join(" ")))
    }

    /// Its process id.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// Its resident memory in kB, now.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn resident_kb(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid())).map_err(|error| error.to_string())?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok()).ok_or_else(|| "no VmRSS".to_owned())
    }

    /// kill -9: no time to finish anything.
    ///
    /// # Errors
    /// When there is nothing to kill.
    pub fn kill(mut self) -> Result<()> {
        self.process.kill().map_err(|error| error.to_string())?;
        self.process.wait().map(drop).map_err(|error| error.to_string())
    }

    /// Asks it to stop, as Ctrl-C does, and waits.
    ///
    /// # Errors
    /// When it does not stop, or not with success.
    pub fn stop(mut self) -> Result<()> {
        let asked = Command::new("kill").args(["-TERM", &self.pid().to_string()]).status();
        asked.map_err(|error| error.to_string())?;
        let begin = Instant::now();
        while begin.elapsed() < ENDED_WITHIN {
            match self.process.try_wait().map_err(|error| error.to_string())? {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(format!("ended with {status}")),
                None => sleep(Duration::from_millis(20)),
            }
        }
        Err("does not stop".to_owned())
    }
}

impl Drop for Programma {
    fn drop(&mut self) {
        // Nothing to do when it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An address on this machine that nobody listens on.
///
/// # Errors
/// When the system has none.
pub fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    listener.local_addr().map_err(|error| error.to_string())
}
