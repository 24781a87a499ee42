//! Backup and restore: from each engine to each, and nothing of a damaged file.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use kern::database::Engine;
use kern::testhulp::{Bench, bench, count};
use kern::{journaal, on_both_engines};
use loket::demo::{self, Schets};
use loket::{Voortgang, backup, controle};

async fn empty(engine: Engine) -> Bench {
    bench(engine, &loket::migraties()).await
}

/// A database with something in every table that the demo fills.
async fn filled(engine: Engine) -> Bench {
    let bench = empty(engine).await;
    let schets = Schets { contacten: 120, personen: 20, ..Schets::new(3, bench.clock.now(), 0.01) };
    demo::vul(&bench.db, &demo::elsdrecht(), &schets, &Voortgang::silent()).await.unwrap();
    bench
}

struct Weg(PathBuf);

impl Drop for Weg {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

async fn write(bench: &Bench, naam: &str) -> Weg {
    let pad = std::env::temp_dir().join(format!("loket-backup-{naam}-{}.gz", std::process::id()));
    let _ = fs::remove_file(&pad);
    backup::schrijf(&bench.db, &bench.clock, &pad, &Voortgang::silent()).await.unwrap();
    Weg(pad)
}

fn text(pad: &Path) -> String {
    let mut text = String::new();
    GzDecoder::new(fs::File::open(pad).unwrap()).read_to_string(&mut text).unwrap();
    text
}

fn put(pad: &Path, text: &str) {
    let mut out = GzEncoder::new(fs::File::create(pad).unwrap(), flate2::Compression::fast());
    out.write_all(text.as_bytes()).unwrap();
    out.finish().unwrap();
}

async fn there_and_back(from: Engine, to: Engine) {
    let old = filled(from).await;
    let made = write(&old, &format!("{from}-{to}")).await;
    assert_eq!(fs::metadata(&made.0).unwrap().permissions().mode() & 0o777, 0o600);
    let new = empty(to).await;
    let kop = backup::herstel(&new.db, &made.0, &Voortgang::silent()).await.unwrap();
    assert!(kop.rijen() > 1_000, "{}", kop.rijen());
    assert_eq!(journaal::last_number(&new.db).await.unwrap(), journaal::last_number(&old.db).await.unwrap());
    let found = controle::database(&new.db, new.clock.now()).await.unwrap();
    assert!(!found.iter().any(controle::Bevinding::is_mis), "{found:?}");
    // The restored database gives the same file.
    let again = write(&new, &format!("{from}-{to}-opnieuw")).await;
    let (again, made) = (text(&again.0), text(&made.0));
    let differs = again.lines().zip(made.lines()).find(|(again, made)| again != made);
    assert_eq!(differs, None);
    assert_eq!(again.len(), made.len());
}

on_both_engines! {
    async fn what_was_kept_comes_back(engine) {
        there_and_back(engine, engine).await;
    }

    async fn it_is_the_way_to_the_other_engine(engine) {
        let other = if engine == Engine::Sqlite { Engine::Postgres } else { Engine::Sqlite };
        there_and_back(engine, other).await;
    }

    async fn a_damaged_file_is_refused_before_anything_is_written(engine) {
        let made = write(&filled(Engine::Sqlite).await, &format!("heel-{engine}")).await;
        let whole = fs::read(&made.0).unwrap();
        let lines = text(&made.0);
        let db = empty(engine).await;
        let bad = Weg(made.0.with_extension("kapot"));
        let refused = async |how: &str| {
            let fout = backup::herstel(&db.db, &bad.0, &Voortgang::silent()).await.unwrap_err();
            assert!(fout.wat.contains("er is niets hersteld") && !fout.doe.is_empty(), "{how}: {fout}");
            assert_eq!(count(&db.db, "organisaties").await, 0, "{how}");
        };
        for length in [0, 1, 20, whole.len() / 3, whole.len() - 9, whole.len() - 1] {
            fs::write(&bad.0, &whole[..length]).unwrap();
            refused(&format!("cut off after {length}")).await;
        }
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        fs::write(&bad.0, &flipped).unwrap();
        refused("a bit flipped").await;
        put(&bad.0, &lines.replacen("Elsdrecht", "Elsdrechd", 1));
        refused("a word changed").await;
        let without_row: Vec<&str> = lines.lines().enumerate().filter(|(n, _)| *n != 40).map(|(_, line)| line).collect();
        put(&bad.0, &(without_row.join("\n") + "\n"));
        refused("a row taken out").await;
        fs::write(&bad.0, [whole.as_slice(), b"meer"].concat()).unwrap();
        refused("something added").await;
        fs::write(&bad.0, "geen gzip").unwrap();
        refused("something else").await;
        backup::herstel(&db.db, &made.0, &Voortgang::silent()).await.unwrap();
    }

    async fn nothing_is_overwritten(engine) {
        let bench = filled(engine).await;
        let made = write(&bench, &format!("over-{engine}")).await;
        let exists = backup::schrijf(&bench.db, &bench.clock, &made.0, &Voortgang::silent()).await.unwrap_err();
        assert!(exists.wat.contains("bestaat al"), "{exists}");
        let full = backup::herstel(&bench.db, &made.0, &Voortgang::silent()).await.unwrap_err();
        assert!(full.wat.contains("staat al iets"), "{full}");
        let nowhere = backup::schrijf(&bench.db, &bench.clock, Path::new("/nergens/x"), &Voortgang::silent()).await;
        assert!(nowhere.unwrap_err().wat.contains("het bestaat niet"));
    }
}

#[test]
fn a_statement_that_a_backup_cannot_follow_is_noticed() {
    let known = |sql| backup::tabellen(&[kern::Migratie { naam: "x", sql }]);
    let tables =
        known("CREATE TABLE a (b UUID NOT NULL PRIMARY KEY, -- the key; of a\n c TEXT, d BIGINT, UNIQUE (c, d));")
            .unwrap();
    assert_eq!((tables[0].kolommen.len(), tables[0].sleutel.as_slice()), (3, &["b".to_owned()][..]));
    let tables = known(
        "CREATE TABLE a (b UUID, c TEXT, PRIMARY KEY (b, c)); ALTER TABLE a ADD COLUMN d BOOLEAN; INSERT INTO a (b) VALUES (1)",
    );
    assert_eq!(tables.as_ref().unwrap()[0].kolommen.len(), 3);
    assert!(tables.unwrap()[0].gevuld);
    for sql in [
        "CREATE TABLE a (b BYTEA PRIMARY KEY)",
        "CREATE TABLE a (b TEXT)",
        "ALTER TABLE a RENAME TO b",
        "CREATE VIEW v AS SELECT 1",
    ] {
        assert!(known(sql).is_err(), "{sql}");
    }
}
