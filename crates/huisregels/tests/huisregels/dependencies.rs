//! Which crate may know which: arrows point down only.

use std::process::Command;

use serde_json::Value;

use crate::{files, none_of};

/// The floors of the house, from the roof down; crates on one floor do not know each other. The picture: docs/architecture.md.
const FLOORS: [&[&str]; 7] = [
    &["loket"],
    &["portalen", "koppelingen"],
    &["dienstverlening"],
    &["registers", "servicenormen"],
    &["rest", "drukwerk"],
    &["kern"],
    &["termijnen", "zoeken", "klare-taal", "bediening", "bestanden"],
];
/// Crates that only look at the others from outside.
const OUTSIDE: [&str; 1] = ["huisregels"];

/// A dependency that is compiled here: a crate with its licence.
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) licence: Option<String>,
}

/// What cargo knows, for this machine's platform: the crates of other platforms need not be downloaded for it.
fn metadata() -> Value {
    let version = files::output(Command::new("rustc").arg("-vV"));
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap_or_else(|| panic!("rustc -vV names no host"));
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let answer = files::output(Command::new(cargo).args(["metadata", "--format-version=1", "--filter-platform", host]));
    serde_json::from_str(&answer).unwrap_or_else(|error| panic!("cargo metadata is no JSON: {error}"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// All crates that are compiled for this program and its tests, our own left out.
pub(crate) fn crates() -> Vec<Crate> {
    let metadata = metadata();
    let used: Vec<&str> = list(&metadata["resolve"], "nodes").iter().map(|node| text(node, "id")).collect();
    list(&metadata, "packages")
        .iter()
        .filter(|package| used.contains(&text(package, "id")) && !package["source"].is_null())
        .map(|package| Crate {
            name: text(package, "name").to_owned(),
            version: text(package, "version").to_owned(),
            licence: package["license"].as_str().map(ToOwned::to_owned),
        })
        .collect()
}

/// Counted from the roof; nothing for a crate that has no place yet.
fn floor(name: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&name))
}

/// Test dependencies count too: a crate that needs the one above it to be tested is in the wrong place.
#[test]
fn arrows_point_down() {
    let metadata = metadata();
    let mut findings = Vec::new();
    for package in list(&metadata, "packages").iter().filter(|package| package["source"].is_null()) {
        let name = text(package, "name");
        if OUTSIDE.contains(&name) {
            continue;
        }
        if floor(name).is_none() {
            findings.push(format!(
                "crates/{name} has no floor: give it one in FLOORS (this test) and in docs/architecture.md"
            ));
        }
        for dependency in list(package, "dependencies").iter().filter(|dependency| dependency["path"].is_string()) {
            let other = text(dependency, "name");
            if let Some(problem) = upward(name, other) {
                findings.push(problem);
            }
        }
    }
    none_of(
        "Arrows point down: (portalen, koppelingen) → dienstverlening → registers → rest → kern → (termijnen, zoeken).",
        &findings,
    );
}

fn upward(name: &str, other: &str) -> Option<String> {
    // A crate may name itself among its test dependencies, to switch a feature on there.
    if name == other {
        return None;
    }
    let down = match (floor(name), floor(other)) {
        (Some(from), Some(to)) => from < to,
        (None, _) => return None,
        (_, None) => false,
    };
    (!down).then(|| {
        format!("crates/{name}/Cargo.toml: {name} may not depend on {other}: move what both need to a floor below, or pass it in")
    })
}

#[test]
fn an_arrow_up_or_sideways_is_found() {
    assert!(upward("kern", "registers").is_some());
    assert!(upward("termijnen", "zoeken").is_some());
    assert!(upward("portalen", "huisregels").is_some());
    assert!(upward("portalen", "kern").is_none());
    assert!(upward("kern", "kern").is_none());
}
