//! The page of a product: the answer first, then what it costs, how long it takes, what you need, how to apply.

use std::cell::RefCell;
use std::collections::HashSet;

use askama::Template;
use axum::extract::{Path, State};
use dienstverlening::kennisbank::{OpenbaarArtikel, Product, Sectie, markdown};

use super::aanvragen::start_adres;
use super::servicenormen::{Belofte, over_product};
use super::{Kruimel, Weg, home_kruimel, product_adres};
use crate::basis::taal::Naam;
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::{Antwoord, AppState, Bezoek, Fout, Publiek, Taal, code, toon};

#[derive(Template)]
#[template(path = "website/product.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    pad: Vec<Kruimel>,
    titel: Naam,
    /// The short answer, as HTML.
    antwoord: String,
    /// Whether that is the English one.
    in_het_engels: bool,
    /// Whether there is one in English, on a Dutch page.
    engels_kan: bool,
    delen: Vec<Deel>,
    /// The form that applies for it, if there is one.
    aanvragen: Option<Weg>,
    gerelateerd: Vec<Weg>,
    beloften: Vec<Belofte>,
    gecontroleerd: Tijdstip,
}

/// A part of the article below the answer.
struct Deel {
    code: &'static str,
    html: String,
}

pub(super) async fn pagina(State(app): State<AppState>, bezoek: Bezoek, path: Path<String>) -> Antwoord {
    let code = code(path)?;
    let organisatie = bezoek.organisatie.id;
    let read = app.zoekdienst.artikel(organisatie, &code).await?;
    let artikel = read.inhoud.ok_or(Fout::GeenPagina)?;
    let named = Product { gerelateerd: named(&artikel), ..artikel.product.clone() };
    let others = app.zoekdienst.gerelateerd(organisatie, &named).await?;
    let page = render(&bezoek, &artikel, &others.inhoud);
    let uit_geheugen = read.uit_geheugen || others.uit_geheugen;
    // Without a database they are not waited for.
    let beloften = if uit_geheugen { Vec::new() } else { over_product(&app, &bezoek, &code).await };
    toon(&Pagina { p: page.p.uit_geheugen(uit_geheugen), beloften, ..page })
}

fn render(bezoek: &Bezoek, artikel: &OpenbaarArtikel, others: &[Product]) -> Pagina {
    let (t, product) = (bezoek.taal, &artikel.product);
    // A link to a product that the public cannot open loses its address and keeps its words.
    let open: HashSet<&str> = others.iter().map(|product| product.code.as_str()).collect();
    let html = |text: &str| markdown::html(text, 0, |code| open.contains(code).then(|| product_adres(code)));
    let english = artikel.secties.english.as_deref();
    let in_het_engels = t.is_en() && english.is_some();
    let first = english.filter(|_| in_het_engels).unwrap_or(&artikel.secties.antwoord);
    let below = |sectie: &Sectie| !matches!(sectie, Sectie::Antwoord | Sectie::English | Sectie::Intern);
    let delen = artikel.secties.iter().filter(|(sectie, _)| below(sectie));
    let related = product.gerelateerd.iter().filter_map(|code| others.iter().find(|other| other.code == *code));
    let titel = t.naam(&product.naam, product.naam_en.as_deref());
    Pagina {
        t,
        p: Publiek::new(bezoek),
        pad: kruimels(bezoek, product, &titel),
        titel,
        antwoord: html(first),
        in_het_engels,
        engels_kan: !t.is_en() && english.is_some(),
        delen: delen.map(|(sectie, text)| Deel { code: sectie.code(), html: html(text) }).collect(),
        aanvragen: bezoek.organisatie.instellingen.formulier_voor(&product.code).map(|formulier| Weg {
            naam: t.naam(&formulier.naam, Some(&formulier.naam_en)),
            adres: start_adres(&formulier.code),
        }),
        gerelateerd: related.map(|product| Weg::naar_product(t, product)).collect(),
        beloften: Vec::new(),
        gecontroleerd: tijd::dag(t, product.gecontroleerd_op, bezoek.nu.date()),
    }
}

/// The codes of all products that the article names: related, or linked to in its text.
fn named(artikel: &OpenbaarArtikel) -> Vec<String> {
    let found = RefCell::new(artikel.product.gerelateerd.clone());
    for (_, text) in artikel.secties.iter() {
        let _ = markdown::html(text, 0, |code| {
            found.borrow_mut().push(code.to_owned());
            None
        });
    }
    found.into_inner()
}

fn kruimels(bezoek: &Bezoek, product: &Product, titel: &Naam) -> Vec<Kruimel> {
    let t = bezoek.taal;
    let thema = bezoek.organisatie.instellingen.themas.iter().find(|thema| thema.code == product.thema);
    let thema = thema.map(|thema| (t.naam(&thema.naam, Some(&thema.naam_en)), format!("/thema/{}", thema.code)));
    let last = (titel.clone(), product_adres(&product.code));
    std::iter::once(home_kruimel(t)).chain(thema).chain([last]).collect()
}
