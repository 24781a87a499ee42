//! Moments and dates as people say them, with the exact moment in the tooltip.

use std::fmt;

use askama::filters::{Escaper, Html, HtmlSafe};
use jiff::civil::{Date, DateTime};
use kern::Moment;
use servicenormen::termijn::laatste_dag;
use termijnen::Kalender;

use super::taal::Taal;

/// `<time datetime="…" title="…">vandaag 14:10</time>`; needs no escaping in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tijdstip {
    /// For programs: an instant in UTC, or a date.
    pub iso: String,
    /// In full.
    pub voluit: String,
    /// As people say it.
    pub tekst: String,
}

impl fmt::Display for Tijdstip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<time datetime=\"{}\" title=\"", self.iso)?;
        Html.write_escaped_str(&mut *f, &self.voluit)?;
        f.write_str("\">")?;
        Html.write_escaped_str(&mut *f, &self.tekst)?;
        f.write_str("</time>")
    }
}

impl HtmlSafe for Tijdstip {}

/// A moment: "vandaag 14:10", "gisteren 16:20", "maandag 16 november 9:05", "1 mei 2025 12:00".
#[must_use]
pub fn moment(taal: Taal, op: Moment, nu: Moment) -> Tijdstip {
    let (local, today) = (op.in_amsterdam().datetime(), nu.date());
    let tekst = format!("{} {}", day_name(taal, local.date(), today), clock(local));
    Tijdstip { iso: op.to_string(), voluit: in_full(taal, local), tekst }
}

/// A moment; of what was entered later only the day is known, and only that is said.
#[must_use]
pub fn moment_of_dag(taal: Taal, op: Moment, nu: Moment) -> Tijdstip {
    if op == Moment::start_of(op.date()) { dag(taal, op.date(), nu.date()) } else { moment(taal, op, nu) }
}

/// A moment that is still to come or was promised: "vandaag vóór 15:00"; at the end of a day "tot en met maandag 11 januari".
#[must_use]
pub fn uiterlijk(taal: Taal, op: Moment, nu: Moment) -> Tijdstip {
    let local = op.in_amsterdam().datetime();
    let last = laatste_dag(op);
    if last != local.date() {
        let plain = dag(taal, last, nu.date());
        let tekst = taal.tekst_met("tijd-tot-en-met").met("dag", &plain.tekst).to_string();
        return Tijdstip { tekst, ..plain };
    }
    let dag = day_name(taal, local.date(), nu.date());
    let tekst = taal.tekst_met("tijd-uiterlijk").met("dag", dag).met("tijd", clock(local)).to_string();
    Tijdstip { tekst, ..moment(taal, op, nu) }
}

/// A date: "vandaag", "dinsdag 7 april", "1 mei 2025".
#[must_use]
pub fn dag(taal: Taal, date: Date, vandaag: Date) -> Tijdstip {
    let voluit = with_year(taal, date);
    Tijdstip { iso: date.to_string(), voluit, tekst: day_name(taal, date, vandaag) }
}

/// A date and how far it is: "dinsdag 7 april, over 3 werkdagen", "gisteren, 1 werkdag geleden".
#[must_use]
pub fn dag_met_afstand(taal: Taal, date: Date, vandaag: Date, kalender: &Kalender) -> Tijdstip {
    let plain = dag(taal, date, vandaag);
    let away = kalender.werkdagen_between(vandaag, date);
    if away == 0 {
        return plain;
    }
    let key = if away > 0 { "tijd-over-werkdagen" } else { "tijd-werkdagen-geleden" };
    let tekst = taal.tekst_met(key).met("dag", &plain.tekst).met("aantal", away.abs()).to_string();
    Tijdstip { tekst, ..plain }
}

/// How much time is left until a promise ends, or how much too late it is: "nog 40 minuten", "2 werkdagen te laat". Days are
/// working days, hours and minutes are time on the clock.
#[must_use]
pub fn rest(taal: Taal, tot: Moment, nu: Moment, kalender: &Kalender) -> Tijdstip {
    let seconds = tot.seconds_since(nu);
    let (late, minutes) = (seconds <= 0, seconds.abs() / 60);
    // What ends with a day ends on that day, not on the next.
    let days = i64::from(kalender.werkdagen_between(nu.date(), laatste_dag(tot)).abs());
    // texts: tijd-nog-* tijd-te-laat-*
    let (unit, amount) = match (days, minutes) {
        (0, 0..60) => ("minuten", minutes),
        (0, _) => ("uren", minutes / 60),
        _ => ("werkdagen", days),
    };
    let key = format!("tijd-{}-{unit}", if late { "te-laat" } else { "nog" });
    let tekst = taal.tekst_met(&key).met("aantal", amount).to_string();
    Tijdstip { tekst, ..uiterlijk(taal, tot, nu) }
}

/// A duration as a timer shows it: 02:14, 1:05:09.
#[must_use]
pub fn duur(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{minutes:02}:{rest:02}") }
}

