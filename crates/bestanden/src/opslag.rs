//! The store of files: a folder of this machine, or S3.

use std::fs::{DirBuilder, File};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt, future};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Plaats;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart};
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use uuid::Uuid;

use crate::binnen::Binnen;
use crate::lezen::lezing;
use crate::ruimte::{self, RESERVE_BYTES};
use crate::{Binnenkomend, Formaat, Fout, Geweigerd, Lezing, Opgeslagen, Regels, Scanner, formaat, naam};

/// Up to this a file is written in one go; above it in pieces of this size (the least that S3 takes).
const DEEL_BYTES: usize = 5 * 1024 * 1024;
const DELEN_TEGELIJK: usize = 2;

/// Where files are kept. Cheap to clone.
#[derive(Clone)]
pub struct Opslag {
    winkel: Arc<dyn ObjectStore>,
    /// The folder, when it is one.
    bewaard: Option<PathBuf>,
    /// Where files lie while they come in.
    binnen: PathBuf,
    scanner: Option<Scanner>,
    /// With less room than this no file is taken in.
    reserve: u64,
}

impl Opslag {
    /// A folder of this machine, made when it is not there, readable by its owner only.
    ///
    /// # Errors
    /// [`Fout::Opslag`] when it cannot be made.
    pub fn map(map: &Path) -> Result<Self, Fout> {
        let [bewaard, binnen] = ["bewaard", "binnen"].map(|name| map.join(name));
        make(&bewaard)?;
        make(&binnen)?;
        let winkel = LocalFileSystem::new_with_prefix(&bewaard)?.with_fsync(true);
        Ok(Self { winkel: Arc::new(winkel), bewaard: Some(bewaard), binnen, scanner: None, reserve: RESERVE_BYTES })
    }

    /// S3: `s3://emmer` or `s3://emmer/map`. Where it is and how to get in stands in the environment, as every S3 program
    /// has it: `AWS_ENDPOINT`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`. `werkmap` is a folder of this
    /// machine, for files while they come in.
    ///
    /// # Errors
    /// [`Fout::Opslag`] when the address is no such one or the environment is not complete.
    pub fn s3(adres: &str, werkmap: &Path) -> Result<Self, Fout> {
        // Another part of the program may have chosen it already: then that holds.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let rest = adres.strip_prefix("s3://").unwrap_or_default();
        let (emmer, map) = rest.split_once('/').unwrap_or((rest, ""));
        if emmer.is_empty() {
            return Err(Fout::Opslag(format!("{adres:?} is not s3://emmer")));
        }
        make(werkmap)?;
        let s3 = AmazonS3Builder::from_env().with_bucket_name(emmer).build()?;
        let winkel: Arc<dyn ObjectStore> = match Plaats::parse(map.trim_end_matches('/')) {
            Ok(map) if map.as_ref().is_empty() => Arc::new(s3),
            Ok(map) => Arc::new(PrefixStore::new(s3, map)),
            Err(error) => return Err(Fout::Opslag(error.to_string())),
        };
        Ok(Self { winkel, bewaard: None, binnen: werkmap.to_owned(), scanner: None, reserve: RESERVE_BYTES })
    }

    /// The same, with a scanner that sees every file before it is kept.
    #[must_use]
    pub fn met_scanner(self, scanner: Scanner) -> Self {
        Self { scanner: Some(scanner), ..self }
    }

    /// The same, with another reserve of room, in bytes.
    #[must_use]
    pub fn met_reserve(self, reserve: u64) -> Self {
        Self { reserve, ..self }
    }

