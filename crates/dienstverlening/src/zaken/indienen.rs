//! How a case comes about: an application, over whatever channel, with all that comes with it, in one transaction.

use kern::autorisatie::{LeesKlant, LeesZaken};
use kern::organisaties::OrganisatieId;
use kern::{Authorised, Change, Error, FieldError, Handeling, Ids, Moment, Reads, Result, Tx};
use registers::catalogi::{self, Informatieobjecttype, ResultaattypeId, Zaaktype};
use registers::documenten::{self, EnkelvoudigInformatieobject, Inhoud, documentnummer};
use registers::klantinteracties::{Emailadres, Klantgroep, PartijId, SoortDigitaalAdres, bsn_van, partij};
use registers::zaken::autorisatie::beslist_meteen;
use registers::zaken::status::{self, NieuweStatus};
use registers::zaken::zaak::{self, openen_deelzaak};
use registers::zaken::{Betrokkene, Rol, Stap, WachtOp, Wijziging, Zaak, ZaakId, resultaat, zaaknummer};
use sea_query::{Expr, ExprTrait, Query};

use super::lopend::zaaktype;
use super::samenstellen::{Aanvragers, Omgeving, Samengesteld, ZonderRol, samenstellen};
use crate::berichten::Sjablonen;
use crate::contacten::Huis;

/// What somebody asks or reports.
#[derive(Clone, Debug)]
pub struct Aanvraag {
    /// Chosen by the caller: sent twice makes one case.
    pub id: ZaakId,
    /// Identificatie of the zaaktype.
    pub zaaktype: String,
    /// Code of the product.
    pub product: Option<String>,
    /// Code of the channel.
    pub kanaal: String,
    /// What it is, in a line of at most 80 characters.
    pub omschrijving: String,
    /// What the applicant says about it, at most 100,000 characters.
    pub toelichting: String,
    /// Who applies.
    pub aanvrager: Aanvrager,
    /// Who speaks for them.
    pub gemachtigde: Option<PartijId>,
    /// What is known of it: name and value, as the zaaktype has them.
    pub eigenschappen: Vec<(String, String)>,
    /// The documents that come with it.
    pub bijlagen: Vec<Bijlage>,
    /// Where it is about: GeoJSON.
    pub geometrie: Option<String>,
    /// The case that it becomes a part of.
    pub hoofdzaak: Option<ZaakId>,
    /// For whom it is asked, where somebody said so.
    pub klantgroep: Option<Klantgroep>,
    /// When it came in: for post, earlier than now.
    pub ontvangen_op: Moment,
    /// It is handed over while they wait: no confirmation goes out of what is in their hands.
    pub meteen_klaar: bool,
}

impl Aanvraag {
    pub(super) fn gegevens(&self) -> impl Iterator<Item = (&str, &str)> {
        self.eigenschappen.iter().map(|(naam, waarde)| (naam.as_str(), waarde.as_str()))
    }
}

/// Who applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aanvrager {
    /// Somebody we know.
    Bekend {
        /// Who.
        partij: PartijId,
        /// Where to mail them about this case; empty: where we know them to be.
        e_mail: String,
        /// Where to call them about this case; empty: as known.
        telefoon: String,
    },
    /// Somebody as they say who they are; all of it may be empty, for a report without a name.
    Onbekend {
        /// Their name.
        naam: String,
        /// Where to mail them.
        e_mail: String,
        /// Where to call them.
        telefoon: String,
    },
}

/// A document that comes with an application; its file was stored before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bijlage {
    /// The file as it was stored.
    pub bestand: Inhoud,
    /// Its title.
    pub titel: String,
    /// What kind of document: a description that the zaaktype names.
    pub informatieobjecttype: String,
}

/// A case that came about.
pub struct Ingediend {
    /// The case.
    pub zaak: Zaak,
    /// Whether a confirmation of receipt goes to a mail address now.
    pub per_mail: bool,
    /// What the caller writes, with its own changes, in the transaction that was given; empty when it was sent before.
    pub changes: Vec<Change>,
}

