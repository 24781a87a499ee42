//! The demo municipality: Elsdrecht, with two years of contacts, callbacks, visits and cases up to "today".
//!
//! Generated, deterministic for a seed, a scale and a moment; made through the same rules as real work and written in
//! batches. Nobody and nothing in it exists.

mod aanvullingen;
mod antwoorden;
mod bezoeken;
mod contact;
mod dagen;
mod doorgeven;
mod kansen;
mod personen;
mod schrijven;
mod seizoen;
mod terugbellen;
mod toelichtingen;
mod verloop;
mod wereld;
mod zaakstappen;
mod zaken;
mod zinnen;

use dienstverlening::VOLGERS;
use dienstverlening::inrichten::account::{self, Wijziging};
use dienstverlening::inrichten::{self, Bestanden, Inrichting};
use jiff::ToSpan;
use jiff::civil::Date;
use kern::migratie::Indexen;
use kern::{Change, Clock, Database, Error, Gebeurtenis, Handeling, Ids, Moment, Reads, Result, Soort, volgers};
use registers::klantinteracties::partij::{self, NieuwePartij};
use registers::klantinteracties::{Partij, PartijId, SoortDigitaalAdres, nummer};
use rust_embed::RustEmbed;
use sea_query::{Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use self::verloop::{Bron, Verloop};
use self::wereld::Wereld;
use self::zaken::Zaken;
use crate::{Fout, Voortgang};

pub use personen::{Persoon, persoon};

/// The demo is filled; its facts say with what.
pub const GEVULD: Soort<Gevuld> = Soort::new("demo", "aangemaakt");
/// The resource of that gebeurtenis.
const DEMO: Uuid = Uuid::from_u128(0x0de0_0000_0000_4000_8000_0000_0000_0001);
/// The password of everybody in the demo.
pub const WACHTWOORD: &str = "welkom-in-elsdrecht";
/// The seed when nobody chooses another.
pub const ZAAD: u64 = 2_026;
/// So many whole years are made, so that the quarters of the last one have a year before.
const JAREN: i64 = 2;
/// In a year, at scale 1.
const CONTACTEN: f64 = 150_000.0;
const PERSONEN: f64 = 40_000.0;
const PERSONEN_PER_COMMIT: usize = 1_000;
/// What is written down at about the same time lies within so many gebeurtenissen of each other.
const JOURNAL_END: i64 = 5_000;

#[derive(RustEmbed)]
#[folder = "../../organisaties/elsdrecht"]
struct Elsdrecht;

/// The folder of Elsdrecht, as it was when the program was built.
#[must_use]
pub fn elsdrecht() -> Bestanden {
    Elsdrecht::iter().filter_map(|name| Some((name.to_string(), Elsdrecht::get(&name)?.data.into_owned()))).collect()
}

/// What is made: how much, and up to when.
#[derive(Clone, Debug, PartialEq)]
pub struct Schets {
    /// Decides over everything that is left to chance.
    pub zaad: u64,
    /// "Today", to the second.
    pub op: Moment,
    /// The first day that is made.
    pub begin: Date,
    /// How many contacts, over all years.
    pub contacten: u64,
    /// How many people are known.
    pub personen: usize,
    /// The scale that this follows from.
    pub schaal: f64,
}

impl Schets {
    /// The years up to this moment, at this scale.
    #[must_use]
    pub fn new(zaad: u64, op: Moment, schaal: f64) -> Self {
        Self {
            zaad,
            op,
            begin: op.date().saturating_sub(JAREN.years()).saturating_add(1.day()),
            contacten: (CONTACTEN * schaal * JAREN as f64).round() as u64,
            personen: (PERSONEN * schaal.min(1.0)).round() as usize,
            schaal,
        }
    }

    /// How many days are made.
    pub(crate) fn dagen(&self) -> i64 {
        self.op.date().since(self.begin).map_or(0, |span| i64::from(span.get_days())) + 1
    }

    /// How many years that is.
    pub(crate) fn jaren(&self) -> f64 {
        self.dagen() as f64 / 365.25
    }

    /// Which part of it has passed, from 0 to 1.
    pub(crate) fn deel(&self, datum: Date) -> f64 {
        f64::from(datum.since(self.begin).map_or(0, |span| span.get_days())) / self.dagen() as f64
    }
}

/// What a filled demo says about itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gevuld {
    /// Up to when it was made.
    pub op: Moment,
    /// The scale.
    pub schaal: f64,
    /// The seed.
    pub zaad: u64,
    /// The code of the organisation.
    pub organisatie: String,
    /// How many contacts.
    pub contacten: u64,
}

