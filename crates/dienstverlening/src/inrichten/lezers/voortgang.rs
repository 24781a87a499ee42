//! voortgang.toml

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::zaaktype::van;
use crate::inrichten::boek::Ding;
use crate::inrichten::lezer::Tabel;
use crate::inrichten::teksten;
use crate::inrichten::voortgang::{Eenheid, Outputindicator, Raaddoel, in_tienden};
use crate::rapportage::Indicator;

/// What can be counted for a goal.
const GEMETEN: [Indicator; 4] =
    [Indicator::Contacten, Indicator::DirectBeantwoord, Indicator::KlantBeltZelfTerug, Indicator::OpTijdTeruggebeld];

pub(super) fn lees(tabel: &Tabel<'_>) -> Vec<Raaddoel> {
    let codes = Codes::default();
    tabel.tabellen("doel", |tabel| {
        let doel = Raaddoel {
            code: codes.eigen(tabel),
            bouwsteen: tabel.text("bouwsteen"),
            naam: tabel.text("naam"),
            doelstelling: tabel.meer_regels("doelstelling"),
            indicatoren: tabel.tabellen("indicator", |tabel| indicator(tabel, &codes)),
        };
        if doel.indicatoren.is_empty() {
            tabel.fout("indicator", teksten::tabel_ontbreekt("[doel.indicator]"));
        }
        doel
    })
}

fn indicator(tabel: &Tabel<'_>, codes: &Codes) -> Outputindicator {
    let said = tabel.optional_text("meet");
    let meet = GEMETEN.into_iter().find(|indicator| said.as_deref() == Some(indicator.code()));
    if let Some(other) = said.as_deref().filter(|_| meet.is_none()) {
        tabel.fout("meet", teksten::geen_van("meet", other, &GEMETEN.map(Indicator::code)));
    }
    let eenheid = || {
        let said = tabel.optional_text("eenheid");
        said.and_then(|text| van(tabel, "eenheid", &text, Eenheid::ALL, Eenheid::code)).unwrap_or(Eenheid::Procent)
    };
    let eenheid = match meet {
        Some(Indicator::Contacten) => Eenheid::Aantal,
        None if said.is_none() => eenheid(),
        _ => Eenheid::Procent,
    };
    let team = said.as_ref().and_then(|_| tabel.verwijzing_of_niets("team", Ding::Team));
    let per_channel = meet == Some(Indicator::Contacten) && team.is_none();
    Outputindicator {
        code: codes.eigen(tabel),
        naam: tabel.text("naam"),
        kanaal: per_channel.then(|| tabel.verwijzing_of_niets("kanaal", Ding::Kanaal)).flatten(),
        meet,
        team,
        eenheid,
        hoogstens: tabel.ja_nee("hoogstens", false),
        streven: streven(tabel, eenheid),
    }
}

fn streven(tabel: &Tabel<'_>, eenheid: Eenheid) -> BTreeMap<i16, i64> {
    let found = RefCell::new(BTreeMap::new());
    tabel.tabellen("streven", |tabel| {
        let jaar = tabel.getal("jaar", 2000..=2100).and_then(|jaar| i16::try_from(jaar).ok());
        let text = tabel.text("waarde");
        let waarde = in_tienden(&text).filter(|waarde| eenheid.kan(*waarde));
        if waarde.is_none() && !text.is_empty() {
            tabel.fout("waarde", teksten::geen_streefwaarde(&text, eenheid.code()));
        }
        if let Some((jaar, waarde)) = jaar.zip(waarde)
            && found.borrow_mut().insert(jaar, waarde).is_some()
        {
            tabel.fout("jaar", teksten::staat_er_al(&jaar.to_string()));
        }
    });
    found.into_inner()
}

/// Codes of which each may stand in the file once.
#[derive(Default)]
struct Codes(RefCell<Vec<String>>);

impl Codes {
    fn eigen(&self, tabel: &Tabel<'_>) -> String {
        let code = tabel.code("code");
        if self.0.borrow().contains(&code) {
            tabel.fout("code", teksten::staat_er_al(&code));
        } else if !code.is_empty() {
            self.0.borrow_mut().push(code.clone());
        }
        code
    }
}
