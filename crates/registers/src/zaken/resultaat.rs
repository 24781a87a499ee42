//! Resultaat: what came of a zaak. It has one at most, and needs it to be closed.

use kern::{Change, Error, FieldError, Gebeurtenis, Handeling, Ids, Reads, Result, Soort};
use sea_query::{Expr, ExprTrait, Query};
use serde::{Deserialize, Serialize};

use super::inzage::{Inzage, bij_zaak};
use super::zaak::stappen::{must_be_open, update};
use super::zaak::{Zaak, ZaakId};
use crate::Values;
use crate::catalogi::{ResultaattypeId, Zaaktype};

kern::id_types! {
    /// A resultaat.
    ResultaatId,
}

/// A zaak got a result.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("resultaat", "aangemaakt");

/// What a result is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// Identificatie of the zaaktype.
    pub zaaktype: String,
    /// What it is called.
    pub resultaat: String,
}

/// What came of a zaak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resultaat {
    /// Its id.
    pub id: ResultaatId,
    /// Of which zaak.
    pub zaak: ZaakId,
    /// Which result.
    pub resultaattype: ResultaattypeId,
    /// Why; the citizen reads it.
    pub toelichting: String,
}

/// A zaak gets its result; gives the zaak with its new versie.
///
/// # Errors
/// [`Error::Invalid`] for a result of another zaaktype; [`Error::Conflict`] when it is closed or has a result already.
pub fn aanmaken(
    handeling: &Handeling,
    ids: &Ids,
    zaaktype: &Zaaktype,
    zaak: &Zaak,
    resultaattype: ResultaattypeId,
    toelichting: &str,
) -> Result<(Zaak, Change)> {
    must_be_open(zaak)?;
    if zaak.resultaattype.is_some() {
        return Err(Error::Conflict(FieldError::new("resultaat", "zaak-heeft-resultaat")));
    }
    let found = zaaktype.resultaattype(resultaattype);
    let found = found.ok_or_else(|| Error::from(FieldError::new("resultaat", "onbekende-keuze")))?;
    let resultaat =
        Resultaat { id: ids.next(), zaak: zaak.id, resultaattype, toelichting: toelichting.trim().to_owned() };
    let wordt = Zaak { resultaattype: Some(resultaattype), versie: zaak.versie + 1, ..zaak.clone() };
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, resultaat.id.uuid())
        .bij(zaak.id.uuid())
        .feiten(&Feiten { zaaktype: zaaktype.identificatie.clone(), resultaat: found.omschrijving.clone() })?
        .na(&resultaat)?;
    let values: Values = vec![
        ("id", resultaat.id.into()),
        ("organisatie_id", handeling.organisatie.into()),
        ("zaak_id", zaak.id.into()),
        ("resultaattype_id", resultaattype.into()),
        ("toelichting", resultaat.toelichting.clone().into()),
    ];
    let change = Change::new(event).update(update(handeling.organisatie, zaak, &wordt)).insert("resultaten", values);
    Ok((wordt, change))
}

/// The result of a zaak, if it has one.
///
/// # Errors
/// What the database says.
pub async fn van_zaak(db: &impl Reads, wie: &impl Inzage, zaak: ZaakId) -> Result<Option<Resultaat>> {
    let query = Query::select()
        .columns(["id", "zaak_id", "resultaattype_id", "toelichting"])
        .from("resultaten")
        .cond_where(bij_zaak(wie, "organisatie_id", "zaak_id"))
        .and_where(Expr::col("zaak_id").eq(zaak))
        .to_owned();
    let Some(row) = db.row(&query).await? else { return Ok(None) };
    Ok(Some(Resultaat {
        id: row.get("id")?,
        zaak: row.get("zaak_id")?,
        resultaattype: row.get("resultaattype_id")?,
        toelichting: row.get("toelichting")?,
    }))
}
