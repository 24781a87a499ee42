//! Check your answers, send, and what happens next.

use askama::Template;
use axum::extract::{Path, Query, State};
use dienstverlening::formulieren::versturen::{self as domein, Uitkomst};
use dienstverlening::formulieren::{AanvraagId, Stand};
use serde::Deserialize;

use super::beeld::{self, Regel};
use super::bezoeker::Bezoeker;
use super::{bewaren, controle_adres, geheim, in_taal, naam, stap_adres, verder, verstuurd_adres};
use crate::basis::taal::Naam;
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::toegang::niets_gemaakt;
use crate::basis::{Antwoord, AppState, Publiek, Taal, toon};

#[derive(Template)]
#[template(path = "website/aanvragen/controle.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    csrf: String,
    naam: Naam,
    adres: String,
    bewaren: String,
    weg: String,
    groepen: Vec<Groepbeeld>,
    namens: Option<String>,
}

struct Groepbeeld {
    titel: String,
    wijzig: String,
    compleet: bool,
    regels: Vec<Regel>,
}

#[derive(Template)]
#[template(path = "website/aanvragen/verstuurd.html")]
struct Verstuurd {
    t: Taal,
    p: Publiek,
    naam: Naam,
    nummer: String,
    op: Tijdstip,
    uiterlijk: Option<Tijdstip>,
    e_mail: bool,
    ingelogd: bool,
    /// Something was typed after it was sent: it did not go along.
    daarna: bool,
}

/// What the address of a confirmation may add.
#[derive(Deserialize)]
pub(super) struct Erbij {
    daarna: Option<String>,
}

pub(super) async fn pagina(State(app): State<AppState>, bezoeker: Bezoeker, Path(id): Path<AanvraagId>) -> Antwoord {
    let aanvraag = match bezoeker.aanvraag(&app, id).await {
        Ok(aanvraag) => aanvraag,
        Err(refusal) => return bewaren::of_inloggen(&app, &bezoeker, id, refusal, &controle_adres(id)).await,
    };
    if aanvraag.concept.verstuurd.is_some() {
        return verder(&verstuurd_adres(id));
    }
    let t = bezoeker.bezoek.taal;
    let stand = aanvraag.stand(&bezoeker);
    let page = toon(&Pagina {
        t,
        p: Publiek::new(&bezoeker.bezoek),
        csrf: bezoeker.los.csrf.clone(),
        naam: naam(t, aanvraag.formulier),
        adres: format!("/aanvraag/{id}/versturen"),
        bewaren: format!("/aanvraag/{id}/bewaren"),
        weg: format!("/aanvraag/{id}/weggooien"),
        groepen: groepen(t, &stand, id, &bezoeker),
        namens: bezoeker.namens.clone(),
    })?;
    geheim(Ok(bezoeker.met_cookie(page)))
}

fn groepen(t: Taal, stand: &Stand<'_>, id: AanvraagId, bezoeker: &Bezoeker) -> Vec<Groepbeeld> {
    let vandaag = bezoeker.bezoek.nu.date();
    let one = |groep: &dienstverlening::formulieren::Groep| {
        let own = stand.formulier().groep(&groep.code);
        let vragen = own.into_iter().flat_map(|groep| stand.vragen(groep));
        let compleet = own.is_none_or(|groep| stand.controleer_groep(groep).is_empty());
        let query = if compleet { "?van=controle" } else { "?van=controle&fouten=1" };
        Groepbeeld {
            titel: in_taal(t, &groep.titel, &groep.titel_en).to_owned(),
            wijzig: format!("{}{query}", stap_adres(id, &groep.code)),
            compleet,
            regels: vragen.map(|vraag| beeld::regel(t, stand, vraag, vandaag)).collect(),
        }
    };
    stand.groepen().into_iter().map(one).collect()
}

/// Sends it, once; twice gives the same confirmation.
pub(super) async fn versturen(State(app): State<AppState>, bezoeker: Bezoeker, Path(id): Path<AanvraagId>) -> Antwoord {
    let aanvraag = match bezoeker.aanvraag(&app, id).await {
        Ok(aanvraag) => aanvraag,
        Err(refusal) => return bewaren::of_inloggen(&app, &bezoeker, id, refusal, &controle_adres(id)).await,
    };
    let (houder, handeling) = (&bezoeker.houder, bezoeker.handeling());
    let sent =
        domein::versturen(&app.db, &app.ids, houder, &handeling, aanvraag.formulier, &bezoeker.bekend, id).await?;
    match sent {
        Uitkomst::Verstuurd(_) => verder(&verstuurd_adres(id)),
        Uitkomst::Onvolledig(wrong) => {
            // First: to the first page with something wrong.
            let first = wrong.first().map_or("", |(groep, _)| groep.as_str());
            niets_gemaakt(verder(&format!("{}?van=controle&fouten=1", stap_adres(id, first))))
        }
    }
}

pub(super) async fn verstuurd(
    State(app): State<AppState>,
    bezoeker: Bezoeker,
    Path(id): Path<AanvraagId>,
    Query(erbij): Query<Erbij>,
) -> Antwoord {
    let aanvraag = match bezoeker.aanvraag(&app, id).await {
        Ok(aanvraag) => aanvraag,
        Err(refusal) => return bewaren::of_inloggen(&app, &bezoeker, id, refusal, &verstuurd_adres(id)).await,
    };
    let Some(sent) = &aanvraag.concept.verstuurd else { return verder(&controle_adres(id)) };
    let (t, vandaag) = (bezoeker.bezoek.taal, bezoeker.bezoek.nu.date());
    geheim(toon(&Verstuurd {
        t,
        p: Publiek::new(&bezoeker.bezoek),
        naam: naam(t, aanvraag.formulier),
        nummer: sent.nummer.clone(),
        op: tijd::moment(t, sent.op, bezoeker.bezoek.nu),
        uiterlijk: sent.uiterlijk.map(|uiterlijk| tijd::dag(t, uiterlijk, vandaag)),
        e_mail: sent.e_mail,
        ingelogd: aanvraag.concept.burger.is_some(),
        daarna: erbij.daarna.is_some(),
    }))
}
