//! Searching the articles. What is typed may hold anything, so it is never logged and only words without digits are counted.

use askama::Template;
use axum::extract::{Query, State};
use dienstverlening::kennisbank::{Bereik, Segment, Veld, Zoekresultaat, zonder_resultaat};
use serde::Deserialize;

use super::home::wegen;
use super::{Weg, product_adres};
use crate::basis::taal::Lang;
use crate::basis::{Antwoord, AppState, Bezoek, Publiek, Taal, toon};

/// Longer is a letter; the rest is left out.
const CHARS_MAX: usize = 200;
/// More nobody reads.
const RESULTS_MAX: usize = 20;

#[derive(Deserialize)]
pub(super) struct Zoekvraag {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "website/zoeken.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    vraag: String,
    vondsten: Vec<Vondst>,
    themas: Vec<Weg>,
}

/// A result as it is shown.
struct Vondst {
    adres: String,
    naam: Vec<Segment>,
    naam_lang: Lang,
    antwoord: Vec<Segment>,
    fragment: Vec<Segment>,
}

pub(super) async fn pagina(State(app): State<AppState>, bezoek: Bezoek, Query(asked): Query<Zoekvraag>) -> Antwoord {
    let t = bezoek.taal;
    let vraag: String = asked.q.trim().chars().take(CHARS_MAX).collect();
    let organisatie = bezoek.organisatie.id;
    let found = app.zoekdienst.zoek(organisatie, &vraag, Bereik::Openbaar, RESULTS_MAX);
    if found.is_empty() && !vraag.is_empty() {
        // What is missing helps editors; a visitor gets the page also when it cannot be counted.
        if zonder_resultaat::tel(&app.db, organisatie, &vraag, bezoek.nu).await.is_err() {
            tracing::warn!("a search without result could not be counted");
        }
    }
    toon(&Pagina {
        t,
        p: Publiek::new(&bezoek).met_vraag(&vraag).uit_geheugen(app.db.trouble() == Some(kern::Busy::Away)),
        vraag,
        vondsten: found.into_iter().map(|hit| vondst(t, hit)).collect(),
        themas: wegen(t, &bezoek.organisatie.instellingen.themas, "thema"),
    })
}

fn vondst(t: Taal, hit: Zoekresultaat) -> Vondst {
    let plain = |text: String| vec![Segment { tekst: text, treft: false }];
    let english = hit.naam_en.filter(|_| t.is_en());
    let in_answer = hit.vindplaatsen.iter().find(|place| place.veld == Veld::Antwoord);
    let elsewhere = hit.vindplaatsen.iter().find(|place| place.veld == Veld::Tekst);
    Vondst {
        adres: product_adres(&hit.code),
        naam_lang: if english.is_some() { t.lang(t) } else { t.lang(Taal::Nl) },
        naam: english.map_or(hit.naam, plain),
        antwoord: in_answer.map_or_else(|| plain(hit.antwoord), |place| place.fragment.clone()),
        fragment: elsewhere.map(|place| place.fragment.clone()).unwrap_or_default(),
    }
}
