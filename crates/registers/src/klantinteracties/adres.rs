//! Addresses of a house, and the postcode.

use std::fmt;
use std::str::FromStr;

use kern::{FieldError, Result, Row};
use sea_query::Value;
use serde::{Deserialize, Serialize};

use super::Values;

/// A Dutch postcode: four digits and two letters, kept as `9999AA`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Postcode(String);

impl Postcode {
    /// As it is stored: without a space, in capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Postcode {
    type Err = FieldError;

    /// Reads it with or without a space, in capitals or not. The first digit is no zero; SA, SD and SS are not given out.
    fn from_str(text: &str) -> Result<Self, FieldError> {
        let code: String = text.chars().filter(|c| *c != ' ').map(|c| c.to_ascii_uppercase()).collect();
        let fits = code.len() == 6
            && code.bytes().take(4).all(|c| c.is_ascii_digit())
            && !code.starts_with('0')
            && code.bytes().skip(4).all(|c| c.is_ascii_uppercase())
            && !["SA", "SD", "SS"].iter().any(|letters| code.ends_with(letters));
        if fits { Ok(Self(code)) } else { Err(FieldError::new("postcode", "postcode-onleesbaar")) }
    }
}

impl fmt::Display for Postcode {
    /// As people write it: `9999 AA`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.split_at_checked(4) {
            Some((digits, letters)) => write!(f, "{digits} {letters}"),
            None => f.write_str(&self.0),
        }
    }
}

impl TryFrom<String> for Postcode {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        text.parse()
    }
}

impl From<Postcode> for String {
    fn from(postcode: Postcode) -> Self {
        postcode.0
    }
}

/// An address of the standard. Its postcode is free text there, because it may be a foreign one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Adres {
    /// Id in the register of addresses and buildings (BAG).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub nummeraanduiding_id: String,
    /// Street.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub straatnaam: String,
    /// House number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub huisnummer: Option<i64>,
    /// What follows the house number: `A`, `bis`, `2-hoog`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub huisnummertoevoeging: String,
    /// Postcode, a Dutch one as `9999AA`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// Town.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stad: String,
    /// First line of a foreign address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub adresregel1: String,
    /// Second line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub adresregel2: String,
    /// Third line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub adresregel3: String,
    /// Country, ISO 3166.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub land: String,
}

/// The column names of an address group with its prefix.
macro_rules! columns {
    ($prefix:literal) => {
        [
            concat!($prefix, "_nummeraanduiding_id"),
            concat!($prefix, "_straatnaam"),
            concat!($prefix, "_huisnummertoevoeging"),
            concat!($prefix, "_postcode"),
            concat!($prefix, "_stad"),
            concat!($prefix, "_adresregel1"),
            concat!($prefix, "_adresregel2"),
            concat!($prefix, "_adresregel3"),
            concat!($prefix, "_land"),
            concat!($prefix, "_huisnummer"),
        ]
    };
}

/// The columns of the address where somebody is visited.
pub(super) const BEZOEKADRES: [&str; 10] = columns!("bezoekadres");
/// The columns of the address for post.
pub(super) const CORRESPONDENTIEADRES: [&str; 10] = columns!("correspondentieadres");

impl Adres {
    pub(super) fn values(adres: Option<&Self>, columns: [&'static str; 10]) -> Values {
        let texts = |a: &Self| {
            [
                a.nummeraanduiding_id.clone(),
                a.straatnaam.clone(),
                a.huisnummertoevoeging.clone(),
                a.postcode.clone(),
                a.stad.clone(),
                a.adresregel1.clone(),
                a.adresregel2.clone(),
                a.adresregel3.clone(),
                a.land.clone(),
            ]
        };
        let mut values: Vec<Value> = match adres {
            Some(adres) => texts(adres).map(Value::from).into(),
            None => vec![Value::String(None); 9],
        };
        values.push(adres.and_then(|adres| adres.huisnummer).into());
        columns.into_iter().zip(values).collect()
    }

    pub(super) fn from_row(row: &Row, columns: [&'static str; 10]) -> Result<Option<Self>> {
        let [bag, straat, toevoeging, postcode, stad, regel1, regel2, regel3, land, nummer] = columns;
        let Some(postcode) = row.get::<Option<String>>(postcode)? else { return Ok(None) };
        let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
        Ok(Some(Self {
            nummeraanduiding_id: text(bag)?,
            straatnaam: text(straat)?,
            huisnummer: row.get(nummer)?,
            huisnummertoevoeging: text(toevoeging)?,
            postcode,
            stad: text(stad)?,
            adresregel1: text(regel1)?,
            adresregel2: text(regel2)?,
            adresregel3: text(regel3)?,
            land: text(land)?,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_is_read_in_any_case() {
        assert_eq!("9999 aa".parse::<Postcode>().unwrap().as_str(), "9999AA");
        assert_eq!("9999AA".parse::<Postcode>().unwrap().to_string(), "9999 AA");
        for text in ["", "0123AB", "1234SS", "1234", "12345A", "1234ÀB", "1234ABC"] {
            assert!(text.parse::<Postcode>().is_err(), "{text}");
        }
    }
}
