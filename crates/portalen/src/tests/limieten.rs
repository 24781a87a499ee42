//! What anybody may make the program write or send without a log-in stops at its limit, whatever the form.

use kern::on_both_engines;

use crate::basis::limieten::{Limiet, Limieten, Soort, Wie};
use crate::tests::echt::Echt;
use crate::wereld::World;
use crate::{Operatie, Portaalconfig, Routes, operations};

const LANG: &str = "Dit heb ik met moeite getypt, en ik wil het niet nog een keer doen.";

fn forms() -> Vec<Operatie> {
    let theirs = |operatie: &Operatie| operatie.methode == "POST" && operatie.toegang.naam().is_none();
    operations().into_iter().filter(theirs).collect()
}

/// The same limit for everything.
pub(super) fn elk(bezoeker: u64, samen: u64) -> Portaalconfig {
    let limiet = Limiet { bezoeker, samen };
    let limieten = Soort::ALL.into_iter().fold(Limieten::default(), |all, (soort, _)| all.met(soort, limiet));
    Portaalconfig { limieten, ..Portaalconfig::default() }
}

#[test]
fn every_form_that_is_not_of_staff_is_counted() {
    for operatie in forms() {
        assert!(operatie.toegang.telt_als().is_some(), "{operatie} is not counted");
    }
}

