//! Garbage in any path, query, header, form or body is answered with a clear page, never with a fault of ours.

use axum::body::Body;
use axum::http::{Method, Request};
use kern::on_both_engines;

use super::echt::Echt;
use super::limieten::elk;
use crate::wereld::{Browser, Pagina, World};
use crate::{Operatie, Routes, operations};

const PARTS: [&str; 12] = [
    "%00",
    "%ff%fe",
    "..%2f..%2fetc",
    "%27%20or%201=1--",
    "%3Cscript%3E",
    "00000000-0000-0000-0000-000000000000",
    "-1",
    "99999999999999999999999",
    "%F0%9F%98%80",
    "a%20b",
    "%E2%80%AE",
    "%",
];
const QUERIES: [&str; 11] = [
    "product=grofvuil&balie=raadhuis&op=%00&van=9999-99-99&code=%00",
    "product=grofvuil&balie=raadhuis&op=9999-12-31T23:59:59Z&van=-9999-01-01&bon=A%00&contact=x&verzetten=1",
    "q=%00",
    "q=%ff",
    "q=%3Cscript%3Ealert(1)%3C/script%3E&q=2",
    "na=%27&van=x&tot=9999-99-99",
    "terug=//kwaad.example&terug=2",
    "terug=https://kwaad.example",
    "=&&&=",
    "kwartaal=2026-K9&pagina=-1&id=x",
    "%",
];

fn fill(operatie: &Operatie, with: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { with.to_owned() } else { part.to_owned() };
    operatie.pad.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn paths(operatie: &Operatie) -> Vec<String> {
    let long = "a".repeat(3_000);
    let all = PARTS.iter().copied().chain([long.as_str()]);
    let all = all.map(|with| fill(operatie, with));
    // A path without anything that varies is always the same.
    if operatie.pad.contains('{') { all.collect() } else { all.take(1).collect() }
}

#[track_caller]
fn no_fault(page: &Pagina, what: &str) {
    assert!(!page.status.is_server_error(), "{what}: {} {}", page.status, page.tekst());
    assert!(!page.status.is_client_error() || !page.tekst().is_empty(), "{what}: {} without a word", page.status);
}

async fn try_paths_and_queries(browser: &Browser, operatie: &Operatie, likely: &str) {
    for adres in paths(operatie).into_iter().chain(QUERIES.map(|query| format!("{likely}?{query}"))) {
        let Ok(request) = Request::builder().method(operatie.methode).uri(&adres).body(Body::empty()) else { continue };
        no_fault(&browser.send(request).await, &format!("{operatie} at {adres}"));
    }
}

async fn try_forms(browser: &Browser, operatie: &Operatie, path: &str) {
    let long = "ë".repeat(10_000);
    for value in ["", "\0", "' or 1=1 --", "<script>", "-1", "9999-99-99T99:99", "\u{202e}\u{fffd}😀", &long] {
        // Names that our forms have; a room adds its own.
        let names = [
            "gebruikersnaam",
            "wachtwoord",
            "terug",
            "code",
            "q",
            "id",
            "versie",
            "notitie",
            "na",
            "datum",
            "product",
            "balie",
            "op",
            "van",
            "bezoek",
            "afspraak",
            "loket",
            "contact",
            "naam",
            "e_mail",
            "telefoon",
            "nummer",
        ];
        let fields: Vec<(&str, &str)> = names.iter().map(|name| (*name, value)).collect();
        no_fault(&browser.post(path, &fields).await, &format!("{operatie} with {:.20?}", value));
    }
    let token = browser.token().await;
    for body in
        [format!("csrf={token}&q=%ff%fe"), format!("csrf={token}&%"), format!("csrf={token}{}", "&a=b".repeat(5_000))]
    {
        no_fault(
            &browser.post_ruw(path, "application/x-www-form-urlencoded", body.into_bytes()).await,
            "a strange form",
        );
    }
    let huge = browser.post_ruw(path, "application/x-www-form-urlencoded", vec![b'a'; 3 * 1024 * 1024]).await;
    assert!([401, 403, 413].contains(&huge.status.as_u16()), "{operatie}: {}", huge.status);
    for kind in ["", "multipart/form-data", "application/x-www-form-urlencoded\u{7f}", "x/y; charset=ü"] {
        let Ok(kind) = axum::http::HeaderValue::from_bytes(kind.as_bytes()) else { continue };
        let request = Request::post(path).header("content-type", kind).body(Body::from("x")).unwrap();
        no_fault(&browser.send(request).await, "a strange kind of body");
    }
}

on_both_engines! {
    async fn garbage_in_paths_queries_and_forms_is_no_fault_of_ours(engine) {
        let w = World::met(engine, elk(1_000_000, 1_000_000_000), Routes::new()).await;
        let echt = Echt::new(&w).await;
        // Whoever may most, with what is there: garbage must get as far as the handlers.
        let agent = w.als("s.bakker").await;
        let browsers = [w.niemand(), agent, w.als("m.hendriks").await, w.als("b.demir").await, w.als("a.smit").await];
        for operatie in operations() {
            let likely = echt.adres(&operatie);
            for browser in &browsers {
                try_paths_and_queries(browser, &operatie, &likely).await;
            }
        }
        for operatie in operations().into_iter().filter(|o| o.methode == "POST" && o.pad != "/uitloggen") {
            let likely = echt.adres(&operatie);
            for browser in &browsers[..3] {
                try_forms(browser, &operatie, &likely).await;
            }
        }
    }

    async fn strange_headers_and_methods_get_an_answer(engine) {
        let w = World::met(engine, elk(1_000_000, 1_000_000_000), Routes::new()).await;
        for host in ["", "kwaad.example", "klein.example.nl:99999999", "[", "[::1]:x", "a b", "..", "klein.example.nl@kwaad.example"] {
            let page = w.niemand().met_kop("host", host).get("/").await;
            assert_eq!(page.status.is_success(), host.starts_with("klein.example.nl:"), "{host}: {}", page.status);
            no_fault(&page, host);
        }
        let headers = [
            ("cookie", "loket; __Host-loket=; =; taal=xx; __Host-loket=%00"),
            ("accept-language", ";q=9,,*;q=x"),
            ("if-none-match", "\""),
            ("range", "bytes=5-1"),
            ("accept-encoding", "gzip;q=x, ,br"),
            ("x-forwarded-for", "<script>"),
            ("content-length", "7"),
            ("x-loket-deel", "ja"),
        ];
        for (name, value) in headers {
            for adres in ["/", "/inloggen", "/werkplek", "/statisch/x/publiek.css"] {
                no_fault(&w.niemand().met_kop(name, value).get(adres).await, &format!("{name}: {value} at {adres}"));
            }
        }
        let long = "a".repeat(20_000);
        w.niemand().met_kop("x-iets", &long).get("/").await.is(431);
        w.niemand().get(&format!("/zoeken?q={long}")).await.is(431);
        for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS, Method::TRACE] {
            let request = Request::builder().method(method).uri("/").body(Body::empty()).unwrap();
            w.niemand().send(request).await.is(405);
        }
        w.niemand().send(Request::head("/").body(Body::empty()).unwrap()).await.ok();
    }
}
