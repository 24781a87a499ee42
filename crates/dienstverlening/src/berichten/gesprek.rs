//! A question of a citizen about their zaak, and its answer, in one thread.

use std::collections::BTreeMap;

use kern::{Change, Error, FieldError, Gebeurtenis, Handeling, Ids, Result};
use registers::klantinteracties::Emailadres;
use sea_query::{Expr, ExprTrait};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::opstellen::{aanmaken, uitgaand};
use super::{Bericht, BerichtId, FeitenGelezen, GELEZEN, Kanaal, NieuwBericht, Richting, Sjablonen, Status, rijen};

/// Longer than this is no question or answer but a document.
const TEKENS_MAX: usize = 5_000;
const ONDERWERP_TEKENS_MAX: usize = 120;

/// A question as a citizen asks it.
#[derive(Clone, Debug)]
pub struct NieuweVraag<'a> {
    /// Chosen by the caller, so that sending it twice makes one.
    pub id: BerichtId,
    /// The zaak it is about: one of theirs.
    pub zaak: Uuid,
    /// Whose zaak it is ([`kern::autorisatie::Eigen`]).
    pub partij: Uuid,
    /// `nl` or `en`.
    pub taal: &'a str,
    /// The question.
    pub tekst: &'a str,
    /// The question that this one goes on about.
    pub antwoord_op: Option<BerichtId>,
}

/// A question comes in: its row and its gebeurtenis. It waits for an answer from then on.
///
/// # Errors
/// [`Error::Invalid`] on `tekst` when it is empty or too long.
pub fn vraag(handeling: &Handeling, ids: &Ids, nieuw: &NieuweVraag<'_>) -> Result<(Bericht, Change)> {
    let tekst = getypt("tekst", nieuw.tekst)?;
    let bericht = Bericht {
        id: nieuw.id,
        zaak: Some(nieuw.zaak),
        afspraak: None,
        partij: Some(nieuw.partij),
        richting: Richting::In,
        kanaal: Kanaal::Mijn,
        sjabloon: String::new(),
        taal: if nieuw.taal == "en" { "en" } else { "nl" }.to_owned(),
        aan: String::new(),
        onderwerp: first_line(&tekst),
        tekst,
        geheim: None,
        antwoord_op: nieuw.antwoord_op,
        status: Status::Ontvangen,
        reden: None,
        opgesteld_op: handeling.op,
        verstuurd_op: None,
        gelezen_op: None,
        pogingen: 0,
        volgende_poging_op: None,
        message_id: String::new(),
        medewerker: handeling.medewerker,
        versie: 1,
    };
    let change = aanmaken(handeling, ids, &bericht, None)?;
    Ok((bericht, change))
}

/// An answer as a handler gives it.
#[derive(Clone, Debug)]
pub struct Antwoord<'a> {
    /// Chosen by the caller, so that sending it twice makes one.
    pub id: BerichtId,
    /// The answer.
    pub tekst: &'a str,
    /// Where to mail it as well; none is in Mijn only.
    pub e_mail: Option<Emailadres>,
    /// The fields of `vraag-beantwoord` but the question and the answer.
    pub velden: BTreeMap<String, Json>,
}

/// A question is answered: the answer in the same thread, and the question waits no longer. Of two who answer at once, the
/// second gets a conflict.
///
/// # Errors
/// [`Error::Invalid`] on `tekst` when it is empty or too long; [`Error::Conflict`] when it was answered already.
pub fn beantwoord(
    handeling: &Handeling,
    ids: &Ids,
    sjablonen: &Sjablonen,
    vraag: &Bericht,
    antwoord: &Antwoord<'_>,
) -> Result<(Bericht, Change)> {
    if vraag.status != Status::Ontvangen {
        return Err(Error::Conflict(FieldError::new("tekst", "vraag-al-beantwoord")));
    }
    let tekst = getypt("tekst", antwoord.tekst)?;
    let mut velden = antwoord.velden.clone();
    velden.insert("vraag".to_owned(), json!(vraag.tekst));
    velden.insert("antwoord".to_owned(), json!(tekst));
    let nieuw = NieuwBericht {
        id: antwoord.id,
        sjabloon: "vraag-beantwoord",
        zaak: vraag.zaak,
        partij: vraag.partij,
        afspraak: None,
        e_mail: antwoord.e_mail.clone(),
        taal: &vraag.taal,
        velden,
        geheim: None,
    };
    let filled = sjablonen.vul(nieuw.sjabloon, nieuw.taal == "en", &nieuw.velden)?;
    let bericht = Bericht {
        sjabloon: nieuw.sjabloon.to_owned(),
        onderwerp: filled.onderwerp,
        tekst: filled.tekst,
        antwoord_op: Some(vraag.id),
        ..uitgaand(handeling, sjablonen, &nieuw)?
    };
    let answered = Bericht { status: Status::Beantwoord, versie: vraag.versie + 1, ..vraag.clone() };
    let change = aanmaken(handeling, ids, &bericht, Some(vraag))?.update(rijen::update(vraag, &answered));
    Ok((bericht, change))
}

/// A message is opened in Mijn for the first time; none when it had been.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn gelezen(handeling: &Handeling, ids: &Ids, bericht: &Bericht) -> Result<Option<Change>> {
    if bericht.gelezen_op.is_some() || bericht.richting == Richting::In {
        return Ok(None);
    }
    // It changes nothing that sending or dealing with it rests on: its versie stays, or a mail that is just leaving would not be
    // written down as sent.
    let wordt = Bericht { gelezen_op: Some(handeling.op), ..bericht.clone() };
    let first = rijen::update(bericht, &wordt).and_where(Expr::col("gelezen_op").is_null()).to_owned();
    let feiten = FeitenGelezen { sjabloon: bericht.sjabloon.clone(), opgesteld_op: bericht.opgesteld_op };
    let event = Gebeurtenis::new(handeling, ids, GELEZEN, bericht.id).feiten(&feiten)?;
    Ok(Some(Change::new(rijen::bij(event, bericht)).update(first)))
}

/// What a person typed: with lines, without other controls.
fn getypt(field: &'static str, typed: &str) -> Result<String> {
    let text: String = typed.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldError::new(field, "verplicht").into());
    }
    if text.chars().count() > TEKENS_MAX {
        return Err(FieldError::new(field, "bericht-te-lang").detail(TEKENS_MAX).into());
    }
    Ok(text.to_owned())
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= ONDERWERP_TEKENS_MAX {
        return line.to_owned();
    }
    line.chars().take(ONDERWERP_TEKENS_MAX - 1).chain(['…']).collect()
}
