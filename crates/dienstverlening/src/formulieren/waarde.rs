//! Answers: from what was typed to what it means, or what is wrong with it.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use registers::klantinteracties::{Adres, Bsn, Emailadres, Postcode, Telefoonnummer};

use super::concept::Upload;
use super::definitie::{JA, NEE, Optie, Soort, Vraag};
use super::invoer::Invoer;
use super::kenteken;
use super::stand::Fout;
use super::velden::{self, deel};

/// What a question was answered with.
#[derive(Clone, Debug, PartialEq)]
pub enum Waarde {
    /// A text: a line, several lines, a plate, a mail address, a phone number, a BSN.
    Tekst(String),
    /// One of the options.
    Keuze(Optie),
    /// Some of the options.
    Keuzes(Vec<Optie>),
    /// Yes or no.
    JaNee(bool),
    /// A day.
    Datum(Date),
    /// A whole number.
    Getal(i64),
    /// An amount, in cents.
    Bedrag(i64),
    /// An address.
    Adres(Box<Adres>),
    /// People.
    Personen(Vec<Persoon>),
    /// A place.
    Locatie(Locatie),
    /// Files.
    Bestanden(Vec<Upload>),
    /// The box was ticked.
    Verklaard,
}

/// Somebody in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persoon {
    /// The name as typed, or as known.
    pub naam: String,
    /// The date of birth.
    pub geboortedatum: Option<Date>,
    /// Whether it is the applicant.
    pub zelf: bool,
}

/// A place outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Locatie {
    /// In words.
    pub plek: String,
    /// Latitude and longitude in degrees (WGS84).
    pub punt: Option<(f64, f64)>,
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Antwoord<'a> {
    /// The question.
    pub vraag: &'a Vraag,
    /// The answer.
    pub waarde: Waarde,
}

impl Waarde {
    /// As a line of text for a zaakeigenschap and an omschrijving: dates as ISO, choices by name.
    #[must_use]
    pub fn tekst(&self) -> String {
        let names = |opties: &[Optie]| opties.iter().map(|o| o.naam.as_str()).collect::<Vec<_>>().join(", ");
        match self {
            Self::Tekst(text) => text.clone(),
            Self::Keuze(optie) => optie.naam.clone(),
            Self::Keuzes(opties) => names(opties),
            Self::JaNee(yes) => (if *yes { JA } else { NEE }).to_owned(),
            Self::Datum(date) => date.to_string(),
            Self::Getal(number) => number.to_string(),
            Self::Bedrag(cents) => format!("{},{:02}", cents / 100, (cents % 100).abs()),
            Self::Adres(adres) => adresregel(adres),
            Self::Personen(people) => people.iter().map(Persoon::regel).collect::<Vec<_>>().join("; "),
            Self::Locatie(locatie) => locatie.regel(),
            Self::Bestanden(files) => files.iter().map(|file| file.naam.as_str()).collect::<Vec<_>>().join(", "),
            Self::Verklaard => JA.to_owned(),
        }
    }
}

impl Waarde {
    /// As the value of a zaakeigenschap: of an option what it stands for there.
    #[must_use]
    pub fn eigenschap(&self) -> String {
        let value = |optie: &Optie| optie.waarde.clone().unwrap_or_else(|| optie.naam.clone());
        match self {
            Self::Keuze(optie) => value(optie),
            Self::Keuzes(opties) => opties.iter().map(value).collect::<Vec<_>>().join(", "),
            other => other.tekst(),
        }
    }
}

impl Persoon {
    fn regel(&self) -> String {
        self.geboortedatum.map_or_else(|| self.naam.clone(), |born| format!("{} ({born})", self.naam))
    }
}

