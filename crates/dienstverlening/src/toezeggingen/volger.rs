//! The follower `toezeggingen`: after something happened to a case, a question or a visit, its promises are made anew from what
//! the tables say. Doing that twice, or later than it happened, gives the same rows.

use std::collections::hash_map;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use kern::autorisatie::LeesZaken;
use kern::journaal::{Entry, Soortnaam};
use kern::organisaties::OrganisatieId;
use kern::volgers::{Volger, Werk};
use kern::{Authorised, Moment, Reads, Result, Row, Tx};
use registers::klantinteracties::internetaak::Afloop;
use registers::klantinteracties::{Afhandeling, internetaak, klantcontact};
use registers::zaken::{Zaak, ZaakId, resultaat, status, zaak};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query, SelectStatement};
use termijnen::Kalender;
use uuid::Uuid;

use super::Belofte;
use super::regels::{self, Toezegging, Vraag};
use crate::afspraken::bezoek;
use crate::berichten::{self, Status as Berichtstatus};
use crate::contacten::Huis;

/// Keeps a row per promise.
pub struct Toezeggingen;

/// So many things are looked at in one statement.
const SAMEN: usize = 200;

type Ding = (OrganisatieId, Soort, Uuid);

/// What a promise is made on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Soort {
    Zaak,
    Bericht,
    Contact,
    Bezoek,
}

impl Volger for Toezeggingen {
    fn naam(&self) -> &'static str {
        "toezeggingen"
    }

    fn versie(&self) -> i64 {
        2
    }

    fn soorten(&self) -> &'static [Soortnaam] {
        &SOORTEN
    }

    fn handle<'a>(&'a self, tx: &'a Tx, gebeurtenissen: &'a [Entry]) -> Werk<'a> {
        Box::pin(async move { maak(tx, gebeurtenissen.iter().filter_map(ding).collect()).await })
    }

    fn leeg<'a>(&'a self, tx: &'a Tx, organisatie: OrganisatieId) -> Werk<'a> {
        let own = Query::delete()
            .from_table("toezeggingen")
            .and_where(Expr::col("organisatie_id").eq(organisatie))
            .to_owned();
        Box::pin(async move { tx.execute(&own).await.map(drop) })
    }
}

/// What moves a promise. Looking at something moves none, nor does a message that left or failed: the zaak tells of that.
const SOORTEN: [Soortnaam; 16] = [
    zaak::AANGEMAAKT.naam(),
    zaak::GEWIJZIGD.naam(),
    status::AANGEMAAKT.naam(),
    resultaat::AANGEMAAKT.naam(),
    // An answer is about the question it answers, and the question is found by the case.
    berichten::AANGEMAAKT.naam(),
    klantcontact::AANGEMAAKT.naam(),
    klantcontact::GEWIJZIGD.naam(),
    klantcontact::INGETROKKEN.naam(),
    internetaak::AANGEMAAKT.naam(),
    internetaak::GEWIJZIGD.naam(),
    internetaak::INGETROKKEN.naam(),
    internetaak::VERHOGING_INGETROKKEN.naam(),
    bezoek::AANGEMAAKT.naam(),
    bezoek::OPGEROEPEN.naam(),
    bezoek::GEWIJZIGD.naam(),
    bezoek::AFGEROND.naam(),
];

/// What a gebeurtenis is about, as far as promises are made on it.
fn ding(entry: &Entry) -> Option<Ding> {
    let about = |soort, id| Some((entry.organisatie, soort, id));
    match entry.resource.as_str() {
        "zaak" => about(Soort::Zaak, entry.resource_id),
        "status" | "resultaat" => about(Soort::Zaak, entry.hoofdobject_id?),
        "bericht" => about(Soort::Bericht, entry.hoofdobject_id?),
        "klantcontact" => about(Soort::Contact, entry.resource_id),
        "internetaak" => about(Soort::Contact, entry.hoofdobject_id?),
        "bezoek" => about(Soort::Bezoek, entry.resource_id),
        _ => None,
    }
}

/// Makes the promises on these things anew.
async fn maak(tx: &Tx, dingen: BTreeSet<Ding>) -> Result<()> {
    let mut by_kind: BTreeMap<(OrganisatieId, Soort), Vec<Uuid>> = BTreeMap::new();
    for (organisatie, soort, id) in dingen {
        by_kind.entry((organisatie, soort)).or_default().push(id);
    }
    let mut kalenders: HashMap<OrganisatieId, Kalender> = HashMap::new();
    for ((organisatie, soort), ids) in by_kind {
        let kalender = match kalenders.entry(organisatie) {
            hash_map::Entry::Occupied(known) => known.into_mut(),
            hash_map::Entry::Vacant(new) => new.insert(Huis::lees(tx, organisatie).await?.instellingen.kalender()?),
        };
        for part in ids.chunks(SAMEN) {
            let made = match soort {
                Soort::Zaak => van_zaken(tx, organisatie, kalender, part).await?,
                Soort::Bericht => van_berichten(tx, organisatie, kalender, part).await?,
                Soort::Contact => {
                    let made = van_contacten(tx, organisatie, kalender, part).await?;
                    vergeet(tx, part, &made).await?;
                    made
                }
                Soort::Bezoek => van_bezoeken(tx, organisatie, part).await?,
            };
            vervang(tx, organisatie, made).await?;
        }
    }
    Ok(())
}

