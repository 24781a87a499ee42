//! A contact that goes to somebody else: called back (terugbellen), or put through (doorverbinden).

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use dienstverlening::contacten::concept::{self, Concept, ConceptId};
use dienstverlening::contacten::registreren::Afronding;
use kern::autorisatie::{Registreren, Werken};
use kern::organisaties::collegas;
use kern::{Error, FieldError};
use registers::klantinteracties::klantcontact::Afhandeling;

use super::artikel::ArtikelBeeld;
use super::contact_beeld::{self, ContactBeeld, Toestand};
use super::contact_zij::Zijlijst;
use super::doorgeven_beeld::{self, Doorgeven};
use super::zoeken::Zoekveld;
use super::{afronden, contact, klant};
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Velden, Werkplek, toon, toon_met};

/// How it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Soort {
    /// Somebody calls back.
    Terugbellen,
    /// The caller is put through.
    Doorverbinden,
}

impl Soort {
    /// Reads its place in an address.
    pub(super) fn van(code: &str) -> Option<Self> {
        [Self::Terugbellen, Self::Doorverbinden].into_iter().find(|soort| soort.code() == code)
    }

    /// Its place in an address.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Terugbellen => "terugbellen",
            Self::Doorverbinden => "doorverbinden",
        }
    }

    /// Where its page is.
    pub(super) fn adres(self, contact: ConceptId) -> String {
        format!("{}/{}", super::adres(contact), self.code())
    }

    fn afhandeling(self) -> Afhandeling {
        match self {
            Self::Terugbellen => Afhandeling::Terugbelverzoek,
            Self::Doorverbinden => Afhandeling::Doorverbonden,
        }
    }
}

#[derive(Template)]
#[template(path = "werkplek/doorgeven.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    zij: Zijlijst,
    c: ContactBeeld,
    d: Doorgeven,
    artikel: Option<ArtikelBeeld>,
}

#[derive(Template)]
#[template(path = "werkplek/doorgeven_team.html")]
struct Fragment {
    t: Taal,
    d: Doorgeven,
}

/// `GET /werkplek/contacten/{id}/terugbellen`
pub(super) async fn terugbellen(State(app): State<AppState>, wie: Ingelogd, Path(id): Path<ConceptId>) -> Antwoord {
    open(&app, &wie, id, Soort::Terugbellen).await
}

/// `GET /werkplek/contacten/{id}/doorverbinden`
pub(super) async fn doorverbinden(State(app): State<AppState>, wie: Ingelogd, Path(id): Path<ConceptId>) -> Antwoord {
    open(&app, &wie, id, Soort::Doorverbinden).await
}

/// `POST /werkplek/contacten/{id}/terugbellen`
pub(super) async fn terugbellen_vastleggen(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<ConceptId>,
    velden: Velden,
) -> Antwoord {
    vastleggen(&app, &wie, id, &velden, Soort::Terugbellen).await
}

/// `POST /werkplek/contacten/{id}/doorverbinden`
pub(super) async fn doorverbinden_vastleggen(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<ConceptId>,
    velden: Velden,
) -> Antwoord {
    vastleggen(&app, &wie, id, &velden, Soort::Doorverbinden).await
}

async fn open(app: &AppState, wie: &Ingelogd, id: ConceptId, soort: Soort) -> Antwoord {
    let who = wie.medewerker.authorise::<Registreren>()?;
    match concept::by_id(&app.db, &who, id).await {
        Ok(concept) => toon_pagina(app, wie, concept, soort, Vec::new(), false).await,
        Err(Error::Missing { .. }) => afronden::geregistreerd(app, wie, id).await,
        Err(other) => Err(other.into()),
    }
}

async fn toon_pagina(
    app: &AppState,
    wie: &Ingelogd,
    concept: Concept,
    soort: Soort,
    fouten: Vec<FieldError>,
    conflict: bool,
) -> Antwoord {
    let status = match (conflict, fouten.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::BAD_REQUEST,
        (false, true) => StatusCode::OK,
    };
    let id = concept.id;
    let toestand = Toestand::lees(app, wie, concept).await?;
    let artikel = contact_beeld::onderwerp(app, wie, &toestand).await?;
    let beller = klant::beller(app, wie, &toestand).await?;
    let mensen = collegas(&app.db, &wie.medewerker.authorise::<Werken>()?).await?;
    let d = doorgeven_beeld::beeld(wie, &toestand, &beller, &mensen, soort, fouten)?;
    let zij = toestand.lopende.zijlijst(wie, Some(id));
    let c = ContactBeeld { conflict, ..contact_beeld::beeld(wie, &toestand, beller, artikel.as_ref()) };
    let zoek = Zoekveld::in_contact(wie, id);
    toon_met(status, &Pagina { t: wie.taal, p: Werkplek::new(wie), zoek, zij, c, d, artikel })
}

/// The part of the page that depends on the team.
///
/// # Errors
/// What the database says.
pub(super) async fn deel(app: &AppState, wie: &Ingelogd, concept: Concept, soort: Soort) -> Antwoord {
    let toestand = Toestand::lees(app, wie, concept).await?;
    let beller = klant::beller(app, wie, &toestand).await?;
    let mensen = collegas(&app.db, &wie.medewerker.authorise::<Werken>()?).await?;
    let d = doorgeven_beeld::beeld(wie, &toestand, &beller, &mensen, soort, Vec::new())?;
    toon(&Fragment { t: wie.taal, d })
}

async fn vastleggen(app: &AppState, wie: &Ingelogd, id: ConceptId, velden: &Velden, soort: Soort) -> Antwoord {
    let gelezen = afronden::lees(app, wie, id, velden).await?;
    let kind = soort.afhandeling();
    let afronding = Afronding {
        concept: id,
        invoer: None,
        afhandeling: kind,
        uitkomst: afronden::eerste_uitkomst(wie, kind),
        naar_team: gelezen.as_ref().and_then(|gelezen| gelezen.invoer.terugbel.team),
    };
    let (fouten, conflict) = match afronden::vastleggen(app, wie, gelezen.as_ref(), afronding).await {
        Ok(done) => return afronden::volgende(app, wie, &done).await,
        Err(Fout::Kern(Error::Invalid(fouten))) => (fouten, false),
        Err(Fout::Kern(Error::Conflict(_))) => (Vec::new(), true),
        Err(other) => return Err(other),
    };
    let Some(gelezen) = gelezen else { return Err(Error::Missing { what: "concept", id: id.uuid() }.into()) };
    // What was typed stays, also in the draft; unless another window saved something else: then it stays on the page.
    match contact::save(app, wie, id, &gelezen).await {
        Ok(saved) => toon_pagina(app, wie, saved, soort, fouten, conflict).await,
        Err(Fout::Kern(Error::Conflict(_))) => {
            let mut now = concept::by_id(&app.db, &wie.medewerker.authorise::<Registreren>()?, id).await?;
            now.invoer = gelezen.invoer;
            toon_pagina(app, wie, now, soort, fouten, true).await
        }
        Err(other) => Err(other),
    }
}
