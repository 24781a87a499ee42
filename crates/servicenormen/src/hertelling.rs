//! The outcome of a promise straight from its definition: one thing at a time, with all that happened laid out beside it. With the engine it
//! shares how the words of a norm and of a fact are read (`norm`, `voorwaarde`, `gebeurd`, `kalenders`), and nothing of how an answer comes of
//! them: no state that is carried along, no rule of `klok`, `motor` or `termijn`. So each can be held against the other.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use kern::journaal::Entry;
use kern::organisaties::{MedewerkerId, TeamId};
use kern::{Error, Moment, Result};
use serde_json::Value as Json;
use termijnen::Kalender;
use uuid::Uuid;

use crate::gebeurd::{Gebeurd, feiten, verteld_van, zaak_van};
use crate::kalenders::{self, Kalenders};
use crate::klok::{Klok, Staat, Stand};
use crate::norm::{Duur, Merk, Norm, Termijn};
use crate::normen::Versie;

/// How a promise on a thing turned out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Uitkomst {
    /// The version it is counted by, by its first day.
    pub versie: Date,
    /// The zaak that it is about.
    pub zaak: Option<Uuid>,
    /// When it began.
    pub begonnen_op: Moment,
    /// When it is due.
    pub uiterlijk_op: Option<Moment>,
    /// When it was done.
    pub gedaan_op: Option<Moment>,
    /// How it stands; what is at risk runs.
    pub staat: Staat,
    /// Whose it is.
    pub team: TeamId,
    /// Who has it in hands, or had.
    pub medewerker: Option<MedewerkerId>,
}

/// A clock as a recount would say it.
#[must_use]
pub(crate) fn volgens(klok: &Klok) -> Uitkomst {
    let Stand { begonnen_op, uiterlijk_op, gedaan_op, staat, .. } = klok.stand;
    let staat = if staat == Staat::Bijna { Staat::Loopt } else { staat };
    let (versie, zaak, team, medewerker) = (klok.versie, klok.zaak, klok.team, klok.medewerker);
    Uitkomst { versie, zaak, begonnen_op, uiterlijk_op, gedaan_op, staat, team, medewerker }
}

/// A journal, laid out by what it is about.
pub(crate) struct Verhaal<'j> {
    kalenders: Kalenders,
    verteld: Verteld,
    over: BTreeMap<Uuid, Vec<&'j Entry>>,
}

impl<'j> Verhaal<'j> {
    /// Of these gebeurtenissen, oldest first.
    ///
    /// # Errors
    /// [`Error::Bug`] when opening hours cannot be read.
    pub(crate) fn new(journaal: &'j [Entry]) -> Result<Self> {
        let mut kalenders = Kalenders::default();
        for entry in journaal.iter().filter(|entry| kalenders::vertelt(entry)) {
            kalenders = kalenders.met(entry)?;
        }
        let mut over: BTreeMap<Uuid, Vec<&Entry>> = BTreeMap::new();
        for entry in journaal {
            for id in ids_in(entry) {
                over.entry(id).or_default().push(entry);
            }
        }
        Ok(Self { kalenders, verteld: verteld(journaal), over })
    }

    /// All that it may be about.
    #[cfg(test)]
    pub(crate) fn dingen(&self) -> impl Iterator<Item = Uuid> {
        self.over.keys().copied()
    }

    /// What one norm promised on a thing, as it stands at a moment; none: nothing.
    ///
    /// # Errors
    /// [`Error::Bug`] beyond the calendar.
    pub(crate) fn hertel(&self, versies: &[&Versie], ding: Uuid, nu: Moment) -> Result<Option<Uitkomst>> {
        let of_it = self.over.get(&ding).map(Vec::as_slice).unwrap_or_default();
        let Some((versie, zaak, first)) = begint(versies, of_it, &self.verteld, ding) else { return Ok(None) };
        let mut seen = of_it.to_vec();
        seen.extend(zaak.and_then(|zaak| self.over.get(&zaak)).into_iter().flatten());
        seen.sort_by_key(|entry| entry.volgnummer);
        seen.dedup_by_key(|entry| entry.volgnummer);
        let seen: Vec<Gebeurd<'_>> = seen
            .into_iter()
            .filter(|entry| entry.volgnummer >= first)
            .map(|entry| Gebeurd { entry, zaak: zaak.and_then(|zaak| as_of(&self.verteld, zaak, entry.volgnummer)) })
            .collect();
        een(versie, (ding, zaak), &seen, &self.kalenders, nu)
    }
}

