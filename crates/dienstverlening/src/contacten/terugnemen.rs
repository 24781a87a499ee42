//! Registering undone, just after it: the contact and the work that nobody touched yet are gone, the draft is back as it was.

use kern::autorisatie::Registreren;
use kern::{Authorised, Database, Error, FieldError, Handeling, Ids, Result};
use registers::klantinteracties::{internetaak, klantcontact};

use super::concept::{self, Concept, ConceptId};

/// So long, in seconds, a page offers to undo what was registered.
pub const TERUG_TE_NEMEN_S: i64 = 10;
/// So long what was pressed at the last moment may be on its way.
const ONDERWEG_S: i64 = 5;

/// Takes a contact back that this agent registered just now; gives its draft. Sent twice it is taken back once.
///
/// # Errors
/// [`Error::Conflict`] when it is too late, the contact was put right, or somebody began with the work it led to;
/// [`Error::Missing`] when this agent registered no such contact.
pub async fn terugnemen(
    db: &Database,
    ids: &Ids,
    who: &Authorised<Registreren>,
    handeling: &Handeling,
    id: ConceptId,
) -> Result<Concept> {
    let tx = db.begin().await?;
    let op = handeling.op;
    // Also at its end: after a clock that jumped back, what was registered "later" is not just now.
    let just_now = op.plus_seconds(-(TERUG_TE_NEMEN_S + ONDERWEG_S))..=op.plus_seconds(ONDERWEG_S);
    let Some(concept) = concept::heropen(&tx, who, just_now, id).await? else {
        if klantcontact::van_medewerker(&tx, who, id.into()).await?.is_some() {
            return Err(Error::Conflict(FieldError::new("contact", "te-laat-terug")));
        }
        return concept::by_id(&tx, who, id).await;
    };
    let contact = klantcontact::van_medewerker(&tx, who, id.into()).await?;
    let contact = contact.ok_or(Error::Missing { what: "klantcontact", id: id.uuid() })?;
    if contact.versie != 1 {
        return Err(concept::changed_since());
    }
    // The contact first, as whoever puts it right does: of two at once one waits, and neither for the other.
    let zaken = klantcontact::over_zaken(&tx, who, contact.id).await?;
    let mut changes = vec![klantcontact::intrekken(handeling, ids, &contact, &zaken)?];
    if let Some(taak) = internetaak::bij_klantcontact(&tx, who, contact.id).await? {
        changes.push(match taak.aanleidinggevend_klantcontact == contact.id {
            true => internetaak::intrekken(handeling, ids, &taak)?,
            false => internetaak::verhoging_intrekken(handeling, ids, &taak, contact.id)?,
        });
    }
    tx.write(changes).await?;
    tx.commit().await?;
    Ok(concept)
}
