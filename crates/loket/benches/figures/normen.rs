//! The clocks of the norms: one gebeurtenis and one moment among a million that run, and a year made again from nothing.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, anyhow};
use dienstverlening::inrichten::{laad, lees, lees_map};
use jiff::civil::date;
use kern::journaal::Entry;
use kern::organisaties::OrganisatieId;
use kern::testhulp::{Bench, bench, block_on};
use kern::{Change, Error, Gebeurtenis, Handeling, Moment, Reads, Volger, volgers};
use registers::klantinteracties::klantcontact;
use registers::zaken::zaak;
use sea_query::{Expr, ExprTrait, Query};
use serde_json::{Value as Json, json};
use servicenormen::Servicenormen;
use uuid::Uuid;

use crate::Tabel;
use crate::verdeling::{middle, p99};

const KLOKKEN: u128 = 1_000_000;
/// So many of them are due at one moment: a closing time.
const DUE: u128 = 10_000;
const EVENTS: u128 = 1_000;
/// So many come before what is measured: until each connection has its statements prepared.
const BEFORE: u128 = 300;
const ZAKEN: u128 = 100_000;
const CONTACTEN: u128 = 500_000;
/// Rows in one statement, and gebeurtenissen in one transaction.
const SAMEN: u128 = 2_000;
/// A minute before closing time, on a Monday.
const NU: &str = "2026-11-23T15:59:00Z";

pub(crate) fn measure_norms(tabel: &mut Tabel) -> Result<()> {
    let engine = tabel.engine;
    let (events, due) = block_on(async {
        let (bench, organisatie) = elsdrecht(engine).await?;
        run_a_million(&bench, organisatie).await?;
        anyhow::Ok((one_event(&bench, organisatie).await?, all_due(&bench).await?))
    })?;
    tabel.note("one gebeurtenis among a million clocks, median", middle(&events));
    tabel.add("one gebeurtenis among a million clocks, without its commit, p99", p99(&events), "ms", 1.0);
    tabel.add("ten thousand of a million clocks become late", due, "s", 1.0);
    let again = block_on(async {
        let (bench, organisatie) = elsdrecht(engine).await?;
        a_year(&bench, organisatie).await?;
        let begin = Instant::now();
        volgers::herbouw(&bench.db, &bench.clock, &Servicenormen).await?;
        anyhow::Ok(begin.elapsed().as_secs_f64())
    })?;
    tabel.add("clocks of 500,000 contacts and 100,000 cases again", again, "s", 60.0);
    Ok(())
}

/// A database with the norms of the demo municipality.
async fn elsdrecht(engine: kern::database::Engine) -> Result<(Bench, OrganisatieId)> {
    let bench = bench(engine, &loket::migraties()).await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../organisaties/elsdrecht");
    let wrong = |fouten| anyhow!("{fouten:?}");
    let inrichting = lees(&lees_map(&folder).map_err(wrong)?).map_err(wrong)?;
    bench.clock.set("2025-11-01T09:00:00Z".parse()?);
    laad(&bench.db, &bench.ids, &bench.clock, &inrichting).await?;
    volgers::catch_up(&bench.db, &bench.clock, &Servicenormen).await?;
    bench.clock.set(NU.parse()?);
    let all = kern::organisaties::organisaties(&bench.db).await?;
    let one = all.into_iter().next().ok_or_else(|| anyhow!("no organisation"))?;
    Ok((bench, one.id))
}

async fn run_a_million(bench: &Bench, organisatie: OrganisatieId) -> Result<()> {
    let columns = [
        "organisatie_id",
        "onderwerp_id",
        "norm",
        "id",
        "versie",
        "zaak_id",
        "team_id",
        "begonnen_op",
        "uiterlijk_op",
        "staat",
        "volgende_op",
        "gezien",
    ];
    let now = bench.clock.now();
    let mut n = 0;
    while n < KLOKKEN {
        let mut insert = Query::insert().into_table("klokken").columns(columns).to_owned();
        for k in n..n + SAMEN {
            // Scattered, as ids of a year are.
            let thing = Uuid::from_u128(k.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835));
            // Three working days: those of Wednesday are due in a minute, those of today on Thursday.
            let (begun, late, next) = if k < DUE {
                ("2026-11-18T10:00:00Z", now.plus_seconds(60), now.plus_seconds(60))
            } else {
                ("2026-11-23T08:00:00Z", now.plus_seconds(3 * 86_400 + 60), now.plus_seconds(86_400 + 7 * 3_600 + 60))
            };
            let begun: Moment = begun.parse()?;
            let seen = json!({ "start": { "op": begun, "door": 1 } }).to_string();
            let values: [Expr; 12] = [
                Expr::val(organisatie),
                Expr::val(thing),
                Expr::val("ontvangst"),
                Expr::val(thing),
                Expr::val(date(2024, 1, 1).to_string()),
                Expr::val(thing),
                Expr::val(Uuid::from_u128(k % 15)),
                Expr::val(begun),
                Expr::val(late),
                Expr::val(if k < DUE { "bijna" } else { "loopt" }),
                Expr::val(next),
                Expr::val(seen),
            ];
            insert.values(values).map_err(Error::bug)?;
        }
        let tx = bench.db.begin().await?;
        tx.execute(&insert).await?;
        tx.commit().await?;
        n += SAMEN;
    }
    let tx = bench.db.begin().await?;
    tx.analyze(["klokken"]).await?;
    Ok(tx.commit().await?)
}

