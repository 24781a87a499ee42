//! Loading, on both engines.

use kern::autorisatie::Werken;
use kern::organisaties::{collegas, teams};
use kern::testhulp::{Bench, bench, count};
use kern::{Authorised, Error, Reads, journaal, on_both_engines};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

use super::mappen::{elsdrecht, goed, klein, laden, organisatie, organisatie_id, vervang};
use crate::inrichten::{Instellingen, laad, soorten};
use crate::migraties;

async fn events(bench: &Bench) -> Vec<String> {
    let all = kern::testhulp::verteld_na(&bench.db, 0).await;
    all.iter().map(|entry| format!("{} {}", entry.resource, entry.actie)).collect()
}

/// The events after a number, those of actors left out.
async fn events_since(bench: &Bench, number: i64) -> Vec<String> {
    let all = kern::testhulp::verteld_na(&bench.db, number).await;
    all.iter()
        .map(|e| format!("{} {} {}", e.resource, e.actie, e.feiten))
        .filter(|e| !e.starts_with("actor "))
        .collect()
}

async fn set_password(bench: &Bench, gebruikersnaam: &str) {
    let set = Query::update()
        .table("medewerkers")
        .value("wachtwoord", "$argon2id$geheim")
        .and_where(Expr::col("gebruikersnaam").eq(gebruikersnaam))
        .to_owned();
    let tx = bench.db.begin().await.unwrap();
    assert_eq!(tx.execute(&set).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

async fn start_session(bench: &Bench, gebruikersnaam: &str) {
    let id = Query::select()
        .column("id")
        .from("medewerkers")
        .and_where(Expr::col("gebruikersnaam").eq(gebruikersnaam))
        .to_owned();
    let id: uuid::Uuid = bench.db.row(&id).await.unwrap().unwrap().get("id").unwrap();
    let insert = Query::insert()
        .into_table("sessies")
        .columns([
            "sleutel_hash",
            "id",
            "medewerker_id",
            "browser",
            "csrf",
            "begonnen_op",
            "laatst_gezien_op",
            "verloopt_op",
        ])
        .values([gebruikersnaam, "x", "x", "x", "x", "x"].map(Expr::val).into_iter().enumerate().flat_map(
            |(n, text)| match n {
                // Its own id may be that of its owner: nobody else has it.
                0 => vec![text, Expr::val(id), Expr::val(id)],
                _ => vec![text],
            },
        ))
        .unwrap()
        .to_owned();
    let tx = bench.db.begin().await.unwrap();
    tx.execute(&insert).await.unwrap();
    tx.commit().await.unwrap();
}

/// Of a person: password, whether active, and the same of their actor.
async fn person(bench: &Bench, gebruikersnaam: &str) -> (Option<String>, bool, bool) {
    let query = Query::select()
        .columns([("m", "wachtwoord"), ("m", "actief"), ("a", "indicatie_actief")])
        .from_as("medewerkers", "m")
        .inner_join(sea_query::TableRef::from("actoren").alias("a"), Expr::col(("a", "id")).equals(("m", "id")))
        .and_where(Expr::col(("m", "gebruikersnaam")).eq(gebruikersnaam))
        .to_owned();
    let row = bench.db.row(&query).await.unwrap().unwrap();
    (row.get("wachtwoord").unwrap(), row.get("actief").unwrap(), row.get("indicatie_actief").unwrap())
}

on_both_engines! {
    async fn the_demo_municipality_loads_and_loads_again_without_a_trace(engine) {
        let bench = bench(engine, &migraties()).await;
        let first = laden(&bench, &elsdrecht()).await;
        assert!(!first.niets_gedaan());
        assert_eq!(count(&bench.db, "teams").await, 15);
        assert!(count(&bench.db, "producten").await >= 60);
        assert_eq!(count(&bench.db, "artikel_versies").await, count(&bench.db, "producten").await);
        let people = count(&bench.db, "teams").await + count(&bench.db, "medewerkers").await;
        assert_eq!(count(&bench.db, "actoren").await, people);
        let written = kern::testhulp::laatste_nummer(&bench.db).await;
        let second = laden(&bench, &elsdrecht()).await;
        assert!(second.niets_gedaan(), "{second}");
        assert_eq!(kern::testhulp::laatste_nummer(&bench.db).await, written);
        assert_eq!(journaal::verify(&bench.db).await.unwrap(), None);
    }

    async fn what_was_loaded_is_what_the_program_reads(engine) {
        let bench = bench(engine, &migraties()).await;
        let verslag = laden(&bench, &klein("klein")).await;
        insta::allow_duplicates! { insta::assert_snapshot!(verslag, @r"
        organisatie            1 toegevoegd
          toegevoegd: klein
        afdelingen             1 toegevoegd
          toegevoegd: publiek
        kanalen                3 toegevoegd
          toegevoegd: telefoon, balie, webformulier
        redenen                1 toegevoegd
          toegevoegd: productvraag
        uitkomsten             1 toegevoegd
          toegevoegd: direct-beantwoord
        thema's                1 toegevoegd
          toegevoegd: afval
        levensgebeurtenissen   1 toegevoegd
          toegevoegd: verhuizen
        vragensets             1 toegevoegd
          toegevoegd: algemeen
        berichten              geen
        formulieren            geen
        teams                  2 toegevoegd
          toegevoegd: kcc, afval
        medewerkers            2 toegevoegd
          toegevoegd: s.bakker, t.vanbeek
        autorisaties           geen
        producten              3 toegevoegd
          toegevoegd: grofvuil, milieustraat, sleutel
        artikelen              3 toegevoegd
          toegevoegd: grofvuil, milieustraat, sleutel
        zaaktypen              geen
        documentsoorten        geen
        normen                 geen
        "); }
        let klein = organisatie(&bench, "klein").await;
        let settings = Instellingen::van(&klein).unwrap();
        assert_eq!(settings.kanaal("balie").unwrap().naam_en, "Desk");
        let who = Authorised::<Werken>::program(klein.id);
        let teams = teams(&bench.db, &who).await.unwrap();
        assert_eq!(teams.iter().map(|team| team.code.as_str()).collect::<Vec<_>>(), ["afval", "kcc"]);
        let people = collegas(&bench.db, &who).await.unwrap();
        assert!(people.iter().all(|p| Some(p.id) == teams[0].manager || p.team == teams[0].id));
        assert_eq!(people[1].afwezig.len(), 1);
        // Tuesday 24 November 2026: the team's own hours; the contact centre is open on Mondays only.
        let tuesday = jiff::civil::date(2026, 11, 24);
        assert_eq!(settings.team_kalender(&teams[0]).unwrap().open_on(tuesday).len(), 2);
        assert!(!settings.team_kalender(&teams[1]).unwrap().is_werkdag(tuesday));
        assert!(!settings.kalender().unwrap().is_werkdag(jiff::civil::date(2026, 12, 28)), "a closed Monday");
    }

    async fn a_change_is_one_gebeurtenis_and_people_keep_their_password(engine) {
        let bench = bench(engine, &migraties()).await;
        let mut map = klein("klein");
        laden(&bench, &map).await;
        set_password(&bench, "t.vanbeek").await;
        let before = kern::testhulp::laatste_nummer(&bench.db).await;
        vervang(&mut map, "medewerkers.toml", "[\"collega\"]", "[\"collega\", \"redacteur\"]");
        vervang(&mut map, "producten/milieustraat.md", "2026-10-01", "2026-11-20");
        vervang(&mut map, "contact.toml", "\"Desk\"", "\"Counter\"");
        let verslag = laden(&bench, &map).await;
        let changed: Vec<_> =
            verslag.soorten.iter().filter(|s| !s.gewijzigd.is_empty()).map(|s| (s.soort, s.gewijzigd.join(" "))).collect();
        let expected = [("kanalen", "balie"), ("medewerkers", "t.vanbeek"), ("producten", "milieustraat")];
        assert_eq!(changed, expected.map(|(soort, naam)| (soort, naam.to_owned())));
        let kinds: Vec<_> =
            events_since(&bench, before).await.iter().map(|e| e.split(" {").next().unwrap().to_owned()).collect();
        assert_eq!(kinds, ["organisatie gewijzigd", "medewerker gewijzigd", "product gewijzigd"]);
        assert_eq!(person(&bench, "t.vanbeek").await, (Some("$argon2id$geheim".into()), true, true));
    }

    async fn what_leaves_the_folder_is_withdrawn_and_may_come_back(engine) {
        let bench = bench(engine, &migraties()).await;
        let whole = klein("klein");
        laden(&bench, &whole).await;
        set_password(&bench, "t.vanbeek").await;
        start_session(&bench, "t.vanbeek").await;
        start_session(&bench, "s.bakker").await;
        let mut less = whole.clone();
        let people = String::from_utf8(less["medewerkers.toml"].clone()).unwrap();
        let first = people[..people.rfind("[[medewerker]]").unwrap()].to_owned();
        less.insert("medewerkers.toml".into(), first.into_bytes());
        less.remove("producten/sleutel.md");
        vervang(&mut less, "producten/grofvuil.md", "\"sleutel\", ", "");
        vervang(&mut less, "contact.toml", "[[kanaal]]\ncode = \"balie\"\nnaam = \"Balie\"\nnaam_en = \"Desk\"\n", "");
        let verslag = laden(&bench, &less).await;
        let gone: Vec<_> = verslag.soorten.iter().flat_map(|s| s.ingetrokken.iter().map(String::as_str)).collect();
        assert_eq!(gone, ["balie", "t.vanbeek", "sleutel"]);
        assert_eq!(person(&bench, "t.vanbeek").await, (Some("$argon2id$geheim".into()), false, false));
        assert_eq!(count(&bench.db, "sessies").await, 1, "who has left is out; the other works on");
        let settings = Instellingen::van(&organisatie(&bench, "klein").await).unwrap();
        assert!(settings.kanalen.iter().all(|kanaal| kanaal.code != "balie"));
        assert_eq!(settings.kanaal("balie").unwrap().naam, "Balie", "reports of before still know its name");
        assert!(laden(&bench, &less).await.niets_gedaan());

        let back = laden(&bench, &whole).await;
        let added: Vec<_> = back.soorten.iter().flat_map(|s| s.toegevoegd.iter().map(String::as_str)).collect();
        assert_eq!(added, ["balie", "t.vanbeek", "sleutel"]);
        assert_eq!(person(&bench, "t.vanbeek").await, (Some("$argon2id$geheim".into()), true, true));
        assert_eq!(count(&bench.db, "artikel_versies").await, 3, "the same text is the same version");
    }

    async fn a_host_name_of_another_organisation_is_refused_and_leaves_nothing(engine) {
        let bench = bench(engine, &migraties()).await;
        laden(&bench, &klein("klein")).await;
        let before = events(&bench).await.len();
        let mut other = klein("groot");
        vervang(&mut other, "organisatie.toml", "groot.example.nl", "klein.example.nl");
        let refused = laad(&bench.db, &bench.ids, &bench.clock, &goed(&other)).await;
        assert!(matches!(refused, Err(Error::Conflict(error)) if error.detail.contains("`klein.example.nl` is al van organisatie `klein`")));
        assert_eq!(count(&bench.db, "organisaties").await, 1);
        assert_eq!(events(&bench).await.len(), before);
    }

    async fn two_organisations_with_the_same_codes_do_not_meet(engine) {
        let bench = bench(engine, &migraties()).await;
        laden(&bench, &klein("klein")).await;
        laden(&bench, &klein("groot")).await;
        assert_eq!(count(&bench.db, "producten").await, 6);
        let mut map = klein("groot");
        map.remove("producten/sleutel.md");
        vervang(&mut map, "producten/grofvuil.md", "\"sleutel\", ", "");
        laden(&bench, &map).await;
        assert!(laden(&bench, &klein("klein")).await.niets_gedaan());
        let groot = organisatie_id(&bench, "groot").await;
        let gone = soorten::PRODUCT_INGETROKKEN;
        let told = kern::testhulp::verteld_na(&bench.db, 0).await;
        assert!(told.iter().any(|entry| entry.is(gone)) && told.iter().all(|entry| !entry.is(gone) || entry.organisatie == groot));
        assert!(events(&bench).await.contains(&soorten::PRODUCT_INGETROKKEN.naam().to_string()));
    }

    async fn the_facts_in_the_journal_name_nobody(engine) {
        let bench = bench(engine, &migraties()).await;
        laden(&bench, &klein("klein")).await;
        for entry in kern::testhulp::verteld_na(&bench.db, 0).await {
            let facts = entry.feiten.to_string();
            for personal in ["Sanne", "bakker", "Beek", "0999 12"] {
                assert!(!facts.contains(personal), "{facts}");
            }
        }
    }

    async fn a_journal_that_knows_no_opening_hours_is_told_once(engine) {
        let bench = bench(engine, &migraties()).await;
        let map = klein("klein");
        laden(&bench, &map).await;
        // As a version before wrote it.
        let old = Query::update().table("gebeurtenissen").value("feiten", r#"{"code":"klein"}"#).and_where(Expr::col("resource").eq("organisatie")).to_owned();
        let tx = bench.db.begin().await.unwrap();
        tx.execute(&old).await.unwrap();
        tx.commit().await.unwrap();
        let before = kern::testhulp::laatste_nummer(&bench.db).await;
        laden(&bench, &map).await;
        laden(&bench, &map).await;
        let told = kern::testhulp::verteld_na(&bench.db, before).await;
        assert_eq!(told.len(), 1, "{told:?}");
        let feiten = told[0].feiten_van(soorten::ORGANISATIE_GEWIJZIGD).unwrap().unwrap();
        assert!(feiten.openingstijden.unwrap().contains_key("maandag"), "{:?}", told[0].feiten);
    }
}

/// Facts as versions before wrote them: read for as long as the journal is.
#[test]
fn facts_of_versions_before_are_read() {
    let team = "01a207a2-3280-73a2-a932-f7d166701f67";
    let old = [
        ("organisatie aangemaakt", json!({ "code": "klein" })),
        ("team gewijzigd", json!({ "code": "kcc", "afdeling": "publiekszaken", "actief": true })),
        ("medewerker gewijzigd", json!({ "wijzigingen": ["wachtwoord"] })),
        (
            "klantcontact aangemaakt",
            json!({ "kanaal": "telefoon", "afhandeling": "direct_beantwoord", "uitkomst": null, "reden": null, "product": null,
                "thema": null, "team": team, "naar_team": null, "artikel": null, "artikel_versie": null, "duur_s": 60,
                "datum": "2026-11-23", "uur": 10, "bekend": false }),
        ),
        (
            "internetaak gewijzigd",
            json!({ "wijziging": "afgehandeld", "status": "verwerkt", "team": team, "aangemaakt_op": "2026-11-23T09:00:00Z",
                "datum": "2026-11-23", "beloofd_op": "2026-11-24T09:00:00Z", "afloop": "beantwoord", "binnen_belofte": true }),
        ),
        (
            "zaak aangemaakt",
            json!({ "zaaktype": "vergunning", "product": null, "kanaal": "balie", "team": team, "medewerker": null, "deelzaak": false,
                "ontvangen_op": "2026-11-23T09:00:00Z", "datum": "2026-11-23", "uiterlijk": "2027-01-18", "opgeschort": false,
                "bevestigd_op": null, "bij_behandelaar_op": null, "afgehandeld_op": null, "resultaattype": null,
                "belofte": "ontvangst", "belofte_op": "2026-11-26T16:00:00Z" }),
        ),
    ];
    for (kind, feiten) in old {
        let vorm = crate::soorten().find(|vorm| vorm.naam.to_string() == kind).unwrap();
        vorm.gelezen(&feiten).unwrap_or_else(|error| panic!("{kind}: {error:?}"));
    }
}
