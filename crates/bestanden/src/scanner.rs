//! The virus scanner: clamd over its socket.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncSeekExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

use crate::Geweigerd;

/// clamd answers a file of 25 MB within a few seconds; longer than this it hangs.
const BINNEN: Duration = Duration::from_secs(60);
const DEEL_BYTES: usize = 64 * 1024;
const ANTWOORD_BYTES_MAX: u64 = 4_096;

/// Where clamd listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanner {
    /// On a socket in the file system.
    Unix(PathBuf),
    /// On a port, as `host:port`.
    Tcp(String),
}

impl Scanner {
    /// Reads `unix:/pad/naar/socket` or `tcp://host:poort`; none for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(path) = text.strip_prefix("unix:") {
            return path.starts_with('/').then(|| Self::Unix(PathBuf::from(path)));
        }
        let place = text.strip_prefix("tcp://")?;
        let (host, port) = place.rsplit_once(':')?;
        (!host.is_empty() && port.parse::<u16>().is_ok()).then(|| Self::Tcp(place.to_owned()))
    }

    /// Has a file looked at.
    pub(crate) async fn bekijk(&self, bestand: File) -> Result<(), Geweigerd> {
        let away = |cause: io::Error| Geweigerd::ScannerWeg(cause.to_string());
        let answer = tokio::time::timeout(BINNEN, self.vraag(bestand)).await;
        let answer = answer.map_err(|_| Geweigerd::ScannerWeg("no answer in time".to_owned()))?.map_err(away)?;
        let verdict = answer.trim_end_matches(['\0', '\n']).strip_prefix("stream: ").unwrap_or_default();
        match verdict.strip_suffix(" FOUND") {
            Some(naam) => Err(Geweigerd::Besmet { naam: naam.to_owned() }),
            None if verdict == "OK" => Ok(()),
            None => Err(Geweigerd::ScannerWeg(answer)),
        }
    }

    async fn vraag(&self, bestand: File) -> io::Result<String> {
        match self {
            Self::Unix(path) => instream(UnixStream::connect(path).await?, bestand).await,
            Self::Tcp(place) => instream(TcpStream::connect(place).await?, bestand).await,
        }
    }
}

/// clamd's INSTREAM: each piece after its length in four bytes, a length of zero at the end.
async fn instream(mut clamd: impl AsyncRead + AsyncWrite + Unpin, bestand: File) -> io::Result<String> {
    let mut bestand = tokio::fs::File::from_std(bestand);
    bestand.rewind().await?;
    let mut buffer = vec![0; DEEL_BYTES];
    let sent = async {
        clamd.write_all(b"zINSTREAM\0").await?;
        loop {
            let read = bestand.read(&mut buffer).await?;
            clamd.write_all(&u32::try_from(read).unwrap_or(0).to_be_bytes()).await?;
            if read == 0 {
                return clamd.flush().await;
            }
            clamd.write_all(&buffer[..read]).await?;
        }
    };
    let sent = sent.await;
    let mut answer = Vec::new();
    let heard = clamd.take(ANTWOORD_BYTES_MAX).read_to_end(&mut answer).await;
    // It may answer and hang up before the end (too large for it): what it said counts, else what went wrong.
    if answer.is_empty() {
        sent?;
        heard?;
    }
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
