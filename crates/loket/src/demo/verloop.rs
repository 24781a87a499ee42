//! The years as they go by: every contact, visit, case and step in its turn, written through the same rules as real work.

use std::collections::{BTreeMap, HashMap};

use dienstverlening::afspraken::Afspraak;
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use kern::organisaties::MedewerkerId;
use kern::{Change, Clock, Ids, Moment, Result};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use registers::klantinteracties::internetaak::Internetaak;
use registers::klantinteracties::{Afhandeling, InternetaakId, PartijId};

use super::bezoeken::{self, Balietijden, Bezoekplan, VOORUIT_DAGEN};
use super::contact::{self, Aanvraag, Beller};
use super::dagen::Dagen;
use super::kansen::{self, Gewogen, KANALEN, Kanaal};
use super::terugbellen::{self, Zet};
use super::wereld::Wereld;
use super::zaakstappen::Baliezaak;
use super::zaken::{BALIE, Stapje, Wat, Zaken};
use super::{Schets, personen};

/// What happens within so many seconds travels together: first new appointments, then what is new besides, then the steps.
const BLOCK_S: i64 = 4 * 3_600;
/// The chance that somebody comes back about the same, by how it ended.
const KOMT_TERUG: [(Afhandeling, f64); 4] = [
    (Afhandeling::DirectBeantwoord, 0.05),
    (Afhandeling::Doorverbonden, 0.09),
    (Afhandeling::Terugbelverzoek, 0.2),
    (Afhandeling::KlantBeltZelfTerug, 0.5),
];

/// Something that will happen.
enum Gebeuren {
    Contact(Box<Aanvraag>),
    Stap(InternetaakId, Zet),
    /// The appointment for a visit.
    Afspraak(u64, Box<Bezoekplan>),
    /// What was decided before: it makes a case, or happens to one.
    Zaak(Box<Stapje>),
}

/// Somebody who comes back about the same product.
#[derive(Clone, Copy)]
struct Herhaling {
    product: usize,
    persoon: Option<usize>,
}

/// What the years are made from.
pub(super) struct Bron {
    pub clock: Clock,
    pub ids: Ids,
    pub wereld: Wereld,
    pub schets: Schets,
    pub partijen: Vec<PartijId>,
}

/// A part of it, ready to be written.
pub(super) struct Blok {
    pub changes: Vec<Change>,
    /// How many there are in it of what has numbers: so many it used.
    pub contacten: i64,
    pub taken: i64,
    pub afspraken: i64,
    pub zaken: i64,
}

/// The simulation: pure, apart from the clock that it sets.
pub(super) struct Verloop {
    bron: Bron,
    rng: StdRng,
    agenda: BTreeMap<(Moment, u64), Gebeuren>,
    teller: u64,
    open: HashMap<InternetaakId, Internetaak>,
    open_van: HashMap<usize, InternetaakId>,
    herhalingen: BTreeMap<Date, Vec<Herhaling>>,
    /// Appointments of visits to come.
    afspraken: HashMap<u64, Afspraak>,
    balietijden: Balietijden,
    /// The last ticket of a desk, and its day: they are given in the order in which visits end.
    bonnen: HashMap<String, (Date, u32)>,
    zaken: Option<Zaken>,
    geteld: Geteld,
}

/// The numbers that were given out.
#[derive(Clone, Copy, Default)]
struct Geteld {
    contacten: i64,
    taken: i64,
    afspraken: i64,
    zaken: i64,
}

impl Verloop {
    pub(super) fn new(bron: Bron, zaken: Option<Zaken>) -> Self {
        Self {
            rng: StdRng::seed_from_u64(bron.schets.zaad),
            bron,
            agenda: BTreeMap::new(),
            teller: 0,
            open: HashMap::new(),
            open_van: HashMap::new(),
            herhalingen: BTreeMap::new(),
            afspraken: HashMap::new(),
            balietijden: Balietijden::default(),
            bonnen: HashMap::new(),
            zaken,
            geteld: Geteld::default(),
        }
    }

