//! The steps of an internetaak: tried, handed over, raised, picked up, closed. All of them stay visible.

use kern::organisaties::{MedewerkerId, TeamId};
use kern::{Change, Error, FieldError, Gebeurtenis, Handeling, Ids, Moment, Result, Row};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement};
use serde::{Deserialize, Serialize};

use super::{
    Afloop, FeitenAangemaakt, FeitenGewijzigd, GEWIJZIGD, INGETROKKEN, Internetaak, Status, VERHOGING_INGETROKKEN,
    with_actoren,
};
use crate::klantinteracties::klantcontact::KlantcontactId;
use crate::klantinteracties::{PartijId, Values, set};

kern::id_types! {
    /// A step of an internetaak.
    StapId,
}

crate::code_enum! {
    /// What kind of step.
    Stapsoort {
        /// Calling back was tried.
        Poging "poging",
        /// It went to another team or colleague.
        Overgedragen "overgedragen",
        /// The caller asked again.
        Verhoogd "verhoogd",
        /// Somebody of the team took it.
        Opgepakt "opgepakt",
        /// Who or what it is about was put right by whoever passed it on.
        Rechtgezet "rechtgezet",
        /// It was closed.
        Afgehandeld "afgehandeld",
    }
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stap {
    /// Its id.
    pub id: StapId,
    /// Its task's versie after it.
    pub volgnummer: i64,
    /// What kind.
    pub soort: Stapsoort,
    /// When.
    pub op: Moment,
    /// Who took it.
    pub medewerker: Option<MedewerkerId>,
    /// Of a poging: whether the caller was reached.
    pub gelukt: Option<bool>,
    /// The reason, the question asked again, what was said.
    pub toelichting: String,
    /// Of overgedragen and opgepakt: the team it lies with now.
    pub naar_team: Option<TeamId>,
    /// Of overgedragen and opgepakt: the medewerker it lies with now.
    pub naar_medewerker: Option<MedewerkerId>,
    /// Of verhoogd: the contact in which the caller asked again.
    pub klantcontact: Option<KlantcontactId>,
}

impl Stap {
    fn new(handeling: &Handeling, ids: &Ids, soort: Stapsoort, toelichting: &str) -> Self {
        Self {
            id: ids.next(),
            volgnummer: 0,
            soort,
            op: handeling.op,
            medewerker: handeling.medewerker,
            gelukt: None,
            toelichting: toelichting.trim().to_owned(),
            naar_team: None,
            naar_medewerker: None,
            klantcontact: None,
        }
    }

    fn values(&self, handeling: &Handeling, taak: &Internetaak) -> Values {
        vec![
            ("id", self.id.into()),
            ("organisatie_id", handeling.organisatie.into()),
            ("internetaak_id", taak.id.into()),
            ("volgnummer", taak.versie.into()),
            ("soort", self.soort.into()),
            ("op", self.op.into()),
            ("medewerker_id", self.medewerker.into()),
            ("gelukt", self.gelukt.into()),
            ("toelichting", self.toelichting.clone().into()),
            ("naar_team_id", self.naar_team.into()),
            ("naar_medewerker_id", self.naar_medewerker.into()),
            ("klantcontact_id", self.klantcontact.into()),
        ]
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            volgnummer: row.get("volgnummer")?,
            soort: row.get("soort")?,
            op: row.get("op")?,
            medewerker: row.get("medewerker_id")?,
            gelukt: row.get("gelukt")?,
            toelichting: row.get("toelichting")?,
            naar_team: row.get("naar_team_id")?,
            naar_medewerker: row.get("naar_medewerker_id")?,
            klantcontact: row.get("klantcontact_id")?,
        })
    }
}

/// A task that is closed takes no further steps.
fn must_be_open(taak: &Internetaak) -> Result<()> {
    if taak.is_open() { Ok(()) } else { Err(Error::Conflict(FieldError::new("status", "taak-afgehandeld"))) }
}

fn take(
    handeling: &Handeling,
    ids: &Ids,
    was: &Internetaak,
    wordt: Internetaak,
    stap: &Stap,
) -> Result<(Internetaak, Change)> {
    let wordt = Internetaak { versie: was.versie + 1, ..wordt };
    let stap = Stap { volgnummer: wordt.versie, ..stap.clone() };
    let feiten = FeitenGewijzigd {
        wijziging: stap.soort,
        status: wordt.status,
        team: wordt.team,
        van_team: (stap.soort == Stapsoort::Overgedragen).then_some(was.team),
        gelukt: stap.gelukt,
        klantcontact: stap.klantcontact,
        aangemaakt_op: wordt.aangemaakt_op,
        datum: wordt.aangemaakt_op.date(),
        beloofd_op: wordt.beloofd_op,
        afloop: wordt.afhandeling,
    };
    let event = Gebeurtenis::new(handeling, ids, GEWIJZIGD, wordt.id.uuid())
        .bij(wordt.aanleidinggevend_klantcontact.uuid())
        .feiten(&feiten)?
        .voor(was)?
        .na(&serde_json::json!({ "internetaak": wordt, "stap": stap }))?;
    let update = set(Query::update().table("internetaken"), wordt.columns()?)
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("versie").eq(was.versie))
        .to_owned();
    let mut change = Change::new(event).update(update).insert("internetaak_stappen", stap.values(handeling, &wordt));
    if (was.team, was.medewerker) != (wordt.team, wordt.medewerker) {
        let unlink = Query::delete()
            .from_table("internetaak_actoren")
            .and_where(Expr::col("internetaak_id").eq(wordt.id))
            .to_owned();
        change = with_actoren(change.delete(unlink), handeling.organisatie, &wordt);
    }
    Ok((wordt, change))
}

