//! voortgang.toml: the goals, and what is said when they are wrong.

use super::mappen::{elsdrecht, goed, klein, lijst};
use crate::inrichten::{Eenheid, lees};
use crate::rapportage::Indicator;

const FILE: &str = "voortgang.toml";

#[test]
fn the_demo_municipality_has_a_goal_of_each_kind() {
    let goals = goed(&elsdrecht()).instellingen.raaddoelen;
    assert_eq!(goals.len(), 8);
    let all: Vec<_> = goals.iter().flat_map(|goal| &goal.indicatoren).collect();
    for measured in
        [None, Some(Indicator::Contacten), Some(Indicator::DirectBeantwoord), Some(Indicator::OpTijdTeruggebeld)]
    {
        assert!(all.iter().any(|indicator| indicator.meet == measured), "{measured:?}");
    }
    let self_again = all.iter().find(|indicator| indicator.code == "zelf-terug").unwrap();
    assert!(self_again.hoogstens && self_again.streven[&2026] == 120);
    let mark = all.iter().find(|indicator| indicator.code == "klanttevredenheid").unwrap();
    assert_eq!((mark.eenheid, mark.streven[&2026]), (Eenheid::Cijfer, 80));
}

#[test]
fn a_municipality_without_goals_has_none() {
    assert!(goed(&klein("klein")).instellingen.raaddoelen.is_empty());
}

#[test]
fn everything_wrong_in_a_goal_is_said_at_once() {
    let text = r#"[[doel]]
code = "service"
bouwsteen = "Prestaties"
naam = "Service"
doelstelling = "Goed."
[[doel.indicator]]
code = "service"
naam = "Direct"
meet = "drukte"
[[doel.indicator]]
code = "telefoon"
naam = "Telefoon"
meet = "contacten"
kanaal = "duivenpost"
eenheid = "procent"
[[doel.indicator.streven]]
jaar = 26
waarde = "veel"
[[doel.indicator]]
code = "elders"
naam = "Elders"
meet = "direct-beantwoord"
team = "weg"
kanaal = "telefoon"
[[doel]]
code = "leeg"
bouwsteen = "Prestaties"
naam = "Leeg"
doelstelling = "Niets."
"#;
    let mut map = klein("klein");
    map.insert(FILE.into(), text.as_bytes().to_vec());
    let said = lijst(&lees(&map).unwrap_err());
    for (line, what) in [
        (7, "`service` staat twee keer"),
        (9, "`drukte` kan niet als `meet`"),
        (14, "kanaal `duivenpost` bestaat niet"),
        (15, "onbekende sleutel `eenheid`"),
        (17, "`jaar` is geen getal dat hier kan"),
        (18, "`veel` is geen streefwaarde"),
        (23, "team `weg` bestaat niet"),
        (24, "onbekende sleutel `kanaal`"),
        (25, "de tabel [[doel.indicator]] ontbreekt"),
    ] {
        assert!(said.contains(&format!("{FILE}:{line}: {what}")), "{line}: {what}\n{said}");
    }
}
