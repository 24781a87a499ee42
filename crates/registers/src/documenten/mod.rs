//! Documenten 1.7.1: documents with their versions. The file itself lies in the object store under `inhoud_sleutel`; what it
//! was on arrival (type, size, SHA-256) stands in its version and is never changed.

use std::collections::HashSet;

use jiff::civil::Date;
use kern::journaal::Vorm;
use kern::{Change, Error, FieldError, Gebeurtenis, Handeling, Ids, Moment, Reads, Result, Row, Soort};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Values;
use crate::catalogi::{InformatieobjecttypeId, Vertrouwelijkheid};
use crate::zaken::{Inzage, ZaakId, Zaakinformatieobject};

kern::id_types! {
    /// A document.
    InformatieobjectId,
}

/// A document came in, with the zaak it belongs to.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("enkelvoudiginformatieobject", "aangemaakt");
/// A document got a new version.
pub const GEWIJZIGD: Soort<Feiten> = Soort::new("enkelvoudiginformatieobject", "gewijzigd");
/// Somebody opened a document, for the purpose in `doel`.
pub const GERAADPLEEGD: Soort = Soort::new("enkelvoudiginformatieobject", "geraadpleegd");

/// The kinds of gebeurtenissen of this register.
pub(crate) const SOORTEN: &[Vorm] = &[AANGEMAAKT.vorm(), GEWIJZIGD.vorm(), GERAADPLEEGD.vorm()];

/// What a document is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// Its true MIME type.
    pub formaat: String,
    /// Its size in bytes.
    pub omvang: i64,
    /// Which version it became; none: it is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub versie: Option<i64>,
}

/// A file as it was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inhoud {
    /// Where it is in the object store.
    pub sleutel: String,
    /// What it was called.
    pub naam: String,
    /// Its true MIME type.
    pub formaat: String,
    /// Its size in bytes.
    pub omvang: i64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

impl Inhoud {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            sleutel: row.get::<Option<String>>("inhoud_sleutel")?.unwrap_or_default(),
            naam: row.get("bestandsnaam")?,
            formaat: row.get("formaat")?,
            omvang: row.get::<Option<i64>>("bestandsomvang")?.unwrap_or_default(),
            sha256: row.get::<Option<String>>("integriteit_waarde")?.unwrap_or_default(),
        })
    }
}

/// A document: what holds for all its versions, and its last version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnkelvoudigInformatieobject {
    /// Its id.
    pub id: InformatieobjectId,
    /// The number it is known by.
    pub identificatie: String,
    /// RSIN of the organisation that made it.
    pub bronorganisatie: String,
    /// What kind of document.
    pub informatieobjecttype: InformatieobjecttypeId,
    /// Which version, from 1.
    pub versie: i64,
    /// When it was made.
    pub creatiedatum: Date,
    /// Its title.
    pub titel: String,
    /// Who may see it.
    pub vertrouwelijkheidaanduiding: Vertrouwelijkheid,
    /// Whether the applicant sees it.
    pub tonen_aan_initiator: bool,
    /// Who made it.
    pub auteur: String,
    /// When it was registered.
    pub begin_registratie: Moment,
    /// The file.
    pub inhoud: Inhoud,
    /// When it came in; none for what we made.
    pub ontvangstdatum: Option<Date>,
    /// When it was sent; none for what came in.
    pub verzenddatum: Option<Date>,
}

/// The number of a document, as `take_numbers(…, "enkelvoudiginformatieobject", …)` gives it.
#[must_use]
pub fn documentnummer(jaar: i16, taken: i64) -> String {
    format!("DOC-{jaar}-{taken:010}")
}

