//! A question and its answer.

use std::collections::BTreeMap;

use kern::Error;
use kern::autorisatie::Burger;
use serde_json::json;
use uuid::Uuid;

use super::Wereld;
use crate::berichten::{
    Antwoord, Bericht, NieuweVraag, Postvak, Status, beantwoord, een_van_eigen, gelezen, van_eigen, vraag,
};

async fn ask(w: &Wereld, partij: Uuid, tekst: &str) -> kern::Result<Bericht> {
    let id = w.bench.ids.next();
    let nieuw = NieuweVraag { id, zaak: w.zaak, partij, taal: "nl", tekst, antwoord_op: None };
    let (bericht, change) = vraag(&w.handeling(), &w.bench.ids, &nieuw)?;
    w.schrijf(change).await?;
    Ok(bericht)
}

async fn answer(w: &Wereld, question: &Bericht, tekst: &str) -> kern::Result<Bericht> {
    let fields = [("naam", "Jan"), ("zaaknummer", "ZAAK-2026-0000000007"), ("omschrijving", "Parkeervergunning")];
    let velden: BTreeMap<_, _> = fields.into_iter().map(|(field, value)| (field.to_owned(), json!(value))).collect();
    let antwoord = Antwoord { id: w.bench.ids.next(), tekst, e_mail: None, velden };
    let (bericht, change) = beantwoord(&w.handeling(), &w.bench.ids, &w.sjablonen(), question, &antwoord)?;
    w.schrijf(change).await?;
    Ok(bericht)
}

kern::on_both_engines! {
    async fn a_question_waits_until_it_is_answered_in_the_same_thread(engine) {
        let w = Wereld::nieuw(engine).await;
        let partij = w.bench.ids.next();
        let question = ask(&w, partij, "Mag ik al parkeren?\r\nGroet, {{ naam }}").await.unwrap();
        assert_eq!(question.onderwerp, "Mag ik al parkeren?");
        let reply = answer(&w, &question, "Vanaf 1 december.").await.unwrap();
        assert_eq!(reply.antwoord_op, Some(question.id));
        assert!(reply.tekst.contains("Groet, {{ naam }}") && reply.tekst.contains("Vanaf 1 december."), "{}", reply.tekst);
        assert_eq!(w.nu(question.id).await.status, Status::Beantwoord);
    }

    async fn of_two_who_answer_the_second_is_told(engine) {
        let w = Wereld::nieuw(engine).await;
        let question = ask(&w, w.bench.ids.next(), "Hoe ver bent u?").await.unwrap();
        answer(&w, &question, "Bijna klaar.").await.unwrap();
        let second = answer(&w, &question, "Nog niet begonnen.").await;
        assert!(matches!(second, Err(Error::Conflict(_))));
        assert_eq!(w.berichten().await.len(), 2);
    }

    async fn nobody_sees_the_messages_of_another(engine) {
        let w = Wereld::nieuw(engine).await;
        let [mine, other]: [Uuid; 2] = [w.bench.ids.next(), w.bench.ids.next()];
        let question = ask(&w, mine, "Hoe ver bent u?").await.unwrap();
        let eigen = |partij| Burger { organisatie: w.organisatie.id, partij, namens: None }.eigen();
        for postvak in [Postvak::Alles, Postvak::Zaak(w.zaak)] {
            assert_eq!(van_eigen(&w.bench.db, &eigen(mine), postvak, None, 10).await.unwrap().rows.len(), 1);
            assert!(van_eigen(&w.bench.db, &eigen(other), postvak, None, 10).await.unwrap().rows.is_empty());
        }
        let refused = een_van_eigen(&w.bench.db, &eigen(other), question.id).await;
        assert!(matches!(refused, Err(Error::Missing { .. })));
    }

    async fn a_message_is_read_once(engine) {
        let w = Wereld::nieuw(engine).await;
        let bericht = w.bericht(None, Some(w.bench.ids.next())).await;
        w.schrijf(gelezen(&w.handeling(), &w.bench.ids, &bericht).unwrap().unwrap()).await.unwrap();
        let read = w.nu(bericht.id).await;
        assert!(read.gelezen_op.is_some());
        assert!(gelezen(&w.handeling(), &w.bench.ids, &read).unwrap().is_none());
    }

    async fn an_empty_or_endless_question_is_refused(engine) {
        let w = Wereld::nieuw(engine).await;
        for (tekst, code) in [(" \r\n\0 ", "verplicht"), ("x".repeat(5_001).as_str(), "bericht-te-lang")] {
            let Err(Error::Invalid(wrong)) = ask(&w, w.zaak, tekst).await else { panic!("{code}") };
            assert_eq!((wrong[0].field, wrong[0].code), ("tekst", code));
        }
    }
}
