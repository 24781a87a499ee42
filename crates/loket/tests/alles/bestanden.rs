//! No file without a row for longer than the term, no row without its file: the real program, killed while files come in.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bediening::Sessie;
use bestanden::Opslag;
use dienstverlening::bestanden::{BEKIJKEN_NA_S, onbekend};
use dienstverlening::formulieren::Upload;
use dienstverlening::formulieren::concept::{BEWAARD_S, opruimen};
use kern::{Database, Moment, Reads, on_both_engines};
use loket::vegen::vegen;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sea_query::Query;
use uuid::Uuid;

use crate::duurzaam::Huis;

const KILLS: usize = 12;
const FORM: &str = "/aanvragen/melding-openbare-ruimte";
const PHOTO_BYTES: usize = 6_000_000;

/// What lies in the folder of kept files, by name: whole ones are called by their key, others by their key and `#1`.
fn on_disk(map: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut todo: Vec<PathBuf> = vec![map.join("bestanden").join("bewaard")];
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true => todo.push(entry.path()),
                false => found.push(entry.file_name().into_string().unwrap()),
            }
        }
    }
    found
}

fn key(name: &str) -> Uuid {
    name.split('#').next().unwrap().parse().unwrap()
}

async fn drafts(db: &Database) -> Vec<Upload> {
    let query = Query::select().column("uploads").from("aanvraag_concepten").to_owned();
    let rows = db.rows(&query).await.unwrap();
    rows.iter().flat_map(|row| serde_json::from_value::<Vec<Upload>>(row.get("uploads").unwrap()).unwrap()).collect()
}

/// Begins a form and sends photos with it, one, then two, until the program is gone.
fn upload_until_cut(adres: std::net::SocketAddr) -> Option<()> {
    let photo =
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0".as_slice(), &vec![7; PHOTO_BYTES]].concat();
    let mut visitor = Sessie::new(adres);
    loop {
        visitor.get(FORM).ok()?;
        let begun = visitor.post(FORM, &[]).ok()?;
        let step = begun.location()?.rsplit_once('/')?.0.to_owned() + "/plek";
        for count in 1..=2 {
            let files = vec![("foto", "plek.png", photo.as_slice()); count];
            visitor.post_bestanden(&step, &[("doe", "toevoegen")], &files).ok()?;
        }
    }
}

on_both_engines! {
    async fn killed_while_files_come_in_nothing_is_without_its_row_or_its_file(engine) {
        let huis = Huis::nieuw(engine).await;
        let mut chance = StdRng::seed_from_u64(20_261_129);
        let (mut halves, mut most, mut kills) = (0, 0, 0);
        // On a slow machine little comes in before the end: then later, and more often.
        while kills < KILLS || (most <= KILLS && kills < 6 * KILLS) {
            let slower = u64::try_from(1 + kills / KILLS).unwrap();
            kills += 1;
            let program = huis.start();
            std::thread::scope(|scope| {
                for _ in 0..3 {
                    scope.spawn(|| upload_until_cut(huis.adres));
                }
                std::thread::sleep(Duration::from_millis(slower * chance.random_range(50..900)));
                program.kill().unwrap();
            });
            let db = Database::connect(&huis.database).await.unwrap();
            let names = on_disk(&huis.map);
            halves += names.iter().filter(|name| name.contains('#')).count();
            most = most.max(names.len());
            let keys: Vec<Uuid> = names.iter().map(|name| key(name)).collect();
            assert_eq!(onbekend(&db, &keys).await.unwrap(), Vec::<Uuid>::new(), "a file that no row knows of");
            let whole: HashSet<&str> = names.iter().map(String::as_str).collect();
            for upload in drafts(&db).await {
                assert!(whole.contains(upload.sleutel.to_string().as_str()), "a row without its file");
            }
            db.close().await;
        }
        assert!(most > KILLS, "too little came in to prove anything: {most} files, {halves} of them cut off");
        let db = Database::connect(&huis.database).await.unwrap();
        let opslag = Opslag::map(&huis.map.join("bestanden")).unwrap();
        let now: Moment = "2026-11-23T12:00:00Z".parse().unwrap();
        assert_eq!(vegen(&db, &opslag, now).await.unwrap(), 0, "nothing is a day old");
        let later = now.plus_seconds(BEKIJKEN_NA_S);
        vegen(&db, &opslag, later).await.unwrap();
        let mut kept: Vec<String> = drafts(&db).await.iter().map(|upload| upload.sleutel.to_string()).collect();
        let mut left = on_disk(&huis.map);
        kept.sort();
        left.sort();
        assert!(!kept.is_empty());
        assert_eq!(left, kept, "what a draft has is left, and nothing else");
        let later = later.plus_seconds(BEWAARD_S);
        opruimen(&db, later).await.unwrap();
        vegen(&db, &opslag, later.plus_seconds(BEKIJKEN_NA_S)).await.unwrap();
        assert_eq!(on_disk(&huis.map), Vec::<String>::new());
        assert_eq!(kern::testhulp::count(&db, "bestanden_onderweg").await, 0);
        db.close().await;
    }
}
