//! The parts of the quarterly report: tables of typed cells with a picture of each. Faces name and draw them, and compute nothing.

use kern::organisaties::TeamId;
use registers::klantinteracties::klantcontact::Afhandeling;
use termijnen::Kwartaal;

use super::contacten::{Achter, Uur};
use super::indicator::Indicator;
use super::kwartaal::{Aandeel, Kwartaalrapport, Regel, TeamRegel, Terugbellen};
use super::opvallend::{Doel, Rapportdoelen};
use super::verzoeken::{AchterVerzoeken, Belofte};

/// So many subjects have a row of their own; the rest are one.
const ONDERWERPEN: usize = 20;
/// So many of them have a bar.
const BALKEN: usize = 10;

kern::code_enum! {
    /// Which part of the report.
    Onderdeel {
        /// Contacts by channel.
        Kanalen "kanalen",
        /// Contacts by klantgroep.
        Klantgroepen "klantgroepen",
        /// Contacts by reason.
        Aard "aard",
        /// Contacts by product.
        Onderwerpen "onderwerpen",
        /// Contacts by day of the week and hour.
        Drukte "drukte",
        /// How contacts ended.
        Afhandeling "afhandeling",
        /// The same by team.
        Teams "teams",
        /// Who has to call again, month by month.
        ZelfTerug "klant-belt-zelf-terug",
        /// Callbacks.
        Terugbellen "terugbellen",
    }
}

impl Onderdeel {
    /// By which indicators its figures are counted.
    #[must_use]
    pub fn indicatoren(self) -> &'static [Indicator] {
        match self {
            Self::Kanalen | Self::Aard => &[Indicator::Contacten],
            Self::Onderwerpen => &[Indicator::Contacten, Indicator::DirectBeantwoord],
            Self::Klantgroepen => &[Indicator::Contacten, Indicator::Klantgroep],
            Self::Drukte => &[Indicator::Drukte],
            Self::Afhandeling | Self::Teams => &[Indicator::Afhandeling, Indicator::DirectBeantwoord],
            Self::ZelfTerug => &[Indicator::KlantBeltZelfTerug],
            Self::Terugbellen => &[Indicator::OpTijdTeruggebeld],
        }
    }
}

