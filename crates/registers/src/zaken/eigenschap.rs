//! Zaakeigenschap: something that is known of a zaak besides what every zaak has.

use kern::organisaties::OrganisatieId;
use kern::{Change, FieldError, Gebeurtenis, Handeling, Ids, Reads, Result, Row, Soort};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};

use super::inzage::{Inzage, bij_zaak};
use super::zaak::stappen::must_be_open;
use super::zaak::{Zaak, ZaakId};
use crate::Values;
use crate::catalogi::{EigenschapId, Zaaktype};

kern::id_types! {
    /// A zaakeigenschap.
    ZaakeigenschapId,
}

/// Something became known of a zaak that is there already.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("zaakeigenschap", "aangemaakt");
/// What was known of a zaak is different.
pub const GEWIJZIGD: Soort<Feiten> = Soort::new("zaakeigenschap", "gewijzigd");

/// What a zaakeigenschap is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// Identificatie of the zaaktype.
    pub zaaktype: String,
    /// Its name.
    pub naam: String,
}

/// Something that is known of a zaak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zaakeigenschap {
    /// Its id.
    pub id: ZaakeigenschapId,
    /// Of which zaak.
    pub zaak: ZaakId,
    /// What it is.
    pub eigenschap: EigenschapId,
    /// Its name.
    pub naam: String,
    /// Its value.
    pub waarde: String,
}

impl Zaakeigenschap {
    /// Its name and its value.
    #[must_use]
    pub fn paar(&self) -> (&str, &str) {
        (&self.naam, &self.waarde)
    }

    pub(super) fn values(&self, organisatie: OrganisatieId) -> Values {
        vec![
            ("id", self.id.into()),
            ("organisatie_id", organisatie.into()),
            ("zaak_id", self.zaak.into()),
            ("eigenschap_id", self.eigenschap.into()),
            ("naam", self.naam.clone().into()),
            ("waarde", self.waarde.clone().into()),
        ]
    }

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            zaak: row.get("zaak_id")?,
            eigenschap: row.get("eigenschap_id")?,
            naam: row.get("naam")?,
            waarde: row.get("waarde")?,
        })
    }
}

/// What is known of a zaak, checked against its zaaktype: by name and value. `detail` of an error is the name.
///
/// # Errors
/// [`kern::Error::Invalid`] with every name that the zaaktype does not know and every value that cannot be.
pub fn nieuw(
    ids: &Ids,
    zaak: ZaakId,
    zaaktype: &Zaaktype,
    waarden: &[(String, String)],
) -> Result<Vec<Zaakeigenschap>> {
    let (mut made, mut errors) = (Vec::new(), Vec::new());
    for (naam, waarde) in waarden {
        match zaaktype.eigenschap(naam) {
            None => errors.push(FieldError::new("eigenschappen", "onbekende-keuze").detail(naam)),
            Some(known) => match known.fout(waarde) {
                Some(code) => errors.push(FieldError::new("eigenschappen", code).detail(naam)),
                None => made.push(Zaakeigenschap {
                    id: ids.next(),
                    zaak,
                    eigenschap: known.id,
                    naam: naam.clone(),
                    waarde: waarde.clone(),
                }),
            },
        }
    }
    kern::Error::all(errors)?;
    Ok(made)
}

/// What is known of a zaak gets another value, or its first; `was` is what it was.
///
/// # Errors
/// [`kern::Error::Invalid`] as [`nieuw`]; [`kern::Error::Conflict`] on a closed zaak.
pub fn zetten(
    handeling: &Handeling,
    ids: &Ids,
    (zaak, zaaktype): (&Zaak, &Zaaktype),
    was: Option<&Zaakeigenschap>,
    naam: &str,
    waarde: &str,
) -> Result<Vec<Change>> {
    must_be_open(zaak)?;
    let made = nieuw(ids, zaak.id, zaaktype, &[(naam.to_owned(), waarde.trim().to_owned())])?;
    made.into_iter().map(|made| change(handeling, ids, zaaktype, was, made)).collect()
}

fn change(
    handeling: &Handeling,
    ids: &Ids,
    zaaktype: &Zaaktype,
    was: Option<&Zaakeigenschap>,
    made: Zaakeigenschap,
) -> Result<Change> {
    let organisatie = handeling.organisatie;
    let feiten = Feiten { zaaktype: zaaktype.identificatie.clone(), naam: made.naam.clone() };
    let Some(was) = was else {
        let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, made.id.uuid()).bij(made.zaak.uuid());
        return Ok(Change::new(event.feiten(&feiten)?.na(&made)?).insert("zaakeigenschappen", made.values(organisatie)));
    };
    let wordt = Zaakeigenschap { id: was.id, ..made };
    let update = Query::update()
        .table("zaakeigenschappen")
        .value("waarde", wordt.waarde.clone())
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("waarde").eq(was.waarde.clone()))
        .to_owned();
    let event = Gebeurtenis::new(handeling, ids, GEWIJZIGD, wordt.id.uuid()).bij(wordt.zaak.uuid());
    Ok(Change::new(event.feiten(&feiten)?.voor(was)?.na(&wordt)?).update(update))
}

/// What is known of a zaak, by name.
///
/// # Errors
/// What the database says.
pub async fn van_zaak(db: &impl Reads, wie: &impl Inzage, zaak: ZaakId) -> Result<Vec<Zaakeigenschap>> {
    van_zaken(db, wie, &[zaak]).await
}

/// The same, of several zaken.
///
/// # Errors
/// What the database says.
pub async fn van_zaken(db: &impl Reads, wie: &impl Inzage, zaken: &[ZaakId]) -> Result<Vec<Zaakeigenschap>> {
    if zaken.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::select()
        .columns(["id", "zaak_id", "eigenschap_id", "naam", "waarde"])
        .from("zaakeigenschappen")
        .cond_where(bij_zaak(wie, "organisatie_id", "zaak_id"))
        .and_where(Expr::col("zaak_id").is_in(zaken.iter().copied()))
        .order_by("naam", Order::Asc)
        .order_by("id", Order::Asc)
        .to_owned();
    db.rows(&query).await?.iter().map(Zaakeigenschap::from_row).collect()
}
