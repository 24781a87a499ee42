//! The organisation itself and its settings.

use std::collections::HashMap;

use kern::autorisatie::LeesJournaal;
use kern::organisaties::{OrganisatieId, organisaties};
use kern::{Authorised, Change, Error, FieldError, Gebeurtenis, Reads, Result, Tx, journaal};
use sea_query::{Expr, ExprTrait, Query, Value};
use serde::Serialize;

use super::{Lading, verschil};
use crate::inrichten::inrichting::Inrichting;
use crate::inrichten::instellingen::{Gecodeerd, Instellingen, Vervallen};
use crate::inrichten::soorten;
use crate::inrichten::teksten;
use crate::inrichten::verslag::Soortverslag;

/// The organisation as the database has it.
pub(super) struct Bekend {
    pub(super) id: OrganisatieId,
    staat: Staat,
}

/// What a folder decides about an organisation.
#[derive(Clone, PartialEq, Serialize)]
struct Staat {
    code: String,
    naam: String,
    rsin: String,
    instellingen: Instellingen,
}

/// Finds the organisation by its code, and refuses host names that belong to another.
pub(super) async fn find(tx: &Tx, inrichting: &Inrichting) -> Result<Option<Bekend>> {
    let mut known = None;
    let rsins = rsins(tx).await?;
    for organisatie in organisaties(tx).await? {
        let instellingen = Instellingen::van(&organisatie)?;
        if organisatie.code == inrichting.code {
            let rsin = rsins.get(&organisatie.id).cloned().unwrap_or_default();
            let staat = Staat { code: organisatie.code, naam: organisatie.naam, rsin, instellingen };
            known = Some(Bekend { id: organisatie.id, staat });
        } else if let Some(taken) =
            inrichting.instellingen.hostnamen.iter().find(|name| instellingen.hostnamen.contains(name))
        {
            let detail = teksten::hostnaam_van_ander(taken, &organisatie.code);
            return Err(Error::Conflict(FieldError::new("hostnamen", "bestaat-al").detail(detail)));
        }
    }
    Ok(known)
}

async fn rsins(tx: &Tx) -> Result<HashMap<OrganisatieId, String>> {
    let query = Query::select().columns(["id", "rsin"]).from("organisaties").to_owned();
    tx.rows(&query).await?.iter().map(|row| Ok((row.get("id")?, row.get("rsin")?))).collect()
}

/// What has to change, and what to say about it: first the organisation, then each list of its settings.
pub(super) async fn changes(
    lading: &Lading<'_>,
    inrichting: &Inrichting,
    known: Option<Bekend>,
) -> Result<(Vec<Soortverslag>, Vec<Change>)> {
    let old = known.map(|known| known.staat);
    let before = old.as_ref().map(|old| old.instellingen.clone()).unwrap_or_default();
    let mut instellingen = inrichting.instellingen.clone();
    instellingen.vervallen = vervallen(&before, &instellingen);
    let new = Staat {
        code: inrichting.code.clone(),
        naam: inrichting.naam.clone(),
        rsin: inrichting.rsin.clone(),
        instellingen,
    };
    let verslag = verslag(old.as_ref(), &new);
    // The journal of a version before knows no opening hours: they are told once.
    let known = old.as_ref() == Some(&new) && uren_verteld(lading).await?;
    let changes = if known { Vec::new() } else { vec![change(lading, old.as_ref(), &new)?] };
    Ok((verslag, changes))
}

/// Whether the last gebeurtenis about this organisation says when it is open.
async fn uren_verteld(lading: &Lading<'_>) -> Result<bool> {
    let who = Authorised::<LeesJournaal>::program(lading.organisatie());
    let kinds = [soorten::ORGANISATIE_AANGEMAAKT, soorten::ORGANISATIE_GEWIJZIGD].map(|kind| {
        let naam = kind.naam();
        (naam.resource.to_owned(), naam.actie.to_owned())
    });
    let keuze = journaal::Keuze { soorten: kinds.to_vec(), ..journaal::Keuze::default() };
    let last = journaal::history(lading.tx, &who, &keuze, 1).await?;
    Ok(last.iter().any(|entry| entry.feiten["openingstijden"].is_object()))
}

