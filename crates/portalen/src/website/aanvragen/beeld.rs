//! How a question and its answer look.

use dienstverlening::formulieren::definitie::{JA, NEE};
use dienstverlening::formulieren::waarde::{self, adresregel};
use dienstverlening::formulieren::{Concept, Optie, Soort, Stand, Vraag, Waarde};
use jiff::civil::Date;
use kern::Moment;

use super::in_taal;
use super::kaart::Kaartbeeld;
use crate::basis::tijd;
use crate::basis::{Fouten, Taal};

/// A question on its page.
pub(super) struct Vraagbeeld {
    pub(super) code: String,
    pub(super) soort: &'static str,
    pub(super) label: String,
    pub(super) hulp: String,
    pub(super) fout: String,
    /// What is known: then nothing is asked.
    pub(super) bekend: Option<String>,
    pub(super) waarde: String,
    pub(super) opties: Vec<Optiebeeld>,
    /// The parts of a question that has several fields.
    pub(super) delen: Vec<Deel>,
    /// Rows of people.
    pub(super) rijen: Vec<Rij>,
    /// The applicant among the people: name, and whether ticked.
    pub(super) zelf: Option<(String, bool)>,
    /// Whether another row fits.
    pub(super) meer: bool,
    pub(super) bestanden: Vec<Bestand>,
    /// What the file dialog shows.
    pub(super) accept: String,
    /// Whether several files can be chosen at once.
    pub(super) meerdere: bool,
    /// The map on which a place can be pointed at; none: two fields for its degrees.
    pub(super) kaart: Option<Kaartbeeld>,
}

/// Something to choose.
pub(super) struct Optiebeeld {
    /// The id of its input: the first has the code of the question, so that an error leads to it.
    pub(super) id: String,
    pub(super) code: String,
    pub(super) naam: String,
    pub(super) gekozen: bool,
}

/// One field of several.
pub(super) struct Deel {
    pub(super) naam: String,
    pub(super) label: String,
    pub(super) waarde: String,
    pub(super) fout: String,
    pub(super) aanvul: &'static str,
    pub(super) smal: bool,
}

/// Somebody among several people.
pub(super) struct Rij {
    pub(super) nummer: usize,
    pub(super) index: usize,
    pub(super) naam: Deel,
    pub(super) geboortedatum: Deel,
}

/// A file that came along.
pub(super) struct Bestand {
    pub(super) sleutel: String,
    pub(super) naam: String,
    pub(super) omvang: String,
}

/// A question with its answer, where answers are checked.
pub(super) struct Regel {
    pub(super) vraag: String,
    /// Its lines; empty: not answered.
    pub(super) antwoord: Vec<String>,
    pub(super) fout: bool,
}

pub(super) fn vraag(
    t: Taal,
    stand: &Stand<'_>,
    concept: &Concept,
    vraag: &Vraag,
    fouten: &Fouten,
    nu: Moment,
) -> Vraagbeeld {
    let text = in_taal(t, &vraag.tekst, &vraag.tekst_en);
    let label = if vraag.verplicht {
        text.to_owned()
    } else {
        t.tekst_met("aanvragen-niet-verplicht").met("vraag", text).to_string()
    };
    let bekend = stand.bekend(vraag).map(|known| regels(t, &known, nu.date()).join(", "));
    let hulp = in_taal(t, vraag.hulp.as_deref().unwrap_or_default(), vraag.hulp_en.as_deref().unwrap_or_default());
    let (accept, meerdere, limits) = upload(t, &vraag.soort);
    let rijen = rijen(t, concept, vraag, fouten);
    Vraagbeeld {
        code: vraag.code.clone(),
        soort: vraag.soort.code(),
        label,
        hulp: [hulp, &limits].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        fout: fouten.bij(&vraag.code).to_owned(),
        bekend,
        waarde: shown(concept.invoer.get(&vraag.code), &vraag.soort),
        opties: opties(t, stand, vraag),
        delen: delen(t, concept, vraag, fouten),
        meer: matches!(&vraag.soort, Soort::Personen { max } if i64::try_from(rijen.len()).is_ok_and(|n| n < *max)),
        rijen,
        zelf: stand.zelf(vraag).map(|me| (me.naam.clone(), stand.zelf_gekozen(vraag))),
        bestanden: bestanden(t, concept, vraag),
        accept,
        meerdere,
        kaart: None,
    }
}

