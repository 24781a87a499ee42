//! What no page needs to see: addresses and headers that are too long, and NUL characters, which PostgreSQL cannot store.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::fout::Fout;

/// Path and query together; ours are far shorter.
const ADRES_BYTES_MAX: usize = 4 * 1024;
/// All headers together. Browsers send 1 to 4 kB.
const HEADER_BYTES_MAX: usize = 16 * 1024;

pub(super) async fn bewaak(request: Request, next: Next) -> Response {
    match check(&request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

fn check(request: &Request) -> Result<(), Fout> {
    let address = request.uri().path_and_query().map_or("", |both| both.as_str());
    let headers: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if address.len() > ADRES_BYTES_MAX || headers > HEADER_BYTES_MAX {
        return Err(Fout::TeLang);
    }
    if address.contains("%00") { Err(Fout::Ongeldig) } else { Ok(()) }
}
