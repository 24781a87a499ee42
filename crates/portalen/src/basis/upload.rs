//! Forms with files: read piece by piece, so that a large file is never in memory and one that is cut off leaves nothing.
//!
//! A route for such forms ([`Routes::upload`](super::Routes::upload)) takes plain forms as well. The token of the form is its
//! first field and is checked before a handler runs; the files are only read once the handler has said what may come.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;

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

/// Refuses what says itself that it is larger than any form; what is not much larger is read first, a piece at a time, so that
/// the refusal arrives.
pub(super) async fn refuse_large(parts: &Parts, mut body: Body) -> Result<Body, Fout> {
    let told = parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    match told {
        Some(length) if length > REQUEST_BYTES_MAX => {
            let mut read = 0;
            while length <= DRAIN_BYTES_MAX && read <= DRAIN_BYTES_MAX {
                let piece = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await;
                let Some(Ok(piece)) = piece else { break };
                read += piece.into_data().map_or(0, |data| data.len());
            }
            Err(Fout::UploadTeGroot)
        }
        _ => Ok(body),
    }
}

/// A form whose files have not been read yet.
pub enum Formulier {
    /// A plain form.
    Velden(Velden),
    /// One with files, past its token.
    Delen(Multipart),
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
        DefaultBodyLimit::max(REQUEST_BYTES_MAX).apply(&mut request);
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Fout::Ongeldig)?;
        let shown = match parts.next_field().await.map_err(|error| refusal(&error))? {
            Some(field) if field.name() == Some(csrf::VELD) && field.file_name().is_none() => {
                text(field, 1_024).await?
            }
            _ => return Err(Fout::Verlopen),
        };
        match token {
            Some(token) if csrf::klopt(&token, &shown) => Ok(Self::Delen(parts)),
            _ => Err(Fout::Verlopen),
        }
    }
}

impl Formulier {
    /// Reads it to its end. `regels` says of a field with a file what may come in; without an answer the file is passed over.
    ///
    /// # Errors
    /// [`Fout::Ongeldig`] for what is no form or was cut off, [`Fout::UploadTeGroot`] for more than we take. What had come
    /// in by then is in no row, and is swept.
    pub async fn lees(
        self,
        opslag: Option<&Opslag>,
        ids: &kern::Ids,
        regels: impl Fn(&str) -> Option<Regels>,
    ) -> Result<Ontvangen, Fout> {
        let mut parts = match self {
            Self::Velden(velden) => return Ok(Ontvangen { velden: velden.paren().to_vec(), bestanden: Vec::new() }),
            Self::Delen(parts) => parts,
        };
        let mut ontvangen = Ontvangen::default();
        let (mut bytes, mut files) = (0, 0);
        while let Some(mut field) = parts.next_field().await.map_err(|error| refusal(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            if name.contains('\0') || ontvangen.velden.len() + files >= FIELDS_MAX {
                return Err(Fout::Ongeldig);
            }
            let Some(file_name) = field.file_name().map(str::to_owned) else {
                let value = text(field, TEXT_BYTES_MAX - bytes).await?;
                bytes += value.len();
                ontvangen.velden.push((name, value));
                continue;
            };
            files += 1;
            if files > FILES_MAX {
                return Err(Fout::Ongeldig);
            }
            // A field where no file was chosen comes along without a name.
            let wanted = (!file_name.is_empty()).then(|| regels(&name)).flatten();
            let Some(regels) = wanted else {
                pass(&mut field).await?;
                continue;
            };
            let kept = match opslag {
                Some(opslag) => keep(opslag, ids.next(), &regels, &mut field, &file_name).await?,
                None => Err(Geweigerd::OpslagWeg("no store is configured".to_owned())),
            };
            pass(&mut field).await?;
            ontvangen.bestanden.push((name, kept));
        }
        Ok(ontvangen)
    }
}

/// Takes in one file. The inner error is about the file, and the form goes on; the outer one ends it all.
async fn keep(
    opslag: &Opslag,
    sleutel: uuid::Uuid,
    regels: &Regels,
    field: &mut Field<'_>,
    name: &str,
) -> Result<Result<Opgeslagen, Geweigerd>, Fout> {
    let mut incoming = match opslag.ontvang(sleutel, regels).await {
        Ok(incoming) => incoming,
        Err(refused) => return Ok(Err(refused)),
    };
    while let Some(piece) = field.chunk().await.map_err(|error| refusal(&error))? {
        if let Err(refused) = incoming.schrijf(&piece).await {
            return Ok(Err(refused));
        }
    }
    Ok(opslag.bewaar(incoming, name).await)
}

/// Reads a field to its end and forgets it.
async fn pass(field: &mut Field<'_>) -> Result<(), Fout> {
    while field.chunk().await.map_err(|error| refusal(&error))?.is_some() {}
    Ok(())
}

async fn text(mut field: Field<'_>, max: usize) -> Result<String, Fout> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| refusal(&error))? {
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