impl EnkelvoudigInformatieobject {
    fn version_values(&self, handeling: &Handeling) -> Values {
        let date = |date: Option<Date>| Value::from(date.map(|date| date.to_string()));
        vec![
            ("informatieobject_id", self.id.into()),
            ("versie", self.versie.into()),
            ("organisatie_id", handeling.organisatie.into()),
            ("creatiedatum", self.creatiedatum.to_string().into()),
            ("titel", self.titel.clone().into()),
            ("vertrouwelijkheidaanduiding", self.vertrouwelijkheidaanduiding.into()),
            ("tonen_aan_initiator", self.tonen_aan_initiator.into()),
            ("auteur", self.auteur.clone().into()),
            ("status", "definitief".into()),
            ("formaat", self.inhoud.formaat.clone().into()),
            ("taal", "nld".into()),
            ("begin_registratie", self.begin_registratie.into()),
            ("bestandsnaam", self.inhoud.naam.clone().into()),
            ("inhoud_sleutel", self.inhoud.sleutel.clone().into()),
            ("bestandsomvang", self.inhoud.omvang.into()),
            ("link", "".into()),
            ("beschrijving", "".into()),
            ("ontvangstdatum", date(self.ontvangstdatum)),
            ("verzenddatum", date(self.verzenddatum)),
            ("verschijningsvorm", "".into()),
            ("integriteit_algoritme", "sha_256".into()),
            ("integriteit_waarde", self.inhoud.sha256.clone().into()),
            ("integriteit_datum", self.begin_registratie.date().to_string().into()),
            ("trefwoorden", "[]".into()),
        ]
    }

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            identificatie: row.get("identificatie")?,
            bronorganisatie: row.get("bronorganisatie")?,
            informatieobjecttype: row.get("informatieobjecttype_id")?,
            versie: row.get("versie")?,
            creatiedatum: row.get("creatiedatum")?,
            titel: row.get("titel")?,
            vertrouwelijkheidaanduiding: row.get("vertrouwelijkheidaanduiding")?,
            tonen_aan_initiator: row.get("tonen_aan_initiator")?,
            auteur: row.get("auteur")?,
            begin_registratie: row.get("begin_registratie")?,
            inhoud: Inhoud::from_row(row)?,
            ontvangstdatum: row.get("ontvangstdatum")?,
            verzenddatum: row.get("verzenddatum")?,
        })
    }
}

/// A new document that belongs to a zaak: one gebeurtenis, with its first version and its place in the zaak.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn aanmaken(
    handeling: &Handeling,
    ids: &Ids,
    zaak: ZaakId,
    document: &EnkelvoudigInformatieobject,
) -> Result<Change> {
    let link = Zaakinformatieobject::new(handeling, ids, zaak, document.id, &document.titel);
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, document.id.uuid())
        .bij(link.zaak.uuid())
        .feiten(&Feiten { formaat: document.inhoud.formaat.clone(), omvang: document.inhoud.omvang, versie: None })?
        .na(document)?;
    let values: Values = vec![
        ("id", document.id.into()),
        ("organisatie_id", handeling.organisatie.into()),
        ("bronorganisatie", document.bronorganisatie.clone().into()),
        ("identificatie", document.identificatie.clone().into()),
        ("informatieobjecttype_id", document.informatieobjecttype.into()),
        ("laatste_versie", document.versie.into()),
    ];
    Ok(Change::new(event)
        .insert("enkelvoudige_informatieobjecten", values)
        .insert("enkelvoudig_informatieobject_versies", document.version_values(handeling))
        .insert("zaakinformatieobjecten", link.values(handeling.organisatie)))
}

/// A document with another file or title: a new version, the ones before stay.
///
/// # Errors
/// Never for values that can be written as JSON; a conflict shows when it is written.
pub fn nieuwe_versie(
    handeling: &Handeling,
    ids: &Ids,
    was: &EnkelvoudigInformatieobject,
    wordt: EnkelvoudigInformatieobject,
) -> Result<(EnkelvoudigInformatieobject, Change)> {
    let wordt =
        EnkelvoudigInformatieobject { id: was.id, versie: was.versie + 1, begin_registratie: handeling.op, ..wordt };
    let event = Gebeurtenis::new(handeling, ids, GEWIJZIGD, wordt.id.uuid())
        .feiten(&Feiten {
            formaat: wordt.inhoud.formaat.clone(),
            omvang: wordt.inhoud.omvang,
            versie: Some(wordt.versie),
        })?
        .voor(was)?
        .na(&wordt)?;
    let update = Query::update()
        .table("enkelvoudige_informatieobjecten")
        .value("laatste_versie", wordt.versie)
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("laatste_versie").eq(was.versie))
        .to_owned();
    let change = Change::new(event)
        .update(update)
        .insert("enkelvoudig_informatieobject_versies", wordt.version_values(handeling));
    Ok((wordt, change))
}

/// Which of these files in the store are those of a document, in any version and of any organisation.
///
/// # Errors
/// What the database says.
pub async fn met_inhoud(db: &impl Reads, sleutels: impl Iterator<Item = Uuid>) -> Result<HashSet<Uuid>> {
    let query = Query::select()
        .column("inhoud_sleutel")
        .from("enkelvoudig_informatieobject_versies")
        .and_where(Expr::col("inhoud_sleutel").is_in(sleutels.map(|sleutel| sleutel.to_string())))
        .to_owned();
    let rows = db.rows(&query).await?;
    rows.iter().map(|row| row.get::<String>("inhoud_sleutel")?.parse().map_err(Error::bug)).collect()
}

/// Where a walk over all versions of documents has come.
pub type Versie = (InformatieobjectId, i64);

