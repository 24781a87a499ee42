//! The reports: the KCC-kwartaalrapportage as a page and as CSV, and the contacts and callbacks behind a figure.

mod beloften;
mod contacten;
mod csv;
mod delen;
pub(crate) mod grafiek;
mod kcc;
mod namen;
mod tabel;
#[cfg(test)]
pub(crate) mod tests;
mod verzoeken;
mod zinnen;

use axum::extract::Query;
use dienstverlening::rapportage::{Kwartaalrapport, Peil, kwartaalrapport};
use jiff::civil::Date;
use kern::FieldError;
use kern::autorisatie::{LeesContacten, LeesRapport};
use serde::Deserialize;
use termijnen::Kwartaal;

use crate::basis::{AppState, Fout, Ingelogd, Routes, Toegang};

/// The pages of this room.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/rapportages/beloften", Toegang::recht::<LeesRapport>(), beloften::pagina)
        .get("/rapportages/beloften/lijst", Toegang::recht::<LeesRapport>(), beloften::lijst)
        .get("/rapportages/kcc", Toegang::recht::<LeesRapport>(), kcc::pagina)
        .get("/rapportages/kcc.csv", Toegang::recht::<LeesRapport>(), csv::bestand)
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

/// The day at whose end the report is to be as it was known then; none: as it is known now.
fn bekend_op(wie: &Ingelogd, vraag: &Vraag) -> Result<Option<Date>, Fout> {
    let Some(text) = vraag.op.as_deref().map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let day: Date = text.parse().map_err(|_| FieldError::new("op", "journaal-datum"))?;
    if day > wie.nu.date() {
        return Err(FieldError::new("op", "rapport-op-later").into());
    }
    // Today is not over: it is known as it is now.
    Ok(Some(day).filter(|day| *day < wie.nu.date()))
}

/// The report of a quarter, and since when that is how it was known; at one moment of the database.
async fn rapport(
    app: &AppState,
    wie: &Ingelogd,
    kwartaal: Kwartaal,
    op: Option<Date>,
) -> kern::Result<Kwartaalrapport> {
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let db = app.db.snapshot().await?;
    let peil = match op {
        Some(day) => Peil::op_dag(&db, &who, day, wie.nu).await?,
        None => Peil::nu(&db, &who, wie.nu).await?,
    };
    kwartaalrapport(&db, &who, kwartaal, peil).await
}

/// An address without a readable query is refused as such.
fn query(vraag: Result<Query<Vraag>, axum::extract::rejection::QueryRejection>) -> Result<Vraag, Fout> {
    vraag.map(|Query(vraag)| vraag).map_err(|_| Fout::Ongeldig)
}

type GevraagdMet = Result<Query<Vraag>, axum::extract::rejection::QueryRejection>;
