//! `GET /servicenormen`: what the municipality promises, and whether it kept that; for everyone, as a page and as open data.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use jiff::civil::Date;
use kern::{Busy, Error, Result};
use serde::Serialize;
use servicenormen::cijfers::Aantal;
use servicenormen::lezen::{self, Openbaar};
use servicenormen::norm::{Norm, Tekst};
use servicenormen::volger;
use termijnen::Kwartaal;

use super::{Kruimel, home_kruimel};
use crate::basis::taal::Naam;
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::{Antwoord, AppState, Bezoek, Fout, Publiek, Taal, csv, toon};
use crate::rapportages::grafiek::{self, Svg};

#[derive(Template)]
#[template(path = "website/servicenormen.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    pad: Vec<Kruimel>,
    titel: Naam,
    telt_nog: bool,
    normen: Vec<Rij>,
}

/// One norm on the page.
struct Rij {
    belofte: String,
    cijfers: Vec<Cijfer>,
    doel: String,
    meting: String,
    sinds: Tijdstip,
    uitgezonderd: Vec<String>,
    /// What was promised before, and what came of that.
    eerder: Vec<Eerder>,
}

/// A version that another took the place of.
struct Eerder {
    /// What it promised; none: the same.
    belofte: Option<String>,
    tot: Option<Tijdstip>,
    cijfers: Vec<Cijfer>,
}

/// The share of one period.
struct Cijfer {
    periode: String,
    /// None: nothing was due.
    aandeel: Option<Aandeel>,
}

struct Aandeel {
    procent: String,
    van: String,
    doel: String,
    stand: (&'static str, String),
    schaal: Svg,
}

/// The last whole quarter and the last whole year before a day.
#[derive(Clone, Copy)]
struct Periodes {
    kwartaal: Kwartaal,
    jaar: i16,
}

impl Periodes {
    fn voor(vandaag: Date) -> Self {
        Self { kwartaal: Kwartaal::containing(vandaag).previous(), jaar: vandaag.year() - 1 }
    }

    /// The first month of which figures are needed.
    fn vanaf(self) -> Date {
        Ord::min(self.kwartaal.first_date(), jiff::civil::date(self.jaar, 1, 1))
    }

    /// What was aimed at in the quarter and in the year.
    fn doelen(self, norm: &Norm) -> (i64, i64) {
        (norm.doel_in(self.kwartaal.year()), norm.doel_in(self.jaar))
    }

    fn in_kwartaal(self, norm: &Openbaar) -> Aantal {
        som(norm, |maand| Kwartaal::containing(maand) == self.kwartaal)
    }

    fn in_jaar(self, norm: &Openbaar) -> Aantal {
        som(norm, |maand| maand.year() == self.jaar)
    }

