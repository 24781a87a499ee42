//! Around every page: headers, errors, languages, static files. (Headers are checked on every page that any test asks for.)

use axum::http::header::ACCEPT_ENCODING;
use kern::autorisatie::Beheren;
use kern::{Error, FieldError, on_both_engines};

use crate::basis::{Fout, statisch};
use crate::wereld::World;
use crate::{Portaalconfig, Routes, Toegang};

/// Routes that fail in every way there is.
fn failing() -> Routes {
    let invalid = || async { Fout::from(Error::all(vec![FieldError::new("naam", "verplicht")]).unwrap_err()) };
    let conflict = || async { Fout::from(Error::Conflict(FieldError::new("", "intussen-gewijzigd"))) };
    let missing = || async { Fout::from(Error::Missing { what: "internetaak", id: uuid::Uuid::nil() }) };
    let panics = || async {
        if true {
            panic!("geheim: 999990019");
        }
    };
    Routes::new()
        .get("/stuk/ongeldig", Toegang::OPENBAAR, invalid)
        .get("/stuk/weg", Toegang::OPENBAAR, missing)
        .get("/stuk/conflict", Toegang::OPENBAAR, conflict)
        .get("/stuk/bezig", Toegang::OPENBAAR, || async { Fout::from(Error::Busy(kern::Busy::Away)) })
        .get("/stuk/bug", Toegang::OPENBAAR, || async { Fout::bug("geheim: 999990019") })
        .get("/stuk/paniek", Toegang::OPENBAAR, panics)
        .get("/beheer/stuk", Toegang::recht::<Beheren>(), || async { Fout::bug("geheim: 999990019") })
}

on_both_engines! {
    async fn every_failure_has_a_page_that_says_what_to_do(engine) {
        let w = World::met(engine, Portaalconfig::default(), failing()).await;
        for (adres, status, text) in [
            ("/stuk/ongeldig", 400, "Vul dit veld in."),
            ("/stuk/weg", 404, "Ga terug en open de lijst opnieuw."),
            ("/stuk/conflict", 409, "Iemand was u voor"),
            ("/stuk/bezig", 503, "Wacht een halve minuut"),
            ("/stuk/bug", 500, "Dit ligt niet aan u."),
            ("/stuk/paniek", 500, "Dit ligt niet aan u."),
            ("/bestaat/niet", 404, "Deze pagina bestaat niet"),
            ("/producten/bestaat-niet", 404, "Deze pagina bestaat niet"),
        ] {
            w.niemand().get(adres).await.is(status).bevat(text).bevat("</html>").bevat("name=\"q\"").bevat_niet("geheim");
            let part = w.niemand().deel().get(adres).await.is(status).bevat(text).bevat_niet("<html");
            assert!(part.html.contains("loket-leeg--fout"));
            w.niemand().met_kop("accept-language", "en").get(adres).await.is(status).bevat("lang=\"en\"").bevat_niet(text);
        }
        assert_eq!(w.niemand().get("/stuk/bezig").await.kop("retry-after"), "5");
        w.als("b.demir").await.get("/beheer/stuk").await.is(500).bevat("loket-alleen").bevat("href=\"/werkplek\"");
        w.als("s.bakker").await.get("/beheer/stuk").await.is(403).bevat("Uw rol geeft geen toegang");
        w.niemand().get("/beheer/onbekend").await.is(404).bevat("loket-alleen");
    }

    async fn what_staff_see_stays_in_no_cache(engine) {
        let w = World::met(engine, Portaalconfig::default(), failing()).await;
        assert_eq!(w.als("b.demir").await.get("/beheer/stuk").await.kop("cache-control"), "no-store");
        assert_eq!(w.niemand().get("/inloggen").await.kop("cache-control"), "no-store");
        let home = w.niemand().get("/").await;
        let vary: Vec<&str> = home.headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
        assert_eq!(home.kop("cache-control"), "no-cache");
        assert!(vary.contains(&"cookie, accept-language, x-loket-deel"), "{vary:?}");
        assert!(home.kop("strict-transport-security").contains("max-age"));
        for rule in ["default-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "object-src 'none'"] {
            assert!(home.kop("content-security-policy").split("; ").any(|own| own == rule), "{rule}");
        }
        let demo = World::met(engine, Portaalconfig { demo: true, veilige_cookies: false, ..Portaalconfig::default() }, Routes::new()).await;
        assert_eq!(demo.niemand().get("/").await.kop("strict-transport-security"), "");
    }

    async fn the_language_is_chosen_and_remembered(engine) {
        let w = World::new(engine).await;
        let browser = w.niemand();
        browser.get("/").await.ok().bevat("lang=\"nl\"").bevat("href=\"/taal/en?terug=%2F\"");
        browser.get("/taal/en?terug=%2Fproducten%3Fna%3Dx").await.naar("/producten?na=x");
        browser.get("/").await.ok().bevat("<html lang=\"en\"").bevat("Asked most often");
        for elsewhere in ["https://kwaad.example", "//kwaad.example", "/%5Ckwaad.example", ""] {
            browser.get(&format!("/taal/nl?terug={elsewhere}")).await.naar("/");
        }
        browser.get("/taal/fr").await.is(404);
    }

    async fn static_files_are_kept_for_ever_under_their_fingerprint(engine) {
        let w = World::new(engine).await;
        let browser = w.niemand().met_kop(ACCEPT_ENCODING.as_str(), "gzip");
        let css = browser.get(&statisch::adres("publiek.css")).await.ok();
        assert_eq!(css.kop("content-type"), "text/css; charset=utf-8");
        assert_eq!((css.kop("cache-control"), css.kop("content-encoding")), ("public, max-age=31536000, immutable", "gzip"));
        let tag = css.kop("etag").to_owned();
        w.niemand().met_kop("if-none-match", &tag).get(&statisch::adres("publiek.css")).await.is(304);
        assert_eq!(browser.get("/statisch/oud/publiek.css").await.ok().kop("cache-control"), "no-cache");
        browser.get(&statisch::adres("../Cargo.toml")).await.is(404);
        assert_eq!(browser.get("/favicon.ico").await.ok().kop("content-type"), "image/svg+xml");
    }

    async fn health_says_whether_the_database_answers(engine) {
        let w = World::new(engine).await;
        let anywhere = w.niemand().met_kop("host", "10.0.0.7");
        assert_eq!(anywhere.get("/gezond").await.ok().html, "ok");
        w.bench.db.close().await;
        anywhere.get("/gezond").await.is(503);
    }
}
