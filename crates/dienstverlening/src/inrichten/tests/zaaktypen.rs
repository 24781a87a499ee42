//! zaaktypen/CODE.toml: read, refused, loaded and loaded again.

use jiff::civil::date;
use kern::on_both_engines;
use kern::testhulp::{Bench, bench, count};
use registers::catalogi::{self, Archiefnominatie, Zaaktype};

use super::mappen::{elsdrecht, goed, klein, laden, lijst, organisatie_id, vervang};
use crate::inrichten::{Bestanden, lees};
use crate::migraties;

const VERGUNNING: &str = r#"omschrijving = "Vergunning behandelen"
team = "afval"
doel = "Iets mogen."
aanleiding = "Een aanvraag."
handeling_initiator = "aanvragen"
onderwerp = "vergunning"
handeling_behandelaar = "behandelen"
doorlooptijd = "P8W"
servicenorm = "P7D"
verlengingstermijn = "P6W"
deelzaaktypen = ["advies"]
[[status]]
omschrijving = "Ontvangen"
tekst = "Wij hebben uw aanvraag."
informeren = true
[[status]]
omschrijving = "In behandeling"
tekst = "Wij zijn bezig."
[[status]]
omschrijving = "Afgehandeld"
tekst = "Wij zijn klaar."
[[resultaat]]
omschrijving = "Verleend"
selectielijst = "11.1.1"
bezwaar = true
[[resultaat]]
omschrijving = "Geweigerd"
selectielijst = "11.2"
[[rol]]
omschrijving = "Aanvrager"
generiek = "initiator"
[[rol]]
omschrijving = "Gemachtigde"
generiek = "belanghebbende"
[[rol]]
omschrijving = "Behandelaar"
generiek = "behandelaar"
[[eigenschap]]
naam = "kenteken"
definitie = "Het kenteken."
lengte = 8
[[document]]
omschrijving = "Kentekenbewijs"
richting = "inkomend"
"#;

/// A small organisation with a permit and an advice that is a sub-case of it.
pub(crate) fn met_zaaktypen(code: &str) -> Bestanden {
    let mut map = klein(code);
    let advies =
        VERGUNNING.replace("deelzaaktypen = [\"advies\"]\n", "intern = true\n").replace("Vergunning", "Advies");
    map.insert("zaaktypen/vergunning.toml".into(), VERGUNNING.as_bytes().to_vec());
    map.insert("zaaktypen/advies.toml".into(), advies.into_bytes());
    map
}

async fn current(bench: &Bench, code: &str) -> Option<Zaaktype> {
    let organisatie = organisatie_id(bench, "klein").await;
    catalogi::geldig(&bench.db, organisatie, code, bench.clock.now().date()).await.unwrap()
}

#[test]
fn the_demo_municipality_has_its_sixteen_zaaktypen() {
    let inrichting = goed(&elsdrecht());
    let advices = inrichting.zaaktypen.iter().filter(|zaaktype| zaaktype.code.ends_with("advies")).count();
    assert_eq!((inrichting.zaaktypen.len() - advices, advices), (16, 2));
    for zaaktype in &inrichting.zaaktypen {
        let english = zaaktype.statussen.iter().all(|status| !status.tekst_en.is_empty());
        assert!(english && zaaktype.resultaten.len() >= 3, "{}", zaaktype.code);
    }
}

#[test]
fn everything_wrong_in_a_zaaktype_is_said_at_once() {
    let mut map = met_zaaktypen("klein");
    let file = "zaaktypen/vergunning.toml";
    vervang(&mut map, file, "P8W", "8 weken");
    vervang(&mut map, file, "team = \"afval\"", "team = \"bomen\"");
    vervang(&mut map, file, "\"11.2\"", "\"5.1\"");
    vervang(&mut map, file, "11.1.1", "99.1");
    vervang(&mut map, file, "generiek = \"initiator\"", "generiek = \"aanvrager\"");
    vervang(&mut map, file, "[\"advies\"]", "[\"advies\", \"vergunning\", \"kap\"]");
    vervang(&mut map, file, "\"In behandeling\"", "\"Ontvangen\"");
    vervang(&mut map, file, "onderwerp = ", "product = \"wegwezen\"\nbestreden_besluit = \"kenteken\"\nonderwerp = ");
    let said = lijst(&lees(&map).unwrap_err());
    for (line, what) in [
        (2, "team `bomen` bestaat niet"),
        (6, "product `wegwezen` bestaat niet"),
        (7, "`bestreden_besluit` is \"kenteken\", en dat is geen eigenschap van het zaaktype met een datum"),
        (10, "`8 weken` is geen termijn"),
        (13, "`deelzaaktypen` noemt het zaaktype zelf"),
        (13, "zaaktype `kap` bestaat niet"),
        (19, "`Ontvangen` staat twee keer"),
        (26, "`99.1` staat niet in de selectielijst 2020"),
        (33, "`aanvrager` kan niet als `generiek`"),
    ] {
        assert!(said.contains(&format!("{file}:{line}: {what}")), "{line}: {what}\n{said}");
    }
    assert!(said.contains("er is niet precies een rol met generiek = \"initiator\""), "{said}");
}

