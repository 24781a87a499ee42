//! What people read stands in Fluent files, in both languages, and nowhere twice.
//!
//! A key that the code puts together (`format!("kanaal-{code}")`) is declared where that happens, in a comment: `texts: kanaal-*`.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::{self, File};
use crate::{none_of, rust_source};

const FOLDER: &str = "crates/portalen/teksten/";
const LANGUAGES: [&str; 2] = ["nl", "en"];
/// How a text is asked for, in templates and in Rust: the first argument of these is a key.
const CALLS: [&str; 2] = ["tekst(\"", "tekst_met(\""];
const COMPOSED: &str = "texts: ";
/// A broken rule `FieldError::new("veld", "te-lang")` is said to people by the text `fout-te-lang`.
const ERROR: &str = "FieldError::new(";
const ERROR_TEXT: &str = "fout-";
/// What only programs are told, is said where their problems are made.
const VOOR_PROGRAMMAS: [&str; 2] =
    ["crates/dienstverlening/src/waarnemingen.rs", "crates/koppelingen/src/waarnemingen.rs"];
const PROBLEMEN: &str = "crates/koppelingen/src/probleem.rs";

/// The keys of one language, each with the file and line that defines it.
type Keys = BTreeMap<String, String>;

#[test]
fn every_text_exists_in_nl_and_en() {
    let mut findings = Vec::new();
    let [nl, en] = LANGUAGES.map(|language| keys_of(language, &mut findings));
    for (here, there, other) in [(&nl, &en, "en"), (&en, &nl, "nl")] {
        for (key, place) in here.iter().filter(|(key, _)| !there.contains_key(*key)) {
            findings.push(format!("{place}: `{key}` is missing in {FOLDER}{other}/: add it there"));
        }
    }
    let uses = uses();
    for (key, place) in uses.asked.iter().filter(|(key, _)| !nl.contains_key(*key)) {
        findings.push(format!(
            "{place}: `{key}` is in no file of {FOLDER}nl/: add it there and in en/, or correct the key"
        ));
    }
    for (prefix, place) in uses.prefixes.iter().filter(|(prefix, _)| !nl.keys().any(|key| key.starts_with(*prefix))) {
        findings.push(format!("{place}: no key begins with `{prefix}`: remove the comment or add the texts"));
    }
    for (key, place) in nl.iter().filter(|(key, _)| !uses.covers(key)) {
        findings.push(format!(
            "{place}: `{key}` is used nowhere: remove it in both languages; if code puts the key together, say so there in a \
             comment: `{COMPOSED}beginning-*`"
        ));
    }
    none_of("Every text exists in Dutch and in English, and is used.", &findings);
}

#[test]
fn every_problem_of_a_program_is_said_in_words() {
    let problems = files::all().iter().find(|file| file.path == PROBLEMEN).map(|file| file.text.clone());
    let problems = problems.unwrap_or_default();
    let mut findings = Vec::new();
    for file in files::all().iter().filter(|file| VOOR_PROGRAMMAS.contains(&file.path.as_str())) {
        for (line, code) in error_codes(&file.text) {
            if !problems.contains(&format!("\"{code}\" =>")) {
                findings.push(format!("{}:{line}: say `{code}` in {PROBLEMEN}", file.path));
            }
        }
    }
    none_of("What is wrong is told to programs in words.", &findings);
}

fn keys_of(language: &str, findings: &mut Vec<String>) -> Keys {
    let folder = format!("{FOLDER}{language}/");
    let mut keys = Keys::new();
    for file in files::all().iter().filter(|file| file.is_in(&folder) && file.extension() == "ftl") {
        for (number, key) in defined(&file.text) {
            let place = format!("{}:{number}", file.path);
            if let Some(first) = keys.insert(key.to_owned(), place.clone()) {
                findings.push(format!("{place}: `{key}` is also defined at {first}: keep one"));
            }
        }
    }
    keys
}

/// The messages of a Fluent file; terms (`-naam`) are for other messages only, and stay out.
fn defined(text: &str) -> Vec<(usize, &str)> {
    text.lines()
        .enumerate()
        .filter_map(|(number, line)| Some((number + 1, line.split_once('=')?.0.trim_end())))
        .filter(|(_, key)| key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.chars().all(is_key_character))
        .collect()
}

fn is_key_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// What the code says about texts.
#[derive(Default)]
struct Uses {
    /// Keys in a call, with the place: these must exist.
    asked: BTreeMap<String, String>,
    /// Every text literal: a key among them counts as used.
    literals: BTreeSet<String>,
    /// The declared beginnings of keys that are put together, with the place.
    prefixes: BTreeMap<String, String>,
}

impl Uses {
    fn covers(&self, key: &str) -> bool {
        self.literals.contains(key) || self.prefixes.keys().any(|prefix| key.starts_with(prefix.as_str()))
    }

