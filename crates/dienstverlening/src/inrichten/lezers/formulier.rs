//! formulieren/CODE.toml

use std::cell::RefCell;

use self::teksten as zeg;
use crate::formulieren::controle::{self, Waar};
use crate::formulieren::versturen::KANAAL;
use crate::formulieren::{Dag, Formulier, Gegeven, Groep, Inloggen, Optie, Soort, Voorwaarde, Vraag};
use crate::inrichten::boek::{Ding, Fout, Plek};
use crate::inrichten::inrichting::Inrichting;
use crate::inrichten::lezer::Tabel;
use crate::inrichten::teksten::{Melding, geen_van};

mod teksten;

/// The kinds of file that an upload can take.
const BESTANDSSOORTEN: [&str; 9] = ["pdf", "jpeg", "png", "heic", "docx", "odt", "xlsx", "ods", "txt"];

pub(super) fn lees(tabel: &Tabel<'_>, code: &str) -> Formulier {
    let plekken = Plekken::default();
    let formulier = Formulier {
        code: code.to_owned(),
        naam: tabel.text("naam"),
        naam_en: tabel.text("naam_en"),
        product: tabel.verwijzing("product", Ding::Product),
        zaaktype: tabel.code("zaaktype"),
        inloggen: een_van(tabel, "inloggen", &Inloggen::ALL).unwrap_or_default(),
        minuten: tabel.getal("minuten", 1..=240).unwrap_or(5),
        nodig: tabel.teksten("nodig"),
        nodig_en: tabel.teksten("nodig_en"),
        omschrijving: tabel.text("omschrijving"),
        groepen: tabel.tabellen("groep", |tabel| groep(tabel, &plekken)),
    };
    tabel.bekend("product", Ding::Formulierproduct, &formulier.product);
    if !formulier.nodig_en.is_empty() && formulier.nodig_en.len() != formulier.nodig.len() {
        tabel.fout("nodig_en", zeg::nodig_ongelijk());
    }
    for gebrek in controle::controleer(&formulier) {
        tabel.fout_op(plekken.van(gebrek.waar, tabel), zeg::gebrek(&gebrek.wat));
    }
    formulier
}

/// What forms hand over that has no place: looked at when every file by itself is right.
pub(super) fn zonder_plaats(inrichting: &Inrichting) -> Vec<Fout> {
    let mut fouten = Vec::new();
    for formulier in &inrichting.instellingen.formulieren {
        let mut fout = |melding: Melding| {
            let bestand = format!("formulieren/{}.toml", formulier.code);
            fouten.push(Fout { bestand, regel: None, reden: melding.reden, uitweg: melding.uitweg });
        };
        if inrichting.instellingen.kanaal(KANAAL).is_none() {
            fout(zeg::geen_kanaal(KANAAL));
        }
        let found = inrichting.zaaktypen.iter().find(|zaaktype| zaaktype.code == formulier.zaaktype);
        let Some(zaaktype) = found else {
            fout(zeg::geen_zaaktype(&formulier.zaaktype));
            continue;
        };
        for vraag in formulier.groepen.iter().flat_map(|groep| &groep.vragen) {
            if let Some(naam) = &vraag.eigenschap
                && !zaaktype.eigenschappen.iter().any(|known| known.naam == *naam)
            {
                fout(zeg::geen_eigenschap(&vraag.code, naam, &zaaktype.code));
            }
            if let Soort::Upload { informatieobjecttype, .. } = &vraag.soort
                && !zaaktype.documenten.iter().any(|known| known.omschrijving == *informatieobjecttype)
            {
                fout(zeg::geen_document(&vraag.code, informatieobjecttype, &zaaktype.code));
            }
        }
    }
    fouten
}

/// Where the pages and their questions stand, for what is only seen when all of it has been read.
#[derive(Default)]
struct Plekken(RefCell<Vec<(Plek, Vec<Plek>)>>);

impl Plekken {
    fn van(&self, waar: Waar, tabel: &Tabel<'_>) -> Plek {
        let groepen = self.0.borrow();
        let found = match waar {
            Waar::Formulier => None,
            Waar::Groep(g) => groepen.get(g).map(|(plek, _)| plek.clone()),
            Waar::Vraag(g, v) => groepen.get(g).and_then(|(_, vragen)| vragen.get(v).cloned()),
        };
        found.unwrap_or_else(|| tabel.plek())
    }
}

