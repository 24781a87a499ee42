//! Scene 3: who is calling.

use kern::on_both_engines;
use kern::testhulp::count;

use super::{begin, bekende};
use crate::wereld::World;

on_both_engines! {
    async fn a_search_for_a_person_needs_a_reason_and_is_in_the_journal(engine) {
        let w = World::new(engine).await;
        bekende(&w, w.organisatie).await;
        let deel = w.als("s.bakker").await.deel();
        let contact = begin(&deel).await;
        let zoek = format!("{contact}/zoek");
        let before = count(&w.app.db, "gebeurtenissen").await;
        let refused = deel.post(&zoek, &[("q", "06 12345678")]).await.ok();
        refused.bevat("Waarvoor zoekt u").bevat("Herkend als telefoonnummer").bevat_niet("Aagje");
        assert_eq!(count(&w.app.db, "gebeurtenissen").await, before);
        let found = deel.post(&zoek, &[("q", "06 12345678"), ("reden", "statusvraag")]).await.ok();
        found
            .bevat("Aagje Vries &#60;b&#62;")
            .bevat("data-zet-veld=\"reden\" data-waarde=\"statusvraag\"")
            .bevat("geboren in 1984")
            .bevat_niet("12 maart");
        assert_eq!(count(&w.app.db, "gebeurtenissen").await, before + 1);
        deel.post(&zoek, &[("q", "06 123456"), ("reden", "statusvraag")]).await.ok();
        assert_eq!(count(&w.app.db, "gebeurtenissen").await, before + 1, "half a number is no search");
    }

    async fn an_enter_opens_the_only_person_and_of_several_none(engine) {
        let w = World::new(engine).await;
        bekende(&w, w.organisatie).await;
        let deel = w.als("s.bakker").await.deel();
        let zoek = format!("{}/zoek", begin(&deel).await);
        let fields = [("q", "9999AA 12"), ("reden", "statusvraag")];
        let one = deel.post(&zoek, &fields).await.ok();
        assert_eq!(one.html.matches("data-enter").count(), 1);
        bekende(&w, w.organisatie).await;
        let two = deel.post(&zoek, &fields).await.ok().bevat("2 personen gevonden").bevat_niet("data-enter");
        assert_eq!(two.html.matches("name=\"partij\"").count(), 2);
        deel.post(&zoek, &[("q", "9999AA 12")]).await.ok().bevat("Waarvoor zoekt u").bevat_niet("data-enter");
        let article = deel.post(&zoek, &[("q", "grofvuil")]).await.ok();
        assert_eq!(article.html.matches("data-enter").count(), 1);
        deel.post(&zoek, &[("q", "tom van")]).await.ok().bevat("Tom van Beek").bevat_niet("data-enter");
    }

    async fn a_name_that_is_typed_is_kept_nowhere(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        for adres in ["/werkplek/zoeken", &format!("{contact}/zoek")] {
            agent.post(adres, &[("q", "Roodnat Quispel")]).await.ok();
        }
        assert_eq!(count(&w.app.db, "zoekvragen_zonder_resultaat").await, 0);
    }

    async fn the_reason_follows_from_the_subject(engine) {
        let w = World::new(engine).await;
        bekende(&w, w.organisatie).await;
        let deel = w.als("s.bakker").await.deel();
        let contact = begin(&deel).await;
        deel.post(&format!("{contact}/bewaar"), &[("artikel", "grofvuil"), ("artikelversie", "1")]).await.is(204);
        for q in ["9999AA 12", "vries 12-3-1984", "999900018", "+31612345678"] {
            let found = deel.post(&format!("{contact}/zoek"), &[("q", q)]).await.ok();
            found.bevat("Aagje").bevat("Vraag over een product");
        }
        deel.post(&format!("{contact}/zoek"), &[("q", "9999AA")]).await.ok().bevat_niet("Aagje");
    }

    async fn the_article_that_was_opened_just_now_gives_the_reason_before_it_is_saved(engine) {
        let w = World::new(engine).await;
        bekende(&w, w.organisatie).await;
        let deel = w.als("s.bakker").await.deel();
        let contact = begin(&deel).await;
        let zoek = format!("{contact}/zoek");
        let found = deel.post(&zoek, &[("q", "999900018"), ("artikel", "grofvuil"), ("reden", "")]).await.ok();
        found.bevat("Aagje").bevat("Vraag over een product");
        // A made-up subject is no reason, and neither is none.
        for artikel in ["", "bestaat-niet"] {
            let asked = deel.post(&zoek, &[("q", "999900018"), ("artikel", artikel)]).await.ok();
            asked.bevat("Waarvoor zoekt u").bevat_niet("Aagje");
        }
    }

    async fn the_focus_lands_on_the_control_question(engine) {
        let w = World::new(engine).await;
        let partij = bekende(&w, w.organisatie).await.to_string();
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        agent.post(&format!("{contact}/klant"), &[("partij", &partij), ("reden", "statusvraag")]).await.naar(&contact);
        let page = agent.get(&contact).await.ok();
        let first = page.html.split("autofocus").next().unwrap();
        assert!(first.ends_with("id=\"controle\" aria-labelledby=\"controle-kop\" aria-describedby=\"controle-vraag\" tabindex=\"-1\" "), "{first}");
        agent.post(&format!("{contact}/controle"), &[("uitkomst", "geslaagd")]).await.naar(&contact);
        agent.get(&contact).await.ok().bevat_niet("id=\"controle\"");
    }

    async fn nothing_but_the_name_is_shown_before_the_control_question(engine) {
        let w = World::new(engine).await;
        let partij = bekende(&w, w.organisatie).await.to_string();
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        let klant = format!("/werkplek/klanten/{partij}");
        agent.get(&klant).await.is(404).bevat("niet zien");
        agent.post(&format!("{contact}/klant?met=telefoon"), &[("partij", &partij)]).await.is(400).bevat_niet("Aagje");
        let fields = [("partij", partij.as_str()), ("reden", "statusvraag"), ("notitie", "getypt")];
        let before = count(&w.app.db, "gebeurtenissen").await;
        agent.post(&format!("{contact}/klant?met=telefoon"), &fields).await.naar(&contact);
        // Whoever kept the number of somebody's page sees nobody without a trace.
        assert_eq!(count(&w.app.db, "gebeurtenissen").await, before + 1);
        let page = agent.get(&contact).await.ok();
        page.bevat("Aagje Vries").bevat("12 maart 1984").bevat("getypt").bevat_niet("Lindelaan").bevat_niet("tijdlijn-kop");
        agent.get(&klant).await.is(404);

        agent.post(&format!("{contact}/controle"), &[("uitkomst", "geslaagd")]).await.naar(&contact);
        let page = agent.get(&contact).await.ok();
        page.bevat("Lindelaan 12").bevat("tijdlijn-kop").bevat_niet("controle-kop");
        agent.get(&klant).await.ok().bevat("Lindelaan 12");
        w.als("m.hendriks").await.get(&klant).await.is(404);
        w.als_buur("s.bakker").await.get(&klant).await.is(404).bevat_niet("Aagje");

        agent.post(&format!("{contact}/klant/los"), &[]).await.naar(&contact);
        agent.get(&contact).await.ok().bevat("Onbekende beller").bevat_niet("Aagje");
    }

    async fn a_wrong_answer_takes_the_name_away(engine) {
        let w = World::new(engine).await;
        let partij = bekende(&w, w.organisatie).await.to_string();
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        agent.post(&format!("{contact}/klant"), &[("partij", &partij), ("reden", "statusvraag")]).await.naar(&contact);
        agent.post(&format!("{contact}/controle"), &[("uitkomst", "mislukt")]).await.naar(&contact);
        agent.get(&contact).await.ok().bevat_niet("Aagje").bevat("niet goed beantwoord");
        agent.post(&format!("{contact}/controle"), &[("uitkomst", "zomaar")]).await.is(400);
    }

    async fn somebody_of_another_organisation_is_nobody(engine) {
        let w = World::new(engine).await;
        let partij = bekende(&w, w.andere).await.to_string();
        let deel = w.als("s.bakker").await.deel();
        let contact = begin(&deel).await;
        let found = deel.post(&format!("{contact}/zoek"), &[("q", "999900018"), ("reden", "statusvraag")]).await.ok();
        found.bevat("Niemand gevonden").bevat_niet("Aagje");
        deel.post(&format!("{contact}/klant"), &[("partij", &partij), ("reden", "statusvraag")]).await.is(404);
    }

    async fn the_time_line_shows_contacts_and_callbacks_over_every_channel(engine) {
        let w = World::new(engine).await;
        let partij = bekende(&w, w.organisatie).await.to_string();
        let agent = w.als("s.bakker").await;
        for (kanaal, notitie) in [("telefoon", "eerste"), ("balie", "tweede <i>")] {
            let contact = agent.post("/werkplek/contacten", &[("kanaal", kanaal)]).await.is(303).kop("location").to_owned();
            let fields = [("partij", partij.as_str()), ("reden", "statusvraag"), ("artikel", "grofvuil"), ("notitie", notitie)];
            agent.post(&format!("{contact}/klant"), &fields).await.naar(&contact);
            agent.post(&format!("{contact}/controle"), &[("uitkomst", "geslaagd")]).await.is(303);
            agent.post(&format!("{contact}/afronden"), &[("afhandeling", "direct_beantwoord")]).await.is(303);
            w.later(60);
        }
        let contact = begin(&agent).await;
        let fields = [("partij", partij.as_str()), ("reden", "statusvraag"), ("artikel", "grofvuil")];
        agent.post(&format!("{contact}/klant"), &fields).await.naar(&contact);
        agent.post(&format!("{contact}/controle"), &[("uitkomst", "geslaagd")]).await.is(303);
        let page = agent.get(&contact).await.ok();
        page.bevat("eerste").bevat("tweede &#60;i&#62;").bevat("Balie").bevat("3e contact in 8 dagen hierover");
    }
}
