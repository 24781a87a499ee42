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
    for opdracht in [
        "serve",
        "demo",
        "inrichten",
        "gebruiker",
        "applicatie",
        "migreren",
        "controleren",
        "backup",
        "herstel",
        "termijn",
        "klare-taal",
    ] {
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
fn a_term_of_the_law_is_computed_with_its_steps_and_without_a_database() {
    let map = Map::nieuw("termijn");
    let said: Vec<String> = [
        &[
            "P8W",
            "--vanaf",
            "2026-01-26",
            "--grondslag",
            "wet",
            "--gebeurtenis",
            "gevraagd:2026-02-10:2026-03-10",
            "--gebeurtenis",
            "aangevuld:2026-02-25",
        ][..],
        &[
            "P8W",
            "--vanaf",
            "2026-01-31",
            "--gebeurtenis",
            "gevraagd:2026-03-28:2026-04-11",
            "--gebeurtenis",
            "aangevuld:2026-04-08",
        ],
        &[
            "P4W",
            "--vanaf",
            "2026-03-02",
            "--gebeurtenis",
            "zienswijze-gevraagd:2026-03-10",
            "--gebeurtenis",
            "zienswijze:2026-03-20",
        ],
        &["P8W", "--vanaf", "2026-01-31", "--grondslag", "belofte"],
        &["P3W", "--vanaf", "2031-05-02", "--gelijkgesteld", "2031-05-23"],
        &["P8W"],
        &["8W", "--vanaf", "2026-02-30"],
        &["P8W", "--vanaf", "2026-01-26", "--grondslag", "regel"],
        &["P8W", "--vanaf", "2026-01-26", "--gebeurtenis", "gevraagd:2026-02-10:2026-02-09"],
        &["P9999Y", "--vanaf", "2026-01-26"],
        &["--tsv", "nergens.tsv"],
    ]
    .iter()
    .map(|arguments| {
        format!("loket termijn {}\n{}", arguments.join(" "), map.zegt(&[&["termijn"], *arguments].concat(), ""))
    })
    .collect();
    assert_snapshot!("termijn_stappen", said.join("\n\n"));
    assert!(!map.0.join("data").exists());
}

#[test]
fn terms_in_a_file_are_answered_line_by_line_and_a_wrong_one_by_its_number() {
    let map = Map::nieuw("termijn-tsv");
    let lines = "a\t2026-01-26\tP8W\twet\tgevraagd:2026-02-10:2026-03-10;aangevuld:2026-02-25\r\n\
                 b\t2026-01-26\tP8\twet\t\n\
                 \n\
                 c\t2026-04-03\tP6W\twet\n\
                 d\t2026-04-31\tP6W\twet\t\n\
                 e\t2026-04-03\tP6W\twet\tiets:2026-04-04\n\
                 f\t2026-04-03\tP6W\tregel\t\n\
                 g\n\
                 h\t2026-04-03\tP6W\twet\t\t\n\
                 i\t2026-01-31\tP8W\tverordening\tgevraagd:2026-03-28:2026-04-11;aangevuld:2026-04-08";
    let output = map.loket(&["termijn", "--tsv", "-"], lines);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "a\t2026-04-07\nc\t2026-05-18\ni\t2026-04-08\n");
    assert_eq!(output.status.code(), Some(2));
    assert_snapshot!("termijn_tsv", String::from_utf8(output.stderr).unwrap());
    std::fs::write(map.0.join("goed.tsv"), "a\t2026-04-03\tP6W\twet\t\n").unwrap();
    assert_eq!(map.zegt(&["termijn", "--tsv", "goed.tsv"], ""), "a\t2026-05-18\n[0]");
}

#[test]
fn a_text_is_measured_with_what_can_be_put_more_simply() {
    let map = Map::nieuw("klare-taal");
    let helder =
        "Beste Fleur,\n\nU krijgt de vergunning. U mag uw auto in uw straat zetten. Hebt u een vraag? Bel ons.\n";
    let zwaar = "Geachte heer,\n\nTeneinde een beslissing op uw aanvraag te kunnen nemen, dienen de in de bijlage vermelde bescheiden door u \
                 binnen de daarvoor gestelde termijn aan het college te worden overgelegd.\n";
    std::fs::write(map.0.join("helder.txt"), helder).unwrap();
    std::fs::write(map.0.join("zwaar.txt"), zwaar).unwrap();
    std::fs::write(map.0.join("leeg.txt"), "Geachte heer,\n").unwrap();
    std::fs::write(map.0.join("vreemd.txt"), [0xff, 0xfe, b'a']).unwrap();
    let said: Vec<String> = [
        &["helder.txt"][..],
        &["--hoogstens", "45", "helder.txt", "zwaar.txt"],
        &["--hoogstens", "0", "leeg.txt"],
        &["vreemd.txt"],
        &["bestaat-niet.txt"],
        &["--hoogstens", "101", "helder.txt"],
        &[],
    ]
    .iter()
    .map(|arguments| {
        format!("loket klare-taal {}\n{}", arguments.join(" "), map.zegt(&[&["klare-taal"], *arguments].concat(), ""))
    })
    .collect();
    assert_snapshot!("klare_taal_gemeten", said.join("\n\n"));
    assert_eq!(map.zegt(&["klare-taal", "-"], helder), map.zegt(&["klare-taal", "helder.txt"], ""));
    assert!(!map.0.join("data").exists());
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
