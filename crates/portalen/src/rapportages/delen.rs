//! Draws the parts of the report: names, words and pictures for what the report holds. Nothing is computed here.

use dienstverlening::rapportage::{
    Aandeel, Balk, Beeld, Cel, Deel, Doel, Kolom, Naam, Onderdeel, Oordeel, Stapel, Waarde, Wat,
};
use registers::klantinteracties::klantcontact::Afhandeling;

use super::grafiek::{self, Svg};
use super::namen::Namen;
use super::tabel;

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

/// A part as the page shows it.
pub(super) fn deel(n: &Namen, deel: &Deel) -> tabel::Deel {
    let key = sleutel(deel.onderdeel);
    // texts: rapport-kanalen-* rapport-klantgroepen-* rapport-redenen-* rapport-onderwerpen-* rapport-drukte-* rapport-afhandeling-*
    // texts: rapport-teams-* rapport-zelf-* rapport-terug-*
    let said = |what: &str| n.tekst(&format!("{key}-{what}"));
    let grafiek = beeld(n, deel).map(|svg| (said("grafiek"), svg));
    let schaal = |kolom: &Kolom| heeft_schaal(n, deel.onderdeel, *kolom);
    let is_getal = |kolom: &Kolom| kolom.wat != Wat::Doel && !schaal(kolom);
    let koppen = deel.kolommen.iter().map(|kolom| tabel::Kop { tekst: kop(n, *kolom), getal: is_getal(kolom) });
    let rij = |rij: &dienstverlening::rapportage::Rij| {
        let name = tabel::Cel::link(n.naam(&rij.naam), rij.achter.as_ref().and_then(|lijst| n.lijst(lijst)));
        let cells = deel.kolommen.iter().zip(&rij.cellen);
        [name].into_iter().chain(cells.map(|(kolom, cel)| self::cel(n, cel, schaal(kolom)))).collect()
    };
    tabel::Deel {
        id: deel.onderdeel.code(),
        titel: said("kop"),
        uitleg: matches!(deel.onderdeel, Onderdeel::ZelfTerug | Onderdeel::Terugbellen | Onderdeel::Drukte)
            .then(|| said("uitleg"))
            .unwrap_or_default(),
        grafiek,
        tabel: tabel::Tabel {
            titel: said("tabel"),
            koppen: [tabel::Kop::naam(said("naam"))].into_iter().chain(koppen).collect(),
            rijen: deel.rijen.iter().map(rij).collect(),
        },
        breed: deel.onderdeel == Onderdeel::Drukte,
        indicatoren: deel.onderdeel.indicatoren().iter().map(|indicator| n.indicator(*indicator)).collect(),
    }
}

/// What the texts of a part begin with.
pub(super) fn sleutel(onderdeel: Onderdeel) -> &'static str {
    match onderdeel {
        Onderdeel::Kanalen => "rapport-kanalen",
        Onderdeel::Klantgroepen => "rapport-klantgroepen",
        Onderdeel::Aard => "rapport-redenen",
        Onderdeel::Onderwerpen => "rapport-onderwerpen",
        Onderdeel::Drukte => "rapport-drukte",
        Onderdeel::Afhandeling => "rapport-afhandeling",
        Onderdeel::Teams => "rapport-teams",
        Onderdeel::ZelfTerug => "rapport-zelf",
        Onderdeel::Terugbellen => "rapport-terug",
    }
}

/// A share that a part is about stands on a scale with its target.
fn heeft_schaal(n: &Namen, onderdeel: Onderdeel, kolom: Kolom) -> bool {
    match onderdeel {
        Onderdeel::Afhandeling => kolom == (Kolom { wat: Wat::Aandeel, kwartaal: Some(n.kwartaal) }),
        Onderdeel::Terugbellen => kolom.wat == Wat::OpTijd,
        _ => false,
    }
}

/// The words of what stands in a column, whatever quarter it is of.
pub(super) fn wat(n: &Namen, wat: Wat) -> String {
    match wat {
        Wat::Contacten => n.tekst("rapport-contacten"),
        Wat::Aandeel => n.tekst("rapport-aandeel"),
        Wat::Afhandeling(kind) => n.afhandeling(kind),
        Wat::Doel => n.tekst("rapport-kop-doel"),
        Wat::OpTijd => n.tekst("rapport-terug-aandeel"),
        Wat::Terugbellen(belofte) => n.belofte(belofte),
        Wat::Uur(hour) => n.taal.tekst_met("rapport-uur").met("uur", i64::from(hour)).to_string(),
    }
}

