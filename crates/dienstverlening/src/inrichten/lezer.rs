//! Reads TOML so that everything wrong is noted with its line. A value that is wrong or missing is noted and read as
//! empty: what was read is thrown away anyway when anything was wrong.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;
use termijnen::Openingstijden;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use servicenormen::voorwaarde::{Eis, Voorwaarden};

use super::boek::{Boek, Ding, Plek};
use super::teksten::{self, Melding};
use crate::kennisbank::is_code;

/// Longer than this is no name, question or address.
const TEKENS_MAX: usize = 500;
/// A letter of three pages.
const LANGE_TEKST_TEKENS_MAX: usize = 10_000;
/// More entries in one list are a mistake.
const LIJST_MAX: usize = 5_000;

/// A file, or a part of one, that is being read.
pub(super) struct Bestand<'a> {
    pub(super) naam: &'a str,
    pub(super) tekst: &'a str,
    /// The line on which `tekst` starts.
    pub(super) eerste_regel: usize,
    pub(super) boek: &'a Boek,
}

impl<'a> Bestand<'a> {
    pub(super) fn plek(&self, at: usize) -> Plek {
        let before = self.tekst.as_bytes().get(..at).unwrap_or(self.tekst.as_bytes());
        let regel = self.eerste_regel + before.iter().filter(|byte| **byte == b'\n').count();
        Plek { bestand: self.naam.to_owned(), regel: Some(regel) }
    }

    pub(super) fn fout(&self, at: usize, melding: Melding) {
        self.boek.fout(self.plek(at), melding);
    }

    /// The text as TOML; what is no TOML is noted, a line at most once.
    pub(super) fn toml(&self) -> Option<DeTable<'a>> {
        let (table, errors) = DeTable::parse_recoverable(self.tekst);
        if errors.is_empty() {
            return Some(table.into_inner());
        }
        let mut lines = Vec::new();
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let regel = self.plek(at).regel;
            if !lines.contains(&regel) {
                lines.push(regel);
                self.fout(at, teksten::geen_toml(error.message()));
            }
        }
        self.boek.onleesbaar(self.naam);
        None
    }

    /// Reads the whole text as one table.
    pub(super) fn lees<T: Default>(&self, read: impl FnOnce(&Tabel<'_>) -> T) -> T {
        let Some(table) = self.toml() else { return T::default() };
        let tabel = Tabel {
            bestand: self,
            tabel: &table,
            begin: 0,
            naam: "",
            gevraagd: RefCell::default(),
            alles: Cell::default(),
        };
        let value = read(&tabel);
        tabel.sluit();
        value
    }
}

/// A table that is being read. Which keys are allowed follows from what is asked of it.
pub(super) struct Tabel<'t> {
    bestand: &'t Bestand<'t>,
    tabel: &'t DeTable<'t>,
    begin: usize,
    /// Its name, or empty for the whole file.
    naam: &'t str,
    gevraagd: RefCell<Vec<&'static str>>,
    /// Whether its keys have been read all, whatever they are.
    alles: Cell<bool>,
}

impl<'t> Tabel<'t> {
    /// Where it stands.
    pub(super) fn plek(&self) -> Plek {
        self.bestand.plek(self.begin)
    }

    /// Where a key's value stands; the table itself when it has no such key.
    pub(super) fn plek_van(&self, key: &str) -> Plek {
        self.tabel.get(key).map_or_else(|| self.plek(), |value| self.bestand.plek(value.span().start))
    }

    /// The book, for what only the reader of this file knows to be wrong.
    pub(super) fn fout(&self, key: &str, melding: Melding) {
        self.bestand.boek.fout(self.plek_van(key), melding);
    }

    /// The same for another place in this file.
    pub(super) fn fout_op(&self, plek: Plek, melding: Melding) {
        self.bestand.boek.fout(plek, melding);
    }

    /// Notes the keys that nobody asked for.
    fn sluit(&self) {
        if self.alles.get() {
            return;
        }
        let gevraagd = self.gevraagd.borrow();
        for key in self.tabel.keys().filter(|key| !gevraagd.contains(&key.get_ref().as_ref())) {
            self.bestand.fout(key.span().start, teksten::sleutel_onbekend(key.get_ref(), self.naam, &gevraagd));
        }
    }

