//! What may not stand in a source file: a clock of its own, SQL in a face, and traces of somebody's machine.

use crate::files::{self, File};
use crate::{none_of, rust_source};

/// Ways to read the system's clock that clippy does not stop: in the text of a query, or through another crate.
const CLOCKS_IN_SQL: [&str; 6] =
    ["current_date", "current_time", "now()", "clock_timestamp(", "datetime('now", "unixepoch("];
const CLOCKS_IN_RUST: [&str; 6] =
    ["SystemTime::now", "Timestamp::now", "Zoned::now", "Utc::now", "Local::now", "OffsetDateTime::now"];
/// The one place that reads the clock and makes ids, besides the command line that hands them out.
const MAY_READ_THE_CLOCK: [&str; 3] = ["crates/kern/src/clock", "crates/kern/src/ids", "crates/huisregels/"];

/// clippy's `disallowed-methods` stops the calls; this stops what it cannot see, and the exceptions to it.
#[test]
fn no_system_clock() {
    let mut findings = Vec::new();
    for file in files::rust().iter().filter(|file| !MAY_READ_THE_CLOCK.iter().any(|place| file.is_in(place))) {
        clocks_in(file, &mut findings);
    }
    none_of("Only kern's clock reads the time: demo, tests and reports run at any date.", &findings);
}

fn clocks_in(file: &File, findings: &mut Vec<String>) {
    let blanked = rust_source::blank(&file.text);
    for literal in &blanked.literals {
        let text = literal.text.to_lowercase();
        for clock in CLOCKS_IN_SQL.iter().filter(|clock| text.contains(*clock)) {
            findings.push(format!(
                "{}:{}: `{clock}` in a query: bind the time of the injected clock",
                file.path, literal.line
            ));
        }
    }
    for (number, line) in blanked.code.lines().enumerate() {
        for clock in CLOCKS_IN_RUST.iter().filter(|clock| line.contains(*clock)) {
            findings.push(format!(
                "{}:{}: `{clock}`: take the time from the clock that is passed in",
                file.path,
                number + 1
            ));
        }
        if line.contains("disallowed_methods") {
            findings.push(format!(
                "{}:{}: an exception to clippy's disallowed-methods: only kern's clock and ids have one",
                file.path,
                number + 1
            ));
        }
    }
}

/// A face parses, calls the domain once and renders.
#[test]
fn no_sql_in_portalen() {
    let mut findings = Vec::new();
    for file in files::all().iter().filter(|file| file.is_in("crates/portalen/")) {
        let code = match (file.extension(), file.path.as_str()) {
            ("rs", _) => rust_source::blank(&file.text).code,
            (_, "crates/portalen/Cargo.toml") => file.text.clone(),
            _ => continue,
        };
        for (number, line) in code.lines().enumerate() {
            for word in ["sea_query", "sea-query", "sqlx", "rusqlite"].iter().filter(|word| line.contains(*word)) {
                findings.push(format!(
                    "{}:{}: `{word}`: move the query to the room it reads from (registers or dienstverlening) and call that",
                    file.path,
                    number + 1
                ));
            }
        }
    }
    none_of("A face holds no SQL.", &findings);
}

/// Nothing is chosen because it comes first: no decision, result, person or place. Where the first is taken, a comment says why
/// that is no choice.
#[test]
fn the_first_is_taken_for_a_reason() {
    let mut findings = Vec::new();
    let rooms = ["crates/dienstverlening/src/", "crates/portalen/src/"];
    let product = |file: &&File| rooms.iter().any(|room| file.is_in(room)) && !file.path.contains("tests");
    for file in files::rust().iter().filter(product) {
        let lines: Vec<&str> = file.text.lines().collect();
        for (number, line) in rust_source::blank(&file.text).code.lines().enumerate() {
            let said = |line: &&str| line.trim_start().starts_with("// First: ");
            let above = lines[number.saturating_sub(3)..number].iter().any(said);
            if line.contains(".first()") && !above {
                findings.push(format!(
                    "{}:{}: `.first()`: ask which one, match the only one (`[only]`), or say above it why it is no choice: `// First: …`",
                    file.path,
                    number + 1
                ));
            }
        }
    }
    none_of("Nothing is chosen because it comes first.", &findings);
}

/// A clone must work, and read well, on any machine.
#[test]
fn no_machine_paths() {
    let mut findings = Vec::new();
    for file in files::all() {
        for (number, line) in file.text.lines().enumerate() {
            for problem in machine_paths(line) {
                findings.push(format!("{}:{}: {problem}", file.path, number + 1));
            }
        }
        if file.path.ends_with("package-lock.json") && file.text.contains("\"resolved\": \"http") {
            findings.push(format!(
                "{}: download addresses: make it again with `npm install --package-lock-only --omit-lockfile-registry-resolved`",
                file.path
            ));
        }
        if file.path == "Cargo.lock" {
            for line in file.text.lines().filter(|line| line.starts_with("source = ") && !line.contains(CRATES_IO)) {
                findings.push(format!(
                    "{}: {line}: only crates of the public registry, so that everybody can build",
                    file.path
                ));
            }
        }
    }
    none_of("No traces of one machine or one registry in the project.", &findings);
}

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
/// Folders of one machine. Written in two halves, so that this file does not find itself.
const FOLDERS: [&str; 4] =
    [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];
const HOSTS: [&str; 8] = [
    concat!("registry.", "npmjs.org"),
    concat!("registry.", "yarnpkg.com"),
    concat!("static.", "crates.io"),
    concat!("index.", "crates.io"),
    concat!("pypi.", "org"),
    concat!("files.", "pythonhosted.org"),
    concat!("deb.", "debian.org"),
    concat!("proxy.", "golang.org"),
];

fn machine_paths(line: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for folder in FOLDERS {
        let absolute = line.match_indices(folder).any(|(at, _)| {
            let before = line[..at].chars().next_back().unwrap_or(' ');
            let after = line[at + folder.len()..].chars().next().unwrap_or(' ');
            !before.is_alphanumeric() && !"._-})~$*".contains(before) && after.is_alphanumeric()
        });
        if absolute {
            problems.push(format!("a folder of one machine (`{folder}…`): write it from the root of the project"));
        }
    }
    for host in HOSTS.iter().filter(|host| line.contains(*host)) {
        problems.push(format!("the registry host `{host}`: leave it to the client's own settings"));
    }
    problems
}

#[test]
fn a_path_counts_only_when_it_is_absolute() {
    for bad in
        [concat!("cd /wo", "rk/main"), concat!("\"/ho", "me/eva/loket\""), concat!("https://registry.", "npmjs.org/x")]
    {
        assert_eq!(machine_paths(bad).len(), 1, "{bad}");
    }
    for good in [concat!("../wo", "rk/main"), concat!("docs/wo", "rk/plan"), "crates/home/src", "a /workplace/ b"] {
        assert!(machine_paths(good).is_empty(), "{good}");
    }
}

#[test]
fn a_clock_in_a_query_is_found_and_in_a_comment_not() {
    let file = |text: &str| File { path: "a.rs".to_owned(), text: text.to_owned() };
    let mut findings = Vec::new();
    clocks_in(&file("// SystemTime::now is not for us\nlet q = \"select 1 where d < now()\";"), &mut findings);
    assert_eq!(findings, ["a.rs:2: `now()` in a query: bind the time of the injected clock"]);
}
