//! One page of a form: its questions, saving what was typed, and on to the next.

use askama::Template;
use axum::extract::FromRequest;
use axum::extract::{FromRequestParts, Path, Query, Request, State};
use axum::http::StatusCode;
use dienstverlening::formulieren::concept::{self, Inhoud, UPLOADS_MAX};
use dienstverlening::formulieren::kaart::Punt;
use dienstverlening::formulieren::{AanvraagId, Formulier, Fout as Regel, Groep, Soort, Stand, Upload, Vraag};
use kern::Result;
use uuid::Uuid;

use super::beeld::{self, Vraagbeeld};
use super::bezoeker::Bezoeker;
use super::{
    Aanvraag, Vraagdeel, bewaren, controle_adres, geheim, in_taal, kaart, naam, stap_adres, verder, verstuurd_adres,
    zinnen,
};
use crate::basis::taal::Naam;
use crate::basis::upload;
use crate::basis::{Antwoord, AppState, Fout, Fouten, Publiek, Taal, toon_met};
use bestanden::{Formaat, Geweigerd, Regels};

#[derive(Template)]
#[template(path = "website/aanvragen/stap.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    csrf: String,
    naam: Naam,
    titel: String,
    uitleg: String,
    stap: usize,
    van: usize,
    adres: String,
    /// Where the draft is thrown away.
    weg: String,
    van_controle: bool,
    eerste: bool,
    veranderd: bool,
    fouten: Fouten,
    vragen: Vec<Vraagbeeld>,
    upload: bool,
    namens: Option<String>,
}

pub(super) async fn pagina(
    State(app): State<AppState>,
    bezoeker: Bezoeker,
    Path((id, code)): Path<(AanvraagId, String)>,
    Query(deel): Query<Vraagdeel>,
) -> Antwoord {
    let aanvraag = match bezoeker.aanvraag(&app, id).await {
        Ok(aanvraag) => aanvraag,
        Err(refusal) => return bewaren::of_inloggen(&app, &bezoeker, id, refusal, &stap_adres(id, &code)).await,
    };
    if aanvraag.concept.verstuurd.is_some() {
        return verder(&verstuurd_adres(id));
    }
    let groep = aanvraag.formulier.groep(&code).ok_or(Fout::GeenPagina)?;
    let stand = aanvraag.stand(&bezoeker);
    if stand.vragen(groep).next().is_none() {
        // Another answer made this page go.
        return verder(
            // First: back to where the form begins.
            &stand.groepen().first().map_or_else(|| controle_adres(id), |first| stap_adres(id, &first.code)),
        );
    }
    let wrong = if deel.fouten.is_empty() { Vec::new() } else { stand.controleer_groep(groep) };
    tonen(&bezoeker, &aanvraag, groep, &deel, &wrong, &[])
}

fn tonen(
    bezoeker: &Bezoeker,
    aanvraag: &Aanvraag<'_>,
    groep: &Groep,
    deel: &Vraagdeel,
    wrong: &[Regel],
    refused: &[(String, Geweigerd)],
) -> Antwoord {
    let (t, form, concept) = (bezoeker.bezoek.taal, aanvraag.formulier, &aanvraag.concept);
    let stand = Stand::new(form, &concept.invoer, &concept.uploads, &bezoeker.bekend, bezoeker.bezoek.nu.date());
    let groepen = stand.groepen();
    let stap = groepen.iter().position(|other| other.code == groep.code).unwrap_or(0) + 1;
    let own = form.groep(&groep.code).ok_or(Fout::GeenPagina)?;
    let vragen: Vec<&Vraag> = stand.vragen(own).collect();
    let fouten = zinnen::fouten(t, bezoeker.bezoek.nu.date(), &vragen, wrong, refused);
    let status = if fouten.leeg() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let optional = |nl: &Option<String>, en: &Option<String>| {
        in_taal(t, nl.as_deref().unwrap_or_default(), en.as_deref().unwrap_or_default()).to_owned()
    };
    let page = toon_met(
        status,
        &Pagina {
            t,
            p: Publiek::new(&bezoeker.bezoek),
            csrf: bezoeker.los.csrf.clone(),
            naam: naam(t, form),
            titel: in_taal(t, &groep.titel, &groep.titel_en).to_owned(),
            uitleg: optional(&groep.uitleg, &groep.uitleg_en),
            stap,
            van: groepen.len(),
            adres: stap_adres(concept.id, &groep.code),
            weg: format!("/aanvraag/{}/weggooien", concept.id),
            van_controle: deel.van_controle(),
            eerste: stap == 1,
            veranderd: concept.ander_formulier(form),
            upload: vragen.iter().any(|vraag| matches!(vraag.soort, Soort::Upload { .. })),
            vragen: vragen
                .into_iter()
                .map(|vraag| Vraagbeeld {
                    kaart: kaart::beeld(bezoeker, &concept.invoer, vraag),
                    ..beeld::vraag(t, &stand, concept, vraag, &fouten, bezoeker.bezoek.nu)
                })
                .collect(),
            fouten,
            namens: bezoeker.namens.clone(),
        },
    )?;
    geheim(Ok(kaart::toegestaan(bezoeker, bezoeker.met_cookie(page))))
}