    fn get(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.gevraagd.borrow_mut().push(key);
        self.tabel.get(key)
    }

    fn must(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        let value = self.get(key);
        if value.is_none() {
            self.bestand.fout(self.begin, teksten::sleutel_ontbreekt(key, self.naam));
        }
        value
    }

    fn as_text(&self, key: &str, value: &Spanned<DeValue<'_>>) -> String {
        let at = value.span().start;
        let Some(text) = value.get_ref().as_str() else {
            self.bestand.fout(at, teksten::verkeerde_soort(key, teksten::TEKST));
            return String::new();
        };
        let text = text.trim();
        if text.is_empty() || text.chars().any(char::is_control) || text.chars().count() > TEKENS_MAX {
            self.bestand.fout(at, teksten::geen_regel_tekst(key, TEKENS_MAX));
            return String::new();
        }
        text.to_owned()
    }

    /// A line of text that must be there.
    pub(super) fn text(&self, key: &'static str) -> String {
        self.must(key).map(|value| self.as_text(key, value)).unwrap_or_default()
    }

    /// A text of several lines that must be there.
    pub(super) fn meer_regels(&self, key: &'static str) -> String {
        let Some(value) = self.must(key) else { return String::new() };
        let text = value.get_ref().as_str().map(str::trim).unwrap_or_default();
        if text.is_empty() || text.chars().count() > LANGE_TEKST_TEKENS_MAX {
            self.bestand.fout(value.span().start, teksten::geen_lange_tekst(key, LANGE_TEKST_TEKENS_MAX));
        }
        text.to_owned()
    }

    /// A line of text that may be left out.
    pub(super) fn optional_text(&self, key: &'static str) -> Option<String> {
        self.get(key).map(|value| self.as_text(key, value))
    }

    /// A code that must be there.
    pub(super) fn code(&self, key: &'static str) -> String {
        let code = self.text(key);
        if !code.is_empty() && !is_code(&code) {
            self.fout(key, teksten::geen_code(&code));
            return String::new();
        }
        code
    }

    /// A code that must be there, of something that gets known by it.
    pub(super) fn eigen_code(&self, key: &'static str, ding: Ding) -> String {
        let code = self.code(key);
        self.bestand.boek.bekend(ding, &code, self.plek_van(key));
        code
    }

    /// Notes that this table defines something by a name that is no code.
    pub(super) fn bekend(&self, key: &'static str, ding: Ding, name: &str) {
        self.bestand.boek.bekend(ding, name, self.plek_van(key));
    }

    /// The code of something else that must be there.
    pub(super) fn verwijzing(&self, key: &'static str, ding: Ding) -> String {
        let code = self.text(key);
        self.bestand.boek.verwijzing(ding, &code, self.plek_van(key));
        code
    }

    /// The code of something else that may be left out.
    pub(super) fn verwijzing_of_niets(&self, key: &'static str, ding: Ding) -> Option<String> {
        let code = self.optional_text(key)?;
        self.bestand.boek.verwijzing(ding, &code, self.plek_van(key));
        Some(code)
    }

    /// Notes that what stands here needs something from another file.
    pub(super) fn heeft_nodig(&self, ding: Ding, code: &str) {
        self.bestand.boek.verwijzing(ding, code, self.plek());
    }

    /// The codes of other things; none when left out.
    pub(super) fn verwijzingen(&self, key: &'static str, ding: Ding) -> Vec<String> {
        let codes = self.teksten_met_plek(key);
        for (code, span) in &codes {
            self.bestand.boek.verwijzing(ding, code, self.bestand.plek(span.start));
        }
        codes.into_iter().map(|(code, _)| code).collect()
    }

    /// A list of texts; empty when left out.
    pub(super) fn teksten(&self, key: &'static str) -> Vec<String> {
        self.teksten_met_plek(key).into_iter().map(|(text, _)| text).collect()
    }

    fn teksten_met_plek(&self, key: &'static str) -> Vec<(String, Range<usize>)> {
        self.get(key).map(|value| self.list(key, value)).unwrap_or_default()
    }

