//! What is told by mail about an appointment: the one place that knows how a message is made.

use std::collections::BTreeMap;

use kern::autorisatie::Werken;
use kern::{Authorised, Change, Handeling, Ids, Moment, Result, Tx};
use registers::klantinteracties::Emailadres;
use serde_json::{Value as Json, json};

use super::afspraak::{Afspraak, WEBSITE};
use crate::berichten::{self, GEHEIM_PLAATS, NieuwBericht, Sjablonen};
use crate::contacten::Huis;
use crate::kennisbank;

/// The message that says that an appointment was moved.
pub(super) const VERZET: &str = "afspraak-verzet";
/// The message that says that it was cancelled.
pub(super) const AFGEZEGD: &str = "afspraak-afgezegd";

/// The message that asks to confirm one.
pub(super) const BEVESTIGEN: &str = "afspraak-bevestigen";

/// Which message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bericht {
    /// It was made.
    Bevestiging,
    /// It was asked for, and stands once it is confirmed before this moment.
    Bevestigen(Moment),
    /// It was moved, from this moment.
    Verzet(Moment),
    /// It was cancelled.
    Afgezegd,
    /// It is tomorrow.
    Herinnering,
}

impl Bericht {
    fn sjabloon(self) -> &'static str {
        match self {
            Self::Bevestiging => "afspraak-bevestigd",
            Self::Bevestigen(_) => BEVESTIGEN,
            Self::Verzet(_) => VERZET,
            Self::Afgezegd => AFGEZEGD,
            Self::Herinnering => "afspraak-herinnering",
        }
    }
}

/// The messages that go with a change of an appointment, to be written in the same transaction; `code` is there when it is
/// known. Somebody without a mail address gets none.
///
/// # Errors
/// When a template is wrong, and what the database says.
pub(super) async fn opstellen(
    tx: &Tx,
    handeling: &Handeling,
    ids: &Ids,
    afspraak: &Afspraak,
    bericht: Bericht,
    code: Option<&str>,
) -> Result<Vec<Change>> {
    let Ok(e_mail) = afspraak.e_mail.parse::<Emailadres>() else { return Ok(Vec::new()) };
    let organisatie = handeling.organisatie;
    let huis = Huis::lees(tx, organisatie).await?;
    let engels = afspraak.taal == "en";
    // Whose address this is, nobody looked at: the mail carries nothing that a visitor typed.
    let onbevestigd = afspraak.kanaal == WEBSITE && afspraak.partij.is_none();
    let balie = huis.instellingen.balies.balie(&afspraak.balie);
    let waar = balie.map(|found| format!("{}, {}", if engels { &found.naam_en } else { &found.naam }, found.adres));
    let codes: Vec<&str> = afspraak.producten.iter().map(String::as_str).collect();
    let producten = kennisbank::producten_met_code(tx, &Authorised::<Werken>::program(organisatie), &codes).await?;
    let named = |product: kennisbank::Product| match (engels, product.naam_en) {
        (true, Some(naam)) => naam,
        _ => product.naam,
    };
    let mut velden: BTreeMap<String, Json> = [
        ("naam", json!(if onbevestigd { "" } else { &afspraak.naam })),
        ("wanneer", json!(afspraak.begint_op)),
        ("waar", json!(waar.unwrap_or_default())),
        ("producten", json!(producten.into_iter().map(named).collect::<Vec<_>>())),
        ("nummer", json!(afspraak.nummer)),
        ("code", json!(code.map_or("", |_| GEHEIM_PLAATS))),
        ("meenemen", json!(Vec::<String>::new())),
    ]
    .into_iter()
    .map(|(field, value)| (field.to_owned(), value))
    .collect();
    match bericht {
        Bericht::Verzet(was) => drop(velden.insert("was".to_owned(), json!(was))),
        Bericht::Bevestigen(voor) => {
            velden.insert("voor".to_owned(), json!(voor));
            // First: the name that its set-up puts in front.
            let host = huis.instellingen.hostnamen.first();
            let link = host.map(|host| format!("https://{host}/afspraak/{}", afspraak.id)).unwrap_or_default();
            velden.insert("link".to_owned(), json!(link));
        }
        _ => {}
    }
    let nieuw = NieuwBericht {
        id: ids.next(),
        sjabloon: bericht.sjabloon(),
        zaak: None,
        partij: afspraak.partij.map(|partij| partij.uuid()),
        afspraak: Some(afspraak.id.uuid()),
        e_mail: Some(e_mail),
        taal: &afspraak.taal,
        velden,
        geheim: code,
    };
    let sjablonen = Sjablonen::lees(tx, organisatie).await?;
    Ok(vec![berichten::opstellen(handeling, ids, &sjablonen, &nieuw)?.1])
}
