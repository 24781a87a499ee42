//! An appointment as a calendar file (RFC 5545), for the calendar of whoever comes.

use kern::Moment;

use super::afspraak::{Afspraak, Status};

/// The words in the file.
#[derive(Clone, Debug)]
pub struct Woorden {
    /// What it is: "Afspraak Gemeente Elsdrecht: paspoort".
    pub titel: String,
    /// Where.
    pub plaats: String,
    /// What to bring and how to change it.
    pub uitleg: String,
    /// Who invites: the host name of the website, for an id that is the only one in the world.
    pub host: String,
}

/// A line has 75 octets at most; what is longer goes on after a line break and a space.
const LINE_OCTETS_MAX: usize = 75;

/// The file. Moved or cancelled it has the same UID and a higher SEQUENCE, so that a calendar changes what it has.
#[must_use]
pub fn bestand(afspraak: &Afspraak, woorden: &Woorden, nu: Moment) -> String {
    let cancelled = afspraak.status == Status::Afgezegd;
    let sequence = afspraak.verzet + i64::from(cancelled);
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Loket//Afspraken//NL".to_owned(),
        format!("METHOD:{}", if cancelled { "CANCEL" } else { "PUBLISH" }),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@{}", afspraak.id, escaped(&woorden.host)),
        format!("DTSTAMP:{}", stamp(nu)),
        format!("DTSTART:{}", stamp(afspraak.begint_op)),
        format!("DTEND:{}", stamp(afspraak.eindigt_op)),
        format!("SEQUENCE:{sequence}"),
        format!("STATUS:{}", if cancelled { "CANCELLED" } else { "CONFIRMED" }),
        format!("SUMMARY:{}", escaped(&woorden.titel)),
        format!("LOCATION:{}", escaped(&woorden.plaats)),
        format!("DESCRIPTION:{}", escaped(&woorden.uitleg)),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| folded(line)).collect()
}

/// In UTC: a calendar shows it in the zone of whoever looks, and no zone has to be described.
fn stamp(op: Moment) -> String {
    op.to_string().chars().filter(char::is_ascii_alphanumeric).take("20261123T091500".len()).chain(['Z']).collect()
}

/// A text value: backslash, comma and semicolon get a backslash, a line break becomes `\n`, other control characters go.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

fn folded(line: &str) -> String {
    let (mut out, mut octets) = (String::new(), 0);
    for c in line.chars() {
        if octets + c.len_utf8() > LINE_OCTETS_MAX {
            out.push_str("\r\n ");
            octets = 1;
        }
        octets += c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_cannot_begin_a_line_of_its_own() {
        assert_eq!(escaped("Paspoort, ID; a\\b\r\nATTACH:x\u{7}"), "Paspoort\\, ID\\; a\\\\b\\nATTACH:x");
    }

    #[test]
    fn a_line_is_folded_between_characters() {
        let line = format!("SUMMARY:{}", "é".repeat(80));
        let file = folded(&line);
        assert!(file.split("\r\n").all(|part| part.len() <= LINE_OCTETS_MAX), "{file}");
        assert_eq!(file.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn a_moment_is_written_in_utc() {
        assert_eq!(stamp("2026-11-24T08:30:00Z".parse().unwrap()), "20261124T083000Z");
    }
}
