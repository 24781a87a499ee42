//! The messages that a case sends, by the code of their template and its fields. The one place that knows how a message is made.

use std::collections::BTreeMap;

use kern::{Change, Handeling, Ids, Result};
use registers::catalogi::{InternOfExtern, OmschrijvingGeneriek, Zaaktype};
use registers::klantinteracties::Emailadres;
use registers::zaken::rol::Machtiging;
use registers::zaken::{Betrokkene, Rol, Zaak};
use serde_json::{Value as Json, json};

use crate::berichten::{self, NieuwBericht, Sjablonen};

/// A message to whoever applied.
pub(super) struct Bericht<'a> {
    /// Code of the template.
    pub(super) sjabloon: &'static str,
    /// To whom.
    pub(super) aan: &'a Rol,
    /// The fields of the template besides those that every message has.
    pub(super) velden: Vec<(&'static str, Json)>,
}

/// Who is written to about a zaak: whoever speaks for the applicant, else the applicant.
pub(super) fn geadresseerde(rollen: &[Rol]) -> Option<&Rol> {
    let spokesman = rollen.iter().find(|rol| rol.indicatie_machtiging == Machtiging::Gemachtigde);
    spokesman.or_else(|| rollen.iter().find(|rol| rol.omschrijving_generiek == OmschrijvingGeneriek::Initiator))
}

/// Makes a message; none for somebody of whom nothing is known to write to, and none about work between ourselves: of a
/// sub-case that is advice, the main case speaks.
pub(super) fn opstellen(
    handeling: &Handeling,
    ids: &Ids,
    sjablonen: &Sjablonen,
    (zaak, zaaktype): (&Zaak, &Zaaktype),
    bericht: &Bericht<'_>,
) -> Result<Option<Change>> {
    if zaaktype.indicatie_intern_of_extern == InternOfExtern::Intern {
        return Ok(None);
    }
    let (naam, e_mail, _) = bericht.aan.betrokkene.contact();
    let partij = match &bericht.aan.betrokkene {
        Betrokkene::Partij { partij, .. } => Some(partij.uuid()),
        Betrokkene::Onbekend { .. } | Betrokkene::Medewerker { .. } => None,
    };
    // Whose address this is, nobody looked at: the mail carries nothing that a visitor typed.
    let onbevestigd = partij.is_none();
    let mut velden: BTreeMap<String, Json> = [
        ("naam", json!(if onbevestigd { "" } else { naam })),
        ("zaaknummer", json!(zaak.identificatie)),
        ("omschrijving", json!(if onbevestigd { &zaaktype.omschrijving } else { &zaak.omschrijving })),
        ("ontvangen_op", json!(zaak.ontvangen_op.date())),
        ("uiterlijk_op", json!(zaak.uiterlijke_einddatum_afdoening)),
    ]
    .into_iter()
    .map(|(field, value)| (field.to_owned(), value))
    .collect();
    velden.extend(bericht.velden.iter().map(|(field, value)| ((*field).to_owned(), value.clone())));
    // An address that cannot be one was typed long ago: the message is then there in Mijn.
    let e_mail: Option<Emailadres> = e_mail.parse().ok();
    if partij.is_none() && e_mail.is_none() {
        return Ok(None);
    }
    let nieuw = NieuwBericht {
        id: ids.next(),
        sjabloon: bericht.sjabloon,
        zaak: Some(zaak.id.uuid()),
        partij,
        afspraak: None,
        e_mail,
        taal: "nl",
        velden,
        geheim: None,
    };
    berichten::opstellen(handeling, ids, sjablonen, &nieuw).map(|(_, change)| Some(change))
}
