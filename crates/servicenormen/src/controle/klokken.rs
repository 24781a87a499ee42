//! The clocks against a recount of the whole journal. It goes part by part, so that memory holds a number for each gebeurtenis that a norm
//! looks at, and the gebeurtenissen themselves of one part only.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use kern::journaal::{self, Entry};
use kern::organisaties::OrganisatieId;
use kern::{Moment, Reads, Result};
use sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use crate::gebeurd::{VERTELLEN, verteld_van};
use crate::hertelling::{Uitkomst, Verhaal, telt_voor, volgens};
use crate::kalenders;
use crate::kennis::{Kennis, kennis};
use crate::klok::Klok;
use crate::normen::Normen;
use crate::{opslag, volger};

/// So many gebeurtenissen are read at a time.
const STAP: u64 = 5_000;
/// So many ids or numbers in one query.
const SAMEN: usize = 1_000;
/// So many gebeurtenissen, about, are laid out beside one another.
const DEEL: usize = 20_000;
/// The things are divided over so many by their ids.
const VAKKEN: usize = 4_096;
/// So many differences are told; the others are counted.
const VERTELD: usize = 20;

/// What a recount of the journal says of the clocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hertelling {
    /// How many clocks there are.
    pub klokken: i64,
    /// How many promises are otherwise by the recount.
    pub anders: usize,
    /// The first of those.
    pub verschillen: Vec<Verschil>,
    /// How many clocks there are of which no gebeurtenis or no norm tells anything.
    pub zonder_grond: i64,
}

/// A clock that says something else than the recount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verschil {
    /// Code of the norm.
    pub norm: String,
    /// What it is about.
    pub onderwerp: Uuid,
    /// What the clock says.
    pub bewaard: String,
    /// What the recount says.
    pub werkelijk: String,
}

/// Comes to the outcome of every promise of an organisation once more, straight from the journal and the norms.
///
/// # Errors
/// What the database says, and [`kern::Error::Bug`] when opening hours cannot be read.
pub async fn hertel(db: &impl Reads, organisatie: OrganisatieId, nu: Moment) -> Result<Hertelling> {
    hertel_in_delen(db, organisatie, nu, DEEL).await
}

/// The same in parts of about so many gebeurtenissen.
pub(crate) async fn hertel_in_delen(
    db: &impl Reads,
    organisatie: OrganisatieId,
    nu: Moment,
    tegelijk: usize,
) -> Result<Hertelling> {
    let kennis = kennis(db, organisatie).await?;
    let normen = &kennis.normen;
    let all = Query::select()
        .expr_as(Expr::col("onderwerp_id").count(), "n")
        .from("klokken")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .to_owned();
    let klokken = db.row(&all).await?.map_or(Ok(0), |row| row.get("n"))?;
    let mut found = Hertelling { klokken, zonder_grond: klokken, ..Hertelling::default() };
    if normen.alle().next().is_none() {
        return Ok(found);
    }
    let (vakken, uren) = verdeel(db, organisatie, normen).await?;
    for deel in delen(vakken, tegelijk) {
        let deel = lees(db, organisatie, normen, &uren, deel).await?;
        let kept = opslag::klokken(db, organisatie, &deel.dingen, &BTreeSet::new()).await?;
        let verhaal = Verhaal::new(&deel.journaal)?;
        for norm in normen.op_code() {
            let versies: Vec<_> = normen.van(norm).collect();
            for ding in &deel.dingen {
                let klok = kept.get(&(norm.to_owned(), *ding)).map(|klok| nu_van(&kennis, klok, nu));
                found.zonder_grond -= i64::from(klok.is_some());
                let ours = klok.as_ref().map(volgens);
                found.vergelijk((norm, *ding), ours.as_ref(), verhaal.hertel(&versies, *ding, nu));
            }
        }
    }
    Ok(found)
}

impl Hertelling {
    fn vergelijk(&mut self, (norm, onderwerp): (&str, Uuid), ours: Option<&Uitkomst>, told: Result<Option<Uitkomst>>) {
        let werkelijk = match told {
            Ok(told) if told.as_ref() == ours => return,
            Ok(told) => beschrijf(told.as_ref()),
            // The follower keeps the clock as it was, and goes on.
            Err(error) => format!("niet te berekenen: {error}"),
        };
        self.anders += 1;
        if self.verschillen.len() < VERTELD {
            let (norm, bewaard) = (norm.to_owned(), beschrijf(ours));
            self.verschillen.push(Verschil { norm, onderwerp, bewaard, werkelijk });
        }
    }
}

