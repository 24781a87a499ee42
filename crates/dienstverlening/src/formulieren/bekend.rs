//! What is known of whoever applies: it is shown in a form and not asked again.

use kern::autorisatie::{Eigen, LeesKlant};
use kern::{Authorised, Reads, Result};
use registers::klantinteracties::{Emailadres, PartijId, SoortDigitaalAdres, bsn_van, partij};

use super::stand::Bekend;

/// Reads what is known of one person: the one whose key this is.
///
/// # Errors
/// What the database says.
pub async fn bekend(db: &impl Reads, eigen: &Eigen) -> Result<Bekend> {
    let who = Authorised::<LeesKlant>::program(eigen.organisatie());
    let id = PartijId::from(eigen.partij());
    let Some(partij) = partij::by_id(db, &who, id).await? else { return Ok(Bekend::default()) };
    let addresses = partij::digitale_adressen(db, &who, id).await?;
    let first =
        |soort| addresses.iter().find(|adres| adres.soort_digitaal_adres == soort).map(|adres| adres.adres.clone());
    Ok(Bekend {
        naam: Some(partij.volledige_naam()).filter(|naam| !naam.is_empty()),
        geboortedatum: partij.geboortedatum,
        adres: partij.bezoekadres.clone(),
        // One that can't be mailed to is asked again.
        e_mail: first(SoortDigitaalAdres::Email).and_then(|known| Some(known.parse::<Emailadres>().ok()?.into())),
        telefoon: first(SoortDigitaalAdres::Telefoonnummer),
        bsn: bsn_van(db, &who, id).await?.map(String::from),
    })
}