/// The hour and minute: 14:10.
#[must_use]
pub fn clock(local: DateTime) -> String {
    format!("{}:{:02}", local.hour(), local.minute())
}

/// The name of a weekday in the middle of a sentence.
#[must_use]
pub fn weekdag(taal: Taal, date: Date) -> String {
    // texts: weekdag-*
    taal.tekst(&format!("weekdag-{}", date.weekday().to_monday_one_offset()))
}

/// "vandaag", "gisteren", "morgen", "dinsdag 7 april", or with its year when that is another one.
#[must_use]
pub fn day_name(taal: Taal, date: Date, vandaag: Date) -> String {
    if date == vandaag {
        taal.tekst("tijd-vandaag")
    } else if date.yesterday().is_ok_and(|before| before == vandaag) {
        taal.tekst("tijd-morgen")
    } else if date.tomorrow().is_ok_and(|after| after == vandaag) {
        taal.tekst("tijd-gisteren")
    } else if date.year() == vandaag.year() {
        let named = taal.tekst_met("tijd-dag").met("weekdag", weekdag(taal, date));
        named.met("dag", i64::from(date.day())).met("maand", month(taal, date)).to_string()
    } else {
        with_year(taal, date)
    }
}

/// "7 april 2026".
#[must_use]
pub fn with_year(taal: Taal, date: Date) -> String {
    let named = taal.tekst_met("tijd-datum").met("dag", i64::from(date.day())).met("maand", month(taal, date));
    named.met("jaar", date.year().to_string()).to_string()
}

fn in_full(taal: Taal, local: DateTime) -> String {
    format!("{} {} {}", weekdag(taal, local.date()), with_year(taal, local.date()), clock(local))
}

fn month(taal: Taal, date: Date) -> String {
    // texts: maand-*
    taal.tekst(&format!("maand-{}", date.month()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use termijnen::Openingstijden;

    use super::*;

    fn kalender() -> Kalender {
        let week = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"].map(|day| (day, ["08:30-17:00"]));
        Kalender::new(Openingstijden::parse(week).unwrap(), [])
    }

    #[test]
    fn moments_are_said_as_people_do() {
        let nu: Moment = "2026-11-23T09:00:00Z".parse().unwrap();
        for (op, nl, en) in [
            ("2026-11-23T13:10:00Z", "vandaag 14:10", "today 14:10"),
            ("2026-11-22T23:30:00Z", "vandaag 0:30", "today 0:30"),
            ("2026-11-22T15:20:00Z", "gisteren 16:20", "yesterday 16:20"),
            ("2026-11-24T08:05:00Z", "morgen 9:05", "tomorrow 9:05"),
            ("2026-11-16T13:10:00Z", "maandag 16 november 14:10", "Monday 16 November 14:10"),
            ("2025-05-01T10:00:00Z", "1 mei 2025 12:00", "1 May 2025 12:00"),
        ] {
            let op: Moment = op.parse().unwrap();
            assert_eq!([Taal::Nl, Taal::En].map(|taal| moment(taal, op, nu).tekst), [nl, en]);
        }
        insta::assert_snapshot!(
            moment(Taal::Nl, "2026-11-16T13:10:00Z".parse().unwrap(), nu),
            @r#"<time datetime="2026-11-16T13:10:00.000Z" title="maandag 16 november 2026 14:10">maandag 16 november 14:10</time>"#
        );
    }

    #[test]
    fn a_date_says_how_many_working_days_away_it_is() {
        let (thursday, kalender) = (date(2026, 4, 2), kalender());
        let said = |day| dag_met_afstand(Taal::Nl, day, thursday, &kalender).tekst;
        assert_eq!(said(date(2026, 4, 9)), "donderdag 9 april, over 3 werkdagen"); // over Easter
        assert_eq!(said(date(2026, 4, 7)), "dinsdag 7 april, over 1 werkdag");
        assert_eq!(said(date(2026, 4, 1)), "gisteren, 1 werkdag geleden");
        assert_eq!(said(thursday), "vandaag");
    }

    #[test]
    fn what_is_left_of_a_promise_is_said_in_the_unit_that_matters() {
        let nu: Moment = "2026-11-23T09:00:00Z".parse().unwrap();
        for (tot, text) in [
            ("2026-11-23T09:40:00Z", "nog 40 minuten"),
            ("2026-11-23T14:00:00Z", "nog 5 uur"),
            ("2026-11-24T16:00:00Z", "nog 1 werkdag"),
            ("2026-11-23T08:59:00Z", "1 minuut te laat"),
            ("2026-11-19T16:00:00Z", "2 werkdagen te laat"),
        ] {
            assert_eq!(rest(Taal::Nl, tot.parse().unwrap(), nu, &kalender()).tekst, text);
        }
        assert_eq!([duur(134), duur(3_909), duur(-5)], ["02:14", "1:05:09", "00:00"]);
    }
}
