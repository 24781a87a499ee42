use std::path::{Path, PathBuf};
use std::process::Command;

use sea_query::{Expr, ExprTrait, Query};

use super::{Database, Engine, Patience, Pools, Reads};
use crate::testhulp::{Bench, Line, bench, count};
use crate::{Busy, Clock, Error, Result};

/// Writes rows of 100 kB until it can't any more, and gives why.
async fn fill(db: &Database) -> Error {
    for n in 100.. {
        if let Err(error) = write(db, n).await {
            return error;
        }
    }
    unreachable!("a disk is full some time")
}

async fn write(db: &Database, n: i64) -> Result<()> {
    let tx = db.begin().await?;
    let row = Query::insert()
        .into_table("schrijfproef")
        .columns(["id", "inhoud"])
        .values_panic([n.into(), "x".repeat(100_000).into()])
        .to_owned();
    tx.execute(&row).await?;
    tx.commit().await
}

fn is(error: &Error, busy: Busy) -> bool {
    matches!(error, Error::Busy(why) if *why == busy)
}

#[test]
fn a_connection_that_lost_its_transaction_is_thrown_away() {
    crate::testhulp::block_on(async {
        let Bench { db, .. } = &bench(Engine::Sqlite, crate::MIGRATIES).await;
        let Pools::Sqlite { write: writer, .. } = &db.pools else { unreachable!() };
        // Only this connection knows the limit, so the one that takes its place has room again.
        sqlx::query("PRAGMA max_page_count = 200").execute(writer).await.unwrap();
        assert!(is(&fill(db).await, Busy::Full));
        assert_eq!(db.trouble(), Some(Busy::Full));
        let kept = count(db, "schrijfproef").await;
        write(db, 1).await.unwrap();
        assert_eq!((count(db, "schrijfproef").await, db.trouble()), (kept + 1, None));
    });
}

/// A small file system of its own; none where the system lets nobody make one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn new(name: &str) -> Option<Self> {
        let folder = std::env::temp_dir().join(format!("loket-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(&folder).output();
        let made = mount.is_ok_and(|output| output.status.success());
        if !made {
            std::fs::remove_dir(&folder).unwrap();
        }
        made.then_some(Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
        let _ = std::fs::remove_dir(&self.0);
    }
}

async fn in_folder(folder: &Path, patience: Patience) -> Database {
    let db = Database::connect_with(&folder.join("loket.db").display().to_string(), patience).await.unwrap();
    crate::migratie::migrate(&db, crate::MIGRATIES, Clock::system().now()).await.unwrap();
    db
}

#[test]
fn a_full_disk_stops_writing_until_there_is_room() {
    let Some(disk) = SmallDisk::new("vol") else {
        println!("no small file system can be made here: the test of max_page_count stands for it");
        return;
    };
    crate::testhulp::block_on(async {
        let db = in_folder(&disk.0, Patience::PAGE).await;
        let ballast = disk.0.join("ballast");
        std::fs::write(&ballast, vec![0; 3 * 1024 * 1024]).unwrap();
        assert!(is(&fill(&db).await, Busy::Full));
        for _ in 0..3 {
            assert!(is(&write(&db, 1).await.unwrap_err(), Busy::Full), "again and again, and never as a fault of ours");
            assert!(is(&db.check().await.unwrap_err(), Busy::Full));
            assert!(count(&db, "schrijfproef").await > 0, "reading goes on");
        }
        std::fs::remove_file(&ballast).unwrap();
        db.check().await.unwrap();
        assert_eq!(db.trouble(), None);
        write(&db, 2).await.unwrap();
        db.close().await;
    });
}

#[test]
fn a_file_that_another_program_holds_is_read_and_not_waited_for() {
    crate::testhulp::block_on(async {
        let bench = bench(Engine::Sqlite, crate::MIGRATIES).await;
        let page = Database::connect_with(&bench.url, Patience::PAGE).await.unwrap();
        let holder = bench.db.begin().await.unwrap();
        let (one, other) = tokio::join!(page.begin(), page.begin());
        let refused = [one.err().unwrap(), other.err().unwrap()];
        assert!(refused.iter().any(|refused| is(refused, Busy::Locked)), "{refused:?}");
        assert!(is(&page.begin().await.err().unwrap(), Busy::Locked));
        assert_eq!(count(&page, "schrijfproef").await, 0);
        holder.commit().await.unwrap();
        write(&page, 1).await.unwrap();
        assert_eq!(page.trouble(), None);
    });
}

#[test]
fn a_server_that_does_not_answer_is_away_and_comes_back_by_itself() {
    crate::testhulp::block_on(async {
        let bench = bench(Engine::Postgres, crate::MIGRATIES).await;
        let line = Line::to(&bench.url).await;
        let db = Database::connect_with(&line.url, Patience::PAGE).await.unwrap();
        let tx = db.begin().await.unwrap();
        let question = Query::select().expr(Expr::val(1)).to_owned();
        // Every connection is made, and then more ask than there are connections; some go away before there is an answer.
        let ask = |limit: u64| {
            let (db, question) = (db.clone(), question.clone());
            tokio::spawn(async move {
                tokio::time::timeout(std::time::Duration::from_millis(limit), db.rows(&question)).await
            })
        };
        for early in (0..9).map(|_| ask(5_000)).collect::<Vec<_>>() {
            assert!(early.await.unwrap().unwrap().is_ok());
        }
        line.hold();
        let waiting: Vec<_> = (0..30).map(|n| ask(if n % 3 == 0 { 50 } else { 20_000 })).collect();
        assert!(is(&tx.rows(&question).await.err().unwrap(), Busy::Away));
        drop(tx);
        for answer in waiting {
            assert!(answer.await.unwrap().is_err() || db.trouble() == Some(Busy::Away));
        }
        assert!(is(&db.begin().await.err().unwrap(), Busy::Away));
        assert!(is(&db.check().await.unwrap_err(), Busy::Away));
        line.release();
        let back = async {
            while db.check().await.is_err() {
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(60), back).await.unwrap();
        write(&db, 1).await.unwrap();
        assert_eq!(db.trouble(), None);
    });
}

#[test]
fn a_pool_that_others_use_is_crowded_and_no_absent_server() {
    crate::testhulp::block_on(async {
        let bench = bench(Engine::Postgres, crate::MIGRATIES).await;
        let db = Database::connect_with(&bench.url, Patience::PAGE).await.unwrap();
        let mut held = Vec::new();
        for _ in 0..10 {
            held.push(db.begin().await.unwrap());
        }
        assert!(is(&db.begin().await.err().unwrap(), Busy::Crowded));
        assert_eq!(db.trouble(), None);
        let question = Query::select().expr(Expr::val(1)).to_owned();
        assert_eq!(held[0].rows(&question).await.unwrap().len(), 1, "whoever has a connection goes on");
        drop(held);
        write(&db, 1).await.unwrap();
    });
}

#[test]
fn a_slow_answer_is_no_absent_server() {
    crate::testhulp::block_on(async {
        let bench = bench(Engine::Postgres, crate::MIGRATIES).await;
        let db = Database::connect_with(&bench.url, Patience::PAGE).await.unwrap();
        let slow = Query::select().expr_as(Expr::cust("pg_sleep(2.5)").cast_as("TEXT"), "n").to_owned();
        assert_eq!(db.rows(&slow).await.unwrap().len(), 1);
        assert_eq!(db.trouble(), None);
    });
}
