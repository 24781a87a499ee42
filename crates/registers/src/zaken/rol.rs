//! Rol: who has which part in a zaak.

use kern::organisaties::{MedewerkerId, OrganisatieId};
use kern::{Change, Error, FieldError, Gebeurtenis, Handeling, Ids, Moment, Reads, Result, Row, Soort};
use sea_query::{DeleteStatement, Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::inzage::{Inzage, bij_zaak};
use super::zaak::stappen::must_be_open;
use super::zaak::{Zaak, ZaakId};
use crate::Values;
use crate::catalogi::{OmschrijvingGeneriek, Roltype, RoltypeId, Zaaktype};
use crate::klantinteracties::PartijId;

kern::id_types! {
    /// A rol.
    RolId,
}

/// Somebody got a part in a zaak that is there already.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("rol", "aangemaakt");
/// Somebody has a part in a zaak no longer.
pub const VERWIJDERD: Soort<Feiten> = Soort::new("rol", "verwijderd");

/// What a rol is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// Identificatie of the zaaktype.
    pub zaaktype: String,
    /// Which part it is.
    pub rol: OmschrijvingGeneriek,
}

impl Feiten {
    fn of(zaaktype: &Zaaktype, rol: &Rol) -> Self {
        Self { zaaktype: zaaktype.identificatie.clone(), rol: rol.omschrijving_generiek }
    }
}

crate::code_enum! {
    /// Whether somebody speaks for another.
    Machtiging {
        /// They speak for the applicant.
        Gemachtigde "gemachtigde",
        /// Another speaks for them.
        Machtiginggever "machtiginggever",
        /// Neither.
        Geen "",
    }
    /// What somebody is, apart from their part.
    BetrokkeneType {
        /// A person.
        NatuurlijkPersoon "natuurlijk_persoon",
        /// A company or institution.
        NietNatuurlijkPersoon "niet_natuurlijk_persoon",
        /// A branch of one.
        Vestiging "vestiging",
        /// A team of ours.
        OrganisatorischeEenheid "organisatorische_eenheid",
        /// Somebody who works for us.
        Medewerker "medewerker",
    }
}

/// Who it is, and how to reach them about this zaak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Betrokkene {
    /// Somebody we know.
    Partij {
        /// Who.
        partij: PartijId,
        /// Their name at that moment.
        naam: String,
        /// Their e-mail address at that moment, or empty.
        e_mail: String,
        /// Their phone number at that moment, or empty.
        telefoon: String,
    },
    /// Somebody we know only from this zaak.
    Onbekend {
        /// As they gave it, or empty.
        naam: String,
        /// As they gave it, or empty.
        e_mail: String,
        /// As they gave it, or empty.
        telefoon: String,
    },
    /// Somebody who works for us.
    Medewerker {
        /// Who.
        medewerker: MedewerkerId,
        /// Their name at that moment.
        naam: String,
    },
}

/// A part that somebody has in a zaak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rol {
    /// Its id.
    pub id: RolId,
    /// In which zaak.
    pub zaak: ZaakId,
    /// Which part.
    pub roltype: RoltypeId,
    /// What the zaaktype calls it.
    pub omschrijving: String,
    /// What it is, whatever its name.
    pub omschrijving_generiek: OmschrijvingGeneriek,
    /// Whether they speak for another, or another for them.
    pub indicatie_machtiging: Machtiging,
    /// More about it.
    pub roltoelichting: String,
    /// Since when.
    pub registratiedatum: Moment,
    /// Who.
    pub betrokkene: Betrokkene,
}

impl Rol {
    /// Somebody's part in a zaak, from now on.
    #[must_use]
    pub fn new(handeling: &Handeling, ids: &Ids, zaak: ZaakId, roltype: &Roltype, betrokkene: Betrokkene) -> Self {
        Self {
            id: ids.next(),
            zaak,
            roltype: roltype.id,
            omschrijving: roltype.omschrijving.clone(),
            omschrijving_generiek: roltype.omschrijving_generiek,
            indicatie_machtiging: Machtiging::Geen,
            roltoelichting: String::new(),
            registratiedatum: handeling.op,
            betrokkene,
        }
    }

