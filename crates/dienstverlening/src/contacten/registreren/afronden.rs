//! From a draft to a registered contact, in one commit.

use kern::autorisatie::{BehandelTaken, LeesKlant, Registreren, Werken};
use kern::organisaties::TeamId;
use kern::{Authorised, Database, Error, FieldError, Handeling, Ids, Moment, Result, Tx};
use registers::klantinteracties::internetaak::{self, Internetaak, InternetaakId};
use registers::klantinteracties::klantcontact::{self, Afhandeling, Klantcontact, KlantcontactId};
use registers::klantinteracties::{PartijId, Telefoonnummer};
use uuid::Uuid;

use super::{Contact, Einde, Onderwerp, Verzoek, besluit};
use crate::behandelaars::Behandelaars;
use crate::contacten::concept::{self, Basis, Concept, ConceptId, Invoer};
use crate::contacten::{Huis, klant, terugbelverzoek};
use crate::kennisbank;

/// How the agent ends a contact.
#[derive(Clone, Debug)]
pub struct Afronding {
    /// The draft.
    pub concept: ConceptId,
    /// The last of what was typed and the draft's versie it is based on; none when everything was saved before.
    pub invoer: Option<(Basis, Invoer)>,
    /// How it ended.
    pub afhandeling: Afhandeling,
    /// The organisation's code for that.
    pub uitkomst: Option<String>,
    /// The team it was put through to, for [`Afhandeling::Doorverbonden`].
    pub naar_team: Option<TeamId>,
    /// Who stood on the page as the caller; none when the page did not say. Somebody else in the draft is a conflict.
    pub gezien: Option<Option<PartijId>>,
}

/// A registered contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Geregistreerd {
    /// Its id: that of the draft.
    pub id: KlantcontactId,
    /// The number people know it by.
    pub nummer: String,
    /// How it ended.
    pub afhandeling: Afhandeling,
    /// The terugbelverzoek it led to or joined.
    pub terugbelverzoek: Option<Toezegging>,
}

/// What was promised to the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toezegging {
    /// The terugbelverzoek.
    pub id: InternetaakId,
    /// The moment promised.
    pub beloofd_op: Moment,
    /// Whether it was open already and has been raised.
    pub aangesloten: bool,
}

impl Geregistreerd {
    fn of(contact: &Klantcontact, taak: Option<&Internetaak>) -> Self {
        Self {
            id: contact.id,
            nummer: contact.nummer.clone().unwrap_or_default(),
            afhandeling: contact.afhandeling.unwrap_or(Afhandeling::DirectBeantwoord),
            terugbelverzoek: taak.map(|taak| Toezegging {
                id: taak.id,
                beloofd_op: taak.beloofd_op,
                aangesloten: taak.aanleidinggevend_klantcontact != contact.id,
            }),
        }
    }
}

/// A task that is joined may change in between; this often it is looked at again.
const TRIES: usize = 5;

/// Finishes a draft in one commit. Sent twice, also at the same time, it registers once and answers the same.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong, and the draft is still there; [`Error::Missing`] when there is no
/// such draft and no such contact; [`Error::Conflict`] when another window saved something else.
pub async fn afronden(
    db: &Database,
    ids: &Ids,
    who: &Authorised<Registreren>,
    handeling: &Handeling,
    team: TeamId,
    afronding: &Afronding,
) -> Result<Geregistreerd> {
    let mut tries = 1;
    loop {
        match try_afronden(db, ids, who, handeling, team, afronding).await {
            Err(Error::Conflict(what)) if what.field != "versie" && tries < TRIES => tries += 1,
            other => return other,
        }
    }
}

async fn try_afronden(
    db: &Database,
    ids: &Ids,
    who: &Authorised<Registreren>,
    handeling: &Handeling,
    team: TeamId,
    afronding: &Afronding,
) -> Result<Geregistreerd> {
    let tx = db.begin().await?;
    let Some(concept) = concept::take(&tx, who, handeling.op, afronding.concept).await? else {
        return registered_before(&tx, who, afronding.concept).await;
    };
    if afronding.gezien.is_some_and(|seen| seen != concept.partij) {
        return Err(concept::changed_since());
    }
    let concept = concept::with_last_input(&tx, who, concept, afronding.invoer.clone()).await?;
    let huis = Huis::lees(&tx, who.organisatie()).await?;
    let mut ending = Ending { tx: &tx, ids, who, handeling, huis: &huis, errors: Vec::new() };
    let contact = ending.contact(team, concept, afronding).await?;
    let errors = ending.errors;
    let besluit = match besluit(handeling, ids, &huis, &contact) {
        Err(Error::Invalid(more)) => return Err(Error::Invalid(errors.into_iter().chain(more).collect())),
        Err(other) => return Err(other),
        Ok(besluit) => besluit,
    };
    Error::all(errors)?;
    tx.write(besluit.changes).await?;
    tx.commit().await?;
    Ok(Geregistreerd::of(&besluit.klantcontact, besluit.internetaak.as_ref()))
}

/// There is no draft: this was sent before, or it never was there.
async fn registered_before(tx: &Tx, who: &Authorised<Registreren>, concept: ConceptId) -> Result<Geregistreerd> {
    let found = klantcontact::van_medewerker(tx, who, concept.into()).await?;
    let contact = found.ok_or(Error::Missing { what: "concept", id: concept.uuid() })?;
    let taak = internetaak::bij_klantcontact(tx, who, contact.id).await?;
    Ok(Geregistreerd::of(&contact, taak.as_ref()))
}

/// Gathers what a contact's ending needs from the database, and what is wrong with it.
struct Ending<'a> {
    tx: &'a Tx,
    ids: &'a Ids,
    who: &'a Authorised<Registreren>,
    handeling: &'a Handeling,
    huis: &'a Huis,
    errors: Vec<FieldError>,
}

