//! From a template to an answer.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::response::{IntoResponse, Response};

use super::fout::Antwoord;

const HTML: &str = "text/html; charset=utf-8";

/// A page or fragment.
///
/// # Errors
/// When the template cannot be rendered: a fault of ours.
pub fn toon(template: &impl Template) -> Antwoord {
    toon_met(StatusCode::OK, template)
}

/// A page or fragment with another status: a form that is shown again is 400, or 409 when somebody else was first.
///
/// # Errors
/// When the template cannot be rendered: a fault of ours.
pub fn toon_met(status: StatusCode, template: &impl Template) -> Antwoord {
    Ok((status, [(CONTENT_TYPE, HTML)], template.render()?).into_response())
}

/// Goes on to another page with a GET, as after every form that was saved.
#[must_use]
pub fn naar(adres: &str) -> Response {
    // Only addresses of our own come here; one that is no header becomes the home page.
    let adres = if axum::http::HeaderValue::from_str(adres).is_ok() { adres } else { "/" };
    (StatusCode::SEE_OTHER, [(LOCATION, adres)]).into_response()
}
