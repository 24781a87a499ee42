//! The part of the report about callbacks: kept within the promise, overall and per team.

use dienstverlening::rapportage::{Kwartaalrapport, Rapportdoelen, Terugbellen};
use registers::klantinteracties::klantcontact::Afhandeling;

use super::delen::tegen_doel;
use super::namen::Namen;
use super::tabel::{Cel, Deel, Kop, Tabel};

/// Callbacks within a working day, or by the moment that was agreed.
pub(super) fn deel(n: &Namen, rapport: &Kwartaalrapport, doelen: &Rapportdoelen) -> Deel {
    let cells = |naam: Cel, row: Terugbellen| {
        vec![
            naam,
            tegen_doel(n, row.aandeel(), doelen.terugbellen),
            Cel::new(n.getal(row.gehaald)),
            Cel::new(n.getal(row.te_laat)),
            Cel::new(n.getal(row.loopt)),
        ]
    };
    let all = n.adres(&[("afhandeling", Afhandeling::Terugbelverzoek.code())]);
    let vorig = n.taal.tekst_met("rapport-terug-vorig").met("kwartaal", n.kwartaal_naam(n.kwartaal.previous()));
    let overall = [
        cells(Cel::link(n.tekst("rapport-alle-teams"), all), rapport.terugbellen),
        cells(Cel::new(vorig.to_string()), rapport.terugbellen_vorig),
    ];
    let per_team = rapport.terugbellen_per_team.iter().map(|(team, row)| cells(Cel::new(n.team(*team)), *row));
    let tabel = Tabel {
        titel: n.tekst("rapport-terug-tabel"),
        koppen: vec![
            Kop::naam(n.tekst("rapport-terug-team")),
            Kop::naam(n.tekst("rapport-terug-aandeel")),
            Kop::getal(n.tekst("rapport-terug-gehaald")),
            Kop::getal(n.tekst("rapport-terug-te-laat")),
            Kop::getal(n.tekst("rapport-terug-loopt")),
        ],
        rijen: overall.into_iter().chain(per_team).collect(),
    };
    Deel {
        id: "terugbellen",
        titel: n.tekst("rapport-terug-kop"),
        uitleg: n.tekst("rapport-terug-uitleg"),
        grafiek: None,
        tabel,
    }
}
