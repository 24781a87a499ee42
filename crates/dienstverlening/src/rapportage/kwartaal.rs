//! The KCC-kwartaalrapportage: what came in, how it was handled, and whether we called back in time.
//!
//! Computed from the counters, so that it costs the same at ten thousand and at ten million contacts.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use kern::autorisatie::LeesRapport;
use kern::organisaties::TeamId;
use kern::{Authorised, Moment, Reads, Result};
use registers::klantinteracties::internetaak::Status;
use registers::klantinteracties::klantcontact::Afhandeling;
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use termijnen::Kwartaal;

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
    /// The day since which contacts are counted here; none: there is none yet.
    pub geteld_vanaf: Option<Date>,
    /// All contacts.
    pub totaal: Regel,
    /// By channel, most first.
    pub kanalen: Vec<Regel>,
    /// By klantgroep, most first.
    pub klantgroepen: Vec<Regel>,
    /// By subject (product), most first.
    pub onderwerpen: Vec<Regel>,
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

fn is_heel(geteld_vanaf: Option<Date>, kwartaal: Kwartaal) -> bool {
    geteld_vanaf.is_some_and(|day| day < kwartaal.first_date().saturating_add(BEGIN_DAGEN.days()))
}

/// The counts of some quarters, by quarter, measure and keys.
type Counts = BTreeMap<(String, String), Vec<(String, String, i64)>>;

/// Makes the report of a quarter as it stands at `now`.
///
/// # Errors
/// What the database says.
pub async fn kwartaalrapport(
    db: &impl Reads,
    who: &Authorised<LeesRapport>,
    kwartaal: Kwartaal,
    now: Moment,
) -> Result<Kwartaalrapport> {
    let counts = read(db, who, kwartaal).await?;
    let open = open_callbacks(db, who, kwartaal, now).await?;
    let geteld_vanaf = geteld_vanaf(db, who).await?;
    let get = |quarter: Kwartaal, maat: &str| {
        counts.get(&(quarter.to_string(), maat.to_owned())).map_or(&[][..], Vec::as_slice)
    };
    // What was not counted as a whole is not compared with.
    let [before, year_before] = [kwartaal.previous(), kwartaal.year_before()]
        .map(|quarter| Some(quarter).filter(|q| is_heel(geteld_vanaf, *q)));
    let get_whole = |quarter: Option<Kwartaal>, maat: &str| quarter.map(|quarter| get(quarter, maat));
    let regels = |maat: &str| regels(get(kwartaal, maat), get_whole(before, maat), get_whole(year_before, maat));
    let totaal = Regel::som(String::new(), &regels("kanaal"), [before.is_some(), year_before.is_some()]);
    let share = |quarter: Kwartaal, kind| shares(get(quarter, "team")).get(&kind).copied().unwrap_or_default();
    let afhandeling = Afhandeling::ALL
        .iter()
        .map(|&kind| AfhandelingRegel {
            afhandeling: kind,
            nu: share(kwartaal, kind),
            vorig: before.map(|quarter| share(quarter, kind)),
            jaar_eerder: year_before.map(|quarter| share(quarter, kind)),
        })
        .collect();
    let (terugbellen, terugbellen_per_team) = callbacks(get(kwartaal, "terugbel"), &open);
    let open_before = open_callbacks(db, who, kwartaal.previous(), now).await?;
    Ok(Kwartaalrapport {
        kwartaal,
        geteld_vanaf,
        totaal,
        kanalen: regels("kanaal"),
        klantgroepen: regels("klantgroep"),
        onderwerpen: regels("onderwerp"),
        themas: regels("thema"),
        redenen: regels("reden"),
        afhandeling,
        teams: teams(get(kwartaal, "team"), get_whole(before, "team")),
        maanden: months(&counts, kwartaal),
        terugbellen,
        terugbellen_vorig: before.map(|quarter| callbacks(get(quarter, "terugbel"), &open_before).0),
        terugbellen_per_team,
    })
}

