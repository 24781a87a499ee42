//! `GET /rapportages/kcc.csv`: the report for a spreadsheet. One figure a row, so that it can be filtered and pivoted.

use axum::extract::State;
use dienstverlening::rapportage::{Doel, Indicator, Kwartaalrapport, Naam, Rapportdoelen, Waarde, Wat};
use jiff::civil::Date;
use kern::Moment;
use termijnen::Kwartaal;

use super::namen::Namen;
use super::stand::{self, Gelezen, Stand};
use super::{GevraagdMet, delen, query};
use crate::basis::{Antwoord, AppState, Ingelogd, csv};

pub(super) async fn bestand(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    let vraag = query(vraag)?;
    let gelezen = stand::lees(&app, &wie, &vraag).await?;
    let n = gelezen.namen(&app, &wie).await?;
    bestand_van(&n, &gelezen, wie.nu)
}

/// The report as a file.
pub(super) fn bestand_van(n: &Namen, gelezen: &Gelezen, nu: Moment) -> Antwoord {
    let known = match &gelezen.stand {
        Stand::Nu => String::new(),
        Stand::OpDag(day) => format!("-bekend-op-{day}"),
        Stand::Vastgesteld(report) => format!("-vastgesteld-{}", report.voorstel.versie),
    };
    let rows = rows(n, &gelezen.rapport, &gelezen.doelen, gelezen.stand.dag(nu));
    csv::antwoord(&format!("kcc-{}{known}", gelezen.rapport.kwartaal), &rows)
}

/// A row: part, name, what, quarter, number, out of, percent, target, indicator, its version.
type Rij = [String; 10];

const KOPPEN: [&str; 10] = [
    "csv-onderdeel",
    "csv-naam",
    "csv-wat",
    "csv-kwartaal",
    "csv-aantal",
    "csv-van",
    "csv-procent",
    "csv-doel",
    "csv-indicator",
    "csv-versie",
];

fn rows(n: &Namen, rapport: &Kwartaalrapport, doelen: &Rapportdoelen, vandaag: Date) -> Vec<Rij> {
    let mut rows = vec![KOPPEN.map(|key| n.tekst(key))];
    let totaal = &rapport.totaal;
    let [before, year_before] = [rapport.kwartaal.previous(), rapport.kwartaal.year_before()];
    let totals = [(rapport.kwartaal, Some(totaal.aantal)), (before, totaal.vorig), (year_before, totaal.jaar_eerder)];
    for (kwartaal, aantal) in totals {
        let wat = delen::wat(n, Wat::Contacten);
        let figure = figure(n, &Waarde::from(aantal), None);
        rows.extend(figure.map(|figure| {
            row(n, [n.tekst("csv-totaal"), n.tekst("csv-totaal"), wat], Some(kwartaal), figure, &[Indicator::Contacten])
        }));
    }
    rows.extend(days(n, rapport, vandaag));
    rows.push(over(n, "csv-gebeurtenis", rapport.peil.volgnummer.to_string()));
    for deel in rapport.delen(doelen) {
        let part = n.tekst(&format!("{}-kop", delen::sleutel(deel.onderdeel)));
        for rij in &deel.rijen {
            for (kolom, cel) in deel.kolommen.iter().zip(&rij.cellen) {
                let Some(figure) = figure(n, &cel.waarde, cel.doel) else { continue };
                // What the row says of when.
                let kwartaal = match rij.naam {
                    Naam::AlleTeamsIn(kwartaal) => Some(kwartaal),
                    Naam::Maand(_) => None,
                    _ => kolom.kwartaal.or(Some(rapport.kwartaal)),
                };
                let named = [part.clone(), n.naam(&rij.naam), delen::wat(n, kolom.wat)];
                rows.push(row(n, named, kwartaal, figure, deel.onderdeel.indicatoren()));
            }
        }
    }
    rows
}

fn row(
    n: &Namen,
    named: [String; 3],
    kwartaal: Option<Kwartaal>,
    figure: [String; 4],
    indicatoren: &[Indicator],
) -> Rij {
    let [part, naam, wat] = named;
    let [aantal, van, procent, doel] = figure;
    let kwartaal = kwartaal.map(|kwartaal| kwartaal.to_string()).unwrap_or_default();
    let measured = indicatoren.iter().map(|indicator| n.indicator(*indicator).0).collect::<Vec<_>>().join(", ");
    let versies = indicatoren.iter().map(|indicator| n.versie(*indicator).to_string()).collect::<Vec<_>>().join(", ");
    [part, naam, wat, kwartaal, aantal, van, procent, doel, measured, versies]
}

/// How many, out of how many, in percent, and the target; none where there is no figure.
fn figure(n: &Namen, waarde: &Waarde, doel: Option<Doel>) -> Option<[String; 4]> {
    let doel = doel.map(|doel| delen::doel_tekst(n, doel)).unwrap_or_default();
    match waarde {
        Waarde::Aantal(aantal) => Some([aantal.to_string(), String::new(), String::new(), doel]),
        Waarde::Aandeel(share) => {
            // A number that a spreadsheet in this language reads as one.
            let procent = share.procent().map(|procent| n.taal.decimaal(procent)).unwrap_or_default();
            Some([share.deel.to_string(), share.geheel.to_string(), procent, doel])
        }
        Waarde::Tienden(_) | Waarde::Onbekend | Waarde::Doel(_) | Waarde::NietHeel => None,
    }
}

/// Of a quarter that is not whole: from when and up to when it was counted.
fn days(n: &Namen, rapport: &Kwartaalrapport, vandaag: Date) -> Vec<Rij> {
    let (first, last) = (rapport.eerste_dag(), Ord::min(vandaag, rapport.kwartaal.last_date()));
    let whole = (first, last) == (rapport.kwartaal.first_date(), rapport.kwartaal.last_date());
    // Of one that is still to come nothing was counted.
    if whole || last < first {
        return Vec::new();
    }
    [("csv-geteld-vanaf", first), ("csv-geteld-tot", last)].map(|(key, day)| over(n, key, day.to_string())).into()
}

/// Something about the report as a whole that is no figure.
fn over(n: &Namen, key: &str, wat: String) -> Rij {
    let mut row = Rij::default();
    [row[0], row[1], row[2]] = [n.tekst("csv-totaal"), n.tekst(key), wat];
    row
}
