//! `/api/waarnemingen/v1`: what the house cannot see itself: what had to be passed on and when it was, a call, an invoice. A program tells it under
//! its own number (`kenmerk`); told again it says how it is now.

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::header::{CONTENT_TYPE, HeaderName};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Json, Router};
use dienstverlening::waarnemingen::{self, Gedaan, Gemeld, Vermeld, Waarneming};
use kern::{FieldError, Moment};
use serde::{Deserialize, Deserializer, Serialize};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::Staat;
use crate::probleem::Probleem;
use crate::toegang::{Aanroeper, Kenmerk};

const OPENAPI: &str = include_str!("../openapi/waarnemingen.json");
/// The version of the API, in each answer (API Design Rules, /core/version-header).
const VERSIE: &str = "1.0.0";

pub(crate) fn router() -> Router<Staat> {
    let version = HeaderValue::from_static(VERSIE);
    Router::new()
        .route("/openapi.json", get(openapi))
        .route("/waarnemingen/{kenmerk}", put(melden).get(een).delete(intrekken))
        .layer(SetResponseHeaderLayer::overriding(HeaderName::from_static("api-version"), version))
}

/// What is sent.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Gestuurd {
    soort: String,
    #[serde(default)]
    over: String,
    begonnen_op: String,
    /// Left out it stays as it was; `null` says that there is none.
    #[serde(default, deserialize_with = "genoemd")]
    klaar_op: Option<Option<String>>,
    #[serde(default, deserialize_with = "genoemd")]
    cijfer: Option<Option<i64>>,
}

fn genoemd<'de, D: Deserializer<'de>, T: Deserialize<'de>>(value: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(value).map(Some)
}

/// What is given back.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Weergave {
    kenmerk: String,
    soort: String,
    over: String,
    begonnen_op: Moment,
    klaar_op: Option<Moment>,
    cijfer: Option<i64>,
    ingetrokken_op: Option<Moment>,
    versie: i64,
}

impl From<Waarneming> for Weergave {
    fn from(of: Waarneming) -> Self {
        Self {
            kenmerk: of.kenmerk,
            soort: of.melding.soort,
            over: of.melding.over,
            begonnen_op: of.melding.begonnen_op,
            klaar_op: of.melding.klaar_op,
            cijfer: of.melding.cijfer,
            ingetrokken_op: of.ingetrokken_op,
            versie: of.versie,
        }
    }
}

impl Gestuurd {
    /// Reads it; every moment that is none is named.
    fn gelezen(self) -> Result<Gemeld, Probleem> {
        let moment = |field, text: &str| text.parse::<Moment>().map_err(|_| FieldError::new(field, "geen-moment"));
        let begonnen_op = moment("begonnen_op", &self.begonnen_op);
        let klaar_op = match &self.klaar_op {
            None => Ok(Vermeld::Onvermeld),
            Some(None) => Ok(Vermeld::Geen),
            Some(Some(text)) => moment("klaar_op", text).map(Vermeld::Is),
        };
        let cijfer = match self.cijfer {
            None => Vermeld::Onvermeld,
            Some(None) => Vermeld::Geen,
            Some(Some(cijfer)) => Vermeld::Is(cijfer),
        };
        match (begonnen_op, klaar_op) {
            (Ok(begonnen_op), Ok(klaar_op)) => {
                Ok(Gemeld { soort: self.soort, over: self.over, begonnen_op, klaar_op, cijfer })
            }
            (began, done) => Err(Probleem::ongeldig(began.err().into_iter().chain(done.err()).collect())),
        }
    }
}

async fn openapi() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], OPENAPI)
}

/// `PUT /waarnemingen/{kenmerk}`: 201 when it was not known yet, else 200.
async fn melden(
    State(staat): State<Staat>,
    Aanroeper(wie): Aanroeper,
    Kenmerk(kenmerk): Kenmerk,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Probleem> {
    let json = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = json.and_then(|value| value.split(';').next()).unwrap_or_default();
    if !kind.trim().eq_ignore_ascii_case("application/json") {
        return Err(Probleem::SOORT);
    }
    let body = body.map_err(|error| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Probleem::TE_GROOT,
        _ => Probleem::onleesbaar("De inhoud kwam niet heel aan.".to_owned()),
    })?;
    let sent: Gestuurd = serde_json::from_slice(&body).map_err(|error| Probleem::onleesbaar(error.to_string()))?;
    let gemeld = sent.gelezen()?;
    let told = (kenmerk.as_str(), &gemeld);
    let (now, gedaan) = waarnemingen::melden(&staat.db, &staat.ids, &wie, staat.clock.now(), told).await?;
    let status = if gedaan == Gedaan::Nieuw { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(Weergave::from(now))).into_response())
}

/// `GET /waarnemingen/{kenmerk}`
async fn een(
    State(staat): State<Staat>,
    Aanroeper(wie): Aanroeper,
    Kenmerk(kenmerk): Kenmerk,
) -> Result<Json<Weergave>, Probleem> {
    let found = waarnemingen::een(&staat.db, &wie, &kenmerk).await?;
    Ok(Json(found.ok_or(Probleem::GEEN_PAGINA)?.into()))
}

/// `DELETE /waarnemingen/{kenmerk}`: there was nothing.
async fn intrekken(
    State(staat): State<Staat>,
    Aanroeper(wie): Aanroeper,
    Kenmerk(kenmerk): Kenmerk,
) -> Result<StatusCode, Probleem> {
    let known = waarnemingen::intrekken(&staat.db, &staat.ids, &wie, staat.clock.now(), &kenmerk).await?;
    if known { Ok(StatusCode::NO_CONTENT) } else { Err(Probleem::GEEN_PAGINA) }
}
