//! What the counters say at a place in the journal: as it stands, or as it stood.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kern::autorisatie::LeesRapport;
use kern::organisaties::OrganisatieId;
use kern::{Authorised, Moment, Reads, Result, Volger, journaal, volgers};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use termijnen::Kwartaal;

use super::Tellingen;
use super::tellingen::{Counts, Maat, Sleutel, blok, count, voor_blok};

/// Up to where in the journal of an organisation something is computed, and at which moment what was promised is due or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peil {
    /// The number of the last gebeurtenis that counts.
    pub volgnummer: i64,
    /// The moment.
    pub op: Moment,
    /// How many gebeurtenissen came after it, at most: in the order that all shared some are other organisations'.
    pub daarna: i64,
    /// How many before it were not counted yet, while everything is counted again.
    pub ongeteld: i64,
}

impl Peil {
    /// As it stands: all that was counted so far.
    ///
    /// # Errors
    /// What the database says.
    pub async fn nu(db: &impl Reads, who: &Authorised<LeesRapport>, nu: Moment) -> Result<Self> {
        let (gelezen, einde) = gelezen(db, who.organisatie()).await?;
        // From the first gebeurtenis that was not counted on it is not known whether something was late by now.
        let unread =
            if gelezen < einde { journaal::read_after(db, who.organisatie(), gelezen, 1).await? } else { vec![] };
        let op = unread.iter().map(|entry| entry.vastgelegd_op).fold(nu, Ord::min);
        Ok(Self { volgnummer: gelezen, op, daarna: 0, ongeteld: einde - gelezen })
    }

    /// As it stood at the end of a day, or as it stands when that is not over yet.
    ///
    /// # Errors
    /// What the database says.
    pub async fn op_dag(db: &impl Reads, who: &Authorised<LeesRapport>, dag: Date, nu: Moment) -> Result<Self> {
        let Some(end) = dag.tomorrow().ok().map(Moment::start_of).filter(|end| *end <= nu) else {
            return Self::nu(db, who, nu).await;
        };
        let (gelezen, einde) = gelezen(db, who.organisatie()).await?;
        let last = journaal::laatste_voor(db, who.organisatie(), end).await?.unwrap_or_default();
        let volgnummer = Ord::min(last, gelezen);
        Ok(Self { volgnummer, op: end, daarna: einde - last, ongeteld: last - volgnummer })
    }
}

/// The last gebeurtenis that was counted, and the last that there is.
pub(super) async fn gelezen(db: &impl Reads, organisatie: OrganisatieId) -> Result<(i64, i64)> {
    let plekken = volgers::plekken(db, &Tellingen).await?;
    let own = plekken.iter().find(|plek| plek.organisatie == organisatie);
    Ok(own.map(|plek| (plek.gelezen, plek.einde)).unwrap_or_default())
}

/// Two keys and how many.
pub(super) type Cells = [(String, String, i64)];

/// What was counted of some quarters.
#[derive(Debug, Default)]
pub(super) struct Geteld {
    counts: BTreeMap<(Maat, Kwartaal), BTreeMap<(String, String), i64>>,
}

impl Geteld {
    pub(super) fn van(&self, maat: Maat, kwartaal: Kwartaal) -> Vec<(String, String, i64)> {
        let cells = self.counts.get(&(maat, kwartaal)).into_iter().flatten().filter(|(_, n)| **n != 0);
        cells.map(|((sleutel, sleutel2), n)| (sleutel.clone(), sleutel2.clone(), *n)).collect()
    }

    fn tel(&mut self, (maat, kwartaal): (Maat, Kwartaal), keys: (String, String), n: i64) {
        *self.counts.entry((maat, kwartaal)).or_default().entry(keys).or_default() += n;
    }
}

/// What the counters and the journal say up to a place: whole blocks from the counters, of the block in which it lies the gebeurtenissen
/// themselves. Within one snapshot of the database, or what is counted meanwhile counts too.
pub(super) struct Lezer<'a, R> {
    db: &'a R,
    organisatie: OrganisatieId,
    /// Only whole blocks before this one; none: all that was counted.
    voor: Option<i64>,
    /// What came after those.
    rest: Counts,
}

impl<'a, R: Reads> Lezer<'a, R> {
    pub(super) async fn nieuw(db: &'a R, organisatie: OrganisatieId, peil: &Peil) -> Result<Self> {
        let (gelezen, _) = gelezen(db, organisatie).await?;
        if peil.volgnummer >= gelezen {
            return Ok(Self { db, organisatie, voor: None, rest: Counts::new() });
        }
        let voor = blok(peil.volgnummer);
        let rest = rest(db, organisatie, voor_blok(voor), peil.volgnummer).await?;
        Ok(Self { db, organisatie, voor: Some(voor), rest })
    }

