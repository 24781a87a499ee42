//! `GET /werkplek/zaken/nieuw`: what came in by post or mail becomes a case. First which kind, then its form.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use dienstverlening::contacten::Huis;
use dienstverlening::zaken::{self, Registratie};
use kern::autorisatie::{BehandelZaken, LeesKlant};
use kern::{Error, FieldError};
use registers::catalogi::{self, Formaat, InternOfExtern, Zaaktype};
use registers::zaken::{ZaakId, zaak};
use serde::Deserialize;

use super::contact_zij::{Lopende, Zijlijst};
use super::zaak::sleutel;
use super::zoeken::Zoekveld;
use crate::basis::kenmerken;
use crate::basis::upload::Formulier;
use crate::basis::{Antwoord, AppState, Fout, Fouten, Ingelogd, Taal, Velden, Werkplek, naar, toon_met};
use crate::zaakbeeld;

/// What is known of a case is asked in fields of this name and its place in the zaaktype.
const GEGEVEN: &str = "gegeven-";
/// Longer than this it is more than a line.
const REGEL: u16 = 255;

#[derive(Template)]
#[template(path = "werkplek/zaak_nieuw.html")]
struct Pagina {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    zij: Zijlijst,
    /// What was registered just now, where whoever did may not see it.
    melding: String,
    fouten: Fouten,
    /// Code and name of every kind.
    soorten: Vec<(String, String)>,
    f: Option<Invoer>,
}

/// The form of one kind, with what was typed.
struct Invoer {
    soort: (String, String),
    zaak: ZaakId,
    vandaag: String,
    ontvangen_op: String,
    kanalen: Vec<(String, String)>,
    klantgroepen: Vec<(String, String)>,
    gegevens: Vec<Gegeven>,
    /// Whether this kind of case takes in documents.
    bestand: bool,
    /// A file was chosen, and must be chosen again.
    opnieuw: bool,
    typed: Velden,
}

impl Invoer {
    fn getypt(&self, veld: &str) -> &str {
        self.typed.get(veld)
    }
}

/// Something that is known of cases of this kind.
struct Gegeven {
    veld: String,
    naam: String,
    uitleg: String,
    waarde: String,
    /// The type of its input; empty for more than a line.
    soort: &'static str,
    /// What it can be; empty: anything.
    opties: Vec<(String, String)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Vraag {
    soort: String,
    /// What was registered just now.
    zaak: String,
}

pub(super) async fn pagina(
    State(app): State<AppState>,
    wie: Ingelogd,
    vraag: Result<Query<Vraag>, axum::extract::rejection::QueryRejection>,
) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let melding = match vraag.zaak.parse() {
        Ok(id) => melding(&app, &wie, id).await?,
        Err(_) => String::new(),
    };
    toon(&app, &wie, StatusCode::OK, (&vraag.soort, melding), &Velden::default(), &[]).await
}

/// Of a case that went to where they don't see it: its number, and with whom it lies.
async fn melding(app: &AppState, wie: &Ingelogd, id: ZaakId) -> Result<String, Fout> {
    let who = wie.medewerker.authorise::<BehandelZaken>()?;
    let handeling = wie.medewerker.handeling(wie.nu);
    let Some((nummer, team)) = zaken::eigen_registratie(&app.db, &who, &handeling, id).await? else {
        return Ok(String::new());
    };
    let teams = super::teams(app, wie).await?;
    let team = teams.into_iter().find(|known| known.id == team).map(|known| known.naam).unwrap_or_default();
    Ok(wie.taal.tekst_met("zaak-nieuw-geregistreerd").met("nummer", nummer).met("team", team).to_string())
}

