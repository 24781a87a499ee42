//! Aanvulverzoek: what the applicant was asked to supply, item by item, and by when. Types, rows and reads.

use jiff::civil::Date;
use kern::organisaties::MedewerkerId;
use kern::{Change, Gebeurtenis, Handeling, Ids, Moment, Reads, Result, Row, Soort};
use registers::documenten::InformatieobjectId;
use registers::zaken::{Inzage, ZaakId, bij_zaak};
use sea_query::{Expr, ExprTrait, Order, Query, Value};
use serde::{Deserialize, Serialize};

kern::id_types! {
    /// An aanvulverzoek.
    AanvulverzoekId,
    /// An item of an aanvulverzoek.
    StukId,
}

/// The applicant was asked to supply something.
pub(super) const AANGEMAAKT: Soort<FeitenAangemaakt> = Soort::new("aanvulverzoek", "aangemaakt");
/// Something of it came in, all of it did, or its time passed.
pub(super) const GEWIJZIGD: Soort<FeitenGewijzigd> = Soort::new("aanvulverzoek", "gewijzigd");

/// What a request is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FeitenAangemaakt {
    /// Until when it can be answered.
    tot: Date,
    /// How many items were asked for.
    aantal: usize,
}

/// What a step of a request is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FeitenGewijzigd {
    /// How it is after it.
    status: Verzoekstatus,
    /// How many items are missing.
    ontbreekt: usize,
    /// When all was there.
    compleet_op: Option<Moment>,
    /// When word of that was sent.
    bericht_op: Option<Moment>,
}

registers::code_enum! {
    /// How an aanvulverzoek stands.
    Verzoekstatus {
        /// Something is missing, and there is time left.
        Open "open",
        /// Everything came in.
        Compleet "compleet",
        /// Its time passed while something was missing.
        Verlopen "verlopen",
    }
}

/// What the applicant was asked to supply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aanvulverzoek {
    /// Its id.
    pub id: AanvulverzoekId,
    /// In which zaak.
    pub zaak: ZaakId,
    /// When.
    pub gevraagd_op: Moment,
    /// By whom.
    pub gevraagd_door: Option<MedewerkerId>,
    /// The last day on which it can be supplied.
    pub tot: Date,
    /// What there is to say about it.
    pub toelichting: String,
    /// How it stands.
    pub status: Verzoekstatus,
    /// When the last item came in.
    pub compleet_op: Option<Moment>,
    /// When word was sent that nothing is missing any more.
    pub bericht_op: Option<Moment>,
    /// Raised by each change.
    pub versie: i64,
    /// The items, in order.
    pub stukken: Vec<Stuk>,
}

/// An item that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stuk {
    /// Its id.
    pub id: StukId,
    /// Its place, from 1.
    pub volgnummer: i64,
    /// What it is.
    pub omschrijving: String,
    /// When it came in.
    pub ontvangen_op: Option<Moment>,
    /// The document, when it came as one.
    pub document: Option<InformatieobjectId>,
}

impl Aanvulverzoek {
    /// Why the term stands still: what was asked for.
    pub(super) fn reden(&self) -> String {
        self.stukken.iter().map(|stuk| stuk.omschrijving.as_str()).collect::<Vec<_>>().join("; ")
    }

    /// What is still missing.
    pub fn ontbreekt(&self) -> impl Iterator<Item = &Stuk> {
        self.stukken.iter().filter(|stuk| stuk.ontvangen_op.is_none())
    }
}

/// A new aanvulverzoek.
pub(super) fn aanmaken(handeling: &Handeling, ids: &Ids, verzoek: &Aanvulverzoek) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, verzoek.id.uuid())
        .bij(verzoek.zaak.uuid())
        .feiten(&FeitenAangemaakt { tot: verzoek.tot, aantal: verzoek.stukken.len() })?
        .na(verzoek)?;
    let values: Vec<(&'static str, Value)> = vec![
        ("id", verzoek.id.into()),
        ("organisatie_id", handeling.organisatie.into()),
        ("zaak_id", verzoek.zaak.into()),
        ("gevraagd_op", verzoek.gevraagd_op.into()),
        ("gevraagd_door_id", verzoek.gevraagd_door.into()),
        ("tot", verzoek.tot.to_string().into()),
        ("toelichting", verzoek.toelichting.clone().into()),
        ("status", verzoek.status.into()),
        ("versie", verzoek.versie.into()),
    ];
    let mut change = Change::new(event).insert("aanvulverzoeken", values);
    for stuk in &verzoek.stukken {
        let values = vec![
            ("id", stuk.id.into()),
            ("organisatie_id", handeling.organisatie.into()),
            ("aanvulverzoek_id", verzoek.id.into()),
            ("volgnummer", stuk.volgnummer.into()),
            ("omschrijving", stuk.omschrijving.clone().into()),
        ];
        change = change.insert("aanvulverzoek_stukken", values);
    }
    Ok(change)
}

