//! An application becomes a case: the rule, on what was read before. Pure.

use kern::{Change, Error, FieldError, Handeling, Ids, Result};
use registers::catalogi::{Informatieobjecttype, InternOfExtern, OmschrijvingGeneriek, Zaaktype};
use registers::documenten;
use registers::klantinteracties::Emailadres;
use registers::zaken::rol::Machtiging;
use registers::zaken::zaak::{self, Erbij};
use registers::zaken::{Betrokkene, Rol, Status, WachtOp, Zaak, eigenschap};

use super::bericht::{self, Bericht};
use super::indienen::{Aanvraag, Aanvrager};
use super::termijnen::{self, Data, Looptijd};
use crate::berichten::Sjablonen;
use crate::contacten::Huis;

/// The message that says that an application came in.
pub(super) const ONTVANGSTBEVESTIGING: &str = "ontvangstbevestiging";

/// What zaaktypen call whoever speaks for the applicant.
const GEMACHTIGDE: &str = "Gemachtigde";
const BIJLAGEN_MAX: usize = 50;
/// The standard's limit, in characters.
const OMSCHRIJVING_MAX: usize = 80;
/// The standard has 1,000; a form with all its answers is longer, and nothing that somebody typed is cut off.
const TOELICHTING_MAX: usize = 100_000;
/// An adres or file name is never longer.
pub(super) const REGEL_MAX: usize = 254;

/// What an application is looked at with.
pub struct Omgeving<'a> {
    /// The organisation.
    pub huis: &'a Huis,
    /// What kind of case it becomes.
    pub zaaktype: &'a Zaaktype,
    /// The kinds of documents there are.
    pub documenttypen: &'a [Informatieobjecttype],
    /// RSIN of the organisation.
    pub rsin: &'a str,
    /// The templates of messages.
    pub sjablonen: &'a Sjablonen,
}

/// Who applies.
pub struct Aanvragers {
    /// For whom it is.
    pub aanvrager: Betrokkene,
    /// Who speaks for them.
    pub gemachtigde: Option<Betrokkene>,
    /// Whether the one for whom it is can log in: then it is there for them in Mijn at once.
    pub in_mijn: bool,
}

/// A case as it begins, and the changes that make it.
pub struct Samengesteld {
    /// The case.
    pub zaak: Zaak,
    /// Who has a part in it.
    pub rollen: Vec<Rol>,
    /// Whether a confirmation goes to a mail address.
    pub per_mail: bool,
    /// Makes the case with its rollen, eigenschappen and first status.
    pub aanmaken: Change,
    /// The confirmations of receipt.
    pub bevestigingen: Vec<Change>,
}

/// The case that an application becomes.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong with it, or for a gemachtigde where the zaaktype knows none; [`Error::Bug`] for a zaaktype without an initiator.
pub fn samenstellen(
    ids: &Ids,
    handeling: &Handeling,
    omgeving: &Omgeving<'_>,
    aanvraag: &Aanvraag,
    wie: Aanvragers,
    nummer: String,
) -> Result<Samengesteld> {
    let in_mijn = wie.in_mijn;
    let zaaktype = omgeving.zaaktype;
    let eigenschappen = fouten(handeling, omgeving, aanvraag, ids)?;
    let rollen = rollen(ids, handeling, zaaktype, aanvraag, wie)?;
    let looptijd = Looptijd {
        vrij: &omgeving.huis.instellingen.vrije_dagen(),
        zaaktype,
        ontvangen: aanvraag.ontvangen_op.date(),
        besluit: termijnen::besluit(zaaktype, aanvraag.gegevens()),
    };
    let data = looptijd.data(&[], handeling.op.date())?;
    let zaak = nieuw(handeling, zaaktype, aanvraag, &data, (nummer, omgeving.rsin));
    let bevestigingen = confirmations(handeling, ids, omgeving, (aanvraag, &zaak), &rollen)?;
    let mailed = |rol: &Rol| rol.betrokkene.contact().1.parse::<Emailadres>().is_ok();
    let per_mail = !bevestigingen.is_empty() && rollen.iter().any(mailed);
    // Of whoever left nothing of themselves nobody can be told: the number they saw is all there is. What is handed over at
    // once is word enough.
    let nobody = rollen.iter().all(|rol| rol.betrokkene.contact() == ("", "", ""));
    let ours = zaaktype.indicatie_intern_of_extern == InternOfExtern::Intern;
    // Mail counts when it left: the message itself tells.
    let shown = in_mijn && !bevestigingen.is_empty();
    let told = shown || nobody || ours || aanvraag.meteen_klaar;
    let now = |holds: bool| holds.then_some(handeling.op);
    let klantgroep = match aanvraag.hoofdzaak {
        // A part is for whom the whole is; who left nothing, and we ourselves, come for nobody.
        None if !nobody && !ours => {
            let known = matches!(aanvraag.aanvrager, Aanvrager::Bekend { .. });
            omgeving.huis.instellingen.klantgroep(aanvraag.klantgroep, aanvraag.product.as_deref(), known)
        }
        _ => aanvraag.klantgroep,
    };
    let zaak = Zaak { bevestigd_op: now(told), in_mijn_op: now(in_mijn), klantgroep, ..zaak };
    let status = zaaktype.eerste_status().map(|first| Status {
        id: ids.next(),
        zaak: zaak.id,
        statustype: first.id,
        datum_status_gezet: handeling.op,
        statustoelichting: String::new(),
    });
    let erbij = Erbij { status, rollen, eigenschappen, berekening: data.berekening };
    let aanmaken = zaak::aanmaken(handeling, ids, zaaktype, &zaak, &erbij)?;
    Ok(Samengesteld { zaak, rollen: erbij.rollen, per_mail, aanmaken, bevestigingen })
}

