//! The figures of the promises, what needs a hand today, and what is behind a figure. A page reads counters: it counts no clocks.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kern::autorisatie::LeesRapport;
use kern::organisaties::{MedewerkerId, OrganisatieId, TeamId};
use kern::paging::{After, Page};
use kern::{Authorised, Error, Moment, Reads, Result, Row};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, UnionType};

use crate::cijfers::{Aantal, Periode};
use crate::klok::{Klok, Staat};
use crate::normen::Versie;
use crate::{kennis, opslag};

/// Of one norm in one period: how many promises were due, and how many of those were kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cijfer {
    /// Code of the norm.
    pub norm: String,
    /// The first day of the period.
    pub periode: Date,
    /// How many.
    pub aantal: Aantal,
}

/// The figures of the periods that begin on a day or later: of all norms, whatever version of it was promised, for a team or for all together.
///
/// # Errors
/// What the database says.
pub async fn cijfers(
    db: &impl Reads,
    who: &Authorised<LeesRapport>,
    team: Option<TeamId>,
    soort: Periode,
    vanaf: Date,
) -> Result<Vec<Cijfer>> {
    let mut all: Vec<Cijfer> = Vec::new();
    for (_, cijfer) in per_versie(db, who.organisatie(), team, soort, vanaf).await? {
        match all.last_mut().filter(|last| (&last.norm, last.periode) == (&cijfer.norm, cijfer.periode)) {
            Some(same) => same.aantal = same.aantal + cijfer.aantal,
            None => all.push(cijfer),
        }
    }
    Ok(all)
}

/// A version of a norm that everybody may see, with its figures of all teams together, per month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Openbaar {
    /// What it says.
    pub versie: Versie,
    /// The first day on which it held, and anything was written down at all.
    pub sinds: Date,
    /// What was promised by it.
    pub maanden: Vec<(Date, Aantal)>,
    /// What was promised by the versions before it and counts in these months, the last first.
    pub eerder: Vec<Self>,
}

/// The norms that everybody may see on a day, with the figures of the months that begin on `vanaf` or later.
///
/// # Errors
/// What the database says.
pub async fn openbaar(
    db: &impl Reads,
    organisatie: OrganisatieId,
    vandaag: Date,
    vanaf: Date,
) -> Result<Vec<Openbaar>> {
    let kennis = kennis(db, organisatie).await?;
    let cijfers = per_versie(db, organisatie, None, Periode::Maand, vanaf).await?;
    let first = opslag::eerste_dag(db, organisatie).await?;
    let of_version = |versie: &Versie| {
        let norm = &versie.norm;
        let own = cijfers.iter().filter(|(since, cijfer)| (&cijfer.norm, *since) == (&norm.code, norm.vanaf));
        let maanden = own.map(|(_, cijfer)| (cijfer.periode, cijfer.aantal)).collect();
        // What came in before anything was written down is counted by the version of then.
        let sinds = Ord::min(Ord::max(norm.vanaf, first), versie.tot.unwrap_or(Date::MAX));
        Openbaar { versie: versie.clone(), sinds, maanden, eerder: Vec::new() }
    };
    let shown = kennis.normen.op(vandaag).filter(|versie| versie.norm.openbaar);
    let with_earlier = |versie: &Versie| {
        let before = kennis.normen.van(&versie.norm.code).filter(|other| other.norm.vanaf < versie.norm.vanaf);
        let before = before.filter(|other| other.norm.openbaar).map(of_version);
        let mut eerder: Vec<Openbaar> = before.filter(|other| !other.maanden.is_empty()).collect();
        eerder.reverse();
        Openbaar { eerder, ..of_version(versie) }
    };
    Ok(shown.map(with_earlier).collect())
}

/// The figures by the first day of the version that was promised; those of one norm and period stand together.
async fn per_versie(
    db: &impl Reads,
    organisatie: OrganisatieId,
    team: Option<TeamId>,
    soort: Periode,
    vanaf: Date,
) -> Result<Vec<(Date, Cijfer)>> {
    let query = Query::select()
        .columns(["norm", "versie", "periode", "aantal", "gehaald"])
        .from("normcijfers")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("soort").eq(soort))
        .and_where(Expr::col("team").eq(team.map(|team| team.to_string()).unwrap_or_default()))
        .and_where(Expr::col("periode").gte(vanaf.to_string()))
        .and_where(Expr::col("aantal").ne(0))
        .order_by("norm", Order::Asc)
        .order_by("periode", Order::Asc)
        .order_by("versie", Order::Asc)
        .to_owned();
    let read = |row: &Row| {
        let aantal = Aantal { aantal: row.get("aantal")?, gehaald: row.get("gehaald")? };
        Ok((row.get("versie")?, Cijfer { norm: row.get("norm")?, periode: row.get("periode")?, aantal }))
    };
    db.rows(&query).await?.iter().map(read).collect()
}

/// What needs a hand: how many promises of a person or team are past their moment, and how many nearly so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nodig {
    /// Whose.
    pub team: TeamId,
    /// Who has them in hands; none: nobody.
    pub medewerker: Option<MedewerkerId>,
    /// Past their moment, and still not done.
    pub te_laat: i64,
    /// Due soon.
    pub bijna: i64,
}

