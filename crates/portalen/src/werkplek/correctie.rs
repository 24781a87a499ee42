//! What an agent registered: found again, and put right with a reason.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use dienstverlening::contacten::concept::ConceptId;
use dienstverlening::contacten::corrigeren::{self, Correctie, TE_WISSELEN, Wie};
use dienstverlening::kennisbank::{self, Keuze};
use kern::autorisatie::{LeesJournaal, LeesKlant, Registreren, Werken};
use kern::paging::After;
use kern::{Authorised, Error, FieldError, journaal};
use registers::klantinteracties::klantcontact::{self, Afhandeling, Klantcontact, KlantcontactId};
use registers::klantinteracties::{Klantgroep, betrokkene, internetaak};
use serde::Deserialize;

use super::afronden;
use super::contact_zij::{Lopende, Zijlijst};
use super::correctie_wie::{self, WieWas};
use super::klant_tijdlijn;
use super::zoeken::Zoekveld;
use crate::basis::kenmerken;
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, toon, toon_met};

/// So many are on a page.
const PAGINA: usize = 30;
/// More products nobody chooses from.
const PRODUCTEN_MAX: u64 = 1_000;
/// More corrections of one contact nobody reads.
const EERDER_MAX: u64 = 20;

/// A contact in the list.
pub(super) struct Rij {
    pub(super) adres: String,
    pub(super) wanneer: Tijdstip,
    pub(super) wat: String,
    pub(super) hoe: String,
}

fn rij(wie: &Ingelogd, contact: &Klantcontact) -> Rij {
    let t = wie.taal;
    let wat = if contact.onderwerp.is_empty() { t.tekst("werkplek-geen-onderwerp") } else { contact.onderwerp.clone() };
    Rij {
        adres: format!("/werkplek/contacten/{}", contact.id),
        wanneer: tijd::moment(t, contact.plaatsgevonden_op, wie.nu),
        wat,
        hoe: klant_tijdlijn::uitkomst(wie, contact).unwrap_or_default(),
    }
}

/// The latest contacts of this agent.
///
/// # Errors
/// What the database says.
pub(super) async fn laatste(app: &AppState, wie: &Ingelogd, limit: usize) -> Result<Vec<Rij>, Fout> {
    let Ok(who) = wie.medewerker.authorise::<Registreren>() else { return Ok(Vec::new()) };
    let page = klantcontact::van_medewerker_lijst(&app.db, &who, None, limit).await?;
    Ok(page.rows.iter().map(|contact| rij(wie, contact)).collect())
}

#[derive(Template)]
#[template(path = "werkplek/contacten.html")]
struct Lijst {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    zij: Zijlijst,
    rijen: Vec<Rij>,
    verder: String,
}

/// Where the list goes on.
#[derive(Deserialize)]
pub(super) struct Vanaf {
    na: Option<String>,
}

/// `GET /werkplek/contacten`
pub(super) async fn lijst(State(app): State<AppState>, wie: Ingelogd, Query(vanaf): Query<Vanaf>) -> Antwoord {
    let who = wie.medewerker.authorise::<Registreren>()?;
    let after = vanaf.na.as_deref().map(After::parse).transpose()?;
    let page = klantcontact::van_medewerker_lijst(&app.db, &who, after.as_ref(), PAGINA).await?;
    toon(&Lijst {
        t: wie.taal,
        p: Werkplek::new(&wie),
        zoek: Zoekveld::los(&wie),
        zij: Lopende::lees(&app, &wie).await?.zijlijst(&wie, None),
        rijen: page.rows.iter().map(|contact| rij(&wie, contact)).collect(),
        verder: page.next.map(|after| format!("/werkplek/contacten?na={after}")).unwrap_or_default(),
    })
}

/// How a contact stood before it was put right.
pub(super) struct Eerder {
    pub(super) wanneer: Tijdstip,
    pub(super) waarom: String,
    pub(super) was: String,
    pub(super) notitie: String,
}

