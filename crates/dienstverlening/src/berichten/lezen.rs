//! Reading messages: for whoever handles the zaak or afspraak, and for the citizen whose they are.

use kern::autorisatie::{BedienBalie, BehandelZaken, Eigen};
use kern::organisaties::OrganisatieId;
use kern::paging::{After, Page};
use kern::{Authorised, Error, Moment, Reads, Result};
use registers::zaken::{Inzage, bij_zaak};
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};
use uuid::Uuid;

use super::rijen::{KOLOMMEN, from_row};
use super::{Bericht, BerichtId, Kanaal, Richting, Status};

/// Which messages a citizen looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Postvak {
    /// All of theirs.
    Alles,
    /// Those that were written to them.
    Ontvangen,
    /// Those about one zaak.
    Zaak(Uuid),
}

fn select(organisatie: OrganisatieId) -> SelectStatement {
    Query::select()
        .columns(KOLOMMEN)
        .from("berichten")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .to_owned()
}

async fn page(
    db: &impl Reads,
    mut query: SelectStatement,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<Bericht>> {
    let older = after.map(|after| {
        let same = Expr::col("opgesteld_op").eq(after.key.as_str()).and(Expr::col("id").lt(after.id));
        // The first condition alone bounds the walk through the index.
        Expr::col("opgesteld_op").lte(after.key.as_str()).and(Expr::col("opgesteld_op").lt(after.key.as_str()).or(same))
    });
    query
        .and_where_option(older)
        .order_by("opgesteld_op", Order::Desc)
        .order_by("id", Order::Desc)
        .limit(u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1));
    let rows = db.rows(&query).await?.iter().map(from_row).collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(rows, limit, |bericht| After { key: bericht.opgesteld_op.to_string(), id: bericht.id.uuid() }))
}

pub(super) fn with_zaak(who: &impl Inzage, zaak: Uuid) -> SelectStatement {
    let seen = bij_zaak(who, ("berichten", "organisatie_id"), ("berichten", "zaak_id"));
    let own = who.partij().map(|partij| Expr::col("partij_id").eq(partij));
    select(who.organisatie()).cond_where(seen).and_where_option(own).and_where(Expr::col("zaak_id").eq(zaak)).to_owned()
}

fn with_afspraak(organisatie: OrganisatieId, afspraak: Uuid) -> SelectStatement {
    select(organisatie).and_where(Expr::col("afspraak_id").eq(afspraak)).to_owned()
}

pub(super) fn with_eigen(eigen: &Eigen, postvak: Postvak) -> SelectStatement {
    let only = match postvak {
        Postvak::Alles => None,
        Postvak::Ontvangen => Some(Expr::col("richting").eq(Richting::Uit)),
        Postvak::Zaak(zaak) => Some(Expr::col("zaak_id").eq(zaak)),
    };
    let own = Expr::col("partij_id").eq(eigen.partij());
    select(eigen.organisatie()).and_where(own).and_where_option(only).to_owned()
}

