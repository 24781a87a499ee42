//! Who is calling: chosen from the search, checked by a question, then shown; and their whole time line.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use dienstverlening::contacten::concept::{self, Concept, ConceptId};
use dienstverlening::contacten::klant::{self as klanten, Controlevraag, Klant, Opening};
use dienstverlening::contacten::tijdlijn;
use dienstverlening::formulieren::waarde::adresregel;
use dienstverlening::kennisbank;
use kern::autorisatie::{LeesKlant, Registreren, Werken};
use kern::paging::After;
use kern::{Authorised, Error, FieldError};
use registers::klantinteracties::internetaak::{self, Internetaak};
use registers::klantinteracties::partij::{Controle, Zoeksoort};
use registers::klantinteracties::{PartijId, Telefoonnummer};
use serde::Deserialize;

use super::contact_beeld::{self, Melding, Toestand};
use super::contact_zij::{Lopende, Zijlijst};
use super::klant_tijdlijn::{self, Tijdpunt};
use super::zaakstand::{self, Zaakregel};
use super::zoeken::{self, Zoekveld};
use super::{contact, contact_invoer};
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Velden, Werkplek, naar, tijd, toon_met};

/// How far back a contact about the same counts as asking again, in days.
const HERHALING_DAGEN: u32 = 8;
/// From this many earlier contacts on it deserves a second: the third time.
const HERHALING_VANAF: i64 = 2;
/// What is shown of the time line beside a contact.
const PUNTEN: usize = 10;
/// What is shown of it on a page of its own.
const PUNTEN_PAGINA: usize = 30;

/// Who a contact is with, as far as it may be told.
#[derive(Default)]
pub(super) struct Beller {
    /// The name.
    pub(super) naam: String,
    /// What else may be told.
    pub(super) bij: String,
    /// The control question, until it has an answer.
    pub(super) controle: Option<Controlebeeld>,
    /// What deserves a second.
    pub(super) let_op: Vec<Waarschuwing>,
    /// Whether the control question was answered right, so that everything may be shown.
    pub(super) bekend: bool,
    /// The latest of the time line.
    pub(super) tijdlijn: Vec<Tijdpunt>,
    /// Their cases, the open ones first.
    pub(super) zaken: Vec<Zaakregel>,
    /// The whole time line, when there is more.
    pub(super) alles_adres: Option<String>,
    /// Their full name, once it may count as the caller's.
    pub(super) volledige_naam: String,
    /// Their phone number, once it may be shown.
    pub(super) telefoon: String,
    /// Whether we have a number of them.
    pub(super) heeft_telefoon: bool,
    /// Their open requests.
    pub(super) open: Vec<Internetaak>,
}

/// The control question.
pub(super) struct Controlebeeld {
    /// What to ask.
    pub(super) vraag: String,
    /// What must be answered; empty when there is nothing to ask by.
    pub(super) antwoord: String,
}

/// A line above the note.
pub(super) struct Waarschuwing {
    /// Its first words.
    pub(super) kop: String,
    /// The rest.
    pub(super) tekst: String,
    /// Whether ignoring it does harm.
    pub(super) ernstig: bool,
}

