//! Cases as handlers work with them: found in the list, given to somebody, and two at the same time.

use kern::on_both_engines;

use crate::wereld::World;

/// The value of the first field with this name.
fn veld(html: &str, naam: &str) -> String {
    let begin = format!("name=\"{naam}\" value=\"");
    html.split(&begin).nth(1).unwrap_or_else(|| panic!("no {naam}")).split('"').next().unwrap().to_owned()
}

/// The value of an option by its text.
fn optie(html: &str, tekst: &str) -> String {
    let before = html.split(&format!("\">{tekst}</option>")).next().unwrap();
    before.rsplit("value=\"").next().unwrap().to_owned()
}

on_both_engines! {
    async fn a_case_is_in_the_list_and_goes_to_a_colleague(engine) {
        let w = World::new(engine).await;
        let vries = w.inwoner("Vries").await;
        let (one, two) = (w.zaak(vries).await, w.zaak(vries).await);
        let tom = w.als("t.vanbeek").await;
        tom.get("/werkplek/taken").await.ok().bevat_niet("Verloren sleutel");
        let page = tom.get("/werkplek/taken?van=vrij").await.ok().bevat("ZAAK-2026-0000000001").bevat("ZAAK-2026-0000000002");
        let page = page.bevat("Vries").bevat("iemand van Team Afval");
        let (naar, other) = (optie(&page.html, "Tom van Beek"), optie(&page.html, "Marja Hendriks"));
        let values: Vec<String> =
            page.html.split("name=\"zaak\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
        assert_eq!(values.len(), 2);
        let give = |naar: &str, reden: &str| {
            let mut fields = vec![("van".to_owned(), "vrij".to_owned()), ("naar".to_owned(), naar.to_owned())];
            fields.push(("reden".to_owned(), reden.to_owned()));
            fields.extend(values.iter().map(|value| ("zaak".to_owned(), value.clone())));
            fields
        };
        let post = async |fields: Vec<(String, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            tom.post("/werkplek/taken/geven", &fields).await
        };
        // Without a reason nothing happens, and what was ticked stays ticked.
        post(give(&other, "")).await.is(400).bevat("reden-fout").bevat("checked");
        post(give(&naar, "Jij kent deze.")).await.naar("/werkplek/taken?van=vrij&gedaan=gegeven");
        tom.get("/werkplek/taken?van=vrij").await.ok().bevat("Alles is verdeeld");
        tom.get("/werkplek/taken").await.ok().bevat(&one.to_string()).bevat(&two.to_string());
        // Again with the versies of before: somebody was first, and none of them moves.
        post(give(&other, "Nog eens.")).await.is(409);
        tom.post("/werkplek/taken/geven", &[("zaak", "x:1"), ("naar", &naar), ("reden", "a")]).await.is(400);
        tom.post("/werkplek/taken/geven", &[("naar", &naar), ("reden", "a")]).await.is(400).bevat("Kies minstens één zaak");
    }

    async fn of_two_who_change_the_same_case_the_second_sees_both(engine) {
        let w = World::new(engine).await;
        let zaak = w.zaak(w.inwoner("Vries").await).await;
        let werk = format!("/werkplek/zaken/{zaak}");
        let (tom, marja) = (w.als("t.vanbeek").await, w.als("m.hendriks").await);
        let versie = veld(&tom.get(&werk).await.ok().html, "versie");
        marja.get(&werk).await.ok();
        let field = [("versie", versie.as_str()), ("eigenschap", "soort"), ("waarde", "kantoor")];
        marja.post(&format!("{werk}/gegeven"), &field).await.naar(&format!("{werk}?gedaan=gegeven"));
        let mine = [("versie", versie.as_str()), ("eigenschap", "soort"), ("waarde", "fiets")];
        let page = tom.post(&format!("{werk}/gegeven"), &mine).await.is(409);
        page.bevat("Iemand anders was u voor").bevat("Marja Hendriks").bevat("fiets").bevat("kantoor");
        tom.get(&werk).await.ok().bevat("kantoor").bevat_niet("fiets");
    }

    async fn every_action_says_what_is_wrong_and_keeps_what_was_typed(engine) {
        let w = World::new(engine).await;
        let zaak = w.zaak(w.inwoner("Vries").await).await;
        let werk = format!("/werkplek/zaken/{zaak}");
        let tom = w.als("t.vanbeek").await;
        let page = tom.get(&werk).await.ok().bevat("Vries").bevat("vries@example.nl").bevat("Bewijs").bevat("Hij is blauw.");
        let versie = veld(&page.html, "versie");
        for actie in ["vragen", "status", "besluiten", "toewijzen", "gegeven"] {
            tom.post(&format!("{werk}/{actie}"), &[("versie", &versie)]).await.is(400).bevat("Er klopt nog iets niet");
            tom.post(&format!("{werk}/{actie}"), &[]).await.is(400);
        }
        let past = [("versie", versie.as_str()), ("stukken", "Foto"), ("tot", "2026-11-01"), ("vraag_toelichting", "Graag snel")];
        tom.post(&format!("{werk}/vragen"), &past).await.is(400).bevat("tot-fout").bevat("Graag snel");
        tom.post(&format!("{werk}/compleet"), &[("versie", &versie)]).await.is(409).bevat("geen aanvulling");
        tom.post(&format!("{werk}/oppakken"), &[("versie", &versie)]).await.naar(&format!("{werk}?gedaan=opgepakt"));
        tom.get(&werk).await.ok().bevat("Tom van Beek (Team Afval)").bevat("Zelf opgepakt").bevat_niet("Neem in behandeling");
        // An agent looks and changes nothing.
        let agent = w.als("s.bakker").await;
        agent.get(&werk).await.ok().bevat("U kunt deze zaak bekijken").bevat_niet("/besluiten");
        agent.post(&format!("{werk}/oppakken"), &[("versie", "2")]).await.is(403);
    }

    async fn a_document_opens_as_what_it_is(engine) {
        let w = World::new(engine).await;
        let vries = w.inwoner("Vries").await;
        let zaak = w.zaak(vries).await;
        let (document, _) = w.bij_zaak(vries, zaak).await;
        let page = w.als("t.vanbeek").await.get(&format!("/werkplek/zaken/{zaak}/documenten/{document}")).await.ok();
        assert_eq!(page.html, "Dit is het bewijs.");
        assert!(page.kop("content-disposition").starts_with("inline; filename*=UTF-8''bewijs.txt"));
        assert_eq!(page.kop("x-content-type-options"), "nosniff");
        w.als("t.vanbeek").await.get(&format!("/werkplek/zaken/{zaak}/documenten/{zaak}")).await.is(404);
    }
}
