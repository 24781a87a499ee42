//! The rows of the registers against the journal: each row has its gebeurtenis, says what the newest contents of its gebeurtenissen
//! say, and none is gone without one that says so.
//!
//! Contents and columns bear the same names: a value `x` lies in the column `x` or, when it is an id, in `x_id`; a secret `x` is
//! told as `x_sha256`. What has been forgotten is not compared: then there is nothing left that could tell.

use std::collections::{BTreeMap, HashMap, HashSet};

use kern::journaal::{Inhoud, geheim_sha256};
use kern::{Reads, Result, Tx};
use registers::documenten;
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::Bevinding;
use crate::backup::{self, Kolom, Tabel};

/// So many rows with all that was ever told of them are in memory at a time.
const STAP: u64 = 100;

/// A table of which rows have gebeurtenissen of their own.
struct Register {
    tabel: &'static str,
    resource: &'static str,
    /// The column by which each row has at least one gebeurtenis: its own, or that of what it belongs to.
    via: &'static str,
    /// Where in the contents the row is told, when these hold more.
    genest: &'static str,
    /// Columns that are told under another name.
    namen: &'static [(&'static str, &'static str)],
    /// Columns that change with what is told of something else: of a zaak, its statuses and its result.
    elders: &'static [&'static str],
    /// Columns that must be told once there is something in them.
    altijd: &'static [&'static str],
    /// Whether rows go, with a gebeurtenis `ingetrokken`.
    verdwijnt: bool,
}

const fn register(tabel: &'static str, resource: &'static str) -> Register {
    Register { tabel, resource, via: "id", genest: "", namen: &[], elders: &[], altijd: &[], verdwijnt: false }
}

const REGISTERS: [Register; 29] = [
    register("organisaties", "organisatie"),
    register("teams", "team"),
    register("servicenormen", "servicenorm"),
    Register { altijd: &["rollen", "wachtwoord", "totp_geheim"], ..register("medewerkers", "medewerker") },
    register("actoren", "actor"),
    Register { genest: "partij", ..register("partijen", "partij") },
    Register { genest: "contact", verdwijnt: true, ..register("klantcontacten", "klantcontact") },
    Register { genest: "internetaak", verdwijnt: true, ..register("internetaken", "internetaak") },
    register("producten", "product"),
    Register {
        altijd: &["toegang", "max_vertrouwelijkheidaanduiding"],
        ..register("zaakautorisaties", "zaakautorisatie")
    },
    register("catalogussen", "catalogus"),
    register("zaaktypen", "zaaktype"),
    register("informatieobjecttypen", "informatieobjecttype"),
    Register {
        genest: "zaak",
        elders: &[
            "einddatum",
            "archiefnominatie",
            "archiefactiedatum",
            "opschorting_indicatie",
            "versie",
            "afgehandeld_op",
            "wacht_op",
            "statustype_id",
            "resultaattype_id",
        ],
        ..register("zaken", "zaak")
    },
    Register { via: "zaak_id", ..register("statussen", "status") },
    register("resultaten", "resultaat"),
    // Who handles a zaak is told with the zaak, and that row goes when it is somebody else.
    Register { via: "zaak_id", verdwijnt: true, ..register("rollen", "rol") },
    Register { via: "zaak_id", ..register("zaakeigenschappen", "zaakeigenschap") },
    Register { via: "informatieobject_id", ..register("zaakinformatieobjecten", "zaakinformatieobject") },
    register("aanvulverzoeken", "aanvulverzoek"),
    Register {
        namen: &[("laatste_versie", "versie")],
        ..register("enkelvoudige_informatieobjecten", "enkelvoudiginformatieobject")
    },
    register("berichten", "bericht"),
    register("afspraken", "afspraak"),
    register("bezoeken", "bezoek"),
    Register { verdwijnt: true, ..register("zuilen", "zuil") },
    Register { altijd: &["sleutel_hash"], ..register("applicaties", "applicatie") },
    register("waarnemingen", "waarneming"),
    register("rapporten", "rapport"),
    register("indicatorwaarden", "indicatorwaarde"),
];

/// Rows that are told of with what they belong to: the column that says to what.
const ONDERDELEN: [(&str, &str); 6] = [
    ("zaak_stappen", "zaak_id"),
    ("internetaak_stappen", "internetaak_id"),
    ("betrokkenen", "had_klantcontact_id"),
    ("onderwerpobjecten", "klantcontact_id"),
    ("artikel_versies", "artikel_id"),
    ("enkelvoudig_informatieobject_versies", "informatieobject_id"),
];

