//! `GET /rapportages/voortgang`: the voortgangsrapportage of a year, a table for each goal; and as CSV.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use dienstverlening::inrichten::{Eenheid, Outputindicator};
use dienstverlening::rapportage::{
    Doelstand, GEHEEL, Ingevuld, JAREN, Peil, Periode, Stand, Teksten, Tekstveld, Vastgesteld, Voortgang, Waarde,
    Wanneer, bij_elkaar, ingevuld, kwartalen, teksten, vastgesteld, voortgang,
};
use kern::autorisatie::{LeesRapport, StelRapportVast};
use kern::{Authorised, FieldError, Moment, Reads};
use termijnen::Kwartaal;

use super::delen::{self, oordeel};
use super::namen::Namen;
use super::stand::{self, Getoond, alineas};
use super::vaststellen::{self, Formulier, Geweigerd};
use super::{GevraagdMet, Vraag, kcc, query};
use crate::basis::taal::Lang;
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Werkplek, csv, tijd, toon_met};

#[derive(Template)]
#[template(path = "rapportages/voortgang.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    jaar: i16,
    loopt: bool,
    /// Up to where it was counted, and what was not.
    peil: Vec<String>,
    /// The years that can be chosen.
    jaren: Vec<i16>,
    inhoud: Inhoud,
    /// Whether words can be written.
    schrijft: bool,
    vastgesteld: Option<Getoond>,
    versies: Vec<(String, String)>,
    formulier: Option<Formulier>,
    csv: String,
    afgedrukt: String,
}

/// The report itself, for whoever reads it.
pub(super) struct Inhoud {
    /// What the goals and the words are in: Dutch.
    pub(super) lang: Lang,
    pub(super) blokken: Vec<Blok>,
    /// The preface and the outlook, a paragraph each.
    pub(super) voorwoord: Vec<String>,
    pub(super) vooruitzicht: Vec<String>,
}

/// A building block.
pub(super) struct Blok {
    pub(super) naam: String,
    pub(super) doelen: Vec<Doel>,
}

/// A goal, as a table with a column for each indicator.
pub(super) struct Doel {
    pub(super) id: String,
    pub(super) naam: String,
    pub(super) doelstelling: String,
    pub(super) koppen: Vec<String>,
    pub(super) rijen: Vec<(String, Vec<Cel>)>,
    /// Where the values come from that somebody entered.
    pub(super) bronnen: Vec<String>,
    /// What was written: what it is, and its paragraphs.
    pub(super) teksten: Vec<(String, Vec<String>)>,
    /// What can be written or entered here: its name, and where.
    pub(super) invullen: Vec<(String, String)>,
}

