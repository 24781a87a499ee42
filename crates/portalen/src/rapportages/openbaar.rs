//! `/rapporten`: the established reports that stand on the website, for everyone; each with its data.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use askama::Template;
use axum::extract::{Path, State};
use dienstverlening::rapportage::{
    self, Kwartaalrapport, Peil, Periode, RapportId, Vastgesteld, Voortgang, kwartaalrapport, openbaar, openbare,
};
use kern::autorisatie::LeesRapport;
use kern::{Authorised, Busy, Error};
use termijnen::Kwartaal;

use super::namen::Namen;
use super::stand::{self, alineas};
use super::{csv, kcc, voortgang};
use crate::basis::taal::Naam;
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::{Antwoord, AppState, Bezoek, Fout, Publiek, Taal, toon};

#[derive(Template)]
#[template(path = "rapportages/openbare.html")]
struct Lijst {
    t: Taal,
    p: Publiek,
    pad: Vec<(Naam, String)>,
    titel: Naam,
    rapporten: Vec<Regel>,
}

struct Regel {
    naam: String,
    adres: String,
    sinds: Tijdstip,
}

#[derive(Template)]
#[template(path = "rapportages/openbaar.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    pad: Vec<(Naam, String)>,
    titel: Naam,
    vastgesteld: Tijdstip,
    toelichting: Vec<String>,
    csv: String,
    soort: Getoond,
}

/// The report itself.
enum Getoond {
    Kwartaal(kcc::Inhoud),
    Jaar(voortgang::Inhoud),
}

pub(super) async fn lijst(State(app): State<AppState>, bezoek: Bezoek) -> Antwoord {
    let t = bezoek.taal;
    let mut rapporten: Vec<Regel> = Vec::new();
    for report in openbare(&app.db, bezoek.organisatie.id).await? {
        let Some(sinds) = report.gepubliceerd_op else { continue };
        let adres = stand::website(report.voorstel.periode);
        // Of two versions only the newest is there to read.
        if !rapporten.iter().any(|known| known.adres == adres) {
            let naam = naam(t, report.voorstel.periode);
            rapporten.push(Regel { naam, adres, sinds: tijd::moment(t, sinds, bezoek.nu) });
        }
    }
    toon(&Lijst { t, p: Publiek::new(&bezoek), pad: pad(t, None), titel: titel(t), rapporten })
}

/// What a report is called: "KCC-kwartaalrapportage, derde kwartaal 2026".
fn naam(t: Taal, periode: Periode) -> String {
    match periode {
        Periode::Kwartaal(kwartaal) => {
            let of = t.tekst_met("rapport-kwartaal").met("nummer", i64::from(kwartaal.quarter()));
            let of = of.met("jaar", kwartaal.year().to_string()).to_string();
            t.tekst_met("rapporten-naam").met("rapport", t.tekst("rapport-titel")).met("periode", of).to_string()
        }
        Periode::Jaar(jaar) => {
            let titel = t.tekst("voortgang-titel");
            t.tekst_met("rapporten-naam").met("rapport", titel).met("periode", jaar.to_string()).to_string()
        }
    }
}

fn titel(t: Taal) -> Naam {
    t.naam(&t.tekst("rapporten-titel"), Some(&t.tekst("rapporten-titel")))
}

fn pad(t: Taal, report: Option<(Naam, String)>) -> Vec<(Naam, String)> {
    let home = t.naam(&t.tekst("website-home"), Some(&t.tekst("website-home")));
    [(home, "/".to_owned()), (titel(t), "/rapporten".to_owned())].into_iter().chain(report).collect()
}

/// The report that an address names, as it was established.
async fn gevraagd(app: &AppState, bezoek: &Bezoek, (soort, code): (&str, &str)) -> Result<Vastgesteld, Fout> {
    let periode = stand::periode(soort, code).ok_or(Fout::GeenPagina)?;
    openbaar(&app.db, bezoek.organisatie.id, periode).await?.ok_or(Fout::GeenPagina)
}

/// Established reports that were computed here: they stay the same, and anybody can ask for them.
#[derive(Default)]
pub(crate) struct Gemaakt {
    kwartalen: Mutex<HashMap<RapportId, Kwartaalrapport>>,
    jaren: Mutex<HashMap<RapportId, Voortgang>>,
}

/// More than are on a website at a time.
const GEMAAKT_MAX: usize = 50;

fn gehouden<T: Clone>(all: &Mutex<HashMap<RapportId, T>>, id: RapportId) -> Option<T> {
    all.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
}

