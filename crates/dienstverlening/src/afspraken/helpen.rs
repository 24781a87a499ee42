//! At the counter: the steps of a visit, and its end as a contact on the one time line.

use kern::autorisatie::{BedienBalie, Werken};
use kern::organisaties::TeamId;
use kern::{Authorised, Busy, Database, Error, FieldError, Handeling, Ids, Reads, Result, Tx};
use registers::catalogi::ResultaattypeId;
use registers::zaken::ZaakId;

use super::afspraak::{self, Status};
use super::bezoek::{self, Bezoek, BezoekId, Stap};
use super::lezen;
use super::maken::{again, rooster};
use crate::contacten::Huis;
use crate::contacten::registreren::{self, Contact, Einde, Onderwerp};
use crate::inrichten::Instellingen;
use crate::kennisbank::{self, Product};
use crate::zaken::{self, Ingediend};

/// The channel of a visit.
pub const KANAAL: &str = "balie";

const TRIES: usize = 5;

/// Takes a step of a visit; `versie` is the one that was seen.
///
/// # Errors
/// [`Error::Invalid`] for a redirection to what this desk does not do; [`Error::Conflict`] when a colleague was first.
pub async fn stap(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BedienBalie>,
    handeling: &Handeling,
    instellingen: &Instellingen,
    (id, versie): (BezoekId, i64),
    stap: &Stap,
) -> Result<Bezoek> {
    let tx = db.begin().await?;
    let was = lezen::bezoek(&tx, who, id).await?;
    if let Stap::Doorverwijzen { producten, loket } = stap {
        let rooster = rooster(instellingen, &was.balie)?;
        rooster.kwartieren(producten)?;
        if loket.as_ref().is_some_and(|loket| !rooster.balie.loketten.contains(loket)) {
            return Err(FieldError::new("loket", "onbekende-keuze").into());
        }
    }
    must_be_seen(&was, versie)?;
    let (wordt, change) = bezoek::stap(handeling, ids, &was, stap)?;
    tx.write(vec![change]).await?;
    tx.commit().await?;
    Ok(wordt)
}

fn must_be_seen(was: &Bezoek, versie: i64) -> Result<()> {
    if was.versie == versie {
        return Ok(());
    }
    Err(Error::Conflict(FieldError::new("versie", "intussen-gewijzigd")))
}

/// How a visit ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hulp {
    /// What was said and done; any length.
    pub notitie: String,
    /// What was handed over at once: the code of a product of the visit, and the result that its case is opened and closed with.
    pub meegegeven: Vec<(String, ResultaattypeId)>,
}

/// Ends a visit: it becomes a klantcontact, and the case that was handled while they waited is opened and closed, all in one
/// commit. Sent twice it ends once.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong; [`Error::Conflict`] when a colleague was first.
pub async fn klaar(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BedienBalie>,
    handeling: &Handeling,
    team: TeamId,
    (id, versie): (BezoekId, i64),
    hulp: &Hulp,
) -> Result<Bezoek> {
    for _ in 0..TRIES {
        let tx = db.begin().await?;
        let was = lezen::bezoek(&tx, who, id).await?;
        if was.status == bezoek::Status::Klaar {
            return Ok(was);
        }
        must_be_seen(&was, versie)?;
        let huis = Huis::lees(&tx, who.organisatie()).await?;
        let producten = producten(&tx, who, &was).await?;
        let contact = contact(&tx, handeling, team, &was, &producten, hulp).await?;
        let mut changes = registreren::besluit(handeling, ids, &huis, &contact)?.changes;
        let mut zaken = Vec::new();
        for (at, meegegeven) in hulp.meegegeven.iter().enumerate() {
            // The first has the id of the visit, as its contact has.
            let id = if at == 0 { was.id.uuid() } else { ids.next() };
            let done = zaak(&tx, ids, handeling, &huis, &was, (id.into(), meegegeven, &hulp.notitie)).await?;
            changes.extend(done.changes);
            zaken.push(done.zaak.id.uuid());
        }
        // First: the visit names one case, and the others are on its contact.
        let (wordt, change) = bezoek::afronden(handeling, ids, &was, zaken.first().copied())?;
        changes.push(change);
        if let Some(id) = was.afspraak {
            let before = lezen::afspraak(&tx, who, id).await?;
            if before.status == Status::Verschenen {
                changes.push(afspraak::stap(handeling, ids, &before, afspraak::Wijziging::Afgerond)?.1);
            }
        }
        if again(tx.write(changes).await)? {
            continue;
        }
        tx.commit().await?;
        return Ok(wordt);
    }
    Err(Error::Busy(Busy::Crowded))
}