/// What needs a hand, by team and person, the most first.
///
/// # Errors
/// What the database says.
pub async fn nodig(db: &impl Reads, who: &Authorised<LeesRapport>, team: Option<TeamId>) -> Result<Vec<Nodig>> {
    let query = Query::select()
        .columns(["team", "medewerker", "staat"])
        .expr_as(Expr::cust("CAST(SUM(aantal) AS BIGINT)"), "aantal")
        .from("normstanden")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("staat").is_in([Staat::TeLaat, Staat::Bijna]))
        .and_where_option(team.map(|team| Expr::col("team").eq(team.to_string())))
        .and_where(Expr::col("aantal").ne(0))
        .group_by_columns(["team", "medewerker", "staat"])
        .to_owned();
    let mut found: BTreeMap<(TeamId, Option<MedewerkerId>), Nodig> = BTreeMap::new();
    for row in &db.rows(&query).await? {
        let team: TeamId = row.get::<String>("team")?.parse().map_err(Error::bug)?;
        let medewerker = Some(row.get::<String>("medewerker")?).filter(|id| !id.is_empty());
        let medewerker: Option<MedewerkerId> = medewerker.map(|id| id.parse()).transpose().map_err(Error::bug)?;
        let line = found.entry((team, medewerker)).or_insert(Nodig { team, medewerker, te_laat: 0, bijna: 0 });
        let late = row.get::<Staat>("staat")? == Staat::TeLaat;
        *(if late { &mut line.te_laat } else { &mut line.bijna }) += row.get::<i64>("aantal")?;
    }
    let mut found: Vec<Nodig> = found.into_values().collect();
    found.sort_by_key(|line| (-(line.te_laat + line.bijna), line.team, line.medewerker));
    Ok(found)
}

kern::code_enum! {
    /// How the promises behind a figure stand.
    Welke {
        /// Due in the period, or done before.
        Alle "alle",
        /// Kept.
        Gehaald "gehaald",
        /// Not kept.
        Gemist "gemist",
        /// Open, and past its moment or nearly: of any period.
        Nodig "nodig",
    }
}

impl Welke {
    /// The states of what it counts: the same by which the counters count.
    fn staten(self) -> impl Iterator<Item = Staat> {
        let counts = move |staat: Staat| match self {
            Self::Alle => staat.uitkomst().is_some(),
            Self::Gehaald => staat.uitkomst() == Some(true),
            Self::Gemist => staat.uitkomst() == Some(false),
            Self::Nodig => matches!(staat, Staat::TeLaat | Staat::Bijna),
        };
        Staat::ALL.iter().copied().filter(move |staat| counts(*staat))
    }
}

/// Which promises are behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Achter {
    /// Code of the norm; none: of each.
    pub norm: Option<String>,
    /// Whose.
    pub team: Option<TeamId>,
    /// Who has it in hands.
    pub wie: Wie,
    /// How it stands.
    pub welke: Welke,
    /// From the first day of a period to the day after its last, that one not included. What needs a hand does so whenever it is due.
    pub periode: (Date, Option<Date>),
}

/// In whose hands promises are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wie {
    /// Anybody's, or nobody's.
    Allen,
    /// Nobody's.
    Niemand,
    /// Of this person.
    Een(MedewerkerId),
}

pub(crate) fn behind(
    organisatie: OrganisatieId,
    achter: &Achter,
    after: Option<&After>,
    limit: usize,
) -> SelectStatement {
    let later_page = after.map(|after| {
        let same = Expr::col("uiterlijk_op").eq(after.key.as_str()).and(Expr::col("id").lt(after.id));
        let from = Expr::col("uiterlijk_op").lte(after.key.as_str());
        from.and(Expr::col("uiterlijk_op").lt(after.key.as_str()).or(same))
    });
    // What is due at the first moment of a day could be kept on the day before.
    let due = |day: Date| Expr::col("uiterlijk_op").gt(Moment::start_of(day));
    let in_period = (achter.welke != Welke::Nodig).then(|| {
        let (van, tot) = achter.periode;
        tot.map_or(due(van), |tot| due(van).and(due(tot).not()))
    });
    let whose = match achter.wie {
        Wie::Allen => None,
        Wie::Niemand => Some(Expr::col("medewerker_id").is_null()),
        Wie::Een(id) => Some(Expr::col("medewerker_id").eq(id)),
    };
    let limit = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let latest = |query: &mut SelectStatement| {
        query.order_by("uiterlijk_op", Order::Desc).order_by("id", Order::Desc).limit(limit).to_owned()
    };
    let which = opslag::selectie(organisatie)
        .and_where_option(achter.norm.as_deref().map(|norm| Expr::col("norm").eq(norm)))
        .and_where_option(achter.team.map(|team| Expr::col("team_id").eq(team)))
        .and_where_option(whose)
        .and_where_option(in_period)
        .and_where_option(later_page)
        .to_owned();
    // Each state by itself stands in an index by its moment: no more of any is read than the page can show.
    let of_state = |staat: Staat| {
        let of_state = latest(&mut which.clone().and_where(Expr::col("staat").eq(staat)).to_owned());
        Query::select().columns(opslag::KOLOMMEN).from_subquery(of_state, "van_staat").to_owned()
    };
    let each = achter.welke.staten().map(of_state);
    let all = each.reduce(|mut all, of_state| all.union(UnionType::All, of_state).to_owned());
    latest(&mut all.unwrap_or(which))
}

/// The promises behind a figure, the latest first: by the same states as it was counted.
///
/// # Errors
/// What the database says.
pub async fn achter(
    db: &impl Reads,
    who: &Authorised<LeesRapport>,
    achter: &Achter,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<Klok>> {
    let rows = db.rows(&behind(who.organisatie(), achter, after, limit)).await?;
    let rows = rows.iter().map(opslag::klok).collect::<Result<Vec<_>>>()?;
    let key = |klok: &Klok| klok.stand.uiterlijk_op.map(|op| op.to_string()).unwrap_or_default();
    Ok(Page::cut(rows, limit, |klok: &Klok| After { key: key(klok), id: klok.id() }))
}
