//! The walk: from the day that set a term going, through what happened, in order of time, to its end.

use jiff::ToSpan;
use jiff::civil::Date;

use super::daden::{self, Daad};
use super::gebeurtenis::Gebeurtenis;
use super::grondslag::Grondslag;
use super::stap::{Regel, Stap, Waarom};
use crate::{Error, Termijn, Vrij, VrijeDagen};

/// A term: what set it going, how long it is, what it rests on, and what happened to it.
///
/// ```
/// use jiff::civil::date;
/// use termijnen::wettelijk::{Einde, Grondslag, Verloop};
/// use termijnen::{Termijn, VrijeDagen};
///
/// // Received on Monday 26 January 2026, eight weeks. On 10 February a document is asked for, to be given until 10 March; it is
/// // there on the 25th. The 11th up to and including the 24th stand still: fourteen days.
/// let term = Verloop::new(date(2026, 1, 26), Termijn::weken(8), Grondslag::Wet)
///     .met(["gevraagd:2026-02-10:2026-03-10".parse()?, "aangevuld:2026-02-25".parse()?]);
/// let found = term.berekend(&VrijeDagen::default(), None)?;
/// // 23 March and fourteen days is Easter Monday: it ends on the Tuesday after it.
/// assert_eq!(found.einde, Einde::Vast(date(2026, 4, 7)));
/// assert_eq!(found.stappen.len(), 3);
/// # Ok::<(), termijnen::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verloop {
    begin: Date,
    lengte: Termijn,
    grondslag: Grondslag,
    /// In order of time; on one day in the order in which they were given.
    gebeurtenissen: Vec<Gebeurtenis>,
}

/// When a term ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Einde {
    /// Its last day: what is done on it is in time.
    Vast(Date),
    /// It stands still. If that ended today, this would be its last day; each day of standing still moves it.
    OpZijnVroegst(Date),
}

impl Einde {
    /// The day, also while it can still move.
    #[must_use]
    pub const fn dag(self) -> Date {
        match self {
            Self::Vast(dag) | Self::OpZijnVroegst(dag) => dag,
        }
    }
}

/// When a term ends, and how that came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uitkomst {
    /// When.
    pub einde: Einde,
    /// The steps: the term, what happened in order of time, what the Algemene termijnenwet does with the end.
    pub stappen: Vec<Stap>,
}

impl Verloop {
    /// A term of this length that something on `begin` set going. That day does not count: a term of one day ends on the day after.
    #[must_use]
    pub const fn new(begin: Date, lengte: Termijn, grondslag: Grondslag) -> Self {
        Self { begin, lengte, grondslag, gebeurtenissen: Vec::new() }
    }

    /// With what happened, in any order.
    #[must_use]
    pub fn met(mut self, gebeurtenissen: impl IntoIterator<Item = Gebeurtenis>) -> Self {
        self.gebeurtenissen.extend(gebeurtenissen);
        self.gebeurtenissen.sort_by_key(|gebeurtenis| gebeurtenis.op);
        self
    }

    /// What happened, in order of time.
    #[must_use]
    pub fn gebeurtenissen(&self) -> &[Gebeurtenis] {
        &self.gebeurtenissen
    }

    /// The end, as it is known on the day `nu`. Without a day everything is over: what was asked and did not come passed unused.
    ///
    /// # Errors
    /// [`Error::OutOfRange`]; [`Error::ZonderEinde`] for standing still until further notice, without a day.
    pub fn berekend(&self, vrij: &VrijeDagen, nu: Option<Date>) -> Result<Uitkomst, Error> {
        let mut walk = Wandeling::new(self, vrij)?;
        let mut stappen = vec![Stap { regel: Regel::Termijn(self.lengte), einde: walk.kaal }];
        let mut open = false;
        for daad in daden::van(self.begin, &self.gebeurtenissen, nu)? {
            let regel = walk.zet(&daad)?;
            open |= matches!(regel, Regel::StaatStil { .. });
            stappen.push(Stap { regel, einde: walk.met_komend()? });
        }
        let einde = walk.einde(&mut stappen)?;
        Ok(Uitkomst { einde: if open { Einde::OpZijnVroegst(einde) } else { Einde::Vast(einde) }, stappen })
    }
}

