//! An objection counts from the last day to object to the decision that it is against, and terms follow what they rest on.

use registers::zaken::Stap;
use registers::zaken::zaak::Rekenstap;

use super::*;
use crate::inrichten::tests::mappen::vervang;
use crate::zaken::{herrekenen, ontvangst_verbeteren};

/// The same organisation, where what it handles are objections, in twelve weeks.
fn bezwaren() -> Bestanden {
    let mut map = met_zaaktypen("klein");
    let file = "zaaktypen/vergunning.toml";
    let terms = "doorlooptijd = \"P12W\"\nartikel = \"7:10(1) Awb\"\nbestreden_besluit = \"besluitdatum\"\n";
    vervang(&mut map, file, "doorlooptijd = \"P8W\"\n", terms);
    let date = "[[eigenschap]]\nnaam = \"besluitdatum\"\ndefinitie = \"De dag.\"\nformaat = \"datum\"\nlengte = 10\n[[document]]\n";
    vervang(&mut map, file, "[[document]]\n", date);
    map
}

impl World {
    /// An objection that came on a day, against a decision of another.
    fn bezwaar(&self, ontvangen: &str, besluit: Option<&str>) -> Aanvraag {
        let day = besluit.map(|day| ("besluitdatum".to_owned(), day.to_owned()));
        Aanvraag {
            ontvangen_op: ontvangen.parse().unwrap(),
            eigenschappen: day.into_iter().collect(),
            ..self.aanvraag()
        }
    }

    async fn zet(&self, zaak: &Zaak, waarde: &str) -> Result<Zaak> {
        let (db, ids, who) = (&self.bench.db, &self.bench.ids, self.who());
        let seen = (zaak.id, zaak.versie);
        eigenschap_zetten(db, ids, &who, &self.handeling(), seen, ("besluitdatum", waarde)).await
    }

    async fn laatste(&self, zaak: &Zaak) -> Stap {
        zaak::stappen_van(&self.bench.db, &self.who(), zaak.id).await.unwrap().pop().unwrap()
    }

    async fn herrekend(&self) -> usize {
        herrekenen(&self.bench.db, &self.bench.ids, self.organisatie, self.now()).await.unwrap()
    }
}

fn regels(stappen: &[Rekenstap]) -> Vec<(&str, jiff::civil::Date)> {
    stappen.iter().map(|stap| (stap.regel.as_str(), stap.einde)).collect()
}

