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

use crate::basis::{Routes, Soort, Toegang};

pub(crate) fn routes() -> Routes {
    let openbaar = Toegang::OPENBAAR;
    Routes::new()
        .get("/afspraak", openbaar, kiezen::pagina)
        .get("/afspraak/gegevens", openbaar, gegevens::formulier)
        .post("/afspraak/gegevens", Toegang::openbaar(Soort::Formulieren), gegevens::wijzigen)
        .post("/afspraak/controle", Toegang::openbaar(Soort::Formulieren), gegevens::controle)
        .post("/afspraak/maken", Toegang::openbaar(Soort::Afspraken), gegevens::maken)
        .get("/afspraak/{id}", openbaar, beheren::pagina)
        .post("/afspraak/{id}/bevestigen", Toegang::openbaar(Soort::Codes), beheren::bevestigen)
        .get("/afspraak/{id}/afspraak.ics", openbaar, beheren::agenda)
        .get("/afspraak/{id}/verzetten", openbaar, verzetten::pagina)
        .post("/afspraak/{id}/verzetten", Toegang::openbaar(Soort::Wijzigingen), verzetten::doen)
        .post("/afspraak/{id}/afzeggen", Toegang::openbaar(Soort::Wijzigingen), beheren::afzeggen)
}

/// What is somebody's own stays in no cache.
fn prive(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