fn kop(n: &Namen, kolom: Kolom) -> String {
    match (kolom.wat, kolom.kwartaal) {
        (Wat::Contacten, Some(kwartaal)) if kwartaal == n.kwartaal => n.tekst("rapport-dit-kwartaal"),
        (Wat::Contacten | Wat::Aandeel, Some(kwartaal)) if kwartaal != n.kwartaal => n.kwartaal_naam(kwartaal),
        (Wat::Afhandeling(kind), Some(kwartaal)) if kwartaal != n.kwartaal => {
            let said = n.taal.tekst_met("rapport-afhandeling-in").met("afhandeling", n.afhandeling(kind));
            said.met("kwartaal", kwartaal.to_string()).to_string()
        }
        (wat, _) => self::wat(n, wat),
    }
}

/// The same of a cell that can be missing.
pub(super) fn waarde_of_niets(n: &Namen, waarde: Option<Waarde>) -> String {
    waarde.map_or_else(|| n.tekst("rapport-geen-getal"), |waarde| self::waarde(n, waarde))
}

/// A number, a share, or what there is in its place.
fn waarde(n: &Namen, waarde: Waarde) -> String {
    match waarde {
        Waarde::Aantal(aantal) => n.getal(aantal),
        Waarde::Tienden(value) => n.tienden(value),
        Waarde::Onbekend => n.tekst("voortgang-onbekend"),
        Waarde::Aandeel(aandeel) => n.aandeel(aandeel),
        Waarde::Doel(doel) => doel.map_or_else(String::new, |doel| doel_tekst(n, doel)),
        Waarde::NietHeel => n.tekst("rapport-geen-getal"),
    }
}

/// A cell, with what its target says when its share is one of enough.
fn cel(n: &Namen, cel: &Cel, schaal: bool) -> tabel::Cel {
    let tekst = waarde(n, cel.waarde);
    let adres = cel.achter.as_ref().and_then(|lijst| n.lijst(lijst));
    let measured = match cel.waarde {
        Waarde::Aandeel(aandeel) => aandeel.procent().filter(|_| aandeel.is_veelzeggend()),
        Waarde::Aantal(_) | Waarde::Tienden(_) | Waarde::Doel(_) | Waarde::Onbekend | Waarde::NietHeel => None,
    };
    let Some((procent, doel)) = measured.zip(cel.doel) else { return tabel::Cel::link(tekst, adres) };
    let (stand, woord) = oordeel(n, doel.oordeel(procent));
    let label = n.taal.tekst_met("rapport-schaal-label").met("aandeel", &tekst).met("doel", doel_tekst(n, doel));
    let schaal = schaal.then(|| grafiek::schaal(&label.to_string(), procent, Some(doel.procent()), stand));
    tabel::Cel { tekst, adres, label: Some((stand, woord)), schaal }
}

fn beeld(n: &Namen, deel: &Deel) -> Option<Svg> {
    match &deel.beeld {
        Beeld::Geen => None,
        Beeld::Balken(balken) => Some(self::balken(n, balken)),
        Beeld::Stapels(stapels, doel) => Some(self::stapels(n, stapels, *doel)),
        Beeld::Lijn(punten, doel) => Some(lijn(n, punten, *doel)),
        Beeld::Warmte => Some(warmte(n, deel)),
    }
}

fn balken(n: &Namen, balken: &[Balk]) -> Svg {
    let said = |balk: &Balk| {
        let text = n.taal.tekst_met("rapport-balk-label").met("naam", n.naam(&balk.naam));
        text.met("aantal", n.getal(balk.aantal)).met("vorig", n.eerder(balk.vorig)).to_string()
    };
    let bar = |balk: &Balk| grafiek::Balk {
        naam: n.naam(&balk.naam),
        tekst: n.getal(balk.aantal),
        waarde: length(balk.aantal),
        vorig: balk.vorig.map(length),
        adres: balk.achter.as_ref().and_then(|lijst| n.lijst(lijst)),
    };
    let label = balken.iter().map(said).collect::<Vec<_>>().join("; ");
    grafiek::balken(&label, &balken.iter().map(bar).collect::<Vec<_>>())
}

