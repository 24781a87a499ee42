//! What has to be kept first comes first, by the clocks of the norms.

use kern::testhulp::plan;
use kern::volgers::catch_up;
use registers::zaken::zaak::Lijst;
use servicenormen::uitleg::{Uitleg, uitleg};

use super::*;
use crate::zaken::werklijst::eerst;
use crate::zaken::{Vraag, toezeggingen, toezeggingen_van_beller, vraag_stellen, werklijst};

impl World {
    /// The work list of everybody: of each its number, and what has to be kept first.
    async fn listed(&self) -> Vec<(String, Option<String>)> {
        let (db, who) = (&self.bench.db, Authorised::<LeesZaken>::program(self.organisatie));
        catch_up(db, &self.bench.clock, &servicenormen::Servicenormen).await.unwrap();
        let whole = werklijst(db, &who, Lijst::Alle, (None, 50), self.now()).await.unwrap();
        assert_eq!(whole.next, None);
        let mut paged = Vec::new();
        let mut after = None;
        loop {
            let page = werklijst(db, &who, Lijst::Alle, (after.as_ref(), 1), self.now()).await.unwrap();
            paged.extend(page.rows);
            let Some(next) = page.next else { break };
            after = Some(next);
        }
        assert_eq!(paged, whole.rows, "a page at a time is the same");
        let number =
            |zaak: &Zaak| zaak.identificatie.trim_start_matches("ZAAK-2026-0").trim_start_matches('0').to_owned();
        whole
            .rows
            .iter()
            .map(|row| (number(&row.zaak), row.naaste.as_ref().map(|made| made.norm.code.clone())))
            .collect()
    }

    async fn late(&self) -> (i64, i64) {
        let who = Authorised::<LeesZaken>::program(self.organisatie);
        let counted = telling(&self.bench.db, &who, Lijst::Alle, self.now()).await.unwrap();
        (counted.open, counted.te_laat)
    }
}

fn rij(nummer: &str, norm: &str) -> (String, Option<String>) {
    (nummer.to_owned(), Some(norm.to_owned()))
}

