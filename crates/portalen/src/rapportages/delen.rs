//! The parts of the report that count contacts: channels, nature, subjects, handling, teams, the trend.

use dienstverlening::rapportage::{Aandeel, AfhandelingRegel, Doel, Kwartaalrapport, Oordeel, Rapportdoelen, Regel};
use registers::klantinteracties::klantcontact::Afhandeling;

use super::grafiek::{self, Balk, Stapel};
use super::namen::Namen;
use super::tabel::{Cel, Deel, Kop, Tabel};

/// So many subjects have a row of their own; the rest are one.
const ONDERWERPEN: usize = 20;
/// So many of them have a bar.
const BALKEN: usize = 10;

#[expect(clippy::cast_precision_loss, reason = "counts of contacts stay far below 2^52")]
fn length(count: i64) -> f64 {
    count as f64
}

/// The class and the word of what a target says.
pub(super) fn oordeel(n: &Namen, oordeel: Oordeel) -> (&'static str, String) {
    match oordeel {
        Oordeel::Gehaald => ("gehaald", n.tekst("rapport-oordeel-gehaald")),
        Oordeel::Bijna => ("bijna", n.tekst("rapport-oordeel-bijna")),
        Oordeel::NietGehaald => ("niet-gehaald", n.tekst("rapport-oordeel-niet-gehaald")),
    }
}

/// "doel 65%", or "doel hoogstens 12%".
pub(super) fn doel_tekst(n: &Namen, doel: Doel) -> String {
    let key = match doel {
        Doel::Minstens(_) => "rapport-doel",
        Doel::Hoogstens(_) => "rapport-doel-hoogstens",
    };
    n.taal.tekst_met(key).met("getal", format!("{}", doel.procent())).to_string()
}

/// A share with what its target says.
pub(super) fn tegen_doel(n: &Namen, aandeel: Aandeel, doel: Option<Doel>) -> Cel {
    let tekst = n.aandeel(aandeel);
    let measured = aandeel.procent().filter(|_| aandeel.is_veelzeggend());
    let (Some(procent), Some(doel)) = (measured, doel) else { return Cel::new(tekst) };
    let (stand, woord) = oordeel(n, doel.oordeel(procent));
    let label = n.taal.tekst_met("rapport-schaal-label").met("aandeel", &tekst).met("doel", doel_tekst(n, doel));
    let schaal = grafiek::schaal(&label.to_string(), procent, Some(doel.procent()), stand);
    Cel { tekst, label: Some((stand, woord)), schaal: Some(schaal), ..Cel::default() }
}

/// Something counted by a key: its name, its numbers, the address of the list.
struct Geteld {
    naam: String,
    regel: Regel,
    adres: Option<String>,
}

