//! Durable writes a second, by one organisation alone and by eight at once: whether they wait for each other.

use std::fs::File;
use std::io::Write;
use std::time::{Duration, Instant};

use anyhow::Result;
use kern::organisaties::OrganisatieId;
use kern::testhulp::{Bench, bench, block_on};
use kern::veiligheid::{BACKUP_GEMAAKT, BackupGemaakt};
use kern::{Change, Gebeurtenis, Handeling};
use uuid::Uuid;

use crate::Tabel;

const ORGANISATIES: u128 = 8;
const SPAN: Duration = Duration::from_secs(5);
/// What PostgreSQL writes at a commit, at the least.
const PAGE: [u8; 8_192] = [7; 8_192];

pub(crate) fn measure_organisations(tabel: &mut Tabel) -> Result<()> {
    let engine = tabel.engine;
    let (alone, together) = block_on(async {
        let bench = bench(engine, kern::MIGRATIES).await;
        anyhow::Ok((per_second(&bench, 1).await?, per_second(&bench, ORGANISATIES).await?))
    })?;
    tabel.note("durable writes a second, one organisation", alone);
    tabel.note("durable writes a second, eight organisations at once", together);
    tabel.note("syncs a second of the disk, one after the other", syncs_per_second()?);
    // SQLite has one writer whatever we do.
    if engine == kern::database::Engine::Postgres {
        tabel.add_least("writes of eight organisations against those of one", together / alone, "times", 3.0);
    }
    Ok(())
}

async fn per_second(bench: &Bench, organisaties: u128) -> Result<f64> {
    let begin = Instant::now();
    let writers = (0..organisaties).map(|n| write(bench, Uuid::from_u128(n + 1).into(), begin));
    let mut written = 0_u32;
    for count in futures_util::future::join_all(writers).await {
        written += count?;
    }
    Ok(f64::from(written) / begin.elapsed().as_secs_f64())
}

async fn write(bench: &Bench, organisatie: OrganisatieId, begin: Instant) -> Result<u32> {
    let by = Handeling::program(organisatie, bench.clock.now());
    let feiten = BackupGemaakt { rijen: None, bestanden: false, ondertekend: false, versleuteld: false };
    let mut written = 0;
    while begin.elapsed() < SPAN {
        let event = Gebeurtenis::new(&by, &bench.ids, BACKUP_GEMAAKT, organisatie).feiten(&feiten)?;
        let tx = bench.db.begin().await?;
        tx.write(vec![Change::new(event)]).await?;
        tx.commit().await?;
        written += 1;
    }
    Ok(written)
}

fn syncs_per_second() -> Result<f64> {
    let path = std::env::temp_dir().join(format!("loket-bench-sync-{}", std::process::id()));
    let (mut file, begin, mut count) = (File::create(&path)?, Instant::now(), 0_u32);
    while begin.elapsed() < SPAN {
        file.write_all(&PAGE)?;
        file.sync_data()?;
        count += 1;
    }
    std::fs::remove_file(&path)?;
    Ok(f64::from(count) / begin.elapsed().as_secs_f64())
}
