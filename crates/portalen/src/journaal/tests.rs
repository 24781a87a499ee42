//! The journal for the auditor: what is there, what has been forgotten, and for nobody else.

use kern::journaal::forget;
use kern::{Authorised, Gebeurtenis, Handeling, Soort, on_both_engines};
use registers::klantinteracties::klantcontact::{self, Klantcontact};

use super::soorten;
use crate::wereld::World;

async fn contact(w: &World, notitie: &str) -> Klantcontact {
    let mut contact = Klantcontact::new(w.bench.ids.next(), "telefoon", "2026-11-20T09:00:00Z".parse().unwrap());
    contact.inhoud = notitie.to_owned();
    let medewerker = Some(w.medewerker("s.bakker").await);
    let handeling = Handeling { medewerker, ..Handeling::program(w.organisatie, w.bench.clock.now()) };
    let handeling = handeling.met_doel("statusvraag");
    let change = klantcontact::aanmaken(&handeling, &w.bench.ids, &contact, &Default::default()).unwrap();
    let wordt = Klantcontact { inhoud: format!("{notitie} Verbeterd."), ..contact.clone() };
    let (_, gewijzigd) =
        klantcontact::wijzigen(&handeling, &w.bench.ids, &contact, wordt, &klantcontact::Rechtzetting::default())
            .unwrap();
    let tx = w.bench.db.begin().await.unwrap();
    tx.write(vec![change, gewijzigd]).await.unwrap();
    tx.commit().await.unwrap();
    contact
}

/// The address of the first gebeurtenis in a list.
fn first(html: &str) -> String {
    let mut links = html.split("href=\"/journaal/").skip(1).filter_map(|rest| rest.split('"').next());
    format!("/journaal/{}", links.find(|link| link.len() == 36).unwrap())
}

#[test]
fn every_kind_in_the_documentation_can_be_chosen() {
    let list = include_str!("../../../../docs/gebeurtenissen.md");
    let kinds = list.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|(kind, _)| kind);
    for kind in kinds {
        let known = kind.split_once(' ').is_some_and(|kind| soorten().any(|known| known == kind));
        assert!(known, "add `{kind}` to the SOORTEN of its room");
    }
}

