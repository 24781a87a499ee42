//! The rules of the house about its own code. Each test names every place that breaks its rule and says what to do there.
//!
//! They look at the files that git knows (tracked, or new and not ignored), so a rule counts from the moment a file is made.
//! A new rule: a function here, with one test below that shows it can fail. Prefer a lint or a type where one can say it.

mod dependencies;
mod docs;
mod files;
mod gebeurtenissen;
mod licence_expression;
mod licences;
mod rust_source;
mod size;
mod sources;
mod texts;

/// Fails with every finding on a line of its own, after one line that says what the rule is for.
fn none_of(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "\n{rule}\n  - {}\n({} found)\n", findings.join("\n  - "), findings.len());
}
