//! Reading from the disk.

use std::fs;
use std::path::PathBuf;

use super::mappen::{goed, klein, lijst};
use crate::inrichten::lees_map;

/// A folder that goes when the test is over.
struct Map(PathBuf);

impl Map {
    fn new(naam: &str) -> Self {
        let map = std::env::temp_dir().join(format!("loket-inrichten-{}-{naam}", std::process::id()));
        for (bestand, bytes) in klein("klein") {
            let pad = map.join(bestand);
            fs::create_dir_all(pad.parent().unwrap()).unwrap();
            fs::write(pad, bytes).unwrap();
        }
        Self(map)
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_on_the_disk_is_read_with_the_names_it_has() {
    let map = Map::new("goed");
    fs::write(map.0.join(".verborgen"), "x").unwrap();
    assert_eq!(lees_map(&map.0).unwrap(), klein("klein"));
    goed(&lees_map(&map.0).unwrap());
}

#[test]
fn what_does_not_belong_in_it_is_refused_by_name() {
    let map = Map::new("fout");
    fs::create_dir(map.0.join("archief")).unwrap();
    fs::write(map.0.join("producten/groot.md"), vec![b'x'; 600 * 1024]).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", map.0.join("producten/buiten.md")).unwrap();
    std::os::unix::fs::symlink(map.0.join("producten/sleutel.md"), map.0.join("producten/binnen.md")).unwrap();
    insta::assert_snapshot!(lijst(&lees_map(&map.0).unwrap_err()), @r"
    archief: dit bestand hoort hier niet; haal het weg; toegestaan zijn organisatie.toml, teams.toml, medewerkers.toml, contact.toml, zoeken.toml, vragensets/CODE.toml, formulieren/CODE.toml, berichten/CODE.toml, zaaktypen/CODE.toml, normen/CODE.toml, producten/CODE.md en README.md
    producten/buiten.md: dit is een verwijzing naar iets buiten de map; zet het bestand zelf in de map
    producten/groot.md: het bestand is te groot; houd het op ten hoogste 512 KiB
    ");
}

#[test]
fn a_folder_that_is_not_there_is_said_so() {
    let gone = PathBuf::from("/niet/hier");
    insta::assert_snapshot!(lijst(&lees_map(&gone).unwrap_err()), @"/niet/hier: dit bestaat niet; kijk de naam van de map na");
}
