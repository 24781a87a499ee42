//! A year of cases: applied for, taken up, decided, some too late and some not yet. Each step is made by the same rules as real
//! work, and written in batches.

use dienstverlening::berichten::Sjablonen;
use dienstverlening::zaken::beloften::bijgewerkt;
use dienstverlening::zaken::{self, Aanvraag, Aanvrager, Aanvulling, Omgeving, samenstellen};
use jiff::ToSpan;
use jiff::civil::Date;
use kern::autorisatie::BehandelZaken;
use kern::organisaties::MedewerkerId;
use kern::{Authorised, Change, Clock, Database, Error, Handeling, Ids, Moment, Reads, Result};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use registers::catalogi::{self, Informatieobjecttype, Zaaktype};
use registers::klantinteracties::PartijId;
use registers::zaken::status::{self, NieuweStatus};
use registers::zaken::zaak::{self, Toewijzing};
use registers::zaken::{Betrokkene, Stap, Wijziging, Zaak, resultaat, zaaknummer};
use sea_query::{Expr, ExprTrait, Query};

use super::kansen::Gewogen;
use super::wereld::Wereld;
use super::{Schets, personen};
use crate::Voortgang;

/// The results that most cases end with.
const GEWOON: [&str; 12] = [
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

/// So many cases in a year at scale 1.
const ZAKEN: f64 = 12_000.0;
const PER_COMMIT: usize = 500;
/// The channel of a form on the website.
const KANAAL: &str = "webformulier";
/// Of the open cases so many wait for something from the applicant.
const GEVRAAGD: f64 = 0.12;
/// How often each kind is applied for.
const SOORTEN: [(&str, f64); 15] = [
    ("parkeervergunning", 22.0),
    ("uittreksel-brp", 18.0),
    ("verhuizing", 17.0),
    ("melding-openbare-ruimte", 16.0),
    ("paspoort", 8.0),
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
/// Who is shown the way in: the first person of the demo has a case of each of these, so many days ago.
const EERSTE: [(&str, i64, bool); 3] =
    [("parkeervergunning", 3, false), ("uittreksel-brp", 20, true), ("kapvergunning", 50, false)];

/// What cases are made from.
pub(super) struct Bron<'a> {
    pub(super) db: &'a Database,
    pub(super) ids: &'a Ids,
    pub(super) clock: &'a Clock,
    pub(super) wereld: &'a Wereld,
    pub(super) schets: &'a Schets,
    pub(super) partijen: &'a [PartijId],
}

struct Maker<'a> {
    bron: Bron<'a>,
    rng: StdRng,
    sjablonen: Sjablonen,
    typen: Vec<Zaaktype>,
    documenttypen: Vec<Informatieobjecttype>,
    rsin: String,
    keuze: Gewogen,
    /// The next number of the case register, per year: from one, as on an empty database.
    nummer: i64,
}

/// A case that is about to be made.
struct Plan {
    op: Moment,
    soort: usize,
    persoon: usize,
    /// Whether it must be done, or must not; none: as it falls.
    klaar: Option<bool>,
}

/// Writes a year of cases; gives how many.
///
/// # Errors
/// What a rule refused, or the database says.
pub(super) async fn schrijf(bron: Bron<'_>, voortgang: &Voortgang) -> Result<u64> {
    let organisatie = bron.wereld.organisatie.id;
    let typen = catalogi::alle(bron.db, organisatie).await?;
    let known = |kind: &Zaaktype| SOORTEN.iter().any(|(code, _)| *code == kind.identificatie);
    // An organisation of one's own may have other kinds of cases, or none, and no forms on a website.
    let forms = bron.wereld.huis.instellingen.kanaal(KANAAL).is_some();
    if bron.partijen.is_empty() || !forms || !typen.iter().any(known) {
        return Ok(0);
    }
    let weight = |kind: &Zaaktype| SOORTEN.iter().find(|(code, _)| *code == kind.identificatie).map_or(0.0, |s| s.1);
    let keuze = Gewogen::new(typen.iter().map(weight));
    let query =
        Query::select().column("rsin").from("organisaties").and_where(Expr::col("id").eq(organisatie)).to_owned();
    let rsin = bron.db.row(&query).await?.map_or(Ok(String::new()), |row| row.get("rsin"))?;
    let mut maker = Maker {
        rng: StdRng::seed_from_u64(bron.schets.zaad ^ 0x2a61_6b65),
        sjablonen: Sjablonen::lees(bron.db, organisatie).await?,
        documenttypen: catalogi::informatieobjecttypen(bron.db, organisatie).await?,
        typen,
        rsin,
        keuze,
        nummer: 0,
        bron,
    };
    let plans = maker.plan();
    let mut open = Vec::new();
    for part in plans.chunks(PER_COMMIT) {
        let tx = maker.bron.db.begin().await?;
        tx.take_numbers(organisatie, "zaak", i64::try_from(part.len()).map_err(Error::bug)?).await?;
        let mut changes = Vec::new();
        for plan in part {
            let (zaak, made) = maker.zaak(plan)?;
            changes.extend(made);
            if zaak.is_open() {
                open.push((zaak, plan.persoon));
            }
        }
        tx.write(changes).await?;
        tx.commit().await?;
        voortgang.add(0);
    }
    maker.vragen(&open).await?;
    Ok(plans.len() as u64)
}

