//! The receipt of a case that did not arrive was not given: its promise runs until it did, or was told in another way. Whoever has no mail
//! address and cannot log in gets a letter or a call, and a handler says so.

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

/// A line: "Brief verstuurd", "Gebeld".
const HOE_MAX: usize = 200;

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

/// Whether somebody has to tell the applicant that their application came in: nobody did, and no mail of it is on its way or waits to be seen to.
///
/// # Errors
/// What the database says.
pub async fn wacht_op_bericht(db: &impl Reads, wie: &impl Inzage, zaak: &Zaak, zaaktype: &Zaaktype) -> Result<bool> {
    let asked = zaak.is_open() && zaak.hoofdzaak.is_none() && zaak.bevestigd_op.is_none();
    if !asked || zaaktype.indicatie_intern_of_extern == InternOfExtern::Intern {
        return Ok(false);
    }
    Ok(!berichten::ging_per_mail(db, wie, zaak.id.uuid(), ONTVANGSTBEVESTIGING).await?)
}

/// How an applicant was told, and on which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AndersVerteld<'a> {
    /// How: a letter, a call.
    pub hoe: &'a str,
    /// The day.
    pub op: Date,
}

/// The begin of that day, whenever it is said; on the day on which it came, that moment.
fn verteld_op(handeling: &Handeling, zaak: &Zaak, verteld: AndersVerteld<'_>) -> Result<Moment> {
    let mut fouten = Vec::new();
    if verteld.hoe.trim().is_empty() {
        fouten.push(FieldError::new("verteld_hoe", "verplicht"));
    }
    if verteld.hoe.chars().count() > HOE_MAX {
        fouten.push(FieldError::new("verteld_hoe", "te-lang").detail(HOE_MAX));
    }
    let came = zaak.ontvangen_op.date();
    if verteld.op > handeling.op.date() {
        fouten.push(FieldError::new("verteld_op", "dag-nog-niet-geweest"));
    }
    if verteld.op < came {
        fouten.push(FieldError::new("verteld_op", "voor-de-ontvangst").detail(came));
    }
    Error::all(fouten)?;
    Ok(Ord::max(Moment::start_of(verteld.op), zaak.ontvangen_op))
}

/// The applicant was told that their application came in, by a letter or a call.
///
/// # Errors
/// [`Error::Invalid`] without how, and for a day on which it cannot have been; [`Error::Conflict`] when the case changed since, or they were told
/// already or will be ([`wacht_op_bericht`]).
pub async fn anders_bevestigen(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (id, versie): (ZaakId, i64),
    verteld: AndersVerteld<'_>,
) -> Result<Zaak> {
    let mut lopend = Lopend::neem(db, who, (id, Some(versie))).await?;
    if !wacht_op_bericht(&lopend.tx, who, &lopend.zaak, &lopend.zaaktype).await? {
        return Err(Error::Conflict(FieldError::new("verteld_op", "al-bevestigd")));
    }
    let bevestigd_op = Some(verteld_op(handeling, &lopend.zaak, verteld)?);
    let wordt = Zaak { bevestigd_op, ..lopend.zaak.clone() };
    let stap = Stap::new(handeling, ids, Wijziging::Bevestigd, verteld.hoe);
    lopend.wijzig(handeling, ids, wordt, &stap, None)?;
    lopend.bewaar().await
}
