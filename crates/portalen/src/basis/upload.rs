//! Forms with files: read piece by piece, so that a large file is never in memory and one that is cut off leaves nothing.
//!
//! A route for such forms ([`Routes::upload`](super::Routes::upload)) takes plain forms as well. The token of the form is its
//! first field and is checked before a handler runs; the files are only read once the handler has said what may come.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use dienstverlening::formulieren::AanvraagId;

use super::csrf;
use super::fout::Fout;
use super::staat::AppState;
use super::velden::{FIELDS_MAX, Velden};
use bestanden::{Geweigerd, Opgeslagen, Opslag, Regels};

/// The most that one form with its files may carry.
pub const REQUEST_BYTES_MAX: usize = 60 * 1_000 * 1_000;
/// The same in megabytes, for people.
pub const REQUEST_MB_MAX: usize = REQUEST_BYTES_MAX / 1_000_000;
/// The most that its other fields carry together.
const TEXT_BYTES_MAX: usize = 2 * 1024 * 1024;
/// More files than any form of ours takes.
const FILES_MAX: usize = 20;
/// Up to this a form that is too large is still read and forgotten, so that a browser gets to see the answer.
const DRAIN_BYTES_MAX: usize = 4 * REQUEST_BYTES_MAX;
/// An upload over a slow line takes longer than a page.
pub(super) const WITHIN: Duration = Duration::from_secs(15 * 60);

/// The token that a form with files must begin with; left by the layer that stands before the route.
#[derive(Clone)]
pub(super) struct Verwacht(pub(super) Option<String>);

/// Whether a form comes in parts, as forms with files do.
pub(super) fn is_multipart(parts: &Parts) -> bool {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("multipart/form-data")
}

/// How many bytes a form says that it carries; as many as any may, when it does not say.
pub(super) fn told_bytes(parts: &Parts) -> u64 {
    told(parts).unwrap_or(REQUEST_BYTES_MAX) as u64
}

fn told(parts: &Parts) -> Option<usize> {
    parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok())
}

/// Refuses what says itself that it is larger than any form; what is not much larger is read first, a piece at a time, so that
/// the refusal arrives.
pub(super) async fn refuse_large(parts: &Parts, body: Body) -> Result<Body, Fout> {
    if told(parts).is_none_or(|length| length <= REQUEST_BYTES_MAX) {
        return Ok(body);
    }
    drain(parts, body).await;
    Err(Fout::UploadTeGroot)
}

/// Reads a body and forgets it, unless it is far larger than any may be.
pub(super) async fn drain(parts: &Parts, mut body: Body) {
    let mut read = 0;
    while told(parts).is_some_and(|length| length <= DRAIN_BYTES_MAX) && read <= DRAIN_BYTES_MAX {
        let piece = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await;
        let Some(Ok(piece)) = piece else { break };
        read += piece.into_data().map_or(0, |data| data.len());
    }
}

/// How much of a form with files was read.
#[derive(Clone, Default)]
pub struct Gelezen(Arc<AtomicU64>);

