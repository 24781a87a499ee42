//! The hash chain over the journal: who changes a row behind our back breaks it. Each organisation has its own; that of before each
//! had one is the first part of them all.

use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::einde::{Einde, einden};
use super::inhoud::Bewaard;
use crate::organisaties::OrganisatieId;
use crate::{Moment, Reads, Result, Row};

/// What a link covers, and how, in the order that all organisations shared.
const GEDEELD: i64 = 1;
/// The same for what is written now.
pub(super) const VORM: i64 = 2;

/// The columns of a gebeurtenis that the chain covers.
pub(super) struct Linked<'a> {
    pub vorm: i64,
    pub programma: Option<&'a str>,
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
    if row.vorm != GEDEELD {
        text(&format!("loket keten {}", row.vorm));
        text(row.programma.unwrap_or_default());
    }
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
pub(crate) fn hex(bytes: &[u8]) -> String {
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
            vorm: row.get("vorm")?,
            programma: maybe("programma")?.as_deref(),
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

/// Computes the organisations' own chains again over whatever stands there: what somebody does who changed the past and knows how it is chained.
///
/// # Errors
/// What the database says.
#[cfg(feature = "testhulp")]
pub async fn vervals(tx: &crate::Tx) -> Result<()> {
    for einde in einden(tx).await? {
        let (mut number, mut link) = (einde.gedeeld_tot, einde.gedeeld_keten.clone());
        let of_this = Expr::col("organisatie_id").eq(einde.organisatie);
        let query = Query::select()
            .expr(Expr::cust("*"))
            .from("gebeurtenissen")
            .and_where(of_this.clone())
            .and_where(Expr::col("volgnummer").gt(number))
            .order_by("volgnummer", Order::Asc)
            .to_owned();
        for row in &tx.rows(&query).await? {
            number += 1;
            link = link_of(row, number, &link)?;
            let update = Query::update()
                .table("gebeurtenissen")
                .value("keten", link.as_str())
                .and_where(of_this.clone())
                .and_where(Expr::col("volgnummer").eq(number))
                .to_owned();
            tx.execute(&update).await?;
        }
        super::einde::store(tx, einde.organisatie, link).await?;
    }
    Ok(())
}

const ROWS_PER_READ: i64 = 2_000;

/// Where a journal is not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breuk {
    /// Whose.
    pub organisatie: OrganisatieId,
    /// The number of the first gebeurtenis that is changed, moved, or not there.
    pub volgnummer: i64,
}

/// Walks the chains of all organisations and gives the first row that does not follow from the one before, or whose
/// remaining content does not match its hash; none when the journal is whole.
///
/// # Errors
/// What the database says.
pub async fn verify(db: &impl Reads) -> Result<Option<Breuk>> {
    let all = einden(db).await?;
    if let Some(breuk) = outside(db).await? {
        return Ok(Some(breuk));
    }
    let wrong = |einde: &&Einde| {
        einde.volgnummer < einde.gedeeld_tot || (einde.gedeeld_tot == 0 && !einde.gedeeld_keten.is_empty())
    };
    if let Some(einde) = all.iter().find(wrong) {
        return Ok(Some(Breuk { organisatie: einde.organisatie, volgnummer: einde.volgnummer + 1 }));
    }
    let shared: Vec<&Einde> = all.iter().filter(|einde| einde.gedeeld_tot > 0).collect();
    if let [one, others @ ..] = &shared[..] {
        let differs =
            |other: &&&Einde| (other.gedeeld_tot, &other.gedeeld_keten) != (one.gedeeld_tot, &one.gedeeld_keten);
        if let Some(other) = others.iter().find(differs) {
            return Ok(Some(Breuk { organisatie: other.organisatie, volgnummer: other.gedeeld_tot }));
        }
        let of = shared.iter().map(|einde| einde.organisatie).collect();
        let order = Walk { of, vorm: GEDEELD, number: 0, link: String::new() };
        if let Some(breuk) = order.to(db, one.gedeeld_tot, &one.gedeeld_keten).await? {
            return Ok(Some(breuk));
        }
    }
    for einde in &all {
        let (number, link) = (einde.gedeeld_tot, einde.gedeeld_keten.clone());
        let own = Walk { of: vec![einde.organisatie], vorm: VORM, number, link };
        if let Some(breuk) = own.to(db, einde.volgnummer, &einde.keten).await? {
            return Ok(Some(breuk));
        }
    }
    Ok(None)
}

