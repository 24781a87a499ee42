//! The end of a contact: registered in one go, and then the line that says so.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use dienstverlening::contacten::concept::{self, ConceptId};
use dienstverlening::contacten::registreren::{self, Afronding, Geregistreerd};
use dienstverlening::contacten::terugnemen::{self, TERUG_TE_NEMEN_S};
use dienstverlening::kennisbank;
use kern::autorisatie::{Registreren, Werken};
use kern::{Error, FieldError, Moment};
use registers::klantinteracties::klantcontact::{self, Afhandeling, Klantcontact, KlantcontactId};
use registers::klantinteracties::{betrokkene, internetaak};

use super::contact_beeld::{self, Melding};
use super::contact_invoer::{self, Gelezen};
use super::contact_toetsen::{ONGEDAAN, Toetsen};
use super::contact_zij::{Lopende, Zijlijst};
use super::correctie::{self, Eerder};
use super::zoeken::Zoekveld;
use super::{artikel, contact, correctie_wie, klant_tijdlijn};
use crate::basis::kenmerken;
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Velden, Werkplek, naar, toon_met};

/// What was just registered, in a line.
pub(super) struct Bevestiging {
    /// The line.
    pub(super) tekst: String,
    /// Where all of it is.
    pub(super) adres: String,
    /// Until when it can be undone; none when that is over.
    pub(super) ongedaan_tot: Option<Moment>,
    /// The chord that undoes it.
    pub(super) akkoord: String,
}

/// `POST /werkplek/contacten/{id}/afronden`
pub(super) async fn afronden(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<ConceptId>,
    velden: Velden,
) -> Antwoord {
    let gelezen = lees(&app, &wie, id, &velden).await?;
    if gelezen.is_none() && read(&app, &wie, id.into()).await?.is_none() {
        return Err(Error::Missing { what: "concept", id: id.uuid() }.into());
    }
    let (afhandeling, uitkomst) = einde(&wie, &velden)?;
    if gelezen.is_none() && !correctie::hetzelfde(&app, &wie, id, &velden, afhandeling).await? {
        return correctie::anders_verstuurd(&app, &wie, id, &velden).await;
    }
    let team = gelezen.as_ref().and_then(|gelezen| gelezen.invoer.terugbel.team);
    let gezien = contact_invoer::gezien(&velden);
    let afronding = Afronding { concept: id, invoer: None, afhandeling, uitkomst, naar_team: team, gezien };
    match vastleggen(&app, &wie, gelezen.as_ref(), afronding).await {
        Ok(done) => volgende(&app, &wie, &done).await,
        Err(Fout::Kern(Error::Invalid(fouten))) => {
            weer(&app, &wie, id, gelezen, Melding { fouten, ..Melding::default() }).await
        }
        Err(Fout::Kern(Error::Conflict(_))) => {
            weer(&app, &wie, id, gelezen, Melding { conflict: true, ..Melding::default() }).await
        }
        Err(other) => Err(other),
    }
}

/// How it ended: the kind, or the organisation's finer code, which is of a kind.
fn einde(wie: &Ingelogd, velden: &Velden) -> Result<(Afhandeling, Option<String>), Fout> {
    let lists = &wie.organisatie.instellingen;
    if let Some(code) = velden.filled("uitkomst") {
        let found = lists.uitkomsten.iter().find(|uitkomst| uitkomst.code == code);
        let kind = found.and_then(|uitkomst| uitkomst.afhandeling.parse().ok());
        let kind = kind.ok_or_else(|| FieldError::new("uitkomst", "onbekende-keuze"))?;
        return Ok((kind, Some(code.to_owned())));
    }
    let kind: Afhandeling = velden.required("afhandeling")?;
    Ok((kind, eerste_uitkomst(wie, kind)))
}

/// The organisation's usual code for a kind: the first in its list.
pub(super) fn eerste_uitkomst(wie: &Ingelogd, kind: Afhandeling) -> Option<String> {
    let list = &wie.organisatie.instellingen.uitkomsten;
    list.iter().find(|uitkomst| uitkomst.afhandeling == kind.code()).map(|uitkomst| uitkomst.code.clone())
}

