//! `GET /rapportages/kcc/terugbelverzoeken`: the callbacks behind a figure. Who is called back about what stays out of it.

use askama::Template;
use axum::extract::State;
use dienstverlening::rapportage::{AchterVerzoeken, Belofte, VerzoekRegel, verzoeken_achter};
use kern::FieldError;
use kern::autorisatie::{BehandelTaken, LeesContacten};
use kern::paging::After;

use super::contacten::{Mensen, PER_PAGE, mensen};
use super::namen::Namen;
use super::{GevraagdMet, Vraag, kwartaal, query};
use crate::basis::adres::als_waarde;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Werkplek, tijd, toon};

#[derive(Template)]
#[template(path = "rapportages/verzoeken.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    kwartaal: String,
    /// What the figure counted: a label and a name each.
    filters: Vec<(String, String)>,
    rapport_adres: String,
    rijen: Vec<Rij>,
    koppen: [String; 9],
    /// Addresses; empty is none.
    volgende: String,
    eerste: String,
}

struct Rij {
    nummer: String,
    /// The task itself, for who may handle it.
    adres: Option<String>,
    gevraagd: Tijdstip,
    beloofd: Tijdstip,
    afgehandeld: Option<Tijdstip>,
    /// The class and the word of how it stands.
    stand: (&'static str, String),
    cellen: [String; 4],
}

const KOPPEN: [&str; 9] = [
    "rapport-contacten-nummer",
    "rapport-verzoeken-gevraagd",
    "rapport-verzoeken-beloofd",
    "rapport-verzoeken-afgehandeld",
    "rapport-verzoeken-stand",
    "rapport-onderwerpen-naam",
    "rapport-team",
    "rapport-contacten-wie",
    "rapport-verzoeken-pogingen",
];

pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    let vraag = query(vraag)?;
    let kwartaal = kwartaal(&wie, &vraag)?;
    let who = wie.medewerker.authorise::<LeesContacten>()?;
    let after = vraag.na.as_deref().map(After::parse).transpose()?;
    let achter = achter(&Namen::lees(&app.db, &wie, kwartaal, &[]).await?, &vraag)?;
    let page = verzoeken_achter(&app.db, &who, kwartaal, achter, wie.nu, after.as_ref(), PER_PAGE).await?;
    // The names of the products on this page only.
    let mut codes: Vec<&str> = page.rows.iter().filter_map(|row| row.product.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    let n = Namen::lees(&app.db, &wie, kwartaal, &codes).await?;
    let mensen = mensen(&app.db, &wie).await?;
    let here = n.verzoeken(&achter).unwrap_or_default();
    toon(&Pagina {
        t: wie.taal,
        p: Werkplek::new(&wie),
        kwartaal: n.kwartaal_naam(kwartaal),
        filters: filters(&n, achter),
        rapport_adres: format!("/rapportages/kcc?kwartaal={kwartaal}#terugbellen"),
        rijen: page.rows.iter().map(|row| rij(&n, &wie, &mensen, row)).collect(),
        koppen: KOPPEN.map(|key| n.tekst(key)),
        volgende: page.next.map(|next| format!("{here}&na={}", als_waarde(&next.to_string()))).unwrap_or_default(),
        eerste: after.map(|_| here).unwrap_or_default(),
    })
}

/// What the address asks for; each code can only be one of a few.
fn achter(n: &Namen, vraag: &Vraag) -> Result<AchterVerzoeken, Fout> {
    let team = |code: &String| n.team_met_code(code).ok_or_else(|| FieldError::new("team", "onbekende-keuze"));
    let belofte = |code: &String| Belofte::from_code(code).ok_or_else(|| FieldError::new("belofte", "onbekende-keuze"));
    Ok(AchterVerzoeken {
        team: vraag.team.as_ref().map(team).transpose()?,
        belofte: vraag.belofte.as_ref().map(belofte).transpose()?,
    })
}

fn filters(n: &Namen, achter: AchterVerzoeken) -> Vec<(String, String)> {
    let named = [
        ("rapport-team", achter.team.map(|team| n.team(team))),
        ("rapport-verzoeken-stand", achter.belofte.map(|belofte| stand(n, belofte).1)),
    ];
    named.into_iter().filter_map(|(key, name)| Some((n.tekst(key), name?))).collect()
}

fn stand(n: &Namen, belofte: Belofte) -> (&'static str, String) {
    let class = match belofte {
        Belofte::Gehaald => "gehaald",
        Belofte::TeLaat => "te-laat",
        Belofte::Loopt => "loopt",
        Belofte::NietBereikt | Belofte::Vervallen => "staat-stil",
    };
    (class, n.belofte(belofte))
}

fn rij(n: &Namen, wie: &Ingelogd, mensen: &Mensen, row: &VerzoekRegel) -> Rij {
    let moment = |moment| tijd::moment(wie.taal, moment, wie.nu);
    Rij {
        nummer: row.nummer.clone().unwrap_or_else(|| n.tekst("rapport-geen-getal")),
        adres: wie.medewerker.may::<BehandelTaken>().then(|| format!("/werkplek/taken/{}", row.id)),
        gevraagd: moment(row.aangemaakt_op),
        beloofd: moment(row.beloofd_op),
        afgehandeld: row.afgehandeld_op.map(moment),
        stand: stand(n, row.belofte),
        cellen: [
            n.product(row.product.as_deref().unwrap_or_default()),
            n.team(row.team),
            row.medewerker.and_then(|id| mensen.get(&id).cloned()).unwrap_or_default(),
            n.getal(row.pogingen),
        ],
    }
}
