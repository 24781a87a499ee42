//! Cases: applied for, taken up, decided, some too late and some not yet. Each step is made by the same rules as real work.

use std::collections::{HashMap, VecDeque};

use dienstverlening::berichten::Sjablonen;
use dienstverlening::zaken::termijnen::Looptijd;
use dienstverlening::zaken::{
    Aanvraag, Aanvrager, Aanvragers, Besluit, Omgeving, Verlenging, besluitbericht, samenstellen,
};
use jiff::ToSpan;
use jiff::civil::Date;
use kern::organisaties::MedewerkerId;
use kern::{Change, Database, Error, Handeling, Moment, Reads, Result};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use registers::catalogi::{self, Informatieobjecttype, Zaaktype};
use registers::klantinteracties::Klantgroep;
use registers::zaken::status::NieuweStatus;
use registers::zaken::zaak;
use registers::zaken::{Betrokkene, Rol, Stap, Wijziging, Zaak, ZaakId, resultaat, zaaknummer};
use sea_query::{Expr, ExprTrait, Query};

use super::doorgeven::Doorgeven;
use super::kansen::{Gewogen, zin};
use super::personen;
use super::toelichtingen::Toelichtingen;
use super::verloop::Bron;
use super::zaakstappen::{besluitdag, handeling, status, toegewezen, tussenstatus};

/// The results that most cases end with.
pub(super) const GEWOON: [&str; 12] = [
    "Verleend",
    "Toegekend",
    "Toegewezen",
    "Geleverd",
    "Uitgereikt",
    "Uitgevoerd",
    "Verwerkt",
    "Opgelost",
    "Positief advies",
    "Gegrond",
    "Ongegrond",
    "Afgewezen",
];

/// What changes somebody's personal data.
const VERHUIZING: &str = "verhuizing";

/// So many cases in a year at scale 1.
const ZAKEN: f64 = 12_000.0;
/// The channel of a form on the website, and that of what comes on paper.
const KANAAL: &str = "webformulier";
const POST: &str = "post";
/// That of who comes to the desk, and goes home with it.
pub(super) const BALIE: &str = "balie";
/// So many come on paper.
const PER_POST: f64 = 0.18;
/// One in so many people leaves their burgerservicenummer out of a letter.
const ZONDER_BSN: usize = 9;
/// Of those who will be late so many say so in time, where the kind of case allows an extension.
const GEZEGD: f64 = 0.97;
/// Of the others so many are done in time after all.
const TOCH_OP_TIJD: f64 = 0.93;
const REDENEN: [&str; 3] = [
    "Door ziekte in het team is er meer tijd nodig.",
    "Er is een extra onderzoek nodig voordat we kunnen beslissen.",
    "De aanvraag is groter dan de meeste andere.",
];
/// How often each kind is applied for.
const SOORTEN: [(&str, f64); 16] = [
    ("parkeervergunning", 22.0),
    ("uittreksel-brp", 18.0),
    (VERHUIZING, 17.0),
    ("melding-openbare-ruimte", 16.0),
    ("paspoort", 5.0),
    ("identiteitskaart", 3.0),
    ("rijbewijs", 6.0),
    ("wmo", 3.0),
    ("bijstand", 2.5),
    ("bezwaar", 1.8),
    ("omgevingsvergunning", 1.6),
    ("kapvergunning", 1.2),
    ("evenementenvergunning", 1.0),
    ("schuldhulp", 0.9),
    ("klacht", 0.7),
    ("woo-verzoek", 0.3),
];
/// What is promised within so many working days, most is done by then.
const BINNEN_WERKDAGEN: [(&str, i32); 5] =
    [(VERHUIZING, 1), ("uittreksel-brp", 2), ("paspoort", 4), ("identiteitskaart", 4), ("rijbewijs", 4)];
const BINNEN: f64 = 0.96;
/// Who calls so long after they applied asks how it stands.
const VRAAGT_NOG_S: i64 = 45 * 86_400;
/// What lies ready before it is handed over, and the case is closed.
const AF_TE_HALEN: [&str; 3] = ["paspoort", "identiteitskaart", "rijbewijs"];
/// Who is shown the way in: the first person of the demo has a case of each of these, so many days ago.
pub(super) const EERSTE: [(&str, i64, bool); 3] =
    [("parkeervergunning", 3, false), ("uittreksel-brp", 20, true), ("kapvergunning", 50, false)];