    /// How many bytes can still be written where files come in.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn vrije_bytes(&self) -> std::io::Result<u64> {
        ruimte::vrije_bytes(&self.binnen)
    }

    /// Begins to take in a file. `sleutel` is a UUIDv7 of kern's ids, used for this file only.
    ///
    /// # Errors
    /// [`Geweigerd::OpslagWeg`] when the disk does not take it, or has no room to spare for files.
    pub async fn ontvang(&self, sleutel: Uuid, regels: &Regels) -> Result<Binnenkomend, Geweigerd> {
        if self.vrije_bytes().is_ok_and(|free| free < self.reserve) {
            return Err(Geweigerd::OpslagWeg("too little room is left to take in files".to_owned()));
        }
        Binnenkomend::begin(&self.binnen, sleutel, regels.clone()).await
    }

    /// Looks at a file that has come in whole, and keeps it under the key it began with. When this answers, the file survives
    /// a power cut: only then write the row that names it.
    ///
    /// # Errors
    /// Why it was not kept; nothing of it is left then.
    pub async fn bewaar(&self, binnenkomend: Binnenkomend, gegeven_naam: &str) -> Result<Opgeslagen, Geweigerd> {
        let Binnen { sleutel, regels, mut bestand, omvang, sha256 } = binnenkomend.sluit().await?;
        let looked = tokio::task::spawn_blocking(move || {
            formaat::herken(&mut bestand, omvang, &regels).map(|formaat| (bestand, formaat))
        });
        let (bestand, formaat): (File, Formaat) =
            looked.await.map_err(|error| Geweigerd::OpslagWeg(error.to_string()))??;
        if let Some(scanner) = &self.scanner {
            scanner.bekijk(bestand.try_clone()?).await?;
        }
        self.schrijf(&plaats(sleutel), bestand, omvang).await?;
        Ok(Opgeslagen {
            sleutel,
            naam: naam::veilig(gegeven_naam, formaat),
            formaat: formaat.mime().to_owned(),
            omvang: i64::try_from(omvang).unwrap_or(i64::MAX),
            sha256,
        })
    }

    /// The same for a file that is in memory: what the program itself makes.
    ///
    /// # Errors
    /// As [`Opslag::bewaar`].
    pub async fn bewaar_bytes(
        &self,
        sleutel: Uuid,
        gegeven_naam: &str,
        inhoud: &[u8],
        regels: &Regels,
    ) -> Result<Opgeslagen, Geweigerd> {
        let mut binnen = self.ontvang(sleutel, regels).await?;
        binnen.schrijf(inhoud).await?;
        self.bewaar(binnen, gegeven_naam).await
    }

    async fn schrijf(&self, plaats: &Plaats, bestand: File, omvang: u64) -> Result<(), Geweigerd> {
        let mut bestand = tokio::fs::File::from_std(bestand);
        bestand.rewind().await?;
        if omvang <= DEEL_BYTES as u64 {
            let mut whole = Vec::with_capacity(usize::try_from(omvang).unwrap_or(DEEL_BYTES));
            bestand.read_to_end(&mut whole).await?;
            self.winkel.put(plaats, PutPayload::from(Bytes::from(whole))).await?;
            return Ok(());
        }
        let mut naar = WriteMultipart::new_with_chunk_size(self.winkel.put_multipart(plaats).await?, DEEL_BYTES);
        let mut buffer = vec![0; 256 * 1024];
        loop {
            let read = match bestand.read(&mut buffer).await {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) => {
                    naar.abort().await?;
                    return Err(error.into());
                }
            };
            naar.wait_for_capacity(DELEN_TEGELIJK).await?;
            naar.write(&buffer[..read]);
        }
        naar.finish().await?;
        Ok(())
    }

    /// The pieces of a file; that it is still the file that was kept shows before the last piece.
    ///
    /// # Errors
    /// [`Fout::Weg`] when there is no such file; [`Fout::Opslag`] when the store does not answer.
    pub async fn lees(&self, bestand: &Opgeslagen) -> Result<Lezing, Fout> {
        let found = self.winkel.get(&plaats(bestand.sleutel)).await?;
        if i64::try_from(found.meta.size).ok() != Some(bestand.omvang) {
            return Err(Fout::Veranderd);
        }
        Ok(lezing(found.into_stream(), bestand.clone()))
    }

    /// Reads a file to its end: whether it is still what was kept.
    ///
    /// # Errors
    /// [`Fout::Weg`] or [`Fout::Veranderd`] when it is not; [`Fout::Opslag`] when the store does not answer.
    pub async fn controleer(&self, bestand: &Opgeslagen) -> Result<(), Fout> {
        self.lees(bestand).await?.try_for_each(|_| future::ok(())).await
    }

    /// Whether it is there, as large as it should be.
    ///
    /// # Errors
    /// [`Fout::Opslag`] when the store does not answer.
    pub async fn heeft(&self, bestand: &Opgeslagen) -> Result<bool, Fout> {
        match self.winkel.head(&plaats(bestand.sleutel)).await.map_err(Fout::from) {
            Ok(found) => Ok(i64::try_from(found.size).ok() == Some(bestand.omvang)),
            Err(Fout::Weg) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Begins to take a file back in that was kept before: what it is, is known.
    ///
    /// # Errors
    /// As [`Opslag::ontvang`].
    pub async fn ontvang_terug(&self, bestand: &Opgeslagen) -> Result<Binnenkomend, Geweigerd> {
        let regels = Regels { max_bytes: bestand.omvang.unsigned_abs(), formaten: Vec::new() };
        self.ontvang(bestand.sleutel, &regels).await
    }

    /// Keeps a file again that came back whole.
    ///
    /// # Errors
    /// [`Fout::Veranderd`] when it is not what was kept; [`Fout::Opslag`] when the store does not take it.
    pub async fn bewaar_terug(&self, binnenkomend: Binnenkomend, bestand: &Opgeslagen) -> Result<(), Fout> {
        let Binnen { bestand: file, omvang, sha256, .. } = match binnenkomend.sluit().await {
            Ok(binnen) => binnen,
            Err(Geweigerd::OpslagWeg(error)) => return Err(Fout::Opslag(error)),
            Err(_) => return Err(Fout::Veranderd),
        };
        if i64::try_from(omvang).ok() != Some(bestand.omvang) || sha256 != bestand.sha256 {
            return Err(Fout::Veranderd);
        }
        let written = self.schrijf(&plaats(bestand.sleutel), file, omvang).await;
        written.map_err(|error| Fout::Opslag(error.to_string()))
    }

    /// Removes a file, and what is left of one whose writing was cut off; one that is gone already is fine.
    ///
    /// # Errors
    /// [`Fout::Opslag`] when the store does not answer.
    pub async fn verwijder(&self, sleutel: Uuid) -> Result<(), Fout> {
        if let Some(map) = &self.bewaard {
            // A file takes its name when it is whole: until then it lies under this one.
            let begun = map.join(format!("{}#1", plaats(sleutel)));
            match tokio::fs::remove_file(begun).await {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Fout::Opslag(error.to_string()));
                }
                _ => {}
            }
        }
        match self.winkel.delete(&plaats(sleutel)).await.map_err(Fout::from) {
            Err(Fout::Weg) => Ok(()),
            other => other,
        }
    }

    /// The keys made before a moment (in milliseconds since 1970, on the clock of whoever made the keys): what is among these and
    /// has no row was left by an upload that was cut off. As the key tells its age, the store's own clock does not matter.
    pub fn zwerf(&self, voor_ms: i64) -> BoxStream<'static, Result<Uuid, Fout>> {
        let old = move |sleutel: &Uuid| made_ms(*sleutel).is_some_and(|made| made < voor_ms);
        let keys = self.winkel.list(None).map_err(Fout::from).try_filter_map(move |found| {
            let sleutel = found.location.filename().and_then(|name| name.parse::<Uuid>().ok());
            future::ok(sleutel.filter(old))
        });
        keys.boxed()
    }
}

/// When a UUIDv7 was made.
fn made_ms(sleutel: Uuid) -> Option<i64> {
    let (seconds, nanos) = sleutel.get_timestamp()?.to_unix();
    i64::try_from(seconds).ok()?.checked_mul(1_000)?.checked_add(i64::from(nanos / 1_000_000))
}

/// Spread over 256 folders by what is chance in the key.
fn plaats(sleutel: Uuid) -> Plaats {
    let name = sleutel.to_string();
    Plaats::from(format!("{}/{name}", &name[name.len() - 2..]))
}

fn make(map: &Path) -> Result<(), Fout> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(map);
    made.map_err(|error| Fout::Opslag(format!("{}: {error}", map.display())))
}
