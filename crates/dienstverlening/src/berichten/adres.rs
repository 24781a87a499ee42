//! An e-mail address, before anything is sent to it.

use kern::FieldError;

/// The longest that mail servers take (RFC 5321).
pub const ADRES_TEKENS_MAX: usize = 254;
const LOKAAL_TEKENS_MAX: usize = 64;

/// The address as it is used, or the broken rule for the field that it was typed in. Stricter than the standards: one address of
/// letters, digits and the usual marks, so that nothing in it can end a line, begin a header or name a second receiver.
///
/// # Errors
/// `e-mail-onleesbaar` for anything else.
pub fn e_mailadres(field: &'static str, typed: &str) -> Result<String, FieldError> {
    let adres = typed.trim_matches(' ');
    let parts = adres.rsplit_once('@').filter(|(local, domain)| is_local(local) && is_domain(domain));
    let fits = adres.len() <= ADRES_TEKENS_MAX;
    match parts {
        Some((local, domain)) if fits => Ok(format!("{local}@{}", domain.to_ascii_lowercase())),
        _ => Err(FieldError::new(field, "e-mail-onleesbaar")),
    }
}

fn is_local(local: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    !local.is_empty()
        && local.len() <= LOKAAL_TEKENS_MAX
        && local.chars().all(allowed)
        && !local.split('.').any(str::is_empty)
}

/// At least two labels; an international name is written in its ASCII form (`xn--`).
fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let labels: Vec<&str> = domain.split('.').collect();
    labels.len() >= 2
        && labels.iter().all(|l| label(l))
        && labels.last().is_some_and(|l| !l.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_address_is_taken() {
        for (typed, adres) in [
            (" jan@example.nl ", "jan@example.nl"),
            ("Jan.de-Vries+loket@Mail.Example.NL", "Jan.de-Vries+loket@mail.example.nl"),
            ("o'neil@example.test", "o'neil@example.test"),
        ] {
            assert_eq!(e_mailadres("e_mail", typed).as_deref(), Ok(adres));
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
            let refused = e_mailadres("e_mail", typed).unwrap_err();
            assert_eq!((refused.field, refused.code), ("e_mail", "e-mail-onleesbaar"), "{typed:?}");
        }
        assert!(e_mailadres("e_mail", &format!("jan@{}nl", "a.".repeat(130))).is_err());
    }
}
