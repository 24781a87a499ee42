//! Mijn as a citizen uses it, together with whoever handles their case.

use kern::on_both_engines;

use crate::wereld::{Browser, MULTIPART, Pagina, World, als_multipart};

/// Sends a form with one file.
async fn opsturen(browser: &Browser, adres: &str, stuk: &str, naam: &str, inhoud: &[u8]) -> Pagina {
    let token = browser.token_van_burger().await;
    let body = als_multipart(&[("csrf", &token), ("stuk", stuk)], &[("bestand", naam, inhoud)]);
    browser.post_ruw(adres, MULTIPART, body).await
}

/// The value of a hidden field.
fn verborgen(html: &str, naam: &str) -> String {
    let begin = format!("name=\"{naam}\" value=\"");
    html.split(&begin).nth(1).unwrap_or_else(|| panic!("no {naam}")).split('"').next().unwrap().to_owned()
}

on_both_engines! {
    async fn a_citizen_follows_a_case_is_asked_something_and_sends_it(engine) {
        let w = World::new(engine).await;
        let vries = w.inwoner("Vries").await;
        let zaak = w.zaak(vries).await;
        let (burger, handler) = (w.als_burger(vries).await, w.als("t.vanbeek").await);
        let (mijn, werk) = (format!("/mijn/zaken/{zaak}"), format!("/werkplek/zaken/{zaak}"));
        burger.get("/mijn").await.ok().bevat("U hoeft nu niets te doen").bevat(&mijn).bevat("Verloren sleutel AB-123");
        burger.get(&mijn).await.ok().bevat("Wij zijn bezig met uw aanvraag").bevat("18 januari").bevat("4:13 Awb");
        // The handler asks for two items; the citizen sees them, with the day.
        let versie = verborgen(&handler.get(&werk).await.ok().html, "versie");
        let asked = [("versie", versie.as_str()), ("stukken", "Foto van de sleutel\nHuurcontract"), ("tot", "2026-12-07")];
        handler.post(&format!("{werk}/vragen"), &asked).await.naar(&format!("{werk}?gedaan=gevraagd"));
        handler.get(&werk).await.ok().bevat("De termijn staat stil");
        burger.get("/mijn").await.ok().bevat("Foto van de sleutel, Huurcontract").bevat("maandag 7 december");
        let page = burger.get(&mijn).await.ok().bevat("Wij wachten op iets van u").bevat("Huurcontract");
        let stuk = verborgen(&page.html, "stuk");
        let send = format!("{mijn}/stukken");
        // Nothing, a program, and then a text: what is wrong is said beside the field.
        burger.post(&send, &[("stuk", &stuk)]).await.is(400).bevat("id=\"bestand-fout\"");
        opsturen(&burger, &send, &stuk, "virus.exe", b"MZ this is a program \0\0").await.is(400).bevat("id=\"bestand-fout\"");
        opsturen(&burger, &send, &stuk, "foto.txt", b"Zie de foto.").await.is(303);
        opsturen(&burger, &send, &stuk, "foto.txt", b"Zie de foto.").await.is(303);
        let page = burger.get(&mijn).await.ok().bevat("foto.txt").bevat_niet("bestand-fout");
        let second = verborgen(&page.html, "stuk");
        assert_ne!(second, stuk);
        opsturen(&burger, &send, &second, "huur.txt", b"Contract.").await.is(303);
        burger.get(&mijn).await.ok().bevat("Wij zijn bezig met uw aanvraag").bevat_niet("Wat wij nog van u nodig hebben");
        // The handler sends word, decides, and the citizen reads it.
        let versie = verborgen(&handler.get(&werk).await.ok().bevat("Alles is binnen").html, "versie");
        handler.post(&format!("{werk}/compleet"), &[("versie", &versie)]).await.is(303);
        let page = handler.get(&werk).await.ok();
        let result = page.html.split("id=\"resultaattype\"").nth(1).unwrap().split("value=\"").nth(2).unwrap();
        let result = result.split('"').next().unwrap().to_owned();
        let versie = verborgen(&page.html, "versie");
        let decided = [("versie", versie.as_str()), ("resultaattype", &result), ("besluit_toelichting", "Hij is gevonden.")];
        handler.post(&format!("{werk}/besluiten"), &decided).await.naar(&format!("{werk}?gedaan=besloten"));
        handler.get(&werk).await.ok().bevat("Hij is gevonden.").bevat_niet("/besluiten");
        burger.get(&mijn).await.ok().bevat("Hij is gevonden.").bevat("Wij zijn klaar met uw aanvraag");
        // They see who looked.
        burger.get("/mijn/inzage").await.ok().bevat("Uw zaak: Verloren sleutel AB-123").bevat("om uw zaak te behandelen");
    }

    async fn a_question_is_answered_in_its_thread(engine) {
        let w = World::new(engine).await;
        let vries = w.inwoner("Vries").await;
        let zaak = w.zaak(vries).await;
        let (burger, handler) = (w.als_burger(vries).await, w.als("t.vanbeek").await);
        let (mijn, werk) = (format!("/mijn/zaken/{zaak}"), format!("/werkplek/zaken/{zaak}"));
        let page = burger.get(&mijn).await.ok();
        let vraag = verborgen(&page.html, "vraag");
        burger.post(&format!("{mijn}/vragen"), &[("vraag", &vraag), ("tekst", " ")]).await.is(400).bevat("tekst-fout");
        let fields = [("vraag", vraag.as_str()), ("tekst", "Hebt u hem al?")];
        // Sent twice is one question.
        burger.post(&format!("{mijn}/vragen"), &fields).await.is(303);
        burger.post(&format!("{mijn}/vragen"), &fields).await.is(303);
        let page = handler.get(&werk).await.ok().bevat("wacht op antwoord");
        assert_eq!(page.html.matches("<strong>Hebt u hem al?</strong>").count(), 1);
        let asked = verborgen(&page.html, "vraag");
        w.later(60);
        let answer = [("vraag", asked.as_str()), ("tekst", "Ja, hij ligt klaar.")];
        handler.post(&format!("{werk}/antwoord"), &answer).await.naar(&format!("{werk}?gedaan=beantwoord"));
        // A colleague who answers a moment later is told, and nothing goes out twice.
        handler.post(&format!("{werk}/antwoord"), &answer).await.is(409).bevat("Lees eerst dat antwoord");
        burger.get(&mijn).await.ok().bevat("Ja, hij ligt klaar.");
        let (_, bericht) = w.bij_zaak(vries, zaak).await;
        burger.get("/mijn").await.ok().bevat("nieuw");
        burger.get(&format!("/mijn/berichten/{bericht}")).await.ok().bevat("Ja, hij ligt klaar.").bevat(&mijn);
    }

    async fn many_questions_of_ones_own_do_not_hide_what_was_received(engine) {
        let w = World::new(engine).await;
        let vries = w.inwoner("Vries").await;
        let zaak = w.zaak(vries).await;
        let burger = w.als_burger(vries).await;
        let (_, bericht) = w.bij_zaak(vries, zaak).await;
        for _ in 0..11 {
            w.later(60);
            let vraag = w.app.ids.next::<uuid::Uuid>().to_string();
            burger.post(&format!("/mijn/zaken/{zaak}/vragen"), &[("vraag", &vraag), ("tekst", "En nu?")]).await.is(303);
        }
        burger.get("/mijn").await.ok().bevat(&format!("/mijn/berichten/{bericht}"));
    }

    async fn a_citizen_sees_what_is_known_and_an_empty_mijn_says_what_to_do(engine) {
        let w = World::new(engine).await;
        let vries = w.inwoner("Vries").await;
        let burger = w.als_burger(vries).await;
        burger.get("/mijn").await.ok().bevat("U hebt hier nog geen zaken").bevat("U hebt nog geen berichten");
        burger.get("/mijn/gegevens").await.ok().bevat("vries@example.nl").bevat("niet bekend");
        burger.get("/mijn/inzage").await.ok().bevat("Er heeft nog niemand gekeken");
        burger.get("/mijn?na=x").await.is(400);
        w.niemand().get("/mijn").await.is(303);
    }
}
