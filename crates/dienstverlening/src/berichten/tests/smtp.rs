//! Over SMTP, to a real server.

use super::Wereld;
use super::mailserver::Mailserver;
use crate::berichten::verzenden::{Ronde, postmap};
use crate::berichten::{Reden, Status};

fn header<'a>(mail: &'a serde_json::Value, name: &str) -> &'a str {
    let content = mail["inhoud"].as_str().unwrap();
    content.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or_else(|| panic!("{content}"))
}

kern::on_both_engines! {
    async fn a_message_is_delivered_once_with_its_headers_and_in_utf_8(engine) {
        let w = Wereld::nieuw(engine).await;
        let server = Mailserver::start(None);
        let bericht = w.bericht(Some("jan@example.nl"), None).await;
        let verzender = w.verzender(Some(server.smtp()));
        assert_eq!(verzender.ronde().await.unwrap(), Ronde { verstuurd: 1, bereikt: true });
        w.later(86_400);
        assert_eq!(verzender.ronde().await.unwrap(), Ronde { verstuurd: 0, bereikt: true });
        let mails = server.mails(1);
        assert_eq!(mails.len(), 1);
        let mail = &mails[0];
        assert_eq!((mail["van"].as_str(), mail["aan"][0].as_str()), (Some("noreply@klein.example.nl"), Some("jan@example.nl")));
        assert_eq!(header(mail, "Message-ID"), bericht.message_id);
        assert_eq!(header(mail, "Auto-Submitted"), "auto-generated");
        assert_eq!(header(mail, "Date"), "Mon, 23 Nov 2026 09:00:00 +0000");
        let read = postmap::leesbaar(mail["inhoud"].as_str().unwrap().as_bytes());
        assert_eq!(read.onderwerp, bericht.onderwerp);
        assert_eq!(read.tekst, bericht.tekst);
        assert!(read.tekst.contains("Vriés"), "{}", read.tekst);
        let sent = w.nu(bericht.id).await;
        assert_eq!((sent.status, sent.pogingen), (Status::Verstuurd, 1));
        assert_eq!(w.soorten(bericht.id).await, ["bericht aangemaakt", "bericht verstuurd"]);
    }

    async fn a_dead_mail_server_delays_and_never_loses(engine) {
        let w = Wereld::nieuw(engine).await;
        let server = Mailserver::start(None);
        let (poort, smtp) = (server.poort, server.smtp());
        drop(server);
        let ids = [w.bericht(Some("jan@example.nl"), None).await.id, w.bericht(Some("fatima@example.nl"), None).await.id];
        let verzender = w.verzender(Some(smtp));
        for _ in 0..3 {
            assert_eq!(verzender.ronde().await.unwrap(), Ronde { verstuurd: 0, bereikt: false });
            w.later(4 * 86_400);
        }
        for id in ids {
            assert_eq!(w.nu(id).await.status, Status::TeVersturen);
        }
        let server = Mailserver::start(Some(poort));
        assert_eq!(verzender.ronde().await.unwrap(), Ronde { verstuurd: 2, bereikt: true });
        assert_eq!(server.mails(2).len(), 2);
    }

    async fn a_connection_cut_after_the_mail_repeats_it_with_the_same_message_id(engine) {
        let w = Wereld::nieuw(engine).await;
        let server = Mailserver::start(None);
        let bericht = w.bericht(Some("valtweg@example.nl"), None).await;
        let verzender = w.verzender(Some(server.smtp()));
        assert!(!verzender.ronde().await.unwrap().bereikt);
        assert!(verzender.ronde().await.unwrap().bereikt);
        let mails = server.mails(2);
        assert_eq!(mails.len(), 2);
        assert!(mails.iter().all(|mail| header(mail, "Message-ID") == bericht.message_id));
        assert_eq!(mails[0]["inhoud"], mails[1]["inhoud"]);
        assert_eq!(w.nu(bericht.id).await.status, Status::Verstuurd);
    }

    async fn an_unknown_address_fails_and_stops_nobody_else(engine) {
        let w = Wereld::nieuw(engine).await;
        let server = Mailserver::start(None);
        let wrong = w.bericht(Some("onbekend@example.nl"), None).await;
        let right = w.bericht(Some("jan@example.nl"), None).await;
        w.verzender(Some(server.smtp())).ronde().await.unwrap();
        let wrong = w.nu(wrong.id).await;
        assert_eq!((wrong.status, wrong.reden), (Status::Mislukt, Some(Reden::AdresOnjuist)));
        assert_eq!(w.nu(right.id).await.status, Status::Verstuurd);
        assert_eq!(w.soorten(wrong.id).await, ["bericht aangemaakt", "bericht mislukt"]);
    }

    async fn a_message_that_is_put_off_goes_on_trying_for_five_days(engine) {
        let w = Wereld::nieuw(engine).await;
        let server = Mailserver::start(None);
        let bericht = w.bericht(Some("later@example.nl"), None).await;
        let verzender = w.verzender(Some(server.smtp()));
        assert_eq!(verzender.ronde().await.unwrap(), Ronde { verstuurd: 0, bereikt: true });
        let off = w.nu(bericht.id).await;
        assert_eq!(off.volgende_poging_op, Some(off.opgesteld_op.plus_seconds(60)));
        for _ in 0..5 {
            w.later(86_400);
            verzender.ronde().await.unwrap();
        }
        assert_eq!(w.nu(bericht.id).await.status, Status::TeVersturen);
        w.later(86_400);
        verzender.ronde().await.unwrap();
        let failed = w.nu(bericht.id).await;
        assert_eq!((failed.status, failed.reden), (Status::Mislukt, Some(Reden::BlijftUitgesteld)));
    }

    async fn a_server_that_closes_down_keeps_everybody_waiting(engine) {
        let w = Wereld::nieuw(engine).await;
        let server = Mailserver::start(None);
        w.bericht(Some("weg@example.nl"), None).await;
        assert!(!w.verzender(Some(server.smtp())).ronde().await.unwrap().bereikt);
    }
}
