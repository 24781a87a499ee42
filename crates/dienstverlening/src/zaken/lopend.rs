//! A case in the hands of somebody who takes a step: read in a transaction, checked against what they saw.

use ::termijnen::VrijeDagen;
use ::termijnen::wettelijk::{Einde, Gebeurtenis};
use jiff::civil::Date;
use kern::autorisatie::LeesZaken;
use kern::organisaties::OrganisatieId;
use kern::{Authorised, Change, Database, Error, FieldError, Handeling, Ids, Reads, Result, Tx};
use registers::catalogi::{self, Zaaktype};
use registers::zaken::zaak::{self, hervatten, opschorten, wijzigen};
use registers::zaken::{Inzage, Rol, Stap, Wijziging, Zaak, ZaakId, Zaakeigenschap, eigenschap, rol};
use serde_json::Value as Json;

use super::aanvulverzoek::{Aanvulverzoek, Verzoekstatus, aanvulverzoeken_van};
use super::bericht::{self, Bericht};
use super::termijnen::{self, Data, Looptijd};
use crate::berichten::Sjablonen;
use crate::contacten::Huis;

/// Whether a zaak is as somebody saw it. That word of its receipt left meanwhile, or did not arrive, changes nothing of what they decide.
async fn is_als_gezien(tx: &Tx, wie: &Authorised<LeesZaken>, zaak: &Zaak, versie: i64) -> Result<bool> {
    if zaak.versie <= versie {
        return Ok(zaak.versie == versie);
    }
    let told = |stap: &Stap| matches!(stap.soort, Wijziging::Bevestigd | Wijziging::NietBevestigd);
    let stappen = zaak::stappen_van(tx, wie, zaak.id).await?;
    let since = stappen.iter().filter(|stap| stap.volgnummer > versie && told(stap)).count();
    // A status or a result raises it too, and is no step.
    Ok(i64::try_from(since).is_ok_and(|since| zaak.versie - versie == since))
}

/// A case, its zaaktype, what was asked of the applicant, and the organisation around it.
pub(super) struct Lopend {
    pub(super) tx: Tx,
    organisatie: OrganisatieId,
    pub(super) huis: Huis,
    pub(super) zaak: Zaak,
    pub(super) zaaktype: Zaaktype,
    pub(super) verzoeken: Vec<Aanvulverzoek>,
    /// Of an objection: the day of the decision that it is against.
    pub(super) besluit: Option<Date>,
    changes: Vec<Change>,
}

impl Lopend {
    /// Takes a case in a transaction; `versie` is the one that the person saw.
    pub(super) async fn neem(db: &Database, wie: &impl Inzage, (id, versie): (ZaakId, Option<i64>)) -> Result<Self> {
        let tx = db.begin().await?;
        // Two steps at once are taken one after the other; the second hears that it changed, or goes on with what is there then.
        tx.lock("zaken", id).await?;
        let missing = || Error::Missing { what: "zaak", id: id.uuid() };
        let zaak = zaak::by_id(&tx, wie, id).await?.ok_or_else(missing)?;
        let zaaktype = zaaktype(&tx, wie.organisatie(), &zaak).await?;
        let verzoeken = aanvulverzoeken_van(&tx, wie, id).await?;
        let organisatie = wie.organisatie();
        let huis = Huis::lees(&tx, organisatie).await?;
        let besluit = besluit(&tx, organisatie, &zaaktype, id).await?;
        let lopend = Self { tx, organisatie, huis, zaak, zaaktype, verzoeken, besluit, changes: Vec::new() };
        if let Some(versie) = versie {
            lopend.gezien(versie).await?;
        }
        Ok(lopend)
    }

    /// Whether the zaak is as the person saw it.
    pub(super) async fn gezien(&self, versie: i64) -> Result<()> {
        if is_als_gezien(&self.tx, &self.intern(), &self.zaak, versie).await? {
            return Ok(());
        }
        Err(Error::Conflict(FieldError::new("versie", "intussen-gewijzigd")))
    }

