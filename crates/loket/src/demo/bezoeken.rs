//! Visits at a desk: an appointment made days before or not, arrival, the call, and the contact that comes of it, which ends in any way
//! that a contact does.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use dienstverlening::afspraken::afspraak::{self, Afspraak, AfspraakId, Status, WEBSITE};
use dienstverlening::afspraken::bezoek::{self, Bezoek, BezoekId, GemeldBij};
use dienstverlening::afspraken::rooster::{self, KWARTIER_S};
use dienstverlening::afspraken::{Rooster, code};
use jiff::ToSpan;
use jiff::civil::Date;
use kern::{Change, Handeling, Ids, Moment, Result};
use rand::RngExt;
use rand::rngs::StdRng;
use registers::klantinteracties::{Klantcontact, PartijId, nummer};
use uuid::Uuid;

use super::contact::Aanvraag;
use super::kansen::Gewogen;
use super::wereld::Wereld;

/// The series of numbers that appointments have.
pub(super) const AFSPRAAKNUMMER: &str = "afspraak";
/// So many days ahead visits are known: an appointment is made in that time.
pub(super) const VOORUIT_DAGEN: i64 = 10;
/// Of those who can come without an appointment, so many made one all the same.
const OP_AFSPRAAK: f64 = 0.45;
/// Most are called in time; some wait longer than the five minutes that are promised.
const OP_TIJD: f64 = 0.93;
const BELOOFD_S: i64 = 5 * 60;

/// A visit that will be.
#[derive(Clone)]
pub(super) struct Bezoekplan {
    pub(super) balie: String,
    loket: String,
    pub(super) product: String,
    pub(super) aangekomen: Moment,
    gemeld_bij: GemeldBij,
    /// When the appointment is for, and when it is made.
    pub(super) afspraak: Option<(Moment, Moment)>,
    /// Who comes, of those who are known.
    pub(super) persoon: Option<usize>,
}

impl Bezoekplan {
    /// The day of the visit.
    pub(super) fn dag(&self) -> Date {
        self.aangekomen.date()
    }
}

/// When desks are open, day by day, as far as that was asked.
#[derive(Default)]
pub(super) struct Balietijden(HashMap<(String, Date), Vec<Range<Moment>>>);

impl Balietijden {
    /// The span in which a desk is open at a moment.
    fn om(&mut self, wereld: &Wereld, balie: &str, op: Moment) -> Result<Option<Range<Moment>>> {
        let spans = match self.0.entry((balie.to_owned(), op.date())) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let rooster = Rooster::van(&wereld.huis.instellingen, balie)?;
                new.insert(rooster.map(|rooster| rooster.open_op(op.date())).transpose()?.unwrap_or_default())
            }
        };
        Ok(spans.iter().find(|span| span.contains(&op)).cloned())
    }
}

/// The visit in which a contact at the desk comes about; none where no desk does its product.
pub(super) fn plan(
    rng: &mut StdRng,
    wereld: &Wereld,
    tijden: &mut Balietijden,
    aanvraag: &Aanvraag,
    vandaag: Date,
) -> Result<Option<Bezoekplan>> {
    let balies = &wereld.huis.instellingen.balies;
    let product = &wereld.producten[aanvraag.product].code;
    let begonnen = aanvraag.begonnen;
    // Whose turn it is today, is for who tries the demo.
    let Some(known) = balies.product(product).filter(|_| begonnen.date() < vandaag) else { return Ok(None) };
    let mut open = Vec::new();
    for balie in balies.voor(std::slice::from_ref(product)) {
        open.extend(tijden.om(wereld, &balie.code, begonnen)?.map(|span| (balie, span)));
    }
    if open.is_empty() {
        return Ok(None);
    }
    // A small desk has few visitors.
    let by_size = Gewogen::new(open.iter().map(|(balie, _)| balie.plekken as f64));
    let (balie, span) = &open[by_size.pick(rng)];
    let walks_in = known.inloop && balie.inloop;
    let met_afspraak = !walks_in || rng.random_bool(OP_AFSPRAAK);
    let wait = if rng.random_bool(OP_TIJD) {
        rng.random_range(20..BELOOFD_S)
    } else {
        BELOOFD_S + rng.random_range(20..1_200)
    };
    let early = rng.random_range(0..600);
    // An appointment takes whole quarters in the hours of the desk.
    let last = span.end.plus_seconds(-rooster::kwartieren(known.minuten) * KWARTIER_S);
    let quarter = |at: Moment| {
        let late = (at.timestamp().as_second() + KWARTIER_S / 2) % KWARTIER_S - KWARTIER_S / 2;
        at.plus_seconds(-late).min(last).max(span.start)
    };
    let planned = met_afspraak.then(|| quarter(begonnen.plus_seconds(-wait)));
    let days = rng.random_range(1..VOORUIT_DAGEN - 1);
    let made = |for_: Moment| {
        let day = Moment::start_of(for_.date().saturating_sub(days.days()));
        (for_, day.plus_seconds(rng.random_range(8 * 3_600..22 * 3_600)))
    };
    let afspraak = planned.map(made);
    // With an appointment the wait begins at its time, or at arrival when that is later; nobody walks in before it opens.
    let aangekomen = match planned {
        Some(planned) if begonnen.seconds_since(planned) <= wait => Ord::min(planned, begonnen).plus_seconds(-early),
        Some(_) => begonnen.plus_seconds(-wait),
        None => begonnen.plus_seconds(-wait).max(span.start),
    };
    let loket = balie.loketten.get(rng.random_range(0..balie.loketten.len().max(1))).cloned().unwrap_or_default();
    let gemeld_bij = if rng.random_bool(0.7) { GemeldBij::Zuil } else { GemeldBij::Receptie };
    let (balie, product, persoon) = (balie.code.clone(), product.clone(), aanvraag.persoon);
    Ok(Some(Bezoekplan { balie, loket, product, aangekomen, gemeld_bij, afspraak, persoon }))
}

