//! The contacts behind a figure: the same conditions that were counted, so that the list always sums to the figure.

use jiff::ToSpan;
use jiff::civil::DateTime;
use kern::autorisatie::LeesContacten;
use kern::organisaties::{MedewerkerId, TeamId};
use kern::paging::{After, Page};
use kern::{Authorised, Moment, Reads, Result, Row};
use registers::klantinteracties::klantcontact::{Afhandeling, KlantcontactId};
use sea_query::{Condition, Expr, ExprTrait, Order, Query, SelectStatement};
use termijnen::Kwartaal;

/// Which figure: a quarter, and what it was counted for. An empty code means contacts that have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Achter {
    /// Only this channel.
    pub kanaal: Option<String>,
    /// Only this product.
    pub onderwerp: Option<String>,
    /// Only this theme.
    pub thema: Option<String>,
    /// Only this reason.
    pub reden: Option<String>,
    /// Only for these.
    pub klantgroep: Option<String>,
    /// Only this team's contacts.
    pub team: Option<TeamId>,
    /// Only those that ended this way.
    pub afhandeling: Option<Afhandeling>,
    /// Only those that began in this hour of this day of the week.
    pub uur: Option<Uur>,
}

/// An hour of a day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uur {
    /// 1 is Monday.
    pub weekdag: i8,
    /// 0 to 23.
    pub uur: i8,
}

impl Uur {
    /// Each time that it comes by in a quarter.
    fn tijden(self, kwartaal: Kwartaal) -> impl Iterator<Item = (Moment, Moment)> {
        let days = kwartaal.first_date().series(1.day()).take_while(move |day| *day <= kwartaal.last_date());
        let days = days.filter(move |day| day.weekday().to_monday_one_offset() == self.weekdag);
        let start =
            |at: DateTime| Some(Moment::from(at.to_zoned_datetime(termijnen::amsterdam().clone()).ok()?.timestamp()));
        days.filter_map(move |day| {
            let from = day.at(self.uur, 0, 0, 0);
            Some((start(from)?, start(from.checked_add(1.hour()).ok()?)?))
        })
    }
}

impl Achter {
    fn condition(&self, kwartaal: Kwartaal) -> Condition {
        let code = |column: &'static str, wanted: &Option<String>| {
            wanted.as_ref().map(|code| match code.as_str() {
                "" => Expr::col(column).is_null().or(Expr::col(column).eq("")),
                code => Expr::col(column).eq(code),
            })
        };
        let within = |(from, until): (Moment, Moment)| {
            Expr::col("plaatsgevonden_op").gte(from).and(Expr::col("plaatsgevonden_op").lt(until))
        };
        let hours = |uur: Uur| uur.tijden(kwartaal).map(within).fold(Condition::any(), Condition::add);
        Condition::all()
            .add_option(self.uur.map(hours))
            .add_option(code("kanaal", &self.kanaal))
            .add_option(code("product", &self.onderwerp))
            .add_option(code("thema", &self.thema))
            .add_option(code("reden", &self.reden))
            .add_option(code("klantgroep", &self.klantgroep))
            .add_option(self.team.map(|team| Expr::col("team_id").eq(team)))
            .add_option(self.afhandeling.map(|kind| Expr::col("afhandeling").eq(kind.code())))
    }
}

/// A contact behind a figure: who said what stays out of it.
#[derive(Clone, Debug)]
pub struct ContactRegel {
    /// Which contact.
    pub id: KlantcontactId,
    /// Its number.
    pub nummer: Option<String>,
    /// When.
    pub plaatsgevonden_op: Moment,
    /// Over which channel.
    pub kanaal: String,
    /// About which product.
    pub product: Option<String>,
    /// How it ended.
    pub afhandeling: Option<Afhandeling>,
    /// How long it took, in seconds.
    pub duur_s: Option<i64>,
    /// Which team handled it.
    pub team: Option<TeamId>,
    /// Who handled it.
    pub medewerker: Option<MedewerkerId>,
}

/// The contacts of a quarter behind a figure, newest first.
///
/// # Errors
/// What the database says.
pub async fn contacten_achter(
    db: &impl Reads,
    who: &Authorised<LeesContacten>,
    kwartaal: Kwartaal,
    achter: &Achter,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<ContactRegel>> {
    let query = select(who, kwartaal, achter, after, limit);
    let rows = db.rows(&query).await?.iter().map(regel).collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(rows, limit, |row| After { key: row.plaatsgevonden_op.to_string(), id: row.id.uuid() }))
}

pub(super) fn select(
    who: &Authorised<LeesContacten>,
    kwartaal: Kwartaal,
    achter: &Achter,
    after: Option<&After>,
    limit: usize,
) -> SelectStatement {
    let instants = kwartaal.instants();
    let start_after = after.map(|after| {
        let same = Expr::col("plaatsgevonden_op").eq(after.key.as_str()).and(Expr::col("id").lt(after.id));
        // The first condition alone bounds the walk through the index.
        Expr::col("plaatsgevonden_op")
            .lte(after.key.as_str())
            .and(Expr::col("plaatsgevonden_op").lt(after.key.as_str()).or(same))
    });
    Query::select()
        .columns(["id", "nummer", "plaatsgevonden_op", "kanaal", "product", "afhandeling", "duur_s"])
        .columns(["team_id", "medewerker_id"])
        .from("klantcontacten")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("plaatsgevonden_op").gte(Moment::from(instants.start)))
        .and_where(Expr::col("plaatsgevonden_op").lt(Moment::from(instants.end)))
        .cond_where(achter.condition(kwartaal))
        .and_where_option(start_after)
        .order_by("plaatsgevonden_op", Order::Desc)
        .order_by("id", Order::Desc)
        .limit(limit as u64 + 1)
        .to_owned()
}

fn regel(row: &Row) -> Result<ContactRegel> {
    Ok(ContactRegel {
        id: row.get("id")?,
        nummer: row.get("nummer")?,
        plaatsgevonden_op: row.get("plaatsgevonden_op")?,
        kanaal: row.get("kanaal")?,
        product: row.get("product")?,
        afhandeling: row.get("afhandeling")?,
        duur_s: row.get("duur_s")?,
        team: row.get("team_id")?,
        medewerker: row.get("medewerker_id")?,
    })
}
