//! Digitaal adres: an e-mail address or phone number of a partij or betrokkene.

use jiff::civil::Date;
use kern::autorisatie::Recht;
use kern::organisaties::OrganisatieId;
use kern::{Authorised, Result, Row};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use serde::{Deserialize, Serialize};

use super::betrokkene::BetrokkeneId;
use super::partij::PartijId;
use super::{Telefoonnummer, Values};

kern::id_types! {
    /// A digitaal adres.
    DigitaalAdresId,
}

crate::code_enum! {
    /// What kind of address.
    SoortDigitaalAdres {
        /// E-mail.
        Email "email",
        /// Phone.
        Telefoonnummer "telefoonnummer",
        /// Anything else.
        Overig "overig",
    }
}

/// An e-mail address or phone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigitaalAdres {
    /// Its id.
    pub id: DigitaalAdresId,
    /// Who gave it in one klantcontact.
    pub verstrekt_door_betrokkene: Option<BetrokkeneId>,
    /// Whose it is beyond one klantcontact.
    pub verstrekt_door_partij: Option<PartijId>,
    /// As it was given.
    pub adres: String,
    /// What kind.
    pub soort_digitaal_adres: SoortDigitaalAdres,
    /// Whether it is the one to use.
    pub is_standaard_adres: bool,
    /// What it is for.
    pub omschrijving: String,
    /// What it refers to at its owner's.
    pub referentie: String,
    /// The day its owner proved that it is theirs.
    pub verificatie_datum: Option<Date>,
}

impl DigitaalAdres {
    /// An address as somebody gives it: `adres` belongs to nobody yet.
    #[must_use]
    pub fn new(id: DigitaalAdresId, soort: SoortDigitaalAdres, adres: &str) -> Self {
        Self {
            id,
            verstrekt_door_betrokkene: None,
            verstrekt_door_partij: None,
            adres: adres.trim().to_owned(),
            soort_digitaal_adres: soort,
            is_standaard_adres: false,
            omschrijving: String::new(),
            referentie: String::new(),
            verificatie_datum: None,
        }
    }

    /// Of this partij, as the one to use.
    #[must_use]
    pub fn van_partij(self, partij: PartijId) -> Self {
        Self { verstrekt_door_partij: Some(partij), is_standaard_adres: true, ..self }
    }

    /// Given by this betrokkene.
    #[must_use]
    pub fn van_betrokkene(self, betrokkene: BetrokkeneId) -> Self {
        Self { verstrekt_door_betrokkene: Some(betrokkene), ..self }
    }

    /// What it is found by: a phone number as digits with country, anything else in lower case.
    #[must_use]
    pub fn zoekadres(&self) -> String {
        match (self.soort_digitaal_adres, self.adres.parse::<Telefoonnummer>()) {
            (SoortDigitaalAdres::Telefoonnummer, Ok(number)) => number.into(),
            _ => self.adres.to_lowercase(),
        }
    }

    /// The row.
    pub(super) fn values(&self, organisatie: OrganisatieId) -> Values {
        vec![
            ("id", self.id.into()),
            ("organisatie_id", organisatie.into()),
            ("verstrekt_door_betrokkene_id", self.verstrekt_door_betrokkene.into()),
            ("verstrekt_door_partij_id", self.verstrekt_door_partij.into()),
            ("adres", self.adres.clone().into()),
            ("soort_digitaal_adres", self.soort_digitaal_adres.into()),
            ("is_standaard_adres", self.is_standaard_adres.into()),
            ("omschrijving", self.omschrijving.clone().into()),
            ("referentie", self.referentie.clone().into()),
            ("verificatie_datum", self.verificatie_datum.map(|date| date.to_string()).into()),
            ("zoekadres", self.zoekadres().into()),
        ]
    }

    pub(super) fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            verstrekt_door_betrokkene: row.get("verstrekt_door_betrokkene_id")?,
            verstrekt_door_partij: row.get("verstrekt_door_partij_id")?,
            adres: row.get("adres")?,
            soort_digitaal_adres: row.get("soort_digitaal_adres")?,
            is_standaard_adres: row.get("is_standaard_adres")?,
            omschrijving: row.get("omschrijving")?,
            referentie: row.get("referentie")?,
            verificatie_datum: row.get("verificatie_datum")?,
        })
    }
}

/// The columns of [`DigitaalAdres`], of the organisation of whoever may see them.
pub(super) fn select<R: Recht>(who: &Authorised<R>) -> SelectStatement {
    Query::select()
        .columns(["id", "verstrekt_door_betrokkene_id", "verstrekt_door_partij_id", "adres", "soort_digitaal_adres"])
        .columns(["is_standaard_adres", "omschrijving", "referentie", "verificatie_datum"])
        .from("digitale_adressen")
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .to_owned()
}
