//! Who may see which cases: a condition that is part of every query.

use kern::autorisatie::{BehandelZaken, Eigen, LeesZaken, Recht, Verweesd};
use kern::organisaties::{MedewerkerId, OrganisatieId, select_wie_mag};
use kern::{Authorised, Reads, Result};
use sea_query::{CaseStatement, Condition, Expr, ExprTrait, IntoColumnRef, Query, SelectStatement};

use super::autorisatie::Zaaktoegang;
use super::rol::{BetrokkeneType, Machtiging, identificatie};
use crate::catalogi::{OmschrijvingGeneriek, Vertrouwelijkheid, Zaaktype};
use crate::klantinteracties::PartijId;

/// Who asks for cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wie {
    /// The program, for what its own rules decide: all of the organisation.
    Programma,
    /// A citizen: the cases in which they are the applicant or speak for them.
    Betrokkene(PartijId),
    /// Somebody who works here: what lies with them or their team, in which they have a part, of which they direct the main
    /// case, or for which their team is authorised.
    Medewerker {
        /// Who.
        medewerker: MedewerkerId,
        /// What they would do.
        toegang: Zaaktoegang,
        /// Whom they have on the line or at the desk now, after the control question.
        bellers: Vec<PartijId>,
    },
}

/// Proof that cases may be seen, and which.
pub trait Inzage: Sync {
    /// The organisation.
    fn organisatie(&self) -> OrganisatieId;
    /// Who asks.
    fn wie(&self) -> Wie;

    /// Whose cases alone; none for whoever works here.
    fn partij(&self) -> Option<PartijId> {
        match self.wie() {
            Wie::Betrokkene(partij) => Some(partij),
            Wie::Programma | Wie::Medewerker { .. } => None,
        }
    }
}

/// The rights with which cases can be seen.
pub trait Zaakrecht: Recht {
    /// What somebody with this right would do.
    const TOEGANG: Zaaktoegang;
}
impl Zaakrecht for LeesZaken {
    const TOEGANG: Zaaktoegang = Zaaktoegang::Lezen;
}
impl Zaakrecht for BehandelZaken {
    const TOEGANG: Zaaktoegang = Zaaktoegang::Behandelen;
}

impl<R: Zaakrecht> Inzage for Authorised<R> {
    fn organisatie(&self) -> OrganisatieId {
        self.organisatie()
    }

    fn wie(&self) -> Wie {
        let of = |medewerker| Wie::Medewerker { medewerker, toegang: R::TOEGANG, bellers: Vec::new() };
        self.medewerker().map_or(Wie::Programma, of)
    }
}

impl Inzage for Eigen {
    fn organisatie(&self) -> OrganisatieId {
        self.organisatie()
    }

    fn wie(&self) -> Wie {
        Wie::Betrokkene(self.partij().into())
    }
}

/// The right to read cases, of somebody who has these people on the line or at the desk after the control question.
#[derive(Debug)]
pub struct MetBellers {
    organisatie: OrganisatieId,
    wie: Wie,
}

impl MetBellers {
    /// From the right and from whom they are speaking with now.
    #[must_use]
    pub fn new(who: &Authorised<LeesZaken>, met: Vec<PartijId>) -> Self {
        let wie = match who.wie() {
            Wie::Medewerker { medewerker, toegang, .. } => Wie::Medewerker { medewerker, toegang, bellers: met },
            other => other,
        };
        Self { organisatie: who.organisatie(), wie }
    }
}

impl Inzage for MetBellers {
    fn organisatie(&self) -> OrganisatieId {
        self.organisatie
    }

