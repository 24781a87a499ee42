//! Removes files from the store that nothing wants: uploads that were cut off, and those of drafts that are gone.

use bestanden::Opslag;
use dienstverlening::bestanden as wensen;
use kern::{Database, Moment, Result};

/// Removes what is due, and gives how many files that were. Done twice, also on two nodes, it is the same. A file that the store
/// does not remove is tried again a day later.
///
/// # Errors
/// What the database says; what was removed before is gone, the rest is for the next time.
pub async fn vegen(db: &Database, opslag: &Opslag, nu: Moment) -> Result<usize> {
    let mut removed = 0;
    while let Some(unwanted) = wensen::bekijken(db, nu).await? {
        let (mut gone, mut stuck) = (Vec::new(), Vec::new());
        for sleutel in unwanted {
            match opslag.verwijder(sleutel).await {
                Ok(()) => gone.push(sleutel),
                Err(error) => {
                    tracing::warn!(%sleutel, %error, "a file could not be removed; tried again in a day");
                    stuck.push(sleutel);
                }
            }
        }
        wensen::vergeten(db, &gone).await?;
        wensen::uitstellen(db, &stuck, nu).await?;
        removed += gone.len();
    }
    Ok(removed)
}