on_both_engines! {
    async fn what_has_to_be_kept_first_comes_first(engine) {
        let world = World::new(engine).await;
        let again = || Aanvraag { id: world.bench.ids.next(), ..world.aanvraag() };
        let (one, two) = (world.send(&again()).await.unwrap(), world.send(&again()).await.unwrap());
        let three = world.send(&again()).await.unwrap();
        let part = Aanvraag { zaaktype: "advies".into(), hoofdzaak: Some(one.id), bijlagen: Vec::new(), ..again() };
        let part = world.send(&part).await.unwrap();
        // All wait for a handler; what is part of another has no promise of its own, but a last day.
        let last_day = part.uiterlijke_einddatum_afdoening.unwrap();
        assert!(last_day > date(2026, 12, 7), "after what is promised here");
        let mut listed = world.listed().await;
        listed[..3].sort();
        assert_eq!(listed[..3], ["1", "2", "3"].map(|n| rij(n, "bij-behandelaar")));
        assert_eq!(listed[3], ("4".to_owned(), None));
        // The first is taken up: the next thing for it is a decision, in January.
        let (medewerker, team) = world.medewerker("t.vanbeek").await;
        let naar = Toewijzing { team, medewerker: Some(medewerker), reden: "Voor jou.".into() };
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        // Its part raised its version.
        let one = world.zaak(one.id).await;
        toewijzen(db, ids, &who, &world.handeling(), &[(one.id, one.versie)], &naar).await.unwrap();
        // Of the second something is missing: nothing presses but a handler for it.
        let vraag = Aanvulling { stukken: vec!["Plan".into()], tot: date(2026, 12, 7), toelichting: String::new() };
        toewijzen(db, ids, &who, &world.handeling(), &[(two.id, two.versie)], &naar).await.unwrap();
        let two = world.zaak(two.id).await;
        vragen(db, ids, &who, &world.handeling(), (two.id, two.versie), &vraag).await.unwrap();
        let listed = world.listed().await;
        assert_eq!(listed[0], rij("3", "bij-behandelaar"));
        assert_eq!(listed[3], ("2".to_owned(), None), "it stands still");
        assert!(listed.contains(&rij("1", "week-eerder")) && listed.contains(&("4".to_owned(), None)));
        assert_eq!(world.late().await, (4, 0));
        // Mondays are working days: the second of them ends, and nobody took the third.
        world.at("2026-12-07T17:00:00Z");
        assert_eq!(world.late().await, (4, 1), "before any follower heard of it");
        assert_eq!(world.listed().await[0], rij("3", "bij-behandelaar"));
        // The last day of the first is put before what it promised last: that day counts, and a promise that is due later makes it no less late.
        let day = Query::update()
            .table("zaken")
            .value("uiterlijke_einddatum_afdoening", "2026-11-24")
            .and_where(ExprTrait::eq(Expr::col("id"), one.id))
            .to_owned();
        let tx = db.begin().await.unwrap();
        tx.execute(&day).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.late().await, (4, 2));
        assert_eq!(world.listed().await[0], ("1".to_owned(), None));
        // Decided, it is no work any more.
        world.decided(&world.zaak(three.id).await).await.unwrap();
        assert!(!world.listed().await.iter().any(|(n, _)| n == "3"));
    }

    async fn why_a_promise_stands_as_it_does_is_told_step_by_step(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        let (medewerker, team) = world.medewerker("t.vanbeek").await;
        let naar = Toewijzing { team, medewerker: Some(medewerker), reden: "Voor jou.".into() };
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        world.at("2026-11-24T09:00:00Z");
        toewijzen(db, ids, &who, &world.handeling(), &[(zaak.id, zaak.versie)], &naar).await.unwrap();
        let asked = Aanvulling { stukken: vec!["Plan".into()], tot: date(2026, 12, 7), toelichting: String::new() };
        let now = world.zaak(zaak.id).await;
        vragen(db, ids, &who, &world.handeling(), (now.id, now.versie), &asked).await.unwrap();
        catch_up(db, &world.bench.clock, &servicenormen::Servicenormen).await.unwrap();
        let made = toezeggingen(db, &Authorised::<LeesZaken>::program(world.organisatie), std::slice::from_ref(&zaak), world.now()).await.unwrap();
        let of = |code: &str| {
            let found = made[&zaak.id.uuid()].iter().find(|made| made.norm.code == code).unwrap();
            uitleg(&found.norm, &found.klok)
        };
        let handler = of("bij-behandelaar");
        assert!(matches!(&handler[0], Uitleg::Begonnen(mark) if mark.op == zaak.ontvangen_op && mark.door > 0));
        assert!(matches!(&handler[1], Uitleg::Termijn(servicenormen::norm::Termijn::Na(servicenormen::norm::Duur::Werkdagen(2)), None)));
        assert!(matches!(&handler[2], Uitleg::Uiterlijk(op) if op.date() == date(2026, 12, 7)), "Mondays are working days");
        assert!(matches!(&handler[3..], [Uitleg::Gedaan(mark)] if mark.op == world.now() && mark.door > 0));
        let decision = of("week-eerder");
        assert!(matches!(&decision[1], Uitleg::Termijn(_, Some(day)) if *day == date(2027, 1, 18)));
        assert!(matches!(&decision[2], Uitleg::Stil(van, None) if van.op == world.now()), "{decision:?}");
        assert!(!decision.iter().any(|step| matches!(step, Uitleg::Uiterlijk(_))), "it is due at no moment while it stands still");
    }

    async fn a_citizen_is_told_what_everybody_is_promised_about_the_case_itself(engine) {
        let mut map = met_normen(met_zaaktypen("klein"));
        let own = String::from_utf8(map["normen/bij-behandelaar.toml"].clone()).unwrap();
        map.insert("normen/intern.toml".to_owned(), own.replace("openbaar = true", "openbaar = false").into_bytes());
        let world = World::met(engine, &map).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        let (db, ids, eigen) = (&world.bench.db, &world.bench.ids, world.eigen(world.vries));
        let asks = Handeling { partij: Some(world.vries.uuid()), ..world.handeling() };
        let vraag = Vraag { id: ids.next(), taal: "nl", tekst: "Hoe lang duurt het nog?" };
        vraag_stellen(db, ids, &eigen, &asks, zaak.id, &vraag).await.unwrap();
        catch_up(db, &world.bench.clock, &servicenormen::Servicenormen).await.unwrap();
        let codes = |found: std::collections::BTreeMap<Uuid, Vec<servicenormen::Toezegging>>| {
            let mut codes: Vec<String> = found.into_values().flatten().map(|made| made.norm.code).collect();
            codes.sort();
            codes
        };
        let read = std::slice::from_ref(&zaak);
        let who = Authorised::<LeesZaken>::program(world.organisatie);
        let inside = codes(toezeggingen(db, &who, read, world.now()).await.unwrap());
        let outside = ["bij-behandelaar", "ontvangst", "overschrijding", "week-eerder"];
        assert!(inside.contains(&"intern".to_owned()) && inside.contains(&"vraag-geschreven".to_owned()), "{inside:?}");
        assert_eq!(inside.len(), outside.len() + 2);
        assert_eq!(codes(toezeggingen(db, &eigen, read, world.now()).await.unwrap()), outside);
        let told = toezeggingen_van_beller(db, world.organisatie, read, world.now()).await.unwrap();
        assert_eq!(codes(told), outside);
    }

    async fn the_order_of_a_work_list_is_found_in_an_index(engine) {
        let world = World::new(engine).await;
        let who = Authorised::<LeesZaken>::program(world.organisatie);
        let first = Expr::SubQuery(None, Box::new(eerst(&world.bench.db, &who).await.unwrap().into()));
        let query = Query::select().column(("zaken", "id")).expr(first).from("zaken").to_owned();
        let plan = plan(&world.bench.db, &query).await;
        if engine == Engine::Sqlite {
            assert!(plan.contains("COVERING INDEX klokken_zaak"), "{plan}");
        }
    }

    async fn while_clocks_are_made_again_a_work_list_goes_by_the_last_day(engine) {
        let world = World::new(engine).await;
        world.send(&world.aanvraag()).await.unwrap();
        assert_eq!(world.listed().await, [rij("1", "bij-behandelaar")]);
        // The journal goes on by more than is handled at once, and nobody counts.
        let handeling = world.handeling();
        let who = Authorised::<LeesZaken>::program(world.organisatie);
        let tx = world.bench.db.begin().await.unwrap();
        let seen = |_| zaak::geraadpleegd(&handeling, &world.bench.ids, Uuid::from_u128(1).into()).unwrap();
        tx.write((0..501).map(seen).collect()).await.unwrap();
        tx.commit().await.unwrap();
        let page = werklijst(&world.bench.db, &who, Lijst::Alle, (None, 50), world.now()).await.unwrap();
        let row = &page.rows[0];
        assert_eq!((row.naaste.as_ref(), row.plaats.volgorde.as_str()), (None, "2027-01-18T22:59:59.999Z"));
        assert_eq!(world.listed().await, [rij("1", "bij-behandelaar")], "and when they are there, it goes by them again");
    }
}