async fn zaken(db: &impl Reads, organisatie: OrganisatieId, ids: &[Uuid]) -> Result<HashMap<Uuid, Zaak>> {
    // Decided by the program: counting needs no right to see a case.
    let who = Authorised::<LeesZaken>::program(organisatie);
    let ids: Vec<ZaakId> = ids.iter().map(|id| ZaakId::from(*id)).collect();
    Ok(zaak::by_ids(db, &who, &ids).await?.into_iter().map(|zaak| (zaak.id.uuid(), zaak)).collect())
}

async fn van_zaken(tx: &Tx, organisatie: OrganisatieId, kalender: &Kalender, ids: &[Uuid]) -> Result<Vec<Toezegging>> {
    let mut made = Vec::new();
    for zaak in zaken(tx, organisatie, ids).await?.values() {
        made.extend(regels::van_zaak(kalender, zaak)?);
    }
    // Who handles a case also keeps the promises on the questions about it.
    let questions = Query::select()
        .columns(["id", "zaak_id"])
        .from("berichten")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("zaak_id").is_in(ids.iter().copied()))
        .and_where(Expr::col("richting").eq("in"))
        .to_owned();
    let asked = tx.rows(&questions).await?;
    let about: Vec<Uuid> = asked.iter().map(|row| row.get("zaak_id")).collect::<Result<_>>()?;
    if !about.is_empty() {
        made.extend(van_berichten(tx, organisatie, kalender, &about).await?);
    }
    Ok(made)
}

/// The questions in writing about these cases.
async fn van_berichten(
    tx: &Tx,
    organisatie: OrganisatieId,
    kalender: &Kalender,
    about: &[Uuid],
) -> Result<Vec<Toezegging>> {
    let query = Query::select()
        .columns(["id", "zaak_id", "opgesteld_op", "status", "richting", "antwoord_op"])
        .from("berichten")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("zaak_id").is_in(about.iter().copied()))
        .order_by("opgesteld_op", Order::Asc)
        .order_by("id", Order::Asc)
        .to_owned();
    let rows = tx.rows(&query).await?;
    let mut answers: HashMap<Uuid, Moment> = HashMap::new();
    for row in &rows {
        if let Some(question) = row.get::<Option<Uuid>>("antwoord_op")? {
            let op: Moment = row.get("opgesteld_op")?;
            answers.entry(question).or_insert(op);
        }
    }
    let cases = zaken(tx, organisatie, about).await?;
    let mut made = Vec::new();
    for row in rows.iter() {
        let status: Berichtstatus = row.get("status")?;
        if !matches!(status, Berichtstatus::Ontvangen | Berichtstatus::Beantwoord) {
            continue;
        }
        let (id, about): (Uuid, Uuid) = (row.get("id")?, row.get("zaak_id")?);
        let Some(zaak) = cases.get(&about) else { continue };
        let beantwoord_op = answers.get(&id).copied();
        let vraag = Vraag { id, zaak, op: row.get("opgesteld_op")?, beantwoord_op, telefoon: false };
        made.push(regels::van_vraag(kalender, &vraag)?);
    }
    Ok(made)
}

