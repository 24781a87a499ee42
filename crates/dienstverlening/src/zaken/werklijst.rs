//! The work list of zaken: what has to be kept first comes first.

use std::collections::{BTreeMap, HashMap};

use kern::autorisatie::LeesZaken;
use kern::organisaties::{OrganisatieId, TeamId};
use kern::paging::{After, Page};
use kern::{Authorised, Moment, Reads, Result};
use registers::zaken::zaak::{self, Lijst, Plaats, Telling};
use registers::zaken::{Inzage, Zaak, ZaakId};
use sea_query::{BinOper, Expr, ExprTrait, Query, SelectStatement};
use servicenormen::Toezegging;
use servicenormen::naaste::{naaste, select_naaste_op, van_zaken};
use servicenormen::termijn::laatste_dag;
use servicenormen::volger::telt_nog;
use uuid::Uuid;

/// A zaak in a work list.
#[derive(Clone, Debug, PartialEq)]
pub struct Werkzaak {
    /// Which.
    pub zaak: Zaak,
    /// The promise that has to be kept first; none: its last day comes before any, or nothing runs.
    pub naaste: Option<Toezegging>,
    /// What put it where it stands.
    pub plaats: Plaats,
}

/// The open zaken of a list: first what has to be kept first, be it a promise or the last day. What stands still comes last, when nothing of it
/// was due before. As many queries, however many zaken.
///
/// # Errors
/// What the database says.
pub async fn werklijst(
    db: &impl Reads,
    who: &Authorised<LeesZaken>,
    van: Lijst,
    (after, limit): (Option<&After>, usize),
    nu: Moment,
) -> Result<Page<Werkzaak>> {
    let Page { rows: places, next } = zaak::lijst(db, who, van, &eerst(db, who).await?, after, limit).await?;
    let ids: Vec<ZaakId> = places.iter().map(|place| place.zaak).collect();
    let zaken = zaak::by_ids(db, who, &ids).await?;
    let mut promises = toezeggingen(db, who, &zaken, nu).await?;
    let mut zaken: HashMap<ZaakId, Zaak> = zaken.into_iter().map(|zaak| (zaak.id, zaak)).collect();
    let with_promise = |plaats: Plaats| {
        let promises = promises.remove(&plaats.zaak.uuid()).unwrap_or_default();
        // What went between two queries is not there any more.
        let zaak = zaken.remove(&plaats.zaak)?;
        let last_day = zaak.uiterlijke_einddatum_afdoening.filter(|_| !zaak.opschorting_indicatie);
        let first = naaste(&promises)
            .filter(|made| last_day.is_none_or(|day| made.te_doen_voor().is_some_and(|due| laatste_dag(due) <= day)));
        Some(Werkzaak { naaste: first.cloned(), zaak, plaats })
    };
    Ok(Page { rows: places.into_iter().filter_map(with_promise).collect(), next })
}

/// How many there are, and of how many the moment is past.
///
/// # Errors
/// What the database says.
pub async fn telling(db: &impl Reads, who: &Authorised<LeesZaken>, van: Lijst, nu: Moment) -> Result<Telling> {
    zaak::telling(db, who, van, &eerst(db, who).await?, nu).await
}

/// The open zaken of these teams that nobody handles, or somebody who can't any more; what has to be kept first comes first.
///
/// # Errors
/// What the database says.
pub async fn verweesd(db: &impl Reads, who: &Authorised<LeesZaken>, teams: &[TeamId], limit: u64) -> Result<Vec<Zaak>> {
    zaak::van_teams(db, who, teams, &eerst(db, who).await?, limit).await
}

/// What is promised about zaken that somebody read, per zaak. A citizen is told what everybody is promised about the zaak itself: whoever else has a
/// part in it has conversations of their own.
///
/// # Errors
/// What the database says.
pub async fn toezeggingen(
    db: &impl Reads,
    wie: &impl Inzage,
    zaken: &[Zaak],
    nu: Moment,
) -> Result<BTreeMap<Uuid, Vec<Toezegging>>> {
    let mut found = van_zaken(db, wie.organisatie(), &ids(zaken), nu).await?;
    if wie.partij().is_some() {
        narrow(&mut found, &["zaak", "aanvulverzoek"]);
    }
    Ok(found)
}

/// What can be told whoever calls about their zaken, per zaak: what everybody is promised about the zaak itself.
///
/// # Errors
/// What the database says.
pub async fn toezeggingen_van_beller(
    db: &impl Reads,
    organisatie: OrganisatieId,
    zaken: &[Zaak],
    nu: Moment,
) -> Result<BTreeMap<Uuid, Vec<Toezegging>>> {
    let mut found = van_zaken(db, organisatie, &ids(zaken), nu).await?;
    narrow(&mut found, &["zaak"]);
    Ok(found)
}

fn ids(zaken: &[Zaak]) -> Vec<Uuid> {
    zaken.iter().map(|zaak| zaak.id.uuid()).collect()
}

fn narrow(found: &mut BTreeMap<Uuid, Vec<Toezegging>>, onderwerpen: &[&str]) {
    for of_zaak in found.values_mut() {
        of_zaak.retain(|made| made.norm.openbaar && onderwerpen.contains(&made.norm.onderwerp.as_str()));
    }
}

/// The end of a day in the Netherlands, as a moment is written: in summer this is an hour after it, in which nobody works.
const EINDE_VAN_DE_DAG: &str = "T22:59:59.999Z";

/// What puts zaken in order: the nearest promise or the last day. While the clocks are made again it is the last day alone.
pub(super) async fn eerst(db: &impl Reads, who: &Authorised<LeesZaken>) -> Result<SelectStatement> {
    let column = |name| Expr::col(("zaken", name));
    let end_of_day = column("uiterlijke_einddatum_afdoening").binary(BinOper::Custom("||"), EINDE_VAN_DE_DAG);
    let last_day: Expr = Expr::case(column("opschorting_indicatie").eq(false), end_of_day).into();
    if telt_nog(db, who.organisatie()).await? {
        return Ok(Query::select().expr(last_day).to_owned());
    }
    Ok(select_naaste_op(who.organisatie(), ("zaken", "id"), last_day))
}
