//! `GET /balie`: which desk, and reception or counter; or an appointment by its number.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use dienstverlening::afspraken::lezen;
use kern::FieldError;
use kern::autorisatie::BedienBalie;

use crate::afspraken::keuze::balie_naam;
use crate::basis::{Antwoord, AppState, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, toon, toon_met};

#[derive(Template)]
#[template(path = "balie/kiezen.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    balies: Vec<Balie>,
    nummer: String,
    fouten: Fouten,
}

struct Balie {
    code: String,
    naam: String,
    plaats: String,
    loketten: Vec<(usize, String)>,
}

fn beeld(wie: &Ingelogd, nummer: &str, errors: &[FieldError]) -> Pagina {
    let balies = &wie.organisatie.instellingen.balies.balies;
    let balie = |balie: &dienstverlening::inrichten::Balie| Balie {
        code: balie.code.clone(),
        naam: balie_naam(wie.taal, balie),
        plaats: balie.adres.clone(),
        loketten: balie.loketten.iter().enumerate().map(|(at, naam)| (at + 1, naam.clone())).collect(),
    };
    Pagina {
        t: wie.taal,
        p: Werkplek::new(wie),
        balies: balies.iter().map(balie).collect(),
        nummer: nummer.to_owned(),
        fouten: Fouten::new(wie.taal, errors),
    }
}

pub(super) async fn pagina(wie: Ingelogd) -> Antwoord {
    toon(&beeld(&wie, "", &[]))
}

/// `POST /balie/zoeken`: a number of an appointment, as somebody tells it.
pub(super) async fn zoeken(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let who = wie.medewerker.authorise::<BedienBalie>()?;
    let typed = velden.get("nummer");
    match lezen::met_nummer(&app.db, &who, typed).await? {
        Some(found) => Ok(naar(&format!("/balie/afspraken/{}", found.id))),
        None => {
            let wrong = [FieldError::new("nummer", "afspraaknummer-onbekend")];
            toon_met(StatusCode::BAD_REQUEST, &beeld(&wie, typed, &wrong))
        }
    }
}
