//! Brings the database in line with a folder, in one transaction.

mod actoren;
mod artikelen;
mod normen;
mod organisatie;
mod rijen;
mod verschil;
mod zaaktypen;

use std::collections::HashMap;

use kern::organisaties::{MedewerkerId, OrganisatieId, TeamId};
use kern::{Change, Clock, Database, Error, Handeling, Ids, Result, Tx};
use sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use self::rijen::{AutorisatieRij, MedewerkerRij, ProductRij, TeamRij};
use self::verschil::{Bestaand, Rij, verschil};
use super::inrichting::{Inrichting, TeamSpec};
use super::verslag::Verslag;

/// What every part of loading needs.
struct Lading<'a> {
    tx: &'a Tx,
    ids: &'a Ids,
    handeling: Handeling,
}

impl Lading<'_> {
    fn organisatie(&self) -> OrganisatieId {
        self.handeling.organisatie
    }
}

/// Brings the database in line with a folder, in one transaction: what differs is written with its gebeurtenis, what is
/// the same is left alone, what is no longer there is withdrawn and kept. People keep their passwords.
///
/// # Errors
/// [`Error::Conflict`] when a host name belongs to another organisation, and what the database says; nothing has happened then.
pub async fn laad(db: &Database, ids: &Ids, clock: &Clock, inrichting: &Inrichting) -> Result<Verslag> {
    let tx = db.begin().await?;
    let known = organisatie::find(&tx, inrichting).await?;
    let organisatie = known.as_ref().map_or_else(|| ids.next(), |known| known.id);
    let lading = Lading { tx: &tx, ids, handeling: Handeling::program(organisatie, clock.now()) };
    let (mut soorten, mut changes) = organisatie::changes(&lading, inrichting, known).await?;

    let teams = Bestaand::<TeamRij>::lees(&lading).await?;
    let medewerkers = Bestaand::<MedewerkerRij>::lees(&lading).await?;
    let producten = Bestaand::<ProductRij>::lees(&lading).await?;
    let autorisaties = Bestaand::<AutorisatieRij>::lees(&lading).await?;
    let team_ids = teams.numbered(ids, inrichting.teams.iter().map(|team| team.code.as_str()));
    let medewerker_ids = medewerkers.numbered(ids, inrichting.medewerkers.iter().map(|m| m.gebruikersnaam.as_str()));
    let product_ids = producten.numbered(ids, inrichting.producten.iter().map(|product| product.code.as_str()));

    let team_rows = rows(
        &team_ids,
        &inrichting.teams,
        |team| &team.code,
        |team| Ok(TeamRij::van(team, manager(team, &medewerker_ids)?)),
    )?;
    let medewerker_rows = rows(
        &medewerker_ids,
        &inrichting.medewerkers,
        |m| &m.gebruikersnaam,
        |m| Ok(MedewerkerRij::van(m, team(&team_ids, &m.team)?)),
    )?;
    let product_rows = rows(
        &product_ids,
        &inrichting.producten,
        |product| &product.code,
        |product| Ok(ProductRij::van(product, team(&team_ids, &product.team)?)),
    )?;
    let mut wanted = Vec::new();
    for spec in &inrichting.teams {
        wanted.extend(AutorisatieRij::van(spec, team(&team_ids, &spec.code)?));
    }
    let autorisatie_ids = autorisaties.numbered(ids, wanted.iter().map(AutorisatieRij::sleutel));
    let autorisatie_rows =
        wanted.into_iter().map(|row| Ok((id(&autorisatie_ids, row.sleutel())?, row))).collect::<Result<Vec<_>>>()?;
    let actoren = actoren::changes(&lading, (&teams, &team_rows), (&medewerkers, &medewerker_rows)).await?;

    end_sessions(&lading, &medewerkers, &medewerker_rows).await?;
    let artikelen = artikelen::plan(&lading, &product_ids, &inrichting.producten).await?;
    for (verslag, made) in [
        verschil(&lading, &teams, &team_rows, &HashMap::new())?,
        verschil(&lading, &medewerkers, &medewerker_rows, &HashMap::new())?,
        verschil(&lading, &autorisaties, &autorisatie_rows, &HashMap::new())?,
        verschil(&lading, &producten, &product_rows, &artikelen.nieuw)?,
    ] {
        soorten.push(verslag);
        changes.extend(made);
    }
    soorten.push(artikelen.verslag);
    let (verslagen, made) = zaaktypen::changes(&lading, inrichting, &team_ids).await?;
    soorten.extend(verslagen);
    let (verslag, normen) = normen::changes(&lading, inrichting, &team_ids).await?;
    soorten.push(verslag);
    changes.extend(artikelen.changes);
    changes.extend(actoren);
    changes.extend(made);
    changes.extend(normen);
    write(tx, changes).await?;
    Ok(Verslag { soorten })
}

async fn write(tx: Tx, changes: Vec<Change>) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    tx.write(changes).await?;
    tx.commit().await
}

/// A row for everything in the folder, with its id.
fn rows<S, R>(
    ids: &HashMap<String, Uuid>,
    specs: &[S],
    code: impl Fn(&S) -> &String,
    row: impl Fn(&S) -> Result<R>,
) -> Result<Vec<(Uuid, R)>> {
    specs.iter().map(|spec| Ok((id(ids, code(spec))?, row(spec)?))).collect()
}

/// The id of a code. `lees` has checked that every code exists.
fn id(ids: &HashMap<String, Uuid>, code: &str) -> Result<Uuid> {
    ids.get(code).copied().ok_or_else(|| Error::bug(UnknownCode(code.to_owned())))
}

fn team(ids: &HashMap<String, Uuid>, code: &str) -> Result<TeamId> {
    id(ids, code).map(TeamId::from)
}

fn manager(team: &TeamSpec, ids: &HashMap<String, Uuid>) -> Result<MedewerkerId> {
    id(ids, &team.manager).map(MedewerkerId::from)
}

#[derive(Debug, thiserror::Error)]
#[error("an Inrichting refers to {0:?}, which it does not have")]
struct UnknownCode(String);

/// Whoever is no longer in the folder is out at once.
async fn end_sessions(
    lading: &Lading<'_>,
    known: &Bestaand<MedewerkerRij>,
    wanted: &[(Uuid, MedewerkerRij)],
) -> Result<()> {
    let gone: Vec<Uuid> = known.withdrawn(wanted).map(|(id, _)| id).collect();
    if gone.is_empty() {
        return Ok(());
    }
    let end = Query::delete().from_table("sessies").and_where(Expr::col("medewerker_id").is_in(gone)).to_owned();
    lading.tx.execute(&end).await.map(drop)
}
