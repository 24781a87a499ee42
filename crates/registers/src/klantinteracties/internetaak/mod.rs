//! Internetaak: work for a colleague or team that follows from a klantcontact, such as a terugbelverzoek.
//!
//! A task goes from step to step ([`stappen`](self::Stap)); each step is a change that raises `versie`, so two people
//! cannot take the same step: the second gets a conflict. A task that is closed takes no further steps.

pub(super) mod lijst;
mod stappen;

pub use lijst::{
    Lijst, Telling, bij_klantcontact, by_id, klantcontacten_van, lijst, open_van_beller, stappen_van, telling,
    van_partij, van_teams,
};
pub use stappen::{
    Overdracht, Poging, Stap, StapId, Stapsoort, Vrager, afhandelen, intrekken, oppakken, overdragen, poging,
    rechtzetten, verhogen, verhoging_intrekken,
};

use jiff::civil::Date;
use kern::organisaties::{MedewerkerId, OrganisatieId, TeamId};
use kern::{Change, Gebeurtenis, Handeling, Ids, Moment, Result, Row, Soort};
use serde::{Deserialize, Serialize};

use super::actor::ActorId;
use super::klantcontact::KlantcontactId;
use super::partij::PartijId;
use super::{Telefoonnummer, Values};

kern::id_types! {
    /// An internetaak.
    InternetaakId,
}

/// An internetaak was made.
pub const AANGEMAAKT: Soort<FeitenAangemaakt> = Soort::new("internetaak", "aangemaakt");
/// An internetaak took a step; `wijziging` in its facts says which.
pub const GEWIJZIGD: Soort<FeitenGewijzigd> = Soort::new("internetaak", "gewijzigd");
/// Somebody saw an internetaak with who asked and what, for the purpose in `doel`.
pub const GERAADPLEEGD: Soort = Soort::new("internetaak", "geraadpleegd");
/// An internetaak was taken back with the klantcontact that led to it, before anybody touched it: its rows are gone.
pub const INGETROKKEN: Soort<FeitenAangemaakt> = Soort::new("internetaak", "ingetrokken");
/// The klantcontact in which the caller asked again was taken back: the internetaak stands as before it.
pub const VERHOGING_INGETROKKEN: Soort<FeitenAangemaakt> = Soort::new("internetaak", "verhoging_ingetrokken");

crate::code_enum! {
    /// Whether it is still to be done.
    Status {
        /// To be done.
        TeVerwerken "te_verwerken",
        /// Done.
        Verwerkt "verwerkt",
    }
    /// How an internetaak ended.
    Afloop {
        /// The caller was reached and answered.
        Beantwoord "beantwoord",
        /// The caller was not reached, and trying ends here.
        NietBereikt "niet_bereikt",
        /// It is not needed any more.
        Vervallen "vervallen",
    }
}

/// A question of the vragenset and what the caller answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Antwoord {
    /// Code of the question.
    pub vraag: String,
    /// The question as it was asked then.
    pub tekst: String,
    /// The answer.
    pub antwoord: String,
}

/// Work that follows from a klantcontact. The standard's fields first, then Loket's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Internetaak {
    /// Its id.
    pub id: InternetaakId,
    /// The number people know it by.
    pub nummer: Option<String>,
    /// A number it is known by elsewhere.
    pub referentienummer: Option<String>,
    /// What is asked, in a few words.
    pub gevraagde_handeling: String,
    /// The contact it follows from.
    pub aanleidinggevend_klantcontact: KlantcontactId,
    /// The question.
    pub toelichting: String,
    /// Whether it is still to be done.
    pub status: Status,
    /// When it came to whoever it lies with.
    pub toegewezen_op: Moment,
    /// When it was done.
    pub afgehandeld_op: Option<Moment>,
    /// The team it lies with.
    pub team: TeamId,
    /// Who picked it up or was asked by name.
    pub medewerker: Option<MedewerkerId>,
    /// When it was made.
    pub aangemaakt_op: Moment,
    /// The moment promised; what is done before it is in time.
    pub beloofd_op: Moment,
    /// How often the caller asked again.
    pub prioriteit: i64,
    /// How often calling back was tried.
    pub pogingen: i64,
    /// Code of the product it is about.
    pub product: Option<String>,
    /// Who called, when known beyond the contact.
    pub partij: Option<PartijId>,
    /// Whom to ask for.
    pub contactnaam: String,
    /// The number to call, as it was given.
    pub telefoon: String,
    /// What the team wanted asked.
    pub antwoorden: Vec<Antwoord>,
    /// Who passed it on and sees the outcome.
    pub doorgezet_door: Option<MedewerkerId>,
    /// How it ended.
    pub afhandeling: Option<Afloop>,
    /// What was said, for whoever passed it on.
    pub uitkomst: String,
    /// Raised by each change.
    pub versie: i64,
}

/// What norms and reports count a new internetaak by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeitenAangemaakt {
    /// The team it lies with.
    pub team: TeamId,
    /// The medewerker it lies with.
    pub medewerker: Option<MedewerkerId>,
    /// Code of the product.
    pub product: Option<String>,
    /// The moment promised.
    pub beloofd_op: Moment,
    /// When it was made.
    pub aangemaakt_op: Moment,
    /// The local date of that.
    pub datum: Date,
}

impl FeitenAangemaakt {
    fn of(taak: &Internetaak) -> Self {
        Self {
            team: taak.team,
            medewerker: taak.medewerker,
            product: taak.product.clone(),
            beloofd_op: taak.beloofd_op,
            aangemaakt_op: taak.aangemaakt_op,
            datum: taak.aangemaakt_op.date(),
        }
    }
}

