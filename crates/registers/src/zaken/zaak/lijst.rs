//! Reading zaken: work lists, those of a person, and one by number.

use kern::autorisatie::{BehandelZaken, LeesKlant, LeesZaken};
use kern::organisaties::{MedewerkerId, OrganisatieId, TeamId, select_wie_mag};
use kern::paging::{After, Page};
use kern::{Authorised, Moment, Reads, Result, Row};
use sea_query::{Condition, Expr, ExprTrait, Order, Query, SelectStatement};

use super::{Stap, Zaak, ZaakId};
use crate::klantinteracties::PartijId;
use crate::zaken::Inzage;
use crate::zaken::inzage::{bij_zaak, zaken_van, zichtbaar};

const COLUMNS: [&str; 36] = [
    "id",
    "identificatie",
    "bronorganisatie",
    "omschrijving",
    "toelichting",
    "zaaktype_id",
    "registratiedatum",
    "verantwoordelijke_organisatie",
    "startdatum",
    "einddatum",
    "einddatum_gepland",
    "uiterlijke_einddatum_afdoening",
    "communicatiekanaal",
    "vertrouwelijkheidaanduiding",
    "zaakgeometrie",
    "verlenging_reden",
    "verlenging_duur",
    "opschorting_indicatie",
    "opschorting_reden",
    "hoofdzaak_id",
    "archiefnominatie",
    "archiefactiedatum",
    "versie",
    "product",
    "team_id",
    "medewerker_id",
    "statustype_id",
    "resultaattype_id",
    "ontvangen_op",
    "bevestigd_op",
    "in_mijn_op",
    "bij_behandelaar_op",
    "klantgroep",
    "complexiteit",
    "afgehandeld_op",
    "wacht_op",
];

fn select() -> SelectStatement {
    Query::select().columns(COLUMNS.map(|column| ("zaken", column))).from("zaken").to_owned()
}

fn visible(wie: &impl Inzage) -> SelectStatement {
    select().cond_where(zichtbaar(wie)).to_owned()
}

async fn read(db: &impl Reads, query: &SelectStatement) -> Result<Vec<Zaak>> {
    db.rows(query).await?.iter().map(Zaak::from_row).collect()
}

/// One zaak; none when there is no such one that they may see.
///
/// # Errors
/// What the database says.
pub async fn by_id(db: &impl Reads, wie: &impl Inzage, id: ZaakId) -> Result<Option<Zaak>> {
    Ok(read(db, visible(wie).and_where(Expr::col("id").eq(id))).await?.into_iter().next())
}

/// These zaken, as far as they may be seen, in no order.
///
/// # Errors
/// What the database says.
pub async fn by_ids(db: &impl Reads, wie: &impl Inzage, ids: &[ZaakId]) -> Result<Vec<Zaak>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    read(db, visible(wie).and_where(Expr::col("id").is_in(ids.iter().copied()))).await
}

/// A zaak by the number people know it by.
///
/// # Errors
/// What the database says.
pub async fn by_nummer(db: &impl Reads, wie: &impl Inzage, identificatie: &str) -> Result<Option<Zaak>> {
    let query = visible(wie).and_where(Expr::col("identificatie").eq(identificatie)).to_owned();
    Ok(read(db, &query).await?.into_iter().next())
}

/// Which open zaken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lijst {
    /// Handled by this medewerker.
    Medewerker(MedewerkerId),
    /// With this team, whoever handles them.
    Team(TeamId),
    /// With this team, handled by nobody yet.
    NietToegewezen(TeamId),
    /// All.
    Alle,
}

/// A zaak in a list, and the moment that put it where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plaats {
    /// Which.
    pub zaak: ZaakId,
    /// The moment, or one that is very far away.
    pub volgorde: String,
}

impl Plaats {
    /// From where the next page goes on.
    #[must_use]
    pub fn after(&self) -> After {
        After { key: self.volgorde.clone(), id: self.zaak.uuid() }
    }
}

/// A later moment than any: what has none comes last in a list.
const VER_WEG: &str = "9999-12-31T00:00:00.000Z";

