//! What a person does about a message that did not leave by itself.

use kern::{Change, Error, FieldError, Gebeurtenis, Handeling, Ids, Result};
use registers::klantinteracties::Emailadres;
use serde_json::json;

use crate::berichten::{AANGEPAST, Bericht, Kanaal, Status, rijen};

/// Sends it once more: mail that failed, to another address where one is given; a letter that turned out not to be printed.
///
/// # Errors
/// [`Error::Conflict`] for a message that did not fail; [`Error::Invalid`] on `e_mail` for an address that cannot be one.
pub fn opnieuw(handeling: &Handeling, ids: &Ids, bericht: &Bericht, e_mail: Option<&str>) -> Result<Change> {
    let aan = match e_mail {
        Some(typed) if bericht.kanaal == Kanaal::Email => Emailadres::in_field("e_mail", typed)?.into(),
        _ => bericht.aan.clone(),
    };
    let wordt = Bericht {
        aan,
        status: Status::TeVersturen,
        pogingen: 0,
        volgende_poging_op: Some(handeling.op),
        ..bericht.clone()
    };
    change(handeling, ids, bericht, wordt, "opnieuw")
}

/// A letter turned out to be printed after all.
///
/// # Errors
/// [`Error::Conflict`] for a message that did not fail, or is no letter: of mail nobody here can tell.
pub fn toch_verstuurd(handeling: &Handeling, ids: &Ids, bericht: &Bericht) -> Result<Change> {
    if bericht.kanaal != Kanaal::Post {
        return Err(Error::Conflict(FieldError::new("bericht", "intussen-gewijzigd")));
    }
    let wordt = Bericht { status: Status::Verstuurd, verstuurd_op: Some(handeling.op), ..bericht.clone() };
    change(handeling, ids, bericht, wordt, "toch-verstuurd")
}

fn change(handeling: &Handeling, ids: &Ids, was: &Bericht, wordt: Bericht, wijziging: &str) -> Result<Change> {
    // A letter that is being printed now has no reason yet, and is left alone.
    if was.reden.is_none() || !matches!(was.status, Status::Mislukt | Status::Controleren) {
        return Err(Error::Conflict(FieldError::new("bericht", "intussen-gewijzigd")));
    }
    let wordt = Bericht { reden: None, versie: was.versie + 1, ..wordt };
    let event = Gebeurtenis::new(handeling, ids, AANGEPAST, was.id)
        .feiten(&json!({ "wijziging": wijziging, "kanaal": was.kanaal, "sjabloon": was.sjabloon }))?
        .voor(&json!({ "aan": was.aan }))?
        .na(&json!({ "aan": wordt.aan }))?;
    Ok(Change::new(rijen::bij(event, was)).update(rijen::update(was, &wordt)))
}