/// Looks at all rows of the registers. `db` is one moment of the database.
///
/// # Errors
/// What the database says.
pub async fn rijen(db: &Tx) -> Result<Vec<Bevinding>> {
    let tables = backup::tabellen(&crate::migraties()).map_err(|e| kern::Error::bug(anyhow::anyhow!(e)))?;
    let own = REGISTERS.iter().map(|register| (register.tabel, register.via));
    let mut wrong = Vec::new();
    for (tabel, kolom) in own.chain(ONDERDELEN) {
        let n = zonder_gebeurtenis(db, tabel, kolom).await?;
        if n > 0 {
            wrong.push(mis(format!("{n} rijen van {tabel} hebben geen gebeurtenis: ze zijn buiten Loket om gemaakt")));
        }
    }
    let mut seen = 0;
    for register in &REGISTERS {
        let gone = verdwenen(db, register).await?;
        if gone > 0 {
            let tabel = register.tabel;
            wrong.push(mis(format!("{gone} rijen van {tabel} zijn weg, en geen gebeurtenis zegt waarom")));
        }
        let Some(table) = tables.iter().find(|table| table.naam == register.tabel) else { continue };
        let found = vergelijk(db, register, table).await?;
        seen += found.vergeleken;
        for (kolom, (n, first)) in found.anders {
            wrong.push(mis(format!(
                "{n} rijen van {} zijn anders dan het journaal zegt, in {kolom} (de eerste: {first})",
                register.tabel
            )));
        }
        for (kolom, (n, first)) in found.onverteld {
            let wat = format!(
                "van {n} rijen van {} zegt het journaal niets over {kolom} (de eerste: {first})",
                register.tabel
            );
            wrong.push(Bevinding::mis(
                wat,
                "is dit van voor Loket het bijhield? Zet het opnieuw (loket gebruiker, loket inrichten). Zo niet: zoek uit wie dat deed",
            ));
        }
    }
    let vergeten = vergeten(db).await?;
    if vergeten > 0 {
        wrong.push(mis(format!(
            "van {vergeten} gebeurtenissen is de inhoud weg, zonder dat het journaal zegt dat die is vernietigd"
        )));
    }
    let (versies, anders) = documentversies(db).await?;
    seen += versies;
    if anders > 0 {
        wrong.push(mis(format!("van {anders} documenten is de inhoud een andere dan het journaal zegt")));
    }
    if wrong.is_empty() {
        wrong.push(Bevinding::goed("elke rij van de registers heeft een gebeurtenis"));
        wrong.push(Bevinding::goed(format!("{seen} rijen van de registers zijn zoals het journaal zegt")));
    }
    Ok(wrong)
}

fn mis(wat: String) -> Bevinding {
    Bevinding::mis(wat, "zoek uit wie dat deed; herstel de laatste backup van daarvoor: loket herstel BESTAND")
}

async fn zonder_gebeurtenis(db: &impl Reads, tabel: &'static str, kolom: &'static str) -> Result<i64> {
    let told = Query::select()
        .expr(Expr::val(1_i64))
        .from("gebeurtenissen")
        .and_where(Expr::col(("gebeurtenissen", "resource_id")).equals((tabel, kolom)))
        .to_owned();
    let query = Query::select()
        .expr_as(Expr::cust("COUNT(*)"), "n")
        .from(tabel)
        .and_where(Expr::col(kolom).is_not_null())
        .and_where(Expr::exists(told).not())
        .to_owned();
    db.row(&query).await?.map_or(Ok(0), |row| row.get("n"))
}

/// How many gebeurtenissen lost their contents without a gebeurtenis that accounts for it: who takes away what was told, takes away
/// what rows are held against.
async fn vergeten(db: &impl Reads) -> Result<i64> {
    let content = Query::select()
        .expr(Expr::val(1_i64))
        .from("gebeurtenis_inhoud")
        .and_where(Expr::col(("gebeurtenis_inhoud", "organisatie_id")).equals(("gebeurtenissen", "organisatie_id")))
        .and_where(Expr::col(("gebeurtenis_inhoud", "volgnummer")).equals(("gebeurtenissen", "volgnummer")))
        .to_owned();
    let gone = Query::select()
        .column("organisatie_id")
        .expr_as(Expr::cust("COUNT(*)"), "n")
        .from("gebeurtenissen")
        .and_where(Expr::col("inhoud_hash").ne(""))
        .and_where(Expr::exists(content).not())
        .group_by_col("organisatie_id")
        .to_owned();
    let mut unaccounted = 0;
    for row in db.rows(&gone).await? {
        let (organisatie, gone): (Uuid, i64) = (row.get("organisatie_id")?, row.get("n")?);
        let proof = Query::select()
            .column("feiten")
            .from("gebeurtenissen")
            .and_where(Expr::col("organisatie_id").eq(organisatie))
            .and_where(Expr::col("feiten").like("%inhoud_verwijderd%"))
            .to_owned();
        let mut told = 0;
        for row in db.rows(&proof).await? {
            told += row.get::<Json>("feiten")?["inhoud_verwijderd"].as_i64().unwrap_or_default();
        }
        unaccounted += Ord::max(gone - told, 0);
    }
    Ok(unaccounted)
}

