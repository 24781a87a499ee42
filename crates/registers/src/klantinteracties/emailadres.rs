//! E-mail addresses that can be mailed to.

use std::fmt;
use std::str::FromStr;

use kern::FieldError;
use serde::{Deserialize, Serialize};

/// An e-mail address as mail servers take it: ASCII, the host in lower case and an international one as punycode. Its debug form
/// hides it, so that no log shows one.
///
/// Stricter than the standards: one address of letters, digits and the usual marks, so that nothing in it can end a line, begin
/// a header or name a second receiver. What this type holds can be mailed; what it refuses is refused beside its field.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Emailadres(String);

/// The longest that mail servers take (RFC 5321, 4.5.3.1).
const TEKENS_MAX: usize = 254;
const LOKAAL_TEKENS_MAX: usize = 64;

impl Emailadres {
    /// The address as it is stored, compared and mailed to.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads what was typed in a field.
    ///
    /// # Errors
    /// `e-mail-letters` for letters before the @ that mail servers do not take, `e-mail-onleesbaar` for anything else, on
    /// that field.
    pub fn in_field(field: &'static str, typed: &str) -> Result<Self, FieldError> {
        typed.parse().map_err(|error| FieldError { field, ..error })
    }
}

/// Signs that nobody sees and that pasting brings along: zero width, directions, a soft hyphen, a byte order mark.
fn is_unseen(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl FromStr for Emailadres {
    type Err = FieldError;

    /// Reads what people type and paste.
    ///
    /// ```
    /// # use registers::klantinteracties::Emailadres;
    /// let adres: Emailadres = "\u{202a}jan@Bücher.example ".parse().unwrap();
    /// assert_eq!(adres.as_str(), "jan@xn--bcher-kva.example");
    /// assert_eq!(adres.to_string(), "jan@bücher.example");
    /// assert_eq!("josé@example.nl".parse::<Emailadres>().unwrap_err().code, "e-mail-letters");
    /// assert_eq!("jan@example".parse::<Emailadres>().unwrap_err().code, "e-mail-onleesbaar");
    /// ```
    fn from_str(typed: &str) -> Result<Self, FieldError> {
        let refused = |code| FieldError::new("e_mail", code);
        let adres = typed.trim_matches(is_unseen);
        let (local, host) = adres.rsplit_once('@').ok_or_else(|| refused("e-mail-onleesbaar"))?;
        let host = idna::domain_to_ascii_strict(host).map_err(|_| refused("e-mail-onleesbaar"))?;
        let letters = local.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
        let plain: String = local.chars().filter(|c| c.is_ascii() || !c.is_alphabetic()).collect();
        if letters && is_host(&host) && (plain.is_empty() || plain.chars().all(is_local_char)) {
            return Err(refused("e-mail-letters"));
        }
        let adres = format!("{local}@{host}");
        let fits = adres.len() <= TEKENS_MAX && is_local(local) && is_host(&host);
        if fits { Ok(Self(adres)) } else { Err(refused("e-mail-onleesbaar")) }
    }
}

fn is_local_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)
}

fn is_local(local: &str) -> bool {
    !local.is_empty()
        && local.len() <= LOKAAL_TEKENS_MAX
        && local.chars().all(is_local_char)
        && !local.split('.').any(str::is_empty)
}

/// At least two labels, and no number of a machine.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let labels: Vec<&str> = host.split('.').collect();
    labels.len() >= 2
        && labels.iter().all(|l| label(l))
        && labels.last().is_some_and(|last| !last.bytes().all(|b| b.is_ascii_digit()))
}

impl fmt::Display for Emailadres {
    /// As people write it: an international host in its own letters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.rsplit_once('@') {
            Some((local, host)) if host.contains("xn--") => write!(f, "{local}@{}", idna::domain_to_unicode(host).0),
            _ => f.write_str(&self.0),
        }
    }
}

impl TryFrom<String> for Emailadres {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        text.parse()
    }
}

impl From<Emailadres> for String {
    fn from(adres: Emailadres) -> Self {
        adres.0
    }
}

impl fmt::Debug for Emailadres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Emailadres(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(typed: &str) -> &'static str {
        typed.parse::<Emailadres>().map_or_else(|error| error.code, |adres| panic!("{typed:?} is {}", adres.as_str()))
    }

    #[test]
    fn what_people_type_and_paste_is_taken() {
        for (typed, adres) in [
            (" jan@example.nl ", "jan@example.nl"),
            ("Jan.de-Vries+loket@Mail.Example.NL", "Jan.de-Vries+loket@mail.example.nl"),
            ("o'neil@example.test", "o'neil@example.test"),
            ("\u{202a}jan@example.nl\u{202c}", "jan@example.nl"),
            ("\u{feff}jan@example.nl\u{a0}", "jan@example.nl"),
            ("jan@bücher.example", "jan@xn--bcher-kva.example"),
            ("jan@xn--bcher-kva.example", "jan@xn--bcher-kva.example"),
            ("jan@ijsselmuiden。example", "jan@ijsselmuiden.example"),
        ] {
            assert_eq!(typed.parse::<Emailadres>().unwrap().as_str(), adres, "{typed:?}");
        }
    }

    #[test]
    fn nothing_in_an_address_begins_a_header_or_names_a_second_receiver() {
        for typed in [
            "jan@example.nl\nBcc: piet@example.nl",
            "jan@example.nl\r\n\r\nLeuke aanbieding",
            "jan@example.nl\n",
            "\njan@example.nl",
            "jan\0@example.nl",
            "ja\u{202e}n@example.nl",
            "jan@example.nl,piet@example.nl",
            "jan@example.nl;piet@example.nl",
            "Jan <jan@example.nl>",
            "\"jan\n\"@example.nl",
            "jan@piet@example.nl",
            "jan@example",
            "jan@127.0.0.1",
            "jan@[127.0.0.1]",
            "jan..j@example.nl",
            "jan@-example.nl",
            "@example.nl",
            "jan",
            "",
        ] {
            assert_eq!(code(typed), "e-mail-onleesbaar", "{typed:?}");
        }
        assert_eq!(code(&format!("jan@{}nl", "a.".repeat(130))), "e-mail-onleesbaar");
        for letters in ["josé@example.nl", "müller@bücher.example", "яна@example.nl"] {
            assert_eq!(code(letters), "e-mail-letters", "{letters}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_taken_is_plain_and_reads_back(typed in "\\PC{0,40}@\\PC{0,20}\\.[a-zü]{0,5}") {
            if let Ok(adres) = typed.parse::<Emailadres>() {
                prop_assert!(adres.as_str().is_ascii() && !adres.as_str().contains(char::is_whitespace));
                prop_assert_eq!(adres.as_str().parse::<Emailadres>().unwrap(), adres.clone());
                prop_assert_eq!(adres.to_string().parse::<Emailadres>().unwrap(), adres);
            }
        }
    }
}