/// What the button that was pressed asks for.
#[derive(Debug, PartialEq)]
pub(super) enum Doe {
    Verder,
    Vorige,
    Bewaren,
    /// Only keeps the files that came along.
    Toevoegen,
    /// Another row of people.
    Erbij(String),
    /// A row of people less.
    Weg(String, usize),
    /// A file less.
    BestandWeg(Uuid),
    /// A place on the map of a question, clicked at this zoom.
    Wijs(String, Punt, u8),
    /// The map of a question at another zoom.
    Zoom(String, u8),
    /// No place on the map of a question any more.
    Wis(String),
}

impl Doe {
    fn lees(velden: &[(String, String)]) -> Self {
        if let Some(pointed) = kaart::aangewezen(velden) {
            return pointed;
        }
        let value = velden.iter().rev().find(|(naam, _)| naam == "doe").map_or("", |(_, value)| value.as_str());
        let parts: Vec<&str> = value.split('.').collect();
        match *parts.as_slice() {
            ["vorige"] => Self::Vorige,
            ["bewaren"] => Self::Bewaren,
            ["toevoegen"] => Self::Toevoegen,
            ["erbij", vraag] => Self::Erbij(vraag.to_owned()),
            ["weg", vraag, rij] => rij.parse().map_or(Self::Verder, |rij| Self::Weg(vraag.to_owned(), rij)),
            ["bestand-weg", sleutel] => sleutel.parse().map_or(Self::Verder, Self::BestandWeg),
            ["zoom", vraag, zoom] => zoom.parse().map_or(Self::Verder, |zoom| Self::Zoom(vraag.to_owned(), zoom)),
            ["wis", vraag] => Self::Wis(vraag.to_owned()),
            _ => Self::Verder,
        }
    }
}

/// Saves a page.
pub(super) async fn opslaan(
    State(app): State<AppState>,
    Path((id, code)): Path<(AanvraagId, String)>,
    request: Request,
) -> Antwoord {
    let (mut parts, body) = request.into_parts();
    let bezoeker = Bezoeker::from_request_parts(&mut parts, &app).await?;
    let Query(deel) = Query::<Vraagdeel>::try_from_uri(&parts.uri).unwrap_or_default();
    let gestuurd = upload::Formulier::from_request(Request::from_parts(parts, body), &app).await?;
    let aanvraag = match bezoeker.aanvraag(&app, id).await {
        Ok(aanvraag) => aanvraag,
        Err(refusal) => {
            let ontvangen = gestuurd.lees(&app, None, |_| None).await?;
            return bewaren::zonder_sessie(&app, &bezoeker, id, &code, refusal, &ontvangen.velden).await;
        }
    };
    if aanvraag.concept.verstuurd.is_some() {
        // What was typed after sending goes nowhere: that is said.
        return verder(&format!("{}?daarna=1", verstuurd_adres(id)));
    }
    let form = aanvraag.formulier;
    let groep = form.groep(&code).ok_or(Fout::GeenPagina)?;
    let gevraagd: Vec<&Vraag> = aanvraag.stand(&bezoeker).vragen(groep).collect();
    let welkom = |veld: &str| welkom(&gevraagd, &aanvraag.concept.uploads, veld);
    let ontvangen = gestuurd.lees(&app, Some(id), welkom).await?;
    let doe = Doe::lees(&ontvangen.velden);
    let (kept, refused) = uiteen(ontvangen.bestanden);
    let change = |inhoud: Inhoud<'_>| wijzig(inhoud, &gevraagd, &ontvangen.velden, &kept, &doe);
    let concept = concept::opslaan(&app.db, &bezoeker.houder, bezoeker.bezoek.nu, id, form, change).await?;
    verlaat(&app, &bezoeker, &Aanvraag { concept, formulier: form }, Verlaten { groep, gevraagd, doe, deel, refused })
        .await
}

/// What may still come in with a question.
fn welkom(gevraagd: &[&Vraag], uploads: &[Upload], veld: &str) -> Option<upload::Welkom> {
    let vraag = gevraagd.iter().find(|vraag| vraag.code == veld)?;
    let Soort::Upload { soorten, max_mb, .. } = &vraag.soort else { return None };
    let allowed = |formaat: &Formaat| soorten.iter().any(|soort| formaat.uitgangen().contains(&soort.as_str()));
    let regels = Regels {
        max_bytes: u64::try_from(*max_mb).unwrap_or(1) * 1_000_000,
        formaten: Formaat::ALL.into_iter().filter(allowed).collect(),
    };
    Some(upload::Welkom { regels, aantal: plaats(vraag, uploads) })
}

/// How many more files a question takes.
fn plaats(vraag: &Vraag, uploads: &[Upload]) -> usize {
    let Soort::Upload { aantal, .. } = &vraag.soort else { return 0 };
    let own = uploads.iter().filter(|upload| upload.vraag == vraag.code).count();
    let room = usize::try_from(*aantal).unwrap_or(0).saturating_sub(own);
    room.min(UPLOADS_MAX.saturating_sub(uploads.len()))
}