/// Who this contact is with.
///
/// # Errors
/// What the database says.
pub(super) async fn beller(app: &AppState, wie: &Ingelogd, toestand: &Toestand) -> Result<Beller, Fout> {
    let concept = &toestand.concept;
    let naam = toestand.lopende.naam(wie, concept);
    let Ok(who) = wie.medewerker.authorise::<LeesKlant>() else { return Ok(Beller { naam, ..Beller::default() }) };
    let klant = klanten::van_concept(&app.db, &who, concept).await?;
    let number: Option<Telefoonnummer> = concept.invoer.beller_telefoon.parse().ok();
    // Found, but not yet checked: what runs for this person is personal too.
    let open = match (&klant, concept.controle) {
        (Some(_), None | Some(Controle::Mislukt | Controle::NietNodig)) => Vec::new(),
        _ => internetaak::open_van_beller(&app.db, &who, concept.partij, number.as_ref()).await?,
    };
    let mut beller = Beller { naam, ..Beller::default() };
    if let Some(klant) = klant.as_ref().filter(|_| concept.klant().is_some()) {
        beller.volledige_naam = klant.partij.volledige_naam();
        beller.heeft_telefoon = !klant.telefoon().is_empty();
    }
    match (&klant, concept.controle) {
        (Some(klant), None) => beller.controle = Some(controlebeeld(wie.taal, concept, klant)),
        (Some(klant), Some(Controle::Geslaagd)) => {
            beller.bekend = true;
            beller.bij = gegevens(wie, klant);
            beller.telefoon = klant.telefoon().to_owned();
            herhaald(app, wie, &who, toestand, &mut beller).await?;
            eerder(app, wie, &who, toestand, klant, &mut beller).await?;
            if let Some(key) = concept.beller(&who) {
                beller.zaken = zaakstand::lees(app, wie, key, concept.invoer.zaak).await?;
            }
        }
        // texts: werkplek-gecontroleerd-*
        (_, Some(outcome)) => beller.bij = wie.taal.tekst(&format!("werkplek-gecontroleerd-{}", outcome.code())),
        (None, None) => {}
    }
    if klant.as_ref().is_some_and(|klant| klant.partij.indicatie_geheimhouding == Some(true)) {
        let t = wie.taal;
        let (kop, tekst) = (t.tekst("werkplek-let-op-geheim"), t.tekst("werkplek-let-op-geheim-bij"));
        beller.let_op.push(Waarschuwing { kop, tekst, ernstig: true });
    }
    beller.let_op.extend(klant.as_ref().filter(|_| beller.bekend).and_then(|klant| getypt(wie, toestand, klant)));
    beller.let_op.extend(open.iter().map(|taak| open_verzoek(wie, toestand, taak)));
    beller.open = open;
    Ok(beller)
}

/// A name or number that was typed and is not this person's counts before what is known: that is said.
fn getypt(wie: &Ingelogd, toestand: &Toestand, klant: &Klant) -> Option<Waarschuwing> {
    let invoer = &toestand.concept.invoer;
    let naam = Some(invoer.beller_naam.trim()).filter(|naam| *naam != klant.partij.volledige_naam());
    let own = |typed: &Telefoonnummer| klant.digitale_adressen.iter().any(|a| a.adres.parse().as_ref() == Ok(typed));
    let number = invoer.beller_telefoon.trim();
    let telefoon = Some(number).filter(|typed| !typed.parse().is_ok_and(|typed| own(&typed)));
    let typed: Vec<&str> = [naam, telefoon].into_iter().flatten().filter(|text| !text.is_empty()).collect();
    let (t, wat) = (wie.taal, typed.join(", "));
    (!wat.is_empty()).then(|| Waarschuwing {
        kop: t.tekst("werkplek-let-op-getypt"),
        tekst: t.tekst_met("werkplek-let-op-getypt-bij").met("wat", wat).to_string(),
        ernstig: false,
    })
}

fn controlebeeld(t: Taal, concept: &Concept, klant: &Klant) -> Controlebeeld {
    let partij = &klant.partij;
    let found_by = concept.gevonden_met.unwrap_or(Zoeksoort::Telefoon);
    match klanten::controlevraag(found_by, partij.geboortedatum, partij.bezoekadres.as_ref()) {
        Controlevraag::Geboortedatum => Controlebeeld {
            vraag: t.tekst("werkplek-controle-vraag-geboortedatum"),
            antwoord: partij.geboortedatum.map_or_else(String::new, |date| tijd::with_year(t, date)),
        },
        Controlevraag::Adres => Controlebeeld {
            vraag: t.tekst("werkplek-controle-vraag-adres"),
            antwoord: partij.bezoekadres.as_ref().map_or_else(String::new, adresregel),
        },
        Controlevraag::Geen => {
            Controlebeeld { vraag: t.tekst("werkplek-controle-vraag-geen"), antwoord: String::new() }
        }
    }
}