/// Bars against the quarter before, with their table: number, share, the quarter before, the year before.
fn geteld(n: &Namen, deel: (&'static str, &str), rows: &[Geteld], totaal: i64, bars: usize) -> Deel {
    let (id, key) = deel;
    let titel = n.tekst(&format!("{key}-kop"));
    let said = |row: &Geteld| {
        let text = n.taal.tekst_met("rapport-balk-label").met("naam", &row.naam);
        text.met("aantal", n.getal(row.regel.aantal)).met("vorig", n.eerder(row.regel.vorig)).to_string()
    };
    let balk = |row: &Geteld| Balk {
        naam: row.naam.clone(),
        tekst: n.getal(row.regel.aantal),
        waarde: length(row.regel.aantal),
        vorig: row.regel.vorig.map(length),
        adres: row.adres.clone(),
    };
    let charted = &rows[..rows.len().min(bars)];
    let label = charted.iter().map(said).collect::<Vec<_>>().join("; ");
    let svg = grafiek::balken(&label, &charted.iter().map(balk).collect::<Vec<_>>());
    let rijen = rows.iter().map(|row| {
        let share = Aandeel { deel: row.regel.aantal, geheel: totaal };
        vec![
            Cel::new(&row.naam),
            Cel::link(n.getal(row.regel.aantal), row.adres.clone()),
            Cel::new(n.aandeel(share)),
            Cel::new(n.eerder(row.regel.vorig)),
            Cel::new(n.eerder(row.regel.jaar_eerder)),
        ]
    });
    let tabel = Tabel {
        titel: n.tekst(&format!("{key}-tabel")),
        koppen: vec![
            Kop::naam(n.tekst(&format!("{key}-naam"))),
            Kop::getal(n.tekst("rapport-dit-kwartaal")),
            Kop::getal(n.tekst("rapport-aandeel")),
            Kop::getal(n.kwartaal_naam(n.kwartaal.previous())),
            Kop::getal(n.kwartaal_naam(n.kwartaal.year_before())),
        ],
        rijen: rijen.collect(),
    };
    Deel { id, uitleg: String::new(), grafiek: Some((n.tekst(&format!("{key}-grafiek")), svg)), tabel, titel }
}

/// Contacts per channel.
pub(super) fn kanalen(n: &Namen, rapport: &Kwartaalrapport) -> Deel {
    // texts: rapport-kanalen-*
    let row = |regel: &Regel| Geteld {
        naam: n.kanaal(&regel.sleutel),
        adres: n.adres(&[("kanaal", &regel.sleutel)]),
        regel: regel.clone(),
    };
    let rows: Vec<Geteld> = rapport.kanalen.iter().map(row).collect();
    geteld(n, ("kanalen", "rapport-kanalen"), &rows, rapport.totaal.aantal, rows.len())
}

/// For whom people got in touch.
pub(super) fn klantgroepen(n: &Namen, rapport: &Kwartaalrapport) -> Deel {
    // texts: rapport-klantgroepen-*
    let row = |regel: &Regel| Geteld {
        naam: n.klantgroep(&regel.sleutel),
        adres: n.adres(&[("klantgroep", &regel.sleutel)]),
        regel: regel.clone(),
    };
    let rows: Vec<Geteld> = rapport.klantgroepen.iter().map(row).collect();
    geteld(n, ("klantgroepen", "rapport-klantgroepen"), &rows, rapport.totaal.aantal, rows.len())
}

/// The nature of the contacts: why people got in touch.
pub(super) fn redenen(n: &Namen, rapport: &Kwartaalrapport) -> Deel {
    // texts: rapport-redenen-*
    let row = |regel: &Regel| Geteld {
        naam: n.reden(&regel.sleutel),
        adres: n.adres(&[("reden", &regel.sleutel)]),
        regel: regel.clone(),
    };
    let rows: Vec<Geteld> = rapport.redenen.iter().map(row).collect();
    geteld(n, ("aard", "rapport-redenen"), &rows, rapport.totaal.aantal, rows.len())
}

/// The subjects: the twenty most asked, and the rest together.
pub(super) fn onderwerpen(n: &Namen, rapport: &Kwartaalrapport) -> Deel {
    // texts: rapport-onderwerpen-*
    let row = |regel: &Regel| Geteld {
        naam: n.product(&regel.sleutel),
        adres: n.adres(&[("onderwerp", &regel.sleutel)]),
        regel: regel.clone(),
    };
    let (most, rest) = rapport.onderwerpen.split_at(rapport.onderwerpen.len().min(ONDERWERPEN));
    let mut rows: Vec<Geteld> = most.iter().map(row).collect();
    if !rest.is_empty() {
        let whole = [rapport.totaal.vorig, rapport.totaal.jaar_eerder].map(|earlier| earlier.is_some());
        let regel = Regel::som(String::new(), rest, whole);
        let naam = n.taal.tekst_met("rapport-onderwerpen-overig").met("aantal", rest.len()).to_string();
        rows.push(Geteld { naam, regel, adres: None });
    }
    geteld(n, ("onderwerpen", "rapport-onderwerpen"), &rows, rapport.totaal.aantal, most.len().min(BALKEN))
}

fn stapel(n: &Namen, naam: String, tekst: String, delen: impl Iterator<Item = Aandeel>) -> Stapel {
    let part = |aandeel: Aandeel| grafiek::Deel {
        procent: aandeel.procent().unwrap_or(0.0),
        tekst: n.procent_heel(aandeel.procent()),
    };
    Stapel { naam, tekst, delen: delen.map(part).collect() }
}

fn svg_doel(n: &Namen, doel: Option<Doel>) -> Option<grafiek::Doel> {
    doel.map(|doel| grafiek::Doel { waarde: doel.procent(), tekst: doel_tekst(n, doel) })
}

/// What a stacked bar says to who cannot see it.
fn stapel_label(n: &Namen, rows: &[Stapel]) -> String {
    let said = |row: &Stapel| {
        let kinds = Afhandeling::ALL.iter().zip(&row.delen);
        let parts: Vec<String> = kinds.map(|(kind, deel)| format!("{} {}", n.afhandeling(*kind), deel.tekst)).collect();
        format!("{}: {}", row.naam, parts.join(", "))
    };
    rows.iter().map(said).collect::<Vec<_>>().join("; ")
}

/// The degree of handling, all teams together, against target and earlier quarters.
pub(super) fn afhandeling(n: &Namen, rapport: &Kwartaalrapport, doelen: &Rapportdoelen) -> Deel {
    let quarters = [n.kwartaal, n.kwartaal.previous(), n.kwartaal.year_before()];
    let of = |i: usize| {
        let share = move |regel: &AfhandelingRegel| [Some(regel.nu), regel.vorig, regel.jaar_eerder][i];
        rapport.afhandeling.iter().filter_map(share)
    };
    let stapels: Vec<Stapel> = (0..3)
        .filter(|i| of(*i).any(|aandeel| aandeel.geheel > 0))
        .map(|i| stapel(n, n.kwartaal_naam(quarters[i]), n.getal(of(i).next().map_or(0, |a| a.geheel)), of(i)))
        .collect();
    let svg = grafiek::stapels(&stapel_label(n, &stapels), &stapels, svg_doel(n, doelen.direct).as_ref());
    let rijen = rapport.afhandeling.iter().map(|regel| {
        let adres = n.adres(&[("afhandeling", regel.afhandeling.code())]);
        vec![
            Cel::new(n.afhandeling(regel.afhandeling)),
            Cel::link(n.getal(regel.nu.deel), adres),
            tegen_doel(n, regel.nu, doelen.van(regel.afhandeling)),
            Cel::new(doelen.van(regel.afhandeling).map_or_else(String::new, |doel| doel_tekst(n, doel))),
            Cel::new(n.aandeel_eerder(regel.vorig)),
            Cel::new(n.aandeel_eerder(regel.jaar_eerder)),
        ]
    });
    let tabel = Tabel {
        titel: n.tekst("rapport-afhandeling-tabel"),
        koppen: vec![
            Kop::naam(n.tekst("rapport-afhandeling-naam")),
            Kop::getal(n.tekst("rapport-aantal")),
            Kop::naam(n.tekst("rapport-aandeel")),
            Kop::naam(n.tekst("rapport-kop-doel")),
            Kop::getal(n.kwartaal_naam(quarters[1])),
            Kop::getal(n.kwartaal_naam(quarters[2])),
        ],
        rijen: rijen.collect(),
    };
    Deel {
        id: "afhandeling",
        titel: n.tekst("rapport-afhandeling-kop"),
        uitleg: String::new(),
        grafiek: Some((n.tekst("rapport-afhandeling-grafiek"), svg)),
        tabel,
    }
}

/// The degree of handling per team.
pub(super) fn teams(n: &Namen, rapport: &Kwartaalrapport, doelen: &Rapportdoelen) -> Deel {
    let kinds = || Afhandeling::ALL.iter().copied();
    let bar = |team: &dienstverlening::rapportage::TeamRegel| {
        stapel(n, n.team(team.team), n.getal(team.aantal), kinds().map(|kind| team.aandeel(kind)))
    };
    let stapels: Vec<Stapel> = rapport.teams.iter().map(bar).collect();
    let svg = grafiek::stapels(&stapel_label(n, &stapels), &stapels, svg_doel(n, doelen.direct).as_ref());
    let rijen = rapport.teams.iter().map(|team| {
        let mut row = vec![Cel::new(n.team(team.team)), Cel::link(n.getal(team.aantal), n.team_adres(team.team, &[]))];
        for kind in kinds() {
            let share = team.aandeel(kind);
            let adres = n.team_adres(team.team, &[("afhandeling", kind.code())]);
            let judged = share.procent().filter(|_| share.is_veelzeggend());
            let label = doelen.van(kind).zip(judged).map(|(doel, procent)| oordeel(n, doel.oordeel(procent)));
            row.push(Cel { label, ..Cel::link(n.aandeel(share), adres) });
        }
        row.push(Cel::new(n.aandeel_eerder(team.vorig_direct)));
        row
    });
    let mut koppen = vec![Kop::naam(n.tekst("rapport-team")), Kop::getal(n.tekst("rapport-aantal"))];
    koppen.extend(kinds().map(|kind| Kop::getal(n.afhandeling(kind))));
    koppen.push(Kop::getal(
        n.taal.tekst_met("rapport-direct-in").met("kwartaal", n.kwartaal.previous().to_string()).to_string(),
    ));
    Deel {
        id: "teams",
        titel: n.tekst("rapport-teams-kop"),
        uitleg: String::new(),
        grafiek: Some((n.tekst("rapport-teams-grafiek"), svg)),
        tabel: Tabel { titel: n.tekst("rapport-teams-tabel"), koppen, rijen: rijen.collect() },
    }
}

/// The share of callers who have to call again, month by month.
pub(super) fn zelf_terug(n: &Namen, rapport: &Kwartaalrapport, doelen: &Rapportdoelen) -> Deel {
    let shares: Vec<(&str, Aandeel)> =
        rapport.maanden.iter().map(|m| (m.maand.as_str(), m.aandeel(Afhandeling::KlantBeltZelfTerug))).collect();
    let last = shares.iter().rposition(|(_, share)| share.geheel > 0);
    let first = shares.iter().position(|(_, share)| share.geheel > 0);
    let point = |(i, (maand, share)): (usize, &(&str, Aandeel))| grafiek::Punt {
        // Every other month has its name, counted from the end, so that names have room on a phone.
        naam: if (shares.len() - i) % 3 == 1 { n.maand(maand).0 } else { String::new() },
        tekst: if Some(i) == last || Some(i) == first { n.aandeel(*share) } else { String::new() },
        waarde: share.procent(),
    };
    let points: Vec<grafiek::Punt> = shares.iter().enumerate().map(point).collect();
    let measured = || shares.iter().filter(|(_, share)| share.geheel > 0);
    let label = measured().map(|(maand, share)| format!("{} {}", n.maand(maand).1, n.aandeel(*share)));
    let svg = grafiek::lijn(&label.collect::<Vec<_>>().join("; "), &points, svg_doel(n, doelen.zelf_terug).as_ref());
    let rijen = measured().rev().map(|(maand, share)| {
        vec![
            Cel::new(n.maand(maand).1),
            Cel::new(n.getal(share.deel)),
            Cel::new(n.getal(share.geheel)),
            Cel { schaal: None, ..tegen_doel(n, *share, doelen.zelf_terug) },
        ]
    });
    let tabel = Tabel {
        titel: n.tekst("rapport-zelf-tabel"),
        koppen: vec![
            Kop::naam(n.tekst("rapport-maand")),
            Kop::getal(n.tekst("rapport-zelf-naam")),
            Kop::getal(n.tekst("rapport-van-contacten")),
            Kop::getal(n.tekst("rapport-aandeel")),
        ],
        rijen: rijen.collect(),
    };
    Deel {
        id: "klant-belt-zelf-terug",
        titel: n.tekst("rapport-zelf-kop"),
        uitleg: n.tekst("rapport-zelf-uitleg"),
        grafiek: Some((n.tekst("rapport-zelf-grafiek"), svg)),
        tabel,
    }
}