/// The files that are kept, and those that were refused.
fn uiteen(
    bestanden: Vec<(String, Result<bestanden::Opgeslagen, Geweigerd>)>,
) -> (Vec<Upload>, Vec<(String, Geweigerd)>) {
    let (mut kept, mut refused) = (Vec::new(), Vec::new());
    for (vraag, bestand) in bestanden {
        match bestand {
            Ok(file) => kept.push(Upload {
                sleutel: file.sleutel,
                vraag,
                naam: file.naam,
                formaat: file.formaat,
                omvang: file.omvang,
                sha256: file.sha256,
            }),
            Err(geweigerd) => refused.push((vraag, geweigerd)),
        }
    }
    (kept, refused)
}

fn wijzig(
    (invoer, uploads): Inhoud<'_>,
    gevraagd: &[&Vraag],
    velden: &[(String, String)],
    kept: &[Upload],
    doe: &Doe,
) -> Result<()> {
    // What is sent along for a question that is about files is its files.
    invoer.vervang(gevraagd.iter().copied(), velden)?;
    for upload in kept {
        let known = |other: &Upload| other.sleutel == upload.sleutel;
        // Another window may have added some meanwhile.
        let room = gevraagd.iter().find(|vraag| vraag.code == upload.vraag).map_or(0, |vraag| plaats(vraag, uploads));
        if room > 0 && !uploads.iter().any(known) {
            uploads.push(upload.clone());
        }
    }
    let own =
        |code: &str| gevraagd.iter().any(|vraag| vraag.code == code && matches!(vraag.soort, Soort::Personen { .. }));
    match doe {
        Doe::Erbij(vraag) if own(vraag) => invoer.rij_erbij(vraag),
        Doe::Weg(vraag, rij) if own(vraag) => invoer.rij_weg(vraag, *rij),
        Doe::BestandWeg(sleutel) => {
            uploads.retain(|upload| {
                upload.sleutel != *sleutel || !gevraagd.iter().any(|vraag| vraag.code == upload.vraag)
            });
        }
        Doe::Wijs(..) | Doe::Zoom(..) | Doe::Wis(_) => kaart::zet(invoer, gevraagd, doe),
        _ => {}
    }
    Ok(())
}

/// A page that has been saved, about to be left.
struct Verlaten<'a> {
    groep: &'a Groep,
    /// The questions that were on it.
    gevraagd: Vec<&'a Vraag>,
    doe: Doe,
    deel: Vraagdeel,
    refused: Vec<(String, Geweigerd)>,
}

async fn verlaat(app: &AppState, bezoeker: &Bezoeker, aanvraag: &Aanvraag<'_>, van: Verlaten<'_>) -> Antwoord {
    let (id, groep) = (aanvraag.concept.id, van.groep);
    let form: &Formulier = aanvraag.formulier;
    let stand = Stand::new(
        form,
        &aanvraag.concept.invoer,
        &aanvraag.concept.uploads,
        &bezoeker.bekend,
        bezoeker.bezoek.nu.date(),
    );
    let query = if van.deel.van_controle() { "?van=controle" } else { "" };
    let here = |anchor: &str| verder(&format!("{}{query}#{anchor}", stap_adres(id, &groep.code)));
    if !van.refused.is_empty() {
        return tonen(bezoeker, aanvraag, groep, &van.deel, &[], &van.refused);
    }
    match &van.doe {
        Doe::Bewaren => return bewaren::tonen(app, bezoeker, aanvraag).await,
        Doe::Vorige => {
            let back = stand.vorige(groep).unwrap_or(groep);
            return verder(&stap_adres(id, &back.code));
        }
        Doe::Erbij(vraag) | Doe::Weg(vraag, _) => return here(vraag),
        Doe::Wijs(vraag, ..) | Doe::Zoom(vraag, _) | Doe::Wis(vraag) => return here(&kaart::anker(vraag)),
        Doe::Toevoegen | Doe::BestandWeg(_) => {
            let first = van.gevraagd.iter().find(|vraag| matches!(vraag.soort, Soort::Upload { .. }));
            return here(first.map_or("inhoud", |vraag| vraag.code.as_str()));
        }
        Doe::Verder => {}
    }
    // An answer on this page can lead to another question on it.
    let own = form.groep(&groep.code).ok_or(Fout::GeenPagina)?;
    let new = stand.vragen(own).find(|vraag| !van.gevraagd.iter().any(|known| known.code == vraag.code));
    if let Some(new) = new.filter(|vraag| !matches!(stand.lees(vraag), Ok(Some(_)))) {
        return here(&dienstverlening::formulieren::waarde::eerste_veld(new));
    }
    let wrong = stand.controleer_groep(own);
    if !wrong.is_empty() {
        return tonen(bezoeker, aanvraag, groep, &van.deel, &wrong, &[]);
    }
    let next = stand.volgende(groep).filter(|_| !van.deel.van_controle());
    verder(&next.map_or_else(|| controle_adres(id), |next| stap_adres(id, &next.code)))
}
