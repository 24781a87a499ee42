//! The configuration: what is wrong is said with the key, what was found and what is allowed.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use loket::Fout;
use loket::instellingen::Instellingen;

fn parse(text: &str, omgeving: &[(&str, &str)]) -> Result<Instellingen, Fout> {
    let omgeving: BTreeMap<String, String> =
        omgeving.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Instellingen::parse(text, "loket.toml", &omgeving)
}

#[test]
fn every_mistake_is_said_at_once_with_its_place_and_what_is_allowed() {
    let text = r#"
adress = "127.0.0.1:8080"
adres = "localhost"
veilige_cookies = "ja"
tweede_factor = 1
data = ""
database = "mysql://geheim:wachtwoord@db"
url = "loket.example.nl"
log = "veel"
"#;
    let omgeving = [("LOKET_POORT", "80"), ("LOKET_VEILIGE_COOKIES", "1"), ("HOME", "/nergens")];
    assert_snapshot!(parse(text, &omgeving).unwrap_err(), @r#"
    Fout: De configuratie klopt niet.
      - loket.toml:3: adres is "localhost"; toegestaan is een IP-adres met een poort, zoals 127.0.0.1:8080 of [::1]:8080
      - loket.toml:2: onbekende sleutel adress; toegestaan zijn data, database, adres, url, vertrouwde_proxys, limieten, mail_per_adres, veilige_cookies, tweede_factor, smtp, afzender, bestanden, clamd, kaart, kaart_bron, sleutel, oude_sleutels, ankers, backup_ontvangers, log
      - loket.toml:6: data is ""; toegestaan is het pad van een map
      - loket.toml:7: database is iets anders; toegestaan is "sqlite" (een bestand in de datamap) of een adres dat begint met postgres://
      - loket.toml:9: log is "veel"; toegestaan is error, warn, info, debug of trace, ook per onderdeel: "info,sqlx=warn"
      - loket.toml:5: tweede_factor is 1; toegestaan is true of false
      - loket.toml:8: url is "loket.example.nl"; toegestaan is het adres dat bezoekers gebruiken, zonder pad, zoals https://loket.example.nl
      - loket.toml:4: veilige_cookies is "ja"; toegestaan is true of false
      - omgevingsvariabele LOKET_POORT: onbekende sleutel poort; toegestaan zijn data, database, adres, url, vertrouwde_proxys, limieten, mail_per_adres, veilige_cookies, tweede_factor, smtp, afzender, bestanden, clamd, kaart, kaart_bron, sleutel, oude_sleutels, ankers, backup_ontvangers, log
      - omgevingsvariabele LOKET_VEILIGE_COOKIES: veilige_cookies is "1"; toegestaan is true of false
    Doe:  Verbeter dit; loket.voorbeeld.toml laat elke sleutel zien. Er is niets gestart.
    "#);
}

#[test]
fn what_is_no_toml_is_refused_with_its_line() {
    let fout = parse("data = \"a\"\nadres 127.0.0.1", &[]).unwrap_err();
    assert!(fout.wat.contains("loket.toml:2: dit is geen TOML"), "{fout}");
    assert_eq!(fout.code(), 2);
}

#[test]
fn the_environment_goes_over_the_file() {
    let omgeving = [("LOKET_ADRES", "0.0.0.0:80"), ("LOKET_TEST_POSTGRES", "x"), ("LOKET_CONFIG", "y")];
    let found = parse("adres = \"127.0.0.1:1\"\ntweede_factor = false", &omgeving).unwrap();
    assert_eq!((found.adres.to_string().as_str(), found.tweede_factor), ("0.0.0.0:80", false));
}

#[test]
fn proxies_are_a_list_in_the_file_and_commas_in_the_environment() {
    let wanted: Vec<portalen::Netwerk> = ["10.0.0.7", "fd00::/8"].map(|text| text.parse().unwrap()).into();
    let file = parse("vertrouwde_proxys = [\"10.0.0.7\", \"fd00::/8\"]", &[]).unwrap();
    let environment = parse("", &[("LOKET_VERTROUWDE_PROXYS", "10.0.0.7, fd00::/8")]).unwrap();
    assert_eq!((file.vertrouwde_proxys, environment.vertrouwde_proxys), (wanted.clone(), wanted));
    assert!(parse("", &[("LOKET_VERTROUWDE_PROXYS", "")]).unwrap().vertrouwde_proxys.is_empty());
    for wrong in ["\"10.0.0.7\"", "[\"10.0.0.7\", \"proxy.example.nl\"]", "[7]", "[\"10.0.0.0/40\"]"] {
        let fout = parse(&format!("vertrouwde_proxys = {wrong}"), &[]).unwrap_err();
        assert!(fout.wat.contains("toegestaan is een lijst van IP-adressen"), "{fout}");
    }
}

#[test]
fn the_password_of_the_database_is_shown_nowhere() {
    let found = parse("database = \"postgres://loket:geh@eim@db.example.nl/loket\"", &[]).unwrap();
    let shown = format!("{found:?} {}", found.database_zonder_wachtwoord());
    assert!(shown.contains("postgres://loket@db.example.nl/loket") && !shown.contains("eim"), "{shown}");
}

#[test]
fn a_mail_server_is_an_address_and_its_password_is_shown_nowhere() {
    let found = parse("smtp = \"smtps://loket:geheim@mail.example.nl:465\"", &[]).unwrap();
    assert!(!format!("{found:?}").contains("geheim"));
    for wrong in ["smtp = \"http://loket:geheim@mail\"", "smtp = \"mail.example.nl\""] {
        let fout = parse(wrong, &[]).unwrap_err().to_string();
        assert!(fout.contains("smtp is iets anders") && !fout.contains("geheim"), "{fout}");
    }
    for wrong in ["afzender = \"a@b.nl\\nBcc: c@d.nl\"", "bestanden = \"s3://\"", "clamd = \"3310\""] {
        assert!(parse(wrong, &[]).is_err(), "{wrong}");
    }
}

#[test]
fn the_example_is_the_default_and_every_line_of_it_can_be_used() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../loket.voorbeeld.toml")).unwrap();
    assert_eq!(parse(&text, &[]).unwrap(), Instellingen::default());
    // What has no default stands there as an example of its own.
    let examples = [
        "database = \"postgres",
        "smtp",
        "afzender",
        "bestanden",
        "clamd",
        "kaart",
        "sleutel",
        "oude_",
        "ankers",
        "backup",
    ];
    let mut keys = 0;
    for line in text.lines().filter_map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = "))) {
        let found = parse(line, &[]).unwrap_or_else(|fout| panic!("{line}: {fout}"));
        assert!(examples.iter().any(|key| line.starts_with(key)) || found == Instellingen::default(), "{line}");
        keys += 1;
    }
    assert_eq!(keys, 23, "twenty keys; the database, the mail server and the scanner twice");
}
