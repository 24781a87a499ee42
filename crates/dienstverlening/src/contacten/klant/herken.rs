//! One field that recognises what is typed: a BSN, a phone number, postcode and house number, or a name with a date of birth.

use jiff::civil::Date;
use kern::FieldError;
use registers::klantinteracties::partij::Zoeksoort;
use registers::klantinteracties::{Bsn, Postcode, Telefoonnummer};

/// What was typed. A name alone, or a date alone, finds too many people: it is no search.
#[derive(Clone, Debug, PartialEq)]
pub enum Zoekterm {
    /// A BSN.
    Bsn(Bsn),
    /// A phone number.
    Telefoon(Telefoonnummer),
    /// Postcode and house number.
    Adres {
        /// The postcode.
        postcode: Postcode,
        /// The house number.
        huisnummer: i64,
        /// What follows it, if anything: `A`, `bis`.
        toevoeging: Option<String>,
    },
    /// A name and a date of birth, in either order.
    NaamEnGeboortedatum {
        /// The name, as typed.
        naam: String,
        /// The date of birth.
        geboortedatum: Date,
    },
}

impl Zoekterm {
    /// Its kind, for the journal.
    #[must_use]
    pub fn soort(&self) -> Zoeksoort {
        match self {
            Self::Bsn(_) => Zoeksoort::Bsn,
            Self::Telefoon(_) => Zoeksoort::Telefoon,
            Self::Adres { .. } => Zoeksoort::Adres,
            Self::NaamEnGeboortedatum { .. } => Zoeksoort::NaamGeboortedatum,
        }
    }
}

/// Longer than anything that names one person.
const CHARS_MAX: usize = 200;

/// Recognises what was typed.
///
/// ```
/// # use dienstverlening::contacten::klant::{Zoekterm, herken};
/// assert!(matches!(herken("9999 00 018"), Ok(Zoekterm::Bsn(_))));
/// assert!(matches!(herken("+31 6 1234 5678"), Ok(Zoekterm::Telefoon(_))));
/// assert!(matches!(herken("9999 aa 12-b"), Ok(Zoekterm::Adres { huisnummer: 12, .. })));
/// assert!(matches!(herken("De Vries 12 maart 1984"), Ok(Zoekterm::NaamEnGeboortedatum { .. })));
/// assert_eq!(herken("De Vries").unwrap_err().code, "zoek-geboortedatum-erbij");
/// ```
///
/// # Errors
/// On field `zoek`, what is missing or wrong: `zoek-leeg`, `zoek-te-lang`, `zoek-geboortedatum-erbij` (only a name),
/// `zoek-naam-erbij` (only a date), `zoek-huisnummer-erbij` (only a postcode), `bsn-elfproef`, `zoek-onbekend`.
pub fn herken(typed: &str) -> Result<Zoekterm, FieldError> {
    let refused = |code| FieldError::new("zoek", code);
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(refused("zoek-leeg"));
    }
    if typed.chars().count() > CHARS_MAX {
        return Err(refused("zoek-te-lang"));
    }
    if !typed.chars().any(char::is_alphabetic) {
        return number(typed).map_err(refused);
    }
    if let Some(found) = adres(typed) {
        return found.map_err(refused);
    }
    let words: Vec<&str> = typed.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
    match take_date(&words) {
        Some((geboortedatum, rest)) => match naam(&rest) {
            Some(naam) => Ok(Zoekterm::NaamEnGeboortedatum { naam, geboortedatum }),
            None => Err(refused("zoek-naam-erbij")),
        },
        None if typed.chars().any(|c| c.is_ascii_digit()) => Err(refused("zoek-onbekend")),
        None => Err(refused("zoek-geboortedatum-erbij")),
    }
}

