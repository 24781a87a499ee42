//! Arrival, the queue, the counter.

use std::collections::HashSet;

use kern::testhulp::count;
use kern::volgers::{catch_up, herbouw};
use kern::{Change, Gebeurtenis, on_both_engines};
use registers::klantinteracties::klantcontact;
use servicenormen::Servicenormen;

use super::*;
use crate::afspraken::bezoek::{GemeldBij, Stap, Status};
use crate::afspraken::helpen::{Hulp, klaar, stap};
use crate::afspraken::melden::{Inloop, Voor, aankomst, inloop};
use crate::afspraken::{Bezoek, afspraak, lezen, wachtrij};

impl World {
    async fn loopt_in(&self, gemeld_bij: GemeldBij) -> Result<Bezoek> {
        let new =
            Inloop { id: self.bench.ids.next(), producten: vec!["grofvuil".into()], naam: String::new(), gemeld_bij };
        inloop(&self.bench.db, &self.bench.ids, &self.bezoeker(), &self.instellingen, "raadhuis", &new).await
    }

    /// Somebody with an appointment then is here now.
    async fn is_er(&self, op: &str) -> Bezoek {
        let nieuw = Nieuw { kanaal: "balie".into(), ..self.vraag(op, &["grofvuil"]) };
        self.maak(&nieuw).await.unwrap();
        self.met_code(&nieuw.code).await.unwrap()
    }

    async fn met_code(&self, code: &str) -> Result<Bezoek> {
        aankomst(&self.bench.db, &self.bench.ids, &self.bezoeker(), "raadhuis", &Voor::Code(code)).await
    }

    async fn roep(&self, loket: &str) -> Option<Bezoek> {
        let handeling = self.medewerker().handeling(self.nu());
        wachtrij::roep(&self.bench.db, &self.bench.ids, &self.who(), &handeling, ("raadhuis", loket)).await.unwrap()
    }

    async fn doe(&self, bezoek: &Bezoek, what: Stap) -> Result<Bezoek> {
        let handeling = self.medewerker().handeling(self.nu());
        let seen = (bezoek.id, bezoek.versie);
        stap(&self.bench.db, &self.bench.ids, &self.who(), &handeling, &self.instellingen, seen, &what).await
    }

    async fn help(&self, bezoek: &Bezoek, notitie: &str) -> Result<Bezoek> {
        let handeling = self.medewerker().handeling(self.nu());
        let hulp = Hulp { notitie: notitie.into(), meegegeven: Vec::new() };
        let seen = (bezoek.id, bezoek.versie);
        klaar(&self.bench.db, &self.bench.ids, &self.who(), &handeling, self.team, seen, &hulp).await
    }
}

