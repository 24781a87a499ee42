//! Colleagues with a part in a case besides handling it: who advises, who decides.

use kern::autorisatie::BehandelZaken;
use kern::organisaties::MedewerkerId;
use kern::{Authorised, Database, Error, FieldError, Handeling, Ids, Result};
use registers::catalogi::{OmschrijvingGeneriek, Roltype, RoltypeId, Zaaktype};
use registers::zaken::autorisatie::beslist;
use registers::zaken::{Betrokkene, Rol, RolId, Stap, Wijziging, Zaak, ZaakId, rol};

use super::lopend::Lopend;
use crate::behandelaars::Behandelaars;

/// The parts in a case that one colleague gives another. Who applies and who handles it have theirs by other ways.
#[must_use]
pub fn voor_collegas(zaaktype: &Zaaktype, beslist: bool) -> Vec<&Roltype> {
    zaaktype.roltypen.iter().filter(|known| is_voor_collegas(known.omschrijving_generiek, beslist)).collect()
}

/// Whether a part can be given and taken back; that of who decides only by who decides, or a handler could choose who does.
#[must_use]
pub fn is_voor_collegas(generiek: OmschrijvingGeneriek, beslist: bool) -> bool {
    use OmschrijvingGeneriek::{Adviseur, Beslisser, Klantcontacter, Zaakcoordinator};
    match generiek {
        Adviseur | Klantcontacter | Zaakcoordinator => true,
        Beslisser => beslist,
        _ => false,
    }
}

/// A colleague gets a part in a case, and sees it from then on.
///
/// # Errors
/// [`Error::Invalid`] for a part that is not theirs to give, to themselves, to a colleague who does not handle cases, or who has it already;
/// [`Error::Conflict`] when the case changed since or is closed.
pub async fn rol_toevoegen(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (id, versie): (ZaakId, i64),
    (roltype, medewerker): (RoltypeId, MedewerkerId),
) -> Result<Zaak> {
    let mut lopend = Lopend::neem(db, who, (id, Some(versie))).await?;
    let decides = beslist(&lopend.tx, who, &lopend.zaak, &lopend.zaaktype).await?;
    let part = voor_collegas(&lopend.zaaktype, decides).into_iter().find(|known| known.id == roltype).cloned();
    let part = part.ok_or_else(|| Error::from(FieldError::new("roltype", "onbekende-keuze")))?;
    // Whoever gives the case away or stops leading its team would keep what they gave themselves.
    if handeling.medewerker == Some(medewerker) {
        return Err(FieldError::new("medewerker", "rol-aan-uzelf").into());
    }
    let behandelaars = Behandelaars::<BehandelZaken>::lees(&lopend.tx, who.organisatie()).await?;
    let naam = behandelaars.keur(None, medewerker)?.naam.clone();
    let has = |other: &Rol| other.roltype == roltype && other.betrokkene.medewerker() == Some(medewerker);
    if lopend.rollen().await?.iter().any(has) {
        return Err(FieldError::new("medewerker", "heeft-rol-al").into());
    }
    let new = Rol::new(handeling, ids, id, &part, Betrokkene::Medewerker { medewerker, naam });
    let change = rol::toevoegen(handeling, ids, &lopend.zaak, &lopend.zaaktype, &new)?;
    lopend.erbij(change);
    stap(lopend, ids, handeling, Wijziging::Betrokken, &new).await
}

/// A colleague loses their part in a case.
///
/// # Errors
/// [`Error::Missing`] for a part that is not there or not theirs to take; [`Error::Conflict`] when the case changed since or is
/// closed.
pub async fn rol_verwijderen(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (id, versie): (ZaakId, i64),
    rol: RolId,
) -> Result<Zaak> {
    let mut lopend = Lopend::neem(db, who, (id, Some(versie))).await?;
    let decides = beslist(&lopend.tx, who, &lopend.zaak, &lopend.zaaktype).await?;
    let theirs = |known: &Rol| known.id == rol && is_voor_collegas(known.omschrijving_generiek, decides);
    let found = lopend.rollen().await?.into_iter().find(theirs);
    let found = found.filter(|known| known.betrokkene.medewerker().is_some());
    let found = found.ok_or(Error::Missing { what: "rol", id: rol.uuid() })?;
    let change = rol::verwijderen(handeling, ids, &lopend.zaak, &lopend.zaaktype, &found)?;
    lopend.erbij(change);
    stap(lopend, ids, handeling, Wijziging::Ontheven, &found).await
}

async fn stap(mut lopend: Lopend, ids: &Ids, handeling: &Handeling, soort: Wijziging, rol: &Rol) -> Result<Zaak> {
    let naar_medewerker = rol.betrokkene.medewerker();
    let stap = Stap { naar_medewerker, ..Stap::new(handeling, ids, soort, &rol.omschrijving) };
    let same = lopend.zaak.clone();
    lopend.wijzig(handeling, ids, same, &stap, None)?;
    lopend.bewaar().await
}
