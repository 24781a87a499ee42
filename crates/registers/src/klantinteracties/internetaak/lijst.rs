//! Reading internetaken: lists by who they lie with, the open ones of a caller, and their steps.

use kern::autorisatie::{BehandelTaken, LeesKlant, Recht};
use kern::organisaties::{MedewerkerId, TeamId, select_wie_mag};
use kern::paging::{After, Page};
use kern::{Authorised, Moment, Reads, Result, Row};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};

use super::{Internetaak, InternetaakId, Stap, Status};
use crate::klantinteracties::klantcontact::{self, KlantcontactId};
use crate::klantinteracties::{PartijId, Telefoonnummer};

fn select<R: Recht>(who: &Authorised<R>) -> SelectStatement {
    Query::select()
        .columns(["id", "nummer", "referentienummer", "gevraagde_handeling", "aanleidinggevend_klantcontact_id"])
        .columns(["toelichting", "status", "toegewezen_op", "afgehandeld_op", "team_id", "medewerker_id"])
        .columns(["aangemaakt_op", "beloofd_op", "prioriteit", "pogingen", "product", "partij_id", "contactnaam"])
        .columns(["telefoon", "antwoorden", "doorgezet_door_id", "afhandeling", "uitkomst", "versie"])
        .from("internetaken")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .to_owned()
}

async fn read(db: &impl Reads, query: &SelectStatement) -> Result<Vec<Internetaak>> {
    db.rows(query).await?.iter().map(Internetaak::from_row).collect()
}

/// One internetaak; none when there is no such one in this organisation.
///
/// # Errors
/// What the database says.
pub async fn by_id(db: &impl Reads, who: &Authorised<BehandelTaken>, id: InternetaakId) -> Result<Option<Internetaak>> {
    Ok(read(db, select(who).and_where(Expr::col("id").eq(id))).await?.into_iter().next())
}

/// Whose tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lijst {
    /// Open, picked up by or asked of this medewerker.
    Medewerker(MedewerkerId),
    /// Open, with this team, whoever picked them up.
    Team(TeamId),
    /// Open, with this team, picked up by nobody.
    Vrij(TeamId),
    /// Open and closed, passed on by this medewerker.
    DoorgezetDoor(MedewerkerId),
}

/// A list of tasks: open ones with the nearest promise first; those passed on with the latest promise first, because
/// closed ones are among them.
///
/// # Errors
/// What the database says.
pub async fn lijst(
    db: &impl Reads,
    who: &Authorised<BehandelTaken>,
    van: Lijst,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<Internetaak>> {
    let rows = read(db, &of(who, van, after, limit)).await?;
    Ok(Page::cut(rows, limit, |taak: &Internetaak| After { key: taak.beloofd_op.to_string(), id: taak.id.uuid() }))
}

pub(in crate::klantinteracties) fn of(
    who: &Authorised<BehandelTaken>,
    van: Lijst,
    after: Option<&After>,
    limit: usize,
) -> SelectStatement {
    let mut query = select(who);
    match van {
        Lijst::Medewerker(id) => nearest_first(query.and_where(Expr::col("medewerker_id").eq(id)), after, limit),
        Lijst::Team(id) => nearest_first(query.and_where(Expr::col("team_id").eq(id)), after, limit),
        Lijst::Vrij(id) => {
            let free = query.and_where(Expr::col("team_id").eq(id)).and_where(vrij(who));
            nearest_first(free, after, limit)
        }
        Lijst::DoorgezetDoor(id) => {
            query.and_where(Expr::col("doorgezet_door_id").eq(id));
            klantcontact::newest_first(&mut query, "beloofd_op", after, limit)
        }
    }
}

/// The open tasks of these teams that nobody has, or somebody who can't handle them any more; the nearest promise first.
///
/// # Errors
/// What the database says.
pub async fn van_teams(
    db: &impl Reads,
    who: &Authorised<BehandelTaken>,
    teams: &[TeamId],
    limit: usize,
) -> Result<Vec<Internetaak>> {
    if teams.is_empty() {
        return Ok(Vec::new());
    }
    let mut of_teams = select(who);
    of_teams.and_where(Expr::col("team_id").is_in(teams.iter().copied())).and_where(vrij(who));
    let mut found = read(db, &nearest_first(&mut of_teams, None, limit)).await?;
    found.truncate(limit);
    Ok(found)
}

/// With nobody, or with somebody who can't handle it any more.
fn vrij(who: &Authorised<BehandelTaken>) -> Expr {
    let can = select_wie_mag::<BehandelTaken>(who.organisatie());
    Expr::col("medewerker_id").is_null().or(Expr::col("medewerker_id").in_subquery(can).not())
}

fn nearest_first(query: &mut SelectStatement, after: Option<&After>, limit: usize) -> SelectStatement {
    let later_page = after.map(|after| {
        let same = Expr::col("beloofd_op").eq(after.key.as_str()).and(Expr::col("id").gt(after.id));
        // The first condition alone bounds the walk through the index.
        let from = Expr::col("beloofd_op").gte(after.key.as_str());
        from.and(Expr::col("beloofd_op").gt(after.key.as_str()).or(same))
    });
    query
        .and_where(Expr::col("status").eq(Status::TeVerwerken))
        .and_where_option(later_page)
        .order_by("beloofd_op", Order::Asc)
        .order_by("id", Order::Asc)
        .limit(u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1))
        .to_owned()
}

/// How many open tasks there are, and how many of them are late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    /// Open.
    pub open: i64,
    /// Of which the promised moment has passed.
    pub te_laat: i64,
}