/// What came with the form; none when the draft is not there any more: it was registered before, or never was.
///
/// # Errors
/// What the database says.
pub(super) async fn lees(
    app: &AppState,
    wie: &Ingelogd,
    id: ConceptId,
    velden: &Velden,
) -> Result<Option<Gelezen>, Fout> {
    match concept::by_id(&app.db, &wie.medewerker.authorise::<Registreren>()?, id).await {
        Ok(was) => Ok(Some(contact_invoer::lees(app, wie, &was, velden).await?)),
        Err(Error::Missing { .. }) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// Registers, in one commit; what was typed last goes along.
///
/// # Errors
/// What the domain says.
pub(super) async fn vastleggen(
    app: &AppState,
    wie: &Ingelogd,
    gelezen: Option<&Gelezen>,
    afronding: Afronding,
) -> Result<Geregistreerd, Fout> {
    let who = wie.medewerker.authorise::<Registreren>()?;
    let handeling = wie.medewerker.handeling(wie.nu);
    if let Some(unreadable) = gelezen.map(|gelezen| &gelezen.fouten).filter(|fouten| !fouten.is_empty()) {
        return Err(Error::Invalid(unreadable.clone()).into());
    }
    let invoer = gelezen.map(|gelezen| (gelezen.basis.clone(), gelezen.invoer.clone()));
    let afronding = Afronding { invoer, ..afronding };
    Ok(registreren::afronden(&app.db, &app.ids, &who, &handeling, wie.medewerker.team, &afronding).await?)
}

/// On to the next running contact, or home; both say what was registered.
///
/// # Errors
/// What the database says.
pub(super) async fn volgende(app: &AppState, wie: &Ingelogd, done: &Geregistreerd) -> Antwoord {
    let running = concept::mijn(&app.db, &wie.medewerker.authorise::<Registreren>()?).await?;
    // First: the contact that waits longest; nothing is done with it.
    let page = running.first().map_or_else(|| "/werkplek".to_owned(), |next| super::adres(next.id));
    Ok(naar(&format!("{page}?geregistreerd={}", done.id)))
}

/// The contact again, with what is wrong; what was typed is kept.
async fn weer(app: &AppState, wie: &Ingelogd, id: ConceptId, gelezen: Option<Gelezen>, melding: Melding) -> Antwoord {
    let Some(gelezen) = gelezen else { return Err(Error::Missing { what: "concept", id: id.uuid() }.into()) };
    match contact::save(app, wie, id, &gelezen).await {
        Ok(saved) => contact_beeld::toon(app, wie, saved, None, melding).await,
        Err(Fout::Kern(Error::Conflict(_))) => {
            let now = concept::by_id(&app.db, &wie.medewerker.authorise::<Registreren>()?, id).await?;
            contact_beeld::conflict(app, wie, now, gelezen).await
        }
        Err(other) => Err(other),
    }
}

/// A contact that this agent registered.
///
/// # Errors
/// What the database says.
pub(super) async fn read(app: &AppState, wie: &Ingelogd, id: KlantcontactId) -> Result<Option<Klantcontact>, Fout> {
    let Ok(who) = wie.medewerker.authorise::<Registreren>() else { return Ok(None) };
    Ok(klantcontact::van_medewerker(&app.db, &who, id).await?)
}

/// The line about a contact that this agent registered; nothing for any other.
///
/// # Errors
/// What the database says.
pub(super) async fn bevestiging(
    app: &AppState,
    wie: &Ingelogd,
    id: Option<KlantcontactId>,
) -> Result<Option<Bevestiging>, Fout> {
    let Some(id) = id else { return Ok(None) };
    let Some(contact) = read(app, wie, id).await? else { return Ok(None) };
    let t = wie.taal;
    let subject =
        if contact.onderwerp.is_empty() { t.tekst("werkplek-geen-onderwerp") } else { contact.onderwerp.clone() };
    let ended_at = contact.plaatsgevonden_op.plus_seconds(contact.duur_s.unwrap_or(0));
    let until = ended_at.plus_seconds(TERUG_TE_NEMEN_S);
    let ended = ended_at.in_amsterdam().datetime();
    let tekst = t
        .tekst_met("werkplek-geregistreerd-om")
        .met("onderwerp", subject)
        .met("uitkomst", klant_tijdlijn::uitkomst(wie, &contact).unwrap_or_default())
        .met("tijd", tijd::clock(ended))
        .to_string();
    let belofte =
        belofte(app, wie, &contact).await?.map(|moment| t.tekst_met("werkplek-belofte").met("wanneer", moment.tekst));
    let tekst = belofte.map_or_else(|| tekst.clone(), |belofte| format!("{tekst} {belofte}"));
    Ok(Some(Bevestiging {
        tekst,
        adres: format!("/werkplek/contacten/{id}"),
        ongedaan_tot: Some(until).filter(|until| *until > wie.nu && contact.versie == 1),
        akkoord: Toetsen::van(&wie.voorkeuren).bij(ONGEDAAN).to_owned(),
    }))
}

/// `POST /werkplek/contacten/{id}/terugnemen`: what was registered just now is undone; too late it can be put right.
pub(super) async fn terugnemen(State(app): State<AppState>, wie: Ingelogd, Path(id): Path<ConceptId>) -> Antwoord {
    let who = wie.medewerker.authorise::<Registreren>()?;
    let handeling = wie.medewerker.handeling(wie.nu);
    match terugnemen::terugnemen(&app.db, &app.ids, &who, &handeling, id).await {
        Ok(concept) => Ok(naar(&format!("{}?teruggenomen=ja", super::adres(concept.id)))),
        Err(Error::Conflict(what)) => correctie::te_laat(&app, &wie, id, &what).await,
        Err(other) => Err(other.into()),
    }
}

/// The moment promised in a contact that led to a callback.
async fn belofte(app: &AppState, wie: &Ingelogd, contact: &Klantcontact) -> Result<Option<Tijdstip>, Fout> {
    if contact.afhandeling != Some(Afhandeling::Terugbelverzoek) {
        return Ok(None);
    }
    let who = wie.medewerker.authorise::<Registreren>()?;
    let taak = internetaak::bij_klantcontact(&app.db, &who, contact.id).await?;
    Ok(taak.map(|taak| tijd::moment(wie.taal, taak.beloofd_op, wie.nu)))
}

/// A registered contact.
struct Beeld {
    feiten: Vec<(String, String)>,
    notitie: String,
    artikel_adres: Option<String>,
    corrigeren: String,
    /// How it stood before it was put right.
    eerder: Vec<Eerder>,
}

#[derive(Template)]
#[template(path = "werkplek/geregistreerd.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    zij: Zijlijst,
    g: Beeld,
}

/// What is at the address of a draft after it was registered.
///
/// # Errors
/// [`Error::Missing`] when this agent registered no such contact.
pub(super) async fn geregistreerd(app: &AppState, wie: &Ingelogd, id: ConceptId) -> Antwoord {
    let found = read(app, wie, id.into()).await?;
    let contact = found.ok_or(Error::Missing { what: "concept", id: id.uuid() })?;
    let zij = Lopende::lees(app, wie).await?.zijlijst(wie, None);
    let g = beeld(app, wie, &contact).await?;
    let page = Pagina { t: wie.taal, p: Werkplek::new(wie), zoek: Zoekveld::los(wie), zij, g };
    toon_met(StatusCode::OK, &page)
}

async fn beeld(app: &AppState, wie: &Ingelogd, contact: &Klantcontact) -> Result<Beeld, Fout> {
    let t = wie.taal;
    let teams = super::teams(app, wie).await?;
    let team = contact.naar_team.and_then(|id| teams.iter().find(|team| team.id == id)).map(|team| team.naam.clone());
    let own_team = contact.team.and_then(|id| teams.iter().find(|team| team.id == id)).map(|team| team.naam.clone());
    let who = contact.medewerker.filter(|id| *id == wie.medewerker.id).map(|_| wie.medewerker.naam.clone());
    let product = match &contact.product {
        Some(code) => kennisbank::product(&app.db, &wie.medewerker.authorise::<Werken>()?, code).await?,
        None => None,
    };
    let subject = product.as_ref().map(|product| t.naam(&product.naam, product.naam_en.as_deref()).to_string());
    let version =
        contact.artikel.map(|a| t.tekst_met("werkplek-feit-artikel-versie").met("versie", a.versie).to_string());
    let belofte = belofte(app, wie, contact).await?.map(|moment| moment.tekst);
    let told = betrokkene::van_klantcontact(&app.db, &wie.medewerker.authorise::<Registreren>()?, contact.id).await?;
    // First: a contact that was registered here has one at most.
    let told = told.first().map(|told| correctie_wie::verteld(told).join(", ")).filter(|told| !told.is_empty());
    let facts = [
        ("werkplek-feit-nummer", contact.nummer.clone()),
        ("werkplek-feit-wanneer", Some(tijd::moment(t, contact.plaatsgevonden_op, wie.nu).tekst)),
        ("werkplek-feit-duur", contact.duur_s.map(tijd::duur)),
        ("werkplek-feit-met", told),
        ("werkplek-kanaal", Some(super::kanaal(wie, &contact.kanaal))),
        ("klantgroep", contact.klantgroep.map(|groep| kenmerken::klantgroep(t, groep))),
        ("werkplek-feit-onderwerp", Some(subject.unwrap_or_else(|| t.tekst("werkplek-feit-geen")))),
        ("werkplek-feit-artikel", version),
        ("werkplek-feit-uitkomst", klant_tijdlijn::uitkomst(wie, contact)),
        ("werkplek-feit-door", who),
        ("werkplek-feit-team", own_team),
        ("werkplek-feit-naar", team),
        ("werkplek-feit-belofte", belofte),
    ];
    let facts = facts.into_iter().filter_map(|(key, value)| Some((t.tekst(key), value?)));
    let artikel_adres = product.map(|product| artikel::adres(None, &product.code));
    Ok(Beeld {
        feiten: facts.collect(),
        notitie: contact.inhoud.clone(),
        artikel_adres,
        corrigeren: format!("/werkplek/contacten/{}/corrigeren", contact.id),
        eerder: correctie::eerder(app, wie, contact).await?,
    })
}
