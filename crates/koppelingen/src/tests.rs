//! The API as a program calls it, on both engines.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use dienstverlening::{applicaties, inrichten};
use kern::organisaties::{OrganisatieId, organisaties};
use kern::testhulp::{Bench, bench, count};
use kern::volgers::{catch_up, herbouw};
use kern::{Handeling, Reads, on_both_engines};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::{Value as Json, json};
use tower::ServiceExt;

use crate::{Staat, router};

const ADRES: &str = "/waarnemingen/v1/waarnemingen";

struct World {
    bench: Bench,
    organisatie: OrganisatieId,
    sleutel: String,
}

impl World {
    async fn new(engine: kern::database::Engine) -> Self {
        Self::met(engine, |_| {}).await
    }

    /// With the folder of the demo municipality, changed.
    async fn met(engine: kern::database::Engine, change: impl Fn(&mut inrichten::Bestanden)) -> Self {
        let bench = bench(engine, &dienstverlening::migraties()).await;
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../organisaties/elsdrecht");
        let mut map = inrichten::lees_map(folder.as_ref()).unwrap();
        change(&mut map);
        inrichten::laad(&bench.db, &bench.ids, &bench.clock, &inrichten::lees(&map).unwrap()).await.unwrap();
        let organisatie = organisaties(&bench.db).await.unwrap()[0].id;
        let handeling = Handeling::program(organisatie, bench.clock.now());
        let sleutel = applicaties::sleutel_geven(&bench.db, &bench.ids, &handeling, "brp").await.unwrap();
        Self { bench, organisatie, sleutel }
    }

    async fn roep(&self, methode: &str, pad: &str, sleutel: &str, body: &str) -> (StatusCode, Json) {
        let (db, clock, ids) = (self.bench.db.clone(), self.bench.clock.clone(), self.bench.ids.clone());
        let request = Request::builder()
            .method(methode)
            .uri(pad)
            .header("authorization", format!("Bearer {sleutel}"))
            .header("content-type", "application/json; charset=utf-8")
            .body(Body::from(body.to_owned()))
            .unwrap();
        let response = router(Staat { db, clock, ids }, true).oneshot(request).await.unwrap();
        for (name, value) in
            [("cache-control", "no-store"), ("x-frame-options", "DENY"), ("x-content-type-options", "nosniff")]
        {
            assert_eq!(response.headers()[name], value);
        }
        assert!(response.headers().contains_key("strict-transport-security"));
        let status = response.status();
        let kind = response.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
        let bytes = to_bytes(response.into_body(), 100_000).await.unwrap();
        if status.is_client_error() {
            assert_eq!(kind.as_deref(), Some("application/problem+json"));
        }
        (status, serde_json::from_slice(&bytes).unwrap_or(Json::Null))
    }

    async fn meld(&self, kenmerk: &str, body: &Json) -> (StatusCode, Json) {
        self.roep("PUT", &format!("{ADRES}/{kenmerk}"), &self.sleutel, &body.to_string()).await
    }
}

impl World {
    /// How the clock of each waarneming stands, by its number.
    async fn stand(&self) -> Vec<(String, Option<String>)> {
        let query = Query::select()
            .columns([("waarnemingen", "kenmerk"), ("klokken", "staat")])
            .from("waarnemingen")
            .left_join("klokken", Expr::col(("klokken", "onderwerp_id")).eq(Expr::col(("waarnemingen", "id"))))
            .order_by("kenmerk", sea_query::Order::Asc)
            .to_owned();
        let rows = self.bench.db.rows(&query).await.unwrap();
        rows.iter().map(|row| (row.get("kenmerk").unwrap(), row.get("staat").unwrap())).collect()
    }
}

fn melding() -> Json {
    json!({ "soort": "persoonsgegevens-doorgeven", "over": "svb", "begonnenOp": "2026-11-20T10:00:00+01:00" })
}

/// The names of the fields that are wrong, with their codes.
fn velden(problem: &Json) -> Vec<(String, String)> {
    let named = |veld: &Json| (veld["name"].as_str().unwrap().to_owned(), veld["code"].as_str().unwrap().to_owned());
    problem["invalidParams"].as_array().unwrap().iter().map(named).collect()
}

