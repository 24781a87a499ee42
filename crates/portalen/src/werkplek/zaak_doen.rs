//! What is done with a case. The rules are the domain's; of two who change the same thing the second sees what the first did,
//! with their own words kept, and nothing is overwritten.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use dienstverlening::berichten::BerichtId;
use dienstverlening::zaken::{
    self, Aanvulling, AndersVerteld, Besluit, Binnen, Deelzaak, Statuskeuze, StukId, Verlenging,
};
use jiff::civil::Date;
use kern::autorisatie::BehandelZaken;
use kern::organisaties::MedewerkerId;
use kern::{Authorised, Error, FieldError, Handeling};
use registers::zaken::ZaakId;
use registers::zaken::zaak::{self, Toewijzing};
use termijnen::Termijn;

use super::contact_zij::{Lopende, Zijlijst};
use super::taken_doen::{at_one_field, naar_wie};
use super::zaak::{Geweigerd, sleutel, toon_zaak, zaak_id};
use super::zaak_beeld;
use super::zoeken::Zoekveld;
use crate::basis::upload::Formulier;
use crate::basis::{Antwoord, AppState, Fout, Ingelogd, Taal, Velden, Werkplek, naar, toon_met};
use crate::berichtbeeld;
use crate::zaakbeeld;

/// A step that somebody takes: on which case, with which right, and what they typed.
struct Stap {
    app: AppState,
    wie: Ingelogd,
    id: ZaakId,
    who: Authorised<BehandelZaken>,
    handeling: Handeling,
    velden: Velden,
}

impl Stap {
    fn new(app: AppState, wie: Ingelogd, id: &str, velden: Velden) -> Result<Self, Fout> {
        let id = zaak_id(id)?;
        let who = wie.medewerker.authorise::<BehandelZaken>()?;
        let handeling = wie.medewerker.handeling(wie.nu);
        Ok(Self { id, who, handeling, app, wie, velden })
    }

    /// The case with the versie that the person saw.
    fn gezien(&self) -> Result<(ZaakId, i64), FieldError> {
        Ok((self.id, self.velden.required::<i64>("versie")?))
    }

    /// To the case, or to the work list when it went where they can't see it.
    async fn gedaan(self, gedaan: &str) -> Antwoord {
        let sees = zaak::by_id(&self.app.db, &sleutel(&self.app, &self.wie).await?, self.id).await?.is_some();
        Ok(naar(&match sees {
            true => format!("/werkplek/zaken/{}?gedaan={gedaan}", self.id),
            false => "/werkplek/taken?gedaan=uit-zicht".to_owned(),
        }))
    }

    /// Goes on after the step, or shows the case again with what was typed and what is wrong.
    async fn verder<T>(self, done: Result<T, Error>, gedaan: &str) -> Antwoord {
        let (status, fouten, conflict) = match done {
            Ok(_) => return self.gedaan(gedaan).await,
            Err(Error::Invalid(fouten)) => (StatusCode::BAD_REQUEST, fouten, false),
            Err(Error::Conflict(fout)) if fout.code == "intussen-gewijzigd" => (StatusCode::CONFLICT, Vec::new(), true),
            // A rule that forbids it says so in words of its own.
            Err(Error::Conflict(fout)) => (StatusCode::CONFLICT, vec![FieldError { field: "", ..fout }], false),
            Err(Error::Missing { what: "zaak", .. }) => return self.weg().await,
            Err(other) => return Err(other.into()),
        };
        if behandelt(&self.app, &self.wie, self.id).await.is_err() {
            return self.weg().await;
        }
        let geweigerd = Geweigerd { velden: self.velden, fouten, conflict };
        toon_zaak(&self.app, &self.wie, self.id, status, "", geweigerd).await
    }

    /// It is not there, or not with them any more: which of these is not told, and what they typed is shown again.
    async fn weg(self) -> Antwoord {
        let page = Weg {
            t: self.wie.taal,
            p: Werkplek::new(&self.wie),
            zoek: Zoekveld::los(&self.wie),
            zij: Lopende::lees(&self.app, &self.wie).await?.zijlijst(&self.wie, None),
            eigen: zaak_beeld::eigen(self.wie.taal, &self.velden),
        };
        toon_met(StatusCode::NOT_FOUND, &page)
    }
}

