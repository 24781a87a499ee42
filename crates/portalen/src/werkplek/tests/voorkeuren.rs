//! Language, colours and keys.

use kern::on_both_engines;

use super::begin;
use crate::wereld::World;

on_both_engines! {
    async fn the_chord_of_the_tasks_is_on_every_page_and_once(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = super::begin(&agent).await;
        for page in ["/werkplek", "/werkplek/taken", "/werkplek/voorkeuren", "/werkplek/artikelen/grofvuil", contact.as_str()] {
            let html = agent.get(page).await.ok().html;
            assert_eq!(html.matches("data-akkoord=\"Alt+M\"").count(), 1, "{page}");
            assert!(html.contains("href=\"/werkplek/taken\""), "{page}");
        }
        w.als("m.hendriks").await.get("/rapportages/kcc").await.ok().bevat("data-akkoord=\"Alt+M\"");
        // Who has no tasks has no chord for them.
        w.als("r.visser").await.get("/redactie").await.ok().bevat_niet("Alt+M");
    }

    async fn keys_are_changed_or_switched_off_and_stay_so(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let fields = [("taal", "nl"), ("thema", "donker"), ("toets-direct", "ctrl+shift+enter"), ("toets-terugbellen", "")];
        let saved = agent.post("/werkplek/voorkeuren", &fields).await.is(303);
        assert!(saved.kop("location").starts_with("/taal/nl?terug="));
        agent.get("/werkplek/voorkeuren?bewaard=ja").await.ok().bevat("Ctrl+Shift+Enter").bevat("zijn bewaard");
        let contact = begin(&agent).await;
        let page = agent.get(&contact).await.ok();
        page.bevat("data-akkoord=\"Ctrl+Shift+Enter\"").bevat_niet("Alt+R").bevat("data-thema=\"donker\"");
        agent.post("/werkplek/voorkeuren", &[("standaard", "ja")]).await.is(303);
        agent.get(&contact).await.ok().bevat("data-akkoord=\"Alt+R\"");
        agent.post("/werkplek/voorkeuren", &[("uit", "ja")]).await.is(303);
        agent.get(&contact).await.ok().bevat_niet("data-akkoord=\"F").bevat_niet("data-akkoord=\"Alt");
    }

    async fn a_key_that_is_taken_is_refused_with_the_reason(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        for (fields, says) in [
            (vec![("toets-direct", "Alt+D")], "uw browser of Windows"),
            (vec![("toets-direct", "hallo")], "geen toets die wij kennen"),
            (vec![("toets-direct", "F8")], "al in gebruik"),
            (vec![("taal", "fr")], "href=\"#taal\""),
        ] {
            agent.post("/werkplek/voorkeuren", &fields).await.is(400).bevat(says);
        }
        let contact = begin(&agent).await;
        agent.get(&contact).await.ok().bevat("data-akkoord=\"Ctrl+Enter\"");
    }

    async fn every_page_exists_in_english(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        agent.post("/werkplek/voorkeuren", &[("taal", "en")]).await.is(303);
        let contact = begin(&agent).await;
        for (page, says) in [
            ("/werkplek".to_owned(), "Running contacts"),
            (contact.clone(), "Unknown caller"),
            (format!("{contact}/terugbellen"), "Choose a team first"),
            (format!("{contact}/doorverbinden"), "Register: put through"),
            ("/werkplek/voorkeuren".to_owned(), "Preferences"),
            ("/werkplek/artikelen/grofvuil".to_owned(), "Bulky waste"),
        ] {
            agent.get(&page).await.ok().bevat(says);
        }
    }
}
