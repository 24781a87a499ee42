//! Reads each file of a folder into what it means.

mod balies;
mod bericht;
mod contact;
mod formulier;
mod mensen;
mod norm;
mod organisatie;
mod product;
mod voortgang;
mod vragenset;
mod zaaktype;

pub(super) use norm::TEAMFEITEN;

use registers::klantinteracties::Klantgroep;

use super::bestanden::Bestanden;
use super::boek::{Boek, Ding, Fout, Plek};
use super::inrichting::Inrichting;
use super::instellingen::Instellingen;
use super::lezer::Bestand;
use super::teksten;
use crate::kennisbank::is_code;

const VERPLICHT: [&str; 4] = ["organisatie.toml", "teams.toml", "medewerkers.toml", "contact.toml"];
const ANDERE: [&str; 3] = ["zoeken.toml", "voortgang.toml", "README.md"];

/// Reads a folder. Pure: the same files give the same answer.
///
/// # Errors
/// Everything that is wrong in any file, by file and line.
pub fn lees(bestanden: &Bestanden) -> Result<Inrichting, Vec<Fout>> {
    let boek = Boek::default();
    for naam in bestanden.keys() {
        know(naam, &boek);
    }
    let teksten = decode(bestanden, &boek);
    let inrichting = read(&teksten, &boek);
    let fouten = boek.sluit();
    let fouten = if fouten.is_empty() { formulier::zonder_plaats(&inrichting) } else { fouten };
    if fouten.is_empty() { Ok(inrichting) } else { Err(fouten) }
}

/// The files as text with `\n` at the end of each line; what is no text is noted and left out.
fn decode<'a>(bestanden: &'a Bestanden, boek: &Boek) -> Vec<(&'a str, String)> {
    let mut texts = Vec::new();
    for (naam, bytes) in bestanden {
        let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
        let bestand = Bestand { naam, tekst: &text, eerste_regel: 1, boek };
        if let Err(error) = std::str::from_utf8(bytes) {
            let regel = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            boek.fout(Plek { bestand: naam.clone(), regel: Some(regel) }, teksten::geen_utf8());
            boek.onleesbaar(naam);
        } else if let Some(at) = text.find(|c: char| c.is_control() && c != '\n' && c != '\t') {
            bestand.fout(at, teksten::stuurteken());
            boek.onleesbaar(naam);
        } else {
            texts.push((naam.as_str(), text));
        }
    }
    for naam in VERPLICHT.into_iter().filter(|naam| !bestanden.contains_key(*naam)) {
        boek.fout(Plek { bestand: naam.to_owned(), regel: None }, teksten::bestand_ontbreekt());
        boek.onleesbaar(naam);
    }
    texts
}

fn read(texts: &[(&str, String)], boek: &Boek) -> Inrichting {
    let mut organisatie = organisatie::Organisatie::default();
    let mut instellingen = Instellingen::default();
    let (mut teams, mut medewerkers, mut producten) = (Vec::new(), Vec::new(), Vec::new());
    let (mut zaaktypen, mut normen) = (Vec::new(), Vec::new());
    for (naam, tekst) in texts {
        let bestand = Bestand { naam, tekst, eerste_regel: 1, boek };
        match *naam {
            "organisatie.toml" => organisatie = bestand.lees(|tabel| organisatie::lees(tabel, &mut instellingen)),
            "contact.toml" => bestand.lees(|tabel| contact::lees(tabel, &mut instellingen)),
            "balies.toml" => bestand.lees(|tabel| instellingen.balies = balies::lees(tabel)),
            "voortgang.toml" => instellingen.raaddoelen = bestand.lees(voortgang::lees),
            "zoeken.toml" => bestand.lees(|tabel| {
                instellingen.synoniemen = tabel.groepen("synoniemen");
                instellingen.delen = tabel.teksten("delen");
            }),
            "teams.toml" => teams = bestand.lees(|tabel| mensen::teams(tabel, &mut instellingen)),
            "medewerkers.toml" => medewerkers = bestand.lees(mensen::medewerkers),
            _ => {
                if let Some(code) = code(naam, PRODUCT) {
                    producten.push(product::lees(&bestand, code));
                } else if let Some(code) = code(naam, ZAAKTYPE) {
                    zaaktypen.extend(bestand.lees(|tabel| Some(zaaktype::lees(tabel, code))));
                } else if let Some(code) = code(naam, NORM) {
                    normen.extend(bestand.lees(|tabel| norm::lees(tabel, code)));
                } else if let Some(code) = code(naam, VRAGENSET) {
                    instellingen.vragensets.push(
                        bestand.lees(|tabel| Some(vragenset::lees(tabel, code))).unwrap_or_else(|| super::Vragenset {
                            code: code.to_owned(),
                            naam: String::new(),
                            vragen: Vec::new(),
                        }),
                    );
                } else if let Some(code) = code(naam, BERICHT) {
                    instellingen.berichten.extend(bestand.lees(|tabel| bericht::lees(tabel, code)));
                } else if let Some(code) = code(naam, FORMULIER) {
                    instellingen.formulieren.push(bestand.lees(|tabel| formulier::lees(tabel, code)));
                } else if !ANDERE.contains(naam) {
                    boek.fout(Plek { bestand: (*naam).to_owned(), regel: None }, teksten::bestand_onbekend());
                }
            }
        }
    }
    let business = producten.iter().filter(|product| product.klantgroep == Klantgroep::Ondernemer);
    instellingen.voor_ondernemers = business.map(|product| product.code.clone()).collect();
    let about = zaaktypen.iter().filter_map(|zaaktype| Some((zaaktype.code.clone(), zaaktype.product.clone()?)));
    instellingen.producten_van_zaaktypen = about.collect();
    let organisatie::Organisatie { code, naam, rsin } = organisatie;
    Inrichting { code, naam, rsin, instellingen, teams, medewerkers, producten, zaaktypen, normen }
}

/// Notes what a file defines by its name, whatever is in it.
fn know(naam: &str, boek: &Boek) {
    let kinds = [
        (PRODUCT, Some(Ding::Product)),
        (VRAGENSET, Some(Ding::Vragenset)),
        (ZAAKTYPE, Some(Ding::Zaaktype)),
        (FORMULIER, None),
        (NORM, None),
    ];
    let found = kinds.into_iter().find_map(|(soort, ding)| Some((ding, code(naam, soort)?)));
    let Some((ding, code)) = found else { return };
    let plek = Plek { bestand: naam.to_owned(), regel: None };
    match ding {
        _ if !is_code(code) => boek.fout(plek, teksten::geen_code(code)),
        Some(ding) => boek.bekend(ding, code, plek),
        // Nothing refers to a form or a norm.
        None => {}
    }
}

/// The folder and the ending of a file that has its code in its name.
type Soort = (&'static str, &'static str);
const PRODUCT: Soort = ("producten/", ".md");
const FORMULIER: Soort = ("formulieren/", ".toml");
const VRAGENSET: Soort = ("vragensets/", ".toml");
const BERICHT: Soort = ("berichten/", ".toml");
const ZAAKTYPE: Soort = ("zaaktypen/", ".toml");
const NORM: Soort = ("normen/", ".toml");

fn code(naam: &str, (folder, ending): Soort) -> Option<&str> {
    naam.strip_prefix(folder)?.strip_suffix(ending)
}