/// A part.
#[derive(Clone, Debug, PartialEq)]
pub struct Deel {
    /// Which.
    pub onderdeel: Onderdeel,
    /// Its picture.
    pub beeld: Beeld,
    /// The columns of its table, after the one with the names of the rows.
    pub kolommen: Vec<Kolom>,
    /// The rows, each with as many cells as there are columns.
    pub rijen: Vec<Rij>,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kolom {
    /// What stands in it.
    pub wat: Wat,
    /// Of which quarter; none: the row says of when.
    pub kwartaal: Option<Kwartaal>,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wat {
    /// How many contacts.
    Contacten,
    /// Their share of all contacts, or of all of their kind of ending.
    Aandeel,
    /// How many ended this way, or which share of those of the row.
    Afhandeling(Afhandeling),
    /// The target of the row.
    Doel,
    /// The share of callbacks in time.
    OpTijd,
    /// How many callbacks stand so.
    Terugbellen(Belofte),
    /// How many contacts began in this hour of the day.
    Uur(i8),
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Rij {
    /// What it is about.
    pub naam: Naam,
    /// What it opens as a whole.
    pub achter: Option<Lijst>,
    /// Its cells.
    pub cellen: Vec<Cel>,
}

/// What a row or a bar is about, by its code: the face has the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naam {
    /// A channel.
    Kanaal(String),
    /// A klantgroep.
    Klantgroep(String),
    /// A reason.
    Reden(String),
    /// A product.
    Product(String),
    /// So many other products together.
    AndereProducten(usize),
    /// A way of ending.
    Afhandeling(Afhandeling),
    /// A team.
    Team(TeamId),
    /// All teams together.
    AlleTeams,
    /// All teams together in an earlier quarter.
    AlleTeamsIn(Kwartaal),
    /// A quarter.
    Kwartaal(Kwartaal),
    /// A month, such as `2026-08`.
    Maand(String),
    /// A day of the week; 1 is Monday.
    Weekdag(i8),
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cel {
    /// What it says.
    pub waarde: Waarde,
    /// The target that it is held against.
    pub doel: Option<Doel>,
    /// The list that sums to it.
    pub achter: Option<Lijst>,
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waarde {
    /// How many.
    Aantal(i64),
    /// A share with what it is a share of.
    Aandeel(Aandeel),
    /// A value in tenths.
    Tienden(i64),
    /// That nobody said it yet.
    Onbekend,
    /// A target, or that there is none.
    Doel(Option<Doel>),
    /// That the quarter was not counted as a whole.
    NietHeel,
}

/// The list behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lijst {
    /// Of which quarter.
    pub kwartaal: Kwartaal,
    /// What of it.
    pub van: Achterliggend,
}

/// What a list holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Achterliggend {
    /// Contacts.
    Contacten(Box<Achter>),
    /// Callbacks.
    Verzoeken(AchterVerzoeken),
}

/// The picture of a part: the same numbers as its table, or the most telling of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Beeld {
    /// No picture: the table says it.
    Geen,
    /// Bars, each against the quarter before where that is known.
    Balken(Vec<Balk>),
    /// Bars of a hundred percent, their parts in the order of the list of ways of ending, against a target for the first.
    Stapels(Vec<Stapel>, Option<Doel>),
    /// A share over the months, against a target.
    Lijn(Vec<(Naam, Aandeel)>, Option<Doel>),
    /// The table itself, each cell as dark as its number is high.
    Warmte,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Balk {
    /// What it is about.
    pub naam: Naam,
    /// How many.
    pub aantal: i64,
    /// How many in the quarter before.
    pub vorig: Option<i64>,
    /// The list that sums to it.
    pub achter: Option<Lijst>,
}

/// A bar of a hundred percent.
#[derive(Clone, Debug, PartialEq)]
pub struct Stapel {
    /// What it is about.
    pub naam: Naam,
    /// Its parts.
    pub delen: Vec<Aandeel>,
}

impl Cel {
    fn new(waarde: Waarde) -> Self {
        Self { waarde, doel: None, achter: None }
    }

    fn aantal(aantal: i64, achter: Option<Lijst>) -> Self {
        Self { achter, ..Self::new(Waarde::Aantal(aantal)) }
    }

    fn aandeel(aandeel: Aandeel, doel: Option<Doel>) -> Self {
        Self { doel, ..Self::new(Waarde::Aandeel(aandeel)) }
    }
}

impl From<Option<i64>> for Waarde {
    fn from(aantal: Option<i64>) -> Self {
        aantal.map_or(Self::NietHeel, Self::Aantal)
    }
}

impl From<Option<Aandeel>> for Waarde {
    fn from(aandeel: Option<Aandeel>) -> Self {
        aandeel.map_or(Self::NietHeel, Self::Aandeel)
    }
}

impl Kwartaalrapport {
    /// The parts, in their order.
    #[must_use]
    pub fn delen(&self, doelen: &Rapportdoelen) -> Vec<Deel> {
        self.delen_met(doelen, ONDERWERPEN)
    }

    /// The same with so many subjects in a row of their own.
    pub(super) fn delen_met(&self, doelen: &Rapportdoelen, onderwerpen: usize) -> Vec<Deel> {
        vec![
            self.geteld(Onderdeel::Kanalen),
            self.geteld(Onderdeel::Klantgroepen),
            self.geteld(Onderdeel::Aard),
            self.onderwerpen(onderwerpen),
            self.drukte(),
            self.afhandeling(doelen),
            self.teams(doelen),
            self.zelf_terug(doelen),
            self.terugbellen(doelen),
        ]
    }

    fn lijst(&self, achter: Achter) -> Option<Lijst> {
        Some(Lijst { kwartaal: self.kwartaal, van: Achterliggend::Contacten(Box::new(achter)) })
    }

    fn kolom(&self, wat: Wat) -> Kolom {
        Kolom { wat, kwartaal: Some(self.kwartaal) }
    }

    /// The columns of what is counted by a key: now, its share, the quarter before and the year before.
    fn kolommen(&self) -> Vec<Kolom> {
        let earlier = [self.kwartaal.previous(), self.kwartaal.year_before()];
        let earlier = earlier.map(|kwartaal| Kolom { wat: Wat::Contacten, kwartaal: Some(kwartaal) });
        [self.kolom(Wat::Contacten), self.kolom(Wat::Aandeel)].into_iter().chain(earlier).collect()
    }

    fn rij(&self, naam: Naam, regel: &Regel, achter: Option<Lijst>) -> Rij {
        let share = Aandeel { deel: regel.aantal, geheel: self.totaal.aantal };
        let cellen = vec![
            Cel::aantal(regel.aantal, achter),
            Cel::aandeel(share, None),
            Cel::new(regel.vorig.into()),
            Cel::new(regel.jaar_eerder.into()),
        ];
        Rij { naam, achter: None, cellen }
    }

    /// Contacts by a key, each with its bar.
    fn geteld(&self, onderdeel: Onderdeel) -> Deel {
        let code = |regel: &Regel| regel.sleutel.clone();
        let named = |regel: &Regel| match onderdeel {
            Onderdeel::Klantgroepen => {
                (Naam::Klantgroep(code(regel)), Achter { klantgroep: Some(code(regel)), ..Achter::default() })
            }
            Onderdeel::Aard => (Naam::Reden(code(regel)), Achter { reden: Some(code(regel)), ..Achter::default() }),
            _ => (Naam::Kanaal(code(regel)), Achter { kanaal: Some(code(regel)), ..Achter::default() }),
        };
        let regels = match onderdeel {
            Onderdeel::Klantgroepen => &self.klantgroepen,
            Onderdeel::Aard => &self.redenen,
            _ => &self.kanalen,
        };
        let rows = regels.iter().map(|regel| {
            let (naam, achter) = named(regel);
            self.rij(naam, regel, self.lijst(achter))
        });
        let rijen: Vec<Rij> = rows.collect();
        Deel { onderdeel, beeld: balken(regels, &rijen), kolommen: self.kolommen(), rijen }
    }

    /// The subjects most asked for, and the others together; of each how many were answered at once.
    fn onderwerpen(&self, eigen_rij: usize) -> Deel {
        let (most, others) = self.onderwerpen.split_at(self.onderwerpen.len().min(eigen_rij));
        let direct = |codes: &[Regel]| {
            let of =
                codes.iter().map(|regel| self.direct_per_onderwerp.get(&regel.sleutel).copied().unwrap_or_default());
            of.sum::<i64>()
        };
        let with_direct = |row: Rij, regels: &[Regel]| {
            let share = Aandeel { deel: direct(regels), geheel: regels.iter().map(|regel| regel.aantal).sum() };
            let mut cellen = row.cellen;
            // The target is one for all subjects together.
            cellen.push(Cel::aandeel(share, None));
            Rij { cellen, ..row }
        };
        let row = |regel: &Regel| {
            let achter = Achter { onderwerp: Some(regel.sleutel.clone()), ..Achter::default() };
            let row = self.rij(Naam::Product(regel.sleutel.clone()), regel, self.lijst(achter));
            with_direct(row, std::slice::from_ref(regel))
        };
        let mut rijen: Vec<Rij> = most.iter().map(row).collect();
        let beeld = balken(most.get(..BALKEN).unwrap_or(most), &rijen);
        if !others.is_empty() {
            let whole = [self.totaal.vorig, self.totaal.jaar_eerder].map(|earlier| earlier.is_some());
            let sum = Regel::som(String::new(), others, whole);
            rijen.push(with_direct(self.rij(Naam::AndereProducten(others.len()), &sum, None), others));
        }
        let mut kolommen = self.kolommen();
        kolommen.push(self.kolom(Wat::Afhandeling(Afhandeling::DirectBeantwoord)));
        Deel { onderdeel: Onderdeel::Onderwerpen, beeld, kolommen, rijen }
    }

    /// When people get in touch: each hour of the day in which anybody did, on each day of the week on which anybody did.
    fn drukte(&self) -> Deel {
        let counted = |has: &dyn Fn((i8, i8)) -> bool| self.uren.iter().any(|(at, n)| *n > 0 && has(*at));
        let first = (0..24).find(|hour| counted(&|(_, at)| at == *hour)).unwrap_or(0);
        let last = (0..24).rev().find(|hour| counted(&|(_, at)| at == *hour)).unwrap_or(-1);
        let hours = || first..=last;
        let row = |day: i8| {
            let cell = |hour: i8| {
                let aantal = self.uren.get(&(day, hour)).copied().unwrap_or_default();
                let achter = Achter { uur: Some(Uur { weekdag: day, uur: hour }), ..Achter::default() };
                Cel::aantal(aantal, self.lijst(achter).filter(|_| aantal > 0))
            };
            Rij { naam: Naam::Weekdag(day), achter: None, cellen: hours().map(cell).collect() }
        };
        let rijen = (1..=7).filter(|day| *day <= 5 || counted(&|(at, _)| at == *day)).map(row).collect();
        let kolommen = hours().map(|hour| self.kolom(Wat::Uur(hour))).collect();
        Deel { onderdeel: Onderdeel::Drukte, beeld: Beeld::Warmte, kolommen, rijen }
    }

    /// The degree of handling, all teams together, against target and earlier quarters.
    fn afhandeling(&self, doelen: &Rapportdoelen) -> Deel {
        let quarters = [self.kwartaal, self.kwartaal.previous(), self.kwartaal.year_before()];
        let of = |i: usize| {
            let all =
                self.afhandeling.iter().filter_map(move |regel| [Some(regel.nu), regel.vorig, regel.jaar_eerder][i]);
            all.collect::<Vec<_>>()
        };
        let stapels = (0..3).map(|i| Stapel { naam: Naam::Kwartaal(quarters[i]), delen: of(i) });
        let stapels = stapels.filter(|stapel| stapel.delen.iter().any(|deel| deel.geheel > 0)).collect();
        let row = |regel: &super::kwartaal::AfhandelingRegel| {
            let (kind, doel) = (regel.afhandeling, doelen.van(regel.afhandeling));
            let cellen = vec![
                Cel::aantal(regel.nu.deel, self.lijst(Achter { afhandeling: Some(kind), ..Achter::default() })),
                Cel::aandeel(regel.nu, doel),
                Cel::new(Waarde::Doel(doel)),
                Cel::new(regel.vorig.into()),
                Cel::new(regel.jaar_eerder.into()),
            ];
            Rij { naam: Naam::Afhandeling(kind), achter: None, cellen }
        };
        let earlier = quarters[1..].iter().map(|quarter| Kolom { wat: Wat::Aandeel, kwartaal: Some(*quarter) });
        let now = [self.kolom(Wat::Contacten), self.kolom(Wat::Aandeel), self.kolom(Wat::Doel)];
        Deel {
            onderdeel: Onderdeel::Afhandeling,
            beeld: Beeld::Stapels(stapels, doelen.direct),
            kolommen: now.into_iter().chain(earlier).collect(),
            rijen: self.afhandeling.iter().map(row).collect(),
        }
    }

    /// The degree of handling per team.
    fn teams(&self, doelen: &Rapportdoelen) -> Deel {
        let kinds = || Afhandeling::ALL.iter().copied();
        let row = |regel: &TeamRegel| {
            let of_team = Achter { team: Some(regel.team), ..Achter::default() };
            let share = |kind: Afhandeling| {
                let achter = self.lijst(Achter { afhandeling: Some(kind), ..of_team.clone() });
                Cel { achter, ..Cel::aandeel(regel.aandeel(kind), doelen.van(kind)) }
            };
            let mut cellen = vec![Cel::aantal(regel.aantal, self.lijst(of_team.clone()))];
            cellen.extend(kinds().map(share));
            cellen.push(Cel::new(regel.vorig_direct.into()));
            Rij { naam: Naam::Team(regel.team), achter: None, cellen }
        };
        let stapel = |regel: &TeamRegel| Stapel {
            naam: Naam::Team(regel.team),
            delen: kinds().map(|kind| regel.aandeel(kind)).collect(),
        };
        let mut kolommen = vec![self.kolom(Wat::Contacten)];
        kolommen.extend(kinds().map(|kind| self.kolom(Wat::Afhandeling(kind))));
        let direct = Wat::Afhandeling(Afhandeling::DirectBeantwoord);
        kolommen.push(Kolom { wat: direct, kwartaal: Some(self.kwartaal.previous()) });
        Deel {
            onderdeel: Onderdeel::Teams,
            beeld: Beeld::Stapels(self.teams.iter().map(stapel).collect(), doelen.direct),
            kolommen,
            rijen: self.teams.iter().map(row).collect(),
        }
    }

    /// The share of callers who have to call again, month by month; the table has the newest first.
    fn zelf_terug(&self, doelen: &Rapportdoelen) -> Deel {
        let kind = Afhandeling::KlantBeltZelfTerug;
        let months = || self.maanden.iter().map(|maand| (Naam::Maand(maand.maand.clone()), maand.aandeel(kind)));
        let row = |(naam, share): (Naam, Aandeel)| {
            let cellen = vec![
                Cel::aantal(share.deel, None),
                Cel::aantal(share.geheel, None),
                Cel::aandeel(share, doelen.zelf_terug),
            ];
            Rij { naam, achter: None, cellen }
        };
        let kolommen = [Wat::Afhandeling(kind), Wat::Contacten, Wat::Aandeel];
        Deel {
            onderdeel: Onderdeel::ZelfTerug,
            beeld: Beeld::Lijn(months().collect(), doelen.zelf_terug),
            kolommen: kolommen.map(|wat| Kolom { wat, kwartaal: None }).into(),
            rijen: months().filter(|(_, share)| share.geheel > 0).map(row).rev().collect(),
        }
    }

    /// Callbacks within a working day, or by the moment that was agreed.
    fn terugbellen(&self, doelen: &Rapportdoelen) -> Deel {
        let row = |naam: Naam, kwartaal: Kwartaal, team: Option<TeamId>, row: Terugbellen| {
            let lijst = |belofte: Option<Belofte>| {
                Some(Lijst { kwartaal, van: Achterliggend::Verzoeken(AchterVerzoeken { team, belofte }) })
            };
            let mut cellen = vec![Cel::aandeel(row.aandeel(), doelen.terugbellen)];
            cellen.extend(KOLOMMEN.map(|belofte| Cel::aantal(row.aantal(belofte), lijst(Some(belofte)))));
            Rij { naam, achter: lijst(None), cellen }
        };
        let (now, before) = (self.kwartaal, self.kwartaal.previous());
        let all = row(Naam::AlleTeams, now, None, self.terugbellen);
        let earlier = self.terugbellen_vorig.map(|of| row(Naam::AlleTeamsIn(before), before, None, of));
        let teams = self.terugbellen_per_team.iter().map(|(team, of)| row(Naam::Team(*team), now, Some(*team), *of));
        let kolommen = KOLOMMEN.map(Wat::Terugbellen);
        let kolommen = [Wat::OpTijd].into_iter().chain(kolommen).map(|wat| Kolom { wat, kwartaal: None });
        Deel {
            onderdeel: Onderdeel::Terugbellen,
            beeld: Beeld::Geen,
            kolommen: kolommen.collect(),
            rijen: [all].into_iter().chain(earlier).chain(teams).collect(),
        }
    }
}

/// How callbacks stand, in the order of the columns.
const KOLOMMEN: [Belofte; 5] =
    [Belofte::Gehaald, Belofte::TeLaat, Belofte::NietBereikt, Belofte::Vervallen, Belofte::Loopt];

/// A bar for each of these, which stand first in the table too.
fn balken(regels: &[Regel], rijen: &[Rij]) -> Beeld {
    let bar = |(regel, rij): (&Regel, &Rij)| Balk {
        naam: rij.naam.clone(),
        aantal: regel.aantal,
        vorig: regel.vorig,
        achter: rij.cellen.iter().find_map(|cel| cel.achter.clone()),
    };
    Beeld::Balken(regels.iter().zip(rijen).map(bar).collect())
}