impl Gelezen {
    pub(super) fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn erbij(&self, bytes: usize) {
        self.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

/// A form whose files have not been read yet.
pub enum Formulier {
    /// A plain form.
    Velden(Velden),
    /// One with files, past its token.
    Delen(Multipart, Gelezen),
}

/// What may come in with a field.
pub struct Welkom {
    /// Which files.
    pub regels: Regels,
    /// How many.
    pub aantal: usize,
}

/// A form with its files.
#[derive(Debug, Default)]
pub struct Ontvangen {
    /// The other fields, as they were typed.
    pub velden: Vec<(String, String)>,
    /// Per file the field it came with, and where it is kept or why not.
    pub bestanden: Vec<(String, Result<Opgeslagen, Geweigerd>)>,
}

impl FromRequest<AppState> for Formulier {
    type Rejection = Fout;

    async fn from_request(mut request: Request, _: &AppState) -> Result<Self, Fout> {
        if let Some(velden) = request.extensions().get::<Velden>() {
            return Ok(Self::Velden(velden.clone()));
        }
        // Only the route's layer leaves it there: a route that is not for uploads never comes here with parts.
        let Some(Verwacht(token)) = request.extensions_mut().remove::<Verwacht>() else { return Err(Fout::Soort) };
        let gelezen = request.extensions_mut().remove::<Gelezen>().unwrap_or_default();
        DefaultBodyLimit::max(REQUEST_BYTES_MAX).apply(&mut request);
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Fout::Ongeldig)?;
        let shown = match parts.next_field().await.map_err(|error| refusal(&error))? {
            Some(field) if field.name() == Some(csrf::VELD) && field.file_name().is_none() => {
                text(field, 1_024, &gelezen).await?
            }
            _ => return Err(Fout::Verlopen),
        };
        match token {
            Some(token) if csrf::klopt(&token, &shown) => Ok(Self::Delen(parts, gelezen)),
            _ => Err(Fout::Verlopen),
        }
    }
}

impl Formulier {
    /// Reads it to its end. `welkom` says of a field with a file what may come in; without an answer the file is passed over.
    /// Of more files than may come, nothing is kept. `aanvraag` is the draft that the files are for.
    ///
    /// # Errors
    /// [`Fout::Ongeldig`] for what is no form or was cut off, [`Fout::UploadTeGroot`] for more than we take. What had come
    /// in by then is swept.
    pub async fn lees(
        self,
        app: &AppState,
        aanvraag: Option<AanvraagId>,
        welkom: impl Fn(&str) -> Option<Welkom>,
    ) -> Result<Ontvangen, Fout> {
        let (mut parts, gelezen) = match self {
            Self::Velden(velden) => return Ok(Ontvangen { velden: velden.paren().to_vec(), bestanden: Vec::new() }),
            Self::Delen(parts, gelezen) => (parts, gelezen),
        };
        let mut ontvangen = Ontvangen::default();
        let (mut bytes, mut files) = (0, 0);
        while let Some(mut field) = parts.next_field().await.map_err(|error| refusal(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            if name.contains('\0') || ontvangen.velden.len() + files >= FIELDS_MAX {
                return Err(Fout::Ongeldig);
            }
            let Some(file_name) = field.file_name().map(str::to_owned) else {
                let value = text(field, TEXT_BYTES_MAX - bytes, &gelezen).await?;
                bytes += value.len();
                ontvangen.velden.push((name, value));
                continue;
            };
            files += 1;
            if files > FILES_MAX {
                return Err(Fout::Ongeldig);
            }
            // A field where no file was chosen comes along without a name.
            let wanted = (!file_name.is_empty()).then(|| welkom(&name)).flatten();
            let Some(welkom) = wanted else {
                pass(&mut field, &gelezen).await?;
                continue;
            };
            let before = ontvangen.bestanden.iter().filter(|(other, kept)| *other == name && kept.is_ok()).count();
            let kept = match &app.opslag {
                _ if before >= welkom.aantal => Err(Geweigerd::TeVeel),
                Some(opslag) => {
                    let sleutel = app.ids.next();
                    dienstverlening::bestanden::noteren(&app.db, sleutel, aanvraag, app.clock.now()).await?;
                    let mut incoming = Incoming { field: &mut field, gelezen: &gelezen };
                    keep(opslag, sleutel, &welkom.regels, &mut incoming, &file_name).await?
                }
                None => Err(Geweigerd::OpslagWeg("no store is configured".to_owned())),
            };
            pass(&mut field, &gelezen).await?;
            ontvangen.bestanden.push((name, kept));
        }
        Ok(ontvangen)
    }
}

/// A file that comes in, and what counts its bytes.
struct Incoming<'f, 'm> {
    field: &'f mut Field<'m>,
    gelezen: &'f Gelezen,
}

/// Takes in one file. The inner error is about the file, and the form goes on; the outer one ends it all.
async fn keep(
    opslag: &Opslag,
    sleutel: uuid::Uuid,
    regels: &Regels,
    file: &mut Incoming<'_, '_>,
    name: &str,
) -> Result<Result<Opgeslagen, Geweigerd>, Fout> {
    let mut incoming = match opslag.ontvang(sleutel, regels).await {
        Ok(incoming) => incoming,
        Err(refused) => return Ok(Err(refused)),
    };
    while let Some(piece) = file.field.chunk().await.map_err(|error| refusal(&error))? {
        file.gelezen.erbij(piece.len());
        if let Err(refused) = incoming.schrijf(&piece).await {
            return Ok(Err(refused));
        }
    }
    Ok(opslag.bewaar(incoming, name).await)
}

/// Reads a field to its end and forgets it.
async fn pass(field: &mut Field<'_>, gelezen: &Gelezen) -> Result<(), Fout> {
    while let Some(piece) = field.chunk().await.map_err(|error| refusal(&error))? {
        gelezen.erbij(piece.len());
    }
    Ok(())
}

async fn text(mut field: Field<'_>, max: usize, gelezen: &Gelezen) -> Result<String, Fout> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| refusal(&error))? {
        gelezen.erbij(piece.len());
        if bytes.len() + piece.len() > max {
            return Err(Fout::TeGroot);
        }
        bytes.extend_from_slice(&piece);
    }
    let text = String::from_utf8(bytes).map_err(|_| Fout::Ongeldig)?;
    if text.contains('\0') { Err(Fout::Ongeldig) } else { Ok(text) }
}

fn refusal(error: &MultipartError) -> Fout {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Fout::UploadTeGroot } else { Fout::Ongeldig }
}
