//! How many contacts each day and channel gets, and when on the day they come.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use kern::Moment;
use rand::RngExt;
use rand::rngs::StdRng;
use termijnen::{Openingstijden, Tijdvak};

use super::kansen::{Gewogen, KANALEN, Kanaal};
use super::wereld::Wereld;
use super::{Schets, seizoen};

/// How many contacts each day and channel gets, and when on the day they come.
pub(super) struct Dagen {
    begin: Date,
    /// Per channel, the number of contacts up to and including each day.
    tot_en_met: Vec<Vec<u64>>,
    /// Per channel and weekday, the half hours.
    uren: Vec<[Gewogen; 7]>,
    /// The end of the last day.
    op: Moment,
}

impl Dagen {
    pub(super) fn new(wereld: &Wereld, schets: &Schets) -> Self {
        let today = schets.op.date();
        let mut uren = Vec::new();
        let mut tot_en_met = Vec::new();
        for kanaal in &KANALEN {
            let ploeg = wereld.ploegen.get(&wereld.team_voor(kanaal));
            let (kalender, tijden) = ploeg.map_or((&wereld.kalender, &wereld.tijden), |p| (&p.kalender, &p.tijden));
            let halves = if kanaal.direct {
                seizoen::halve_uren_open()
            } else {
                seizoen::halve_uren_altijd(if kanaal.code == "webformulier" { 1.6 } else { 0.8 })
            };
            let weekdays: [Gewogen; 7] = std::array::from_fn(|day| week_hours(&halves, tijden, kanaal, day));
            let mut weights = Vec::new();
            let mut day = schets.begin;
            while day <= today {
                let whole = seizoen::drukte(kalender, tijden, day, kanaal);
                weights.push(if day == today { whole * passed(&weekdays, schets.op) } else { whole });
                day = day.saturating_add(1.day());
            }
            tot_en_met.push(spread(&weights, kanaal.aandeel * schets.contacten as f64));
            uren.push(weekdays);
        }
        Self { begin: schets.begin, tot_en_met, uren, op: schets.op }
    }

    pub(super) fn aantal(&self, kanaal: usize, datum: Date) -> u64 {
        let day = usize::try_from(datum.since(self.begin).map_or(0, |span| span.get_days())).unwrap_or(0);
        let sums = &self.tot_en_met[kanaal];
        sums[day] - day.checked_sub(1).map_or(0, |before| sums[before])
    }

    pub(super) fn moment(&self, rng: &mut StdRng, kanaal: usize, datum: Date) -> Moment {
        let hours = &self.uren[kanaal][weekday(datum)];
        let start = Moment::start_of(datum);
        // On the last day only what has passed; a few tries are enough, as its share was planned for it.
        for _ in 0..60 {
            let at = start.plus_seconds(hours.pick(rng) as i64 * 1_800 + rng.random_range(0..1_800));
            if at < self.op {
                return at;
            }
        }
        start
    }
}

fn weekday(datum: Date) -> usize {
    usize::from(datum.weekday().to_monday_zero_offset().unsigned_abs())
}

/// The half hours of a weekday; of a channel where people speak at once, only those in which the team is open.
fn week_hours(halves: &[f64; 48], tijden: &Openingstijden, kanaal: &Kanaal, day: usize) -> Gewogen {
    let weekday = i8::try_from(day).ok().and_then(|day| Weekday::from_monday_zero_offset(day).ok());
    let spans: Vec<(usize, usize)> =
        weekday.map_or(&[][..], |weekday| tijden.on(weekday)).iter().map(|span| minutes(*span)).collect();
    Gewogen::new(halves.iter().enumerate().map(|(half, weight)| {
        let open = spans.iter().any(|(from, to)| (*from..*to).contains(&(half * 30)));
        if open || !kanaal.direct { *weight } else { 0.0 }
    }))
}

/// The span as minutes after midnight, read from `08:30-17:00`.
fn minutes(span: Tijdvak) -> (usize, usize) {
    let text = span.to_string();
    let minute = |time: &str| {
        let (hours, minutes) = time.split_once(':').unwrap_or_default();
        hours.parse::<usize>().unwrap_or(0) * 60 + minutes.parse::<usize>().unwrap_or(0)
    };
    text.split_once('-').map_or((0, 0), |(from, to)| (minute(from), minute(to)))
}

/// The part of the last day's contacts that has come already.
fn passed(weekdays: &[Gewogen; 7], op: Moment) -> f64 {
    let seconds = op.seconds_since(Moment::start_of(op.date()));
    weekdays[weekday(op.date())].share_before(seconds as f64 / 1_800.0)
}

/// Spreads a total over days by weight, in whole numbers that add up.
fn spread(weights: &[f64], total: f64) -> Vec<u64> {
    let all: f64 = weights.iter().sum();
    let mut sum = 0.0;
    weights
        .iter()
        .map(|weight| {
            sum += weight;
            if all > 0.0 { (sum / all * total).round() as u64 } else { 0 }
        })
        .collect()
}
