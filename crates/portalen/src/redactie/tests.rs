//! The state of the knowledge base for editors.

use dienstverlening::kennisbank::zonder_resultaat;
use kern::on_both_engines;

use crate::wereld::{World, inrichten, klein};

on_both_engines! {
    async fn editors_see_every_article_and_what_was_searched_in_vain(engine) {
        let w = World::new(engine).await;
        for woorden in ["zwemdiploma", "zwemdiploma", "zwemdiploma", "jan jansen"] {
            zonder_resultaat::tel(&w.bench.db, w.organisatie, woorden, w.bench.clock.now()).await.unwrap();
        }
        let page = w.als("r.visser").await.get("/redactie").await.ok();
        let text = page.tekst();
        for said in ["Grofvuil", "Team Afval", "openbaar", "zwemdiploma 3 vandaag"] {
            assert!(text.contains(said), "{said} in {text}");
        }
        assert!(!text.contains("redactie-") && !text.contains("jansen"), "{text}");
        w.als("s.bakker").await.get("/redactie").await.is(403);
        w.als_buur("r.visser").await.get("/redactie").await.ok().bevat_niet("zwemdiploma");
    }

    async fn every_version_that_was_ever_shown_can_be_read(engine) {
        let w = World::new(engine).await;
        let mut files = klein();
        let name = "producten/grofvuil.md";
        let before = String::from_utf8(files[name].clone()).unwrap();
        let after = before.replacen("# Antwoord\n", "# Antwoord\nGloednieuw antwoord.\n\n", 1);
        assert_ne!(before, after);
        files.insert(name.to_owned(), after.into_bytes());
        inrichten(&w.bench, &files).await;
        let editor = w.als("r.visser").await;
        editor.get("/redactie/grofvuil").await.ok().bevat("Gloednieuw antwoord").bevat("Versie 2");
        let old = editor.get("/redactie/grofvuil?versie=1").await.ok().bevat_niet("Gloednieuw");
        assert!(old.tekst().contains("eerdere versie") && !old.tekst().contains("redactie-"), "{}", old.tekst());
    }

    async fn what_is_not_there_is_no_page(engine) {
        let w = World::new(engine).await;
        let editor = w.als("r.visser").await;
        for adres in ["/redactie/bestaat-niet", "/redactie/grofvuil?versie=99", "/redactie/GROFVUIL"] {
            editor.get(adres).await.is(404);
        }
        editor.get("/redactie/grofvuil?versie=x").await.is(400);
    }
}
