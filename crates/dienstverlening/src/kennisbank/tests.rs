//! The knowledge base on both engines: versions, what is public, the search.

use kern::autorisatie::{LeesRedactie, Werken};
use kern::testhulp::{Bench, bench, count};
use kern::{Authorised, Moment, Reads, on_both_engines};
use sea_query::{Expr, ExprTrait, Query};

use super::{
    Bereik, Keuze, Zoekdienst, artikel, artikel_versie, gerelateerd, lijst, openbaar, product, versies,
    zonder_resultaat,
};
use crate::inrichten::Bestanden;
use crate::inrichten::tests::mappen::{elsdrecht, klein, laden, organisatie_id, vervang};
use crate::migraties;

async fn with_klein(engine: kern::database::Engine) -> (Bench, Bestanden, Authorised<Werken>) {
    let bench = bench(engine, &migraties()).await;
    let map = klein("klein");
    laden(&bench, &map).await;
    let who = Authorised::program(organisatie_id(&bench, "klein").await);
    (bench, map, who)
}

fn codes(products: &[super::Product]) -> Vec<&str> {
    products.iter().map(|product| product.code.as_str()).collect()
}

on_both_engines! {
    async fn a_new_text_is_a_new_version_and_the_old_one_stays(engine) {
        let (bench, mut map, who) = with_klein(engine).await;
        let first = artikel(&bench.db, &who, "grofvuil").await.unwrap().unwrap();
        assert_eq!((first.versie.versie, first.product.versie), (1, 1));
        bench.clock.set("2026-11-24T09:00:00Z".parse::<Moment>().unwrap());
        vervang(&mut map, "producten/grofvuil.md", "gratis op", "voor € 10 op");
        laden(&bench, &map).await;

        let now = artikel(&bench.db, &who, "grofvuil").await.unwrap().unwrap();
        assert_eq!(now.versie.versie, 2);
        assert!(now.versie.inhoud.openbaar.antwoord.contains("€ 10"));
        assert_eq!(now.versie.artikel, first.versie.artikel);
        let seen = artikel_versie(&bench.db, &who, "grofvuil", 1).await.unwrap().unwrap();
        assert_eq!(seen.versie, first.versie, "what the agent saw then");
        let rows = versies(&bench.db, &who, now.versie.artikel).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.versie).collect::<Vec<_>>(), [2, 1]);
        assert!(artikel_versie(&bench.db, &who, "grofvuil", 3).await.unwrap().is_none());
    }

    async fn a_withdrawn_product_is_read_by_its_version_only(engine) {
        let (bench, mut map, who) = with_klein(engine).await;
        map.remove("producten/sleutel.md");
        vervang(&mut map, "producten/grofvuil.md", "\"sleutel\", ", "");
        laden(&bench, &map).await;
        assert!(artikel(&bench.db, &who, "sleutel").await.unwrap().is_none());
        assert!(artikel_versie(&bench.db, &who, "sleutel", 1).await.unwrap().is_some());
        assert!(!product(&bench.db, &who, "sleutel").await.unwrap().unwrap().actief);
    }

    async fn the_public_sees_public_products_and_nothing_internal(engine) {
        let (bench, _, who) = with_klein(engine).await;
        let klein = who.organisatie();
        let all = Keuze::Alle { na: None, aantal: 10 };
        assert_eq!(codes(&openbaar::lijst(&bench.db, klein, all).await.unwrap()), ["grofvuil", "milieustraat"]);
        assert!(openbaar::artikel(&bench.db, klein, "sleutel").await.unwrap().is_none());
        let shown = openbaar::artikel(&bench.db, klein, "grofvuil").await.unwrap().unwrap();
        assert!(!format!("{shown:?}").contains("wachttijd"));
        let related = openbaar::gerelateerd(&bench.db, klein, &shown.product).await.unwrap();
        assert_eq!(codes(&related), ["milieustraat"]);
        let inside = artikel(&bench.db, &who, "grofvuil").await.unwrap().unwrap();
        assert!(inside.versie.inhoud.intern.unwrap().contains("wachttijd"));
        let related = gerelateerd(&bench.db, &who, &inside.product).await.unwrap();
        assert_eq!(codes(&related), ["sleutel", "milieustraat"], "in the order of the file");
    }

    async fn products_are_listed_by_theme_life_event_and_how_much_they_are_asked(engine) {
        let (bench, _, who) = with_klein(engine).await;
        let of = async |keuze| lijst(&bench.db, &who, keuze).await.unwrap();
        assert_eq!(codes(&of(Keuze::Thema("afval")).await), ["grofvuil", "milieustraat", "sleutel"]);
        assert_eq!(codes(&of(Keuze::Levensgebeurtenis("verhuizen")).await), ["grofvuil"]);
        assert!(of(Keuze::Levensgebeurtenis("%")).await.is_empty());
        assert!(of(Keuze::Levensgebeurtenis("verhuis")).await.is_empty());
        assert_eq!(codes(&of(Keuze::MeestGevraagd).await), ["milieustraat", "grofvuil"]);
        let first = of(Keuze::Alle { na: None, aantal: 2 }).await;
        assert_eq!(codes(&first), ["grofvuil", "milieustraat"]);
        assert_eq!(codes(&of(Keuze::Alle { na: Some("milieustraat"), aantal: 2 }).await), ["sleutel"]);
    }

    async fn another_organisation_sees_none_of_it(engine) {
        let (bench, ..) = with_klein(engine).await;
        let mut map = klein("groot");
        map.remove("producten/sleutel.md");
        vervang(&mut map, "producten/grofvuil.md", "\"sleutel\", ", "");
        laden(&bench, &map).await;
        let groot = organisatie_id(&bench, "groot").await;
        let who = Authorised::program(groot);
        assert!(artikel(&bench.db, &who, "sleutel").await.unwrap().is_none());
        assert!(artikel_versie(&bench.db, &who, "sleutel", 1).await.unwrap().is_none());
        assert_eq!(lijst(&bench.db, &who, Keuze::Thema("afval")).await.unwrap().len(), 2);
        let zoekdienst = Zoekdienst::start(&bench.db).await.unwrap();
        assert!(zoekdienst.zoek(groot, "sleutel", Bereik::Intern, 10).is_empty());
    }

    async fn the_search_finds_what_is_asked_and_follows_what_changes(engine) {
        let (bench, mut map, who) = with_klein(engine).await;
        let klein = who.organisatie();
        let zoekdienst = Zoekdienst::start(&bench.db).await.unwrap();
        let found = |vraag: &str, bereik| -> Vec<String> {
            zoekdienst.zoek(klein, vraag, bereik, 10).into_iter().map(|hit| hit.code).collect()
        };
        assert_eq!(found("oude meubels", Bereik::Openbaar), ["grofvuil"], "a synonym from zoeken.toml");
        assert_eq!(found("bulky", Bereik::Openbaar), ["grofvuil"], "its English name");
        assert_eq!(found("sleutel", Bereik::Openbaar), Vec::<String>::new());
        assert_eq!(found("sleutel", Bereik::Intern)[0], "sleutel");
        assert!(found("wachttijd", Bereik::Openbaar).is_empty());
        let hit = zoekdienst.zoek(klein, "bankstel", Bereik::Intern, 10).remove(0);
        assert_eq!((hit.antwoord.as_str(), hit.versie), ("Wij halen grofvuil gratis op.", 1));
        assert!(!zoekdienst.bijwerken().await.unwrap(), "nothing has changed");

        vervang(&mut map, "producten/grofvuil.md", "gratis op", "met een vrachtwagen op");
        vervang(&mut map, "producten/sleutel.md", "openbaar = false\n", "");
        map.remove("producten/milieustraat.md");
        vervang(&mut map, "producten/grofvuil.md", ", \"milieustraat\"", "");
        vervang(&mut map, "producten/grofvuil.md", "(product:milieustraat)", "(/stort)");
        laden(&bench, &map).await;
        assert!(zoekdienst.bijwerken().await.unwrap());
        let hit = zoekdienst.zoek(klein, "vrachtwagen", Bereik::Intern, 10).remove(0);
        assert_eq!((hit.code.as_str(), hit.versie), ("grofvuil", 2));
        assert_eq!(found("sleutel", Bereik::Openbaar)[0], "sleutel");
        assert!(!found("stort", Bereik::Intern).contains(&"milieustraat".to_owned()));

        vervang(&mut map, "zoeken.toml", "oude meubels", "troep");
        laden(&bench, &map).await;
        zoekdienst.bijwerken().await.unwrap();
        assert_eq!(found("troep", Bereik::Openbaar), ["grofvuil"]);
    }

    async fn the_demo_municipality_is_found_as_people_ask(engine) {
        let bench = bench(engine, &migraties()).await;
        laden(&bench, &elsdrecht()).await;
        let elsdrecht = organisatie_id(&bench, "elsdrecht").await;
        let zoekdienst = Zoekdienst::start(&bench.db).await.unwrap();
        for (vraag, code) in [
            ("paspoort", "paspoort"),
            ("parkeervergunning", "parkeervergunning"),
            ("oud bankstel", "grofvuil"),
            ("ik ga verhuizen", "verhuizing-doorgeven"),
        ] {
            let hits = zoekdienst.zoek(elsdrecht, vraag, Bereik::Openbaar, 3);
            assert_eq!(hits.first().map(|hit| hit.code.as_str()), Some(code), "{vraag}");
        }
    }

    async fn what_nobody_found_is_counted_without_anything_personal(engine) {
        let (bench, _, who) = with_klein(engine).await;
        let klein = who.organisatie();
        let now = bench.clock.now();
        let tel = async |vraag: &str| zonder_resultaat::tel(&bench.db, klein, vraag, now).await.unwrap();
        assert!(tel("Zwembad  abonnement?").await);
        for _ in 0..3 {
            assert!(tel("zwembad abonnement").await);
        }
        // What somebody typed once or twice may be about them: no editor sees it.
        for rare in ["zwembad", "jan de vries", "jan de vries"] {
            assert!(tel(rare).await);
        }
        for personal in ["0612345678", "1234 AB", "jan@voorbeeld.nl", "x", "", "  ", &"woord ".repeat(7)] {
            assert!(!tel(personal).await, "{personal}");
        }
        let rows = zonder_resultaat::lijst(&bench.db, &Authorised::<LeesRedactie>::program(klein)).await.unwrap();
        let rows: Vec<_> = rows.iter().map(|row| (row.woorden.as_str(), row.aantal)).collect();
        assert_eq!(rows, [("zwembad abonnement", 4)]);
        assert_eq!(zonder_resultaat::opruimen(&bench.db, now.plus_seconds(30 * 86_400)).await.unwrap(), 0);
        assert_eq!(zonder_resultaat::opruimen(&bench.db, now.plus_seconds(31 * 86_400)).await.unwrap(), 2);
        assert_eq!(count(&bench.db, "zoekvragen_zonder_resultaat").await, 1);
    }

    async fn versions_are_never_changed(engine) {
        let (bench, mut map, _) = with_klein(engine).await;
        let text = async || {
            let query = Query::select()
                .columns(["inhoud", "controlegetal", "geldig_vanaf", "gecontroleerd_op"])
                .from("artikel_versies")
                .and_where(Expr::col("versie").eq(1))
                .order_by("controlegetal", sea_query::Order::Asc)
                .to_owned();
            let rows = bench.db.rows(&query).await.unwrap();
            rows.iter()
                .map(|row| ["inhoud", "controlegetal", "geldig_vanaf", "gecontroleerd_op"].map(|c| row.get::<String>(c).unwrap()))
                .collect::<Vec<_>>()
        };
        let before = text().await;
        vervang(&mut map, "producten/grofvuil.md", "2026-11-02", "2026-11-23");
        vervang(&mut map, "producten/milieustraat.md", "zaterdag", "zondag");
        laden(&bench, &map).await;
        assert_eq!(text().await, before);
        assert_eq!(count(&bench.db, "artikel_versies").await, 4, "a new check date alone is no new version");
    }
}