fn een_van<T: Copy>(tabel: &Tabel<'_>, key: &'static str, allowed: &[(&'static str, T)]) -> Option<T> {
    let written = tabel.text(key);
    let found = allowed.iter().find(|(code, _)| *code == written).map(|(_, value)| *value);
    if found.is_none() && !written.is_empty() {
        let codes: Vec<&str> = allowed.iter().map(|(code, _)| *code).collect();
        tabel.fout(key, geen_van(key, &written, &codes));
    }
    found
}

fn groep(tabel: &Tabel<'_>, plekken: &Plekken) -> Groep {
    let vragen = RefCell::new(Vec::new());
    let (uitleg, uitleg_en) = in_beide(tabel, "uitleg", "uitleg_en");
    let groep = Groep {
        code: tabel.code("code"),
        titel: tabel.text("titel"),
        titel_en: tabel.text("titel_en"),
        uitleg,
        uitleg_en,
        toon_als: toon_als(tabel),
        vragen: tabel.tabellen("vraag", |tabel| {
            vragen.borrow_mut().push(tabel.plek());
            vraag(tabel)
        }),
    };
    plekken.0.borrow_mut().push((tabel.plek(), vragen.into_inner()));
    groep
}

fn vraag(tabel: &Tabel<'_>) -> Vraag {
    let (hulp, hulp_en) = in_beide(tabel, "hulp", "hulp_en");
    let vooraf = tabel.optional_text("vooraf").map(|_| een_van(tabel, "vooraf", &Gegeven::ALL));
    Vraag {
        code: tabel.code("code"),
        tekst: tabel.text("tekst"),
        tekst_en: tabel.text("tekst_en"),
        hulp,
        hulp_en,
        soort: soort(tabel),
        verplicht: tabel.ja_nee("verplicht", true),
        toon_als: toon_als(tabel),
        vooraf: vooraf.flatten(),
        eigenschap: tabel.optional_text("eigenschap"),
    }
}

/// A text that may be left out, but not in one of the languages.
fn in_beide(tabel: &Tabel<'_>, nl: &'static str, en: &'static str) -> (Option<String>, Option<String>) {
    let texts = (tabel.optional_text(nl), tabel.optional_text(en));
    if texts.0.is_some() != texts.1.is_some() {
        tabel.fout(nl, zeg::een_taal(nl, en));
    }
    texts
}

fn toon_als(tabel: &Tabel<'_>) -> Option<Voorwaarde> {
    tabel.tabel("toon_als", |tabel| {
        let voorwaarde = Voorwaarde { vraag: tabel.code("vraag"), is: tabel.teksten("is") };
        if voorwaarde.is.is_empty() {
            tabel.fout("is", crate::inrichten::teksten::lijst_leeg("is"));
        }
        voorwaarde
    })
}

/// More money, or a larger number, nobody fills in here.
const GETAL_MAX: i64 = 1_000_000_000;

fn soort(tabel: &Tabel<'_>) -> Soort {
    let written = tabel.text("soort");
    match written.as_str() {
        "tekst" => tekst(tabel),
        "lange-tekst" => Soort::LangeTekst { max: tabel.getal("max", 1..=20_000).unwrap_or(4_000) },
        "keuze" => Soort::Keuze { opties: opties(tabel) },
        "meerkeuze" => Soort::Meerkeuze { opties: opties(tabel) },
        "ja-nee" => Soort::JaNee,
        "datum" => Soort::Datum { vroegst: dag(tabel, "vroegst"), laatst: dag(tabel, "laatst") },
        "getal" => {
            let (min, max) = grenzen(tabel);
            Soort::Getal { min, max }
        }
        "bedrag" => {
            let (min, max) = grenzen(tabel);
            Soort::Bedrag { min, max }
        }
        "kenteken" => Soort::Kenteken,
        "adres" => Soort::Adres,
        "e-mail" => Soort::EMail,
        "telefoon" => Soort::Telefoon,
        "bsn" => Soort::Bsn,
        "personen" => Soort::Personen { max: tabel.getal("max", 1..=15).unwrap_or(10) },
        "locatie" => Soort::Locatie,
        "upload" => upload(tabel),
        "verklaring" => Soort::Verklaring,
        "" => Soort::JaNee,
        other => {
            tabel.fout("soort", geen_van("soort", other, &Soort::CODES));
            Soort::JaNee
        }
    }
}

fn grenzen(tabel: &Tabel<'_>) -> (i64, i64) {
    let min = tabel.getal("min", 0..=GETAL_MAX).unwrap_or(0);
    let max = tabel.getal("max", 0..=GETAL_MAX).unwrap_or(GETAL_MAX);
    if min > max {
        tabel.fout("min", zeg::omgekeerd("min", "max"));
    }
    (min, max)
}

fn tekst(tabel: &Tabel<'_>) -> Soort {
    let patroon = tabel.teksten("patroon");
    let melding = tabel.optional_text("melding");
    let melding_en = tabel.optional_text("melding_en");
    if patroon.is_empty() == melding.is_some() || melding.is_some() != melding_en.is_some() {
        tabel.fout("patroon", zeg::patroon_zonder_melding());
    }
    Soort::Tekst {
        max: tabel.getal("max", 1..=500).unwrap_or(200),
        patroon,
        melding: melding.unwrap_or_default(),
        melding_en: melding_en.unwrap_or_default(),
    }
}

fn opties(tabel: &Tabel<'_>) -> Vec<Optie> {
    tabel.tabellen("opties", |tabel| Optie {
        code: tabel.code("code"),
        naam: tabel.text("naam"),
        naam_en: tabel.text("naam_en"),
        waarde: tabel.optional_text("waarde"),
    })
}

fn dag(tabel: &Tabel<'_>, key: &'static str) -> Option<Dag> {
    let written = tabel.optional_text(key).filter(|written| !written.is_empty())?;
    let dag = written.parse().ok();
    if dag.is_none() {
        tabel.fout(key, zeg::geen_dag(key));
    }
    dag
}

fn upload(tabel: &Tabel<'_>) -> Soort {
    let soorten = tabel.teksten("soorten");
    for other in soorten.iter().filter(|soort| !BESTANDSSOORTEN.contains(&soort.as_str())) {
        tabel.fout("soorten", geen_van("soorten", other, &BESTANDSSOORTEN));
    }
    Soort::Upload {
        soorten: if soorten.is_empty() { ["pdf", "jpeg", "png"].map(str::to_owned).to_vec() } else { soorten },
        max_mb: tabel.getal("max_mb", 1..=25).unwrap_or(10),
        aantal: tabel.getal("aantal", 1..=10).unwrap_or(1),
        informatieobjecttype: tabel.text("informatieobjecttype"),
    }
}
