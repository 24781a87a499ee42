//! The voortgangsrapportage on its page and as CSV, and the values that somebody enters.

use kern::on_both_engines;
use registers::klantinteracties::klantcontact::Afhandeling;

use super::{contact, filled};
use crate::wereld::{Pagina, World};

const PAGE: &str = "/rapportages/voortgang?jaar=2026";
const VALUE: &str = "/rapportages/voortgang/waarde?jaar=2026&indicator=klanttevredenheid";

on_both_engines! {
    async fn each_goal_is_a_table_with_what_was_reached(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let text = w.als("m.hendriks").await.get(PAGE).await.ok().tekst();
        for said in [
            "Prestaties",
            "Doel 2026 65% hoogstens 12%",
            "Bereikt in 2026 40,0% (2 van 5) 20,0% (1 van 5)",
            "Doelstelling halen? niet op koers niet op koers",
            "Derde kwartaal 2026 66,7% (2 van 3) 33,3% (1 van 3)",
            "Bereikt in 2026 nog niet ingevuld",
            "Vul in: Klanttevredenheid",
        ] {
            assert!(text.contains(said), "{said} in {text}");
        }
        assert!(!text.contains("voortgang-"), "{text}");
        let file = w.als("m.hendriks").await.get("/rapportages/voortgang.csv?jaar=2026").await.ok();
        assert_eq!(file.kop("content-disposition"), "attachment; filename=\"voortgang-2026.csv\"");
        for row in [
            "Prestaties;Service;Direct beantwoord;Bereikt;2026;2;5;40,0",
            "Prestaties;Service;Direct beantwoord;Bereikt;2026-K3;2;3;66,7",
            "Prestaties;Service;Klant belt zelf terug;Doel;2026;;;hoogstens 12%",
        ] {
            assert!(file.html.contains(&format!("\r\n{row}\r\n")), "{row} in {}", file.html);
        }
        assert!(!file.html.contains("Klanttevredenheid;Bereikt"), "what nobody entered is no figure: {}", file.html);
    }

    async fn a_value_is_entered_with_where_it_comes_from(engine) {
        let w = World::new(engine).await;
        let manager = w.als("m.hendriks").await;
        let form = |page: &Pagina| page.formulieren().into_iter().find(|form| form.adres == "/rapportages/voortgang/waarde").unwrap();
        let filled_in = |page: &Pagina, waarde: &str, bron: &str| {
            let form = form(page);
            let mut fields: Vec<(String, String)> =
                form.velden.iter().filter(|(name, _)| name != "waarde" && name != "bron").cloned().collect();
            fields.extend([("waarde".to_owned(), waarde.to_owned()), ("bron".to_owned(), bron.to_owned())]);
            form.met(fields)
        };
        let empty = manager.get(VALUE).await.ok();
        let wrong = manager.verstuur(&filled_in(&empty, "82", "")).await.is(400);
        let text = wrong.tekst();
        assert!(text.contains("Dit is geen cijfer.") && text.contains("Vul dit veld in.") && wrong.html.contains("value=\"82\""), "{text}");
        manager.verstuur(&filled_in(&wrong, "8,2", "Onderzoek van november")).await.naar(PAGE);
        kern::volgers::catch_up(&w.bench.db, &w.bench.clock, &dienstverlening::rapportage::Tellingen).await.unwrap();
        let page = manager.get(PAGE).await.ok().tekst();
        assert!(page.contains("Bereikt in 2026 8,2") && page.contains("Doelstelling halen? op koers"), "{page}");
        assert!(page.contains("Onderzoek van november. Ingevuld door Marja Hendriks op"), "{page}");
        // Who had the page open from before is told, and sees what they typed.
        let late = manager.verstuur(&filled_in(&empty, "7,0", "Ander onderzoek")).await.is(409);
        assert!(late.tekst().contains("Iemand anders heeft dit intussen ingevuld") && late.html.contains("value=\"7,0\""), "{}", late.tekst());
        manager.verstuur(&filled_in(&late, "7,0", "Ander onderzoek")).await.naar(PAGE);
        manager.get(VALUE).await.ok().bevat("value=\"7,0\"");
    }

    async fn words_are_kept_and_two_writers_see_each_other(engine) {
        let w = World::new(engine).await;
        let manager = w.als("m.hendriks").await;
        let page = "/rapportages/voortgang/tekst?jaar=2026&doel=service";
        let form = |page: &Pagina, bereikt: &str, halen: &str| {
            let form = page.formulieren().into_iter().find(|form| form.adres == "/rapportages/voortgang/tekst").unwrap();
            let own = ["bereikt", "halen"];
            let mut fields: Vec<(String, String)> =
                form.velden.iter().filter(|(name, _)| !own.contains(&name.as_str())).cloned().collect();
            fields.extend(own.into_iter().zip([bereikt, halen]).map(|(name, text)| (name.to_owned(), text.to_owned())));
            form.met(fields)
        };
        let empty = manager.get(page).await.ok();
        assert!(empty.tekst().contains("Wij beantwoorden vragen in één keer."), "{}", empty.tekst());
        let words = "Eerste alinea.\r\n\r\nTweede <b>alinea</b>.";
        manager.verstuur(&form(&empty, words, "Ja.")).await.naar("/rapportages/voortgang?jaar=2026#doel-service");
        let told = manager.get(PAGE).await.ok().bevat("Tweede &#60;b&#62;alinea&#60;/b&#62;.");
        let text = told.tekst();
        assert!(text.contains("Wat is er bereikt? Eerste alinea.") && text.contains("Doelstelling halen? Ja."), "{text}");
        let late = manager.verstuur(&form(&empty, "Mijn alinea.", "Ja.")).await.is(409);
        let text = late.tekst();
        assert!(text.contains("Dit is intussen bewaard Wat is er bereikt? Eerste alinea."), "{text}");
        assert!(late.html.contains("Mijn alinea.") && text.contains("Het laatst bewaard door Marja Hendriks"), "{text}");
        manager.verstuur(&form(&late, "Mijn alinea.", "Ja.")).await.naar("/rapportages/voortgang?jaar=2026#doel-service");
        let long = manager.verstuur(&form(&manager.get(page).await, &"woord ".repeat(2_000), "Ja.")).await.is(400);
        assert!(long.tekst().contains("haal er 1999 tekens af") && long.html.contains("href=\"#bereikt\""), "{}", long.tekst());
        manager.get("/rapportages/voortgang/tekst?jaar=2026&doel=weg").await.is(404);
        w.als("a.smit").await.get(page).await.is(403);
        w.als("a.smit").await.get(PAGE).await.ok().bevat("Mijn alinea.").bevat_niet("/rapportages/voortgang/tekst");
    }

    async fn a_year_is_established_with_its_words(engine) {
        let w = World::new(engine).await;
        contact(&w, "2025-01-02T09:00:00Z", Afhandeling::DirectBeantwoord, None).await;
        let manager = w.als("m.hendriks").await;
        let year = "/rapportages/voortgang?jaar=2025";
        let geheel = manager.get("/rapportages/voortgang/tekst?jaar=2025").await.ok();
        let form = geheel.formulieren().into_iter().find(|form| form.adres == "/rapportages/voortgang/tekst").unwrap();
        let mut fields: Vec<(String, String)> = form.velden.iter().filter(|(name, _)| name != "voorwoord").cloned().collect();
        fields.push(("voorwoord".into(), "Een goed jaar.".into()));
        manager.verstuur(&form.met(fields)).await.naar(year);
        let establish = async |page: &Pagina| {
            let form = page.formulieren().into_iter().find(|form| form.adres.starts_with("/rapportages/vaststellen")).unwrap();
            manager.verstuur(&form).await
        };
        manager.get(PAGE).await.ok().bevat_niet("/rapportages/vaststellen");
        let first = format!("{year}&versie=1");
        establish(&manager.get(year).await.ok()).await.naar(&first);
        contact(&w, "2025-01-03T09:00:00Z", Afhandeling::Doorverbonden, None).await;
        let page = manager.get(&first).await.ok().bevat_niet("/rapportages/voortgang/tekst").bevat("voortgang.csv?jaar=2025&#38;versie=1");
        let text = page.tekst();
        assert!(text.contains("Een goed jaar.") && text.contains("100,0% (1 van 1)") && text.contains("Doelstelling halen? –") && text.contains("door Marja Hendriks, versie 1"), "{text}");
        let now = manager.get(year).await.ok().tekst();
        assert!(now.contains("50,0% (1 van 2)"), "{now}");
        let since = w.als("a.smit").await.get("/rapportages/voortgang/verschillen?jaar=2025&versie=1").await.ok().tekst();
        assert!(since.contains("Direct beantwoord 2025 100,0% (1 van 1) 50,0% (1 van 2)"), "{since}");
        manager.get("/rapportages/voortgang/verschillen?jaar=2025").await.is(404);
        let file = manager.get("/rapportages/voortgang.csv?jaar=2025&versie=1").await.ok();
        assert!(file.html.contains("Bereikt;2025;1;1;100,0") && file.kop("content-disposition").contains("voortgang-2025-vastgesteld-1"), "{}", file.html);
    }

    async fn only_who_may_sees_and_enters(engine) {
        let w = World::new(engine).await;
        for who in ["a.smit", "b.demir"] {
            let reader = w.als(who).await;
            reader.get(PAGE).await.ok().bevat_niet("/rapportages/voortgang/waarde");
            reader.get(VALUE).await.is(403);
            reader.post("/rapportages/voortgang/waarde", &[("jaar", "2026")]).await.is(403);
        }
        w.als("s.bakker").await.get(PAGE).await.is(403);
        let manager = w.als("m.hendriks").await;
        for (jaar, said) in [("2027", "Dit jaar komt nog."), ("26", "Schrijf het met vier cijfers. Bijvoorbeeld: 2026."), ("x", "Schrijf het met vier cijfers.")] {
            for page in ["/rapportages/voortgang", "/rapportages/voortgang.csv", "/rapportages/voortgang/waarde"] {
                let text = manager.get(&format!("{page}?jaar={jaar}")).await.is(400).tekst();
                assert!(text.contains(said), "{text}");
            }
        }
        for indicator in ["", "direct", "onbekend"] {
            manager.get(&format!("/rapportages/voortgang/waarde?indicator={indicator}")).await.is(404);
        }
        let neighbour = w.als_buur("m.hendriks").await.get(PAGE).await.ok();
        neighbour.bevat("Er zijn nog geen doelen");
    }
}
