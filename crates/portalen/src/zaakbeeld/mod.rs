//! What the workplace and Mijn both show of a case: how far it is, when it is done and why then, and its documents.

pub(crate) mod beloften;

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::IntoResponse;
use bestanden::{Opgeslagen, Regels};
use dienstverlening::zaken::termijnen::Data;
use dienstverlening::zaken::{Bijlage, Dossier};
use kern::{Error, FieldError, Moment};
use registers::catalogi::Zaaktype;
use registers::documenten::{EnkelvoudigInformatieobject, Inhoud};
use registers::klantinteracties::folded;
use registers::zaken::{Status, WachtOp, Zaak};
use termijnen::VrijeDagen;

use crate::basis::taal::Naam;
use crate::basis::tijd::Tijdstip;
use crate::basis::upload::{Ontvangen, Welkom};
use crate::basis::{Antwoord, AppState, Fout, Taal, berekening, tijd};

/// The largest document that is taken, in bytes.
const DOCUMENT_BYTES_MAX: u64 = 10 * 1_000 * 1_000;
/// What a browser shows by itself, and can do no harm there.
const GETOOND: [&str; 4] = ["application/pdf", "image/jpeg", "image/png", "text/plain; charset=utf-8"];

/// A status of the zaaktype, reached or not.
pub(crate) struct Stapbeeld {
    pub(crate) naam: Naam,
    pub(crate) uitleg: Naam,
    pub(crate) op: Option<Tijdstip>,
    pub(crate) klaar: bool,
    pub(crate) hier: bool,
}

/// The statuses of a case, as steps.
pub(crate) fn stappen(t: Taal, zaak: &Zaak, zaaktype: &Zaaktype, statussen: &[Status], nu: Moment) -> Vec<Stapbeeld> {
    let at = zaaktype.statustypen.iter().position(|known| Some(known.id) == zaak.statustype);
    let step = |(place, known): (usize, &registers::catalogi::Statustype)| {
        let reached = statussen.iter().rev().find(|status| status.statustype == known.id);
        let hier = at == Some(place) && zaak.is_open();
        Stapbeeld {
            naam: t.naam(&known.omschrijving, Some(&known.omschrijving_en)),
            uitleg: t.naam(&known.statustekst, Some(&known.statustekst_en)),
            op: reached.map(|status| tijd::moment(t, status.datum_status_gezet, nu)),
            klaar: !hier && at.is_some_and(|at| place <= at),
            hier,
        }
    };
    zaaktype.statustypen.iter().enumerate().map(step).collect()
}

/// What a case waits for, in a sentence.
pub(crate) fn wacht(t: Taal, dossier: &Dossier, nu: Moment) -> String {
    match dossier.zaak.wacht_op {
        WachtOp::Behandelaar if dossier.zaak.medewerker.is_none() => t.tekst("zaak-wacht-niemand"),
        WachtOp::Behandelaar => t.tekst("zaak-wacht-behandelaar"),
        WachtOp::Aanvrager => {
            let tot = dossier.open_verzoek().map(|verzoek| tijd::dag(t, verzoek.tot, nu.date()).tekst);
            t.tekst_met("zaak-wacht-aanvrager").met("tot", tot.unwrap_or_default()).to_string()
        }
        WachtOp::Deelzaak => t.tekst("zaak-wacht-deelzaak"),
        WachtOp::Niemand => t.tekst("zaak-wacht-klaar"),
    }
}

/// Why the last day is what it is: the computation, a line per step.
pub(crate) fn waarom(t: Taal, dossier: &Dossier, data: &Data, nu: Moment) -> Vec<String> {
    berekening::regels(t, dossier.zaak.startdatum, &data.berekening, Some(nu.date()))
}

/// Until when somebody can object to its decision; empty where nobody can.
pub(crate) fn bezwaar(t: Taal, dossier: &Dossier, vrij: &VrijeDagen) -> Result<String, Fout> {
    let until = dossier.bezwaar_tot(vrij)?;
    Ok(until.map_or_else(String::new, |day| {
        t.tekst_met("zaak-bezwaar-tot").met("dag", tijd::with_year(t, day)).to_string()
    }))
}

