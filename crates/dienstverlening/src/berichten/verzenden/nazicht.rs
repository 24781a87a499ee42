//! What a person does about a message that did not leave by itself.

use kern::{Change, Error, FieldError, Gebeurtenis, Handeling, Ids, Result};
use registers::klantinteracties::Emailadres;
use serde_json::json;

use crate::berichten::{AANGEPAST, Bericht, FeitenNagezien, Kanaal, Status, rijen};

/// What somebody does about a message that did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nazien<'a> {
    /// Send it once more: mail that failed, to another address where one is given; a letter that turned out not to be printed.
    Opnieuw(Option<&'a str>),
    /// The letter was printed after all.
    TochVerstuurd,
    /// It was told in another way, and how: by phone, on paper.
    AndersVerteld(&'a str),
}

/// Does something about a message that did not arrive; gives it as it becomes, or nothing when it is so already: the form was sent
/// twice.
///
/// # Errors
/// [`Error::Conflict`] for a message that did not fail, or for one that is called printed and is no letter: of mail nobody
/// here can tell; [`Error::Invalid`] on `e_mail` for an address that cannot be one, on `hoe` without how it was told.
pub fn nazien(
    handeling: &Handeling,
    ids: &Ids,
    was: &Bericht,
    nazien: Nazien<'_>,
) -> Result<Option<(Bericht, Change)>> {
    let done = match (nazien, was.status) {
        (Nazien::Opnieuw(e_mail), Status::TeVersturen | Status::Verstuurd) => {
            e_mail.is_none_or(|e_mail| e_mail == was.aan)
        }
        (Nazien::TochVerstuurd, Status::Verstuurd) | (Nazien::AndersVerteld(_), Status::AndersVerteld) => true,
        _ => false,
    };
    if done {
        return Ok(None);
    }
    // A letter that is being printed now has no reason yet, and is left alone.
    if was.reden.is_none() || !matches!(was.status, Status::Mislukt | Status::Controleren) {
        return Err(Error::Conflict(FieldError::new("bericht", "intussen-gewijzigd")));
    }
    let wordt = Bericht { reden: None, versie: was.versie + 1, ..was.clone() };
    let op = Some(handeling.op);
    let (wijziging, hoe, wordt) = match nazien {
        Nazien::Opnieuw(e_mail) => {
            let aan = match e_mail {
                Some(typed) if was.kanaal == Kanaal::Email => Emailadres::in_field("e_mail", typed)?.into(),
                _ => was.aan.clone(),
            };
            let status = Status::TeVersturen;
            ("opnieuw", "", Bericht { aan, status, pogingen: 0, volgende_poging_op: op, ..wordt })
        }
        Nazien::TochVerstuurd if was.kanaal != Kanaal::Post => {
            return Err(Error::Conflict(FieldError::new("bericht", "intussen-gewijzigd")));
        }
        Nazien::TochVerstuurd => {
            ("toch-verstuurd", "", Bericht { status: Status::Verstuurd, verstuurd_op: op, geheim: None, ..wordt })
        }
        Nazien::AndersVerteld(hoe) if hoe.trim().is_empty() => return Err(FieldError::new("hoe", "hoe-verteld").into()),
        Nazien::AndersVerteld(hoe) => (
            "anders-verteld",
            hoe.trim(),
            Bericht { status: Status::AndersVerteld, verstuurd_op: op, geheim: None, ..wordt },
        ),
    };
    let event = Gebeurtenis::new(handeling, ids, AANGEPAST, was.id)
        .feiten(&FeitenNagezien {
            wijziging: wijziging.to_owned(),
            kanaal: was.kanaal,
            sjabloon: was.sjabloon.clone(),
        })?
        .voor(&json!({ "aan": was.aan }))?
        .na(&json!({ "aan": wordt.aan, "hoe": hoe }))?;
    let change = Change::new(rijen::bij(event, was)).update(rijen::update(was, &wordt));
    Ok(Some((wordt, change)))
}
