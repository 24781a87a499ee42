//! A browser without a screen: one connection that stays open, cookies, and the CSRF token of the last page.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::Result;

const PATIENCE: Duration = Duration::from_secs(30);
const URLENCODED: &str = "application/x-www-form-urlencoded";
const BOUNDARY: &str = "loket-bediening";

/// An answer of the program.
#[derive(Clone, Debug)]
pub struct Antwoord {
    /// The status code.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: String,
}

impl Antwoord {
    /// How long the program itself was busy, in milliseconds, as it says in `Server-Timing`.
    #[must_use]
    pub fn server_ms(&self) -> Option<f64> {
        self.headers.get("server-timing")?.split("dur=").nth(1)?.split([',', ';']).next()?.trim().parse().ok()
    }

    /// Where it sends us, without the address of the server.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.headers.get("location").map(String::as_str)
    }

    /// The value of the first hidden or other field of this name on the page.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        let after = self.body.split(&format!("name=\"{name}\" value=\"")).nth(1)?;
        after.split('"').next()
    }
}

/// Somebody with a browser.
pub struct Sessie {
    adres: SocketAddr,
    connection: Option<BufReader<TcpStream>>,
    cookies: BTreeMap<String, String>,
    csrf: String,
}

impl Sessie {
    /// Somebody who has not been here before.
    #[must_use]
    pub fn new(adres: SocketAddr) -> Self {
        Self { adres, connection: None, cookies: BTreeMap::new(), csrf: String::new() }
    }

    /// Logs in, by the page that people use.
    ///
    /// # Errors
    /// When the program does not let us in.
    pub fn log_in(adres: SocketAddr, gebruikersnaam: &str, wachtwoord: &str) -> Result<Self> {
        let mut sessie = Self::new(adres);
        sessie.get("/inloggen")?;
        let fields = [("gebruikersnaam", gebruikersnaam), ("wachtwoord", wachtwoord), ("terug", "")];
        let answer = sessie.post("/inloggen", &fields)?;
        if answer.status != 303 {
            return Err(format!("log-in of {gebruikersnaam}: status {}", answer.status));
        }
        sessie.get("/werkplek")?;
        Ok(sessie)
    }

    /// The same person after the program was started again: the cookies are still there.
    pub fn reconnect(&mut self) {
        self.connection = None;
    }

    /// Opens a page.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn get(&mut self, path: &str) -> Result<Antwoord> {
        let answer = self.send("GET", path, None, false)?;
        self.remember_csrf(&answer);
        Ok(answer)
    }

    /// Opens a page as a script does that shows it beside the rest.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn get_deel(&mut self, path: &str) -> Result<Antwoord> {
        self.send("GET", path, None, true)
    }

    /// Sends a form, with the token of the last page.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Antwoord> {
        let body = self.form(fields);
        let answer = self.send("POST", path, Some((URLENCODED, body.as_bytes())), false)?;
        self.remember_csrf(&answer);
        Ok(answer)
    }

    /// Sends a form as a script does: search as you type, autosave.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn post_deel(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Antwoord> {
        let body = self.form(fields);
        self.send("POST", path, Some((URLENCODED, body.as_bytes())), true)
    }

    /// Sends a form with files: of each its field, its name and what is in it.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn post_bestanden(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Result<Antwoord> {
        let token = self.csrf.clone();
        let mut body = Vec::new();
        for (name, value) in [("csrf", token.as_str())].iter().chain(fields) {
            body.extend_from_slice(
                format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .as_bytes(),
            );
        }
        for (name, file, content) in files {
            let kind = format!("form-data; name=\"{name}\"; filename=\"{file}\"");
            body.extend_from_slice(format!("--{BOUNDARY}\r\ncontent-disposition: {kind}\r\n\r\n").as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let answer = self.send("POST", path, Some((&kind, &body)), false)?;
        self.remember_csrf(&answer);
        Ok(answer)
    }

    fn form(&self, fields: &[(&str, &str)]) -> String {
        let mut body = format!("csrf={}", encoded(&self.csrf));
        for (name, value) in fields {
            let _ = write!(body, "&{}={}", encoded(name), encoded(value));
        }
        body
    }

    fn remember_csrf(&mut self, answer: &Antwoord) {
        if let Some(token) = answer.field("csrf") {
            token.clone_into(&mut self.csrf);
        }
    }

    fn send(&mut self, method: &str, path: &str, body: Option<(&str, &[u8])>, deel: bool) -> Result<Antwoord> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n", self.adres);
        if !self.cookies.is_empty() {
            let pairs: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let _ = write!(request, "cookie: {}\r\n", pairs.join("; "));
        }
        if deel {
            request.push_str("x-loket-deel: 1\r\n");
        }
        match body {
            Some((kind, body)) => {
                let _ = write!(
                    request,
                    "origin: http://{}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n",
                    self.adres,
                    body.len()
                );
            }
            None => request.push_str("\r\n"),
        }
        let mut request = request.into_bytes();
        request.extend_from_slice(body.map_or(&[], |(_, body)| body));
        let answer = self.exchange(&request).map_err(|error| format!("{method} {path}: {error}"));
        if answer.is_err() {
            self.connection = None;
        }
        let answer = answer?;
        if answer.headers.get("connection").is_some_and(|value| value == "close") {
            self.connection = None;
        }
        Ok(answer)
    }

    fn exchange(&mut self, request: &[u8]) -> std::io::Result<Antwoord> {
        if self.connection.is_none() {
            let stream = TcpStream::connect_timeout(&self.adres, PATIENCE)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_nodelay(true)?;
            self.connection = Some(BufReader::new(stream));
        }
        let cut = || std::io::Error::other("the connection was cut");
        let connection = self.connection.as_mut().ok_or_else(cut)?;
        connection.get_mut().write_all(request)?;
        let mut line = String::new();
        connection.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(cut)?;
        let mut headers = BTreeMap::new();
        loop {
            line.clear();
            if connection.read_line(&mut line)? == 0 {
                return Err(cut());
            }
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            if name.eq_ignore_ascii_case("set-cookie") {
                let pair = value.split(';').next().unwrap_or_default();
                if let Some((name, value)) = pair.split_once('=') {
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
            }
            headers.insert(name.to_lowercase(), value.to_owned());
        }
        let length: usize = headers.get("content-length").and_then(|value| value.parse().ok()).unwrap_or(0);
        let mut body = vec![0; length];
        connection.read_exact(&mut body)?;
        Ok(Antwoord { status, headers, body: String::from_utf8_lossy(&body).into_owned() })
    }
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
