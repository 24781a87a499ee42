//! Somebody at a desk: from arrival to helped, with what the journal says of it.
//!
//! The promise "helped within five minutes of a desk appointment" is counted from the facts here: its clock starts at the
//! later of planned time and arrival, and stops at the first call.

use jiff::civil::Date;
use kern::organisaties::{MedewerkerId, OrganisatieId};
use kern::{Change, Error, FieldError, Gebeurtenis, Handeling, Ids, Moment, Result, Row, Soort, date_value};
use registers::klantinteracties::{KlantcontactId, PartijId};
use sea_query::{Expr, ExprTrait, Query, SelectStatement, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::afspraak::{Afspraak, AfspraakId};

kern::id_types! {
    /// A visit; the klantcontact that comes of it has the same id.
    BezoekId,
}

impl From<BezoekId> for KlantcontactId {
    fn from(bezoek: BezoekId) -> Self {
        Self::from(bezoek.uuid())
    }
}

/// Somebody is there.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("bezoek", "aangemaakt");
/// They were called to a counter.
pub const OPGEROEPEN: Soort<Feiten> = Soort::new("bezoek", "opgeroepen");
/// They were parked, redirected, called again, called back, or did not come when called.
pub const GEWIJZIGD: Soort<Feiten> = Soort::new("bezoek", "gewijzigd");
/// They were helped.
pub const AFGEROND: Soort<Feiten> = Soort::new("bezoek", "afgerond");

registers::code_enum! {
    /// How far a visit is.
    Status {
        /// In the queue.
        Wacht "wacht",
        /// At a counter, or on the way there.
        Opgeroepen "opgeroepen",
        /// Something is missing: a photograph, a form. They come back.
        Geparkeerd "geparkeerd",
        /// Did not come when called.
        NietVerschenen "niet-verschenen",
        /// Helped.
        Klaar "klaar",
    }

    /// Where arrival was reported.
    GemeldBij {
        /// At the reception.
        Receptie "receptie",
        /// At the kiosk.
        Zuil "zuil",
    }

    /// What changed, for whoever counts.
    Wijziging {
        /// Shown on the display once more.
        Nogmaals "nogmaals",
        /// Something is missing.
        Geparkeerd "geparkeerd",
        /// Back in the queue, in front.
        Teruggeroepen "teruggeroepen",
        /// For another product, or to another counter.
        Doorverwezen "doorverwezen",
        /// Did not come when called.
        NietVerschenen "niet-verschenen",
    }
}

/// A visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bezoek {
    /// Its id.
    pub id: BezoekId,
    /// The code of the desk.
    pub balie: String,
    /// The local date.
    pub dag: Date,
    /// The ticket.
    pub bon: String,
    /// The appointment, when there was one.
    pub afspraak: Option<AfspraakId>,
    /// The codes of the products.
    pub producten: Vec<String>,
    /// When the appointment was for.
    pub gepland_op: Option<Moment>,
    /// When they were there.
    pub aangekomen_op: Moment,
    /// Where that was reported.
    pub gemeld_bij: GemeldBij,
    /// Called back: goes first.
    pub voorrang: bool,
    /// The first call.
    pub opgeroepen_op: Option<Moment>,
    /// The last call.
    pub laatst_opgeroepen_op: Option<Moment>,
    /// The counter of the last call.
    pub loket: Option<String>,
    /// Redirected: only this counter calls them.
    pub voor_loket: Option<String>,
    /// Who called last.
    pub medewerker: Option<MedewerkerId>,
    /// When it ended.
    pub klaar_op: Option<Moment>,
    /// How far it is.
    pub status: Status,
    /// Who it is; may be empty.
    pub naam: String,
    /// Their phone number, of the appointment; may be empty.
    pub telefoon: String,
    /// Who it is, when known beyond this visit.
    pub partij: Option<PartijId>,
    /// The contact it was registered as.
    pub klantcontact: Option<KlantcontactId>,
    /// The case that was opened and closed while they waited.
    pub zaak: Option<Uuid>,
    /// Raised by each change.
    pub versie: i64,
}