/// Everything that is wrong with an application; gives its eigenschappen when nothing is.
fn fouten(
    handeling: &Handeling,
    omgeving: &Omgeving<'_>,
    aanvraag: &Aanvraag,
    ids: &Ids,
) -> Result<Vec<registers::zaken::Zaakeigenschap>> {
    let Omgeving { huis, zaaktype, documenttypen, .. } = omgeving;
    let mut errors = Vec::new();
    let mut length = |field, text: &str, max: usize| {
        if text.chars().count() > max {
            errors.push(FieldError::new(field, "te-lang").detail(max));
        }
    };
    length("omschrijving", &aanvraag.omschrijving, OMSCHRIJVING_MAX);
    length("toelichting", &aanvraag.toelichting, TOELICHTING_MAX);
    let (naam, e_mail, telefoon) = match &aanvraag.aanvrager {
        Aanvrager::Bekend { e_mail, telefoon, .. } => ("", e_mail, telefoon),
        Aanvrager::Onbekend { naam, e_mail, telefoon } => (naam.as_str(), e_mail, telefoon),
    };
    length("naam", naam, REGEL_MAX);
    length("telefoon", telefoon, REGEL_MAX);
    if !e_mail.trim().is_empty() {
        errors.extend(e_mail.parse::<Emailadres>().err());
    }
    if aanvraag.omschrijving.trim().is_empty() {
        errors.push(FieldError::new("omschrijving", "verplicht"));
    }
    if huis.instellingen.kanaal(&aanvraag.kanaal).is_none() {
        errors.push(FieldError::new("kanaal", "onbekende-keuze"));
    }
    if aanvraag.ontvangen_op > handeling.op {
        errors.push(FieldError::new("ontvangen_op", "moment-te-ver"));
    }
    if aanvraag.bijlagen.len() > BIJLAGEN_MAX {
        errors.push(FieldError::new("bijlagen", "te-lang").detail(BIJLAGEN_MAX));
    }
    for bijlage in &aanvraag.bijlagen {
        let named = zaaktype.informatieobjecttypen.iter().any(|it| it.omschrijving == bijlage.informatieobjecttype);
        if !named || !documenttypen.iter().any(|it| it.omschrijving == bijlage.informatieobjecttype) {
            errors.push(FieldError::new("bijlagen", "onbekende-keuze").detail(&bijlage.titel));
        }
        errors.extend(documenten::titel_fout(&bijlage.titel));
    }
    let today = handeling.op.date();
    errors.extend(aanvraag.gegevens().filter_map(|known| termijnen::besluit_fout(zaaktype, known, today)));
    match eigenschap::nieuw(ids, aanvraag.id, zaaktype, &aanvraag.eigenschappen) {
        Err(Error::Invalid(more)) => Err(Error::Invalid(errors.into_iter().chain(more).collect())),
        Err(other) => Err(other),
        Ok(eigenschappen) => Error::all(errors).map(|()| eigenschappen),
    }
}

