//! A registered contact put right by whoever registered it: a new gebeurtenis with the reason, beside the old one.

use kern::autorisatie::{LeesKlant, Registreren, Werken};
use kern::{Authorised, Change, Database, Error, FieldError, Handeling, Ids, Result, Tx};
use registers::klantinteracties::internetaak::{self, Internetaak, Vrager};
use registers::klantinteracties::klantcontact::{
    self, Afhandeling, ArtikelVersie, Klantcontact, KlantcontactId, Rechtzetting,
};
use registers::klantinteracties::partij::{self, Zoeksoort};
use registers::klantinteracties::{Betrokkene, Klantgroep, Onderwerpobject, PartijId, Telefoonnummer, betrokkene};

use uuid::Uuid;

use super::klant::with_purpose;
use super::{Huis, registreren};
use crate::kennisbank::{self, Product};

/// What somebody says it should have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correctie {
    /// The note.
    pub notitie: String,
    /// Code of the product.
    pub product: Option<String>,
    /// How it ended.
    pub afhandeling: Afhandeling,
    /// For whom they asked; none: it goes by the product.
    pub klantgroep: Option<Klantgroep>,
    /// Who it was with.
    pub wie: Wie,
    /// The caller's name as told; empty: what stands there, or what we know of somebody else.
    pub beller_naam: String,
    /// The caller's number as told; empty as above.
    pub beller_telefoon: String,
    /// Why it is put right; the journal keeps it.
    pub waarom: String,
}

/// Who a contact was with, as somebody puts it right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wie {
    /// Whoever stands there.
    Blijft,
    /// Nobody we know.
    Niemand,
    /// Somebody who was found by this.
    Persoon(PartijId, Zoeksoort),
}

/// The endings that can take each other's place: the others led to somebody else's work.
pub const TE_WISSELEN: [Afhandeling; 2] = [Afhandeling::DirectBeantwoord, Afhandeling::KlantBeltZelfTerug];

/// Work that goes along may change in between; this often it is looked at again.
const TRIES: usize = 5;

/// Puts an own contact right; `versie` is the one that was seen. Sent twice it is put right once. What the contact led to and
/// is still open goes along.
///
/// # Errors
/// [`Error::Missing`] when this agent registered no such contact, or there is no such person; [`Error::Invalid`] with
/// everything that is wrong, also without a purpose when somebody else is named; [`Error::Conflict`] when it changed since.
pub async fn corrigeren(
    db: &Database,
    ids: &Ids,
    who: &Authorised<Registreren>,
    handeling: &Handeling,
    seen: (KlantcontactId, i64),
    correctie: &Correctie,
) -> Result<Klantcontact> {
    let mut tries = 1;
    loop {
        match try_corrigeren(db, ids, who, handeling, seen, correctie).await {
            Err(Error::Conflict(what)) if what.field != "versie" && tries < TRIES => tries += 1,
            other => return other,
        }
    }
}

async fn try_corrigeren(
    db: &Database,
    ids: &Ids,
    who: &Authorised<Registreren>,
    handeling: &Handeling,
    (id, versie): (KlantcontactId, i64),
    correctie: &Correctie,
) -> Result<Klantcontact> {
    let tx = db.begin().await?;
    let was = klantcontact::van_medewerker(&tx, who, id).await?;
    let was = was.ok_or(Error::Missing { what: "klantcontact", id: id.uuid() })?;
    let betrokkenen = betrokkene::van_klantcontact(&tx, who, id).await?;
    let beller = Beller::wordt(&tx, handeling, &was, &betrokkenen, correctie).await?;
    let huis = Huis::lees(&tx, who.organisatie()).await?;
    let klantgroep =
        huis.instellingen.klantgroep(correctie.klantgroep, correctie.product.as_deref(), beller.partij.is_some());
    let staat = Stand { contact: &was, beller: Beller::van(&was, &betrokkenen), klantgroep };
    if Some(was.versie) == versie.checked_add(1) && staat.is_zo(correctie, &beller) {
        return Ok(was);
    }
    if was.versie != versie {
        return Err(Error::Conflict(FieldError::new("versie", "intussen-gewijzigd")));
    }
    let product = match &correctie.product {
        Some(code) => {
            let found = kennisbank::product(&tx, &Authorised::<Werken>::program(who.organisatie()), code).await?;
            Some(found.ok_or_else(|| Error::from(FieldError::new("product", "onbekende-keuze")))?)
        }
        None => None,
    };
    let other_person = was.partij.is_some() && was.partij != beller.partij;
    let besluit = Besluit {
        handeling,
        ids,
        huis: &huis,
        staat: &staat,
        betrokkenen: &betrokkenen,
        over_zaken: klantcontact::over_zaken(&tx, who, id).await?,
        other_person,
        werk: Werk::lees(&tx, who, &was).await?,
        product: product.as_ref(),
        correctie,
        beller: &beller,
    };
    let (wordt, mut changes) = besluit.neem()?;
    if let Wie::Persoon(partij, found_by) = correctie.wie {
        changes.push(partij::gekozen(handeling, ids, partij, found_by)?);
    }
    tx.write(changes).await?;
    tx.commit().await?;
    Ok(wordt)
}

