//! Who a registered contact was with, put right: looked for with a reason, and chosen.

use dienstverlening::contacten::corrigeren::Wie;
use dienstverlening::contacten::klant as klanten;
use dienstverlening::kennisbank;
use kern::FieldError;
use kern::autorisatie::{LeesKlant, Registreren, Werken};
use registers::klantinteracties::klantcontact::Klantcontact;
use registers::klantinteracties::{Betrokkene, PartijId, betrokkene};

use super::zoeken_beeld::{keuze, mens};
use crate::basis::{AppState, Fout, Ingelogd, Velden};

/// The part of the form about who it was.
#[derive(Default)]
pub(super) struct WieWas {
    /// What can be chosen: code and words.
    pub(super) opties: Vec<(String, String)>,
    /// Which of them is.
    pub(super) gekozen: String,
    /// Why people may be looked up: code and name.
    pub(super) redenen: Vec<(String, String)>,
    /// Which of them is chosen.
    pub(super) reden: String,
    /// What was typed to look for somebody.
    pub(super) zoek: String,
    /// The same, once somebody was looked for by it.
    pub(super) gezocht: String,
    /// What came of that.
    pub(super) gevonden: String,
    /// The name as typed.
    pub(super) naam: String,
    /// The number as typed.
    pub(super) telefoon: String,
}

const NIEMAND: &str = "niemand";

/// Whether the form looks somebody up, by its button or by what was typed and not looked up yet: that comes before saving,
/// so that nobody who was typed is lost.
pub(super) fn zoekt(velden: &Velden) -> bool {
    velden.get("naar") == "zoek"
        || velden.filled("persoon").is_some_and(|typed| velden.filled("gezocht") != Some(typed))
}

/// Whom the form names.
///
/// # Errors
/// On field `wie`, when it is nobody that the page offers.
pub(super) fn gekozen(velden: &Velden) -> Result<Wie, FieldError> {
    match velden.filled("wie") {
        None => Ok(Wie::Blijft),
        Some(NIEMAND) => Ok(Wie::Niemand),
        Some(code) => {
            let parts = code.split_once('/');
            let parts = parts.and_then(|(id, met)| Some((id.parse::<PartijId>().ok()?, met.parse().ok()?)));
            let (id, met) = parts.ok_or_else(|| FieldError::new("wie", "onbekende-keuze"))?;
            Ok(Wie::Persoon(id, met))
        }
    }
}

/// Why people are looked up for this contact: what the form says, else the contact's reason, else that of its subject.
///
/// # Errors
/// What the database says.
pub(super) async fn reden(
    app: &AppState,
    wie: &Ingelogd,
    contact: &Klantcontact,
    velden: &Velden,
) -> Result<Option<String>, Fout> {
    let known = |code: &str| wie.organisatie.instellingen.reden(code).map(|reden| reden.code.clone());
    let chosen = velden.filled("reden").or(contact.reden.as_deref()).and_then(known);
    let (None, Some(code)) = (&chosen, &contact.product) else { return Ok(chosen) };
    let product = kennisbank::product(&app.db, &wie.medewerker.authorise::<Werken>()?, code).await?;
    Ok(product.map(|product| product.reden))
}

/// What the form offers; somebody is looked for when that was typed, with a reason. What is wrong with that goes with
/// `fouten`.
///
/// # Errors
/// What the database says.
pub(super) async fn beeld(
    app: &AppState,
    wie: &Ingelogd,
    contact: &Klantcontact,
    velden: &Velden,
    fouten: &mut Vec<FieldError>,
) -> Result<WieWas, Fout> {
    let t = wie.taal;
    let reden = reden(app, wie, contact, velden).await?;
    let redenen = &wie.organisatie.instellingen.redenen;
    let none = std::iter::once((String::new(), t.tekst("werkplek-reden-kies")));
    let mut was = WieWas {
        opties: vec![
            (String::new(), staat(app, wie, contact).await?),
            (NIEMAND.to_owned(), t.tekst("werkplek-corrigeren-wie-niemand")),
        ],
        redenen: none.chain(redenen.iter().map(|reden| (reden.code.clone(), keuze(t, reden)))).collect(),
        reden: reden.clone().unwrap_or_default(),
        zoek: velden.get("persoon").to_owned(),
        naam: velden.get("beller_naam").to_owned(),
        telefoon: velden.get("beller_telefoon").to_owned(),
        ..WieWas::default()
    };
    match velden.filled("persoon").map(klanten::herken) {
        None if velden.get("naar") == "zoek" => fouten.push(FieldError::new("persoon", "zoek-leeg")),
        None => {}
        Some(Err(wrong)) => fouten.push(FieldError { field: "persoon", ..wrong }),
        Some(Ok(_)) if reden.is_none() => fouten.push(FieldError::new("reden", "reden-nodig")),
        Some(Ok(term)) => {
            let who = wie.medewerker.authorise::<LeesKlant>()?;
            let handeling = wie.medewerker.handeling(wie.nu).met_doel(reden.unwrap_or_default());
            let found = klanten::zoek(&app.db, &app.ids, &who, &handeling, &term).await?;
            was.gezocht = was.zoek.trim().to_owned();
            was.gevonden = match found.len() {
                0 => t.tekst("werkplek-corrigeren-zoek-geen"),
                n => t.tekst_met("werkplek-corrigeren-zoek-gevonden").met("aantal", n).to_string(),
            };
            was.opties.extend(
                found
                    .into_iter()
                    .map(|hit| mens(t, hit))
                    .map(|mens| (format!("{}/{}", mens.id, term.soort().code()), [mens.naam, mens.bij].join(" · "))),
            );
        }
    }
    let chosen = velden.get("wie");
    match was.opties.iter().any(|(code, _)| code == chosen) {
        true => was.gekozen = chosen.to_owned(),
        // Whoever was chosen and is not offered any more: said, or they would be lost.
        false => fouten.push(FieldError::new("wie", "kies-opnieuw")),
    }
    Ok(was)
}

/// Who it is with as it stands: what was told, and whether that is somebody we know. Who that is, is not looked up again.
async fn staat(app: &AppState, wie: &Ingelogd, contact: &Klantcontact) -> Result<String, Fout> {
    let t = wie.taal;
    let told = betrokkene::van_klantcontact(&app.db, &wie.medewerker.authorise::<Registreren>()?, contact.id).await?;
    // First: a contact that was registered here has one at most.
    let told = told.first().map(verteld).unwrap_or_default().join(", ");
    let told = if told.is_empty() { t.tekst("werkplek-corrigeren-wie-onbekend") } else { told };
    let key = match contact.partij {
        Some(_) => "werkplek-corrigeren-wie-bekend",
        None => "werkplek-corrigeren-wie-staat",
    };
    Ok(t.tekst_met(key).met("wie", told).to_string())
}

/// Name and number as told. Of somebody we know the number may be ours, which nobody may have been allowed to hear: it stays
/// out.
pub(super) fn verteld(betrokkene: &Betrokkene) -> Vec<String> {
    let telefoon = betrokkene.was_partij.is_none().then(|| betrokkene.telefoon().to_owned());
    std::iter::once(betrokkene.naam()).chain(telefoon).filter(|part| !part.is_empty()).collect()
}