/// Something without a letter: a phone number, a BSN, or a date that lacks its name.
fn number(typed: &str) -> Result<Zoekterm, &'static str> {
    if let Ok(phone) = typed.parse() {
        return Ok(Zoekterm::Telefoon(phone));
    }
    let words: Vec<&str> = typed.split_whitespace().collect();
    if take_date(&words).is_some_and(|(_, rest)| rest.is_empty()) {
        return Err("zoek-naam-erbij");
    }
    match typed.parse() {
        Ok(bsn) => Ok(Zoekterm::Bsn(bsn)),
        Err(FieldError { code: "bsn-elfproef", .. }) => Err("bsn-elfproef"),
        Err(_) => Err("zoek-onbekend"),
    }
}

/// Postcode, then house number, then what follows it; none when it does not begin with a postcode.
fn adres(typed: &str) -> Option<Result<Zoekterm, &'static str>> {
    let mut rest = typed.chars().peekable();
    let mut code = String::new();
    while code.len() < 6 {
        match rest.next()? {
            ' ' if code.len() == 4 => {}
            c if c.is_ascii_alphanumeric() => code.push(c),
            _ => return None,
        }
    }
    let postcode: Postcode = code.parse().ok()?;
    // "1234 ABel" is no postcode with a house number.
    if rest.peek().is_some_and(char::is_ascii_alphabetic) {
        return None;
    }
    let rest: String = rest.collect();
    let rest = rest.trim_start_matches([' ', ',', '-']);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, addition) = rest.split_at_checked(end)?;
    // House numbers have five digits at most.
    let huisnummer = digits.parse().ok().filter(|n: &i64| digits.len() <= 5 && *n > 0);
    let addition = addition.trim_matches([' ', ',', '-', '/', '.']);
    Some(match huisnummer {
        Some(huisnummer) => {
            let toevoeging = (!addition.is_empty()).then(|| addition.to_owned());
            Ok(Zoekterm::Adres { postcode, huisnummer, toevoeging })
        }
        None => Err("zoek-huisnummer-erbij"),
    })
}

/// The first date among the words, and the words that are left.
fn take_date<'a>(words: &[&'a str]) -> Option<(Date, Vec<&'a str>)> {
    for at in 0..words.len() {
        for length in [1, 3] {
            if let Some(part) = words.get(at..at + length)
                && let Some(date) = date(part)
            {
                let rest = words[..at].iter().chain(&words[at + length..]).copied().collect();
                return Some((date, rest));
            }
        }
    }
    None
}

