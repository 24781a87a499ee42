//! What handlers do with a case: give it to somebody, move it on, extend its term, decide.

use std::collections::HashSet;

use ::termijnen::{Termijn, VrijeDagen};
use jiff::civil::Date;
use kern::autorisatie::BehandelZaken;
use kern::{Authorised, Change, Database, Error, FieldError, Handeling, Ids, Result};
use registers::catalogi::{Complexiteit, OmschrijvingGeneriek, ResultaattypeId, StatustypeId, Zaaktype};
use registers::klantinteracties::{Emailadres, Klantgroep};
use registers::zaken::autorisatie::beslist;
use registers::zaken::status::NieuweStatus;
use registers::zaken::zaak::{self, Toewijzing};
use registers::zaken::{Betrokkene, Rol, Stap, WachtOp, Wijziging, Zaak, ZaakId, eigenschap, resultaat, status};
use serde_json::json;

use super::bericht::{self, Bericht};
use super::indienen::{Aanvraag, Aanvrager, Ingediend, indienen};
use super::lopend::{Lopend, zaaktype};
use super::termijnen;
use crate::behandelaars::Behandelaars;
use crate::berichten::Sjablonen;

/// So many cases go to somebody in one go, at most.
const SAMEN_MAX: usize = 200;

/// Gives cases to a team or colleague, all or none; each with the versie that was seen.
///
/// # Errors
/// [`Error::Invalid`] without a reason, to somebody who is not there, or for too many at once; [`Error::Conflict`] when one
/// of them changed since, is closed or lies there already; its `detail` is the number of that case.
pub async fn toewijzen(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    zaken: &[(ZaakId, i64)],
    naar: &Toewijzing,
) -> Result<Vec<Zaak>> {
    if zaken.is_empty() || zaken.len() > SAMEN_MAX {
        return Err(FieldError::new("zaken", "aantal-zaken").detail(SAMEN_MAX).into());
    }
    let zaken = in_volgorde(db, who, zaken).await?;
    let (first, rest) = (zaken[0], &zaken[1..]);
    let mut lopend = Lopend::neem(db, who, (first.0, Some(first.1))).await.map_err(uit_zicht)?;
    let naam = naar_wie(&lopend, who, naar).await?;
    let mut done = Vec::new();
    assign(&mut lopend, ids, handeling, naar, naam.as_deref())?;
    done.push(lopend.zaak.clone());
    for next in rest {
        lopend = lopend.volgende(who, *next).await.map_err(uit_zicht)?;
        assign(&mut lopend, ids, handeling, naar, naam.as_deref())?;
        done.push(lopend.zaak.clone());
    }
    lopend.bewaar().await?;
    Ok(done)
}

/// Somebody gave it to where they don't see it, or it never was there: which of these is not told.
fn uit_zicht(error: Error) -> Error {
    match error {
        Error::Missing { what: "zaak", .. } => Error::Conflict(FieldError::new("versie", "intussen-gewijzigd")),
        other => other,
    }
}

/// In one order, so that two who hold the same cases never wait for each other in a circle: sub-cases first, as closing one
/// holds it before its main case. Ids don't tell: of two in one millisecond either can come first.
async fn in_volgorde(
    db: &Database,
    who: &Authorised<BehandelZaken>,
    zaken: &[(ZaakId, i64)],
) -> Result<Vec<(ZaakId, i64)>> {
    let ids: Vec<ZaakId> = zaken.iter().map(|(id, _)| *id).collect();
    let hoofdzaken: HashSet<ZaakId> = zaak::by_ids(db, who, &ids)
        .await?
        .into_iter()
        .filter(|zaak| zaak.hoofdzaak.is_none())
        .map(|zaak| zaak.id)
        .collect();
    let mut zaken = zaken.to_vec();
    zaken.sort_unstable_by_key(|(id, _)| (hoofdzaken.contains(id), id.uuid()));
    Ok(zaken)
}

fn assign(lopend: &mut Lopend, ids: &Ids, handeling: &Handeling, naar: &Toewijzing, naam: Option<&str>) -> Result<()> {
    let wordt = zaak::toewijzen(handeling, &lopend.zaak, naar).map_err(|error| match error {
        Error::Conflict(what) => Error::Conflict(what.detail(&lopend.zaak.identificatie)),
        other => other,
    })?;
    let stap = Stap {
        van_team: Some(lopend.zaak.team),
        naar_team: Some(naar.team),
        naar_medewerker: naar.medewerker,
        ..Stap::new(handeling, ids, Wijziging::Toegewezen, &naar.reden)
    };
    lopend.wijzig(handeling, ids, wordt, &stap, naam)
}

