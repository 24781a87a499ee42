//! A message as mail: the same bytes at each attempt.

use std::time::SystemTime;

use kern::organisaties::Organisatie;
use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};

use crate::berichten::{Bericht, GEHEIM_PLAATS};
use crate::inrichten::Instellingen;

/// From which address mail comes; none is each organisation's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Afzender(pub Option<String>);

/// Says that a program wrote it, so that no other program answers (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The mail: plain text in UTF-8, from the organisation, dated when the message was made.
pub(super) fn brief(
    afzender: &Afzender,
    organisatie: &Organisatie,
    bericht: &Bericht,
) -> Result<Message, Box<dyn std::error::Error + Send + Sync>> {
    let own = Instellingen::van(organisatie)?.e_mail;
    let tekst = bericht
        .geheim
        .as_ref()
        .map_or_else(|| bericht.tekst.clone(), |code| bericht.tekst.replace(GEHEIM_PLAATS, code));
    let from = afzender.0.as_deref().unwrap_or(&own).parse()?;
    Ok(Message::builder()
        .from(Mailbox::new(Some(organisatie.naam.clone()), from))
        .reply_to(Mailbox::new(Some(organisatie.naam.clone()), own.parse()?))
        .to(Mailbox::new(None, bericht.aan.parse()?))
        .subject(bericht.onderwerp.clone())
        .message_id(Some(bericht.message_id.clone()))
        .date(SystemTime::try_from(bericht.opgesteld_op.timestamp())?)
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN)
        .body(tekst)?)
}
