//! The end of a contact: what was said becomes a klantcontact, alone or with a terugbelverzoek, in one commit.
//!
//! [`besluit`] is the rule: it needs no database, so that the demo municipality's contacts are made by it too.
//! [`afronden`] is the workplace's way: from a draft, once, however often it is sent.

mod afronden;

pub use afronden::{Afronding, Geregistreerd, Toezegging, afronden};

use kern::organisaties::{MedewerkerId, TeamId};
use kern::{Change, Error, FieldError, Handeling, Ids, Moment, Result};
use registers::klantinteracties::internetaak::{self, Antwoord, Internetaak, InternetaakId};
use registers::klantinteracties::klantcontact::{
    self, Afhandeling, ArtikelVersie, Erbij, Klantcontact, KlantcontactId,
};
use registers::klantinteracties::{
    ActorId, Betrokkene, DigitaalAdres, Klantgroep, Onderwerpobject, PartijId, SoortDigitaalAdres, nummer,
};
use registers::zaken::ZaakId;

use super::{Huis, terugbelverzoek};
use crate::inrichten::Keuze;

/// A contact that has ended, with all that is known of it.
#[derive(Clone, Debug)]
pub struct Contact {
    /// The id it gets.
    pub id: KlantcontactId,
    /// The number it gets, from `Tx::take_numbers`.
    pub nummer: i64,
    /// Code of the channel.
    pub kanaal: String,
    /// When it began.
    pub begonnen_op: Moment,
    /// How long it took, in seconds.
    pub duur_s: i64,
    /// What was said; of any length: the standard's limit holds for its API only.
    pub notitie: String,
    /// What it was about.
    pub onderwerp: Onderwerp,
    /// Code: why personal data was looked up.
    pub reden: Option<String>,
    /// The organisation's code for how it ended.
    pub uitkomst: Option<String>,
    /// How it ended.
    pub einde: Einde,
    /// The team of whoever took it.
    pub team: TeamId,
    /// Who took it.
    pub medewerker: MedewerkerId,
    /// Who called, when known beyond this contact.
    pub partij: Option<PartijId>,
    /// For whom they asked, where somebody said so.
    pub klantgroep: Option<Klantgroep>,
    /// The caller's name, as told; may be empty.
    pub beller_naam: String,
    /// The caller's number, as told; may be empty.
    pub beller_telefoon: String,
}

impl Contact {
    /// Nothing says what it was about: there is nothing that could have been answered.
    fn is_leeg(&self) -> bool {
        let Onderwerp { naam, product, zaak, .. } = &self.onderwerp;
        self.notitie.trim().is_empty() && naam.is_empty() && product.is_none() && zaak.is_none()
    }
}

/// What a contact was about; nothing of it is required.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Onderwerp {
    /// In words: the product's name.
    pub naam: String,
    /// Code of the product.
    pub product: Option<String>,
    /// Code of its theme.
    pub thema: Option<String>,
    /// What it was answered with.
    pub artikel: Option<ArtikelVersie>,
    /// The case that somebody asked about.
    pub zaak: Option<ZaakId>,
}

/// How a contact ended.
#[derive(Clone, Debug)]
pub enum Einde {
    /// Answered at once.
    DirectBeantwoord,
    /// Put through to this team.
    Doorverbonden(TeamId),
    /// The caller was told to call again.
    KlantBeltZelfTerug,
    /// Somebody calls back.
    Terugbelverzoek(Box<Verzoek>),
    /// The caller asked again: the contact joins this open terugbelverzoek and raises it.
    Aangesloten {
        /// The open one.
        taak: Box<Internetaak>,
        /// What was asked this time, when it is another text than the note.
        vraag: String,
    },
}

/// A new terugbelverzoek.
#[derive(Clone, Debug)]
pub struct Verzoek {
    /// The id it gets.
    pub id: InternetaakId,
    /// The number it gets, from `Tx::take_numbers`.
    pub nummer: i64,
    /// Who calls back.
    pub team: TeamId,
    /// Who of that team, when asked by name.
    pub medewerker: Option<MedewerkerId>,
    /// The question, when it is another text than the note.
    pub vraag: String,
    /// What the team wanted asked.
    pub antwoorden: Vec<Antwoord>,
    /// The moment promised.
    pub beloofd_op: Moment,
}

