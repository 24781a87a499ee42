//! Forms: definitions, the pure rules, and drafts on both engines.

mod concepten;
mod definities;
mod kaart;
mod regels;
mod waarden;

use jiff::civil::{Date, date};

use super::{Bekend, Formulier, Groep, Inloggen, Invoer, Optie, Soort, Stand, Voorwaarde, Vraag};

/// The day on which everything here happens.
const VANDAAG: Date = date(2026, 11, 23);

fn vraag(code: &str, soort: Soort) -> Vraag {
    Vraag {
        code: code.into(),
        tekst: format!("{code}?"),
        tekst_en: format!("{code}?"),
        hulp: None,
        hulp_en: None,
        soort,
        verplicht: true,
        toon_als: None,
        vooraf: None,
        eigenschap: None,
    }
}

fn tekst() -> Soort {
    Soort::Tekst { max: 20, patroon: Vec::new(), melding: String::new(), melding_en: String::new() }
}

fn keuze(codes: &[&str]) -> Soort {
    let optie = |code: &&str| Optie {
        code: (*code).into(),
        naam: code.to_uppercase(),
        naam_en: code.to_uppercase(),
        waarde: None,
    };
    Soort::Keuze { opties: codes.iter().map(optie).collect() }
}

fn als(vraag: &str, is: &[&str]) -> Option<Voorwaarde> {
    Some(Voorwaarde { vraag: vraag.into(), is: is.iter().map(|answer| (*answer).to_owned()).collect() })
}

fn groep(code: &str, vragen: Vec<Vraag>) -> Groep {
    Groep { code: code.into(), titel: code.into(), titel_en: code.into(), vragen, ..Groep::default() }
}

fn formulier(groepen: Vec<Groep>) -> Formulier {
    Formulier {
        code: "proef".into(),
        naam: "Proef".into(),
        naam_en: "Trial".into(),
        product: "proef".into(),
        zaaktype: "proef".into(),
        inloggen: Inloggen::Mogelijk,
        minuten: 5,
        omschrijving: "Proef {a}".into(),
        groepen,
        ..Formulier::default()
    }
}

/// `a` is x or y; with y follow `b` (a text) on the same page and the page `c`, whose `d` leads to `e`.
fn vertakt() -> Formulier {
    let b = Vraag { toon_als: als("a", &["y"]), ..vraag("b", tekst()) };
    let e = Vraag { toon_als: als("d", &["ja"]), ..vraag("e", tekst()) };
    let c = Groep { toon_als: als("a", &["y"]), ..groep("c", vec![vraag("d", Soort::JaNee), e]) };
    formulier(vec![
        groep("een", vec![vraag("a", keuze(&["x", "y"])), b]),
        c,
        groep("f", vec![vraag("g", Soort::Verklaring)]),
    ])
}

fn ingevuld(pairs: &[(&str, &str)]) -> Invoer {
    pairs.iter().map(|(naam, waarde)| ((*naam).to_owned(), (*waarde).to_owned())).collect()
}

fn stand<'a>(formulier: &'a Formulier, invoer: &'a Invoer, bekend: &'a Bekend) -> Stand<'a> {
    Stand::new(formulier, invoer, &[], bekend, VANDAAG)
}
