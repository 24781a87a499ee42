//! Durable means durable: the real program, killed at random moments under load, and watched while it commits.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use bediening::{Programma, Sessie, free_address, kill_under_load};
use kern::database::Engine;
use kern::testhulp::{Bench, bench};
use kern::{Reads, on_both_engines};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

const BINARY: &str = env!("CARGO_BIN_EXE_loket");
const AGENTS: [&str; 4] = ["s.bakker", "n.terpstra", "t.vanbeek", "m.jonker"];
const KILLS: usize = 10;

/// A small demo municipality that the real program runs on.
pub(crate) struct Huis {
    pub(crate) map: PathBuf,
    pub(crate) adres: std::net::SocketAddr,
    args: Vec<String>,
    pub(crate) database: String,
    /// Keeps the test's database for as long as the test.
    _bench: Bench,
}

impl Huis {
    pub(crate) async fn nieuw(engine: Engine) -> Self {
        let bench = bench(engine, &[]).await;
        bench.db.close().await;
        let adres = free_address().unwrap();
        let map = std::env::temp_dir().join(format!("loket-duurzaam-{}-{}", std::process::id(), adres.port()));
        let mut args: Vec<String> =
            ["demo", "--schaal", "0.01", "--op", "2026-11-23T10:00", "--data"].map(Into::into).into();
        args.extend([map.display().to_string(), "--adres".into(), adres.to_string()]);
        let database = match engine {
            Engine::Sqlite => map.join("loket.db").display().to_string(),
            Engine::Postgres => {
                args.extend(["--database".into(), bench.url.clone()]);
                bench.url.clone()
            }
        };
        Self { map, adres, args, database, _bench: bench }
    }

    fn args(&self) -> Vec<&str> {
        self.args.iter().map(String::as_str).collect()
    }

    pub(crate) fn start(&self) -> Programma {
        Programma::start(Path::new(BINARY), &self.args(), self.adres).unwrap()
    }

    /// `loket controleren`: the chain, rows with their gebeurtenis, followers equal to a recount.
    fn controleer(&self) {
        let checked = Command::new(BINARY)
            .arg("controleren")
            .env("LOKET_DATA", &self.map)
            .env("LOKET_VEILIGE_COOKIES", "false")
            .env("LOKET_DATABASE", if self.database.starts_with("postgres") { &self.database } else { "sqlite" })
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&checked.stdout).into_owned() + &String::from_utf8_lossy(&checked.stderr);
        // A demo has no key to sign with, and that is rightly called wrong.
        let wrong: Vec<&str> = said.lines().filter(|line| line.starts_with("MIS")).collect();
        assert!(wrong.len() == 1 && wrong[0].contains("het journaal wordt niet ondertekend"), "{said}");
    }
}

impl Drop for Huis {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.map);
    }
}

/// How many of these contacts are in the register.
async fn registered(database: &str, ids: &[String]) -> usize {
    let db = kern::Database::connect(database).await.unwrap();
    let mut found = 0;
    for id in ids {
        let id: Uuid = id.parse().unwrap();
        let query = Query::select().column("id").from("klantcontacten").and_where(Expr::col("id").eq(id)).to_owned();
        found += db.rows(&query).await.unwrap().len();
    }
    db.close().await;
    found
}

on_both_engines! {
    async fn nothing_acknowledged_is_lost_when_killed_alone(engine) {
        let huis = Huis::nieuw(engine).await;
        let seed: u64 = std::env::var("LOKET_TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_123);
        println!("LOKET_TEST_SEED={seed}");
        let mut chance = StdRng::seed_from_u64(seed);
        let wachtwoord = loket::demo::WACHTWOORD;
        let seen = kill_under_load(
            Path::new(BINARY), &huis.args(), huis.adres, (&AGENTS, wachtwoord), KILLS, || chance.random_range(30..600),
        ).unwrap();
        assert_eq!(seen.gedood, KILLS);
        assert!(seen.bevestigd.len() >= KILLS, "too little happened to prove anything: {seen:?}");
        assert_eq!(seen.vreemd, Vec::<String>::new());
        // Up once more, so that the followers catch up, and down as one should.
        let program = huis.start();
        std::thread::sleep(Duration::from_secs(2));
        program.stop().unwrap();
        assert_eq!(registered(&huis.database, &seen.bevestigd).await, seen.bevestigd.len());
        huis.controleer();
    }
}

/// strace over a running program: what it reads, writes and syncs, in order.
struct Waarneming {
    strace: Child,
    file: PathBuf,
}

impl Waarneming {
    fn van(program: &Programma, map: &Path) -> Self {
        let file = map.join("strace.txt");
        let strace = Command::new("strace")
            .args(["-f", "-s", "200", "-e", "trace=read,recvfrom,write,writev,sendto,fsync,fdatasync", "-o"])
            .arg(&file)
            .args(["-p", &program.pid().to_string()])
            .stderr(Stdio::null())
            .spawn()
            .expect("strace is there: `make test` installs it");
        // Attached once the file has grown: the followers read a little every second.
        while fs::metadata(&file).map_or(0, |file| file.len()) == 0 {
            std::thread::sleep(Duration::from_millis(50));
        }
        Self { strace, file }
    }

    fn regels(mut self) -> Vec<String> {
        let stop = Command::new("kill").args(["-INT", &self.strace.id().to_string()]).status().unwrap();
        assert!(stop.success());
        self.strace.wait().unwrap();
        fs::read_to_string(&self.file).unwrap().lines().map(str::to_owned).collect()
    }
}

#[test]
fn the_disk_is_synced_before_success_is_said_alone() {
    let huis = kern::testhulp::block_on(Huis::nieuw(Engine::Sqlite));
    let program = huis.start();
    let mut agent = Sessie::log_in(huis.adres, AGENTS[0], loket::demo::WACHTWOORD).unwrap();
    let page = agent.post("/werkplek/contacten", &[("kanaal", "telefoon")]).unwrap().location().unwrap().to_owned();
    let waarneming = Waarneming::van(&program, &huis.map);
    let done = agent
        .post(
            &format!("{page}/afronden"),
            &[("notitie", "Wanneer is het loket open?"), ("afhandeling", "direct_beantwoord")],
        )
        .unwrap();
    assert_eq!(done.status, 303);
    let regels = waarneming.regels();
    let asked =
        regels.iter().position(|regel| regel.contains("POST /werkplek/contacten/")).expect("the request is seen");
    let answered = regels.iter().position(|regel| regel.contains("HTTP/1.1 303")).expect("the answer is seen");
    let synced = |regel: &String| {
        (regel.contains("fdatasync(") || regel.contains("fsync(") || regel.contains("sync resumed"))
            && regel.ends_with("= 0")
    };
    assert!(asked < answered);
    assert!(regels[asked..answered].iter().any(synced), "no sync between:\n{}", regels[asked..=answered].join("\n"));
    program.stop().unwrap();
}
