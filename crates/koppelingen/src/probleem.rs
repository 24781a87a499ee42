//! What goes wrong, as programs read it: a problem of RFC 9457, with the fields it is about.

use axum::Json;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use kern::{Error, FieldError};
use serde_json::json;

/// A refusal or failure.
#[derive(Clone, Debug)]
pub(crate) struct Probleem {
    status: StatusCode,
    /// What it is, always the same for the same.
    titel: &'static str,
    velden: Vec<Veld>,
    /// After so many seconds it may be tried again.
    later_s: Option<u32>,
}

/// A field that is wrong.
#[derive(Clone, Debug)]
pub(crate) struct Veld {
    naam: String,
    code: &'static str,
    reden: String,
}

impl Probleem {
    pub(crate) const GEEN_PAGINA: Self = Self::kaal(StatusCode::NOT_FOUND, "Dit is er niet.");
    pub(crate) const METHODE: Self = Self::kaal(StatusCode::METHOD_NOT_ALLOWED, "Deze methode kan hier niet.");
    pub(crate) const GEEN_SLEUTEL: Self =
        Self::kaal(StatusCode::UNAUTHORIZED, "Stuur een geldige sleutel mee: Authorization: Bearer SLEUTEL.");
    pub(crate) const SOORT: Self = Self::kaal(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Stuur application/json.");
    pub(crate) const TE_GROOT: Self = Self::kaal(StatusCode::PAYLOAD_TOO_LARGE, "Dit is groter dan wij aannemen.");
    pub(crate) const FOUT: Self = Self::kaal(StatusCode::INTERNAL_SERVER_ERROR, "Er ging bij ons iets mis.");

    const fn kaal(status: StatusCode, titel: &'static str) -> Self {
        Self { status, titel, velden: Vec::new(), later_s: None }
    }

    /// What was sent cannot be read as what is asked.
    pub(crate) fn onleesbaar(reden: String) -> Self {
        let veld = Veld { naam: String::new(), code: "onleesbaar", reden };
        Self { velden: vec![veld], ..Self::kaal(StatusCode::BAD_REQUEST, ONGELDIG) }
    }

    /// These fields are wrong.
    pub(crate) fn ongeldig(fouten: Vec<FieldError>) -> Self {
        let velden = fouten.into_iter().map(Veld::from).collect();
        Self { velden, ..Self::kaal(StatusCode::BAD_REQUEST, ONGELDIG) }
    }
}

const ONGELDIG: &str = "Wat u stuurde, klopt niet.";

impl From<FieldError> for Veld {
    fn from(fout: FieldError) -> Self {
        let naam = match fout.field {
            "begonnen_op" => "begonnenOp",
            "klaar_op" => "klaarOp",
            same => same,
        };
        let reden = match fout.code {
            "geen-kenmerk" => {
                "Gebruik letters, cijfers, punt, streep en onderstreping; hoogstens 100 tekens, en vooraan een letter of cijfer."
            }
            "kenmerk-is-bsn" => "Een burgerservicenummer mag hier niet staan: dit blijft voor altijd bewaard.",
            "kenmerk-van-iemand" => {
                "Een telefoonnummer of rekeningnummer mag hier niet staan: dit blijft voor altijd bewaard."
            }
            "cijfer-niet-in-norm" => "Geen servicenorm kijkt bij deze soort naar een cijfer. Laat het weg.",
            "niet-in-norm" => "Geen servicenorm noemt deze code. Vraag de gemeente welke codes er zijn.",
            "moment-te-ver" => "Dit moment moet nog komen.",
            "moment-te-oud" => "Dit is langer dan drie jaar geleden.",
            "moment-te-vroeg" => "Dit is vóór begonnenOp.",
            "geen-cijfer" => "Schrijf een geheel getal van 0 tot en met 1000000.",
            "geen-moment" => "Schrijf een moment zoals 2026-11-23T10:15:00+01:00.",
            "waarneming-ingetrokken" => "Wat onder dit kenmerk stond, is ingetrokken. Gebruik een ander kenmerk.",
            _ => "Dit klopt niet.",
        };
        Self { naam: naam.to_owned(), code: fout.code, reden: reden.to_owned() }
    }
}

impl From<Error> for Probleem {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid(fouten) => Self::ongeldig(fouten),
            Error::Conflict(fout) => Self {
                velden: vec![fout.into()],
                ..Self::kaal(StatusCode::CONFLICT, "Dit past niet bij wat er al is.")
            },
            Error::Missing { .. } => Self::GEEN_PAGINA,
            // Its key was taken away while it called.
            Error::Denied { .. } => Self::GEEN_SLEUTEL,
            Error::Busy(busy) => Self {
                later_s: Some(busy.retry_after_s()),
                ..Self::kaal(StatusCode::SERVICE_UNAVAILABLE, "Dat lukt nu even niet. Probeer het zo nog eens.")
            },
            Error::Bug(error) => {
                tracing::error!(%error, "an operation failed");
                Self::FOUT
            }
        }
    }
}

impl IntoResponse for Probleem {
    fn into_response(self) -> Response {
        let field = |veld: &Veld| json!({ "name": veld.naam, "code": veld.code, "reason": veld.reden });
        let mut said = json!({ "type": "about:blank", "title": self.titel, "status": self.status.as_u16() });
        if !self.velden.is_empty() {
            said["invalidParams"] = self.velden.iter().map(field).collect();
        }
        let mut response = (self.status, Json(said)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.later_s {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
