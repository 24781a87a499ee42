//! The work list: callbacks and cases together, the nearest promise first; and giving several cases to somebody at once.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::StatusCode;
use dienstverlening::behandelaars::Behandelaars;
use dienstverlening::berichten::Bericht;
use dienstverlening::contacten::terugbelverzoek::{self, Mijn};
use dienstverlening::zaken::{self, Werkzaak};
use kern::autorisatie::{BehandelTaken, BehandelZaken, LeesZaken, Werken};
use kern::organisaties::TeamId;
use kern::paging::After;
use kern::{Error, FieldError, organisaties};
use registers::catalogi::OmschrijvingGeneriek;
use registers::klantinteracties::internetaak::{self, Internetaak, Telling};
use registers::zaken::zaak::{Lijst, Toewijzing};
use registers::zaken::{Zaak, ZaakId, rol};

use super::taken::{self, Namen, Rij, Vraag};
use super::taken_detail::{Groep, groep};
use super::taken_doen::{at_one_field, naar_wie};
use super::zaak_beeld;
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Velden, naar, tijd};
use crate::berichtbeeld::{self, NietAangekomen};
use crate::zaakbeeld::beloften;

/// One piece of work.
enum Stuk {
    Taak(Box<Internetaak>),
    Zaak(Box<Werkzaak>),
}

impl Stuk {
    fn zaak(&self) -> Option<&Zaak> {
        match self {
            Self::Zaak(werk) => Some(&werk.zaak),
            Self::Taak(_) => None,
        }
    }

    fn key(&self) -> After {
        match self {
            Self::Taak(taak) => After { key: taak.beloofd_op.to_string(), id: taak.id.uuid() },
            Self::Zaak(werk) => werk.plaats.after(),
        }
    }
}

/// A page of work.
pub(super) struct Werk {
    stukken: Vec<Stuk>,
    /// Who applied, per case.
    aanvragers: HashMap<ZaakId, String>,
    van: Mijn,
    pub(super) volgende: Option<After>,
}

/// The form that gives cases to somebody.
pub(super) struct Geven {
    pub(super) van: &'static str,
    pub(super) groepen: Vec<Groep>,
    pub(super) naar: String,
    pub(super) reden: String,
}

/// Which cases belong to a list of callbacks.
fn zaken_van(wie: &Ingelogd, mijn: Mijn) -> Option<Lijst> {
    match mijn {
        Mijn::Taken => Some(Lijst::Medewerker(wie.medewerker.id)),
        Mijn::Team(team) => Some(Lijst::Team(team)),
        Mijn::Vrij(team) => Some(Lijst::NietToegewezen(team)),
        Mijn::Doorgezet => None,
    }
}

/// A page of both: each is read in its own order and they are laid side by side, so every page is two short walks.
pub(super) async fn lees(
    app: &AppState,
    wie: &Ingelogd,
    mijn: Mijn,
    after: Option<&After>,
    limit: usize,
) -> Result<Werk, Fout> {
    let who = wie.medewerker.authorise::<BehandelTaken>()?;
    let tasks = terugbelverzoek::taken(&app.db, &who, mijn, after, limit).await?;
    let Some(lijst) = zaken_van(wie, mijn) else {
        let stukken = tasks.rows.into_iter().map(|taak| Stuk::Taak(Box::new(taak))).collect();
        return Ok(Werk { stukken, aanvragers: HashMap::new(), van: mijn, volgende: tasks.next });
    };
    let who = wie.medewerker.authorise::<LeesZaken>()?;
    let cases = zaken::werklijst(&app.db, &who, lijst, (after, limit), wie.nu).await?;
    let more = tasks.next.is_some() || cases.next.is_some() || tasks.rows.len() + cases.rows.len() > limit;
    let tasks = tasks.rows.into_iter().map(|taak| Stuk::Taak(Box::new(taak)));
    let mut stukken: Vec<Stuk> = tasks.chain(cases.rows.into_iter().map(|werk| Stuk::Zaak(Box::new(werk)))).collect();
    stukken.sort_by_cached_key(|stuk| {
        let After { key, id } = stuk.key();
        (key, id)
    });
    stukken.truncate(limit);
    let volgende = stukken.last().filter(|_| more).map(Stuk::key);
    let shown: Vec<ZaakId> = stukken.iter().filter_map(Stuk::zaak).map(|zaak| zaak.id).collect();
    let mut aanvragers = HashMap::new();
    for rol in rol::van_zaken(&app.db, &who, &shown).await? {
        if rol.omschrijving_generiek == OmschrijvingGeneriek::Initiator {
            aanvragers.insert(rol.zaak, rol.betrokkene.contact().0.to_owned());
        }
    }
    Ok(Werk { stukken, aanvragers, van: mijn, volgende })
}

