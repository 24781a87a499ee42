//! Tasks as people work with them: found in the right list, tried, handed over, closed; and two at the same time.

use kern::{Handeling, on_both_engines};
use registers::klantinteracties::internetaak::{self, Antwoord, Internetaak, Status};
use registers::klantinteracties::klantcontact::{self, Klantcontact};

use crate::rapportages::tests::team;
use crate::wereld::{World, inrichten, klein};

/// A callback for Team Afval, passed on by Sanne, promised tomorrow.
async fn taak(w: &World) -> Internetaak {
    let sanne = w.medewerker("s.bakker").await;
    let (nu, kcc, afval) = (w.bench.clock.now(), team(w, "kcc").await, team(w, "afval").await);
    let mut contact = Klantcontact::new(w.bench.ids.next(), "telefoon", nu);
    (contact.inhoud, contact.team, contact.medewerker) = ("Vraagt wanneer.".into(), Some(kcc), Some(sanne));
    let taak = Internetaak {
        id: w.bench.ids.next(),
        nummer: Some("T-1".into()),
        referentienummer: None,
        gevraagde_handeling: "terugbellen".into(),
        aanleidinggevend_klantcontact: contact.id,
        toelichting: "Wanneer wordt mijn bank opgehaald?".into(),
        status: Status::TeVerwerken,
        toegewezen_op: nu,
        afgehandeld_op: None,
        team: afval,
        medewerker: None,
        aangemaakt_op: nu,
        beloofd_op: "2026-11-24T16:00:00Z".parse().unwrap(),
        prioriteit: 0,
        pogingen: 0,
        product: Some("grofvuil".into()),
        partij: None,
        contactnaam: "mw. De Vries".into(),
        telefoon: "06 12345678".into(),
        antwoorden: vec![Antwoord {
            vraag: "adres".into(),
            tekst: "Op welk adres?".into(),
            antwoord: "Dorpsstraat 3".into(),
        }],
        doorgezet_door: Some(sanne),
        afhandeling: None,
        uitkomst: String::new(),
        versie: 1,
    };
    let handeling = Handeling { medewerker: Some(sanne), ..Handeling::program(w.organisatie, nu) };
    let made = klantcontact::aanmaken(&handeling, &w.bench.ids, &contact, &Default::default()).unwrap();
    let asked = internetaak::aanmaken(&handeling, &w.bench.ids, &taak).unwrap();
    let tx = w.bench.db.begin().await.unwrap();
    tx.write(vec![made, asked]).await.unwrap();
    tx.commit().await.unwrap();
    taak
}

fn adres(taak: &Internetaak) -> String {
    format!("/werkplek/taken/{}", taak.id)
}

