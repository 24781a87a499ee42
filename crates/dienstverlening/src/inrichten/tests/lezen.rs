//! Reading: pure.

use jiff::civil::date;
use proptest::prelude::*;
use registers::klantinteracties::Klantgroep;

use super::mappen::{elsdrecht, goed, klein, lijst, vervang};
use super::zaaktypen::met_zaaktypen;
use crate::inrichten::{Bestanden, Vraagsoort, lees};

fn fouten(bestanden: &Bestanden) -> String {
    lijst(&lees(bestanden).unwrap_err())
}

fn schrijf(bestanden: &mut Bestanden, naam: &str, tekst: &str) {
    bestanden.insert(naam.to_owned(), tekst.as_bytes().to_vec());
}

#[test]
fn the_demo_municipality_is_right() {
    let inrichting = goed(&elsdrecht());
    assert_eq!(inrichting.teams.len(), 15);
    assert!(inrichting.producten.len() >= 60, "{}", inrichting.producten.len());
    let most_asked = inrichting.producten.iter().filter(|product| product.meest_gevraagd.is_some()).count();
    assert_eq!(most_asked, 20);
    let complete = |inhoud: &crate::kennisbank::Inhoud| inhoud.openbaar.iter().count() == 8 && inhoud.intern.is_some();
    let unfinished: Vec<_> = inrichting
        .producten
        .iter()
        .filter(|product| product.meest_gevraagd.is_some() && !complete(&product.inhoud))
        .map(|product| &product.code)
        .collect();
    assert!(unfinished.is_empty(), "the twenty most asked have every section: {unfinished:?}");
    let instellingen = &inrichting.instellingen;
    // As the zaaktype says it, as its form does, and by nothing.
    let about = ["evenementenvergunning", "verhuizing", "wmo"].map(|code| instellingen.product_van_zaaktype(code));
    assert_eq!(about, [Some("evenement"), Some("verhuizing-doorgeven"), None]);
    let for_whom = about.map(|product| instellingen.klantgroep(None, product, true));
    assert_eq!(for_whom, [Klantgroep::Ondernemer, Klantgroep::Particulier, Klantgroep::Particulier].map(Some));
}

#[test]
fn a_folder_is_read_into_what_it_says() {
    let mut map = klein("klein");
    let grofvuil = map.keys().find(|naam| naam.contains("grofvuil.md")).cloned().unwrap();
    vervang(&mut map, &grofvuil, "naam = ", "klantgroep = \"ondernemer\"\nnaam = ");
    let inrichting = goed(&map);
    let instellingen = &inrichting.instellingen;
    assert_eq!(instellingen.voor_ondernemers.iter().collect::<Vec<_>>(), ["grofvuil"]);
    assert_eq!(instellingen.gesloten, [date(2026, 12, 28)]);
    assert_eq!(instellingen.terugbellen.belofte_werkdagen, 2);
    assert_eq!(instellingen.doelen.teruggebeld_binnen_werkdag, None);
    assert_eq!(instellingen.vragensets[0].vragen[0].soort, Vraagsoort::LangeTekst);
    let grofvuil = &inrichting.producten[0];
    assert_eq!(grofvuil.inhoud.openbaar.antwoord, "Wij halen grofvuil gratis op. Maak eerst een afspraak.");
    assert_eq!(grofvuil.inhoud.intern.as_deref(), Some("Zeg niets over de wachttijd van de wagen."));
    assert_eq!((grofvuil.gewicht, grofvuil.openbaar), (0, true));
}

#[test]
fn windows_line_endings_and_a_byte_order_mark_change_nothing() {
    let unix = klein("klein");
    let windows = unix.iter().map(|(naam, bytes)| {
        let tekst = String::from_utf8(bytes.clone()).unwrap().replace('\n', "\r\n");
        (naam.clone(), format!("\u{feff}{tekst}").into_bytes())
    });
    assert_eq!(goed(&windows.collect()), goed(&unix));
}

#[test]
fn everything_wrong_in_the_lists_is_said_at_once() {
    let mut map = klein("klein");
    vervang(&mut map, "organisatie.toml", "999990408", "999990409");
    vervang(&mut map, "organisatie.toml", "info@klein", "info klein");
    vervang(&mut map, "organisatie.toml", "klein.example.nl\"]", "https://klein.example.nl\"]");
    vervang(&mut map, "organisatie.toml", "08:30-17:00", "8.30-17.00");
    vervang(&mut map, "organisatie.toml", "= 65", "= 165");
    vervang(&mut map, "organisatie.toml", "adres = ", "kleur = \"rood\"\nadress = ");
    vervang(&mut map, "teams.toml", "s.bakker", "s.baker");
    vervang(&mut map, "teams.toml", "\"afval\"", "\"kcc\"");
    vervang(&mut map, "teams.toml", "13:00-16:00", "11:00-16:00");
    vervang(&mut map, "medewerkers.toml", "\"agent\", ", "\"agent\", \"baas\", \"agent\", ");
    vervang(&mut map, "medewerkers.toml", "t.vanbeek", "T van Beek");
    vervang(&mut map, "medewerkers.toml", "2026-11-25", "2026-11-20");
    vervang(&mut map, "contact.toml", "afhandeling = \"direct_beantwoord\"", "afhandeling = \"opgelost\"");
    vervang(&mut map, "contact.toml", "naam_en = \"Waste\"\n", "");
    vervang(&mut map, "vragensets/algemeen.toml", "lange-tekst", "keuze");
    schrijf(&mut map, "vragensets/Fout.toml", "naam = 3");
    schrijf(&mut map, "zoeken.toml", "synoniemen = [\"grofvuil\"]\ndelen = [\"grof\", \"grof\", \"\"]");
    schrijf(&mut map, "kladje.txt", "x");
    insta::assert_snapshot!(fouten(&map));
}

