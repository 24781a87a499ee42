//! The zaaktypen: one that differs from its current version becomes the next version, valid from today, and the one before
//! ends the day before. Cases that run keep the version they began with.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use kern::{Change, Error, Ids, Result};
use registers::catalogi::schrijven::{
    Versie, beeindigen, catalogus, catalogus_aanmaken, informatieobjecttype_aanmaken, laatste_versies, publiceren,
};
use registers::catalogi::{
    Afleidingswijze, Eigenschap, Informatieobjecttype, InternOfExtern, Resultaattype, Roltype, Statustype,
    Vertrouwelijkheid, Waardering, Zaaktype, ZaaktypeInformatieobjecttype, informatieobjecttypen, selectieresultaat,
};
use termijnen::Termijn;
use uuid::Uuid;

use super::{Lading, artikelen};
use crate::inrichten::inrichting::Inrichting;
use crate::inrichten::verslag::Soortverslag;
use crate::inrichten::zaaktype_spec::{EigenschapSpec, ResultaatSpec, ZaaktypeSpec};

/// Since when the first version of a zaaktype holds: the selectielijst that it follows.
const BEGIN: Date = jiff::civil::date(2020, 1, 1);

/// What has to change, and what to say about it: zaaktypen and kinds of documents.
pub(super) async fn changes(
    lading: &Lading<'_>,
    inrichting: &Inrichting,
    team_ids: &HashMap<String, Uuid>,
) -> Result<([Soortverslag; 2], Vec<Change>)> {
    let mut verslag = Soortverslag { soort: "zaaktypen", ..Soortverslag::default() };
    let mut changes = Vec::new();
    let known = laatste_versies(lading.tx, lading.organisatie()).await?;
    let today = lading.handeling.op.date();
    let catalogus = the_catalogue(lading, inrichting, &mut changes).await?;
    for old in known.iter().filter(|old| is_current(old, today)) {
        if !inrichting.zaaktypen.iter().any(|spec| spec.code == old.identificatie) {
            verslag.ingetrokken.push(old.identificatie.clone());
            changes.push(beeindigen(&lading.handeling, lading.ids, old, yesterday(today)?)?);
        }
    }
    for spec in &inrichting.zaaktypen {
        let controlegetal = artikelen::controlegetal(&serde_json::to_string(spec)?);
        let old = known.iter().find(|old| old.identificatie == spec.code && is_current(old, today));
        match old {
            Some(old) if old.controlegetal == controlegetal => {
                verslag.ongewijzigd += 1;
                continue;
            }
            Some(old) => {
                verslag.gewijzigd.push(spec.code.clone());
                changes.push(beeindigen(&lading.handeling, lading.ids, old, yesterday(today)?)?);
            }
            None => verslag.toegevoegd.push(spec.code.clone()),
        }
        // The first version holds for what came in before it was loaded too, such as letters that lay waiting.
        let first = !known.iter().any(|old| old.identificatie == spec.code);
        let vanaf = if first { BEGIN } else { today };
        let zaaktype = zaaktype(lading.ids, spec, super::team(team_ids, &spec.team)?, vanaf)?;
        let of = (catalogus, inrichting.rsin.as_str());
        changes.push(publiceren(&lading.handeling, lading.ids, of, &zaaktype, &controlegetal)?);
    }
    let (documents, made) = documents(lading, inrichting, catalogus).await?;
    changes.extend(made);
    Ok(([verslag, documents], changes))
}

fn is_current(versie: &Versie, today: Date) -> bool {
    versie.einde_geldigheid.is_none_or(|einde| einde >= today)
}

fn yesterday(today: Date) -> Result<Date> {
    today.yesterday().map_err(Error::bug)
}

/// The catalogue, made when the first zaaktype comes.
async fn the_catalogue(lading: &Lading<'_>, inrichting: &Inrichting, changes: &mut Vec<Change>) -> Result<Uuid> {
    if let Some(known) = catalogus(lading.tx, lading.organisatie()).await? {
        return Ok(known);
    }
    let id = lading.ids.next();
    if !inrichting.zaaktypen.is_empty() {
        let (rsin, naam) = (&inrichting.rsin, &inrichting.naam);
        changes.push(catalogus_aanmaken(&lading.handeling, lading.ids, id, rsin, naam)?);
    }
    Ok(id)
}

/// The kinds of documents that zaaktypen name. One that none names any more stays, for the documents that there are.
async fn documents(
    lading: &Lading<'_>,
    inrichting: &Inrichting,
    catalogus: Uuid,
) -> Result<(Soortverslag, Vec<Change>)> {
    let mut verslag = Soortverslag { soort: "documentsoorten", ..Soortverslag::default() };
    let mut changes = Vec::new();
    let known = informatieobjecttypen(lading.tx, lading.organisatie()).await?;
    let wanted: BTreeSet<&str> = inrichting
        .zaaktypen
        .iter()
        .flat_map(|spec| spec.documenten.iter().map(|document| document.omschrijving.as_str()))
        .collect();
    for omschrijving in wanted {
        if known.iter().any(|known| known.omschrijving == omschrijving) {
            verslag.ongewijzigd += 1;
            continue;
        }
        verslag.toegevoegd.push(omschrijving.to_owned());
        let nieuw = Informatieobjecttype {
            id: lading.ids.next(),
            omschrijving: omschrijving.to_owned(),
            vertrouwelijkheidaanduiding: Vertrouwelijkheid::Zaakvertrouwelijk,
            begin_geldigheid: BEGIN,
        };
        changes.push(informatieobjecttype_aanmaken(&lading.handeling, lading.ids, catalogus, &nieuw)?);
    }
    Ok((verslag, changes))
}