on_both_engines! {
    async fn every_form_stops_at_the_limit_of_its_visitor_and_gives_the_text_back(engine) {
        let w = World::met(engine, elk(1, 1_000), Routes::new()).await;
        let echt = Echt::new(&w).await;
        for (n, operatie) in forms().into_iter().enumerate() {
            let (adres, from) = (echt.adres(&operatie), format!("192.0.2.{n}"));
            let browser = || async {
                match operatie.toegang.is_burger() {
                    true => w.als_burger(echt.burger).await,
                    false => w.niemand().van(&from),
                }
            };
            let first = browser().await.post(&adres, &[]).await;
            assert_ne!(first.status, 429, "{operatie}: the first is no more than the limit");
            // What made nothing was given back.
            let wie = match operatie.toegang.is_burger() {
                true => Wie::Persoon(echt.burger),
                false => Wie::Adres(from.parse().ok()),
            };
            let soort = operatie.toegang.telt_als().unwrap();
            let _ = w.app.tellers.tel(&[(soort, 1)], wie, Some(w.organisatie), w.app.clock.now());
            let page = browser().await.post(&adres, &[("tekst", LANG)]).await.is(429).bevat("Dit is te vaak gedaan");
            assert!(page.kop("retry-after").parse::<u64>().unwrap() > 3_600, "{operatie}");
            let page = browser().await.met_kop("sec-fetch-site", "same-origin").post(&adres, &[("tekst", LANG)]).await.is(429);
            let secret = ["/inloggen", "/balie/zuil", "/aanvraag/hervatten"].iter().any(|place| adres.starts_with(place));
            assert_eq!(page.html.contains(LANG), !secret, "{operatie}: what was typed is given back, unless it is a secret");
            if !operatie.toegang.is_burger() {
                w.niemand().van("198.51.100.1").met_kop("accept-language", "en").get("/").await.ok();
                let other = w.niemand().van(&format!("198.51.100.{n}")).post(&adres, &[]).await;
                assert_ne!(other.status, 429, "{operatie}: another visitor is not held up");
            }
        }
    }

    async fn what_all_do_together_is_bounded_and_who_is_logged_in_goes_on(engine) {
        let w = World::met(engine, elk(3, 3), Routes::new()).await;
        let begin = |browser: crate::wereld::Browser| async move { browser.post("/aanvragen/grofvuil", &[]).await.status };
        for n in 1..=3 {
            assert_eq!(begin(w.niemand().van(&format!("192.0.2.{n}"))).await, 303);
        }
        assert_eq!(begin(w.niemand().van("192.0.2.4")).await, 429);
        w.niemand().van("192.0.2.5").post("/aanvragen/grofvuil", &[]).await.is(429).bevat("ingelogd");
        let burger = w.inwoner("Vries").await;
        assert_eq!(begin(w.als_burger(burger).await).await, 303, "who is logged in counts for themselves alone");
        w.later(24 * 60 * 60);
        assert_eq!(begin(w.niemand().van("192.0.2.4")).await, 303);
    }

    async fn what_is_refused_for_another_reason_costs_nobody_anything(engine) {
        let w = World::met(engine, elk(2, 2), Routes::new()).await;
        let visitor = w.niemand();
        let begun = visitor.post("/aanvragen/grofvuil", &[]).await.is(303).kop("location").to_owned();
        let send = format!("/aanvraag/{}/versturen", begun.split('/').nth(2).unwrap());
        for _ in 0..50 {
            visitor.post(&send, &[]).await.is(303);
            visitor.post("/afspraak/maken", &[]).await.naar("/afspraak");
            let nowhere = format!("/aanvraag/{}/versturen", w.app.ids.next::<uuid::Uuid>());
            w.niemand().post(&nowhere, &[]).await.is(404);
            let (guess, nobodys) = ([("code", "KXQ7-2MHD")], w.app.ids.next::<uuid::Uuid>());
            w.niemand().post(&format!("/afspraak/{nobodys}/afzeggen"), &guess).await;
        }
        let (soort, wie) = (Soort::Wijzigingen, Wie::Adres("203.0.113.7".parse().ok()));
        for _ in 0..2 {
            assert_eq!(w.app.tellers.tel(&[(soort, 1)], wie, Some(w.organisatie), w.app.clock.now()), Ok(()));
        }
    }

    async fn sixty_at_once_from_one_address_are_as_many_as_the_limit(engine) {
        let w = World::met(engine, elk(5, 1_000), Routes::new()).await;
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..60 {
            let browser = w.niemand();
            all.spawn(async move { browser.post("/aanvragen/grofvuil", &[]).await.status });
        }
        let done = all.join_all().await;
        assert_eq!(done.iter().filter(|status| **status == 303).count(), 5);
        let rows = kern::testhulp::count(&w.app.db, "aanvraag_concepten").await;
        assert_eq!(rows, 5, "and no more was written");
    }

    /// Anybody can type any address: a mail to it says nothing that they typed with it.
    async fn a_mail_to_an_address_that_nobody_verified_carries_nothing_that_was_typed(engine) {
        let w = World::new(engine).await;
        let visitor = w.niemand();
        let first = visitor.post("/aanvragen/grofvuil", &[]).await.is(303).kop("location").to_owned();
        let of = |rest: &str| format!("/aanvraag/{}/{rest}", first.split('/').nth(2).unwrap());
        let fields = [("soort", "anders"), ("wat", "OPLICHTING"), ("dag", "2026-11-30")];
        // The first answer leads to another question on the same page.
        visitor.post(&first, &fields).await.is(303);
        visitor.post(&first, &fields).await.is(303);
        visitor.post(&of("stap/ander"), &[]).await.is(303);
        let fields = [
            ("naam", "OPLICHTING nl"),
            ("mail", "slachtoffer@example.nl"),
            ("adres.postcode", "9999 aa"),
            ("adres.huisnummer", "12"),
            ("adres.toevoeging", "OPL"),
            ("akkoord", "ja"),
        ];
        visitor.post(&of("stap/contact"), &fields).await.is(303);
        let sent = visitor.post(&of("versturen"), &[]).await.is(303).kop("location").to_owned();
        visitor.get(&sent).await.ok().bevat("ZAAK-2026-");
        let (id, code) = (w.app.ids.next::<uuid::Uuid>().to_string(), "KXQ7-2MHD");
        let fields = [
            ("id", id.as_str()),
            ("code", code),
            ("product", "grofvuil"),
            ("balie", "raadhuis"),
            ("op", "2026-11-23T13:00:00.000Z"),
            ("naam", "OPLICHTING nl"),
            ("e_mail", "slachtoffer@example.nl"),
            ("telefoon", "0612345678"),
        ];
        visitor.post("/afspraak/maken", &fields).await.is(303);
        let mailed = w.mailcode(&format!("/afspraak/{id}")).await;
        visitor.post(&format!("/afspraak/{id}/bevestigen"), &[("code", code), ("bevestigcode", &mailed)]).await.is(303);
        let moved = [("code", code), ("op", "2026-11-23T13:15:00.000Z")];
        visitor.post(&format!("/afspraak/{id}/verzetten"), &moved).await.is(303);
        visitor.post(&format!("/afspraak/{id}/afzeggen"), &[("code", code)]).await.is(303);
        let mails = w.verstuur("noreply@klein.example.nl").await;
        let mails: Vec<_> = mails.into_iter().filter(|mail| mail.aan.contains("slachtoffer")).collect();
        assert_eq!(mails.len(), 5, "a receipt, and of the appointment that it was asked for, confirmed, moved and cancelled");
        for mail in mails {
            let typed = ["OPL", "0612345678"].iter().find(|typed| {
                [&mail.onderwerp, &mail.tekst].iter().any(|text| text.contains(**typed))
            });
            assert_eq!(typed, None, "{}: {}", mail.onderwerp, mail.tekst);
        }
    }
}
