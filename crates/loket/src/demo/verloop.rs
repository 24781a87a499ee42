//! The year as it goes by: every contact and every step in its turn, written through the same rules as real work.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use kern::{Change, Clock, Database, Error, Ids, Moment, Result, Tx};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use registers::klantinteracties::internetaak::Internetaak;
use registers::klantinteracties::{Afhandeling, InternetaakId, PartijId};

use super::contact::{self, Aanvraag, Beller};
use super::dagen::Dagen;
use super::kansen::{self, Gewogen, KANALEN, Kanaal};
use super::terugbellen::{self, Zet};
use super::wereld::Wereld;
use super::{Schets, personen};
use crate::Voortgang;

/// What happens within so many seconds travels together: first the new contacts, then the steps of callbacks.
const BLOCK_S: i64 = 4 * 3_600;
/// One commit holds about so many contacts.
const PER_COMMIT: usize = 1_000;
/// After which commits the tables have grown so much that the database should know.
const COUNT_ANEW_AFTER: [u32; 3] = [1, 4, 20];
/// The tables of which rows are changed one by one.
const CHANGING: [&str; 2] = ["internetaken", "internetaak_actoren"];
/// The chance that somebody comes back about the same, by how it ended.
const KOMT_TERUG: [(Afhandeling, f64); 4] = [
    (Afhandeling::DirectBeantwoord, 0.05),
    (Afhandeling::Doorverbonden, 0.09),
    (Afhandeling::Terugbelverzoek, 0.1),
    (Afhandeling::KlantBeltZelfTerug, 0.5),
];

/// Something that will happen.
enum Gebeuren {
    Contact(Box<Aanvraag>),
    Stap(InternetaakId, Zet),
}

/// Somebody who comes back about the same product.
#[derive(Clone, Copy)]
struct Herhaling {
    product: usize,
    persoon: Option<usize>,
}

/// The simulation.
pub(super) struct Verloop<'a> {
    db: &'a Database,
    clock: &'a Clock,
    ids: &'a Ids,
    wereld: &'a Wereld,
    schets: &'a Schets,
    partijen: &'a [PartijId],
    rng: StdRng,
    agenda: BTreeMap<(Moment, u64), Gebeuren>,
    teller: u64,
    open: HashMap<InternetaakId, Internetaak>,
    open_van: HashMap<usize, InternetaakId>,
    herhalingen: BTreeMap<Date, Vec<Herhaling>>,
    taaknummers: Vec<i64>,
    contacten: u64,
    ongeschreven: usize,
    commits: u32,
    tx: Option<Tx>,
}

impl<'a> Verloop<'a> {
    pub(super) fn new(
        db: &'a Database,
        clock: &'a Clock,
        ids: &'a Ids,
        wereld: &'a Wereld,
        schets: &'a Schets,
        partijen: &'a [PartijId],
    ) -> Self {
        Self {
            db,
            clock,
            ids,
            wereld,
            schets,
            partijen,
            rng: StdRng::seed_from_u64(schets.zaad),
            agenda: BTreeMap::new(),
            teller: 0,
            open: HashMap::new(),
            open_van: HashMap::new(),
            herhalingen: BTreeMap::new(),
            taaknummers: Vec::new(),
            contacten: 0,
            ongeschreven: 0,
            commits: 0,
            tx: None,
        }
    }

    /// Lives the year, and gives the number of contacts.
    pub(super) async fn run(mut self, voortgang: &Voortgang) -> Result<u64> {
        let dagen = Dagen::new(self.wereld, self.schets);
        let mut datum = self.schets.begin;
        while datum <= self.schets.op.date() {
            self.plan_day(datum, &dagen);
            let before = self.contacten;
            self.live_until(Moment::start_of(datum.saturating_add(1.day())).min(self.schets.op)).await?;
            voortgang.add(self.contacten - before);
            datum = datum.saturating_add(1.day());
        }
        self.commit().await?;
        Ok(self.contacten)
    }

    fn plan_day(&mut self, datum: Date, dagen: &Dagen) {
        let mut again = self.herhalingen.remove(&datum).unwrap_or_default();
        for (i, kanaal) in KANALEN.iter().enumerate() {
            let n = dagen.aantal(i, datum);
            let gewichten = self.wereld.gewichten(datum, kanaal);
            for nth in 0..n {
                // At most every third phone call is somebody who comes back.
                let herhaling = if i == 0 && nth % 3 == 0 { again.pop() } else { None };
                self.plan_contact(datum, kanaal, i, dagen, &gewichten, herhaling);
            }
        }
        // Who did not get through tries the next day.
        if !again.is_empty() {
            self.herhalingen.entry(datum.saturating_add(1.day())).or_default().extend(again);
        }
    }

