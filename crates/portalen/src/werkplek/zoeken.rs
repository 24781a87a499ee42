//! The one search field: articles, colleagues and teams, and in a contact also people.

use askama::Template;
use axum::extract::{Path, State};
use dienstverlening::contacten::concept::{self, Concept, ConceptId, Invoer};
use dienstverlening::contacten::klant::{self as klanten, Zoekterm};
use dienstverlening::kennisbank::{self, Bereik};
use kern::autorisatie::{LeesKlant, Registreren, Werken};
use kern::organisaties::collegas;

use super::contact_toetsen::Toetsen;
use super::zoeken_beeld::{Personen, Resultaten, personen};
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Velden, Werkplek, toon};

/// As many articles as a list that drops down can show at a glance.
const ARTIKELEN: usize = 8;
/// Longer is a letter, not a search.
const TEKENS_MAX: usize = 200;

/// The search field on top.
pub(super) struct Zoekveld {
    /// Where it sends what is typed.
    pub(super) adres: String,
    /// The token of its form.
    pub(super) csrf: String,
    /// What can be searched.
    pub(super) label: String,
    /// What stands in it.
    pub(super) vraag: String,
    /// Its chord.
    pub(super) akkoord: String,
    /// Whether it has the focus when the page opens.
    pub(super) focus: bool,
    /// Where Enter in a field of the contact saves it; empty outside a contact.
    pub(super) bewaar_adres: String,
}

impl Zoekveld {
    /// Outside a contact.
    pub(super) fn los(wie: &Ingelogd) -> Self {
        Self {
            adres: "/werkplek/zoeken".into(),
            csrf: wie.csrf.clone(),
            label: wie.taal.tekst("werkplek-zoekveld"),
            vraag: String::new(),
            akkoord: Toetsen::van(&wie.voorkeuren).bij("zoek").to_owned(),
            focus: false,
            bewaar_adres: String::new(),
        }
    }

    /// In a contact.
    pub(super) fn in_contact(wie: &Ingelogd, contact: ConceptId) -> Self {
        let adres = super::adres(contact);
        Self {
            adres: format!("{adres}/zoek"),
            label: wie.taal.tekst("werkplek-zoekveld-contact"),
            bewaar_adres: format!("{adres}/bewaar"),
            ..Self::los(wie)
        }
    }
}

#[derive(Template)]
#[template(path = "werkplek/resultaten_deel.html")]
struct Fragment {
    t: Taal,
    r: Resultaten,
}

#[derive(Template)]
#[template(path = "werkplek/zoeken.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    r: Resultaten,
}

/// `POST /werkplek/zoeken`
pub(super) async fn los(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let r = vind(&app, &wie, None, typed(&velden)).await?;
    antwoord(&wie, Zoekveld::los(&wie), r)
}

/// `POST /werkplek/contacten/{id}/zoek`
pub(super) async fn in_contact(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<ConceptId>,
    velden: Velden,
) -> Antwoord {
    let concept = concept::by_id(&app.db, &wie.medewerker.authorise::<Registreren>()?, id).await?;
    let q = typed(&velden);
    let mut r = vind(&app, &wie, Some(id), q.clone()).await?;
    match klanten::herken(&q) {
        Ok(term) => {
            r.personen = mensen(&app, &wie, &concept, &velden, &term).await?;
            // A number is somebody's: an article that happens to hold its digits would only be in the way.
            r.alleen_personen();
        }
        Err(missing) => r.hint(wie.taal, &missing),
    }
    antwoord(&wie, Zoekveld::in_contact(&wie, id), r)
}

fn typed(velden: &Velden) -> String {
    velden.get("q").trim().chars().take(TEKENS_MAX).collect()
}

fn antwoord(wie: &Ingelogd, zoek: Zoekveld, mut r: Resultaten) -> Antwoord {
    r.afronden(wie.taal);
    if wie.deel {
        return toon(&Fragment { t: wie.taal, r });
    }
    // What was not found is not counted here, as on the website: it may be somebody's name.
    toon(&Pagina { t: wie.taal, p: Werkplek::new(wie), zoek: Zoekveld { vraag: r.vraag.clone(), ..zoek }, r })
}

/// Articles, teams and colleagues.
async fn vind(app: &AppState, wie: &Ingelogd, contact: Option<ConceptId>, q: String) -> Result<Resultaten, Fout> {
    let mut r = Resultaten::new(wie, contact, q);
    let found = app.zoekdienst.zoek(wie.organisatie.id, &r.vraag, Bereik::Intern, ARTIKELEN);
    r.artikelen(wie, found);
    if r.zoekt_naam() {
        let who = wie.medewerker.authorise::<Werken>()?;
        let teams = kern::organisaties::teams(&app.db, &who).await?;
        let mensen = collegas(&app.db, &who).await?;
        r.collegas(wie, &teams, &mensen);
    }
    Ok(r)
}

/// People, for whoever has a reason to look them up; without one the reason is asked.
async fn mensen(
    app: &AppState,
    wie: &Ingelogd,
    concept: &Concept,
    velden: &Velden,
    term: &Zoekterm,
) -> Result<Personen, Fout> {
    let Ok(who) = wie.medewerker.authorise::<LeesKlant>() else { return Ok(Personen::Geen) };
    let redenen = &wie.organisatie.instellingen.redenen;
    let chosen = velden.filled("reden").and_then(|code| redenen.iter().find(|reden| reden.code == code));
    let reden = match chosen {
        Some(reden) => Some(reden.code.clone()),
        None => reden_van(app, wie, &getypt(concept, velden)).await?,
    };
    let Some(reden) = reden else { return Ok(Personen::zonder_reden(wie, term)) };
    let handeling = wie.medewerker.handeling(wie.nu).met_doel(reden.as_str());
    let found = klanten::zoek(&app.db, &app.ids, &who, &handeling, term).await?;
    Ok(personen(wie, term, &reden, chosen.is_some(), found))
}

/// The contact as it stands on the page: the article that was opened just now is its subject, saved or not.
fn getypt(concept: &Concept, velden: &Velden) -> Invoer {
    let mut invoer = concept.invoer.clone();
    if let Some(code) = velden.filled("artikel") {
        invoer.product = Some(code.to_owned());
    }
    invoer
}

/// Why people may be looked up in this contact: the reason that was chosen, else that of its subject.
///
/// # Errors
/// What the database says.
pub(super) async fn reden_van(app: &AppState, wie: &Ingelogd, invoer: &Invoer) -> Result<Option<String>, Fout> {
    if invoer.reden.is_some() {
        return Ok(invoer.reden.clone());
    }
    let Some(code) = &invoer.product else { return Ok(None) };
    let product = kennisbank::product(&app.db, &wie.medewerker.authorise::<Werken>()?, code).await?;
    Ok(product.map(|product| product.reden))
}
