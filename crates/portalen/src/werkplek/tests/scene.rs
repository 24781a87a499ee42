//! Scene 1: a phone rings, and the question is answered.

use kern::on_both_engines;
use kern::testhulp::count;

use super::{begin, bekende};
use crate::wereld::World;

on_both_engines! {
    async fn a_call_is_answered_in_three_actions_from_the_found_answer(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        agent.get("/werkplek").await.ok().bevat("data-akkoord=\"F8\"");
        let contact = begin(&agent).await;
        let page = agent.get(&contact).await.ok();
        assert!(page.html.contains("autofocus"), "the search field has the focus on a fresh contact");
        page.bevat("Onbekende beller");

        let deel = w.als("s.bakker").await.deel();
        let found = deel.post(&format!("{contact}/zoek"), &[("q", "grofvuil")]).await.ok();
        found.bevat(&format!("href=\"{contact}/artikel/grofvuil\"")).bevat("data-resultaat").bevat("<mark");
        let opened = deel.get(&format!("{contact}/artikel/grofvuil")).await.ok();
        opened
            .bevat("data-zet-veld=\"artikel\" data-waarde=\"grofvuil\"")
            .bevat("data-zet-veld=\"artikelversie\" data-waarde=\"1\"")
            .bevat("data-zet-veld=\"reden\" data-waarde=\"productvraag\"")
            .bevat("Zeg niets over de wachttijd");

        w.later(95);
        let fields = [("artikel", "grofvuil"), ("artikelversie", "1"), ("kanaal", "telefoon"), ("reden", "productvraag"),
            ("notitie", "Bank & stoel"), ("versie", "1"), ("venster", "a"), ("volgnummer", "0"),
            ("afhandeling", "direct_beantwoord")];
        let done = agent.post(&format!("{contact}/afronden"), &fields).await.is(303);
        let home = done.kop("location").to_owned();
        assert!(home.starts_with("/werkplek?geregistreerd="), "{home}");
        agent.get(&home).await.ok().bevat("Grofvuil laten ophalen, Direct beantwoord").bevat(&contact);
        agent.get(&contact).await.ok().bevat("01:35").bevat("Bank &#38; stoel").bevat("versie 1").bevat("0000000001");
    }

    async fn the_page_of_a_contact_works_without_scripts(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        agent.post(&format!("{contact}/zoek"), &[("q", "grofvuil")]).await.ok().bevat("<h1").bevat("</mark> laten ophalen");
        agent.get(&format!("{contact}/artikel/grofvuil")).await.naar(&format!("{contact}?artikel=grofvuil"));
        let page = agent.get(&format!("{contact}?artikel=grofvuil")).await.ok();
        page.bevat("name=\"artikel\" value=\"grofvuil\"").bevat("Wij halen grofvuil");
        agent.post(&format!("{contact}/bewaar"), &[("artikel", "grofvuil"), ("notitie", "a")]).await.naar(&contact);
        agent.get(&contact).await.ok().bevat("Wij halen grofvuil");
        agent.post(&format!("{contact}/bewaar"), &[("naar", "zonder-onderwerp")]).await.naar(&contact);
        agent.get(&contact).await.ok().bevat("Nog geen artikel open");
    }

    async fn a_double_submit_registers_once_and_leads_to_the_same_place(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        let end = format!("{contact}/afronden");
        let fields = [("notitie", "een"), ("afhandeling", "klant_belt_zelf_terug")];
        let (one, other) = tokio::join!(agent.post(&end, &fields), agent.post(&end, &fields));
        assert_eq!((one.status.as_u16(), other.status.as_u16()), (303, 303));
        assert_eq!(one.kop("location"), other.kop("location"));
        assert_eq!(count(&w.app.db, "klantcontacten").await, 1);
        agent.get("/werkplek").await.ok().bevat("Geen lopende contacten");
    }

    async fn sent_again_otherwise_what_stands_is_said_and_can_be_put_right(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        let end = format!("{contact}/afronden");
        let first = [("notitie", "Vroeg naar de markt."), ("afhandeling", "direct_beantwoord")];
        agent.post(&end, &first).await.is(303);
        agent.post(&end, &first).await.is(303);
        let second = [("notitie", "Vroeg naar de kermis."), ("afhandeling", "direct_beantwoord")];
        let said = agent.post(&end, &second).await.is(409).bevat("was al vastgelegd").bevat("Vroeg naar de kermis.");
        said.bevat(&format!("action=\"{contact}/corrigeren\""));
        let back = format!("{contact}/terugbellen");
        agent.post(&back, &[("notitie", "Vroeg naar de markt."), ("vraag", "Bel terug.")]).await.is(409).bevat("was al vastgelegd").bevat("Bel terug.");
        agent.get(&contact).await.ok().bevat("Vroeg naar de markt.").bevat_niet("kermis");
        let right = format!("{contact}/corrigeren");
        let fields = [("versie", "1"), ("notitie", "Vroeg naar de kermis."), ("product", "grofvuil"), ("waarom", "")];
        agent.post(&right, &fields).await.is(400).bevat("href=\"#waarom\"").bevat("Vroeg naar de kermis.");
        let fields = [fields[0], fields[1], fields[2], ("waarom", "Verkeerd verstaan.")];
        agent.post(&right, &fields).await.naar(&contact);
        let now = agent.get(&contact).await.ok().bevat("Vroeg naar de kermis.").bevat("Verkeerd verstaan.");
        assert!(now.tekst().contains("Eerst: Direct beantwoord Vroeg naar de markt."), "{}", now.tekst());
        now.bevat("<dt>Voor wie</dt><dd>Particulier</dd>");
        agent.get(&right).await.ok().bevat("<option value=\"\" selected>Volgt uit het onderwerp</option>");
        let business = [("versie", "2"), ("notitie", "Vroeg naar de kermis."), ("product", "grofvuil"), ("klantgroep", "ondernemer"), ("waarom", "Voor haar winkel.")];
        agent.post(&right, &business).await.naar(&contact);
        let now = agent.get(&contact).await.ok().bevat("<dt>Voor wie</dt><dd>Ondernemer of instelling</dd>").bevat("Voor haar winkel.");
        assert!(now.tekst().contains("Particulier · Direct beantwoord"), "{}", now.tekst());
        agent.get(&right).await.ok().bevat("<option value=\"ondernemer\" selected>");
        let found = agent.get("/werkplek/contacten").await.ok().bevat(&format!("href=\"{contact}\"")).bevat("Grofvuil");
        found.bevat_niet("kermis");
        agent.get("/werkplek").await.ok().bevat("Mijn laatste contacten").bevat(&format!("href=\"{contact}\""));
        let marja = w.als("m.hendriks").await;
        marja.get(&right).await.is(404);
        marja.get("/werkplek/contacten").await.ok().bevat("U hebt nog niets vastgelegd");
    }

    async fn what_was_registered_is_undone_for_ten_seconds_and_put_right_after(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        let (end, undo) = (format!("{contact}/afronden"), format!("{contact}/terugnemen"));
        let fields = [("notitie", "Vroeg naar de markt."), ("afhandeling", "direct_beantwoord")];
        let done = agent.post(&end, &fields).await.is(303);
        let home = agent.get(done.kop("location")).await.ok().bevat("Maak ongedaan").bevat("data-akkoord=\"Alt+U\"");
        home.bevat(&format!("action=\"{undo}\""));
        w.als("m.hendriks").await.post(&undo, &[]).await.is(404);
        let back = format!("{contact}?teruggenomen=ja");
        agent.post(&undo, &[]).await.naar(&back);
        agent.get(&back).await.ok().bevat("Het contact is weer open").bevat("Vroeg naar de markt.");
        assert_eq!(count(&w.app.db, "klantcontacten").await, 0);
        agent.post(&undo, &[]).await.naar(&back);

        let done = agent.post(&end, &fields).await.is(303);
        w.later(20);
        agent.get(done.kop("location")).await.ok().bevat("Vastgelegd:").bevat_niet("Maak ongedaan");
        let late = agent.post(&undo, &[]).await.is(409).bevat("niet ongedaan gemaakt").bevat("te lang geleden");
        late.bevat(&format!("action=\"{contact}/corrigeren\"")).bevat("Vroeg naar de markt.");
        assert_eq!(count(&w.app.db, "klantcontacten").await, 1);
    }

    async fn who_it_was_is_looked_up_with_a_reason_and_put_right(engine) {
        let w = World::new(engine).await;
        let id = bekende(&w, w.organisatie).await;
        let agent = w.als("s.bakker").await;
        let contact = begin(&agent).await;
        let fields = [("notitie", "Vroeg naar de markt."), ("afhandeling", "direct_beantwoord"), ("beller_naam", "Adam")];
        agent.post(&format!("{contact}/afronden"), &fields).await.is(303);
        let right = format!("{contact}/corrigeren");
        agent.get(&right).await.ok().bevat("Zo laten: Adam").bevat("Niemand die wij kennen");
        let form = |zoek, reden, wie, naar: &'static str| [("versie", "1"), ("notitie", "Vroeg naar de markt."), ("persoon", zoek),
            ("reden", reden), ("wie", wie), ("gezocht", if naar.is_empty() { zoek } else { "" }), ("waarom", "Het was Aagje."), ("naar", naar)];
        let before = count(&w.app.db, "gebeurtenissen").await;
        agent.post(&right, &form("06 12345678", "", "", "zoek")).await.is(400).bevat("href=\"#reden\"").bevat_niet("Aagje Vries");
        agent.post(&right, &form("Vries", "statusvraag", "", "zoek")).await.is(400).bevat("href=\"#persoon\"");
        assert_eq!(count(&w.app.db, "gebeurtenissen").await, before);
        let found = agent.post(&right, &form("06 12345678", "statusvraag", "", "zoek")).await.ok();
        let code = format!("{id}/telefoon");
        let found = found.bevat(&format!("value=\"{code}\"")).bevat("Eén persoon gevonden").bevat("Het was Aagje.");
        found.bevat("name=\"wie\" value=\"\" checked").bevat("geboren in 1984").bevat_niet("12 maart");
        assert_eq!(count(&w.app.db, "gebeurtenissen").await, before + 1);
        agent.post(&right, &form("", "", "", "zoek")).await.is(400).bevat("href=\"#persoon\"");
        agent.post(&right, &form("", "", &code, "")).await.is(400).bevat("href=\"#reden\"").bevat("Kies opnieuw wie het was");
        // Typed and not looked up yet: that comes before saving.
        let unseen = [("versie", "1"), ("notitie", "Anders."), ("persoon", "06 12345678"), ("reden", "statusvraag"), ("waarom", "x")];
        agent.post(&right, &unseen).await.ok().bevat("Eén persoon gevonden").bevat("Anders.");
        agent.post(&right, &form("", "statusvraag", "x", "")).await.is(400);
        agent.post(&right, &form("", "statusvraag", &code, "")).await.naar(&contact);
        assert_eq!(count(&w.app.db, "gebeurtenissen").await, before + 4, "looked up twice, seen, and put right");
        let now = agent.get(&contact).await.ok();
        assert!(now.tekst().contains("Eerst: Direct beantwoord · Adam"), "{}", now.tekst());
        agent.get(&right).await.ok().bevat("Zo laten: Aagje Vries &#60;b&#62; (bij ons bekend)").bevat_niet("12345678");
    }

    async fn after_one_contact_the_next_that_runs_is_shown(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let (first, second) = (begin(&agent).await, begin(&agent).await);
        agent.get(&first).await.ok().bevat("data-akkoord=\"Alt+2\"").bevat(&second);
        let empty = agent.post(&format!("{second}/afronden"), &[("afhandeling", "direct_beantwoord")]).await.is(400);
        empty.bevat("href=\"#notitie\"").bevat("Gooi het contact dan weg");
        let fields = [("afhandeling", "direct_beantwoord"), ("notitie", "Hoe laat sluiten wij?")];
        let done = agent.post(&format!("{second}/afronden"), &fields).await.is(303);
        assert!(done.kop("location").starts_with(&format!("{first}?geregistreerd=")));
        agent.get(done.kop("location")).await.ok().bevat("geen onderwerp, Direct beantwoord");
    }

    async fn what_is_found_is_text_and_never_markup(engine) {
        let w = World::new(engine).await;
        let deel = w.als("s.bakker").await.deel();
        let contact = begin(&deel).await;
        for q in ["<script>alert(1)</script>", "\"><img src=x onerror=y>"] {
            let found = deel.post(&format!("{contact}/zoek"), &[("q", q)]).await.ok();
            found.bevat_niet("<script").bevat_niet("<img").bevat("Niets gevonden");
        }
        let bold = deel.post("/werkplek/zoeken", &[("q", "asbest & verf")]).await.ok();
        bold.bevat("&#38;");
    }

    async fn colleagues_are_found_with_whether_they_are_there(engine) {
        let w = World::new(engine).await;
        let deel = w.als("s.bakker").await.deel();
        let contact = begin(&deel).await;
        let found = deel.post(&format!("{contact}/zoek"), &[("q", "tom van")]).await.ok();
        found.bevat("Tom van Beek").bevat("Team Afval").bevat("aanwezig").bevat("name=\"naar\" value=\"doorverbinden/");
        deel.post("/werkplek/zoeken", &[("q", "06 12345678")]).await.ok().bevat_niet("name=\"partij\"");
    }
}