    pub(super) fn values(&self, organisatie: OrganisatieId) -> Result<Values> {
        let (soort, partij, identificatie) = match &self.betrokkene {
            Betrokkene::Partij { partij, .. } => {
                (BetrokkeneType::NatuurlijkPersoon, Some(*partij), json!({ "anpIdentificatie": partij }).to_string())
            }
            Betrokkene::Onbekend { .. } => (BetrokkeneType::NatuurlijkPersoon, None, json!({}).to_string()),
            Betrokkene::Medewerker { medewerker, .. } => (BetrokkeneType::Medewerker, None, identificatie(*medewerker)),
        };
        let (naam, e_mail, telefoon) = self.betrokkene.contact();
        Ok(vec![
            ("id", self.id.into()),
            ("organisatie_id", organisatie.into()),
            ("zaak_id", self.zaak.into()),
            ("betrokkene", "".into()),
            ("betrokkene_type", soort.into()),
            ("afwijkende_naam_betrokkene", naam.into()),
            ("roltype_id", self.roltype.into()),
            ("omschrijving", self.omschrijving.clone().into()),
            ("omschrijving_generiek", self.omschrijving_generiek.into()),
            ("roltoelichting", self.roltoelichting.clone().into()),
            ("registratiedatum", self.registratiedatum.into()),
            ("indicatie_machtiging", self.indicatie_machtiging.into()),
            ("contactpersoon_rol_emailadres", e_mail.into()),
            ("contactpersoon_rol_telefoonnummer", telefoon.into()),
            ("contactpersoon_rol_naam", naam.into()),
            ("betrokkene_identificatie", identificatie.into()),
            ("partij_id", partij.into()),
        ])
    }

    fn from_row(row: &Row) -> Result<Self> {
        let text = |column: &str| -> Result<String> { Ok(row.get::<Option<String>>(column)?.unwrap_or_default()) };
        let (naam, e_mail) = (text("afwijkende_naam_betrokkene")?, text("contactpersoon_rol_emailadres")?);
        let telefoon = text("contactpersoon_rol_telefoonnummer")?;
        let identificatie: serde_json::Value = row.get("betrokkene_identificatie")?;
        let betrokkene = match (row.get::<BetrokkeneType>("betrokkene_type")?, row.get("partij_id")?) {
            (BetrokkeneType::Medewerker, _) => {
                let medewerker = MedewerkerId::deserialize(&identificatie["identificatie"])?;
                Betrokkene::Medewerker { medewerker, naam }
            }
            (_, Some(partij)) => Betrokkene::Partij { partij, naam, e_mail, telefoon },
            (_, None) => Betrokkene::Onbekend { naam, e_mail, telefoon },
        };
        Ok(Self {
            id: row.get("id")?,
            zaak: row.get("zaak_id")?,
            roltype: row.get("roltype_id")?,
            omschrijving: row.get("omschrijving")?,
            omschrijving_generiek: row.get("omschrijving_generiek")?,
            indicatie_machtiging: row.get("indicatie_machtiging")?,
            roltoelichting: row.get("roltoelichting")?,
            registratiedatum: row.get("registratiedatum")?,
            betrokkene,
        })
    }
}

impl Betrokkene {
    /// The colleague that it is; none when it is somebody else.
    #[must_use]
    pub fn medewerker(&self) -> Option<MedewerkerId> {
        if let Self::Medewerker { medewerker, .. } = self { Some(*medewerker) } else { None }
    }

    /// Their name, e-mail address and phone number; empty where there is none.
    #[must_use]
    pub fn contact(&self) -> (&str, &str, &str) {
        match self {
            Self::Partij { naam, e_mail, telefoon, .. } | Self::Onbekend { naam, e_mail, telefoon } => {
                (naam, e_mail, telefoon)
            }
            Self::Medewerker { naam, .. } => (naam, "", ""),
        }
    }
}

/// How somebody who works for us stands in the column `betrokkene_identificatie`.
pub(super) fn identificatie(medewerker: MedewerkerId) -> String {
    json!({ "identificatie": medewerker }).to_string()
}

