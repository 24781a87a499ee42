//! The receipt of a case that did not arrive was not given: its promise runs until it did, or was told in another way. Whoever has no mail
//! address and cannot log in gets a letter, and a handler says so.

use std::pin::Pin;

use jiff::civil::Date;
use kern::autorisatie::{BehandelZaken, LeesZaken};
use kern::{Authorised, Change, Database, Error, FieldError, Handeling, Ids, Moment, Reads, Result, Tx};
use registers::catalogi::{InternOfExtern, Zaaktype};
use registers::zaken::zaak::{self, wijzigen};
use registers::zaken::{Inzage, Stap, Wijziging, Zaak, ZaakId};

use super::lopend::{Lopend, zaaktype};
use super::samenstellen::ONTVANGSTBEVESTIGING;
use crate::berichten::verzenden::Gevolg;
use crate::berichten::{self, Bericht, Status};

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

/// Whether a letter is what can confirm receipt of a case: nobody was told, and no mail of it is on its way or waits for somebody to see to it.
///
/// # Errors
/// What the database says.
pub async fn wacht_op_brief(db: &impl Reads, wie: &impl Inzage, zaak: &Zaak, zaaktype: &Zaaktype) -> Result<bool> {
    let asked = zaak.is_open() && zaak.hoofdzaak.is_none() && zaak.bevestigd_op.is_none();
    if !asked || zaaktype.indicatie_intern_of_extern == InternOfExtern::Intern {
        return Ok(false);
    }
    Ok(!berichten::ging_per_mail(db, wie, zaak.id.uuid(), ONTVANGSTBEVESTIGING).await?)
}

/// When a letter of that day left: now, or at the begin of an earlier day on which it can have.
fn verstuurd_op(handeling: &Handeling, zaak: &Zaak, dag: Date) -> Result<Moment> {
    let (today, came) = (handeling.op.date(), zaak.ontvangen_op.date());
    match dag {
        _ if dag > today => Err(FieldError::new("brief_op", "dag-nog-niet-geweest").into()),
        _ if dag < came => Err(FieldError::new("brief_op", "voor-de-ontvangst").detail(came).into()),
        _ if dag == today => Ok(handeling.op),
        // On the day on which the application came: after it came.
        _ => Ok(Ord::max(Moment::start_of(dag), zaak.ontvangen_op)),
    }
}

/// A letter that confirms receipt left on a day.
///
/// # Errors
/// [`Error::Invalid`] for a day on which it cannot have left; [`Error::Conflict`] when the case changed since, or receipt was or will be
/// confirmed otherwise ([`wacht_op_brief`]).
pub async fn bevestigen_per_brief(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (id, versie): (ZaakId, i64),
    dag: Date,
) -> Result<Zaak> {
    let mut lopend = Lopend::neem(db, who, (id, Some(versie))).await?;
    if !wacht_op_brief(&lopend.tx, who, &lopend.zaak, &lopend.zaaktype).await? {
        return Err(Error::Conflict(FieldError::new("brief_op", "geen-brief-nodig")));
    }
    let bevestigd_op = Some(verstuurd_op(handeling, &lopend.zaak, dag)?);
    let wordt = Zaak { bevestigd_op, ..lopend.zaak.clone() };
    let stap = Stap::new(handeling, ids, Wijziging::BevestigdPerBrief, "");
    lopend.wijzig(handeling, ids, wordt, &stap, None)?;
    lopend.bewaar().await
}