impl Maker<'_> {
    /// When which case is applied for, and by whom: in the order in which it happens.
    fn plan(&mut self) -> Vec<Plan> {
        let schets = self.bron.schets;
        let people = self.bron.partijen.len().max(1);
        let n = (ZAKEN * schets.schaal).round() as u64;
        let kind = |code: &str, typen: &[Zaaktype]| typen.iter().position(|kind| kind.identificatie == code);
        let mut plans: Vec<Plan> = (0..n)
            .map(|_| {
                let day = self.rng.random_range(0..365_i64);
                let second = self.rng.random_range(7 * 3_600..22 * 3_600_i64);
                let op = Moment::start_of(schets.begin.saturating_add(day.days())).plus_seconds(second);
                let persoon = self.rng.random_range(0..people);
                Plan { op: Ord::min(op, schets.op), soort: self.keuze.pick(&mut self.rng), persoon, klaar: None }
            })
            .collect();
        for (code, days, done) in EERSTE {
            let Some(soort) = kind(code, &self.typen) else { continue };
            let op = Moment::start_of(schets.op.date().saturating_sub(days.days())).plus_seconds(10 * 3_600);
            plans.push(Plan { op, soort, persoon: 0, klaar: Some(done) });
        }
        plans.sort_by_key(|plan| plan.op);
        plans
    }

    /// A working moment so many days later.
    fn later(&mut self, op: Moment, days: i64) -> Moment {
        let mut date: Date = op.date().saturating_add(days.days());
        while !self.bron.wereld.kalender.is_werkdag(date) {
            date = date.saturating_add(1.day());
        }
        let at = Moment::start_of(date).plus_seconds(self.rng.random_range(8 * 3_600..17 * 3_600_i64));
        Ord::max(at, op.plus_seconds(600))
    }

    /// A whole case, as far as it has come by now.
    fn zaak(&mut self, plan: &Plan) -> Result<(Zaak, Vec<Change>)> {
        let (mut zaak, mut changes) = self.aanvraag(plan)?;
        let zaaktype = self.typen[plan.soort].clone();
        let norm = zaaktype.servicenorm.and_then(|norm| norm.after(plan.op.date()).ok());
        let until = norm.or(zaak.uiterlijke_einddatum_afdoening).unwrap_or(plan.op.date());
        let span = Ord::max(i64::from(plan.op.date().until(until).map_or(14, |span| span.get_days())), 2);
        // Most are with somebody in time and done before the day aimed at; some are neither.
        let taken_days = if plan.klaar.is_some() || self.rng.random_bool(0.94) {
            self.rng.random_range(0..2)
        } else {
            self.rng.random_range(3..8)
        };
        let taken = self.later(plan.op, taken_days);
        let share =
            if self.rng.random_bool(0.93) { self.rng.random_range(0.2..0.95) } else { self.rng.random_range(1.1..1.9) };
        let done_days = taken_days + 1 + (span as f64 * share) as i64;
        let done = if plan.klaar == Some(true) { taken.plus_seconds(3_600) } else { self.later(taken, done_days) };
        let now = self.bron.schets.op;
        if taken >= now {
            return Ok((zaak, changes));
        }
        let Some(ploeg) = self.bron.wereld.ploegen.get(&zaak.team) else { return Ok((zaak, changes)) };
        let medewerker = ploeg.iemand(&mut self.rng, taken.date());
        changes.push(self.toegewezen(&mut zaak, &zaaktype, medewerker, taken)?);
        if let Some(next) = zaaktype.statustypen.get(1).filter(|_| zaaktype.statustypen.len() > 2) {
            let nieuw =
                NieuweStatus { statustype: next.id, na: Some(plan.op), toelichting: String::new(), open_deelzaken: 0 };
            changes.push(self.status(&mut zaak, &zaaktype, &nieuw, medewerker, taken)?);
        }
        if done >= now || plan.klaar == Some(false) {
            return Ok((zaak, changes));
        }
        let handeling = self.handeling(medewerker, done);
        let usual = zaaktype.resultaattypen.iter().position(|result| GEWOON.contains(&result.omschrijving.as_str()));
        let any = self.rng.random_range(0..zaaktype.resultaattypen.len());
        let at = usual.filter(|_| self.rng.random_bool(0.9)).unwrap_or(any);
        let Some(result) = zaaktype.resultaattypen.get(at) else { return Ok((zaak, changes)) };
        let (was, change) = resultaat::aanmaken(&handeling, self.bron.ids, &zaaktype, &zaak, result.id, "")?;
        zaak = was;
        changes.push(change);
        if let Some(end) = zaaktype.eindstatus() {
            let nieuw =
                NieuweStatus { statustype: end.id, na: Some(taken), toelichting: String::new(), open_deelzaken: 0 };
            changes.push(self.status(&mut zaak, &zaaktype, &nieuw, medewerker, done)?);
        }
        Ok((zaak, changes))
    }

    fn handeling(&self, medewerker: MedewerkerId, op: Moment) -> Handeling {
        Handeling { medewerker: Some(medewerker), ..Handeling::program(self.bron.wereld.organisatie.id, op) }
    }

    fn aanvraag(&mut self, plan: &Plan) -> Result<(Zaak, Vec<Change>)> {
        let Bron { ids, clock, wereld, schets, partijen, .. } = &self.bron;
        clock.set(plan.op);
        let zaaktype = &self.typen[plan.soort];
        let who = personen::persoon(schets.zaad, plan.persoon, schets.op.date());
        let report = zaaktype.identificatie == "melding-openbare-ruimte";
        let known = partijen.get(plan.persoon).copied().filter(|_| !report);
        // Mail of a year ago is not sent now: it is there in Mijn, and whoever is not known asked for none.
        let (naam, none) = (who.naam.volledig(), String::new());
        let aanvrager = match known {
            Some(partij) => Betrokkene::Partij { partij, naam, e_mail: none.clone(), telefoon: who.telefoon.clone() },
            None => Betrokkene::Onbekend { naam: none.clone(), e_mail: none.clone(), telefoon: none.clone() },
        };
        let handeling = Handeling::program(wereld.organisatie.id, plan.op);
        let product = wereld.producten.iter().find(|product| product.code == zaaktype.identificatie);
        let aanvraag = Aanvraag {
            id: ids.next(),
            zaaktype: zaaktype.identificatie.clone(),
            product: product.map(|product| product.code.clone()),
            kanaal: KANAAL.to_owned(),
            omschrijving: zaaktype.omschrijving.clone(),
            toelichting: String::new(),
            aanvrager: match known {
                Some(partij) => Aanvrager::Bekend { partij, e_mail: none.clone(), telefoon: none },
                None => Aanvrager::Onbekend { naam: none.clone(), e_mail: none.clone(), telefoon: none },
            },
            gemachtigde: None,
            eigenschappen: besluitdatum(zaaktype, plan)?,
            bijlagen: Vec::new(),
            geometrie: None,
            hoofdzaak: None,
            meteen_klaar: false,
            ontvangen_op: plan.op,
        };
        let omgeving = Omgeving {
            huis: &wereld.huis,
            kalender: &wereld.kalender,
            zaaktype,
            documenttypen: &self.documenttypen,
            rsin: &self.rsin,
            sjablonen: &self.sjablonen,
        };
        self.nummer += 1;
        let nummer = zaaknummer(plan.op.date().year(), self.nummer);
        let made = samenstellen(ids, &handeling, &omgeving, &aanvraag, (aanvrager, None), nummer)?;
        let mut changes = vec![made.aanmaken];
        changes.extend(made.bevestigingen);
        Ok((made.zaak, changes))
    }

    fn toegewezen(&self, zaak: &mut Zaak, zaaktype: &Zaaktype, medewerker: MedewerkerId, op: Moment) -> Result<Change> {
        self.bron.clock.set(op);
        let (handeling, ids) = (self.handeling(medewerker, op), self.bron.ids);
        let reden = "Zelf opgepakt".to_owned();
        let to = Toewijzing { team: zaak.team, medewerker: Some(medewerker), reden };
        let wordt = bijgewerkt(&self.bron.wereld.kalender, zaak::toewijzen(&handeling, zaak, &to)?, &[])?;
        let stap = Stap {
            van_team: Some(zaak.team),
            naar_team: Some(to.team),
            naar_medewerker: to.medewerker,
            ..Stap::new(&handeling, ids, Wijziging::Toegewezen, &to.reden)
        };
        let (wordt, change) = zaak::wijzigen(&handeling, ids, zaaktype, zaak, wordt, &stap)?;
        *zaak = wordt;
        Ok(change)
    }

    fn status(
        &self,
        zaak: &mut Zaak,
        zaaktype: &Zaaktype,
        nieuw: &NieuweStatus,
        medewerker: MedewerkerId,
        op: Moment,
    ) -> Result<Change> {
        self.bron.clock.set(op);
        let (handeling, ids) = (self.handeling(medewerker, op), self.bron.ids);
        let (wordt, gezet) = status::zetten(&handeling, ids, zaak, zaaktype, nieuw)?;
        let wordt = if wordt.is_open() { bijgewerkt(&self.bron.wereld.kalender, wordt, &[])? } else { wordt };
        let (wordt, change) = status::aanmaken(&handeling, ids, zaaktype, zaak, (wordt, &gezet))?;
        *zaak = wordt;
        Ok(change)
    }

    /// Of some open cases something is missing: that was asked an hour ago.
    async fn vragen(&mut self, open: &[(Zaak, usize)]) -> Result<()> {
        let organisatie = self.bron.wereld.organisatie.id;
        let who = Authorised::<BehandelZaken>::program(organisatie);
        let now = self.bron.schets.op.plus_seconds(-3_600);
        self.bron.clock.set(now);
        for (zaak, persoon) in open {
            let kind = self.typen.iter().find(|kind| kind.id == zaak.zaaktype);
            // Of one that is late nothing is asked any more: its term would not stand still.
            let runs = zaak.uiterlijke_einddatum_afdoening.is_some_and(|last| now.date() < last);
            let can = kind.is_some_and(|kind| kind.opschorting_en_aanhouding_mogelijk);
            let can = can && runs && zaak.ontvangen_op < now;
            let of_first = *persoon == 0 && kind.is_some_and(|kind| kind.identificatie == EERSTE[0].0);
            let Some(medewerker) = zaak.medewerker.filter(|_| can && (of_first || self.rng.random_bool(GEVRAAGD)))
            else {
                continue;
            };
            let vraag = Aanvulling {
                stukken: vec!["Een kopie van uw kentekenbewijs of het stuk waar u naar verwijst".to_owned()],
                tot: now.date().saturating_add(14.days()),
                toelichting: "Zonder dit stuk kunnen wij niet beslissen.".to_owned(),
            };
            let handeling = self.handeling(medewerker, now);
            let seen = (zaak.id, zaak.versie);
            zaken::vragen(self.bron.db, self.bron.ids, &who, &handeling, seen, &vraag).await?;
        }
        Ok(())
    }
}

/// An objection is against a decision of one to six weeks ago, as its person falls.
fn besluitdatum(zaaktype: &Zaaktype, plan: &Plan) -> Result<Vec<(String, String)>> {
    if zaaktype.bestreden_besluit.is_empty() {
        return Ok(Vec::new());
    }
    let days = 7 + i64::try_from(plan.persoon % 35).map_err(Error::bug)?;
    let day = plan.op.date().checked_sub(days.days()).map_err(Error::bug)?;
    Ok(vec![(zaaktype.bestreden_besluit.clone(), day.to_string())])
}
