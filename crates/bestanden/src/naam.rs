//! What a file is called.

use crate::Formaat;

const TEKENS_MAX: usize = 120;
/// What no system wants in a name, or what would end it in a header.
const NIET: [char; 10] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|', ';'];

/// The given name made safe: no folders, nothing invisible, not hidden, not too long, and ending as its true type does.
pub(crate) fn veilig(gegeven: &str, formaat: Formaat) -> String {
    let last = gegeven.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().map(|c| if NIET.contains(&c) || is_invisible(c) { ' ' } else { c }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.trim_matches(['.', ' ']);
    let stem = match plain.rsplit_once('.') {
        Some((stem, ending)) if formaat.uitgangen().contains(&ending.to_lowercase().as_str()) => stem,
        _ => plain,
    };
    let stem: String = stem.chars().take(TEKENS_MAX).collect();
    let stem = stem.trim_matches(['.', ' ']);
    format!("{}.{}", if stem.is_empty() { "bestand" } else { stem }, formaat.uitgangen()[0])
}

/// Controls, and what turns the direction of reading (`gpj.exe` that reads as `exe.jpg`).
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_only_a_name() {
        for (given, safe) in [
            ("Kopie paspoort.PDF", "Kopie paspoort.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Users\\Jan\\brief.pdf", "brief.pdf"),
            ("rekening.exe", "rekening.exe.pdf"),
            ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie x=1.pdf"),
            ("\u{202e}fdp.exe", "fdp.exe.pdf"),
            ("....", "bestand.pdf"),
            ("", "bestand.pdf"),
            ("één én ander.pdf", "één én ander.pdf"),
        ] {
            assert_eq!(veilig(given, Formaat::Pdf), safe, "{given:?}");
        }
        assert_eq!(veilig(&"x".repeat(500), Formaat::Jpeg).chars().count(), TEKENS_MAX + 4);
        assert_eq!(veilig("foto.jpeg", Formaat::Jpeg), "foto.jpg");
    }
}
