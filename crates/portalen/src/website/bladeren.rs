//! Browsing: all topics, a theme, a life event.

use askama::Template;
use axum::extract::{Path, Query, State};
use dienstverlening::kennisbank::{Gelezen, Keuze, Product};
use serde::Deserialize;

use super::home::wegen;
use super::{Kruimel, Weg, home_kruimel};
use crate::basis::taal::Naam;
use crate::basis::{Antwoord, AppState, Bezoek, Fout, Publiek, Taal, code, toon};

/// So many names a person can look through.
const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "website/producten.html")]
struct Alle {
    t: Taal,
    p: Publiek,
    pad: Vec<Kruimel>,
    themas: Vec<Weg>,
    producten: Vec<Weg>,
    volgende: String,
}

#[derive(Template)]
#[template(path = "website/lijst.html")]
struct Lijst {
    t: Taal,
    p: Publiek,
    pad: Vec<Kruimel>,
    titel: Naam,
    producten: Vec<Weg>,
}

/// Where the list of all topics goes on: after this code.
#[derive(Deserialize)]
pub(super) struct Vanaf {
    na: Option<String>,
}

pub(super) async fn producten(State(app): State<AppState>, bezoek: Bezoek, Query(vanaf): Query<Vanaf>) -> Antwoord {
    let t = bezoek.taal;
    let na = vanaf.na.map(|na| code(Path(na))).transpose()?;
    let keuze = Keuze::Alle { na: na.as_deref(), aantal: PAGE as u64 + 1 };
    let read = app.zoekdienst.producten(bezoek.organisatie.id, keuze).await?;
    let mut found = read.inhoud;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let volgende = found.last().filter(|_| more).map(|last| format!("/producten?na={}", last.code));
    toon(&Alle {
        t,
        p: Publiek::new(&bezoek).uit_geheugen(read.uit_geheugen),
        pad: vec![home_kruimel(t), alle_kruimel(t)],
        themas: wegen(t, &bezoek.organisatie.instellingen.themas, "thema"),
        producten: sorted(t, &found),
        volgende: volgende.unwrap_or_default(),
    })
}

pub(super) async fn thema(State(app): State<AppState>, bezoek: Bezoek, path: Path<String>) -> Antwoord {
    let code = code(path)?;
    let settings = &bezoek.organisatie.instellingen;
    let keuze = settings.themas.iter().find(|thema| thema.code == code).ok_or(Fout::GeenPagina)?;
    let found = app.zoekdienst.producten(bezoek.organisatie.id, Keuze::Thema(&code)).await?;
    let titel = bezoek.taal.naam(&keuze.naam, Some(&keuze.naam_en));
    lijst(&bezoek, titel, format!("/thema/{code}"), &found)
}

pub(super) async fn levensgebeurtenis(State(app): State<AppState>, bezoek: Bezoek, path: Path<String>) -> Antwoord {
    let code = code(path)?;
    let settings = &bezoek.organisatie.instellingen;
    let keuze = settings.levensgebeurtenissen.iter().find(|keuze| keuze.code == code).ok_or(Fout::GeenPagina)?;
    let found = app.zoekdienst.producten(bezoek.organisatie.id, Keuze::Levensgebeurtenis(&code)).await?;
    let titel = bezoek.taal.naam(&keuze.naam, Some(&keuze.naam_en));
    lijst(&bezoek, titel, format!("/levensgebeurtenis/{code}"), &found)
}

fn lijst(bezoek: &Bezoek, titel: Naam, adres: String, found: &Gelezen<Vec<Product>>) -> Antwoord {
    let t = bezoek.taal;
    let pad = vec![home_kruimel(t), alle_kruimel(t), (titel.clone(), adres)];
    let p = Publiek::new(bezoek).uit_geheugen(found.uit_geheugen);
    toon(&Lijst { t, p, pad, titel, producten: sorted(t, &found.inhoud) })
}

fn alle_kruimel(t: Taal) -> Kruimel {
    let naam = t.tekst("publiek-alle-onderwerpen");
    (t.naam(&naam, Some(&naam)), "/producten".to_owned())
}

/// By name in the language of the page.
fn sorted(t: Taal, found: &[Product]) -> Vec<Weg> {
    let mut wegen: Vec<Weg> = found.iter().map(|product| Weg::naar_product(t, product)).collect();
    wegen.sort_by_key(|weg| weg.naam.tekst.to_lowercase());
    wegen
}
