//! The desk: reception, counter, display, kiosk, and appointments that staff make; through the real router.

use kern::on_both_engines;
use kern::testhulp::count;

use crate::wereld::{Browser, Pagina, World};

const LOKET: &str = "/balie/loket/raadhuis/1";

/// What stands between two texts.
fn between<'a>(page: &'a Pagina, begin: &str, end: &str) -> &'a str {
    let (_, rest) = page.html.split_once(begin).unwrap_or_else(|| panic!("no {begin} in {}", page.html));
    rest.split(end).next().unwrap_or_default()
}

/// The visitor at the counter: the address of the visit, and the versie that is shown.
fn bezoek(page: &Pagina) -> (String, String) {
    let id = between(page, "action=\"/balie/bezoeken/", "/").to_owned();
    (format!("/balie/bezoeken/{id}"), between(page, "name=\"versie\" value=\"", "\"").to_owned())
}

async fn step(clerk: &Browser, what: &str) -> Pagina {
    let (adres, versie) = bezoek(&clerk.get(LOKET).await.ok());
    clerk.post(&format!("{adres}/stap"), &[("stap", what), ("versie", &versie), ("adres", LOKET)]).await
}

/// An appointment at 10:15 that staff make; gives its page.
async fn afspraak(staff: &Browser) -> String {
    let fields = [
        ("product", "grofvuil"),
        ("balie", "raadhuis"),
        ("op", "2026-11-23T09:15:00Z"),
        ("naam", "J. de Vries"),
        ("telefoon", "06 12345678"),
    ];
    staff.post("/balie/afspraak", &fields).await.is(303).kop("location").to_owned()
}

/// A code that links a device to this desk.
async fn zuilcode(w: &World, balie: &str) -> String {
    let page = w.als("b.demir").await.post("/beheer/zuilen", &[("balie", balie), ("naam", "Hal")]).await.ok();
    let said = page.html.split("De code is <strong>").nth(1).unwrap_or_else(|| panic!("no code: {}", page.tekst()));
    said.split('<').next().unwrap().to_owned()
}

/// The kiosk of a desk.
async fn zuil(w: &World, balie: &str) -> Browser {
    let (code, device) = (zuilcode(w, balie).await, w.niemand());
    device.post(&format!("/balie/zuil/{balie}/koppelen"), &[("code", &code)]).await.is(303);
    device
}