/// The zaaktype that a folder describes, valid from this day. `lees` has checked every length and number.
fn zaaktype(ids: &Ids, spec: &ZaaktypeSpec, team: kern::organisaties::TeamId, vanaf: Date) -> Result<Zaaktype> {
    let termijn = |text: &String| text.parse::<Termijn>().map_err(Error::bug);
    let resultaattypen: Vec<Resultaattype> =
        spec.resultaten.iter().map(|resultaat| resultaattype(ids, resultaat)).collect::<Result<_>>()?;
    // First: all results of a case type are of one process type.
    let first = spec.resultaten.first().and_then(|resultaat| selectieresultaat(&resultaat.selectielijst));
    let statustypen = spec.statussen.iter().zip(1..).map(|(status, volgnummer)| Statustype {
        id: ids.next(),
        omschrijving: status.omschrijving.clone(),
        omschrijving_en: status.omschrijving_en.clone(),
        statustekst: status.tekst.clone(),
        statustekst_en: status.tekst_en.clone(),
        volgnummer,
        informeren: status.informeren,
    });
    let documents = spec.documenten.iter().zip(1..).map(|(document, volgnummer)| ZaaktypeInformatieobjecttype {
        omschrijving: document.omschrijving.clone(),
        volgnummer,
        richting: document.richting,
    });
    Ok(Zaaktype {
        id: ids.next(),
        identificatie: spec.code.clone(),
        omschrijving: spec.omschrijving.clone(),
        omschrijving_en: spec.omschrijving_en.clone(),
        vertrouwelijkheidaanduiding: spec.vertrouwelijkheid,
        indicatie_intern_of_extern: if spec.intern { InternOfExtern::Intern } else { InternOfExtern::Extern },
        doel: spec.doel.clone(),
        aanleiding: spec.aanleiding.clone(),
        toelichting: spec.toelichting.clone(),
        handeling_initiator: spec.handeling_initiator.clone(),
        onderwerp: spec.onderwerp.clone(),
        handeling_behandelaar: spec.handeling_behandelaar.clone(),
        doorlooptijd: termijn(&spec.doorlooptijd)?,
        grondslag: spec.grondslag.parse().map_err(Error::bug)?,
        grondslag_artikel: spec.artikel.clone(),
        verlenging_artikel: spec.verlenging_artikel.clone(),
        bestreden_besluit: spec.bestreden_besluit.clone(),
        complexiteit: spec.complexiteit,
        servicenorm: spec.servicenorm.as_ref().map(termijn).transpose()?,
        opschorting_en_aanhouding_mogelijk: spec.opschorting,
        verlengingstermijn: spec.verlengingstermijn.as_ref().map(termijn).transpose()?,
        trefwoorden: spec.trefwoorden.clone(),
        selectielijst_procestype: first.map(|found| found.procestype.clone()).unwrap_or_default(),
        deelzaaktypen: spec.deelzaaktypen.clone(),
        begin_geldigheid: vanaf,
        einde_geldigheid: None,
        team,
        versie: 1,
        statustypen: statustypen.collect(),
        resultaattypen,
        roltypen: spec
            .rollen
            .iter()
            .map(|rol| Roltype {
                id: ids.next(),
                omschrijving: rol.omschrijving.clone(),
                omschrijving_generiek: rol.generiek,
            })
            .collect(),
        eigenschappen: spec.eigenschappen.iter().map(|known| eigenschap(ids, known)).collect(),
        informatieobjecttypen: documents.collect(),
    })
}

fn eigenschap(ids: &Ids, spec: &EigenschapSpec) -> Eigenschap {
    Eigenschap {
        id: ids.next(),
        naam: spec.naam.clone(),
        definitie: spec.definitie.clone(),
        formaat: spec.formaat,
        lengte: spec.lengte,
        waarden: spec.waarden.clone(),
    }
}

fn resultaattype(ids: &Ids, spec: &ResultaatSpec) -> Result<Resultaattype> {
    let unknown = || Error::bug(super::UnknownCode(spec.selectielijst.clone()));
    let found = selectieresultaat(&spec.selectielijst).ok_or_else(unknown)?;
    let (termijn, wijze) = match found.waardering {
        Waardering::Bewaren => (None, Afleidingswijze::Afgehandeld),
        Waardering::Vernietigen(termijn, wijze) => (Some(termijn), wijze),
    };
    Ok(Resultaattype {
        id: ids.next(),
        omschrijving: spec.omschrijving.clone(),
        omschrijving_en: spec.omschrijving_en.clone(),
        toelichting: spec.toelichting.clone(),
        selectielijstklasse: found.url.clone(),
        archiefnominatie: found.waardering.archiefnominatie(),
        archiefactietermijn: termijn,
        afleidingswijze: wijze,
        bezwaar_mogelijk: spec.bezwaar,
    })
}
