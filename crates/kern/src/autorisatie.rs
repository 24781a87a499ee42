//! Who may do what: roles, rights, and the value that every read of personal data demands.
//!
//! A right is a type. [`Medewerker::authorise`] is the only way from a person to an [`Authorised`] value of that type, so
//! forgetting the check does not compile. The value also names the organisation: a query takes it from there and so
//! cannot look into another's data.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use uuid::Uuid;

use crate::organisaties::{MedewerkerId, OrganisatieId, TeamId};
use crate::{Error, Moment, Result};

/// What somebody is in the organisation; a person can be several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rol {
    /// Answers citizens in the contact centre.
    Agent,
    /// Works elsewhere in the municipality and gets callbacks.
    Collega,
    /// Leads a team and answers for its promises.
    Teammanager,
    /// Keeps the knowledge articles right.
    Redacteur,
    /// Sets up the organisation.
    FunctioneelBeheerder,
    /// Sees who did and looked at what.
    Auditor,
}

impl Rol {
    /// Every role.
    pub const ALL: [Self; 6] =
        [Self::Agent, Self::Collega, Self::Teammanager, Self::Redacteur, Self::FunctioneelBeheerder, Self::Auditor];

    /// Its code in the organisation's folder and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Collega => "collega",
            Self::Teammanager => "teammanager",
            Self::Redacteur => "redacteur",
            Self::FunctioneelBeheerder => "functioneel-beheerder",
            Self::Auditor => "auditor",
        }
    }
}

impl FromStr for Rol {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|rol| rol.code() == code).ok_or(())
    }
}

/// Somebody who is logged in.
#[derive(Clone, Debug)]
pub struct Medewerker {
    /// Who.
    pub id: MedewerkerId,
    /// Of which organisation.
    pub organisatie: OrganisatieId,
    /// In which team.
    pub team: TeamId,
    /// Their name.
    pub naam: String,
    /// Their roles.
    pub rollen: Vec<Rol>,
}

/// A right: which roles have it.
pub trait Recht: Send + Sync + 'static {
    /// Its name, for the refusal and the audit.
    const NAAM: &'static str;
    /// The roles that have it.
    const ROLLEN: &'static [Rol];
}

macro_rules! rechten {
    ($($(#[$doc:meta])* $name:ident $naam:literal: $($rol:ident)|+;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}
        impl Recht for $name {
            const NAAM: &'static str = $naam;
            const ROLLEN: &'static [Rol] = &[$(Rol::$rol),+];
        }
    )*};
}

rechten! {
    /// See the workplace at all, the articles' internal part, and who is there.
    Werken "werken": Agent | Collega | Teammanager | Redacteur | FunctioneelBeheerder | Auditor;
    /// Register contacts and keep drafts of them.
    Registreren "contact-registreren": Agent | Collega | Teammanager;
    /// Look up people and see their contacts. Each look-up carries a purpose and is in the journal.
    LeesKlant "klant-lezen": Agent | Collega | Teammanager;
    /// See and handle callbacks (internetaken).
    BehandelTaken "taken-behandelen": Agent | Collega | Teammanager;
    /// See the reports' figures.
    LeesRapport "rapport-lezen": Teammanager | FunctioneelBeheerder | Auditor;
    /// Establish a report.
    StelRapportVast "rapport-vaststellen": Teammanager;
    /// See the contacts behind a figure.
    LeesContacten "contacten-lezen": Teammanager | Auditor;
    /// See who did and looked at what.
    LeesJournaal "journaal-lezen": Auditor;
    /// See the state of all articles and what was searched without result.
    LeesRedactie "redactie-lezen": Redacteur | FunctioneelBeheerder;
    /// Set up the organisation and its people.
    Beheren "beheren": FunctioneelBeheerder;
    /// Destroy data after its term.
    Vernietigen "vernietigen": FunctioneelBeheerder;
    /// See cases with their people, documents and messages.
    LeesZaken "zaken-lezen": Agent | Collega | Teammanager;
    /// Handle cases: assign, ask, decide.
    BehandelZaken "zaken-behandelen": Collega | Teammanager;
    /// See and give on what lies with a team in which nobody can handle it.
    Verweesd "verweesd-werk": Teammanager;
    /// Open a case for somebody who is at the desk or on the phone.
    ZaakOpenen "zaak-openen": Agent | Collega | Teammanager;
    /// Receive visitors and call the next one.
    BedienBalie "balie-bedienen": Agent | Collega | Teammanager;
    /// See which promises are kept and which are at risk.
    LeesBeloften "beloften-lezen": Teammanager;
    /// Change the desk's appointments and opening hours.
    BeheerAfspraken "afspraken-beheren": FunctioneelBeheerder | Teammanager;
}

/// Proof that somebody has a right, and for which organisation. Reading personal data takes one of these.
pub struct Authorised<R: Recht> {
    organisatie: OrganisatieId,
    medewerker: Option<MedewerkerId>,
    right: PhantomData<R>,
}

impl<R: Recht> Authorised<R> {
    /// The program itself, within one organisation: followers, the demo, the command line.
    #[must_use]
    pub fn program(organisatie: OrganisatieId) -> Self {
        Self { organisatie, medewerker: None, right: PhantomData }
    }

    /// The organisation whose data may be seen; part of every WHERE.
    #[must_use]
    pub fn organisatie(&self) -> OrganisatieId {
        self.organisatie
    }

    /// Who has the right; none for the program itself.
    #[must_use]
    pub fn medewerker(&self) -> Option<MedewerkerId> {
        self.medewerker
    }
}

impl<R: Recht> fmt::Debug for Authorised<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Authorised<{}>", R::NAAM)
    }
}