#[test]
fn everything_wrong_in_the_articles_is_said_at_once() {
    let mut map = klein("klein");
    vervang(&mut map, "producten/grofvuil.md", "team = \"afval\"", "team = \"vuil\"");
    vervang(&mut map, "producten/grofvuil.md", "2026-11-02", "\"2 november\"");
    vervang(&mut map, "producten/grofvuil.md", "\"sleutel\", ", "\"grofvuil\", \"niets\", ");
    vervang(&mut map, "producten/grofvuil.md", "# Antwoord", "Vooraf.\n# Antwoorden");
    vervang(
        &mut map,
        "producten/grofvuil.md",
        "Gratis.",
        "<b>Gratis</b> ![x](y.png) [a](javascript:x) [b](product:weg).",
    );
    vervang(&mut map, "producten/grofvuil.md", "# Intern", "# Kosten\n- # Let op\n# Intern");
    vervang(&mut map, "producten/milieustraat.md", "meest_gevraagd = 1", "meest_gevraagd = 2");
    schrijf(&mut map, "producten/leeg.md", "");
    schrijf(&mut map, "producten/Hoofd.md", "+++\nnaam = \"x\n+++\n# Antwoord\nx");
    schrijf(&mut map, "producten/half.md", "+++\nnaam = \"x\"\n\n# Antwoord\nx");
    insta::assert_snapshot!(fouten(&map));
}

#[test]
fn a_file_that_cannot_be_read_is_the_only_one_to_blame() {
    let mut map = klein("klein");
    schrijf(&mut map, "teams.toml", "[[team]\ncode = \"kcc\"\nnaam = \"KCC\nx = 1\nx = 2\n");
    map.insert("medewerkers.toml".to_owned(), b"[[medewerker]]\nnaam = \"\xff\"".to_vec());
    map.remove("contact.toml");
    insta::assert_snapshot!(fouten(&map), @r"
    contact.toml: het bestand ontbreekt; kopieer het uit organisaties/elsdrecht en pas het aan
    medewerkers.toml:2: deze regel is geen UTF-8; bewaar het bestand als UTF-8
    teams.toml:1: hier ontbreekt een haakje of accolade; sluit de lijst of tabel met ] of }
    ");
}

