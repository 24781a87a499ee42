//! What the page of a contact shows, gathered in few queries.

use askama::Template;
use axum::http::StatusCode;
use dienstverlening::contacten::concept::Concept;
use dienstverlening::inrichten::Keuze;
use kern::organisaties::Team;
use kern::{FieldError, Moment};
use registers::klantinteracties::Klantgroep;
use registers::klantinteracties::klantcontact::KlantcontactId;

use super::afronden::{self, Bevestiging};
use super::artikel::{self, ArtikelBeeld};
use super::contact_invoer::Gelezen;
use super::contact_toetsen::Toetsen;
use super::contact_zij::{Lopende, Zijlijst};
use super::klant::{self, Beller, Controlebeeld, Waarschuwing};
use super::klant_tijdlijn::Tijdpunt;
use super::zaakstand::Zaakregel;
use super::zoeken::Zoekveld;
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Werkplek, kenmerken, tijd, toon_met};

/// The contact in the middle.
pub(super) struct ContactBeeld {
    /// Where it is.
    pub(super) adres: String,
    /// The token of its forms.
    pub(super) csrf: String,
    /// Who it is with.
    pub(super) naam: String,
    /// What is known of them and may be told.
    pub(super) bij: String,
    /// When it began.
    pub(super) sinds: Moment,
    /// How long ago that is.
    pub(super) duur: String,
    /// What deserves a second.
    pub(super) let_op: Vec<Waarschuwing>,
    /// The control question, until it has an answer.
    pub(super) controle: Option<Controlebeeld>,
    /// Whether somebody was chosen.
    pub(super) gekoppeld: bool,
    /// Whether their time line is shown.
    pub(super) heeft_tijdlijn: bool,
    /// The whole time line, when there is more.
    pub(super) alles_adres: Option<String>,
    /// Who stands on the page as the caller; empty when nobody does.
    pub(super) partij: String,
    /// What the page is based on.
    pub(super) versie: i64,
    /// The subject: its code.
    pub(super) artikel: String,
    /// The version of its article.
    pub(super) artikelversie: String,
    /// The subject's name.
    pub(super) onderwerp: String,
    /// The channels.
    pub(super) kanalen: Vec<Optie>,
    /// The reasons.
    pub(super) redenen: Vec<Optie>,
    /// For whom they ask: what can be chosen, and what is.
    pub(super) klantgroepen: Vec<(String, String)>,
    pub(super) klantgroep: &'static str,
    /// The note.
    pub(super) notitie: String,
    /// The caller's name, as typed.
    pub(super) beller_naam: String,
    /// The caller's number, as typed.
    pub(super) beller_telefoon: String,
    /// Other ways in which a contact ends at once.
    pub(super) anders: Vec<Optie>,
    /// The chords.
    pub(super) toetsen: Toetsen,
    /// When it was saved last.
    pub(super) bewaard: String,
    /// Whether another window saved something else.
    pub(super) conflict: bool,
    /// What is wrong.
    pub(super) fouten: Fouten,
}

/// Something that can be chosen.
pub(super) struct Optie {
    /// Its code.
    pub(super) code: String,
    /// Its name.
    pub(super) naam: String,
    /// Whether it is chosen.
    pub(super) gekozen: bool,
}

/// Something to say besides the contact itself.
#[derive(Default)]
pub(super) struct Melding {
    /// The contact that was registered just before.
    pub(super) geregistreerd: Option<KlantcontactId>,
    /// This contact was registered just before, and that was undone.
    pub(super) teruggenomen: bool,
    /// What is wrong.
    pub(super) fouten: Vec<FieldError>,
    /// Another window saved something else.
    pub(super) conflict: bool,
}

impl Melding {
    fn status(&self) -> StatusCode {
        match (self.conflict, self.fouten.is_empty()) {
            (true, _) => StatusCode::CONFLICT,
            (false, false) => StatusCode::BAD_REQUEST,
            (false, true) => StatusCode::OK,
        }
    }
}

