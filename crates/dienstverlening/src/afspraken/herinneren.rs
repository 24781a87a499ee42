//! What happens by the clock: a reminder the day before, and noting who did not come.

use kern::organisaties::OrganisatieId;
use kern::{Database, Error, Handeling, Ids, Moment, Reads, Result};
use sea_query::{Condition, Expr, ExprTrait, Order, Query};

use super::afspraak::{self, Afspraak, AfspraakId, Status, Wijziging};
use super::bericht::{self, Bericht};
use super::lezen;

/// Bounds one round; what is left comes in the next.
const BATCH_MAX: u64 = 200;
/// Somebody who is not there so long after the end does not come any more.
const NIET_GEKOMEN_NA_S: i64 = 3600;

/// Sends the reminders that are due. Done twice, also on two nodes, each is sent once.
///
/// # Errors
/// What the database says; those before it are sent.
pub async fn herinner(db: &Database, ids: &Ids, nu: Moment) -> Result<usize> {
    let due = Condition::all()
        .add(Expr::col("herinnering_op").lte(nu))
        .add(Expr::col("status").eq(Status::Gepland))
        .add(Expr::col("begint_op").gt(nu));
    let still = |was: &Afspraak| was.herinnering_op.is_some_and(|op| op <= nu);
    each(db, ids, nu, due, still, Wijziging::Herinnerd).await
}

/// Notes who did not come: an hour after the end of the appointment.
///
/// # Errors
/// What the database says; those before it are noted.
pub async fn niet_gekomen(db: &Database, ids: &Ids, nu: Moment) -> Result<usize> {
    let late = nu.plus_seconds(-NIET_GEKOMEN_NA_S);
    let past = Condition::all().add(Expr::col("status").eq(Status::Gepland)).add(Expr::col("eindigt_op").lt(late));
    each(db, ids, nu, past, |was| was.eindigt_op < late, Wijziging::NietVerschenen).await
}

/// Takes a step with each appointment that fits, each in a transaction of its own.
async fn each(
    db: &Database,
    ids: &Ids,
    nu: Moment,
    fits: Condition,
    still: impl Fn(&Afspraak) -> bool,
    wijziging: Wijziging,
) -> Result<usize> {
    let query = Query::select()
        .columns(["id", "organisatie_id"])
        .from("afspraken")
        .cond_where(fits)
        .order_by("id", Order::Asc)
        .limit(BATCH_MAX)
        .to_owned();
    let mut done = 0;
    for row in db.rows(&query).await? {
        let (id, organisatie): (AfspraakId, OrganisatieId) = (row.get("id")?, row.get("organisatie_id")?);
        let handeling = Handeling::program(organisatie, nu);
        let tx = db.begin().await?;
        let was = lezen::by_id(&tx, organisatie, id).await?;
        let Some(was) = was.filter(|was| was.status == Status::Gepland && still(was)) else { continue };
        let mut changes = vec![afspraak::stap(&handeling, ids, &was, wijziging)?.1];
        if wijziging == Wijziging::Herinnerd {
            changes.extend(bericht::opstellen(&tx, &handeling, ids, &was, Bericht::Herinnering, None).await?);
        }
        match tx.write(changes).await {
            // Moved, cancelled or arrived in between, or another node was first.
            Err(Error::Conflict(_)) => {}
            Err(other) => return Err(other),
            Ok(()) => {
                tx.commit().await?;
                done += 1;
            }
        }
    }
    Ok(done)
}
