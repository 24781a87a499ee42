//! What one gebeurtenis does to the clocks of what it is about. Pure: the same gebeurtenissen in the same order give the same clocks.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use kern::journaal::Entry;
use kern::organisaties::{MedewerkerId, TeamId};
use kern::{Moment, Result};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::gebeurd::{Gebeurd, feiten, gaat_over, verteld_van, zaak_van};
use crate::kalenders::{self, Kalenders};
use crate::kennis::Kennis;
use crate::klok::{Correctie, Deel, Gezien, Klok, Merkteken, Pauze};
use crate::norm::{Merk, Norm, Termijn};
use crate::normen::{Normen, Versie};

/// Which clock: the code of the norm and the thing.
pub type Sleutel = (String, Uuid);

/// Clocks by what they are.
pub type Klokken = BTreeMap<Sleutel, Klok>;

/// What each zaak was told to be last: its facts.
pub type Zaken = BTreeMap<Uuid, Json>;

/// The clocks that a gebeurtenis can be about, whether they run or not, and the zaak of each if it would start by it.
#[must_use]
pub fn mogelijk(normen: &Normen, entry: &Entry) -> BTreeMap<Sleutel, Option<Uuid>> {
    let gebeurd = Gebeurd { entry, zaak: None };
    let mut found = BTreeMap::new();
    for versie in normen.die_kijken_naar(entry) {
        let norm = &versie.norm;
        let by_mark = norm.merken().filter(|merk| gebeurd.is_een_van(&merk.bij)).map(|merk| merk.over.as_deref());
        let by_start = gebeurd.is_een_van(&norm.start.bij).then_some(None);
        for over in by_start.into_iter().chain(by_mark) {
            if let Some(onderwerp) = gebeurd.onderwerp(norm, over) {
                found.insert((norm.code.clone(), onderwerp), zaak_van(norm, onderwerp, &gebeurd));
            }
        }
    }
    found
}

/// Gebeurtenissen of one organisation that are taken one by one, with all that they can touch.
#[derive(Debug)]
pub struct Partij<'k> {
    normen: &'k Normen,
    kalenders: Cow<'k, Kalenders>,
    /// As they are after the gebeurtenissen that were taken.
    klokken: Klokken,
    per_zaak: BTreeMap<Uuid, BTreeSet<Sleutel>>,
    zaken: Zaken,
    /// As they were before, of the clocks that changed.
    eerder: BTreeMap<Sleutel, Option<Klok>>,
    verteld: BTreeSet<Uuid>,
    uren: Vec<Verteld>,
}

/// A calendar that was told: by the gebeurtenis with this number, from this moment on, with these facts.
pub type Verteld = (i64, Moment, Json);

impl<'k> Partij<'k> {
    /// With what is known before them.
    #[must_use]
    pub fn new(kennis: &'k Kennis, klokken: Klokken, zaken: Zaken) -> Self {
        let (normen, kalenders) = (&kennis.normen, Cow::Borrowed(&kennis.kalenders));
        let mut per_zaak: BTreeMap<Uuid, BTreeSet<Sleutel>> = BTreeMap::new();
        for (key, klok) in &klokken {
            if let Some(zaak) = klok.zaak {
                per_zaak.entry(zaak).or_default().insert(key.clone());
            }
        }
        let (eerder, verteld, uren) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
        Self { normen, kalenders, klokken, per_zaak, zaken, eerder, verteld, uren }
    }

    /// Takes the next gebeurtenis.
    ///
    /// # Errors
    /// [`kern::Error::Bug`] when it tells opening hours that cannot be read.
    pub fn neem(&mut self, entry: &Entry) -> Result<()> {
        if kalenders::vertelt(entry) {
            self.kalenders.to_mut().erbij(entry.vastgelegd_op, &entry.feiten)?;
            self.uren.push((entry.volgnummer, entry.vastgelegd_op, entry.feiten.clone()));
        }
        let told = verteld_van(entry);
        if let Some(zaak) = told {
            self.zaken.insert(zaak, feiten(entry).clone());
            self.verteld.insert(zaak);
        }
        let mut touched = mogelijk(self.normen, entry);
        if told.is_some() {
            let of_it = told.and_then(|zaak| self.per_zaak.get(&zaak)).into_iter().flatten();
            touched.extend(of_it.map(|key| (key.clone(), told)));
        }
        for (key, zaak) in touched {
            let klok = self.klokken.get(&key);
            let zaak = klok.map_or(zaak, |klok| klok.zaak);
            let gebeurd = Gebeurd { entry, zaak: zaak.and_then(|zaak| self.zaken.get(&zaak)) };
            match werk(self.normen, &self.kalenders, &key, klok, &gebeurd) {
                Ok(Some(wordt)) => self.zet(key, wordt),
                Ok(None) => {}
                // A date beyond the calendar must not hold up all others: that clock stays as it was.
                Err(error) => tracing::error!(norm = key.0, onderwerp = %key.1, %error, "no clock can be kept of this"),
            }
        }
        Ok(())
    }