/// Open zaken in the order of a moment that belongs to each: `eerst` is a query of one value, in which `zaken.id` is the zaak.
///
/// # Errors
/// What the database says.
pub async fn lijst(
    db: &impl Reads,
    who: &Authorised<LeesZaken>,
    van: Lijst,
    eerst: &SelectStatement,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<Plaats>> {
    let rows = db.rows(&of(who, van, eerst, after, limit)).await?;
    let place = |row: &Row| Ok(Plaats { zaak: row.get("id")?, volgorde: row.get("volgorde")? });
    let rows = rows.iter().map(place).collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(rows, limit, Plaats::after))
}

pub(in crate::zaken) fn of(
    who: &Authorised<LeesZaken>,
    van: Lijst,
    eerst: &SelectStatement,
    after: Option<&After>,
    limit: usize,
) -> SelectStatement {
    let later_page = after.map(|after| {
        let same = Expr::col("volgorde").eq(after.key.as_str()).and(Expr::col("id").gt(after.id));
        Expr::col("volgorde").gt(after.key.as_str()).or(same)
    });
    let mut open = placed(who, eerst);
    Query::select()
        .columns(["id", "volgorde"])
        .from_subquery(narrowed(&mut open, who, van).to_owned(), "open_zaken")
        .and_where_option(later_page)
        .order_by("volgorde", Order::Asc)
        .order_by("id", Order::Asc)
        .limit(one_more(limit))
        .to_owned()
}

/// The moment that puts a zaak in its place.
fn moment(eerst: &SelectStatement) -> Expr {
    let moment = Expr::SubQuery(None, Box::new(eerst.clone().into()));
    sea_query::Func::coalesce([moment, Expr::val(VER_WEG)]).into()
}

/// The zaken that they may see, each with the moment that puts it in its place.
fn placed(who: &Authorised<LeesZaken>, eerst: &SelectStatement) -> SelectStatement {
    Query::select()
        .column(("zaken", "id"))
        .expr_as(moment(eerst), "volgorde")
        .from("zaken")
        .cond_where(zichtbaar(who))
        .to_owned()
}

/// Open zaken, the oldest first.
///
/// # Errors
/// What the database says.
pub async fn open(
    db: &impl Reads,
    who: &Authorised<LeesZaken>,
    after: Option<ZaakId>,
    limit: usize,
) -> Result<Page<Zaak>> {
    let query = narrowed(&mut visible(who), who, Lijst::Alle)
        .and_where_option(after.map(|after| Expr::col("id").gt(after)))
        .order_by("id", Order::Asc)
        .limit(one_more(limit))
        .to_owned();
    Ok(Page::cut(read(db, &query).await?, limit, |zaak: &Zaak| After { key: String::new(), id: zaak.id.uuid() }))
}

fn narrowed<'a>(query: &'a mut SelectStatement, who: &Authorised<LeesZaken>, van: Lijst) -> &'a mut SelectStatement {
    query.and_where(Expr::col("einddatum").is_null());
    of_list(query, who, van)
}

fn of_list<'a>(query: &'a mut SelectStatement, who: &Authorised<LeesZaken>, van: Lijst) -> &'a mut SelectStatement {
    match van {
        Lijst::Medewerker(id) => query.and_where(Expr::col("medewerker_id").eq(id)),
        Lijst::Team(id) => query.and_where(Expr::col("team_id").eq(id)),
        Lijst::NietToegewezen(id) => query.and_where(Expr::col("team_id").eq(id)).and_where(vrij(who)),
        Lijst::Alle => query,
    }
}

/// The open zaken of these teams that nobody handles, or somebody who can't any more; in the order of `eerst` as in [`lijst`].
///
/// # Errors
/// What the database says.
pub async fn van_teams(
    db: &impl Reads,
    who: &Authorised<LeesZaken>,
    teams: &[TeamId],
    eerst: &SelectStatement,
    limit: u64,
) -> Result<Vec<Zaak>> {
    if teams.is_empty() {
        return Ok(Vec::new());
    }
    let query = narrowed(&mut visible(who), who, Lijst::Alle)
        .and_where(Expr::col("team_id").is_in(teams.iter().copied()))
        .and_where(vrij(who))
        .order_by_expr(moment(eerst), Order::Asc)
        .order_by("id", Order::Asc)
        .limit(limit)
        .to_owned();
    read(db, &query).await
}

