//! Who calls: a program with a key.

use axum::extract::{FromRequestParts, Path};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use dienstverlening::applicaties::{self, Applicatie};

use crate::Staat;
use crate::probleem::Probleem;

/// A program that showed a key of an organisation: `Authorization: Bearer SLEUTEL`.
pub(crate) struct Aanroeper(pub(crate) Applicatie);

impl FromRequestParts<Staat> for Aanroeper {
    type Rejection = Probleem;

    async fn from_request_parts(parts: &mut Parts, staat: &Staat) -> Result<Self, Probleem> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let (scheme, key) = header.and_then(|value| value.split_once(' ')).ok_or(Probleem::GEEN_SLEUTEL)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Probleem::GEEN_SLEUTEL);
        }
        let known = applicaties::met_sleutel(&staat.db, key.trim()).await?;
        if known.is_none() {
            tracing::info!("a program was refused: nobody has its key (any more)");
        }
        known.map(Self).ok_or(Probleem::GEEN_SLEUTEL)
    }
}

/// The number in the address; what cannot be read as text is none.
pub(crate) struct Kenmerk(pub(crate) String);

impl FromRequestParts<Staat> for Kenmerk {
    type Rejection = Probleem;

    async fn from_request_parts(parts: &mut Parts, staat: &Staat) -> Result<Self, Probleem> {
        let path = Path::<String>::from_request_parts(parts, staat).await;
        path.map(|Path(text)| Self(text)).map_err(|_| Probleem::GEEN_PAGINA)
    }
}