/// What a norm may count a gebeurtenis for: the thing, and the zaak of it when it would start there.
pub(crate) fn telt_voor(norm: &Norm, entry: &Entry) -> Vec<(Uuid, Option<Uuid>)> {
    let gebeurd = Gebeurd { entry, zaak: None };
    let start = gebeurd.is_een_van(&norm.start.bij).then_some(None);
    let marks = norm.merken().filter(|merk| gebeurd.is_een_van(&merk.bij)).map(|merk| merk.over.as_deref());
    let things = start.into_iter().chain(marks).filter_map(|over| gebeurd.onderwerp(norm, over));
    things.map(|thing| (thing, zaak_van(norm, thing, &gebeurd))).collect()
}

/// Every id that a gebeurtenis names: it may be about any of those.
fn ids_in(entry: &Entry) -> BTreeSet<Uuid> {
    let named = feiten(entry).as_object().into_iter().flat_map(|facts| facts.values());
    let named = named.flat_map(|value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
    let named = named.filter_map(|value| value.as_str()?.parse().ok());
    [Some(entry.resource_id), entry.hoofdobject_id].into_iter().flatten().chain(named).collect()
}

/// What each zaak was told to be, by when in the journal.
type Verteld = BTreeMap<Uuid, BTreeMap<i64, Json>>;

fn verteld(journaal: &[Entry]) -> Verteld {
    let mut told = Verteld::new();
    for entry in journaal {
        if let Some(zaak) = verteld_van(entry) {
            told.entry(zaak).or_default().insert(entry.volgnummer, feiten(entry).clone());
        }
    }
    told
}

/// The facts of a zaak as they were told up to a place in the journal.
fn as_of(told: &Verteld, zaak: Uuid, volgnummer: i64) -> Option<&Json> {
    told.get(&zaak)?.range(..=volgnummer).next_back().map(|(_, feiten)| feiten)
}

/// The version that the first gebeurtenis starts it under, the zaak that it is about by that, and the number of that gebeurtenis.
fn begint<'v>(
    versies: &[&'v Versie],
    of_it: &[&Entry],
    told: &Verteld,
    thing: Uuid,
) -> Option<(&'v Versie, Option<Uuid>, i64)> {
    for entry in of_it {
        for versie in versies {
            let zaak = zaak_van(&versie.norm, thing, &Gebeurd { entry, zaak: None });
            let gebeurd = Gebeurd { entry, zaak: zaak.and_then(|zaak| as_of(told, zaak, entry.volgnummer)) };
            if begin(&versie.norm, thing, &gebeurd).is_some_and(|(op, _, _)| versie.telt(op, entry.vastgelegd_op)) {
                return Some((versie, zaak, entry.volgnummer));
            }
        }
    }
    None
}

fn een(
    versie: &Versie,
    ding: Ding,
    seen: &[Gebeurd<'_>],
    kalenders: &Kalenders,
    nu: Moment,
) -> Result<Option<Uitkomst>> {
    let norm = &versie.norm;
    let relevant = |gebeurd: &&Gebeurd<'_>| told_of(gebeurd, ding.1) || about(norm, ding.0, gebeurd);
    let seen: Vec<Gebeurd<'_>> = seen.iter().filter(relevant).copied().collect();
    let (mut whose, mut before) = (None, None);
    // It goes with the zaak, or with the thing itself, up to what ended it.
    for (gebeurd, n) in seen.iter().zip(1..) {
        let after = stand(norm, ding, seen.get(..n).unwrap_or_default(), kalenders, nu)?;
        let open = [before, after].iter().flatten().any(|(_, _, _, staat)| staat.is_open());
        if after.is_some() && (open || before.is_none()) {
            let of_zaak = gebeurd.id("zaak.team").map(|team| (team, gebeurd.id("zaak.medewerker")));
            let own = gebeurd.id("team").filter(|_| gebeurd.entry.resource == norm.onderwerp);
            whose = of_zaak.or(own.map(|team| (team, gebeurd.id("medewerker")))).or(whose);
        }
        before = after;
    }
    let Some((begonnen_op, uiterlijk_op, gedaan_op, staat)) = before else { return Ok(None) };
    let (team, medewerker) = whose
        .map_or((versie.team, None), |(team, medewerker)| (TeamId::from(team), medewerker.map(MedewerkerId::from)));
    let (versie, zaak) = (norm.vanaf, ding.1);
    Ok(Some(Uitkomst { versie, zaak, begonnen_op, uiterlijk_op, gedaan_op, staat, team, medewerker }))
}

fn told_of(gebeurd: &Gebeurd<'_>, zaak: Option<Uuid>) -> bool {
    zaak.is_some() && verteld_van(gebeurd.entry) == zaak
}

/// Whether the norm looks at it for this thing.
fn about(norm: &Norm, thing: Uuid, gebeurd: &Gebeurd<'_>) -> bool {
    let by_mark =
        |merk: &Merk| gebeurd.is_een_van(&merk.bij) && gebeurd.onderwerp(norm, merk.over.as_deref()) == Some(thing);
    let start = gebeurd.is_een_van(&norm.start.bij) && gebeurd.onderwerp(norm, None) == Some(thing);
    start || norm.merken().any(by_mark)
}

/// The thing and its zaak.
type Ding = (Uuid, Option<Uuid>);

type Begin = (Moment, Termijn, Option<Date>);

/// What a gebeurtenis promises on a thing: since when, and within what.
fn begin(norm: &Norm, thing: Uuid, gebeurd: &Gebeurd<'_>) -> Option<Begin> {
    let about = gebeurd.is_een_van(&norm.start.bij) && gebeurd.onderwerp(norm, None) == Some(thing);
    let left_out = norm.uitgezonderd.iter().any(|left_out| left_out.waar.gelden(gebeurd));
    if !about || left_out || !norm.start.waar.gelden(gebeurd) {
        return None;
    }
    let termijn = norm.termijnen.iter().find(|regel| regel.waar.gelden(gebeurd))?.termijn.clone();
    let voor = match &termijn {
        Termijn::Voor { feit, .. } => Some(gebeurd.datum(feit)?),
        Termijn::Na(_) => None,
    };
    let said: Vec<Moment> = norm.start.op.iter().filter_map(|naam| gebeurd.moment(naam)).collect();
    let op = if norm.start.op.is_empty() { Some(gebeurd.entry.plaatsgevonden_op) } else { said.into_iter().max() };
    Some((op?, termijn, voor))
}

type Staan = (Moment, Option<Moment>, Option<Moment>, Staat);

/// How it stands by what was seen of it: begun, due, done, and how.
fn stand(norm: &Norm, ding: Ding, seen: &[Gebeurd<'_>], kalenders: &Kalenders, nu: Moment) -> Result<Option<Staan>> {
    let started = seen.iter().position(|gebeurd| begin(norm, ding.0, gebeurd).is_some());
    let Some(seen) = started.and_then(|first| seen.get(first..)) else { return Ok(None) };
    let starts: Vec<Option<Begin>> = seen
        .iter()
        .filter(|g| g.is_een_van(&norm.start.bij) && g.onderwerp(norm, None) == Some(ding.0))
        .map(|g| begin(norm, ding.0, g))
        .collect();
    let mut holding = starts.iter().flatten();
    // Without a fact that says when, the first time counts; with one, what was said last.
    let counts = if norm.start.op.is_empty() { holding.clone().next() } else { holding.clone().next_back() };
    let (Some((begonnen, _, _)), Some((_, termijn, voor))) = (counts, holding.next_back()) else { return Ok(None) };
    if starts.last().is_some_and(Option::is_none) {
        return Ok(Some((*begonnen, None, None, Staat::Vervallen)));
    }
    let kept = norm.stop.iter().filter_map(|merk| moment_of(norm, merk, ding, seen)).min();
    let missed = norm.gemist.iter().filter_map(|merk| moment_of(norm, merk, ding, seen)).min();
    let stop = kept.into_iter().chain(missed).min();
    // Kept and missed at once is kept.
    let answered_no = missed.is_some_and(|no| kept.is_none_or(|yes| no < yes));
    let lapse = norm.vervalt.iter().filter_map(|merk| moment_of(norm, merk, ding, seen)).min();
    let still = stilstanden(norm, ding, seen, stop);
    let kalender = kalenders.op(*begonnen)?;
    let due = verval(kalender, termijn, *begonnen, *voor, &still)?;
    let lapse = lapse.filter(|op| stop.is_none_or(|done| *op <= done));
    let lapsed = lapse.is_some_and(|op| due.is_none_or(|due| op < due));
    // After it was due it was not kept any more, whatever became of it.
    let (stop, answered_no) = if lapse.is_some() { (lapse, true) } else { (stop, answered_no) };
    Ok(Some(match (due, stop) {
        _ if lapsed => (*begonnen, due, None, Staat::Vervallen),
        (None, _) => (*begonnen, None, None, Staat::StaatStil),
        (Some(due), Some(done)) if done < due && !answered_no => (*begonnen, Some(due), stop, Staat::Gehaald),
        (Some(_), Some(_)) => (*begonnen, due, stop, Staat::Gemist),
        (Some(due), None) if due <= nu => (*begonnen, Some(due), None, Staat::TeLaat),
        (Some(_), None) => (*begonnen, due, None, Staat::Loopt),
    }))
}

/// Whether a mark looks at a gebeurtenis for a thing: it names the thing, or it tells the zaak that the thing belongs to.
fn of(norm: &Norm, merk: &Merk, (thing, zaak): Ding, gebeurd: &Gebeurd<'_>) -> bool {
    let belongs = norm.onderwerp != "zaak" && told_of(gebeurd, zaak);
    belongs || gebeurd.onderwerp(norm, merk.over.as_deref()) == Some(thing)
}

/// What a mark says of a thing in the end.
fn moment_of(norm: &Norm, merk: &Merk, ding: Ding, seen: &[Gebeurd<'_>]) -> Option<Moment> {
    let mut about = seen.iter().filter(|g| g.is_een_van(&merk.bij) && of(norm, merk, ding, g));
    match &merk.op {
        Some(naam) => about.next_back().filter(|g| merk.waar.gelden(g))?.moment(naam),
        None => about.find(|g| merk.waar.gelden(g)).map(|g| g.entry.plaatsgevonden_op),
    }
}

/// Since when it stood still, and until when if that is over.
type Stil = (Moment, Option<Moment>);

/// When it stood still, up to when it was done.
fn stilstanden(norm: &Norm, ding: Ding, seen: &[Gebeurd<'_>], stop: Option<Moment>) -> Vec<Stil> {
    let says = |marks: &[Merk], g: &Gebeurd<'_>| {
        marks.iter().any(|merk| g.is_een_van(&merk.bij) && of(norm, merk, ding, g) && merk.waar.gelden(g))
    };
    let mut rest = seen.iter();
    let mut all = Vec::new();
    while let Some(begin) = rest.find(|g| says(&norm.pauze, g)) {
        let end = rest.find(|g| says(&norm.hervat, g)).map(|g| g.entry.plaatsgevonden_op);
        let van = begin.entry.plaatsgevonden_op;
        if stop.is_none_or(|done| van < done) {
            let tot = end.into_iter().chain(stop).min();
            all.push((van, tot));
        }
    }
    all.sort();
    all
}

/// When a term ends, counted out day by day; none: it stands still.
fn verval(
    kalender: &Kalender,
    termijn: &Termijn,
    begonnen: Moment,
    voor: Option<Date>,
    still: &[Stil],
) -> Result<Option<Moment>> {
    match (termijn, voor) {
        (Termijn::Voor { .. }, None) => Ok(None),
        (Termijn::Voor { duur, .. }, Some(date)) => {
            let due = terug(kalender, *duur, date)?;
            Ok(Some(due).filter(|due| !still.iter().any(|(van, tot)| tot.is_none() && van < due)))
        }
        (Termijn::Na(Duur::Minuten(n)), _) => {
            let passed = |from: Moment, to: Moment| to.timestamp().duration_since(from.timestamp());
            let Some((from, left)) = resteert(*n, begonnen, still, passed) else { return Ok(None) };
            from.timestamp().checked_add(left).map(|due| Some(Moment::from(due))).map_err(Error::bug)
        }
        (Termijn::Na(Duur::Openingsminuten(n)), _) => {
            let passed = |from: Moment, to: Moment| kalender.open_between(from.timestamp(), to.timestamp());
            let Some((from, left)) = resteert(*n, begonnen, still, passed) else { return Ok(None) };
            kalender.add_open_time(from.timestamp(), left).map(|due| Some(Moment::from(due))).map_err(Error::bug)
        }
        (Termijn::Na(duur), _) => in_dagen(kalender, *duur, begonnen, still),
    }
}

fn end_of(day: Date) -> Result<Moment> {
    day.tomorrow().map(Moment::start_of).map_err(Error::bug)
}

/// So long before a date, day by day: the end of that day.
fn terug(kalender: &Kalender, duur: Duur, date: Date) -> Result<Moment> {
    let (mut day, mut left) = (date, days_of(duur));
    if let Duur::Maanden(n) = duur {
        (day, left) = (date.checked_sub(i64::from(n).months()).map_err(Error::bug)?, 0);
    }
    while left > 0 {
        day = day.yesterday().map_err(Error::bug)?;
        left -= i64::from(!matches!(duur, Duur::Werkdagen(_)) || kalender.is_werkdag(day));
    }
    end_of(day)
}

/// Since when the last part of a term in minutes runs, and how much of it is left then; none: it stands still.
fn resteert(
    minuten: u32,
    begonnen: Moment,
    still: &[Stil],
    passed: impl Fn(Moment, Moment) -> SignedDuration,
) -> Option<(Moment, SignedDuration)> {
    let (mut left, mut from) = (SignedDuration::from_mins(i64::from(minuten)), begonnen);
    for (van, tot) in still {
        let used = passed(from, (*van).max(from));
        if used >= left {
            break;
        }
        // What is written down late can say that it went on before it had stood still: then it stood still for no time.
        (left, from) = (left - used, (*tot)?.max(*van).max(from));
    }
    Some((from, left))
}

/// The end of a term in days: of each day it is looked at whether it came to its end while the clock ran.
fn in_dagen(kalender: &Kalender, duur: Duur, begonnen: Moment, still: &[Stil]) -> Result<Option<Moment>> {
    let runs_at = |op: Moment| !still.iter().any(|(van, tot)| *van < op && tot.is_none_or(|tot| op < tot));
    // The last span of a day ends when it closes.
    let closing = |day: Date| kalender.spans_of(day).last().map(|span| Moment::from(span.end));
    let mut left = days_of(duur);
    if let Duur::Maanden(n) = duur {
        let last = begonnen.date().checked_add(i64::from(n).months()).map_err(Error::bug)?;
        left = i64::from(begonnen.date().until(last).map_err(Error::bug)?.get_days());
    }
    let mut day = begonnen.date();
    loop {
        day = day.tomorrow().map_err(Error::bug)?;
        let end = if matches!(duur, Duur::Werkdagen(_)) { closing(day) } else { Some(end_of(day)?) };
        // Nothing brings to an end what stands still for good.
        if still.iter().any(|(van, tot)| tot.is_none() && end.is_some_and(|end| *van < end)) {
            return Ok(None);
        }
        left -= i64::from(end.is_some_and(runs_at));
        if left <= 0 {
            return Ok(end);
        }
    }
}

/// How many days a length counts.
fn days_of(duur: Duur) -> i64 {
    match duur {
        Duur::Werkdagen(n) | Duur::Dagen(n) => i64::from(n),
        Duur::Weken(n) => i64::from(n) * 7,
        Duur::Maanden(_) | Duur::Minuten(_) | Duur::Openingsminuten(_) => 0,
    }
}
