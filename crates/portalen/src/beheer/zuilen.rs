//! The kiosks of the desks: made with a code that links a device, and taken away.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dienstverlening::afspraken::zuil::{self, Zuil};
use kern::autorisatie::Beheren;
use kern::{Authorised, Error, FieldError};

use super::tonen;
use crate::afspraken::keuze::balie_naam;
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Velden, naar, tijd};

/// The part of the page about kiosks.
pub(super) struct Zuilen {
    pub(super) rijen: Vec<Rij>,
    /// The desks: code and name.
    pub(super) balies: Vec<(String, String)>,
    /// The code of the one that was just made: shown once.
    pub(super) code: String,
    /// Where that one is opened.
    pub(super) adres: String,
    pub(super) balie: String,
    pub(super) naam: String,
    pub(super) fouten: Fouten,
}

pub(super) struct Rij {
    pub(super) id: String,
    pub(super) naam: String,
    pub(super) balie: String,
    pub(super) adres: String,
    pub(super) stand: String,
}

/// What came of making one.
#[derive(Default)]
pub(super) struct Gedaan<'a> {
    pub(super) code: String,
    pub(super) adres: String,
    pub(super) velden: Option<&'a Velden>,
    pub(super) fouten: Vec<FieldError>,
}

pub(super) async fn zuilen(
    app: &AppState,
    wie: &Ingelogd,
    who: &Authorised<Beheren>,
    gedaan: &Gedaan<'_>,
) -> Result<Zuilen, Fout> {
    let (t, balies) = (wie.taal, &wie.organisatie.instellingen.balies);
    let rij = |zuil: Zuil| {
        let stand = match (zuil.gekoppeld_op, zuil.code_geldig_tot) {
            (Some(op), _) => {
                t.tekst_met("beheer-zuil-gekoppeld").met("op", tijd::moment(t, op, wie.nu).tekst).to_string()
            }
            (None, Some(tot)) if tot > wie.nu => {
                t.tekst_met("beheer-zuil-wacht").met("tot", tijd::moment(t, tot, wie.nu).tekst).to_string()
            }
            _ => t.tekst("beheer-zuil-verlopen"),
        };
        Rij {
            id: zuil.id.to_string(),
            balie: balies.balie(&zuil.balie).map_or_else(|| zuil.balie.clone(), |balie| balie_naam(t, balie)),
            adres: format!("/balie/zuil/{}", zuil.balie),
            naam: zuil.naam,
            stand,
        }
    };
    let typed = |name: &str| gedaan.velden.map_or(String::new(), |velden| velden.get(name).to_owned());
    Ok(Zuilen {
        rijen: zuil::lijst(&app.db, who).await?.into_iter().map(rij).collect(),
        balies: balies.balies.iter().map(|balie| (balie.code.clone(), balie_naam(t, balie))).collect(),
        code: gedaan.code.clone(),
        adres: gedaan.adres.clone(),
        balie: typed("balie"),
        naam: typed("naam"),
        fouten: Fouten::new(t, &gedaan.fouten),
    })
}

/// `POST /beheer/zuilen`: a new one, with its code on the page.
pub(super) async fn maken(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let who = wie.medewerker.authorise::<Beheren>()?;
    let handeling = wie.medewerker.handeling(wie.nu);
    let asked = (velden.get("balie"), velden.get("naam"));
    match zuil::maken(&app.db, &app.ids, (&who, &handeling), &wie.organisatie.instellingen, asked).await {
        Ok(code) => {
            let gedaan = Gedaan { code, adres: format!("/balie/zuil/{}", velden.get("balie")), ..Gedaan::default() };
            tonen(&app, &wie, StatusCode::OK, gedaan).await
        }
        Err(Error::Invalid(fouten)) => {
            let gedaan = Gedaan { velden: Some(&velden), fouten, ..Gedaan::default() };
            tonen(&app, &wie, StatusCode::BAD_REQUEST, gedaan).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /beheer/zuilen/{id}/intrekken`
pub(super) async fn intrekken(State(app): State<AppState>, wie: Ingelogd, Path(id): Path<String>) -> Antwoord {
    let who = wie.medewerker.authorise::<Beheren>()?;
    let id = id.parse().map_err(|_| Fout::GeenPagina)?;
    zuil::intrekken(&app.db, &app.ids, (&who, &wie.medewerker.handeling(wie.nu)), id).await?;
    Ok(naar("/beheer#zuilen"))
}
