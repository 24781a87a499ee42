//! Articles as agents read them: beside a contact, where the article becomes its subject, and outside one.

use askama::Template;
use axum::extract::{Path, State};
use dienstverlening::contacten::concept::{self, Concept, ConceptId};
use dienstverlening::kennisbank::{self, Artikel, Sectie, markdown};
use kern::autorisatie::{Registreren, Werken};
use kern::organisaties::Team;

use super::zoeken::Zoekveld;
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Werkplek, naar, tijd, toon};

/// An article, ready to be shown.
pub(super) struct ArtikelBeeld {
    /// The code of its product.
    pub(super) code: String,
    /// The name of its product.
    pub(super) naam: String,
    /// Its version.
    pub(super) versie: i64,
    /// What is announced when it opens.
    pub(super) melding: String,
    /// Version, when it was checked, whose it is.
    pub(super) herkomst: String,
    /// That it is an old or withdrawn text.
    pub(super) waarschuwing: Option<String>,
    /// The short answer, as HTML.
    pub(super) antwoord: String,
    /// The short answer in English, as HTML.
    pub(super) english: Option<String>,
    /// The other parts.
    pub(super) delen: Vec<Deel>,
    /// What only agents read, as HTML.
    pub(super) intern: Option<String>,
    /// What goes with it.
    pub(super) gerelateerd: Vec<Verwijzing>,
    /// The same on the website.
    pub(super) website: Option<String>,
    /// Whether it becomes the subject of the contact beside it.
    pub(super) in_contact: bool,
    /// The reason that follows from it, when the contact's reason follows the subject.
    pub(super) reden: Option<String>,
}

/// A part of an article.
pub(super) struct Deel {
    /// Its heading.
    pub(super) naam: String,
    /// Its text, as HTML.
    pub(super) html: String,
}

/// A link to another article.
pub(super) struct Verwijzing {
    /// Its name.
    pub(super) naam: String,
    /// Where it is.
    pub(super) adres: String,
}

/// Where the article of a product is: beside this contact, or outside one.
pub(super) fn adres(contact: Option<ConceptId>, code: &str) -> String {
    match contact {
        Some(contact) => format!("{}/artikel/{code}", super::adres(contact)),
        None => format!("/werkplek/artikelen/{code}"),
    }
}

/// Reads an article in its current version, or in the one that a contact was answered with; two queries.
///
/// # Errors
/// What the database says.
pub(super) async fn lees(
    app: &AppState,
    wie: &Ingelogd,
    teams: &[Team],
    contact: Option<ConceptId>,
    code: &str,
    versie: Option<i64>,
) -> Result<Option<ArtikelBeeld>, Fout> {
    let who = wie.medewerker.authorise::<Werken>()?;
    let found = match versie {
        Some(versie) => kennisbank::artikel_versie(&app.db, &who, code, versie).await?,
        None => kennisbank::artikel(&app.db, &who, code).await?,
    };
    let Some(artikel) = found else { return Ok(None) };
    let related = kennisbank::gerelateerd(&app.db, &who, &artikel.product).await?;
    let gerelateerd = related.into_iter().map(|product| Verwijzing {
        naam: wie.taal.naam(&product.naam, product.naam_en.as_deref()).to_string(),
        adres: adres(contact, &product.code),
    });
    Ok(Some(beeld(wie, teams, contact, artikel, gerelateerd.collect())))
}

fn beeld(
    wie: &Ingelogd,
    teams: &[Team],
    contact: Option<ConceptId>,
    artikel: Artikel,
    gerelateerd: Vec<Verwijzing>,
) -> ArtikelBeeld {
    let t = wie.taal;
    let Artikel { product, versie } = artikel;
    let html = |markdown: &str| html(contact, markdown);
    let secties = &versie.inhoud.openbaar;
    let own_place = [Sectie::Antwoord, Sectie::English];
    let delen = secties.iter().filter(|(sectie, _)| !own_place.contains(sectie)).map(|(sectie, text)| Deel {
        // texts: werkplek-artikel-deel-*
        naam: t.tekst(&format!("werkplek-artikel-deel-{}", sectie.code())),
        html: html(text),
    });
    let team = teams.iter().find(|team| team.id == product.team).map_or("", |team| team.naam.as_str());
    let herkomst = t
        .tekst_met("werkplek-artikel-herkomst")
        .met("versie", versie.versie)
        .met("datum", tijd::with_year(t, product.gecontroleerd_op))
        .met("team", team)
        .to_string();
    let naam = t.naam(&product.naam, product.naam_en.as_deref()).to_string();
    ArtikelBeeld {
        melding: t.tekst_met("werkplek-artikel-geopend").met("naam", &naam).to_string(),
        herkomst,
        waarschuwing: waarschuwing(t, product.actief, versie.versie, product.versie),
        antwoord: html(&secties.antwoord),
        english: secties.english.as_deref().map(html),
        delen: delen.collect(),
        intern: versie.inhoud.intern.as_deref().map(html),
        gerelateerd,
        website: (product.openbaar && product.actief).then(|| format!("/producten/{}", product.code)),
        in_contact: contact.is_some(),
        reden: None,
        versie: versie.versie,
        naam,
        code: product.code,
    }
}

