//! Sending an application: the draft goes and the zaak comes in one transaction, once, however often it is asked.

use kern::{Busy, Change, Database, Error, Handeling, Ids, Result, Tx};
use registers::documenten::Inhoud;
use uuid::Uuid;

use super::concept::{self, AanvraagId, Aanvrager, Concept, Houder, Upload, Verstuurd};
use super::controle::placeholders;
use super::definitie::{Formulier, Gegeven, Soort};
use super::stand::{Bekend, Fout, Stand};
use super::waarde::{Antwoord, Waarde};
use crate::zaken::{self, Ingediend};

/// How sending ended.
#[derive(Debug)]
pub enum Uitkomst {
    /// It is a zaak, now or already.
    Verstuurd(Box<Concept>),
    /// Something is missing or wrong: on which page, and what.
    Onvolledig(Vec<(String, Vec<Fout>)>),
}

/// An application as it is handed over: everything that applies was answered and is right.
#[derive(Clone, Debug, PartialEq)]
pub struct Inzending {
    /// The id of the zaak.
    pub id: AanvraagId,
    /// Identificatie of its zaaktype.
    pub zaaktype: String,
    /// Code of its product.
    pub product: String,
    /// What it is about, in a line.
    pub omschrijving: String,
    /// Every question with its answer.
    pub toelichting: String,
    /// For whom: the partij that is applied for, else who left which data.
    pub aanvrager: Indiener,
    /// Who did it for somebody else.
    pub gemachtigde: Option<Uuid>,
    /// Names of zaakeigenschappen with their values.
    pub eigenschappen: Vec<(String, String)>,
    /// The files, each with its informatieobjecttype and the question it answers.
    pub bijlagen: Vec<(Upload, String, String)>,
    /// A place, as GeoJSON.
    pub geometrie: Option<String>,
}

/// Who applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Indiener {
    /// Somebody who logged in, or for whom somebody did, with what they left besides what we know; each may be empty.
    Bekend {
        /// Who.
        partij: Uuid,
        /// The mail address.
        e_mail: String,
        /// The phone number.
        telefoon: String,
    },
    /// A visitor, with what they left of themselves; each may be empty.
    Onbekend {
        /// The name.
        naam: String,
        /// The mail address.
        e_mail: String,
        /// The phone number.
        telefoon: String,
    },
}

/// A zaak's omschrijving has so many characters at most (Zaken API).
const OMSCHRIJVING_MAX: usize = 80;