#[derive(Default)]
pub(super) struct Cel {
    pub(super) tekst: String,
    /// How it stands, class modifier and word.
    pub(super) label: Option<(&'static str, String)>,
}

/// The report of a year as it is asked for.
pub(super) struct Gelezen {
    pub(super) voortgang: Voortgang,
    pub(super) n: Namen,
    /// The established report that is shown; none: the report of now.
    pub(super) vastgesteld: Option<Vastgesteld>,
    /// All that were established, newest first.
    versies: Vec<Vastgesteld>,
    /// The values that somebody entered, as they are now.
    ingevuld: Vec<Ingevuld>,
    teksten: Teksten,
    /// Which words these are.
    tekststand: i64,
}

pub(super) async fn lees(app: &AppState, wie: &Ingelogd, vraag: &Vraag) -> Result<Gelezen, Fout> {
    let (jaar, versie) = (jaar(wie, vraag)?, stand::versie(vraag)?);
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let db = app.db.snapshot().await?;
    let n = Namen::lees(&db, wie, Kwartaal::containing(wie.nu.date()), &[]).await?;
    let versies = vastgesteld(&db, &who, Periode::Jaar(jaar)).await?;
    if let Some(versie) = versie {
        let report = versies.iter().find(|report| report.voorstel.versie == versie).ok_or(Fout::GeenPagina)?.clone();
        return Ok(Gelezen { versies, ..van_vastgesteld(&db, &who, n, report).await? });
    }
    let peil = Peil::nu(&db, &who, wie.nu).await?;
    let asked = (jaar, wie.organisatie.instellingen.raaddoelen.as_slice(), &n.teamcodes());
    let voortgang = voortgang(&db, &who, asked, peil).await?;
    let ingevuld = ingevuld(&db, &who, jaar).await?;
    let (teksten, tekststand) = bij_elkaar(&teksten(&db, &who, jaar).await?, &ingevuld);
    Ok(Gelezen { voortgang, n, vastgesteld: None, versies, ingevuld, teksten, tekststand })
}

/// A report as it was established.
pub(super) async fn van_vastgesteld(
    db: &impl Reads,
    who: &Authorised<LeesRapport>,
    n: Namen,
    report: Vastgesteld,
) -> Result<Gelezen, Fout> {
    let Periode::Jaar(jaar) = report.voorstel.periode else { return Err(Fout::GeenPagina) };
    let asked = (jaar, report.kader.raaddoelen.as_slice(), &report.kader.teams);
    let voortgang = voortgang(db, who, asked, report.peil(db, who).await?).await?;
    Ok(gemaakt(n, voortgang, report))
}

/// The same of what was computed before.
pub(super) fn gemaakt(n: Namen, voortgang: Voortgang, report: Vastgesteld) -> Gelezen {
    let n = n.met_definities(report.definities.clone());
    let (teksten, tekststand) = (report.teksten.clone(), report.voorstel.teksten);
    let vastgesteld = Some(report);
    Gelezen { voortgang, n, vastgesteld, versies: Vec::new(), ingevuld: Vec::new(), teksten, tekststand }
}

/// What an established report would be if it were made now, of the same goals.
pub(super) async fn zoals_nu(app: &AppState, wie: &Ingelogd, toen: &Gelezen) -> Result<Voortgang, Fout> {
    let Some(report) = &toen.vastgesteld else { return Err(Fout::GeenPagina) };
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let db = app.db.snapshot().await?;
    let peil = Peil::nu(&db, &who, wie.nu).await?;
    let asked = (toen.voortgang.jaar, report.kader.raaddoelen.as_slice(), &report.kader.teams);
    Ok(voortgang(&db, &who, asked, peil).await?)
}

/// The year that is asked for; without one the current year.
pub(super) fn jaar(wie: &Ingelogd, vraag: &Vraag) -> Result<i16, Fout> {
    let current = wie.nu.date().year();
    let Some(text) = vraag.jaar.as_deref().map(str::trim).filter(|text| !text.is_empty()) else { return Ok(current) };
    let asked = text.parse().ok().filter(|jaar| JAREN.contains(jaar));
    match asked {
        None => Err(FieldError::new("jaar", "jaar-onleesbaar").detail(current).into()),
        Some(later) if later > current => Err(FieldError::new("jaar", "jaar-komt-nog").into()),
        Some(jaar) => Ok(jaar),
    }
}

pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    tonen(&app, &wie, &query(vraag)?, (StatusCode::OK, Geweigerd::default())).await
}