fn change(lading: &Lading<'_>, old: Option<&Staat>, new: &Staat) -> Result<Change> {
    let soort = if old.is_some() { soorten::ORGANISATIE_GEWIJZIGD } else { soorten::ORGANISATIE_AANGEMAAKT };
    let event = Gebeurtenis::new(&lading.handeling, lading.ids, soort, lading.organisatie().uuid())
        .feiten(&soorten::Organisatie {
            code: new.code.clone(),
            openingstijden: Some(new.instellingen.openingstijden.clone()),
            gesloten: new.instellingen.gesloten.clone(),
            gelijkgestelde_dagen: new.instellingen.gelijkgestelde_dagen.clone(),
        })?
        .na(new)?;
    let values: Vec<(&'static str, Value)> = vec![
        ("code", new.code.clone().into()),
        ("naam", new.naam.clone().into()),
        ("rsin", new.rsin.clone().into()),
        ("instellingen", verschil::json(&new.instellingen)?),
    ];
    let Some(old) = old else {
        let mut row = vec![("id", lading.organisatie().into())];
        row.extend(values);
        return Ok(Change::new(event).insert("organisaties", row));
    };
    let update = Query::update()
        .table("organisaties")
        .values(values.into_iter().map(|(column, value)| (column, Expr::val(value))))
        .and_where(Expr::col("id").eq(lading.organisatie()))
        .to_owned();
    Ok(Change::new(event.voor(old)?).update(update))
}

/// What was there, now or before, and is not any more.
fn vervallen(old: &Instellingen, new: &Instellingen) -> Vervallen {
    fn gone<T: Gecodeerd + Clone>(current: &[T], before: &[T], now: &[T]) -> Vec<T> {
        let missing = |item: &&T| !now.iter().any(|other| other.code() == item.code());
        let earlier = before.iter().filter(|item| !current.iter().any(|other| other.code() == item.code()));
        current.iter().chain(earlier).filter(missing).cloned().collect()
    }
    let was = &old.vervallen;
    Vervallen {
        kanalen: gone(&old.kanalen, &was.kanalen, &new.kanalen),
        redenen: gone(&old.redenen, &was.redenen, &new.redenen),
        uitkomsten: gone(&old.uitkomsten, &was.uitkomsten, &new.uitkomsten),
        themas: gone(&old.themas, &was.themas, &new.themas),
        levensgebeurtenissen: gone(&old.levensgebeurtenissen, &was.levensgebeurtenissen, &new.levensgebeurtenissen),
        afdelingen: gone(&old.afdelingen, &was.afdelingen, &new.afdelingen),
        vragensets: gone(&old.vragensets, &was.vragensets, &new.vragensets),
    }
}

fn verslag(old: Option<&Staat>, new: &Staat) -> Vec<Soortverslag> {
    let none = Instellingen::default();
    let was = old.map_or(&none, |old| &old.instellingen);
    let is = &new.instellingen;
    let mut organisatie = Soortverslag { soort: "organisatie", ..Soortverslag::default() };
    match old {
        None => organisatie.toegevoegd.push(new.code.clone()),
        Some(old) if without_lists(old) == without_lists(new) => organisatie.ongewijzigd = 1,
        Some(_) => organisatie.gewijzigd.push(new.code.clone()),
    }
    vec![
        organisatie,
        list("afdelingen", &was.afdelingen, &is.afdelingen),
        list("kanalen", &was.kanalen, &is.kanalen),
        list("redenen", &was.redenen, &is.redenen),
        list("uitkomsten", &was.uitkomsten, &is.uitkomsten),
        list("thema's", &was.themas, &is.themas),
        list("levensgebeurtenissen", &was.levensgebeurtenissen, &is.levensgebeurtenissen),
        list("vragensets", &was.vragensets, &is.vragensets),
        list("berichten", &was.berichten, &is.berichten),
        list("formulieren", &was.formulieren, &is.formulieren),
    ]
}

fn list<T: Gecodeerd + PartialEq>(soort: &'static str, old: &[T], new: &[T]) -> Soortverslag {
    let mut verslag = Soortverslag { soort, ..Soortverslag::default() };
    for item in new {
        match old.iter().find(|other| other.code() == item.code()) {
            None => verslag.toegevoegd.push(item.code().to_owned()),
            Some(other) if other == item => verslag.ongewijzigd += 1,
            Some(_) => verslag.gewijzigd.push(item.code().to_owned()),
        }
    }
    let gone = old.iter().filter(|item| !new.iter().any(|other| other.code() == item.code()));
    verslag.ingetrokken = gone.map(|item| item.code().to_owned()).collect();
    verslag
}

/// What is left when the lists that are told of by themselves are taken out.
fn without_lists(staat: &Staat) -> Staat {
    let instellingen = Instellingen {
        afdelingen: Vec::new(),
        kanalen: Vec::new(),
        redenen: Vec::new(),
        uitkomsten: Vec::new(),
        themas: Vec::new(),
        levensgebeurtenissen: Vec::new(),
        vragensets: Vec::new(),
        berichten: Vec::new(),
        formulieren: Vec::new(),
        vervallen: Vervallen::default(),
        ..staat.instellingen.clone()
    };
    Staat { instellingen, ..staat.clone() }
}
