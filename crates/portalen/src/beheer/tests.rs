//! The organisation at a glance, for whoever sets it up.

use dienstverlening::rapportage::Tellingen;
use kern::on_both_engines;
use kern::volgers::run_once;

use crate::wereld::World;

on_both_engines! {
    async fn teams_people_and_followers_are_there_at_a_glance(engine) {
        let w = World::new(engine).await;
        let manager = w.als("b.demir").await;
        run_once(&w.bench.db, &w.bench.clock, &Tellingen).await.unwrap();
        let text = manager.get("/beheer").await.ok().tekst();
        for said in [
            "loket inrichten",
            "De inrichting is voor het laatst gewijzigd: vandaag 10:00",
            "Team Afval Publiekszaken Marja Hendriks 1",
            "Tom van Beek t.vanbeek Team Afval collega kan niet inloggen",
            "tellingen helemaal bij",
        ] {
            assert!(text.contains(said), "{said} in {text}");
        }
        assert!(!text.contains("beheer-") && !text.contains("rol-"), "{text}");
        for other in ["s.bakker", "r.visser", "a.smit"] {
            w.als(other).await.get("/beheer").await.is(403);
        }
    }
}