/// The report; with the form to establish it, that was refused or not sent yet.
pub(super) async fn tonen(
    app: &AppState,
    wie: &Ingelogd,
    vraag: &Vraag,
    (status, geweigerd): (StatusCode, Geweigerd),
) -> Antwoord {
    let gelezen = lees(app, wie, vraag).await?;
    let Gelezen { voortgang, n, vastgesteld, .. } = &gelezen;
    let current = wie.nu.date().year();
    let counted = kwartalen(&app.db, &wie.medewerker.authorise::<LeesRapport>()?).await?;
    let mut jaren: Vec<i16> = counted.iter().map(|quarter| quarter.year()).chain([current, voortgang.jaar]).collect();
    jaren.sort_unstable_by_key(|jaar| std::cmp::Reverse(*jaar));
    jaren.dedup();
    let schrijft = vastgesteld.is_none() && wie.medewerker.may::<StelRapportVast>();
    let ready = vastgesteld.is_none() && !voortgang.doelen.is_empty();
    let seen = (Periode::Jaar(voortgang.jaar), voortgang.peil, gelezen.tekststand);
    let kader = vaststellen::kader(wie, seen.0, &n.teamcodes());
    let p = Werkplek::new(wie);
    let afgedrukt = n.taal.tekst_met("rapport-afgedrukt").met("naam", &p.naam);
    let page = Pagina {
        t: wie.taal,
        afgedrukt: afgedrukt.met("moment", tijd::moment(wie.taal, wie.nu, wie.nu).voluit).to_string(),
        p,
        jaar: voortgang.jaar,
        loopt: vastgesteld.is_none() && voortgang.jaar == current,
        peil: gelezen.peil(),
        jaren,
        inhoud: gelezen.inhoud((schrijft, wie.nu)),
        schrijft,
        vastgesteld: vastgesteld.as_ref().map(|report| stand::getoond(wie, report)),
        versies: gelezen.versies.iter().map(|report| stand::regel(wie, report)).collect(),
        formulier: vaststellen::formulier(wie, (ready, seen), (&kader, &gelezen.versies), &geweigerd)?,
        csv: match vastgesteld {
            Some(report) => {
                format!("/rapportages/voortgang.csv?jaar={}&versie={}", voortgang.jaar, report.voorstel.versie)
            }
            None => format!("/rapportages/voortgang.csv?jaar={}", voortgang.jaar),
        },
    };
    toon_met(status, &page)
}

impl Gelezen {
    fn peil(&self) -> Vec<String> {
        let (n, voortgang) = (&self.n, &self.voortgang);
        let jaar = voortgang.jaar.to_string();
        let since = voortgang.geteld_vanaf.map(|first| {
            let said = n.taal.tekst_met("rapport-zin-zelf-niet-heel").met("kwartaal", &jaar);
            said.met("datum", n.datum(first)).to_string()
        });
        let behind = kcc::achter(n, voortgang.peil, self.vastgesteld.is_some());
        let place = n.taal.tekst_met("rapport-peil").met("nummer", n.getal(voortgang.peil.volgnummer)).to_string();
        since.into_iter().chain(behind).chain([place]).collect()
    }

    /// What is told of it, with links to write and enter where that can be.
    pub(super) fn inhoud(&self, (schrijft, nu): (bool, Moment)) -> Inhoud {
        let goals = self.voortgang.doelen.chunk_by(|a, b| a.doel.bouwsteen == b.doel.bouwsteen);
        let blok = |doelen: &[Doelstand]| Blok {
            // First: a building block is made of its goals.
            naam: doelen[0].doel.bouwsteen.clone(),
            doelen: doelen.iter().map(|doel| table(self, doel, (schrijft, nu))).collect(),
        };
        let geheel = |veld: Tekstveld| self.tekst(GEHEEL, veld).map(alineas).unwrap_or_default();
        Inhoud {
            lang: self.n.taal.lang(Taal::Nl),
            blokken: goals.map(blok).collect(),
            voorwoord: geheel(Tekstveld::Voorwoord),
            vooruitzicht: geheel(Tekstveld::Vooruitzicht),
        }
    }

    fn tekst(&self, onderdeel: &str, veld: Tekstveld) -> Option<&str> {
        self.teksten.get(onderdeel)?.get(&veld).map(String::as_str)
    }
}