/// Puts together what is handed over.
#[must_use]
pub fn inzending(formulier: &Formulier, concept: &Concept, antwoorden: &[Antwoord<'_>]) -> Inzending {
    let given = |gegeven| {
        let found = antwoorden.iter().find(|answer| answer.vraag.vooraf == Some(gegeven));
        found.map(|answer| answer.waarde.tekst()).unwrap_or_default()
    };
    let aanvrager = match concept.burger {
        Some(Aanvrager { partij, namens }) => Indiener::Bekend {
            partij: namens.unwrap_or(partij),
            e_mail: given(Gegeven::EMail),
            telefoon: given(Gegeven::Telefoon),
        },
        None => Indiener::Onbekend {
            naam: given(Gegeven::Naam),
            e_mail: given(Gegeven::EMail),
            telefoon: given(Gegeven::Telefoon),
        },
    };
    let line = |answer: &Antwoord<'_>| format!("{}\n{}", answer.vraag.tekst, answer.waarde.tekst());
    let named = |answer: &Antwoord<'_>| Some((answer.vraag.eigenschap.clone()?, answer.waarde.eigenschap()));
    Inzending {
        id: concept.id,
        zaaktype: formulier.zaaktype.clone(),
        product: formulier.product.clone(),
        omschrijving: omschrijving(&formulier.omschrijving, antwoorden),
        toelichting: antwoorden.iter().map(line).collect::<Vec<_>>().join("\n\n"),
        aanvrager,
        gemachtigde: concept.burger.filter(|burger| burger.namens.is_some()).map(|burger| burger.partij),
        eigenschappen: antwoorden.iter().filter_map(named).collect(),
        bijlagen: antwoorden.iter().flat_map(files).collect(),
        geometrie: antwoorden.iter().find_map(|answer| match &answer.waarde {
            Waarde::Locatie(locatie) => locatie.geojson(),
            _ => None,
        }),
    }
}

fn files(answer: &Antwoord<'_>) -> Vec<(Upload, String, String)> {
    match (&answer.waarde, &answer.vraag.soort) {
        (Waarde::Bestanden(files), Soort::Upload { informatieobjecttype, .. }) => {
            let with = |file: &Upload| (file.clone(), informatieobjecttype.clone(), answer.vraag.tekst.clone());
            files.iter().map(with).collect()
        }
        _ => Vec::new(),
    }
}

/// The template with answers filled in; what was not asked is left out.
fn omschrijving(template: &str, antwoorden: &[Antwoord<'_>]) -> String {
    let mut text = template.to_owned();
    for code in placeholders(template) {
        let answer = antwoorden.iter().find(|answer| answer.vraag.code == code);
        text = text.replace(&format!("{{{code}}}"), &answer.map(|answer| answer.waarde.tekst()).unwrap_or_default());
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    kort(&text, OMSCHRIJVING_MAX)
}

/// A text of at most so many characters, with a sign where it was cut off.
fn kort(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    text.chars().take(max - 1).chain(['…']).collect()
}

/// What comes back for an application that was handed over.
struct Ontvangst {
    verstuurd: Verstuurd,
    changes: Vec<Change>,
}

/// The channel of a form on the website; every organisation with forms has it (its folder is checked for that).
pub(crate) const KANAAL: &str = "webformulier";

/// Makes a zaak of it.
async fn overdragen(tx: &Tx, ids: &Ids, handeling: &Handeling, inzending: Inzending) -> Result<Ontvangst> {
    let bijlage = |(upload, informatieobjecttype, titel): (Upload, String, String)| zaken::Bijlage {
        bestand: Inhoud {
            sleutel: upload.sleutel.to_string(),
            naam: upload.naam,
            formaat: upload.formaat,
            omvang: upload.omvang,
            sha256: upload.sha256,
        },
        titel,
        informatieobjecttype,
    };
    let aanvraag = zaken::Aanvraag {
        id: inzending.id.uuid().into(),
        zaaktype: inzending.zaaktype,
        product: Some(inzending.product),
        kanaal: KANAAL.to_owned(),
        omschrijving: inzending.omschrijving,
        toelichting: inzending.toelichting,
        aanvrager: match inzending.aanvrager {
            Indiener::Bekend { partij, e_mail, telefoon } => {
                zaken::Aanvrager::Bekend { partij: partij.into(), e_mail, telefoon }
            }
            Indiener::Onbekend { naam, e_mail, telefoon } => zaken::Aanvrager::Onbekend { naam, e_mail, telefoon },
        },
        gemachtigde: inzending.gemachtigde.map(Into::into),
        eigenschappen: inzending.eigenschappen,
        bijlagen: inzending.bijlagen.into_iter().map(bijlage).collect(),
        geometrie: inzending.geometrie,
        hoofdzaak: None,
        klantgroep: None,
        meteen_klaar: false,
        ontvangen_op: handeling.op,
    };
    let Ingediend { zaak, per_mail, changes } = zaken::indienen(tx, ids, handeling, &aanvraag).await?;
    let uiterlijk = zaak.uiterlijke_einddatum_afdoening;
    let verstuurd = Verstuurd { nummer: zaak.identificatie, uiterlijk, e_mail: per_mail, op: handeling.op };
    Ok(Ontvangst { verstuurd, changes })
}

/// Two who send the same draft at once: this often it is looked at again.
const TRIES: usize = 5;

/// Sends a draft. When it was sent before, the same confirmation is given again.
///
/// # Errors
/// [`Error::Missing`] when there is no such draft, or it is somebody else's; what the database says.
pub async fn versturen(
    db: &Database,
    ids: &Ids,
    houder: &Houder,
    handeling: &Handeling,
    formulier: &Formulier,
    bekend: &Bekend,
    id: AanvraagId,
) -> Result<Uitkomst> {
    let tx = db.begin().await?;
    for _ in 0..TRIES {
        let concept = concept::by_id(&tx, houder, id).await?;
        if concept.verstuurd.is_some() {
            return Ok(Uitkomst::Verstuurd(Box::new(concept)));
        }
        let stand = Stand::new(formulier, &concept.invoer, &concept.uploads, bekend, handeling.op.date());
        let antwoorden = match stand.controleer() {
            Ok(antwoorden) => antwoorden,
            Err(wrong) => {
                let wrong = wrong.into_iter().map(|(groep, fouten)| (groep.code.clone(), fouten)).collect();
                return Ok(Uitkomst::Onvolledig(wrong));
            }
        };
        if !concept::take(&tx, &concept, handeling.op).await? {
            continue;
        }
        let ontvangst = overdragen(&tx, ids, handeling, inzending(formulier, &concept, &antwoorden)).await?;
        concept::bevestig(&tx, id, &ontvangst.verstuurd).await?;
        tx.write(ontvangst.changes).await?;
        tx.commit().await?;
        let sent = Concept { verstuurd: Some(ontvangst.verstuurd), ..concept };
        return Ok(Uitkomst::Verstuurd(Box::new(sent)));
    }
    Err(Error::Busy(Busy::Crowded))
}
