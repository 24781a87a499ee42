//! The part of the report about callbacks: kept within the promise, overall and per team.

use dienstverlening::rapportage::{Belofte, Kwartaalrapport, Rapportdoelen, Terugbellen};
use kern::organisaties::TeamId;

use super::delen::tegen_doel;
use super::namen::Namen;
use super::tabel::{Cel, Deel, Kop, Tabel};

/// Callbacks within a working day, or by the moment that was agreed.
pub(super) fn deel(n: &Namen, rapport: &Kwartaalrapport, doelen: &Rapportdoelen) -> Deel {
    // A figure of the quarter before opens to the callbacks of that quarter.
    let before = n.in_kwartaal(n.kwartaal.previous());
    let cells = |n: &Namen, naam: String, team: Option<TeamId>, row: Terugbellen| {
        let open = |belofte: Belofte, count: i64| Cel::link(n.getal(count), n.verzoeken_adres(team, Some(belofte)));
        vec![
            Cel::link(naam, n.verzoeken_adres(team, None)),
            tegen_doel(n, row.aandeel(), doelen.terugbellen),
            open(Belofte::Gehaald, row.gehaald),
            open(Belofte::TeLaat, row.te_laat),
            open(Belofte::NietBereikt, row.niet_bereikt),
            open(Belofte::Vervallen, row.vervallen),
            open(Belofte::Loopt, row.loopt),
        ]
    };
    let vorig = n.taal.tekst_met("rapport-terug-vorig").met("kwartaal", n.kwartaal_naam(n.kwartaal.previous()));
    let now = cells(n, n.tekst("rapport-alle-teams"), None, rapport.terugbellen);
    let earlier = rapport.terugbellen_vorig.map(|row| cells(&before, vorig.to_string(), None, row));
    let overall = [Some(now), earlier].into_iter().flatten();
    let per_team = rapport.terugbellen_per_team.iter().map(|(team, row)| cells(n, n.team(*team), Some(*team), *row));
    let tabel = Tabel {
        titel: n.tekst("rapport-terug-tabel"),
        koppen: vec![
            Kop::naam(n.tekst("rapport-terug-team")),
            Kop::naam(n.tekst("rapport-terug-aandeel")),
            Kop::getal(n.tekst("rapport-terug-gehaald")),
            Kop::getal(n.tekst("rapport-terug-te-laat")),
            Kop::getal(n.tekst("rapport-terug-niet-bereikt")),
            Kop::getal(n.tekst("rapport-terug-vervallen")),
            Kop::getal(n.tekst("rapport-terug-loopt")),
        ],
        rijen: overall.chain(per_team).collect(),
    };
    Deel {
        id: "terugbellen",
        titel: n.tekst("rapport-terug-kop"),
        uitleg: n.tekst("rapport-terug-uitleg"),
        grafiek: None,
        tabel,
    }
}
