//! Where somebody who finds a weakness reports it (RFC 9116).

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::basis::{AppState, Bezoek};

/// Asked for again before then (RFC 9116, 2.5.5: less than a year).
const GELDIG_S: i64 = 180 * 24 * 60 * 60;

/// `GET /.well-known/security.txt`
pub(super) async fn security_txt(State(app): State<AppState>, bezoek: Bezoek) -> Response {
    let e_mail = &bezoek.organisatie.instellingen.e_mail;
    let until = app.clock.now().plus_seconds(GELDIG_S);
    let text = format!("Contact: mailto:{e_mail}\nExpires: {until}\nPreferred-Languages: nl, en\n");
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
