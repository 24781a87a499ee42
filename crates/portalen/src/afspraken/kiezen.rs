//! `GET /afspraak`: what for, then where, then when. Which question is asked follows from what was answered.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use dienstverlening::afspraken::Rooster;
use dienstverlening::afspraken::lezen::{self, Wens};
use dienstverlening::kennisbank::Product;
use kern::FieldError;

use super::keuze::{Adresvelden, Keuze, balie_naam, namen};
use super::tijden::{self, Tijden, Wegen};
use crate::basis::{Antwoord, AppState, Bezoek, Fouten, Publiek, Taal, toon, toon_met};

/// What for.
#[derive(Template)]
#[template(path = "afspraken/producten.html")]
struct Producten {
    t: Taal,
    p: Publiek,
    opties: Vec<Optie>,
    fouten: Fouten,
}

struct Optie {
    code: String,
    naam: String,
    bij: String,
    gekozen: bool,
}

/// Where.
#[derive(Template)]
#[template(path = "afspraken/balies.html")]
struct Balies {
    t: Taal,
    p: Publiek,
    producten: String,
    anders: String,
    balies: Vec<Plaats>,
}

struct Plaats {
    naam: String,
    bij: String,
    adres: String,
}

/// When.
#[derive(Template)]
#[template(path = "afspraken/tijd.html")]
struct Tijd {
    t: Taal,
    p: Publiek,
    producten: String,
    balie: String,
    plaats: String,
    anders: String,
    tijden: Tijden,
    bezet: bool,
}

pub(super) async fn pagina(State(app): State<AppState>, bezoek: Bezoek, Adresvelden(velden): Adresvelden) -> Antwoord {
    let balies = &bezoek.organisatie.instellingen.balies;
    let all = lezen::producten(&app.db, bezoek.organisatie.id, balies, true).await?;
    let mut keuze = Keuze::lees(&velden, balies);
    keuze.producten.retain(|code| all.iter().any(|product| product.code == *code));
    if keuze.producten.is_empty() || velden.has("anders") {
        let wrong = velden.has("kies").then(|| FieldError::new("product", "verplicht"));
        return producten(&bezoek, &all, &keuze, wrong.as_slice());
    }
    let places: Vec<_> = balies.voor(&keuze.producten).collect();
    if let (None, [only]) = (&keuze.balie, places.as_slice()) {
        keuze.balie = Some(only.code.clone());
    }
    if places.is_empty() {
        return producten(&bezoek, &all, &keuze, &[FieldError::new("product", "producten-niet-samen")]);
    }
    let Some(rooster) = keuze.rooster(&bezoek.organisatie)? else {
        let place = |balie: &&dienstverlening::inrichten::Balie| Plaats {
            naam: balie_naam(bezoek.taal, balie),
            bij: balie.adres.clone(),
            adres: format!("/afspraak?{}", Keuze { balie: Some(balie.code.clone()), ..keuze.clone() }.vraag()),
        };
        return toon(&Balies {
            t: bezoek.taal,
            p: Publiek::new(&bezoek).zonder_zoekbalk(),
            producten: namen(bezoek.taal, &all, &keuze.producten),
            anders: format!("/afspraak?{}&anders=1", keuze.vraag()),
            balies: places.iter().map(place).collect(),
        });
    };
    match rooster.kwartieren(&keuze.producten) {
        Ok(kwartieren) => tijd(&app, &bezoek, &all, &keuze, &rooster, (kwartieren, velden.has("bezet"))).await,
        Err(wrong) => producten(&bezoek, &all, &keuze, &[wrong]),
    }
}

fn producten(bezoek: &Bezoek, all: &[Product], keuze: &Keuze, wrong: &[FieldError]) -> Antwoord {
    let t = bezoek.taal;
    let balies = &bezoek.organisatie.instellingen.balies;
    let option = |product: &Product| {
        let own = balies.product(&product.code);
        let minuten = own.map_or(0, |own| own.minuten);
        Optie {
            code: product.code.clone(),
            naam: t.naam(&product.naam, product.naam_en.as_deref()).tekst,
            bij: t.tekst_met("afspraak-duurt").met("minuten", minuten).to_string(),
            gekozen: keuze.producten.contains(&product.code),
        }
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    toon_met(
        status,
        &Producten {
            t,
            p: Publiek::new(bezoek).zonder_zoekbalk(),
            opties: all.iter().map(option).collect(),
            fouten: Fouten::new(t, wrong),
        },
    )
}

async fn tijd(
    app: &AppState,
    bezoek: &Bezoek,
    all: &[Product],
    keuze: &Keuze,
    rooster: &Rooster<'_>,
    (kwartieren, bezet): (i64, bool),
) -> Antwoord {
    let wens = Wens { kwartieren, termijn: rooster.termijn(bezoek.nu, false), zonder: None };
    let wegen =
        Wegen { hier: format!("/afspraak?{}", keuze.vraag()), verder: format!("/afspraak/gegevens?{}", keuze.vraag()) };
    let who = (&*bezoek.organisatie, bezoek.taal, bezoek.nu);
    let tijden = tijden::lees(app, who, rooster, &wens, keuze.van, &wegen).await?;
    toon(&Tijd {
        t: bezoek.taal,
        p: Publiek::new(bezoek).zonder_zoekbalk(),
        producten: namen(bezoek.taal, all, &keuze.producten),
        balie: balie_naam(bezoek.taal, rooster.balie),
        plaats: rooster.balie.adres.clone(),
        anders: format!("{}&anders=1", wegen.hier),
        tijden,
        bezet,
    })
}