/// Whether there is such a team and colleague; gives the colleague's name.
async fn naar_wie(lopend: &Lopend, who: &Authorised<BehandelZaken>, naar: &Toewijzing) -> Result<Option<String>> {
    if lopend.huis.team(naar.team).is_none() {
        return Err(FieldError::new("team", "onbekende-keuze").into());
    }
    let Some(medewerker) = naar.medewerker else { return Ok(None) };
    let behandelaars = Behandelaars::<BehandelZaken>::lees(&lopend.tx, who.organisatie()).await?;
    Ok(Some(behandelaars.keur(Some(naar.team), medewerker)?.naam.clone()))
}

/// The status to set, and what to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statuskeuze {
    /// Which; not the end status, that comes with a decision.
    pub statustype: StatustypeId,
    /// What there is to say; the citizen reads it.
    pub toelichting: String,
}

/// A case reaches a status.
///
/// # Errors
/// [`Error::Invalid`] for a status of another zaaktype or the end status without a result; [`Error::Conflict`] when it
/// changed since or is closed.
pub async fn status_zetten(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (id, versie): (ZaakId, i64),
    keuze: &Statuskeuze,
) -> Result<Zaak> {
    let mut lopend = Lopend::neem(db, who, (id, Some(versie))).await?;
    status(&mut lopend, ids, handeling, keuze).await?;
    lopend.bewaar().await
}

async fn status(lopend: &mut Lopend, ids: &Ids, handeling: &Handeling, keuze: &Statuskeuze) -> Result<()> {
    let earlier = status::van_zaak(&lopend.tx, &lopend.intern(), lopend.zaak.id).await?;
    let nieuw = NieuweStatus {
        statustype: keuze.statustype,
        na: earlier.last().map(|last| last.datum_status_gezet),
        toelichting: keuze.toelichting.clone(),
        open_deelzaken: zaak::open_deelzaken(&lopend.tx, handeling.organisatie, lopend.zaak.id).await?,
    };
    let (wordt, gezet) = status::zetten(handeling, ids, &lopend.zaak, &lopend.zaaktype, &nieuw)?;
    let made = status::aanmaken(handeling, ids, &lopend.zaaktype, &lopend.zaak, (wordt, &gezet))?;
    lopend.werd(made);
    Ok(())
}

/// By how much a term is extended, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verlenging {
    /// How much; none: as much as its zaaktype allows.
    pub duur: Option<Termijn>,
    /// Why; for colleagues.
    pub reden: String,
}

