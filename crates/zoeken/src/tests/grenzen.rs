//! What must hold whatever is asked: nothing leaks, nothing panics, a reader sees whole updates.

use std::sync::atomic::{AtomicBool, Ordering};

use proptest::prelude::*;

use super::corpus::{ELSDRECHT, documenten, elsdrecht, lijst, taal};
use crate::{Bereik, Document, Fout, Segment, Taalkennis, Treffer, Veld, Wijziging, Zoeker};

const BUURGEMEENTE: u128 = 2;

fn artikel(id: u128, naam: &str) -> Document {
    let (organisatie, code) = (ELSDRECHT, format!("a{id}"));
    Document { id, organisatie, code, naam: naam.to_owned(), openbaar: true, ..Document::default() }
}

fn met(documenten: Vec<Document>) -> Zoeker {
    let zoeker = Zoeker::new();
    zoeker.vervang(ELSDRECHT, &taal(), documenten).unwrap();
    zoeker
}

fn codes(treffers: &[Treffer]) -> Vec<&str> {
    treffers.iter().map(|t| t.code.as_str()).collect()
}

fn gemarkeerd(segmenten: &[Segment]) -> String {
    let stuk = |s: &Segment| if s.treft { format!("[{}]", s.tekst) } else { s.tekst.clone() };
    segmenten.iter().map(stuk).collect()
}

#[test]
fn the_public_never_finds_internal_text_or_internal_articles() {
    let half = Document { intern: "Fraudeteam bellen: doorkiesnummer 4711".into(), ..artikel(1, "Bijstand") };
    let geheim = Document { openbaar: false, ..artikel(2, "Draaiboek ontruiming") };
    let zoeker = met(vec![half, geheim]);
    let vragen = ["fraudeteam", "fraud", "fraudeteem", "fr", "4711", "doorkiesnummer", "draaiboek", "dra", "ontruimen"];
    for vraag in vragen {
        assert!(zoeker.zoek(ELSDRECHT, vraag, Bereik::Openbaar, 10).is_empty(), "{vraag}");
        assert_eq!(zoeker.zoek(ELSDRECHT, vraag, Bereik::Intern, 10).len(), 1, "{vraag}");
    }
    let beide = zoeker.zoek(ELSDRECHT, "bijstand fraudeteam", Bereik::Openbaar, 10);
    assert!(beide[0].velden.is_empty(), "no fragment of the internal text: {beide:?}");
}

#[test]
fn an_organisation_never_finds_anothers() {
    let zoeker = elsdrecht();
    let kennis = Taalkennis { synoniemen: vec![lijst(&["snorfiets", "brommer"])], delen: Vec::new() };
    let buur = Document { organisatie: BUURGEMEENTE, ..artikel(1, "Brommer stallen") };
    zoeker.vervang(BUURGEMEENTE, &kennis, vec![buur]).unwrap();
    assert_eq!(codes(&zoeker.zoek(BUURGEMEENTE, "snorfiets", Bereik::Intern, 10)), ["a1"]);
    assert!(zoeker.zoek(BUURGEMEENTE, "paspoort", Bereik::Intern, 10).is_empty());
    assert!(zoeker.zoek(ELSDRECHT, "snorfiets", Bereik::Intern, 10).is_empty());
    assert!(zoeker.zoek(ELSDRECHT, "brommer", Bereik::Intern, 10).is_empty());
    assert!(zoeker.zoek(3, "paspoort", Bereik::Intern, 10).is_empty());
    // the same id in two organisations is two articles
    zoeker.bijwerken(artikel(1, "Fietsenrek")).unwrap();
    assert_eq!(zoeker.zoek(BUURGEMEENTE, "brommer", Bereik::Intern, 10).len(), 1);
    let fout = zoeker.vervang(BUURGEMEENTE, &kennis, documenten(ELSDRECHT)).unwrap_err();
    assert!(matches!(fout, Fout::AndereOrganisatie { .. }), "{fout}");
    assert_eq!(zoeker.zoek(BUURGEMEENTE, "brommer", Bereik::Intern, 10).len(), 1, "what was there stays");
}

