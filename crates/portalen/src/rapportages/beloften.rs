//! `GET /rapportages/beloften`: what needs a hand today, and the promises of the norms with their share, number and trend; each figure opens
//! to what it counts.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use dienstverlening::{beloften, kennisbank, rapportage};
use jiff::ToSpan;
use jiff::civil::Date;
use kern::autorisatie::{LeesRapport, LeesZaken, Werken};
use kern::organisaties::{self, MedewerkerId, TeamId};
use kern::paging::After;
use kern::{Error, FieldError, Moment};
use registers::zaken::{ZaakId, zaak};
use serde::Deserialize;
use servicenormen::cijfers::{Aantal, Periode};
use servicenormen::lezen::{self, Achter, Cijfer, Welke, Wie};
use servicenormen::normen::Normen;
use servicenormen::volger::telt_nog;
use servicenormen::{Klok, Norm, Staat, kennis};
use uuid::Uuid;

use super::grafiek::{self, Doel, Punt, Svg};
use crate::basis::adres::als_waarde;
use crate::basis::taal::Naam;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Werkplek, tijd, toon};

/// So many weeks of figures: a quarter.
const WEKEN: i64 = 13;
const PER_PAGE: usize = 50;
/// In an address: with nobody.
const NIEMAND: &str = "niemand";

#[derive(Template)]
#[template(path = "rapportages/beloften.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    teams: Vec<(String, String, bool)>,
    /// The clocks are being made again: what they say now is not so.
    telt_nog: bool,
    nodig: Vec<Nodig>,
    rijen: Vec<Rij>,
    /// Empty for one team: what people ask for is nobody's own.
    gevraagd: Vec<Gevraagd>,
}

