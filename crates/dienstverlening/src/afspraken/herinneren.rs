//! What happens by the clock: a reminder the day before, freeing what nobody confirmed, and noting who did not come.

use kern::organisaties::OrganisatieId;
use kern::{Database, Error, Handeling, Ids, Moment, Reads, Result};
use sea_query::{Condition, Expr, ExprTrait, Order, Query};

use super::afspraak::{self, Afspraak, AfspraakId, BEVESTIGEN_S, Status, Wijziging};
use super::bericht::{self, Bericht};
use super::lezen;
use crate::berichten::Status as Berichtstatus;

/// Bounds one round; what is left comes in the next.
const BATCH_MAX: u64 = 200;
/// A mail that has not left by then holds no place any longer.
const WACHT_OP_MAIL_S: i64 = 24 * 3600;
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
        .add(Expr::col("bevestigen_voor").is_null())
        .add(Expr::col("begint_op").gt(nu));
    let still = |was: &Afspraak| was.herinnering_op.is_some_and(|op| op <= nu) && was.bevestigen_voor.is_none();
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

/// Frees the places of what nobody confirmed in time. Done twice, also on two nodes, each falls free once.
///
/// # Errors
/// What the database says; those before it are free.
pub async fn vrijgeven(db: &Database, ids: &Ids, nu: Moment) -> Result<usize> {
    // Who was not told yet, or only just, cannot have confirmed it: the term runs from when the mail left. A day at most: mail that
    // does not leave holds no places.
    let told = Query::select()
        .expr(Expr::val(1_i64))
        .from("berichten")
        .and_where(Expr::col(("berichten", "afspraak_id")).equals(("afspraken", "id")))
        .and_where(Expr::col("sjabloon").eq(bericht::BEVESTIGEN))
        .and_where(
            Expr::col(("berichten", "status"))
                .eq(Berichtstatus::TeVersturen)
                .or(Expr::col("verstuurd_op").gt(nu.plus_seconds(-BEVESTIGEN_S))),
        )
        .to_owned();
    let waited = Expr::col("gemaakt_op").lte(nu.plus_seconds(-WACHT_OP_MAIL_S));
    let late = Condition::all()
        .add(Expr::col("bevestigen_voor").lte(nu))
        .add(Expr::exists(told).not().or(waited))
        .add(Expr::col("status").eq(Status::Gepland))
        .add(Expr::col("begint_op").gt(nu));
    each(db, ids, nu, late, |was| was.bevestigen_voor.is_some_and(|op| op <= nu), Wijziging::NietBevestigd).await
}

/// Forgets the codes in mail that was never sent about appointments that are over: nobody needs them any more.
///
/// # Errors
/// What the database says.
pub async fn vergeet_codes(db: &Database, nu: Moment) -> Result<u64> {
    let over = Query::select()
        .expr(Expr::val(1_i64))
        .from("afspraken")
        .and_where(Expr::col("begint_op").lt(nu).or(Expr::col(("afspraken", "status")).eq(Status::Afgezegd)))
        .and_where(Expr::col(("afspraken", "id")).equals(("berichten", "afspraak_id")))
        .to_owned();
    let update = Query::update()
        .table("berichten")
        .value("geheim", None::<String>)
        .and_where(Expr::col("geheim").is_not_null())
        // What is still to leave leaves with its code.
        .and_where(Expr::col(("berichten", "status")).ne(Berichtstatus::TeVersturen))
        .and_where(Expr::exists(over))
        .to_owned();
    let tx = db.begin().await?;
    let forgotten = tx.execute(&update).await?;
    tx.commit().await?;
    Ok(forgotten)
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
        let mut changes = vec![match wijziging {
            Wijziging::NietBevestigd => afspraak::vrijgeven(&handeling, ids, &was)?,
            _ => afspraak::stap(&handeling, ids, &was, wijziging)?.1,
        }];
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
