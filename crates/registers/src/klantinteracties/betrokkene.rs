//! Betrokkene: somebody's part in one klantcontact, with the contact data of that moment.

use kern::autorisatie::Registreren;
use kern::organisaties::OrganisatieId;
use kern::{Authorised, Reads, Result, Row};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};

use super::digitaal_adres;
use super::klantcontact::KlantcontactId;
use super::partij::PartijId;
use super::{Contactnaam, DigitaalAdres, SoortDigitaalAdres, Values};

kern::id_types! {
    /// A betrokkene.
    BetrokkeneId,
}

crate::code_enum! {
    /// Somebody's part in a klantcontact.
    RolBetrokkene {
        /// It is about them.
        Klant "klant",
        /// They speak for somebody.
        Vertegenwoordiger "vertegenwoordiger",
    }
}

/// Somebody's part in one klantcontact. Nothing fills its two addresses yet; their columns stay empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Betrokkene {
    /// Its id.
    pub id: BetrokkeneId,
    /// Who it was, when known beyond this contact.
    pub was_partij: Option<PartijId>,
    /// The contact.
    pub had_klantcontact: KlantcontactId,
    /// How to address them, as said in this contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contactnaam: Option<Contactnaam>,
    /// Their part.
    pub rol: RolBetrokkene,
    /// The organisation they spoke for.
    pub organisatienaam: String,
    /// Whether they began the contact.
    pub initiator: bool,
    /// How to reach them, as said in this contact.
    pub digitale_adressen: Vec<DigitaalAdres>,
}

impl Betrokkene {
    /// Somebody who contacted us: known, by name, or only that there was somebody.
    #[must_use]
    pub fn klant(id: BetrokkeneId, klantcontact: KlantcontactId, partij: Option<PartijId>, naam: &str) -> Self {
        Self {
            id,
            was_partij: partij,
            had_klantcontact: klantcontact,
            contactnaam: Contactnaam::typed(naam),
            rol: RolBetrokkene::Klant,
            organisatienaam: String::new(),
            initiator: true,
            digitale_adressen: Vec::new(),
        }
    }

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            was_partij: row.get("was_partij_id")?,
            had_klantcontact: row.get("had_klantcontact_id")?,
            contactnaam: Contactnaam::from_row(row)?,
            rol: row.get("rol")?,
            organisatienaam: row.get("organisatienaam")?,
            initiator: row.get("initiator")?,
            digitale_adressen: Vec::new(),
        })
    }

    /// The name as said in this contact; empty when none was.
    #[must_use]
    pub fn naam(&self) -> String {
        self.contactnaam.as_ref().map(Contactnaam::volledig).unwrap_or_default()
    }

    /// The phone number as said in this contact; empty when none was.
    #[must_use]
    pub fn telefoon(&self) -> &str {
        let phone = |adres: &&DigitaalAdres| adres.soort_digitaal_adres == SoortDigitaalAdres::Telefoonnummer;
        self.digitale_adressen.iter().find(phone).map_or("", |adres| adres.adres.as_str())
    }

    /// The row; its digitale adressen have rows of their own.
    pub(super) fn values(&self, organisatie: OrganisatieId) -> Values {
        let mut values: Values = vec![
            ("id", self.id.into()),
            ("organisatie_id", organisatie.into()),
            ("was_partij_id", self.was_partij.into()),
            ("had_klantcontact_id", self.had_klantcontact.into()),
            ("rol", self.rol.into()),
            ("organisatienaam", self.organisatienaam.clone().into()),
            ("initiator", self.initiator.into()),
        ];
        values.extend(Contactnaam::values(self.contactnaam.as_ref()));
        values
    }
}

/// More people take no part in one contact.
const BETROKKENEN_MAX: u64 = 50;

/// Who took part in a contact, with how to reach them; for whoever registered it. Two queries.
///
/// # Errors
/// What the database says.
pub async fn van_klantcontact(
    db: &impl Reads,
    who: &Authorised<Registreren>,
    contact: KlantcontactId,
) -> Result<Vec<Betrokkene>> {
    let query = Query::select()
        .columns(["id", "was_partij_id", "had_klantcontact_id", "rol", "organisatienaam", "initiator"])
        .columns(["contactnaam_voorletters", "contactnaam_voornaam", "contactnaam_voorvoegsel_achternaam"])
        .column("contactnaam_achternaam")
        .from("betrokkenen")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .and_where(Expr::col("had_klantcontact_id").eq(contact))
        .order_by("id", Order::Asc)
        .limit(BETROKKENEN_MAX)
        .to_owned();
    let mut found = db.rows(&query).await?.iter().map(Betrokkene::from_row).collect::<Result<Vec<_>>>()?;
    let adressen = digitaal_adres::select(who)
        .and_where(Expr::col("verstrekt_door_betrokkene_id").is_in(found.iter().map(|betrokkene| betrokkene.id)))
        .order_by("id", Order::Asc)
        .to_owned();
    for row in &db.rows(&adressen).await? {
        let adres = DigitaalAdres::from_row(row)?;
        let owner = found.iter_mut().find(|betrokkene| Some(betrokkene.id) == adres.verstrekt_door_betrokkene);
        if let Some(owner) = owner {
            owner.digitale_adressen.push(adres);
        }
    }
    Ok(found)
}
