//! berichten/CODE.toml

use crate::berichten::sjabloon::{self, Sjabloon, Tekst};
use crate::inrichten::lezer::Tabel;
use crate::inrichten::teksten;

/// None when there is no such kind of message.
pub(super) fn lees(tabel: &Tabel<'_>, code: &str) -> Option<Sjabloon> {
    let naam = tabel.text("naam");
    let nl = tekst(tabel, "nl", code);
    let en = tekst(tabel, "en", code);
    if sjabloon::velden(code).is_none() {
        tabel.fout("naam", teksten::bericht_onbekend(code, &sjabloon::codes()));
        return None;
    }
    Some(Sjabloon { code: code.to_owned(), naam, nl, en })
}

fn tekst(tabel: &Tabel<'_>, taal: &'static str, code: &str) -> Tekst {
    let read = |inner: &Tabel<'_>| {
        let tekst = Tekst { onderwerp: inner.text("onderwerp"), tekst: inner.meer_regels("tekst") };
        let fields: Vec<&str> = sjabloon::velden(code).unwrap_or_default().iter().map(|(field, _)| *field).collect();
        // Each by itself, so that what is said stands at the line that it is about.
        for (key, onderwerp, text) in [("onderwerp", tekst.onderwerp.as_str(), ""), ("tekst", "", tekst.tekst.as_str())]
        {
            let part = Tekst { onderwerp: onderwerp.to_owned(), tekst: text.to_owned() };
            if let Some(what) = sjabloon::fout(code, &part, taal == "en") {
                inner.fout(key, teksten::sjabloon_fout(key, &what, &fields));
            }
        }
        tekst
    };
    let found = tabel.tabel(taal, read);
    if found.is_none() {
        tabel.ontbreekt(taal);
    }
    found.unwrap_or_default()
}
