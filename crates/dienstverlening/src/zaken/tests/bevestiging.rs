//! A receipt that did not arrive was not given.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use kern::testhulp::plan;
use kern::volgers::{catch_up, herbouw};

use super::*;
use crate::berichten::verzenden::{Afzender, Gevolg, Nazien, Postbode, Ronde, Verzender};
use crate::berichten::{Bericht, BerichtId};
use crate::zaken::dossier::failed;
use crate::zaken::{AndersVerteld, Berichtgevolg, anders_bevestigen, bericht_nazien, niet_aangekomen};

/// No mail can be made from this.
const NO_SENDER: &str = "geen adres";

impl World {
    /// A round of sending, from this address.
    async fn posted(&self, afzender: &str) {
        self.post(afzender, Arc::new(Berichtgevolg)).await;
    }

    async fn post(&self, afzender: &str, gevolg: Arc<dyn Gevolg>) -> Ronde {
        let (db, clock, ids) = (self.bench.db.clone(), self.bench.clock.clone(), self.bench.ids.clone());
        let own = kern::Ids::system(clock.clone()).unwrap().next::<Uuid>();
        let map: PathBuf = std::env::temp_dir().join(format!("loket-post-{own}"));
        let postbode = Postbode::new(None, map.clone(), Afzender(Some(afzender.to_owned())));
        let done = Verzender::new(db, clock, ids, postbode, gevolg).ronde().await.unwrap();
        let _ = std::fs::remove_dir_all(map);
        done
    }

    /// A case of somebody whom only mail can tell of its receipt.
    async fn sent_by_who_cannot_log_in(&self) -> Zaak {
        let partij = self.inwoner("Jansen", None).await;
        let aanvrager = Aanvrager::Bekend { partij, e_mail: String::new(), telefoon: String::new() };
        self.send(&Aanvraag { aanvrager, ..self.aanvraag() }).await.unwrap()
    }

    /// A case of somebody of whom only a telephone number is known.
    async fn sent_by_who_has_only_a_telephone(&self) -> Zaak {
        let aanvrager =
            Aanvrager::Onbekend { naam: "Jansen".into(), e_mail: String::new(), telefoon: "0612345678".into() };
        self.send(&Aanvraag { aanvrager, ..self.aanvraag() }).await.unwrap()
    }

    async fn letter(&self, zaak: &Zaak, op: jiff::civil::Date) -> Result<Zaak> {
        self.told(zaak, AndersVerteld { hoe: "Brief verstuurd.", op }).await
    }

    async fn told(&self, zaak: &Zaak, verteld: AndersVerteld<'_>) -> Result<Zaak> {
        let (db, ids, seen) = (&self.bench.db, &self.bench.ids, (zaak.id, zaak.versie));
        anders_bevestigen(db, ids, &self.who(), &self.handeling(), seen, verteld).await
    }

    async fn waiting(&self, van: zaak::Lijst) -> Vec<(Bericht, Zaak)> {
        let who = Authorised::<LeesZaken>::program(self.organisatie);
        niet_aangekomen(&self.bench.db, &who, van, 10).await.unwrap()
    }

    async fn seen_to(&self, zaak: &Zaak, bericht: BerichtId, nazien: Nazien<'_>) -> Result<()> {
        let (db, ids, handeling) = (&self.bench.db, &self.bench.ids, self.handeling());
        bericht_nazien(db, ids, &self.who(), &handeling, (zaak.id, bericht), nazien).await
    }

    /// When receipt counts as confirmed, by the figures and by a recount of them.
    async fn promised(&self, zaak: &Zaak) -> Option<Moment> {
        let done = async || -> Option<Moment> {
            let query = Query::select()
                .column("gedaan_op")
                .from("klokken")
                .and_where(Expr::col("onderwerp_id").eq(zaak.id))
                .and_where(Expr::col("norm").eq("ontvangst"))
                .to_owned();
            self.bench.db.row(&query).await.unwrap().unwrap().get("gedaan_op").unwrap()
        };
        catch_up(&self.bench.db, &self.bench.clock, &servicenormen::Servicenormen).await.unwrap();
        let counted = done().await;
        herbouw(&self.bench.db, &self.bench.clock, &servicenormen::Servicenormen).await.unwrap();
        assert_eq!(done().await, counted, "a recount is equal");
        counted
    }
}