    /// A list of lists of texts; empty when left out.
    pub(super) fn groepen(&self, key: &'static str) -> Vec<Vec<String>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let texts = |value| self.list(key, value).into_iter().map(|(text, _)| text).collect();
        self.values(key, value, teksten::LIJST_VAN_LIJSTEN).iter().map(texts).collect()
    }

    fn list(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<(String, Range<usize>)> {
        let mut texts: Vec<(String, Range<usize>)> = Vec::new();
        for item in self.values(key, value, teksten::LIJST) {
            let text = self.as_text(key, item);
            if !text.is_empty() && texts.iter().any(|(known, _)| *known == text) {
                self.bestand.fout(item.span().start, teksten::staat_er_al(&text));
            }
            texts.push((text, item.span()));
        }
        texts
    }

    fn values<'v>(
        &self,
        key: &str,
        value: &'v Spanned<DeValue<'v>>,
        wanted: &'static str,
    ) -> &'v [Spanned<DeValue<'v>>] {
        match value.get_ref() {
            DeValue::Array(items) if items.len() <= LIJST_MAX => items,
            DeValue::Array(_) => {
                self.bestand.fout(value.span().start, teksten::lijst_te_lang(key, LIJST_MAX));
                &[]
            }
            _ => {
                self.bestand.fout(value.span().start, teksten::verkeerde_soort(key, wanted));
                &[]
            }
        }
    }

    /// A whole number within bounds that may be left out.
    pub(super) fn getal(&self, key: &'static str, allowed: RangeInclusive<i64>) -> Option<i64> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).ok(),
            _ => None,
        };
        let number = number.filter(|number| allowed.contains(number));
        if number.is_none() {
            self.bestand.fout(value.span().start, teksten::geen_getal(key, &allowed));
        }
        number
    }

    /// True or false; the default when left out.
    pub(super) fn ja_nee(&self, key: &'static str, default: bool) -> bool {
        match self.get(key) {
            None => default,
            Some(value) => value.get_ref().as_bool().unwrap_or_else(|| {
                self.bestand.fout(value.span().start, teksten::verkeerde_soort(key, teksten::JA_NEE));
                default
            }),
        }
    }

    fn as_date(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Date {
        let whole_day = match value.get_ref() {
            DeValue::Datetime(at) if at.time.is_none() => at.date,
            _ => None,
        };
        let date = whole_day.and_then(|d| {
            Date::new(i16::try_from(d.year).ok()?, i8::try_from(d.month).ok()?, i8::try_from(d.day).ok()?).ok()
        });
        date.unwrap_or_else(|| {
            self.bestand.fout(value.span().start, teksten::verkeerde_soort(key, teksten::DATUM));
            Date::ZERO
        })
    }

    /// A date that must be there.
    pub(super) fn datum(&self, key: &'static str) -> Date {
        self.must(key).map_or(Date::ZERO, |value| self.as_date(key, value))
    }

    /// A list of dates; empty when left out.
    pub(super) fn datums(&self, key: &'static str) -> Vec<Date> {
        let Some(value) = self.get(key) else { return Vec::new() };
        self.values(key, value, teksten::LIJST_VAN_DATUMS).iter().map(|item| self.as_date(key, item)).collect()
    }

    /// Reads a table that may be left out.
    pub(super) fn tabel<T>(&self, key: &'static str, read: impl FnOnce(&Tabel<'_>) -> T) -> Option<T> {
        let value = self.get(key)?;
        let inner = self.inner(key, value)?;
        let result = read(&inner);
        inner.sluit();
        Some(result)
    }

    /// Reads each of the tables with this name; none when left out.
    pub(super) fn tabellen<T>(&self, key: &'static str, mut read: impl FnMut(&Tabel<'_>) -> T) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let mut results = Vec::new();
        for item in self.values(key, value, teksten::TABELLEN) {
            if let Some(inner) = self.inner(key, item) {
                results.push(read(&inner));
                inner.sluit();
            }
        }
        results
    }

    fn inner<'v>(&'v self, key: &'static str, value: &'v Spanned<DeValue<'v>>) -> Option<Tabel<'v>> {
        let begin = value.span().start;
        let DeValue::Table(tabel) = value.get_ref() else {
            self.bestand.fout(begin, teksten::verkeerde_soort(key, teksten::TABEL));
            return None;
        };
        Some(Tabel {
            bestand: self.bestand,
            tabel,
            begin,
            naam: key,
            gevraagd: RefCell::default(),
            alles: Cell::default(),
        })
    }

    /// Notes that a table is missing that must be there.
    pub(super) fn ontbreekt(&self, key: &'static str) {
        if self.tabel.get(key).is_none() {
            self.bestand.fout(self.begin, teksten::tabel_ontbreekt(key));
        }
    }

    /// The same for a key that was read whatever its name.
    pub(super) fn fout_bij(&self, key: &str, melding: Melding) {
        self.bestand.boek.fout(self.plek_bij(key), melding);
    }

    /// Notes that what stands at a key names something else.
    pub(super) fn verwijzing_bij(&self, key: &str, ding: Ding, code: &str) {
        self.bestand.boek.verwijzing(ding, code, self.plek_bij(key));
    }

    fn plek_bij(&self, key: &str) -> Plek {
        self.tabel.get(key).map_or_else(|| self.plek(), |value| self.bestand.plek(value.span().start))
    }

    /// Reads this whole table as what facts must be.
    pub(super) fn eisen(&self) -> Voorwaarden {
        self.alles.set(true);
        let mut eisen = Voorwaarden::default();
        for (key, value) in self.tabel {
            match eis(value.get_ref()) {
                Some(eis) => drop(eisen.0.insert(key.get_ref().to_string(), eis)),
                None => self.bestand.fout(value.span().start, teksten::verkeerde_soort(key.get_ref(), teksten::EIS)),
            }
        }
        eisen
    }

    /// Reads this whole table as opening hours.
    pub(super) fn openingstijden(&self) -> BTreeMap<String, Vec<String>> {
        self.alles.set(true);
        let mut days = BTreeMap::new();
        for (key, value) in self.tabel {
            let dag = key.get_ref().to_string();
            let spans: Vec<String> = self.list(&dag, value).into_iter().map(|(span, _)| span).collect();
            match Openingstijden::parse([(dag.as_str(), &spans)]) {
                Ok(_) | Err(termijnen::Error::NeverOpen) => {}
                Err(error) => self.bestand.fout(key.span().start, teksten::openingstijden(&error)),
            }
            days.insert(dag, spans);
        }
        if days.values().all(Vec::is_empty) {
            self.bestand.fout(self.begin, teksten::openingstijden(&termijnen::Error::NeverOpen));
        }
        days
    }
}