fn waarschuwing(t: Taal, actief: bool, versie: i64, nu: i64) -> Option<String> {
    if !actief {
        Some(t.tekst("werkplek-artikel-vervallen"))
    } else if versie != nu {
        Some(t.tekst_met("werkplek-artikel-oud").met("versie", versie).met("nu", nu).to_string())
    } else {
        None
    }
}

/// Markdown as HTML below the heading of the article. Beside a contact a link to another article opens there too, and a link
/// elsewhere never takes the place of the contact. What the Markdown says is escaped, so `<a href="` is only ever a link.
fn html(contact: Option<ConceptId>, text: &str) -> String {
    let html = markdown::html(text, 1, |code| Some(adres(contact, code)));
    let elsewhere = "<a target=\"_blank\" rel=\"noopener\" href=\"http";
    let html = html.replace("<a href=\"http", elsewhere);
    match contact {
        Some(_) => html.replace("<a href=\"/werkplek/", "<a data-deel=\"#artikel\" href=\"/werkplek/"),
        None => html,
    }
}

#[derive(Template)]
#[template(path = "werkplek/artikel_deel.html")]
struct Fragment {
    t: Taal,
    a: ArtikelBeeld,
}

#[derive(Template)]
#[template(path = "werkplek/artikel.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    a: ArtikelBeeld,
}

/// `GET /werkplek/artikelen/{code}`
pub(super) async fn los(State(app): State<AppState>, wie: Ingelogd, Path(code): Path<String>) -> Antwoord {
    let teams = super::teams(&app, &wie).await?;
    let a = lees(&app, &wie, &teams, None, &code, None).await?.ok_or(Fout::GeenPagina)?;
    if wie.deel {
        return toon(&Fragment { t: wie.taal, a });
    }
    toon(&Pagina { t: wie.taal, p: Werkplek::new(&wie), zoek: Zoekveld::los(&wie), a })
}

/// `GET /werkplek/contacten/{id}/artikel/{code}`: the fragment; as a page it is the contact's own page with this article.
pub(super) async fn in_contact(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path((id, code)): Path<(ConceptId, String)>,
) -> Antwoord {
    let concept = concept::by_id(&app.db, &wie.medewerker.authorise::<Registreren>()?, id).await?;
    if !wie.deel {
        return Ok(naar(&format!("{}?artikel={}", super::adres(id), crate::basis::adres::als_waarde(&code))));
    }
    let teams = super::teams(&app, &wie).await?;
    let mut a = lees(&app, &wie, &teams, Some(id), &code, None).await?.ok_or(Fout::GeenPagina)?;
    a.reden = gevolgde_reden(&app, &wie, &concept, &code).await?;
    toon(&Fragment { t: wie.taal, a })
}

/// The reason to look somebody up follows from the subject, until the agent chooses another: the reason of this product,
/// when the contact has none or still has that of the product before.
///
/// # Errors
/// What the database says.
pub(super) async fn gevolgde_reden(
    app: &AppState,
    wie: &Ingelogd,
    concept: &Concept,
    code: &str,
) -> Result<Option<String>, Fout> {
    let before = concept.invoer.product.as_deref();
    let codes: Vec<&str> = before.into_iter().chain([code]).collect();
    let found = kennisbank::producten_met_code(&app.db, &wie.medewerker.authorise::<Werken>()?, &codes).await?;
    let reden = |code: &str| found.iter().find(|product| product.code == code).map(|product| product.reden.clone());
    let follows = concept.invoer.reden.is_none() || concept.invoer.reden == before.and_then(reden);
    Ok(if follows { reden(code) } else { None })
}