/// Counts the open tasks of a medewerker or team; a few dozen rows of an index.
///
/// # Errors
/// What the database says.
pub async fn telling(db: &impl Reads, who: &Authorised<BehandelTaken>, van: Lijst, nu: Moment) -> Result<Telling> {
    let whose = match van {
        Lijst::Medewerker(id) => Expr::col("medewerker_id").eq(id),
        Lijst::Team(id) => Expr::col("team_id").eq(id),
        Lijst::Vrij(id) => Expr::col("team_id").eq(id).and(vrij(who)),
        Lijst::DoorgezetDoor(id) => Expr::col("doorgezet_door_id").eq(id),
    };
    let late = Expr::case(Expr::col("beloofd_op").lte(nu), Expr::col("id")).finally(Expr::null());
    let query = Query::select()
        .expr_as(Expr::cust("COUNT(*)"), "aantal_open")
        .expr_as(sea_query::Func::count(late), "te_laat")
        .from("internetaken")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(whose)
        .and_where(Expr::col("status").eq(Status::TeVerwerken))
        .to_owned();
    match db.row(&query).await? {
        Some(row) => Ok(Telling { open: row.get("aantal_open")?, te_laat: row.get("te_laat")? }),
        None => Ok(Telling::default()),
    }
}

/// Bounds what is looked through for one caller.
const OPEN_MAX: u64 = 100;

/// The open tasks of this caller, known or by phone number, the nearest promise first.
///
/// # Errors
/// What the database says.
pub async fn open_van_beller<R: Recht>(
    db: &impl Reads,
    who: &Authorised<R>,
    partij: Option<PartijId>,
    telefoon: Option<&Telefoonnummer>,
) -> Result<Vec<Internetaak>> {
    let mut found: Vec<Internetaak> = Vec::new();
    // Two queries, so that each walks its own index.
    let callers = [
        partij.map(|partij| Expr::col("partij_id").eq(partij)),
        telefoon.map(|number| Expr::col("telefoon_zoek").eq(number.digits())),
    ];
    for caller in callers.into_iter().flatten() {
        let mut query = select(who);
        query.and_where(caller).and_where(Expr::col("status").eq(Status::TeVerwerken)).limit(OPEN_MAX);
        for taak in read(db, &query).await? {
            if !found.iter().any(|known| known.id == taak.id) {
                found.push(taak);
            }
        }
    }
    found.sort_by_key(|taak| (taak.beloofd_op, taak.id));
    Ok(found)
}

/// The tasks of one partij, newest first: for its time line.
///
/// # Errors
/// What the database says.
pub async fn van_partij(
    db: &impl Reads,
    who: &Authorised<LeesKlant>,
    partij: PartijId,
    after: Option<&After>,
    limit: usize,
) -> Result<Vec<Internetaak>> {
    let mut query = select(who).and_where(Expr::col("partij_id").eq(partij)).to_owned();
    read(db, &klantcontact::newest_first(&mut query, "aangemaakt_op", after, limit)).await
}

/// The task that a contact led to or joined, if there is one.
///
/// # Errors
/// What the database says.
pub async fn bij_klantcontact<R: Recht>(
    db: &impl Reads,
    who: &Authorised<R>,
    contact: KlantcontactId,
) -> Result<Option<Internetaak>> {
    let mut led_to = select(who);
    led_to.and_where(Expr::col("aanleidinggevend_klantcontact_id").eq(contact));
    if let Some(taak) = read(db, &led_to).await?.into_iter().next() {
        return Ok(Some(taak));
    }
    let step = Query::select()
        .column("internetaak_id")
        .from("internetaak_stappen")
        .and_where(Expr::col("klantcontact_id").eq(contact))
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .to_owned();
    let Some(row) = db.row(&step).await? else { return Ok(None) };
    let joined = select(who).and_where(Expr::col("id").eq(row.get::<InternetaakId>("internetaak_id")?)).to_owned();
    Ok(read(db, &joined).await?.into_iter().next())
}

/// The steps of these tasks, in order, each with its task.
///
/// # Errors
/// What the database says.
pub async fn stappen_van<R: Recht>(
    db: &impl Reads,
    who: &Authorised<R>,
    taken: &[InternetaakId],
) -> Result<Vec<(InternetaakId, Stap)>> {
    if taken.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::select()
        .columns(["internetaak_id", "id", "volgnummer", "soort", "op", "medewerker_id", "gelukt", "toelichting"])
        .columns(["naar_team_id", "naar_medewerker_id", "klantcontact_id"])
        .from("internetaak_stappen")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("internetaak_id").is_in(taken.iter().copied()))
        .order_by("internetaak_id", Order::Asc)
        .order_by("volgnummer", Order::Asc)
        .to_owned();
    let read = |row: &Row| Ok((row.get("internetaak_id")?, Stap::from_row(row)?));
    db.rows(&query).await?.iter().map(read).collect()
}

/// What was noted in the contacts behind a task: the first one and those that raised it, oldest first.
///
/// # Errors
/// What the database says.
pub async fn klantcontacten_van(
    db: &impl Reads,
    who: &Authorised<BehandelTaken>,
    taak: &Internetaak,
    stappen: &[Stap],
) -> Result<Vec<klantcontact::Klantcontact>> {
    let again = stappen.iter().rev().filter_map(|stap| stap.klantcontact);
    klantcontact::by_ids(db, who, std::iter::once(taak.aanleidinggevend_klantcontact).chain(again)).await
}