on_both_engines! {
    async fn a_receipt_that_did_not_arrive_is_work_and_no_promise_kept(engine) {
        let world = World::new(engine).await;
        let zaak = world.sent_by_who_cannot_log_in().await;
        assert_eq!((zaak.bevestigd_op, world.promised(&zaak).await), (None, None));
        world.at("2026-11-23T10:00:00Z");
        world.posted(NO_SENDER).await;
        let failed = world.zaak(zaak.id).await;
        assert_eq!((failed.bevestigd_op, failed.versie), (None, zaak.versie + 1));
        assert_eq!(world.promised(&zaak).await, None);
        for (van, there) in [
            (zaak::Lijst::Alle, 1),
            (zaak::Lijst::Team(failed.team), 1),
            (zaak::Lijst::NietToegewezen(failed.team), 1),
            (zaak::Lijst::Medewerker(kern::organisaties::MedewerkerId::from(Uuid::nil())), 0),
        ] {
            assert_eq!(world.waiting(van).await.len(), there, "{van:?}");
        }
        let (bericht, about) = world.waiting(zaak::Lijst::Alle).await.remove(0);
        assert_eq!(about.id, zaak.id);

        let silent = world.seen_to(&zaak, bericht.id, Nazien::AndersVerteld(" ")).await;
        assert!(matches!(&silent, Err(Error::Invalid(wrong)) if wrong[0].field == "hoe"), "{silent:?}");
        world.at("2026-11-24T10:00:00Z");
        world.seen_to(&zaak, bericht.id, Nazien::AndersVerteld("Gebeld.")).await.unwrap();
        assert!(world.waiting(zaak::Lijst::Alle).await.is_empty());
        assert_eq!(world.promised(&zaak).await, Some(world.now()), "told then, and no sooner");
        let steps: Vec<Wijziging> = zaak::stappen_van(&world.bench.db, &world.who(), zaak.id).await.unwrap().iter().map(|stap| stap.soort).collect();
        assert!(steps.ends_with(&[Wijziging::NietBevestigd, Wijziging::Bevestigd]), "{steps:?}");
        assert_eq!(conflict(world.seen_to(&zaak, bericht.id, Nazien::Opnieuw(None)).await), "intussen-gewijzigd");
        world.at("2026-11-25T10:00:00Z");
        world.seen_to(&zaak, bericht.id, Nazien::AndersVerteld("Gebeld.")).await.expect("sent twice is once");
        assert_ne!(world.promised(&zaak).await, Some(world.now()));
    }

    async fn who_has_no_mail_and_cannot_log_in_is_told_by_a_letter(engine) {
        let world = World::new(engine).await;
        let zaak = world.sent_by_who_has_only_a_telephone().await;
        assert_eq!((zaak.bevestigd_op, world.promised(&zaak).await), (None, None));
        let came = zaak.ontvangen_op;
        world.at("2026-11-25T10:00:00Z");
        let letter = async |zaak: &Zaak, dag: &str| world.letter(zaak, dag.parse().unwrap()).await;
        let refused = async |dag| match letter(&zaak, dag).await {
            Err(Error::Invalid(wrong)) => (wrong[0].field, wrong[0].code),
            other => panic!("{other:?}"),
        };
        assert_eq!(refused("2026-11-26").await, ("verteld_op", "dag-nog-niet-geweest"));
        assert_eq!(refused("2026-11-22").await, ("verteld_op", "voor-de-ontvangst"));
        let long = "x".repeat(201);
        for hoe in [" ", long.as_str()] {
            let silent = world.told(&zaak, AndersVerteld { hoe, op: date(2026, 11, 25) }).await;
            assert!(matches!(&silent, Err(Error::Invalid(wrong)) if wrong[0].field == "verteld_hoe"), "{silent:?}");
        }
        assert_eq!(world.zaak(zaak.id).await.versie, zaak.versie, "nothing is half done");
        // On the day on which it came it left after it came.
        let told = letter(&zaak, "2026-11-23").await.unwrap();
        assert_eq!((told.bevestigd_op, world.promised(&zaak).await), (Some(came), Some(came)));
        // Word of receipt is in nobody's way; said once more there is nothing left to tell.
        assert_eq!(conflict(letter(&zaak, "2026-11-25").await), "al-bevestigd");
        let steps = zaak::stappen_van(&world.bench.db, &world.who(), zaak.id).await.unwrap();
        let last = steps.last().map(|stap| (stap.soort, stap.toelichting.as_str()));
        assert_eq!(last, Some((Wijziging::Bevestigd, "Brief verstuurd.")));
        // Whenever it is said, a day is a day.
        let later = world.sent_by_who_has_only_a_telephone().await;
        let of_today = letter(&later, "2026-11-25").await.unwrap().bevestigd_op;
        let other = world.sent_by_who_has_only_a_telephone().await;
        world.at("2026-11-26T10:00:00Z");
        assert_eq!((of_today, of_today), (letter(&other, "2026-11-25").await.unwrap().bevestigd_op, Some(later.ontvangen_op)));
    }

    async fn no_letter_is_asked_where_mail_is_on_its_way_or_did_not_arrive(engine) {
        let world = World::new(engine).await;
        let zaak = world.sent_by_who_cannot_log_in().await;
        assert_eq!(conflict(world.letter(&zaak, date(2026, 11, 23)).await), "al-bevestigd");
        world.posted(NO_SENDER).await;
        let failed = world.zaak(zaak.id).await;
        assert_eq!(conflict(world.letter(&failed, date(2026, 11, 23)).await), "al-bevestigd");
        let closed = world.sent_by_who_has_only_a_telephone().await;
        let closed = world.decided(&closed).await.unwrap();
        assert_eq!(conflict(world.letter(&closed, date(2026, 11, 23)).await), "al-bevestigd");
    }

    async fn what_is_done_about_the_receipt_of_a_closed_case_makes_no_promise_late(engine) {
        let world = World::new(engine).await;
        let zaak = world.sent_by_who_cannot_log_in().await;
        world.posted(NO_SENDER).await;
        world.at("2026-11-24T10:00:00Z");
        let closed = world.decided(&world.zaak(zaak.id).await).await.unwrap();
        let (bericht, _) = world.waiting(zaak::Lijst::Alle).await.remove(0);
        world.at("2026-12-10T10:00:00Z");
        world.seen_to(&zaak, bericht.id, Nazien::AndersVerteld("Gebeld.")).await.unwrap();
        assert_eq!(world.promised(&zaak).await, closed.afgehandeld_op, "the decision was word enough");
    }

    async fn mail_that_left_is_written_down_whatever_follows_from_it(engine) {
        struct Faalt;
        impl Gevolg for Faalt {
            fn van<'a>(&'a self, _: &'a kern::Tx, _: &'a Handeling, _: &'a kern::Ids, bericht: &'a Bericht) -> Pin<Box<dyn Future<Output = Result<Vec<kern::Change>>> + Send + 'a>> {
                Box::pin(async move { Err(Error::Missing { what: "zaaktype", id: bericht.id.uuid() }) })
            }
        }
        let world = World::new(engine).await;
        world.send(&world.aanvraag()).await.unwrap();
        for (round, sent) in [(1, 1), (2, 0)] {
            let done = world.post("noreply@klein.example.nl", Arc::new(Faalt)).await;
            assert_eq!(done.verstuurd, sent, "round {round}");
            world.at("2026-11-23T12:00:00Z");
        }
    }

    async fn sent_again_it_is_confirmed_when_it_left(engine) {
        let world = World::new(engine).await;
        let zaak = world.sent_by_who_cannot_log_in().await;
        world.posted(NO_SENDER).await;
        let (bericht, _) = world.waiting(zaak::Lijst::Alle).await.remove(0);
        world.seen_to(&zaak, bericht.id, Nazien::Opnieuw(Some("ander@example.nl"))).await.unwrap();
        assert!(world.waiting(zaak::Lijst::Alle).await.is_empty(), "it is on its way");
        assert_eq!(world.zaak(zaak.id).await.bevestigd_op, None);
        world.at("2026-11-25T10:00:00Z");
        world.posted("noreply@klein.example.nl").await;
        assert_eq!(world.zaak(zaak.id).await.bevestigd_op, Some(world.now()));
        assert_eq!(world.promised(&zaak).await, Some(world.now()));
    }

    async fn what_fails_after_the_decision_is_still_work(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        world.posted("noreply@klein.example.nl").await;
        let closed = world.decided(&zaak).await.unwrap();
        world.posted(NO_SENDER).await;
        assert_eq!(world.zaak(zaak.id).await, closed, "the receipt arrived; the decision did not");
        assert_eq!(world.waiting(zaak::Lijst::Team(closed.team)).await.len(), 1);
    }

    async fn what_did_not_arrive_is_found_by_an_index(engine) {
        let world = World::new(engine).await;
        let who = Authorised::<LeesZaken>::program(world.organisatie);
        let (_, team) = world.medewerker("t.vanbeek").await;
        let plan = plan(&world.bench.db, &failed(&who, zaak::Lijst::Team(team), 10)).await;
        assert!(plan.contains("berichten_niet_aangekomen"), "{plan}");
    }

    async fn it_is_confirmed_when_it_left_or_stands_in_mijn_for_who_can_log_in(engine) {
        let world = World::new(engine).await;
        let jansen = world.inwoner("Jansen", None).await;
        let bekend = |partij| Aanvrager::Bekend { partij, e_mail: String::new(), telefoon: String::new() };
        let vreemd = |e_mail: &str| Aanvrager::Onbekend { naam: "Smit".into(), e_mail: e_mail.into(), telefoon: "0612345678".into() };
        let now = Some(world.now());
        // By whom, who speaks for them, whether they see it, when word counts as given at once, and whether it does when mail left.
        for (aanvrager, gemachtigde, sees, at_once, mailed) in [
            (bekend(world.vries), None, true, true, true),
            (bekend(world.vries), Some(jansen), true, true, true),
            (bekend(jansen), None, false, false, true),
            (bekend(jansen), Some(world.vries), false, false, true),
            (vreemd("smit@example.nl"), None, false, false, true),
            (vreemd(""), None, false, false, false),
        ] {
            let about = format!("{aanvrager:?} {gemachtigde:?}");
            let own = match &aanvrager {
                Aanvrager::Bekend { partij, .. } => Some(*partij),
                Aanvrager::Onbekend { .. } => None,
            };
            world.at("2026-11-23T09:00:00Z");
            let aanvraag = Aanvraag { id: world.bench.ids.next(), aanvrager, gemachtigde, ..world.aanvraag() };
            let zaak = world.send(&aanvraag).await.unwrap();
            assert_eq!((zaak.in_mijn_op, zaak.bevestigd_op), (now.filter(|_| sees), now.filter(|_| at_once)), "{about}");
            // What is written down is what their own query gives.
            if let Some(own) = own.filter(|_| sees) {
                assert!(zaak::by_id(&world.bench.db, &world.eigen(own), zaak.id).await.unwrap().is_some(), "{about}");
            }
            world.at("2026-11-23T09:01:00Z");
            world.posted("noreply@klein.example.nl").await;
            let left = Some(world.now()).filter(|_| mailed);
            let told = world.zaak(zaak.id).await;
            assert_eq!(told.bevestigd_op, now.filter(|_| at_once).or(left), "{about}");
            // Whoever saw the case before that takes their step all the same.
            let keuze = Statuskeuze { statustype: world.zaaktype(&zaak).await.statustypen[1].id, toelichting: String::new() };
            let (db, ids, seen) = (&world.bench.db, &world.bench.ids, (zaak.id, zaak.versie));
            status_zetten(db, ids, &world.who(), &world.handeling(), seen, &keuze).await.unwrap();
            let again = status_zetten(db, ids, &world.who(), &world.handeling(), seen, &keuze).await;
            assert_eq!(conflict(again), "intussen-gewijzigd", "{about}");
        }
    }
}
