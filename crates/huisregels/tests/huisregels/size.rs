//! Small files and short functions: change stays in one place, and a reader keeps the overview.

use crate::{files, none_of, rust_source};

const FILE_LINES_MAX: usize = 500;
const FUNCTION_LINES_MAX: usize = 70;
const REASON: &str = "Long because:";
/// A reason stands where everybody sees it: in the first lines.
const REASON_WITHIN_LINES: usize = 12;
const KINDS: [&str; 8] = ["rs", "ts", "js", "mjs", "css", "html", "sh", "py"];

/// Lengths of source files; a reason in the head makes it a choice.
#[test]
fn long_files_give_a_reason() {
    let findings: Vec<String> = files::all()
        .iter()
        .filter(|file| KINDS.contains(&file.extension()))
        .filter_map(|file| too_long(&file.path, &file.text))
        .collect();
    none_of("A file stays under 500 lines, so that it can be read in one go.", &findings);
}

fn too_long(path: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    let has_reason = text.lines().take(REASON_WITHIN_LINES).any(|line| line.contains(REASON));
    (lines > FILE_LINES_MAX && !has_reason).then(|| {
        format!(
            "{path} has {lines} lines: split it (it may become a folder of the same name), or write why not at the top, \
             as `//! {REASON} …` (a comment in other languages)"
        )
    })
}

/// Lengths of functions, tests included.
#[test]
fn functions_stay_short() {
    let mut findings = Vec::new();
    for file in files::rust() {
        for function in rust_source::functions(&file.text) {
            if function.lines > FUNCTION_LINES_MAX {
                findings.push(format!(
                    "{}:{}: `{}` has {} lines: give a part of it a name and move it out",
                    file.path, function.line, function.name, function.lines
                ));
            }
        }
    }
    none_of("A function fits on a screen: 70 lines at most.", &findings);
}

#[test]
fn the_reason_must_stand_at_the_top() {
    let long = "let x = 1;\n".repeat(501);
    assert!(too_long("a.rs", &long).is_some_and(|finding| finding.starts_with("a.rs has 501 lines")));
    assert!(too_long("a.rs", &format!("//! Long because: one table.\n{long}")).is_none());
    assert!(too_long("a.rs", &format!("{long}//! Long because: one table.\n")).is_some());
}
