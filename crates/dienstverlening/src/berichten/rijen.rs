//! Rows of messages.

use kern::{Gebeurtenis, Result, Row};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement, Value};

use super::Bericht;

/// What a message belongs to.
pub(super) fn bij(event: Gebeurtenis, bericht: &Bericht) -> Gebeurtenis {
    match bericht.zaak.or(bericht.afspraak).or(bericht.partij) {
        Some(hoofdobject) => event.bij(hoofdobject),
        None => event,
    }
}

/// Every column but the two that never change.
pub(super) fn columns(bericht: &Bericht) -> Vec<(&'static str, Value)> {
    vec![
        ("zaak_id", bericht.zaak.into()),
        ("afspraak_id", bericht.afspraak.into()),
        ("partij_id", bericht.partij.into()),
        ("richting", bericht.richting.into()),
        ("kanaal", bericht.kanaal.into()),
        ("sjabloon", bericht.sjabloon.clone().into()),
        ("taal", bericht.taal.clone().into()),
        ("aan", bericht.aan.clone().into()),
        ("onderwerp", bericht.onderwerp.clone().into()),
        ("tekst", bericht.tekst.clone().into()),
        ("geheim", bericht.geheim.clone().into()),
        ("antwoord_op", bericht.antwoord_op.into()),
        ("status", bericht.status.into()),
        ("reden", bericht.reden.map_or("", |reden| reden.code()).into()),
        ("opgesteld_op", bericht.opgesteld_op.into()),
        ("verstuurd_op", bericht.verstuurd_op.into()),
        ("gelezen_op", bericht.gelezen_op.into()),
        ("pogingen", bericht.pogingen.into()),
        ("volgende_poging_op", bericht.volgende_poging_op.into()),
        ("message_id", bericht.message_id.clone().into()),
        ("medewerker_id", bericht.medewerker.into()),
        ("versie", bericht.versie.into()),
    ]
}

/// Stores what changed of a message that was read as `was`; nothing when somebody else was first.
pub(super) fn update(was: &Bericht, wordt: &Bericht) -> UpdateStatement {
    let (before, after) = (columns(was), columns(wordt));
    let changed = after.into_iter().zip(before).filter(|(now, then)| now.1 != then.1).map(|(now, _)| now);
    Query::update()
        .table("berichten")
        .values(changed.map(|(column, value)| (column, Expr::val(value))))
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("versie").eq(was.versie))
        .to_owned()
}

pub(super) const KOLOMMEN: [&str; 23] = [
    "id",
    "zaak_id",
    "afspraak_id",
    "partij_id",
    "richting",
    "kanaal",
    "sjabloon",
    "taal",
    "aan",
    "onderwerp",
    "tekst",
    "geheim",
    "antwoord_op",
    "status",
    "reden",
    "opgesteld_op",
    "verstuurd_op",
    "gelezen_op",
    "pogingen",
    "volgende_poging_op",
    "message_id",
    "medewerker_id",
    "versie",
];

pub(crate) fn from_row(row: &Row) -> Result<Bericht> {
    Ok(Bericht {
        id: row.get("id")?,
        zaak: row.get("zaak_id")?,
        afspraak: row.get("afspraak_id")?,
        partij: row.get("partij_id")?,
        richting: row.get("richting")?,
        kanaal: row.get("kanaal")?,
        sjabloon: row.get("sjabloon")?,
        taal: row.get("taal")?,
        aan: row.get("aan")?,
        onderwerp: row.get("onderwerp")?,
        tekst: row.get("tekst")?,
        geheim: row.get("geheim")?,
        antwoord_op: row.get("antwoord_op")?,
        status: row.get("status")?,
        reden: row.get::<String>("reden")?.parse().ok(),
        opgesteld_op: row.get("opgesteld_op")?,
        verstuurd_op: row.get("verstuurd_op")?,
        gelezen_op: row.get("gelezen_op")?,
        pogingen: row.get("pogingen")?,
        volgende_poging_op: row.get("volgende_poging_op")?,
        message_id: row.get("message_id")?,
        medewerker: row.get("medewerker_id")?,
        versie: row.get("versie")?,
    })
}
