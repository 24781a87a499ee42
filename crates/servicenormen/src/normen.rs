//! The norms of an organisation, in all their versions.

use jiff::civil::Date;
use kern::journaal::Entry;
use kern::organisaties::{OrganisatieId, TeamId};
use kern::{Change, Error, Gebeurtenis, Handeling, Ids, Moment, Reads, Result, Row, Soort};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};

use crate::norm::Norm;

kern::id_types! {
    /// A version of a servicenorm.
    ServicenormId,
}

/// A new version of a norm.
pub const AANGEMAAKT: Soort<Feiten> = Soort::new("servicenorm", "aangemaakt");
/// A version ended, is called otherwise, or did not hold yet and says something else.
pub const GEWIJZIGD: Soort<Feiten> = Soort::new("servicenorm", "gewijzigd");

/// What a norm is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feiten {
    /// Its code.
    pub code: String,
    /// The first day of the version.
    pub vanaf: Date,
    /// Its last day.
    pub tot: Option<Date>,
}

/// A version of a norm as the organisation has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versie {
    /// Its id.
    pub id: ServicenormId,
    /// The team whose manager owns it.
    pub team: TeamId,
    /// The last day on which what starts is counted by it.
    pub tot: Option<Date>,
    /// What it says.
    pub norm: Norm,
}

impl Versie {
    /// Whether what starts on a day is counted by it.
    #[must_use]
    pub fn geldt_op(&self, dag: Date) -> bool {
        self.norm.vanaf <= dag && self.tot.is_none_or(|tot| dag <= tot)
    }

    /// Whether what starts at a moment and was written down at another is counted by it. What is to start on a later day is counted by what
    /// held when it was written down: a version never takes over what is known already.
    #[must_use]
    pub fn telt(&self, begint_op: Moment, vastgelegd_op: Moment) -> bool {
        self.geldt_op(Ord::min(begint_op, vastgelegd_op).date())
    }

    fn feiten(&self) -> Feiten {
        Feiten { code: self.norm.code.clone(), vanaf: self.norm.vanaf, tot: self.tot }
    }

    /// As the journal keeps it: the columns of its row.
    fn na(&self) -> Result<serde_json::Value> {
        Ok(serde_json::json!({
            "code": self.norm.code,
            "vanaf": self.norm.vanaf,
            "tot": self.tot,
            "team_id": self.team,
            "definitie": serde_json::to_value(&self.norm)?,
        }))
    }

    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            team: row.get("team_id")?,
            tot: row.get("tot")?,
            norm: serde_json::from_str(&row.get::<String>("definitie")?)?,
        })
    }
}

/// All versions of the norms of an organisation, by code and first day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normen(Vec<Versie>);

impl Normen {
    /// These versions.
    #[must_use]
    pub fn new(mut versies: Vec<Versie>) -> Self {
        versies.sort_by(|a, b| (&a.norm.code, a.norm.vanaf).cmp(&(&b.norm.code, b.norm.vanaf)));
        Self(versies)
    }

    /// Every version.
    pub fn alle(&self) -> impl Iterator<Item = &Versie> {
        self.0.iter()
    }

    /// The versions of one norm.
    pub fn van(&self, code: &str) -> impl Iterator<Item = &Versie> {
        self.0.iter().filter(move |versie| versie.norm.code == code)
    }

    /// The code of each norm.
    pub fn op_code(&self) -> impl Iterator<Item = &str> {
        let codes: std::collections::BTreeSet<&str> = self.0.iter().map(|versie| versie.norm.code.as_str()).collect();
        codes.into_iter()
    }

    /// One version, by its first day.
    #[must_use]
    pub fn versie(&self, code: &str, vanaf: Date) -> Option<&Versie> {
        self.van(code).find(|versie| versie.norm.vanaf == vanaf)
    }

    /// Of each norm the version that holds on a day.
    pub fn op(&self, dag: Date) -> impl Iterator<Item = &Versie> {
        self.0.iter().filter(move |versie| versie.geldt_op(dag))
    }

    /// The versions that look at gebeurtenissen of this kind.
    pub fn die_kijken_naar(&self, entry: &Entry) -> impl Iterator<Item = &Versie> {
        self.0
            .iter()
            .filter(|versie| versie.norm.soorten().any(|soort| soort.0 == entry.resource && soort.1 == entry.actie))
    }
}

/// The norms of an organisation: some tens.
///
/// # Errors
/// What the database says.
pub async fn normen(db: &impl Reads, organisatie: OrganisatieId) -> Result<Normen> {
    let query = Query::select()
        .columns(["id", "team_id", "tot", "definitie"])
        .from("servicenormen")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .order_by("code", Order::Asc)
        .order_by("vanaf", Order::Asc)
        .to_owned();
    db.rows(&query).await?.iter().map(Versie::from_row).collect::<Result<_>>().map(Normen::new)
}

/// A new version of a norm.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn aanmaken(handeling: &Handeling, ids: &Ids, versie: &Versie) -> Result<Change> {
    let event = Gebeurtenis::new(handeling, ids, AANGEMAAKT, versie.id).feiten(&versie.feiten())?.na(&versie.na()?)?;
    Ok(Change::new(event).insert(
        "servicenormen",
        vec![
            ("id", versie.id.into()),
            ("organisatie_id", handeling.organisatie.into()),
            ("code", versie.norm.code.clone().into()),
            ("vanaf", versie.norm.vanaf.to_string().into()),
            ("tot", versie.tot.map(|date| date.to_string()).into()),
            ("team_id", versie.team.into()),
            ("definitie", serde_json::to_string(&versie.norm)?.into()),
        ],
    ))
}

/// A version that ends, that is called otherwise, or that did not hold yet and says something else.
///
/// # Errors
/// Never for values that can be written as JSON.
pub fn wijzigen(handeling: &Handeling, ids: &Ids, was: &Versie, wordt: &Versie) -> Result<Change> {
    let same = was.id == wordt.id && was.norm.vanaf == wordt.norm.vanaf && was.norm.code == wordt.norm.code;
    let holds = was.norm.vanaf <= handeling.op.date();
    if !same || (holds && !was.norm.belooft_als(&wordt.norm)) {
        return Err(Error::bug(std::io::Error::other(
            "a version of a norm that holds changes in its last day and its name only",
        )));
    }
    let event = Gebeurtenis::new(handeling, ids, GEWIJZIGD, was.id)
        .feiten(&wordt.feiten())?
        .voor(&was.na()?)?
        .na(&wordt.na()?)?;
    let update = Query::update()
        .table("servicenormen")
        .value("tot", wordt.tot.map(|date| date.to_string()))
        .value("team_id", wordt.team)
        .value("definitie", serde_json::to_string(&wordt.norm)?)
        .and_where(Expr::col("id").eq(was.id))
        .and_where(Expr::col("organisatie_id").eq(handeling.organisatie))
        .to_owned();
    Ok(Change::new(event).update(update))
}
