//! The report as a page, as CSV and as the lists behind it, for those who may.

mod openbaar;
mod vaststellen;
mod voortgang;

use dienstverlening::rapportage::{Indicator, Tellingen};
use kern::autorisatie::Werken;
use kern::organisaties::{TeamId, teams};
use kern::volgers::catch_up;
use kern::{Authorised, Handeling, on_both_engines};
use registers::klantinteracties::klantcontact::{self, Afhandeling, Klantcontact};

use crate::basis::Taal;
use crate::wereld::World;

/// A team of the small municipality.
pub(crate) async fn team(w: &World, code: &str) -> TeamId {
    let all = teams(&w.bench.db, &Authorised::<Werken>::program(w.organisatie)).await.unwrap();
    all.into_iter().find(|team| team.code == code).unwrap().id
}

/// A registered contact, counted.
async fn contact(w: &World, op: &str, kind: Afhandeling, product: Option<&str>) {
    let mut contact = Klantcontact::new(w.bench.ids.next(), "telefoon", op.parse().unwrap());
    contact.nummer = Some(format!("KC-{op}"));
    contact.afhandeling = Some(kind);
    contact.product = product.map(str::to_owned);
    contact.reden = Some("productvraag".into());
    contact.team = Some(team(w, "kcc").await);
    contact.medewerker = Some(w.medewerker("s.bakker").await);
    contact.duur_s = Some(134);
    let handeling = Handeling::program(w.organisatie, contact.plaatsgevonden_op);
    let change = klantcontact::aanmaken(&handeling, &w.bench.ids, &contact, &Default::default()).unwrap();
    let tx = w.bench.db.begin().await.unwrap();
    tx.write(vec![change]).await.unwrap();
    tx.commit().await.unwrap();
    catch_up(&w.bench.db, &w.bench.clock, &Tellingen).await.unwrap();
}

async fn filled(w: &World) {
    contact(w, "2026-04-02T09:00:00Z", Afhandeling::Doorverbonden, Some("sleutel")).await;
    contact(w, "2026-08-03T09:00:00Z", Afhandeling::DirectBeantwoord, Some("grofvuil")).await;
    contact(w, "2026-08-03T10:00:00Z", Afhandeling::DirectBeantwoord, Some("grofvuil")).await;
    contact(w, "2026-08-04T09:00:00Z", Afhandeling::KlantBeltZelfTerug, None).await;
    contact(w, "2026-11-20T09:00:00Z", Afhandeling::Terugbelverzoek, Some("grofvuil")).await;
}

/// The list of indicators as a document says it.
#[test]
fn the_document_lists_each_indicator_as_the_page_says_it() {
    let told = include_str!("../../../../docs/indicatoren.md");
    let row = |indicator: &Indicator| {
        let [naam, definitie] = ["", "-definitie"].map(|part| Taal::Nl.tekst(&format!("indicator-{indicator}{part}")));
        format!("| `{indicator}` | {naam} | {} | {definitie} |", indicator.versie())
    };
    let rows: Vec<String> = Indicator::ALL.iter().map(row).collect();
    let listed: Vec<&str> = told.lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(listed, rows, "docs/indicatoren.md has these rows:\n{}", rows.join("\n"));
}

