//! Cases as handlers work with them: found in the list, given to somebody, and two at the same time.

use dienstverlening::rapportage::{Tellingen, compare_with_recount};
use dienstverlening::zaken::Aanvrager;
use kern::on_both_engines;
use kern::testhulp::count as count_rows;
use kern::volgers::{catch_up, herbouw};
use servicenormen::Servicenormen;

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
    async fn a_message_that_did_not_arrive_says_why_and_goes_again_to_another_address(engine) {
        let w = World::new(engine).await;
        let vries = w.inwoner("Vries").await;
        let zaak = format!("/werkplek/zaken/{}", w.zaak(vries).await);
        let (tom, sanne) = (w.als("t.vanbeek").await, w.als("s.bakker").await);
        tom.get(&zaak).await.ok().bevat("wordt verstuurd").bevat_niet("Stuur opnieuw");
        w.verstuur("geen adres").await;
        let page = tom.get(&zaak).await.ok().bevat("Dit e-mailadres bestaat niet").bevat("Stuur opnieuw");
        let bericht = veld(&page.html, "bericht");
        let list = tom.get("/werkplek/taken?van=team").await.ok().bevat("Berichten die niet aankwamen");
        list.bevat(&format!("href=\"{zaak}#bericht-{bericht}\"")).bevat("Dit e-mailadres bestaat niet");
        let silent = [("bericht", bericht.as_str()), ("wat", "anders-verteld"), ("hoe", "")];
        tom.post(&format!("{zaak}/nazien"), &silent).await.is(400).bevat("Schrijf op hoe u het hebt verteld");
        sanne.get(&zaak).await.ok().bevat("Dit e-mailadres bestaat niet").bevat_niet("Stuur opnieuw");
        let again = |e_mail: &'static str| [("bericht", bericht.clone()), ("wat", "opnieuw".to_owned()), ("e_mail", e_mail.to_owned())];
        let post = async |fields: [(&str, String); 3]| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            tom.post(&format!("{zaak}/nazien"), &fields).await
        };
        post(again("josé@example.nl")).await.is(400).bevat("letters zonder accenten");
        let [id, _, adres] = again("ander@example.nl");
        post([id, ("wat", "toch-verstuurd".to_owned()), adres]).await.is(409);
        post(again("ander@example.nl")).await.naar(&format!("{zaak}?gedaan=nagezien"));
        tom.get(&zaak).await.ok().bevat("wordt verstuurd").bevat_niet("Stuur opnieuw");
        post(again("ander@example.nl")).await.naar(&format!("{zaak}?gedaan=nagezien"));
        post(again("weer@example.nl")).await.is(409);
        tom.get("/werkplek/taken?van=team").await.ok().bevat_niet("Berichten die niet aankwamen");
    }

    async fn who_can_only_be_told_by_a_letter_or_a_call_is_and_the_page_says_so(engine) {
        let w = World::new(engine).await;
        let jansen = Aanvrager::Onbekend { naam: "Jansen".into(), e_mail: String::new(), telefoon: "0612345678".into() };
        let zaak = format!("/werkplek/zaken/{}", w.zaak_van(jansen).await);
        let tom = w.als("t.vanbeek").await;
        let page = tom.get(&zaak).await.ok().bevat("Stuur een brief, of bel.").bevat_niet("Ontvangst bevestigd");
        let versie = veld(&page.html, "versie");
        let told = async |op: &str, hoe: &str| {
            tom.post(&format!("{zaak}/verteld"), &[("versie", &versie), ("verteld_op", op), ("verteld_hoe", hoe)]).await
        };
        told("", "Gebeld.").await.is(400).bevat("id=\"verteld_op-fout\"").bevat("name=\"verteld_op\" type=\"date\" value=\"\"");
        told("2026-11-24", "Gebeld.").await.is(400).bevat("Kies vandaag of een eerdere dag").bevat("value=\"2026-11-24\"").bevat("value=\"Gebeld.\"");
        told("2026-11-22", "").await.is(400).bevat("Kies een dag vanaf de dag van ontvangst").bevat("id=\"verteld_hoe-fout\"");
        // Whoever may not handle it cannot say so.
        let agent = w.als("s.bakker").await;
        agent.post(&format!("{zaak}/verteld"), &[("versie", &versie), ("verteld_op", "2026-11-23"), ("verteld_hoe", "x")]).await.is(403);
        told("2026-11-23", "Gebeld.").await.naar(&format!("{zaak}?gedaan=verteld"));
        let page = tom.get(&format!("{zaak}?gedaan=verteld")).await.ok().bevat_niet("Stuur een brief, of bel.");
        page.bevat("De ontvangst is bevestigd.").bevat("Gebeld.").bevat("<dt>Ontvangst bevestigd</dt>");
        told("2026-11-23", "Gebeld.").await.is(409);
        // Whom mail reaches needs nothing of the kind, and of whoever left nothing nobody was told.
        let other = format!("/werkplek/zaken/{}", w.zaak(w.inwoner("Vries").await).await);
        tom.get(&other).await.ok().bevat_niet("Stuur een brief, of bel.");
        let nobody = Aanvrager::Onbekend { naam: String::new(), e_mail: String::new(), telefoon: String::new() };
        let other = format!("/werkplek/zaken/{}", w.zaak_van(nobody).await);
        tom.get(&other).await.ok().bevat_niet("Stuur een brief, of bel.").bevat_niet("Ontvangst bevestigd");
    }

    async fn for_whom_a_case_is_and_how_much_work_are_put_right(engine) {
        let w = World::new(engine).await;
        let zaak = format!("/werkplek/zaken/{}", w.zaak(w.inwoner("Vries").await).await);
        let (tom, agent) = (w.als("t.vanbeek").await, w.als("s.bakker").await);
        let page = tom.get(&zaak).await.ok().bevat("<dt>Voor wie</dt><dd>Particulier</dd>");
        let versie = veld(&page.html, "versie");
        let to = async |groep: &str, hoeveel: &str, reden: &str| {
            let fields = [("versie", versie.as_str()), ("klantgroep", groep), ("complexiteit", hoeveel), ("kenmerken_reden", reden)];
            tom.post(&format!("{zaak}/kenmerken"), &fields).await
        };
        to("ondernemer", "complex", "").await.is(400).bevat("id=\"kenmerken_reden-fout\"").bevat("<option value=\"complex\" selected>");
        to("particulier", "gewoon", "Zo is het al.").await.is(400).bevat("id=\"complexiteit-fout\"").bevat("Zo is het al.");
        to("zakelijk", "complex", "Fout.").await.is(400).bevat("id=\"klantgroep-fout\"");
        agent.post(&format!("{zaak}/kenmerken"), &[("versie", &versie), ("complexiteit", "complex")]).await.is(403);
        to("ondernemer", "complex", "Voor een winkel.").await.naar(&format!("{zaak}?gedaan=kenmerken"));
        let page = tom.get(&format!("{zaak}?gedaan=kenmerken")).await.ok().bevat("Het is veranderd.").bevat("Voor een winkel.");
        page.bevat("<dt>Voor wie</dt><dd>Ondernemer of instelling</dd>").bevat("<dt>Hoeveel werk</dt><dd>Groot of ingewikkeld</dd>");
        // Too late: what was typed is shown.
        to("particulier", "gewoon", "Toch niet.").await.is(409).bevat("Toch niet.");
    }

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

    async fn the_state_of_a_case_is_told_after_the_control_question_and_registered_in_two_keys(engine) {
        let w = World::new(engine).await;
        let vries = w.met_bsn("Vries", "999900018").await;
        let zaak = w.zaak(vries).await;
        let agent = w.als("s.bakker").await;
        let contact = agent.post("/werkplek/contacten", &[]).await.is(303).kop("location").to_owned();
        let partij = vries.to_string();
        let chosen = [("partij", partij.as_str()), ("reden", "statusvraag")];
        agent.post(&format!("{contact}/klant"), &chosen).await.naar(&contact);
        agent.get(&contact).await.ok().bevat_niet("Verloren sleutel");
        agent.post(&format!("{contact}/controle"), &[("uitkomst", "geslaagd")]).await.is(303);
        let page = agent.get(&contact).await.ok().bevat("Verloren sleutel AB-123").bevat("ZAAK-2026-0000000001");
        let page = page.bevat("Ontvangen. Wij verwachten klaar te zijn op 18 januari 2027").bevat("data-akkoord=\"Alt+C\"");
        page.bevat_niet("Oppakken");
        catch_up(&w.bench.db, &w.bench.clock, &Servicenormen).await.unwrap();
        let told = agent.get(&contact).await.ok().tekst();
        assert!(told.contains("Oppakken: loopt"), "{told}");
        // One key for what it is about, one to register it; the case is what the contact was about.
        agent.post(&format!("{contact}/bewaar"), &[("zaak", &zaak.to_string())]).await.naar(&contact);
        agent.get(&contact).await.ok().bevat("Dit gesprek gaat hierover");
        agent.post(&format!("{contact}/afronden"), &[("afhandeling", "direct_beantwoord")]).await.is(303);
        let auditor = w.als("a.smit").await;
        let journal = auditor.get("/journaal?soort=klantcontact%20aangemaakt").await.ok();
        let mut links = journal.html.split("href=\"/journaal/").skip(1).filter_map(|rest| rest.split('"').next());
        let entry = links.find(|link| link.len() == 36).unwrap();
        auditor.get(&format!("/journaal/{entry}")).await.ok().bevat("Zaak ZAAK-2026-0000000001");
    }

    async fn promises_are_counted_and_a_recount_from_nothing_is_equal(engine) {
        let w = World::new(engine).await;
        let vries = w.met_bsn("Vries", "999900018").await;
        let (one, two) = (w.zaak(vries).await, w.zaak(vries).await);
        let (tom, burger, agent) = (w.als("t.vanbeek").await, w.als_burger(vries).await, w.als("s.bakker").await);
        let manager = w.als("m.hendriks").await;
        // Taken at once; a question in writing, answered a week later, is too late.
        let werk = format!("/werkplek/zaken/{one}");
        let versie = veld(&tom.get(&werk).await.ok().html, "versie");
        tom.post(&format!("{werk}/oppakken"), &[("versie", &versie)]).await.is(303);
        let vraag = veld(&burger.get(&format!("/mijn/zaken/{one}")).await.ok().html, "vraag");
        burger.post(&format!("/mijn/zaken/{one}/vragen"), &[("vraag", &vraag), ("tekst", "Al klaar?")]).await.is(303);
        // By phone, answered at once.
        let contact = agent.post("/werkplek/contacten", &[]).await.is(303).kop("location").to_owned();
        let who = [("partij", vries.to_string()), ("reden", "statusvraag".to_owned())];
        let who = who.each_ref().map(|(name, value)| (*name, value.as_str()));
        agent.post(&format!("{contact}/klant?met=telefoon"), &who).await.is(303);
        agent.post(&format!("{contact}/controle"), &[("uitkomst", "geslaagd")]).await.is(303);
        agent.post(&format!("{contact}/bewaar"), &[("zaak", &two.to_string())]).await.is(303);
        agent.post(&format!("{contact}/afronden"), &[("afhandeling", "direct_beantwoord")]).await.is(303);
        let count = async || catch_up(&w.bench.db, &w.bench.clock, &Servicenormen).await.unwrap();
        count().await;
        // Everybody sees the same promise: the handler with its steps, the citizen what they were promised, the agent what comes first.
        let page = tom.get(&werk).await.ok();
        let steps = page.tekst();
        for said in ["Oppakken: gehaald , vandaag", "Uw aanvraag ligt binnen 2 werkdagen bij iemand", "Termijn: 2 werkdagen", "Begonnen vandaag", "(gebeurtenis "] {
            assert!(steps.contains(said), "{said} in {steps}");
        }
        let own = burger.get(&format!("/mijn/zaken/{one}")).await.ok();
        let own = own.bevat("Wat wij u beloven").bevat_niet("(gebeurtenis ").tekst();
        assert!(own.contains("Uw aanvraag ligt binnen 2 werkdagen bij iemand die hem behandelt: gehaald"), "{own}");
        assert!(!own.contains("Oppakken") && !own.contains("Vraag in Mijn beantwoorden"), "{own}");
        let list = tom.get("/werkplek/taken").await.ok().tekst();
        assert!(list.contains("Vraag in Mijn beantwoorden"), "{list}");
        let page = manager.get("/rapportages/beloften").await.ok();
        assert!(page.tekst().contains("100,0% doel gehaald 2 van 2 gehaald"), "{}", page.tekst());
        w.later(8 * 24 * 60 * 60);
        let tom = w.als("t.vanbeek").await;
        let manager = w.als("m.hendriks").await;
        let asked = veld(&tom.get(&werk).await.ok().html, "vraag");
        let answer = [("vraag", asked.as_str()), ("tekst", "Ja, derhalve kunt u de container gebruiken.")];
        tom.post(&format!("{werk}/antwoord"), &answer).await.is(303);
        count().await;
        // Whoever wrote it sees how it reads, and the citizen does not.
        let read = tom.get(&werk).await.ok().bevat("Hoe leest dit?").bevat("Gemeten met LiNT-II").tekst();
        assert!(read.contains("Ambtelijk: “derhalve” Liever: daarom, of dus"), "{read}");
        w.als_burger(vries).await.get(&format!("/mijn/zaken/{one}")).await.ok().bevat_niet("Hoe leest");
        let text = manager.get("/rapportages/beloften").await.ok().tekst();
        for said in ["1 van 2 gehaald , 1 niet", "2 van 2 gehaald , 0 niet", "iemand van Team Afval 1 0"] {
            assert!(text.contains(said), "{said} in {text}");
        }
        // Every figure opens to what it counts.
        let missed = "/rapportages/beloften/lijst?belofte=vraag-geschreven&staat=gemist&team=";
        let list = manager.get(missed).await.ok().bevat("ZAAK-2026-0000000001").bevat(&werk);
        list.bevat_niet("ZAAK-2026-0000000002");
        manager.get("/rapportages/beloften/lijst?staat=nodig&team=afval").await.ok().bevat("ZAAK-2026-0000000002");
        manager.get("/rapportages/beloften?team=kcc").await.ok().bevat("Er is niets te laat, en niets bijna");
        for wrong in ["?belofte=x", "?staat=x", "?team=x", "?wie=x", "?na=x"] {
            manager.get(&format!("/rapportages/beloften/lijst{wrong}")).await.is(400);
        }
        // What is asked for most: two applications by the website, and a call about one of them.
        catch_up(&w.bench.db, &w.bench.clock, &Tellingen).await.unwrap();
        assert_eq!(compare_with_recount(&w.bench.db).await.unwrap(), []);
        let before = manager.get("/rapportages/beloften").await.ok().bevat("Wat het meest wordt gevraagd").tekst();
        assert!(before.contains("Sleutel van de container 3 nog geen eigen belofte"), "{before}");
        manager.get("/rapportages/beloften?team=afval").await.ok().bevat_niet("Wat het meest wordt gevraagd");
        herbouw(&w.bench.db, &w.bench.clock, &Servicenormen).await.unwrap();
        assert_eq!(count_rows(&w.bench.db, "klokken").await, 15);
        assert_eq!(manager.get("/rapportages/beloften").await.ok().tekst(), before);
    }

    async fn while_clocks_are_made_again_the_pages_say_so(engine) {
        let w = World::new(engine).await;
        let zaak = w.zaak(w.inwoner("Vries").await).await;
        let (tom, manager, bezoeker) = (w.als("t.vanbeek").await, w.als("m.hendriks").await, w.niemand());
        let werk = format!("/werkplek/zaken/{zaak}");
        let again = "Loket is de beloften nog aan het tellen";
        catch_up(&w.bench.db, &w.bench.clock, &Servicenormen).await.unwrap();
        let list = "/rapportages/beloften/lijst?belofte=bij-behandelaar&staat=alle&team=";
        tom.get(&werk).await.ok().bevat("Oppakken:").bevat_niet(again);
        manager.get("/rapportages/beloften").await.ok().bevat("Er is niets te laat").bevat_niet(again);
        manager.get(list).await.ok().bevat_niet(again);
        // The journal goes on by more than is handled at once.
        let handeling = kern::Handeling::program(w.organisatie, w.bench.clock.now());
        let seen = |_| registers::zaken::zaak::geraadpleegd(&handeling, &w.bench.ids, uuid::Uuid::from_u128(1).into()).unwrap();
        let tx = w.bench.db.begin().await.unwrap();
        tx.write((0..501).map(seen).collect()).await.unwrap();
        tx.commit().await.unwrap();
        tom.get(&werk).await.ok().bevat(again).bevat_niet("Oppakken:");
        manager.get(list).await.ok().bevat(again);
        manager.get("/rapportages/beloften").await.ok().bevat(again).bevat_niet("Er is niets te laat");
        bezoeker.get("/servicenormen").await.ok().bevat("Wij tellen deze cijfers nu opnieuw");
        catch_up(&w.bench.db, &w.bench.clock, &Servicenormen).await.unwrap();
        tom.get(&werk).await.ok().bevat("Oppakken:").bevat_niet(again);
        manager.get("/rapportages/beloften").await.ok().bevat("Er is niets te laat").bevat_niet(again);
    }
}
