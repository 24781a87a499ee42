//! What somebody chooses for themselves: language, colours, keys.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use kern::FieldError;
use serde::Deserialize;
use serde_json::json;

use super::contact_beeld::Optie;
use super::contact_toetsen::{ACTIES, Actie, Toetsen, dubbel, lees};
use super::zoeken::Zoekveld;
use crate::basis::{Antwoord, AppState, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, toon_met};

/// The colours that can be chosen; the last follows the system.
const THEMAS: [&str; 3] = ["licht", "donker", "systeem"];

/// A field for the chord of something.
struct Toetsveld {
    veld: &'static str,
    naam: String,
    waarde: String,
    fout: String,
}

#[derive(Template)]
#[template(path = "werkplek/voorkeuren.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    bewaard: bool,
    fouten: Fouten,
    talen: Vec<Optie>,
    themas: Vec<Optie>,
    acties: Vec<Toetsveld>,
}

/// What the form shows: what is chosen, or what was typed and is wrong.
struct Keuzes {
    taal: String,
    thema: String,
    toetsen: Vec<(Actie, String)>,
}

/// Whether the preferences were saved just before.
#[derive(Deserialize)]
pub(super) struct Erbij {
    bewaard: Option<String>,
}

/// `GET /werkplek/voorkeuren`
pub(super) async fn pagina(wie: Ingelogd, Query(erbij): Query<Erbij>) -> Antwoord {
    let toetsen = Toetsen::van(&wie.voorkeuren);
    let keuzes = Keuzes {
        taal: wie.taal.code().to_owned(),
        thema: Some(wie.voorkeuren.thema()).filter(|thema| !thema.is_empty()).unwrap_or("systeem").to_owned(),
        toetsen: ACTIES.into_iter().map(|actie| (actie, toetsen.bij(actie.naam).to_owned())).collect(),
    };
    toon_keuzes(&wie, keuzes, &[], erbij.bewaard.is_some())
}

fn toon_keuzes(wie: &Ingelogd, keuzes: Keuzes, errors: &[FieldError], bewaard: bool) -> Antwoord {
    let t = wie.taal;
    let fouten = Fouten::new(t, errors);
    let taal = |taal: Taal| Optie {
        code: taal.code().to_owned(),
        naam: taal.tekst("taal-naam"),
        gekozen: taal.code() == keuzes.taal,
    };
    let thema = |code: &str| Optie {
        code: code.to_owned(),
        // texts: werkplek-thema-*
        naam: t.tekst(&format!("werkplek-thema-{code}")),
        gekozen: code == keuzes.thema,
    };
    let toets = |(actie, waarde): (Actie, String)| Toetsveld {
        veld: actie.veld,
        naam: t.tekst(actie.tekst),
        fout: fouten.bij(actie.veld).to_owned(),
        waarde,
    };
    let page = Pagina {
        t,
        p: Werkplek::new(wie),
        zoek: Zoekveld::los(wie),
        bewaard,
        talen: Taal::ALL.into_iter().map(taal).collect(),
        themas: THEMAS.into_iter().map(thema).collect(),
        acties: keuzes.toetsen.into_iter().map(toets).collect(),
        fouten: fouten.clone(),
    };
    toon_met(if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST }, &page)
}

/// `POST /werkplek/voorkeuren`
pub(super) async fn bewaar(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let typed = |actie: Actie| match (velden.has("standaard"), velden.has("uit"), velden.has(actie.veld)) {
        (true, _, _) | (false, false, false) => actie.standaard.to_owned(),
        (false, true, _) => String::new(),
        (false, false, true) => velden.get(actie.veld).to_owned(),
    };
    let keuzes = Keuzes {
        taal: velden.filled("taal").unwrap_or(wie.taal.code()).to_owned(),
        thema: velden.filled("thema").unwrap_or("systeem").to_owned(),
        toetsen: ACTIES.into_iter().map(|actie| (actie, typed(actie))).collect(),
    };
    let mut errors = Vec::new();
    let taal = Taal::from_code(&keuzes.taal);
    if taal.is_none() {
        errors.push(FieldError::new("taal", "onbekende-keuze"));
    }
    if !THEMAS.contains(&keuzes.thema.as_str()) {
        errors.push(FieldError::new("thema", "onbekende-keuze"));
    }
    let read = keuzes.toetsen.iter().map(|(actie, typed)| lees(*actie, typed).map(|chords| (*actie, chords)));
    let (chords, wrong): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
    errors.extend(wrong.into_iter().filter_map(Result::err));
    let chords: Vec<(Actie, String)> = chords.into_iter().filter_map(Result::ok).collect();
    errors.extend(dubbel(&chords));
    let Some(taal) = taal.filter(|_| errors.is_empty()) else { return toon_keuzes(&wie, keuzes, &errors, false) };
    // Only what differs from the default, so that a better default reaches whoever chose nothing.
    let own = chords.iter().filter(|(actie, chosen)| chosen != actie.standaard);
    let akkoorden: serde_json::Map<_, _> = own.map(|(actie, chosen)| (actie.naam.to_owned(), json!(chosen))).collect();
    let thema = Some(keuzes.thema.as_str()).filter(|thema| *thema != "systeem");
    let voorkeuren = json!({ "taal": taal.code(), "thema": thema, "akkoorden": akkoorden });
    kern::sessies::set_voorkeuren(&app.db, wie.medewerker.id, &voorkeuren).await?;
    // By way of the page that remembers a language in this browser, which comes before the preference.
    Ok(naar(&format!("/taal/{}?terug=%2Fwerkplek%2Fvoorkeuren%3Fbewaard%3Dja", taal.code())))
}
