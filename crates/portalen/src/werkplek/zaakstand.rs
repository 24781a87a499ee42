//! The cases of whoever calls, each with its state in a sentence to read out; shown after the control question alone.

use dienstverlening::zaken as domein;
use registers::catalogi::{self, Zaaktype};
use registers::zaken::zaak::Beller;
use registers::zaken::{Zaak, ZaakId, zaak};
use servicenormen::naaste::naaste;

use crate::basis::klok::Klok;
use crate::basis::{AppState, Fout, Ingelogd, tijd};
use crate::zaakbeeld::beloften::klok;

/// So many cases of somebody are told about; the rest stands in the work list and behind their numbers.
const ZAKEN: u64 = 10;

/// A case of the caller.
pub(super) struct Zaakregel {
    pub(super) id: ZaakId,
    /// Where it is, for whoever may see it.
    pub(super) adres: Option<String>,
    pub(super) naam: String,
    pub(super) nummer: String,
    /// How far it is and by when it is done.
    pub(super) zin: String,
    /// What has to be kept first of what everybody is promised.
    pub(super) klok: Option<Klok>,
    /// Whether this contact is about it.
    pub(super) gekozen: bool,
}

/// The cases of whoever calls, the open ones first. How they stand is for everybody whom they call; a case opens, and is called
/// by what it is about, only for whoever may see it.
///
/// # Errors
/// What the database says.
pub(super) async fn lees(
    app: &AppState,
    wie: &Ingelogd,
    beller: Beller,
    gekozen: Option<ZaakId>,
) -> Result<Vec<Zaakregel>, Fout> {
    let mut zaken = zaak::van_beller(&app.db, beller, ZAKEN).await?;
    zaken.sort_by_key(|zaak| !zaak.is_open());
    let mut types: Vec<_> = zaken.iter().map(|zaak| zaak.zaaktype).collect();
    types.sort_unstable();
    types.dedup();
    let types = catalogi::by_ids(&app.db, wie.medewerker.organisatie, &types).await?;
    let ids: Vec<ZaakId> = zaken.iter().map(|zaak| zaak.id).collect();
    let sleutel = super::zaak::sleutel(app, wie).await?;
    let open = zaak::by_ids(&app.db, &sleutel, &ids).await?;
    let promises = domein::toezeggingen_van_beller(&app.db, wie.medewerker.organisatie, &zaken, wie.nu).await?;
    let first = |zaak: &Zaak| naaste(promises.get(&zaak.id.uuid())?);
    let line = |zaak: &Zaak| {
        let kind = types.iter().find(|known| known.id == zaak.zaaktype);
        let sees = open.iter().any(|seen| seen.id == zaak.id);
        let soort = |kind: &Zaaktype| wie.taal.naam(&kind.omschrijving, Some(&kind.omschrijving_en)).tekst;
        Zaakregel {
            id: zaak.id,
            adres: sees.then(|| format!("/werkplek/zaken/{}", zaak.id)),
            naam: if sees { zaak.omschrijving.clone() } else { kind.map(soort).unwrap_or_default() },
            nummer: zaak.identificatie.clone(),
            zin: zin(wie, zaak, kind, sees),
            klok: first(zaak).map(|made| klok(wie.taal, made, wie.nu, &wie.organisatie.kalender)),
            gekozen: gekozen == Some(zaak.id),
        }
    };
    Ok(zaken.iter().map(line).collect())
}

fn zin(wie: &Ingelogd, zaak: &Zaak, kind: Option<&Zaaktype>, sees: bool) -> String {
    let (t, today) = (wie.taal, wie.nu.date());
    let name = |nl: &str, en: &str| t.naam(nl, Some(en)).tekst;
    let status = kind.zip(zaak.statustype).and_then(|(kind, id)| kind.statustype(id));
    let status = status.map(|known| name(&known.omschrijving, &known.omschrijving_en)).unwrap_or_default();
    let result = kind.zip(zaak.resultaattype).and_then(|(kind, id)| kind.resultaattype(id));
    let result = result.map(|known| name(&known.omschrijving, &known.omschrijving_en)).unwrap_or_default();
    let expected = zaak.einddatum_gepland.or(zaak.uiterlijke_einddatum_afdoening);
    let dag = expected.map(|date| tijd::dag_met_afstand(t, date, today, &wie.organisatie.kalender).tekst);
    let key = match (zaak.einddatum, zaak.opschorting_indicatie, expected) {
        (Some(_), _, _) if sees => "zaak-zin-klaar",
        (Some(_), _, _) => "zaak-zin-klaar-kaal",
        (None, true, _) => "zaak-zin-stil",
        (None, false, Some(date)) if date < today => "zaak-zin-te-laat",
        (None, false, _) => "zaak-zin-open",
    };
    let klaar = zaak.einddatum.map(|date| tijd::dag(t, date, today).tekst);
    let said = t.tekst_met(key).met("status", status).met("resultaat", result);
    said.met("dag", dag.unwrap_or_default()).met("klaar", klaar.unwrap_or_default()).to_string()
}