    fn wie(&self) -> Wie {
        self.wie.clone()
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

/// The condition on a row of zaken itself.
pub(super) fn zichtbaar(wie: &impl Inzage) -> Condition {
    op_zaken("zaken", wie)
}

/// The condition on a row of another table, by its columns for the organisation and the zaak.
pub fn bij_zaak(wie: &impl Inzage, organisatie: impl IntoColumnRef, zaak: impl IntoColumnRef) -> Condition {
    let of_organisation = Expr::col(organisatie).eq(wie.organisatie());
    let of_those = match wie.wie() {
        Wie::Programma => None,
        Wie::Betrokkene(partij) => Some(Expr::col(zaak).in_subquery(zaken_van(wie.organisatie(), partij))),
        Wie::Medewerker { .. } => {
            let seen = Query::select()
                .expr(Expr::val(1))
                .from_as("zaken", "gezien")
                .and_where(Expr::col(("gezien", "id")).eq(Expr::col(zaak)))
                .cond_where(op_zaken("gezien", wie))
                .to_owned();
            Some(Expr::exists(seen))
        }
    };
    Condition::all().add(of_organisation).add_option(of_those)
}

fn op_zaken(z: &'static str, wie: &impl Inzage) -> Condition {
    let organisatie = wie.organisatie();
    let all = Condition::all().add(Expr::col((z, "organisatie_id")).eq(organisatie));
    match wie.wie() {
        Wie::Programma => all,
        Wie::Betrokkene(partij) => all.add(Expr::col((z, "id")).in_subquery(zaken_van(organisatie, partij))),
        Wie::Medewerker { medewerker, toegang, bellers } => {
            all.add(Regel { organisatie, medewerker, z }.mag(toegang, &bellers))
        }
    }
}

/// The rule for somebody who works here, over a row of zaken by its name in the query. What most rows meet comes first.
pub(super) struct Regel {
    pub(super) organisatie: OrganisatieId,
    pub(super) medewerker: MedewerkerId,
    pub(super) z: &'static str,
}

impl Regel {
    fn mag(&self, toegang: Zaaktoegang, bellers: &[PartijId]) -> Condition {
        let reads = toegang <= Zaaktoegang::Lezen;
        let calls = reads && !bellers.is_empty();
        Condition::any()
            .add(Expr::col((self.z, "medewerker_id")).eq(self.medewerker))
            .add(Expr::col((self.z, "team_id")).in_subquery(self.own_team()))
            .add(self.leidt())
            .add(self.regisseur())
            .add(self.geautoriseerd(toegang))
            .add(self.verweesd())
            .add(self.heeft_rol((!reads).then_some(OmschrijvingGeneriek::Beslisser)))
            .add_option(calls.then(|| self.beller(bellers).and(self.geautoriseerd(Zaaktoegang::BijContact))))
    }

    fn own_team(&self) -> SelectStatement {
        Query::select()
            .column("team_id")
            .from("medewerkers")
            .and_where(Expr::col("id").eq(self.medewerker))
            .and_where(Expr::col("organisatie_id").eq(self.organisatie))
            .to_owned()
    }

    /// They lead the team with which it lies.
    pub(super) fn leidt(&self) -> Expr {
        let led = Query::select()
            .column("id")
            .from("teams")
            .and_where(Expr::col("organisatie_id").eq(self.organisatie))
            .and_where(Expr::col("manager_id").eq(self.medewerker))
            .to_owned();
        Expr::col((self.z, "team_id")).in_subquery(led)
    }

    /// They handle the case that it is a part of.
    fn regisseur(&self) -> Expr {
        let main = Query::select()
            .expr(Expr::val(1))
            .from_as("zaken", "hoofd")
            .and_where(Expr::col(("hoofd", "id")).equals((self.z, "hoofdzaak_id")))
            .and_where(Expr::col(("hoofd", "medewerker_id")).eq(self.medewerker))
            .to_owned();
        Expr::exists(main)
    }

    /// They have a part in it: this one, or any. Whoever decides handles it too; other parts are for reading.
    pub(super) fn heeft_rol(&self, generiek: Option<OmschrijvingGeneriek>) -> Expr {
        let part = Query::select()
            .expr(Expr::val(1))
            .from("rollen")
            .and_where(Expr::col(("rollen", "zaak_id")).equals((self.z, "id")))
            .and_where(Expr::col(("rollen", "betrokkene_type")).eq(BetrokkeneType::Medewerker))
            .and_where(Expr::col(("rollen", "betrokkene_identificatie")).eq(identificatie(self.medewerker)))
            .and_where_option(generiek.map(|known| Expr::col(("rollen", "omschrijving_generiek")).eq(known)))
            .to_owned();
        Expr::exists(part)
    }

    /// Their team is authorised for this zaaktype as confidential as it says, for deciding: before there is a zaak.
    pub(super) async fn beslist_over(&self, db: &impl Reads, zaaktype: &Zaaktype) -> Result<bool> {
        let granted = Query::select()
            .column("id")
            .from_as("zaakautorisaties", "mag")
            .and_where(Expr::col(("mag", "organisatie_id")).eq(self.organisatie))
            .and_where(Expr::col(("mag", "team_id")).in_subquery(self.own_team()))
            .and_where(Expr::col(("mag", "zaaktype")).eq(zaaktype.identificatie.as_str()))
            .and_where(Expr::col(("mag", "actief")).eq(true))
            .and_where(Expr::col(("mag", "toegang")).eq(Zaaktoegang::Beslissen))
            .and_where(binnen(&Expr::val(zaaktype.vertrouwelijkheidaanduiding.code())))
            .to_owned();
        Ok(db.row(&granted).await?.is_some())
    }

    /// Their team is authorised for its zaaktype up to its confidentiality, for at least this.
    pub(super) fn geautoriseerd(&self, toegang: Zaaktoegang) -> Expr {
        let enough = Zaaktoegang::ALL.iter().filter(|given| **given >= toegang).copied();
        let enough = match toegang {
            // During a contact alone: who may do more needs no contact.
            Zaaktoegang::BijContact => vec![Zaaktoegang::BijContact],
            _ => enough.collect(),
        };
        let granted = Query::select()
            .expr(Expr::val(1))
            .from_as("zaaktypen", "soort")
            .inner_join(
                sea_query::TableRef::from("zaakautorisaties").alias("mag"),
                Expr::col(("mag", "zaaktype"))
                    .equals(("soort", "identificatie"))
                    .and(Expr::col(("mag", "organisatie_id")).equals(("soort", "organisatie_id"))),
            )
            .and_where(Expr::col(("soort", "id")).equals((self.z, "zaaktype_id")))
            .and_where(Expr::col(("mag", "organisatie_id")).eq(self.organisatie))
            .and_where(Expr::col(("mag", "team_id")).in_subquery(self.own_team()))
            .and_where(Expr::col(("mag", "actief")).eq(true))
            .and_where(Expr::col(("mag", "toegang")).is_in(enough))
            .and_where(binnen(&Expr::col((self.z, "vertrouwelijkheidaanduiding"))))
            .to_owned();
        Expr::exists(granted)
    }

    /// It is open, nobody who can has it, and nobody of its team can: whoever leads a team takes it or gives it on.
    fn verweesd(&self) -> Expr {
        let can = || select_wie_mag::<BehandelZaken>(self.organisatie);
        let teams = can().clear_selects().column("team_id").to_owned();
        let leads =
            select_wie_mag::<Verweesd>(self.organisatie).and_where(Expr::col("id").eq(self.medewerker)).to_owned();
        let handler = Expr::col((self.z, "medewerker_id"));
        let free = handler.clone().is_null().or(handler.in_subquery(can()).not());
        let alone = Expr::col((self.z, "team_id")).in_subquery(teams).not();
        Expr::col((self.z, "einddatum")).is_null().and(alone).and(free).and(Expr::exists(leads))
    }

    /// It is the case of somebody they are speaking with.
    fn beller(&self, bellers: &[PartijId]) -> Expr {
        let theirs = Query::select()
            .column("zaak_id")
            .from("rollen")
            .and_where(Expr::col("partij_id").is_in(bellers.iter().copied()))
            .and_where(Expr::col("organisatie_id").eq(self.organisatie))
            .and_where(shows_the_case())
            .to_owned();
        Expr::col((self.z, "id")).in_subquery(theirs)
    }
}

/// Whether this is no more confidential than an authorisation reaches; a word that is not in the list opens nothing.
fn binnen(vertrouwelijkheid: &Expr) -> Expr {
    rang(vertrouwelijkheid, i64::MAX).lte(rang(&Expr::col(("mag", "max_vertrouwelijkheidaanduiding")), -1))
}

/// The place of a confidentiality in the list, from everybody to hardly anybody; `anders` for what is no such word.
fn rang(vertrouwelijkheid: &Expr, anders: i64) -> Expr {
    let places = (0_i64..).zip(Vertrouwelijkheid::ALL);
    let place = |all: CaseStatement, (n, known): (i64, &Vertrouwelijkheid)| {
        all.case(vertrouwelijkheid.clone().eq(*known), Expr::val(n))
    };
    places.fold(CaseStatement::new(), place).finally(Expr::val(anders)).into()
}
