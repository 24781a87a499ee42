//! `GET /rapportages/kcc.csv`: the report for a spreadsheet. One figure a row, so that it can be filtered and pivoted.

use axum::extract::State;
use dienstverlening::rapportage::{Aandeel, Kwartaalrapport, Regel, Terugbellen, kwartaalrapport};
use jiff::civil::Date;
use kern::autorisatie::LeesRapport;
use registers::klantinteracties::klantcontact::Afhandeling;

use super::namen::Namen;
use super::{GevraagdMet, kcc, kwartaal, query};
use crate::basis::{Antwoord, AppState, Ingelogd, csv};

pub(super) async fn bestand(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    let kwartaal = kwartaal(&wie, &query(vraag)?)?;
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let rapport = kwartaalrapport(&app.db, &who, kwartaal, wie.nu).await?;
    let n = kcc::namen(&app, &wie, &rapport).await?;
    csv::antwoord(&format!("kcc-{kwartaal}"), &rows(&n, &rapport, wie.nu.date()))
}

/// A row: part, name, kind of ending, number, out of, percent, the quarter before, the year before.
type Rij = [String; 8];

fn rows(n: &Namen, rapport: &Kwartaalrapport, vandaag: Date) -> Vec<Rij> {
    let mut rows = vec![
        ["csv-onderdeel", "csv-naam", "csv-wat", "csv-aantal", "csv-van", "csv-procent", "csv-vorig", "csv-jaar"]
            .map(|key| n.tekst(key)),
    ];
    let totaal = rapport.totaal.aantal;
    let counted = |part: &str, naam: String, regel: &Regel| -> Rij {
        let share = Aandeel { deel: regel.aantal, geheel: totaal };
        let [aantal, van] = [regel.aantal, totaal].map(|number| number.to_string());
        let [vorig, jaar] =
            [regel.vorig, regel.jaar_eerder].map(|known| known.map_or_else(String::new, |n| n.to_string()));
        [n.tekst(part), naam, n.tekst("csv-contacten"), aantal, van, procent(n, share), vorig, jaar]
    };
    rows.push(counted("csv-totaal", n.tekst("csv-totaal"), &rapport.totaal));
    rows.extend(days(n, rapport, vandaag));
    rows.extend(rapport.kanalen.iter().map(|r| counted("rapport-kanalen-naam", n.kanaal(&r.sleutel), r)));
    rows.extend(rapport.klantgroepen.iter().map(|r| counted("klantgroep", n.klantgroep(&r.sleutel), r)));
    rows.extend(rapport.redenen.iter().map(|r| counted("rapport-redenen-naam", n.reden(&r.sleutel), r)));
    rows.extend(rapport.onderwerpen.iter().map(|r| counted("rapport-onderwerpen-naam", n.product(&r.sleutel), r)));
    let share = |part: &str, naam: String, wat: String, nu: Aandeel, earlier: [String; 2]| -> Rij {
        let [vorig, jaar] = earlier;
        [n.tekst(part), naam, wat, nu.deel.to_string(), nu.geheel.to_string(), procent(n, nu), vorig, jaar]
    };
    for regel in &rapport.afhandeling {
        let earlier = [regel.vorig, regel.jaar_eerder].map(|share| procent(n, share.unwrap_or_default()));
        rows.push(share(
            "rapport-afhandeling-naam",
            n.tekst("rapport-alle-teams"),
            n.afhandeling(regel.afhandeling),
            regel.nu,
            earlier,
        ));
    }
    for team in &rapport.teams {
        for kind in Afhandeling::ALL.iter().copied() {
            let vorig = if kind == Afhandeling::DirectBeantwoord {
                procent(n, team.vorig_direct.unwrap_or_default())
            } else {
                String::new()
            };
            rows.push(share(
                "rapport-afhandeling-naam",
                n.team(team.team),
                n.afhandeling(kind),
                team.aandeel(kind),
                [vorig, String::new()],
            ));
        }
    }
    for maand in &rapport.maanden {
        let wat = n.afhandeling(Afhandeling::KlantBeltZelfTerug);
        let nu = maand.aandeel(Afhandeling::KlantBeltZelfTerug);
        rows.push(share("rapport-maand", maand.maand.clone(), wat, nu, Default::default()));
    }
    let callback = |naam: String, row: &Terugbellen, vorig: String| {
        let wat = n.tekst("rapport-terug-aandeel");
        share("rapport-terug-kop", naam, wat, row.aandeel(), [vorig, String::new()])
    };
    let vorig = procent(n, rapport.terugbellen_vorig.unwrap_or_default().aandeel());
    rows.push(callback(n.tekst("rapport-alle-teams"), &rapport.terugbellen, vorig));
    rows.extend(rapport.terugbellen_per_team.iter().map(|(id, row)| callback(n.team(*id), row, String::new())));
    let not_reached = |naam: String, row: &Terugbellen| {
        let wat = n.tekst("rapport-terug-niet-bereikt");
        let deel = Aandeel { deel: row.niet_bereikt, geheel: row.totaal() };
        share("rapport-terug-kop", naam, wat, deel, Default::default())
    };
    rows.push(not_reached(n.tekst("rapport-alle-teams"), &rapport.terugbellen));
    rows.extend(rapport.terugbellen_per_team.iter().map(|(id, row)| not_reached(n.team(*id), row)));
    rows
}

/// Of a quarter that is not whole: from when and up to when it was counted.
fn days(n: &Namen, rapport: &Kwartaalrapport, vandaag: Date) -> Vec<Rij> {
    let (first, last) = (rapport.eerste_dag(), Ord::min(vandaag, rapport.kwartaal.last_date()));
    let whole = (first, last) == (rapport.kwartaal.first_date(), rapport.kwartaal.last_date());
    // Of one that is still to come nothing was counted.
    if whole || last < first {
        return Vec::new();
    }
    let row = |(key, day): (&str, Date)| {
        let mut row = Rij::default();
        [row[0], row[1], row[2]] = [n.tekst("csv-totaal"), n.tekst(key), day.to_string()];
        row
    };
    [("csv-geteld-vanaf", first), ("csv-geteld-tot", last)].map(row).into()
}

/// A number that a spreadsheet in this language reads as one.
fn procent(n: &Namen, aandeel: Aandeel) -> String {
    aandeel.procent().map(|procent| n.taal.decimaal(procent)).unwrap_or_default()
}
