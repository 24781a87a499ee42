//! Logging in: what a guesser meets, when a session ends, the second factor.

use dienstverlening::inrichten::account::{self, Wijziging};
use kern::autorisatie::Werken;
use kern::organisaties::MedewerkerId;
use kern::{on_both_engines, sessies};

use super::geheim::code_of;
use super::rem::Poging;
use super::wachtwoord::hash;
use crate::basis::Ingelogd;
use crate::wereld::{Browser, Pagina, World};
use crate::{Portaalconfig, Routes, Toegang};

pub(super) const WACHTWOORD: &str = "Fietsbel-wolk-7";
pub(super) const GEHEIM: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
pub(super) const COOKIE: &str = "__Host-loket";

/// A page that only staff see, and that says who looks.
fn binnen() -> Routes {
    Routes::new().get("/binnen", Toegang::recht::<Werken>(), |wie: Ingelogd| async move { wie.medewerker.naam })
}

/// Where a password is enough.
pub(super) async fn world(engine: kern::database::Engine) -> World {
    met(engine, Portaalconfig { tweede_factor: false, ..Portaalconfig::default() }).await
}

/// Where it is not.
pub(super) async fn strict(engine: kern::database::Engine) -> World {
    met(engine, Portaalconfig::default()).await
}

pub(super) async fn met(engine: kern::database::Engine, config: Portaalconfig) -> World {
    let w = World::met(engine, config, binnen()).await;
    change(&w, w.medewerker("s.bakker").await, Wijziging::Wachtwoord(hash(WACHTWOORD, &w.app.ids).unwrap())).await;
    w
}

pub(super) async fn log_in(browser: &Browser, wie: &str, wachtwoord: &str) -> Pagina {
    browser.post("/inloggen", &[("gebruikersnaam", wie), ("wachtwoord", wachtwoord), ("terug", "/binnen?x=1")]).await
}

