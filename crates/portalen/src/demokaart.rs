//! The map of the demo: streets that do not exist, drawn by rule, so that a place can be pointed at without a tile server.
//! In a demo only.

use std::fmt::Write;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use dienstverlening::formulieren::kaart::{TEGEL, Tegel};

use crate::basis::{Antwoord, AppState, Fout, Routes, Toegang};

/// At this zoom streets lie so many pixels apart; half as far for each step further away.
const STRATEN: (u8, i64, i64) = (17, 192, 144);
/// Nearer than this, streets are nothing but a grey square.
const DICHTST: i64 = 16;
const NAMEN: [&str; 9] = [
    "Lindelaan",
    "Kerkstraat",
    "Molenweg",
    "Parkweg",
    "Dorpsstraat",
    "Havenkade",
    "Schoolstraat",
    "Beukenlaan",
    "Raadhuisplein",
];

pub(crate) fn routes() -> Routes {
    Routes::new().get("/demo/kaart/{z}/{x}/{y}", Toegang::OPENBAAR, tegel)
}

async fn tegel(State(app): State<AppState>, Path((zoom, x, y)): Path<(u8, i64, i64)>) -> Antwoord {
    let tegel = Tegel { zoom, x, y };
    if !app.config.demo || !tegel.bestaat() {
        return Err(Fout::GeenPagina);
    }
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")];
    Ok((headers, svg(tegel)).into_response())
}

/// Lines at whole multiples of the distance, in pixels of the tile; with the number of each street.
fn lines(tile: i64, apart: i64) -> impl Iterator<Item = (i64, i64)> {
    let from = tile * TEGEL;
    let first = from.div_euclid(apart);
    (first..).map(move |street| (street, street * apart - from)).take_while(|(_, at)| *at <= TEGEL)
}

fn name(street: i64) -> &'static str {
    let count = i64::try_from(NAMEN.len()).unwrap_or(1);
    usize::try_from(street.rem_euclid(count)).ok().and_then(|at| NAMEN.get(at)).copied().unwrap_or_default()
}

fn svg(tegel: Tegel) -> String {
    let scaled = |apart: i64| match tegel.zoom.checked_sub(STRATEN.0) {
        Some(nearer) => apart << nearer,
        None => apart >> (STRATEN.0 - tegel.zoom),
    };
    let (columns, rows) = (scaled(STRATEN.1), scaled(STRATEN.2));
    let mut svg = String::from(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 256 256"><rect width="256" height="256" fill="#dfe8d4"/><g fill="none" stroke="#fff" stroke-width="9">"##,
    );
    if rows >= DICHTST {
        for (_, x) in lines(tegel.x, columns) {
            let _ = write!(svg, r#"<path d="M{x} 0V256"/>"#);
        }
        for (_, y) in lines(tegel.y, rows) {
            let _ = write!(svg, r#"<path d="M0 {y}H256"/>"#);
        }
    }
    svg.push_str(r##"</g><g font-family="sans-serif" font-size="11" fill="#333">"##);
    if rows >= TEGEL / 4 {
        for (street, y) in lines(tegel.y, rows) {
            let _ = write!(svg, r#"<text x="60" y="{}">{}</text>"#, y + 4, name(street));
        }
    }
    svg.push_str("</g></svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streets_go_on_from_tile_to_tile() {
        let ends = |x: i64| lines(x, 192).map(|(street, at)| (street, at + x * TEGEL)).collect::<Vec<_>>();
        let (west, east) = (ends(100), ends(101));
        let shared: Vec<_> = west.iter().filter(|line| line.1 == 101 * TEGEL).collect();
        assert!(shared.iter().all(|line| east.contains(line)));
        assert!(west.iter().chain(&east).all(|(street, at)| at == &(street * 192)));
    }
}
