//! The clocks and the counters in the database.

use std::collections::{BTreeMap, BTreeSet};

use kern::organisaties::OrganisatieId;
use kern::{Database, Error, Moment, Reads, Result, Row, Tx};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query, SelectStatement};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::cijfers::Bijdrage;
use crate::kalenders::Kalenders;
use crate::klok::{Klok, Stand};
use crate::motor::{Klokken, Zaken};

/// So many ids in one query, and rows in one statement: SQLite binds at most 32,766 values.
const SAMEN: usize = 1_000;

pub(crate) const KOLOMMEN: [&str; 14] = [
    "organisatie_id",
    "onderwerp_id",
    "norm",
    "id",
    "versie",
    "zaak_id",
    "team_id",
    "medewerker_id",
    "begonnen_op",
    "uiterlijk_op",
    "gedaan_op",
    "staat",
    "volgende_op",
    "gezien",
];
const SLEUTEL: [&str; 3] = ["organisatie_id", "onderwerp_id", "norm"];

/// The clocks of an organisation, with all their columns.
pub(crate) fn selectie(organisatie: OrganisatieId) -> SelectStatement {
    Query::select().columns(KOLOMMEN).from("klokken").and_where(Expr::col("organisatie_id").eq(organisatie)).to_owned()
}

pub(crate) fn klok(row: &Row) -> Result<Klok> {
    Ok(Klok {
        norm: row.get("norm")?,
        versie: row.get("versie")?,
        onderwerp: row.get("onderwerp_id")?,
        zaak: row.get("zaak_id")?,
        team: row.get("team_id")?,
        medewerker: row.get("medewerker_id")?,
        gezien: serde_json::from_str(&row.get::<String>("gezien")?)?,
        stand: Stand {
            begonnen_op: row.get("begonnen_op")?,
            uiterlijk_op: row.get("uiterlijk_op")?,
            gedaan_op: row.get("gedaan_op")?,
            staat: row.get("staat")?,
            volgende_op: row.get("volgende_op")?,
        },
    })
}

/// The clocks about these things, and about these zaken.
pub(crate) async fn klokken(
    db: &impl Reads,
    organisatie: OrganisatieId,
    onderwerpen: &BTreeSet<Uuid>,
    zaken: &BTreeSet<Uuid>,
) -> Result<Klokken> {
    let mut found = Klokken::new();
    for (column, ids) in [("onderwerp_id", onderwerpen), ("zaak_id", zaken)] {
        let ids: Vec<Uuid> = ids.iter().copied().collect();
        for part in ids.chunks(SAMEN) {
            let query = selectie(organisatie).and_where(Expr::col(column).is_in(part.iter().copied())).to_owned();
            for row in &db.rows(&query).await? {
                let klok = klok(row)?;
                found.insert((klok.norm.clone(), klok.onderwerp), klok);
            }
        }
    }
    Ok(found)
}

/// What these zaken were told to be last.
pub(crate) async fn zaken(db: &impl Reads, organisatie: OrganisatieId, ids: &BTreeSet<Uuid>) -> Result<Zaken> {
    let mut found = Zaken::new();
    let ids: Vec<Uuid> = ids.iter().copied().collect();
    for part in ids.chunks(SAMEN) {
        let query = Query::select()
            .columns(["zaak_id", "feiten"])
            .from("norm_zaken")
            .and_where(Expr::col("organisatie_id").eq(organisatie))
            .and_where(Expr::col("zaak_id").is_in(part.iter().copied()))
            .to_owned();
        for row in &db.rows(&query).await? {
            found.insert(row.get("zaak_id")?, row.get("feiten")?);
        }
    }
    Ok(found)
}

/// The calendar of then.
pub(crate) async fn kalenders(db: &impl Reads, organisatie: OrganisatieId) -> Result<Kalenders> {
    let query = Query::select()
        .columns(["vanaf", "feiten"])
        .from("normkalenders")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .order_by("volgnummer", Order::Asc)
        .to_owned();
    let mut all = Kalenders::default();
    for row in &db.rows(&query).await? {
        all.erbij(row.get("vanaf")?, &row.get::<Json>("feiten")?)?;
    }
    if all.is_leeg() {
        eerste_kalender(db, organisatie, &mut all).await?;
    }
    Ok(all)
}