/// A walk that has come as far as a day: what it counted, and on which days the term stands still.
struct Wandeling<'a> {
    begin: Date,
    atw: bool,
    vrij: &'a VrijeDagen,
    /// The last day without the Algemene termijnenwet, with the days counted that it stood still on so far.
    kaal: Date,
    /// The length with its extensions: for the act one term.
    lengte: Termijn,
    /// Where an extension made it long: the end and the length that it had without.
    kort: Option<(Date, Termijn)>,
    /// First and last days of standing still, in order, apart from each other.
    stil: Vec<(Date, Date)>,
    /// Up to and including this day they were counted.
    geteld_tot: Date,
}

impl<'a> Wandeling<'a> {
    fn new(verloop: &Verloop, vrij: &'a VrijeDagen) -> Result<Self, Error> {
        Ok(Self {
            begin: verloop.begin,
            atw: verloop.grondslag.atw().is_some(),
            vrij,
            kaal: verloop.lengte.after(verloop.begin)?,
            lengte: verloop.lengte,
            kort: None,
            stil: Vec::new(),
            geteld_tot: verloop.begin,
        })
    }

    fn zet(&mut self, daad: &Daad) -> Result<Regel, Error> {
        Ok(match *daad {
            Daad::Stil { van, tot_en_met, grond, loopt, bron } => {
                // The day that set it going is no day of the term.
                let van = van.max(volgende(self.begin)?);
                self.tel_tot(vorige(van)?)?;
                let nieuw = self.stil.last().map_or(van, |(_, last)| van.max(volgende(*last).unwrap_or(Date::MAX)));
                if self.is_voorbij(van)? {
                    let laatste = bron.op() < van && volgende(self.einde(&mut Vec::new())?)? == van;
                    let waarom = if laatste { Waarom::LaatsteDag } else { Waarom::NaAfloop };
                    return Ok(Regel::ZonderGevolg { gebeurtenis: bron, waarom });
                }
                if nieuw <= tot_en_met {
                    self.stil.push((nieuw, tot_en_met));
                }
                match (loopt, nieuw <= tot_en_met) {
                    (true, _) => Regel::StaatStil { van, grond },
                    (false, true) => Regel::StondStil { van: nieuw, tot_en_met, grond },
                    (false, false) => {
                        let waarom = if van > tot_en_met { Waarom::GeenDag } else { Waarom::StondAlStil };
                        Regel::ZonderGevolg { gebeurtenis: bron, waarom }
                    }
                }
            }
            Daad::Verlengd { op, lengte, bron } => {
                self.tel_tot(vorige(op)?.max(self.begin))?;
                if self.is_voorbij(op)? {
                    return Ok(Regel::ZonderGevolg { gebeurtenis: bron, waarom: Waarom::NaAfloop });
                }
                let heel = self.lengte.plus(lengte)?;
                if self.kort.is_none() && heel.is_lang(self.begin)? && !self.lengte.is_lang(self.begin)? {
                    self.kort = Some((self.kaal, self.lengte));
                }
                self.kaal = lengte.after(self.kaal)?;
                self.lengte = heel;
                Regel::Verlengd { op, lengte }
            }
            Daad::Niets { bron, waarom } => Regel::ZonderGevolg { gebeurtenis: bron, waarom },
            Daad::Medegedeeld { op } => Regel::Medegedeeld { op },
        })
    }

    fn staat_stil(&self, dag: Date) -> bool {
        self.stil.iter().any(|(first, last)| (*first..=*last).contains(&dag))
    }

    /// Whether the term was over before this day, as far as the walk has come.
    fn is_voorbij(&self, dag: Date) -> Result<bool, Error> {
        Ok(!self.staat_stil(dag) && dag > self.einde(&mut Vec::new())?)
    }

    /// How many days it stands still, after the day up to which they were counted, up to and including this one.
    fn dagen_tot(&self, dag: Date) -> i32 {
        let days = |(first, last): &(Date, Date)| {
            let (first, last) = ((*first).max(self.geteld_tot), (*last).min(dag));
            let first = if first == self.geteld_tot { first.tomorrow().unwrap_or(first) } else { first };
            aantal_dagen(first, last)
        };
        self.stil.iter().map(days).sum()
    }

