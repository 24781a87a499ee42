//! The pages of promises at one, five and twenty times the demo: what they read must not grow with it.

use std::ops::Range;
use std::path::Path;

use anyhow::{Result, anyhow};
use kern::testhulp::block_on;
use kern::{Database, Error, Reads, Row};
use sea_query::{Expr, Query, UpdateStatement};
use uuid::Uuid;

use crate::verdeling::p99;
use crate::{Huis, Tabel, ms};

const ROUNDS: usize = 300;
const FACTORS: [u128; 3] = [1, 5, 20];
const MANAGER: &str = "w.lammers";
const PUBLIC: &str = "/servicenormen";
const PAGES: [&str; 4] = [
    PUBLIC,
    "/rapportages/beloften",
    "/rapportages/beloften?team=parkeren",
    "/rapportages/beloften/lijst?belofte=week-eerder&staat=gemist",
];
/// Rows in one statement.
const SAMEN: usize = 500;
/// What a list, a page and a clock are read by.
const KOLOMMEN: [&str; 14] = [
    "organisatie_id",
    "onderwerp_id",
    "norm",
    "id",
    "versie",
    "zaak_id",
    "team_id",
    "medewerker_id",
    "begonnen_op",
    "uiterlijk_op",
    "gedaan_op",
    "staat",
    "volgende_op",
    "gezien",
];

pub(crate) fn measure_promises(binary: &Path, tabel: &mut Tabel) -> Result<()> {
    let huis = Huis::nieuw(tabel.engine, "1", None)?;
    huis.fill(binary)?;
    let mut worst = Vec::new();
    let clocks = block_on(clocks(&huis.database))?;
    let mut grown = 1;
    for factor in FACTORS {
        block_on(grow(&huis.database, &clocks, grown..factor))?;
        grown = factor;
        let program = huis.start(binary)?;
        let mut all = Vec::new();
        for page in PAGES {
            // Who logs in each time anew is never cut off.
            let mut reader = if page == PUBLIC { bediening::Sessie::new(huis.adres) } else { huis.log_in(MANAGER)? };
            let rounds: Vec<f64> = (0..ROUNDS).map(|_| ms(reader.get(page), page)).collect::<Result<_>>()?;
            println!("    {factor:>2} times: {page:<68} p99 {:>7.2} ms", p99(&rounds));
            all.extend(rounds);
        }
        program.stop().map_err(|error| anyhow!(error))?;
        worst.push(p99(&all));
    }
    let most = worst.iter().copied().fold(0.0, f64::max);
    let least = worst.iter().copied().fold(f64::INFINITY, f64::min);
    tabel.add("pages of promises at 1, 5 and 20 times the demo, p99", most, "ms", 20.0);
    tabel.add("the slowest of the three against the fastest", most / least, "times", 1.5);
    Ok(())
}

/// The clocks of the demo.
async fn clocks(database: &str) -> Result<Vec<Row>> {
    let db = Database::connect(database).await?;
    let rows = db.rows(&Query::select().columns(KOLOMMEN).from("klokken").to_owned()).await?;
    db.close().await;
    Ok(rows)
}

/// Puts copies of every clock beside it, about other things, and the counters with them.
async fn grow(database: &str, clocks: &[Row], copies: Range<u128>) -> Result<()> {
    if copies.is_empty() {
        return Ok(());
    }
    let db = Database::connect(database).await?;
    for part in clocks.chunks(SAMEN) {
        let tx = db.begin().await?;
        for copy in copies.clone() {
            let mut insert = Query::insert().into_table("klokken").columns(KOLOMMEN).to_owned();
            for row in part {
                insert.values(copied(row, copy)?).map_err(Error::bug)?;
            }
            tx.execute(&insert).await?;
        }
        tx.commit().await?;
    }
    let tx = db.begin().await?;
    let times = |column: &str| Expr::cust(format!("{column} / {} * {}", copies.start, copies.end));
    let counters: [UpdateStatement; 2] = [
        Query::update()
            .table("normcijfers")
            .value("aantal", times("aantal"))
            .value("gehaald", times("gehaald"))
            .to_owned(),
        Query::update().table("normstanden").value("aantal", times("aantal")).to_owned(),
    ];
    for update in &counters {
        tx.execute(update).await?;
    }
    tx.analyze(["klokken", "normcijfers", "normstanden"]).await?;
    tx.commit().await?;
    db.close().await;
    Ok(())
}

/// The same clock about another thing, of no case that there is.
fn copied(row: &Row, copy: u128) -> Result<[Expr; 14]> {
    let other = |id: Uuid| Uuid::from_u128(id.as_u128() ^ copy.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835));
    let moment = |column: &str| row.get::<Option<String>>(column);
    let zaak: Option<Uuid> = row.get("zaak_id")?;
    Ok([
        Expr::val(row.get::<Uuid>("organisatie_id")?),
        Expr::val(other(row.get("onderwerp_id")?)),
        Expr::val(row.get::<String>("norm")?),
        Expr::val(other(row.get("id")?)),
        Expr::val(row.get::<String>("versie")?),
        Expr::val(zaak.map(other)),
        Expr::val(row.get::<Uuid>("team_id")?),
        Expr::val(row.get::<Option<Uuid>>("medewerker_id")?),
        Expr::val(moment("begonnen_op")?),
        Expr::val(moment("uiterlijk_op")?),
        Expr::val(moment("gedaan_op")?),
        Expr::val(row.get::<String>("staat")?),
        Expr::val(moment("volgende_op")?),
        Expr::val(row.get::<String>("gezien")?),
    ])
}
