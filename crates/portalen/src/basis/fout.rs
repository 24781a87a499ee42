//! What can go wrong on the way to a page. The page itself is made last, by the layer in [`foutpagina`](super::foutpagina).

use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use kern::{Busy, Error};

use super::limieten::Bereikt;

/// What a handler gives back.
pub type Antwoord = Result<Response, Fout>;

/// A refusal or failure.
#[derive(Debug)]
pub enum Fout {
    /// What the domain says.
    Kern(Error),
    /// Nobody is logged in, and this is for staff.
    NietIngelogd,
    /// No citizen is logged in, and this is somebody's own.
    NietAangemeld,
    /// The form is not one of ours, or too old.
    Verlopen,
    /// There is no such page.
    GeenPagina,
    /// No organisation has a website under this name.
    OnbekendeHost,
    /// The page is there, this way of asking for it is not.
    Methode,
    /// The request makes no sense.
    Ongeldig,
    /// A form of a kind that we do not take.
    Soort,
    /// More often than we take it from who does not show who they are.
    TeVaak(Bereikt),
    /// More than we take.
    TeGroot,
    /// A form with files larger than we take.
    UploadTeGroot,
    /// An address or headers longer than we take.
    TeLang,
}

impl Fout {
    /// A fault of ours.
    #[must_use]
    pub fn bug(what: &'static str) -> Self {
        Self::Kern(Error::bug(std::io::Error::other(what)))
    }

    /// The status that says it to programs.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Kern(Error::Invalid(_)) | Self::Ongeldig => StatusCode::BAD_REQUEST,
            Self::Kern(Error::Missing { .. }) | Self::GeenPagina | Self::OnbekendeHost => StatusCode::NOT_FOUND,
            Self::Kern(Error::Denied { .. }) | Self::Verlopen => StatusCode::FORBIDDEN,
            Self::Kern(Error::Conflict(_)) => StatusCode::CONFLICT,
            Self::Kern(Error::Busy(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Kern(Error::Bug(_)) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::NietIngelogd | Self::NietAangemeld => StatusCode::UNAUTHORIZED,
            Self::Methode => StatusCode::METHOD_NOT_ALLOWED,
            Self::Soort => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TeVaak(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::TeGroot | Self::UploadTeGroot => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TeLang => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
        }
    }

    /// After how many seconds it may be tried again, when that is known.
    pub(super) fn retry_after_s(&self) -> Option<u64> {
        match self {
            Self::Kern(Error::Busy(busy)) => Some(busy.retry_after_s().into()),
            Self::TeVaak(bereikt) => Some(bereikt.wacht_s),
            _ => None,
        }
    }

    /// What a status means that axum or a layer gave by itself.
    pub(super) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::GeenPagina,
            StatusCode::METHOD_NOT_ALLOWED => Self::Methode,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::Soort,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TeGroot,
            StatusCode::SERVICE_UNAVAILABLE => Self::Kern(Error::Busy(Busy::Crowded)),
            status if status.is_client_error() => Self::Ongeldig,
            _ => Self::bug("a server error without a cause"),
        }
    }

    /// Which texts say it to people: `foutpagina-{key}-titel`, `-wat` and `-doen`.
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::Kern(Error::Invalid(_)) | Self::Ongeldig => "ongeldig",
            Self::Kern(Error::Missing { .. }) => "weg",
            Self::Kern(Error::Denied { .. }) => "verboden",
            Self::Kern(Error::Conflict(_)) => "conflict",
            Self::Kern(Error::Busy(Busy::Crowded)) => "bezig",
            Self::Kern(Error::Busy(Busy::Full | Busy::Locked)) => "vol",
            Self::Kern(Error::Busy(Busy::Away)) => "weg-database",
            Self::Kern(Error::Bug(_)) => "bug",
            Self::NietIngelogd => "ingelogd",
            Self::NietAangemeld => "aangemeld",
            Self::Verlopen => "verlopen",
            Self::GeenPagina => "geen-pagina",
            Self::OnbekendeHost => "host",
            Self::Methode => "methode",
            Self::Soort => "soort",
            Self::TeVaak(Bereikt { samen: false, .. }) => "te-vaak",
            Self::TeVaak(Bereikt { samen: true, .. }) => "te-veel",
            Self::TeGroot | Self::TeLang => "te-groot",
            Self::UploadTeGroot => "upload-te-groot",
        }
    }
}

impl From<Error> for Fout {
    fn from(error: Error) -> Self {
        Self::Kern(error)
    }
}

impl From<kern::FieldError> for Fout {
    fn from(error: kern::FieldError) -> Self {
        Self::Kern(error.into())
    }
}

impl From<askama::Error> for Fout {
    fn from(error: askama::Error) -> Self {
        Self::Kern(Error::bug(error))
    }
}

/// Whether an answer says that somebody may not.
pub(super) fn is_geweigerd(response: &Response) -> bool {
    let carried = response.extensions().get::<Drager>().map(|Drager(fout)| &**fout);
    matches!(carried, Some(Fout::Kern(Error::Denied { .. })))
}

/// Why an answer says that it can't be done now.
pub(super) fn busy(response: &Response) -> Option<Busy> {
    match response.extensions().get::<Drager>().map(|Drager(fout)| &**fout) {
        Some(Fout::Kern(Error::Busy(busy))) => Some(*busy),
        _ => None,
    }
}

/// Rides along with the bare answer to the layer that makes a page of it.
#[derive(Clone)]
pub(super) struct Drager(pub(super) Arc<Fout>);

impl IntoResponse for Fout {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Some(seconds) = self.retry_after_s() {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(Drager(Arc::new(self)));
        response
    }
}