    /// What was counted of these quarters.
    pub(super) async fn lees(&self, maten: &[Maat], kwartalen: &[Kwartaal]) -> Result<Geteld> {
        let query = tellingen(self.organisatie, maten, kwartalen, self.voor);
        let mut geteld = Geteld::default();
        for row in self.db.rows(&query).await? {
            let kwartaal = row.get::<String>("kwartaal")?.parse().map_err(kern::Error::bug)?;
            geteld.tel((row.get("maat")?, kwartaal), (row.get("sleutel")?, row.get("sleutel2")?), row.get("n")?);
        }
        for (Sleutel { maat, kwartaal, sleutel, sleutel2, .. }, n) in &self.rest {
            if maten.contains(maat) && kwartalen.contains(kwartaal) {
                geteld.tel((*maat, *kwartaal), (sleutel.clone(), sleutel2.clone()), *n);
            }
        }
        Ok(geteld)
    }

    /// The day of the first contact.
    pub(super) async fn eerste_dag(&self) -> Result<Option<Date>> {
        let days = self.rest.iter().filter(|(key, _)| key.maat == Maat::Dag);
        let mut days: BTreeMap<String, i64> = days.map(|(key, n)| (key.sleutel.clone(), *n)).collect();
        // The days that the rest takes away can be the first ones.
        let gone = u64::try_from(days.values().filter(|n| **n < 0).count()).unwrap_or(u64::MAX);
        for row in self.db.rows(&eerste_dagen(self.organisatie, self.voor, gone.saturating_add(1))).await? {
            *days.entry(row.get("sleutel")?).or_default() += row.get::<i64>("n")?;
        }
        days.iter().find(|(_, n)| **n > 0).map(|(day, _)| day.parse().map_err(kern::Error::bug)).transpose()
    }
}

/// What the gebeurtenissen after one number up to another add.
async fn rest(db: &impl Reads, organisatie: OrganisatieId, after: i64, up_to: i64) -> Result<Counts> {
    let (mut counts, mut from) = (Counts::new(), after);
    loop {
        let read = journaal::read_after(db, organisatie, from, SAMEN).await?;
        let Some(last) = read.last().map(|entry| entry.volgnummer) else { return Ok(counts) };
        let counted = read.into_iter().filter(|entry| entry.volgnummer <= up_to && Tellingen.leest(entry));
        for (key, n) in count(&counted.collect::<Vec<_>>())? {
            *counts.entry(key).or_default() += n;
        }
        if last >= up_to {
            return Ok(counts);
        }
        from = last;
    }
}

/// So many gebeurtenissen are read at a time.
const SAMEN: u64 = 5_000;

fn sums(organisatie: OrganisatieId, voor: Option<i64>) -> SelectStatement {
    Query::select()
        .expr_as(Expr::cust("CAST(SUM(aantal) AS BIGINT)"), "n")
        .from("tellingen")
        .and_where(Expr::col("organisatie_id").eq(organisatie))
        .and_where_option(voor.map(|blok| Expr::col("blok").lt(blok)))
        .to_owned()
}

pub(super) fn tellingen(
    organisatie: OrganisatieId,
    maten: &[Maat],
    kwartalen: &[Kwartaal],
    voor: Option<i64>,
) -> SelectStatement {
    sums(organisatie, voor)
        .columns(["maat", "kwartaal", "sleutel", "sleutel2"])
        .and_where(Expr::col("maat").is_in(maten.iter().copied()))
        .and_where(Expr::col("kwartaal").is_in(kwartalen.iter().map(ToString::to_string)))
        .group_by_columns(["maat", "kwartaal", "sleutel", "sleutel2"])
        .and_having(Expr::cust("SUM(aantal) <> 0"))
        .to_owned()
}

pub(super) fn eerste_dagen(organisatie: OrganisatieId, voor: Option<i64>, limit: u64) -> SelectStatement {
    sums(organisatie, voor)
        .column("sleutel")
        .and_where(Expr::col("maat").eq(Maat::Dag))
        .group_by_columns(["kwartaal", "sleutel"])
        .and_having(Expr::cust("SUM(aantal) > 0"))
        .order_by("kwartaal", Order::Asc)
        .order_by("sleutel", Order::Asc)
        .limit(limit)
        .to_owned()
}
