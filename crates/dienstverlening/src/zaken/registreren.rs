//! Staff register what came in by post or mail. It counts from the day on which it came, whenever somebody enters it.

use jiff::civil::Date;
use kern::autorisatie::{BehandelZaken, LeesKlant, LeesZaken};
use kern::organisaties::TeamId;
use kern::{Authorised, Database, Error, FieldError, Handeling, Ids, Moment, Reads, Result, Tx};
use registers::catalogi::{self, InternOfExtern, OmschrijvingGeneriek};
use registers::documenten;
use registers::klantinteracties::{Bsn, Klantgroep, PartijId, folded};
use registers::zaken::{Betrokkene, Wijziging, Zaak, ZaakId, eigenschap, rol, zaak};

use super::indienen::{Aanvraag, Aanvrager, Bijlage, Ingediend, indienen};
use super::lopend::zaaktype;
use super::samenstellen::REGEL_MAX;
use crate::contacten::Huis;
use crate::contacten::klant::{self, Zoekterm};

/// What came in, as whoever enters it typed it.
#[derive(Clone, Debug)]
pub struct Registratie {
    /// Chosen by the caller: sent twice makes one case.
    pub id: ZaakId,
    /// Identificatie of the zaaktype; not one for work between ourselves.
    pub zaaktype: String,
    /// Code of the channel.
    pub kanaal: String,
    /// The day on which it came in.
    pub ontvangen_op: Date,
    /// What it is, in a line.
    pub omschrijving: String,
    /// What there is to say about it.
    pub toelichting: String,
    /// Who applied.
    pub naam: String,
    /// Their BSN where it is known: then the case is theirs in Mijn as well. It goes with their name.
    pub bsn: Option<Bsn>,
    /// Where to mail them about it.
    pub e_mail: String,
    /// Where to call them about it.
    pub telefoon: String,
    /// For whom they apply, where the letter says so.
    pub klantgroep: Option<Klantgroep>,
    /// What is known of it: name and value.
    pub eigenschappen: Vec<(String, String)>,
    /// What came in, as a file.
    pub bijlage: Option<Bijlage>,
}

/// Why somebody is looked up here.
const DOEL: &str = "zaak-registreren";

/// Registers a case for whoever applied, once. That somebody was looked up by their BSN is in the journal, whatever comes of it.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong with it; [`Error::Conflict`] when another application was registered by this id.
pub async fn registreren(
    db: &Database,
    ids: &Ids,
    (who, klanten): (&Authorised<BehandelZaken>, &Authorised<LeesKlant>),
    handeling: &Handeling,
    registratie: &Registratie,
) -> Result<Zaak> {
    let mut errors = Vec::new();
    let naam = registratie.naam.trim();
    if naam.is_empty() {
        errors.push(FieldError::new("naam", "verplicht"));
    }
    if naam.chars().count() > REGEL_MAX {
        errors.push(FieldError::new("naam", "te-lang").detail(REGEL_MAX));
    }
    let mut partij = None;
    if let Some(bsn) = registratie.bsn.as_ref().filter(|_| errors.is_empty()) {
        partij = bekend(db, ids, klanten, handeling, (bsn, naam)).await?;
        if partij.is_none() {
            errors.push(FieldError::new("bsn", "bsn-hoort-niet-bij-naam"));
        }
    }
    let huis = Huis::lees(db, handeling.organisatie).await?;
    let product = huis.instellingen.product_van_zaaktype(&registratie.zaaktype).map(str::to_owned);
    let aanvraag = Aanvraag { product, ..aanvraag(handeling, registratie, partij) };
    match een_keer(db, ids, who, handeling, (registratie, &aanvraag), errors.clone()).await {
        // Somebody sent the same form at the same moment: what that made is found now.
        Err(Error::Conflict(_)) => een_keer(db, ids, who, handeling, (registratie, &aanvraag), errors).await,
        done => done,
    }
}

