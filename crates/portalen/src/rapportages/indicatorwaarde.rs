//! `/rapportages/voortgang/waarde`: a value that nothing here counts is entered, with where it comes from.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use dienstverlening::inrichten::{Eenheid, Outputindicator};
use dienstverlening::rapportage::{Ingevuld, Invoer, ingevuld, invullen};
use kern::autorisatie::{LeesRapport, StelRapportVast};
use kern::{Error, FieldError};

use super::voortgang::jaar;
use super::{GevraagdMet, query};
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, tijd, toon_met};

#[derive(Template)]
#[template(path = "rapportages/indicatorwaarde.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    jaar: i16,
    indicator: String,
    naam: String,
    hulp: String,
    /// What was entered before, by whom; or empty.
    eerder: String,
    versie: i64,
    waarde: String,
    bron: String,
    fouten: Fouten,
}

/// What was typed and refused.
struct Geweigerd<'a> {
    invoer: &'a Invoer,
    fouten: Vec<FieldError>,
}

pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    let vraag = query(vraag)?;
    let (jaar, code) = (jaar(&wie, &vraag)?, vraag.indicator.clone().unwrap_or_default());
    tonen(&app, &wie, (jaar, &code), (StatusCode::OK, None)).await
}

async fn tonen(
    app: &AppState,
    wie: &Ingelogd,
    (jaar, code): (i16, &str),
    (status, geweigerd): (StatusCode, Option<Geweigerd<'_>>),
) -> Antwoord {
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let indicator = indicator(wie, code).ok_or(Fout::GeenPagina)?;
    let known = ingevuld(&app.db, &who, jaar).await?.into_iter().find(|known| known.indicator == code);
    let t = wie.taal;
    let eerder = |known: &Ingevuld| {
        let said = t.tekst_met("voortgang-eerder").met("naam", &known.ingevuld_door);
        said.met("moment", tijd::moment(t, known.ingevuld_op, wie.nu).voluit).to_string()
    };
    let of_now = known.as_ref().map(|known| (as_typed(t, indicator, known.tienden), known.bron.clone()));
    let typed = geweigerd.as_ref().map(|refused| (refused.invoer.waarde.clone(), refused.invoer.bron.clone()));
    let (waarde, bron) = typed.or(of_now).unwrap_or_default();
    toon_met(
        status,
        &Pagina {
            t,
            p: Werkplek::new(wie),
            jaar,
            indicator: code.to_owned(),
            naam: indicator.naam.clone(),
            // texts: voortgang-hulp-*
            hulp: t.tekst(&format!("voortgang-hulp-{}", indicator.eenheid)),
            eerder: known.as_ref().map(eerder).unwrap_or_default(),
            versie: known.as_ref().map_or(0, |known| known.versie),
            waarde,
            bron,
            fouten: Fouten::new(t, &geweigerd.map(|refused| refused.fouten).unwrap_or_default()),
        },
    )
}

fn indicator<'a>(wie: &'a Ingelogd, code: &str) -> Option<&'a Outputindicator> {
    let mut all = wie.organisatie.instellingen.raaddoelen.iter().flat_map(|doel| &doel.indicatoren);
    all.find(|indicator| indicator.code == code && indicator.meet.is_none())
}

/// A value in tenths as somebody would type it.
fn as_typed(t: Taal, indicator: &Outputindicator, tienden: i64) -> String {
    if indicator.eenheid == Eenheid::Cijfer || tienden % 10 != 0 {
        #[expect(clippy::cast_precision_loss, reason = "tenths of a percent or a mark")]
        let value = tienden as f64 / 10.0;
        return t.decimaal(value);
    }
    (tienden / 10).to_string()
}

pub(super) async fn bewaren(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let who = wie.medewerker.authorise::<StelRapportVast>()?;
    let invoer = Invoer {
        jaar: velden.get("jaar").parse().map_err(|_| Fout::Ongeldig)?,
        indicator: velden.get("indicator").to_owned(),
        waarde: velden.get("waarde").trim().to_owned(),
        bron: velden.get("bron").trim().to_owned(),
        versie: velden.get("versie").parse().map_err(|_| Fout::Ongeldig)?,
    };
    let handeling = wie.medewerker.handeling(wie.nu);
    let doelen = &wie.organisatie.instellingen.raaddoelen;
    let (status, fouten) = match invullen(&app.db, &app.ids, (&who, &handeling), doelen, &invoer).await {
        Ok(()) => return Ok(naar(&format!("/rapportages/voortgang?jaar={}", invoer.jaar))),
        Err(Error::Invalid(fouten)) => (StatusCode::BAD_REQUEST, fouten),
        Err(Error::Conflict(fout)) => (StatusCode::CONFLICT, vec![fout]),
        Err(other) => return Err(other.into()),
    };
    let asked = (invoer.jaar, invoer.indicator.as_str());
    tonen(&app, &wie, asked, (status, Some(Geweigerd { invoer: &invoer, fouten }))).await
}
