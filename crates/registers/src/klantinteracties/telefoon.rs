//! Phone numbers in any notation.

use std::fmt;
use std::str::FromStr;

use kern::FieldError;
use serde::{Deserialize, Serialize};

/// A phone number as digits with its country: `31612345678`. Its debug form hides it, so that no log shows one.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Telefoonnummer(String);

/// E.164 has fifteen digits at most; the shortest national numbers with their country have eight.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;
/// A Dutch number with its country code.
const DUTCH_DIGITS: usize = 11;

impl Telefoonnummer {
    /// The digits with the country, as they are stored and looked up.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl FromStr for Telefoonnummer {
    type Err = FieldError;

    /// Reads Dutch and international notations.
    ///
    /// ```
    /// # use registers::klantinteracties::Telefoonnummer;
    /// for text in ["06-12 34 56 78", "+31 (0)6 12345678", "0031612345678", "31612345678"] {
    ///     assert_eq!(text.parse::<Telefoonnummer>().unwrap().digits(), "31612345678");
    /// }
    /// assert_eq!("+49 30 901820".parse::<Telefoonnummer>().unwrap().digits(), "4930901820");
    /// assert!("0612345".parse::<Telefoonnummer>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, FieldError> {
        let refused = || FieldError::new("telefoon", "telefoon-onleesbaar");
        let text = text.trim();
        let (plus, rest) = text.strip_prefix('+').map_or((false, text), |rest| (true, rest));
        // In "+31 (0)6 …" the zero is only dialled within the country.
        let rest = rest.replacen("(0)", "", usize::from(plus || rest.starts_with("00")));
        if rest.chars().any(|c| !c.is_ascii_digit() && !matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '\u{a0}')) {
            return Err(refused());
        }
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        let number = if plus {
            digits
        } else if let Some(international) = digits.strip_prefix("00") {
            international.to_owned()
        } else if let Some(national) = digits.strip_prefix('0') {
            format!("31{national}")
        } else if digits.len() == DUTCH_DIGITS && digits.starts_with("31") {
            digits
        } else {
            return Err(refused());
        };
        let number = match number.strip_prefix("310") {
            Some(national) => format!("31{national}"),
            None => number,
        };
        let fits = DIGITS.contains(&number.len()) && !number.starts_with('0');
        let dutch_fits = !number.starts_with("31") || number.len() == DUTCH_DIGITS;
        if fits && dutch_fits { Ok(Self(number)) } else { Err(refused()) }
    }
}

impl fmt::Display for Telefoonnummer {
    /// As people dial it here: a Dutch number with its zero, another with `+`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.strip_prefix("31") {
            Some(national) => write!(f, "0{national}"),
            None => write!(f, "+{}", self.0),
        }
    }
}

impl TryFrom<String> for Telefoonnummer {
    type Error = FieldError;

    /// Reads the stored digits back, or any notation.
    fn try_from(text: String) -> Result<Self, FieldError> {
        if text.bytes().all(|c| c.is_ascii_digit()) && !text.starts_with('0') {
            return format!("+{text}").parse();
        }
        text.parse()
    }
}

impl From<Telefoonnummer> for String {
    fn from(number: Telefoonnummer) -> Self {
        number.0
    }
}

impl fmt::Debug for Telefoonnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Telefoonnummer(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "+",
            "0",
            "00",
            "112",
            "14 0999",
            "06 1234 567",
            "06 1234 56789",
            "+31 6 1234567",
            "+1",
            "geen",
            "612345678",
        ] {
            assert!(text.parse::<Telefoonnummer>().is_err(), "{text}");
        }
    }

    #[test]
    fn it_is_shown_as_people_dial_it() {
        assert_eq!("+31612345678".parse::<Telefoonnummer>().unwrap().to_string(), "0612345678");
        assert_eq!("0049 30 901820".parse::<Telefoonnummer>().unwrap().to_string(), "+4930901820");
    }

    proptest! {
        #[test]
        fn what_was_read_reads_back_the_same(text in "(\\+|00|0)[1-9][0-9 ()/.-]{6,16}") {
            if let Ok(number) = text.parse::<Telefoonnummer>() {
                prop_assert_eq!(number.to_string().parse::<Telefoonnummer>().unwrap(), number.clone());
                let json = serde_json::to_string(&number).unwrap();
                prop_assert_eq!(serde_json::from_str::<Telefoonnummer>(&json).unwrap(), number);
            }
        }

        #[test]
        fn nothing_makes_it_panic(text in ".*") {
            let _ = text.parse::<Telefoonnummer>();
        }
    }
}
