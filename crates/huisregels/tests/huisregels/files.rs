//! The files of the project, as git lists them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A file of the project: its path from the root with `/`, and its text.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// Whether the file lies in the folder, given with its last `/`.
    pub(crate) fn is_in(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    /// The part after the last dot, or nothing.
    pub(crate) fn extension(&self) -> &str {
        Path::new(&self.path).extension().and_then(|extension| extension.to_str()).unwrap_or("")
    }
}

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The paths of all files that are tracked, or new and not ignored. A file that was removed but not yet committed is left out.
pub(crate) fn paths() -> Vec<String> {
    let answer = output(Command::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]));
    let mut paths: Vec<String> = answer
        .split('\0')
        .filter(|path| !path.is_empty() && root().join(path).is_file())
        .map(ToOwned::to_owned)
        .collect();
    paths.sort();
    paths.dedup();
    assert!(paths.len() > 20, "git ls-files found {} files: these tests need a git clone", paths.len());
    paths
}

/// All text files; what is not UTF-8 (pictures, fonts) is left out.
pub(crate) fn all() -> Vec<File> {
    paths().into_iter().filter_map(|path| read(&path).map(|text| File { path, text })).collect()
}

/// The Rust files of the crates.
pub(crate) fn rust() -> Vec<File> {
    all().into_iter().filter(|file| file.extension() == "rs").collect()
}

/// The text of one file; nothing when it is missing or is not text.
pub(crate) fn read(path: &str) -> Option<String> {
    std::fs::read_to_string(root().join(path)).ok()
}

/// What a program prints, run in the root; a program that fails ends the test with what it said.
pub(crate) fn output(command: &mut Command) -> String {
    let answer =
        command.current_dir(root()).output().unwrap_or_else(|error| panic!("{command:?} did not start: {error}"));
    assert!(answer.status.success(), "{command:?} failed: {}", String::from_utf8_lossy(&answer.stderr));
    String::from_utf8_lossy(&answer.stdout).into_owned()
}