/// An application becomes a case: zaak, rollen, eigenschappen, first status, documents, and the confirmation of receipt. Sent
/// twice it gives the case of the first time and no changes; at the same time, the second write is a
/// [`Error::Conflict`] and trying again gives the case of the first.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong with it; [`Error::Conflict`] for a sub-case where there can be none.
pub async fn indienen(tx: &Tx, ids: &Ids, handeling: &Handeling, aanvraag: &Aanvraag) -> Result<Ingediend> {
    let organisatie = handeling.organisatie;
    // Decided by the program for whoever applies: they need no right to see cases.
    let who = Authorised::<LeesZaken>::program(organisatie);
    if let Some(zaak) = zaak::by_id(tx, &who, aanvraag.id).await? {
        return Ok(Ingediend { zaak, per_mail: false, changes: Vec::new() });
    }
    let huis = Huis::lees(tx, organisatie).await?;
    let day = aanvraag.ontvangen_op.date();
    let found = catalogi::geldig(tx, organisatie, &aanvraag.zaaktype, day).await?;
    let zaaktype = found.ok_or_else(|| Error::from(FieldError::new("zaaktype", "onbekende-keuze")))?;
    let documenttypen = catalogi::informatieobjecttypen(tx, organisatie).await?;
    let in_mijn = huis.instellingen.inloggen && kan_inloggen(tx, organisatie, &aanvraag.aanvrager).await?;
    let aanvrager = aanvrager(tx, organisatie, &aanvraag.aanvrager).await?;
    let gemachtigde = match aanvraag.gemachtigde {
        Some(gemachtigde) => Some(bekend(tx, organisatie, gemachtigde, "gemachtigde").await?),
        None => None,
    };
    let rsin = rsin(tx, organisatie).await?;
    let sjablonen = Sjablonen::lees(tx, organisatie).await?;
    let omgeving = Omgeving {
        huis: &huis,
        zaaktype: &zaaktype,
        documenttypen: &documenttypen,
        rsin: &rsin,
        sjablonen: &sjablonen,
    };
    let jaar = handeling.op.date().year();
    let nummer = zaaknummer(jaar, tx.take_numbers(organisatie, "zaak", 1).await?);
    let Samengesteld { zaak, rollen, per_mail, aanmaken, bevestigingen } =
        samenstellen(ids, handeling, &omgeving, aanvraag, Aanvragers { aanvrager, gemachtigde, in_mijn }, nummer)?;
    let mut changes = vec![aanmaken];
    changes.extend(in_hoofdzaak(tx, ids, handeling, &zaaktype, aanvraag).await?);
    let documents = Documenten { rsin: &rsin, typen: &documenttypen, auteur: auteur(&rollen) };
    changes.extend(documents.changes(tx, ids, handeling, &zaak, &aanvraag.bijlagen).await?);
    changes.extend(bevestigingen);
    Ok(Ingediend { zaak, per_mail, changes })
}

/// A case that is opened and closed in one go: what was asked for is handed over while they wait, with the result that
/// whoever helped them chose.
///
/// # Errors
/// As [`indienen`]; [`Error::Invalid`] for a result of another zaaktype; [`Error::Denied`] where somebody else decides.
pub async fn in_een_keer(
    tx: &Tx,
    ids: &Ids,
    handeling: &Handeling,
    aanvraag: &Aanvraag,
    result: ResultaattypeId,
) -> Result<Ingediend> {
    let Ingediend { zaak, per_mail, mut changes } = indienen(tx, ids, handeling, aanvraag).await?;
    if changes.is_empty() {
        return Ok(Ingediend { zaak, per_mail, changes });
    }
    let zaaktype = zaaktype(tx, handeling.organisatie, &zaak).await?;
    if !beslist_meteen(tx, handeling.organisatie, handeling.medewerker, &zaaktype).await? {
        return Err(Error::Denied { needs: "zaak-beslissen" });
    }
    let unset = |what: &str| Error::bug(ZonderRol(zaaktype.identificatie.clone(), what.to_owned()));
    let last = zaaktype.eindstatus().ok_or_else(|| unset("eindstatus"))?.id;
    let in_hands = Zaak { medewerker: handeling.medewerker, bij_behandelaar_op: Some(handeling.op), ..zaak.clone() };
    let stap = Stap {
        naar_team: Some(zaak.team),
        naar_medewerker: handeling.medewerker,
        ..Stap::new(handeling, ids, Wijziging::Toegewezen, "")
    };
    let (zaak, change) = zaak::wijzigen(handeling, ids, &zaaktype, &zaak, in_hands, &stap)?;
    changes.push(change);
    let (zaak, change) = resultaat::aanmaken(handeling, ids, &zaaktype, &zaak, result, "")?;
    changes.push(change);
    let nieuw =
        NieuweStatus { statustype: last, na: Some(handeling.op), toelichting: String::new(), open_deelzaken: 0 };
    let (wordt, gezet) = status::zetten(handeling, ids, &zaak, &zaaktype, &nieuw)?;
    let (zaak, change) = status::aanmaken(handeling, ids, &zaaktype, &zaak, (wordt, &gezet))?;
    changes.push(change);
    Ok(Ingediend { zaak, per_mail, changes })
}