impl Medewerker {
    /// Whether this person has a right; for showing or hiding a link.
    #[must_use]
    pub fn may<R: Recht>(&self) -> bool {
        self.rollen.iter().any(|rol| R::ROLLEN.contains(rol))
    }

    /// The proof of a right.
    ///
    /// # Errors
    /// [`Error::Denied`] for whoever has no role with that right.
    pub fn authorise<R: Recht>(&self) -> Result<Authorised<R>> {
        if !self.may::<R>() {
            return Err(Error::Denied { needs: R::NAAM });
        }
        Ok(Authorised { organisatie: self.organisatie, medewerker: Some(self.id), right: PhantomData })
    }

    /// This person doing something, now.
    #[must_use]
    pub fn handeling(&self, op: Moment) -> Handeling {
        Handeling { medewerker: Some(self.id), ..Handeling::program(self.organisatie, op) }
    }
}

/// A citizen who logged in: for themselves, or for somebody who authorised them (gemachtigde).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Burger {
    /// Of which organisation.
    pub organisatie: OrganisatieId,
    /// Who, as the id of their partij.
    pub partij: Uuid,
    /// The partij that they act for, when that is somebody else.
    pub namens: Option<Uuid>,
}

impl Burger {
    /// The key to what is theirs.
    #[must_use]
    pub fn eigen(&self) -> Eigen {
        Eigen { organisatie: self.organisatie, partij: self.partij }
    }

    /// The key to the data of whoever an application is for: the one they act for, else themselves. For filling in what is
    /// known; what they may see afterwards is what [`Burger::eigen`] opens.
    #[must_use]
    pub fn aanvrager(&self) -> Eigen {
        Eigen { organisatie: self.organisatie, partij: self.namens.unwrap_or(self.partij) }
    }

    /// This citizen doing something, now.
    #[must_use]
    pub fn handeling(&self, op: Moment) -> Handeling {
        Handeling {
            partij: Some(self.partij),
            namens: self.namens.map(|partij| partij.to_string()),
            ..Handeling::program(self.organisatie, op)
        }
    }
}

/// The only key to what belongs to one person: every WHERE takes the organisation and the partij from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eigen {
    organisatie: OrganisatieId,
    partij: Uuid,
}

impl Eigen {
    /// The organisation whose data may be seen.
    #[must_use]
    pub fn organisatie(&self) -> OrganisatieId {
        self.organisatie
    }

    /// Whose data may be seen.
    #[must_use]
    pub fn partij(&self) -> Uuid {
        self.partij
    }
}

/// Who does something, for which organisation, on whose behalf, why and when: what a decision needs from outside.
#[derive(Clone, Debug)]
pub struct Handeling {
    /// The organisation it is done for.
    pub organisatie: OrganisatieId,
    /// Who does it; none for the program itself and for a citizen.
    pub medewerker: Option<MedewerkerId>,
    /// The citizen who does it, as the id of their partij.
    pub partij: Option<Uuid>,
    /// On whose behalf, when that is somebody else.
    pub namens: Option<String>,
    /// The purpose (doelbinding): the code of a reason from contact.toml.
    pub doel: Option<String>,
    /// When.
    pub op: Moment,
}

impl Handeling {
    /// The program itself doing something.
    #[must_use]
    pub fn program(organisatie: OrganisatieId, op: Moment) -> Self {
        Self { organisatie, medewerker: None, partij: None, namens: None, doel: None, op }
    }

    /// The same, with its purpose.
    #[must_use]
    pub fn met_doel(self, doel: impl Into<String>) -> Self {
        Self { doel: Some(doel.into()), ..self }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn medewerker(rollen: &[Rol]) -> Medewerker {
        let id = Uuid::from_u128(1);
        Medewerker {
            id: id.into(),
            organisatie: id.into(),
            team: id.into(),
            naam: "Sanne Bakker".into(),
            rollen: rollen.to_vec(),
        }
    }

    #[test]
    fn a_right_comes_with_any_role_that_has_it() {
        assert!(medewerker(&[Rol::Redacteur, Rol::Agent]).authorise::<LeesKlant>().is_ok());
    }

    #[test]
    fn an_editor_may_not_look_up_people() {
        let refused = medewerker(&[Rol::Redacteur]).authorise::<LeesKlant>();
        assert!(matches!(refused, Err(Error::Denied { needs: "klant-lezen" })));
    }

    #[test]
    fn every_role_reads_back_from_its_code() {
        for rol in Rol::ALL {
            assert_eq!(rol.code().parse(), Ok(rol));
        }
    }
}
