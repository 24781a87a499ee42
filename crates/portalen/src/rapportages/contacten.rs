//! `GET /rapportages/kcc/contacten`: the contacts behind a figure. Who said what stays out of it.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use askama::Template;
use axum::extract::State;
use dienstverlening::rapportage::{Achter, ContactRegel, Uur, Wat, contacten_achter};
use kern::autorisatie::{LeesContacten, Werken};
use kern::organisaties::{self, MedewerkerId};
use kern::paging::After;
use kern::{FieldError, Reads};
use registers::klantinteracties::klantcontact::Afhandeling;

use super::namen::Namen;
use super::{GevraagdMet, Vraag, delen, kwartaal, query};
use crate::basis::adres::als_waarde;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Werkplek, tijd, toon};

pub(super) const PER_PAGE: usize = 50;

/// The names of colleagues.
pub(super) type Mensen = HashMap<MedewerkerId, String>;

#[derive(Template)]
#[template(path = "rapportages/contacten.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    kwartaal: String,
    /// What the figure counted: a label and a name each.
    filters: Vec<(String, String)>,
    rapport_adres: String,
    rijen: Vec<Rij>,
    koppen: [String; 8],
    /// Addresses; empty is none.
    volgende: String,
    eerste: String,
}

struct Rij {
    wanneer: Tijdstip,
    cellen: [String; 7],
}

/// The columns: after the moment those of [`Rij::cellen`].
const KOPPEN: [&str; 8] = [
    "rapport-contacten-wanneer",
    "rapport-contacten-nummer",
    "rapport-kanalen-naam",
    "rapport-onderwerpen-naam",
    "rapport-afhandeling-naam",
    "rapport-team",
    "rapport-contacten-wie",
    "rapport-contacten-duur",
];

pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    let vraag = query(vraag)?;
    let kwartaal = kwartaal(&wie, &vraag)?;
    let who = wie.medewerker.authorise::<LeesContacten>()?;
    let after = vraag.na.as_deref().map(After::parse).transpose()?;
    let n = Namen::lees(&app.db, &wie, kwartaal, &[]).await?;
    let achter = achter(&n, &vraag)?;
    let page = contacten_achter(&app.db, &who, kwartaal, &achter, after.as_ref(), PER_PAGE).await?;
    // The names of the products on this page only.
    let mut codes: Vec<&str> = page.rows.iter().filter_map(|row| row.product.as_deref()).collect();
    codes.extend(vraag.onderwerp.as_deref());
    codes.sort_unstable();
    codes.dedup();
    let n = Namen::lees(&app.db, &wie, kwartaal, &codes).await?;
    let mensen = mensen(&app.db, &wie).await?;
    let here = n.contacten(&achter).unwrap_or_default();
    toon(&Pagina {
        t: wie.taal,
        p: Werkplek::new(&wie),
        kwartaal: n.kwartaal_naam(kwartaal),
        filters: filters(&n, &vraag, &achter),
        rapport_adres: format!("/rapportages/kcc?kwartaal={kwartaal}"),
        rijen: page.rows.iter().map(|row| rij(&n, &wie, &mensen, row)).collect(),
        koppen: KOPPEN.map(|key| n.tekst(key)),
        volgende: page.next.map(|next| format!("{here}&na={}", als_waarde(&next.to_string()))).unwrap_or_default(),
        eerste: after.map(|_| here).unwrap_or_default(),
    })
}

/// What the address asks for; a code that can only be one of a few is checked.
fn achter(n: &Namen, vraag: &Vraag) -> Result<Achter, Fout> {
    let team = |code: &String| n.team_met_code(code).ok_or_else(|| FieldError::new("team", "onbekende-keuze"));
    let afhandeling = |code: &String| {
        let allowed = || Afhandeling::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", ");
        code.parse::<Afhandeling>()
            .map_err(|_| FieldError::new("afhandeling", "afhandeling-onbekend").detail(allowed()))
    };
    Ok(Achter {
        kanaal: vraag.kanaal.clone(),
        onderwerp: vraag.onderwerp.clone(),
        thema: None,
        reden: vraag.reden.clone(),
        klantgroep: vraag.klantgroep.clone(),
        team: vraag.team.as_ref().map(team).transpose()?,
        afhandeling: vraag.afhandeling.as_ref().map(afhandeling).transpose()?,
        uur: uur(vraag)?,
    })
}

/// An hour of a day of the week: both, or neither.
fn uur(vraag: &Vraag) -> Result<Option<Uur>, Fout> {
    let number = |field: &'static str, text: &Option<String>, allowed: RangeInclusive<i8>| {
        let read = text.as_deref().unwrap_or_default().parse().ok().filter(|number| allowed.contains(number));
        read.ok_or_else(|| FieldError::new(field, "onbekende-keuze"))
    };
    if vraag.weekdag.is_none() && vraag.uur.is_none() {
        return Ok(None);
    }
    Ok(Some(Uur { weekdag: number("weekdag", &vraag.weekdag, 1..=7)?, uur: number("uur", &vraag.uur, 0..=23)? }))
}

fn filters(n: &Namen, vraag: &Vraag, achter: &Achter) -> Vec<(String, String)> {
    let named = [
        ("rapport-kanalen-naam", vraag.kanaal.as_deref().map(|code| n.kanaal(code))),
        ("rapport-redenen-naam", vraag.reden.as_deref().map(|code| n.reden(code))),
        ("klantgroep", vraag.klantgroep.as_deref().map(|code| n.klantgroep(code))),
        ("rapport-onderwerpen-naam", vraag.onderwerp.as_deref().map(|code| n.product(code))),
        ("rapport-team", achter.team.map(|team| n.team(team))),
        ("rapport-afhandeling-naam", achter.afhandeling.map(|kind| n.afhandeling(kind))),
        ("rapport-drukte-naam", achter.uur.map(|uur| n.weekdag(uur.weekdag))),
        ("rapport-drukte-uur", achter.uur.map(|uur| delen::wat(n, Wat::Uur(uur.uur)))),
    ];
    named.into_iter().filter_map(|(key, name)| Some((n.tekst(key), name?))).collect()
}

pub(super) async fn mensen(db: &impl Reads, wie: &Ingelogd) -> kern::Result<Mensen> {
    let all = organisaties::collegas(db, &wie.medewerker.authorise::<Werken>()?).await?;
    Ok(all.into_iter().map(|collega| (collega.id, collega.naam)).collect())
}

fn rij(n: &Namen, wie: &Ingelogd, mensen: &Mensen, row: &ContactRegel) -> Rij {
    Rij {
        wanneer: tijd::moment(wie.taal, row.plaatsgevonden_op, wie.nu),
        cellen: [
            row.nummer.clone().unwrap_or_default(),
            n.kanaal(&row.kanaal),
            n.product(row.product.as_deref().unwrap_or_default()),
            row.afhandeling.map(|kind| n.afhandeling(kind)).unwrap_or_default(),
            row.team.map(|team| n.team(team)).unwrap_or_default(),
            row.medewerker.and_then(|id| mensen.get(&id).cloned()).unwrap_or_default(),
            row.duur_s.map(tijd::duur).unwrap_or_default(),
        ],
    }
}
