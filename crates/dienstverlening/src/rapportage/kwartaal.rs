//! The KCC-kwartaalrapportage: what came in, how it was handled, and whether we called back in time.
//!
//! Computed from the counters, so that it costs the same at ten thousand and at ten million contacts; at a place in the journal that
//! lies further back, from the counters up to near it and the journal from there.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use kern::autorisatie::LeesRapport;
use kern::organisaties::TeamId;
use kern::{Authorised, Error, Moment, Reads, Result};
use registers::klantinteracties::klantcontact::Afhandeling;
use termijnen::Kwartaal;

use super::peil::{Cells, Geteld, Lezer, Peil};
use super::tellingen::{Maat, Vastlegging};
use super::verzoeken::Belofte;

/// A share with what it is a share of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aandeel {
    /// How many.
    pub deel: i64,
    /// Out of how many.
    pub geheel: i64,
}

/// Of fewer than this a share says little: one contact more or less moves it by points.
const VEELZEGGEND_VANAF: i64 = 30;

impl Aandeel {
    /// Whether it is a share of enough to say that a target was reached or missed.
    #[must_use]
    pub fn is_veelzeggend(self) -> bool {
        self.geheel >= VEELZEGGEND_VANAF
    }

    /// In percent; none when there is nothing to have a share of.
    #[must_use]
    pub fn procent(self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "counts of contacts stay far below 2^52")]
        (self.geheel > 0).then(|| self.deel as f64 * 100.0 / self.geheel as f64)
    }
}

/// A row of a table: a key and its number now, a quarter before and a year before; none where that quarter was not counted as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regel {
    /// The channel, product, reason: a code. Empty where a contact had none.
    pub sleutel: String,
    /// This quarter.
    pub aantal: i64,
    /// The quarter before.
    pub vorig: Option<i64>,
    /// The same quarter a year before.
    pub jaar_eerder: Option<i64>,
}

impl Regel {
    /// These together, of which the quarter before, and that of a year before, were counted as a whole or not.
    #[must_use]
    pub fn som(sleutel: String, regels: &[Self], [before, year_before]: [bool; 2]) -> Self {
        let sum = |of: fn(&Self) -> i64| regels.iter().map(of).sum();
        Self {
            sleutel,
            aantal: sum(|regel| regel.aantal),
            vorig: before.then(|| sum(|regel| regel.vorig.unwrap_or_default())),
            jaar_eerder: year_before.then(|| sum(|regel| regel.jaar_eerder.unwrap_or_default())),
        }
    }
}

/// How a team's contacts ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamRegel {
    /// Which team.
    pub team: TeamId,
    /// All contacts of the team.
    pub aantal: i64,
    /// How many ended which way.
    pub afhandeling: BTreeMap<Afhandeling, i64>,
    /// 'Direct beantwoord' in the quarter before, when that was counted as a whole.
    pub vorig_direct: Option<Aandeel>,
}

impl TeamRegel {
    /// The share that ended this way.
    #[must_use]
    pub fn aandeel(&self, afhandeling: Afhandeling) -> Aandeel {
        Aandeel { deel: self.afhandeling.get(&afhandeling).copied().unwrap_or(0), geheel: self.aantal }
    }
}

/// A month of the trend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maand {
    /// `2026-08`.
    pub maand: String,
    /// All contacts.
    pub aantal: i64,
    /// How many ended which way.
    pub afhandeling: BTreeMap<Afhandeling, i64>,
}

impl Maand {
    /// The share that ended this way.
    #[must_use]
    pub fn aandeel(&self, afhandeling: Afhandeling) -> Aandeel {
        Aandeel { deel: self.afhandeling.get(&afhandeling).copied().unwrap_or(0), geheel: self.aantal }
    }
}

/// Callbacks asked for in the quarter, and whether the promise was kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terugbellen {
    /// Reached and closed within the promise.
    pub gehaald: i64,
    /// Reached after it, or still open and past it.
    pub te_laat: i64,
    /// Still open, within the promise.
    pub loopt: i64,
    /// Closed without having reached the caller.
    pub niet_bereikt: i64,
    /// Closed because it was not needed any more.
    pub vervallen: i64,
}

impl Terugbellen {
    /// The share kept, of the callers who were reached or should have been by now.
    #[must_use]
    pub fn aandeel(self) -> Aandeel {
        Aandeel { deel: self.gehaald, geheel: self.gehaald + self.te_laat }
    }

