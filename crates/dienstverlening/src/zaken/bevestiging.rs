//! The receipt of a case that did not arrive was not given: its promise runs until it did, or was told in another way.

use std::pin::Pin;

use kern::autorisatie::LeesZaken;
use kern::{Authorised, Change, Handeling, Ids, Moment, Result, Tx};
use registers::zaken::zaak::{self, wijzigen};
use registers::zaken::{Stap, Wijziging, Zaak, ZaakId};

use super::lopend::zaaktype;
use super::samenstellen::ONTVANGSTBEVESTIGING;
use crate::berichten::verzenden::Gevolg;
use crate::berichten::{Bericht, Status};

/// What comes of a case's messages.
pub struct Berichtgevolg;

impl Gevolg for Berichtgevolg {
    fn van<'a>(
        &'a self,
        tx: &'a Tx,
        handeling: &'a Handeling,
        ids: &'a Ids,
        bericht: &'a Bericht,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<Change>>> + Send + 'a>> {
        Box::pin(async move { Ok(Vec::from_iter(gevolg(tx, handeling, ids, bericht).await?)) })
    }
}

/// When receipt counts as confirmed after this message became so. What stands in Mijn reached whoever can log in, mail or no mail.
fn bevestigd(was: &Zaak, bericht: &Bericht) -> Option<Moment> {
    match bericht.status {
        Status::Verstuurd | Status::AndersVerteld => was.bevestigd_op.or(bericht.verstuurd_op),
        Status::Mislukt | Status::Controleren => was.bevestigd_op.filter(|_| was.in_mijn_op.is_some()),
        Status::TeVersturen | Status::Ontvangen | Status::Beantwoord => was.bevestigd_op,
    }
}

/// The change of the case that goes with a receipt as it became; none for any other message.
pub(super) async fn gevolg(tx: &Tx, handeling: &Handeling, ids: &Ids, bericht: &Bericht) -> Result<Option<Change>> {
    let Some(id) = bericht.zaak.map(ZaakId::from).filter(|_| bericht.sjabloon == ONTVANGSTBEVESTIGING) else {
        return Ok(None);
    };
    // Decided by the program: whoever takes a step with the case at the same time waits, or is waited for.
    tx.lock("zaken", id).await?;
    let who = Authorised::<LeesZaken>::program(handeling.organisatie);
    let Some(was) = zaak::by_id(tx, &who, id).await? else { return Ok(None) };
    let bevestigd_op = bevestigd(&was, bericht);
    // That mail did not arrive is told on the time line, also when nothing counted on it yet; not when it stands in Mijn all the same.
    let failed = matches!(bericht.status, Status::Mislukt | Status::Controleren) && bevestigd_op.is_none();
    if bevestigd_op == was.bevestigd_op && !failed {
        return Ok(None);
    }
    let zaaktype = zaaktype(tx, handeling.organisatie, &was).await?;
    let wordt = Zaak { bevestigd_op, ..was.clone() };
    let soort = if bevestigd_op.is_some() { Wijziging::Bevestigd } else { Wijziging::NietBevestigd };
    let stap = Stap::new(handeling, ids, soort, "");
    Ok(Some(wijzigen(handeling, ids, &zaaktype, &was, wordt, &stap)?.1))
}
