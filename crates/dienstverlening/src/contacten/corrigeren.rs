//! A registered contact put right by whoever registered it: a new gebeurtenis with the reason, beside the old one.

use kern::autorisatie::{Registreren, Werken};
use kern::{Authorised, Change, Database, Error, FieldError, Handeling, Ids, Result};
use registers::klantinteracties::Onderwerpobject;
use registers::klantinteracties::klantcontact::{self, Afhandeling, ArtikelVersie, Klantcontact, KlantcontactId};

use super::Huis;
use crate::kennisbank::{self, Product};

/// What somebody says it should have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correctie {
    /// The note.
    pub notitie: String,
    /// Code of the product.
    pub product: Option<String>,
    /// How it ended.
    pub afhandeling: Afhandeling,
    /// Why it is put right; the journal keeps it.
    pub waarom: String,
}

/// The endings that can take each other's place: the others led to somebody else's work.
pub const TE_WISSELEN: [Afhandeling; 2] = [Afhandeling::DirectBeantwoord, Afhandeling::KlantBeltZelfTerug];

/// Puts an own contact right; `versie` is the one that was seen. Sent twice it is put right once.
///
/// # Errors
/// [`Error::Missing`] when this agent registered no such contact; [`Error::Invalid`] with everything that is wrong;
/// [`Error::Conflict`] when it changed since.
pub async fn corrigeren(
    db: &Database,
    ids: &Ids,
    who: &Authorised<Registreren>,
    handeling: &Handeling,
    (id, versie): (KlantcontactId, i64),
    correctie: &Correctie,
) -> Result<Klantcontact> {
    let tx = db.begin().await?;
    let was = klantcontact::van_medewerker(&tx, who, id).await?;
    let was = was.ok_or(Error::Missing { what: "klantcontact", id: id.uuid() })?;
    if Some(was.versie) == versie.checked_add(1) && is_zo(&was, correctie) {
        return Ok(was);
    }
    if was.versie != versie {
        return Err(Error::Conflict(FieldError::new("versie", "intussen-gewijzigd")));
    }
    let huis = Huis::lees(&tx, who.organisatie()).await?;
    let product = match &correctie.product {
        Some(code) => {
            let found = kennisbank::product(&tx, &Authorised::<Werken>::program(who.organisatie()), code).await?;
            Some(found.ok_or_else(|| Error::from(FieldError::new("product", "onbekende-keuze")))?)
        }
        None => None,
    };
    let (wordt, change) = besluit(handeling, ids, &huis, &was, product.as_ref(), correctie)?;
    tx.write(vec![change]).await?;
    tx.commit().await?;
    Ok(wordt)
}

/// Whether a contact already is as somebody says it should be.
fn is_zo(contact: &Klantcontact, correctie: &Correctie) -> bool {
    contact.inhoud == correctie.notitie
        && contact.product == correctie.product
        && contact.afhandeling == Some(correctie.afhandeling)
}

fn besluit(
    handeling: &Handeling,
    ids: &Ids,
    huis: &Huis,
    was: &Klantcontact,
    product: Option<&Product>,
    correctie: &Correctie,
) -> Result<(Klantcontact, Change)> {
    let mut errors = Vec::new();
    if correctie.waarom.trim().is_empty() {
        errors.push(FieldError::new("waarom", "verplicht"));
    }
    let other_ending = was.afhandeling != Some(correctie.afhandeling);
    let may = |ending| TE_WISSELEN.contains(&ending);
    if other_ending && !(was.afhandeling.is_some_and(may) && may(correctie.afhandeling)) {
        errors.push(FieldError::new("afhandeling", "afhandeling-vast"));
    }
    let empty = correctie.notitie.trim().is_empty() && product.is_none();
    if empty && correctie.afhandeling == Afhandeling::DirectBeantwoord {
        errors.push(FieldError::new("notitie", "leeg-contact"));
    }
    if is_zo(was, correctie) {
        errors.push(FieldError::new("notitie", "niets-gewijzigd"));
    }
    Error::all(errors)?;
    let same_product = was.product == correctie.product;
    let article = product.map(|product| ArtikelVersie { id: product.artikel.uuid(), versie: product.versie });
    let uitkomst = || {
        let known = &huis.instellingen.uitkomsten;
        known.iter().find(|code| code.afhandeling == correctie.afhandeling.code()).map(|code| code.code.clone())
    };
    let wordt = Klantcontact {
        inhoud: correctie.notitie.clone(),
        afhandeling: Some(correctie.afhandeling),
        uitkomst: if other_ending { uitkomst() } else { was.uitkomst.clone() },
        product: product.map(|product| product.code.clone()),
        thema: if same_product { was.thema.clone() } else { product.map(|product| product.thema.clone()) },
        onderwerp: if same_product {
            was.onderwerp.clone()
        } else {
            product.map(|p| p.naam.clone()).unwrap_or_default()
        },
        artikel: if same_product { was.artikel } else { article },
        ..was.clone()
    };
    let about = wordt.product.as_deref().filter(|_| !same_product);
    let about = about.map(|code| Onderwerpobject::product(ids.next(), was.id, code, article.map(|artikel| artikel.id)));
    klantcontact::wijzigen(handeling, ids, was, wordt, (correctie.waarom.trim(), about.as_ref()))
}
