//! What every page stands on.
//!
//! A request passes, from outside in: [`koppen`] (headers, time taken), gzip, [`foutpagina`] (errors become pages), panics
//! and time limits, [`grenzen`] (what no page needs to see), and then the access of its route ([`toegang`]): session, right,
//! and for whatever changes something the origin and the token of the form, and how much of it there may be ([`limieten`]).

pub mod adres;
pub mod berekening;
pub mod burgersessie;
pub mod csrf;
pub(crate) mod csv;
pub mod fout;
mod foutpagina;
mod grenzen;
pub mod kader;
pub(crate) mod kenmerken;
pub mod klok;
pub mod koppen;
pub mod leesbaarheid;
pub mod limieten;
mod opnieuw;
pub mod organisaties;
pub mod pagina;
pub mod routes;
pub mod sessie;
pub mod staat;
pub mod statisch;
pub mod taal;
pub mod tegelbron;
pub mod tijd;
pub mod toegang;
pub mod upload;
pub mod velden;

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

pub use burgersessie::{IngelogdBurger, MisschienBurger};
pub use fout::{Antwoord, Fout};
pub use kader::{Publiek, Werkplek};
pub use limieten::Soort;
pub use pagina::{naar, toon, toon_met};
pub use routes::{Operatie, Routes, Toegang};
pub use sessie::{Ingelogd, Voorkeuren};
pub use staat::{AppState, Portaalconfig};
pub use taal::Taal;
pub use toegang::Bezoek;
pub use velden::{Fouten, Velden};

/// A page that takes longer than this is a fault; whoever waits is told to try again.
const REQUEST_MAX: Duration = Duration::from_secs(30);
/// A database that takes longer than this to answer a small question is not ready.
const READY_WITHIN: Duration = Duration::from_secs(2);
/// Smaller answers gain nothing by gzip.
const GZIP_FROM_BYTES: u64 = 860;

/// The routes of the machinery itself.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/gezond", Toegang::OPENBAAR, gezond)
        .get("/taal/{taal}", Toegang::OPENBAAR, taal::kies)
        .get("/statisch/{vingerafdruk}/{*pad}", Toegang::OPENBAAR, statisch::bestand)
        .get("/favicon.ico", Toegang::OPENBAAR, statisch::favicon)
}

/// Ready when the database answers and can be written to; otherwise why not.
async fn gezond(State(app): State<AppState>) -> Response {
    match tokio::time::timeout(READY_WITHIN, app.db.check()).await {
        Ok(Ok(())) => "ok".into_response(),
        Ok(Err(error)) => Fout::Kern(error).into_response(),
        Err(_) => Fout::Kern(kern::Error::Busy(kern::Busy::Away)).into_response(),
    }
}

/// A route per page, and around them what every answer goes through.
pub(crate) fn router(state: AppState, routes: Routes) -> Router {
    let staff_places = routes.staff_places();
    let gzip = SizeAbove::new(GZIP_FROM_BYTES).and(NotForContentType::new("font/")).and(NotForContentType::IMAGES);
    routes
        .into_router(&state)
        .fallback(|| async { Fout::GeenPagina })
        .method_not_allowed_fallback(|| async { Fout::Methode })
        .layer(from_fn(grenzen::bewaak))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state((state.clone(), staff_places.clone()), foutpagina::laag))
        .layer(CompressionLayer::new().compress_when(gzip))
        .layer(from_fn_with_state((state.config.veilige_cookies, staff_places), koppen::laag))
        .with_state(state)
}

/// The message of a panic can hold anything, so only that it happened is logged; the panic hook prints where.
fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    Fout::bug("a handler panicked").into_response()
}

/// A code in a path; anything that cannot be one is no page.
pub(crate) fn code(Path(code): Path<String>) -> Result<String, Fout> {
    let plain = code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if plain && !code.is_empty() && code.len() <= 100 { Ok(code) } else { Err(Fout::GeenPagina) }
}