/// The ids of the zaken in a list, open or closed, that they may see: for what is about them.
#[must_use]
pub fn select_ids(who: &Authorised<LeesZaken>, van: Lijst) -> SelectStatement {
    let mut query = Query::select().column("id").from("zaken").cond_where(zichtbaar(who)).to_owned();
    of_list(&mut query, who, van).to_owned()
}

/// With nobody, or with somebody who can't handle it any more.
fn vrij(who: &Authorised<LeesZaken>) -> Expr {
    let can = select_wie_mag::<BehandelZaken>(who.organisatie());
    Expr::col("medewerker_id").is_null().or(Expr::col("medewerker_id").in_subquery(can).not())
}

fn one_more(limit: usize) -> u64 {
    u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1)
}

/// How many open zaken there are, and of how many the moment is past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    /// Open.
    pub open: i64,
    /// Of which the moment has passed.
    pub te_laat: i64,
}

/// Counts a list, by the moment that [`lijst`] puts it in order with.
///
/// # Errors
/// What the database says.
pub async fn telling(
    db: &impl Reads,
    who: &Authorised<LeesZaken>,
    van: Lijst,
    eerst: &SelectStatement,
    nu: Moment,
) -> Result<Telling> {
    let late = Expr::case(Expr::col("volgorde").lte(nu), Expr::col("id")).finally(Expr::null());
    let mut open = placed(who, eerst);
    let query = Query::select()
        .expr_as(Expr::cust("COUNT(*)"), "aantal_open")
        .expr_as(sea_query::Func::count(late), "te_laat")
        .from_subquery(narrowed(&mut open, who, van).to_owned(), "open_zaken")
        .to_owned();
    match db.row(&query).await? {
        Some(row) => Ok(Telling { open: row.get("aantal_open")?, te_laat: row.get("te_laat")? }),
        None => Ok(Telling::default()),
    }
}

/// The zaken of one partij, open and closed, newest first: those in which they are the applicant or speak for them. A citizen
/// gives their own key and sees no other partij's.
///
/// # Errors
/// What the database says.
pub async fn van_partij(
    db: &impl Reads,
    wie: &impl Inzage,
    partij: PartijId,
    after: Option<&After>,
    limit: usize,
) -> Result<Page<Zaak>> {
    let rows = read(db, &with_partij(wie, partij, after, limit)).await?;
    Ok(Page::cut(rows, limit, |zaak: &Zaak| After { key: zaak.ontvangen_op.to_string(), id: zaak.id.uuid() }))
}

pub(in crate::zaken) fn with_partij(
    wie: &impl Inzage,
    partij: PartijId,
    after: Option<&After>,
    limit: usize,
) -> SelectStatement {
    let later_page = after.map(|after| {
        let same = Expr::col("ontvangen_op").eq(after.key.as_str()).and(Expr::col("id").lt(after.id));
        Expr::col("ontvangen_op").lt(after.key.as_str()).or(same)
    });
    visible(wie)
        .and_where(Expr::col("id").in_subquery(zaken_van(wie.organisatie(), partij)))
        .and_where_option(later_page)
        .order_by("ontvangen_op", Order::Desc)
        .order_by("id", Order::Desc)
        .limit(one_more(limit))
        .to_owned()
}

/// Somebody who calls or stands at the desk, once the control question was answered right: what state their cases are in may
/// be told to them, and nothing else of a case may be read with it.
#[derive(Clone, Copy, Debug)]
pub struct Beller {
    organisatie: OrganisatieId,
    partij: PartijId,
}

impl Beller {
    /// Whoever calls this sees to it that the control question was answered right.
    #[must_use]
    pub fn na_controle(who: &Authorised<LeesKlant>, partij: PartijId) -> Self {
        Self { organisatie: who.organisatie(), partij }
    }

    fn zaken(self) -> SelectStatement {
        select()
            .and_where(Expr::col("organisatie_id").eq(self.organisatie))
            .and_where(Expr::col("id").in_subquery(zaken_van(self.organisatie, self.partij)))
            .to_owned()
    }
}

