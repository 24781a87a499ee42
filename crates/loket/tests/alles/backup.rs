//! Backup and restore: from each engine to each, and nothing of a damaged file.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use bestanden::Opslag;
use dienstverlening::formulieren::Upload;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use kern::database::Engine;
use kern::testhulp::{Bench, bench, count};
use kern::{Reads, on_both_engines};
use loket::backup::bestanden::{Gekopieerd, bewaar, zet_terug};
use loket::backup::{Bron, Maker, Ontvanger, Openers, Vertrouwen};
use loket::demo::{self, Schets};
use loket::sleutel::Sleutel;
use loket::{Voortgang, backup, controle};
use sea_query::{Expr, Query, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

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
    backup::schrijf(&bench.db, &bench.clock, Maker::default(), &pad, &Voortgang::silent()).await.unwrap();
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

/// Whatever is whole.
fn all(pad: &Path) -> Bron<'_> {
    Bron { pad, vertrouwen: Vertrouwen::Alles, openers: Openers::default() }
}

/// A key of age, made for this test: the recipient, and a file with what opens it.
fn age_key(map: &Path) -> (Ontvanger, PathBuf) {
    let key = age::x25519::Identity::generate();
    let pad = map.join(format!("{}.txt", key.to_public()));
    fs::write(&pad, format!("# a comment\n{}\n", age::secrecy::ExposeSecret::expose_secret(&key.to_string()))).unwrap();
    (key.to_public().to_string().parse().unwrap(), pad)
}

struct Map(PathBuf);