/// The first calendar that the journal tells: what happened before hours were a fact goes by it.
async fn eerste_kalender(db: &impl Reads, organisatie: OrganisatieId, all: &mut Kalenders) -> Result<()> {
    let query = Query::select()
        .columns(["vastgelegd_op", "feiten"])
        .from("gebeurtenissen")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("resource").eq("organisatie"))
        .and_where(Expr::col("actie").is_in(["aangemaakt", "gewijzigd"]))
        .order_by("volgnummer", Order::Asc)
        .to_owned();
    for row in &db.rows(&query).await? {
        all.erbij(row.get("vastgelegd_op")?, &row.get::<Json>("feiten")?)?;
        if !all.is_leeg() {
            break;
        }
    }
    Ok(())
}

/// The organisations of which a clock changes by itself now.
pub(crate) async fn aan_de_beurt(db: &Database, nu: Moment) -> Result<Vec<OrganisatieId>> {
    db.rows(&wie_verloopt(nu)).await?.iter().map(|row| row.get("organisatie_id")).collect()
}

pub(crate) fn wie_verloopt(nu: Moment) -> SelectStatement {
    let due = Query::select()
        .expr(Expr::val(1))
        .from("klokken")
        .and_where(Expr::col(("klokken", "organisatie_id")).equals(("journaal_stand", "organisatie_id")))
        .and_where(Expr::col("volgende_op").is_not_null())
        .and_where(Expr::col("volgende_op").lte(nu))
        .to_owned();
    Query::select().column("organisatie_id").from("journaal_stand").and_where(Expr::exists(due)).to_owned()
}

/// The clocks that change by themselves up to a moment, the first first.
pub(crate) async fn die_verlopen(
    db: &impl Reads,
    organisatie: OrganisatieId,
    nu: Moment,
    limit: u64,
) -> Result<Vec<Klok>> {
    db.rows(&verlopen(organisatie, nu, limit)).await?.iter().map(klok).collect()
}

pub(crate) fn verlopen(organisatie: OrganisatieId, nu: Moment, limit: u64) -> SelectStatement {
    selectie(organisatie)
        .and_where(Expr::col("volgende_op").is_not_null())
        .and_where(Expr::col("volgende_op").lte(nu))
        .order_by("volgende_op", Order::Asc)
        .limit(limit)
        .to_owned()
}

/// Writes clocks in the place of those that were there.
pub(crate) async fn bewaar(tx: &Tx, organisatie: OrganisatieId, klokken: &[Klok]) -> Result<()> {
    for part in klokken.chunks(SAMEN) {
        let mut insert = Query::insert()
            .into_table("klokken")
            .columns(KOLOMMEN)
            .on_conflict(OnConflict::columns(SLEUTEL).update_columns(KOLOMMEN.into_iter().skip(3)).to_owned())
            .to_owned();
        for klok in part {
            let values: [Expr; 14] = [
                Expr::val(organisatie),
                Expr::val(klok.onderwerp),
                Expr::val(klok.norm.as_str()),
                Expr::val(klok.id()),
                Expr::val(klok.versie.to_string()),
                Expr::val(klok.zaak),
                Expr::val(klok.team),
                Expr::val(klok.medewerker),
                Expr::val(klok.stand.begonnen_op),
                Expr::val(klok.stand.uiterlijk_op),
                Expr::val(klok.stand.gedaan_op),
                Expr::val(klok.stand.staat),
                Expr::val(klok.stand.volgende_op),
                Expr::val(serde_json::to_string(&klok.gezien)?),
            ];
            insert.values(values).map_err(Error::bug)?;
        }
        tx.execute(&insert).await?;
    }
    Ok(())
}

pub(crate) async fn bewaar_zaken(tx: &Tx, organisatie: OrganisatieId, zaken: &BTreeMap<Uuid, &Json>) -> Result<()> {
    let zaken: Vec<(&Uuid, &&Json)> = zaken.iter().collect();
    for part in zaken.chunks(SAMEN) {
        let mut insert = Query::insert()
            .into_table("norm_zaken")
            .columns(["organisatie_id", "zaak_id", "feiten"])
            .on_conflict(OnConflict::columns(["organisatie_id", "zaak_id"]).update_column("feiten").to_owned())
            .to_owned();
        for (zaak, feiten) in part {
            let values = [Expr::val(organisatie), Expr::val(**zaak), Expr::val(feiten.to_string())];
            insert.values(values).map_err(Error::bug)?;
        }
        tx.execute(&insert).await?;
    }
    Ok(())
}

