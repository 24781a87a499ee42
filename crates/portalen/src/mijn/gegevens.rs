//! `GET /mijn/gegevens`: what we know of somebody, as forms use it.

use askama::Template;
use axum::extract::State;
use dienstverlening::formulieren::bekend;
use dienstverlening::formulieren::waarde::adresregel;

use super::beeld::Rand;
use crate::basis::{Antwoord, AppState, Bezoek, IngelogdBurger, Publiek, Taal, tijd, toon};

#[derive(Template)]
#[template(path = "mijn/gegevens.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    rand: Rand,
    /// Label and value; an empty value is not known.
    gegevens: Vec<(String, String)>,
}

pub(super) async fn pagina(State(app): State<AppState>, burger: IngelogdBurger, bezoek: Bezoek) -> Antwoord {
    let known = bekend(&app.db, &burger.burger.eigen()).await?;
    let t = burger.taal;
    let adres = known.adres.as_ref().map(adresregel);
    let geboren = known.geboortedatum.map(|date| tijd::with_year(t, date));
    let lines = [
        ("mijn-naam", known.naam),
        ("mijn-geboren", geboren),
        ("mijn-adres", adres),
        ("mijn-e-mail", known.e_mail),
        ("mijn-telefoon", known.telefoon),
        ("mijn-bsn", known.bsn),
    ];
    toon(&Pagina {
        t,
        p: Publiek::new(&bezoek),
        rand: Rand::new(&burger, "/mijn/gegevens"),
        gegevens: lines.into_iter().map(|(key, value)| (t.tekst(key), value.unwrap_or_default())).collect(),
    })
}