fn table(gelezen: &Gelezen, stand: &Doelstand, (schrijft, nu): (bool, Moment)) -> Doel {
    let (n, jaar) = (&gelezen.n, gelezen.voortgang.jaar);
    // A report that was established is about what is over.
    let loopt = gelezen.voortgang.peil.op < Periode::Jaar(jaar).einde();
    let indicatoren = &stand.doel.indicatoren;
    let row = |naam: String, cel: &dyn Fn(&Outputindicator, &Stand) -> Cel| {
        (naam, indicatoren.iter().zip(&stand.standen).map(|(indicator, stand)| cel(indicator, stand)).collect())
    };
    let with_year = |key: &str, jaar: i16| n.taal.tekst_met(key).met("jaar", jaar.to_string()).to_string();
    let plain = |tekst: String| Cel { tekst, label: None };
    let mut rijen = vec![
        row(with_year("voortgang-doel", jaar), &|indicator, stand| plain(streven(n, indicator, stand))),
        row(with_year("voortgang-bereikt", jaar), &|indicator, stand| plain(waarde(n, indicator, stand.bereikt))),
        row(n.tekst("voortgang-halen"), &|_, stand| halen(n, stand, loopt)),
        row(with_year("voortgang-bereikt", jaar - 1), &|indicator, stand| plain(waarde(n, indicator, stand.vorig))),
    ];
    let quarters: Vec<Kwartaal> = stand
        .standen
        .iter()
        .find(|stand| !stand.reeks.is_empty())
        .map(|stand| stand.reeks.iter().map(|(quarter, _)| *quarter).collect())
        .unwrap_or_default();
    for (at, quarter) in quarters.iter().enumerate() {
        rijen.push(row(n.kwartaal_naam(*quarter), &|indicator, stand| {
            plain(stand.reeks.get(at).map(|(_, value)| waarde(n, indicator, *value)).unwrap_or_default())
        }));
    }
    let entered = || indicatoren.iter().filter(|indicator| indicator.meet.is_none());
    let bron = |indicator: &Outputindicator| {
        let bron = gelezen.tekst(&indicator.code, Tekstveld::Bron)?;
        let Some(value) = gelezen.ingevuld.iter().find(|value| value.indicator == indicator.code) else {
            let said = n.taal.tekst_met("voortgang-alleen-bron").met("indicator", &indicator.naam);
            return Some(said.met("bron", bron).to_string());
        };
        let said = n.taal.tekst_met("voortgang-bron").met("bron", bron).met("naam", &value.ingevuld_door);
        Some(said.met("moment", tijd::moment(n.taal, value.ingevuld_op, nu).voluit).to_string())
    };
    let place = |indicator: &Outputindicator| {
        let said = n.taal.tekst_met("voortgang-vul-in").met("indicator", &indicator.naam).to_string();
        (said, format!("/rapportages/voortgang/waarde?jaar={jaar}&indicator={}", indicator.code))
    };
    let code = &stand.doel.code;
    // texts: voortgang-veld-*
    let written =
        |veld: &Tekstveld| Some((n.tekst(&format!("voortgang-veld-{veld}")), alineas(gelezen.tekst(code, *veld)?)));
    let write = (
        n.taal.tekst_met("voortgang-schrijf").met("doel", &stand.doel.naam).to_string(),
        format!("/rapportages/voortgang/tekst?jaar={jaar}&doel={code}"),
    );
    Doel {
        id: format!("doel-{code}"),
        naam: stand.doel.naam.clone(),
        doelstelling: stand.doel.doelstelling.clone(),
        koppen: indicatoren.iter().map(|indicator| indicator.naam.clone()).collect(),
        rijen,
        bronnen: entered().filter_map(bron).collect(),
        teksten: Tekstveld::van(&stand.doel.code).iter().filter_map(written).collect(),
        invullen: if schrijft { std::iter::once(write).chain(entered().map(place)).collect() } else { Vec::new() },
    }
}

/// The target: "65%", "hoogstens 12%", or a dash.
fn streven(n: &Namen, indicator: &Outputindicator, stand: &Stand) -> String {
    let Some(tenths) = stand.streven else { return n.tekst("rapport-geen-getal") };
    let value = tienden(n, indicator.eenheid, tenths);
    let key = if indicator.hoogstens { "voortgang-hoogstens" } else { "voortgang-minstens" };
    n.taal.tekst_met(key).met("waarde", value).to_string()
}

/// Whether the target was reached, or in a year that runs: would be, if the rest of it were like this.
fn halen(n: &Namen, stand: &Stand, loopt: bool) -> Cel {
    match stand.oordeel {
        // texts: voortgang-koers-*
        Some(said) if loopt => {
            let (class, _) = oordeel(n, said);
            Cel { tekst: String::new(), label: Some((class, n.tekst(&format!("voortgang-koers-{class}")))) }
        }
        Some(said) => Cel { tekst: String::new(), label: Some(oordeel(n, said)) },
        None => Cel { tekst: n.tekst("rapport-geen-getal"), label: None },
    }
}

