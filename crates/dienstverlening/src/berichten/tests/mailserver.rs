//! Starts `mailserver.py`: a real mail server (aiosmtpd) in a process of its own.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value as Json;

use crate::berichten::verzenden::Smtp;

pub(super) struct Mailserver {
    child: Child,
    pub(super) poort: u16,
    mails: Arc<Mutex<Vec<Json>>>,
}

/// The Python that has aiosmtpd: the system's, where its package puts it, or another.
fn python() -> &'static str {
    let has = |python: &&str| {
        let tried = Command::new(python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    };
    ["/usr/bin/python3", "python3"]
        .into_iter()
        .find(has)
        .expect("Python with aiosmtpd is there: scripts/gereedschap.sh test installs it")
}

impl Mailserver {
    /// On a free port, or on one that was free before.
    pub(super) fn start(poort: Option<u16>) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/src/berichten/tests/mailserver.py");
        let mut command = Command::new(python());
        command.arg(script).args(poort.map(|poort| poort.to_string())).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let poort = lines.next().unwrap().unwrap().parse().unwrap();
        let mails = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&mails);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                seen.lock().unwrap_or_else(PoisonError::into_inner).push(serde_json::from_str(&line).unwrap());
            }
        });
        Self { child, poort, mails }
    }

    pub(super) fn smtp(&self) -> Smtp {
        Smtp::new(&format!("smtp://127.0.0.1:{}", self.poort)).unwrap()
    }

    /// What it has taken, once that are `n` mails; what is on its way may take a moment to be told.
    pub(super) fn mails(&self, n: usize) -> Vec<Json> {
        let begin = Instant::now();
        loop {
            let mails = self.mails.lock().unwrap().clone();
            if mails.len() >= n || begin.elapsed() > Duration::from_secs(10) {
                return mails;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Mailserver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
