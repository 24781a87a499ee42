//! The callbacks behind a figure: the same conditions that were counted, so that the list always sums to the figure.

use kern::autorisatie::LeesContacten;
use kern::organisaties::{MedewerkerId, TeamId};
use kern::paging::{After, Page};
use kern::{Authorised, Moment, Reads, Result, Row};
use registers::klantinteracties::internetaak::{Afloop, InternetaakId, Status};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use termijnen::Kwartaal;

/// How a callback stands against its promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belofte {
    /// Reached and closed within it.
    Gehaald,
    /// Reached after it, or still open and past it.
    TeLaat,
    /// Still open, within it.
    Loopt,
    /// Closed without having reached the caller.
    NietBereikt,
    /// Closed because it was not needed any more.
    Vervallen,
}

impl Belofte {
    /// Each of them.
    pub const ALL: [Self; 5] = [Self::Gehaald, Self::TeLaat, Self::Loopt, Self::NietBereikt, Self::Vervallen];

    /// Its code in an address.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Gehaald => "gehaald",
            Self::TeLaat => "te-laat",
            Self::Loopt => "loopt",
            Self::NietBereikt => "niet-bereikt",
            Self::Vervallen => "vervallen",
        }
    }

    /// Reads its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|belofte| belofte.code() == code)
    }

    fn of(afloop: Option<Afloop>, afgehandeld: Option<Moment>, beloofd: Moment, now: Moment) -> Self {
        match (afloop, afgehandeld) {
            (Some(Afloop::NietBereikt), _) => Self::NietBereikt,
            (Some(Afloop::Vervallen), _) => Self::Vervallen,
            (_, Some(done)) if done < beloofd => Self::Gehaald,
            (_, None) if beloofd > now => Self::Loopt,
            _ => Self::TeLaat,
        }
    }

    fn condition(self, now: Moment) -> Expr {
        let open = Expr::col("status").eq(Status::TeVerwerken);
        let ended = |afloop: Afloop| Expr::col("afhandeling").eq(afloop);
        let not_reached = || ended(Afloop::NietBereikt).or(ended(Afloop::Vervallen));
        let done = Expr::col("status").ne(Status::TeVerwerken).and(not_reached().not());
        let (closed, promised) = (Expr::col("afgehandeld_op"), Expr::col("beloofd_op"));
        match self {
            Self::Gehaald => done.and(closed.lt(promised)),
            Self::TeLaat => done.and(closed.gte(promised.clone())).or(open.and(promised.lte(now))),
            Self::Loopt => open.and(promised.gt(now)),
            Self::NietBereikt => ended(Afloop::NietBereikt),
            Self::Vervallen => ended(Afloop::Vervallen),
        }
    }
}

/// Which figure: empty is all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AchterVerzoeken {
    /// Only those of the team that calls back.
    pub team: Option<TeamId>,
    /// Only those that stand so.
    pub belofte: Option<Belofte>,
}

/// A callback behind a figure: whom to call and about what stays out of it.
#[derive(Clone, Debug)]
pub struct VerzoekRegel {
    /// Which task.
    pub id: InternetaakId,
    /// Its number.
    pub nummer: Option<String>,
    /// When it was asked for.
    pub aangemaakt_op: Moment,
    /// The moment promised.
    pub beloofd_op: Moment,
    /// When it was closed.
    pub afgehandeld_op: Option<Moment>,
    /// How it stands.
    pub belofte: Belofte,
    /// How often calling back was tried.
    pub pogingen: i64,
    /// About which product.
    pub product: Option<String>,
    /// Which team calls back.
    pub team: TeamId,
    /// Who picked it up.
    pub medewerker: Option<MedewerkerId>,
}

/// The callbacks asked for in a quarter behind a figure as it stands at `now`, newest first.
///
/// # Errors
/// What the database says.
pub async fn verzoeken_achter(
    db: &impl Reads,
    who: &Authorised<LeesContacten>,
    kwartaal: Kwartaal,
    achter: AchterVerzoeken,
    now: Moment,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<VerzoekRegel>> {
    let query = select(who, kwartaal, achter, now, after, limit);
    let rows = db.rows(&query).await?.iter().map(|row| regel(row, now)).collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(rows, limit, |row| After { key: row.aangemaakt_op.to_string(), id: row.id.uuid() }))
}

pub(super) fn select(
    who: &Authorised<LeesContacten>,
    kwartaal: Kwartaal,
    achter: AchterVerzoeken,
    now: Moment,
    after: Option<&After>,
    limit: usize,
) -> SelectStatement {
    let instants = kwartaal.instants();
    let start_after = after.map(|after| {
        let same = Expr::col("aangemaakt_op").eq(after.key.as_str()).and(Expr::col("id").lt(after.id));
        // The first condition alone bounds the walk through the index.
        let until = Expr::col("aangemaakt_op").lte(after.key.as_str());
        until.and(Expr::col("aangemaakt_op").lt(after.key.as_str()).or(same))
    });
    Query::select()
        .columns(["id", "nummer", "aangemaakt_op", "beloofd_op", "afgehandeld_op", "pogingen", "product"])
        .columns(["team_id", "medewerker_id", "afhandeling"])
        .from("internetaken")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("aangemaakt_op").gte(Moment::from(instants.start)))
        .and_where(Expr::col("aangemaakt_op").lt(Moment::from(instants.end)))
        .and_where_option(achter.team.map(|team| Expr::col("team_id").eq(team)))
        .and_where_option(achter.belofte.map(|belofte| belofte.condition(now)))
        .and_where_option(start_after)
        .order_by("aangemaakt_op", Order::Desc)
        .order_by("id", Order::Desc)
        .limit(limit as u64 + 1)
        .to_owned()
}

fn regel(row: &Row, now: Moment) -> Result<VerzoekRegel> {
    let (beloofd_op, afgehandeld_op) = (row.get("beloofd_op")?, row.get("afgehandeld_op")?);
    Ok(VerzoekRegel {
        id: row.get("id")?,
        nummer: row.get("nummer")?,
        aangemaakt_op: row.get("aangemaakt_op")?,
        beloofd_op,
        afgehandeld_op,
        belofte: Belofte::of(row.get("afhandeling")?, afgehandeld_op, beloofd_op, now),
        pogingen: row.get("pogingen")?,
        product: row.get("product")?,
        team: row.get("team_id")?,
        medewerker: row.get("medewerker_id")?,
    })
}
