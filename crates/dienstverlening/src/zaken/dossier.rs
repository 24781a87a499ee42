//! A case whole, as its page shows it: to a handler, or to the citizen whose case it is.

use ::termijnen::VrijeDagen;
use jiff::civil::Date;
use kern::autorisatie::{Eigen, LeesZaken};
use kern::{Authorised, Database, Error, Handeling, Ids, Moment, Reads, Result};
use registers::catalogi::Zaaktype;
use registers::documenten::{self, EnkelvoudigInformatieobject, InformatieobjectId};
use registers::zaken::{
    Inzage, Resultaat, Rol, Stap, Status, Zaak, ZaakId, Zaakeigenschap, eigenschap, resultaat, rol, status, zaak,
};
use sea_query::{Expr, ExprTrait, SelectStatement};

use super::aanvulverzoek::{Aanvulverzoek, Verzoekstatus, aanvulverzoeken_van, verzoeken_bij};
use super::lopend::zaaktype;
use super::termijnen::{self, Data, Looptijd};
use crate::berichten::{self, Bericht};

/// A case with all that belongs to it.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The case.
    pub zaak: Zaak,
    /// The version of its zaaktype that it began with.
    pub zaaktype: Zaaktype,
    /// Who has a part in it, oldest first.
    pub rollen: Vec<Rol>,
    /// The statuses it reached, oldest first.
    pub statussen: Vec<Status>,
    /// Its time line, oldest first.
    pub stappen: Vec<Stap>,
    /// Its documents, oldest first.
    pub documenten: Vec<EnkelvoudigInformatieobject>,
    /// What the applicant was asked to supply.
    pub verzoeken: Vec<Aanvulverzoek>,
    /// What is known of it.
    pub eigenschappen: Vec<Zaakeigenschap>,
    /// Its sub-cases, as far as they may be seen.
    pub deelzaken: Vec<Zaak>,
    /// How many sub-cases there are besides those.
    pub deelzaken_verborgen: usize,
    /// How it ended.
    pub resultaat: Option<Resultaat>,
}

impl Dossier {
    /// The request that the applicant has not answered whole, while there is time.
    #[must_use]
    pub fn open_verzoek(&self) -> Option<&Aanvulverzoek> {
        self.verzoeken.iter().find(|verzoek| verzoek.status == Verzoekstatus::Open)
    }

    /// Its dates and why they are so, as they are known on this day; of a closed case on the day it was closed.
    ///
    /// # Errors
    /// [`Error::Bug`] when a date lies beyond the calendar.
    pub fn data(&self, vrij: &VrijeDagen, nu: Date) -> Result<Data> {
        // What was still asked when it was closed was over then.
        let closed = self.zaak.afgehandeld_op.map(Moment::date);
        let asked = self.verzoeken.iter().cloned().map(|verzoek| match closed {
            Some(closed) => Aanvulverzoek { tot: verzoek.tot.min(closed), ..verzoek },
            None => verzoek,
        });
        let asked: Vec<_> = asked.collect();
        let gebeurd = termijnen::gebeurd(&self.zaaktype, &self.zaak, &asked, &self.stappen)?;
        let op = closed.map_or(Ok(nu), Date::tomorrow).map_err(Error::bug)?;
        let besluit = termijnen::besluit(&self.zaaktype, self.eigenschappen.iter().map(Zaakeigenschap::paar));
        Looptijd { vrij, zaaktype: &self.zaaktype, ontvangen: self.zaak.startdatum, besluit }.data(&gebeurd, op)
    }

    /// The last day to object to its decision; none where there is none, or nothing to object to.
    ///
    /// # Errors
    /// [`Error::Bug`] when a date lies beyond the calendar.
    pub fn bezwaar_tot(&self, vrij: &VrijeDagen) -> Result<Option<Date>> {
        let decided = self.resultaat.as_ref().and_then(|made| self.zaaktype.resultaattype(made.resultaattype));
        let op = self.zaak.afgehandeld_op.filter(|_| decided.is_some_and(|kind| kind.bezwaar_mogelijk));
        op.map(|op| termijnen::bezwaar_tot(vrij, op.date())).transpose()
    }
}

/// A case with all that belongs to it.
///
/// # Errors
/// [`Error::Missing`] when there is no such one that they may see.
pub async fn dossier(db: &impl Reads, wie: &impl Inzage, id: ZaakId) -> Result<Dossier> {
    let missing = || Error::Missing { what: "zaak", id: id.uuid() };
    let zaak = zaak::by_id(db, wie, id).await?.ok_or_else(missing)?;
    let deelzaken = zaak::deelzaken(db, wie, id).await?;
    let all = zaak::aantal_deelzaken(db, wie.organisatie(), id).await?;
    Ok(Dossier {
        deelzaken_verborgen: usize::try_from(all).unwrap_or(0).saturating_sub(deelzaken.len()),
        zaaktype: zaaktype(db, wie.organisatie(), &zaak).await?,
        rollen: rol::van_zaak(db, wie, id).await?,
        statussen: status::van_zaak(db, wie, id).await?,
        stappen: zaak::stappen_van(db, wie, id).await?,
        documenten: documenten::van_zaak(db, wie, id).await?,
        verzoeken: aanvulverzoeken_van(db, wie, id).await?,
        eigenschappen: eigenschap::van_zaak(db, wie, id).await?,
        deelzaken,
        resultaat: resultaat::van_zaak(db, wie, id).await?,
        zaak,
    })
}

