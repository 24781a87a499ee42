//! The figures of the promises, what needs a hand today, and what is behind a figure.

use jiff::civil::Date;
use kern::autorisatie::LeesRapport;
use kern::organisaties::{MedewerkerId, OrganisatieId, TeamId};
use kern::paging::{After, Page};
use kern::{Authorised, Moment, Reads, Result, Row};
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};
use uuid::Uuid;

use super::Belofte;

/// Of one promise in one week: how many were due or done, and how many of those were kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cijfer {
    /// The promise.
    pub belofte: Belofte,
    /// The Monday of the week.
    pub week: Date,
    /// Due by now, or done.
    pub aantal: i64,
    /// Done in time.
    pub gehaald: i64,
}

/// Whether it counts by now: done, or past its moment.
fn counts(nu: Moment) -> Expr {
    let past = Expr::col("beloofd_op").lte(nu).and(Expr::col("stil").eq(false));
    Expr::col("gedaan_op").is_not_null().or(past)
}

fn kept() -> Expr {
    Expr::col("gedaan_op").lt(Expr::col("beloofd_op"))
}

fn of(organisatie: OrganisatieId, team: Option<TeamId>) -> SelectStatement {
    Query::select()
        .from("toezeggingen")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where_option(team.map(|team| Expr::col("team_id").eq(team)))
        .to_owned()
}

pub(super) fn per_week(organisatie: OrganisatieId, team: Option<TeamId>, vanaf: Date, nu: Moment) -> SelectStatement {
    let in_time = Expr::case(kept(), Expr::col("onderwerp_id")).finally(Expr::null());
    of(organisatie, team)
        .columns(["belofte", "week"])
        .expr_as(Expr::cust("COUNT(*)"), "aantal")
        .expr_as(Func::count(in_time), "gehaald")
        .and_where(Expr::col("week").gte(vanaf.to_string()))
        .and_where(counts(nu))
        .group_by_columns(["belofte", "week"])
        .order_by("week", Order::Asc)
        .order_by("belofte", Order::Asc)
        .to_owned()
}

/// The figures per week from a Monday on.
///
/// # Errors
/// What the database says.
pub async fn cijfers(
    db: &impl Reads,
    who: &Authorised<LeesRapport>,
    team: Option<TeamId>,
    vanaf: Date,
    nu: Moment,
) -> Result<Vec<Cijfer>> {
    let read = |row: &Row| {
        Ok(Cijfer {
            belofte: row.get("belofte")?,
            week: row.get("week")?,
            aantal: row.get("aantal")?,
            gehaald: row.get("gehaald")?,
        })
    };
    db.rows(&per_week(who.organisatie(), team, vanaf, nu)).await?.iter().map(read).collect()
}

/// What needs a hand: how many promises of a person or team run out before a moment, and how many did already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nodig {
    /// Whose.
    pub team: Option<TeamId>,
    /// Who has them in hands; none: nobody.
    pub medewerker: Option<MedewerkerId>,
    /// Past their moment, and still not done.
    pub te_laat: i64,
    /// To be done before the moment.
    pub bijna: i64,
}

pub(super) fn open_before(
    organisatie: OrganisatieId,
    team: Option<TeamId>,
    voor: Moment,
    nu: Moment,
) -> SelectStatement {
    let late = Expr::case(Expr::col("beloofd_op").lte(nu), Expr::col("onderwerp_id")).finally(Expr::null());
    of(organisatie, team)
        .columns(["team_id", "medewerker_id"])
        .expr_as(Expr::cust("COUNT(*)"), "aantal")
        .expr_as(Func::count(late), "te_laat")
        .and_where(Expr::col("gedaan_op").is_null())
        .and_where(Expr::col("stil").eq(false))
        .and_where(Expr::col("beloofd_op").lte(voor))
        .group_by_columns(["team_id", "medewerker_id"])
        .to_owned()
}

/// What runs out before a moment, by team and person, the most first.
///
/// # Errors
/// What the database says.
pub async fn nodig(
    db: &impl Reads,
    who: &Authorised<LeesRapport>,
    team: Option<TeamId>,
    voor: Moment,
    nu: Moment,
) -> Result<Vec<Nodig>> {
    let read = |row: &Row| -> Result<Nodig> {
        let (all, te_laat): (i64, i64) = (row.get("aantal")?, row.get("te_laat")?);
        Ok(Nodig { team: row.get("team_id")?, medewerker: row.get("medewerker_id")?, te_laat, bijna: all - te_laat })
    };
    let rows = db.rows(&open_before(who.organisatie(), team, voor, nu)).await?;
    let mut found = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
    found.sort_by_key(|line| (-(line.te_laat + line.bijna), line.team, line.medewerker));
    Ok(found)
}