/// The contacts that are about a case: answered at once, or when somebody called back.
async fn van_contacten(
    tx: &Tx,
    organisatie: OrganisatieId,
    kalender: &Kalender,
    ids: &[Uuid],
) -> Result<Vec<Toezegging>> {
    let mut query: SelectStatement = Query::select()
        .column(("k", "id"))
        .column(("k", "plaatsgevonden_op"))
        .column(("k", "afhandeling"))
        .column(("o", "onderwerpobjectidentificator_object_id"))
        .column(("t", "afgehandeld_op"))
        .expr_as(Expr::col(("t", "afhandeling")), "afloop")
        .expr_as(Expr::col(("t", "id")), "taak_id")
        .from_as("klantcontacten", "k")
        .inner_join(
            sea_query::TableRef::from("onderwerpobjecten").alias("o"),
            Expr::col(("o", "klantcontact_id")).equals(("k", "id")),
        )
        .left_join(
            sea_query::TableRef::from("internetaken").alias("t"),
            Expr::col(("t", "aanleidinggevend_klantcontact_id")).equals(("k", "id")),
        )
        .to_owned();
    query
        .and_where(Expr::col(("k", "organisatie_id")).eq(organisatie))
        .and_where(Expr::col(("k", "id")).is_in(ids.iter().copied()))
        .and_where(Expr::col(("o", "onderwerpobjectidentificator_code_objecttype")).eq("zaak"));
    let rows = tx.rows(&query).await?;
    let about = |row: &Row| -> Result<Option<Uuid>> {
        Ok(row.get::<Option<String>>("onderwerpobjectidentificator_object_id")?.and_then(|id| id.parse().ok()))
    };
    let wanted: Vec<Uuid> = rows.iter().filter_map(|row| about(row).transpose()).collect::<Result<_>>()?;
    let cases = zaken(tx, organisatie, &wanted).await?;
    let mut made = Vec::new();
    for row in &rows {
        let Some(zaak) = about(row)?.and_then(|id| cases.get(&id)) else { continue };
        let op: Moment = row.get("plaatsgevonden_op")?;
        let called_back: Option<Moment> = row.get("afgehandeld_op")?;
        let passed_on = row.get::<Option<Uuid>>("taak_id")?.is_some();
        // Who has to call again was not answered.
        let answered = row.get::<Option<Afhandeling>>("afhandeling")? != Some(Afhandeling::KlantBeltZelfTerug);
        let beantwoord_op = if passed_on { called_back } else { Some(op).filter(|_| answered) };
        let vraag = Vraag { id: row.get("id")?, zaak, op, beantwoord_op, telefoon: true };
        // Closed without an answer, the question was neither answered in time nor does it wait: it counts for nothing.
        let unanswered = matches!(row.get("afloop")?, Some(Afloop::NietBereikt | Afloop::Vervallen));
        let promise = regels::van_vraag(kalender, &vraag)?;
        made.push(Toezegging { stil: promise.stil || unanswered, ..promise });
    }
    Ok(made)
}

async fn van_bezoeken(tx: &Tx, organisatie: OrganisatieId, ids: &[Uuid]) -> Result<Vec<Toezegging>> {
    let query = Query::select()
        .columns(["id", "bon", "gepland_op", "aangekomen_op", "opgeroepen_op", "medewerker_id", "status"])
        .from("bezoeken")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("id").is_in(ids.iter().copied()))
        .and_where(Expr::col("gepland_op").is_not_null())
        .to_owned();
    let mut made = Vec::new();
    for row in tx.rows(&query).await? {
        made.push(regels::van_bezoek(&regels::Bezoek {
            id: row.get("id")?,
            bon: row.get("bon")?,
            gepland_op: row.get("gepland_op")?,
            aangekomen_op: row.get("aangekomen_op")?,
            opgeroepen_op: row.get("opgeroepen_op")?,
            medewerker: row.get("medewerker_id")?,
        })?);
    }
    Ok(made)
}

const KOLOMMEN: [&str; 12] = [
    "onderwerp_id",
    "belofte",
    "organisatie_id",
    "zaak_id",
    "nummer",
    "team_id",
    "medewerker_id",
    "begonnen_op",
    "beloofd_op",
    "gedaan_op",
    "stil",
    "week",
];

/// Of a contact that was taken back there is no promise any more.
async fn vergeet(tx: &Tx, ids: &[Uuid], made: &[Toezegging]) -> Result<()> {
    let gone = ids.iter().copied().filter(|id| !made.iter().any(|row| row.onderwerp == *id));
    let gone = Query::delete()
        .from_table("toezeggingen")
        .and_where(Expr::col("onderwerp_id").is_in(gone))
        // The visit that a contact comes of has its id, and a promise of its own.
        .and_where(Expr::col("belofte").eq(Belofte::Vraag))
        .to_owned();
    tx.execute(&gone).await.map(drop)
}

/// Puts these rows in the place of those there were.
async fn vervang(tx: &Tx, organisatie: OrganisatieId, made: Vec<Toezegging>) -> Result<()> {
    // A contact from which two were called back is one question: the last row counts.
    let made: BTreeMap<(Uuid, &str), Toezegging> =
        made.into_iter().map(|row| ((row.onderwerp, row.belofte.code()), row)).collect();
    let made: Vec<Toezegging> = made.into_values().collect();
    for part in made.chunks(SAMEN) {
        let mut insert = Query::insert()
            .into_table("toezeggingen")
            .columns(KOLOMMEN)
            .on_conflict(
                OnConflict::columns(["onderwerp_id", "belofte"])
                    .update_columns(KOLOMMEN.into_iter().skip(2))
                    .to_owned(),
            )
            .to_owned();
        for row in part {
            let values = [
                Expr::val(row.onderwerp),
                Expr::val(row.belofte),
                Expr::val(organisatie),
                Expr::val(row.zaak),
                Expr::val(row.nummer.clone()),
                Expr::val(row.team),
                Expr::val(row.medewerker),
                Expr::val(row.begonnen_op),
                Expr::val(row.beloofd_op),
                Expr::val(row.gedaan_op),
                Expr::val(row.stil),
                Expr::val(row.week()?.to_string()),
            ];
            insert.values(values).map_err(kern::Error::bug)?;
        }
        tx.execute(&insert).await?;
    }
    Ok(())
}