/// An aanvulverzoek that changed at this moment, whenever somebody says so; gives it with its new versie.
pub(super) fn wijzigen(
    handeling: &Handeling,
    ids: &Ids,
    op: Moment,
    was: &Aanvulverzoek,
    wordt: Aanvulverzoek,
) -> Result<(Aanvulverzoek, Change)> {
    let wordt = Aanvulverzoek { versie: was.versie + 1, ..wordt };
    let event = Gebeurtenis::new(handeling, ids, GEWIJZIGD, wordt.id.uuid())
        .op(op)
        .bij(wordt.zaak.uuid())
        .feiten(&FeitenGewijzigd {
            status: wordt.status,
            ontbreekt: wordt.ontbreekt().count(),
            compleet_op: wordt.compleet_op,
            bericht_op: wordt.bericht_op,
        })?
        .voor(was)?
        .na(&wordt)?;
    let update = Query::update()
        .table("aanvulverzoeken")
        .value("status", wordt.status.code())
        .value("compleet_op", Value::from(wordt.compleet_op))
        .value("bericht_op", Value::from(wordt.bericht_op))
        .value("versie", wordt.versie)
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("versie").eq(was.versie))
        .to_owned();
    let mut change = Change::new(event).update(update);
    for (before, after) in was.stukken.iter().zip(&wordt.stukken).filter(|(before, after)| before != after) {
        let update = Query::update()
            .table("aanvulverzoek_stukken")
            .value("ontvangen_op", Value::from(after.ontvangen_op))
            .value("informatieobject_id", Value::from(after.document))
            .and_where(Expr::col("id").eq(before.id))
            .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
            .to_owned();
        change = change.update(update);
    }
    Ok((wordt, change))
}

/// What was asked in a zaak, oldest first; none when they may not see that zaak.
///
/// # Errors
/// What the database says.
pub async fn aanvulverzoeken_van(db: &impl Reads, wie: &impl Inzage, zaak: ZaakId) -> Result<Vec<Aanvulverzoek>> {
    verzoeken_bij(db, wie, &[zaak]).await
}

/// The same, of several zaken.
pub(super) async fn verzoeken_bij(db: &impl Reads, wie: &impl Inzage, zaken: &[ZaakId]) -> Result<Vec<Aanvulverzoek>> {
    if zaken.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::select()
        .columns(["id", "zaak_id", "gevraagd_op", "gevraagd_door_id", "tot", "toelichting", "status", "compleet_op"])
        .columns(["bericht_op", "versie"])
        .from("aanvulverzoeken")
        .cond_where(bij_zaak(wie, "organisatie_id", "zaak_id"))
        .and_where(Expr::col("zaak_id").is_in(zaken.iter().copied()))
        .order_by("gevraagd_op", Order::Asc)
        .order_by("id", Order::Asc)
        .to_owned();
    let mut verzoeken: Vec<Aanvulverzoek> = db.rows(&query).await?.iter().map(from_row).collect::<Result<_>>()?;
    if verzoeken.is_empty() {
        return Ok(verzoeken);
    }
    let query = Query::select()
        .columns(["id", "aanvulverzoek_id", "volgnummer", "omschrijving", "ontvangen_op", "informatieobject_id"])
        .from("aanvulverzoek_stukken")
        .and_where(Expr::col("aanvulverzoek_id").is_in(verzoeken.iter().map(|verzoek| verzoek.id)))
        .and_where(Expr::col("organisatie_id").eq(wie.organisatie()))
        .order_by("volgnummer", Order::Asc)
        .to_owned();
    for row in db.rows(&query).await? {
        let of: AanvulverzoekId = row.get("aanvulverzoek_id")?;
        if let Some(verzoek) = verzoeken.iter_mut().find(|verzoek| verzoek.id == of) {
            verzoek.stukken.push(Stuk {
                id: row.get("id")?,
                volgnummer: row.get("volgnummer")?,
                omschrijving: row.get("omschrijving")?,
                ontvangen_op: row.get("ontvangen_op")?,
                document: row.get("informatieobject_id")?,
            });
        }
    }
    Ok(verzoeken)
}

fn from_row(row: &Row) -> Result<Aanvulverzoek> {
    Ok(Aanvulverzoek {
        id: row.get("id")?,
        zaak: row.get("zaak_id")?,
        gevraagd_op: row.get("gevraagd_op")?,
        gevraagd_door: row.get("gevraagd_door_id")?,
        tot: row.get("tot")?,
        toelichting: row.get("toelichting")?,
        status: row.get("status")?,
        compleet_op: row.get("compleet_op")?,
        bericht_op: row.get("bericht_op")?,
        versie: row.get("versie")?,
        stukken: Vec::new(),
    })
}