#[derive(Template)]
#[template(path = "werkplek/zaak_weg.html")]
struct Weg {
    t: Taal,
    p: Werkplek,
    zoek: Zoekveld,
    zij: Zijlijst,
    /// What they had typed: a label and the text.
    eigen: Vec<(String, String)>,
}

/// Of a case that they don't handle nothing is told, nor what is wrong with a form; and no file is kept.
async fn behandelt(app: &AppState, wie: &Ingelogd, id: ZaakId) -> Result<(), Fout> {
    let found = zaak::by_id(&app.db, &wie.medewerker.authorise::<BehandelZaken>()?, id).await?;
    found.map(drop).ok_or_else(|| Error::Missing { what: "zaak", id: id.uuid() }.into())
}

type Zaakpad = Path<String>;

/// `POST …/toewijzen`: `naar` is `team:ID` or `medewerker:ID`, with a reason.
pub(super) async fn toewijzen(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Zaakpad,
    velden: Velden,
) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let (team, medewerker) = naar_wie(&stap.app, &stap.wie, &stap.velden).await?;
        let to = Toewijzing { team, medewerker, reden: stap.velden.get("reden").to_owned() };
        zaken::toewijzen(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, &[stap.gezien()?], &to).await
    };
    let done = done.await.map_err(at_one_field);
    stap.verder(done, "toegewezen").await
}

/// `POST …/oppakken`: it goes to whoever is logged in.
pub(super) async fn oppakken(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Zaakpad,
    velden: Velden,
) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let (team, medewerker) = (stap.wie.medewerker.team, Some(stap.wie.medewerker.id));
    let to = Toewijzing { team, medewerker, reden: stap.wie.taal.tekst("zaak-zelf-opgepakt") };
    let done = async {
        zaken::toewijzen(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, &[stap.gezien()?], &to).await
    };
    let done = done.await;
    stap.verder(done, "opgepakt").await
}

/// `POST …/status`
pub(super) async fn status(State(app): State<AppState>, wie: Ingelogd, Path(id): Zaakpad, velden: Velden) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let keuze = Statuskeuze {
            statustype: stap.velden.required("statustype")?,
            toelichting: stap.velden.get("status_toelichting").to_owned(),
        };
        zaken::status_zetten(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, stap.gezien()?, &keuze).await
    };
    let done = done.await;
    stap.verder(done, "status").await
}

/// `POST …/vragen`: what is missing, a line an item.
pub(super) async fn vragen(State(app): State<AppState>, wie: Ingelogd, Path(id): Zaakpad, velden: Velden) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let lines = stap.velden.get("stukken").lines().map(str::trim).filter(|line| !line.is_empty());
        let vraag = Aanvulling {
            stukken: lines.map(str::to_owned).collect(),
            tot: stap.velden.required::<Date>("tot")?,
            toelichting: stap.velden.get("vraag_toelichting").to_owned(),
        };
        zaken::vragen(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, stap.gezien()?, &vraag).await
    };
    let done = done.await;
    stap.verder(done, "gevraagd").await
}

/// `POST …/ontvangen`: one item, with its file when it came as one.
pub(super) async fn ontvangen(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Zaakpad,
    formulier: Formulier,
) -> Antwoord {
    let welkom = |veld: &str| (veld == "bestand").then(zaakbeeld::welkom);
    behandelt(&app, &wie, zaak_id(&id)?).await?;
    let came = formulier.lees(&app, None, welkom).await?;
    let stap = Stap::new(app, wie, &id, Velden::of(came.velden.clone()))?;
    let done = async {
        let stuk: StukId = stap.velden.required("stuk")?;
        let dossier = zaken::dossier(&stap.app.db, &stap.who, stap.id).await?;
        let asked = dossier.verzoeken.iter().flat_map(|verzoek| &verzoek.stukken).find(|known| known.id == stuk);
        let titel = asked.map_or("", |known| known.omschrijving.as_str());
        let soort = zaakbeeld::inkomend(&dossier.zaaktype, titel).unwrap_or_default();
        let bijlage = zaakbeeld::bijlage(&came, "bestand", titel, soort)?;
        let binnen = Binnen { stuk, document: bijlage.as_ref(), op: stap.velden.parsed("binnen_op")? };
        zaken::ontvangen(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, stap.id, binnen).await
    };
    let done = done.await;
    stap.verder(done, "ontvangen").await
}