/// `POST /werkplek/zaken`
pub(super) async fn registreren(State(app): State<AppState>, wie: Ingelogd, formulier: Formulier) -> Antwoord {
    let who = wie.medewerker.authorise::<BehandelZaken>()?;
    let klanten = wie.medewerker.authorise::<LeesKlant>()?;
    let welkom = |veld: &str| (veld == "bestand").then(zaakbeeld::welkom);
    let came = formulier.lees(&app, None, welkom).await?;
    let velden = Velden::of(came.velden.clone());
    let handeling = wie.medewerker.handeling(wie.nu);
    let done = async {
        let kind = soorten(&app, &wie).await?.into_iter().find(|kind| kind.identificatie == velden.get("zaaktype"));
        let kind = kind.ok_or_else(|| Error::from(FieldError::new("zaaktype", "onbekende-keuze")))?;
        let title = wie.taal.tekst("zaak-nieuw-stuk");
        let soort = zaakbeeld::inkomend(&kind, &title).unwrap_or_default();
        let text = |veld: &str| velden.get(veld).to_owned();
        let registratie = Registratie {
            id: velden.required("id")?,
            kanaal: text("kanaal"),
            ontvangen_op: velden.required("ontvangen_op")?,
            omschrijving: text("omschrijving"),
            toelichting: text("toelichting"),
            naam: text("naam"),
            bsn: velden.filled("bsn").map(str::parse).transpose()?,
            e_mail: text("e_mail"),
            telefoon: text("telefoon"),
            klantgroep: velden.parsed("klantgroep")?,
            eigenschappen: gegevens(&kind, &velden),
            bijlage: zaakbeeld::bijlage(&came, "bestand", &title, soort)?,
            zaaktype: kind.identificatie,
        };
        zaken::registreren(&app.db, &app.ids, (&who, &klanten), &handeling, &registratie).await
    };
    let (status, velden, fouten) = match done.await {
        Ok(zaak) => return gedaan(&app, &wie, zaak.id).await,
        Err(Error::Invalid(fouten)) => (StatusCode::BAD_REQUEST, velden, fouten),
        // Another application in a form that was sent before: sent once more it is one of its own.
        Err(Error::Conflict(fout)) => {
            let rest = came.velden.into_iter().filter(|(veld, _)| veld != "id").collect();
            (StatusCode::CONFLICT, Velden::of(rest), vec![FieldError { field: "", ..fout }])
        }
        Err(other) => return Err(other.into()),
    };
    toon(&app, &wie, status, (velden.get("zaaktype"), String::new()), &velden, &fouten).await
}

/// To the case; where it went to a team whose cases they don't see, its number is told.
async fn gedaan(app: &AppState, wie: &Ingelogd, id: ZaakId) -> Antwoord {
    let sees = zaak::by_id(&app.db, &sleutel(app, wie).await?, id).await?.is_some();
    Ok(naar(&match sees {
        true => format!("/werkplek/zaken/{id}?gedaan=geregistreerd"),
        false => format!("/werkplek/zaken/nieuw?zaak={id}"),
    }))
}

/// The kinds of cases that people outside can have, by name.
async fn soorten(app: &AppState, wie: &Ingelogd) -> Result<Vec<Zaaktype>, Error> {
    let today = wie.nu.date();
    let mut all = catalogi::alle(&app.db, wie.medewerker.organisatie).await?;
    all.retain(|kind| kind.is_geldig(today) && kind.indicatie_intern_of_extern == InternOfExtern::Extern);
    all.sort_by_key(|kind| naam(wie.taal, kind).to_lowercase());
    Ok(all)
}

fn naam(t: Taal, kind: &Zaaktype) -> String {
    t.naam(&kind.omschrijving, Some(&kind.omschrijving_en)).tekst
}

/// What was filled in of what is known of cases of this kind.
fn gegevens(kind: &Zaaktype, velden: &Velden) -> Vec<(String, String)> {
    let typed = kind.eigenschappen.iter().enumerate().filter_map(|(place, known)| {
        Some((known.naam.clone(), velden.filled(&format!("{GEGEVEN}{place}"))?.to_owned()))
    });
    typed.collect()
}

async fn toon(
    app: &AppState,
    wie: &Ingelogd,
    status: StatusCode,
    (soort, melding): (&str, String),
    velden: &Velden,
    fouten: &[FieldError],
) -> Antwoord {
    let t = wie.taal;
    let soorten = soorten(app, wie).await?;
    let kind = soorten.iter().find(|kind| kind.identificatie == soort);
    let huis = Huis::lees(&app.db, wie.medewerker.organisatie).await?;
    let page = Pagina {
        t,
        p: Werkplek::new(wie),
        zoek: Zoekveld::los(wie),
        zij: Lopende::lees(app, wie).await?.zijlijst(wie, None),
        melding,
        fouten: bij_velden(t, kind, fouten),
        soorten: soorten.iter().map(|kind| (kind.identificatie.clone(), naam(t, kind))).collect(),
        f: kind.map(|kind| invoer(wie, &huis, kind, velden, app.ids.next())),
    };
    toon_met(status, &page)
}