/// What was put right about a contact that this agent may see, newest first.
///
/// # Errors
/// What the database says.
pub(super) async fn eerder(app: &AppState, wie: &Ingelogd, contact: &Klantcontact) -> Result<Vec<Eerder>, Fout> {
    // Whoever registered it sees what became of it; the journal as a whole is the auditor's.
    let who = Authorised::<LeesJournaal>::program(wie.medewerker.organisatie);
    let soorten = vec![("klantcontact".to_owned(), "gewijzigd".to_owned())];
    let keuze = journaal::Keuze { over: Some(contact.id.uuid()), soorten, ..journaal::Keuze::default() };
    let mut found = Vec::new();
    for entry in journaal::history(&app.db, &who, &keuze, EERDER_MAX).await? {
        let inhoud = journaal::inhoud(&app.db, &who, &entry).await?;
        let (Some(was), na) = (inhoud.voor, inhoud.na.unwrap_or_default()) else { continue };
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let ended: Option<Afhandeling> = was["afhandeling"].as_str().and_then(|code| code.parse().ok());
        // texts: werkplek-afhandeling-*
        let ended = ended.map(|kind| wie.taal.tekst(&format!("werkplek-afhandeling-{}", kind.code())));
        let told = &was["betrokkenen"][0];
        let told = serde_json::from_value::<betrokkene::Betrokkene>(told.clone());
        let told = told.map_or_else(|_| Vec::new(), |told| correctie_wie::verteld(&told));
        let groep = was["klantgroep"].as_str().and_then(|code| code.parse().ok());
        let groep = groep.map(|groep| kenmerken::klantgroep(wie.taal, groep));
        let parts = [text(&was["onderwerp"]), groep.unwrap_or_default(), ended.unwrap_or_default()];
        let parts = parts.into_iter().chain(told);
        found.push(Eerder {
            wanneer: tijd::moment(wie.taal, entry.vastgelegd_op, wie.nu),
            waarom: text(&na["waarom"]),
            was: parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            notitie: text(&was["inhoud"]),
        });
    }
    Ok(found)
}

#[derive(Template)]
#[template(path = "werkplek/corrigeren.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    zij: Zijlijst,
    adres: String,
    /// What is so, and what was typed that has no place in this form.
    melding: Vec<String>,
    fouten: Fouten,
    /// Who it was with.
    w: WieWas,
    versie: i64,
    notitie: String,
    waarom: String,
    product: String,
    producten: Vec<(String, String)>,
    afhandeling: String,
    afhandelingen: Vec<(String, String)>,
    klantgroep: String,
    klantgroepen: Vec<(String, String)>,
}

/// `GET /werkplek/contacten/{id}/corrigeren`
pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, Path(id): Path<ConceptId>) -> Antwoord {
    let contact = eigen(&app, &wie, id.into()).await?;
    beeld(&app, &wie, &contact, &Velden::default(), (StatusCode::OK, Vec::new()), Vec::new()).await
}

/// A contact that was registered before, sent again otherwise: what stands stays, and the page to put it right has what was typed.
///
/// # Errors
/// [`Error::Missing`] when this agent registered no such contact.
pub(super) async fn anders_verstuurd(app: &AppState, wie: &Ingelogd, id: ConceptId, velden: &Velden) -> Antwoord {
    let contact = eigen(app, wie, id.into()).await?;
    let said = wie.taal.tekst("werkplek-corrigeren-al-vastgelegd");
    // The forms of a contact have other names for the same.
    let other = [
        ("notitie", "notitie"),
        ("artikel", "product"),
        ("afhandeling", "afhandeling"),
        ("klantgroep", "klantgroep"),
        ("beller_naam", "beller_naam"),
        ("beller_telefoon", "beller_telefoon"),
    ];
    let typed = other.into_iter().filter(|(field, _)| velden.has(field));
    let typed = typed.map(|(field, own)| (own.to_owned(), velden.get(field).to_owned())).collect();
    let question = velden.filled("vraag").map(|typed| format!("{}: {typed}", wie.taal.tekst("werkplek-vraag")));
    let said = std::iter::once(said).chain(question).collect();
    beeld(app, wie, &contact, &Velden::of(typed), (StatusCode::CONFLICT, said), Vec::new()).await
}