/// A date field only takes ISO; what is no date is lost there, so it is shown as it was typed in any other.
fn shown(typed: &str, soort: &Soort) -> String {
    match soort {
        Soort::Datum { .. } => waarde::datum(typed).map_or_else(String::new, |date| date.to_string()),
        _ => typed.to_owned(),
    }
}

fn opties(t: Taal, stand: &Stand<'_>, vraag: &Vraag) -> Vec<Optiebeeld> {
    let yes_no = || {
        let option =
            |code: &str, nl: String, en: String| Optie { code: code.to_owned(), naam: nl, naam_en: en, waarde: None };
        let text = |key: &str| (Taal::Nl.tekst(key), Taal::En.tekst(key));
        let ((ja, yes), (nee, no)) = (text("aanvragen-ja"), text("aanvragen-nee"));
        vec![option(JA, ja, yes), option(NEE, nee, no)]
    };
    let all = match &vraag.soort {
        Soort::JaNee => yes_no(),
        Soort::Verklaring => {
            vec![Optie {
                code: JA.to_owned(),
                naam: vraag.tekst.clone(),
                naam_en: vraag.tekst_en.clone(),
                waarde: None,
            }]
        }
        other => other.opties().to_vec(),
    };
    let shown = |(at, optie): (usize, Optie)| Optiebeeld {
        id: if at == 0 { vraag.code.clone() } else { format!("{}-{}", vraag.code, at + 1) },
        naam: in_taal(t, &optie.naam, &optie.naam_en).to_owned(),
        gekozen: stand.gekozen(vraag, &optie.code),
        code: optie.code,
    };
    all.into_iter().enumerate().map(shown).collect()
}