/// So many messages that did not arrive are shown at once; the next ones come as these are dealt with.
const NIET_AANGEKOMEN: u64 = 10;

/// The messages about the cases of a list that did not arrive, before its first page.
pub(super) async fn niet_aangekomen(
    app: &AppState,
    wie: &Ingelogd,
    mijn: Mijn,
    after: Option<&After>,
) -> Result<Vec<NietAangekomen>, Fout> {
    let (Some(lijst), None) = (zaken_van(wie, mijn), after) else { return Ok(Vec::new()) };
    let who = wie.medewerker.authorise::<LeesZaken>()?;
    let found = zaken::niet_aangekomen(&app.db, &who, lijst, NIET_AANGEKOMEN).await?;
    let row = |(bericht, zaak): (Bericht, Zaak)| {
        let about = format!("{} {}", zaak.identificatie, zaak.omschrijving);
        berichtbeeld::niet_aangekomen(wie, &bericht, (format!("/werkplek/zaken/{}", zaak.id), about))
    };
    Ok(found.into_iter().map(row).collect())
}

/// So much work of teams without handlers is shown at once; the rest comes as this is given on.
const VERWEESD: usize = 10;
const VERWEESD_ZAKEN: u64 = 10;

/// Work that lies with a team in which nobody can handle it any more: whoever looks for free work sees it too, and gives it on.
pub(super) async fn verweesd(
    app: &AppState,
    wie: &Ingelogd,
    mijn: Mijn,
    after: Option<&After>,
    namen: &Namen,
) -> Result<Vec<Verweesd>, Fout> {
    let (Mijn::Vrij(_), None) = (mijn, after) else { return Ok(Vec::new()) };
    let organisatie = wie.medewerker.organisatie;
    let row = |adres: String, wat: String, teams: &[(TeamId, String)], team: TeamId| {
        let naam = teams.iter().find(|(id, _)| *id == team).map(|(_, naam)| naam.clone());
        Verweesd { adres, wat, team: naam.unwrap_or_default() }
    };
    let ids = |teams: &[(TeamId, String)]| teams.iter().map(|(id, _)| *id).collect::<Vec<_>>();
    let without = organisaties::teams_zonder::<BehandelTaken>(&app.db, organisatie).await?;
    let who = wie.medewerker.authorise::<BehandelTaken>()?;
    let tasks = internetaak::van_teams(&app.db, &who, &ids(&without), VERWEESD).await?;
    let mut found: Vec<Verweesd> = tasks
        .iter()
        .map(|taak| row(format!("/werkplek/taken/{}", taak.id), namen.onderwerp(taak), &without, taak.team))
        .collect();
    if wie.medewerker.may::<BehandelZaken>() {
        let without = organisaties::teams_zonder::<BehandelZaken>(&app.db, organisatie).await?;
        let who = wie.medewerker.authorise::<LeesZaken>()?;
        let cases = zaken::verweesd(&app.db, &who, &ids(&without), VERWEESD_ZAKEN).await?;
        found.extend(cases.iter().map(|zaak| {
            let about = format!("{} {}", zaak.identificatie, zaak.omschrijving);
            row(format!("/werkplek/zaken/{}", zaak.id), about, &without, zaak.team)
        }));
    }
    Ok(found)
}

/// Work of a team without handlers.
pub(super) struct Verweesd {
    pub(super) adres: String,
    pub(super) wat: String,
    pub(super) team: String,
}

/// How many of both are open, and late.
pub(super) async fn telling(app: &AppState, wie: &Ingelogd, mijn: Mijn) -> Result<Telling, Fout> {
    let who = wie.medewerker.authorise::<BehandelTaken>()?;
    let tasks = terugbelverzoek::telling(&app.db, &who, mijn, wie.nu).await?;
    let Some(lijst) = zaken_van(wie, mijn) else { return Ok(tasks) };
    let cases = zaken::telling(&app.db, &wie.medewerker.authorise::<LeesZaken>()?, lijst, wie.nu).await?;
    Ok(Telling { open: tasks.open + cases.open, te_laat: tasks.te_laat + cases.te_laat })
}