    /// Counts the days of standing still up to and including this one.
    fn tel_tot(&mut self, dag: Date) -> Result<(), Error> {
        if dag <= self.geteld_tot {
            return Ok(());
        }
        let days = self.dagen_tot(dag);
        self.kaal = plus(self.kaal, days)?;
        if let Some((kaal, _)) = &mut self.kort {
            *kaal = plus(*kaal, days)?;
        }
        self.geteld_tot = dag;
        Ok(())
    }

    /// The last day without the Algemene termijnenwet, all days counted that are known.
    fn met_komend(&self) -> Result<Date, Error> {
        plus(self.kaal, self.dagen_tot(Date::MAX))
    }

    /// The last day; what moves it becomes steps.
    fn einde(&self, stappen: &mut Vec<Stap>) -> Result<Date, Error> {
        let komend = self.dagen_tot(Date::MAX);
        let einde = self.bepaal(plus(self.kaal, komend)?, self.lengte, stappen)?;
        if let Some((kaal, lengte)) = self.kort {
            // An extension takes no day from anybody.
            let had = self.bepaal(plus(kaal, komend)?, lengte, &mut Vec::new())?;
            if had > einde {
                stappen.push(Stap { regel: Regel::NietKorter, einde: had });
                return Ok(had);
            }
        }
        Ok(einde)
    }

    /// Moves an end, once: to a day on which the term runs, with two working days in it, that is not free.
    fn bepaal(&self, kaal: Date, lengte: Termijn, stappen: &mut Vec<Stap>) -> Result<Date, Error> {
        let short = self.atw && !lengte.is_lang(self.begin)?;
        let mut einde = kaal;
        if short && lengte.is_ten_minste_drie_dagen() {
            einde = self.met_twee_werkdagen(kaal)?;
            if einde > kaal {
                stappen.push(Stap { regel: Regel::TweeWerkdagen, einde });
            }
        }
        loop {
            let regel = match self.vrij.waarom(einde) {
                _ if self.staat_stil(einde) => Regel::Stilstaand,
                Some(Vrij::Weekend) if short => Regel::Weekend,
                Some(Vrij::Feestdag(feestdag)) if short => Regel::Feestdag(feestdag),
                Some(Vrij::Gelijkgesteld) if short => Regel::Gelijkgesteld,
                found => {
                    if found.is_some() && self.atw {
                        stappen.push(Stap { regel: Regel::Lang, einde });
                    }
                    return Ok(einde);
                }
            };
            einde = volgende(einde)?;
            match stappen.last_mut() {
                Some(last) if last.regel == regel => last.einde = einde,
                _ => stappen.push(Stap { regel, einde }),
            }
        }
    }

    /// The first day, not before `kaal`, with two working days behind it on which the term ran.
    fn met_twee_werkdagen(&self, kaal: Date) -> Result<Date, Error> {
        let (mut dag, mut werkdagen) = (self.begin, 0);
        while werkdagen < 2 {
            dag = volgende(dag)?;
            werkdagen += i32::from(self.vrij.is_werkdag(dag) && !self.staat_stil(dag));
        }
        Ok(dag.max(kaal))
    }
}

/// How many days there are from the first up to and including the last; none when that lies before it.
///
/// ```
/// use jiff::civil::date;
///
/// assert_eq!(termijnen::wettelijk::aantal_dagen(date(2026, 2, 11), date(2026, 2, 24)), 14);
/// ```
#[must_use]
pub fn aantal_dagen(eerste: Date, laatste: Date) -> i32 {
    laatste.since(eerste).map_or(0, |span| span.get_days() + 1).max(0)
}

fn volgende(dag: Date) -> Result<Date, Error> {
    dag.tomorrow().map_err(|_| Error::OutOfRange)
}

fn vorige(dag: Date) -> Result<Date, Error> {
    dag.yesterday().map_err(|_| Error::OutOfRange)
}

fn plus(dag: Date, dagen: i32) -> Result<Date, Error> {
    dag.checked_add(dagen.days()).map_err(|_| Error::OutOfRange)
}
