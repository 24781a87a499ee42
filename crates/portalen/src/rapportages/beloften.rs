//! `GET /rapportages/beloften`: what needs a hand today, and the five promises with their share, number and trend; each figure opens
//! to what it counts.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::extract::{Query, State};
use dienstverlening::toezeggingen::{self, Achter, Belofte, Cijfer, DOEL, Staat, maandag};
use jiff::ToSpan;
use jiff::civil::Date;
use kern::autorisatie::{LeesRapport, LeesZaken, Werken};
use kern::organisaties::{self, MedewerkerId, TeamId};
use kern::paging::After;
use kern::{Error, FieldError, Moment};
use registers::zaken::{ZaakId, zaak};
use serde::Deserialize;

use super::grafiek::{self, Doel, Punt, Svg};
use crate::basis::adres::als_waarde;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Werkplek, tijd, toon};

/// So many weeks of figures: a quarter.
const WEKEN: i64 = 13;
const PER_PAGE: usize = 50;
/// A promise is nearly over when it runs out by the end of tomorrow.
const NODIG_DAGEN: i64 = 2;

#[derive(Template)]
#[template(path = "rapportages/beloften.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    teams: Vec<(String, String, bool)>,
    nodig: Vec<Nodig>,
    rijen: Vec<Rij>,
}

/// Somebody who has something to keep today.
struct Nodig {
    wie: String,
    te_laat: String,
    bijna: String,
    adres: String,
}

