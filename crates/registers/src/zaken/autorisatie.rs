//! Which cases a team may see and handle besides its own, and who decides.

use kern::autorisatie::BehandelZaken;
use kern::organisaties::{MedewerkerId, OrganisatieId};
use kern::{Authorised, Reads, Result};
use sea_query::{Condition, Expr, ExprTrait, Query};

use super::inzage::{Inzage, Regel, Wie};
use super::zaak::Zaak;
use crate::catalogi::{OmschrijvingGeneriek, Zaaktype};

crate::code_enum! {
    /// What a team may do with cases of a zaaktype, up to a confidentiality; each includes those before it.
    Zaaktoegang {
        /// See them while the citizen whose case it is is on the line or at the desk, after the control question.
        BijContact "bij_contact",
        /// See them.
        Lezen "lezen",
        /// Handle them.
        Behandelen "behandelen",
        /// Decide, where the zaaktype has somebody who decides.
        Beslissen "beslissen",
    }
}

/// Whether this person decides in a zaak that they handle. A zaaktype without a beslisser leaves it to whoever handles the
/// zaak; otherwise it is whoever has that rol in it, everybody in a team that is authorised, and, while it lies with the team of
/// its zaaktype, whoever leads that. Taking a case to one's own team decides nothing.
///
/// # Errors
/// What the database says.
pub async fn beslist(
    db: &impl Reads,
    who: &Authorised<BehandelZaken>,
    zaak: &Zaak,
    zaaktype: &Zaaktype,
) -> Result<bool> {
    let Wie::Medewerker { medewerker, .. } = who.wie() else { return Ok(true) };
    if zaaktype.roltype(OmschrijvingGeneriek::Beslisser).is_none() {
        return Ok(true);
    }
    let regel = Regel { organisatie: who.organisatie(), medewerker, z: "zaken" };
    let of_its_team = zaak.team == zaaktype.team;
    let any = Condition::any()
        .add_option(of_its_team.then(|| regel.leidt()))
        .add(regel.heeft_rol(Some(OmschrijvingGeneriek::Beslisser)))
        .add(regel.geautoriseerd(Zaaktoegang::Beslissen));
    let query = Query::select()
        .column("id")
        .from("zaken")
        .and_where(Expr::col("id").eq(zaak.id))
        .and_where(Expr::col("organisatie_id").eq(who.organisatie()))
        .cond_where(any)
        .to_owned();
    Ok(db.row(&query).await?.is_some())
}

/// Whether this person may hand over what is asked for at once, with the result that goes with it: a zaak that is opened and
/// closed in one go lies with nobody before, so the authorisation of their team alone counts.
///
/// # Errors
/// What the database says.
pub async fn beslist_meteen(
    db: &impl Reads,
    organisatie: OrganisatieId,
    medewerker: Option<MedewerkerId>,
    zaaktype: &Zaaktype,
) -> Result<bool> {
    let Some(medewerker) = medewerker else { return Ok(true) };
    if zaaktype.roltype(OmschrijvingGeneriek::Beslisser).is_none() {
        return Ok(true);
    }
    Regel { organisatie, medewerker, z: "zaken" }.beslist_over(db, zaaktype).await
}
