//! A contact in progress: start, show, save while typing, throw away.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use dienstverlening::contacten::concept::{self, Concept, ConceptId};
use kern::Error;
use kern::autorisatie::Registreren;
use kern::organisaties::{MedewerkerId, TeamId};
use registers::klantinteracties::klantcontact::KlantcontactId;
use serde::Deserialize;

use super::contact_beeld::{self, Melding};
use super::contact_invoer::{self, Gelezen};
use super::{afronden, doorgeven};
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Velden, naar, tijd};

/// The channel of a contact that is started by a key.
const KANAAL: &str = "telefoon";

/// `POST /werkplek/contacten`
pub(super) async fn start(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let who = wie.medewerker.authorise::<Registreren>()?;
    let asked = velden.filled("kanaal").unwrap_or(KANAAL);
    let kanalen = &wie.organisatie.instellingen.kanalen;
    let known = kanalen.iter().find(|kanaal| kanaal.code == asked);
    let kanaal = known.ok_or_else(|| kern::FieldError::new("kanaal", "onbekende-keuze"))?;
    let concept = concept::starten(&app.db, &app.ids, &who, wie.nu, &kanaal.code).await?;
    Ok(naar(&super::adres(concept.id)))
}

/// What the address of a contact may add.
#[derive(Deserialize)]
pub(super) struct Erbij {
    /// The article that lies open, when nothing says it but the address.
    artikel: Option<String>,
    /// The contact that was registered just before.
    geregistreerd: Option<KlantcontactId>,
    /// Whether this one was registered just before, and that was undone.
    teruggenomen: Option<String>,
}

/// `GET /werkplek/contacten/{id}`
pub(super) async fn pagina(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<ConceptId>,
    Query(erbij): Query<Erbij>,
) -> Antwoord {
    let who = wie.medewerker.authorise::<Registreren>()?;
    match concept::by_id(&app.db, &who, id).await {
        Ok(concept) => {
            let melding = Melding {
                geregistreerd: erbij.geregistreerd,
                teruggenomen: erbij.teruggenomen.is_some(),
                ..Melding::default()
            };
            contact_beeld::toon(&app, &wie, concept, erbij.artikel.as_deref(), melding).await
        }
        Err(Error::Missing { .. }) => afronden::geregistreerd(&app, &wie, id).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /werkplek/contacten/{id}/bewaar`: while typing it answers with nothing but the new versie; with a button it goes
/// where that says.
pub(super) async fn bewaar(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<ConceptId>,
    velden: Velden,
) -> Antwoord {
    let who = wie.medewerker.authorise::<Registreren>()?;
    let was = concept::by_id(&app.db, &who, id).await?;
    let mut gelezen = contact_invoer::lees(&app, &wie, &was, &velden).await?;
    let weg = Weg::van(velden.get("naar"));
    if weg == Weg::ZonderOnderwerp {
        (gelezen.invoer.product, gelezen.invoer.artikel) = (None, None);
    }
    if let Weg::Doorgeven(_, Some((team, medewerker))) = &weg {
        (gelezen.invoer.terugbel.team, gelezen.invoer.terugbel.medewerker) = (Some(*team), *medewerker);
    }
    let saved = match save(&app, &wie, id, &gelezen).await {
        Ok(saved) => saved,
        Err(Fout::Kern(Error::Conflict(_))) if !stays(&wie, &velden) => {
            return contact_beeld::conflict(&app, &wie, was, gelezen).await;
        }
        Err(other) => return Err(other),
    };
    match weg {
        Weg::Doorgeven(soort, _) if wie.deel => doorgeven::deel(&app, &wie, saved, soort).await,
        Weg::Doorgeven(soort, _) => Ok(naar(&soort.adres(id))),
        Weg::Afspraak => Ok(naar(&format!("/balie/afspraak?contact={id}"))),
        _ if stays(&wie, &velden) => Ok(nothing(&saved, &wie)),
        _ => Ok(naar(&super::adres(id))),
    }
}

/// Whether the page stays where it is: a script saves, or Enter in a field did.
fn stays(wie: &Ingelogd, velden: &Velden) -> bool {
    wie.deel || (!velden.get("venster").is_empty() && velden.get("naar").is_empty() && !velden.has("zaak"))
}

/// Saves what was typed.
///
/// # Errors
/// [`Error::Conflict`] when another window saved something else since.
pub(super) async fn save(app: &AppState, wie: &Ingelogd, id: ConceptId, gelezen: &Gelezen) -> Result<Concept, Fout> {
    let who = wie.medewerker.authorise::<Registreren>()?;
    Ok(concept::opslaan(&app.db, &who, wie.nu, id, gelezen.basis.clone(), &gelezen.invoer).await?)
}

fn nothing(saved: &Concept, wie: &Ingelogd) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert("x-loket-versie", saved.versie.into());
    if let Ok(time) = HeaderValue::from_str(&clock(wie)) {
        headers.insert("x-loket-tijd", time);
    }
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// The server's time, to the second, on the clock of the town hall.
fn clock(wie: &Ingelogd) -> String {
    let local = wie.nu.in_amsterdam().datetime();
    format!("{}:{:02}", tijd::clock(local), local.second())
}

/// Where a button that saves leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Weg {
    Hier,
    ZonderOnderwerp,
    /// To making an appointment for the caller.
    Afspraak,
    /// To the page that passes it on; to this team and colleague when that was chosen already.
    Doorgeven(doorgeven::Soort, Option<(TeamId, Option<MedewerkerId>)>),
}

impl Weg {
    /// Reads `terugbellen`, `doorverbinden/TEAM`, `doorverbinden/TEAM/MEDEWERKER`, `zonder-onderwerp`, `afspraak`.
    fn van(naar: &str) -> Self {
        let mut parts = naar.split('/');
        let first = parts.next().unwrap_or_default();
        let Some(soort) = doorgeven::Soort::van(first) else {
            return match first {
                "zonder-onderwerp" => Self::ZonderOnderwerp,
                "afspraak" => Self::Afspraak,
                _ => Self::Hier,
            };
        };
        let team = parts.next().and_then(|team| team.parse().ok());
        let medewerker = parts.next().and_then(|medewerker| medewerker.parse().ok());
        Self::Doorgeven(soort, team.map(|team| (team, medewerker)))
    }
}

/// `POST /werkplek/contacten/{id}/weg`: nothing is asked, since it can be put back.
pub(super) async fn weg(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<ConceptId>,
    velden: Velden,
) -> Antwoord {
    let who = wie.medewerker.authorise::<Registreren>()?;
    let was = concept::by_id(&app.db, &who, id).await?;
    let gelezen = contact_invoer::lees(&app, &wie, &was, &velden).await?;
    // What was typed last goes along, in case it is put back; a conflict does not matter any more.
    match save(&app, &wie, id, &gelezen).await {
        Ok(_) | Err(Fout::Kern(Error::Conflict(_) | Error::Missing { .. } | Error::Invalid(_))) => {}
        Err(other) => return Err(other),
    }
    concept::weggooien(&app.db, &who, wie.nu, id).await?;
    Ok(naar(&format!("/werkplek?weg={id}")))
}

/// `POST /werkplek/contacten/{id}/terug`
pub(super) async fn terug(State(app): State<AppState>, wie: Ingelogd, Path(id): Path<ConceptId>) -> Antwoord {
    concept::terugzetten(&app.db, &wie.medewerker.authorise::<Registreren>()?, id).await?;
    Ok(naar(&super::adres(id)))
}
