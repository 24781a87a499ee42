//! The follower `servicenormen`: keeps the clocks and the counters, from the journal alone.

use std::collections::BTreeSet;

use kern::journaal::{Entry, Soortnaam};
use kern::organisaties::OrganisatieId;
use kern::volgers::{self, Beurt, Volger, Werk};
use kern::{Database, Moment, Reads, Result, Tx};
use uuid::Uuid;

use crate::cijfers::Bijdrage;
use crate::gebeurd::verteld_van;
use crate::kennis::{Kennis, kennis, voor_volgende};
use crate::klok::{Klok, Stand};
use crate::motor::{self, Partij};
use crate::opslag;

/// Keeps a clock for each thing that a norm is about. What time does to them comes by itself: a clock says when it changes next.
pub struct Servicenormen;

/// So many clocks that time changed are handled in one transaction.
const TEGELIJK: u64 = 500;

impl Volger for Servicenormen {
    fn naam(&self) -> &'static str {
        "servicenormen"
    }

    fn versie(&self) -> i64 {
        3
    }

    /// Whatever the norms say, it reads none.
    fn soorten(&self) -> &'static [Soortnaam] {
        &[]
    }

    /// Which kinds count is said by the norms: any may be among them.
    fn leest(&self, _entry: &Entry) -> bool {
        true
    }

    fn handle<'a>(&'a self, tx: &'a Tx, gebeurtenissen: &'a [Entry]) -> Werk<'a> {
        Box::pin(async move {
            // First: a batch is of one organisation.
            let Some(organisatie) = gebeurtenissen.first().map(|entry| entry.organisatie) else { return Ok(()) };
            let kennis = voor_volgende(tx, organisatie, gebeurtenissen).await?;
            let mut partij = lees(tx, organisatie, &kennis, gebeurtenissen).await?;
            for entry in gebeurtenissen {
                partij.neem(entry)?;
            }
            bewaar(tx, organisatie, &partij).await
        })
    }

    fn leeg<'a>(&'a self, tx: &'a Tx, organisatie: OrganisatieId) -> Werk<'a> {
        Box::pin(opslag::leeg(tx, organisatie))
    }

    fn aan_de_beurt<'a>(&'a self, db: &'a Database, nu: Moment) -> Beurt<'a> {
        Box::pin(opslag::aan_de_beurt(db, nu))
    }

    fn laat_verlopen<'a>(&'a self, tx: &'a Tx, organisatie: OrganisatieId, nu: Moment) -> Werk<'a> {
        Box::pin(async move {
            let klokken = opslag::die_verlopen(tx, organisatie, nu, TEGELIJK).await?;
            let kennis = kennis(tx, organisatie).await?;
            let mut bijdrage = Bijdrage::default();
            let mut changed = Vec::with_capacity(klokken.len());
            for klok in klokken {
                let later = later(&kennis, &klok, nu);
                bijdrage.tel(&klok, -1)?;
                bijdrage.tel(&later, 1)?;
                changed.push(later);
            }
            let changed: Vec<&Klok> = changed.iter().collect();
            let klokken = opslag::klokrijen(organisatie, &changed)?;
            tx.put(opslag::telrijen(organisatie, bijdrage.zonder_nullen()).into_iter().chain([klokken])).await
        })
    }
}

/// So many gebeurtenissen are handled at once: who is further behind counts anew.
const BIJ: i64 = 500;

/// Whether the clocks of an organisation are being made again: what a part of a history says is not so now.
///
/// # Errors
/// What the database says.
pub async fn telt_nog(db: &impl Reads, organisatie: OrganisatieId) -> Result<bool> {
    let plekken = volgers::plekken(db, &Servicenormen).await?;
    Ok(plekken.iter().any(|plek| plek.organisatie == organisatie && plek.achter() > BIJ))
}

/// A clock as it stands later, when nothing happened but that time passed.
pub(crate) fn later(kennis: &Kennis, klok: &Klok, nu: Moment) -> Klok {
    let of_norm = kennis.normen.versie(&klok.norm, klok.versie);
    let stand = of_norm.and_then(|versie| {
        let stand = klok.gezien.stand(&versie.norm, &kennis.kalenders, nu);
        stand.inspect_err(|error| tracing::error!(norm = klok.norm, %error, "a clock stands still for good")).ok()?
    });
    // What nothing can be said of stands as it stood, and does not come up again.
    let stand = stand.unwrap_or(Stand { volgende_op: None, ..klok.stand });
    Klok { stand, ..klok.clone() }
}

/// Reads all that a batch of gebeurtenissen can touch.
async fn lees<'k>(
    tx: &Tx,
    organisatie: OrganisatieId,
    kennis: &'k Kennis,
    gebeurtenissen: &[Entry],
) -> Result<Partij<'k>> {
    let (mut onderwerpen, mut zaken) = (BTreeSet::new(), BTreeSet::new());
    for entry in gebeurtenissen {
        for ((_, onderwerp), zaak) in motor::mogelijk(&kennis.normen, entry) {
            onderwerpen.insert(onderwerp);
            zaken.extend(zaak);
        }
    }
    let told: BTreeSet<Uuid> = gebeurtenissen.iter().filter_map(verteld_van).collect();
    let klokken = opslag::klokken(tx, organisatie, &onderwerpen, &told).await?;
    zaken.extend(klokken.values().filter_map(|klok| klok.zaak));
    // What the first of them tells is known by it.
    if let Some(told) = gebeurtenissen.first().and_then(verteld_van) {
        zaken.remove(&told);
    }
    let zaken = opslag::zaken(tx, organisatie, &zaken).await?;
    Ok(Partij::new(kennis, klokken, zaken))
}

async fn bewaar(tx: &Tx, organisatie: OrganisatieId, partij: &Partij<'_>) -> Result<()> {
    let mut bijdrage = Bijdrage::default();
    let mut changed = Vec::new();
    for (was, wordt) in partij.veranderd() {
        if let Some(was) = was {
            bijdrage.tel(was, -1)?;
        }
        bijdrage.tel(wordt, 1)?;
        changed.push(wordt);
    }
    opslag::bewaar_uren(tx, organisatie, partij.vertelde_uren()).await?;
    let told = [opslag::zaakrijen(organisatie, &partij.vertelde_zaken()), opslag::klokrijen(organisatie, &changed)?];
    tx.put(told.into_iter().chain(opslag::telrijen(organisatie, bijdrage.zonder_nullen()))).await
}