/// What is in a database, as the demo sees it.
#[derive(Clone, Debug, PartialEq)]
pub enum Stand {
    /// Nothing: it can be filled.
    Leeg,
    /// A whole demo.
    Gevuld(Gevuld),
    /// Something else: a demo that was broken off, or real work.
    Anders,
}

/// The tables that a demo fills. Their indexes are made when all is there; and the database must know how large they are, or
/// it reads lists by the wrong index.
const GROWN: [&str; 21] = [
    "klantcontacten",
    "betrokkenen",
    "digitale_adressen",
    "onderwerpobjecten",
    "actor_klantcontacten",
    "internetaken",
    "internetaak_actoren",
    "internetaak_stappen",
    "partijen",
    "partij_identificatoren",
    "gebeurtenissen",
    "gebeurtenis_inhoud",
    "zaken",
    "zaak_stappen",
    "rollen",
    "statussen",
    "resultaten",
    "berichten",
    "afspraken",
    "bezoeken",
    "waarnemingen",
];

/// Looks what is there.
///
/// # Errors
/// What the database says.
pub async fn stand(db: &Database) -> Result<Stand> {
    if kern::journaal::einden(db).await?.is_empty() {
        return Ok(Stand::Leeg);
    }
    let query =
        Query::select().column("feiten").from("gebeurtenissen").and_where(Expr::col("resource_id").eq(DEMO)).to_owned();
    Ok(match db.row(&query).await? {
        Some(row) => Stand::Gevuld(serde_json::from_value(row.get("feiten")?)?),
        None => Stand::Anders,
    })
}

/// The last moment that something was written down, logged in or tried: the clock of a demo never runs back past it.
///
/// # Errors
/// What the database says.
pub async fn laatste_moment(db: &Database) -> Result<Option<Moment>> {
    let mut queries = Vec::new();
    for (table, column) in
        [("contact_concepten", "bijgewerkt_op"), ("sessies", "laatst_gezien_op"), ("inlogpogingen", "geblokkeerd_tot")]
    {
        queries.push(Query::select().expr_as(Expr::col(column).max(), "laatste").from(table).to_owned());
    }
    for einde in kern::journaal::einden(db).await? {
        let written = Query::select()
            .expr_as(Expr::col("vastgelegd_op").max(), "laatste")
            .from("gebeurtenissen")
            .and_where(Expr::col("organisatie_id").eq(einde.organisatie))
            // Only its end: the whole journal would have to be read from the disk, at every start.
            .and_where(Expr::col("volgnummer").gt(einde.volgnummer - JOURNAL_END))
            .to_owned();
        queries.push(written);
    }
    let mut last = None;
    for query in queries {
        if let Some(row) = db.row(&query).await? {
            last = Ord::max(last, row.get::<Option<Moment>>("laatste")?);
        }
    }
    Ok(last)
}

/// Fills an empty, migrated database.
///
/// # Errors
/// When the organisation's folder is wrong, or the database says something; it is half filled then.
pub async fn vul(db: &Database, bestanden: &Bestanden, schets: &Schets, voortgang: &Voortgang) -> Result<Gevuld, Fout> {
    let inrichting = inrichten::lees(bestanden).map_err(|fouten| crate::opdrachten::map_fouten(&fouten))?;
    Ok(fill(db, &inrichting, schets, voortgang).await?)
}

