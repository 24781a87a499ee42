//! Sends what is due: the rows of `berichten` are the queue, so a message exists before it is sent and is never lost.
//!
//! Mail goes at least once. Somebody who sends claims the message first (`volgende_poging_op` moves on, in a commit of its own), so
//! two nodes do not send the same; then sends; then writes that it was sent. Killed in between, one mail per node goes again
//! when its claim has passed, byte for byte the same and with the same Message-ID. Paper goes at most once: it is claimed as
//! `controleren`, and when the program stops before it was printed, a person looks.

mod brief;
mod nazicht;
mod postbode;
pub mod postmap;
mod smtp;

pub use brief::Afzender;
pub use nazicht::{Nazien, nazien};
pub use postbode::{Postbode, Uitslag};
pub use smtp::Smtp;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use kern::organisaties::{Organisatie, OrganisatieId, organisaties};
use kern::{Change, Clock, Database, Error, Gebeurtenis, Handeling, Ids, Moment, Reads, Result, Tx};
use sea_query::{Condition, Expr, ExprTrait, Func, Order, Query};

use super::rijen::{self, KOLOMMEN, from_row};
use super::{Bericht, FeitenVerzonden, Kanaal, MISLUKT, Reden, Status, VERSTUURD};

/// Nobody gets more in a day of what anybody can have sent by typing an address into a form.
pub const PER_ADRES: u32 = 10;
const DAG_S: i64 = 86_400;
/// How long a message belongs to whoever is sending it: longer than an attempt can take.
const CLAIM_S: i64 = 180;
/// Some at a time, so that memory stays flat however many wait.
const BATCH: u64 = 20;
/// Other nodes' commits and moments that come wake nobody here; this does.
const POLL: Duration = Duration::from_secs(2);
/// Between attempts while the mail server is away.
const PAUZE_MIN: Duration = Duration::from_secs(5);
const PAUZE_MAX: Duration = Duration::from_secs(300);
/// A receiver that puts one message off: after a minute, two, four, … and at most four hours.
const UITSTEL_S: i64 = 60;
const UITSTEL_MAX_S: i64 = 4 * 3_600;
/// Put off for so long, it will not be taken any more (RFC 5321 asks for four to five days).
const OPGEVEN_S: i64 = 5 * 86_400;
/// And not before so many attempts: what somebody sends again days later gets its chances too.
const OPGEVEN_POGINGEN: i64 = 6;
/// That a mail was sent is written again when the database is away for a moment: else it would be sent again.
const NOTEREN_TRIES: u32 = 5;
const NOTEREN_PAUZE: Duration = Duration::from_secs(1);

/// What else changes in the commit that writes what came of a message, by who sent it: this room knows of no case.
pub trait Gevolg: Send + Sync {
    /// The changes that go with a message as it became.
    fn van<'a>(
        &'a self,
        tx: &'a Tx,
        handeling: &'a Handeling,
        ids: &'a Ids,
        bericht: &'a Bericht,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<Change>>> + Send + 'a>>;
}

/// Sends messages.
pub struct Verzender {
    db: Database,
    clock: Clock,
    ids: Ids,
    postbode: Postbode,
    gevolg: Arc<dyn Gevolg>,
    per_adres: u32,
}

/// What came of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ronde {
    /// How many messages left.
    pub verstuurd: usize,
    /// Whether the mail server answered; when not, the rest waits.
    pub bereikt: bool,
}

/// A message that is claimed, with whose it is.
pub(super) struct Zending {
    pub(super) organisatie: OrganisatieId,
    pub(super) bericht: Bericht,
}

impl Verzender {
    /// Sends over this postbode.
    #[must_use]
    pub fn new(db: Database, clock: Clock, ids: Ids, postbode: Postbode, gevolg: Arc<dyn Gevolg>) -> Self {
        Self { db, clock, ids, postbode, gevolg, per_adres: PER_ADRES }
    }

    /// Of what anybody can have sent to an address, as many messages go there in a day; the rest waits.
    #[must_use]
    pub fn per_adres(self, per_adres: u32) -> Self {
        Self { per_adres, ..self }
    }