    fn zet(&mut self, key: Sleutel, klok: Klok) {
        let was = self.klokken.get(&key);
        if was != Some(&klok) {
            self.eerder.entry(key.clone()).or_insert_with(|| was.cloned());
            if let Some(zaak) = klok.zaak {
                self.per_zaak.entry(zaak).or_default().insert(key.clone());
            }
            self.klokken.insert(key, klok);
        }
    }

    /// The clocks that changed: as they were, and as they are.
    pub fn veranderd(&self) -> impl Iterator<Item = (Option<&Klok>, &Klok)> {
        self.eerder.iter().filter_map(|(key, was)| Some((was.as_ref(), self.klokken.get(key)?)))
    }

    /// The clocks.
    #[must_use]
    pub fn klokken(&self) -> &Klokken {
        &self.klokken
    }

    /// What zaken were told to be.
    #[must_use]
    pub fn vertelde_zaken(&self) -> BTreeMap<Uuid, &Json> {
        self.verteld.iter().filter_map(|zaak| Some((*zaak, self.zaken.get(zaak)?))).collect()
    }

    /// The calendars that were told.
    #[must_use]
    pub fn vertelde_uren(&self) -> &[Verteld] {
        &self.uren
    }
}

/// Lets a gebeurtenis work on the clock that it is about: as it is after it, and none when there is nothing to promise.
fn werk(
    normen: &Normen,
    kalenders: &Kalenders,
    (code, onderwerp): &Sleutel,
    klok: Option<&Klok>,
    gebeurd: &Gebeurd<'_>,
) -> Result<Option<Klok>> {
    let running = klok.and_then(|klok| normen.versie(code, klok.versie));
    let versie = match (klok, running) {
        (Some(_), Some(versie)) => versie,
        // Of a version that there is not any more nothing can be said.
        (Some(_), None) => return Ok(klok.cloned()),
        (None, _) => match begint(normen, code, *onderwerp, gebeurd) {
            Some(versie) => versie,
            None => return Ok(None),
        },
    };
    let zaak = match klok {
        Some(klok) => klok.zaak,
        None => zaak_van(&versie.norm, *onderwerp, gebeurd),
    };
    let mut gezien = klok.map(|klok| klok.gezien.clone()).unwrap_or_default();
    zie(&mut gezien, &versie.norm, (*onderwerp, zaak), gebeurd);
    let Some(stand) = gezien.stand(&versie.norm, kalenders, gebeurd.entry.vastgelegd_op)? else { return Ok(None) };
    let was = klok.map(|klok| (klok.team, klok.medewerker));
    let ended = klok.is_some_and(|klok| !klok.stand.staat.is_open()) && !stand.staat.is_open();
    let (team, medewerker) = match was {
        // With whom it lay when it was done is whose it was.
        Some(was) if ended => was,
        _ => bij(versie, was, gebeurd),
    };
    Ok(Some(Klok {
        norm: code.clone(),
        versie: versie.norm.vanaf,
        onderwerp: *onderwerp,
        zaak,
        team,
        medewerker,
        gezien,
        stand,
    }))
}

/// The version under which a gebeurtenis starts a clock.
fn begint<'n>(normen: &'n Normen, code: &str, onderwerp: Uuid, gebeurd: &Gebeurd<'_>) -> Option<&'n Versie> {
    normen.van(code).find(|versie| {
        let norm = &versie.norm;
        gebeurd.is_een_van(&norm.start.bij)
            && gebeurd.onderwerp(norm, None) == Some(onderwerp)
            && start(norm, gebeurd).is_some_and(|begin| versie.telt(begin.op, gebeurd.entry.vastgelegd_op))
    })
}

/// A start that holds.
struct Begin {
    op: Moment,
    termijn: usize,
    voor: Option<jiff::civil::Date>,
}

/// What a gebeurtenis says about the start; none: there is nothing to promise.
fn start(norm: &Norm, gebeurd: &Gebeurd<'_>) -> Option<Begin> {
    let left_out = norm.uitgezonderd.iter().any(|uitzondering| uitzondering.waar.gelden(gebeurd));
    if left_out || !norm.start.waar.gelden(gebeurd) {
        return None;
    }
    let (termijn, regel) = norm.termijnen.iter().enumerate().find(|(_, regel)| regel.waar.gelden(gebeurd))?;
    let voor = match &regel.termijn {
        Termijn::Na(_) => None,
        // Without the date there is no promise.
        Termijn::Voor { feit, .. } => Some(gebeurd.datum(feit)?),
    };
    let op = match norm.start.op.as_slice() {
        [] => gebeurd.entry.plaatsgevonden_op,
        facts => facts.iter().filter_map(|naam| gebeurd.moment(naam)).max()?,
    };
    Some(Begin { op, termijn, voor })
}