    /// How many stand so.
    #[must_use]
    pub fn aantal(self, belofte: Belofte) -> i64 {
        match belofte {
            Belofte::Gehaald => self.gehaald,
            Belofte::TeLaat => self.te_laat,
            Belofte::Loopt => self.loopt,
            Belofte::NietBereikt => self.niet_bereikt,
            Belofte::Vervallen => self.vervallen,
        }
    }

    /// All that were asked for.
    #[must_use]
    pub fn totaal(self) -> i64 {
        self.gehaald + self.te_laat + self.loopt + self.niet_bereikt + self.vervallen
    }
}

/// How contacts ended, all teams together: the share now, a quarter before and a year before; none where that quarter was not counted
/// as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AfhandelingRegel {
    /// The kind of ending.
    pub afhandeling: Afhandeling,
    /// This quarter.
    pub nu: Aandeel,
    /// The quarter before.
    pub vorig: Option<Aandeel>,
    /// The same quarter a year before.
    pub jaar_eerder: Option<Aandeel>,
}

/// The report of one quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kwartaalrapport {
    /// Which quarter.
    pub kwartaal: Kwartaal,
    /// Where in the journal it was computed.
    pub peil: Peil,
    /// The day since which contacts are counted here; none: there is none yet.
    pub geteld_vanaf: Option<Date>,
    /// All contacts.
    pub totaal: Regel,
    /// What was told of its contacts, and how often.
    pub vastlegging: BTreeMap<Vastlegging, i64>,
    /// By channel, most first.
    pub kanalen: Vec<Regel>,
    /// By klantgroep, most first.
    pub klantgroepen: Vec<Regel>,
    /// By subject (product), most first.
    pub onderwerpen: Vec<Regel>,
    /// How many about each subject were answered at once.
    pub direct_per_onderwerp: BTreeMap<String, i64>,
    /// By day of the week (1: Monday) and hour of the day.
    pub uren: BTreeMap<(i8, i8), i64>,
    /// By theme, most first.
    pub themas: Vec<Regel>,
    /// By nature (reason), most first.
    pub redenen: Vec<Regel>,
    /// All teams together: each kind of ending, in the order of the list.
    pub afhandeling: Vec<AfhandelingRegel>,
    /// By team, most contacts first.
    pub teams: Vec<TeamRegel>,
    /// The thirteen months up to the end of the quarter, oldest first; a month without contacts is there too.
    pub maanden: Vec<Maand>,
    /// Callbacks, all teams together.
    pub terugbellen: Terugbellen,
    /// Callbacks in the quarter before, when that was counted as a whole.
    pub terugbellen_vorig: Option<Terugbellen>,
    /// Callbacks by the team that has to call back, most first.
    pub terugbellen_per_team: Vec<(TeamId, Terugbellen)>,
}

/// Who begins in the first days of a quarter has it whole: New Year's Day with a weekend after it is three days without anybody.
const BEGIN_DAGEN: i64 = 4;

impl Kwartaalrapport {
    /// Whether contacts were counted from the first days of this quarter on.
    #[must_use]
    pub fn is_heel(&self, kwartaal: Kwartaal) -> bool {
        is_heel(self.geteld_vanaf, kwartaal)
    }

    /// The first day of its quarter, or the day since which contacts are counted when that lies in it.
    #[must_use]
    pub fn eerste_dag(&self) -> Date {
        let counted = self.geteld_vanaf.filter(|day| !self.is_heel(self.kwartaal) && *day <= self.kwartaal.last_date());
        counted.unwrap_or_else(|| self.kwartaal.first_date())
    }
}

pub(super) fn is_heel(geteld_vanaf: Option<Date>, kwartaal: Kwartaal) -> bool {
    geteld_vanaf.is_some_and(|day| day < kwartaal.first_date().saturating_add(BEGIN_DAGEN.days()))
}

/// What the report counts, of this quarter and of those that it compares with.
const MATEN: [Maat; 10] = [
    Maat::Vastlegging,
    Maat::Kanaal,
    Maat::Klantgroep,
    Maat::Reden,
    Maat::Onderwerp,
    Maat::Thema,
    Maat::Team,
    Maat::Maand,
    Maat::Uur,
    Maat::Terugbel,
];