    /// Sends for as long as the program runs; wakes at each commit of this process.
    pub async fn volg(self) {
        let mut commits = self.db.commits();
        let mut pauze = PAUZE_MIN;
        loop {
            commits.mark_unchanged();
            match self.ronde().await {
                Ok(Ronde { bereikt: true, .. }) => {
                    pauze = PAUZE_MIN;
                    let _ = tokio::time::timeout(POLL, commits.changed()).await;
                }
                Ok(_) => {
                    tracing::warn!(seconds = pauze.as_secs(), "the mail server does not take messages; they wait");
                    tokio::time::sleep(pauze).await;
                    pauze = Ord::min(pauze * 2, PAUZE_MAX);
                }
                Err(error) => {
                    tracing::error!(%error, "messages could not be sent, trying again");
                    tokio::time::sleep(PAUZE_MIN).await;
                }
            }
        }
    }

    /// Sends everything that is due, until nothing is or the mail server is away.
    ///
    /// # Errors
    /// What the database says; what was sent before has been written down.
    pub async fn ronde(&self) -> Result<Ronde> {
        let mut ronde = Ronde { verstuurd: 0, bereikt: true };
        self.afgebroken().await?;
        let mut houses = Vec::new();
        loop {
            let due = self.aan_de_beurt(Status::TeVersturen).await?;
            if due.is_empty() {
                return Ok(ronde);
            }
            for zending in due {
                if let Some(op) = self.wacht_tot(&zending.bericht).await? {
                    self.laat_wachten(&zending.bericht, op).await?;
                    continue;
                }
                let Some(zending) = self.neem(zending).await? else { continue };
                let Some(house) = house(&self.db, &mut houses, zending.organisatie).await? else { continue };
                let uitslag = self.postbode.bezorg(&house, &zending.bericht).await;
                ronde.verstuurd += usize::from(matches!(uitslag, Uitslag::Verstuurd));
                ronde.bereikt = !matches!(uitslag, Uitslag::Weg(_));
                self.noteer_zeker(&zending, &uitslag).await?;
                if !ronde.bereikt {
                    return Ok(ronde);
                }
            }
        }
    }

    /// What may be sent now, the longest waiting first.
    pub(super) async fn aan_de_beurt(&self, status: Status) -> Result<Vec<Zending>> {
        let now = self.clock.now();
        // Nothing is put off for so long: it was written by a clock that has jumped back since.
        let never = now.plus_seconds(UITSTEL_MAX_S + CLAIM_S);
        let due = Expr::col("volgende_poging_op").lte(now).or(Expr::col("volgende_poging_op").gt(never));
        let query = Query::select()
            .columns(KOLOMMEN)
            .column("organisatie_id")
            .from("berichten")
            .and_where(Expr::col("status").eq(status))
            .and_where(due)
            .order_by("volgende_poging_op", Order::Asc)
            .order_by("opgesteld_op", Order::Asc)
            .limit(BATCH)
            .to_owned();
        let rows = self.db.rows(&query).await?;
        rows.iter()
            .map(|row| Ok(Zending { organisatie: row.get("organisatie_id")?, bericht: from_row(row)? }))
            .collect()
    }

    /// Until when a message waits because its address got enough of what anybody can have sent there; none when it can go.
    async fn wacht_tot(&self, bericht: &Bericht) -> Result<Option<Moment>> {
        if !is_ongevraagd(bericht) {
            return Ok(None);
        }
        let now = self.clock.now();
        let lately = Query::select()
            .column("verstuurd_op")
            .from("berichten")
            .cond_where(ongevraagd_aan(bericht))
            .and_where(Expr::col("verstuurd_op").gt(now.plus_seconds(-DAG_S)))
            .order_by("verstuurd_op", Order::Desc)
            .limit(self.per_adres.into())
            .to_owned();
        let rows = self.db.rows(&lately).await?;
        if rows.len() < usize::try_from(self.per_adres).unwrap_or(usize::MAX) {
            return Ok(None);
        }
        let Some(oldest) = rows.last() else { return Ok(None) };
        let free = oldest.get::<Moment>("verstuurd_op")?.plus_seconds(DAG_S);
        // Looked at again before a clock that has jumped back is suspected of it.
        Ok(Some(Ord::min(free, now.plus_seconds(UITSTEL_MAX_S))))
    }

