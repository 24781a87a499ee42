//! `make bench`: measures the promised figures on the real program, on both engines, and writes them as a table and
//! as JSON. docs/performance.md says what they mean; timing never decides a test.
#![expect(clippy::print_stdout, reason = "a table on the terminal is what this is for")]

mod beloften;
mod klare_taal;
mod mappen;
mod normen;
mod organisaties;
mod traag;
mod verdeling;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context, Result, anyhow, bail};
use bediening::{Antwoord, Programma, Sessie, free_address, kill_under_load};
use kern::database::Engine;
use kern::testhulp::{Bench, bench, block_on};
use kern::{Database, Reads};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde::Serialize;
use uuid::Uuid;
use verdeling::{max, p99};

const OP: &str = "2026-11-23T10:00";
const PAGE_ROUNDS: usize = 60;
/// So many forms are begun.
const FORMS: usize = 200;
const CONTACTS: usize = 400;
const REPORTS: usize = 20;
const REPORT: &str = "/rapportages/kcc?kwartaal=2026-K3";
const STARTS: usize = 3;
const AT_ONCE: u64 = 60;
const LOG_IN_TRIES: usize = 30;
const CONTACTS_EACH: usize = 20;
const KILLS: usize = 200;
const AGENTS: [&str; 4] = ["s.bakker", "n.terpstra", "t.vanbeek", "m.jonker"];
const HANDLER: &str = "j.aydin";
const HANDLERS_TEAM: &str = "parkeren";
const QUESTIONS: [&str; 12] = [
    "wanneer wordt mijn grofvuil opgehaald",
    "paspoort verlengen kosten",
    "parkeervergunning tweede auto",
    "rijbewijs kwijt",
    "ik ga verhuizen",
    "uitreksel geboorteakte",
    "bijstand aanvragen",
    "boom kappen in de tuin",
    "bezwaar tegen belasting",
    "hulp in de huishouding",
    "trouwen op het stadhuis",
    "milieustraat open zondag",
];

/// A part of the measurements: its name, by which it can be asked for alone, and what it does.
type Deel = (&'static str, fn(&Path, &mut Tabel) -> Result<()>);

const DELEN: [Deel; 8] = [
    ("jaar", measure_year),
    ("traag", traag::measure_slow_clients),
    ("zoeken", measure_search),
    ("organisaties", |_, tabel| organisaties::measure_organisations(tabel)),
    ("klare-taal", |_, tabel| klare_taal::measure_text(tabel)),
    ("normen", |_, tabel| normen::measure_norms(tabel)),
    ("beloften", beloften::measure_promises),
    ("kills", measure_kills),
];

/// One line of the table.
#[derive(Serialize)]
struct Figuur {
    name: &'static str,
    engine: String,
    value: f64,
    unit: &'static str,
    target: f64,
    holds: bool,
}

/// All lines so far.
struct Tabel {
    engine: Engine,
    lines: Vec<Figuur>,
}

impl Tabel {
    /// A figure that must be at most its target.
    fn add(&mut self, name: &'static str, value: f64, unit: &'static str, target: f64) {
        self.line(name, value, unit, target, value <= target);
    }

    /// One that must be at least that.
    fn add_least(&mut self, name: &'static str, value: f64, unit: &'static str, target: f64) {
        self.line(name, value, unit, target, value >= target);
    }

    /// One that stands beside another: nothing is asked of it.
    fn note(&self, name: &'static str, value: f64) {
        println!("{name:<52} {:<9} {value:>10.2}", self.engine.to_string());
    }

    fn line(&mut self, name: &'static str, value: f64, unit: &'static str, target: f64, holds: bool) {
        let verdict = if holds { "holds" } else { "DOES NOT HOLD" };
        println!("{name:<52} {:<9} {value:>10.2} {unit:<6} target {target:>8.0}  {verdict}", self.engine.to_string());
        self.lines.push(Figuur { name, engine: self.engine.to_string(), value, unit, target, holds });
    }
}

fn main() -> Result<()> {
    if !env::args().any(|argument| argument == "--bench") {
        println!("Only `make bench` measures.");
        return Ok(());
    }
    let binary = PathBuf::from(env::var("LOKET_BINARY").context("LOKET_BINARY is missing: run `make bench`")?);
    let wanted: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if let Some(unknown) = wanted.iter().find(|wanted| !DELEN.iter().any(|(naam, _)| naam == wanted)) {
        bail!("there is no part {unknown}: choose from {}", DELEN.map(|(naam, _)| naam).join(", "));
    }
    let mut lines = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut tabel = Tabel { engine, lines };
        for (naam, measure) in DELEN {
            if wanted.is_empty() || wanted.iter().any(|wanted| wanted == naam) {
                measure(&binary, &mut tabel)?;
            }
        }
        lines = tabel.lines;
    }
    let json = env::var("LOKET_TEST_BENCH_JSON").unwrap_or_else(|_| "target/bench.json".to_owned());
    fs::write(&json, serde_json::to_string_pretty(&lines)?).with_context(|| json.clone())?;
    println!("Written to {json}");
    Ok(())
}