pub(crate) async fn bewaar_uren(tx: &Tx, organisatie: OrganisatieId, uren: &[(i64, Moment, Json)]) -> Result<()> {
    for (volgnummer, vanaf, feiten) in uren {
        let insert = Query::insert()
            .into_table("normkalenders")
            .columns(["organisatie_id", "volgnummer", "vanaf", "feiten"])
            .values([Expr::val(organisatie), Expr::val(*volgnummer), Expr::val(*vanaf), Expr::val(feiten.to_string())])
            .map_err(Error::bug)?
            .to_owned();
        tx.execute(&insert).await?;
    }
    Ok(())
}

const CIJFERS: [&str; 7] = ["organisatie_id", "soort", "team", "periode", "norm", "aantal", "gehaald"];
const STANDEN: [&str; 6] = ["organisatie_id", "norm", "team", "medewerker", "staat", "aantal"];

/// Adds to the counters.
pub(crate) async fn tel(tx: &Tx, organisatie: OrganisatieId, bijdrage: Bijdrage) -> Result<()> {
    let more =
        |table: &'static str, column: &'static str| Expr::col((table, column)).add(Expr::col(("excluded", column)));
    let cijfers: Vec<_> = bijdrage.cijfers.into_iter().collect();
    for part in cijfers.chunks(SAMEN) {
        let add = OnConflict::columns(CIJFERS.into_iter().take(5))
            .value("aantal", more("normcijfers", "aantal"))
            .value("gehaald", more("normcijfers", "gehaald"))
            .to_owned();
        let mut insert = Query::insert().into_table("normcijfers").columns(CIJFERS).on_conflict(add).to_owned();
        for (plek, sum) in part {
            let values = [
                Expr::val(organisatie),
                Expr::val(plek.soort),
                Expr::val(plek.team.map(|id| id.to_string()).unwrap_or_default()),
                Expr::val(plek.periode.to_string()),
                Expr::val(plek.norm.as_str()),
                Expr::val(sum.aantal),
                Expr::val(sum.gehaald),
            ];
            insert.values(values).map_err(Error::bug)?;
        }
        tx.execute(&insert).await?;
    }
    let standen: Vec<_> = bijdrage.standen.into_iter().collect();
    for part in standen.chunks(SAMEN) {
        let add =
            OnConflict::columns(STANDEN.into_iter().take(5)).value("aantal", more("normstanden", "aantal")).to_owned();
        let mut insert = Query::insert().into_table("normstanden").columns(STANDEN).on_conflict(add).to_owned();
        for (plek, n) in part {
            let values = [
                Expr::val(organisatie),
                Expr::val(plek.norm.as_str()),
                Expr::val(plek.team.to_string()),
                Expr::val(plek.medewerker.map(|id| id.to_string()).unwrap_or_default()),
                Expr::val(plek.staat),
                Expr::val(*n),
            ];
            insert.values(values).map_err(Error::bug)?;
        }
        tx.execute(&insert).await?;
    }
    Ok(())
}

/// Takes away all that was made of an organisation.
pub(crate) async fn leeg(tx: &Tx, organisatie: OrganisatieId) -> Result<()> {
    for table in ["klokken", "normcijfers", "normstanden", "norm_zaken", "normkalenders"] {
        let all = Query::delete().from_table(table).and_where(Expr::col("organisatie_id").eq(organisatie)).to_owned();
        tx.execute(&all).await?;
    }
    Ok(())
}

/// The day of the first gebeurtenis of an organisation: nothing was counted before it.
pub(crate) async fn eerste_dag(db: &impl Reads, organisatie: OrganisatieId) -> Result<jiff::civil::Date> {
    let query = Query::select()
        .column("vastgelegd_op")
        .from("gebeurtenissen")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .order_by("volgnummer", Order::Asc)
        .limit(1)
        .to_owned();
    let first: Option<Moment> = db.row(&query).await?.map(|row| row.get("vastgelegd_op")).transpose()?;
    Ok(first.map_or(jiff::civil::Date::MIN, Moment::date))
}