/// A case that is about to be made.
pub(super) struct Plan {
    /// When it came in.
    pub(super) ontvangen: Moment,
    /// When it was written down, and by whom when that was one of ours.
    pub(super) op: Moment,
    pub(super) door: Option<MedewerkerId>,
    pub(super) soort: usize,
    pub(super) persoon: usize,
    pub(super) kanaal: &'static str,
    /// Whether it must be done, or must not; none: as it falls.
    pub(super) klaar: Option<bool>,
}

/// Something that happens to a case.
pub(super) struct Stapje {
    pub(super) op: Moment,
    pub(super) change: Change,
    pub(super) wat: Wat,
}

/// What a step does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wat {
    /// Makes a case, which takes a number.
    Zaak,
    /// Tells that it was made, at once.
    Bevestiging,
    /// Happens to a case that is there.
    Stap,
}

/// The cases: which will come, and what they are made with.
pub(super) struct Zaken {
    pub(super) rng: StdRng,
    sjablonen: Sjablonen,
    toelichtingen: Toelichtingen,
    pub(super) typen: Vec<Zaaktype>,
    documenttypen: Vec<Informatieobjecttype>,
    rsin: String,
    keuze: Gewogen,
    /// The last number of the case register that was given.
    nummer: i64,
    plannen: VecDeque<Plan>,
    /// With who applied, and when something was done about them last.
    pub(super) open: Vec<(Zaak, usize, Moment)>,
    /// The cases of each person, with when they were written down.
    van: HashMap<usize, Vec<(ZaakId, Moment)>>,
    doorgeven: Doorgeven,
}