/// Extends the term of a case, once, by as much as its zaaktype allows at most.
///
/// # Errors
/// [`Error::Invalid`] without a reason, or for more than that; [`Error::Conflict`] when it changed since, is closed, was extended before,
/// cannot be, or when its term is over.
pub async fn verlengen(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (id, versie): (ZaakId, i64),
    verlenging: &Verlenging,
) -> Result<Zaak> {
    let mut lopend = Lopend::neem(db, who, (id, Some(versie))).await?;
    let gebeurd = lopend.gebeurd().await?;
    let vrij = lopend.huis.instellingen.vrije_dagen();
    let (wordt, berekening) =
        lopend.looptijd(&vrij).verlengd(&lopend.zaak, &gebeurd, handeling.op.date(), verlenging)?;
    let stap = Stap { berekening, ..Stap::new(handeling, ids, Wijziging::Verlengd, &verlenging.reden) };
    lopend.wijzig(handeling, ids, wordt, &stap, None)?;
    lopend.bewaar().await
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Besluit {
    /// The result.
    pub resultaattype: ResultaattypeId,
    /// Why; the citizen reads it.
    pub toelichting: String,
}

/// Decides on a case: result, end status, and the message to whoever applied. When it was the last open sub-case, the main
/// case waits for its handler again.
///
/// # Errors
/// [`Error::Invalid`] for a result of another zaaktype; [`Error::Denied`] for whoever handles it and does not decide
/// ([`beslist`]); [`Error::Conflict`] when it changed since, is closed, has a result already, or has open sub-cases.
pub async fn besluiten(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (id, versie): (ZaakId, i64),
    besluit: &Besluit,
) -> Result<Zaak> {
    let mut lopend = Lopend::neem(db, who, (id, Some(versie))).await?;
    let (zaak, zaaktype) = (&lopend.zaak, &lopend.zaaktype);
    if !beslist(&lopend.tx, who, zaak, zaaktype).await? {
        return Err(Error::Denied { needs: "zaak-beslissen" });
    }
    let made = resultaat::aanmaken(handeling, ids, zaaktype, zaak, besluit.resultaattype, &besluit.toelichting)?;
    lopend.werd(made);
    let eind = lopend.zaaktype.eindstatus().map(|last| last.id);
    let eind = eind.ok_or_else(|| Error::from(FieldError::new("statustype", "onbekende-keuze")))?;
    let keuze = Statuskeuze { statustype: eind, toelichting: String::new() };
    status(&mut lopend, ids, handeling, &keuze).await?;
    vrijgeven(&mut lopend, ids, handeling).await?;
    let (rollen, sjablonen) = (lopend.rollen().await?, lopend.sjablonen().await?);
    let huis = (&sjablonen, &lopend.huis.instellingen.vrije_dagen());
    let over = (&lopend.zaak, &lopend.zaaktype, rollen.as_slice());
    if let Some(change) = besluitbericht(handeling, ids, huis, over, besluit)? {
        lopend.erbij(change);
    }
    lopend.bewaar().await
}

/// The message that makes a decision known (Awb, article 3:41) to whoever is written to about the case; none for somebody who cannot be written
/// to. Pure.
///
/// # Errors
/// What the calendar does not reach.
pub fn besluitbericht(
    handeling: &Handeling,
    ids: &Ids,
    (sjablonen, vrij): (&Sjablonen, &VrijeDagen),
    (zaak, zaaktype, rollen): (&Zaak, &Zaaktype, &[Rol]),
    besluit: &Besluit,
) -> Result<Option<Change>> {
    let Some(aan) = bericht::geadresseerde(rollen) else { return Ok(None) };
    let made = zaaktype.resultaattype(besluit.resultaattype);
    let objection =
        made.filter(|made| made.bezwaar_mogelijk).map(|_| termijnen::bezwaar_tot(vrij, handeling.op.date()));
    let velden = vec![
        ("resultaat", json!(made.map(|made| made.omschrijving.as_str()).unwrap_or_default())),
        ("toelichting", json!(besluit.toelichting)),
        ("bezwaar_tot", objection.transpose()?.map_or_else(|| json!(""), |day| json!(day))),
    ];
    bericht::opstellen(handeling, ids, sjablonen, (zaak, zaaktype), &Bericht { sjabloon: "besluit", aan, velden })
}

/// The main case of a sub-case that was closed: when that was the last open one, it waits for its handler again.
async fn vrijgeven(lopend: &mut Lopend, ids: &Ids, handeling: &Handeling) -> Result<()> {
    let Some(id) = lopend.zaak.hoofdzaak else { return Ok(()) };
    // Whoever closes another of its sub-cases now waits here, and then counts without this one.
    lopend.tx.lock("zaken", id).await?;
    // This one is still open in the database: it is written at the end.
    let others = zaak::open_deelzaken(&lopend.tx, handeling.organisatie, id).await? - 1;
    let Some(was) = zaak::by_id(&lopend.tx, &lopend.intern(), id).await?.filter(|_| others <= 0) else { return Ok(()) };
    if was.wacht_op != WachtOp::Deelzaak {
        return Ok(());
    }
    let hoofdtype = zaaktype(&lopend.tx, handeling.organisatie, &was).await?;
    let wordt = Zaak { wacht_op: WachtOp::Behandelaar, ..was.clone() };
    let stap = Stap::new(handeling, ids, Wijziging::Gekoppeld, &lopend.zaaktype.omschrijving);
    let (_, change) = zaak::wijzigen(handeling, ids, &hoofdtype, &was, wordt, &stap)?;
    lopend.erbij(change);
    Ok(())
}

/// Something that is known of a case gets another value, or its first. The day of the decision that an objection is against moves its term.
///
/// # Errors
/// [`Error::Invalid`] for a name or value that its zaaktype does not have; [`Error::Conflict`] when it changed since or is closed.
pub async fn eigenschap_zetten(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (id, versie): (ZaakId, i64),
    (naam, waarde): (&str, &str),
) -> Result<Zaak> {
    let mut lopend = Lopend::neem(db, who, (id, Some(versie))).await?;
    let fout = termijnen::besluit_fout(&lopend.zaaktype, (naam, waarde), handeling.op.date());
    Error::all(fout.into_iter().collect())?;
    let known = eigenschap::van_zaak(&lopend.tx, &lopend.intern(), id).await?;
    let was = known.iter().find(|known| known.naam == naam);
    let of = (&lopend.zaak, &lopend.zaaktype);
    let changes = eigenschap::zetten(handeling, ids, of, was, naam, waarde)?;
    changes.into_iter().for_each(|change| lopend.erbij(change));
    let stap = Stap::new(handeling, ids, Wijziging::Gegevens, naam);
    if termijnen::is_besluit(&lopend.zaaktype, naam) {
        lopend.besluit = termijnen::besluit(&lopend.zaaktype, [(naam, waarde.trim())]);
        let same = lopend.zaak.clone();
        lopend.herreken((handeling, ids), same, stap).await?;
    } else {
        let same = lopend.zaak.clone();
        lopend.wijzig(handeling, ids, same, &stap, None)?;
    }
    lopend.bewaar().await
}

/// The day on which a case came in was entered wrong: it is put right with a reason, and the term computed anew.
///
/// # Errors
/// [`Error::Invalid`] without a reason or for a day that cannot be; [`Error::Conflict`] when it changed since or is closed.
pub async fn ontvangst_verbeteren(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (id, versie): (ZaakId, i64),
    (ontvangen, reden): (Date, &str),
) -> Result<Zaak> {
    let mut lopend = Lopend::neem(db, who, (id, Some(versie))).await?;
    let wordt = zaak::ontvangst_verbeteren(&lopend.zaak, ontvangen, reden)?;
    let stap = Stap::new(handeling, ids, Wijziging::Ontvangst, reden);
    lopend.herreken((handeling, ids), wordt, stap).await?;
    lopend.bewaar().await
}

/// For whom a case is, or how much work it is, was not known or taken wrong: it is put right with a reason. A promise of which the start is told by the zaak goes by it from
/// then on; one that another gebeurtenis starts, by what it was at that moment.
///
/// # Errors
/// [`Error::Invalid`] without a reason or for what it is already; [`Error::Conflict`] when it changed since or is closed.
pub async fn kenmerken_verbeteren(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (id, versie): (ZaakId, i64),
    (klantgroep, complexiteit, reden): (Option<Klantgroep>, Complexiteit, &str),
) -> Result<Zaak> {
    let mut lopend = Lopend::neem(db, who, (id, Some(versie))).await?;
    let wordt = zaak::kenmerken_verbeteren(&lopend.zaak, klantgroep, complexiteit, reden)?;
    let stap = Stap::new(handeling, ids, Wijziging::Kenmerken, reden);
    lopend.wijzig(handeling, ids, wordt, &stap, None)?;
    lopend.bewaar().await
}

/// What a sub-case is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deelzaak {
    /// Chosen by the caller: sent twice makes one.
    pub id: ZaakId,
    /// Identificatie of its zaaktype.
    pub zaaktype: String,
    /// What it is, in a line.
    pub omschrijving: String,
}