async fn producten(tx: &impl Reads, who: &Authorised<BedienBalie>, was: &Bezoek) -> Result<Vec<Product>> {
    let codes: Vec<&str> = was.producten.iter().map(String::as_str).collect();
    kennisbank::producten_met_code(tx, &Authorised::<Werken>::program(who.organisatie()), &codes).await
}

async fn contact(
    tx: &Tx,
    handeling: &Handeling,
    team: TeamId,
    was: &Bezoek,
    producten: &[Product],
    hulp: &Hulp,
) -> Result<Contact> {
    let medewerker = handeling.medewerker.ok_or(Error::Denied { needs: "balie-bedienen" })?;
    let begonnen_op = was.opgeroepen_op.unwrap_or(handeling.op);
    // The report counts a contact for one product: the one they came for first. The others stand in its subject.
    // First: what they came for first, as they said it.
    let first = was.producten.first().and_then(|code| producten.iter().find(|product| product.code == *code));
    let names: Vec<&str> = producten.iter().map(|product| product.naam.as_str()).collect();
    Ok(Contact {
        id: was.id.into(),
        nummer: tx.take_numbers(handeling.organisatie, "klantcontact", 1).await?,
        kanaal: KANAAL.to_owned(),
        begonnen_op,
        duur_s: handeling.op.seconds_since(begonnen_op),
        notitie: hulp.notitie.clone(),
        onderwerp: Onderwerp {
            naam: names.join(", "),
            product: first.map(|product| product.code.clone()),
            thema: first.map(|product| product.thema.clone()),
            artikel: None,
            zaak: None,
        },
        reden: first.map(|product| product.reden.clone()),
        uitkomst: None,
        einde: Einde::DirectBeantwoord,
        team,
        medewerker,
        partij: was.partij,
        klantgroep: None,
        beller_naam: was.naam.clone(),
        beller_telefoon: was.telefoon.clone(),
    })
}

/// The case of a product that was handed over, opened and closed in one go.
async fn zaak(
    tx: &Tx,
    ids: &Ids,
    handeling: &Handeling,
    huis: &Huis,
    was: &Bezoek,
    (id, (product, resultaat), notitie): (ZaakId, &(String, ResultaattypeId), &str),
) -> Result<Ingediend> {
    let known = huis.instellingen.balies.product(product).filter(|_| was.producten.contains(product));
    let zaaktype = known.and_then(|product| product.zaaktype.clone());
    let zaaktype = zaaktype.ok_or_else(|| Error::from(FieldError::new("meegegeven", "onbekende-keuze")))?;
    let product = product.clone();
    let aanvraag = zaken::Aanvraag {
        id,
        zaaktype,
        product: Some(product.clone()),
        kanaal: KANAAL.to_owned(),
        omschrijving: product,
        toelichting: notitie.to_owned(),
        aanvrager: match was.partij {
            Some(partij) => zaken::Aanvrager::Bekend { partij, e_mail: String::new(), telefoon: was.telefoon.clone() },
            None => zaken::Aanvrager::Onbekend {
                naam: was.naam.clone(),
                e_mail: String::new(),
                telefoon: was.telefoon.clone(),
            },
        },
        gemachtigde: None,
        eigenschappen: Vec::new(),
        bijlagen: Vec::new(),
        geometrie: None,
        hoofdzaak: None,
        ontvangen_op: was.aangekomen_op,
        klantgroep: None,
        meteen_klaar: true,
    };
    zaken::in_een_keer(tx, ids, handeling, &aanvraag, *resultaat).await
}