/// Makes the report of a quarter as it stood at a place in the journal.
///
/// # Errors
/// What the database says.
pub async fn kwartaalrapport(
    db: &impl Reads,
    who: &Authorised<LeesRapport>,
    kwartaal: Kwartaal,
    peil: Peil,
) -> Result<Kwartaalrapport> {
    let lezer = Lezer::nieuw(db, who.organisatie(), &peil).await?;
    let geteld_vanaf = lezer.eerste_dag().await?;
    // This quarter and the four before: some hundreds of rows of each.
    let quarters: Vec<Kwartaal> =
        std::iter::successors(Some(kwartaal), |quarter| Some(quarter.previous())).take(5).collect();
    let geteld = lezer.lees(&MATEN, &quarters).await?;
    let own = lezer.lees(&[Maat::TerugbelOpen], &[kwartaal, kwartaal.previous()]).await?;
    let get = |quarter: Kwartaal, maat: Maat| geteld.van(maat, quarter);
    // What was not counted as a whole is not compared with.
    let [before, year_before] = [kwartaal.previous(), kwartaal.year_before()]
        .map(|quarter| Some(quarter).filter(|q| is_heel(geteld_vanaf, *q)));
    let get_whole = |quarter: Option<Kwartaal>, maat: Maat| quarter.map(|quarter| get(quarter, maat));
    let regels = |maat: Maat| {
        let [before, year_before] = [before, year_before].map(|quarter| get_whole(quarter, maat));
        regels(&get(kwartaal, maat), before.as_deref(), year_before.as_deref())
    };
    let totaal = Regel::som(String::new(), &regels(Maat::Kanaal), [before.is_some(), year_before.is_some()]);
    let of_quarter = |quarter: Kwartaal| shares(&get(quarter, Maat::Team));
    let (now, earlier, year_earlier) = (of_quarter(kwartaal), before.map(of_quarter), year_before.map(of_quarter));
    let share = |all: &BTreeMap<Afhandeling, Aandeel>, kind| all.get(&kind).copied().unwrap_or_default();
    let afhandeling = Afhandeling::ALL
        .iter()
        .map(|&kind| AfhandelingRegel {
            afhandeling: kind,
            nu: share(&now, kind),
            vorig: earlier.as_ref().map(|all| share(all, kind)),
            jaar_eerder: year_earlier.as_ref().map(|all| share(all, kind)),
        })
        .collect();
    let callbacks_of =
        |quarter: Kwartaal| callbacks(&get(quarter, Maat::Terugbel), &own.van(Maat::TerugbelOpen, quarter), peil.op);
    let (terugbellen, terugbellen_per_team) = callbacks_of(kwartaal)?;
    Ok(Kwartaalrapport {
        kwartaal,
        peil,
        geteld_vanaf,
        totaal,
        vastlegging: told(&get(kwartaal, Maat::Vastlegging))?,
        kanalen: regels(Maat::Kanaal),
        klantgroepen: regels(Maat::Klantgroep),
        onderwerpen: regels(Maat::Onderwerp),
        direct_per_onderwerp: direct_per_key(&get(kwartaal, Maat::Onderwerp)),
        uren: hours(&get(kwartaal, Maat::Uur))?,
        themas: regels(Maat::Thema),
        redenen: regels(Maat::Reden),
        afhandeling,
        teams: teams(&get(kwartaal, Maat::Team), get_whole(before, Maat::Team).as_deref()),
        maanden: months(&geteld, kwartaal, &quarters),
        terugbellen,
        terugbellen_vorig: before.map(callbacks_of).transpose()?.map(|(all, _)| all),
        terugbellen_per_team,
    })
}

fn regels(now: &Cells, before: Option<&Cells>, year_before: Option<&Cells>) -> Vec<Regel> {
    let mut rows: BTreeMap<&str, [i64; 3]> = BTreeMap::new();
    for (i, cells) in [Some(now), before, year_before].into_iter().enumerate() {
        for (key, _, n) in cells.unwrap_or_default() {
            rows.entry(key).or_default()[i] += n;
        }
    }
    let mut regels: Vec<Regel> = rows
        .into_iter()
        .map(|(key, [aantal, vorig, jaar_eerder])| Regel {
            sleutel: key.to_owned(),
            aantal,
            vorig: before.map(|_| vorig),
            jaar_eerder: year_before.map(|_| jaar_eerder),
        })
        .collect();
    regels.sort_by_key(|regel| std::cmp::Reverse(regel.aantal));
    regels
}

pub(super) fn by_kind(cells: &Cells) -> BTreeMap<Afhandeling, i64> {
    let mut kinds = BTreeMap::new();
    for (_, kind, n) in cells {
        if let Ok(kind) = kind.parse::<Afhandeling>() {
            *kinds.entry(kind).or_default() += n;
        }
    }
    kinds
}

fn direct_per_key(cells: &Cells) -> BTreeMap<String, i64> {
    let direct = cells.iter().filter(|(_, kind, _)| kind == Afhandeling::DirectBeantwoord.code());
    direct.map(|(key, _, n)| (key.clone(), *n)).collect()
}

