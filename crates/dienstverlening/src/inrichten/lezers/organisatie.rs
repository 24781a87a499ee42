//! organisatie.toml

use crate::formulieren::kaart::{Kaartbeeld, ZOOM_MAX, ZOOM_MIN};
use crate::inrichten::instellingen::{Doelen, Instellingen, Terugbellen};
use crate::inrichten::lezer::Tabel;
use crate::inrichten::teksten;
use registers::klantinteracties::Emailadres;

/// A town of middle size on a map.
const KAART_ZOOM: u8 = 14;

/// What is a column of its own.
#[derive(Default)]
pub(super) struct Organisatie {
    pub(super) code: String,
    pub(super) naam: String,
    pub(super) rsin: String,
}

pub(super) fn lees(tabel: &Tabel<'_>, instellingen: &mut Instellingen) -> Organisatie {
    let organisatie = Organisatie { code: tabel.code("code"), naam: tabel.text("naam"), rsin: tabel.text("rsin") };
    if !organisatie.rsin.is_empty() && !is_rsin(&organisatie.rsin) {
        tabel.fout("rsin", teksten::geen_rsin());
    }
    instellingen.telefoon = tabel.text("telefoon");
    instellingen.adres = tabel.text("adres");
    instellingen.e_mail = tabel.text("e_mail");
    let mail = &instellingen.e_mail;
    if !mail.is_empty() && mail.parse::<Emailadres>().is_err() {
        tabel.fout("e_mail", teksten::geen_e_mail());
    }
    instellingen.hostnamen = tabel.teksten("hostnamen");
    for name in instellingen.hostnamen.iter().filter(|name| !is_hostname(name)) {
        tabel.fout("hostnamen", teksten::geen_hostnaam(name));
    }
    instellingen.inloggen = tabel.ja_nee("inloggen", false);
    instellingen.gesloten = tabel.datums("gesloten");
    instellingen.gelijkgestelde_dagen = tabel.datums("gelijkgestelde_dagen");
    match tabel.tabel("openingstijden", |tabel| tabel.openingstijden()) {
        Some(tijden) => instellingen.openingstijden = tijden,
        None => tabel.ontbreekt("openingstijden"),
    }
    instellingen.doelen = tabel.tabel("doelen", doelen).unwrap_or_default();
    instellingen.terugbellen = tabel
        .tabel("terugbellen", |tabel| {
            let days = tabel.getal("belofte_werkdagen", 0..=30).and_then(|days| u32::try_from(days).ok());
            days.map_or_else(Terugbellen::default, |belofte_werkdagen| Terugbellen { belofte_werkdagen })
        })
        .unwrap_or_default();
    instellingen.kaart = tabel.tabel("kaart", kaart).flatten();
    organisatie
}

fn kaart(tabel: &Tabel<'_>) -> Option<Kaartbeeld> {
    let zoom = tabel.getal("zoom", i64::from(ZOOM_MIN)..=i64::from(ZOOM_MAX)).and_then(|zoom| u8::try_from(zoom).ok());
    let midden = tabel.text("midden");
    let found = Kaartbeeld::lees(&midden, zoom.unwrap_or(KAART_ZOOM));
    if found.is_none() && !midden.is_empty() {
        tabel.fout("midden", teksten::geen_plek());
    }
    found
}

fn doelen(tabel: &Tabel<'_>) -> Doelen {
    let percent = |key| tabel.getal(key, 0..=100).and_then(|percent| u8::try_from(percent).ok());
    Doelen {
        direct_beantwoord: percent("direct_beantwoord"),
        klant_belt_zelf_terug: percent("klant_belt_zelf_terug"),
        teruggebeld_binnen_werkdag: percent("teruggebeld_binnen_werkdag"),
    }
}

/// Whether a text is an RSIN: nine digits that pass the 11-proof (9·a + 8·b + … + 2·h − i divides by 11).
fn is_rsin(text: &str) -> bool {
    let digits: Vec<i32> = text.bytes().filter(u8::is_ascii_digit).map(|byte| i32::from(byte - b'0')).collect();
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
    text.len() == 9 && digits.len() == 9 && sum % 11 == 0 && digits.iter().any(|digit| *digit != 0)
}

fn is_hostname(name: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    name.len() <= 253 && name.split('.').all(part)
}
