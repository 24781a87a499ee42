//! Everything that is shipped may be shipped under the EUPL-1.2.

use serde_json::Value;

use crate::licence_expression::is_allowed;
use crate::{dependencies, files, none_of};

/// Licences whose works may be part of a work under the EUPL-1.2: permissive ones, and those in its own appendix that leave
/// our licence as it is (MPL, LGPL, the EUPL itself). The GPL and AGPL are in that appendix too, but would take Loket with them.
const ALLOWED: [&str; 26] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "EUPL-1.1",
    "EUPL-1.2",
    "ISC",
    "LGPL-2.1-only",
    "LGPL-2.1-or-later",
    "LGPL-3.0-only",
    "LGPL-3.0-or-later",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "PostgreSQL",
    "Python-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
    "bzip2-1.0.6",
];
/// Fonts have licences of their own; these may be bundled with any program.
const ALLOWED_FOR_FONTS: [&str; 3] = ["OFL-1.1", "Apache-2.0", "MIT"];
const FONT_FILES: [&str; 5] = ["woff", "woff2", "ttf", "otf", "eot"];
const WAY_OUT: &str =
    "use something else, or add the licence to this test with why it may be combined with the EUPL-1.2";

/// Crates, with those of build scripts and tests: simpler than knowing which of them end up in the binary.
#[test]
fn licences_of_crates_are_compatible() {
    let crates = dependencies::crates();
    assert!(crates.len() > 10, "cargo metadata names {} crates: this test does not see the dependencies", crates.len());
    let findings: Vec<String> = crates
        .iter()
        .filter(|dependency| !dependency.licence.as_deref().is_some_and(|licence| is_allowed(licence, &ALLOWED)))
        .map(|dependency| {
            let licence = dependency.licence.as_deref().unwrap_or("no licence");
            format!("crate {} {}: {licence}: {WAY_OUT}", dependency.name, dependency.version)
        })
        .collect();
    none_of("Every crate has a licence that may be combined with the EUPL-1.2.", &findings);
}

/// All npm packages, also those that npm calls `dev`: the CSS and fonts that the build copies into the binary are among them.
#[test]
fn licences_of_npm_packages_are_compatible() {
    let mut findings = Vec::new();
    for path in files::paths().iter().filter(|path| path.ends_with("package-lock.json")) {
        let text = files::read(path).unwrap_or_default();
        let lock: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path} is no JSON: {error}"));
        findings.extend(problems_in_lock(path, &lock));
    }
    none_of("Every npm package has a licence that may be combined with the EUPL-1.2.", &findings);
}

fn problems_in_lock(path: &str, lock: &Value) -> Vec<String> {
    let Some(packages) = lock["packages"].as_object() else {
        return vec![format!(
            "{path}: no `packages`: make it again with npm 9 or newer (`npm install --package-lock-only`)"
        )];
    };
    let mut findings = Vec::new();
    for (place, package) in packages.iter().filter(|(place, _)| !place.is_empty()) {
        if package["link"] == true {
            continue; // a folder of our own
        }
        let licence = package["license"].as_str().unwrap_or("no licence");
        let for_fonts = place.contains("@fontsource") && is_allowed(licence, &ALLOWED_FOR_FONTS);
        if !for_fonts && !is_allowed(licence, &ALLOWED) {
            findings.push(format!("{path}: {place}: {licence}: {WAY_OUT}"));
        }
    }
    findings
}

/// A font in the repository has its licence beside it, in the same folder or the one above.
#[test]
fn every_font_has_its_licence_beside_it() {
    let paths = files::paths();
    let findings: Vec<String> = paths
        .iter()
        .filter(|path| FONT_FILES.iter().any(|kind| path.ends_with(&format!(".{kind}"))))
        .filter(|font| !has_licence(font, &paths))
        .map(|font| {
            format!(
                "{font}: put its licence (OFL.txt or LICENSE) in the same folder, or take the font from an npm package"
            )
        })
        .collect();
    none_of("A font is shared with its licence.", &findings);
}

fn has_licence(font: &str, paths: &[String]) -> bool {
    let folder = font.rsplit_once('/').map_or("", |(folder, _)| folder);
    let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
    paths.iter().any(|path| {
        let (place, name) = path.rsplit_once('/').unwrap_or(("", path));
        !place.is_empty()
            && (place == folder || place == above)
            && (name.starts_with("OFL") || name.starts_with("LICEN"))
    })
}

/// The program's own licence: the text, the name in Cargo.toml and in publiccode.yml agree.
#[test]
fn our_own_licence_is_the_eupl() {
    let text = files::read("LICENSE").unwrap_or_default();
    assert!(text.starts_with("EUROPEAN UNION PUBLIC LICENCE v. 1.2"), "LICENSE must be the EUPL-1.2, word for word");
    let manifest: toml::Table = files::read("Cargo.toml")
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(|| panic!("Cargo.toml is missing or no TOML"));
    assert_eq!(manifest["workspace"]["package"]["license"].as_str(), Some("EUPL-1.2"), "license in Cargo.toml");
    let publiccode = files::read("publiccode.yml").unwrap_or_default();
    assert!(publiccode.contains("license: EUPL-1.2"), "publiccode.yml must say `license: EUPL-1.2` under `legal`");
}

#[test]
fn a_package_that_only_builds_counts_too() {
    let lock = serde_json::json!({ "packages": {
        "": {},
        "node_modules/builds": { "dev": true, "license": "GPL-3.0-only" },
        "node_modules/ships": { "license": "MIT" },
        "node_modules/@fontsource/x": { "dev": true, "license": "OFL-1.1" },
        "node_modules/no-font": { "license": "OFL-1.1" },
    }});
    let findings = problems_in_lock("web/package-lock.json", &lock);
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert!(findings[0].starts_with("web/package-lock.json: node_modules/builds: GPL-3.0-only"));
    assert!(findings[1].starts_with("web/package-lock.json: node_modules/no-font: OFL-1.1"));
}
