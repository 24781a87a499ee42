//! The free times as a person chooses from them: some days, and the moments on each.

use dienstverlening::afspraken::Rooster;
use dienstverlening::afspraken::lezen::{self, Wens};
use jiff::ToSpan;
use jiff::civil::Date;
use kern::Moment;

use crate::basis::adres::als_waarde;
use crate::basis::organisaties::Gemeente;
use crate::basis::{AppState, Taal, tijd};

/// As many days as fit on a page at a glance.
const DAGEN: usize = 5;
/// As far as is looked for them at a time.
const ZOEK_DAGEN: i32 = 28;

/// Times to choose from.
pub(crate) struct Tijden {
    /// Days that have a time.
    pub(crate) dagen: Vec<Dag>,
    /// Where the first possibility is; empty on the first page.
    pub(crate) eerste: String,
    /// Where later days are; empty when there are none.
    pub(crate) later: String,
}

/// A day with its times.
pub(crate) struct Dag {
    /// Its date, for an id.
    pub(crate) datum: Date,
    /// As people say it.
    pub(crate) naam: String,
    /// Its times.
    pub(crate) tijden: Vec<Tijd>,
}

/// A time.
pub(crate) struct Tijd {
    /// `9:15`.
    pub(crate) tekst: String,
    /// With its day, for whoever hears one link at a time.
    pub(crate) voluit: String,
    /// Where choosing it leads.
    pub(crate) adres: String,
    /// The moment itself.
    pub(crate) op: Moment,
}

/// Where the links of the page lead: an address with a query to add to.
pub(crate) struct Wegen {
    /// To this page again.
    pub(crate) hier: String,
    /// To what follows when a time was chosen.
    pub(crate) verder: String,
}

/// Reads the free times from a day on.
///
/// # Errors
/// What the database says.
pub(crate) async fn lees(
    app: &AppState,
    (organisatie, t, nu): (&Gemeente, Taal, Moment),
    rooster: &Rooster<'_>,
    wens: &Wens,
    van: Option<Date>,
    wegen: &Wegen,
) -> kern::Result<Tijden> {
    let first = wens.termijn.start.date();
    let end = wens.termijn.end.date();
    let van = van.filter(|van| first < *van && *van < end);
    let from = van.unwrap_or(first);
    let mut days = lezen::vrij(&app.db, organisatie.id, rooster, wens, (from, ZOEK_DAGEN)).await?;
    days.retain(|(_, times)| !times.is_empty());
    let more = days.len() > DAGEN;
    days.truncate(DAGEN);
    let next = match days.last() {
        Some((last, _)) if more => last.tomorrow().ok(),
        _ => from.checked_add(ZOEK_DAGEN.days()).ok(),
    };
    let later = next.filter(|next| *next < end).map(|next| format!("{}&van={next}", wegen.hier));
    let dagen = days.into_iter().map(|(datum, times)| Dag {
        datum,
        naam: tijd::day_name(t, datum, nu.date()),
        tijden: times.into_iter().map(|op| tijd_van(t, op, nu, &wegen.verder)).collect(),
    });
    Ok(Tijden {
        dagen: dagen.collect(),
        eerste: van.map(|_| wegen.hier.clone()).unwrap_or_default(),
        later: later.unwrap_or_default(),
    })
}

/// A time as it is shown.
pub(crate) fn tijd_van(t: Taal, op: Moment, nu: Moment, verder: &str) -> Tijd {
    Tijd {
        tekst: tijd::clock(op.in_amsterdam().datetime()),
        voluit: tijd::moment(t, op, nu).tekst,
        adres: format!("{verder}&op={}", als_waarde(&op.to_string())),
        op,
    }
}
