//! The promises about zaken, for whoever works on one: which is due first, and how each stands.

use std::collections::{BTreeMap, BTreeSet};

use kern::organisaties::OrganisatieId;
use kern::{Moment, Reads, Result};
use sea_query::{Expr, ExprTrait, Func, IntoColumnRef, Query, SelectStatement};
use uuid::Uuid;

use crate::klok::{Klok, Staat};
use crate::norm::{Norm, Tekst};
use crate::{kennis, opslag, volger};

/// A promise about one thing: its clock as it stands now, and the version of the norm that it runs under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toezegging {
    /// What was promised.
    pub norm: Norm,
    /// What the promise is called now: it may have been named otherwise when this version began.
    pub naam: Tekst,
    /// What was seen of it, and how it stands.
    pub klok: Klok,
}

impl Toezegging {
    /// When it has to be kept; none when it does not run.
    #[must_use]
    pub fn te_doen_voor(&self) -> Option<Moment> {
        self.klok.stand.uiterlijk_op.filter(|_| LOPEND.contains(&self.klok.stand.staat))
    }
}

/// The states of what somebody still has to do.
const LOPEND: [Staat; 3] = [Staat::Loopt, Staat::Bijna, Staat::TeLaat];

/// The promises about these zaken and what belongs to them, per zaak: first what has to be kept first, then what stands still, then what is
/// over, as they began; what lapsed is left out, and a check that was passed. While the clocks are made again there are none. Nothing
/// personal: who may see the zaak is asked by whoever names it.
///
/// # Errors
/// What the database says.
pub async fn van_zaken(
    db: &impl Reads,
    organisatie: OrganisatieId,
    zaken: &[Uuid],
    nu: Moment,
) -> Result<BTreeMap<Uuid, Vec<Toezegging>>> {
    if zaken.is_empty() {
        return Ok(BTreeMap::new());
    }
    if volger::telt_nog(db, organisatie).await? {
        return Ok(BTreeMap::new());
    }
    let kennis = kennis(db, organisatie).await?;
    let normen = &kennis.normen;
    let mut found: BTreeMap<Uuid, Vec<Toezegging>> = BTreeMap::new();
    let zaken = zaken.iter().copied().collect();
    for klok in opslag::klokken(db, organisatie, &BTreeSet::new(), &zaken).await?.into_values() {
        let (Some(zaak), Some(versie)) = (klok.zaak, normen.versie(&klok.norm, klok.versie)) else { continue };
        let klok = volger::later(&kennis, &klok, nu);
        let over = match klok.stand.staat {
            Staat::Vervallen => true,
            // Nobody waited for it, and nothing is left to do.
            Staat::Gehaald => versie.norm.is_toets(),
            _ => false,
        };
        if !over {
            let last = normen.van(&klok.norm).last().unwrap_or(versie);
            let naam = if last.norm.naam.nl.is_empty() { &last.norm.belofte } else { &last.norm.naam };
            found.entry(zaak).or_default().push(Toezegging { norm: versie.norm.clone(), naam: naam.clone(), klok });
        }
    }
    for of_zaak in found.values_mut() {
        of_zaak.sort_by_key(|made| {
            let (open, due) = (made.klok.stand.staat.is_open(), made.te_doen_voor());
            (!open, due.is_none(), due, made.klok.stand.begonnen_op, made.klok.id())
        });
    }
    Ok(found)
}

/// The promise that has to be kept first; none when nothing runs.
#[must_use]
pub fn naaste(toezeggingen: &[Toezegging]) -> Option<&Toezegging> {
    toezeggingen.iter().filter(|made| made.te_doen_voor().is_some()).min_by_key(|made| made.te_doen_voor())
}

/// When something about a zaak has to be kept first, or nothing: a value in a query in which the column `zaak` holds its id. `uiterlijk` is a day
/// of the zaak itself, as a moment or nothing: the earlier counts.
#[must_use]
pub fn select_naaste_op(organisatie: OrganisatieId, zaak: impl IntoColumnRef, uiterlijk: Expr) -> SelectStatement {
    let due = || Expr::col(("klokken", "uiterlijk_op"));
    let earlier: Expr = Expr::case(uiterlijk.clone().lt(due()), uiterlijk.clone()).finally(due()).into();
    let nearest = Query::select()
        .expr(earlier.min())
        .from("klokken")
        .and_where(Expr::col(("klokken", "organisatie_id")).eq(organisatie))
        .and_where(Expr::col(("klokken", "zaak_id")).equals(zaak))
        .and_where(Expr::col(("klokken", "staat")).is_in(LOPEND))
        .to_owned();
    Query::select().expr(Func::coalesce([Expr::SubQuery(None, Box::new(nearest.into())), uiterlijk])).to_owned()
}
