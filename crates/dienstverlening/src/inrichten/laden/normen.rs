//! The norms: a version that holds never promises something else. A file that differs must name a later first day; then the version of now ends the day
//! before. A norm that is not in the folder any more ends today.

use std::collections::HashMap;

use jiff::civil::Date;
use kern::{Change, Error, FieldError, Result, volgers};
use servicenormen::gebeurd::VAN_DE_ZAAK;
use servicenormen::normen::{self, Normen, Versie};
use servicenormen::{Norm, Servicenormen};
use uuid::Uuid;

use super::Lading;
use crate::inrichten::inrichting::Inrichting;
use crate::inrichten::lezers::TEAMFEITEN;
use crate::inrichten::teksten;
use crate::inrichten::verslag::Soortverslag;

/// What has to change, and what to say about it.
pub(super) async fn changes(
    lading: &Lading<'_>,
    inrichting: &Inrichting,
    team_ids: &HashMap<String, Uuid>,
) -> Result<(Soortverslag, Vec<Change>)> {
    let known = normen::normen(lading.tx, lading.organisatie()).await?;
    let today = lading.handeling.op.date();
    let mut verslag = Soortverslag { soort: "normen", ..Soortverslag::default() };
    let mut changes = Vec::new();
    for versie in known.alle().filter(|versie| versie.tot.is_none()) {
        if !inrichting.normen.iter().any(|norm| norm.code == versie.norm.code) {
            verslag.ingetrokken.push(versie.norm.code.clone());
            changes.push(end(lading, versie, today)?);
        }
    }
    let mut counts_back = false;
    for norm in &inrichting.normen {
        let norm = &met_teams(norm, team_ids)?;
        let new = Versie {
            id: lading.ids.next(),
            team: super::team(team_ids, &norm.eigenaar)?,
            tot: None,
            norm: norm.clone(),
        };
        match plan(&known, norm, today)? {
            Plan::Niets => verslag.ongewijzigd += 1,
            Plan::Eerste => {
                verslag.toegevoegd.push(norm.code.clone());
                counts_back |= norm.vanaf <= today;
                changes.push(normen::aanmaken(&lading.handeling, lading.ids, &new)?);
            }
            Plan::Herzien(old) => {
                verslag.gewijzigd.push(norm.code.clone());
                changes.push(normen::wijzigen(&lading.handeling, lading.ids, old, &Versie { id: old.id, ..new })?);
            }
            Plan::Volgende(old) => {
                verslag.gewijzigd.push(norm.code.clone());
                if old.tot.is_none_or(|tot| tot >= norm.vanaf) {
                    changes.push(end(lading, old, norm.vanaf.yesterday().map_err(Error::bug)?)?);
                }
                changes.push(normen::aanmaken(&lading.handeling, lading.ids, &new)?);
            }
        }
    }
    if counts_back {
        // What happened before it was loaded counts too.
        volgers::maak_opnieuw(lading.tx, &Servicenormen, lading.organisatie(), lading.handeling.op).await?;
    }
    Ok((verslag, changes))
}

/// A norm as it is kept: a team by its id, as gebeurtenissen name it.
fn met_teams(norm: &Norm, team_ids: &HashMap<String, Uuid>) -> Result<Norm> {
    let mut norm = norm.clone();
    for (naam, eis) in norm.voorwaarden_mut().flat_map(|waar| waar.0.iter_mut()) {
        if TEAMFEITEN.contains(&naam.strip_prefix(VAN_DE_ZAAK).unwrap_or(naam)) {
            *eis = eis.met(|code| {
                Ok::<_, Error>(super::team(team_ids, code.as_str().unwrap_or_default())?.to_string().into())
            })?;
        }
    }
    Ok(norm)
}

enum Plan<'v> {
    Niets,
    /// There was none with this code.
    Eerste,
    /// A version that does not hold yet says something else, or one is called otherwise.
    Herzien(&'v Versie),
    /// After a version that holds or held.
    Volgende(&'v Versie),
}

/// What a file means beside the versions that there are.
fn plan<'v>(known: &'v Normen, norm: &Norm, today: Date) -> Result<Plan<'v>> {
    let Some(last) = known.van(&norm.code).last() else { return Ok(Plan::Eerste) };
    if last.norm == *norm && last.tot.is_none() {
        return Ok(Plan::Niets);
    }
    let renamed = last.tot.is_none() && last.norm.belooft_als(norm);
    if renamed || (last.norm.vanaf == norm.vanaf && norm.vanaf > today) {
        return Ok(Plan::Herzien(last));
    }
    if (&norm.onderwerp, &norm.zaak) != (&last.norm.onderwerp, &last.norm.zaak) {
        let detail = teksten::norm_over_iets_anders(&norm.code);
        return Err(Error::Conflict(FieldError::new("onderwerp", "bestaat-al").detail(detail)));
    }
    if norm.vanaf <= today || norm.vanaf <= last.norm.vanaf {
        let detail = teksten::norm_geldt_al(&norm.code, last.norm.vanaf, last.tot);
        return Err(Error::Conflict(FieldError::new("vanaf", "bestaat-al").detail(detail)));
    }
    Ok(Plan::Volgende(last))
}

/// The same version with a last day.
fn end(lading: &Lading<'_>, versie: &Versie, tot: Date) -> Result<Change> {
    normen::wijzigen(&lading.handeling, lading.ids, versie, &Versie { tot: Some(tot), ..versie.clone() })
}
