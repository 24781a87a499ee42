//! Every kind of gebeurtenis is listed with who reads it: norms, reports, notifications and audit trails build on these words.

use crate::{files, none_of};

const LIST: &str = "docs/gebeurtenissen.md";
const MAKER: &str = "Soort::new(";
/// The same with the type of its facts in it: written in the constant's type instead, so that there is one way to find them.
const TURBOFISH: &str = "Soort::<";

/// The kinds in the code (`Soort::new("klantcontact", "aangemaakt")`) and the rows of the list are the same, and each has a reader.
#[test]
fn every_gebeurtenis_has_a_reader() {
    let mut findings = Vec::new();
    let mut kinds = Vec::new();
    for file in files::rust().iter().filter(|file| file.path.contains("/src/") && !file.path.ends_with("tests.rs")) {
        if file.text.split("#[cfg(test)]").next().unwrap_or_default().contains(TURBOFISH) {
            findings.push(format!(
                "{}: give a kind the type of its facts in its constant: `Soort<Feiten> = {MAKER}…)`",
                file.path
            ));
        }
        for (line, words) in kinds_in(&file.text) {
            match words {
                Some(kind) => kinds.push((kind, format!("{}:{line}", file.path))),
                None => findings.push(format!(
                    "{}:{line}: write both words of `{MAKER}…)` as text, so that they can be found",
                    file.path
                )),
            }
        }
    }
    let rows = rows(&files::read(LIST).unwrap_or_default());
    for (at, (kind, place)) in kinds.iter().enumerate() {
        if let Some((_, first)) = kinds[..at].iter().find(|(other, _)| other == kind) {
            findings.push(format!(
                "{place}: `{kind}` is made at {first} too: a kind has one constant, and one type of facts"
            ));
        }
        match rows.iter().find(|(listed, _)| listed == kind) {
            None => findings
                .push(format!("{place}: `{kind}` is not in {LIST}: add a row `| \\`{kind}\\` | who reads it |`")),
            Some((_, readers)) if readers.is_empty() => {
                findings.push(format!("{LIST}: `{kind}` has no reader: name one, or say why it has none"));
            }
            Some(_) => {}
        }
    }
    for (listed, _) in rows.iter().filter(|(listed, _)| !kinds.iter().any(|(kind, _)| kind == listed)) {
        findings.push(format!("{LIST}: `{listed}` is in no code (any more): remove the row, or make the event"));
    }
    none_of("docs/gebeurtenissen.md lists every kind of gebeurtenis with who reads it.", &findings);
}

/// The line and the two words of each kind, outside comments and inline test modules; no words when they are not literal text.
fn kinds_in(source: &str) -> Vec<(usize, Option<String>)> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for (at, _) in source.match_indices(MAKER) {
        let before = &source[..at];
        let line_start = before.rsplit('\n').next().unwrap_or_default().trim_start();
        if line_start.starts_with("//") {
            continue;
        }
        let inside = source[at + MAKER.len()..].split(')').next().unwrap_or_default();
        let parts: Vec<&str> = inside.split('"').collect();
        let words = (parts.len() == 5).then(|| format!("{} {}", parts[1], parts[3]));
        found.push((before.matches('\n').count() + 1, words));
    }
    found
}

/// The table rows of the list: the kind in code marks in the first column, and everything in the other columns.
fn rows(text: &str) -> Vec<(String, String)> {
    text.lines()
        .filter_map(|line| line.trim().strip_prefix('|')?.split_once('|'))
        .filter_map(|(first, rest)| {
            let kind = first.trim().strip_prefix('`')?.strip_suffix('`')?;
            let last = rest.trim().trim_matches('|').rsplit('|').next().unwrap_or_default();
            Some((kind.to_owned(), last.trim().to_owned()))
        })
        .collect()
}

#[test]
fn kinds_and_rows_are_found() {
    let source = "pub const A: Soort = Soort::new(\"zaak\", \"aangemaakt\");\n// Soort::new(\"x\", \"y\")\nSoort::new(R::NAME, \"op\")\n";
    assert_eq!(kinds_in(source), [(1, Some("zaak aangemaakt".to_owned())), (3, None)]);
    let list = "| soort | wat | wie leest het |\n|---|---|---|\n| `zaak aangemaakt` | a zaak is made | counters |\n| `zaak gewijzigd` | x | |\n";
    let expected = [("zaak aangemaakt", "counters"), ("zaak gewijzigd", "")];
    assert_eq!(rows(list), expected.map(|(kind, reader)| (kind.to_owned(), reader.to_owned())));
}