fn invoer(wie: &Ingelogd, huis: &Huis, kind: &Zaaktype, velden: &Velden, nieuw: ZaakId) -> Invoer {
    let t = wie.taal;
    let today = wie.nu.date().to_string();
    let none = (String::new(), t.tekst("zaak-kies"));
    let kanalen = huis.instellingen.kanalen.iter();
    let kanalen = kanalen.map(|kanaal| (kanaal.code.clone(), t.naam(&kanaal.naam, Some(&kanaal.naam_en)).tekst));
    Invoer {
        soort: (kind.identificatie.clone(), naam(t, kind)),
        zaak: velden.parsed("id").ok().flatten().unwrap_or(nieuw),
        ontvangen_op: velden.filled("ontvangen_op").map_or_else(|| today.clone(), str::to_owned),
        vandaag: today,
        kanalen: std::iter::once(none).chain(kanalen).collect(),
        klantgroepen: kenmerken::klantgroepen(t, "klantgroep-volgt-zaak"),
        gegevens: kind.eigenschappen.iter().enumerate().map(|known| gegeven(t, known, velden)).collect(),
        bestand: zaakbeeld::inkomend(kind, "").is_some(),
        opnieuw: velden.has("omschrijving"),
        typed: velden.clone(),
    }
}

fn gegeven(t: Taal, (place, known): (usize, &catalogi::Eigenschap), velden: &Velden) -> Gegeven {
    let veld = format!("{GEGEVEN}{place}");
    let none = (!known.waarden.is_empty()).then(|| (String::new(), t.tekst("zaak-kies")));
    Gegeven {
        waarde: velden.get(&veld).to_owned(),
        veld,
        naam: known.naam.clone(),
        uitleg: known.definitie.clone(),
        soort: match known.formaat {
            Formaat::Datum => "date",
            Formaat::Tekst if known.lengte > REGEL => "",
            Formaat::Tekst | Formaat::Getal | Formaat::DatumTijd => "text",
        },
        opties: none.into_iter().chain(known.waarden.iter().map(|waarde| (waarde.clone(), waarde.clone()))).collect(),
    }
}

/// What is wrong, at the fields of this form: of what is known of the case by its place.
fn bij_velden(t: Taal, kind: Option<&Zaaktype>, fouten: &[FieldError]) -> Fouten {
    let said = Fouten::new(t, fouten);
    let lines = said.alle().iter().zip(fouten).map(|(line, fout)| {
        let places = kind.map(|kind| kind.eigenschappen.as_slice()).unwrap_or_default();
        let place = places.iter().position(|known| fout.field == "eigenschappen" && known.naam == fout.detail);
        let veld = match (fout.field, place) {
            (_, Some(place)) => format!("{GEGEVEN}{place}"),
            ("bijlagen", None) => "bestand".to_owned(),
            // These have no field to go to.
            ("zaaktype" | "id", None) => String::new(),
            (field, None) => field.to_owned(),
        };
        let name = place.map(|_| format!("{}:", fout.detail)).or_else(|| label(t, fout.field));
        (veld, line.tekst.clone(), name.unwrap_or_default())
    });
    Fouten::van(lines.collect())
}

/// The name of a field, for the list of what is wrong.
fn label(t: Taal, veld: &str) -> Option<String> {
    let key = match veld {
        "kanaal" => "zaak-nieuw-kanaal",
        "ontvangen_op" => "zaak-nieuw-ontvangen",
        "omschrijving" => "zaak-omschrijving",
        "toelichting" => "zaak-toelichting",
        "naam" => "zaak-nieuw-naam",
        "bsn" => "zaak-nieuw-bsn",
        "e_mail" => "zaak-nieuw-mail",
        "telefoon" => "zaak-nieuw-telefoon",
        "klantgroep" => "klantgroep",
        "bestand" | "bijlagen" => "zaak-nieuw-bestand",
        _ => return None,
    };
    let name = t.tekst(key);
    Some(if name.ends_with('?') { name } else { format!("{name}:") })
}
