//! The command line as people meet it: help, mistakes, exit codes.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;

const BINARY: &str = env!("CARGO_BIN_EXE_loket");
const ELSDRECHT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../organisaties/elsdrecht");

/// A folder of its own, removed afterwards.
struct Map(PathBuf);

impl Map {
    fn nieuw(naam: &str) -> Self {
        let map = std::env::temp_dir().join(format!("loket-cli-{naam}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&map);
        std::fs::create_dir(&map).unwrap();
        Self(map)
    }

    /// Runs the program in the folder; its data goes into `data` there.
    fn loket(&self, arguments: &[&str], stdin: &str) -> Output {
        let mut child = Command::new(BINARY)
            .args(arguments)
            .current_dir(&self.0)
            .env_clear()
            .env("LOKET_DATA", "data")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    /// What it said and its exit code.
    fn zegt(&self, arguments: &[&str], stdin: &str) -> String {
        let output = self.loket(arguments, stdin);
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(text).unwrap();
        format!("{}\n[{}]", text.trim_end(), output.status.code().unwrap())
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_help_of_each_command_is_enough_to_work_from() {
    let map = Map::nieuw("help");
    assert_snapshot!("loket", map.zegt(&["--help"], ""));
    for opdracht in ["serve", "demo", "inrichten", "gebruiker", "migreren", "controleren", "backup", "herstel"] {
        let said = map.zegt(&[opdracht, "--help"], "");
        assert!(
            !["Usage", "Options", "Arguments", "Print", "default"].iter().any(|word| said.contains(word)),
            "{said}"
        );
        assert_snapshot!(opdracht, said);
    }
}

#[test]
fn a_mistake_on_the_command_line_is_said_in_dutch() {
    let map = Map::nieuw("fout");
    let said: Vec<String> = [
        &[][..],
        &["dienen"],
        &["serve", "--hard"],
        &["backup"],
        &["demo", "--schaal", "100"],
        &["demo", "--op", "morgen"],
        &["demo", "--adres"],
        &["gebruiker", "s.bakker", "--blokkeren", "--tweede-factor"],
        &["serve", "--config", "nergens.toml"],
    ]
    .iter()
    .map(|arguments| format!("loket {}\n{}", arguments.join(" "), map.zegt(arguments, "")))
    .collect();
    assert_snapshot!(said.join("\n\n"));
}

#[test]
fn an_administrator_is_led_from_nothing_to_a_log_in() {
    let map = Map::nieuw("begin");
    assert!(map.zegt(&["serve"], "").contains("Voer uit: loket migreren"));
    assert!(map.zegt(&["migreren"], "").ends_with("de database is bij.\n[0]"));
    assert!(map.zegt(&["migreren"], "").starts_with("0 migraties uitgevoerd"));
    assert!(map.zegt(&["gebruiker", "s.bakker"], "").contains("loket inrichten MAP"));
    assert!(map.zegt(&["inrichten", ELSDRECHT, "--proef"], "").contains("Er is niets veranderd."));
    assert!(map.zegt(&["inrichten", ELSDRECHT], "").ends_with("[0]"));
    assert!(map.zegt(&["controleren"], "").contains("niemand kan inloggen"));
    let gebruiker = |arguments: &[&str], stdin: &str| map.zegt(&[&["gebruiker"], arguments].concat(), stdin);
    assert_snapshot!(gebruiker(&["s.bakker"], "kort\n"), @r"
    Fout: Een wachtwoord heeft minstens 12 tekens.
    Doe:  Kies een zin die niemand anders kent. Er is niets veranderd.
    [1]
    ");
    assert_snapshot!(gebruiker(&["s.bakker"], "mijn fiets is groen\n"), @r"
    s.bakker: Heeft een nieuw wachtwoord, en kiest bij de eerste keer inloggen een eigen.
    [0]
    ");
    assert!(map.zegt(&["controleren"], "").contains("1 medewerkers kunnen inloggen"));
    assert!(
        gebruiker(&["s.bakker", "--tweede-factor"], "")
            .contains("otpauth://totp/Loket%20Gemeente%20Elsdrecht:s.bakker?secret=")
    );
    assert_snapshot!(gebruiker(&["s.bakker", "--rollen", "agent,baas"], ""), @r#"
    Fout: "baas" is geen rol.
    Doe:  Kies uit: agent, collega, teammanager, redacteur, functioneel-beheerder, auditor.
    [2]
    "#);
    assert_snapshot!(gebruiker(&["s.bakker", "--rollen", "agent,redacteur"], ""), @r"
    s.bakker: Heeft nu de rollen: agent redacteur.
    [0]
    ");
    assert_snapshot!(gebruiker(&["s.bakker", "--zonder-tweede-factor"], ""), @r"
    s.bakker: Heeft geen tweede factor meer, en stelt bij de volgende keer inloggen een nieuwe in.
    [0]
    ");
    assert_snapshot!(gebruiker(&["s.bakker", "--blokkeren"], ""), @r"
    s.bakker: Kan niet meer inloggen.
    [0]
    ");
    assert!(gebruiker(&["n.iemand"], "").contains("Zet deze medewerker in medewerkers.toml"));
    assert!(map.zegt(&["demo", "--data", "data"], "").contains("rm -r data"), "real data is no demo");
}

#[test]
fn counters_that_are_off_are_made_again_from_the_journal() {
    let map = Map::nieuw("hertel");
    assert!(map.zegt(&["controleren", "--hertel"], "").contains("Voer uit: loket migreren"));
    map.loket(&["demo", "--data", "data", "--schaal", "0.01", "--op", "2026-11-23T10:00", "--alleen-vullen"], "");
    kern::testhulp::block_on(async {
        let db = kern::Database::connect(&map.0.join("data/loket.db").display().to_string()).await.unwrap();
        let tx = db.begin().await.unwrap();
        tx.execute(&sea_query::Query::update().table("tellingen").value("aantal", 99).to_owned()).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    });
    let wrong = map.zegt(&["controleren"], "");
    assert!(wrong.contains("geteld 99") && wrong.contains("doe: voer uit: loket controleren --hertel"), "{wrong}");
    let mended = map.zegt(&["controleren", "--hertel"], "");
    assert!(mended.contains("goed  de tellingen zijn opnieuw gemaakt"), "{mended}");
    assert!(
        mended.contains("goed  de tellingen zijn gelijk aan een hertelling") && !mended.contains("geteld"),
        "{mended}"
    );
    assert!(map.zegt(&["controleren"], "").contains("goed  de tellingen zijn gelijk aan een hertelling"));
}

#[test]
fn a_demo_is_filled_once() {
    let map = Map::nieuw("demo");
    let demo = ["demo", "--data", "demo", "--schaal", "0.01", "--op", "2026-11-23T10:00", "--alleen-vullen"];
    let first = map.zegt(&demo, "");
    assert!(first.contains("De demo is gevuld") && first.contains("tot 23-11-2026 10:00 uur"), "{first}");
    let again = map.zegt(&demo, "");
    assert!(!again.contains("gevuld:") && again.ends_with("10:00 uur.\n[0]"), "{again}");
}
