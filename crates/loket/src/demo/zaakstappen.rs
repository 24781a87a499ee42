//! The steps that cases of the demo take, by the rules of real work.

use jiff::ToSpan;
use jiff::civil::Date;
use kern::organisaties::MedewerkerId;
use kern::{Change, Error, Handeling, Moment, Result};
use rand::RngExt;
use registers::catalogi::{Resultaattype, Zaaktype};
use registers::zaken::status::{self, NieuweStatus};
use registers::zaken::zaak::{self, Toewijzing};
use registers::zaken::{Stap, Wijziging, Zaak, resultaat};
use uuid::Uuid;

use super::verloop::Bron;
use super::zaken::{BALIE, GEWOON, Plan, Stapje, Wat, Zaken};

pub(super) fn handeling(bron: &Bron, medewerker: MedewerkerId, op: Moment) -> Handeling {
    Handeling { medewerker: Some(medewerker), ..Handeling::program(bron.wereld.organisatie.id, op) }
}

pub(super) fn toegewezen(
    bron: &Bron,
    zaak: &mut Zaak,
    zaaktype: &Zaaktype,
    medewerker: MedewerkerId,
    op: Moment,
) -> Result<Change> {
    bron.clock.set(op);
    let by = handeling(bron, medewerker, op);
    let reden = "Zelf opgepakt".to_owned();
    let to = Toewijzing { team: zaak.team, medewerker: Some(medewerker), reden };
    let wordt = zaak::toewijzen(&by, zaak, &to)?;
    let stap = Stap {
        van_team: Some(zaak.team),
        naar_team: Some(to.team),
        naar_medewerker: to.medewerker,
        ..Stap::new(&by, &bron.ids, Wijziging::Toegewezen, &to.reden)
    };
    let (wordt, change) = zaak::wijzigen(&by, &bron.ids, zaaktype, zaak, wordt, &stap)?;
    *zaak = wordt;
    Ok(change)
}

pub(super) fn status(
    bron: &Bron,
    zaak: &mut Zaak,
    zaaktype: &Zaaktype,
    nieuw: &NieuweStatus,
    (medewerker, op): (MedewerkerId, Moment),
) -> Result<Change> {
    bron.clock.set(op);
    let by = handeling(bron, medewerker, op);
    let (wordt, gezet) = status::zetten(&by, &bron.ids, zaak, zaaktype, nieuw)?;
    let (wordt, change) = status::aanmaken(&by, &bron.ids, zaaktype, zaak, (wordt, &gezet))?;
    *zaak = wordt;
    Ok(change)
}

/// The status between the first and the last, of a kind that has one.
pub(super) fn tussenstatus(
    bron: &Bron,
    zaak: &mut Zaak,
    zaaktype: &Zaaktype,
    begonnen: Moment,
    (medewerker, op): (MedewerkerId, Moment),
) -> Result<Option<Stapje>> {
    let Some(next) = zaaktype.statustypen.get(1).filter(|_| zaaktype.statustypen.len() > 2) else { return Ok(None) };
    let nieuw = NieuweStatus { statustype: next.id, na: Some(begonnen), toelichting: String::new(), open_deelzaken: 0 };
    let change = status(bron, zaak, zaaktype, &nieuw, (medewerker, op))?;
    Ok(Some(Stapje { op, change, wat: Wat::Stap }))
}

/// An objection is against a decision of one to six weeks ago, as its person falls.
pub(super) fn besluitdag(zaaktype: &Zaaktype, plan: &Plan) -> Result<Option<Date>> {
    if zaaktype.bestreden_besluit.is_empty() {
        return Ok(None);
    }
    let days = 7 + i64::try_from(plan.persoon % 35).map_err(Error::bug)?;
    plan.ontvangen.date().checked_sub(days.days()).map(Some).map_err(Error::bug)
}

/// Of those who come for something that is made at the desk so many go home with it.
const MEEGEGEVEN: f64 = 0.965;

/// A case of the desk: what it is new with, and the steps after that.
pub(super) struct Baliezaak {
    pub(super) id: Uuid,
    pub(super) nieuw: Vec<Change>,
    pub(super) stappen: Vec<Change>,
}

impl Zaken {
    /// A case that is opened and closed while somebody stands at the desk; none for a product that has no such case, and once in a while.
    ///
    /// # Errors
    /// What a rule refused.
    pub(super) fn aan_de_balie(
        &mut self,
        bron: &Bron,
        product: &str,
        persoon: usize,
        (medewerker, ontvangen, op): (MedewerkerId, Moment, Moment),
    ) -> Result<Option<Baliezaak>> {
        let kind =
            bron.wereld.huis.instellingen.balies.product(product).and_then(|product| product.zaaktype.as_deref());
        let soort = kind.and_then(|kind| self.typen.iter().position(|known| known.identificatie == kind));
        let Some(soort) = soort.filter(|_| self.rng.random_bool(MEEGEGEVEN)) else { return Ok(None) };
        let plan = Plan { ontvangen, op, door: Some(medewerker), soort, persoon, kanaal: BALIE, klaar: Some(true) };
        let mut made = Vec::new();
        let (mut zaak, _) = self.aanvraag(bron, &plan, &mut made)?;
        let nieuw = made.into_iter().map(|stapje| stapje.change).collect();
        let zaaktype = &self.typen[soort];
        let mut stappen = vec![toegewezen(bron, &mut zaak, zaaktype, medewerker, op)?];
        let usual = |result: &&Resultaattype| GEWOON.contains(&result.omschrijving.as_str());
        let (Some(result), Some(end)) = (zaaktype.resultaattypen.iter().find(usual), zaaktype.eindstatus()) else {
            return Ok(None);
        };
        let by = handeling(bron, medewerker, op);
        let (was, change) = resultaat::aanmaken(&by, &bron.ids, zaaktype, &zaak, result.id, "")?;
        (zaak, stappen) = (was, stappen.into_iter().chain([change]).collect());
        let last = NieuweStatus { statustype: end.id, na: Some(op), toelichting: String::new(), open_deelzaken: 0 };
        stappen.push(status(bron, &mut zaak, zaaktype, &last, (medewerker, op))?);
        Ok(Some(Baliezaak { id: zaak.id.uuid(), nieuw, stappen }))
    }
}
