//! Partij: somebody we know beyond one contact. Reading one takes an [`Authorised`] and is told in the journal.

use std::collections::HashMap;

use jiff::civil::Date;
use kern::autorisatie::LeesKlant;
use kern::organisaties::OrganisatieId;
use kern::{Authorised, Change, Error, Gebeurtenis, Handeling, Ids, Reads, Result, Row, Soort};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::adres::{BEZOEKADRES, CORRESPONDENTIEADRES};
use super::digitaal_adres::{self, DigitaalAdres, SoortDigitaalAdres};
use super::{Adres, Bsn, Contactnaam, Postcode, Telefoonnummer, Values, folded, set};

kern::id_types! {
    /// A partij.
    PartijId,
}

/// A partij was made.
pub const AANGEMAAKT: Soort = Soort::new("partij", "aangemaakt");
/// A partij was changed.
pub const GEWIJZIGD: Soort = Soort::new("partij", "gewijzigd");

pub use super::opzoeken::{FeitenGeraadpleegd, FeitenGezocht, GERAADPLEEGD, GEZOCHT, gekozen, geraadpleegd, gezocht};

crate::code_enum! {
    /// What a partij is.
    SoortPartij {
        /// A natural person.
        Persoon "persoon",
        /// A company or institution.
        Organisatie "organisatie",
        /// A person who speaks for an organisation.
        Contactpersoon "contactpersoon",
    }
    /// By what somebody was looked for.
    Zoeksoort {
        /// Name and date of birth.
        NaamGeboortedatum "naam-geboortedatum",
        /// Phone number.
        Telefoon "telefoon",
        /// Postcode and house number.
        Adres "adres",
        /// BSN.
        Bsn "bsn",
    }
    /// How the control question ended, before anything personal was told.
    Controle {
        /// They are who they say.
        Geslaagd "geslaagd",
        /// They gave another answer.
        Mislukt "mislukt",
        /// Nothing personal is told.
        NietNodig "niet-nodig",
    }
}

/// Somebody we know beyond one contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Partij {
    /// Its id.
    pub id: PartijId,
    /// The number people know it by.
    pub nummer: Option<String>,
    /// What colleagues should know.
    pub interne_notitie: String,
    /// What it is.
    pub soort_partij: SoortPartij,
    /// Whether its address may not be told to third parties.
    pub indicatie_geheimhouding: Option<bool>,
    /// ISO 639-2/B, or empty.
    pub voorkeurstaal: String,
    /// Whether it is still in use.
    pub indicatie_actief: bool,
    /// Where to visit them.
    pub bezoekadres: Option<Adres>,
    /// Where to write to them.
    pub correspondentieadres: Option<Adres>,
    /// The name of a person.
    pub contactnaam: Option<Contactnaam>,
    /// The name of an organisation.
    pub naam: Option<String>,
    /// For whom a contact person speaks.
    pub werkte_voor_partij: Option<PartijId>,
    /// Loket's own: to find and to check who is calling.
    pub geboortedatum: Option<Date>,
    /// Raised by each change.
    pub versie: i64,
}

impl Partij {
    /// A person, with nothing known but the name.
    #[must_use]
    pub fn persoon(id: PartijId, contactnaam: Contactnaam) -> Self {
        Self {
            id,
            nummer: None,
            interne_notitie: String::new(),
            soort_partij: SoortPartij::Persoon,
            indicatie_geheimhouding: None,
            voorkeurstaal: "nld".into(),
            indicatie_actief: true,
            bezoekadres: None,
            correspondentieadres: None,
            contactnaam: Some(contactnaam),
            naam: None,
            werkte_voor_partij: None,
            geboortedatum: None,
            versie: 1,
        }
    }

    /// The name to show.
    #[must_use]
    pub fn volledige_naam(&self) -> String {
        self.contactnaam.as_ref().map(Contactnaam::volledig).or_else(|| self.naam.clone()).unwrap_or_default()
    }

    fn zoeknaam(&self) -> String {
        let persoon = self.contactnaam.as_ref().map(Contactnaam::zoeknaam);
        persoon.into_iter().chain(self.naam.as_deref().map(folded)).collect::<Vec<_>>().join(" ")
    }

