//! Documents that name a file name one that exists.

use crate::{files, none_of};

/// Folders of the project: a word in code marks that begins with one of these is taken for a path.
const FOLDERS: [&str; 8] = ["crates/", "docs/", "web/", "scripts/", "tests/", "organisaties/", ".ci/", ".config/"];

/// README.md and its neighbours, and everything in docs/.
#[test]
fn public_docs_name_existing_files() {
    let mut findings = Vec::new();
    for file in
        files::all().iter().filter(|file| file.extension() == "md" && (file.is_in("docs/") || !file.path.contains('/')))
    {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, line) in prose(&file.text) {
            let links = links(line).into_iter().map(|target| (target, join(folder, target)));
            let paths = paths_in_code_marks(line).into_iter().map(|path| (path, path.to_owned()));
            for (name, path) in links.chain(paths) {
                if !files::root().join(&path).exists() {
                    findings.push(format!("{}:{number}: `{name}` does not exist: correct it or make it", file.path));
                }
            }
        }
    }
    none_of("A document names only files that exist.", &findings);
}

/// The lines outside blocks of code, numbered from one.
fn prose(text: &str) -> Vec<(usize, &str)> {
    let mut in_code = false;
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if !in_code {
            lines.push((number + 1, line));
        }
    }
    lines
}

/// The targets of `[text](target)` that are files here, without what follows `#`.
fn links(line: &str) -> Vec<&str> {
    line.match_indices("](")
        .filter_map(|(at, _)| line[at + 2..].split([')', ' ']).next())
        .filter(|target| !target.contains(':') && !target.starts_with(['#', '/']))
        .filter_map(|target| target.split('#').next())
        .filter(|target| !target.is_empty())
        .collect()
}

/// Words in code marks that are a path from the root; patterns and placeholders (`*`, `<`, `…`, capitals for a name) are left alone.
fn paths_in_code_marks(line: &str) -> Vec<&str> {
    line.split('`')
        .skip(1)
        .step_by(2)
        .filter(|code| FOLDERS.iter().any(|folder| code.starts_with(folder)))
        .filter_map(|code| code.split([' ', ':', '#']).next())
        .filter(|path| !path.contains(['*', '<', '{', '…', '$', ',']) && !path.contains("..."))
        .filter(|path| !is_made(path) && !has_placeholder(path))
        .collect()
}

/// What a build makes is not in a fresh clone.
fn is_made(path: &str) -> bool {
    ["web/dist", "web/node_modules", "tests/browser/node_modules", "tests/browser/schermen"]
        .iter()
        .any(|made| path.starts_with(made))
}

/// `producten/CODE.md`: a part of three capitals or more, other than the well-known README and its like.
fn has_placeholder(path: &str) -> bool {
    path.split(['/', '.'])
        .any(|part| part.len() > 2 && part != "README" && part.chars().all(|c| c.is_ascii_uppercase()))
}

/// A link from a document in `folder`, as a path from the root.
fn join(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn links_and_paths_are_read_as_a_person_does() {
    let line = "See [a](../README.md#top), [b](https://example.nl/x), ![c](beeld.png \"c\") and `crates/kern/src/lib.rs:12`, `web/*.css`.";
    assert_eq!(links(line), ["../README.md", "beeld.png"]);
    assert_eq!(paths_in_code_marks(line), ["crates/kern/src/lib.rs"]);
    assert_eq!(paths_in_code_marks("`organisaties/CODE/teams.toml` and `docs/README.md`"), ["docs/README.md"]);
    assert_eq!(join("docs/handleiding", "../glossary.md"), "docs/glossary.md");
    assert_eq!(prose("a\n```\nb\n```\nc"), [(1, "a"), (5, "c")]);
}
