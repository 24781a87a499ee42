//! Appointments on the website: what for, where, when, who, check, done; and by its code to move or cancel it.
//!
//! Each step is a page of its own, with what was chosen in its address; what somebody typed about themselves is never in one.

mod beheren;
mod gegevens;
pub(crate) mod keuze;
mod kiezen;
pub(crate) mod rem;
#[cfg(test)]
mod tests;
pub(crate) mod tijden;
mod verzetten;

use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;

use crate::basis::{Routes, Toegang};

pub(crate) fn routes() -> Routes {
    let openbaar = Toegang::OPENBAAR;
    Routes::new()
        .get("/afspraak", openbaar, kiezen::pagina)
        .get("/afspraak/gegevens", openbaar, gegevens::formulier)
        .post("/afspraak/gegevens", openbaar, gegevens::wijzigen)
        .post("/afspraak/controle", openbaar, gegevens::controle)
        .post("/afspraak/maken", openbaar, gegevens::maken)
        .get("/afspraak/{id}", openbaar, beheren::pagina)
        .get("/afspraak/{id}/afspraak.ics", openbaar, beheren::agenda)
        .get("/afspraak/{id}/verzetten", openbaar, verzetten::pagina)
        .post("/afspraak/{id}/verzetten", openbaar, verzetten::doen)
        .post("/afspraak/{id}/afzeggen", openbaar, beheren::afzeggen)
}

/// What is somebody's own stays in no cache.
fn prive(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