on_both_engines! {
    async fn a_manager_sees_the_quarter_with_its_targets(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let page = w.als("m.hendriks").await.get("/rapportages/kcc?kwartaal=2026-K3").await.ok();
        let text = page.tekst();
        for said in [
            "Derde kwartaal 2026",
            "3 contacten vorig kwartaal 1",
            "66,7% direct beantwoord 2 van 3 doel 65%: gehaald vorig kwartaal 0,0% een jaar eerder –",
            "33,3% klant belt zelf terug 1 van 3 doel hoogstens 12%: niet gehaald",
            "Van de contacten is 66,7% direct beantwoord. Het doel is gehaald (doel 65%).",
            "Telefoon 3 100,0% 1 –",
            "Vraag over een product 3",
            "maandag 1 1 dinsdag 1 0",
            "Hoe is dit geteld? Contacten (definitie 1). Elk contact dat een medewerker heeft vastgelegd",
        ] {
            assert!(text.contains(said), "{said} in {text}");
        }
        assert!(!text.contains("rapport-") && !text.contains("tot en met vandaag"), "{text}");
    }

    async fn what_stands_out_opens_to_the_part_with_its_figures(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let page = w.als("m.hendriks").await.get("/rapportages/kcc?kwartaal=2026-K3").await.ok();
        let opens: Vec<&str> = page.html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(opens.contains(&"afhandeling") && opens.contains(&"klant-belt-zelf-terug"), "{opens:?}");
        for part in &opens {
            assert!(page.html.contains(&format!("id=\"{part}\"")), "{part}");
        }
    }

    async fn the_current_quarter_is_marked_as_running(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let text = w.als("b.demir").await.get("/rapportages/kcc").await.ok().tekst();
        assert!(text.contains("Vierde kwartaal 2026 tot en met vandaag"), "{text}");
        assert!(text.contains("1 oktober 2026 tot en met vandaag, 23 november 2026"), "{text}");
        assert!(!text.contains("minder dan in het vorige kwartaal"), "a part is not compared with a whole: {text}");
    }

    async fn figures_open_for_those_who_may_see_contacts_only(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let link = "/rapportages/kcc/contacten?kwartaal=2026-K3";
        w.als("a.smit").await.get("/rapportages/kcc?kwartaal=2026-K3").await.ok().bevat(link);
        let beheer = w.als("b.demir").await;
        beheer.get("/rapportages/kcc?kwartaal=2026-K3").await.ok().bevat_niet("/rapportages/kcc/contacten");
        beheer.get(link).await.is(403);
        w.als("s.bakker").await.get("/rapportages/kcc").await.is(403);
    }

    async fn the_list_holds_what_the_figure_counts(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let manager = w.als("m.hendriks").await;
        let list = "/rapportages/kcc/contacten?kwartaal=2026-K3";
        for (filter, rows) in [
            ("", 3),
            ("&kanaal=telefoon", 3),
            ("&onderwerp=grofvuil", 2),
            ("&onderwerp=", 1),
            ("&afhandeling=klant_belt_zelf_terug", 1),
            ("&team=kcc&afhandeling=direct_beantwoord", 2),
            ("&kanaal=duivenpost", 0),
            ("&weekdag=1&uur=11", 1),
            ("&weekdag=1&uur=12", 1),
            ("&weekdag=2&uur=11", 1),
            ("&weekdag=3&uur=11", 0),
        ] {
            let page = manager.get(&format!("{list}{filter}")).await.ok();
            assert_eq!(page.html.matches("KC-2026-").count(), rows, "{filter}: {}", page.tekst());
        }
        manager.get(&format!("{list}&kanaal=duivenpost")).await.ok().bevat("Hier zijn geen contacten");
        let text = manager.get(&format!("{list}&onderwerp=grofvuil")).await.ok().tekst();
        assert!(text.contains("Sanne Bakker 02:14") && text.contains("Direct beantwoord KCC"), "{text}");
    }

    async fn callbacks_open_to_their_tasks(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let afval = team(&w, "afval").await.to_string();
        for _ in 0..2 {
            let contact = agent.post("/werkplek/contacten", &[]).await.is(303).kop("location").to_owned();
            let fields = [("team", afval.as_str()), ("vraag", "Geheim?"), ("beller_naam", "Mw. De Vries"), ("aansluiten", "nieuw"),
                ("beller_telefoon", "0612345678"), ("antwoord-adres", "Lindelaan 12")];
            agent.post(&format!("{contact}/terugbellen"), &fields).await.is(303);
        }
        catch_up(&w.bench.db, &w.bench.clock, &Tellingen).await.unwrap();
        let list = "/rapportages/kcc/terugbelverzoeken?kwartaal=2026-K4";
        let manager = w.als("m.hendriks").await;
        let report = manager.get("/rapportages/kcc").await.ok();
        report.bevat(&format!("href=\"{}&#38;belofte=loopt\"", list)).bevat("team=afval&#38;belofte=loopt");
        for (filter, rows) in [("", 2), ("&belofte=loopt", 2), ("&team=afval&belofte=loopt", 2), ("&belofte=te-laat", 0), ("&team=kcc", 0)] {
            let page = manager.get(&format!("{list}{filter}")).await.ok();
            assert_eq!(page.html.matches("href=\"/werkplek/taken/").count(), rows, "{filter}: {}", page.tekst());
            page.bevat_niet("Vries").bevat_niet("Geheim");
        }
        let page = manager.get(list).await.ok();
        let taak = page.html.split("href=\"/werkplek/taken/").nth(1).unwrap().split('"').next().unwrap();
        manager.get(&format!("/werkplek/taken/{taak}")).await.ok();
        w.als("a.smit").await.get(list).await.ok().bevat("Team Afval").bevat_niet("/werkplek/taken/");
        w.als("b.demir").await.get(list).await.is(403);
        w.als_buur("m.hendriks").await.get(list).await.ok().bevat("Hier zijn geen terugbelverzoeken");
        w.later(7 * 24 * 3600);
        w.als("m.hendriks").await.get(&format!("{list}&belofte=te-laat")).await.ok().bevat("Te laat").bevat("/werkplek/taken/");
        for garbage in ["&belofte=x", "&team=x", "&na=x", "&kwartaal=x"] {
            w.als("m.hendriks").await.get(&format!("{list}{garbage}")).await.is(400);
        }
    }

    async fn a_long_list_is_read_page_by_page(engine) {
        let w = World::new(engine).await;
        for minute in 0..51 {
            contact(&w, &format!("2026-08-03T09:{minute:02}:00Z"), Afhandeling::DirectBeantwoord, None).await;
        }
        let manager = w.als("m.hendriks").await;
        let first = manager.get("/rapportages/kcc/contacten?kwartaal=2026-K3").await.ok();
        assert_eq!(first.html.matches("KC-2026-").count(), 50);
        let next = first.html.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
        let second = manager.get(&next).await.ok();
        assert_eq!(second.html.matches("KC-2026-").count(), 1, "{next}");
    }

    async fn a_spreadsheet_gets_the_same_numbers(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let file = w.als("m.hendriks").await.get("/rapportages/kcc.csv?kwartaal=2026-K3").await.ok();
        assert_eq!(file.kop("content-type"), "text/csv; charset=utf-8");
        assert_eq!(file.kop("content-disposition"), "attachment; filename=\"kcc-2026-K3.csv\"");
        assert!(file.html.starts_with("\u{feff}Onderdeel;Naam;Wat;Kwartaal;Aantal;Van;Procent;Doel;Indicator;Versie\r\n"), "{}", file.html);
        for row in [
            "Totaal;Totaal;Contacten;2026-K3;3;;;;Contacten;1",
            "Totaal;Totaal;Contacten;2026-K2;1;;;;Contacten;1",
            "Contacten per kanaal;Telefoon;Contacten;2026-K3;3;;;;Contacten;1",
            "Contacten per kanaal;Telefoon;Aandeel;2026-K3;3;3;100,0;;Contacten;1",
            "Contacten per kanaal;Telefoon;Contacten;2026-K2;1;;;;Contacten;1",
            "Onderwerpen;Grofvuil laten ophalen;Direct beantwoord;2026-K3;2;2;100,0;;Contacten, Direct beantwoord;1, 1",
            "Drukte;maandag;11 uur;2026-K3;1;;;;Drukte;1",
            "Afhandeling;Direct beantwoord;Aandeel;2026-K3;2;3;66,7;doel 65%;Afhandeling, Direct beantwoord;1, 1",
            "Afhandeling;Direct beantwoord;Aandeel;2026-K2;0;1;0,0;;Afhandeling, Direct beantwoord;1, 1",
            "Afhandeling per team;KCC;Klant belt zelf terug;2026-K3;1;3;33,3;doel hoogstens 12%;Afhandeling, Direct beantwoord;1, 1",
            "Klant belt zelf terug;aug 2026;Aandeel;;1;3;33,3;doel hoogstens 12%;Klant belt zelf terug;1",
            "Terugbellen;Alle teams samen;Op tijd teruggebeld;2026-K3;0;0;;doel 90%;Op tijd teruggebeld;1",
        ] {
            assert!(file.html.contains(&format!("\r\n{row}\r\n")), "{row} in {}", file.html);
        }
        let to_come = w.als("m.hendriks").await.get("/rapportages/kcc.csv?kwartaal=2027-K1").await.ok();
        assert!(to_come.html.contains("Totaal;Totaal") && !to_come.html.contains("Geteld vanaf"), "{}", to_come.html);
    }

    async fn a_quarter_that_was_counted_in_part_is_named_and_not_compared_with(engine) {
        let w = World::new(engine).await;
        contact(&w, "2026-05-04T09:00:00Z", Afhandeling::DirectBeantwoord, Some("grofvuil")).await;
        contact(&w, "2026-08-03T09:00:00Z", Afhandeling::DirectBeantwoord, Some("grofvuil")).await;
        let manager = w.als("m.hendriks").await;
        let own = manager.get("/rapportages/kcc?kwartaal=2026-K2").await.ok().tekst();
        assert!(own.contains("Tweede kwartaal 2026 is niet heel: contacten zijn geteld vanaf 4 mei 2026."), "{own}");
        assert!(own.contains("4 mei 2026 tot en met 30 juni 2026"), "{own}");
        let file = manager.get("/rapportages/kcc.csv?kwartaal=2026-K2").await.ok();
        assert!(file.html.contains("\r\nTotaal;Geteld vanaf;2026-05-04;;;;;;;\r\nTotaal;Geteld tot en met;2026-06-30;;;;;;;\r\n"), "{}", file.html);
        let next = manager.get("/rapportages/kcc?kwartaal=2026-K3").await.ok().tekst();
        let said = "Tweede kwartaal 2026 is niet heel (contacten zijn geteld vanaf 4 mei 2026): daarmee is niet vergeleken.";
        assert!(next.contains(said) && next.contains("1 contacten vorig kwartaal – een jaar eerder –"), "{next}");
        assert!(!next.contains("kwartaal 2025 is niet heel") && !next.contains("hoger dan"), "{next}");
    }

    async fn an_empty_quarter_says_so_and_garbage_says_what_is_allowed(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let manager = w.als("m.hendriks").await;
        let text = manager.get("/rapportages/kcc?kwartaal=2024-K1").await.ok().tekst();
        assert!(text.contains("In dit kwartaal zijn geen contacten vastgelegd"), "{text}");
        assert!(text.contains("Toon: Vierde kwartaal 2026"), "{text}");
        for adres in ["/rapportages/kcc", "/rapportages/kcc.csv", "/rapportages/kcc/contacten"] {
            for garbage in ["2026-Q3", "2026", "K3", "2026-K5", "%3Cscript%3E"] {
                let text = manager.get(&format!("{adres}?kwartaal={garbage}")).await.is(400).tekst();
                assert!(text.contains("K1, K2, K3 of K4. Bijvoorbeeld: 2026-K4."), "{text}");
            }
        }
        let list = "/rapportages/kcc/contacten?kwartaal=2026-K3";
        for garbage in ["&afhandeling=x", "&team=x", "&na=x", "&afhandeling=", "&weekdag=1", "&uur=9", "&weekdag=8&uur=9", "&weekdag=1&uur=24"] {
            manager.get(&format!("{list}{garbage}")).await.is(400);
        }
    }

    async fn what_was_known_on_an_earlier_day_is_told_again(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let manager = w.als("m.hendriks").await;
        let then = manager.get("/rapportages/kcc?kwartaal=2026-K3&op=2026-08-03").await.ok();
        let text = then.tekst();
        for said in [
            "2 contacten vorig kwartaal 1",
            "100,0% direct beantwoord 2 van 2",
            "1 juli 2026 tot en met 3 augustus 2026",
            "Dit is wat bekend was aan het eind van 3 augustus 2026. Daarna kwamen er 3 gebeurtenissen bij.",
        ] {
            assert!(text.contains(said), "{said} in {text}");
        }
        then.bevat_niet("/rapportages/kcc/contacten").bevat("kcc.csv?kwartaal=2026-K3&#38;op=2026-08-03");
        let file = manager.get("/rapportages/kcc.csv?kwartaal=2026-K3&op=2026-08-03").await.ok();
        assert!(file.html.contains("Telefoon;") && file.kop("content-disposition").contains("kcc-2026-K3-bekend-op-2026-08-03"), "{}", file.html);
        assert!(file.html.contains("\r\nTotaal;Geteld tot en met gebeurtenis;"), "{}", file.html);
        // At the end of its last day a quarter is whole, and compared.
        let whole = manager.get("/rapportages/kcc?kwartaal=2026-K3&op=2026-09-30").await.ok().tekst();
        assert!(whole.contains("200% meer dan in het vorige kwartaal") && whole.contains("tot en met 30 september 2026"), "{whole}");
        assert!(!text.contains("100% meer"), "two of three months are not compared with three: {text}");
        // Today is not over: that is how it is known now.
        manager.get("/rapportages/kcc?kwartaal=2026-K3&op=2026-11-23").await.ok().bevat("/rapportages/kcc/contacten");
        let long_ago = manager.get("/rapportages/kcc?kwartaal=2026-K3&op=2020-01-01").await.ok().tekst();
        assert!(long_ago.contains("In dit kwartaal zijn geen contacten vastgelegd"), "{long_ago}");
        for adres in ["/rapportages/kcc", "/rapportages/kcc.csv"] {
            for (wrong, said) in [("2026-11-24", "Deze dag komt nog."), ("gisteren", "Dit is geen datum.")] {
                let text = manager.get(&format!("{adres}?op={wrong}")).await.is(400).tekst();
                assert!(text.contains(said), "{text}");
            }
        }
    }

    async fn the_neighbour_counts_only_their_own(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let text = w.als_buur("m.hendriks").await.get("/rapportages/kcc?kwartaal=2026-K3").await.ok().tekst();
        assert!(text.contains("In dit kwartaal zijn geen contacten vastgelegd"), "{text}");
        let list = w.als_buur("a.smit").await.get("/rapportages/kcc/contacten?kwartaal=2026-K3").await.ok();
        list.bevat_niet("KC-2026-");
    }

    async fn it_can_be_read_in_english(engine) {
        let w = World::new(engine).await;
        filled(&w).await;
        let text = w.als("m.hendriks").await.met_cookie("taal", "en").get("/rapportages/kcc?kwartaal=2026-K3").await.ok().tekst();
        assert!(text.contains("Third quarter of 2026") && text.contains("66.7% answered at once"), "{text}");
        assert!(!text.contains("rapport-"), "{text}");
    }
}