/// The zaken of whoever calls, open and closed, newest first: for telling how they stand.
///
/// # Errors
/// What the database says.
pub async fn van_beller(db: &impl Reads, beller: Beller, limit: u64) -> Result<Vec<Zaak>> {
    let query =
        beller.zaken().order_by("ontvangen_op", Order::Desc).order_by("id", Order::Desc).limit(limit).to_owned();
    read(db, &query).await
}

/// One of those; none when it is not theirs.
///
/// # Errors
/// What the database says.
pub async fn een_van_beller(db: &impl Reads, beller: Beller, id: ZaakId) -> Result<Option<Zaak>> {
    let query = beller.zaken().and_where(Expr::col("id").eq(id)).to_owned();
    Ok(read(db, &query).await?.into_iter().next())
}

/// The sub-cases of a zaak, oldest first; a zaak has a handful.
///
/// # Errors
/// What the database says.
pub async fn deelzaken(db: &impl Reads, wie: &impl Inzage, hoofdzaak: ZaakId) -> Result<Vec<Zaak>> {
    let query = visible(wie)
        .and_where(Expr::col("hoofdzaak_id").eq(hoofdzaak))
        .order_by("ontvangen_op", Order::Asc)
        .order_by("id", Order::Asc)
        .to_owned();
    read(db, &query).await
}

/// How many sub-cases a zaak has, whoever may see them.
///
/// # Errors
/// What the database says.
pub async fn aantal_deelzaken(db: &impl Reads, organisatie: OrganisatieId, hoofdzaak: ZaakId) -> Result<i64> {
    tel_deelzaken(db, organisatie, hoofdzaak, Condition::all()).await
}

/// How many sub-cases of a zaak are open, whoever may see them: with any, it cannot be closed.
///
/// # Errors
/// What the database says.
pub async fn open_deelzaken(db: &impl Reads, organisatie: OrganisatieId, hoofdzaak: ZaakId) -> Result<i64> {
    tel_deelzaken(db, organisatie, hoofdzaak, Condition::all().add(Expr::col("einddatum").is_null())).await
}

async fn tel_deelzaken(
    db: &impl Reads,
    organisatie: OrganisatieId,
    hoofdzaak: ZaakId,
    which: Condition,
) -> Result<i64> {
    let wie = Authorised::<LeesZaken>::program(organisatie);
    let query = Query::select()
        .expr_as(Expr::cust("COUNT(*)"), "aantal")
        .from("zaken")
        .cond_where(zichtbaar(&wie))
        .and_where(Expr::col("hoofdzaak_id").eq(hoofdzaak))
        .cond_where(which)
        .to_owned();
    db.row(&query).await?.map_or(Ok(0), |row| row.get("aantal"))
}

/// The steps of a zaak, oldest first.
///
/// # Errors
/// What the database says.
pub async fn stappen_van(db: &impl Reads, wie: &impl Inzage, zaak: ZaakId) -> Result<Vec<Stap>> {
    Ok(stappen_bij(db, wie, &[zaak]).await?.into_iter().map(|(_, stap)| stap).collect())
}

/// The same, of several zaken, each with the zaak that it is of.
///
/// # Errors
/// What the database says.
pub async fn stappen_bij(db: &impl Reads, wie: &impl Inzage, zaken: &[ZaakId]) -> Result<Vec<(ZaakId, Stap)>> {
    if zaken.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::select()
        .columns([
            "zaak_id",
            "id",
            "volgnummer",
            "soort",
            "op",
            "medewerker_id",
            "toelichting",
            "van_team_id",
            "naar_team_id",
        ])
        .columns(["naar_medewerker_id", "gepland", "uiterlijk", "berekening"])
        .from("zaak_stappen")
        .cond_where(bij_zaak(wie, "organisatie_id", "zaak_id"))
        .and_where(Expr::col("zaak_id").is_in(zaken.iter().copied()))
        .order_by("volgnummer", Order::Asc)
        .to_owned();
    db.rows(&query).await?.iter().map(|row| Ok((row.get("zaak_id")?, Stap::from_row(row)?))).collect()
}
