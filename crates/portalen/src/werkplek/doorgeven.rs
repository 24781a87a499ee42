//! A contact that goes to somebody else: called back (terugbellen), or put through (doorverbinden).

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use dienstverlening::contacten::Huis;
use dienstverlening::contacten::concept::{self, Concept, ConceptId};
use dienstverlening::contacten::registreren::Afronding;
use kern::autorisatie::{Registreren, Werken};
use kern::organisaties::collegas;
use kern::{Error, FieldError, Moment};
use registers::klantinteracties::klantcontact::Afhandeling;

use super::artikel::ArtikelBeeld;
use super::contact_beeld::{self, ContactBeeld, Toestand};
use super::contact_invoer::{self, Gelezen};
use super::contact_zij::Zijlijst;
use super::doorgeven_beeld::{self, Doorgeven};
use super::zoeken::Zoekveld;
use super::{afronden, contact, correctie, klant};
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

/// The field of the moment that was promised although the team is closed then, and of the one that is taken instead.
const TOCH: &str = "buiten_openingstijd";
const LIEVER: &str = "liever_op";

/// Why the page is shown again.
#[derive(Default)]
pub(super) struct Weer {
    /// What is wrong.
    pub(super) fouten: Vec<FieldError>,
    /// Another window saved something else.
    pub(super) conflict: bool,
    /// The moment lies outside opening hours.
    pub(super) buiten: Option<Buiten>,
}

/// A promise for when the team is closed.
#[derive(Clone, Copy)]
pub(super) struct Buiten {
    /// What was typed.
    pub(super) beloofd_op: Moment,
    /// What is offered instead.
    pub(super) liever: Moment,
    /// Whether it was chosen all the same.
    pub(super) gekozen: bool,
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
        Ok(concept) => toon_pagina(app, wie, concept, soort, Weer::default()).await,
        Err(Error::Missing { .. }) => afronden::geregistreerd(app, wie, id).await,
        Err(other) => Err(other.into()),
    }
}

async fn toon_pagina(app: &AppState, wie: &Ingelogd, concept: Concept, soort: Soort, weer: Weer) -> Antwoord {
    let conflict = weer.conflict;
    let status = match (conflict, weer.fouten.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::BAD_REQUEST,
        (false, true) => StatusCode::OK,
    };
    let id = concept.id;
    let toestand = Toestand::lees(app, wie, concept).await?;
    let artikel = contact_beeld::onderwerp(app, wie, &toestand).await?;
    let beller = klant::beller(app, wie, &toestand).await?;
    let mensen = collegas(&app.db, &wie.medewerker.authorise::<Werken>()?).await?;
    let d = doorgeven_beeld::beeld(wie, &toestand, &beller, &mensen, soort, weer)?;
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
    let d = doorgeven_beeld::beeld(wie, &toestand, &beller, &mensen, soort, Weer::default())?;
    toon(&Fragment { t: wie.taal, d })
}

async fn vastleggen(app: &AppState, wie: &Ingelogd, id: ConceptId, velden: &Velden, soort: Soort) -> Antwoord {
    let mut gelezen = afronden::lees(app, wie, id, velden).await?;
    let buiten = match gelezen.as_mut().filter(|_| soort == Soort::Terugbellen) {
        Some(gelezen) => buiten_openingstijd(app, wie, velden, gelezen).await?,
        None => None,
    };
    let kind = soort.afhandeling();
    if gelezen.is_none() && !correctie::hetzelfde(app, wie, id, velden, kind).await? {
        return correctie::anders_verstuurd(app, wie, id, velden).await;
    }
    let afronding = Afronding {
        concept: id,
        invoer: None,
        afhandeling: kind,
        uitkomst: afronden::eerste_uitkomst(wie, kind),
        naar_team: gelezen.as_ref().and_then(|gelezen| gelezen.invoer.terugbel.team),
        gezien: contact_invoer::gezien(velden),
    };
    let weer = if matches!(buiten, Some(Buiten { gekozen: false, .. })) {
        Weer { buiten, ..Weer::default() }
    } else {
        match afronden::vastleggen(app, wie, gelezen.as_ref(), afronding).await {
            Ok(done) => return afronden::volgende(app, wie, &done).await,
            Err(Fout::Kern(Error::Invalid(fouten))) => Weer { fouten, buiten, ..Weer::default() },
            Err(Fout::Kern(Error::Conflict(_))) => Weer { conflict: true, buiten, ..Weer::default() },
            Err(other) => return Err(other),
        }
    };
    let Some(gelezen) = gelezen else { return Err(Error::Missing { what: "concept", id: id.uuid() }.into()) };
    // What was typed stays, also in the draft; unless another window saved something else: then it stays on the page.
    match contact::save(app, wie, id, &gelezen).await {
        Ok(saved) => toon_pagina(app, wie, saved, soort, weer).await,
        Err(Fout::Kern(Error::Conflict(_))) => {
            let mut now = concept::by_id(&app.db, &wie.medewerker.authorise::<Registreren>()?, id).await?;
            now.invoer = gelezen.invoer;
            toon_pagina(app, wie, now, soort, Weer { conflict: true, ..weer }).await
        }
        Err(other) => Err(other),
    }
}

/// The agreed moment when the team is closed then. Nothing forbids it, since a colleague may have said so: the agent is asked
/// once, and chooses it all the same or takes the moment that is offered.
async fn buiten_openingstijd(
    app: &AppState,
    wie: &Ingelogd,
    velden: &Velden,
    gelezen: &mut Gelezen,
) -> Result<Option<Buiten>, Fout> {
    let asked = &mut gelezen.invoer.terugbel;
    if let Some(liever) = velden.filled(LIEVER).and_then(contact_invoer::local_moment) {
        asked.beloofd_op = Some(liever);
    }
    let (Some(beloofd_op), Some(team)) = (asked.beloofd_op, asked.team) else { return Ok(None) };
    let huis = Huis { instellingen: wie.organisatie.instellingen.clone(), teams: super::teams(app, wie).await? };
    // A team that is not there, or a moment that has passed, is said by the rule itself.
    if huis.team(team).is_none() || beloofd_op <= wie.nu {
        return Ok(None);
    }
    let gekozen = velden.get(TOCH) == contact_invoer::as_local(beloofd_op);
    Ok(huis.buiten_openingstijd(team, beloofd_op)?.map(|liever| Buiten { beloofd_op, liever, gekozen }))
}
