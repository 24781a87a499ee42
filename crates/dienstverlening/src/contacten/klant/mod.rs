//! Who is calling: recognised from what is typed, found, checked by a question, opened. Each look-up carries a purpose and
//! is in the journal before anything is shown.

mod herken;

pub use herken::{Zoekterm, herken};

use std::collections::HashMap;

use jiff::civil::Date;
use kern::autorisatie::{LeesKlant, Registreren};
use kern::{Authorised, Change, Database, Error, FieldError, Handeling, Ids, Reads, Result};
use registers::klantinteracties::partij::{self, Controle, Zoeksoort};
use registers::klantinteracties::{Adres, DigitaalAdres, Partij, PartijId, SoortDigitaalAdres};

use super::concept::{self, Concept, ConceptId};

/// The most that a search shows; who has more than this must say more.
pub const TREFFERS_MAX: usize = 25;

/// Somebody who was found: enough to tell them apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Treffer {
    /// Who.
    pub partij: PartijId,
    /// Their name.
    pub naam: String,
    /// Their date of birth.
    pub geboortedatum: Option<Date>,
    /// Where they live.
    pub adres: Option<Adres>,
    /// Whether their address may not be told.
    pub geheimhouding: bool,
}

impl Treffer {
    fn of(partij: Partij) -> Self {
        Self {
            partij: partij.id,
            naam: partij.volledige_naam(),
            geboortedatum: partij.geboortedatum,
            geheimhouding: partij.indicatie_geheimhouding == Some(true),
            adres: partij.bezoekadres,
        }
    }
}

/// There is a purpose, or nobody is looked up.
pub(super) fn with_purpose(handeling: &Handeling) -> Result<()> {
    match handeling.doel.as_deref() {
        Some(doel) if !doel.trim().is_empty() => Ok(()),
        _ => Err(FieldError::new("reden", "verplicht").into()),
    }
}

async fn record(db: &Database, change: Change) -> Result<()> {
    let tx = db.begin().await?;
    tx.write(vec![change]).await?;
    tx.commit().await
}

/// Looks for somebody. That it was done, by what and for which purpose is in the journal before the answer is given.
///
/// # Errors
/// [`Error::Invalid`] on field `reden` without a purpose.
pub async fn zoek(
    db: &Database,
    ids: &Ids,
    who: &Authorised<LeesKlant>,
    handeling: &Handeling,
    term: &Zoekterm,
) -> Result<Vec<Treffer>> {
    with_purpose(handeling)?;
    let found = match term {
        Zoekterm::Bsn(bsn) => partij::by_bsn(db, who, bsn, limit()).await?,
        Zoekterm::Telefoon(number) => partij::by_telefoon(db, who, number, limit()).await?,
        Zoekterm::Adres { postcode, huisnummer, toevoeging } => {
            partij::by_adres(db, who, postcode, *huisnummer, toevoeging.as_deref(), TREFFERS_MAX).await?
        }
        Zoekterm::NaamEnGeboortedatum { naam, geboortedatum } => {
            partij::by_naam_en_geboortedatum(db, who, naam, *geboortedatum, TREFFERS_MAX).await?
        }
    };
    let which: Vec<PartijId> = found.iter().map(|partij| partij.id).collect();
    record(db, partij::gezocht(handeling, ids, term.soort(), &which)?).await?;
    Ok(found.into_iter().map(Treffer::of).collect())
}

fn limit() -> u64 {
    u64::try_from(TREFFERS_MAX).unwrap_or(u64::MAX)
}

/// What to ask before anything personal is told: something that was not said yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Controlevraag {
    /// "What is your date of birth?"
    Geboortedatum,
    /// "What is your postcode and house number?"
    Adres,
    /// There is nothing to ask by: nothing personal may be told.
    Geen,
}

/// The control question for somebody who was found by this: their date of birth, unless that is what they were found by
/// or we do not know it.
#[must_use]
pub fn controlevraag(gevonden_met: Zoeksoort, geboortedatum: Option<Date>, adres: Option<&Adres>) -> Controlevraag {
    let ask_birth = geboortedatum.is_some() && gevonden_met != Zoeksoort::NaamGeboortedatum;
    let ask_address = adres.is_some() && gevonden_met != Zoeksoort::Adres;
    match (ask_birth, ask_address) {
        (true, _) => Controlevraag::Geboortedatum,
        (false, true) => Controlevraag::Adres,
        (false, false) => Controlevraag::Geen,
    }
}

/// Somebody who was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Klant {
    /// Who.
    pub partij: Partij,
    /// How to reach them, the preferred way first.
    pub digitale_adressen: Vec<DigitaalAdres>,
}

impl Klant {
    /// Their phone number, the preferred one; empty when we know none.
    #[must_use]
    pub fn telefoon(&self) -> &str {
        let phone = |adres: &&DigitaalAdres| adres.soort_digitaal_adres == SoortDigitaalAdres::Telefoonnummer;
        self.digitale_adressen.iter().find(phone).map_or("", |adres| adres.adres.as_str())
    }

