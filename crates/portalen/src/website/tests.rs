//! The public website, as visitors and search engines see it.

use kern::on_both_engines;
use kern::volgers::catch_up;
use servicenormen::Servicenormen;

use crate::Routes;
use crate::basis::staat::Portaalconfig;
use crate::wereld::{ANDERE_HOST, World, inrichten, klein};

on_both_engines! {
    async fn the_home_page_asks_one_question_and_shows_what_is_asked_most(engine) {
        let w = World::new(engine).await;
        let home = w.niemand().get("/").await.ok().bevat("Waarmee kunnen wij u helpen?");
        let most = home.html.find("/producten/grofvuil").unwrap();
        assert!(most < home.html.find("/producten/milieustraat").unwrap(), "the most asked comes first");
        home.bevat("/levensgebeurtenis/verhuizen").bevat("/thema/afval").bevat("href=\"tel:140999\"").bevat_niet("Sleutel");
    }

    async fn whoever_finds_a_weakness_reads_where_to_report_it(engine) {
        let w = World::new(engine).await;
        let page = w.niemand().get("/.well-known/security.txt").await.ok();
        assert_eq!(page.kop("content-type"), "text/plain; charset=utf-8");
        page.bevat("Contact: mailto:info@klein.example.nl\n").bevat("Expires: 2027-05-2").bevat("Preferred-Languages: nl, en\n");
    }

    async fn an_article_gives_the_answer_first_and_nothing_internal(engine) {
        let w = World::new(engine).await;
        let page = w.niemand().get("/producten/grofvuil").await.ok().bevat_niet("wachttijd van de wagen");
        insta::assert_snapshot!("artikel", page.tekst());
        page.bevat("<strong>gratis</strong>")
            .bevat("<a href=\"/producten/milieustraat\">milieustraat</a>")
            // What the public cannot open is a word and no link.
            .bevat("Een sleutel kost")
            .bevat_niet("/producten/sleutel")
            .bevat("href=\"/taal/en?terug=%2Fproducten%2Fgrofvuil\"");
        w.niemand().get("/producten/sleutel").await.is(404);
    }

    async fn an_english_reader_gets_the_english_answer_and_is_told_what_is_dutch(engine) {
        let w = World::new(engine).await;
        let english = w.niemand().met_kop("accept-language", "en");
        let page = english.get("/producten/grofvuil").await.ok().bevat("Bulky waste").bevat("make an appointment first");
        assert!(page.html.find("make an appointment").unwrap() < page.html.find("<div lang=\"nl\">").unwrap());
        page.bevat("The rest of this page is in Dutch.");
        english.get("/producten/milieustraat").await.ok().bevat("<h1 class=\"utrecht-heading-1\" lang=\"nl\">Milieustraat");
    }

    async fn what_two_versions_of_a_promise_came_to_is_told_apart(engine) {
        let w = World::new(engine).await;
        let vries = w.inwoner("Vries").await;
        w.zaak(vries).await;
        w.verstuur("noreply@klein.example.nl").await;
        let mut map = klein();
        let norm = String::from_utf8(map["normen/ontvangst.toml"].clone()).unwrap();
        let norm = norm.replace("vanaf = 2024-01-01", "vanaf = 2026-12-01").replace("binnen 3 werkdagen", "de volgende werkdag");
        map.insert("normen/ontvangst.toml".to_owned(), norm.replace("werkdagen = 3", "werkdagen = 1").into_bytes());
        inrichten(&w.bench, &map).await;
        let count = async || catch_up(&w.bench.db, &w.bench.clock, &Servicenormen).await.unwrap();
        count().await;
        w.later(10 * 86_400);
        // Of what was not promised yet in either period there is nothing to tell.
        let page = w.niemand().get("/servicenormen").await.ok().tekst();
        let (_, of_it) = page.split_once("U krijgt de volgende werkdag bericht").unwrap();
        let (of_it, _) = of_it.split_once("Ons doel").unwrap();
        assert!(of_it.contains("Dit beloven wij sinds dinsdag 1 december") && !of_it.contains("kwartaal"), "{of_it}");
        w.zaak(vries).await;
        w.later(45 * 86_400);
        count().await;
        let page = w.niemand().get("/servicenormen").await.ok().tekst();
        let (_, of_it) = page.split_once("U krijgt de volgende werkdag bericht").unwrap();
        let (now, before) = of_it.split_once("Dit beloofden wij tot en met").unwrap();
        assert!(now.contains("0,0%") && now.contains("0 van de 1 keer") && !now.contains("100,0%"), "{now}");
        let said = "30 november 2026 : U krijgt binnen 3 werkdagen bericht dat wij uw aanvraag hebben. Vierde kwartaal 2026, geteld vanaf 23 november 2026: 100,0% (1 van de 1 keer, doel 96%)";
        assert!(before.contains(said), "{before}");
        let rows = w.niemand().get("/servicenormen.csv").await.ok().html;
        let rows: Vec<&str> = rows.lines().filter(|row| row.contains("ontvangst;")).collect();
        assert!(rows.len() == 2 && rows[0].ends_with(';') && rows[1].ends_with(";2026-11-30"), "{rows:?}");
        let json: serde_json::Value = serde_json::from_str(&w.niemand().get("/servicenormen.json").await.ok().html).unwrap();
        let of_it = json.as_array().unwrap().iter().filter(|row| row["code"] == "ontvangst");
        let told: Vec<_> = of_it.map(|row| (row["tot"].as_str(), row["kwartaal"]["gehaald"].as_i64(), row["kwartaal"]["aantal"].as_i64())).collect();
        assert_eq!(told, [(None, Some(0), Some(1)), (Some("2026-11-30"), Some(1), Some(1))]);
    }

    async fn browsing_leads_from_themes_and_life_events_to_articles(engine) {
        let w = World::new(engine).await;
        w.niemand().get("/producten").await.ok().bevat("/thema/reizen").bevat("/producten/grofvuil").bevat_niet("sleutel");
        w.niemand().get("/thema/afval").await.ok().bevat("/producten/grofvuil").bevat("/producten/milieustraat").bevat_niet("sleutel");
        w.niemand().get("/thema/reizen").await.ok().bevat("Hier staat nog niets");
        w.niemand().get("/levensgebeurtenis/verhuizen").await.ok().bevat("/producten/grofvuil").bevat_niet("milieustraat");
        for unknown in ["/thema/bestaat-niet", "/levensgebeurtenis/x", "/thema/Afval", "/producten/Grofvuil"] {
            w.niemand().get(unknown).await.is(404);
        }
    }

    async fn searching_finds_marks_and_escapes(engine) {
        let w = World::new(engine).await;
        let page = w.niemand().get("/zoeken?q=oud%20meubel").await.ok();
        page.bevat("<h2 class=\"loket-vondst__titel\"><a class=\"utrecht-link\" href=\"/producten/grofvuil\">");
        w.niemand().get("/zoeken?q=milieustraat").await.ok().bevat("<mark class=\"utrecht-mark\">Milieustraat</mark>");
        let evil = w.niemand().get("/zoeken?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%20milieustraat").await.ok();
        evil.bevat("&#60;script&#62;").bevat_niet("<script");
        w.niemand().get("/zoeken?q=wachttijd").await.ok().bevat("Niets gevonden").bevat("/thema/afval");
        w.niemand().get("/zoeken?q=sleutel").await.ok().bevat_niet("/producten/sleutel");
        w.niemand().get("/zoeken").await.ok().bevat("Typ bovenaan een woord");
        w.niemand().get(&format!("/zoeken?q={}", "grofvuil%20".repeat(200))).await.ok();
    }

    async fn what_was_searched_in_vain_is_counted_without_digits(engine) {
        let w = World::new(engine).await;
        for _ in 0..3 {
            w.niemand().get("/zoeken?q=Vliegende%20Schotel").await.ok();
        }
        w.niemand().get("/zoeken?q=999990019").await.ok();
        let who = kern::Authorised::program(w.organisatie);
        let counted = dienstverlening::kennisbank::zonder_resultaat::lijst(&w.app.db, &who).await.unwrap();
        let words: Vec<(&str, i64)> = counted.iter().map(|row| (row.woorden.as_str(), row.aantal)).collect();
        assert_eq!(words, [("vliegende schotel", 3)]);
    }

    async fn the_phone_line_says_whether_it_is_open(engine) {
        let w = World::new(engine).await;
        for (at, text) in [
            ("2026-11-23T09:00:00Z", "Nu open, tot 17:00"),
            ("2026-11-23T06:00:00Z", "Nu gesloten. Open vandaag om 8:30"),
            ("2026-11-25T11:45:00Z", "Nu gesloten. Open vandaag om 13:30"),
            ("2026-11-26T16:30:00Z", "Nu gesloten. Open vandaag om 18:00"),
            ("2026-11-26T17:30:00Z", "Nu open, tot 20:00"),
            ("2026-11-27T16:00:00Z", "Nu gesloten. Open maandag 30 november om 8:30"),
            ("2026-12-24T19:30:00Z", "Nu gesloten. Open dinsdag 29 december om 8:30"),
        ] {
            w.bench.clock.set(at.parse().unwrap());
            w.niemand().get("/").await.ok().bevat(text);
        }
    }

    async fn each_organisation_has_its_own_website(engine) {
        let w = World::new(engine).await;
        w.niemand().get("/").await.ok().bevat("Gemeente Klein");
        w.niemand().met_kop("host", ANDERE_HOST).get("/").await.ok().bevat("Gemeente Verderop").bevat_niet("Gemeente Klein");
        w.niemand().met_kop("host", "onbekend.example.nl").get("/").await.is(404).bevat("Deze website bestaat niet");
        let demo = World::met(engine, Portaalconfig { demo: true, ..Portaalconfig::default() }, Routes::new()).await;
        demo.niemand().met_kop("host", "onbekend.example.nl").get("/").await.ok().bevat("Gemeente Klein");
    }

    async fn a_new_article_is_on_the_website_at_once(engine) {
        let w = World::new(engine).await;
        w.niemand().get("/producten/laadpaal").await.is(404);
        let mut files = klein();
        let text = String::from_utf8(files["producten/milieustraat.md"].clone()).unwrap();
        files.insert("producten/laadpaal.md".to_owned(), text.replace("Milieustraat", "Laadpaal").replace("meest_gevraagd = 2\n", "").into_bytes());
        inrichten(&w.bench, &files).await;
        w.app.zoekdienst.bijwerken().await.unwrap();
        w.niemand().get("/producten/laadpaal").await.ok();
        w.niemand().get("/zoeken?q=laadpaal").await.ok().bevat("/producten/laadpaal");
    }
}