registers::code_enum! {
    /// How the promises behind a figure stand.
    Staat {
        /// Due by now, or done.
        Alle "alle",
        /// Done in time.
        Gehaald "gehaald",
        /// Not done in time.
        Gemist "gemist",
        /// Not done, and past its moment or nearly.
        Nodig "nodig",
    }
}

/// Which promises are behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Achter {
    /// The promise; none: each.
    pub belofte: Option<Belofte>,
    /// Whose.
    pub team: Option<TeamId>,
    /// Who has it in hands.
    pub medewerker: Option<MedewerkerId>,
    /// How it stands.
    pub staat: Staat,
    /// Promised for this week or later.
    pub vanaf: Date,
    /// What is needed is to be done before this.
    pub voor: Moment,
}

/// One promise behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regel {
    /// Which.
    pub belofte: Belofte,
    /// What it was made on.
    pub onderwerp: Uuid,
    /// The case it is about.
    pub zaak: Option<Uuid>,
    /// What people know it by.
    pub nummer: String,
    /// Whose.
    pub team: Option<TeamId>,
    /// Who has or had it in hands.
    pub medewerker: Option<MedewerkerId>,
    /// When it began.
    pub begonnen_op: Moment,
    /// The moment promised.
    pub beloofd_op: Moment,
    /// When it was done.
    pub gedaan_op: Option<Moment>,
}

pub(super) fn behind(
    organisatie: OrganisatieId,
    achter: Achter,
    nu: Moment,
    after: Option<&After>,
    limit: usize,
) -> SelectStatement {
    let later_page = after.map(|after| {
        let same = Expr::col("beloofd_op").eq(after.key.as_str()).and(Expr::col("onderwerp_id").lt(after.id));
        let from = Expr::col("beloofd_op").lte(after.key.as_str());
        from.and(Expr::col("beloofd_op").lt(after.key.as_str()).or(same))
    });
    let missed = Expr::col("gedaan_op").is_null().or(Expr::col("gedaan_op").gte(Expr::col("beloofd_op")));
    // The same as by week: that begins on a Monday too.
    let in_period = Expr::col("beloofd_op").gte(Moment::start_of(achter.vanaf)).and(counts(nu));
    let state = match achter.staat {
        Staat::Alle => in_period,
        Staat::Gehaald => in_period.and(kept()),
        Staat::Gemist => in_period.and(missed),
        Staat::Nodig => {
            let open = Expr::col("gedaan_op").is_null().and(Expr::col("stil").eq(false));
            open.and(Expr::col("beloofd_op").lte(achter.voor))
        }
    };
    of(organisatie, achter.team)
        .columns(["onderwerp_id", "zaak_id", "nummer", "team_id", "medewerker_id", "begonnen_op", "beloofd_op"])
        .columns(["gedaan_op", "belofte"])
        .and_where_option(achter.belofte.map(|belofte| Expr::col("belofte").eq(belofte)))
        .and_where_option(achter.medewerker.map(|id| Expr::col("medewerker_id").eq(id)))
        .and_where(state)
        .and_where_option(later_page)
        .order_by("beloofd_op", Order::Desc)
        .order_by("onderwerp_id", Order::Desc)
        .limit(u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1))
        .to_owned()
}

/// The promises behind a figure, the latest first: by the same conditions as it was counted.
///
/// # Errors
/// What the database says.
pub async fn achter(
    db: &impl Reads,
    who: &Authorised<LeesRapport>,
    achter: Achter,
    nu: Moment,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<Regel>> {
    let read = |row: &Row| {
        Ok(Regel {
            belofte: row.get("belofte")?,
            onderwerp: row.get("onderwerp_id")?,
            zaak: row.get("zaak_id")?,
            nummer: row.get("nummer")?,
            team: row.get("team_id")?,
            medewerker: row.get("medewerker_id")?,
            begonnen_op: row.get("begonnen_op")?,
            beloofd_op: row.get("beloofd_op")?,
            gedaan_op: row.get("gedaan_op")?,
        })
    };
    let rows = db.rows(&behind(who.organisatie(), achter, nu, after, limit)).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(rows, limit, |row: &Regel| After { key: row.beloofd_op.to_string(), id: row.onderwerp }))
}
