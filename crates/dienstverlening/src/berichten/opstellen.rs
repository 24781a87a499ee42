//! A new message from a template: the one way in which the program writes to somebody.

use std::borrow::Cow;
use std::collections::BTreeMap;

use kern::{Change, Gebeurtenis, Handeling, Ids, Result};
use registers::klantinteracties::Emailadres;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{AANGEMAAKT, Bericht, BerichtId, FeitenAangemaakt, Kanaal, Richting, Sjablonen, Status, rijen};

/// What a message is made of.
#[derive(Clone, Debug)]
pub struct NieuwBericht<'a> {
    /// Chosen by the caller, so that doing it twice makes one.
    pub id: BerichtId,
    /// Code of the template.
    pub sjabloon: &'a str,
    /// The zaak it is about.
    pub zaak: Option<Uuid>,
    /// Who it is for, when known beyond this.
    pub partij: Option<Uuid>,
    /// The afspraak it is about.
    pub afspraak: Option<Uuid>,
    /// Where to mail it; none is in Mijn for a partij, and on paper for anybody else.
    pub e_mail: Option<Emailadres>,
    /// `nl` or `en`; anything else is Dutch.
    pub taal: &'a str,
    /// The fields of the template ([`velden`](super::sjabloon::velden)): texts, lists of texts, dates as `2026-12-02`, moments as
    /// [`kern::Moment`] writes them. A field that has no value is an empty text or list.
    pub velden: BTreeMap<String, Json>,
    /// A code that only the receiver reads; the fields say [`GEHEIM_PLAATS`](super::GEHEIM_PLAATS) in its place.
    pub geheim: Option<&'a str>,
}

/// Makes a message: its row and its gebeurtenis. Pure; the caller writes it with what it tells of, and it is sent after that commit.
///
/// # Errors
/// [`kern::Error::Bug`] when there is no such template or a field of it was not given.
pub fn opstellen(
    handeling: &Handeling,
    ids: &Ids,
    sjablonen: &Sjablonen,
    nieuw: &NieuwBericht<'_>,
) -> Result<(Bericht, Change)> {
    let tekst = sjablonen.vul(nieuw.sjabloon, nieuw.taal == "en", &nieuw.velden)?;
    let bericht = Bericht {
        sjabloon: nieuw.sjabloon.to_owned(),
        onderwerp: tekst.onderwerp,
        tekst: tekst.tekst,
        ..uitgaand(handeling, sjablonen, nieuw)?
    };
    let change = aanmaken(handeling, ids, &bericht, None)?;
    Ok((bericht, change))
}

/// A message from us, still without its words.
pub(super) fn uitgaand(handeling: &Handeling, sjablonen: &Sjablonen, nieuw: &NieuwBericht<'_>) -> Result<Bericht> {
    let aan = nieuw.e_mail.clone().map(String::from);
    let kanaal = match (&aan, nieuw.partij) {
        (Some(_), _) => Kanaal::Email,
        (None, Some(_)) => Kanaal::Mijn,
        (None, None) => Kanaal::Post,
    };
    let there = kanaal == Kanaal::Mijn;
    Ok(Bericht {
        id: nieuw.id,
        zaak: nieuw.zaak,
        afspraak: nieuw.afspraak,
        partij: nieuw.partij,
        richting: Richting::Uit,
        kanaal,
        sjabloon: String::new(),
        taal: if nieuw.taal == "en" { "en" } else { "nl" }.to_owned(),
        aan: aan.unwrap_or_default(),
        onderwerp: String::new(),
        tekst: String::new(),
        geheim: nieuw.geheim.map(str::to_owned),
        antwoord_op: None,
        status: if there { Status::Verstuurd } else { Status::TeVersturen },
        reden: None,
        opgesteld_op: handeling.op,
        verstuurd_op: there.then_some(handeling.op),
        gelezen_op: None,
        pogingen: 0,
        volgende_poging_op: (!there).then_some(handeling.op),
        message_id: format!("<{}@{}>", nieuw.id, sjablonen.domein()),
        medewerker: handeling.medewerker,
        versie: 1,
    })
}

/// The row of a new message and its gebeurtenis.
pub(super) fn aanmaken(handeling: &Handeling, ids: &Ids, bericht: &Bericht, vraag: Option<&Bericht>) -> Result<Change> {
    let feiten = FeitenAangemaakt {
        richting: bericht.richting,
        kanaal: bericht.kanaal,
        sjabloon: bericht.sjabloon.clone(),
        zaak: bericht.zaak.is_some(),
        vraag: bericht.antwoord_op,
        vraag_op: vraag.map(|vraag| vraag.opgesteld_op),
        moeilijkheid: moeilijkheid(bericht, vraag),
    };
    // The text is in the row and never changes; what was sent where is what an audit asks for.
    let na = json!({ "aan": bericht.aan, "onderwerp": bericht.onderwerp, "partij": bericht.partij });
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, bericht.id).feiten(&feiten)?.na(&na)?;
    let event = rijen::bij(event, bericht);
    let mut values = vec![("id", bericht.id.into()), ("organisatie_id", handeling.organisatie.into())];
    values.extend(rijen::columns(bericht));
    Ok(Change::new(event).insert("berichten", values))
}

/// Our own Dutch words in a message, which we answer for: of an answer without the question that it repeats. None in what somebody else wrote,
/// and in English.
#[must_use]
pub fn eigen_tekst<'a>(bericht: &'a Bericht, vraag: Option<&Bericht>) -> Option<Cow<'a, str>> {
    if bericht.richting == Richting::In || bericht.taal != "nl" {
        return None;
    }
    let Some(vraag) = vraag else { return Some(Cow::Borrowed(&bericht.tekst)) };
    // The standard text has it on lines of its own, an organisation's may have it anywhere: but a word or two are ours as well.
    let alleen = format!("\n{}\n", vraag.tekst);
    let (wat, wordt) = match bericht.tekst.contains(&alleen) {
        true => (alleen.as_str(), "\n"),
        false if vraag.tekst.chars().count() >= HERKENBAAR => (vraag.tekst.as_str(), ""),
        false => return Some(Cow::Borrowed(&bericht.tekst)),
    };
    Some(Cow::Owned(bericht.tekst.replacen(wat, wordt, 1)))
}

/// A question of so many characters is found back in an answer that repeats it.
const HERKENBAAR: usize = 20;

/// How hard it is to read, rounded down; none of a text without a sentence.
fn moeilijkheid(bericht: &Bericht, vraag: Option<&Bericht>) -> Option<i64> {
    let lint = klare_taal::lint(&eigen_tekst(bericht, vraag)?)?;
    #[expect(clippy::cast_possible_truncation, reason = "a score is between 0 and 100")]
    let heel = lint.score.floor() as i64;
    Some(heel)
}