/// Keeps what was computed whole; while everything is counted again there is nothing to show.
fn houd<T: Clone>(all: &Mutex<HashMap<RapportId, T>>, id: RapportId, (made, peil): (T, Peil)) -> Result<T, Fout> {
    if peil.ongeteld > 0 {
        return Err(Fout::Kern(Error::Busy(Busy::Crowded)));
    }
    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
    if all.len() >= GEMAAKT_MAX {
        all.clear();
    }
    all.insert(id, made.clone());
    Ok(made)
}

async fn kwartaal(app: &AppState, bezoek: &Bezoek, report: Vastgesteld) -> Result<(Namen, stand::Gelezen), Fout> {
    let Periode::Kwartaal(kwartaal) = report.voorstel.periode else { return Err(Fout::GeenPagina) };
    let who = Authorised::<LeesRapport>::program(bezoek.organisatie.id);
    let rapport = match gehouden(&app.rapporten.kwartalen, report.id) {
        Some(known) => known,
        None => {
            let db = app.db.snapshot().await?;
            let peil = report.peil(&db, &who).await?;
            let made = kwartaalrapport(&db, &who, kwartaal, peil).await?;
            houd(&app.rapporten.kwartalen, report.id, (made, peil))?
        }
    };
    let codes: Vec<&str> = rapport.onderwerpen.iter().map(|regel| regel.sleutel.as_str()).collect();
    let n = Namen::openbaar(&app.db, bezoek, kwartaal, &codes).await?.met_definities(report.definities.clone());
    Ok((n, stand::gemaakt(rapport, report)))
}

async fn jaar(app: &AppState, bezoek: &Bezoek, report: Vastgesteld) -> Result<voortgang::Gelezen, Fout> {
    let Periode::Jaar(jaar) = report.voorstel.periode else { return Err(Fout::GeenPagina) };
    let who = Authorised::<LeesRapport>::program(bezoek.organisatie.id);
    let found = match gehouden(&app.rapporten.jaren, report.id) {
        Some(known) => known,
        None => {
            let db = app.db.snapshot().await?;
            let peil = report.peil(&db, &who).await?;
            let asked = (jaar, report.kader.raaddoelen.as_slice(), &report.kader.teams);
            let made = rapportage::voortgang(&db, &who, asked, peil).await?;
            houd(&app.rapporten.jaren, report.id, (made, peil))?
        }
    };
    let n = Namen::openbaar(&app.db, bezoek, Kwartaal::containing(bezoek.nu.date()), &[]).await?;
    Ok(voortgang::gemaakt(n, found, report))
}

pub(super) async fn pagina(
    State(app): State<AppState>,
    bezoek: Bezoek,
    Path((soort, code)): Path<(String, String)>,
) -> Antwoord {
    let t = bezoek.taal;
    let report = gevraagd(&app, &bezoek, (&soort, &code)).await?;
    let (periode, op) = (report.voorstel.periode, report.vastgesteld_op);
    let (naam, adres) = (naam(t, periode), stand::website(periode));
    let titel = t.naam(&naam, Some(&naam));
    let toelichting = alineas(&report.voorstel.toelichting);
    let soort = match periode {
        Periode::Kwartaal(_) => {
            let (n, gelezen) = kwartaal(&app, &bezoek, report).await?;
            Getoond::Kwartaal(kcc::inhoud(&n, &gelezen.rapport, &gelezen.doelen, false))
        }
        Periode::Jaar(_) => Getoond::Jaar(jaar(&app, &bezoek, report).await?.inhoud((false, bezoek.nu))),
    };
    toon(&Pagina {
        t,
        p: Publiek::new(&bezoek),
        pad: pad(t, Some((titel.clone(), adres.clone()))),
        titel,
        vastgesteld: tijd::moment(t, op, bezoek.nu),
        toelichting,
        csv: format!("{adres}/bestand.csv"),
        soort,
    })
}

pub(super) async fn bestand(
    State(app): State<AppState>,
    bezoek: Bezoek,
    Path((soort, code)): Path<(String, String)>,
) -> Antwoord {
    let report = gevraagd(&app, &bezoek, (&soort, &code)).await?;
    match report.voorstel.periode {
        Periode::Kwartaal(_) => {
            let (n, gelezen) = kwartaal(&app, &bezoek, report).await?;
            csv::bestand_van(&n, &gelezen, bezoek.nu)
        }
        Periode::Jaar(_) => voortgang::bestand_van(&jaar(&app, &bezoek, report).await?),
    }
}
