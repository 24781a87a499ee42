//! A report is established on its page, reads the same for ever, and says what would be otherwise now.

use kern::on_both_engines;
use registers::klantinteracties::klantcontact::Afhandeling;

use super::{contact, filled};
use crate::wereld::{Browser, Pagina, World};

const K3: &str = "/rapportages/kcc?kwartaal=2026-K3";

/// Establishes what stands on the page, as its form says it.
pub(super) async fn establish(manager: &Browser, page: &Pagina, toelichting: &str) -> Pagina {
    let forms = page.formulieren();
    let form = forms.iter().find(|form| form.adres.contains("vaststellen")).expect("a form to establish it");
    let mut fields: Vec<(String, String)> =
        form.velden.iter().filter(|(name, _)| name != "toelichting").cloned().collect();
    fields.push(("toelichting".into(), toelichting.into()));
    manager.verstuur(&form.met(fields)).await
}

on_both_engines! {
    async fn a_manager_establishes_a_quarter_and_it_stays_as_it_was(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let manager = w.als("m.hendriks").await;
        let page = manager.get(K3).await.ok();
        let first = format!("{K3}&versie=1");
        establish(&manager, &page, "Een rustig kwartaal.\r\n\r\nDe balie was <dicht>.").await.naar(&first);
        contact(&w, "2026-08-05T09:00:00Z", Afhandeling::Doorverbonden, Some("sleutel")).await;
        let established = manager.get(&first).await.ok();
        let text = established.tekst();
        for said in ["3 contacten vorig kwartaal 1", "Vastgesteld op", "door Marja Hendriks, versie 1", "Een rustig kwartaal."] {
            assert!(text.contains(said), "{said} in {text}");
        }
        established.bevat("&#60;dicht&#62;").bevat("kcc.csv?kwartaal=2026-K3&#38;versie=1").bevat_niet("/rapportages/kcc/contacten");
        let file = manager.get("/rapportages/kcc.csv?kwartaal=2026-K3&versie=1").await.ok();
        assert!(file.html.contains("Totaal;Totaal;Contacten;2026-K3;3;"), "{}", file.html);
        assert!(file.kop("content-disposition").contains("kcc-2026-K3-vastgesteld-1"));
        // The page of now counts on, and says where the other one is.
        let now = manager.get(K3).await.ok().bevat("kwartaal=2026-K3&#38;versie=1");
        assert!(now.tekst().contains("4 contacten vorig kwartaal 1"), "{}", now.tekst());
        let since = manager.get("/rapportages/kcc/verschillen?kwartaal=2026-K3&versie=1").await.ok().tekst();
        for said in [
            "Het vastgestelde rapport telt 3 contacten. Nu zouden het er 4 zijn.",
            "Er is 1 contact van dit kwartaal alsnog vastgelegd.",
            "Telefoon Contacten 3 4",
            "Direct beantwoord Aandeel 66,7% 50,0%",
        ] {
            assert!(since.contains(said), "{said} in {since}");
        }
        assert!(!since.contains("rechtgezet") && !since.contains("teruggenomen"), "{since}");
    }

    async fn nothing_changed_says_so(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let manager = w.als("m.hendriks").await;
        establish(&manager, &manager.get(K3).await.ok(), "").await;
        let since = w.als("a.smit").await.get("/rapportages/kcc/verschillen?kwartaal=2026-K3&versie=1").await.ok().tekst();
        assert!(since.contains("Alle cijfers zijn nog hetzelfde"), "{since}");
        for wrong in ["", "&versie=2", "&versie=x", "&versie=-1", "&op=2026-10-01"] {
            manager.get(&format!("/rapportages/kcc/verschillen?kwartaal=2026-K3{wrong}")).await.is(404);
        }
        manager.get(&format!("{K3}&versie=2")).await.is(404);
    }

    async fn what_is_refused_keeps_what_was_written(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let manager = w.als("m.hendriks").await;
        let page = manager.get(K3).await.ok();
        let long = "woord ".repeat(2_000);
        let refused = establish(&manager, &page, &long).await.is(400);
        assert!(refused.tekst().contains("Deze tekst is te lang: haal er 6999 tekens af."), "{}", refused.tekst());
        refused.bevat("woord woord").bevat("href=\"#toelichting\"");
        establish(&manager, &page, "Klaar.").await.naar(&format!("{K3}&versie=1"));
        // The page that was open all the time is one of before.
        let late = establish(&manager, &page, "Ook klaar.").await.is(409);
        assert!(late.tekst().contains("Iemand anders heeft dit rapport intussen vastgesteld.") && late.html.contains("Ook klaar."), "{}", late.tekst());
        let without = establish(&manager, &late, "").await.is(400);
        assert!(without.tekst().contains("Schrijf waarom u het opnieuw vaststelt."), "{}", without.tekst());
        establish(&manager, &without, "Er was iets vergeten.").await.naar(&format!("{K3}&versie=2"));
        let first = manager.get(&format!("{K3}&versie=1")).await.ok().bevat("versie=2").tekst();
        assert!(first.contains("Klaar.") && !first.contains("vergeten"), "{first}");
    }

    async fn only_a_manager_establishes_and_only_what_is_over(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let form = "/rapportages/vaststellen";
        let manager = w.als("m.hendriks").await;
        for (who, quarter) in [("a.smit", K3), ("b.demir", K3), ("m.hendriks", "/rapportages/kcc"), ("m.hendriks", "/rapportages/kcc?kwartaal=2024-K1")] {
            w.als(who).await.get(quarter).await.ok().bevat_niet(form);
        }
        manager.get(&format!("{K3}&op=2026-10-01")).await.ok().bevat_niet(form);
        let fields = [("soort", "kcc"), ("periode", "2026-K4"), ("versie", "1"), ("volgnummer", "1"), ("op", "2026-11-23T09:00:00.000000Z"), ("teksten", "0"), ("kader", ""), ("toelichting", "")];
        for who in ["a.smit", "b.demir", "s.bakker"] {
            w.als(who).await.post(form, &fields).await.is(403);
        }
        // The targets are not those that are on the page.
        let changed = manager.post(form, &fields).await.is(409).tekst();
        assert!(changed.contains("De doelen zijn intussen veranderd."), "{changed}");
        let page = manager.get(K3).await.ok();
        let seen = page.formulieren().into_iter().find(|found| found.adres.starts_with(form)).unwrap();
        let running = seen.velden.iter().map(|(name, value)| match name.as_str() {
            "periode" => (name.clone(), "2026-K4".to_owned()),
            _ => (name.clone(), value.clone()),
        });
        let refused = manager.verstuur(&seen.met(running.collect())).await.is(400).tekst();
        assert!(refused.contains("een tijd die nog niet voorbij is"), "{refused}");
        for (at, value) in [(0, "weekblad"), (1, "2026-Q4"), (2, "een"), (3, ""), (4, "gisteren"), (5, "x")] {
            let mut wrong = fields;
            wrong[at].1 = value;
            manager.post(form, &wrong).await.is(400);
        }
        w.als_buur("m.hendriks").await.get(&format!("{K3}&versie=1")).await.is(404);
    }
}
