//! `/rapportages/voortgang/tekst`: what somebody writes of a goal, or of the report as a whole.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use dienstverlening::rapportage::{GEHEEL, Geschreven, Tekst, Tekstveld, Velden as Woorden, schrijven, teksten};
use kern::autorisatie::{LeesRapport, StelRapportVast};
use kern::{Error, FieldError};

use super::stand::alineas;
use super::voortgang::jaar;
use super::{GevraagdMet, query};
use crate::basis::taal::Naam;
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, tijd, toon_met};

#[derive(Template)]
#[template(path = "rapportages/voortgang_tekst.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    jaar: i16,
    /// The code of the goal; empty: the report as a whole.
    doel: String,
    naam: Naam,
    doelstelling: String,
    /// Who kept words last, and when; or empty.
    eerder: String,
    versie: i64,
    velden: Vec<Veld>,
    /// What somebody else kept in the meantime: what it is, and its paragraphs.
    ander: Vec<(String, Vec<String>)>,
    fouten: Fouten,
}

struct Veld {
    code: &'static str,
    label: String,
    tekst: String,
}

pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    let vraag = query(vraag)?;
    let (jaar, doel) = (jaar(&wie, &vraag)?, vraag.doel.clone().unwrap_or_default());
    tonen(&app, &wie, (jaar, &doel), (StatusCode::OK, None)).await
}

async fn tonen(
    app: &AppState,
    wie: &Ingelogd,
    (jaar, doel): (i16, &str),
    (status, geweigerd): (StatusCode, Option<(&Geschreven, Vec<FieldError>)>),
) -> Antwoord {
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let goal = wie.organisatie.instellingen.raaddoelen.iter().find(|goal| goal.code == doel);
    // Of what was typed nothing is lost when its goal is gone.
    if doel != GEHEEL && goal.is_none() && geweigerd.is_none() {
        return Err(Fout::GeenPagina);
    }
    let known = teksten(&app.db, &who, jaar).await?.into_iter().find(|known| known.onderdeel == doel);
    let t = wie.taal;
    let eerder = |known: &Tekst| {
        let said = t.tekst_met("voortgang-tekst-eerder").met("naam", &known.bijgewerkt_door);
        said.met("moment", tijd::moment(t, known.bijgewerkt_op, wie.nu).voluit).to_string()
    };
    let words = |of: Option<&Woorden>, veld| of.and_then(|of| of.get(&veld)).cloned().unwrap_or_default();
    let kept = known.as_ref().map(|known| &known.velden);
    let typed = geweigerd.as_ref().map(|(written, _)| &written.velden);
    // texts: voortgang-veld-*
    let label = |veld: Tekstveld| t.tekst(&format!("voortgang-veld-{veld}"));
    let all = || Tekstveld::van(doel).iter().copied();
    let field = |veld: Tekstveld| Veld { code: veld.code(), label: label(veld), tekst: words(typed.or(kept), veld) };
    let other = |veld: Tekstveld| {
        let theirs = words(kept, veld);
        (theirs != words(typed, veld)).then(|| (label(veld), alineas(&theirs)))
    };
    let page = Pagina {
        t,
        p: Werkplek::new(wie),
        jaar,
        doel: doel.to_owned(),
        naam: match goal {
            Some(goal) => t.naam(&goal.naam, None),
            None => t.naam(&t.tekst("voortgang-geheel"), Some(&t.tekst("voortgang-geheel"))),
        },
        doelstelling: goal.map(|goal| goal.doelstelling.clone()).unwrap_or_default(),
        eerder: known.as_ref().map(eerder).unwrap_or_default(),
        versie: known.as_ref().map_or(0, |known| known.versie),
        velden: all().map(field).collect(),
        ander: if status == StatusCode::CONFLICT { all().filter_map(other).collect() } else { Vec::new() },
        fouten: Fouten::new(t, &geweigerd.map(|(_, fouten)| fouten).unwrap_or_default()),
    };
    toon_met(status, &page)
}

pub(super) async fn bewaren(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let who = wie.medewerker.authorise::<StelRapportVast>()?;
    let onderdeel = velden.get("onderdeel").to_owned();
    let text = |veld: &Tekstveld| (*veld, velden.get(veld.code()).trim().replace("\r\n", "\n"));
    let geschreven = Geschreven {
        jaar: velden.get("jaar").parse().map_err(|_| Fout::Ongeldig)?,
        velden: Tekstveld::van(&onderdeel).iter().map(text).filter(|(_, text)| !text.is_empty()).collect(),
        onderdeel,
        versie: velden.get("versie").parse().map_err(|_| Fout::Ongeldig)?,
    };
    let (door, doelen) = ((wie.medewerker.id, wie.nu), wie.organisatie.instellingen.raaddoelen.as_slice());
    let (status, fouten) = match schrijven(&app.db, &app.ids, &who, door, (doelen, &geschreven)).await {
        Ok(()) => {
            let Geschreven { jaar, onderdeel, .. } = &geschreven;
            let place = if onderdeel == GEHEEL { String::new() } else { format!("#doel-{onderdeel}") };
            return Ok(naar(&format!("/rapportages/voortgang?jaar={jaar}{place}")));
        }
        Err(Error::Invalid(fouten)) => (StatusCode::BAD_REQUEST, fouten),
        Err(Error::Conflict(fout)) => (StatusCode::CONFLICT, vec![fout]),
        Err(other) => return Err(other.into()),
    };
    let asked = (geschreven.jaar, geschreven.onderdeel.as_str());
    tonen(&app, &wie, asked, (status, Some((&geschreven, fouten)))).await
}