impl Einde {
    /// The kind that reports count.
    #[must_use]
    pub fn afhandeling(&self) -> Afhandeling {
        match self {
            Self::DirectBeantwoord => Afhandeling::DirectBeantwoord,
            Self::Doorverbonden(_) => Afhandeling::Doorverbonden,
            Self::KlantBeltZelfTerug => Afhandeling::KlantBeltZelfTerug,
            Self::Terugbelverzoek(_) | Self::Aangesloten { .. } => Afhandeling::Terugbelverzoek,
        }
    }

    fn naar_team(&self) -> Option<TeamId> {
        match self {
            Self::DirectBeantwoord | Self::KlantBeltZelfTerug => None,
            Self::Doorverbonden(team) => Some(*team),
            Self::Terugbelverzoek(verzoek) => Some(verzoek.team),
            Self::Aangesloten { taak, .. } => Some(taak.team),
        }
    }
}

/// What registering a contact leads to.
pub struct Besluit {
    /// The contact as it is registered.
    pub klantcontact: Klantcontact,
    /// The terugbelverzoek it led to or joined.
    pub internetaak: Option<Internetaak>,
    /// What is to be written.
    pub changes: Vec<Change>,
}

/// Registers a contact: checks it whole, then decides what is written.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong; [`Error::Conflict`] when the terugbelverzoek to join is closed.
pub fn besluit(handeling: &Handeling, ids: &Ids, huis: &Huis, contact: &Contact) -> Result<Besluit> {
    Error::all(fouten(handeling, huis, contact))?;
    let klantcontact = klantcontact(huis, contact);
    let mut changes = vec![klantcontact::aanmaken(handeling, ids, &klantcontact, &erbij(ids, contact))?];
    let internetaak = match &contact.einde {
        Einde::Terugbelverzoek(verzoek) => {
            let taak = internetaak(handeling, contact, verzoek);
            changes.push(internetaak::aanmaken(handeling, ids, &taak)?);
            Some(taak)
        }
        Einde::Aangesloten { taak, vraag } => {
            let vraag = or_note(vraag, contact);
            let (taak, change) = internetaak::verhogen(handeling, ids, taak, contact.id, vraag)?;
            changes.push(change);
            Some(taak)
        }
        Einde::DirectBeantwoord | Einde::Doorverbonden(_) | Einde::KlantBeltZelfTerug => None,
    };
    Ok(Besluit { klantcontact, internetaak, changes })
}

/// Everything that is wrong with a contact.
fn fouten(handeling: &Handeling, huis: &Huis, contact: &Contact) -> Vec<FieldError> {
    let lists = &huis.instellingen;
    let unknown = |field, list: &[Keuze], code: Option<&str>| {
        let wrong = code.is_some_and(|code| !list.iter().any(|keuze| keuze.code == code));
        wrong.then(|| FieldError::new(field, "onbekende-keuze"))
    };
    let mut errors = Vec::new();
    errors.extend(unknown("kanaal", &lists.kanalen, Some(&contact.kanaal)));
    errors.extend(unknown("reden", &lists.redenen, contact.reden.as_deref()));
    if let Some(code) = &contact.uitkomst {
        match lists.uitkomsten.iter().find(|uitkomst| uitkomst.code == *code) {
            None => errors.push(FieldError::new("uitkomst", "onbekende-keuze")),
            Some(uitkomst) if uitkomst.afhandeling != contact.einde.afhandeling().code() => {
                errors.push(FieldError::new("uitkomst", "uitkomst-past-niet"));
            }
            Some(_) => {}
        }
    }
    match &contact.einde {
        Einde::DirectBeantwoord if contact.is_leeg() => errors.push(FieldError::new("notitie", "leeg-contact")),
        Einde::Doorverbonden(team) => errors.extend(huis.team_fout("naar_team", *team)),
        Einde::Terugbelverzoek(verzoek) => errors.extend(terugbelverzoek::fouten(handeling, huis, contact, verzoek)),
        _ => {}
    }
    errors
}

