//! `GET /werkplek/taken/{id}`: one task whole, and what can be done with it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use dienstverlening::behandelaars::Behandelaars;
use dienstverlening::contacten::Huis;
use dienstverlening::contacten::terugbelverzoek::Taak;
use dienstverlening::contacten::zicht::{Zicht, taak_openen, taak_voor};
use kern::FieldError;
use kern::autorisatie::BehandelTaken;
use kern::organisaties::{Collega, Team};
use registers::klantinteracties::Telefoonnummer;
use registers::klantinteracties::internetaak::{Afloop, InternetaakId, Stapsoort};
use serde::Deserialize;

use super::artikel::{self, ArtikelBeeld};
use super::contact_toetsen::Toetsen;
use super::contact_zij::{Lopende, Zijlijst};
use super::taken::Namen;
use super::taken_beeld::{self, Stapregel};
use super::zoeken::Zoekveld;
use crate::basis::klok::Klok;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Velden, Werkplek, tijd, toon_met};

#[derive(Template)]
#[template(path = "werkplek/taken_detail.html")]
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
    taak: Beeld,
    a: Option<ArtikelBeeld>,
    /// What can be done; none when it is read only.
    doen: Option<Doen>,
    /// Why it is read only, when it is.
    alleen_lezen: String,
}

/// The task as it is shown.
struct Beeld {
    adres: String,
    nummer: String,
    onderwerp: String,
    wie: String,
    telefoon: String,
    tel: String,
    vraag: String,
    wacht: String,
    opnieuw: String,
    antwoorden: Vec<(String, String)>,
    klok: Klok,
    klok_woord: String,
    klok_om: String,
    waarom: String,
    stappen: Vec<Stapregel>,
    contacten: Vec<Contactregel>,
    uitkomst: Option<(String, String)>,
}

/// A contact in which it was asked.
struct Contactregel {
    op: Tijdstip,
    wie: String,
    kop: String,
    notitie: String,
}

/// The forms, with what was typed when they are shown again.
struct Doen {
    csrf: String,
    /// The chord that closes: the person's own for finishing.
    akkoord: String,
    versie: i64,
    oppakken: bool,
    notitie: String,
    uitkomst: String,
    aflopen: Vec<(String, String)>,
    reden: String,
    naar: String,
    groepen: Vec<Groep>,
}

/// A team and its people, to hand over to.
pub(super) struct Groep {
    pub(super) naam: String,
    pub(super) opties: Vec<(String, String)>,
}

impl Groep {
    /// The people of the team, without the team as a whole.
    pub(super) fn mensen(&self) -> &[(String, String)] {
        self.opties.get(1..).unwrap_or_default()
    }
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
    pub(super) conflict: Option<FieldError>,
}

pub(super) async fn pagina(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Path<String>,
    vraag: Result<Query<Vraag>, axum::extract::rejection::QueryRejection>,
) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let id: InternetaakId = id.parse().map_err(|_| Fout::GeenPagina)?;
    let handeling = wie.medewerker.handeling(wie.nu).met_doel("taak-behandelen");
    taak_openen(&app.db, &app.ids, &wie.medewerker, &handeling, id).await?;
    toon_taak(&app, &wie, id, StatusCode::OK, &vraag.gedaan, Geweigerd::default()).await
}

/// The page; with what was refused when a form comes back.
pub(super) async fn toon_taak(
    app: &AppState,
    wie: &Ingelogd,
    id: InternetaakId,
    status: StatusCode,
    gedaan: &str,
    geweigerd: Geweigerd,
) -> Antwoord {
    let (taak, zicht) = taak_voor(&app.db, &wie.medewerker, id).await?;
    let namen = Namen::lees(app, wie, std::slice::from_ref(&taak.taak)).await?;
    let teams = super::teams(app, wie).await?;
    let huis = Huis::lees(&app.db, wie.medewerker.organisatie).await?;
    let lopende = Lopende::lees(app, wie).await?;
    let a = match &taak.taak.product {
        Some(code) => artikel::lees(app, wie, &teams, None, code, None).await?,
        None => None,
    };
    let doen = match zicht {
        Zicht::Behandelen => {
            let behandelaars = Behandelaars::<BehandelTaken>::lees(&app.db, wie.medewerker.organisatie).await?;
            let vrij = taak.taak.medewerker.is_none_or(|holder| !behandelaars.mag(holder));
            Some(doen(wie, &taak, &teams, (&behandelaars.te_kiezen(), vrij), &geweigerd.velden))
        }
        Zicht::Lezen => None,
    };
    let t = wie.taal;
    let page = Pagina {
        t,
        p: Werkplek::new(wie),
        zoek: Zoekveld::los(wie),
        zij: lopende.zijlijst(wie, None),
        melding: taken_beeld::melding(t, gedaan),
        eigen: if geweigerd.conflict.is_some() { eigen(t, &geweigerd.velden) } else { Vec::new() },
        conflict: geweigerd.conflict.map(|_| conflict(wie, &namen, &taak)).unwrap_or_default(),
        fouten: Fouten::new(t, &geweigerd.fouten),
        alleen_lezen: match zicht {
            _ if !taak.taak.is_open() => t.tekst("taken-gesloten"),
            Zicht::Lezen => t.tekst("taken-alleen-lezen"),
            Zicht::Behandelen => String::new(),
        },
        taak: beeld(wie, &namen, &huis, &taak),
        a,
        doen,
    };
    toon_met(status, &page)
}