/// Somebody gets a part in a zaak that is there already.
///
/// # Errors
/// [`Error::Invalid`] for a rol of another zaaktype; [`Error::Conflict`] on a closed zaak.
pub fn toevoegen(handeling: &Handeling, ids: &Ids, zaak: &Zaak, zaaktype: &Zaaktype, rol: &Rol) -> Result<Change> {
    must_be_open(zaak)?;
    if rol.zaak != zaak.id || !zaaktype.roltypen.iter().any(|known| known.id == rol.roltype) {
        return Err(Error::from(FieldError::new("roltype", "onbekende-keuze")));
    }
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, rol.id.uuid())
        .bij(zaak.id.uuid())
        .feiten(&Feiten::of(zaaktype, rol))?
        .na(rol)?;
    Ok(Change::new(event).insert("rollen", rol.values(handeling.organisatie)?))
}

/// Somebody loses their part in a zaak.
///
/// # Errors
/// [`Error::Conflict`] on a closed zaak.
pub fn verwijderen(handeling: &Handeling, ids: &Ids, zaak: &Zaak, zaaktype: &Zaaktype, rol: &Rol) -> Result<Change> {
    must_be_open(zaak)?;
    let event = Gebeurtenis::new(handeling, ids, VERWIJDERD, rol.id.uuid())
        .bij(zaak.id.uuid())
        .feiten(&Feiten::of(zaaktype, rol))?
        .voor(rol)?;
    let own = Query::delete()
        .from_table("rollen")
        .and_where(Expr::col("id").eq(rol.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .to_owned();
    Ok(Change::new(event).delete(own))
}

/// Adds to a change that this medewerker handles the zaak from now on, and nobody else does.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn behandelaar(
    change: Change,
    handeling: &Handeling,
    ids: &Ids,
    (zaak, zaaktype): (&Zaak, &Zaaktype),
    naam: Option<&str>,
) -> Result<Change> {
    let change = change.delete(of_behandelaars(handeling.organisatie, zaak.id));
    let roltype = zaaktype.roltype(OmschrijvingGeneriek::Behandelaar);
    let (Some(medewerker), Some(roltype)) = (zaak.medewerker, roltype) else { return Ok(change) };
    let betrokkene = Betrokkene::Medewerker { medewerker, naam: naam.unwrap_or_default().to_owned() };
    let rol = Rol::new(handeling, ids, zaak.id, roltype, betrokkene);
    Ok(change.insert("rollen", rol.values(handeling.organisatie)?))
}

fn of_behandelaars(organisatie: OrganisatieId, zaak: ZaakId) -> DeleteStatement {
    Query::delete()
        .from_table("rollen")
        .and_where(Expr::col("zaak_id").eq(zaak))
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(Expr::col("omschrijving_generiek").eq(OmschrijvingGeneriek::Behandelaar))
        .to_owned()
}

/// Who has a part in a zaak, oldest first.
///
/// # Errors
/// What the database says.
pub async fn van_zaak(db: &impl Reads, wie: &impl Inzage, zaak: ZaakId) -> Result<Vec<Rol>> {
    van_zaken(db, wie, &[zaak]).await
}

/// Who has a part in these zaken (a page of them), each zaak's oldest first.
///
/// # Errors
/// What the database says.
pub async fn van_zaken(db: &impl Reads, wie: &impl Inzage, zaken: &[ZaakId]) -> Result<Vec<Rol>> {
    if zaken.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::select()
        .columns(["id", "zaak_id", "roltype_id", "omschrijving", "omschrijving_generiek", "indicatie_machtiging"])
        .columns(["roltoelichting", "registratiedatum", "betrokkene_type", "afwijkende_naam_betrokkene", "partij_id"])
        .columns(["contactpersoon_rol_emailadres", "contactpersoon_rol_telefoonnummer", "betrokkene_identificatie"])
        .from("rollen")
        .cond_where(bij_zaak(wie, "organisatie_id", "zaak_id"))
        .and_where(Expr::col("zaak_id").is_in(zaken.iter().copied()))
        .order_by("zaak_id", Order::Asc)
        .order_by("registratiedatum", Order::Asc)
        .order_by("id", Order::Asc)
        .to_owned();
    db.rows(&query).await?.iter().map(Rol::from_row).collect()
}