/// One promise.
struct Rij {
    naam: String,
    procent: String,
    /// The word of how it stands against its target.
    stand: (&'static str, String),
    gehaald: String,
    aantal: String,
    schaal: Option<Svg>,
    trend: Svg,
    /// Per week: its name, kept, number.
    weken: Vec<(String, String, String)>,
    adres: String,
    gemist_adres: String,
    gemist: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Vraag {
    team: Option<String>,
    wie: Option<String>,
    belofte: Option<String>,
    staat: Option<String>,
    na: Option<String>,
}

type GevraagdMet = Result<Query<Vraag>, axum::extract::rejection::QueryRejection>;

/// The teams and people of this organisation, by name.
struct Namen {
    teams: Vec<organisaties::Team>,
    mensen: HashMap<MedewerkerId, String>,
}

impl Namen {
    async fn lees(app: &AppState, wie: &Ingelogd) -> Result<Self, Fout> {
        let who = wie.medewerker.authorise::<Werken>()?;
        let teams = organisaties::teams(&app.db, &who).await?;
        let mensen = organisaties::collegas(&app.db, &who).await?;
        Ok(Self { teams, mensen: mensen.into_iter().map(|collega| (collega.id, collega.naam)).collect() })
    }

    /// The team of an address; an empty one is all of them.
    fn gekozen(&self, code: Option<&str>) -> Result<Option<&organisaties::Team>, FieldError> {
        let Some(code) = code.filter(|code| !code.is_empty()) else { return Ok(None) };
        let found = self.teams.iter().find(|team| team.code == code);
        found.map(Some).ok_or_else(|| FieldError::new("team", "onbekende-keuze"))
    }

    fn team(&self, id: Option<TeamId>) -> Option<&organisaties::Team> {
        self.teams.iter().find(|team| Some(team.id) == id)
    }

    fn wie(&self, t: Taal, team: Option<TeamId>, medewerker: Option<MedewerkerId>) -> String {
        let team = self.team(team).map_or("", |team| team.naam.as_str());
        match medewerker.map(|id| self.mensen.get(&id).cloned().unwrap_or_else(|| t.tekst("taken-oud-collega"))) {
            Some(naam) if team.is_empty() => naam,
            Some(naam) => format!("{naam} ({team})"),
            None => t.tekst_met("taken-niemand").met("team", team).to_string(),
        }
    }
}

/// From which Monday the figures run, and until when something is needed.
fn periode(nu: Moment) -> Result<(Date, Moment), Fout> {
    let today = nu.date();
    let from = maandag(today)?.checked_sub((WEKEN - 1).weeks()).map_err(Error::bug)?;
    let soon = today.checked_add(NODIG_DAGEN.days()).map_err(Error::bug)?;
    Ok((from, Moment::start_of(soon)))
}

pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let namen = Namen::lees(&app, &wie).await?;
    let team = namen.gekozen(vraag.team.as_deref())?;
    let (from, soon) = periode(wie.nu)?;
    let id = team.map(|team| team.id);
    let code = team.map_or("", |team| team.code.as_str());
    let figures = toezeggingen::cijfers(&app.db, &who, id, from, wie.nu).await?;
    let needed = toezeggingen::nodig(&app.db, &who, id, soon, wie.nu).await?;
    let t = wie.taal;
    let all = std::iter::once((String::new(), t.tekst("beloften-alle-teams"), code.is_empty()));
    let own = namen.teams.iter().map(|team| (team.code.clone(), team.naam.clone(), team.code == code));
    toon(&Pagina {
        t,
        p: Werkplek::new(&wie),
        teams: all.chain(own).collect(),
        nodig: needed.iter().map(|line| nodig(t, &namen, line)).collect(),
        rijen: Belofte::ALL.iter().map(|belofte| rij(&wie, *belofte, &figures, from, code)).collect(),
    })
}

fn nodig(t: Taal, namen: &Namen, line: &toezeggingen::Nodig) -> Nodig {
    let team = namen.team(line.team).map_or("", |team| team.code.as_str());
    let person = line.medewerker.map(|id| format!("&wie={id}")).unwrap_or_default();
    Nodig {
        wie: namen.wie(t, line.team, line.medewerker),
        te_laat: t.getal(line.te_laat),
        bijna: t.getal(line.bijna),
        adres: format!("/rapportages/beloften/lijst?staat=nodig&team={}{person}", als_waarde(team)),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a municipality has no 2^52 cases")]
fn share(kept: i64, all: i64) -> Option<f64> {
    (all > 0).then(|| kept as f64 * 100.0 / all as f64)
}

fn percent(t: Taal, share: Option<f64>) -> String {
    match share {
        Some(share) => t.tekst_met("rapport-procent").met("getal", t.decimaal(share)).to_string(),
        None => t.tekst("rapport-geen-getal"),
    }
}

/// The promise in public words.
fn naam(t: Taal, belofte: Belofte) -> String {
    // texts: beloften-naam-*
    t.tekst(&format!("beloften-naam-{}", belofte.code()))
}

fn rij(wie: &Ingelogd, belofte: Belofte, figures: &[Cijfer], from: Date, team: &str) -> Rij {
    let t = wie.taal;
    let own: Vec<&Cijfer> = figures.iter().filter(|cijfer| cijfer.belofte == belofte).collect();
    let (all, kept) = own.iter().fold((0, 0), |(all, kept), c| (all + c.aantal, kept + c.gehaald));
    let total = share(kept, all);
    #[expect(clippy::cast_precision_loss, reason = "a target is at most 100")]
    let target = DOEL as f64;
    let stand = match total {
        Some(total) if total >= target => "gehaald",
        Some(_) => "niet-gehaald",
        None => "staat-stil",
    };
    let weeks: Vec<(Date, i64, i64)> = (0..WEKEN)
        .filter_map(|n| from.checked_add(n.weeks()).ok())
        .map(|week| {
            let found = own.iter().find(|cijfer| cijfer.week == week);
            (week, found.map_or(0, |c| c.gehaald), found.map_or(0, |c| c.aantal))
        })
        .collect();
    let today = wie.nu.date();
    let week_name = |week: Date| t.tekst_met("beloften-week").met("dag", tijd::day_name(t, week, today)).to_string();
    let points: Vec<Punt> = weeks
        .iter()
        .enumerate()
        .map(|(at, &(week, kept, all))| Punt {
            naam: if at % 4 == 0 { format!("{}-{}", week.day(), week.month()) } else { String::new() },
            waarde: share(kept, all),
            tekst: String::new(),
        })
        .collect();
    let label = naam(t, belofte);
    let doel = Doel { waarde: target, tekst: t.tekst_met("beloften-doel").met("doel", DOEL).to_string() };
    let adres = |staat: &str| {
        format!("/rapportages/beloften/lijst?belofte={}&staat={staat}&team={}", belofte.code(), als_waarde(team))
    };
    Rij {
        procent: percent(t, total),
        // texts: beloften-stand-*
        stand: (stand, t.tekst(&format!("beloften-stand-{stand}"))),
        gehaald: t.getal(kept),
        aantal: t.getal(all),
        schaal: total.map(|total| grafiek::schaal(&label, total, Some(target), stand)),
        trend: grafiek::lijn(&label, &points, Some(&doel)),
        weken: weeks.iter().map(|&(week, kept, all)| (week_name(week), t.getal(kept), t.getal(all))).collect(),
        adres: adres("alle"),
        gemist_adres: adres("gemist"),
        gemist: t.getal(all - kept),
        naam: label,
    }
}

#[derive(Template)]
#[template(path = "rapportages/beloften_lijst.html")]
struct Lijst {
    t: Taal,
    p: Werkplek,
    titel: String,
    terug: String,
    rijen: Vec<Lijstrij>,
    eerste: String,
    volgende: String,
}

struct Lijstrij {
    nummer: String,
    /// The case, for who may see it.
    adres: Option<String>,
    belofte: String,
    wie: String,
    begonnen: Tijdstip,
    beloofd: Tijdstip,
    gedaan: Option<Tijdstip>,
    stand: (&'static str, String),
}

/// `GET /rapportages/beloften/lijst`: the promises behind a figure.
pub(super) async fn lijst(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let namen = Namen::lees(&app, &wie).await?;
    let unknown = |field| FieldError::new(field, "onbekende-keuze");
    let belofte = vraag.belofte.as_deref().map(str::parse::<Belofte>).transpose().map_err(|_| unknown("belofte"))?;
    let staat = vraag.staat.as_deref().unwrap_or("alle").parse::<Staat>().map_err(|_| unknown("staat"))?;
    let medewerker = vraag.wie.as_deref().map(str::parse::<MedewerkerId>).transpose().map_err(|_| unknown("wie"))?;
    let team = namen.gekozen(vraag.team.as_deref())?;
    let (vanaf, voor) = periode(wie.nu)?;
    let behind = Achter { belofte, team: team.map(|team| team.id), medewerker, staat, vanaf, voor };
    let after = vraag.na.as_deref().map(After::parse).transpose()?;
    let page = toezeggingen::achter(&app.db, &who, behind, wie.nu, after.as_ref(), PER_PAGE).await?;
    let t = wie.taal;
    let code = team.map_or("", |team| team.code.as_str());
    let mut here = format!("/rapportages/beloften/lijst?staat={}&team={}", staat.code(), als_waarde(code));
    if let Some(belofte) = belofte {
        here = format!("{here}&belofte={}", belofte.code());
    }
    if let Some(id) = medewerker {
        here = format!("{here}&wie={id}");
    }
    // texts: beloften-staat-*
    let what = t.tekst(&format!("beloften-staat-{}", staat.code()));
    let ids: Vec<ZaakId> = page.rows.iter().filter_map(|row| row.zaak).map(ZaakId::from).collect();
    let seen: HashSet<ZaakId> = match wie.medewerker.authorise::<LeesZaken>() {
        Ok(who) => zaak::by_ids(&app.db, &who, &ids).await?.into_iter().map(|zaak| zaak.id).collect(),
        Err(_) => HashSet::new(),
    };
    toon(&Lijst {
        t,
        p: Werkplek::new(&wie),
        titel: belofte.map_or_else(|| what.clone(), |belofte| format!("{}: {what}", naam(t, belofte))),
        terug: format!("/rapportages/beloften?team={}", als_waarde(code)),
        rijen: page.rows.iter().map(|row| lijstrij(&wie, &namen, row, &seen)).collect(),
        eerste: after.map(|_| here.clone()).unwrap_or_default(),
        volgende: page.next.map(|next| format!("{here}&na={}", als_waarde(&next.to_string()))).unwrap_or_default(),
    })
}

fn lijstrij(wie: &Ingelogd, namen: &Namen, row: &toezeggingen::Regel, seen: &HashSet<ZaakId>) -> Lijstrij {
    let (t, nu) = (wie.taal, wie.nu);
    let stand = match row.gedaan_op {
        Some(op) if op < row.beloofd_op => "gehaald",
        Some(_) => "niet-gehaald",
        None if row.beloofd_op <= nu => "te-laat",
        None => "bijna",
    };
    Lijstrij {
        nummer: match row.zaak {
            Some(zaak) if !seen.contains(&ZaakId::from(zaak)) => t.tekst("beloften-zaak-verborgen"),
            _ => row.nummer.clone(),
        },
        adres: row
            .zaak
            .filter(|zaak| seen.contains(&ZaakId::from(*zaak)))
            .map(|zaak| format!("/werkplek/zaken/{zaak}")),
        belofte: naam(t, row.belofte),
        wie: if row.team.is_none() && row.medewerker.is_none() {
            String::new()
        } else {
            namen.wie(t, row.team, row.medewerker)
        },
        begonnen: tijd::moment(t, row.begonnen_op, nu),
        beloofd: tijd::moment(t, row.beloofd_op, nu),
        gedaan: row.gedaan_op.map(|op| tijd::moment(t, op, nu)),
        stand: (stand, t.tekst(&format!("stand-{stand}"))),
    }
}