    fn plan_contact(
        &mut self,
        datum: Date,
        kanaal: &'static Kanaal,
        i: usize,
        dagen: &Dagen,
        gewichten: &Gewogen,
        herhaling: Option<Herhaling>,
    ) {
        let rng = &mut self.rng;
        let product = herhaling.map_or_else(|| gewichten.pick(rng), |again| again.product);
        let known = rng.random_bool(kanaal.bekend);
        let u: f64 = rng.random_range(0.0..1.0);
        // Some people come often, most hardly ever.
        let somebody = ((u * u.sqrt()) * self.partijen.len() as f64) as usize;
        let persoon = herhaling.map_or((known && !self.partijen.is_empty()).then_some(somebody), |again| again.persoon);
        let mut team = self.wereld.team_voor(kanaal);
        // Some reach the team itself.
        if rng.random_bool(0.08) && self.wereld.ploegen.contains_key(&self.wereld.producten[product].team) {
            team = self.wereld.producten[product].team;
        }
        let Some(ploeg) = self.wereld.ploegen.get(&team) else { return };
        let afhandeling =
            kansen::afhandeling(rng, kanaal, self.schets.deel_van_jaar(datum), self.wereld.is_eerste_lijn(team));
        let duur_s = kansen::duur(rng, kanaal, afhandeling);
        let begonnen = dagen.moment(rng, i, datum);
        let opgepakt = if kanaal.direct { begonnen } else { handled(rng, ploeg, kanaal, begonnen) };
        let aanvraag = Aanvraag {
            kanaal,
            begonnen,
            vastgelegd: opgepakt.plus_seconds(duur_s),
            product,
            persoon,
            team,
            agent: ploeg.iemand(rng, opgepakt.date()),
            afhandeling,
            duur_s,
        };
        self.schedule(aanvraag.vastgelegd, Gebeuren::Contact(Box::new(aanvraag)));
    }

    fn schedule(&mut self, op: Moment, what: Gebeuren) {
        self.teller += 1;
        self.agenda.insert((op, self.teller), what);
    }

    /// Lets everything happen that lies before this moment, a block at a time.
    async fn live_until(&mut self, until: Moment) -> Result<()> {
        let mut block: Vec<(Moment, Gebeuren)> = Vec::new();
        let mut current = None;
        while let Some(entry) = self.agenda.first_entry().filter(|entry| entry.key().0 < until) {
            let this_block = entry.key().0.timestamp().as_second() / BLOCK_S;
            if current != Some(this_block) && !block.is_empty() {
                self.write(std::mem::take(&mut block)).await?;
                current = Some(this_block);
                // What was written may have put something earlier on the agenda.
                continue;
            }
            current = Some(this_block);
            let ((op, _), what) = entry.remove_entry();
            block.push((op, what));
        }
        self.write(block).await
    }

    async fn write(&mut self, block: Vec<(Moment, Gebeuren)>) -> Result<()> {
        if block.is_empty() {
            return Ok(());
        }
        let tx = match self.tx.take() {
            Some(tx) => tx,
            None => self.db.begin().await?,
        };
        let contacts = block.iter().filter(|(_, what)| matches!(what, Gebeuren::Contact(_))).count();
        let mut number = self.numbers(&tx, &block, contacts).await?;
        let (mut new, mut steps) = (Vec::new(), Vec::new());
        for (op, what) in block {
            self.clock.set(op);
            match what {
                Gebeuren::Contact(aanvraag) => {
                    self.contact(&aanvraag, number, &mut new, &mut steps)?;
                    number += 1;
                }
                Gebeuren::Stap(id, zet) => self.step(id, op, &zet, &mut steps)?,
            }
        }
        new.append(&mut steps);
        tx.write(new).await?;
        self.contacten += contacts as u64;
        self.ongeschreven += contacts;
        self.tx = Some(tx);
        if self.ongeschreven >= PER_COMMIT { self.commit().await } else { Ok(()) }
    }

