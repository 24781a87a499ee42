//! A file while it comes in.

use std::fs::File;
use std::path::Path;

use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

use crate::{Geweigerd, Regels};

/// A file that is coming in, on the disk of this machine and not yet kept. Dropped before it is kept, nothing of it is left.
pub struct Binnenkomend {
    pub(crate) sleutel: Uuid,
    pub(crate) regels: Regels,
    bestand: tokio::fs::File,
    hash: Sha256,
    omvang: u64,
}

/// A file that has come in whole.
pub(crate) struct Binnen {
    pub(crate) sleutel: Uuid,
    pub(crate) regels: Regels,
    pub(crate) bestand: File,
    pub(crate) omvang: u64,
    pub(crate) sha256: String,
}

impl Binnenkomend {
    pub(crate) async fn begin(map: &Path, sleutel: Uuid, regels: Regels) -> Result<Self, Geweigerd> {
        let pad = map.join(sleutel.to_string());
        let mut options = tokio::fs::OpenOptions::new();
        let bestand = options.read(true).write(true).create(true).truncate(true).mode(0o600).open(&pad).await?;
        // Without a name it goes by itself with the last handle, also when the program is killed.
        tokio::fs::remove_file(&pad).await?;
        Ok(Self { sleutel, regels, bestand, hash: Sha256::new(), omvang: 0 })
    }

    /// Takes in the next piece.
    ///
    /// # Errors
    /// [`Geweigerd::TeGroot`] as soon as it is; [`Geweigerd::OpslagWeg`] when the disk is full.
    pub async fn schrijf(&mut self, deel: &[u8]) -> Result<(), Geweigerd> {
        let omvang = u64::try_from(deel.len()).unwrap_or(u64::MAX).saturating_add(self.omvang);
        if omvang > self.regels.max_bytes {
            return Err(Geweigerd::TeGroot { max: self.regels.max_bytes });
        }
        self.bestand.write_all(deel).await?;
        self.hash.update(deel);
        self.omvang = omvang;
        Ok(())
    }

    /// How many bytes have come in.
    #[must_use]
    pub fn omvang(&self) -> u64 {
        self.omvang
    }

    pub(crate) async fn sluit(mut self) -> Result<Binnen, Geweigerd> {
        self.bestand.flush().await?;
        if self.omvang == 0 {
            return Err(Geweigerd::Leeg);
        }
        Ok(Binnen {
            sleutel: self.sleutel,
            regels: self.regels,
            bestand: self.bestand.into_std().await,
            omvang: self.omvang,
            sha256: hex(&self.hash.finalize()),
        })
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