fn aanvraag(handeling: &Handeling, registratie: &Registratie, partij: Option<PartijId>) -> Aanvraag {
    let Registratie { naam, e_mail, telefoon, .. } = registratie.clone();
    Aanvraag {
        id: registratie.id,
        zaaktype: registratie.zaaktype.clone(),
        product: None,
        kanaal: registratie.kanaal.clone(),
        omschrijving: registratie.omschrijving.clone(),
        toelichting: registratie.toelichting.clone(),
        aanvrager: match partij {
            Some(partij) => Aanvrager::Bekend { partij, e_mail, telefoon },
            None => Aanvrager::Onbekend { naam, e_mail, telefoon },
        },
        gemachtigde: None,
        eigenschappen: registratie.eigenschappen.clone(),
        bijlagen: registratie.bijlage.iter().cloned().collect(),
        geometrie: None,
        hoofdzaak: None,
        klantgroep: registratie.klantgroep,
        meteen_klaar: false,
        ontvangen_op: moment(handeling, registratie.ontvangen_op),
    }
}

async fn een_keer(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (registratie, aanvraag): (&Registratie, &Aanvraag),
    mut errors: Vec<FieldError>,
) -> Result<Zaak> {
    let tx = db.begin().await?;
    if errors.is_empty()
        && let Some(earlier) = eerder(&tx, who, handeling, aanvraag).await?
    {
        return earlier;
    }
    let day = dag_fout(&tx, handeling, registratie).await?;
    let then = day.is_some();
    errors.extend(day);
    match indienen(&tx, ids, handeling, aanvraag).await {
        Err(Error::Invalid(more)) => {
            // A kind that was not there then is told at the day.
            errors.extend(more.into_iter().filter(|error| !(then && error.field == "zaaktype")));
            Err(Error::Invalid(errors))
        }
        Err(other) => Err(other),
        Ok(Ingediend { zaak, changes, .. }) => {
            Error::all(errors)?;
            tx.write(changes).await?;
            tx.commit().await?;
            Ok(zaak)
        }
    }
}

/// What was registered by this id before: the same again is answered with it, and another application is not lost behind it.
async fn eerder(
    tx: &Tx,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    aanvraag: &Aanvraag,
) -> Result<Option<Result<Zaak>>> {
    let program = Authorised::<LeesZaken>::program(who.organisatie());
    let Some(zaak) = zaak::by_id(tx, &program, aanvraag.id).await? else { return Ok(None) };
    let own = eigen_stap(tx, who, handeling, aanvraag.id).await?.is_some();
    let same = zelfde(tx, &program, &zaak, aanvraag).await?;
    let conflict = || Error::Conflict(FieldError::new("id", "al-geregistreerd"));
    Ok(Some(if own && same { Ok(zaak) } else { Err(conflict()) }))
}

/// Whether a case is what came of this application, in all that can be typed.
async fn zelfde(tx: &Tx, program: &Authorised<LeesZaken>, zaak: &Zaak, aanvraag: &Aanvraag) -> Result<bool> {
    let rollen = rol::van_zaak(tx, program, zaak.id).await?;
    let applied = |rol: &&rol::Rol| rol.omschrijving_generiek == OmschrijvingGeneriek::Initiator;
    let typed = |known: &str, typed: &str| typed.trim().is_empty() || known.eq_ignore_ascii_case(typed.trim());
    let same_person = rollen.iter().find(applied).is_some_and(|rol| match (&rol.betrokkene, &aanvraag.aanvrager) {
        // What was not typed was taken from what is known of them.
        (
            Betrokkene::Partij { partij, e_mail, telefoon, .. },
            Aanvrager::Bekend { partij: who, e_mail: mail, telefoon: phone },
        ) => partij == who && typed(e_mail, mail) && typed(telefoon, phone),
        (
            Betrokkene::Onbekend { naam, e_mail, telefoon },
            Aanvrager::Onbekend { naam: name, e_mail: mail, telefoon: phone },
        ) => naam == name.trim() && e_mail.eq_ignore_ascii_case(mail.trim()) && telefoon == phone.trim(),
        _ => false,
    });
    let mut known: Vec<(String, String)> =
        eigenschap::van_zaak(tx, program, zaak.id).await?.into_iter().map(|known| (known.naam, known.waarde)).collect();
    let mut told = aanvraag.eigenschappen.clone();
    known.sort_unstable();
    told.sort_unstable();
    let documents = documenten::van_zaak(tx, program, zaak.id).await?;
    let files = documents
        .iter()
        .map(|document| &document.inhoud.sha256)
        .eq(aanvraag.bijlagen.iter().map(|bijlage| &bijlage.bestand.sha256));
    let zaaktype = zaaktype(tx, program.organisatie(), zaak).await?;
    Ok(same_person
        && known == told
        && files
        && zaaktype.identificatie == aanvraag.zaaktype
        && zaak.startdatum == aanvraag.ontvangen_op.date()
        && aanvraag.klantgroep.is_none_or(|said| zaak.klantgroep == Some(said))
        && zaak.communicatiekanaal == aanvraag.kanaal
        && zaak.omschrijving == aanvraag.omschrijving.trim()
        && zaak.toelichting == aanvraag.toelichting.trim())
}