/// A demo municipality of its own, gone when dropped.
struct Huis {
    map: PathBuf,
    adres: std::net::SocketAddr,
    args: Vec<String>,
    database: String,
    _bench: Bench,
}

impl Huis {
    fn nieuw(engine: Engine, schaal: &str, organisatie: Option<&Path>) -> Result<Self> {
        let bench = block_on(bench(engine, &[]));
        let adres = free_address().map_err(|error| anyhow!(error))?;
        let map = env::temp_dir().join(format!("loket-bench-{}-{}", std::process::id(), adres.port()));
        let mut args = ["demo", "--op", OP, "--schaal", schaal].map(str::to_owned).to_vec();
        args.extend(["--data".into(), map.display().to_string(), "--adres".into(), adres.to_string()]);
        if let Some(organisatie) = organisatie {
            args.extend(["--organisatie".into(), organisatie.display().to_string()]);
        }
        let mut database = map.join("loket.db").display().to_string();
        if engine == Engine::Postgres {
            args.extend(["--database".into(), bench.url.clone()]);
            database.clone_from(&bench.url);
        }
        Ok(Self { map, adres, args, database, _bench: bench })
    }

    fn args(&self) -> Vec<&str> {
        self.args.iter().map(String::as_str).collect()
    }

    fn fill(&self, binary: &Path) -> Result<f64> {
        let begin = Instant::now();
        let mut command = Command::new(binary);
        command.args(&self.args).arg("--alleen-vullen").stdin(Stdio::null()).stdout(Stdio::null());
        let filled = command.stderr(Stdio::null()).status()?;
        if !filled.success() {
            bail!("the demo could not be filled: {filled}");
        }
        Ok(begin.elapsed().as_secs_f64())
    }

    fn start(&self, binary: &Path) -> Result<Programma> {
        Programma::start(binary, &self.args(), self.adres).map_err(|error| anyhow!(error))
    }

    fn log_in(&self, wie: &str) -> Result<Sessie> {
        Sessie::log_in(self.adres, wie, loket::demo::WACHTWOORD).map_err(|error| anyhow!(error))
    }
}

impl Drop for Huis {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.map);
    }
}

/// The year of 150,000 contacts: made, started, worked with, reported on.
fn measure_year(binary: &Path, tabel: &mut Tabel) -> Result<()> {
    let folder = env::temp_dir().join(format!("loket-bench-jaar-{}", std::process::id()));
    mappen::many_zaaktypen(&folder, HANDLERS_TEAM)?;
    let huis = Huis::nieuw(tabel.engine, "1", Some(&folder))?;
    tabel.add("default demo data made", huis.fill(binary)?, "s", 60.0);
    let mut starts = Vec::new();
    for _ in 1..STARTS {
        let program = huis.start(binary)?;
        starts.push(program.klaar_na.as_secs_f64());
        program.stop().map_err(|error| anyhow!(error))?;
    }
    let program = huis.start(binary)?;
    starts.push(program.klaar_na.as_secs_f64());
    tabel.add("start to the first answered request, worst of three", max(&starts), "s", 1.0);
    let pages = page_times(&huis)?;
    tabel.add("any workplace page, server time, p99", p99(&pages), "ms", 20.0);
    tabel.add("public page, server time, p99", p99(&public_times(&huis)?), "ms", 20.0);
    tabel.add("step of a form, durable, p99", p99(&form_times(&huis)?), "ms", 30.0);
    tabel.add("registering a contact, durable, p99", p99(&register_times(&huis)?), "ms", 20.0);
    tabel.add("quarterly report, slowest", max(&report_times(&huis, REPORT)?), "ms", 200.0);
    // A place somewhere within a block: as far as there is to read.
    let then = format!("{REPORT}&op=2026-10-31");
    tabel.add("quarterly report as known on an earlier day, slowest", max(&report_times(&huis, &then)?), "ms", 5_000.0);
    #[expect(clippy::cast_precision_loss, reason = "kilobytes of memory stay far below 2^52")]
    let resident = program.resident_kb().map_err(|error| anyhow!(error))? as f64 / 1024.0;
    tabel.add("resident memory after all this", resident, "MB", 100.0);
    work_at_once(&huis)?;
    #[expect(clippy::cast_precision_loss, reason = "kilobytes of memory stay far below 2^52")]
    let resident = program.resident_kb().map_err(|error| anyhow!(error))? as f64 / 1024.0;
    tabel.add("the same after 60 agents at once, 20 contacts each", resident, "MB", 100.0);
    program.stop().map_err(|error| anyhow!(error))?;
    Ok(fs::remove_dir_all(&folder)?)
}

