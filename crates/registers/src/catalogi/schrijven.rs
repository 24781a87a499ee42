//! Writing the catalogue: only loading an organisation's folder does.

use jiff::civil::Date;
use kern::organisaties::OrganisatieId;
use kern::{Change, Gebeurtenis, Handeling, Ids, Reads, Result, Soort, date_value};
use sea_query::{Expr, ExprTrait, Query, Value};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::informatieobjecttype::Informatieobjecttype;
use super::onderdelen::{Eigenschap, Resultaattype, Roltype, Statustype, ZaaktypeInformatieobjecttype};
use super::zaaktype::{Zaaktype, ZaaktypeId};
use crate::Values;

/// A zaaktype, or a new version of one.
pub const ZAAKTYPE_AANGEMAAKT: Soort<FeitenVersie> = Soort::new("zaaktype", "aangemaakt");
/// A version of a zaaktype ended, as another took over or it was withdrawn.
pub const ZAAKTYPE_GEWIJZIGD: Soort<FeitenEinde> = Soort::new("zaaktype", "gewijzigd");
/// A new kind of document.
pub const INFORMATIEOBJECTTYPE_AANGEMAAKT: Soort<FeitenInformatieobjecttype> =
    Soort::new("informatieobjecttype", "aangemaakt");
/// A new catalogue.
pub const CATALOGUS_AANGEMAAKT: Soort = Soort::new("catalogus", "aangemaakt");

/// What a version of a zaaktype is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeitenVersie {
    /// Of which zaaktype.
    pub identificatie: String,
    /// Since when it holds.
    pub begin_geldigheid: Date,
}

/// What the end of a version is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeitenEinde {
    /// Of which zaaktype.
    pub identificatie: String,
    /// Its last day.
    pub einde_geldigheid: Date,
}

/// What a kind of document is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeitenInformatieobjecttype {
    /// What it is called.
    pub omschrijving: String,
}

/// What the catalogue holds, as far as loading compares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versie {
    /// The version.
    pub id: ZaaktypeId,
    /// Of which zaaktype.
    pub identificatie: String,
    /// Since when.
    pub begin_geldigheid: Date,
    /// Until when.
    pub einde_geldigheid: Option<Date>,
    /// SHA-256 of what the folder said.
    pub controlegetal: String,
    /// Its own versie.
    pub versie: i64,
}

/// The last version of each zaaktype, also of those that were withdrawn, by identificatie.
///
/// # Errors
/// What the database says.
pub async fn laatste_versies(db: &impl Reads, organisatie: OrganisatieId) -> Result<Vec<Versie>> {
    let query = Query::select()
        .columns(["id", "identificatie", "begin_geldigheid", "einde_geldigheid", "controlegetal", "versie"])
        .from("zaaktypen")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .order_by("identificatie", sea_query::Order::Asc)
        .order_by("begin_geldigheid", sea_query::Order::Asc)
        .order_by("id", sea_query::Order::Asc)
        .to_owned();
    let mut versies: Vec<Versie> = Vec::new();
    for row in db.rows(&query).await? {
        let versie = Versie {
            id: row.get("id")?,
            identificatie: row.get("identificatie")?,
            begin_geldigheid: row.get("begin_geldigheid")?,
            einde_geldigheid: row.get("einde_geldigheid")?,
            controlegetal: row.get("controlegetal")?,
            versie: row.get("versie")?,
        };
        match versies.last_mut() {
            Some(last) if last.identificatie == versie.identificatie => *last = versie,
            _ => versies.push(versie),
        }
    }
    Ok(versies)
}

/// The one catalogue of an organisation, if it has been made.
///
/// # Errors
/// What the database says.
pub async fn catalogus(db: &impl Reads, organisatie: OrganisatieId) -> Result<Option<Uuid>> {
    let query = Query::select()
        .column("id")
        .from("catalogussen")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .to_owned();
    db.row(&query).await?.map(|row| row.get("id")).transpose()
}

