//! producten/CODE.md: a TOML head between two lines `+++`, then Markdown under fixed headings.

use registers::klantinteracties::Klantgroep;

use super::zaaktype::van;
use crate::inrichten::boek::Ding;
use crate::inrichten::inrichting::ProductSpec;
use crate::inrichten::lezer::{Bestand, Tabel};
use crate::inrichten::teksten;
use crate::kennisbank::markdown::{Doel, Vondst, doel, vondsten};
use crate::kennisbank::{Inhoud, Sectie};

const RAND: &str = "+++\n";

pub(super) fn lees(bestand: &Bestand<'_>, code: &str) -> ProductSpec {
    let split = bestand.tekst.strip_prefix(RAND).and_then(|rest| {
        let end = if rest.starts_with(RAND) { 0 } else { rest.find("\n+++\n")? + 1 };
        Some((&rest[..end], &rest[end + RAND.len()..]))
    });
    let Some((head, body)) = split else {
        bestand.fout(0, teksten::geen_kop_toml());
        return leeg(code);
    };
    let head_lines = head.bytes().filter(|byte| *byte == b'\n').count();
    let head = Bestand { tekst: head, eerste_regel: 2, ..*bestand };
    let body = Bestand { tekst: body, eerste_regel: 3 + head_lines, ..*bestand };
    let product = head.lees(|tabel| Some(gegevens(tabel, code)));
    ProductSpec { inhoud: inhoud(&body), ..product.unwrap_or_else(|| leeg(code)) }
}

fn leeg(code: &str) -> ProductSpec {
    ProductSpec {
        code: code.to_owned(),
        naam: String::new(),
        naam_en: None,
        upl: None,
        thema: String::new(),
        levensgebeurtenissen: Vec::new(),
        team: String::new(),
        reden: String::new(),
        trefwoorden: Vec::new(),
        vragen: Vec::new(),
        gecontroleerd_op: jiff::civil::Date::ZERO,
        openbaar: false,
        meest_gevraagd: None,
        gerelateerd: Vec::new(),
        gewicht: 0,
        klantgroep: Klantgroep::Particulier,
        inhoud: Inhoud::default(),
    }
}

fn gegevens(tabel: &Tabel<'_>, code: &str) -> ProductSpec {
    let product = ProductSpec {
        code: code.to_owned(),
        naam: tabel.text("naam"),
        naam_en: tabel.optional_text("naam_en"),
        upl: tabel.optional_text("upl"),
        thema: tabel.verwijzing("thema", Ding::Thema),
        levensgebeurtenissen: tabel.verwijzingen("levensgebeurtenissen", Ding::Levensgebeurtenis),
        team: tabel.verwijzing("team", Ding::Team),
        reden: tabel.verwijzing("reden", Ding::Reden),
        trefwoorden: tabel.teksten("trefwoorden"),
        vragen: tabel.teksten("vragen"),
        gecontroleerd_op: tabel.datum("gecontroleerd_op"),
        openbaar: tabel.ja_nee("openbaar", true),
        meest_gevraagd: tabel.getal("meest_gevraagd", 1..=20),
        gerelateerd: tabel.verwijzingen("gerelateerd", Ding::Product),
        gewicht: tabel.getal("gewicht", 0..=1_000_000).unwrap_or(0),
        klantgroep: tabel
            .optional_text("klantgroep")
            .and_then(|text| van(tabel, "klantgroep", &text, Klantgroep::ALL, Klantgroep::code))
            .unwrap_or(Klantgroep::Particulier),
        inhoud: Inhoud::default(),
    };
    if let Some(place) = product.meest_gevraagd {
        tabel.bekend("meest_gevraagd", Ding::Plaats, &place.to_string());
    }
    if product.gerelateerd.iter().any(|other| other == code) {
        tabel.fout("gerelateerd", teksten::verwijst_naar_zichzelf());
    }
    product
}

/// Cuts the Markdown at its headings and checks every part.
fn inhoud(body: &Bestand<'_>) -> Inhoud {
    let mut inhoud = Inhoud::default();
    let mut done: Vec<Sectie> = Vec::new();
    let koppen = koppen(body);
    // First: what stands before the headings.
    let before = koppen.first().map_or(body.tekst.len(), |(_, range)| range.start);
    let preface = &body.tekst[..before];
    if let Some(at) = preface.find(|c: char| !c.is_whitespace()) {
        body.fout(at, teksten::tekst_voor_kop());
    }
    for (i, (kop, range)) in koppen.iter().enumerate() {
        let end = koppen.get(i + 1).map_or(body.tekst.len(), |(_, next)| next.start);
        let Some(sectie) = Sectie::ALL.into_iter().find(|sectie| sectie.kop() == kop) else {
            body.fout(range.start, teksten::kop_onbekend(kop, &Sectie::ALL.map(Sectie::kop)));
            continue;
        };
        if done.contains(&sectie) {
            body.fout(range.start, teksten::kop_dubbel(kop));
        }
        done.push(sectie);
        let text = &body.tekst[range.end..end];
        controleer(body, range.end, text);
        if !text.trim().is_empty() {
            inhoud.set(sectie, text.trim().to_owned());
        }
    }
    if inhoud.openbaar.antwoord.is_empty() {
        body.fout(0, teksten::antwoord_ontbreekt());
    }
    inhoud
}

/// The headings of level 1, each at the start of a line.
fn koppen(body: &Bestand<'_>) -> Vec<(String, std::ops::Range<usize>)> {
    let mut koppen = Vec::new();
    for (found, range) in vondsten(body.tekst) {
        let Vondst::Kop(kop) = found else { continue };
        let line = body.tekst[..range.start].rsplit('\n').next().unwrap_or_default();
        if line.trim().is_empty() {
            koppen.push((kop.trim().to_owned(), range));
        } else {
            body.fout(range.start, teksten::kop_ingesprongen(kop.trim()));
        }
    }
    koppen
}

/// Checks a part by itself, as it will be shown: HTML, images, and where links lead.
fn controleer(body: &Bestand<'_>, begin: usize, text: &str) {
    for (found, range) in vondsten(text) {
        let at = begin + range.start;
        match found {
            Vondst::Kop(_) => {}
            Vondst::Html => body.fout(at, teksten::html()),
            Vondst::Afbeelding => body.fout(at, teksten::afbeelding()),
            Vondst::Link(link) => match doel(&link) {
                Some(Doel::Product(code)) => body.boek.verwijzing(Ding::Product, code, body.plek(at)),
                Some(Doel::Adres(_)) => {}
                None => body.fout(at, teksten::link(&link)),
            },
        }
    }
}