    fn add(&mut self, file: &File, literals: Vec<String>) {
        for (number, line) in file.text.lines().enumerate() {
            let place = format!("{}:{}", file.path, number + 1);
            for key in asked_in(line) {
                self.asked.entry(key.to_owned()).or_insert_with(|| place.clone());
                self.literals.insert(key.to_owned());
            }
            for prefix in composed_in(line) {
                self.prefixes.entry(prefix.to_owned()).or_insert_with(|| place.clone());
            }
        }
        let codes = error_codes(&file.text);
        for (line, code) in codes.into_iter().filter(|_| !VOOR_PROGRAMMAS.contains(&file.path.as_str())) {
            let place = format!("{}:{line}", file.path);
            self.asked.entry(format!("{ERROR_TEXT}{code}")).or_insert(place);
            self.literals.insert(format!("{ERROR_TEXT}{code}"));
        }
        self.literals.extend(literals);
    }
}

/// Templates and faces ask for texts; the rooms below may name a key (the reason of a refusal), which counts as a use.
fn uses() -> Uses {
    let mut uses = Uses::default();
    for file in files::all().iter().filter(|file| file.is_in("crates/") && !file.is_in("crates/huisregels/")) {
        let literals = match file.extension() {
            "rs" => rust_source::blank(&file.text).literals.into_iter().map(|literal| literal.text).collect(),
            "html" if file.is_in("crates/portalen/") => template_literals(&file.text),
            _ => continue,
        };
        uses.add(file, literals);
    }
    uses
}

/// The keys in calls on one line, comments left out. A text that ends in `-` is the beginning of a key that is put together.
fn asked_in(line: &str) -> Vec<&str> {
    if line.trim_start().starts_with("//") {
        return Vec::new();
    }
    CALLS
        .iter()
        .flat_map(|call| line.match_indices(call).map(move |(at, _)| &line[at + call.len()..]))
        .filter_map(|rest| rest.split_once('"'))
        .map(|(key, _)| key)
        .filter(|key| !key.is_empty() && key.chars().all(is_key_character))
        .collect()
}

/// The codes of the errors that a file makes, with their lines; a code that is a variable has its text where it gets its value.
fn error_codes(text: &str) -> Vec<(usize, &str)> {
    text.match_indices(ERROR)
        .filter(|(at, _)| !text[..*at].rsplit('\n').next().unwrap_or_default().trim_start().starts_with("//"))
        .filter_map(|(at, _)| {
            let (_, second) = text[at + ERROR.len()..].split_once(',')?;
            let (code, _) = second.trim_start().strip_prefix('"')?.split_once('"')?;
            Some((text[..at].matches('\n').count() + 1, code))
        })
        .collect()
}

/// The beginnings in a comment `texts: kanaal-* rol-*`.
fn composed_in(line: &str) -> Vec<&str> {
    let Some((before, after)) = line.split_once(COMPOSED) else { return Vec::new() };
    if !before.contains("//") && !before.contains("{#") {
        return Vec::new();
    }
    after.split([' ', ',']).filter_map(|word| word.strip_suffix('*')).filter(|prefix| !prefix.is_empty()).collect()
}

/// Text in quotes inside `{{ … }}` and `{% … %}`.
fn template_literals(text: &str) -> Vec<String> {
    let mut literals = Vec::new();
    for (open, close) in [("{{", "}}"), ("{%", "%}")] {
        for (at, _) in text.match_indices(open) {
            let code = text[at + 2..].split(close).next().unwrap_or_default();
            literals.extend(code.split('"').skip(1).step_by(2).map(ToOwned::to_owned));
        }
    }
    literals
}

#[test]
fn keys_are_found_where_they_are_defined_and_used() {
    let ftl = "# comment = no\nknop-opslaan = Sla op\n    .title = Sla op\n-naam = Loket\naantal = { $n ->\n    [one] een = x\n   *[other] veel\n}\n";
    assert_eq!(defined(ftl), [(2, "knop-opslaan"), (5, "aantal")]);
    assert_eq!(asked_in("<h1>{{ t.tekst(\"titel\") }} {{ t.tekst_met(\"aantal\", n) }}</h1>"), ["titel", "aantal"]);
    assert!(asked_in("/// t.tekst(\"voorbeeld\")").is_empty());
    assert_eq!(composed_in("    // texts: kanaal-*, rol-*"), ["kanaal-", "rol-"]);
    assert_eq!(composed_in("{# texts: fout-* #}"), ["fout-"]);
    let errors = "// FieldError::new(\"a\", \"b\")\nFieldError::new(\n    \"naam\",\n    \"te-lang\",\n)\nFieldError::new(veld, code)\n";
    assert_eq!(error_codes(errors), [(2, "te-lang")]);
    assert_eq!(template_literals("<p class=\"x\">{% if a == \"b\" %}{{ f(\"c\") }}</p>"), ["c", "b"]);
}