/// A contact with what goes around every page about it.
pub(super) struct Toestand {
    /// The contact.
    pub(super) concept: Concept,
    /// All running contacts.
    pub(super) lopende: Lopende,
    /// The teams.
    pub(super) teams: Vec<Team>,
}

impl Toestand {
    /// Reads what goes around it.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn lees(app: &AppState, wie: &Ingelogd, concept: Concept) -> Result<Self, Fout> {
        let lopende = Lopende::lees(app, wie).await?;
        Ok(Self { concept, lopende, teams: super::teams(app, wie).await? })
    }
}

#[derive(Template)]
#[template(path = "werkplek/contact.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    zij: Zijlijst,
    c: ContactBeeld,
    artikel: Option<ArtikelBeeld>,
    tijdlijn: Vec<Tijdpunt>,
    zaken: Vec<Zaakregel>,
    bevestiging: Option<Bevestiging>,
    teruggenomen: bool,
}

/// The page of a contact; `code` is the article that the address asks for.
///
/// # Errors
/// What the database says.
pub(super) async fn toon(
    app: &AppState,
    wie: &Ingelogd,
    concept: Concept,
    code: Option<&str>,
    melding: Melding,
) -> Antwoord {
    let toestand = Toestand::lees(app, wie, concept).await?;
    toon_toestand(app, wie, toestand, code, melding).await
}

/// The page of a contact as another window changed it: with what was typed here, based on what is there now.
///
/// # Errors
/// What the database says.
pub(super) async fn conflict(app: &AppState, wie: &Ingelogd, now: Concept, gelezen: Gelezen) -> Antwoord {
    let mut concept = now;
    concept.invoer = gelezen.invoer;
    toon(app, wie, concept, None, Melding { conflict: true, ..Melding::default() }).await
}

/// The same, when what goes around it has been read.
///
/// # Errors
/// What the database says.
pub(super) async fn toon_toestand(
    app: &AppState,
    wie: &Ingelogd,
    mut toestand: Toestand,
    code: Option<&str>,
    melding: Melding,
) -> Antwoord {
    let id = toestand.concept.id;
    let artikel = geopend(app, wie, &mut toestand, code).await?;
    let beller = klant::beller(app, wie, &toestand).await?;
    let bevestiging = afronden::bevestiging(app, wie, melding.geregistreerd).await?;
    let status = melding.status();
    let fresh = toestand.concept.versie == 1 && status == StatusCode::OK;
    let zij = toestand.lopende.zijlijst(wie, Some(id));
    let mut zoek = Zoekveld::in_contact(wie, id);
    zoek.focus = fresh;
    let (tijdlijn, zaken) = (beller.tijdlijn, beller.zaken);
    let beller = Beller { tijdlijn: Vec::new(), zaken: Vec::new(), ..beller };
    let mut c = beeld(wie, &toestand, beller, artikel.as_ref());
    c.conflict = melding.conflict;
    c.fouten = Fouten::new(wie.taal, &melding.fouten);
    toon_met(
        status,
        &Pagina {
            t: wie.taal,
            p: Werkplek::new(wie),
            zoek,
            zij,
            c,
            artikel,
            tijdlijn,
            zaken,
            bevestiging,
            teruggenomen: melding.teruggenomen,
        },
    )
}

/// The article beside the contact: the one in the address, else its subject in the version that was read.
async fn geopend(
    app: &AppState,
    wie: &Ingelogd,
    toestand: &mut Toestand,
    code: Option<&str>,
) -> Result<Option<ArtikelBeeld>, Fout> {
    let id = toestand.concept.id;
    let Some(code) = code else { return onderwerp(app, wie, toestand).await };
    let Some(found) = artikel::lees(app, wie, &toestand.teams, Some(id), code, None).await? else { return Ok(None) };
    // The form then says what the page shows; it is saved with the next save.
    if let Some(reden) = artikel::gevolgde_reden(app, wie, &toestand.concept, code).await? {
        toestand.concept.invoer.reden = Some(reden);
    }
    Ok(Some(found))
}

