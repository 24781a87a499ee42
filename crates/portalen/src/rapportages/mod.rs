//! The reports: the KCC-kwartaalrapportage as a page and as CSV, and the contacts and callbacks behind a figure.

mod beloften;
mod contacten;
mod csv;
mod delen;
pub(crate) mod grafiek;
mod indicatorwaarde;
mod kcc;
mod namen;
pub(crate) mod openbaar;
mod stand;
mod tabel;
#[cfg(test)]
pub(crate) mod tests;
mod vaststellen;
mod verzoeken;
mod voortgang;
mod voortgang_tekst;
mod zinnen;

use axum::extract::Query;
use kern::FieldError;
use kern::autorisatie::{LeesContacten, LeesRapport, StelRapportVast};
use serde::Deserialize;
use termijnen::Kwartaal;

use crate::basis::{Fout, Ingelogd, Routes, Toegang};

/// The pages of this room.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/rapportages/beloften", Toegang::recht::<LeesRapport>(), beloften::pagina)
        .get("/rapportages/beloften/lijst", Toegang::recht::<LeesRapport>(), beloften::lijst)
        .get("/rapportages/kcc", Toegang::recht::<LeesRapport>(), kcc::pagina)
        .get("/rapportages/kcc.csv", Toegang::recht::<LeesRapport>(), csv::bestand)
        .get("/rapporten", Toegang::OPENBAAR, openbaar::lijst)
        .get("/rapporten/{soort}/{periode}", Toegang::OPENBAAR, openbaar::pagina)
        .get("/rapporten/{soort}/{periode}/bestand.csv", Toegang::OPENBAAR, openbaar::bestand)
        .post("/rapportages/publiceren", Toegang::recht::<StelRapportVast>(), vaststellen::publiceren)
        .post("/rapportages/vaststellen", Toegang::recht::<StelRapportVast>(), vaststellen::vastleggen)
        .get("/rapportages/kcc/verschillen", Toegang::recht::<LeesRapport>(), vaststellen::pagina)
        .get("/rapportages/voortgang", Toegang::recht::<LeesRapport>(), voortgang::pagina)
        .get("/rapportages/voortgang.csv", Toegang::recht::<LeesRapport>(), voortgang::bestand)
        .get("/rapportages/voortgang/verschillen", Toegang::recht::<LeesRapport>(), vaststellen::van_jaar)
        .get("/rapportages/voortgang/tekst", Toegang::recht::<StelRapportVast>(), voortgang_tekst::pagina)
        .post("/rapportages/voortgang/tekst", Toegang::recht::<StelRapportVast>(), voortgang_tekst::bewaren)
        .get("/rapportages/voortgang/waarde", Toegang::recht::<StelRapportVast>(), indicatorwaarde::pagina)
        .post("/rapportages/voortgang/waarde", Toegang::recht::<StelRapportVast>(), indicatorwaarde::bewaren)
        .get("/rapportages/kcc/contacten", Toegang::recht::<LeesContacten>(), contacten::pagina)
        .get("/rapportages/kcc/terugbelverzoeken", Toegang::recht::<LeesContacten>(), verzoeken::pagina)
}

/// What an address of a report says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Vraag {
    kwartaal: Option<String>,
    /// Only what was known at the end of this day.
    op: Option<String>,
    /// The report as it was established for this time.
    versie: Option<String>,
    jaar: Option<String>,
    indicator: Option<String>,
    doel: Option<String>,
    kanaal: Option<String>,
    onderwerp: Option<String>,
    reden: Option<String>,
    klantgroep: Option<String>,
    team: Option<String>,
    afhandeling: Option<String>,
    belofte: Option<String>,
    weekdag: Option<String>,
    uur: Option<String>,
    na: Option<String>,
}

/// The quarter that is asked for; without one the current quarter.
fn kwartaal(wie: &Ingelogd, vraag: &Vraag) -> Result<Kwartaal, Fout> {
    let current = Kwartaal::containing(wie.nu.date());
    let Some(text) = vraag.kwartaal.as_deref().filter(|text| !text.is_empty()) else { return Ok(current) };
    text.parse().map_err(|_| FieldError::new("kwartaal", "kwartaal-onleesbaar").detail(current).into())
}

/// An address without a readable query is refused as such.
fn query(vraag: Result<Query<Vraag>, axum::extract::rejection::QueryRejection>) -> Result<Vraag, Fout> {
    vraag.map(|Query(vraag)| vraag).map_err(|_| Fout::Ongeldig)
}

type GevraagdMet = Result<Query<Vraag>, axum::extract::rejection::QueryRejection>;