    fn columns(&self) -> Values {
        let mut values: Values = vec![
            ("nummer", self.nummer.clone().into()),
            ("interne_notitie", self.interne_notitie.clone().into()),
            ("soort_partij", self.soort_partij.into()),
            ("indicatie_geheimhouding", self.indicatie_geheimhouding.into()),
            ("voorkeurstaal", self.voorkeurstaal.clone().into()),
            ("indicatie_actief", self.indicatie_actief.into()),
            ("naam", self.naam.clone().into()),
            ("werkte_voor_partij_id", self.werkte_voor_partij.into()),
            ("geboortedatum", self.geboortedatum.map(|date| date.to_string()).into()),
            ("zoeknaam", self.zoeknaam().into()),
            ("versie", self.versie.into()),
        ];
        values.extend(Contactnaam::values(self.contactnaam.as_ref()));
        values.extend(Adres::values(self.bezoekadres.as_ref(), BEZOEKADRES));
        values.extend(Adres::values(self.correspondentieadres.as_ref(), CORRESPONDENTIEADRES));
        values
    }

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            nummer: row.get("nummer")?,
            interne_notitie: row.get("interne_notitie")?,
            soort_partij: row.get("soort_partij")?,
            indicatie_geheimhouding: row.get("indicatie_geheimhouding")?,
            voorkeurstaal: row.get("voorkeurstaal")?,
            indicatie_actief: row.get("indicatie_actief")?,
            bezoekadres: Adres::from_row(row, BEZOEKADRES)?,
            correspondentieadres: Adres::from_row(row, CORRESPONDENTIEADRES)?,
            contactnaam: Contactnaam::from_row(row)?,
            naam: row.get("naam")?,
            werkte_voor_partij: row.get("werkte_voor_partij_id")?,
            geboortedatum: row.get("geboortedatum")?,
            versie: row.get("versie")?,
        })
    }
}

/// A partij that is made, with its number in the BRP and how to reach it.
#[derive(Clone, Debug)]
pub struct NieuwePartij {
    /// The partij.
    pub partij: Partij,
    /// Its BSN.
    pub bsn: Option<Bsn>,
    /// Its phone numbers and e-mail addresses, the preferred one first.
    pub digitale_adressen: Vec<(SoortDigitaalAdres, String)>,
}

/// A new partij with its identificator and digitale adressen.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn aanmaken(handeling: &Handeling, ids: &Ids, nieuw: &NieuwePartij) -> Result<Change> {
    let (partij, organisatie) = (&nieuw.partij, handeling.organisatie);
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, partij.id.uuid()).na(&json!({
        "partij": partij,
        "bsn": nieuw.bsn,
        "digitaleAdressen": nieuw.digitale_adressen,
    }))?;
    let adressen: Vec<DigitaalAdres> = nieuw
        .digitale_adressen
        .iter()
        .enumerate()
        .map(|(place, (soort, adres))| DigitaalAdres {
            is_standaard_adres: place == 0,
            ..DigitaalAdres::new(ids.next(), *soort, adres).van_partij(partij.id)
        })
        .collect();
    let mut values: Values = vec![
        ("id", partij.id.into()),
        ("organisatie_id", organisatie.into()),
        ("voorkeurs_digitaal_adres_id", adressen.first().map(|adres| adres.id).into()),
    ];
    values.extend(partij.columns());
    let mut change = Change::new(event).insert("partijen", values);
    if let Some(bsn) = &nieuw.bsn {
        change = change.insert("partij_identificatoren", identificator(organisatie, ids, partij.id, bsn));
    }
    Ok(adressen.iter().fold(change, |change, adres| change.insert("digitale_adressen", adres.values(organisatie))))
}

fn identificator(organisatie: OrganisatieId, ids: &Ids, partij: PartijId, bsn: &Bsn) -> Values {
    vec![
        ("id", ids.next::<Uuid>().into()),
        ("organisatie_id", organisatie.into()),
        ("identificeerde_partij_id", partij.into()),
        ("andere_partij_identificator", "".into()),
        ("code_objecttype", "natuurlijk_persoon".into()),
        ("code_soort_object_id", "bsn".into()),
        ("object_id", bsn.as_str().into()),
        ("code_register", "brp".into()),
    ]
}