/// The messages about a zaak, both ways, newest first; none when they may not see it.
///
/// # Errors
/// What the database says.
pub async fn van_zaak(
    db: &impl Reads,
    who: &impl Inzage,
    zaak: Uuid,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<Bericht>> {
    page(db, with_zaak(who, zaak), after, limit).await
}

/// Whether a message by this template about a case goes, or went, to a mail address.
///
/// # Errors
/// What the database says.
pub async fn ging_per_mail(db: &impl Reads, who: &impl Inzage, zaak: Uuid, sjabloon: &str) -> Result<bool> {
    let mail = with_zaak(who, zaak)
        .and_where(Expr::col(("berichten", "sjabloon")).eq(sjabloon))
        .and_where(Expr::col(("berichten", "kanaal")).eq(Kanaal::Email))
        .limit(1)
        .to_owned();
    Ok(db.row(&mail).await?.is_some())
}

/// The messages about an afspraak, newest first.
///
/// # Errors
/// What the database says.
pub async fn van_afspraak(
    db: &impl Reads,
    who: &Authorised<BedienBalie>,
    afspraak: Uuid,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<Bericht>> {
    page(db, with_afspraak(who.organisatie(), afspraak), after, limit).await
}

/// The citizen's own messages, both ways, newest first.
///
/// # Errors
/// What the database says.
pub async fn van_eigen(
    db: &impl Reads,
    eigen: &Eigen,
    postvak: Postvak,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<Bericht>> {
    page(db, with_eigen(eigen, postvak), after, limit).await
}

/// One of the citizen's own messages.
///
/// # Errors
/// [`Error::Missing`] when it is not there or not theirs.
pub async fn een_van_eigen(db: &impl Reads, eigen: &Eigen, id: BerichtId) -> Result<Bericht> {
    one(db, with_eigen(eigen, Postvak::Alles), id).await
}

/// One message about this zaak: a question to answer, or one that failed.
///
/// # Errors
/// [`Error::Missing`] when there is no such one that they may see.
pub async fn een_van_zaak(
    db: &impl Reads,
    who: &Authorised<BehandelZaken>,
    zaak: Uuid,
    id: BerichtId,
) -> Result<Bericht> {
    one(db, with_zaak(who, zaak), id).await
}

/// One message about this afspraak.
///
/// # Errors
/// [`Error::Missing`] when there is no such one.
pub async fn een_van_afspraak(
    db: &impl Reads,
    who: &Authorised<BedienBalie>,
    afspraak: Uuid,
    id: BerichtId,
) -> Result<Bericht> {
    one(db, with_afspraak(who.organisatie(), afspraak), id).await
}

/// The messages of an organisation that did not arrive and wait for somebody, the longest waiting first; whoever asks
/// narrows them by what they are about (`zaak_id`, `afspraak_id`).
pub(crate) fn niet_aangekomen(organisatie: OrganisatieId, limit: u64) -> SelectStatement {
    select(organisatie)
        .and_where(Expr::col("status").is_in([Status::Mislukt, Status::Controleren]))
        // A letter that is being printed now has no reason yet. In the text: a bound value finds no partial index.
        .and_where(Expr::cust("reden <> ''"))
        .order_by("opgesteld_op", Order::Asc)
        .order_by("id", Order::Asc)
        .limit(limit)
        .to_owned()
}

async fn one(db: &impl Reads, mut query: SelectStatement, id: BerichtId) -> Result<Bericht> {
    let row = db.row(query.and_where(Expr::col("id").eq(id))).await?;
    row.as_ref().map_or(Err(Error::Missing { what: "bericht", id: id.uuid() }), from_row)
}

/// How many messages are in a status, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Achterstand {
    /// The status.
    pub status: Status,
    /// How many.
    pub aantal: i64,
    /// When the oldest of them was made.
    pub oudste: Moment,
    /// They wait because their address got enough for today.
    pub wacht_op_morgen: bool,
}

/// What has not left the house, over all organisations: for whoever runs the program. Counts only; not what is about an
/// appointment that is over.
///
/// # Errors
/// What the database says.
pub async fn achterstand(db: &impl Reads, nu: Moment) -> Result<Vec<Achterstand>> {
    let over = Query::select().column("id").from("afspraken").and_where(Expr::col("begint_op").lte(nu)).to_owned();
    let still = Expr::col("afspraak_id").is_null().or(Expr::col("afspraak_id").in_subquery(over).not());
    // Never tried and not due: its address got enough for today.
    let held = Expr::col("pogingen").eq(0).and(Expr::col("volgende_poging_op").gt(nu));
    let free = Expr::col("volgende_poging_op").is_null().or(Expr::col("volgende_poging_op").lte(nu));
    let free = free.or(Expr::col("pogingen").gt(0));
    let mut found = Vec::new();
    for (which, wacht_op_morgen) in [(free, false), (held, true)] {
        let query = Query::select()
            .column("status")
            .expr_as(Expr::cust("COUNT(*)"), "aantal")
            .expr_as(Func::min(Expr::col("opgesteld_op")), "oudste")
            .from("berichten")
            .and_where(Expr::col("status").is_in([Status::TeVersturen, Status::Mislukt, Status::Controleren]))
            .and_where(still.clone())
            .and_where(which)
            .group_by_col("status")
            .order_by("status", Order::Asc)
            .to_owned();
        for row in db.rows(&query).await? {
            let (status, aantal, oudste) = (row.get("status")?, row.get("aantal")?, row.get("oudste")?);
            found.push(Achterstand { status, aantal, oudste, wacht_op_morgen });
        }
    }
    Ok(found)
}
