//! Status: how far a zaak is. The last statustype of its zaaktype ends it.

use kern::organisaties::OrganisatieId;
use kern::{Change, Error, FieldError, Gebeurtenis, Handeling, Ids, Moment, Reads, Result, Row, Soort};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};

use super::inzage::{Inzage, bij_zaak};
use super::zaak::stappen::{must_be_open, update};
use super::zaak::{Feiten, WachtOp, Zaak, ZaakId};
use crate::Values;
use crate::catalogi::{Afleidingswijze, StatustypeId, Zaaktype};

kern::id_types! {
    /// A status.
    StatusId,
}

/// A zaak reached a status; `eind` in its facts says whether that ended it.
pub const AANGEMAAKT: Soort<FeitenStatus> = Soort::new("status", "aangemaakt");

/// A status that a zaak reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Its id.
    pub id: StatusId,
    /// Of which zaak.
    pub zaak: ZaakId,
    /// Which status.
    pub statustype: StatustypeId,
    /// When it was reached.
    pub datum_status_gezet: Moment,
    /// What there is to say about it; the citizen reads it.
    pub statustoelichting: String,
}

impl Status {
    pub(super) fn values(&self, organisatie: OrganisatieId) -> Values {
        vec![
            ("id", self.id.into()),
            ("organisatie_id", organisatie.into()),
            ("zaak_id", self.zaak.into()),
            ("statustype_id", self.statustype.into()),
            ("datum_status_gezet", self.datum_status_gezet.into()),
            ("statustoelichting", self.statustoelichting.clone().into()),
        ]
    }

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            zaak: row.get("zaak_id")?,
            statustype: row.get("statustype_id")?,
            datum_status_gezet: row.get("datum_status_gezet")?,
            statustoelichting: row.get("statustoelichting")?,
        })
    }
}

/// The status to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NieuweStatus {
    /// Which.
    pub statustype: StatustypeId,
    /// When the last one was set: two of one zaak never have the same moment.
    pub na: Option<Moment>,
    /// What there is to say about it.
    pub toelichting: String,
    /// How many of its sub-cases are open.
    pub open_deelzaken: i64,
}

/// The facts of `status aangemaakt`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeitenStatus {
    /// Place of the status.
    pub volgnummer: i64,
    /// Whether it ended the zaak.
    pub eind: bool,
    /// The zaak as it is now.
    #[serde(flatten)]
    pub zaak: Feiten,
}

/// A zaak reaches a status; the end status closes it, with the date on which it may be destroyed.
///
/// # Errors
/// [`Error::Invalid`] for a status of another zaaktype, and for the end status without a result;
/// [`Error::Conflict`] on a closed zaak, and for the end status while sub-cases are open or the term stands still.
pub fn zetten(
    handeling: &Handeling,
    ids: &Ids,
    zaak: &Zaak,
    zaaktype: &Zaaktype,
    nieuw: &NieuweStatus,
) -> Result<(Zaak, Status)> {
    must_be_open(zaak)?;
    let statustype = zaaktype
        .statustype(nieuw.statustype)
        .ok_or_else(|| Error::from(FieldError::new("statustype", "onbekende-keuze")))?;
    let op = nieuw.na.map_or(handeling.op, |last| Ord::max(handeling.op, just_after(last)));
    let status = Status {
        id: ids.next(),
        zaak: zaak.id,
        statustype: statustype.id,
        datum_status_gezet: op,
        statustoelichting: nieuw.toelichting.trim().to_owned(),
    };
    let wordt = Zaak { statustype: Some(statustype.id), ..zaak.clone() };
    if !zaaktype.is_eindstatus(statustype.id) {
        return Ok((wordt, status));
    }
    if nieuw.open_deelzaken > 0 {
        return Err(Error::Conflict(FieldError::new("statustype", "deelzaken-open").detail(nieuw.open_deelzaken)));
    }
    Ok((gesloten(handeling, &wordt, zaaktype)?, status))
}

/// The zaak, closed. What was asked of the applicant is not waited for any more.
fn gesloten(handeling: &Handeling, zaak: &Zaak, zaaktype: &Zaaktype) -> Result<Zaak> {
    let resultaat = zaak.resultaattype.and_then(|id| zaaktype.resultaattype(id));
    let resultaat = resultaat.ok_or_else(|| Error::from(FieldError::new("resultaat", "resultaat-ontbreekt")))?;
    let einddatum = handeling.op.date();
    let archiefactiedatum = match (resultaat.afleidingswijze, resultaat.archiefactietermijn) {
        (Afleidingswijze::Afgehandeld, Some(termijn)) => Some(termijn.after(einddatum).map_err(Error::bug)?),
        // From a date that only the process knows: set when it is known.
        _ => None,
    };
    Ok(Zaak {
        einddatum: Some(einddatum),
        afgehandeld_op: Some(handeling.op),
        archiefnominatie: Some(resultaat.archiefnominatie),
        archiefactiedatum,
        opschorting_indicatie: false,
        wacht_op: WachtOp::Niemand,
        ..zaak.clone()
    })
}

fn just_after(moment: Moment) -> Moment {
    let next = moment.timestamp().checked_add(jiff::SignedDuration::from_millis(1));
    next.map_or(moment, Moment::from)
}

/// The change of a zaak that reached a status; gives the zaak with its new versie.
///
/// # Errors
/// Never for values that can be written as JSON; a conflict shows when it is written.
pub fn aanmaken(
    handeling: &Handeling,
    ids: &Ids,
    zaaktype: &Zaaktype,
    was: &Zaak,
    (wordt, status): (Zaak, &Status),
) -> Result<(Zaak, Change)> {
    let wordt = Zaak { id: was.id, versie: was.versie + 1, ..wordt };
    let feiten = FeitenStatus {
        volgnummer: zaaktype.statustype(status.statustype).map_or(0, |statustype| statustype.volgnummer),
        eind: !wordt.is_open(),
        zaak: wordt.feiten(zaaktype),
    };
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, status.id.uuid())
        .bij(wordt.id.uuid())
        .feiten(&feiten)?
        .na(status)?;
    let change = Change::new(event)
        .update(update(handeling.organisatie, was, &wordt))
        .insert("statussen", status.values(handeling.organisatie));
    Ok((wordt, change))
}

/// The statuses of a zaak, oldest first.
///
/// # Errors
/// What the database says.
pub async fn van_zaak(db: &impl Reads, wie: &impl Inzage, zaak: ZaakId) -> Result<Vec<Status>> {
    let query = Query::select()
        .columns(["id", "zaak_id", "statustype_id", "datum_status_gezet", "statustoelichting"])
        .from("statussen")
        .cond_where(bij_zaak(wie, "organisatie_id", "zaak_id"))
        .and_where(Expr::col("zaak_id").eq(zaak))
        .order_by("datum_status_gezet", Order::Asc)
        .to_owned();
    db.rows(&query).await?.iter().map(Status::from_row).collect()
}
