//! A file as it is given back: what changed since it was kept is no longer that file.

use bytes::Bytes;
use futures_util::TryStreamExt;
use futures_util::stream::{self, BoxStream};
use sha2::{Digest, Sha256};

use crate::Opgeslagen;
use crate::binnen::hex;

/// Why a file could not be given back or removed.
#[derive(Debug, thiserror::Error)]
pub enum Fout {
    /// It is not there.
    #[error("the file is not there")]
    Weg,
    /// What is there is not what was kept.
    #[error("the file is not what was kept")]
    Veranderd,
    /// The store does not answer, or is not what its configuration says.
    #[error("the store of files: {0}")]
    Opslag(String),
}

impl From<object_store::Error> for Fout {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Weg,
            other => Self::Opslag(other.to_string()),
        }
    }
}

/// The pieces of a file. The last piece comes when size and hash have been found right, so whoever gets all of it has the
/// file that was kept.
pub type Lezing = BoxStream<'static, Result<Bytes, Fout>>;

struct Staat {
    bron: BoxStream<'static, object_store::Result<Bytes>>,
    hash: Sha256,
    omvang: i64,
    /// Read, and not given yet.
    vast: Option<Bytes>,
    bestand: Opgeslagen,
}

pub(crate) fn lezing(bron: BoxStream<'static, object_store::Result<Bytes>>, bestand: Opgeslagen) -> Lezing {
    let begin = Staat { bron, hash: Sha256::new(), omvang: 0, vast: None, bestand };
    Box::pin(stream::try_unfold(Some(begin), |staat| async move {
        let Some(mut staat) = staat else { return Ok(None) };
        while let Some(deel) = staat.bron.try_next().await? {
            staat.hash.update(&deel);
            staat.omvang = staat.omvang.saturating_add_unsigned(deel.len() as u64);
            if let Some(before) = staat.vast.replace(deel) {
                return Ok(Some((before, Some(staat))));
            }
        }
        if staat.omvang != staat.bestand.omvang || hex(&staat.hash.finalize()) != staat.bestand.sha256 {
            return Err(Fout::Veranderd);
        }
        Ok(staat.vast.map(|last| (last, None)))
    }))
}