/// It can't be undone any more, and why; it can be put right.
///
/// # Errors
/// [`Error::Missing`] when this agent registered no such contact.
pub(super) async fn te_laat(app: &AppState, wie: &Ingelogd, id: ConceptId, what: &FieldError) -> Antwoord {
    let contact = eigen(app, wie, id.into()).await?;
    // texts: fout-*
    let said = ["werkplek-ongedaan-niet".to_owned(), format!("fout-{}", what.code)];
    let said = said.iter().map(|key| wie.taal.tekst(key)).collect();
    beeld(app, wie, &contact, &Velden::default(), (StatusCode::CONFLICT, said), Vec::new()).await
}

/// For whom a contact would be, when somebody says this of it.
fn klantgroep(wie: &Ingelogd, contact: &Klantcontact, gezegd: Option<Klantgroep>) -> Option<Klantgroep> {
    let lists = &wie.organisatie.instellingen;
    lists.klantgroep(gezegd, contact.product.as_deref(), contact.partij.is_some())
}

/// Whether a form that was sent again says the same as what was registered.
///
/// # Errors
/// What the database says.
pub(super) async fn hetzelfde(
    app: &AppState,
    wie: &Ingelogd,
    id: ConceptId,
    velden: &Velden,
    kind: Afhandeling,
) -> Result<bool, Fout> {
    let contact = eigen(app, wie, id.into()).await?;
    let plain = |field: &str| velden.get(field).replace("\r\n", "\n");
    let note = !velden.has("notitie") || plain("notitie") == contact.inhoud;
    let subject = !velden.has("artikel") || velden.filled("artikel") == contact.product.as_deref();
    let said = klantgroep(wie, &contact, velden.parsed("klantgroep").ok().flatten());
    let group = !velden.has("klantgroep") || said == contact.klantgroep;
    if !(note && subject && group && contact.afhandeling == Some(kind)) {
        return Ok(false);
    }
    let who = wie.medewerker.authorise::<Registreren>()?;
    let told = betrokkene::van_klantcontact(&app.db, &who, contact.id).await?;
    // First: a contact that was registered here has one at most.
    let told = told.first();
    let naam = told.map(betrokkene::Betrokkene::naam).unwrap_or_default();
    let telefoon = told.map_or("", |told| told.telefoon());
    let differs = |field, told: &str| velden.filled(field).is_some_and(|typed| typed != told);
    if differs("beller_naam", &naam) || differs("beller_telefoon", telefoon) {
        return Ok(false);
    }
    let Some(vraag) = velden.filled("vraag") else { return Ok(true) };
    // What joined an open request was asked in a step of its own, which nobody can have typed otherwise since.
    let taak = internetaak::bij_klantcontact(&app.db, &who, contact.id).await?;
    let own = taak.filter(|taak| taak.aanleidinggevend_klantcontact == contact.id);
    Ok(own.is_none_or(|taak| taak.toelichting == vraag.replace("\r\n", "\n").trim()))
}

/// `POST /werkplek/contacten/{id}/corrigeren`
pub(super) async fn corrigeren(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<ConceptId>,
    velden: Velden,
) -> Antwoord {
    let who = wie.medewerker.authorise::<Registreren>()?;
    let contact = eigen(&app, &wie, id.into()).await?;
    let ending = velden.filled("afhandeling").map_or(Ok(contact.afhandeling), |code| code.parse().map(Some));
    let Ok(Some(afhandeling)) = ending else { return Err(FieldError::new("afhandeling", "onbekende-keuze").into()) };
    if correctie_wie::zoekt(&velden) {
        return beeld(&app, &wie, &contact, &velden, (StatusCode::OK, Vec::new()), Vec::new()).await;
    }
    let wie_was = correctie_wie::gekozen(&velden)?;
    let correctie = Correctie {
        notitie: velden.get("notitie").replace("\r\n", "\n"),
        product: velden.filled("product").map(str::to_owned),
        afhandeling,
        klantgroep: velden.parsed("klantgroep")?,
        wie: wie_was,
        beller_naam: velden.get("beller_naam").to_owned(),
        beller_telefoon: velden.get("beller_telefoon").to_owned(),
        waarom: velden.get("waarom").to_owned(),
    };
    let seen = (contact.id, velden.required::<i64>("versie")?);
    let mut handeling = wie.medewerker.handeling(wie.nu);
    if matches!(wie_was, Wie::Persoon(..)) {
        wie.medewerker.authorise::<LeesKlant>()?;
        if let Some(reden) = correctie_wie::reden(&app, &wie, &contact, &velden).await? {
            handeling = handeling.met_doel(reden);
        }
    }
    let (status, said, fouten) =
        match corrigeren::corrigeren(&app.db, &app.ids, &who, &handeling, seen, &correctie).await {
            Ok(_) => return Ok(naar(&format!("/werkplek/contacten/{id}"))),
            Err(Error::Invalid(fouten)) => (StatusCode::BAD_REQUEST, Vec::new(), fouten),
            Err(Error::Conflict(_)) => {
                (StatusCode::CONFLICT, vec![wie.taal.tekst("werkplek-corrigeren-al-anders")], Vec::new())
            }
            Err(other) => return Err(other.into()),
        };
    beeld(&app, &wie, &contact, &velden, (status, said), fouten).await
}

