//! Staff register what came in by post, at the desk or by phone. It counts from the day on which it came, whenever somebody enters it.

use jiff::civil::Date;
use kern::autorisatie::{BehandelZaken, LeesKlant};
use kern::organisaties::TeamId;
use kern::{Authorised, Database, Error, FieldError, Handeling, Ids, Moment, Reads, Result, Tx};
use registers::catalogi::{self, InternOfExtern};
use registers::klantinteracties::{Bsn, Partij, PartijId, folded, partij};
use registers::zaken::{Wijziging, Zaak, ZaakId, zaak};

use super::indienen::{Aanvraag, Aanvrager, Bijlage, Ingediend, indienen};

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
    pub bsn: String,
    /// Where to mail them about it.
    pub e_mail: String,
    /// Where to call them about it.
    pub telefoon: String,
    /// What is known of it: name and value.
    pub eigenschappen: Vec<(String, String)>,
    /// What came in, as a file.
    pub bijlage: Option<Bijlage>,
}

/// Two who send the same form at once: the second finds the case of the first.
const TRIES: usize = 2;

/// Registers a case for whoever applied, once.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong with it.
pub async fn registreren(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    registratie: &Registratie,
) -> Result<Zaak> {
    let mut tries = 1;
    loop {
        match een_keer(db, ids, who, handeling, registratie).await {
            Err(Error::Conflict(_)) if tries < TRIES => tries += 1,
            done => return done,
        }
    }
}

async fn een_keer(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    registratie: &Registratie,
) -> Result<Zaak> {
    let tx = db.begin().await?;
    let mut errors = Vec::new();
    if registratie.naam.trim().is_empty() {
        errors.push(FieldError::new("naam", "verplicht"));
    }
    let partij = match bekend(&tx, who, registratie).await? {
        Ok(partij) => partij,
        Err(error) => {
            errors.push(error);
            None
        }
    };
    errors.extend(dag_fout(&tx, handeling, registratie).await?);
    let Registratie { naam, e_mail, telefoon, .. } = registratie.clone();
    let aanvraag = Aanvraag {
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
        meteen_klaar: false,
        ontvangen_op: moment(handeling, registratie.ontvangen_op),
    };
    match indienen(&tx, ids, handeling, &aanvraag).await {
        Err(Error::Invalid(more)) => Err(Error::Invalid(errors.into_iter().chain(more).collect())),
        Err(other) => Err(other),
        Ok(Ingediend { zaak, changes, .. }) => {
            Error::all(errors)?;
            tx.write(changes).await?;
            tx.commit().await?;
            Ok(zaak)
        }
    }
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

/// Who has the BSN that was typed, when the name that was typed is theirs. That nobody has it and that somebody else has it is told alike.
async fn bekend(
    db: &impl Reads,
    who: &Authorised<BehandelZaken>,
    registratie: &Registratie,
) -> Result<Result<Option<PartijId>, FieldError>> {
    if registratie.bsn.trim().is_empty() {
        return Ok(Ok(None));
    }
    let bsn: Bsn = match registratie.bsn.parse() {
        Ok(bsn) => bsn,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let program = Authorised::<LeesKlant>::program(who.organisatie());
    let found = partij::by_bsn(db, &program, &bsn, 1).await?;
    let theirs = found.into_iter().find(|partij| is_naam_van(&registratie.naam, partij));
    Ok(theirs.map(|partij| Some(partij.id)).ok_or_else(|| FieldError::new("bsn", "bsn-hoort-niet-bij-naam")))
}

/// Whether each word of somebody's surname was typed.
fn is_naam_van(typed: &str, partij: &Partij) -> bool {
    let typed = folded(typed);
    let surname = partij.contactnaam.as_ref().map(|naam| folded(&naam.achternaam)).unwrap_or_default();
    !surname.is_empty() && surname.split(' ').all(|word| typed.split(' ').any(|known| known == word))
}

/// The number and the team of a case that this colleague registered, also when they may not see it: it stands on the letter.
///
/// # Errors
/// What the database says.
pub async fn eigen_registratie(
    db: &impl Reads,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    id: ZaakId,
) -> Result<Option<(String, TeamId)>> {
    let program = Authorised::<BehandelZaken>::program(who.organisatie());
    let steps = zaak::stappen_van(db, &program, id).await?;
    let own = steps.iter().any(|step| {
        step.soort == Wijziging::Geregistreerd && step.medewerker.is_some() && step.medewerker == handeling.medewerker
    });
    let zaak = if own { zaak::by_id(db, &program, id).await? } else { None };
    Ok(zaak.map(|zaak| (zaak.identificatie, zaak.team)))
}
