//! `GET /werkplek/taken`: one list of callbacks and cases (mine, my team's, nobody's yet) in the order of the time that is left;
//! and the callbacks that I passed on.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use dienstverlening::contacten::terugbelverzoek::Mijn;
use dienstverlening::kennisbank;
use kern::FieldError;
use kern::autorisatie::{BehandelZaken, Werken};
use kern::organisaties::{self, MedewerkerId, TeamId};
use kern::paging::After;
use registers::klantinteracties::internetaak::{Internetaak, Telling};
use serde::Deserialize;

use super::contact_zij::{Lopende, Zijlijst};
use super::taken_beeld;
use super::taken_zaken::{self, Geven, Verweesd};
use super::zoeken::Zoekveld;
use crate::basis::klok::Klok;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Velden, Werkplek, tijd, toon_met};
use crate::berichtbeeld::NietAangekomen;

const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "werkplek/taken.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    zij: Zijlijst,
    tabs: Vec<Tab>,
    melding: String,
    titel: String,
    samenvatting: String,
    doorgezet: bool,
    /// Whether they register what comes in.
    registreren: bool,
    fouten: Fouten,
    /// The form that gives cases to somebody; none for who may not, or where there are none.
    geven: Option<Geven>,
    /// Messages that did not arrive, on the first page.
    niet_aangekomen: Vec<NietAangekomen>,
    /// Work of teams without handlers, on the first page of what is free.
    verweesd: Vec<Verweesd>,
    rijen: Vec<Rij>,
    leeg: (String, String),
    /// Addresses; empty is none.
    eerste: String,
    volgende: String,
}

struct Tab {
    tekst: String,
    adres: String,
    hier: bool,
}

/// A task or case in the list.
pub(super) struct Rij {
    pub(super) adres: String,
    pub(super) wat: String,
    pub(super) wie: String,
    pub(super) sinds: Tijdstip,
    pub(super) klok: Klok,
    pub(super) pogingen: String,
    pub(super) opnieuw: String,
    pub(super) wacht: String,
    /// Of a closed one: how it ended and what was said.
    pub(super) uitkomst: Option<(String, String)>,
    /// Of a case: id and versie, as the form that gives it to somebody sends them; whether it was ticked.
    pub(super) zaak: Option<(String, bool)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Vraag {
    pub(super) van: String,
    pub(super) na: Option<String>,
    pub(super) gedaan: String,
}

pub(super) async fn lijst(
    State(app): State<AppState>,
    wie: Ingelogd,
    vraag: Result<Query<Vraag>, axum::extract::rejection::QueryRejection>,
) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    toon_lijst(&app, &wie, StatusCode::OK, &vraag, &Velden::default(), &[]).await
}

/// The list; with what was refused when its form comes back.
pub(super) async fn toon_lijst(
    app: &AppState,
    wie: &Ingelogd,
    status: StatusCode,
    vraag: &Vraag,
    velden: &Velden,
    fouten: &[FieldError],
) -> Antwoord {
    let (van, mijn) = van(wie, &vraag.van)?;
    let after = vraag.na.as_deref().map(After::parse).transpose()?;
    let werk = taken_zaken::lees(app, wie, mijn, after.as_ref(), PER_PAGE).await?;
    let telling = taken_zaken::telling(app, wie, mijn).await?;
    let mine = match mijn {
        Mijn::Taken => telling,
        _ => taken_zaken::telling(app, wie, Mijn::Taken).await?,
    };
    let namen = Namen::met_producten(app, wie, werk.producten()).await?;
    let lopende = Lopende::lees(app, wie).await?;
    let t = wie.taal;
    let here = format!("/werkplek/taken?van={van}");
    let geven = taken_zaken::geven(app, wie, &werk, velden).await?;
    let page = Pagina {
        t,
        p: match mine.open {
            0 => Werkplek::new(wie),
            open => Werkplek::new(wie).aantal("/werkplek/taken", open),
        },
        zoek: Zoekveld::los(wie),
        zij: lopende.zijlijst(wie, None),
        tabs: tabs(t, van),
        melding: taken_beeld::melding(t, &vraag.gedaan),
        // texts: taken-titel-*
        titel: t.tekst(&format!("taken-titel-{van}")),
        samenvatting: samenvatting(t, telling),
        doorgezet: mijn == Mijn::Doorgezet,
        registreren: wie.medewerker.authorise::<BehandelZaken>().is_ok(),
        fouten: Fouten::new(t, fouten),
        niet_aangekomen: taken_zaken::niet_aangekomen(app, wie, mijn, after.as_ref()).await?,
        verweesd: taken_zaken::verweesd(app, wie, mijn, after.as_ref(), &namen).await?,
        rijen: werk.rijen(wie, &namen, velden),
        geven,
        // texts: taken-leeg-*
        leeg: (t.tekst(&format!("taken-leeg-{van}-kop")), t.tekst(&format!("taken-leeg-{van}"))),
        eerste: after.map(|_| here.clone()).unwrap_or_default(),
        volgende: werk.volgende.map(|next| format!("{here}&na={next}")).unwrap_or_default(),
    };
    toon_met(status, &page)
}