/// Whether somebody can log in and see what they applied for: we know who they are by their burgerservicenummer.
async fn kan_inloggen(tx: &Tx, organisatie: OrganisatieId, aanvrager: &Aanvrager) -> Result<bool> {
    let Aanvrager::Bekend { partij, .. } = aanvrager else { return Ok(false) };
    let who = Authorised::<LeesKlant>::program(organisatie);
    Ok(bsn_van(tx, &who, *partij).await?.is_some())
}

/// Who applies, as the case keeps them.
async fn aanvrager(tx: &Tx, organisatie: OrganisatieId, aanvrager: &Aanvrager) -> Result<Betrokkene> {
    Ok(match aanvrager {
        Aanvrager::Bekend { partij, e_mail, telefoon } => {
            let known = bekend(tx, organisatie, *partij, "aanvrager").await?;
            bereikbaar(known, &normal(e_mail), telefoon.trim())
        }
        Aanvrager::Onbekend { naam, e_mail, telefoon } => Betrokkene::Onbekend {
            naam: naam.trim().to_owned(),
            e_mail: normal(e_mail),
            telefoon: telefoon.trim().to_owned(),
        },
    })
}

/// An address as it is mailed to; what cannot be one is refused with the rest of the application.
fn normal(e_mail: &str) -> String {
    e_mail.parse::<Emailadres>().map(String::from).unwrap_or_default()
}

/// Somebody we know, with their name and addresses as they are now.
async fn bekend(tx: &Tx, organisatie: OrganisatieId, id: PartijId, field: &'static str) -> Result<Betrokkene> {
    let who = Authorised::<LeesKlant>::program(organisatie);
    let found = partij::by_id(tx, &who, id).await?;
    let found = found.ok_or_else(|| Error::from(FieldError::new(field, "onbekende-keuze")))?;
    let adressen = partij::digitale_adressen(tx, &who, id).await?;
    let first = |soort| adressen.iter().find(|a| a.soort_digitaal_adres == soort).map(|a| a.adres.clone());
    Ok(Betrokkene::Partij {
        partij: id,
        naam: found.volledige_naam(),
        e_mail: first(SoortDigitaalAdres::Email).unwrap_or_default(),
        telefoon: first(SoortDigitaalAdres::Telefoonnummer).unwrap_or_default(),
    })
}

/// With where they say they can be reached about this case.
fn bereikbaar(known: Betrokkene, mail: &str, phone: &str) -> Betrokkene {
    let Betrokkene::Partij { partij, naam, e_mail, telefoon } = known else { return known };
    let given = |typed: &str, known: String| if typed.is_empty() { known } else { typed.to_owned() };
    Betrokkene::Partij { partij, naam, e_mail: given(mail, e_mail), telefoon: given(phone, telefoon) }
}

fn auteur(rollen: &[Rol]) -> String {
    let naam = rollen.last().map_or("", |rol| rol.betrokkene.contact().0);
    if naam.is_empty() { "aanvrager".to_owned() } else { naam.to_owned() }
}

/// The main case from now on waits for this sub-case.
async fn in_hoofdzaak(
    tx: &Tx,
    ids: &Ids,
    handeling: &Handeling,
    deeltype: &Zaaktype,
    aanvraag: &Aanvraag,
) -> Result<Option<Change>> {
    let Some(id) = aanvraag.hoofdzaak else { return Ok(None) };
    let who = Authorised::<LeesZaken>::program(handeling.organisatie);
    let missing = || Error::Missing { what: "zaak", id: id.uuid() };
    let was = zaak::by_id(tx, &who, id).await?.ok_or_else(missing)?;
    let hoofdtype = zaaktype(tx, handeling.organisatie, &was).await?;
    openen_deelzaak(&was, &hoofdtype, &deeltype.identificatie)?;
    let wacht_op = if was.opschorting_indicatie { WachtOp::Aanvrager } else { WachtOp::Deelzaak };
    let wordt = Zaak { wacht_op, ..was.clone() };
    let stap = Stap::new(handeling, ids, Wijziging::Gekoppeld, &deeltype.omschrijving);
    Ok(Some(zaak::wijzigen(handeling, ids, &hoofdtype, &was, wordt, &stap)?.1))
}

