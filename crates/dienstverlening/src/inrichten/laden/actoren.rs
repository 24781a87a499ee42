//! The standard's actor of each team and medewerker, under the same id.

use std::collections::HashMap;

use kern::{Change, Reads, Result, Row};
use registers::klantinteracties::{Actor, ActorId, Actoridentificator, SoortActor, actor_aanmaken, actor_wijzigen};
use sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use super::Lading;
use super::rijen::{MedewerkerRij, TeamRij};
use super::verschil::Bestaand;

/// What has to change so that each team and medewerker is an actor, active as long as they are.
pub(super) async fn changes(
    lading: &Lading<'_>,
    (teams, team_rows): (&Bestaand<TeamRij>, &[(Uuid, TeamRij)]),
    (medewerkers, medewerker_rows): (&Bestaand<MedewerkerRij>, &[(Uuid, MedewerkerRij)]),
) -> Result<Vec<Change>> {
    let known = read(lading).await?;
    let eenheid = SoortActor::OrganisatorischeEenheid;
    let persoon = SoortActor::Medewerker;
    let active = team_rows.iter().map(|(id, row)| (*id, eenheid, row.naam(), true));
    let active = active.chain(medewerker_rows.iter().map(|(id, row)| (*id, persoon, row.naam(), true)));
    let gone = teams.withdrawn(team_rows).map(|(id, row)| (id, eenheid, row.naam(), false));
    let gone = gone.chain(medewerkers.withdrawn(medewerker_rows).map(|(id, row)| (id, persoon, row.naam(), false)));
    let mut changes = Vec::new();
    for (id, soort, naam, actief) in active.chain(gone) {
        let new = Actor { indicatie_actief: actief, ..Actor::new(ActorId::from(id), soort, naam) };
        match known.get(&id) {
            None => changes.push(actor_aanmaken(&lading.handeling, lading.ids, &new)?),
            Some(old) if old.naam == new.naam && old.indicatie_actief == actief => {}
            Some(old) => {
                let new = Actor { naam: new.naam, indicatie_actief: actief, ..old.clone() };
                changes.push(actor_wijzigen(&lading.handeling, lading.ids, old, new)?.1);
            }
        }
    }
    Ok(changes)
}

async fn read(lading: &Lading<'_>) -> Result<HashMap<Uuid, Actor>> {
    let query = Query::select()
        .columns(["id", "naam", "soort_actor", "indicatie_actief", "versie"])
        .columns(["actoridentificator_object_id", "actoridentificator_code_objecttype"])
        .columns(["actoridentificator_code_register", "actoridentificator_code_soort_object_id"])
        .from("actoren")
        .and_where(Expr::col("organisatie_id").eq(lading.organisatie()))
        .to_owned();
    let rows = lading.tx.rows(&query).await?;
    rows.iter().map(|row| Ok((row.get("id")?, actor(row)?))).collect()
}

fn actor(row: &Row) -> Result<Actor> {
    let part = |name: &str| row.get::<Option<String>>(&format!("actoridentificator_{name}"));
    let actoridentificator = match part("object_id")? {
        None => None,
        Some(object_id) => Some(Actoridentificator {
            object_id,
            code_objecttype: part("code_objecttype")?.unwrap_or_default(),
            code_register: part("code_register")?.unwrap_or_default(),
            code_soort_object_id: part("code_soort_object_id")?.unwrap_or_default(),
        }),
    };
    Ok(Actor {
        id: row.get("id")?,
        naam: row.get("naam")?,
        soort_actor: row.get("soort_actor")?,
        indicatie_actief: row.get("indicatie_actief")?,
        actoridentificator,
        versie: row.get("versie")?,
    })
}
