//! The mail of the demo: what would have been mailed lies in a folder, and is shown to everybody. In a demo only; anywhere
//! else these pages do not exist.

#[cfg(test)]
mod tests;

use std::path::Path;

use askama::Template;
use axum::extract::{Path as Deel, State};
use axum::http::header;
use axum::response::IntoResponse;
use dienstverlening::berichten::verzenden::postmap::{self, Leesbaar};

use crate::basis::{Antwoord, AppState, Bezoek, Fout, Publiek, Routes, Taal, Toegang, toon};

/// So many are shown, the newest first; the others lie in the folder.
const LIJST_MAX: usize = 50;

pub(crate) fn routes() -> Routes {
    Routes::new().get("/demo/post", Toegang::OPENBAAR, lijst).get("/demo/post/{naam}", Toegang::OPENBAAR, bericht).get(
        "/demo/post/{naam}/bron",
        Toegang::OPENBAAR,
        bron,
    )
}

#[derive(Template)]
#[template(path = "demopost/lijst.html")]
struct Lijst {
    t: Taal,
    p: Publiek,
    /// The name of the file with what is in it.
    brieven: Vec<(String, Leesbaar)>,
}

#[derive(Template)]
#[template(path = "demopost/bericht.html")]
struct Bericht {
    t: Taal,
    p: Publiek,
    naam: String,
    brief: Leesbaar,
}

/// The folder, in a demo.
fn map(app: &AppState) -> Result<&Path, Fout> {
    app.config.demopost.as_deref().filter(|_| app.config.demo).ok_or(Fout::GeenPagina)
}

async fn bytes(app: &AppState, naam: &str) -> Result<Vec<u8>, Fout> {
    let found = postmap::lees(map(app)?, naam).await.map_err(kern::Error::bug)?;
    found.ok_or(Fout::GeenPagina)
}

async fn lijst(State(app): State<AppState>, bezoek: Bezoek) -> Antwoord {
    let map = map(&app)?;
    let mut brieven = Vec::new();
    for naam in postmap::lijst(map, LIJST_MAX).await.map_err(kern::Error::bug)? {
        let brief = postmap::leesbaar(&bytes(&app, &naam).await?);
        brieven.push((naam, brief));
    }
    toon(&Lijst { t: bezoek.taal, p: Publiek::new(&bezoek), brieven })
}

async fn bericht(State(app): State<AppState>, bezoek: Bezoek, Deel(naam): Deel<String>) -> Antwoord {
    let brief = postmap::leesbaar(&bytes(&app, &naam).await?);
    toon(&Bericht { t: bezoek.taal, p: Publiek::new(&bezoek), naam, brief })
}

async fn bron(State(app): State<AppState>, Deel(naam): Deel<String>) -> Antwoord {
    let found = bytes(&app, &naam).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], found).into_response())
}