async fn eigen(app: &AppState, wie: &Ingelogd, id: KlantcontactId) -> Result<Klantcontact, Fout> {
    let found = afronden::read(app, wie, id).await?;
    Ok(found.ok_or(Error::Missing { what: "klantcontact", id: id.uuid() })?)
}

async fn beeld(
    app: &AppState,
    wie: &Ingelogd,
    contact: &Klantcontact,
    velden: &Velden,
    (status, melding): (StatusCode, Vec<String>),
    mut fouten: Vec<FieldError>,
) -> Antwoord {
    let t = wie.taal;
    let w = correctie_wie::beeld(app, wie, contact, velden, &mut fouten).await?;
    let status = if status == StatusCode::OK && !fouten.is_empty() { StatusCode::BAD_REQUEST } else { status };
    let all = Keuze::Alle { na: None, aantal: PRODUCTEN_MAX };
    let all = kennisbank::lijst(&app.db, &wie.medewerker.authorise::<Werken>()?, all).await?;
    let named =
        |product: &kennisbank::Product| (product.code.clone(), t.naam(&product.naam, product.naam_en.as_deref()).tekst);
    let mut producten: Vec<(String, String)> = all.iter().map(named).collect();
    // A product that was withdrawn since stays what the contact was about.
    let own = contact.product.as_deref().filter(|own| !producten.iter().any(|(code, _)| code == own));
    if let Some(own) = own {
        producten.push((own.to_owned(), contact.onderwerp.clone()));
    }
    producten.sort_by_key(|(_, naam)| naam.to_lowercase());
    producten.insert(0, (String::new(), t.tekst("werkplek-geen-onderwerp")));
    let now = contact.afhandeling;
    // What led to somebody else's work stays as it is.
    let can = TE_WISSELEN.into_iter().filter(|_| now.is_some_and(|now| TE_WISSELEN.contains(&now)));
    // texts: werkplek-afhandeling-*
    let said = |kind: Afhandeling| (kind.code().to_owned(), t.tekst(&format!("werkplek-afhandeling-{}", kind.code())));
    // Only what differs from what the subject says was said by somebody.
    let by_product = klantgroep(wie, contact, None);
    let typed = |field: &str, was: &str| match velden.has(field) {
        true => velden.get(field).to_owned(),
        false => was.to_owned(),
    };
    let page = Pagina {
        t,
        p: Werkplek::new(wie),
        zoek: Zoekveld::los(wie),
        zij: Lopende::lees(app, wie).await?.zijlijst(wie, None),
        adres: format!("/werkplek/contacten/{}", contact.id),
        melding,
        fouten: Fouten::new(t, &fouten),
        w,
        versie: contact.versie,
        notitie: typed("notitie", &contact.inhoud),
        waarom: velden.get("waarom").to_owned(),
        product: typed("product", contact.product.as_deref().unwrap_or_default()),
        producten,
        afhandeling: typed("afhandeling", now.map_or("", Afhandeling::code)),
        afhandelingen: can.map(said).collect(),
        klantgroep: typed(
            "klantgroep",
            contact.klantgroep.filter(|groep| Some(*groep) != by_product).map_or("", Klantgroep::code),
        ),
        klantgroepen: kenmerken::klantgroepen(t, "klantgroep-volgt"),
    };
    toon_met(status, &page)
}