/// Changes an account, as its administrator does.
pub(super) async fn change(w: &World, wie: MedewerkerId, wijziging: Wijziging) {
    let handeling = kern::Handeling::program(w.organisatie, w.app.clock.now());
    let change = account::wijzigen(&handeling, &w.app.ids, wie, &[wijziging]).unwrap();
    let tx = w.app.db.begin().await.unwrap();
    tx.write(vec![change]).await.unwrap();
    tx.commit().await.unwrap();
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
        for n in 0..110 {
            // Without the slow part: the same count as a try over the page makes.
            let adres = Poging::new(w.organisatie, &format!("iemand{n}"), "198.51.100.7".parse().ok(), None);
            let _ = adres.begin(&w.app).await.unwrap();
        }
        log_in(&guesser, "s.bakker", WACHTWOORD).await.is(400);
        log_in(&colleague, "s.bakker", WACHTWOORD).await.naar("/binnen?x=1");
    }

    async fn who_guesses_elsewhere_holds_up_no_colleague(engine) {
        let w = world(engine).await;
        let guess = |adres: String, wie: &'static str| {
            let poging = Poging::new(w.organisatie, wie, adres.parse().ok(), None);
            let app = w.app.clone();
            async move { poging.begin(&app).await.unwrap() }
        };
        let own = w.niemand().van("203.0.113.9");
        log_in(&own, "s.bakker", WACHTWOORD).await.naar("/binnen?x=1");
        let kept = own.cookie("__Host-loket-toestel").unwrap();
        let device = |adres: &str| w.niemand().van(adres).met_cookie("__Host-loket-toestel", &kept);
        // Many tries from one address hold up that address, for that name.
        for _ in 0..200 {
            guess("198.51.100.7".to_owned(), "s.bakker").await;
        }
        log_in(&w.niemand().van("198.51.100.7"), "s.bakker", WACHTWOORD).await.is(400);
        log_in(&w.niemand().van("203.0.113.9"), "s.bakker", WACHTWOORD).await.naar("/binnen?x=1");
        assert!(guess("198.51.100.7".to_owned(), "t.vanbeek").await, "another name at that address goes on");
        // From everywhere: a device that is new waits, her own does not; and hers is nobody else's.
        for n in 0..80 {
            guess(format!("192.0.2.{n}"), "s.bakker").await;
        }
        log_in(&w.niemand().van("203.0.113.10"), "s.bakker", WACHTWOORD).await.is(400);
        log_in(&device("203.0.113.10"), "s.bakker", WACHTWOORD).await.naar("/binnen?x=1");
        for _ in 0..6 {
            log_in(&device("203.0.113.11"), "t.vanbeek", "fout").await.is(400);
        }
        assert!(!guess("203.0.113.11".to_owned(), "t.vanbeek").await, "on a device of somebody else it counts as anywhere");
        // A device that guesses waits as well.
        for _ in 0..6 {
            log_in(&device("203.0.113.12"), "s.bakker", "fout").await.is(400);
        }
        log_in(&device("203.0.113.12"), "s.bakker", WACHTWOORD).await.is(400);
    }

    async fn how_long_a_try_took_is_told_nowhere(engine) {
        let w = world(engine).await;
        for page in [w.niemand().get("/inloggen").await, log_in(&w.niemand(), "s.bakker", "fout").await] {
            assert!(page.headers.get("server-timing").is_none());
        }
        assert!(w.niemand().get("/").await.headers.get("server-timing").is_some());
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
        change(&w, w.medewerker("s.bakker").await, Wijziging::Wachtwoord(hash("nieuw", &w.app.ids).unwrap())).await;
        other.get("/binnen").await.is(303);
    }

    async fn a_form_of_before_a_new_log_in_is_given_back_with_a_fresh_token(engine) {
        let w = world(engine).await;
        let agent = w.als("s.bakker").await.met_kop("sec-fetch-site", "same-origin");
        let contact = agent.post("/werkplek/contacten", &[]).await.is(303).kop("location").to_owned();
        let old = agent.token().await;
        let again = w.als("s.bakker").await.cookie(COOKIE).unwrap();
        let agent = agent.met_cookie(COOKIE, &again);
        let end = format!("{contact}/afronden");
        let fields = [("csrf", old.as_str()), ("notitie", "Vraagt <b>naar</b> de kermis."), ("versie", "1"), ("afhandeling", "direct_beantwoord")];
        let page = agent.post_zonder_csrf(&end, &fields).await.is(403);
        let page = page.bevat("Verstuur dit nog een keer").bevat("Vraagt &#60;b&#62;naar&#60;/b&#62; de kermis.").bevat(&format!("action=\"{end}\""));
        let page = page.bevat("name=\"afhandeling\" value=\"direct_beantwoord\"");
        let fresh = page.html.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        agent.post_zonder_csrf(&end, &[("csrf", &fresh), fields[1], fields[2], fields[3]]).await.is(303);
    }

    async fn a_form_after_the_session_keeps_its_text_until_somebody_is_logged_in_again(engine) {
        let w = world(engine).await;
        let nobody = w.niemand().met_kop("sec-fetch-site", "same-origin");
        let fields = [("csrf", "x"), ("notitie", "Eerste regel\r\nTweede regel"), ("reden", "statusvraag")];
        let page = nobody.post_zonder_csrf("/werkplek/contacten", &fields).await.is(401);
        page.bevat("U bent niet meer ingelogd").bevat("Tweede regel</textarea>").bevat("value=\"statusvraag\"").bevat("Log in in een ander tabblad");
        w.niemand().post_zonder_csrf("/werkplek/contacten", &fields).await.is(401).bevat_niet("Tweede regel");
    }

    async fn a_script_hears_the_fresh_token_and_nobody_else_does(engine) {
        let w = world(engine).await;
        let stale = [("csrf", "verlopen")];
        let own = w.als("s.bakker").await.deel().met_kop("sec-fetch-site", "same-origin");
        let refused = own.post_zonder_csrf("/werkplek/contacten", &stale).await.is(403);
        let fresh = refused.kop("x-loket-csrf").to_owned();
        own.post_zonder_csrf("/werkplek/contacten", &[("csrf", &fresh)]).await.is(303);
        for site in ["cross-site", "same-site", "none"] {
            let elsewhere = w.als("s.bakker").await.deel().met_kop("sec-fetch-site", site);
            assert_eq!(elsewhere.post_zonder_csrf("/werkplek/contacten", &stale).await.is(403).kop("x-loket-csrf"), "", "{site}");
        }
        let silent = w.als("s.bakker").await.deel().post_zonder_csrf("/werkplek/contacten", &stale).await.is(403);
        assert_eq!(silent.kop("x-loket-csrf"), "");
    }

    async fn the_secret_of_a_session_is_nowhere_in_the_database(engine) {
        let w = world(engine).await;
        let secret = w.als("s.bakker").await.cookie(COOKIE).unwrap();
        let found = sessies::find(&w.app.db, &secret, w.app.clock.now()).await.unwrap();
        assert!(found.is_none(), "the cookie itself is no key");
    }

    async fn a_second_factor_works_once(engine) {
        let w = strict(engine).await;
        let sanne = w.medewerker("s.bakker").await;
        change(&w, sanne, Wijziging::TweedeFactor(GEHEIM.to_owned())).await;
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
        let w = strict(engine).await;
        change(&w, w.medewerker("s.bakker").await, Wijziging::TweedeFactor(GEHEIM.to_owned())).await;
        w.niemand().get("/inloggen/code").await.naar("/inloggen");
        w.niemand().met_cookie("__Host-loket-code", "verzonnen.1.x").get("/inloggen/code").await.naar("/inloggen");
        let browser = w.niemand();
        log_in(&browser, "s.bakker", WACHTWOORD).await.is(303);
        w.later(301);
        let code = code_of(GEHEIM, w.app.clock.now());
        browser.post("/inloggen/code", &[("code", &code)]).await.naar("/inloggen");
    }

    async fn whoever_has_no_second_factor_sets_it_up_before_anything_opens(engine) {
        let w = strict(engine).await;
        let browser = w.niemand();
        let setup = "/inloggen/tweede-factor?terug=%2Fbinnen%3Fx%3D1";
        log_in(&browser, "s.bakker", WACHTWOORD).await.naar(setup);
        browser.get("/binnen").await.is(303);
        let page = browser.get(setup).await.ok().bevat("<svg").bevat("otpauth://totp/Loket%20Gemeente%20Klein:Sanne%20Bakker?secret=");
        let geheim = page.html.split("secret=").nth(1).unwrap().split(['&', '"']).next().unwrap().to_owned();
        browser.get(setup).await.ok().bevat(&format!("secret={geheim}"));
        for wrong in ["", "12345", "abcdef"] {
            let again = browser.post("/inloggen/tweede-factor", &[("code", wrong)]).await.is(400);
            again.bevat("klopt niet of is al gebruikt").bevat(&format!("secret={geheim}"));
        }
        // A ticket for the one page opens no other.
        let ticket = browser.cookie("__Host-loket-instellen").unwrap();
        w.niemand().met_cookie("__Host-loket-code", &ticket).get("/inloggen/code").await.naar("/inloggen");
        let events = kern::testhulp::count(&w.app.db, "gebeurtenissen").await;
        let code = code_of(&geheim, w.app.clock.now());
        let done = browser.post("/inloggen/tweede-factor", &[("code", &code), ("terug", "/binnen?x=1")]).await;
        done.naar("/binnen?x=1");
        browser.get("/binnen").await.ok().bevat("Sanne Bakker");
        assert_eq!(kern::testhulp::count(&w.app.db, "gebeurtenissen").await, events + 2, "it is in the journal, and that she logged in");
        // From now on it is asked, and the code that set it up is used up.
        let next = w.niemand();
        log_in(&next, "s.bakker", WACHTWOORD).await.naar("/inloggen/code?terug=%2Fbinnen%3Fx%3D1");
        next.post("/inloggen/code", &[("code", &code)]).await.is(400);
        w.later(60);
        next.post("/inloggen/code", &[("code", &code_of(&geheim, w.app.clock.now()))]).await.is(303);
    }

    async fn a_second_factor_is_never_replaced_by_whoever_only_has_the_password(engine) {
        let w = strict(engine).await;
        let (one, other) = (w.niemand(), w.niemand());
        for browser in [&one, &other] {
            log_in(browser, "s.bakker", WACHTWOORD).await.is(303);
        }
        let secret = async |browser: &Browser| {
            let page = browser.get("/inloggen/tweede-factor").await.ok();
            page.html.split("secret=").nth(1).unwrap().split(['&', '"']).next().unwrap().to_owned()
        };
        let (own, thief) = (secret(&one).await, secret(&other).await);
        assert_ne!(own, thief);
        let code = |geheim: &str| code_of(geheim, w.app.clock.now());
        one.post("/inloggen/tweede-factor", &[("code", &code(&own))]).await.is(303);
        other.post("/inloggen/tweede-factor", &[("code", &code(&thief))]).await.naar("/inloggen");
        other.get("/inloggen/tweede-factor").await.naar("/inloggen");
        w.niemand().get("/inloggen/tweede-factor").await.naar("/inloggen");
    }

    async fn the_page_that_sets_it_up_ends_after_a_while(engine) {
        let w = strict(engine).await;
        let browser = w.niemand();
        log_in(&browser, "s.bakker", WACHTWOORD).await.is(303);
        w.later(20 * 60);
        browser.get("/inloggen/tweede-factor").await.naar("/inloggen");
    }

    async fn a_demo_says_who_can_log_in_and_that_there_is_no_second_factor(engine) {
        let demo = Portaalconfig { demo: true, veilige_cookies: false, tweede_factor: false, demo_wachtwoord: Some("demo".into()), ..Portaalconfig::default() };
        let w = World::met(engine, demo, binnen()).await;
        let sanne = w.medewerker("s.bakker").await;
        change(&w, sanne, Wijziging::Wachtwoord(hash("demo", &w.app.ids).unwrap())).await;
        change(&w, sanne, Wijziging::TweedeFactor(GEHEIM.to_owned())).await;
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