    /// Takes numbers for the contacts of this block and for as many tasks as there can be; gives the first of the contacts.
    async fn numbers(&mut self, tx: &Tx, block: &[(Moment, Gebeuren)], contacts: usize) -> Result<i64> {
        let organisatie = self.wereld.organisatie.id;
        let asks =
            |what: &Gebeuren| matches!(what, Gebeuren::Contact(a) if a.afhandeling == Afhandeling::Terugbelverzoek);
        let wanted = block.iter().filter(|(_, what)| asks(what)).count();
        let short = i64::try_from(wanted.saturating_sub(self.taaknummers.len())).map_err(Error::bug)?;
        if short > 0 {
            let first = tx.take_numbers(organisatie, contact::TAAKNUMMER, short).await?;
            self.taaknummers.extend((first..first + short).rev());
            self.taaknummers.sort_unstable_by(|a, b| b.cmp(a));
        }
        if contacts == 0 {
            return Ok(0);
        }
        tx.take_numbers(organisatie, contact::CONTACTNUMMER, i64::try_from(contacts).map_err(Error::bug)?).await
    }

    async fn commit(&mut self) -> Result<()> {
        self.ongeschreven = 0;
        let Some(tx) = self.tx.take() else { return Ok(()) };
        self.commits += 1;
        if COUNT_ANEW_AFTER.contains(&self.commits) {
            tx.analyze(CHANGING).await?;
        }
        tx.commit().await
    }

    fn contact(
        &mut self,
        aanvraag: &Aanvraag,
        nummer: i64,
        new: &mut Vec<Change>,
        steps: &mut Vec<Change>,
    ) -> Result<()> {
        let who = aanvraag.persoon.map(|i| personen::persoon(self.schets.zaad, i, self.schets.op.date()));
        let known = aanvraag.persoon.map(|i| self.partijen[i]).zip(who.as_ref());
        if let Some(known) = known {
            new.extend(contact::opzoeken(&mut self.rng, self.ids, self.wereld, aanvraag, known)?);
        }
        let product = &self.wereld.producten[aanvraag.product].code;
        let open = aanvraag.persoon.and_then(|i| self.open.get(self.open_van.get(&i)?));
        let beller = Beller { known, open: open.filter(|taak| taak.product.as_ref() == Some(product)) };
        let numbers = &mut self.taaknummers;
        let besluit = contact::maak(&mut self.rng, self.ids, self.wereld, aanvraag, &beller, nummer, &mut || {
            numbers.pop().unwrap_or_default()
        })?;
        let mut changes = besluit.changes.into_iter();
        new.extend(changes.next());
        if let Some(taak) = besluit.internetaak {
            if taak.aanleidinggevend_klantcontact == besluit.klantcontact.id {
                new.extend(changes);
                self.begin_task(taak, aanvraag.persoon);
            } else {
                steps.extend(changes);
                self.open.insert(taak.id, taak);
            }
        }
        self.maybe_again(aanvraag);
        Ok(())
    }

    fn begin_task(&mut self, taak: Internetaak, persoon: Option<usize>) {
        for (op, zet) in terugbellen::plan(&mut self.rng, self.wereld, &taak) {
            self.schedule(op, Gebeuren::Stap(taak.id, zet));
        }
        if let Some(i) = persoon {
            self.open_van.insert(i, taak.id);
        }
        self.open.insert(taak.id, taak);
    }

    fn maybe_again(&mut self, aanvraag: &Aanvraag) {
        let chance =
            KOMT_TERUG.iter().find(|(kind, _)| *kind == aanvraag.afhandeling).map_or(0.0, |(_, chance)| *chance);
        if self.rng.random_bool(chance) {
            let days: i64 = self.rng.random_range(1..=6);
            let again = Herhaling { product: aanvraag.product, persoon: aanvraag.persoon };
            let day = aanvraag.vastgelegd.date().saturating_add(days.days());
            self.herhalingen.entry(day).or_default().push(again);
        }
    }

    fn step(&mut self, id: InternetaakId, op: Moment, zet: &Zet, steps: &mut Vec<Change>) -> Result<()> {
        let Some(taak) = self.open.get(&id) else { return Ok(()) };
        let (taak, change) = terugbellen::zet(&mut self.rng, self.ids, self.wereld, taak, op, zet)?;
        steps.push(change);
        if taak.is_open() {
            self.open.insert(id, taak);
        } else {
            self.open.remove(&id);
        }
        Ok(())
    }
}

/// When what was sent is handled: in the team's opening hours, after what lay there already.
fn handled(rng: &mut StdRng, ploeg: &super::wereld::Ploeg, kanaal: &Kanaal, sent: Moment) -> Moment {
    let minutes = match kanaal.code {
        "social-media" => rng.random_range(5..60),
        "webformulier" => rng.random_range(10..240),
        _ => rng.random_range(20..400),
    };
    let after = SignedDuration::from_mins(minutes);
    ploeg.kalender.add_open_time(sent.timestamp(), after).map_or(sent, Moment::from)
}
