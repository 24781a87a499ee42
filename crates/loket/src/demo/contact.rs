//! One contact, as an agent would register it.

use dienstverlening::contacten::registreren::{Besluit, Contact, Einde, Onderwerp, Verzoek, besluit};
use kern::organisaties::{MedewerkerId, TeamId};
use kern::{Change, Handeling, Ids, Moment, Result};
use rand::RngExt;
use rand::rngs::StdRng;
use registers::klantinteracties::partij::{self, Controle, Zoeksoort};
use registers::klantinteracties::{Afhandeling, Internetaak, Klantgroep, PartijId};
use registers::zaken::ZaakId;

use super::antwoorden::antwoorden;
use super::bezoeken::Bezoekplan;
use super::kansen::{Kanaal, een};
use super::personen::{self, Persoon};
use super::wereld::{Product, Wereld};
use super::zinnen;

/// The series of numbers that contacts have.
pub(super) const CONTACTNUMMER: &str = "klantcontact";
/// The series of numbers that tasks have.
pub(super) const TAAKNUMMER: &str = "internetaak";
/// Why somebody asks how their case stands.
const STATUSVRAAG: &str = "statusvraag";
/// The chance that a caller whom we do not know tells a name.
const NAAM_GENOEMD: f64 = 0.12;

/// What will be registered.
pub(super) struct Aanvraag {
    pub kanaal: &'static Kanaal,
    pub begonnen: Moment,
    pub vastgelegd: Moment,
    pub product: usize,
    pub persoon: Option<usize>,
    pub team: TeamId,
    pub agent: MedewerkerId,
    pub afhandeling: Afhandeling,
    pub duur_s: i64,
    /// Whether the caller asked the same before.
    pub herhaling: bool,
    /// The visit in which it comes about.
    pub bezoek: Option<(u64, Bezoekplan)>,
}

/// The numbers that a contact and its task get.
#[derive(Clone, Copy)]
pub(super) struct Nummers {
    pub contact: i64,
    pub taak: i64,
}

/// Somebody who calls: known with an id, or only by what they say.
pub(super) struct Beller<'a> {
    /// Who, when known.
    pub known: Option<(PartijId, &'a Persoon)>,
    /// The open callback that this contact joins.
    pub open: Option<&'a Internetaak>,
    /// What they said when they made their appointment.
    pub naam: Option<String>,
    /// The case that they ask about.
    pub zaak: Option<ZaakId>,
}

fn door(wereld: &Wereld, aanvraag: &Aanvraag) -> Handeling {
    Handeling { medewerker: Some(aanvraag.agent), ..Handeling::program(wereld.organisatie.id, aanvraag.vastgelegd) }
}

/// That the agent looked up who it is.
///
/// # Errors
/// Never for values that can be written as JSON.
pub(super) fn opzoeken(
    rng: &mut StdRng,
    ids: &Ids,
    wereld: &Wereld,
    aanvraag: &Aanvraag,
    (partij, persoon): (PartijId, &Persoon),
) -> Result<[Change; 2]> {
    let product = &wereld.producten[aanvraag.product];
    // Somewhere in the first half of the contact.
    let op = aanvraag.vastgelegd.plus_seconds(-aanvraag.duur_s / 2);
    let looked_up = Handeling { op, ..door(wereld, aanvraag) }.met_doel(product.reden.clone());
    let soort = match rng.random_range(0..10) {
        0..5 => Zoeksoort::Telefoon,
        5..7 => Zoeksoort::NaamGeboortedatum,
        7 if persoon.bsn.is_some() => Zoeksoort::Bsn,
        _ => Zoeksoort::Adres,
    };
    let controle = if rng.random_bool(0.8) { Controle::Geslaagd } else { Controle::NietNodig };
    let found = partij::gezocht(&looked_up, ids, soort, &[partij])?;
    Ok([found, partij::geraadpleegd(&looked_up, ids, partij, soort, controle)?])
}

