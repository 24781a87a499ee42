//! Mijn: the citizen's own pages. What they must do, what we do and by when, what was written, who looked.
//!
//! Every read takes the citizen's own key ([`kern::autorisatie::Eigen`]): what is another's is not there for them. Whoever speaks
//! for somebody sees the cases in which they do, and nothing else of that person.

mod beeld;
mod bericht;
mod gegevens;
mod inzage;
mod overzicht;
#[cfg(test)]
mod tests;
mod zaak;

use crate::basis::{Routes, Soort, Toegang};

/// Every page and action of Mijn.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/mijn", Toegang::BURGER, overzicht::pagina)
        .get("/mijn/zaken/{id}", Toegang::BURGER, zaak::pagina)
        .get("/mijn/zaken/{id}/documenten/{document}", Toegang::BURGER, zaak::document)
        .post("/mijn/zaken/{id}/vragen", Toegang::burger(Soort::Vragen), zaak::vragen)
        .upload("/mijn/zaken/{id}/stukken", Toegang::burger(Soort::Stappen), zaak::stukken)
        .get("/mijn/berichten/{id}", Toegang::BURGER, bericht::pagina)
        .get("/mijn/gegevens", Toegang::BURGER, gegevens::pagina)
        .get("/mijn/inzage", Toegang::BURGER, inzage::pagina)
}
