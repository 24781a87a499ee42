//! Terms are computed anew when what they rest on changed: a day that was put on a par with a holiday, or the rules of Loket itself.

use std::collections::{BTreeSet, HashMap};

use ::termijnen::VrijeDagen;
use jiff::civil::Date;
use kern::autorisatie::LeesZaken;
use kern::organisaties::OrganisatieId;
use kern::{Authorised, Database, Error, Handeling, Ids, Moment, Reads, Result};
use registers::catalogi::{self, Zaaktype, ZaaktypeId};
use registers::zaken::zaak;
use registers::zaken::{Stap, Wijziging, Zaak, ZaakId, Zaakeigenschap, eigenschap};

use super::aanvulverzoek::{Aanvulverzoek, verzoeken_bij};
use super::lopend::Lopend;
use super::termijnen::{self, Looptijd};
use crate::contacten::Huis;

/// Read together.
const PORTIE: usize = 200;

/// Computes the dates of every open case anew, and writes those that came out otherwise as a step of the program; gives how many there were.
/// Not of a case that stands still: its dates are computed when it runs again. One that cannot be computed or written now is left for the next
/// time, and holds up no other.
///
/// # Errors
/// What the database says.
pub async fn herrekenen(db: &Database, ids: &Ids, organisatie: OrganisatieId, nu: Moment) -> Result<usize> {
    let who = Authorised::<LeesZaken>::program(organisatie);
    let vrij = Huis::lees(db, organisatie).await?.instellingen.vrije_dagen();
    let (mut typen, mut after, mut done) = (HashMap::new(), None, 0);
    loop {
        let page = zaak::open(db, &who, after, PORTIE).await?;
        let zaken: Vec<Zaak> = page.rows.into_iter().filter(|zaak| !zaak.opschorting_indicatie).collect();
        let portie = Portie::lees(db, &who, &zaken, &mut typen).await?;
        for zaak in &zaken {
            let changed = async {
                if portie.klopt(&vrij, zaak, &typen, nu.date())? {
                    return Ok(0);
                }
                herreken(db, ids, &who, zaak, nu).await.map(|()| 1)
            };
            match changed.await {
                Ok(changed) => done += changed,
                Err(Error::Conflict(_)) => tracing::info!(zaak = %zaak.id, "its dates are computed anew another time"),
                Err(error @ (Error::Bug(_) | Error::Missing { .. })) => {
                    tracing::error!(zaak = %zaak.id, %error, "its dates cannot be computed");
                }
                Err(other) => return Err(other),
            }
        }
        match page.next {
            Some(next) => after = Some(next.id.into()),
            None => return Ok(done),
        }
    }
}

async fn herreken(db: &Database, ids: &Ids, who: &Authorised<LeesZaken>, zaak: &Zaak, nu: Moment) -> Result<()> {
    let mut lopend = Lopend::neem(db, who, (zaak.id, Some(zaak.versie))).await?;
    let handeling = Handeling::program(who.organisatie(), nu);
    let stap = Stap::new(&handeling, ids, Wijziging::Herrekend, "");
    let same = lopend.zaak.clone();
    lopend.herreken((&handeling, ids), same, stap).await?;
    lopend.bewaar().await.map(drop)
}

/// What the terms of some cases rest on.
struct Portie {
    verzoeken: Vec<Aanvulverzoek>,
    eigenschappen: Vec<Zaakeigenschap>,
    stappen: Vec<(ZaakId, Stap)>,
}

impl Portie {
    async fn lees(
        db: &impl Reads,
        who: &Authorised<LeesZaken>,
        zaken: &[Zaak],
        typen: &mut HashMap<ZaaktypeId, Zaaktype>,
    ) -> Result<Self> {
        let unread = zaken.iter().map(|zaak| zaak.zaaktype).filter(|id| !typen.contains_key(id));
        let unread: BTreeSet<ZaaktypeId> = unread.collect();
        let unread: Vec<ZaaktypeId> = unread.into_iter().collect();
        let read = catalogi::by_ids(db, who.organisatie(), &unread).await?;
        typen.extend(read.into_iter().map(|zaaktype| (zaaktype.id, zaaktype)));
        let of = |wanted: fn(&Zaak, &Zaaktype) -> bool| -> Vec<ZaakId> {
            let wants = |zaak: &&Zaak| typen.get(&zaak.zaaktype).is_some_and(|zaaktype| wanted(zaak, zaaktype));
            zaken.iter().filter(wants).map(|zaak| zaak.id).collect()
        };
        let objections = of(|_, zaaktype| !zaaktype.bestreden_besluit.is_empty());
        let extended = of(|zaak, _| zaak.verlenging_duur.is_some());
        Ok(Self {
            verzoeken: verzoeken_bij(db, who, &of(|_, _| true)).await?,
            eigenschappen: eigenschap::van_zaken(db, who, &objections).await?,
            stappen: zaak::stappen_bij(db, who, &extended).await?,
        })
    }

    /// Whether the dates of a case are what they come to now.
    fn klopt(&self, vrij: &VrijeDagen, zaak: &Zaak, typen: &HashMap<ZaaktypeId, Zaaktype>, nu: Date) -> Result<bool> {
        let Some(zaaktype) = typen.get(&zaak.zaaktype) else { return Ok(true) };
        let asked: Vec<_> = self.verzoeken.iter().filter(|asked| asked.zaak == zaak.id).cloned().collect();
        let taken: Vec<_> =
            self.stappen.iter().filter(|(of, _)| *of == zaak.id).map(|(_, stap)| stap.clone()).collect();
        let known = self.eigenschappen.iter().filter(|known| known.zaak == zaak.id);
        let besluit = termijnen::besluit(zaaktype, known.map(Zaakeigenschap::paar));
        let looptijd = Looptijd { vrij, zaaktype, ontvangen: zaak.startdatum, besluit };
        let data = looptijd.data(&termijnen::gebeurd(zaaktype, zaak, &asked, &taken)?, nu)?;
        Ok(zaak.uiterlijke_einddatum_afdoening == Some(data.uiterlijk.dag()) && zaak.einddatum_gepland == data.gepland)
    }
}