/// `POST …/compleet`: word that nothing is missing any more.
pub(super) async fn compleet(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Zaakpad,
    velden: Velden,
) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done =
        async { zaken::compleet_melden(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, stap.gezien()?).await };
    let done = done.await;
    stap.verder(done, "compleet").await
}

/// `POST …/verteld`: the applicant was told that their application came in, otherwise than by mail.
pub(super) async fn verteld(State(app): State<AppState>, wie: Ingelogd, Path(id): Zaakpad, velden: Velden) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let verteld = AndersVerteld { hoe: stap.velden.get("verteld_hoe"), op: stap.velden.required("verteld_op")? };
        let seen = stap.gezien()?;
        zaken::anders_bevestigen(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, seen, verteld).await
    };
    let done = done.await;
    stap.verder(done, "verteld").await
}

/// `POST …/verlengen`
pub(super) async fn verlengen(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Zaakpad,
    velden: Velden,
) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let seen = stap.gezien()?;
        let dossier = zaken::dossier(&stap.app.db, &stap.who, stap.id).await?;
        let eenheid = dossier.zaaktype.verlengingstermijn.map_or('W', |max| max.in_eenheid().1);
        let aantal: u32 = stap.velden.required("verleng_aantal")?;
        let duur = format!("P{aantal}{eenheid}").parse::<Termijn>();
        let duur = duur.map_err(|_| Error::from(FieldError::new("verleng_aantal", "verlenging-te-lang")))?;
        let verlenging = Verlenging { duur: Some(duur), reden: stap.velden.get("verleng_reden").to_owned() };
        zaken::verlengen(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, seen, &verlenging).await
    };
    let done = done.await.map_err(|error| at_field(error, "reden", "verleng_reden"));
    let done = done.map_err(|error| at_field(error, "duur", "verleng_aantal"));
    stap.verder(done, "verlengd").await
}

/// `POST …/besluiten`
pub(super) async fn besluiten(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Zaakpad,
    velden: Velden,
) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let besluit = Besluit {
            resultaattype: stap.velden.required("resultaattype")?,
            toelichting: stap.velden.get("besluit_toelichting").to_owned(),
        };
        zaken::besluiten(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, stap.gezien()?, &besluit).await
    };
    let done = done.await;
    stap.verder(done, "besloten").await
}

/// `POST …/rollen`: a colleague gets a part in it.
pub(super) async fn rollen(State(app): State<AppState>, wie: Ingelogd, Path(id): Zaakpad, velden: Velden) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let medewerker = match stap.velden.get("medewerker") {
            "" => Err(FieldError::new("medewerker", "verplicht")),
            code => collega(code).ok_or_else(|| FieldError::new("medewerker", "onbekende-keuze")),
        };
        let part = match (stap.velden.required("roltype"), medewerker) {
            (Ok(roltype), Ok(medewerker)) => (roltype, medewerker),
            (roltype, medewerker) => {
                return Err(Error::Invalid(roltype.err().into_iter().chain(medewerker.err()).collect()));
            }
        };
        zaken::rol_toevoegen(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, stap.gezien()?, part).await
    };
    let done = done.await;
    stap.verder(done, "betrokken").await
}

/// The colleague behind `medewerker:ID`.
fn collega(code: &str) -> Option<MedewerkerId> {
    code.strip_prefix("medewerker:")?.parse().ok()
}

/// `POST …/rollen/verwijderen`: a colleague loses their part in it.
pub(super) async fn rol_verwijderen(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Zaakpad,
    velden: Velden,
) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let rol = stap.velden.required("rol")?;
        zaken::rol_verwijderen(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, stap.gezien()?, rol).await
    };
    let done = done.await;
    stap.verder(done, "ontheven").await
}