/// Calling back, tried once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poging {
    /// Whether the caller was reached.
    pub gelukt: bool,
    /// What there is to say about it; may be empty.
    pub toelichting: String,
}

/// An attempt. The clock runs on, reached or not, until the task is closed.
///
/// # Errors
/// [`Error::Conflict`] on a closed task.
pub fn poging(handeling: &Handeling, ids: &Ids, taak: &Internetaak, poging: &Poging) -> Result<(Internetaak, Change)> {
    must_be_open(taak)?;
    let stap =
        Stap { gelukt: Some(poging.gelukt), ..Stap::new(handeling, ids, Stapsoort::Poging, &poging.toelichting) };
    take(handeling, ids, taak, Internetaak { pogingen: taak.pogingen + 1, ..taak.clone() }, &stap)
}

/// Somebody of the team takes it; `vrij` when whoever has it can't handle it any more.
///
/// # Errors
/// [`Error::Conflict`] when it is closed or somebody has it already, be it the same person.
pub fn oppakken(
    handeling: &Handeling,
    ids: &Ids,
    taak: &Internetaak,
    medewerker: MedewerkerId,
    vrij: bool,
) -> Result<(Internetaak, Change)> {
    must_be_open(taak)?;
    if taak.medewerker.is_some() && !vrij {
        return Err(Error::Conflict(FieldError::new("medewerker", "taak-al-opgepakt")));
    }
    let stap = Stap {
        naar_team: Some(taak.team),
        naar_medewerker: Some(medewerker),
        ..Stap::new(handeling, ids, Stapsoort::Opgepakt, "")
    };
    let wordt = Internetaak { medewerker: Some(medewerker), toegewezen_op: handeling.op, ..taak.clone() };
    take(handeling, ids, taak, wordt, &stap)
}

/// To whom a task goes, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdracht {
    /// The team.
    pub team: TeamId,
    /// The colleague in it; none: whoever picks it up.
    pub medewerker: Option<MedewerkerId>,
    /// Why.
    pub reden: String,
}

/// A task goes to another team or colleague. The promise stays as it was.
///
/// # Errors
/// [`Error::Invalid`] without a reason or to where it lies already; [`Error::Conflict`] on a closed task.
pub fn overdragen(
    handeling: &Handeling,
    ids: &Ids,
    taak: &Internetaak,
    naar: &Overdracht,
) -> Result<(Internetaak, Change)> {
    must_be_open(taak)?;
    let mut errors = Vec::new();
    if naar.reden.trim().is_empty() {
        errors.push(FieldError::new("reden", "verplicht"));
    }
    if (naar.team, naar.medewerker) == (taak.team, taak.medewerker) {
        errors.push(FieldError::new("naar", "taak-ligt-daar-al"));
    }
    Error::all(errors)?;
    let stap = Stap {
        naar_team: Some(naar.team),
        naar_medewerker: naar.medewerker,
        ..Stap::new(handeling, ids, Stapsoort::Overgedragen, &naar.reden)
    };
    let wordt =
        Internetaak { team: naar.team, medewerker: naar.medewerker, toegewezen_op: handeling.op, ..taak.clone() };
    take(handeling, ids, taak, wordt, &stap)
}

/// The caller asks again: the new contact joins the open task and raises it. The promise stays as it was.
///
/// # Errors
/// [`Error::Conflict`] on a closed task.
pub fn verhogen(
    handeling: &Handeling,
    ids: &Ids,
    taak: &Internetaak,
    contact: KlantcontactId,
    vraag: &str,
) -> Result<(Internetaak, Change)> {
    must_be_open(taak)?;
    let stap = Stap { klantcontact: Some(contact), ..Stap::new(handeling, ids, Stapsoort::Verhoogd, vraag) };
    take(handeling, ids, taak, Internetaak { prioriteit: taak.prioriteit + 1, ..taak.clone() }, &stap)
}