    /// Goes on with another case in the same transaction.
    pub(super) async fn volgende(self, wie: &impl Inzage, (id, versie): (ZaakId, i64)) -> Result<Self> {
        let Self { tx, organisatie, huis, changes, .. } = self;
        tx.lock("zaken", id).await?;
        let missing = || Error::Missing { what: "zaak", id: id.uuid() };
        let zaak = zaak::by_id(&tx, wie, id).await?.ok_or_else(missing)?;
        if !is_als_gezien(&tx, &Authorised::program(organisatie), &zaak, versie).await? {
            let changed = FieldError::new("versie", "intussen-gewijzigd").detail(&zaak.identificatie);
            return Err(Error::Conflict(changed));
        }
        let zaaktype = zaaktype(&tx, wie.organisatie(), &zaak).await?;
        let verzoeken = aanvulverzoeken_van(&tx, wie, id).await?;
        let besluit = besluit(&tx, organisatie, &zaaktype, id).await?;
        Ok(Self { tx, organisatie, huis, zaak, zaaktype, verzoeken, besluit, changes })
    }

    /// What happened to its term.
    pub(super) async fn gebeurd(&self) -> Result<Vec<Gebeurtenis>> {
        // Only an extension is told by the time line alone.
        let stappen = match self.zaak.verlenging_duur {
            Some(_) => zaak::stappen_van(&self.tx, &self.intern(), self.zaak.id).await?,
            None => Vec::new(),
        };
        termijnen::gebeurd(&self.zaaktype, &self.zaak, &self.verzoeken, &stappen)
    }

    pub(super) fn looptijd<'a>(&'a self, vrij: &'a VrijeDagen) -> Looptijd<'a> {
        Looptijd { vrij, zaaktype: &self.zaaktype, ontvangen: self.zaak.startdatum, besluit: self.besluit }
    }

    /// Its dates after all this, as they are known when the step is taken.
    pub(super) fn data(&self, gebeurd: &[Gebeurtenis], handeling: &Handeling) -> Result<Data> {
        self.looptijd(&self.huis.instellingen.vrije_dagen()).data(gebeurd, handeling.op.date())
    }

    /// What happens now must still do something to its term.
    pub(super) fn met_gevolg(&self, gebeurd: &[Gebeurtenis], nu: Gebeurtenis, veld: &'static str) -> Result<()> {
        self.looptijd(&self.huis.instellingen.vrije_dagen()).met_gevolg(gebeurd, nu, veld)
    }

    /// Whether the term stands still because of this case's open request.
    pub(super) fn open_verzoek(&self) -> Option<&Aanvulverzoek> {
        self.verzoeken.iter().find(|verzoek| verzoek.status == Verzoekstatus::Open)
    }

    /// The templates of messages.
    pub(super) async fn sjablonen(&self) -> Result<Sjablonen> {
        Sjablonen::lees(&self.tx, self.organisatie).await
    }

    /// What the rules of a case need to know is no look of the person who takes the step: whether they may take it was asked
    /// when it was taken in hands.
    pub(super) fn intern(&self) -> Authorised<LeesZaken> {
        Authorised::program(self.organisatie)
    }

    pub(super) async fn rollen(&self) -> Result<Vec<Rol>> {
        rol::van_zaak(&self.tx, &self.intern(), self.zaak.id).await
    }

