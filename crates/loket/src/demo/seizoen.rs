//! When people ask: the shape of a year, a week and a day.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use termijnen::{Kalender, Openingstijden};

use super::kansen::Kanaal;

/// How busy a date is on a channel, relative to a usual Wednesday.
pub(super) fn drukte(kalender: &Kalender, tijden: &Openingstijden, datum: Date, kanaal: &Kanaal) -> f64 {
    let season = maand(datum) * vakantie(datum);
    if !kalender.is_werkdag(datum) {
        return kanaal.gesloten * season;
    }
    if kanaal.direct && tijden.on(datum.weekday()).is_empty() {
        return 0.0;
    }
    weekdag(datum.weekday()) * season * na_gesloten(kalender, tijden, datum)
}

fn weekdag(day: Weekday) -> f64 {
    match day {
        Weekday::Monday => 1.32,
        Weekday::Tuesday => 1.1,
        Weekday::Wednesday => 1.0,
        Weekday::Thursday => 1.04,
        Weekday::Friday => 0.82,
        Weekday::Saturday | Weekday::Sunday => 0.6,
    }
}

/// After a day that would have been open, people come with what they could not ask.
fn na_gesloten(kalender: &Kalender, tijden: &Openingstijden, datum: Date) -> f64 {
    let closed = (1..=4)
        .map(|back| datum.saturating_sub(i64::from(back).days()))
        .take_while(|day| !kalender.is_werkdag(*day))
        .filter(|day| !tijden.on(day.weekday()).is_empty())
        .count();
    match closed {
        0 => 1.0,
        1 => 1.25,
        _ => 1.4,
    }
}

fn maand(datum: Date) -> f64 {
    const MAANDEN: [f64; 12] = [1.06, 1.12, 1.1, 1.0, 1.02, 1.03, 0.9, 0.86, 1.02, 0.98, 0.96, 0.84];
    MAANDEN[usize::from(datum.month().unsigned_abs()) - 1]
}

/// Between Christmas and New Year hardly anybody calls.
fn vakantie(datum: Date) -> f64 {
    match (datum.month(), datum.day()) {
        (12, 24 | 31) => 0.55,
        (12, 25..=30) => 0.6,
        _ => 1.0,
    }
}

/// How much a product is asked for on a date, relative to its usual weight.
pub(super) fn product(code: &str, datum: Date) -> f64 {
    let maand = datum.month();
    match code {
        "gemeentelijke-belastingen" | "woz-waarde" => match maand {
            2 => 3.6,
            3 => 2.9,
            4 => 1.4,
            _ => 0.6,
        },
        "kwijtschelding" | "betalingsregeling" => match maand {
            2 => 1.7,
            3 => 2.4,
            4 => 1.8,
            _ => 0.8,
        },
        "hondenbelasting" if matches!(maand, 2 | 3) => 2.5,
        "paspoort" | "identiteitskaart" => match maand {
            4 => 1.3,
            5 | 6 => 1.75,
            7 => 1.4,
            8 => 1.1,
            _ => 0.8,
        },
        "vermissing-reisdocument" if matches!(maand, 6..=8) => 1.6,
        // Christmas trees after the holidays, gardens in spring.
        "afvalkalender" if (maand == 1 && datum.day() <= 16) || maand == 12 => 2.3,
        "grofvuil" | "milieustraat" => match maand {
            1 if datum.day() <= 16 => 1.6,
            3..=5 => 1.35,
            11 | 12 => 0.8,
            _ => 1.0,
        },
        "melding-openbare-ruimte" | "kapvergunning" | "ongedierte" => match maand {
            5..=9 => 1.3,
            12 | 1 => 0.8,
            _ => 0.95,
        },
        "straatverlichting" if matches!(maand, 10..=12 | 1) => 1.8,
        "overlast-melden" if maand == 12 || maand == 7 || maand == 8 => 1.5,
        "evenement" | "terras" | "standplaats" if matches!(maand, 2..=5) => 1.7,
        "verhuizing-doorgeven" if matches!(maand, 6..=9) => 1.3,
        "trouwen" if matches!(maand, 1..=4) => 1.3,
        "leerlingenvervoer" | "meedoenregeling" if matches!(maand, 5..=9) => 1.8,
        "stempas" => match (maand, datum.day()) {
            (3, 1..=20) => 14.0,
            (2, 15..) => 6.0,
            _ => 0.1,
        },
        "individuele-inkomenstoeslag" | "bijzondere-bijstand" if matches!(maand, 11 | 12) => 1.5,
        _ => 1.0,
    }
}

/// How busy each half hour of an open day is, from midnight: a peak in the morning and a dip at lunch.
pub(super) fn halve_uren_open() -> [f64; 48] {
    let mut halves = [0.0; 48];
    for (half, weight) in halves.iter_mut().enumerate() {
        *weight = match half {
            17 => 0.95,
            18 => 1.3,
            19 => 1.45,
            20 => 1.5,
            21 => 1.4,
            22 => 1.25,
            23 => 1.05,
            24 => 0.62,
            25 => 0.58,
            26 => 0.9,
            27 => 1.1,
            28 => 1.15,
            29 => 1.1,
            30 => 1.0,
            31 => 0.88,
            32 => 0.74,
            33 => 0.52,
            34..=41 => 0.5,
            _ => 0.4,
        };
    }
    halves
}

/// The same for what is sent: from early morning until late, a webform most of all in the evening.
pub(super) fn halve_uren_altijd(avond: f64) -> [f64; 48] {
    let mut halves = [0.0; 48];
    for (half, weight) in halves.iter_mut().enumerate() {
        *weight = match half {
            0..=1 => 0.12 * avond,
            2..=11 => 0.02,
            12..=15 => 0.3,
            16..=23 => 1.1,
            24..=26 => 0.9,
            27..=34 => 1.0,
            35..=38 => 0.6 * avond,
            39..=43 => 0.95 * avond,
            _ => 0.45 * avond,
        };
    }
    halves
}