fn klantcontact(huis: &Huis, contact: &Contact) -> Klantcontact {
    let onderwerp = &contact.onderwerp;
    Klantcontact {
        nummer: Some(nummer(contact.nummer)),
        onderwerp: onderwerp.naam.clone(),
        inhoud: contact.notitie.clone(),
        verdere_actie_ondernomen: contact.einde.naar_team().is_some(),
        afhandeling: Some(contact.einde.afhandeling()),
        uitkomst: contact.uitkomst.clone(),
        reden: contact.reden.clone(),
        product: onderwerp.product.clone(),
        thema: onderwerp.thema.clone(),
        artikel: onderwerp.artikel,
        duur_s: Some(contact.duur_s.max(0)),
        team: Some(contact.team),
        medewerker: Some(contact.medewerker),
        naar_team: contact.einde.naar_team(),
        partij: contact.partij,
        klantgroep: huis.instellingen.klantgroep(
            contact.klantgroep,
            onderwerp.product.as_deref(),
            contact.partij.is_some(),
        ),
        ..Klantcontact::new(contact.id, &contact.kanaal, contact.begonnen_op)
    }
}

/// Who was in it, as far as known or told, and what it was about.
fn erbij(ids: &Ids, contact: &Contact) -> Erbij {
    let mut erbij = Erbij { actoren: vec![ActorId::from(contact.medewerker)], ..Erbij::default() };
    erbij.betrokkenen.extend(betrokkene(
        ids,
        contact.id,
        contact.partij,
        [&contact.beller_naam, &contact.beller_telefoon],
    ));
    if let Some(product) = &contact.onderwerp.product {
        let artikel = contact.onderwerp.artikel.map(|artikel| artikel.id);
        erbij.onderwerpobjecten.push(Onderwerpobject::product(ids.next(), contact.id, product, artikel));
    }
    if let Some(zaak) = contact.onderwerp.zaak {
        erbij.onderwerpobjecten.push(Onderwerpobject::zaak(ids.next(), contact.id, zaak.uuid()));
    }
    erbij
}

/// Whoever called, as far as known or told by name and number; none when nothing is.
pub(super) fn betrokkene(
    ids: &Ids,
    contact: KlantcontactId,
    partij: Option<PartijId>,
    verteld: [&str; 2],
) -> Option<Betrokkene> {
    let [naam, telefoon] = verteld.map(str::trim);
    if partij.is_none() && naam.is_empty() && telefoon.is_empty() {
        return None;
    }
    let mut betrokkene = Betrokkene::klant(ids.next(), contact, partij, naam);
    if !telefoon.is_empty() {
        let adres = DigitaalAdres::new(ids.next(), SoortDigitaalAdres::Telefoonnummer, telefoon);
        betrokkene.digitale_adressen.push(adres.van_betrokkene(betrokkene.id));
    }
    Some(betrokkene)
}

/// The question, or else the note: nobody types a text twice.
pub(super) fn or_note<'a>(vraag: &'a str, contact: &'a Contact) -> &'a str {
    if vraag.trim().is_empty() { contact.notitie.trim() } else { vraag.trim() }
}

fn internetaak(handeling: &Handeling, contact: &Contact, verzoek: &Verzoek) -> Internetaak {
    Internetaak {
        id: verzoek.id,
        nummer: Some(nummer(verzoek.nummer)),
        referentienummer: None,
        gevraagde_handeling: "terugbellen".into(),
        aanleidinggevend_klantcontact: contact.id,
        toelichting: or_note(&verzoek.vraag, contact).to_owned(),
        status: internetaak::Status::TeVerwerken,
        toegewezen_op: handeling.op,
        afgehandeld_op: None,
        team: verzoek.team,
        medewerker: verzoek.medewerker,
        aangemaakt_op: handeling.op,
        beloofd_op: verzoek.beloofd_op,
        prioriteit: 0,
        pogingen: 0,
        product: contact.onderwerp.product.clone(),
        partij: contact.partij,
        contactnaam: contact.beller_naam.trim().to_owned(),
        telefoon: contact.beller_telefoon.trim().to_owned(),
        antwoorden: verzoek.antwoorden.clone(),
        doorgezet_door: Some(contact.medewerker),
        afhandeling: None,
        uitkomst: String::new(),
        versie: 1,
    }
}