    /// A message to whoever applied, with what only this message says; none where there is nobody to write to.
    pub(super) async fn bericht(
        &mut self,
        (handeling, ids): (&Handeling, &Ids),
        sjabloon: &'static str,
        velden: Vec<(&'static str, Json)>,
    ) -> Result<()> {
        let rollen = self.rollen().await?;
        let Some(aan) = bericht::geadresseerde(&rollen) else { return Ok(()) };
        let message = Bericht { sjabloon, aan, velden };
        let sjablonen = self.sjablonen().await?;
        let made = bericht::opstellen(handeling, ids, &sjablonen, (&self.zaak, &self.zaaktype), &message)?;
        self.changes.extend(made);
        Ok(())
    }

    /// Adds a change that is no change of the zaak itself.
    pub(super) fn erbij(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// The zaak takes a step.
    pub(super) fn wijzig(
        &mut self,
        handeling: &Handeling,
        ids: &Ids,
        wordt: Zaak,
        stap: &Stap,
        naam: Option<&str>,
    ) -> Result<()> {
        let (wordt, mut change) = wijzigen(handeling, ids, &self.zaaktype, &self.zaak, wordt, stap)?;
        if wordt.medewerker != self.zaak.medewerker {
            change = rol::behandelaar(change, handeling, ids, (&wordt, &self.zaaktype), naam)?;
        }
        self.zaak = wordt;
        self.changes.push(change);
        Ok(())
    }

    /// The zaak becomes this one, with its dates as they are known now.
    pub(super) async fn herreken(
        &mut self,
        (handeling, ids): (&Handeling, &Ids),
        wordt: Zaak,
        stap: Stap,
    ) -> Result<()> {
        let gebeurd = self.gebeurd().await?;
        let vrij = self.huis.instellingen.vrije_dagen();
        let looptijd = Looptijd { ontvangen: wordt.startdatum, ..self.looptijd(&vrij) };
        let data = looptijd.data(&gebeurd, handeling.op.date())?;
        let uiterlijk = Some(data.uiterlijk.dag());
        let wordt = match data.uiterlijk {
            // By what is known now it does not stand still, such as a term that was over when something was asked.
            Einde::Vast(_) if wordt.opschorting_indicatie => {
                let open = zaak::open_deelzaken(&self.tx, self.organisatie, self.zaak.id).await?;
                hervatten(&wordt, uiterlijk, data.gepland, open)?
            }
            _ => Zaak { uiterlijke_einddatum_afdoening: uiterlijk, einddatum_gepland: data.gepland, ..wordt },
        };
        let wordt = match (data.uiterlijk, self.open_verzoek()) {
            // And the other way round: what was asked makes it stand still after all.
            (Einde::OpZijnVroegst(_), Some(verzoek)) if !wordt.opschorting_indicatie => {
                opschorten(&wordt, &self.zaaktype, &verzoek.reden())?
            }
            _ => wordt,
        };
        self.wijzig(handeling, ids, wordt, &Stap { berekening: data.berekening, ..stap }, None)
    }

    /// The zaak as another rule made it, with its change.
    pub(super) fn werd(&mut self, (zaak, change): (Zaak, Change)) {
        self.zaak = zaak;
        self.changes.push(change);
    }

    /// Writes everything and makes it durable.
    pub(super) async fn bewaar(self) -> Result<Zaak> {
        self.tx.write(self.changes).await?;
        self.tx.commit().await?;
        Ok(self.zaak)
    }
}

/// Of an objection: the day of the decision that it is against, as far as it is known.
async fn besluit(
    db: &impl Reads,
    organisatie: OrganisatieId,
    zaaktype: &Zaaktype,
    zaak: ZaakId,
) -> Result<Option<Date>> {
    if zaaktype.bestreden_besluit.is_empty() {
        return Ok(None);
    }
    let known = eigenschap::van_zaak(db, &Authorised::<LeesZaken>::program(organisatie), zaak).await?;
    Ok(termijnen::besluit(zaaktype, known.iter().map(Zaakeigenschap::paar)))
}

/// The zaaktype that a zaak began with.
pub(super) async fn zaaktype(db: &impl Reads, organisatie: OrganisatieId, zaak: &Zaak) -> Result<Zaaktype> {
    let missing = || Error::Missing { what: "zaaktype", id: zaak.zaaktype.uuid() };
    catalogi::by_id(db, organisatie, zaak.zaaktype).await?.ok_or_else(missing)
}
