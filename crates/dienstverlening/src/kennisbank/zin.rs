//! The first sentence of a text.

/// Words that end in a full stop without ending a sentence.
const AFKORTINGEN: [&str; 14] =
    ["a.u.b.", "art.", "bijv.", "bv.", "ca.", "d.w.z.", "dhr.", "dr.", "e.d.", "evt.", "i.p.v.", "mr.", "mw.", "nr."];

/// The first sentence of a plain text, or its first line when that is shorter. A sentence ends at a full stop, question mark or
/// exclamation mark before a space and a capital letter or digit; an abbreviation ends none.
///
/// ```
/// use dienstverlening::kennisbank::eerste_zin;
///
/// assert_eq!(eerste_zin("Bel 14 0999. Of kom langs."), "Bel 14 0999.");
/// assert_eq!(eerste_zin("Open van 8.30 tot 16.00 uur, bijv. De Stort. Gratis."), "Open van 8.30 tot 16.00 uur, bijv. De Stort.");
/// ```
#[must_use]
pub fn eerste_zin(text: &str) -> &str {
    let line = text.trim_start().lines().next().unwrap_or_default().trim_end();
    for (at, mark) in line.char_indices().filter(|(_, c)| matches!(c, '.' | '?' | '!')) {
        let end = at + mark.len_utf8();
        let mut rest = line[end..].chars();
        let breaks = rest.next() == Some(' ') && rest.next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
        let word = line[..end].rsplit(' ').next().unwrap_or_default().to_lowercase();
        if breaks && !AFKORTINGEN.contains(&word.as_str()) {
            return &line[..end];
        }
    }
    line
}
