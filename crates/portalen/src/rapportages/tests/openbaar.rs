//! Established reports on the website: put there by a manager, read by everyone, taken away again.

use kern::on_both_engines;
use registers::klantinteracties::klantcontact::Afhandeling;

use super::vaststellen::establish;
use super::{contact, filled};
use crate::wereld::World;

const K3: &str = "/rapportages/kcc?kwartaal=2026-K3";
const WEB: &str = "/rapporten/kcc/2026-K3";

on_both_engines! {
    async fn everybody_reads_what_was_put_on_the_website_as_it_was_established(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let manager = w.als("m.hendriks").await;
        let visitor = w.niemand();
        establish(&manager, &manager.get(K3).await.ok(), "Een <rustig> kwartaal.").await.naar(&format!("{K3}&versie=1"));
        visitor.get(WEB).await.is(404);
        visitor.get("/rapporten").await.ok().bevat("Er zijn nog geen rapporten");
        let publish = async |openbaar: &str, versie: &str| {
            let fields = [("soort", "kcc"), ("periode", "2026-K3"), ("versie", versie), ("openbaar", openbaar)];
            manager.post("/rapportages/publiceren", &fields).await
        };
        publish("ja", "1").await.naar(&format!("{K3}&versie=1"));
        publish("ja", "1").await.naar(&format!("{K3}&versie=1"));
        manager.get(&format!("{K3}&versie=1")).await.ok().bevat("Haal van de website").bevat(WEB);
        contact(&w, "2026-08-05T09:00:00Z", Afhandeling::Doorverbonden, Some("sleutel")).await;
        visitor.get("/rapporten").await.ok().bevat("KCC-kwartaalrapportage, Derde kwartaal 2026");
        let page = visitor.get(WEB).await.ok().bevat("Een &#60;rustig&#62; kwartaal.");
        let text = page.tekst();
        assert!(text.contains("3 contacten vorig kwartaal 1") && text.contains("66,7% direct beantwoord"), "{text}");
        // Nothing of who works here, and nothing that only they can open.
        page.bevat_niet("Hendriks").bevat_niet("/rapportages/");
        let file = visitor.get(&format!("{WEB}/bestand.csv")).await.ok();
        assert!(file.html.contains("Totaal;Totaal;Contacten;2026-K3;3;"), "{}", file.html);
        // A newer version that is not on the website does not take its place.
        establish(&manager, &manager.get(K3).await.ok(), "Er was iets vergeten.").await.naar(&format!("{K3}&versie=2"));
        visitor.get(WEB).await.ok().bevat("2 van 3").bevat_niet("vergeten");
        publish("ja", "2").await.naar(&format!("{K3}&versie=2"));
        let both = visitor.get("/rapporten").await.ok();
        assert_eq!(both.html.matches(WEB).count(), 1, "{}", both.tekst());
        visitor.get(WEB).await.ok().bevat("Er was iets vergeten.");
        // The first went when the second came: nobody reads it again when that goes too.
        manager.get(&format!("{K3}&versie=1")).await.ok().bevat("Zet op de website");
        publish("nee", "2").await.naar(&format!("{K3}&versie=2"));
        visitor.get(WEB).await.is(404);
        for wrong in ["/rapporten/kcc/2026-K2", "/rapporten/kcc/2026", "/rapporten/voortgang/2025", "/rapporten/voortgang/2026-K3", "/rapporten/week/2026-K3", "/rapporten/kcc/2026-K3/x"] {
            visitor.get(wrong).await.is(404);
        }
    }

    async fn only_a_manager_puts_a_report_on_the_website(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let manager = w.als("m.hendriks").await;
        establish(&manager, &manager.get(K3).await.ok(), "").await;
        let fields = [("soort", "kcc"), ("periode", "2026-K3"), ("versie", "1"), ("openbaar", "ja")];
        for who in ["a.smit", "b.demir", "s.bakker"] {
            w.als(who).await.post("/rapportages/publiceren", &fields).await.is(403);
        }
        w.als("a.smit").await.get(&format!("{K3}&versie=1")).await.ok().bevat_niet("Zet op de website");
        w.als_buur("m.hendriks").await.post("/rapportages/publiceren", &fields).await.is(404);
        for (at, wrong) in [(0, "week"), (1, "2026-Q3"), (2, "een"), (2, "2")] {
            let mut fields = fields;
            fields[at].1 = wrong;
            let status = if wrong == "2" { 404 } else { 400 };
            manager.post("/rapportages/publiceren", &fields).await.is(status);
        }
        w.niemand().get(WEB).await.is(404);
    }

    async fn the_year_reads_the_same_for_everyone_in_both_languages(engine) {
        let w = World::new(engine).await;
        contact(&w, "2025-01-02T09:00:00Z", Afhandeling::DirectBeantwoord, None).await;
        let manager = w.als("m.hendriks").await;
        let fields = [("jaar", "2025"), ("indicator", "klanttevredenheid"), ("waarde", "8,2"), ("bron", "Onderzoek"), ("versie", "0")];
        manager.post("/rapportages/voortgang/waarde", &fields).await.is(303);
        kern::volgers::catch_up(&w.bench.db, &w.bench.clock, &dienstverlening::rapportage::Tellingen).await.unwrap();
        let year = manager.get("/rapportages/voortgang?jaar=2025").await.ok();
        establish(&manager, &year, "").await.naar("/rapportages/voortgang?jaar=2025&versie=1");
        // What is entered later is of later, also where it comes from.
        let again = [("jaar", "2025"), ("indicator", "klanttevredenheid"), ("waarde", "5"), ("bron", "Gevoel"), ("versie", "1")];
        manager.post("/rapportages/voortgang/waarde", &again).await.is(303);
        kern::volgers::catch_up(&w.bench.db, &w.bench.clock, &dienstverlening::rapportage::Tellingen).await.unwrap();
        let fields = [("soort", "voortgang"), ("periode", "2025"), ("versie", "1"), ("openbaar", "ja")];
        manager.post("/rapportages/publiceren", &fields).await.naar("/rapportages/voortgang?jaar=2025&versie=1");
        let page = w.niemand().get("/rapporten/voortgang/2025").await.ok().bevat_niet("Hendriks").bevat_niet("Gevoel");
        let text = page.tekst();
        assert!(text.contains("100,0% (1 van 1)") && text.contains("Bereikt in 2025 8,2") && text.contains("Klanttevredenheid: Onderzoek."), "{text}");
        let english = w.niemand().met_cookie("taal", "en").get("/rapporten/voortgang/2025").await.ok();
        english.bevat("Progress report, 2025").bevat("lang=\"nl\">Service");
        let file = w.niemand().get("/rapporten/voortgang/2025/bestand.csv").await.ok();
        assert!(file.html.contains("Klanttevredenheid;Bereikt;2025;;;8,2"), "{}", file.html);
    }
}