impl Map {
    fn new(naam: &str) -> Self {
        let map = std::env::temp_dir().join(format!("loket-backup-{naam}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&map);
        fs::create_dir_all(&map).unwrap();
        Self(map)
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Files in a store, half of them of documents and half of a draft; gives what is in them.
async fn with_files(bench: &Bench, opslag: &Opslag, n: usize) -> Vec<(Uuid, Vec<u8>)> {
    let ids = kern::Ids::seeded(bench.clock.clone(), 7);
    let tx = bench.db.begin().await.unwrap();
    let organisatie = Query::select().column("id").from("organisaties").to_owned();
    let organisatie: Uuid = tx.row(&organisatie).await.unwrap().unwrap().get("id").unwrap();
    let (mut made, mut uploads) = (Vec::new(), Vec::new());
    for at in 0..n {
        let key: Uuid = ids.next();
        let bytes = [b"%PDF-1.7\n".as_slice(), &vec![u8::try_from(at).unwrap(); 300_000 * at + 5]].concat();
        let kept = opslag.bewaar_bytes(key, "stuk.pdf", &bytes, &bestanden::Regels::default()).await.unwrap();
        if at % 2 == 0 {
            let document: Uuid = ids.next();
            let row = [document.into(), organisatie.into(), "1".into(), format!("DOC-{at}").into(), 1.into()];
            let insert = Query::insert()
                .into_table("enkelvoudige_informatieobjecten")
                .columns(["id", "organisatie_id", "bronorganisatie", "identificatie", "laatste_versie"])
                .values(row)
                .unwrap()
                .to_owned();
            tx.execute(&insert).await.unwrap();
            let text = ["creatiedatum", "titel", "vertrouwelijkheidaanduiding", "auteur", "status", "formaat", "taal"];
            let text = text.into_iter().chain(["begin_registratie", "bestandsnaam", "link", "beschrijving"]);
            let text = text.chain(["verschijningsvorm", "trefwoorden"]).map(|column| (column, Value::from("")));
            let own = [
                ("informatieobject_id", document.into()),
                ("organisatie_id", organisatie.into()),
                ("versie", 1.into()),
                ("tonen_aan_initiator", true.into()),
                ("inhoud_sleutel", key.to_string().into()),
                ("bestandsomvang", kept.omvang.into()),
                ("integriteit_waarde", kept.sha256.into()),
            ];
            let (columns, values): (Vec<_>, Vec<_>) = own.into_iter().chain(text).unzip();
            let insert = Query::insert()
                .into_table("enkelvoudig_informatieobject_versies")
                .columns(columns)
                .values(values.into_iter().map(Expr::val))
                .unwrap()
                .to_owned();
            tx.execute(&insert).await.unwrap();
        } else {
            let (naam, formaat, omvang, sha256) = (kept.naam, kept.formaat, kept.omvang, kept.sha256);
            uploads.push(Upload { sleutel: key, vraag: "stuk".into(), naam, formaat, omvang, sha256 });
        }
        made.push((key, bytes));
    }
    let text =
        ["formulier", "formulierversie", "sleutel_hash", "invoer", "begonnen_op", "bijgewerkt_op", "verloopt_op"];
    let own: [(&str, Value); 4] = [
        ("id", ids.next::<Uuid>().into()),
        ("organisatie_id", organisatie.into()),
        ("versie", 1.into()),
        ("uploads", serde_json::to_string(&uploads).unwrap().into()),
    ];
    let (columns, values): (Vec<_>, Vec<_>) = own.into_iter().chain(text.map(|column| (column, "{}".into()))).unzip();
    let values = values.into_iter().map(Expr::val);
    tx.execute(&Query::insert().into_table("aanvraag_concepten").columns(columns).values(values).unwrap().to_owned())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    made
}

async fn content(opslag: &Opslag, key: Uuid, bytes: &[u8]) -> bool {
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let omvang = i64::try_from(bytes.len()).unwrap();
    let kept = bestanden::Opgeslagen { sleutel: key, naam: String::new(), formaat: String::new(), omvang, sha256 };
    opslag.controleer(&kept).await.is_ok()
}

async fn there_and_back(from: Engine, to: Engine) {
    let old = filled(from).await;
    let made = write(&old, &format!("{from}-{to}")).await;
    assert_eq!(fs::metadata(&made.0).unwrap().permissions().mode() & 0o777, 0o600);
    let new = empty(to).await;
    let kop = backup::herstel(&new.db, &all(&made.0), &Voortgang::silent()).await.unwrap();
    assert!(kop.rijen() > 1_000, "{}", kop.rijen());
    assert_eq!(kern::testhulp::laatste_nummer(&new.db).await, kern::testhulp::laatste_nummer(&old.db).await);
    let found = controle::database(&new.db, &new.clock).await.unwrap();
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
            let fout = backup::herstel(&db.db, &all(&bad.0), &Voortgang::silent()).await.unwrap_err();
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
        backup::herstel(&db.db, &all(&made.0), &Voortgang::silent()).await.unwrap();
    }

    async fn a_backup_that_was_changed_and_summed_again_is_refused(engine) {
        let (bench, ids) = (filled(engine).await, kern::Ids::system(kern::Clock::system()).unwrap());
        let keys = ["eigen", "vreemd"].map(|naam| {
            let pad = Weg(std::env::temp_dir().join(format!("loket-sleutel-{naam}-{engine}-{}", std::process::id())));
            let _ = fs::remove_file(&pad.0);
            Sleutel::maak(&pad.0, &ids).unwrap()
        });
        let made = Weg(std::env::temp_dir().join(format!("loket-getekend-{engine}-{}.gz", std::process::id())));
        let _ = fs::remove_file(&made.0);
        backup::schrijf(&bench.db, &bench.clock, Maker { sleutel: Some(&keys[0]), ontvangers: &[] }, &made.0, &Voortgang::silent()).await.unwrap();
        let own = Vertrouwen::Sleutels(vec![keys[1].openbaar(), keys[0].openbaar()]);
        let db = empty(engine).await;
        let refused = async |how: &str, pad: &Path, whom: &Vertrouwen| {
            let fout = backup::herstel(&db.db, &Bron { vertrouwen: whom.clone(), ..all(pad) }, &Voortgang::silent()).await.unwrap_err();
            assert!(fout.wat.contains(how) && fout.doe.contains("--ongetekend"), "{how}: {fout}");
            assert_eq!(count(&db.db, "organisaties").await, 0, "{how}");
        };
        refused("niet ondertekend met een sleutel", &made.0, &Vertrouwen::Sleutels(vec![keys[1].openbaar()])).await;
        // Six roles more for somebody, and all that anybody can compute made right again: as it was done once.
        let forged = Weg(made.0.with_extension("vals"));
        let (body, slot) = text(&made.0).trim_end().rsplit_once('\n').map(|(body, slot)| (format!("{body}\n"), slot.to_owned())).unwrap();
        let body = body.replacen("\"agent\"", "\"agent collega redacteur teammanager functioneel-beheerder auditor\"", 1);
        let sum = Sha256::digest(body.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let mut slot: serde_json::Value = serde_json::from_str(&slot).unwrap();
        assert_ne!(slot["sha256"], sum.as_str(), "there was something to change");
        slot["sha256"] = sum.into();
        put(&forged.0, &format!("{body}{slot}\n"));
        refused("niet ondertekend met een sleutel", &forged.0, &own).await;
        slot.as_object_mut().unwrap().remove("handtekening");
        put(&forged.0, &format!("{body}{slot}\n"));
        refused("is niet ondertekend;", &forged.0, &own).await;
        backup::herstel(&db.db, &Bron { vertrouwen: own, ..all(&made.0) }, &Voortgang::silent()).await.unwrap();
    }

    async fn who_is_logged_in_is_not_in_it(engine) {
        let bench = filled(engine).await;
        let lines = text(&write(&bench, &format!("zonder-{engine}")).await.0);
        let all = backup::tabellen(&loket::migraties()).unwrap();
        for naam in backup::NIET_BEWAARD {
            assert!(all.iter().any(|table| table.naam == naam), "there is no table {naam}");
            assert!(!lines.contains(&format!("\n\"{naam}\"\n")), "{naam}");
        }
        assert!(lines.contains("\n\"medewerkers\"\n"));
    }

    async fn files_go_with_it_and_come_back_whole(engine) {
        let (bench, map) = (filled(engine).await, Map::new(&format!("bestanden-{engine}")));
        let [from, to, kept] = ["van", "naar", "bewaard"].map(|naam| map.0.join(naam));
        let (opslag, other) = (Opslag::map(&from).unwrap(), Opslag::map(&to).unwrap());
        let made = with_files(&bench, &opslag, 6).await;
        let ((own, identity), (_, wrong)) = (age_key(&map.0), age_key(&map.0));
        let silent = Voortgang::silent();
        let file = |key: Uuid, end: &str| kept.join(&key.to_string()[34..]).join(format!("{key}{end}"));
        for (ontvangers, end, openers) in [(vec![], "", Openers::default()), (vec![own], ".age", Openers::lees(std::slice::from_ref(&identity)).unwrap())] {
            // Broken off after some: what was half done is not taken for whole, what was done is not done again.
            let copy = async || bewaar(&bench.db, &opslag, &kept, &ontvangers, &silent).await.unwrap();
            assert_eq!(copy().await, Gekopieerd { aantal: 6, ..Gekopieerd::default() });
            for (n, (key, _)) in made.iter().enumerate().skip(3) {
                let whole = fs::read(file(*key, end)).unwrap();
                fs::remove_file(file(*key, end)).unwrap();
                fs::write(file(*key, &format!("{end}.deel")), &whole[..whole.len() / n]).unwrap();
            }
            assert_eq!(copy().await, Gekopieerd { aantal: 6, al_daar: 3, ..Gekopieerd::default() });
            assert_eq!(copy().await.al_daar, 6);
            let text = fs::read(file(made[5].0, end)).unwrap();
            assert_eq!(text.starts_with(b"%PDF"), end.is_empty(), "closed when there is a key");
            let back = async || zet_terug(&bench.db, &other, &kept, &openers, &silent).await.unwrap();
            assert_eq!(back().await, Gekopieerd { aantal: 6, ..Gekopieerd::default() });
            for (key, bytes) in &made {
                assert!(content(&other, *key, bytes).await);
            }
            other.verwijder(made[1].0).await.unwrap();
            assert_eq!(back().await, Gekopieerd { aantal: 6, al_daar: 5, ..Gekopieerd::default() });
            // What is not what it was is not put back, and said.
            for (key, damage) in [(made[0].0, vec![]), (made[1].0, b"iets anders".to_vec()), (made[2].0, [text.clone(), text].concat())] {
                fs::write(file(key, end), damage).unwrap();
                other.verwijder(key).await.unwrap();
            }
            fs::remove_file(file(made[3].0, end)).unwrap();
            other.verwijder(made[3].0).await.unwrap();
            let missing = back().await;
            // Two of the four are of a draft, which may be gone by now.
            assert_eq!((missing.aantal, missing.al_daar, missing.aantal_kwijt, missing.kwijt.len()), (4, 2, 2, 2));
            fs::remove_dir_all(&kept).unwrap();
            fs::remove_dir_all(&to).unwrap();
            drop(Opslag::map(&to).unwrap());
            if !end.is_empty() {
                copy().await;
                let none = zet_terug(&bench.db, &other, &kept, &Openers::default(), &silent).await.unwrap_err();
                assert!(none.doe.contains("--identiteit"), "{none}");
                let strange = Openers::lees(std::slice::from_ref(&wrong)).unwrap();
                let done = zet_terug(&bench.db, &other, &kept, &strange, &silent).await.unwrap();
                assert_eq!(done.aantal_kwijt, 3, "closed for another key: as good as gone");
                // Of two keys the right one is found, and what lay there open is closed from now on.
                fs::write(file(made[0].0, ""), &made[0].1).unwrap();
                assert_eq!(copy().await.al_daar, 6);
                assert!(!file(made[0].0, "").exists());
                let both = Openers::lees(&[wrong.clone(), identity.clone()]).unwrap();
                assert_eq!(zet_terug(&bench.db, &other, &kept, &both, &silent).await.unwrap().aantal_kwijt, 0);
            }
        }
        // A file that the store lost does not hold up the others.
        opslag.verwijder(made[4].0).await.unwrap();
        fs::remove_dir_all(&kept).unwrap();
        let done = bewaar(&bench.db, &opslag, &kept, &[], &silent).await.unwrap();
        assert_eq!(done, Gekopieerd { aantal: 6, al_daar: 0, kwijt: vec![made[4].0], aantal_kwijt: 1 });
    }

    async fn a_closed_backup_opens_with_its_key_only(engine) {
        let (bench, map) = (filled(engine).await, Map::new(&format!("dicht-{engine}")));
        let ((own, identity), (_, wrong)) = (age_key(&map.0), age_key(&map.0));
        let pad = map.0.join("dicht");
        let maker = Maker { sleutel: None, ontvangers: &[own] };
        backup::schrijf(&bench.db, &bench.clock, maker, &pad, &Voortgang::silent()).await.unwrap();
        let whole = fs::read(&pad).unwrap();
        assert!(whole.starts_with(b"age-encryption.org/v1"));
        let db = empty(engine).await;
        let take = async |openers: Openers| backup::herstel(&db.db, &Bron { openers, ..all(&pad) }, &Voortgang::silent()).await;
        assert!(take(Openers::default()).await.unwrap_err().doe.contains("--identiteit"));
        assert!(take(Openers::lees(std::slice::from_ref(&wrong)).unwrap()).await.unwrap_err().wat.contains("opent deze backup niet"));
        assert!(Openers::lees(std::slice::from_ref(&pad)).is_err());
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        for damaged in [&whole[..whole.len() / 2], &whole[..whole.len() - 1], &flipped] {
            fs::write(&pad, damaged).unwrap();
            let fout = take(Openers::lees(std::slice::from_ref(&identity)).unwrap()).await.unwrap_err();
            assert!(fout.wat.contains("er is niets hersteld"), "{fout}");
            assert_eq!(count(&db.db, "organisaties").await, 0);
        }
        fs::write(&pad, &whole).unwrap();
        take(Openers::lees(std::slice::from_ref(&identity)).unwrap()).await.unwrap();
    }

    async fn nothing_is_overwritten(engine) {
        let bench = filled(engine).await;
        let made = write(&bench, &format!("over-{engine}")).await;
        let exists = backup::schrijf(&bench.db, &bench.clock, Maker::default(), &made.0, &Voortgang::silent()).await.unwrap_err();
        assert!(exists.wat.contains("bestaat al"), "{exists}");
        let full = backup::herstel(&bench.db, &all(&made.0), &Voortgang::silent()).await.unwrap_err();
        assert!(full.wat.contains("staat al iets"), "{full}");
        let nowhere = backup::schrijf(&bench.db, &bench.clock, Maker::default(), Path::new("/nergens/x"), &Voortgang::silent()).await;
        assert!(nowhere.unwrap_err().wat.contains("het bestaat niet"));
    }
}

#[test]
fn a_statement_that_a_backup_cannot_follow_is_noticed() {
    let known = |sql| backup::tabellen(&[kern::Migratie::new("x", sql)]);
    let tables =
        known("CREATE TABLE a (b UUID NOT NULL PRIMARY KEY, -- the key; of a\n c TEXT, d BIGINT, UNIQUE (c, d));")
            .unwrap();
    assert_eq!((tables[0].kolommen.len(), tables[0].sleutel.as_slice()), (3, &["b".to_owned()][..]));
    let tables = known(
        "CREATE TABLE a (b UUID, c TEXT, PRIMARY KEY (b, c)); ALTER TABLE a ADD COLUMN d BOOLEAN; INSERT INTO a (b) VALUES (1)",
    );
    assert_eq!(tables.as_ref().unwrap()[0].kolommen.len(), 3);
    assert!(tables.unwrap()[0].gevuld);
    // A table that was made anew, filled from the one before: empty in a new database.
    let renewed = known(
        "CREATE TABLE a (b UUID PRIMARY KEY); INSERT INTO a (b) VALUES (1); ALTER TABLE a RENAME TO old; \
         CREATE TABLE a (b UUID PRIMARY KEY, c BYTEA); INSERT INTO a (b) SELECT b FROM old; DROP TABLE old",
    );
    let renewed = renewed.unwrap();
    assert_eq!((renewed.len(), renewed[0].kolommen.len(), renewed[0].gevuld), (1, 2, false));
    for sql in [
        "CREATE TABLE a (b JSONB PRIMARY KEY)",
        "CREATE TABLE a (b TEXT)",
        "ALTER TABLE a RENAME TO b",
        "CREATE VIEW v AS SELECT 1",
    ] {
        assert!(known(sql).is_err(), "{sql}");
    }
}