/// Opens a sub-case for the same applicant, once; the main case waits for it, and keeps its one handler over all of them.
///
/// # Errors
/// [`Error::Invalid`] for a zaaktype that cannot be a part of this one; [`Error::Conflict`] when it changed since, is closed or a
/// sub-case itself.
pub async fn deelzaak_openen(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (id, versie): (ZaakId, i64),
    deelzaak: &Deelzaak,
) -> Result<Zaak> {
    let mut lopend = Lopend::neem(db, who, (id, None)).await?;
    let earlier = zaak::by_id(&lopend.tx, &lopend.intern(), deelzaak.id).await?;
    if let Some(earlier) = earlier.filter(|earlier| earlier.hoofdzaak == Some(id)) {
        return Ok(earlier);
    }
    lopend.gezien(versie).await?;
    let rollen = lopend.rollen().await?;
    let initiator = rollen.iter().find(|rol| rol.omschrijving_generiek == OmschrijvingGeneriek::Initiator);
    let (naam, e_mail, telefoon) = initiator.map(|rol| rol.betrokkene.contact()).unwrap_or_default();
    // An address of long ago that can't be mailed to does not stand in the way of a sub-case.
    let e_mail = e_mail.parse::<Emailadres>().map(String::from).unwrap_or_default();
    let telefoon = telefoon.to_owned();
    let aanvraag = Aanvraag {
        id: deelzaak.id,
        zaaktype: deelzaak.zaaktype.clone(),
        product: lopend.zaak.product.clone(),
        kanaal: lopend.zaak.communicatiekanaal.clone(),
        omschrijving: deelzaak.omschrijving.clone(),
        toelichting: String::new(),
        aanvrager: match initiator.map(|rol| &rol.betrokkene) {
            Some(Betrokkene::Partij { partij, .. }) => Aanvrager::Bekend { partij: *partij, e_mail, telefoon },
            _ => Aanvrager::Onbekend { naam: naam.to_owned(), e_mail, telefoon },
        },
        gemachtigde: None,
        eigenschappen: Vec::new(),
        bijlagen: Vec::new(),
        geometrie: None,
        hoofdzaak: Some(id),
        klantgroep: lopend.zaak.klantgroep,
        meteen_klaar: false,
        ontvangen_op: handeling.op,
    };
    let Ingediend { zaak, changes, .. } = indienen(&lopend.tx, ids, handeling, &aanvraag).await?;
    changes.into_iter().for_each(|change| lopend.erbij(change));
    lopend.bewaar().await?;
    Ok(zaak)
}