/// What promises and reports count a visit by. Nothing personal: it stays for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// What changed, of `bezoek gewijzigd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wijziging: Option<Wijziging>,
    /// The desk.
    pub balie: String,
    /// The local date.
    pub datum: Date,
    /// The products.
    pub producten: Vec<String>,
    /// Whether there was an appointment.
    pub met_afspraak: bool,
    /// When it was for.
    pub gepland_op: Option<Moment>,
    /// When they were there.
    pub aangekomen_op: Moment,
    /// Where that was reported.
    pub gemeld_bij: GemeldBij,
    /// The first call.
    pub opgeroepen_op: Option<Moment>,
    /// How long they waited until the first call, in seconds, from when their turn could come: see [`Bezoek::wacht_vanaf`].
    pub wacht_s: Option<i64>,
    /// Of `bezoek opgeroepen`: whether it was the first call, the one that the promise is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eerste: Option<bool>,
    /// Of `bezoek afgerond`: how long it took since the first call, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub behandel_s: Option<i64>,
    /// Of `bezoek afgerond`: whether a case was opened and closed in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_zaak: Option<bool>,
}

impl Bezoek {
    /// Of somebody who is there for their appointment.
    #[must_use]
    pub fn van(id: BezoekId, afspraak: &Afspraak, bon: String, aangekomen_op: Moment, gemeld_bij: GemeldBij) -> Self {
        Self {
            afspraak: Some(afspraak.id),
            gepland_op: Some(afspraak.begint_op),
            naam: afspraak.naam.clone(),
            telefoon: afspraak.telefoon.clone(),
            partij: afspraak.partij,
            ..Self::zonder(id, &afspraak.balie, &afspraak.producten, bon, aangekomen_op, gemeld_bij)
        }
    }

    /// Of somebody who is there without one.
    #[must_use]
    pub fn zonder(
        id: BezoekId,
        balie: &str,
        producten: &[String],
        bon: String,
        aangekomen_op: Moment,
        gemeld_bij: GemeldBij,
    ) -> Self {
        Self {
            id,
            balie: balie.to_owned(),
            dag: aangekomen_op.date(),
            bon,
            afspraak: None,
            producten: producten.to_vec(),
            gepland_op: None,
            aangekomen_op,
            gemeld_bij,
            voorrang: false,
            opgeroepen_op: None,
            laatst_opgeroepen_op: None,
            loket: None,
            voor_loket: None,
            medewerker: None,
            klaar_op: None,
            status: Status::Wacht,
            naam: String::new(),
            telefoon: String::new(),
            partij: None,
            klantcontact: None,
            zaak: None,
            versie: 1,
        }
    }

    /// When the clock of the promise starts: the later of planned time and arrival. Who comes early waits by choice.
    #[must_use]
    pub fn wacht_vanaf(&self) -> Moment {
        self.gepland_op.map_or(self.aangekomen_op, |gepland| Ord::max(gepland, self.aangekomen_op))
    }

    /// How long they waited until the first call, in seconds; called before their time is no wait.
    #[must_use]
    pub fn wacht_s(&self) -> Option<i64> {
        self.opgeroepen_op.map(|op| Ord::max(op.seconds_since(self.wacht_vanaf()), 0))
    }

    fn feiten(&self) -> Feiten {
        Feiten {
            wijziging: None,
            balie: self.balie.clone(),
            datum: self.dag,
            producten: self.producten.clone(),
            met_afspraak: self.afspraak.is_some(),
            gepland_op: self.gepland_op,
            aangekomen_op: self.aangekomen_op,
            gemeld_bij: self.gemeld_bij,
            opgeroepen_op: self.opgeroepen_op,
            wacht_s: self.wacht_s(),
            eerste: None,
            behandel_s: None,
            met_zaak: None,
        }
    }