/// Today it came in now; on an earlier day when that began. A day that is still to come has an error of its own.
fn moment(handeling: &Handeling, day: Date) -> Moment {
    if day < handeling.op.date() { Moment::start_of(day) } else { handeling.op }
}

/// Of a kind that is there now: whether it can have come in on that day.
async fn dag_fout(tx: &Tx, handeling: &Handeling, registratie: &Registratie) -> Result<Option<FieldError>> {
    let (day, today) = (registratie.ontvangen_op, handeling.op.date());
    if day > today {
        return Ok(Some(FieldError::new("ontvangen_op", "dag-nog-niet-geweest")));
    }
    let on = |day| catalogi::geldig(tx, handeling.organisatie, &registratie.zaaktype, day);
    match on(today).await? {
        Some(kind) if kind.indicatie_intern_of_extern == InternOfExtern::Intern => {
            Ok(Some(FieldError::new("zaaktype", "onbekende-keuze")))
        }
        Some(_) if on(day).await?.is_none() => Ok(Some(FieldError::new("ontvangen_op", "soort-toen-niet"))),
        // What is not there at all is refused with the rest.
        _ => Ok(None),
    }
}

/// Who has this BSN, when the last word of the name that was typed is that of theirs. That nobody has it, that two have, and that somebody else has it is told alike.
async fn bekend(
    db: &Database,
    ids: &Ids,
    klanten: &Authorised<LeesKlant>,
    handeling: &Handeling,
    (bsn, naam): (&Bsn, &str),
) -> Result<Option<PartijId>> {
    let handeling = handeling.clone().met_doel(DOEL);
    let found = klant::zoek(db, ids, klanten, &handeling, &Zoekterm::Bsn(bsn.clone())).await?;
    let last = |naam: &str| folded(naam).rsplit(' ').next().map(str::to_owned);
    Ok(match found.as_slice() {
        [only] if last(&only.naam) == last(naam) => Some(only.partij),
        _ => None,
    })
}

/// The team at which a case landed that this colleague registered.
async fn eigen_stap(
    db: &impl Reads,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    id: ZaakId,
) -> Result<Option<(Moment, TeamId)>> {
    let program = Authorised::<LeesZaken>::program(who.organisatie());
    let steps = zaak::stappen_van(db, &program, id).await?;
    let own = steps.iter().find(|step| {
        step.soort == Wijziging::Geregistreerd && step.medewerker.is_some() && step.medewerker == handeling.medewerker
    });
    Ok(own.and_then(|step| Some((step.op, step.naar_team?))))
}

/// The number of a case that this colleague registered today and the team at which it landed, also when they may not see it: the number
/// stands on the letter.
///
/// # Errors
/// What the database says.
pub async fn eigen_registratie(
    db: &impl Reads,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    id: ZaakId,
) -> Result<Option<(String, TeamId)>> {
    let Some((op, team)) = eigen_stap(db, who, handeling, id).await? else { return Ok(None) };
    if op.date() != handeling.op.date() {
        return Ok(None);
    }
    let program = Authorised::<LeesZaken>::program(who.organisatie());
    Ok(zaak::by_id(db, &program, id).await?.map(|zaak| (zaak.identificatie, team)))
}