/// Who asked and about what, put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vrager {
    /// Code of the product.
    pub product: Option<String>,
    /// Who asked, when known beyond the contact.
    pub partij: Option<PartijId>,
    /// Whom to ask for.
    pub contactnaam: String,
    /// Where to call.
    pub telefoon: String,
}

/// What led to the task was put right, and so it is: whoever has it reads why. The promise stays as it was.
///
/// # Errors
/// [`Error::Conflict`] on a closed task.
pub fn rechtzetten(
    handeling: &Handeling,
    ids: &Ids,
    taak: &Internetaak,
    vrager: Vrager,
    waarom: &str,
) -> Result<(Internetaak, Change)> {
    must_be_open(taak)?;
    let Vrager { product, partij, contactnaam, telefoon } = vrager;
    let stap = Stap::new(handeling, ids, Stapsoort::Rechtgezet, waarom);
    take(handeling, ids, taak, Internetaak { product, partij, contactnaam, telefoon, ..taak.clone() }, &stap)
}

/// A task that nobody touched yet is taken back with the contact that led to it: it is gone, and so is its promise.
///
/// # Errors
/// [`Error::Conflict`] when somebody took a step with it.
pub fn intrekken(handeling: &Handeling, ids: &Ids, taak: &Internetaak) -> Result<Change> {
    if taak.versie != 1 {
        return Err(Error::Conflict(FieldError::new("status", "taak-al-begonnen")));
    }
    let event = Gebeurtenis::new(handeling, ids, INGETROKKEN, taak.id.uuid())
        .bij(taak.aanleidinggevend_klantcontact.uuid())
        .feiten(&FeitenAangemaakt::of(taak))?;
    let actoren =
        Query::delete().from_table("internetaak_actoren").and_where(Expr::col("internetaak_id").eq(taak.id)).to_owned();
    let gone = Query::delete().from_table("internetaken").and_where(Expr::col("id").eq(taak.id)).to_owned();
    // Raised first: whoever takes a step at the same time waits here, and then finds a conflict.
    Ok(Change::new(event).update(raised(handeling, taak)).delete(actoren).delete(gone))
}

/// The contact in which the caller asked again is taken back: the task stands as before it.
///
/// # Errors
/// [`Error::Conflict`] on a closed task.
pub fn verhoging_intrekken(
    handeling: &Handeling,
    ids: &Ids,
    taak: &Internetaak,
    contact: KlantcontactId,
) -> Result<Change> {
    must_be_open(taak)?;
    let wordt = Internetaak { prioriteit: taak.prioriteit - 1, versie: taak.versie + 1, ..taak.clone() };
    let event = Gebeurtenis::new(handeling, ids, VERHOGING_INGETROKKEN, taak.id.uuid())
        .bij(taak.aanleidinggevend_klantcontact.uuid())
        .feiten(&FeitenAangemaakt::of(&wordt))?
        .voor(taak)?
        .na(&wordt)?;
    let step = Query::delete()
        .from_table("internetaak_stappen")
        .and_where(Expr::col("internetaak_id").eq(taak.id))
        .and_where(Expr::col("klantcontact_id").eq(contact))
        .to_owned();
    let lowered = raised(handeling, taak).value("prioriteit", wordt.prioriteit).to_owned();
    Ok(Change::new(event).update(lowered).delete(step))
}

fn raised(handeling: &Handeling, taak: &Internetaak) -> UpdateStatement {
    Query::update()
        .table("internetaken")
        .value("versie", taak.versie + 1)
        .and_where(Expr::col("id").eq(taak.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("versie").eq(taak.versie))
        .to_owned()
}

/// A task is done, with what was said: whoever passed it on reads that.
///
/// # Errors
/// [`Error::Invalid`] without what was said, or as not reached when nobody tried; [`Error::Conflict`] on a closed task.
pub fn afhandelen(
    handeling: &Handeling,
    ids: &Ids,
    taak: &Internetaak,
    afloop: Afloop,
    uitkomst: &str,
) -> Result<(Internetaak, Change)> {
    must_be_open(taak)?;
    let mut errors = Vec::new();
    if uitkomst.trim().is_empty() {
        errors.push(FieldError::new("uitkomst", "verplicht"));
    }
    if afloop == Afloop::NietBereikt && taak.pogingen == 0 {
        errors.push(FieldError::new("afloop", "nooit-geprobeerd"));
    }
    Error::all(errors)?;
    let stap = Stap::new(handeling, ids, Stapsoort::Afgehandeld, uitkomst);
    let wordt = Internetaak {
        status: Status::Verwerkt,
        afgehandeld_op: Some(handeling.op),
        medewerker: taak.medewerker.or(handeling.medewerker),
        afhandeling: Some(afloop),
        uitkomst: uitkomst.trim().to_owned(),
        ..taak.clone()
    };
    take(handeling, ids, taak, wordt, &stap)
}