    fn columns(&self) -> Result<Vec<(&'static str, Value)>> {
        Ok(vec![
            ("balie", self.balie.clone().into()),
            ("dag", date_value(self.dag)),
            ("bon", self.bon.clone().into()),
            ("afspraak_id", self.afspraak.into()),
            ("producten", serde_json::to_string(&self.producten)?.into()),
            ("gepland_op", self.gepland_op.into()),
            ("aangekomen_op", self.aangekomen_op.into()),
            ("gemeld_bij", self.gemeld_bij.into()),
            ("voorrang", self.voorrang.into()),
            ("opgeroepen_op", self.opgeroepen_op.into()),
            ("laatst_opgeroepen_op", self.laatst_opgeroepen_op.into()),
            ("loket", self.loket.clone().into()),
            ("voor_loket", self.voor_loket.clone().into()),
            ("medewerker_id", self.medewerker.into()),
            ("klaar_op", self.klaar_op.into()),
            ("status", self.status.into()),
            ("naam", self.naam.clone().into()),
            ("telefoon", self.telefoon.clone().into()),
            ("partij_id", self.partij.into()),
            ("klantcontact_id", self.klantcontact.into()),
            ("zaak_id", self.zaak.into()),
            ("versie", self.versie.into()),
        ])
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            balie: row.get("balie")?,
            dag: row.get("dag")?,
            bon: row.get("bon")?,
            afspraak: row.get("afspraak_id")?,
            producten: serde_json::from_value(row.get("producten")?)?,
            gepland_op: row.get("gepland_op")?,
            aangekomen_op: row.get("aangekomen_op")?,
            gemeld_bij: row.get("gemeld_bij")?,
            voorrang: row.get("voorrang")?,
            opgeroepen_op: row.get("opgeroepen_op")?,
            laatst_opgeroepen_op: row.get("laatst_opgeroepen_op")?,
            loket: row.get("loket")?,
            voor_loket: row.get("voor_loket")?,
            medewerker: row.get("medewerker_id")?,
            klaar_op: row.get("klaar_op")?,
            status: row.get("status")?,
            naam: row.get("naam")?,
            telefoon: row.get("telefoon")?,
            partij: row.get("partij_id")?,
            klantcontact: row.get("klantcontact_id")?,
            zaak: row.get("zaak_id")?,
            versie: row.get("versie")?,
        })
    }
}

/// All columns, of one organisation.
pub(super) fn select(organisatie: OrganisatieId) -> SelectStatement {
    Query::select()
        .columns(["id", "balie", "dag", "bon", "afspraak_id", "producten", "gepland_op", "aangekomen_op", "gemeld_bij"])
        .columns([
            "voorrang",
            "opgeroepen_op",
            "laatst_opgeroepen_op",
            "loket",
            "voor_loket",
            "medewerker_id",
            "klaar_op",
        ])
        .columns(["status", "naam", "telefoon", "partij_id", "klantcontact_id", "zaak_id", "versie"])
        .from("bezoeken")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .to_owned()
}

/// Somebody is there.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn aanmaken(handeling: &Handeling, ids: &Ids, bezoek: &Bezoek) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, bezoek.id.uuid()).feiten(&bezoek.feiten())?.na(bezoek)?;
    let mut values: Vec<(&'static str, Value)> =
        vec![("id", bezoek.id.into()), ("organisatie_id", handeling.organisatie.into())];
    values.extend(bezoek.columns()?);
    Ok(Change::new(event).insert("bezoeken", values))
}

fn change(
    handeling: &Handeling,
    ids: &Ids,
    soort: Soort<Feiten>,
    was: &Bezoek,
    wordt: Bezoek,
    feiten: impl FnOnce(Feiten) -> Feiten,
) -> Result<(Bezoek, Change)> {
    let wordt = Bezoek { versie: was.versie + 1, ..wordt };
    let event = Gebeurtenis::new(handeling, ids, soort, was.id.uuid())
        .feiten(&feiten(wordt.feiten()))?
        .voor(was)?
        .na(&wordt)?;
    let update = Query::update()
        .table("bezoeken")
        .values(wordt.columns()?.into_iter().map(|(column, value)| (column, Expr::val(value))))
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("versie").eq(was.versie))
        .to_owned();
    Ok((wordt, Change::new(event).update(update)))
}

