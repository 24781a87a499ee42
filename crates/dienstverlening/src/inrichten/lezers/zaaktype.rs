//! zaaktypen/CODE.toml

use std::cell::RefCell;
use std::str::FromStr;

use registers::catalogi::{
    Complexiteit, Formaat, OmschrijvingGeneriek, Richting, Vertrouwelijkheid, selectieresultaat,
};
use termijnen::Termijn;
use termijnen::wettelijk::Grondslag;

use crate::inrichten::boek::Ding;
use crate::inrichten::lezer::Tabel;
use crate::inrichten::teksten;
use crate::inrichten::zaaktype_spec::{
    DocumentSpec, EigenschapSpec, REDELIJKE_TERMIJN, ResultaatSpec, RolSpec, StatusSpec, ZaaktypeSpec,
};

/// The standard's limits, in characters.
const OMSCHRIJVING_MAX: usize = 80;
const RESULTAAT_MAX: usize = 20;
const EIGENSCHAP_MAX: usize = 20;

pub(super) fn lees(tabel: &Tabel<'_>, code: &str) -> ZaaktypeSpec {
    let omschrijving = tabel.text("omschrijving");
    kort(tabel, "omschrijving", &omschrijving, OMSCHRIJVING_MAX);
    let grondslag = grondslag(tabel);
    let zaaktype = ZaaktypeSpec {
        code: code.to_owned(),
        omschrijving_en: tabel.optional_text("omschrijving_en").unwrap_or_default(),
        omschrijving,
        doel: tabel.text("doel"),
        aanleiding: tabel.text("aanleiding"),
        toelichting: tabel.optional_text("toelichting").unwrap_or_default(),
        handeling_initiator: tabel.text("handeling_initiator"),
        onderwerp: tabel.text("onderwerp"),
        handeling_behandelaar: tabel.text("handeling_behandelaar"),
        vertrouwelijkheid: tabel
            .optional_text("vertrouwelijkheid")
            .and_then(|text| van(tabel, "vertrouwelijkheid", &text, Vertrouwelijkheid::ALL, Vertrouwelijkheid::code))
            .unwrap_or(Vertrouwelijkheid::Zaakvertrouwelijk),
        intern: tabel.ja_nee("intern", false),
        team: tabel.verwijzing("team", Ding::Team),
        doorlooptijd: termijn(tabel, "doorlooptijd", &tabel.text("doorlooptijd")),
        artikel: artikel(tabel, "artikel", &grondslag),
        verlenging_artikel: kort_optioneel(tabel, "verlenging_artikel"),
        bestreden_besluit: tabel.optional_text("bestreden_besluit").unwrap_or_default(),
        complexiteit: tabel
            .optional_text("complexiteit")
            .and_then(|text| van(tabel, "complexiteit", &text, Complexiteit::ALL, Complexiteit::code))
            .unwrap_or_default(),
        product: tabel.verwijzing_of_niets("product", Ding::Product),
        grondslag,
        servicenorm: tabel.optional_text("servicenorm").map(|text| termijn(tabel, "servicenorm", &text)),
        opschorting: tabel.ja_nee("opschorting", true),
        verlengingstermijn: tabel
            .optional_text("verlengingstermijn")
            .map(|text| termijn(tabel, "verlengingstermijn", &text)),
        trefwoorden: tabel.teksten("trefwoorden"),
        deelzaaktypen: tabel.verwijzingen("deelzaaktypen", Ding::Zaaktype),
        statussen: statussen(tabel),
        resultaten: resultaten(tabel),
        rollen: rollen(tabel),
        eigenschappen: eigenschappen(tabel),
        documenten: documenten(tabel),
    };
    if zaaktype.deelzaaktypen.iter().any(|other| other == code) {
        tabel.fout("deelzaaktypen", teksten::zaaktypen::zaaktype_in_zichzelf());
    }
    let dag = &zaaktype.bestreden_besluit;
    let is_dag = |eigenschap: &EigenschapSpec| eigenschap.naam == *dag && eigenschap.formaat == Formaat::Datum;
    if !dag.is_empty() && !zaaktype.eigenschappen.iter().any(is_dag) {
        tabel.fout("bestreden_besluit", teksten::zaaktypen::geen_datumeigenschap(dag));
    }
    zaaktype
}

/// What the term rests on; an act unless it is said.
fn grondslag(tabel: &Tabel<'_>) -> String {
    let typed = tabel.optional_text("grondslag");
    let found = typed.and_then(|text| van(tabel, "grondslag", &text, &Grondslag::ALLE, Grondslag::code));
    found.unwrap_or(Grondslag::Wet).to_string()
}

/// Where the term stands. Without an article of its own a term of the law is the reasonable one of eight weeks (Awb, article 4:13).
fn artikel(tabel: &Tabel<'_>, key: &'static str, grondslag: &str) -> String {
    let typed = kort_optioneel(tabel, key);
    if typed.is_empty() && grondslag == Grondslag::Wet.code() { REDELIJKE_TERMIJN.to_owned() } else { typed }
}

fn kort_optioneel(tabel: &Tabel<'_>, key: &'static str) -> String {
    let typed = tabel.optional_text(key).unwrap_or_default();
    kort(tabel, key, &typed, OMSCHRIJVING_MAX);
    typed
}

