//! What is missing: asked of the applicant while the term stands still, supplied item by item, and word when all is there.

use jiff::civil::Date;
use kern::autorisatie::BehandelZaken;
use kern::organisaties::OrganisatieId;
use kern::{Authorised, Database, Error, FieldError, Handeling, Ids, Moment, Reads, Result};
use registers::zaken::zaak::{self, hervatten, opschorten};
use registers::zaken::{Inzage, Stap, Wijziging, Zaak, ZaakId};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::json;

use super::aanvulverzoek::{self, Aanvulverzoek, AanvulverzoekId, Stuk, StukId, Verzoekstatus};
use super::bericht;
use super::indienen::{Bijlage, extra_document};
use super::lopend::Lopend;
use super::termijnen;

const STUKKEN_MAX: usize = 30;
const STUK_TEKENS_MAX: usize = 200;

/// What is asked of the applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aanvulling {
    /// What is missing, item by item.
    pub stukken: Vec<String>,
    /// The last day on which it can be supplied.
    pub tot: Date,
    /// What there is to say about it; the applicant reads it.
    pub toelichting: String,
}

fn fouten(handeling: &Handeling, vraag: &Aanvulling) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let stukken = &vraag.stukken;
    if stukken.is_empty() || stukken.iter().any(|stuk| stuk.trim().is_empty()) {
        errors.push(FieldError::new("stukken", "verplicht"));
    }
    if stukken.len() > STUKKEN_MAX {
        errors.push(FieldError::new("stukken", "te-lang").detail(STUKKEN_MAX));
    }
    if stukken.iter().any(|stuk| stuk.chars().count() > STUK_TEKENS_MAX) {
        errors.push(FieldError::new("stukken", "te-lang").detail(STUK_TEKENS_MAX));
    }
    if vraag.tot <= handeling.op.date() {
        errors.push(FieldError::new("tot", "moment-voorbij"));
    }
    errors
}

/// Asks the applicant for what is missing. From the day after, the statutory term stands still (Awb, article 4:15; of an objection 7:10).
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong; [`Error::Conflict`] when it changed since, is closed, stands still
/// already, or its zaaktype does not allow it.
pub async fn vragen(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (id, versie): (ZaakId, i64),
    vraag: &Aanvulling,
) -> Result<Zaak> {
    Error::all(fouten(handeling, vraag))?;
    let mut lopend = Lopend::neem(db, who, (id, Some(versie))).await?;
    let reden = vraag.stukken.join("; ");
    let wordt = opschorten(&lopend.zaak, &lopend.zaaktype, &reden)?;
    let asked = termijnen::gevraagd(&lopend.zaaktype, handeling.op.date(), vraag.tot)?;
    let gebeurd = lopend.gebeurd().await?;
    lopend.met_gevolg(&gebeurd, asked, "opschorting")?;
    let stukken = vraag.stukken.iter().zip(1..).map(|(omschrijving, volgnummer)| Stuk {
        id: ids.next(),
        volgnummer,
        omschrijving: omschrijving.trim().to_owned(),
        ontvangen_op: None,
        document: None,
    });
    let verzoek = Aanvulverzoek {
        id: ids.next(),
        zaak: id,
        gevraagd_op: handeling.op,
        gevraagd_door: handeling.medewerker,
        tot: vraag.tot,
        toelichting: vraag.toelichting.trim().to_owned(),
        status: Verzoekstatus::Open,
        compleet_op: None,
        bericht_op: None,
        versie: 1,
        stukken: stukken.collect(),
    };
    lopend.erbij(aanvulverzoek::aanmaken(handeling, ids, &verzoek)?);
    let stap = Stap::new(handeling, ids, Wijziging::Opgeschort, &reden);
    lopend.wijzig(handeling, ids, wordt, &stap, None)?;
    let velden =
        vec![("stukken", json!(vraag.stukken)), ("voor", json!(vraag.tot)), ("toelichting", json!(vraag.toelichting))];
    lopend.bericht((handeling, ids), "aanvulling-gevraagd", velden).await?;
    lopend.bewaar().await
}

/// Something that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binnen<'a> {
    /// What was asked for.
    pub stuk: StukId,
    /// Its file, when it came as one.
    pub document: Option<&'a Bijlage>,
    /// The day on which it came in: of post earlier than the day on which somebody says so. None: now.
    pub op: Option<Date>,
}