fn must_be(was: &Bezoek, allowed: &[Status]) -> Result<()> {
    if allowed.contains(&was.status) {
        return Ok(());
    }
    Err(Error::Conflict(FieldError::new("status", "bezoek-andere-status")))
}

/// Called to a counter.
///
/// # Errors
/// [`Error::Conflict`] for whoever does not wait.
pub fn oproepen(handeling: &Handeling, ids: &Ids, was: &Bezoek, loket: &str) -> Result<(Bezoek, Change)> {
    must_be(was, &[Status::Wacht])?;
    let eerste = was.opgeroepen_op.is_none();
    let wordt = Bezoek {
        status: Status::Opgeroepen,
        voorrang: false,
        opgeroepen_op: was.opgeroepen_op.or(Some(handeling.op)),
        laatst_opgeroepen_op: Some(handeling.op),
        loket: Some(loket.to_owned()),
        voor_loket: None,
        medewerker: handeling.medewerker,
        ..was.clone()
    };
    change(handeling, ids, OPGEROEPEN, was, wordt, |feiten| Feiten { eerste: Some(eerste), ..feiten })
}

/// A step that is not the call and not the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stap {
    /// On the display once more.
    Nogmaals,
    /// Something is missing: they come back.
    Parkeren,
    /// They are back, or came after all: in front of the queue.
    Terugroepen,
    /// Back in the queue for something else, or for a certain counter.
    Doorverwijzen {
        /// The codes of the products.
        producten: Vec<String>,
        /// The counter that must call them; none: any.
        loket: Option<String>,
    },
    /// Did not come when called.
    NietVerschenen,
}

/// Takes a step.
///
/// # Errors
/// [`Error::Conflict`] when the visit is not where the step starts.
pub fn stap(handeling: &Handeling, ids: &Ids, was: &Bezoek, stap: &Stap) -> Result<(Bezoek, Change)> {
    let back = [Status::Geparkeerd, Status::NietVerschenen];
    must_be(was, if *stap == Stap::Terugroepen { &back } else { &[Status::Opgeroepen] })?;
    let (wijziging, wordt) = match stap {
        Stap::Nogmaals => (Wijziging::Nogmaals, Bezoek { laatst_opgeroepen_op: Some(handeling.op), ..was.clone() }),
        Stap::Parkeren => (Wijziging::Geparkeerd, Bezoek { status: Status::Geparkeerd, ..was.clone() }),
        Stap::Terugroepen => {
            (Wijziging::Teruggeroepen, Bezoek { status: Status::Wacht, voorrang: true, ..was.clone() })
        }
        Stap::Doorverwijzen { producten, loket } => {
            let wordt = Bezoek {
                status: Status::Wacht,
                producten: producten.clone(),
                voor_loket: loket.clone(),
                ..was.clone()
            };
            (Wijziging::Doorverwezen, wordt)
        }
        Stap::NietVerschenen => (Wijziging::NietVerschenen, Bezoek { status: Status::NietVerschenen, ..was.clone() }),
    };
    change(handeling, ids, GEWIJZIGD, was, wordt, |feiten| Feiten { wijziging: Some(wijziging), ..feiten })
}

/// Helped: with the contact it was registered as, and the case that was handled in it.
///
/// # Errors
/// [`Error::Conflict`] for whoever is not at a counter.
pub fn afronden(handeling: &Handeling, ids: &Ids, was: &Bezoek, zaak: Option<Uuid>) -> Result<(Bezoek, Change)> {
    must_be(was, &[Status::Opgeroepen])?;
    let wordt = Bezoek {
        status: Status::Klaar,
        klaar_op: Some(handeling.op),
        klantcontact: Some(was.id.into()),
        zaak,
        ..was.clone()
    };
    let behandel_s = was.opgeroepen_op.map(|op| Ord::max(handeling.op.seconds_since(op), 0));
    change(handeling, ids, AFGEROND, was, wordt, |feiten| Feiten {
        behandel_s,
        met_zaak: Some(zaak.is_some()),
        ..feiten
    })
}
