//! Dates and times in a message, in its language: the filters `datum` and `tijd` of the templates.

use jiff::civil::{Date, DateTime};
use kern::Moment;
use minijinja::{Error, ErrorKind};

const DAGEN: [[&str; 7]; 2] = [
    ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];
const MAANDEN: [[&str; 12]; 2] = [
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

/// `woensdag 2 december 2026`, of a date (`2026-12-02`) or a moment.
pub(super) fn datum(value: &str, engels: bool) -> Result<String, Error> {
    let date = moment(value).map(|at| at.date()).or_else(|| value.parse::<Date>().ok()).ok_or_else(|| wrong(value))?;
    let [dagen, maanden] = [DAGEN[usize::from(engels)].as_slice(), MAANDEN[usize::from(engels)].as_slice()];
    let name = |names: &[&'static str], at: i8| usize::try_from(at - 1).ok().and_then(|at| names.get(at).copied());
    let (dag, maand) = (name(dagen, date.weekday().to_monday_one_offset()), name(maanden, date.month()));
    Ok(format!("{} {} {} {}", dag.unwrap_or_default(), date.day(), maand.unwrap_or_default(), date.year()))
}

/// `9:05`, of a moment, as the clock in the Netherlands shows it.
pub(super) fn tijd(value: &str) -> Result<String, Error> {
    let at = moment(value).ok_or_else(|| wrong(value))?;
    Ok(format!("{}:{:02}", at.hour(), at.minute()))
}

fn moment(value: &str) -> Option<DateTime> {
    value.parse::<Moment>().ok().map(|at| at.in_amsterdam().datetime())
}

fn wrong(value: &str) -> Error {
    let what = if value.is_empty() { "een lege waarde" } else { "deze waarde" };
    Error::new(ErrorKind::InvalidOperation, format!("{what} is geen datum of tijdstip"))
}
