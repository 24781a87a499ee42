//! Nobody gets in without a right: every route of the router is tried.

use kern::{Burger, on_both_engines};
use uuid::Uuid;

use super::echt::Echt;
use crate::wereld::{Browser, MENSEN, Pagina, World};
use crate::{Operatie, operations};

async fn try_it(browser: &Browser, operatie: &Operatie, adres: &str) -> Pagina {
    if operatie.methode == "GET" { browser.get(adres).await } else { browser.post(adres, &[]).await }
}

/// Pages and actions of citizens.
fn burgers() -> Vec<Operatie> {
    operations().into_iter().filter(|operatie| operatie.toegang.is_burger()).collect()
}

fn staff() -> Vec<Operatie> {
    operations().into_iter().filter(|operatie| operatie.toegang.naam().is_some()).collect()
}

on_both_engines! {
    async fn nobody_gets_in_without_a_log_in(engine) {
        let w = World::new(engine).await;
        let echt = Echt::new(&w).await;
        for operatie in staff() {
            let adres = echt.adres(&operatie);
            let refused = try_it(&w.niemand(), &operatie, &adres).await;
            let to_log_in = refused.status == 303 && refused.kop("location").starts_with("/inloggen?terug=");
            assert!(refused.status == 401 || operatie.methode == "GET" && to_log_in, "{operatie}: {}", refused.status);
            assert_eq!(try_it(&w.niemand().deel(), &operatie, &adres).await.status, 401, "{operatie} as a fragment");
            let made_up = w.niemand().met_cookie("__Host-loket", "verzonnen");
            assert_ne!(try_it(&made_up, &operatie, &adres).await.status, 200, "{operatie} with a made-up cookie");
        }
    }

    async fn what_is_a_citizens_own_is_for_nobody_else(engine) {
        let w = World::new(engine).await;
        let echt = Echt::new(&w).await;
        let neighbour = Burger { organisatie: w.andere, partij: echt.burger, namens: None };
        for operatie in burgers() {
            let adres = echt.adres(&operatie);
            let staff = w.als("s.bakker").await;
            let made_up = w.niemand().met_cookie("__Host-loket-mijn", "verzonnen");
            for browser in [w.niemand(), staff, made_up, w.burger(neighbour.clone()).await] {
                let refused = try_it(&browser, &operatie, &adres).await;
                let to_log_in = refused.status == 303 && refused.kop("location").starts_with("/mijn/inloggen?terug=");
                assert!(refused.status == 401 || operatie.methode == "GET" && to_log_in, "{operatie}: {}", refused.status);
            }
            if operatie.pad.contains('{') {
                let other = w.als_burger(w.app.ids.next()).await;
                assert_eq!(try_it(&other, &operatie, &adres).await.status, 404, "{operatie} as another citizen");
            }
        }
        // And it was there all the time.
        for operatie in burgers().iter().filter(|o| o.methode == "GET") {
            w.als_burger(echt.burger).await.get(&echt.adres(operatie)).await.ok();
        }
        for operatie in staff() {
            let refused = try_it(&w.als_burger(echt.burger).await, &operatie, &echt.adres(&operatie)).await;
            assert!([303, 401].contains(&refused.status.as_u16()), "{operatie} as a citizen: {}", refused.status);
        }
    }

    async fn a_role_without_the_right_is_refused(engine) {
        let w = World::new(engine).await;
        let echt = Echt::new(&w).await;
        for (gebruikersnaam, rol) in MENSEN {
            let browser = w.als(gebruikersnaam).await;
            for operatie in staff().iter().filter(|o| o.pad != "/uitloggen") {
                if operatie.toegang.rollen().iter().any(|allowed| allowed.code() == rol) {
                    // Of what is not theirs they may still be refused; of what is not there they are told so.
                    let nowhere = operatie.pad.replace("{id}", &Uuid::nil().to_string()).replace("{code}", "x");
                    let nowhere = nowhere.replace("{loket}", "1").replace("{document}", &Uuid::nil().to_string());
                    assert_ne!(try_it(&browser, operatie, &nowhere).await.status, 403, "{operatie} as {rol}");
                } else {
                    let adres = echt.adres(operatie);
                    assert_eq!(try_it(&browser, operatie, &adres).await.status, 403, "{operatie} as {rol}");
                }
            }
        }
    }

    async fn another_organisation_finds_nothing_of_ours(engine) {
        let w = World::new(engine).await;
        let echt = Echt::new(&w).await;
        for operatie in staff().iter().filter(|o| o.pad.contains('{')) {
            let adres = echt.adres(operatie);
            for (gebruikersnaam, _) in MENSEN {
                let answer = try_it(&w.als_buur(gebruikersnaam).await, operatie, &adres).await;
                let refused = answer.status == 404 || answer.status == 403;
                assert!(refused, "{operatie} as the neighbour's {gebruikersnaam}: {} {}", answer.status, answer.tekst());
            }
        }
        // And it was there all the time.
        for (wie, adres) in [
            ("s.bakker", format!("/werkplek/contacten/{}", echt.contact)),
            ("t.vanbeek", format!("/werkplek/taken/{}", echt.taak)),
            ("a.smit", format!("/journaal/{}", echt.gebeurtenis)),
            ("s.bakker", "/werkplek/artikelen/sleutel".to_owned()),
            ("s.bakker", "/balie/loket/raadhuis/1".to_owned()),
            ("s.bakker", format!("/balie/afspraken/{}", echt.afspraak)),
            ("t.vanbeek", format!("/werkplek/zaken/{}", echt.zaak)),
            ("s.bakker", format!("/werkplek/zaken/{}/documenten/{}", echt.zaak, echt.document)),
        ] {
            w.als(wie).await.get(&adres).await.ok();
        }
    }

    async fn every_action_refuses_a_form_without_its_token(engine) {
        let w = World::new(engine).await;
        let echt = Echt::new(&w).await;
        let agent = w.als("s.bakker").await;
        let strange = w.als("t.vanbeek").await.token().await;
        for operatie in operations().into_iter().filter(|o| o.methode == "POST" && !o.toegang.is_burger()) {
            let may = operatie.toegang.naam().is_none() || operatie.toegang.rollen().contains(&kern::Rol::Agent);
            if !may {
                continue;
            }
            let adres = echt.adres(&operatie);
            agent.post_zonder_csrf(&adres, &[]).await.is(403);
            agent.post_zonder_csrf(&adres, &[("csrf", &strange)]).await.is(403);
            let token = agent.token().await;
            for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://kwaad.example")] {
                let elsewhere = w.als("s.bakker").await.met_kop(name, value);
                elsewhere.post(&adres, &[]).await.is(403);
            }
            agent.post_ruw(&adres, "application/json", format!("{{\"csrf\":\"{token}\"}}").into_bytes()).await.is(415);
            agent.post_ruw(&adres, "text/plain", format!("csrf={token}").into_bytes()).await.is(415);
        }
        for operatie in burgers().into_iter().filter(|o| o.methode == "POST") {
            let adres = echt.adres(&operatie);
            let citizen = w.als_burger(echt.burger).await;
            let other = w.als_burger(w.app.ids.next()).await.token_van_burger().await;
            citizen.post_zonder_csrf(&adres, &[]).await.is(403);
            citizen.post_zonder_csrf(&adres, &[("csrf", &other)]).await.is(403);
            citizen.post_zonder_csrf(&adres, &[("csrf", &strange)]).await.is(403);
            w.als_burger(echt.burger).await.met_kop("sec-fetch-site", "cross-site").post(&adres, &[]).await.is(403);
        }
    }
}

#[test]
fn every_route_says_once_who_may() {
    let all = operations();
    let mut seen = std::collections::HashSet::new();
    for operatie in &all {
        assert!(seen.insert((operatie.methode, operatie.pad)), "{operatie} is there twice");
        assert!(operatie.toegang.naam().is_none() || !operatie.toegang.rollen().is_empty(), "{operatie}: nobody may");
    }
    let open = |operatie: &&Operatie| operatie.toegang.naam().is_none() && !operatie.toegang.is_burger();
    let public: Vec<String> = all.iter().filter(open).map(ToString::to_string).collect();
    insta::assert_snapshot!(public.join("\n"));
}