/// A partij of which something changed; gives it as it became.
///
/// # Errors
/// Never for values that can be written as JSON; a conflict shows when it is written.
pub fn wijzigen(handeling: &Handeling, ids: &Ids, was: &Partij, wordt: Partij) -> Result<(Partij, Change)> {
    let wordt = Partij { id: was.id, versie: was.versie + 1, ..wordt };
    let event = Gebeurtenis::new(handeling, ids, GEWIJZIGD, wordt.id.uuid()).voor(was)?.na(&wordt)?;
    let update = set(Query::update().table("partijen"), wordt.columns())
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .and_where(Expr::col("versie").eq(was.versie))
        .to_owned();
    Ok((wordt, Change::new(event).update(update)))
}

fn partijen(who: &Authorised<LeesKlant>) -> SelectStatement {
    let columns = [
        "id",
        "nummer",
        "interne_notitie",
        "soort_partij",
        "indicatie_geheimhouding",
        "voorkeurstaal",
        "indicatie_actief",
        "naam",
        "werkte_voor_partij_id",
        "geboortedatum",
        "versie",
        "contactnaam_voorletters",
        "contactnaam_voornaam",
        "contactnaam_voorvoegsel_achternaam",
        "contactnaam_achternaam",
    ];
    Query::select()
        .columns(columns.map(of))
        .columns(BEZOEKADRES.map(of))
        .columns(CORRESPONDENTIEADRES.map(of))
        .from("partijen")
        .and_where(Expr::col(of("organisatie_id")).eq(who.organisatie()))
        .to_owned()
}

/// A column of this table, also where another is joined.
fn of(column: &'static str) -> (&'static str, &'static str) {
    ("partijen", column)
}