#[test]
fn what_the_database_could_not_keep_is_refused() {
    let mut map = klein("klein");
    vervang(&mut map, "producten/milieustraat.md", "op zaterdag", "op \u{0}zaterdag");
    vervang(&mut map, "organisatie.toml", "Dorpsstraat 1", "Dorps\\u0000straat");
    insta::assert_snapshot!(fouten(&map), @r"
    organisatie.toml:5: `adres` is leeg, te lang of bevat een onzichtbaar teken; schrijf één regel van 1 tot en met 500 tekens
    producten/milieustraat.md:12: hier staat een onzichtbaar teken; typ de regel opnieuw
    ");
}

proptest! {
    #[test]
    fn any_text_in_any_file_is_read_or_refused(which in 0..9_usize, tekst in "([\\[\\]{}=\",.#+|<>()!:\n -]|naam|\\+\\+\\+\n|# Antwoord\n|2026-01-01|\\PC){0,60}") {
        let mut map = klein("klein");
        let naam = map.keys().nth(which).cloned().unwrap();
        schrijf(&mut map, &naam, &tekst);
        let _ = lees(&map);
    }

    #[test]
    fn a_piece_out_of_any_file_is_survived(which in 0..9_usize, from in 0.0..1.0_f64, length in 0..80_usize, put in "\\PC{0,3}") {
        let mut map = klein("klein");
        let naam = map.keys().nth(which).cloned().unwrap();
        let bytes = &map[&naam];
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short file")]
        let from = (bytes.len() as f64 * from) as usize;
        let to = (from + length).min(bytes.len());
        let broken = [&bytes[..from], put.as_bytes(), &bytes[to..]].concat();
        map.insert(naam, broken);
        if let Err(fouten) = lees(&map) {
            prop_assert!(fouten.iter().all(|fout| !fout.uitweg.is_empty() && fout.regel != Some(0)));
        }
    }
}

const FORMULIER: &str = r#"naam = "Grofvuil aanmelden"
naam_en = "Bulky waste"
product = "grofvuil"
zaaktype = "grofvuil"
inloggen = "nee"
omschrijving = "Grofvuil: {wat}"

[[groep]]
code = "een"
titel = "Een"
titel_en = "One"

[[groep.vraag]]
code = "wat"
soort = "keuze"
tekst = "Wat?"
tekst_en = "What?"
opties = [{ code = "bank", naam = "Bank", naam_en = "Sofa" }, { code = "kast", naam = "Kast", naam_en = "Cupboard" }]

[[groep.vraag]]
code = "dag"
soort = "datum"
tekst = "Welke dag?"
tekst_en = "Which day?"
vroegst = "vandaag+1"
toon_als = { vraag = "wat", is = ["bank"] }
"#;

#[test]
fn a_form_is_read_into_what_it_says() {
    let mut map = met_zaaktypen("klein");
    schrijf(&mut map, "formulieren/grofvuil.toml", FORMULIER);
    assert!(fouten(&map).contains("zaaktype `grofvuil` bestaat niet"));
    schrijf(
        &mut map,
        "formulieren/grofvuil.toml",
        &FORMULIER.replace("zaaktype = \"grofvuil\"", "zaaktype = \"vergunning\""),
    );
    let instellingen = goed(&map).instellingen;
    let form = instellingen.formulier_voor("grofvuil").unwrap();
    assert_eq!((form.code.as_str(), form.minuten, form.groepen[0].vragen.len()), ("grofvuil", 5, 2));
    let day = &form.groepen[0].vragen[1];
    assert_eq!((day.verplicht, day.toon_als.as_ref().unwrap().is.as_slice()), (true, ["bank".to_owned()].as_slice()));
    vervang(&mut map, "contact.toml", "code = \"webformulier\"", "code = \"web\"");
    assert!(fouten(&map).contains("kanaal `webformulier` bestaat niet"));
}

#[test]
fn everything_wrong_in_a_form_is_said_with_its_line() {
    let mut map = klein("klein");
    let text = FORMULIER
        .replace("{wat}", "{wie}")
        .replace("inloggen = \"nee\"", "inloggen = \"soms\"")
        .replace("vandaag+1", "morgen")
        .replace("is = [\"bank\"]", "is = [\"stoel\"]")
        .replace("naam_en = \"Cupboard\"", "naam_fr = \"Armoire\"");
    schrijf(&mut map, "formulieren/grofvuil.toml", &text);
    let second = FORMULIER.replace("soort = \"datum\"", "soort = \"datun\"").replace("vroegst", "max");
    schrijf(&mut map, "formulieren/nog-een.toml", &second.replace("\"wat\", is", "\"later\", is"));
    schrijf(&mut map, "formulieren/Fout.toml", "");
    insta::assert_snapshot!(fouten(&map));
}

#[test]
fn everything_wrong_with_the_desks_is_said_at_once() {
    let mut map = klein("klein");
    let balies = r#"vooruit_weken = 99
[[product]]
code = "grofvuil"
balies = ["nergens"]
[[product]]
code = "grofvuil"
minuten = 0
[[balie]]
code = "raadhuis"
naam = "Raadhuis"
naam_en = "Town hall"
adres = "Dorpsstraat 1"
loketten = []
[[balie.uitzondering]]
datum = 2026-11-30
tijden = ["10.00-11.00"]
[[balie.drukte]]
dag = "Maandag"
tijd = "10:00-11:00"
plekken = 1
"#;
    schrijf(&mut map, "balies.toml", balies);
    vervang(&mut map, "contact.toml", "code = \"balie\"", "code = \"bali\"");
    insta::assert_snapshot!(fouten(&map), @r"
    balies.toml:1: `vooruit_weken` is geen getal dat hier kan; schrijf een heel getal van 1 tot en met 52, zonder aanhalingstekens
    balies.toml:4: balie `nergens` bestaat niet; kies uit raadhuis of voeg hem toe in balies.toml
    balies.toml:6: product `grofvuil` staat ook op balies.toml:3; geef elk een eigen code of haal er een weg
    balies.toml:7: `minuten` is geen getal dat hier kan; schrijf een heel getal van 1 tot en met 240, zonder aanhalingstekens
    balies.toml:8: de tabel [openingstijden] ontbreekt; voeg [openingstijden] toe, zoals in docs/inrichting.md
    balies.toml:8: kanaal `balie` bestaat niet; kies uit bali, telefoon, webformulier of voeg hem toe in contact.toml
    balies.toml:13: `loketten` is leeg of ontbreekt; noem er minstens een
    balies.toml:16: `10.00-11.00` is geen tijdvak; schrijf UU:MM-UU:MM, zoals 08:30-17:00, met de vroegste tijd eerst
    balies.toml:19: `Maandag` is geen dag van de week; kies uit maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag
    ");
}