/// How many were made and are not there, while the journal does not say that they went.
async fn verdwenen(db: &impl Reads, register: &Register) -> Result<i64> {
    let of = |alias: &'static str| Expr::col((alias, "resource_id"));
    let row = Query::select()
        .expr(Expr::val(1_i64))
        .from(register.tabel)
        .and_where(Expr::col((register.tabel, "id")).equals(("gebeurtenissen", "resource_id")))
        .to_owned();
    let went = Query::select()
        .expr(Expr::val(1_i64))
        .from_as("gebeurtenissen", "later")
        .and_where(of("later").equals(("gebeurtenissen", "resource_id")))
        .and_where(Expr::col(("later", "organisatie_id")).equals(("gebeurtenissen", "organisatie_id")))
        .and_where(Expr::col(("later", "actie")).is_in(["ingetrokken", "verwijderd"]))
        .and_where(Expr::val(register.verdwijnt).eq(true))
        .to_owned();
    let query = Query::select()
        .expr_as(Expr::cust("COUNT(*)"), "n")
        .from("gebeurtenissen")
        .and_where(Expr::col("resource").eq(register.resource))
        .and_where(Expr::col("actie").eq("aangemaakt"))
        .and_where(Expr::exists(row).not())
        .and_where(Expr::exists(went).not())
        .to_owned();
    db.row(&query).await?.map_or(Ok(0), |row| row.get("n"))
}

#[derive(Default)]
struct Vergeleken {
    /// Rows that the journal tells of.
    vergeleken: usize,
    /// By column: how many rows differ, and one of them.
    anders: BTreeMap<String, (usize, Uuid)>,
    /// The same for what the journal should tell, and does not.
    onverteld: BTreeMap<String, (usize, Uuid)>,
}

enum Oordeel {
    Klopt,
    Anders,
    Onverteld,
}

async fn vergelijk(db: &impl Reads, register: &Register, table: &Tabel) -> Result<Vergeleken> {
    let (mut found, mut after) = (Vergeleken::default(), Uuid::nil());
    loop {
        let query = Query::select()
            .expr(Expr::cust("*"))
            .from(register.tabel)
            .and_where(Expr::col("id").gt(after))
            .order_by("id", Order::Asc)
            .limit(STAP)
            .to_owned();
        let rows = db.rows(&query).await?;
        let ids = rows.iter().map(|row| row.get("id")).collect::<Result<Vec<Uuid>>>()?;
        let Some(last) = ids.last() else { return Ok(found) };
        after = *last;
        let owner = |row| match register.tabel {
            "organisaties" => kern::Row::get(row, "id").map(Some),
            _ if table.kolommen.iter().all(|kolom| kolom.naam != "organisatie_id") => Ok(None),
            _ => kern::Row::get(row, "organisatie_id").map(Some),
        };
        let of = ids.iter().zip(&rows).map(|(id, row)| Ok((*id, owner(row)?))).collect::<Result<_>>()?;
        let told = verteld(db, register, &of).await?;
        for (row, id) in rows.iter().zip(&ids) {
            let nothing = Map::new();
            let told = told.get(id).unwrap_or(&nothing);
            found.vergeleken += usize::from(!told.is_empty());
            for (kolom, value) in table.kolommen.iter().zip(backup::waarden(table, row)?) {
                let naam = &kolom.naam;
                match oordeel(register, kolom, told, &value) {
                    Oordeel::Klopt => {}
                    Oordeel::Anders => found.anders.entry(naam.clone()).or_insert((0, *id)).0 += 1,
                    Oordeel::Onverteld => found.onverteld.entry(naam.clone()).or_insert((0, *id)).0 += 1,
                }
            }
        }
    }
}