/// When it came in: now, or at the begin of an earlier day on which it can have.
fn binnen_op(handeling: &Handeling, was: &Aanvulverzoek, op: Option<Date>) -> Result<Moment> {
    let (today, asked) = (handeling.op.date(), was.gevraagd_op.date());
    match op {
        None => Ok(handeling.op),
        Some(day) if day == today => Ok(handeling.op),
        Some(day) if day > today => Err(FieldError::new("binnen_op", "dag-nog-niet-geweest").into()),
        Some(day) if day < asked => Err(FieldError::new("binnen_op", "voor-het-verzoek").detail(asked).into()),
        // Asked and brought on one day that is over: it came after the asking.
        Some(day) => Ok(Ord::max(Moment::start_of(day), was.gevraagd_op)),
    }
}

/// Something that was asked for came in, from the applicant themselves ([`kern::autorisatie::Eigen`]) or over a handler's
/// desk. When it was the last item and it came within the time given, the term runs again from the day on which it came, also when that time
/// has passed since. Twice the same item changes nothing the second time.
///
/// # Errors
/// [`Error::Missing`] when they may not see the case or there is no such item; [`Error::Invalid`] for a document that
/// cannot be, or a day on which it cannot have come; [`Error::Conflict`] on a closed case, or when somebody else was first.
pub async fn ontvangen(
    db: &Database,
    ids: &Ids,
    wie: &impl Inzage,
    handeling: &Handeling,
    zaak: ZaakId,
    binnen: Binnen<'_>,
) -> Result<Zaak> {
    let mut lopend = Lopend::neem(db, wie, (zaak, None)).await?;
    let stuk = binnen.stuk;
    let of = |verzoek: &&Aanvulverzoek| verzoek.stukken.iter().any(|known| known.id == stuk);
    let missing = || Error::Missing { what: "stuk", id: stuk.uuid() };
    let was = lopend.verzoeken.iter().find(of).cloned().ok_or_else(missing)?;
    if was.stukken.iter().any(|known| known.id == stuk && known.ontvangen_op.is_some()) {
        return Ok(lopend.zaak);
    }
    if !lopend.zaak.is_open() {
        return Err(Error::Conflict(FieldError::new("status", "zaak-afgehandeld")));
    }
    let op = binnen_op(handeling, &was, binnen.op)?;
    let rollen = lopend.rollen().await?;
    let mut informatieobject = None;
    if let Some(bijlage) = binnen.document {
        let auteur = bericht::geadresseerde(&rollen).map_or("", |rol| rol.betrokkene.contact().0);
        let auteur = if auteur.is_empty() { "aanvrager" } else { auteur };
        let (made, change) = extra_document(&lopend.tx, ids, handeling, &lopend.zaak, auteur, bijlage).await?;
        informatieobject = Some(made);
        lopend.erbij(change);
    }
    let mut wordt = was.clone();
    for known in wordt.stukken.iter_mut().filter(|known| known.id == stuk) {
        known.ontvangen_op = Some(op);
        known.document = informatieobject;
    }
    let whole = wordt.ontbreekt().next().is_none();
    if whole {
        // All is there when the last item came, in whatever order they were entered.
        wordt.compleet_op = wordt.stukken.iter().filter_map(|known| known.ontvangen_op).max();
    }
    let in_time = wordt.compleet_op.is_some_and(|complete| complete.date() <= was.tot);
    let open = was.status == Verzoekstatus::Open;
    if whole && (in_time || open) {
        wordt.status = if in_time { Verzoekstatus::Compleet } else { Verzoekstatus::Verlopen };
    }
    let (wordt, change) = aanvulverzoek::wijzigen(handeling, ids, wordt.compleet_op.unwrap_or(op), &was, wordt)?;
    lopend.erbij(change);
    vervang(&mut lopend, &wordt);
    // Only the request that makes it stand still lets the term run again.
    match (whole && (in_time || open), open && lopend.zaak.opschorting_indicatie) {
        (true, true) => hervat(&mut lopend, ids, handeling).await?,
        // Its time had passed when it was entered: the term ran again too late, and is put right.
        (true, false) => {
            let stap = Stap::new(handeling, ids, Wijziging::Gegevens, "");
            let same = lopend.zaak.clone();
            lopend.herreken((handeling, ids), same, stap).await?;
        }
        (false, _) => {
            let stap = Stap::new(handeling, ids, Wijziging::Gegevens, "");
            let same = lopend.zaak.clone();
            lopend.wijzig(handeling, ids, same, &stap, None)?;
        }
    }
    lopend.bewaar().await
}

fn vervang(lopend: &mut Lopend, wordt: &Aanvulverzoek) {
    for verzoek in lopend.verzoeken.iter_mut().filter(|verzoek| verzoek.id == wordt.id) {
        *verzoek = wordt.clone();
    }
}

