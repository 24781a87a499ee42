//! Style sheets, scripts and fonts: what `npm run build` in web/ made, inside the program.

use std::borrow::Cow;
use std::sync::LazyLock;

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::fout::Fout;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Dist;

/// One fingerprint for the whole folder, so that style sheets find their fonts beside them.
static VINGERAFDRUK: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Dist::iter().collect();
    names.sort();
    let mut all = Sha256::new();
    for name in &names {
        all.update(name.as_bytes());
        if let Some(file) = Dist::get(name) {
            all.update(file.metadata.sha256_hash());
        }
    }
    all.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
});

/// The contents under this address never change.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// An address of an earlier version: the file of now, to be asked for again.
const FOR_NOW: &str = "no-cache";

/// Where a page finds a file: `statisch::adres("publiek.css")`.
#[must_use]
pub fn adres(bestand: &str) -> String {
    format!("/statisch/{}/{bestand}", *VINGERAFDRUK)
}

/// `GET /statisch/{vingerafdruk}/{*pad}`
pub(super) async fn bestand(Path((vingerafdruk, pad)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let cache = if vingerafdruk == *VINGERAFDRUK { FOREVER } else { FOR_NOW };
    serve(&pad, &headers, cache)
}

/// `GET /favicon.ico`, which browsers ask for whatever a page says.
pub(super) async fn favicon(headers: HeaderMap) -> Response {
    serve("favicon.svg", &headers, FOR_NOW)
}

fn serve(pad: &str, headers: &HeaderMap, cache: &'static str) -> Response {
    let Some(file) = Dist::get(pad) else { return Fout::GeenPagina.into_response() };
    let etag: String = file.metadata.sha256_hash().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let etag = format!("\"{etag}\"");
    let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    // A compressed answer comes back with the weak form of the tag.
    if known.flat_map(|value| value.split(',')).any(|value| value.trim().trim_start_matches("W/") == etag) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, etag.as_str()), (CACHE_CONTROL, cache)]).into_response();
    }
    let kind = file.metadata.mimetype().to_owned();
    let kind = if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind };
    let body = match file.data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    };
    ([(CONTENT_TYPE, kind.as_str()), (ETAG, etag.as_str()), (CACHE_CONTROL, cache)], body).into_response()
}
