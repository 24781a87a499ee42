//! Reads a folder from the disk: the one place of this room that does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::boek::{Boek, Fout, Plek};
use super::teksten::{self, Melding};

/// What is in a folder: for each file its path within the folder (with `/`) and its bytes.
pub type Bestanden = BTreeMap<String, Vec<u8>>;

const FILE_BYTES_MAX: u64 = 512 * 1024;
const FILES_MAX: usize = 20_000;
const TOTAL_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// The folders within the folder.
const MAPPEN: [&str; 6] = ["berichten", "formulieren", "normen", "producten", "vragensets", "zaaktypen"];

/// Reads the files of an organisation's folder. Names that begin with a full stop are left alone; a link that leads out of the
/// folder, and more or larger files than an organisation can have, are refused.
///
/// # Errors
/// Everything that could not be read.
pub fn lees_map(map: &Path) -> Result<Bestanden, Vec<Fout>> {
    let boek = Boek::default();
    let mut reader = Reader { boek: &boek, root: map, files: Bestanden::new(), bytes: 0, full: false };
    match fs::canonicalize(map) {
        Ok(root) => {
            reader.root = &root;
            reader.folder(&root, "");
            let files = reader.files;
            let fouten = boek.sluit();
            return if fouten.is_empty() { Ok(files) } else { Err(fouten) };
        }
        Err(error) => reader.fout(&map.display().to_string(), teksten::map_onleesbaar(&error)),
    }
    Err(boek.sluit())
}

struct Reader<'a> {
    boek: &'a Boek,
    root: &'a Path,
    files: Bestanden,
    bytes: u64,
    full: bool,
}

impl Reader<'_> {
    fn fout(&self, name: &str, melding: Melding) {
        self.boek.fout(Plek { bestand: name.to_owned(), regel: None }, melding);
    }

    /// Reads a folder; `under` is its path within the organisation's folder, with a slash at its end or empty.
    fn folder(&mut self, folder: &Path, under: &str) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let name = if under.is_empty() { self.root.display().to_string() } else { under.to_owned() };
                return self.fout(&name, teksten::map_onleesbaar(&error));
            }
        };
        for entry in entries {
            if self.full {
                return;
            }
            match entry {
                Ok(entry) => self.entry(&entry, under),
                Err(error) => self.fout(under, teksten::map_onleesbaar(&error)),
            }
        }
    }

    fn entry(&mut self, entry: &fs::DirEntry, under: &str) {
        let Ok(name) = entry.file_name().into_string() else {
            let shown = format!("{under}{}", entry.file_name().display());
            return self.fout(&shown, teksten::naam_onleesbaar());
        };
        if name.starts_with('.') {
            return;
        }
        let shown = format!("{under}{name}");
        // The real path: a link may point elsewhere in the folder, as in a volume that is mounted.
        let found = fs::canonicalize(entry.path()).and_then(|path| Ok((fs::metadata(&path)?, path)));
        let (metadata, path) = match found {
            Ok(found) => found,
            Err(error) => return self.fout(&shown, teksten::map_onleesbaar(&error)),
        };
        if !path.starts_with(self.root) {
            return self.fout(&shown, teksten::wijst_naar_buiten());
        }
        if metadata.is_dir() && under.is_empty() && MAPPEN.contains(&name.as_str()) {
            return self.folder(&path, &format!("{name}/"));
        }
        if !metadata.is_file() {
            return self.fout(&shown, teksten::bestand_onbekend());
        }
        if metadata.len() > FILE_BYTES_MAX {
            return self.fout(&shown, teksten::bestand_te_groot(FILE_BYTES_MAX / 1024));
        }
        self.bytes += metadata.len();
        if self.files.len() >= FILES_MAX || self.bytes > TOTAL_BYTES_MAX {
            self.full = true;
            return self.fout(&shown, teksten::te_veel(FILES_MAX, TOTAL_BYTES_MAX / 1024 / 1024));
        }
        match fs::read(&path) {
            Ok(bytes) => drop(self.files.insert(shown, bytes)),
            Err(error) => self.fout(&shown, teksten::map_onleesbaar(&error)),
        }
    }
}