/// What a fact must be: a value, one of a list, `{ niet = […] }`, `{ gevuld = true }`, `{ hoogstens = 45 }` or `{ minstens = 46 }`.
fn eis(value: &DeValue<'_>) -> Option<Eis> {
    let DeValue::Table(table) = value else { return waarden(value).map(Eis::Is) };
    let mut keys = table.iter();
    let (Some((key, value)), None) = (keys.next(), keys.next()) else { return None };
    match key.get_ref().as_ref() {
        "niet" => waarden(value.get_ref()).map(Eis::Niet),
        "gevuld" => value.get_ref().as_bool().map(Eis::Gevuld),
        "hoogstens" => geheel(value.get_ref()).map(Eis::Hoogstens),
        "minstens" => geheel(value.get_ref()).map(Eis::Minstens),
        _ => None,
    }
}

/// A value, or those of a list; none when one is no text, number or yes or no.
fn waarden(value: &DeValue<'_>) -> Option<Vec<serde_json::Value>> {
    match value {
        DeValue::Array(items) => items.iter().map(|item| waarde(item.get_ref())).collect(),
        one => waarde(one).map(|value| vec![value]),
    }
}

fn waarde(value: &DeValue<'_>) -> Option<serde_json::Value> {
    match value {
        DeValue::String(text) => Some(text.as_ref().into()),
        DeValue::Boolean(yes) => Some((*yes).into()),
        number => geheel(number).map(Into::into),
    }
}

fn geheel(value: &DeValue<'_>) -> Option<i64> {
    match value {
        DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).ok(),
        _ => None,
    }
}