/// What was reached: a share with what it is a share of.
pub(super) fn waarde(n: &Namen, indicator: &Outputindicator, waarde: Waarde) -> String {
    match waarde {
        Waarde::Aandeel(share) if share.geheel > 0 => {
            let said = n.taal.tekst_met("voortgang-aandeel").met("procent", n.aandeel(share));
            said.met("deel", n.getal(share.deel)).met("geheel", n.getal(share.geheel)).to_string()
        }
        Waarde::Tienden(value) => tienden(n, indicator.eenheid, value),
        other => delen::waarde_of_niets(n, Some(other)),
    }
}

/// A value in tenths: "65%", "8,2", "12.000".
fn tienden(n: &Namen, eenheid: Eenheid, value: i64) -> String {
    match eenheid {
        Eenheid::Aantal => n.getal(value / 10),
        Eenheid::Cijfer => n.tienden(value),
        Eenheid::Procent => {
            let said = if value % 10 == 0 { n.getal(value / 10) } else { n.tienden(value) };
            n.taal.tekst_met("rapport-procent").met("getal", said).to_string()
        }
    }
}

/// A row: building block, goal, indicator, what, when, number, out of, value.
type Rij = [String; 8];

const KOPPEN: [&str; 8] = [
    "voortgang-bouwsteen",
    "voortgang-onderdeel",
    "voortgang-indicator",
    "csv-wat",
    "voortgang-wanneer",
    "csv-aantal",
    "csv-van",
    "voortgang-waarde",
];

pub(super) async fn bestand(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    bestand_van(&lees(&app, &wie, &query(vraag)?).await?)
}

/// The report as a file.
pub(super) fn bestand_van(gelezen: &Gelezen) -> Antwoord {
    let (n, jaar) = (&gelezen.n, gelezen.voortgang.jaar);
    let mut rows = vec![KOPPEN.map(|key| n.tekst(key))];
    for stand in &gelezen.voortgang.doelen {
        for (indicator, found) in stand.doel.indicatoren.iter().zip(&stand.standen) {
            let row = |wat: &str, when: String, [aantal, van, waarde]: [String; 3]| -> Rij {
                let doel = &stand.doel;
                [
                    doel.bouwsteen.clone(),
                    doel.naam.clone(),
                    indicator.naam.clone(),
                    n.tekst(wat),
                    when,
                    aantal,
                    van,
                    waarde,
                ]
            };
            if found.streven.is_some() {
                let said = streven(n, indicator, found);
                rows.push(row("csv-doel", jaar.to_string(), [String::new(), String::new(), said]));
            }
            let when = |wanneer| match wanneer {
                Wanneer::Jaar(jaar) => jaar.to_string(),
                Wanneer::Kwartaal(kwartaal) => kwartaal.to_string(),
            };
            for (wanneer, value) in found.waarden(jaar) {
                rows.extend(
                    figure(n, indicator, value).map(|figure| row("voortgang-kop-bereikt", when(wanneer), figure)),
                );
            }
        }
    }
    let known = gelezen.vastgesteld.as_ref();
    let known = known.map(|report| format!("-vastgesteld-{}", report.voorstel.versie)).unwrap_or_default();
    csv::antwoord(&format!("voortgang-{jaar}{known}"), &rows)
}

/// How many, out of how many, and the value; none where there is no figure.
fn figure(n: &Namen, indicator: &Outputindicator, value: Waarde) -> Option<[String; 3]> {
    match value {
        Waarde::Aantal(aantal) => Some([aantal.to_string(), String::new(), aantal.to_string()]),
        Waarde::Aandeel(share) => {
            let percent = share.procent().map(|procent| n.taal.decimaal(procent)).unwrap_or_default();
            Some([share.deel.to_string(), share.geheel.to_string(), percent])
        }
        Waarde::Tienden(value) => Some([String::new(), String::new(), tienden(n, indicator.eenheid, value)]),
        Waarde::Doel(_) | Waarde::NietHeel | Waarde::Onbekend => None,
    }
}