on_both_engines! {
    async fn what_was_told_is_told_again_put_right_and_withdrawn(engine) {
        let w = World::new(engine).await;
        let (status, made) = w.meld("2026-1", &melding()).await;
        assert_eq!((status, &made["versie"], &made["klaarOp"]), (StatusCode::CREATED, &json!(1), &Json::Null));
        assert_eq!(made["begonnenOp"], "2026-11-20T09:00:00.000Z");
        let events = count(&w.bench.db, "gebeurtenissen").await;
        assert_eq!(w.meld("2026-1", &melding()).await, (StatusCode::OK, made.clone()));
        assert_eq!(count(&w.bench.db, "gebeurtenissen").await, events, "the same again is nothing");
        let mut done = melding();
        done["klaarOp"] = json!("2026-11-20T12:00:00Z");
        let (status, now) = w.meld("2026-1", &done).await;
        assert_eq!((status, &now["versie"], &now["klaarOp"]), (StatusCode::OK, &json!(2), &json!("2026-11-20T12:00:00.000Z")));
        // An older message that comes late does not undo what was told since; that takes a word.
        assert_eq!(w.meld("2026-1", &melding()).await, (StatusCode::OK, now.clone()));
        let mut undone = melding();
        undone["klaarOp"] = Json::Null;
        assert_eq!(w.meld("2026-1", &undone).await.1["klaarOp"], Json::Null);
        let (_, now) = w.meld("2026-1", &done).await;
        let read = w.roep("GET", &format!("{ADRES}/2026-1"), &w.sleutel, "").await;
        assert_eq!(read, (StatusCode::OK, now));
        for again in 0..2 {
            let (status, _) = w.roep("DELETE", &format!("{ADRES}/2026-1"), &w.sleutel, "").await;
            assert_eq!(status, StatusCode::NO_CONTENT, "{again}");
        }
        assert_eq!(count(&w.bench.db, "gebeurtenissen").await, events + 4);
        let (status, problem) = w.meld("2026-1", &done).await;
        assert_eq!((status, velden(&problem)[0].1.as_str()), (StatusCode::CONFLICT, "waarneming-ingetrokken"));
        let (status, _) = w.roep("DELETE", &format!("{ADRES}/2026-2"), &w.sleutel, "").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }

    async fn what_cannot_be_is_refused_with_its_field_and_nothing_is_kept(engine) {
        let w = World::new(engine).await;
        let events = count(&w.bench.db, "gebeurtenissen").await;
        let of = |field: &str, value: Json| {
            let mut told = melding();
            told[field] = value;
            told
        };
        for (told, field, code) in [
            (of("soort", json!("Jan Jansen")), "soort", "niet-in-norm"),
            (of("over", json!("999900006")), "over", "niet-in-norm"),
            (of("begonnenOp", json!("gisteren")), "begonnenOp", "geen-moment"),
            (of("begonnenOp", json!("2027-01-01T00:00:00Z")), "begonnenOp", "moment-te-ver"),
            (of("begonnenOp", json!("1999-01-01T00:00:00Z")), "begonnenOp", "moment-te-oud"),
            (of("klaarOp", json!("2026-11-20T08:59:59Z")), "klaarOp", "moment-te-vroeg"),
            (of("cijfer", json!(7)), "cijfer", "cijfer-niet-in-norm"),
            (of("cijfer", json!(7.5)), "", "onleesbaar"),
            (of("over", json!("")), "over", "niet-in-norm"),
            (of("soort", json!("oproep")), "soort", "niet-in-norm"),
            (of("naam", json!("Jan Jansen")), "", "onleesbaar"),
            (json!({ "soort": "persoonsgegevens-doorgeven" }), "", "onleesbaar"),
        ] {
            let (status, problem) = w.meld("2026-1", &told).await;
            assert_eq!((status, velden(&problem)), (StatusCode::BAD_REQUEST, vec![(field.to_owned(), code.to_owned())]), "{told}");
            assert_ne!(problem["invalidParams"][0]["reason"], "Dit klopt niet.", "{code}");
        }
        let long = "x".repeat(101);
        for (kenmerk, code) in [
            ("999900006", "kenmerk-is-bsn"),
            ("999900006-svb", "kenmerk-is-bsn"),
            ("9999_00006", "kenmerk-is-bsn"),
            ("0612345678", "kenmerk-van-iemand"),
            ("06-1234-5678", "kenmerk-van-iemand"),
            ("31612345678", "kenmerk-van-iemand"),
            ("NL91ABNA0417164300", "kenmerk-van-iemand"),
            ("a%20b", "geen-kenmerk"),
            ("..", "geen-kenmerk"),
            (&long, "geen-kenmerk"),
        ] {
            let (status, problem) = w.meld(kenmerk, &melding()).await;
            assert_eq!((status, velden(&problem)[0].1.as_str()), (StatusCode::BAD_REQUEST, code), "{kenmerk}");
        }
        assert_eq!(w.meld("%ff", &melding()).await.0, StatusCode::NOT_FOUND);
        let (status, _) = w.roep("PUT", &format!("{ADRES}/1"), &w.sleutel, &" ".repeat(20_000)).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(count(&w.bench.db, "gebeurtenissen").await, events);
        assert_eq!(count(&w.bench.db, "waarnemingen").await, 0);
    }

    async fn a_key_opens_what_its_own_program_told_until_it_is_taken_away(engine) {
        let w = World::new(engine).await;
        w.meld("2026-1", &melding()).await;
        let adres = format!("{ADRES}/2026-1");
        let (db, ids) = (&w.bench.db, &w.bench.ids);
        let own = Handeling::program(w.organisatie, w.bench.clock.now());
        let other = applicaties::sleutel_geven(db, ids, &own, "tweede").await.unwrap();
        assert_eq!(w.roep("GET", &adres, &other, "").await.0, StatusCode::NOT_FOUND);
        assert_eq!(w.roep("DELETE", &adres, &other, "").await.0, StatusCode::NOT_FOUND);
        assert_eq!(w.roep("PUT", &adres, &other, &melding().to_string()).await.0, StatusCode::CREATED, "a number of its own");
        applicaties::sleutel_geven(db, ids, &own, "Een naam").await.unwrap_err();
        applicaties::intrekken(db, ids, &own, "derde").await.unwrap_err();
        // Another key is another key of the same program: what it told is its own still.
        let renewed = applicaties::sleutel_geven(db, ids, &own, "brp").await.unwrap();
        assert_eq!(w.roep("PUT", &adres, &renewed, &melding().to_string()).await.0, StatusCode::OK);
        applicaties::intrekken(db, ids, &own, "brp").await.unwrap();
        applicaties::intrekken(db, ids, &own, "brp").await.unwrap_err();
        assert_eq!(applicaties::lijst(db, w.organisatie).await.unwrap().len(), 1);
        for key in [&w.sleutel, &renewed, "", "loket_verzonnen"] {
            for methode in ["GET", "PUT", "DELETE"] {
                let (status, _) = w.roep(methode, &adres, key, &melding().to_string()).await;
                assert_eq!(status, StatusCode::UNAUTHORIZED, "{methode} {key}");
            }
        }
        let again = applicaties::sleutel_geven(db, ids, &own, "brp").await.unwrap();
        assert_eq!(w.roep("PUT", &adres, &again, &melding().to_string()).await.0, StatusCode::OK);
        assert_eq!(count(db, "waarnemingen").await, 2);
        assert_eq!(w.roep("GET", "/waarnemingen/v1/openapi.json", "", "").await.0, StatusCode::OK);
        assert_eq!(w.roep("GET", "/iets", "", "").await.0, StatusCode::NOT_FOUND);
        assert_eq!(w.roep("POST", &adres, &other, "").await.0, StatusCode::METHOD_NOT_ALLOWED);
        // The key is nowhere in the database.
        let hashes = db.rows(&Query::select().column("sleutel_hash").from("applicaties").to_owned()).await.unwrap();
        let hashes: Vec<String> = hashes.iter().map(|row| row.get("sleutel_hash").unwrap()).collect();
        assert!(hashes.iter().all(|hash| hash.len() == 64 && !again.contains(hash) && !other.contains(hash)));
    }

    async fn a_norm_is_counted_by_what_was_told(engine) {
        let w = World::new(engine).await;
        // Friday to Tuesday before closing time is within two working days, at closing time is not.
        let told = |over: &str, klaar: Json| {
            json!({ "soort": "persoonsgegevens-doorgeven", "over": over, "begonnenOp": "2026-11-13T10:00:00+01:00", "klaarOp": klaar })
        };
        for (kenmerk, over, klaar) in [
            ("op-tijd", "svb", json!("2026-11-17T16:59:00+01:00")),
            ("te-laat", "belastingdienst", json!("2026-11-17T17:00:00+01:00")),
            ("open", "svb", Json::Null),
            ("niets", "svb", Json::Null),
            ("niets-meer", "svb", json!("2026-11-18T09:00:00+01:00")),
            ("verbeterd", "svb", json!("2026-11-18T09:00:00+01:00")),
        ] {
            assert_eq!(w.meld(kenmerk, &told(over, klaar)).await.0, StatusCode::CREATED);
        }
        w.meld("verbeterd", &told("svb", json!("2026-11-16T09:00:00+01:00"))).await;
        for kenmerk in ["niets", "niets-meer"] {
            let (gone, _) = w.roep("DELETE", &format!("{ADRES}/{kenmerk}"), &w.sleutel, "").await;
            assert_eq!(gone, StatusCode::NO_CONTENT);
        }
        catch_up(&w.bench.db, &w.bench.clock, &servicenormen::Servicenormen).await.unwrap();
        let expected = [
            // Withdrawn when it was due already, or done: there was nothing to keep.
            ("niets", Some("vervallen")),
            ("niets-meer", Some("vervallen")),
            ("op-tijd", Some("gehaald")),
            ("open", Some("te-laat")),
            ("te-laat", Some("gemist")),
            ("verbeterd", Some("gehaald")),
        ];
        let expected = expected.map(|(kenmerk, staat)| (kenmerk.to_owned(), staat.map(str::to_owned)));
        assert_eq!(w.stand().await, expected);
        herbouw(&w.bench.db, &w.bench.clock, &servicenormen::Servicenormen).await.unwrap();
        assert_eq!(w.stand().await, expected);
    }

    async fn what_lies_ready_counts_as_soon_as_it_is_promised(engine) {
        let ready = ["oproep", "mail", "factuur", "beleefd", "klacht"];
        let w = World::met(engine, |map| {
            for code in ready {
                let file = map.get_mut(&format!("normen/{code}.toml")).unwrap();
                let text = String::from_utf8(std::mem::take(file)).unwrap();
                let on = text.replace("aan = false", "aan = true").replace("vanaf = 2027-01-01", "vanaf = 2026-01-01");
                assert!(on.contains("aan = true") && on.contains("vanaf = 2026-01-01"), "{code}");
                *file = on.into_bytes();
            }
        }).await;
        let begin = "2026-11-05T10:00:00+01:00";
        let told = |soort: &str, klaar: Json, cijfer: Json| json!({ "soort": soort, "begonnenOp": begin, "klaarOp": klaar, "cijfer": cijfer });
        for (kenmerk, body) in [
            ("bel-vlot", told("oproep", json!("2026-11-05T10:00:20+01:00"), json!(20))),
            ("bel-hing-op", told("oproep", Json::Null, json!(20))),
            ("bel-traag", told("oproep", Json::Null, json!(21))),
            ("bel-verbeterd", told("oproep", json!("2026-11-05T10:00:09+01:00"), json!(90))),
            ("bel-loopt", told("oproep", Json::Null, Json::Null)),
            ("bel-weg", told("oproep", json!("2026-11-05T10:00:05+01:00"), json!(5))),
            ("mail-vlot", told("mail", json!("2026-11-06T16:00:00+01:00"), Json::Null)),
            ("mail-traag", told("mail", json!("2026-11-11T09:00:00+01:00"), Json::Null)),
            ("rekening-vlot", told("factuur", json!("2026-11-20T09:00:00+01:00"), Json::Null)),
            ("rekening-open", told("factuur", Json::Null, Json::Null)),
            ("cijfer-7", told("beleefdheid", Json::Null, json!(7))),
            ("cijfer-6", told("beleefdheid", Json::Null, json!(6))),
            ("cijfer-70", told("beleefdheid", Json::Null, json!(70))),
        ] {
            let (status, problem) = w.meld(kenmerk, &body).await;
            assert_eq!(status, StatusCode::CREATED, "{kenmerk} {problem}");
        }
        // What is left out stays; a figure that was wrong is put right; a call that was none counts for nothing.
        w.meld("bel-verbeterd", &json!({ "soort": "oproep", "begonnenOp": begin, "cijfer": 9 })).await;
        let (_, same) = w.meld("cijfer-7", &json!({ "soort": "beleefdheid", "begonnenOp": begin })).await;
        assert_eq!((&same["cijfer"], &same["versie"]), (&json!(7), &json!(1)));
        let (gone, _) = w.roep("DELETE", &format!("{ADRES}/bel-weg"), &w.sleutel, "").await;
        assert_eq!(gone, StatusCode::NO_CONTENT);
        let (_, problem) = w.meld("x", &json!({ "soort": "mail", "over": "svb", "begonnenOp": begin })).await;
        assert_eq!(velden(&problem), [("over".to_owned(), "niet-in-norm".to_owned())]);
        let (_, problem) = w.meld("x", &told("mail", Json::Null, json!(850_312))).await;
        assert_eq!(velden(&problem), [("cijfer".to_owned(), "cijfer-niet-in-norm".to_owned())]);
        for (cijfer, status) in [(1_000_000, StatusCode::CREATED), (1_000_001, StatusCode::BAD_REQUEST)] {
            assert_eq!(w.meld("ver", &told("oproep", Json::Null, json!(cijfer))).await.0, status);
        }
        w.roep("DELETE", &format!("{ADRES}/ver"), &w.sleutel, "").await;
        let expected = [
            ("bel-hing-op", None),
            ("bel-loopt", None),
            ("bel-traag", Some("gemist")),
            ("bel-verbeterd", Some("gehaald")),
            ("bel-vlot", Some("gehaald")),
            ("bel-weg", Some("vervallen")),
            ("cijfer-6", Some("gemist")),
            ("cijfer-7", Some("gehaald")),
            ("cijfer-70", None),
            ("mail-traag", Some("gemist")),
            ("mail-vlot", Some("gehaald")),
            ("rekening-open", Some("loopt")),
            ("rekening-vlot", Some("gehaald")),
            ("ver", Some("vervallen")),
        ];
        let expected = expected.map(|(kenmerk, staat)| (kenmerk.to_owned(), staat.map(str::to_owned)));
        catch_up(&w.bench.db, &w.bench.clock, &servicenormen::Servicenormen).await.unwrap();
        assert_eq!(w.stand().await, expected);
        herbouw(&w.bench.db, &w.bench.clock, &servicenormen::Servicenormen).await.unwrap();
        assert_eq!(w.stand().await, expected);
    }
}

/// The document says of each field what the program reads and gives.
#[test]
fn the_document_is_that_of_the_program() {
    let document: Json = serde_json::from_str(include_str!("../openapi/waarnemingen.json")).unwrap();
    let named = |schema: &str| {
        let properties = document["components"]["schemas"][schema]["properties"].as_object().unwrap();
        properties.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(named("Melding"), ["begonnenOp", "cijfer", "klaarOp", "over", "soort"]);
    assert_eq!(
        named("Waarneming"),
        ["begonnenOp", "cijfer", "ingetrokkenOp", "kenmerk", "klaarOp", "over", "soort", "versie"]
    );
    for operation in
        document["paths"]["/waarnemingen/{kenmerk}"].as_object().unwrap().values().filter(|of| of.is_object())
    {
        for status in ["401", "404", "500", "503"] {
            assert!(operation["responses"][status].is_object(), "{status} of {}", operation["operationId"]);
        }
    }
}
