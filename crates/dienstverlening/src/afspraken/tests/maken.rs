//! Making, moving, cancelling, reminding.

use kern::on_both_engines;
use kern::testhulp::{count, plan};

use super::*;
use crate::afspraken::afspraak;
use crate::afspraken::afspraak::{Status, VERZETTEN_MAX};
use crate::afspraken::agenda::{Woorden, bestand};
use crate::afspraken::herinneren::{herinner, niet_gekomen, vrijgeven};
use crate::afspraken::lezen::{self, Wens};
use crate::afspraken::maken::{Sleutel, Welke, afzeggen, bericht_nazien, bevestigen, verzetten};
use crate::berichten::verzenden::Nazien;

async fn verzet(w: &World, id: AfspraakId, code: &str, naar: &str) -> Result<Afspraak> {
    let welke = Welke { id, sleutel: Sleutel::Code(code) };
    verzetten(&w.bench.db, &w.bench.ids, &w.bezoeker(), &w.instellingen, &welke, at(naar)).await
}

async fn zeg_af(w: &World, id: AfspraakId, code: &str) -> Result<Afspraak> {
    afzeggen(&w.bench.db, &w.bench.ids, &w.bezoeker(), &Welke { id, sleutel: Sleutel::Code(code) }).await
}

on_both_engines! {
    async fn sent_twice_there_is_one_appointment(engine) {
        let w = World::new(engine).await;
        let nieuw = w.vraag("2026-11-23T14:00", &["grofvuil", "milieustraat"]);
        let made = w.maak(&nieuw).await.unwrap();
        assert_eq!(w.maak(&nieuw).await.unwrap(), made);
        assert_eq!((made.kwartieren(), made.status), (3, Status::Gepland));
        assert_eq!(count(&w.bench.db, "afspraken").await, 1);
        assert_eq!(count(&w.bench.db, "afspraak_plekken").await, 3);
        let other = Nieuw { code: code::nieuw(&w.bench.ids), ..nieuw };
        assert_eq!(code_of(w.maak(&other).await), "ongeldige-waarde", "a guessed id tells nothing");
        let events = w.events("afspraak").await;
        let facts = events[0].feiten.to_string();
        assert_eq!(events.len(), 1);
        assert!(facts.contains("raadhuis") && !facts.contains("Vries") && !facts.contains("example"), "{facts}");
    }

    async fn many_at_once_never_get_the_same_place(engine) {
        let w = World::new(engine).await;
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..30 {
            let (bench, instellingen, handeling) = (w.bench.clone(), w.instellingen.clone(), w.bezoeker());
            let nieuw = w.vraag("2026-11-23T14:00", &["milieustraat"]);
            all.spawn(async move { maken(&bench.db, &bench.ids, &handeling, &instellingen, &nieuw).await });
        }
        let results = all.join_all().await;
        let made = results.iter().filter(|result| result.is_ok()).count();
        let full = results.into_iter().filter(|result| result.is_err()).map(code_of).filter(|code| *code == "afspraak-net-bezet").count();
        assert_eq!((made, full), (3, 27));
        assert_eq!(count(&w.bench.db, "afspraak_plekken").await, 6);
    }

    async fn many_who_move_to_the_same_time_never_get_the_same_place(engine) {
        let w = World::new(engine).await;
        let mut all = tokio::task::JoinSet::new();
        for n in 0..12 {
            let nieuw = w.vraag(&format!("2026-11-23T{:02}:{:02}", 13 + n / 4, n % 4 * 15), &["grofvuil"]);
            let made = w.maak(&nieuw).await.unwrap();
            let (bench, instellingen, handeling) = (w.bench.clone(), w.instellingen.clone(), w.bezoeker());
            all.spawn(async move {
                let welke = Welke { id: made.id, sleutel: Sleutel::Code(&nieuw.code) };
                verzetten(&bench.db, &bench.ids, &handeling, &instellingen, &welke, at("2026-11-24T10:00")).await
            });
        }
        let moved = all.join_all().await.into_iter().filter(|result| result.is_ok()).count();
        assert_eq!(moved, 3);
        assert_eq!(count(&w.bench.db, "afspraak_plekken").await, 12, "whoever could not move keeps their place");
    }

    async fn a_taken_time_comes_with_the_nearest_free_ones(engine) {
        let w = World::new(engine).await;
        for _ in 0..3 {
            w.maak(&w.vraag("2026-11-23T14:00", &["grofvuil"])).await.unwrap();
        }
        let late = w.vraag("2026-11-23T14:00", &["grofvuil"]);
        assert_eq!(code_of(w.maak(&late).await), "afspraak-net-bezet");
        let rooster = w.rooster();
        let wens = Wens { kwartieren: 1, termijn: rooster.termijn(w.nu(), false), zonder: None };
        let near = lezen::dichtstbij(&w.bench.db, w.organisatie, &rooster, &wens, late.op).await.unwrap();
        assert_eq!(near.first(), Some(&at("2026-11-23T13:15")));
        assert!(near.contains(&at("2026-11-23T13:45")) && near.contains(&at("2026-11-23T14:15")) && !near.contains(&late.op));
    }

    async fn moved_it_gives_its_places_back_and_takes_others(engine) {
        let w = World::new(engine).await;
        let nieuw = w.vraag("2026-11-23T14:00", &["milieustraat"]);
        let made = w.maak(&nieuw).await.unwrap();
        let moved = verzet(&w, made.id, &nieuw.code.to_lowercase(), "2026-11-23T14:15").await.unwrap();
        assert_eq!((moved.verzet, moved.begint_op, count(&w.bench.db, "afspraak_plekken").await), (1, at("2026-11-23T14:15"), 2));
        assert_eq!(verzet(&w, made.id, &nieuw.code, "2026-11-23T14:15").await.unwrap(), moved, "twice is once");
        assert_eq!(code_of(verzet(&w, made.id, "AAAA-BBBB", "2026-11-23T15:00").await), "afspraak");
        assert_eq!(code_of(verzet(&w, made.id, &nieuw.code, "2026-11-23T18:00").await), "afspraak-tijd-niet-mogelijk");
        let events = w.events("afspraak").await;
        assert_eq!(events[1].feiten["wijziging"], "verzet");
    }

    async fn sent_again_with_other_content_is_not_answered_as_if_done(engine) {
        let w = World::new(engine).await;
        let nieuw = w.vraag("2026-11-23T14:00", &["grofvuil"]);
        let made = w.gemaakt(&nieuw).await.unwrap();
        assert!(!made.anders);
        assert_eq!(w.gemaakt(&nieuw).await.unwrap(), made);
        let with = |change: fn(&mut Nieuw)| {
            let mut other = nieuw.clone();
            change(&mut other);
            other
        };
        for other in [
            with(|nieuw| nieuw.op = at("2026-11-23T15:00")),
            with(|nieuw| nieuw.producten.push("milieustraat".into())),
            with(|nieuw| nieuw.gegevens.naam = "A. de Vries".into()),
            with(|nieuw| nieuw.gegevens.e_mail = "a@example.nl".into()),
            with(|nieuw| nieuw.gegevens.telefoon = String::new()),
        ] {
            let said = w.gemaakt(&other).await.unwrap();
            assert_eq!((said.anders, &said.afspraak), (true, &made.afspraak), "{other:?}");
        }
        assert_eq!(count(&w.bench.db, "afspraken").await, 1);
        zeg_af(&w, made.afspraak.id, &nieuw.code).await.unwrap();
        assert!(w.gemaakt(&nieuw).await.unwrap().anders, "it is not there any more");
    }

    async fn what_nobody_confirms_falls_free(engine) {
        let w = World::new(engine).await;
        let nieuw = w.vraag("2026-11-24 10:00", &["grofvuil"]);
        let made = w.gemaakt(&nieuw).await.unwrap().afspraak;
        assert_eq!(made.bevestigen_voor, Some(w.nu().plus_seconds(2 * 3600)));
        let code = w.mailcode(made.id).await;
        assert_ne!(code, nieuw.code, "what the form knows shows nothing of the address");
        let confirm = async |typed: &str| bevestigen(&w.bench.db, &w.bench.ids, &w.bezoeker(), made.id, typed).await;
        for wrong in ["", "AAAA-BBBB", &nieuw.code] {
            assert!(matches!(confirm(wrong).await, Err(Error::Missing { .. })), "{wrong}");
        }
        let refused = verzet(&w, made.id, &code, "2026-11-24 11:00").await.unwrap_err();
        assert!(matches!(&refused, Error::Conflict(what) if what.code == "afspraak-bevestig-eerst"), "{refused}");
        let free = async |after_s: i64| vrijgeven(&w.bench.db, &w.bench.ids, w.nu().plus_seconds(after_s)).await.unwrap();
        assert_eq!(free(2 * 3600 - 1).await, 0);
        assert_eq!(free(3 * 3600).await, 0, "the mail has not left: nobody can have confirmed it");
        let sent = |op: Moment| vec![("status", "verstuurd".into()), ("verstuurd_op", op.to_string().into())];
        let messages = crate::berichten::van_afspraak(&w.bench.db, &w.who(), made.id.uuid(), None, 10).await.unwrap();
        kern::testhulp::set(&w.bench.db, "berichten", messages.rows[0].id, &sent(w.nu().plus_seconds(3_600))).await;
        assert_eq!(free(3 * 3600 - 1).await, 0, "it left an hour late");
        kern::testhulp::set(&w.bench.db, "berichten", messages.rows[0].id, &sent(w.nu())).await;
        let other = w.gemaakt(&w.vraag("2026-11-24 11:00", &["grofvuil"])).await.unwrap().afspraak;
        let confirmed = w.mailcode(other.id).await;
        for _ in 0..2 {
            let stands = bevestigen(&w.bench.db, &w.bench.ids, &w.bezoeker(), other.id, &confirmed).await.unwrap();
            assert_eq!(stands.bevestigen_voor, None);
        }
        assert_eq!(free(2 * 3600).await, 1, "the one that was confirmed stays");
        assert_eq!(free(2 * 3600).await, 0);
        assert!(matches!(confirm(&code).await, Err(Error::Conflict(what)) if what.code == "afspraak-afgezegd"));
        assert_eq!(kern::testhulp::count(&w.bench.db, "afspraak_plekken").await, 1);
        let told = w.events("afspraak").await;
        assert_eq!(told.last().unwrap().feiten["wijziging"], "niet-bevestigd");
        assert_eq!(w.events("bericht").await.len(), 3, "no mail tells an address that nobody confirmed that it fell free");
        assert!(lezen::by_id(&w.bench.db, w.organisatie, made.id).await.unwrap().unwrap().is_vervallen());
        // Staff spoke with them: moved to where it is, it stands.
        let phoned = w.gemaakt(&w.vraag("2026-11-24 10:30", &["grofvuil"])).await.unwrap().afspraak;
        let (who, by) = (w.who(), w.medewerker().handeling(w.nu()));
        let welke = Welke { id: phoned.id, sleutel: Sleutel::Personeel(&who) };
        let stands = verzetten(&w.bench.db, &w.bench.ids, &by, &w.instellingen, &welke, phoned.begint_op).await.unwrap();
        assert_eq!((stands.bevestigen_voor, stands.begint_op), (None, phoned.begint_op));
        let known = w.gemaakt(&Nieuw { partij: Some(w.bench.ids.next()), ..w.vraag("2026-11-24 11:30", &["grofvuil"]) }).await.unwrap();
        assert_eq!(known.afspraak.bevestigen_voor, None, "who is logged in has shown who they are");
    }

    async fn a_code_that_goes_to_another_address_confirms_that_address(engine) {
        let w = World::new(engine).await;
        let made = w.gemaakt(&w.vraag("2026-11-24 10:00", &["grofvuil"])).await.unwrap().afspraak;
        let code = w.mailcode(made.id).await;
        let messages = crate::berichten::van_afspraak(&w.bench.db, &w.who(), made.id.uuid(), None, 10).await.unwrap();
        let mail = messages.rows[0].id;
        let failed = [("status", "mislukt".into()), ("reden", "adres-onjuist".into())];
        kern::testhulp::set(&w.bench.db, "berichten", mail, &failed).await;
        w.set("2026-11-23T11:30");
        let by = w.medewerker().handeling(w.nu());
        let other = Nazien::Opnieuw(Some("juist@example.nl"));
        for _ in 0..2 {
            bericht_nazien(&w.bench.db, &w.bench.ids, &w.who(), &by, (made.id, mail), other).await.unwrap();
        }
        let stands = lezen::by_id(&w.bench.db, w.organisatie, made.id).await.unwrap().unwrap();
        assert_eq!((stands.e_mail.as_str(), stands.bevestigen_voor), ("juist@example.nl", Some(at("2026-11-23T13:30"))));
        let told = w.events("afspraak").await;
        assert_eq!(told.last().unwrap().feiten["wijziging"], "ander-adres");
        let stands = bevestigen(&w.bench.db, &w.bench.ids, &w.bezoeker(), made.id, &code).await.unwrap();
        assert_eq!((stands.e_mail.as_str(), stands.bevestigen_voor), ("juist@example.nl", None));
    }

    async fn cancelled_somebody_else_can_have_its_time(engine) {
        let w = World::new(engine).await;
        let nieuw = w.vraag("2026-11-23T12:00", &["grofvuil"]);
        let made = w.maak(&nieuw).await.unwrap();
        assert_eq!(code_of(w.maak(&w.vraag("2026-11-23T12:00", &["grofvuil"])).await), "afspraak-net-bezet");
        assert_eq!(code_of(zeg_af(&w, made.id, "AAAA-BBBB").await), "afspraak");
        let gone = zeg_af(&w, made.id, &nieuw.code).await.unwrap();
        assert_eq!((gone.status, zeg_af(&w, made.id, &nieuw.code).await.unwrap()), (Status::Afgezegd, gone.clone()));
        w.maak(&w.vraag("2026-11-23T12:00", &["grofvuil"])).await.unwrap();
        assert_eq!(code_of(verzet(&w, made.id, &nieuw.code, "2026-11-23T15:00").await), "afspraak-afgezegd");
        let file = bestand(&gone, &Woorden { titel: "a, b".into(), plaats: String::new(), uitleg: String::new(), host: "x.nl".into() }, w.nu());
        assert!(file.contains("SEQUENCE:1\r\nSTATUS:CANCELLED") && file.contains("DTSTART:20261123T110000Z"), "{file}");
    }

    async fn what_cannot_be_right_is_refused_with_every_reason(engine) {
        let w = World::new(engine).await;
        let mut wrong = w.vraag("2026-11-23T10:30", &["grofvuil"]);
        wrong.gegevens = Gegevens { naam: " ".into(), e_mail: "a@b.nl\r\nBcc: c@d.nl".into(), telefoon: "12".into() };
        let Error::Invalid(errors) = w.maak(&wrong).await.unwrap_err() else { panic!("not invalid") };
        let said: Vec<_> = errors.iter().map(|error| (error.field, error.code)).collect();
        assert_eq!(said, [("naam", "verplicht"), ("e_mail", "e-mail-onleesbaar"), ("telefoon", "telefoon-onleesbaar"), ("op", "afspraak-tijd-niet-mogelijk")]);
        // What the form takes is mailed to; what can't be mailed to is refused beside its field.
        let mut pasted = w.vraag("2026-11-23T11:30", &["grofvuil"]);
        pasted.gegevens.e_mail = "\u{202a}jan@Bücher.example".into();
        assert_eq!(w.maak(&pasted).await.unwrap().e_mail, "jan@xn--bcher-kva.example");
        assert_eq!(count(&w.bench.db, "berichten").await, 1);
        let mut letters = w.vraag("2026-11-23T11:40", &["grofvuil"]);
        letters.gegevens.e_mail = "josé@example.nl".into();
        let Error::Invalid(errors) = w.maak(&letters).await.unwrap_err() else { panic!("not invalid") };
        assert!(errors.iter().any(|error| (error.field, error.code) == ("e_mail", "e-mail-letters")));
        let staff = Nieuw { kanaal: "telefoon".into(), ..w.vraag("2026-11-23T10:30", &["grofvuil"]) };
        w.maak(&staff).await.unwrap();
        for mail in ["", "a", "a@b", "@b.nl", "a@@b.nl", "a b@c.nl", "a@b..nl", "a@b.nl\n", "<a@b.nl>"] {
            let gegevens = Gegevens { naam: "A".into(), e_mail: mail.into(), telefoon: String::new() };
            let wrong = mail != "a@b.nl\n";
            assert_eq!(!afspraak::fouten(&gegevens, WEBSITE).is_empty(), wrong, "{mail:?}: spaces around it are no part of it");
        }
    }

    async fn who_has_the_code_moves_it_only_so_often_and_staff_as_often_as_needed(engine) {
        let w = World::new(engine).await;
        let nieuw = w.vraag("2026-11-23T14:00", &["grofvuil"]);
        let made = w.maak(&nieuw).await.unwrap();
        for n in 0..99 {
            let to = if n % 2 == 0 && n < VERZETTEN_MAX { "2026-11-23T15:00" } else { "2026-11-23T14:00" };
            let moved = verzet(&w, made.id, &nieuw.code, to).await;
            assert_eq!(moved.is_ok(), n < VERZETTEN_MAX, "move {n}");
        }
        assert_eq!(code_of(verzet(&w, made.id, &nieuw.code, "2026-11-23T14:00").await), "afspraak-te-vaak-verzet");
        assert_eq!(count(&w.bench.db, "berichten").await, 1 + VERZETTEN_MAX);
    }

    async fn a_reminder_goes_out_once_and_only_when_it_still_helps(engine) {
        let w = World::new(engine).await;
        let soon = w.maak(&w.vraag("2026-11-24T10:00", &["grofvuil"])).await.unwrap();
        assert_eq!(soon.herinnering_op, None, "tomorrow: the confirmation is as fresh");
        let made = w.maak(&w.vraag("2026-11-30T10:00", &["grofvuil"])).await.unwrap();
        assert_eq!(made.herinnering_op, Some(at("2026-11-29T10:00")));
        let run = async |w: &World| herinner(&w.bench.db, &w.bench.ids, w.nu()).await.unwrap();
        assert_eq!(run(&w).await, 0);
        w.set("2026-11-29T10:00");
        assert_eq!((run(&w).await, run(&w).await), (1, 0));
        w.set("2026-12-01T10:00");
        assert_eq!(niet_gekomen(&w.bench.db, &w.bench.ids, w.nu()).await.unwrap(), 2);
        let changes: Vec<_> = w.events("afspraak").await.into_iter().filter_map(|e| e.feiten["wijziging"].as_str().map(str::to_owned)).collect();
        assert_eq!(changes, ["herinnerd", "niet-verschenen", "niet-verschenen"]);
    }

    async fn the_lists_of_a_day_walk_an_index(engine) {
        let w = World::new(engine).await;
        let query = afspraak::select(w.organisatie)
            .and_where(sea_query::ExprTrait::eq(sea_query::Expr::col("balie"), "raadhuis"))
            .and_where(sea_query::ExprTrait::gte(sea_query::Expr::col("begint_op"), Moment::start_of(maandag())))
            .to_owned();
        if engine == Engine::Sqlite {
            let plan = plan(&w.bench.db, &query).await;
            assert!(plan.contains("USING INDEX afspraken_dag"), "{plan}");
        }
    }
}