fn nieuw(
    handeling: &Handeling,
    zaaktype: &Zaaktype,
    aanvraag: &Aanvraag,
    data: &Data,
    (identificatie, rsin): (String, &str),
) -> Zaak {
    Zaak {
        id: aanvraag.id,
        identificatie,
        bronorganisatie: rsin.to_owned(),
        omschrijving: aanvraag.omschrijving.trim().to_owned(),
        toelichting: aanvraag.toelichting.trim().to_owned(),
        zaaktype: zaaktype.id,
        registratiedatum: handeling.op.date(),
        verantwoordelijke_organisatie: rsin.to_owned(),
        startdatum: aanvraag.ontvangen_op.date(),
        einddatum: None,
        einddatum_gepland: data.gepland,
        uiterlijke_einddatum_afdoening: Some(data.uiterlijk.dag()),
        communicatiekanaal: aanvraag.kanaal.clone(),
        vertrouwelijkheidaanduiding: zaaktype.vertrouwelijkheidaanduiding,
        zaakgeometrie: aanvraag.geometrie.clone(),
        verlenging_reden: None,
        verlenging_duur: None,
        opschorting_indicatie: false,
        opschorting_reden: String::new(),
        hoofdzaak: aanvraag.hoofdzaak,
        archiefnominatie: None,
        archiefactiedatum: None,
        versie: 1,
        product: aanvraag.product.clone(),
        team: zaaktype.team,
        medewerker: None,
        statustype: zaaktype.eerste_status().map(|first| first.id),
        resultaattype: None,
        ontvangen_op: aanvraag.ontvangen_op,
        bevestigd_op: None,
        in_mijn_op: None,
        bij_behandelaar_op: None,
        afgehandeld_op: None,
        klantgroep: None,
        complexiteit: zaaktype.complexiteit,
        wacht_op: WachtOp::Behandelaar,
    }
}

/// The applicant, and whoever speaks for them.
fn rollen(
    ids: &Ids,
    handeling: &Handeling,
    zaaktype: &Zaaktype,
    aanvraag: &Aanvraag,
    Aanvragers { aanvrager, gemachtigde, .. }: Aanvragers,
) -> Result<Vec<Rol>> {
    let missing = || Error::bug(ZonderRol(zaaktype.identificatie.clone(), "initiator".to_owned()));
    let initiator = zaaktype.roltype(OmschrijvingGeneriek::Initiator).ok_or_else(missing)?;
    let initiator = Rol::new(handeling, ids, aanvraag.id, initiator, aanvrager);
    let Some(gemachtigde) = gemachtigde else { return Ok(vec![initiator]) };
    let roltype = zaaktype.roltype_genaamd(GEMACHTIGDE);
    let roltype = roltype.ok_or_else(|| Error::from(FieldError::new("gemachtigde", "onbekende-keuze")))?;
    let spokesman = Rol::new(handeling, ids, aanvraag.id, roltype, gemachtigde);
    Ok(vec![
        Rol { indicatie_machtiging: Machtiging::Machtiginggever, ..initiator },
        Rol { indicatie_machtiging: Machtiging::Gemachtigde, ..spokesman },
    ])
}

#[derive(Debug, thiserror::Error)]
#[error("zaaktype {0} has no {1}")]
pub(super) struct ZonderRol(pub(super) String, pub(super) String);

/// To the applicant, and to whoever speaks for them: both get word. Not of a sub-case, which they did not ask for, and not of
/// what they already have in their hands.
fn confirmations(
    handeling: &Handeling,
    ids: &Ids,
    omgeving: &Omgeving<'_>,
    (aanvraag, zaak): (&Aanvraag, &Zaak),
    rollen: &[Rol],
) -> Result<Vec<Change>> {
    // First: the applicant, whom [`rollen`] puts there.
    let Some(initiator) = rollen.first().filter(|_| aanvraag.hoofdzaak.is_none() && !aanvraag.meteen_klaar) else {
        return Ok(Vec::new());
    };
    let spokesmen = rollen.iter().filter(|rol| rol.indicatie_machtiging == Machtiging::Gemachtigde);
    let receipt =
        Bericht { sjabloon: ONTVANGSTBEVESTIGING, aan: initiator, velden: vec![("vervolg", serde_json::json!(""))] };
    let namens = initiator.betrokkene.contact().0;
    let for_another =
        |aan| Bericht { sjabloon: "gemachtigde-ontvangst", aan, velden: vec![("namens", serde_json::json!(namens))] };
    let messages = std::iter::once(receipt).chain(spokesmen.map(for_another));
    let of = (zaak, omgeving.zaaktype);
    messages
        .filter_map(|message| bericht::opstellen(handeling, ids, omgeving.sjablonen, of, &message).transpose())
        .collect()
}