    /// Lets all that waits for this address wait, in one go.
    async fn laat_wachten(&self, bericht: &Bericht, op: Moment) -> Result<()> {
        let later = Query::update()
            .table("berichten")
            .value("volgende_poging_op", op)
            .cond_where(ongevraagd_aan(bericht))
            .and_where(Expr::col("status").eq(Status::TeVersturen))
            .and_where(Expr::col("pogingen").eq(0))
            .and_where(Expr::col("volgende_poging_op").lt(op))
            .to_owned();
        let tx = self.db.begin().await?;
        tx.execute(&later).await?;
        tx.commit().await
    }

    /// Only when to try again: nothing has happened to it yet.
    async fn uitstellen(&self, was: &Bericht, op: Moment) -> Result<()> {
        let later = Query::update()
            .table("berichten")
            .value("volgende_poging_op", op)
            .and_where(Expr::col("id").eq(was.id))
            .and_where(Expr::col("versie").eq(was.versie))
            .and_where(Expr::col("volgende_poging_op").eq(was.volgende_poging_op))
            .to_owned();
        let tx = self.db.begin().await?;
        tx.execute(&later).await?;
        tx.commit().await
    }

    /// Claims a message; none when somebody else did. No gebeurtenis: nothing has happened to it yet.
    pub(super) async fn neem(&self, zending: Zending) -> Result<Option<Zending>> {
        let Zending { organisatie, bericht: was } = zending;
        let until = self.clock.now().plus_seconds(CLAIM_S);
        // Paper is never printed twice: from here on only a person decides.
        let status = if was.kanaal == Kanaal::Post { Status::Controleren } else { Status::TeVersturen };
        let claim = Query::update()
            .table("berichten")
            .value("status", status)
            .value("pogingen", was.pogingen + 1)
            .value("volgende_poging_op", until)
            .and_where(Expr::col("id").eq(was.id))
            .and_where(Expr::col("status").eq(Status::TeVersturen))
            .and_where(Expr::col("volgende_poging_op").eq(was.volgende_poging_op))
            .and_where(Expr::col("versie").eq(was.versie))
            .to_owned();
        let tx = self.db.begin().await?;
        let taken = tx.execute(&claim).await? == 1;
        tx.commit().await?;
        let bericht = Bericht { status, pogingen: was.pogingen + 1, volgende_poging_op: Some(until), ..was };
        Ok(taken.then_some(Zending { organisatie, bericht }))
    }

    async fn noteer_zeker(&self, zending: &Zending, uitslag: &Uitslag) -> Result<()> {
        let mut tries = 1;
        loop {
            match self.noteer(zending, uitslag).await {
                Err(Error::Busy(_)) if tries < NOTEREN_TRIES => tries += 1,
                Err(Error::Conflict(_)) => {
                    tracing::warn!(bericht = %zending.bericht.id, "a message changed while it was being sent");
                    return Ok(());
                }
                other => return other,
            }
            tokio::time::sleep(NOTEREN_PAUZE).await;
        }
    }

    /// Writes what came of an attempt.
    pub(super) async fn noteer(&self, zending: &Zending, uitslag: &Uitslag) -> Result<()> {
        let (was, now) = (&zending.bericht, self.clock.now());
        match wordt(was, uitslag, now) {
            Wordt::Later(op) => self.uitstellen(was, op).await,
            Wordt::Klaar(wordt) => self.klaar(self.db.begin().await?, zending, &wordt).await,
        }
    }

