//! A file of a backup while it is written or read: under another name until it is whole, and closed for all but those who hold the key
//! (age-encryption.org/v1) when there are recipients.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use age::stream::StreamWriter;
use age::x25519::Recipient;
use age::{Decryptor, Encryptor, Identity};

use crate::Fout;

/// How every file of age begins.
const AGE: &[u8] = b"age-encryption.org/v1";

/// Who can open a backup: an age recipient (`age1…`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ontvanger(String);

impl FromStr for Ontvanger {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        text.parse::<Recipient>().map(|recipient| Self(recipient.to_string())).map_err(|_| ())
    }
}

/// What opens a backup: the secret sides of recipients, from an identity file of age.
#[derive(Default)]
pub struct Openers(Vec<age::x25519::Identity>);

impl Openers {
    /// Reads files that `age-keygen` made.
    ///
    /// # Errors
    /// When one cannot be read or holds no such key.
    pub fn lees(paden: &[PathBuf]) -> Result<Self, Fout> {
        let mut all = Vec::new();
        for pad in paden {
            let text = fs::read_to_string(pad).map_err(|e| Fout::bestand("Kan de identiteit niet lezen", pad, &e))?;
            let keys: Vec<_> = text.lines().filter_map(|line| line.trim().parse().ok()).collect();
            if keys.is_empty() {
                let doe = "Geef het bestand dat `age-keygen` maakte, met de regel AGE-SECRET-KEY-…";
                return Err(Fout::gebruik("Dit is geen identiteit van age", doe).waar(pad.display()));
            }
            all.extend(keys);
        }
        Ok(Self(all))
    }

    /// Whether there is none.
    #[must_use]
    pub fn leeg(&self) -> bool {
        self.0.is_empty()
    }
}

/// A file while it is written; removed unless it is finished.
pub(super) struct Deel {
    pad: PathBuf,
    out: Option<Uit>,
}

enum Uit {
    Open(BufWriter<File>),
    Dicht(Box<StreamWriter<BufWriter<File>>>),
}

impl Deel {
    pub(super) fn new(doel: &Path, ontvangers: &[Ontvanger]) -> io::Result<Self> {
        let mut naam = doel.as_os_str().to_owned();
        naam.push(".deel");
        let pad = PathBuf::from(naam);
        // What an earlier attempt left behind when the machine stopped.
        let _ = fs::remove_file(&pad);
        let file = BufWriter::new(OpenOptions::new().write(true).create_new(true).mode(0o600).open(&pad)?);
        let mut deel = Self { pad, out: None };
        let keys: Vec<Recipient> = ontvangers.iter().filter_map(|one| one.0.parse().ok()).collect();
        deel.out = Some(if keys.is_empty() {
            Uit::Open(file)
        } else {
            let encryptor = Encryptor::with_recipients(keys.iter().map(|key| key as _)).map_err(io::Error::other)?;
            Uit::Dicht(Box::new(encryptor.wrap_output(file)?))
        });
        Ok(deel)
    }

    /// Makes the file durable and gives it its name. What it was called until then goes with this value.
    pub(super) fn klaar(mut self, doel: &Path) -> io::Result<()> {
        let out = match self.out.take() {
            Some(Uit::Open(out)) => out,
            Some(Uit::Dicht(out)) => out.finish()?,
            None => return Err(io::Error::other("finished")),
        };
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        // Never over a file that is there. Whoever makes a backup holds its folder, so nobody comes in between; a link would say it in
        // one step, but not every share has links.
        if doel.exists() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        fs::rename(&self.pad, doel)?;
        let folder = doel.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()
    }

    fn out(&mut self) -> io::Result<&mut dyn Write> {
        match &mut self.out {
            Some(Uit::Open(out)) => Ok(out),
            Some(Uit::Dicht(out)) => Ok(out.as_mut()),
            None => Err(io::Error::other("finished")),
        }
    }
}

impl Write for Deel {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out()?.flush()
    }
}

impl Drop for Deel {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.pad);
    }
}

/// Opens a file of a backup, whether or not it is closed.
pub(super) fn open(pad: &Path, openers: &Openers) -> Result<Box<dyn Read + Send>, Fout> {
    let klacht = |error: &io::Error| Fout::bestand("Kan de backup niet lezen", pad, error);
    let mut file = BufReader::new(File::open(pad).map_err(|e| klacht(&e))?);
    let begin = io::BufRead::fill_buf(&mut file).map_err(|e| klacht(&e))?;
    if !begin.starts_with(AGE) {
        return Ok(Box::new(file));
    }
    if openers.0.is_empty() {
        let doe = "Geef het bestand met de sleutel die hem opent: --identiteit BESTAND";
        return Err(Fout::gebruik("Deze backup is versleuteld.", doe).waar(pad.display()));
    }
    let opened =
        Decryptor::new_buffered(file).and_then(|file| file.decrypt(openers.0.iter().map(|key| key as &dyn Identity)));
    match opened {
        Ok(reader) => Ok(Box::new(reader)),
        Err(age::DecryptError::NoMatchingKeys) => {
            let doe = "Geef met --identiteit het bestand van een van de backup_ontvangers van toen.";
            Err(Fout::gebruik("Deze identiteit opent deze backup niet.", doe).waar(pad.display()))
        }
        Err(error) => Err(Fout::new(
            format!("Deze backup is beschadigd ({error}); er is niets hersteld."),
            "Gebruik een andere backup, of haal het bestand opnieuw op van waar het vandaan komt.",
        )
        .waar(pad.display())),
    }
}