/// How many versions of documents the journal tells of, and of how many the file is another one than it was.
async fn documentversies(db: &impl Reads) -> Result<(usize, usize)> {
    let (mut seen, mut wrong, mut after) = (0, 0, None);
    loop {
        let step = documenten::inhouden(db, after, STAP).await?;
        let Some((last, _)) = step.last() else { return Ok((seen, wrong)) };
        after = Some(*last);
        let ids: Vec<Uuid> = step.iter().map(|((id, _), _)| id.uuid()).collect();
        let mut told: HashMap<(Uuid, i64), Json> = HashMap::new();
        for (_, id, mut na) in gebeurtenissen(db, "enkelvoudiginformatieobject", &ids).await? {
            if let (Some(versie), Some(inhoud)) = (na.get("versie").and_then(Json::as_i64), na.remove("inhoud")) {
                told.insert((id, versie), inhoud);
            }
        }
        let known: HashSet<Uuid> = told.keys().map(|(id, _)| *id).collect();
        for ((id, versie), inhoud) in step.iter().filter(|((id, _), _)| known.contains(&id.uuid())) {
            seen += 1;
            // A version that nobody told of is another file as well.
            wrong += usize::from(told.get(&(id.uuid(), *versie)) != Some(&serde_json::to_value(inhoud)?));
        }
    }
}

/// What the contents of the gebeurtenissen of these rows say, the newest above the older ones.
///
/// What another organisation's journal says of a row (`of`: whose it is) does not count.
async fn verteld(
    db: &impl Reads,
    register: &Register,
    of: &HashMap<Uuid, Option<Uuid>>,
) -> Result<HashMap<Uuid, Map<String, Json>>> {
    let mut told: HashMap<Uuid, Map<String, Json>> = HashMap::new();
    let ids: Vec<Uuid> = of.keys().copied().collect();
    for (organisatie, id, mut na) in gebeurtenissen(db, register.resource, &ids).await? {
        if of.get(&id).copied().flatten().is_some_and(|own| own != organisatie) {
            continue;
        }
        if let Some(Json::Object(inner)) = na.remove(register.genest) {
            na = inner;
        }
        told.entry(id).or_default().extend(na);
    }
    Ok(told)
}

/// The contents of the gebeurtenissen about these rows, with the organisation and the row; of each organisation the oldest first.
async fn gebeurtenissen(db: &impl Reads, resource: &str, ids: &[Uuid]) -> Result<Vec<(Uuid, Uuid, Map<String, Json>)>> {
    let query = Query::select()
        .columns([("g", "organisatie_id"), ("g", "resource_id")])
        .column(("i", "inhoud"))
        .from_as("gebeurtenissen", "g")
        .inner_join(
            sea_query::TableRef::from("gebeurtenis_inhoud").alias("i"),
            Expr::col(("i", "organisatie_id"))
                .equals(("g", "organisatie_id"))
                .and(Expr::col(("i", "volgnummer")).equals(("g", "volgnummer"))),
        )
        .and_where(Expr::col(("g", "resource")).eq(resource))
        .and_where(Expr::col(("g", "resource_id")).is_in(ids.iter().copied()))
        .order_by(("g", "volgnummer"), Order::Asc)
        .to_owned();
    let mut told = Vec::new();
    for row in db.rows(&query).await? {
        // What cannot be read is what the chain tells of.
        let Ok(inhoud) = Inhoud::uitpakken(&row.get::<Vec<u8>>("inhoud")?) else { continue };
        if let Some(Json::Object(na)) = inhoud.na {
            told.push((row.get("organisatie_id")?, row.get("resource_id")?, na));
        }
    }
    Ok(told)
}

fn oordeel(register: &Register, kolom: &Kolom, told: &Map<String, Json>, value: &Json) -> Oordeel {
    let naam = kolom.naam.as_str();
    if register.elders.contains(&naam) {
        return Oordeel::Klopt;
    }
    let same = if let Some(hash) = told.get(&format!("{naam}_sha256")) {
        match (hash, value) {
            (Json::String(hash), Json::String(text)) => *hash == geheim_sha256(text),
            (hash, value) => hash.is_null() && value.is_null(),
        }
    } else {
        let told_as = register.namen.iter().find(|(column, _)| *column == naam).map_or(naam, |(_, told_as)| told_as);
        let id = || naam.strip_suffix("_id").and_then(|short| told.get(short)).filter(|value| is_id(value));
        match told.get(told_as).or_else(id) {
            Some(told) => told == value || value.as_str().and_then(parsed).is_some_and(|json| json == *told),
            None if !value.is_null() && register.altijd.contains(&naam) => return Oordeel::Onverteld,
            None => true,
        }
    };
    if same { Oordeel::Klopt } else { Oordeel::Anders }
}

fn parsed(text: &str) -> Option<Json> {
    serde_json::from_str(text).ok()
}

fn is_id(value: &Json) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.parse::<Uuid>().is_ok())
}