impl Ending<'_> {
    async fn contact(&mut self, team: TeamId, concept: Concept, afronding: &Afronding) -> Result<Contact> {
        let organisatie = self.who.organisatie();
        let medewerker = concept::owner(self.who)?;
        let invoer = &concept.invoer;
        let product = match &invoer.product {
            Some(code) => kennisbank::product(self.tx, &Authorised::<Werken>::program(organisatie), code).await?,
            None => None,
        };
        if invoer.product.is_some() && product.is_none() {
            self.errors.push(FieldError::new("product", "onbekende-keuze"));
        }
        // Before looking for an open request of this caller: whoever registers at the same time waits here, so that two
        // contacts about one thing find each other.
        let nummer = self.tx.take_numbers(organisatie, "klantcontact", 1).await?;
        let (beller_naam, beller_telefoon) = self.beller(&concept).await?;
        let einde = match afronding.afhandeling {
            Afhandeling::DirectBeantwoord => Einde::DirectBeantwoord,
            Afhandeling::KlantBeltZelfTerug => Einde::KlantBeltZelfTerug,
            Afhandeling::Doorverbonden => Einde::Doorverbonden(afronding.naar_team.unwrap_or(none())),
            Afhandeling::Terugbelverzoek => {
                let default = product.as_ref().map(|product| product.team);
                self.terugbelverzoek(invoer, default, concept.klant(), &beller_telefoon).await?
            }
        };
        let onderwerp = product.map_or_else(Onderwerp::default, |product| Onderwerp {
            naam: product.naam,
            product: Some(product.code),
            thema: Some(product.thema),
            artikel: invoer.artikel,
            zaak: None,
        });
        let onderwerp = Onderwerp { zaak: invoer.zaak, ..onderwerp };
        Ok(Contact {
            id: concept.id.into(),
            nummer,
            kanaal: invoer.kanaal.clone(),
            begonnen_op: concept.begonnen_op,
            duur_s: self.handeling.op.seconds_since(concept.begonnen_op),
            notitie: invoer.notitie.clone(),
            onderwerp,
            reden: invoer.reden.clone(),
            uitkomst: afronding.uitkomst.clone(),
            einde,
            team,
            medewerker,
            partij: concept.klant(),
            klantgroep: invoer.klantgroep,
            beller_naam,
            beller_telefoon,
        })
    }

    /// What was typed; of somebody who was opened on this draft also what we know, where nothing was typed.
    async fn beller(&self, concept: &Concept) -> Result<(String, String)> {
        let mut naam = concept.invoer.beller_naam.trim().to_owned();
        let mut telefoon = concept.invoer.beller_telefoon.trim().to_owned();
        let Some(id) = concept.klant().filter(|_| naam.is_empty() || telefoon.is_empty()) else {
            return Ok((naam, telefoon));
        };
        // Opened by this agent, for this contact: `partij geraadpleegd` is in the journal.
        let who = Authorised::<LeesKlant>::program(self.who.organisatie());
        let bekend = klant::van_partij(self.tx, &who, id).await?;
        if let Some(klant) = bekend {
            (naam, telefoon) = klant.of_getypt(&naam, &telefoon);
        }
        Ok((naam, telefoon))
    }

    /// A new terugbelverzoek, or the open one of this caller that it is about.
    async fn terugbelverzoek(
        &mut self,
        invoer: &Invoer,
        default: Option<TeamId>,
        partij: Option<PartijId>,
        telefoon: &str,
    ) -> Result<Einde> {
        let asked = &invoer.terugbel;
        let of_colleague = match asked.medewerker {
            Some(medewerker) => self.team_of_colleague(medewerker, asked.team).await?,
            None => None,
        };
        let team = asked.team.or(of_colleague).or(default).unwrap_or(none());
        let number: Option<Telefoonnummer> = telefoon.parse().ok();
        let open = internetaak::open_van_beller(self.tx, self.who, partij, number.as_ref()).await?;
        let about = |taak: &Internetaak| terugbelverzoek::gaat_over(taak, invoer.product.as_deref(), team);
        if let Some(taak) = open.into_iter().find(|taak| !asked.nieuw && about(taak)) {
            return Ok(Einde::Aangesloten { taak: Box::new(taak), vraag: asked.vraag.clone() });
        }
        let beloofd_op = match (asked.beloofd_op, self.huis.team(team)) {
            (Some(agreed), _) => agreed,
            (None, Some(team)) => self.huis.belofte(team.id, self.handeling.op)?,
            // The team is what is wrong; the moment must not be said to be so too.
            (None, None) => self.handeling.op.plus_seconds(1),
        };
        Ok(Einde::Terugbelverzoek(Box::new(Verzoek {
            id: self.ids.next(),
            nummer: self.tx.take_numbers(self.who.organisatie(), "internetaak", 1).await?,
            team,
            medewerker: asked.medewerker,
            vraag: asked.vraag.clone(),
            antwoorden: asked.antwoorden.clone(),
            beloofd_op,
        })))
    }

    async fn team_of_colleague(
        &mut self,
        medewerker: kern::organisaties::MedewerkerId,
        team: Option<TeamId>,
    ) -> Result<Option<TeamId>> {
        let behandelaars = Behandelaars::<BehandelTaken>::lees(self.tx, self.who.organisatie()).await?;
        Ok(match behandelaars.keur(team, medewerker) {
            Ok(collega) => Some(collega.team),
            Err(error) => {
                self.errors.push(error);
                None
            }
        })
    }
}

/// The team that nobody chose: [`Huis::team_fout`] says that one must be.
fn none() -> TeamId {
    TeamId::from(Uuid::nil())
}