/// A product that is asked for much.
struct Gevraagd {
    naam: Naam,
    aantal: String,
    /// What everybody is promised about it.
    beloften: Vec<String>,
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

/// From which Monday the figures run, and the one that they end before: what is due in a later week is not known yet.
fn weken(nu: Moment) -> Result<(Date, Date), Fout> {
    let this_week = Periode::Week.begin(nu.date())?;
    let from = this_week.checked_sub((WEKEN - 1).weeks()).map_err(Error::bug)?;
    Ok((from, this_week.checked_add(1.week()).map_err(Error::bug)?))
}

pub(super) async fn pagina(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let namen = Namen::lees(&app, &wie).await?;
    let team = namen.gekozen(vraag.team.as_deref())?;
    let (from, until) = weken(wie.nu)?;
    let id = team.map(|team| team.id);
    let code = team.map_or("", |team| team.code.as_str());
    let kennis = kennis(&app.db, wie.medewerker.organisatie).await?;
    let normen = &kennis.normen;
    // First: what is read after it may be whole by then, and never the other way round.
    let telt_nog = telt_nog(&app.db, wie.medewerker.organisatie).await?;
    let mut figures = lezen::cijfers(&app.db, &who, id, Periode::Week, from).await?;
    figures.retain(|cijfer| cijfer.periode < until);
    let needed = lezen::nodig(&app.db, &who, id).await?;
    let t = wie.taal;
    let all = std::iter::once((String::new(), t.tekst("beloften-alle-teams"), code.is_empty()));
    let own = namen.teams.iter().map(|team| (team.code.clone(), team.naam.clone(), team.code == code));
    let rijen = normen.op(wie.nu.date()).map(|versie| rij(&wie, &versie.norm, &figures, from, code));
    toon(&Pagina {
        t,
        p: Werkplek::new(&wie),
        teams: all.chain(own).collect(),
        telt_nog,
        nodig: needed.iter().map(|line| nodig(t, &namen, line)).collect(),
        rijen: rijen.collect(),
        gevraagd: if team.is_none() { gevraagd(&app, &wie, normen).await? } else { Vec::new() },
    })
}

/// So many of the products most asked for are shown.
const GEVRAAGD: u64 = 10;

async fn gevraagd(app: &AppState, wie: &Ingelogd, normen: &Normen) -> Result<Vec<Gevraagd>, Fout> {
    let (t, today) = (wie.taal, wie.nu.date());
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let asked = rapportage::meest_gevraagd(&app.db, &who, today, GEVRAAGD).await?;
    let codes: Vec<&str> = asked.iter().map(|line| line.product.as_str()).collect();
    let known = kennisbank::producten_met_code(&app.db, &wie.medewerker.authorise::<Werken>()?, &codes).await?;
    let public: Vec<&Norm> = normen.op(today).map(|versie| &versie.norm).filter(|norm| norm.openbaar).collect();
    let line = |line: &rapportage::Gevraagd| {
        let product = known.iter().find(|product| product.code == line.product);
        Gevraagd {
            naam: match product {
                Some(product) => t.naam(&product.naam, product.naam_en.as_deref()),
                None => t.naam(&line.product, None),
            },
            aantal: t.getal(line.aantal),
            beloften: public
                .iter()
                .filter(|norm| norm.producten.contains(&line.product))
                .map(|norm| naam(t, norm))
                .collect(),
        }
    };
    Ok(asked.iter().map(line).collect())
}

fn nodig(t: Taal, namen: &Namen, line: &lezen::Nodig) -> Nodig {
    let team = namen.team(Some(line.team)).map_or("", |team| team.code.as_str());
    let person = line.medewerker.map_or_else(|| NIEMAND.to_owned(), |id| id.to_string());
    Nodig {
        wie: namen.wie(t, Some(line.team), line.medewerker),
        te_laat: t.getal(line.te_laat),
        bijna: t.getal(line.bijna),
        adres: format!("/rapportages/beloften/lijst?staat=nodig&team={}&wie={person}", als_waarde(team)),
    }
}

fn percent(t: Taal, share: Option<f64>) -> String {
    match share {
        Some(share) => t.tekst_met("rapport-procent").met("getal", t.decimaal(share)).to_string(),
        None => t.tekst("rapport-geen-getal"),
    }
}

/// The promise in public words.
fn naam(t: Taal, norm: &Norm) -> String {
    t.een_van(&norm.belofte.nl, &norm.belofte.en).to_owned()
}

fn rij(wie: &Ingelogd, norm: &Norm, figures: &[Cijfer], from: Date, team: &str) -> Rij {
    let t = wie.taal;
    let own: Vec<&Cijfer> = figures.iter().filter(|cijfer| cijfer.norm == norm.code).collect();
    let sum: Aantal = own.iter().map(|cijfer| cijfer.aantal).sum();
    let total = sum.procent();
    let doel = norm.doel_in(wie.nu.date().year());
    #[expect(clippy::cast_precision_loss, reason = "a target is at most 100")]
    let target = doel as f64;
    let stand = match total {
        Some(total) if total >= target => "gehaald",
        Some(_) => "niet-gehaald",
        None => "staat-stil",
    };
    let weeks: Vec<(Date, Aantal)> = (0..WEKEN)
        .filter_map(|n| from.checked_add(n.weeks()).ok())
        .map(|week| {
            let found = own.iter().find(|cijfer| cijfer.periode == week).map(|cijfer| cijfer.aantal);
            (week, found.unwrap_or_default())
        })
        .collect();
    let today = wie.nu.date();
    let week_name = |week: Date| t.tekst_met("beloften-week").met("dag", tijd::day_name(t, week, today)).to_string();
    let points: Vec<Punt> = weeks
        .iter()
        .enumerate()
        .map(|(at, &(week, aantal))| Punt {
            naam: if at % 4 == 0 { format!("{}-{}", week.day(), week.month()) } else { String::new() },
            waarde: aantal.procent(),
            tekst: String::new(),
        })
        .collect();
    let label = naam(t, norm);
    let doel = Doel { waarde: target, tekst: t.tekst_met("beloften-doel").met("doel", doel).to_string() };
    let adres = |staat: &str| {
        format!("/rapportages/beloften/lijst?belofte={}&staat={staat}&team={}", norm.code, als_waarde(team))
    };
    Rij {
        procent: percent(t, total),
        // texts: beloften-stand-*
        stand: (stand, t.tekst(&format!("beloften-stand-{stand}"))),
        gehaald: t.getal(sum.gehaald),
        aantal: t.getal(sum.aantal),
        schaal: total.map(|total| grafiek::schaal(&label, total, Some(target), stand)),
        trend: grafiek::lijn(&label, &points, Some(&doel)),
        weken: weeks.iter().map(|&(week, n)| (week_name(week), t.getal(n.gehaald), t.getal(n.aantal))).collect(),
        adres: adres("alle"),
        gemist_adres: adres("gemist"),
        gemist: t.getal(sum.aantal - sum.gehaald),
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
    /// As on the page of promises.
    telt_nog: bool,
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
    beloofd: Option<Tijdstip>,
    gedaan: Option<Tijdstip>,
    stand: (&'static str, String),
}

/// `GET /rapportages/beloften/lijst`: the promises behind a figure.
pub(super) async fn lijst(State(app): State<AppState>, wie: Ingelogd, vraag: GevraagdMet) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let who = wie.medewerker.authorise::<LeesRapport>()?;
    let namen = Namen::lees(&app, &wie).await?;
    let unknown = |field| FieldError::new(field, "onbekende-keuze");
    let kennis = kennis(&app.db, wie.medewerker.organisatie).await?;
    let normen = &kennis.normen;
    let norm = vraag.belofte.as_deref().map(|code| norm(normen, code).ok_or_else(|| unknown("belofte"))).transpose()?;
    let welke: Welke = vraag.staat.as_deref().unwrap_or("alle").parse().map_err(|_| unknown("staat"))?;
    let van_wie = match vraag.wie.as_deref() {
        None => Wie::Allen,
        Some(NIEMAND) => Wie::Niemand,
        Some(id) => Wie::Een(id.parse::<MedewerkerId>().map_err(|_| unknown("wie"))?),
    };
    // Of several norms together only what needs a hand is asked for.
    if norm.is_none() && welke != Welke::Nodig {
        return Err(unknown("belofte").into());
    }
    let team = namen.gekozen(vraag.team.as_deref())?;
    let (from, until) = weken(wie.nu)?;
    let behind = Achter {
        norm: norm.map(|norm| norm.code.clone()),
        team: team.map(|team| team.id),
        wie: van_wie,
        welke,
        periode: (from, Some(until)),
    };
    let after = vraag.na.as_deref().map(After::parse).transpose()?;
    let telt_nog = telt_nog(&app.db, wie.medewerker.organisatie).await?;
    let page = lezen::achter(&app.db, &who, &behind, after.as_ref(), PER_PAGE).await?;
    let bekend = beloften::namen(&app.db, &who, &page.rows).await?;
    let t = wie.taal;
    let code = team.map_or("", |team| team.code.as_str());
    let mut here = format!("/rapportages/beloften/lijst?staat={}&team={}", welke.code(), als_waarde(code));
    if let Some(norm) = norm {
        here = format!("{here}&belofte={}", norm.code);
    }
    if let Some(wie) = vraag.wie.as_deref() {
        here = format!("{here}&wie={wie}");
    }
    // texts: beloften-staat-*
    let what = t.tekst(&format!("beloften-staat-{}", welke.code()));
    let ids: Vec<ZaakId> = page.rows.iter().filter_map(|row| row.zaak).map(ZaakId::from).collect();
    let seen: HashMap<ZaakId, String> = match wie.medewerker.authorise::<LeesZaken>() {
        Ok(who) => zaak::by_ids(&app.db, &who, &ids).await?.into_iter().map(|z| (z.id, z.identificatie)).collect(),
        Err(_) => HashMap::new(),
    };
    toon(&Lijst {
        t,
        p: Werkplek::new(&wie),
        titel: match norm {
            Some(norm) => {
                t.tekst_met("beloften-lijst-titel").met("belofte", naam(t, norm)).met("staat", what).to_string()
            }
            None => what,
        },
        terug: format!("/rapportages/beloften?team={}", als_waarde(code)),
        telt_nog,
        rijen: page.rows.iter().map(|klok| lijstrij(&wie, &namen, normen, klok, (&seen, &bekend))).collect(),
        eerste: after.map(|_| here.clone()).unwrap_or_default(),
        volgende: page.next.map(|next| format!("{here}&na={}", als_waarde(&next.to_string()))).unwrap_or_default(),
    })
}

/// A norm by its code, as its last version says it.
fn norm<'n>(normen: &'n Normen, code: &str) -> Option<&'n Norm> {
    normen.van(code).last().map(|versie| &versie.norm)
}

