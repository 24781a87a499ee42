//! vragensets/CODE.toml

use std::cell::RefCell;

use crate::inrichten::instellingen::{Vraag, Vraagsoort, Vragenset};
use crate::inrichten::lezer::Tabel;
use crate::inrichten::teksten;

pub(super) fn lees(tabel: &Tabel<'_>, code: &str) -> Vragenset {
    let naam = tabel.text("naam");
    let codes = RefCell::new(Vec::new());
    let vragen = tabel.tabellen("vraag", |tabel| {
        let vraag = vraag(tabel);
        if codes.borrow().contains(&vraag.code) {
            tabel.fout("code", teksten::vraag_dubbel(&vraag.code));
        } else if !vraag.code.is_empty() {
            codes.borrow_mut().push(vraag.code.clone());
        }
        vraag
    });
    if vragen.is_empty() {
        tabel.fout("vraag", teksten::lijst_leeg("vraag"));
    }
    Vragenset { code: code.to_owned(), naam, vragen }
}

fn vraag(tabel: &Tabel<'_>) -> Vraag {
    let written = tabel.text("soort");
    let soort = Vraagsoort::ALL.into_iter().find(|(code, _)| *code == written).map(|(_, soort)| soort);
    if soort.is_none() && !written.is_empty() {
        tabel.fout("soort", teksten::geen_van("soort", &written, &Vraagsoort::ALL.map(|(code, _)| code)));
    }
    let opties = tabel.teksten("opties");
    match soort {
        Some(Vraagsoort::Keuze) if opties.len() < 2 => tabel.fout("opties", teksten::keuze_zonder_opties()),
        Some(Vraagsoort::Tekst | Vraagsoort::LangeTekst | Vraagsoort::JaNee) if !opties.is_empty() => {
            tabel.fout("opties", teksten::opties_zonder_keuze());
        }
        _ => {}
    }
    Vraag {
        code: tabel.code("code"),
        tekst: tabel.text("tekst"),
        soort: soort.unwrap_or(Vraagsoort::Tekst),
        verplicht: tabel.ja_nee("verplicht", false),
        opties,
    }
}
