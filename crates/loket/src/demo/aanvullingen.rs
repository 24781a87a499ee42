//! What is missing from cases that are open at the end: asked of their applicants.

use dienstverlening::zaken::{self, Aanvulling};
use jiff::ToSpan;
use kern::autorisatie::BehandelZaken;
use kern::organisaties::OrganisatieId;
use kern::{Authorised, Clock, Database, Handeling, Ids, Moment, Result};
use rand::RngExt;

use super::zaken::{EERSTE, Zaken};

/// Of the open cases so many wait for something from the applicant.
const GEVRAAGD: f64 = 0.12;

impl Zaken {
    /// Of some open cases something is missing: that was asked an hour ago.
    ///
    /// # Errors
    /// What a rule refused, or the database says.
    pub(super) async fn vragen(mut self, db: &Database, bron: &Vragen<'_>) -> Result<()> {
        let who = Authorised::<BehandelZaken>::program(bron.organisatie);
        let now = bron.op.plus_seconds(-3_600);
        bron.clock.set(now);
        for (zaak, persoon, last) in &self.open {
            let kind = self.typen.iter().find(|kind| kind.id == zaak.zaaktype);
            // Of one that is late nothing is asked any more: its term would not stand still.
            let runs = zaak.uiterlijke_einddatum_afdoening.is_some_and(|last| now.date() < last);
            let can = kind.is_some_and(|kind| kind.opschorting_en_aanhouding_mogelijk);
            // A question reaches whoever can log in.
            let can = can && runs && *last < now && zaak.in_mijn_op.is_some();
            let of_first = *persoon == 0 && kind.is_some_and(|kind| kind.identificatie == EERSTE[0].0);
            let Some(medewerker) = zaak.medewerker.filter(|_| can && (of_first || self.rng.random_bool(GEVRAAGD)))
            else {
                continue;
            };
            let vraag = Aanvulling {
                stukken: vec!["Een kopie van uw kentekenbewijs of het stuk waar u naar verwijst".to_owned()],
                tot: now.date().saturating_add(14.days()),
                toelichting: "Zonder dit stuk kunnen wij niet beslissen.".to_owned(),
            };
            let by = Handeling { medewerker: Some(medewerker), ..Handeling::program(bron.organisatie, now) };
            let seen = (zaak.id, zaak.versie);
            zaken::vragen(db, bron.ids, &who, &by, seen, &vraag).await?;
        }
        Ok(())
    }
}

/// What questions about open cases are asked with.
pub(super) struct Vragen<'a> {
    pub(super) organisatie: OrganisatieId,
    pub(super) ids: &'a Ids,
    pub(super) clock: &'a Clock,
    pub(super) op: Moment,
}