/// Takes in what a gebeurtenis says of a thing.
fn zie(gezien: &mut Gezien, norm: &Norm, ding: (Uuid, Option<Uuid>), gebeurd: &Gebeurd<'_>) {
    let door = gebeurd.entry.volgnummer;
    if gebeurd.is_een_van(&norm.start.bij) && gebeurd.onderwerp(norm, None) == Some(ding.0) {
        zie_start(gezien, norm, gebeurd);
    }
    let about = |merk: &Merk| gebeurd.is_een_van(&merk.bij) && gaat_over(norm, merk.over.as_deref(), gebeurd, ding);
    for (deel, marks) in [(Deel::Stop, &norm.stop), (Deel::Gemist, &norm.gemist), (Deel::Vervalt, &norm.vervalt)] {
        for (n, merk) in marks.iter().enumerate().filter(|(_, merk)| about(merk)) {
            let seen = match deel {
                Deel::Stop => &mut gezien.stop,
                Deel::Gemist => &mut gezien.gemist,
                Deel::Start | Deel::Vervalt | Deel::Voor | Deel::Termijn => &mut gezien.vervalt,
            };
            seen.resize(marks.len(), None);
            let Some(place) = seen.get_mut(n) else { continue };
            let was = *place;
            *place = merkteken(merk, was, gebeurd);
            if was.is_some() && was.map(|mark| mark.op) != place.map(|mark| mark.op) {
                let correctie =
                    Correctie { deel, was: was.map(|mark| mark.op), wordt: place.map(|mark| mark.op), door };
                gezien.correcties.push(correctie);
            }
        }
    }
    let now = Merkteken { op: gebeurd.entry.plaatsgevonden_op, door };
    let stands = |marks: &[Merk]| marks.iter().any(|merk| about(merk) && merk.waar.gelden(gebeurd));
    let open = gezien.pauzes.last().is_some_and(|pauze| pauze.tot.is_none());
    if !open && stands(&norm.pauze) {
        gezien.pauzes.push(Pauze { van: now, tot: None });
    } else if open
        && stands(&norm.hervat)
        && let Some(pauze) = gezien.pauzes.last_mut()
    {
        pauze.tot = Some(now);
    }
}

fn zie_start(gezien: &mut Gezien, norm: &Norm, gebeurd: &Gebeurd<'_>) {
    let door = gebeurd.entry.volgnummer;
    let Some(begin) = start(norm, gebeurd) else {
        gezien.geldt_niet = true;
        return;
    };
    gezien.geldt_niet = false;
    if gezien.start.is_some() && gezien.termijn != begin.termijn {
        gezien.correcties.push(Correctie { deel: Deel::Termijn, was: None, wordt: None, door });
    }
    gezien.termijn = begin.termijn;
    if let (Some(was), Some(wordt)) = (gezien.voor, begin.voor)
        && was != wordt
    {
        let moment = |date| Some(Moment::start_of(date));
        gezien.correcties.push(Correctie { deel: Deel::Voor, was: moment(was), wordt: moment(wordt), door });
    }
    gezien.voor = begin.voor;
    match gezien.start {
        None => gezien.start = Some(Merkteken { op: begin.op, door }),
        // Without a fact that says when, the first time counts.
        Some(_) if norm.start.op.is_empty() => {}
        Some(was) if was.op != begin.op => {
            let correctie = Correctie { deel: Deel::Start, was: Some(was.op), wordt: Some(begin.op), door };
            gezien.correcties.push(correctie);
            gezien.start = Some(Merkteken { op: begin.op, door });
        }
        Some(_) => {}
    }
}

/// What a mark sees after a gebeurtenis of its kinds.
fn merkteken(merk: &Merk, was: Option<Merkteken>, gebeurd: &Gebeurd<'_>) -> Option<Merkteken> {
    let door = gebeurd.entry.volgnummer;
    match &merk.op {
        Some(naam) => {
            let op = gebeurd.moment(naam).filter(|_| merk.waar.gelden(gebeurd))?;
            // Said again, it was said by the first.
            was.filter(|was| was.op == op).or(Some(Merkteken { op, door }))
        }
        None => {
            was.or_else(|| merk.waar.gelden(gebeurd).then_some(Merkteken { op: gebeurd.entry.plaatsgevonden_op, door }))
        }
    }
}

/// With whom it lies: the zaak says it, else the thing itself, else it stays; at first it is of who owns the norm.
fn bij(
    versie: &Versie,
    was: Option<(TeamId, Option<MedewerkerId>)>,
    gebeurd: &Gebeurd<'_>,
) -> (TeamId, Option<MedewerkerId>) {
    let of_zaak = gebeurd.id("zaak.team").map(|team| (team, gebeurd.id("zaak.medewerker")));
    let own = || {
        let it_is = gebeurd.entry.resource == versie.norm.onderwerp;
        gebeurd.id("team").filter(|_| it_is).map(|team| (team, gebeurd.id("medewerker")))
    };
    let said = of_zaak.or_else(own).map(|(team, medewerker)| (TeamId::from(team), medewerker.map(MedewerkerId::from)));
    said.or(was).unwrap_or((versie.team, None))
}