/// The open work of a contact.
enum Werk {
    /// There is none, or it is done: that stays as it was done.
    Geen,
    /// It led to this by itself.
    Eigen(Box<Internetaak>),
    /// Others asked the same after it, or it joined what others asked: who that is about is not this contact's to say.
    Gedeeld,
}

impl Werk {
    async fn lees(tx: &Tx, who: &Authorised<Registreren>, contact: &Klantcontact) -> Result<Self> {
        if contact.afhandeling != Some(Afhandeling::Terugbelverzoek) {
            return Ok(Self::Geen);
        }
        let taak = internetaak::bij_klantcontact(tx, who, contact.id).await?;
        Ok(match taak.filter(Internetaak::is_open) {
            None => Self::Geen,
            Some(taak) if taak.aanleidinggevend_klantcontact == contact.id && taak.prioriteit == 0 => {
                Self::Eigen(Box::new(taak))
            }
            Some(_) => Self::Gedeeld,
        })
    }
}

/// Who it was with, by what we know and by what was told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Beller {
    partij: Option<PartijId>,
    naam: String,
    telefoon: String,
}

impl Beller {
    /// As it stands.
    fn van(contact: &Klantcontact, betrokkenen: &[Betrokkene]) -> Self {
        // First: a contact that was registered here has one at most.
        let first = betrokkenen.first();
        Self {
            partij: contact.partij,
            naam: first.map(Betrokkene::naam).unwrap_or_default(),
            telefoon: first.map(|betrokkene| betrokkene.telefoon().to_owned()).unwrap_or_default(),
        }
    }

    /// As it should be.
    async fn wordt(
        tx: &Tx,
        handeling: &Handeling,
        contact: &Klantcontact,
        betrokkenen: &[Betrokkene],
        correctie: &Correctie,
    ) -> Result<Self> {
        let or = |typed: &str, told: String| if typed.trim().is_empty() { told } else { typed.trim().to_owned() };
        let staat = Self::van(contact, betrokkenen);
        let partij = match correctie.wie {
            Wie::Blijft => staat.partij,
            Wie::Niemand => None,
            Wie::Persoon(partij, _) => Some(partij),
        };
        // Of somebody we know, name and number may be ours: they go with them. What was told otherwise stays.
        let told = if staat.partij.is_some() && staat.partij != partij { Self::default() } else { staat };
        let telefoon = or(&correctie.beller_telefoon, told.telefoon);
        let naam = match correctie.wie {
            Wie::Blijft | Wie::Niemand => told.naam,
            Wie::Persoon(id, _) => {
                with_purpose(handeling)?;
                // That they were looked up is told with the correction. Only their name: no control question was asked.
                let who = Authorised::<LeesKlant>::program(handeling.organisatie);
                let known = partij::by_id(tx, &who, id).await?;
                known.ok_or(Error::Missing { what: "partij", id: id.uuid() })?.volledige_naam()
            }
        };
        Ok(Self { partij, naam: or(&correctie.beller_naam, naam), telefoon })
    }
}

/// A contact as it is registered.
struct Stand<'a> {
    contact: &'a Klantcontact,
    beller: Beller,
    /// For whom it was, as it should be.
    klantgroep: Option<Klantgroep>,
}

impl Stand<'_> {
    /// Whether it already is as somebody says it should be.
    fn is_zo(&self, correctie: &Correctie, beller: &Beller) -> bool {
        self.contact.inhoud == correctie.notitie
            && self.contact.product == correctie.product
            && self.contact.afhandeling == Some(correctie.afhandeling)
            && self.beller == *beller
            // Of what was registered before this was known it is no news.
            && (self.contact.klantgroep == self.klantgroep
                || (self.contact.klantgroep.is_none() && correctie.klantgroep.is_none()))
    }
}

/// All that a correction is decided by.
struct Besluit<'a> {
    handeling: &'a Handeling,
    ids: &'a Ids,
    huis: &'a Huis,
    staat: &'a Stand<'a>,
    betrokkenen: &'a [Betrokkene],
    over_zaken: Vec<Uuid>,
    /// Somebody whom we know, it was not: the case they asked about goes with them.
    other_person: bool,
    werk: Werk,
    product: Option<&'a Product>,
    correctie: &'a Correctie,
    beller: &'a Beller,
}

