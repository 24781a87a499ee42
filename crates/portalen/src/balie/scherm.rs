//! `GET /balie/scherm/{code}`: the display in the hall. Public, and without a name: a ticket and where to go.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::REFRESH;
use dienstverlening::afspraken::lezen::{self, Oproep};

use super::rooster;
use crate::afspraken::keuze::balie_naam;
use crate::basis::{Antwoord, AppState, Bezoek, Publiek, Taal, toon};

/// In seconds; a header, so that it works on any screen without a script.
const OPNIEUW: HeaderValue = HeaderValue::from_static("5");

#[derive(Template)]
#[template(path = "balie/scherm.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    balie: String,
    oproepen: Vec<Oproep>,
    wachtenden: i64,
}

pub(super) async fn pagina(State(app): State<AppState>, bezoek: Bezoek, Path(code): Path<String>) -> Antwoord {
    let rooster = rooster(&bezoek.organisatie, &code)?;
    let (oproepen, wachtenden) =
        lezen::scherm(&app.db, bezoek.organisatie.id, &rooster.balie.code, bezoek.nu.date()).await?;
    let page = Pagina {
        t: bezoek.taal,
        p: Publiek::new(&bezoek).zonder_zoekbalk(),
        balie: balie_naam(bezoek.taal, rooster.balie),
        oproepen,
        wachtenden,
    };
    let mut response = toon(&page)?;
    response.headers_mut().insert(REFRESH, OPNIEUW);
    Ok(response)
}