/// The term runs again, by what has been asked and supplied until now.
async fn hervat(lopend: &mut Lopend, ids: &Ids, handeling: &Handeling) -> Result<()> {
    let open = zaak::open_deelzaken(&lopend.tx, handeling.organisatie, lopend.zaak.id).await?;
    let gebeurd = lopend.gebeurd().await?;
    let data = lopend.data(&gebeurd, handeling)?;
    let wordt = hervatten(&lopend.zaak, Some(data.uiterlijk.dag()), data.gepland, open)?;
    let stap = Stap { berekening: data.berekening, ..Stap::new(handeling, ids, Wijziging::Hervat, "") };
    lopend.wijzig(handeling, ids, wordt, &stap, None)
}

/// Sends word that nothing is missing any more.
///
/// # Errors
/// [`Error::Conflict`] when it changed since, is closed, or there is nothing to send word of.
pub async fn compleet_melden(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (id, versie): (ZaakId, i64),
) -> Result<Zaak> {
    let mut lopend = Lopend::neem(db, who, (id, Some(versie))).await?;
    let waiting = |verzoek: &&Aanvulverzoek| verzoek.compleet_op.is_some() && verzoek.bericht_op.is_none();
    let waiting: Vec<Aanvulverzoek> = lopend.verzoeken.iter().filter(waiting).cloned().collect();
    if waiting.is_empty() || !lopend.zaak.is_open() {
        return Err(Error::Conflict(FieldError::new("aanvulling", "niets-te-melden")));
    }
    for was in waiting {
        let wordt = Aanvulverzoek { bericht_op: Some(handeling.op), ..was.clone() };
        let (wordt, change) = aanvulverzoek::wijzigen(handeling, ids, handeling.op, &was, wordt)?;
        lopend.erbij(change);
        vervang(&mut lopend, &wordt);
    }
    let stap = Stap::new(handeling, ids, Wijziging::Compleet, "");
    let same = lopend.zaak.clone();
    lopend.wijzig(handeling, ids, same, &stap, None)?;
    lopend.bericht((handeling, ids), "aanvulling-compleet", Vec::new()).await?;
    lopend.bewaar().await
}

/// Requests whose time has passed are dealt with in portions.
const VERLOPEN_MAX: u64 = 200;

/// The term of every case whose applicant let the time pass runs again: to be called once a day, or more often; gives how many
/// there were. One that somebody else has in hands at that moment is left for the next time.
///
/// # Errors
/// What the database says.
pub async fn verlopen(db: &Database, ids: &Ids, organisatie: OrganisatieId, nu: Moment) -> Result<usize> {
    let who = Authorised::<BehandelZaken>::program(organisatie);
    let query = Query::select()
        .columns(["id", "zaak_id"])
        .from("aanvulverzoeken")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("status").eq(Verzoekstatus::Open))
        .and_where(Expr::col("tot").lt(nu.date().to_string()))
        .order_by("tot", Order::Asc)
        .limit(VERLOPEN_MAX)
        .to_owned();
    let mut done = 0;
    for row in db.rows(&query).await? {
        let (verzoek, zaak): (AanvulverzoekId, ZaakId) = (row.get("id")?, row.get("zaak_id")?);
        let handeling = Handeling::program(organisatie, nu);
        match verloopt(db, ids, &who, &handeling, (zaak, verzoek)).await {
            Ok(()) => done += 1,
            Err(Error::Conflict(_)) => tracing::info!(%zaak, "an aanvulverzoek that passed is left for later"),
            Err(other) => return Err(other),
        }
    }
    Ok(done)
}

async fn verloopt(
    db: &Database,
    ids: &Ids,
    who: &Authorised<BehandelZaken>,
    handeling: &Handeling,
    (zaak, id): (ZaakId, AanvulverzoekId),
) -> Result<()> {
    let mut lopend = Lopend::neem(db, who, (zaak, None)).await?;
    let Some(was) = lopend.open_verzoek().filter(|verzoek| verzoek.id == id).cloned() else { return Ok(()) };
    let wordt = Aanvulverzoek { status: Verzoekstatus::Verlopen, ..was.clone() };
    let (wordt, change) = aanvulverzoek::wijzigen(handeling, ids, handeling.op, &was, wordt)?;
    lopend.erbij(change);
    vervang(&mut lopend, &wordt);
    if lopend.zaak.is_open() && lopend.zaak.opschorting_indicatie {
        hervat(&mut lopend, ids, handeling).await?;
    }
    lopend.bewaar().await.map(drop)
}
