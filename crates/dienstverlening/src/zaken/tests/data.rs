//! What happened to a case moves its last day as the law says, and no further.

use termijnen::VrijeDagen;

use super::*;
use crate::zaken::StukId;

impl World {
    async fn asks(&self, zaak: &Zaak, tot: jiff::civil::Date) -> Result<Zaak> {
        let vraag = Aanvulling { stukken: vec!["Kentekenbewijs".into()], tot, toelichting: String::new() };
        let (db, ids, who) = (&self.bench.db, &self.bench.ids, self.who());
        vragen(db, ids, &who, &self.handeling(), (zaak.id, zaak.versie), &vraag).await
    }

    async fn extends(&self, zaak: &Zaak, duur: Option<&str>) -> Result<Zaak> {
        let (db, ids, who) = (&self.bench.db, &self.bench.ids, self.who());
        let verlenging = Verlenging { duur: duur.map(|text| text.parse().unwrap()), reden: "Extra onderzoek.".into() };
        verlengen(db, ids, &who, &self.handeling(), (zaak.id, zaak.versie), &verlenging).await
    }

    /// The first item of the n-th request.
    async fn gevraagd(&self, zaak: &Zaak, n: usize) -> StukId {
        aanvulverzoeken_van(&self.bench.db, &self.who(), zaak.id).await.unwrap()[n].stukken[0].id
    }

    async fn dossier(&self, zaak: &Zaak) -> crate::zaken::Dossier {
        crate::zaken::dossier(&self.bench.db, &Authorised::<LeesZaken>::program(self.organisatie), zaak.id)
            .await
            .unwrap()
    }
}