/// Registers it by the rule that the workplace uses.
///
/// # Errors
/// What the rule refuses: a fault of the demo.
pub(super) fn maak(
    rng: &mut StdRng,
    ids: &Ids,
    wereld: &Wereld,
    aanvraag: &Aanvraag,
    beller: &Beller<'_>,
    nummers: Nummers,
) -> Result<Besluit> {
    let product = &wereld.producten[aanvraag.product];
    let vraag = if product.vragen.is_empty() { "" } else { een(rng, &product.vragen).as_str() };
    let callback = aanvraag.afhandeling == Afhandeling::Terugbelverzoek;
    let (beller_naam, beller_telefoon) = match beller.known {
        Some((_, persoon)) => (persoon.naam.volledig(), persoon.telefoon.clone()),
        None if beller.naam.is_some() && !callback => (beller.naam.clone().unwrap_or_default(), String::new()),
        None if callback || rng.random_bool(NAAM_GENOEMD) => stranger(rng),
        None => Default::default(),
    };
    let einde = match (aanvraag.afhandeling, beller.open) {
        (Afhandeling::DirectBeantwoord, _) => Einde::DirectBeantwoord,
        (Afhandeling::KlantBeltZelfTerug, _) => Einde::KlantBeltZelfTerug,
        (Afhandeling::Doorverbonden, _) => Einde::Doorverbonden(product.team),
        (Afhandeling::Terugbelverzoek, Some(open)) => {
            Einde::Aangesloten { taak: Box::new(open.clone()), vraag: zinnen::nog_eens(rng).to_owned() }
        }
        (Afhandeling::Terugbelverzoek, None) => {
            Einde::Terugbelverzoek(Box::new(verzoek(rng, ids, wereld, aanvraag, product, vraag, nummers.taak)?))
        }
    };
    // Who answers has the article open, and so have most of the others.
    let artikel = aanvraag.afhandeling == Afhandeling::DirectBeantwoord || rng.random_bool(0.6);
    let reden = wereld.reden(rng, product);
    let reden = if beller.zaak.is_some() { STATUSVRAAG.to_owned() } else { reden };
    let contact = Contact {
        id: ids.next(),
        nummer: nummers.contact,
        kanaal: aanvraag.kanaal.code.to_owned(),
        begonnen_op: aanvraag.begonnen,
        duur_s: aanvraag.duur_s,
        notitie: zinnen::notitie(rng, vraag, &product.thema, aanvraag.afhandeling),
        onderwerp: Onderwerp {
            naam: product.naam.clone(),
            product: Some(product.code.clone()),
            thema: Some(product.thema.clone()),
            artikel: artikel.then_some(product.artikel),
            zaak: beller.zaak,
        },
        reden: Some(reden),
        uitkomst: wereld.uitkomst(rng, aanvraag.afhandeling),
        einde,
        team: aanvraag.team,
        medewerker: aanvraag.agent,
        partij: beller.known.map(|(partij, _)| partij),
        // Some who are not known to us call for a business about what is for everybody.
        klantgroep: (beller.known.is_none() && nummers.contact % 9 == 0).then_some(Klantgroep::Ondernemer),
        beller_naam,
        beller_telefoon,
    };
    besluit(&door(wereld, aanvraag), ids, &wereld.huis, &contact)
}

/// The name and number of somebody who is not among the people we know.
fn stranger(rng: &mut StdRng) -> (String, String) {
    let persoon = personen::persoon(rng.random(), usize::MAX / 2, jiff::civil::date(2000, 1, 1));
    (persoon.naam.volledig(), persoon.telefoon)
}

/// The callback that is asked for.
fn verzoek(
    rng: &mut StdRng,
    ids: &Ids,
    wereld: &Wereld,
    aanvraag: &Aanvraag,
    product: &Product,
    vraag: &str,
    nummer: i64,
) -> Result<Verzoek> {
    let ploeg = wereld.ploegen.get(&product.team);
    let by_name = rng.random_bool(0.12);
    Ok(Verzoek {
        id: ids.next(),
        nummer,
        team: product.team,
        medewerker: ploeg.filter(|_| by_name).map(|ploeg| ploeg.iemand(rng, aanvraag.vastgelegd.date())),
        vraag: zinnen::terugbelvraag(rng, vraag, &product.thema),
        antwoorden: antwoorden(rng, wereld, product, vraag),
        beloofd_op: wereld.huis.belofte(product.team, aanvraag.vastgelegd)?,
    })
}
