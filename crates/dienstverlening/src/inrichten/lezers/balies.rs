//! balies.toml

use termijnen::Openingstijden;

use crate::inrichten::balies::{Balie, Balieproduct, Balies, Drukte, Uitzondering};
use crate::inrichten::boek::Ding;
use crate::inrichten::lezer::Tabel;
use crate::inrichten::teksten;

/// A month: nobody asks for more time ahead.
const VOORAF_MINUTEN_MAX: i64 = 31 * 24 * 60;
const VOORAF_MINUTEN: i64 = 60;
const VOORUIT_WEKEN: i64 = 8;
/// The longest that one product takes.
const MINUTEN_MAX: i64 = 240;
const MINUTEN: i64 = 15;
const PLEKKEN_MAX: i64 = 200;

pub(super) fn lees(tabel: &Tabel<'_>) -> Balies {
    Balies {
        vooraf_minuten: tabel.getal("vooraf_minuten", 0..=VOORAF_MINUTEN_MAX).unwrap_or(VOORAF_MINUTEN),
        vooruit_weken: tabel.getal("vooruit_weken", 1..=52).unwrap_or(VOORUIT_WEKEN),
        producten: tabel.tabellen("product", product),
        balies: tabel.tabellen("balie", balie),
    }
}

fn product(tabel: &Tabel<'_>) -> Balieproduct {
    let code = tabel.verwijzing("code", Ding::Product);
    tabel.bekend("code", Ding::Balieproduct, &code);
    Balieproduct {
        code,
        minuten: tabel.getal("minuten", 1..=MINUTEN_MAX).unwrap_or(MINUTEN),
        balies: tabel.verwijzingen("balies", Ding::Balie),
        inloop: tabel.ja_nee("inloop", true),
        zaaktype: tabel.optional_text("zaaktype"),
    }
}

fn balie(tabel: &Tabel<'_>) -> Balie {
    // A visit is registered as a contact over this channel.
    tabel.heeft_nodig(Ding::Kanaal, "balie");
    let loketten = tabel.teksten("loketten");
    if loketten.is_empty() {
        tabel.fout("loketten", teksten::lijst_leeg("loketten"));
    }
    let openingstijden = tabel.tabel("openingstijden", |tabel| tabel.openingstijden());
    if openingstijden.is_none() {
        tabel.ontbreekt("openingstijden");
    }
    Balie {
        code: tabel.eigen_code("code", Ding::Balie),
        naam: tabel.text("naam"),
        naam_en: tabel.text("naam_en"),
        adres: tabel.text("adres"),
        inloop: tabel.ja_nee("inloop", true),
        plekken: tabel.getal("plekken", 1..=PLEKKEN_MAX).unwrap_or(1),
        loketten,
        openingstijden: openingstijden.unwrap_or_default(),
        uitzonderingen: tabel.tabellen("uitzondering", uitzondering),
        drukte: tabel.tabellen("drukte", drukte),
    }
}

fn uitzondering(tabel: &Tabel<'_>) -> Uitzondering {
    let uitzondering = Uitzondering { datum: tabel.datum("datum"), tijden: tabel.teksten("tijden") };
    // The weekday does not matter for whether spans can be read.
    match Openingstijden::parse([("maandag", &uitzondering.tijden)]) {
        Ok(_) | Err(termijnen::Error::NeverOpen) => {}
        Err(error) => tabel.fout("tijden", teksten::openingstijden(&error)),
    }
    uitzondering
}

fn drukte(tabel: &Tabel<'_>) -> Drukte {
    let drukte = Drukte {
        dag: tabel.text("dag"),
        tijd: tabel.text("tijd"),
        plekken: tabel.getal("plekken", 0..=PLEKKEN_MAX).unwrap_or_default(),
    };
    if !drukte.dag.is_empty()
        && !drukte.tijd.is_empty()
        && let Err(error) = Openingstijden::parse([(&drukte.dag, [&drukte.tijd])])
    {
        tabel.fout("tijd", teksten::openingstijden(&error));
    }
    drukte
}
