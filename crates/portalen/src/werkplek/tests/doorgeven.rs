//! Scene 2: passed on.

use kern::on_both_engines;
use kern::testhulp::count;

use super::begin;
use crate::wereld::World;

on_both_engines! {
    async fn a_callback_is_promised_and_registered(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        let open = [("artikel", "grofvuil"), ("artikelversie", "1"), ("notitie", "Wanneer komt de wagen?"),
            ("naar", "terugbellen"), ("venster", "a"), ("versie", "1")];
        agent.post(&format!("{contact}/bewaar"), &open).await.naar(&format!("{contact}/terugbellen"));
        let page = agent.get(&format!("{contact}/terugbellen")).await.ok();
        page.bevat("Team Afval").bevat("Tom van Beek").bevat("Om welk adres gaat het?").bevat("Wanneer komt de wagen?")
            .bevat("vóór morgen 17:00");
        let team = id_of(&agent.get(&format!("{contact}/terugbellen")).await.html, "Team Afval");
        let wrong = [("team", team.as_str()), ("vraag", "Wanneer?"), ("beller_telefoon", "abc"), ("antwoord-adres", "")];
        let page = agent.post(&format!("{contact}/terugbellen"), &wrong).await.is(400);
        page.bevat("href=\"#beller_naam\"").bevat("href=\"#antwoord-adres\"").bevat("value=\"abc\"");
        agent.get(&format!("{contact}/terugbellen")).await.ok().bevat("value=\"abc\"");
        assert_eq!(count(&w.app.db, "internetaken").await, 0);
        let right = [("team", team.as_str()), ("vraag", "Wanneer?"), ("beller_naam", "Mw. De Vries"),
            ("beller_telefoon", "06 12345678"), ("antwoord-adres", "Lindelaan 12")];
        let done = agent.post(&format!("{contact}/terugbellen"), &right).await.is(303);
        agent.get(done.kop("location")).await.ok().bevat("terug vóór morgen 17:00");
        assert_eq!(count(&w.app.db, "internetaken").await, 1);
        agent.post(&format!("{contact}/terugbellen"), &right).await.is(303);
        assert_eq!(count(&w.app.db, "internetaken").await, 1);

        // The same caller about the same: it joins, unless the agent says that it is new.
        for (choice, tasks) in [("ja", 1), ("nieuw", 2)] {
            let again = begin(&agent).await;
            let fields = [("artikel", "grofvuil"), ("beller_telefoon", "0612345678"), ("beller_naam", "A")];
            agent.post(&format!("{again}/bewaar"), &fields).await.naar(&again);
            let page = agent.get(&format!("{again}/terugbellen")).await.ok();
            page.bevat("Sluit aan bij het verzoek van vandaag 10:00 aan Team Afval (nog niet geprobeerd)").bevat_niet("Wanneer?");
            agent.get(&again).await.ok().bevat("Open terugbelverzoek");
            let join = [("aansluiten", choice), ("vraag", "Nog steeds?"), ("team", team.as_str()), ("antwoord-adres", "L 12")];
            agent.post(&format!("{again}/terugbellen"), &join).await.is(303);
            assert_eq!(count(&w.app.db, "internetaken").await, tasks);
        }
    }

    async fn the_questions_change_with_the_team(engine) {
        let w = World::new(engine).await;
        let deel = w.als("s.bakker").await.deel();
        let contact = begin(&deel).await;
        let page = w.als("s.bakker").await.get(&format!("{contact}/terugbellen")).await.ok();
        page.bevat("Kies eerst een team");
        let html = w.als("s.bakker").await.get(&format!("{contact}/terugbellen")).await.html;
        for (naam, asks) in [("Team Afval", true), ("KCC", false)] {
            let team = id_of(&html, naam);
            let fields = [("team", team.as_str()), ("naar", "terugbellen"), ("venster", "a"), ("versie", "1")];
            let part = deel.post(&format!("{contact}/bewaar"), &fields).await.ok();
            assert_eq!(part.html.contains("Om welk adres"), asks, "{naam}");
            part.bevat("Nu open, tot 17:00").bevat_niet("<!doctype");
        }
    }

    async fn a_contact_is_put_through(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        let place = format!("{contact}/doorverbinden");
        agent.post(&place, &[("team", "")]).await.is(400).bevat("href=\"#team\"");
        let team = id_of(&agent.get(&place).await.ok().html, "Team Afval");
        agent.post(&format!("{contact}/bewaar"), &[("naar", &format!("doorverbinden/{team}"))]).await.naar(&place);
        agent.get(&place).await.ok().bevat("Tom van Beek");
        agent.post(&place, &[("team", &team), ("notitie", "Vraagt naar Tom")]).await.is(303);
        agent.get(&contact).await.ok().bevat("Doorverbonden").bevat("Team Afval").bevat("Vraagt naar Tom");
    }

    async fn another_moment_can_be_agreed(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        let place = format!("{contact}/terugbellen");
        let team = id_of(&agent.get(&place).await.ok().html, "KCC");
        let base = [("team", team.as_str()), ("vraag", "v"), ("beller_naam", "A"), ("beller_telefoon", "0612345678")];
        let with = |moment: &'static str| base.into_iter().chain([("beloofd_op", moment)]).collect::<Vec<_>>();
        agent.post(&place, &with("volgende week")).await.is(400).bevat("href=\"#beloofd_op\"");
        agent.post(&place, &with("2026-11-20T10:00")).await.is(400).bevat("href=\"#beloofd_op\"");
        let done = agent.post(&place, &with("2026-11-26T10:30")).await.is(303);
        agent.get(done.kop("location")).await.ok().bevat("vóór donderdag 26 november 10:30");
    }

    async fn a_promise_for_when_the_team_is_closed_is_asked_about_once(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        let place = format!("{contact}/terugbellen");
        let team = id_of(&agent.get(&place).await.ok().html, "KCC");
        // Saturday; the municipality is open from Monday to Friday.
        let saturday = "2026-11-28T10:00";
        let with = |naam: &'static str, more: &[(&'static str, &'static str)]| {
            let base = [("team", team.as_str()), ("vraag", "v"), ("beller_naam", naam), ("beller_telefoon", "0612345678")];
            base.into_iter().chain([("beloofd_op", saturday)]).chain(more.iter().copied()).collect::<Vec<_>>()
        };
        let page = agent.post(&place, &with("A", &[])).await.ok();
        let page = page.bevat("KCC is dan gesloten").bevat("name=\"buiten_openingstijd\" value=\"2026-11-28T10:00\"");
        assert_eq!(count(&w.app.db, "internetaken").await, 0);
        let offered = page.html.split("name=\"liever_op\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert!(offered.starts_with("2026-11-30T"), "the Monday after: {offered}");
        agent.get(&place).await.ok().bevat("value=\"2026-11-28T10:00\"");
        // Whatever else is wrong, it is not asked again.
        let agreed = [("buiten_openingstijd", saturday)];
        let page = agent.post(&place, &with("", &agreed)).await.is(400);
        page.bevat("href=\"#beller_naam\"").bevat("type=\"hidden\" name=\"buiten_openingstijd\"").bevat_niet("is dan gesloten");
        let done = agent.post(&place, &with("A", &agreed)).await.is(303);
        agent.get(done.kop("location")).await.ok().bevat("vóór zaterdag 28 november 10:00");

        let contact = begin(&agent).await;
        let fields = with("B", &[("aansluiten", "nieuw")]);
        let instead: Vec<_> = fields.into_iter().chain([("liever_op", offered.as_str())]).collect();
        let done = agent.post(&format!("{contact}/terugbellen"), &instead).await.is(303);
        agent.get(done.kop("location")).await.ok().bevat("vóór maandag 30 november");
    }
}

/// The value of the option with this name.
fn id_of(html: &str, naam: &str) -> String {
    let (before, _) = html.split_once(&format!(">{naam}</option>")).unwrap();
    before.rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned()
}
