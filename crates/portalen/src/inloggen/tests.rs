//! Logging in: what a guesser meets, when a session ends, the second factor.

use kern::autorisatie::Werken;
use kern::{on_both_engines, sessies};

use super::code::code_of;
use super::rem::Poging;
use super::wachtwoord::hash;
use crate::basis::Ingelogd;
use crate::wereld::{Browser, Pagina, World};
use crate::{Portaalconfig, Routes, Toegang};

const WACHTWOORD: &str = "Fietsbel-wolk-7";
const GEHEIM: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const COOKIE: &str = "__Host-loket";

/// A page that only staff see, and that says who looks.
fn binnen() -> Routes {
    Routes::new().get("/binnen", Toegang::recht::<Werken>(), |wie: Ingelogd| async move { wie.medewerker.naam })
}

async fn world(engine: kern::database::Engine) -> World {
    let w = World::met(engine, Portaalconfig::default(), binnen()).await;
    sessies::set_wachtwoord(&w.app.db, w.medewerker("s.bakker").await, &hash(WACHTWOORD).unwrap()).await.unwrap();
    w
}

async fn log_in(browser: &Browser, wie: &str, wachtwoord: &str) -> Pagina {
    browser.post("/inloggen", &[("gebruikersnaam", wie), ("wachtwoord", wachtwoord), ("terug", "/binnen?x=1")]).await
}

/// What somebody sees, without what differs every time.
fn seen(page: &Pagina) -> (u16, String) {
    (page.status.as_u16(), page.tekst())
}