/// Those that a row of another table names. Joined from there: without statistics SQLite takes "of this organisation and
/// in this list" for a walk through the organisation.
pub(in crate::klantinteracties) fn named_by(
    who: &Authorised<LeesKlant>,
    (table, reference): (&'static str, &'static str),
    (column, value): (&'static str, &str),
) -> SelectStatement {
    let mut query = partijen(who);
    query
        .inner_join(table, Expr::col((table, reference)).equals(of("id")))
        .and_where(Expr::col((table, "organisatie_id")).eq(who.organisatie()))
        .and_where(Expr::col((table, column)).eq(value));
    query
}

/// Bounds a search that somebody narrows down afterwards: so many share a birth date in the largest municipality.
const CANDIDATES_MAX: u64 = 500;

async fn read(db: &impl Reads, query: &mut SelectStatement, limit: u64) -> Result<Vec<Partij>> {
    let query = query.order_by(of("zoeknaam"), Order::Asc).order_by(of("id"), Order::Asc).limit(limit).to_owned();
    let mut found: Vec<Partij> = db.rows(&query).await?.iter().map(Partij::from_row).collect::<Result<_>>()?;
    // Whoever gave the same number twice is still one.
    found.dedup_by_key(|partij| partij.id);
    Ok(found)
}

/// One partij; none when there is no such partij in this organisation.
///
/// # Errors
/// What the database says.
pub async fn by_id(db: &impl Reads, who: &Authorised<LeesKlant>, id: PartijId) -> Result<Option<Partij>> {
    let found = read(db, partijen(who).and_where(Expr::col("id").eq(id)), 1).await?;
    Ok(found.into_iter().next())
}

/// The names of these partijen. One by one, by their key: a list of keys SQLite takes, without statistics, for a walk
/// through the organisation.
///
/// # Errors
/// What the database says.
pub async fn namen(
    db: &impl Reads,
    who: &Authorised<LeesKlant>,
    ids: impl Iterator<Item = PartijId>,
) -> Result<HashMap<PartijId, String>> {
    let mut found = HashMap::new();
    for id in ids {
        found.extend(by_id(db, who, id).await?.map(|partij| (id, partij.volledige_naam())));
    }
    Ok(found)
}

/// The digitale adressen of a partij, the preferred one first.
///
/// # Errors
/// What the database says.
pub async fn digitale_adressen(
    db: &impl Reads,
    who: &Authorised<LeesKlant>,
    partij: PartijId,
) -> Result<Vec<DigitaalAdres>> {
    let query = digitaal_adres::select(who)
        .and_where(Expr::col("verstrekt_door_partij_id").eq(partij))
        .order_by("is_standaard_adres", Order::Desc)
        .order_by("id", Order::Asc)
        .limit(100)
        .to_owned();
    db.rows(&query).await?.iter().map(DigitaalAdres::from_row).collect()
}

/// Who has this phone number.
///
/// # Errors
/// What the database says.
pub async fn by_telefoon(
    db: &impl Reads,
    who: &Authorised<LeesKlant>,
    number: &Telefoonnummer,
    limit: u64,
) -> Result<Vec<Partij>> {
    let owner = ("digitale_adressen", "verstrekt_door_partij_id");
    read(db, &mut named_by(who, owner, ("zoekadres", number.digits())), limit).await
}

/// Who has this BSN.
///
/// # Errors
/// What the database says.
pub async fn by_bsn(db: &impl Reads, who: &Authorised<LeesKlant>, bsn: &Bsn, limit: u64) -> Result<Vec<Partij>> {
    let owner = ("partij_identificatoren", "identificeerde_partij_id");
    let mut query = named_by(who, owner, ("object_id", bsn.as_str()));
    query.and_where(Expr::col(("partij_identificatoren", "code_soort_object_id")).eq("bsn"));
    read(db, &mut query, limit).await
}

/// Some people who have a BSN, with it: for choosing somebody in a demo and nowhere else.
///
/// # Errors
/// What the database says.
pub async fn met_bsn(db: &impl Reads, who: &Authorised<LeesKlant>, limit: u64) -> Result<Vec<(Bsn, Partij)>> {
    let query = partijen(who)
        .column(("partij_identificatoren", "object_id"))
        .inner_join(
            "partij_identificatoren",
            Expr::col(("partij_identificatoren", "identificeerde_partij_id")).equals(of("id")),
        )
        .and_where(Expr::col(("partij_identificatoren", "code_soort_object_id")).eq("bsn"))
        .order_by(of("id"), Order::Asc)
        .limit(limit)
        .to_owned();
    let read = |row: &Row| Ok((row.get::<String>("object_id")?.parse().map_err(Error::from)?, Partij::from_row(row)?));
    db.rows(&query).await?.iter().map(read).collect()
}

/// Who lives at this address; with a toevoeging only those with that one.
///
/// # Errors
/// What the database says.
pub async fn by_adres(
    db: &impl Reads,
    who: &Authorised<LeesKlant>,
    postcode: &Postcode,
    huisnummer: i64,
    toevoeging: Option<&str>,
    limit: usize,
) -> Result<Vec<Partij>> {
    let mut query = partijen(who);
    query
        .and_where(Expr::col("bezoekadres_postcode").eq(postcode.as_str()))
        .and_where(Expr::col("bezoekadres_huisnummer").eq(huisnummer));
    // "1 bis", "1-BIS" and "1bis" are the same house.
    let plain = |text: &str| folded(text).replace(' ', "");
    let wanted = toevoeging.map(plain);
    let mut found = read(db, &mut query, CANDIDATES_MAX).await?;
    found.retain(|partij| match (&wanted, &partij.bezoekadres) {
        (Some(wanted), Some(adres)) => plain(&adres.huisnummertoevoeging) == *wanted,
        _ => true,
    });
    found.truncate(limit);
    Ok(found)
}

/// Who was born that day and has a name of which each typed word begins a word.
///
/// # Errors
/// What the database says.
pub async fn by_naam_en_geboortedatum(
    db: &impl Reads,
    who: &Authorised<LeesKlant>,
    naam: &str,
    geboortedatum: Date,
    limit: usize,
) -> Result<Vec<Partij>> {
    let mut query = partijen(who);
    query.and_where(Expr::col("geboortedatum").eq(geboortedatum.to_string()));
    let typed = folded(naam);
    let mut found = read(db, &mut query, CANDIDATES_MAX).await?;
    found.retain(|partij| name_matches(&partij.zoeknaam(), &typed));
    found.truncate(limit);
    Ok(found)
}

/// Whether each typed word begins a word of the name; both folded.
fn name_matches(zoeknaam: &str, typed: &str) -> bool {
    let mut words = typed.split(' ').filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| zoeknaam.split(' ').any(|part| part.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_typed_word_begins_a_word_of_the_name() {
        assert!(name_matches("johanna j de vries", "j de vri"));
        assert!(name_matches("johanna j de vries", "vries"));
        assert!(!name_matches("johanna j de vries", "de vries bakker"));
        assert!(!name_matches("johanna j de vries", ""));
    }
}