fn beeld(wie: &Ingelogd, namen: &Namen, huis: &Huis, taak: &Taak) -> Beeld {
    let (t, task) = (wie.taal, &taak.taak);
    let closed = task.afhandeling.map(|afloop| (taken_beeld::afloop(t, afloop), task.uitkomst.clone()));
    let klok = taken_beeld::klok(wie, task);
    let digits = task.telefoon.parse::<Telefoonnummer>().ok();
    Beeld {
        adres: format!("/werkplek/taken/{}", task.id),
        nummer: task.nummer.clone().unwrap_or_default(),
        onderwerp: namen.onderwerp(task),
        wie: task.contactnaam.clone(),
        telefoon: task.telefoon.clone(),
        tel: digits.map(|number| format!("tel:+{}", number.digits())).unwrap_or_default(),
        vraag: task.toelichting.clone(),
        wacht: namen.wacht(t, task),
        opnieuw: taken_beeld::opnieuw(t, task),
        antwoorden: task.antwoorden.iter().map(|answer| (answer.tekst.clone(), answer.antwoord.clone())).collect(),
        klok_woord: klok.stand.woord(t),
        klok_om: t.tekst_met("klok-om").met("procent", i64::from(klok.procent)).to_string(),
        klok,
        waarom: waarom(wie, huis, taak),
        stappen: taak.stappen.iter().rev().map(|stap| taken_beeld::stap(wie, namen, stap)).collect(),
        contacten: contacten(wie, namen, taak),
        uitkomst: closed,
    }
}

/// Why the promise ends when it does: the rule that made it, or what was agreed.
fn waarom(wie: &Ingelogd, huis: &Huis, taak: &Taak) -> String {
    let (t, task) = (wie.taal, &taak.taak);
    let moved = taak.stappen.iter().any(|stap| stap.soort == Stapsoort::Overgedragen);
    let by_rule = huis.belofte(task.team, task.aangemaakt_op).is_ok_and(|belofte| belofte == task.beloofd_op);
    let key = match (by_rule, moved) {
        (true, _) => "taken-waarom-regel",
        (false, true) => "taken-waarom-overgedragen",
        (false, false) => "taken-waarom-afgesproken",
    };
    let said = t.tekst_met(key).met("gevraagd", tijd::moment(t, task.aangemaakt_op, wie.nu).tekst);
    let said = said.met("dagen", huis.instellingen.terugbellen.belofte_werkdagen);
    said.met("beloofd", tijd::moment(t, task.beloofd_op, wie.nu).voluit).to_string()
}

fn contacten(wie: &Ingelogd, namen: &Namen, taak: &Taak) -> Vec<Contactregel> {
    let regel = |contact: &registers::klantinteracties::klantcontact::Klantcontact| Contactregel {
        op: tijd::moment(wie.taal, contact.plaatsgevonden_op, wie.nu),
        wie: namen.mens(wie.taal, contact.medewerker),
        kop: wie.taal.tekst(if contact.id == taak.taak.aanleidinggevend_klantcontact {
            "taken-contact-eerste"
        } else {
            "taken-stap-belde-opnieuw"
        }),
        notitie: contact.inhoud.clone(),
    };
    taak.klantcontacten.iter().map(regel).collect()
}

/// What somebody else did in the meantime: the last step, with who and when.
fn conflict(wie: &Ingelogd, namen: &Namen, taak: &Taak) -> String {
    let Some(last) = taak.stappen.last() else { return wie.taal.tekst("taken-conflict-onbekend") };
    let regel = taken_beeld::stap(wie, namen, last);
    let said = wie.taal.tekst_met("taken-conflict").met("wie", regel.wie).met("wat", regel.wat);
    said.met("moment", regel.op.tekst).to_string()
}

/// What somebody typed in a form that came too late: it is shown, never lost.
fn eigen(t: Taal, velden: &Velden) -> Vec<(String, String)> {
    let fields = [("taken-uitkomst", "uitkomst"), ("taken-notitie", "notitie"), ("taken-reden", "reden")];
    let typed = fields.into_iter().filter_map(|(key, field)| Some((t.tekst(key), velden.filled(field)?.to_owned())));
    typed.collect()
}

fn doen(wie: &Ingelogd, taak: &Taak, teams: &[Team], (collegas, vrij): (&[Collega], bool), velden: &Velden) -> Doen {
    let t = wie.taal;
    let aflopen = Afloop::ALL.iter().map(|afloop| (afloop.code().to_owned(), taken_beeld::afloop(t, *afloop)));
    Doen {
        csrf: wie.csrf.clone(),
        akkoord: Toetsen::van(&wie.voorkeuren).bij("direct").to_owned(),
        versie: taak.taak.versie,
        oppakken: vrij,
        notitie: velden.get("notitie").to_owned(),
        uitkomst: velden.get("uitkomst").to_owned(),
        aflopen: aflopen.collect(),
        reden: velden.get("reden").to_owned(),
        naar: velden.get("naar").to_owned(),
        groepen: teams.iter().map(|team| groep(wie, team, collegas)).collect(),
    }
}

/// A team as a whole, then its people; who is away is shown as such.
pub(super) fn groep(wie: &Ingelogd, team: &Team, collegas: &[Collega]) -> Groep {
    let (t, today) = (wie.taal, wie.nu.date());
    let whole = (format!("team:{}", team.id), t.tekst_met("taken-naar-team").met("team", &team.naam).to_string());
    let person = |collega: &Collega| {
        let naam = match collega.afwezig_op(today) {
            Some(away) => {
                let said = t.tekst_met("taken-naar-afwezig").met("naam", &collega.naam).met("reden", &away.reden);
                said.met("tot", tijd::day_name(t, away.tot_en_met, today)).to_string()
            }
            None => collega.naam.clone(),
        };
        (format!("medewerker:{}", collega.id), naam)
    };
    let people = collegas.iter().filter(|collega| collega.team == team.id).map(person);
    Groep { naam: team.naam.clone(), opties: std::iter::once(whole).chain(people).collect() }
}
