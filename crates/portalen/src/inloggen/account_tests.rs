//! One's own password, one's sessions, and what the log of security says of it.

use dienstverlening::inrichten::account::Wijziging;
use kern::journaal::Entry;
use kern::on_both_engines;
use kern::organisaties::MedewerkerId;
use kern::veiligheid::{GEWEIGERD, INGELOGD, INLOGGEN_MISLUKT, LIMIET_BEREIKT, ONBEKEND, UITGELOGD};

use super::geheim::code_of;
use super::tests::{COOKIE, GEHEIM, WACHTWOORD, change, log_in, met, strict, world};
use super::wachtwoord::hash;
use crate::Portaalconfig;
use crate::wereld::{Browser, World};

const NIEUW: &str = "paars olifantje loopt over ijs";
const ACCOUNT: &str = "/werkplek/account";

/// What the journal holds from a number on.
async fn since(w: &World, number: i64) -> Vec<Entry> {
    kern::testhulp::verteld_na(&w.app.db, number).await
}

async fn written(w: &World, number: i64) -> Vec<Entry> {
    w.app.meldingen.schrijf(&w.app.db, &w.app.ids, w.app.clock.now()).await.unwrap();
    since(w, number).await
}

async fn first_password(w: &World, wie: MedewerkerId) {
    change(w, wie, Wijziging::EersteWachtwoord(hash(WACHTWOORD, &w.app.ids).unwrap())).await;
}

fn new_password<'a>(nieuw: &'a str, herhaling: &'a str) -> [(&'a str, &'a str); 3] {
    [("nieuw", nieuw), ("herhaling", herhaling), ("terug", "/binnen?x=1")]
}

async fn own_password(browser: &Browser, huidig: &str, nieuw: &str) -> crate::wereld::Pagina {
    let fields = [("huidig", huidig), ("nieuw", nieuw), ("herhaling", nieuw)];
    browser.post(&format!("{ACCOUNT}/wachtwoord"), &fields).await
}