/// `POST …/gegeven`: a property gets a value.
pub(super) async fn gegeven(State(app): State<AppState>, wie: Ingelogd, Path(id): Zaakpad, velden: Velden) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let what = (stap.velden.get("eigenschap"), stap.velden.get("waarde"));
        zaken::eigenschap_zetten(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, stap.gezien()?, what).await
    };
    let done = done.await.map_err(|error| at_field(error, "eigenschappen", "waarde"));
    stap.verder(done, "gegeven").await
}

/// `POST …/ontvangst`: the day on which it came in is put right.
pub(super) async fn ontvangst(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Zaakpad,
    velden: Velden,
) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let seen = stap.gezien()?;
        let what = (stap.velden.required::<Date>("ontvangen_op")?, stap.velden.get("ontvangst_reden"));
        zaken::ontvangst_verbeteren(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, seen, what).await
    };
    let done = done.await.map_err(|error| at_field(error, "reden", "ontvangst_reden"));
    stap.verder(done, "ontvangst").await
}

/// `POST …/kenmerken`: for whom it is and how much work is put right.
pub(super) async fn kenmerken(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Zaakpad,
    velden: Velden,
) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let seen = stap.gezien()?;
        let velden = &stap.velden;
        let what = (velden.parsed("klantgroep")?, velden.required("complexiteit")?, velden.get("kenmerken_reden"));
        zaken::kenmerken_verbeteren(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, seen, what).await
    };
    let done = done.await.map_err(|error| at_field(error, "reden", "kenmerken_reden"));
    stap.verder(done, "kenmerken").await
}

/// `POST …/deelzaak`: opens one, for the same applicant.
pub(super) async fn deelzaak(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Zaakpad,
    velden: Velden,
) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let deelzaak = Deelzaak {
            id: stap.velden.required("deelzaak")?,
            zaaktype: stap.velden.get("deelzaaktype").to_owned(),
            omschrijving: stap.velden.get("omschrijving").to_owned(),
        };
        let seen = stap.gezien()?;
        zaken::deelzaak_openen(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, seen, &deelzaak).await.map(drop)
    };
    let done = done.await.map_err(|error| at_field(error, "zaaktype", "deelzaaktype"));
    stap.verder(done, "deelzaak").await
}

/// `POST …/antwoord`: to a question of the citizen, in the same thread.
pub(super) async fn antwoord(
    State(app): State<AppState>,
    wie: Ingelogd,
    Path(id): Zaakpad,
    velden: Velden,
) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let vraag: BerichtId = stap.velden.required("vraag")?;
        let of = (stap.id, vraag);
        let tekst = stap.velden.get("tekst");
        zaken::vraag_beantwoorden(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, of, tekst).await
    };
    let done = done.await;
    stap.verder(done, "beantwoord").await
}

/// `POST …/nazien`: a message that did not arrive goes again, turned out to be sent, or was told in another way.
pub(super) async fn nazien(State(app): State<AppState>, wie: Ingelogd, Path(id): Zaakpad, velden: Velden) -> Antwoord {
    let stap = Stap::new(app, wie, &id, velden)?;
    let done = async {
        let (bericht, nazien) = berichtbeeld::nazien(&stap.velden)?;
        let of = (stap.id, bericht);
        zaken::bericht_nazien(&stap.app.db, &stap.app.ids, &stap.who, &stap.handeling, of, nazien).await
    };
    // The page may show several: what is wrong stands on top.
    let done = done.await.map_err(|error| at_field(at_field(error, "e_mail", ""), "hoe", ""));
    stap.verder(done, "nagezien").await
}

/// A field that has another name in the form than in the rule.
fn at_field(error: Error, from: &str, to: &'static str) -> Error {
    let moved = |fout: FieldError| if fout.field == from { FieldError { field: to, ..fout } } else { fout };
    match error {
        Error::Invalid(fouten) => Error::Invalid(fouten.into_iter().map(moved).collect()),
        other => other,
    }
}
