//! The hash chain over the journal: who changes a row behind our back breaks it.

use sea_query::{Expr, ExprTrait, Order, Query};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Moment, Reads, Result, Row};

/// The columns of a gebeurtenis that the chain covers.
pub(super) struct Linked<'a> {
    pub volgnummer: i64,
    pub id: Uuid,
    pub organisatie_id: Uuid,
    pub resource: &'a str,
    pub actie: &'a str,
    pub resource_id: Uuid,
    pub hoofdobject_id: Option<Uuid>,
    pub plaatsgevonden_op: Moment,
    pub vastgelegd_op: Moment,
    pub medewerker_id: Option<Uuid>,
    pub partij_id: Option<Uuid>,
    pub namens: Option<&'a str>,
    pub doel: Option<&'a str>,
    pub feiten: &'a str,
    pub inhoud_hash: &'a str,
}

/// The link of a row, from the link of the row before.
pub(super) fn next_link(previous: &str, row: &Linked<'_>) -> String {
    let mut hash = Sha256::new();
    // Lengths go before the texts, so that no two rows give the same bytes.
    let mut text = |part: &str| {
        hash.update(part.len().to_be_bytes());
        hash.update(part.as_bytes());
    };
    text(previous);
    text(&row.volgnummer.to_string());
    let about = [Some(row.id), Some(row.organisatie_id), Some(row.resource_id), row.hoofdobject_id];
    for id in about.into_iter().chain([row.medewerker_id, row.partij_id]) {
        text(&id.map(|id| id.to_string()).unwrap_or_default());
    }
    for moment in [row.plaatsgevonden_op, row.vastgelegd_op] {
        text(&moment.to_string());
    }
    for part in [row.resource, row.actie, row.feiten, row.inhoud_hash] {
        text(part);
    }
    for part in [row.namens, row.doel] {
        text(part.unwrap_or_default());
    }
    hex(&hash.finalize())
}

/// The hash of the personal part. The salt goes with the content when it is forgotten, so the hash tells nothing then.
pub(super) fn content_hash(zout: &str, voor: Option<&str>, na: Option<&str>) -> String {
    let mut hash = Sha256::new();
    for part in [zout, voor.unwrap_or_default(), na.unwrap_or_default()] {
        hash.update(part.len().to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex(&hash.finalize())
}

/// How the contents of a gebeurtenis tell of a secret that nobody may read there: whether it is still this one.
#[must_use]
pub fn geheim_sha256(geheim: &str) -> String {
    hex(&Sha256::digest(geheim))
}

/// Bytes as lower-case hexadecimal text.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}

/// The link of a row as it was read, as the one with this number.
fn link_of(row: &Row, number: i64, previous: &str) -> Result<String> {
    let text = |column| row.get::<String>(column);
    let maybe = |column| row.get::<Option<String>>(column);
    Ok(next_link(
        previous,
        &Linked {
            volgnummer: number,
            id: row.get("id")?,
            organisatie_id: row.get("organisatie_id")?,
            resource: &text("resource")?,
            actie: &text("actie")?,
            resource_id: row.get("resource_id")?,
            hoofdobject_id: row.get("hoofdobject_id")?,
            plaatsgevonden_op: row.get("plaatsgevonden_op")?,
            vastgelegd_op: row.get("vastgelegd_op")?,
            medewerker_id: row.get("medewerker_id")?,
            partij_id: row.get("partij_id")?,
            namens: maybe("namens")?.as_deref(),
            doel: maybe("doel")?.as_deref(),
            feiten: &text("feiten")?,
            inhoud_hash: &text("inhoud_hash")?,
        },
    ))
}

/// Computes the chain again over whatever stands there: what somebody does who changed the past and knows how it is chained.
///
/// # Errors
/// What the database says.
#[cfg(feature = "testhulp")]
pub async fn vervals(tx: &crate::Tx) -> Result<()> {
    let query =
        Query::select().expr(Expr::cust("*")).from("gebeurtenissen").order_by("volgnummer", Order::Asc).to_owned();
    let (mut number, mut link) = (0, String::new());
    for row in &tx.rows(&query).await? {
        number += 1;
        link = link_of(row, number, &link)?;
        let update = Query::update()
            .table("gebeurtenissen")
            .value("keten", link.as_str())
            .and_where(Expr::col("volgnummer").eq(number))
            .to_owned();
        tx.execute(&update).await?;
    }
    tx.execute(&Query::update().table("journaal_stand").value("keten", link).to_owned()).await.map(drop)
}

const ROWS_PER_READ: u64 = 2_000;

/// Walks the whole chain and gives the number of the first row that does not follow from the one before, or whose
/// remaining content does not match its hash; none when the journal is whole.
///
/// # Errors
/// What the database says.
pub async fn verify(db: &impl Reads) -> Result<Option<i64>> {
    let (mut number, mut link) = (0, String::new());
    loop {
        let query = Query::select()
            .expr(Expr::cust("g.*, i.zout AS zout, i.voor AS voor, i.na AS na"))
            .from_as("gebeurtenissen", "g")
            .left_join(
                sea_query::TableRef::from("gebeurtenis_inhoud").alias("i"),
                Expr::col(("i", "gebeurtenis_id")).equals(("g", "id")),
            )
            .and_where(Expr::col(("g", "volgnummer")).gt(number))
            .order_by(("g", "volgnummer"), Order::Asc)
            .limit(ROWS_PER_READ)
            .to_owned();
        let rows = db.rows(&query).await?;
        for row in &rows {
            number += 1;
            link = link_of(row, number, &link)?;
            let inhoud_hash: String = row.get("inhoud_hash")?;
            let (voor, na): (Option<String>, Option<String>) = (row.get("voor")?, row.get("na")?);
            let content_changed = match row.get::<Option<String>>("zout")? {
                Some(zout) => content_hash(&zout, voor.as_deref(), na.as_deref()) != inhoud_hash,
                None => false,
            };
            if content_changed || row.get::<i64>("volgnummer")? != number || row.get::<String>("keten")? != link {
                return Ok(Some(number));
            }
        }
        if rows.is_empty() {
            break;
        }
    }
    let end = Query::select().columns(["volgnummer", "keten"]).from("journaal_stand").to_owned();
    let whole = match db.row(&end).await? {
        Some(end) => end.get::<i64>("volgnummer")? == number && end.get::<String>("keten")? == link,
        None => false,
    };
    Ok(if whole { None } else { Some(number + 1) })
}