/// The next versions of documents that have a file, of all organisations: for a backup.
///
/// # Errors
/// What the database says.
pub async fn inhouden(db: &impl Reads, na: Option<Versie>, limit: u64) -> Result<Vec<(Versie, Inhoud)>> {
    let key = || Expr::tuple([Expr::col("informatieobject_id"), Expr::col("versie")]);
    let query = Query::select()
        .columns(["informatieobject_id", "versie", "inhoud_sleutel", "bestandsnaam", "formaat"])
        .columns(["bestandsomvang", "integriteit_waarde"])
        .from("enkelvoudig_informatieobject_versies")
        .and_where(Expr::col("inhoud_sleutel").is_not_null())
        .and_where_option(na.map(|(id, versie)| key().gt(Expr::tuple([Expr::val(id), Expr::val(versie)]))))
        .order_by("informatieobject_id", Order::Asc)
        .order_by("versie", Order::Asc)
        .limit(limit)
        .to_owned();
    let read = |row: &Row| Ok(((row.get("informatieobject_id")?, row.get("versie")?), Inhoud::from_row(row)?));
    db.rows(&query).await?.iter().map(read).collect()
}

/// That somebody opened a document of a zaak.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn geraadpleegd(handeling: &Handeling, ids: &Ids, document: InformatieobjectId, zaak: ZaakId) -> Result<Change> {
    Ok(Change::new(Gebeurtenis::new(handeling, ids, GERAADPLEEGD, document.uuid()).bij(zaak.uuid())))
}

fn of_zaken(wie: &impl Inzage) -> SelectStatement {
    let mut query = Query::select()
        .columns(["id", "identificatie", "bronorganisatie", "informatieobjecttype_id"].map(|column| ("d", column)))
        .columns(["versie", "creatiedatum", "titel", "vertrouwelijkheidaanduiding"].map(|column| ("v", column)))
        .columns(["tonen_aan_initiator", "auteur", "begin_registratie", "inhoud_sleutel"].map(|column| ("v", column)))
        .columns(["bestandsnaam", "formaat", "bestandsomvang", "integriteit_waarde"].map(|column| ("v", column)))
        .columns(["ontvangstdatum", "verzenddatum"].map(|column| ("v", column)))
        .from_as("zaakinformatieobjecten", "z")
        .inner_join(
            sea_query::TableRef::from("enkelvoudige_informatieobjecten").alias("d"),
            Expr::col(("d", "id")).equals(("z", "informatieobject_id")),
        )
        .inner_join(
            sea_query::TableRef::from("enkelvoudig_informatieobject_versies").alias("v"),
            Expr::col(("v", "informatieobject_id"))
                .equals(("d", "id"))
                .and(Expr::col(("v", "versie")).equals(("d", "laatste_versie"))),
        )
        .cond_where(crate::zaken::bij_zaak(wie, ("z", "organisatie_id"), ("z", "zaak_id")))
        .to_owned();
    if wie.partij().is_some() {
        query.and_where(Expr::col(("v", "tonen_aan_initiator")).eq(true));
    }
    query
}

/// The documents of a zaak in their last version, oldest first; a citizen sees those that are for them.
///
/// # Errors
/// What the database says.
pub async fn van_zaak(db: &impl Reads, wie: &impl Inzage, zaak: ZaakId) -> Result<Vec<EnkelvoudigInformatieobject>> {
    let query = of_zaken(wie)
        .and_where(Expr::col(("z", "zaak_id")).eq(zaak))
        .order_by(("z", "registratiedatum"), Order::Asc)
        .order_by(("d", "identificatie"), Order::Asc)
        .to_owned();
    db.rows(&query).await?.iter().map(EnkelvoudigInformatieobject::from_row).collect()
}

/// One document of a zaak in its last version; none when there is no such one in it that they may see.
///
/// # Errors
/// What the database says.
pub async fn in_zaak(
    db: &impl Reads,
    wie: &impl Inzage,
    zaak: ZaakId,
    id: InformatieobjectId,
) -> Result<Option<EnkelvoudigInformatieobject>> {
    let query = of_zaken(wie)
        .and_where(Expr::col(("z", "zaak_id")).eq(zaak))
        .and_where(Expr::col(("d", "id")).eq(id))
        .to_owned();
    db.row(&query).await?.as_ref().map(EnkelvoudigInformatieobject::from_row).transpose()
}

/// What is wrong with a title, if anything.
#[must_use]
pub fn titel_fout(titel: &str) -> Option<FieldError> {
    const TITEL_MAX: usize = 200;
    match titel.trim().chars().count() {
        0 => Some(FieldError::new("titel", "verplicht")),
        n if n > TITEL_MAX => Some(FieldError::new("titel", "te-lang").detail(TITEL_MAX)),
        _ => None,
    }
}