/// As many people as begin at nine log in at the same moment, and work without a pause.
fn work_at_once(huis: &Huis) -> Result<()> {
    let people = people(&huis.database)?;
    std::thread::scope(|scope| {
        let one = |wie: String| {
            scope.spawn(move || {
                let mut agent = log_in_patiently(huis, &wie)?;
                (0..CONTACTS_EACH).try_for_each(|_| register(&mut agent).map(drop))
            })
        };
        let all: Vec<_> = people.into_iter().map(one).collect();
        all.into_iter().try_for_each(|one| one.join().map_err(|_| anyhow!("an agent panicked"))?)
    })
}

/// They share one address: more at once than it has tries are told to wait a moment, and do.
fn log_in_patiently(huis: &Huis, wie: &str) -> Result<Sessie> {
    let mut tries =
        (0..LOG_IN_TRIES).map(|_| huis.log_in(wie).inspect_err(|_| std::thread::sleep(Duration::from_secs(1))));
    tries.find(Result::is_ok).unwrap_or_else(|| huis.log_in(wie))
}

/// The names of so many people who register contacts.
fn people(database: &str) -> Result<Vec<String>> {
    block_on(async {
        let db = Database::connect(database).await?;
        let query = Query::select()
            .column("gebruikersnaam")
            .from("medewerkers")
            .and_where(Expr::cust("rollen LIKE '%agent%' OR rollen LIKE '%collega%'"))
            .order_by("gebruikersnaam", Order::Asc)
            .limit(AT_ONCE)
            .to_owned();
        let rows = db.rows(&query).await?;
        db.close().await;
        let names = rows.iter().map(|row| Ok(row.get("gebruikersnaam")?)).collect::<Result<Vec<String>>>()?;
        if names.len() as u64 != AT_ONCE {
            bail!("the demo has {} people who register contacts, and {AT_ONCE} are asked for", names.len());
        }
        Ok(names)
    })
}

fn ms(answer: std::result::Result<Antwoord, String>, page: &str) -> Result<f64> {
    let answer = answer.map_err(|error| anyhow!(error))?;
    if answer.status >= 400 {
        bail!("{page}: status {}", answer.status);
    }
    answer.server_ms().with_context(|| format!("{page}: no Server-Timing"))
}