fn delen(t: Taal, concept: &Concept, vraag: &Vraag, fouten: &Fouten) -> Vec<Deel> {
    let parts: &[(&str, &str, &'static str, bool)] = match vraag.soort {
        Soort::Adres => &[
            ("postcode", "aanvragen-postcode", "postal-code", true),
            ("huisnummer", "aanvragen-huisnummer", "off", true),
            ("toevoeging", "aanvragen-toevoeging", "off", true),
        ],
        Soort::Locatie => &[
            ("plek", "aanvragen-plek", "off", false),
            ("breedte", "aanvragen-breedte", "off", true),
            ("lengte", "aanvragen-lengte", "off", true),
        ],
        _ => &[],
    };
    let part = |(part, key, aanvul, smal): &(&str, &str, &'static str, bool)| {
        let naam = format!("{}.{part}", vraag.code);
        deel(concept, fouten, naam, t.tekst(key), aanvul, *smal)
    };
    parts.iter().map(part).collect()
}

fn deel(concept: &Concept, fouten: &Fouten, naam: String, label: String, aanvul: &'static str, smal: bool) -> Deel {
    let (waarde, fout) = (concept.invoer.get(&naam).to_owned(), fouten.bij(&naam).to_owned());
    Deel { naam, label, waarde, fout, aanvul, smal }
}

fn rijen(t: Taal, concept: &Concept, vraag: &Vraag, fouten: &Fouten) -> Vec<Rij> {
    if !matches!(vraag.soort, Soort::Personen { .. }) {
        return Vec::new();
    }
    let row = |index: usize| {
        let field = |part: &str, key: &str| {
            let naam = format!("{}.{index}.{part}", vraag.code);
            deel(concept, fouten, naam, t.tekst(key), "off", part == "geboortedatum")
        };
        let born = field("geboortedatum", "aanvragen-geboortedatum");
        let born = Deel { waarde: shown(&born.waarde, &Soort::Datum { vroegst: None, laatst: None }), ..born };
        Rij { nummer: index + 1, index, naam: field("naam", "aanvragen-persoon-naam"), geboortedatum: born }
    };
    // One empty row invites.
    (0..concept.invoer.rijen(&vraag.code).max(1)).map(row).collect()
}

fn bestanden(t: Taal, concept: &Concept, vraag: &Vraag) -> Vec<Bestand> {
    let own = concept.uploads.iter().filter(|upload| upload.vraag == vraag.code);
    own.map(|upload| Bestand {
        sleutel: upload.sleutel.to_string(),
        naam: upload.naam.clone(),
        omvang: omvang(t, upload.omvang),
    })
    .collect()
}

fn omvang(t: Taal, bytes: i64) -> String {
    if bytes < 1_000_000 {
        t.tekst_met("aanvragen-kb").met("aantal", (bytes + 999) / 1_000).to_string()
    } else {
        let tenths = (bytes + 50_000) / 100_000;
        let number = format!("{}{}{}", tenths / 10, if t.is_en() { '.' } else { ',' }, tenths % 10);
        t.tekst_met("aanvragen-mb").met("aantal", number).to_string()
    }
}

/// What the file dialog shows, whether several can be chosen, and the limits in words.
fn upload(t: Taal, soort: &Soort) -> (String, bool, String) {
    let Soort::Upload { soorten, max_mb, aantal, .. } = soort else { return Default::default() };
    let accept: Vec<String> = soorten.iter().map(|soort| format!(".{soort}")).collect();
    let accept = accept.join(",").replace(".jpeg", ".jpeg,.jpg");
    let limits = t.tekst_met("aanvragen-upload-grenzen");
    let limits = limits.met("aantal", *aantal).met("soorten", soorten.join(", ")).met("max", *max_mb).to_string();
    (accept, *aantal > 1, limits)
}

/// A question with its answer, to be checked.
pub(super) fn regel(t: Taal, stand: &Stand<'_>, vraag: &Vraag, vandaag: Date) -> Regel {
    let read = stand.lees(vraag);
    let fout = read.is_err();
    let antwoord = read.ok().flatten().map(|value| regels(t, &value, vandaag)).unwrap_or_default();
    Regel { vraag: in_taal(t, &vraag.tekst, &vraag.tekst_en).to_owned(), antwoord, fout }
}

fn regels(t: Taal, value: &Waarde, vandaag: Date) -> Vec<String> {
    let name = |optie: &Optie| in_taal(t, &optie.naam, &optie.naam_en).to_owned();
    let day = |date: Date| tijd::dag(t, date, vandaag).tekst;
    match value {
        Waarde::Keuze(optie) => vec![name(optie)],
        Waarde::Keuzes(opties) => opties.iter().map(name).collect(),
        Waarde::JaNee(yes) => vec![t.tekst(if *yes { "aanvragen-ja" } else { "aanvragen-nee" })],
        Waarde::Verklaard => vec![t.tekst("aanvragen-verklaard")],
        Waarde::Datum(date) => vec![day(*date)],
        Waarde::Bedrag(_) => vec![format!("€ {}", value.tekst())],
        Waarde::Adres(adres) => vec![adresregel(adres)],
        Waarde::Tekst(text) => text.lines().map(str::to_owned).collect(),
        Waarde::Personen(people) => {
            let born =
                |person: &waarde::Persoon| person.geboortedatum.map(|born| born.strftime("%d-%m-%Y").to_string());
            let line = |person: &waarde::Persoon| match born(person) {
                Some(born) => format!("{} ({born})", person.naam),
                None => person.naam.clone(),
            };
            people.iter().map(line).collect()
        }
        Waarde::Bestanden(files) => files.iter().map(|file| file.naam.clone()).collect(),
        Waarde::Getal(_) | Waarde::Locatie(_) => vec![value.tekst()],
    }
}