/// A document in a list.
pub(crate) struct Documentbeeld {
    pub(crate) adres: String,
    pub(crate) titel: String,
    pub(crate) naam: String,
    pub(crate) omvang: String,
    pub(crate) op: Tijdstip,
}

/// Documents, each under this address.
pub(crate) fn documenten(t: Taal, adres: &str, van: &[EnkelvoudigInformatieobject], nu: Moment) -> Vec<Documentbeeld> {
    let line = |document: &EnkelvoudigInformatieobject| Documentbeeld {
        adres: format!("{adres}/documenten/{}", document.id),
        titel: document.titel.clone(),
        naam: document.inhoud.naam.clone(),
        omvang: t.tekst_met("zaak-omvang").met("kb", (document.inhoud.omvang + 999) / 1000).to_string(),
        op: tijd::moment(t, document.begin_registratie, nu),
    };
    van.iter().map(line).collect()
}

/// The file of a document. What a browser cannot show safely is saved instead.
pub(crate) async fn bestand(app: &AppState, document: &EnkelvoudigInformatieobject) -> Antwoord {
    let opslag = app.opslag.as_ref().ok_or_else(|| Fout::bug("there is no store of files"))?;
    let inhoud = &document.inhoud;
    let opgeslagen = Opgeslagen {
        sleutel: inhoud.sleutel.parse().map_err(|error| Fout::Kern(Error::bug(error)))?,
        naam: inhoud.naam.clone(),
        formaat: inhoud.formaat.clone(),
        omvang: inhoud.omvang,
        sha256: inhoud.sha256.clone(),
    };
    let lezing = opslag.lees(&opgeslagen).await.map_err(|error| Fout::Kern(Error::bug(error)))?;
    let how = if GETOOND.contains(&inhoud.formaat.as_str()) { "inline" } else { "attachment" };
    let headers = [
        (CONTENT_TYPE, inhoud.formaat.clone()),
        (CONTENT_LENGTH, inhoud.omvang.to_string()),
        (CONTENT_DISPOSITION, format!("{how}; filename*=UTF-8''{}", crate::basis::adres::als_waarde(&inhoud.naam))),
    ];
    Ok((headers, Body::from_stream(lezing)).into_response())
}

/// What a document of a case may be: what people send us.
pub(crate) fn welkom() -> Welkom {
    Welkom { regels: Regels { max_bytes: DOCUMENT_BYTES_MAX, ..Regels::default() }, aantal: 1 }
}

/// The one file that came with a form, as the document it becomes; none when none was chosen.
///
/// # Errors
/// [`Error::Invalid`] at this field when it was refused.
pub(crate) fn bijlage(
    ontvangen: &Ontvangen,
    veld: &'static str,
    titel: &str,
    informatieobjecttype: &str,
) -> kern::Result<Option<Bijlage>> {
    let Some((_, file)) = ontvangen.bestanden.iter().find(|(field, _)| field == veld) else { return Ok(None) };
    match file {
        Err(geweigerd) => Err(FieldError::new(veld, geweigerd.code()).detail(geweigerd.detail()).into()),
        Ok(file) => Ok(Some(Bijlage {
            bestand: Inhoud {
                sleutel: file.sleutel.to_string(),
                naam: file.naam.clone(),
                formaat: file.formaat.clone(),
                omvang: file.omvang,
                sha256: file.sha256.clone(),
            },
            titel: titel.chars().take(200).collect(),
            informatieobjecttype: informatieobjecttype.to_owned(),
        })),
    }
}

/// The kind of document that an item is, by its name; where the zaaktype takes in one kind only, that one. A name that is no kind
/// becomes the kind that the zaaktype puts in front for whatever comes in (docs/inrichting.md).
pub(crate) fn inkomend<'z>(zaaktype: &'z Zaaktype, stuk: &str) -> Option<&'z str> {
    let inkomend = |known: &&registers::catalogi::ZaaktypeInformatieobjecttype| {
        known.richting == registers::catalogi::Richting::Inkomend
    };
    let kinds = || zaaktype.informatieobjecttypen.iter().filter(inkomend).map(|known| known.omschrijving.as_str());
    let named = kinds().find(|kind| folded(kind) == folded(stuk));
    named.or_else(|| kinds().next())
}
