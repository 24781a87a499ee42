//! Questions of a citizen about their case, and the answers of whoever handles it: one thread.

use kern::autorisatie::{BehandelZaken, Eigen};
use kern::{Authorised, Database, Error, Handeling, Ids, Result};
use registers::zaken::ZaakId;
use serde_json::json;

use super::bericht::geadresseerde;
use super::bevestiging;
use super::lopend::Lopend;
use crate::berichten::verzenden::{self, Nazien};
use crate::berichten::{self, Antwoord, Bericht, BerichtId, NieuweVraag, een_van_zaak};

/// A question as the citizen types it.
#[derive(Clone, Debug)]
pub struct Vraag<'a> {
    /// Chosen by the caller: sent twice makes one.
    pub id: BerichtId,
    /// `nl` or `en`.
    pub taal: &'a str,
    /// The question.
    pub tekst: &'a str,
}

/// The citizen asks something about their case; it waits for an answer of whoever handles it.
///
/// # Errors
/// [`Error::Missing`] when it is not theirs; [`Error::Invalid`] on `tekst`.
pub async fn vraag_stellen(
    db: &Database,
    ids: &Ids,
    eigen: &Eigen,
    handeling: &Handeling,
    zaak: ZaakId,
    vraag: &Vraag<'_>,
) -> Result<()> {
    if berichten::een_van_eigen(db, eigen, vraag.id).await.is_ok() {
        return Ok(());
    }
    let mut lopend = Lopend::neem(db, eigen, (zaak, None)).await?;
    let nieuw = NieuweVraag {
        id: vraag.id,
        zaak: zaak.uuid(),
        partij: eigen.partij(),
        taal: vraag.taal,
        tekst: vraag.tekst,
        antwoord_op: None,
    };
    let (_, change) = berichten::vraag(handeling, ids, &nieuw)?;
    lopend.erbij(change);
    lopend.bewaar().await.map(drop)
}

/// A handler answers a question: in Mijn, and by mail where there is an address.
///
/// # Errors
/// [`Error::Missing`] when there is no such question about this case; [`Error::Invalid`] on `tekst`; [`Error::Conflict`] when
/// somebody answered it already.
pub async fn vraag_beantwoorden(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (zaak, vraag): (ZaakId, BerichtId),
    tekst: &str,
) -> Result<()> {
    let mut lopend = Lopend::neem(db, who, (zaak, None)).await?;
    let asked: Bericht = een_van_zaak(&lopend.tx, who, zaak.uuid(), vraag).await?;
    let rollen = lopend.rollen().await?;
    let asker = |rol: &&registers::zaken::Rol| match &rol.betrokkene {
        registers::zaken::Betrokkene::Partij { partij, .. } => Some(partij.uuid()) == asked.partij,
        _ => false,
    };
    let aan = rollen.iter().find(asker).or_else(|| geadresseerde(&rollen));
    let aan = aan.ok_or(Error::Missing { what: "rol", id: zaak.uuid() })?;
    let (naam, e_mail, _) = aan.betrokkene.contact();
    let antwoord = Antwoord {
        id: ids.next(),
        tekst,
        e_mail: e_mail.parse().ok(),
        velden: [
            ("naam".to_owned(), json!(naam)),
            ("zaaknummer".to_owned(), json!(lopend.zaak.identificatie)),
            ("omschrijving".to_owned(), json!(lopend.zaak.omschrijving)),
        ]
        .into(),
    };
    let sjablonen = lopend.sjablonen().await?;
    let (_, change) = berichten::beantwoord(handeling, ids, &sjablonen, &asked, &antwoord)?;
    lopend.erbij(change);
    lopend.bewaar().await.map(drop)
}

/// A citizen opens one of their messages; the first time is kept.
///
/// # Errors
/// [`Error::Missing`] when it is not there or not theirs.
pub async fn bericht_openen(
    db: &Database,
    ids: &Ids,
    eigen: &Eigen,
    handeling: &Handeling,
    id: BerichtId,
) -> Result<Bericht> {
    let tx = db.begin().await?;
    let found = berichten::een_van_eigen(&tx, eigen, id).await?;
    let Some(change) = berichten::gelezen(handeling, ids, &found)? else { return Ok(found) };
    let done = async {
        tx.write(vec![change]).await?;
        tx.commit().await
    };
    match done.await {
        // In another tab at the same moment: it was read all the same.
        Ok(_) | Err(Error::Conflict(_)) => Ok(found),
        Err(other) => Err(other),
    }
}

/// Does something about a message that did not arrive; also when its case is closed.
///
/// # Errors
/// [`Error::Missing`] when there is no such message about this case; what [`verzenden::nazien`] says; [`Error::Conflict`] when
/// somebody was first.
pub async fn bericht_nazien(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (zaak, bericht): (ZaakId, BerichtId),
    nazien: Nazien<'_>,
) -> Result<()> {
    let tx = db.begin().await?;
    let was = een_van_zaak(&tx, who, zaak.uuid(), bericht).await?;
    let Some((wordt, change)) = verzenden::nazien(handeling, ids, &was, nazien)? else { return Ok(()) };
    let mut changes = vec![change];
    changes.extend(bevestiging::gevolg(&tx, handeling, ids, &wordt).await?);
    tx.write(changes).await?;
    tx.commit().await
}