impl Werk {
    /// The products that its callbacks are about.
    pub(super) fn producten<'a>(&'a self) -> Vec<&'a str> {
        let product = |stuk: &'a Stuk| match stuk {
            Stuk::Taak(taak) => taak.product.as_deref(),
            Stuk::Zaak(_) => None,
        };
        self.stukken.iter().filter_map(product).collect()
    }

    /// Its rows.
    pub(super) fn rijen(&self, wie: &Ingelogd, namen: &Namen, velden: &Velden) -> Vec<Rij> {
        let row = |stuk: &Stuk| match stuk {
            Stuk::Taak(taak) => taken::rij(wie, namen, taak),
            Stuk::Zaak(werk) => self.zaak(wie, namen, werk, velden),
        };
        self.stukken.iter().map(row).collect()
    }

    fn zaak(&self, wie: &Ingelogd, namen: &Namen, werk: &Werkzaak, velden: &Velden) -> Rij {
        let (t, zaak) = (wie.taal, &werk.zaak);
        let value = format!("{}:{}", zaak.id, zaak.versie);
        let ticked = velden.all("zaak").any(|typed| typed == value);
        let wie_vraagt = self.aanvragers.get(&zaak.id).filter(|naam| !naam.is_empty());
        Rij {
            adres: format!("/werkplek/zaken/{}", zaak.id),
            wat: zaak.omschrijving.clone(),
            wie: wie_vraagt.cloned().unwrap_or_else(|| t.tekst("zaak-zonder-naam")),
            sinds: tijd::moment_of_dag(t, zaak.ontvangen_op, wie.nu),
            klok: beloften::naaste(t, werk, wie.nu, &wie.organisatie.kalender),
            pogingen: String::new(),
            opnieuw: zaak.identificatie.clone(),
            wacht: zaak_beeld::bij(t, namen, zaak),
            uitkomst: None,
            zaak: Some((value, ticked)),
        }
    }
}

/// The form, for whoever handles cases, when there is one on the page.
pub(super) async fn geven(app: &AppState, wie: &Ingelogd, werk: &Werk, velden: &Velden) -> Result<Option<Geven>, Fout> {
    if !wie.medewerker.may::<BehandelZaken>() || werk.stukken.iter().all(|stuk| stuk.zaak().is_none()) {
        return Ok(None);
    }
    let who = wie.medewerker.authorise::<Werken>()?;
    let teams = organisaties::teams(&app.db, &who).await?;
    let collegas = Behandelaars::<BehandelZaken>::lees(&app.db, who.organisatie()).await?.te_kiezen();
    Ok(Some(Geven {
        van: match werk.van {
            Mijn::Team(_) => "team",
            Mijn::Vrij(_) => "vrij",
            Mijn::Taken | Mijn::Doorgezet => "mij",
        },
        groepen: teams.iter().map(|team| groep(wie, team, &collegas)).collect(),
        naar: velden.get("naar").to_owned(),
        reden: velden.get("reden").to_owned(),
    }))
}

/// `POST /werkplek/taken/geven`: every `zaak` is `ID:VERSIE`; all of them go, or none.
pub(super) async fn geven_vastleggen(State(app): State<AppState>, wie: Ingelogd, velden: Velden) -> Antwoord {
    let who = wie.medewerker.authorise::<BehandelZaken>()?;
    let handeling = wie.medewerker.handeling(wie.nu);
    let done = async {
        let wrong = || FieldError::new("zaken", "ongeldige-waarde");
        let parse = |typed: &str| {
            let (id, versie) = typed.split_once(':').ok_or_else(wrong)?;
            Ok((id.parse().map_err(|_| wrong())?, versie.parse().map_err(|_| wrong())?))
        };
        let chosen = velden.all("zaak").map(parse).collect::<Result<Vec<(ZaakId, i64)>, FieldError>>()?;
        let (team, medewerker) = naar_wie(&app, &wie, &velden).await?;
        let to = Toewijzing { team, medewerker, reden: velden.get("reden").to_owned() };
        zaken::toewijzen(&app.db, &app.ids, &who, &handeling, &chosen, &to).await
    };
    let van = velden.get("van").to_owned();
    let done: Result<Vec<Zaak>, Error> = done.await;
    let (status, fouten) = match done.map_err(at_one_field) {
        Ok(_) => return Ok(naar(&format!("/werkplek/taken?van={van}&gedaan=gegeven"))),
        Err(Error::Invalid(fouten)) => (StatusCode::BAD_REQUEST, fouten),
        Err(Error::Conflict(fout)) => (StatusCode::CONFLICT, vec![FieldError { field: "", ..fout }]),
        Err(other) => return Err(other.into()),
    };
    let vraag = Vraag { van: if van == "team" || van == "vrij" { van } else { String::new() }, ..Vraag::default() };
    taken::toon_lijst(&app, &wie, status, &vraag, &velden, &fouten).await
}