fn zaak_feiten(n: u128, op: Moment) -> Json {
    json!({
        "zaaktype": "parkeervergunning", "product": "parkeervergunning", "kanaal": "webformulier",
        "team": Uuid::from_u128(n % 15), "medewerker": null, "deelzaak": false, "ontvangen_op": op, "datum": op.date(),
        "uiterlijk": op.plus_seconds(56 * 86_400).date(), "opgeschort": false, "bevestigd_op": op,
        "bij_behandelaar_op": null, "afgehandeld_op": null, "resultaattype": null,
    })
}

/// What one gebeurtenis costs, each a new case with all its clocks: in milliseconds, without the commit.
async fn one_event(bench: &Bench, organisatie: OrganisatieId) -> Result<Vec<f64>> {
    let now = bench.clock.now();
    let mut times = Vec::new();
    for n in 0..BEFORE + EVENTS {
        let entry = Entry {
            volgnummer: 1_000_000 + i64::try_from(n)?,
            id: Uuid::from_u128(n).into(),
            organisatie,
            programma: None,
            resource: "zaak".to_owned(),
            actie: "aangemaakt".to_owned(),
            resource_id: bench.ids.next(),
            hoofdobject_id: None,
            plaatsgevonden_op: now,
            vastgelegd_op: now,
            medewerker: None,
            partij: None,
            namens: None,
            doel: None,
            feiten: zaak_feiten(n, now),
            persoonlijk: false,
        };
        let tx = bench.db.begin().await?;
        let begin = Instant::now();
        Servicenormen.handle(&tx, &[entry]).await?;
        let took = begin.elapsed().as_secs_f64() * 1_000.0;
        if n >= BEFORE {
            times.push(took);
        }
        tx.commit().await?;
    }
    Ok(times)
}

/// How long until all that is due has become late, in seconds.
async fn all_due(bench: &Bench) -> Result<f64> {
    bench.clock.set(bench.clock.now().plus_seconds(60));
    let begin = Instant::now();
    volgers::catch_up(&bench.db, &bench.clock, &Servicenormen).await?;
    let took = begin.elapsed().as_secs_f64();
    let late = Query::select()
        .expr_as(Expr::cust("COUNT(*)"), "n")
        .from("klokken")
        .and_where(Expr::col("staat").eq("te-laat"))
        .to_owned();
    let late: i64 = bench.db.row(&late).await?.map_or(Ok(0), |row| row.get("n"))?;
    anyhow::ensure!(u128::try_from(late)? == DUE, "{late} became late, of {DUE}");
    Ok(took)
}

/// A year's journal: cases that are taken up and closed, and contacts of which a tenth is about one.
async fn a_year(bench: &Bench, organisatie: OrganisatieId) -> Result<()> {
    let begin: Moment = "2025-11-03T09:00:00Z".parse()?;
    let step = |n: u128, all: u128| i64::try_from(n * 380 * 86_400 / all).map(|s| begin.plus_seconds(s));
    let mut changes = Vec::new();
    for n in 0..ZAKEN {
        let op = step(n, ZAKEN)?;
        let id = Uuid::from_u128(n.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835));
        let taken = op.plus_seconds(86_400);
        let done = op.plus_seconds(14 * 86_400);
        let mut facts = zaak_feiten(n, op);
        changes.push(told(bench, organisatie, zaak::AANGEMAAKT, (id, op), &facts)?);
        facts["wijziging"] = json!("toegewezen");
        facts["bij_behandelaar_op"] = json!(taken);
        changes.push(told(bench, organisatie, zaak::GEWIJZIGD, (id, taken), &facts)?);
        facts["afgehandeld_op"] = json!(done);
        facts["wijziging"] = json!("gegevens");
        changes.push(told(bench, organisatie, zaak::GEWIJZIGD, (id, done), &facts)?);
        for c in 0..CONTACTEN / ZAKEN {
            let about = if c % 10 == 0 && n % 2 == 0 { vec![id] } else { Vec::new() };
            let facts = json!({
                "kanaal": "telefoon", "afhandeling": "direct_beantwoord", "uitkomst": null, "reden": "statusvraag",
                "product": null, "thema": null, "team": null, "naar_team": null, "artikel": null,
                "artikel_versie": null, "duur_s": 120, "datum": op.date(), "uur": 10, "bekend": true, "zaken": about,
            });
            changes.push(told(bench, organisatie, klantcontact::AANGEMAAKT, (bench.ids.next(), op), &facts)?);
        }
        if changes.len() >= 4_000 || n + 1 == ZAKEN {
            let tx = bench.db.begin().await?;
            tx.write(std::mem::take(&mut changes)).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

fn told<F: serde::Serialize + serde::de::DeserializeOwned>(
    bench: &Bench,
    organisatie: OrganisatieId,
    soort: kern::Soort<F>,
    (id, op): (Uuid, Moment),
    feiten: &Json,
) -> Result<Change> {
    let feiten: F = serde_json::from_value(feiten.clone())?;
    let event = Gebeurtenis::new(&Handeling::program(organisatie, op), &bench.ids, soort, id).feiten(&feiten)?;
    Ok(Change::new(event))
}
