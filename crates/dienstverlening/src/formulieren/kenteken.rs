//! Number plates of Dutch vehicles: which groups of letters and digits there are (the RDW's sidecodes 1 to 14).

/// The sidecodes: `A` is a letter, `9` a digit. Each order of letters and digits occurs once.
const SIDECODES: [&str; 14] = [
    "AA-99-99", "99-99-AA", "99-AA-99", "AA-99-AA", "AA-AA-99", "99-AA-AA", "99-AAA-9", "9-AAA-99", "AA-999-A",
    "A-999-AA", "AAA-99-A", "A-99-AAA", "9-AA-999", "999-AA-9",
];

/// Reads a plate as people type it and writes it as it stands on the vehicle; none for what is no Dutch plate.
///
/// ```
/// use dienstverlening::formulieren::kenteken;
/// assert_eq!(kenteken::lees("h 214-kt").as_deref(), Some("H-214-KT"));
/// assert_eq!(kenteken::lees("99xx99").as_deref(), Some("99-XX-99"));
/// assert_eq!(kenteken::lees("999999"), None);
/// ```
#[must_use]
pub fn lees(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '.')).collect();
    if plain.len() != 6 || !plain.bytes().all(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let plain = plain.to_ascii_uppercase();
    let fits = |code: &&&str| {
        let signs = code.bytes().filter(|sign| *sign != b'-');
        signs.zip(plain.bytes()).all(|(sign, c)| c.is_ascii_digit() == (sign == b'9'))
    };
    let code = SIDECODES.iter().find(fits)?;
    let mut signs = plain.chars();
    code.chars().map(|sign| if sign == '-' { Some('-') } else { signs.next() }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_sidecode_reads_back_as_it_is_written() {
        for code in SIDECODES {
            let plate = code.replace('A', "X").replace('9', "7");
            assert_eq!(lees(&plate.replace('-', "").to_lowercase()), Some(plate));
        }
    }

    #[test]
    fn what_is_on_no_vehicle_is_refused() {
        for text in ["", "XXXXXX", "777777", "7-XXXX-7", "XX-77-7", "XX-77-777", "ÉX-77-77", "٧٧-XX-٧٧", "X7X7X7"]
        {
            assert_eq!(lees(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in ".*") {
            if let Some(plate) = lees(&text) {
                prop_assert_eq!(lees(&plate), Some(plate.clone()));
            }
        }
    }
}