async fn fill(db: &Database, inrichting: &Inrichting, schets: &Schets, voortgang: &Voortgang) -> Result<Gevuld> {
    // The house was set up a week before the first contact.
    let opening = Moment::start_of(schets.begin.saturating_sub(7.days())).plus_seconds(9 * 3_600);
    let clock = Clock::fixed(opening);
    let ids = Ids::seeded(clock.clone(), schets.zaad);
    inrichten::laad(db, &ids, &clock, inrichting).await?;
    let wereld = Wereld::read(db, &inrichting.code).await?;
    let indexen = Indexen::van(&crate::migraties(), &GROWN);
    let tx = db.begin().await?;
    indexen.weg(&tx).await?;
    tx.commit().await?;
    let partijen = make_people(db, &ids, &clock, &wereld, schets, voortgang).await?;
    let organisatie = wereld.organisatie.id;
    clock.set(opening);
    let bron = Bron { clock: clock.clone(), ids: ids.clone(), wereld, schets: schets.clone(), partijen };
    let zaken = Zaken::lees(db, &bron).await?;
    let (contacten, zaken) = schrijven::schrijf(db, organisatie, Verloop::new(bron, zaken), voortgang).await?;
    if let Some(zaken) = zaken {
        zaken.vragen(db, &aanvullingen::Vragen { organisatie, ids: &ids, clock: &clock, op: schets.op }).await?;
    }
    clock.set(schets.op);
    let gevuld = Gevuld {
        op: schets.op,
        schaal: schets.schaal,
        zaad: schets.zaad,
        organisatie: inrichting.code.clone(),
        contacten,
    };
    let handeling = Handeling::program(organisatie, schets.op);
    let event = Gebeurtenis::new(&handeling, &ids, GEVULD, DEMO).feiten(&gevuld)?;
    let tx = db.begin().await?;
    let password = portalen::inloggen::wachtwoord::hash(WACHTWOORD, &ids)?;
    let everybody = Query::select()
        .column("id")
        .from("medewerkers")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .order_by("id", Order::Asc)
        .to_owned();
    let mut changes = Vec::new();
    for row in tx.rows(&everybody).await? {
        let own = [Wijziging::Wachtwoord(password.clone())];
        changes.push(account::wijzigen(&handeling, &ids, row.get("id")?, &own)?);
    }
    changes.push(Change::new(event));
    indexen.terug(&tx).await?;
    tx.analyze(GROWN).await?;
    // Last: what has this gebeurtenis is whole. The counters derive from the journal and follow by themselves.
    tx.write(changes).await?;
    tx.commit().await?;
    // Broken off here, the server catches up when it starts.
    for volger in VOLGERS {
        volgers::catch_up_alone(db, &clock, volger).await?;
    }
    let tx = db.begin().await?;
    tx.analyze(["tellingen", "klokken", "normcijfers"]).await?;
    tx.commit().await?;
    Ok(gevuld)
}

async fn make_people(
    db: &Database,
    ids: &Ids,
    clock: &Clock,
    wereld: &Wereld,
    schets: &Schets,
    voortgang: &Voortgang,
) -> Result<Vec<PartijId>> {
    let handeling = Handeling::program(wereld.organisatie.id, clock.now());
    let mut partijen = Vec::with_capacity(schets.personen);
    while partijen.len() < schets.personen {
        let n = PERSONEN_PER_COMMIT.min(schets.personen - partijen.len());
        let tx = db.begin().await?;
        let first = tx.take_numbers(wereld.organisatie.id, "partij", i64::try_from(n).map_err(Error::bug)?).await?;
        let mut changes = Vec::with_capacity(n);
        for number in (first..).take(n) {
            let who = persoon(schets.zaad, partijen.len(), schets.op.date());
            let id: PartijId = ids.next();
            changes.push(partij::aanmaken(&handeling, ids, &known(id, number, who))?);
            partijen.push(id);
        }
        tx.write(changes).await?;
        tx.commit().await?;
        voortgang.add(0);
    }
    Ok(partijen)
}

fn known(id: PartijId, number: i64, who: Persoon) -> NieuwePartij {
    let e_mail = who.e_mail.map(|adres| (SoortDigitaalAdres::Email, adres));
    NieuwePartij {
        partij: Partij {
            nummer: Some(nummer(number)),
            indicatie_geheimhouding: Some(false),
            bezoekadres: Some(who.adres),
            geboortedatum: Some(who.geboren),
            ..Partij::persoon(id, who.naam)
        },
        bsn: who.bsn,
        digitale_adressen: [(SoortDigitaalAdres::Telefoonnummer, who.telefoon)].into_iter().chain(e_mail).collect(),
    }
}