/// More than anybody has; bounds what is read for one person.
const EIGEN_MAX: usize = 200;

/// What was asked of somebody in their open cases and has not come in, the nearest day first.
///
/// # Errors
/// What the database says.
pub async fn open_verzoeken(db: &impl Reads, eigen: &Eigen) -> Result<Vec<(Zaak, Aanvulverzoek)>> {
    let own = zaak::van_partij(db, eigen, eigen.partij().into(), None, EIGEN_MAX).await?.rows;
    let still: Vec<Zaak> = own.into_iter().filter(|zaak| zaak.is_open() && zaak.opschorting_indicatie).collect();
    let ids: Vec<ZaakId> = still.iter().map(|zaak| zaak.id).collect();
    let found = verzoeken_bij(db, eigen, &ids).await?;
    let open = found.into_iter().filter(|verzoek| verzoek.status == Verzoekstatus::Open);
    let with_case = |verzoek: Aanvulverzoek| {
        let zaak = still.iter().find(|zaak| zaak.id == verzoek.zaak)?;
        Some((zaak.clone(), verzoek))
    };
    let mut asked: Vec<(Zaak, Aanvulverzoek)> = open.filter_map(with_case).collect();
    asked.sort_by_key(|(_, verzoek)| verzoek.tot);
    Ok(asked)
}

/// The messages about the cases in a list, open or closed, that did not arrive and wait for somebody; the longest waiting
/// first, each with its case. Two queries.
///
/// # Errors
/// What the database says.
pub async fn niet_aangekomen(
    db: &impl Reads,
    who: &Authorised<LeesZaken>,
    van: zaak::Lijst,
    limit: u64,
) -> Result<Vec<(Bericht, Zaak)>> {
    let found =
        db.rows(&failed(who, van, limit)).await?.iter().map(berichten::from_row).collect::<Result<Vec<Bericht>>>()?;
    let ids: Vec<ZaakId> = found.iter().filter_map(|bericht| bericht.zaak.map(ZaakId::from)).collect();
    let zaken = zaak::by_ids(db, who, &ids).await?;
    let with_case = |bericht: Bericht| {
        let zaak = zaken.iter().find(|zaak| Some(zaak.id.uuid()) == bericht.zaak)?.clone();
        Some((bericht, zaak))
    };
    Ok(found.into_iter().filter_map(with_case).collect())
}

pub(super) fn failed(who: &Authorised<LeesZaken>, van: zaak::Lijst, limit: u64) -> SelectStatement {
    let about =
        zaak::select_ids(who, van).and_where(Expr::col(("zaken", "id")).equals(("berichten", "zaak_id"))).to_owned();
    berichten::niet_aangekomen(who.organisatie(), limit).and_where(Expr::exists(about)).to_owned()
}

/// Who looked at somebody's data and at their cases, newest first, before a number of the journal; with those cases.
///
/// # Errors
/// What the database says.
pub async fn inzagen(
    db: &impl Reads,
    eigen: &Eigen,
    voor: Option<i64>,
    limit: u64,
) -> Result<(Vec<Zaak>, Vec<kern::journaal::Entry>)> {
    let own = zaak::van_partij(db, eigen, eigen.partij().into(), None, EIGEN_MAX).await?.rows;
    let ids: Vec<_> = own.iter().map(|zaak| zaak.id.uuid()).collect();
    let seen = kern::journaal::geraadpleegd(db, eigen, &ids, voor, limit).await?;
    Ok((own, seen))
}

/// A handler opens a case: its citizen can see that somebody did.
///
/// # Errors
/// [`Error::Missing`] when there is no such one that they may see.
pub async fn openen(db: &Database, ids: &Ids, who: &impl Inzage, handeling: &Handeling, id: ZaakId) -> Result<()> {
    let tx = db.begin().await?;
    zaak::by_id(&tx, who, id).await?.ok_or(Error::Missing { what: "zaak", id: id.uuid() })?;
    tx.write(vec![zaak::geraadpleegd(handeling, ids, id)?]).await?;
    tx.commit().await.map(drop)
}

/// A handler opens a document of a case: its citizen can see that somebody did.
///
/// # Errors
/// [`Error::Missing`] when there is no such one in it.
pub async fn document_openen(
    db: &Database,
    ids: &Ids,
    who: &impl Inzage,
    handeling: &Handeling,
    (zaak, document): (ZaakId, InformatieobjectId),
) -> Result<EnkelvoudigInformatieobject> {
    let tx = db.begin().await?;
    let missing = || Error::Missing { what: "document", id: document.uuid() };
    let found = documenten::in_zaak(&tx, who, zaak, document).await?.ok_or_else(missing)?;
    tx.write(vec![documenten::geraadpleegd(handeling, ids, document, zaak)?]).await?;
    tx.commit().await?;
    Ok(found)
}