impl Zaken {
    /// Reads what cases are made with; none for an organisation of one's own that has other kinds of cases, or no forms on a website.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn lees(db: &Database, bron: &Bron) -> Result<Option<Self>> {
        let organisatie = bron.wereld.organisatie.id;
        let typen = catalogi::alle(db, organisatie).await?;
        let known = |kind: &Zaaktype| SOORTEN.iter().any(|(code, _)| *code == kind.identificatie);
        let forms = bron.wereld.huis.instellingen.kanaal(KANAAL).is_some();
        if bron.partijen.is_empty() || !forms || !typen.iter().any(known) {
            return Ok(None);
        }
        let weight =
            |kind: &Zaaktype| SOORTEN.iter().find(|(code, _)| *code == kind.identificatie).map_or(0.0, |s| s.1);
        let keuze = Gewogen::new(typen.iter().map(weight));
        let query =
            Query::select().column("rsin").from("organisaties").and_where(Expr::col("id").eq(organisatie)).to_owned();
        let mut zaken = Self {
            rng: StdRng::seed_from_u64(bron.schets.zaad ^ 0x2a61_6b65),
            sjablonen: Sjablonen::lees(db, organisatie).await?,
            toelichtingen: Toelichtingen::lees(),
            documenttypen: catalogi::informatieobjecttypen(db, organisatie).await?,
            typen,
            rsin: db.row(&query).await?.map_or(Ok(String::new()), |row| row.get("rsin"))?,
            keuze,
            nummer: 0,
            plannen: VecDeque::new(),
            open: Vec::new(),
            van: HashMap::new(),
            doorgeven: Doorgeven::new(db, bron).await?,
        };
        zaken.plannen = zaken.plan(bron).into();
        Ok(Some(zaken))
    }

    /// The cases that are written down before this moment, with all that happens to them: each as far as it has come by now.
    ///
    /// # Errors
    /// What a rule refused.
    pub(super) fn tot(&mut self, bron: &Bron, moment: Moment) -> Result<Vec<Stapje>> {
        let mut stappen = Vec::new();
        while let Some(plan) = self.plannen.pop_front_if(|plan| plan.op < moment) {
            let zaak = self.zaak(bron, &plan, &mut stappen)?;
            if zaak.is_open() {
                let last = stappen.last().map_or(plan.op, |stapje: &Stapje| stapje.op);
                self.open.push((zaak, plan.persoon, last));
            }
        }
        Ok(stappen)
    }

    /// When which case is applied for, and by whom: in the order in which they are written down.
    fn plan(&mut self, bron: &Bron) -> Vec<Plan> {
        let schets = &bron.schets;
        // Who can log in applies: of the others the demo has no number to know them by.
        let people = bron.partijen.len().clamp(1, personen::met_bsn());
        let days = schets.dagen();
        let n = (ZAKEN * schets.schaal * schets.jaren()).round() as u64;
        let kind = |code: &str, typen: &[Zaaktype]| typen.iter().position(|kind| kind.identificatie == code);
        let mut plans: Vec<Plan> = (0..n)
            .map(|_| {
                let day = self.rng.random_range(0..days);
                let second = self.rng.random_range(7 * 3_600..22 * 3_600_i64);
                let ontvangen = Moment::start_of(schets.begin.saturating_add(day.days())).plus_seconds(second);
                let persoon = self.rng.random_range(0..people);
                let soort = self.keuze.pick(&mut self.rng);
                let (ontvangen, op, door) = self.geregistreerd(bron, ontvangen, soort);
                let kanaal = if door.is_some() { POST } else { KANAAL };
                Plan { ontvangen, op, door, soort, persoon, kanaal, klaar: None }
            })
            .filter(|plan| plan.op < schets.op)
            .collect();
        for (code, days, done) in EERSTE {
            let Some(soort) = kind(code, &self.typen) else { continue };
            let op = Moment::start_of(schets.op.date().saturating_sub(days.days())).plus_seconds(10 * 3_600);
            let kanaal = KANAAL;
            plans.push(Plan { ontvangen: op, op, door: None, soort, persoon: 0, kanaal, klaar: Some(done) });
        }
        plans.sort_by_key(|plan| plan.op);
        plans
    }

    /// When it came in, and when somebody wrote it down: a form at once, by itself; post when it was opened, which is late once in a while.
    fn geregistreerd(
        &mut self,
        bron: &Bron,
        ontvangen: Moment,
        soort: usize,
    ) -> (Moment, Moment, Option<MedewerkerId>) {
        if !self.rng.random_bool(PER_POST) || bron.wereld.huis.instellingen.kanaal(POST).is_none() {
            return (ontvangen, ontvangen, None);
        }
        // The post comes in the morning of a working day.
        let mut day = ontvangen.date();
        while !bron.wereld.kalender.is_werkdag(day) {
            day = day.saturating_add(1.day());
        }
        let came = Moment::start_of(day).plus_seconds(self.rng.random_range(8 * 3_600..10 * 3_600));
        // What is promised within days is opened at once.
        let quick = BINNEN_WERKDAGEN.iter().any(|(kind, _)| *kind == self.typen[soort].identificatie);
        let days = match self.rng.random_range(0..100) {
            _ if quick => 0,
            0..60 => 0,
            60..84 => 1,
            84..90 => 2,
            _ => self.rng.random_range(4..8),
        };
        let op = self.later(bron, came, days);
        match bron.wereld.ploegen.get(&self.typen[soort].team) {
            Some(ploeg) => (came, op, Some(ploeg.iemand(&mut self.rng, op.date()))),
            None => (ontvangen, ontvangen, None),
        }
    }

    /// A working moment so many days later.
    fn later(&mut self, bron: &Bron, op: Moment, days: i64) -> Moment {
        let mut date: Date = op.date().saturating_add(days.days());
        loop {
            while !bron.wereld.kalender.is_werkdag(date) {
                date = date.saturating_add(1.day());
            }
            let at = Moment::start_of(date).plus_seconds(self.rng.random_range(8 * 3_600..17 * 3_600_i64));
            if op.plus_seconds(600) <= at {
                return at;
            }
            date = date.saturating_add(1.day());
        }
    }

    /// A moment within so many working days of when it came in, or once in a while some days later; after it was taken up.
    fn binnen(&mut self, bron: &Bron, (ontvangen, taken): (Moment, Moment), days: i32) -> Result<Moment> {
        let days = if self.rng.random_bool(BINNEN) {
            self.rng.random_range(0..=days)
        } else {
            days + self.rng.random_range(1..5)
        };
        let date = bron.wereld.kalender.plus_werkdagen(ontvangen.date(), days).map_err(Error::bug)?;
        let at = Moment::start_of(date).plus_seconds(self.rng.random_range(8 * 3_600..16 * 3_600_i64));
        Ok(if at > taken { at } else { taken.plus_seconds(self.rng.random_range(300..1_200)) })
    }

    /// A whole case, as far as it has come by now.
    fn zaak(&mut self, bron: &Bron, plan: &Plan, stappen: &mut Vec<Stapje>) -> Result<Zaak> {
        let (mut zaak, rollen) = self.aanvraag(bron, plan, stappen)?;
        let zaaktype = self.typen[plan.soort].clone();
        let norm = zaaktype.servicenorm.and_then(|norm| norm.after(plan.op.date()).ok());
        let until = norm.or(zaak.uiterlijke_einddatum_afdoening).unwrap_or(plan.op.date());
        let span = Ord::max(i64::from(plan.op.date().until(until).map_or(14, |span| span.get_days())), 2);
        // Most are with somebody in time and done before the day aimed at; some are neither.
        let quick = BINNEN_WERKDAGEN.iter().find(|(kind, _)| *kind == zaaktype.identificatie).map(|(_, days)| *days);
        let taken_days = if quick.is_some() && self.rng.random_bool(BINNEN) {
            0
        } else if plan.klaar.is_some() || self.rng.random_bool(0.94) {
            self.rng.random_range(0..2)
        } else {
            self.rng.random_range(3..8)
        };
        let taken = match plan.klaar {
            Some(_) => plan.op.plus_seconds(3_600),
            None => self.later(bron, plan.op, taken_days),
        };
        let late = !self.rng.random_bool(0.91);
        let share = if late { self.rng.random_range(1.1..2.8) } else { self.rng.random_range(0.2..0.95) };
        let done_days = taken_days + 1 + (span as f64 * share) as i64;
        let done = match quick {
            _ if plan.klaar == Some(true) => taken.plus_seconds(3_600),
            Some(days) => self.binnen(bron, (plan.ontvangen, taken), days)?,
            None => self.later(bron, taken, done_days),
        };
        let af_te_halen = plan.klaar.is_none() && AF_TE_HALEN.contains(&zaaktype.identificatie.as_str());
        let now = bron.schets.op;
        if taken >= now {
            return Ok(zaak);
        }
        let Some(ploeg) = bron.wereld.ploegen.get(&zaak.team) else { return Ok(zaak) };
        let medewerker = ploeg.iemand(&mut self.rng, taken.date());
        let change = toegewezen(bron, &mut zaak, &zaaktype, medewerker, taken)?;
        stappen.push(Stapje { op: taken, change, wat: Wat::Stap });
        let op = if af_te_halen { done } else { taken };
        if op < now {
            stappen.extend(tussenstatus(bron, &mut zaak, &zaaktype, plan.op, (medewerker, op))?);
        }
        // What lies ready is collected some days later.
        let done = if af_te_halen {
            let days = self.rng.random_range(1..9);
            self.later(bron, done, days)
        } else {
            done
        };
        // Who will be late tells so in time, or does not.
        if late && plan.klaar.is_none() && self.rng.random_bool(GEZEGD) {
            let besluit = besluitdag(&zaaktype, plan)?;
            stappen.extend(self.verlengd(bron, &mut zaak, &zaaktype, besluit, (medewerker, taken, done))?);
        }
        let done = self.binnen_de_wet(bron, &zaak, (taken, done));
        if done >= now || plan.klaar == Some(false) {
            return Ok(zaak);
        }
        self.sluit(bron, (&mut zaak, &rollen), &zaaktype, (medewerker, taken, done), stappen)?;
        Ok(zaak)
    }

    /// A case gets its result and its last status, and whoever applied a letter.
    fn sluit(
        &mut self,
        bron: &Bron,
        (zaak, rollen): (&mut Zaak, &[Rol]),
        zaaktype: &Zaaktype,
        (medewerker, taken, done): (MedewerkerId, Moment, Moment),
        stappen: &mut Vec<Stapje>,
    ) -> Result<()> {
        bron.clock.set(done);
        let by = handeling(bron, medewerker, done);
        let usual = zaaktype.resultaattypen.iter().position(|result| GEWOON.contains(&result.omschrijving.as_str()));
        let any = self.rng.random_range(0..zaaktype.resultaattypen.len());
        let at = usual.filter(|_| self.rng.random_bool(0.9)).unwrap_or(any);
        let Some(result) = zaaktype.resultaattypen.get(at) else { return Ok(()) };
        let soort = (zaaktype.identificatie.as_str(), result.omschrijving.as_str());
        let toelichting = self.toelichtingen.kies(soort, self.nummer, bron.schets.op.seconds_since(done));
        let besluit = Besluit { resultaattype: result.id, toelichting: toelichting.to_owned() };
        let (was, change) = resultaat::aanmaken(&by, &bron.ids, zaaktype, zaak, result.id, toelichting)?;
        *zaak = was;
        stappen.push(Stapje { op: done, change, wat: Wat::Stap });
        if let Some(end) = zaaktype.eindstatus() {
            let nieuw =
                NieuweStatus { statustype: end.id, na: Some(taken), toelichting: String::new(), open_deelzaken: 0 };
            let change = status(bron, zaak, zaaktype, &nieuw, (medewerker, done))?;
            stappen.push(Stapje { op: done, change, wat: Wat::Stap });
        }
        let huis = (&self.sjablonen, &bron.wereld.huis.instellingen.vrije_dagen());
        let brief = besluitbericht(&by, &bron.ids, huis, (zaak, zaaktype, rollen), &besluit)?;
        stappen.extend(brief.map(|change| Stapje { op: done, change, wat: Wat::Stap }));
        if zaaktype.identificatie == VERHUIZING && GEWOON.contains(&result.omschrijving.as_str()) {
            self.doorgeven.gewijzigd(bron, done, stappen)?;
        }
        Ok(())
    }

    /// What would be done after the last day of the law gets done before it, most of the time.
    fn binnen_de_wet(&mut self, bron: &Bron, zaak: &Zaak, (taken, done): (Moment, Moment)) -> Moment {
        let Some(last) = zaak.uiterlijke_einddatum_afdoening.filter(|last| done.date() > *last) else { return done };
        let days = i64::from(taken.date().until(last).map_or(0, |span| span.get_days())) - 3;
        if days > 0 && self.rng.random_bool(TOCH_OP_TIJD) { self.later(bron, taken, days) } else { done }
    }

    /// The term of a case is extended before it is over, when its kind allows that and it will be needed.
    fn verlengd(
        &mut self,
        bron: &Bron,
        zaak: &mut Zaak,
        zaaktype: &Zaaktype,
        besluit: Option<Date>,
        (medewerker, taken, done): (MedewerkerId, Moment, Moment),
    ) -> Result<Option<Stapje>> {
        let Some(last) = zaak.uiterlijke_einddatum_afdoening.filter(|_| zaaktype.verlengingstermijn.is_some()) else {
            return Ok(None);
        };
        let days = i64::from(taken.date().until(last).map_or(0, |span| span.get_days()));
        let op = self.later(bron, taken, days * 3 / 4);
        // Of a term that ends tomorrow nothing is extended any more, and what is done by then needs it not.
        if days < 4 || last <= op.date() || done.date() <= last || op >= Ord::min(done, bron.schets.op) {
            return Ok(None);
        }
        bron.clock.set(op);
        let by = handeling(bron, medewerker, op);
        let looptijd = Looptijd {
            vrij: &bron.wereld.huis.instellingen.vrije_dagen(),
            zaaktype,
            ontvangen: zaak.startdatum,
            besluit,
        };
        let why = Verlenging { duur: None, reden: zin(&mut self.rng, &REDENEN).to_owned() };
        let (wordt, berekening) = looptijd.verlengd(zaak, &[], op.date(), &why)?;
        let stap = Stap { berekening, ..Stap::new(&by, &bron.ids, Wijziging::Verlengd, &why.reden) };
        let (wordt, change) = zaak::wijzigen(&by, &bron.ids, zaaktype, zaak, wordt, &stap)?;
        *zaak = wordt;
        Ok(Some(Stapje { op, change, wat: Wat::Stap }))
    }

    pub(super) fn aanvraag(&mut self, bron: &Bron, plan: &Plan, stappen: &mut Vec<Stapje>) -> Result<(Zaak, Vec<Rol>)> {
        let Bron { ids, clock, wereld, schets, partijen } = bron;
        clock.set(plan.op);
        let zaaktype = &self.typen[plan.soort];
        let who = personen::persoon(schets.zaad, plan.persoon, schets.op.date());
        let report = zaaktype.identificatie == "melding-openbare-ruimte";
        // On paper some leave out who they are to us.
        let unknown = plan.kanaal == POST && !report && plan.persoon.is_multiple_of(ZONDER_BSN);
        let known = partijen.get(plan.persoon).copied().filter(|_| !report && !unknown);
        // Mail of a year ago is not sent now: it is there in Mijn, and whoever is not known asked for none.
        let (naam, none) = (who.naam.volledig(), String::new());
        let aanvrager = match known {
            Some(partij) => Betrokkene::Partij { partij, naam, e_mail: none.clone(), telefoon: who.telefoon.clone() },
            None if unknown => Betrokkene::Onbekend { naam, e_mail: none.clone(), telefoon: who.telefoon.clone() },
            None => Betrokkene::Onbekend { naam: none.clone(), e_mail: none.clone(), telefoon: none.clone() },
        };
        let by = Handeling { medewerker: plan.door, ..Handeling::program(wereld.organisatie.id, plan.op) };
        let product = wereld.producten.iter().find(|product| product.code == zaaktype.identificatie);
        let aanvraag = Aanvraag {
            id: ids.next(),
            zaaktype: zaaktype.identificatie.clone(),
            product: product.map(|product| product.code.clone()),
            kanaal: plan.kanaal.to_owned(),
            omschrijving: zaaktype.omschrijving.clone(),
            toelichting: String::new(),
            aanvrager: match known {
                Some(partij) => Aanvrager::Bekend { partij, e_mail: none.clone(), telefoon: none },
                None => Aanvrager::Onbekend { naam: none.clone(), e_mail: none.clone(), telefoon: none },
            },
            gemachtigde: None,
            eigenschappen: besluitdag(zaaktype, plan)?
                .map(|day| (zaaktype.bestreden_besluit.clone(), day.to_string()))
                .into_iter()
                .collect(),
            bijlagen: Vec::new(),
            geometrie: None,
            hoofdzaak: None,
            klantgroep: (zaaktype.identificatie == "evenementenvergunning").then_some(Klantgroep::Ondernemer),
            meteen_klaar: plan.kanaal == BALIE,
            ontvangen_op: plan.ontvangen,
        };
        let omgeving = Omgeving {
            huis: &wereld.huis,
            zaaktype,
            documenttypen: &self.documenttypen,
            rsin: &self.rsin,
            sjablonen: &self.sjablonen,
        };
        self.nummer += 1;
        let nummer = zaaknummer(plan.op.date().year(), self.nummer);
        let in_mijn = wereld.huis.instellingen.inloggen && known.is_some() && who.bsn.is_some();
        let wie = Aanvragers { in_mijn, aanvrager, gemachtigde: None };
        let made = samenstellen(ids, &by, &omgeving, &aanvraag, wie, nummer)?;
        let op = plan.op;
        stappen.push(Stapje { op, change: made.aanmaken, wat: Wat::Zaak });
        stappen.extend(made.bevestigingen.into_iter().map(|change| Stapje { op, change, wat: Wat::Bevestiging }));
        // Nobody is told of a case that is not known to be theirs.
        if known.is_some() {
            self.van.entry(plan.persoon).or_default().push((made.zaak.id, plan.op));
        }
        Ok((made.zaak, made.rollen))
    }

    /// The case that somebody asks about who calls at this moment: their last one, when that is not long ago.
    pub(super) fn gevraagd(&self, persoon: usize, op: Moment) -> Option<ZaakId> {
        let own = self.van.get(&persoon)?;
        let recent = |begin: &Moment| (0..VRAAGT_NOG_S).contains(&op.seconds_since(*begin));
        own.iter().rev().find(|(_, begin)| recent(begin)).map(|(id, _)| *id)
    }
}
