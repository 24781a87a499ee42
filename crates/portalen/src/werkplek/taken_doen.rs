//! What is done with a task: picked up, tried, handed over, closed. The rules are the domain's; of two who do the same the
//! second sees what the first did, with their own words kept.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dienstverlening::contacten::terugbelverzoek;
use dienstverlening::contacten::zicht::mag_behandelen;
use kern::autorisatie::{BehandelTaken, Werken};
use kern::organisaties::{self, MedewerkerId, TeamId};
use kern::{Authorised, Error, FieldError};
use registers::klantinteracties::internetaak::{Afloop, Internetaak, InternetaakId, Overdracht, Poging};

use super::taken_detail::{Geweigerd, toon_taak};
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Velden, naar};

/// Whoever may act on this task, with the proof of it.
async fn begin(app: &AppState, wie: &Ingelogd, id: &str) -> Result<(InternetaakId, Authorised<BehandelTaken>), Fout> {
    let id: InternetaakId = id.parse().map_err(|_| Fout::GeenPagina)?;
    mag_behandelen(&app.db, &wie.medewerker, id).await?;
    Ok((id, wie.medewerker.authorise::<BehandelTaken>()?))
}

/// Goes on after a step, or shows the task again with what was typed and what is wrong.
async fn verder(
    app: &AppState,
    wie: &Ingelogd,
    id: InternetaakId,
    velden: Velden,
    done: Result<Internetaak, Error>,
    adres: String,
) -> Antwoord {
    let (status, geweigerd) = match done {
        Ok(_) => return Ok(naar(&adres)),
        Err(Error::Invalid(fouten)) => (StatusCode::BAD_REQUEST, Geweigerd { velden, fouten, conflict: None }),
        Err(Error::Conflict(conflict)) => {
            (StatusCode::CONFLICT, Geweigerd { velden, fouten: Vec::new(), conflict: Some(conflict) })
        }
        Err(other) => return Err(other.into()),
    };
    toon_taak(app, wie, id, status, "", geweigerd).await
}

fn taak_adres(id: InternetaakId, gedaan: &str) -> String {
    format!("/werkplek/taken/{id}?gedaan={gedaan}")
}

/// `POST /werkplek/taken/{id}/oppakken`
pub(super) async fn oppakken(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<String>,
    velden: Velden,
) -> Antwoord {
    let (id, who) = begin(&app, &wie, &id).await?;
    let handeling = wie.medewerker.handeling(wie.nu);
    let done = terugbelverzoek::oppakken(&app.db, &app.ids, &who, &handeling, id).await;
    verder(&app, &wie, id, velden, done, taak_adres(id, "opgepakt")).await
}

/// `POST /werkplek/taken/{id}/poging`: `gelukt` is `ja` or `nee`. The clock runs on.
pub(super) async fn poging(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<String>,
    velden: Velden,
) -> Antwoord {
    let (id, who) = begin(&app, &wie, &id).await?;
    let gelukt = match velden.get("gelukt") {
        "ja" => true,
        "nee" => false,
        _ => {
            let wrong = Err(FieldError::new("gelukt", "onbekende-keuze").into());
            return verder(&app, &wie, id, velden, wrong, String::new()).await;
        }
    };
    let handeling = wie.medewerker.handeling(wie.nu);
    let poging = Poging { gelukt, toelichting: velden.get("notitie").to_owned() };
    let done = terugbelverzoek::poging(&app.db, &app.ids, &who, &handeling, id, &poging).await;
    verder(&app, &wie, id, velden, done, taak_adres(id, "poging")).await
}

/// `POST /werkplek/taken/{id}/overdragen`: `naar` is `team:ID` or `medewerker:ID`.
pub(super) async fn overdragen(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<String>,
    velden: Velden,
) -> Antwoord {
    let (id, who) = begin(&app, &wie, &id).await?;
    let handeling = wie.medewerker.handeling(wie.nu);
    let done = match overdracht(&app, &wie, &velden).await {
        Ok((versie, naar)) => {
            terugbelverzoek::overdragen(&app.db, &app.ids, &who, &handeling, (id, versie), &naar).await
        }
        Err(error) => Err(error),
    };
    verder(&app, &wie, id, velden, done.map_err(at_one_field), "/werkplek/taken?gedaan=overgedragen".to_owned()).await
}

/// The form has one field for both.
pub(super) fn at_one_field(error: Error) -> Error {
    let moved = |error: FieldError| match error.field {
        "team" | "medewerker" => FieldError { field: "naar", ..error },
        _ => error,
    };
    match error {
        Error::Invalid(errors) => Error::Invalid(errors.into_iter().map(moved).collect()),
        other => other,
    }
}

async fn overdracht(app: &AppState, wie: &Ingelogd, velden: &Velden) -> Result<(i64, Overdracht), Error> {
    let versie = velden.required::<i64>("versie")?;
    let (team, medewerker) = naar_wie(app, wie, velden).await?;
    Ok((versie, Overdracht { team, medewerker, reden: velden.get("reden").to_owned() }))
}

/// The team and perhaps the colleague that a form hands something over to, in its field `naar`.
pub(super) async fn naar_wie(
    app: &AppState,
    wie: &Ingelogd,
    velden: &Velden,
) -> Result<(TeamId, Option<MedewerkerId>), Error> {
    Ok(match velden.get("naar").split_once(':') {
        Some(("team", id)) => (chosen(id)?, None),
        Some(("medewerker", id)) => {
            let id: MedewerkerId = chosen(id)?;
            let collegas = organisaties::collegas(&app.db, &wie.medewerker.authorise::<Werken>()?).await?;
            let found = collegas.iter().find(|collega| collega.id == id);
            (found.ok_or_else(|| FieldError::new("naar", "onbekende-keuze"))?.team, Some(id))
        }
        // The nil team is no choice; what else is wrong with the form is then said too.
        _ => (TeamId::from(uuid::Uuid::nil()), None),
    })
}

fn chosen<T: std::str::FromStr>(id: &str) -> Result<T, FieldError> {
    id.parse().map_err(|_| FieldError::new("naar", "onbekende-keuze"))
}

/// `POST /werkplek/taken/{id}/afsluiten`: with what was said.
pub(super) async fn afsluiten(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<String>,
    velden: Velden,
) -> Antwoord {
    let (id, who) = begin(&app, &wie, &id).await?;
    let handeling = wie.medewerker.handeling(wie.nu);
    let afloop = match velden.get("afloop") {
        "" => Err(FieldError::new("afloop", "verplicht")),
        code => code.parse::<Afloop>().map_err(|_| FieldError::new("afloop", "onbekende-keuze")),
    };
    let done = match (velden.required::<i64>("versie"), afloop) {
        (Ok(versie), Ok(afloop)) => {
            let ending = (afloop, velden.get("uitkomst"));
            terugbelverzoek::afhandelen(&app.db, &app.ids, &who, &handeling, (id, versie), ending).await
        }
        (Err(error), _) | (_, Err(error)) => Err(error.into()),
    };
    verder(&app, &wie, id, velden, done, taak_adres(id, "afgesloten")).await
}