/// A date as people write it: `12-3-1984`, `12/03/1984`, `12031984`, `1984-03-12`, `12 maart 1984`.
fn date(words: &[&str]) -> Option<Date> {
    let parts: Vec<&str> = match words {
        [word] if word.len() == 8 && word.bytes().all(|c| c.is_ascii_digit()) => {
            vec![word.get(..2)?, word.get(2..4)?, word.get(4..)?]
        }
        [word] => word.split(['-', '/', '.']).collect(),
        words => words.to_vec(),
    };
    let &[first, month, last] = parts.as_slice() else { return None };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    if day.len() > 2 || year.len() != 4 {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    // Nobody older is alive; the future is refused where it is searched: nobody is found.
    let plausible = (1880..=2100).contains(&year);
    plausible.then(|| Date::new(year, month_number(month)?, day.parse().ok()?).ok()).flatten()
}

const MONTHS: [&[&str]; 12] = [
    &["januari", "jan"],
    &["februari", "feb", "febr"],
    &["maart", "mrt"],
    &["april", "apr"],
    &["mei"],
    &["juni", "jun"],
    &["juli", "jul"],
    &["augustus", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "okt"],
    &["november", "nov"],
    &["december", "dec"],
];

fn month_number(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    match MONTHS.iter().position(|names| names.contains(&word.as_str())) {
        Some(at) => i8::try_from(at + 1).ok(),
        None if word.len() <= 2 => word.parse().ok(),
        None => None,
    }
}

/// The name among the words, without how somebody is addressed; none when no letter is left.
fn naam(words: &[&str]) -> Option<String> {
    const ADDRESSED: [&str; 8] = ["mw", "mevr", "mevrouw", "dhr", "heer", "meneer", "geb", "geboren"];
    let is_name = |word: &&&str| {
        let plain = word.trim_end_matches('.').to_lowercase();
        plain.chars().any(char::is_alphabetic) && !ADDRESSED.contains(&plain.as_str())
    };
    let naam = words.iter().filter(is_name).copied().collect::<Vec<_>>().join(" ");
    (!naam.is_empty()).then_some(naam)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn born(typed: &str) -> (String, Date) {
        match herken(typed) {
            Ok(Zoekterm::NaamEnGeboortedatum { naam, geboortedatum }) => (naam, geboortedatum),
            other => panic!("{typed}: {other:?}"),
        }
    }

    #[test]
    fn a_date_of_birth_is_recognised_in_any_notation_and_place() {
        for typed in [
            "de Vries 12-3-1984",
            "12-03-1984 de Vries",
            "mw. de Vries, 12 maart 1984",
            "12 mrt. 1984 de Vries",
            "de Vries 12031984",
            "de Vries 12/3/1984",
            "de Vries 12.3.1984",
            "de Vries 1984-03-12",
            "de Vries 12 3 1984",
            "dhr. de Vries geb. 12 Maart 1984",
        ] {
            assert_eq!(born(typed), ("de Vries".to_owned(), date(1984, 3, 12)), "{typed}");
        }
    }

    #[test]
    fn an_address_is_recognised_with_or_without_what_follows_the_number() {
        for (typed, wanted) in [
            ("9999AA 12", None),
            ("9999 aa, 12", None),
            ("9999AA12b", Some("b")),
            ("9999 AA 12-2 hoog", Some("2 hoog")),
        ] {
            let Ok(Zoekterm::Adres { postcode, huisnummer: 12, toevoeging }) = herken(typed) else {
                panic!("{typed}");
            };
            assert_eq!((postcode.as_str(), toevoeging.as_deref()), ("9999AA", wanted), "{typed}");
        }
    }

    #[test]
    fn numbers_are_told_apart() {
        assert!(matches!(herken("999900018"), Ok(Zoekterm::Bsn(_))));
        for typed in ["0612345678", "06-12345678", "+31612345678", "0031 6 12 34 56 78", "0999 123456"] {
            assert!(matches!(herken(typed), Ok(Zoekterm::Telefoon(_))), "{typed}");
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        for (typed, code) in [
            ("", "zoek-leeg"),
            ("de Vries", "zoek-geboortedatum-erbij"),
            ("12-3-1984", "zoek-naam-erbij"),
            ("12 maart 1984", "zoek-naam-erbij"),
            ("12031984", "zoek-naam-erbij"),
            ("9999 AA", "zoek-huisnummer-erbij"),
            ("9999 AA 123456", "zoek-huisnummer-erbij"),
            ("999900019", "bsn-elfproef"),
            ("123", "zoek-onbekend"),
            ("de Vries 31-2-1984", "zoek-onbekend"),
        ] {
            assert_eq!(herken(typed).unwrap_err().code, code, "{typed}");
        }
        assert_eq!(herken(&"a".repeat(201)).unwrap_err().code, "zoek-te-lang");
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(typed in ".*") {
            let _ = herken(&typed);
        }

        #[test]
        fn nothing_that_looks_like_something_makes_it_panic(typed in "[0-9]{0,8}[ -/.éĳA-z]{0,4}[0-9]{0,4}[ a-zé]{0,3}[0-9]{0,4}") {
            let _ = herken(&typed);
        }

        #[test]
        fn every_birth_date_is_recognised(days in 0i32..70_000) {
            let day = date(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            let typed = format!("van den Berg {}-{}-{}", day.day(), day.month(), day.year());
            prop_assert_eq!(born(&typed), ("van den Berg".to_owned(), day));
        }
    }
}