on_both_engines! {
    async fn a_password_opens_the_page_that_was_asked_for(engine) {
        let w = world(engine).await;
        let browser = w.niemand();
        browser.get("/binnen?x=1").await.naar("/inloggen?terug=%2Fbinnen%3Fx%3D1");
        browser.get("/inloggen?terug=%2Fbinnen%3Fx%3D1").await.ok().bevat("value=\"/binnen?x=1\"").bevat_niet("s.bakker");
        log_in(&browser, " S.Bakker ", WACHTWOORD).await.naar("/binnen?x=1");
        browser.get("/binnen").await.ok().bevat("Sanne Bakker");
        browser.get("/inloggen").await.naar("/werkplek");
        let elsewhere = [("gebruikersnaam", "s.bakker"), ("wachtwoord", WACHTWOORD), ("terug", "//kwaad.example")];
        w.niemand().post("/inloggen", &elsewhere).await.naar("/werkplek");
    }

    async fn unknown_wrong_and_too_often_look_the_same(engine) {
        let w = world(engine).await;
        let wrong = seen(&log_in(&w.niemand(), "s.bakker", "fout").await);
        assert_eq!(wrong.0, 400);
        for (wie, wachtwoord) in [("x.onbekend", WACHTWOORD), ("t.vanbeek", WACHTWOORD), ("s.bakker", "' or 1=1 --")] {
            assert_eq!(seen(&log_in(&w.niemand(), wie, wachtwoord).await), wrong, "{wie}");
        }
        for _ in 0..4 {
            assert_eq!(seen(&log_in(&w.niemand(), "s.bakker", "fout").await), wrong);
        }
        // By now even the right password has to wait; and the page does not say so.
        assert_eq!(seen(&log_in(&w.niemand(), "s.bakker", WACHTWOORD).await), wrong);
        w.later(60);
        log_in(&w.niemand(), "s.bakker", WACHTWOORD).await.naar("/binnen?x=1");
        log_in(&w.niemand(), "s.bakker", WACHTWOORD).await.naar("/binnen?x=1");
    }

    async fn one_address_that_tries_many_names_has_to_wait(engine) {
        let w = world(engine).await;
        let (guesser, colleague) = (w.niemand().van("198.51.100.7"), w.niemand().van("203.0.113.9"));
        let adres = Poging::new(w.organisatie, "iemand", "198.51.100.7".parse().ok());
        for _ in 0..60 {
            // Without the slow part: the same count as a try over the page makes.
            let _ = adres.begin(&w.app).await.unwrap();
        }
        log_in(&guesser, "s.bakker", WACHTWOORD).await.is(400);
        log_in(&colleague, "s.bakker", WACHTWOORD).await.naar("/binnen?x=1");
    }

    async fn a_session_ends_after_no_use_and_after_a_shift(engine) {
        let w = world(engine).await;
        let browser = w.als("s.bakker").await;
        for _ in 0..2 {
            w.later(5 * 3600);
            browser.get("/binnen").await.ok();
        }
        w.later(2 * 3600 + 1);
        browser.get("/binnen").await.is(303);
        let idle = w.als("s.bakker").await;
        w.later(8 * 3600 - 1);
        idle.get("/binnen").await.ok();
        w.later(4 * 3600 + 1);
        idle.get("/binnen").await.is(303);
        assert_eq!(idle.cookie(COOKIE), None, "a dead cookie is taken away");
    }

    async fn who_logs_out_is_out_with_a_stolen_cookie_too(engine) {
        let w = world(engine).await;
        let browser = w.als("s.bakker").await;
        let secret = browser.cookie(COOKIE).unwrap();
        browser.post_zonder_csrf("/uitloggen", &[]).await.is(403);
        browser.post("/uitloggen", &[]).await.naar("/inloggen");
        w.niemand().met_cookie(COOKIE, &secret).get("/binnen").await.is(303);
        let other = w.als("s.bakker").await;
        sessies::set_wachtwoord(&w.app.db, w.medewerker("s.bakker").await, &hash("nieuw").unwrap()).await.unwrap();
        other.get("/binnen").await.is(303);
    }

    async fn the_secret_of_a_session_is_nowhere_in_the_database(engine) {
        let w = world(engine).await;
        let secret = w.als("s.bakker").await.cookie(COOKIE).unwrap();
        let found = sessies::find(&w.app.db, &secret, w.app.clock.now()).await.unwrap();
        assert!(found.is_none(), "the cookie itself is no key");
    }

    async fn a_second_factor_works_once(engine) {
        let w = world(engine).await;
        let sanne = w.medewerker("s.bakker").await;
        sessies::set_totp(&w.app.db, sanne, Some(GEHEIM)).await.unwrap();
        let browser = w.niemand();
        log_in(&browser, "s.bakker", WACHTWOORD).await.naar("/inloggen/code?terug=%2Fbinnen%3Fx%3D1");
        browser.get("/binnen").await.is(303);
        browser.get("/inloggen/code?terug=%2Fbinnen").await.ok().bevat("one-time-code");
        let code = code_of(GEHEIM, w.app.clock.now());
        for wrong in ["", "000000", "12345", "abcdef", &format!("{code}0")] {
            browser.post("/inloggen/code", &[("code", wrong)]).await.is(400).bevat("klopt niet of is al gebruikt");
        }
        w.later(20);
        let code = code_of(GEHEIM, w.app.clock.now());
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        browser.post("/inloggen/code", &[("code", &spaced), ("terug", "/binnen")]).await.naar("/binnen");
        browser.get("/binnen").await.ok();
        let thief = w.niemand();
        log_in(&thief, "s.bakker", WACHTWOORD).await.is(303);
        thief.post("/inloggen/code", &[("code", &code)]).await.is(400);
    }

    async fn the_code_page_is_for_whoever_had_the_password_a_moment_ago(engine) {
        let w = world(engine).await;
        sessies::set_totp(&w.app.db, w.medewerker("s.bakker").await, Some(GEHEIM)).await.unwrap();
        w.niemand().get("/inloggen/code").await.naar("/inloggen");
        w.niemand().met_cookie("__Host-loket-code", "verzonnen.1.x").get("/inloggen/code").await.naar("/inloggen");
        let browser = w.niemand();
        log_in(&browser, "s.bakker", WACHTWOORD).await.is(303);
        w.later(301);
        let code = code_of(GEHEIM, w.app.clock.now());
        browser.post("/inloggen/code", &[("code", &code)]).await.naar("/inloggen");
    }

    async fn a_demo_says_who_can_log_in_and_that_there_is_no_second_factor(engine) {
        let demo = Portaalconfig { demo: true, veilige_cookies: false, tweede_factor: false, demo_wachtwoord: Some("demo".into()), identiteit: None };
        let w = World::met(engine, demo, binnen()).await;
        let sanne = w.medewerker("s.bakker").await;
        sessies::set_wachtwoord(&w.app.db, sanne, &hash("demo").unwrap()).await.unwrap();
        sessies::set_totp(&w.app.db, sanne, Some(GEHEIM)).await.unwrap();
        let browser = w.niemand().met_kop("host", "127.0.0.1:8080");
        let page = browser.get("/inloggen").await.ok().bevat("staat in de demo uit").bevat("s.bakker").bevat("Sanne Bakker");
        page.bevat_niet("t.vanbeek");
        log_in(&browser, "s.bakker", "demo").await.naar("/binnen?x=1");
        assert!(browser.cookie("loket").is_some(), "a plain cookie over http");
        browser.get("/binnen").await.ok();
    }

    async fn empty_fields_are_named_beside_themselves_and_on_top(engine) {
        let w = world(engine).await;
        let page = w.niemand().post("/inloggen", &[("gebruikersnaam", "s.bakker")]).await.is(400);
        page.bevat("href=\"#wachtwoord\"").bevat("aria-describedby=\"wachtwoord-fout\"").bevat("value=\"s.bakker\"");
    }
}
