//! What was typed is never lost, and never anybody else's to see.

use kern::on_both_engines;

use super::begin;
use crate::wereld::World;

on_both_engines! {
    async fn a_draft_survives_another_server_and_shows_all_that_was_typed(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        let fields = [("notitie", "Eerste regel\r\nTweede <b>regel</b>"), ("kanaal", "balie"), ("reden", "statusvraag"), ("klantgroep", "ondernemer"),
            ("beller_naam", "Mw. De Vries"), ("beller_telefoon", "06 12345678"), ("artikel", "milieustraat"),
            ("artikelversie", "1"), ("versie", "1"), ("venster", "a"), ("volgnummer", "1")];
        let saved = agent.post(&format!("{contact}/bewaar"), &fields).await.is(204);
        assert_eq!((saved.kop("x-loket-versie"), saved.kop("x-loket-tijd")), ("2", "10:00:00"));
        let again = w.herstart().await;
        let page = again.als("s.bakker").await.get(&contact).await.ok();
        page.bevat("Eerste regel\nTweede &#60;b&#62;regel")
            .bevat("value=\"Mw. De Vries\"")
            .bevat("value=\"06 12345678\"")
            .bevat("<option value=\"balie\" selected>")
            .bevat("<option value=\"statusvraag\" selected>")
            .bevat("<option value=\"ondernemer\" selected>")
            .bevat("De milieustraat is open op zaterdag")
            .bevat("Bewaard om 10:00");
        again.als("s.bakker").await.get("/werkplek").await.ok().bevat("Mw. De Vries").bevat("Balie · Milieustraat");
    }

    async fn two_windows_conflict_and_one_never_does_with_itself(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        let save = async |versie: &str, venster: &str, volgnummer: &str, notitie: &str| {
            let fields = [("versie", versie), ("venster", venster), ("volgnummer", volgnummer), ("notitie", notitie)];
            agent.post(&format!("{contact}/bewaar"), &fields).await.status.as_u16()
        };
        assert_eq!(save("1", "a", "1", "een").await, 204);
        assert_eq!(save("1", "a", "3", "drie").await, 204, "its answer was lost, so it still says 1");
        assert_eq!(save("1", "a", "2", "twee").await, 204, "came late");
        agent.get(&contact).await.ok().bevat(">\ndrie</textarea>");
        assert_eq!(save("1", "b", "1", "anders").await, 409, "another window with an old page");
        assert_eq!(save("3", "b", "1", "anders").await, 204);
        assert_eq!(save("3", "a", "4", "vier").await, 409, "the first window is old now");
        let lost = agent.post(&format!("{contact}/afronden"), &[("versie", "2"), ("venster", "a"), ("volgnummer", "5"),
            ("notitie", "mijn tekst"), ("afhandeling", "direct_beantwoord")]).await;
        lost.is(409).bevat("mijn tekst").bevat("in een ander venster gewijzigd").bevat("name=\"versie\" value=\"4\"");
    }

    async fn no_text_is_too_long(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        let long = "Zij zegt: é & <nee>. ".repeat(10_000);
        assert!(long.len() > 200_000);
        agent.post(&format!("{contact}/bewaar"), &[("notitie", &long), ("versie", "1"), ("venster", "a")]).await.is(204);
        let done = agent.post(&format!("{contact}/afronden"), &[("afhandeling", "direct_beantwoord")]).await.is(303);
        drop(done);
        let page = agent.get(&contact).await.ok();
        assert!(page.html.matches("Zij zegt").count() == 10_000);
    }

    async fn a_draft_is_its_agents_own(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        agent.post(&format!("{contact}/bewaar"), &[("notitie", "geheim"), ("versie", "1"), ("venster", "a")]).await.is(204);
        for other in [w.als("m.hendriks").await, w.als("t.vanbeek").await, w.als_buur("s.bakker").await] {
            other.get(&contact).await.is(404).bevat_niet("geheim");
            for action in ["bewaar", "zoek", "afronden", "weg", "terug", "klant", "controle", "klant/los", "terugbellen"] {
                other.post(&format!("{contact}/{action}"), &[("q", "a"), ("afhandeling", "direct_beantwoord")]).await.is(404);
            }
            other.get(&format!("{contact}/terugbellen")).await.is(404);
            other.get("/werkplek").await.ok().bevat("Geen lopende contacten");
        }
        agent.get(&contact).await.ok().bevat("geheim");
    }

    async fn what_was_thrown_away_can_be_put_back(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        let gone = agent.post(&format!("{contact}/weg"), &[("notitie", "toch nodig"), ("versie", "1")]).await.is(303);
        agent.get(&contact).await.is(404);
        agent.get(gone.kop("location")).await.ok().bevat("weggegooid").bevat(&format!("{contact}/terug"));
        agent.post(&format!("{contact}/terug"), &[]).await.naar(&contact);
        agent.get(&contact).await.ok().bevat("toch nodig");
        let other = begin(&agent).await;
        agent.post(&format!("{contact}/weg"), &[]).await.is(303);
        agent.post(&format!("{other}/weg"), &[]).await.is(303);
        agent.post(&format!("{contact}/terug"), &[]).await.is(404);
    }
}
