//! Appointments on the website: what somebody does, through the real router.

use kern::on_both_engines;

use crate::wereld::{Browser, Pagina, World};

const OP: &str = "2026-11-23T13:00:00.000Z";
const WIE: [(&str, &str); 3] = [("naam", "J. de Vries"), ("e_mail", "j@example.nl"), ("telefoon", "06 12345678")];

/// The fields of the last steps.
fn velden<'a>(op: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let chosen = [("product", "grofvuil"), ("product", "milieustraat"), ("balie", "raadhuis"), ("op", op)];
    chosen.into_iter().chain(WIE).chain(more.iter().copied()).collect()
}

/// The value of a hidden field.
fn hidden(page: &Pagina, name: &str) -> String {
    let (_, rest) = page.html.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Somebody asks for an appointment; gives where it is.
async fn vraag(visitor: &Browser, op: &str) -> String {
    let check = visitor.post("/afspraak/controle", &velden(op, &[])).await.ok().bevat("Klopt dit?");
    let (id, code) = (hidden(&check, "id"), hidden(&check, "code"));
    let fields = velden(op, &[("id", &id), ("code", &code)]);
    let made = visitor.post("/afspraak/maken", &fields).await.is(303).kop("location").to_owned();
    assert_eq!(visitor.post("/afspraak/maken", &fields).await.is(303).kop("location"), made, "sent twice is once");
    assert!(!made.contains("Vries") && !made.contains("example"), "nothing personal in an address: {made}");
    made
}

/// Somebody makes an appointment, and confirms it; gives where it is.
async fn maak(w: &World, visitor: &Browser, op: &str) -> String {
    let made = vraag(visitor, op).await;
    let (path, _) = made.split_once('?').unwrap();
    let typed = [("code", code_of(&made)), ("bevestigcode", &w.mailcode(path).await)];
    visitor.post(&format!("{path}/bevestigen"), &typed).await.is(303);
    made
}

/// The code in an address.
fn code_of(adres: &str) -> &str {
    adres.split_once("code=").unwrap().1.split('&').next().unwrap()
}

on_both_engines! {
    async fn from_what_for_to_done_one_question_a_page(engine) {
        let w = World::new(engine).await;
        let visitor = w.niemand();
        let first = visitor.get("/afspraak").await.ok().bevat("Waarvoor komt u?").bevat("value=\"grofvuil\"");
        first.bevat_niet("value=\"sleutel\"");
        visitor.get("/afspraak?kies=1").await.is(400).bevat("Vul dit veld in");
        visitor.get("/afspraak?product=grofvuil").await.ok().bevat("Waar wilt u langskomen?").bevat("Wijkpunt");
        let when = visitor.get("/afspraak?product=grofvuil&product=milieustraat").await.ok();
        let when = when.bevat("Wanneer komt u?").bevat("Raadhuis").bevat("2026-11-23T13%3A00%3A00.000Z");
        when.bevat_niet("2026-11-23T09%3A00");
        let data = format!("/afspraak/gegevens?product=grofvuil&product=milieustraat&balie=raadhuis&op={OP}&naam=X");
        visitor.get(&data).await.ok().bevat("Wie komt er langs?").bevat("vandaag 14:00").bevat_niet("value=\"X\"");
        let made = maak(&w, &visitor, OP).await;
        let page = visitor.get(&made).await.ok().bevat("Uw afspraak is gemaakt").bevat("J. de Vries").bevat("vandaag 14:00");
        assert_eq!(page.kop("cache-control"), "no-store");
        w.niemand().met_kop("accept-language", "en").get(&made).await.ok().bevat("Your appointment has been made");
    }

    async fn it_stands_once_the_code_in_the_mail_was_typed(engine) {
        let w = World::new(engine).await;
        let visitor = w.niemand();
        let made = vraag(&visitor, OP).await;
        let (path, _) = made.split_once('?').unwrap();
        let page = visitor.get(&made).await.ok().bevat("Bevestig uw afspraak").bevat("vandaag 12:00").bevat("Zeg de afspraak af");
        page.bevat_niet("Uw afspraak is gemaakt").bevat_niet("/verzetten").bevat_niet("afspraak.ics");
        let own = code_of(&made).to_owned();
        let confirm = async |browser: &Browser, code: &str, typed: &str| {
            browser.post(&format!("{path}/bevestigen"), &[("code", code), ("bevestigcode", typed)]).await
        };
        confirm(&visitor, &own, "").await.is(409).bevat("Vul dit veld in");
        for wrong in ["AAAA-BBBB", &own] {
            confirm(&visitor, &own, wrong).await.is(409).bevat("Dit is niet de code uit de e-mail").bevat("Bevestig uw afspraak");
        }
        visitor.post(&format!("{path}/verzetten"), &[("code", &own), ("op", "2026-11-24T09:00:00Z")]).await.is(409).bevat("nog niet bevestigd");
        let mailed = w.mailcode(path).await;
        // From the mail, on another device: the code is filled in.
        let phone = w.niemand();
        phone.get(&format!("{path}?code={mailed}")).await.ok().bevat(&format!("value=\"{mailed}\""));
        confirm(&phone, &mailed, &mailed).await.naar(&format!("{path}?code={mailed}&gedaan=bevestigd"));
        let page = phone.get(&format!("{path}?code={mailed}&gedaan=bevestigd")).await.ok();
        page.bevat("Uw afspraak is bevestigd").bevat(&mailed).bevat("/verzetten").bevat_niet("Bevestig uw afspraak");
        confirm(&phone, &mailed, &mailed).await.is(303);
        visitor.get(&made).await.ok().bevat("Uw afspraak is gemaakt").bevat("/verzetten");
    }

    async fn what_was_typed_stays_when_something_is_wrong(engine) {
        let w = World::new(engine).await;
        let wrong = [("product", "grofvuil"), ("balie", "raadhuis"), ("op", OP), ("naam", "J. de Vries"), ("e_mail", "geen\nmail"), ("telefoon", "1")];
        let page = w.niemand().post("/afspraak/controle", &wrong).await.is(400);
        page.bevat("value=\"J. de Vries\"").bevat("Dit is geen e-mailadres").bevat("href=\"#telefoon\"");
        let back = w.niemand().post("/afspraak/gegevens", &velden(OP, &[])).await.ok();
        back.bevat("value=\"j@example.nl\"");
        w.niemand().post("/afspraak/maken", &[("product", "grofvuil")]).await.naar("/afspraak");
    }

    async fn taken_a_moment_before_the_nearest_times_are_offered(engine) {
        let w = World::new(engine).await;
        for _ in 0..2 {
            maak(&w, &w.niemand(), OP).await;
        }
        let late = w.niemand();
        let page = late.post("/afspraak/maken", &velden(OP, &[])).await.is(409).bevat("Deze tijd is net weg");
        let page = page.bevat("value=\"J. de Vries\"").bevat("value=\"2026-11-23T13:45:00.000Z\"");
        page.bevat_niet("value=\"2026-11-23T13:15:00.000Z\"");
        late.post("/afspraak/controle", &velden("2026-11-23T13:45:00.000Z", &[])).await.ok().bevat("vandaag 14:45");
        late.get(&format!("/afspraak/gegevens?product=grofvuil&balie=raadhuis&op={OP}")).await.is(303);
    }

    async fn with_its_code_it_is_moved_cancelled_and_put_in_a_calendar(engine) {
        let w = World::new(engine).await;
        let visitor = w.niemand();
        let made = maak(&w, &visitor, OP).await;
        let (path, query) = made.split_once('?').unwrap();
        let code = query.split('&').next().unwrap().strip_prefix("code=").unwrap().to_owned();
        visitor.get(path).await.ok().bevat("Uw afspraak bekijken").bevat_niet("Vries");
        visitor.get(&format!("{path}?code=AAAA-BBBB")).await.is(400).bevat("vinden wij geen afspraak").bevat_niet("Vries");
        let file = visitor.get(&format!("{path}/afspraak.ics?code={code}")).await.ok();
        assert_eq!(file.kop("content-type"), "text/calendar; charset=utf-8");
        assert!(file.html.contains("DTSTART:20261123T130000Z\r\nDTEND:20261123T133000Z\r\nSEQUENCE:0"), "{}", file.html);
        let move_to = format!("{path}/verzetten?code={code}");
        visitor.get(&move_to).await.ok().bevat("morgen");
        visitor.get(&format!("{move_to}&op=2026-11-24T09:00:00Z")).await.ok().bevat("Verzet de afspraak naar deze tijd");
        let fields = [("code", code.as_str()), ("op", "2026-11-24T09:00:00Z")];
        visitor.post(&format!("{path}/verzetten"), &fields).await.naar(&format!("{path}?code={code}&gedaan=verzet"));
        visitor.get(&format!("{path}?code={code}")).await.ok().bevat("morgen 10:00");
        let wrong = [("code", code.as_str()), ("op", "2026-11-24T20:00:00Z")];
        visitor.post(&format!("{path}/verzetten"), &wrong).await.is(409).bevat("Op deze tijd kan het niet");
        visitor.post(&format!("{path}/afzeggen"), &[("code", "AAAA-BBBB")]).await.is(400);
        visitor.post(&format!("{path}/afzeggen"), &[("code", &code)]).await.is(303);
        visitor.get(&format!("{path}?code={code}")).await.ok().bevat("Deze afspraak is afgezegd");
        let gone = visitor.get(&format!("{path}/afspraak.ics?code={code}")).await.ok();
        assert!(gone.html.contains("METHOD:CANCEL") && gone.html.contains("SEQUENCE:2"), "{}", gone.html);
    }

    async fn sent_again_otherwise_what_stands_is_said(engine) {
        let w = World::new(engine).await;
        let visitor = w.niemand();
        let check = visitor.post("/afspraak/controle", &velden(OP, &[])).await.ok();
        let own = [("id", hidden(&check, "id")), ("code", hidden(&check, "code"))];
        let own: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
        visitor.post("/afspraak/maken", &velden(OP, &own)).await.is(303);
        // Back, another time, and sent once more.
        let again = visitor.post("/afspraak/maken", &velden("2026-11-23T13:45:00.000Z", &own)).await.is(303);
        let page = visitor.get(again.kop("location")).await.ok().bevat("U had deze afspraak al gemaakt").bevat("vandaag 14:00");
        page.bevat_niet("Uw afspraak is gemaakt").bevat("/afzeggen");
        let (path, query) = again.kop("location").split_once('?').unwrap();
        let code = query.split('&').next().unwrap().strip_prefix("code=").unwrap();
        visitor.post(&format!("{path}/afzeggen"), &[("code", code)]).await.is(303);
        let gone = visitor.post("/afspraak/maken", &velden(OP, &own)).await.is(303);
        visitor.get(gone.kop("location")).await.ok().bevat("Deze afspraak is afgezegd of al voorbij").bevat_niet("Uw afspraak is gemaakt");
    }

    async fn whoever_guesses_codes_is_slowed_down(engine) {
        let w = World::new(engine).await;
        let made = maak(&w, &w.niemand(), OP).await;
        let (path, query) = made.split_once('?').unwrap();
        let guesser = w.niemand().van("198.51.100.9");
        for _ in 0..21 {
            guesser.get(&format!("{path}?code=AAAA-BBBB")).await.is(400);
        }
        guesser.get(&made).await.is(400).bevat("U probeert het te vaak").bevat_niet("Vries");
        w.niemand().get(&format!("{path}?{query}")).await.ok();
        w.later(61);
        guesser.get(&made).await.ok();
    }
}
