//! The faces for programs: small APIs, each documented by its own OpenAPI document (docs/koppelingen.md).
//!
//! Whoever calls shows a key ([`toegang`]); what goes wrong is told as a problem of RFC 9457 ([`probleem`]). They hold no rules and no SQL.

mod probleem;
#[cfg(test)]
mod tests;
mod toegang;
mod waarnemingen;

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use kern::{Busy, Clock, Database, Ids};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use probleem::Probleem;

/// What is told at once: some codes and moments.
const BODY_BYTES_MAX: usize = 16 * 1_024;
/// Whoever waits longer than this is told to try again.
const REQUEST_MAX: Duration = Duration::from_secs(30);

/// What every operation works with.
#[derive(Clone)]
pub struct Staat {
    /// Where it is kept.
    pub db: Database,
    /// Now.
    pub clock: Clock,
    /// New ids.
    pub ids: Ids,
}

/// All APIs, to be mounted at `/api`. `https`: whether browsers come over https only.
pub fn router(staat: Staat, https: bool) -> Router {
    let always = |name: HeaderName, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    let hsts = https.then(|| always(STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"));
    let router = Router::new()
        .nest("/waarnemingen/v1", waarnemingen::router())
        .fallback(|| async { Probleem::GEEN_PAGINA })
        .method_not_allowed_fallback(|| async { Probleem::METHODE })
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(CatchPanicLayer::custom(|_| {
            tracing::error!("an operation panicked");
            Probleem::FOUT.into_response()
        }))
        .layer(from_fn(op_tijd))
        .layer(always(CACHE_CONTROL, "no-store"))
        .layer(always(CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"))
        .layer(always(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(X_FRAME_OPTIONS, "DENY"))
        .layer(always(REFERRER_POLICY, "no-referrer"));
    let router = match hsts {
        Some(hsts) => router.layer(hsts),
        None => router,
    };
    router.with_state(staat)
}

async fn op_tijd(request: Request, next: Next) -> Response {
    let answer = tokio::time::timeout(REQUEST_MAX, next.run(request)).await;
    answer.unwrap_or_else(|_| Probleem::from(kern::Error::Busy(Busy::Crowded)).into_response())
}
