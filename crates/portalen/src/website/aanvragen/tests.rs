//! Applying on the website, as visitors and citizens do it.

use axum::body::Body;
use axum::http::Request;
use dienstverlening::formulieren::concept::{self, Aanvrager};
use futures_util::TryStreamExt;
use kern::{Handeling, on_both_engines};
use registers::klantinteracties::partij::{self, NieuwePartij};
use registers::klantinteracties::{Contactnaam, Partij, SoortDigitaalAdres};
use uuid::Uuid;

use crate::wereld::{Browser, MULTIPART, Pagina, World, als_multipart};
use crate::{Limiet, Limieten, Portaalconfig, Routes, Soort, Tegelbron, Wie};

/// Where an action leads, without the query and the anchor.
fn naar(page: Pagina) -> String {
    let page = page.is(303);
    page.kop("location").split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// Begins the form about bulky waste and gives the address of its first page.
async fn begonnen(browser: &Browser) -> String {
    browser.get("/aanvragen/grofvuil").await.ok();
    naar(browser.post("/aanvragen/grofvuil", &[]).await)
}

/// The address of another part of the same application.
fn van(stap: &str, deel: &str) -> String {
    let id = stap.split('/').nth(2).unwrap_or_default();
    format!("/aanvraag/{id}/{deel}")
}

const AFVAL: [(&str, &str); 2] = [("soort", "meubel"), ("dag", "2026-11-30")];
const CONTACT: [(&str, &str); 4] =
    [("naam", "An Jansen"), ("adres.postcode", "9999 aa"), ("adres.huisnummer", "12"), ("akkoord", "ja")];

async fn johanna(w: &World) -> Uuid {
    let naam = Contactnaam { voornaam: "Johanna".into(), achternaam: "Bos".into(), ..Contactnaam::default() };
    let partij = Partij::persoon(w.app.ids.next(), naam);
    let id = partij.id.uuid();
    let mail = (SoortDigitaalAdres::Email, "johanna@example.nl".to_owned());
    let new = NieuwePartij { partij, bsn: None, digitale_adressen: vec![mail] };
    let handeling = Handeling::program(w.organisatie, w.app.clock.now());
    let tx = w.app.db.begin().await.unwrap();
    tx.write(vec![partij::aanmaken(&handeling, &w.app.ids, &new).unwrap()]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A form with files: fields, then files with a name and content.
async fn multipart(browser: &Browser, adres: &str, velden: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Pagina {
    let token = browser.token().await;
    browser.send(upload(adres, body(&token, velden, files))).await
}

fn body(token: &str, velden: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let velden: Vec<(&str, &str)> = [("csrf", token)].iter().chain(velden).copied().collect();
    als_multipart(&velden, files)
}

fn upload(adres: &str, body: Vec<u8>) -> Request<Body> {
    let told = body.len().to_string();
    Request::post(adres)
        .header("content-type", MULTIPART)
        .header("content-length", told)
        .body(Body::from(body))
        .unwrap()
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0";

on_both_engines! {
    async fn a_visitor_applies_from_product_to_confirmation(engine) {
        let w = World::new(engine).await;
        let browser = w.niemand();
        browser.get("/producten/grofvuil").await.ok().bevat("href=\"/aanvragen/grofvuil\"").bevat("Grofvuil aanmelden");
        browser.get("/producten/milieustraat").await.ok().bevat_niet("/aanvragen/");
        browser.get("/aanvragen/grofvuil").await.ok().bevat("Uw postcode en huisnummer.").bevat("Ga verder zonder inloggen");
        let stap = begonnen(&browser).await;
        let page = browser.get(&stap).await.ok().bevat("Stap 1 van 2").bevat("Wat is het?").bevat_niet("precies");
        assert_eq!(page.kop("cache-control"), "no-store");
        let contact = naar(browser.post(&stap, &AFVAL).await);
        let controle = naar(browser.post(&contact, &CONTACT).await);
        browser.get(&controle).await.ok().bevat("Een meubel").bevat("maandag 30 november").bevat("9999 AA 12").bevat("An Jansen");
        let verstuurd = naar(browser.post(&van(&stap, "versturen"), &[]).await);
        let page = browser.get(&verstuurd).await.ok().bevat("ZAAK-2026-0000000001");
        assert_eq!(page.kop("cache-control"), "no-store");
        // The back button, another tab, a double click: the same confirmation.
        assert_eq!(naar(browser.post(&van(&stap, "versturen"), &[]).await), verstuurd);
        assert_eq!(naar(browser.get(&stap).await), verstuurd);
        // What is typed after it was sent does not go along, and that is said.
        let after = browser.post(&stap, &AFVAL).await.is(303).kop("location").to_owned();
        assert_eq!(after, format!("{verstuurd}?daarna=1"));
        browser.get(&after).await.ok().bevat("is niet meegestuurd").bevat("Bel ons en noem uw nummer");
        browser.get(&verstuurd).await.ok().bevat("ZAAK-2026-0000000001");
        for elsewhere in [&stap, &controle, &verstuurd] {
            w.niemand().get(elsewhere).await.is(404);
        }
    }

    async fn what_is_wrong_is_said_and_what_was_typed_stays(engine) {
        let w = World::new(engine).await;
        let browser = w.niemand();
        let stap = begonnen(&browser).await;
        let page = browser.post(&stap, &[("soort", "meubel"), ("dag", "2026-11-01")]).await.is(400);
        page.bevat("href=\"#dag\"").bevat("id=\"dag-fout\"").bevat("value=\"2026-11-01\"").bevat("checked");
        browser.post(&stap, &[]).await.is(400).bevat("Maak een keuze.").bevat("Vul dit in.");
        let contact = naar(browser.post(&stap, &AFVAL).await);
        let page = browser.post(&contact, &[("naam", "<b>An"), ("adres.postcode", "99"), ("adres.huisnummer", "x")]).await.is(400);
        page.bevat("value=\"&#60;b&#62;An\"").bevat("href=\"#adres.postcode\"").bevat("value=\"99\"").bevat("Vink dit aan");
        browser.get(&contact).await.ok().bevat("value=\"99\"").bevat_niet("href=\"#adres.postcode\"");
        browser.get(&van(&stap, "controle")).await.ok().bevat("Dit moet u nog invullen");
        let back = browser.post(&van(&stap, "versturen"), &[]).await.is(303);
        assert_eq!(back.kop("location"), format!("{contact}?van=controle&fouten=1"));
        browser.get(back.kop("location")).await.is(400).bevat("href=\"#adres.postcode\"");
        assert_eq!(naar(browser.post(&contact, &[("doe", "vorige"), ("naam", "Bo")]).await), stap);
        browser.get(&contact).await.ok().bevat("value=\"Bo\"");
    }

    async fn an_answer_leads_to_another_question_and_another_page(engine) {
        let w = World::new(engine).await;
        let browser = w.niemand();
        let stap = begonnen(&browser).await;
        let more = [("soort", "anders"), ("dag", "2026-11-30")];
        assert_eq!(naar(browser.post(&stap, &more).await), stap);
        browser.get(&stap).await.ok().bevat("Wat is het precies?").bevat("Stap 1 van 3");
        let all = [("soort", "anders"), ("dag", "2026-11-30"), ("wat", "Een piano")];
        let ander = naar(browser.post(&stap, &all).await);
        assert_eq!(ander, van(&stap, "stap/ander"));
        let typed = [("helpers.0.naam", "Bo"), ("helpers.0.geboortedatum", "2001-02-03"), ("doe", "erbij.helpers")];
        assert_eq!(naar(browser.post(&ander, &typed).await), ander);
        browser.get(&ander).await.ok().bevat("Persoon 2").bevat("value=\"Bo\"").bevat("value=\"2001-02-03\"");
        assert_eq!(naar(browser.post(&ander, &[("helpers.0.naam", "Bo"), ("helpers.1.naam", "Cas"), ("doe", "weg.helpers.0")]).await), ander);
        browser.get(&ander).await.ok().bevat("value=\"Cas\"").bevat_niet("value=\"Bo\"").bevat_niet("Persoon 2");
        // Another choice, and the page is gone.
        naar(browser.post(&stap, &AFVAL).await);
        assert_eq!(naar(browser.get(&ander).await), stap);
    }

    async fn files_are_kept_shown_and_taken_out(engine) {
        let w = World::new(engine).await;
        let browser = w.niemand();
        let stap = begonnen(&browser).await;
        // Another field is wrong: the file stays.
        let page = multipart(&browser, &stap, &[("soort", "meubel")], &[("foto", "Bank.PNG", PNG)]).await.is(400);
        page.bevat("Bank").bevat("Verwijder").bevat("href=\"#dag\"");
        let page = multipart(&browser, &stap, &AFVAL, &[("foto", "stiekem.png", b"MZ\x90\x00 geen foto")]).await.is(400);
        page.bevat("href=\"#foto\"").bevat("Deze soort bestand kunnen wij niet aannemen");
        let large = [b"\xff\xd8\xff".as_slice(), &vec![0; 1_000_001]].concat();
        multipart(&browser, &stap, &AFVAL, &[("foto", "groot.jpg", &large)]).await.is(400).bevat("ten hoogste 1 MB");
        // A field without a question takes no file.
        let page = multipart(&browser, &stap, &[("soort", "meubel")], &[("wat", "x.png", PNG)]).await.is(400);
        let sleutel = page.html.split("value=\"bestand-weg.").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(page.html.matches("bestand-weg.").count(), 1);
        let weg = format!("bestand-weg.{sleutel}");
        assert_eq!(naar(multipart(&browser, &stap, &[("soort", "meubel"), ("doe", &weg)], &[]).await), stap);
        browser.get(&stap).await.ok().bevat_niet("bestand-weg.");
        let two = [("foto", "a.png", PNG), ("foto", "b.png", PNG), ("foto", "", b"".as_slice())];
        assert_eq!(naar(multipart(&browser, &stap, &AFVAL, &two).await), van(&stap, "stap/contact"));
        let three = multipart(&browser, &stap, &AFVAL, &[("foto", "c.png", PNG)]).await.is(400);
        three.bevat("Er kunnen niet meer bestanden bij.");
        assert_eq!(browser.get(&stap).await.ok().html.matches("bestand-weg.").count(), 2);
    }

    async fn what_is_more_than_a_form_takes_is_not_stored(engine) {
        let w = World::new(engine).await;
        let stored = || async { w.app.opslag.as_ref().unwrap().zwerf(i64::MAX).try_collect::<Vec<_>>().await.unwrap().len() };
        let (browser, other) = (w.niemand(), w.niemand());
        let stap = begonnen(&browser).await;
        let ten: Vec<(&str, &str, &[u8])> = (0..10).map(|_| ("foto", "a.png", PNG)).collect();
        multipart(&browser, &stap, &AFVAL, &ten).await.is(400).bevat("Er kunnen niet meer bestanden bij.");
        assert_eq!(stored().await, 2);
        multipart(&browser, &stap, &AFVAL, &ten).await.is(400);
        // Somebody else's draft, and one that is not there.
        multipart(&other, &stap, &AFVAL, &ten).await.is(404);
        assert_eq!(stored().await, 2);
    }

    async fn a_file_goes_when_nothing_wants_it_any_more(engine) {
        use dienstverlening::bestanden::{BEKIJKEN_NA_S, bekijken, noteren, vergeten};
        let w = World::new(engine).await;
        let (db, photo) = (&w.app.db, [("foto", "a.png", PNG)]);
        let unwanted = || async {
            let mut found = bekijken(db, w.app.clock.now()).await.unwrap().unwrap_or_default();
            found.sort();
            found
        };
        let stored = || async {
            let mut keys: Vec<Uuid> = w.app.opslag.as_ref().unwrap().zwerf(i64::MAX).try_collect().await.unwrap();
            keys.sort();
            keys
        };
        let none = Vec::<Uuid>::new();
        // One draft is kept, one thrown away, one sent; and one file was noted and never stored.
        let (kept, thrown, sent) = (w.niemand(), w.niemand(), w.niemand());
        let stap = begonnen(&kept).await;
        multipart(&kept, &stap, &AFVAL, &photo).await.is(303);
        let of_kept = stored().await;
        let stap = begonnen(&thrown).await;
        multipart(&thrown, &stap, &AFVAL, &photo).await.is(303);
        let of_thrown: Vec<Uuid> = stored().await.into_iter().filter(|key| !of_kept.contains(key)).collect();
        thrown.post(&van(&stap, "weggooien"), &[]).await.is(303);
        let stap = begonnen(&sent).await;
        let contact = naar(multipart(&sent, &stap, &AFVAL, &photo).await);
        naar(sent.post(&contact, &CONTACT).await);
        naar(sent.post(&van(&stap, "versturen"), &[]).await);
        let never: Uuid = w.app.ids.next();
        noteren(db, never, None, w.app.clock.now()).await.unwrap();
        assert_eq!((of_kept.len(), of_thrown.len(), stored().await.len()), (1, 1, 3));
        assert_eq!(unwanted().await, none, "nothing is a day old");
        w.later(BEKIJKEN_NA_S + 1);
        let mut expected = vec![of_thrown[0], never];
        expected.sort();
        assert_eq!(unwanted().await, expected);
        assert_eq!(unwanted().await, expected, "until the store has removed them and they are forgotten");
        vergeten(db, &expected).await.unwrap();
        assert_eq!(unwanted().await, none);
        assert_eq!(kern::testhulp::count(db, "bestanden_onderweg").await, 1, "that of the draft; the document has the other");
        w.later(concept::BEWAARD_S);
        assert_eq!(unwanted().await, none, "the draft is still there");
        concept::opruimen(db, w.app.clock.now()).await.unwrap();
        w.later(BEKIJKEN_NA_S + 1);
        assert_eq!(unwanted().await, of_kept);
        let all = stored().await;
        let unknown = dienstverlening::bestanden::onbekend(db, &all).await.unwrap();
        assert_eq!(unknown, of_thrown, "what was forgotten and is in the store all the same is found");
    }

    async fn the_bytes_of_a_visitor_are_bounded_before_they_are_read(engine) {
        let limiet = Limiet { bezoeker: 60, samen: 100 };
        let limieten = Limieten::default().met(Soort::Uploads, limiet);
        let w = World::met(engine, Portaalconfig { limieten, ..Portaalconfig::default() }, Routes::new()).await;
        let browser = w.niemand();
        let browser_adres = Wie::Adres("203.0.113.7".parse().ok());
        let stap = begonnen(&browser).await;
        let token = browser.token().await;
        let told = |bytes: &str, files: &[(&str, &str, &[u8])]| {
            let mut request = upload(&stap, body(&token, &AFVAL, files));
            request.headers_mut().insert("content-length", bytes.parse().unwrap());
            request
        };
        let photo = [("foto", "a.png", PNG)];
        assert_eq!(naar(browser.send(told("59000000", &photo)).await), van(&stap, "stap/contact"));
        let held = w.app.tellers.tel(&[(Soort::Uploads, 59_500_000)], browser_adres, Some(w.organisatie), w.app.clock.now());
        assert_eq!(held, Ok(()));
        browser.send(told("2000000", &photo)).await.is(429).bevat("Dit is te vaak gedaan");
        w.app.tellers.terug(Soort::Uploads, 59_500_000, browser_adres, Some(w.organisatie));
        // What was told and never came was given back: a hundred bytes of these 59 megabytes.
        for _ in 0..50 {
            browser.send(told("59000000", &[])).await.is(303);
        }
        // What does not say how large it is counts as the largest there is.
        let others = w.app.tellers.tel(&[(Soort::Uploads, 50_000_000)], Wie::Adres("192.0.2.8".parse().ok()), Some(w.organisatie), w.app.clock.now());
        assert_eq!(others, Ok(()));
        let library = w.niemand().van("192.0.2.9");
        let stap = begonnen(&library).await;
        let mut untold = upload(&stap, body(&library.token().await, &AFVAL, &photo));
        untold.headers_mut().remove("content-length");
        library.send(untold).await.is(429).bevat("Dit wordt nu te vaak gedaan");
    }

    async fn a_form_with_files_is_ours_whole_and_not_too_large(engine) {
        let w = World::new(engine).await;
        let browser = w.niemand();
        let stap = begonnen(&browser).await;
        let token = browser.token().await;
        let strange = w.niemand().token().await;
        // The last one without the begin of its boundary.
        for wrong in [body("", &AFVAL, &[]), body(&strange, &AFVAL, &[]), body(&token, &[], &[])["grens".len()..].to_vec()] {
            assert_eq!(browser.send(upload(&stap, wrong)).await.status.as_u16() / 100, 4);
        }
        // Cut off half-way: nothing of it is there.
        let whole = body(&token, &AFVAL, &[("foto", "a.png", PNG)]);
        browser.send(upload(&stap, whole[..whole.len() - 20].to_vec())).await.is(400);
        browser.get(&stap).await.ok().bevat_niet("bestand-weg.").bevat_niet("checked");
        let mut enormous = upload(&stap, whole);
        enormous.headers_mut().insert("content-length", "2000000000".parse().unwrap());
        browser.send(enormous).await.is(413).bevat("60 MB");
        // Other routes take no files at all.
        browser.send(upload(&van(&stap, "versturen"), body(&token, &[], &[]))).await.is(415);
        let many: Vec<(&str, &str)> = (0..10_000).map(|_| ("soort", "meubel")).collect();
        browser.post(&stap, &many).await.is(400);
        multipart(&browser, &stap, &many, &[]).await.is(400);
        multipart(&browser, &stap, &[("wat", "\0")], &[]).await.is(400);
        browser.post(&stap, &[("soort", &"x".repeat(300_000))]).await.is(400);
        for odd in ["\u{202e}", "😀", "' or 1=1 --", "\u{7f}", "-1", "9999-99-99"] {
            let fields: Vec<(&str, &str)> = ["soort", "dag", "wat", "naam", "doe", "adres.postcode"].map(|naam| (naam, odd)).to_vec();
            browser.post(&stap, &fields).await.is(400);
        }
    }

    async fn a_visitor_goes_on_with_a_code_on_another_device(engine) {
        let w = World::new(engine).await;
        let (phone, library) = (w.niemand(), w.niemand());
        let stap = begonnen(&phone).await;
        let page = phone.post(&stap, &[("soort", "meubel"), ("doe", "bewaren")]).await.ok().bevat("Uw formulier is bewaard");
        let code = page.html.split("<strong>").find_map(|part| part.split("</strong>").next().filter(|c| c.len() == 14)).unwrap().to_owned();
        library.get("/aanvraag/hervatten").await.ok();
        library.post("/aanvraag/hervatten", &[("code", "2222-2222-2222")]).await.is(400).bevat("Deze code kennen wij niet");
        assert_eq!(naar(library.post("/aanvraag/hervatten", &[("code", &code.to_lowercase())]).await), stap);
        library.get(&stap).await.ok().bevat("checked");
        phone.get(&stap).await.is(404);
        for _ in 0..40 {
            library.post("/aanvraag/hervatten", &[("code", "2222-2222-2222")]).await.is(400);
        }
        library.post("/aanvraag/hervatten", &[("code", &code)]).await.is(400);
        library.post(&van(&stap, "weggooien"), &[]).await.naar("/producten/grofvuil");
        library.get(&stap).await.is(404);
    }

    async fn whoever_is_logged_in_has_less_to_type(engine) {
        let w = World::new(engine).await;
        let id = johanna(&w).await;
        let browser = w.als_burger(id).await;
        browser.get("/aanvragen/grofvuil").await.ok().bevat("U bent ingelogd als Johanna Bos").bevat_niet("/mijn/inloggen");
        let stap = begonnen(&browser).await;
        let contact = naar(browser.post(&stap, &AFVAL).await);
        browser.get(&contact).await.ok().bevat("Johanna Bos").bevat_niet("name=\"naam\"");
        let rest = [("adres.postcode", "9999AA"), ("adres.huisnummer", "1"), ("akkoord", "ja"), ("naam", "Iemand anders")];
        let controle = naar(browser.post(&contact, &rest).await);
        browser.get(&controle).await.ok().bevat("Johanna Bos").bevat_niet("Iemand anders");
        // Another device of the same person; nobody else.
        w.als_burger(id).await.get(&controle).await.ok();
        w.als_burger(id).await.get("/aanvragen/grofvuil").await.ok().bevat("U was al begonnen").bevat(&controle);
        w.als_burger(johanna(&w).await).await.get(&controle).await.is(404);
        let for_another = kern::Burger { organisatie: w.organisatie, partij: id, namens: Some(johanna(&w).await) };
        w.burger(for_another).await.get(&controle).await.is(404);
        naar(browser.post(&van(&stap, "versturen"), &[]).await);
        browser.get(&van(&stap, "verstuurd")).await.ok().bevat("href=\"/mijn\"").bevat("een bevestiging per e-mail");
        let burger = Aanvrager { partij: id, namens: None };
        assert_eq!(concept::van(&w.app.db, w.organisatie, burger).await.unwrap(), []);
    }

    async fn a_place_is_pointed_at_without_scripts(engine) {
        let bron = Tegelbron::parse("https://tegels.example.nl/{z}/{x}/{y}.png").unwrap();
        let config = Portaalconfig { kaart: Some((bron, "Kaart: Voorbeeld".into())), ..Portaalconfig::default() };
        let w = World::met(engine, config, Routes::new()).await;
        let browser = w.niemand();
        let contact = naar(browser.post(&begonnen(&browser).await, &AFVAL).await);
        let page = browser.get(&contact).await.ok().bevat("https://tegels.example.nl/15/16859/10744.png").bevat("Kaart: Voorbeeld");
        assert!(page.kop("content-security-policy").contains("img-src 'self' https://tegels.example.nl;"), "{}", page.kop("content-security-policy"));
        // A button with a picture sends where it was clicked; what was typed goes along.
        let typed = [("naam", "An"), ("kaart.plek.15.16859.10744.x", "128"), ("kaart.plek.15.16859.10744.y", "10")];
        let page = browser.post(&contact, &typed).await.is(303);
        assert!(page.kop("location").ends_with("#plek.breedte"), "{}", page.kop("location"));
        browser.get(&contact).await.ok().bevat("value=\"An\"").bevat("/17/67").bevat("loket-kaart__merk");
        // What no map has is no place, and what was chosen stays.
        for odd in ["kaart.plek.15.99999.10744", "kaart.plek.99.1.1", "kaart.naam.15.16859.10744", "kaart.plek.15.a.b"] {
            let (x, y) = (format!("{odd}.x"), format!("{odd}.y"));
            let chosen = [("plek.breedte", "52.530000"), ("plek.lengte", "5.220000"), ("plek.zoom", "17")];
            browser.post(&contact, &[&chosen[..], &[(&x, "1"), (&y, "1")]].concat()).await;
            browser.get(&contact).await.ok().bevat("loket-kaart__merk");
        }
        browser.post(&contact, &[("doe", "wis.plek")]).await.is(303);
        browser.get(&contact).await.ok().bevat_niet("loket-kaart__merk");
    }

    async fn a_session_that_ends_on_the_last_page_loses_nothing(engine) {
        let w = World::new(engine).await;
        let id = johanna(&w).await;
        let browser = w.als_burger(id).await;
        browser.get("/aanvragen/verlies").await.ok();
        let stap = naar(browser.post("/aanvragen/verlies", &[]).await);
        w.later(3 * 60 * 60);
        let typed = [("nummer", "AB-12")];
        let login = browser.post(&stap, &typed).await.is(303).kop("location").to_owned();
        assert!(login.starts_with("/mijn/inloggen?terug=%2Faanvraag%2F"), "{login}");
        assert!(browser.get(&stap).await.is(303).kop("location").starts_with("/mijn/inloggen?terug="));
        // Nothing of it is shown without the log-in, and another browser cannot add to it.
        w.niemand().post(&stap, &typed).await.is(404);
        w.als_burger(id).await.get(&stap).await.ok().bevat("value=\"AB-12\"");
        let again = w.als_burger(id).await;
        again.post(&stap, &typed).await.is(400).bevat("zoals AB-123");
        again.post(&stap, &[("nummer", "AB-123")]).await.is(303);
    }

    async fn a_form_that_needs_a_log_in_does_not_begin_without(engine) {
        let w = World::new(engine).await;
        let browser = w.niemand();
        browser.get("/aanvragen/verlies").await.ok().bevat("/mijn/inloggen?terug=%2Faanvragen%2Fverlies").bevat_niet("Begin<");
        assert_eq!(naar(browser.post("/aanvragen/verlies", &[]).await), "/aanvragen/verlies");
        browser.get("/aanvragen/bestaat-niet").await.is(404);
        for path in ["x/controle", "00000000-0000-0000-0000-000000000000/stap/afval", "%00/verstuurd"] {
            let status = browser.get(&format!("/aanvraag/{path}")).await.status;
            assert!(status.is_client_error(), "{path}: {status}");
        }
    }

    async fn the_form_speaks_english(engine) {
        let w = World::new(engine).await;
        let english = w.niemand().met_kop("accept-language", "en");
        let stap = begonnen(&english).await;
        english.get(&stap).await.ok().bevat("What must go?").bevat("Furniture").bevat("Step 1 of 2").bevat_niet("Een meubel");
        english.post(&stap, &[]).await.is(400).bevat("Make a choice.");
    }
}
