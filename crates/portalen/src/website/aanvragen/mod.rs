//! Applying on the website: a form one page at a time, check your answers, send, confirmation. Everything works without scripts.
//!
//! All of it is open: whoever is logged in has less to type, and a form can demand it. A draft opens for the browser that
//! began it, or for the person it belongs to ([`bezoeker`]). The forms carry the token of the visitor's cookie and not that
//! of a session, so that what is typed while a session ends still arrives.

mod beeld;
mod bewaren;
mod bezoeker;
mod controle;
mod kaart;
mod stap;
mod start;
#[cfg(test)]
mod tests;
mod zinnen;

use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use dienstverlening::formulieren::{AanvraagId, Concept, Formulier, Stand};
use serde::Deserialize;

use crate::basis::taal::Naam;
use crate::basis::{Antwoord, Fout, Routes, Soort, Taal, Toegang, naar};
use bezoeker::Bezoeker;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/aanvragen/{code}", Toegang::OPENBAAR, start::pagina)
        .post("/aanvragen/{code}", Toegang::openbaar(Soort::Aanvragen), start::beginnen)
        .get("/aanvraag/hervatten", Toegang::OPENBAAR, bewaren::hervatten_pagina)
        .post("/aanvraag/hervatten", Toegang::openbaar(Soort::Codes), bewaren::hervatten)
        .get("/aanvraag/{id}/stap/{groep}", Toegang::OPENBAAR, stap::pagina)
        .upload("/aanvraag/{id}/stap/{groep}", Toegang::openbaar(Soort::Stappen), stap::opslaan)
        .get("/aanvraag/{id}/controle", Toegang::OPENBAAR, controle::pagina)
        .post("/aanvraag/{id}/versturen", Toegang::openbaar(Soort::Verzonden), controle::versturen)
        .get("/aanvraag/{id}/verstuurd", Toegang::OPENBAAR, controle::verstuurd)
        .post("/aanvraag/{id}/bewaren", Toegang::openbaar(Soort::Stappen), bewaren::bewaren)
        .post("/aanvraag/{id}/weggooien", Toegang::openbaar(Soort::Stappen), bewaren::weggooien)
}

/// Where somebody begins.
pub(super) fn start_adres(formulier: &str) -> String {
    format!("/aanvragen/{formulier}")
}

fn stap_adres(id: AanvraagId, groep: &str) -> String {
    format!("/aanvraag/{id}/stap/{groep}")
}

fn controle_adres(id: AanvraagId) -> String {
    format!("/aanvraag/{id}/controle")
}

fn verstuurd_adres(id: AanvraagId) -> String {
    format!("/aanvraag/{id}/verstuurd")
}

/// The query of a page of a form.
#[derive(Default, Deserialize)]
struct Vraagdeel {
    /// Came from the page where answers are checked, and goes back there.
    #[serde(default)]
    van: String,
    /// Shows at once what is wrong.
    #[serde(default)]
    fouten: String,
}

impl Vraagdeel {
    fn van_controle(&self) -> bool {
        self.van == "controle"
    }
}

/// A draft with its form.
struct Aanvraag<'b> {
    concept: Concept,
    formulier: &'b Formulier,
}

impl<'b> Aanvraag<'b> {
    fn stand(&'b self, bezoeker: &'b Bezoeker) -> Stand<'b> {
        Stand::new(
            self.formulier,
            &self.concept.invoer,
            &self.concept.uploads,
            &bezoeker.bekend,
            bezoeker.bezoek.nu.date(),
        )
    }

    /// Where whoever comes back to it goes on.
    fn gebleven(&'b self, bezoeker: &'b Bezoeker) -> String {
        let id = self.concept.id;
        self.stand(bezoeker).gebleven().map_or_else(|| controle_adres(id), |groep| stap_adres(id, &groep.code))
    }
}

/// A page with what somebody typed stays in no cache.
fn geheim(antwoord: Antwoord) -> Antwoord {
    antwoord.map(|mut response: Response| {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    })
}

/// Goes on, and keeps nothing of where it was.
fn verder(adres: &str) -> Antwoord {
    geheim(Ok(naar(adres)))
}

fn formulier<'b>(bezoeker: &'b Bezoeker, code: &str) -> Result<&'b Formulier, Fout> {
    bezoeker.bezoek.organisatie.instellingen.formulier(code).ok_or(Fout::GeenPagina)
}

fn naam(t: Taal, formulier: &Formulier) -> Naam {
    t.naam(&formulier.naam, Some(&formulier.naam_en))
}

/// The text in the language of the page.
fn in_taal<'a>(t: Taal, nl: &'a str, en: &'a str) -> &'a str {
    if t.is_en() && !en.is_empty() { en } else { nl }
}
