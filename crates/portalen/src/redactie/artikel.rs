//! `GET /redactie/{code}?versie=N`: the versions of an article, and the text of one: what an agent saw in a contact of then.

use askama::Template;
use axum::extract::{Path, Query, State};
use dienstverlening::kennisbank::{self, Artikel, Sectie, Versieregel, markdown};
use kern::FieldError;
use kern::autorisatie::Werken;
use serde::Deserialize;

use crate::basis::taal::{Lang, Naam};
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Werkplek, code, tijd, toon};

#[derive(Template)]
#[template(path = "redactie/artikel.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    naam: Naam,
    vervallen: bool,
    versie: i64,
    sinds: Tijdstip,
    huidig: bool,
    delen: Vec<Deel>,
    versies: Vec<Regel>,
}

/// A part of the text, as HTML that [`markdown`] made.
struct Deel {
    kop: String,
    html: String,
    lang: Lang,
}

struct Regel {
    versie: i64,
    adres: String,
    sinds: Tijdstip,
    gecontroleerd: Tijdstip,
    hier: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Vraag {
    versie: String,
}

pub(super) async fn pagina(
    State(app): State<AppState>,
    wie: Ingelogd,
    path: Path<String>,
    vraag: Result<Query<Vraag>, axum::extract::rejection::QueryRejection>,
) -> Antwoord {
    let code = code(path)?;
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let who = wie.medewerker.authorise::<Werken>()?;
    let product = kennisbank::product(&app.db, &who, &code).await?.ok_or(Fout::GeenPagina)?;
    let asked = match vraag.versie.as_str() {
        "" => product.versie,
        number => number.parse::<i64>().map_err(|_| FieldError::new("versie", "ongeldige-waarde"))?,
    };
    let artikel = kennisbank::artikel_versie(&app.db, &who, &code, asked).await?.ok_or(Fout::GeenPagina)?;
    let versies = kennisbank::versies(&app.db, &who, product.artikel).await?;
    let t = wie.taal;
    toon(&Pagina {
        t,
        p: Werkplek::new(&wie),
        naam: t.naam(&product.naam, product.naam_en.as_deref()),
        vervallen: !product.actief,
        versie: asked,
        sinds: tijd::moment(t, artikel.versie.geldig_vanaf, wie.nu),
        huidig: asked == product.versie,
        delen: delen(t, &artikel),
        versies: versies.iter().map(|versie| regel(&wie, &code, versie, asked)).collect(),
    })
}

fn delen(t: Taal, artikel: &Artikel) -> Vec<Deel> {
    let html = |text: &str| markdown::html(text, 1, |code| Some(format!("/redactie/{code}")));
    let inhoud = &artikel.versie.inhoud;
    let intern = inhoud.intern.as_deref().map(|text| (Sectie::Intern, text));
    let part = |(sectie, text): (Sectie, &str)| Deel {
        // texts: redactie-deel-*
        kop: t.tekst(&format!("redactie-deel-{}", sectie.code())),
        html: html(text),
        lang: t.lang(if sectie == Sectie::English { Taal::En } else { Taal::Nl }),
    };
    inhoud.openbaar.iter().chain(intern).map(part).collect()
}

fn regel(wie: &Ingelogd, code: &str, versie: &Versieregel, asked: i64) -> Regel {
    Regel {
        versie: versie.versie,
        adres: format!("/redactie/{code}?versie={}", versie.versie),
        sinds: tijd::moment(wie.taal, versie.geldig_vanaf, wie.nu),
        gecontroleerd: tijd::dag(wie.taal, versie.gecontroleerd_op, wie.nu.date()),
        hier: versie.versie == asked,
    }
}
