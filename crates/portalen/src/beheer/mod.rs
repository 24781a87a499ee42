//! `/beheer`: the organisation at a glance. The folder and `loket inrichten` change it; only the kiosks are linked here.

#[cfg(test)]
mod tests;
mod zuilen;

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use dienstverlening::overzicht::{self, Achterstand, Persoon};
use kern::autorisatie::{Beheren, Werken};
use kern::organisaties::{self, Team, TeamId};

use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Ingelogd, Routes, Taal, Toegang, Werkplek, tijd, toon_met};
use zuilen::{Gedaan, Zuilen};

/// The pages of this room.
pub(crate) fn routes() -> Routes {
    let beheren = Toegang::recht::<Beheren>();
    Routes::new().get("/beheer", beheren, pagina).post("/beheer/zuilen", beheren, zuilen::maken).post(
        "/beheer/zuilen/{id}/intrekken",
        beheren,
        zuilen::intrekken,
    )
}

#[derive(Template)]
#[template(path = "beheer/beheer.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    ingericht: Option<Tijdstip>,
    volgers: Vec<Volger>,
    teams: Vec<Teamrij>,
    mensen: Vec<Mens>,
    z: Zuilen,
}

struct Volger {
    naam: &'static str,
    stand: &'static str,
    achter: String,
    bijgewerkt: Tijdstip,
}

struct Teamrij {
    naam: String,
    afdeling: String,
    manager: String,
    mensen: usize,
}

struct Mens {
    naam: String,
    gebruikersnaam: String,
    team: String,
    rollen: String,
    afwezig: String,
    inloggen: String,
}

async fn pagina(State(app): State<AppState>, wie: Ingelogd) -> Antwoord {
    tonen(&app, &wie, StatusCode::OK, Gedaan::default()).await
}

async fn tonen(app: &AppState, wie: &Ingelogd, status: StatusCode, gedaan: Gedaan<'_>) -> Antwoord {
    let who = wie.medewerker.authorise::<Beheren>()?;
    let teams = organisaties::teams(&app.db, &wie.medewerker.authorise::<Werken>()?).await?;
    let people = overzicht::personen(&app.db, &who).await?;
    let behind = overzicht::achterstanden(&app.db, &who).await?;
    let changed = overzicht::laatst_gewijzigd(&app.db, &who).await?;
    let names: HashMap<TeamId, &str> = teams.iter().map(|team| (team.id, team.naam.as_str())).collect();
    let page = Pagina {
        t: wie.taal,
        p: Werkplek::new(wie),
        z: zuilen::zuilen(app, wie, &who, &gedaan).await?,
        ingericht: changed.map(|op| tijd::moment(wie.taal, op, wie.nu)),
        volgers: behind.iter().map(|volger| volger_rij(wie, volger)).collect(),
        teams: teams.iter().map(|team| team_rij(wie, team, &people)).collect(),
        mensen: people.iter().map(|persoon| mens(wie, persoon, &names)).collect(),
    };
    toon_met(status, &page)
}

fn volger_rij(wie: &Ingelogd, volger: &Achterstand) -> Volger {
    Volger {
        stand: if volger.achter == 0 { "gehaald" } else { "bijna" },
        achter: match volger.achter {
            0 => wie.taal.tekst("beheer-volger-bij"),
            achter => wie.taal.tekst_met("beheer-volger-achter").met("aantal", achter).to_string(),
        },
        bijgewerkt: tijd::moment(wie.taal, volger.bijgewerkt_op, wie.nu),
        naam: volger.naam,
    }
}

fn team_rij(wie: &Ingelogd, team: &Team, people: &[Persoon]) -> Teamrij {
    let manager = people.iter().find(|persoon| Some(persoon.id) == team.manager);
    let afdeling = wie.organisatie.instellingen.afdeling(&team.afdeling);
    Teamrij {
        naam: team.naam.clone(),
        afdeling: afdeling.map_or_else(|| team.afdeling.clone(), |afdeling| afdeling.naam.clone()),
        manager: manager.map(|persoon| persoon.naam.clone()).unwrap_or_default(),
        mensen: people.iter().filter(|persoon| persoon.team == team.id).count(),
    }
}

fn mens(wie: &Ingelogd, persoon: &Persoon, teams: &HashMap<TeamId, &str>) -> Mens {
    let (t, today) = (wie.taal, wie.nu.date());
    // texts: rol-*
    let rollen: Vec<String> = persoon.rollen.iter().map(|rol| t.tekst(&format!("rol-{}", rol.code()))).collect();
    // Those that are over tell nothing any more.
    let away = persoon.afwezig.iter().filter(|afwezig| afwezig.tot_en_met >= today).map(|afwezig| {
        let said = t.tekst_met("beheer-afwezig").met("van", tijd::day_name(t, afwezig.van, today));
        said.met("tot", tijd::day_name(t, afwezig.tot_en_met, today)).met("reden", &afwezig.reden).to_string()
    });
    let inloggen = match (persoon.kan_inloggen, persoon.tweede_factor) {
        (false, _) => "beheer-geen-wachtwoord",
        (true, false) => "beheer-alleen-wachtwoord",
        (true, true) => "beheer-twee-factoren",
    };
    Mens {
        naam: persoon.naam.clone(),
        gebruikersnaam: persoon.gebruikersnaam.clone(),
        team: teams.get(&persoon.team).copied().unwrap_or_default().to_owned(),
        rollen: rollen.join(", "),
        afwezig: away.collect::<Vec<_>>().join("; "),
        inloggen: t.tekst(inloggen),
    }
}