#[test]
fn the_documentation_names_each_follower_at_the_kinds_that_it_reads() {
    let list = include_str!("../../../../docs/gebeurtenissen.md");
    let rows: Vec<_> = list.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`')).collect();
    for volger in dienstverlening::VOLGERS {
        let reader = format!("`{}`", volger.naam());
        let last = |rest: &str| rest.trim_end_matches('|').rsplit('|').next().unwrap().contains(&reader);
        let mut named: Vec<_> =
            rows.iter().filter(|(_, rest)| last(rest)).map(|(kind, _)| (*kind).to_owned()).collect();
        let mut read: Vec<_> = volger.soorten().iter().map(ToString::to_string).collect();
        named.sort_unstable();
        read.sort_unstable();
        assert_eq!(named, read, "{reader}");
    }
}

on_both_engines! {
    async fn the_auditor_sees_who_did_what_and_why(engine) {
        let w = World::new(engine).await;
        let contact = contact(&w, "Vraagt naar de vergunning.").await;
        let auditor = w.als("a.smit").await;
        let list = auditor.get(&format!("/journaal?over={}", contact.id)).await.ok();
        let text = list.tekst();
        assert!(text.contains("Sanne Bakker Contact gewijzigd Vraag over eigen aanvraag"), "{text}");
        assert!(text.contains("Sanne Bakker Contact vastgelegd"), "{text}");
        let detail = auditor.get(&first(&list.html)).await.ok().tekst();
        assert!(detail.contains("inhoud gewijzigd Vraagt naar de vergunning. Vraagt naar de vergunning. Verbeterd."), "{detail}");
        assert!(detail.contains("wordt.kanaal telefoon"), "{detail}");
        auditor.get("/journaal").await.ok().bevat("Organisatie ingericht").bevat_niet("soort-");
        let teams = auditor.get("/journaal?soort=team+aangemaakt").await.ok().tekst();
        assert!(teams.contains("Loket zelf Team toegevoegd") && !teams.contains("journaal-"), "{teams}");
        auditor.get("/journaal?soort=partij+gezocht").await.ok().bevat("Geen gebeurtenis gevonden");
    }

    async fn the_auditor_asks_by_employee_and_period(engine) {
        let w = World::new(engine).await;
        contact(&w, "Vraagt iets.").await;
        let (sanne, other) = (w.medewerker("s.bakker").await, w.medewerker("t.vanbeek").await);
        let auditor = w.als("a.smit").await;
        let page = auditor.get("/journaal").await.ok();
        page.bevat("<option value=\"veiligheid\">Alles over veiligheid</option>").bevat(">Sanne Bakker</option>");
        // The list itself: the choices above it name every kind.
        let asked = async |query: &str| {
            let text = auditor.get(&format!("/journaal?{query}")).await.ok().tekst();
            text.split_once("Tot en met Toon").unwrap_or_else(|| panic!("{text}")).1.to_owned()
        };
        assert!(asked(&format!("wie={sanne}")).await.contains("Sanne Bakker Contact vastgelegd"));
        let of_other = asked(&format!("wie={other}")).await;
        assert!(of_other.contains("Medewerker toegevoegd") && !of_other.contains("Contact vastgelegd"), "{of_other}");
        assert!(asked("van=2026-11-23&tot=2026-11-23").await.contains("Contact vastgelegd"), "both days count whole");
        assert!(asked("van=2026-11-24").await.contains("Geen gebeurtenis gevonden"));
        assert!(asked("tot=2026-11-22").await.contains("Geen gebeurtenis gevonden"));
        let safe = asked("soort=veiligheid").await;
        assert!(safe.contains("Ingelogd") && safe.contains("Medewerker toegevoegd") && !safe.contains("Contact vastgelegd"), "{safe}");
        for wrong in ["van=gisteren", "tot=2026-13-40", "wie=sanne", "van=2026-11-24&tot=2026-11-23"] {
            auditor.get(&format!("/journaal?{wrong}")).await.is(400).bevat_niet("<tbody");
        }
    }

    async fn the_auditor_finds_who_and_what_and_reads_words(engine) {
        let w = World::new(engine).await;
        let contact = contact(&w, "Vraagt iets.").await;
        kern::testhulp::set(&w.app.db, "klantcontacten", contact.id, &[("nummer", "0000000042".into())]).await;
        let auditor = w.als("a.smit").await;
        let list = auditor.get("/journaal?soort=klantcontact+aangemaakt").await.ok().bevat("Contact 0000000042");
        list.bevat_niet(&format!(">{}<", contact.id));
        let find = async |zoek: &str| auditor.post("/journaal/zoeken", &[("zoek", zoek)]).await;
        find(" 0000000042 ").await.naar(&format!("/journaal?over={}", contact.id));
        auditor.get(&format!("/journaal?over={}", contact.id)).await.ok().bevat("Alles over: Contact 0000000042");
        find("").await.is(400).bevat("Vul dit veld in");
        find("De Vries").await.is(400).bevat("zoals De Vries 12-03-1984");
        let before = kern::testhulp::laatste_nummer(&w.app.db).await;
        find("0612345678").await.ok().bevat("Wij vinden hiermee niets").bevat("value=\"0612345678\"");
        let told = kern::testhulp::verteld_na(&w.app.db, before).await;
        assert_eq!(told.len(), 1, "that somebody was looked for is told");
        assert_eq!((told[0].actie.as_str(), told[0].doel.as_deref()), ("gezocht", Some("toezicht")));
        w.als("s.bakker").await.post("/journaal/zoeken", &[("zoek", "0612345678")]).await.is(403);
    }

    async fn what_was_forgotten_is_marked(engine) {
        let w = World::new(engine).await;
        let contact = contact(&w, "Mevrouw De Vries belt.").await;
        let by = Handeling::program(w.organisatie, w.bench.clock.now());
        let proof = Gebeurtenis::new(&by, &w.bench.ids, Soort::new("klantcontact", "vernietigd"), contact.id);
        let tx = w.bench.db.begin().await.unwrap();
        forget(&tx, &Authorised::program(w.organisatie), &by, proof, &[contact.id.uuid()]).await.unwrap();
        tx.commit().await.unwrap();
        let auditor = w.als("a.smit").await;
        let list = auditor.get(&format!("/journaal?over={}&soort=klantcontact+gewijzigd", contact.id)).await.ok();
        let detail = auditor.get(&first(&list.html)).await.ok().bevat("Vernietigd.").bevat_niet("De Vries");
        assert!(detail.tekst().contains("wordt.kanaal telefoon"), "the facts stay: {}", detail.tekst());
        let all = auditor.get(&format!("/journaal?over={}", contact.id)).await.ok();
        assert!(all.tekst().contains("klantcontact vernietigd"), "a kind without a text is still told");
        auditor.get(&first(&all.html)).await.ok().bevat("Bij deze gebeurtenis hoort geen inhoud.");
    }

    async fn it_is_for_the_auditor_of_this_organisation_only(engine) {
        let w = World::new(engine).await;
        let contact = contact(&w, "Vraagt iets.").await;
        for other in ["s.bakker", "m.hendriks", "b.demir"] {
            w.als(other).await.get("/journaal").await.is(403);
        }
        let list = w.als("a.smit").await.get("/journaal").await.ok();
        let neighbour = w.als_buur("a.smit").await;
        neighbour.get(&first(&list.html)).await.is(404);
        let text = neighbour.get(&format!("/journaal?over={}", contact.id)).await.ok().tekst();
        assert!(text.contains("Geen gebeurtenis gevonden"), "{text}");
    }

    async fn garbage_is_refused_in_words(engine) {
        let w = World::new(engine).await;
        let auditor = w.als("a.smit").await;
        for garbage in ["over=De+Vries", "soort=x", "soort=klantcontact", "voor=x", "voor=99999999999999999999"] {
            auditor.get(&format!("/journaal?{garbage}")).await.is(400);
        }
        auditor.get("/journaal?over=0612345678").await.is(400).bevat("Dit kenmerk kennen wij niet");
        auditor.get("/journaal/x").await.is(404);
        auditor.get("/journaal?voor=1").await.ok();
    }

    async fn a_long_journal_is_read_page_by_page(engine) {
        let w = World::new(engine).await;
        for i in 0..26 {
            contact(&w, &format!("Nummer {i}.")).await;
        }
        let auditor = w.als("a.smit").await;
        let mut adres = "/journaal".to_owned();
        let mut seen = 0;
        for _ in 0..10 {
            let page = auditor.get(&adres).await.ok();
            seen += page.html.matches("href=\"/journaal/").count();
            let Some(next) = page.html.split("rel=\"next\" href=\"").nth(1) else { break };
            adres = next.split('"').next().unwrap().replace("&#38;", "&");
        }
        assert!(seen >= 52, "{seen}");
    }
}