    /// Name and number: what was typed, and what we know where nothing was.
    pub(super) fn of_getypt(&self, naam: &str, telefoon: &str) -> (String, String) {
        let or = |typed: &str, known: String| if typed.trim().is_empty() { known } else { typed.trim().to_owned() };
        (or(naam, self.partij.volledige_naam()), or(telefoon, self.telefoon().to_owned()))
    }
}

/// How somebody was found and how the control question ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Who.
    pub partij: PartijId,
    /// By what they were found.
    pub gevonden_met: Zoeksoort,
    /// How the control question ended.
    pub controle: Controle,
}

/// Notes on a draft who it may be, before the control question: only the name is told until [`open`] says how that ended.
/// That the agent saw this name, and the answer to check it by, is in the journal: the id can come from any earlier search.
///
/// # Errors
/// [`Error::Invalid`] on field `reden` without a purpose; [`Error::Missing`] when there is no such person or draft.
pub async fn kiezen(
    db: &Database,
    ids: &Ids,
    (who, registreren): (&Authorised<LeesKlant>, &Authorised<Registreren>),
    handeling: &Handeling,
    concept: ConceptId,
    partij: PartijId,
    gevonden_met: Zoeksoort,
) -> Result<()> {
    with_purpose(handeling)?;
    partij::by_id(db, who, partij).await?.ok_or(Error::Missing { what: "partij", id: partij.uuid() })?;
    let tx = db.begin().await?;
    let was = concept::by_id(&tx, registreren, concept).await?;
    if was.partij == Some(partij) && was.gevonden_met == Some(gevonden_met) {
        // Pressed twice: they were seen once.
        return Ok(());
    }
    concept::koppel(&tx, registreren, concept, Some(partij), Some(gevonden_met), None).await?;
    tx.write(vec![partij::gekozen(handeling, ids, partij, gevonden_met)?]).await?;
    tx.commit().await
}

/// The names of whoever was chosen or opened on these drafts: for the tabs.
///
/// # Errors
/// What the database says.
pub async fn namen(
    db: &impl Reads,
    who: &Authorised<LeesKlant>,
    concepten: &[Concept],
) -> Result<HashMap<PartijId, String>> {
    partij::namen(db, who, concepten.iter().filter_map(|concept| concept.partij)).await
}

/// Opens somebody for this contact: in the journal with purpose and outcome, and noted on the draft, in one commit. After
/// a failed control question nobody is shown and the draft stays without a name.
///
/// # Errors
/// [`Error::Invalid`] on field `reden` without a purpose; [`Error::Missing`] when there is no such person or draft.
pub async fn open(
    db: &Database,
    ids: &Ids,
    (who, registreren): (&Authorised<LeesKlant>, &Authorised<Registreren>),
    handeling: &Handeling,
    concept: ConceptId,
    opening: Opening,
) -> Result<Option<Klant>> {
    with_purpose(handeling)?;
    let id = opening.partij;
    let klant = van_partij(db, who, id).await?.ok_or(Error::Missing { what: "partij", id: id.uuid() })?;
    let told = opening.controle != Controle::Mislukt;
    let tx = db.begin().await?;
    let (found_by, outcome) = (Some(opening.gevonden_met), Some(opening.controle));
    concept::koppel(&tx, registreren, concept, told.then_some(id), found_by, outcome).await?;
    tx.write(vec![partij::geraadpleegd(handeling, ids, id, opening.gevonden_met, opening.controle)?]).await?;
    tx.commit().await?;
    Ok(told.then_some(klant))
}

/// Takes the name off a draft: it was somebody else after all.
///
/// # Errors
/// [`Error::Missing`] when there is no such draft.
pub async fn loslaten(db: &Database, who: &Authorised<Registreren>, concept: ConceptId) -> Result<()> {
    let tx = db.begin().await?;
    concept::koppel(&tx, who, concept, None, None, None).await?;
    tx.commit().await
}

/// Whoever was opened on this draft, to show the page again: that they were opened is in the journal already.
///
/// # Errors
/// What the database says.
pub async fn van_concept(db: &impl Reads, who: &Authorised<LeesKlant>, concept: &Concept) -> Result<Option<Klant>> {
    match concept.partij {
        Some(partij) => van_partij(db, who, partij).await,
        None => Ok(None),
    }
}

/// Somebody we know; that they were looked up is the caller's to tell.
pub(super) async fn van_partij(db: &impl Reads, who: &Authorised<LeesKlant>, id: PartijId) -> Result<Option<Klant>> {
    let Some(partij) = partij::by_id(db, who, id).await? else { return Ok(None) };
    let digitale_adressen = partij::digitale_adressen(db, who, id).await?;
    Ok(Some(Klant { partij, digitale_adressen }))
}