    /// Lives the years, and hands over what happened part by part, for as long as `send` takes it. Gives back the cases that are open.
    pub(super) fn run(mut self, mut send: impl FnMut(Blok) -> bool) -> Result<Option<Zaken>> {
        let dagen = Dagen::new(&self.bron.wereld, &self.bron.schets);
        let op = self.bron.schets.op;
        let mut datum = self.bron.schets.begin;
        // Visits are known some days before, with their appointments.
        let ahead = |datum: Date| datum.saturating_add(VOORUIT_DAGEN.days());
        for days in 0..VOORUIT_DAGEN {
            self.plan_day(datum.saturating_add(days.days()), &dagen, |kanaal| kanaal.code == BALIE)?;
        }
        while datum <= op.date() {
            let tomorrow = datum.saturating_add(1.day());
            self.plan_day(datum, &dagen, |kanaal| kanaal.code != BALIE)?;
            self.plan_day(ahead(datum), &dagen, |kanaal| kanaal.code == BALIE)?;
            let until = Moment::start_of(tomorrow).min(op);
            if let Some(zaken) = &mut self.zaken {
                for stapje in zaken.tot(&self.bron, until)? {
                    self.schedule(stapje.op, Gebeuren::Zaak(Box::new(stapje)));
                }
            }
            if !self.live_until(until, &mut send)? {
                break;
            }
            datum = tomorrow;
        }
        Ok(self.zaken)
    }

    fn plan_day(&mut self, datum: Date, dagen: &Dagen, which: impl Fn(&Kanaal) -> bool) -> Result<()> {
        if datum > self.bron.schets.op.date() {
            return Ok(());
        }
        let channels = || KANALEN.iter().enumerate().filter(|(_, kanaal)| which(kanaal));
        // Who comes back, calls.
        let calls = channels().any(|(i, _)| i == 0);
        let mut again = if calls { self.herhalingen.remove(&datum).unwrap_or_default() } else { Vec::new() };
        for (i, kanaal) in channels() {
            let n = dagen.aantal(i, datum);
            let gewichten = self.bron.wereld.gewichten(datum, kanaal);
            for nth in 0..n {
                // At most every third phone call is somebody who comes back.
                let herhaling = if i == 0 && nth % 3 == 0 { again.pop() } else { None };
                self.plan_contact(datum, kanaal, i, dagen, &gewichten, herhaling)?;
            }
        }
        // Who did not get through tries the next day.
        if !again.is_empty() {
            self.herhalingen.entry(datum.saturating_add(1.day())).or_default().extend(again);
        }
        Ok(())
    }

    fn plan_contact(
        &mut self,
        datum: Date,
        kanaal: &'static Kanaal,
        i: usize,
        dagen: &Dagen,
        gewichten: &Gewogen,
        herhaling: Option<Herhaling>,
    ) -> Result<()> {
        let rng = &mut self.rng;
        let product = herhaling.map_or_else(|| gewichten.pick(rng), |again| again.product);
        let known = rng.random_bool(kanaal.bekend);
        let u: f64 = rng.random_range(0.0..1.0);
        // Some people come often, most hardly ever.
        let somebody = ((u * u.sqrt()) * self.bron.partijen.len() as f64) as usize;
        let persoon =
            herhaling.map_or((known && !self.bron.partijen.is_empty()).then_some(somebody), |again| again.persoon);
        let mut team = self.bron.wereld.team_voor(kanaal);
        // Some reach the team itself.
        if rng.random_bool(0.08) && self.bron.wereld.ploegen.contains_key(&self.bron.wereld.producten[product].team) {
            team = self.bron.wereld.producten[product].team;
        }
        let Some(ploeg) = self.bron.wereld.ploegen.get(&team) else { return Ok(()) };
        let afhandeling =
            kansen::afhandeling(rng, kanaal, self.bron.schets.deel(datum), self.bron.wereld.is_eerste_lijn(team));
        let duur_s = kansen::duur(rng, kanaal, afhandeling);
        let begonnen = dagen.moment(rng, i, datum);
        let opgepakt = if kanaal.direct { begonnen } else { handled(rng, ploeg, kanaal, begonnen) };
        let mut aanvraag = Aanvraag {
            kanaal,
            begonnen,
            vastgelegd: opgepakt.plus_seconds(duur_s),
            product,
            persoon,
            team,
            agent: ploeg.iemand(rng, opgepakt.date()),
            afhandeling,
            duur_s,
            herhaling: herhaling.is_some(),
            bezoek: None,
        };
        if kanaal.code == BALIE
            && let Some(plan) = bezoeken::plan(
                &mut self.rng,
                &self.bron.wereld,
                &mut self.balietijden,
                &aanvraag,
                self.bron.schets.op.date(),
            )?
        {
            self.teller += 1;
            let nth = self.teller;
            if let Some((_, gemaakt)) = plan.afspraak {
                // Nothing happens before the first day.
                let gemaakt = gemaakt.max(Moment::start_of(self.bron.schets.begin));
                self.schedule(gemaakt, Gebeuren::Afspraak(nth, Box::new(plan.clone())));
            }
            aanvraag.bezoek = Some((nth, plan));
        }
        self.schedule(aanvraag.vastgelegd, Gebeuren::Contact(Box::new(aanvraag)));
        Ok(())
    }

