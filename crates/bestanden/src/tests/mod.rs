//! A store in a folder of its own, and archives made by hand.

mod archieven;
mod opslaan;
mod scannen;

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use futures_util::TryStreamExt;
use uuid::Uuid;

use crate::{Fout, Geweigerd, Opgeslagen, Opslag, Regels};

static NEXT: AtomicU32 = AtomicU32::new(1);

/// A store that goes when the test is over.
pub(super) struct Kast {
    pub(super) map: PathBuf,
    pub(super) opslag: Opslag,
}

impl Kast {
    pub(super) fn nieuw() -> Self {
        let own = format!("loket-bestanden-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let map = std::env::temp_dir().join(own);
        let opslag = Opslag::map(&map).unwrap();
        Self { map, opslag }
    }

    pub(super) async fn bewaar(&self, naam: &str, inhoud: &[u8]) -> Result<Opgeslagen, Geweigerd> {
        self.opslag.bewaar_bytes(sleutel(), naam, inhoud, &Regels::default()).await
    }

    pub(super) async fn alles(&self, bestand: &Opgeslagen) -> Result<Vec<u8>, Fout> {
        let pieces: Vec<_> = self.opslag.lees(bestand).await?.try_collect().await?;
        Ok(pieces.concat())
    }

    /// Every file in the folder, whatever it is.
    pub(super) fn bestanden(&self) -> Vec<PathBuf> {
        let (mut folders, mut found) = (vec![self.map.clone()], Vec::new());
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found
    }
}

impl Drop for Kast {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.map);
    }
}

/// A key of 23 November 2026, 09:00 UTC.
pub(super) fn sleutel() -> Uuid {
    let n = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    let random = [0, 0, 0, 0, 0, 0, n[0], n[1], n[2], n[3]];
    uuid::Builder::from_unix_timestamp_millis(1_795_424_400_000, &random).into_uuid()
}

pub(super) fn block_on<T>(test: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(test)
}

/// A part of an archive.
pub(super) struct Deel {
    pub(super) naam: &'static str,
    pub(super) inhoud: Vec<u8>,
    /// What the list says of its size; none is the truth.
    pub(super) gezegd: Option<u32>,
}

pub(super) fn deel(naam: &'static str, inhoud: impl Into<Vec<u8>>) -> Deel {
    Deel { naam, inhoud: inhoud.into(), gezegd: None }
}

/// An archive of these parts, deflated but for the first.
pub(super) fn zip(delen: &[Deel]) -> Vec<u8> {
    let (mut bytes, mut lijst) = (Vec::new(), Vec::new());
    for (at, deel) in delen.iter().enumerate() {
        let method: u16 = if at == 0 { 0 } else { 8 };
        let packed = if at == 0 { deel.inhoud.clone() } else { deflate(&deel.inhoud) };
        let size = deel.gezegd.unwrap_or(u32::try_from(deel.inhoud.len()).unwrap());
        let begin = u32::try_from(bytes.len()).unwrap();
        let mut kop = Vec::new();
        kop.extend([20, 0, 0, 0]);
        kop.extend(method.to_le_bytes());
        kop.extend([0; 8]);
        kop.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
        kop.extend(size.to_le_bytes());
        kop.extend(u16::try_from(deel.naam.len()).unwrap().to_le_bytes());
        kop.extend([0; 2]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&kop);
        bytes.extend(deel.naam.as_bytes());
        bytes.extend(&packed);
        lijst.extend(b"PK\x01\x02\x14\x00");
        lijst.extend(&kop);
        lijst.extend([0; 10]);
        lijst.extend(begin.to_le_bytes());
        lijst.extend(deel.naam.as_bytes());
    }
    let begin = u32::try_from(bytes.len()).unwrap();
    let count = u16::try_from(delen.len()).unwrap().to_le_bytes();
    bytes.extend(&lijst);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(u32::try_from(lijst.len()).unwrap().to_le_bytes());
    bytes.extend(begin.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn deflate(inhoud: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(inhoud).unwrap();
    encoder.finish().unwrap()
}

/// A text of LibreOffice.
pub(super) fn odt(inhoud: impl Into<Vec<u8>>) -> Vec<u8> {
    zip(&[deel("mimetype", "application/vnd.oasis.opendocument.text"), deel("content.xml", inhoud)])
}
