//! A folder instead of a mail server (the demo, a first installation), and the folder of what goes by post.

use std::io::{self, ErrorKind};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::fs::{self, File, OpenOptions};
use tokio::io::AsyncWriteExt;

use crate::berichten::Bericht;

const PAPIER: &str = "papier";
const UITGANG: &str = ".eml";

/// Keeps a mail as a file that mail programs open. Twice is once: its name is that of the message.
pub(super) async fn bewaar(map: &Path, bericht: &Bericht, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(map).await?;
    // A name that sorts by time; no colons, which not every system takes.
    let name = format!("{}-{}{UITGANG}", bericht.opgesteld_op.to_string().replace(':', ""), bericht.id);
    let half = map.join(format!("{name}.half"));
    write(&mut File::create(&half).await?, bytes).await?;
    fs::rename(&half, map.join(&name)).await?;
    File::open(map).await?.sync_all().await
}

/// Lays a letter ready for the printer; one that lies there already is an error, because it may have been printed.
pub(super) async fn op_papier(map: &Path, bericht: &Bericht) -> io::Result<()> {
    let map = map.join(PAPIER);
    fs::create_dir_all(&map).await?;
    let path = map.join(format!("{}.txt", bericht.id));
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).await?;
    write(&mut file, format!("{}\n\n{}\n", bericht.onderwerp, bericht.tekst).as_bytes()).await?;
    File::open(map).await?.sync_all().await
}

async fn write(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes).await?;
    file.flush().await?;
    file.sync_all().await
}

/// The names of the mails in the folder, the newest first, at most so many; none when there is no folder yet.
///
/// # Errors
/// When the folder cannot be read.
pub async fn lijst(map: &Path, max: usize) -> io::Result<Vec<String>> {
    let mut entries = match fs::read_dir(map).await {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut names = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        names.extend(entry.file_name().into_string().ok().filter(|name| is_name(name)));
    }
    names.sort_unstable_by(|a, b| b.cmp(a));
    names.truncate(max);
    Ok(names)
}

/// One mail of the folder; none when there is no such one.
///
/// # Errors
/// When it cannot be read.
pub async fn lees(map: &Path, naam: &str) -> io::Result<Option<Vec<u8>>> {
    if !is_name(naam) {
        return Ok(None);
    }
    match fs::read(map.join(naam)).await {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        other => other.map(Some),
    }
}

/// A name that [`bewaar`] gives, and so never a path to somewhere else.
fn is_name(naam: &str) -> bool {
    naam.len() < 100
        && naam.ends_with(UITGANG)
        && naam.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
}

/// A mail of the folder as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leesbaar {
    /// From whom.
    pub van: String,
    /// To whom.
    pub aan: String,
    /// What it is about.
    pub onderwerp: String,
    /// The text.
    pub tekst: String,
}

impl Leesbaar {
    /// The text in paragraphs, each of some lines.
    pub fn alineas(&self) -> impl Iterator<Item = &str> {
        self.tekst.split("\n\n").filter(|alinea| !alinea.is_empty())
    }
}

/// Reads what [`bewaar`] wrote: a mail of this program, not any mail.
#[must_use]
pub fn leesbaar(bytes: &[u8]) -> Leesbaar {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let (head, body) = text.split_once("\n\n").unwrap_or((text.as_str(), ""));
    let head = head.replace("\n ", " ");
    let field = |name: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.map(words).unwrap_or_default()
    };
    let tekst = match field("Content-Transfer-Encoding").as_str() {
        "quoted-printable" => String::from_utf8_lossy(&quoted(&body.replace("=\n", ""))).into_owned(),
        "base64" => plain(&body.replace('\n', "")),
        _ => body.to_owned(),
    };
    Leesbaar { van: field("From"), aan: field("To"), onderwerp: field("Subject"), tekst: tekst.trim().to_owned() }
}

/// `=?utf-8?b?…?=` in a header (RFC 2047); spaces between two of those are no spaces.
fn words(line: &str) -> String {
    let line = line.replace("?= =?", "?==?");
    let mut parts = line.split("=?");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let coded = part.split_once("?b?").and_then(|(_, rest)| rest.split_once("?="));
        match coded {
            Some((code, rest)) => text.extend([plain(code).as_str(), rest]),
            None => text.push_str(part),
        }
    }
    text
}

fn plain(base64: &str) -> String {
    STANDARD.decode(base64).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// `=C3=A9` in a text (RFC 2045).
fn quoted(text: &str) -> Vec<u8> {
    let mut parts = text.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let byte = part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.extend(byte);
        bytes.extend(part.as_bytes().iter().skip(if byte.is_some() { 2 } else { 0 }));
    }
    bytes
}
