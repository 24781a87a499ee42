//! Logging in as a citizen, from the page they wanted and back to it.

use std::sync::Arc;

use kern::{Handeling, on_both_engines};
use registers::klantinteracties::partij::{self, NieuwePartij, Partij};
use registers::klantinteracties::{Bsn, Contactnaam};

use super::{Identiteitsverstrekker, Simulator};
use crate::basis::IngelogdBurger;
use crate::wereld::{Browser, World};
use crate::{Portaalconfig, Routes, Toegang};

const FLEUR: &str = "999900006";
const BRAM: &str = "999900018";

/// A demo, with a page that says who is logged in.
async fn demo(engine: kern::database::Engine) -> World {
    async fn wie(wie: IngelogdBurger) -> String {
        format!("{} namens {}", wie.naam, wie.namens.unwrap_or_default())
    }
    let simulator = Identiteitsverstrekker::Simulator(Arc::new(Simulator::default()));
    let config = Portaalconfig { demo: true, identiteit: Some(simulator), ..Portaalconfig::default() };
    let w = World::met(engine, config, Routes::new().get("/mijn/wie", Toegang::BURGER, wie)).await;
    for (bsn, naam) in [(FLEUR, "Fleur"), (BRAM, "Bram")] {
        let naam = Contactnaam { voornaam: naam.into(), achternaam: "Vries".into(), ..Contactnaam::default() };
        let bsn: Bsn = bsn.parse().unwrap();
        let partij = Partij::persoon(w.app.ids.next(), naam);
        let new = NieuwePartij { partij, bsn: Some(bsn), digitale_adressen: Vec::new() };
        let handeling = Handeling::program(w.organisatie, w.app.clock.now());
        let tx = w.app.db.begin().await.unwrap();
        tx.write(vec![partij::aanmaken(&handeling, &w.app.ids, &new).unwrap()]).await.unwrap();
        tx.commit().await.unwrap();
    }
    w
}

/// From the page that somebody wants to the simulator; gives the fields that its form carries along.
async fn naar_simulator(browser: &Browser) -> (String, String) {
    let refused = browser.get("/mijn/wie").await;
    let page = browser.get(refused.naar("/mijn/inloggen?terug=%2Fmijn%2Fwie").kop("location")).await.is(303);
    let page = browser.get(page.kop("location")).await.ok().bevat("Fleur Vries").bevat("Dit is een demo");
    let field = |name: &str| {
        let begin = format!("name=\"{name}\" value=\"");
        page.html.split(&begin).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    (field("state"), field("nonce"))
}

async fn kies(browser: &Browser, bsn: &str, namens: &str) -> String {
    let (state, nonce) = naar_simulator(browser).await;
    let fields = [("state", state.as_str()), ("nonce", nonce.as_str()), ("bsn", bsn), ("namens", namens)];
    browser.post("/identiteit-simulator", &fields).await.is(303).kop("location").to_owned()
}

on_both_engines! {
    async fn a_citizen_logs_in_and_comes_back_to_the_page_they_wanted(engine) {
        let w = demo(engine).await;
        let browser = w.niemand();
        let back = kies(&browser, FLEUR, "").await;
        browser.get(&back).await.naar("/mijn/wie");
        assert_eq!(browser.get("/mijn/wie").await.ok().html, "Fleur Vries namens ");
        w.later(15 * 60);
        browser.get("/mijn/wie").await.is(303);
    }

    async fn acting_for_somebody_else_is_known_to_the_page(engine) {
        let w = demo(engine).await;
        let browser = w.niemand();
        let back = kies(&browser, FLEUR, BRAM).await;
        browser.get(&back).await.naar("/mijn/wie");
        assert_eq!(browser.get("/mijn/wie").await.ok().html, "Fleur Vries namens Bram Vries");
        browser.post("/mijn/uitloggen", &[]).await.naar("/");
        browser.get("/mijn/wie").await.is(303);
    }

    async fn a_code_works_once_and_only_in_the_browser_that_asked(engine) {
        let w = demo(engine).await;
        let (own, other) = (w.niemand(), w.niemand());
        let back = kies(&own, FLEUR, "").await;
        naar_simulator(&other).await;
        other.get(&back).await.is(400).bevat("niet gelukt");
        own.get(&back).await.is(303);
        own.get(&back).await.is(400);
        let late = w.niemand();
        let back = kies(&late, FLEUR, "").await;
        w.later(61);
        late.get(&back).await.is(400);
    }

    async fn whoever_is_not_known_or_mistypes_is_told_so(engine) {
        let w = demo(engine).await;
        let browser = w.niemand();
        let unknown = Bsn::with_start(99_991_234).unwrap();
        let back = kies(&browser, unknown.as_str(), "").await;
        browser.get(&back).await.is(400).bevat("Wij kennen u nog niet");
        browser.post("/identiteit-simulator", &[("bsn", "123")]).await.is(400).bevat("href=\"#bsn\"");
    }

    async fn outside_a_demo_there_is_no_simulator(engine) {
        let w = World::new(engine).await;
        w.niemand().get("/identiteit-simulator").await.is(404);
        w.niemand().post("/identiteit-simulator", &[("bsn", FLEUR)]).await.is(404);
        w.niemand().get("/mijn/inloggen").await.is(400).bevat("nog niet ingericht");
    }
}
