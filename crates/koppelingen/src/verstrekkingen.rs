//! `/api/verstrekkingen/v1`: what has to be passed on to another organisation, and when it was. A program tells it under its own number
//! (`kenmerk`); told again it says how it is now.

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::header::{CONTENT_TYPE, HeaderName};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Json, Router};
use dienstverlening::verstrekkingen::{self, Gedaan, Melding, Verstrekking, Verstrekt};
use kern::{FieldError, Moment};
use serde::{Deserialize, Deserializer, Serialize};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::Staat;
use crate::probleem::Probleem;
use crate::toegang::{Aanroeper, Kenmerk};

const OPENAPI: &str = include_str!("../openapi/verstrekkingen.json");
/// The version of the API, in each answer (API Design Rules, /core/version-header).
const VERSIE: &str = "1.0.0";

pub(crate) fn router() -> Router<Staat> {
    let version = HeaderValue::from_static(VERSIE);
    Router::new()
        .route("/openapi.json", get(openapi))
        .route("/verstrekkingen/{kenmerk}", put(melden).get(een).delete(intrekken))
        .layer(SetResponseHeaderLayer::overriding(HeaderName::from_static("api-version"), version))
}

/// What is sent.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Gestuurd {
    onderwerp: String,
    afnemer: String,
    gewijzigd_op: String,
    /// Left out it stays as it was; `null` says that it was not.
    #[serde(default, deserialize_with = "genoemd")]
    verstrekt_op: Option<Option<String>>,
}

fn genoemd<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(value).map(Some)
}

/// What is given back.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Weergave {
    kenmerk: String,
    onderwerp: String,
    afnemer: String,
    gewijzigd_op: Moment,
    verstrekt_op: Option<Moment>,
    ingetrokken_op: Option<Moment>,
    versie: i64,
}

impl From<Verstrekking> for Weergave {
    fn from(of: Verstrekking) -> Self {
        Self {
            kenmerk: of.kenmerk,
            onderwerp: of.melding.onderwerp,
            afnemer: of.melding.afnemer,
            gewijzigd_op: of.melding.gewijzigd_op,
            verstrekt_op: of.melding.verstrekt_op,
            ingetrokken_op: of.ingetrokken_op,
            versie: of.versie,
        }
    }
}

impl Gestuurd {
    /// Reads it; every moment that is none is named.
    fn gelezen(self) -> Result<(Melding, Verstrekt), Probleem> {
        let moment = |field, text: &str| text.parse::<Moment>().map_err(|_| FieldError::new(field, "geen-moment"));
        let gewijzigd_op = moment("gewijzigd_op", &self.gewijzigd_op);
        let verstrekt = match &self.verstrekt_op {
            None => Ok(Verstrekt::Onvermeld),
            Some(None) => Ok(Verstrekt::NogNiet),
            Some(Some(text)) => moment("verstrekt_op", text).map(Verstrekt::Op),
        };
        match (gewijzigd_op, verstrekt) {
            (Ok(gewijzigd_op), Ok(verstrekt)) => {
                let (onderwerp, afnemer) = (self.onderwerp, self.afnemer);
                Ok((Melding { onderwerp, afnemer, gewijzigd_op, verstrekt_op: None }, verstrekt))
            }
            (changed, passed_on) => Err(Probleem::ongeldig(changed.err().into_iter().chain(passed_on.err()).collect())),
        }
    }
}

async fn openapi() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], OPENAPI)
}

/// `PUT /verstrekkingen/{kenmerk}`: 201 when it was not known yet, else 200.
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
    let (melding, verstrekt) = sent.gelezen()?;
    let told = (kenmerk.as_str(), melding, verstrekt);
    let (now, gedaan) = verstrekkingen::melden(&staat.db, &staat.ids, &wie, staat.clock.now(), told).await?;
    let status = if gedaan == Gedaan::Nieuw { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(Weergave::from(now))).into_response())
}

/// `GET /verstrekkingen/{kenmerk}`
async fn een(
    State(staat): State<Staat>,
    Aanroeper(wie): Aanroeper,
    Kenmerk(kenmerk): Kenmerk,
) -> Result<Json<Weergave>, Probleem> {
    let found = verstrekkingen::een(&staat.db, &wie, &kenmerk).await?;
    Ok(Json(found.ok_or(Probleem::GEEN_PAGINA)?.into()))
}

/// `DELETE /verstrekkingen/{kenmerk}`: there was nothing to pass on.
async fn intrekken(
    State(staat): State<Staat>,
    Aanroeper(wie): Aanroeper,
    Kenmerk(kenmerk): Kenmerk,
) -> Result<StatusCode, Probleem> {
    let known = verstrekkingen::intrekken(&staat.db, &staat.ids, &wie, staat.clock.now(), &kenmerk).await?;
    if known { Ok(StatusCode::NO_CONTENT) } else { Err(Probleem::GEEN_PAGINA) }
}
