//! The queue: claimed by one, killed in between, on paper never twice.

use std::path::PathBuf;

use kern::Authorised;
use kern::autorisatie::{Eigen, LeesZaken};
use kern::testhulp::plan;
use uuid::Uuid;

use super::Wereld;
use crate::berichten::lezen::{Postvak, with_eigen, with_zaak};
use crate::berichten::verzenden::{Nazien, Uitslag, nazien, postmap};
use crate::berichten::{GEHEIM_PLAATS, Kanaal, Status, achterstand, gelezen};

fn papier(w: &Wereld) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(w.map.join("papier")) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

kern::on_both_engines! {
    async fn without_a_mail_server_mail_lies_in_the_folder(engine) {
        let w = Wereld::nieuw(engine).await;
        let bericht = w.bericht(Some("jan@example.nl"), None).await;
        w.verzender(None).ronde().await.unwrap();
        let names = postmap::lijst(&w.map, 10).await.unwrap();
        assert_eq!(names.len(), 1);
        let mail = postmap::leesbaar(&postmap::lees(&w.map, &names[0]).await.unwrap().unwrap());
        assert_eq!((mail.aan.as_str(), &mail.onderwerp), ("jan@example.nl", &bericht.onderwerp));
        assert_eq!(mail.tekst, bericht.tekst);
        for other in ["../loket.db", "x/../y.eml", "", ".eml/", "weg.eml"] {
            assert_eq!(postmap::lees(&w.map, other).await.unwrap(), None, "{other}");
        }
    }

    async fn an_address_gets_only_so_much_in_a_day_and_nothing_is_lost(engine) {
        let w = Wereld::nieuw(engine).await;
        for n in 0..12 {
            let to = if n % 2 == 0 { "jan@example.nl" } else { "Jan@Example.nl" };
            w.bericht(Some(to), None).await;
            w.later(1);
        }
        w.bericht(Some("an@example.nl"), None).await;
        let sender = || w.verzender(None).per_adres(5);
        assert_eq!(sender().ronde().await.unwrap().verstuurd, 6, "five for one, and one for another");
        assert_eq!(sender().ronde().await.unwrap().verstuurd, 0);
        let behind = achterstand(&w.bench.db, w.bench.clock.now()).await.unwrap();
        assert_eq!(behind.len(), 1);
        assert!(behind[0].wacht_op_morgen && behind[0].aantal == 7, "that is no fault of a mail server: {behind:?}");
        let known = w.bericht(Some("jan@example.nl"), Some(w.bench.ids.next())).await;
        assert_eq!(sender().ronde().await.unwrap().verstuurd, 1, "what is his own is not held up by what others typed");
        assert_eq!(w.nu(known.id).await.status, Status::Verstuurd);
        for (hours, sent) in [(5, 0), (12, 0), (8, 5), (25, 2), (25, 0)] {
            w.later(hours * 3_600);
            // A message that waits is looked at again some times before its day is over.
            assert_eq!(sender().ronde().await.unwrap().verstuurd, sent, "after {hours} more hours");
        }
        assert!(w.berichten().await.iter().all(|bericht| bericht.status == Status::Verstuurd));
        let all = w.berichten().await;
        let jan = all.iter().filter(|bericht| bericht.partij.is_none() && bericht.aan.to_lowercase() == "jan@example.nl");
        let mut order: Vec<_> = jan.map(|bericht| (bericht.opgesteld_op, bericht.verstuurd_op)).collect();
        order.sort();
        assert!(order.is_sorted_by_key(|(_, sent)| *sent), "first come, first gone");
    }

    async fn a_code_is_in_the_mail_and_then_nowhere(engine) {
        let w = Wereld::nieuw(engine).await;
        let bericht = w.bericht(Some("jan@example.nl"), None).await;
        let text = format!("Uw code is {GEHEIM_PLAATS}: https://example.nl/afspraak?code={GEHEIM_PLAATS}");
        let columns = [("tekst", text.clone().into()), ("geheim", "K7PX-4M2Q".into())];
        kern::testhulp::set(&w.bench.db, "berichten", bericht.id, &columns).await;
        assert_eq!(w.nu(bericht.id).await.geheim.as_deref(), Some("K7PX-4M2Q"), "until it has been sent");
        w.verzender(None).ronde().await.unwrap();
        let names = postmap::lijst(&w.map, 10).await.unwrap();
        let mail = postmap::leesbaar(&postmap::lees(&w.map, &names[0]).await.unwrap().unwrap());
        assert_eq!(mail.tekst, "Uw code is K7PX-4M2Q: https://example.nl/afspraak?code=K7PX-4M2Q");
        let sent = w.nu(bericht.id).await;
        assert_eq!((sent.status, sent.geheim, sent.tekst), (Status::Verstuurd, None, text));
    }

    async fn of_two_nodes_one_sends(engine) {
        let w = Wereld::nieuw(engine).await;
        w.bericht(Some("jan@example.nl"), None).await;
        let (one, other) = (w.verzender(None), w.verzender(None));
        let [mut seen, mut also] = [one.aan_de_beurt(Status::TeVersturen).await.unwrap(), other.aan_de_beurt(Status::TeVersturen).await.unwrap()];
        assert!(one.neem(seen.pop().unwrap()).await.unwrap().is_some());
        assert!(other.neem(also.pop().unwrap()).await.unwrap().is_none());
        assert!(other.aan_de_beurt(Status::TeVersturen).await.unwrap().is_empty());
    }

    async fn killed_after_the_claim_a_mail_goes_again_when_the_claim_has_passed(engine) {
        let w = Wereld::nieuw(engine).await;
        let bericht = w.bericht(Some("jan@example.nl"), None).await;
        let killed = w.verzender(None);
        let due = killed.aan_de_beurt(Status::TeVersturen).await.unwrap().pop().unwrap();
        killed.neem(due).await.unwrap().unwrap();
        assert_eq!(w.verzender(None).ronde().await.unwrap().verstuurd, 0);
        w.later(181);
        assert_eq!(w.verzender(None).ronde().await.unwrap().verstuurd, 1);
        let sent = w.nu(bericht.id).await;
        assert_eq!((sent.status, sent.pogingen, &sent.message_id), (Status::Verstuurd, 2, &bericht.message_id));
    }

    async fn a_letter_is_printed_once_and_never_again_by_itself(engine) {
        let w = Wereld::nieuw(engine).await;
        let bericht = w.bericht(None, None).await;
        assert_eq!(bericht.kanaal, Kanaal::Post);
        let killed = w.verzender(None);
        let due = killed.aan_de_beurt(Status::TeVersturen).await.unwrap().pop().unwrap();
        killed.neem(due).await.unwrap().unwrap();
        w.later(86_400);
        assert_eq!(w.verzender(None).ronde().await.unwrap().verstuurd, 0);
        assert!(papier(&w).is_empty());
        let unsure = w.nu(bericht.id).await;
        assert_eq!(unsure.status, Status::Controleren);
        assert_eq!(w.soorten(bericht.id).await, ["bericht aangemaakt", "bericht mislukt"]);
        let again = |message: &crate::berichten::Bericht| nazien(&w.handeling(), &w.bench.ids, message, Nazien::Opnieuw(None));
        w.schrijf(again(&unsure).unwrap().unwrap().1).await.unwrap();
        assert_eq!(w.verzender(None).ronde().await.unwrap().verstuurd, 1);
        assert_eq!(papier(&w).len(), 1);
        assert_eq!(again(&w.nu(bericht.id).await).unwrap().map(|(now, _)| now.status), None, "it went already");
    }

    async fn a_letter_that_lies_there_already_is_left_to_a_person(engine) {
        let w = Wereld::nieuw(engine).await;
        let bericht = w.bericht(None, None).await;
        std::fs::create_dir_all(w.map.join("papier")).unwrap();
        std::fs::write(w.map.join(format!("papier/{}.txt", bericht.id)), "eerder").unwrap();
        w.verzender(None).ronde().await.unwrap();
        let unsure = w.nu(bericht.id).await;
        assert_eq!(unsure.status, Status::Controleren);
        let (_, printed) = nazien(&w.handeling(), &w.bench.ids, &unsure, Nazien::TochVerstuurd).unwrap().unwrap();
        w.schrijf(printed).await.unwrap();
        assert_eq!(w.nu(bericht.id).await.status, Status::Verstuurd);
    }

    async fn a_clock_that_jumps_keeps_no_mail_and_sends_none_twice(engine) {
        let w = Wereld::nieuw(engine).await;
        // A day ahead somebody claims it and stops; then the clock is put right.
        let bericht = w.bericht(Some("jan@example.nl"), None).await;
        w.later(86_400);
        let ahead = w.verzender(None);
        let due = ahead.aan_de_beurt(Status::TeVersturen).await.unwrap().pop().unwrap();
        ahead.neem(due).await.unwrap().unwrap();
        w.later(-86_400);
        assert_eq!(w.verzender(None).ronde().await.unwrap().verstuurd, 1, "it does not wait for a day that is not there");
        assert_eq!(w.nu(bericht.id).await.status, Status::Verstuurd);
        for jump in [86_400, -7 * 86_400, 8 * 86_400] {
            w.later(jump);
            assert_eq!(w.verzender(None).ronde().await.unwrap().verstuurd, 0, "sent is sent");
        }
    }

    async fn a_message_that_is_read_while_it_leaves_leaves_once(engine) {
        let w = Wereld::nieuw(engine).await;
        let bericht = w.bericht(Some("jan@example.nl"), Some(w.bench.ids.next())).await;
        let sender = w.verzender(None);
        let due = sender.aan_de_beurt(Status::TeVersturen).await.unwrap().pop().unwrap();
        let leaving = sender.neem(due).await.unwrap().unwrap();
        w.schrijf(gelezen(&w.handeling(), &w.bench.ids, &w.nu(bericht.id).await).unwrap().unwrap()).await.unwrap();
        sender.noteer(&leaving, &Uitslag::Verstuurd).await.unwrap();
        let now = w.nu(bericht.id).await;
        assert_eq!((now.status, now.gelezen_op.is_some()), (Status::Verstuurd, true));
        w.later(86_400);
        assert_eq!(sender.ronde().await.unwrap().verstuurd, 0);
    }

    async fn what_has_not_left_is_counted(engine) {
        let w = Wereld::nieuw(engine).await;
        let partij: Uuid = w.bench.ids.next();
        w.bericht(Some("jan@example.nl"), None).await;
        let there = w.bericht(None, Some(partij)).await;
        assert_eq!((there.kanaal, there.status), (Kanaal::Mijn, Status::Verstuurd));
        let behind = achterstand(&w.bench.db, w.bench.clock.now()).await.unwrap();
        assert_eq!(behind.iter().map(|a| (a.status, a.aantal)).collect::<Vec<_>>(), [(Status::TeVersturen, 1)]);
    }

    async fn lists_walk_an_index(engine) {
        let w = Wereld::nieuw(engine).await;
        let eigen = eigen(&w, w.bench.ids.next());
        let own = [Postvak::Alles, Postvak::Ontvangen].map(|postvak| with_eigen(&eigen, postvak));
        for query in own.into_iter().chain([with_zaak(&Authorised::<LeesZaken>::program(w.organisatie.id), w.zaak)]) {
            let plan = plan(&w.bench.db, &query).await;
            // PostgreSQL reads an empty table whole, whatever its indexes.
            assert!(engine == kern::database::Engine::Postgres || plan.contains("USING INDEX berichten_"), "{plan}");
        }
    }
}

fn eigen(w: &Wereld, partij: Uuid) -> Eigen {
    kern::autorisatie::Burger { organisatie: w.organisatie.id, partij, namens: None }.eigen()
}