    fn schedule(&mut self, op: Moment, what: Gebeuren) {
        self.teller += 1;
        self.agenda.insert((op, self.teller), what);
    }

    /// Lets everything happen that lies before this moment, a block at a time; gives whether to go on.
    fn live_until(&mut self, until: Moment, send: &mut impl FnMut(Blok) -> bool) -> Result<bool> {
        let mut block: Vec<(Moment, Gebeuren)> = Vec::new();
        let mut current = None;
        while let Some(entry) = self.agenda.first_entry().filter(|entry| entry.key().0 < until) {
            let this_block = entry.key().0.timestamp().as_second() / BLOCK_S;
            if current != Some(this_block) && !block.is_empty() {
                // What happens may put something earlier on the agenda, so that is looked at again.
                if !send(self.happen(std::mem::take(&mut block))?) {
                    return Ok(false);
                }
                current = None;
                continue;
            }
            current = Some(this_block);
            let ((op, _), what) = entry.remove_entry();
            block.push((op, what));
        }
        Ok(block.is_empty() || send(self.happen(block)?))
    }

    fn happen(&mut self, block: Vec<(Moment, Gebeuren)>) -> Result<Blok> {
        let before = self.geteld;
        let (mut first, mut new, mut steps) = (Vec::new(), Vec::new(), Vec::new());
        for (op, what) in block {
            self.bron.clock.set(op);
            match what {
                Gebeuren::Contact(aanvraag) => self.contact(*aanvraag, &mut new, &mut steps)?,
                Gebeuren::Stap(id, zet) => self.step(id, op, &zet, &mut steps)?,
                Gebeuren::Afspraak(nth, plan) => first.extend(self.afspraak(nth, &plan, op)?),
                Gebeuren::Zaak(stapje) if stapje.wat != Wat::Stap => {
                    self.geteld.zaken += i64::from(stapje.wat == Wat::Zaak);
                    new.push(stapje.change);
                }
                Gebeuren::Zaak(stapje) => steps.push(stapje.change),
            }
        }
        // A visit points at its appointment.
        first.append(&mut new);
        first.append(&mut steps);
        Ok(Blok {
            changes: first,
            contacten: self.geteld.contacten - before.contacten,
            taken: self.geteld.taken - before.taken,
            afspraken: self.geteld.afspraken - before.afspraken,
            zaken: self.geteld.zaken - before.zaken,
        })
    }

    fn contact(&mut self, mut aanvraag: Aanvraag, new: &mut Vec<Change>, steps: &mut Vec<Change>) -> Result<()> {
        let Bron { ids, wereld, schets, partijen, .. } = &self.bron;
        let who = aanvraag.persoon.map(|i| personen::persoon(schets.zaad, i, schets.op.date()));
        let known = aanvraag.persoon.map(|i| partijen[i]).zip(who.as_ref());
        if let Some(known) = known {
            new.extend(contact::opzoeken(&mut self.rng, ids, wereld, &aanvraag, known)?);
        }
        let product = &wereld.producten[aanvraag.product].code;
        let open = aanvraag.persoon.and_then(|i| self.open.get(self.open_van.get(&i)?));
        let open = open.filter(|taak| taak.product.as_ref() == Some(product));
        // Who asks again about an open request is told so: the contact joins it.
        if aanvraag.herhaling && open.is_some() {
            aanvraag.afhandeling = Afhandeling::Terugbelverzoek;
        }
        self.geteld.contacten += 1;
        let numbers = contact::Nummers { contact: self.geteld.contacten, taak: self.geteld.taken + 1 };
        let afspraak = aanvraag.bezoek.as_ref().and_then(|(nth, _)| self.afspraken.remove(nth));
        let naam = afspraak.as_ref().map(|afspraak| afspraak.naam.clone());
        // A visit has its own business.
        let asks = self.zaken.as_ref().zip(aanvraag.persoon).filter(|_| aanvraag.bezoek.is_none());
        let zaak = asks.and_then(|(zaken, persoon)| zaken.gevraagd(persoon, aanvraag.begonnen));
        let beller = Beller { known, open, naam, zaak };
        let besluit = contact::maak(&mut self.rng, ids, wereld, &aanvraag, &beller, numbers)?;
        let mut changes = besluit.changes.into_iter();
        let contact = changes.next();
        if let Some((_, plan)) = &aanvraag.bezoek {
            let bon = self.bon(plan);
            let visit = (afspraak, bon);
            let moments = (aanvraag.begonnen, aanvraag.vastgelegd);
            let zaak = self.meegegeven(&aanvraag, plan, besluit.klantcontact.medewerker)?;
            let id = zaak.as_ref().map(|zaak| zaak.id);
            let Bron { ids, wereld, .. } = &self.bron;
            let (there, called) = bezoeken::bezoek(ids, wereld, plan, &besluit.klantcontact, visit, moments, id)?;
            new.push(there);
            if let Some(zaak) = zaak {
                new.extend(zaak.nieuw);
                steps.extend(zaak.stappen);
            }
            steps.extend(called);
        }
        new.extend(contact);
        if let Some(taak) = besluit.internetaak {
            if taak.aanleidinggevend_klantcontact == besluit.klantcontact.id {
                self.geteld.taken += 1;
                new.extend(changes);
                self.begin_task(taak, aanvraag.persoon);
            } else {
                steps.extend(changes);
                self.open.insert(taak.id, taak);
            }
        }
        self.maybe_again(&aanvraag);
        Ok(())
    }

