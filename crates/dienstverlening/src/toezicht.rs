//! What an auditor asks the journal: who looked at this person, what did this employee do. Finds what is meant, and says in words
//! what a gebeurtenis is about.

use std::collections::{HashMap, HashSet};

use kern::autorisatie::{LeesJournaal, LeesKlant};
use kern::{Authorised, Database, Handeling, Ids, Reads, Result};
use sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use crate::contacten::klant::{self, Treffer, Zoekterm};

/// Where the name of a thing is found: the resource in the journal, its table, and the column people know it by.
const DINGEN: [(&str, &str, &str); 14] = [
    ("zaak", "zaken", "identificatie"),
    ("klantcontact", "klantcontacten", "nummer"),
    ("internetaak", "internetaken", "nummer"),
    ("partij", "partijen", "nummer"),
    ("afspraak", "afspraken", "nummer"),
    ("enkelvoudiginformatieobject", "enkelvoudige_informatieobjecten", "identificatie"),
    ("medewerker", "medewerkers", "naam"),
    ("team", "teams", "naam"),
    ("product", "producten", "naam"),
    ("zaaktype", "zaaktypen", "omschrijving"),
    ("informatieobjecttype", "informatieobjecttypen", "omschrijving"),
    ("organisatie", "organisaties", "naam"),
    ("zuil", "zuilen", "naam"),
    // Last: those of a medewerker and a team bear the same id, and are called what these are.
    ("actor", "actoren", "naam"),
];
/// What is found by a number; employees and the like are chosen from a list.
const GENUMMERD: usize = 6;

/// A thing that gebeurtenissen are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ding {
    /// The resource, as in the journal.
    pub resource: &'static str,
    /// Its id.
    pub id: Uuid,
    /// The number or name that people know it by. Of a person their number: a name is asked for with a purpose.
    pub naam: String,
}

/// Whether things of this kind have a number or a name, so that one without has gone.
#[must_use]
pub fn heeft_naam(resource: &str) -> bool {
    DINGEN.iter().any(|(known, ..)| *known == resource)
}

/// Looks for somebody, for oversight. That it was done, and by what, is in the journal before the answer is given.
///
/// # Errors
/// [`kern::Error::Invalid`] when `handeling` has no purpose.
pub async fn zoek_persoon(
    db: &Database,
    ids: &Ids,
    who: &Authorised<LeesJournaal>,
    handeling: &Handeling,
    term: &Zoekterm,
) -> Result<Vec<Treffer>> {
    // An auditor sees no customers, but may ask who looked at one.
    let program = Authorised::<LeesKlant>::program(who.organisatie());
    klant::zoek(db, ids, &program, handeling, term).await
}

/// What has this number: a case, a contact, a callback, a person, an appointment, a document. Kinds number for themselves, so there
/// can be several.
///
/// # Errors
/// What the database says.
pub async fn met_nummer(db: &impl Reads, who: &Authorised<LeesJournaal>, nummer: &str) -> Result<Vec<Ding>> {
    let mut found = Vec::new();
    for (resource, table, column) in DINGEN.into_iter().take(GENUMMERD) {
        let query = Query::select()
            .column("id")
            .from(table)
            .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
            .and_where(Expr::col(column).eq(nummer))
            .limit(1)
            .to_owned();
        if let Some(row) = db.row(&query).await? {
            found.push(Ding { resource, id: row.get("id")?, naam: nummer.to_owned() });
        }
    }
    Ok(found)
}

/// What these ids are, as far as they are still there; one question for each kind.
///
/// # Errors
/// What the database says.
pub async fn dingen(
    db: &impl Reads,
    who: &Authorised<LeesJournaal>,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Ding>> {
    let ids: HashSet<Uuid> = ids.into_iter().collect();
    let mut found = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    for (resource, table, column) in DINGEN {
        let own = if resource == "organisatie" { "id" } else { "organisatie_id" };
        let query = Query::select()
            .column("id")
            .column(column)
            .from(table)
            .and_where(Expr::col("id").is_in(ids.iter().copied()))
            .and_where(Expr::col(own).eq(who.organisatie()))
            .to_owned();
        for row in db.rows(&query).await? {
            let (id, naam): (Uuid, Option<String>) = (row.get("id")?, row.get(column)?);
            found.entry(id).or_insert(Ding { resource, id, naam: naam.unwrap_or_default() });
        }
    }
    Ok(found)
}