fn statussen(tabel: &Tabel<'_>) -> Vec<StatusSpec> {
    let seen = Eenmaal::default();
    let statussen = tabel.tabellen("status", |tabel| StatusSpec {
        omschrijving: seen.text(tabel, "omschrijving", OMSCHRIJVING_MAX),
        omschrijving_en: tabel.optional_text("omschrijving_en").unwrap_or_default(),
        tekst: tabel.text("tekst"),
        tekst_en: tabel.optional_text("tekst_en").unwrap_or_default(),
        informeren: tabel.ja_nee("informeren", false),
    });
    if statussen.len() < 2 {
        tabel.fout("status", teksten::zaaktypen::te_weinig_statussen());
    }
    statussen
}

fn resultaten(tabel: &Tabel<'_>) -> Vec<ResultaatSpec> {
    let seen = Eenmaal::default();
    let procestype = RefCell::new(None);
    let resultaten = tabel.tabellen("resultaat", |tabel| {
        let nummer = tabel.text("selectielijst");
        let found = selectieresultaat(&nummer);
        match (found, procestype.borrow_mut().as_ref()) {
            (None, _) if !nummer.is_empty() => {
                tabel.fout("selectielijst", teksten::zaaktypen::niet_in_selectielijst(&nummer))
            }
            (Some(found), Some(first)) if found.procestype != *first => {
                tabel.fout("selectielijst", teksten::zaaktypen::ander_procestype());
            }
            _ => {}
        }
        if let Some(found) = found {
            procestype.borrow_mut().get_or_insert_with(|| found.procestype.clone());
        }
        ResultaatSpec {
            omschrijving: seen.text(tabel, "omschrijving", RESULTAAT_MAX),
            omschrijving_en: tabel.optional_text("omschrijving_en").unwrap_or_default(),
            toelichting: tabel.optional_text("toelichting").unwrap_or_default(),
            selectielijst: nummer,
            bezwaar: tabel.ja_nee("bezwaar", false),
        }
    });
    if resultaten.is_empty() {
        tabel.fout("resultaat", teksten::lijst_leeg("resultaat"));
    }
    resultaten
}

fn rollen(tabel: &Tabel<'_>) -> Vec<RolSpec> {
    let seen = Eenmaal::default();
    let rollen = tabel.tabellen("rol", |tabel| {
        let generiek = tabel.text("generiek");
        RolSpec {
            omschrijving: seen.text(tabel, "omschrijving", OMSCHRIJVING_MAX),
            generiek: van(tabel, "generiek", &generiek, OmschrijvingGeneriek::ALL, OmschrijvingGeneriek::code)
                .unwrap_or(OmschrijvingGeneriek::Belanghebbende),
        }
    });
    for needed in [OmschrijvingGeneriek::Initiator, OmschrijvingGeneriek::Behandelaar] {
        if rollen.iter().filter(|rol| rol.generiek == needed).count() != 1 {
            tabel.fout("rol", teksten::zaaktypen::rol_niet_eenmaal(needed.code()));
        }
    }
    rollen
}

fn eigenschappen(tabel: &Tabel<'_>) -> Vec<EigenschapSpec> {
    let seen = Eenmaal::default();
    tabel.tabellen("eigenschap", |tabel| {
        let formaat = tabel.optional_text("formaat");
        let formaat = formaat.and_then(|text| van(tabel, "formaat", &text, Formaat::ALL, Formaat::code));
        EigenschapSpec {
            naam: seen.text(tabel, "naam", EIGENSCHAP_MAX),
            definitie: tabel.text("definitie"),
            formaat: formaat.unwrap_or(Formaat::Tekst),
            lengte: tabel.getal("lengte", 1..=10_000).and_then(|n| u16::try_from(n).ok()).unwrap_or(255),
            waarden: tabel.teksten("waarden"),
        }
    })
}

fn documenten(tabel: &Tabel<'_>) -> Vec<DocumentSpec> {
    let seen = Eenmaal::default();
    tabel.tabellen("document", |tabel| {
        let richting = tabel.text("richting");
        DocumentSpec {
            omschrijving: seen.text(tabel, "omschrijving", OMSCHRIJVING_MAX),
            richting: van(tabel, "richting", &richting, Richting::ALL, Richting::code).unwrap_or(Richting::Inkomend),
        }
    })
}

/// Names of which each may stand in a list once.
#[derive(Default)]
struct Eenmaal(RefCell<Vec<String>>);

impl Eenmaal {
    fn text(&self, tabel: &Tabel<'_>, key: &'static str, max: usize) -> String {
        let text = tabel.text(key);
        kort(tabel, key, &text, max);
        if self.0.borrow().contains(&text) {
            tabel.fout(key, teksten::staat_er_al(&text));
        } else if !text.is_empty() {
            self.0.borrow_mut().push(text.clone());
        }
        text
    }
}

fn kort(tabel: &Tabel<'_>, key: &'static str, text: &str, max: usize) {
    if text.chars().count() > max {
        tabel.fout(key, teksten::geen_regel_tekst(key, max));
    }
}

/// A length of time, noted when it is none.
fn termijn(tabel: &Tabel<'_>, key: &'static str, text: &str) -> String {
    if !text.is_empty() && text.parse::<Termijn>().is_err() {
        tabel.fout(key, teksten::zaaktypen::geen_termijn(text));
    }
    text.to_owned()
}

/// A value of a list by its code, noted when there is no such one.
pub(super) fn van<T: FromStr + Copy>(
    tabel: &Tabel<'_>,
    key: &'static str,
    text: &str,
    all: &[T],
    code: impl Fn(T) -> &'static str,
) -> Option<T> {
    let found = text.parse().ok();
    if found.is_none() && !text.is_empty() {
        let allowed: Vec<&str> = all.iter().map(|value| code(*value)).collect();
        tabel.fout(key, teksten::geen_van(key, text, &allowed));
    }
    found
}