on_both_engines! {
    async fn a_first_password_opens_the_page_that_replaces_it_and_nothing_else(engine) {
        let w = world(engine).await;
        let sanne = w.medewerker("s.bakker").await;
        first_password(&w, sanne).await;
        let browser = w.niemand();
        browser.get("/inloggen/wachtwoord").await.naar("/inloggen");
        log_in(&browser, "s.bakker", WACHTWOORD).await.naar("/inloggen/wachtwoord?terug=%2Fbinnen%3Fx%3D1");
        assert_eq!(browser.cookie(COOKIE), None);
        browser.get("/binnen").await.is(303);
        browser.get("/inloggen/wachtwoord?terug=%2Fbinnen%3Fx%3D1").await.ok().bevat("new-password").bevat("value=\"s.bakker\"");
        for (fields, says) in [
            (new_password("", ""), "Vul dit veld in"),
            (new_password("kort", "kort"), "minstens 12 tekens"),
            (new_password("sannebakker2026", "sannebakker2026"), "te makkelijk te raden"),
            (new_password(NIEUW, "iets anders"), "niet gelijk"),
            (new_password(WACHTWOORD, WACHTWOORD), "dat u al had"),
        ] {
            browser.post("/inloggen/wachtwoord", &fields).await.is(400).bevat(says).bevat_niet(NIEUW);
        }
        let second = w.niemand();
        log_in(&second, "s.bakker", WACHTWOORD).await.is(303);
        browser.post("/inloggen/wachtwoord", &new_password(NIEUW, NIEUW)).await.naar("/binnen?x=1");
        browser.get("/binnen").await.ok();
        // It was good for one log-in: also for whoever stood on that page at the same time.
        second.post("/inloggen/wachtwoord", &new_password("groene kikker zingt opera", "groene kikker zingt opera")).await.naar("/inloggen");
        log_in(&w.niemand(), "s.bakker", WACHTWOORD).await.is(400);
        log_in(&w.niemand(), "s.bakker", NIEUW).await.naar("/binnen?x=1");
    }

    async fn a_first_password_asks_for_the_second_factor_first(engine) {
        let w = strict(engine).await;
        let sanne = w.medewerker("s.bakker").await;
        first_password(&w, sanne).await;
        change(&w, sanne, Wijziging::TweedeFactor(GEHEIM.to_owned())).await;
        let browser = w.niemand();
        log_in(&browser, "s.bakker", WACHTWOORD).await.naar("/inloggen/code?terug=%2Fbinnen%3Fx%3D1");
        browser.get("/inloggen/wachtwoord").await.naar("/inloggen");
        let code = code_of(GEHEIM, w.app.clock.now());
        browser.post("/inloggen/code", &[("code", &code), ("terug", "/binnen")]).await.naar("/inloggen/wachtwoord?terug=%2Fbinnen");
        browser.post("/inloggen/wachtwoord", &new_password(NIEUW, NIEUW)).await.naar("/binnen?x=1");
        w.later(20 * 60);
        first_password(&w, sanne).await;
        let late = w.niemand();
        log_in(&late, "s.bakker", WACHTWOORD).await.is(303);
        late.post("/inloggen/code", &[("code", &code_of(GEHEIM, w.app.clock.now()))]).await.is(303);
        w.later(20 * 60);
        late.get("/inloggen/wachtwoord").await.naar("/inloggen");
    }

    async fn an_own_password_is_changed_by_who_knows_the_old_one(engine) {
        let w = world(engine).await;
        let (browser, other) = (w.niemand(), w.niemand());
        for one in [&browser, &other] {
            log_in(one, "s.bakker", WACHTWOORD).await.is(303);
        }
        own_password(&browser, "", NIEUW).await.is(400).bevat("Vul dit veld in");
        // What was typed is written into no page, whatever refuses it.
        let fields = [("csrf", "oud"), ("huidig", WACHTWOORD), ("nieuw", NIEUW), ("herhaling", NIEUW)];
        for (who, status) in [(w.als("s.bakker").await, 403), (w.niemand(), 401)] {
            let stale = who.met_kop("sec-fetch-site", "same-origin");
            stale.post_zonder_csrf("/werkplek/account/wachtwoord", &fields).await.is(status).bevat_niet(NIEUW);
        }
        own_password(&browser, WACHTWOORD, "welkomwelkom").await.is(400).bevat("te makkelijk te raden");
        own_password(&browser, "iets anders hier", NIEUW).await.is(400).bevat("niet uw wachtwoord van nu");
        own_password(&browser, WACHTWOORD, WACHTWOORD).await.is(400).bevat("dat u al had");
        let before = kern::testhulp::laatste_nummer(&w.app.db).await;
        own_password(&browser, WACHTWOORD, NIEUW).await.naar("/werkplek/account?gedaan=wachtwoord");
        browser.get("/werkplek/account?gedaan=wachtwoord").await.ok().bevat("Uw wachtwoord is gewijzigd").bevat("Hier bent u nu");
        other.get("/binnen").await.is(303);
        log_in(&w.niemand(), "s.bakker", WACHTWOORD).await.is(400);
        log_in(&w.niemand(), "s.bakker", NIEUW).await.naar("/binnen?x=1");
        let told = since(&w, before).await;
        assert_eq!(told[0].feiten["wijzigingen"], serde_json::json!(["wachtwoord"]));
        assert_eq!(told.iter().filter(|entry| entry.is(INGELOGD)).count(), 1, "only who logged in did so");
        // A session that was left open is no way to find the password.
        for _ in 0..5 {
            own_password(&browser, "iets anders hier", "groene kikker zingt opera").await.is(400);
        }
        own_password(&browser, NIEUW, "groene kikker zingt opera").await.is(400).bevat("niet uw wachtwoord van nu");
        w.later(60);
        own_password(&browser, NIEUW, "groene kikker zingt opera").await.is(303);
    }

    async fn sessions_are_seen_and_ended_by_their_owner(engine) {
        let w = world(engine).await;
        let firefox = w.niemand().met_kop("user-agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0");
        let phone = w.niemand().met_kop("user-agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1");
        let third = w.niemand();
        for one in [&firefox, &phone, &third] {
            log_in(one, "s.bakker", WACHTWOORD).await.is(303);
        }
        let page = firefox.get(ACCOUNT).await.ok().bevat("Firefox op Windows").bevat("Safari op iPhone").bevat("Onbekend programma");
        let ids: Vec<String> = page.html.split("/werkplek/account/sessies/").skip(1).filter_map(|rest| Some(rest.split_once("/beeindigen")?.0.to_owned())).filter(|id| id.len() == 36).collect();
        assert_eq!(ids.len(), 2, "one's own is not ended here");
        // Nobody ends somebody else's.
        let stranger = w.als("t.vanbeek").await;
        for id in &ids {
            stranger.post(&format!("{ACCOUNT}/sessies/{id}/beeindigen"), &[]).await.is(404);
        }
        phone.get("/binnen").await.ok();
        third.get("/binnen").await.ok();
        let before = kern::testhulp::laatste_nummer(&w.app.db).await;
        firefox.post(&format!("{ACCOUNT}/sessies/{}/beeindigen", ids[0]), &[]).await.naar("/werkplek/account?gedaan=sessie#sessies");
        let left = firefox.get(ACCOUNT).await.ok();
        left.bevat("Hier bent u nu").bevat_niet(&ids[0]).bevat(&ids[1]);
        firefox.post(&format!("{ACCOUNT}/sessies/andere"), &[]).await.naar("/werkplek/account?gedaan=sessies#sessies");
        phone.get("/binnen").await.is(303);
        third.get("/binnen").await.is(303);
        firefox.get("/binnen").await.ok();
        let ended: Vec<_> = since(&w, before).await.into_iter().filter(|entry| entry.is(UITGELOGD)).collect();
        assert_eq!(ended.iter().map(|entry| entry.feiten["aantal"].as_i64()).collect::<Vec<_>>(), [Some(1), Some(1)]);
        assert!(ended.iter().all(|entry| entry.feiten["elders"] == true));
    }

    async fn a_new_log_in_ends_the_session_that_the_browser_had(engine) {
        let w = world(engine).await;
        let browser = w.niemand();
        log_in(&browser, "s.bakker", WACHTWOORD).await.is(303);
        let before = browser.cookie(COOKIE).unwrap();
        // A tab that was opened before, with the form of the log-in still in it.
        let page = w.niemand().get("/inloggen").await.ok();
        let token = page.html.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let form = page.headers.get("set-cookie").unwrap().to_str().unwrap().split(';').next().unwrap();
        let (name, value) = form.split_once('=').unwrap();
        let tab = w.niemand().met_cookie(COOKIE, &before).met_cookie(name, value);
        let fields = [("csrf", token), ("gebruikersnaam", "s.bakker"), ("wachtwoord", WACHTWOORD)];
        tab.post_zonder_csrf("/inloggen", &fields).await.is(303);
        assert_ne!(tab.cookie(COOKIE).unwrap(), before);
        w.niemand().met_cookie(COOKIE, &before).get("/binnen").await.is(303);
        tab.get("/binnen").await.ok();
    }

    async fn what_happens_to_security_is_in_the_journal_once_a_minute(engine) {
        let limieten = "inloggen 60/9000".parse().unwrap();
        let w = met(engine, Portaalconfig { tweede_factor: false, limieten, ..Portaalconfig::default() }).await;
        let sanne = w.medewerker("s.bakker").await;
        let before = kern::testhulp::laatste_nummer(&w.app.db).await;
        for _ in 0..4 {
            log_in(&w.niemand(), "s.bakker", "fout").await.is(400);
            log_in(&w.niemand(), "piet.verzonnen", "fout").await.is(400);
        }
        for _ in 0..30 {
            log_in(&w.niemand(), "s.bakker", "fout").await.is(400);
        }
        let agent = w.als("s.bakker").await;
        for _ in 0..3 {
            agent.get("/journaal").await.is(403);
        }
        agent.get("/journaal/00000000-0000-0000-0000-000000000000").await.is(403);
        assert!(since(&w, before).await.iter().all(|entry| entry.is(INGELOGD)), "not one by one");
        let told = written(&w, before).await;
        let of = |naam| told.iter().filter(move |entry: &&Entry| entry.heet(naam)).collect::<Vec<_>>();
        let mut failed: Vec<_> = of(INLOGGEN_MISLUKT.naam()).iter().map(|entry| (entry.feiten["stap"].as_str().unwrap().to_owned(), entry.feiten["aantal"].as_i64().unwrap())).collect();
        failed.sort();
        assert_eq!(failed.iter().map(|(_, n)| n).sum::<i64>(), 34, "{failed:?}");
        assert!(failed.len() == 2 && failed[0].0 == "geremd" && failed[1].0 == "wachtwoord", "{failed:?}");
        assert!(of(INLOGGEN_MISLUKT.naam()).iter().all(|entry| entry.resource_id == sanne.uuid()));
        assert_eq!(of(ONBEKEND.naam()).len(), 1);
        assert_eq!(of(ONBEKEND.naam())[0].feiten, serde_json::json!({ "stap": "wachtwoord", "aantal": 4 }));
        let mut refused: Vec<_> = of(GEWEIGERD.naam()).iter().map(|entry| entry.feiten.to_string()).collect();
        refused.sort();
        assert_eq!(refused, [r#"{"aantal":1,"route":"GET /journaal/{id}"}"#, r#"{"aantal":3,"route":"GET /journaal"}"#]);
        assert!(!told.iter().any(|entry| entry.feiten.to_string().contains("verzonnen")), "nothing that was typed");
        assert!(of(GEWEIGERD.naam()).iter().all(|entry| entry.medewerker == Some(sanne)), "who it was, the auditor finds");
        let auditor = w.als("a.smit").await;
        for kind in ["geweigerd", "inloggen_mislukt"] {
            let asked = format!("/journaal?wie={sanne}&soort=medewerker+{kind}");
            auditor.get(&asked).await.ok().bevat("Medewerker Sanne Bakker");
        }
        assert!(of(LIMIET_BEREIKT.naam()).is_empty());
        for n in 0..25 {
            let status = if n < 22 { 400 } else { 429 };
            log_in(&w.niemand(), "s.bakker", "fout").await.is(status);
        }
        let limit = written(&w, kern::testhulp::laatste_nummer(&w.app.db).await).await;
        let limit: Vec<_> = limit.iter().filter(|entry| entry.is(LIMIET_BEREIKT)).map(|entry| entry.feiten.clone()).collect();
        assert_eq!(limit, [serde_json::json!({ "limiet": "inloggen", "samen": false, "aantal": 3 })]);
        assert_eq!(w.app.meldingen.schrijf(&w.app.db, &w.app.ids, w.app.clock.now()).await.unwrap(), 0, "once");
    }
}
