//! Names: as they are written, and folded to be found.

use kern::{Result, Row};
use sea_query::Value;
use serde::{Deserialize, Serialize};

use super::Values;

/// The name to address a person by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contactnaam {
    /// Initials.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub voorletters: String,
    /// Given name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub voornaam: String,
    /// What stands before the family name: `de`, `van der`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub voorvoegsel_achternaam: String,
    /// Family name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub achternaam: String,
}

impl Contactnaam {
    /// A name of which nobody knows how it divides, as an agent types it.
    #[must_use]
    pub fn typed(naam: &str) -> Option<Self> {
        let achternaam = naam.trim();
        (!achternaam.is_empty()).then(|| Self { achternaam: achternaam.to_owned(), ..Self::default() })
    }

    /// The whole name: given name or else initials, then the family name.
    #[must_use]
    pub fn volledig(&self) -> String {
        let first = if self.voornaam.is_empty() { &self.voorletters } else { &self.voornaam };
        let parts = [first, &self.voorvoegsel_achternaam, &self.achternaam];
        parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// All its parts, folded: what a typed name is compared with.
    #[must_use]
    pub fn zoeknaam(&self) -> String {
        let parts = [&self.voornaam, &self.voorletters, &self.voorvoegsel_achternaam, &self.achternaam];
        folded(&parts.into_iter().map(String::as_str).collect::<Vec<_>>().join(" "))
    }

    pub(super) fn values(naam: Option<&Self>) -> Values {
        let part = |of: fn(&Self) -> &String| Value::from(naam.map(|naam| of(naam).clone()));
        vec![
            ("contactnaam_voorletters", part(|naam| &naam.voorletters)),
            ("contactnaam_voornaam", part(|naam| &naam.voornaam)),
            ("contactnaam_voorvoegsel_achternaam", part(|naam| &naam.voorvoegsel_achternaam)),
            ("contactnaam_achternaam", part(|naam| &naam.achternaam)),
        ]
    }

    pub(super) fn from_row(row: &Row) -> Result<Option<Self>> {
        let Some(achternaam) = row.get::<Option<String>>("contactnaam_achternaam")? else { return Ok(None) };
        let part = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
        Ok(Some(Self {
            voorletters: part("contactnaam_voorletters")?,
            voornaam: part("contactnaam_voornaam")?,
            voorvoegsel_achternaam: part("contactnaam_voorvoegsel_achternaam")?,
            achternaam,
        }))
    }
}

/// Lower case without accents, every other sign a space, one space between words: how names are compared.
///
/// ```
/// assert_eq!(registers::klantinteracties::folded(" Şükran  Özdemir-D'Hondt "), "sukran ozdemir d hondt");
/// ```
#[must_use]
pub fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match without_accent(c) {
            "" if c.is_alphanumeric() => plain.push(c),
            "" if ('\u{300}'..='\u{36f}').contains(&c) => {} // an accent on the letter before it
            "" => plain.push(' '),
            letters => plain.push_str(letters),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The plain letters of a letter with an accent; nothing for what has none.
fn without_accent(c: char) -> &'static str {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĳ' => "ij",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' | 'ŧ' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_put_together_and_folded() {
        let naam = Contactnaam {
            voorletters: "J.P.".into(),
            voornaam: "José".into(),
            voorvoegsel_achternaam: "van der".into(),
            achternaam: "Ĳssel".into(),
        };
        assert_eq!(naam.volledig(), "José van der Ĳssel");
        assert_eq!(naam.zoeknaam(), "jose j p van der ijssel");
    }

    #[test]
    fn a_capital_with_its_dot_folds_to_one_letter() {
        assert_eq!(folded("İbrahim e\u{301}"), "ibrahim e");
    }
}