impl Besluit<'_> {
    fn neem(&self) -> Result<(Klantcontact, Vec<Change>)> {
        Error::all(self.fouten())?;
        let was = self.staat.contact;
        let waarom = self.correctie.waarom.trim();
        let wordt = self.wordt();
        let other_person = self.beller != &self.staat.beller;
        let (contact, ids) = (was.id, self.ids);
        let over = wordt.product.as_deref().filter(|_| was.product != wordt.product);
        let over = over
            .map(|code| Onderwerpobject::product(ids.next(), contact, code, wordt.artikel.map(|artikel| artikel.id)));
        let Beller { partij, naam, telefoon } = self.beller;
        let betrokkenen = other_person.then(|| {
            let zijn = registreren::betrokkene(ids, contact, *partij, [naam, telefoon]);
            (self.betrokkenen, Vec::from_iter(zijn))
        });
        let vrager = Vrager {
            product: wordt.product.clone(),
            partij: *partij,
            contactnaam: naam.clone(),
            telefoon: telefoon.clone(),
        };
        let rechtzetting =
            Rechtzetting { waarom, over, zaken: &self.over_zaken, zonder_zaken: self.other_person, betrokkenen };
        let (wordt, change) = klantcontact::wijzigen(self.handeling, ids, was, wordt, &rechtzetting)?;
        let mut changes = vec![change];
        if let Werk::Eigen(taak) = &self.werk
            && (other_person || taak.product != vrager.product)
        {
            changes.push(internetaak::rechtzetten(self.handeling, ids, taak, vrager, waarom)?.1);
        }
        Ok((wordt, changes))
    }

    fn fouten(&self) -> Vec<FieldError> {
        let (was, correctie) = (self.staat.contact, self.correctie);
        let mut errors = Vec::new();
        if correctie.waarom.trim().is_empty() {
            errors.push(FieldError::new("waarom", "verplicht"));
        }
        let may = |ending| TE_WISSELEN.contains(&ending);
        if self.other_ending() && !(was.afhandeling.is_some_and(may) && may(correctie.afhandeling)) {
            errors.push(FieldError::new("afhandeling", "afhandeling-vast"));
        }
        let about_case = !self.over_zaken.is_empty() && !self.other_person;
        let empty = correctie.notitie.trim().is_empty() && self.product.is_none() && !about_case;
        if empty && correctie.afhandeling == Afhandeling::DirectBeantwoord {
            errors.push(FieldError::new("notitie", "leeg-contact"));
        }
        match self.werk {
            Werk::Eigen(_) => errors.extend(self.bereikbaar()),
            Werk::Gedeeld if self.beller != &self.staat.beller => {
                errors.push(FieldError::new("wie", "terugbellen-gedeeld"));
            }
            Werk::Gedeeld | Werk::Geen => {}
        }
        if self.staat.is_zo(correctie, self.beller) {
            errors.push(FieldError::new("notitie", "niets-gewijzigd"));
        }
        errors
    }

    /// Who is to be called back can be.
    fn bereikbaar(&self) -> Vec<FieldError> {
        let Beller { naam, telefoon, .. } = self.beller;
        let telefoon = match telefoon.parse::<Telefoonnummer>() {
            _ if telefoon.is_empty() => Some("verplicht"),
            Err(_) => Some("telefoon-onleesbaar"),
            Ok(_) => None,
        };
        let naam = naam.is_empty().then_some("verplicht");
        let wrong = [("beller_naam", naam), ("beller_telefoon", telefoon)];
        wrong.into_iter().filter_map(|(field, code)| Some(FieldError::new(field, code?))).collect()
    }

    fn other_ending(&self) -> bool {
        self.staat.contact.afhandeling != Some(self.correctie.afhandeling)
    }

    fn wordt(&self) -> Klantcontact {
        let (was, correctie, product) = (self.staat.contact, self.correctie, self.product);
        let same_product = was.product == correctie.product;
        let article = product.map(|product| ArtikelVersie { id: product.artikel.uuid(), versie: product.versie });
        let uitkomst = || {
            let known = &self.huis.instellingen.uitkomsten;
            known.iter().find(|code| code.afhandeling == correctie.afhandeling.code()).map(|code| code.code.clone())
        };
        Klantcontact {
            inhoud: correctie.notitie.clone(),
            afhandeling: Some(correctie.afhandeling),
            uitkomst: if self.other_ending() { uitkomst() } else { was.uitkomst.clone() },
            product: product.map(|product| product.code.clone()),
            thema: if same_product { was.thema.clone() } else { product.map(|product| product.thema.clone()) },
            onderwerp: if same_product {
                was.onderwerp.clone()
            } else {
                product.map(|p| p.naam.clone()).unwrap_or_default()
            },
            artikel: if same_product { was.artikel } else { article },
            partij: self.beller.partij,
            klantgroep: self.staat.klantgroep,
            reden: match correctie.wie {
                // Somebody was looked up: a contact says what for.
                Wie::Persoon(..) => was.reden.clone().or_else(|| self.handeling.doel.clone()),
                Wie::Blijft | Wie::Niemand => was.reden.clone(),
            },
            ..was.clone()
        }
    }
}