on_both_engines! {
    async fn work_of_a_team_without_handlers_is_seen_by_whoever_looks_for_free_work(engine) {
        let w = World::new(engine).await;
        let taak = taak(&w).await;
        let vries = w.inwoner("Vries").await;
        let zaak = format!("/werkplek/zaken/{}", w.zaak(vries).await);
        let free = "/werkplek/taken?van=vrij";
        let marja = w.als("m.hendriks").await;
        marja.get(free).await.ok().bevat_niet("waar niemand dit kan behandelen");
        let sanne = w.als("s.bakker").await;
        sanne.get(&adres(&taak)).await.ok().bevat_niet("id=\"overdragen\"");
        let mut files = klein();
        let text = String::from_utf8(files["medewerkers.toml"].clone()).unwrap();
        files.insert("medewerkers.toml".to_owned(), text.replace("[\"collega\"]", "[\"redacteur\"]").into_bytes());
        inrichten(&w.bench, &files).await;
        let page = marja.get(free).await.ok().bevat("waar niemand dit kan behandelen").bevat("Team Afval");
        page.bevat(&format!("href=\"{}\"", adres(&taak))).bevat(&format!("href=\"{zaak}\""));
        marja.get("/werkplek/taken?van=team").await.ok().bevat_niet("waar niemand dit kan behandelen");
        sanne.get(free).await.ok().bevat(&format!("href=\"{}\"", adres(&taak)));
        sanne.get(&adres(&taak)).await.ok().bevat("id=\"overdragen\"");
        // What is done is nobody's to read but theirs.
        let page = sanne.get(&adres(&taak)).await.ok();
        let versie = page.html.split("name=\"versie\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let fields = [("versie", versie.as_str()), ("afloop", "beantwoord"), ("uitkomst", "Morgen.")];
        sanne.post(&format!("{}/afsluiten", adres(&taak)), &fields).await.is(303);
        w.als("r.visser").await.get(&adres(&taak)).await.is(403);
        marja.get(free).await.ok().bevat_niet(&adres(&taak));
    }

    async fn a_callback_is_in_the_right_lists_with_its_clock(engine) {
        let w = World::new(engine).await;
        let taak = taak(&w).await;
        let tom = w.als("t.vanbeek").await;
        let text = tom.get("/werkplek/taken?van=team").await.ok().tekst();
        assert!(text.contains("mw. De Vries vandaag 10:00 loopt nog 1 werkdag 0"), "{text}");
        assert!(text.contains("mw. De Vries wacht op iemand van Team Afval, gevraagd door Sanne Bakker"), "{text}");
        tom.get("/werkplek/taken").await.ok().bevat("U hebt geen open taken").bevat_niet("taken-");
        tom.post(&format!("{}/oppakken", adres(&taak)), &[]).await.naar(&format!("{}?gedaan=opgepakt", adres(&taak)));
        tom.get("/werkplek/taken?van=mij").await.ok().bevat("mw. De Vries");
        let passed_on = w.als("s.bakker").await.get("/werkplek/taken?van=doorgezet").await.ok().tekst();
        assert!(passed_on.contains("wacht op Tom van Beek (Team Afval)"), "{passed_on}");
    }

    async fn the_page_of_a_task_has_all_that_is_needed_to_call(engine) {
        let w = World::new(engine).await;
        let taak = taak(&w).await;
        let page = w.als("t.vanbeek").await.get(&adres(&taak)).await.ok().bevat("href=\"tel:+31612345678\"");
        let text = page.tekst();
        for said in [
            "Wanneer wordt mijn bank opgehaald?",
            "Op welk adres? Dorpsstraat 3",
            "Eerste contact Sanne Bakker Vraagt wanneer.",
            "Niemand bereikt? Dan loopt de klok door.",
            "Er is nog niets gedaan.",
        ] {
            assert!(text.contains(said), "{said} in {text}");
        }
        assert!(!text.contains("taken-"), "{text}");
    }

    async fn an_attempt_without_answer_leaves_the_clock_running(engine) {
        let w = World::new(engine).await;
        let taak = taak(&w).await;
        let tom = w.als("t.vanbeek").await;
        let try_it = format!("{}/poging", adres(&taak));
        tom.post(&try_it, &[("gelukt", "nee"), ("notitie", "Voicemail ingesproken.")]).await.naar(&format!("{}?gedaan=poging", adres(&taak)));
        let text = tom.get(&format!("{}?gedaan=poging", adres(&taak))).await.ok().tekst();
        assert!(text.contains("Gebeld, niet bereikt Tom van Beek Voicemail ingesproken. klok loopt door"), "{text}");
        assert!(text.contains("Poging vastgelegd"), "{text}");
        let list = tom.get("/werkplek/taken?van=team").await.ok().tekst();
        assert!(list.contains("loopt nog 1 werkdag 1"), "{list}");
        tom.post(&try_it, &[]).await.is(400);
    }

    async fn closing_needs_what_was_said_and_is_read_by_who_passed_it_on(engine) {
        let w = World::new(engine).await;
        let taak = taak(&w).await;
        let (tom, close) = (w.als("t.vanbeek").await, format!("{}/afsluiten", adres(&taak)));
        let refused = tom.post(&close, &[("versie", "1"), ("afloop", "beantwoord"), ("uitkomst", " ")]).await.is(400);
        refused.bevat("href=\"#uitkomst\"").bevat("id=\"uitkomst-fout\"");
        let unsaid = tom.post(&close, &[("versie", "1"), ("uitkomst", "Donderdag opgehaald.")]).await.is(400);
        unsaid.bevat("href=\"#afloop\"").bevat("Donderdag opgehaald.");
        let untried = [("versie", "1"), ("afloop", "niet_bereikt"), ("uitkomst", "Niemand.")];
        tom.post(&close, &untried).await.is(400).bevat("nog niet gebeld");
        tom.post(&close, &[("versie", "1"), ("afloop", "beantwoord"), ("uitkomst", "Donderdag opgehaald.")]).await.naar(&format!("{}?gedaan=afgesloten", adres(&taak)));
        let closed = tom.get(&adres(&taak)).await.ok().bevat("Donderdag opgehaald.").bevat_niet("<textarea");
        assert!(closed.tekst().contains("Deze taak is afgesloten"), "{}", closed.tekst());
        let text = w.als("s.bakker").await.get("/werkplek/taken?van=doorgezet").await.ok().tekst();
        assert!(text.contains("gehaald klaar vandaag 10:00 0 Beantwoord Donderdag opgehaald."), "{text}");
        tom.get("/werkplek/taken?van=team").await.ok().bevat("Uw team heeft geen open taken");
    }

    async fn handing_over_asks_to_whom_and_why(engine) {
        let w = World::new(engine).await;
        let taak = taak(&w).await;
        let (tom, over) = (w.als("t.vanbeek").await, format!("{}/overdragen", adres(&taak)));
        let empty = tom.post(&over, &[("versie", "1"), ("naar", ""), ("reden", "")]).await.is(400);
        empty.bevat("href=\"#naar\"").bevat("href=\"#reden\"");
        let marja = format!("medewerker:{}", w.medewerker("m.hendriks").await);
        let refused = tom.post(&over, &[("versie", "1"), ("naar", &marja), ("reden", "")]).await.is(400);
        refused.bevat(&format!("value=\"{marja}\" selected"));
        tom.post(&over, &[("versie", "1"), ("naar", &marja), ("reden", "Zij weet dit.")]).await.naar("/werkplek/taken?gedaan=overgedragen");
        let text = w.als("m.hendriks").await.get(&adres(&taak)).await.ok().tekst();
        assert!(text.contains("Overgedragen aan Marja Hendriks (KCC) Tom van Beek Zij weet dit."), "{text}");
        let seen = tom.get(&adres(&taak)).await.ok().bevat_niet("<textarea");
        assert!(seen.tekst().contains("ligt bij een ander team"), "who had a part in it still sees what becomes of it");
        tom.post(&over, &[("versie", "2"), ("naar", &marja), ("reden", "Nog eens.")]).await.is(403);
    }

    async fn the_second_of_two_sees_what_the_first_did_and_loses_no_words(engine) {
        let w = World::new(engine).await;
        let taak = taak(&w).await;
        let (tom, marja) = (w.als("t.vanbeek").await, w.als("m.hendriks").await);
        let close = format!("{}/afsluiten", adres(&taak));
        tom.post(&format!("{}/poging", adres(&taak)), &[("gelukt", "nee")]).await.is(303);
        let late = marja.post(&close, &[("versie", "1"), ("afloop", "beantwoord"), ("uitkomst", "Ik sprak haar al.")]).await.is(409);
        let text = late.bevat("name=\"versie\" value=\"2\"").tekst();
        assert!(text.contains("Tom van Beek, vandaag 10:00: Gebeld, niet bereikt."), "{text}");
        assert!(text.contains("Wat is er gezegd? Ik sprak haar al."), "{text}");
        tom.post(&close, &[("versie", "2"), ("afloop", "beantwoord"), ("uitkomst", "Donderdag.")]).await.is(303);
        let later = marja.post(&close, &[("versie", "2"), ("afloop", "beantwoord"), ("uitkomst", "Vrijdag.")]).await.is(409);
        assert!(later.tekst().contains("Donderdag.") && later.tekst().contains("Vrijdag."), "{}", later.tekst());
        marja.get(&adres(&taak)).await.ok().bevat_niet("Vrijdag.");
        marja.post(&format!("{}/oppakken", adres(&taak)), &[]).await.is(409);
    }

    async fn a_task_of_others_is_not_there(engine) {
        let w = World::new(engine).await;
        let taak = taak(&w).await;
        w.als_buur("t.vanbeek").await.get(&adres(&taak)).await.is(404);
        w.als_buur("t.vanbeek").await.post(&format!("{}/oppakken", adres(&taak)), &[]).await.is(404);
        let sanne = w.als("s.bakker").await;
        sanne.get(&adres(&taak)).await.ok().bevat_niet("<textarea");
        sanne.post(&format!("{}/afsluiten", adres(&taak)), &[("versie", "1"), ("afloop", "beantwoord"), ("uitkomst", "x")]).await.is(403);
        for garbage in ["/werkplek/taken/x", "/werkplek/taken/00000000-0000-0000-0000-000000000000"] {
            sanne.get(garbage).await.is(404);
        }
        for garbage in ["van=allen", "na=x"] {
            sanne.get(&format!("/werkplek/taken?{garbage}")).await.is(400);
        }
    }
}