/// The one catalogue of an organisation.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn catalogus_aanmaken(handeling: &Handeling, ids: &Ids, id: Uuid, rsin: &str, naam: &str) -> Result<Change> {
    let event =
        Gebeurtenis::new(handeling, ids, CATALOGUS_AANGEMAAKT, id).na(&json!({ "rsin": rsin, "naam": naam }))?;
    let values: Values = vec![
        ("id", id.into()),
        ("organisatie_id", handeling.organisatie.into()),
        ("domein", "ALG".into()),
        ("rsin", rsin.into()),
        ("contactpersoon_beheer_naam", naam.into()),
        ("contactpersoon_beheer_telefoonnummer", "".into()),
        ("contactpersoon_beheer_emailadres", "".into()),
        ("naam", naam.into()),
    ];
    Ok(Change::new(event).insert("catalogussen", values))
}

/// A new kind of document.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn informatieobjecttype_aanmaken(
    handeling: &Handeling,
    ids: &Ids,
    catalogus: Uuid,
    nieuw: &Informatieobjecttype,
) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, INFORMATIEOBJECTTYPE_AANGEMAAKT, nieuw.id.uuid())
        .feiten(&FeitenInformatieobjecttype { omschrijving: nieuw.omschrijving.clone() })?
        .na(nieuw)?;
    let mut values: Values = vec![("id", nieuw.id.into()), ("organisatie_id", handeling.organisatie.into())];
    values.extend(nieuw.columns(catalogus));
    Ok(Change::new(event).insert("informatieobjecttypen", values))
}

/// A zaaktype, or a new version of one, with all that belongs to it.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn publiceren(
    handeling: &Handeling,
    ids: &Ids,
    (catalogus, rsin): (Uuid, &str),
    zaaktype: &Zaaktype,
    controlegetal: &str,
) -> Result<Change> {
    let organisatie = handeling.organisatie;
    let event = Gebeurtenis::new(handeling, ids, ZAAKTYPE_AANGEMAAKT, zaaktype.id.uuid())
        .feiten(&FeitenVersie {
            identificatie: zaaktype.identificatie.clone(),
            begin_geldigheid: zaaktype.begin_geldigheid,
        })?
        .na(zaaktype)?;
    let mut values: Values = vec![("id", zaaktype.id.into()), ("organisatie_id", organisatie.into())];
    values.extend(zaaktype.columns()?);
    values.extend([
        ("catalogus_id", Value::from(catalogus)),
        ("verantwoordelijke", rsin.into()),
        ("controlegetal", controlegetal.into()),
    ]);
    let mut change = Change::new(event).insert("zaaktypen", values);
    for part in &zaaktype.statustypen {
        change = change.insert(Statustype::TABEL, part.values(organisatie, zaaktype.id));
    }
    for part in &zaaktype.resultaattypen {
        change = change.insert(Resultaattype::TABEL, part.values(organisatie, zaaktype.id));
    }
    for part in &zaaktype.roltypen {
        change = change.insert(Roltype::TABEL, part.values(organisatie, zaaktype.id));
    }
    for part in &zaaktype.eigenschappen {
        change = change.insert(Eigenschap::TABEL, part.values(organisatie, zaaktype.id)?);
    }
    for part in &zaaktype.informatieobjecttypen {
        let values = part.values(ids.next(), organisatie, zaaktype.id);
        change = change.insert(ZaaktypeInformatieobjecttype::TABEL, values);
    }
    Ok(change)
}

/// A version that ends: no case begins with it after this day, and those that run keep it.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn beeindigen(handeling: &Handeling, ids: &Ids, versie: &Versie, laatste_dag: Date) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, ZAAKTYPE_GEWIJZIGD, versie.id.uuid())
        .feiten(&FeitenEinde { identificatie: versie.identificatie.clone(), einde_geldigheid: laatste_dag })?
        .na(&json!({ "einde_geldigheid": laatste_dag, "versie": versie.versie + 1 }))?;
    let update = Query::update()
        .table("zaaktypen")
        .value("einde_geldigheid", date_value(laatste_dag))
        .value("versie", versie.versie + 1)
        .and_where(Expr::col("id").eq(versie.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("versie").eq(versie.versie))
        .to_owned();
    Ok(Change::new(event).update(update))
}
