//! Visits at a desk: an appointment made days before or not, arrival, the call, and the contact that comes of it. Made by the same
//! rules as real work.

use dienstverlening::afspraken::afspraak::{self, Afspraak, AfspraakId, Status};
use dienstverlening::afspraken::bezoek::{self, Bezoek, BezoekId, GemeldBij};
use dienstverlening::afspraken::rooster::KWARTIER_S;
use dienstverlening::afspraken::{Rooster, code};
use jiff::ToSpan;
use jiff::civil::Date;
use kern::{Change, Handeling, Ids, Moment, Result};
use rand::RngExt;
use rand::rngs::StdRng;
use registers::klantinteracties::{Klantcontact, nummer};

use super::contact::Aanvraag;
use super::kansen::een;
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
/// Over which channels appointments are made, the most usual first.
const KANALEN: [&str; 3] = ["website", "telefoon", "website"];

/// A visit that will be.
#[derive(Clone)]
pub(super) struct Bezoekplan {
    pub(super) balie: String,
    loket: String,
    product: String,
    aangekomen: Moment,
    gemeld_bij: GemeldBij,
    /// When the appointment is for, and when it is made.
    pub(super) afspraak: Option<(Moment, Moment)>,
}

impl Bezoekplan {
    /// The day of the visit.
    pub(super) fn dag(&self) -> Date {
        self.aangekomen.date()
    }
}

/// The visit in which a contact at the desk comes about; none where no desk does its product.
pub(super) fn plan(
    rng: &mut StdRng,
    wereld: &Wereld,
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
        let rooster = Rooster::van(&wereld.huis.instellingen, &balie.code)?;
        if rooster.is_some_and(|rooster| rooster.is_open(begonnen).unwrap_or(false)) {
            open.push(balie);
        }
    }
    if open.is_empty() {
        return Ok(None);
    }
    let balie = *een(rng, &open);
    let walks_in = known.inloop && balie.inloop;
    let met_afspraak = !walks_in || rng.random_bool(OP_AFSPRAAK);
    let wait = if rng.random_bool(OP_TIJD) {
        rng.random_range(20..BELOOFD_S)
    } else {
        BELOOFD_S + rng.random_range(20..1_200)
    };
    let early = rng.random_range(0..600);
    // An appointment begins on a quarter.
    let quarter = |at: Moment| {
        let late = (at.timestamp().as_second() + KWARTIER_S / 2) % KWARTIER_S - KWARTIER_S / 2;
        at.plus_seconds(-late)
    };
    let planned = met_afspraak.then(|| quarter(begonnen.plus_seconds(-wait)));
    let days = rng.random_range(1..VOORUIT_DAGEN - 1);
    let made = |for_: Moment| {
        let day = Moment::start_of(for_.date().saturating_sub(days.days()));
        (for_, day.plus_seconds(rng.random_range(8 * 3_600..22 * 3_600)))
    };
    let afspraak = planned.map(made);
    // With an appointment the wait begins at its time, or at arrival when that is later.
    let aangekomen = match planned {
        Some(planned) if begonnen.seconds_since(planned) <= wait => Ord::min(planned, begonnen).plus_seconds(-early),
        _ => begonnen.plus_seconds(-wait),
    };
    let loket = balie.loketten.get(rng.random_range(0..balie.loketten.len().max(1))).cloned().unwrap_or_default();
    let gemeld_bij = if rng.random_bool(0.7) { GemeldBij::Zuil } else { GemeldBij::Receptie };
    let (balie, product) = (balie.code.clone(), product.clone());
    Ok(Some(Bezoekplan { balie, loket, product, aangekomen, gemeld_bij, afspraak }))
}

/// The appointment, made when it was made.
pub(super) fn afspraak(
    ids: &Ids,
    wereld: &Wereld,
    plan: &Bezoekplan,
    (begint_op, gemaakt_op): (Moment, Moment),
    (taken, naam): (i64, String),
) -> Result<(Afspraak, Change)> {
    let organisatie = wereld.organisatie.id;
    let handeling = Handeling::program(organisatie, gemaakt_op);
    let id: AfspraakId = ids.next();
    let channel = usize::from(id.uuid().as_bytes()[15]) % KANALEN.len();
    let minuten = wereld.huis.instellingen.balies.product(&plan.product).map_or(15, |product| product.minuten);
    let quarters = (minuten * 60 + KWARTIER_S - 1) / KWARTIER_S;
    let made = Afspraak {
        id,
        nummer: nummer(taken),
        code_hash: code::hash(organisatie, &code::nieuw(ids)),
        balie: plan.balie.clone(),
        producten: vec![plan.product.clone()],
        begint_op,
        eindigt_op: begint_op.plus_seconds(quarters * KWARTIER_S),
        status: Status::Gepland,
        naam,
        e_mail: String::new(),
        telefoon: String::new(),
        partij: None,
        taal: "nl".to_owned(),
        kanaal: KANALEN[channel].to_owned(),
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
) -> Result<(Change, Vec<Change>)> {
    let organisatie = wereld.organisatie.id;
    let by = |op| Handeling { medewerker: contact.medewerker, ..Handeling::program(organisatie, op) };
    let came = Handeling::program(organisatie, plan.aangekomen);
    let id: BezoekId = contact.id.uuid().into();
    let there = Bezoek {
        id,
        balie: plan.balie.clone(),
        dag: plan.aangekomen.date(),
        bon,
        afspraak: was.as_ref().map(|afspraak| afspraak.id),
        producten: vec![plan.product.clone()],
        gepland_op: was.as_ref().map(|afspraak| afspraak.begint_op),
        aangekomen_op: plan.aangekomen,
        gemeld_bij: plan.gemeld_bij,
        voorrang: false,
        opgeroepen_op: None,
        laatst_opgeroepen_op: None,
        loket: None,
        voor_loket: None,
        medewerker: None,
        klaar_op: None,
        status: bezoek::Status::Wacht,
        naam: was.as_ref().map(|afspraak| afspraak.naam.clone()).unwrap_or_default(),
        telefoon: String::new(),
        partij: contact.partij,
        klantcontact: None,
        zaak: None,
        versie: 1,
    };
    let new = bezoek::aanmaken(&came, ids, &there)?;
    let (called, call) = bezoek::oproepen(&by(op), ids, &there, &plan.loket)?;
    let (_, end) = bezoek::afronden(&by(klaar), ids, &called, None)?;
    let mut steps = vec![call, end];
    if let Some(was) = was {
        let (was, seen) = afspraak::stap(&came, ids, &was, afspraak::Wijziging::Verschenen)?;
        let (_, done) = afspraak::stap(&by(klaar), ids, &was, afspraak::Wijziging::Afgerond)?;
        steps.extend([seen, done]);
    }
    Ok((new, steps))
}