fn lijstrij(
    wie: &Ingelogd,
    namen: &Namen,
    normen: &Normen,
    klok: &Klok,
    (seen, bekend): (&HashMap<ZaakId, String>, &HashMap<Uuid, String>),
) -> Lijstrij {
    let (t, nu) = (wie.taal, wie.nu);
    let stand = match klok.stand.staat {
        Staat::Gemist => "niet-gehaald",
        other => other.code(),
    };
    let zaak = klok.zaak.map(|zaak| seen.get(&ZaakId::from(zaak)).cloned());
    Lijstrij {
        nummer: match &zaak {
            Some(number) => number.clone().unwrap_or_else(|| t.tekst("beloften-zaak-verborgen")),
            // What has been destroyed still counts.
            None => bekend.get(&klok.onderwerp).cloned().unwrap_or_else(|| t.tekst("beloften-vernietigd")),
        },
        adres: klok.zaak.filter(|_| zaak.flatten().is_some()).map(|zaak| format!("/werkplek/zaken/{zaak}")),
        belofte: norm(normen, &klok.norm).map(|norm| naam(t, norm)).unwrap_or_default(),
        wie: namen.wie(t, Some(klok.team), klok.medewerker),
        begonnen: tijd::moment(t, klok.stand.begonnen_op, nu),
        beloofd: klok.stand.uiterlijk_op.map(|op| tijd::moment(t, op, nu)),
        gedaan: klok.stand.gedaan_op.map(|op| tijd::moment(t, op, nu)),
        stand: (stand, t.tekst(&format!("stand-{stand}"))),
    }
}