on_both_engines! {
    async fn an_objection_counts_from_the_last_day_to_object(engine) {
        let world = World::met(engine, &bezwaren()).await;
        world.at("2026-04-20T10:00:00Z");
        // Posted in time, brought on 17 April, entered on the 20th.
        let zaak = world.send(&world.bezwaar("2026-04-17T08:00:00Z", Some("2026-03-02"))).await.unwrap();
        assert_eq!(zaak.uiterlijke_einddatum_afdoening, Some(date(2026, 7, 6)));
        let entries = kern::testhulp::verteld_na(&world.bench.db, 0).await;
        let made = entries.iter().find(|entry| entry.is(zaak::AANGEMAAKT)).unwrap();
        let moments = ["2026-04-17T08:00:00Z", "2026-04-20T10:00:00Z"].map(|text| text.parse::<Moment>().unwrap());
        assert_eq!([made.plaatsgevonden_op, made.vastgelegd_op], moments, "it happened when it came in");
        // What we aim at is a promise about the receipt.
        assert_eq!(zaak.einddatum_gepland, Some(date(2026, 4, 24)));
        let told = [("bezwaartermijn", date(2026, 4, 13)), ("termijn", date(2026, 7, 6))];
        assert_eq!(regels(&world.laatste(&zaak).await.berekening), told);

        let vraag = Aanvulling { stukken: vec!["Gronden".into()], tot: date(2026, 5, 4), toelichting: String::new() };
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        let zaak = vragen(db, ids, &who, &world.handeling(), (zaak.id, zaak.versie), &vraag).await.unwrap();
        let stuk = aanvulverzoeken_van(db, &who, zaak.id).await.unwrap()[0].stukken[0].id;
        world.at("2026-04-28T10:00:00Z");
        let binnen = Binnen { stuk, document: None, op: None };
        let zaak = ontvangen(db, ids, &who, &world.handeling(), zaak.id, binnen).await.unwrap();
        // The 21st up to and including the 27th stood still.
        assert_eq!(zaak.uiterlijke_einddatum_afdoening, Some(date(2026, 7, 13)));
        let articles: Vec<_> = world.laatste(&zaak).await.berekening.into_iter().map(|stap| stap.artikel).collect();
        assert_eq!(articles, ["6:7, 6:8(1) Awb", "7:10(1) Awb", "7:10(2) Awb"]);
    }

    async fn the_day_of_the_decision_moves_the_term_when_it_becomes_known(engine) {
        let world = World::met(engine, &bezwaren()).await;
        world.at("2026-04-20T10:00:00Z");
        let zaak = world.send(&world.bezwaar("2026-04-17T08:00:00Z", None)).await.unwrap();
        assert_eq!(zaak.uiterlijke_einddatum_afdoening, Some(date(2026, 7, 10)), "from its receipt, as long as nothing is known");
        let told = [("besluitdag-onbekend", date(2026, 4, 17)), ("termijn", date(2026, 7, 10))];
        assert_eq!(regels(&world.laatste(&zaak).await.berekening), told);
        assert_eq!(refused(world.zet(&zaak, "2026-04-21").await), [("eigenschappen", "dag-nog-niet-geweest")]);
        assert_eq!(refused(world.send(&world.bezwaar("2026-04-17T08:00:00Z", Some("2026-04-21"))).await), [("eigenschappen", "dag-nog-niet-geweest")]);

        let zaak = world.zet(&zaak, "2026-03-02").await.unwrap();
        assert_eq!(zaak.uiterlijke_einddatum_afdoening, Some(date(2026, 7, 6)));
        let step = world.laatste(&zaak).await;
        assert_eq!((step.soort, step.uiterlijk), (Wijziging::Gegevens, zaak.uiterlijke_einddatum_afdoening));
        // A week and more after the last day: it was not in time, and counts from its receipt.
        let zaak = world.zet(&zaak, "2026-02-09").await.unwrap();
        assert_eq!(zaak.uiterlijke_einddatum_afdoening, Some(date(2026, 7, 10)));
        let told = [("bezwaartermijn", date(2026, 3, 23)), ("na-bezwaartermijn", date(2026, 4, 17)), ("termijn", date(2026, 7, 10))];
        assert_eq!(regels(&world.laatste(&zaak).await.berekening), told);
        // Its page says the same.
        let dossier = crate::zaken::dossier(&world.bench.db, &world.who(), zaak.id).await.unwrap();
        let data = dossier.data(&termijnen::VrijeDagen::default(), date(2026, 4, 20)).unwrap();
        assert_eq!(regels(&data.berekening), told);
    }

    async fn a_wrong_day_of_receipt_is_put_right_with_a_reason(engine) {
        let world = World::new(engine).await;
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        // Eight weeks from Monday 23 November, and what was asked stood still for a week.
        let zaak = world.asked(&world.send(&world.aanvraag()).await.unwrap(), &["Bewijs"]).await;
        let stuk = aanvulverzoeken_van(db, &who, zaak.id).await.unwrap()[0].stukken[0].id;
        world.at("2026-12-01T10:00:00Z");
        let binnen = Binnen { stuk, document: None, op: None };
        let zaak = ontvangen(db, ids, &who, &world.handeling(), zaak.id, binnen).await.unwrap();
        assert_eq!(zaak.uiterlijke_einddatum_afdoening, Some(date(2027, 1, 25)));
        let put_right = async |zaak: &Zaak, day, reden: &str| {
            ontvangst_verbeteren(db, ids, &who, &world.handeling(), (zaak.id, zaak.versie), (day, reden)).await
        };
        assert_eq!(
            refused(put_right(&zaak, date(2026, 11, 24), " ").await),
            [("ontvangen_op", "na-de-registratie"), ("reden", "verplicht")]
        );
        assert_eq!(refused(put_right(&zaak, date(2026, 11, 23), "Toch niet.").await), [("ontvangen_op", "zelfde-dag")]);
        assert_eq!(world.zaak(zaak.id).await, zaak, "nothing is half done");
        let moved = put_right(&zaak, date(2026, 11, 19), "De stempel was niet te lezen.").await.unwrap();
        assert_eq!((moved.startdatum, moved.uiterlijke_einddatum_afdoening), (date(2026, 11, 19), Some(date(2027, 1, 21))));
        assert_eq!(moved.registratiedatum, zaak.registratiedatum);
        let step = world.laatste(&zaak).await;
        assert_eq!((step.soort, step.toelichting.as_str()), (Wijziging::Ontvangst, "De stempel was niet te lezen."));
        assert_eq!(regels(&step.berekening).last(), Some(&("stilstand", date(2027, 1, 21))));
        let closed = world.decided(&moved).await.unwrap();
        assert_eq!(conflict(put_right(&closed, date(2026, 11, 18), "Nog eerder.").await), "zaak-afgehandeld");
    }

    async fn a_term_that_turns_out_to_be_over_does_not_stand_still(engine) {
        let world = World::met(engine, &bezwaren()).await;
        world.at("2026-01-05T10:00:00Z");
        let zaak = world.send(&world.bezwaar("2026-01-05T08:00:00Z", None)).await.unwrap();
        world.at("2026-03-25T10:00:00Z");
        let vraag = Aanvulling { stukken: vec!["Gronden".into()], tot: date(2026, 4, 8), toelichting: String::new() };
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        let still = vragen(db, ids, &who, &world.handeling(), (zaak.id, zaak.versie), &vraag).await.unwrap();
        assert!(still.opschorting_indicatie);
        world.at("2026-03-26T10:00:00Z");
        // Made known on 17 November: objecting ended on 29 December, and the term on 23 March, before anything was asked.
        let zaak = world.zet(&still, "2025-11-17").await.unwrap();
        assert_eq!((zaak.opschorting_indicatie, zaak.wacht_op), (false, WachtOp::Behandelaar));
        assert_eq!(zaak.uiterlijke_einddatum_afdoening, Some(date(2026, 3, 23)));
        assert_eq!(world.laatste(&zaak).await.berekening.last().unwrap().waarde, "na-afloop");
        // It was a slip: with the right day it stands still after all.
        let right = world.zet(&zaak, "2026-01-02").await.unwrap();
        assert_eq!((right.opschorting_indicatie, right.wacht_op), (true, WachtOp::Aanvrager));
        assert_eq!(world.herrekend().await, 0);
        let zaak = world.zet(&right, "2025-11-17").await.unwrap();
        // What is asked still passes by itself, and lets nothing run a second time.
        world.at("2026-04-09T10:00:00Z");
        assert_eq!(verlopen(db, ids, world.organisatie, world.now()).await.unwrap(), 1);
        assert_eq!(world.zaak(zaak.id).await, zaak);
    }

    async fn a_day_put_on_a_par_with_a_holiday_moves_the_cases_that_run(engine) {
        let mut map = met_zaaktypen("klein");
        let world = World::met(engine, &map).await;
        // All end on Monday 18 January 2027; of the first something is missing, the last one is closed.
        let closed = world.decided(&world.send(&world.aanvraag()).await.unwrap()).await.unwrap();
        let (still, zaak) = (world.send(&world.aanvraag()).await.unwrap(), world.send(&world.aanvraag()).await.unwrap());
        let still = world.asked(&still, &["Bewijs"]).await;
        assert_eq!(world.herrekend().await, 0);

        vervang(&mut map, "organisatie.toml", "gesloten =", "gelijkgestelde_dagen = [2027-01-18]\ngesloten =");
        laden(&world.bench, &map).await;
        assert_eq!(world.herrekend().await, 1);
        let moved = world.zaak(zaak.id).await;
        assert_eq!(moved.uiterlijke_einddatum_afdoening, Some(date(2027, 1, 19)));
        let step = world.laatste(&zaak).await;
        assert_eq!((step.soort, step.medewerker, step.uiterlijk), (Wijziging::Herrekend, None, Some(date(2027, 1, 19))));
        assert_eq!(world.zaak(still.id).await, still, "it is computed when it runs again");
        assert_eq!(world.zaak(closed.id).await, closed);
        // Once, also when somebody extended it since.
        let extended = Verlenging { duur: None, reden: "Onderzoek.".into() };
        let (db, ids, who) = (&world.bench.db, &world.bench.ids, world.who());
        verlengen(db, ids, &who, &world.handeling(), (moved.id, moved.versie), &extended).await.unwrap();
        assert_eq!(world.herrekend().await, 0);
    }
}