/// RSIN of the organisation.
async fn rsin(db: &impl Reads, organisatie: OrganisatieId) -> Result<String> {
    let query =
        Query::select().column("rsin").from("organisaties").and_where(Expr::col("id").eq(organisatie)).to_owned();
    let missing = || Error::Missing { what: "organisatie", id: organisatie.uuid() };
    db.row(&query).await?.ok_or_else(missing)?.get("rsin")
}

/// What documents of a case have in common.
pub(super) struct Documenten<'a> {
    rsin: &'a str,
    typen: &'a [Informatieobjecttype],
    auteur: String,
}

impl Documenten<'_> {
    async fn changes(
        &self,
        tx: &Tx,
        ids: &Ids,
        handeling: &Handeling,
        zaak: &Zaak,
        bijlagen: &[Bijlage],
    ) -> Result<Vec<Change>> {
        if bijlagen.is_empty() {
            return Ok(Vec::new());
        }
        let count = i64::try_from(bijlagen.len()).map_err(Error::bug)?;
        let first = tx.take_numbers(handeling.organisatie, "enkelvoudiginformatieobject", count).await?;
        let jaar = handeling.op.date().year();
        let document = |(bijlage, nummer): (&Bijlage, i64)| {
            let document = self.document(ids, handeling, zaak, bijlage, documentnummer(jaar, nummer))?;
            documenten::aanmaken(handeling, ids, zaak.id, &document)
        };
        bijlagen.iter().zip(first..).map(document).collect()
    }

    fn document(
        &self,
        ids: &Ids,
        handeling: &Handeling,
        zaak: &Zaak,
        bijlage: &Bijlage,
        identificatie: String,
    ) -> Result<EnkelvoudigInformatieobject> {
        let soort = self.typen.iter().find(|soort| soort.omschrijving == bijlage.informatieobjecttype);
        let soort = soort.ok_or_else(|| Error::from(FieldError::new("bijlagen", "onbekende-keuze")))?;
        Ok(EnkelvoudigInformatieobject {
            id: ids.next(),
            identificatie,
            bronorganisatie: self.rsin.to_owned(),
            informatieobjecttype: soort.id,
            versie: 1,
            creatiedatum: handeling.op.date(),
            titel: bijlage.titel.trim().to_owned(),
            vertrouwelijkheidaanduiding: zaak.vertrouwelijkheidaanduiding,
            tonen_aan_initiator: true,
            auteur: self.auteur.clone(),
            begin_registratie: handeling.op,
            inhoud: bijlage.bestand.clone(),
            ontvangstdatum: Some(zaak.ontvangen_op.date()),
            verzenddatum: None,
        })
    }
}

/// One more document for a case that is there already; gives also the id of it.
pub(super) async fn extra_document(
    tx: &Tx,
    ids: &Ids,
    handeling: &Handeling,
    zaak: &Zaak,
    auteur: &str,
    bijlage: &Bijlage,
) -> Result<(registers::documenten::InformatieobjectId, Change)> {
    Error::all(documenten::titel_fout(&bijlage.titel).into_iter().collect())?;
    let typen = catalogi::informatieobjecttypen(tx, handeling.organisatie).await?;
    let documents = Documenten { rsin: &zaak.bronorganisatie, typen: &typen, auteur: auteur.to_owned() };
    let nummer = tx.take_numbers(handeling.organisatie, "enkelvoudiginformatieobject", 1).await?;
    let identificatie = documentnummer(handeling.op.date().year(), nummer);
    let document = EnkelvoudigInformatieobject {
        ontvangstdatum: Some(handeling.op.date()),
        ..documents.document(ids, handeling, zaak, bijlage, identificatie)?
    };
    Ok((document.id, documenten::aanmaken(handeling, ids, zaak.id, &document)?))
}