/// Every page of the workplace, again and again, as the people who use it.
fn page_times(huis: &Huis) -> Result<Vec<f64>> {
    let partij = busiest_caller(&huis.database)?;
    let mut agent = huis.log_in(AGENTS[0])?;
    let started = agent.post("/werkplek/contacten", &[("kanaal", "telefoon")]).map_err(|error| anyhow!(error))?;
    let contact = started.location().context("a contact starts")?.to_owned();
    let partij_id = partij.to_string();
    let chosen = [("partij", partij_id.as_str()), ("reden", "productvraag")];
    ms(agent.post(&format!("{contact}/klant?met=telefoon"), &chosen), "klant")?;
    ms(agent.post(&format!("{contact}/controle"), &[("uitkomst", "geslaagd")]), "controle")?;
    // Each logs in when it is their turn: who waits too long is cut off.
    let mut visits: Vec<(Option<Sessie>, &str, Vec<String>)> = Vec::new();
    let team = "/werkplek/taken?van=team".to_owned();
    visits.push((
        Some(agent),
        AGENTS[0],
        vec![
            "/werkplek".into(),
            format!("{contact}?artikel=parkeervergunning"),
            format!("{contact}/artikel/paspoort"),
            format!("{contact}/terugbellen"),
            format!("{contact}/doorverbinden"),
            format!("/werkplek/klanten/{partij}"),
            "/werkplek/taken?van=doorgezet".into(),
            "/werkplek/voorkeuren".into(),
            "/werkplek/artikelen/rijbewijs".into(),
        ],
    ));
    let report = "/rapportages/kcc/contacten?kwartaal=2026-K3&kanaal=telefoon";
    let manager = vec![team.clone(), report.into(), "/rapportages/beloften".into()];
    visits.push((None, "w.lammers", manager));
    visits.push((None, "z.arslan", vec!["/werkplek/taken".into(), team]));
    visits.push((None, "h.maas", vec!["/redactie".into()]));
    visits.push((None, "f.devries", vec!["/beheer".into()]));
    visits.push((None, "a.janssen", vec!["/journaal".into()]));
    let lists =
        vec!["/werkplek/taken?van=team".into(), "/werkplek/taken?van=vrij".into(), open_case(&huis.database, HANDLER)?];
    visits.push((None, HANDLER, lists));
    let mut times = Vec::new();
    for (session, wie, pages) in visits {
        let mut session = session.map_or_else(|| huis.log_in(wie), Ok)?;
        for page in &pages {
            let rounds: Vec<f64> = (0..PAGE_ROUNDS).map(|_| ms(session.get(page), page)).collect::<Result<_>>()?;
            println!("    {:<78} p99 {:>7.2} ms", page.split('?').next().unwrap_or(page), p99(&rounds));
            times.extend(rounds);
        }
    }
    Ok(times)
}

/// Pages of the website, as visitors open them.
fn public_times(huis: &Huis) -> Result<Vec<f64>> {
    let mut visitor = Sessie::new(huis.adres);
    let mut times = Vec::new();
    for page in
        ["/", "/producten/parkeervergunning", "/zoeken?q=paspoort", "/aanvragen/melding-openbare-ruimte", "/afspraak"]
    {
        let rounds: Vec<f64> = (0..PAGE_ROUNDS).map(|_| ms(visitor.get(page), page)).collect::<Result<_>>()?;
        println!("    {page:<78} p99 {:>7.2} ms", p99(&rounds));
        times.extend(rounds);
    }
    Ok(times)
}

/// Saving a page of a form, durable: each round begins a form and goes to its second page.
fn form_times(huis: &Huis) -> Result<Vec<f64>> {
    let mut visitor = Sessie::new(huis.adres);
    let answers = [("doe", "verder"), ("wat", "straat"), ("gevaar", "nee"), ("omschrijving", "Een losse tegel.")];
    let form = "/aanvragen/melding-openbare-ruimte";
    let round = |_| {
        ms(visitor.get(form), form)?;
        let begun = visitor.post(form, &[]).map_err(|error| anyhow!(error))?;
        let step = begun.location().context("a form begins")?.to_owned();
        ms(visitor.post(&step, &answers), "a step of a form")
    };
    (0..FORMS).map(round).collect()
}

/// A case that is not closed, of the team of whoever opens it.
fn open_case(database: &str, van: &str) -> Result<String> {
    block_on(async {
        let db = Database::connect(database).await?;
        let team = Query::select()
            .column("team_id")
            .from("medewerkers")
            .and_where(Expr::col("gebruikersnaam").eq(van))
            .to_owned();
        let query = Query::select()
            .column("id")
            .from("zaken")
            .and_where(Expr::cust("einddatum IS NULL"))
            .and_where(Expr::col("team_id").in_subquery(team))
            .order_by("identificatie", Order::Asc)
            .limit(1)
            .to_owned();
        let row = db.row(&query).await?;
        db.close().await;
        Ok(format!("/werkplek/zaken/{}", row.context("no open case")?.get::<Uuid>("id")?))
    })
}

/// The person with the most contacts: the longest time line.
fn busiest_caller(database: &str) -> Result<Uuid> {
    block_on(async {
        let db = Database::connect(database).await?;
        let query = Query::select()
            .column("partij_id")
            .from("klantcontacten")
            .and_where(Expr::cust("partij_id IS NOT NULL"))
            .group_by_col("partij_id")
            .order_by_expr(Expr::cust("COUNT(*)"), Order::Desc)
            .limit(1)
            .to_owned();
        let row = db.row(&query).await?;
        db.close().await;
        Ok(row.context("nobody called")?.get("partij_id")?)
    })
}

fn register_times(huis: &Huis) -> Result<Vec<f64>> {
    let mut agent = huis.log_in(AGENTS[1])?;
    (0..CONTACTS).map(|_| register(&mut agent)).collect()
}

