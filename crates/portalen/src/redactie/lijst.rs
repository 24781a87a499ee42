//! `GET /redactie`: all articles, those checked longest ago first, and what was searched for in vain.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use dienstverlening::kennisbank::{self, Keuze, Product, zonder_resultaat};
use dienstverlening::rapportage::onderwerpen;
use kern::autorisatie::{LeesRedactie, Werken};
use kern::organisaties::{self, TeamId};
use termijnen::Kwartaal;

use crate::basis::taal::Naam;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Ingelogd, Taal, Werkplek, tijd, toon};

/// More than this nobody goes through on one page.
const ARTIKELEN: u64 = 1_000;

#[derive(Template)]
#[template(path = "redactie/lijst.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    artikelen: Vec<Rij>,
    zonder: Vec<Zonder>,
}

struct Rij {
    naam: Naam,
    adres: String,
    versie: i64,
    gecontroleerd: Tijdstip,
    team: String,
    openbaar: bool,
    gebruikt: String,
}

struct Zonder {
    woorden: String,
    aantal: String,
    laatst: Tijdstip,
}

pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd) -> Antwoord {
    let (who, editor) = (wie.medewerker.authorise::<Werken>()?, wie.medewerker.authorise::<LeesRedactie>()?);
    let mut products = kennisbank::lijst(&app.db, &who, Keuze::Alle { na: None, aantal: ARTIKELEN }).await?;
    products.sort_by(|a, b| (a.gecontroleerd_op, &a.naam).cmp(&(b.gecontroleerd_op, &b.naam)));
    let used = onderwerpen(&app.db, &editor, Kwartaal::containing(wie.nu.date())).await?;
    let teams = organisaties::teams(&app.db, &who).await?;
    let teams: HashMap<TeamId, String> = teams.into_iter().map(|team| (team.id, team.naam)).collect();
    let (t, today) = (wie.taal, wie.nu.date());
    let rij = |product: &Product| Rij {
        naam: t.naam(&product.naam, product.naam_en.as_deref()),
        adres: format!("/redactie/{}", product.code),
        versie: product.versie,
        gecontroleerd: tijd::dag(t, product.gecontroleerd_op, today),
        team: teams.get(&product.team).cloned().unwrap_or_default(),
        openbaar: product.openbaar,
        gebruikt: t.getal(used.get(&product.code).copied().unwrap_or(0)),
    };
    let vain = zonder_resultaat::lijst(&app.db, &editor).await?;
    let zonder = vain.into_iter().map(|vraag| Zonder {
        woorden: vraag.woorden,
        aantal: t.getal(vraag.aantal),
        laatst: tijd::dag(t, vraag.laatst, today),
    });
    toon(&Pagina { t, p: Werkplek::new(&wie), artikelen: products.iter().map(rij).collect(), zonder: zonder.collect() })
}
