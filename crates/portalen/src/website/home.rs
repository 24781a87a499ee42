//! The home page: one question, the most asked, life events, how to reach us.

use askama::Template;
use axum::extract::State;
use dienstverlening::inrichten::Keuze as Keuzelijst;
use dienstverlening::kennisbank::Keuze;

use super::Weg;
use crate::basis::{Antwoord, AppState, Bezoek, Publiek, Taal, toon};

#[derive(Template)]
#[template(path = "website/home.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    meest_gevraagd: Vec<Weg>,
    levensgebeurtenissen: Vec<Weg>,
    themas: Vec<Weg>,
}

pub(super) async fn pagina(State(app): State<AppState>, bezoek: Bezoek) -> Antwoord {
    let t = bezoek.taal;
    let most = app.zoekdienst.producten(bezoek.organisatie.id, Keuze::MeestGevraagd).await?;
    let settings = &bezoek.organisatie.instellingen;
    toon(&Pagina {
        t,
        p: Publiek::new(&bezoek).zonder_zoekbalk().uit_geheugen(most.uit_geheugen),
        meest_gevraagd: most.inhoud.iter().map(|product| Weg::naar_product(t, product)).collect(),
        levensgebeurtenissen: wegen(t, &settings.levensgebeurtenissen, "levensgebeurtenis"),
        themas: wegen(t, &settings.themas, "thema"),
    })
}

/// Links to the pages of themes or life events.
pub(super) fn wegen(t: Taal, lijst: &[Keuzelijst], soort: &str) -> Vec<Weg> {
    let weg = |keuze: &Keuzelijst| Weg {
        naam: t.naam(&keuze.naam, Some(&keuze.naam_en)),
        adres: format!("/{soort}/{}", keuze.code),
    };
    lijst.iter().map(weg).collect()
}