/// A contact from start to end; gives how long its end took.
fn register(agent: &mut Sessie) -> Result<f64> {
    let started = agent.post("/werkplek/contacten", &[("kanaal", "telefoon")]).map_err(|error| anyhow!(error))?;
    let page = started.location().context("a contact starts")?.to_owned();
    ms(agent.get_deel(&format!("{page}/artikel/grofvuil")), "artikel")?;
    let note = [("notitie", "Wil weten wanneer het grofvuil komt."), ("kanaal", "telefoon")];
    ms(agent.post_deel(&format!("{page}/bewaar"), &note), "bewaar")?;
    ms(agent.post(&format!("{page}/afronden"), &[("afhandeling", "direct_beantwoord")]), "afronden")
}

fn report_times(huis: &Huis, page: &str) -> Result<Vec<f64>> {
    let mut manager = huis.log_in("w.lammers")?;
    (0..REPORTS).map(|_| ms(manager.get(page), page)).collect()
}

/// Search as you type, key by key, over many articles with near-duplicates.
fn measure_search(binary: &Path, tabel: &mut Tabel) -> Result<()> {
    let folder = env::temp_dir().join(format!("loket-bench-organisatie-{}", std::process::id()));
    mappen::many_articles(&folder)?;
    let huis = Huis::nieuw(tabel.engine, "0.01", Some(&folder))?;
    huis.fill(binary)?;
    let program = huis.start(binary)?;
    let mut agent = huis.log_in(AGENTS[0])?;
    let started = agent.post("/werkplek/contacten", &[("kanaal", "telefoon")]).map_err(|error| anyhow!(error))?;
    let zoek = format!("{}/zoek", started.location().context("a contact starts")?);
    let mut times = Vec::new();
    for question in QUESTIONS {
        let letters: Vec<char> = question.chars().collect();
        for typed in 2..=letters.len() {
            let typed: String = letters[..typed].iter().collect();
            times.push(ms(agent.post_deel(&zoek, &[("q", &typed)]), "zoek")?);
        }
    }
    tabel.add("search as you type over 5,000 articles, p99", p99(&times), "ms", 10.0);
    program.stop().map_err(|error| anyhow!(error))?;
    Ok(fs::remove_dir_all(&folder)?)
}

/// Killed at random moments under load; what was acknowledged must be there, and the followers right.
fn measure_kills(binary: &Path, tabel: &mut Tabel) -> Result<()> {
    let huis = Huis::nieuw(tabel.engine, "0.01", None)?;
    let mut chance = StdRng::seed_from_u64(20_261_123);
    let kills = env::var("LOKET_TEST_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let (agents, wachtwoord) = (AGENTS.as_slice(), loket::demo::WACHTWOORD);
    let seen =
        kill_under_load(binary, &huis.args(), huis.adres, (agents, wachtwoord), kills, || chance.random_range(20..400))
            .map_err(|error| anyhow!(error))?;
    if !seen.vreemd.is_empty() {
        bail!("strange answers: {:?}", seen.vreemd);
    }
    let program = huis.start(binary)?;
    std::thread::sleep(std::time::Duration::from_secs(3));
    program.stop().map_err(|error| anyhow!(error))?;
    let there = block_on(count_registered(&huis.database, &seen.bevestigd))?;
    println!("    killed {} times, {} contacts acknowledged", seen.gedood, seen.bevestigd.len());
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    let lost = (seen.bevestigd.len() - there) as f64;
    tabel.add("acknowledged contacts lost in 200 kills", lost, "", 0.0);
    let database = if tabel.engine == Engine::Sqlite { "sqlite" } else { &huis.database };
    let checked = Command::new(binary)
        .arg("controleren")
        .envs([("LOKET_DATABASE", database), ("LOKET_VEILIGE_COOKIES", "false")])
        .env("LOKET_DATA", &huis.map)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()?;
    tabel.add("findings of `loket controleren` after the kills", if checked.success() { 0.0 } else { 1.0 }, "", 0.0);
    Ok(())
}

async fn count_registered(database: &str, ids: &[String]) -> Result<usize> {
    use sea_query::ExprTrait;
    let db = Database::connect(database).await?;
    let mut there = 0;
    for id in ids {
        let id: Uuid = id.parse()?;
        let query = Query::select().column("id").from("klantcontacten").and_where(Expr::col("id").eq(id)).to_owned();
        there += db.rows(&query).await?.len();
    }
    db.close().await;
    Ok(there)
}
