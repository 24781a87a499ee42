//! The clocks and the counters in the database.

use std::collections::{BTreeMap, BTreeSet};

use kern::database::{Clash, Put, Rows};
use kern::organisaties::OrganisatieId;
use kern::{Database, Error, Moment, Reads, Result, Row, Tx};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::cijfers::{Aantal, Bijdrage, Cijferplek, Standplek};
use crate::kalenders::Kalenders;
use crate::klok::{Klok, Stand};
use crate::motor::{Klokken, Zaken};

/// So many ids in one query, and rows at a time: SQLite binds at most 32,766 values.
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
    let onderwerpen: Vec<Uuid> = onderwerpen.iter().copied().collect();
    let zaken: Vec<Uuid> = zaken.iter().copied().collect();
    let (mut onderwerpen, mut zaken) = (onderwerpen.chunks(SAMEN), zaken.chunks(SAMEN));
    let mut found = Klokken::new();
    loop {
        let (about, of_zaken) = (onderwerpen.next().unwrap_or_default(), zaken.next().unwrap_or_default());
        if about.is_empty() && of_zaken.is_empty() {
            return Ok(found);
        }
        for row in &db.rows(&over(organisatie, about, of_zaken)).await? {
            let klok = klok(row)?;
            found.insert((klok.norm.clone(), klok.onderwerp), klok);
        }
    }
}

/// The clocks about these things, and about these zaken. Each with the organisation, so that each is found by its own index.
pub(crate) fn over(organisatie: OrganisatieId, onderwerpen: &[Uuid], zaken: &[Uuid]) -> SelectStatement {
    let among = |column: &'static str, ids: &[Uuid]| {
        Expr::col("organisatie_id").eq(organisatie).and(Expr::col(column).is_in(ids.iter().copied()))
    };
    let about = (!onderwerpen.is_empty()).then(|| among("onderwerp_id", onderwerpen));
    let of_zaken = (!zaken.is_empty()).then(|| among("zaak_id", zaken));
    let which = about.into_iter().chain(of_zaken).reduce(ExprTrait::or).unwrap_or_else(|| Expr::cust("1 = 0"));
    Query::select().columns(KOLOMMEN).from("klokken").and_where(which).to_owned()
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

const KLOKKEN: Put = Put {
    table: "klokken",
    columns: &KOLOMMEN,
    key: &["organisatie_id", "onderwerp_id", "norm"],
    clash: Clash::Replace,
};

/// Clocks, to be put in the place of those that were there.
pub(crate) fn klokrijen(organisatie: OrganisatieId, klokken: &[&Klok]) -> Result<Rows> {
    let mut rows = Vec::with_capacity(klokken.len());
    for klok in klokken {
        rows.push(vec![
            organisatie.into(),
            klok.onderwerp.into(),
            klok.norm.as_str().into(),
            klok.id().into(),
            klok.versie.to_string().into(),
            klok.zaak.into(),
            klok.team.into(),
            klok.medewerker.into(),
            klok.stand.begonnen_op.into(),
            klok.stand.uiterlijk_op.into(),
            klok.stand.gedaan_op.into(),
            klok.stand.staat.into(),
            klok.stand.volgende_op.into(),
            serde_json::to_string(&klok.gezien)?.into(),
        ]);
    }
    Ok((&KLOKKEN, rows))
}

const ZAKEN: Put = Put {
    table: "norm_zaken",
    columns: &["organisatie_id", "zaak_id", "feiten"],
    key: &["organisatie_id", "zaak_id"],
    clash: Clash::Replace,
};

/// What zaken were told to be.
pub(crate) fn zaakrijen(organisatie: OrganisatieId, zaken: &BTreeMap<Uuid, &Json>) -> Rows {
    let row = |(zaak, feiten): (&Uuid, &&Json)| vec![organisatie.into(), (*zaak).into(), feiten.to_string().into()];
    (&ZAKEN, zaken.iter().map(row).collect())
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

const CIJFERS: Put = Put {
    table: "normcijfers",
    columns: &["organisatie_id", "soort", "team", "periode", "norm", "versie", "aantal", "gehaald"],
    key: &["organisatie_id", "soort", "team", "periode", "norm", "versie"],
    clash: Clash::Add(&["aantal", "gehaald"]),
};
const STANDEN: Put = Put {
    table: "normstanden",
    columns: &["organisatie_id", "norm", "team", "medewerker", "staat", "aantal"],
    key: &["organisatie_id", "norm", "team", "medewerker", "staat"],
    clash: Clash::Add(&["aantal"]),
};

/// What is added to the counters.
pub(crate) fn telrijen(organisatie: OrganisatieId, bijdrage: Bijdrage) -> [Rows; 2] {
    let of_all = || String::new();
    let cijfer = |(plek, sum): (Cijferplek, Aantal)| {
        let team = plek.team.map_or_else(of_all, |id| id.to_string());
        let (soort, periode, versie) = (plek.soort.into(), plek.periode.to_string().into(), plek.versie.to_string());
        let key = [organisatie.into(), soort, team.into(), periode, plek.norm.into(), versie.into()];
        key.into_iter().chain([sum.aantal.into(), sum.gehaald.into()]).collect()
    };
    let cijfers = bijdrage.cijfers.into_iter().map(cijfer).collect();
    let stand = |(plek, n): (Standplek, i64)| {
        let medewerker = plek.medewerker.map_or_else(of_all, |id| id.to_string());
        let (norm, team) = (plek.norm.into(), plek.team.to_string().into());
        vec![organisatie.into(), norm, team, medewerker.into(), plek.staat.into(), n.into()]
    };
    [(&CIJFERS, cijfers), (&STANDEN, bijdrage.standen.into_iter().map(stand).collect())]
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