on_both_engines! {
    async fn arrival_by_code_gives_one_ticket_however_often(engine) {
        let w = World::new(engine).await;
        let nieuw = w.vraag("2026-11-23T14:00", &["grofvuil"]);
        let made = w.maak(&nieuw).await.unwrap();
        assert_eq!(code_of(w.met_code("AAAA-BBBB").await), "afspraak-code-onbekend");
        let there = w.met_code(&nieuw.code).await.unwrap();
        assert_eq!((there.bon.as_str(), w.met_code(&nieuw.code).await.unwrap()), ("A001", there.clone()));
        assert_eq!(w.loopt_in(GemeldBij::Zuil).await.unwrap().bon, "V002");
        let now = lezen::afspraak(&w.bench.db, &w.who(), made.id).await.unwrap();
        assert_eq!(now.status, afspraak::Status::Verschenen);
        w.set("2026-11-24T10:00");
        assert_eq!(code_of(w.met_code(&nieuw.code).await), "afspraak-code-onbekend", "of another day");
        assert_eq!(w.loopt_in(GemeldBij::Zuil).await.unwrap().bon, "V001", "each day begins anew");
    }

    async fn the_kiosk_gives_no_tickets_to_whoever_plays_with_it(engine) {
        let w = World::new(engine).await;
        for _ in 0..10 {
            w.loopt_in(GemeldBij::Zuil).await.unwrap();
        }
        assert_eq!(code_of(w.loopt_in(GemeldBij::Zuil).await), "zuil-te-druk");
        w.loopt_in(GemeldBij::Receptie).await.unwrap();
        w.set("2026-11-23T10:02");
        w.loopt_in(GemeldBij::Zuil).await.unwrap();
        w.set("2026-11-23T20:00");
        assert_eq!(code_of(w.loopt_in(GemeldBij::Zuil).await), "balie-gesloten");
    }

    async fn the_order_is_fair(engine) {
        let w = World::new(engine).await;
        let walk_in = w.loopt_in(GemeldBij::Receptie).await.unwrap();
        let due = w.is_er("2026-11-23T10:15").await;
        let early = w.is_er("2026-11-23T12:00").await;
        w.set("2026-11-23T10:20");
        let late = w.is_er("2026-11-23T10:30").await;
        let first = w.roep("Loket 1").await.unwrap();
        assert_eq!(first.id, due.id, "an appointment whose time has come goes before a walk-in");
        let parked = w.doe(&first, Stap::Parkeren).await.unwrap();
        w.doe(&parked, Stap::Terugroepen).await.unwrap();
        let order: Vec<_> = lezen::wachtenden(&w.bench.db, &w.who(), "raadhuis", w.nu()).await.unwrap().iter().map(|b| b.id).collect();
        assert_eq!(order, [due.id, walk_in.id, late.id, early.id], "back first, then the walk-in, then those who are early");
    }

    async fn whoever_comes_too_late_waits_by_arrival(engine) {
        let w = World::new(engine).await;
        let nieuw = w.vraag("2026-11-23T11:00", &["grofvuil"]);
        w.maak(&nieuw).await.unwrap();
        w.set("2026-11-23T11:05");
        let walk_in = w.loopt_in(GemeldBij::Receptie).await.unwrap();
        w.set("2026-11-23T11:11");
        let late = w.met_code(&nieuw.code).await.unwrap();
        let order: Vec<_> = lezen::wachtenden(&w.bench.db, &w.who(), "raadhuis", w.nu()).await.unwrap().iter().map(|b| b.id).collect();
        assert_eq!(order, [walk_in.id, late.id]);
    }

    async fn two_clerks_never_call_the_same_visitor(engine) {
        let w = World::new(engine).await;
        for _ in 0..20 {
            w.loopt_in(GemeldBij::Receptie).await.unwrap();
        }
        let mut all = tokio::task::JoinSet::new();
        for n in 0..24 {
            let (bench, who, handeling) = (w.bench.clone(), w.who(), w.medewerker().handeling(w.nu()));
            all.spawn(async move {
                let loket = format!("Loket {n}");
                wachtrij::roep(&bench.db, &bench.ids, &who, &handeling, ("raadhuis", &loket)).await.unwrap()
            });
        }
        let called: Vec<_> = all.join_all().await.into_iter().flatten().collect();
        let different: HashSet<_> = called.iter().map(|bezoek| bezoek.id).collect();
        assert_eq!((called.len(), different.len()), (20, 20), "everybody is called once, and the last four counters call nobody");
        assert_eq!(w.events("bezoek").await.iter().filter(|event| event.actie == "opgeroepen").count(), 20);
    }

    async fn a_counter_that_presses_many_times_at_once_calls_one(engine) {
        let w = World::new(engine).await;
        for _ in 0..5 {
            w.loopt_in(GemeldBij::Receptie).await.unwrap();
        }
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let (bench, who, handeling) = (w.bench.clone(), w.who(), w.medewerker().handeling(w.nu()));
            all.spawn(async move {
                wachtrij::roep(&bench.db, &bench.ids, &who, &handeling, ("raadhuis", "Loket 1")).await.unwrap().unwrap().id
            });
        }
        assert_eq!(all.join_all().await.into_iter().collect::<HashSet<_>>().len(), 1);
        let (calls, waiting) = lezen::scherm(&w.bench.db, w.organisatie, "raadhuis", maandag()).await.unwrap();
        assert_eq!((calls.len(), calls[0].loket.as_str(), waiting), (1, "Loket 1", 4));
    }

    async fn redirected_only_that_counter_calls_them(engine) {
        let w = World::new(engine).await;
        let walk_in = w.loopt_in(GemeldBij::Receptie).await.unwrap();
        let called = w.roep("Loket 1").await.unwrap();
        let elsewhere = |loket: &str| Stap::Doorverwijzen { producten: vec!["milieustraat".into()], loket: Some(loket.into()) };
        assert_eq!(code_of(w.doe(&called, elsewhere("Loket 9")).await), "onbekende-keuze");
        w.doe(&called, elsewhere("Loket 3")).await.unwrap();
        assert_eq!(w.roep("Loket 1").await, None);
        let there = w.roep("Loket 3").await.unwrap();
        assert_eq!((there.id, there.producten.as_slice()), (walk_in.id, &["milieustraat".to_owned()][..]));
        assert_eq!(there.opgeroepen_op, called.opgeroepen_op, "the promise is about the first call");
    }

    async fn the_promise_is_counted_from_the_later_of_time_and_arrival(engine) {
        let w = World::new(engine).await;
        w.is_er("2026-11-23T10:15").await;
        w.set("2026-11-23T10:19");
        let called = w.roep("Loket 1").await.unwrap();
        assert_eq!(called.wacht_s(), Some(240));
        let absent = w.doe(&called, Stap::NietVerschenen).await.unwrap();
        assert_eq!(code_of(w.doe(&called, Stap::Parkeren).await), "intussen-gewijzigd");
        w.doe(&absent, Stap::Terugroepen).await.unwrap();
        w.set("2026-11-23T10:30");
        w.roep("Loket 2").await.unwrap();
        let calls: Vec<_> = w.events("bezoek").await.into_iter().filter(|event| event.actie == "opgeroepen").collect();
        let facts: Vec<_> = calls.iter().map(|event| (event.feiten["eerste"].as_bool(), event.feiten["wacht_s"].as_i64())).collect();
        assert_eq!(facts, [(Some(true), Some(240)), (Some(false), Some(240))]);
        assert!(!calls[0].feiten.to_string().contains("Vries"));
    }

    async fn helped_the_visit_is_a_contact_once(engine) {
        let w = World::new(engine).await;
        let nieuw = w.vraag("2026-11-23T14:00", &["grofvuil", "milieustraat"]);
        let made = w.maak(&nieuw).await.unwrap();
        w.met_code(&nieuw.code).await.unwrap();
        let called = w.roep("Loket 1").await.unwrap();
        w.set("2026-11-23T10:06");
        let done = w.help(&called, "Pas opgehaald").await.unwrap();
        assert_eq!(w.help(&called, "Pas opgehaald").await.unwrap(), done);
        assert_eq!((done.status, done.klantcontact, count(&w.bench.db, "klantcontacten").await), (Status::Klaar, Some(called.id.into()), 1));
        let contacts = w.events("klantcontact").await;
        let facts = &contacts[0].feiten;
        assert_eq!((facts["kanaal"].as_str(), facts["product"].as_str(), facts["duur_s"].as_i64()), (Some("balie"), Some("grofvuil"), Some(360)));
        let now = lezen::afspraak(&w.bench.db, &w.who(), made.id).await.unwrap();
        assert_eq!(now.status, afspraak::Status::Afgerond);
        assert_eq!(code_of(w.doe(&done, Stap::Parkeren).await), "bezoek-andere-status");
        // Its promise stays, whatever happens to the contact that came of it, which has the same id.
        let (db, clock) = (&w.bench.db, &w.bench.clock);
        catch_up(db, clock, &Servicenormen).await.unwrap();
        assert_eq!(count(db, "klokken").await, 1);
        let was = contacts[0].feiten_van(klantcontact::AANGEMAAKT).unwrap().unwrap();
        let right = klantcontact::FeitenWijziging { wordt: was.clone(), was };
        let event = Gebeurtenis::new(&w.bezoeker(), &w.bench.ids, klantcontact::GEWIJZIGD, done.id.uuid()).feiten(&right);
        let tx = db.begin().await.unwrap();
        tx.write(vec![Change::new(event.unwrap())]).await.unwrap();
        tx.commit().await.unwrap();
        catch_up(db, clock, &Servicenormen).await.unwrap();
        assert_eq!(count(db, "klokken").await, 1);
        herbouw(db, clock, &Servicenormen).await.unwrap();
        assert_eq!(count(db, "klokken").await, 1);
    }
}
