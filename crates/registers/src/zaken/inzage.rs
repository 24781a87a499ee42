//! Who may see which cases: a condition that is part of every query.

use kern::Authorised;
use kern::autorisatie::{BehandelZaken, Eigen, LeesZaken, Recht, ZaakOpenen};
use kern::organisaties::OrganisatieId;
use sea_query::{Condition, Expr, ExprTrait, IntoColumnRef, Query, SelectStatement};

use crate::catalogi::OmschrijvingGeneriek;
use crate::klantinteracties::PartijId;
use crate::zaken::rol::Machtiging;

/// Proof that cases may be seen: all of an organisation by whoever has a right over cases, and by a citizen those in which
/// they are the applicant or speak for them.
pub trait Inzage: Sync {
    /// The organisation.
    fn organisatie(&self) -> OrganisatieId;
    /// Whose cases alone; none: those of everybody.
    fn partij(&self) -> Option<PartijId>;
}

/// The rights with which cases can be seen.
pub trait Zaakrecht: Recht {}
impl Zaakrecht for LeesZaken {}
impl Zaakrecht for BehandelZaken {}
impl Zaakrecht for ZaakOpenen {}

impl<R: Zaakrecht> Inzage for Authorised<R> {
    fn organisatie(&self) -> OrganisatieId {
        self.organisatie()
    }

    fn partij(&self) -> Option<PartijId> {
        None
    }
}

impl Inzage for Eigen {
    fn organisatie(&self) -> OrganisatieId {
        self.organisatie()
    }

    fn partij(&self) -> Option<PartijId> {
        Some(self.partij().into())
    }
}

/// Whether a rol is one that shows a case to the citizen who has it.
fn shows_the_case() -> Expr {
    let initiator = Expr::col("omschrijving_generiek").eq(OmschrijvingGeneriek::Initiator);
    initiator.or(Expr::col("indicatie_machtiging").eq(Machtiging::Gemachtigde))
}

/// The cases of this partij, as a list of ids within a query.
pub(super) fn zaken_van(organisatie: OrganisatieId, partij: PartijId) -> SelectStatement {
    Query::select()
        .column("zaak_id")
        .from("rollen")
        .and_where(Expr::col("partij_id").eq(partij))
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where(shows_the_case())
        .to_owned()
}

/// The condition on a row of a table with this column for its zaak (`id` in zaken itself).
pub(crate) fn zichtbaar(wie: &impl Inzage, zaak: &'static str) -> Condition {
    zichtbaar_als(wie, "organisatie_id", zaak)
}

/// The same, where another table is joined.
pub(crate) fn zichtbaar_als(wie: &impl Inzage, organisatie: impl IntoColumnRef, zaak: impl IntoColumnRef) -> Condition {
    let own = wie.partij().map(|partij| Expr::col(zaak).in_subquery(zaken_van(wie.organisatie(), partij)));
    Condition::all().add(Expr::col(organisatie).eq(wie.organisatie())).add_option(own)
}