    /// What somebody goes home with, who came for something that is made at the desk.
    fn meegegeven(
        &mut self,
        aanvraag: &Aanvraag,
        plan: &Bezoekplan,
        medewerker: Option<MedewerkerId>,
    ) -> Result<Option<Baliezaak>> {
        let Some(zaken) = &mut self.zaken else { return Ok(None) };
        let Some(medewerker) = medewerker else { return Ok(None) };
        let persoon = aanvraag.persoon.unwrap_or(self.bron.partijen.len());
        let moments = (medewerker, plan.aangekomen, aanvraag.vastgelegd);
        let zaak = zaken.aan_de_balie(&self.bron, &plan.product, persoon, moments)?;
        self.geteld.zaken += i64::from(zaak.is_some());
        Ok(zaak)
    }

    fn afspraak(&mut self, nth: u64, plan: &Bezoekplan, op: Moment) -> Result<Option<Change>> {
        let Some((begint_op, _)) = plan.afspraak else { return Ok(None) };
        self.geteld.afspraken += 1;
        let Bron { ids, wereld, schets, .. } = &self.bron;
        // Who makes an appointment says a name, whether we know them or not.
        let (seed, who) = match plan.persoon {
            Some(i) => (schets.zaad, i),
            None => (schets.zaad ^ nth, usize::MAX / 2),
        };
        let naam = personen::persoon(seed, who, schets.op.date()).naam.volledig();
        let who = (self.geteld.afspraken, naam, plan.persoon.map(|i| self.bron.partijen[i]));
        let (afspraak, change) = bezoeken::afspraak(ids, wereld, plan, (begint_op, op), who)?;
        self.afspraken.insert(nth, afspraak);
        Ok(Some(change))
    }

    /// The next ticket of a desk on a day.
    fn bon(&mut self, plan: &Bezoekplan) -> String {
        let (day, last) = self.bonnen.entry(plan.balie.clone()).or_insert((plan.dag(), 0));
        if *day != plan.dag() {
            (*day, *last) = (plan.dag(), 0);
        }
        *last += 1;
        let letter = if plan.afspraak.is_some() { 'A' } else { 'V' };
        format!("{letter}{last:03}")
    }

    fn begin_task(&mut self, taak: Internetaak, persoon: Option<usize>) {
        for (op, zet) in terugbellen::plan(&mut self.rng, &self.bron.wereld, &taak) {
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
            // Who waits for a call asks again soon.
            let waits = aanvraag.afhandeling == Afhandeling::Terugbelverzoek;
            let days: i64 = self.rng.random_range(1..=if waits { 2 } else { 6 });
            let again = Herhaling { product: aanvraag.product, persoon: aanvraag.persoon };
            let day = aanvraag.vastgelegd.date().saturating_add(days.days());
            self.herhalingen.entry(day).or_default().push(again);
        }
    }

    fn step(&mut self, id: InternetaakId, op: Moment, zet: &Zet, steps: &mut Vec<Change>) -> Result<()> {
        let Some(taak) = self.open.get(&id) else { return Ok(()) };
        let (taak, change) = terugbellen::zet(&mut self.rng, &self.bron.ids, &self.bron.wereld, taak, op, zet)?;
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
