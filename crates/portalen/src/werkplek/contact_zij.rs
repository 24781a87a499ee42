//! The side list: running contacts with their time, and the nearest tasks.

use std::collections::HashMap;

use dienstverlening::contacten::concept::{self, Concept, ConceptId};
use dienstverlening::contacten::klant;
use dienstverlening::contacten::terugbelverzoek::{self, Mijn};
use dienstverlening::kennisbank::{self, Product};
use kern::Moment;
use kern::autorisatie::{BehandelTaken, LeesKlant, Registreren, Werken};
use registers::klantinteracties::PartijId;
use registers::klantinteracties::internetaak::Internetaak;

use super::contact_toetsen::Toetsen;
use crate::basis::klok::Stand;
use crate::basis::{AppState, Fout, Ingelogd, tijd};

/// As many tasks as a glance takes in.
const TAKEN: usize = 5;
/// A promise that ends within this time is nearly over.
const BIJNA_S: i64 = 2 * 60 * 60;

/// What stands beside every page of the workplace.
pub(super) struct Zijlijst {
    /// Running contacts, oldest first.
    pub(super) contacten: Vec<Lopend>,
    /// Tasks, nearest first.
    pub(super) taken: Vec<Kort>,
    /// For the form that starts a contact.
    pub(super) csrf: String,
    /// The chord that starts a contact.
    pub(super) akkoord_nieuw: String,
    /// Whether this person takes contacts.
    pub(super) registreert: bool,
}

/// A running contact.
pub(super) struct Lopend {
    /// Where it is.
    pub(super) adres: String,
    /// Who it is with.
    pub(super) naam: String,
    /// Channel and subject.
    pub(super) bij: String,
    /// When it began.
    pub(super) sinds: Moment,
    /// How long ago that is.
    pub(super) duur: String,
    /// Whether it lies open.
    pub(super) huidig: bool,
    /// Its chord.
    pub(super) akkoord: String,
}

/// A task in a line.
pub(super) struct Kort {
    /// Where it is.
    pub(super) adres: String,
    /// Whom to call.
    pub(super) naam: String,
    /// The subject.
    pub(super) bij: String,
    /// The state of its promise.
    pub(super) stand: &'static str,
    /// The time that is left.
    pub(super) wanneer: String,
}

/// What was read for the side list, and is of use to the page too.
pub(super) struct Lopende {
    /// My running contacts.
    pub(super) concepten: Vec<Concept>,
    /// Who was chosen or opened on them.
    pub(super) namen: HashMap<PartijId, String>,
    /// The products that they and the tasks are about.
    pub(super) producten: Vec<Product>,
    taken: Vec<Internetaak>,
}

impl Lopende {
    /// Reads it: four queries, however many contacts run.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn lees(app: &AppState, wie: &Ingelogd) -> Result<Self, Fout> {
        let medewerker = &wie.medewerker;
        let concepten = match medewerker.authorise::<Registreren>() {
            Ok(who) => concept::mijn(&app.db, &who).await?,
            Err(_) => Vec::new(),
        };
        let taken = match medewerker.authorise::<BehandelTaken>() {
            Ok(who) => terugbelverzoek::taken(&app.db, &who, Mijn::Taken, None, TAKEN).await?.rows,
            Err(_) => Vec::new(),
        };
        let namen = match medewerker.authorise::<LeesKlant>() {
            Ok(who) => klant::namen(&app.db, &who, &concepten).await?,
            Err(_) => HashMap::new(),
        };
        let of_contacts = concepten.iter().filter_map(|concept| concept.invoer.product.as_deref());
        let codes: Vec<&str> = of_contacts.chain(taken.iter().filter_map(|taak| taak.product.as_deref())).collect();
        let producten = kennisbank::producten_met_code(&app.db, &medewerker.authorise::<Werken>()?, &codes).await?;
        Ok(Self { concepten, namen, producten, taken })
    }

    /// A product that was read.
    pub(super) fn product(&self, code: &str) -> Option<&Product> {
        self.producten.iter().find(|product| product.code == code)
    }

    fn subject(&self, wie: &Ingelogd, code: Option<&str>) -> Option<String> {
        let product = self.product(code?)?;
        Some(wie.taal.naam(&product.naam, product.naam_en.as_deref()).to_string())
    }

    /// Who a contact is with: somebody who was chosen, the name that was told, or nobody known.
    pub(super) fn naam(&self, wie: &Ingelogd, concept: &Concept) -> String {
        let known = concept.partij.and_then(|partij| self.namen.get(&partij)).map(String::as_str);
        let told = Some(concept.invoer.beller_naam.trim()).filter(|naam| !naam.is_empty());
        known.or(told).map_or_else(|| wie.taal.tekst("werkplek-onbekende-beller"), str::to_owned)
    }

    /// As the side list shows it.
    pub(super) fn zijlijst(&self, wie: &Ingelogd, huidig: Option<ConceptId>) -> Zijlijst {
        let toetsen = Toetsen::van(&wie.voorkeuren);
        let lopend = |(plaats, concept): (usize, &Concept)| Lopend {
            adres: super::adres(concept.id),
            naam: self.naam(wie, concept),
            bij: self.bij(wie, concept),
            sinds: concept.begonnen_op,
            duur: tijd::duur(wie.nu.seconds_since(concept.begonnen_op)),
            huidig: huidig == Some(concept.id),
            akkoord: toetsen.contact(plaats),
        };
        Zijlijst {
            contacten: self.concepten.iter().enumerate().map(lopend).collect(),
            taken: self.taken.iter().map(|taak| self.kort(wie, taak)).collect(),
            csrf: wie.csrf.clone(),
            akkoord_nieuw: toetsen.bij("nieuw").to_owned(),
            registreert: wie.medewerker.may::<Registreren>(),
        }
    }

    fn bij(&self, wie: &Ingelogd, concept: &Concept) -> String {
        let kanaal = super::kanaal(wie, &concept.invoer.kanaal);
        match self.subject(wie, concept.invoer.product.as_deref()) {
            Some(subject) => format!("{kanaal} · {subject}"),
            None => kanaal,
        }
    }

    fn kort(&self, wie: &Ingelogd, taak: &Internetaak) -> Kort {
        Kort {
            adres: format!("/werkplek/taken/{}", taak.id),
            naam: taak.contactnaam.clone(),
            bij: self.subject(wie, taak.product.as_deref()).unwrap_or_default(),
            stand: stand(taak.beloofd_op, wie.nu).code(),
            wanneer: tijd::rest(wie.taal, taak.beloofd_op, wie.nu, &wie.organisatie.kalender).tekst,
        }
    }
}

/// The state of a promise that runs.
pub(super) fn stand(beloofd_op: Moment, nu: Moment) -> Stand {
    match beloofd_op.seconds_since(nu) {
        ..=0 => Stand::TeLaat,
        1..BIJNA_S => Stand::Bijna,
        _ => Stand::Loopt,
    }
}