async fn read(db: &impl Reads, who: &Authorised<LeesRapport>, kwartaal: Kwartaal) -> Result<Counts> {
    // This quarter and the four before: the table holds some hundreds of rows of each.
    let quarters = std::iter::successors(Some(kwartaal), |quarter| Some(quarter.previous())).take(5);
    let query = Query::select()
        .columns(["kwartaal", "maat", "sleutel", "sleutel2", "aantal"])
        .from("tellingen")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("kwartaal").is_in(quarters.map(|quarter| quarter.to_string())))
        .and_where(Expr::col("aantal").ne(0))
        .to_owned();
    let mut counts = Counts::new();
    for row in db.rows(&query).await? {
        let key = (row.get("kwartaal")?, row.get("maat")?);
        counts.entry(key).or_default().push((row.get("sleutel")?, row.get("sleutel2")?, row.get("aantal")?));
    }
    Ok(counts)
}

/// The day of the first contact.
async fn geteld_vanaf(db: &impl Reads, who: &Authorised<LeesRapport>) -> Result<Option<Date>> {
    let first = Query::select()
        .column("plaatsgevonden_op")
        .from("klantcontacten")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .order_by("plaatsgevonden_op", Order::Asc)
        .limit(1)
        .to_owned();
    db.row(&first).await?.map(|row| Ok(row.get::<Moment>("plaatsgevonden_op")?.date())).transpose()
}

/// Open callbacks asked for in the quarter: team, and whether the promise has passed.
async fn open_callbacks(
    db: &impl Reads,
    who: &Authorised<LeesRapport>,
    kwartaal: Kwartaal,
    now: Moment,
) -> Result<Vec<(TeamId, bool, i64)>> {
    let mut open = Vec::new();
    for late in [true, false] {
        for row in db.rows(&select_open(who, kwartaal, late, now)).await? {
            open.push((row.get("team_id")?, late, row.get("n")?));
        }
    }
    Ok(open)
}

pub(super) fn select_open(
    who: &Authorised<LeesRapport>,
    kwartaal: Kwartaal,
    late: bool,
    now: Moment,
) -> SelectStatement {
    let instants = kwartaal.instants();
    let promised = Expr::col("beloofd_op");
    Query::select()
        .column("team_id")
        .expr_as(Expr::cust("COUNT(*)"), "n")
        .from("internetaken")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("status").eq(Status::TeVerwerken))
        .and_where(Expr::col("aangemaakt_op").gte(Moment::from(instants.start)))
        .and_where(Expr::col("aangemaakt_op").lt(Moment::from(instants.end)))
        .and_where(if late { promised.lte(now) } else { promised.gt(now) })
        .group_by_col("team_id")
        .to_owned()
}

type Cells = [(String, String, i64)];

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

fn by_kind(cells: &Cells) -> BTreeMap<Afhandeling, i64> {
    let mut kinds = BTreeMap::new();
    for (_, kind, n) in cells {
        if let Ok(kind) = kind.parse::<Afhandeling>() {
            *kinds.entry(kind).or_default() += n;
        }
    }
    kinds
}

fn total(cells: &Cells) -> i64 {
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

fn months(counts: &Counts, kwartaal: Kwartaal) -> Vec<Maand> {
    let mut months: BTreeMap<&str, Vec<(String, String, i64)>> = BTreeMap::new();
    for cells in counts.iter().filter(|((_, maat), _)| maat == "maand").map(|(_, cells)| cells) {
        for (month, cells) in by_first_key(cells) {
            months.entry(month).or_default().extend(cells);
        }
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

fn callbacks(closed: &Cells, open: &[(TeamId, bool, i64)]) -> (Terugbellen, Vec<(TeamId, Terugbellen)>) {
    let mut teams: BTreeMap<TeamId, Terugbellen> = BTreeMap::new();
    for (team, outcome, n) in closed {
        let Ok(team) = team.parse() else { continue };
        let row = teams.entry(team).or_default();
        match outcome.as_str() {
            "gehaald" => row.gehaald += n,
            "te_laat" => row.te_laat += n,
            "niet_bereikt" => row.niet_bereikt += n,
            "vervallen" => row.vervallen += n,
            _ => {}
        }
    }
    for (team, late, n) in open {
        let row = teams.entry(*team).or_default();
        if *late { row.te_laat += n } else { row.loopt += n }
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
    (all, rows)
}
