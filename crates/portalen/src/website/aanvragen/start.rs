//! The first page of a form: what it is, what you need, how long it takes; log in or go on without.

use askama::Template;
use axum::extract::{Path, State};
use dienstverlening::formulieren::{Formulier, Inloggen, Stand, concept};
use kern::Moment;

use super::bezoeker::Bezoeker;
use super::{Aanvraag, formulier, geheim, in_taal, naam, stap_adres, start_adres};
use crate::basis::adres::als_waarde;
use crate::basis::koppen::add_cookie;
use crate::basis::taal::Naam;
use crate::basis::tijd::{self, Tijdstip};
use crate::basis::toegang::niets_gemaakt;
use crate::basis::{Antwoord, AppState, Fout, Publiek, Taal, code, naar, toon};
use crate::website::product_adres;

#[derive(Template)]
#[template(path = "website/aanvragen/start.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    csrf: String,
    titel: Naam,
    adres: String,
    product: String,
    nodig: Vec<String>,
    minuten: i64,
    /// Name of who is logged in, and of whom they act for.
    ingelogd: Option<String>,
    namens: Option<String>,
    /// Where to log in; none when the form has no use for it, or somebody is.
    inloggen: Option<String>,
    /// Whether one can go on as one is.
    zonder: bool,
    /// What was begun before.
    begonnen: Vec<Begonnen>,
}

struct Begonnen {
    adres: String,
    op: Tijdstip,
}

pub(super) async fn pagina(State(app): State<AppState>, bezoeker: Bezoeker, path: Path<String>) -> Antwoord {
    let code = code(path)?;
    let form = formulier(&bezoeker, &code)?;
    let (t, nu) = (bezoeker.bezoek.taal, bezoeker.bezoek.nu);
    let inloggen = (bezoeker.ingelogd.is_none() && form.inloggen != Inloggen::Nee)
        .then(|| format!("/mijn/inloggen?terug={}", als_waarde(&start_adres(&code))));
    let begonnen = begonnen(&app, &bezoeker, form, t, nu).await?;
    let nodig = form.nodig.iter().enumerate();
    let page = toon(&Pagina {
        t,
        p: Publiek::new(&bezoeker.bezoek),
        csrf: bezoeker.los.csrf.clone(),
        titel: naam(t, form),
        adres: start_adres(&code),
        product: product_adres(&form.product),
        nodig: nodig
            .map(|(at, nl)| in_taal(t, nl, form.nodig_en.get(at).map_or("", String::as_str)).to_owned())
            .collect(),
        minuten: form.minuten,
        ingelogd: bezoeker.ingelogd.clone(),
        namens: bezoeker.namens.clone(),
        inloggen,
        zonder: mag_zonder(form) || bezoeker.ingelogd.is_some(),
        begonnen,
    })?;
    geheim(Ok(bezoeker.met_cookie(page)))
}

fn mag_zonder(formulier: &Formulier) -> bool {
    formulier.inloggen != Inloggen::Verplicht
}

async fn begonnen(
    app: &AppState,
    bezoeker: &Bezoeker,
    form: &Formulier,
    t: Taal,
    nu: Moment,
) -> Result<Vec<Begonnen>, Fout> {
    let Some(burger) = bezoeker.houder.burger else { return Ok(Vec::new()) };
    let drafts = concept::van(&app.db, bezoeker.houder.organisatie, burger).await?;
    let own = drafts.into_iter().filter(|concept| concept.formulier == form.code);
    let begun = |concept: dienstverlening::formulieren::Concept| {
        let op = tijd::moment(t, concept.bijgewerkt_op, nu);
        Begonnen { adres: Aanvraag { concept, formulier: form }.gebleven(bezoeker), op }
    };
    Ok(own.map(begun).collect())
}

/// Begins an application and opens its first page.
pub(super) async fn beginnen(State(app): State<AppState>, mut bezoeker: Bezoeker, path: Path<String>) -> Antwoord {
    let code = code(path)?;
    let cookie = bezoeker.met_sleutel(&app);
    let form = formulier(&bezoeker, &code)?;
    if bezoeker.ingelogd.is_none() && !mag_zonder(form) {
        return niets_gemaakt(Ok(naar(&start_adres(&code))));
    }
    let mut houder = bezoeker.houder.clone();
    if form.inloggen == Inloggen::Nee {
        // Whoever reports a loose tile is not asked who they are, also when they happen to be logged in.
        houder.burger = None;
    }
    let concept = concept::starten(&app.db, &app.ids, &houder, form, bezoeker.bezoek.nu).await?;
    let stand = Stand::new(form, &concept.invoer, &concept.uploads, &bezoeker.bekend, bezoeker.bezoek.nu.date());
    // First: a form begins on its first page.
    let first = stand.groepen().first().map(|groep| stap_adres(concept.id, &groep.code));
    let mut response = naar(&first.ok_or_else(|| Fout::bug("a form without a page"))?);
    if let Some(cookie) = cookie {
        add_cookie(&mut response, &cookie);
    }
    geheim(Ok(response))
}