on_both_engines! {
    async fn a_term_that_is_over_is_not_suspended_nor_extended(engine) {
        let world = World::new(engine).await;
        // Received on 23 November: the last day is Monday 18 January 2027.
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        world.at("2027-01-18T10:00:00Z");
        assert_eq!(conflict(world.asks(&zaak, date(2027, 2, 1)).await), "termijn-laatste-dag");
        world.at("2027-01-19T10:00:00Z");
        assert_eq!(conflict(world.asks(&zaak, date(2027, 2, 1)).await), "termijn-voorbij");
        assert_eq!(conflict(world.extends(&zaak, None).await), "termijn-voorbij");
        assert_eq!(world.zaak(zaak.id).await, zaak, "nothing is half done");
        // On the last day itself an extension is told in time.
        world.at("2027-01-18T22:59:00Z");
        let longer = world.extends(&zaak, None).await.unwrap();
        assert_eq!(longer.uiterlijke_einddatum_afdoening, Some(date(2027, 3, 1)));
    }

    async fn while_it_stands_still_its_page_says_the_earliest_day_and_why(engine) {
        use termijnen::wettelijk::Einde;
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        let zaak = world.asks(&zaak, date(2026, 12, 7)).await.unwrap();
        let dossier = world.dossier(&zaak).await;
        let seen = |day| dossier.data(&VrijeDagen::default(), day).unwrap();
        let data = seen(date(2026, 11, 30));
        // The 24th up to and including the 29th stood still so far.
        assert_eq!(data.uiterlijk, Einde::OpZijnVroegst(date(2027, 1, 25)));
        let rules: Vec<_> = data.berekening.iter().map(|stap| (stap.regel.as_str(), stap.van, stap.artikel.as_str())).collect();
        let asked = ("staat-stil", Some(date(2026, 11, 24)), "4:15(1)a Awb");
        assert_eq!(rules[..2], [("termijn", None, "4:13 Awb"), asked]);
        // After the time given it runs again, also before the program noticed.
        assert_eq!(seen(date(2026, 12, 8)).uiterlijk, Einde::Vast(date(2027, 2, 1)));
    }

    async fn an_extension_is_walked_when_it_was_told(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        world.at("2026-12-01T10:00:00Z");
        let zaak = world.extends(&zaak, None).await.unwrap();
        world.at("2026-12-02T10:00:00Z");
        let zaak = world.asks(&zaak, date(2026, 12, 9)).await.unwrap();
        world.at("2026-12-10T08:00:00Z");
        assert_eq!(verlopen(&world.bench.db, &world.bench.ids, world.organisatie, world.now()).await.unwrap(), 1);
        // 18 January and six weeks is 1 March; the 3rd up to and including the 9th of December stood still.
        assert_eq!(world.zaak(zaak.id).await.uiterlijke_einddatum_afdoening, Some(date(2027, 3, 8)));
        let steps = zaak::stappen_van(&world.bench.db, &world.who(), zaak.id).await.unwrap();
        let rules: Vec<_> = steps.last().unwrap().berekening.iter().map(|stap| stap.regel.as_str()).collect();
        assert_eq!(rules, ["termijn", "verlenging", "stilstand"]);
    }

    async fn a_decision_says_until_when_somebody_can_object(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        let closed = world.decided(&zaak).await.unwrap();
        // Six weeks after Monday 23 November 2026.
        assert_eq!(world.dossier(&closed).await.bezwaar_tot(&VrijeDagen::default()).unwrap(), Some(date(2027, 1, 4)));
        let messages = crate::berichten::van_zaak(&world.bench.db, &world.who(), zaak.id.uuid(), None, 10).await.unwrap();
        let told = messages.rows.iter().find(|message| message.sjabloon == "besluit").unwrap();
        assert!(told.tekst.contains("Doe dat uiterlijk op maandag 4 januari 2027"), "{}", told.tekst);
    }

    async fn an_extension_is_as_long_as_asked_and_no_longer_than_allowed(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        for wrong in ["P7W", "P2M", "P0D"] {
            assert_eq!(refused(world.extends(&zaak, Some(wrong)).await), [("duur", "verlenging-te-lang")], "{wrong}");
        }
        let longer = world.extends(&zaak, Some("P2W")).await.unwrap();
        assert_eq!(longer.uiterlijke_einddatum_afdoening, Some(date(2027, 2, 1)));
        assert_eq!(conflict(world.extends(&longer, Some("P1W")).await), "zaak-al-verlengd");
    }

    async fn what_came_in_yesterday_counts_from_yesterday(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        let zaak = world.asked(&zaak, &["Kentekenbewijs"]).await;
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        let stuk = world.gevraagd(&zaak, 0).await;
        let came = async |op| {
            ontvangen(db, ids, &who, &world.handeling(), zaak.id, Binnen { stuk, document: None, op: Some(op) }).await
        };
        world.at("2026-12-03T09:00:00Z");
        assert_eq!(refused(came(date(2026, 12, 4)).await), [("binnen_op", "dag-nog-niet-geweest")]);
        assert_eq!(refused(came(date(2026, 11, 22)).await), [("binnen_op", "voor-het-verzoek")]);
        // Asked on 23 November, in on 1 December: the 24th up to and including the 30th, seven days.
        let now = came(date(2026, 12, 1)).await.unwrap();
        assert_eq!((now.uiterlijke_einddatum_afdoening, now.opschorting_indicatie), (Some(date(2027, 1, 25)), false));
        let verzoek = aanvulverzoeken_van(db, &who, zaak.id).await.unwrap().remove(0);
        assert_eq!(verzoek.compleet_op.map(Moment::date), Some(date(2026, 12, 1)));
    }

    async fn what_came_in_time_and_was_entered_later_puts_the_term_right(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        let zaak = world.asked(&zaak, &["Kentekenbewijs"]).await;
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        let stuk = world.gevraagd(&zaak, 0).await;
        world.at("2026-12-08T08:00:00Z");
        assert_eq!(verlopen(db, ids, world.organisatie, world.now()).await.unwrap(), 1);
        assert_eq!(world.zaak(zaak.id).await.uiterlijke_einddatum_afdoening, Some(date(2027, 2, 1)));
        let binnen = Binnen { stuk, document: None, op: Some(date(2026, 12, 7)) };
        let now = ontvangen(db, ids, &who, &world.handeling(), zaak.id, binnen).await.unwrap();
        assert_eq!(now.uiterlijke_einddatum_afdoening, Some(date(2027, 2, 1)), "the last day given: thirteen days, on a Sunday");
        let verzoek = aanvulverzoeken_van(db, &who, zaak.id).await.unwrap().remove(0);
        assert_eq!(verzoek.status, Verzoekstatus::Compleet);
    }

    async fn a_late_answer_ends_no_later_request(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        let zaak = world.asks(&zaak, date(2026, 11, 30)).await.unwrap();
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        let came = async |stuk, op| {
            ontvangen(db, ids, &who, &world.handeling(), zaak.id, Binnen { stuk, document: None, op }).await.unwrap()
        };
        world.at("2026-12-01T08:00:00Z");
        assert_eq!(verlopen(db, ids, world.organisatie, world.now()).await.unwrap(), 1);
        let again = world.asks(&world.zaak(zaak.id).await, date(2026, 12, 31)).await.unwrap();
        assert!(again.opschorting_indicatie);
        world.at("2026-12-08T08:00:00Z");
        // The first one, too late, and then as if in time: the second still makes the term stand still.
        let now = came(world.gevraagd(&zaak, 0).await, Some(date(2026, 11, 27))).await;
        assert!(now.opschorting_indicatie);
        world.at("2026-12-11T08:00:00Z");
        let now = came(world.gevraagd(&zaak, 1).await, None).await;
        // 24 up to and including 26 November, and 2 up to and including 10 December: twelve days.
        assert_eq!((now.opschorting_indicatie, now.uiterlijke_einddatum_afdoening), (false, Some(date(2027, 2, 1))));
    }

    async fn asked_twice_on_a_day_is_no_fault(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        let zaak = world.asks(&zaak, date(2026, 12, 7)).await.unwrap();
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        let stuk = world.gevraagd(&zaak, 0).await;
        let binnen = Binnen { stuk, document: None, op: None };
        let zaak = ontvangen(db, ids, &who, &world.handeling(), zaak.id, binnen).await.unwrap();
        assert!(world.asks(&zaak, date(2026, 12, 7)).await.unwrap().opschorting_indicatie);
    }

    async fn what_we_aim_at_gains_what_the_term_gains(engine) {
        let world = World::new(engine).await;
        // Norm of a week: 30 November.
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        world.at("2026-12-02T08:00:00Z");
        let longer = world.extends(&zaak, Some("P2W")).await.unwrap();
        assert_eq!(longer.einddatum_gepland, Some(date(2026, 12, 14)), "also told after that day");
    }
}