/// Which list an address asks for.
fn van(wie: &Ingelogd, van: &str) -> Result<(&'static str, Mijn), FieldError> {
    match van {
        "" | "mij" => Ok(("mij", Mijn::Taken)),
        "team" => Ok(("team", Mijn::Team(wie.medewerker.team))),
        "vrij" => Ok(("vrij", Mijn::Vrij(wie.medewerker.team))),
        "doorgezet" => Ok(("doorgezet", Mijn::Doorgezet)),
        _ => Err(FieldError::new("van", "onbekende-keuze")),
    }
}

fn tabs(t: Taal, hier: &str) -> Vec<Tab> {
    // texts: taken-tab-*
    let tab = |van: &str| Tab {
        tekst: t.tekst(&format!("taken-tab-{van}")),
        adres: format!("/werkplek/taken?van={van}"),
        hier: van == hier,
    };
    ["mij", "team", "vrij", "doorgezet"].into_iter().map(tab).collect()
}

fn samenvatting(t: Taal, telling: Telling) -> String {
    match telling {
        Telling { open: 0, .. } => String::new(),
        Telling { open, te_laat: 0 } => t.tekst_met("taken-open").met("aantal", open).to_string(),
        Telling { open, te_laat } => {
            t.tekst_met("taken-open-te-laat").met("aantal", open).met("te_laat", te_laat).to_string()
        }
    }
}

/// The names that tasks need.
pub(super) struct Namen {
    teams: HashMap<TeamId, String>,
    mensen: HashMap<MedewerkerId, String>,
    producten: HashMap<String, String>,
}

impl Namen {
    /// Reads them: three queries, however many tasks.
    pub(super) async fn lees(app: &AppState, wie: &Ingelogd, taken: &[Internetaak]) -> Result<Self, Fout> {
        Self::met_producten(app, wie, taken.iter().filter_map(|taak| taak.product.as_deref()).collect()).await
    }

    /// The same, with the names of these products.
    pub(super) async fn met_producten(app: &AppState, wie: &Ingelogd, mut codes: Vec<&str>) -> Result<Self, Fout> {
        let who = wie.medewerker.authorise::<Werken>()?;
        let teams = organisaties::teams(&app.db, &who).await?;
        let mensen = organisaties::collegas(&app.db, &who).await?;
        codes.sort_unstable();
        codes.dedup();
        let producten = kennisbank::producten_met_code(&app.db, &who, &codes).await?;
        let name = |product: kennisbank::Product| {
            (product.code, wie.taal.naam(&product.naam, product.naam_en.as_deref()).tekst)
        };
        Ok(Self {
            teams: teams.into_iter().map(|team| (team.id, team.naam)).collect(),
            mensen: mensen.into_iter().map(|collega| (collega.id, collega.naam)).collect(),
            producten: producten.into_iter().map(name).collect(),
        })
    }

    pub(super) fn team(&self, id: TeamId) -> String {
        self.teams.get(&id).cloned().unwrap_or_default()
    }

    pub(super) fn mens(&self, t: Taal, id: Option<MedewerkerId>) -> String {
        match id {
            None => t.tekst("taken-loket"),
            Some(id) => self.mensen.get(&id).cloned().unwrap_or_else(|| t.tekst("taken-oud-collega")),
        }
    }

    /// What a task is about: its product, or what is asked.
    pub(super) fn onderwerp(&self, taak: &Internetaak) -> String {
        let product = taak.product.as_deref().and_then(|code| self.producten.get(code));
        product.unwrap_or(&taak.gevraagde_handeling).clone()
    }

    /// Who waits for whom.
    pub(super) fn wacht(&self, t: Taal, taak: &Internetaak) -> String {
        let op = match taak.medewerker {
            Some(id) => format!("{} ({})", self.mens(t, Some(id)), self.team(taak.team)),
            None => t.tekst_met("taken-niemand").met("team", self.team(taak.team)).to_string(),
        };
        let said = t.tekst_met("taken-wacht").met("wie", &taak.contactnaam).met("op", op);
        said.met("van", self.mens(t, taak.doorgezet_door)).to_string()
    }
}

pub(super) fn rij(wie: &Ingelogd, namen: &Namen, taak: &Internetaak) -> Rij {
    let t = wie.taal;
    let closed = taak.afhandeling.map(|afloop| (taken_beeld::afloop(t, afloop), taak.uitkomst.clone()));
    Rij {
        adres: format!("/werkplek/taken/{}", taak.id),
        wat: namen.onderwerp(taak),
        wie: taak.contactnaam.clone(),
        sinds: tijd::moment(t, taak.aangemaakt_op, wie.nu),
        klok: taken_beeld::klok(wie, taak),
        pogingen: t.getal(taak.pogingen),
        opnieuw: taken_beeld::opnieuw(t, taak),
        wacht: namen.wacht(t, taak),
        uitkomst: closed,
        zaak: None,
    }
}
