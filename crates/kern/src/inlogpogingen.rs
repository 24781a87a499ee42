//! Slows down guessing: counts failed log-ins per key (a hash of a user name, of a network address) and says until when to wait.

use sea_query::{Expr, ExprTrait, OnConflict, Query};

use crate::{Database, Error, Moment, Reads, Result};

/// After this long without a try, counting starts again, and the row may go.
const FORGOTTEN_AFTER_S: i64 = 24 * 60 * 60;

/// What is counted, and how long one has to wait after so many failures.
#[derive(Clone, Copy, Debug)]
pub struct Rem {
    /// So many failures cost nothing: people mistype.
    pub vrij: i64,
    /// After that each failure doubles the wait, from one second up to this many.
    pub wachten_max_s: i64,
}

impl Rem {
    /// How long to wait after this many failures, in seconds.
    ///
    /// ```
    /// let rem = kern::inlogpogingen::Rem { vrij: 3, wachten_max_s: 60 };
    /// assert_eq!([3, 4, 5, 9, 10, 1_000].map(|n| rem.wachten_s(n)), [0, 1, 2, 32, 60, 60]);
    /// ```
    #[must_use]
    pub fn wachten_s(self, mislukt: i64) -> i64 {
        let over = mislukt - self.vrij;
        if over <= 0 { 0 } else { Ord::min(1_i64 << Ord::min(over - 1, 62), self.wachten_max_s) }
    }
}

/// Counts a try as failed before it is made, so that a thousand at the same time are not more than one after the other.
/// Gives false, and counts nothing, when it is too soon: then nothing may be checked.
///
/// # Errors
/// What the database says.
pub async fn count_try(db: &Database, wie: &str, rem: Rem, now: Moment) -> Result<bool> {
    let tx = db.begin().await?;
    let stale = Query::delete()
        .from_table("inlogpogingen")
        .and_where(Expr::col("geblokkeerd_tot").lt(now.plus_seconds(-FORGOTTEN_AFTER_S)))
        .to_owned();
    tx.execute(&stale).await?;
    // The row is locked from here on: whoever tries at the same time waits, and finds it counted.
    let count = Query::insert()
        .into_table("inlogpogingen")
        .columns(["wie", "mislukt", "geblokkeerd_tot"])
        .values([wie.into(), 1.into(), Expr::val(now)])
        .map_err(Error::bug)?
        .on_conflict(
            OnConflict::column("wie").value("mislukt", Expr::col(("inlogpogingen", "mislukt")).add(1)).to_owned(),
        )
        .returning(Query::returning().columns(["mislukt", "geblokkeerd_tot"]))
        .to_owned();
    let row = tx.row(&count).await?.ok_or_else(|| Error::bug(anyhow::anyhow!("no try counted")))?;
    // Longer than the longest wait: the clock was set back since, and nobody may be locked out by that.
    let still_s = row.get::<Moment>("geblokkeerd_tot")?.seconds_since(now);
    if row.get::<Moment>("geblokkeerd_tot")? > now && still_s <= rem.wachten_max_s {
        return Ok(false);
    }
    let wait = rem.wachten_s(row.get("mislukt")?);
    let block = Query::update()
        .table("inlogpogingen")
        .value("geblokkeerd_tot", now.plus_seconds(wait))
        .and_where(Expr::col("wie").eq(wie))
        .to_owned();
    tx.execute(&block).await?;
    tx.commit().await?;
    Ok(true)
}

/// A try that was counted turned out right: takes it back.
///
/// # Errors
/// What the database says.
pub async fn take_back(db: &Database, wie: &str, now: Moment) -> Result<()> {
    let update = Query::update()
        .table("inlogpogingen")
        .value("mislukt", Expr::col("mislukt").sub(1))
        .value("geblokkeerd_tot", now)
        .and_where(Expr::col("wie").eq(wie))
        .and_where(Expr::col("mislukt").gt(0))
        .to_owned();
    let tx = db.begin().await?;
    tx.execute(&update).await?;
    tx.commit().await
}

/// Forgets all failures of a key: somebody showed who they are.
///
/// # Errors
/// What the database says.
pub async fn clear(db: &Database, wie: &str) -> Result<()> {
    let delete = Query::delete().from_table("inlogpogingen").and_where(Expr::col("wie").eq(wie)).to_owned();
    let tx = db.begin().await?;
    tx.execute(&delete).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testhulp::{Bench, bench};
    use crate::{MIGRATIES, on_both_engines};

    const REM: Rem = Rem { vrij: 3, wachten_max_s: 60 };

    async fn tries(bench: &Bench, count: usize) -> usize {
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..count {
            let (db, now) = (bench.db.clone(), bench.clock.now());
            all.spawn(async move { count_try(&db, "wie", REM, now).await.unwrap() });
        }
        all.join_all().await.into_iter().filter(|allowed| *allowed).count()
    }

    on_both_engines! {
        async fn many_tries_at_the_same_time_are_not_more_than_one_after_the_other(engine) {
            let bench = bench(engine, MIGRATIES).await;
            assert_eq!(tries(&bench, 12).await, 4, "three are free, and the fourth brings the first wait");
            assert_eq!(tries(&bench, 1).await, 0);
        }

        async fn the_wait_grows_and_is_forgotten_after_a_day(engine) {
            let bench = bench(engine, MIGRATIES).await;
            tries(&bench, 4).await;
            for wait in [1, 2, 4, 8] {
                bench.clock.set(bench.clock.now().plus_seconds(wait - 1));
                assert_eq!(tries(&bench, 1).await, 0, "before {wait} s are over");
                bench.clock.set(bench.clock.now().plus_seconds(1));
                assert_eq!(tries(&bench, 1).await, 1, "after {wait} s");
            }
            bench.clock.set(bench.clock.now().plus_seconds(FORGOTTEN_AFTER_S + 20));
            assert_eq!(tries(&bench, 12).await, 4);
        }

        async fn a_right_one_is_taken_back_or_clears_all(engine) {
            let bench = bench(engine, MIGRATIES).await;
            for _ in 0..9 {
                assert_eq!(tries(&bench, 1).await, 1);
                take_back(&bench.db, "wie", bench.clock.now()).await.unwrap();
            }
            tries(&bench, 9).await;
            clear(&bench.db, "wie").await.unwrap();
            assert_eq!(tries(&bench, 1).await, 1);
        }
    }
}
