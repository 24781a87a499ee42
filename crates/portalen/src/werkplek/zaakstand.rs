//! The cases of whoever calls, each with its state in a sentence to read out; shown after the control question alone.

use kern::autorisatie::LeesZaken;
use registers::catalogi::{self, Zaaktype};
use registers::klantinteracties::PartijId;
use registers::zaken::{Zaak, ZaakId, zaak};

use crate::basis::{AppState, Fout, Ingelogd, tijd};

/// So many cases of somebody are told about; the rest stands in the work list and behind their numbers.
const ZAKEN: usize = 10;

/// A case of the caller.
pub(super) struct Zaakregel {
    pub(super) id: ZaakId,
    pub(super) adres: String,
    pub(super) naam: String,
    pub(super) nummer: String,
    /// How far it is and by when it is done.
    pub(super) zin: String,
    /// Whether this contact is about it.
    pub(super) gekozen: bool,
}

/// The cases of somebody, the open ones first; for whoever may see cases.
///
/// # Errors
/// What the database says.
pub(super) async fn lees(
    app: &AppState,
    wie: &Ingelogd,
    partij: PartijId,
    gekozen: Option<ZaakId>,
) -> Result<Vec<Zaakregel>, Fout> {
    let Ok(who) = wie.medewerker.authorise::<LeesZaken>() else { return Ok(Vec::new()) };
    let mut zaken = zaak::van_partij(&app.db, &who, partij, None, ZAKEN).await?.rows;
    zaken.sort_by_key(|zaak| !zaak.is_open());
    let mut types: Vec<_> = zaken.iter().map(|zaak| zaak.zaaktype).collect();
    types.sort_unstable();
    types.dedup();
    let types = catalogi::by_ids(&app.db, wie.medewerker.organisatie, &types).await?;
    let line = |zaak: &Zaak| Zaakregel {
        id: zaak.id,
        adres: format!("/werkplek/zaken/{}", zaak.id),
        naam: zaak.omschrijving.clone(),
        nummer: zaak.identificatie.clone(),
        zin: zin(wie, zaak, types.iter().find(|known| known.id == zaak.zaaktype)),
        gekozen: gekozen == Some(zaak.id),
    };
    Ok(zaken.iter().map(line).collect())
}

fn zin(wie: &Ingelogd, zaak: &Zaak, kind: Option<&Zaaktype>) -> String {
    let (t, today) = (wie.taal, wie.nu.date());
    let name = |nl: &str, en: &str| t.naam(nl, Some(en)).tekst;
    let status = kind.zip(zaak.statustype).and_then(|(kind, id)| kind.statustype(id));
    let status = status.map(|known| name(&known.omschrijving, &known.omschrijving_en)).unwrap_or_default();
    let result = kind.zip(zaak.resultaattype).and_then(|(kind, id)| kind.resultaattype(id));
    let result = result.map(|known| name(&known.omschrijving, &known.omschrijving_en)).unwrap_or_default();
    let expected = zaak.einddatum_gepland.or(zaak.uiterlijke_einddatum_afdoening);
    let dag = expected.map(|date| tijd::dag_met_afstand(t, date, today, &wie.organisatie.kalender).tekst);
    let key = match (zaak.einddatum, zaak.opschorting_indicatie, expected) {
        (Some(_), _, _) => "zaak-zin-klaar",
        (None, true, _) => "zaak-zin-stil",
        (None, false, Some(date)) if date < today => "zaak-zin-te-laat",
        (None, false, _) => "zaak-zin-open",
    };
    let klaar = zaak.einddatum.map(|date| tijd::dag(t, date, today).tekst);
    let said = t.tekst_met(key).met("status", status).met("resultaat", result);
    said.met("dag", dag.unwrap_or_default()).met("klaar", klaar.unwrap_or_default()).to_string()
}
