//! What stands out in a quarterly report: a few sentences' worth, chosen by fixed rules so that two people read the same.

use kern::organisaties::TeamId;
use registers::klantinteracties::klantcontact::Afhandeling;

use super::delen::Onderdeel;
use super::kwartaal::{Aandeel, Kwartaalrapport, Regel, Terugbellen};
use crate::inrichten::Doelen;

/// A smaller change of the number of contacts is no news.
const VERANDERING_PROCENT: f64 = 5.0;
/// A subject rises when it has this many contacts more, and a quarter more than it had.
const STIJGING_MINIMUM: i64 = 20;

/// Nearer to its target than this many percentage points is "almost".
pub(super) const BIJNA_PUNTEN: f64 = 2.0;

/// What a target says about a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oordeel {
    /// Reached.
    Gehaald,
    /// Missed by two percentage points at most.
    Bijna,
    /// Missed by more.
    NietGehaald,
}

/// A target in percent: at least this much, or at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doel {
    /// The share should be this or more.
    Minstens(u8),
    /// The share should be this or less.
    Hoogstens(u8),
}

impl Doel {
    /// In percent.
    #[must_use]
    pub fn procent(self) -> f64 {
        match self {
            Self::Minstens(procent) | Self::Hoogstens(procent) => f64::from(procent),
        }
    }

    /// What this target says about a share in percent.
    ///
    /// ```
    /// use dienstverlening::rapportage::{Doel, Oordeel};
    ///
    /// let direct = Doel::Minstens(65);
    /// assert_eq!([65.0, 63.0, 62.9].map(|nu| direct.oordeel(nu)), [Oordeel::Gehaald, Oordeel::Bijna, Oordeel::NietGehaald]);
    /// assert_eq!(Doel::Hoogstens(12).oordeel(11.0), Oordeel::Gehaald);
    /// ```
    #[must_use]
    pub fn oordeel(self, nu: f64) -> Oordeel {
        let short = match self {
            Self::Minstens(_) => self.procent() - nu,
            Self::Hoogstens(_) => nu - self.procent(),
        };
        match short {
            short if short <= 0.0 => Oordeel::Gehaald,
            short if short <= BIJNA_PUNTEN => Oordeel::Bijna,
            _ => Oordeel::NietGehaald,
        }
    }
}

/// The three targets of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rapportdoelen {
    /// Answered at once.
    pub direct: Option<Doel>,
    /// The caller has to call again.
    pub zelf_terug: Option<Doel>,
    /// Called back within the promise.
    pub terugbellen: Option<Doel>,
}

impl From<&Doelen> for Rapportdoelen {
    fn from(doelen: &Doelen) -> Self {
        Self {
            direct: doelen.direct_beantwoord.map(Doel::Minstens),
            zelf_terug: doelen.klant_belt_zelf_terug.map(Doel::Hoogstens),
            terugbellen: doelen.teruggebeld_binnen_werkdag.map(Doel::Minstens),
        }
    }
}

impl Rapportdoelen {
    /// The target for a kind of ending, where there is one.
    #[must_use]
    pub fn van(&self, afhandeling: Afhandeling) -> Option<Doel> {
        match afhandeling {
            Afhandeling::DirectBeantwoord => self.direct,
            Afhandeling::KlantBeltZelfTerug => self.zelf_terug,
            Afhandeling::Doorverbonden | Afhandeling::Terugbelverzoek => None,
        }
    }
}

/// A share against its target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TegenDoel {
    /// In percent.
    pub nu: f64,
    /// The target.
    pub doel: Option<Doel>,
    /// In percent, the quarter before.
    pub vorig: Option<f64>,
}

/// Something that stands out; the face has a sentence for each.
#[derive(Clone, Debug, PartialEq)]
pub enum Opvallend {
    /// Clearly more or fewer contacts than the quarter before: by how many percent.
    Aantal {
        /// This quarter.
        aantal: i64,
        /// The change in percent; below zero: fewer.
        verschil: f64,
    },
    /// The share answered at once.
    Direct(TegenDoel),
    /// The team that stays furthest below the target for answering at once.
    TeamDirect {
        /// Which team.
        team: TeamId,
        /// Its share in percent.
        procent: f64,
    },
    /// The share of callers who have to call again.
    BeltZelfTerug(TegenDoel),
    /// The subject that rose most.
    Stijger {
        /// The code of the product.
        product: String,
        /// This quarter.
        aantal: i64,
        /// The quarter before.
        vorig: i64,
    },
    /// The share of callbacks within the promise.
    Terugbellen(TegenDoel),
    /// The team that stays furthest below the target for calling back.
    TeamTerugbellen {
        /// Which team.
        team: TeamId,
        /// How many were late.
        te_laat: i64,
        /// Out of how many with a known outcome.
        geheel: i64,
    },
}