/// A row of an organisation whose journal has no end, or that lies past it.
async fn outside(db: &impl Reads) -> Result<Option<Breuk>> {
    let query = Query::select()
        .column(("g", "organisatie_id"))
        .expr_as(Expr::col(("g", "volgnummer")).min(), "volgnummer")
        .from_as("gebeurtenissen", "g")
        .left_join(
            sea_query::TableRef::from("journaal_stand").alias("s"),
            Expr::col(("s", "organisatie_id")).equals(("g", "organisatie_id")),
        )
        .and_where(
            Expr::col(("s", "organisatie_id"))
                .is_null()
                .or(Expr::col(("g", "volgnummer")).gt(Expr::col(("s", "volgnummer"))))
                .or(Expr::col(("g", "volgnummer")).lt(1)),
        )
        .group_by_col(("g", "organisatie_id"))
        .order_by(("g", "organisatie_id"), Order::Asc)
        .limit(1)
        .to_owned();
    let read = |row: Row| Ok(Breuk { organisatie: row.get("organisatie_id")?, volgnummer: row.get("volgnummer")? });
    db.row(&query).await?.map(read).transpose()
}

/// A walk along one chain.
struct Walk {
    /// Whose rows are in it.
    of: Vec<OrganisatieId>,
    /// Their form.
    vorm: i64,
    /// The number where it is.
    number: i64,
    /// The link there.
    link: String,
}

impl Walk {
    /// Walks to this number, where this link must lie; gives the first row that is not as it was written.
    async fn to(mut self, db: &impl Reads, end: i64, link: &str) -> Result<Option<Breuk>> {
        let Some(organisatie) = self.of.first().copied() else { return Ok(None) };
        while self.number < end {
            let until = Ord::min(self.number + ROWS_PER_READ, end);
            for row in &db.rows(&self.rows(until)).await? {
                if !self.step(row)? {
                    return Ok(Some(Breuk { organisatie: row.get("organisatie_id")?, volgnummer: self.number }));
                }
            }
            if self.number < until {
                return Ok(Some(Breuk { organisatie, volgnummer: self.number + 1 }));
            }
        }
        Ok((self.link != link).then_some(Breuk { organisatie, volgnummer: end }))
    }

    fn rows(&self, until: i64) -> SelectStatement {
        let inhoud = Expr::col(("i", "organisatie_id"))
            .equals(("g", "organisatie_id"))
            .and(Expr::col(("i", "volgnummer")).equals(("g", "volgnummer")));
        Query::select()
            .expr(Expr::cust("g.*, i.inhoud AS inhoud"))
            .from_as("gebeurtenissen", "g")
            .left_join(sea_query::TableRef::from("gebeurtenis_inhoud").alias("i"), inhoud)
            .and_where(Expr::col(("g", "organisatie_id")).is_in(self.of.iter().copied()))
            .and_where(Expr::col(("g", "volgnummer")).gt(self.number))
            .and_where(Expr::col(("g", "volgnummer")).lte(until))
            .order_by(("g", "volgnummer"), Order::Asc)
            .to_owned()
    }

    /// To the next row; gives whether it is the one that was written there.
    fn step(&mut self, row: &Row) -> Result<bool> {
        self.number += 1;
        self.link = link_of(row, self.number, &self.link)?;
        let inhoud_hash: String = row.get("inhoud_hash")?;
        let content = match row.get::<Option<Vec<u8>>>("inhoud")? {
            Some(bytes) => Bewaard::uitpakken(&bytes).is_ok_and(|bewaard| bewaard.hash() == inhoud_hash),
            None => true,
        };
        let place = row.get::<i64>("volgnummer")? == self.number && row.get::<i64>("vorm")? == self.vorm;
        // The form of before did not know it, so its link does not cover it.
        let program = self.vorm != GEDEELD || row.get::<Option<String>>("programma")?.is_none();
        Ok(content && place && program && row.get::<String>("keten")? == self.link)
    }
}
