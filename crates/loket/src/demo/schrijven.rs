//! Writes the years while they are being made: one thread lives them, another waits for the database.

use kern::organisaties::OrganisatieId;
use kern::{Database, Error, Result, Tx};
use tokio::sync::mpsc;

use super::bezoeken::AFSPRAAKNUMMER;
use super::contact::{CONTACTNUMMER, TAAKNUMMER};
use super::verloop::{Blok, Verloop};
use super::zaken::Zaken;
use crate::Voortgang;

/// So many blocks may be ready before they are written: enough to keep both busy, and little memory.
const BLOCKS_AHEAD: usize = 3;
/// One commit holds about so many contacts: each costs a sync of the disk.
const PER_COMMIT: i64 = 2_500;

/// Writes all of it, and gives the number of contacts and the cases that are open.
///
/// # Errors
/// What a rule refused, or the database says.
pub(super) async fn schrijf(
    db: &Database,
    organisatie: OrganisatieId,
    verloop: Verloop,
    voortgang: &Voortgang,
) -> Result<(u64, Option<Zaken>)> {
    let (send, receive) = mpsc::channel(BLOCKS_AHEAD);
    let living = tokio::task::spawn_blocking(move || verloop.run(|blok| send.blocking_send(blok).is_ok()));
    let written = Schrijver { db, organisatie, gebruikt: [0; 4] }.all(receive, voortgang).await;
    // The fault of the one who lives it comes first: the writer then only misses the rest.
    let zaken = living.await.map_err(Error::bug)??;
    Ok((written?, zaken))
}

struct Schrijver<'a> {
    db: &'a Database,
    organisatie: OrganisatieId,
    /// How many numbers of each series are given out.
    gebruikt: [i64; 4],
}

/// The series of numbers of a block.
const REEKSEN: [&str; 4] = [CONTACTNUMMER, TAAKNUMMER, AFSPRAAKNUMMER, "zaak"];

impl Schrijver<'_> {
    async fn all(mut self, mut blocks: mpsc::Receiver<Blok>, voortgang: &Voortgang) -> Result<u64> {
        let mut open: Option<(Tx, i64)> = None;
        while let Some(blok) = blocks.recv().await {
            let (tx, before) = match open.take() {
                Some(open) => open,
                None => (self.db.begin().await?, 0),
            };
            let contacten = blok.contacten;
            self.write(&tx, blok).await?;
            if before + contacten < PER_COMMIT {
                open = Some((tx, before + contacten));
            } else {
                tx.commit().await?;
            }
            voortgang.add(contacten.unsigned_abs());
        }
        if let Some((tx, _)) = open {
            tx.commit().await?;
        }
        Ok(self.gebruikt[0].unsigned_abs())
    }

    async fn write(&mut self, tx: &Tx, blok: Blok) -> Result<()> {
        let counts = [blok.contacten, blok.taken, blok.afspraken, blok.zaken];
        for ((reeks, used), count) in REEKSEN.iter().zip(self.gebruikt).zip(counts) {
            self.take(tx, reeks, used, count).await?;
        }
        self.gebruikt.iter_mut().zip(counts).for_each(|(used, count)| *used += count);
        tx.write(blok.changes).await
    }

    /// Takes the numbers that the block has used already, which on an empty database are the next ones.
    async fn take(&self, tx: &Tx, resource: &'static str, used: i64, count: i64) -> Result<()> {
        if count > 0 && tx.take_numbers(self.organisatie, resource, count).await? != used + 1 {
            return Err(Error::bug(anyhow::anyhow!("somebody else writes in this database")));
        }
        Ok(())
    }
}