fn svg_doel(n: &Namen, doel: Option<Doel>) -> Option<grafiek::Doel> {
    doel.map(|doel| grafiek::Doel { waarde: doel.procent(), tekst: doel_tekst(n, doel) })
}

fn stapels(n: &Namen, stapels: &[Stapel], doel: Option<Doel>) -> Svg {
    let part = |aandeel: &Aandeel| grafiek::Deel {
        procent: aandeel.procent().unwrap_or(0.0),
        tekst: n.procent_heel(aandeel.procent()),
    };
    let bar = |stapel: &Stapel| grafiek::Stapel {
        naam: n.naam(&stapel.naam),
        tekst: n.getal(stapel.delen.iter().map(|deel| deel.geheel).max().unwrap_or(0)),
        delen: stapel.delen.iter().map(part).collect(),
    };
    let rows: Vec<grafiek::Stapel> = stapels.iter().map(bar).collect();
    // What the bars say to who cannot see them.
    let said = |row: &grafiek::Stapel| {
        let kinds = Afhandeling::ALL.iter().zip(&row.delen);
        let parts: Vec<String> = kinds.map(|(kind, deel)| format!("{} {}", n.afhandeling(*kind), deel.tekst)).collect();
        format!("{}: {}", row.naam, parts.join(", "))
    };
    let label = rows.iter().map(said).collect::<Vec<_>>().join("; ");
    grafiek::stapels(&label, &rows, svg_doel(n, doel).as_ref())
}

fn lijn(n: &Namen, punten: &[(Naam, Aandeel)], doel: Option<Doel>) -> Svg {
    let measured = |(_, share): &(Naam, Aandeel)| share.geheel > 0;
    let (first, last) = (punten.iter().position(measured), punten.iter().rposition(measured));
    let point = |(i, (naam, share)): (usize, &(Naam, Aandeel))| grafiek::Punt {
        // Every third point has its name, counted from the end, so that names have room on a phone.
        naam: if (punten.len() - i) % 3 == 1 { n.kort(naam) } else { String::new() },
        tekst: if Some(i) == last || Some(i) == first { n.aandeel(*share) } else { String::new() },
        waarde: share.procent(),
    };
    let points: Vec<grafiek::Punt> = punten.iter().enumerate().map(point).collect();
    let label = punten.iter().filter(|point| measured(point));
    let label = label.map(|(naam, share)| format!("{} {}", n.naam(naam), n.aandeel(*share)));
    grafiek::lijn(&label.collect::<Vec<_>>().join("; "), &points, svg_doel(n, doel).as_ref())
}

/// The table as a picture: who hears it hears the busiest hour, and has the table.
fn warmte(n: &Namen, deel: &Deel) -> Svg {
    let number = |cel: &Cel| if let Waarde::Aantal(aantal) = cel.waarde { aantal } else { 0 };
    let rows: Vec<grafiek::Warmterij> = deel
        .rijen
        .iter()
        .map(|rij| grafiek::Warmterij { naam: n.kort(&rij.naam), waarden: rij.cellen.iter().map(number).collect() })
        .collect();
    let cells = deel
        .rijen
        .iter()
        .flat_map(|rij| rij.cellen.iter().zip(&deel.kolommen).map(move |(cel, kolom)| (rij, cel, kolom)));
    let most = cells.max_by_key(|(_, cel, _)| number(cel));
    let label = most.map_or_else(String::new, |(rij, cel, kolom)| {
        let said = n.taal.tekst_met("rapport-drukte-label").met("dag", n.naam(&rij.naam));
        said.met("uur", wat(n, kolom.wat)).met("aantal", n.getal(number(cel))).to_string()
    });
    let hours =
        deel.kolommen.iter().map(|kolom| if let Wat::Uur(hour) = kolom.wat { hour.to_string() } else { String::new() });
    grafiek::warmte(&label, &rows, &hours.collect::<Vec<_>>())
}