#[test]
fn articles_are_added_changed_and_removed() {
    let zoeker = elsdrecht();
    let zoek = |vraag| zoeker.zoek(ELSDRECHT, vraag, Bereik::Openbaar, 5);
    assert!(zoek("carbidschieten").is_empty());
    zoeker.bijwerken(artikel(7, "Carbidschieten")).unwrap();
    zoeker.bijwerken(artikel(7, "Carbid schieten bij de jaarwisseling")).unwrap();
    assert_eq!(codes(&zoek("jaarwis")), ["a7"]);
    zoeker.bijwerken(artikel(7, "Vuurwerk")).unwrap();
    assert!(zoek("jaarwis").is_empty(), "the old version is gone, its words too");
    assert_eq!(codes(&zoek("vuurwerk")), ["a7"]);
    for _ in 0..2 {
        zoeker.verwijder(ELSDRECHT, 7).unwrap();
        assert!(zoek("vuurwerk").is_empty());
    }
    for id in 0..40 {
        zoeker.bijwerken(artikel(100 + id % 20, &format!("Knotwilg nummer {id}"))).unwrap();
    }
    assert_eq!(zoeker.zoek(ELSDRECHT, "knotwilgen", Bereik::Openbaar, 50).len(), 20, "also after segments were merged");
    assert_eq!(zoek("paspoort")[0].code, "paspoort");
}

#[test]
fn staff_teach_the_search_and_articles_stay() {
    let zoeker = elsdrecht();
    assert!(zoeker.zoek(ELSDRECHT, "trouwboekje", Bereik::Openbaar, 5).iter().all(|t| t.code != "uittreksel"));
    let kennis = Taalkennis { synoniemen: vec![lijst(&["trouwboekje", "uittreksel"])], delen: Vec::new() };
    zoeker.leer(ELSDRECHT, &kennis).unwrap();
    assert_eq!(zoeker.zoek(ELSDRECHT, "trouwboekje", Bereik::Openbaar, 5)[0].code, "uittreksel");
    assert_eq!(zoeker.zoek(ELSDRECHT, "trouwboek", Bereik::Openbaar, 5)[0].code, "uittreksel", "while typing");
}

#[test]
fn of_equals_the_most_used_comes_first() {
    let maak = |id, gewicht| Document { gewicht, ..artikel(id, "Subsidie aanvragen") };
    let gewichten = [1.0, 40.0, f32::NAN, -3.0, 5.0];
    let zoeker = met(gewichten.iter().zip(0..).map(|(g, i)| maak(i, *g)).collect());
    let treffers = zoeker.zoek(ELSDRECHT, "subsidie", Bereik::Openbaar, 3);
    assert_eq!(codes(&treffers), ["a1", "a4", "a0"]);
}

#[test]
fn the_title_counts_more_than_keywords_questions_answer_and_text() {
    let woord = || "Steigerhout".to_owned();
    let zoeker = met(vec![
        Document { tekst: woord(), ..artikel(5, "Een") },
        Document { antwoord: woord(), ..artikel(4, "Twee") },
        Document { vragen: vec![woord()], ..artikel(3, "Drie") },
        Document { trefwoorden: vec![woord()], ..artikel(2, "Vier") },
        artikel(1, "Steigerhout"),
    ]);
    let treffers = zoeker.zoek(ELSDRECHT, "steigerhout", Bereik::Openbaar, 9);
    assert_eq!(codes(&treffers), ["a1", "a2", "a3", "a4", "a5"]);
    assert_eq!(gemarkeerd(&treffers[0].naam), "[Steigerhout]");
    let velden: Vec<Veld> = treffers.iter().flat_map(|t| &t.velden).map(|v| v.veld).collect();
    assert_eq!(velden, [Veld::Trefwoorden, Veld::Vragen, Veld::Antwoord, Veld::Tekst]);
}

#[test]
fn a_hit_shows_where_it_was_found() {
    let lang = format!(
        "{} Breng <b>oude</b> matrassen naar de milieustraat. {}",
        "Eerst dit. ".repeat(40),
        "En dat. ".repeat(40)
    );
    let zoeker = met(vec![Document {
        vragen: lijst(&["Wat kost het?", "Wie haalt mijn ID-kaart op?"]),
        tekst: lang,
        ..artikel(1, "Café’s & ‘ideeën’ over matrassen")
    }]);
    let treffer = &zoeker.zoek(ELSDRECHT, "matras idkaart IDEEEN milieustr", Bereik::Openbaar, 1)[0];
    assert_eq!(gemarkeerd(&treffer.naam), "Café’s & ‘[ideeën]’ over [matrassen]");
    assert_eq!(gemarkeerd(&treffer.velden[0].fragment), "Wie haalt mijn [ID-kaart] op?");
    let fragment = gemarkeerd(&treffer.velden[1].fragment);
    assert!(fragment.contains("Breng <b>oude</b> [matrassen] naar de [milieustraat]."), "{fragment}");
    assert!(fragment.starts_with("… ") && fragment.ends_with(" …") && fragment.len() < 220, "{fragment}");
}

