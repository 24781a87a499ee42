//! The voortgangsrapportage on its page and as CSV, and the values that somebody enters.

use kern::on_both_engines;

use super::filled;
use crate::wereld::World;

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
            "Doelstelling halen? niet gehaald niet gehaald",
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
        let form = |page: &crate::wereld::Pagina| page.formulieren().into_iter().find(|form| form.adres == "/rapportages/voortgang/waarde").unwrap();
        let filled_in = |page: &crate::wereld::Pagina, waarde: &str, bron: &str| {
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
        assert!(page.contains("Bereikt in 2026 8,2") && page.contains("Doelstelling halen? gehaald"), "{page}");
        assert!(page.contains("Onderzoek van november. Ingevuld door Marja Hendriks op"), "{page}");
        // Who had the page open from before is told, and sees what they typed.
        let late = manager.verstuur(&filled_in(&empty, "7,0", "Ander onderzoek")).await.is(409);
        assert!(late.tekst().contains("Iemand anders heeft dit intussen ingevuld") && late.html.contains("value=\"7,0\""), "{}", late.tekst());
        manager.verstuur(&filled_in(&late, "7,0", "Ander onderzoek")).await.naar(PAGE);
        manager.get(VALUE).await.ok().bevat("value=\"7,0\"");
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