impl Locatie {
    fn regel(&self) -> String {
        let point = self.punt.map(|(lat, lon)| format!("{lat:.6}, {lon:.6}"));
        let parts = [Some(self.plek.clone()).filter(|plek| !plek.is_empty()), point];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// The point as GeoJSON, which has the longitude first.
    #[must_use]
    pub fn geojson(&self) -> Option<String> {
        self.punt.map(|(lat, lon)| format!(r#"{{"type":"Point","coordinates":[{lon:.6},{lat:.6}]}}"#))
    }
}

/// An address as people write it: `Lindelaan 12 A, 9999 AA Elsdrecht`.
#[must_use]
pub fn adresregel(adres: &Adres) -> String {
    let number = adres.huisnummer.map(|n| n.to_string()).unwrap_or_default();
    let postcode = adres.postcode.parse::<Postcode>().map_or_else(|_| adres.postcode.clone(), |p| p.to_string());
    let join = |parts: [&str; 3]| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let house = join([&adres.straatnaam, &number, &adres.huisnummertoevoeging]);
    let place = join([&postcode, &adres.stad, ""]);
    if adres.straatnaam.is_empty() { join([&place, &house, ""]) } else { format!("{house}, {place}") }
}

/// What a question needs from outside to be read.
pub(super) struct Bron<'a> {
    pub(super) invoer: &'a Invoer,
    pub(super) uploads: &'a [Upload],
    pub(super) vandaag: Date,
    /// The applicant, when known: they can be among the people.
    pub(super) zelf: Option<Persoon>,
}

type Gelezen = Result<Option<Waarde>, Vec<Fout>>;

/// Reads the answer to a question; none when there is none and none is needed.
pub(super) fn lees(vraag: &Vraag, bron: &Bron<'_>) -> Gelezen {
    let found = match &vraag.soort {
        Soort::Adres => adres(vraag, bron.invoer),
        Soort::Personen { max } => personen(vraag, *max, bron),
        Soort::Locatie => locatie(vraag, bron.invoer),
        Soort::Upload { aantal, .. } => bestanden(vraag, *aantal, bron.uploads),
        Soort::Meerkeuze { opties } => keuzes(vraag, opties, bron.invoer),
        _ => {
            let typed = bron.invoer.get(&vraag.code);
            if typed.is_empty() {
                Ok(None)
            } else {
                regel(vraag, typed, bron.vandaag).map(Some).map_err(|fout| vec![fout])
            }
        }
    }?;
    if found.is_none() && vraag.verplicht {
        return Err(vec![Fout::new(eerste_veld(vraag), ontbreekt(&vraag.soort))]);
    }
    Ok(found)
}

fn bestanden(vraag: &Vraag, max: i64, uploads: &[Upload]) -> Gelezen {
    let files: Vec<Upload> = uploads.iter().filter(|file| file.vraag == vraag.code).cloned().collect();
    if i64::try_from(files.len()).unwrap_or(i64::MAX) > max {
        return Err(vec![Fout::new(&vraag.code, "uploads-te-veel").detail(max)]);
    }
    Ok((!files.is_empty()).then_some(Waarde::Bestanden(files)))
}

/// The field where somebody begins to answer a question: where the summary of errors leads.
#[must_use]
pub fn eerste_veld(vraag: &Vraag) -> String {
    match vraag.soort {
        Soort::Adres => deel(&vraag.code, velden::POSTCODE),
        Soort::Locatie => deel(&vraag.code, velden::PLEK),
        _ => vraag.code.clone(),
    }
}

fn ontbreekt(soort: &Soort) -> &'static str {
    match soort {
        Soort::Keuze { .. } | Soort::Meerkeuze { .. } | Soort::JaNee => "kies",
        Soort::Upload { .. } => "upload-ontbreekt",
        Soort::Verklaring => "verklaring",
        Soort::Personen { .. } => "personen-geen",
        Soort::Locatie => "locatie-ontbreekt",
        _ => "verplicht",
    }
}

/// Control characters have no place in an answer, but for the ends of lines in a long text.
fn clean(text: &str, lines: bool) -> bool {
    !text.chars().any(|c| c.is_control() && !(lines && matches!(c, '\n' | '\r' | '\t')))
}

/// A text of at most so many characters.
fn text(veld: &str, typed: &str, max: i64, lines: bool) -> Result<String, Fout> {
    if !clean(typed, lines) {
        return Err(Fout::new(veld, "tekens"));
    }
    if i64::try_from(typed.chars().count()).unwrap_or(i64::MAX) > max {
        return Err(Fout::new(veld, "te-lang").detail(max));
    }
    Ok(typed.replace("\r\n", "\n"))
}

/// Kinds with one field.
fn regel(vraag: &Vraag, typed: &str, vandaag: Date) -> Result<Waarde, Fout> {
    let veld = vraag.code.as_str();
    let refuse = |code| Fout::new(veld, code);
    match &vraag.soort {
        Soort::Tekst { max, patroon, melding, melding_en } => {
            let line = text(veld, typed, *max, false)?;
            if !patroon.is_empty() && !patroon.iter().any(|mask| past(mask, &line)) {
                return Err(refuse("patroon").eigen(melding, melding_en));
            }
            Ok(Waarde::Tekst(line))
        }
        Soort::LangeTekst { max } => text(veld, typed, *max, true).map(Waarde::Tekst),
        Soort::Keuze { opties } => {
            let optie = opties.iter().find(|optie| optie.code == typed);
            optie.cloned().map(Waarde::Keuze).ok_or_else(|| refuse("kies"))
        }
        Soort::JaNee => match typed {
            JA => Ok(Waarde::JaNee(true)),
            NEE => Ok(Waarde::JaNee(false)),
            _ => Err(refuse("kies")),
        },
        Soort::Datum { vroegst, laatst } => {
            let date = datum(typed).ok_or_else(|| refuse("datum"))?;
            if let Some(first) = vroegst.map(|dag| dag.op(vandaag)).filter(|first| date < *first) {
                return Err(refuse("datum-vroeg").datum(first));
            }
            if let Some(last) = laatst.map(|dag| dag.op(vandaag)).filter(|last| date > *last) {
                return Err(refuse("datum-laat").datum(last));
            }
            Ok(Waarde::Datum(date))
        }
        Soort::Getal { min, max } => getal(veld, typed, &(*min..=*max)).map(Waarde::Getal),
        Soort::Bedrag { min, max } => bedrag(veld, typed, &(*min..=*max)).map(Waarde::Bedrag),
        Soort::Kenteken => kenteken::lees(typed).map(Waarde::Tekst).ok_or_else(|| refuse("kenteken")),
        Soort::EMail => match typed.parse::<Emailadres>() {
            Ok(adres) => Ok(Waarde::Tekst(adres.into())),
            Err(error) if error.code == "e-mail-letters" => Err(refuse("e-mail-letters")),
            Err(_) => Err(refuse("e-mail")),
        },
        Soort::Telefoon => {
            let number = typed.parse::<Telefoonnummer>().map_err(|_| refuse("telefoon"))?;
            Ok(Waarde::Tekst(number.to_string()))
        }
        Soort::Bsn => match typed.parse::<Bsn>() {
            Ok(bsn) => Ok(Waarde::Tekst(bsn.as_str().to_owned())),
            Err(error) => Err(refuse(if error.code == "bsn-elfproef" { "bsn-elfproef" } else { "bsn-cijfers" })),
        },
        Soort::Verklaring => {
            if typed == JA {
                Ok(Waarde::Verklaard)
            } else {
                Err(refuse("verklaring"))
            }
        }
        Soort::Meerkeuze { .. } | Soort::Adres | Soort::Personen { .. } | Soort::Locatie | Soort::Upload { .. } => {
            Err(refuse("kies"))
        }
    }
}

/// Whether a text fits a mask: `9` is a digit, `A` a letter, anything else itself (letters in either case).
fn past(mask: &str, text: &str) -> bool {
    let sign = |sign: char, c: char| match sign {
        '9' => c.is_ascii_digit(),
        'A' => c.is_ascii_alphabetic(),
        other => other.eq_ignore_ascii_case(&c),
    };
    mask.chars().count() == text.chars().count() && mask.chars().zip(text.chars()).all(|(s, c)| sign(s, c))
}

/// A day as browsers send it (2026-11-23) or as people write it (23-11-2026, 23/11/2026).
#[must_use]
pub fn datum(typed: &str) -> Option<Date> {
    // Only plain ISO: the library reads times and zones too.
    let iso = typed.len() == 10 && typed.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if let Some(date) = iso.then(|| typed.parse::<Date>().ok()).flatten() {
        return Some(date);
    }
    let mut parts = typed.split(['-', '/', '.', ' ']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn getal(veld: &str, typed: &str, allowed: &RangeInclusive<i64>) -> Result<i64, Fout> {
    let digits: String = typed.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    let number = digits.parse::<i64>().map_err(|_| Fout::new(veld, "getal"))?;
    within(veld, number, allowed, 1)
}

/// Checks a value against limits in a unit that is `unit` times as large.
fn within(veld: &str, value: i64, allowed: &RangeInclusive<i64>, unit: i64) -> Result<i64, Fout> {
    let (least, most) = (*allowed.start(), *allowed.end());
    if value < least.saturating_mul(unit) {
        return Err(Fout::new(veld, "te-klein").detail(least));
    }
    if value > most.saturating_mul(unit) {
        return Err(Fout::new(veld, "te-groot").detail(most));
    }
    Ok(value)
}

/// Euros with a comma, as people write them; gives cents.
fn bedrag(veld: &str, typed: &str, allowed: &RangeInclusive<i64>) -> Result<i64, Fout> {
    let plain: String = typed.chars().filter(|c| !matches!(c, '€' | ' ' | '\u{a0}' | '.')).collect();
    let (euros, cents) = plain.split_once(',').unwrap_or((&plain, "00"));
    let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let read = || {
        (digits(euros, 12) && cents.len() == 2 && digits(cents, 2))
            .then_some(())
            .and_then(|()| Some(euros.parse::<i64>().ok()? * 100 + cents.parse::<i64>().ok()?))
    };
    within(veld, read().ok_or_else(|| Fout::new(veld, "bedrag"))?, allowed, 100)
}

fn keuzes(vraag: &Vraag, opties: &[Optie], invoer: &Invoer) -> Gelezen {
    let chosen = invoer.alle(&vraag.code);
    if chosen.iter().any(|code| !opties.iter().any(|optie| optie.code == *code)) {
        return Err(vec![Fout::new(&vraag.code, "kies")]);
    }
    let chosen: Vec<Optie> = opties.iter().filter(|optie| chosen.contains(&optie.code)).cloned().collect();
    Ok((!chosen.is_empty()).then_some(Waarde::Keuzes(chosen)))
}

const HUISNUMMER_MAX: i64 = 99_999;
const TOEVOEGING_MAX: i64 = 10;

fn adres(vraag: &Vraag, invoer: &Invoer) -> Gelezen {
    let [postcode, nummer, extra] =
        [velden::POSTCODE, velden::HUISNUMMER, velden::TOEVOEGING].map(|part| deel(&vraag.code, part));
    let typed = [&postcode, &nummer, &extra].map(|veld| invoer.get(veld));
    if typed.iter().all(|typed| typed.is_empty()) {
        return Ok(None);
    }
    let mut fouten = Vec::new();
    let code = typed[0].parse::<Postcode>();
    if code.is_err() {
        fouten.push(Fout::new(&postcode, "postcode"));
    }
    let number = typed[1].parse::<i64>().ok().filter(|n| (1..=HUISNUMMER_MAX).contains(n));
    if number.is_none() {
        fouten.push(Fout::new(&nummer, "huisnummer"));
    }
    let extra = text(&extra, typed[2], TOEVOEGING_MAX, false).map_err(|fout| fouten.push(fout));
    match (code, extra) {
        (Ok(code), Ok(extra)) if fouten.is_empty() => Ok(Some(Waarde::Adres(Box::new(Adres {
            postcode: code.as_str().to_owned(),
            huisnummer: number,
            huisnummertoevoeging: extra,
            ..Adres::default()
        })))),
        _ => Err(fouten),
    }
}

const NAAM_MAX: i64 = 80;
/// Nobody is older.
const LEEFTIJD_MAX: i16 = 130;

fn personen(vraag: &Vraag, max: i64, bron: &Bron<'_>) -> Gelezen {
    let mut fouten = Vec::new();
    let me = bron.zelf.clone().filter(|_| bron.invoer.get(&deel(&vraag.code, velden::ZELF)) == JA);
    let mut people: Vec<Persoon> = me.into_iter().collect();
    for row in 0..bron.invoer.rijen(&vraag.code) {
        let [naam_veld, datum_veld] =
            [velden::NAAM, velden::GEBOORTEDATUM].map(|part| velden::persoon(&vraag.code, row, part));
        let (naam, born) = (bron.invoer.get(&naam_veld), bron.invoer.get(&datum_veld));
        if naam.is_empty() && born.is_empty() {
            continue;
        }
        let naam = match text(&naam_veld, naam, NAAM_MAX, false) {
            Ok(naam) if naam.is_empty() => Err(Fout::new(&naam_veld, "persoon-naam")),
            other => other,
        };
        let since = bron.vandaag.year() - LEEFTIJD_MAX;
        let born = datum(born).filter(|born| *born <= bron.vandaag && born.year() >= since);
        let born = born.ok_or_else(|| Fout::new(&datum_veld, "persoon-geboortedatum"));
        match (naam, born) {
            (Ok(naam), Ok(born)) => people.push(Persoon { naam, geboortedatum: Some(born), zelf: false }),
            (naam, born) => fouten.extend([naam.err(), born.err()].into_iter().flatten()),
        }
    }
    if i64::try_from(people.len()).unwrap_or(i64::MAX) > max {
        fouten.push(Fout::new(&vraag.code, "personen-te-veel").detail(max));
    }
    if !fouten.is_empty() {
        return Err(fouten);
    }
    Ok((!people.is_empty()).then_some(Waarde::Personen(people)))
}

/// With a point behind it it fits in a zaakeigenschap of 200 characters.
const PLEK_MAX: i64 = 170;
/// The European part of the Netherlands, widely: latitude and longitude in degrees.
pub(super) const BREEDTES: RangeInclusive<f64> = 50.5..=54.0;
pub(super) const LENGTES: RangeInclusive<f64> = 3.0..=7.5;

fn locatie(vraag: &Vraag, invoer: &Invoer) -> Gelezen {
    let [plek_veld, breedte, lengte] =
        [velden::PLEK, velden::BREEDTE, velden::LENGTE].map(|part| deel(&vraag.code, part));
    let plek = text(&plek_veld, invoer.get(&plek_veld), PLEK_MAX, true).map_err(|fout| vec![fout])?;
    let degrees = |veld: &str, within: &RangeInclusive<f64>| {
        invoer.get(veld).replace(',', ".").parse::<f64>().ok().filter(|degrees| within.contains(degrees))
    };
    let punt = match (invoer.get(&breedte).is_empty(), invoer.get(&lengte).is_empty()) {
        (true, true) => None,
        _ => match (degrees(&breedte, &BREEDTES), degrees(&lengte, &LENGTES)) {
            (Some(lat), Some(lon)) => Some((lat, lon)),
            (None, _) => return Err(vec![Fout::new(breedte, "locatie-punt")]),
            (_, None) => return Err(vec![Fout::new(lengte, "locatie-punt")]),
        },
    };
    Ok((!plek.is_empty() || punt.is_some()).then_some(Waarde::Locatie(Locatie { plek, punt })))
}