on_both_engines! {
    async fn the_list_of_the_reception_leaves_a_trace_once_a_day(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        afspraak(&agent).await;
        let manager = w.als("m.hendriks").await;
        let before = kern::testhulp::laatste_nummer(&w.app.db).await;
        for staff in [&agent, &agent, &manager, &manager] {
            staff.get("/balie/receptie/raadhuis").await.ok().bevat("J. de Vries");
        }
        let told = kern::testhulp::verteld_na(&w.app.db, before).await;
        assert_eq!(told.len(), 2, "once for each who looked");
        assert!(told.iter().all(|entry| (entry.resource.as_str(), entry.actie.as_str()) == ("afspraak", "geraadpleegd")));
        assert!(told.iter().all(|entry| entry.doel.as_deref() == Some("balie-helpen") && entry.medewerker.is_some()));
    }

    async fn arrived_called_helped_and_on_the_one_time_line(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let made = afspraak(&agent).await;
        agent.get(&made).await.ok().bevat("De afspraak is gemaakt").bevat("Vertel deze code");
        let reception = agent.get("/balie/receptie/raadhuis").await.ok().bevat("J. de Vries").bevat("10:15");
        let id = between(&reception, "name=\"afspraak\" value=\"", "\"").to_owned();
        agent.post("/balie/receptie/raadhuis/aankomst", &[("afspraak", &id)]).await.naar("/balie/receptie/raadhuis?bon=A001");
        w.later(16 * 60);
        agent.get(LOKET).await.ok().bevat("A001").bevat("Roep de volgende op");
        agent.post(&format!("{LOKET}/volgende"), &[]).await.naar(LOKET);
        let here = agent.get(LOKET).await.ok().bevat("J. de Vries").bevat("postcode").bevat("meteen meegegeven?").bevat("Nee, niet meegegeven");
        let (adres, versie) = bezoek(&here);
        let screen = w.niemand().get("/balie/scherm/raadhuis").await.ok().bevat("A001").bevat("Loket 1").bevat_niet("Vries");
        assert_eq!(screen.kop("refresh"), "5");
        let fields = [("versie", versie.as_str()), ("adres", LOKET), ("notitie", "Pas meegegeven")];
        let wrong = [fields[0], fields[1], fields[2], ("meegegeven-sleutel", "00000000-0000-7000-8000-000000000001")];
        agent.post(&format!("{adres}/klaar"), &wrong).await.is(409).bevat("Pas meegegeven");
        agent.post(&format!("{adres}/klaar"), &fields).await.naar(&format!("{LOKET}?gedaan=klaar"));
        assert_eq!(count(&w.app.db, "zaken").await, 0, "what was not chosen is not handed over");
        agent.post(&format!("{adres}/klaar"), &fields).await.is(303);
        agent.get(&format!("/balie/afspraken/{id}")).await.ok().bevat("Geholpen");
        let journal = w.als("a.smit").await.get("/journaal").await.ok();
        assert_eq!(journal.html.matches("Contact vastgelegd</").count(), 1 + usize::from(journal.html.contains("<option")), "once in the list, once among the choices");
    }

    async fn mail_about_an_appointment_that_did_not_arrive_is_work_at_the_desk(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let fields = [("product", "grofvuil"), ("balie", "raadhuis"), ("op", "2026-11-23T09:15:00Z"), ("naam", "J. de Vries"),
            ("telefoon", "06 12345678"), ("e_mail", "vries@example.nl")];
        let made = agent.post("/balie/afspraak", &fields).await.is(303).kop("location").to_owned();
        let adres = made.split('?').next().unwrap().to_owned();
        agent.get("/balie").await.ok().bevat_niet("niet aankwamen");
        w.verstuur("geen adres").await;
        let list = agent.get("/balie").await.ok().bevat("Berichten die niet aankwamen").bevat("Dit e-mailadres bestaat niet");
        list.bevat(&format!("href=\"{adres}#bericht-"));
        let code = between(&agent.get(&made).await.ok(), "<dd><strong>", "<").to_owned();
        let page = agent.get(&adres).await.ok().bevat("Stuur opnieuw").bevat("06 12345678");
        let page = page.bevat_niet(&code);
        let bericht = between(&page, "name=\"bericht\" value=\"", "\"").to_owned();
        let nazien = format!("{adres}/nazien");
        let form = |wat, hoe| [("bericht", bericht.as_str()), ("wat", wat), ("hoe", hoe)];
        agent.post(&nazien, &form("anders-verteld", "")).await.is(409).bevat("Schrijf op hoe u het hebt verteld");
        agent.post(&nazien, &form("anders-verteld", "Gebeld.")).await.naar(&format!("{adres}?gedaan=nagezien"));
        agent.get(&adres).await.ok().bevat("op een andere manier verteld").bevat_niet("Stuur opnieuw");
        agent.get("/balie").await.ok().bevat_niet("niet aankwamen");
        agent.post(&nazien, &form("anders-verteld", "Gebeld.")).await.naar(&format!("{adres}?gedaan=nagezien"));
        agent.post(&nazien, &form("opnieuw", "")).await.is(409);
        // Moved, what was written before it is not true any more.
        let made = agent.post("/balie/afspraak", &[fields[0], fields[1], ("op", "2026-11-23T09:45:00Z"), fields[3], fields[4], fields[5]]).await;
        let moved = made.kop("location").split('?').next().unwrap().to_owned();
        w.verstuur("geen adres").await;
        let old = between(&agent.get(&moved).await.ok(), "name=\"bericht\" value=\"", "\"").to_owned();
        w.later(60);
        agent.post(&format!("{moved}/verzetten"), &[("op", "2026-11-24T09:15:00Z")]).await.is(303);
        let list = agent.get("/balie").await.ok();
        list.bevat_niet(&format!("#bericht-{old}"));
        let again = [("bericht", old.as_str()), ("wat", "opnieuw"), ("e_mail", "vries@example.nl")];
        agent.post(&format!("{moved}/nazien"), &again).await.is(409).bevat("klopt niet meer");
        // Of another appointment it is no message.
        let other = agent.post("/balie/afspraak", &[fields[0], fields[1], ("op", "2026-11-23T09:30:00Z"), fields[3], fields[4]]).await;
        let other = other.kop("location").split('?').next().unwrap().to_owned();
        agent.post(&format!("{other}/nazien"), &form("opnieuw", "")).await.is(404);
    }

    async fn what_is_handed_over_ends_as_whoever_helped_them_chose(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let walk_in = [("product", "grofvuil"), ("naam", "Ali"), ("bezoek", "0193a2b4-0000-7000-8000-000000000001")];
        agent.post("/balie/receptie/raadhuis/inloop", &walk_in).await.is(303);
        agent.post(&format!("{LOKET}/volgende"), &[]).await.is(303);
        let here = agent.get(LOKET).await.ok();
        let choices = between(&here, "name=\"meegegeven-grofvuil\"", "</select>").to_owned();
        assert!(choices.contains("<option value=\"\" selected>"), "nothing is chosen because it stands first: {choices}");
        let id = |naam: &str| {
            let before = choices.split(&format!("\">{naam}<")).next().unwrap();
            before.rsplit("value=\"").next().unwrap().to_owned()
        };
        let (adres, versie) = bezoek(&here);
        let chosen = id("Gedaan");
        let fields = [("versie", versie.as_str()), ("adres", LOKET), ("notitie", ""), ("meegegeven-grofvuil", chosen.as_str())];
        agent.post(&format!("{adres}/klaar"), &fields).await.naar(&format!("{LOKET}?gedaan=klaar"));
        let zaak = format!("/werkplek/zaken/{}", walk_in[2].1);
        w.als("t.vanbeek").await.get(&zaak).await.ok().bevat("Gedaan").bevat_niet("Afgewezen");
        assert_eq!(count(&w.app.db, "berichten").await, 0, "no confirmation of what is in their hands");
    }

    async fn parked_back_absent_redirected(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let walk_in = [("product", "grofvuil"), ("naam", "Ali"), ("bezoek", "0193a2b4-0000-7000-8000-000000000001")];
        for _ in 0..2 {
            agent.post("/balie/receptie/raadhuis/inloop", &walk_in).await.naar("/balie/receptie/raadhuis?bon=V001");
        }
        agent.post(&format!("{LOKET}/volgende"), &[]).await.naar(LOKET);
        step(&agent, "nogmaals").await.is(303);
        step(&agent, "parkeren").await.naar(&format!("{LOKET}?gedaan=geparkeerd"));
        agent.post(&format!("{LOKET}/volgende"), &[]).await.naar(&format!("{LOKET}?gedaan=niemand"));
        step(&agent, "terug").await.is(303);
        agent.get(LOKET).await.ok().bevat("is terug");
        agent.post(&format!("{LOKET}/volgende"), &[]).await.naar(LOKET);
        let (adres, versie) = bezoek(&agent.get(LOKET).await.ok());
        let fields = [("stap", "doorverwijzen"), ("versie", versie.as_str()), ("adres", LOKET), ("product", "milieustraat"), ("loket", "Loket 2")];
        agent.post(&format!("{adres}/stap"), &fields).await.naar(&format!("{LOKET}?gedaan=doorverwezen"));
        agent.post(&format!("{adres}/stap"), &fields).await.is(409).bevat("Iemand anders heeft dit net gewijzigd");
        agent.get(LOKET).await.ok().bevat("voor Loket 2");
        agent.get("/balie/loket/raadhuis/3").await.is(404);
        agent.get("/balie/loket/raadhuis/0").await.is(404);
    }

    async fn a_kiosk_works_only_on_a_device_that_was_linked_and_until_it_is_taken_away(engine) {
        let w = World::new(engine).await;
        let manager = w.als("b.demir").await;
        let stranger = w.niemand();
        stranger.get("/balie/zuil/raadhuis").await.ok().bevat("Dit apparaat is nog geen zuil").bevat_niet("Ik ben er");
        for n in 0..60 {
            let ticket = stranger.post("/balie/zuil/raadhuis/inloop", &[("product", "grofvuil")]).await.is(403);
            ticket.bevat_niet("bon=");
            stranger.post("/balie/zuil/raadhuis/aankomst", &[("code", &format!("KXQ7-2MH{}", n % 8 + 2))]).await.is(403);
        }
        assert_eq!(kern::testhulp::count(&w.app.db, "bezoeken").await, 0, "nobody stands in the queue");
        manager.post("/beheer/zuilen", &[("balie", "nergens"), ("naam", " ")]).await.is(400).bevat("Vul dit veld in");
        for other in ["s.bakker", "r.visser", "a.smit"] {
            w.als(other).await.post("/beheer/zuilen", &[("balie", "raadhuis"), ("naam", "Hal")]).await.is(403);
        }
        let code = zuilcode(&w, "raadhuis").await;
        // At another desk, mistyped, or an hour later the code links nothing; and it links one device.
        stranger.post("/balie/zuil/wijkpunt/koppelen", &[("code", &code)]).await.is(400).bevat("kennen wij niet");
        stranger.post("/balie/zuil/raadhuis/koppelen", &[("code", "AAAA-AAAA")]).await.is(400);
        let kiosk = w.niemand();
        kiosk.post("/balie/zuil/raadhuis/koppelen", &[("code", &code.to_lowercase())]).await.naar("/balie/zuil/raadhuis");
        stranger.post("/balie/zuil/raadhuis/koppelen", &[("code", &code)]).await.is(400);
        kiosk.get("/balie/zuil/raadhuis").await.ok().bevat("Ik ben er");
        kiosk.get("/balie/zuil/wijkpunt").await.ok().bevat("Dit apparaat is nog geen zuil");
        kiosk.post("/balie/zuil/raadhuis/inloop", &[("product", "grofvuil")]).await.is(303);
        let page = manager.get("/beheer").await.ok().bevat("gekoppeld vandaag").bevat_niet(&code);
        let id = page.html.split("/beheer/zuilen/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        w.als_buur("b.demir").await.post(&format!("/beheer/zuilen/{id}/intrekken"), &[]).await.is(404);
        kiosk.get("/balie/zuil/raadhuis").await.ok().bevat("Ik ben er");
        manager.post(&format!("/beheer/zuilen/{id}/intrekken"), &[]).await.naar("/beheer#zuilen");
        manager.post(&format!("/beheer/zuilen/{id}/intrekken"), &[]).await.is(404);
        kiosk.post("/balie/zuil/raadhuis/inloop", &[("product", "grofvuil")]).await.is(403);
        let late = zuilcode(&w, "raadhuis").await;
        w.later(60 * 60);
        w.niemand().post("/balie/zuil/raadhuis/koppelen", &[("code", &late)]).await.is(400);
    }

    async fn at_the_kiosk_by_code_or_with_a_ticket(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let made = afspraak(&agent).await;
        let code = made.split("code=").nth(1).unwrap().to_owned();
        let visitor = zuil(&w, "raadhuis").await;
        let kiosk = visitor.get("/balie/zuil/raadhuis").await.ok().bevat("Ik heb een afspraak").bevat("Grofvuil");
        kiosk.bevat_niet("Sleutel");
        visitor.post("/balie/zuil/raadhuis/aankomst", &[("code", "x")]).await.is(400).bevat("vinden wij geen afspraak");
        let typed = code.to_lowercase().replace('-', " ");
        visitor.post("/balie/zuil/raadhuis/aankomst", &[("code", &typed)]).await.naar("/balie/zuil/raadhuis?bon=A001");
        let ticket = visitor.get("/balie/zuil/raadhuis?bon=A001").await.ok().bevat("A001").bevat_niet("Vries");
        assert_eq!(ticket.kop("refresh"), "20; url=/balie/zuil/raadhuis");
        visitor.get("/balie/zuil/raadhuis?bon=Bel-0900").await.ok().bevat("Ik ben er").bevat_niet("<strong>");
        visitor.post("/balie/zuil/raadhuis/inloop", &[("product", "grofvuil")]).await.naar("/balie/zuil/raadhuis?bon=V002");
        visitor.post("/balie/zuil/raadhuis/inloop", &[("product", "sleutel")]).await.is(400).bevat("hebt u een afspraak nodig");
        zuil(&w, "wijkpunt").await.get("/balie/zuil/wijkpunt").await.ok().bevat("U hebt nu een afspraak nodig");
        visitor.get("/balie/zuil/niets").await.is(404);
    }

    async fn from_a_running_contact_the_caller_is_filled_in(engine) {
        let w = World::new(engine).await;
        let agent = w.als("s.bakker").await;
        let contact = agent.post("/werkplek/contacten", &[]).await.is(303).kop("location").to_owned();
        let id = contact.rsplit('/').next().unwrap().to_owned();
        agent.get(&contact).await.ok().bevat("Afspraak maken");
        let typed = [("naar", "afspraak"), ("beller_naam", "mw. Jansen"), ("beller_telefoon", "06 11111111"), ("artikel", "grofvuil")];
        let chooser = agent.post(&format!("{contact}/bewaar"), &typed).await.is(303).kop("location").to_owned();
        assert_eq!(chooser, format!("/balie/afspraak?contact={id}"));
        agent.get(&chooser).await.ok().bevat("value=\"grofvuil\" checked").bevat("Kies een plaats").bevat_niet("2026-11-23T09%3A15");
        agent.get(&format!("{chooser}&kies=1&product=grofvuil&balie=raadhuis")).await.ok().bevat("2026-11-23T09%3A15");
        let form = format!("{chooser}&product=grofvuil&balie=raadhuis&op=2026-11-23T09:15:00Z");
        agent.get(&form).await.ok().bevat("value=\"mw. Jansen\"").bevat("value=\"06 11111111\"");
        let fields = [("contact", id.as_str()), ("product", "grofvuil"), ("balie", "raadhuis"), ("op", "2026-11-23T09:15:00Z"), ("naam", "mw. Jansen")];
        let made = agent.post("/balie/afspraak", &fields).await.is(303).kop("location").to_owned();
        let page = agent.get(&made).await.ok().bevat(&format!("href=\"{contact}\""));
        let nummer = between(&page, "<h1 class=\"utrecht-heading-1\">Afspraak ", "<").to_owned();
        let path = made.split('?').next().unwrap().to_owned();
        let number = nummer.trim_start_matches('0');
        agent.post("/balie/zoeken", &[("nummer", number), ("naam", "jansen")]).await.naar(&path);
        // Numbers can be counted up: one alone, or with another name, opens nothing.
        for (number, naam) in [(number, ""), (number, "Jan"), (number, "Pieters"), ("77", "Jansen")] {
            let refused = agent.post("/balie/zoeken", &[("nummer", number), ("naam", naam)]).await.is(400);
            refused.bevat("Met dit nummer en deze naam vinden wij geen afspraak").bevat_niet(&path);
        }
        agent.get(&format!("{path}?verzetten=1")).await.ok().bevat("morgen");
        agent.post(&format!("{path}/verzetten"), &[("op", "2026-11-24T09:00:00Z")]).await.naar(&format!("{path}?gedaan=verzet"));
        agent.post(&format!("{path}/afzeggen"), &[]).await.naar(&format!("{path}?gedaan=afgezegd"));
        w.als("a.smit").await.get(&path).await.is(403);
    }
}