fn gegevens(wie: &Ingelogd, klant: &Klant) -> String {
    let t = wie.taal;
    let born = klant.partij.geboortedatum.map(|date| tijd::with_year(t, date));
    let home = klant.partij.bezoekadres.as_ref().map(adresregel);
    let checked = Some(t.tekst("werkplek-gecontroleerd-geslaagd"));
    [born, home, checked].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// "Third contact in 8 days about this."
async fn herhaald(
    app: &AppState,
    wie: &Ingelogd,
    who: &Authorised<LeesKlant>,
    toestand: &Toestand,
    beller: &mut Beller,
) -> Result<(), Fout> {
    let (Some(partij), Some(product)) = (toestand.concept.partij, &toestand.concept.invoer.product) else {
        return Ok(());
    };
    let again = tijdlijn::herhaling(&app.db, who, partij, product, wie.nu, HERHALING_DAGEN).await?;
    if again.eerdere >= HERHALING_VANAF {
        let kop = wie.taal.tekst_met("werkplek-let-op-vaak-hierover").met("aantal", again.eerdere + 1);
        let kop = kop.met("dagen", HERHALING_DAGEN).to_string();
        beller.let_op.push(Waarschuwing { kop, tekst: String::new(), ernstig: false });
    }
    Ok(())
}

/// The latest of the time line.
async fn eerder(
    app: &AppState,
    wie: &Ingelogd,
    who: &Authorised<LeesKlant>,
    toestand: &Toestand,
    klant: &Klant,
    beller: &mut Beller,
) -> Result<(), Fout> {
    let page = tijdlijn::tijdlijn(&app.db, who, klant.partij.id, None, PUNTEN).await?;
    let codes = klant_tijdlijn::codes(&page.rows);
    let producten = kennisbank::producten_met_code(&app.db, &wie.medewerker.authorise::<Werken>()?, &codes).await?;
    beller.tijdlijn = klant_tijdlijn::punten(wie, &toestand.teams, &producten, &page.rows);
    beller.alles_adres = page.next.map(|_| format!("/werkplek/klanten/{}", klant.partij.id));
    Ok(())
}

/// That somebody was promised a call already. What they asked stays out: it may be somebody else who is calling.
fn open_verzoek(wie: &Ingelogd, toestand: &Toestand, taak: &Internetaak) -> Waarschuwing {
    let team = toestand.teams.iter().find(|team| team.id == taak.team).map_or("", |team| team.naam.as_str());
    let local = taak.beloofd_op.in_amsterdam().datetime();
    let when = format!("{} {}", tijd::day_name(wie.taal, local.date(), wie.nu.date()), tijd::clock(local));
    let tekst = wie.taal.tekst_met("werkplek-let-op-open-bij").met("team", team).met("wanneer", when);
    let tekst = tekst.met("pogingen", taak.pogingen).to_string();
    Waarschuwing { kop: wie.taal.tekst("werkplek-let-op-open"), tekst, ernstig: false }
}

/// By what somebody was found; in the address of the button, since it says nothing about who.
#[derive(Deserialize)]
pub(super) struct Met {
    met: Option<String>,
}

/// `POST /werkplek/contacten/{id}/klant`: somebody of the results was chosen. Only the name is shown until the control
/// question has an answer.
pub(super) async fn kies(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<ConceptId>,
    Query(met): Query<Met>,
    velden: Velden,
) -> Antwoord {
    let rights = (&wie.medewerker.authorise::<LeesKlant>()?, &wie.medewerker.authorise::<Registreren>()?);
    let concept = match bewaard(&app, &wie, id, &velden).await? {
        Ok(concept) => concept,
        Err(page) => return page,
    };
    let partij: PartijId = velden.required("partij")?;
    let found_by = met.met.and_then(|code| code.parse().ok()).unwrap_or(Zoeksoort::Telefoon);
    let handeling = match zoeken::reden_van(&app, &wie, &concept.invoer).await? {
        Some(reden) => wie.medewerker.handeling(wie.nu).met_doel(reden),
        None => wie.medewerker.handeling(wie.nu),
    };
    match klanten::kiezen(&app.db, &app.ids, rights, &handeling, id, partij, found_by).await {
        Ok(()) => Ok(naar(&super::adres(id))),
        Err(Error::Invalid(fouten)) => met_fouten(&app, &wie, concept, fouten).await,
        Err(other) => Err(other.into()),
    }
}

/// Saves what was typed; or gives the page that says that another window did.
async fn bewaard(
    app: &AppState,
    wie: &Ingelogd,
    id: ConceptId,
    velden: &Velden,
) -> Result<Result<Concept, Antwoord>, Fout> {
    let was = concept::by_id(&app.db, &wie.medewerker.authorise::<Registreren>()?, id).await?;
    let gelezen = contact_invoer::lees(app, wie, &was, velden).await?;
    match contact::save(app, wie, id, &gelezen).await {
        Ok(saved) => Ok(Ok(saved)),
        Err(Fout::Kern(Error::Conflict(_))) => Ok(Err(contact_beeld::conflict(app, wie, was, gelezen).await)),
        Err(other) => Err(other),
    }
}

async fn met_fouten(app: &AppState, wie: &Ingelogd, concept: Concept, fouten: Vec<FieldError>) -> Antwoord {
    contact_beeld::toon(app, wie, concept, None, Melding { fouten, ..Melding::default() }).await
}

/// `POST /werkplek/contacten/{id}/controle`: how the control question ended.
pub(super) async fn controle(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<ConceptId>,
    velden: Velden,
) -> Antwoord {
    let rights = (&wie.medewerker.authorise::<LeesKlant>()?, &wie.medewerker.authorise::<Registreren>()?);
    let concept = match bewaard(&app, &wie, id, &velden).await? {
        Ok(concept) => concept,
        Err(page) => return page,
    };
    let controle: Controle = velden.required("uitkomst")?;
    let Some(partij) = concept.partij else { return Ok(naar(&super::adres(id))) };
    let opening = Opening { partij, gevonden_met: concept.gevonden_met.unwrap_or(Zoeksoort::Telefoon), controle };
    let handeling = match zoeken::reden_van(&app, &wie, &concept.invoer).await? {
        Some(reden) => wie.medewerker.handeling(wie.nu).met_doel(reden),
        None => wie.medewerker.handeling(wie.nu),
    };
    match klanten::open(&app.db, &app.ids, rights, &handeling, id, opening).await {
        Ok(_) => Ok(naar(&super::adres(id))),
        Err(Error::Invalid(fouten)) => met_fouten(&app, &wie, concept, fouten).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /werkplek/contacten/{id}/klant/los`: it was somebody else after all.
pub(super) async fn los(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<ConceptId>,
    velden: Velden,
) -> Antwoord {
    if let Err(page) = bewaard(&app, &wie, id, &velden).await? {
        return page;
    }
    klanten::loslaten(&app.db, &wie.medewerker.authorise::<Registreren>()?, id).await?;
    Ok(naar(&super::adres(id)))
}

/// A customer on a page of their own.
#[derive(Default)]
struct Klantbeeld {
    naam: String,
    bij: String,
    contact_adres: String,
    verder_adres: Option<String>,
}

#[derive(Template)]
#[template(path = "werkplek/klant.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    zij: Zijlijst,
    toegang: bool,
    k: Klantbeeld,
    tijdlijn: Vec<Tijdpunt>,
}

/// Where the page of a time line starts.
#[derive(Deserialize)]
pub(super) struct Vanaf {
    na: Option<String>,
}

/// `GET /werkplek/klanten/{id}`: only for whoever opened this person in a contact that still runs, after the control
/// question. Anybody else, and for anybody else, sees the same page, also when there is no such person.
pub(super) async fn pagina(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<PartijId>,
    Query(vanaf): Query<Vanaf>,
) -> Antwoord {
    let who = wie.medewerker.authorise::<LeesKlant>()?;
    let lopende = Lopende::lees(&app, &wie).await?;
    let opened = |concept: &&Concept| concept.partij == Some(id) && concept.controle == Some(Controle::Geslaagd);
    let contact = lopende.concepten.iter().find(opened);
    let (t, p, zij) = (wie.taal, Werkplek::new(&wie), lopende.zijlijst(&wie, contact.map(|concept| concept.id)));
    let klant = match contact {
        Some(concept) => klanten::van_concept(&app.db, &who, concept).await?.zip(Some(concept)),
        None => None,
    };
    let Some((klant, concept)) = klant else {
        let (zoek, k) = (Zoekveld::los(&wie), Klantbeeld::default());
        let refused = Pagina { t, p, zoek, zij, toegang: false, k, tijdlijn: Vec::new() };
        return toon_met(StatusCode::NOT_FOUND, &refused);
    };
    let after = vanaf.na.as_deref().map(After::parse).transpose()?;
    let page = tijdlijn::tijdlijn(&app.db, &who, id, after.as_ref(), PUNTEN_PAGINA).await?;
    let codes = klant_tijdlijn::codes(&page.rows);
    let producten = kennisbank::producten_met_code(&app.db, &wie.medewerker.authorise::<Werken>()?, &codes).await?;
    let teams = super::teams(&app, &wie).await?;
    let k = Klantbeeld {
        naam: klant.partij.volledige_naam(),
        bij: gegevens(&wie, &klant),
        contact_adres: super::adres(concept.id),
        verder_adres: page.next.as_ref().map(|next| format!("/werkplek/klanten/{id}?na={next}")),
    };
    let tijdlijn = klant_tijdlijn::punten(&wie, &teams, &producten, &page.rows);
    toon_met(StatusCode::OK, &Pagina { t, p, zoek: Zoekveld::los(&wie), zij, toegang: true, k, tijdlijn })
}