#[test]
fn a_reader_sees_whole_updates_and_is_not_held_up() {
    let zoeker = met(vec![artikel(1, "Versie nul"), artikel(2, "Versie nul")]);
    let klaar = AtomicBool::new(false);
    std::thread::scope(|s| {
        for _ in 0..3 {
            s.spawn(|| {
                while !klaar.load(Ordering::Relaxed) {
                    let treffers = zoeker.zoek(ELSDRECHT, "versie", Bereik::Openbaar, 5);
                    assert_eq!(treffers.len(), 2);
                    assert_eq!(treffers[0].naam, treffers[1].naam, "half an update");
                }
            });
        }
        for getal in 0..60 {
            let nieuw = |id| Wijziging::Bijwerken(Box::new(artikel(id, &format!("Versie {getal}"))));
            zoeker.verwerk(ELSDRECHT, vec![nieuw(1), nieuw(2)]).unwrap();
        }
        klaar.store(true, Ordering::Relaxed);
    });
}

#[test]
fn garbage_is_only_words() {
    let zoeker = elsdrecht();
    let vragen = [
        "a".repeat(10_000),
        "paspoort ".repeat(1_500),
        "ab".repeat(30) + " " + &"(".repeat(5_000),
        "naam:paspoort AND (id:[* TO *] OR \"x\"~2)^4 -/re.*gex/ +!{}".to_owned(),
        "\u{0}\u{1b}[31m\u{202e}\u{feff}\u{300}\u{301}''’’--'-".to_owned(),
        "👩‍👩‍👧‍👦 paspoort 🙏".to_owned(),
        "ﬀ ß İ ǆ ㎏ 漢字漢字 العربية ελληνικά".to_owned(),
    ];
    for vraag in &vragen {
        for bereik in [Bereik::Openbaar, Bereik::Intern] {
            assert!(zoeker.zoek(ELSDRECHT, vraag, bereik, usize::MAX).len() <= 200);
        }
    }
    for vraag in [&vragen[1], &vragen[3], &vragen[5]] {
        assert!(codes(&zoeker.zoek(ELSDRECHT, vraag, Bereik::Openbaar, 3)).contains(&"paspoort"), "{vraag:.60}");
    }
    assert!(zoeker.zoek(ELSDRECHT, "paspoort", Bereik::Openbaar, 0).is_empty());
}

#[test]
fn a_search_can_be_shared_between_threads() {
    fn deelbaar<T: Send + Sync + 'static>() {}
    deelbaar::<Zoeker>();
}

fn tekst() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-z'’ -]{0,60}",
        "(paspoort|parkeer|[éèa-z]{1,9}|\u{301}|-|'|’|\u{ad}|ß|İ|🙏|[ .:*~^]){0,25}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_text_makes_it_panic(naam in tekst(), antwoord in tekst(), intern in tekst(), vraag in tekst(), deel in tekst()) {
        let kennis = Taalkennis { synoniemen: vec![vec![deel.clone(), vraag.clone()], vec![]], delen: vec![deel, vraag.clone()] };
        let zoeker = Zoeker::new();
        let document = Document { antwoord: antwoord.repeat(9), intern, vragen: vec![vraag.clone()], ..artikel(1, &naam) };
        zoeker.vervang(ELSDRECHT, &kennis, vec![document.clone()]).unwrap();
        for vraag in [&vraag, &naam, &antwoord] {
            for bereik in [Bereik::Openbaar, Bereik::Intern] {
                for treffer in zoeker.zoek(ELSDRECHT, vraag, bereik, 5) {
                    let terug: String = treffer.naam.iter().map(|s| s.tekst.as_str()).collect();
                    prop_assert!(document.naam.len() > 1_000 || terug == document.naam);
                    prop_assert!(treffer.score.is_finite() && treffer.score > 0.0);
                    prop_assert!(bereik == Bereik::Intern || treffer.velden.iter().all(|v| v.veld != Veld::Intern));
                }
            }
        }
    }
}