on_both_engines! {
    async fn a_zaaktype_that_changes_is_a_new_version_and_the_old_one_stays(engine) {
        let bench = bench(engine, &migraties()).await;
        let mut map = met_zaaktypen("klein");
        laden(&bench, &map).await;
        let first = current(&bench, "vergunning").await.unwrap();
        assert_eq!(first.statustypen.len(), 3);
        assert_eq!(first.resultaattypen[1].archiefnominatie, Archiefnominatie::Vernietigen);
        assert_eq!(first.resultaattypen[1].archiefactietermijn.unwrap().to_string(), "P1Y");
        let before = kern::testhulp::laatste_nummer(&bench.db).await;
        assert!(laden(&bench, &map).await.niets_gedaan());
        assert_eq!(kern::testhulp::laatste_nummer(&bench.db).await, before);

        vervang(&mut map, "zaaktypen/vergunning.toml", "servicenorm = \"P7D\"", "servicenorm = \"P5D\"");
        let verslag = laden(&bench, &map).await;
        let told = verslag.soorten.iter().find(|soort| soort.soort == "zaaktypen").unwrap();
        assert_eq!((told.gewijzigd.as_slice(), told.ongewijzigd), (["vergunning".to_owned()].as_slice(), 1));
        let second = current(&bench, "vergunning").await.unwrap();
        assert!(second.id != first.id && second.servicenorm.unwrap().to_string() == "P5D");
        let organisatie = organisatie_id(&bench, "klein").await;
        let old = catalogi::geldig(&bench.db, organisatie, "vergunning", date(2026, 11, 20)).await.unwrap();
        assert_eq!(old.map(|old| old.id), Some(first.id), "what came in before keeps the version of then");

        map.remove("zaaktypen/vergunning.toml");
        laden(&bench, &map).await;
        bench.clock.set(bench.clock.now().plus_seconds(86_400));
        assert_eq!(current(&bench, "vergunning").await, None);
        assert_eq!(count(&bench.db, "zaaktypen").await, 3);
        assert_eq!(count(&bench.db, "informatieobjecttypen").await, 1);
    }
    async fn what_a_team_may_do_with_cases_follows_the_folder(engine) {
        let bench = bench(engine, &migraties()).await;
        let mut map = met_zaaktypen("klein");
        let may = "[[team.autorisatie]]\nzaaktypen = [\"vergunning\", \"advies\"]\n\
                   max_vertrouwelijkheid = \"intern\"\ntoegang = \"lezen\"\n";
        let text = String::from_utf8(map["teams.toml"].clone()).unwrap();
        map.insert("teams.toml".into(), format!("{text}\n{may}").into_bytes());
        let told = laden(&bench, &map).await;
        let told = told.soorten.iter().find(|soort| soort.soort == "autorisaties").unwrap();
        assert_eq!(told.toegevoegd.len(), 2, "{told:?}");
        assert!(told.toegevoegd.iter().all(|naam| naam.ends_with("/lezen")), "{told:?}");
        assert!(laden(&bench, &map).await.niets_gedaan());
        vervang(&mut map, "teams.toml", "max_vertrouwelijkheid = \"intern\"", "max_vertrouwelijkheid = \"geheim\"");
        vervang(&mut map, "teams.toml", ", \"advies\"", "");
        let told = laden(&bench, &map).await;
        let told = told.soorten.iter().find(|soort| soort.soort == "autorisaties").unwrap();
        assert_eq!((told.gewijzigd.len(), told.ingetrokken.len()), (1, 1), "{told:?}");
        assert_eq!(count(&bench.db, "zaakautorisaties").await, 2, "what was withdrawn is kept");
    }
}

#[test]
fn everything_wrong_in_an_authorisation_is_said_at_once() {
    let mut map = met_zaaktypen("klein");
    let text = String::from_utf8(map["teams.toml"].clone()).unwrap();
    let more = "[[team.autorisatie]]\nzaaktypen = [\"kap\"]\nmax_vertrouwelijkheid = \"privé\"\ntoegang = \"alles\"\n\
                [[team.autorisatie]]\nmax_vertrouwelijkheid = \"intern\"\ntoegang = \"lezen\"\n";
    map.insert("teams.toml".into(), format!("{text}\n{more}").into_bytes());
    let said = lijst(&lees(&map).unwrap_err());
    for what in [
        "zaaktype `kap` bestaat niet",
        "`privé` kan niet als `max_vertrouwelijkheid`",
        "`alles` kan niet als `toegang`",
        "`zaaktypen`",
    ] {
        assert!(said.contains(what), "{what}\n{said}");
    }
}
