//! Reading: pure.

use jiff::civil::date;
use proptest::prelude::*;

use super::mappen::{elsdrecht, goed, klein, lijst, vervang};
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
}

#[test]
fn a_folder_is_read_into_what_it_says() {
    let inrichting = goed(&klein("klein"));
    let instellingen = &inrichting.instellingen;
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