/// The appointment, made when it was made.
pub(super) fn afspraak(
    ids: &Ids,
    wereld: &Wereld,
    plan: &Bezoekplan,
    (begint_op, gemaakt_op): (Moment, Moment),
    (taken, naam, partij): (i64, String, Option<PartijId>),
) -> Result<(Afspraak, Change)> {
    let organisatie = wereld.organisatie.id;
    let handeling = Handeling::program(organisatie, gemaakt_op);
    let id: AfspraakId = ids.next();
    let minuten = wereld.huis.instellingen.balies.product(&plan.product).map_or(15, |product| product.minuten);
    let made = Afspraak {
        id,
        nummer: nummer(taken),
        code_hash: code::hash(organisatie, &code::nieuw(ids)),
        balie: plan.balie.clone(),
        producten: vec![plan.product.clone()],
        begint_op,
        eindigt_op: begint_op.plus_seconds(rooster::kwartieren(minuten) * KWARTIER_S),
        status: Status::Gepland,
        naam,
        e_mail: String::new(),
        telefoon: String::new(),
        partij,
        taal: "nl".to_owned(),
        kanaal: WEBSITE.to_owned(),
        gemaakt_op,
        verzet: 0,
        bevestigen_voor: None,
        bevestig_hash: None,
        herinnering_op: None,
        versie: 1,
    };
    let change = afspraak::aanmaken(&handeling, ids, &made, &[])?;
    Ok((made, change))
}

/// From arrival to helped: what is new, and the steps after that.
pub(super) fn bezoek(
    ids: &Ids,
    wereld: &Wereld,
    plan: &Bezoekplan,
    contact: &Klantcontact,
    (was, bon): (Option<Afspraak>, String),
    (op, klaar): (Moment, Moment),
    zaak: Option<Uuid>,
) -> Result<(Change, Vec<Change>)> {
    let organisatie = wereld.organisatie.id;
    let by = |op| Handeling { medewerker: contact.medewerker, ..Handeling::program(organisatie, op) };
    let came = Handeling::program(organisatie, plan.aangekomen);
    let id: BezoekId = contact.id.uuid().into();
    let there = match &was {
        Some(was) => Bezoek::van(id, was, bon, plan.aangekomen, plan.gemeld_bij),
        None => {
            let producten = std::slice::from_ref(&plan.product);
            Bezoek::zonder(id, &plan.balie, producten, bon, plan.aangekomen, plan.gemeld_bij)
        }
    };
    let there = Bezoek { partij: contact.partij, ..there };
    let new = bezoek::aanmaken(&came, ids, &there)?;
    let (called, call) = bezoek::oproepen(&by(op), ids, &there, &plan.loket)?;
    let (_, end) = bezoek::afronden(&by(klaar), ids, &called, zaak)?;
    let Some(was) = was else { return Ok((new, vec![call, end])) };
    let (was, seen) = afspraak::stap(&came, ids, &was, afspraak::Wijziging::Verschenen)?;
    let (_, done) = afspraak::stap(&by(klaar), ids, &was, afspraak::Wijziging::Afgerond)?;
    Ok((new, vec![seen, call, end, done]))
}