    /// Whether anything of it was due in one of them.
    fn tellen(self, norm: &Openbaar) -> bool {
        self.in_kwartaal(norm).aantal > 0 || self.in_jaar(norm).aantal > 0
    }
}

fn som(norm: &Openbaar, telt: impl Fn(Date) -> bool) -> Aantal {
    norm.maanden.iter().filter(|(maand, _)| telt(*maand)).map(|(_, aantal)| *aantal).sum()
}

/// The public norms with the figures of both periods.
struct Gelezen {
    periodes: Periodes,
    normen: Vec<Openbaar>,
    /// Whether the clocks are being made again: figures of a part say nothing.
    telt_nog: bool,
}

async fn lees(app: &AppState, bezoek: &Bezoek) -> Result<Gelezen> {
    let (organisatie, vandaag) = (bezoek.organisatie.id, bezoek.nu.date());
    let periodes = Periodes::voor(vandaag);
    let telt_nog = volger::telt_nog(&app.db, organisatie).await?;
    let mut normen = lezen::openbaar(&app.db, organisatie, vandaag, periodes.vanaf()).await?;
    for norm in &mut normen {
        norm.eerder.retain(|eerder| !telt_nog && periodes.tellen(eerder));
    }
    Ok(Gelezen { periodes, normen, telt_nog })
}

/// The same as data: that waits until they are whole.
async fn lees_heel(app: &AppState, bezoek: &Bezoek) -> std::result::Result<Gelezen, Fout> {
    let read = lees(app, bezoek).await?;
    if read.telt_nog { Err(Fout::Kern(Error::Busy(Busy::Crowded))) } else { Ok(read) }
}

pub(super) async fn pagina(State(app): State<AppState>, bezoek: Bezoek) -> Antwoord {
    let Gelezen { periodes, normen, telt_nog } = lees(&app, &bezoek).await?;
    let t = bezoek.taal;
    let titel = t.naam(&t.tekst("servicenormen-titel"), Some(&t.tekst("servicenormen-titel")));
    toon(&Pagina {
        t,
        p: Publiek::new(&bezoek),
        pad: vec![home_kruimel(t), (titel.clone(), "/servicenormen".to_owned())],
        titel,
        telt_nog,
        normen: normen.iter().map(|norm| rij(t, periodes, norm, bezoek.nu.date())).collect(),
    })
}

fn rij(t: Taal, periodes: Periodes, norm: &Openbaar, vandaag: Date) -> Rij {
    let of = &norm.versie.norm;
    let text = |tekst: &Tekst| t.een_van(&tekst.nl, &tekst.en).to_owned();
    let (this_year, doel) = (of.doel_in(vandaag.year()), of.doel);
    let said = if this_year == doel { "servicenormen-doel" } else { "servicenormen-doel-op-weg" };
    let eerder = |norm: &Openbaar| Eerder {
        belofte: Some(text(&norm.versie.norm.belofte)).filter(|before| *before != text(&of.belofte)),
        tot: norm.versie.tot.map(|tot| tijd::dag(t, tot, vandaag)),
        // Of a period in which nothing of it was due there is nothing to say.
        cijfers: cijfers(t, periodes, norm).into_iter().filter(|cijfer| cijfer.aandeel.is_some()).collect(),
    };
    Rij {
        belofte: text(&of.belofte),
        cijfers: cijfers(t, periodes, norm),
        doel: t.tekst_met(said).met("doel", doel).met("nu", this_year).to_string(),
        meting: text(&of.meting),
        sinds: tijd::dag(t, norm.sinds, vandaag),
        uitgezonderd: of.uitgezonderd.iter().map(|uitzondering| text(&uitzondering.reden)).collect(),
        eerder: norm.eerder.iter().map(eerder).collect(),
    }
}

/// The shares of both periods, as far as it was promised in them.
fn cijfers(t: Taal, periodes: Periodes, norm: &Openbaar) -> Vec<Cijfer> {
    let doelen = periodes.doelen(&norm.versie.norm);
    let kwartaal = kwartaal_naam(t, periodes.kwartaal);
    let jaar = t.tekst_met("servicenormen-jaar").met("jaar", i64::from(periodes.jaar).to_string()).to_string();
    // A period that began before anything was counted is not whole.
    let heel = |periode: String, begin: Date| {
        if norm.sinds <= begin {
            return periode;
        }
        let since = tijd::with_year(t, norm.sinds);
        t.tekst_met("servicenormen-niet-heel").met("periode", periode).met("dag", since).to_string()
    };
    let (begin, end) = (jiff::civil::date(periodes.jaar, 1, 1), jiff::civil::date(periodes.jaar, 12, 31));
    let of_kwartaal = (norm.sinds <= periodes.kwartaal.last_date())
        .then(|| cijfer(t, heel(kwartaal, periodes.kwartaal.first_date()), periodes.in_kwartaal(norm), doelen.0));
    let of_jaar = (norm.sinds <= end).then(|| cijfer(t, heel(jaar, begin), periodes.in_jaar(norm), doelen.1));
    of_kwartaal.into_iter().chain(of_jaar).collect()
}

/// The quarter in words.
fn kwartaal_naam(t: Taal, kwartaal: Kwartaal) -> String {
    let nummer = i64::from(kwartaal.quarter());
    t.tekst_met("rapport-kwartaal")
        .met("nummer", nummer)
        .met("jaar", i64::from(kwartaal.year()).to_string())
        .to_string()
}

#[expect(clippy::cast_precision_loss, reason = "counts, and a target of at most 100")]
fn cijfer(t: Taal, periode: String, aantal: Aantal, doel: i64) -> Cijfer {
    let aandeel = aantal.procent().map(|share| {
        let stand = if share >= doel as f64 { "gehaald" } else { "niet-gehaald" };
        Aandeel {
            procent: t.tekst_met("rapport-procent").met("getal", t.decimaal(share)).to_string(),
            van: t
                .tekst_met("servicenormen-van")
                .met("gehaald", t.getal(aantal.gehaald))
                .met("aantal", t.getal(aantal.aantal))
                .to_string(),
            doel: t.tekst_met("beloften-doel").met("doel", doel).to_string(),
            // texts: beloften-stand-*
            stand: (stand, t.tekst(&format!("beloften-stand-{stand}"))),
            schaal: grafiek::schaal(&format!("{periode}: {}", t.decimaal(share)), share, Some(doel as f64), stand),
        }
    });
    Cijfer { periode, aandeel }
}

/// A product's own promises: each in words, with what came of it last quarter.
pub(super) struct Belofte {
    pub(super) belofte: String,
    /// None: nothing was due.
    pub(super) gehaald: Option<String>,
}

/// The public promises about a product. The page of a product is there without them too.
pub(super) async fn over_product(app: &AppState, bezoek: &Bezoek, product: &str) -> Vec<Belofte> {
    let t = bezoek.taal;
    let Ok(Gelezen { periodes, normen, telt_nog }) = lees(app, bezoek).await else { return Vec::new() };
    let own = normen.iter().filter(|norm| norm.versie.norm.producten.iter().any(|code| code == product));
    own.map(|norm| {
        let rij = rij(t, periodes, norm, bezoek.nu.date());
        // Before the last quarter with something to tell comes what another version of the same promise came to.
        let same = rij.eerder.into_iter().filter(|eerder| eerder.belofte.is_none()).flat_map(|eerder| eerder.cijfers);
        let told = rij.cijfers.into_iter().take(1).chain(same).filter(|_| !telt_nog);
        let gehaald =
            told.filter_map(|cijfer| Some((cijfer.aandeel?, cijfer.periode))).next().map(|(aandeel, periode)| {
                let said = t.tekst_met("servicenormen-product-gehaald").met("procent", aandeel.procent);
                said.met("periode", periode).met("van", aandeel.van).to_string()
            });
        Belofte { belofte: rij.belofte, gehaald }
    })
    .collect()
}

/// A version of a published norm as open data.
#[derive(Serialize)]
struct Gegeven {
    code: String,
    belofte: Tekst,
    meting: Tekst,
    sinds: Date,
    doel: i64,
    kwartaal: Telling,
    jaar: Telling,
    /// The last day of the version; none: none is known.
    tot: Option<Date>,
    uitgezonderd: Vec<Tekst>,
}

#[derive(Serialize)]
struct Telling {
    periode: String,
    aantal: i64,
    gehaald: i64,
    /// None: nothing was due.
    procent: Option<f64>,
    /// What was aimed at then.
    doel: i64,
}

fn telling(periode: String, aantal: Aantal, doel: i64) -> Telling {
    Telling { periode, aantal: aantal.aantal, gehaald: aantal.gehaald, procent: aantal.procent(), doel }
}

/// Each norm, followed by the versions before it that count in these periods.
fn alle(normen: Vec<Openbaar>) -> impl Iterator<Item = Openbaar> {
    normen.into_iter().flat_map(|mut norm| {
        let eerder = std::mem::take(&mut norm.eerder);
        std::iter::once(norm).chain(eerder)
    })
}

fn gegeven(periodes: Periodes, norm: Openbaar) -> Gegeven {
    let doelen = periodes.doelen(&norm.versie.norm);
    let kwartaal = telling(periodes.kwartaal.to_string(), periodes.in_kwartaal(&norm), doelen.0);
    let jaar = telling(periodes.jaar.to_string(), periodes.in_jaar(&norm), doelen.1);
    let of = norm.versie.norm;
    Gegeven {
        code: of.code,
        belofte: of.belofte,
        meting: of.meting,
        sinds: norm.sinds,
        doel: of.doel,
        kwartaal,
        jaar,
        tot: norm.versie.tot,
        uitgezonderd: of.uitgezonderd.into_iter().map(|uitzondering| uitzondering.reden).collect(),
    }
}

pub(super) async fn json(State(app): State<AppState>, bezoek: Bezoek) -> Antwoord {
    let Gelezen { periodes, normen, .. } = lees_heel(&app, &bezoek).await?;
    Ok(Json(alle(normen).map(|norm| gegeven(periodes, norm)).collect::<Vec<_>>()).into_response())
}

/// The columns of the file: those of the JSON, a row a version of a norm.
const KOLOMMEN: [&str; 18] = [
    "code",
    "belofte",
    "belofte_en",
    "meting",
    "meting_en",
    "sinds",
    "doel",
    "kwartaal",
    "kwartaal_aantal",
    "kwartaal_gehaald",
    "kwartaal_procent",
    "kwartaal_doel",
    "jaar",
    "jaar_aantal",
    "jaar_gehaald",
    "jaar_procent",
    "jaar_doel",
    "tot",
];

pub(super) async fn bestand(State(app): State<AppState>, bezoek: Bezoek) -> Antwoord {
    let Gelezen { periodes, normen, .. } = lees_heel(&app, &bezoek).await?;
    let percent = |share: Option<f64>| share.map(|share| Taal::Nl.decimaal(share)).unwrap_or_default();
    let row = |norm: Openbaar| {
        let Gegeven { code, belofte, meting, sinds, doel, kwartaal, jaar, tot, .. } = gegeven(periodes, norm);
        [
            code,
            belofte.nl,
            belofte.en,
            meting.nl,
            meting.en,
            sinds.to_string(),
            doel.to_string(),
            kwartaal.periode,
            kwartaal.aantal.to_string(),
            kwartaal.gehaald.to_string(),
            percent(kwartaal.procent),
            kwartaal.doel.to_string(),
            jaar.periode,
            jaar.aantal.to_string(),
            jaar.gehaald.to_string(),
            percent(jaar.procent),
            jaar.doel.to_string(),
            tot.map(|tot| tot.to_string()).unwrap_or_default(),
        ]
    };
    let rows: Vec<[String; 18]> = std::iter::once(KOLOMMEN.map(str::to_owned)).chain(alle(normen).map(row)).collect();
    csv::antwoord("servicenormen", &rows)
}
