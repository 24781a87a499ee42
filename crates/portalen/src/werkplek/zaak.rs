//! `GET /werkplek/zaken/{id}`: one case whole, and what can be done with it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use dienstverlening::behandelaars::Behandelaars;
use dienstverlening::berichten;
use dienstverlening::contacten::{Huis, concept};
use dienstverlening::zaken::{self, Dossier, dossier};
use kern::autorisatie::{BehandelZaken, LeesZaken, Registreren, Werken};
use kern::{Authorised, FieldError, organisaties};
use registers::catalogi;
use registers::zaken::autorisatie::beslist;
use registers::zaken::{MetBellers, ZaakId, zaak};
use serde::Deserialize;

use super::contact_zij::{Lopende, Zijlijst};
use super::taken::Namen;
use super::zaak_beeld::{self, Beeld, Doen};
use super::zoeken::Zoekveld;
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Velden, Werkplek, toon_met};
use crate::zaakbeeld;

/// So many messages of a case are shown; a case has a handful.
const BERICHTEN: usize = 50;

#[derive(Template)]
#[template(path = "werkplek/zaak.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    zij: Zijlijst,
    melding: String,
    /// What somebody else did in the meantime; empty when nobody did.
    conflict: String,
    /// What this person had typed then: a label and the text.
    eigen: Vec<(String, String)>,
    fouten: Fouten,
    z: Beeld,
    /// What can be done; none when it is read only.
    doen: Option<Doen>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Vraag {
    gedaan: String,
}

/// What a form that was not accepted says.
#[derive(Default)]
pub(super) struct Geweigerd {
    pub(super) velden: Velden,
    pub(super) fouten: Vec<FieldError>,
    pub(super) conflict: bool,
}

pub(super) fn zaak_id(id: &str) -> Result<ZaakId, Fout> {
    id.parse().map_err(|_| Fout::GeenPagina)
}

pub(super) async fn pagina(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<String>,
    vraag: Result<Query<Vraag>, axum::extract::rejection::QueryRejection>,
) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let id = zaak_id(&id)?;
    let who = sleutel(&app, &wie).await?;
    let handeling = wie.medewerker.handeling(wie.nu).met_doel(doel(&app, &wie, id).await?);
    zaken::openen(&app.db, &app.ids, &who, &handeling, id).await?;
    toon_zaak(&app, &wie, id, StatusCode::OK, &vraag.gedaan, Geweigerd::default()).await
}

/// What opens cases to whoever is logged in, with the contacts that they have in progress.
pub(super) async fn sleutel(app: &AppState, wie: &Ingelogd) -> Result<MetBellers, Fout> {
    let lezen = wie.medewerker.authorise::<LeesZaken>()?;
    let running = match wie.medewerker.authorise::<Registreren>() {
        Ok(contacten) => concept::bellers(&app.db, &contacten, wie.nu).await?,
        Err(_) => Vec::new(),
    };
    Ok(MetBellers::new(&lezen, running))
}

/// Why somebody opens a case, as its citizen is told: whoever does not handle it looks at it.
async fn doel(app: &AppState, wie: &Ingelogd, id: ZaakId) -> Result<&'static str, Fout> {
    let handles = match wie.medewerker.authorise::<BehandelZaken>() {
        Ok(who) => zaak::by_id(&app.db, &who, id).await?.is_some(),
        Err(_) => false,
    };
    Ok(if handles { "zaak-behandelen" } else { "zaak-inzien" })
}