/// A clock as it stands now: of one that is due the follower did not say so yet when nothing ran.
fn nu_van(kennis: &Kennis, klok: &Klok, nu: Moment) -> Klok {
    let due = klok.stand.volgende_op.is_some_and(|op| op <= nu);
    if due { volger::later(kennis, klok, nu) } else { klok.clone() }
}

fn beschrijf(uitkomst: Option<&Uitkomst>) -> String {
    let Some(uitkomst) = uitkomst else { return "geen klok".to_owned() };
    let moment = |op: Option<Moment>| op.map_or_else(|| "-".to_owned(), |op| op.to_string());
    format!(
        "{} (versie {}, zaak {}, begonnen {}, uiterlijk {}, gedaan {}, team {}, medewerker {})",
        uitkomst.staat.code(),
        uitkomst.versie,
        uitkomst.zaak.map_or_else(|| "-".to_owned(), |id| id.to_string()),
        uitkomst.begonnen_op,
        moment(uitkomst.uiterlijk_op),
        moment(uitkomst.gedaan_op),
        uitkomst.team,
        uitkomst.medewerker.map_or_else(|| "-".to_owned(), |id| id.to_string()),
    )
}

/// In which part a thing is counted.
fn vak(ding: Uuid) -> usize {
    // The last bits of an id are the ones that chance made.
    usize::try_from(ding.as_u128() % VAKKEN as u128).unwrap_or_default()
}

/// Reads the whole journal once: the numbers of the gebeurtenissen that norms look at, by the thing that they are about, and what told the
/// opening hours.
async fn verdeel(db: &impl Reads, organisatie: OrganisatieId, normen: &Normen) -> Result<(Vec<Vec<i64>>, Vec<Entry>)> {
    let mut vakken = vec![Vec::new(); VAKKEN];
    let (mut uren, mut last) = (Vec::new(), 0);
    loop {
        let entries = journaal::read_after(db, organisatie, last, STAP).await?;
        let Some(newest) = entries.last() else { return Ok((vakken, uren)) };
        last = newest.volgnummer;
        for entry in entries {
            let things = normen.alle().flat_map(|versie| telt_voor(&versie.norm, &entry));
            let in_vakken: BTreeSet<usize> = things.map(|(ding, _)| vak(ding)).collect();
            for n in in_vakken {
                vakken.get_mut(n).into_iter().for_each(|vak: &mut Vec<i64>| vak.push(entry.volgnummer));
            }
            if kalenders::vertelt(&entry) {
                uren.push(entry);
            }
        }
    }
}

/// What is counted together: the things of these vakken, by the gebeurtenissen with these numbers.
struct Deel {
    vakken: Range<usize>,
    nummers: Vec<i64>,
}

fn delen(vakken: Vec<Vec<i64>>, tegelijk: usize) -> Vec<Deel> {
    let mut delen: Vec<Deel> = Vec::new();
    for (n, nummers) in vakken.into_iter().enumerate() {
        match delen.last_mut().filter(|deel| deel.nummers.len() + nummers.len() <= tegelijk) {
            Some(deel) => {
                deel.vakken.end = n + 1;
                deel.nummers.extend(nummers);
            }
            None => delen.push(Deel { vakken: n..n + 1, nummers }),
        }
    }
    delen
}

/// A part of the things, with all that is told of them and of their zaken.
struct Gelezen {
    dingen: BTreeSet<Uuid>,
    journaal: Vec<Entry>,
}

async fn lees(
    db: &impl Reads,
    organisatie: OrganisatieId,
    normen: &Normen,
    uren: &[Entry],
    deel: Deel,
) -> Result<Gelezen> {
    let mut journaal: BTreeMap<i64, Entry> = uren.iter().map(|entry| (entry.volgnummer, entry.clone())).collect();
    let (mut dingen, mut zaken) = (BTreeSet::new(), BTreeSet::new());
    for numbers in deel.nummers.chunks(SAMEN) {
        for entry in journaal::read_numbers(db, organisatie, numbers).await? {
            let about = normen.alle().flat_map(|versie| telt_voor(&versie.norm, &entry));
            for (ding, zaak) in about.filter(|(ding, _)| deel.vakken.contains(&vak(*ding))) {
                dingen.insert(ding);
                zaken.extend(zaak);
            }
            journaal.insert(entry.volgnummer, entry);
        }
    }
    let zaken: Vec<Uuid> = zaken.into_iter().collect();
    for zaken in zaken.chunks(SAMEN) {
        let told = journaal::read_about(db, organisatie, &VERTELLEN, zaken).await?;
        journaal.extend(told.into_iter().filter(|e| verteld_van(e).is_some()).map(|e| (e.volgnummer, e)));
    }
    Ok(Gelezen { dingen, journaal: journaal.into_values().collect() })
}