/// The article that is the contact's subject.
///
/// # Errors
/// What the database says.
pub(super) async fn onderwerp(
    app: &AppState,
    wie: &Ingelogd,
    toestand: &Toestand,
) -> Result<Option<ArtikelBeeld>, Fout> {
    let invoer = &toestand.concept.invoer;
    let Some(code) = &invoer.product else { return Ok(None) };
    let versie = invoer.artikel.map(|artikel| artikel.versie);
    artikel::lees(app, wie, &toestand.teams, Some(toestand.concept.id), code, versie).await
}

/// The contact in the middle, from what was read.
pub(super) fn beeld(
    wie: &Ingelogd,
    toestand: &Toestand,
    beller: Beller,
    artikel: Option<&ArtikelBeeld>,
) -> ContactBeeld {
    let (concept, t) = (&toestand.concept, wie.taal);
    let invoer = &concept.invoer;
    let lists = &wie.organisatie.instellingen;
    let anders = lists.uitkomsten.iter().filter(|uitkomst| uitkomst.afhandeling == "direct_beantwoord").skip(1);
    let saved = concept.versie > 1;
    ContactBeeld {
        adres: super::adres(concept.id),
        csrf: wie.csrf.clone(),
        naam: beller.naam,
        bij: beller.bij,
        sinds: concept.begonnen_op,
        duur: tijd::duur(wie.nu.seconds_since(concept.begonnen_op)),
        let_op: beller.let_op,
        controle: beller.controle,
        gekoppeld: concept.partij.is_some() || concept.controle.is_some(),
        heeft_tijdlijn: beller.bekend,
        alles_adres: beller.alles_adres,
        partij: concept.partij.map(|partij| partij.to_string()).unwrap_or_default(),
        versie: concept.versie,
        artikel: artikel.map_or_else(String::new, |artikel| artikel.code.clone()),
        artikelversie: artikel.map_or_else(String::new, |artikel| artikel.versie.to_string()),
        onderwerp: artikel.map_or_else(String::new, |artikel| artikel.naam.clone()),
        kanalen: opties(t, &lists.kanalen, Some(&invoer.kanaal)),
        redenen: opties(t, &lists.redenen, invoer.reden.as_deref()),
        klantgroepen: kenmerken::klantgroepen(t, "klantgroep-volgt"),
        klantgroep: invoer.klantgroep.map_or("", Klantgroep::code),
        notitie: invoer.notitie.clone(),
        beller_naam: invoer.beller_naam.clone(),
        beller_telefoon: invoer.beller_telefoon.clone(),
        anders: anders
            .map(|u| Optie {
                code: u.code.clone(),
                naam: t.naam(&u.naam, Some(&u.naam_en)).to_string(),
                gekozen: false,
            })
            .collect(),
        toetsen: Toetsen::van(&wie.voorkeuren),
        bewaard: if saved { bewaard_om(t, concept.bijgewerkt_op) } else { String::new() },
        conflict: false,
        fouten: Fouten::default(),
    }
}

fn bewaard_om(t: Taal, op: Moment) -> String {
    let time = tijd::clock(op.in_amsterdam().datetime());
    t.tekst_met("werkplek-bewaard-om-tijd").met("tijd", time).to_string()
}

/// A list as a select shows it.
pub(super) fn opties(t: Taal, list: &[Keuze], chosen: Option<&str>) -> Vec<Optie> {
    let optie = |keuze: &Keuze| Optie {
        code: keuze.code.clone(),
        naam: t.naam(&keuze.naam, Some(&keuze.naam_en)).to_string(),
        gekozen: chosen == Some(keuze.code.as_str()),
    };
    list.iter().map(optie).collect()
}
