//! Callbacks within the promise: closed ones from the counters, open ones from the register.

use kern::organisaties::TeamId;
use kern::{Handeling, on_both_engines};
use registers::klantinteracties::Afhandeling;
use registers::klantinteracties::internetaak::{self, Afloop, Internetaak, Overdracht};

use super::super::{AchterVerzoeken, Belofte, Kwartaalrapport, Terugbellen, verzoeken_achter};
use super::kwartaal;
use super::wereld::{Wereld, moment};

/// How many callbacks each list holds: kept, late, running, not reached, not needed, and all.
async fn lists(w: &Wereld, quarter: &str, team: Option<TeamId>) -> [i64; 6] {
    let mut lengths = [0; 6];
    let choices = Belofte::ALL.map(Some).into_iter().chain([None]);
    for (length, belofte) in lengths.iter_mut().zip(choices) {
        let (achter, mut after) = (AchterVerzoeken { team, belofte }, None);
        loop {
            let now = w.bench.clock.now();
            let page = verzoeken_achter(&w.bench.db, &w.may(), kwartaal(quarter), achter, now, after.as_ref(), 1)
                .await
                .unwrap();
            assert!(page.rows.iter().all(|row| belofte.is_none_or(|belofte| row.belofte == belofte)));
            *length += i64::try_from(page.rows.len()).unwrap();
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    lengths
}

/// What the report says of the same.
fn figures(row: Terugbellen) -> [i64; 6] {
    [row.gehaald, row.te_laat, row.loopt, row.niet_bereikt, row.vervallen, row.totaal()]
}

async fn close(w: &Wereld, taak: &Internetaak, op: &str) {
    ended(w, taak, op, Afloop::Beantwoord).await;
}

async fn ended(w: &Wereld, taak: &Internetaak, op: &str, afloop: Afloop) {
    let handeling = Handeling::program(w.organisatie, moment(op));
    let (_, change) = internetaak::afhandelen(&handeling, &w.bench.ids, taak, afloop, "Volgende week klaar.").unwrap();
    let tx = w.bench.db.begin().await.unwrap();
    tx.write(vec![change]).await.unwrap();
    tx.commit().await.unwrap();
}

fn counts(report: &Kwartaalrapport) -> (i64, i64, i64) {
    (report.terugbellen.gehaald, report.terugbellen.te_laat, report.terugbellen.loopt)
}

on_both_engines! {
    async fn kept_late_and_running_callbacks_are_told_apart(engine) {
        let mut w = Wereld::new(engine, 21).await;
        let in_time = w.callback("2026-11-02T09:00:00Z", "2026-11-03T16:00:00Z").await;
        let at_the_moment_itself = w.callback("2026-11-02T09:10:00Z", "2026-11-03T16:00:00Z").await;
        w.callback("2026-11-20T09:00:00Z", "2026-11-23T08:59:59Z").await;
        w.callback("2026-11-20T09:10:00Z", "2026-11-23T16:00:00Z").await;
        close(&w, &in_time, "2026-11-03T15:59:59Z").await;
        close(&w, &at_the_moment_itself, "2026-11-03T16:00:00Z").await;
        w.follow().await;
        let report = w.report("2026-K4").await;
        assert_eq!(counts(&report), (1, 2, 1));
        assert_eq!(report.terugbellen.aandeel().geheel, 3);
        assert_eq!(report.terugbellen_per_team, [(w.teams[0], report.terugbellen)]);
        assert_eq!(lists(&w, "2026-K4", None).await, figures(report.terugbellen));
        w.bench.clock.set(moment("2026-11-23T16:00:00Z"));
        assert_eq!(counts(&w.report("2026-K4").await), (1, 3, 0));
        assert_eq!(lists(&w, "2026-K4", None).await, [1, 3, 0, 0, 0, 4]);
    }

    async fn in_time_is_only_who_was_reached(engine) {
        let mut w = Wereld::new(engine, 23).await;
        let reached = w.callback("2026-11-02T09:00:00Z", "2026-11-03T16:00:00Z").await;
        let missed = w.callback("2026-11-02T09:10:00Z", "2026-11-03T16:00:00Z").await;
        let not_needed = w.callback("2026-11-02T09:20:00Z", "2026-11-03T16:00:00Z").await;
        close(&w, &reached, "2026-11-03T09:00:00Z").await;
        let handeling = Handeling::program(w.organisatie, moment("2026-11-03T09:00:00Z"));
        let untried = internetaak::afhandelen(&handeling, &w.bench.ids, &missed, Afloop::NietBereikt, "Niemand.");
        assert!(untried.is_err(), "nobody tried");
        let tried = internetaak::Poging { gelukt: false, toelichting: String::new() };
        let (missed, change) = internetaak::poging(&handeling, &w.bench.ids, &missed, &tried).unwrap();
        let tx = w.bench.db.begin().await.unwrap();
        tx.write(vec![change]).await.unwrap();
        tx.commit().await.unwrap();
        ended(&w, &missed, "2026-11-03T10:00:00Z", Afloop::NietBereikt).await;
        ended(&w, &not_needed, "2026-11-03T11:00:00Z", Afloop::Vervallen).await;
        w.follow().await;
        let now = w.report("2026-K4").await.terugbellen;
        assert_eq!(figures(now), [1, 0, 0, 1, 1, 3]);
        assert_eq!((now.aandeel().deel, now.aandeel().geheel), (1, 1));
        assert_eq!(lists(&w, "2026-K4", None).await, figures(now));
    }

    async fn a_callback_counts_in_the_quarter_in_which_it_was_asked(engine) {
        let mut w = Wereld::new(engine, 22).await;
        // So that the quarter was counted as a whole.
        w.contact("2026-07-01T08:00:00Z", "telefoon", None, Afhandeling::DirectBeantwoord).await;
        // Asked on 30 September 23:30 local time, handed over and closed in October.
        let taak = w.callback("2026-09-30T21:30:00Z", "2026-10-02T15:00:00Z").await;
        w.callback("2026-09-30T21:40:00Z", "2026-10-02T15:00:00Z").await;
        let handeling = Handeling::program(w.organisatie, moment("2026-10-01T08:00:00Z"));
        let naar = Overdracht { team: w.teams[1], medewerker: None, reden: "Zij weten dit.".into() };
        let (taak, change) = internetaak::overdragen(&handeling, &w.bench.ids, &taak, &naar).unwrap();
        let tx = w.bench.db.begin().await.unwrap();
        tx.write(vec![change]).await.unwrap();
        tx.commit().await.unwrap();
        close(&w, &taak, "2026-10-01T09:00:00Z").await;
        w.follow().await;
        let report = w.report("2026-K3").await;
        assert_eq!(counts(&report), (1, 1, 0));
        let of = |i: usize| report.terugbellen_per_team.iter().find(|(team, _)| *team == w.teams[i]).unwrap().1;
        assert_eq!(of(0), Terugbellen { te_laat: 1, ..Terugbellen::default() });
        assert_eq!(of(1), Terugbellen { gehaald: 1, ..Terugbellen::default() });
        for i in 0..2 {
            assert_eq!(lists(&w, "2026-K3", Some(w.teams[i])).await, figures(of(i)));
        }
        assert_eq!(lists(&w, "2026-K4", None).await, [0; 6]);
        let next = w.report("2026-K4").await;
        assert_eq!((counts(&next), next.terugbellen_vorig), ((0, 0, 0), Some(report.terugbellen)));
    }
}
