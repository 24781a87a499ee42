//! How hard a text is to read, in words for whoever wrote it: on the page of a case, and for `loket klare-taal`.

use std::collections::HashSet;

use klare_taal::{Aanwijzing, Formules, Lint, Meting, Niveau, Wat};

use super::taal::Taal;

/// "Hoe leest dit? 52 van 100, moeilijk".
#[must_use]
pub fn kop(t: Taal, lint: &Lint) -> String {
    let niveau = t.tekst(match lint.niveau() {
        Niveau::Een => "leest-niveau-1",
        Niveau::Twee => "leest-niveau-2",
        Niveau::Drie => "leest-niveau-3",
        Niveau::Vier => "leest-niveau-4",
    });
    // As the norm counts it: rounded down.
    t.tekst_met("leest").met("score", getal(t, lint.score.floor(), 0)).met("niveau", niveau).to_string()
}

/// What the number means.
#[must_use]
pub fn uitleg(t: Taal, lint: &Lint) -> String {
    t.tekst_met("leest-uitleg").met("moeilijk", i64::from(lint.niveau().moeilijk_voor())).to_string()
}

/// All figures of a text, a line each.
#[must_use]
pub fn cijfers(t: Taal, meting: &Meting) -> Vec<String> {
    let Some(formules) = meting.formules else { return vec![t.tekst("leest-geen-zinnen")] };
    let mut regels = match &meting.lint {
        Some(lint) => vec![kop(t, lint), uitleg(t, lint), kenmerken(t, lint)],
        None => vec![t.tekst("leest-te-weinig")],
    };
    regels.push(andere_formules(t, meting, formules));
    regels
}

fn kenmerken(t: Taal, lint: &Lint) -> String {
    t.tekst_met("leest-kenmerken")
        .met("frequentie", getal(t, lint.frequentie, 1))
        .met("afstand", getal(t, lint.afstand, 1))
        .met("dichtheid", getal(t, lint.dichtheid, 1))
        .met("concreet", getal(t, 100.0 * lint.concreet, 0))
        .to_string()
}

fn andere_formules(t: Taal, meting: &Meting, formules: Formules) -> String {
    let aantal = |aantal: usize| i64::try_from(aantal).unwrap_or(i64::MAX);
    t.tekst_met("leest-formules")
        .met("flesch", getal(t, formules.flesch_douma, 0))
        .met("brouwer", getal(t, formules.brouwer, 0))
        .met("zinnen", aantal(meting.zinnen))
        .met("woorden", aantal(meting.woorden))
        .to_string()
}

fn getal(t: Taal, waarde: f64, cijfers: usize) -> String {
    let tekst = format!("{waarde:.cijfers$}");
    match t {
        Taal::Nl => tekst.replace('.', ","),
        Taal::En => tekst,
    }
}

/// What can be put more simply in a text, each once, with the number of its line.
#[must_use]
pub fn raad(t: Taal, tekst: &str, aanwijzingen: &[Aanwijzing]) -> Vec<(usize, String)> {
    let mut raad = Vec::new();
    let mut gezegd = HashSet::new();
    let (mut regel, mut tot) = (1, 0);
    // They come in the order of the text.
    for een in aanwijzingen {
        regel += tekst[tot..een.bereik.start].matches('\n').count();
        tot = een.bereik.start;
        let zin = aanwijzing(t, tekst, een);
        if gezegd.insert(zin.clone()) {
            raad.push((regel, zin));
        }
    }
    raad
}

fn aanwijzing(t: Taal, tekst: &str, aanwijzing: &Aanwijzing) -> String {
    let zin = match &aanwijzing.wat {
        Wat::LangeZin { woorden } => {
            t.tekst_met("leest-lange-zin").met("aantal", i64::try_from(*woorden).unwrap_or(i64::MAX))
        }
        Wat::Tangconstructie { ertussen } => t.tekst_met("leest-tangconstructie").met("aantal", i64::from(*ertussen)),
        Wat::Lijdend => t.tekst_met("leest-lijdend"),
        Wat::AbstractNaamwoord => t.tekst_met("leest-abstract"),
        Wat::ZeldzaamWoord => t.tekst_met("leest-zeldzaam"),
        Wat::Ambtelijk { liever } => t.tekst_met("leest-ambtelijk").met("liever", of(t, liever)),
    };
    zin.met("stuk", kort(&tekst[aanwijzing.bereik.clone()])).to_string()
}

/// "geven, of sturen".
fn of(t: Taal, keuzen: &[&str]) -> String {
    let mut keuzen = keuzen.iter();
    let eerste = keuzen.next().map(|een| (*een).to_owned()).unwrap_or_default();
    keuzen.fold(eerste, |een, ander| t.tekst_met("leest-of").met("een", een).met("ander", *ander).to_string())
}

/// On one line: the first words and the last.
fn kort(stuk: &str) -> String {
    const BEGIN: usize = 5;
    let woorden: Vec<&str> = stuk.split_whitespace().collect();
    match woorden.as_slice() {
        [begin @ .., een, twee, drie] if begin.len() > BEGIN => {
            format!("“{} … {een} {twee} {drie}”", begin[..BEGIN].join(" "))
        }
        woorden => format!("“{}”", woorden.join(" ")),
    }
}