impl Opvallend {
    /// The part of the report that says it in figures.
    #[must_use]
    pub fn onderdeel(&self) -> Onderdeel {
        match self {
            Self::Aantal { .. } => Onderdeel::Kanalen,
            Self::Direct(_) => Onderdeel::Afhandeling,
            Self::TeamDirect { .. } => Onderdeel::Teams,
            Self::BeltZelfTerug(_) => Onderdeel::ZelfTerug,
            Self::Stijger { .. } => Onderdeel::Onderwerpen,
            Self::Terugbellen(_) | Self::TeamTerugbellen { .. } => Onderdeel::Terugbellen,
        }
    }
}

/// What stands out in this report, in the order of its parts. Of a quarter that still runs (`loopt`) no numbers are compared
/// with the whole quarter before, only shares.
#[must_use]
pub fn opvallend(rapport: &Kwartaalrapport, doelen: &Rapportdoelen, loopt: bool) -> Vec<Opvallend> {
    let [direct, zelf] = [Afhandeling::DirectBeantwoord, Afhandeling::KlantBeltZelfTerug].map(|kind| {
        let regel = rapport.afhandeling.iter().find(|regel| regel.afhandeling == kind);
        regel.map(|regel| (regel.nu, regel.vorig)).unwrap_or_default()
    });
    let terug = (rapport.terugbellen.aandeel(), rapport.terugbellen_vorig.map(Terugbellen::aandeel));
    [
        aantal(&rapport.totaal).filter(|_| !loopt),
        against(direct, doelen.direct).map(Opvallend::Direct),
        doelen.direct.and_then(|doel| team_direct(rapport, doel)),
        against(zelf, doelen.zelf_terug).map(Opvallend::BeltZelfTerug),
        stijger(&rapport.onderwerpen).filter(|_| !loopt),
        against(terug, doelen.terugbellen).map(Opvallend::Terugbellen),
        doelen.terugbellen.and_then(|doel| team_terugbellen(rapport, doel)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn aantal(totaal: &Regel) -> Option<Opvallend> {
    let vorig = totaal.vorig?;
    let change = Aandeel { deel: totaal.aantal - vorig, geheel: vorig };
    let verschil = change.procent().filter(|procent| procent.abs() >= VERANDERING_PROCENT)?;
    Some(Opvallend::Aantal { aantal: totaal.aantal, verschil })
}

fn against((nu, vorig): (Aandeel, Option<Aandeel>), doel: Option<Doel>) -> Option<TegenDoel> {
    Some(TegenDoel { nu: nu.procent()?, doel, vorig: vorig.and_then(Aandeel::procent) })
}

fn team_direct(rapport: &Kwartaalrapport, doel: Doel) -> Option<Opvallend> {
    let teams = rapport.teams.iter().map(|team| (team.team, team.aandeel(Afhandeling::DirectBeantwoord)));
    let shares =
        teams.filter(|(_, share)| share.is_veelzeggend()).filter_map(|(id, share)| Some((id, share.procent()?)));
    let missed = shares.filter(|(_, procent)| doel.oordeel(*procent) == Oordeel::NietGehaald);
    let (team, procent) = missed.min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(Opvallend::TeamDirect { team, procent })
}

fn team_terugbellen(rapport: &Kwartaalrapport, doel: Doel) -> Option<Opvallend> {
    let known = rapport.terugbellen_per_team.iter().filter(|(_, row)| row.aandeel().is_veelzeggend());
    let shares = known.filter_map(|(team, row)| Some((*team, *row, row.aandeel().procent()?)));
    let missed = shares.filter(|(_, _, procent)| doel.oordeel(*procent) == Oordeel::NietGehaald);
    let (team, row, _) = missed.min_by(|a, b| a.2.total_cmp(&b.2))?;
    Some(Opvallend::TeamTerugbellen { team, te_laat: row.te_laat, geheel: row.aandeel().geheel })
}

fn stijger(onderwerpen: &[Regel]) -> Option<Opvallend> {
    let named = onderwerpen.iter().filter(|regel| !regel.sleutel.is_empty());
    let compared = named.filter_map(|regel| Some((regel, regel.vorig.filter(|vorig| *vorig > 0)?)));
    let rise = |(regel, vorig): &(&Regel, i64)| regel.aantal - vorig;
    let much = compared.filter(|both| rise(both) >= STIJGING_MINIMUM && rise(both) * 4 >= both.1);
    let (most, vorig) = much.max_by_key(rise)?;
    Some(Opvallend::Stijger { product: most.sleutel.clone(), aantal: most.aantal, vorig })
}
