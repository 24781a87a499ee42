//! Nobody gets in without a right: every route of the router is tried.

use kern::autorisatie::Werken;
use kern::organisaties::teams;
use kern::{Authorised, Burger, on_both_engines};
use uuid::Uuid;

use crate::wereld::{Browser, MENSEN, Pagina, World};
use crate::{Operatie, operations};

/// What exists in the small municipality and nowhere else, so that a refusal is because of who asks.
struct Echt {
    contact: String,
    taak: String,
    klant: String,
    burger: Uuid,
    gebeurtenis: String,
    afspraak: String,
    bezoek: String,
    zaak: String,
    document: String,
    bericht: String,
}

impl Echt {
    async fn new(w: &World) -> Self {
        let agent = w.als("s.bakker").await;
        let contact = agent.post("/werkplek/contacten", &[]).await.is(303).kop("location").to_owned();
        let done = agent.post("/werkplek/contacten", &[]).await.is(303).kop("location").to_owned();
        let all = teams(&w.app.db, &Authorised::<Werken>::program(w.organisatie)).await.unwrap();
        let team = all.iter().find(|team| team.code == "afval").unwrap().id.to_string();
        let fields = [
            ("team", team.as_str()),
            ("vraag", "Wanneer?"),
            ("beller_naam", "A"),
            ("beller_telefoon", "0612345678"),
            ("antwoord-adres", "Lindelaan 12"),
        ];
        agent.post(&format!("{done}/terugbellen"), &fields).await.is(303);
        let tasks = w.als("t.vanbeek").await.get("/werkplek/taken?van=team").await.ok();
        let journal = w.als("a.smit").await.get("/journaal").await.ok();
        let burger = w.inwoner("Vries").await;
        let zaak = w.zaak(burger).await;
        let (document, bericht) = w.bij_zaak(burger, zaak).await;
        let [afspraak, bezoek] = [(); 2].map(|()| w.app.ids.next::<Uuid>().to_string());
        let fields = [("bezoek", bezoek.as_str()), ("product", "grofvuil")];
        agent.post("/balie/receptie/raadhuis/inloop", &fields).await.is(303);
        let fields = [
            ("id", afspraak.as_str()),
            ("naam", "A"),
            ("product", "grofvuil"),
            ("balie", "raadhuis"),
            ("op", "2026-11-23T13:00:00Z"),
        ];
        agent.post("/balie/afspraak", &fields).await.is(303);
        Self {
            afspraak,
            bezoek,
            zaak: zaak.to_string(),
            document,
            bericht,
            klant: burger.to_string(),
            burger,
            contact: contact.rsplit('/').next().unwrap_or_default().to_owned(),
            taak: first_id(&tasks.html, "/werkplek/taken/"),
            gebeurtenis: first_id(&journal.html, "/journaal/"),
        }
    }

    /// The address of an operation, with what exists filled in. A new kind of id says here how to make one.
    fn adres(&self, operatie: &Operatie) -> String {
        let nowhere = Uuid::nil().to_string();
        let known = [
            ("/werkplek/contacten/{id}", &self.contact),
            ("/werkplek/taken/{id}", &self.taak),
            ("/werkplek/klanten/{id}", &self.klant),
            ("/werkplek/zaken/{id}", &self.zaak),
            ("/mijn/zaken/{id}", &self.zaak),
            ("/mijn/berichten/{id}", &self.bericht),
            ("/journaal/{id}", &self.gebeurtenis),
            ("/balie/afspraken/{id}", &self.afspraak),
            ("/balie/bezoeken/{id}", &self.bezoek),
            ("/afspraak/{id}", &self.afspraak),
            // Opens for the browser that began it alone, so nothing of it is there for anybody here.
            ("/aanvraag/{id}", &nowhere),
        ];
        let with_id = known.iter().find(|(pad, _)| operatie.pad.starts_with(pad)).map(|(_, id)| id.as_str());
        // Codes are the same everywhere; this product and this desk are ours alone.
        let code = if operatie.pad.starts_with("/balie/") { "raadhuis" } else { "sleutel" };
        let codes = [("{code}", code), ("{groep}", "sleutel"), ("{naam}", "x"), ("{loket}", "1")];
        let with_id = operatie.pad.replace("{id}", with_id.unwrap_or("{id}")).replace("{document}", &self.document);
        let adres = codes.iter().fold(with_id, |adres, (name, code)| adres.replace(name, code));
        assert!(!adres.contains('{'), "{operatie}: say in Echt what exists there");
        adres
    }
}

/// The first link on a page that begins so and ends with an id.
fn first_id(html: &str, prefix: &str) -> String {
    let begin = format!("href=\"{prefix}");
    let links = html.match_indices(&begin).map(|(at, found)| &html[at + found.len()..]);
    let mut ids = links.filter_map(|rest| rest.split(['"', '?', '#']).next()).filter(|id| id.len() == 36);
    ids.next().unwrap_or_else(|| panic!("no link to {prefix}… in {html}")).to_owned()
}

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