/// What norms and reports count a step of an internetaak by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeitenGewijzigd {
    /// Which step.
    pub wijziging: Stapsoort,
    /// Whether it is still to be done, after the step.
    pub status: Status,
    /// The team it lies with, after the step.
    pub team: TeamId,
    /// Of `overgedragen`: the team it lay with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub van_team: Option<TeamId>,
    /// Of `poging`: whether the caller was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gelukt: Option<bool>,
    /// Of `verhoogd`: the contact in which the caller asked again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub klantcontact: Option<KlantcontactId>,
    /// When it was made.
    pub aangemaakt_op: Moment,
    /// The local date of that.
    pub datum: Date,
    /// The moment promised.
    pub beloofd_op: Moment,
    /// Of `afgehandeld`: how it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub afloop: Option<Afloop>,
}

impl Internetaak {
    /// Whether it takes further steps.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == Status::TeVerwerken
    }

    /// What the caller's number is compared by: digits with country, or what was typed when that is no number.
    #[must_use]
    pub fn telefoon_zoek(&self) -> String {
        self.telefoon.parse::<Telefoonnummer>().map_or_else(|_| self.telefoon.trim().to_owned(), String::from)
    }

    fn columns(&self) -> Result<Values> {
        Ok(vec![
            ("nummer", self.nummer.clone().into()),
            ("referentienummer", self.referentienummer.clone().into()),
            ("gevraagde_handeling", self.gevraagde_handeling.clone().into()),
            ("aanleidinggevend_klantcontact_id", self.aanleidinggevend_klantcontact.into()),
            ("toelichting", self.toelichting.clone().into()),
            ("status", self.status.into()),
            ("toegewezen_op", self.toegewezen_op.into()),
            ("afgehandeld_op", self.afgehandeld_op.into()),
            ("team_id", self.team.into()),
            ("medewerker_id", self.medewerker.into()),
            ("aangemaakt_op", self.aangemaakt_op.into()),
            ("beloofd_op", self.beloofd_op.into()),
            ("prioriteit", self.prioriteit.into()),
            ("pogingen", self.pogingen.into()),
            ("product", self.product.clone().into()),
            ("partij_id", self.partij.into()),
            ("contactnaam", self.contactnaam.clone().into()),
            ("telefoon", self.telefoon.clone().into()),
            ("telefoon_zoek", self.telefoon_zoek().into()),
            ("antwoorden", serde_json::to_string(&self.antwoorden)?.into()),
            ("doorgezet_door_id", self.doorgezet_door.into()),
            ("afhandeling", self.afhandeling.into()),
            ("uitkomst", self.uitkomst.clone().into()),
            ("versie", self.versie.into()),
        ])
    }

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            nummer: row.get("nummer")?,
            referentienummer: row.get("referentienummer")?,
            gevraagde_handeling: row.get("gevraagde_handeling")?,
            aanleidinggevend_klantcontact: row.get("aanleidinggevend_klantcontact_id")?,
            toelichting: row.get("toelichting")?,
            status: row.get("status")?,
            toegewezen_op: row.get("toegewezen_op")?,
            afgehandeld_op: row.get("afgehandeld_op")?,
            team: row.get("team_id")?,
            medewerker: row.get("medewerker_id")?,
            aangemaakt_op: row.get("aangemaakt_op")?,
            beloofd_op: row.get("beloofd_op")?,
            prioriteit: row.get("prioriteit")?,
            pogingen: row.get("pogingen")?,
            product: row.get("product")?,
            partij: row.get("partij_id")?,
            contactnaam: row.get("contactnaam")?,
            telefoon: row.get("telefoon")?,
            antwoorden: serde_json::from_value(row.get("antwoorden")?)?,
            doorgezet_door: row.get("doorgezet_door_id")?,
            afhandeling: row.get("afhandeling")?,
            uitkomst: row.get("uitkomst")?,
            versie: row.get("versie")?,
        })
    }
}

/// A new internetaak, with who it lies with.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn aanmaken(handeling: &Handeling, ids: &Ids, taak: &Internetaak) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, taak.id.uuid())
        .bij(taak.aanleidinggevend_klantcontact.uuid())
        .feiten(&FeitenAangemaakt::of(taak))?
        .na(taak)?;
    let mut values: Values = vec![("id", taak.id.into()), ("organisatie_id", handeling.organisatie.into())];
    values.extend(taak.columns()?);
    Ok(with_actoren(Change::new(event).insert("internetaken", values), handeling.organisatie, taak))
}

fn with_actoren(change: Change, organisatie: OrganisatieId, taak: &Internetaak) -> Change {
    let actoren = [Some(ActorId::from(taak.team)), taak.medewerker.map(ActorId::from)];
    actoren.into_iter().flatten().fold(change, |change, actor| {
        let link = vec![
            ("internetaak_id", taak.id.into()),
            ("actor_id", actor.into()),
            ("organisatie_id", organisatie.into()),
        ];
        change.insert("internetaak_actoren", link)
    })
}

/// That somebody saw an internetaak.
#[must_use]
pub fn geraadpleegd(handeling: &Handeling, ids: &Ids, taak: &Internetaak) -> Change {
    let event = Gebeurtenis::new(handeling, ids, GERAADPLEEGD, taak.id.uuid());
    Change::new(match taak.partij {
        Some(partij) => event.bij(partij.uuid()),
        None => event,
    })
}