fn told(cells: &Cells) -> Result<BTreeMap<Vastlegging, i64>> {
    cells.iter().map(|(what, _, n)| Ok((what.parse().map_err(Error::bug)?, *n))).collect()
}

fn hours(cells: &Cells) -> Result<BTreeMap<(i8, i8), i64>> {
    let number = |text: &str| text.parse::<i8>().map_err(Error::bug);
    cells.iter().map(|(day, hour, n)| Ok(((number(day)?, number(hour)?), *n))).collect()
}

pub(super) fn total(cells: &Cells) -> i64 {
    cells.iter().map(|(_, _, n)| n).sum()
}

fn shares(cells: &Cells) -> BTreeMap<Afhandeling, Aandeel> {
    let geheel = total(cells);
    let kinds = by_kind(cells);
    let share = |kind| (kind, Aandeel { deel: kinds.get(&kind).copied().unwrap_or(0), geheel });
    Afhandeling::ALL.iter().copied().map(share).collect()
}

fn by_first_key(cells: &Cells) -> BTreeMap<&str, Vec<(String, String, i64)>> {
    let mut grouped: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for cell in cells {
        grouped.entry(&cell.0).or_default().push(cell.clone());
    }
    grouped
}

fn teams(now: &Cells, before: Option<&Cells>) -> Vec<TeamRegel> {
    let before = before.map(by_first_key);
    let mut teams: Vec<TeamRegel> = by_first_key(now)
        .into_iter()
        .filter_map(|(team, cells)| {
            let direct = |cells: &Vec<_>| shares(cells).get(&Afhandeling::DirectBeantwoord).copied();
            let vorig_direct = before.as_ref().map(|teams| teams.get(team).and_then(direct).unwrap_or_default());
            Some(TeamRegel {
                team: team.parse().ok()?,
                aantal: total(&cells),
                afhandeling: by_kind(&cells),
                vorig_direct,
            })
        })
        .collect();
    teams.sort_by_key(|team| std::cmp::Reverse(team.aantal));
    teams
}

fn months(geteld: &Geteld, kwartaal: Kwartaal, quarters: &[Kwartaal]) -> Vec<Maand> {
    let mut months: BTreeMap<String, Vec<(String, String, i64)>> = BTreeMap::new();
    for cell in quarters.iter().flat_map(|quarter| geteld.van(Maat::Maand, *quarter)) {
        months.entry(cell.0.clone()).or_default().push(cell);
    }
    let last = kwartaal.last_date();
    let names = (0..=12).rev().filter_map(|back| last.checked_sub(jiff::Span::new().months(back)).ok());
    names
        .map(|date| {
            let maand = format!("{:04}-{:02}", date.year(), date.month());
            let cells = months.get(maand.as_str()).map_or(&[][..], Vec::as_slice);
            Maand { aantal: total(cells), afhandeling: by_kind(cells), maand }
        })
        .collect()
}

/// How callbacks stand at a moment, by how those that are closed ended and by what was promised of those that are open.
pub(super) fn callbacks(closed: &Cells, open: &Cells, op: Moment) -> Result<(Terugbellen, Vec<(TeamId, Terugbellen)>)> {
    let mut teams: BTreeMap<TeamId, Terugbellen> = BTreeMap::new();
    for (team, outcome, n) in closed {
        let row = teams.entry(team.parse().map_err(Error::bug)?).or_default();
        match outcome.as_str() {
            "gehaald" => row.gehaald += n,
            "te_laat" => row.te_laat += n,
            "niet_bereikt" => row.niet_bereikt += n,
            "vervallen" => row.vervallen += n,
            _ => {}
        }
    }
    for (team, promised, n) in open {
        let row = teams.entry(team.parse().map_err(Error::bug)?).or_default();
        let promised: Moment = promised.parse().map_err(Error::bug)?;
        *(if promised <= op { &mut row.te_laat } else { &mut row.loopt }) += n;
    }
    let all = teams.values().fold(Terugbellen::default(), |sum, team| Terugbellen {
        gehaald: sum.gehaald + team.gehaald,
        te_laat: sum.te_laat + team.te_laat,
        loopt: sum.loopt + team.loopt,
        niet_bereikt: sum.niet_bereikt + team.niet_bereikt,
        vervallen: sum.vervallen + team.vervallen,
    });
    let mut rows: Vec<_> = teams.into_iter().collect();
    rows.sort_by_key(|(_, team)| std::cmp::Reverse(team.totaal()));
    Ok((all, rows))
}
