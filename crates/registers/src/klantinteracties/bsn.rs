//! Burgerservicenummer.

use std::fmt;
use std::str::FromStr;

use kern::autorisatie::LeesKlant;
use kern::{Authorised, Error, FieldError, Reads, Result};
use sea_query::{Expr, ExprTrait, Query};
use serde::{Deserialize, Serialize};

use super::PartijId;

/// A citizen's number: nine digits that pass the 11-proof. Its debug form hides it, so that no log shows one.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Bsn(String);

impl Bsn {
    /// The nine digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number with these first eight digits (as one number), if there is one: for test data.
    ///
    /// ```
    /// # use registers::klantinteracties::Bsn;
    /// assert_eq!(Bsn::with_start(99_990_001).unwrap().as_str(), "999900018");
    /// ```
    #[must_use]
    pub fn with_start(start: u32) -> Option<Self> {
        (0..=9).find_map(|last| format!("{start:08}{last}").parse().ok())
    }
}

/// Nine times the first digit, eight times the second, … twice the eighth, minus the ninth: a multiple of eleven.
fn passes_elfproef(digits: &str) -> bool {
    let weighted =
        digits.bytes().zip([9, 8, 7, 6, 5, 4, 3, 2, -1]).map(|(digit, weight)| i32::from(digit - b'0') * weight);
    weighted.sum::<i32>() % 11 == 0 && digits.bytes().any(|digit| digit != b'0')
}

impl FromStr for Bsn {
    type Err = FieldError;

    /// Reads nine digits, with spaces, dots or hyphens between them.
    fn from_str(text: &str) -> Result<Self, FieldError> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
        if digits.len() != 9 || !digits.bytes().all(|c| c.is_ascii_digit()) {
            return Err(FieldError::new("bsn", "bsn-negen-cijfers"));
        }
        if passes_elfproef(&digits) { Ok(Self(digits)) } else { Err(FieldError::new("bsn", "bsn-elfproef")) }
    }
}

impl TryFrom<String> for Bsn {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        text.parse()
    }
}

impl From<Bsn> for String {
    fn from(bsn: Bsn) -> Self {
        bsn.0
    }
}

impl fmt::Debug for Bsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bsn(…)")
    }
}

/// The BSN of a partij, when it is known.
///
/// # Errors
/// What the database says.
pub async fn bsn_van(db: &impl Reads, who: &Authorised<LeesKlant>, id: PartijId) -> Result<Option<Bsn>> {
    let query = Query::select()
        .column("object_id")
        .from("partij_identificatoren")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("identificeerde_partij_id").eq(id))
        .and_where(Expr::col("code_soort_object_id").eq("bsn"))
        .limit(1)
        .to_owned();
    let row = db.row(&query).await?;
    row.map(|row| row.get::<String>("object_id")?.parse().map_err(Error::from)).transpose()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_with_separators_is_read() {
        assert_eq!("9999.90.018".parse::<Bsn>().unwrap_err().code, "bsn-elfproef");
        assert_eq!("9999 00-018".parse::<Bsn>().unwrap().as_str(), "999900018");
        assert_eq!(format!("{:?}", "999900018".parse::<Bsn>().unwrap()), "Bsn(…)");
    }

    #[test]
    fn no_number_at_all_is_refused() {
        for text in ["", "000000000", "12345678", "1234567890", "99990001a", "٩٩٩٩٠٠٠١٨"] {
            assert!(text.parse::<Bsn>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_noticed(start in 0u32..100_000_000, place in 0usize..9, other in 0u8..10) {
            if let Some(bsn) = Bsn::with_start(start) {
                let mut digits = bsn.as_str().as_bytes().to_vec();
                prop_assume!(digits[place] != b'0' + other);
                digits[place] = b'0' + other;
                prop_assert!(String::from_utf8(digits).unwrap().parse::<Bsn>().is_err());
            }
        }

        #[test]
        fn nothing_makes_it_panic(text in ".*") {
            let _ = text.parse::<Bsn>();
        }
    }
}