/// The page; with what was refused when a form comes back.
pub(super) async fn toon_zaak(
    app: &AppState,
    wie: &Ingelogd,
    id: ZaakId,
    status: StatusCode,
    gedaan: &str,
    geweigerd: Geweigerd,
) -> Antwoord {
    let who = sleutel(app, wie).await?;
    let dossier = dossier(&app.db, &who, id).await?;
    let messages = berichten::van_zaak(&app.db, &who, id.uuid(), None, BERICHTEN).await?.rows;
    let hoofdzaak = match dossier.zaak.hoofdzaak {
        Some(main) => zaak::by_id(&app.db, &who, main).await?,
        None => None,
    };
    let namen = Namen::met_producten(app, wie, dossier.zaak.product.as_deref().into_iter().collect()).await?;
    let huis = Huis::lees(&app.db, wie.medewerker.organisatie).await?;
    let handles = match wie.medewerker.authorise::<BehandelZaken>() {
        Ok(who) if zaak::by_id(&app.db, &who, id).await?.is_some() => Some(who),
        _ => None,
    };
    let doen = match &handles {
        Some(who) if dossier.zaak.is_open() => Some(doen(app, wie, who, &dossier, &geweigerd.velden).await?),
        _ => None,
    };
    let t = wie.taal;
    let lopende = Lopende::lees(app, wie).await?;
    let promises = zaken::toezeggingen(&app.db, &who, std::slice::from_ref(&dossier.zaak), wie.nu).await?;
    let promises = promises.get(&id.uuid()).map(Vec::as_slice).unwrap_or_default();
    let hoofd = hoofdzaak.as_ref();
    let beeld = zaak_beeld::beeld(wie, &namen, &huis, &dossier, hoofd, (&messages, promises), &geweigerd.velden)?;
    let hidden = dossier.deelzaken_verborgen;
    let verborgen = (hidden > 0).then(|| t.tekst_met("zaak-deelzaken-verborgen").met("aantal", hidden).to_string());
    let telt_nog = promises.is_empty() && servicenormen::volger::telt_nog(&app.db, wie.medewerker.organisatie).await?;
    let nazien = handles.map(|_| wie.csrf.clone());
    let beeld = Beeld { deelzaken_verborgen: verborgen, nazien, telt_nog, ..beeld };
    let page = Pagina {
        t,
        p: Werkplek::new(wie),
        zoek: Zoekveld::los(wie),
        zij: lopende.zijlijst(wie, None),
        // texts: zaak-gedaan-*
        melding: if gedaan.is_empty() {
            String::new()
        } else {
            t.tekst_of_niets(&format!("zaak-gedaan-{gedaan}")).unwrap_or_default()
        },
        conflict: if geweigerd.conflict { zaak_beeld::conflict(wie, &namen, &dossier) } else { String::new() },
        eigen: if geweigerd.conflict { zaak_beeld::eigen(t, &geweigerd.velden) } else { Vec::new() },
        fouten: Fouten::new(t, &geweigerd.fouten),
        z: beeld,
        doen,
    };
    toon_met(status, &page)
}

async fn doen(
    app: &AppState,
    wie: &Ingelogd,
    behandelt: &Authorised<BehandelZaken>,
    dossier: &Dossier,
    velden: &Velden,
) -> Result<Doen, Fout> {
    let decides = beslist(&app.db, behandelt, &dossier.zaak, &dossier.zaaktype).await?;
    let who = wie.medewerker.authorise::<Werken>()?;
    let teams = organisaties::teams(&app.db, &who).await?;
    let collegas = Behandelaars::<BehandelZaken>::lees(&app.db, who.organisatie()).await?.te_kiezen();
    let deeltypen = match dossier.zaaktype.deelzaaktypen.is_empty() || dossier.zaak.hoofdzaak.is_some() {
        true => Vec::new(),
        false => {
            let all = catalogi::alle(&app.db, wie.medewerker.organisatie).await?;
            let part = |known: &catalogi::Zaaktype| {
                dossier.zaaktype.deelzaaktypen.contains(&known.identificatie) && known.is_geldig(wie.nu.date())
            };
            all.into_iter().filter(part).collect()
        }
    };
    let new = app.ids.next::<ZaakId>();
    let bericht = zaken::wacht_op_bericht(&app.db, behandelt, &dossier.zaak, &dossier.zaaktype).await?;
    Ok(zaak_beeld::doen(wie, (dossier, decides, bericht), &teams, &collegas, &deeltypen, velden, new))
}

/// `GET /werkplek/zaken/{id}/documenten/{document}`: its file; that it was opened is in the journal.
pub(super) async fn document(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path((id, document)): Path<(String, String)>,
) -> Antwoord {
    let (id, who) = (zaak_id(&id)?, sleutel(&app, &wie).await?);
    let document = document.parse().map_err(|_| Fout::GeenPagina)?;
    let handeling = wie.medewerker.handeling(wie.nu).met_doel(doel(&app, &wie, id).await?);
    let found = zaken::document_openen(&app.db, &app.ids, &who, &handeling, (id, document)).await?;
    zaakbeeld::bestand(&app, &found).await
}