    /// Writes how a message ended, with what follows from it.
    async fn klaar(&self, tx: Tx, zending: &Zending, wordt: &Bericht) -> Result<()> {
        let was = &zending.bericht;
        let handeling = Handeling::program(zending.organisatie, self.clock.now());
        let soort = if wordt.status == Status::Verstuurd { VERSTUURD } else { MISLUKT };
        let feiten = FeitenVerzonden {
            kanaal: wordt.kanaal,
            sjabloon: wordt.sjabloon.clone(),
            opgesteld_op: wordt.opgesteld_op,
            pogingen: wordt.pogingen,
            reden: wordt.reden,
        };
        let event = Gebeurtenis::new(&handeling, &self.ids, soort, was.id).feiten(&feiten)?;
        let change = Change::new(rijen::bij(event, was)).update(rijen::update(was, wordt));
        let (tx, changes) = match self.gevolg.van(&tx, &handeling, &self.ids, wordt).await {
            Ok(more) => (tx, std::iter::once(change).chain(more).collect()),
            Err(busy @ Error::Busy(_)) => return Err(busy),
            Err(error) => {
                // That it left must be written whatever follows from it, or it would leave again.
                tracing::error!(%error, bericht = %was.id, "what follows from a message could not be decided");
                drop(tx);
                (self.db.begin().await?, vec![change])
            }
        };
        tx.write(changes).await?;
        tx.commit().await
    }

    /// Paper whose printing was begun and whose claim has passed: said, and left to a person.
    async fn afgebroken(&self) -> Result<()> {
        for zending in self.aan_de_beurt(Status::Controleren).await? {
            let was = &zending.bericht;
            let wordt = Bericht {
                reden: Some(Reden::Afgebroken),
                volgende_poging_op: None,
                versie: was.versie + 1,
                ..was.clone()
            };
            match self.klaar(self.db.begin().await?, &zending, &wordt).await {
                // Another node said it first.
                Ok(()) | Err(Error::Conflict(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }
}

/// Whether anybody could have had this message sent to an address that they typed: the program wrote it, to nobody whom we know.
fn is_ongevraagd(bericht: &Bericht) -> bool {
    bericht.kanaal == Kanaal::Email && bericht.medewerker.is_none() && bericht.partij.is_none() && bericht.pogingen == 0
}

/// All such messages to the same address.
fn ongevraagd_aan(bericht: &Bericht) -> Condition {
    Condition::all()
        .add(Expr::expr(Func::lower(Expr::col("aan"))).eq(bericht.aan.to_lowercase()))
        .add(Expr::col("kanaal").eq(Kanaal::Email))
        .add(Expr::col("medewerker_id").is_null())
        .add(Expr::col("partij_id").is_null())
}

/// What a message becomes after an attempt.
enum Wordt {
    Klaar(Box<Bericht>),
    Later(Moment),
}

fn wordt(was: &Bericht, uitslag: &Uitslag, now: Moment) -> Wordt {
    let klaar = |status, reden| {
        let verstuurd_op = (status == Status::Verstuurd).then_some(now);
        let (volgende_poging_op, versie) = (None, was.versie + 1);
        // Told: nobody here needs it any more.
        let geheim = was.geheim.clone().filter(|_| status != Status::Verstuurd);
        Wordt::Klaar(Box::new(Bericht {
            status,
            reden,
            verstuurd_op,
            volgende_poging_op,
            versie,
            geheim,
            ..was.clone()
        }))
    };
    match uitslag {
        Uitslag::Verstuurd => klaar(Status::Verstuurd, None),
        Uitslag::Nooit(reden) => klaar(Status::Mislukt, Some(*reden)),
        Uitslag::Onzeker => klaar(Status::Controleren, Some(Reden::Afgebroken)),
        // Not its fault: first in line when the server is back.
        Uitslag::Weg(_) => Wordt::Later(now),
        Uitslag::Later(_) if now.seconds_since(was.opgesteld_op) > OPGEVEN_S && was.pogingen > OPGEVEN_POGINGEN => {
            klaar(Status::Mislukt, Some(Reden::BlijftUitgesteld))
        }
        Uitslag::Later(_) => {
            let doublings = Ord::min(u32::try_from(was.pogingen - 1).unwrap_or(0), 12);
            Wordt::Later(now.plus_seconds(Ord::min(UITSTEL_S << doublings, UITSTEL_MAX_S)))
        }
    }
}

/// The organisation a message is from, read once a round.
async fn house(db: &Database, known: &mut Vec<Organisatie>, id: OrganisatieId) -> Result<Option<Organisatie>> {
    if known.is_empty() {
        *known = organisaties(db).await?;
    }
    Ok(known.iter().find(|organisatie| organisatie.id == id).cloned())
}
